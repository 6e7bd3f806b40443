"""The ten steps as a table: which step may be taken in which state, and what state it leads to.

Steps, states and their order: design/domain.md section 1. A step outside the table needs a written reason; what no
reason can allow is said in `LIMITS`.
"""

from dataclasses import dataclass
from enum import StrEnum

from cppcc_desk.domain.errors import Forbidden, Invalid


class Step(StrEnum):
    """The ten steps in order, then what the history records beside them."""

    REGISTER = "登记"
    CLASSIFY = "分类"
    SCREEN = "筛选"
    EDIT = "编辑"
    REVIEW = "审稿"
    SIGN_OFF = "签发"
    PRINT = "排印"
    PROOFREAD = "校对"
    DISPATCH = "传送"
    ARCHIVE = "存档"
    MERGE = "合并"
    UNMERGE = "撤销合并"
    SEND_BACK = "退回"
    CORRECT = "更正登记"
    RENUMBER = "更正期号"


TEN_STEPS = tuple(Step)[:10]


class State(StrEnum):
    """Production state, the first of the three layers."""

    REGISTERED = "已登记"
    CLASSIFIED = "已分类"
    RETURNED = "退回补充"
    RETAINED = "留存"
    MERGED = "已合并"
    REJECTED = "不采用"
    TRANSFERRED = "转出"
    SELECTED = "拟采用"
    EDITING = "编辑中"
    IN_REVIEW = "待审"
    AWAITING_SIGN_OFF = "待签发"
    SIGNED_OFF = "已签发"
    PRINTING = "排印"
    PROOFREADING = "校对"
    ISSUED = "已印发"
    ARCHIVED = "已归档"


class Screening(StrEnum):
    """结论 of 筛选."""

    SELECT = "拟采用"
    RETURN = "退回补充"
    RETAIN = "留存"
    TO_PROPOSAL = "转提案"
    TO_PETITION = "转信访"
    REJECT = "不采用"


class Verdict(StrEnum):
    """结论 of 审稿 and 校对, and of an edit that is saved but not yet handed on."""

    PASS = "通过"
    BACK_TO_EDITING = "退回编辑"
    SEND_BACK = "退回"
    KEEP = "暂存"
    HAND_ON = "送审"


AFTER_SCREENING: dict[str, State] = {
    Screening.SELECT: State.SELECTED,
    Screening.RETURN: State.RETURNED,
    Screening.RETAIN: State.RETAINED,
    Screening.TO_PROPOSAL: State.TRANSFERRED,
    Screening.TO_PETITION: State.TRANSFERRED,
    Screening.REJECT: State.REJECTED,
}
_EDITED: dict[str, State] = {Verdict.HAND_ON: State.IN_REVIEW, Verdict.KEEP: State.EDITING}
_REVIEWED: dict[str, State] = {Verdict.PASS: State.AWAITING_SIGN_OFF, Verdict.BACK_TO_EDITING: State.EDITING}
_FIRST_PROOF: dict[str, State] = {Verdict.PASS: State.PROOFREADING, Verdict.SEND_BACK: State.PRINTING}
_SECOND_PROOF: dict[str, State] = {Verdict.PASS: State.ISSUED, Verdict.SEND_BACK: State.PRINTING}

