"""The roster: what people are and belong to over time, leaving and coming back, two records that are one person."""

from datetime import date, datetime

import pytest

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing, Stale
from cppcc_desk.domain.occasions import AttendanceEntry, OccasionEntry, OccasionKind, Presence
from cppcc_desk.domain.people import PersonEntry, PersonKind, UnitKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.operations import occasions, people, units
from cppcc_desk.queries import office
from cppcc_desk.queries.occasions import detail as occasion_detail
from cppcc_desk.queries.people import PersonRow, detail, entries, entry_of
from cppcc_desk.queries.people import people as roster
from cppcc_desk.storage.desk import Desk
from tests.office import piece, shown, snapshot

LIU = PersonEntry(
    name="柳青禾",
    kind=PersonKind.MEMBER,
    also=frozenset({PersonKind.INFORMANT}),
    unit="石桥镇中心卫生院",
    position="医生",
    phone="13800000001",
    sector="医药卫生界",
    committee="教科卫体委",
    town="石桥镇",
    party="民盟",
    info_group="第二信息小组",
    gender="女",
    born_on="1980-05",
    recommended_by="县卫生健康局",
)
SINCE = date(2026, 7, 1)


def row_of(desk: Desk, person_id: int) -> PersonRow:
    return next(row for row in desk.read(roster, everybody=True) if row.id == person_id)


def add(desk: Desk, *entries: PersonEntry) -> tuple[int, ...]:
    return desk.do(people.add_people, entries)


def test_what_is_entered_is_what_is_read(desk: Desk) -> None:
    (made,) = add(desk, LIU)
    assert desk.read(entry_of, made) == LIU
    assert desk.read(entries) == {made: LIU}
    row = row_of(desk, made)
    assert (row.kind, row.kinds, row.info_group) == ("委员", ("委员", "信息员"), "第二信息小组")


def test_a_change_from_a_day_on_keeps_what_was(desk: Desk) -> None:
    (made,) = add(desk, LIU)
    changed = PersonEntry(**{**vars(LIU), "sector": "科技界", "kind": PersonKind.STANDING_MEMBER, "also": frozenset()})
    desk.do(people.change_person, made, changed, held=LIU, since=SINCE)
    found = desk.read(detail, made)
    assert found.entry == changed
    sectors = [(a.unit, a.began, a.ended) for a in found.affiliations if a.kind == UnitKind.SECTOR]
    assert sectors == [("医药卫生界", None, date(2026, 6, 30)), ("科技界", SINCE, None)]
    roles = [(role.kind, role.began, role.ended) for role in found.roles]
    assert roles == [
        ("委员", None, date(2026, 6, 30)),
        ("信息员", None, date(2026, 6, 30)),
        ("常委", SINCE, None),
    ]
    desk.undo()
    assert desk.read(entry_of, made) == LIU


def test_a_correction_leaves_no_history_of_the_mistake(desk: Desk) -> None:
    (made,) = add(desk, LIU)
    changed = PersonEntry(**{**vars(LIU), "sector": "科技界", "info_group": "", "phone": "13800000009"})
    desk.do(people.change_person, made, changed, held=LIU)
    found = desk.read(detail, made)
    assert found.entry == changed
    assert [a.unit for a in found.affiliations] == ["科技界", "教科卫体委", "石桥镇", "民盟"]
    with pytest.raises(Stale, match="柳青禾的资料刚被别处修改过"):
        desk.do(people.change_person, made, LIU, held=LIU)
    with pytest.raises(Invalid, match="变更日期晚于今天"):
        desk.do(people.change_person, made, LIU, held=changed, since=date(2027, 1, 1))


def test_who_leaves_stays_credited_and_the_group_is_told_to_want_a_leader(desk: Desk) -> None:
    (made,) = add(desk, LIU)
    group = desk.read(office.groups)[1]
    desk.do(units.appoint, group.id, person_id=made)
    number = piece(desk, contributors=(Contributor(name="柳青禾", person_id=made),))
    assert desk.read(office.groups)[1].leader == "柳青禾"
    with pytest.raises(Invalid, match="请写明退出名册的原因"):
        desk.do(people.leave, [made], on=desk.today, reason=" ")
    assert desk.do(people.leave, [made], on=desk.today, reason="工作调动") == ("第二信息小组",)
    assert desk.read(office.groups)[1].leader == "" and desk.read(roster) == ()
    assert shown(desk, number).contributors[0].person_id == made
    row = row_of(desk, made)
    assert (row.kind, row.sector, row.left_on, row.pieces) == ("委员", "医药卫生界", desk.today, 1)
    desk.do(people.return_to_roster, made, since=desk.today)
    back = row_of(desk, made)
    assert (back.active, back.kind, back.sector, back.info_group) == (True, "委员", "医药卫生界", "第二信息小组")
    with pytest.raises(Forbidden, match="就在名册里"):
        desk.do(people.return_to_roster, made, since=desk.today)


