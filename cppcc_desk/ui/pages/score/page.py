"""得分明细: how the score of one person or unit was counted, line by line; what can be done about it."""

from collections import defaultdict
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.scoring.accounts import Line
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.domain.scoring.periods import YEAR
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.sentences import explained
from cppcc_desk.errands.scores import note_of, period_said
from cppcc_desk.queries import forms
from cppcc_desk.queries.scoring.overview import OWN, Overview, overview
from cppcc_desk.queries.scoring.schemes import year_at
from cppcc_desk.queries.scoring.standings import GroupRanking, ScoreRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_tools import ListTools, in_front
from cppcc_desk.ui.off_thread import Reading
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.score.columns import LineRow, line_columns
from cppcc_desk.ui.pages.scores.asking import ScoreAsking
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import (
    STRETCH,
    Bar,
    Card,
    ElidedLabel,
    EmptyState,
    action,
    button,
    column,
    hairline,
    label,
    row,
)


class ScorePage(Page):
    """`open_at(subject=, group=, found=)` from a ranking, which has counted already; `open_at(subject=, year=)` from
    elsewhere, for a whole year."""

    title = "得分明细"
    help_chapter = "scores"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._asking = ScoreAsking(context)
        self._reading = Reading(context, "正在计分", failed=self._not_counted)
        self._subject: Subject | None = None
        self._group = ""
        self._asked: dict[str, Any] = {}
        self.found: Overview | None = None
        self.row: ScoreRow | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.back_button = button("", self._back, icon="left", kind="flat", tip="回到名次", shortcut="Esc")
        self._name = label("", "title")
        self._facts = ElidedLabel("", "secondary")
        self._score = label("", "title")
        self._parts = ElidedLabel("", "secondary")
        self.table: DataTable[LineRow] = DataTable(
            RowsModel(line_columns(), row_id=lambda r: r.place),
            name="score/lines",
            title="得分明细",
            settings=self.context.settings,
        )
        self.empty = EmptyState()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self._told = label("", "small", wrap=True, selectable=True)
        self._told.setAccessibleName("这一项的算法")
        self.tools = ListTools(self.context, lambda: in_front(self.table, self._title()), self.refusals, page=self)
        self.previous_button = button("上一名", lambda: self._step(-1), icon="up", kind="flat", shortcut="Ctrl+PgUp")
        self.next_button = button("下一名", lambda: self._step(1), icon="down", kind="flat", shortcut="Ctrl+PgDown")
        self.piece_button = button("打开来稿", self._open_piece, icon="eye", shortcut="Enter")
        self.print_button = button("打印明细表", self._print, icon="print")
        self.adjust_button = button("人工调整…", self._adjust, icon="edit")
        self.dispute_button = button("登记异议…", self._dispute, icon="chat")
        self.rank_button = button("不参与排名…", self._turn)
        self.person_button = button("履职档案", self._open_person, icon="user")
        self._count = label("", "hint")
        head = row(self.back_button, self._name, self._facts, self._score, margins=(6, 8, 16, 0))
        head.setStretch(2, 1)
        second = row(self._parts, self.previous_button, self.next_button, self.tools, margins=(48, 0, 8, 4))
        second.setStretch(0, 1)
        self.bar = Bar(
            self.piece_button,
            self.print_button,
            self.adjust_button,
            self.dispute_button,
            self.rank_button,
            self.person_button,
            STRETCH,
            self._count,
        )
        why = row(self._told, margins=(16, 6, 16, 6))
        body = column(head, second, hairline(), self.stack, hairline(), why, self.bar, gap=0)
        body.setStretch(3, 1)
        outer = column(self.notice, Card(body), gap=8, margins=(12, 10, 12, 10))
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self.first = self.table

    def _connect(self) -> None:
        self.table.opened.connect(lambda _row: self._open_piece())
        self.table.current.connect(lambda _row: self._explain())
        self.table.refreshed.connect(self.refresh)
        lists.equip(
            self.table,
            action("打开来稿", self._open_piece, icon="eye", tells="Enter"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
            *self.tools.entries(),
        )
        lists.equip(
            self,
            action("上一名", lambda: self._step(-1), icon="up", shortcut="Ctrl+PgUp"),
            action("下一名", lambda: self._step(1), icon="down", shortcut="Ctrl+PgDown"),
            action("回到名次", self._back, icon="left", shortcut="Esc"),
        )

    # ------------------------------------------------------------------ what is shown
    def open_at(self, **target: Any) -> None:
        if "subject" not in target:
            return
        self.notice.dismiss()
        self._subject, self._group = target["subject"], target.get("group", "")
        found: Overview | None = target.get("found")
        if found is None:
            year = target.get("year") or self.context.desk.read(year_at, today=self.context.today)
            self._asked = {"year": year}
            self.found = None
            self.refresh()
            return
        scores = found.scores
        self._asked = {
            "year": scores.year,
            "period": found.period,
            "own": (scores.first, scores.last) if found.period == OWN else None,
            "edition": found.closing.edition if found.closing else None,
        }
        self.stale = False
        self._show(found)

    def fit(self, room: Room) -> None:
        self.table.set_narrow(room.narrow)
        self.tools.fit(narrow=room.narrow)
        for made, words in ((self.previous_button, "上一名"), (self.next_button, "下一名")):
            made.setText("" if room.narrow else words)
            made.setAccessibleName(words)
        self._count.setVisible(not room.narrow)

    def reload(self) -> None:
        if self._subject is None:
            return
        if self.found is None:
            self.empty.tell("正在计分", "马上就好。", icon="clock")
            self.stack.setCurrentWidget(self.empty)
        asked = {"period": YEAR, **self._asked}
        self._reading.read(overview, asked.pop("year"), today=self.context.today, done=self._show, **asked)

    def _show(self, found: Overview) -> None:
        self.found = found
        rankings = [each for each in found.scores.groups if self._row_in(each) is not None]
        chosen = next((each for each in rankings if each.group.name == self._group), rankings[0] if rankings else None)
        self._group = chosen.group.name if chosen else ""
        self.row = self._row_in(chosen) if chosen else None
        if self.row is None:
            self._tell_gone(found)
        else:
            self._show_row(self.row, found)
        self._fit_buttons()
        self.titled.emit()

    def _show_row(self, shown: ScoreRow, found: Overview) -> None:
        who, lines = shown.who, shown.account.lines
        place = f"{self._group}第 {shown.rank} 名" if shown.rank else self._group
        told = (place, note_of(shown), who.work, period_said(found.scores))
        self._name.setText(who.name)
        self._facts.setText(" · ".join(filter(None, told)))
        self._score.setText(f"{points_text(shown.score)} 分")
        earlier = f"；此前已有 {points_text(shown.before)} 分" if shown.before else ""
        self._parts.setText(f"{sums(lines)}{earlier}")
        self.table.show_rows([LineRow(place, line) for place, line in enumerate(lines)])
        self.table.leave_out(() if any(line.note for line in lines) else ("note",))
        self.stack.setCurrentWidget(self.table if lines else self.empty)
        if not lines:
            self.empty.tell("没有计分的项目", "这段时间里没有来稿、采用和批示，也没有人工调整。", icon="medal")
        elif not self.table.chosen_count():  # Qt makes a row current by itself, but chooses none
            self.table.choose([0])
        self._tell_difference(shown, lines)
        counted = sum(1 for line in lines if line.counted)
        self._count.setText(f"共 {len(lines)} 项" + (f"，计分 {counted} 项" if counted < len(lines) else ""))
        self.tools.offer(filled=bool(lines))
        self.subtitle = f"计分考核 › {who.name}"
        self._explain()

    def _tell_difference(self, shown: ScoreRow, lines: tuple[Line, ...]) -> None:
        """In a part of a year something counted before may have been replaced: the lines alone do not say that."""
        missing = shown.score - sum(line.counted for line in lines)
        if missing:
            self.notice.tell(
                f"这段时间以前的项目有变化（被代替，或者因最高分限制少计），另外 {points_text(missing)} 分。",
                kind="info",
            )

    def _tell_gone(self, found: Overview) -> None:
        self._name.setText("")
        for made in (self._facts, self._score, self._parts, self._told, self._count):
            made.setText("")
        self.table.show_rows([])
        self.empty.tell(
            "名次表里没有这个人或单位",
            f"{period_said(found.scores)}没有把他排进任何组别，也没有得分。",
            icon="users",
        )
        self.stack.setCurrentWidget(self.empty)
        self.subtitle = "计分考核"

    def _not_counted(self, refusal: DeskError) -> None:
        self.found = self.row = None
        self.notice.tell(refusal.message, kind="error")
        self._fit_buttons()

    def _explain(self) -> None:
        """The whole of what a line of the list has no room for."""
        current = self.table.current_row()
        self.piece_button.setEnabled(self._line_of_piece())
        if current is None:
            self._told.setText("")
            return
        line = current.line
        what = f"{line.number}《{line.title}》{line.words}：" if line.title else ""
        self._told.setText(f"{what}{explained(line)}")

    def _line_of_piece(self) -> bool:
        current = self.table.current_row()
        return current is not None and current.line.piece_id is not None

    def _fit_buttons(self) -> None:
        there = self.row is not None
        for made in (
            self.print_button,
            self.adjust_button,
            self.dispute_button,
            self.rank_button,
            self.person_button,
        ):
            made.setEnabled(there)
        self.piece_button.setEnabled(there and self._line_of_piece())
        unranked = bool(self.row and self.row.who.unranked)
        self.rank_button.setText("恢复参与排名" if unranked else "不参与排名…")
        person = self._subject is not None and self._subject.ledger is Ledger.PERSON
        self.person_button.setVisible(person)
        rows, place = self._rows(), self._place()
        self.previous_button.setEnabled(place > 0)
        self.next_button.setEnabled(0 <= place < len(rows) - 1)

    def _title(self) -> str:
        name = self.row.who.name if self.row else ""
        return f"{name}{period_said(self.found.scores) if self.found else ''}得分明细"

    # ------------------------------------------------------------------ who stands where
    def _row_in(self, ranking: GroupRanking) -> ScoreRow | None:
        return next((each for each in ranking.rows if each.who.subject == self._subject), None)

    def _rows(self) -> tuple[ScoreRow, ...]:
        groups = self.found.scores.groups if self.found else ()
        return next((each.rows for each in groups if each.group.name == self._group), ())

    def _place(self) -> int:
        return next((n for n, each in enumerate(self._rows()) if each.who.subject == self._subject), -1)

    def _step(self, by: int) -> None:
        place, rows = self._place() + by, self._rows()
        if self.found is not None and 0 <= place < len(rows):
            self._subject = rows[place].who.subject
            self.notice.dismiss()
            self.table.clearSelection()
            self.table.show_rows([])
            self._show(self.found)

    # ------------------------------------------------------------------ what is done
    def _open_piece(self) -> None:
        current = self.table.current_row()
        if current is None or current.line.piece_id is None:
            return
        open_source(self.context, current.line.piece_id)

    def _open_person(self) -> None:
        if self._subject is not None:
            self.context.navigate("person", person_id=self._subject.id)

    def _print(self) -> None:
        if self._subject is not None and self.found is not None:
            year = self.found.scores.year
            with self.refusals():
                sheets = self.context.desk.read(forms.score_sheets, (self._subject,), year, now=self.context.now)
                self.context.navigate("preview", letters=sheets)

    def _adjust(self) -> None:
        if self.row is not None:
            with self.refusals():
                self._asking.adjust(self.row.who.subject, self.row.who.name)

    def _dispute(self) -> None:
        if self.row is not None and self.found is not None:
            with self.refusals():
                self._asking.dispute(self.found.scores.year, self.row.who.subject, self.row.who.name)

    def _turn(self) -> None:
        if self.row is None:
            return
        who = self.row.who
        with self.refusals():
            if who.unranked:
                self._asking.rank_again(who.subject, who.name)
            else:
                self._asking.leave_unranked(who.subject, who.name)

    def _back(self) -> None:
        self.context.navigate("scores", part="ranking")


def sums(lines: tuple[Line, ...]) -> str:
    """采用 36　批示 10: what each part of the account gives; a rule that names no part is one by itself."""
    parts: defaultdict[str, int] = defaultdict(int)
    for line in lines:
        parts[line.part or line.name] += line.counted
    return "　".join(f"{part} {points_text(points)}" for part, points in parts.items())


def open_source(context: Context, piece_id: int) -> None:
    """The piece a line is about; of a 约稿 that nothing came of, that (its id is negative)."""
    if piece_id > 0:
        context.navigate("submissions", submission_id=piece_id)
    else:
        context.navigate("people", part="commissions", commission_id=-piece_id)
