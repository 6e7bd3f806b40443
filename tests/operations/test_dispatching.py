"""传送 and clocks: several destinations each with its due time, late or not, pauses, holidays, the worked example."""

from datetime import date, datetime, timedelta

import pytest

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.holidays import parse_notice
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import clocks, dispatching, office
from cppcc_desk.operations.clocks import enter_holidays
from cppcc_desk.queries import clocks as timing
from cppcc_desk.queries import office as rules
from cppcc_desk.queries.office import ClockRow
from cppcc_desk.queries.submissions import Filter, listing
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock
from tests.office import piece, shown, snapshot, step

RECEIVED = datetime(2026, 9, 30, 17, 0)


def change(desk: Desk, name: str, *rows: ClockRow, **given: str) -> None:
    row = next(row for row in desk.read(rules.destinations) if row.name == name)
    same = {"name": row.name, "aliases": row.aliases, "default_form": row.default_form}
    desk.do(office.save_destination, row.id, clocks=rows, **{**same, **given})


def dues(desk: Desk, made: int) -> dict[str, str]:
    return {f"{c.destination}{c.form}": f"{c.due_at:%m-%d %H:%M}" for c in shown(desk, made).clocks}


def test_the_worked_example_of_the_office(desk: Desk, clock: StandingClock) -> None:
    """Received 2026-09-30 17:00: calendar 2 days, working 2 and 5 days, over the holidays of October 2026."""
    clock.now = datetime(2026, 10, 1, 9, 0)
    made = piece(desk, received_at=RECEIVED)
    desk.do(dispatching.open_dispatch, made, to="市政协")
    (found,) = shown(desk, made).clocks
    assert found.due_at == datetime(2026, 10, 2, 23, 59)
    assert found.rule == "2 天（自然日，收到次日起算，末日 24:00 前）"
    change(desk, "市政协", ClockRow("", 2, "天", "工作日", False, ""))
    (found,) = shown(desk, made).clocks
    assert found.due_at == datetime(2026, 10, 9, 23, 59)
    assert found.rule == "2 天（工作日，收到后首个工作日起算，末日 24:00 前）"
    change(desk, "市政协", ClockRow("", 5, "天", "工作日", False, ""))
    assert shown(desk, made).clocks[0].due_at == datetime(2026, 10, 13, 23, 59)
    change(desk, "市政协", ClockRow("", 2, "天", "自然日", True, "17:30"))
    (found,) = shown(desk, made).clocks
    assert found.due_at == datetime(2026, 10, 8, 17, 30)
    assert "顺延" in found.rule


def test_each_destination_has_its_own_clock(desk: Desk) -> None:
    made = piece(desk, received_at=datetime(2026, 11, 18, 9, 30))
    for to, form in (("市政协", ""), ("县委", ""), ("区政府", "专报"), ("有关部门", "")):
        desk.do(dispatching.open_dispatch, made, to=to, form=form)
    assert dues(desk, made) == {
        "市政协社情民意": "11-20 23:59",
        "区委委员反映": "11-23 23:59",
        "区政府专报": "12-02 23:59",
        "有关部门转办函": "12-02 23:59",
    }
    assert [row.clock.destination for row in desk.read(timing.due_rows, now=desk.now)][:2] == ["市政协", "区委"]
    desk.do(dispatching.send, made, to="市政协", sent_at=desk.now, reason="急件先报")
    assert [row.clock.destination for row in desk.read(timing.due_rows, now=desk.now)] == ["区委", "区政府", "有关部门"]
    assert shown(desk, made).row.clock is not None
    assert shown(desk, made).row.clock.destination == "区委"  # type: ignore[union-attr]


def test_before_a_destination_is_chosen_the_earliest_that_can_be_met(desk: Desk, clock: StandingClock) -> None:
    made = piece(desk, received_at=datetime(2026, 11, 18, 9, 30))
    (found,) = shown(desk, made).clocks
    assert (found.provisional, found.due_at) == (True, datetime(2026, 11, 20, 23, 59))
    clock.now = datetime(2026, 11, 22, 9, 0)
    (found,) = shown(desk, made).clocks
    assert (found.destination, found.due_at) == ("区委", datetime(2026, 11, 23, 23, 59))
    clock.now = datetime(2026, 12, 20, 9, 0)
    (found,) = shown(desk, made).clocks
    assert (found.due_at, found.urgency) == (datetime(2026, 12, 2, 23, 59), "超期")
    step(desk, made, Step.CLASSIFY, 类别="教育", 拟报="省政协、区委")
    assert [(c.destination, c.provisional) for c in shown(desk, made).clocks] == [("省政协", True), ("区委", True)]


