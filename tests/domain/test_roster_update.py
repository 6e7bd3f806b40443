"""A roster beside the people who are known: new, changed, asked about; nobody is taken for somebody else."""

from collections.abc import Mapping

import pytest

from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.roster import RosterColumn as Column
from cppcc_desk.domain.roster import RosterRow
from cppcc_desk.domain.roster_update import Known, Proposal, Verdict, absent, as_changed, decided, left_out, propose

GROUPS = ("第一信息小组",)
LIU = Known(
    1,
    PersonEntry(
        name="柳青禾",
        kind=PersonKind.MEMBER,
        unit="石桥镇中心卫生院",
        position="医生",
        sector="医药卫生界",
        phone="13800000001",
    ),
)


def row(number: int = 2, **told: str) -> RosterRow:
    values: Mapping[Column, str] = {Column[key]: text for key, text in told.items()}
    return RosterRow(values=values, number=number)


def one(known: list[Known], **told: str) -> Proposal:
    (found,) = propose([row(**told)], known, kind=PersonKind.MEMBER, groups=GROUPS)
    return found


def test_nobody_of_that_name_is_new() -> None:
    found = one([LIU], NAME="顾长安", SECTOR="科技界", UNIT_POSITION="县科协　主席", KIND="县政协常务委员")
    assert (found.verdict, found.person_id, found.entry.kind) == (Verdict.NEW, None, PersonKind.STANDING_MEMBER)
    assert (found.entry.unit, found.entry.position) == ("县科协", "主席")


def test_what_differs_is_shown_before_it_is_saved() -> None:
    found = one(
        [LIU],
        NAME="柳 青禾",
        SECTOR="医药卫生界",
        PHONE="13800000009",
        PARTY="民盟",
        UNIT_POSITION="石桥镇中心卫生院医生",
    )
    assert (found.verdict, found.person_id) == (Verdict.CHANGED, 1)
    assert [(c.title, c.before, c.after) for c in found.changes] == [
        ("联系电话", "13800000001", "13800000009"),
        ("党派", "", "民盟"),
    ]
    assert (found.entry.unit, found.entry.position) == ("石桥镇中心卫生院", "医生")


def test_what_a_row_leaves_empty_stays() -> None:
    found = one([LIU], NAME="柳青禾", PHONE="138 0000 0001")
    assert (found.verdict, found.changes, found.entry) == (Verdict.SAME, (), LIU.entry)


def test_another_standing_is_added_and_a_standing_member_is_no_simple_one_any_more() -> None:
    informant = one([LIU], NAME="柳青禾", SECTOR="医药卫生界", KIND="信息员")
    assert (informant.entry.kind, informant.entry.also) == (PersonKind.MEMBER, {PersonKind.INFORMANT})
    assert [(c.title, c.before, c.after) for c in informant.changes] == [("身份", "委员", "委员、信息员")]
    standing = one([LIU], NAME="柳青禾", SECTOR="医药卫生界", KIND="常委")
    assert (standing.entry.kind, standing.entry.also) == (PersonKind.STANDING_MEMBER, frozenset())
    known = Known(1, standing.entry)
    assert one([known], NAME="柳青禾", SECTOR="医药卫生界").verdict is Verdict.SAME  # a list of all 委员 says no less
    assert one([known], NAME="柳青禾", SECTOR="医药卫生界", KIND="委员").entry.kind is PersonKind.MEMBER


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({"SECTOR": "教育界", "UNIT": "云溪中学"}, Verdict.ASK),  # may be her, may be a namesake
        ({"SECTOR": "教育界", "PHONE": "13800000001"}, Verdict.CHANGED),  # the phone tells
        ({}, Verdict.SAME),  # a list of names only: nobody else bears it
    ],
)
def test_a_namesake_is_asked_about(told: dict[str, str], verdict: Verdict) -> None:
    found = one([LIU], NAME="柳青禾", **told)
    assert found.verdict is verdict
    assert found.candidates == ((1,) if verdict is Verdict.ASK else ())


