"""A year of the office in numbers, held against the rankings of the year."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from cppcc_desk.domain.figures import Figures, Group, Mismatch, Ranked, adds_up
from cppcc_desk.domain.outcomes import HIGHER, Level
from cppcc_desk.domain.scoring.events import Ledger
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.years import happened
from cppcc_desk.queries.figures import Counted, Credited, counted, credited
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
    theirs = _credited(told, shown)
    whole = {"来稿": list(dict.fromkeys(map(told.root, told.valid()))), "采用": list(told.uses())}
    for ranking in shown.groups:
        for what, whose in (("来稿", theirs.submitted), ("采用", theirs.adopted)):
            rows = {_named(row): set(whose[row.who.subject]) for row in ranking.rows}
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


def _credited(told: Counted, shown: YearScores) -> Credited:
    """By whom they are credited to, on the days that the scheme counts them."""
    years = happened(told.pieces, shown.scheme.window, {told.year: told.last})
    return credited(((theirs.piece, event) for _, theirs in years for _, event in theirs.dated), shown.scheme)
