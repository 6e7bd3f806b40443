"""What is looked at before a year is closed, and what has changed in it since.

A late outcome is entered as a 补记 of the open year, or the closed year is restated with the date; both are decided by
the office, which sees here what it is about.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.people import PersonKind, UnitKind
from cppcc_desk.domain.scoring.accounts import Account, Adjustment, Line
from cppcc_desk.domain.scoring.claims import Claimer
from cppcc_desk.domain.scoring.events import Piece, Subject
from cppcc_desk.domain.scoring.freezing import Snapshot
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.windows import bounds
from cppcc_desk.domain.scoring.years import Happened, end_of, happened

LATE = "补记"
_MEMBERS = frozenset({PersonKind.MEMBER, PersonKind.STANDING_MEMBER})


def late_label(year: int) -> str:
    """What points are called that were known only after a year was closed, in the open year they are entered in."""
    return f"{LATE} {year} 年度"


@dataclass(frozen=True)
class Found:
    """One thing to look at: the id of the event, piece, person or adjustment, and what to say of it.

    `piece_id` or `person_id` is what is to be opened and put right, None for both: an adjustment.
    """

    id: str | int
    words: str
    piece_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Check:
    """A list to be looked through; `what` says why, and what to do. Empty when all is well."""

    name: str
    what: str
    found: tuple[Found, ...]


def checks_before_closing(
    pieces: Iterable[Piece],
    scheme: Scheme,
    year: int,
    *,
    until: date | None = None,
    adjustments: Iterable[Adjustment] = (),
) -> tuple[Check, ...]:
    """Every list, also those in which nothing is found."""
    last = end_of(scheme.window, year, until)
    first, _ = bounds(scheme.window, year)
    counted = [theirs for _, theirs in happened(pieces, scheme.window, {year: last})]
    without = "按现行办法不计分" if scheme.evidence_needed else "按现行办法仍计分"
    return (
        Check("没有佐证材料", f"这些情形没有佐证材料，{without}；请补上材料。", tuple(_without_evidence(counted))),
        Check(
            "没有计入任何人和单位",
            "这些稿件的作者不在名册里，也没有单位，谁都不得分；请补上反映人或单位。",
            tuple(_credited_to_nobody(counted, scheme)),
        ),
        Check(
            "人员没有单位",
            "这些人登记来稿时没有任何单位，或是委员没有界别，单位少计了分；请在名册和来稿里补上。",
            tuple(_without_unit(counted)),
        ),
        Check(
            "手工调整没有批准人",
            "这些调整没有写批准人；请补上，或者撤销调整。",
            tuple(
                Found(given.id, f"{given.on}，{given.label} {points_text(given.points)} 分：{given.reason}")
                for given in adjustments
                if first <= given.on <= last and not given.approved_by.strip()
            ),
        ),
    )


def _without_evidence(counted: Iterable[Happened]) -> Iterator[Found]:
    for piece, dated in counted:
        yield from (
            Found(event.id, f"{_said(piece)}：{on} {event.words or event.type}", piece_id=piece.id)
            for on, event in dated
            if not event.evidence
        )


def _credited_to_nobody(counted: Iterable[Happened], scheme: Scheme) -> Iterator[Found]:
    claimer = Claimer(scheme)
    for piece, _ in counted:
        group = frozenset({str(UnitKind.INFO_GROUP)})  # it was handed the piece, whoever wrote it
        if all(claim.who[1] == group for claim in claimer.claims(piece, None)):
            names = "、".join(author.name for author in piece.authors if author.name) or "没有作者"
            yield Found(piece.id, f"{_said(piece)}：{names}", piece_id=piece.id)


def _without_unit(counted: Iterable[Happened]) -> Iterator[Found]:
    missing: dict[int, tuple[str, str, list[str]]] = {}
    for piece, _ in counted:
        for author in () if piece.collective else piece.authors:
            lacks = "没有单位" if not author.units else "委员没有界别"
            member = bool(author.kinds & _MEMBERS) and UnitKind.SECTOR not in author.units
            if author.person_id is not None and (not author.units or member):
                missing.setdefault(author.person_id, (author.name, lacks, []))[2].append(piece.number)
    for person_id, (name, lacks, numbers) in missing.items():
        yield Found(person_id, f"{name or person_id}：{lacks}（{'、'.join(numbers)}）", person_id=person_id)


def _said(piece: Piece) -> str:
    return f"{piece.number}《{piece.title}》"


@dataclass(frozen=True)
class Difference:
    """What a new computation gives somebody other than the closed year did; `points` hundredths more."""

    subject: Subject
    came: tuple[Line, ...]
    went: tuple[Line, ...]
    changed: tuple[tuple[Line, Line], ...]
    points: int


def differences(snapshot: Snapshot, accounts: Mapping[Subject, Account]) -> tuple[Difference, ...]:
    """By how many points they are, the most first; who has no difference is not there."""
    subjects = dict.fromkeys((*snapshot.accounts, *accounts))
    found = [_difference(subject, snapshot.accounts.get(subject), accounts.get(subject)) for subject in subjects]
    some = [one for one in found if one.came or one.went or one.changed]
    return tuple(sorted(some, key=lambda one: -abs(one.points)))  # stable


def _difference(subject: Subject, before: Account | None, after: Account | None) -> Difference:
    old, new = (_keyed(account.lines if account else ()) for account in (before, after))
    return Difference(
        subject,
        came=tuple(line for key, line in new.items() if key not in old),
        went=tuple(line for key, line in old.items() if key not in new),
        changed=tuple((line, new[key]) for key, line in old.items() if key in new and new[key] != line),
        points=(after.total if after else 0) - (before.total if before else 0),
    )


def _keyed(lines: Sequence[Line]) -> dict[tuple[object, ...], Line]:
    """What makes a line the same one: its rule, piece and event; of a target the day and which of that day it is."""
    seen: Counter[tuple[object, ...]] = Counter()
    found: dict[tuple[object, ...], Line] = {}
    for line in lines:
        key = (line.key, line.piece_id, line.event_id, line.on if line.piece_id is None else None)
        seen[key] += 1
        found[*key, seen[key]] = line
    return found
