"""The original beside what is being worked on; on narrow windows it waits behind F6."""

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cppcc_desk.ui.reading import Reading
from cppcc_desk.ui.splitter import KeptSplitter
from cppcc_desk.ui.widgets import Card, button, column, label

SHARE = 0.4  # of the room, for the original
HEAD = 32  # pixels, as high as what stands over the left side


class BesideOriginal(KeptSplitter):
    """`work` at the left, the original at the right. `original_button` shows and hides it, as F6 does."""

    def __init__(self, work: QWidget, name: str, settings: QSettings) -> None:
        super().__init__(name, settings, side=1)
        self.setHandleWidth(12)
        self.original = Reading("原稿", wide=True)
        self.original_button = button("原稿", self.toggle, icon="columns", kind="link", shortcut="F6")
        self.original_button.setToolTip("显示或隐藏原稿（F6）")
        theirs = label("原稿（不可修改）", "strong")
        theirs.setFixedHeight(HEAD)
        self._right = QWidget()
        self._right.setLayout(column(theirs, Card(column(self.original, margins=(6, 2, 1, 2))), gap=4))
        self.addWidget(work)
        self.addWidget(self._right)
        QShortcut(QKeySequence("F6"), self).activated.connect(self.toggle)

    def fit(self, *, narrow: bool, below: bool = False) -> None:
        """On narrow windows the original waits behind F6; `below` puts it under work that needs the whole width."""
        self._right.setVisible(not narrow)
        turned = Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal
        self.setOrientation(turned)
        self.divide("below" if below else "beside", usual=SHARE)

    def toggle(self) -> None:
        """Show or hide the original."""
        self._right.setVisible(self._right.isHidden())