def test_birth_gender_and_identity_number_tell_two_people_apart() -> None:
    born = Known(1, PersonEntry(name="柳青禾", born_on="1980-05-02", gender="女", id_no="330000198005020027"))
    assert one([born], NAME="柳青禾", BORN_ON="1981-05").verdict is Verdict.NEW
    assert one([born], NAME="柳青禾", GENDER="男").verdict is Verdict.NEW
    assert one([born], NAME="柳青禾", BORN_ON="1980-05").person_id == 1
    other = one([born], NAME="柳青荷", ID_NO="330000198005020027")
    assert (other.verdict, other.candidates) == (Verdict.ASK, (1,)) and "姓名不同" in other.doubt
    assert one([born], NAME="柳青禾", ID_NO="330000198005020027", SECTOR="教育界").verdict is Verdict.CHANGED


def test_of_two_namesakes_the_one_who_fits_is_meant() -> None:
    other = Known(2, PersonEntry(name="柳青禾", unit="云溪中学", sector="教育界"))
    assert one([LIU, other], NAME="柳青禾", SECTOR="教育界").person_id == 2
    asked = one([LIU, other], NAME="柳青禾")
    assert (asked.verdict, asked.candidates) == (Verdict.ASK, (1, 2)) and "同名的2人" in asked.doubt
    assert decided(asked, other).person_id == 2
    assert decided(asked, None).verdict is Verdict.NEW
    assert left_out(asked).verdict is Verdict.SKIP


def test_one_person_twice_in_a_roster_is_asked_about() -> None:
    rows = [row(2, NAME="柳青禾", PHONE="13800000001"), row(3, NAME="柳青禾", SECTOR="医药卫生界", PARTY="民盟")]
    first, second = propose(rows, [LIU], kind=PersonKind.MEMBER, groups=GROUPS)
    assert (first.person_id, second.verdict, second.candidates) == (1, Verdict.ASK, (1,))
    assert second.doubt == "与第 2 行“柳青禾”像是同一人"


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("委员、信息员", {PersonKind.MEMBER, PersonKind.INFORMANT}),
        ("十届县政协常务委员", {PersonKind.STANDING_MEMBER}),
        ("社情民意特邀信息员", {PersonKind.INVITED_INFORMANT}),
        ("县委常委", {PersonKind.MEMBER}),
        ("专门委员会主任", {PersonKind.MEMBER}),
        ("不再担任委员", {PersonKind.MEMBER}),
    ],
)
def test_every_standing_that_a_row_names_and_no_other(said: str, kinds: set[PersonKind]) -> None:
    found = one([], NAME="顾长安", KIND=said)
    assert {found.entry.kind, *found.entry.also} == kinds
    doubtful = said in ("县委常委", "不再担任委员")
    assert found.doubt == (f"身份“{said}”没有认出，请核对" if doubtful else "")


@pytest.mark.parametrize(
    ("joint", "unit", "position"),
    [
        ("石桥镇中心卫生院 医生", "石桥镇中心卫生院", "医生"),
        ("县卫生健康局党委书记", "县卫生健康局党委书记", ""),
        ("县卫生健康局　党委书记", "县卫生健康局", "党委书记"),
    ],
)
def test_unit_and_post_of_one_cell_leave_no_post_of_before(joint: str, unit: str, position: str) -> None:
    found = one([LIU], NAME="柳青禾", SECTOR="医药卫生界", UNIT_POSITION=joint)
    assert (found.person_id, found.entry.unit, found.entry.position) == (1, unit, position)


@pytest.mark.parametrize("born", ["1980", "1980-05", "1980-05-02", "1980年5月"])
def test_a_birth_told_with_less_is_the_same_birth(born: str) -> None:
    known = Known(1, PersonEntry(name="柳青禾", born_on="1980-05-02", sector="教育界"))
    assert one([known], NAME="柳青禾", SECTOR="教育界", BORN_ON=born).person_id == 1
    assert (
        one(
            [Known(1, PersonEntry(name="柳青禾", born_on=born, sector="教育界"))],
            NAME="柳青禾",
            SECTOR="教育界",
            BORN_ON="1980-05",
        ).person_id
        == 1
    )


