"""Who leaves the roster, comes back, or should never have been in it."""

from datetime import date

import pytest

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.operations import people, units
from cppcc_desk.operations.terms import begin_term
from cppcc_desk.queries import office
from cppcc_desk.queries.people import detail, entry_of
from cppcc_desk.queries.people import people as roster
from cppcc_desk.queries.units import units as listed
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.office import piece, shown, snapshot
from tests.operations.test_people import LIU, add, row_of


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


def test_who_has_left_is_put_right_but_belongs_nowhere_anew(desk: Desk) -> None:
    (made,) = add(desk, LIU)
    desk.do(people.leave, [made], on=desk.today, reason="工作调动")
    held = desk.read(entry_of, made)
    desk.do(people.change_person, made, PersonEntry(**{**vars(held), "phone": "13800000009"}), held=held)
    assert row_of(desk, made).phone == "13800000009"
    held = desk.read(entry_of, made)
    for changes in ({"sector": "教育界"}, {"kind": PersonKind.STAFF}, {"info_group": "第一信息小组"}):
        with pytest.raises(Forbidden, match="已退出名册，身份和所属单位不能改"):
            desk.do(people.change_person, made, PersonEntry(**{**vars(held), **changes}), held=held)
    assert desk.do(units.assign_members, {made: 1}) == 0
    assert {unit.members for unit in desk.read(listed)} == {0}


def test_who_has_left_does_not_leave_again(desk: Desk) -> None:
    (made,) = add(desk, LIU)
    desk.do(people.leave, [made], on=desk.today, reason="工作调动")
    with pytest.raises(Forbidden, match="选定的人都已退出名册"):
        desk.do(people.leave, [made], on=desk.today, reason="工作调动")


def test_left_and_back_again_on_one_day_is_as_if_nothing_had_been(desk: Desk) -> None:
    (made,) = add(desk, LIU)
    for _ in range(3):
        desk.do(people.leave, [made], on=desk.today, reason="误办")
        desk.do(people.return_to_roster, made, since=desk.today)
    row = row_of(desk, made)
    assert (row.kinds, row.sector, row.info_group) == (("委员", "信息员"), "医药卫生界", "第二信息小组")
    assert check(desk) == ()


def test_who_comes_back_is_of_the_present_term(desk: Desk) -> None:
    desk.do(begin_term, 9, began=date(2020, 1, 1))
    (made,) = add(desk, LIU)
    desk.do(people.leave, [made], on=date(2021, 5, 1), reason="工作调动")
    desk.do(begin_term, 10, began=date(2022, 1, 1))
    desk.do(people.return_to_roster, made, since=desk.today)
    told = {role.term for role in desk.read(detail, made).roles if role.ended is None}
    assert told == {"第十届"}


def test_nobody_leaves_before_they_began(desk: Desk) -> None:
    (made,) = desk.do(people.add_people, [LIU], since=date(2026, 7, 1))
    before = desk.read(snapshot)
    with pytest.raises(Invalid, match="柳青禾的任职或所属从 2026-07-01 才开始，最后一天不能更早"):
        desk.do(people.leave, [made], on=date(2026, 6, 1), reason="工作调动")
    assert desk.read(snapshot) == before
