"""Scores of a year as the window reads them: whole, in part, closed, what came late, and what follows."""

from datetime import date, datetime

import pytest

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.scoring.events import Ledger
from cppcc_desk.domain.scoring.periods import YEAR
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.operations.scoring.awards import AwardEntry, decide_awards
from cppcc_desk.operations.scoring.closing import carry_over, close_year, reopen_year
from cppcc_desk.queries.scoring.awards import commendations, decided, paid, proposed
from cppcc_desk.queries.scoring.books import books
from cppcc_desk.queries.scoring.by_hand import given_by_hand
from cppcc_desk.queries.scoring.closing import late_points
from cppcc_desk.queries.scoring.of_piece import AuthorShare, piece_scores, shares
from cppcc_desk.queries.scoring.overview import OWN, overview
from cppcc_desk.queries.scoring.who import everybody
from cppcc_desk.queries.scoring.years import scored_years, shown_scores
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock
from tests.office import piece
from tests.outcomes import adoption, record
from tests.scored import settle_scores

TODAY = date(2026, 11, 20)


def test_a_year_whole_and_in_part(desk: Desk) -> None:
    who = settle_scores(desk)
    whole = desk.read(overview, 2026, today=TODAY)
    row = whole.scores.row_of(who.liu)
    assert row is not None and row.score == 725 and (row.submitted, row.own, row.city) == (2, 2, 1)
    assert whole.period == YEAR and whole.closing is None
    assert [period.key for period in whole.periods][:3] == [YEAR, "quarter-1", "quarter-2"]
    assert whole.periods[-1].key == "months-11" and whole.periods[-1].words == "1—11 月"
    day = desk.read(overview, 2026, today=TODAY, period=OWN, own=(date(2026, 11, 19), date(2026, 11, 19)))
    part = day.scores.row_of(who.liu)
    assert part is not None and part.before + part.score <= row.score
    assert part.score == sum(line.counted for line in row.account.lines if line.on == date(2026, 11, 19))
    first = desk.read(overview, 2026, today=TODAY, period="quarter-1")
    assert first.period == "quarter-1" and all(row.score == 0 for each in first.scores.groups for row in each.rows)
    unknown = desk.read(overview, 2026, today=TODAY, period="months-12")
    assert unknown.period == YEAR  # a part that the year has not reached


def test_own_days_are_put_in_order_and_kept_in_the_year(desk: Desk) -> None:
    settle_scores(desk)
    found = desk.read(overview, 2026, today=TODAY, period=OWN, own=(date(2027, 3, 1), date(2025, 1, 1)))
    assert (found.scores.first, found.scores.last) == (date(2026, 1, 1), TODAY)


def test_the_chart_counts_what_the_ranking_counts(desk: Desk) -> None:
    settle_scores(desk)
    found = desk.read(overview, 2026, today=TODAY).activity
    assert found.months[0] == (2026, 1) and len(found.months) == 12
    assert sum(found.received) == 3 and sum(found.used) == 2
    assert dict(found.levels) == {"本级": 2, "市": 1, "省": 0, "全国": 0}


def test_a_closed_year_stays_what_it_was_with_its_chart(desk: Desk, clock: StandingClock) -> None:
    who = settle_scores(desk)
    before = desk.read(overview, 2026, today=TODAY)
    clock.now = datetime(2027, 1, 8, 10, 0)
    desk.do(close_year, 2026)
    record(desk, who.joint, adoption(level=Level.PROVINCE, organ="省政协", occurred_on=date(2026, 12, 1)))
    kept = desk.read(overview, 2026, today=desk.today)
    assert kept.closing is not None and kept.closing.edition == 1
    assert kept.activity == before.activity
    row = kept.scores.row_of(who.gu)
    assert row is not None and row.score == 75
    counted = desk.read(overview, 2026, today=desk.today, period="months-12")
    assert counted.closing is None and counted.activity != before.activity
    assert desk.read(scored_years, today=desk.today) == (2027, 2026)
    desk.do(reopen_year, 2026, reason="省政协补发通知")
    again = desk.read(overview, 2026, today=desk.today)
    assert again.closing is None and (now := again.scores.row_of(who.gu)) is not None and now.score == 575
    old = desk.read(overview, 2026, today=desk.today, edition=1)
    assert old.closing is not None and old.closing.reopened_at and old.scores == kept.scores


