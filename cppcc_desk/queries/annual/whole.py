"""A year of the office in numbers, held against the rankings of the year."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from cppcc_desk.domain.figures import Figures, Group, Mismatch, Ranked, adds_up
from cppcc_desk.domain.outcomes import HIGHER, Level
from cppcc_desk.domain.scoring.claims import Claimer
from cppcc_desk.domain.scoring.events import ADOPTIONS, EventType, Ledger, Subject
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.years import happened
from cppcc_desk.queries.figures import Counted, counted
from cppcc_desk.queries.scoring.standings import GroupRanking, ScoreRow, YearScores
from cppcc_desk.queries.scoring.years import shown_scores

_LADDER = (Level.OWN, *reversed(HIGHER))  # low to high


def year_figures(session: Session, year: int, *, today: date) -> Figures:
    """What the yearly papers tell. Raises Missing without a scheme, which says when the year begins."""
    shown = shown_scores(session, year, today=today)
    first, last = shown.whole
    told = counted(session, year, first, min(last, max(today, first)), today=today)
    before = counted(session, year - 1, first.replace(year=first.year - 1), first - timedelta(days=1), today=today)
    return replace(
        told.figures(over=today > last),
        groups=tuple(map(_group, shown.groups)),
        scheme=shown.scheme.name,
        before=before.figures(over=True) if before.received else None,
        mismatches=(*told.mismatches(), *_of_rankings(told, shown)),
    )


def _group(ranking: GroupRanking) -> Group:
    return Group(
        ranking.group.name,
        ranking.group.ledger is Ledger.UNIT,
        tuple(
            Ranked(
                rank=row.rank,
                name=row.who.name,
                about=row.who.work,
                score=points_text(row.score),
                submitted=row.submitted,
                adopted=row.adopted,
                instructed=row.instructed,
            )
            for row in ranking.rows
        ),
    )


def _of_rankings(told: Counted, shown: YearScores) -> Iterator[Mismatch]:
    """Whether what the rankings count is what the lists hold, and whether those of the units are all there is."""
    came, used = _credited(told, shown)
    whole = {"来稿": list(dict.fromkeys(map(told.root, told.valid()))), "采用": list(told.uses())}
    for ranking in shown.groups:
        for what, credited in (("来稿", came), ("采用", used)):
            rows = {_named(row): credited.get(row.who.subject, set()) for row in ranking.rows}
            for row in ranking.rows:
                counted = row.submitted if what == "来稿" else row.adopted
                listed = rows[_named(row)]
                if counted != len(listed):
                    words = f"{ranking.group.name}“{row.who.name}”名次表上{what} {counted} 篇，清单上 {len(listed)} 篇"
                    yield Mismatch(words, tuple(sorted(listed)))
            if ranking.group.ledger is Ledger.UNIT:
                yield from adds_up(
                    rows,
                    whole[what],
                    called=(f"{ranking.group.name}的{what}", "有效来稿（合并的算一篇）" if what == "来稿" else what),
                    missing=f"没有对应的{ranking.group.name}",
                    twice=f"计入两个以上{ranking.group.name}",
                )
    if shown.uncredited:
        words = f"{len(shown.uncredited)} 篇被采用的来稿没有计给任何人和单位：反映人没有对上名册"
        yield Mismatch(words, shown.uncredited)


def _named(row: ScoreRow) -> str:
    return f"{row.who.subject.id} {row.who.name}"


def _credited(told: Counted, shown: YearScores) -> tuple[dict[Subject, set[str]], dict[Subject, set[str]]]:
    """By whom they are credited to, as the scheme says: the pieces that came in, and those that were used."""
    claimer, window = Claimer(shown.scheme), shown.scheme.window
    came: defaultdict[Subject, set[str]] = defaultdict(set)
    used: defaultdict[Subject, set[str]] = defaultdict(set)
    for _, theirs in happened(told.pieces, window, {told.year: told.last}):
        for _, event in theirs.dated:
            into = came if event.type is EventType.VALID else used if event.type in ADOPTIONS else None
            if into is not None:
                for claim in claimer.claims(theirs.piece, event.authors):
                    into[claim.subject].add(theirs.piece.number)
    return came, used
