"""What the list of standings and the list of counted pieces show."""

from collections.abc import Callable

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.quotas import Progress
from cppcc_desk.queries.quotas import Standing
from cppcc_desk.queries.submissions import SubmissionRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.table import Column, Kind

# Shape and colour of a lamp as everywhere: behind is near its end, nothing at all is past it.
LAMPS = {
    Progress.NOTHING: Urgency.OVERDUE,
    Progress.BEHIND: Urgency.DUE_SOON,
    Progress.ON_PACE: Urgency.ON_TIME,
    Progress.DONE: Urgency.DONE,
    Progress.FREE: Urgency.DONE,
}


def worst_first(row: Standing) -> tuple[int, int]:
    """The order in which people are to be looked at."""
    return (list(LAMPS).index(row.progress), row.count - row.due)


def standing_columns() -> tuple[Column[Standing], ...]:
    """The numbers stand close to the names; what is left of a wide window goes to the last column."""
    return (
        Column(
            key="progress",
            title="进度",
            text=lambda r: r.progress.value,
            sort=worst_first,
            width=104,
            kind=Kind.LAMP,
            urgency=lambda r: LAMPS[r.progress].value,
        ),
        Column(key="name", title="名称", text=lambda r: r.name, width=150, kind=Kind.TEXT, tip=lambda r: r.name),
        Column(key="kind", title="类别", text=lambda r: r.kind, width=96),
        _number("quota", "任务", lambda r: r.quota),
        _number("count", "已计", lambda r: r.count),
        _number("due", "现在应有", lambda r: r.due),
        _number("missing", "还差", lambda r: r.missing),
        Column(key="belongs", title="界别", text=lambda r: r.belongs, width=120, wide_only=True),
        Column(key="work", title="工作单位", text=lambda r: r.work, width=150, stretch=True, tip=lambda r: r.work),
    )


def _number(key: str, title: str, value: Callable[[Standing], int]) -> Column[Standing]:
    return Column(
        key=key,
        title=title,
        text=lambda row: str(value(row)) if value(row) or key == "count" else "",
        sort=value,
        width=80,
        kind=Kind.NUMBER,
    )


def piece_columns(context: Context) -> tuple[Column[SubmissionRow], ...]:
    """The pieces behind a number."""
    return (
        Column(key="number", title="编号", text=lambda r: r.intake_no, width=86),
        Column(key="title", title="标题", text=lambda r: r.title, width=220, kind=Kind.TEXT, stretch=True),
        Column(key="who", title="反映人", text=lambda r: r.contributors or "待补", width=130),
        Column(
            key="received",
            title="收稿时间",
            text=lambda r: deadlines.short(r.received_at, context.today),
            sort=lambda r: r.received_at,
            width=138,
            wide_only=True,
        ),
        Column(key="state", title="状态", text=lambda r: r.state, width=90),
    )
