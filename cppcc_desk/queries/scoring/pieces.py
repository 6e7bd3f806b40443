"""Submissions and what became of them, as the scoring engine takes them (`domain.scoring.events`).

Of pieces that were merged, the one they went into carries all authors and all events; what is of one of them alone,
such as that it was a valid 来稿, is for its own authors. A 约稿 that nothing came of is a piece of its own, with a
negative id.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, select, union
from sqlalchemy.orm import Session, joinedload

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.official import issue_name
from cppcc_desk.domain.outcomes import HIGHER, AdoptionForm, Fault, Level, OutcomeKind
from cppcc_desk.domain.people import WORD_OF_UNIT, UnitKind
from cppcc_desk.domain.quotas import REFUSED
from cppcc_desk.domain.scoring.events import Author, Event, EventType, Piece
from cppcc_desk.queries.outcomes.levels import level_at
from cppcc_desk.queries.outcomes.rows import OutcomeRow, outcome_rows
from cppcc_desk.queries.submissions import adopted
from cppcc_desk.storage import tables as t

_OF_KIND = {
    OutcomeKind.INSTRUCTION: EventType.INSTRUCTED,
    OutcomeKind.IMPLEMENTATION: EventType.CARRIED_OUT,
    OutcomeKind.MEDIA: EventType.MEDIA,
}
_OF_FAULT = {
    Fault.COPIED: EventType.PLAGIARISM,
    Fault.UNTRUE: EventType.FALSE,
    Fault.LATE: EventType.LATE,
}
_AT_ONCE = 500  # below SQLite's limit of bound values


def scored_pieces(session: Session, *, first: date, last: date, today: date) -> tuple[Piece, ...]:
    """All pieces of which anything happened from `first` to `last`, each with everything that ever became of it."""
    found = _Material(session)
    found.load(_touched(session, first, last))
    return (*map(found.piece, found.roots()), *_missed(session, first, min(last, today - timedelta(days=1))))


def used_pieces(session: Session, *, first: date, last: date) -> tuple[Piece, ...]:
    """Of the same pieces those that anybody ever used, or that went into another one: for what asks of nothing else."""
    found = _Material(session)
    found.load(_touched(session, first, last) & _used(session))
    return tuple(map(found.piece, found.roots()))


def scored_piece(session: Session, submission_id: int) -> Piece:
    """One piece, or the one that it went into, with everything that ever became of it. Raises Missing."""
    found = _Material(session)
    found.load({submission_id})
    for root in found.roots():
        return found.piece(root)
    raise Missing("找不到这篇来稿，可能已在回收站里。没有作任何改动。")


def _touched(session: Session, first: date, last: date) -> set[int]:
    """Ids of submissions that some event of the time is of."""
    s, i, d, o = t.Submission, t.Issue, t.Dispatch, t.Outcome
    start, end = datetime.combine(first, datetime.min.time()), datetime.combine(last, datetime.max.time())

    def within(column: Any) -> ColumnElement[bool]:
        return column.between(start, end)  # type: ignore[no-any-return]

    heard = o.occurred_on.between(first, last) | within(o.recorded_at)
    of_issue = select(t.IssueItem.submission_id).join(i)
    touched: tuple[Select[Any], ...] = (
        select(s.id).where(within(s.received_at) | within(s.registered_at) | within(s.signed_at)),
        of_issue.where(i.issued_on.between(first, last) | within(i.assigned_at)),
        select(d.submission_id).where(within(d.sent_at)),
        select(o.submission_id).where(heard, o.submission_id.is_not(None)),
        of_issue.join(o, o.issue_id == i.id).where(heard),
    )
    return set(session.scalars(union(*touched)))


def _used(session: Session) -> set[int]:
    """Ids of submissions that were ever used, by the office itself or by others, or went into another one."""
    s, o = t.Submission, t.Outcome
    heard = o.kind == OutcomeKind.ADOPTION.value
    ways: tuple[Select[Any], ...] = (
        select(s.id).where(adopted() | s.merged_into_id.is_not(None)),
        select(o.submission_id).where(heard, o.submission_id.is_not(None)),
        select(t.IssueItem.submission_id).join(o, o.issue_id == t.IssueItem.issue_id).where(heard),
    )
    return set(session.scalars(union(*ways)))


@dataclass
class _Material:
    """Rows read in a few queries, and put together piece by piece."""

    session: Session
    rows: dict[int, Any] = field(default_factory=dict)
    merged: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    contributors: defaultdict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    issues: dict[int, t.Issue] = field(default_factory=dict)
    dispatches: defaultdict[int, list[t.Dispatch]] = field(default_factory=lambda: defaultdict(list))
    outcomes: defaultdict[int, list[OutcomeRow]] = field(default_factory=lambda: defaultdict(list))
    roles: "_Roles | None" = None
    unit_kinds: dict[int, UnitKind] = field(default_factory=dict)

    def load(self, wanted: set[int]) -> None:
        """Everything about `wanted`, and about what they were merged into and what was merged into that."""
        s = t.Submission
        columns = (
            s.id, s.merged_into_id, s.intake_no, s.title, s.received_at, s.registered_at, s.signed_at, s.screening,
            adopted().label("adopted"), s.nature, s.category, s.is_commissioned, s.topic_call_id,
            s.collective_submission, s.submitting_unit, s.credited_unit_id, s.info_group_id,
        )  # fmt: skip
        while wanted:
            for part in _parts(wanted):
                near = s.id.in_(part) | s.merged_into_id.in_(part)
                for row in self.session.execute(select(*columns).where(near, s.deleted_at.is_(None))):
                    self.rows[row.id] = row
            known = self.rows.keys()
            wanted = {row.merged_into_id for row in self.rows.values() if row.merged_into_id} - known - wanted
        for row in self.rows.values():
            if row.merged_into_id in self.rows:
                self.merged[row.merged_into_id].append(row.id)
        self._load_authors()
        self._load_events()

    def _load_authors(self) -> None:
        c = t.Contributor
        units = [getattr(c, f"{word}_id") for word in WORD_OF_UNIT.values()]
        query = select(c.submission_id, c.person_id, c.name, c.kind, c.credited, c.main, c.percent, *units)
        for part in _parts(self.rows):
            for row in self.session.execute(
                query.where(c.submission_id.in_(part)).order_by(c.submission_id, c.position)
            ):
                self.contributors[row.submission_id].append(row)
        self.roles = _Roles(self.session)
        self.unit_kinds = {row.id: UnitKind(row.kind) for row in self.session.execute(select(t.Unit.id, t.Unit.kind))}

    def _load_events(self) -> None:
        item, d, o = t.IssueItem, t.Dispatch, t.Outcome
        for part in _parts(self.rows):
            items = select(item).where(item.submission_id.in_(part)).options(_with_journal())
            for row in self.session.scalars(items):
                self.issues[row.submission_id] = row.issue
            sent = select(d).where(d.submission_id.in_(part), d.sent_at.is_not(None)).options(joinedload(d.destination))
            for dispatch in self.session.scalars(sent.order_by(d.id)):
                self.dispatches[dispatch.submission_id].append(dispatch)
            for told in outcome_rows(self.session, select(o).where(o.submission_id.in_(part)).order_by(o.id)):
                self.outcomes[told.about.submission_id or 0].append(told)
        in_issue: defaultdict[int, list[int]] = defaultdict(list)
        for submission_id, issue in self.issues.items():
            in_issue[issue.id].append(submission_id)
        for part in _parts(in_issue):
            for told in outcome_rows(self.session, select(o).where(o.issue_id.in_(part)).order_by(o.id)):
                for submission_id in in_issue[told.about.issue_id or 0]:
                    self.outcomes[submission_id].append(told)

    def roots(self) -> Iterator[Any]:
        """What was not merged into another one, in the order of registration."""
        for submission_id in sorted(self.rows):
            if self.rows[submission_id].merged_into_id not in self.rows:
                yield self.rows[submission_id]

    def piece(self, root: Any) -> Piece:
        """A piece with all that went into it."""
        parts = [root, *self._below(root.id)]
        authors, places = self._authors(parts)
        alone = len(parts) == 1
        collective = alone and root.collective_submission
        issue = self.issues.get(root.id)
        events = [event for row in parts for event in self._events(row, root, None if alone else places[row.id])]
        return Piece(
            id=root.id,
            number=root.intake_no,
            title=root.title,
            received_on=root.received_at.date(),
            issued_on=issue.issued_on if issue else None,
            genre=root.nature,
            category=root.category,
            commissioned=any(row.is_commissioned for row in parts),
            on_topic=any(row.topic_call_id is not None for row in parts),
            comprehensive=not alone,
            collective=collective,
            collective_unit=self._unit(root.credited_unit_id) if collective else None,
            info_group_id=root.info_group_id,
            authors=authors,
            events=tuple(events),
        )

    def _below(self, submission_id: int) -> Iterator[Any]:
        for merged_id in sorted(self.merged[submission_id]):
            yield self.rows[merged_id]
            yield from self._below(merged_id)

    def _authors(self, parts: Sequence[Any]) -> tuple[tuple[Author, ...], dict[int, tuple[int, ...]]]:
        """All authors, each once, and for each piece at which places its own stand."""
        authors: list[Author] = []
        place_of: dict[int, int] = {}
        places: dict[int, tuple[int, ...]] = {}
        for row in parts:
            mine: list[int] = []
            for author in self._own(row, alone=len(parts) == 1):
                place = place_of.get(author.person_id or 0)
                if place is None:
                    place = len(authors)
                    authors.append(author)
                    if author.person_id is not None:
                        place_of[author.person_id] = place
                if place not in mine:
                    mine.append(place)
            places[row.id] = tuple(mine)
        return tuple(authors), places

    def _own(self, row: Any, *, alone: bool) -> Iterator[Author]:
        """Who wrote one piece; for a 集体来稿 that went into another one its unit stands."""
        if row.collective_submission and not alone:
            unit = self._unit(row.credited_unit_id)
            yield Author(person_id=None, name=row.submitting_unit, units=dict([unit] if unit else []))
            return
        assert self.roles is not None
        on = row.received_at.date()
        for told in self.contributors[row.id]:
            units = {kind: unit_id for kind in WORD_OF_UNIT if (unit_id := getattr(told, f"{WORD_OF_UNIT[kind]}_id"))}
            yield Author(
                person_id=told.person_id,
                name=told.name,
                kinds=self.roles.held(told.person_id, on) | {told.kind},
                units=units,
                chosen=UnitKind(told.credited) if told.credited else None,
                main=told.main,
                percent=told.percent,
            )

    def _unit(self, unit_id: int | None) -> tuple[UnitKind, int] | None:
        return (self.unit_kinds[unit_id], unit_id) if unit_id in self.unit_kinds else None

    def _events(self, row: Any, root: Any, places: tuple[int, ...] | None) -> Iterator[Event]:
        if row.screening not in REFUSED:
            yield Event(
                id=f"来稿 {row.id}",
                type=EventType.VALID,
                own_day=row.received_at.date(),
                recorded_on=row.registered_at.date(),
                words=f"报送 {row.intake_no}",
                authors=places,
            )
        of_all = None if row is root else places
        own = self._own_adoption(row, comprehensive=bool(self.merged[row.id]))
        if own is not None and row.id not in self.issues and any(map(_is_own, self.outcomes[row.id])):
            own = None  # a piece out of an older ledger: its issue is told by an outcome
        if own is not None:
            yield own
        for dispatch in self.dispatches[row.id]:
            yield _forwarded(dispatch, of_all)
        for told in self.outcomes[row.id]:
            event = _heard(told, row.id, of_all)
            if event is not None and not (own and event.type is EventType.OWN and event.journal in ("", own.journal)):
                yield event

    def _own_adoption(self, row: Any, *, comprehensive: bool) -> Event | None:
        if not row.adopted:
            return None
        form = AdoptionForm.COMPREHENSIVE if comprehensive else AdoptionForm.SINGLE
        issue = self.issues.get(row.id)
        if issue is None:  # archived after it was signed, without a sheet of its own
            day = (row.signed_at or row.received_at).date()
            return Event(
                id=f"采用 {row.id}",
                type=EventType.OWN,
                own_day=day,
                recorded_on=day,
                words="签发",
                level=Level.OWN,
                form=form,
            )
        name = issue.journal.name
        return Event(
            id=f"采用 {row.id}",
            type=EventType.OWN,
            own_day=issue.issued_on,
            recorded_on=issue.assigned_at.date(),
            words=issue_name(name, issue.year, issue.issue_no, supplement=issue.supplement),
            level=Level.OWN,
            form=form,
            journal=name,
        )


def _forwarded(dispatch: t.Dispatch, places: tuple[int, ...] | None) -> Event:
    sent_at = dispatch.sent_at or dispatch.opened_at
    return Event(
        id=f"报送 {dispatch.id}",
        type=EventType.FORWARDED,
        own_day=sent_at.date(),
        recorded_on=sent_at.date(),
        words=f"报送{dispatch.destination.name}",
        level=level_at(dispatch.destination),
        form=dispatch.form,
        authors=places,
    )


def _heard(told: OutcomeRow, submission_id: int, places: tuple[int, ...] | None) -> Event | None:
    """An outcome as an event; what a unit answered counts for nothing, only what came of it."""
    entry = told.entry
    if entry.kind is OutcomeKind.ADOPTION:
        kind = EventType.UPPER if entry.level in HIGHER else EventType.OWN
        if entry.level is Level.DEPARTMENT:
            kind = EventType.TAKEN_UP
    elif entry.fault is not None:
        kind = _OF_FAULT[entry.fault]
    elif entry.kind in _OF_KIND:
        kind = _OF_KIND[entry.kind]
    else:
        return None
    return Event(
        id=f"反馈 {told.id}/{submission_id}",
        type=kind,
        own_day=entry.occurred_on,
        recorded_on=told.recorded_at.date(),
        words=told.words,
        level=entry.level or "",
        form=entry.adoption_form or "",
        journal=entry.journal.strip("《》"),
        leader=entry.leader,
        leader_rank=entry.leader_rank or "",
        evidence=bool(told.files or entry.evidence),
        authors=places,
    )


def _is_own(told: OutcomeRow) -> bool:
    return told.entry.kind is OutcomeKind.ADOPTION and told.entry.level is Level.OWN


def _missed(session: Session, first: date, last: date) -> Iterator[Piece]:
    """约稿 that were due and are open still; one that the office let go is forgiven."""
    c = t.CommissionedPiece
    open_still = c.due_on.between(first, last) & c.submission_id.is_(None) & c.closed_on.is_(None)
    query = select(c, t.Person.name).outerjoin(t.Person, t.Person.id == c.person_id).where(open_still)
    roles = _Roles(session)
    kinds = {row.id: row.kind for row in session.execute(select(t.Unit.id, t.Unit.kind))}
    for row, name in session.execute(query.order_by(c.id)):
        asked = Author(person_id=row.person_id, name=name or "", kinds=roles.held(row.person_id, row.due_on))
        person = row.person_id is not None
        yield Piece(
            id=-row.id,
            number=f"约稿 {row.id}",
            title=row.subject,
            received_on=row.asked_on,
            commissioned=True,
            collective=not person,
            collective_unit=None if row.unit_id is None else (UnitKind(kinds[row.unit_id]), row.unit_id),
            authors=(asked,) if person else (),
            events=(
                Event(
                    id=f"约稿 {row.id}",
                    type=EventType.MISSED,
                    own_day=row.due_on,
                    recorded_on=row.due_on,
                    words=f"{row.due_on:%Y-%m-%d} 到期没有交稿",
                ),
            ),
        )


class _Roles:
    """The 身份 of everybody over time."""

    def __init__(self, session: Session) -> None:
        r = t.PersonRole
        self._spans: defaultdict[int, list[tuple[str, date, date]]] = defaultdict(list)
        for person_id, kind, began, ended in session.execute(select(r.person_id, r.kind, r.began, r.ended)):
            self._spans[person_id].append((kind, began or date.min, ended or date.max))

    def held(self, person_id: int | None, on: date) -> frozenset[str]:
        """What somebody was on a day."""
        if person_id is None:
            return frozenset()
        return frozenset(kind for kind, began, ended in self._spans[person_id] if began <= on <= ended)


def _with_journal() -> Any:
    return joinedload(t.IssueItem.issue).joinedload(t.Issue.journal)


def _parts(ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
