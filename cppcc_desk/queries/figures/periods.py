"""A part of a year in numbers: its own, those of the year so far, and how everybody stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from cppcc_desk.domain.figures import (
    Mismatch,
    PeriodFigures,
    Standing,
    StandingGroup,
    Tally,
)
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.windows import bounds
from cppcc_desk.queries import quotas
from cppcc_desk.queries.figures.counting import Counted, counted
from cppcc_desk.queries.figures.crediting import Credited, credited
from cppcc_desk.queries.scoring.schemes import in_force
from cppcc_desk.queries.scoring.standings import Basis, GroupRanking, ScoreRow, basis, standings_of

Days = tuple[date, date]


def period_figures(session: Session, year: int, days: Days, before: Days, *, today: date) -> PeriodFigures:
    """What happened on `days` of the year called `year`, compared with the days `before` in the year before.

    Days to come are left out. Raises Missing without a scheme, which says when the year begins and what is credited to
    whom.
    """
    scheme = in_force(session, year).scheme
    found = basis(session, scheme, year, today=today)
    first, last = days[0], min(days[1], max(today, days[0]))
    told = counted(session, year, first, last, today=today)
    so_far = counted(session, year, bounds(scheme.window, year)[0], last, today=today)
    earlier = counted(session, year - 1, *before, today=today)
    groups = tuple(_groups(session, found, scheme, told, so_far, today=today))
    over = today > days[1]
    return PeriodFigures(
        window=scheme.window,
        now=replace(told.figures(over=over), before=earlier.figures(over=True) if earlier.received else None),
        so_far=so_far.figures(over=over),
        groups=groups,
        scheme=scheme.name,
        mismatches=(*told.mismatches(), *_of_year(told, so_far), *_of_groups(groups), *_of_people(told, groups)),
    )


def _groups(
    session: Session, found: Basis, scheme: Scheme, told: Counted, so_far: Counted, *, today: date
) -> Iterator[StandingGroup]:
    whole = standings_of(found, scheme, today=today, last=told.last)
    part = standings_of(found, scheme, today=today, first=told.first, last=told.last)
    points = {row.who.subject: row.score for group in part.groups for row in group.rows}
    now, year = (_credited(counts, scheme) for counts in (told, so_far))
    owed = _owed(session, told.year, today=today)
    places = {subject: place for place, subject in enumerate(found.who)}
    for ranking in whole.groups:
        rows = tuple(
            Standing(
                rank=row.rank,
                place=places[row.who.subject],
                name=row.who.name,
                about=row.who.work,
                quota=owed.get(row.who.subject) or None,
                now=_tally(now, row, points.get(row.who.subject, 0)),
                so_far=_tally(year, row, row.score),
            )
            for row in ranking.rows
        )
        yield _held_against(told, StandingGroup(ranking.group.name, _of_units(ranking), rows))


def _of_units(ranking: GroupRanking) -> bool:
    return ranking.group.ledger is Ledger.UNIT


def _credited(told: Counted, scheme: Scheme) -> Credited:
    """On the days that things happened, whatever day the scheme counts them on: these are facts, no points."""
    return credited(
        ((piece, event) for piece in told.pieces for event in piece.events if told.within(event.own_day)), scheme
    )


def _tally(whose: Credited, row: ScoreRow, score: int) -> Tally:
    subject = row.who.subject
    return Tally(
        submitted=tuple(whose.submitted[subject]),
        adopted=tuple(whose.adopted[subject]),
        instructed=tuple(whose.instructed[subject]),
        score=score,
    )


def _owed(session: Session, year: int, *, today: date) -> Mapping[Subject, int]:
    found = quotas.standings(session, year, today=today)
    return {
        Subject(ledger, one.id): one.quota
        for ledger, those in ((Ledger.PERSON, found.people), (Ledger.UNIT, found.units))
        for one in those
    }


def _held_against(told: Counted, group: StandingGroup) -> StandingGroup:
    """The group with what of the time is nobody's of it, and what is of several."""
    pairs = (
        (list(dict.fromkeys(map(told.root, told.valid()))), [row.now.submitted for row in group.rows]),
        (list(told.uses()), [row.now.adopted for row in group.rows]),
    )
    outside, shared = zip(*(_left_and_shared(whole, parts) for whole, parts in pairs), strict=True)
    return replace(group, outside=outside, shared=shared)


def _left_and_shared(whole: Iterable[str], parts: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    times: dict[str, int] = {}
    for part in parts:
        for number in part:
            times[number] = times.get(number, 0) + 1
    return tuple(n for n in whole if n not in times), tuple(n for n, count in times.items() if count > 1)


def _of_groups(groups: Iterable[StandingGroup]) -> Iterator[Mismatch]:
    """Where the lines of a group of units are not all there is."""
    for group in groups:
        if not group.of_units:
            continue
        for what, left, many in zip(("来稿", "采用"), group.outside, group.shared, strict=True):
            if left:
                yield Mismatch(f"{group.name}一表的{what}不含 {len(left)} 篇：没有对应的{group.name}", left)
            if many:
                yield Mismatch(f"{group.name}一表的{what}有 {len(many)} 篇计入两个以上{group.name}", many)


def _of_people(told: Counted, groups: Iterable[StandingGroup]) -> Iterator[Mismatch]:
    """What came from people, and is in nobody's line."""
    of_people = [row for group in groups if not group.of_units for row in group.rows]
    there = {number for row in of_people for number in row.now.submitted}
    handed_in = (number for number in told.valid() if not told.received[number].collective_submission)
    lost = tuple(number for number in handed_in if told.root(number) not in there)
    if of_people and lost:
        yield Mismatch(f"个人各表的来稿不含 {len(lost)} 篇：反映人不在名册里，或者不在哪一组排名", lost)


def _of_year(told: Counted, so_far: Counted) -> Iterator[Mismatch]:
    """Whether everything of the time is in the year."""
    for what, part, whole in (
        ("来稿", list(told.received), so_far.received),
        ("采用", list(told.uses()), so_far.uses()),
    ):
        lost = tuple(number for number in part if number not in whole)
        if lost:
            yield Mismatch(f"有 {len(lost)} 篇{what}不在全年累计里", lost)
