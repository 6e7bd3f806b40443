"""任务进度: people and units of a year with what they owe and what counts, the pieces behind each number below."""

from collections import Counter
from typing import Any

from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.quotas import Progress
from cppcc_desk.queries import forms, submissions
from cppcc_desk.queries.quotas import Standing, Standings, standings
from cppcc_desk.queries.submissions import SubmissionRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.list_tools import ListTools, in_front
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.quotas.columns import piece_columns, standing_columns, worst_first
from cppcc_desk.ui.pages.quotas.rules import Counting
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, Card, EmptyState, FilterChips, action, batch_bar, button, column, label, row

PEOPLE = "people"
_PROGRESS = (Progress.NOTHING, Progress.BEHIND, Progress.ON_PACE, Progress.DONE)
_AT_ONCE = 500


class QuotasPage(Page):
    """`open_at(of="界别", progress="零报送")`: which list, and who of it."""

    title = "信息员与小组"
    help_chapter = "quotas"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found: Standings | None = None
        self._asked: bool | None = None  # whether the pieces are shown; None: where the window is high enough
        settings = context.settings
        self.of = FilterChips([(PEOPLE, "人员"), *((kind.value, kind.value) for kind in UnitKind)])
        self.year = ChoiceField()
        self.year.setFixedWidth(104)
        self.year.name("年度")
        self.progress = ChoiceField([(word, word.value) for word in _PROGRESS], blank="全部进度")
        self.progress.setFixedWidth(110)
        self.progress.name("进度")
        self.table: DataTable[Standing] = DataTable(
            RowsModel(standing_columns(), row_id=lambda r: r.id, checkable=True),
            name="quotas",
            title="任务进度",
            settings=settings,
        )
        self.pieces: DataTable[SubmissionRow] = DataTable(
            RowsModel(piece_columns(context), row_id=lambda r: r.id),
            name="quotas/pieces",
            title="计数的来稿",
            settings=settings,
        )
        self.empty = EmptyState()
        self.no_pieces = EmptyState()
        self._told = label("", "hint")
        self._whose = label("", "small_strong")
        self._lay_out()
        self._connect()
        self.first = self.table

    def _lay_out(self) -> None:
        self.rules_button = button("任务数和计数办法…", self._change_rules, icon="gear", kind="flat")
        self.uncredited_button = button("没有计数的来稿", self._show_uncredited, kind="link")
        self.tools = ListTools(self.context, lambda: in_front(self.table, self._title()), self.refusals, page=self)
        head = row(self.of, STRETCH, self.year, self.progress, margins=(14, 8, 8, 4))
        tools = row(self._told, self.uncredited_button, STRETCH, self.rules_button, self.tools, margins=(14, 0, 8, 4))
        self.open_button = button("履职档案", self._open, icon="eye")
        self.pieces_button = button("计数的来稿", self._toggle_lower, icon="list", shortcut="空格")
        self.letter_button = button("打印提醒函", self._remind, icon="bell")
        self._count = label("", "hint")
        self.bar = batch_bar(self.open_button, self.pieces_button, self.letter_button, STRETCH, self._count)
        upper = column(head, tools, self.table, self.empty, self.bar, gap=0)
        upper.setStretch(2, 1)
        upper.setStretch(3, 1)
        lower = column(row(self._whose, margins=(14, 8, 8, 6)), self.pieces, self.no_pieces, gap=0)
        lower.setStretch(1, 1)
        lower.setStretch(2, 1)
        self._lower = Card(lower)
        body = column(self.notice, Card(upper), self._lower, gap=10, margins=(12, 8, 12, 10))
        body.setStretch(1, 3)
        body.setStretch(2, 2)
        self.setLayout(body)

    def _connect(self) -> None:
        self.of.picked.connect(lambda _key: self._show())
        self.progress.changed.connect(self._show)
        self.year.changed.connect(self.refresh)
        self.table.current.connect(lambda _row: self._show_pieces())
        self.table.chosen.connect(lambda _number: self._fit_letter())
        self.table.opened.connect(lambda _row: self._open())
        self.table.refreshed.connect(self.refresh)
        self.table.quick_look.connect(self._toggle_lower)
        self.pieces.quick_look.connect(self._toggle_lower)
        self.pieces.opened.connect(self._open_piece)
        self.pieces.refreshed.connect(self.refresh)
        lists.equip(
            self.table,
            action("打开履职档案", self._open, icon="eye", tells="Enter"),
            action("显示或收起计数的来稿", self._toggle_lower, icon="list", tells="空格"),
            action("打印提醒函…", self._remind, icon="bell"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
            *self.tools.entries(),
        )
        lists.equip(
            self.pieces,
            action("打开来稿", lambda: self._open_piece(self.pieces.current_row()), icon="eye", tells="Enter"),
            action("复制所选行", self.pieces.copy, icon="copy", shortcut="Ctrl+C"),
        )

    # ------------------------------------------------------------------ what is shown
    def open_at(self, **target: Any) -> None:
        if "of" in target:
            self.of.choose(target["of"])
        if "progress" in target:
            self.progress.set_value(Progress(target["progress"]) if target["progress"] else None)
        if target:
            self.refresh()

    def fit(self, room: Room) -> None:
        for table in (self.table, self.pieces):
            table.set_narrow(room.narrow)
        self.tools.fit(narrow=room.narrow)
        self.rules_button.setText("计数办法…" if room.narrow else "任务数和计数办法…")
        self._fit_lower()

    def reload(self) -> None:
        years = self.context.desk.read(submissions.years)
        known = sorted({self.context.today.year, *years}, reverse=True)
        self.year.set_choices([(year, f"{year} 年") for year in known])
        chosen = self.year.value() or self.context.today.year
        self._found = self.context.desk.read(standings, chosen, today=self.context.today)
        self._show()

    def _rows(self) -> list[Standing]:
        """The chosen list, whatever stands where."""
        if self._found is None:
            return []
        of = self.of.chosen
        return list(self._found.people) if of == PEOPLE else [row for row in self._found.units if row.kind == of]

    def _show(self) -> None:
        rows = self._rows()
        stands = Counter(row.progress for row in rows)
        self._told.setText("　".join(f"{word.value} {stands[word]}" for word in _PROGRESS if stands[word]))
        wanted = self.progress.value()
        shown = sorted((row for row in rows if wanted in (None, row.progress)), key=worst_first)
        self.table.show_rows(shown)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        if not shown:
            self._tell_empty(filtered=bool(rows))
        left = len(self._found.uncredited) if self._found else 0
        self.uncredited_button.setText(f"有 {left} 篇没有计到人和单位")
        self.uncredited_button.setVisible(left > 0)
        self._count.setText(f"共 {len(shown)} {'人' if self.of.chosen == PEOPLE else '个单位'}")
        self.open_button.setVisible(self.of.chosen == PEOPLE)
        self._show_pieces()
        self.subtitle = self._title()
        self.titled.emit()

    def _tell_empty(self, *, filtered: bool) -> None:
        if filtered:
            every = button("查看全部", self._clear)
            word = self.progress.value()
            self.empty.tell(f"没有“{word.value if word else ''}”的", "换一个进度看看。", icon="check", buttons=[every])
        elif self.of.chosen == PEOPLE:
            go = button("去名册", lambda: self.context.navigate("people", part="roster"), icon="users", kind="primary")
            self.empty.tell(
                "名册里还没有有任务的人", "导入名册，写明委员、信息员等身份以后，这里列出每人的任务。", buttons=[go]
            )
        else:
            go = button("去单位", lambda: self.context.navigate("people", part="units"), icon="list", kind="primary")
            self.empty.tell(f"还没有{self.of.chosen}", "在“单位”里登记，或导入名册时自动登记。", buttons=[go])

    def _clear(self) -> None:
        self.progress.set_value(None)
        self._show()

    def _show_pieces(self) -> None:
        current = self.table.current_row()
        self.open_button.setEnabled(current is not None)
        self._fit_letter()
        if current is None:
            self._whose.setText("计数的来稿")
            self.no_pieces.tell("没有选中的行", "在上面选中一行，这里列出给它计数的来稿。", icon="list")
        else:
            self._whose.setText(f"{current.name}：计数的来稿 {current.count} 篇")
            year = self._found.year if self._found else self.context.today.year
            self.no_pieces.tell(
                f"{current.name} {year} 年还没有计数的来稿", "哪些来稿计数，见“任务数和计数办法”。", icon="inbox"
            )
        self._fill_lower(current.pieces if current is not None else ())

    def _fill_lower(self, ids: tuple[int, ...]) -> None:
        self.pieces.show_rows(self._read(ids))
        self.pieces.setVisible(bool(ids))
        self.no_pieces.setVisible(not ids)

    def _fit_lower(self) -> None:
        self._lower.setVisible(self.room.tall if self._asked is None else self._asked)

    def _show_uncredited(self) -> None:
        if self._found is not None:
            self._whose.setText("没有计到人和单位的来稿：反映人不在名册里，也没有写界别、镇街等单位")
            self._fill_lower(self._found.uncredited)
            self._show_lower()

    def _read(self, ids: tuple[int, ...]) -> list[SubmissionRow]:
        made: list[SubmissionRow] = []
        for start in range(0, len(ids), _AT_ONCE):
            part = list(ids[start : start + _AT_ONCE])
            made += self.context.desk.read(submissions.rows, part, now=self.context.now)
        return made

    def _title(self) -> str:
        words = "人员" if self.of.chosen == PEOPLE else self.of.chosen
        return f"{self.year.value() or self.context.today.year}年{words}任务进度"

    # ------------------------------------------------------------------ what is done
    def _open(self) -> None:
        current = self.table.current_row()
        if current is None:
            return
        if self.of.chosen == PEOPLE:
            self.context.navigate("person", person_id=current.id)
        else:
            self._show_lower()

    def _show_lower(self) -> None:
        """The pieces behind the number, and the keyboard on them."""
        self._asked = True
        self._fit_lower()
        self.pieces.setFocus()

    def _toggle_lower(self) -> None:
        """Show the pieces, or put them away; the keyboard stays on the list above, to go on with the next one."""
        self._asked = self._lower.isHidden()
        self._fit_lower()
        self.table.setFocus()

    def _open_piece(self, piece: SubmissionRow | None) -> None:
        if piece is not None:
            self.context.navigate("submissions", submission_id=piece.id)

    def _owing(self) -> list[Standing]:
        """The chosen ones, or the current one, who have not done what they owe."""
        return [row for row in self.table.meant_rows() if row.missing]

    def _fit_letter(self) -> None:
        number = len(self._owing())
        self.letter_button.setEnabled(number > 0)
        self.letter_button.setText(f"打印提醒函 {number} 份" if number > 1 else "打印提醒函")

    def _remind(self) -> None:
        owing = self._owing()
        if owing and self._found is not None:
            read = self.context.desk.read
            letters = read(forms.quota_letters, owing, self._found.year, now=self.context.now)
            self.context.navigate("preview", letters=letters)

    def _change_rules(self) -> None:
        with self.refusals():
            Counting(self.context).change(self.year.value() or self.context.today.year)
