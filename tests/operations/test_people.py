"""The roster: what people are and belong to over time, units and groups, a whole list taken over as one step."""

from datetime import date

import pytest

from cppcc_desk.domain.errors import Invalid, Missing, Stale
from cppcc_desk.domain.people import PersonEntry, PersonKind, UnitKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.operations import people, units
from cppcc_desk.queries import office
from cppcc_desk.queries.people import PersonRow, detail, entries, entry_of
from cppcc_desk.queries.people import people as roster
from cppcc_desk.queries.quotas import standings
from cppcc_desk.queries.units import units as listed
from cppcc_desk.storage.checking import check
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


def test_two_units_that_are_one_become_one(desk: Desk) -> None:
    first, second = add(desk, PersonEntry(name="甲", sector="科学技术界"), PersonEntry(name="乙", sector="科技界"))
    number = piece(desk, contributors=(Contributor(name="甲", person_id=first, sector="科学技术界"),))
    rows = {row.name: row.id for row in desk.read(listed, UnitKind.SECTOR)}
    before = desk.read(snapshot)
    desk.do(units.unite_units, rows["科学技术界"], into_id=rows["科技界"])
    assert [(row.name, row.members) for row in desk.read(listed, UnitKind.SECTOR)] == [("科技界", 2)]
    assert [(row.name, row.count) for row in desk.read(standings, 2026, today=desk.today).units if row.count] == [
        ("科技界", 1)
    ]
    assert shown(desk, number).contributors[0].sector == "科学技术界" and row_of(desk, second).sector == "科技界"
    assert check(desk) == ()
    assert desk.undo() == "科学技术界并入科技界"
    assert desk.read(snapshot) == before
    for wrong in ((rows["科技界"], rows["科技界"]), (1, 2)):
        with pytest.raises(Invalid, match="只能把同一类的两个单位合并"):
            desk.do(units.unite_units, wrong[0], into_id=wrong[1])


def test_units_are_put_in_official_order(desk: Desk) -> None:
    made = [desk.do(units.save_unit, None, kind=UnitKind.SECTOR, name=name) for name in ("科技界", "中共界", "民盟界")]
    desk.do(units.order_units, UnitKind.SECTOR, [made[1], made[0]])
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


def test_nothing_is_changed_from_a_day_to_come_or_before_what_it_ends(desk: Desk) -> None:
    (made,) = add(desk, LIU)
    group = desk.read(office.groups)[0].id
    ahead = date(2026, 12, 1)
    for refused in (
        lambda: desk.do(units.assign_members, {made: group}, since=ahead),
        lambda: desk.do(units.appoint, group, person_id=made, since=ahead),
        lambda: desk.do(people.add_people, [LIU], since=ahead),
        lambda: desk.do(people.update_roster, new=[LIU], changed=[], since=ahead, source="名册.xlsx"),
    ):
        with pytest.raises(Invalid, match="变更日期晚于今天"):
            refused()
    desk.do(units.assign_members, {made: group}, since=SINCE)
    before = desk.read(snapshot)
    with pytest.raises(Invalid, match=r"柳青禾的“第一信息小组”从 2026-07-01 开始，变更日期不能更早"):
        desk.do(units.assign_members, {made: None}, since=date(2026, 3, 1))
    assert desk.read(snapshot) == before


def test_a_new_leader_takes_one_group_from_the_old_one(desk: Desk) -> None:
    first, second = add(desk, PersonEntry(name="贺春生"), PersonEntry(name="方建军"))
    groups = desk.read(office.groups)
    for group in groups[:2]:
        desk.do(units.appoint, group.id, person_id=first)
    desk.do(units.appoint, groups[0].id, person_id=second, since=SINCE)
    assert [group.leader for group in desk.read(office.groups)[:2]] == ["方建军", "贺春生"]


def test_people_are_there_from_the_day_that_is_known(desk: Desk) -> None:
    (made,) = desk.do(people.add_people, [LIU], since=SINCE)
    assert {
        (role.began, a.began) for role in desk.read(detail, made).roles for a in desk.read(detail, made).affiliations
    } == {(SINCE, SINCE)}
    (taken,) = desk.do(
        people.update_roster,
        new=[PersonEntry(name="甲", kind=PersonKind.MEMBER)],
        changed=[],
        since=SINCE,
        source="名册.xlsx",
    )
    assert [role.began for role in desk.read(detail, taken).roles] == [SINCE]


def test_a_list_of_one_standing_ends_that_standing_alone(desk: Desk) -> None:
    both, only = add(
        desk,
        PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, also=frozenset({PersonKind.INFORMANT}), sector="科技界"),
        PersonEntry(name="顾长安", kind=PersonKind.INFORMANT),
    )
    desk.do(
        people.update_roster,
        new=[],
        changed=[],
        leaving=[both, only],
        leaving_kinds=(PersonKind.INFORMANT,),
        source="信息员名册.xlsx",
    )
    (row,) = desk.read(roster)
    assert (row.id, row.kinds, row.sector) == (both, ("委员",), "科技界")
    assert row_of(desk, only).left_on == desk.today


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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1980年5月2日", "1980-05-02"),
        ("1980.5", "1980-05"),
        ("19800502", "1980-05-02"),
        ("1980", "1980"),
        ("1980-13", "1980-13"),
        ("属猴", "属猴"),
    ],
)
def test_a_birth_is_kept_in_one_form(desk: Desk, typed: str, kept: str) -> None:
    (made,) = add(desk, PersonEntry(name="柳青禾", born_on=typed))
    assert desk.read(entry_of, made).born_on == kept
