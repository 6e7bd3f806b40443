"""Two schemes side by side over the same pieces: who would stand elsewhere, before a scheme is applied."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.scoring.accounts import Adjustment
from cppcc_desk.domain.scoring.events import Ledger, Piece, Subject
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


def summary(moves: Iterable[Move]) -> str:
    """12 人、3 个单位名次有变，最多升 3 名、降 2 名；另有 5 人只是得分变。"""
    found = tuple(moves)
    if not found:
        return "谁的得分和名次都不变。"
    moved = [move for move in found if move.places]
    told = []
    if moved:
        up, down = max(move.places for move in moved), -min(move.places for move in moved)
        most = "、".join(f"{way} {number} 名" for way, number in (("升", up), ("降", down)) if number > 0)
        told.append(f"{_counted(moved)}名次有变，最多{most}")
    else:
        told.append("谁的名次都不变")
    if new := [move for move in found if move.before is None]:
        told.append(f"{_counted(new)}新进排名组")
    if gone := [move for move in found if move.after is None]:
        told.append(f"{_counted(gone)}不再在原来的排名组")
    if rest := [move for move in found if not move.places and move.before and move.after]:
        told.append(f"{'另有 ' if moved else ''}{_counted(rest)}只是得分有变")
    return f"{'；'.join(told)}。"


def _counted(moves: Sequence[Move]) -> str:
    """So many people and units, each counted once whatever groups they stand in."""
    subjects = {move.subject for move in moves}
    people = sum(subject.ledger is Ledger.PERSON for subject in subjects)
    units = len(subjects) - people
    return "、".join(f"{number} {word}" for number, word in ((people, "人"), (units, "个单位")) if number)


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
