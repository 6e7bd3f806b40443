"""任务数: how many pieces people and units owe in a year, which pieces count for whom, and how far each has come.

The yearly minimum and its default rule: design/domain.md section 4. What counts is decided by four switches that the
office sees and may set for each year.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from cppcc_desk.domain.crediting import Credited, credited_units
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.people import PersonKind, UnitKind
from cppcc_desk.domain.workflow import Screening


class Counts(StrEnum):
    """Which pieces count."""

    NOT_REFUSED = "筛选没有退回或不采用的都计"
    ADOPTED = "只计采用（已印发）的"


class Joint(StrEnum):
    """For whom a piece of several people counts."""

    EACH = "联名的每人计一篇"
    LEAD = "只计第一反映人"


class Merged(StrEnum):
    """What a piece is worth that went into another one."""

    WITH_TARGET = "随并入的那篇一起计"
    NOT = "并入别篇的不再计"


QUOTAS = "quotas"  # the key of the office's setting
REFUSED = frozenset({Screening.RETURN, Screening.REJECT})  # by 筛选: not a valid piece
MOST = 1_000  # pieces that anybody may be asked for in a year


@dataclass(frozen=True, kw_only=True)
class QuotaRules:
    """The rules of one year; a kind of person or unit that is not in `quotas` owes nothing."""

    counts: Counts = Counts.NOT_REFUSED
    joint: Joint = Joint.EACH
    merged: Merged = Merged.WITH_TARGET
    credited: Credited = Credited.ALL
    quotas: Mapping[str, int] = field(
        default_factory=lambda: MappingProxyType(
            {
                PersonKind.MEMBER: 1,
                PersonKind.STANDING_MEMBER: 1,
                PersonKind.INFORMANT: 5,
                UnitKind.SECTOR: 5,
                UnitKind.COMMITTEE: 5,
                UnitKind.TOWN_COMMITTEE: 5,
            }
        )
    )

    def owed(self, kinds: Iterable[str]) -> int:
        """What somebody owes who is all of `kinds`: the most that one of them asks for."""
        return max((self.quotas.get(kind, 0) for kind in kinds), default=0)

    def to_dict(self) -> dict[str, Any]:
        """JSON-able."""
        words = {"counts": self.counts, "joint": self.joint, "merged": self.merged, "credited": self.credited}
        return {
            **{key: word.value for key, word in words.items()},
            "quotas": {str(k): n for k, n in self.quotas.items()},
        }

    @staticmethod
    def from_dict(given: Mapping[str, Any]) -> "QuotaRules":
        """Raises Invalid for a rule or a kind that is not known, and for a number out of bounds."""
        quotas = dict(given.get("quotas", {}))
        known = {*PersonKind, *UnitKind}
        for kind, number in quotas.items():
            if kind not in known:
                raise Invalid(f"没有“{kind}”这一类人或单位；已有：{'、'.join(sorted(known))}。没有作任何改动。")
            if not isinstance(number, int) or not 0 <= number <= MOST:
                told = f"{kind}的任务数应为 0 到 {MOST} 的整数。"
                raise Invalid(f"{told}没有作任何改动。", {kind: told})
        try:
            return QuotaRules(
                counts=Counts(given["counts"]),
                joint=Joint(given["joint"]),
                merged=Merged(given["merged"]),
                credited=Credited(given["credited"]),
                quotas=MappingProxyType(quotas),
            )
        except (KeyError, ValueError) as error:
            raise Invalid(f"计数办法缺少一项或不认识：{error}。没有作任何改动。") from None


@dataclass(frozen=True)
class Author:
    """Somebody credited with a piece; `units` by kind, as they were at registration and as far as they are known."""

    person_id: int | None
    units: Mapping[UnitKind, int]
    chosen: UnitKind | None = None


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What counting needs of a submission; of a 集体来稿 only `collective_unit_id` is credited as a unit."""

    id: int
    screening: str
    adopted: bool
    merged_into_id: int | None
    collective: bool
    collective_unit_id: int | None
    info_group_id: int | None
    authors: tuple[Author, ...]


@dataclass(frozen=True)
class Credit:
    """For whom a piece counts, each once."""

    people: frozenset[int]
    units: frozenset[int]


def counted(piece: Piece, pieces: Mapping[int, Piece], rules: QuotaRules) -> bool:
    """Whether `piece` counts at all; `pieces` holds what pieces were merged into."""
    if piece.merged_into_id is not None:
        if rules.merged is Merged.NOT:
            return False
        return counted(pieces[piece.merged_into_id], pieces, rules)
    return piece.adopted if rules.counts is Counts.ADOPTED else piece.screening not in REFUSED


def credit(piece: Piece, rules: QuotaRules) -> Credit:
    """For whom a piece counts that does count."""
    authors = piece.authors[:1] if rules.joint is Joint.LEAD else piece.authors
    people = frozenset(author.person_id for author in authors if author.person_id is not None)
    if piece.collective:
        units = {piece.collective_unit_id}
    else:
        units = {u for a in authors for _, u in credited_units(a.units, a.chosen, rules.credited)}
    return Credit(people, frozenset(unit for unit in (*units, piece.info_group_id) if unit is not None))


@dataclass(frozen=True)
class Tally:
    """How many pieces count for each person and unit; `uncredited` count for nobody although they count."""

    people: Mapping[int, tuple[int, ...]]  # ids of the pieces
    units: Mapping[int, tuple[int, ...]]
    uncredited: tuple[int, ...]


def tally(pieces: Iterable[Piece], targets: Mapping[int, Piece], rules: QuotaRules) -> Tally:
    """Count `pieces`; `targets` are those that pieces were merged into, of whatever year."""
    people: dict[int, list[int]] = {}
    units: dict[int, list[int]] = {}
    uncredited: list[int] = []
    for piece in pieces:
        if not counted(piece, targets, rules):
            continue
        found = credit(piece, rules)
        for person_id in found.people:
            people.setdefault(person_id, []).append(piece.id)
        for unit_id in found.units:
            units.setdefault(unit_id, []).append(piece.id)
        if not found.people and not found.units - {piece.info_group_id}:
            uncredited.append(piece.id)
    return Tally(
        {key: tuple(ids) for key, ids in people.items()},
        {key: tuple(ids) for key, ids in units.items()},
        tuple(uncredited),
    )


class Progress(StrEnum):
    """How somebody stands."""

    DONE = "已完成"
    ON_PACE = "进度正常"
    BEHIND = "落后"
    NOTHING = "零报送"
    FREE = "无任务"


def due_by_now(quota: int, year: int, *, today: date) -> int:
    """How many of `quota` pieces the share of the year that has passed asks for, rounded half up."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if today >= last:
        return quota
    passed = max(0, (today - first).days + 1)
    days = (last - first).days + 1
    return (2 * quota * passed + days) // (2 * days)


def progress(count: int, quota: int, due: int) -> Progress:
    """In words; nothing at all is said as such where anything was due."""
    if not quota:
        return Progress.FREE
    if count >= quota:
        return Progress.DONE
    if not count and due:
        return Progress.NOTHING
    return Progress.ON_PACE if count >= due else Progress.BEHIND
