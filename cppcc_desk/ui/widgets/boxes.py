"""Rows and columns of widgets, written the way they are read on the screen."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from cppcc_desk.ui.theme import GAP

STRETCH: Final = "stretch"

Item = QWidget | QLayout | int | str
Margins = tuple[int, int, int, int]


def row(*items: Item, gap: int = GAP, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Items from left to right: a widget, a layout, an int (that many pixels) or STRETCH."""
    made = QHBoxLayout()
    _fill(made, items, gap, margins)
    return made


def column(*items: Item, gap: int = GAP, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Items from top to bottom."""
    made = QVBoxLayout()
    _fill(made, items, gap, margins)
    return made


def _fill(box: QBoxLayout, items: tuple[Item, ...], gap: int, margins: Margins) -> None:
    box.setContentsMargins(*margins)
    box.setSpacing(gap)
    for item in items:
        if isinstance(item, QWidget):
            box.addWidget(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        elif isinstance(item, int):
            box.addSpacing(item)
        else:
            box.addStretch(1)


def clear(layout: QLayout) -> None:
    """Take everything out of `layout` and delete it."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            break
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def top_left(layout: QBoxLayout, widget: QWidget) -> None:
    """Keep `widget` at the top of a row whose other items are taller."""
    layout.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
