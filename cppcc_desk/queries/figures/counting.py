"""What happened in a time, counted from what is recorded: every number with the pieces behind it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from cppcc_desk.domain.figures import (
    AdoptedPiece,
    Figure,
    Figures,
    InstructedPiece,
    Item,
    Mismatch,
    Month,
    Source,
    adds_up,
    figure,
    figure_key,
    of_pieces,
    of_source,
)
from cppcc_desk.domain.official import issue_name
from cppcc_desk.domain.outcomes import HIGHER, Level, OutcomeKind
from cppcc_desk.domain.quotas import REFUSED
from cppcc_desk.domain.scoring.events import ADOPTIONS, EventType, Piece
from cppcc_desk.queries.outcomes.levels import level_at
from cppcc_desk.queries.outcomes.rows import OutcomeRow, outcome_rows
from cppcc_desk.queries.scoring.pieces import scored_pieces
from cppcc_desk.storage import tables as t

_LADDER = (Level.OWN, *reversed(HIGHER))  # low to high


@dataclass
class Counted:
    """What happened in a time, as it is recorded; pieces by their numbers."""

    year: int
    first: date
    last: date
    pieces: tuple[Piece, ...]
    received: dict[str, t.Submission] = field(default_factory=dict)
    issues: list[Item] = field(default_factory=list)
    sent: defaultdict[Level, list[Item]] = field(default_factory=lambda: defaultdict(list))
    outcomes: list[OutcomeRow] = field(default_factory=list)
    numbers: Mapping[int, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)  # 反映单位 of each piece

    def within(self, day: date) -> bool:
        """Whether a day is in the time."""
        return self.first <= day <= self.last

    def sources(self) -> dict[Source, list[str]]:
        """Pieces by where they come from; those of which nobody is known are of none."""
        found: dict[Source, list[str]] = {source: [] for source in Source}
        for number, row in self.received.items():
            if row.collective_submission:
                found[Source.UNIT].append(number)
            elif row.contributors:
                found[of_source(row.contributors[0].kind)].append(number)
        return found

    def valid(self) -> list[str]:
        """Pieces that were not refused."""
        return [number for number, row in self.received.items() if row.screening not in REFUSED]

    def issued(self) -> list[str]:
        """Pieces that stand in the issues."""
        return [number for issue in self.issues for number in issue.pieces]

    def root(self, number: str) -> str:
        """What a piece that came in went into, itself where it was not merged."""
        row = self.received[number]
        while row.merged_into is not None:
            row = row.merged_into
        return row.intake_no

    def uses(self) -> dict[str, list[tuple[Level, date, str]]]:
        """Where each piece was used, by its number."""
        found: dict[str, list[tuple[Level, date, str]]] = {}
        for piece in self.pieces:
            told = [
                (Level(event.level), event.own_day, event.words)
                for event in piece.events
                if event.type in ADOPTIONS and self.within(event.own_day)
            ]
            if told:
                found[piece.number] = told
        return found

    def of_type(self, kind: EventType) -> list[str]:
        """Pieces of which such a thing happened."""
        return [
            piece.number
            for piece in self.pieces
            if any(event.type is kind and self.within(event.own_day) for event in piece.events)
        ]

    def of_kind(self, kind: OutcomeKind, level: Level | None = None) -> list[OutcomeRow]:
        """Outcomes of a kind, at a level where one is given."""
        return [row for row in self.outcomes if row.entry.kind is kind and level in (None, row.entry.level)]

    def behind(self, rows: Iterable[OutcomeRow]) -> list[str]:
        """Numbers of the pieces that outcomes are of."""
        return [self.numbers[piece] for row in rows for piece in row.piece_ids if piece in self.numbers]

    def figures(self, *, over: bool) -> Figures:
        """All numbers and lists; `over`: nothing more can come."""
        uses = self.uses()
        return Figures(
            year=self.year,
            first=self.first,
            last=self.last,
            over=over,
            figures=tuple(self._figures(uses)),
            months=tuple(self._months(uses)),
            adopted=tuple(self._adopted(uses)),
            instructed=tuple(self._instructed()),
        )

    def _figures(self, uses: Mapping[str, list[tuple[Level, date, str]]]) -> Iterator[Figure]:
        yield figure("received", of_pieces(self.received))
        for source, numbers in self.sources().items():
            yield figure(figure_key("received", source), of_pieces(numbers))
        yield figure("valid", of_pieces(self.valid()))
        yield figure("issues", self.issues)
        yield figure("issued", of_pieces(self.issued()))
        for level in Level:
            yield figure(figure_key("sent", level), self.sent[level])
        yield figure("adopted", of_pieces(uses))
        for level in _LADDER:
            used = (number for number, told in uses.items() if level in _levels(told))
            yield figure(figure_key("adopted", level), of_pieces(used))
        yield figure("instructed", self._told(OutcomeKind.INSTRUCTION))
        for level in _LADDER:
            yield figure(figure_key("instructed", level), self._told(OutcomeKind.INSTRUCTION, level))
        yield figure("instructed_pieces", of_pieces(self.behind(self.of_kind(OutcomeKind.INSTRUCTION))))
        yield figure("replied", self._told(OutcomeKind.REPLY))
        yield figure("taken_up", of_pieces(self.of_type(EventType.TAKEN_UP)))
        yield figure("carried_out", self._told(OutcomeKind.IMPLEMENTATION))
        yield figure("media", self._told(OutcomeKind.MEDIA))

    def _told(self, kind: OutcomeKind, level: Level | None = None) -> Iterator[Item]:
        """Outcomes of a kind, each with its pieces."""
        for row in self.of_kind(kind, level):
            yield Item(tuple(self.behind([row])), f"{_day(row.entry.occurred_on)} {row.words}")

    def _months(self, uses: Mapping[str, list[tuple[Level, date, str]]]) -> Iterator[Month]:
        firsts = {number: min(day for _, day, _ in told) for number, told in uses.items()}
        year, month = self.first.year, self.first.month
        while (year, month) <= (self.last.year, self.last.month):
            came = (n for n, row in self.received.items() if _month(row.received_at.date()) == (year, month))
            used = (n for n, day in firsts.items() if _month(day) == (year, month))
            yield Month(f"{month}月", tuple(came), tuple(used))
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)

    def _adopted(self, uses: Mapping[str, list[tuple[Level, date, str]]]) -> Iterator[AdoptedPiece]:
        """Those of the highest level first, then by number."""
        order = list(Level)
        pieces = {piece.number: piece for piece in self.pieces}
        found = []
        for number, told in uses.items():
            ordered = sorted(told, key=lambda use: (order.index(use[0]), use[1]))
            levels = tuple(dict.fromkeys(level for level, _, _ in ordered))
            piece = pieces[number]
            words = tuple(dict.fromkeys(words for _, _, words in ordered))
            found.append(AdoptedPiece(number, piece.title, _authors(piece) or self.units[number], words, levels))
        yield from sorted(found, key=lambda one: (order.index(one.levels[0]), one.number))

    def _instructed(self) -> Iterator[InstructedPiece]:
        for row in sorted(self.of_kind(OutcomeKind.INSTRUCTION), key=lambda row: (row.entry.occurred_on, row.id)):
            yield InstructedPiece(tuple(self.behind([row])), row.title, row.words)

    def mismatches(self) -> Iterator[Mismatch]:
        """What does not add up among the numbers themselves."""
        uses = self.uses()
        sources = {source.value: numbers for source, numbers in self.sources().items()}
        yield from adds_up(sources, list(self.received), called=("按来源的来稿", "收到来稿"), missing="没有写明反映人")
        months = list(self._months(uses))
        for called, parts, whole in (
            ("来稿", {month.label: month.received for month in months}, list(self.received)),
            ("采用", {month.label: month.adopted for month in months}, list(uses)),
        ):
            yield from adds_up(parts, whole, called=(f"按月份的{called}", called), missing="不在这一年的月份里")
        own = [number for number, told in uses.items() if Level.OWN in _levels(told)]
        yield from adds_up({"编发": self.issued()}, own, called=("编发", "本级采用"), missing="没有编入这一年的期刊")
        lacking = [row for row in self.of_kind(OutcomeKind.INSTRUCTION) if row.entry.level not in _LADDER]
        if lacking:
            words = f"按层级的领导批示比总数少 {len(lacking)} 次：没有写明领导的层级"
            yield Mismatch(words, tuple(self.behind(lacking)))


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _levels(told: Iterable[tuple[Level, date, str]]) -> set[Level]:
    return {level for level, _, _ in told}


def _authors(piece: Piece) -> str:
    return "、".join(author.name for author in piece.authors if author.name)


def counted(session: Session, year: int, first: date, last: date, *, today: date) -> Counted:
    """Read what happened from `first` to `last`."""
    s, d, o = t.Submission, t.Dispatch, t.Outcome
    start, end = datetime.combine(first, time.min), datetime.combine(last + timedelta(days=1), time.min)
    found = Counted(year, first, last, scored_pieces(session, first=first, last=last, today=today))
    there = session.execute(select(s.id, s.intake_no, s.submitting_unit).where(s.deleted_at.is_(None))).all()
    found.numbers = {row.id: row.intake_no for row in there}
    found.units = {row.intake_no: row.submitting_unit for row in there}
    came = select(s).where(s.received_at >= start, s.received_at < end, s.deleted_at.is_(None))
    rows = session.scalars(came.options(selectinload(s.contributors)).order_by(s.year, s.serial))
    found.received = {row.intake_no: row for row in rows}
    issues = session.scalars(select(t.Issue).where(t.Issue.issued_on.between(first, last)).order_by(t.Issue.issued_on))
    for issue in issues.all():
        pieces = (item.submission_id for item in issue.items)
        name = issue_name(issue.journal.name, issue.year, issue.issue_no, supplement=issue.supplement)
        found.issues.append(Item(tuple(found.numbers[one] for one in pieces if one in found.numbers), name))
    sent = select(d).where(d.sent_at >= start, d.sent_at < end).options(joinedload(d.destination)).order_by(d.id)
    for dispatch in session.scalars(sent):
        if dispatch.submission_id in found.numbers:
            words = f"{_day(dispatch.sent_at.date())} 报{dispatch.destination.name}" if dispatch.sent_at else ""
            item = Item((found.numbers[dispatch.submission_id],), words)
            found.sent[level_at(dispatch.destination)].append(item)
    heard = outcome_rows(session, select(o).where(o.occurred_on.between(first, last)).order_by(o.id))
    found.outcomes = [row for row in heard if any(piece in found.numbers for piece in row.piece_ids)]
    return found
