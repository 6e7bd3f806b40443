"""Outcomes in lists: searched, counted, doubted beside what else is known; what is waited for, the oldest first."""

from datetime import date, datetime, timedelta

import pytest

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.outcomes import About, Level, OutcomeEntry, OutcomeKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import dispatching
from cppcc_desk.operations.office import change_setting, save_journal
from cppcc_desk.operations.outcomes import enter_feedback
from cppcc_desk.queries import outcomes as looking
from cppcc_desk.queries.matters import Kind, matters
from cppcc_desk.queries.office import journals
from cppcc_desk.queries.outcomes import Awaited, AwaitingRow, OutcomeFilter
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock
from tests.office import piece, step
from tests.outcomes import HEARD, adoption, assign, instruction, record, record_of_issue, reply

ISSUED = date(2026, 11, 20)


def send(desk: Desk, submission_id: int, to: str, at: datetime) -> None:
    desk.do(dispatching.send, submission_id, to=to, sent_at=at, reason="先报送")


def waiting(desk: Desk) -> list[tuple[Awaited, str, str, str]]:
    return [_told(row) for row in desk.read(looking.awaiting, today=desk.today)]


def _told(row: AwaitingRow) -> tuple[Awaited, str, str, str]:
    return row.kind, row.whom, row.of, row.standing


def found(desk: Desk, words: str) -> list[int]:
    return [row.id for row in desk.read(looking.outcomes, OutcomeFilter(words=words))]


# ------------------------------------------------------------------------------------------------ lists


def test_words_are_looked_for_in_what_was_said_and_in_its_pieces(desk: Desk) -> None:
    made = piece(desk, State.ISSUED, contributors=(Contributor(name="顾长安"),))
    other = piece(desk, title="关于冬季供水的建议")
    one = record_of_issue(desk, made, instruction(occurred_on=ISSUED))
    two = record(desk, other, reply(text="管网已更新 100%"))
    assert found(desk, "停车") == found(desk, "2026-001") == found(desk, "江承志") == [one]
    assert found(desk, "供水 县交通局") == found(desk, "100%") == [two]
    assert found(desk, "%") == [two]  # a sign, not anything at all
    assert found(desk, "供水 江承志") == []
    assert set(found(desk, "")) == {one, two}


def test_years_kinds_and_levels_choose(desk: Desk) -> None:
    made = piece(desk, received_at=datetime(2025, 3, 1, 9, 0))
    one = record(desk, made, adoption(occurred_on=date(2025, 12, 31)))
    two = record(desk, made, adoption(occurred_on=date(2026, 1, 1), level=Level.PROVINCE))
    assert desk.read(looking.outcome_years) == (2026, 2025)
    for chosen, ids in (
        (OutcomeFilter(year=2025), [one]),
        (OutcomeFilter(year=2026), [two]),
        (OutcomeFilter(level=Level.CITY), [one]),
        (OutcomeFilter(kind=OutcomeKind.REPLY), []),
        (OutcomeFilter(), [two, one]),
    ):
        assert [row.id for row in desk.read(looking.outcomes, chosen)] == ids
    assert [row.id for row in desk.read(looking.outcomes, OutcomeFilter(), limit=1)] == [two]


def test_a_year_is_counted_by_kind_and_level(desk: Desk) -> None:
    made = piece(desk)
    for entry in (
        adoption(),
        adoption(organ="市委办公室"),
        adoption(level=Level.NATIONAL),
        instruction(),
        instruction(leader="何向荣", level=None),
    ):
        record(desk, made, entry)
    told = [(row.kind.value, row.level, row.count) for row in desk.read(looking.outcome_counts, 2026)]
    assert told == [("采用", "全国", 1), ("采用", "市", 2), ("批示", "本级", 1), ("批示", None, 1)]
    assert desk.read(looking.outcome_counts, 2025) == ()


def test_what_is_not_there_is_missing(desk: Desk) -> None:
    with pytest.raises(Missing, match="没有序号为 9 的反馈"):
        desk.read(looking.outcome, 9, today=desk.today)
    with pytest.raises(Missing, match="没有序号为 9 的交办"):
        desk.read(looking.assignment, 9, today=desk.today)


