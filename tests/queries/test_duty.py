"""What 履职档案 tells of a person: pieces with what became of them, meetings that took place, each counted once."""

from datetime import datetime, timedelta

from cppcc_desk.domain.forms import DutyFacts
from cppcc_desk.domain.occasions import OccasionKind, Presence
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import occasions as doing
from cppcc_desk.operations.issuing import print_issue
from cppcc_desk.operations.people import add_people
from cppcc_desk.queries.forms.duty import duty_facts
from cppcc_desk.storage.desk import Desk
from tests.conftest import NOW
from tests.office import piece, shown, step
from tests.operations.test_occasions import AHEAD, YESTERDAY, ids, meeting, names, note


def member(desk: Desk) -> int:
    entry = PersonEntry(name="沈砚秋", kind=PersonKind.MEMBER, unit="县医院", position="县医院院长")
    (made,) = desk.do(add_people, [entry])
    return made


def facts(desk: Desk, person_id: int) -> DutyFacts:
    return desk.read(duty_facts, person_id, NOW, year=2026)


def test_meetings_that_took_place_are_listed_and_only_where_they_came_counted(desk: Desk) -> None:
    made = member(desk)
    came, missed, cancelled, _ = (
        desk.do(
            doing.add_occasion,
            meeting(name=name, kind=OccasionKind.TRAINING, at=at),
            invited=names("沈砚秋", person_id=made),
        )
        for name, at in (
            ("秋季培训", YESTERDAY),
            ("农村饮水视察", YESTERDAY - timedelta(days=9)),
            ("夏季培训", YESTERDAY - timedelta(days=30)),
            ("冬季培训", AHEAD),
        )
    )
    note(desk, came, ids(desk, came, "沈砚秋"), spoke=True)
    note(desk, missed, ids(desk, missed, "沈砚秋"), presence=Presence.ABSENT)
    desk.do(doing.cancel_occasion, cancelled, reason="台风")
    found = facts(desk, made)
    assert [(m.name, m.part) for m in found.meetings] == [
        ("秋季培训", "出席，到会，发言"),
        ("农村饮水视察", "出席，缺席"),
    ]
    assert dict(found.standing) == {"来稿": "0篇", "编发": "0篇", "任务数": "1篇", "计入": "0篇，零报送"} | {
        "到会": "1次",
        "发言": "1次",
    }
    assert dict(found.facts)["单位职务"] == "县医院院长"


def test_a_piece_that_went_into_an_issued_one_was_issued_too(desk: Desk) -> None:
    made = member(desk)
    own = piece(desk, contributors=(Contributor(name="沈砚秋", person_id=made),))
    whole = piece(desk, State.SIGNED_OFF, received_at=datetime(2026, 11, 17, 9))
    step(desk, own, Step.MERGE, 并入=shown(desk, whole).row.intake_no)
    assert dict(facts(desk, made).standing)["编发"] == "0篇"
    desk.do(print_issue, [whole], supplement=True)
    (told,) = facts(desk, made).pieces
    assert told.result == f"并入{shown(desk, whole).row.intake_no}，《社情民意》2026年增刊第1期"
    assert dict(facts(desk, made).standing)["编发"] == "1篇"
