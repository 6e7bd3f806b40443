"""Meetings and activities are entered, changed, cancelled; people asked and noted; pieces, files and decisions hang on
them; every step can be taken back."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing, Stale
from cppcc_desk.domain.occasions import (
    AttendanceEntry,
    DecisionEntry,
    Mark,
    OccasionEntry,
    OccasionKind,
    Part,
    Presence,
    Relation,
)
from cppcc_desk.domain.people import PersonEntry
from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.operations import occasions as doing
from cppcc_desk.operations import submissions
from cppcc_desk.operations.people import add_people, change_person, delete_person, leave
from cppcc_desk.operations.registering import register
from cppcc_desk.queries import occasions, people
from cppcc_desk.queries.occasions import OccasionDetail
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.conftest import NOW, StandingClock
from tests.office import difference, piece, registration, snapshot

YESTERDAY = datetime(2026, 11, 19, 9, 0)
AHEAD = datetime(2026, 12, 3, 9, 0)
PHOTO = ReceivedFile(sha256="a" * 64, file_name="合影.jpg", size=5)


def meeting(**changes: Any) -> OccasionEntry:
    usual: dict[str, Any] = {
        "kind": OccasionKind.CHAIRS_MEETING,
        "name": "县政协十届二十次主席会议",
        "at": YESTERDAY,
        "place": "二楼会议室",
        "host": "梁伯衡",
        "topics": ("听取社情民意工作汇报", "研究明年协商计划"),
    }
    return OccasionEntry(**{**usual, **changes})


def activity(**changes: Any) -> OccasionEntry:
    return meeting(**{"kind": OccasionKind.ACTIVITY, "name": "冬季供水供电", "info_group_id": 2, **changes})


def names(*people: str, **more: Any) -> list[AttendanceEntry]:
    return [AttendanceEntry(name=name, **more) for name in people]


def whole(desk: Desk, occasion_id: int) -> OccasionDetail:
    return desk.read(occasions.detail, occasion_id, now=desk.now)


@pytest.fixture
def held(desk: Desk) -> int:
    """The 主席会议 of yesterday with three people of whom one is in the roster."""
    desk.do(add_people, [PersonEntry(name="沈砚秋", unit="县教育局", position="副局长")])
    return desk.do(doing.add_occasion, meeting(), invited=names("梁伯衡", "沈砚秋", "方建军"))


def ids(desk: Desk, occasion_id: int, *people: str) -> list[int]:
    return [a.id for a in whole(desk, occasion_id).attendances if a.name in people]


def note(desk: Desk, occasion_id: int, attendance_ids: list[int], **told: Any) -> int:
    return desk.do(doing.record_attendance, occasion_id, dict.fromkeys(attendance_ids, Mark(**told)))


# --- the thing itself ------------------------------------------------------------------------------------------------


def test_a_meeting_is_entered_as_told_with_those_who_are_asked(desk: Desk, held: int) -> None:
    found = whole(desk, held)
    assert found.entry == meeting()
    assert [(a.name, a.person_id, a.part, a.presence) for a in found.attendances] == [
        ("梁伯衡", None, Part.ATTENDING, Presence.PENDING),
        ("沈砚秋", 1, Part.ATTENDING, Presence.PENDING),
        ("方建军", None, Part.ATTENDING, Presence.PENDING),
    ]
    assert (found.attendances[1].unit, found.attendances[1].position) == ("县教育局", "副局长")
    assert desk.next_undo() == "登记主席会议 县政协十届二十次主席会议"


def test_blanks_and_empty_lines_are_not_kept(desk: Desk) -> None:
    made = desk.do(doing.add_occasion, meeting(name=" 座谈 ", place=" 县城 ", topics=(" 一 ", "", "二")))
    assert whole(desk, made).entry == meeting(name="座谈", place="县城", topics=("一", "二"))


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (meeting(name=""), "name"),
        (activity(info_group_id=None), "info_group_id"),
        (meeting(info_group_id=2), "info_group_id"),
        (meeting(name="机密★5年"), "name"),
        (meeting(topics=("供水", "秘密★1年")), "topics"),
        (meeting(outcome="机密★5年"), "outcome"),
    ],
)
def test_what_is_incomplete_or_marked_is_refused_at_its_field(desk: Desk, entry: OccasionEntry, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        desk.do(doing.add_occasion, entry)
    assert list(refused.value.problems) == [field]
    assert desk.read(occasions.occasions, now=NOW) == ()


def test_a_group_must_be_there(desk: Desk) -> None:
    with pytest.raises(Missing, match="信息小组"):
        desk.do(doing.add_occasion, activity(info_group_id=99))


def test_a_change_is_refused_when_somebody_changed_it_meanwhile(desk: Desk, held: int) -> None:
    desk.do(doing.change_occasion, held, meeting(place="三楼"), held=meeting())
    assert whole(desk, held).entry.place == "三楼"
    with pytest.raises(Stale):
        desk.do(doing.change_occasion, held, meeting(host="周启明"), held=meeting())
    desk.undo()
    assert whole(desk, held).entry == meeting()


def test_what_somebody_missed_is_not_put_off(desk: Desk, held: int) -> None:
    note(desk, held, ids(desk, held, "梁伯衡"), presence=Presence.ABSENT)
    with pytest.raises(Invalid, match="已记有 1 人缺席，不能改到 2026-12-03"):
        desk.do(doing.change_occasion, held, meeting(at=AHEAD), held=meeting())


def test_a_meeting_is_not_put_off_past_what_came_of_its_decisions(desk: Desk, held: int) -> None:
    decided = desk.do(doing.save_decision, held, None, DecisionEntry(text="修路"))
    today = meeting(at=NOW)
    desk.do(doing.follow_up, decided, on=YESTERDAY.date(), text="已派工")
    with pytest.raises(Invalid, match="决定事项记有 2026-11-19 的进展或办结，不能改到 2026-11-20") as refused:
        desk.do(doing.change_occasion, held, today, held=meeting())
    assert list(refused.value.problems) == ["at"]
    desk.undo()
    desk.do(doing.complete_decision, decided, on=YESTERDAY.date())
    with pytest.raises(Invalid, match="进展或办结"):
        desk.do(doing.change_occasion, held, today, held=meeting())
    desk.do(doing.reopen_decision, decided)
    desk.do(doing.change_occasion, held, today, held=meeting())
    desk.do(doing.follow_up, decided, on=NOW.date(), text="已派工")


def test_what_people_came_to_is_not_put_off(desk: Desk, held: int) -> None:
    note(desk, held, ids(desk, held, "梁伯衡"), presence=Presence.CAME)
    with pytest.raises(Invalid, match="1 人到会，不能改到 ") as refused:
        desk.do(doing.change_occasion, held, meeting(at=AHEAD), held=meeting())
    assert list(refused.value.problems) == ["at"]
    desk.do(doing.change_occasion, held, meeting(at=NOW), held=meeting())
    assert whole(desk, held).entry.at == NOW


def test_an_activity_may_become_a_meeting_and_leaves_its_group(desk: Desk) -> None:
    made = desk.do(doing.add_occasion, activity(cost_cents=125_050))
    desk.do(doing.change_occasion, made, meeting(), held=activity(cost_cents=125_050))
    assert whole(desk, made).entry == meeting()


def test_cancelling_needs_a_reason_and_nobody_who_came(desk: Desk, held: int) -> None:
    with pytest.raises(Invalid) as refused:
        desk.do(doing.cancel_occasion, held, reason=" ")
    assert list(refused.value.problems) == ["reason"]
    note(desk, held, ids(desk, held, "梁伯衡"), presence=Presence.CAME)
    with pytest.raises(Forbidden, match="1 人到会"):
        desk.do(doing.cancel_occasion, held, reason="大雨")
    desk.undo()
    desk.do(doing.cancel_occasion, held, reason="大雨")
    assert whole(desk, held).row.state == "已取消" and whole(desk, held).row.cancelled == "大雨"


def test_what_was_cancelled_is_left_alone_until_it_is_reinstated(desk: Desk, held: int) -> None:
    desk.do(doing.cancel_occasion, held, reason="改期")
    submission = piece(desk)
    for call in (
        lambda: desk.do(doing.invite, held, names("周启明")),
        lambda: note(desk, held, ids(desk, held, "梁伯衡"), presence=Presence.CAME),
        lambda: desk.do(doing.link_pieces, held, [submission], relation=Relation.DISCUSSED),
        lambda: desk.do(doing.save_decision, held, None, DecisionEntry(text="办")),
        lambda: desk.do(doing.cancel_occasion, held, reason="再取消"),
    ):
        with pytest.raises(Forbidden, match="已取消"):
            call()
    desk.do(doing.reinstate_occasion, held)
    assert desk.do(doing.invite, held, names("周启明")) == 1
    with pytest.raises(Forbidden, match="没有取消"):
        desk.do(doing.reinstate_occasion, held)


def test_only_what_nothing_hangs_on_is_deleted(desk: Desk, held: int) -> None:
    desk.do(doing.attach_files, held, [PHOTO])
    with pytest.raises(Forbidden, match="参加人员 3 人、照片和文件 1 个，不能删除"):
        desk.do(doing.delete_occasion, held)
    empty = desk.do(doing.add_occasion, meeting())
    desk.do(doing.delete_occasion, empty)
    with pytest.raises(Missing):
        whole(desk, empty)
    desk.undo()
    assert whole(desk, empty).entry == meeting()


def test_what_is_gone_is_told_as_missing(desk: Desk) -> None:
    for call in (
        lambda: desk.do(doing.change_occasion, 9, meeting(), held=meeting()),
        lambda: desk.do(doing.invite, 9, names("周启明")),
        lambda: desk.do(doing.attach_files, 9, [PHOTO]),
        lambda: desk.do(doing.follow_up, 9, on=NOW.date(), text="在办"),
    ):
        with pytest.raises(Missing, match="请刷新后再试"):
            call()


# --- who comes -------------------------------------------------------------------------------------------------------


def test_one_person_is_asked_once_by_whatever_name(desk: Desk, held: int) -> None:
    asked = [AttendanceEntry(name="沈砚秋", person_id=1), *names("方建军", "周启明", "周启明", " ")]
    assert desk.do(doing.invite, held, asked) == 1
    assert [a.name for a in whole(desk, held).attendances] == ["梁伯衡", "沈砚秋", "方建军", "周启明"]


def test_who_came_before_the_roster_knew_them_is_asked_as_themselves(desk: Desk, held: int) -> None:
    note(desk, held, ids(desk, held, "方建军"), presence=Presence.CAME)
    (who,) = desk.do(add_people, [PersonEntry(name="方建军", unit="县水务公司")])
    before = desk.read(snapshot)
    assert desk.do(doing.invite, held, [AttendanceEntry(name="方建军", person_id=who)]) == 1
    assert [(a.name, a.person_id, a.presence) for a in whole(desk, held).attendances][2:] == [
        ("方建军", who, Presence.CAME)
    ]
    (count,) = desk.read(occasions.attendance_of, who, now=desk.now).counts
    assert (count.invited, count.came) == (1, 1)
    assert desk.do(doing.invite, held, names("方建军")) == 0
    desk.undo()
    assert desk.read(snapshot) == before


def test_of_namesakes_nobody_takes_over_a_row_that_names_no_person(desk: Desk, held: int) -> None:
    first, _ = desk.do(add_people, [PersonEntry(name="方建军"), PersonEntry(name="方建军")])
    assert desk.do(doing.invite, held, [AttendanceEntry(name="方建军", person_id=first)]) == 1
    assert len(whole(desk, held).attendances) == 4


def test_a_name_that_is_corrected_is_corrected_where_they_were_asked(desk: Desk, held: int) -> None:
    entry = desk.read(people.entry_of, 1)
    desk.do(change_person, 1, replace(entry, name="沈雁秋"), held=entry)
    assert [a.name for a in whole(desk, held).attendances] == ["梁伯衡", "沈雁秋", "方建军"]
    (there,) = desk.read(occasions.attendances_of, held, ["沈雁秋"])
    assert desk.read(occasions.attendances_of, held, ["沈雁秋（县教育局）"]) == (there,)
    with pytest.raises(Missing, match="名单里没有“沈砚秋”"):
        desk.read(occasions.attendances_of, held, ["沈砚秋"])
    desk.do(doing.dismiss, held, [there])
    assert desk.next_undo() == "县政协十届二十次主席会议移出 沈雁秋"


def test_a_name_that_two_people_bear_must_be_chosen(desk: Desk, held: int) -> None:
    first, second = desk.do(add_people, [PersonEntry(name="李敏"), PersonEntry(name="李敏")])
    with pytest.raises(Invalid, match="2 位“李敏”") as refused:
        desk.do(doing.invite, held, names("李敏"))
    assert list(refused.value.problems) == ["people"]
    chosen = [AttendanceEntry(name="李敏", person_id=second), AttendanceEntry(name="李敏", person_id=first)]
    assert desk.do(doing.invite, held, chosen) == 2


def test_somebody_who_left_the_roster_may_still_have_been_there(desk: Desk, held: int) -> None:
    desk.do(leave, [1], on=NOW.date(), reason="调离")
    made = desk.do(doing.add_occasion, meeting(), invited=[AttendanceEntry(name="沈砚秋", person_id=1)])
    assert whole(desk, made).attendances[0].person_id == 1
    with pytest.raises(Missing, match="不在名册里"):
        desk.do(doing.invite, held, [AttendanceEntry(name="无名", person_id=77)])


def test_who_spoke_was_there_and_who_was_not_there_did_not_speak(desk: Desk, held: int) -> None:
    there = ids(desk, held, "梁伯衡", "沈砚秋")
    assert note(desk, held, there, spoke=True) == 2
    told = {a.name: (a.presence, a.spoke) for a in whole(desk, held).attendances}
    assert told == {
        "梁伯衡": (Presence.CAME, True),
        "沈砚秋": (Presence.CAME, True),
        "方建军": (Presence.PENDING, False),
    }
    assert note(desk, held, there[:1], presence=Presence.EXCUSED) == 1
    first = whole(desk, held).attendances[0]
    assert (first.presence, first.spoke) == (Presence.EXCUSED, False)
    assert note(desk, held, there[1:], presence=Presence.CAME) == 0
    assert whole(desk, held).attendances[1].spoke  # that somebody came says nothing against their speaking


def test_nobody_has_come_to_what_lies_ahead(desk: Desk) -> None:
    made = desk.do(doing.add_occasion, meeting(at=AHEAD), invited=names("梁伯衡"))
    row = ids(desk, made, "梁伯衡")
    for told in ({"presence": Presence.CAME}, {"presence": Presence.ABSENT}, {"spoke": True}):
        with pytest.raises(Invalid, match="2026-12-03 才举行"):
            note(desk, made, row, **told)
    assert note(desk, made, row, presence=Presence.EXCUSED, remark="出差") == 1
    with pytest.raises(Invalid):
        desk.do(doing.invite, made, names("周启明", presence=Presence.CAME))


def test_on_the_day_itself_people_sign_in_before_it_begins(desk: Desk) -> None:
    made = desk.do(doing.add_occasion, meeting(at=NOW + timedelta(hours=2)), invited=names("梁伯衡"))
    assert note(desk, made, ids(desk, made, "梁伯衡"), presence=Presence.CAME) == 1


def test_part_and_remark_change_alone(desk: Desk, held: int) -> None:
    row = ids(desk, held, "方建军")
    note(desk, held, row, part=Part.OBSERVING, remark=" 代表企业 ")
    last = whole(desk, held).attendances[-1]
    assert (last.part, last.presence, last.remark) == (Part.OBSERVING, Presence.PENDING, "代表企业")


def test_who_was_not_asked_after_all_goes_and_comes_back(desk: Desk, held: int) -> None:
    row = ids(desk, held, "沈砚秋")
    assert desk.do(doing.dismiss, held, row) == 1
    with pytest.raises(Missing, match="已不在"):
        note(desk, held, row, spoke=True)
    desk.undo()
    assert [a.name for a in whole(desk, held).attendances] == ["梁伯衡", "沈砚秋", "方建军"]


def test_a_person_who_was_at_a_meeting_is_not_deleted(desk: Desk, held: int) -> None:
    with pytest.raises(Forbidden, match="会议和活动记录 1 次"):
        desk.do(delete_person, 1)


# --- pieces and files ------------------------------------------------------------------------------------------------


def test_a_piece_may_be_discussed_and_come_of_it_but_each_once(desk: Desk, held: int) -> None:
    submission = piece(desk)
    assert desk.do(doing.link_pieces, held, [submission, submission], relation=Relation.DISCUSSED) == 1
    assert desk.do(doing.link_pieces, held, [submission], relation=Relation.DISCUSSED) == 0
    assert desk.do(doing.link_pieces, held, [submission], relation=Relation.PRODUCED) == 1
    rows = whole(desk, held).pieces
    assert [(p.intake_no, p.relation, p.state) for p in rows] == [
        ("2026-001", Relation.DISCUSSED, "已登记"),
        ("2026-001", Relation.PRODUCED, "已登记"),
    ]
    assert desk.do(doing.unlink_pieces, held, [rows[0].id]) == 1
    with pytest.raises(Missing, match="没有关联"):
        desk.do(doing.unlink_pieces, held, [rows[0].id])


def test_a_piece_that_a_meeting_tells_of_is_neither_taken_back_nor_cleaned_away(
    desk: Desk, clock: StandingClock, held: int
) -> None:
    submission = desk.do(register, registration()).id
    desk.do(doing.link_pieces, held, [submission], relation=Relation.DISCUSSED)
    desk.by = "单文静"
    with pytest.raises(Forbidden):
        desk.undo()
    desk.do(submissions.move_to_bin, [submission])
    assert whole(desk, held).pieces[0].state == "在回收站"
    clock.now += timedelta(days=submissions.KEPT_DAYS + 1)
    desk.do(doing.attach_files, held, [PHOTO])  # somebody has worked meanwhile: the clock is to be believed
    assert desk.read(submissions.due_to_go, now=clock.now) == ()


def test_files_are_there_once_and_their_loss_is_noticed(desk: Desk, held: int) -> None:
    kept = ReceivedFile(sha256=desk.originals.keep(b"photo"), file_name="合影.jpg", size=5)
    assert desk.do(doing.attach_files, held, [kept, kept]) == 1
    with pytest.raises(Forbidden, match="已经有了"):
        desk.do(doing.attach_files, held, [kept])
    assert check(desk) == ()
    desk.originals.forget(kept.sha256)
    assert any("县政协十届二十次主席会议”的文件“合影.jpg”" in problem for problem in check(desk))
    (file,) = whole(desk, held).files
    assert desk.do(doing.remove_files, held, [file.id]) == 1
    with pytest.raises(Missing):
        desk.do(doing.remove_files, held, [file.id])


# --- decisions -------------------------------------------------------------------------------------------------------


def decided(desk: Desk, held: int, **changes: Any) -> int:
    entry = DecisionEntry(
        **{"text": "研究供水问题", "handling_unit": "县水利局", "due_on": date(2026, 12, 1), **changes}
    )
    return desk.do(doing.save_decision, held, None, entry)


def test_a_decision_with_its_unit_day_and_follow_ups(desk: Desk, held: int) -> None:
    made = decided(desk, held)
    desk.do(doing.follow_up, made, on=date(2026, 11, 20), text="已到现场查看")
    desk.do(doing.complete_decision, made, on=date(2026, 11, 20), text="通水")
    (row,) = whole(desk, held).decisions
    assert (row.number, row.text, row.handling_unit, row.due_on) == (1, "研究供水问题", "县水利局", date(2026, 12, 1))
    assert [(f.on, f.text, f.by) for f in row.follow_ups] == [
        (date(2026, 11, 20), "已到现场查看", "王秀兰"),
        (date(2026, 11, 20), "通水", "王秀兰"),
    ]
    assert (row.done_on, row.left) == (date(2026, 11, 20), "已办结")
    with pytest.raises(Forbidden, match="2026-11-20 办结"):
        desk.do(doing.complete_decision, made, on=date(2026, 11, 20))
    desk.do(doing.reopen_decision, made)
    assert whole(desk, held).decisions[0].left == "剩 11 天"
    with pytest.raises(Forbidden, match="还没有办结"):
        desk.do(doing.reopen_decision, made)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"text": " "}, "text"), ({"due_on": date(2026, 11, 18)}, "due_on"), ({"text": "机密★5年"}, "text")],
)
def test_a_decision_that_cannot_be_is_refused(desk: Desk, held: int, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        decided(desk, held, **changes)
    assert list(refused.value.problems) == [field]


def test_a_decision_is_changed_from_what_the_form_showed(desk: Desk, held: int) -> None:
    made = decided(desk, held)
    before = DecisionEntry(text="研究供水问题", handling_unit="县水利局", due_on=date(2026, 12, 1))
    after = DecisionEntry(text="解决供水问题")
    assert desk.do(doing.save_decision, held, made, after, held=before) == made
    with pytest.raises(Stale):
        desk.do(doing.save_decision, held, made, before, held=before)
    row = whole(desk, held).decisions[0]
    assert (row.text, row.handling_unit, row.due_on, row.left) == ("解决供水问题", "", None, "未定期限")


@pytest.mark.parametrize("on", [date(2026, 11, 21), date(2026, 11, 18)])
def test_what_is_told_of_a_decision_lies_between_the_meeting_and_today(desk: Desk, held: int, on: date) -> None:
    made = decided(desk, held)
    for call in (
        lambda: desk.do(doing.follow_up, made, on=on, text="在办"),
        lambda: desk.do(doing.complete_decision, made, on=on),
    ):
        with pytest.raises(Invalid) as refused:
            call()
        assert list(refused.value.problems) == ["on"]
    with pytest.raises(Invalid, match="请填写进展"):
        desk.do(doing.follow_up, made, on=NOW.date(), text=" ")


def test_a_decision_goes_with_its_follow_ups_and_comes_back_with_them(desk: Desk, held: int) -> None:
    made = decided(desk, held)
    desk.do(doing.follow_up, made, on=NOW.date(), text="在办")
    desk.do(doing.delete_decision, made)
    assert whole(desk, held).decisions == ()
    desk.undo()
    assert [f.text for f in whole(desk, held).decisions[0].follow_ups] == ["在办"]


# --- every step is taken back ----------------------------------------------------------------------------------------


def test_everything_is_taken_back_and_done_again_row_by_row(desk: Desk) -> None:
    submission = piece(desk)
    before = desk.read(snapshot)
    made = desk.do(doing.add_occasion, activity(), invited=names("甲", "乙"))
    desk.do(doing.change_occasion, made, activity(outcome="形成信息一篇"), held=activity())
    note(desk, made, ids(desk, made, "甲", "乙"), spoke=True)
    desk.do(doing.dismiss, made, ids(desk, made, "乙"))
    desk.do(doing.link_pieces, made, [submission], relation=Relation.PRODUCED)
    desk.do(doing.attach_files, made, [PHOTO])
    decision = decided(desk, made)
    desk.do(doing.complete_decision, decision, on=NOW.date(), text="好")
    desk.do(doing.delete_decision, decision)
    after = desk.read(snapshot)
    assert len(difference(before, after)) == 4  # the activity, one person, one piece, one file
    for _ in range(9):
        desk.undo()
    assert desk.read(snapshot) == before
    for _ in range(9):
        desk.redo()
    assert desk.read(snapshot) == after
    (told,) = check(desk)
    assert told.startswith("“冬季供水供电”的文件“合影.jpg”：")  # whose bytes were never kept
