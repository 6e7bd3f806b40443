"""Fields in an area that scrolls up and down where they have not enough room."""

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


class ScrolledFields(QWidget):
    """What scrolls: as high as its fields need at this width, where Qt would reckon with chips under one another."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setObjectName("clear")
        self.setLayout(layout)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)

    def heightForWidth(self, width: int) -> int:
        box = self.layout()
        if box is None:
            return -1
        # A layout in which nothing wraps knows no height for a width.
        return box.minimumHeightForWidth(width) if box.hasHeightForWidth() else box.minimumSize().height()


class FieldsArea(QScrollArea):
    """Wants to be as high as its fields at the width `fit` was told; may be lower. Tab goes to the fields only."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self._wanted = 0
        self._fields = ScrolledFields(layout)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._fields)

    def fit(self, width: int) -> None:
        """Reckon the height for this width."""
        # What was shown or hidden just now is known to the layouts around it only after these events.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._wanted = self._fields.heightForWidth(width)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._fields.minimumSizeHint().width(), self._wanted)

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._fields.minimumSizeHint().width() + bar, min(self._wanted, 120))
