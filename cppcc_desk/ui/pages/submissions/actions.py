"""What may be done with one submission beside its next step: one list for the menu "…" and for the lists' menus."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from cppcc_desk.domain.workflow import CLOSED, FROZEN, State
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.ui.stepping import Stepping, steps_back
from cppcc_desk.ui.widgets import action

MAY_BE_REFUSED = frozenset(
    {State.CLASSIFIED, State.RETURNED, State.RETAINED, State.SELECTED, State.EDITING, State.IN_REVIEW}
)
MAY_BE_MERGED = frozenset(
    {State.REGISTERED, State.CLASSIFIED, State.RETURNED, State.RETAINED, State.SELECTED, State.EDITING}
)

Do = Callable[[SubmissionDetail], Any]


def may_be_refused(detail: SubmissionDetail) -> bool:
    """Whether 不予采用 is offered."""
    return State(detail.row.state) in MAY_BE_REFUSED and detail.deleted_at is None


class PieceActions:
    """`find()` gives the submission that is meant, None for none; `fit(detail)` greys what its state does not allow.

    Refusals of the desk are told through `refusals` of the page.
    """

    def __init__(
        self,
        stepping: Stepping,
        find: Callable[[], SubmissionDetail | None],
        refusals: Callable[[], AbstractContextManager[None]],
        *,
        edit: Do,
        correct: Do,
        record: Do,
    ) -> None:
        self._find, self._refusals = find, refusals
        s, run = stepping, self.run
        self.back = action("退回…", run(s.send_back), icon="back")
        self.refuse = action("不予采用…", run(s.reject), icon="close")
        self.edit = action("编辑稿件…", run(edit), icon="edit")
        self.correct = action("更正登记…", run(correct), icon="edit")
        self.open = action("增加报送去向…", run(s.open_dispatch), icon="send")
        self.send = action("登记传送…", run(s.dispatch), icon="send")
        self.pause = action("暂停计时…", run(s.pause), icon="pause")
        self.merge = action("合并到另一篇…", run(s.merge), icon="merge")
        self.record = action("登记反馈…", run(record), icon="chat")
        self.jump = action("跳过或重做环节…", run(s.jump), icon="redo")

    def run(self, do: Do) -> Callable[[], None]:
        """`do` with the submission that is meant; a refusal is told in the page."""

        def run() -> None:
            detail = self._find()
            if detail is not None:
                with self._refusals():
                    do(detail)

        return run

    def fit(self, detail: SubmissionDetail | None) -> None:
        """What can be done with `detail`; nothing of it with none, or with many."""
        here = detail is not None and detail.deleted_at is None
        state = State(detail.row.state) if detail is not None else State.ARCHIVED
        is_open = here and state not in CLOSED
        for made, possible in (
            (self.back, detail is not None and bool(steps_back(detail))),
            (self.refuse, detail is not None and may_be_refused(detail)),
            (self.edit, here and state not in FROZEN | {State.MERGED}),
            (self.correct, here),
            (self.open, is_open),
            (self.send, is_open),
            (self.pause, is_open),
            (self.merge, here and state in MAY_BE_MERGED | {State.MERGED}),
            (self.record, here),
            (self.jump, here and state not in (State.MERGED, State.ARCHIVED)),
        ):
            made.setEnabled(possible)
        paused = detail is not None and detail.paused
        self.pause.setText("恢复计时" if paused else "暂停计时…")
        self.merge.setText("撤销合并…" if detail is not None and state is State.MERGED else "合并到另一篇…")
