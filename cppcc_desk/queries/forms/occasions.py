"""What the forms about a meeting or an activity show: 签到表, 列席邀请函, 会议活动记录单."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cppcc_desk.domain import forms
from cppcc_desk.domain.errors import Forbidden, Missing
from cppcc_desk.domain.occasions import OccasionKind, Part, Presence, Relation, money
from cppcc_desk.queries.forms.asked import courtesy_of, work_of
from cppcc_desk.queries.occasions import AttendanceRow, OccasionDetail, detail
from cppcc_desk.queries.office import group_of, office


@dataclass(frozen=True)
class AboutOccasion:
    """One meeting or activity as it stands now; `chosen` are those of its people whom the form is for."""

    session: Session
    detail: OccasionDetail
    chosen: tuple[AttendanceRow, ...]
    office: str
    now: datetime


def about(session: Session, occasion_id: int, attendance_ids: Collection[int], *, now: datetime) -> AboutOccasion:
    """Raises Missing for a meeting, or for people of it, who are not there."""
    found = detail(session, occasion_id, now=now)
    chosen = tuple(row for row in found.attendances if row.id in attendance_ids)
    if len(chosen) != len(set(attendance_ids)):
        raise Missing(f"选中的人已不在“{found.row.name}”的名单里；没有写出任何文件。请刷新后再试。")
    return AboutOccasion(session, found, chosen, office(session, on=now.date()).issued_by, now)


def sign_in(about: AboutOccasion) -> forms.SignInFacts:
    """Everybody who is asked and has not been excused. Raises Forbidden for what was cancelled."""
    _refuse_cancelled(about, "签到表")
    row, entry = about.detail.row, about.detail.entry
    activity = row.kind is OccasionKind.ACTIVITY
    leader = group_of(about.session, row.info_group_id).leader if row.info_group_id is not None else ""
    return forms.SignInFacts(
        office=about.office,
        printed_on=about.now.date(),
        group=row.group,
        group_leader=leader,
        meeting="" if activity else row.name,
        host=row.host,
        at=row.at,
        place=row.place,
        theme=row.name if activity else "；".join(entry.topics),
        attendants=tuple(
            forms.Attendant(
                name=person.name, work=work_of(person), remark=Part.OBSERVING if person.part is Part.OBSERVING else ""
            )
            for person in about.detail.attendances
            if person.presence is not Presence.EXCUSED
        ),
    )


def invitation(about: AboutOccasion) -> forms.InvitationFacts:
    """To those chosen; else to all who observe, or where nobody does to all who attend, but for the excused.

    Raises Forbidden where there is nobody, and for what was cancelled.
    """
    _refuse_cancelled(about, "邀请函")
    row, entry = about.detail.row, about.detail.entry
    coming = [person for person in about.detail.attendances if person.presence is not Presence.EXCUSED]
    people = about.chosen or [person for person in coming if person.part is Part.OBSERVING] or coming
    if not people:
        raise Forbidden(f"“{row.name}”还没有列入参加人员，不能写邀请函；没有写出任何文件。请先列入要请的人。")
    return forms.InvitationFacts(
        office=about.office,
        printed_on=about.now.date(),
        kind=row.kind,
        name=row.name,
        at=row.at,
        place=row.place,
        topics=entry.topics,
        invitees=tuple(map(_invitee, people)),
    )


def _refuse_cancelled(about: AboutOccasion, kind: str) -> None:
    if about.detail.row.cancelled:
        raise Forbidden(f"“{about.detail.row.name}”已取消，不能写{kind}；没有写出任何文件。照常举行的，请先恢复。")


def _invitee(person: AttendanceRow) -> forms.Invitee:
    return forms.Invitee(name=person.name, courtesy=courtesy_of(person.kind), work=work_of(person), part=person.part)


def record(about: AboutOccasion) -> forms.OccasionRecordFacts:
    """As it is told so far, cancelled or not."""
    row, entry, whole = about.detail.row, about.detail.entry, about.detail
    return forms.OccasionRecordFacts(
        office=about.office,
        printed_on=about.now.date(),
        kind=row.kind,
        name=row.name,
        group=row.group,
        at=row.at,
        place=row.place,
        host=row.host,
        cancelled=row.cancelled,
        present=whole.named(Part.ATTENDING, Presence.CAME),
        observing=whole.named(Part.OBSERVING, Presence.CAME),
        excused=_those(whole.attendances, Presence.EXCUSED),
        absent=_those(whole.attendances, Presence.ABSENT),
        topics=entry.topics,
        discussed=_pieces(whole, Relation.DISCUSSED),
        produced=_pieces(whole, Relation.PRODUCED),
        outcome=entry.outcome,
        cost=money(row.cost_cents),
        decisions=tuple(
            forms.RecordedDecision(text=d.text, handling_unit=d.handling_unit, due_on=d.due_on, done_on=d.done_on)
            for d in whole.decisions
        ),
    )


def _those(attendances: Sequence[AttendanceRow], presence: Presence) -> tuple[str, ...]:
    return tuple(person.name for person in attendances if person.presence is presence)


def _pieces(whole: OccasionDetail, relation: Relation) -> tuple[forms.RecordedPiece, ...]:
    linked = (piece for piece in whole.pieces if piece.relation is relation and not piece.binned)
    return tuple(forms.RecordedPiece(intake_no=piece.intake_no, title=piece.title) for piece in linked)
