"""报送: one card a destination, with its due time, the rule that made it, its papers, and what became of it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.official import DocumentState
from cppcc_desk.domain.workflow import CLOSED, State
from cppcc_desk.errands import drafting
from cppcc_desk.queries import documents, forms
from cppcc_desk.queries.clocks import Clock
from cppcc_desk.queries.documents import DocumentRow
from cppcc_desk.queries.submissions import DispatchRow, SubmissionDetail
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.stepping import Stepping
from cppcc_desk.ui.widgets import STRETCH, Card, button, clear, column, label, row
from cppcc_desk.ui.widgets.lamp import LampChip

MARGIN = 16
_PAPERS = ("转办函", "督办单")


class DispatchTab(QScrollArea):
    """`show_detail`; what is refused goes to `refusals` of the page."""

    def __init__(
        self, context: Context, stepping: Stepping, refusals: Callable[[], AbstractContextManager[None]]
    ) -> None:
        super().__init__()
        self._context = context
        self._stepping = stepping
        self._refusals = refusals
        self._box = column(gap=8, margins=(MARGIN, 10, MARGIN, 10))
        inner = QWidget()
        inner.setObjectName("clear")
        inner.setLayout(self._box)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(inner)

    def show_detail(self, detail: SubmissionDetail) -> None:
        """Fill in."""
        clear(self._box)
        units = self._context.desk.read(forms.handling_units, detail)
        drafted = self._context.desk.read(documents.documents, submission_id=detail.row.id) if detail.dispatches else ()
        for dispatch in detail.dispatches:
            papers = self._papers(detail, dispatch) if dispatch.destination in units else []
            own = [row for row in drafted if row.dispatch_id == dispatch.id and row.state is not DocumentState.VOID]
            papers += [self._open_document(row) for row in own] or self._begin_document(detail, dispatch)
            self._box.addWidget(self._opened(detail, dispatch, papers))
        if not detail.dispatches:
            for clock in detail.clocks:
                self._box.addWidget(_intended(clock))
            if not detail.clocks:
                self._box.addWidget(label("没有报送去向。", "secondary"))
        for pause in detail.pauses:
            until = deadlines.full(pause.ended_at) if pause.ended_at else "现在"
            told = f"暂停计时：{deadlines.full(pause.started_at)} 至 {until}，原因：{pause.reason}"
            self._box.addWidget(label(told, "secondary", wrap=True))
        if State(detail.row.state) not in CLOSED and detail.deleted_at is None:
            add = button("增加报送去向", self._do(self._stepping.open_dispatch, detail), icon="plus")
            self._box.addLayout(row(add, STRETCH))
        self._box.addStretch(1)

    def _do(self, do: Callable[..., Any], *args: Any, **more: Any) -> Callable[[], None]:
        def run() -> None:
            with self._refusals():
                do(*args, **more)

        return run

    def _opened(self, detail: SubmissionDetail, d: DispatchRow, papers: Sequence[QWidget]) -> QWidget:
        clock, sent = d.clock, d.sent_at
        if sent is not None:
            lamp = LampChip(
                "逾期报送" if clock.late else "按时报送", (Urgency.OVERDUE if clock.late else Urgency.DONE).value
            )
            state = f"{deadlines.full(sent)} 已报送"
        else:
            lamp = LampChip(clock.remaining, clock.urgency.value)
            state = "待报送"
        moved = f"（暂停前为 {deadlines.full(clock.due_base)}）" if clock.due_base != clock.due_at else ""
        facts = [
            state,
            d.way,
            f"{d.copies} 份" if sent else "",
            f"文号 {d.doc_number}" if d.doc_number else "",
            f"经办 {d.sent_by}" if d.sent_by else "",
            f"签收人 {d.signed_by}" if d.signed_by else "未登记签收" if sent else "",
        ]
        name = f"{d.destination}" + (f"（{d.form}）" if d.form else "")
        told = row(label(" · ".join(filter(None, facts)), "small", wrap=True), *papers)
        told.setStretch(0, 1)
        return Card(
            column(
                row(label(name, "strong"), lamp, STRETCH, *self._actions(detail, d)),
                told,
                label(f"期限 {deadlines.full(clock.due_at)} 前{moved}", "secondary", wrap=True),
                label(clock.rule, "hint", wrap=True),
                *([label(clock.notes, "warning", wrap=True)] if clock.notes else []),
                *([label(f"说明：{d.reason}", "secondary", wrap=True)] if d.reason else []),
                gap=3,
                margins=(12, 6, 10, 10),
            )
        )

    def _papers(self, detail: SubmissionDetail, d: DispatchRow) -> list[QWidget]:
        """What is printed for the unit that handles it."""
        return [
            button(
                kind,
                partial(
                    self._context.navigate,
                    "preview",
                    form=kind,
                    submission_ids=(detail.row.id,),
                    destination=d.destination,
                ),
                kind="link",
                tip=f"打印给{d.destination}的{kind}",
                compact=True,
            )
            for kind in _PAPERS
        ]

    def _begin_document(self, detail: SubmissionDetail, d: DispatchRow) -> list[QWidget]:
        """The 公文 that goes with it: 报告 or 函, as the destination stands to the office."""
        if detail.deleted_at is not None or State(detail.row.state) in CLOSED:
            return []
        kind = drafting.kind_for(self._context.desk, d.destination)
        made_for = MadeFor(submission_id=detail.row.id, dispatch_id=d.id)
        go = partial(self._context.navigate, "drafting", kind=kind, made_for=made_for)
        return [button(f"起草{kind}", go, kind="link", tip=f"起草给{d.destination}的{kind}", compact=True)]

    def _open_document(self, row: DocumentRow) -> QWidget:
        draft = row.state is DocumentState.DRAFT
        go = partial(self._context.navigate, "drafting" if draft else "preview", document_id=row.id)
        words = f"{row.kind}{'草稿' if draft else ''}"
        return button(words, go, icon="doc", kind="link", tip=row.name, compact=True)

    def _actions(self, detail: SubmissionDetail, d: DispatchRow) -> list[QWidget]:
        if detail.deleted_at is not None:
            return []
        if d.sent_at is None:
            return [
                button("撤去", self._do(self._stepping.withdraw, d), kind="link"),
                button("登记传送", self._do(self._stepping.dispatch, detail, destination=d.destination), icon="send"),
            ]
        correct = button("更正", self._do(self._stepping.correct, d), kind="link")
        if d.signed_by:
            return [correct]
        return [correct, button("登记签收", self._do(self._stepping.sign_for, d), icon="check")]


def _intended(clock: Clock) -> QWidget:
    words = f"拟报{clock.destination}" if clock.chosen else f"去向未定，最早还能赶上的是{clock.destination}"
    return Card(
        column(
            row(label(words, "strong"), LampChip(clock.remaining, clock.urgency.value), STRETCH),
            label(f"期限 {deadlines.full(clock.due_at)} 前", "secondary", wrap=True),
            label(clock.rule, "hint", wrap=True),
            *([label(clock.notes, "warning", wrap=True)] if clock.notes else []),
            gap=3,
            margins=(12, 8, 10, 10),
        )
    )