def test_sending_in_time_and_late(desk: Desk, clock: StandingClock) -> None:
    made = piece(desk, State.ISSUED, received_at=datetime(2026, 11, 18, 9, 30))
    desk.do(dispatching.open_dispatch, made, to="区委")
    clock.now = datetime(2026, 11, 25, 9, 0)
    desk.do(
        dispatching.send,
        made,
        to="市政协",
        sent_at=datetime(2026, 11, 20, 23, 59),
        way="机要交换",
        copies=3,
        doc_number="云政协〔2026〕5号",
        signed_by="市政协收发室",
    )
    desk.do(dispatching.send, made, to="区委", sent_at=datetime(2026, 11, 24, 0, 0))
    city, district = sorted(shown(desk, made).dispatches, key=lambda d: d.destination, reverse=True)
    assert (city.clock.late, district.clock.late) == (False, True)
    assert (city.way, city.copies, city.doc_number, city.sent_by) == ("机要交换", 3, "云政协〔2026〕5号", "王秀兰")
    assert (city.signed_by, city.signed_at) == ("市政协收发室", datetime(2026, 11, 20, 23, 59))
    desk.do(dispatching.sign_for, district.id, signed_by="区委办", signed_at=datetime(2026, 11, 24, 9, 0))
    assert desk.undo() == "登记签收 2026-001"
    assert shown(desk, made).row.next_step == "存档"


def test_what_went_before_it_was_signed_needs_a_reason(desk: Desk) -> None:
    made = piece(desk, State.ISSUED)
    signed = shown(desk, made).signed_at
    assert signed is not None
    before = signed - timedelta(minutes=1)
    with pytest.raises(Forbidden, match="传送时间早于签发时间（2026-11-20 14:30）"):
        desk.do(dispatching.send, made, to="市政协", sent_at=before)
    desk.do(dispatching.send, made, to="区委", sent_at=signed)
    desk.do(dispatching.send, made, to="市政协", sent_at=before, reason="急件，电话请示后先报")
    assert [d.reason for d in shown(desk, made).dispatches] == ["急件，电话请示后先报", ""]


def test_what_is_told_when_a_destination_is_opened_is_kept_for_the_sending(desk: Desk) -> None:
    made = piece(desk, State.ISSUED)
    told = {"way": "机要交换", "copies": 3, "doc_number": "云政协〔2026〕5号"}
    desk.do(dispatching.open_dispatch, made, to="区委", **told)
    desk.do(dispatching.open_dispatch, made, to="区委", copies=4)
    with pytest.raises(Invalid, match="份数应为"):
        desk.do(dispatching.open_dispatch, made, to="区委", copies=0)
    desk.do(dispatching.send, made, to="区委", sent_at=desk.now, way="专人送达")
    row = next(d for d in shown(desk, made).dispatches if d.destination == "区委")
    assert (row.way, row.copies, row.doc_number) == ("专人送达", 4, "云政协〔2026〕5号")
    with pytest.raises(Forbidden, match="向区委报送过，不能再改"):
        desk.do(dispatching.open_dispatch, made, to="区委", copies=9)


def test_sending_refusals(desk: Desk) -> None:
    made = piece(desk, State.CLASSIFIED)
    now = desk.now

    def send(sentence: str, kind: type[Exception] = Forbidden, **given: object) -> None:
        values = {"to": "市政协", "sent_at": now, "reason": "急", **given}
        with pytest.raises(kind, match=sentence):
            desk.do(dispatching.send, made, **values)  # type: ignore[arg-type]

    send("还没有签发（已分类）；确要先报送，请写明原因".replace("（", "[（]").replace("）", "[）]"), reason="")
    send("没有“联合国”这个去向；已有的去向：全国政协、省政协、市政协、区委、区政府、有关部门", Missing, to="联合国")
    send("传送时间早于收稿时间", sent_at=datetime(2026, 11, 18, 9, 29))
    send("传送时间晚于现在", sent_at=now + timedelta(minutes=1))
    send("份数应为 1 到 999999 的整数", Invalid, copies=0)
    send("份数应为", Invalid, copies=10**30)
    assert shown(desk, made).dispatches == ()
    desk.do(dispatching.send, made, to="市政协", sent_at=now, reason="急")
    send("已在 2026-11-20 14:30 向市政协报送过")
    step(desk, made, Step.SCREEN, 结论="不采用", 原因="事实不清")
    send("“不采用”，不能再登记传送", to="区委")
    with pytest.raises(Forbidden, match="“不采用”，不能再增加报送去向"):
        desk.do(dispatching.open_dispatch, made, to="区委")
    assert desk.undo() == "筛选 2026-001"
    with pytest.raises(Forbidden, match="这一步之后又有新的改动"):
        desk.undo()
    assert len(shown(desk, made).dispatches) == 1  # what left the house stays recorded