def test_an_outcome_in_one_line(desk: Desk) -> None:
    made = piece(desk)
    entries = (
        adoption(journal="《江宁社情》", issue_no="第45期", adoption_form=None),
        adoption(level=Level.NATIONAL, organ=""),
        adoption(level=Level.DEPARTMENT, organ="县交通局"),
        OutcomeEntry(kind=OutcomeKind.IMPLEMENTATION, occurred_on=HEARD, text="建成", organ="石桥镇"),
        OutcomeEntry(kind=OutcomeKind.MEDIA, occurred_on=HEARD, organ="江宁日报"),
    )
    for entry in entries:
        record(desk, made, entry)
    assert [one.row.words for one in desk.read(looking.outcomes_of_piece, made)] == [
        "市级采用 市政协《江宁社情》第45期",
        "全国采用（单篇）",
        "部门采用（单篇） 县交通局",
        "石桥镇落实",
        "江宁日报刊登",
    ]


# ------------------------------------------------------------------------------------------------ doubts


def doubts(desk: Desk, entry: OutcomeEntry, **about: int) -> tuple[str, ...]:
    return desk.read(looking.outcome_doubts, About(**about), entry)


def test_an_own_use_is_doubted_without_an_issue_and_of_a_journal_put_away(desk: Desk) -> None:
    made = piece(desk)
    own = adoption(level=Level.OWN, organ="", journal="委员反映")
    assert doubts(desk, own, submission_id=made) == ("这篇来稿没有编入本单位的期刊，却记为本级采用，请核对。",)
    issued = piece(desk, State.ISSUED, title="关于冬季供水的建议")
    assert doubts(desk, own, submission_id=issued) == ()
    row = next(row for row in desk.read(journals) if row.name == "委员反映")
    desk.do(
        save_journal,
        row.id,
        name=row.name,
        mark=row.mark,
        issued_by="",
        report_to="",
        send_to="",
        distribute_to="",
        copies=30,
        issued_before=0,
        active=False,
    )
    assert doubts(desk, own, submission_id=issued) == ("本单位的《委员反映》已经停用，请核对。",)


def test_a_merged_piece_stands_where_it_went(desk: Desk) -> None:
    target, other = piece(desk), piece(desk, title="关于农贸市场停车的建议")
    step(desk, other, Step.MERGE, 并入="2026-001")
    send(desk, target, "市政协", datetime(2026, 11, 19, 9, 0))
    assert doubts(desk, adoption(), submission_id=other) == ()
    record(desk, target, adoption())
    assert doubts(desk, adoption(text="又"), submission_id=other) == (
        "2026-11-19 已记有同一层级、同一单位的采用，请核对是否重复。",
    )


def test_a_refused_piece_that_was_used_is_doubted(desk: Desk) -> None:
    made = piece(desk, State.CLASSIFIED)
    send(desk, made, "市政协", datetime(2026, 11, 19, 9, 0))
    step(desk, made, Step.SCREEN, 结论="不采用", 原因="事实不清")
    assert doubts(desk, adoption(), submission_id=made) == ("这篇来稿“不采用”，却记为市级采用，请核对。",)


def test_what_is_recorded_is_not_its_own_double(desk: Desk) -> None:
    one = record(desk, piece(desk), instruction())
    row = desk.read(looking.outcome, one, today=desk.today).row
    assert desk.read(looking.doubts_of, row) == ()


# ------------------------------------------------------------------------------------------------ waited for


def test_what_is_waited_for_stands_oldest_first(desk: Desk, clock: StandingClock) -> None:
    first, second = piece(desk), piece(desk, title="关于冬季供水的建议")
    send(desk, second, "省政协", datetime(2026, 11, 18, 10, 0))
    send(desk, first, "县委", datetime(2026, 11, 18, 10, 0))  # what goes to the own level is known here
    given = assign(desk, record(desk, first, instruction()), due=date(2026, 12, 1))
    clock.now = datetime(2026, 12, 18, 9, 0)
    assert waiting(desk) == [
        (Awaited.ADOPTION, "省政协", "2026-002", "已报 30 天"),
        (Awaited.FEEDBACK, "县交通局", "2026-001", "超期 17 天"),
    ]
    desk.do(enter_feedback, given, on=desk.today, text="已办")
    record(desk, second, adoption(level=Level.CITY, occurred_on=desk.today))
    assert [row[0] for row in waiting(desk)] == [Awaited.ADOPTION]  # used by the city, the province is still unknown
    record(desk, second, adoption(level=Level.PROVINCE, occurred_on=desk.today))
    assert waiting(desk) == []


