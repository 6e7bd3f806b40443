"""发文字号登记: every number that was given, by sequence and year; numbers reserved and made void, gaps shown."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from cppcc_desk.operations import documents as doing
from cppcc_desk.operations.documents import LARGEST_SERIAL
from cppcc_desk.queries import documents
from cppcc_desk.queries.documents import NumberRow, NumberState, SequenceState
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import ChoiceField, NumberField, TextField
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.papers.document_columns import number_columns
from cppcc_desk.ui.stepping.asking import REASON, Asking, reason
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, NoticeBar, action, batch_bar, button, clear, column, label, row

_MOST_GAPS = 12  # named; more are counted


class NumbersPart(ListPart[NumberRow]):
    """Above the list each sequence with its next number and its gaps."""

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        table: DataTable[NumberRow] = DataTable(
            RowsModel(number_columns(context), row_id=lambda r: r.id),
            name="papers/document_numbers",
            title="发文字号登记",
            settings=context.settings,
        )
        super().__init__(context, notice, table, title="发文字号登记")
        self._holding = Holding(context)
        self._usual_year: int | None = None  # what is shown until somebody filters: this year, once it has a number
        self._build()

    def _build(self) -> None:
        self.reserve_button = button("预留号…", self._reserve, icon="plus", kind="primary")
        self.sequence = ChoiceField(blank="全部类别")
        self.sequence.setFixedWidth(120)
        self.sequence.name("类别")
        self.year = ChoiceField(blank="全部年度")
        self.year.setFixedWidth(116)
        self.year.name("年度")
        self.clear = button("清除筛选", self._clear, icon="close", kind="link")
        self.open_button = button("打开公文", self._open, icon="eye")
        self.void_button = button("作废预留的号…", self._void, kind="danger")
        self._count = label("", "hint")
        bar = batch_bar(self.open_button, self.void_button, STRETCH, self._count)
        self.states = column(gap=4, margins=(16, 2, 16, 8))
        above = QWidget()
        above.setLayout(self.states)
        self.lay_out([self.reserve_button, self.sequence, self.year, self.clear, STRETCH], bar, above=above)
        self.sequence.changed.connect(self.reload)
        self.year.changed.connect(self.reload)
        self.table.opened.connect(lambda _row: self._open())
        self.table.current.connect(lambda _row: self._fit_buttons())
        self._open_action = action("打开公文", self._open, icon="eye", tells="Enter")
        self._void_action = action("作废预留的号…", self._void, icon="close")
        lists.equip(self.table, self._open_action, self._void_action)

    # ------------------------------------------------------------------ what is shown
    def reload(self) -> None:
        read = self.context.desk.read
        states = read(documents.sequence_states, now=self.context.now)
        every = read(documents.numbers)
        self._load_filters(every, states)
        sequence, year = self.sequence.value(), self.year.value()
        rows = [one for one in every if sequence in (None, one.sequence) and year in (None, one.given_at.year)]
        self.show_rows(rows)
        self._show_states(states)
        filtered = (sequence, year) != (None, self._usual_year)
        self.clear.setVisible(filtered)
        if not rows:
            self._tell_empty(filtered=filtered)
        self._count.setText(f"共 {len(rows)} 个号")
        self._fit_buttons()

    def _load_filters(self, every: tuple[NumberRow, ...], states: tuple[SequenceState, ...]) -> None:
        years = sorted({one.given_at.year for one in every}, reverse=True)
        names = dict.fromkeys([*(state.sequence for state in states), *(one.sequence for one in every)])
        self.sequence.set_choices([(name, name) for name in names])
        self.year.set_choices([(year, f"{year} 年") for year in years])
        usual = self.context.today.year if self.context.today.year in years else None
        if usual != self._usual_year:
            self.year.set_value(usual)
        self._usual_year = usual

    def _show_states(self, states: tuple[SequenceState, ...]) -> None:
        clear(self.states)
        for state in states:
            gaps = [label(f"空号 {_gaps(state.gaps)}", "warning")] if state.gaps else []
            name = label(state.sequence, "small_strong")
            name.setFixedWidth(64)
            following = label(f"下一个 {state.following}", "small")
            following.setMinimumWidth(220)
            self.states.addLayout(row(name, following, *gaps, STRETCH))

    def _tell_empty(self, *, filtered: bool) -> None:
        if filtered:
            everything = button("清除筛选", self._clear)
            self.empty.tell("没有符合的发文字号", "换一个类别或年度，或查看全部。", icon="filter", buttons=[everything])
            return
        reserve = button("预留一个号", self._reserve, icon="plus")
        self.empty.tell(
            "还没有编过发文字号",
            "公文定稿时自动编号，登记在这里；纸上已经用掉的号，可以先预留，免得重号。",
            icon="list",
            buttons=[reserve],
        )

    def _clear(self) -> None:
        self.sequence.set_value(None)
        self.year.set_value(self._usual_year)
        self.reload()

    def _fit_buttons(self) -> None:
        one = self.table.current_row()
        for made in (self.open_button, self._open_action):
            made.setEnabled(one is not None and one.document_id is not None)
        for voiding in (self.void_button, self._void_action):
            voiding.setEnabled(one is not None and one.state is NumberState.RESERVED)

    # ------------------------------------------------------------------ what is done
    def _reserve(self) -> None:
        self._holding.reserve(self.sequence.value())

    def _void(self) -> None:
        one = self.table.current_row()
        if one is not None and one.state is NumberState.RESERVED:
            self._holding.void(one)

    def _open(self) -> None:
        one = self.table.current_row()
        if one is not None and one.document_id is not None:
            self.context.navigate("preview", document_id=one.document_id)


def _gaps(gaps: tuple[int, ...]) -> str:
    named = "、".join(map(str, gaps[:_MOST_GAPS]))
    return named if len(gaps) <= _MOST_GAPS else f"{named} 等 {len(gaps)} 个"


class Holding(Asking):
    """预留 and 作废 with the dialogs they need."""

    def reserve(self, sequence: str | None) -> None:
        """Hold a number: the next of its sequence, or one that was used on paper."""
        states = self._context.desk.read(documents.sequence_states, now=self._context.now)
        given: list[str] = []

        def do(values: Mapping[str, Any]) -> None:
            given.append(
                self._context.desk.do(
                    doing.reserve_number,
                    sequence=values["sequence"] or "",
                    purpose=values["purpose"],
                    serial=values["serial"],
                )
            )

        taken = self._ask_and_do(
            Question(
                title="预留发文字号",
                intro="预留的号定稿时可以选用；不用了，写明原因作废。号编出后不再收回。",
                fields=(
                    Ask(
                        key="sequence",
                        title="类别",
                        make=lambda: ChoiceField([(s.sequence, f"{s.sequence}　下一个 {s.following}") for s in states]),
                        value=sequence or (states[0].sequence if states else None),
                        required=True,
                    ),
                    Ask(key="serial", title="指定序号", make=lambda: NumberField(maximum=LARGEST_SERIAL, blank="未填")),
                    Ask(
                        key="purpose",
                        title="用途",
                        make=lambda: TextField(max_length=200, placeholder="如：全会通知；或纸上已用于哪一份"),
                        required=True,
                    ),
                ),
                verb="预留",
            ),
            do,
        )
        if taken is not None:
            self._context.notify(f"已预留 {given[-1]}")

    def void(self, number: NumberRow) -> None:
        """Make a reserved number void, with a reason."""
        taken = self._ask_and_do(
            Question(
                title=f"作废 {number.number}",
                intro=f"预留作：{number.purpose}\n作废的号不再给别的公文。",
                fields=(reason("作废原因"),),
                verb="作废",
                danger=True,
            ),
            lambda values: self._context.desk.do(doing.void_number, number.id, reason=values[REASON]),
        )
        if taken is not None:
            self._context.notify(f"已作废 {number.number}")
