"""One group as a card: name and leader, what it looks after, how much is open, overdue and of this year."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.queries.groups import GroupLoad
from cppcc_desk.ui.theme import color, font
from cppcc_desk.ui.widgets.lamp import draw_lamp

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
NARROWEST = 152
GAP = 8


class GroupCard(QAbstractButton):
    """Checkable; two lines when `low`, else three."""

    def __init__(self, load: GroupLoad) -> None:
        super().__init__()
        self.load, self.low = load, False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_load(load)

    def show_load(self, load: GroupLoad) -> None:
        """Its numbers now."""
        self.load = load
        leader = f"，组长 {load.leader}" if load.leader else ""
        self.setAccessibleName(
            f"{load.name}{leader}，在办 {load.open} 件，超期 {load.overdue} 件，今年 {load.this_year} 篇"
        )
        self.setToolTip(load.area)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, 56 if self.low else 82)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(color("primary" if lit else "line"), 1.5 if lit else 1))
        painter.setBrush(color("primary_soft" if self.isChecked() else "hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 6, 6)
        room = QRectF(self.rect()).adjusted(12, 8, -8, -8)
        self._name(painter, QRectF(room.left(), room.top(), room.width(), 20))
        if not self.low:
            painter.setFont(font(12))
            painter.setPen(color("text3"))
            _elided(painter, QRectF(room.left(), room.top() + 22, room.width(), 18), self.load.area or self._no_area())
        self._numbers(painter, QRectF(room.left(), room.bottom() - 20, room.width(), 20))
        painter.end()

    def _no_area(self) -> str:
        return "未填联系范围" if self.load.id is not None else "还没有分派小组的来稿"

    def _name(self, painter: QPainter, where: QRectF) -> None:
        painter.setFont(font(14, bold=True))
        painter.setPen(color("text" if self.load.active else "text3"))
        used = painter.fontMetrics().horizontalAdvance(self.load.name)
        _elided(painter, where, self.load.name)
        leader = self.load.leader or ("未定组长" if self.load.id is not None else "")
        painter.setFont(font(13))
        painter.setPen(color("text2" if self.load.leader else "text3"))
        _elided(painter, where.adjusted(used + 8, 0, 0, 0), leader)

    def _numbers(self, painter: QPainter, where: QRectF) -> None:
        load, left = self.load, where.left()
        for words, number, tone in (
            ("在办", load.open, "text"),
            ("超期", load.overdue, "overdue"),
            ("今年", load.this_year, "text"),
        ):
            if words == "超期" and number and not self.low:
                draw_lamp(painter, QRectF(left, where.center().y() - 6, 12, 12), Urgency.OVERDUE.value)
                left += 15
            painter.setFont(font(12))
            painter.setPen(color("overdue" if words == "超期" and number else "text3"))
            painter.drawText(QRectF(left, where.top(), 40, where.height()), _MIDDLE, words)
            left += painter.fontMetrics().horizontalAdvance(words) + 3
            painter.setFont(font(14, bold=True))
            painter.setPen(color(tone if number else "text3"))
            painter.drawText(QRectF(left, where.top(), 60, where.height()), _MIDDLE, str(number))
            left += painter.fontMetrics().horizontalAdvance(str(number)) + (6 if self.low else 9)


def _elided(painter: QPainter, where: QRectF, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(where.width())))
    painter.drawText(where, _MIDDLE, shown)


class CardGrid(QWidget):
    """Cards side by side, in as many lines as the width asks for, all of one width."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._cards: tuple[GroupCard, ...] = ()
        self._across = 0

    def show_cards(self, cards: Sequence[GroupCard]) -> None:
        """Lay out these cards."""
        for card in self._cards:
            if card not in cards:
                self._grid.removeWidget(card)
                card.hide()
                card.deleteLater()
        self._cards = tuple(cards)
        self._across = 0
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """As many cards in a line as `width` holds, lines of equal length."""
        number = len(self._cards)
        if not number:
            return
        most = max(1, min(number, (width + GAP) // (NARROWEST + GAP)))
        lines = -(-number // most)
        across = -(-number // lines)
        if across == self._across:
            return
        for column in range(max(across, self._across)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        self._across = across
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // across, place % across)
            card.show()
