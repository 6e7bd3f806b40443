"""Small numbers in Chinese, as headings and terms have them."""

_DIGITS = "一二三四五六七八九"


def numeral(number: int) -> str:
    """一 to 九十九."""
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens - 1]}十")
    return f"{head}{_DIGITS[ones - 1] if ones else ''}"
