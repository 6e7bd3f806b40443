"""Invented rows and pages for pictures and tests of the window."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel, SubmissionList, TwoLines
from cppcc_desk.ui.widgets import STRETCH, Card, FilterChips, batch_bar, button, column, label, row


@dataclass(frozen=True)
class Todo:
    """A line of a todo list."""

    id: int
    urgency: str
    left: str
    step: str
    number: str
    title: str
    destination: str
    who: str
    due: str


TODOS = (
    Todo(
        1,
        "超期",
        "超期 1 天",
        "9 传送",
        "2026-183",
        "关于加快补齐农村公路临水临崖路段安全防护设施短板的建议",
        "市政协",
        "王秀兰",
        "11-19 周四 17:30",
    ),
    Todo(
        2,
        "超期",
        "超期 3 小时",
        "6 签发",
        "2026-186",
        "城区老旧小区飞线充电消防隐患亟待重视",
        "县委",
        "李国庆",
        "11-20 周五 11:00",
    ),
    Todo(
        3,
        "临期",
        "剩 2 小时",
        "5 审稿",
        "2026-189",
        "建议完善乡镇卫生院中药饮片统一配送机制",
        "市政协",
        "第二小组 · 赵敏",
        "11-20 周五 17:30",
    ),
    Todo(
        4,
        "时限内",
        "剩 3 天",
        "2 分类",
        "2026-194",
        "农村客运班线停运影响山区群众出行",
        "待定",
        "王秀兰",
        "11-25 周三 17:30",
    ),
    Todo(
        5,
        "时限内",
        "剩 4 天",
        "4 编辑",
        "2026-190",
        "小微企业反映招工难、留人难问题需引起关注",
        "市政协",
        "第三小组 · 周洋",
        "11-26 周四 17:30",
    ),
    Todo(
        6,
        "已办结",
        "按时办结",
        "10 存档",
        "2026-171",
        "加强农资市场价格监测的建议",
        "县政府",
        "王秀兰",
        "11-12 周四 17:30",
    ),
    Todo(
        7,
        "暂停",
        "暂停",
        "3 筛选",
        "2026-168",
        "关于调整城乡公交首末班时间的建议（待补充数据）",
        "待定",
        "第二小组 · 赵敏",
        "暂停至 12-10",
    ),
)


def _urgency(item: Todo) -> str:
    return item.urgency


COLUMNS = (
    Column[Todo](key="left", title="时限", text=lambda r: r.left, width=112, kind=Kind.LAMP, urgency=_urgency),
    Column[Todo](key="step", title="环节", text=lambda r: r.step, width=66, sort=lambda r: int(r.step.split()[0])),
    Column[Todo](key="number", title="编号", text=lambda r: r.number, width=84),
    Column[Todo](
        key="title", title="标题", text=lambda r: r.title, width=220, kind=Kind.TEXT, stretch=True,
        bold=lambda r: r.urgency == "超期",
    ),
    Column[Todo](key="destination", title="去向", text=lambda r: r.destination, width=88, wide_only=True),
    Column[Todo](key="who", title="承办", text=lambda r: r.who, width=136),
    Column[Todo](
        key="due", title="截止时间", text=lambda r: r.due, width=138,
        tone=lambda r: {"超期": "overdue", "临期": "soon"}.get(r.urgency, "text2"),
    ),
)  # fmt: skip


def settings() -> QSettings:
    """An ini of its own."""
    return QSettings(str(Path(mkdtemp()) / "window.ini"), QSettings.Format.IniFormat)


def todo_table(ini: QSettings | None = None) -> DataTable[Todo]:
    """A table of the sample rows."""
    model = RowsModel(COLUMNS, row_id=lambda r: r.id, checkable=True)
    made = DataTable(model, name="todo", title="待办", settings=ini or settings())
    made.show_rows(TODOS)
    return made


def two_lines(item: Todo) -> TwoLines:
    """A sample row as two lines."""
    detail = f"{item.step.split()[1]}｜{item.number}｜{item.who}"
    urgent = item.urgency in ("超期", "临期")
    calm = item.urgency in ("已办结", "暂停")
    return TwoLines(item.title, "11-18", item.urgency, item.left, detail, item.id % 4, bold=urgent, calm=calm)


def lists() -> QWidget:
    """Both kinds of list side by side."""
    page = QWidget()
    page.setObjectName("page")
    table = todo_table()
    table.choose([2])
    chips = FilterChips([("mine", "我的待办"), ("all", "全科待办"), ("done", "我已办")])
    chips.show_count("mine", 12)
    tools = row(chips, STRETCH, button("列设置", icon="columns", kind="flat"), margins=(12, 8, 8, 8))
    bar = batch_bar(
        label("已选 1 件", "small_strong"),
        button("转下一环节", icon="arrow"),
        STRETCH,
        label("共 7 件 · Enter 打开", "hint"),
    )
    lines = SubmissionList(two_lines, row_id=lambda r: r.id, name="lines", title="来稿", settings=settings())
    lines.show_rows(TODOS)
    lines.choose([3])
    left = Card(column(lines, gap=0))
    left.setFixedWidth(400)
    page.setLayout(row(left, Card(column(tools, table, bar, gap=0)), gap=10, margins=(12, 10, 12, 10)))
    return page
