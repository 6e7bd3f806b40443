"""The three parts of 期刊与公文, one in front: 期刊, 公文, 发文字号."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.papers.document_numbers import NumbersPart
from cppcc_desk.ui.pages.papers.documents import DocumentsPart
from cppcc_desk.ui.widgets import NoticeBar, column

JOURNALS, DOCUMENTS, NUMBERS = range(3)
BY_NAME = {"journals": JOURNALS, "documents": DOCUMENTS, "numbers": NUMBERS}


class Parts(QWidget):
    """`journals` is the part with the issues, which the page fills itself."""

    def __init__(self, context: Context, notice: NoticeBar, journals: QWidget) -> None:
        super().__init__()
        self.documents = DocumentsPart(context, notice)
        self.numbers = NumbersPart(context, notice)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName("期刊与公文的各部分")
        self.stack = QStackedWidget()
        for words, part in (("期刊", journals), ("公文", self.documents), ("发文字号登记", self.numbers)):
            self.tabs.addTab(words)
            self.stack.addWidget(part)
        body = column(self.tabs, self.stack, gap=6)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.tabs.currentChanged.connect(self._pick)

    def show_part(self, part: int) -> None:
        """Bring one to the front."""
        self.tabs.setCurrentIndex(part)

    @property
    def front(self) -> DocumentsPart | NumbersPart | None:
        """The part in front; None for the issues, which are the page's own."""
        part = self.stack.currentWidget()
        return part if isinstance(part, DocumentsPart | NumbersPart) else None

    def reload(self) -> None:
        """Read again what the part in front shows."""
        if self.front is not None:
            self.front.reload()

    def fit(self, room: Room) -> None:
        """Take the shape for this much room."""
        for part in (self.documents, self.numbers):
            part.fit(room)

    def _pick(self, part: int) -> None:
        by_key = self.tabs.hasFocus()
        self.stack.setCurrentIndex(part)
        self.reload()
        if not by_key:  # the list that had the keyboard is hidden now
            self.stack.currentWidget().setFocus()
