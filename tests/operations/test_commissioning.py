"""约稿: asked of people and units, answered by a piece, put off, let go, asked for again."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from cppcc_desk.domain.commissions import CommissionState
from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.people import PersonEntry, PersonKind, UnitKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.domain.workflow import State
from cppcc_desk.operations import commissioning as doing
from cppcc_desk.operations import submissions as binning
from cppcc_desk.operations.correcting import correct_registration
from cppcc_desk.operations.people import add_people, leave, unite
from cppcc_desk.operations.receiving import receive
from cppcc_desk.operations.topics import TopicEntry, save_topics
from cppcc_desk.operations.units import save_unit
from cppcc_desk.queries import commissions as looking
from cppcc_desk.queries import history
from cppcc_desk.queries.commissions import CommissionRow
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock
from tests.office import piece, registration, shown, snapshot

TODAY = date(2026, 11, 20)
DUE = date(2026, 11, 30)


@pytest.fixture
def people(desk: Desk) -> tuple[int, int]:
    entries = [
        PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, phone="13800000001"),
        PersonEntry(name="顾长安", kind=PersonKind.INFORMANT, also=frozenset({PersonKind.MEMBER})),
    ]
    first, second = desk.do(add_people, entries)
    return first, second


def ask(desk: Desk, *person_ids: int, subject: str = "冬季供水", **given: Any) -> tuple[int, ...]:
    told = {"asked_on": TODAY, "due_on": DUE, **given}
    return desk.do(doing.commission, person_ids=person_ids, subject=subject, **told)


def row(desk: Desk, commission_id: int) -> CommissionRow:
    return desk.read(looking.commission, commission_id, today=desk.now.date())


# ---------------------------------------------------------------------------------------------- asked


def test_people_and_units_are_asked_in_one_step(desk: Desk, people: tuple[int, int]) -> None:
    unit = desk.do(save_unit, None, kind=UnitKind.COMMITTEE, name="农业农村委")
    (topic,) = desk.do(save_topics, Quarter(2026, 4), [TopicEntry(theme="冬季保障")])
    before = desk.read(snapshot)
    made = ask(desk, *people, people[0], unit_ids=[unit], topic_call_id=topic)
    told = [(r.name, r.kind, r.subject, r.topic, r.state) for r in (row(desk, one) for one in made)]
    assert told == [
        ("柳青禾", "委员", "冬季供水", "冬季保障", CommissionState.OPEN),
        ("顾长安", "委员", "冬季供水", "冬季保障", CommissionState.OPEN),
        ("农业农村委", "专委会", "冬季供水", "冬季保障", CommissionState.OPEN),
    ]
    assert desk.undo() == "约稿 3 件"
    assert desk.read(snapshot) == before
    assert check(desk) == ()


def test_the_theme_of_a_topic_is_what_is_asked_for_where_nothing_else_is_said(
    desk: Desk, people: tuple[int, int]
) -> None:
    (topic,) = desk.do(save_topics, Quarter(2026, 4), [TopicEntry(theme="冬季保障")])
    (made,) = ask(desk, people[0], subject=" ", topic_call_id=topic)
    assert row(desk, made).subject == "冬季保障"


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"subject": " "}, "subject", "约稿的题目应有 1 到 120 个字"),
        ({"subject": "字" * 121}, "subject", "约稿的题目应有 1 到 120 个字"),
        ({"due_on": date(2026, 11, 19)}, "due_on", "交稿期限早于约稿日期"),
        ({"asked_on": date(2026, 11, 21)}, "asked_on", "约稿日期晚于今天"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    desk: Desk, people: tuple[int, int], given: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence) as refusal:
        ask(desk, people[0], **given)
    assert list(refusal.value.problems) == [field]
    assert desk.read(looking.commissions, today=TODAY) == ()


def test_nobody_and_who_is_not_there_cannot_be_asked(desk: Desk, people: tuple[int, int]) -> None:
    with pytest.raises(Invalid, match="请选择向谁约稿") as refusal:
        ask(desk)
    assert list(refusal.value.problems) == ["people"]
    desk.do(leave, [people[0]], on=TODAY, reason="调离")
    for given in ({"unit_ids": [99]}, {"person_ids": [people[0]]}, {"person_ids": [people[1]], "topic_call_id": 9}):
        told: dict[str, Any] = {"subject": "甲", "asked_on": TODAY, "due_on": DUE, **given}
        with pytest.raises(Missing):
            desk.do(doing.commission, **told)


def test_the_same_is_not_asked_twice_while_it_is_open(desk: Desk, people: tuple[int, int]) -> None:
    (made,) = ask(desk, people[0])
    with pytest.raises(Forbidden, match="“冬季供水”已向柳青禾约过，还没有交稿"):
        ask(desk, *people)
    ask(desk, people[0], subject="冬季供电")
    desk.do(doing.let_go, [made], reason="题目过时")
    ask(desk, people[0])


# ---------------------------------------------------------------------------------------------- answered


def test_a_piece_answers_and_is_a_commissioned_one_from_then_on(desk: Desk, people: tuple[int, int]) -> None:
    (topic,) = desk.do(save_topics, Quarter(2026, 4), [TopicEntry(theme="冬季保障")])
    (made,) = ask(desk, people[0], asked_on=date(2026, 11, 1), due_on=date(2026, 11, 16), topic_call_id=topic)
    about = piece(desk, State.ISSUED)  # received on the 18th
    before = desk.read(snapshot)
    desk.do(doing.answer, made, submission_id=about)
    found = row(desk, made)
    assert (found.state, found.standing, found.intake_no) == (CommissionState.ANSWERED, "迟 2 天交稿", "2026-001")
    assert found.closed_on == date(2026, 11, 18) and not found.waiting
    answered = shown(desk, about)
    assert answered.is_commissioned and answered.topic_call == "冬季保障"
    newest = answered.steps[-1]
    assert dict(newest.details) == {"约稿": "否 → 是", "征集要点": "（空） → 冬季保障"}
    assert newest.reason == "完成约稿“冬季供水”"
    assert desk.read(history.newest, limit=1, submission_id=about)[0].label == "柳青禾交稿 2026-001"
    assert desk.undo() == "柳青禾交稿 2026-001"
    assert desk.read(snapshot) == before
    assert check(desk) == ()


def test_how_late_a_piece_came_follows_its_corrected_receipt(desk: Desk, people: tuple[int, int]) -> None:
    (made,) = ask(desk, people[0], asked_on=date(2026, 11, 1), due_on=date(2026, 11, 16))
    about = piece(desk)
    desk.do(doing.answer, made, submission_id=about)
    told = replace(shown(desk, about).particulars, received_at=datetime(2026, 11, 17, 9))
    desk.do(correct_registration, about, told)
    assert (row(desk, made).standing, row(desk, made).closed_on) == ("迟 1 天交稿", date(2026, 11, 17))


def test_a_piece_keeps_the_topic_that_it_answers(desk: Desk, people: tuple[int, int]) -> None:
    asked, own = desk.do(save_topics, Quarter(2026, 4), [TopicEntry(theme="甲"), TopicEntry(theme="乙")])
    (made,) = ask(desk, people[0], topic_call_id=asked)
    about = piece(desk, topic_call_id=own, is_commissioned=True)
    steps = len(shown(desk, about).steps)
    desk.do(doing.answer, made, submission_id=about)
    assert shown(desk, about).topic_call == "乙"
    assert len(shown(desk, about).steps) == steps  # nothing of 登记 changed


def test_what_is_closed_is_not_closed_again(desk: Desk, people: tuple[int, int]) -> None:
    answered, let_go = ask(desk, *people)
    about = piece(desk)
    desk.do(doing.answer, answered, submission_id=about)
    desk.do(doing.let_go, [let_go], reason="出差")
    for made, word in ((answered, "已交稿"), (let_go, "已不再约")):
        with pytest.raises(Forbidden, match=f"{word}。没有作任何改动。要再约"):
            desk.do(doing.answer, made, submission_id=about)
        with pytest.raises(Forbidden, match=word):
            desk.do(doing.let_go, [made], reason="不要了")
        with pytest.raises(Forbidden, match=word):
            desk.do(doing.change_commission, made, subject="甲", due_on=DUE, topic_call_id=None)
    with pytest.raises(Missing):
        desk.do(doing.answer, 99, submission_id=about)


def test_registering_and_answering_are_one_step(desk: Desk, people: tuple[int, int]) -> None:
    (made,) = ask(desk, people[0])
    before = desk.read(snapshot)
    done = desk.do(receive, registration(is_commissioned=True), {}, commission_id=made)
    assert row(desk, made).submission_id == done.id
    assert [s.step for s in shown(desk, done.id).steps] == ["登记"]
    assert desk.undo() == f"登记 {done.intake_no}"
    assert desk.read(snapshot) == before
    desk.redo()
    with pytest.raises(Forbidden, match="已交稿"):
        desk.do(receive, registration(), {}, commission_id=made)
    assert desk.read(looking.commission, made, today=TODAY).submission_id == done.id
    assert check(desk) == ()


def test_an_answer_lies_in_the_bin_and_is_not_deleted_for_good(
    desk: Desk, people: tuple[int, int], clock: StandingClock
) -> None:
    (made,) = ask(desk, people[0])
    about, gone = piece(desk), piece(desk)
    desk.do(doing.answer, made, submission_id=about)
    desk.do(binning.move_to_bin, [about, gone])
    assert row(desk, made).binned
    clock.now += timedelta(days=60)
    piece(desk)  # somebody works
    clock.now += timedelta(days=60)
    assert desk.do(binning.empty_bin) == 1
    assert row(desk, made).intake_no == "2026-001"
    assert check(desk) == ()


# ---------------------------------------------------------------------------------------------- changed, let go


def test_another_day_needs_a_reason_that_the_journal_keeps(desk: Desk, people: tuple[int, int]) -> None:
    (made,) = ask(desk, people[0])
    with pytest.raises(Invalid, match="改交稿期限请写明原因") as refusal:
        desk.do(doing.change_commission, made, subject="冬季供水", due_on=date(2026, 12, 5), topic_call_id=None)
    assert list(refusal.value.problems) == ["reason"]
    desk.do(doing.change_commission, made, subject="冬季供水供电", due_on=DUE, topic_call_id=None)
    told = {"subject": "冬季供水供电", "topic_call_id": None, "reason": "外出学习"}
    desk.do(doing.change_commission, made, due_on=date(2026, 12, 5), **told)
    found = row(desk, made)
    assert (found.subject, found.due_on, found.close_reason) == ("冬季供水供电", date(2026, 12, 5), "")
    assert desk.next_undo() == "修改约稿 柳青禾，期限 11-30 改为 12-05：外出学习"
    desk.undo()
    assert row(desk, made).due_on == DUE


def test_several_are_let_go_with_a_reason_and_asked_for_again(desk: Desk, people: tuple[int, int]) -> None:
    made = ask(desk, *people)
    with pytest.raises(Invalid, match="请写明不再约的原因"):
        desk.do(doing.let_go, made, reason=" ")
    desk.do(doing.let_go, made, reason="题目已由别人写成")
    assert {row(desk, one).close_reason for one in made} == {"题目已由别人写成"}
    assert {row(desk, one).state for one in made} == {CommissionState.LET_GO}
    assert desk.next_undo() == "不再约稿 2 件"
    desk.do(doing.reopen, made[0], due_on=date(2026, 12, 10))
    again = row(desk, made[0])
    assert (again.state, again.due_on, again.close_reason) == (CommissionState.OPEN, date(2026, 12, 10), "")
    with pytest.raises(Forbidden, match="还没有了结"):
        desk.do(doing.reopen, made[0], due_on=DUE)
    with pytest.raises(Invalid, match="早于约稿日期"):
        desk.do(doing.reopen, made[1], due_on=date(2026, 11, 1))
    assert desk.undo() == "重新约稿 柳青禾"
    assert check(desk) == ()


def test_a_wrong_answer_is_taken_back_by_asking_again(desk: Desk, people: tuple[int, int]) -> None:
    (made,) = ask(desk, people[0])
    about = piece(desk)
    desk.do(doing.answer, made, submission_id=about)
    desk.do(doing.reopen, made, due_on=DUE)
    assert row(desk, made).submission_id is None and row(desk, made).waiting
    assert shown(desk, about).is_commissioned  # what is registered is corrected where it was registered


# ---------------------------------------------------------------------------------------------- looked at


def test_what_is_waited_for_stands_first_and_what_is_pressing_is_due(desk: Desk, people: tuple[int, int]) -> None:
    late, soon, later = (
        ask(desk, people[0], subject=subject, asked_on=date(2026, 11, 1), due_on=due)[0]
        for subject, due in (("甲", date(2026, 11, 18)), ("乙", date(2026, 11, 23)), ("丙", date(2026, 12, 20)))
    )
    closed, earlier = (ask(desk, people[1], subject=subject)[0] for subject in ("丁", "戊"))
    desk.do(doing.let_go, [closed], reason="不写了")
    desk.do(doing.let_go, [earlier], reason="不写了")
    assert [r.id for r in desk.read(looking.commissions, today=TODAY)] == [late, soon, later, earlier, closed]
    assert [r.id for r in desk.read(looking.commissions, today=TODAY, waiting=True)] == [late, soon, later]
    assert [r.id for r in desk.read(looking.commissions_due, today=TODAY)] == [late, soon]


def test_what_is_open_of_a_contributor_or_a_unit_is_found(desk: Desk, people: tuple[int, int]) -> None:
    unit = desk.do(save_unit, None, kind=UnitKind.TOWN_COMMITTEE, name="石桥镇政协工委")
    (later,) = ask(desk, people[0], due_on=date(2026, 12, 10))
    (first,) = ask(desk, people[0], subject="供电")
    (of_unit,) = ask(desk, unit_ids=[unit])
    ask(desk, people[1])
    found = desk.read(looking.open_commissions_of, [people[0]], today=TODAY)
    assert [r.id for r in found] == [first, later]
    assert desk.read(looking.open_commissions_of, [], today=TODAY) == ()
    by_unit = desk.read(looking.open_commissions_of, [], unit_name="石桥镇政协工委", today=TODAY)
    assert [r.id for r in by_unit] == [of_unit]
    desk.do(doing.let_go, [first, later], reason="不写了")
    assert desk.read(looking.open_commissions_of, [people[0]], today=TODAY) == ()


def test_likely_answers_are_of_who_was_asked_and_came_since(desk: Desk, people: tuple[int, int]) -> None:
    unit = desk.do(save_unit, None, kind=UnitKind.SECTOR, name="教育界")
    by_person, of_unit = (
        *ask(desk, people[0], asked_on=date(2026, 11, 10)),
        *ask(desk, unit_ids=[unit], asked_on=date(2026, 11, 10)),
    )
    author = (Contributor(name="柳青禾", person_id=people[0]),)
    piece(desk, contributors=author, received_at=datetime(2026, 11, 9, 9, 0))
    first = piece(desk, contributors=author)
    second = piece(desk, contributors=(Contributor(name="顾长安", sector="教育界"), *author))
    collective: dict[str, Any] = {"submitting_unit": "教育界", "collective_submission": True}
    third = piece(desk, contributors=(), **collective)
    binned = piece(desk, contributors=author)
    desk.do(binning.move_to_bin, [binned])
    answers = desk.read(looking.likely_answers, by_person, today=TODAY)
    assert [answer.submission_id for answer in answers] == [second, first]
    answers = desk.read(looking.likely_answers, of_unit, today=TODAY)
    assert [answer.submission_id for answer in answers] == [third, second]


def test_units_to_ask_stand_with_the_committees_first(desk: Desk) -> None:
    desk.do(save_unit, None, kind=UnitKind.SECTOR, name="教育界")
    desk.do(save_unit, None, kind=UnitKind.COMMITTEE, name="农业农村委")
    desk.do(save_unit, None, kind=UnitKind.COMMITTEE, name="停用的", active=False)
    found = [(unit.kind, unit.name) for unit in desk.read(looking.units_to_ask)]
    assert found[:2] == [("专委会", "农业农村委"), ("界别", "教育界")]
    assert {kind for kind, _ in found[2:]} == {"信息小组"}


def test_two_records_of_one_person_bring_their_commissions_together(desk: Desk, people: tuple[int, int]) -> None:
    (made,) = ask(desk, people[1])
    desk.do(unite, people[0], other_id=people[1])
    assert row(desk, made).name == "柳青禾"
