"""What a newsletter is told from, and who gets it, read from what is recorded."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from cppcc_desk.domain.drafting import CalledTopic
from cppcc_desk.domain.figures import AdoptedPiece
from cppcc_desk.domain.newsletter import (
    Activity,
    Feedback,
    Material,
    Plan,
    PrintedPiece,
    Recipient,
    RecipientKind,
)
from cppcc_desk.domain.occasions import OccasionState
from cppcc_desk.domain.official import clean_paragraphs
from cppcc_desk.domain.outcomes import OutcomeKind
from cppcc_desk.domain.people import PersonKind, unit_and_post
from cppcc_desk.domain.scoring.scheme import Window
from cppcc_desk.domain.scoring.windows import quarter_bounds
from cppcc_desk.domain.spans import year_before
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.queries.figures import Days, period_figures
from cppcc_desk.queries.occasions import occasions
from cppcc_desk.queries.outcomes.rows import OutcomeRow, outcome_rows
from cppcc_desk.queries.people.held import held_on
from cppcc_desk.queries.scoring.schemes import in_force
from cppcc_desk.queries.topics import topics
from cppcc_desk.storage import tables as t

_ANSWERS = {OutcomeKind.REPLY: "答复", OutcomeKind.IMPLEMENTATION: "落实情况"}
_MEMBERS = (PersonKind.MEMBER.value, PersonKind.STANDING_MEMBER.value)


def material(session: Session, quarter: Quarter, plan: Plan, *, now: datetime) -> Material:
    """All that the newsletter of `quarter` is told from. Raises Missing where the office has no scheme of points."""
    window = in_force(session, quarter.year).scheme.window
    first, last = plan.days or _bounds(window, quarter)
    figures = period_figures(session, quarter.year, (first, last), _before(window, quarter, plan), today=now.date())
    printed = {piece.number: piece for piece in figures.now.adopted}
    return Material(
        quarter=quarter,
        first=first,
        last=last,
        figures=figures,
        feedback=tuple(_feedback(session, first, last)),
        topics=tuple(_topics(session, quarter.next)),
        activities=tuple(_activities(session, first, last, now=now)),
        pieces=_pieces(session, [*printed, *(piece.number for piece in plan.chosen)], printed),
    )


def _bounds(window: Window, quarter: Quarter) -> Days:
    return quarter_bounds(window, quarter.year)[quarter.number - 1]


def _before(window: Window, quarter: Quarter, plan: Plan) -> Days:
    """The days of the year before that are compared: the same quarter, or the same days where they are one's own."""
    if plan.days is None:
        return quarter_bounds(window, quarter.year - 1)[quarter.number - 1]
    return year_before(plan.days)


def _feedback(session: Session, first: date, last: date) -> Iterator[Feedback]:
    o = t.Outcome
    kinds = [kind.value for kind in _ANSWERS]
    query = select(o).where(o.occurred_on.between(first, last), o.kind.in_(kinds)).order_by(o.occurred_on, o.id)
    rows = outcome_rows(session, query)
    known = _known(session, {piece for row in rows for piece in row.piece_ids})
    for row in rows:
        pieces = [known[piece] for piece in row.piece_ids if piece in known]
        if pieces:
            yield _answer(row, pieces)


def _answer(row: OutcomeRow, pieces: list[t.Submission]) -> Feedback:
    entry = row.entry
    return Feedback(
        numbers=tuple(piece.intake_no for piece in pieces),
        title=row.title,
        authors="、".join(dict.fromkeys(name for piece in pieces for name in _authors(piece))),
        organ=entry.organ,
        did=_ANSWERS[entry.kind],
        on=entry.occurred_on,
        answer=entry.answer,
        text=entry.text,
    )


def _known(session: Session, ids: Iterable[int]) -> Mapping[int, t.Submission]:
    s = t.Submission
    wanted = select(s).where(s.id.in_(list(ids)), s.deleted_at.is_(None)).options(selectinload(s.contributors))
    return {row.id: row for row in session.scalars(wanted)}


def _authors(piece: t.Submission) -> list[str]:
    return [c.name for c in piece.contributors] or [piece.submitting_unit]


