"""Everybody's account of a year, computed from the events each time; nothing of it is ever stored while a year is open.

One way through: the events of each piece that fall into the year (`windows`), who is credited with them (`claims`),
which rule fits (`matching`), what counts of several on one piece (`pieces`), and the account as a whole (`accounts`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from cppcc_desk.domain.scoring.accounts import Account, Adjustment, account
from cppcc_desk.domain.scoring.events import Piece, Subject
from cppcc_desk.domain.scoring.pieces import Bundle, PieceScorer
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.windows import bounds, day_of


def scores(
    pieces: Iterable[Piece],
    scheme: Scheme,
    year: int,
    *,
    until: date | None = None,
    roster: Mapping[Subject, frozenset[str]] | None = None,
    adjustments: Sequence[Adjustment] = (),
) -> dict[Subject, Account]:
    """The accounts of all of `roster`, with what they are, and of whoever else is credited with something.

    `until` is the last day that is looked at, the end of the year where None.
    """
    first, last = bounds(scheme.window, year)
    until = last if until is None else min(until, last)
    scorer, found, identities = PieceScorer(scheme), _empty(roster), dict(roster or {})
    for piece in pieces:
        dated = [(on, event) for event in piece.events if first <= (on := day_of(scheme.window, event, piece)) <= until]
        if not dated:
            continue
        for subject, bundles in scorer.bundles(piece, dated).items():
            found.setdefault(subject, []).extend(bundles)
            if subject not in identities:
                identities[subject] = bundles[0].claim.identities
    adjusted: dict[Subject, list[Adjustment]] = {}
    for given in adjustments:
        if first <= given.on <= until:
            adjusted.setdefault(given.subject, []).append(given)
            found.setdefault(given.subject, [])
    return {
        subject: account(
            subject,
            identities.get(subject, frozenset()),
            bundles,
            scheme,
            year=year,
            until=until,
            adjustments=adjusted.get(subject, ()),
        )
        for subject, bundles in found.items()
    }


def _empty(roster: Mapping[Subject, frozenset[str]] | None) -> dict[Subject, list[Bundle]]:
    return {subject: [] for subject in roster or {}}
