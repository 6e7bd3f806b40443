"""What 履职档案 shows of a person, and what a 任务数提醒函 says of who is behind."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain import forms
from cppcc_desk.domain.cards import CardState
from cppcc_desk.domain.forms import DutyFacts, DutyMeeting, DutyPiece, QuotaFacts
from cppcc_desk.domain.occasions import OccasionState
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.queries.cards import cards_of
from cppcc_desk.queries.forms.asked import courtesy_of, work_of
from cppcc_desk.queries.occasions import AttendedRow, KindCount, attendance_of
from cppcc_desk.queries.office import office
from cppcc_desk.queries.people import PersonDetail, people
from cppcc_desk.queries.people.duty import DutyRecord, duty_record
from cppcc_desk.queries.quotas import Standing
from cppcc_desk.storage import tables as t

_AT_ONCE = 500  # below SQLite's limit of bound values


def duty_facts(session: Session, person_id: int, now: datetime, *, year: int | None) -> DutyFacts:
    """One person's year, or all their years. Raises Missing."""
    record = duty_record(session, person_id, year=year, now=now)
    attended = attendance_of(session, person_id, now=now, year=year)
    held = [row for row in attended.rows if row.state is OccasionState.HELD]
    return DutyFacts(
        office=office(session, on=now.date()).issued_by,
        printed_on=now.date(),
        year=year,
        name=record.person.entry.name,
        facts=_facts(session, record.person, on=now.date()),
        standing=_standing(record, attended.counts),
        pieces=tuple(
            DutyPiece(
                intake_no=piece.intake_no, title=piece.title, received_on=piece.received_at.date(), result=piece.result
            )
            for piece in record.pieces
        ),
        meetings=tuple(
            DutyMeeting(on=row.at.date(), name=row.name, kind=row.kind.value, part=_part(row)) for row in held
        ),
    )


def duty_of_this_year(session: Session, person_id: int, now: datetime) -> DutyFacts:
    """The same for the year of `now`."""
    return duty_facts(session, person_id, now, year=now.year)


def _facts(session: Session, person: PersonDetail, *, on: date) -> tuple[tuple[str, str], ...]:
    entry = person.entry
    cards = [card.number for card in cards_of(session, person.id, on=on) if card.state is CardState.VALID]
    return (
        ("姓名", entry.name),
        ("性别", entry.gender),
        ("出生日期", entry.born_on),
        ("民族", entry.ethnicity),
        ("身份", "、".join(kind.value for kind in (entry.kind, *sorted(entry.also)))),
        ("界别", entry.sector),
        ("专委会", entry.committee),
        ("镇街", entry.town),
        ("党派团体", entry.party),
        ("信息小组", entry.info_group),
        ("联系电话", entry.phone),
        ("信息员证", "、".join(cards)),
        ("单位职务", work_of(entry)),
    )


def _standing(record: DutyRecord, attended: Sequence[KindCount]) -> tuple[tuple[str, str], ...]:
    standing = record.standing
    issued = sum(bool(piece.issue) for piece in record.pieces)
    told = [("来稿", f"{len(record.pieces)}篇"), ("编发", f"{issued}篇")]
    if record.year is not None and standing is not None and standing.quota:
        told += [("任务数", f"{standing.quota}篇"), ("计入", f"{standing.count}篇，{standing.progress}")]
    came, spoke = sum(count.came for count in attended), sum(count.spoke for count in attended)
    return (*told, ("到会", f"{came}次"), ("发言", f"{spoke}次"))


def _part(row: AttendedRow) -> str:
    return "，".join((row.part.value, row.presence.value, *(("发言",) if row.spoke else ())))


def quota_letters(
    session: Session, standings: Sequence[Standing], year: int, *, now: datetime
) -> tuple[forms.Form, ...]:
    """A 任务数提醒函 to each of `standings`, people or units."""
    issued_by = office(session, on=now.date()).issued_by
    works = {person.id: work_of(person) for person in people(session)}
    titles = _titles(session, [piece for standing in standings for piece in standing.pieces])
    build = forms.FORM_KINDS["任务数提醒函"].build
    return tuple(
        build(
            QuotaFacts(
                office=issued_by,
                printed_on=now.date(),
                addressee=standing.name,
                courtesy="" if _is_unit(standing) else courtesy_of(standing.kind),
                of_unit=_is_unit(standing),
                unit="" if _is_unit(standing) else works.get(standing.id, ""),
                year=year,
                quota=standing.quota,
                counted=standing.count,
                due_by_now=standing.due,
                pieces=tuple(titles[piece] for piece in standing.pieces),
            )
        )
        for standing in standings
    )


def _is_unit(standing: Standing) -> bool:
    return standing.kind in list(UnitKind)


def _titles(session: Session, ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        query = select(t.Submission.id, t.Submission.title).where(t.Submission.id.in_(ids[start : start + _AT_ONCE]))
        found |= {row[0]: row[1] for row in session.execute(query)}
    return found
