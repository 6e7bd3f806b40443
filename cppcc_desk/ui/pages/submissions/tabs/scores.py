"""计分: who gets what for the piece, by the scheme of the year, with the arithmetic of every line."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.scoring.events import Ledger
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.sentences import explained
from cppcc_desk.queries.scoring.of_piece import PieceLine, PieceScores, piece_scores
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.off_thread import Reading
from cppcc_desk.ui.pages.submissions.sharing import Sharing
from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel
from cppcc_desk.ui.widgets import ElidedLabel, EmptyState, action, button, column, hairline, label, row


@dataclass(frozen=True)
class _Row:
    place: int
    year: int
    of: PieceLine


class ScoresTab(QWidget):
    """`show_detail`. Counted only while it is seen: all of the year is counted for it."""

    def __init__(self, context: Context, refusals: Callable[[], AbstractContextManager[None]]) -> None:
        super().__init__()
        self._context, self._refusals = context, refusals
        self._sharing = Sharing(context)
        self._reading = Reading(context, "正在计分", failed=self._not_counted)
        self._detail: SubmissionDetail | None = None
        self._counted_for = -1
        self._stale = False
        self.found: tuple[PieceScores, ...] = ()
        self.table: DataTable[_Row] = DataTable(
            RowsModel(_columns(), row_id=lambda r: r.place),
            name="submission/scores",
            title="这篇来稿的计分",
            settings=context.settings,
        )
        self.empty = EmptyState()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.share_button = button("分配比例…", self._share, icon="users")
        self.account_button = button("得分明细", self._open, icon="eye")
        self._told = ElidedLabel("", "hint")
        self._sums = label("", "small_strong")
        line = row(self.share_button, self.account_button, self._told, self._sums, margins=(16, 6, 16, 6))
        line.setStretch(2, 1)
        body = column(self.stack, hairline(), line, gap=0)
        body.setStretch(0, 1)
        self.setLayout(body)
        self.table.opened.connect(lambda _row: self._open())
        self.table.current.connect(lambda _row: self._fit_buttons())
        lists.equip(
            self.table,
            action("得分明细", self._open, icon="eye", tells="Enter"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
        )

    def fit(self, *, narrow: bool) -> None:
        """Fewer columns where there is little room."""
        self.table.set_narrow(narrow)

    def show_detail(self, detail: SubmissionDetail) -> None:
        """Count for this piece as soon as it is seen."""
        self._detail, self._stale = detail, True
        if self.isVisible():
            self._count()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._count()

    def _count(self) -> None:
        detail, self._stale = self._detail, False
        if detail is None:
            return
        self._fit_buttons()
        if detail.row.id != self._counted_for:
            self._counted_for = detail.row.id
            self._show(detail.row.id, ())
            self.empty.tell("正在计分", "马上就好。", icon="clock")
        if detail.deleted_at is not None:
            self.empty.tell("不计分", "这篇在回收站里。", icon="trash")
            return
        read = partial(self._show, detail.row.id)
        self._reading.read(piece_scores, detail.row.id, today=self._context.today, done=read)

    def _show(self, submission_id: int, found: tuple[PieceScores, ...]) -> None:
        if self._detail is None or self._detail.row.id != submission_id:
            return
        self.found = found
        lines = [(scores.year, one) for scores in found for one in scores.lines]
        self.table.show_rows([_Row(place, year, one) for place, (year, one) in enumerate(lines)])
        self.stack.setCurrentWidget(self.table if lines else self.empty)
        if lines and not self.table.chosen_count():
            self.table.choose([0])
        self._told.setText("；".join(self._how(scores) for scores in found))
        sums = dict.fromkeys(Ledger, 0)
        for _, one in lines:
            sums[one.who.subject.ledger] += one.line.counted
        told = (f"{ledger} {points_text(points)}" for ledger, points in sums.items())
        self._sums.setText(f"{'，'.join(told)} 分" if lines else "")
        if found and not lines:
            self.empty.tell(
                "这篇没有给谁计分",
                "反映人要在名册里，或者写明界别、镇街等单位；没有通过筛选的不计分。按计分办法没有分值的事项也不计。",
                icon="medal",
            )
        self._fit_buttons()

    def _how(self, scores: PieceScores) -> str:
        merged = ""
        if self._detail is not None and scores.number != self._detail.row.intake_no:
            merged = f"已并入 {scores.number}，按那一篇计分；"
        closed = "，已关账" if scores.closed else ""
        return f"{merged}{scores.year} 年度{closed}，按“{scores.scheme.name}”"

    def _not_counted(self, refusal: DeskError) -> None:
        self.table.show_rows([])
        self.empty.tell("不计分", refusal.message, icon="medal")
        self.stack.setCurrentWidget(self.empty)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        detail = self._detail
        several = detail is not None and len(detail.contributors) > 1 and detail.deleted_at is None
        self.share_button.setVisible(several)
        self.share_button.setEnabled(bool(self.found))
        self.account_button.setEnabled(self.table.current_row() is not None)

    def _share(self) -> None:
        if self._detail is not None and self.found:
            with self._refusals():
                self._sharing.agree(self._detail.row.id, self._detail.row.intake_no, self.found[0].scheme)

    def _open(self) -> None:
        current = self.table.current_row()
        if current is not None:
            self._context.navigate("score", subject=current.of.who.subject, year=current.year)


def _columns() -> tuple[Column[_Row], ...]:
    def tone(row: _Row) -> str:
        return "text2" if row.of.line.counted else "text3"

    return (
        Column(
            key="name",
            title="姓名或单位",
            text=lambda r: r.of.who.name,
            width=116,
            kind=Kind.TEXT,
            tip=lambda r: r.of.who.name,
        ),
        Column(key="kind", title="类型", text=lambda r: r.of.who.kind, width=80, wide_only=True),
        Column(
            key="on",
            title="日期",
            text=lambda r: r.of.line.on.isoformat(),
            width=92,
            tone=tone,
            wide_only=True,
        ),
        Column(
            key="words",
            title="事项",
            text=lambda r: r.of.line.words,
            width=110,
            stretch=True,
            tip=lambda r: r.of.line.words,
            tone=tone,
        ),
        Column(
            key="arithmetic",
            title="算法",
            text=lambda r: explained(r.of.line),
            width=140,
            stretch=True,
            tip=lambda r: explained(r.of.line),
            tone=tone,
        ),
        Column(
            key="counted",
            title="计分",
            text=lambda r: points_text(r.of.line.counted),
            sort=lambda r: r.of.line.counted,
            width=62,
            kind=Kind.NUMBER,
            bold=lambda r: bool(r.of.line.counted),
        ),
    )
