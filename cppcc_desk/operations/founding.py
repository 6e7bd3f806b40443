"""The first settings of an office, a page of them at a time: what was typed is saved, all else stays as it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.naming import OfficeNames, level_of
from cppcc_desk.operations.office import change_settings, save_destination, save_journal, save_staff
from cppcc_desk.operations.units import save_group
from cppcc_desk.queries import office
from cppcc_desk.queries.office import ClockRow
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

_LEVELS = ("区", "县", "市")
_BODIES = ("委", "政府")


@dataclass(frozen=True)
class JournalEntry:
    """A journal as the first settings ask for it; `id` None for a new one."""

    id: int | None
    name: str
    copies: int
    issued_before: int


@dataclass(frozen=True)
class GroupEntry:
    """A group as the first settings ask for it; `id` None for a new one."""

    id: int | None
    name: str
    leader: str
    area: str


@dataclass(frozen=True)
class DestinationEntry:
    """A destination with its name and its clocks, one for each form."""

    id: int
    name: str
    clocks: tuple[ClockRow, ...]


@operation("首次设置：单位")
def name_office(session: Session, names: OfficeNames, *, since: date) -> None:
    """Give the office its names. Journals that still say who issued them by default follow, and so do the party
    committee and the government that pieces go to: 县委 for a county, 市委 for a city."""
    present = office.office(session, on=since)
    codes = {**present.org_codes, **names.org_codes}
    change_settings(
        session,
        {
            "office_name": names.office_name,
            "office_short_name": names.office_short_name,
            "issued_by": names.issued_by,
            "org_codes": codes,
        },
        since=since,
    )
    for journal in session.scalars(select(t.Journal).where(t.Journal.issued_by == present.issued_by)):
        journal.issued_by = names.issued_by
    if level := level_of(names.office_name):
        _call_after(session, level)
    acting(session).label = f"首次设置：{names.office_short_name}"


def _call_after(session: Session, level: str) -> None:
    there = {row.name: row for row in office.destinations(session, all_destinations=True)}
    for body in _BODIES:
        name = f"{level}{body}"
        old = next((there[f"{other}{body}"] for other in _LEVELS if f"{other}{body}" in there), None)
        if old is not None and name not in there:
            _save(session, old, name, old.clocks)


@operation("首次设置：刊物")
def set_journals(session: Session, wanted: Sequence[JournalEntry]) -> None:
    """Make the journals in use exactly these, in their order; one that is left out is out of use."""
    there = {row.id: row for row in office.journals(session, all_journals=True)}
    issued_by = office.office(session, on=acting(session).at.date()).issued_by
    for entry in wanted:
        row = there.pop(entry.id, None) if entry.id is not None else None
        save_journal(
            session,
            entry.id,
            name=entry.name,
            mark=row.mark if row and row.mark != row.name else "",  # a head of its own stays
            issued_by=row.issued_by if row else issued_by,
            report_to=row.report_to if row else "",
            send_to=row.send_to if row else "",
            distribute_to=row.distribute_to if row else "",
            copies=entry.copies,
            issued_before=entry.issued_before,
        )
    for left in session.scalars(select(t.Journal).where(t.Journal.id.in_(there))):
        left.active = False


@operation("首次设置：小组和人员")
def set_people(session: Session, groups: Sequence[GroupEntry], staff: Sequence[tuple[str, str]]) -> None:
    """Make the groups in use exactly these, and the staff (name, role) likewise."""
    there = {row.id for row in office.groups(session)}
    for group in groups:
        save_group(session, group.id, name=group.name, leader=group.leader, area=group.area)
    left = there - {group.id for group in groups}
    for row in session.scalars(select(t.Unit).where(t.Unit.id.in_(left))):
        row.active = False
    save_staff(session, staff)


@operation("首次设置：报送期限")
def set_clocks(session: Session, wanted: Sequence[DestinationEntry]) -> None:
    """Give destinations their names and clocks; open due times follow."""
    there = {row.id: row for row in office.destinations(session, all_destinations=True)}
    for entry in wanted:
        row = there[entry.id]
        if (entry.name, entry.clocks) != (row.name, row.clocks):
            _save(session, row, entry.name, entry.clocks)
    acting(session).label = "首次设置：报送期限"  # each destination has said its own


def _save(session: Session, row: office.DestinationRow, name: str, clocks: tuple[ClockRow, ...]) -> None:
    parent = session.get(t.Destination, row.parent_id) if row.parent_id is not None else None
    save_destination(
        session,
        row.id,
        name=name,
        aliases=row.aliases,
        parent=parent.name if parent is not None else "",
        default_form=row.default_form,
        clocks=clocks,
        active=row.active,
    )
