"""How official papers write dates and numbers, and the four levels of headings in a text."""

import re
from datetime import date

from cppcc_desk.domain.layout import Face

RESTRICTED = "内部资料　注意保存"


def official_date(day: date) -> str:
    """2026年11月20日: arabic, four-digit year, no padding [7.3.5.4]."""
    return f"{day.year}年{day.month}月{day.day}日"


def doc_number(org_code: str, year: int, serial: int) -> str:
    """云协信〔2026〕11号: hexagonal brackets, no 第, no leading zero [7.2.5]."""
    return f"{org_code}〔{year}〕{serial}号"


_INNER_QUOTES = str.maketrans("《》", "〈〉")


def quoted(title: str) -> str:
    """A title inside a sentence; 《》 of its own become 〈〉 (GB/T 15834)."""
    return f"《{title.translate(_INNER_QUOTES)}》"


# 第一层 一、 黑体, 第二层 （一） 楷体, 第三层 1. and 第四层 （1） 仿宋 [7.3.3]
_LEVELS = (
    (re.compile(r"[一二三四五六七八九十]{1,4}、"), Face.HEI),
    (re.compile(r"（[一二三四五六七八九十]{1,4}）"), Face.KAI),
    (re.compile(r"\d{1,2}\.(?!\d)"), Face.FANGSONG),
    (re.compile(r"（\d{1,2}）"), Face.FANGSONG),
)


def level(paragraph: str) -> int:
    """Which of the four levels of heading a paragraph begins with, 0 for plain text."""
    for number, (mark, _) in enumerate(_LEVELS, start=1):
        if mark.match(paragraph):
            return number
    return 0


def heading_length(paragraph: str) -> int:
    """How many characters of a paragraph are set in its heading's face.

    A heading on its own line is all of it; a run-in heading ends with its first sentence.
    """
    if level(paragraph) in (1, 2):
        end = paragraph.find("。")
        return len(paragraph) if end < 0 else end + 1
    return 0


def heading_face(paragraph: str) -> Face:
    number = level(paragraph)
    return _LEVELS[number - 1][1] if number else Face.FANGSONG


# What people type for the four marks: half-width brackets, a stop too many, another stop.
_TYPED = (
    (re.compile(r"^([一二三四五六七八九十]{1,4})[.．,，]"), r"\1、"),
    (re.compile(r"^[(（]([一二三四五六七八九十]{1,4})[)）][、.．]?"), r"（\1）"),
    (re.compile(r"^(\d{1,2})[、．](?!\d)"), r"\1."),
    (re.compile(r"^[(（](\d{1,2})[)）][、.．]?"), r"（\1）"),
)


def with_proper_mark(paragraph: str) -> str:
    """The paragraph with the mark of its level as the standard has it: 一、 （一） 1. （1） [7.3.3]."""
    for typed, proper in _TYPED:
        found, count = typed.subn(proper, paragraph)
        if count:
            return found
    return paragraph


def clean_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of an edited text: one a line, without the spaces people indent with and without empty lines."""
    lines = (line.strip(" \t\r\u3000\u00a0") for line in text.split("\n"))
    return tuple(line for line in lines if line)
