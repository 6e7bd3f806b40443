"""Which lines a ledger has, in their order: each piece, each dispatch, each adoption, each 批示, told by ids alone.

The year of a piece is that of its number, that of everything else the one in which it happened. Nothing of what lies in
the bin is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.outcomes import Level, OutcomeKind
from cppcc_desk.domain.registers.columns import Register
from cppcc_desk.queries.submissions import adopted
from cppcc_desk.storage import tables as t


@dataclass(frozen=True, slots=True)
class Ref:
    """One line of a ledger: the piece, and the dispatch, the outcome or the issue that it tells of.

    An adoption without `outcome_id` is the office's own, by the issue or, without one, by its 签发.
    """

    submission_id: int
    dispatch_id: int = 0
    outcome_id: int = 0
    issue_id: int = 0


def refs(session: Session, register: Register, *, year: int | None) -> Sequence[Ref]:
    """All lines of a ledger of `year`, or of all years."""
    match register:
        case Register.INTAKE:
            return _pieces(session, year)
        case Register.DISPATCH:
            return _dispatches(session, year)
        case Register.ADOPTION:
            heard = _heard(session, OutcomeKind.ADOPTION, year)
            return _in_order([*heard, *own_adoptions(session, year=year)])
    return _in_order(_heard(session, OutcomeKind.INSTRUCTION, year))


def register_years(session: Session) -> tuple[int, ...]:
    """The years in which anything that a ledger tells of happened, the newest first."""
    s, d, o = t.Submission, t.Dispatch, t.Outcome
    found = set(session.scalars(select(s.year).distinct()))
    for column in (d.sent_at, o.occurred_on):
        found |= {int(year) for year in session.scalars(select(func.strftime("%Y", column)).distinct()) if year}
    return tuple(sorted(found, reverse=True))


def _pieces(session: Session, year: int | None) -> list[Ref]:
    s = t.Submission
    query = select(s.id).where(s.deleted_at.is_(None)).order_by(s.year, s.serial)
    if year is not None:
        query = query.where(s.year == year)
    return [Ref(found) for found in session.connection().execute(query).scalars()]


def _dispatches(session: Session, year: int | None) -> list[Ref]:
    s, d = t.Submission, t.Dispatch
    query = select(d.submission_id, d.id).join(s, s.id == d.submission_id).where(s.deleted_at.is_(None))
    at = func.coalesce(d.sent_at, d.opened_at)
    if year is not None:
        query = query.where(at >= datetime(year, 1, 1), at < datetime(year + 1, 1, 1))
    rows = session.connection().execute(query.order_by(func.date(at), s.year, s.serial, d.id))
    return [Ref(piece, dispatch_id=found) for piece, found in rows]


Dated = tuple[date, int, int, Ref]  # the day, year and serial of the piece, and the line


def _heard(session: Session, kind: OutcomeKind, year: int | None) -> list[Dated]:
    """The lines of each piece that it was recorded of, or that stands in the issue it is of."""
    s, o, i = t.Submission, t.Outcome, t.IssueItem
    columns = (o.occurred_on, s.year, s.serial, s.id, o.id)
    of_pieces = select(*columns).join(s, s.id == o.submission_id)
    of_issues = select(*columns).join(i, i.issue_id == o.issue_id).join(s, s.id == i.submission_id)
    found: list[Dated] = []
    for query in (of_pieces, of_issues):
        where = [s.deleted_at.is_(None), o.kind == kind.value]
        if year is not None:
            where.append(o.occurred_on.between(date(year, 1, 1), date(year, 12, 31)))
        for day, of, serial, piece, outcome in session.connection().execute(query.where(*where)):
            found.append((day, of, serial, Ref(piece, outcome_id=outcome)))
    return found


def _in_order(lines: list[Dated]) -> list[Ref]:
    """By the day, then by the number of the piece."""
    return [line[3] for line in sorted(lines, key=lambda line: (*line[:3], line[3].outcome_id))]


def own_adoptions(session: Session, *, year: int | None = None, among: Sequence[int] | None = None) -> list[Dated]:
    """What the office used itself without an outcome that tells of it: by its issues, or signed and archived.

    Of those `among` also what is being printed still.
    """
    s, i, issue = t.Submission, t.IssueItem, t.Issue
    printed = (
        select(issue.issued_on, s.year, s.serial, s.id, i.issue_id, t.Journal.name)
        .join(i, i.submission_id == s.id)
        .join(issue, issue.id == i.issue_id)
        .join(t.Journal, t.Journal.id == issue.journal_id)
        .where(s.deleted_at.is_(None))
    )
    in_issue = select(i).where(i.submission_id == s.id).exists()
    signed = select(s.signed_at, s.year, s.serial, s.id).where(
        s.deleted_at.is_(None), adopted(), s.signed_at.is_not(None), ~in_issue
    )
    if among is None:
        printed = printed.where(adopted())
    else:
        printed, signed = printed.where(s.id.in_(among)), signed.where(s.id.in_(among))
    told = _told_of_own(session, among)
    found: list[Dated] = []
    for day, of, serial, piece, issue_id, journal in session.connection().execute(printed):
        if not told.get(piece, set()) & {journal, ""}:
            found.append((day, of, serial, Ref(piece, issue_id=issue_id)))
    for at, of, serial, piece in session.connection().execute(signed):
        if at is not None and piece not in told:
            found.append((at.date(), of, serial, Ref(piece)))
    return found if year is None else [line for line in found if line[0].year == year]


def _told_of_own(session: Session, among: Sequence[int] | None) -> dict[int, set[str]]:
    """Of each piece the journals that outcomes at the office's own level name."""
    o, i = t.Outcome, t.IssueItem
    own = (o.kind == OutcomeKind.ADOPTION.value, o.level == Level.OWN.value)
    of_pieces = select(o.submission_id, o.journal).where(*own, o.submission_id.is_not(None))
    of_issues = select(i.submission_id, o.journal).join(i, i.issue_id == o.issue_id).where(*own)
    if among is not None:
        of_pieces, of_issues = of_pieces.where(o.submission_id.in_(among)), of_issues.where(i.submission_id.in_(among))
    found: dict[int, set[str]] = {}
    for query in (of_pieces, of_issues):
        for piece, journal in session.connection().execute(query):
            found.setdefault(piece or 0, set()).add(journal.strip("《》"))
    return found
