"""Facts for the forms that go out: to handling units, to authors, to the people of a group."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from cppcc_desk.domain.forms import (
    Adopted,
    AdoptionFacts,
    AppointmentFacts,
    Attendant,
    Author,
    HandlingFacts,
    InvitationFacts,
    Invitee,
    OccasionRecordFacts,
    RecordedDecision,
    RecordedPiece,
    Report,
    SignInFacts,
)
from cppcc_desk.domain.occasions import OccasionKind, Part
from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.submission import UrgencyGrade
from tests.forms import words

_HANDLING = HandlingFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    intake_no=words.NO,
    title=words.TITLE,
    handling_unit="县卫生健康局",
    contributor="柳青禾等3人",
    received_on=date(2026, 11, 17),
    urgency_grade=UrgencyGrade.URGENT,
    issue="《社情民意》2026年第11期",
    doc_number="云政协函〔2026〕5号",
    handed_over_on=date(2026, 11, 19),
    due_at=datetime(2026, 12, 1, 23, 59),
    rule=words.WEEKS,
)
_ADOPTION = AdoptionFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    intake_no=words.NO,
    title=words.TITLE,
    authors=(
        Author(name="柳青禾", work="石桥镇中心卫生院副院长", courtesy="委员"),
        Author(name="顾长安", work="县人民医院药剂科主任", courtesy="同志"),
    ),
    unit="石桥镇中心卫生院",
    issue="《社情民意》2026年第11期（总第83期）",
    issued_title="乡镇卫生院中药饮片亟需统一配送",
    issued_on=date(2026, 11, 19),
    comprehensive=False,
    reports=(
        Report(destination="市政协", form="社情民意", sent_on=date(2026, 11, 19)),
        Report(destination="县政府", form="委员反映", sent_on=date(2026, 11, 20)),
    ),
    elsewhere=(
        Adopted(level=Level.CITY, place="市政协《江宁社情》第45期", form="单篇", on=date(2026, 11, 20)),
        Adopted(level=Level.DEPARTMENT, place="县卫生健康局"),
    ),
)
_SIGN_IN = SignInFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    group="第二信息小组",
    group_leader="叶扶疏",
    attendants=tuple(
        Attendant(name=name, work=work)
        for name, work in zip(
            words.NAMES[:9],
            ("石桥镇中心卫生院副院长", "县农业技术推广中心高级农艺师", "", "云溪县双溪茶叶专业合作社理事长") * 3,
            strict=False,
        )
    ),
)
_APPOINTMENT = AppointmentFacts(
    office="政协云溪县委员会",
    body="政协云溪县第十届委员会",
    printed_on=words.TODAY,
    name="柳青禾",
    post="社情民意特邀信息员",
    since=date(2026, 11, 20),
    until=date(2026, 12, 17),
    number="10-001",
)
_MEETING_AT = datetime(2026, 12, 3, 9, 30)
_MEETING = "县政协十届二十次主席会议"
_TOPICS = ("听取前三季度社情民意信息工作情况汇报", "研究2027年协商议政计划")
_INVITATION = InvitationFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    kind=OccasionKind.CHAIRS_MEETING,
    name=_MEETING,
    at=_MEETING_AT,
    place="县政协二楼会议室",
    topics=_TOPICS,
    invitees=(Invitee(name="柳青禾", courtesy="委员", work="石桥镇中心卫生院副院长"),),
)
_RECORD = OccasionRecordFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    kind=OccasionKind.ACTIVITY,
    name="冬季供水供电和乡镇卫生院用药",
    group="第二信息小组",
    at=datetime(2026, 11, 17, 9, 5),
    place="石桥镇中心卫生院",
    host="叶扶疏",
    present=tuple(words.NAMES[:7]),
    observing=("江映雪",),
    excused=("程归帆",),
    absent=("何清和",),
    topics=("走访卫生院药房和水厂", "讨论两篇初稿"),
    discussed=(
        RecordedPiece(intake_no="2026-047", title=words.TITLE),
        RecordedPiece(intake_no="2026-052", title="乡镇卫生院缺少饮片阴凉库"),
    ),
    produced=(RecordedPiece(intake_no="2026-055", title="山区冬季供水管道防冻亟待加强"),),
    outcome="走访3个乡镇，形成信息1篇；对2篇初稿提出修改意见，由执笔人一周内改好送办公室。",
    cost="1,250.50",
    decisions=(
        RecordedDecision(text="核实饮片报损金额", handling_unit="县卫生健康局", due_on=date(2026, 11, 30)),
        RecordedDecision(text="补充水厂数据", handling_unit="县水利局", done_on=date(2026, 11, 19)),
    ),
)
_HANDLED = ("转办函", "督办单", "办理反馈单")
_ADOPTED = ("采用通知", "采用证明")

USUAL: dict[str, Any] = {
    **dict.fromkeys(_HANDLED, _HANDLING),
    **dict.fromkeys(_ADOPTED, _ADOPTION),
    "签到表": _SIGN_IN,
    "聘书": _APPOINTMENT,
    "列席邀请函": _INVITATION,
    "会议活动记录单": _RECORD,
}
EMPTY: dict[str, Any] = {
    **dict.fromkeys(_HANDLED, HandlingFacts(office=words.OFFICE, printed_on=words.TODAY, intake_no="", title="")),
    **dict.fromkeys(_ADOPTED, AdoptionFacts(office=words.OFFICE, printed_on=words.TODAY, intake_no="", title="")),
    "签到表": SignInFacts(office=words.OFFICE, printed_on=words.TODAY, group="第五信息小组"),
    "聘书": AppointmentFacts(
        office="政协云溪县委员会",
        body="政协云溪县第十届委员会",
        printed_on=words.TODAY,
        name="",
        post="社情民意信息员",
    ),
    "列席邀请函": InvitationFacts(
        office=words.OFFICE, printed_on=words.TODAY, kind=OccasionKind.STANDING_COMMITTEE, name=""
    ),
    "会议活动记录单": OccasionRecordFacts(
        office=words.OFFICE, printed_on=words.TODAY, kind=OccasionKind.CHAIRS_MEETING, name=""
    ),
}
FULL: dict[str, Any] = {
    **dict.fromkeys(
        _HANDLED,
        replace(
            _HANDLING,
            title=words.LONG_TITLE * 3,
            handling_unit=words.UNIT,
            contributor=words.UNIT,
            issue="《社情民意》2026年增刊第11期" * 3,
            rule=words.WEEKS * 3,
        ),
    ),
    **dict.fromkeys(
        _ADOPTED,
        replace(
            _ADOPTION,
            title=words.LONG_TITLE * 2,
            issued_title=words.LONG_TITLE,
            authors=tuple(Author(name=name, work=words.UNIT, courtesy="委员") for name in words.NAMES),
            unit=words.UNIT,
            reports=_ADOPTION.reports * 13,
            elsewhere=_ADOPTION.elsewhere * 7,
        ),
    ),
    "签到表": replace(
        _SIGN_IN,
        group_leader="",  # where somebody else hosts
        host="沈砚秋",
        at=_MEETING_AT,
        place=words.UNIT,
        theme=words.LONG_TITLE * 2,
        attendants=tuple(Attendant(name=name, work=words.UNIT, remark="列席") for name in words.NAMES * 3),
    ),
    "列席邀请函": replace(
        _INVITATION,
        name=words.LONG_TITLE,
        place=words.UNIT,
        topics=(*_TOPICS, words.LONG_TITLE),
        invitees=tuple(
            Invitee(name=name, courtesy="同志", work=words.UNIT, part=Part.ATTENDING) for name in words.NAMES
        ),
    ),
    "会议活动记录单": replace(
        _RECORD,
        name=words.LONG_TITLE,
        place=words.UNIT,
        present=tuple(words.NAMES * 6),
        topics=tuple(words.LONG_TITLE for _ in range(9)),
        discussed=_RECORD.discussed * 12,
        produced=_RECORD.produced * 9,
        outcome=words.LONG_TEXT,
        decisions=_RECORD.decisions * 9,
    ),
    "聘书": replace(
        _APPOINTMENT,
        office=words.UNIT,
        body=words.UNIT,
        name="古丽努尔·阿卜杜热合曼·吐尔逊江",
        number="云政协信聘〔2021〕0999号",
    ),
}
