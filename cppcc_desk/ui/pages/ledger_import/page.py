"""导入旧台账: choose a file, look at every line, say what its columns are, take it over as one step."""

from functools import partial
from pathlib import Path
from typing import Any, Final

from cppcc_desk.domain.errors import DeskError, Stale
from cppcc_desk.domain.registers.proposing import Verdict
from cppcc_desk.errands import histories
from cppcc_desk.errands.histories import LedgerLook, NotRead
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Reporter
from cppcc_desk.ui.encodings import encoding_field
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.ledger_import.listing import OlderRows
from cppcc_desk.ui.pages.reports.asking import ask_heads
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, ElidedLabel, action, button, column, label, row

LEDGERS: Final = (("台账", ("*.xlsx", "*.xls", "*.csv", "*.et", "*.txt", "*.htm", "*.html")), ("所有文件", ("*",)))
_YEARS: Final = 30  # back from this one


class LedgerImportPage(Page):
    """`open_at(path=…)` reads a file at once."""

    title = "导入旧台账"
    help_chapter = "ledgers"
    offers_register = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._path: Path | None = None
        self._look: LedgerLook | None = None
        self._build()
        self._connect()
        self._show(is_text=False)

    def _build(self) -> None:
        self.file_button = button("选择旧台账…", self._choose, icon="folder", kind="primary")
        this_year = self.context.today.year
        years = [(year, f"{year}年") for year in range(this_year, this_year - _YEARS, -1)]
        self.year = ChoiceField(years, blank="按标题")
        self.year.setFixedWidth(104)
        self.year.name("没写年份的日期是哪一年")
        self.heads_button = button("列的对应…", self._map_heads, icon="columns", kind="flat")
        self.encoding = encoding_field()
        self._encoding_words = label("文字编码", "secondary")
        self._file = ElidedLabel("", "strong")  # where the head of the window is too narrow to say it
        head = row(
            self.file_button,
            4,
            label("没写年份的日期是", "secondary"),
            self.year,
            self.heads_button,
            self._file,
            self._encoding_words,
            self.encoding,
            margins=(16, 8, 12, 4),
        )
        head.setStretch(5, 1)
        self.list = OlderRows(self.context, self.refusals, page=self)
        self.save_button = button("导入", self.save, icon="check", kind="primary", shortcut="Ctrl+Enter")
        self._told = label("", "hint")
        bar = Bar(self.save_button, self.list.skip_button, self.list.restore_button, STRETCH, self._told)
        body = column(head, self.list, bar, gap=0)
        body.setStretch(1, 1)
        self._card = Card(body)
        outer = column(self.notice, self._card, gap=8, margins=(12, 10, 12, 10))
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self.first = self.file_button

    def _connect(self) -> None:
        self.year.changed.connect(self._read)
        self.encoding.changed.connect(self._read)
        self.list.changed.connect(self._show)
        self.list.wanted.connect(self._choose)
        lists.equip(self, action("导入", self.save, shortcut="Ctrl+Return"))

    # ------------------------------------------------------------------ what is shown
    def open_at(self, **target: Any) -> None:
        if "path" in target:
            self.read(target["path"])

    def fit(self, room: Room) -> None:
        self.list.fit(room)
        self._file.setText(self.subtitle if room.narrow else "")

    def may_close(self) -> bool:
        if self._look is None or not self.list.taken:
            return True
        return self.context.dialogs.confirm(
            "旧台账还没有导入",
            f"“{self._look.file_name}”读出的 {len(self.list.lines)} 行还没有导入，关闭程序后要重新读取。",
            verb="关闭",
        )

    def _choose(self) -> None:
        found = self.context.dialogs.open_files("选择旧台账", LEDGERS)
        if found:
            self.read(found[0])

    def read(self, path: Path) -> None:
        """Read another ledger."""
        self._path = path
        self.encoding.set_value(None)
        self.year.set_value(None)
        self._read()

    def _read(self) -> None:
        path, year, encoding, desk = self._path, self.year.value(), self.encoding.value() or "", self.context.desk
        if path is None:
            return
        self._card.setEnabled(False)
        self.context.work.run(
            f"正在读取“{path.name}”",
            lambda _reporter: histories.look_at_ledger(desk, path, encoding=encoding, year=year),
            done=self._arrive,
            failed=self._failed,
            cancelled=lambda: self._card.setEnabled(True),
        )

    def _failed(self, error: BaseException) -> None:
        self._card.setEnabled(True)
        if not isinstance(error, DeskError):
            raise error
        self._look = None
        self.list.show_look(None)
        self._show(is_text=isinstance(error, NotRead) and error.is_text)
        self.notice.tell(f"没有读出“{self._path.name if self._path else ''}”：{error.message}", kind="error")

    def _arrive(self, look: LedgerLook) -> None:
        self._card.setEnabled(True)
        self._look = look
        self.list.show_look(look)
        self._show(is_text=look.read.is_text)
        told = list(look.read.warnings)
        if names := look.proposed.new_destinations:
            told.append(f"将新增去向：{'、'.join(names)}，与已有去向只差几个字的请先核对。")
        strange = [text for text, head in look.read.heads.items() if head is None]
        if strange:
            told.append(f"这些列没有对应的栏目，原文留在各篇的办理记录里：{'、'.join(strange)}。")
        if told:
            self.notice.tell("\n".join(told[:4]) + ("\n……" if len(told) > 4 else ""), kind="warning")
        else:
            self.notice.dismiss()
        self.list.table.setFocus()

    def _show(self, *, is_text: bool | None = None) -> None:
        look, lines = self._look, bool(self.list.lines)
        if is_text is not None:
            self.encoding.setVisible(is_text)
            self._encoding_words.setVisible(is_text)
        self.heads_button.setEnabled(look is not None)
        self.save_button.setText(f"导入 {self.list.taken} 行" if self.list.taken else "导入")
        self.save_button.setEnabled(self.list.taken > 0)
        if not lines:
            self._told.setText("先逐行核对，确认以后才登记；导入以后可以撤销")
        elif not self.list.taken:
            self._told.setText("没有需要导入的行")
        else:
            refused = self.list.numbers()[Verdict.REFUSED]
            self._told.setText(
                f"有 {refused} 行不能导入，改好原表后再读一次，已有的不会重复"
                if refused
                else "全部导入或全不导入，一步可以撤销"
            )
        self.subtitle = look.file_name if look else ""
        self._file.setText(self.subtitle if self.room.narrow else "")
        self.titled.emit()

    # ------------------------------------------------------------------ columns
    def _map_heads(self) -> None:
        if self._look is None:
            return
        with self.refusals():
            if ask_heads(self.context, self._look):
                self._read()

    # ------------------------------------------------------------------ what is saved
    def save(self) -> None:
        """Take the ledger over as one step on the worker, then show the ledger of the office."""
        look = self._look
        if look is None or not self.save_button.isEnabled():
            return
        desk, out = self.context.desk, self.list.left_out
        self._card.setEnabled(False)

        def work(reporter: Reporter) -> int:
            return len(
                histories.take_over(
                    desk,
                    look,
                    leaving_out=out,
                    tell=lambda done, total: reporter.step(done, total, f"第 {done} 篇，共 {total} 篇"),
                )
            )

        self.context.work.run(
            f"正在导入“{look.file_name}”",
            work,
            done=partial(self._saved, look),
            failed=self._not_saved,
            cancelled=self._cancelled,
        )

    def _saved(self, look: LedgerLook, number: int) -> None:
        self._card.setEnabled(True)
        self._look, self._path = None, None
        self.list.show_look(None)
        self._show(is_text=False)
        self.notice.dismiss()
        self.context.notify(f"已导入“{look.file_name}”，{number} 篇", undo=True)
        if self.isVisible():  # who has gone on to other work is left there
            self.context.navigate("reports", part="ledgers", year=None)

    def _cancelled(self) -> None:
        self._card.setEnabled(True)
        self.notice.tell("已取消，一行也没有导入，数据没有改动。", kind="info")

    def _not_saved(self, error: BaseException) -> None:
        self._card.setEnabled(True)
        if not isinstance(error, DeskError):
            raise error
        again = [("重新读取", self._read)] if isinstance(error, Stale) else []
        self.notice.tell(error.message, kind="error", actions=again)
