"""传送 and what belongs to it: each destination with its own record, added, sent, signed for, corrected."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from cppcc_desk.domain.workflow import PROGRESS, TEN_STEPS, State, Step
from cppcc_desk.operations import dispatching
from cppcc_desk.queries.submissions import DispatchRow, SubmissionDetail
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import CheckField, ChoiceField, Field, MomentField, NumberField, TextField
from cppcc_desk.ui.stepping.asking import REASON, Asking, Values, choice, reason


class Dispatching(Asking):
    """Records of destinations."""

    def dispatch(self, detail: SubmissionDetail, *, destination: str = "") -> bool:
        """传送 to one destination: when, how, how many, who signed for it."""
        waiting = [d for d in detail.dispatches if d.sent_at is None]
        first = next((d for d in waiting if d.destination == destination), waiting[0] if waiting else None)
        to = first.destination if first else next(iter(detail.intended_destinations), "")
        early = TEN_STEPS.index(PROGRESS[State(detail.row.state)]) < TEN_STEPS.index(Step.SIGN_OFF)
        question = Question(
            title=f"登记传送：{detail.row.intake_no}",
            intro=detail.row.title,
            fields=(
                *self.sending_fields(to, first),
                reason("未签发先报送的原因") if early else _before(detail.signed_at),
            ),
            verb="登记传送",
        )
        values = self._ask_and_do(question, lambda given: self.send(detail.row.id, given))
        if values is None:
            return False
        self._tell(f"已登记传送：{detail.row.intake_no} 报{values['to']}")
        return True

    def sending_fields(
        self, to: str, opened: DispatchRow | None, *, waiting: Mapping[str, int] | None = None
    ) -> tuple[Ask, ...]:
        """What is recorded of one destination, with what was told when it was opened; of many pieces, those come first
        for which some are `waiting`."""
        return (
            Ask(key="to", title="去向", make=self._destination(waiting or {}), value=to or None, required=True),
            Ask(
                key="form",
                title="形式",
                make=choice(self._words("form"), blank="按去向默认"),
                value=opened.form if opened and opened.form else None,
                short=True,
            ),
            Ask(key="sent_at", title="传送时间", make=MomentField, value=self._context.now, required=True, short=True),
            Ask(
                key="way",
                title="方式",
                make=choice(self._words("dispatch_way"), blank="未填"),
                value=opened.way if opened and opened.way else None,
                short=True,
            ),
            Ask(
                key="copies",
                title="份数",
                make=lambda: NumberField(minimum=1, suffix="份"),
                value=opened.copies if opened else 1,
                short=True,
            ),
            Ask(
                key="doc_number",
                title="文号",
                make=lambda: TextField(placeholder="没有可不填"),
                value=opened.doc_number if opened else "",
                short=True,
            ),
            Ask(key="signed_by", title="签收人", make=lambda: TextField(placeholder="可以以后补登"), short=True),
        )

    def _destination(self, waiting: Mapping[str, int]) -> Callable[[], Field]:
        names = sorted(self._destinations(), key=lambda name: -waiting.get(name, 0))
        offered = [(name, f"{name}（{waiting[name]} 篇待报）" if name in waiting else name) for name in names]
        return lambda: ChoiceField(offered, blank="请选择")

    def send(self, submission_id: int, given: Values) -> None:
        """Record one dispatch as it was typed."""
        self._context.desk.do(
            dispatching.send,
            submission_id,
            to=given["to"],
            form=given["form"] or "",
            sent_at=given["sent_at"],
            way=given["way"] or "",
            copies=given["copies"],
            doc_number=given["doc_number"],
            signed_by=given["signed_by"],
            reason=given.get(REASON) or "",
        )

    def open_dispatch(self, detail: SubmissionDetail) -> bool:
        """Add a destination and start its clock."""
        question = Question(
            title=f"增加报送去向：{detail.row.intake_no}",
            intro="从收稿时间起按该去向的期限计时。",
            fields=(
                Ask(key="to", title="去向", make=self._destination({}), required=True),
                Ask(key="form", title="形式", make=choice(self._words("form"), blank="按去向默认")),
            ),
            verb="增加去向",
        )
        values = self._ask_and_do(
            question,
            lambda given: self._context.desk.do(
                dispatching.open_dispatch, detail.row.id, to=given["to"], form=given["form"] or ""
            ),
        )
        if values is None:
            return False
        self._tell(f"已增加去向：{values['to']}")
        return True

    def sign_for(self, row: DispatchRow) -> bool:
        """登记签收 of what was sent."""
        question = Question(
            title=f"登记签收：{row.destination}",
            fields=(
                Ask(key="signed_by", title="签收人", make=TextField, required=True),
                Ask(key="signed_at", title="签收时间", make=MomentField, value=self._context.now, required=True),
            ),
            verb="登记签收",
        )
        values = self._ask_and_do(
            question,
            lambda given: self._context.desk.do(
                dispatching.sign_for, row.id, signed_by=given["signed_by"], signed_at=given["signed_at"]
            ),
        )
        if values is None:
            return False
        self._tell(f"已登记签收：{row.destination} {values['signed_by']}")
        return True

    def withdraw(self, row: DispatchRow) -> bool:
        """Take back a destination that nothing has been sent to."""
        question = Question(
            title=f"撤去报送去向：{row.destination}", fields=(reason("原因"),), verb="撤去去向", danger=True
        )
        values = self._ask_and_do(
            question,
            lambda given: self._context.desk.do(dispatching.withdraw_dispatch, row.id, reason=given[REASON]),
        )
        if values is None:
            return False
        self._tell(f"已撤去报送去向：{row.destination}")
        return True

    def correct(self, row: DispatchRow) -> bool:
        """更正 what was recorded of a dispatch; it cannot be undone, so it always has a reason."""
        question = Question(
            title=f"更正传送记录：{row.destination}",
            intro="更正连同原来的记录一起写进办理记录，不能撤销。",
            fields=(
                Ask(key="undone", title="实际情况", make=lambda: CheckField("其实没有报送"), value=False),
                Ask(
                    key="sent_at",
                    title="传送时间",
                    make=MomentField,
                    value=row.sent_at,
                    shown=lambda given: not given.get("undone"),
                ),
                Ask(
                    key="way",
                    title="方式",
                    make=choice(self._words("dispatch_way"), blank="未填"),
                    value=row.way or None,
                ),
                Ask(key="copies", title="份数", make=lambda: NumberField(minimum=1, suffix="份"), value=row.copies),
                Ask(key="signed_by", title="签收人", make=TextField, value=row.signed_by),
                reason("更正的原因"),
            ),
            verb="更正记录",
        )

        def correct(given: Values) -> None:
            self._context.desk.do(
                dispatching.correct_dispatch,
                row.id,
                sent_at=None if given["undone"] else given["sent_at"],
                copies=given["copies"],
                way=given["way"] or "",
                signed_by=given["signed_by"],
                reason=given[REASON],
            )

        if self._ask_and_do(question, correct) is None:
            return False
        self._tell(f"已更正传送记录：{row.destination}")
        return True


def _before(signed_at: datetime | None) -> Ask:
    """The reason for what went before it was signed, asked for when the time typed says so."""

    def early(values: Mapping[str, Any]) -> bool:
        sent_at = values.get("sent_at")
        return signed_at is not None and sent_at is not None and sent_at < signed_at

    return replace(reason("早于签发先报送的原因"), shown=early)
