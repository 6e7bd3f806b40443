"""Taking steps from any list or detail: which dialog a step needs, what it does, what is said afterwards.

The fields come from domain.step_fields, the words from the office's lists; the page only says which submissions.
"""

from collections.abc import Callable, Sequence
from typing import Any

from cppcc_desk.domain.step_fields import STEP_FIELDS, FieldKind, StepField
from cppcc_desk.domain.submission import MAX_TITLE, UrgencyGrade
from cppcc_desk.domain.workflow import PROGRESS, TEN_STEPS, Screening, State, Step, Verdict, conclusions
from cppcc_desk.operations import clocks, dispatching
from cppcc_desk.operations import submissions as changing
from cppcc_desk.operations.steps import BatchOutcome, take_step, take_steps
from cppcc_desk.queries import office, submissions
from cppcc_desk.queries.submissions import DispatchRow, SubmissionDetail, SubmissionRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Ask, Question, Trouble
from cppcc_desk.ui.form import (
    CheckField,
    ChoiceField,
    Field,
    LongTextField,
    MomentField,
    NumberField,
    SeveralField,
    TextField,
)

# What the one primary button says: the step done and where the piece goes next (ux.md U20).
PRIMARY: dict[Step, str] = {
    Step.CLASSIFY: "分类，送筛选",
    Step.SCREEN: "筛选",
    Step.EDIT: "编辑完成，送审稿",
    Step.REVIEW: "审稿通过，送签发",
    Step.SIGN_OFF: "签发，送排印",
    Step.PRINT: "排印，编期号",
    Step.PROOFREAD: "校对通过",
    Step.DISPATCH: "登记传送",
    Step.ARCHIVE: "存档",
}
_MOST_NAMED = 8  # refused pieces named one by one after a batch

OPINION, REASON = "opinion", "reason"


