"""Rosters in and out: a file laid beside the people who are known and taken over, lists, the blank to hand out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cppcc_desk.documents.reading.limits import Reader
from cppcc_desk.domain.errors import Invalid, Unreadable
from cppcc_desk.domain.ledger import ColumnKind, Ledger, LedgerColumn
from cppcc_desk.domain.people import WORD_OF_UNIT, PersonKind, UnitKind, covered_by, first_said, kinds_of
from cppcc_desk.domain.roster import RosterColumn, RosterResult
from cppcc_desk.domain.roster_update import Known, Proposal, Verdict, absent, as_changed, decided, propose
from cppcc_desk.operations.office import change_setting
from cppcc_desk.operations.people import PersonChange, update_roster
from cppcc_desk.queries import office, people, units
from cppcc_desk.queries.office import ROSTER_HEADS
from cppcc_desk.queries.people import PersonRow, masked
from cppcc_desk.storage.desk import Desk


class NotRead(Unreadable):
    """Nothing was read of a roster; `is_text`: it might be, in another encoding."""

    def __init__(self, result: RosterResult) -> None:
        super().__init__(result.message)
        self.is_text = result.is_text


_NAMED = 6  # units in one sentence
BLANK_ROWS = 30  # of the blank roster that is handed out

_SHORT = ColumnKind.SHORT
_COLUMNS = (
    LedgerColumn(key="name", title="姓名", width=10, kind=_SHORT),
    LedgerColumn(key="gender", title="性别", width=6, kind=_SHORT),
    LedgerColumn(key="kinds", title="身份", width=14, kind=_SHORT),
    LedgerColumn(key="sector", title="界别", width=14),
    LedgerColumn(key="committee", title="专委会", width=14),
    LedgerColumn(key="town", title="镇街", width=12),
    LedgerColumn(key="party", title="党派", width=10),
    LedgerColumn(key="info_group", title="信息小组", width=14),
    LedgerColumn(key="unit", title="工作单位", width=24),
    LedgerColumn(key="position", title="职务", width=14),
    LedgerColumn(key="phone", title="联系电话", width=14, kind=_SHORT),
)


@dataclass(frozen=True)
class RosterLook:
    """A roster beside the people who are known; nothing is saved. `absent` are of its kind, but not in it."""

    file_name: str
    kind: PersonKind
    result: RosterResult
    proposals: tuple[Proposal, ...]
    known: Mapping[int, Known]
    absent: tuple[Known, ...]
    new_units: tuple[tuple[UnitKind, str], ...]  # named in it, and not known yet
    retired_units: tuple[tuple[UnitKind, str], ...]  # named in it, and no longer in use

    def told_of_units(self) -> tuple[str, ...]:
        """What the office should look at before it takes over the units that the roster names."""
        told: list[str] = []
        if self.new_units:
            told.append(f"将新增单位：{_listed(self.new_units)}，与已有单位只差几个字的请先核对。")
        if self.retired_units:
            told.append(f"名册里的单位已停用：{_listed(self.retired_units)}，请核对是否还用这个名称。")
        return tuple(told)

    @property
    def lacks_most(self) -> bool:
        """Whether more of its kind are missing in it than are there: it may be a part of the roster only."""
        concerned = sum(not p.left and bool(covered_by(self.kind) & kinds_of(p.entry)) for p in self.known.values())
        return 2 * len(self.absent) > concerned

    def stays_as(self, person: Known) -> str:
        """What somebody who is absent is still, "" for who leaves the roster."""
        staying = kinds_of(person.entry) - covered_by(self.kind)
        return first_said(staying).value if staying else ""

    def numbers(self) -> Mapping[Verdict, int]:
        """How many rows there are of each verdict."""
        return {verdict: sum(p.verdict is verdict for p in self.proposals) for verdict in Verdict}


def look_at_roster(desk: Desk, path: Path, *, kind: PersonKind, encoding: str = "") -> RosterLook:
    """Read a roster and propose what becomes of each row; `kind` is what people are whose row does not say it.

    `encoding` is a person's choice for a text file. Raises NotRead with the sentence that says why nothing was read.
    """
    chosen = desk.read(office.roster_heads, on=desk.today)
    with Reader() as reader:
        result = reader.read_roster(path, encoding=encoding, chosen=chosen)
    if not result.rows:
        raise NotRead(result)
    there = desk.read(people.entries)
    known = [
        Known(person_id, entry, left=person_id not in there)
        for person_id, entry in desk.read(people.entries, everybody=True).items()
    ]
    groups = [group.name for group in desk.read(office.groups)]
    there_now = {(UnitKind(u.kind), u.name): u.active for u in desk.read(units.units, all_units=True)}
    proposals = propose(result.rows, known, kind=kind, groups=groups)
    named = tuple(dict.fromkeys(_units_named(proposals)))
    return RosterLook(
        file_name=path.name,
        kind=kind,
        result=result,
        proposals=proposals,
        known={person.id: person for person in known},
        absent=absent(proposals, known, kind=kind),
        new_units=tuple(unit for unit in named if unit not in there_now),
        retired_units=tuple(unit for unit in named if there_now.get(unit) is False),
    )


def _units_named(proposals: Sequence[Proposal]) -> Iterator[tuple[UnitKind, str]]:
    for proposal in proposals:
        for kind, word in WORD_OF_UNIT.items():
            if name := getattr(proposal.entry, word):
                yield kind, name


def _listed(found: Sequence[tuple[UnitKind, str]]) -> str:
    names = [f"{kind}“{name}”" for kind, name in found]
    return "、".join(names[:_NAMED]) + (f"等 {len(names)} 个" if len(names) > _NAMED else "")


def decide(look: RosterLook, proposal: Proposal, person_id: int | None) -> Proposal:
    """What becomes of a row that was asked about: it is the person with this id, or somebody new."""
    return decided(proposal, look.known[person_id] if person_id is not None else None)


def take_over(
    desk: Desk,
    look: RosterLook,
    proposals: Sequence[Proposal],
    *,
    leaving: Sequence[int] = (),
    since: date | None = None,
) -> tuple[str, ...]:
    """Save what was decided as one step, 新增 and 更新; the groups that are without 组长 by it.

    Raises Invalid while a row is still asked about.
    """
    asked = [proposal for proposal in proposals if proposal.verdict is Verdict.ASK]
    if asked:
        who = "、".join(f"第 {p.row.number} 行{p.entry.name}" for p in asked[:3])
        raise Invalid(f"还有 {len(asked)} 行没有选定是不是同一人（{who}）。没有导入。请选定后再导入。")
    led_before = _led(desk)
    desk.do(
        update_roster,
        new=[p.entry for p in proposals if p.verdict is Verdict.NEW],
        changed=[
            PersonChange(person_id, look.known[person_id].entry, entry)
            for person_id, entry in as_changed(proposals, look.known).items()
        ],
        leaving=leaving,
        leaving_kinds=covered_by(look.kind),
        since=since,
        source=look.file_name,
    )
    led_now = _led(desk)
    return tuple(name for name in led_before if name not in led_now)


def _led(desk: Desk) -> list[str]:
    return [group.name for group in desk.read(office.groups) if group.leader]


def remember_heads(desk: Desk, heads: Mapping[str, RosterColumn | None]) -> None:
    """Keep what the office says that heads mean, for the next roster too; None: not to be read."""
    known = desk.read(office.roster_heads, on=desk.today) | dict(heads)
    told = {text: column.value if column else None for text, column in known.items()}
    desk.do(change_setting, ROSTER_HEADS, told, since=desk.today)


def roster_ledger(desk: Desk, rows: Sequence[PersonRow], *, phones: bool) -> Ledger:
    """People as a list; telephone numbers are masked unless `phones`."""
    return Ledger(
        title="人员名册",
        unit=desk.read(office.office, on=desk.today).office_short_name,
        made_on=desk.today,
        columns=_COLUMNS,
        rows=tuple(_row(person, phones=phones) for person in rows),
    )


def blank_roster(desk: Desk) -> Ledger:
    """The blank to hand out: the heads that the program knows, and rows to fill in."""
    return Ledger(
        title="人员名册（填写后交回）",
        unit=desk.read(office.office, on=desk.today).office_short_name,
        made_on=desk.today,
        columns=_COLUMNS,
        rows=tuple(("",) * len(_COLUMNS) for _ in range(BLANK_ROWS)),
    )


def _row(person: PersonRow, *, phones: bool) -> tuple[str, ...]:
    told = {
        **vars(person),
        "kinds": "、".join(person.kinds),
        "phone": person.phone if phones else masked(person.phone),
    }
    return tuple(str(told[column.key]) for column in _COLUMNS)
