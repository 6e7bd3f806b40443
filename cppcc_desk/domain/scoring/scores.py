"""Everybody's account of a year, computed from the events each time; nothing of it is ever stored while a year is open.

One way through: the events of each piece that fall into the year (`windows`), who is credited with them (`claims`),
which rule fits (`matching`), what counts of several on one piece (`pieces`), and the account as a whole (`accounts`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from cppcc_desk.domain.scoring.accounts import Account, Accountant, Adjustment
from cppcc_desk.domain.scoring.events import Piece, Subject
from cppcc_desk.domain.scoring.pieces import Held, PieceScorer
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.windows import bounds
from cppcc_desk.domain.scoring.years import end_of, happened

Roster = Mapping[Subject, frozenset[str]]


def scores(
    pieces: Iterable[Piece],
    scheme: Scheme,
    year: int,
    *,
    until: date | None = None,
    roster: Roster | None = None,
    adjustments: Sequence[Adjustment] = (),
) -> dict[Subject, Account]:
    """The accounts of all of `roster`, with what they are, and of whoever else is credited with something.

    `until` is the last day that is looked at, the end of the year where None.
    """
    rosters = {} if roster is None else {year: roster}
    return scores_of_years(pieces, scheme, (year,), until=until, rosters=rosters, adjustments=adjustments)[year]


def scores_of_years(
    pieces: Iterable[Piece],
    scheme: Scheme,
    years: Sequence[int],
    *,
    until: date | None = None,
    rosters: Mapping[int, Roster] | None = None,
    adjustments: Sequence[Adjustment] = (),
) -> dict[int, dict[Subject, Account]]:
    """Like `scores`, several years in one pass; `rosters` by year."""
    scorer = PieceScorer(scheme)
    ends = {year: end_of(scheme.window, year, until) for year in years}
    found: dict[int, dict[Subject, Held]] = {year: defaultdict(Held) for year in years}
    for year, of_piece in happened(pieces, scheme.window, ends):
        credited = found[year]
        for subject, theirs, outcome in scorer.credits(of_piece):
            held = credited[subject]
            held.happened.append(theirs)
            held.outcomes.append(outcome)
    return {
        year: _closed(
            found[year],
            Accountant(scheme, year=year, until=ends[year]),
            (rosters or {}).get(year, {}),
            [given for given in adjustments if bounds(scheme.window, year)[0] <= given.on <= ends[year]],
        )
        for year in years
    }


def _closed(
    held: dict[Subject, Held], accountant: Accountant, roster: Roster, adjustments: Sequence[Adjustment]
) -> dict[Subject, Account]:
    adjusted: dict[Subject, list[Adjustment]] = {}
    for given in adjustments:
        adjusted.setdefault(given.subject, []).append(given)
    return {
        subject: accountant.account(subject, roster.get(subject), held.get(subject, Held()), adjusted.get(subject, ()))
        for subject in dict.fromkeys((*roster, *held, *adjusted))
    }
