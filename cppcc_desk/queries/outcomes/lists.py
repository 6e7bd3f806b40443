"""Outcomes in lists: chosen by year, kind, level and words; what is said of a piece; how many there are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from cppcc_desk.domain.outcomes import Level, OutcomeKind
from cppcc_desk.queries.outcomes.rows import OutcomeRow, outcome_rows
from cppcc_desk.storage import tables as t

_AT_ONCE = 500  # below SQLite's limit of bound values


@dataclass(frozen=True, kw_only=True)
class OutcomeFilter:
    """What a list shows; every field left as it is shows all. `year` is that in which it happened."""

    year: int | None = None
    kind: OutcomeKind | None = None
    level: Level | None = None
    words: str = ""


def outcomes(session: Session, chosen: OutcomeFilter, *, limit: int | None = None) -> tuple[OutcomeRow, ...]:
    """The chosen ones, the newest first."""
    o = t.Outcome
    query = select(o).where(*_where(chosen)).order_by(o.occurred_on.desc(), o.id.desc())
    return outcome_rows(session, query.limit(limit) if limit else query)


def _where(chosen: OutcomeFilter) -> list[ColumnElement[bool]]:
    o = t.Outcome
    found: list[ColumnElement[bool]] = []
    if chosen.year is not None:
        found.append(o.occurred_on.between(date(chosen.year, 1, 1), date(chosen.year, 12, 31)))
    if chosen.kind is not None:
        found.append(o.kind == chosen.kind.value)
    if chosen.level is not None:
        found.append(o.level == chosen.level.value)
    return [*found, *map(_holds, chosen.words.split())]


def _holds(word: str) -> ColumnElement[bool]:
    """Whether a word stands in what was recorded, or in number or title of a piece that it is of."""
    o, s = t.Outcome, t.Submission
    columns = (o.organ, o.journal, o.issue_no, o.leader, o.leader_post, o.text, o.evidence, o.remark)
    of_it = select(s.id).where(
        or_(s.intake_no.contains(word, autoescape=True), s.title.contains(word, autoescape=True))
    )
    issues = select(t.IssueItem.issue_id).where(t.IssueItem.submission_id.in_(of_it))
    said = (column.contains(word, autoescape=True) for column in columns)
    return or_(*said, o.submission_id.in_(of_it), o.issue_id.in_(issues))


@dataclass(frozen=True)
class OutcomeCount:
    """How many outcomes of a kind and a level there are; None for a kind without one."""

    kind: OutcomeKind
    level: Level | None
    count: int


def outcome_counts(session: Session, year: int) -> tuple[OutcomeCount, ...]:
    """What a year brought, in the order of the kinds, each with its levels high to low."""
    o = t.Outcome
    query = select(o.kind, o.level, func.count()).where(*_where(OutcomeFilter(year=year))).group_by(o.kind, o.level)
    there = Counter({(kind, level): number for kind, level, number in session.execute(query)})
    levels = (*(level.value for level in Level), "")
    return tuple(
        OutcomeCount(kind, Level(level) if level else None, there[kind.value, level])
        for kind in OutcomeKind
        for level in levels
        if there[kind.value, level]
    )


def outcome_years(session: Session) -> tuple[int, ...]:
    """The years in which anything happened, the newest first."""
    return tuple(sorted({day.year for day in session.scalars(select(t.Outcome.occurred_on).distinct())}, reverse=True))


class Source(StrEnum):
    """Where what is said of a piece was recorded."""

    OWN = "本篇"
    MERGED = "综合稿"
    ISSUE = "期刊"


@dataclass(frozen=True)
class PieceOutcome:
    """An outcome as it is said of one piece: recorded of itself, of the piece it was merged into, or of the issue."""

    row: OutcomeRow
    source: Source


def outcomes_of_pieces(session: Session, submission_ids: Iterable[int]) -> dict[int, tuple[PieceOutcome, ...]]:
    """What is said of each of these pieces, the earliest first; a piece of which nothing is said has ()."""
    wanted = list(dict.fromkeys(submission_ids))
    into = _merged_into(session, wanted)
    of_pieces = _of_column(session, t.Outcome.submission_id, {*wanted, *into.values()})
    printed = _printed_in(session, {*wanted, *into.values()})
    of_issues = _of_column(session, t.Outcome.issue_id, set(printed.values()))
    found: dict[int, tuple[PieceOutcome, ...]] = {}
    for piece in wanted:
        target = into.get(piece)
        issue = printed.get(piece if target is None else target)
        said = [PieceOutcome(row, Source.OWN) for row in of_pieces.get(piece, ())]
        said += [PieceOutcome(row, Source.MERGED) for row in (of_pieces.get(target, ()) if target else ())]
        said += [PieceOutcome(row, Source.ISSUE) for row in (of_issues.get(issue, ()) if issue else ())]
        found[piece] = tuple(sorted(said, key=lambda one: (one.row.entry.occurred_on, one.row.id)))
    return found


def outcomes_of_piece(session: Session, submission_id: int) -> tuple[PieceOutcome, ...]:
    """What is said of one piece, the earliest first."""
    return outcomes_of_pieces(session, [submission_id])[submission_id]


def outcomes_of_issue(session: Session, issue_id: int) -> tuple[OutcomeRow, ...]:
    """What was recorded of an issue as a whole, the earliest first."""
    return _of_column(session, t.Outcome.issue_id, {issue_id}).get(issue_id, ())


def _merged_into(session: Session, wanted: Sequence[int]) -> dict[int, int]:
    s = t.Submission
    found: dict[int, int] = {}
    for part in _parts(wanted):
        query = select(s.id, s.merged_into_id).where(s.id.in_(part))
        found |= {piece: into for piece, into in session.execute(query) if into is not None}
    return found


def _printed_in(session: Session, wanted: set[int]) -> dict[int, int]:
    i = t.IssueItem
    found: dict[int, int] = {}
    for part in _parts(sorted(wanted)):
        found |= dict(session.execute(select(i.submission_id, i.issue_id).where(i.submission_id.in_(part))).all())
    return found


def _of_column(
    session: Session, column: InstrumentedAttribute[int | None], wanted: set[int]
) -> Mapping[int, tuple[OutcomeRow, ...]]:
    """The outcomes whose `column` is among `wanted`, by it."""
    found: dict[int, list[OutcomeRow]] = {}
    o = t.Outcome
    for part in _parts(sorted(wanted)):
        for row in outcome_rows(session, select(o).where(column.in_(part)).order_by(o.occurred_on, o.id)):
            of = row.about.submission_id if row.about.issue_id is None else row.about.issue_id
            if of is not None:
                found.setdefault(of, []).append(row)
    return {of: tuple(rows) for of, rows in found.items()}


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
