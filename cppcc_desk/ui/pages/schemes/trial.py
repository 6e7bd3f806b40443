"""试算: two schemes over a real year, who would move where; a scheme is put in force from here, seeing what it does."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.errors import DeskError, Invalid
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.simulating import summary
from cppcc_desk.operations.scoring.schemes import apply_scheme
from cppcc_desk.queries.scoring.schemes import SchemeInUse, doubts_about, if_applied, schemes_in_use
from cppcc_desk.queries.scoring.years import Trial, scored_years, tried
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField, Form, MomentField
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.schemes.columns import Moved, move_columns
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, ElidedLabel, NoticeBar, batch_bar, button, column, label, row

OF_YEAR: Final = None  # compared with the scheme that the year is counted by
_CHOICE: Final = 120
_DAY: Final = 230


class TrialPart(ListPart[Moved]):
    """`left()` when the person goes back to where they came from, `applied()` when a scheme was put in force here."""

    left = Signal()
    applied = Signal()

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        table: DataTable[Moved] = DataTable(
            RowsModel(move_columns(), row_id=lambda r: (r.group, r.who.subject)),
            name="schemes/trial",
            title="试算",
            settings=context.settings,
        )
        super().__init__(context, notice, table, title="计分办法试算")
        self.found: Trial | None = None
        self._scheme: Scheme | None = None
        self._applying: SchemeInUse | None = None
        self._asked = 0  # how often it was reckoned: what arrives late is not shown
        self.back_button = button("返回", self.left.emit, icon="back", kind="flat", tip="返回（Esc）")
        self._name = ElidedLabel("", "card_title")
        self.year = ChoiceField()
        self.against = ChoiceField()
        self.group = ChoiceField(blank="全部排名组")
        for field, words, width in (
            (self.year, "年度", _CHOICE),
            (self.against, "和哪个办法比", 190),
            (self.group, "排名组", _CHOICE),
        ):
            field.name(words)
            field.setFixedWidth(width)
        self.day = MomentField(time=False)
        self.form = Form(label_width=64)
        self._effect = label("", "secondary", wrap=True)
        self.form.add("valid_from", "从哪天起", self.day)
        self.form.setFixedWidth(_DAY)
        self.sum = NoticeBar()
        self.doubts = NoticeBar()
        self._ways = QWidget()
        self._ways.setLayout(
            row(
                label("年度", "secondary"),
                self.year,
                label("和", "secondary"),
                self.against,
                label("比", "secondary"),
                self.group,
                STRETCH,
            )
        )
        self._when = QWidget()
        when = row(self.form, self._effect, gap=12)
        when.setStretch(1, 1)
        self._when.setLayout(when)
        above = QWidget()
        above.setLayout(column(self._when, self.doubts, self._ways, self.sum, gap=8, margins=(16, 2, 16, 8)))
        self.apply_button = button("启用", self.apply, icon="check", kind="primary", shortcut="Ctrl+Enter")
        self._count = label("", "hint")
        bar = batch_bar(self.apply_button, STRETCH, self._count)
        self.lay_out([self.back_button, self._name], bar, above=above)
        self._connect()

    def _connect(self) -> None:
        self.year.changed.connect(self.reckon)
        self.against.changed.connect(self.reckon)
        self.group.changed.connect(self._show)
        self.form.changed.connect(lambda _key: self._tell_effect())
        QShortcut(QKeySequence("Ctrl+Return"), self, self.apply)
        QShortcut(QKeySequence("Esc"), self, self.left.emit)

    # ------------------------------------------------------------------ what is shown
    def open(self, scheme: Scheme, *, applying: SchemeInUse | None = None) -> None:
        """Try a scheme over the present year; `applying` is the one that may be put in force."""
        read, today = self.context.desk.read, self.context.today
        self._scheme, self._applying, self.found = scheme, applying, None
        self._name.setText(f"启用“{scheme.name}”" if applying else f"试算“{scheme.name}”")
        self._title = f"计分办法试算：{scheme.name}"
        self.year.set_choices([(year, f"{year} 年度") for year in read(scored_years, today=today)])
        others = [(one.row.scheme, f"{one.row.name}") for one in read(schemes_in_use, today=today)]
        self.against.set_choices([(OF_YEAR, "这一年用的办法"), *others])
        self.against.set_value(OF_YEAR)
        self._when.setVisible(applying is not None)
        self.apply_button.setVisible(applying is not None)
        self.form.fill({"valid_from": today})
        self.doubts.dismiss()
        if applying is not None and (doubts := read(doubts_about, scheme)):
            self.doubts.tell(f"启用前请留意：{''.join(doubts)}", closable=False)
        self._tell_effect()
        self.reckon()

    def reload(self) -> None:
        if self._scheme is not None:
            self.reckon()

    def reckon(self) -> None:
        """Off the window's thread: a year of an office takes its time."""
        scheme, year, against = self._scheme, self.year.value(), self.against.value()
        if scheme is None or year is None:
            return
        self._asked += 1
        desk, today = self.context.desk, self.context.today
        self.sum.tell("正在试算……", kind="info", closable=False)
        self.context.work.run(
            f"正在试算 {year} 年度",
            lambda _reporter: desk.read(tried, year, scheme, against=against, today=today),
            done=partial(self._arrive, self._asked),
            failed=self.failed,
        )

    def _arrive(self, asked: int, found: Trial) -> None:
        if asked != self._asked:
            return
        self.found = found
        self.group.set_choices([(name, name) for name in dict.fromkeys(group for group, _, _ in found.moves)])
        self._show()

    def _show(self) -> None:
        if self.found is None:
            return
        wanted = self.group.value()
        rows = [Moved(*one) for one in self.found.moves if wanted in (None, one[0])]
        before = self.found.before.name
        told = summary(row.move for row in rows)
        self.sum.tell(
            f"{self.found.year} 年度从“{before}”改为“{self.found.after.name}”：{told}", kind="info", closable=False
        )
        self.show_rows(rows)
        self._count.setText(f"共 {len(rows)} 行，变化大的在前" if rows else "")
        if not rows:
            self.empty.tell("谁的得分和名次都不变", "换一个年度，或者和别的办法比，看看有没有不同。", icon="check")

    def _tell_effect(self) -> None:
        day = self.day.value()
        if self._applying is None or day is None:
            return
        told = self.context.desk.read(if_applied, self._applying.id, valid_from=day)
        self._effect.setText("；".join(f"“{name}”计 {years}" for name, years in told) + "。")

    # ------------------------------------------------------------------ what is done
    def apply(self) -> None:
        """Put the scheme in force from the day that stands there."""
        day = self.day.value()
        if self._applying is None or day is None:
            return
        try:
            self.context.desk.do(apply_scheme, self._applying.id, valid_from=day)
        except Invalid as refusal:
            self.form.show_problems(refusal.problems or {"valid_from": refusal.message})
        except DeskError as refusal:
            self.form.show_problems({"valid_from": refusal.message})
        else:
            self.context.notify(f"“{self._applying.row.name}”自 {day:%Y-%m-%d} 起启用", undo=True)
            self.applied.emit()
