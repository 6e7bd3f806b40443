"""A bar in the page that stays until it is settled: a likely duplicate, a missing holiday table, a refusal."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from cppcc_desk.ui import icons
from cppcc_desk.ui.widgets.boxes import clear, row
from cppcc_desk.ui.widgets.buttons import action, button
from cppcc_desk.ui.widgets.label import label, picture

Kind = Literal["warning", "error", "info"]
_TONES: dict[str, str] = {"warning": "soon", "error": "overdue", "info": "primary"}
_ICONS: dict[str, str] = {"warning": "warn", "error": "warn", "info": "bell"}


class NoticeBar(QFrame):
    """Hidden until `tell`; `actions` are (words, what to do), `more` the same in a menu. 关闭 hides it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._box = row(gap=8, margins=(10, 3, 4, 3))
        self.setLayout(self._box)
        self.text = ""
        self.hide()

    def tell(
        self,
        text: str,
        *,
        kind: Kind = "warning",
        actions: Sequence[tuple[str, Callable[[], Any]]] = (),
        more: Sequence[tuple[str, Callable[[], Any]]] = (),
        closable: bool = True,
    ) -> None:
        """Show `text` with buttons for what can be done about it."""
        self.text = text
        self.setProperty("kind", kind)
        self.setAccessibleName(text)
        box = self._box
        clear(box)
        sentence = label(text, "warning", wrap=True)
        sentence.setMinimumWidth(60)
        box.addWidget(picture(_ICONS[kind], _TONES[kind], 18))
        box.addWidget(sentence)
        box.setStretch(1, 1)
        for words, do in actions:
            box.addWidget(button(words, do, kind="link"))
        if more:
            rest = button(f"其余 {len(more)} 件", kind="link")
            menu = QMenu(rest)
            for words, do in more:
                entry = action(words, do)
                entry.setParent(menu)
                menu.addAction(entry)
            rest.setMenu(menu)
            box.addWidget(rest)
        if closable:
            close = button("", self.dismiss, icon="close", kind="link", tip="关闭这条提示")
            close.setIcon(icons.icon("close", _TONES[kind]))
            box.addWidget(close)
        self.style().unpolish(self)
        self.style().polish(self)
        if self.parentWidget() is not None:
            self.show()
        else:  # not laid out yet: it must not flash as a window of its own, the layout shows it
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)

    def dismiss(self) -> None:
        """Hide the bar."""
        self.text = ""
        self.hide()
