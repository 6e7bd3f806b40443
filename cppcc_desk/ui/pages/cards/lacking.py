"""应发未发: who should have a card or a picture and has none, and giving it to them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.queries import cards
from cppcc_desk.queries.cards import Lacking
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.cards.columns import lacking_columns
from cppcc_desk.ui.pages.cards.working import CardWork
from cppcc_desk.ui.photo_work import PhotoWork
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, FilterChips, NoticeBar, action, batch_bar, button, label

NO_CARD, NO_PHOTO, ALL = "card", "photo", "all"


class LackingPart(ListPart[Lacking]):
    """`issued(tuple of card ids)` after cards were issued. `everybody`: those too who need not have one."""

    issued = Signal(tuple)

    def __init__(self, context: Context, notice: NoticeBar, work: CardWork) -> None:
        table: DataTable[Lacking] = DataTable(
            RowsModel(lacking_columns(), row_id=lambda one: one.person.id, checkable=True),
            name="cards/lacking",
            title="应发未发",
            settings=context.settings,
        )
        super().__init__(context, notice, table, title="应发未发信息员证人员")
        self._work, self._photos = work, PhotoWork(context)
        self.chips = FilterChips([(NO_CARD, "没有证"), (NO_PHOTO, "没有照片"), (ALL, "名册里没有证的人")])
        self.issue_button = button("发证…", self._issue, icon="stamp", kind="primary")
        self.letters_button = button("打印聘书", self._print_letters, icon="medal")
        self.photo_button = button("照片…", self._photo, icon="user")
        self._count = label("", "hint")
        bar = batch_bar(self.issue_button, self.letters_button, self.photo_button, STRETCH, self._count)
        self.lay_out([self.chips, STRETCH], bar)
        self.chips.picked.connect(lambda _key: self.reload())
        self.table.opened.connect(lambda _row: self._issue())
        self.table.chosen.connect(lambda _count: self._fit_buttons())
        self.table.current.connect(lambda _row: self._fit_buttons())
        self.issue_action = action("发证…", self._issue, icon="stamp", tells="Enter")
        self.photo_action = action("照片…", self._photo, icon="user")
        lists.equip(
            self.table,
            self.issue_action,
            action("打印聘书", self._print_letters, icon="medal"),
            self.photo_action,
        )

    # ------------------------------------------------------------------ what is shown
    def fit(self, room: Room) -> None:
        super().fit(room)
        self.letters_button.setText("聘书" if room.narrow else "打印聘书")

    def reload(self) -> None:
        key = self.chips.chosen
        found = self.context.desk.read(cards.lacking, on=self.context.today, everybody=key == ALL)
        rows = [one for one in found if (one.photo if key == NO_PHOTO else one.card)]
        self.show_rows(rows)
        if not rows:
            self._tell_empty(key)
        self._fit_buttons()

    def _tell_empty(self, key: str) -> None:
        told = {
            NO_CARD: ("该有证的都有了", "名册里的信息员、特邀信息员都发了证。委员也要发的，在“证件规则”里勾上。"),
            NO_PHOTO: ("该有照片的都有了", "名册里的信息员、特邀信息员都有照片。"),
            ALL: ("名册里的人都有证", "先在名册里登记人员，再来发证。"),
        }
        title, text = told[key]
        self.empty.tell(title, text, icon="check")

    def _fit_buttons(self) -> None:
        rows = self.chosen()
        self.issue_button.setEnabled(any(one.card for one in rows))
        self.issue_action.setEnabled(any(one.card for one in rows))
        self.letters_button.setEnabled(bool(rows))
        self.photo_button.setEnabled(len(rows) == 1)
        self.photo_action.setEnabled(len(rows) == 1)
        self.issue_button.setText(f"发证给 {len(rows)} 人…" if len(rows) > 1 else "发证…")
        self._count.setText(f"共 {self.table.rows.count()} 人 · 勾选几个人一起发")

    def chosen(self) -> list[Lacking]:
        """The chosen people, or the one under the keyboard."""
        current = self.table.current_row()
        return self.table.chosen_rows() or ([current] if current is not None else [])

    # ------------------------------------------------------------------ what is done
    def _with(self, do: Callable[[list[Lacking]], Any]) -> None:
        rows = self.chosen()
        if not rows:
            return
        self.notice.dismiss()
        try:
            do(rows)
        except DeskError as refusal:
            self.refuse(refusal)

    def _issue(self) -> None:
        def issue(rows: list[Lacking]) -> None:
            if made := self._work.issue([one.person.id for one in rows if one.card]):
                self.issued.emit(made)

        self._with(issue)

    def _print_letters(self) -> None:
        self._with(lambda rows: self._work.print_letters([one.person.id for one in rows]))

    def _photo(self) -> None:
        self._with(lambda rows: self._photos.change(rows[0].person.id, rows[0].person.name, failed=self.failed))
