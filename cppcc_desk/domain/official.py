"""What an official paper says, not how it looks: the issue sheet as a value, its numbers, dates and levels."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.layout import Face

RESTRICTED = "内部资料　注意保存"


def official_date(day: date) -> str:
    """2026年11月20日: arabic, four-digit year, no padding [7.3.5.4]."""
    return f"{day.year}年{day.month}月{day.day}日"


def doc_number(org_code: str, year: int, serial: int) -> str:
    """云协信〔2026〕11号: hexagonal brackets, no 第, no leading zero [7.2.5]."""
    return f"{org_code}〔{year}〕{serial}号"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One text of an issue; a newline in `title` forces a line, `paragraphs` are plain text in the four levels."""

    title: str
    paragraphs: tuple[str, ...]
    contributor: str = ""  # under the title
    source: str = ""  # after the text, in （）


@dataclass(frozen=True, kw_only=True)
class Bulletin:
    """One issue as it is printed and frozen; made again from `to_dict` it is the same to the byte."""

    journal: str  # the red mark
    year: int
    issue_no: int
    cumulative_no: int | None = None
    supplement: bool = False
    issued_by: str
    date: date
    pieces: tuple[Piece, ...]
    editors_note: str = ""
    restricted: bool = False
    report_to: tuple[str, ...] = ()
    send_to: tuple[str, ...] = ()
    distribute_to: tuple[str, ...] = ()
    copies: int | None = None
    editor: str = ""
    reviewer: str = ""
    signatory: str = ""

    @property
    def number(self) -> str:
        """第11期（总第83期）; a supplement counts apart: 增刊第2期; before 排印 the place is left open."""
        running = f"（总第{self.cumulative_no}期）" if self.cumulative_no is not None else ""
        number = str(self.issue_no) if self.issue_no > 0 else "　"
        return f"{'增刊' if self.supplement else ''}第{number}期{running}"

    @property
    def name(self) -> str:
        """What the issue is called in lists and file names."""
        return f"{self.journal}{self.year}年{self.number}"

    def to_dict(self) -> dict[str, Any]:
        """JSON-able, keys in the order of the fields."""
        values = asdict(self)
        values["date"] = self.date.isoformat()
        return values

    @staticmethod
    def from_dict(values: Mapping[str, Any]) -> "Bulletin":
        """Raises Invalid where a frozen issue lacks a field or holds one this program does not know."""
        try:
            given = dict(values)
            given["date"] = date.fromisoformat(given["date"])
            given["pieces"] = tuple(
                Piece(**{**piece, "paragraphs": tuple(piece["paragraphs"])}) for piece in given["pieces"]
            )
            for addressees in ("report_to", "send_to", "distribute_to"):
                given[addressees] = tuple(given.get(addressees, ()))
            return Bulletin(**given)
        except (KeyError, TypeError, ValueError) as error:
            raise Invalid(
                f"这一期的存档内容读不出来（{error}）。数据没有改动。请从备份恢复，或重新排印这一期。"
            ) from error


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


def clean_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of an edited text: one a line, without the spaces people indent with and without empty lines."""
    lines = (line.strip(" \t\r\u3000\u00a0") for line in text.split("\n"))
    return tuple(line for line in lines if line)
