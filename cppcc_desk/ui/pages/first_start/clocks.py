"""Where pieces go, and by when: the destinations that have clocks of their own, one line for each clock."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from cppcc_desk.domain.deadlines import ClockUnit, Counting
from cppcc_desk.operations.founding import DestinationEntry, set_clocks
from cppcc_desk.queries import office
from cppcc_desk.queries.office import ClockRow, DestinationRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField, NumberField, TextField
from cppcc_desk.ui.pages.settings.office import WIDEST_FORM
from cppcc_desk.ui.pages.settings.rows_editor import EditorColumn, RowsEditor
from cppcc_desk.ui.pages.settings.section import Section, scrolled
from cppcc_desk.ui.widgets import STRETCH, column


class ClocksStep(Section):
    """A name is the destination's: changed in one of its lines, it changes in all."""

    id = "clocks"
    title = "报送时限"
    hint = "期限从收稿时间起算，按自然日或工作日数。去向可以增加、改名，还可以分形式，以后在“去向与时限”里改。"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.editor = RowsEditor(
            (
                EditorColumn("name", "去向", lambda: TextField(max_length=30)),
                EditorColumn("told", "报送形式", _told_field, 150),
                EditorColumn("amount", "期限", lambda: NumberField(minimum=1, maximum=3650), 90),
                EditorColumn("unit", "", lambda: ChoiceField(ClockUnit), 76),
                EditorColumn("counting", "计法", lambda: ChoiceField(Counting), 110),
            ),
            fixed=True,
        )
        self.editor.setMaximumWidth(WIDEST_FORM)
        self.editor.changed.connect(self.touched)
        self.lay_out(scrolled(column(self.editor, STRETCH, margins=(16, 14, 16, 14))), bar=False)

    def read(self) -> Sequence[DestinationRow]:
        return [row for row in self.context.desk.read(office.destinations) if row.clocks]

    def fill(self, held: Sequence[DestinationRow]) -> None:
        self.editor.set_value(
            [
                {
                    "id": row.id,
                    "was": row.name,
                    "clock": clock,
                    "name": row.name,
                    "told": clock.form or ("其他形式" if len(row.clocks) > 1 else "所有形式"),
                    "amount": clock.amount,
                    "unit": ClockUnit(clock.unit),
                    "counting": Counting(clock.counting),
                }
                for row in held
                for clock in row.clocks
            ]
        )

    def store(self) -> str:
        lines = groupby(self.editor.value(), key=lambda line: line["id"])
        self.context.desk.do(set_clocks, [_entry(destination, list(own)) for destination, own in lines])
        return "已保存报送时限"


def _told_field() -> TextField:
    return TextField(read_only=True)


def _entry(destination: int, lines: Sequence[dict[str, Any]]) -> DestinationEntry:
    """The lines of one destination; the name that differs from what it was is the new one."""
    name = next((line["name"] for line in lines if line["name"] != line["was"]), lines[0]["was"])
    return DestinationEntry(destination, name, tuple(_clock(line) for line in lines))


def _clock(line: dict[str, Any]) -> ClockRow:
    before: ClockRow = line["clock"]
    return ClockRow(
        form=before.form,
        amount=line["amount"],
        unit=str(line["unit"].value),
        counting=str(line["counting"].value),
        roll=before.roll,
        closing_time=before.closing_time,
    )
