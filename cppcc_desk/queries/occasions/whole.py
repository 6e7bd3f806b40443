"""One meeting or activity whole, and what the papers about it are begun with."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain import drafting
from cppcc_desk.domain.errors import Forbidden, Missing
from cppcc_desk.domain.occasions import OccasionEntry, OccasionKind, Part, Presence, Relation, lines_of
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.people import PersonKind, first_said
from cppcc_desk.queries.occasions.decisions import DecisionRow, row_of
from cppcc_desk.queries.occasions.lists import OccasionRow, rows_of
from cppcc_desk.storage import tables as t

IN_BIN = "在回收站"


@dataclass(frozen=True)
class AttendanceRow:
    """Somebody asked; of who is in the roster, name, 单位职务 and 身份 as they are now."""

    id: int
    person_id: int | None
    name: str
    kind: PersonKind | None
    unit: str
    position: str
    part: Part
    presence: Presence
    spoke: bool
    remark: str


@dataclass(frozen=True)
class PieceRow:
    """A submission that was discussed, or came of it."""

    id: int
    submission_id: int
    intake_no: str
    title: str
    contributors: str
    relation: Relation
    state: str  # its production state, or that it is in the 回收站

    @property
    def binned(self) -> bool:
        return self.state == IN_BIN


@dataclass(frozen=True)
class FileRow:
    """A photo or another file."""

    id: int
    sha256: str
    file_name: str
    size: int


@dataclass(frozen=True)
class OccasionDetail:
    """One meeting or activity."""

    row: OccasionRow
    entry: OccasionEntry
    attendances: tuple[AttendanceRow, ...]
    pieces: tuple[PieceRow, ...]
    files: tuple[FileRow, ...]
    decisions: tuple[DecisionRow, ...]

    def named(self, part: Part, *presences: Presence) -> tuple[str, ...]:
        """Names of those asked as `part`, with one of `presences`, in their order."""
        return tuple(a.name for a in self.attendances if a.part is part and a.presence in presences)


def entry_of(session: Session, occasion_id: int) -> OccasionEntry:
    """What is told of it as the form edits it. Raises Missing."""
    return _entry(_found(session, occasion_id))


def detail(session: Session, occasion_id: int, *, now: datetime) -> OccasionDetail:
    """One meeting or activity. Raises Missing."""
    row = _found(session, occasion_id)
    return OccasionDetail(
        row=rows_of(session, [row], now=now)[0],
        entry=_entry(row),
        attendances=tuple(map(_attendance, row.attendances)),
        pieces=_pieces(session, occasion_id),
        files=tuple(FileRow(f.id, f.sha256, f.file_name, f.size) for f in row.files),
        decisions=tuple(row_of(decision, today=now.date()) for decision in row.decisions),
    )


def made_for(
    session: Session, occasion_id: int, kind: Kind, *, now: datetime, observers: bool = False
) -> drafting.MadeFor:
    """What a 通知 or a 纪要 of it is begun with; a notice for `observers` calls nobody else.

    A notice names who is asked; minutes name who came, or who was asked as long as nobody's coming is written down.
    Raises Missing, Forbidden for what was cancelled, and for a notice to observers where nobody is to come as one.
    """
    whole = detail(session, occasion_id, now=now)
    if whole.row.cancelled:
        raise Forbidden(f"“{whole.row.name}”已取消，不能起草{kind}。没有作任何改动。照常举行的，请先恢复。")
    entry, minutes = whole.entry, kind is Kind.MINUTES
    came = (Presence.CAME,) if minutes and whole.row.came else (Presence.CAME, Presence.PENDING)
    observing = whole.named(Part.OBSERVING, *came)
    if observers and not observing:
        raise Forbidden(f"“{whole.row.name}”还没有列入列席人员，不能起草列席通知。没有作任何改动。请先列入要列席的人。")
    told = drafting.Occasion(
        name=entry.name,
        kind=entry.kind,
        at=entry.at,
        place=entry.place,
        host=entry.host,
        topics=entry.topics,
        present=() if observers else whole.named(Part.ATTENDING, *came),
        excused=tuple(a.name for a in whole.attendances if a.presence is Presence.EXCUSED) if minutes else (),
        observing=observing,
    )
    return drafting.MadeFor(group_id=entry.info_group_id, occasion=told)


def _found(session: Session, occasion_id: int) -> t.Occasion:
    row = session.get(t.Occasion, occasion_id)
    if row is None:
        raise Missing("找不到这次会议或活动，可能已被删除。没有作任何改动。请刷新后再试。")
    return row


def _entry(row: t.Occasion) -> OccasionEntry:
    return OccasionEntry(
        kind=OccasionKind(row.kind),
        name=row.name,
        at=row.at,
        info_group_id=row.info_group_id,
        place=row.place,
        host=row.host,
        topics=lines_of(row.topics),
        cost_cents=row.cost_cents,
        outcome=row.outcome,
    )


def _attendance(row: t.Attendance) -> AttendanceRow:
    person = row.person
    return AttendanceRow(
        id=row.id,
        person_id=row.person_id,
        name=person.name if person else row.name,
        kind=first_said(role.kind for role in person.roles if role.ended is None) if person else None,
        unit=person.unit if person else "",
        position=person.position if person else "",
        part=Part(row.part),
        presence=Presence(row.presence),
        spoke=row.spoke,
        remark=row.remark,
    )


def _pieces(session: Session, occasion_id: int) -> tuple[PieceRow, ...]:
    p, s = t.OccasionPiece, t.Submission
    query = select(p.id, p.relation, s).join(s, s.id == p.submission_id).where(p.occasion_id == occasion_id)
    return tuple(
        PieceRow(
            id=piece_id,
            submission_id=piece.id,
            intake_no=piece.intake_no,
            title=piece.title,
            contributors="、".join(c.name for c in piece.contributors),
            relation=Relation(relation),
            state=IN_BIN if piece.deleted_at else piece.state,
        )
        for piece_id, relation, piece in session.execute(query.order_by(p.id))
    )
