"""任务数 and how it is counted, set for a year."""

from datetime import date

from sqlalchemy.orm import Session

from cppcc_desk.domain.quotas import QUOTAS, QuotaRules
from cppcc_desk.operations.office import change_setting
from cppcc_desk.storage.desk import acting, operation


@operation("修改任务数")
def set_quotas(session: Session, year: int, rules: QuotaRules) -> None:
    """Let `rules` hold from the first day of `year` on, until a later year has its own. Raises Invalid."""
    change_setting(session, QUOTAS, rules.to_dict(), since=date(year, 1, 1))
    acting(session).label = f"修改 {year} 年任务数"
