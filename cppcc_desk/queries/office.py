"""The office's own rules and lists: settings in force, words, staff, groups, journals, destinations, calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.deadlines import ClockRule, ClockUnit, Counting, OfficeCalendar
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.official.usual import LETTERHEAD_USES
from cppcc_desk.domain.people import GROUP_LEADER, UnitKind
from cppcc_desk.domain.registers.columns import Head, Register
from cppcc_desk.domain.roster import RosterColumn
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.opening import DEFAULT_PERSON

LETTERHEADS = "letterheads"  # the key of this setting
ROSTER_HEADS = "roster_heads"  # likewise: what the office says that heads of rosters mean
LEDGER_HEADS = "ledger_heads"  # likewise, of older ledgers
REGISTER_COLUMNS = "register_columns"  # likewise: which columns its ledgers have, where they are not the usual ones
CODE_KINDS = (
    "category",
    "nature",
    "rejection_reason",
    "form",
    "dispatch_way",
    "retention",
    "pause_reason",
    "answer",
    "supervision_way",
)


def roster_heads(session: Session, *, on: date) -> dict[str, RosterColumn | None]:
    """What the office says that heads of rosters mean; None for a column that is not to be read."""
    told: Any = setting_values(session, on=on)[ROSTER_HEADS]
    return {text: RosterColumn(column) if column else None for text, column in told.items()}


def ledger_heads(session: Session, *, on: date) -> dict[str, Head | None]:
    """What the office says that heads of older ledgers mean; None for nothing the program knows."""
    told: Any = setting_values(session, on=on)[LEDGER_HEADS]
    return {text: Head(head) if head else None for text, head in told.items()}


def register_columns(session: Session, *, on: date) -> dict[Register, tuple[Head, ...]]:
    """The columns of those ledgers for which the office chose its own."""
    told: Any = setting_values(session, on=on)[REGISTER_COLUMNS]
    return {Register(of): tuple(Head(word) for word in words) for of, words in told.items()}


@dataclass(frozen=True)
class SignOffRule:
    """Who signs what goes to `destination` at `urgency_grade`; "" matches every one."""

    destination: str
    urgency_grade: str
    signatory: str


@dataclass(frozen=True)
class Office:
    """The settings in force."""

    office_name: str
    office_short_name: str
    issued_by: str
    org_codes: Mapping[str, str]
    soon: timedelta  # this long before a due time it counts as 临期
    same_day_when_urgent: bool
    closing_time: str
    review_levels: int
    length_limit: int  # characters of an edited text before the program warns
    retention: str
    sign_off_matrix: tuple[SignOffRule, ...]
    letterheads: Mapping[str, Mapping[str, str]]  # of 公文, by use: references to kept files
    outcome_wait: timedelta  # this long after it was sent up, a piece of which nothing is known is asked after


def setting_values(session: Session, *, on: date) -> dict[str, object]:
    """Every setting's value on the day `on`; before its first day the first value counts."""
    values: dict[str, object] = {}
    rows = session.execute(
        select(t.OfficeSetting.key, t.OfficeSetting.effective_from, t.OfficeSetting.value).order_by(
            t.OfficeSetting.key, t.OfficeSetting.effective_from
        )
    )
    for key, since, value in rows:
        if key not in values or since <= on:
            values[key] = value
    return values


def office(session: Session, *, on: date) -> Office:
    """The office as it is on the day `on`."""
    v = setting_values(session, on=on)
    return Office(
        office_name=_text(v["office_name"]),
        office_short_name=_text(v["office_short_name"]),
        issued_by=_text(v["issued_by"]),
        org_codes=MappingProxyType({str(k): str(w) for k, w in _mapping(v["org_codes"]).items()}),
        soon=timedelta(hours=_int(v["soon_hours"])),
        same_day_when_urgent=bool(v["same_day_when_urgent"]),
        closing_time=_text(v["closing_time"]),
        review_levels=_int(v["review_levels"]),
        length_limit=_int(v["length_limit"]),
        retention=_text(v["retention"]),
        sign_off_matrix=tuple(
            SignOffRule(_text(r["destination"]), _text(r["urgency_grade"]), _text(r["signatory"]))
            for r in _rows(v["sign_off_matrix"])
        ),
        letterheads=MappingProxyType({use: _texts(head) for use, head in _mapping(v[LETTERHEADS]).items()}),
        outcome_wait=timedelta(days=_int(v["outcome_wait_days"])),
    )


