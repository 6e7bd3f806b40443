"""What lists of meetings and activities say: numbers, quarters of a group, a person's attendance, open decisions."""

from datetime import date, datetime
from typing import Any

import pytest

from cppcc_desk.domain.errors import Forbidden, Missing
from cppcc_desk.domain.occasions import (
    MEETINGS,
    AttendanceEntry,
    DecisionEntry,
    OccasionKind,
    Part,
    Presence,
    QuarterState,
    Relation,
)
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.people import PersonEntry
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.operations import occasions as doing
from cppcc_desk.operations import submissions, units
from cppcc_desk.operations.people import add_people, leave, unite
from cppcc_desk.queries import occasions, office, people
from cppcc_desk.queries.covering import suggested_groups
from cppcc_desk.storage.desk import Desk
from tests.conftest import NOW
from tests.office import piece
from tests.operations.test_occasions import AHEAD, YESTERDAY, activity, ids, meeting, names, note, whole

TODAY = NOW.date()


def add(desk: Desk, entry: Any, *people: str) -> int:
    return desk.do(doing.add_occasion, entry, invited=names(*people))


def came(desk: Desk, occasion_id: int, *people: str, **more: Any) -> None:
    told = {"presence": Presence.CAME, **more}
    note(desk, occasion_id, ids(desk, occasion_id, *people), **told)


# --- lists -----------------------------------------------------------------------------------------------------------


def test_a_line_has_its_numbers(desk: Desk) -> None:
    made = add(desk, activity(cost_cents=125_050), "甲", "乙", "丙")
    came(desk, made, "甲", "乙")
    came(desk, made, "甲", spoke=True)
    on_table, binned = piece(desk), piece(desk)
    desk.do(doing.link_pieces, made, [on_table, binned], relation=Relation.DISCUSSED)
    desk.do(doing.link_pieces, made, [on_table], relation=Relation.PRODUCED)
    desk.do(submissions.move_to_bin, [binned])
    first = desk.do(doing.save_decision, made, None, DecisionEntry(text="一"))
    desk.do(doing.save_decision, made, None, DecisionEntry(text="二"))
    desk.do(doing.complete_decision, first, on=TODAY)
    (row,) = desk.read(occasions.occasions, now=NOW)
    assert (row.invited, row.came, row.spoke) == (3, 2, 1)
    assert (row.discussed, row.produced, row.decisions, row.open_decisions, row.files) == (1, 1, 2, 1, 0)
    assert (row.group, row.state, row.cost_cents) == ("第二信息小组", "已举行", 125_050)


def test_lists_by_kind_year_and_group_the_latest_first(desk: Desk) -> None:
    old = add(desk, meeting(at=datetime(2025, 12, 31, 23, 59)))
    second = add(desk, activity())
    third = add(desk, activity(info_group_id=3, at=AHEAD))
    fourth = add(desk, meeting(kind=OccasionKind.TRAINING, at=datetime(2026, 1, 1)))

    def found(**chosen: Any) -> list[int]:
        return [row.id for row in desk.read(occasions.occasions, now=NOW, **chosen)]

    assert found() == [third, second, fourth, old]
    assert found(kinds=MEETINGS) == [fourth, old]
    assert found(year=2026) == [third, second, fourth]
    assert found(group_id=3) == [third]
    assert found(kinds=(OccasionKind.TRAINING,), year=2025) == []
    assert desk.read(occasions.years) == (2026, 2025)


def test_an_empty_office_has_no_years(desk: Desk) -> None:
    assert desk.read(occasions.years) == () and desk.read(occasions.occasions, now=NOW) == ()
    with pytest.raises(Missing):
        whole(desk, 1)


# --- groups ----------------------------------------------------------------------------------------------------------


def test_the_quarters_of_a_group(desk: Desk) -> None:
    spring = add(desk, activity(at=datetime(2026, 2, 3, 9), cost_cents=100), "甲", "乙")
    again = add(desk, activity(at=datetime(2026, 3, 3, 9), cost_cents=50), "甲")
    came(desk, spring, "甲", "乙")
    came(desk, again, "甲")
    rained_off = add(desk, activity(at=datetime(2026, 5, 3, 9)))
    desk.do(doing.cancel_occasion, rained_off, reason="大雨")
    add(desk, activity(at=AHEAD))
    add(desk, activity(at=datetime(2026, 8, 3, 9), info_group_id=3))
    first, second, third, fourth = desk.read(occasions.year_of_group, 2, 2026, now=NOW)
    assert (first.state, first.held, first.came, first.cost_cents) == (QuarterState.HELD, 2, 3, 150)
    assert (second.state, second.held, second.cost_cents) == (QuarterState.LACKING, 0, None)
    assert third.state is QuarterState.LACKING
    assert (fourth.state, fourth.held, fourth.ahead) == (QuarterState.PLANNED, 0, 1)
    assert [g.state for g in desk.read(occasions.year_of_group, 2, 2025, now=NOW)] == [QuarterState.LACKING] * 4


