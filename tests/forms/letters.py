"""Facts for the letters to those who write: asked for a piece, reminded of it, reminded of what they owe in a year."""

from dataclasses import replace
from datetime import date
from typing import Any

from cppcc_desk.domain.forms import AskedPiece, CommissionFacts, DutyFacts, DutyMeeting, DutyPiece, QuotaFacts
from tests.forms import words

_ASKED = CommissionFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    addressee="柳青禾",
    courtesy="委员",
    pieces=(
        AskedPiece(
            subject="乡镇卫生院冬季药品储备情况",
            topic="基层医疗服务能力",
            angles="村医队伍、儿科夜间门诊、药品配备",
            asked_on=date(2026, 11, 2),
            due_on=date(2026, 11, 18),
            standing="超期 2 天",
            late=True,
        ),
        AskedPiece(
            subject="山区群众冬季供水", asked_on=date(2026, 11, 12), due_on=date(2026, 11, 23), standing="剩 3 天"
        ),
    ),
)
_QUOTA = QuotaFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    addressee="柳青禾",
    courtesy="同志",
    unit="石桥镇中心卫生院",
    year=2026,
    quota=5,
    counted=2,
    due_by_now=4,
    pieces=(words.TITLE, "关于石桥镇集市停车难的建议"),
)
_DUTY = DutyFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    year=2026,
    name="柳青禾",
    facts=(
        ("姓名", "柳青禾"),
        ("性别", "女"),
        ("身份", "委员、信息员"),
        ("界别", "医药卫生界"),
        ("单位职务", "石桥镇中心卫生院副院长"),
    ),
    standing=(("来稿", "2篇"), ("编发", "1篇"), ("任务数", "5篇"), ("计入", "2篇，落后")),
    pieces=(
        DutyPiece(
            intake_no="2026-019",
            title=words.TITLE,
            received_on=date(2026, 7, 24),
            result="《社情民意》2026年第3期",
        ),
    ),
    meetings=(DutyMeeting(on=date(2026, 9, 8), name="十届二十次主席会议", kind="主席会议", part="列席，到会，发言"),),
)
_COMMISSIONS = ("约稿函", "约稿催办")

USUAL: dict[str, Any] = {**dict.fromkeys(_COMMISSIONS, _ASKED), "任务数提醒函": _QUOTA, "履职档案": _DUTY}
EMPTY: dict[str, Any] = {
    **dict.fromkeys(_COMMISSIONS, CommissionFacts(office=words.OFFICE, printed_on=words.TODAY, addressee="")),
    "任务数提醒函": QuotaFacts(office=words.OFFICE, printed_on=words.TODAY, addressee=""),
    "履职档案": DutyFacts(
        office=words.OFFICE,
        printed_on=words.TODAY,
        year=None,
        name="",
        facts=tuple((label, "") for label, _ in _DUTY.facts),
        standing=(("来稿", ""),),
    ),
}
FULL: dict[str, Any] = {
    **dict.fromkeys(
        _COMMISSIONS,
        replace(
            _ASKED,
            addressee=words.UNIT,
            courtesy="",
            of_unit=True,
            pieces=tuple(
                replace(piece, subject=words.LONG_TITLE, topic=words.LONG_TITLE, angles=words.LONG_TITLE)
                for piece in _ASKED.pieces * 4
            ),
        ),
    ),
    "任务数提醒函": replace(
        _QUOTA, addressee=words.UNIT, courtesy="", unit=words.UNIT, pieces=(words.LONG_TITLE,) * 40
    ),
    "履职档案": replace(
        _DUTY,
        facts=tuple((label, words.UNIT) for label, _ in _DUTY.facts),
        pieces=tuple(replace(piece, title=words.LONG_TITLE) for piece in _DUTY.pieces * 30),
        meetings=tuple(replace(meeting, name=words.LONG_TITLE) for meeting in _DUTY.meetings * 20),
    ),
}
