"""Two panes side by side or one below the other, divided as the person left them (U48)."""

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter


class KeptSplitter(QSplitter):
    """The pane number `side` keeps its size, the other takes what is left. What the person drags is kept on this PC,
    one size for each shape the page has, and neither a resize nor a restart takes it back."""

    def __init__(self, name: str, settings: QSettings, *, side: int) -> None:
        super().__init__()
        self._place, self._settings, self._side = f"splitters/{name}", settings, side
        self._shape = ""
        self._size = 0.0
        self._new = False  # the shape is new, and the room it will have is not known yet
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(10)
        self.splitterMoved.connect(self._keep)

    def divide(self, shape: str, *, usual: float) -> None:
        """`usual` pixels for the side, below 1 a share of the whole, unless the person has given it another size."""
        if shape == self._shape:
            return
        self._shape = shape
        self._size = float(str(self._settings.value(f"{self._place}/{shape}", usual)))
        self._new = True
        self._give()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._new:
            self._give()
            self._new = not self.isVisible()

    def _give(self) -> None:
        self.setStretchFactor(1 - self._side, 1)
        whole = self.width() if self.orientation() is Qt.Orientation.Horizontal else self.height()
        size = round(self._size if self._size >= 1 else whole * self._size)
        rest = max(whole - size - self.handleWidth(), 1)
        self.setSizes([size, rest] if self._side == 0 else [rest, size])

    def _keep(self) -> None:
        self._new = False
        self._settings.setValue(f"{self._place}/{self._shape}", self.sizes()[self._side])
