"""What the papers of a time tell, counted from what is recorded."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cppcc_desk.domain.annual import changed, numbers_printed
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.figures import Mismatch, PeriodFigures
from cppcc_desk.domain.naming import body_of
from cppcc_desk.domain.official import DocumentState, Kind
from cppcc_desk.domain.outcomes import AssignmentState
from cppcc_desk.domain.quotas import REFUSED, due_by_now, progress
from cppcc_desk.domain.reports import Instructions, Missed, Open, Paced, Refused, ReportFacts, Silence, numbers
from cppcc_desk.domain.scoring.scheme import Window
from cppcc_desk.domain.spans import (
    DRAFTED,
    Part,
    Report,
    Span,
    Told,
    days_of,
    fitting,
    month_before,
    year_before,
    year_meant,
)
from cppcc_desk.domain.workflow import Step
from cppcc_desk.queries import documents
from cppcc_desk.queries.clocks import open_items, timekeeper
from cppcc_desk.queries.documents import DocumentRow
from cppcc_desk.queries.figures import Days, counted, period_figures
from cppcc_desk.queries.office import office
from cppcc_desk.queries.outcomes import assignments
from cppcc_desk.queries.quotas import Standing, standings
from cppcc_desk.queries.scoring.schemes import in_force
from cppcc_desk.storage import tables as t

_REASON = "原因"  # as the step records it


def window_of(session: Session, year: int) -> Window:
    """When the office's year called `year` begins. Raises Missing without a scheme."""
    return in_force(session, year).scheme.window


def report_facts(session: Session, report: Report, span: Span, *, now: datetime) -> ReportFacts:
    """All that `report` tells of `span`. Raises Invalid for a time it does not tell of, Missing without a scheme."""
    fitting(report, span)
    window = window_of(session, span.year)
    days = days_of(span, window)
    today = now.date()
    year = year_meant(span, window)
    period = period_figures(session, year, days, _before(report, days, period_end=today), today=today)
    told = office(session, on=today)
    reached = days[0], period.now.last
    month = month_before(days) if report is Report.MONTH else None
    paced, uncredited = _pace(session, report, span, last=reached[1])
    return ReportFacts(
        report=report,
        span=span,
        office=told.issued_by,
        organ=body_of(told.office_name),
        told_on=today,
        days=days,
        over=period.now.over,
        period=period,
        month_before=counted(session, year, *month, today=today).figures(over=True) if month else None,
        refused=tuple(_refused(session, reached)) if report in _WITH_REFUSED else (),
        missed=tuple(_missed(session, reached, now=now)) if report in (Report.MONTH, Report.YEAR) else (),
        pace=tuple(paced),
        silence=tuple(_silence(period)) if report not in (Report.MEETING, Report.PACE) else (),
        open=tuple(_open(session, now)) if report is Report.MEETING else (),
        instructions=_instructions(session, period, today) if report is Report.YEAR else Instructions((), (), ()),
        extra_mismatches=tuple(uncredited),
    )


@dataclass(frozen=True)
class ReportView:
    """What a report tells now; `drafts` are the 公文 there are of it, `mismatches` what does not add up, or not any
    more since one of them was made."""

    facts: ReportFacts
    drafts: Mapping[Kind, DocumentRow]
    mismatches: tuple[Mismatch, ...]


def report_view(session: Session, told: Told, *, now: datetime) -> ReportView:
    """What a report tells now, held against the 公文 there are of it. Raises Invalid, Missing."""
    facts = report_facts(session, told.report, told.span, now=now)
    rows = {kind: documents.of_report(session, kind, told) for kind in DRAFTED.get(told.report, ())}
    drafts = {kind: row for kind, row in rows.items() if row is not None}
    counts = {one.key: one.count for one in numbers(facts)}
    since: list[Mismatch] = []
    for kind, row in drafts.items():
        printed = numbers_printed(documents.document(session, row.id).fields)
        done = "定稿" if row.state is DocumentState.FINISHED else "起草"
        since += changed(printed, counts, since=f"{kind}{done}")
    return ReportView(facts, drafts, (*facts.mismatches, *since))


_LONGEST_PAUSE = timedelta(days=366)  # by which a clock may have been due earlier than it is
_WITH_REFUSED = (Report.MONTH, Report.HALF, Report.YEAR)


def _before(report: Report, days: Days, *, period_end: date) -> Days:
    """The same days a year earlier; of a time that goes on, as far as it has come where numbers stand beside each
    other without a word about that."""
    reached = (days[0], min(days[1], max(period_end, days[0])))
    return year_before(reached if report is Report.MEETING else days)


def _bounds(days: Days) -> tuple[datetime, datetime]:
    return datetime.combine(days[0], time.min), datetime.combine(days[1] + timedelta(days=1), time.min)


