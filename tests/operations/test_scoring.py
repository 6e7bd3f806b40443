"""Schemes put in force, points by hand, years closed and opened, late outcomes carried over, awards, records united."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.outcomes import About, Level, OutcomeEntry, OutcomeKind
from cppcc_desk.domain.people import PersonEntry, PersonKind, UnitKind
from cppcc_desk.domain.scoring.events import EventType, Ledger, Subject
from cppcc_desk.domain.scoring.scheme import Rule, Scheme, SplitWay, When
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State
from cppcc_desk.operations import outcomes, people, units
from cppcc_desk.operations.people.uniting import unite
from cppcc_desk.operations.scoring import awards, by_hand, closing, schemes
from cppcc_desk.operations.scoring.awards import AwardEntry
from cppcc_desk.operations.scoring.by_hand import AdjustmentEntry
from cppcc_desk.queries.scoring.awards import decided, paid, proposed
from cppcc_desk.queries.scoring.by_hand import disputes, given_by_hand, subject_named, unranked
from cppcc_desk.queries.scoring.closing import came_late, checks, closed_scores, closings
from cppcc_desk.queries.scoring.schemes import in_force, scheme_named
from cppcc_desk.queries.scoring.schemes import schemes as listed
from cppcc_desk.queries.scoring.years import shown_scores, tried
from cppcc_desk.queries.units import units as listed_units
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock
from tests.office import piece, snapshot

WRITERS = (
    PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, sector="医药卫生界"),
    PersonEntry(name="顾长安", kind=PersonKind.INFORMANT, sector="科技界"),
    PersonEntry(name="柳清禾", kind=PersonKind.OTHER),
)
LIU, GU, SAME = (Subject(Ledger.PERSON, number) for number in (1, 2, 3))
NEXT_YEAR = datetime(2027, 1, 6, 9, 0)
ADOPTED = When(types=frozenset({EventType.OWN}))


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two writers, and a piece of each that was issued."""
    desk.do(people.add_people, WRITERS)
    for person_id, name in ((1, "柳青禾"), (2, "顾长安")):
        author = Contributor(name=name, person_id=person_id, sector=WRITERS[person_id - 1].sector)
        piece(desk, State.ISSUED, title=f"{name}的建议", contributors=(author,))
    return desk


def simple(name: str = "新办法", points: str = "3") -> Scheme:
    return replace(
        in_force_scheme(),
        name=name,
        rules=(Rule(key="own", name="本级采用", when=ADOPTED, points=Decimal(points)),),
    )


def in_force_scheme() -> Scheme:
    return Scheme(name="", valid_from=date(2026, 1, 1))


def score(desk: Desk, subject: Subject, year: int = 2026) -> int:
    accounts = {
        row.who.subject: row for one in desk.read(shown_scores, year, today=desk.today).groups for row in one.rows
    }
    return accounts[subject].score


def give(points: int = 250, subject: Subject = LIU, on: date = date(2026, 11, 20), **more: str) -> AdjustmentEntry:
    said = {"reason": "调研报告", "approved_by": "方建军", **more}
    return AdjustmentEntry(subject=subject, counted_on=on, points=points, **said)


# ------------------------------------------------------------------ schemes
def test_a_draft_counts_nothing_until_it_is_put_in_force(office: Desk) -> None:
    before = score(office, LIU)
    draft = office.do(schemes.save_scheme, None, simple())
    assert score(office, LIU) == before
    office.do(schemes.apply_scheme, draft, valid_from=date(2026, 7, 1))
    found = office.read(shown_scores, 2026, today=office.today)
    assert found.scheme.name == "新办法" and found.groups == ()
    assert office.read(in_force, 2025).name == "简明型"  # the year before keeps its own
    assert [(row.name, row.in_force) for row in office.read(listed, today=office.today)] == [
        ("新办法", True),
        ("简明型", False),
    ]
    office.undo()
    assert score(office, LIU) == before


@pytest.mark.parametrize(
    ("scheme", "sentence"),
    [
        (simple(name=" "), "没有名称；请写一个名称"),
        (simple(name="简明型"), "已经有叫“简明型”的"),
        (replace(simple(), rules=(*simple().rules, replace(simple().rules[0], key="b", points=Decimal(5)))), "矛盾"),
        (simple(points="-2"), "没有作任何改动"),
    ],
)
def test_what_is_no_good_scheme_is_refused_with_a_sentence(office: Desk, scheme: Scheme, sentence: str) -> None:
    before = office.read(snapshot)
    with pytest.raises(Invalid, match=sentence):
        office.do(schemes.save_scheme, None, scheme)
    assert office.read(snapshot) == before


