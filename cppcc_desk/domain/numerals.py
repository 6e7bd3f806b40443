"""Small numbers in Chinese, as headings and terms have them, and the marks that people number a list with."""

import re

LARGEST = 99  # as a numeral
_DIGITS = "一二三四五六七八九"
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
