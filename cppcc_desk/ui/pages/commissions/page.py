"""约稿: what was asked of whom and how it stands; asked, answered, put off, let go; letters and reminders printed."""

from functools import partial
from typing import Any

from PySide6.QtGui import QAction

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.queries import commissions, forms
from cppcc_desk.queries.commissions import CommissionRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.commissions.asking import Commissioning
from cppcc_desk.ui.pages.commissions.columns import columns
from cppcc_desk.ui.pages.listed import ListPage
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, FilterChips, NoticeBar, action, batch_bar, button, label

WAITING, ALL = "waiting", "all"
LETTER, REMINDER = forms.OF_COMMISSION


class CommissionsList(ListPart[CommissionRow]):
    """Everything that can be done with one or several of them."""

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        table: DataTable[CommissionRow] = DataTable(
            RowsModel(columns(context), row_id=lambda r: r.id, checkable=True),
            name="commissions",
            title="约稿",
            settings=context.settings,
        )
        super().__init__(context, notice, table, title="约稿一览")
        self.rows: tuple[CommissionRow, ...] = ()
        self._commissioning = Commissioning(context)
        self.chips = FilterChips([(WAITING, "待交稿"), (ALL, "全部")])
        self.new_button = button("约稿…", self.ask, icon="plus", kind="primary")
        self.answer_button = button("登记交稿…", partial(self.with_one, self._answer), icon="check")
        self.change_button = button("修改…", partial(self.with_one, self._change), icon="edit")
        self.again_button = button("重新约稿…", partial(self.with_one, self._reopen), icon="refresh")
        self.letter_button = button("打印约稿函", partial(self._print_letters, LETTER), icon="print")
        self.reminder_button = button("打印约稿催办", partial(self._print_letters, REMINDER), icon="bell")
        self.drop_button = button("不再约…", self._let_go, kind="danger")
        self._count = label("", "hint")
        bar = batch_bar(
            self.answer_button,
            self.change_button,
            self.again_button,
            self.letter_button,
            self.reminder_button,
            self.drop_button,
            STRETCH,
            self._count,
        )
        self.lay_out([self.new_button, 8, self.chips, STRETCH], bar)
        self._connect()

    def _connect(self) -> None:
        self.chips.picked.connect(lambda _key: self.reload())
        self.table.opened.connect(partial(self.attempt, self._open))
        self.table.link_pressed.connect(lambda row, _key: self._to_piece(row))
        self.table.deleted.connect(lambda _rows: self._let_go())
        self.table.chosen.connect(lambda _count: self._fit_buttons())
        self.table.current.connect(lambda _row: self._fit_buttons())
        self._actions: dict[str, QAction] = {}
        for key, words, do, icon, tells in (
            ("open", "打开", partial(self.with_one, self._open), "eye", "Enter"),
            ("answer", "登记交稿…", partial(self.with_one, self._answer), "check", ""),
            ("change", "修改…", partial(self.with_one, self._change), "edit", ""),
            ("again", "重新约稿…", partial(self.with_one, self._reopen), "refresh", ""),
            ("letter", "打印约稿函", partial(self._print_letters, LETTER), "print", ""),
            ("reminder", "打印约稿催办", partial(self._print_letters, REMINDER), "bell", ""),
            ("new", "约稿…", self.ask, "plus", ""),
            ("drop", "不再约…", self._let_go, "close", "Delete"),
        ):
            self._actions[key] = action(words, do, icon=icon, tells=tells)
        lists.equip(self.table, *self._actions.values())

    # ------------------------------------------------------------------ what is shown
    def reload(self) -> None:
        self.rows = self.context.desk.read(commissions.commissions, today=self.context.today)
        waiting = [row for row in self.rows if row.waiting]
        self.chips.show_count(WAITING, len(waiting))
        self.chips.show_count(ALL, len(self.rows))
        shown = waiting if self.chips.chosen == WAITING else list(self.rows)
        self.show_rows(shown)
        if not shown:
            self._tell_empty()
        late = sum(row.urgency is Urgency.OVERDUE for row in waiting)
        soon = sum(row.urgency is Urgency.DUE_SOON for row in waiting)
        told = [f"超期 {late} 件" if late else "", f"临期 {soon} 件" if soon else ""]
        self._count.setText("，".join(filter(None, (f"共 {len(shown)} 件", *told))))
        self._fit_buttons()

    def choose(self, commission_id: int) -> None:
        """Bring one into sight, whatever is filtered."""
        self.chips.choose(ALL)
        self.reload()
        self.table.choose([commission_id])

    def fit(self, room: Room) -> None:
        super().fit(room)
        self.letter_button.setText("约稿函" if room.narrow else "打印约稿函")
        self.reminder_button.setText("约稿催办" if room.narrow else "打印约稿催办")

    def _tell_empty(self) -> None:
        new = button("约稿…", self.ask, icon="plus", kind="primary")
        if self.rows:
            everything = button("看全部", self._show_all)
            self.empty.tell("没有待交的约稿", "约过的都已交稿，或者不再约了。", icon="check", buttons=[everything, new])
            return
        self.empty.tell(
            "还没有约过稿",
            "向熟悉情况的委员、信息员或单位约一个题目，定好交稿期限；快到期时这里会提醒，登记来稿时会提示对上。",
            icon="edit",
            buttons=[new],
        )

    def _show_all(self) -> None:
        self.chips.choose(ALL)
        self.reload()

    def _fit_buttons(self) -> None:
        chosen = self.chosen()
        one = chosen[0] if len(chosen) == 1 else None
        all_waiting = bool(chosen) and all(row.waiting for row in chosen)
        for key, made, possible in (
            ("answer", self.answer_button, one is not None and one.waiting),
            ("change", self.change_button, one is not None and one.waiting),
            ("again", self.again_button, one is not None and not one.waiting),
            ("letter", self.letter_button, all_waiting),
            ("reminder", self.reminder_button, all_waiting),
            ("drop", self.drop_button, all_waiting),
        ):
            made.setEnabled(possible)
            self._actions[key].setEnabled(possible)
        self._actions["open"].setEnabled(self.table.meant_row() is not None)
        self.again_button.setVisible(one is not None and not one.waiting)

    # ------------------------------------------------------------------ what is done
    def ask(self) -> None:
        """约稿 of somebody; what was asked is chosen, ready for its letters."""
        if made := self._commissioning.ask():
            self.table.choose(made)

    def _open(self, row: CommissionRow) -> None:
        """The piece that came in; what is still open is changed."""
        if row.submission_id is not None:
            self._to_piece(row)
        elif row.waiting:
            self._change(row)

    def _to_piece(self, row: CommissionRow) -> None:
        if row.submission_id is not None:
            self.context.navigate("submissions", submission_id=row.submission_id)

    def _answer(self, row: CommissionRow) -> None:
        if row.waiting:
            self._commissioning.answer(row)

    def _change(self, row: CommissionRow) -> None:
        if row.waiting:
            self._commissioning.change(row)

    def _reopen(self, row: CommissionRow) -> None:
        if not row.waiting:
            self._commissioning.reopen(row)

    def _let_go(self) -> None:
        def let_go(rows: list[CommissionRow]) -> None:
            if all(row.waiting for row in rows):
                self._commissioning.let_go(rows)

        self.with_chosen(let_go)

    def _print_letters(self, kind: str) -> None:
        def show(rows: list[CommissionRow]) -> None:
            ids = [row.id for row in rows]
            letters = self.context.desk.read(forms.commission_letters, kind, ids, now=self.context.now)
            self.context.navigate("preview", letters=letters)

        self.with_chosen(show)


class CommissionsPage(ListPage[CommissionsList]):
    """`open_at(commission_id=3)` chooses one."""

    title = "约稿"
    help_chapter = "topics"

    def __init__(self, context: Context) -> None:
        super().__init__(context, CommissionsList)

    def reload(self) -> None:
        super().reload()
        waiting = [row for row in self.list.rows if row.waiting]
        late = sum(row.urgency is Urgency.OVERDUE for row in waiting)
        self.subtitle = f"待交稿 {len(waiting)} 件" + (f"，超期 {late} 件" if late else "")
        self.titled.emit()

    def open_at(self, **target: Any) -> None:
        if "commission_id" in target:
            self.reload()
            self.list.choose(target["commission_id"])
