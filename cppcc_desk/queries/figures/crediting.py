"""Whose the pieces of a time are, as the scheme credits them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from cppcc_desk.domain.scoring.claims import Claimer
from cppcc_desk.domain.scoring.events import ADOPTIONS, Event, EventType, Piece, Subject
from cppcc_desk.domain.scoring.scheme import Scheme


def _by_subject() -> defaultdict[Subject, dict[str, None]]:
    return defaultdict(dict)


@dataclass(frozen=True)
class Credited:
    """Numbers of pieces by whom they are credited to, each once, in the order of the pieces."""

    submitted: defaultdict[Subject, dict[str, None]] = field(default_factory=_by_subject)
    adopted: defaultdict[Subject, dict[str, None]] = field(default_factory=_by_subject)
    instructed: defaultdict[Subject, dict[str, None]] = field(default_factory=_by_subject)


def credited(events: Iterable[tuple[Piece, Event]], scheme: Scheme) -> Credited:
    """Whose pieces came in, were used, and had a 批示."""
    claimer, found = Claimer(scheme), Credited()
    for piece, event in events:
        into = (
            found.submitted
            if event.type is EventType.VALID
            else found.adopted
            if event.type in ADOPTIONS
            else found.instructed
            if event.type is EventType.INSTRUCTED
            else None
        )
        if into is not None:
            for claim in claimer.claims(piece, event.authors):
                into[claim.subject][piece.number] = None
    return found
