"""The numbers of a report and what does not add up, as lines of a list that open to what is behind them."""

from collections.abc import Iterator
from dataclasses import dataclass

from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.reports import numbers
from cppcc_desk.domain.yearbook import YearBook
from cppcc_desk.queries.reports import ReportView
from cppcc_desk.ui.table import Column, Kind


@dataclass(frozen=True)
class Line:
    """A number with that of the year before, or what is wrong (`count` None); behind it pieces, or names."""

    key: str
    label: str
    unit: str
    count: int | None
    before: int | None
    pieces: tuple[str, ...]
    names: tuple[str, ...] = ()

    @property
    def wrong(self) -> bool:
        """Something that does not add up."""
        return self.count is None


def of_report(view: ReportView) -> Iterator[Line]:
    """What does not add up, and every number."""
    yield from _wrong(view.mismatches)
    for one in numbers(view.facts):
        yield Line(one.key, one.label, one.unit, one.count, one.before, one.pieces, one.names)


def of_book(book: YearBook, mismatches: tuple[Mismatch, ...]) -> Iterator[Line]:
    """Each issue with its texts."""
    yield from _wrong(mismatches)
    numbers_ = tuple(text.number for _, text in book.texts if text.number)
    yield Line("issues", "收入的期刊", "期", len(book.issues), None, numbers_)
    yield Line("texts", "收入的文章", "篇", len(book.texts), None, numbers_)
    for place, issue in enumerate(book.issues):
        pieces = tuple(text.number for text in issue.texts if text.number)
        yield Line(f"issue {place}", issue.bulletin.number, "篇", len(issue.texts), None, pieces)


def _wrong(mismatches: tuple[Mismatch, ...]) -> Iterator[Line]:
    for place, one in enumerate(mismatches):
        yield Line(f"wrong {place}", one.words, "", None, None, one.pieces)


def columns() -> tuple[Column[Line], ...]:
    """What does not add up is a sentence, which needs the room."""
    return (
        Column(
            key="label",
            title="项目",
            text=lambda r: r.label,
            width=280,
            kind=Kind.TEXT,
            stretch=True,
            tip=lambda r: r.label,
        ),
        Column(
            key="count",
            title="数量",
            text=lambda r: "" if r.count is None else str(r.count),
            sort=lambda r: -1 if r.count is None else r.count,
            width=80,
            kind=Kind.NUMBER,
        ),
        Column(key="unit", title="单位", text=lambda r: r.unit, width=60),
        Column(
            key="before",
            title="上年同期",
            text=lambda r: "" if r.before is None else str(r.before),
            sort=lambda r: -1 if r.before is None else r.before,
            width=84,
            kind=Kind.NUMBER,
        ),
        Column(key="behind", title="是哪些", text=_behind, width=340, wide_only=True, tip=_behind),
    )


def _behind(line: Line) -> str:
    return "、".join(line.names or line.pieces)
