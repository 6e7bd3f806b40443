"""The left side of 来稿办理: which submissions are shown, as two-line rows or as a table of all columns."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.submission import UrgencyGrade
from cppcc_desk.queries import office, submissions
from cppcc_desk.queries.search import search_everything
from cppcc_desk.queries.submissions import Filter, SubmissionRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.table import Column, DataTable, Kind, SubmissionList, TwoLines, WindowedModel
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, EmptyState, FilterChips, button, column, label, row

OPEN, ADOPTED, NOT_ADOPTED, ALL, BIN = "open", "adopted", "not_adopted", "", "deleted"
SCOPES = ((OPEN, "在办"), (ADOPTED, "已采用"), (NOT_ADOPTED, "未采用"), (ALL, "全部"), (BIN, "回收站"))
MOST_ROWS = 500  # two-line rows at once; the table shows any number
MOST_HITS = 200


class Listing(Card):
    """`current(submission_id | None)` when the keyboard moves to another row; `table_wanted(bool)` for the big table."""

    current = Signal(object)
    table_wanted = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._searched = ""
        self.chips = FilterChips(SCOPES)
        self.year = ChoiceField(blank="全部年度")
        self.category = ChoiceField(blank="全部类别")
        self.group = ChoiceField(blank="全部小组")
        self.list: SubmissionList[SubmissionRow] = SubmissionList(
            self._line, row_id=lambda r: r.id, name="submissions", title="来稿", settings=context.settings
        )
        register = WindowedModel(_columns(context), rows=self._fetch, checkable=True)
        register.order_wanted.connect(self._sort)
        self.table: DataTable[SubmissionRow] = DataTable(
            register, name="register", title="来稿一览", settings=context.settings
        )
        self.empty = EmptyState()
        self._count = label("", "hint")
        self._clear = button("清除筛选", self.clear_filters, icon="close", kind="link")
        self.switch = button("列表视图", lambda: self.show_table(not self.as_table), icon="columns", kind="link")
        self.as_table = False
        self._order = ("received", True)
        self._lay_out()
        for field in (self.year, self.category, self.group):
            field.changed.connect(self.reload)
        self.chips.picked.connect(lambda _key: self.reload())
        self.list.current.connect(lambda r: self.current.emit(r.id if r else None))
        self.table.current.connect(lambda r: self.current.emit(r.id if r else None))

    def _lay_out(self) -> None:
        filters = row(self.year, self.category, self.group, margins=(12, 0, 12, 8))
        foot = Bar(self._count, self._clear, STRETCH, self.switch, height=36)
        box = column(
            row(self.chips, STRETCH, margins=(12, 10, 12, 6)),
            filters,
            self.list,
            self.table,
            self.empty,
            foot,
            gap=0,
        )
        for place in (2, 3, 4):
            box.setStretch(place, 1)
        self.setLayout(box)
        self.table.hide()

    # --- what is shown ---

    @property
    def filter(self) -> Filter:
        """What the chips and boxes say."""
        return Filter(
            scope=self.chips.chosen,
            year=self.year.value(),
            category=self.category.value() or "",
            group_id=self.group.value(),
        )

    def load_choices(self) -> None:
        """The words in the boxes, as the office has them now."""
        read = self._context.desk.read
        self.year.set_choices([(year, f"{year} 年") for year in read(submissions.years)])
        self.category.set_choices([(word, word) for word in read(office.words, "category")])
        self.group.set_choices([(group.id, group.name) for group in read(office.groups)])

    def reload(self) -> None:
        """Read again; what was chosen stays."""
        self._searched = ""
        if self.as_table:
            self._show_in_table()
        else:
            self._show_in_list(self._rows())
        for scope, _ in SCOPES:
            chosen = Filter(
                scope=scope,
                year=self.year.value(),
                category=self.category.value() or "",
                group_id=self.group.value(),
            )
            number = self._context.desk.read(submissions.count, chosen)
            self.chips.show_count(scope, number if scope in (OPEN, BIN) and number else None)

    def search(self, text: str) -> None:
        """Show what `text` finds, wherever it is."""
        found = self._context.desk.read(search_everything, text, limit=MOST_HITS)
        rows = self._context.desk.read(
            submissions.rows, [hit.submission_id for hit in found.hits], now=self._context.now
        )
        self._searched = text
        self.show_table(False, reload=False)
        self._show_in_list(list(rows))

    def choose(self, submission_id: int) -> None:
        """Put the keyboard on one submission; when the filters hide it, show all."""
        shown = self.table if self.as_table else self.list
        if shown.rows.find(submission_id) < 0:
            self.clear_filters()
            shown = self.table if self.as_table else self.list
        number = shown.rows.find(submission_id)
        if number >= 0:
            shown.setCurrentIndex(shown.rows.index(number, 0))
            shown.scrollTo(shown.rows.index(number, 0))

    def chosen(self) -> list[SubmissionRow]:
        """The rows that are chosen."""
        return (self.table if self.as_table else self.list).chosen_rows()

    def clear_filters(self) -> None:
        """Everything again."""
        self._searched = ""
        for field in (self.year, self.category, self.group):
            field.set_value(None)
        self.chips.choose(ALL)
        self.reload()

    def show_scope(self, scope: str) -> None:
        """Choose one of the chips."""
        self.chips.choose(scope)
        self.reload()

    def show_table(self, on: bool, *, reload: bool = True) -> None:
        """The big table, or the list beside a submission."""
        self.as_table = on
        self.switch.setText("阅读视图" if on else "列表视图")
        self.table_wanted.emit(on)
        if reload:
            self.reload()

    def _rows(self) -> list[SubmissionRow]:
        chosen = self.filter
        rows = list(self._context.desk.read(submissions.listing, chosen, now=self._context.now, limit=MOST_ROWS))
        if chosen.scope == OPEN:
            rows.sort(key=_tightness)
        return rows

    def _show_in_list(self, rows: Sequence[SubmissionRow]) -> None:
        self.list.show_rows(rows)
        self._settle(len(rows))
        if rows and self.list.current_row() is None:
            self.list.setCurrentIndex(self.list.rows.index(0, 0))
        elif not rows:
            self.current.emit(None)

    def _show_in_table(self) -> None:
        key, descending = self._order
        found = self._context.desk.read(submissions.ids, self.filter, order=key, descending=descending)
        model = self.table.rows
        if isinstance(model, WindowedModel):
            self.table.keeping(lambda: model.show_ids(found))
        self._settle(len(found))

    def _settle(self, number: int) -> None:
        chosen = self.filter
        filtered = bool(self._searched) or chosen != Filter(scope=chosen.scope)
        self._clear.setVisible(filtered)
        if self._searched:
            self._count.setText(f"搜索“{self._searched}”：{number} 篇")
        else:
            order = "按时限从紧到松" if chosen.scope == OPEN and not self.as_table else "按收稿时间从近到远"
            more = f"最近 {MOST_ROWS} 篇" if number == MOST_ROWS and not self.as_table else f"{number} 篇"
            self._count.setText(f"{more} · {order}")
        self.list.setVisible(bool(number) and not self.as_table)
        self.table.setVisible(bool(number) and self.as_table)
        self.empty.setVisible(not number)
        if not number:
            self._tell_empty(filtered=filtered)

    def _tell_empty(self, *, filtered: bool) -> None:
        if filtered:
            self.empty.tell(
                "没有找到来稿",
                "换一个筛选条件或搜索词。",
                icon="search",
                buttons=[button("清除筛选", self.clear_filters)],
            )
        elif self.chips.chosen == BIN:
            self.empty.tell("回收站是空的", "删除的来稿在这里保留 90 天，可以恢复。", icon="trash")
        else:
            self.empty.tell(
                "还没有来稿",
                "把 Word 或文本来稿拖到这里，程序会读出标题和正文；也可以点“登记来稿”手工录入。",
                buttons=[
                    button("登记来稿", lambda: self._context.navigate("register"), icon="plus", kind="primary"),
                ],
            )

    def _sort(self, key: str, descending: bool) -> None:
        self._order = (key, descending) if key in submissions.ORDERS else ("received", True)
        self._show_in_table()

    def _fetch(self, ids: Sequence[int]) -> list[SubmissionRow]:
        return list(self._context.desk.read(submissions.rows, ids, now=self._context.now))

    def _line(self, r: SubmissionRow) -> TwoLines:
        clock = r.clock
        who = " · ".join(part for part in (r.contributors or "反映人待补", r.unit) if part)
        urgent = clock is not None and clock.urgency in (Urgency.OVERDUE, Urgency.DUE_SOON)
        return TwoLines(
            r.title,
            r.received_at.strftime("%m-%d" if r.received_at.year == self._context.today.year else "%Y-%m-%d"),
            clock.urgency.value if clock else Urgency.DONE.value,
            clock.remaining if clock else r.state,
            "｜".join(part for part in (r.next_step if clock else "", r.intake_no, who) if part),
            r.attachments,
            bold=urgent,
            calm=clock is None,
        )


def _tightness(r: SubmissionRow) -> Any:
    if r.clock is None:
        return (deadlines.order_key(Urgency.DONE, r.received_at, UrgencyGrade(r.urgency_grade)), r.id)
    return (deadlines.order_key(r.clock.urgency, r.clock.due_at, UrgencyGrade(r.urgency_grade)), r.id)


def _columns(context: Context) -> tuple[Column[SubmissionRow], ...]:
    def due(r: SubmissionRow) -> str:
        return deadlines.short(r.clock.due_at, context.today) if r.clock else ""

    return (
        Column(key="number", title="编号", text=lambda r: r.intake_no, width=90),
        Column(key="title", title="标题", text=lambda r: r.title, width=260, kind=Kind.TEXT, stretch=True),
        Column(key="contributors", title="反映人", text=lambda r: r.contributors or "待补", width=100),
        Column(key="unit", title="反映单位", text=lambda r: r.unit, width=150, wide_only=True),
        Column(key="state", title="状态", text=lambda r: r.state, width=80),
        Column(
            key="left",
            title="时限",
            text=lambda r: r.clock.remaining if r.clock else "已办结",
            width=112,
            kind=Kind.LAMP,
            urgency=lambda r: r.clock.urgency.value if r.clock else Urgency.DONE.value,
        ),
        Column(key="due", title="截止时间", text=due, width=138, tone=lambda r: lists.due_tone(r.urgency or "")),
        Column(key="group", title="信息小组", text=lambda r: r.group, width=110, wide_only=True),
        Column(key="category", title="类别", text=lambda r: r.category, width=90, wide_only=True),
        Column(key="grade", title="缓急", text=lambda r: r.urgency_grade, width=60, hidden=True),
        Column(key="destinations", title="去向", text=lambda r: r.destinations, width=120, hidden=True),
        Column(
            key="received", title="收稿时间", text=lambda r: deadlines.short(r.received_at, context.today), width=138
        ),
    )
