"""稿酬, apart from points: of each piece the highest that fits, shared among the people like points.

Amounts are fen, as whole numbers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.scoring.claims import Claim, Claimer, share_words
from cppcc_desk.domain.scoring.events import Ledger, Piece, Subject
from cppcc_desk.domain.scoring.matching import Facets, Matcher, asked_of, fits, hundredths
from cppcc_desk.domain.scoring.scheme import Pay, Scheme
from cppcc_desk.domain.scoring.years import Dated, Happened, end_of, happened


@dataclass(frozen=True, slots=True)
class Payment:
    """What somebody is paid for a piece: `fen`, of the `whole` that `name` gives; `share` tells how it was found."""

    on: date
    piece_id: int
    number: str
    title: str
    key: str
    name: str
    whole: int
    share: str
    fen: int


def payments(
    pieces: Iterable[Piece], scheme: Scheme, year: int, *, until: date | None = None
) -> dict[Subject, tuple[Payment, ...]]:
    """By person, what the pieces of a year are paid, in the order of the days.

    What a piece was paid in the year before for something lower is not taken off.
    """
    matcher, claimer = Matcher(scheme), Claimer(scheme)
    found: dict[Subject, list[Payment]] = {}
    for _, theirs in happened(pieces, scheme.window, {year: end_of(scheme.window, year, until)}):
        facets = matcher.facets(theirs.piece, frozenset(event.type for _, event in theirs.dated))
        best: dict[Subject, Payment] = {}
        for dated in theirs.dated:
            for claim in claimer.claims(theirs.piece, dated[1].authors):
                for pay in scheme.pay if claim.subject.ledger is Ledger.PERSON else ():
                    _keep_higher(best, _payment(pay, claim, theirs, dated, facets), claim.subject)
        for subject, payment in best.items():
            found.setdefault(subject, []).append(payment)
    return {subject: tuple(sorted(paid, key=lambda one: one.on)) for subject, paid in found.items()}


def yuan_text(fen: int) -> str:
    """Yuan as they are said: 66.67, 200."""
    return f"{fen // 100}.{fen % 100:02}".removesuffix(".00")


def _payment(pay: Pay, claim: Claim, theirs: Happened, dated: Dated, facets: Facets) -> Payment | None:
    on, event = dated
    if not fits(pay.when, claim.who, asked_of(event), facets):
        return None
    whole, piece = hundredths(pay.yuan), theirs.piece
    fen = whole if claim.part is None else claim.part.of(whole)
    share = share_words(Ledger.PERSON, claim.part)
    return Payment(on, piece.id, piece.number, piece.title, pay.key, pay.name, whole, share, fen)


def _keep_higher(best: dict[Subject, Payment], payment: Payment | None, subject: Subject) -> None:
    if payment is None or payment.fen <= 0:
        return
    if subject not in best or payment.fen > best[subject].fen:
        best[subject] = payment
