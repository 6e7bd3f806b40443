"""What all sections of the settings have in common: one card, one operation to save it, nothing typed is lost."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QScrollArea, QSizePolicy, QWidget

from cppcc_desk.domain.errors import DeskError, Invalid, Stale
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import Form
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, NoticeBar, button, column, hairline, label

CHANGED_ELSEWHERE = "这部分设置刚被别处修改过，本次修改没有保存；请点“放弃修改”看到新的内容后再改。"


class Section(Card):
    """A section: override `read`, `fill` and `store`. `altered` when it becomes unsaved or saved.

    `read` gives what the desk holds, `fill` shows it, `store` saves what is on the screen by one operation and says
    what was done in a sentence.
    """

    id = ""
    title = ""
    icon = ""
    hint = ""
    altered = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.notice = NoticeBar()
        self.dirty = False
        self._held: Any = None
        self.save_button = button("保存", self.save, icon="save", kind="primary", shortcut="Ctrl+S")
        self.drop_button = button("放弃修改", self.drop, icon="undo")
        self._state = label("", "hint")
        self.bar = Bar(self.save_button, self.drop_button, STRETCH, self._state)

    def lay_out(self, body: QWidget | QLayout, *, tools: QLayout | None = None, bar: bool = True) -> None:
        """Title and one sentence, `tools` beside or below them, `body` with the room that is left, the bar."""
        head = column(label(self.title, "card_title"), gap=4, margins=(16, 12, 16, 10))
        if self.hint:
            head.addWidget(label(self.hint, "secondary", wrap=True))
        if tools is not None:
            head.addLayout(tools)
        box = column(head, hairline(), column(self.notice, margins=(16, 0, 16, 0)), body, gap=0)
        box.setStretch(3, 1)
        if bar:
            box.addWidget(self.bar)
        else:
            self.bar.hide()
        self.setLayout(box)
        self._show_state()

    # --- the desk and the screen ---

    def read(self) -> Any:
        """What the desk holds now."""
        return None

    def fill(self, held: Any) -> None:
        """Show it."""

    def store(self) -> str:
        """Save by one operation; what to say."""
        raise NotImplementedError

    def moved(self) -> bool:
        """Whether somebody saved something else since this was shown."""
        return bool(self.read() != self._held)

    def forms(self) -> tuple[Form, ...]:
        """Forms that can show what is wrong at a field."""
        return ()

    def fit(self, room: Room) -> None:
        """Take the shape for this much room."""

    def reload(self) -> None:
        """Read again, unless something unsaved is on the screen."""
        if not self.dirty:
            self._held = self.read()
            self.fill(self._held)
            self._show_state()

    def touched(self) -> None:
        """The person changed something."""
        if not self.dirty:
            self.dirty = True
            self._show_state()
            self.altered.emit()

    def save(self) -> bool:
        """Save what is on the screen; whether it is saved. Refusals are told in place."""
        if not self.dirty:
            return True
        try:
            if self.moved():
                raise Stale(CHANGED_ELSEWHERE)
            told = self.store()
        except Invalid as refusal:
            self.complain(refusal)
            return False
        except DeskError as refusal:
            self.notice.tell(refusal.message, kind="error")
            return False
        self._settle()
        self.context.notify(told, undo=True)
        return True

    def complain(self, refusal: Invalid) -> None:
        """Say what is wrong where it is wrong."""
        if not any(form.show_problems(refusal.problems) for form in self.forms()):
            self.notice.tell(refusal.message, kind="error")

    def drop(self) -> None:
        """Show again what is saved."""
        self._settle()

    def may_leave(self) -> bool:
        """Whether another section or page may be shown: asks about what is not saved."""
        if not self.dirty:
            return True
        answer = self.context.dialogs.choose(
            "修改还没有保存", f"“{self.title}”里的修改还没有保存。", (("drop", "不保存"), ("save", "保存修改"))
        )
        if answer == "save":
            return self.save()
        if answer == "drop":
            self.drop()
        return answer == "drop"

    def _settle(self) -> None:
        self.dirty = False
        self.notice.dismiss()
        self.reload()
        self.altered.emit()

    def _show_state(self) -> None:
        self.save_button.setEnabled(self.dirty)
        self.drop_button.setEnabled(self.dirty)
        self._state.setText("有未保存的修改" if self.dirty else "保存后可以撤销（Ctrl+Z）")


def scrolled(body: QWidget | QLayout) -> QScrollArea:
    """`body` in an area that scrolls up and down where the window is low."""
    inner = QWidget()
    inner.setObjectName("clear")
    inner.setLayout(body if isinstance(body, QLayout) else column(body))
    inner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
