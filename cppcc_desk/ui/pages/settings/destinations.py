"""去向与时限: destinations with the departments under 有关部门, several clocks each, and what they mean today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.deadlines import ClockUnit, Counting
from cppcc_desk.domain.errors import DeskError, Invalid
from cppcc_desk.domain.submission import UrgencyGrade
from cppcc_desk.operations.office import save_destination
from cppcc_desk.queries import office
from cppcc_desk.queries.office import ClockRow, DestinationRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import CheckField, ChoiceField, NumberField, TextField
from cppcc_desk.ui.pages.settings.entries import EntriesSection
from cppcc_desk.ui.pages.settings.office import WIDEST_FORM
from cppcc_desk.ui.pages.settings.rows_editor import EditorColumn, RowsEditor
from cppcc_desk.ui.widgets import NoticeBar, label
from cppcc_desk.ui.widgets.side_list import SideItem

ALL_FORMS, OTHER_FORMS = "各种形式", "其他形式"
EXAMPLE_HOUR = time(9, 0)


@dataclass(frozen=True)
class _Choices:
    """What the fields offer."""

    forms: tuple[str, ...]
    ends: tuple[str, ...]


class DestinationsSection(EntriesSection):
    """Where pieces go, and by when."""

    id = "destinations"
    title = "去向与时限"
    icon = "send"
    hint = "期限从收稿时间起算。改动只影响还没有报送的来稿，它们的截止时间会立即重新计算。"
    what = "去向"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        add = self.form.add
        add("name", "名称", TextField(max_length=30), required=True)
        add("aliases", "其他名称", TextField(max_length=100, placeholder="如：县委；几个用顿号隔开"))
        add("parent", "上级去向", ChoiceField(blank="没有（自己定期限）"))
        add("default_form", "默认形式", ChoiceField(blank="不限"))
        add("active", "", CheckField("在用"))
        self._choices = self._read_choices()
        self.clocks = RowsEditor(
            (
                EditorColumn("form", "报送形式", self._form_field),
                EditorColumn("amount", "期限", lambda: NumberField(minimum=1, maximum=3650), 60),
                EditorColumn("unit", "", lambda: ChoiceField(ClockUnit), 64),
                EditorColumn("counting", "计法", lambda: ChoiceField(Counting), 86),
                EditorColumn("closing_time", "末日", self._end_field, 96),
                EditorColumn("roll", "遇节假日", lambda: CheckField("顺延", tip="末日放假时顺延到下一个工作日"), 62),
            ),
            add_words="增加一种期限",
            remove_words="去掉这种期限",
            blank={"form": "*", "amount": 2, "unit": ClockUnit.WEEK, "counting": Counting.CALENDAR, "roll": False},
            ordered=False,
        )
        self.clocks.setMaximumWidth(WIDEST_FORM)
        self.clocks.changed.connect(self._clocks_changed)
        self.form.changed.connect(lambda _key: self._show_example())
        self.example = NoticeBar()
        self.example.setMaximumWidth(WIDEST_FORM)
        self.lay_out_entries(label("报送期限", "strong"), self.clocks, self.example)

    # --- what is shown ---

    def rows(self) -> Sequence[DestinationRow]:
        found = self.context.desk.read(office.destinations, all_destinations=True)
        below: dict[int | None, list[DestinationRow]] = {}
        for row in found:
            below.setdefault(row.parent_id, []).append(row)
        return [row for top in below.get(None, []) for row in (top, *below.get(top.id, []))]

    def item(self, row: DestinationRow) -> SideItem:
        shown = super().item(row)
        return SideItem(shown.key, shown.text, calm=shown.calm, under=row.parent_id is not None)

    def _read_choices(self) -> _Choices:
        told = self.context.desk.read(office.office, on=self.context.today)
        rows = self.rows()
        ends = {clock.closing_time for row in rows for clock in row.clocks if clock.closing_time}
        used = [form for row in rows for form in (row.default_form, *(c.form for c in row.clocks)) if form]
        return _Choices(
            forms=tuple(dict.fromkeys((*self.context.desk.read(office.words, "form"), *used))),
            ends=tuple(dict.fromkeys((told.closing_time, *sorted(ends)))),
        )

    def _form_field(self) -> ChoiceField:
        # "*" stands for every other form: the editor takes an empty first field for an empty line.
        return ChoiceField([("*", ALL_FORMS), *((word, word) for word in self._choices.forms)])

    def _end_field(self) -> ChoiceField:
        return ChoiceField([("", "24:00 前"), *((end, f"{end} 前") for end in self._choices.ends)])

    def show_row(self, row: DestinationRow | None) -> None:
        choices = self._read_choices()
        if choices != self._choices:
            self._choices = choices
            self.clocks.set_value([])
        parent, form = self.form.field("parent"), self.form.field("default_form")
        assert isinstance(parent, ChoiceField) and isinstance(form, ChoiceField)
        tops = [d for d in self.rows() if d.parent_id is None and (row is None or d.id != row.id)]
        parent.set_choices([(d.name, f"{d.name}（期限相同）") for d in tops])
        form.set_choices([(word, word) for word in choices.forms])
        above = next((d.name for d in tops if row is not None and d.id == row.parent_id), None)
        self.form.fill(
            {
                "name": row.name if row else "",
                "aliases": row.aliases if row else "",
                "parent": above,
                "default_form": (row.default_form or None) if row else None,
                "active": row.active if row else True,
            }
        )
        self.clocks.set_value([_line(clock) for clock in row.clocks] if row else [])
        self._show_example()

    def _clocks_changed(self) -> None:
        self.touched()
        self._show_example()

    def _wanted(self) -> tuple[ClockRow, ...]:
        return tuple(
            ClockRow(
                "" if line["form"] == "*" else str(line["form"]),
                int(line["amount"]),
                str(line["unit"].value),
                str(line["counting"].value),
                bool(line["roll"]),
                str(line["closing_time"] or ""),
            )
            for line in self.clocks.value()
        )

    def _show_example(self) -> None:
        """What the clocks on the screen would mean for a piece received today at nine."""
        received = datetime.combine(self.context.today, EXAMPLE_HOUR)
        told = self.context.desk.read(office.office, on=self.context.today)
        days = self.context.desk.read(office.calendar)
        lines: list[str] = []
        clocks, whose = self._wanted(), ""
        if not clocks and self.form.value("parent"):
            above = next(d for d in self.rows() if d.name == self.form.value("parent"))
            clocks, whose = above.clocks, f"按“{above.name}”的期限，"
        for clock in clocks:
            try:
                due = deadlines.due(office.clock_rule(clock, told), received, days, urgency_grade=UrgencyGrade.NORMAL)
            except DeskError as refusal:
                lines.append(refusal.message)
                continue
            form = clock.form or (OTHER_FORMS if len(clocks) > 1 else "")
            lines.append(
                f"{whose}{f'{form}：' if form else ''}若今天 09:00 收稿，"
                f"应于 {deadlines.full(due.at)} 前报送，{due.rule}"
            )
        if lines:
            self.example.tell("\n".join(lines), kind="info", closable=False)
        else:
            self.example.tell("还没有期限：请增加一种期限，或选择上级去向。", closable=False)

    # --- what is saved ---

    def complain(self, refusal: Invalid) -> None:
        if "clocks" in refusal.problems:
            self.example.tell(refusal.problems["clocks"], kind="error", closable=False)
        else:
            super().complain(refusal)

    def store_row(self, row_id: int | None) -> int:
        clocks = self._wanted()
        if len({clock.form for clock in clocks}) < len(clocks):
            twice = "同一种报送形式只能有一个期限，请改选形式或去掉一行。"
            raise Invalid(f"{twice}没有作任何改动。", {"clocks": twice})
        values: dict[str, Any] = self.form.values()
        values["parent"] = values["parent"] or ""
        values["default_form"] = values["default_form"] or ""
        return self.context.desk.do(save_destination, row_id, clocks=clocks, **values)


def _line(clock: ClockRow) -> dict[str, Any]:
    return {
        "form": clock.form or "*",
        "amount": clock.amount,
        "unit": ClockUnit(clock.unit),
        "counting": Counting(clock.counting),
        "closing_time": clock.closing_time,
        "roll": clock.roll,
    }
