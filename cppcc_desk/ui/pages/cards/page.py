"""信息员证: the register, what is to be renewed, who lacks a card, pictures of a folder; one of them in front."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from cppcc_desk.queries import cards, terms
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.cards.lacking import LackingPart
from cppcc_desk.ui.pages.cards.pictures import PicturesPart
from cppcc_desk.ui.pages.cards.register import RegisterPart
from cppcc_desk.ui.pages.cards.working import CardWork
from cppcc_desk.ui.widgets import STRETCH, FilterChips, button, column, row

REGISTER, DUE, LACKING = "register", "due", "lacking"
_NO_TERM = "还没有登记现在是第几届，信息员证按届编号。"


class CardsPage(Page):
    """`open_at(card_id=3)` chooses a card, `list="due"` or `"lacking"` shows another list."""

    title = "信息员证"
    help_chapter = "cards"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.work = CardWork(context)
        self.chips = FilterChips([(REGISTER, "登记册"), (DUE, "该换发"), (LACKING, "应发未发")])
        self.register = RegisterPart(context, self.notice, self.work, due=False)
        self.due = RegisterPart(context, self.notice, self.work, due=True)
        self.lacking = LackingPart(context, self.notice, self.work)
        self.pictures = PicturesPart(context, self.notice)
        self.lists: dict[str, RegisterPart | LackingPart] = {
            REGISTER: self.register,
            DUE: self.due,
            LACKING: self.lacking,
        }
        self.stack = QStackedWidget()
        for part in (*self.lists.values(), self.pictures):
            self.stack.addWidget(part)
        self.folder_button = button("批量导入照片…", self._bring_pictures, icon="import", kind="flat")
        self.rules_button = button("证件规则…", self._rules, icon="gear", kind="flat")
        self.terms_button = button("届次", self._terms, icon="star", kind="flat")
        self._list = REGISTER  # the list in front, or the one that the pictures are in front of
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = row(self.chips, STRETCH, self.folder_button, self.rules_button, self.terms_button)
        body = column(head, self.notice, self.stack, gap=8, margins=(12, 8, 12, 10))
        body.setStretch(2, 1)
        self.setLayout(body)
        self.first = self.register.table

    def _connect(self) -> None:
        self.chips.picked.connect(self._pick)
        for part in (self.register, self.due):
            part.lacking_wanted.connect(lambda: self._bring(LACKING))
            part.issued.connect(self._issued)
        self.lacking.issued.connect(self._issued)
        self.pictures.left.connect(lambda: self._bring(self._list))
        self.pictures.leave_wanted.connect(lambda: self._pick(self._list))

    # ------------------------------------------------------------------ what is shown
    @property
    def front(self) -> RegisterPart | LackingPart:
        """The list in front, or the one that the pictures are in front of."""
        return self.lists[self._list]

    def may_leave(self) -> bool:
        if self.stack.currentWidget() is not self.pictures or not self.pictures.changed:
            return True
        agreed = self.context.dialogs.confirm(
            "照片还没有用上",
            f"{len(self.pictures.lines)} 张照片里改过的对应还没有保存，离开后要重新选文件夹、重新核对。",
            verb="离开",
        )
        if agreed:  # once: who comes back finds the list
            self.pictures.changed = False
            self._bring(self._list)
        return agreed

    def open_at(self, **target: Any) -> None:
        if not self.may_leave():
            return
        if "card_id" in target:
            self._bring(REGISTER)
            self.register.choose((target["card_id"],))
        elif target.get("list") in self.lists:
            self._bring(target["list"])

    def fit(self, room: Room) -> None:
        for made, wide in (
            (self.folder_button, "批量导入照片…"),
            (self.rules_button, "证件规则…"),
            (self.terms_button, "届次"),
        ):
            made.setText(wide.removeprefix("批量").removesuffix("…") if room.narrow else wide)
        for part in (self.register, self.due, self.lacking, self.pictures):
            part.fit(room)

    def reload(self) -> None:
        read, today = self.context.desk.read, self.context.today
        term = read(terms.present)
        self.chips.show_count(DUE, len(read(cards.renewals, on=today)))
        self.chips.show_count(LACKING, sum(one.card for one in read(cards.lacking, on=today)))
        self.chips.show_count(REGISTER, None)
        self.subtitle = "" if term is None else f"{term.name}，预计 {term.last_day.isoformat()} 届满"
        self.titled.emit()
        self._ask_for_term(known=term is not None)
        if self.stack.currentWidget() is not self.pictures:
            self.front.reload()

    def _ask_for_term(self, *, known: bool) -> None:
        """Without a 届 no number can be given; say so while there is nothing else to say."""
        if known and self.notice.text == _NO_TERM:
            self.notice.dismiss()
        if not known and not self.notice.text:
            self.notice.tell(_NO_TERM, kind="info", actions=[("登记届次", self.work.begin_term)], closable=False)

    def _pick(self, key: str) -> None:
        """A chip, or 返回; the chip that was pressed looks chosen only once it is."""
        if self.may_leave():
            self._bring(key)
        else:
            self.chips.choose_none()

    def _bring(self, key: str) -> None:
        self._list = key
        self.chips.choose(key)
        self._show(self.front)
        self.front.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, part: RegisterPart | LackingPart) -> None:
        self.stack.setCurrentWidget(part)
        self.first = part.table
        part.reload()

    # ------------------------------------------------------------------ what is done
    def _issued(self, card_ids: tuple[int, ...]) -> None:
        """The new cards are in front and chosen: to be printed."""
        self._bring(REGISTER)
        self.register.choose(card_ids)

    def _bring_pictures(self) -> None:
        folder = self.context.dialogs.folder("照片在哪个文件夹里", self.context.desk.folder.papers)
        if folder is not None and self.may_leave():
            self.notice.dismiss()
            self.chips.choose_none()
            self.stack.setCurrentWidget(self.pictures)
            self.first = self.pictures.table
            self.pictures.begin(folder)
            self.pictures.setFocus()

    def _rules(self) -> None:
        with self.refusals():
            self.work.rules()

    def _terms(self) -> None:
        self.context.navigate("settings", section="terms")
