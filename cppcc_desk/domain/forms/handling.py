"""What goes to the unit that handles a submission: 转办函 with its return slip, 督办单, 办理反馈单."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from cppcc_desk.domain.flow import Gap
from cppcc_desk.domain.forms import form, letter
from cppcc_desk.domain.outcomes import ANSWERS
from cppcc_desk.domain.submission import UrgencyGrade

ACCEPTANCE = ("采纳", "部分采纳", "未采纳")


@dataclass(frozen=True, kw_only=True)
class HandlingFacts:
    """One submission in the hands of one unit; "" and None are left to the pen."""

    office: str
    printed_on: date
    intake_no: str
    title: str
    handling_unit: str = ""
    contributor: str = ""
    received_on: date | None = None
    urgency_grade: UrgencyGrade | None = None
    issue: str = ""  # journal and 期号
    doc_number: str = ""  # of the letter that handed it over
    handed_over_on: date | None = None
    due_at: datetime | None = None
    rule: str = ""  # how the due time was counted
    answers: tuple[str, ...] = ANSWERS  # among which a unit chooses


def transfer_letter(facts: HandlingFacts) -> form.Form:
    """The letter that hands a submission to a unit, with the slip on which the unit answers."""
    return _form(
        "转办函",
        facts,
        *form.above(f"文号：{facts.doc_number}", facts.intake_no),
        letter.addressee(facts.handling_unit),
        letter.text(_request(facts)),
        Gap(120),
        form.Grid(
            (
                form.row(form.label(24, "标题"), form.value(134, facts.title), height=12),
                _from_whom(facts),
                form.row(
                    form.label(24, "收稿日期"),
                    form.value(48, form.paper_day(facts.received_on)),
                    form.label(24, "缓急"),
                    _urgency(62, facts),
                ),
                form.row(form.label(24, "办理期限"), form.due(134, facts.due_at, facts.rule), height=13),
            )
        ),
        Gap(480),
        *letter.signature(facts.office, facts.printed_on),
        *letter.to_tear_off("办理回执"),
        _slip(facts),
        *form.below(f"请加盖公章后送回{facts.office}。"),
    )


def _request(facts: HandlingFacts) -> str:
    in_time = facts.due_at is not None and facts.due_at.date() >= facts.printed_on
    by = f"于{form.paper_day(facts.due_at.date())}前" if facts.due_at and in_time else "尽快"
    return f"现将下列社情民意信息转给你单位，请认真研究办理，{by}将办理结果填入下面的回执并送回我室。"


def _slip(facts: HandlingFacts) -> form.Grid:
    return form.Grid(
        (
            form.row(
                form.label(24, "承办单位"),
                form.value(64, facts.handling_unit),
                form.label(24, "收到日期"),
                form.signed(46, [], stand=form.Stand.MIDDLE),
            ),
            form.row(
                form.label(24, "来稿"), form.value(134, f"{facts.intake_no}　{facts.title}".strip("　")), height=10
            ),
            form.row(form.label(24, "办理结果"), form.ticks(134, facts.answers, ())),
            form.row(form.label(24, "办理意见"), form.Cell(width=134), height=26),
            _clerk(),
            form.row(form.label(24, "单位盖章"), form.signed(134, []), height=18),
        ),
        whole=True,
    )


def supervision_sheet(facts: HandlingFacts) -> form.Form:
    """What is supervised and by when, with lines on which the office notes how it goes."""
    progress = ((36, "日期"), (92, "进展情况"), (30, "记录人"))
    line = form.row(*(form.Cell(width=width) for width, _ in progress), height=11)
    return _form(
        "督办单",
        facts,
        *form.above(facts.office, facts.intake_no),
        form.Grid(
            (
                form.row(form.label(24, "督办事项"), form.value(134, facts.title), height=16),
                _from_whom(facts),
                form.row(
                    form.label(24, "承办单位"),
                    form.value(59, facts.handling_unit),
                    form.label(24, "缓急"),
                    _urgency(51, facts),
                ),
                _handed_over(facts, "交办日期"),
                form.row(form.label(24, "期限"), form.due(134, facts.due_at, facts.rule), height=13),
                form.row(form.label(24, "督办要求"), form.Cell(width=134), height=32),
                form.row(form.label(158, "办理进展")),
                form.row(*(form.label(width, text) for width, text in progress)),
                *(line,) * 7,
                form.row(
                    form.label(24, "督办人"),
                    form.signed(55, []),
                    form.label(24, "签收"),
                    form.signed(55, []),
                    height=20,
                ),
            )
        ),
    )


def feedback_sheet(facts: HandlingFacts) -> form.Form:
    """What the unit did about it, in its own hand."""
    accepted = replace(form.ticks(134, ACCEPTANCE, ()), stand=form.Stand.TOP)
    return _form(
        "办理反馈单",
        facts,
        *form.above("", facts.intake_no),
        form.Grid(
            (
                form.row(form.label(24, "标题"), form.value(134, facts.title), height=12),
                _from_whom(facts),
                form.row(form.label(24, "承办单位"), form.value(134, facts.handling_unit)),
                _handed_over(facts, "转办日期"),
                form.row(form.label(24, "期限"), form.due(134, facts.due_at, facts.rule), height=13),
                form.row(form.label(24, "办理结果"), form.ticks(134, facts.answers, ())),
                form.row(form.label(24, "采纳情况"), accepted, height=36),
                form.row(form.label(24, "落实情况"), form.Cell(width=134), height=54),
                form.row(form.label(24, "单位意见"), form.signed(134, [("（盖章）", None)]), height=40),
                _clerk(),
            )
        ),
        *form.below(f"请由承办单位填写，加盖公章后送回{facts.office}。"),
    )


def _form(kind: str, facts: HandlingFacts, *blocks: form.Block) -> form.Form:
    about = f"{facts.intake_no} {facts.handling_unit}".strip()
    return form.Form(
        kind=kind,
        title=f"{kind} {about}",
        office=facts.office,
        dated=facts.printed_on,
        blocks=(*form.title_lines(f"社情民意信息{kind}"), *blocks),
    )


def _urgency(width: float, facts: HandlingFacts) -> form.Cell:
    return form.ticks(width, UrgencyGrade, [facts.urgency_grade] if facts.urgency_grade else [])


def _from_whom(facts: HandlingFacts) -> form.Row:
    return form.row(
        form.label(24, "反映人"),
        form.value(40, facts.contributor),
        form.label(24, "刊物期号"),
        form.value(70, facts.issue),
    )


def _handed_over(facts: HandlingFacts, words: str) -> form.Row:
    day = form.paper_day(facts.handed_over_on)
    return form.row(
        form.label(24, words),
        form.value(46, day) if day else form.signed(46, [], stand=form.Stand.MIDDLE),
        form.label(24, "文号"),
        form.value(64, facts.doc_number),
    )


def _clerk() -> form.Row:
    """Whom to ask, filled in by the unit."""
    return form.row(form.label(24, "经办人"), form.Cell(width=55), form.label(24, "联系电话"), form.Cell(width=55))
