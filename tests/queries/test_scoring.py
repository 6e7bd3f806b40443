"""What the scoring engine is given of the office's pieces, and what a year's scores make of it."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.outcomes import About, AdoptionForm, Fault, Level, OutcomeEntry, OutcomeKind
from cppcc_desk.domain.people import PersonEntry, PersonKind, UnitKind
from cppcc_desk.domain.scoring.events import EventType, Ledger, Piece, Subject
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import outcomes, people, submissions
from cppcc_desk.operations.commissioning import commission
from cppcc_desk.operations.dispatching import send
from cppcc_desk.operations.scoring import by_hand
from cppcc_desk.operations.scoring.by_hand import AdjustmentEntry
from cppcc_desk.queries import issues
from cppcc_desk.queries.scoring.pieces import scored_pieces
from cppcc_desk.queries.scoring.years import shown_scores
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import Desk, operation
from tests.office import piece, step

WRITERS = (
    PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, sector="医药卫生界", town="石桥镇"),
    PersonEntry(name="顾长安", kind=PersonKind.INFORMANT, sector="科技界"),
)


@operation("清空计分办法")
def _forget_schemes(session: Session) -> None:
    for row in session.scalars(select(t.ScoringScheme)):
        session.delete(row)


EVER = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


@pytest.fixture
def writers(desk: Desk) -> tuple[int, ...]:
    return desk.do(people.add_people, WRITERS)


def by(*ids: int) -> tuple[Contributor, ...]:
    names = {1: "柳青禾", 2: "顾长安"}
    sectors = {1: "医药卫生界", 2: "科技界"}
    return tuple(Contributor(name=names[i], person_id=i, sector=sectors[i]) for i in ids)


def heard(desk: Desk, about: About, kind: OutcomeKind, **said: object) -> int:
    entry = OutcomeEntry(kind=kind, occurred_on=said.pop("on", desk.today), **said)  # type: ignore[arg-type]
    return desk.do(outcomes.record, about, entry)


def pieces(desk: Desk) -> tuple[Piece, ...]:
    return desk.read(scored_pieces, **EVER, today=desk.today)


def events(found: Piece) -> list[tuple[str, str, str]]:
    return [(event.type.value, str(event.level), event.form) for event in found.events]


def test_a_piece_brings_what_became_of_it(desk: Desk, writers: tuple[int, ...]) -> None:
    made = piece(desk, State.ISSUED, contributors=by(1, 2))
    desk.do(send, made, to="市政协", sent_at=desk.now)
    about = About(submission_id=made)
    heard(desk, about, OutcomeKind.ADOPTION, level=Level.CITY, adoption_form=AdoptionForm.SINGLE, organ="市政协")
    heard(desk, about, OutcomeKind.ADOPTION, level=Level.DEPARTMENT, organ="县水利局")
    heard(
        desk,
        about,
        OutcomeKind.INSTRUCTION,
        level=Level.OWN,
        leader="周启明",
        leader_post="县委书记",
        evidence="批示件",
    )
    heard(desk, about, OutcomeKind.REPLY, organ="县水利局", answer="A 已解决")
    heard(desk, about, OutcomeKind.FAULT, fault=Fault.UNTRUE)
    (found,) = pieces(desk)
    assert events(found) == [
        ("有效来稿", "", ""),
        ("本级采用", "本级", "单篇"),
        ("转送", "市", found.events[2].form),
        ("上级采用", "市", "单篇"),
        ("部门采纳", "部门", ""),
        ("批示", "本级", ""),
        ("失实", "", ""),
    ]
    assert [event.evidence for event in found.events if event.type is EventType.INSTRUCTED] == [True]
    assert [(author.name, sorted(author.kinds)) for author in found.authors] == [
        ("柳青禾", ["其他", "委员"]),
        ("顾长安", ["信息员", "其他"]),
    ]
    assert found.joint and not found.comprehensive


def test_a_refused_or_deleted_piece_is_no_valid_one(desk: Desk, writers: tuple[int, ...]) -> None:
    refused = piece(desk, State.CLASSIFIED, contributors=by(1))
    step(desk, refused, Step.SCREEN, 结论="不采用", 原因="事实不清")
    gone = piece(desk, title="删掉的", contributors=by(1))
    desk.do(submissions.move_to_bin, [gone])
    assert [events(found) for found in pieces(desk)] == [[]]


def test_what_was_merged_shares_the_adoption_and_keeps_what_is_its_own(desk: Desk, writers: tuple[int, ...]) -> None:
    target = piece(desk, State.CLASSIFIED, contributors=by(1))
    other = piece(desk, State.CLASSIFIED, title="另一篇停车难", contributors=by(2))
    step(desk, other, Step.MERGE, 并入="2026-001")
    for word, values in (
        (Step.SCREEN, {"结论": "拟采用"}),
        (Step.EDIT, {}),
        (Step.REVIEW, {}),
        (Step.SIGN_OFF, {"签发人": "周启明"}),
        (Step.PRINT, {}),
        (Step.PROOFREAD, {}),
        (Step.PROOFREAD, {}),
    ):
        step(desk, target, word, **values)
    heard(desk, About(submission_id=other), OutcomeKind.MEDIA, organ="云溪日报")
    (found,) = pieces(desk)
    assert found.comprehensive and [author.name for author in found.authors] == ["柳青禾", "顾长安"]
    assert [(event.type.value, event.authors) for event in found.events] == [
        ("有效来稿", (0,)),
        ("本级采用", None),
        ("有效来稿", (1,)),
        ("媒体", (1,)),
    ]
    assert found.events[1].form == "综合"


def test_an_outcome_of_an_issue_is_one_of_every_piece_in_it(desk: Desk, writers: tuple[int, ...]) -> None:
    made = piece(desk, State.ISSUED, contributors=by(1))
    issue = desk.read(issues.issue_of, made)
    assert issue is not None
    heard(desk, About(issue_id=issue.id), OutcomeKind.INSTRUCTION, level=Level.CITY, leader="江望")
    heard(desk, About(issue_id=issue.id), OutcomeKind.ADOPTION, level=Level.OWN)  # said again of what is known
    assert [event.type.value for event in pieces(desk)[0].events] == ["有效来稿", "本级采用", "批示"]


def test_a_commission_that_nothing_came_of_counts_once_it_is_late(desk: Desk, writers: tuple[int, ...]) -> None:
    desk.do(commission, person_ids=writers[:1], subject="冬季供水", asked_on=desk.today, due_on=date(2026, 11, 20))
    assert pieces(desk) == ()
    (found,) = desk.read(scored_pieces, **EVER, today=date(2026, 11, 21))
    assert (found.id, found.title, events(found)) == (-1, "冬季供水", [("漏约稿", "", "")])
    assert [author.name for author in found.authors] == ["柳青禾"]


def test_scores_follow_the_events_and_undo_takes_them_back(desk: Desk, writers: tuple[int, ...]) -> None:
    made = piece(desk, State.ISSUED, contributors=by(1, 2))

    def of(person_id: int) -> int:
        row = desk.read(shown_scores, 2026, today=desk.today).row_of(Subject(Ledger.PERSON, person_id))
        return row.score if row else 0

    before = (of(1), of(2))
    assert before == (75, 75)  # 有效来稿 0.5 and 本级采用 1, each shared by two
    heard(desk, About(submission_id=made), OutcomeKind.ADOPTION, level=Level.NATIONAL, organ="全国政协")
    assert (of(1), of(2)) == (1075, 1075)
    desk.undo()
    assert (of(1), of(2)) == before
    give = AdjustmentEntry(
        subject=Subject(Ledger.PERSON, 1), counted_on=desk.today, points=250, reason="调研报告", approved_by="方建军"
    )
    desk.do(by_hand.adjust_score, give)
    assert of(1) == 325
    desk.undo()
    assert of(1) == 75


def test_parts_of_a_year_add_up_to_it(desk: Desk, writers: tuple[int, ...]) -> None:
    made = piece(desk, State.ISSUED, contributors=by(1), received_at=datetime(2026, 3, 2, 9))
    heard(
        desk, About(submission_id=made), OutcomeKind.ADOPTION, on=date(2026, 11, 20), level=Level.CITY, organ="市政协"
    )
    bounds = ((1, 1), (4, 1), (7, 1), (10, 1))
    parts = []
    for number, (month, day) in enumerate(bounds):
        last = date(2026, *bounds[number + 1]) if number < 3 else date(2027, 1, 1)
        found = desk.read(
            shown_scores,
            2026,
            today=desk.today,
            first=date(2026, month, day),
            last=date.fromordinal(last.toordinal() - 1),
        )
        row = found.row_of(Subject(Ledger.PERSON, 1))
        parts.append(row.score if row else 0)
    whole = desk.read(shown_scores, 2026, today=desk.today).row_of(Subject(Ledger.PERSON, 1))
    assert whole is not None and sum(parts) == whole.score == 650
    assert parts == [50, 0, 0, 600]


def test_units_are_ranked_apart_and_who_is_left_out_stands_behind(desk: Desk, writers: tuple[int, ...]) -> None:
    piece(desk, State.ISSUED, contributors=by(1, 2))
    desk.do(by_hand.leave_unranked, Subject(Ledger.PERSON, 1), reason="本人要求")
    found = {one.group.name: one.rows for one in desk.read(shown_scores, 2026, today=desk.today).groups}
    assert [(row.rank, row.who.name, row.who.unranked) for row in found["委员"]] == [(None, "柳青禾", "本人要求")]
    assert [(row.rank, row.who.name, row.score) for row in found["界别"]] == [
        (1, "医药卫生界", 75),
        (1, "科技界", 75),
    ]
    assert {row.who.kind for row in found["信息小组"]} == {UnitKind.INFO_GROUP.value}


def test_without_a_scheme_the_way_out_is_told(desk: Desk) -> None:
    desk.do(_forget_schemes)
    with pytest.raises(Missing, match="还没有计分办法"):
        desk.read(shown_scores, 2026, today=desk.today)
