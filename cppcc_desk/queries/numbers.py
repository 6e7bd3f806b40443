"""Numbers given so far: each sequence with its last number, its next and its gaps; what a journal will number next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.official import Bulletin
from cppcc_desk.domain.people import term_name
from cppcc_desk.domain.submission import intake_no
from cppcc_desk.queries.cards import last_serial
from cppcc_desk.queries.issues import compose
from cppcc_desk.storage import tables as t

INTAKE = "intake_no"


def sequence_name(journal_id: int, *, supplement: bool) -> str:
    """The name under which the 期号 of a journal are given; those of its supplements run apart."""
    return f"{'supplement_no' if supplement else 'issue_no'}:{journal_id}"


@dataclass(frozen=True)
class SequenceRow:
    """One sequence of numbers: 《社情民意》2026年期号 …; `gaps` are the numbers below the last that nothing bears."""

    name: str
    year: int
    last: str
    following: str
    used: int
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class NextNumber:
    """What the next issue of a journal will be called."""

    journal: str
    copies: int
    issue: str
    supplement: str


def sequences(session: Session) -> tuple[SequenceRow, ...]:
    """来稿编号 by year, then the issues of each journal by year, the newest year first; then 信息员证 by 届."""
    rows = session.scalars(
        select(t.NumberSequence).where(t.NumberSequence.year > 0).order_by(t.NumberSequence.year.desc())
    ).all()
    journals = session.scalars(select(t.Journal).order_by(t.Journal.position, t.Journal.id)).all()
    found: list[SequenceRow] = []
    for year in dict.fromkeys(row.year for row in rows):
        last = {row.name: row.last for row in rows if row.year == year}
        if INTAKE in last:
            found.append(_intake(session, year, last[INTAKE]))
        for journal in journals:
            for supplement in (False, True):
                if (number := last.get(sequence_name(journal.id, supplement=supplement))) is not None:
                    found.append(_issues(session, journal, year, number, supplement=supplement))
    return (*found, *_cards(session))


def _cards(session: Session) -> Iterator[SequenceRow]:
    """The serials of the cards of each 届, the newest first; how an office writes them out is its own business."""
    for term in session.scalars(select(t.Term).order_by(t.Term.number.desc())):
        last, c = last_serial(session, term.number), t.InformantCard
        if last:
            used = session.scalars(select(c.serial).where(c.term_id == term.id).order_by(c.serial)).all()
            gaps = tuple(f"{number:03d}" for number in _gaps(used, last))
            name = f"{term_name(term.number)}信息员证编号"
            yield SequenceRow(name, term.began.year, f"{last:03d}", f"{last + 1:03d}", len(used), gaps)


def _intake(session: Session, year: int, last: int) -> SequenceRow:
    used = session.scalars(
        select(t.Submission.serial).where(t.Submission.year == year).order_by(t.Submission.serial)
    ).all()
    return SequenceRow(
        f"{year}年来稿编号",
        year,
        intake_no(year, last),
        intake_no(year, last + 1),
        len(used),
        tuple(intake_no(year, number) for number in _gaps(used, last)),
    )


def _issues(session: Session, journal: t.Journal, year: int, last: int, *, supplement: bool) -> SequenceRow:
    used = session.scalars(
        select(t.Issue.issue_no)
        .where(t.Issue.journal_id == journal.id, t.Issue.year == year, t.Issue.supplement.is_(supplement))
        .order_by(t.Issue.issue_no)
    ).all()
    corrected = _corrected(session, journal, year, supplement=supplement)
    word = "增刊" if supplement else ""
    return SequenceRow(
        f"《{journal.name}》{year}年{word}期号",
        year,
        f"{word}第{last}期",
        f"{word}第{last + 1}期",
        len(used),
        tuple(f"第{number}期{corrected.get(number, '')}" for number in _gaps(used, last)),
    )


def _corrected(session: Session, journal: t.Journal, year: int, *, supplement: bool) -> dict[int, str]:
    """Number that an issue bore until it was corrected -> what was done and why, in brackets."""
    found = session.scalars(
        select(t.NumberCorrection)
        .join(t.Issue)
        .where(t.Issue.journal_id == journal.id, t.Issue.year == year, t.Issue.supplement.is_(supplement))
        .order_by(t.NumberCorrection.id)
    )
    return {row.old_issue_no: f"（更正为第{row.issue_no}期：{row.reason}）" for row in found}


def _gaps(used: Sequence[int], last: int) -> list[int]:
    """Numbers from 1 to `last` that are not in the rising sequence `used`."""
    return [number for below, above in pairwise([0, *used, last + 1]) for number in range(below + 1, above)]


def highest_total(session: Session, journal_id: int) -> int:
    """The highest running total that an issue of the journal bears or bore; 0 before the first."""
    bears = session.scalar(select(func.max(t.Issue.cumulative_no)).where(t.Issue.journal_id == journal_id))
    bore = session.scalar(
        select(func.max(t.NumberCorrection.old_cumulative_no)).join(t.Issue).where(t.Issue.journal_id == journal_id)
    )
    return max(bears or 0, bore or 0)


def next_numbers(session: Session, *, year: int) -> tuple[NextNumber, ...]:
    """For each journal in use, the number its next issue of `year` will get."""
    last = {(row.name, row.year): row.last for row in session.scalars(select(t.NumberSequence))}
    found = []
    for journal in session.scalars(select(t.Journal).where(t.Journal.active).order_by(t.Journal.position)):
        number = last.get((sequence_name(journal.id, supplement=False), year), 0) + 1
        given = highest_total(session, journal.id)
        total = max(journal.issued_before + last.get((f"cumulative_no:{journal.id}", 0), 0), given) + 1
        extra = last.get((sequence_name(journal.id, supplement=True), year), 0) + 1
        found.append(NextNumber(journal.name, journal.copies, f"第{number}期（总第{total}期）", f"增刊第{extra}期"))
    return tuple(found)


@dataclass(frozen=True)
class SheetStanding:
    """What the frozen sheet of an issue is held against before it is printed."""

    used_numbers: tuple[int, ...]  # of the journal's other issues in this sequence
    destinations: tuple[str, ...]  # chosen at 签发
    behind: bool  # its pieces have been changed since 排印


def standing(session: Session, issue_id: int) -> SheetStanding:
    """How the sheet of an issue stands to the journal's other issues and to its own pieces. Raises Missing."""
    issue = session.get(t.Issue, issue_id)
    if issue is None:
        raise Missing("找不到这一期。请刷新后再试。")
    others = session.scalars(
        select(t.Issue.issue_no).where(
            t.Issue.journal_id == issue.journal_id,
            t.Issue.year == issue.year,
            t.Issue.supplement.is_(issue.supplement),
            t.Issue.id != issue.id,
        )
    )
    pieces = [item.submission for item in issue.items]
    bulletin = Bulletin.from_dict(issue.content)
    addressees = "、".join((*bulletin.report_to, *bulletin.send_to, *bulletin.distribute_to))
    destinations = {d.destination_id: d.destination for s in pieces for d in s.dispatches}
    return SheetStanding(
        tuple(others),
        tuple(dict.fromkeys(_addressed(session, row, addressees) for row in destinations.values())),
        issue.frozen_at is None and compose(session, issue, pieces).pieces != bulletin.pieces,
    )


def _addressed(session: Session, destination: t.Destination, addressees: str) -> str:
    """What a destination is called on the sheet: a department may be meant by 县直有关部门."""
    parent = session.get(t.Destination, destination.parent_id) if destination.parent_id is not None else None
    if parent is not None and destination.name not in addressees and parent.name in addressees:
        return parent.name
    return destination.name
