"""关账: a year of scores frozen, opened again with a reason, and what came late entered in the open year."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.scoring.closing import late_label
from cppcc_desk.domain.scoring.events import Subject
from cppcc_desk.domain.scoring.windows import bounds
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.scoring.by_hand import AdjustmentEntry, adjust_score
from cppcc_desk.queries.scoring.closing import frozen_content, is_closed, late_points
from cppcc_desk.queries.scoring.schemes import in_force
from cppcc_desk.queries.scoring.standings import basis, standings_of
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("年度关账")
def close_year(session: Session, year: int, *, reason: str = "") -> int:
    """Freeze the scores of a year as they are now; returns which edition it is, 1 for the first.

    A year that was closed before needs a reason, which says why it is restated. Raises Forbidden before the year is
    over and for one that is closed, Invalid without that reason, Missing without a scheme.
    """
    if is_closed(session, year):
        raise Forbidden(f"{year} 年度已经关账。{NOTHING}要改请先写明原因重新开账。")
    doing = acting(session)
    today = doing.at.date()
    scheme = in_force(session, year).scheme
    last = bounds(scheme.window, year)[1]
    if today < last:
        raise Forbidden(f"{year} 年度到 {last.isoformat()} 才结束，还不能关账。{NOTHING}")
    c = t.ClosedYear
    edition = (session.scalar(select(func.max(c.edition)).where(c.year == year)) or 0) + 1
    if edition > 1 and not reason.strip():
        raise Invalid(f"这一年关过账，请写明为什么重新关账。{NOTHING}", {"reason": "请写明原因。"})
    found = basis(session, scheme, year, today=today)
    shown = standings_of(found, scheme, today=today)
    session.add(
        c(
            year=year,
            edition=edition,
            closed_at=doing.at,
            closed_by=doing.by,
            reason=reason.strip(),
            content=frozen_content(found, shown, today=today),
            reopened_at=None,
        )
    )
    doing.label = f"{year} 年度关账" + (f"（第 {edition} 次）" if edition > 1 else "")
    return edition


@operation("重新开账")
def reopen_year(session: Session, year: int, *, reason: str) -> None:
    """Let the scores of a closed year be counted again; what it showed stays readable. Raises Missing, Invalid."""
    c = t.ClosedYear
    row = session.scalar(select(c).where(c.year == year, c.reopened_at.is_(None)))
    if row is None:
        raise Missing(f"{year} 年度没有关账，不用重新开账。{NOTHING}")
    if not reason.strip():
        raise Invalid(f"请写明为什么重新开账。{NOTHING}", {"reason": "请写明原因。"})
    doing = acting(session)
    row.reopened_at, row.reopened_by, row.reopen_reason = doing.at, doing.by, reason.strip()
    doing.label = f"重新开账 {year} 年度"


@operation("补记以前年度的得分")
def carry_over(session: Session, year: int, subjects: tuple[Subject, ...], *, on: date, approved_by: str) -> int:
    """Enter what came late to a closed year as 补记 of the open year that `on` is in; how many people and units.

    What was entered for that year before is taken off, so that nothing counts twice. Raises Invalid where nothing came
    late, and as `adjust_score` does.
    """
    late = late_points(session, year, today=acting(session).at.date())
    done = 0
    for row in late:
        if row.who.subject in subjects and row.open:
            adjust_score(
                session,
                AdjustmentEntry(
                    subject=row.who.subject,
                    counted_on=on,
                    points=row.open,
                    label=late_label(year),
                    reason=f"{year} 年度关账以后才知道的结果",
                    approved_by=approved_by,
                ),
            )
            done += 1
    if not done:
        raise Invalid(f"选定的人和单位在 {year} 年度没有要补记的得分。{NOTHING}")
    acting(session).label = f"补记 {year} 年度得分 {done} 项"
    return done
