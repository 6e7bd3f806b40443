"""帮助: chapters at the left with a search over all of them, the chapter at the right, back and forward."""

from collections.abc import Hashable
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from cppcc_desk.ui import icons, lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.help import manual
from cppcc_desk.ui.pages.help.manual import Chapter, Place
from cppcc_desk.ui.pages.help.reader import Reader
from cppcc_desk.ui.table import SubmissionList, TwoLines
from cppcc_desk.ui.widgets import STRETCH, Card, EmptyState, action, button, column, hairline, label, row
from cppcc_desk.ui.widgets.side_list import SideItem, SideList

FIND_AFTER_MS: Final = 250


class HelpPage(Page):
    """`open_at(chapter="register")` opens a chapter; without one, the chapter read last stays open."""

    title = "帮助"
    subtitle = "不用联网，都在这台电脑里"
    help_chapter = "start"
    offers_register = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._chapters = {chapter.id: chapter for chapter in manual.chapters()}
        self._history: list[str] = []
        self._at = -1
        self.box = QLineEdit()
        self.list = SideList("章节")
        self.hits: SubmissionList[Place] = SubmissionList(
            lambda place: TwoLines(place.title, detail=place.line),
            row_id=lambda place: (place.chapter, place.number),
            name="manual",
            title="找到的地方",
            settings=context.settings,
        )
        self.reader = Reader()
        self.nothing = EmptyState()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FIND_AFTER_MS)
        self._lay_out()
        self._connect()
        self.open_chapter(next(iter(self._chapters)))

    def _lay_out(self) -> None:
        self.box.setPlaceholderText("在帮助里查找")
        self.box.setAccessibleName("在帮助里查找")
        self.box.setClearButtonEnabled(False)
        self.box.addAction(icons.icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition).setText("查找")
        self.list.show_items([SideItem(chapter.id, chapter.title) for chapter in self._chapters.values()])
        self.stack = QStackedWidget()
        for shown in (self.list, self.hits, self.nothing):
            self.stack.addWidget(shown)
        self._found = label("", "hint")
        self._found.hide()
        side = column(
            column(self.box, self._found, gap=4, margins=(10, 10, 10, 8)), self.stack, gap=0, margins=(1, 0, 1, 6)
        )
        side.setStretch(1, 1)
        self._side = Card(side)
        self.back_button = button("后退", self.back, icon="left", kind="flat", shortcut="Alt+左箭头")
        self.forward_button = button("前进", self.forward, icon="right", kind="flat", shortcut="Alt+右箭头")
        self._where = label("", "secondary")
        tools = row(self.back_button, self.forward_button, 8, self._where, STRETCH, margins=(8, 6, 12, 6))
        sheet = column(tools, hairline(), self.reader, gap=0, margins=(1, 1, 1, 1))
        sheet.setStretch(2, 1)
        body = row(self._side, Card(sheet), gap=10, margins=(12, 10, 12, 10))
        body.setStretch(1, 1)
        self.setLayout(body)

    def _connect(self) -> None:
        self.list.picked.connect(self._pick)
        self.hits.current.connect(self._go_to)
        self.hits.opened.connect(self._go_to)
        self.reader.chapter_wanted.connect(self.open_chapter)
        self.box.textChanged.connect(lambda _text: self._timer.start())
        self._timer.timeout.connect(self.look_up)
        self.box.installEventFilter(self)
        for words, do, key in (("后退", self.back, "Alt+Left"), ("前进", self.forward, "Alt+Right")):
            lists.equip(self, action(words, do, shortcut=key))

    def fit(self, room: Room) -> None:
        self._side.setFixedWidth(210 if room.narrow else 260)

    def open_at(self, **target: Any) -> None:
        wanted = str(target.get("chapter", ""))
        if wanted in self._chapters:
            self.box.clear()
            self.look_up()
            self.open_chapter(wanted)

    @property
    def chapter(self) -> Chapter:
        """The chapter in front."""
        return self._chapters[self._history[self._at]]

    def open_chapter(self, chapter_id: str) -> None:
        """Open a chapter; the one before it is reached by 后退."""
        if chapter_id not in self._chapters:
            return
        if self._at < 0 or self._history[self._at] != chapter_id:
            self._history = [*self._history[: self._at + 1], chapter_id]
            self._at = len(self._history) - 1
        self._show()

    def back(self) -> None:
        """To the chapter read before."""
        self._move(-1)

    def forward(self) -> None:
        """To the chapter gone back from."""
        self._move(1)

    def _move(self, way: int) -> None:
        if 0 <= self._at + way < len(self._history):
            self._at += way
            self._show()

    def _show(self) -> None:
        self.reader.show_chapter(self.chapter)
        self.list.choose(self.chapter.id)
        self._where.setText(self.chapter.title)
        self.back_button.setEnabled(self._at > 0)
        self.forward_button.setEnabled(self._at < len(self._history) - 1)

    def _pick(self, chapter_id: Hashable) -> None:
        self.open_chapter(str(chapter_id))

    # --- finding ---

    def look_up(self) -> None:
        """List the places where the words in the box stand; without words, the chapters."""
        self._timer.stop()
        words = self.box.text().strip()
        places = manual.find(words)
        self._found.setVisible(bool(words))
        self._found.setText(f"找到 {len(places)} 处" if places else "没有找到")
        if not words:
            self.stack.setCurrentWidget(self.list)
            self.reader.unmark()
        elif places:
            self.stack.setCurrentWidget(self.hits)
            self.hits.show_rows(places)
            self.hits.choose([(places[0].chapter, places[0].number)])
            self._go_to(places[0])
        else:
            self.nothing.tell("没有找到", f"帮助里没有“{words}”，请换一个词试试。", icon="search")
            self.stack.setCurrentWidget(self.nothing)

    def _go_to(self, place: Place | None) -> None:
        if place is None or not self.box.text().strip():
            return
        if self.chapter.id != place.chapter:
            self.open_chapter(place.chapter)
        self.reader.mark(self.box.text().strip(), place.number)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.box.text():
                self.box.clear()
                self.look_up()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._timer.isActive():
                    self.look_up()
                else:
                    self._next_hit()
                return True
            if event.key() == Qt.Key.Key_Down and self.stack.currentWidget() is self.hits:
                self.hits.setFocus()
                return True
        return False

    def _next_hit(self) -> None:
        count = self.hits.rows.rowCount()
        if self.stack.currentWidget() is self.hits and count:
            number = (self.hits.currentIndex().row() + 1) % count
            self.hits.choose([self.hits.rows.id_at(number)])