def test_how_long_the_office_waits_is_its_own_rule(desk: Desk, clock: StandingClock) -> None:
    made = piece(desk)
    send(desk, made, "市政协", datetime(2026, 11, 18, 10, 0))
    clock.now = datetime(2026, 11, 28, 9, 0)
    assert waiting(desk) == []
    desk.do(change_setting, "outcome_wait_days", 10, since=desk.today)
    assert [row[2] for row in waiting(desk)] == ["2026-001"]
    clock.now = datetime(2026, 11, 18, 9, 0) + looking.LONGEST_WAIT + timedelta(days=1)
    assert waiting(desk) == []


def test_the_workbench_names_the_oldest(desk: Desk, clock: StandingClock) -> None:
    made = piece(desk)
    send(desk, made, "市政协", datetime(2026, 11, 18, 10, 0))
    one = record(desk, made, instruction())
    assign(desk, one, due=date(2026, 12, 1))
    assign(desk, one, "县公安局", due=date(2026, 12, 20))
    clock.now = datetime(2026, 12, 18, 9, 0)
    told = {matter.kind: matter for matter in desk.read(matters, now=desk.now)}
    late, unknown = told[Kind.ASSIGNMENT], told[Kind.ADOPTION]
    assert late.words == "批示交办 1 件超期未反馈，另有 1 件快到期：县交通局超期 17 天（2026-001）"
    assert (late.count, late.urgency) == (2, Urgency.OVERDUE)
    assert (late.page, late.target) == ("outcomes", {"part": "instructions", "assignment_id": 1})
    assert (unknown.page, unknown.target) == ("outcomes", {"part": "awaiting", "kind": Awaited.ADOPTION})
    assert unknown.words == "报送上级 1 篇还没有采用结果，最早的 2026-001 已报 30 天"
    clock.now = datetime(2026, 11, 29, 9, 0)
    soon = {matter.kind: matter for matter in desk.read(matters, now=desk.now)}[Kind.ASSIGNMENT]
    assert (soon.words, soon.urgency) == ("批示交办 1 件快到期：县交通局剩 2 天（2026-001）", Urgency.DUE_SOON)


# ------------------------------------------------------------------------------------------------ 批示, what is known


def test_instructions_stand_by_what_presses_most(desk: Desk) -> None:
    made = piece(desk)
    bare = record(desk, made, instruction(leader="何向荣", leader_post="县长"))
    given = record(desk, made, instruction())
    first = assign(desk, given, "县交通局", due=date(2026, 11, 19))
    assign(desk, given, "县财政局", due=date(2026, 12, 10))
    rows = desk.read(looking.instructions, today=desk.today)
    assert [(row.id, row.standing, row.urgency) for row in rows] == [
        (given, "超期 1 天", Urgency.OVERDUE),
        (bare, "未交办", Urgency.PAUSED),
    ]
    desk.do(enter_feedback, first, on=HEARD, text="已经办了")
    row = desk.read(looking.instructions, today=desk.today)[0]
    assert row.pressing is not None and (row.pressing.entry.handling_unit, row.standing) == ("县财政局", "剩 20 天")
    assert row.waiting and len(row.assignments) == 2


def test_what_was_written_before_is_known_the_latest_first(desk: Desk) -> None:
    made = piece(desk)
    record(desk, made, instruction(organ="县委"))
    record(desk, made, instruction(organ="县委", occurred_on=date(2026, 11, 20)))
    record(desk, made, instruction(leader_post="市委常委", level=Level.CITY))
    record(desk, made, adoption(journal="云州社情民意"))
    record(desk, made, reply())
    told = [(one.name, one.post, one.level, one.organ) for one in desk.read(looking.known_leaders)]
    assert told == [("江承志", "市委常委", Level.CITY, ""), ("江承志", "县委书记", Level.OWN, "县委")]
    assert desk.read(looking.known_organs) == ("县交通局", "市政协", "县委")
    assert desk.read(looking.known_journals) == ("云州社情民意",)
