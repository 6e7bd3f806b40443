"""A table of statistics as a ledger: for .xlsx, for paper and for the clipboard."""

from collections.abc import Iterator, Sequence
from datetime import date

from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.ledger import ColumnKind, Ledger, LedgerColumn
from cppcc_desk.domain.statistics.periods import Span
from cppcc_desk.domain.statistics.table import Line, Table

_MOST_NAMED = 12  # numbers of pieces after a note
_MOST_MEANT = 3  # measures that are explained


def printed(table: Table, span: Span, *, unit: str, made_on: date, lines: Sequence[Line] | None = None) -> Ledger:
    """The table, its rows as `lines` has them, with time and filters above and what is to be said of it below."""
    view = table.view
    label = LedgerColumn(key="label", title=view.rows.value, width=18)
    numbers = (LedgerColumn(key=head.key, title=head.label, width=9, kind=ColumnKind.NUMBER) for head in table.heads)
    return Ledger(
        title=view.title,
        unit=unit,
        made_on=made_on,
        columns=(label, *numbers),
        rows=tuple((line.label, *(cell.text for cell in line.cells)) for line in lines or table.lines),
        sheet=f"按{view.rows}",
        about="　".join(("统计时间：" + span.said, *filters_said(table))),
        sums=True,
        notes=tuple(_notes(table, span)),
    )


def filters_said(table: Table) -> tuple[str, ...]:
    """类别：教育, one for each filter."""
    return tuple(f"{dimension}：{'、'.join(words)}" for dimension, words in table.filtered)


def with_pieces(told: Mismatch) -> str:
    """A note with the numbers of its pieces, the first of them where there are many."""
    shown = "、".join(told.pieces[:_MOST_NAMED])
    more = f" 等 {len(told.pieces)} 篇" if len(told.pieces) > _MOST_NAMED else ""
    return f"{told.words}（{shown}{more}）。" if shown else f"{told.words}。"


def _notes(table: Table, span: Span) -> Iterator[str]:
    measures = table.view.measures
    if len(measures) <= _MOST_MEANT:
        yield "各数都是篇数，一篇只算一次。" + "；".join(f"{one}：{one.means}" for one in measures) + "。"
    else:
        yield "各数都是篇数，一篇只算一次。"
    if table.view.compared:
        yield f"上年同期：{span.before.days}。"
    yield from map(with_pieces, table.notes)
    yield from (f"核对：{with_pieces(one)}" for one in table.mismatches)
