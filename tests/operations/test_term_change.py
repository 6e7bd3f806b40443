"""换届: who stays and who leaves, groups and cards anew, the old term readable, all of it one step to undo."""

from dataclasses import replace
from datetime import date

import pytest

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.operations import people, term_change, units
from cppcc_desk.operations.office import change_setting
from cppcc_desk.operations.people.cards import issue_cards
from cppcc_desk.operations.terms import begin_term
from cppcc_desk.queries import office, terms
from cppcc_desk.queries.cards import cards
from cppcc_desk.queries.people import detail, entry_of
from cppcc_desk.queries.people import people as roster
from cppcc_desk.queries.people.terms import roll_of_term
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.office import snapshot

ENTRIES = (
    PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, also=frozenset({PersonKind.INFORMANT}), sector="医药卫生界"),
    PersonEntry(name="顾长安", kind=PersonKind.INFORMANT, sector="科技界", info_group="第一信息小组"),
    PersonEntry(name="苏晚晴", kind=PersonKind.STANDING_MEMBER, info_group="第二信息小组", recommended_by="县文联"),
    PersonEntry(name="程归帆", kind=PersonKind.STAFF),
)
NEW = date(2026, 11, 16)


@pytest.fixture
def made(desk: Desk) -> tuple[int, ...]:
    desk.do(begin_term, 10, began=date(2022, 1, 10))
    ids = desk.do(people.add_people, ENTRIES)
    desk.do(units.appoint, desk.read(office.groups)[0].id, person_id=ids[1])
    desk.do(issue_cards, ids[:2])
    return ids


def change(
    desk: Desk, staying: tuple[int, ...], *, new_groups: bool = False, new_cards: bool = True
) -> term_change.Changed:
    return desk.do(term_change.change_term, 11, began=NEW, staying=staying, new_groups=new_groups, new_cards=new_cards)


def test_who_stays_goes_on_in_the_new_term_and_the_others_leave(desk: Desk, made: tuple[int, ...]) -> None:
    before = desk.read(snapshot)
    done = change(desk, (made[0], made[2]))
    assert (done.stayed, done.left, done.cards, done.led) == (2, 1, 1, ("第一信息小组",))
    assert [row.name for row in desk.read(roster)] == ["柳青禾", "苏晚晴", "程归帆"]
    assert [(term.number, term.ended) for term in desk.read(terms.terms)] == [(11, None), (10, date(2026, 11, 15))]
    roles = [(role.kind, role.term, role.ended) for role in desk.read(detail, made[0]).roles]
    assert roles == [
        ("委员", "第十届", date(2026, 11, 15)),
        ("信息员", "第十届", date(2026, 11, 15)),
        ("委员", "第十一届", None),
        ("信息员", "第十一届", None),
    ]
    assert desk.read(detail, made[2]).entry.recommended_by == "县文联"
    assert [(card.number, card.state.value) for card in desk.read(cards, on=desk.today) if card.in_roster] == [
        ("11-001", "有效"),
        ("10-001", "失效"),
    ]
    old = desk.read(terms.terms)[1]
    assert [(m.name, m.sector, m.info_group, m.in_roster) for m in desk.read(roll_of_term, old.id)] == [
        ("柳青禾", "医药卫生界", "", True),
        ("顾长安", "科技界", "第一信息小组", False),
        ("苏晚晴", "", "第二信息小组", True),
    ]
    assert [m.name for m in desk.read(roll_of_term, done.term_id)] == ["柳青禾", "苏晚晴"]
    assert check(desk) == ()
    assert desk.undo() == "换届：第十一届，留任 2 人"
    assert desk.read(snapshot) == before


def test_groups_are_emptied_when_they_are_to_be_made_anew(desk: Desk, made: tuple[int, ...]) -> None:
    done = change(desk, made[:3], new_groups=True, new_cards=False)
    assert len(done.led) == 5 and done.cards == 0
    assert {row.info_group for row in desk.read(roster)} == {""}
    assert all(group.leader == "" for group in desk.read(office.groups))
    assert [(card.number, card.state.value) for card in desk.read(cards, on=desk.today)] == [
        ("10-001", "到期"),
        ("10-002", "到期"),
    ]


def test_who_was_put_into_a_group_since_the_new_term_began_stays_there(desk: Desk, made: tuple[int, ...]) -> None:
    second = desk.read(office.groups)[1].id
    desk.do(units.assign_members, {made[0]: second}, since=NEW)
    change(desk, made, new_groups=True)
    assert [(row.name, row.info_group) for row in desk.read(roster)][:3] == [
        ("柳青禾", "第二信息小组"),
        ("顾长安", ""),
        ("苏晚晴", ""),
    ]


def test_members_get_a_new_card_where_the_office_gives_them_one(desk: Desk, made: tuple[int, ...]) -> None:
    desk.do(change_setting, "card_for_members", True, since=date(2026, 1, 1))
    desk.do(issue_cards, made[2:3])
    assert change(desk, made[:3]).cards == 3
    assert [(card.number, card.name, card.state.value) for card in desk.read(cards, on=desk.today)] == [
        ("11-001", "柳青禾", "有效"),
        ("11-002", "顾长安", "有效"),
        ("11-003", "苏晚晴", "有效"),
        ("10-001", "柳青禾", "失效"),
        ("10-002", "顾长安", "失效"),
        ("10-003", "苏晚晴", "失效"),
    ]


def test_a_standing_that_began_in_the_new_term_already_is_of_it(desk: Desk, made: tuple[int, ...]) -> None:
    held = desk.read(entry_of, made[0])
    standing = replace(held, kind=PersonKind.STANDING_MEMBER)
    desk.do(people.change_person, made[0], standing, held=held, since=NEW)
    change(desk, made[:3])
    roles = [(role.kind, role.term, role.ended) for role in desk.read(detail, made[0]).roles if role.ended is None]
    assert sorted(roles) == [("信息员", "第十一届", None), ("常委", "第十一届", None)]


def test_who_is_staff_too_stays_as_that_and_groups_lose_whoever_is_in_them(desk: Desk, made: tuple[int, ...]) -> None:
    staff = PersonEntry(name="单文静", kind=PersonKind.STAFF, also=frozenset({PersonKind.INFORMANT}))
    (both,) = desk.do(people.add_people, [staff])
    desk.do(units.appoint, 3, person_id=made[3])
    change(desk, made[:3], new_groups=True)
    assert [(row.name, row.kinds) for row in desk.read(roster) if row.id == both] == [("单文静", ("工作人员",))]
    assert {group.leader for group in desk.read(office.groups)} == {""}


def test_the_reason_names_the_term_that_ends(desk: Desk) -> None:
    gone, stays = desk.do(people.add_people, ENTRIES[:2])
    change(desk, (stays,))
    assert desk.read(detail, gone).left_reason == "换届"
    desk.undo()
    desk.do(begin_term, 9, began=date(2022, 1, 10))
    change(desk, (stays,))
    assert desk.read(detail, gone).left_reason == "第九届届满"


def test_what_cannot_be_changes_nothing(desk: Desk, made: tuple[int, ...]) -> None:
    before = desk.read(snapshot)
    with pytest.raises(Invalid, match="没有选中留任的人"):
        change(desk, ())
    with pytest.raises(Invalid):
        desk.do(term_change.change_term, 9, began=NEW, staying=made, new_groups=False, new_cards=True)
    with pytest.raises(Invalid):
        desk.do(term_change.change_term, 11, began=date(2027, 1, 1), staying=made, new_groups=False, new_cards=True)
    assert desk.read(snapshot) == before