def test_what_came_late_is_entered_once_and_taken_back_when_it_is_gone(desk: Desk, clock: StandingClock) -> None:
    who = settle_scores(desk)
    clock.now = datetime(2027, 1, 8, 10, 0)
    desk.do(close_year, 2026)
    assert desk.read(books, 2026, today=desk.today).late == ()
    record(desk, who.joint, adoption(level=Level.PROVINCE, organ="省政协", occurred_on=date(2026, 12, 1)))
    late = {row.who.subject: row for row in desk.read(late_points, 2026, today=desk.today)}
    assert late[who.gu].open == 500 and late[who.gu].entered == 0
    desk.do(carry_over, 2026, (who.gu,), on=date(2027, 1, 8), approved_by="周启明")
    (given,) = desk.read(given_by_hand, date(2027, 1, 1), date(2027, 12, 31))
    assert (given.subject, given.points, given.label) == (who.gu, 500, "补记 2026 年度")
    late = {row.who.subject: row for row in desk.read(late_points, 2026, today=desk.today)}
    assert (late[who.gu].open, late[who.gu].entered, late[who.liu].open) == (0, 500, 500)
    with pytest.raises(Invalid):
        desk.do(carry_over, 2026, (who.gu,), on=date(2027, 1, 8), approved_by="周启明")
    desk.undo()  # the points
    desk.undo()  # the adoption
    desk.redo()
    desk.redo()
    desk.do(reopen_year, 2026, reason="核对")
    desk.do(close_year, 2026, reason="核对完毕")  # the closed year has it now: what was entered counts twice
    (gone,) = desk.read(late_points, 2026, today=desk.today)
    assert (gone.who.subject, gone.open) == (who.gu, -500)
    desk.do(carry_over, 2026, (who.gu,), on=date(2027, 1, 8), approved_by="周启明")
    assert desk.read(late_points, 2026, today=desk.today) == ()


def test_checks_name_what_is_to_be_opened(desk: Desk) -> None:
    who = settle_scores(desk)
    found = {check.name: check.found for check in desk.read(books, 2026, today=TODAY).checks}
    assert found["没有计入任何人和单位"] == ()
    assert {one.person_id for one in found["人员没有单位"]} <= {who.liu.id, who.gu.id, who.cheng.id}


def test_commendations_are_those_of_the_single_queries(desk: Desk) -> None:
    settle_scores(desk)
    found = desk.read(commendations, 2026, today=TODAY)
    assert found.proposals.awards == desk.read(proposed, 2026, today=TODAY).awards
    assert found.paid == desk.read(paid, 2026, today=TODAY)
    assert found.decided == desk.read(decided, 2026) == ()


def test_nobody_gets_the_same_award_in_two_groups(desk: Desk) -> None:
    who = settle_scores(desk)
    desk.do(decide_awards, 2026, "优秀信息工作者", "委员", [AwardEntry(subject=who.liu)])
    with pytest.raises(Invalid, match="一个称号只给一次"):
        desk.do(decide_awards, 2026, "优秀信息工作者", "信息员", [AwardEntry(subject=who.liu)])
    desk.do(decide_awards, 2026, "优秀信息工作者", "委员", [AwardEntry(subject=who.liu, note="再定一次")])
    assert [row.note for row in desk.read(decided, 2026)] == ["再定一次"]


def test_who_is_meant_is_found_by_name_and_initials(desk: Desk) -> None:
    who = settle_scores(desk)
    known = desk.read(everybody)
    assert [one.subject for one in known.found("柳青", most=5)] == [who.liu]
    assert who.gu in [one.subject for one in known.found("gca", most=5)]
    assert any(one.about == "界别" for one in known.found("医药卫生", most=5))
    assert known.found(" ", most=5) == ()


def test_a_scheme_tried_does_not_touch_what_is_shown(desk: Desk) -> None:
    who = settle_scores(desk)
    row = desk.read(shown_scores, 2026, today=TODAY).row_of(who.liu)
    assert row is not None and sum(line.counted for line in row.account.lines) == row.score


def test_a_piece_tells_who_gets_what_as_the_year_has_it(desk: Desk, clock: StandingClock) -> None:
    who = settle_scores(desk)
    (found,) = desk.read(piece_scores, who.joint, today=TODAY)
    assert (found.year, found.closed, found.scheme.name) == (2026, False, "简明型")
    people = [one for one in found.lines if one.who.subject.ledger is Ledger.PERSON]
    assert [one.who.name for one in people] == ["柳青禾", "柳青禾", "顾长安", "顾长安"]
    assert sum(one.line.counted for one in people) == 150
    assert [one.who.subject.ledger for one in found.lines[: len(people)]] == [Ledger.PERSON] * 4  # people come first
    assert desk.read(shares, who.joint) == (AuthorShare("柳青禾", None, False), AuthorShare("顾长安", None, False))
    clock.now = datetime(2027, 1, 8, 10, 0)
    desk.do(close_year, 2026)
    record(desk, who.joint, adoption(level=Level.PROVINCE, organ="省政协", occurred_on=date(2026, 12, 1)))
    record(desk, who.joint, adoption(level=Level.NATIONAL, organ="全国政协", occurred_on=date(2027, 1, 5)))
    now, then = desk.read(piece_scores, who.joint, today=desk.today)
    assert (now.year, now.closed, then.year, then.closed) == (2027, False, 2026, True)
    assert [one.line for one in then.lines] == [one.line for one in found.lines]
    assert sum(one.line.counted for one in now.lines if one.who.subject == who.gu) == 1000


def test_a_piece_that_gives_nothing_is_told_with_its_year(desk: Desk) -> None:
    number = piece(desk, contributors=(Contributor(name="路人"),))
    (found,) = desk.read(piece_scores, number, today=TODAY)
    assert found.year == 2026 and found.lines == ()
