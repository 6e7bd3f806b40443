"""计分办法: written as a draft, put in force from a day on, changed only while no closed year was counted by it."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.scoring.checking import problems
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.written import to_dict
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.queries.scoring.schemes import closed_by, in_force
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("保存计分办法")
def save_scheme(session: Session, scheme_id: int | None, scheme: Scheme) -> int:
    """Keep a scheme as it is written, a new one as a draft; returns its id.

    Raises Invalid for contradicting rules and for a name that another one has, Forbidden for a scheme that a closed
    year was counted by: its years must stay what they are. What is in force already may be changed until then.
    """
    if found := problems(scheme):
        raise Invalid(f"{next(iter(found.values()))}{NOTHING}", found)
    name = scheme.name.strip()
    s = t.ScoringScheme
    other = session.scalar(select(s).where(s.name == name, s.id != (scheme_id or 0)))
    if other is not None:
        said = f"已经有叫“{name}”的计分办法，请换个名称，例如加上年份。"
        raise Invalid(f"{said}{NOTHING}", {"name": said})
    if scheme_id is None:
        doing = acting(session)
        row = s(name=name, valid_from=None, content={}, made_at=doing.at, made_by=doing.by)
        session.add(row)
    else:
        row = _found(session, scheme_id)
        _refuse_closed(session, row)
        scheme = replace(scheme, valid_from=row.valid_from or scheme.valid_from)
    row.name, row.content = name, to_dict(replace(scheme, name=name))
    session.flush()
    acting(session).label = f"保存计分办法 {name}"
    return row.id


@operation("启用计分办法")
def apply_scheme(session: Session, scheme_id: int, *, valid_from: date) -> None:
    """Let years be counted by a scheme that end on `valid_from` or later, until another one begins.

    Raises Invalid where another one begins on that day, Forbidden where a closed year would be counted anew.
    """
    row = _found(session, scheme_id)
    _refuse_closed(session, row)
    other = session.scalar(select(t.ScoringScheme).where(t.ScoringScheme.valid_from == valid_from))
    if other is not None and other is not row:
        said = f"{valid_from.isoformat()}起已经用“{other.name}”，请换一天，或者先停用那一个。"
        raise Invalid(f"{said}{NOTHING}", {"valid_from": said})
    before = {closed.year: in_force(session, closed.year).id for closed in _closed(session)}
    row.valid_from = valid_from
    session.flush()
    for year, scheme_before in before.items():
        if in_force(session, year).id != scheme_before:
            raise Forbidden(
                f"{year} 年度已经关账，从这一天启用会改变它的计分办法。{NOTHING}请选 {year} 年度以后的日期。"
            )
    acting(session).label = f"启用计分办法 {row.name}，{valid_from.isoformat()}起"


@operation("停用计分办法")
def retire_scheme(session: Session, scheme_id: int) -> None:
    """Make a scheme a draft again. Raises Forbidden for the only one, and for one that a closed year was counted by."""
    row = _found(session, scheme_id)
    _refuse_closed(session, row)
    others = session.scalars(
        select(t.ScoringScheme.id).where(t.ScoringScheme.valid_from.is_not(None), t.ScoringScheme.id != row.id)
    ).first()
    if others is None:
        raise Forbidden(f"“{row.name}”是唯一在用的计分办法，停用以后就没法计分了。{NOTHING}请先启用另一个。")
    row.valid_from = None
    acting(session).label = f"停用计分办法 {row.name}"


@operation("删除计分办法")
def remove_scheme(session: Session, scheme_id: int) -> None:
    """Delete a draft. Raises Forbidden for one that is in force."""
    row = _found(session, scheme_id)
    if row.valid_from is not None:
        raise Forbidden(f"“{row.name}”自 {row.valid_from.isoformat()} 起在用，不能删除。{NOTHING}可以先停用。")
    acting(session).label = f"删除计分办法 {row.name}"
    session.delete(row)


def _found(session: Session, scheme_id: int) -> t.ScoringScheme:
    row = session.get(t.ScoringScheme, scheme_id)
    if row is None:
        raise Missing(f"找不到这个计分办法，可能已被删除。{NOTHING}请刷新后再试。")
    return row


def _closed(session: Session) -> list[t.ClosedYear]:
    return list(session.scalars(select(t.ClosedYear).where(t.ClosedYear.reopened_at.is_(None))))


def _refuse_closed(session: Session, row: t.ScoringScheme) -> None:
    if row.valid_from is None:
        return
    years = closed_by(session).get(row.id, ())
    if years:
        raise Forbidden(
            f"{'、'.join(map(str, years))} 年度已按“{row.name}”关账，不能再改它。{NOTHING}"
            f"要改以后的计分，请另存一份，从 {years[-1] + 1} 年度起启用。"
        )