def test_groups_that_have_not_met_this_quarter(desk: Desk) -> None:
    add(desk, activity(info_group_id=1, at=datetime(2026, 10, 1)))
    add(desk, activity(info_group_id=2, at=AHEAD))
    called_off = add(desk, activity(info_group_id=3))
    desk.do(doing.cancel_occasion, called_off, reason="大雨")
    add(desk, activity(info_group_id=4, at=datetime(2026, 9, 30, 23)))
    five = desk.read(office.groups)[4]
    desk.do(units.save_group, five.id, name=five.name, leader="", area="", active=False)
    lacking = desk.read(occasions.groups_lacking_activity, now=NOW)
    assert [(g.id, g.state, g.planned_at) for g in lacking] == [
        (2, QuarterState.PLANNED, AHEAD),
        (3, QuarterState.LACKING, None),
        (4, QuarterState.LACKING, None),
    ]
    assert {(g.quarter, g.days_left) for g in lacking} == {(Quarter(2026, 4), 41)}


def test_who_belonged_to_a_group_on_a_day(desk: Desk) -> None:
    first, second, third = desk.do(
        add_people, [PersonEntry(name=name, info_group="第二信息小组") for name in ("甲", "乙", "丙")]
    )
    desk.do(units.appoint, 2, person_id=second)
    desk.do(leave, [third], on=date(2026, 11, 1), reason="调离")
    desk.do(units.assign_members, {first: 3}, since=date(2026, 11, 10))

    def members(day: date) -> list[str]:
        return [name for _, name in desk.read(occasions.members_on, 2, day)]

    assert members(date(2026, 11, 1)) == ["乙", "甲", "丙"]
    assert members(date(2026, 11, 9)) == ["乙", "甲"]
    assert members(date(2026, 11, 10)) == ["乙"]


# --- people ----------------------------------------------------------------------------------------------------------


def test_where_a_person_was_asked_came_and_spoke(desk: Desk) -> None:
    (who,) = desk.do(add_people, [PersonEntry(name="柳青禾")])
    first = add(desk, meeting(at=datetime(2025, 6, 1, 9)), "柳青禾")
    second = add(desk, meeting(), "柳青禾", "梁伯衡")
    third = add(desk, activity(), "柳青禾")
    ahead = add(desk, meeting(at=AHEAD), "柳青禾")
    off = add(desk, meeting(name="改期的会"), "柳青禾")
    desk.do(doing.cancel_occasion, off, reason="改期")
    came(desk, first, "柳青禾", spoke=True)
    came(desk, second, "柳青禾", part=Part.OBSERVING)
    found = desk.read(occasions.attendance_of, who, now=NOW)
    assert [row.occasion_id for row in found.rows] == [ahead, off, third, second, first]
    assert [(c.kind, c.invited, c.came, c.spoke) for c in found.counts] == [
        (OccasionKind.ACTIVITY, 1, 0, 0),
        (OccasionKind.CHAIRS_MEETING, 2, 2, 1),
    ]
    assert (found.rows[3].part, found.rows[3].presence) == (Part.OBSERVING, Presence.CAME)
    of_year = desk.read(occasions.attendance_of, who, now=NOW, year=2025)
    assert [row.occasion_id for row in of_year.rows] == [first]
    assert desk.read(occasions.attendance_of, 99, now=NOW).rows == ()


def test_of_two_records_that_are_one_person_one_attendance_stays(desk: Desk) -> None:
    first, second = desk.do(add_people, [PersonEntry(name="柳青禾"), PersonEntry(name="柳青和")])
    both = add(desk, meeting(), "柳青禾", "柳青和")
    one = add(desk, activity(), "柳青和")
    desk.do(unite, first, other_id=second)
    assert {row.occasion_id for row in desk.read(occasions.attendance_of, first, now=NOW).rows} == {both, one}
    assert len(whole(desk, both).attendances) == 1


def test_the_group_that_looks_after_somebodys_town_is_suggested(desk: Desk) -> None:
    for group_id, area in ((1, "城关镇"), (2, "石桥镇；界别：教育"), (3, "石桥镇")):
        desk.do(units.save_group, group_id, name=f"第{'一二三'[group_id - 1]}信息小组", leader="", area=area)
    desk.do(
        add_people,
        [
            PersonEntry(name="甲", town="城关镇"),
            PersonEntry(name="乙", town="石桥镇"),
            PersonEntry(name="丙", sector="教育界"),
            PersonEntry(name="丁"),
        ],
    )
    roster = desk.read(people.people)
    found = desk.read(suggested_groups, roster)
    assert {p.name: found[p.id].id for p in roster if p.id in found} == {"甲": 1, "丙": 2}