def _topics(session: Session, quarter: Quarter) -> Iterator[CalledTopic]:
    for row in topics(session, quarter):
        yield CalledTopic(theme=row.theme, angles=row.angles, lead_unit=row.lead_unit, due_on=row.due_on)


def _activities(session: Session, first: date, last: date, *, now: datetime) -> Iterator[Activity]:
    """What took place, in its order."""
    years = range(first.year, last.year + 1)
    rows = [row for year in years for row in occasions(session, now=now, year=year)]
    for row in sorted(rows, key=lambda row: (row.at, row.id)):
        if row.state is OccasionState.HELD and first <= row.at.date() <= last:
            yield Activity(
                on=row.at.date(),
                kind=row.kind,
                group=row.group,
                name=row.name,
                place=row.place,
                came=row.came,
                produced=row.produced,
            )


def _pieces(session: Session, numbers: Iterable[str], adopted: Mapping[str, AdoptedPiece]) -> dict[str, PrintedPiece]:
    s = t.Submission
    wanted = list(dict.fromkeys(numbers))
    rows = session.scalars(
        select(s)
        .where(s.intake_no.in_(wanted), s.deleted_at.is_(None))
        .options(joinedload(s.text), selectinload(s.contributors))
    )
    there = {row.intake_no: row for row in rows}
    return {
        number: PrintedPiece(
            number=number,
            title=there[number].title,
            authors=adopted[number].authors if number in adopted else "、".join(_authors(there[number])),
            paragraphs=clean_paragraphs(there[number].text.edited_text or there[number].text.original_text),
            uses=adopted[number].uses if number in adopted else (),
        )
        for number in wanted
        if number in there
    }


# ------------------------------------------------------------------------------------------------ recipients


def recipients(session: Session, first: date, last: date) -> tuple[Recipient, ...]:
    """Who gets a copy anyway: all members on the last day, and who handed something in from `first` to `last`."""
    return (*_members(session, last), *_authors_of(session, first, last))


def _members(session: Session, on: date) -> Iterator[Recipient]:
    p, r = t.Person, t.PersonRole
    query = (
        select(p)
        .where(
            p.merged_into_id.is_(None),
            or_(p.left_on.is_(None), p.left_on >= on),
            p.id.in_(select(r.person_id).where(r.kind.in_(_MEMBERS), held_on(r, on))),
        )
        .order_by(p.id)
    )
    for person in session.scalars(query):
        yield Recipient(kind=RecipientKind.MEMBER, name=person.name, about=unit_and_post(person.unit, person.position))


def _authors_of(session: Session, first: date, last: date) -> Iterator[Recipient]:
    """Units first: those that handed something in as such, and those that the authors' pieces count for."""
    s, c, p = t.Submission, t.Contributor, t.Person
    start, end = datetime.combine(first, time.min), datetime.combine(last + timedelta(days=1), time.min)
    came = select(s.id).where(s.received_at >= start, s.received_at < end, s.deleted_at.is_(None))
    for unit in session.scalars(
        select(s.submitting_unit).where(s.id.in_(came), s.collective_submission, s.submitting_unit != "").distinct()
    ):
        yield Recipient(kind=RecipientKind.UNIT, name=unit)
    u = t.Unit
    for unit_id in (c.committee_id, c.town_id, c.party_id):
        names = select(u.name).where(u.id.in_(select(unit_id).where(c.submission_id.in_(came)))).order_by(u.position)
        for name in session.scalars(names):
            yield Recipient(kind=RecipientKind.UNIT, name=name)
    authors = (
        select(c.name, c.unit, c.post, p.name, p.unit, p.position)
        .outerjoin(p, p.id == c.person_id)
        .where(c.submission_id.in_(came))
        .order_by(c.submission_id, c.position)
    )
    for name, unit, post, known_name, known_unit, known_post in session.execute(authors):
        about = unit_and_post(unit, post) if known_name is None else unit_and_post(known_unit, known_post)
        yield Recipient(kind=RecipientKind.AUTHOR, name=known_name or name, about=about)
