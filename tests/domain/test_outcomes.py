"""Outcomes as values: what each kind needs, what cannot be, what is doubtful; levels and answers by their words."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.outcomes import (
    ANSWERS,
    OUTCOME_FIELDS,
    REQUIRED,
    About,
    Around,
    AssignmentEntry,
    AssignmentState,
    Fault,
    LeaderRank,
    Level,
    OutcomeEntry,
    OutcomeKind,
    answer_named,
    doubts,
    entry_from,
    level_of,
    outcome_values,
    problems,
    problems_of_assignment,
    standing,
    state_of,
    urgency_of,
)
from tests.outcomes import HEARD, adoption, instruction, reply

TODAY, RECEIVED = date(2026, 11, 20), date(2026, 11, 18)
PROVED = Around(files=1)


def wrong(entry: OutcomeEntry) -> dict[str, str]:
    return problems(entry, since=RECEIVED, began="收稿", today=TODAY)


@pytest.mark.parametrize("kind", OutcomeKind)
def test_each_kind_names_what_it_cannot_do_without(kind: OutcomeKind) -> None:
    name, sentence = REQUIRED[kind]
    assert wrong(OutcomeEntry(kind=kind, occurred_on=HEARD)) == {name: sentence}
    given: Any = {"level": Level.CITY, "fault": Fault.COPIED}.get(name, "县交通局")
    assert wrong(OutcomeEntry(kind=kind, occurred_on=HEARD, **{name: given})) == {}


def test_every_field_of_an_entry_belongs_to_some_kind() -> None:
    told = {field.name for kind in OUTCOME_FIELDS.values() for field in kind}
    assert told == {field.name for field in fields(OutcomeEntry)} - {"kind"}


@pytest.mark.parametrize(
    ("entry", "field", "sentence"),
    [
        (adoption(occurred_on=date(2026, 11, 21)), "occurred_on", "采用日期 2026-11-21 还没有到，请核对。"),
        (adoption(occurred_on=date(2026, 11, 17)), "occurred_on", "采用日期 2026-11-17 早于收稿日期（2026-11-18）"),
        (adoption(level=Level.DEPARTMENT, organ=" "), "organ", "请填写采用的部门。"),
        (adoption(leader="江承志"), "leader", "“采用”没有“领导”这一项，请清空。"),
        (instruction(leader=" "), "leader", "请填写批示的领导。"),
        (reply(fault=Fault.LATE), "fault", "“答复”没有“问题”这一项，请清空。"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(entry: OutcomeEntry, field: str, sentence: str) -> None:
    found = wrong(entry)
    assert list(found) == [field]
    assert found[field].startswith(sentence)


def test_problems_stand_in_the_order_of_the_form() -> None:
    entry = OutcomeEntry(kind=OutcomeKind.REPLY, occurred_on=date(2027, 1, 1), leader="江承志")
    assert list(wrong(entry)) == ["organ", "occurred_on", "leader"]


def test_an_outcome_is_of_one_thing() -> None:
    for given in ({}, {"submission_id": 1, "issue_id": 1}):
        with pytest.raises(ValueError, match="a piece or of an issue"):
            About(**given)


OWN = adoption(level=Level.OWN, organ="", journal="《社情民意》")


@pytest.mark.parametrize(
    ("entry", "around", "sentence"),
    [
        (OWN, {"journals": {"社情民意": True}, "issued": False}, "这篇来稿没有编入本单位的期刊，却记为本级采用"),
        (OWN, {}, "本单位没有《社情民意》这种刊物"),
        (OWN, {"journals": {"社情民意": False}}, "本单位的《社情民意》已经停用"),
        (adoption(), {"given_up": "不采用", "sent": {Level.CITY: HEARD}}, "这篇来稿“不采用”，却记为市级采用"),
        (adoption(), {}, "没有报送上级政协的记录，却记为市级采用"),
        (adoption(), {"sent": {Level.CITY: TODAY}}, "采用日期早于报送日期（2026-11-20）"),
        (adoption(), {"sent": {Level.CITY: HEARD}, "others": [adoption(text="甲")]}, "2026-11-19 已记有同一层级"),
        (instruction(), {"others": [instruction(text="乙")]}, "2026-11-19 已记有江承志的批示"),
        (instruction(level=None), {}, "没有写批示领导的层级"),
        (reply(evidence=""), {"files": 0}, "还没有佐证（文件或说明）"),
    ],
)
def test_what_is_doubtful_is_said(entry: OutcomeEntry, around: dict[str, Any], sentence: str) -> None:
    (said,) = doubts(entry, Around(**{"files": 1, **around}))
    assert said.startswith(sentence) and said.endswith("。")


def test_nothing_is_doubtful_where_all_is_known() -> None:
    sent = Around(files=1, sent={Level.CITY: HEARD}, others=[adoption(organ="市委办公室"), instruction()])
    assert doubts(adoption(), sent) == ()
    assert doubts(reply(evidence=""), PROVED) == ()
    assert doubts(adoption(level=Level.DEPARTMENT, organ="县交通局"), PROVED) == ()


@pytest.mark.parametrize(
    ("names", "department", "level"),
    [
        (("全国政协",), False, Level.NATIONAL),
        (("省政协",), False, Level.PROVINCE),
        (("市政协", "上级政协"), False, Level.CITY),
        (("江宁自治州政协",), False, Level.CITY),
        (("县委", "区委"), False, Level.OWN),
        (("县政府",), False, Level.OWN),
        (("县交通局",), True, Level.DEPARTMENT),
        (("有关部门",), False, Level.DEPARTMENT),
    ],
)
def test_a_destination_has_its_level(names: tuple[str, ...], department: bool, level: Level) -> None:
    assert level_of(names, department=department) is level


@pytest.mark.parametrize("word", ["A 已解决", "a", "A已解决", "已解决"])
def test_an_answer_is_known_by_its_letter_or_its_words(word: str) -> None:
    assert answer_named(word, ANSWERS) == "A 已解决"
    assert answer_named("D", ANSWERS) == ""


# ------------------------------------------------------------------------------------------------ as typed


def test_keys_in_chinese_or_english_make_an_entry() -> None:
    blank = OutcomeEntry(kind=OutcomeKind.INSTRUCTION, occurred_on=TODAY)
    values = outcome_values(
        OutcomeKind.INSTRUCTION,
        {
            "领导": " 江承志 ",
            "leader_post": "县委书记",
            "正副": "正职",
            "level": "市级",
            "日期": "2026-11-19",
            "内容": "阅",
        },
    )
    assert entry_from(blank, values) == OutcomeEntry(
        kind=OutcomeKind.INSTRUCTION,
        occurred_on=HEARD,
        level=Level.CITY,
        leader="江承志",
        leader_post="县委书记",
        leader_rank=LeaderRank.PRINCIPAL,
        text="阅",
    )
    cleared = entry_from(replace(blank, level=Level.CITY, leader="江承志"), {"level": "", "occurred_on": ""})
    assert (cleared.level, cleared.leader, cleared.occurred_on) == (None, "江承志", TODAY)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"领导": "江承志"}, "“采用”没有“领导”这一项；可用的有：层级(level)、形式(adoption_form)"),
        ({"层级": "乡"}, "“采用”的“层级”应为：全国、省、市、本级、部门；收到的是“乡”"),
        ({"形式": "头条"}, "“采用”的“形式”应为：单篇、综合、转送、专报"),
        ({"日期": "昨天"}, "“采用”的“日期”应写成 2026-11-20，收到的是“昨天”"),
    ],
)
def test_keys_and_words_that_are_not_known_are_refused(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        outcome_values(OutcomeKind.ADOPTION, given)
    assert sentence in refusal.value.message and "没有作任何改动" in refusal.value.message


@pytest.mark.parametrize(("word", "level"), [("省级", "省"), ("本级", "本级"), (" 全国 ", "全国"), ("", "")])
def test_a_level_may_be_written_with_its_kind(word: str, level: str) -> None:
    assert outcome_values(OutcomeKind.ADOPTION, {"层级": word}) == {"level": level}


# ------------------------------------------------------------------------------------------------ assignments


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, {}),
        ({"handling_unit": " "}, {"handling_unit": "请填写承办单位。"}),
        ({"opened_on": date(2026, 11, 21)}, {"opened_on": "交办日期晚于今天，请核对。"}),
        ({"opened_on": date(2026, 11, 18)}, {"opened_on": "交办日期早于批示日期（2026-11-19），请核对。"}),
        ({"due_on": date(2026, 11, 18)}, {"due_on": "反馈期限早于交办日期，请核对。"}),
    ],
)
def test_an_assignment_that_makes_no_sense(changes: dict[str, Any], found: dict[str, str]) -> None:
    entry = AssignmentEntry(handling_unit="县交通局", opened_on=HEARD, due_on=date(2026, 11, 30))
    assert problems_of_assignment(replace(entry, **changes), instructed_on=HEARD, today=TODAY) == found


@pytest.mark.parametrize(
    ("days", "answered", "stands"),
    [
        (4, "", (AssignmentState.OPEN, Urgency.ON_TIME, "剩 4 天")),
        (3, "", (AssignmentState.OPEN, Urgency.DUE_SOON, "剩 3 天")),
        (0, "", (AssignmentState.OPEN, Urgency.DUE_SOON, "今天到期")),
        (-2, "", (AssignmentState.LATE, Urgency.OVERDUE, "超期 2 天")),
        (-2, "反馈", (AssignmentState.ANSWERED, Urgency.DONE, "迟 2 天反馈")),
        (2, "反馈", (AssignmentState.ANSWERED, Urgency.DONE, "已反馈")),
        (-2, "反馈、办结", (AssignmentState.CLOSED, Urgency.DONE, "已办结")),
        (-2, "办结", (AssignmentState.CLOSED, Urgency.DONE, "已办结")),
    ],
)
def test_how_an_assignment_stands(days: int, answered: str, stands: tuple[AssignmentState, Urgency, str]) -> None:
    due = TODAY + timedelta(days=days)
    feedback_on, closed_on = (TODAY if word in answered else None for word in ("反馈", "办结"))
    state = state_of(feedback_on=feedback_on, closed_on=closed_on, due_on=due, today=TODAY)
    urgency = urgency_of(state, due, today=TODAY)
    assert (state, urgency, standing(state, due, feedback_on=feedback_on, today=TODAY)) == stands
