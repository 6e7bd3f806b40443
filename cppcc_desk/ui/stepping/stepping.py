"""Steps on one submission: the one that is due, out of order with a reason, back, and what lies beside the steps."""

from cppcc_desk.domain.submission import MAX_TITLE
from cppcc_desk.domain.workflow import TEN_STEPS, Screening, State, Step
from cppcc_desk.operations import clocks
from cppcc_desk.operations import submissions as changing
from cppcc_desk.operations.steps import take_step
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import TextField
from cppcc_desk.ui.stepping.asking import OPINION, REASON, Values, choice, opinion, reason
from cppcc_desk.ui.stepping.batches import Batches
from cppcc_desk.ui.stepping.fields import StepFields, as_text, missing
from cppcc_desk.ui.stepping.words import due_step, primary_words, steps_back

_BESIDE_TEN = {Step.MERGE: "合并到另一篇", Step.UNMERGE: "撤销合并"}


class Stepping(Batches):
    """Everything the office does with submissions, with the dialogs it needs.

    Each method returns whether it was done; what the desk refuses is said in its dialog, or raised where there is none.
    """

    def next(self, detail: SubmissionDetail) -> bool:
        """The step that is due: what the primary button does."""
        step = due_step(detail)
        if step is None:
            return False
        if step is Step.EDIT:
            self._context.navigate("submissions", submission_id=detail.row.id, edit=True)
            return True
        if step is Step.PRINT:
            if detail.issue is not None:
                self._context.navigate("papers", reprint=detail.issue.id)
            else:
                self._context.navigate("papers", to_print=(detail.row.id,))
            return True
        if step is Step.DISPATCH:
            return self.dispatch(detail)
        return self.ask(detail, step)

    def ask(self, detail: SubmissionDetail, step: Step) -> bool:
        """Ask for the fields of `step`, and for a reason when it is out of order, and take it."""
        fields = StepFields(self._context)
        present = fields.present(detail, step)
        due = step in detail.steps_from_here or step not in TEN_STEPS
        is_next = step is due_step(detail)
        verb = primary_words(detail) if is_next else f"办“{step}”"
        question = Question(
            title=f"{_BESIDE_TEN.get(step, step.value)}：{detail.row.intake_no}",
            intro=detail.row.title
            if due
            else f"{detail.row.title}\n现在是“{detail.row.state}”，跳过或重做都写进办理记录。",
            fields=(*fields.asks(step, present), opinion(), *(() if due else (reason("跳过或重做的原因"),))),
            verb=_BESIDE_TEN.get(step, verb),
            check=lambda given: missing(step, given),
        )

        def take(given: Values) -> None:
            self._context.desk.do(
                take_step,
                detail.row.id,
                step,
                as_text(step, given),
                opinion=given.get(OPINION) or "",
                reason=given.get(REASON) or "",
                version=detail.row.version,
            )

        if self._ask_and_do(question, take) is None:
            return False
        after = self.detail(detail.row.id).row
        told = f"，转入“{after.next_step}”" if after.next_step else f"，现在是“{after.state}”"
        self._tell(f"{detail.row.intake_no} 已办“{step}”{told}")
        return True

    def send_back(self, detail: SubmissionDetail) -> bool:
        """退回: asks where to and why."""
        back = steps_back(detail)
        question = Question(
            title=f"退回：{detail.row.intake_no}",
            intro=detail.row.title,
            fields=(
                Ask(
                    key="to",
                    title="退回到",
                    make=choice([step.value for step in back]),
                    value=back[-1].value if back else None,
                    required=True,
                ),
                reason("原因"),
            ),
            verb="退回",
            danger=True,
        )
        values = self._ask_and_do(
            question,
            lambda given: self._context.desk.do(
                take_step,
                detail.row.id,
                Step.SEND_BACK,
                {"to": given["to"]},
                reason=given[REASON],
                version=detail.row.version,
            ),
        )
        if values is None:
            return False
        self._tell(f"已退回到“{values['to']}”：{detail.row.intake_no}")
        return True

    def reject(self, detail: SubmissionDetail) -> bool:
        """不予采用: the screening with its conclusion chosen. Asks the reason once: out of order it is the reason for
        that, too."""
        reasons = self._words("rejection_reason")
        question = Question(
            title=f"不予采用：{detail.row.intake_no}",
            intro=detail.row.title,
            fields=(
                Ask(key=REASON, title="原因", make=choice(reasons, blank="请选择"), required=True),
                opinion(),
            ),
            verb="不予采用",
            danger=True,
        )
        values = self._ask_and_do(
            question,
            lambda given: self._context.desk.do(
                take_step,
                detail.row.id,
                Step.SCREEN,
                {"screening": Screening.REJECT.value, "rejection_reason": given[REASON]},
                opinion=given.get(OPINION) or "",
                reason="" if Step.SCREEN in detail.steps_from_here else given[REASON],
                version=detail.row.version,
            ),
        )
        if values is None:
            return False
        self._tell(f"{detail.row.intake_no} 不予采用：{values[REASON]}")
        return True

    def merge(self, detail: SubmissionDetail) -> bool:
        """Into another piece, or out of it again."""
        return self.ask(detail, Step.UNMERGE if detail.row.state == State.MERGED else Step.MERGE)

    def jump(self, detail: SubmissionDetail) -> bool:
        """Skip to a step or do one again, with a reason."""
        steps: list[Step] = [step for step in TEN_STEPS[1:] if step not in (Step.PRINT, Step.PROOFREAD, Step.DISPATCH)]
        if Step.PRINT in detail.steps_from_here:
            steps.insert(steps.index(Step.ARCHIVE), Step.PRINT)
        answer = self._context.dialogs.ask(
            Question(
                title=f"跳过或重做环节：{detail.row.intake_no}",
                intro=f"现在是“{detail.row.state}”。跳过或重做都写进办理记录，要写明原因。",
                fields=(Ask(key="step", title="要办的环节", make=choice([step.value for step in steps])),),
                verb="选定环节",
            )
        )
        if answer is None:
            return False
        step = Step(answer["step"])
        if step is Step.EDIT:
            self._context.navigate("submissions", submission_id=detail.row.id, edit=True)
            return True
        if step is Step.PRINT:
            self._context.navigate("papers", to_print=(detail.row.id,))
            return True
        return self.ask(detail, step)

    def rename(self, detail: SubmissionDetail) -> bool:
        """F2: another title."""
        question = Question(
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
        values = self._ask_and_do(
            question,
            lambda given: self._context.desk.do(
                changing.rename, detail.row.id, title=given["title"], version=detail.row.version
            ),
        )
        if values is None:
            return False
        self._tell(f"已修改标题：{detail.row.intake_no}")
        return True

    def pause(self, detail: SubmissionDetail) -> bool:
        """Stop the clocks with a reason, or let them run again."""
        if detail.paused:
            self._context.desk.do(clocks.resume, detail.row.id)
            self._tell(f"已恢复计时：{detail.row.intake_no}")
            return True
        reasons = self._words("pause_reason")
        question = Question(
            title=f"暂停计时：{detail.row.intake_no}",
            intro="暂停期间各去向的时限不走；恢复后按停的时间顺延。",
            fields=(
                Ask(key=REASON, title="原因", make=choice(reasons), value=next(iter(reasons), None), required=True),
            ),
            verb="暂停计时",
        )
        values = self._ask_and_do(
            question, lambda given: self._context.desk.do(clocks.pause, detail.row.id, reason=given[REASON])
        )
        if values is None:
            return False
        self._tell(f"已暂停计时：{detail.row.intake_no}")
        return True
