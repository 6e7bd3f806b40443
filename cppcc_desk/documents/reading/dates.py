"""The day a manuscript was written, in the ways it is written; a day that is not whole is never made whole."""

import re
from datetime import date

from cppcc_desk.documents.reading.numerals import read_numeral

_DIGIT = "[0-9〇○ＯO零一二三四五六七八九十]"
_BLANK = r"[\s\u3000_＿]{0,12}"
_AFTER = r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?(?:于[\u3400-\u9fff]{1,8}$)?"  # weekday, place of writing
_WHOLE = (
    re.compile(rf"({_DIGIT}{{4}})\s*年\s*({_DIGIT}{{1,3}})\s*月\s*({_DIGIT}{{1,3}})\s*[日号]{_AFTER}"),
    re.compile(rf"(?<!\d)((?:19|20)\d{{2}})\s*([-/.．。、])\s*(\d{{1,2}})\s*\2\s*(\d{{1,2}})(?!\d){_AFTER}"),
)
_COMPACT = re.compile(r"\s*(20\d{2})([01]\d)([0-3]\d)\s*")  # only where a label says that it is a date
_INCOMPLETE = re.compile(
    rf"{_DIGIT}{{0,4}}{_BLANK}年{_BLANK}{_DIGIT}{{0,3}}{_BLANK}月(?:{_BLANK}{_DIGIT}{{0,3}}{_BLANK}[日号])?"
    rf"|(?<![\d.]){_DIGIT}{{1,3}}\s*月\s*{_DIGIT}{{1,3}}\s*[日号]"
    r"|(?<![\d.-])20\d{2}\s*[-/.．]\s*\d{1,2}(?![\d.．/-])"
    rf"|{_DIGIT}{{4}}\s*年(?!\S)"
    r"|(?<![\d.])\d{2}([-/.．])\d{1,2}\1\d{1,2}(?![\d.])"
)


def take_date(text: str) -> tuple[str, date | None, str]:
    """`text` without its first date, that date, and, when it is not a whole day that exists, what is written of it.

    A form's 年 月 日 that nobody has filled in is taken out and leaves nothing.
    """
    for pattern in _WHOLE:
        match = pattern.search(text)
        if match is None:
            continue
        numbers = [read_numeral(part) or 0 for part in match.groups() if part[0] not in "-/.．。、"]
        try:
            return _without(text, match), date(*numbers), ""
        except ValueError:
            return _without(text, match), None, match[0].strip()
    match = _INCOMPLETE.search(text)
    if match is None:
        return text, None, ""
    written = re.sub(r"[\s\u3000_＿]", "", match[0])
    return _without(text, match), None, written if re.search(_DIGIT, written) else ""


def read_date(text: str) -> tuple[date | None, str]:
    """The date in a labelled value, and what is written of one that is not a whole day."""
    compact = _COMPACT.fullmatch(text)
    return take_date("-".join(compact.groups()) if compact else text)[1:]


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
