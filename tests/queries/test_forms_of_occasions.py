"""What the forms about a meeting show: who is on the sheet, who gets a letter, what the record tells."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Missing
from cppcc_desk.domain.forms import InvitationFacts, Invitee, OccasionRecordFacts, SignInFacts
from cppcc_desk.domain.occasions import AttendanceEntry, DecisionEntry, Part, Presence, Relation
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.operations import occasions as doing
from cppcc_desk.operations import submissions, units
from cppcc_desk.operations.people import add_people
from cppcc_desk.queries import forms
from cppcc_desk.queries.forms import occasions
from cppcc_desk.storage.desk import Desk
from tests.conftest import NOW
from tests.office import piece
from tests.operations.test_occasions import activity, ids, meeting, names, note


def facts(desk: Desk, kind: str, occasion_id: int, *chosen: int) -> Any:
    def read(session: Session) -> Any:
        return forms.OF_OCCASION[kind](occasions.about(session, occasion_id, chosen, now=NOW))

    return desk.read(read)


def held(desk: Desk) -> int:
    desk.do(
        add_people,
        [
            PersonEntry(name="沈砚秋", kind=PersonKind.STANDING_MEMBER, unit="县教育局", position="副局长"),
            PersonEntry(name="方建军", kind=PersonKind.INFORMANT, unit="县水务公司", position="县水务公司经理"),
        ],
    )
    asked = [*names("梁伯衡", "沈砚秋"), *names("方建军", "柳青禾", part=Part.OBSERVING)]
    made = desk.do(doing.add_occasion, meeting(), invited=asked)
    note(desk, made, ids(desk, made, "梁伯衡"), presence=Presence.EXCUSED)
    return made


def test_a_sheet_has_everybody_but_the_excused(desk: Desk) -> None:
    found: SignInFacts = facts(desk, "签到表", held(desk))
    assert (found.group, found.meeting, found.host) == ("", meeting().name, "梁伯衡")
    assert found.theme == "听取社情民意工作汇报；研究明年协商计划"
    assert [(a.name, a.work, a.remark) for a in found.attendants] == [
        ("沈砚秋", "县教育局副局长", ""),
        ("方建军", "县水务公司经理", "列席"),
        ("柳青禾", "", "列席"),
    ]


def test_the_sheet_of_an_activity_is_its_groups(desk: Desk) -> None:
    desk.do(units.save_group, 2, name="第二信息小组", leader="贺春生", area="")
    made = desk.do(doing.add_occasion, activity(host=""), invited=[AttendanceEntry(name="甲")])
    found: SignInFacts = facts(desk, "签到表", made)
    assert (found.group, found.group_leader, found.meeting, found.theme) == (
        "第二信息小组",
        "贺春生",
        "",
        "冬季供水供电",
    )


def test_letters_go_to_those_who_observe_unless_others_are_chosen(desk: Desk) -> None:
    made = held(desk)
    found: InvitationFacts = facts(desk, "列席邀请函", made)
    assert found.invitees == (
        Invitee(name="方建军", courtesy="同志", work="县水务公司经理"),
        Invitee(name="柳青禾", courtesy="同志"),
    )
    chosen: InvitationFacts = facts(desk, "列席邀请函", made, *ids(desk, made, "沈砚秋", "梁伯衡"))
    assert [(i.name, i.courtesy, i.part) for i in chosen.invitees] == [
        ("梁伯衡", "同志", Part.ATTENDING),
        ("沈砚秋", "委员", Part.ATTENDING),
    ]
    with pytest.raises(Missing, match="已不在"):
        facts(desk, "列席邀请函", made, 99)


def test_where_nobody_observes_letters_go_to_all_and_where_nobody_is_asked_there_is_none(desk: Desk) -> None:
    made = desk.do(doing.add_occasion, meeting(), invited=names("甲", "乙"))
    assert [i.name for i in facts(desk, "列席邀请函", made).invitees] == ["甲", "乙"]
    empty = desk.do(doing.add_occasion, meeting())
    with pytest.raises(Forbidden, match="没有写出任何文件"):
        facts(desk, "列席邀请函", empty)


def test_the_record_tells_what_is_written_down(desk: Desk) -> None:
    made = held(desk)
    note(desk, made, ids(desk, made, "沈砚秋", "方建军"), presence=Presence.CAME)
    note(desk, made, ids(desk, made, "柳青禾"), presence=Presence.ABSENT)
    desk.do(doing.link_pieces, made, [piece(desk)], relation=Relation.DISCUSSED)
    desk.do(doing.save_decision, made, None, DecisionEntry(text="办好", handling_unit="县水利局"))
    found: OccasionRecordFacts = facts(desk, "会议活动记录单", made)
    assert (found.present, found.observing, found.excused, found.absent) == (
        ("沈砚秋",),
        ("方建军",),
        ("梁伯衡",),
        ("柳青禾",),
    )
    assert [p.intake_no for p in found.discussed] == ["2026-001"] and found.produced == ()
    assert [d.text for d in found.decisions] == ["办好"] and found.cost == ""
    form = desk.read(forms.occasion_form, "会议活动记录单", made, now=NOW)
    assert form.title == "会议活动记录单 县政协十届二十次主席会议"


def test_a_piece_in_the_bin_is_not_on_the_record(desk: Desk) -> None:
    made = held(desk)
    gone = piece(desk)
    desk.do(doing.link_pieces, made, [gone, piece(desk)], relation=Relation.DISCUSSED)
    desk.do(submissions.move_to_bin, [gone])
    found: OccasionRecordFacts = facts(desk, "会议活动记录单", made)
    assert [p.intake_no for p in found.discussed] == ["2026-002"]


@pytest.mark.parametrize("kind", ["签到表", "列席邀请函"])
def test_nobody_is_asked_to_what_was_cancelled_and_its_record_says_why(desk: Desk, kind: str) -> None:
    made = desk.do(doing.add_occasion, meeting(), invited=names("甲"))
    desk.do(doing.cancel_occasion, made, reason="大雪封山")
    with pytest.raises(Forbidden, match=r"已取消，.*没有写出任何文件"):
        facts(desk, kind, made)
    told: OccasionRecordFacts = facts(desk, "会议活动记录单", made)
    assert told.cancelled == "大雪封山"
