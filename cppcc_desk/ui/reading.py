"""Text to be read: lines of one height whatever the font, two characters' indent, not wider than the eye follows."""

import re
from collections.abc import Iterable
from math import ceil
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from cppcc_desk.domain.comparison import Span, SpanKind
from cppcc_desk.ui.theme import READING_PITCH, color, font

READING: Final = 15  # px
MOST_CHARACTERS: Final = 46  # in a line
MARGIN: Final = 6
ZOOMS: Final = (0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)

_ANY_HEIGHT: Final = (1 << 24) - 1  # QWIDGETSIZE_MAX, which PySide6 does not name
_SCROLLING: Final = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)
)

# 一、…, （一）… and 一是… up to the first stop, when that is near.
_HEAD = re.compile(r"(?:[一二三四五六七八九十]{1,3}[、是]|（[一二三四五六七八九十]{1,3}）)[^。：；]{1,28}(?:[。：]|$)")


class Reading(QTextBrowser):
    """`show_text` or `show_spans`; Ctrl and the wheel zoom, Ctrl+0 takes it back. `name` is what a reader calls it."""

    def __init__(self, name: str, *, wide: bool = False) -> None:
        super().__init__()
        self._wide = wide
        self._zoom = 1.0
        self._whole = False
        self._spans: tuple[Span, ...] = ()
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(MARGIN)
        self.setTabChangesFocus(True)

    def show_text(self, text: str) -> None:
        """Paragraphs, one a line."""
        self.show_spans((Span(SpanKind.SAME, text),))

    def show_spans(self, spans: Iterable[Span]) -> None:
        """A comparison: what was added is underlined, what was removed struck through, both coloured as well (U61)."""
        self._spans = tuple(spans)
        self._draw()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _draw(self) -> None:
        self.clear()
        px = round(READING * self._zoom)
        self.document().setDefaultFont(font(px))
        cursor = QTextCursor(self.document())
        shape = QTextBlockFormat()
        shape.setLineHeight(round(READING_PITCH * self._zoom), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        shape.setTextIndent(2 * px)
        cursor.setBlockFormat(shape)
        for span in self._spans:
            cursor.insertText(_clean(span.text), _looks(span.kind))
        self._embolden()
        self._fit()

    def _embolden(self) -> None:
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.DemiBold)
        block = self.document().begin()
        while block.isValid():
            if found := _HEAD.match(block.text()):
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + found.end(), QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(bold)
            block = block.next()

    def _fit(self) -> None:
        most = self.viewport().width() if self._wide else round((MOST_CHARACTERS + 1) * READING * self._zoom)
        self.setLineWrapColumnOrWidth(max(120, min(most, self.viewport().width())))
        if self._whole:
            self.setFixedHeight(ceil(self.document().size().height()))

    def stand_whole(self, on: bool) -> None:
        """As high as its text, for a place that scrolls it together with what stands above; else it scrolls itself."""
        self._whole = on
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if on else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        self.setMinimumHeight(0)
        self.setMaximumHeight(_ANY_HEIGHT)
        self._fit()

    def set_zoom(self, zoom: float) -> None:
        """Scale the text."""
        self._zoom = zoom
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        place = min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - self._zoom))
        place += 1 if event.angleDelta().y() > 0 else -1
        self.set_zoom(ZOOMS[max(0, min(place, len(ZOOMS) - 1))])
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_0 and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(1.0)
        elif self._whole and event.key() in _SCROLLING:
            event.ignore()  # for the place that scrolls
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(color("primary_line"), 1))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5))
            painter.end()


def _clean(text: str) -> str:
    return "\n".join(line.strip(" \t　") for line in text.split("\n"))


def _looks(kind: SpanKind) -> QTextCharFormat:
    made = QTextCharFormat()
    tone, ground = {
        SpanKind.ADDED: ("ontime", "ontime_soft"),
        SpanKind.REMOVED: ("overdue", "overdue_soft"),
    }.get(kind, ("text", ""))
    made.setForeground(color(tone))
    if ground:
        made.setBackground(color(ground))
    made.setFontUnderline(kind is SpanKind.ADDED)
    made.setFontStrikeOut(kind is SpanKind.REMOVED)
    return made
