"""What 转办函, 督办单 and 办理反馈单 show of a submission and of the unit that handles it."""

from sqlalchemy.orm import Session

from cppcc_desk.domain import forms
from cppcc_desk.domain.errors import Forbidden, Missing
from cppcc_desk.domain.step_fields import split
from cppcc_desk.domain.submission import UrgencyGrade
from cppcc_desk.queries import issues
from cppcc_desk.queries.clocks import Clock
from cppcc_desk.queries.forms.asked import Asked, people_of
from cppcc_desk.queries.office import destinations, words
from cppcc_desk.queries.submissions import SubmissionDetail

TRANSFER_LETTER = "转办函"  # a form of dispatch as well as the paper


def handling_units(session: Session, d: SubmissionDetail) -> tuple[str, ...]:
    """The departments among the destinations of a submission, and whoever else is sent a 转办函."""
    departments = {row.name for row in destinations(session, all_destinations=True) if row.parent_id is not None}
    handed = (c for c in d.clocks if c.form == TRANSFER_LETTER or c.destination in departments)
    return tuple(dict.fromkeys(c.destination for c in handed if c.chosen))


def transfer(asked: Asked) -> forms.HandlingFacts:
    """Raises Forbidden where there is nobody to hand it to."""
    if not handling_units(asked.session, asked.detail):
        raise Forbidden(
            f"来稿 {asked.detail.row.intake_no} 没有报送部门的去向，请先增加承办部门为报送去向；没有写出转办函。"
        )
    return handling(asked)


def handling(asked: Asked) -> forms.HandlingFacts:
    """Without a handling unit everything about it is left to the pen. Raises Forbidden where several can be meant."""
    d = asked.detail
    clock = _clock(asked)
    dispatch = next((row for row in d.dispatches if clock and row.id == clock.dispatch_id), None)
    lead, others = people_of(d)
    issue = issues.issue_of(asked.session, d.row.id)
    return forms.HandlingFacts(
        office=asked.office.issued_by,
        printed_on=asked.now.date(),
        intake_no=d.row.intake_no,
        title=d.row.title,
        handling_unit=clock.destination if clock else "",
        contributor=(f"{lead.name}等{len(others) + 1}人" if others else lead.name) if lead else d.row.unit,
        received_on=d.row.received_at.date(),
        urgency_grade=UrgencyGrade(d.row.urgency_grade),
        issue=issue.name if issue else "",
        doc_number=dispatch.doc_number if dispatch else "",
        handed_over_on=dispatch.sent_at.date() if dispatch and dispatch.sent_at else None,
        due_at=clock.due_at if clock else None,
        rule=clock.rule if clock else "",
        answers=words(asked.session, "answer"),
    )


def _clock(asked: Asked) -> Clock | None:
    """The clock of the unit that is meant."""
    units = handling_units(asked.session, asked.detail)
    number, told = asked.detail.row.intake_no, "、".join(units)
    if asked.destination:
        wanted = _named(asked)
        if wanted not in units:
            there = f"可选的有：{told}" if units else "它没有报送部门的去向"
            raise Missing(f"“{asked.destination}”不是来稿 {number} 的承办单位，{there}；没有写出任何文件。")
    elif len(units) > 1:
        raise Forbidden(
            f"来稿 {number} 有 {len(units)} 个承办单位（{told}），请到“报送”里打印其中一个的，命令加 --to；"
            "没有写出任何文件。"
        )
    else:
        wanted = units[0] if units else ""
    of_unit = [clock for clock in asked.detail.clocks if clock.destination == wanted]
    return next((clock for clock in of_unit if clock.form == TRANSFER_LETTER), of_unit[0] if of_unit else None)


def _named(asked: Asked) -> str:
    """The office's own name of the destination asked for."""
    known = {
        name: row.name
        for row in destinations(asked.session, all_destinations=True)
        for name in (*split(row.aliases), row.name)
    }
    return known.get(asked.destination, asked.destination)