TABLE: dict[tuple[State, Step], dict[str, State]] = {
    (State.REGISTERED, Step.CLASSIFY): {"": State.CLASSIFIED},
    (State.CLASSIFIED, Step.SCREEN): AFTER_SCREENING,
    (State.RETURNED, Step.SCREEN): AFTER_SCREENING,
    (State.RETAINED, Step.SCREEN): AFTER_SCREENING,
    (State.SELECTED, Step.EDIT): _EDITED,
    (State.EDITING, Step.EDIT): _EDITED,
    (State.IN_REVIEW, Step.REVIEW): _REVIEWED,
    (State.AWAITING_SIGN_OFF, Step.SIGN_OFF): {"": State.SIGNED_OFF},
    (State.SIGNED_OFF, Step.PRINT): {"": State.PRINTING},
    (State.PRINTING, Step.PRINT): {"": State.PRINTING},
    (State.PRINTING, Step.PROOFREAD): _FIRST_PROOF,
    (State.PROOFREADING, Step.PRINT): {"": State.PRINTING},
    (State.PROOFREADING, Step.PROOFREAD): _SECOND_PROOF,
    (State.ISSUED, Step.DISPATCH): {"": State.ISSUED},
    (State.ISSUED, Step.ARCHIVE): {"": State.ARCHIVED},
    (State.REJECTED, Step.ARCHIVE): {"": State.ARCHIVED},
    (State.RETAINED, Step.ARCHIVE): {"": State.ARCHIVED},
    (State.TRANSFERRED, Step.ARCHIVE): {"": State.ARCHIVED},
    **{
        (state, Step.MERGE): {"": State.MERGED}
        for state in (State.REGISTERED, State.CLASSIFIED, State.RETURNED, State.RETAINED, State.SELECTED, State.EDITING)
    },
}

# The state in which each step is the one to come: where a skip lands before the step is taken, and where 退回 leads.
AWAITS: dict[Step, State] = {
    Step.CLASSIFY: State.REGISTERED,
    Step.SCREEN: State.CLASSIFIED,
    Step.EDIT: State.EDITING,
    Step.REVIEW: State.IN_REVIEW,
    Step.SIGN_OFF: State.AWAITING_SIGN_OFF,
    Step.PRINT: State.SIGNED_OFF,
    Step.PROOFREAD: State.PRINTING,
    Step.DISPATCH: State.ISSUED,
    Step.ARCHIVE: State.ISSUED,
}

# How far along a piece is, as the index of its last step done; side states count as screened.
PROGRESS: dict[State, Step] = {
    State.REGISTERED: Step.REGISTER,
    State.CLASSIFIED: Step.CLASSIFY,
    State.RETURNED: Step.CLASSIFY,
    State.RETAINED: Step.SCREEN,
    State.REJECTED: Step.SCREEN,
    State.TRANSFERRED: Step.SCREEN,
    State.MERGED: Step.SCREEN,
    State.SELECTED: Step.SCREEN,
    State.EDITING: Step.SCREEN,
    State.IN_REVIEW: Step.EDIT,
    State.AWAITING_SIGN_OFF: Step.REVIEW,
    State.SIGNED_OFF: Step.SIGN_OFF,
    State.PRINTING: Step.PRINT,
    State.PROOFREADING: Step.PRINT,
    State.ISSUED: Step.PROOFREAD,
    State.ARCHIVED: Step.ARCHIVE,
}

_DEFAULT: dict[Step, str] = {Step.EDIT: Verdict.HAND_ON, Step.REVIEW: Verdict.PASS, Step.PROOFREAD: Verdict.PASS}

CLOSED = frozenset({State.MERGED, State.REJECTED, State.RETAINED, State.TRANSFERRED, State.ARCHIVED})
FROZEN = frozenset({State.ISSUED, State.ARCHIVED})

LIMITS: dict[Step, str] = {
    Step.PRINT: "期号只在签发之后编排，不能跳过“签发”。",
    Step.PROOFREAD: "还没有排印，没有可以校对的样张，请先排印。",
    Step.DISPATCH: "请用“传送”逐个去向登记。",
}


@dataclass(frozen=True)
class Move:
    """What taking a step does to the production state; `skipped` and `repeated` name what was out of order."""

    state: State
    skipped: tuple[Step, ...] = ()
    repeated: bool = False


def steps_from(state: State) -> tuple[Step, ...]:
    """The steps that may be taken without a reason, in the order of the work."""
    return tuple(step for step in Step if (state, step) in TABLE)


def next_step(state: State, *, all_sent: bool = True, sheet_refused: bool = False) -> Step | None:
    """The one step that the primary button is named after; None when the piece is closed or waits for its author.

    `sheet_refused`: the last proof found errors, so that the sheet is to be printed anew.
    """
    if state is State.ISSUED:
        return Step.ARCHIVE if all_sent else Step.DISPATCH
    if state in CLOSED:
        return None
    if state in (State.PRINTING, State.PROOFREADING):
        return Step.PRINT if sheet_refused else Step.PROOFREAD
    return next((step for step in steps_from(state) if step in TEN_STEPS), None)


