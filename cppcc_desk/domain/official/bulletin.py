"""An issue of a journal as a value: what it says, not how it looks."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from cppcc_desk.domain.errors import Invalid


def issue_name(journal: str, year: int, issue_no: int, *, supplement: bool) -> str:
    """《社情民意》2026年第11期, of a 增刊 《社情民意》2026年增刊第2期."""
    return f"《{journal}》{year}年{'增刊' if supplement else ''}第{issue_no}期"


_ISSUE = re.compile(
    r"《?(?P<journal>[^《》0-9]*)》?(?P<year>\d{4})(?:年|-)(?P<supplement>增刊)?第?(?P<issue_no>\d{1,6})期(?:（.*）)?"
)


@dataclass(frozen=True)
class IssueNumber:
    """An issue as it is called; `journal` "" where only the number was said."""

    journal: str
    year: int
    supplement: bool
    issue_no: int


def issue_called(words: str) -> IssueNumber | None:
    """The issue that `words` call: 2026-12期, 社情民意2026年第12期, 《社情民意》2026年增刊第2期; else None."""
    found = _ISSUE.fullmatch("".join(words.split()))
    if found is None:
        return None
    return IssueNumber(found["journal"], int(found["year"]), bool(found["supplement"]), int(found["issue_no"]))


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
    letterhead: Mapping[str, str] | None = None  # the office's own head, by its reference

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
