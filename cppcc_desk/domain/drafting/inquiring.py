"""The 函 that asks a higher CPPCC which of the pieces sent to it were used: what it begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.official import Kind, official_date

_COLUMNS = ("序号", "题目", "报送日期", "采用情况")
_WIDTHS = (14.0, 70.0, 40.0, 32.0)  # mm; the last column is for whoever answers


@dataclass(frozen=True, kw_only=True)
class SentPiece:
    """A piece of whose use nothing is known, and when it was sent."""

    title: str
    sent_on: date


def inquired(kind: Kind, pieces: Sequence[SentPiece], *, organ: str, to: str) -> dict[str, Any]:
    """The fields of the letter; the pieces stand in the order they were sent in.

    Raises Invalid for another kind, Forbidden where there is nothing to ask.
    """
    if kind is not Kind.LETTER:
        raise Invalid(f"查询采用情况起草的是{Kind.LETTER}，不是{kind}。没有作任何改动。")
    if not pieces:
        raise Forbidden(f"报送{to}的来稿没有要查询采用情况的，没有起草公文。")
    first, last = (official_date(day) for day in (pieces[0].sent_on, pieces[-1].sent_on))
    when = first if first == last else f"{first}至{last}"
    return {
        "organs": [organ],
        "title": f"{organ}关于查询社情民意信息采用情况的函",
        "main_to": [to],
        "body": [
            f"{when}，我单位向贵单位报送的社情民意信息，有{len(pieces)}篇的采用情况尚不掌握。为做好统计通报和向反映人"
            "反馈的工作，现将篇目列后，请予查询，并将采用的形式、刊物、期号、日期和领导批示情况函告我单位。",
            {
                "table": {
                    "columns": list(_COLUMNS),
                    "rows": [
                        [str(number), piece.title, official_date(piece.sent_on), ""]
                        for number, piece in enumerate(pieces, start=1)
                    ],
                    "widths_mm": list(_WIDTHS),
                }
            },
            "特此函询，请予支持。",
        ],
    }
