"""The step table: every state reachable, every open state with a way forward, and the order kept or a reason given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.errors import DeskError, Forbidden, Invalid
from cppcc_desk.domain.step_fields import STEP_FIELDS, FieldKind, named_values, split, step_named
from cppcc_desk.domain.workflow import (
    AFTER_SCREENING,
    AWAITS,
    CLOSED,
    FROZEN,
    LIMITS,
    PROGRESS,
    TABLE,
    TEN_STEPS,
    Screening,
    State,
    Step,
    Verdict,
    after,
    back_to,
    conclusions,
    default_conclusion,
    next_step,
    steps_from,
)

STATES = st.sampled_from(list(State))
STEPS = st.sampled_from(list(Step))
CONCLUSIONS = st.sampled_from(["", *Screening, *Verdict])

# The table as the office reads it; a change of the table is a change of this page.
PRINTED = """
已登记: 分类 -> 已分类; 合并 -> 已合并
已分类: 筛选 -> 拟采用 退回补充 留存 转出 不采用; 合并 -> 已合并
退回补充: 筛选 -> 拟采用 退回补充 留存 转出 不采用; 合并 -> 已合并
留存: 筛选 -> 拟采用 退回补充 留存 转出 不采用; 存档 -> 已归档; 合并 -> 已合并
已合并:
不采用: 存档 -> 已归档
转出: 存档 -> 已归档
拟采用: 编辑 -> 待审 编辑中; 合并 -> 已合并
编辑中: 编辑 -> 待审 编辑中; 合并 -> 已合并
待审: 审稿 -> 待签发 编辑中
待签发: 签发 -> 已签发
已签发: 排印 -> 排印
排印: 排印 -> 排印; 校对 -> 校对 排印
校对: 排印 -> 排印; 校对 -> 已印发 排印
已印发: 传送 -> 已印发; 存档 -> 已归档
已归档:
"""


def printed() -> str:
    lines = []
    for state in State:
        ways = [f"{step} -> {' '.join(dict.fromkeys(TABLE[state, step].values()))}" for step in steps_from(state)]
        lines.append(f"{state}: {'; '.join(ways)}".rstrip())
    return "\n" + "\n".join(lines) + "\n"


def test_the_table_is_the_page() -> None:
    assert printed() == PRINTED


def test_every_state_is_reached_from_registering() -> None:
    reached, grown = {State.REGISTERED}, True
    while grown:
        new = {to for (state, _), ways in TABLE.items() if state in reached for to in ways.values()}
        grown = not new <= reached
        reached |= new
    assert reached == set(State)


def test_every_open_state_has_a_next_step_and_a_way_to_its_end() -> None:
    for state in State:
        ahead, grown = {state}, True
        while grown:
            new = {to for (at, _), ways in TABLE.items() if at in ahead for to in ways.values()}
            grown = not new <= ahead
            ahead |= new
        if state not in CLOSED:
            assert next_step(state) is not None
            assert State.ARCHIVED in ahead
        else:
            assert next_step(state) is None


def test_the_next_step_is_one_that_may_be_taken() -> None:
    for state in State:
        for all_sent in (True, False):
            step = next_step(state, all_sent=all_sent)
            assert step is None or step in steps_from(state)
    assert next_step(State.ISSUED, all_sent=False) is Step.DISPATCH
    assert next_step(State.ISSUED) is Step.ARCHIVE
    assert next_step(State.PROOFREADING) is Step.PROOFREAD


def test_the_straight_way_follows_the_ten_steps() -> None:
    state = State.REGISTERED
    taken = [Step.REGISTER]
    while state is not State.ARCHIVED:
        step = next_step(state, all_sent=Step.DISPATCH in taken)
        assert step is not None
        conclusion = Screening.SELECT if step is Step.SCREEN else default_conclusion(step)
        state = TABLE[state, step][conclusion]
        taken.append(step)
    assert tuple(dict.fromkeys(taken)) == TEN_STEPS
    assert taken.count(Step.PROOFREAD) == 2


@given(STATES, STEPS, CONCLUSIONS, st.sampled_from(["", "  ", "先急办"]))
def test_a_step_leads_where_the_table_says_or_needs_a_reason(
    state: State, step: Step, conclusion: str, reason: str
) -> None:
    known = conclusions(step)
    try:
        moved = after(state, step, conclusion, reason=reason)
    except Invalid as error:
        assert known
        assert conclusion not in known
        assert "没有作任何改动" in error.message
        return
    except Forbidden as error:
        assert (state, step) not in TABLE
        assert "没有作任何改动" in error.message
        assert not reason.strip() or step in LIMITS or state in FROZEN | {State.MERGED} or step not in AWAITS
        return
    if (state, step) in TABLE:
        assert (moved.state, moved.skipped, moved.repeated) == (
            TABLE[state, step][conclusion if known else ""],
            (),
            False,
        )
        return
    assert reason.strip()
    assert state not in (State.MERGED, State.ARCHIVED)
    assert step not in LIMITS
    assert not (moved.repeated and moved.skipped)
    assert Step.PRINT not in moved.skipped or step is Step.ARCHIVE
    assert all(TEN_STEPS.index(passed) < TEN_STEPS.index(step) for passed in moved.skipped)
    assert all(TEN_STEPS.index(passed) > TEN_STEPS.index(PROGRESS[state]) for passed in moved.skipped)


@given(STATES, STEPS, st.sampled_from(["", "要改"]))
def test_sending_back_leads_to_an_earlier_step_that_is_then_due(state: State, step: Step, reason: str) -> None:
    try:
        to = back_to(state, step, reason=reason)
    except Forbidden as error:
        assert "没有作任何改动" in error.message
        return
    assert reason
    assert next_step(to, all_sent=False) is step
    assert TEN_STEPS.index(step) <= TEN_STEPS.index(PROGRESS[state])
    assert state not in FROZEN or (state, step) == (State.ARCHIVED, Step.DISPATCH)


@pytest.mark.parametrize("state", list(State))
def test_no_reason_reaches_past_the_limits(state: State) -> None:
    """No number before 签发, no issue without print and two proofs, and what is issued stays as it is."""
    for step in (Step.PRINT, Step.PROOFREAD):
        if (state, step) not in TABLE:
            with pytest.raises(Forbidden):
                after(state, step, default_conclusion(step), reason="特事特办")
    leads_to_issue = {key for key, ways in TABLE.items() if State.ISSUED in ways.values()}
    assert leads_to_issue == {(State.PROOFREADING, Step.PROOFREAD), (State.ISSUED, Step.DISPATCH)}
    if state in FROZEN:
        for step in (Step.CLASSIFY, Step.SCREEN, Step.EDIT, Step.REVIEW, Step.SIGN_OFF):
            with pytest.raises(Forbidden):
                after(state, step, (conclusions(step) or ("",))[0], reason="特事特办")


def test_screening_knows_all_conclusions_of_the_office() -> None:
    assert set(AFTER_SCREENING) == set(Screening)
    assert set(conclusions(Step.SCREEN)) == set(Screening)
    assert AFTER_SCREENING[Screening.TO_PETITION] is State.TRANSFERRED


# --- the fields of the steps -----------------------------------------------------------------------------------------


def test_a_step_is_known_by_word_and_identifier() -> None:
    for step in STEP_FIELDS:
        assert step_named(step.value) is step
        assert step_named(f" {step.name.lower()} ") is step
    with pytest.raises(Invalid, match=r"没有“盖章”这个环节；可用的有：分类、筛选、合并"):
        step_named("盖章")
    with pytest.raises(Invalid, match="请逐个去向登记传送时间"):
        step_named("传送")
    with pytest.raises(Invalid, match="已经登记"):
        step_named("REGISTER")


@pytest.mark.parametrize("step", list(STEP_FIELDS))
def test_keys_are_known_in_both_languages_and_others_are_refused(step: Step) -> None:
    for field in STEP_FIELDS[step]:
        value = "2026-11-18" if field.kind is FieldKind.DATE else (field.choices or ("7",))[0]
        assert named_values(step, {field.label: value}) == named_values(step, {field.name: value})
        assert named_values(step, {field.name: ""}) == {field.name: ""}
        if field.choices:
            with pytest.raises(Invalid, match=f"应为：{'、'.join(field.choices)}；收到的是“别的”"):
                named_values(step, {field.name: "别的"})
        if field.kind is FieldKind.NUMBER:
            for wrong in ("-1", "两", "1.5", "٣", "9" * 30):
                with pytest.raises(Invalid, match="整数"):
                    named_values(step, {field.name: wrong})
        if field.kind is FieldKind.DATE:
            for wrong in ("11月18日", "2026-2-3", "20261118", "2026-11-31"):
                with pytest.raises(Invalid, match="应写成 2026-11-20"):
                    named_values(step, {field.name: wrong})
    with pytest.raises(Invalid, match=f"“{step}”没有“颜色”这一项；可用的有：") as refused:
        named_values(step, {"颜色": "红"})
    assert all(field.label in refused.value.message for field in STEP_FIELDS[step])


@given(st.lists(st.text(alphabet="市政协县委 ", max_size=4), max_size=5), st.sampled_from("、，,;；"))
def test_several_words_are_split_at_any_mark(words: list[str], mark: str) -> None:
    found = split(mark.join(words))
    assert found == tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def test_every_refusal_of_the_rules_is_a_sentence() -> None:
    refusals: list[DeskError] = []
    for state in State:
        for step in Step:
            for reason in ("", "急"):
                for rule in (
                    lambda at, to, why: after(at, to, (conclusions(to) or ("",))[0], reason=why),
                    lambda at, to, why: back_to(at, to, reason=why),
                ):
                    try:
                        rule(state, step, reason)
                    except DeskError as error:
                        refusals.append(error)
    assert len(refusals) > 100
    assert all(error.message.endswith(("。",)) and "没有作任何改动" in error.message for error in refusals)
