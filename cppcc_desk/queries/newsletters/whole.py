"""A newsletter put together from what is recorded, or as it was frozen."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.newsletter import (
    Content,
    Material,
    Part,
    Plan,
    Recipient,
    begun,
    fields,
    numbers,
    parts,
    recipients,
    sheets,
)
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.queries.newsletters.material import material
from cppcc_desk.queries.newsletters.material import recipients as usual_recipients
from cppcc_desk.queries.newsletters.rows import NewsletterDetail, NewsletterRow, found
from cppcc_desk.queries.office import office
from cppcc_desk.storage import tables as t

USE = "业务通讯"  # its head among the office's letterheads


@dataclass(frozen=True)
class Composed:
    """A draft as it is now: its parts, what would be frozen, who would get it; `held` None where nothing is saved."""

    held: NewsletterDetail | None
    plan: Plan
    material: Material
    parts: tuple[Part, ...]
    content: Content
    recipients: tuple[Recipient, ...]


def composed(
    session: Session, quarter: Quarter, *, now: datetime, plan: Plan | None = None, told: Material | None = None
) -> Composed:
    """The newsletter of a quarter as it stands, or by another `plan` that is not saved yet.

    What the office left open in the plan is filled in. `told` is what was read a moment ago, of the same days and
    pieces. Raises Missing without a scheme of points.
    """
    held = found(session, quarter)
    used = plan or (held.plan if held else usual_plan(session, quarter, today=now.date()))
    told = told or material(session, quarter, used, now=now)
    whole = _filled(session, quarter, used, held.row if held else None)
    of_parts = parts(told, whole)
    everybody = recipients(usual_recipients(session, told.first, told.last), used.extras)
    dated = used.dated or now.date()
    return Composed(
        held=held,
        plan=used,
        material=told,
        parts=of_parts,
        content=Content(
            fields=fields(told, whole, of_parts, copies=sum(one.copies for one in everybody), dated=dated),
            numbers=numbers(told),
            sheets=sheets(told, of_parts),
            mismatches=(*told.figures.mismatches, *_overtaken(of_parts)),
        ),
        recipients=everybody,
    )


def usual_plan(session: Session, quarter: Quarter, *, today: date) -> Plan:
    """What a newsletter begins with: head and order of the latest one before it."""
    n = t.Newsletter
    earlier = select(n.plan).where((n.year < quarter.year) | ((n.year == quarter.year) & (n.quarter < quarter.number)))
    latest = session.scalar(earlier.order_by(n.year.desc(), n.quarter.desc()).limit(1))
    rules = office(session, on=today)
    return begun(
        Plan.from_dict(latest) if latest else None,
        issued_by=rules.issued_by,
        distribute_to=("全体委员", "本季度报送信息的单位和个人"),
        letterhead=rules.letterheads.get(USE),
    )


def _filled(session: Session, quarter: Quarter, plan: Plan, row: NewsletterRow | None) -> Plan:
    """With the numbers it has, or would get: the next one of the year, in the first year that of the quarter."""
    if row is not None and row.issue_no is not None:
        return replace(plan, issue_no=row.issue_no, cumulative_no=row.cumulative_no)
    n = t.Newsletter
    last = session.scalar(select(func.max(n.issue_no)).where(n.year == quarter.year))
    total = session.scalar(select(func.max(n.cumulative_no)))
    return replace(
        plan,
        issue_no=plan.issue_no or (last + 1 if last else quarter.number),
        cumulative_no=plan.cumulative_no or (total + 1 if total else None),
    )


def _overtaken(of_parts: tuple[Part, ...]) -> tuple[Mismatch, ...]:
    """Where the office's own words stand against what is counted now."""
    return tuple(
        Mismatch(
            f"“{part.section.title}”里您改过的一处没有跟着数字变：原来是“{one.was}”，"
            f"现在数据里是“{one.now}”，请核对后自行修改"
        )
        for part in of_parts
        if part.printed
        for one in part.overtaken
    )
