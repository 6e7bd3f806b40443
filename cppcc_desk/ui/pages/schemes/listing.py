"""计分办法 as a list: those of the office and those that ship, what the chosen one says beside it."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from cppcc_desk.domain.scoring.outline import outline
from cppcc_desk.queries.scoring.schemes import SchemeInUse, schemes_in_use
from cppcc_desk.storage.presets import presets
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.schemes.columns import Listed, scheme_columns
from cppcc_desk.ui.pages.schemes.sentence_list import SentenceList
from cppcc_desk.ui.pages.schemes.working import SchemeWork
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.theme import NAV, NAV_RAIL
from cppcc_desk.ui.widgets import STRETCH, FilterChips, NoticeBar, action, batch_bar, button, column, label

OURS, SHIPPED = "ours", "shipped"
_SHARE: Final = 0.48  # of the page for what the chosen one says


class SchemeList(ListPart[Listed]):
    """`changing(id)` opens one, `trying(id)` and `applying(id)` reckon what it would do."""

    changing = Signal(int)
    trying = Signal(int)
    applying = Signal(int)

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        table: DataTable[Listed] = DataTable(
            RowsModel(scheme_columns(), row_id=lambda r: r.key),
            name="schemes",
            title="计分办法",
            settings=context.settings,
        )
        super().__init__(context, notice, table, title="计分办法")
        self._work = SchemeWork(context)
        self.which = FilterChips([(OURS, "本单位的办法"), (SHIPPED, "自带的几种")])
        self.new_button = button("从自带的新建…", self._show_shipped, icon="plus", kind="primary")
        self.bring_button = button("导入…", partial(self.attempt, self._bring_in), icon="import")
        self.change_button = button("打开修改", self._open, icon="edit", kind="primary")
        self.use_button = button("用它新建草案…", self._begin, icon="plus", kind="primary")
        self.apply_button = button("启用…", self._apply, icon="check")
        self.try_button = button("试算…", self._try, icon="chart", tip="和现在用的办法比，看谁的名次会变")
        self.copy_button = button("另存一份…", self._copy, icon="copy")
        self.hand_on_button = button("导出…", self._hand_on, icon="export", tip="写成一个文件，可以给别的单位用")
        self.retire_button = button("停用", self._retire, kind="danger")
        self.remove_button = button("删除草案", self._remove, kind="danger")
        self._note = label("", "body", wrap=True)
        self._facts = label("", "secondary", wrap=True)
        self.sentences = SentenceList("这个办法怎样计分", adds=False)
        self._beside = QFrame()
        self._beside.setObjectName("side")
        beside = column(column(self._note, self._facts, gap=4, margins=(14, 10, 14, 10)), self.sentences, gap=0)
        beside.setStretch(1, 1)
        self._beside.setLayout(beside)
        self._shortened = {self.hand_on_button: "导出…", self.copy_button: "另存一份…"}
        self._count = label("", "hint")
        bar = batch_bar(
            self.change_button,
            self.use_button,
            self.apply_button,
            self.try_button,
            self.copy_button,
            self.hand_on_button,
            self.retire_button,
            self.remove_button,
            STRETCH,
            self._count,
        )
        self.lay_out([self.which, STRETCH, self.new_button, self.bring_button], bar, beside=self._beside)
        self._connect()

    def _connect(self) -> None:
        self.which.picked.connect(lambda _key: self.reload())
        self.table.current.connect(lambda _row: self._show_chosen())
        self.table.opened.connect(lambda _row: self._enter())
        self.table.deleted.connect(lambda _rows: self._remove())
        self._actions = {
            "change": action("打开修改", self._open, icon="edit", tells="Enter"),
            "use": action("用它新建草案…", self._begin, icon="plus"),
            "apply": action("启用…", self._apply, icon="check"),
            "try": action("试算…", self._try, icon="chart"),
            "copy": action("另存一份…", self._copy, icon="copy"),
            "hand_on": action("导出…", self._hand_on, icon="export"),
            "retire": action("停用…", self._retire),
            "remove": action("删除草案…", self._remove, icon="trash", tells="Delete"),
        }
        lists.equip(self.table, *self._actions.values())

    # ------------------------------------------------------------------ what is shown
    def reload(self) -> None:
        shipped = self.which.chosen == SHIPPED
        if shipped:
            rows = [Listed(one, None) for one in presets()]
        else:
            used = self.context.desk.read(schemes_in_use, today=self.context.today)
            rows = [Listed(one.row.scheme, one) for one in used]
        self.show_rows(rows)
        drafts = sum(1 for row in rows if row.used and row.used.is_draft)
        self._count.setText(f"自带 {len(rows)} 种" if shipped else f"共 {len(rows)} 个，草案 {drafts} 个")
        self._show_chosen()

    def fit(self, room: Room) -> None:
        super().fit(room)
        inside = room.width - (NAV_RAIL if room.narrow else NAV)
        self._beside.setFixedWidth(round(inside * _SHARE))
        for made, words in self._shortened.items():
            made.setText("" if room.narrow else words)
            made.setAccessibleName(words)

    def choose(self, scheme_id: int) -> None:
        """Stand on a scheme of the office."""
        self.which.choose(OURS)
        self.reload()
        self.table.choose([scheme_id])

    def _show_chosen(self) -> None:
        row = self.table.current_row()
        used = row.used if row else None
        self._note.setText(row.scheme.note if row else "")
        self._note.setVisible(bool(self._note.text()))
        facts = [] if used is None else [used.counts and f"{used.counts}。", used.locked]
        self._facts.setText("".join(filter(None, facts)))
        self._facts.setVisible(bool(self._facts.text()))
        blocks = outline(row.scheme, {})[1:] if row else ()  # its name and what it is for stand above
        self.sentences.show_blocks([block for block in blocks if block.sentences])
        self.sentences.choose(None)
        self.sentences.scrollToTop()
        self._fit_buttons(row)

    def _fit_buttons(self, row: Listed | None) -> None:
        used = row.used if row else None
        ours = self.which.chosen == OURS
        for key, made, possible in (
            ("change", self.change_button, used is not None),
            ("use", self.use_button, row is not None and used is None),
            ("apply", self.apply_button, used is not None and not used.locked),
            ("try", self.try_button, row is not None),
            ("copy", self.copy_button, used is not None),
            ("hand_on", self.hand_on_button, row is not None),
            ("retire", self.retire_button, used is not None and not used.is_draft and not used.locked),
            ("remove", self.remove_button, used is not None and used.is_draft),
        ):
            made.setEnabled(possible)
            self._actions[key].setEnabled(possible)
        for made in (self.change_button, self.apply_button, self.try_button, self.copy_button, self.new_button):
            made.setVisible(ours)
        self.use_button.setVisible(not ours)
        self.retire_button.setVisible(ours and used is not None and not used.is_draft)
        self.remove_button.setVisible(ours and used is not None and used.is_draft)
        self.change_button.setText("打开查看" if used and used.locked else "打开修改")
        self.apply_button.setText("启用…" if used is None or used.is_draft else "改启用日期…")

    # ------------------------------------------------------------------ what is done
    def _used(self, do: Callable[[SchemeInUse], Any]) -> None:
        row = self.table.meant_row()
        if row is not None and row.used is not None:
            self.attempt(do, row.used)

    def _show_shipped(self) -> None:
        self.which.choose(SHIPPED)
        self.reload()
        self.table.setFocus()

    def _enter(self) -> None:
        if self.which.chosen == OURS:
            self._open()
        else:
            self._begin()

    def _open(self) -> None:
        self._used(lambda used: self.changing.emit(used.id))

    def _apply(self) -> None:
        self._used(lambda used: self.applying.emit(used.id))

    def _try(self) -> None:
        self._used(lambda used: self.trying.emit(used.id))

    def _begin(self) -> None:
        self.with_one(lambda row: self._made(self._work.begin_from(row.scheme)))

    def _copy(self) -> None:
        self._used(lambda used: self._made(self._work.copy(used)))

    def _bring_in(self) -> None:
        self._made(self._work.bring_in())

    def _hand_on(self) -> None:
        self.with_one(lambda row: self._work.hand_on(row.scheme))

    def _retire(self) -> None:
        self._used(self._work.retire)

    def _remove(self) -> None:
        self._used(lambda used: self._work.remove(used) if used.is_draft else None)

    def _made(self, scheme_id: int | None) -> None:
        """A draft that was just made is changed next."""
        if scheme_id is not None:
            self.choose(scheme_id)
            self.changing.emit(scheme_id)