def _texts(value: object) -> Mapping[str, str]:
    return {key: _text(word) for key, word in _mapping(value).items()}


def _text(value: object) -> str:
    return str(value)


def _int(value: object) -> int:
    return int(str(value))


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _rows(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []


def signatory_for(office: Office, *, destinations: tuple[str, ...], urgency_grade: str) -> str:
    """Who signs by the office's matrix: the first rule that fits one of the destinations, or ""."""
    for rule in office.sign_off_matrix:
        if rule.destination in ("", *destinations) and rule.urgency_grade in ("", urgency_grade):
            return rule.signatory
    return ""


def named(person: str) -> str:
    """The name as papers print it: "" for the placeholder, under which work is done until somebody gives a name."""
    return "" if person == DEFAULT_PERSON else person


@dataclass(frozen=True)
class CodeRow:
    id: int
    kind: str
    word: str
    sentence: str
    active: bool


def codes(session: Session, kind: str, *, all_words: bool = False) -> tuple[CodeRow, ...]:
    """The words of one list in the office's order; with `all_words` also those put out of use."""
    query = select(t.Code).where(t.Code.kind == kind).order_by(t.Code.position, t.Code.id)
    rows = (CodeRow(c.id, c.kind, c.word, c.sentence, c.active) for c in session.scalars(query))
    return tuple(row for row in rows if all_words or row.active)


def words(session: Session, kind: str) -> tuple[str, ...]:
    """The words of one list that may be chosen."""
    return tuple(code.word for code in codes(session, kind))


@dataclass(frozen=True)
class StaffRow:
    id: int
    name: str
    role: str
    active: bool


def staff(session: Session, *, all_names: bool = False) -> tuple[StaffRow, ...]:
    """The people of the office, in order."""
    rows = session.scalars(select(t.Staff).order_by(t.Staff.position, t.Staff.id))
    return tuple(StaffRow(s.id, s.name, s.role, s.active) for s in rows if all_names or s.active)


@dataclass(frozen=True)
class GroupRow:
    id: int
    name: str
    leader: str
    area: str
    active: bool
    leader_id: int | None


def groups(session: Session, *, all_groups: bool = False) -> tuple[GroupRow, ...]:
    """The 信息小组, in order."""
    led_by = leaders(session)
    query = select(t.Unit).where(t.Unit.kind == UnitKind.INFO_GROUP.value).order_by(t.Unit.position, t.Unit.id)
    made: list[GroupRow] = []
    for g in session.scalars(query):
        leader = led_by.get(g.id)
        name, leader_id = (leader.name, leader.id) if leader else ("", None)
        if all_groups or g.active:
            made.append(GroupRow(g.id, g.name, name, g.area, g.active, leader_id))
    return tuple(made)


@dataclass(frozen=True)
class Leader:
    """The 组长 of a group."""

    id: int
    name: str


def leaders(session: Session) -> dict[int, Leader]:
    """The 组长 of each group that has one."""
    a = t.Affiliation
    query = (
        select(a.unit_id, t.Person.id, t.Person.name)
        .join(t.Person)
        .where(a.role == GROUP_LEADER, a.ended.is_(None))
        .order_by(a.id.desc())  # of two the first one stays
    )
    return {unit_id: Leader(person_id, name) for unit_id, person_id, name in session.execute(query)}


def group_of(session: Session, group_id: int) -> GroupRow:
    """One 信息小组, in use or not. Raises Missing."""
    found = next((group for group in groups(session, all_groups=True) if group.id == group_id), None)
    if found is None:
        raise Missing("找不到这个信息小组。请刷新后再试。")
    return found


def group_named(session: Session, name: str, *, all_groups: bool = False) -> GroupRow:
    """The 信息小组 of this name. Raises Missing with the list of the known."""
    known = groups(session, all_groups=all_groups)
    found = next((group for group in known if group.name == name.strip()), None)
    if found is None:
        raise Missing(f"没有“{name}”这个信息小组；已有：{'、'.join(group.name for group in known)}。没有作任何改动。")
    return found


@dataclass(frozen=True)
class JournalRow:
    id: int
    name: str
    mark: str
    issued_by: str
    report_to: str
    send_to: str
    distribute_to: str
    copies: int
    issued_before: int
    active: bool
    letterhead: Mapping[str, str] | None


def journals(session: Session, *, all_journals: bool = False) -> tuple[JournalRow, ...]:
    """The 刊物, in order."""
    rows = session.scalars(select(t.Journal).order_by(t.Journal.position, t.Journal.id))
    return tuple(
        JournalRow(
            j.id,
            j.name,
            j.mark,
            j.issued_by,
            j.report_to,
            j.send_to,
            j.distribute_to,
            j.copies,
            j.issued_before,
            j.active,
            j.letterhead,
        )
        for j in rows
        if all_journals or j.active
    )


def all_letterheads(session: Session, *, on: date) -> Mapping[str, Mapping[str, str] | None]:
    """What each use of 公文, and each journal by its name, has for a head of its own; None for the standard's."""
    known = office(session, on=on).letterheads
    return {
        **{use: known.get(use) for use in LETTERHEAD_USES},
        **{journal.name: journal.letterhead for journal in journals(session)},
    }


@dataclass(frozen=True)
class ClockRow:
    """One clock of a destination; form "" is every other form, `closing_time` "" the end of the day."""

    form: str
    amount: int
    unit: str
    counting: str
    roll: bool
    closing_time: str


@dataclass(frozen=True)
class DestinationRow:
    id: int
    name: str
    aliases: str
    parent_id: int | None
    default_form: str
    active: bool
    clocks: tuple[ClockRow, ...]


def destinations(session: Session, *, all_destinations: bool = False) -> tuple[DestinationRow, ...]:
    """The 去向 with their clocks, in order; a department's own clocks may be empty, then its parent's count."""
    rows = session.scalars(select(t.Destination).order_by(t.Destination.position, t.Destination.id))
    return tuple(
        DestinationRow(
            d.id,
            d.name,
            d.aliases,
            d.parent_id,
            d.default_form,
            d.active,
            tuple(ClockRow(r.form, r.amount, r.unit, r.counting, r.roll, r.closing_time) for r in d.rules),
        )
        for d in rows
        if all_destinations or d.active
    )


def clock_rule(clock: ClockRow, office: Office) -> ClockRule:
    """The rule of time that a row of the settings says."""
    closing = time.fromisoformat(clock.closing_time) if clock.closing_time else None
    return ClockRule(
        amount=clock.amount,
        unit=ClockUnit(clock.unit),
        counting=Counting(clock.counting),
        roll=clock.roll,
        end=closing,
        same_day_when_urgent=office.same_day_when_urgent,
    )


def clock_of(destination: DestinationRow, form: str, everywhere: tuple[DestinationRow, ...]) -> ClockRow | None:
    """The clock for `form`: the destination's own, else its parent's; None when the office has set none."""
    own = {clock.form: clock for clock in destination.clocks}
    found = own.get(form) or own.get("")
    if found is None and destination.parent_id is not None:
        parent = next((d for d in everywhere if d.id == destination.parent_id), None)
        return clock_of(parent, form, everywhere) if parent else None
    return found


def calendar(session: Session) -> OfficeCalendar:
    """Days off and worked weekend days, and the years for which the notice has been entered."""
    rows = session.execute(select(t.Holiday.day, t.Holiday.kind, t.Holiday.name))
    return OfficeCalendar.of((row.day, row.kind, row.name) for row in rows)
