"""The pages with the bar above them: which page is in front, how large, and turning."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QStackedWidget

from cppcc_desk.domain.layout import Layout
from cppcc_desk.errands.previews import Part, Preview
from cppcc_desk.ui.paper_view import Fit, PaperView, Place
from cppcc_desk.ui.widgets import (
    Card,
    ElidedLabel,
    EmptyState,
    button,
    column,
    hairline,
    label,
    row,
)


class Sheets(Card):
    """`show_preview(preview)`; None with a sentence shows why there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.view = PaperView()
        self.empty = EmptyState()
        self._parts: tuple[Part, ...] = ()
        self._picked = False
        self.back = button("", lambda: self.view.turn(-1), icon="left", kind="flat", tip="上一页")
        self.forth = button("", lambda: self.view.turn(1), icon="right", kind="flat", tip="下一页")
        self.where = label("", "body")
        self.whose = ElidedLabel("", "secondary")
        self.fits = {fit: self._chip(fit) for fit in (Fit.TWO, Fit.PAGE, Fit.WIDTH)}
        self.percent = label("", "secondary")
        self.percent.setMinimumWidth(42)
        self.smaller = button("", lambda: self._zoom(-1), icon="minus", kind="flat", tip="缩小（Ctrl+滚轮）")
        self.larger = button("放大", lambda: self._zoom(1), icon="plus", kind="flat", tip="放大（Ctrl+滚轮）")
        bar = row(
            self.back,
            self.where,
            self.forth,
            self.whose,
            *self.fits.values(),
            self.smaller,
            self.percent,
            self.larger,
            margins=(10, 6, 10, 6),
        )
        bar.setStretch(3, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        body = column(bar, hairline(), self._stack, gap=0, margins=(1, 0, 1, 1))
        body.setStretch(2, 1)
        self.setLayout(body)
        self.view.moved.connect(lambda _page: self._tell())
        self.view.zoomed.connect(self._tell)
        self._tell()

    def show_preview(self, preview: Preview) -> None:
        """Show its pages."""
        self._parts = preview.parts if len(preview.parts) > 1 else ()
        self.show_layout(preview.layout)

    def show_layout(self, layout: Layout) -> None:
        """Show pages that are not yet those of a paper to print."""
        self.view.show_layout(layout)
        self._stack.setCurrentWidget(self.view)
        self._tell()

    def show_nothing(self) -> EmptyState:
        """Show the empty state, for the page to fill."""
        self._stack.setCurrentWidget(self.empty)
        self._tell()
        return self.empty

    def show_place(self, place: Place) -> None:
        """Jump to a place on the paper."""
        if place.bottom > place.top:
            self.view.show_place(place)
        else:
            self.view.go_to(place.page)

    def set_narrow(self, narrow: bool) -> None:
        """Words or icons only."""
        self.larger.setText("" if narrow else "放大")
        self.larger.setProperty("bare", narrow)
        self.larger.setAccessibleName("放大")
        self.larger.style().unpolish(self.larger)
        self.larger.style().polish(self.larger)

    def set_usual_fit(self, fit: Fit) -> None:
        """How pages are shown until the person chooses."""
        if not self._picked and fit is not self.view.fit:
            self.view.set_fit(fit)

    def _tell(self) -> None:
        view = self.view
        shown = self._stack.currentWidget() is view and view.count > 0
        page = view.current
        self.where.setText(f"第 {page + 1} / {view.count} 页" if shown else "")
        view.setAccessibleDescription(self.where.text())
        part = next((part for part in reversed(self._parts) if part.first <= page), None)
        self.whose.setText(part.name if shown and part is not None else "")
        step = 2 if view.fit is Fit.TWO else 1
        self.back.setEnabled(shown and page > 0)
        self.forth.setEnabled(shown and page + step < view.count)
        self.percent.setText(f"{view.percent}%" if shown else "")
        for made in (self.smaller, self.larger, *self.fits.values()):
            made.setEnabled(shown)
        for fit, chip in self.fits.items():
            chip.setChecked(view.fit is fit)

    def _chip(self, fit: Fit) -> QPushButton:
        chip = button(fit.value, partial(self._pick, fit))
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        return chip

    def _zoom(self, steps: int) -> None:
        self._picked = True
        self.view.zoom_by(steps)

    def _pick(self, fit: Fit) -> None:
        self._picked = True
        self.view.set_fit(fit)
        self._tell()
