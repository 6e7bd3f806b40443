"""The left side of 来稿办理: which submissions are shown, as two-line rows or as a table of all columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from cppcc_desk.queries import submissions
from cppcc_desk.queries.search import Field, Hits, search_everything
from cppcc_desk.queries.submissions import Filter, SubmissionRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.submissions.columns import columns, tightness, two_lines
from cppcc_desk.ui.pages.submissions.emptiness import tell_empty, tell_not_found
from cppcc_desk.ui.pages.submissions.filters import ALL, BIN, OPEN, Filters
from cppcc_desk.ui.table import DataTable, SubmissionList, TwoLines, WindowedModel
from cppcc_desk.ui.theme import BATCH_BAR
from cppcc_desk.ui.widgets import (
    Bar,
    Card,
    ElidedLabel,
    EmptyState,
    NoticeBar,
    button,
    column,
    hairline,
    row,
)

MOST_ROWS: Final = 500  # two-line rows at once; the table shows any number
MOST_HITS: Final = 200
MOST_KEPT: Final = 1_000  # chosen rows of the register that are looked up again after a change
_GAPS_SEEN: Final = "submissions/gaps_seen"


@dataclass(frozen=True)
class Given:
    """Pieces that another page lists by their numbers, such as those behind a number of the statistics."""

    numbers: tuple[str, ...]
    words: str


class Listing(Card):
    """`current(submission_id | None)`: the keyboard is on another row; `table_wanted(bool)`: the big table;
    `search_left()`: 返回 was pressed while hits, or given pieces, were shown."""

    current = Signal(object)
    table_wanted = Signal(bool)
    search_left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.searched = ""
        self.given: Given | None = None
        self._hits: dict[int, str] = {}
        self._order = ("received", True)
        self.as_table = False
        self.filters = Filters(context)
        self.list: SubmissionList[SubmissionRow] = SubmissionList(
            self._line, row_id=lambda r: r.id, name="submissions", title="来稿", settings=context.settings
        )
        self.model: WindowedModel[SubmissionRow] = WindowedModel(columns(context), rows=self._fetch, checkable=True)
        self.table: DataTable[SubmissionRow] = DataTable(
            self.model, name="register", title="来稿一览", settings=context.settings
        )
        self.model.order_wanted.connect(self._sort)
        self.empty = EmptyState()
        self.gaps = NoticeBar()
        self._count = ElidedLabel("", "hint")
        self._lay_out()
        self.filters.changed.connect(self.reload)
        self.list.current.connect(lambda r: self.current.emit(r.id if r else None))

    def _lay_out(self) -> None:
        self._clear = button("清除筛选", self.clear_filters, icon="close", kind="link")
        back = button("返回", self.search_left.emit, icon="back", kind="link", shortcut="Esc")
        self.switch = button("列表视图", self._switch, icon="columns", kind="link")
        self.batch = QWidget()  # filled by the page, seen beside the table
        self._searched_words = ElidedLabel("", "strong")
        self._search_head = _holder(row(self._searched_words, back, margins=(14, 6, 8, 6)))
        self._empty_holder = _holder(column(self.empty, margins=(12, 12, 12, 12)))
        self._foot = Bar(self.batch, self._count, self._clear, self.switch, height=BATCH_BAR)
        self._foot.box.setStretch(1, 1)
        box = column(
            self.filters,
            self._search_head,
            hairline(),
            self.list,
            self.table,
            self._empty_holder,
            self.gaps,
            self._foot,
            gap=0,
            margins=(1, 0, 1, 1),
        )
        for place in (3, 4, 5):
            box.setStretch(place, 1)
        self.setLayout(box)
        for hidden in (self.table, self.filters.tools, self.batch, self._search_head):
            hidden.hide()

    def set_narrow(self, narrow: bool) -> None:
        """Only the chips that are used daily where the list is narrow; the table has all the room."""
        self.filters.show_few(narrow and not self.as_table)
        self.table.set_narrow(narrow)

    # --- what is chosen ---

    def clear_filters(self) -> None:
        """Everything that is not in the 回收站."""
        self._forget()
        self.filters.clear()
        self.reload()

    def show_scope(self, scope: str) -> None:
        """Choose one of the chips."""
        self._forget()
        self.filters.choose(scope)
        self.reload()

    def show_given(self, given: Given) -> None:
        """These pieces and no others; more than the list takes stand in the table."""
        self._forget()
        self.given = given
        self.show_table(len(given.numbers) > MOST_ROWS, reload=False)
        self.reload()

    @property
    def chosen_filter(self) -> Filter:
        """Which pieces are listed, unless something is searched for."""
        return Filter(numbers=self.given.numbers) if self.given is not None else self.filters.value

    @property
    def in_bin(self) -> bool:
        """Whether what is listed is in the 回收站."""
        return self.chosen_filter.scope == BIN and not self.searched

    # --- what is shown ---

    def reload(self) -> None:
        """Read again; what was chosen stays."""
        self.filters.load()
        if self.searched:
            self.search(self.searched)
        elif self.as_table:
            self._show_in_table()
        else:
            self._show_in_list(self._rows())
        self.filters.count_up(all_of_them=self.as_table)
        self._tell_gaps()

    def _rows(self) -> list[SubmissionRow]:
        chosen = self.chosen_filter
        rows = list(self._context.desk.read(submissions.listing, chosen, now=self._context.now, limit=MOST_ROWS))
        if chosen.scope == OPEN:
            rows.sort(key=tightness)
        return rows

    def _show_in_list(self, rows: Sequence[SubmissionRow]) -> None:
        place = max(0, self.list.currentIndex().row())
        self.list.show_rows(rows)
        self._settle(len(rows))
        if not rows:
            self.current.emit(None)
        elif self.list.current_row() is None:  # the one that was here has been dealt with: on to what took its place
            self.list.choose([rows[min(place, len(rows) - 1)].id])

    def _show_in_table(self) -> None:
        key, descending = self._order
        found = self._context.desk.read(submissions.ids, self.chosen_filter, order=key, descending=descending)

        def show() -> None:
            self.model.show_ids(found)
            self.model.forget()

        chosen = self.table.chosen_count()
        everything = 0 < chosen == self.model.count()
        if chosen > MOST_KEPT:  # looking each of them up again would take minutes
            self.table.clearSelection()
        self.table.keeping(show)
        if everything:
            self.table.selectAll()
        self._settle(len(found))

    def _settle(self, number: int) -> None:
        chosen = self.chosen_filter
        self.filters.setVisible(not self.searched and (self.given is None or self.as_table))
        self.filters.show_tools_only(self.given is not None)
        self._search_head.setVisible(bool(self.searched) or self.given is not None)
        self._clear.setVisible((self.filters.narrowed or self.given is not None) and not self.searched)
        if self.given is not None:
            self._searched_words.setText(self.given.words)
        if self.searched:
            self._searched_words.setText(f"搜索“{self.searched}”")
            self._count.setText(f"{number} 篇" + ("以上" if number >= MOST_HITS else ""))
        else:
            order = "按时限从紧到松" if chosen.scope == OPEN and not self.as_table else ""
            many = number >= MOST_ROWS and not self.as_table
            told = f"最近 {MOST_ROWS} 篇，更早的请看列表视图" if many else f"{number} 篇"
            self._count.setText(" · ".join(filter(None, (told, order))))
        self.list.setVisible(bool(number) and not self.as_table)
        self.table.setVisible(bool(number) and self.as_table)
        self._empty_holder.setVisible(not number)
        if not number:
            self._tell_empty()

    def _tell_gaps(self) -> None:
        """来稿编号 that are not there any more (U43)."""
        year = self.filters.year.value() or self._context.today.year
        missing = self._context.desk.read(submissions.gaps, year)
        told = str(self._context.settings.value(_GAPS_SEEN, ""))
        if not missing or "、".join(missing) == told or self.searched or self.given is not None:
            self.gaps.dismiss()
            return
        shown = "、".join(missing[:6]) + (f" 等 {len(missing)} 个" if len(missing) > 6 else "")
        self.gaps.tell(
            f"{year} 年来稿编号缺 {shown}：撤销登记或清理回收站所致，编号不再使用。",
            kind="info",
            actions=[("知道了", partial(self._saw_gaps, "、".join(missing)))],
            closable=False,
        )

    def _saw_gaps(self, missing: str) -> None:
        self._context.settings.setValue(_GAPS_SEEN, missing)
        self.gaps.dismiss()

    def _tell_empty(self) -> None:
        if self.searched:
            tell_not_found(self.empty, self._context, self.searched, back=self.search_left.emit)
        else:
            tell_empty(self.empty, self._context, self.chosen_filter, clear=self.clear_filters)

    # --- search ---

    def search(self, text: str) -> None:
        """Show what `text` finds, wherever it is, with the place that matched; looked for off the window's thread."""
        self.searched, self.given = text, None
        desk, now = self._context.desk, self._context.now

        def look(_reporter: object) -> tuple[Hits, tuple[SubmissionRow, ...]]:
            hits = desk.read(search_everything, text, limit=MOST_HITS)
            return hits, desk.read(submissions.rows, [hit.submission_id for hit in hits.hits], now=now)

        self._context.work.run("正在搜索", look, done=partial(self._show_hits, text))

    def _show_hits(self, text: str, found: tuple[Hits, tuple[SubmissionRow, ...]]) -> None:
        if text != self.searched:
            return
        hits, rows = found
        apart = (Field.TITLE, Field.NUMBER)
        self._hits = {
            hit.submission_id: f"{hit.field.value}：{hit.snippet}" for hit in hits.hits if hit.field not in apart
        }
        self.show_table(False, reload=False)
        self._show_in_list(rows)
        self.gaps.dismiss()

    def leave_search(self) -> None:
        """Back to what the filters say."""
        self._forget()
        self.reload()

    def _forget(self) -> None:
        self._forget_search()
        self.given = None

    def _forget_search(self) -> None:
        self.searched, self._hits = "", {}

    # --- rows ---

    def choose(self, submission_id: int) -> None:
        """Put the keyboard on one submission; when the filters hide it, show all, and the 回收站 when it is there."""
        shown = self.table if self.as_table else self.list
        for scope in (None, ALL, BIN):
            if scope is not None:
                self.filters.clear()
                self.show_scope(scope)
            if shown.rows.find(submission_id) >= 0:
                shown.choose([submission_id])
                return

    def chosen(self) -> list[SubmissionRow]:
        """The rows that are chosen."""
        return (self.table if self.as_table else self.list).chosen_rows()

    def chosen_count(self) -> int:
        """How many rows are chosen, without reading them."""
        return (self.table if self.as_table else self.list).chosen_count()

    def on_screen(self) -> list[SubmissionRow]:
        """Every row of the list, in its order; for the table, fetched in parts."""
        if not self.as_table:
            return [self.list.rows.row_at(number) for number in range(self.list.rows.count())]
        return self.fetch_all(list(self.model.ids))

    def fetch_all(self, ids: Sequence[int]) -> list[SubmissionRow]:
        """The rows of any number of ids; safe from any thread."""
        made: list[SubmissionRow] = []
        for start in range(0, len(ids), MOST_ROWS):
            made += self._fetch(ids[start : start + MOST_ROWS])
        return made

    def show_table(self, on: bool, *, reload: bool = True) -> None:
        """The big table, or the list beside a submission."""
        self.as_table = on
        self.switch.setText("阅读视图" if on else "列表视图")
        self.filters.tools.setVisible(on)
        self.batch.setVisible(on)
        self.table_wanted.emit(on)
        if reload:
            self.reload()
            (self.table if on else self.list).setFocus()

    def _switch(self) -> None:
        self._forget_search()
        self.show_table(not self.as_table)

    def _sort(self, key: str, descending: bool) -> None:
        if key and key not in submissions.ORDERS:
            return
        self._order = (key, descending) if key else ("received", True)
        if self.as_table:
            self._show_in_table()

    def _fetch(self, ids: Sequence[int]) -> list[SubmissionRow]:
        return list(self._context.desk.read(submissions.rows, ids, now=self._context.now))

    def _line(self, r: SubmissionRow) -> TwoLines:
        return two_lines(r, self._context, found=self._hits.get(r.id, ""))


def _holder(layout: QLayout) -> QWidget:
    """A part of the card that is shown and hidden with its margins."""
    made = QWidget()
    made.setLayout(layout)
    return made
