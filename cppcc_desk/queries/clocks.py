"""Clocks: of every open submission each destination with its due time, its rule and how urgent it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.deadlines import Counting, Due, OfficeCalendar, Pause, Urgency
from cppcc_desk.domain.step_fields import split
from cppcc_desk.domain.submission import UrgencyGrade
from cppcc_desk.domain.workflow import CLOSED, State, Step, next_step
from cppcc_desk.queries.issues import sheet_refused
from cppcc_desk.queries.office import (
    DestinationRow,
    Leader,
    Office,
    calendar,
    clock_of,
    clock_rule,
    destinations,
    leaders,
    office,
)
from cppcc_desk.storage import tables as t


@dataclass(frozen=True)
class Clock:
    """One destination's clock.

    `provisional`: not opened yet, computed from what is intended (`chosen`) or, before anything is, from the earliest
    that can still be met.
    """

    dispatch_id: int | None
    destination: str
    form: str
    provisional: bool
    chosen: bool
    due_base: datetime  # without pauses
    due_at: datetime
    rule: str
    notes: str
    urgency: Urgency
    remaining: str
    sent_at: datetime | None
    late: bool


@dataclass(frozen=True)
class Timekeeper:
    """Everything that turns a receipt into due times, loaded once for many submissions."""

    office: Office
    calendar: OfficeCalendar
    destinations: tuple[DestinationRow, ...]
    now: datetime

    def due(self, destination: DestinationRow, form: str, *, received_at: datetime, urgency_grade: str) -> Due | None:
        """When something received at `received_at` is due at `destination`; None for one without a clock."""
        clock = clock_of(destination, form, self.destinations)
        if clock is None:
            return None
        return deadlines.due(
            clock_rule(clock, self.office), received_at, self.calendar, urgency_grade=UrgencyGrade(urgency_grade)
        )

    def clocks(self, submission: t.Submission) -> tuple[Clock, ...]:
        """The clocks of one submission, the tightest first; those of a closed one are done."""
        if submission.dispatches:
            found = [self._opened(submission, dispatch) for dispatch in submission.dispatches]
        elif submission.state in CLOSED:
            found = []
        else:
            found = self._provisional(submission)
        return tuple(sorted(found, key=lambda c: (c.sent_at is not None, c.due_at)))

    def _opened(self, submission: t.Submission, dispatch: t.Dispatch) -> Clock:
        pauses = _pauses(submission)
        end = dispatch.sent_at or self.now
        due_at = deadlines.with_pauses(dispatch.due_base, pauses, end)
        row = next((d for d in self.destinations if d.id == dispatch.destination_id), None)
        return self._clock(
            submission,
            destination=dispatch.destination.name,
            form=dispatch.form,
            counting=self._counting(row, dispatch.form),
            due=Due(at=dispatch.due_base, rule=dispatch.rule, notes=tuple(filter(None, dispatch.notes.split("\n")))),
            due_at=due_at,
            dispatch=dispatch,
        )

    def _provisional(self, submission: t.Submission) -> list[Clock]:
        intended = split(submission.intended_destinations)
        rows = [d for d in self.destinations if d.active and (d.parent_id is None or d.name in intended)]
        chosen = [d for d in rows if {d.name, *split(d.aliases)} & set(intended)]
        pauses = _pauses(submission)
        made: list[Clock] = []
        for row in chosen or rows:
            due = self.due(
                row, row.default_form, received_at=submission.received_at, urgency_grade=submission.urgency_grade
            )
            if due is not None:
                made.append(
                    self._clock(
                        submission,
                        destination=row.name,
                        form=row.default_form,
                        counting=self._counting(row, row.default_form),
                        due=due,
                        due_at=deadlines.with_pauses(due.at, pauses, self.now),
                        dispatch=None,
                        chosen=bool(chosen),
                    )
                )
        if chosen:
            return made
        first = deadlines.earliest_meetable(((c.destination, Due(at=c.due_at, rule=c.rule)) for c in made), self.now)
        return [c for c in made if first and c.destination == first[0]]

    def _counting(self, row: DestinationRow | None, form: str) -> Counting:
        clock = clock_of(row, form, self.destinations) if row else None
        return Counting(clock.counting) if clock else Counting.CALENDAR

    def _clock(
        self,
        submission: t.Submission,
        *,
        destination: str,
        form: str,
        counting: Counting,
        due: Due,
        due_at: datetime,
        dispatch: t.Dispatch | None,
        chosen: bool = True,
    ) -> Clock:
        sent_at = dispatch.sent_at if dispatch else None
        done = sent_at is not None or submission.state in CLOSED
        paused = any(p.ended_at is None for p in submission.pauses)
        urgency = deadlines.urgency(due_at, now=self.now, done=done, paused=paused, soon=self.office.soon)
        return Clock(
            dispatch_id=dispatch.id if dispatch else None,
            destination=destination,
            form=form,
            provisional=dispatch is None,
            chosen=chosen,
            due_base=due.at,
            due_at=due_at,
            rule=due.rule,
            notes="\n".join(due.notes),
            urgency=urgency,
            remaining=_remaining(urgency, due_at, self.now, counting, self.calendar),
            sent_at=sent_at,
            late=sent_at is not None and sent_at > due_at,
        )


def _remaining(
    urgency: Urgency, due_at: datetime, now: datetime, counting: Counting, office_days: OfficeCalendar
) -> str:
    if urgency in (Urgency.DONE, Urgency.PAUSED):
        return urgency.value
    return deadlines.remaining(due_at, now, counting, office_days)


def _pauses(submission: t.Submission) -> tuple[Pause, ...]:
    return tuple(Pause(started_at=p.started_at, ended_at=p.ended_at, reason=p.reason) for p in submission.pauses)


def timekeeper(session: Session, *, now: datetime) -> Timekeeper:
    """What time-keeping needs, read once."""
    return Timekeeper(
        office=office(session, on=now.date()),
        calendar=calendar(session),
        destinations=destinations(session, all_destinations=True),  # a clock goes on when its destination is put away
        now=now,
    )


def tightest(clocks: Sequence[Clock]) -> Clock | None:
    """The running clock that is due first."""
    return next((c for c in clocks if c.sent_at is None and c.urgency is not Urgency.DONE), None)


@dataclass(frozen=True)
class OpenItem:
    """A line of the workbench: an open submission, its next step and its tightest clock."""

    id: int
    intake_no: str
    title: str
    state: str
    next_step: str
    contributors: str
    unit: str
    group: str
    group_leader: str
    category: str
    urgency_grade: str
    received_at: datetime
    responsible: str
    clock: Clock | None
    clocks: tuple[Clock, ...]

    @property
    def urgency(self) -> Urgency:
        return self.clock.urgency if self.clock else Urgency.ON_TIME


OPEN_STATES = tuple(state.value for state in State if state not in CLOSED)


def open_items(session: Session, *, now: datetime) -> tuple[OpenItem, ...]:
    """Every open submission, the most urgent first."""
    keeper = timekeeper(session, now=now)
    query = (
        select(t.Submission)
        .where(t.Submission.state.in_(OPEN_STATES), t.Submission.deleted_at.is_(None))
        .options(
            selectinload(t.Submission.dispatches).selectinload(t.Dispatch.destination),
            selectinload(t.Submission.pauses),
            selectinload(t.Submission.contributors),
            selectinload(t.Submission.info_group),
        )
    )
    led_by = leaders(session)
    return in_order([_item(submission, keeper, led_by) for submission in session.scalars(query)])


def _item(submission: t.Submission, keeper: Timekeeper, led_by: Mapping[int, Leader]) -> OpenItem:
    clocks = keeper.clocks(submission)
    all_sent = bool(submission.dispatches) and all(d.sent_at for d in submission.dispatches)
    step = next_step(State(submission.state), all_sent=all_sent, sheet_refused=sheet_refused(submission))
    group = submission.info_group
    leader = led_by.get(group.id) if group else None
    return OpenItem(
        id=submission.id,
        intake_no=submission.intake_no,
        title=submission.title,
        state=submission.state,
        next_step=step.value if step else "",
        contributors="、".join(c.name for c in submission.contributors),
        unit=submission.submitting_unit,
        group=group.name if group else "",
        group_leader=leader.name if leader else "",
        category=submission.category,
        urgency_grade=submission.urgency_grade,
        received_at=submission.received_at,
        responsible=submission.responsible_editor or submission.registered_by,
        clock=tightest(clocks),
        clocks=clocks,
    )


def in_order(items: Iterable[OpenItem]) -> tuple[OpenItem, ...]:
    """The order of the workbench."""

    def key(item: OpenItem) -> object:
        due_at = item.clock.due_at if item.clock else datetime.max
        return (deadlines.order_key(item.urgency, due_at, UrgencyGrade(item.urgency_grade)), item.id)

    return tuple(sorted(items, key=key))  # type: ignore[arg-type]


@dataclass(frozen=True)
class DueRow:
    """One running clock of one submission, for 催办 and the command `due`."""

    intake_no: str
    title: str
    contributors: str
    group: str
    step: str
    received_at: datetime
    clock: Clock


def due_rows(session: Session, *, now: datetime) -> tuple[DueRow, ...]:
    """What is still to be dispatched, clock by clock, the most urgent first."""
    rows = [
        (item, clock)
        for item in open_items(session, now=now)
        for clock in item.clocks
        if clock.sent_at is None and clock.urgency is not Urgency.DONE
    ]
    rows.sort(
        key=lambda pair: (
            deadlines.order_key(pair[1].urgency, pair[1].due_at, UrgencyGrade(pair[0].urgency_grade)),
            pair[0].id,
        )
    )
    return tuple(
        DueRow(item.intake_no, item.title, item.contributors, item.group, item.next_step, item.received_at, clock)
        for item, clock in rows
    )


@dataclass(frozen=True)
class StepCount:
    """How many open submissions wait for a step, and how many of them are overdue."""

    step: Step
    count: int
    overdue: int


def step_counts(items: Sequence[OpenItem]) -> tuple[StepCount, ...]:
    """The strip of ten steps over the open items; 登记 counts what was registered and waits for 分类 as nothing yet."""
    return tuple(
        StepCount(
            step,
            sum(item.next_step == step.value for item in items),
            sum(item.next_step == step.value and item.urgency is Urgency.OVERDUE for item in items),
        )
        for step in tuple(Step)[:10]
    )
