"""Operations on the office itself: settings, lists, staff, groups, journals, destinations and their clocks."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.operations.clocks import recompute_open
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.queries.office import CODE_KINDS, ClockRow, setting_values
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

# A rule of time that changes moves the open due times at once.
_TIME_SETTINGS = frozenset({"same_day_when_urgent", "closing_time"})


@operation("修改设置")
def change_setting(session: Session, key: str, value: object, *, since: date) -> None:
    """Set one rule of the office from the day `since` on. Raises Missing for an unknown key."""
    if key not in setting_values(session, on=since):
        raise Missing(f"没有“{key}”这项设置。{NOTHING}")
    row = session.scalar(
        select(t.OfficeSetting).where(t.OfficeSetting.key == key, t.OfficeSetting.effective_from == since)
    )
    if row is None:
        session.add(t.OfficeSetting(key=key, effective_from=since, value=value))
    else:
        row.value = value
    if key in _TIME_SETTINGS:
        recompute_open(session)


@operation("修改设置")
def change_settings(session: Session, values: dict[str, object], *, since: date) -> None:
    """Set several rules of the office from the day `since` on, as one step."""
    for key, value in values.items():
        change_setting(session, key, value, since=since)


@operation("修改选项表")
def save_words(session: Session, kind: str, words: Sequence[tuple[str, str]]) -> None:
    """Make the list `kind` exactly `words` (word, sentence), in order; words in use stay, out of use."""
    if kind not in CODE_KINDS:
        raise Missing(f"没有“{kind}”这个选项表。{NOTHING}")
    names = [word.strip() for word, _ in words]
    if not all(names) or len(set(names)) != len(names):
        raise Invalid(f"选项不能空白，也不能重复。{NOTHING}", {"words": "选项不能空白，也不能重复。"})
    rows = {row.word: row for row in session.scalars(select(t.Code).where(t.Code.kind == kind))}
    for position, (word, sentence) in enumerate(words):
        row = rows.pop(word.strip(), None)
        if row is None:
            row = t.Code(kind=kind, word=word.strip(), sentence="", position=position, active=True)
            session.add(row)
        row.sentence, row.position, row.active = sentence.strip(), position, True
    for row in rows.values():
        row.active = False


@operation("修改工作人员")
def save_staff(session: Session, names: Sequence[tuple[str, str]]) -> None:
    """Make the staff exactly `names` (name, role), in order; who left stays in the records."""
    _refuse_doubles([name for name, _ in names], "工作人员")
    rows = {row.name: row for row in session.scalars(select(t.Staff))}
    for position, (name, role) in enumerate(names):
        row = rows.pop(name.strip(), None)
        if row is None:
            row = t.Staff(name=name.strip(), role="", position=position, active=True)
            session.add(row)
        row.role, row.position, row.active = role.strip(), position, True
    for row in rows.values():
        row.active = False


@operation("修改信息小组")
def save_group(
    session: Session, group_id: int | None, *, name: str, leader: str, area: str, active: bool = True
) -> int:
    """Add a group or change one; returns its id."""
    _refuse_taken(session, t.InfoGroup, group_id, name, "信息小组")
    row = session.get(t.InfoGroup, group_id) if group_id else None
    if row is None:
        row = t.InfoGroup(name="", leader="", area="", position=_end(session, t.InfoGroup), active=True)
        session.add(row)
    row.name, row.leader, row.area, row.active = name.strip(), leader.strip(), area.strip(), active
    session.flush()
    return row.id


@operation("修改刊物")
def save_journal(
    session: Session,
    journal_id: int | None,
    *,
    name: str,
    mark: str,
    issued_by: str,
    report_to: str = "",
    send_to: str = "",
    distribute_to: str = "",
    copies: int = 30,
    issued_before: int = 0,
    active: bool = True,
) -> int:
    """Add a journal or change one; issues that have their number keep what they say. Returns its id."""
    _refuse_taken(session, t.Journal, journal_id, name, "刊物")
    if copies < 1 or issued_before < 0:
        raise Invalid(f"份数应为 1 以上、已出期数应为 0 以上的整数。{NOTHING}", {"copies": "请填写 1 以上的整数。"})
    row = session.get(t.Journal, journal_id) if journal_id else None
    if row is None:
        row = t.Journal(name="", mark="", position=_end(session, t.Journal), active=True)
        session.add(row)
    row.name, row.mark, row.issued_by = name.strip(), mark.strip() or name.strip(), issued_by.strip()
    row.report_to, row.send_to, row.distribute_to = report_to.strip(), send_to.strip(), distribute_to.strip()
    row.copies, row.issued_before, row.active = copies, issued_before, active
    session.flush()
    return row.id


@operation("修改去向和时限")
def save_destination(
    session: Session,
    destination_id: int | None,
    *,
    name: str,
    aliases: str = "",
    parent: str = "",
    default_form: str = "",
    clocks: Sequence[ClockRow] = (),
    active: bool = True,
) -> int:
    """Add a destination or change one and its clocks; open due times follow. Returns its id.

    Raises Invalid when neither it nor its parent has a clock.
    """
    _refuse_taken(session, t.Destination, destination_id, name, "去向")
    above = session.scalar(select(t.Destination).where(t.Destination.name == parent)) if parent else None
    if parent and above is None:
        raise Missing(f"没有“{parent}”这个上级去向。{NOTHING}")
    if not clocks and above is None:
        raise Invalid(f"请填写“{name}”的报送期限。{NOTHING}", {"clocks": "请填写报送期限。"})
    if any(clock.amount < 1 for clock in clocks):
        raise Invalid(f"报送期限应为 1 以上的整数。{NOTHING}", {"clocks": "期限应为 1 以上的整数。"})
    row = session.get(t.Destination, destination_id) if destination_id else None
    if row is None:
        row = t.Destination(name="", aliases="", default_form="", position=_end(session, t.Destination), active=True)
        session.add(row)
    row.name, row.aliases, row.default_form = name.strip(), aliases.strip(), default_form.strip()
    row.parent_id, row.active = above.id if above else None, active
    wanted = {clock.form.strip(): clock for clock in clocks}
    for old in list(row.rules):
        if old.form not in wanted:
            row.rules.remove(old)
    there = {rule.form: rule for rule in row.rules}
    for form, clock in wanted.items():
        rule = there.get(form)
        if rule is None:
            rule = t.DestinationClock(form=form, amount=clock.amount, unit=clock.unit, counting=clock.counting)
            row.rules.append(rule)
        rule.amount, rule.unit, rule.counting = clock.amount, clock.unit, clock.counting
        rule.roll, rule.closing_time = clock.roll, clock.closing_time
    session.flush()
    recompute_open(session)
    acting(session).label = f"修改去向 {row.name}"
    return row.id


_Named = type[t.InfoGroup] | type[t.Journal] | type[t.Destination]


def _refuse_taken(session: Session, table: _Named, row_id: int | None, name: str, what: str) -> None:
    if not name.strip():
        raise Invalid(f"请填写{what}名称。{NOTHING}", {"name": f"请填写{what}名称。"})
    taken = session.scalar(select(table.id).where(table.name == name.strip()))
    if taken is not None and taken != row_id:
        raise Invalid(f"已有同名的{what}“{name.strip()}”。{NOTHING}", {"name": f"已有同名的{what}。"})


def _refuse_doubles(names: Sequence[str], what: str) -> None:
    clean = [name.strip() for name in names]
    if not all(clean) or len(set(clean)) != len(clean):
        raise Invalid(f"{what}姓名不能空白，也不能重复。{NOTHING}", {"names": "姓名不能空白，也不能重复。"})


def _end(session: Session, table: _Named) -> int:
    return (session.scalar(select(func.max(table.position))) or 0) + 1
