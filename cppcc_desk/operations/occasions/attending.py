"""Who is asked to a meeting or an activity, who came, and who spoke."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.occasions import AttendanceEntry, Mark, Presence
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.queries.people import bearers, person_named
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("列入参加人员")
def invite(session: Session, occasion_id: int, entries: Sequence[AttendanceEntry]) -> int:
    """Ask people to it, those who are asked already stay as they are; how many are new.

    A name that one person of the roster bears means that person (`people.person_named`). Raises Invalid for a name that
    several bear, Missing, Forbidden for what was cancelled.
    """
    row = finding.occasion(session, occasion_id)
    added = ask(session, row, entries)
    acting(session).label = f"{row.name}列入 {added} 人"
    return added


def ask(session: Session, row: t.Occasion, entries: Sequence[AttendanceEntry]) -> int:
    """Rows for those of `entries` who are not there yet; how many.

    Who was written down before the roster knew them, and is the only one of that name in it, is that row from now on.
    """
    there = {_key(a.person_id, a.name) for a in row.attendances}
    before = len(there)
    position = max((a.position for a in row.attendances), default=-1) + 1
    for entry in entries:
        name, person = _meant(session, entry)
        key = _key(person.id if person else None, name)
        if not name or key in there:
            continue
        there.add(key)
        if person is not None and (unlinked := _unlinked(session, row, person)):
            unlinked.person = person
            continue
        presence = Presence.CAME if entry.spoke else entry.presence
        _refuse_ahead(row.at, presence, now=acting(session).at)
        row.attendances.append(
            t.Attendance(
                position=position,
                person=person,
                name=name,
                part=entry.part.value,
                presence=presence.value,
                spoke=entry.spoke,
                remark=entry.remark.strip(),
            )
        )
        position += 1
    return len(there) - before


def _key(person_id: int | None, name: str) -> tuple[int | None, str]:
    return (person_id, "") if person_id is not None else (None, name)


def _meant(session: Session, entry: AttendanceEntry) -> tuple[str, t.Person | None]:
    if entry.person_id is not None:
        person = session.get(t.Person, entry.person_id)
        if person is None or person.merged_into_id is not None:
            raise Missing(f"选定的“{entry.name}”不在名册里，可能已被删除或合并。{NOTHING}请重新选择。")
        return person.name, person
    name, found = person_named(session, entry.name)
    return (found.name, session.get_one(t.Person, found.id)) if found else (name, None)


def _unlinked(session: Session, row: t.Occasion, person: t.Person) -> t.Attendance | None:
    """The row of somebody of this name; of namesakes in the roster nobody can say whose it is."""
    if len(bearers(session, [person.name])) > 1:
        return None
    return next((a for a in row.attendances if a.person is None and a.name == person.name), None)


@operation("移出参加人员")
def dismiss(session: Session, occasion_id: int, attendance_ids: Sequence[int]) -> int:
    """They were not asked after all; how many. Raises Missing."""
    row = finding.occasion(session, occasion_id)
    chosen = _chosen(row, attendance_ids)
    who = (chosen[0].person or chosen[0]).name if len(chosen) == 1 else f"{len(chosen)} 人"
    acting(session).label = f"{row.name}移出 {who}"
    for attendance in chosen:
        row.attendances.remove(attendance)
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