def test_only_who_was_entered_by_mistake_is_deleted(desk: Desk) -> None:
    credited, mistaken = add(desk, LIU, PersonEntry(name="误登"))
    piece(desk, contributors=(Contributor(name="柳青禾", person_id=credited),))
    before = desk.read(snapshot)
    with pytest.raises(Forbidden, match="柳青禾名下有来稿 1 篇，不能删除"):
        desk.do(people.delete_person, credited)
    assert desk.read(snapshot) == before
    desk.do(people.delete_person, mistaken)
    assert [row.name for row in desk.read(roster)] == ["柳青禾"]
    with pytest.raises(Missing):
        desk.do(people.delete_person, mistaken)
    desk.undo()
    assert [row.name for row in desk.read(roster)] == ["柳青禾", "误登"]


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


def test_a_unit_that_comes_later_is_credited_with_earlier_pieces(desk: Desk) -> None:
    number = piece(desk, contributors=(Contributor(name="顾长安", sector="科技界"),))
    collective = piece(desk, collective_submission=True, submitting_unit="石桥镇工委", contributors=())
    sector = desk.do(units.save_unit, None, kind=UnitKind.SECTOR, name="科技界")
    town = desk.do(units.save_unit, None, kind=UnitKind.TOWN_COMMITTEE, name="石桥镇工委")
    from sqlalchemy import select

    from cppcc_desk.storage import tables as t

    meant = desk.read(lambda s: s.scalar(select(t.Contributor.sector_id).where(t.Contributor.submission_id == number)))
    credited = desk.read(lambda s: s.get_one(t.Submission, collective).credited_unit_id)
    assert (meant, credited) == (sector, town)
    with pytest.raises(Invalid, match="已有同名的界别"):
        desk.do(units.save_unit, None, kind=UnitKind.SECTOR, name=" 科技界")
    with pytest.raises(Missing, match="找不到要修改的专委会"):
        desk.do(units.save_unit, sector, kind=UnitKind.COMMITTEE, name="提案委")


def test_units_are_put_in_official_order(desk: Desk) -> None:
    made = [desk.do(units.save_unit, None, kind=UnitKind.SECTOR, name=name) for name in ("科技界", "中共界", "民盟界")]
    desk.do(units.order_units, UnitKind.SECTOR, [made[1], made[0]])
    from cppcc_desk.queries.units import units as listed

    assert [row.name for row in desk.read(listed, UnitKind.SECTOR)] == ["中共界", "科技界", "民盟界"]


def test_members_go_into_a_group_together(desk: Desk) -> None:
    first, second = add(desk, LIU, PersonEntry(name="顾长安"))
    group = desk.read(office.groups)[0]
    assert desk.do(units.assign_members, {first: group.id, second: group.id}, since=SINCE) == 2
    assert {row.info_group for row in desk.read(roster)} == {"第一信息小组"}
    held = [(a.unit, a.ended) for a in desk.read(detail, first).affiliations if a.kind == UnitKind.INFO_GROUP]
    assert held == [("第二信息小组", date(2026, 6, 30)), ("第一信息小组", None)]
    assert desk.do(units.assign_members, {first: group.id}) == 0
    assert desk.do(units.assign_members, {first: None}) == 1
    assert row_of(desk, first).info_group == ""


def test_a_roster_is_taken_over_as_one_step(desk: Desk) -> None:
    first, second, third = add(
        desk, LIU, PersonEntry(name="顾长安", kind=PersonKind.MEMBER), PersonEntry(name="程归帆")
    )
    changed = PersonEntry(**{**vars(LIU), "phone": "13800000008"})
    before = desk.read(snapshot)
    change = people.PersonChange(first, LIU, changed)
    made = desk.do(
        people.update_roster,
        new=[PersonEntry(name="苏晚晴", kind=PersonKind.MEMBER, sector="新界别")],
        changed=[change],
        leaving=[second],
        since=None,
        source="名册.xlsx",
    )
    assert [row.name for row in desk.read(roster)] == ["柳青禾", "程归帆", "苏晚晴"]
    assert desk.next_undo() == "导入名册：新增 1 人、更新 1 人、退出 1 人"
    assert desk.read(entry_of, first).phone == "13800000008" and made[0] > third
    with pytest.raises(Stale, match="在核对期间被别处修改过，名册没有导入"):
        desk.do(people.update_roster, new=[], changed=[change], source="名册.xlsx")
    desk.undo()
    assert desk.read(snapshot) == before
    with pytest.raises(Invalid, match="没有差别"):
        desk.do(people.update_roster, new=[], changed=[], source="名册.xlsx")
