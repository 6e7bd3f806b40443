"""原稿对照: original and edited text side by side, or word by word; changes by line as well as by colour (U61)."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from cppcc_desk.domain.comparison import Span, SpanKind, compare, summary
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.ui.reading import Reading
from cppcc_desk.ui.widgets import STRETCH, FilterChips, column, label, row

TOGETHER, BESIDE = "together", "beside"


class ComparedTab(QWidget):
    """`show_detail`; the comparison is made when the tab is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._detail: SubmissionDetail | None = None
        self._stale = True
        self._told = label("", "secondary")
        self.chips = FilterChips([(TOGETHER, "逐字对照"), (BESIDE, "并排查看")])
        self.marked = Reading("逐字对照")
        self.old, self.new = Reading("原稿", wide=True), Reading("编辑稿", wide=True)
        self._sides = QSplitter()
        self._sides.setChildrenCollapsible(False)
        for words, reader in (("原稿（不可修改）", self.old), ("编辑稿", self.new)):
            side = QWidget()
            side.setLayout(column(row(label(words, "small_strong"), margins=(8, 0, 0, 0)), reader, gap=2))
            self._sides.addWidget(side)
        head = row(self._told, STRETCH, self.chips, margins=(16, 6, 12, 2))
        body = row(self.marked, self._sides, margins=(10, 0, 4, 4))
        box = column(head, body, gap=2)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.chips.picked.connect(self._arrange)
        self._arrange(TOGETHER)

    def show_detail(self, detail: SubmissionDetail) -> None:
        """Another submission, or another version of it."""
        self._detail, self._stale = detail, True
        if self.isVisible():
            self._compare()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._compare()

    def _compare(self) -> None:
        detail, self._stale = self._detail, False
        if detail is None:
            return
        self.chips.setVisible(bool(detail.edited_text))
        if not detail.edited_text:
            self._told.setText("还没有编辑稿，下面是原稿。")
            self._arrange(TOGETHER)
            self.marked.show_text(detail.original_text)
            return
        self._arrange(self.chips.chosen)
        spans = compare(detail.original_text, detail.edited_text)
        counted = summary(spans)
        self._told.setText(
            f"增加 {counted.added} 字（绿色、下划线），删去 {counted.removed} 字（红色、删除线）"
            if counted.added or counted.removed
            else "编辑稿与原稿文字相同。"
        )
        self.marked.show_spans(spans)
        self.old.show_spans(_without(spans, SpanKind.ADDED))
        self.new.show_spans(_without(spans, SpanKind.REMOVED))

    def _arrange(self, way: str) -> None:
        self._sides.setVisible(way == BESIDE)
        self.marked.setVisible(way != BESIDE)


def _without(spans: tuple[Span, ...], kind: SpanKind) -> list[Span]:
    return [span for span in spans if span.kind is not kind]
