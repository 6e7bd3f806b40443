"""What the lines of an account show."""

from dataclasses import dataclass

from cppcc_desk.domain.scoring.accounts import Line
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.sentences import explained
from cppcc_desk.ui.table import Column, Kind


@dataclass(frozen=True)
class LineRow:
    """A line with its place in the account, which is all that tells two of the same kind apart."""

    place: int
    line: Line

    @property
    def calm(self) -> bool:
        """Whether it counts nothing."""
        return self.line.counted == 0


def line_columns() -> tuple[Column[LineRow], ...]:
    """When, which piece, what happened, by which rule, the arithmetic, what counts, and why it counts less."""

    def tone(row: LineRow) -> str:
        return "text3" if row.calm else "text2"

    return (
        Column(key="on", title="日期", text=lambda r: r.line.on.isoformat(), width=92, tone=tone),
        Column(key="number", title="编号", text=lambda r: r.line.number, width=84, tone=tone),
        Column(
            key="title",
            title="稿件",
            text=lambda r: r.line.title or r.line.words,
            width=150,
            kind=Kind.TEXT,
            stretch=True,
            tip=lambda r: r.line.title or r.line.words,
            tone=lambda r: "text3" if r.calm else "text",
        ),
        Column(
            key="words",
            title="事项",
            text=lambda r: r.line.words if r.line.piece_id is not None else "",
            width=150,
            stretch=True,
            tip=lambda r: r.line.words,
            tone=tone,
            wide_only=True,
        ),
        Column(key="rule", title="规则", text=lambda r: r.line.name, width=110, hidden=True, tone=tone),
        Column(
            key="arithmetic",
            title="算法",
            text=lambda r: explained(r.line),
            width=190,
            stretch=True,
            tip=lambda r: explained(r.line),
            tone=tone,
        ),
        Column(
            key="counted",
            title="计分",
            text=lambda r: points_text(r.line.counted),
            sort=lambda r: r.line.counted,
            width=70,
            kind=Kind.NUMBER,
            bold=lambda r: not r.calm,
            tone=lambda r: "overdue" if r.line.counted < 0 else "text3" if r.calm else "text",
        ),
        Column(
            key="note",
            title="少计的原因",
            text=lambda r: r.line.note,
            width=150,
            tip=lambda r: r.line.note,
            tone=lambda r: "soon" if r.line.note else "text3",
            wide_only=True,
        ),
    )