def test_the_only_scheme_stays_and_two_do_not_begin_on_one_day(office: Desk) -> None:
    own = office.read(scheme_named, "简明型", today=office.today)
    with pytest.raises(Forbidden, match="唯一在用"):
        office.do(schemes.retire_scheme, own.id)
    draft = office.do(schemes.save_scheme, None, simple())
    with pytest.raises(Invalid, match="已经用“简明型”"):
        office.do(schemes.apply_scheme, draft, valid_from=date(2020, 1, 1))
    office.do(schemes.apply_scheme, draft, valid_from=date(2026, 1, 1))
    with pytest.raises(Forbidden, match="在用，不能删除"):
        office.do(schemes.remove_scheme, draft)
    office.do(schemes.retire_scheme, draft)
    office.do(schemes.remove_scheme, draft)
    with pytest.raises(Missing, match="没有“新办法”"):
        office.read(scheme_named, "新办法", today=office.today)


def test_a_trial_says_who_moves_and_changes_nothing(office: Desk) -> None:
    before = office.read(snapshot)
    changed = replace(office.read(in_force, 2026).scheme, name="试")
    changed = replace(
        changed, rules=tuple(replace(r, points=Decimal(9)) if r.key == "own" else r for r in changed.rules)
    )
    found = office.read(tried, 2026, changed, today=office.today)
    assert {(group, who.name, move.points) for group, who, move in found.moves} >= {
        ("委员", "柳青禾", 800),
        ("信息员", "顾长安", 800),
    }
    assert office.read(snapshot) == before


