"""Small numbers in Chinese, as headings and terms have them, the marks of lists, and sums of money."""

import re

LARGEST = 99  # as a numeral
_DIGITS = "一二三四五六七八九"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_MYRIADS = ("", "万", "亿", "万亿")
_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(](?:[一二三四五六七八九十]+|\d{1,2})[）)]、?|\d{1,2}[.．、](?!\d))"
)


def numeral(number: int) -> str:
    """一 to 九十九."""
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens - 1]}十")
    return f"{head}{_DIGITS[ones - 1] if ones else ''}"


def without_mark(line: str) -> str:
    """A line of a list without the mark it begins with: 一、 （一） 1. （1）."""
    return _MARK.sub("", line.strip(), count=1).strip()


def amount_in_words(fen: int) -> str:
    """A sum as receipts have it: 壹仟贰佰叁拾元整, 贰佰零叁元零伍分.

    票据法 and 《支付结算办法》附一: 整 after 元 and 角, none after 分; noughts between digits once. Up to 10^16 yuan.
    """
    yuan, (jiao, cents) = fen // 100, divmod(fen % 100, 10)
    told = f"{_whole(yuan)}元" if yuan else ""
    if jiao:
        told += f"{_CAPITALS[jiao]}角"
    elif cents and yuan:
        told += "零"
    if cents:
        return f"{told}{_CAPITALS[cents]}分"
    return f"{told or '零元'}整"


def _whole(number: int) -> str:
    told, nought = "", False
    for myriad in range(len(_MYRIADS) - 1, -1, -1):
        group = number // 10_000**myriad % 10_000
        nought = nought or (bool(told) and group < 1_000)
        if group:
            told += f"{'零' if nought and told else ''}{_thousands(group)}{_MYRIADS[myriad]}"
            nought = False
    return told


def _thousands(group: int) -> str:
    told, nought = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            told += f"{'零' if nought and told else ''}{_CAPITALS[digit]}{_PLACES[place]}"
        nought = not digit
    return told
