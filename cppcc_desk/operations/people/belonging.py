"""What a person is and belongs to, changed with its history: what held ends, what is new begins.

`since` is the first day of what is new; None puts right what was written wrongly, and leaves no history of the mistake.
Everything here raises Invalid where what would end began later than `since`.
"""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.people import GROUP_LEADER, PersonKind, UnitKind
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting


class Units:
    """The units of the office by kind and name, read once; `named` adds one that is not there yet."""

    def __init__(self, session: Session) -> None:
        self._session = session
        rows = session.scalars(select(t.Unit).order_by(t.Unit.position, t.Unit.id)).all()
        self._known = {(row.kind, row.name): row for row in rows}
        self.added: list[t.Unit] = []
        self._end = {kind: max((r.position for r in rows if r.kind == kind), default=-1) for kind in UnitKind}

    def named(self, kind: UnitKind, name: str) -> t.Unit:
        """Raises Missing for a 信息小组 that is not known: groups are set up, not found in a list."""
        row = self._known.get((kind, name))
        if row is None and kind is UnitKind.INFO_GROUP:
            known = "、".join(r.name for (k, _), r in self._known.items() if k == kind and r.active)
            raise Missing(f"没有“{name}”这个信息小组；已有：{known}。{NOTHING}")
        if row is None:
            self._end[kind] += 1
            row = t.Unit(kind=kind.value, name=name, area="", position=self._end[kind], active=True)
            self._session.add(row)
            self.added.append(row)
            self._known[kind, name] = row
        return row


def present(person: t.Person, kind: UnitKind) -> list[t.Affiliation]:
    """What `person` belongs to of this kind now, the first one first."""
    return [a for a in person.affiliations if a.ended is None and a.unit.kind == kind]


def belong(person: t.Person, unit: t.Unit, *, since: date | None) -> None:
    """Make `unit` the one unit of its kind that `person` belongs to, as a simple member."""
    _become(person, unit, "", present(person, UnitKind(unit.kind)), since=since)


def step_down(person: t.Person, group: t.Unit, *, since: date | None) -> None:
    """Make the 组长 of `group` a simple member of it; what else they lead they go on leading."""
    _become(person, group, "", [a for a in present(person, UnitKind.INFO_GROUP) if a.unit is group], since=since)


def lead(person: t.Person, group: t.Unit, *, since: date | None) -> None:
    """Make `person` 组长 of `group`, and a member of no other one but those that they lead as well."""
    held = present(person, UnitKind.INFO_GROUP)
    _become(person, group, GROUP_LEADER, [a for a in held if a.unit is group or a.role != GROUP_LEADER], since=since)


def _become(person: t.Person, unit: t.Unit, role: str, instead_of: list[t.Affiliation], *, since: date | None) -> None:
    """End `instead_of` for `role` in `unit`; of what was a mistake one row is put right, for one unit is held once."""
    fitting = next((held for held in instead_of if held.unit is unit), None)
    wrong = [held for held in instead_of if held is not fitting or held.role != role]
    if not wrong and fitting is not None:
        return
    mistakes = [held for held in wrong if not _ended(held, since)]
    if fitting is not None and fitting.role == role:
        reused = fitting
    elif mistakes:
        reused = fitting if fitting in mistakes else mistakes[0]
        reused.unit, reused.role = unit, role
    else:
        reused = t.Affiliation(unit=unit, role=role, began=since, ended=None)
        person.affiliations.append(reused)
    for mistake in mistakes:
        if mistake is not reused:
            person.affiliations.remove(mistake)


def belong_nowhere(person: t.Person, kind: UnitKind, *, since: date | None) -> None:
    """End what `person` belongs to of this kind."""
    for held in present(person, kind):
        if not _ended(held, since):
            person.affiliations.remove(held)


def _ended(held: t.Affiliation | t.PersonRole, since: date | None) -> bool:
    """End what `held` says on the day before `since`; False for what never was, or was there for no whole day."""
    if since is None or held.began == since:
        return False
    if held.began is not None and held.began > since:
        what = held.unit.name if isinstance(held, t.Affiliation) else held.kind
        raise Invalid(
            f"{held.person.name}的“{what}”从 {held.began.isoformat()} 开始，变更日期不能更早。{NOTHING}"
            "请核对日期；原来登记有误的，不填变更日期直接更正。",
            {"since": f"“{what}”从 {held.began.isoformat()} 开始，变更日期不能更早。"},
        )
    held.ended = since - timedelta(days=1)
    return True


def be(
    person: t.Person, kinds: Collection[PersonKind], *, since: date | None, term: t.Term | None, recommended_by: str
) -> None:
    """Make `kinds` what `person` is now; several at once are usual."""
    for held in [role for role in person.roles if role.ended is None]:
        if held.kind in kinds:
            held.recommended_by = recommended_by
        elif not _ended(held, since):
            person.roles.remove(held)
    there = {role.kind for role in person.roles if role.ended is None}
    for kind in PersonKind:
        if kind in kinds and kind not in there:
            person.roles.append(
                t.PersonRole(kind=kind.value, term=term, began=since, ended=None, recommended_by=recommended_by)
            )


def must_have_come(session: Session, since: date | None) -> None:
    """Raises Invalid for a change that would hold from a day to come: what is written down holds now."""
    if since is not None and since > acting(session).at.date():
        raise Invalid(f"变更日期晚于今天。{NOTHING}", {"since": "变更日期晚于今天，请核对。"})


def present_term(session: Session) -> t.Term | None:
    """The 届 that runs now; None where none was ever named."""
    return session.scalar(select(t.Term).where(t.Term.ended.is_(None)).order_by(t.Term.number.desc()).limit(1))


def end_of_order(session: Session, kind: UnitKind) -> int:
    """The place after the last unit of this kind."""
    last = session.scalar(select(func.max(t.Unit.position)).where(t.Unit.kind == kind.value))
    return 0 if last is None else last + 1
