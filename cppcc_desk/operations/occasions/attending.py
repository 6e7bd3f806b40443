"""Who is asked to a meeting or an activity, who came, and who spoke."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.occasions import AttendanceEntry, Mark, Presence
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("列入参加人员")
def invite(session: Session, occasion_id: int, entries: Sequence[AttendanceEntry]) -> int:
    """Ask people to it, those who are asked already stay as they are; how many are new.

    A name that one person of the roster bears means that person. Raises Invalid for a name that several bear, Missing,
    Forbidden for what was cancelled.
    """
    row = finding.occasion(session, occasion_id)
    added = ask(session, row, entries)
    acting(session).label = f"{row.name}列入 {added} 人"
    return added


def ask(session: Session, row: t.Occasion, entries: Sequence[AttendanceEntry]) -> int:
    """Rows for those of `entries` who are not there yet; how many."""
    there = {_key(a.person_id, a.name) for a in row.attendances}
    added = 0
    start = max((a.position for a in row.attendances), default=-1) + 1
    for entry in entries:
        person = _meant(session, entry)
        name = person.name if person else entry.name.strip()
        key = _key(person.id if person else None, name)
        if not name or key in there:
            continue
        there.add(key)
        presence = Presence.CAME if entry.spoke else entry.presence
        _refuse_ahead(row.at, presence, now=acting(session).at)
        row.attendances.append(
            t.Attendance(
                position=start + added,
                person=person,
                name=name,
                part=entry.part.value,
                presence=presence.value,
                spoke=entry.spoke,
                remark=entry.remark.strip(),
            )
        )
        added += 1
    return added


def _key(person_id: int | None, name: str) -> tuple[int | None, str]:
    return (person_id, "") if person_id is not None else (None, name)


def _meant(session: Session, entry: AttendanceEntry) -> t.Person | None:
    if entry.person_id is not None:
        person = session.get(t.Person, entry.person_id)
        if person is None or person.merged_into_id is not None:
            raise Missing(f"选定的“{entry.name}”不在名册里，可能已被删除或合并。{NOTHING}请重新选择。")
        return person
    bearing = select(t.Person).where(t.Person.name == entry.name.strip(), t.Person.left_on.is_(None))
    bearers = session.scalars(bearing).all()
    if len(bearers) > 1:
        problem = f"名册里有 {len(bearers)} 位“{entry.name.strip()}”，请选定是哪一位。"
        raise Invalid(f"{problem}{NOTHING}", {"people": problem})
    return bearers[0] if bearers else None


@operation("移出参加人员")
def dismiss(session: Session, occasion_id: int, attendance_ids: Sequence[int]) -> int:
    """They were not asked after all; how many. Raises Missing."""
    row = finding.occasion(session, occasion_id)
    chosen = _chosen(row, attendance_ids)
    for attendance in chosen:
        row.attendances.remove(attendance)
    who = chosen[0].name if len(chosen) == 1 else f"{len(chosen)} 人"
    acting(session).label = f"{row.name}移出 {who}"
    return len(chosen)


@operation("登记到会情况")
def record_attendance(session: Session, occasion_id: int, marks: Mapping[int, Mark]) -> int:
    """Write down what became of people: id of the attendance -> mark. How many changed.

    Who spoke was there; who was not there did not speak. Raises Invalid for coming to what lies ahead, Forbidden for
    what was cancelled, Missing.
    """
    row = finding.occasion(session, occasion_id)
    changed = 0
    for attendance in _chosen(row, list(marks)):
        mark = marks[attendance.id]
        before = (attendance.presence, attendance.spoke, attendance.part, attendance.remark)
        if mark.spoke is not None or mark.presence is not None:
            became = Presence.CAME if mark.spoke else mark.presence or Presence(attendance.presence)
            said = attendance.spoke if mark.spoke is None else mark.spoke
            _refuse_ahead(row.at, became, now=acting(session).at)
            attendance.presence, attendance.spoke = became.value, said and became is Presence.CAME
        if mark.part is not None:
            attendance.part = mark.part.value
        if mark.remark is not None:
            attendance.remark = mark.remark.strip()
        changed += before != (attendance.presence, attendance.spoke, attendance.part, attendance.remark)
    acting(session).label = f"登记到会情况 {row.name} {changed} 人"
    return changed


def _refuse_ahead(at: datetime, presence: Presence, *, now: datetime) -> None:
    """Who does not come can be told beforehand, but nobody has come to what is not held yet."""
    if at.date() > now.date() and presence in (Presence.CAME, Presence.ABSENT):
        problem = f"{at:%Y-%m-%d} 才举行，现在只能登记待定或请假。"
        raise Invalid(f"{problem}{NOTHING}", {"presence": problem})


def _chosen(row: t.Occasion, attendance_ids: Sequence[int]) -> list[t.Attendance]:
    chosen = [attendance for attendance in row.attendances if attendance.id in set(attendance_ids)]
    if len(chosen) != len(set(attendance_ids)):
        raise Missing(f"选中的人已不在“{row.name}”的名单里。{NOTHING}请刷新后再试。")
    return chosen
