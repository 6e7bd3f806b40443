"""Two schemes side by side over the same pieces: who would stand elsewhere, before a scheme is applied."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.scoring.accounts import Adjustment
from cppcc_desk.domain.scoring.events import Piece, Subject
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.ranking import Place, rankings
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.scores import Roster, scores


@dataclass(frozen=True)
class Move:
    """Somebody's place and account under the one and the other scheme; None where they are in no such ranking."""

    subject: Subject
    before: Place | None
    after: Place | None

    @property
    def places(self) -> int:
        """How many places up, below nothing for down; 0 for who is new or gone."""
        return self.before.rank - self.after.rank if self.before and self.after else 0

    @property
    def points(self) -> int:
        """How many hundredths more."""
        return (self.after.account.total if self.after else 0) - (self.before.account.total if self.before else 0)

    @property
    def words(self) -> str:
        """第 5 名 12 分 → 第 2 名 18.5 分，升 3 名."""
        told = f"{_said(self.before)} → {_said(self.after)}"
        if not (self.before and self.after):
            return told
        if not self.places:
            return f"{told}，名次不变"
        return f"{told}，{'升' if self.places > 0 else '降'} {abs(self.places)} 名"


def moves(before: Sequence[Place], after: Sequence[Place]) -> tuple[Move, ...]:
    """Everybody whose place or score differs: who is new or gone first, then by how far they move."""
    old, new = ({place.subject: place for place in places} for places in (before, after))
    found = [Move(subject, old.get(subject), new.get(subject)) for subject in dict.fromkeys((*old, *new))]
    changed = [move for move in found if move.places or move.points or not (move.before and move.after)]
    return tuple(sorted(changed, key=_size))  # stable


def simulated(
    pieces: Iterable[Piece],
    old: Scheme,
    new: Scheme,
    year: int,
    *,
    roster: Roster,
    until: date | None = None,
    adjustments: Sequence[Adjustment] = (),
    unranked: Collection[Subject] = (),
    heads: Mapping[Subject, int] | None = None,
) -> dict[str, tuple[Move, ...]]:
    """By the name of the ranking group, the old scheme's first: who moves when `new` takes the place of `old`."""
    known = tuple(pieces)
    before, after = (
        rankings(
            scores(known, scheme, year, until=until, roster=roster, adjustments=adjustments),
            scheme,
            roster,
            unranked=unranked,
            heads=heads,
        )
        for scheme in (old, new)
    )
    return {name: moves(before.get(name, ()), after.get(name, ())) for name in dict.fromkeys((*before, *after))}


def _size(move: Move) -> tuple[bool, int, int]:
    return bool(move.before and move.after), -abs(move.places), -abs(move.points)


def _said(place: Place | None) -> str:
    return f"第 {place.rank} 名 {points_text(place.account.total)} 分" if place else "不在此组"