def test_receipts(desk: Desk) -> None:
    made = piece(desk, State.ISSUED)
    with pytest.raises(Missing, match="还没有登记向区委报送"):
        desk.read(dispatching.found, made, to="县委")
    (row,) = shown(desk, made).dispatches
    assert desk.read(dispatching.found, made, to="上级政协") == row.id
    with pytest.raises(Forbidden, match="还没有向市政协报送，不能登记签收"):
        desk.do(dispatching.sign_for, row.id, signed_by="收发室", signed_at=desk.now)
    desk.do(dispatching.send, made, to="市政协", sent_at=desk.now)
    for who, when, sentence in (
        ("  ", desk.now, "请填写签收人"),
        ("收发室", desk.now - timedelta(hours=1), "签收时间早于传送时间"),
        ("收发室", desk.now + timedelta(hours=1), "签收时间晚于现在"),
    ):
        with pytest.raises((Forbidden, Invalid), match=sentence):
            desk.do(dispatching.sign_for, row.id, signed_by=who, signed_at=when)
    with pytest.raises(Missing, match="找不到这条报送记录"):
        desk.do(dispatching.sign_for, 99, signed_by="收发室", signed_at=desk.now)


def test_a_record_is_corrected_or_taken_back_with_a_reason(desk: Desk) -> None:
    made = piece(desk, State.ISSUED)
    (row,) = shown(desk, made).dispatches
    desk.do(dispatching.send, made, to="市政协", sent_at=desk.now, signed_by="收发室")

    def correct(sent_at: datetime | None, copies: int = 2, reason: str = "录错") -> None:
        desk.do(
            dispatching.correct_dispatch,
            row.id,
            sent_at=sent_at,
            copies=copies,
            way="邮寄",
            signed_by="甲",
            reason=reason,
        )

    for kind, sentence, given in (
        (Invalid, "更正传送记录请写明原因", {"sent_at": None, "reason": " "}),
        (Forbidden, "应在收稿之后、现在之前", {"sent_at": desk.now + timedelta(days=1)}),
        (Invalid, "份数应为", {"sent_at": desk.now, "copies": 0}),
    ):
        with pytest.raises(kind, match=sentence):
            correct(**given)  # type: ignore[arg-type]
    correct(desk.now - timedelta(hours=2))
    found = shown(desk, made).dispatches[0]
    assert (found.sent_at, found.copies, found.way, found.reason) == (desk.now - timedelta(hours=2), 2, "邮寄", "录错")
    correct(None)
    found = shown(desk, made).dispatches[0]
    assert (found.sent_at, found.sent_by, found.signed_by, found.signed_at) == (None, "", "", None)
    assert shown(desk, made).row.next_step == "传送"
    assert dict(shown(desk, made).steps[-1].details)["原记录"] == "2026-11-20 12:30"
    desk.do(dispatching.send, made, to="市政协", sent_at=desk.now)
    with pytest.raises(Forbidden, match="已经向市政协报送，不能撤去"):
        desk.do(dispatching.withdraw_dispatch, row.id, reason="不报了")


def test_a_destination_is_withdrawn_with_a_reason(desk: Desk) -> None:
    made = piece(desk)
    opened = desk.do(dispatching.open_dispatch, made, to="市政协")
    with pytest.raises(Invalid, match="撤去报送去向请写明原因"):
        desk.do(dispatching.withdraw_dispatch, opened, reason="")
    desk.do(dispatching.withdraw_dispatch, opened, reason="改报省政协")
    assert shown(desk, made).dispatches == ()
    desk.undo()
    assert [d.destination for d in shown(desk, made).dispatches] == ["市政协"]


