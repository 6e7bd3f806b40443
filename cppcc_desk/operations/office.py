"""Operations on the office itself: settings, lists, staff, journals, destinations and their clocks."""

from collections.abc import Sequence
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.cards import problem_of_notice, problem_of_number_form
from cppcc_desk.domain.deadlines import ClockUnit, Counting
from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.quotas import QUOTAS, QuotaRules
from cppcc_desk.domain.registers.columns import Head, Register, chosen
from cppcc_desk.domain.roster import RosterColumn
from cppcc_desk.domain.step_fields import LARGEST, split
from cppcc_desk.operations.clocks import recompute_open
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.queries.clocks import OPEN_STATES
from cppcc_desk.queries.office import (
    CODE_KINDS,
    LEDGER_HEADS,
    REGISTER_COLUMNS,
    ROSTER_HEADS,
    ClockRow,
    setting_values,
)
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

# A rule of time that changes moves the open due times at once.
_TIME_SETTINGS = frozenset({"same_day_when_urgent", "closing_time"})

LONGEST = 3_650  # days or weeks of a clock

_LEAST = {"soon_hours": 0, "review_levels": 1, "length_limit": 1, "card_renewal_days": 1, "outcome_wait_days": 1}
_MOST = {
    "soon_hours": 10_000,
    "review_levels": 2,
    "length_limit": 1_000_000,
    "card_renewal_days": 1_000,
    "outcome_wait_days": 365,
}
_SENSIBLE = {"card_number": problem_of_number_form, "card_notice": problem_of_notice}


@operation("修改设置")
def change_setting(session: Session, key: str, value: object, *, since: date) -> None:
    """Set one rule of the office from the day `since` on. Raises Missing for an unknown key."""
    present = setting_values(session, on=since)
    if key not in present:
        raise Missing(f"没有“{key}”这项设置；已有：{'、'.join(present)}。{NOTHING}")
    _refuse_wrong(key, value)
    row = session.scalar(
        select(t.OfficeSetting).where(t.OfficeSetting.key == key, t.OfficeSetting.effective_from == since)
    )
    if row is None:
        session.add(t.OfficeSetting(key=key, effective_from=since, value=value))
    else:
        row.value = value
    if key in _TIME_SETTINGS:
        recompute_open(session)


def _refuse_wrong(key: str, value: object) -> None:
    """What would make the office's rules senseless."""
    if key in _LEAST and not (isinstance(value, int) and _LEAST[key] <= value <= _MOST[key]):
        told = f"应为 {_LEAST[key]} 到 {_MOST[key]} 的整数。"
        raise Invalid(f"“{key}”{told}{NOTHING}", {key: told})
    if key == QUOTAS:
        QuotaRules.from_dict(value if isinstance(value, dict) else {})
    if key == LEDGER_HEADS and not _are_heads(value, Head):
        raise Invalid(f"台账表头的对应应写成“表头: 栏目”。{NOTHING}", {key: "栏目不认识。"})
    if key == REGISTER_COLUMNS:
        _refuse_wrong_columns(value)
    if key == ROSTER_HEADS and not _are_heads(value, RosterColumn):
        raise Invalid(f"名册表头的对应应写成“表头: 项目”。{NOTHING}", {key: "项目不认识。"})
    if key in _SENSIBLE and (told := _SENSIBLE[key](str(value))):
        raise Invalid(f"{told}{NOTHING}", {key: told})
    if key == "closing_time" and not _is_time(str(value)):
        raise Invalid(f"下班时间应写成 17:30，收到的是“{value}”。{NOTHING}", {key: "请写成 17:30。"})


def _refuse_wrong_columns(value: object) -> None:
    """Raise Invalid unless each ledger has columns of its own."""
    told = value if isinstance(value, dict) else {"": value}
    for name, words in told.items():
        register = next((one for one in Register if one == name), None)
        if register is None or not isinstance(words, list):
            problem = f"台账栏目应写成“台账: 栏目”，台账有：{'、'.join(Register)}。"
            raise Invalid(f"{problem}{NOTHING}", {REGISTER_COLUMNS: problem})
        chosen(register, [str(word) for word in words])


def _are_heads(value: object, words: type[StrEnum]) -> bool:
    known = {None, *words}
    return isinstance(value, dict) and all(column in known for column in value.values())


