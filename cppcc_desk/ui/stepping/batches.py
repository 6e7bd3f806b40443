"""Many submissions at once: asked once, then a summary says how many were done, which were not and why (U22)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from cppcc_desk.domain.errors import DeskError, Forbidden
from cppcc_desk.domain.workflow import TEN_STEPS, Step
from cppcc_desk.operations import submissions as changing
from cppcc_desk.operations.steps import BatchOutcome, take_steps
from cppcc_desk.queries import office, submissions
from cppcc_desk.ui.dialogs import Ask, Question, Trouble
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.stepping.asking import OPINION, REASON, Values, opinion, reason
from cppcc_desk.ui.stepping.dispatches import Dispatching
from cppcc_desk.ui.stepping.fields import StepFields, as_text, missing

NO_GROUP = "none"  # 收回, which must be told from nothing chosen
_MOST_NAMED = 8  # refused pieces named one by one after a batch


class Piece(Protocol):
    """What a list knows of a submission."""

    @property
    def id(self) -> int: ...

    @property
    def intake_no(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def next_step(self) -> str: ...


class Batches(Dispatching):
    """Steps and other changes on many submissions."""

    def next_of_many(self, pieces: Sequence[Piece]) -> bool:
        """The step that is due; when the pieces wait for different ones, the person says for which.

        Raises Forbidden when there is nothing that many can be taken through at once.
        """
        waiting = Counter(piece.next_step for piece in pieces if piece.next_step)
        steps = [step for step in TEN_STEPS if waiting[step.value]]
        batchable: list[Step] = [step for step in steps if step is not Step.EDIT]
        if not batchable:
            raise Forbidden(
                "编辑要逐篇进行，请打开一篇再编辑。没有作任何改动。"
                if steps
                else "所选来稿都没有待办的环节。没有作任何改动。"
            )
        chosen = batchable[-1]
        if len(steps) > 1:
            told = "、".join(f"待{step} {waiting[step.value]} 篇" for step in steps)
            choices = [(step.name, f"{step} {waiting[step.value]} 篇") for step in batchable]
            answer = self._context.dialogs.choose("一次办一个环节", f"所选来稿：{told}。现在办哪一个？", choices)
            if answer is None:
                return False
            chosen = Step[answer]
        return self.take_many([piece for piece in pieces if piece.next_step == chosen.value], chosen)

    def take_many(self, pieces: Sequence[Piece], step: Step) -> bool:
        """One step on many."""
        if step is Step.PRINT:
            self._context.navigate("papers", to_print=tuple(piece.id for piece in pieces))
            return True
        if step is Step.DISPATCH:
            return self._dispatch_many(pieces)
        out_of_order = any(piece.next_step != step.value for piece in pieces)
        fields = StepFields(self._context)
        outcomes: list[BatchOutcome] = []
        question = Question(
            title=f"批量{step}：{len(pieces)} 篇",
            intro=f"{_named(pieces)}。没有填写或选定的项目各篇保持原样；不能办这一环节的会逐篇说明，其余照办。",
            fields=(
                *fields.asks(step, fields.of_many(step, [piece.id for piece in pieces]), batch=True),
                opinion(),
                *((reason("跳过或重做的原因"),) if out_of_order else ()),
            ),
            verb=f"{step} {len(pieces)} 篇",
            check=lambda given: missing(step, given),
        )

        def take(given: Values) -> None:
            outcomes.append(
                self._context.desk.do(
                    take_steps,
                    [piece.id for piece in pieces],
                    step,
                    as_text(step, given),
                    opinion=given.get(OPINION) or "",
                    reason=given.get(REASON) or "",
                )
            )

        if self._ask_and_do(question, take) is None:
            return False
        self._summarise(step.value, outcomes[-1])
        return True

    def _dispatch_many(self, pieces: Sequence[Piece]) -> bool:
        waiting = self._context.desk.read(submissions.unsent, [piece.id for piece in pieces])
        question = Question(
            title=f"批量登记传送：{len(pieces)} 篇",
            intro=f"{_named(pieces)}。同一去向、同一时间送出；登记后不能撤销，只能更正。",
            fields=(
                *self.sending_fields("", None, waiting=waiting),
                replace(reason("早于签发先报送的原因"), required=False),
            ),
            verb=f"登记传送 {len(pieces)} 篇",
        )
        outcomes: list[BatchOutcome] = []

        def send(given: Values) -> None:
            done: list[str] = []
            refused: dict[str, str] = {}
            for piece in pieces:
                try:
                    self.send(piece.id, given)
                    done.append(piece.intake_no)
                except DeskError as refusal:
                    refused[piece.intake_no] = refusal.message
            outcomes.append(BatchOutcome(tuple(done), refused))

        if self._ask_and_do(question, send) is None:
            return False
        self._summarise(Step.DISPATCH.value, outcomes[-1])
        return True

    def assign(self, submission_ids: Sequence[int]) -> bool:
        """Hand submissions to a group, or take them back from any."""
        groups = self._context.desk.read(office.groups)
        rows = self._context.desk.read(submissions.rows, submission_ids, now=self._context.now)
        own = {row.group for row in rows}
        offered = [(g.name, f"{g.name}（组长 {g.leader}）" if g.leader else g.name) for g in groups]
        question = Question(
            title=f"分派信息小组：{len(submission_ids)} 篇",
            fields=(
                Ask(
                    key="group",
                    title="信息小组",
                    make=lambda: ChoiceField([*offered, (NO_GROUP, "不分派，收回")], blank="请选择"),
                    value=own.pop() if len(own) == 1 else None,
                    required=True,
                ),
            ),
            verb=f"分派 {len(submission_ids)} 篇",
        )
        changed: list[int] = []
        values = self._ask_and_do(
            question,
            lambda given: changed.append(
                self._context.desk.do(changing.assign_group, submission_ids, group=_group(given))
            ),
        )
        if values is None:
            return False
        if not changed[-1]:
            self._context.notify("没有变化：所选来稿已经是这样分派的")
        else:
            self._tell(
                f"已把 {changed[-1]} 篇来稿分派给{group}"
                if (group := _group(values))
                else f"已收回 {changed[-1]} 篇来稿的分派"
            )
        return True

    def delete(self, pieces: Sequence[Piece]) -> bool:
        """Into the 回收站, after naming what goes."""
        if not pieces:
            return False
        told = f"《{pieces[0].title}》（{pieces[0].intake_no}）" if len(pieces) == 1 else f"{_named(pieces)}"
        if not self._context.dialogs.confirm(
            f"把 {len(pieces)} 篇来稿移入回收站？",
            f"{told}将移入回收站，{changing.KEPT_DAYS} 天内可以恢复，编号不再给别的来稿。",
            verb=f"移入回收站 {len(pieces)} 篇",
        ):
            return False
        self._context.desk.do(changing.move_to_bin, [piece.id for piece in pieces])
        self._tell(f"已移入回收站 {len(pieces)} 篇")
        return True

    def restore(self, submission_ids: Sequence[int]) -> bool:
        """Out of the 回收站."""
        if not submission_ids:
            return False
        count = self._context.desk.do(changing.restore_from_bin, submission_ids)
        self._tell(f"已从回收站恢复 {count} 篇")
        return True

    def _summarise(self, step: str, outcome: BatchOutcome) -> None:
        done, passed = len(outcome.done), len(outcome.passed_over)
        told = f"“{step}”已办 {done} 篇" + (f"，跳过 {passed} 篇" if passed else "")
        if done:
            self._tell(told)
        if passed:
            lines = [f"{number}：{why}" for number, why in outcome.passed_over.items()]
            more = [f"……共 {passed} 篇"] if passed > _MOST_NAMED else []
            self._context.dialogs.trouble(
                Trouble(
                    title=told if done else f"{passed} 篇都没有办“{step}”",
                    text="\n".join([*lines[:_MOST_NAMED], *more]),
                    advice="跳过的来稿没有作任何改动" + ("，其余的已经办好。" if done else "。"),
                    details="\n".join(lines),
                )
            )


def _group(given: Values) -> str:
    return "" if given["group"] == NO_GROUP else str(given["group"])


def _named(pieces: Sequence[Piece]) -> str:
    shown = "、".join(piece.intake_no for piece in pieces[:_MOST_NAMED])
    return f"{shown} 等 {len(pieces)} 篇来稿" if len(pieces) > _MOST_NAMED else f"来稿 {shown}"
