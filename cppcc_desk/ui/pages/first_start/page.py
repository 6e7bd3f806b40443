"""首次设置: one card with five sections of the settings in their simplest form, one after another.

Each is saved by 下一步 and can be passed over; nothing is asked that does not have a default (U40).
"""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from cppcc_desk.ui import placing, restoring, trying
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import Field
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.first_start.clocks import ClocksStep
from cppcc_desk.ui.pages.first_start.journals import JournalsStep
from cppcc_desk.ui.pages.first_start.office import OfficeStep
from cppcc_desk.ui.pages.first_start.people import PeopleStep
from cppcc_desk.ui.pages.first_start.places import PlacesStep
from cppcc_desk.ui.pages.settings.section import Section
from cppcc_desk.ui.remembered import PUT_OFF
from cppcc_desk.ui.theme import TOKENS
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, button, column, hairline, label, row

STEPS: Final[tuple[type[Section], ...]] = (OfficeStep, JournalsStep, PeopleStep, ClocksStep, PlacesStep)
WIDEST: Final = 860


class FirstStartPage(Page):
    """`step` is the section in front; `later`, `sample`, `back`, `skip` and `go` are the buttons."""

    title = "首次设置"
    help_chapter = "start"
    offers_register = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.steps = [kind(context) for kind in STEPS]
        self.number = 0
        self.stack = QStackedWidget()
        for step in self.steps:
            step.setObjectName("clear")  # the page's own card is round all of them
            self.stack.addWidget(step)
        self._head = label("", "dialog_title")
        self._path = label("", "secondary")
        self._path.setTextFormat(Qt.TextFormat.RichText)
        self.old = button("以前用过？", self._bring_old, kind="link")
        self.later = button("稍后再设", self.put_off, kind="link")
        self.sample = button("先载入示例数据试用", partial(trying.begin, context), kind="link")
        self.back = button("上一步", partial(self._turn, -1))
        self.skip = button("跳过这一步", self.pass_over)
        self.go = button("下一步", self.go_on, icon="arrow", kind="primary", tip="下一步（Ctrl+Enter）")
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.go_on)
        head = column(row(self._head, STRETCH, self.old), self._path, gap=4, margins=(20, 14, 20, 10))
        bar = Bar(self.later, self.sample, STRETCH, self.back, self.skip, self.go)
        inside = column(head, hairline(), self.stack, bar, gap=0)
        inside.setStretch(2, 1)
        card = Card(inside)
        card.setMaximumWidth(WIDEST)
        middle = row(STRETCH, card, STRETCH, margins=(12, 12, 12, 12))
        middle.setStretch(1, 100)
        self.setLayout(middle)
        self._show()

    @property
    def step(self) -> Section:
        """The section in front."""
        return self.steps[self.number]

    @property
    def is_last(self) -> bool:
        return self.number == len(self.steps) - 1

    def reload(self) -> None:
        self.step.reload()

    def open_at(self, **target: Any) -> None:
        if target.get("step") is not None:
            self.number = int(target["step"])
            self._show()

    def fit(self, room: Room) -> None:
        for step in self.steps:
            step.fit(room)

    def may_leave(self) -> bool:
        return self.step.may_leave()

    # --- what the person does ---

    def go_on(self) -> None:
        """Save what was typed here, and show the next step; after the last one the work begins."""
        if self.step.save():
            self._forward()

    def pass_over(self) -> None:
        """Leave this step as it was."""
        if self.step.dirty:
            self.step.drop()
        self._forward()

    def put_off(self) -> None:
        """Begin to work; the settings can be opened at any time."""
        if self.may_leave():
            self._end("以后在“设置与备份”里填写单位、刊物、人员和时限")

    def _forward(self) -> None:
        if not self.is_last:
            self._turn(1)
            return
        last = self.steps[-1]
        assert isinstance(last, PlacesStep)
        place = last.place
        self._end("首次设置完成，以后在“设置与备份”里随时可以改")
        if place is not None:
            placing.go_to(self.context, place)

    def _end(self, words: str) -> None:
        self.context.settings.setValue(PUT_OFF, self.context.today.isoformat())
        self.context.settings.sync()
        self.context.navigate("workbench")
        self.context.notify(words)

    def _turn(self, way: int) -> None:
        if way < 0 and not self.step.may_leave():
            return
        self.number += way
        self._show()

    def _bring_old(self) -> None:
        """The office has worked with the program before: on another PC, or before Windows was installed anew."""
        answer = self.context.dialogs.choose(
            "以前用过本程序？",
            "换了电脑或者重装了系统，可以把以前的数据接过来，不用重新设置。",
            (("place", "数据在这台电脑或移动硬盘上…"), ("backup", "从备份文件恢复…")),
        )
        if answer == "place":
            placing.change(self.context)
        elif answer == "backup" and (path := restoring.pick(self.context.dialogs)) is not None:
            restoring.ask(self.context, path)

    # --- what is shown ---

    def _show(self) -> None:
        self.stack.setCurrentWidget(self.step)
        self.step.reload()
        count = len(self.steps)
        self._head.setText(f"首次使用设置（第 {self.number + 1} 步，共 {count} 步）")
        self._path.setText(" › ".join(self._told(number) for number in range(count)))
        self._path.setAccessibleName(f"第 {self.number + 1} 步：{self.step.title}")
        self.back.setVisible(self.number > 0)
        self.old.setVisible(self.number == 0)
        self.sample.setVisible(not self.context.in_sample)
        self.skip.setVisible(not self.is_last)
        self.go.setText("完成，开始使用" if self.is_last else "下一步")
        self.first = self.step.findChild(Field)
        self.begin()

    def _told(self, number: int) -> str:
        words = f"{number + 1} {self.steps[number].title}"
        return f'<b style="color:{TOKENS["primary"]}">{words}</b>' if number == self.number else words
