"""批示督办单: a 批示 that a unit is to carry out, how it was supervised and what the unit answered, on one sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.flow import Paragraph, Run
from cppcc_desk.domain.forms import form

_LABEL, _WHOLE = 24, 134  # mm
_LOG = ((38, "日期"), (24, "方式"), (72, "督办情况"), (24, "记录人"))
_LINES = 4  # of the log, that are there at least


@dataclass(frozen=True, kw_only=True)
class LoggedSupervision:
    """A line of the log."""

    on: date
    way: str
    text: str
    by: str


@dataclass(frozen=True, kw_only=True)
class AssignmentFacts:
    """One assignment of a 批示; "" and None are left to the pen."""

    office: str
    printed_on: date
    about: str  # 来稿编号, or what the issue is called
    title: str
    leader: str  # with the post
    instructed_on: date | None = None
    instruction: str = ""
    handling_unit: str = ""
    opened_on: date | None = None
    due_on: date | None = None
    standing: str = ""  # 剩 3 天, 超期 2 天
    demand: str = ""
    log: tuple[LoggedSupervision, ...] = ()
    feedback: str = ""
    feedback_on: date | None = None


def assignment_sheet(facts: AssignmentFacts) -> form.Form:
    """The sheet; long texts and a long log go on on the next page."""
    about = Paragraph(style=form.ABOVE, runs=(Run(facts.office),), end=facts.about)
    due = form.explained(55, form.paper_day(facts.due_on), form.tight(facts.standing), style=form.VALUE)
    rows = (
        form.row(form.label(_LABEL, "督办事项"), form.value(_WHOLE, facts.title), height=13),
        form.row(
            form.label(_LABEL, "批示领导"),
            form.value(55, facts.leader),
            form.label(24, "批示日期"),
            form.value(55, form.paper_day(facts.instructed_on)),
        ),
        _long("批示内容", facts.instruction, height=24),
        form.row(form.label(_LABEL, "承办单位"), form.value(_WHOLE, facts.handling_unit)),
        form.row(
            form.label(_LABEL, "交办日期"),
            form.value(55, form.paper_day(facts.opened_on)),
            form.label(24, "反馈期限"),
            due,
            height=12,
        ),
        _long("督办要求", facts.demand, height=20),
        form.row(form.label(_LABEL + _WHOLE, "督办记录")),
        form.row(*(form.label(width, words) for width, words in _LOG)),
        *_log(facts),
        _long("办理反馈", _feedback(facts), height=34),
        form.row(
            form.label(_LABEL, "督办人"), form.signed(55, []), form.label(24, "签收"), form.signed(55, []), height=20
        ),
    )
    return form.Form(
        kind="批示督办单",
        title=f"批示督办单 {facts.about} {facts.handling_unit}".strip(),
        office=facts.office,
        dated=facts.printed_on,
        blocks=(*form.title_lines("领导批示督办单"), about, form.Grid(rows)),
    )


def _long(words: str, text: str, *, height: float) -> form.Row:
    value = form.value(_WHOLE, text, stand=form.Stand.TOP if text else form.Stand.MIDDLE)
    return form.row(form.label(_LABEL, words), value, height=height, splits=True)


def _log(facts: AssignmentFacts) -> Iterator[form.Row]:
    widths = [width for width, _ in _LOG]
    for line in facts.log:
        told = (form.paper_day(line.on), line.way, form.tight(line.text), line.by)
        yield form.row(*(form.value(width, words) for width, words in zip(widths, told, strict=True)), height=11)
    for _ in range(_LINES - len(facts.log)):
        yield form.row(*(form.Cell(width=width) for width in widths), height=11)


def _feedback(facts: AssignmentFacts) -> str:
    day = form.paper_day(facts.feedback_on)
    return f"{facts.feedback}\n（{day}反馈）" if facts.feedback and day else facts.feedback
