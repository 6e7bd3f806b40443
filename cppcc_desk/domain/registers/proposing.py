"""What becomes of each row of a ledger: a new piece, something more of one that is known, nothing, or refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import StrEnum

from cppcc_desk.domain.outcomes import OutcomeEntry, OutcomeKind
from cppcc_desk.domain.registers.columns import Head
from cppcc_desk.domain.registers.history import DispatchTold, LedgerRow, PieceTold, squeezed
from cppcc_desk.domain.registers.understanding import Office, Understood, Whole, understand
from cppcc_desk.domain.submission import intake_no
from cppcc_desk.domain.workflow import State


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "新增"
    MORE = "补充"  # something more of a piece that is known, or that a row above tells of
    SAME = "已有"
    PASSED = "略过"
    REFUSED = "不导入"


@dataclass(frozen=True, kw_only=True)
class KnownPiece:
    """A piece of the office with what is recorded of it; `about` is title and author without blanks."""

    id: int
    number: tuple[int, int]
    title: str
    about: tuple[str, str]
    received_on: str
    dispatches: tuple[DispatchTold, ...] = ()
    outcomes: tuple[OutcomeEntry, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Known:
    """All pieces, also those in the bin, whose numbers are taken; `usual_form` is that of each destination."""

    pieces: Sequence[KnownPiece]
    usual_form: Mapping[str, str]
    taken: frozenset[tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is proposed of one row; `piece` is the place of its piece in `Proposed.pieces`, None where it adds to none.

    `becomes` says it in words, `doubts` what is to be looked at, `notes` how cells were understood.
    """

    row: LedgerRow
    verdict: Verdict
    becomes: str = ""
    title: str = ""
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    piece: int | None = None