def default_conclusion(step: Step) -> str:
    """The conclusion that is meant when none is said; 筛选 has none, it must be said."""
    return _DEFAULT.get(step, "")


def conclusions(step: Step) -> tuple[str, ...]:
    """The conclusions a step may end with; empty when it has only one way."""
    found: dict[str, None] = {}
    for (_, candidate), ways in TABLE.items():
        if candidate is step:
            found |= dict.fromkeys(way for way in ways if way)
    return tuple(found)


def after(state: State, step: Step, conclusion: str = "", *, reason: str = "") -> Move:
    """What `step` leads to from `state`.

    Raises Invalid for a conclusion the step does not know, Forbidden for a step that is not due and has no reason, or
    that no reason can allow.
    """
    known = conclusions(step)
    if known and conclusion not in known:
        raise Invalid(
            f"“{step}”的结论应为：{'、'.join(known)}；收到的是“{conclusion or '（空）'}”。"
            "没有作任何改动，请改正后再试。",
            {"conclusion": f"请选择结论：{'、'.join(known)}。"},
        )
    way = conclusion if known else ""
    ways = TABLE.get((state, step))
    if ways is not None:
        return Move(ways[way])
    _refuse_out_of_order(state, step, reason=reason)
    if step is Step.ARCHIVE:
        return Move(State.ARCHIVED, skipped=_between(state, step))
    position = TEN_STEPS.index
    repeated = position(step) <= position(PROGRESS[state])
    if repeated and step is Step.CLASSIFY:  # correcting a classification moves nothing
        return Move(state, repeated=True)
    target = TABLE[(AWAITS[step], step)][way]
    return Move(target, skipped=() if repeated else _between(state, step), repeated=repeated)


def _between(state: State, step: Step) -> tuple[Step, ...]:
    return TEN_STEPS[TEN_STEPS.index(PROGRESS[state]) + 1 : TEN_STEPS.index(step)]


def _refuse_out_of_order(state: State, step: Step, *, reason: str) -> None:
    if state in (State.MERGED, State.ARCHIVED) or step not in AWAITS:
        raise Forbidden(f"这篇来稿“{state}”，不能再做“{step}”。没有作任何改动。")
    if state is State.ISSUED and step is not Step.ARCHIVE:
        raise Forbidden(f"这篇来稿已印发，内容已冻结，不能再做“{step}”。没有作任何改动；更正请另发一期。")
    if step in LIMITS:
        raise Forbidden(f"{LIMITS[step]}没有作任何改动。")
    if not reason.strip():
        due = next_step(state)
        now_due = f"，下一步是“{due}”" if due else ""
        raise Forbidden(f"这篇来稿现在是“{state}”{now_due}；要跳过或重做，请写明原因再做“{step}”。没有作任何改动。")


def back_to(state: State, step: Step, *, reason: str) -> State:
    """退回: the state in which `step` is due again.

    Raises Forbidden when `step` does not lie behind, when the content is frozen, or without a reason. An archived
    piece may only be taken out to 传送.
    """
    if step not in AWAITS or step is Step.ARCHIVE:
        raise Forbidden(f"不能退回到“{step}”。没有作任何改动；请从分类、筛选、编辑、审稿、签发、排印中选择。")
    if state is State.ARCHIVED and step is Step.DISPATCH:
        pass
    elif state in (State.MERGED, State.ISSUED, State.ARCHIVED):
        raise Forbidden(f"这篇来稿“{state}”，不能退回到“{step}”。没有作任何改动。")
    elif TEN_STEPS.index(step) > TEN_STEPS.index(PROGRESS[state]):
        raise Forbidden(f"“{step}”还没有做过，谈不上退回。这篇来稿现在是“{state}”，没有作任何改动。")
    if not reason.strip():
        raise Forbidden("退回请写明原因。没有作任何改动。")
    return AWAITS[step]