def _refused(session: Session, days: Days) -> Iterator[Refused]:
    """By the last 筛选 of each piece in the time."""
    r, s = t.StepRecord, t.Submission
    start, end = _bounds(days)
    query = (
        select(s.intake_no, r.conclusion, r.details, r.reason)
        .join(s, r.submission_id == s.id)
        .where(r.step == Step.SCREEN.value, r.at >= start, r.at < end, s.deleted_at.is_(None))
        .order_by(r.id)
    )
    last = {number: (conclusion, details, reason) for number, conclusion, details, reason in session.execute(query)}
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for number, (conclusion, details, reason) in last.items():
        if conclusion in REFUSED:
            found[conclusion, str(details.get(_REASON) or reason or "")].append(number)
    for conclusion in sorted(REFUSED, reverse=True):
        those = [(key, pieces) for key, pieces in found.items() if key[0] == conclusion]
        for (_, why), pieces in sorted(those, key=lambda one: -len(one[1])):
            yield Refused(str(conclusion), why, tuple(pieces))


def _missed(session: Session, days: Days, *, now: datetime) -> Iterator[Missed]:
    """Dispatches that were due in the time, by the clock with its pauses."""
    keeper = timekeeper(session, now=now)
    d, s = t.Dispatch, t.Submission
    start, end = _bounds(days)
    query = (
        select(s)
        .join(d, d.submission_id == s.id)
        .where(d.due_base >= start - _LONGEST_PAUSE, d.due_base < end, s.deleted_at.is_(None))
        .options(selectinload(s.dispatches).selectinload(d.destination), selectinload(s.pauses))
        .order_by(s.id)
    )
    for submission in session.scalars(query).unique():
        for clock in keeper.clocks(submission):
            due = clock.due_at.date()
            if days[0] <= due <= days[1] and (clock.late or clock.urgency is Urgency.OVERDUE):
                yield Missed(
                    number=submission.intake_no,
                    title=submission.title,
                    destination=clock.destination,
                    due_on=due,
                    sent_on=clock.sent_at.date() if clock.sent_at else None,
                )


def _pace(session: Session, report: Report, span: Span, *, last: date) -> tuple[list[Paced], list[Mismatch]]:
    """Everybody with a task in the calendar year, as they stood on the `last` day; pieces that count for nobody."""
    if report in (Report.MEETING, Report.SILENT):
        return [], []
    year = last.year if span.part is not Part.YEAR else span.year
    found = standings(session, year, today=last)
    s = t.Submission
    until = datetime.combine(last + timedelta(days=1), time.min)
    came = {row.id: row.intake_no for row in session.execute(select(s.id, s.intake_no).where(s.received_at < until))}

    def paced(one: Standing, *, of_unit: bool) -> Paced:
        pieces = tuple(came[piece] for piece in one.pieces if piece in came)
        due = due_by_now(one.quota, year, today=last)
        return Paced(
            name=one.name,
            kind=one.kind,
            about=one.work or one.belongs,
            of_unit=of_unit,
            quota=one.quota,
            due=due,
            count=len(pieces),
            progress=progress(len(pieces), one.quota, due),
            pieces=pieces,
        )

    rows = [
        *(paced(one, of_unit=True) for one in found.units if one.quota),
        *(paced(one, of_unit=False) for one in found.people if one.quota),
    ]
    lost = tuple(came[piece] for piece in found.uncredited if piece in came)
    told = [Mismatch(f"{len(lost)} 篇计数的来稿没有计到人和单位：反映人没有对上名册", lost)] if lost else []
    return rows, told


def _silence(period: PeriodFigures) -> Iterator[Silence]:
    for group in period.groups:
        ranked = [row for row in group.rows if row.rank is not None]
        rows = tuple(sorted((row for row in ranked if not row.now.submitted), key=lambda row: row.place))
        yield Silence(group=group.name, of_units=group.of_units, of=len(ranked), rows=rows)


def _open(session: Session, now: datetime) -> Iterator[Open]:
    for item in open_items(session, now=now):
        clock = item.clock
        yield Open(
            item.intake_no,
            item.title,
            item.next_step,
            clock.destination if clock else "",
            clock.due_at.date() if clock else None,
            item.urgency.value,
        )


def _instructions(session: Session, period: PeriodFigures, today: date) -> Instructions:
    s = t.Submission
    numbers = {row.id: row.intake_no for row in session.execute(select(s.id, s.intake_no))}
    first, last = period.now.first, period.now.last
    given = [row for row in assignments(session, today=today) if first <= row.outcome.entry.occurred_on <= last]

    def pieces(*states: AssignmentState) -> tuple[str, ...]:
        """One a task: that of its 批示."""
        chosen = (row for row in given if row.state in states)
        return tuple(next((numbers[one] for one in row.outcome.piece_ids if one in numbers), "") for row in chosen)

    answered = AssignmentState.ANSWERED, AssignmentState.CLOSED
    return Instructions(pieces(*AssignmentState), pieces(*answered), pieces(AssignmentState.LATE))
