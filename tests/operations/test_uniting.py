"""合并为一人: two records of the roster that are one person."""

from datetime import datetime

import pytest

from cppcc_desk.domain.errors import Forbidden, Missing
from cppcc_desk.domain.occasions import AttendanceEntry, OccasionEntry, OccasionKind, Presence
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.operations import occasions, people, units
from cppcc_desk.operations.people import leave
from cppcc_desk.queries import office
from cppcc_desk.queries.occasions import detail as occasion_detail
from cppcc_desk.queries.people import detail
from cppcc_desk.queries.people import people as roster
from cppcc_desk.queries.people.duty import duty_record
from cppcc_desk.queries.units import units as listed
from cppcc_desk.storage.desk import Desk
from tests.office import piece, shown, snapshot
from tests.operations.test_people import add


def test_two_records_of_one_person_become_one_and_two_again(desk: Desk) -> None:
    kept, other = add(
        desk,
        PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, sector="医药卫生界"),
        PersonEntry(name="柳青禾", kind=PersonKind.INFORMANT, phone="13800000001", town="石桥镇", sector="医药卫生界"),
    )
    number = piece(desk, contributors=(Contributor(name="柳青禾", person_id=other),))
    before = desk.read(snapshot)
    desk.do(people.unite, kept, other_id=other)
    (row,) = desk.read(roster)
    assert (row.id, row.kinds, row.phone, row.town, row.pieces) == (
        kept,
        ("委员", "信息员"),
        "13800000001",
        "石桥镇",
        1,
    )
    assert shown(desk, number).contributors[0].person_id == kept
    assert [a.unit for a in desk.read(detail, kept).affiliations] == ["医药卫生界", "石桥镇"]
    for again in (kept, other):
        with pytest.raises((Missing, Forbidden)):
            desk.do(people.unite, kept, other_id=again)
    desk.undo()
    assert desk.read(snapshot) == before


def test_what_two_records_say_of_one_person_is_joined(desk: Desk) -> None:
    groups = desk.read(office.groups)
    kept, other = add(
        desk,
        PersonEntry(name="柳青禾", sector="医药卫生界", info_group="第一信息小组"),
        PersonEntry(name="柳青禾", sector="教育界", info_group="第二信息小组"),
    )
    desk.do(units.appoint, groups[1].id, person_id=other)
    entry = OccasionEntry(kind=OccasionKind.TRAINING, name="信息员培训", at=datetime(2026, 11, 2, 9))
    meeting = desk.do(occasions.add_occasion, entry)
    came = AttendanceEntry(name="柳青禾", person_id=other, spoke=True, remark="交流发言")
    desk.do(occasions.invite, meeting, [AttendanceEntry(name="柳青禾", person_id=kept), came])
    before = desk.read(snapshot)
    desk.do(people.unite, kept, other_id=other)
    (row,) = desk.read(occasion_detail, meeting, now=desk.now).attendances
    assert (row.person_id, row.presence, row.spoke, row.remark) == (kept, Presence.CAME, True, "交流发言")
    told = [(a.unit, a.ended) for a in desk.read(detail, kept).affiliations]
    assert told == [
        ("医药卫生界", None),
        ("第一信息小组", None),
        ("教育界", desk.today),
        ("第二信息小组", None),
    ]
    assert desk.read(office.groups)[1].leader == "柳青禾"
    desk.undo()
    assert desk.read(snapshot) == before


def test_what_both_records_were_is_there_once(desk: Desk) -> None:
    kept, other = add(
        desk,
        PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, sector="科技界", info_group="第二信息小组"),
        PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, sector="科技界", info_group="第二信息小组"),
    )
    desk.do(units.appoint, 2, person_id=other)
    number = piece(
        desk,
        contributors=tuple(
            Contributor(name=name, person_id=who) for name, who in (("甲", None), ("柳青禾", other), ("柳青禾", kept))
        ),
    )
    desk.do(people.unite, kept, other_id=other)
    assert [(row.name, row.members) for row in desk.read(listed) if row.members] == [("科技界", 1), ("第二信息小组", 1)]
    assert [c.person_id for c in shown(desk, number).contributors] == [None, kept]
    assert len(desk.read(duty_record, kept, year=2026, now=desk.now).pieces) == 1
    assert desk.read(office.groups)[1].leader_id == kept
    assert desk.do(leave, [kept], on=desk.today, reason="工作调动") == ("第二信息小组",)
    assert desk.read(office.groups)[1].leader == ""


def test_a_piece_that_was_begun_with_the_other_record_is_of_the_one_who_stays(desk: Desk) -> None:
    kept, other = add(desk, PersonEntry(name="柳青禾"), PersonEntry(name="柳青禾"))
    desk.do(people.unite, kept, other_id=other)
    number = piece(desk, contributors=(Contributor(name="柳青禾", person_id=other),))
    assert shown(desk, number).contributors[0].person_id == kept
    desk.undo()
    with pytest.raises(Missing, match="反映人“程归帆”已从名册里删除"):
        piece(desk, contributors=(Contributor(name="程归帆", person_id=99),))