# --- decisions -------------------------------------------------------------------------------------------------------


def test_open_decisions_the_one_due_first_stands_first(desk: Desk) -> None:
    made = add(desk, meeting())
    off = add(desk, meeting(name="改期的会"))
    done = desk.do(doing.save_decision, made, None, DecisionEntry(text="办完的", due_on=date(2026, 11, 19)))
    for text, due in (("没有期限", None), ("后到期", date(2026, 12, 5)), ("先到期", date(2026, 11, 19))):
        desk.do(doing.save_decision, made, None, DecisionEntry(text=text, due_on=due))
    desk.do(doing.save_decision, off, None, DecisionEntry(text="没开的会"))
    desk.do(doing.cancel_occasion, off, reason="改期")
    desk.do(doing.complete_decision, done, on=TODAY)
    found = desk.read(occasions.open_decisions, today=TODAY)
    assert [(d.text, d.number, d.left, d.urgency) for d in found] == [
        ("先到期", 4, "超期 1 天", "超期"),
        ("后到期", 3, "剩 15 天", "时限内"),
        ("没有期限", 2, "未定期限", "时限内"),
    ]
    assert found[0].occasion == meeting().name and found[0].decided_at == YESTERDAY


# --- papers begun from it --------------------------------------------------------------------------------------------


def mixed(desk: Desk) -> int:
    """A meeting of two who attend, one of them excused, and two who observe."""
    asked = [*names("梁伯衡", "沈砚秋"), *names("方建军", "柳青禾", part=Part.OBSERVING)]
    made = desk.do(doing.add_occasion, meeting(), invited=asked)
    note(desk, made, ids(desk, made, "沈砚秋"), presence=Presence.EXCUSED)
    return made


def test_a_notice_calls_who_is_asked_and_minutes_name_who_came(desk: Desk) -> None:
    made = mixed(desk)
    notice = desk.read(occasions.made_for, made, Kind.NOTICE, now=NOW).occasion
    assert notice is not None
    assert (notice.name, notice.at, notice.place, notice.topics) == (
        meeting().name,
        YESTERDAY,
        "二楼会议室",
        meeting().topics,
    )
    assert (notice.present, notice.excused, notice.observing) == (("梁伯衡",), (), ("方建军", "柳青禾"))
    unwritten = desk.read(occasions.made_for, made, Kind.MINUTES, now=NOW).occasion
    assert unwritten is not None
    assert (unwritten.present, unwritten.excused) == (("梁伯衡",), ("沈砚秋",))
    came(desk, made, "梁伯衡", "柳青禾")
    minutes = desk.read(occasions.made_for, made, Kind.MINUTES, now=NOW).occasion
    assert minutes is not None
    assert (minutes.present, minutes.excused, minutes.observing) == (("梁伯衡",), ("沈砚秋",), ("柳青禾",))


def test_a_notice_to_observers_calls_nobody_else(desk: Desk) -> None:
    told = desk.read(occasions.made_for, mixed(desk), Kind.NOTICE, now=NOW, observers=True).occasion
    assert told is not None and (told.present, told.observing) == ((), ("方建军", "柳青禾"))
    assert told.kind is OccasionKind.CHAIRS_MEETING


def test_a_notice_to_observers_is_refused_where_there_are_none(desk: Desk) -> None:
    made = add(desk, meeting(), "梁伯衡")
    with pytest.raises(Forbidden, match="还没有列入列席人员"):
        desk.read(occasions.made_for, made, Kind.NOTICE, now=NOW, observers=True)


@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.MINUTES])
def test_no_paper_is_begun_of_what_was_cancelled(desk: Desk, kind: Kind) -> None:
    made = add(desk, meeting(), "梁伯衡")
    desk.do(doing.cancel_occasion, made, reason="改期")
    with pytest.raises(Forbidden, match=f"已取消，不能起草{kind}"):
        desk.read(occasions.made_for, made, kind, now=NOW)


def test_a_paper_of_an_activity_is_made_for_its_group(desk: Desk) -> None:
    made = desk.do(doing.add_occasion, activity(), invited=[AttendanceEntry(name="甲")])
    found = desk.read(occasions.made_for, made, Kind.NOTICE, now=NOW)
    assert found.group_id == 2 and found.occasion is not None and found.occasion.present == ("甲",)
