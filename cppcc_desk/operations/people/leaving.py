"""Who leaves the roster, comes back, or should never have been in it."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from cppcc_desk.domain.cards import EndReason, entitled
from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.people import GROUP_LEADER, PersonKind
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.people.belonging import present_term
from cppcc_desk.operations.people.entering import found
from cppcc_desk.queries.cards import card_rules
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

# What keeps a person from being deleted: the column that names them, and how it is said.
_HANGING: tuple[tuple[InstrumentedAttribute[int | None] | InstrumentedAttribute[int], str], ...] = (
    (t.Contributor.person_id, "来稿 {} 篇"),
    (t.Attendance.person_id, "会议和活动记录 {} 次"),
    (t.InformantCard.person_id, "信息员证 {} 张"),
    (t.CommissionedPiece.person_id, "约稿 {} 件"),
    (t.ScoreAdjustment.person_id, "人工调整的分数 {} 条"),
    (t.ScoreDispute.person_id, "计分异议 {} 条"),
    (t.Award.person_id, "表彰 {} 项"),
    (t.Unranked.person_id, "不参与排名的登记 {} 条"),
)


@operation("退出名册")
def leave(session: Session, person_ids: Sequence[int], *, on: date, reason: str) -> tuple[str, ...]:
    """Take people out of the roster; `on` is their last day. What they wrote stays credited, their cards end.

    Returns the names of the groups that are without 组长 now. Raises Invalid without a reason, for a day to come, and
    for one before somebody began to be what they are; Forbidden where all of them have left.
    """
    if not reason.strip():
        raise Invalid(f"请写明退出名册的原因。{NOTHING}", {"reason": "请填写原因。"})
    if on > acting(session).at.date():
        raise Invalid(f"退出日期晚于今天。{NOTHING}", {"on": "退出日期晚于今天，请核对。"})
    rows = [row for person_id in person_ids if (row := found(session, person_id)).left_on is None]
    if not rows:
        raise Forbidden(f"选定的人都已退出名册。{NOTHING}")
    for row in rows:
        _refuse_before_start(row, on)
    led: list[str] = []
    for row in rows:
        row.left_on, row.left_reason = on, reason.strip()
        led += [a.unit.name for a in row.affiliations if a.ended is None and a.role == GROUP_LEADER]
        for held in _running(row):
            held.ended = on
        for card in row.cards:
            if card.ended_on is None:
                card.ended_on, card.end_reason = max(on, card.issued_on), EndReason.LEFT.value
    acting(session).label = f"退出名册 {rows[0].name}" if len(rows) == 1 else f"退出名册 {len(rows)} 人"
    return tuple(dict.fromkeys(led))


def cease(
    session: Session, person_ids: Sequence[int], kinds: Collection[PersonKind], *, on: date, reason: str
) -> tuple[str, ...]:
    """Let people be none of `kinds` any more after `on`; whoever is nothing else leaves the roster as in `leave`."""
    members = card_rules(session, on=on).members
    leaving: list[int] = []
    for person_id in person_ids:
        row = found(session, person_id)
        staying = {PersonKind(role.kind) for role in row.roles if role.ended is None} - set(kinds)
        if not staying:
            leaving.append(person_id)
            continue
        _refuse_before_start(row, on)
        for role in row.roles:
            if role.ended is None and role.kind in kinds:
                role.ended = on
        for card in row.cards:
            if card.ended_on is None and not entitled(staying, members=members):
                card.ended_on, card.end_reason = max(on, card.issued_on), EndReason.NO_LONGER.value
    return leave(session, leaving, on=on, reason=reason) if leaving else ()


def _running(row: t.Person) -> list[t.PersonRole | t.Affiliation]:
    held: list[t.PersonRole | t.Affiliation] = [*row.roles, *row.affiliations]
    return [part for part in held if part.ended is None]


def _refuse_before_start(row: t.Person, on: date) -> None:
    began = max((part.began for part in _running(row) if part.began is not None), default=on)
    if began > on:
        problem = f"{row.name}的任职或所属从 {began.isoformat()} 才开始，最后一天不能更早。"
        raise Invalid(f"{problem}{NOTHING}请核对日期。", {"on": problem})


@operation("回到名册")
def return_to_roster(session: Session, person_id: int, *, since: date) -> None:
    """Take somebody who left into the roster again, with what they were and belonged to last; cards stay ended.

    身份 that are held for a term are those of the present one. Raises Forbidden, Missing.
    """
    row = found(session, person_id)
    if row.left_on is None:
        raise Forbidden(f"{row.name}就在名册里。{NOTHING}")
    left, term = row.left_on, present_term(session)
    for kind, role in {role.kind: role for role in row.roles if role.ended == left}.items():
        if (same := next((r for r in row.roles if r.kind == kind and r.began == since), None)) is not None:
            same.ended = None  # left and back on one day
            continue
        of = term if role.term is not None else None
        row.roles.append(t.PersonRole(kind=kind, term=of, began=since, ended=None, recommended_by=role.recommended_by))
    for unit in {a.unit for a in row.affiliations if a.ended == left and a.unit.active}:
        if (there := next((a for a in row.affiliations if a.unit is unit and a.began == since), None)) is not None:
            there.ended, there.role = None, ""
        else:
            row.affiliations.append(t.Affiliation(unit=unit, role="", began=since, ended=None))
    row.left_on, row.left_reason = None, ""
    acting(session).label = f"回到名册 {row.name}"


@operation("删除人员")
def delete_person(session: Session, person_id: int) -> None:
    """Delete somebody who was entered by mistake. Raises Forbidden, saying why, where anything is credited to them."""
    row = found(session, person_id)
    numbers = ((session.scalar(select(func.count()).where(column == row.id)) or 0, words) for column, words in _HANGING)
    if hanging := [words.format(number) for number, words in numbers if number]:
        raise Forbidden(
            f"{row.name}名下有{'、'.join(hanging)}，不能删除。{NOTHING}"
            "离任的请用“退出名册”，重复登记的请用“合并为一人”。"
        )
    merged = session.scalars(select(t.Person).where(t.Person.merged_into_id == row.id)).all()
    if merged:
        raise Forbidden(f"{row.name}由重复的登记合并而成，不能删除。{NOTHING}")
    acting(session).label = f"删除人员 {row.name}"
    session.delete(row)