def _is_time(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return True


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
    if not 1 <= copies <= LARGEST or not 0 <= issued_before <= LARGEST:
        raise Invalid(f"份数应为 1 以上、已出期数应为 0 以上的整数。{NOTHING}", {"copies": "请填写 1 以上的整数。"})
    row = _present(session, t.Journal, journal_id, "刊物")
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

    A destination that gets another name (县委 for 区委) keeps the old one as an alias.
    Raises Invalid when neither it nor its parent has a clock.
    """
    _refuse_taken(session, t.Destination, destination_id, name, "去向")
    above = session.scalar(select(t.Destination).where(t.Destination.name == parent)) if parent else None
    if parent and above is None:
        raise Missing(f"没有“{parent}”这个上级去向。{NOTHING}")
    if not clocks and above is None:
        raise Invalid(f"请填写“{name}”的报送期限。{NOTHING}", {"clocks": "请填写报送期限。"})
    for clock in clocks:
        _refuse_senseless(clock)
    if above is not None and (above.parent_id is not None or above.id == destination_id):
        raise Invalid(f"“{parent}”不能作“{name}”的上级去向。{NOTHING}", {"parent": "请选择另一个上级去向。"})
    _refuse_ambiguous(session, destination_id, name, aliases)
    row = _present(session, t.Destination, destination_id, "去向")
    if row is None:
        row = t.Destination(name="", aliases="", default_form="", position=_end(session, t.Destination), active=True)
        session.add(row)
    known = (*split(aliases), row.name) if row.name != name.strip() else split(aliases)
    _follow_name(session, row.name, name.strip())
    row.name, row.default_form = name.strip(), default_form.strip()
    row.aliases = "、".join(word for word in dict.fromkeys(known) if word not in ("", row.name))
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


def _follow_name(session: Session, old: str, new: str) -> None:
    """What names a destination by its word: the matrix of 签发, and what open pieces are meant for."""
    if not old or old == new:
        return
    for setting in session.scalars(select(t.OfficeSetting).where(t.OfficeSetting.key == "sign_off_matrix")):
        setting.value = [{**rule, "destination": _renamed(rule["destination"], old, new)} for rule in setting.value]
    meant = select(t.Submission).where(
        t.Submission.state.in_(OPEN_STATES), t.Submission.intended_destinations.contains(old)
    )
    for submission in session.scalars(meant):
        names = split(submission.intended_destinations)
        submission.intended_destinations = "、".join(_renamed(name, old, new) for name in names)


def _renamed(word: str, old: str, new: str) -> str:
    return new if word == old else word


def _refuse_senseless(clock: ClockRow) -> None:
    if not 1 <= clock.amount <= LONGEST:
        raise Invalid(f"报送期限应为 1 到 {LONGEST} 的整数。{NOTHING}", {"clocks": f"期限应为 1 到 {LONGEST} 的整数。"})
    if clock.unit not in list(ClockUnit) or clock.counting not in list(Counting):
        units, countings = "、".join(ClockUnit), "、".join(Counting)
        raise Invalid(f"报送期限的单位应为{units}，计法应为{countings}。{NOTHING}", {"clocks": "请选择单位和计法。"})
    if clock.closing_time and not _is_time(clock.closing_time):
        raise Invalid(
            f"截止时间应写成 17:30，收到的是“{clock.closing_time}”。{NOTHING}", {"clocks": "截止时间请写成 17:30。"}
        )


def _refuse_ambiguous(session: Session, destination_id: int | None, name: str, aliases: str) -> None:
    """One word must not mean two destinations."""
    own = {name.strip(), *split(aliases)}
    for other in session.scalars(select(t.Destination).where(t.Destination.active)):
        if other.id != destination_id and (both := own & {other.name, *split(other.aliases)}):
            raise Invalid(
                f"“{both.pop()}”已经是{other.name}的名称或别名。{NOTHING}", {"aliases": "这个名称已用于别的去向。"}
            )


_Named = type[t.Journal] | type[t.Destination]
_Row = TypeVar("_Row", t.Journal, t.Destination)


def _present(session: Session, table: type[_Row], row_id: int | None, what: str) -> _Row | None:
    """The row to change, None for a new one. Raises Missing when it is gone."""
    row = session.get(table, row_id) if row_id is not None else None
    if row_id is not None and row is None:
        raise Missing(f"找不到要修改的{what}，可能已被撤销。{NOTHING}请刷新后再试。")
    return row


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