class Stepping:
    """Steps on submissions, with the dialogs they need."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # --- one submission ---

    def next(self, detail: SubmissionDetail) -> None:
        """The step that is due: what the primary button does."""
        step = Step(detail.row.next_step)
        if step is Step.EDIT:
            self._context.navigate("submissions", submission_id=detail.row.id, edit=True)
        elif step is Step.PRINT:
            self._context.navigate("papers", to_print=(detail.row.id,))
        elif step is Step.DISPATCH:
            self.dispatch(detail)
        else:
            self.ask(detail, step)

    def ask(self, detail: SubmissionDetail, step: Step, *, conclusion: str = "", reason_needed: bool = False) -> bool:
        """Ask for the fields of `step` and take it; whether it was taken. Refusals are told in place."""
        question = self._question(detail, step, conclusion=conclusion, reason_needed=reason_needed)
        values = self._context.dialogs.ask(question)
        if values is None:
            return False
        opinion, reason = str(values.pop(OPINION, "") or ""), str(values.pop(REASON, "") or "")
        self._context.desk.do(
            take_step,
            detail.row.id,
            step,
            _as_text(step, values),
            opinion=opinion,
            reason=reason,
            version=detail.row.version,
        )
        self._context.notify(f"已办“{step}”：{detail.row.intake_no}", undo=True)
        return True

    def send_back(self, detail: SubmissionDetail) -> bool:
        """退回: asks where to and why."""
        done = TEN_STEPS.index(PROGRESS[State(detail.row.state)])
        back: list[Step] = [step for step in TEN_STEPS[1 : done + 1] if step not in (Step.DISPATCH, Step.ARCHIVE)]
        if detail.row.state == State.ARCHIVED:
            back = [Step.DISPATCH]
        values = self._context.dialogs.ask(
            Question(
                title=f"退回：{detail.row.intake_no}",
                intro=detail.row.title,
                fields=(
                    Ask(
                        key="to",
                        title="退回到",
                        make=lambda: ChoiceField([(step.value, step.value) for step in back]),
                        value=back[-1].value if back else None,
                        required=True,
                    ),
                    Ask(key=REASON, title="原因", make=lambda: LongTextField(lines=2), required=True),
                ),
                verb="退回",
                danger=True,
            )
        )
        if values is None:
            return False
        self._context.desk.do(
            take_step,
            detail.row.id,
            Step.SEND_BACK,
            {"to": values["to"]},
            reason=values[REASON],
            version=detail.row.version,
        )
        self._context.notify(f"已退回到“{values['to']}”：{detail.row.intake_no}", undo=True)
        return True

    def reject(self, detail: SubmissionDetail) -> bool:
        """不予采用: the screening with its conclusion chosen; asks the reason."""
        out_of_order = detail.row.state not in (State.CLASSIFIED, State.RETURNED, State.RETAINED)
        return self.ask(detail, Step.SCREEN, conclusion=Screening.REJECT, reason_needed=out_of_order)

    def dispatch(self, detail: SubmissionDetail, *, destination: str = "") -> bool:
        """传送 to one destination: when, how, how many, who signed for it."""
        waiting = [d for d in detail.dispatches if d.sent_at is None]
        choices = [(d.destination, d.form) for d in waiting]
        chosen = next((c for c in choices if c[0] == destination), choices[0] if choices else None)
        read = self._context.desk.read
        names = [row.name for row in read(office.destinations)]
        ways = read(office.words, "dispatch_way")
        signed_off = detail.signed_at is not None
        values = self._context.dialogs.ask(
            Question(
                title=f"登记传送：{detail.row.intake_no}",
                intro=detail.row.title,
                fields=(
                    Ask(
                        key="to",
                        title="去向",
                        make=lambda: ChoiceField([(name, name) for name in names]),
                        value=chosen[0] if chosen else (detail.intended_destinations or (None,))[0],
                        required=True,
                    ),
                    Ask(
                        key="form",
                        title="形式",
                        make=lambda: ChoiceField([(w, w) for w in read(office.words, "form")], blank="按去向默认"),
                        value=chosen[1] if chosen else None,
                    ),
                    Ask(key="sent_at", title="传送时间", make=MomentField, value=self._context.now, required=True),
                    Ask(key="way", title="方式", make=lambda: ChoiceField([(w, w) for w in ways], blank="未填")),
                    Ask(key="copies", title="份数", make=lambda: NumberField(minimum=1, suffix="份"), value=1),
                    Ask(key="doc_number", title="文号", make=lambda: TextField(placeholder="没有可不填")),
                    Ask(key="signed_by", title="签收人", make=lambda: TextField(placeholder="可以以后补登")),
                    *(() if signed_off else (_reason("未签发先报送的原因", required=True),)),
                ),
                verb="登记传送",
            )
        )
        if values is None:
            return False
        self._context.desk.do(
            dispatching.send,
            detail.row.id,
            to=values["to"],
            form=values["form"] or "",
            sent_at=values["sent_at"],
            way=values["way"] or "",
            copies=values["copies"],
            doc_number=values["doc_number"],
            signed_by=values["signed_by"],
            reason=values.get(REASON, ""),
        )
        self._context.notify(f"已登记传送：{detail.row.intake_no} 报{values['to']}")
        return True

    def open_dispatch(self, detail: SubmissionDetail) -> bool:
        """Add a destination and start its clock."""
        read = self._context.desk.read
        names = [row.name for row in read(office.destinations)]
        values = self._context.dialogs.ask(
            Question(
                title=f"增加报送去向：{detail.row.intake_no}",
                intro="从收稿时间起按该去向的期限计时。",
                fields=(
                    Ask(key="to", title="去向", make=lambda: ChoiceField([(n, n) for n in names]), required=True),
                    Ask(
                        key="form",
                        title="形式",
                        make=lambda: ChoiceField([(w, w) for w in read(office.words, "form")], blank="按去向默认"),
                    ),
                ),
                verb="增加去向",
            )
        )
        if values is None:
            return False
        self._context.desk.do(dispatching.open_dispatch, detail.row.id, to=values["to"], form=values["form"] or "")
        self._context.notify(f"已增加去向：{values['to']}", undo=True)
        return True

    def sign_for(self, row: DispatchRow) -> bool:
        """登记签收 of what was sent."""
        values = self._context.dialogs.ask(
            Question(
                title=f"登记签收：{row.destination}",
                fields=(
                    Ask(key="signed_by", title="签收人", make=TextField, required=True),
                    Ask(key="signed_at", title="签收时间", make=MomentField, value=self._context.now, required=True),
                ),
                verb="登记签收",
            )
        )
        if values is None:
            return False
        self._context.desk.do(
            dispatching.sign_for, row.id, signed_by=values["signed_by"], signed_at=values["signed_at"]
        )
        self._context.notify(f"已登记签收：{row.destination}", undo=True)
        return True

    def withdraw(self, row: DispatchRow) -> bool:
        """Take back a destination that nothing has been sent to."""
        values = self._context.dialogs.ask(
            Question(
                title=f"撤去报送去向：{row.destination}",
                fields=(_reason("原因", required=True),),
                verb="撤去",
                danger=True,
            )
        )
        if values is None:
            return False
        self._context.desk.do(dispatching.withdraw_dispatch, row.id, reason=values[REASON])
        self._context.notify(f"已撤去报送去向：{row.destination}", undo=True)
        return True

    def correct(self, row: DispatchRow) -> bool:
        """更正 what was recorded of a dispatch; it cannot be undone, so it always has a reason."""
        ways = self._context.desk.read(office.words, "dispatch_way")
        values = self._context.dialogs.ask(
            Question(
                title=f"更正传送记录：{row.destination}",
                intro="更正会记入办理记录。",
                fields=(
                    Ask(key="undone", title="实际", make=lambda: CheckField("其实没有报送"), value=False),
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
                        make=lambda: ChoiceField([(w, w) for w in ways], blank="未填"),
                        value=row.way or None,
                    ),
                    Ask(key="copies", title="份数", make=lambda: NumberField(minimum=1, suffix="份"), value=row.copies),
                    Ask(key="signed_by", title="签收人", make=TextField, value=row.signed_by),
                    _reason("更正的原因", required=True),
                ),
                verb="更正",
            )
        )
        if values is None:
            return False
        self._context.desk.do(
            dispatching.correct_dispatch,
            row.id,
            sent_at=None if values["undone"] else values["sent_at"],
            copies=values["copies"],
            way=values["way"] or "",
            signed_by=values["signed_by"],
            reason=values[REASON],
        )
        self._context.notify(f"已更正传送记录：{row.destination}")
        return True

    def jump(self, detail: SubmissionDetail) -> bool:
        """Skip to a step or do one again, with a reason."""
        state = State(detail.row.state)
        choices = [step for step in STEP_FIELDS if step in TEN_STEPS and step not in (Step.PRINT, Step.PROOFREAD)]
        answer = self._context.dialogs.ask(
            Question(
                title=f"跳过或重做环节：{detail.row.intake_no}",
                intro=f"现在是“{state}”。跳过或重做都会写进办理记录。",
                fields=(
                    Ask(key="step", title="办理", make=lambda: ChoiceField([(s.value, s.value) for s in choices])),
                ),
                verb="继续",
            )
        )
        if answer is None or not answer.get("step"):
            return False
        step = Step(answer["step"])
        if step is Step.EDIT:
            self._context.navigate("submissions", submission_id=detail.row.id, edit=True)
            return True
        return self.ask(detail, step, reason_needed=True)

    def rename(self, detail: SubmissionDetail) -> bool:
        """F2: another title."""
        values = self._context.dialogs.ask(
            Question(
                title=f"修改标题：{detail.row.intake_no}",
                fields=(
                    Ask(
                        key="title",
                        title="标题",
                        make=lambda: TextField(max_length=MAX_TITLE),
                        value=detail.row.title,
                        required=True,
                    ),
                ),
                verb="修改标题",
            )
        )
        if values is None:
            return False
        self._context.desk.do(changing.rename, detail.row.id, title=values["title"], version=detail.row.version)
        self._context.notify(f"已修改标题：{detail.row.intake_no}", undo=True)
        return True

    def restore(self, submission_ids: Sequence[int]) -> bool:
        """Out of the 回收站."""
        if not submission_ids:
            return False
        count = self._context.desk.do(changing.restore_from_bin, submission_ids)
        self._context.notify(f"已从回收站恢复 {count} 篇", undo=True)
        return True

    def pause(self, detail: SubmissionDetail) -> bool:
        """Stop the clocks with a reason, or let them run again."""
        if detail.paused:
            self._context.desk.do(clocks.resume, detail.row.id)
            self._context.notify(f"已恢复计时：{detail.row.intake_no}", undo=True)
            return True
        reasons = self._context.desk.read(office.words, "pause_reason")
        values = self._context.dialogs.ask(
            Question(
                title=f"暂停计时：{detail.row.intake_no}",
                intro="暂停期间各去向的时限不走；恢复后按停的时间顺延。",
                fields=(
                    Ask(
                        key=REASON,
                        title="原因",
                        make=lambda: ChoiceField([(r, r) for r in reasons]),
                        value=reasons[0] if reasons else None,
                        required=True,
                    ),
                ),
                verb="暂停计时",
            )
        )
        if values is None:
            return False
        self._context.desk.do(clocks.pause, detail.row.id, reason=values[REASON])
        self._context.notify(f"已暂停计时：{detail.row.intake_no}", undo=True)
        return True

    # --- many ---

    def take_many(self, rows: Sequence[SubmissionRow], step: Step) -> bool:
        """One step on many: asked once, a summary says how many were done, which were passed over and why."""
        fields = [f for f in STEP_FIELDS[step] if f.name not in ("title", "edited_text", "pass_no", "archive_no")]
        values = self._context.dialogs.ask(
            Question(
                title=f"批量{step}：{len(rows)} 篇",
                intro="不能办这一环节的会逐篇说明，其余照办。",
                fields=(*(self._field(step, f, {}) for f in fields), _opinion()),
                verb=f"{step} {len(rows)} 篇",
                check=lambda given: _missing(fields, given),
            )
        )
        if values is None:
            return False
        opinion = str(values.pop(OPINION, "") or "")
        outcome = self._context.desk.do(
            take_steps, [row.id for row in rows], step, _as_text(step, values), opinion=opinion
        )
        self._summarise(step, outcome)
        return True

    def assign(self, submission_ids: Sequence[int]) -> bool:
        """Hand submissions to another group."""
        groups = self._context.desk.read(office.groups)
        values = self._context.dialogs.ask(
            Question(
                title=f"分派信息小组：{len(submission_ids)} 篇",
                fields=(
                    Ask(
                        key="group",
                        title="信息小组",
                        make=lambda: ChoiceField(
                            [(g.name, f"{g.name}（组长 {g.leader}）" if g.leader else g.name) for g in groups]
                        ),
                        required=True,
                    ),
                ),
                verb="分派",
            )
        )
        if values is None:
            return False
        changed = self._context.desk.do(changing.assign_group, submission_ids, group=values["group"])
        self._context.notify(f"已把 {changed} 篇来稿分派给{values['group']}", undo=True)
        return True

    def delete(self, rows: Sequence[SubmissionRow]) -> bool:
        """Into the 回收站, after naming what goes."""
        if not rows:
            return False
        told = f"《{rows[0].title}》（{rows[0].intake_no}）" if len(rows) == 1 else f"选中的 {len(rows)} 篇来稿"
        if not self._context.dialogs.confirm(
            "移入回收站？",
            f"{told}将移入回收站，{changing.KEPT_DAYS} 天内可以恢复，编号不再给别的来稿。",
            verb="移入回收站",
        ):
            return False
        self._context.desk.do(changing.move_to_bin, [row.id for row in rows])
        self._context.notify(f"已移入回收站 {len(rows)} 篇", undo=True)
        return True

    def _summarise(self, step: Step, outcome: BatchOutcome) -> None:
        self._context.notify(
            f"“{step}”已办 {len(outcome.done)} 篇，跳过 {len(outcome.passed_over)} 篇", undo=bool(outcome.done)
        )
        if outcome.passed_over:
            lines = [f"{number}：{why}" for number, why in outcome.passed_over.items()]
            more = f"……等 {len(lines)} 篇" if len(lines) > _MOST_NAMED else ""
            self._context.dialogs.trouble(
                Trouble(
                    title=f"有 {len(lines)} 篇没有办“{step}”",
                    text="\n".join([*lines[:_MOST_NAMED], more]).strip(),
                    advice="这些来稿没有改动，其余的已经办好。",
                    details="\n".join(lines),
                )
            )

    # --- dialogs from the table of fields ---

    def _question(self, detail: SubmissionDetail, step: Step, *, conclusion: str, reason_needed: bool) -> Question:
        present = self._present(detail, step)
        if conclusion:
            present["screening" if step is Step.SCREEN else "conclusion"] = conclusion
        fields = STEP_FIELDS[step]
        return Question(
            title=f"{step}：{detail.row.intake_no}",
            intro=detail.row.title,
            fields=(
                *(self._field(step, f, present) for f in fields),
                _opinion(),
                *((_reason("跳过或重做的原因", required=True),) if reason_needed else ()),
            ),
            verb="不予采用" if conclusion == Screening.REJECT else PRIMARY.get(step, step.value),
            danger=conclusion == Screening.REJECT,
            check=lambda given: _missing(fields, given),
        )

    def _present(self, detail: SubmissionDetail, step: Step) -> dict[str, Any]:
        """What the form shows before anything is typed."""
        rules = self._context.desk.read(office.office, on=self._context.today)
        destinations = tuple(d.destination for d in detail.dispatches) or detail.intended_destinations
        signatory = office.signatory_for(rules, destinations=destinations, urgency_grade=detail.row.urgency_grade)
        now: dict[str, Any] = {
            "category": detail.row.category or None,
            "nature": detail.nature or None,
            "urgency_grade": detail.row.urgency_grade or UrgencyGrade.NORMAL.value,
            "intended_destinations": detail.intended_destinations,
            "keywords": detail.keywords,
            "handling_opinion": detail.handling_opinion,
            "info_group": detail.row.group or None,
            "screening": Screening.SELECT.value,
            "responsible_editor": detail.responsible_editor or self._context.person,
            "reviewer": self._context.person,
            "signatory": detail.signatory or signatory or None,
            "destinations": destinations,
            "journal": detail.journal or None,
            "conclusion": {Step.REVIEW: Verdict.PASS.value, Step.PROOFREAD: Verdict.PASS.value}.get(step),
            "proofreader": self._context.person,
            "errors": 0,
            "pass_no": 1 if detail.row.state == State.PRINTING else 2,
            "archive_no": detail.archive_no or detail.row.intake_no,
            "retention": detail.retention or rules.retention,
            "items": detail.archived_items or 1 + len(detail.files),
            "pages": detail.archived_pages or 1,
        }
        return {key: value for key, value in now.items() if value not in (None, "")}

    def _field(self, step: Step, field: StepField, present: dict[str, Any]) -> Ask:
        return Ask(
            key=field.name,
            title=field.label,
            make=self._maker(step, field),
            value=present.get(field.name),
            required=field.required,
            shown=_SHOWN.get(field.name),
        )

    def _maker(self, step: Step, field: StepField) -> Callable[[], Field]:
        words = self._words(field) if field.source else list(field.choices or conclusions(step))
        match field.kind:
            case FieldKind.CHOICE:
                blank = None if field.required or field.choices else "未定"
                return lambda: ChoiceField([(word, word) for word in words], blank=blank)
            case FieldKind.MANY:
                return lambda: SeveralField([(word, word) for word in words])
            case FieldKind.NUMBER:
                return NumberField
            case FieldKind.LONG_TEXT:
                return lambda: LongTextField(lines=3)
            case _:
                return TextField

    def _words(self, field: StepField) -> list[str]:
        read = self._context.desk.read
        match field.source:
            case "destination":
                return [row.name for row in read(office.destinations)]
            case "info_group":
                return [row.name for row in read(office.groups)]
            case "journal":
                return [row.name for row in read(office.journals)]
            case "staff" | "signatory":
                names = [row.name for row in read(office.staff)]
                return names if self._context.person in names else [self._context.person, *names]
            case kind:
                return list(read(office.words, kind))

    def detail(self, submission_id: int) -> SubmissionDetail:
        """One submission whole, as it is now."""
        return self._context.desk.read(submissions.detail, submission_id, now=self._context.now)


_SHOWN: dict[str, Callable[[Any], bool]] = {
    "rejection_reason": lambda given: given.get("screening") == Screening.REJECT.value,
}


def _opinion() -> Ask:
    return Ask(key=OPINION, title="意见", make=lambda: LongTextField(lines=2, placeholder="可不填"))


def _reason(title: str, *, required: bool) -> Ask:
    return Ask(key=REASON, title=title, make=lambda: LongTextField(lines=2), required=required)


def _missing(fields: Sequence[StepField], given: Any) -> dict[str, str]:
    found = {f.name: f"请填写{f.label}。" for f in fields if f.required and not given.get(f.name)}
    if given.get("screening") == Screening.REJECT.value and not given.get("rejection_reason"):
        found["rejection_reason"] = "请选择不采用的原因。"
    return found


def _as_text(step: Step, values: dict[str, Any]) -> dict[str, str]:
    """The form's values as the step's text values; what does not belong to the step is left out."""
    known = {field.name for field in STEP_FIELDS[step]}
    return {
        key: "、".join(value) if isinstance(value, tuple) else str(value)
        for key, value in values.items()
        if key in known and value is not None
    }
