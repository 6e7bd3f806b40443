"""来稿登记表: what 登记 and 分类 recorded, with room for the editor's and the head's opinion."""

from dataclasses import dataclass
from datetime import date, datetime

from cppcc_desk.domain.forms import form
from cppcc_desk.domain.submission import IntakeChannel, UrgencyGrade


@dataclass(frozen=True, kw_only=True)
class IntakeSheetFacts:
    """Everything step 1 records, and of step 2 what the desk decides with; "" and None are left to the pen."""

    office: str
    printed_on: date
    intake_no: str
    title: str
    received_at: datetime | None = None
    intake_channel: IntakeChannel | None = None
    collective_submission: bool | None = None
    contributor: str = ""  # 反映人
    contributor_kind: str = ""  # 身份
    position: str = ""  # 单位职务
    phone: str = ""
    sector: str = ""
    committee: str = ""
    town: str = ""
    party: str = ""
    co_contributors: tuple[str, ...] = ()
    submitting_unit: str = ""
    drafter: str = ""
    info_group: str = ""
    is_commissioned: bool | None = None
    topic_call: str = ""
    consent_public: bool | None = None
    attachments: tuple[str, ...] = ()
    category: str = ""
    nature: str = ""
    urgency_grade: UrgencyGrade | None = None
    keywords: str = ""
    destinations: tuple[str, ...] = ()  # offered
    intended_destinations: tuple[str, ...] = ()
    handling_opinion: str = ""
    registered_by: str = ""
    registered_on: date | None = None
    original_text: str = ""  # printed after the grid's rows when given


def intake_sheet(facts: IntakeSheetFacts) -> form.Form:
    """The registration form of one submission."""
    received = form.paper_time(facts.received_at)
    rows = [
        form.row(form.label(22, "标题"), form.value(136, facts.title), height=12),
        form.row(form.label(22, "收稿时间"), form.value(62, received), form.label(22, "缓急"), _urgency(facts)),
        form.row(form.label(22, "来稿方式"), _channel(facts)),
        form.row(
            form.label(22, "反映人"),
            form.value(27, facts.contributor),
            form.label(13, "身份"),
            form.value(26, facts.contributor_kind),
            form.label(13, "电话"),
            form.value(57, facts.phone),
        ),
        form.row(form.label(22, "单位职务"), form.value(136, facts.position)),
        form.row(
            form.label(22, "界别"),
            form.value(57, facts.sector),
            form.label(22, "专委会"),
            form.value(57, facts.committee),
        ),
        form.row(
            form.label(22, "镇街工委"),
            form.value(57, facts.town),
            form.label(22, "党派团体"),
            form.value(57, facts.party),
        ),
        form.row(form.label(22, "联名人"), form.value(136, "、".join(facts.co_contributors))),
        form.row(
            form.label(22, "反映单位"),
            form.value(79, facts.submitting_unit),
            form.label(22, "集体来稿"),
            _yes_no(35, facts.collective_submission),
        ),
        form.row(
            form.label(22, "执笔人"),
            form.value(57, facts.drafter),
            form.label(22, "信息小组"),
            form.value(57, facts.info_group),
        ),
        form.row(
            form.label(22, "是否约稿"),
            _yes_no(35, facts.is_commissioned),
            form.label(44, "是否同意公开"),
            _yes_no(57, facts.consent_public),
        ),
        form.row(form.label(22, "征集要点"), form.value(136, facts.topic_call)),
        form.row(form.label(22, "附件"), form.value(136, "\n".join(facts.attachments))),
        form.row(
            form.label(22, "内容类别"),
            form.value(46, facts.category),
            form.label(22, "信息性质"),
            form.value(68, facts.nature),
        ),
        form.row(form.label(22, "关键词"), form.value(136, facts.keywords)),
        form.row(form.label(22, "拟报去向"), form.ticks(136, facts.destinations, facts.intended_destinations)),
        form.row(form.label(22, "拟办意见"), form.signed(136, [], facts.handling_opinion), height=26),
        form.row(form.label(22, "登记人"), _registered(facts), height=11),
    ]
    if facts.original_text.strip():
        rows.append(form.row(form.long_text(158, "来稿原文", facts.original_text), splits=True))
    return form.Form(
        kind="来稿登记表",
        title=f"来稿登记表 {facts.intake_no}",
        office=facts.office,
        dated=facts.printed_on,
        blocks=(
            *form.title_lines("社情民意信息来稿登记表"),
            *form.above(facts.office, facts.intake_no),
            form.Grid(tuple(rows)),
        ),
    )


def _registered(facts: IntakeSheetFacts) -> form.Cell:
    return form.signed(136, [(facts.registered_by, facts.registered_on)], stand=form.Stand.MIDDLE)


def _channel(facts: IntakeSheetFacts) -> form.Cell:
    return form.ticks(136, IntakeChannel, [facts.intake_channel] if facts.intake_channel else [])


def _urgency(facts: IntakeSheetFacts) -> form.Cell:
    return form.ticks(52, UrgencyGrade, [facts.urgency_grade] if facts.urgency_grade else [])


def _yes_no(width: float, answer: bool | None) -> form.Cell:
    return form.ticks(width, ("是", "否"), () if answer is None else ("是" if answer else "否",))