@dataclass(frozen=True, kw_only=True)
class ToTake:
    """One piece to be taken over with all that its rows tell: a new one, or more of the one with `piece_id`.

    A new piece without a number gets the next one of its year.
    """

    told: PieceTold
    piece_id: int | None = None
    places: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What becomes of a ledger, row by row, and piece by piece."""

    proposals: tuple[Proposal, ...]
    pieces: tuple[ToTake, ...]
    new_destinations: tuple[str, ...]


def propose(rows: Sequence[LedgerRow], office: Office, known: Known, *, year: int | None) -> Proposed:
    """Lay a ledger beside what is known."""
    whole = Whole.of(rows, year)
    numbers = {row[Head.NUMBER] for row in rows}
    proposing = _Proposing(office, known, frozenset(numbers))
    proposals = tuple(proposing.look_at(row, whole) for row in rows)
    return Proposed(
        proposals=proposals,
        pieces=tuple(one.to_take() for one in proposing.drafts),
        new_destinations=tuple(dict.fromkeys(proposing.destinations)),
    )


@dataclass
class _Draft:
    """A piece that some row adds to."""

    told: PieceTold
    known: KnownPiece | None
    places: list[str]
    dispatches: list[DispatchTold]
    outcomes: list[OutcomeEntry]

    def to_take(self) -> ToTake:
        told = replace(self.told, dispatches=tuple(self.dispatches), outcomes=tuple(self.outcomes))
        return ToTake(told=told, piece_id=self.known.id if self.known else None, places=tuple(self.places))


@dataclass
class _Proposing:
    office: Office
    known: Known
    numbers: frozenset[str]  # that the ledger itself names
    drafts: list[_Draft] = field(default_factory=list)
    destinations: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_number: dict[tuple[int, int], KnownPiece] = {piece.number: piece for piece in self.known.pieces}
        self._by_about: dict[tuple[str, str], list[KnownPiece]] = {}
        for piece in self.known.pieces:
            self._by_about.setdefault(piece.about, []).append(piece)
        self._place_of_known: dict[int, int] = {}
        self._place_of_number: dict[tuple[int, int], int] = {}
        self._places_of_about: dict[tuple[str, str], list[int]] = {}
        self._first_row: dict[int, str] = {}

    def look_at(self, row: LedgerRow, whole: Whole) -> Proposal:
        """What becomes of one row."""
        if row.passed:
            return Proposal(row=row, verdict=Verdict.PASSED, becomes=row.passed)
        found = understand(row, self.office, whole)
        if found.refused or found.piece is None:
            return Proposal(
                row=row,
                verdict=Verdict.REFUSED,
                becomes=found.refused,
                title=row[Head.TITLE],
                doubts=tuple(found.problems),
                notes=tuple(found.notes),
            )
        told = self._settled(found.piece, found)
        place = self._in_file(told)
        if place is not None:
            return self._more(found, told, place, self.drafts[place].known)
        piece = self._known(told)
        if piece is not None:
            return self._of_known(found, told, piece)
        return self._new(found, told)

    def _settled(self, told: PieceTold, found: Understood) -> PieceTold:
        """`told` with a target that is there, and a number that is free or its own."""
        if told.merged_into and told.state == State.MERGED and not self._is_known(told.merged_into):
            found.problems.append(f"没有编号为“{told.merged_into}”的来稿，按“{State.ARCHIVED}”登记")
            told = replace(told, state=State.ARCHIVED, merged_into="")
        number = told.number
        if number is None:
            return told
        other = self._by_number.get(number)
        title = other.title if other else ""
        if number in self._place_of_number:
            title = self.drafts[self._place_of_number[number]].told.title
        taken = number in self.known.taken or number in self._place_of_number
        if taken and squeezed(title) != squeezed(told.title):
            words = intake_no(*number)
            by = f"《{title}》" if title else "回收站里的来稿"
            found.problems.append(f"编号 {words} 已用于{by}，另编新号，原编号留在办理记录里")
            told = replace(told, number=None, rest={**told.rest, "原编号": words})
        return told

    def _is_known(self, number: str) -> bool:
        return number in self.numbers or any(intake_no(*known) == number for known in self._by_number)

    def _in_file(self, told: PieceTold) -> int | None:
        """The place of the piece that a row above tells of."""
        if told.number is not None:
            return self._place_of_number.get(told.number)
        for place in self._places_of_about.get(told.about, ()):
            other = self.drafts[place].told
            if other.received_at.date() == told.received_at.date() or not (told.dated and other.dated):
                return place
        return None

    def _known(self, told: PieceTold) -> KnownPiece | None:
        if told.number is not None:
            return self._by_number.get(told.number)
        same = self._by_about.get(told.about, [])
        if told.dated:
            same = [piece for piece in same if piece.received_on == told.received_at.date().isoformat()]
        return same[0] if len(same) == 1 else None

    def _new(self, found: Understood, told: PieceTold) -> Proposal:
        place = len(self.drafts)
        self.drafts.append(_Draft(told, None, [found.row.place], list(told.dispatches), list(told.outcomes)))
        if told.number is not None:
            self._place_of_number[told.number] = place
        self._places_of_about.setdefault(told.about, []).append(place)
        self._first_row[place] = found.row.place
        number = intake_no(*told.number) if told.number else "编新号"
        told_of = [f"{number}，{told.state}", *_counted(told.dispatches, told.outcomes)]
        if not told.text:
            told_of.append("没有正文")
        return self._proposal(found, told, Verdict.NEW, "，".join(told_of), place)

    def _of_known(self, found: Understood, told: PieceTold, piece: KnownPiece) -> Proposal:
        place = self._place_of_known.get(piece.id)
        if place is not None:
            return self._more(found, told, place, piece)
        dispatches = [one for one in told.dispatches if self._adds_dispatch(one, piece.dispatches)]
        outcomes = [one for one in told.outcomes if adds(one, piece.outcomes)]
        if not dispatches and not outcomes:
            return self._proposal(found, told, Verdict.SAME, f"已登记为 {intake_no(*piece.number)}", None)
        place = len(self.drafts)
        self.drafts.append(_Draft(told, piece, [found.row.place], dispatches, outcomes))
        self._place_of_known[piece.id] = place
        if told.number is not None:
            self._place_of_number[told.number] = place
        words = f"{intake_no(*piece.number)} {'，'.join(_counted(dispatches, outcomes))}"
        return self._proposal(found, told, Verdict.MORE, words, place)

    def _more(self, found: Understood, told: PieceTold, place: int, piece: KnownPiece | None) -> Proposal:
        draft = self.drafts[place]
        there = piece.dispatches if piece else ()
        recorded = piece.outcomes if piece else ()
        dispatches = [one for one in told.dispatches if self._adds_dispatch(one, (*there, *draft.dispatches))]
        outcomes = [one for one in told.outcomes if adds(one, (*recorded, *draft.outcomes))]
        names = {person.name for person in draft.told.people}
        people = tuple(person for person in told.people if person.name not in names) if piece is None else ()
        where = self._first_row.get(place, draft.places[0])
        if not dispatches and not outcomes and not people:
            return self._proposal(found, told, Verdict.SAME, f"与{where}重复", None)
        draft.dispatches += dispatches
        draft.outcomes += outcomes
        draft.told = replace(draft.told, people=(*draft.told.people, *people))
        draft.places.append(found.row.place)
        told_of = _counted(dispatches, outcomes) + ([f"反映人 {len(people)} 人"] if people else [])
        return self._proposal(found, told, Verdict.MORE, f"与{where}是同一篇：{'，'.join(told_of)}", place)

    def _adds_dispatch(self, told: DispatchTold, there: Sequence[DispatchTold]) -> bool:
        same = [other for other in there if self._where(other) == self._where(told)]
        return all(sending_added(told, other) for other in same)

    def _where(self, told: DispatchTold) -> tuple[str, str]:
        name = self.office.destinations.get(told.destination, told.destination)
        usual = self.known.usual_form.get(name, self.known.usual_form.get(DEPARTMENTS, ""))
        return name, told.form or usual

    def _proposal(
        self, found: Understood, told: PieceTold, verdict: Verdict, becomes: str, place: int | None
    ) -> Proposal:
        if place is not None:
            self.destinations += found.new_destinations
        return Proposal(
            row=found.row,
            verdict=verdict,
            becomes=becomes,
            title=told.title,
            doubts=tuple(found.problems) if verdict is not Verdict.SAME else (),
            notes=tuple(found.notes) if verdict is not Verdict.SAME else (),
            piece=place,
        )


def adds(told: OutcomeEntry, there: Sequence[OutcomeEntry]) -> bool:
    """Whether an outcome says more than those that are there: another one, or details of one that lacks them."""
    same = [other for other in there if what(other) == what(told)]
    return not any(all(not getattr(told, name) or getattr(other, name) for name in details(told)) for other in same)


DEPARTMENTS = "有关部门"  # what a destination that a ledger names, and nobody knows, is one of
SENDING = ("sent_at", "way", "doc_number", "sent_by", "signed_by", "signed_at")


def sending_added(told: DispatchTold, there: DispatchTold) -> bool:
    """Whether a dispatch says more than the one that is there."""
    more = any(getattr(told, name) and not getattr(there, name) for name in SENDING)
    return more or to_the_minute(told.sent_at, there.sent_at)


def to_the_minute(told: datetime | None, there: datetime | None) -> bool:
    """Whether a time says of the same day which minute it was."""
    if told is None or there is None:
        return False
    return told.date() == there.date() and there.time() == time() and told.time() != time()


_OF_ALL = ("text", "evidence", "remark")


def details(entry: OutcomeEntry) -> tuple[str, ...]:
    """What may be said later of one that is recorded already."""
    if entry.kind is OutcomeKind.INSTRUCTION:
        return ("level", "organ", "leader_post", "leader_rank", *_OF_ALL)
    return ("adoption_form", *_OF_ALL)


def what(entry: OutcomeEntry) -> tuple[object, ...]:
    """What makes two outcomes one, whatever else is said of either."""
    if entry.kind is OutcomeKind.INSTRUCTION:
        return (entry.kind, entry.leader, entry.occurred_on)
    journal = entry.journal.strip("《》")
    return (entry.kind, entry.level, entry.organ, journal, entry.issue_no, entry.occurred_on)


def _counted(dispatches: Sequence[DispatchTold], outcomes: Sequence[OutcomeEntry]) -> list[str]:
    """报送 2 次, 采用 1 次, 批示 1 次."""
    told = [f"报送 {len(dispatches)} 次"] if dispatches else []
    for kind in dict.fromkeys(one.kind for one in outcomes):
        told.append(f"{kind} {sum(one.kind is kind for one in outcomes)} 次")
    return told