def test_without_a_form_the_open_one_is_meant(desk: Desk) -> None:
    made = piece(desk, State.SIGNED_OFF)
    desk.do(dispatching.open_dispatch, made, to="区委", form="社情民意")
    desk.do(dispatching.send, made, to="县委", sent_at=desk.now)
    assert [(d.destination, d.form, d.sent_at is not None) for d in shown(desk, made).dispatches] == [
        ("市政协", "社情民意", False),
        ("区委", "社情民意", True),
    ]
    desk.do(dispatching.open_dispatch, made, to="县委", form="委员反映")
    assert len(shown(desk, made).dispatches) == 3


# --- pauses ----------------------------------------------------------------------------------------------------------


def test_pausing_stops_every_clock_and_moves_it(desk: Desk, clock: StandingClock) -> None:
    made = piece(desk, State.SIGNED_OFF)
    desk.do(dispatching.open_dispatch, made, to="区委")
    before = {c.destination: c.due_at for c in shown(desk, made).clocks}
    with pytest.raises(Invalid, match="暂停计时请写明原因"):
        desk.do(clocks.pause, made, reason=" ")
    with pytest.raises(Forbidden, match="没有暂停计时"):
        desk.do(clocks.resume, made)
    desk.do(clocks.pause, made, reason="等待部门核实情况")
    with pytest.raises(Forbidden, match="已经暂停计时"):
        desk.do(clocks.pause, made, reason="再停")
    clock.now += timedelta(days=2, hours=5)
    paused = shown(desk, made)
    assert {c.urgency for c in paused.clocks} == {"暂停"}
    assert {c.remaining for c in paused.clocks} == {"暂停"}
    assert desk.read(timing.open_items, now=desk.now)[0].urgency == "暂停"
    desk.do(clocks.resume, made)
    for found in shown(desk, made).clocks:
        assert found.due_base == before[found.destination]
        assert found.due_at == before[found.destination] + timedelta(days=2, hours=5)
    clock.now += timedelta(days=1)
    assert shown(desk, made).pauses[0].ended_at == clock.now - timedelta(days=1)
    desk.undo()
    assert shown(desk, made).paused
    closed = piece(desk, State.CLASSIFIED)
    step(desk, closed, Step.SCREEN, 结论="留存")
    with pytest.raises(Forbidden, match="“留存”，没有在计时"):
        desk.do(clocks.pause, closed, reason="等")


def test_a_clock_set_back_does_not_end_a_pause_before_it_began(desk: Desk, clock: StandingClock) -> None:
    made = piece(desk)
    desk.do(clocks.pause, made, reason="等")
    clock.now -= timedelta(days=1)
    desk.do(clocks.resume, made)
    (row,) = shown(desk, made).pauses
    assert row.ended_at == row.started_at


def test_a_pause_after_sending_does_not_make_it_early_or_late(desk: Desk, clock: StandingClock) -> None:
    made = piece(desk, State.ISSUED, received_at=datetime(2026, 11, 17, 9, 30))
    clock.now = datetime(2026, 11, 20, 0, 1)
    desk.do(dispatching.open_dispatch, made, to="区委")
    desk.do(dispatching.send, made, to="市政协", sent_at=clock.now, reason="急")
    desk.do(clocks.pause, made, reason="等")
    clock.now += timedelta(days=9)
    row = next(row for row in shown(desk, made).dispatches if row.destination == "市政协")
    assert row.clock.late
    assert row.clock.due_at == datetime(2026, 11, 19, 23, 59)


def test_what_has_all_been_sent_cannot_be_paused(desk: Desk, clock: StandingClock) -> None:
    made = piece(desk, State.ISSUED)
    desk.do(dispatching.send, made, to="市政协", sent_at=clock.now)
    with pytest.raises(Forbidden, match="已全部报送，没有在计时"):
        desk.do(clocks.pause, made, reason="等")


# --- urgency, holidays -----------------------------------------------------------------------------------------------


