"""The panes and bars of the editor of a scheme: sentences at the left, the form of the chosen one, an example."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QPushButton, QSizePolicy, QTabBar, QWidget

from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.schemes.example import ExamplePanel
from cppcc_desk.ui.pages.schemes.part_form import PartForm
from cppcc_desk.ui.pages.schemes.sentence_list import SentenceList
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, ElidedLabel, NoticeBar, column, hairline, label, row, tag

_PARTS: Final = ("这一句", "例子")


class EditorFrame(QWidget):
    """Laid out once the buttons are made; form and example side by side, or one behind the other."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.list = SentenceList("计分办法的各句")
        self.form = PartForm()
        self.example = ExamplePanel(context)
        self.doubts = NoticeBar()
        self.lock = NoticeBar()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("这一句或例子")
        self.tabs.setDrawBase(False)
        for words in _PARTS:
            self.tabs.addTab(words)
        self._name = ElidedLabel("", "card_title")
        self._state = tag("")
        self._years = label("", "secondary")
        self._hint = label("", "hint")
        self._narrow = False
        self._told = ""
        self._doubts: tuple[str, ...] = ()
        self._unfolded = False  # the doubts are read, and stay so while one goes on
        self.tabs.currentChanged.connect(lambda _place: self._show_panes())
        self.example.told.connect(self._tell_example)

    def lay_out(self, back: QPushButton, trying: QPushButton, working: Sequence[QPushButton | int]) -> None:
        """The head with its two buttons, the panes, and below them the bar."""
        head = row(back, self._name, self._state, self._years, trying, margins=(6, 6, 10, 6), gap=10)
        head.setStretch(1, 1)
        self._left = QWidget()
        self._doubting, self._locking = QWidget(), QWidget()  # with the bar its margins go, too
        for holder, bar_ in ((self._doubting, self.doubts), (self._locking, self.lock)):
            holder.setLayout(column(bar_, margins=(10, 8, 10, 8)))
            holder.hide()
        left = column(self._doubting, self.list, gap=0)
        left.setStretch(1, 1)
        self._left.setLayout(left)
        self._right = QWidget()
        self._line = hairline(vertical=True)
        self._panes = row(self.form, self._line, self.example, gap=0)
        right = column(row(self.tabs, STRETCH, margins=(14, 2, 14, 0)), self._panes, gap=0)
        right.setStretch(1, 1)
        self._right.setLayout(right)
        middle = row(self._left, hairline(vertical=True), self._right, gap=0)
        for box, shares in ((middle, (5, 0, 9)), (self._panes, (1, 0, 1))):
            for number, share in enumerate(shares):
                box.setStretch(number, share)
        for pane in (self._left, self._right, self.form, self.example):
            pane.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        bar = Bar(*working, STRETCH, self._hint)
        body = column(head, hairline(), self._locking, middle, bar, gap=0)
        body.setStretch(3, 1)
        self.setLayout(column(Card(body), gap=0))

    def fit(self, room: Room) -> None:
        """Form and example side by side, or one behind the other."""
        self._narrow = room.narrow
        self.tabs.setVisible(room.narrow)
        self.form.fit(room)
        self._show_panes()

    def _tell_doubts(self, *, whole: bool) -> None:
        """One in full; of several how many there are, until the person wants to read them."""
        self._unfolded = whole
        self._doubting.setVisible(bool(self._doubts))
        if whole or len(self._doubts) <= 1:
            self.doubts.tell("\n".join(self._doubts), closable=False)
        else:
            look = partial(self._tell_doubts, whole=True)
            self.doubts.tell(f"有 {len(self._doubts)} 处请留意", actions=[("看一看", look)], closable=False)

    def _show_panes(self) -> None:
        both, first = not self._narrow, self.tabs.currentIndex() == 0
        self.form.setVisible(both or first)
        self.example.setVisible(both or not first)
        self._line.setVisible(both)
        self._tell_example(self._told)

    def _tell_example(self, words: str) -> None:
        self._told = words
        self.form.tell_example(words if self._narrow else "")
