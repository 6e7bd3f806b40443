"""A 批示 is handed to units, put off, reminded, supervised, answered, closed, opened again."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.outcomes import AssignmentState
from cppcc_desk.operations import outcomes as doing
from cppcc_desk.queries import outcomes as looking
from cppcc_desk.queries.outcomes import AssignmentRow
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock
from tests.office import piece, snapshot
from tests.outcomes import DUE, HEARD, adoption, assign, instruction, record

TODAY = date(2026, 11, 20)


@pytest.fixture
def instructed(desk: Desk) -> int:
    return record(desk, piece(desk), instruction())


@pytest.fixture
def given(desk: Desk, instructed: int) -> int:
    return assign(desk, instructed)


def row(desk: Desk, assignment_id: int) -> AssignmentRow:
    return desk.read(looking.assignment, assignment_id, today=desk.today)


def test_an_assignment_is_made_and_taken_back(desk: Desk, instructed: int) -> None:
    before = desk.read(snapshot)
    made = assign(desk, instructed, demand="月底前书面反馈。")
    found = row(desk, made)
    assert (found.entry.handling_unit, found.entry.due_on, found.entry.demand) == ("县交通局", DUE, "月底前书面反馈。")
    assert (found.state, found.standing, found.outcome.of) == (AssignmentState.OPEN, "剩 10 天", "2026-001")
    assert desk.undo() == "交办批示 县交通局 2026-001"
    assert desk.read(snapshot) == before
    assert check(desk) == ()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"unit": " "}, "handling_unit", "请填写承办单位"),
        ({"due": date(2026, 11, 18)}, "due_on", "反馈期限早于交办日期"),
        ({"opened_on": date(2026, 11, 18)}, "opened_on", "交办日期早于批示日期（2026-11-19）"),
        ({"opened_on": date(2026, 11, 21)}, "opened_on", "交办日期晚于今天"),
        ({"demand": "机密"}, "demand", "密级标志"),
    ],
)
def test_what_makes_no_sense_is_refused(
    desk: Desk, instructed: int, changes: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence) as refusal:
        assign(desk, instructed, **changes)
    assert list(refusal.value.problems) == [field]
    assert desk.read(looking.assignments, today=TODAY) == ()


def test_only_instructions_are_assigned_and_to_a_unit_once(desk: Desk, instructed: int, given: int) -> None:
    other = record(desk, 1, adoption())
    with pytest.raises(Forbidden, match=f"交办的是批示，序号 {other} 是采用"):
        assign(desk, other)
    with pytest.raises(Forbidden, match="已经交办县交通局，还没有办结"):
        assign(desk, instructed)
    assign(desk, instructed, "县公安局")
    with pytest.raises(Missing):
        assign(desk, 99)


def test_another_day_needs_a_reason(desk: Desk, given: int) -> None:
    held = row(desk, given).entry
    with pytest.raises(Invalid, match="改反馈期限请写明原因"):
        desk.do(doing.change_assignment, given, replace(held, due_on=date(2026, 12, 5)))
    desk.do(doing.change_assignment, given, replace(held, due_on=date(2026, 12, 5)), reason="需现场勘查")
    assert row(desk, given).entry.due_on == date(2026, 12, 5)
    assert desk.undo() == "修改交办 县交通局 2026-001，期限 11-30 改为 12-05：需现场勘查"
    desk.do(doing.change_assignment, given, replace(held, demand="书面反馈"))
    assert row(desk, given).entry.demand == "书面反馈"


def test_units_are_reminded_together_and_the_log_says_how_they_stood(
    desk: Desk, clock: StandingClock, instructed: int, given: int
) -> None:
    other = assign(desk, instructed, "县公安局", due=date(2026, 12, 20))
    clock.now = datetime(2026, 12, 2, 9, 0)
    assert desk.do(doing.remind, [given, other]) == 2
    told = [(line.on, line.way, line.text, line.by) for one in (given, other) for line in row(desk, one).supervisions]
    day = date(2026, 12, 2)
    assert told == [
        (day, "催办", "反馈期限 2026年11月30日，超期 2 天", "王秀兰"),
        (day, "催办", "反馈期限 2026年12月20日，剩 18 天", "王秀兰"),
    ]
    assert desk.undo() == "催办批示 2 件"
    assert row(desk, given).supervisions == ()


def test_supervision_is_told_with_day_and_way(desk: Desk, given: int) -> None:
    desk.do(doing.supervise, given, on=TODAY, way="电话督办", text="已安排分管副局长牵头")
    (line,) = row(desk, given).supervisions
    assert (line.on, line.way, line.text) == (TODAY, "电话督办", "已安排分管副局长牵头")
    for on, text, sentence in (
        (date(2026, 11, 21), "甲", "日期晚于今天"),
        (date(2026, 11, 18), "甲", "日期早于交办日期"),
        (TODAY, " ", "请填写督办情况"),
        (TODAY, "秘密", "密级标志"),
    ):
        with pytest.raises(Invalid, match=sentence):
            desk.do(doing.supervise, given, on=on, way="", text=text)
    entry = row(desk, given).entry
    desk.do(doing.change_assignment, given, replace(entry, opened_on=TODAY))
    desk.undo()


def test_a_unit_answers_and_the_office_closes(desk: Desk, given: int) -> None:
    with pytest.raises(Invalid, match="县交通局还没有反馈，办结请写明原因"):
        desk.do(doing.close_assignment, given, on=TODAY)
    desk.do(doing.enter_feedback, given, on=HEARD, text="已列入年度计划")
    desk.do(doing.enter_feedback, given, on=TODAY, text="已开工")
    found = row(desk, given)
    assert (found.feedback, found.feedback_on, found.state) == ("已开工", TODAY, AssignmentState.ANSWERED)
    with pytest.raises(Invalid, match="办结日期早于反馈日期"):
        desk.do(doing.close_assignment, given, on=HEARD)
    desk.do(doing.close_assignment, given, on=TODAY)
    assert row(desk, given).state is AssignmentState.CLOSED
    for call in (
        lambda: desk.do(doing.enter_feedback, given, on=TODAY, text="甲"),
        lambda: desk.do(doing.supervise, given, on=TODAY, way="", text="甲"),
        lambda: desk.do(doing.remind, [given]),
        lambda: desk.do(doing.close_assignment, given, on=TODAY),
        lambda: desk.do(doing.change_assignment, given, row(desk, given).entry),
    ):
        with pytest.raises(Forbidden, match="县交通局的交办已于 2026-11-20 办结"):
            call()
    assert desk.undo() == "办结交办 县交通局 2026-001"
    assert row(desk, given).state is AssignmentState.ANSWERED


def test_what_is_opened_again_keeps_the_first_answer_in_the_log(desk: Desk, given: int) -> None:
    with pytest.raises(Forbidden, match="还没有反馈，也没有办结"):
        desk.do(doing.reopen_assignment, given, due_on=DUE, reason="未解决")
    desk.do(doing.enter_feedback, given, on=TODAY, text="正在研究")
    with pytest.raises(Invalid, match="重新办理请写明原因"):
        desk.do(doing.reopen_assignment, given, due_on=DUE, reason="")
    with pytest.raises(Invalid, match="新的反馈期限早于今天"):
        desk.do(doing.reopen_assignment, given, due_on=HEARD, reason="未解决")
    desk.do(doing.reopen_assignment, given, due_on=date(2026, 12, 10), reason="没有具体措施")
    found = row(desk, given)
    assert (found.state, found.feedback, found.entry.due_on) == (AssignmentState.OPEN, "", date(2026, 12, 10))
    assert found.supervisions[-1].text == "没有具体措施；此前反馈（2026-11-20）：正在研究"
    desk.undo()
    assert row(desk, given).feedback == "正在研究"


def test_what_was_never_meant_goes_with_its_log(desk: Desk, given: int) -> None:
    desk.do(doing.supervise, given, on=TODAY, way="", text="已电话催办")
    before = desk.read(snapshot)
    with pytest.raises(Invalid, match="取消交办请写明原因"):
        desk.do(doing.cancel_assignment, given, reason=" ")
    desk.do(doing.cancel_assignment, given, reason="应交县公安局")
    with pytest.raises(Missing, match=f"没有序号为 {given} 的交办"):
        row(desk, given)
    assert desk.undo() == "取消交办 县交通局 2026-001：应交县公安局"
    assert desk.read(snapshot) == before
    desk.do(doing.enter_feedback, given, on=TODAY, text="已办")
    with pytest.raises(Forbidden, match="已有反馈，不能取消交办"):
        desk.do(doing.cancel_assignment, given, reason="误交")


def test_recording_cannot_be_undone_from_under_an_assignment_of_somebody_else(desk: Desk, instructed: int) -> None:
    desk.by = "陆望舒"
    assign(desk, instructed)
    desk.by = "王秀兰"
    with pytest.raises(Forbidden, match="又有新的改动"):
        desk.undo()
