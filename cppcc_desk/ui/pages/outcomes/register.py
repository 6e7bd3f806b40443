"""反馈登记册: everything that was heard, by kind, level, year and words; the current one whole beside the list."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from cppcc_desk.domain.outcomes import Level, OutcomeKind
from cppcc_desk.queries.outcomes import OutcomeFilter, OutcomeRow, outcome_counts, outcome_years, outcomes
from cppcc_desk.ui import icons
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.outcomes.pane import OutcomePane
from cppcc_desk.ui.outcomes.working import FORMS, OutcomeWork
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.listed import ListPage
from cppcc_desk.ui.pages.outcomes.columns import register_columns
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import (
    STRETCH,
    FilterChips,
    NoticeBar,
    action,
    batch_bar,
    button,
    hairline,
    label,
    row,
)
from cppcc_desk.ui.widgets.boxes import Item
from cppcc_desk.ui.widgets.search_box import DELAY_MS

ALL: Final = "all"
_PANE, _PANE_WIDE = 340, 440


class OutcomeList(ListPart[OutcomeRow]):
    """The list with its filters; `show_whole` puts the current one beside it where there is room."""

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        table: DataTable[OutcomeRow] = DataTable(
            RowsModel(register_columns(context), row_id=lambda r: r.id, checkable=True),
            name="outcomes",
            title="反馈登记册",
            settings=context.settings,
        )
        super().__init__(context, notice, table, title="反馈登记册")
        self.rows: tuple[OutcomeRow, ...] = ()
        self._work = OutcomeWork(context)
        self._wants_pane: bool | None = None  # what the person chose, None while the room decides
        self._room = Room(1366, 696)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.new_button = button("登记反馈", self._work.record, icon="plus", kind="primary")
        self.chips = FilterChips([(ALL, "全部"), *((kind.value, kind.value) for kind in OutcomeKind)])
        self.words = QLineEdit()
        self.words.setPlaceholderText("单位、领导、内容、编号、标题")
        self.words.setAccessibleName("查找反馈")
        self.year = ChoiceField(blank="全部年度")
        self.year.setFixedWidth(108)
        self.year.name("年度")
        self.level = ChoiceField([(level, level.said) for level in Level], blank="全部层级")
        self.level.setFixedWidth(108)
        self.level.name("层级")
        self.clear = button("清除筛选", self._clear, icon="close", kind="link")
        self.pane = OutcomePane(self._work, self.refusals)
        self.beside = QWidget()
        self.beside.setLayout(row(hairline(vertical=True), self.pane, gap=0))
        self.edit_button = button("修改", partial(self.with_one, self._work.edit), icon="edit")
        self.open_button = button("打开来稿", partial(self.with_one, self._work.open_piece), icon="eye")
        self.attach_button = button("添加佐证", partial(self.with_one, self._attach), icon="clip")
        self.forms_button = button("打印表单", icon="print")
        self._forms = QMenu("打印表单", self.forms_button)
        self._forms.setIcon(icons.icon("print"))
        for kind in FORMS:
            made = action(f"{kind}…", partial(self._print, kind), icon="print")
            made.setParent(self._forms)
            self._forms.addAction(made)
        self.forms_button.setMenu(self._forms)
        self.withdraw_button = button("撤回…", partial(self.with_one, self._work.withdraw), kind="danger")
        self.pane_button = button("详情", self._toggle_pane, icon="columns", kind="flat", shortcut="空格")
        self._count = label("", "hint")
        bar = batch_bar(
            self.edit_button,
            self.open_button,
            self.attach_button,
            self.forms_button,
            self.withdraw_button,
            self.pane_button,
            STRETCH,
            self._count,
        )
        filters = QWidget()
        filters.setLayout(row(self.chips, STRETCH, self.clear, margins=(16, 0, 12, 8)))
        head: list[Item] = [self.new_button, self.words, self.year, self.level, STRETCH]
        self.lay_out(head, bar, above=filters, beside=self.beside)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DELAY_MS)

    def _connect(self) -> None:
        self._wait.timeout.connect(self.reload)
        self.words.textChanged.connect(lambda _text: self._wait.start())
        self.words.returnPressed.connect(self.reload)
        self.chips.picked.connect(lambda _key: self.reload())
        self.year.changed.connect(self.reload)
        self.level.changed.connect(self.reload)
        self.table.opened.connect(partial(self.attempt, self._work.edit))
        self.table.renamed.connect(partial(self.attempt, self._work.edit))
        self.table.quick_look.connect(self._toggle_pane)
        self.table.link_pressed.connect(lambda row, _key: self._work.open_piece(row))
        self.table.deleted.connect(lambda _rows: self.with_one(self._work.withdraw))
        self.table.chosen.connect(lambda _count: self._fit_buttons())
        self.table.current.connect(lambda _row: self._follow())
        self._actions: dict[str, QAction] = {
            "edit": action("修改…", self.edit_button.click, icon="edit", tells="Enter"),
            "open": action("打开来稿", self.open_button.click, icon="inbox"),
            "attach": action("添加佐证…", self.attach_button.click, icon="clip"),
            "assign": action("交办批示…", partial(self.with_one, self._assign), icon="send"),
            "forms": self._forms.menuAction(),
            "look": action("显示或收起详情", self._toggle_pane, icon="columns", tells="空格"),
            "withdraw": action("撤回…", self.withdraw_button.click, icon="undo", tells="Delete"),
        }
        first = self.table.actions()[0]
        for key, made in self._actions.items():
            if key != "forms":  # which its menu keeps alive
                made.setParent(self.table)
            self.table.insertAction(first, made)

    # ------------------------------------------------------------------ what is shown
    def reload(self) -> None:
        self._wait.stop()
        read, this_year = self.context.desk.read, self.context.today.year
        years = sorted({*read(outcome_years), this_year}, reverse=True)
        self.year.set_choices([(year, f"{year}年") for year in years])
        of_any_kind = OutcomeFilter(year=self.year.value(), level=self.level.value(), words=self.words.text())
        everything = read(outcomes, of_any_kind)
        self.chips.show_count(ALL, len(everything))
        for kind in OutcomeKind:
            self.chips.show_count(kind.value, sum(one.entry.kind is kind for one in everything))
        self.rows = tuple(one for one in everything if self.chips.chosen in (ALL, one.entry.kind.value))
        self.show_rows(self.rows)
        if not self.rows:
            self._tell_empty()
        self.clear.setVisible(self.filtered)
        self._count.setText(f"共 {len(self.rows)} 条")
        self._show_pane()

    @property
    def filtered(self) -> bool:
        """Whether anything is left out of the list."""
        chosen = self.year.value() or self.level.value() or self.words.text().strip()
        return bool(chosen) or self.chips.chosen != ALL

    def choose(self, outcome_id: int) -> None:
        """Bring one into sight, whatever is filtered."""
        self.reload()
        if self.table.rows.find(outcome_id) < 0:
            self._clear()
        self.table.choose([outcome_id])

    def fit(self, room: Room) -> None:
        super().fit(room)
        self._room = room
        self.beside.setFixedWidth(_PANE_WIDE if room.wide else _PANE)
        self.words.setFixedWidth(180 if room.narrow else 240)
        self.clear.setText("" if room.narrow else "清除筛选")
        self.clear.setAccessibleName("清除筛选")
        self._show_pane()

    def _show_pane(self) -> None:
        shown = self._wants_pane if self._wants_pane is not None else not self._room.narrow
        self.beside.setVisible(shown and bool(self.rows))
        self._follow()

    def _toggle_pane(self) -> None:
        self._wants_pane = self.beside.isHidden()
        self._show_pane()

    def _follow(self) -> None:
        """The pane shows the row under the keyboard."""
        current = self.table.current_row()
        if not self.beside.isHidden():
            self.pane.show_outcome(current.id if current else None)
        self._fit_buttons()

    def _tell_empty(self) -> None:
        if self.filtered:
            clear = button("清除筛选", self._clear)
            self.empty.tell("没有符合的反馈", "换一个种类、层级、年度或词。", icon="filter", buttons=[clear])
            return
        new = button("登记反馈", self._work.record, icon="plus", kind="primary")
        self.empty.tell(
            "还没有登记反馈",
            "上级采用、领导批示、部门答复、落实情况、媒体刊登，一条一条记在这里，有几条记几条。",
            icon="chat",
            buttons=[new],
        )

    def _clear(self) -> None:
        self.words.clear()
        self.chips.choose(ALL)
        self.year.set_value(None)
        self.level.set_value(None)
        self.reload()

    def _fit_buttons(self) -> None:
        one, some = self.table.meant_row(), bool(self.chosen())
        instruction = one is not None and one.entry.kind is OutcomeKind.INSTRUCTION
        for made in (self.edit_button, self.open_button, self.attach_button, self.withdraw_button):
            made.setEnabled(one is not None)
        for key in ("edit", "open", "attach", "withdraw"):
            self._actions[key].setEnabled(one is not None)
        self._actions["assign"].setEnabled(instruction)
        self.forms_button.setEnabled(some)
        self._forms.menuAction().setEnabled(some)

    # ------------------------------------------------------------------ what is done
    def _attach(self, chosen: OutcomeRow) -> None:
        self._work.attach(chosen, self.failed)

    def _assign(self, chosen: OutcomeRow) -> None:
        if chosen.entry.kind is OutcomeKind.INSTRUCTION:
            self._work.assign(chosen)

    def _print(self, kind: str) -> None:
        self.with_chosen(partial(self._work.print_forms, kind))


class RegisterPage(ListPage[OutcomeList]):
    """`open_at(outcome_id=7)` or `recorded=7` chooses one, `kind=OutcomeKind.REPLY` shows only those."""

    title = "反馈登记册"
    help_chapter = "feedback"

    def __init__(self, context: Context) -> None:
        super().__init__(context, OutcomeList)

    def reload(self) -> None:
        super().reload()
        year = self.context.today.year
        number = sum(count.count for count in self.context.desk.read(outcome_counts, year))
        self.subtitle = f"{year} 年度 {number} 条"
        self.titled.emit()

    def open_at(self, **target: Any) -> None:
        found = target.get("outcome_id") or target.get("recorded")
        if found is not None:
            self.list.choose(found)
        elif "kind" in target:
            self.list._clear()
            self.list.chips.choose(OutcomeKind(target["kind"]).value)
            self.list.reload()
