"""The parts of the newsletter and the words of the one in front at the left, the pages as they will be at the right."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QSplitter

from cppcc_desk.domain.newsletter import Part, SectionKind
from cppcc_desk.errands.newsletters import Look
from cppcc_desk.ui.form import LongTextField, TextField
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.drafting.beside import Beside
from cppcc_desk.ui.widgets import Card, button, column, label, row
from cppcc_desk.ui.widgets.side_list import SideItem, SideList

_USUAL, _WIDE, _NARROW = (258, 400), (300, 620), (196, 268)  # pixels of the parts and of the words
_NAVIGATION, _RAIL = 200, 92
_ICONS = {True: "check", False: "minus"}


class ContentView(QSplitter):
    """`changed` when words or title were typed, `moved(by)`, `switched`, `choosing`, `restored` what was pressed."""

    changed = Signal()
    moved = Signal(int)
    switched = Signal()
    choosing = Signal()
    restored = Signal()
    brought = Signal()

    def __init__(self, explain_fonts: Callable[[], Any]) -> None:
        super().__init__()
        self.parts: tuple[Part, ...] = ()
        self._frozen = False
        self._filled: Part | None = None
        self.list = SideList("通讯的各部分")
        self.up_button = button("上移", lambda: self.moved.emit(-1), icon="up")
        self.down_button = button("下移", lambda: self.moved.emit(1), icon="down")
        self.switch_button = button("不印", self.switched.emit, icon="minus")
        self.choose_button = button("选稿…", self.choosing.emit, icon="plus")
        self.title = TextField(max_length=40)
        self.title.name("这部分的标题")
        self.text = LongTextField(lines=4)
        self.text.name("这部分的文字")
        self.hint = label("", "hint", wrap=True)
        self.restore_button = button("恢复自动文字", self.restored.emit, icon="undo", kind="link")
        self.beside = Beside(lambda _element: self.text.setFocus(), explain_fonts)
        moves = row(self.up_button, self.down_button, self.switch_button, margins=(10, 8, 10, 8))
        order = column(self.list, moves, gap=0)
        order.setStretch(0, 1)
        title = row(label("标题", "secondary"), self.title, self.choose_button, gap=10)
        title.setStretch(1, 1)
        under = row(self.hint, self.restore_button)
        under.setStretch(0, 1)
        words = column(title, self.text, under, gap=8, margins=(14, 10, 14, 10))
        words.setStretch(1, 1)
        self.setHandleWidth(10)
        self.setChildrenCollapsible(False)
        for part in (Card(order), Card(words), self.beside):
            self.addWidget(part)
        self.setStretchFactor(2, 1)
        self.setFocusProxy(self.list)
        self.list.picked.connect(lambda _key: self._bring())
        self.title.changed.connect(self.changed)
        self.text.changed.connect(self.changed)

    # ------------------------------------------------------------------ what is shown
    def show_look(self, look: Look, *, keep_words: bool) -> None:
        """Fill in; with `keep_words` what is being typed stays."""
        self.parts = look.composed.parts
        self._frozen = look.standing.issued
        kept = self.list.key
        self.list.show_items([self._item(part) for part in self.parts])
        if kept is None:
            self.list.choose(self.parts[0].section.kind)
        if not keep_words:
            self._fill()
        else:
            self._filled = self.front
        self._fit_buttons()
        self.show_pages(look)

    def show_pages(self, look: Look) -> None:
        """The pages alone, while it is typed."""
        if look.layout is not None:
            self.beside.show_pages(look.layout)
        self.beside.show_check(look.check)
        self.beside.check_card.setVisible(bool(look.check))

    @staticmethod
    def _item(part: Part) -> SideItem:
        section = part.section
        state = "不印" if not section.shown else "没有内容" if not part.printed else ""
        state = state or ("改过" if section.touched else "")
        told = f"（{state}）" if state else ""
        return SideItem(section.kind, f"{section.title}{told}", icon=_ICONS[part.printed], calm=not part.printed)

    @property
    def front(self) -> Part | None:
        """The part in front."""
        return next((part for part in self.parts if part.section.kind == self.list.key), None)

    @property
    def filled(self) -> Part | None:
        """The part that the words in the fields are of."""
        return self._filled

    def _bring(self) -> None:
        self.brought.emit()  # what was typed is saved before other words stand here
        self._fill()
        self._fit_buttons()

    def _fill(self) -> None:
        part = self._filled = self.front
        if part is None:
            return
        told = ((self.title, part.section.title), (self.text, part.text))
        for field, words in told:
            if field.value() != words:  # what stands there already is left alone, with the place one types at
                with QSignalBlocker(field):
                    field.set_value(words)
        self._tell(part)

    def _tell(self, part: Part) -> None:
        tables = len(part.told.sheets)
        parts = ["文字按数据自动生成，可以修改；数据变了，改过的话留着，数字跟着变。"]
        if part.overtaken:
            first = part.overtaken[0]
            parts = [f"有 {len(part.overtaken)} 处您改过的地方没有跟着变：现在数据里是“{first.now}”，请核对。"]
        if tables:
            parts.append(f"下面有 {tables} 张表，随数据更新。")
        if part.section.kind is SectionKind.PIECES and not part.text:
            parts = ["点“选稿…”，选这一期要登载的信息，全文或者摘要。"]
        self.hint.setText("内容已经冻结。" if self._frozen else "".join(parts))

    def _fit_buttons(self) -> None:
        part = self.front
        place = [one.section.kind for one in self.parts].index(part.section.kind) if part else 0
        open_ = part is not None and not self._frozen
        self.up_button.setEnabled(open_ and place > 0)
        self.down_button.setEnabled(open_ and place < len(self.parts) - 1)
        self.switch_button.setEnabled(open_)
        shown = part is not None and part.section.shown
        self.switch_button.setText("不印" if shown else "印")
        self.choose_button.setVisible(part is not None and part.section.kind is SectionKind.PIECES)
        self.choose_button.setEnabled(open_)
        self.restore_button.setVisible(open_ and part is not None and part.section.touched)
        for field in (self.title, self.text):
            field.set_read_only(not open_)
        if part is not None:
            self._tell(part)

    def fit(self, room: Room) -> None:
        """Take the shape for this much room."""
        order, words = _WIDE if room.wide else _NARROW if room.narrow else _USUAL
        self.beside.fit(low=room.low, tall=room.tall)
        for made, told in ((self.up_button, "上移"), (self.down_button, "下移")):
            made.setText("" if room.narrow else told)
            made.setAccessibleName(told)
            made.setToolTip(told)
        total = max(self.width(), room.width - (_RAIL if room.narrow else _NAVIGATION))
        self.setSizes([order, words, total - order - words])