def test_urgent_pieces_go_first_and_may_be_due_the_same_day(desk: Desk) -> None:
    plain = piece(desk, received_at=datetime(2026, 11, 20, 8, 0))
    urgent = piece(desk, received_at=datetime(2026, 11, 20, 9, 0))
    for made in (plain, urgent):
        step(desk, made, Step.CLASSIFY, 类别="教育", 拟报="市政协", 缓急="特急" if made == urgent else "平件")
        desk.do(dispatching.open_dispatch, made, to="市政协")
    assert [item.id for item in desk.read(timing.open_items, now=desk.now)] == [urgent, plain]
    desk.do(office.change_setting, "same_day_when_urgent", True, since=desk.today)
    assert dues(desk, urgent) == {"市政协社情民意": "11-20 23:59"}
    assert dues(desk, plain) == {"市政协社情民意": "11-22 23:59"}
    assert shown(desk, urgent).clocks[0].rule.startswith("当日报送（特急")
    step(desk, urgent, Step.CLASSIFY, reason="不急了", 类别="教育", 缓急="平件")
    assert dues(desk, urgent) == {"市政协社情民意": "11-22 23:59"}
    desk.undo()
    assert dues(desk, urgent) == {"市政协社情民意": "11-20 23:59"}


NOTICE_2027 = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日至3日放假，共3天。
二、春节：2月5日至11日放假调休，共7天。1月31日（星期日）、2月20日（星期六）上班。
"""


def test_pasting_the_notice_moves_open_items_only_and_is_one_undo(desk: Desk, clock: StandingClock) -> None:
    change(desk, "市政协", ClockRow("", 2, "天", "工作日", False, ""))
    clock.now = datetime(2027, 2, 4, 16, 0)
    received = datetime(2027, 2, 4, 9, 0)
    opened, issued, closed = (
        piece(desk, received_at=received),
        piece(desk, State.ISSUED, received_at=received),
        piece(desk, State.CLASSIFIED, received_at=received),
    )
    for made in (opened, closed):
        desk.do(dispatching.open_dispatch, made, to="市政协")
    desk.do(dispatching.send, issued, to="市政协", sent_at=clock.now)
    step(desk, closed, Step.SCREEN, 结论="不采用", 原因="事实不清")
    assert dues(desk, opened) == {"市政协社情民意": "02-08 23:59"}
    assert "2027 年放假安排未录入" in shown(desk, opened).clocks[0].notes
    before = desk.read(snapshot)
    assert desk.do(enter_holidays, parse_notice(NOTICE_2027)) == 1
    assert dues(desk, opened) == {"市政协社情民意": "02-15 23:59"}
    assert shown(desk, opened).clocks[0].notes == ""
    assert dues(desk, issued) == dues(desk, closed) == {"市政协社情民意": "02-08 23:59"}
    assert desk.read(rules.calendar).knows(2027)
    assert desk.undo() == "录入 2027 年放假安排"
    assert desk.read(snapshot) == before
    desk.redo()
    assert dues(desk, opened) == {"市政协社情民意": "02-15 23:59"}
    assert check(desk) == ()


def test_an_additional_notice_replaces_the_days_it_names(desk: Desk) -> None:
    from cppcc_desk.domain.holidays import HolidayNotice

    before = desk.read(rules.calendar)
    more = HolidayNotice(2026, {date(2026, 11, 23): "纪念日"}, {date(2026, 10, 1): "国庆节"}, whole_year=False)
    desk.do(enter_holidays, more)
    after = desk.read(rules.calendar)
    assert set(before.off) - set(after.off) == {date(2026, 10, 1)}
    assert set(after.off) - set(before.off) == {date(2026, 11, 23)}
    assert date(2026, 10, 1) in after.worked


def test_a_destination_that_was_put_away_keeps_its_clocks(desk: Desk) -> None:
    made = piece(desk)
    desk.do(dispatching.open_dispatch, made, to="市政协")
    clock = ClockRow("", 2, "天", "工作日", False, "")
    row = next(row for row in desk.read(rules.destinations) if row.name == "市政协")
    desk.do(office.save_destination, row.id, name="市政协", clocks=[clock], active=False)
    assert dues(desk, made) == {"市政协社情民意": "11-20 23:59"}
    with pytest.raises(Missing, match="没有“市政协”这个去向"):
        desk.do(dispatching.open_dispatch, made, to="市政协")
    assert [r.clock.destination for r in desk.read(listing, Filter(), now=desk.now) if r.clock] == ["市政协"]