def test_one_shared_sector_does_not_make_two_people_one() -> None:
    found = one([LIU], NAME="柳青禾", SECTOR="医药卫生界", UNIT="县人民医院", PHONE="13800000009")
    assert (found.verdict, found.candidates) == (Verdict.ASK, (1,))


def test_one_identity_number_twice_among_new_people_is_asked_about() -> None:
    rows = [
        row(2, NAME="顾长安", ID_NO="330000198005020027", UNIT="县科协"),
        row(3, NAME="顾常安", ID_NO="330000198005020027", UNIT="云溪中学"),
    ]
    _, second = propose(rows, [], kind=PersonKind.MEMBER, groups=GROUPS)
    assert (second.verdict, second.doubt) == (Verdict.ASK, "与第 2 行“顾长安”身份证号相同")


def test_a_list_of_members_is_one_of_standing_members_too() -> None:
    standing = Known(1, PersonEntry(name="甲", kind=PersonKind.STANDING_MEMBER))
    both = Known(2, PersonEntry(name="乙", kind=PersonKind.MEMBER, also=frozenset({PersonKind.INFORMANT})))
    assert absent([], [standing, both], kind=PersonKind.MEMBER) == (standing, both)
    assert absent([], [standing, both], kind=PersonKind.INFORMANT) == (both,)
    assert absent([], [standing, both], kind=PersonKind.STANDING_MEMBER) == ()


def test_two_rows_about_one_person_both_count() -> None:
    rows = [
        row(2, NAME="柳青禾", PHONE="13800000001", POSITION="主任医生"),
        row(3, NAME="柳青禾", SECTOR="医药卫生界", PARTY="民盟", KIND="信息员", INFO_GROUP="第九信息小组"),
    ]
    first, second = propose(rows, [LIU], kind=PersonKind.MEMBER, groups=GROUPS)
    assert second.entry.phone == ""  # as a new person it would not be given the phone of another
    entry = as_changed([first, decided(second, LIU)], {1: LIU})[1]
    assert (entry.position, entry.party, entry.phone, entry.info_group) == ("主任医生", "民盟", "13800000001", "")
    assert (entry.kind, entry.also) == (PersonKind.MEMBER, {PersonKind.INFORMANT})


def test_somebody_new_twice_with_other_words_is_asked_about() -> None:
    rows = [
        row(2, NAME="顾长安", SECTOR="科技界", PHONE="13800000002"),
        row(3, NAME="顾长安", SECTOR="科技界", UNIT="县科协"),
        row(4, NAME="顾长安", SECTOR="教育界", UNIT="云溪中学"),
    ]
    found = propose(rows, [], kind=PersonKind.MEMBER, groups=GROUPS)
    assert [p.verdict for p in found] == [Verdict.NEW, Verdict.ASK, Verdict.NEW]
    assert (found[1].candidates, found[1].doubt) == ((), "与第 2 行“顾长安”像是同一人")


def test_a_leader_known_by_name_only_is_met_again() -> None:
    leader = Known(1, PersonEntry(name="贺春生", info_group="第一信息小组"))
    found = one([leader], NAME="贺春生", SECTOR="经济界", PHONE="13800000003")
    assert (found.verdict, found.person_id, found.entry.info_group) == (Verdict.CHANGED, 1, "第一信息小组")


def test_a_group_that_is_not_there_is_left_out_and_said() -> None:
    found = one([], NAME="顾长安", INFO_GROUP="第九信息小组")
    assert (found.verdict, found.entry.info_group, found.doubt) == (
        Verdict.NEW,
        "",
        "没有“第九信息小组”这个信息小组，小组留空",
    )


def test_who_had_left_comes_back_and_who_is_missing_is_told() -> None:
    left = Known(1, LIU.entry, left=True)
    back = one([left], NAME="柳青禾", SECTOR="医药卫生界")
    assert (back.verdict, back.doubt) == (Verdict.CHANGED, "原已退出名册，导入后回到名册")
    others = [Known(2, PersonEntry(name="甲", kind=PersonKind.MEMBER)), Known(3, PersonEntry(name="乙"))]
    assert absent([back], [left, *others], kind=PersonKind.MEMBER) == (others[0],)