# ------------------------------------------------------------------ by hand
@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (give(0), "points"),
        (give(99_999_99), "points"),
        (give(reason=" "), "reason"),
        (give(approved_by=""), "approved_by"),
        (give(on=date(2026, 11, 21)), "counted_on"),
    ],
)
def test_points_by_hand_need_a_reason_an_approver_and_a_day_that_has_come(
    office: Desk, entry: AdjustmentEntry, field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        office.do(by_hand.adjust_score, entry)
    assert list(caught.value.problems) == [field] and "没有作任何改动" in caught.value.message


def test_points_by_hand_count_and_are_taken_back(office: Desk) -> None:
    before = score(office, LIU)
    number = office.do(by_hand.adjust_score, give(-150))
    assert score(office, LIU) == before - 150
    (row,) = office.read(given_by_hand, date(2026, 1, 1), date(2026, 12, 31))
    assert (row.name, row.points, row.approved_by, row.recorded_by) == ("柳青禾", -150, "方建军", "王秀兰")
    office.do(by_hand.withdraw_adjustment, number)
    assert score(office, LIU) == before and office.read(given_by_hand, date.min, date.max) == ()


def test_shares_are_a_hundred_together_and_count_where_the_scheme_goes_by_them(office: Desk) -> None:
    authors = tuple(Contributor(name=n, person_id=i) for n, i in (("柳青禾", 1), ("顾长安", 2)))
    made = piece(office, State.ISSUED, title="联名的建议", contributors=authors)
    with pytest.raises(Invalid, match="合计应为 100%，现在是 90%"):
        office.do(by_hand.agree_shares, made, percents=(60, 30), writers=(False, False))
    with pytest.raises(Invalid, match="反映人有 2 位"):
        office.do(by_hand.agree_shares, made, percents=(100,), writers=(True,))
    office.do(by_hand.agree_shares, made, percents=(70, 30), writers=(True, False))
    scheme = office.read(in_force, 2026).scheme
    agreed = replace(scheme, people_split=replace(scheme.people_split, way=SplitWay.AGREED))
    rows = office.read(shown_scores, 2026, today=office.today, scheme=agreed)
    of_piece = {
        row.who.name: sum(line.counted for line in row.account.lines if line.title == "联名的建议")
        for one in rows.groups
        for row in one.rows
        if row.who.subject.ledger is Ledger.PERSON
    }
    assert of_piece == {"柳青禾": 105, "顾长安": 45}  # of 1.5 points


def test_a_dispute_stays_until_it_is_answered(office: Desk) -> None:
    number = office.do(by_hand.raise_dispute, LIU, year=2026, raised_by="", text="少算一篇")
    assert [(row.name, row.raised_by, row.answered_on) for row in office.read(disputes, 2026)] == [
        ("柳青禾", "柳青禾", None)
    ]
    with pytest.raises(Invalid, match="请写答复"):
        office.do(by_hand.answer_dispute, number, answer=" ")
    office.do(by_hand.answer_dispute, number, answer="已补记")
    assert office.read(disputes, 2026)[0].answered_on == office.today


def test_units_and_people_are_found_by_name(office: Desk) -> None:
    office.do(units.save_unit, None, kind=UnitKind.PARTY, name="科技界")
    sector = next(row.id for row in office.read(listed_units, UnitKind.SECTOR) if row.name == "科技界")
    assert office.read(subject_named, "顾长安") == GU
    assert office.read(subject_named, "界别：科技界") == Subject(Ledger.UNIT, sector)
    with pytest.raises(Invalid, match="有 2 个，请写明："):
        office.read(subject_named, "科技界")
    with pytest.raises(Missing, match="名册里没有“何人”"):
        office.read(subject_named, "何人")


# ------------------------------------------------------------------ closing
def test_a_closed_year_shows_what_it_showed_whatever_comes(office: Desk, clock: StandingClock) -> None:
    with pytest.raises(Forbidden, match="到 2026-12-31 才结束"):
        office.do(closing.close_year, 2026)
    clock.now = NEXT_YEAR
    assert office.do(closing.close_year, 2026) == 1
    with pytest.raises(Forbidden, match="已经关账"):
        office.do(closing.close_year, 2026)
    before = office.read(closed_scores, 2026)
    late = OutcomeEntry(kind=OutcomeKind.ADOPTION, occurred_on=date(2026, 12, 20), level=Level.CITY, organ="市政协")
    office.do(outcomes.record, About(submission_id=1), late)
    office.do(people.change_person, 1, replace(WRITERS[0], name="柳青和"), held=WRITERS[0])
    assert [row.who.name for row in office.read(shown_scores, 2026, today=office.today).groups[0].rows] == ["柳青禾"]
    assert score(office, LIU) == next(r.score for r in before.groups[0].rows)
    (found,) = [one for one in office.read(came_late, 2026, today=office.today) if one[0].subject == LIU]
    assert (found[1].points, [line.event_id for line in found[1].came]) == (500, ["反馈 1/1"])
    with pytest.raises(Forbidden, match="2026 年度已经关账"):
        office.do(by_hand.adjust_score, give(on=date(2026, 12, 30)))


def test_what_came_late_is_carried_over_once(office: Desk, clock: StandingClock) -> None:
    clock.now = NEXT_YEAR
    office.do(closing.close_year, 2026)
    late = OutcomeEntry(kind=OutcomeKind.ADOPTION, occurred_on=date(2026, 12, 20), level=Level.CITY, organ="市政协")
    office.do(outcomes.record, About(submission_id=1), late)
    assert office.do(closing.carry_over, 2026, (LIU, GU), on=office.today, approved_by="方建军") == 1
    assert score(office, LIU, 2027) == 500
    with pytest.raises(Invalid, match="没有要补记的得分"):
        office.do(closing.carry_over, 2026, (LIU,), on=office.today, approved_by="方建军")


def test_opened_again_a_year_is_counted_anew_and_both_editions_can_be_read(office: Desk, clock: StandingClock) -> None:
    clock.now = NEXT_YEAR
    office.do(closing.close_year, 2026)
    first = office.read(closed_scores, 2026)
    with pytest.raises(Invalid, match="请写明为什么重新开账"):
        office.do(closing.reopen_year, 2026, reason=" ")
    office.do(closing.reopen_year, 2026, reason="漏记一篇")
    office.do(by_hand.adjust_score, give(100, on=date(2026, 12, 30)))
    with pytest.raises(Invalid, match="请写明为什么重新关账"):
        office.do(closing.close_year, 2026)
    assert office.do(closing.close_year, 2026, reason="补记漏报") == 2
    assert office.read(closed_scores, 2026).groups[0].rows[0].score == first.groups[0].rows[0].score + 100
    assert office.read(closed_scores, 2026, edition=1) == first
    told = [(row.edition, row.reason, row.reopen_reason) for row in office.read(closings, 2026)]
    assert told == [(2, "补记漏报", ""), (1, "", "漏记一篇")]


def test_the_scheme_of_a_closed_year_is_locked(office: Desk, clock: StandingClock) -> None:
    clock.now = NEXT_YEAR
    office.do(closing.close_year, 2026)
    own = office.read(scheme_named, "简明型", today=office.today)
    with pytest.raises(Forbidden, match="已按“简明型”关账"):
        office.do(schemes.save_scheme, own.id, replace(own.scheme, note="改"))
    draft = office.do(schemes.save_scheme, None, simple())
    with pytest.raises(Forbidden, match="2026 年度已经关账"):
        office.do(schemes.apply_scheme, draft, valid_from=date(2026, 6, 1))
    office.do(schemes.apply_scheme, draft, valid_from=date(2027, 1, 1))


def test_what_is_to_be_looked_at_before_closing_is_listed(office: Desk) -> None:
    piece(office, State.ISSUED, title="无主的建议", contributors=(Contributor(name="黄德旺"),))
    bare = OutcomeEntry(kind=OutcomeKind.ADOPTION, occurred_on=office.today, level=Level.CITY, organ="市政协")
    office.do(outcomes.record, About(submission_id=1), bare)
    found = {one.name: [item.words for item in one.found] for one in office.read(checks, 2026, today=office.today)}
    assert found["没有计入任何人和单位"] == ["2026-003《无主的建议》：黄德旺"]
    assert len(found["没有佐证材料"]) == 1 and found["手工调整没有批准人"] == []


# ------------------------------------------------------------------ awards and pay
def test_awards_are_decided_after_a_proposal_with_reasons(office: Desk) -> None:
    found = office.read(proposed, 2026, today=office.today)
    member = next(one for one in found.awards if one.award.group == "委员")
    assert member.proposed == (LIU,)
    informant = next(one for one in found.awards if one.award.group == "信息员")
    assert informant.proposed == () and informant.candidates[0].reasons == ("任务未完成",)
    tier = member.award.tier
    office.do(awards.decide_awards, 2026, tier, "委员", [AwardEntry(subject=LIU)])
    office.do(awards.decide_awards, 2026, tier, "信息员", [AwardEntry(subject=GU, note="另有突出贡献")])
    office.do(awards.decide_awards, 2026, awards.EXCELLENT, "", [AwardEntry(submission_id=2)])
    assert [(row.group, row.name, row.note) for row in office.read(decided, 2026)] == [
        ("", "顾长安的建议", ""),
        ("信息员", "顾长安", "另有突出贡献"),
        ("委员", "柳青禾", ""),
    ]
    with pytest.raises(Invalid, match="出现了两次"):
        office.do(awards.decide_awards, 2026, tier, "委员", [AwardEntry(subject=LIU), AwardEntry(subject=LIU)])
    office.do(awards.decide_awards, 2026, tier, "委员", [])
    assert all(row.subject != LIU for row in office.read(decided, 2026))


def test_pay_is_told_by_person(office: Desk) -> None:
    assert [
        (who.name, sum(one.fen for one in given)) for who, given in office.read(paid, 2026, today=office.today)
    ] == [
        ("柳青禾", 30_00),
        ("顾长安", 30_00),
    ]


# ------------------------------------------------------------------ one person
def test_what_two_records_had_is_of_the_one_that_stays(office: Desk) -> None:
    office.do(by_hand.adjust_score, give(100, SAME))
    office.do(by_hand.raise_dispute, SAME, year=2026, raised_by="", text="少算一篇")
    for subject in (LIU, SAME):
        office.do(by_hand.leave_unranked, subject, reason="本人要求")
        office.do(awards.decide_awards, 2026, "先进", str(subject.id), [])
    office.do(awards.decide_awards, 2026, "先进", "", [AwardEntry(subject=LIU), AwardEntry(subject=SAME)])
    before = office.read(snapshot)
    office.do(unite, 1, other_id=3)
    assert [row.subject for row in office.read(given_by_hand, date.min, date.max)] == [LIU]
    assert [row.subject for row in office.read(disputes, 2026)] == [LIU]
    assert [row.subject for row in office.read(unranked)] == [LIU]
    assert [row.subject for row in office.read(decided, 2026)] == [LIU]
    assert check(office) == ()
    office.undo()
    assert office.read(snapshot) == before
