"""应发未发: who should have a card or a picture and has none, and giving it to them."""

from PySide6.QtCore import Signal

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

NO_CARD, NO_PHOTO, OTHERS = "card", "photo", "others"


class LackingPart(ListPart[Lacking]):
    """`issued(tuple of card ids)` after cards were issued."""

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
        self.chips = FilterChips([(NO_CARD, "该发未发"), (NO_PHOTO, "没有照片"), (OTHERS, "其他人")])
        self.issue_button = button("发证…", self._issue, icon="stamp", kind="primary")
        self.letters_button = button("打印聘书", self._print_letters, icon="medal")
        self.photo_button = button("照片…", self._photo, icon="user")
        self._count = label("", "hint")
        bar = batch_bar(self.issue_button, self.letters_button, self.photo_button, STRETCH, self._count)
        self.lay_out([self.chips, STRETCH], bar)
        self.chips.picked.connect(lambda _key: self.reload())
        self.table.opened.connect(lambda one: self.attempt(self._give, one))
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
        key, read, today = self.chips.chosen, self.context.desk.read, self.context.today
        found = read(cards.lacking, on=today)
        if key == OTHERS:
            should = {one.person.id for one in found}
            found = tuple(o for o in read(cards.lacking, on=today, everybody=True) if o.person.id not in should)
        rows = [one for one in found if (one.photo if key == NO_PHOTO else one.card)]
        self.show_rows(rows)
        if not rows:
            self._tell_empty(key)
        self._fit_buttons()

    def _tell_empty(self, key: str) -> None:
        told = {
            NO_CARD: ("该有证的都有了", "名册里的信息员、特邀信息员都发了证。委员也要发的，在“证件规则”里勾上。"),
            NO_PHOTO: ("该有照片的都有了", "名册里的信息员、特邀信息员都有照片。"),
            OTHERS: ("没有其他人了", "名册里不要求有证、也没有发过证的人列在这里，需要时也可以发证。"),
        }
        title, text = told[key]
        self.empty.tell(title, text, icon="check")

    def _fit_buttons(self) -> None:
        rows = self.chosen()
        without = sum(one.card for one in rows)
        self.issue_button.setEnabled(without > 0)
        self.issue_action.setEnabled(without > 0)
        self.letters_button.setEnabled(bool(rows))
        self.photo_button.setEnabled(len(rows) == 1)
        self.photo_action.setEnabled(len(rows) == 1)
        self.issue_button.setText(f"发证给 {without} 人…" if without > 1 else "发证…")
        self._count.setText(f"共 {self.table.rows.count()} 人 · 勾选几个人一起发")

    # ------------------------------------------------------------------ what is done
    def _issue(self) -> None:
        self.with_chosen(self._issue_to)

    def _issue_to(self, rows: list[Lacking]) -> None:
        if made := self._work.issue([one.person.id for one in rows if one.card]):
            self.issued.emit(made)

    def _give(self, one: Lacking) -> None:
        """What this one lacks: the card, else the photo."""
        if one.card:
            self._issue_to([one])
        else:
            self._change_photo(one)

    def _print_letters(self) -> None:
        self.with_chosen(lambda rows: self._work.print_letters([one.person.id for one in rows]))

    def _photo(self) -> None:
        self.with_one(self._change_photo)

    def _change_photo(self, one: Lacking) -> None:
        self._photos.change(one.person.id, one.person.name, failed=self.failed)
