"""Pages of a paper on a grey desk at any scale: only what is seen is painted, nothing is kept as pixels.

A page is painted from its values at every repaint, so it is crisp at any zoom and on any screen.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from math import ceil
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from cppcc_desk.domain.layout import Drawing, Item, Layout, Page, Picture, Rule, Text
from cppcc_desk.press.paint import paint
from cppcc_desk.ui.theme import color

PIXELS_PER_MM: Final = 96 / 25.4  # what 100 % means
SMALLEST: Final = 0.25
LARGEST: Final = 4.0
STEPS: Final = (0.25, 0.33, 0.5, 0.67, 0.75, 0.86, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
EDGE: Final = 11  # pixels around and between pages, as they lie on the desk
MARK_MS: Final = 2500
_ABOVE_PLACE: Final = 24  # pixels left above a place that is jumped to


class Fit(Enum):
    """How large pages are shown."""

    WIDTH = "页宽"
    PAGE = "整页"
    TWO = "双页"
    FREE = "自选"


@dataclass(frozen=True)
class Place:
    """A strip of a page, in mm from its top."""

    page: int
    top: float
    bottom: float


class PaperView(QAbstractScrollArea):
    """`show_layout`, `set_fit`, `zoom_by`, `go_to`. `moved(int)`: another page (from 0) is in front; `zoomed()`."""

    moved = Signal(int)
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("纸面预览")
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.layout_shown = Layout(pages=())
        self.fit = Fit.WIDTH
        self.scale = 1.0  # 1.0 is true size
        self.current = 0
        self._places: list[QRect] = []
        self._rows: list[int] = []  # upper edge of each row of pages
        self._mark: Place | None = None
        self._unmark = QTimer(self)
        self._unmark.setSingleShot(True)
        self._unmark.setInterval(MARK_MS)
        self._unmark.timeout.connect(self._forget_mark)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # ------------------------------------------------------------------ what is shown
    def show_layout(self, layout: Layout) -> None:
        """Show another paper, or the same one set again: then the place one had scrolled to stays."""
        again = len(layout.pages) == len(self.layout_shown.pages)
        place = self.verticalScrollBar().value() if again else 0
        self.layout_shown = layout
        self._mark = None
        self._arrange()
        self.verticalScrollBar().setValue(place)
        self._look_where()
        self.viewport().update()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.layout_shown.pages)

    @property
    def percent(self) -> int:
        """The scale as it is said: 100 is true size."""
        return round(self.scale * 100)

    def set_fit(self, fit: Fit) -> None:
        """Keep pages as wide as the view, or whole in it, one or two side by side."""
        self._rescale(fit, self.scale)

    def zoom_by(self, steps: int) -> None:
        """One step larger or smaller."""
        known = bisect_right(STEPS, self.scale + 1e-6) - 1
        between = known < 0 or abs(STEPS[known] - self.scale) > 1e-6
        number = known + steps + (1 if between and steps < 0 else 0)
        self._rescale(Fit.FREE, STEPS[max(0, min(number, len(STEPS) - 1))])

    def set_scale(self, scale: float) -> None:
        """A scale of one's own; 1.0 is true size."""
        self._rescale(Fit.FREE, scale)

    def _rescale(self, fit: Fit, scale: float) -> None:
        page, part = self.current, self._part_of_page()
        self.fit, self.scale = fit, max(SMALLEST, min(scale, LARGEST))
        self._arrange()
        if self._places:
            place = self._places[min(page, len(self._places) - 1)]
            self.verticalScrollBar().setValue(round(place.top() + part * place.height()) - EDGE)
        self.viewport().update()
        self.zoomed.emit()

    def _part_of_page(self) -> float:
        if not self._places:
            return 0.0
        place = self._places[self.current]
        return max(0.0, (self.verticalScrollBar().value() + EDGE - place.top()) / max(place.height(), 1))

    # ------------------------------------------------------------------ where pages lie
    def _arrange(self) -> None:
        """Lay the pages out for the scale; the view's own scale where it fits them."""
        self._places, self._rows = [], []
        room = self.maximumViewportSize()
        self.verticalScrollBar().blockSignals(True)
        if self.count:
            inside = self._inside(room.width(), room.height())
            across = 2 if self.fit is Fit.TWO and self.count > 1 else 1
            width, height = self._page_size()
            total = across * width + (across - 1) * EDGE
            left = max(EDGE, (inside - total) // 2)
            top = EDGE
            for number in range(self.count):
                if number % across == 0:
                    self._rows.append(top)
                self._places.append(QRect(left + number % across * (width + EDGE), top, width, height))
                if number % across == across - 1:
                    top += height + EDGE
            rows = ceil(self.count / across)
            self._set_ranges(2 * EDGE + total, EDGE + rows * (height + EDGE), height + EDGE)
        else:
            self._set_ranges(0, 0, 1)
        self.verticalScrollBar().blockSignals(False)

    def _inside(self, width: int, height: int) -> int:
        """Take the scale of the fit; the width that is left beside the scroll bar."""
        bar = self.verticalScrollBar().sizeHint().width()
        sheet = self.layout_shown
        across = 2 if self.fit is Fit.TWO and self.count > 1 else 1
        free_x, free_y = width - 2 * EDGE, height - 2 * EDGE
        by_width = (free_x - (across - 1) * EDGE) / across / sheet.width / PIXELS_PER_MM
        by_height = free_y / sheet.height / PIXELS_PER_MM
        scrolls = self.count > across
        if self.fit is Fit.WIDTH:
            scrolls = True
            by_width = min((free_x - bar) / sheet.width / PIXELS_PER_MM, 1.5)
            self.scale = by_width
        elif self.fit is not Fit.FREE:
            if scrolls:
                by_width = (free_x - bar - (across - 1) * EDGE) / across / sheet.width / PIXELS_PER_MM
            self.scale = min(by_width, by_height)
        else:
            scrolls = scrolls or self._page_size()[1] > free_y
        self.scale = max(SMALLEST, min(self.scale, LARGEST))
        return width - bar if scrolls else width

    def _page_size(self) -> tuple[int, int]:
        pixels = self.scale * PIXELS_PER_MM
        return round(self.layout_shown.width * pixels), round(self.layout_shown.height * pixels)

    def _set_ranges(self, width: int, height: int, page_step: int) -> None:
        room = self.maximumViewportSize()
        up, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar = up.sizeHint().width()
        tall = height > room.height()
        wide = width > room.width() - (bar if tall else 0)
        tall = tall or (wide and height > room.height() - bar)
        seen_x = room.width() - (bar if tall else 0)
        seen_y = room.height() - (bar if wide else 0)
        across.setRange(0, max(0, width - seen_x))
        across.setPageStep(max(1, seen_x))
        across.setSingleStep(32)
        up.setRange(0, max(0, height - seen_y))
        up.setPageStep(max(1, min(page_step, seen_y - 2 * EDGE)))
        up.setSingleStep(48)

    # ------------------------------------------------------------------ going about
    def go_to(self, page: int) -> None:
        """Bring the upper edge of a page (from 0) to the top."""
        if self._places:
            number = max(0, min(page, self.count - 1))
            self.verticalScrollBar().setValue(self._places[number].top() - EDGE)
            self._take(number)

    def show_place(self, place: Place) -> None:
        """Bring a strip of a page into sight and mark it for a moment."""
        if not self._places:
            return
        pixels = self.scale * PIXELS_PER_MM
        top = self._places[place.page].top() + place.top * pixels
        bottom = self._places[place.page].top() + place.bottom * pixels
        bar = self.verticalScrollBar()
        if not bar.value() <= top - _ABOVE_PLACE <= bottom <= bar.value() + self.viewport().height():
            bar.setValue(round(top) - _ABOVE_PLACE)
        self._take(place.page)
        self._mark = place
        self._unmark.start()
        self.viewport().update()

    @property
    def marked(self) -> Place | None:
        """The place that is marked now."""
        return self._mark

    def _forget_mark(self) -> None:
        self._mark = None
        self.viewport().update()

    def _scrolled(self, _value: int) -> None:
        self._look_where()

    def _look_where(self) -> None:
        """The page whose part of the view is the largest is the one in front."""
        seen = self._seen_area()
        shown = [(place.intersected(seen).height(), -number) for number, place in self._seen(seen)]
        self._take(-max(shown)[1] if shown else 0)

    def _take(self, page: int) -> None:
        if page != self.current or not self.count:
            self.current = page if self.count else 0
            self.moved.emit(self.current)

    def _seen_area(self) -> QRect:
        at = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QRect(at, self.viewport().size())

    def _seen(self, area: QRect) -> Iterator[tuple[int, QRect]]:
        """Pages that reach into `area`, found without looking at the others."""
        if not self._rows:
            return
        across = ceil(len(self._places) / len(self._rows))
        first = max(0, bisect_right(self._rows, area.top()) - 1) * across
        for number in range(first, len(self._places)):
            place = self._places[number]
            if place.top() > area.bottom():
                break
            if place.intersects(area):
                yield number, place

    # ------------------------------------------------------------------ painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), color("under_paper"))
        origin = self._seen_area().topLeft()
        area = event.rect().translated(origin)
        painter.translate(-origin)
        for number, place in self._seen(area):
            self._paint_page(painter, number, place, area)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(color("primary"), 1))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, number: int, place: QRect, area: QRect) -> None:
        seen = place.intersected(area)
        painter.save()
        painter.setClipRect(seen)
        painter.fillRect(seen, color("paper"))
        pixels = place.width() / self.layout_shown.width
        if self._mark is not None and self._mark.page == number:
            strip = QRectF(
                place.left() + 0.05 * place.width(),
                place.top() + self._mark.top * pixels,
                0.9 * place.width(),
                (self._mark.bottom - self._mark.top) * pixels,
            )
            painter.fillRect(strip, color("mark"))
        painter.translate(QPointF(place.topLeft()))
        top, bottom = (seen.top() - place.top()) / pixels, (seen.bottom() + 1 - place.top()) / pixels
        paint(_strip(self.layout_shown.pages[number], top, bottom), painter, scale=pixels)
        painter.restore()
        painter.setPen(QPen(color("line"), 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))

    # ------------------------------------------------------------------ keys, wheel, size
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(self.count - 1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and (ctrl or self.fit in (Fit.PAGE, Fit.TWO)):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif ctrl and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif ctrl and key == Qt.Key.Key_Minus:
            self.zoom_by(-1)
        elif ctrl and key == Qt.Key.Key_0:
            self.set_scale(1.0)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def turn(self, pages: int) -> None:
        """To the next page or the one before; in 双页 to the next pair."""
        self.go_to(self.current + pages * (2 if self.fit is Fit.TWO else 1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size() == event.oldSize():
            return
        page, part, before = self.current, self._part_of_page(), self.scale
        self._arrange()
        if self._places and self.scale != before:
            place = self._places[page]
            self.verticalScrollBar().setValue(round(place.top() + part * place.height()) - EDGE)
            self.zoomed.emit()


def _strip(page: Page, top: float, bottom: float) -> Page:
    """What of a page reaches into the strip from `top` to `bottom` mm: a scrolled line costs a line, not a page."""
    return Page(items=tuple(item for item in page.items if _reaches(item, top, bottom)))


def _reaches(item: Item, top: float, bottom: float) -> bool:
    match item:
        case Text():
            em = item.size * 25.4 / 72
            return item.baseline - 1.2 * em < bottom and item.baseline + 0.5 * em > top
        case Rule():
            half = item.thickness + 0.5
            return min(item.y1, item.y2) - half < bottom and max(item.y1, item.y2) + half > top
        case Picture() | Drawing():
            return item.y < bottom and item.y + item.height > top
