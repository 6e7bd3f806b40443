"""台账: one of the four ledgers of a year, in the columns of the office; to paper, to .xlsx, and older ones in."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from cppcc_desk.domain.registers.columns import Head, Register
from cppcc_desk.errands import registers
from cppcc_desk.errands.registers import RegisterLook
from cppcc_desk.paths import free_name, safe_name
from cppcc_desk.queries.registers import RegisterRow, refs, register_years
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Reporter
from cppcc_desk.ui.form import CheckField, ChoiceField
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.reports.asking import ask_columns
from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel
from cppcc_desk.ui.widgets import (
    STRETCH,
    Bar,
    Card,
    EmptyState,
    FilterChips,
    action,
    button,
    clear,
    label,
    row,
)
from cppcc_desk.ui.widgets import column as stacked

_PIXELS, _AROUND = 7.3, 20  # of the screen for a character of half width, and beside the words
_LEAST, _MOST = 60, 230  # pixels of a column
_TITLE: Final = 280
_MEASURED: Final = 200  # lines that tell how wide a column must be
_CHOSEN: Final = "reports/ledger"  # of the settings: the ledger that was looked at last


@dataclass(frozen=True)
class Line:
    """A line of the list; `place` is its number from the top of the ledger."""

    place: int
    row: RegisterRow


class LedgersPage(Page):
    """`open_at(register=Register.ADOPTION, year=2026)`."""

    title = "台账"
    help_chapter = "ledgers"
    offers_register = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._look: RegisterLook | None = None
        self._heads: tuple[Head, ...] = ()
        self.table: DataTable[Line] | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.chips = FilterChips([(register.value, register.called) for register in Register])
        kept = str(self.context.settings.value(_CHOSEN, ""))
        if kept in tuple(Register):
            self.chips.choose(kept)
        self.year = ChoiceField(blank="全部年度")
        self.year.setFixedWidth(108)
        self.year.name("年度")
        self._offer_years(self.context.today.year)
        self.year.set_value(self.context.today.year)
        self.phones = CheckField("完整电话", tip="显示、打印和导出完整的电话号码；不勾只显示前三位和后四位")
        self.columns_button = button("栏目…", self.choose_columns, icon="columns", kind="flat", tip="选择栏目和顺序")
        self.print_button = button("打印", self.print, icon="print", kind="flat", tip="打印台账", shortcut="Ctrl+P")
        self.export_button = button("导出 Excel", self.export, icon="export", kind="primary")
        self.empty = EmptyState()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self._holder = QWidget()
        self._place = stacked(gap=0)
        self._holder.setLayout(self._place)
        self.stack.addWidget(self._holder)
        self.open_button = button("打开来稿", self.open_piece, icon="eye")
        self.older_button = button(
            "导入旧台账…",
            lambda: self.context.navigate("ledger_import"),
            icon="import",
            tip="导入以前年度的 Excel 台账",
        )
        self._told = label("", "hint")
        head = row(
            self.chips,
            8,
            self.year,
            self.phones,
            STRETCH,
            self.columns_button,
            self.print_button,
            self.export_button,
            margins=(16, 8, 12, 8),
        )
        bar = Bar(self.open_button, self.older_button, STRETCH, self._told)
        body = stacked(head, self.stack, bar, gap=0)
        body.setStretch(1, 1)
        self.card = Card(body)
        outer = stacked(self.notice, self.card, gap=8, margins=(12, 10, 12, 10))
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def _connect(self) -> None:
        self.chips.picked.connect(lambda _key: self._changed())
        self.year.changed.connect(self._changed)
        self.phones.changed.connect(self._changed)
        lists.equip(self, action("打印台账", self.print, icon="print", shortcut="Ctrl+P"))

    # ------------------------------------------------------------------ what is shown
    @property
    def register(self) -> Register:
        """The ledger that is shown."""
        return Register(self.chips.chosen)

    def open_at(self, **target: Any) -> None:
        if "register" in target:
            self.chips.choose(Register(target["register"]).value)
        if "year" in target:
            self._offer_years(target["year"])
            self.year.set_value(target["year"])
        self._changed()

    def fit(self, room: Room) -> None:
        for made, words in ((self.columns_button, "栏目…"), (self.print_button, "打印")):
            made.setText("" if room.narrow else words)
            made.setAccessibleName(words)
        if self.table is not None:
            self.table.set_narrow(room.narrow)

    def _changed(self) -> None:
        self.context.settings.setValue(_CHOSEN, self.chips.chosen)
        self.refresh()

    def reload(self) -> None:
        desk, register = self.context.desk, self.register
        self._offer_years(self.year.value())
        year = self.year.value()
        self._look = look = registers.look_at_register(
            desk, register, year=year, phones=self.phones.value(), most=lists.MOST_PRINTED
        )
        for one in Register:
            total = look.total if one is register else len(desk.read(refs, one, year=year))
            self.chips.show_count(one.value, total)
        if self.table is None or look.heads != self._heads or self.table.objectName() != register.value:
            self._make_table(register, look)
        assert self.table is not None
        self.table.show_rows([Line(place, one) for place, one in enumerate(look.rows)])
        if look.rows and self.table.current_row() is None:
            self.table.choose([0])
        self.stack.setCurrentWidget(self._holder if look.rows else self.empty)
        self._tell(look)

    def _offer_years(self, also: int | None) -> None:
        known = {*self.context.desk.read(register_years), self.context.today.year, also or self.context.today.year}
        years = sorted(known, reverse=True)
        self.year.set_choices([(year, f"{year}年") for year in years])

    def _make_table(self, register: Register, look: RegisterLook) -> None:
        """A list in these columns: what the person made of its widths is kept for each choice of columns."""
        if self.table is not None:
            self.table.save_columns()
        clear(self._place)
        made: DataTable[Line] = DataTable(
            RowsModel(_columns(look), row_id=lambda line: line.place),
            name=f"ledger_{register.name.lower()}",
            title=register.called,
            settings=self.context.settings,
        )
        made.setObjectName(register.value)
        made.opened.connect(self._open)
        made.link_pressed.connect(lambda line, _key: self._open(line))
        made.refreshed.connect(self.reload)
        lists.equip(
            made,
            action("打开来稿", self.open_piece, icon="eye", tells="Enter"),
            action("复制所选行", made.copy, icon="copy", shortcut="Ctrl+C"),
            action("栏目…", self.choose_columns, icon="columns"),
            action("导出 Excel…", self.export, icon="export"),
            action("打印台账…", self.print, icon="print", tells="Ctrl+P"),
        )
        self._place.addWidget(made)
        self.table, self._heads = made, look.heads
        self.first = made
        made.set_narrow(self.room.narrow)

    def _tell(self, look: RegisterLook) -> None:
        filled = bool(look.rows)
        for made in (self.open_button, self.print_button, self.export_button):
            made.setEnabled(filled)
        shown = f"，只显示前 {len(look.rows)} 行，导出时全部写出" if look.total > len(look.rows) else ""
        self._told.setText(f"共 {look.total} 行{shown}" if filled else "")
        year = self.year.value()
        self.subtitle = f"{year}年" if year else "全部年度"
        self.titled.emit()
        if filled:
            return
        older = button("导入旧台账…", lambda: self.context.navigate("ledger_import"), icon="import")
        where = f"{year}年" if year else ""
        self.empty.tell(
            f"{where}还没有可以列入{self.register.called}的内容",
            "登记、传送、登记反馈以后自动列入这里；以前的 Excel 台账可以导入。",
            icon="list",
            buttons=[older],
        )

    # ------------------------------------------------------------------ what is done
    def open_piece(self) -> None:
        """The piece of the current line."""
        line = self.table.meant_row() if self.table is not None else None
        if line is not None:
            self._open(line)

    def _open(self, line: Line) -> None:
        self.context.navigate("submissions", submission_id=line.row.submission_id)

    def choose_columns(self) -> None:
        """Ask for the columns of this ledger."""
        with self.refusals():
            ask_columns(self.context, self.register)

    def print(self) -> None:
        """To the preview."""
        if self._look is None or not self._look.rows:
            return
        with self.refusals():
            lists.refuse_too_many(self._look.total)
            self.context.navigate("preview", ledger=self._look.ledger)

    def export(self) -> None:
        """As .xlsx, all lines, off the window's thread."""
        look = self._look
        if look is None or not look.rows:
            return
        desk, register, year, phones = self.context.desk, self.register, self.year.value(), self.phones.value()
        name = safe_name(f"{look.head.title}（{self.context.today.isoformat()}）")
        path = self.context.dialogs.save_file(
            "导出为 Excel", free_name(desk.folder.papers / f"{name}.xlsx"), lists.EXCEL
        )
        if path is None:
            return

        def write(target: Any, reporter: Reporter) -> None:
            registers.write_register(
                desk,
                register,
                target,
                year=year,
                heads=look.heads,
                phones=phones,
                tell=lambda done, total: reporter.step(done, total, f"第 {done} 行，共 {total} 行"),
            )

        lists.save(self.context, path if path.suffix else path.with_suffix(".xlsx"), write)


def _columns(look: RegisterLook) -> tuple[Column[Line], ...]:
    """The columns of the list as those of the ledger, as wide as what stands in them."""
    made = []
    for place, (head, told) in enumerate(zip(look.heads, look.head.columns, strict=True)):
        texts = (told.title, *(row.texts[place] for row in look.rows[:_MEASURED]))
        widest = max(sum(1 if c.isascii() else 2 for c in text) for text in texts)
        made.append(
            Column(
                key=told.key,
                title=told.title,
                text=partial(_text, place),
                width=_TITLE if head is Head.TITLE else min(max(_LEAST, round(widest * _PIXELS) + _AROUND), _MOST),
                kind=Kind.LINK if head is Head.NUMBER else Kind.TEXT if head is Head.TITLE else Kind.SECONDARY,
                stretch=head is Head.TITLE,
                tip=partial(_text, place),
            )
        )
    return tuple(made)


def _text(place: int, line: Line) -> str:
    return line.row.texts[place]
