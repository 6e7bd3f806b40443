"""Beside the pages: what the paper is, what to look at before it is printed, and the buttons that send it off."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cppcc_desk.domain.preprint import PrintProblem, Severity
from cppcc_desk.errands.previews import Preview
from cppcc_desk.ui.theme import color, font
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, button, clear, column, label, row, top_left
from cppcc_desk.ui.widgets.lamp import Lamp

_LAMPS = {Severity.OK: "时限内", Severity.WARN: "临期", Severity.ERROR: "超期"}
_ROLES = {Severity.OK: "small", Severity.WARN: "warning", Severity.ERROR: "wrong"}
_ORDER = (Severity.ERROR, Severity.WARN, Severity.OK)
_LABEL_WIDTH = 60

Jump = tuple[str, Callable[[], Any]]


class Side(Card):
    """`show_preview`; buttons `word`, `pdf`, `print`."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = QGridLayout()
        self.facts.setContentsMargins(0, 0, 0, 0)
        self.facts.setHorizontalSpacing(10)
        self.facts.setVerticalSpacing(4)
        self.facts.setColumnStretch(1, 1)
        self.summary = label("", "hint")
        self.check = column(gap=5)
        inside = QWidget()
        inside.setObjectName("clear")
        self._body = column(
            label("版式与要素", "card_title"),
            self.facts,
            10,
            row(label("付印前检查", "card_title"), STRETCH, self.summary),
            self.check,
            STRETCH,
            gap=10,
            margins=(16, 12, 12, 8),
        )
        inside.setLayout(self._body)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.printer = label("", "hint", wrap=True)
        self.word = button("Word", icon="export")
        self.pdf = button("PDF", icon="export")
        self.print = button("打印  Ctrl+P", icon="print", kind="primary", tip="打印", shortcut="Ctrl+P")
        self.bar = Bar(self.word, self.pdf, STRETCH, self.print)
        foot = column(self.printer, margins=(16, 6, 16, 8))
        body = column(self.area, foot, self.bar, gap=0)
        body.setStretch(0, 1)
        self.setLayout(body)
        self.lines: list[CheckLine] = []

    def show_preview(self, preview: Preview, jumps: Callable[[PrintProblem], Sequence[Jump]]) -> None:
        """Say what the paper is and how it fares; `jumps` are the ways from a line of the check."""
        clear(self.facts)
        for number, (title, value) in enumerate(preview.facts):
            words = label(title, "secondary")
            words.setMinimumWidth(_LABEL_WIDTH)
            top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
            told = label(value, wrap=True, selectable=True)
            told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            self.facts.addWidget(words, number, 0, top)
            self.facts.addWidget(told, number, 1)
        clear(self.check)
        worst_first = sorted(preview.check, key=lambda problem: _ORDER.index(problem.severity))
        self.lines = [CheckLine(problem, jumps(problem)) for problem in worst_first]
        for line in self.lines:
            self.check.addWidget(line)
        self.summary.setText(summary(preview.check))


class CheckLine(QWidget):
    """A lamp, the sentence, and where one can go from it."""

    def __init__(self, problem: PrintProblem, jumps: Sequence[Jump]) -> None:
        super().__init__()
        self.problem = problem
        self.lamp = Lamp(_LAMPS[problem.severity], f"{problem.severity}：{problem.sentence}")
        self.sentence: QLabel = label(problem.sentence, _ROLES[problem.severity], wrap=True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.buttons = [Link(words, do, about=problem.sentence) for words, do in jumps]
        lamp = QVBoxLayout()
        lamp.setContentsMargins(0, 3, 0, 0)
        lamp.addWidget(self.lamp)
        line = row(lamp, self.sentence, *self.buttons, gap=6)
        line.setStretch(1, 1)
        line.setAlignment(lamp, Qt.AlignmentFlag.AlignTop)
        for made in self.buttons:
            top_left(line, made)
        self.setLayout(line)


class Link(QAbstractButton):
    """Blue words as high as the line they stand in."""

    def __init__(self, words: str, do: Callable[[], Any], *, about: str) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(f"{words}：{about}")
        self.setFont(font(13))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _on=False: do())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 6, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        drawn = font(13)
        drawn.setUnderline(self.underMouse())
        painter.setFont(drawn)
        painter.setPen(color("primary_hover" if self.underMouse() or self.isDown() else "primary"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


def summary(check: Sequence[PrintProblem]) -> str:
    """How the check ended, in words."""
    wrong = sum(problem.severity is Severity.ERROR for problem in check)
    doubts = sum(problem.severity is Severity.WARN for problem in check)
    told = [f"{number} 处{word}" for number, word in ((wrong, "有误"), (doubts, "提醒")) if number]
    return "，".join(told) or "全部通过"
