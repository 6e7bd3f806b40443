"""Buttons: one factory, six kinds, one primary button per area."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton

from cppcc_desk.ui import icons

Kind = Literal["primary", "normal", "danger", "flat", "link"]

_ICON_TONE: Final[dict[str, str]] = {
    "primary": "on_primary",
    "normal": "text2",
    "danger": "overdue",
    "flat": "text2",
    "link": "primary",
}


def button(
    text: str,
    do: Callable[[], Any] | None = None,
    *,
    icon: str = "",
    kind: Kind = "normal",
    tip: str = "",
    shortcut: str = "",
    compact: bool = False,
) -> QPushButton:
    """A button; `do` is called without arguments on click.

    `tip` is the tooltip, and the accessible name when there is no text (an icon alone must have one). `shortcut` is
    only told in the tooltip: the key itself belongs to an action of the page.
    """
    made = QPushButton(text)
    made.setProperty("kind", kind)
    if compact:
        made.setProperty("compact", True)
    if icon:
        made.setIcon(icons.icon(icon, _ICON_TONE[kind], 16))
        made.setIconSize(QSize(16, 16))
    if not text:
        if not tip:
            raise ValueError("an icon button needs words for its tooltip")
        made.setAccessibleName(tip)
        made.setProperty("bare", True)
        made.setFixedWidth(34)
    if tip or shortcut:
        made.setToolTip(f"{tip or text}（{shortcut}）" if shortcut else tip)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if do is not None:
        made.clicked.connect(lambda _checked=False: do())
    return made


def menu_button(text: str, actions: Sequence[QAction], *, icon: str = "more", tip: str = "更多") -> QPushButton:
    """A flat button that opens a menu of `actions`."""
    made = button(text, icon=icon, kind="flat", tip=tip)
    menu = QMenu(made)
    menu.addActions(list(actions))
    made.setMenu(menu)
    return made


def action(text: str, do: Callable[[], Any], *, icon: str = "", shortcut: str = "", tells: str = "") -> QAction:
    """An action for menus and keys; its key works while the widget it is added to, or a child, has the focus.

    `tells` is a key that something else listens to, only shown beside the words. Whoever adds the action to a widget
    keeps it alive, as `lists.equip` does: Qt does not.
    """
    made = QAction(f"{text}\t{tells}" if tells else text)
    if icon:
        made.setIcon(icons.icon(icon))
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.triggered.connect(lambda _checked=False: do())
    return made
