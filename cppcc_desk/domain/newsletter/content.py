"""A newsletter as it was issued: the fields of the paper, its numbers, its tables with the pieces behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.newsletter.telling import Cell, Sheet


@dataclass(frozen=True, kw_only=True)
class Content:
    """What is written as .docx, PDF and .xlsx; made again from `to_dict` it is the same."""

    fields: Mapping[str, Any]
    numbers: Mapping[str, Any]
    sheets: tuple[Sheet, ...]
    mismatches: tuple[Mismatch, ...]

    @property
    def title(self) -> str:
        """What it is about."""
        return str(self.fields["title"]).replace("\n", "")

    @property
    def dated(self) -> date:
        """The day it bears."""
        return date.fromisoformat(self.fields["date"])

    def to_dict(self) -> dict[str, Any]:
        """JSON-able."""
        return {
            "fields": dict(self.fields),
            "numbers": dict(self.numbers),
            "sheets": [
                {
                    "heading": sheet.heading,
                    "columns": list(sheet.columns),
                    "widths_mm": list(sheet.widths_mm),
                    "rows": [[[cell.text, _listed(cell.pieces)] for cell in row] for row in sheet.rows],
                    "note": sheet.note,
                }
                for sheet in self.sheets
            ],
            "mismatches": [[one.words, list(one.pieces)] for one in self.mismatches],
        }

    @staticmethod
    def from_dict(values: Mapping[str, Any]) -> "Content":
        """Raises Invalid where it is not whole."""
        try:
            return Content(
                fields=values["fields"],
                numbers=values["numbers"],
                sheets=tuple(
                    Sheet(
                        heading=sheet["heading"],
                        columns=tuple(sheet["columns"]),
                        widths_mm=tuple(sheet["widths_mm"]),
                        rows=tuple(tuple(map(_cell, row)) for row in sheet["rows"]),
                        note=sheet["note"],
                    )
                    for sheet in values["sheets"]
                ),
                mismatches=tuple(Mismatch(words, tuple(pieces)) for words, pieces in values["mismatches"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise Invalid(f"这一期通讯的存档内容读不出来（{error}）。数据没有改动。请从备份恢复。") from error


def _listed(pieces: tuple[str, ...] | None) -> list[str] | None:
    return None if pieces is None else list(pieces)


def _cell(value: Any) -> Cell:
    text, pieces = value
    return Cell(text, None if pieces is None else tuple(pieces))
