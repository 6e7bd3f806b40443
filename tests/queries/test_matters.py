"""What is due of people and groups today, as the workbench shows it."""

from datetime import date, datetime

import pytest

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.occasions import DecisionEntry, OccasionEntry, OccasionKind
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.operations import units
from cppcc_desk.operations.commissioning import commission
from cppcc_desk.operations.occasions import add_occasion, save_decision
from cppcc_desk.operations.people import add_people, leave
from cppcc_desk.operations.people.cards import issue_cards
from cppcc_desk.operations.terms import begin_term
from cppcc_desk.queries import office
from cppcc_desk.queries.matters import Kind, Matter, matters
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock


def told(desk: Desk) -> dict[Kind, Matter]:
    return {matter.kind: matter for matter in desk.read(matters, now=desk.now)}


def test_groups_without_an_activity_until_one_is_arranged(desk: Desk) -> None:
    found = told(desk)[Kind.ACTIVITY]
    assert found.words == "第一信息小组等 5 个本季度还没有安排活动，离季末 41 天"
    assert (found.count, found.urgency) == (5, Urgency.ON_TIME)
    for group in desk.read(office.groups)[:4]:
        entry = OccasionEntry(
            kind=OccasionKind.ACTIVITY, info_group_id=group.id, name="走访", at=datetime(2026, 12, 1, 9)
        )
        desk.do(add_occasion, entry)
    assert told(desk)[Kind.ACTIVITY].words.startswith("第五信息小组本季度还没有安排活动")


@pytest.mark.parametrize(("day", "urgency"), [(1, Urgency.DUE_SOON), (20, Urgency.DUE_SOON)])
def test_the_end_of_the_quarter_presses(desk: Desk, clock: StandingClock, day: int, urgency: Urgency) -> None:
    clock.now = datetime(2026, 12, day, 9)
    assert told(desk)[Kind.ACTIVITY].urgency is urgency


def test_a_leader_who_leaves_is_missed_where_other_groups_have_one(desk: Desk) -> None:
    assert Kind.LEADER not in told(desk)
    first, second, *_ = desk.read(office.groups)
    made = desk.do(add_people, [PersonEntry(name="单志远"), PersonEntry(name="贺春生")])
    desk.do(units.appoint, first.id, person_id=made[0])
    desk.do(units.appoint, second.id, person_id=made[1])
    desk.do(leave, [made[0]], on=desk.today, reason="工作调动")
    found = told(desk)[Kind.LEADER]
    assert (found.words, found.page, found.target["entry"]) == ("第一信息小组等 4 个没有组长", "settings", first.id)


def test_pieces_asked_for_press_when_they_are_late(desk: Desk, clock: StandingClock) -> None:
    people = desk.do(add_people, [PersonEntry(name="苏晚晴")])
    desk.do(commission, person_ids=people, subject="冬季供水", asked_on=desk.today, due_on=date(2026, 11, 22))
    assert told(desk)[Kind.COMMISSION].words == "约稿 1 件快到期"
    clock.now = datetime(2026, 11, 25, 9)
    late = desk.read(matters, now=desk.now)[0]
    assert (late.kind, late.urgency, late.words) == (Kind.COMMISSION, Urgency.OVERDUE, "约稿 1 件超期")
    desk.do(commission, person_ids=people, subject="春耕", asked_on=desk.today, due_on=date(2026, 11, 26))
    desk.do(commission, person_ids=people, subject="夏收", asked_on=desk.today, due_on=date(2027, 5, 26))
    assert told(desk)[Kind.COMMISSION].words == "约稿 1 件超期，另有 1 件快到期"  # the third is not pressing


def test_a_late_decision_leads_to_itself_and_several_to_the_meetings_that_have_some(desk: Desk) -> None:
    made = []
    for number in (1, 2):
        entry = OccasionEntry(kind=OccasionKind.CHAIRS_MEETING, name=f"{number}次会议", at=datetime(2026, 11, 2, 9))
        made.append(desk.do(add_occasion, entry))
        desk.do(save_decision, made[-1], None, DecisionEntry(text="修渠", due_on=date(2026, 11, 18)))
        desk.do(save_decision, made[-1], None, DecisionEntry(text="补树", due_on=date(2026, 11, 19)))
        found = told(desk)[Kind.DECISION]
        assert found.target == (
            {"part": "occasions", "occasion_id": made[0], "decisions": True}
            if number == 1
            else {"part": "occasions", "open_decisions": True}
        )


def test_cards_to_be_renewed_lead_to_their_list(desk: Desk) -> None:
    desk.do(begin_term, 10, began=date(2021, 12, 18))
    people = desk.do(add_people, [PersonEntry(name="苏晚晴", kind=PersonKind.INFORMANT)])
    desk.do(issue_cards, people, valid_until=date(2026, 12, 1))
    found = told(desk)[Kind.CARD]
    assert (found.words, found.target) == ("信息员证 1 张该换发", {"part": "cards", "list": "due"})


def test_nobody_is_named_as_silent_before_the_last_quarter(desk: Desk, clock: StandingClock) -> None:
    desk.do(add_people, [PersonEntry(name="苏晚晴", kind=PersonKind.MEMBER, sector="文艺界")])
    assert told(desk)[Kind.QUOTA].words == "今年还没有报送的有 1 人、1 个单位，离年底 41 天"
    clock.now = datetime(2026, 9, 30, 9)
    assert Kind.QUOTA not in told(desk)
