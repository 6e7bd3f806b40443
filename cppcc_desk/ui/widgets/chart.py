"""A chart on a page: pointed at, it tells its numbers; pressed, a column or bar opens what it counts."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from cppcc_desk.domain.charts import (
    Arrangement,
    Box,
    Chart,
    Mark,
    Role,
    arrange,
    as_tsv,
    category_words,
    ideal_height,
    mark_words,
    told,
)
from cppcc_desk.press.charts import Fill, Look, paint_chart
from cppcc_desk.ui.theme import color, font
from cppcc_desk.ui.widgets.buttons import action

_EM = 12
_TITLE = 15
_FRAME = 6  # around the chart, for the frame of the focus
_COPY_SCALE = 3  # a picture pasted into a document is printed
_STEPS: Final[dict[int, int]] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


def screen_look() -> Look:
    """The chart in the colours of the window."""
    primary = color("primary")
    return Look(
        plain=font(_EM),
        title=font(_TITLE, bold=True),
        inks={
            Role.TITLE: color("text"),
            Role.NOTE: color("text3"),
            Role.NAME: color("text2"),
            Role.VALUE: color("text"),
        },
        line=color("line"),
        base=color("ctrl"),
        fills=(
            Fill(colour=color("chart_light"), outline=color("chart_line")),
            Fill(colour=primary, outline=primary),
            Fill(colour=color("surface"), outline=primary, hatched=True),
        ),
    )


class ChartView(QWidget):
    """`picked(category, series)` by mouse, Enter or space. `opens` says what that opens; "" where it opens nothing.

    The arrow keys go from one column or bar to the next.
    """

    picked = Signal(int, int)

    def __init__(self, chart: Chart, *, opens: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opens, self._low = opens, False
        self._hovered: Mark | None = None
        self._current = -1  # of the marks, the one that the keys have reached
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._copying = (
            action("复制数字", self.copy_numbers, icon="copy", shortcut="Ctrl+C"),
            action("复制为图片", self.copy_picture),
        )
        self.addActions(self._copying)
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Show another chart, as high as it needs."""
        self.chart, self._hovered, self._current = chart, None, -1
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(told(chart))
        self._arrange()

    def set_low(self, low: bool) -> None:
        """Less high, for a low window."""
        self._low = low
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(480, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._height())

    def _height(self) -> int:
        return round(ideal_height(self.chart, low=self._low) * _EM) + 2 * _FRAME

    def _arrange(self) -> None:
        room = self._room()
        self.arrangement: Arrangement = arrange(self.chart, room.width() / _EM, room.height() / _EM)
        self.updateGeometry()
        self.update()

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # ------------------------------------------------------------------ painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._hovered is not None:
            painter.fillRect(self._around(self._hovered.category), color("hover"))
        paint_chart(painter, self._room(), self.chart, screen_look())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("primary"), 2))
        if self.hasFocus():
            if self._current >= 0:
                painter.drawRect(self.place(self.arrangement.marks[self._current].box).adjusted(-2, -2, 2, 2))
            painter.setPen(QPen(color("primary"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def place(self, box: Box) -> QRectF:
        """Where a box of the arrangement stands in the widget."""
        scaled = QRectF(box.x * _EM, box.y * _EM, box.width * _EM, box.height * _EM)
        return scaled.translated(self._room().topLeft())

    def _around(self, category: int) -> QRectF:
        found = QRectF()
        for slot in self.arrangement.slots:
            if slot.category == category:
                found = found.united(self.place(slot.box))
        return found

    # ------------------------------------------------------------------ telling
    def words_at(self, place: QPointF) -> str:
        """What the tooltip says there: the category, its numbers, what a click opens."""
        slot = self._slot(place)
        return "" if slot is None else self._words(slot)

    def _words(self, slot: Mark) -> str:
        said = category_words(self.chart, slot.category) or ("还没有数字",)
        lines = [self.chart.categories[slot.category], *said]
        if self._opens and self._value(slot) is not None:
            lines.append(f"点一下：{self._opens}")
        return "\n".join(lines)

    def _slot(self, place: QPointF) -> Mark | None:
        inside = place - self._room().topLeft()
        return self.arrangement.at(inside.x() / _EM, inside.y() / _EM)

    def _value(self, mark: Mark) -> float | None:
        return self.chart.series[mark.series].values[mark.category]

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            slot = self._slot(QPointF(event.pos()))
            if slot is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._words(slot), self, self.place(slot.box).toRect())
            return True
        return super().event(event)

    # ------------------------------------------------------------------ mouse
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._slot(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, slot: Mark | None) -> None:
        links = bool(self._opens) and slot is not None and self._value(slot) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if links else Qt.CursorShape.ArrowCursor)
        if slot != self._hovered:
            self._hovered = slot
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        slot = self._slot(event.position())
        if event.button() == Qt.MouseButton.LeftButton and slot is not None:
            self._pick(slot)

    def _pick(self, mark: Mark) -> None:
        if self._opens and self._value(mark) is not None:
            self.picked.emit(mark.category, mark.series)

    # ------------------------------------------------------------------ keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        marks = self.arrangement.marks
        key = event.key()
        if key in _STEPS and marks:
            self._go_to(max(0, min(len(marks) - 1, self._current + _STEPS[key])))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and marks:
            self._go_to(0 if key == Qt.Key.Key_Home else len(marks) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current >= 0:
            self._pick(marks[self._current])
        else:
            super().keyPressEvent(event)

    def _go_to(self, number: int) -> None:
        self._current = number
        mark = self.arrangement.marks[number]
        said = f"{self.chart.categories[mark.category]} {mark_words(self.chart, mark.category, mark.series)}"
        self.setAccessibleName("，".join(part for part in (self.chart.title, said) if part))
        QToolTip.showText(self.mapToGlobal(self.place(mark.box).bottomRight().toPoint()), said, self)
        self.update()

    # ------------------------------------------------------------------ copying
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.chart_menu().popup(event.globalPos())

    def chart_menu(self) -> QMenu:
        """The menu of the right mouse button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        return menu

    def copy_numbers(self) -> None:
        """Put the numbers on the clipboard as lines with tabs, for a WPS or Excel sheet (U57)."""
        QGuiApplication.clipboard().setText(as_tsv(self.chart))

    def copy_picture(self) -> None:
        """Put the chart on the clipboard as a picture on white, for a document."""
        room = self._room()
        image = QImage(room.size().toSize() * _COPY_SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_COPY_SCALE)
        image.fill(color("surface"))
        painter = QPainter(image)
        paint_chart(painter, QRectF(QPointF(0, 0), room.size()), self.chart, screen_look())
        painter.end()
        QGuiApplication.clipboard().setImage(image)
