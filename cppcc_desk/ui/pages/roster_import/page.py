"""导入名册: choose a file, look at what would change, decide about namesakes, take it over as one step."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.roster_update import Proposal, Verdict, left_out
from cppcc_desk.errands import rosters
from cppcc_desk.errands.rosters import RosterLook
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import CheckField, ChoiceField, MomentField
from cppcc_desk.ui.list_tools import ListTools, in_front
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.roster_import.columns import RosterLine, columns
from cppcc_desk.ui.pages.roster_import.deciding import Deciding
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, EmptyState, FilterChips, action, button, column, label, row

ALL = "all"
ROSTERS = (("名册", ("*.xlsx", "*.xls", "*.csv", "*.et", "*.txt", "*.htm", "*.html")), ("所有文件", ("*",)))
_FILTERS = (Verdict.ASK, Verdict.NEW, Verdict.CHANGED, Verdict.SAME, Verdict.SKIP)


class RosterImportPage(Page):
    """`open_at(path=…)` reads a file at once."""

    title = "导入名册"
    help_chapter = "roster"
    offers_register = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._path: Path | None = None
        self._look: RosterLook | None = None
        self._lines: list[RosterLine] = []
        self._deciding = Deciding(context)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.file_button = button("选择名册…", self._choose, icon="folder", kind="primary")
        self.kind = ChoiceField([(kind, kind.value) for kind in PersonKind])
        self.kind.set_value(PersonKind.MEMBER)
        self.kind.setFixedWidth(116)
        self.kind.name("表中没有写明身份的人是")
        self._kind_words = label("表中没有写明身份的是", "secondary")
        self.heads_button = button("列的对应…", self._map_heads, icon="columns", kind="flat")
        self._file = label("", "strong")
        self.chips = FilterChips([(ALL, "全部"), *((verdict.value, verdict.value) for verdict in _FILTERS)])
        self.table: DataTable[RosterLine] = DataTable(
            RowsModel(columns(), row_id=lambda r: r.place, checkable=True),
            name="roster_import",
            title="名册的各行",
            settings=self.context.settings,
        )
        self.empty = EmptyState()
        self.tools = ListTools(self.context, lambda: in_front(self.table, "名册核对清单"), self.refusals, page=self)
        head = row(
            self.file_button,
            4,
            self._kind_words,
            self.kind,
            self.heads_button,
            STRETCH,
            self._file,
            margins=(16, 8, 12, 4),
        )
        self._chips_row = row(self.chips, STRETCH, self.tools, margins=(16, 0, 8, 6))
        self.since = CheckField("身份和所属单位的变动从某天起（不勾是更正）")
        self.day = MomentField(time=False)
        self.absent = CheckField("")
        self.absent_button = button("看名单", self._show_absent, kind="link")
        self._options = row(self.since, self.day, 16, self.absent, self.absent_button, STRETCH, margins=(16, 4, 16, 4))
        self.save_button = button("导入", self.save, icon="check", kind="primary", shortcut="Ctrl+Enter")
        self.decide_button = button("选定是不是同一人…", self._decide, icon="users")
        self.skip_button = button("不导入所选的行", self._leave_out)
        self.restore_button = button("恢复所选的行", self._restore, icon="undo")
        self._told = label("", "hint")
        self.bar = Bar(self.save_button, self.decide_button, self.skip_button, self.restore_button, STRETCH, self._told)
        body = column(head, self._chips_row, self.table, self.empty, self._options, self.bar, gap=0)
        body.setStretch(2, 1)
        body.setStretch(3, 1)
        outer = column(self.notice, Card(body), gap=8, margins=(12, 10, 12, 10))
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self.first = self.file_button
        self._show()

    def _connect(self) -> None:
        self.kind.changed.connect(self._read_again)
        self.chips.picked.connect(lambda _key: self._show())
        self.table.opened.connect(lambda _row: self._decide())
        self.table.chosen.connect(lambda _number: self._fit_buttons())
        self.table.current.connect(lambda _row: self._fit_buttons())
        self.table.deleted.connect(lambda _rows: self._leave_out())
        self.absent.changed.connect(self._fit_buttons)
        self.since.changed.connect(lambda: self.day.setEnabled(self.since.value()))
        self.day.setEnabled(False)
        lists.equip(
            self.table,
            action("选定是不是同一人…", self._decide, icon="users", tells="Enter"),
            action("不导入所选的行", self._leave_out, icon="close", tells="Delete"),
            action("恢复所选的行", self._restore, icon="undo"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
            *self.tools.entries(),
        )
        lists.equip(self, action("导入", self.save, shortcut="Ctrl+Return"))

    # ------------------------------------------------------------------ what is shown
    def open_at(self, **target: Any) -> None:
        if "path" in target:
            self.read(target["path"])

    def fit(self, room: Room) -> None:
        self.table.set_narrow(room.narrow)
        self.tools.fit(narrow=room.narrow)
        self._kind_words.setVisible(not room.narrow)

    def may_leave(self) -> bool:
        if self._look is None or not self._lines:
            return True
        return self.context.dialogs.confirm(
            "名册还没有导入",
            f"“{self._look.file_name}”读出的 {len(self._lines)} 行还没有导入，离开后要重新读取。",
            verb="离开",
        )

    def _choose(self) -> None:
        found = self.context.dialogs.open_files("选择名册", ROSTERS)
        if found:
            self.read(found[0])

    def _read_again(self) -> None:
        if self._path is not None:
            self.read(self._path)

    def read(self, path: Path) -> None:
        """Read a roster on the worker and show what would become of it."""
        self._path = path
        kind, desk = self.kind.value(), self.context.desk
        self.context.work.run(
            f"正在读取“{path.name}”",
            lambda _reporter: rosters.look_at_roster(desk, path, kind=kind),
            done=self._arrive,
            failed=self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._look, self._lines = None, []
        self._show()
        self.notice.tell(f"没有读出“{self._path.name if self._path else ''}”：{error.message}", kind="error")

    def _arrive(self, look: RosterLook) -> None:
        self._look = look
        self._lines = [RosterLine(place, proposal) for place, proposal in enumerate(look.proposals)]
        self.day.set_value(self.context.today)
        self.absent.set_value(False)
        first = Verdict.ASK if look.numbers()[Verdict.ASK] else None
        self.chips.choose(first.value if first else ALL)
        self._show()
        self._tell_warnings(look)
        self.table.setFocus()

    def _tell_warnings(self, look: RosterLook) -> None:
        told = list(look.result.warnings)
        if look.new_units:
            names = [f"{kind}“{name}”" for kind, name in look.new_units]
            more = f"等 {len(names)} 个" if len(names) > 6 else ""
            told.append(f"将新增单位：{'、'.join(names[:6])}{more}，与已有单位只差几个字的请先核对。")
        if told:
            self.notice.tell("\n".join(told[:4]) + ("\n……" if len(told) > 4 else ""), kind="warning")
        else:
            self.notice.dismiss()

    def _show(self) -> None:
        numbers = Counter(line.verdict for line in self._lines)
        self.chips.show_count(ALL, len(self._lines) if self._lines else None)
        for verdict in _FILTERS:
            self.chips.show_count(verdict.value, numbers[verdict] if self._lines else None)
        chosen = self.chips.chosen
        rows = [line for line in self._lines if chosen in (ALL, line.verdict.value)]
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if not rows:
            self._tell_empty()
        self._file.setText(self._look.file_name if self._look else "")
        self.heads_button.setEnabled(self._look is not None)
        missing = len(self._look.absent) if self._look else 0
        self.absent.box.setText(f"名册里没有的 {missing} 名{self.kind.value()}退出名册")
        self.absent.setVisible(missing > 0)
        self.absent_button.setVisible(missing > 0)
        self.since.setVisible(bool(self._lines))
        self.day.setVisible(bool(self._lines))
        doing = numbers[Verdict.NEW] + numbers[Verdict.CHANGED]
        self.save_button.setText(f"导入 {doing} 人" if doing else "导入")
        self._told.setText(self._sentence(numbers))
        self._fit_buttons()
        self.subtitle = self._look.file_name if self._look else ""
        self.titled.emit()

    def _sentence(self, numbers: Counter[Verdict]) -> str:
        if not self._lines:
            return "先看差别，确认以后才保存；导入以后可以撤销"
        if numbers[Verdict.ASK]:
            return f"还有 {numbers[Verdict.ASK]} 行要选定是不是同一人"
        return "核对好以后点“导入”，一步可以撤销"

    def _tell_empty(self) -> None:
        if self._lines:
            every = button("看全部", partial(self._see, ALL))
            self.empty.tell(f"没有“{self.chips.chosen}”的行", "换一个标签看其他的行。", icon="check", buttons=[every])
            return
        choose = button("选择名册…", self._choose, icon="folder", kind="primary")
        self.empty.tell(
            "选一份名册",
            "能读 Excel、WPS 的表格，也能读别的系统导出的表格。读出来先与现有名册对照，不会直接改动。",
            icon="import",
            buttons=[choose],
        )

    def _see(self, key: str) -> None:
        self.chips.choose(key)
        self._show()

    def _fit_buttons(self) -> None:
        chosen = self._chosen()
        self.decide_button.setEnabled(any(line.verdict is Verdict.ASK for line in chosen))
        self.skip_button.setEnabled(any(line.verdict is not Verdict.SKIP for line in chosen))
        self.restore_button.setEnabled(any(line.proposal is not self._proposed(line) for line in chosen))
        asked = any(line.verdict is Verdict.ASK for line in self._lines)
        doing = any(line.verdict in (Verdict.NEW, Verdict.CHANGED) for line in self._lines)
        self.save_button.setEnabled(bool(self._lines) and not asked and (doing or bool(self.absent.value())))

    def _chosen(self) -> list[RosterLine]:
        current = self.table.current_row()
        return self.table.chosen_rows() or ([current] if current is not None else [])

    # ------------------------------------------------------------------ what is decided
    def _decide(self) -> None:
        """Who is meant by the chosen rows that are asked about."""
        if self._look is None:
            return
        for line in self._chosen():
            if line.verdict is Verdict.ASK:
                answered = self._deciding.whom(self._look, line)
                if answered is None:
                    break
                self._lines[line.place] = answered
        self._show()

    def _leave_out(self) -> None:
        for line in self._chosen():
            self._lines[line.place] = RosterLine(line.place, left_out(line.proposal))
        self._show()

    def _restore(self) -> None:
        """The chosen rows as they were proposed, before anything was decided about them."""
        for line in self._chosen():
            self._lines[line.place] = RosterLine(line.place, self._proposed(line))
        self._show()

    def _proposed(self, line: RosterLine) -> Proposal:
        return self._look.proposals[line.place] if self._look else line.proposal

    def _show_absent(self) -> None:
        if self._look is not None:
            self._deciding.show_absent(self._look)

    def _map_heads(self) -> None:
        if self._look is not None and self._deciding.heads(self._look):
            self._read_again()

    # ------------------------------------------------------------------ what is saved
    def save(self) -> None:
        """Take the roster over as one step, then show the people."""
        look = self._look
        if look is None or not self.save_button.isEnabled():
            return
        leaving: Sequence[int] = [person.id for person in look.absent] if self.absent.value() else ()
        if leaving and not self.context.dialogs.confirm(
            f"{len(leaving)} 人退出名册？",
            "他们的来稿和记录都保留，随时可以回到名册。",
            verb=f"导入，{len(leaving)} 人退出",
        ):
            return
        since = self.day.value() if self.since.value() else None
        with self.refusals():
            proposals = [line.proposal for line in self._lines]
            rosters.take_over(self.context.desk, look, proposals, leaving=leaving, since=since)
            self._look, self._lines, self._path = None, [], None
            self._show()
            self.context.notify(f"已导入“{look.file_name}”", undo=True)
            self.context.navigate("people", part="roster")
