"""导入名册: choose a file, look at what would change, decide about namesakes, take it over as one step."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from cppcc_desk.domain.errors import DeskError, Stale
from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.roster_update import Verdict
from cppcc_desk.errands import rosters
from cppcc_desk.errands.rosters import NotRead, RosterLook
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.encodings import encoding_field
from cppcc_desk.ui.form import CheckField, ChoiceField, MomentField
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.roster_import.deciding import Deciding
from cppcc_desk.ui.pages.roster_import.listing import RosterRows
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, ElidedLabel, action, button, column, label, row

ROSTERS = (("名册", ("*.xlsx", "*.xls", "*.csv", "*.et", "*.txt", "*.htm", "*.html")), ("所有文件", ("*",)))


class RosterImportPage(Page):
    """`open_at(path=…)` reads a file at once."""

    title = "导入名册"
    help_chapter = "roster"
    offers_register = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._path: Path | None = None
        self._look: RosterLook | None = None
        self._read_as = ""  # the encoding
        self._deciding = Deciding(context)
        self._build()
        self._connect()
        self._show(is_text=False)

    def _build(self) -> None:
        self.file_button = button("选择名册…", self._choose, icon="folder", kind="primary")
        self.kind = ChoiceField([(kind, kind.value) for kind in PersonKind])
        self.kind.set_value(PersonKind.MEMBER)
        self.kind.setFixedWidth(116)
        self.kind.name("表中没有写明身份的人是")
        self.heads_button = button("列的对应…", self._map_heads, icon="columns", kind="flat")
        self.encoding = encoding_field()
        self._encoding_words = label("文字编码", "secondary")
        self._file = ElidedLabel("", "strong")  # where the head of the window is too narrow to say it
        head = row(
            self.file_button,
            4,
            label("表中没有写明身份的是", "secondary"),
            self.kind,
            self.heads_button,
            self._file,
            self._encoding_words,
            self.encoding,
            margins=(16, 8, 12, 4),
        )
        head.setStretch(5, 1)
        self.list = RosterRows(self.context, self._deciding, self.refusals, page=self)
        self.since = CheckField(
            "从这一天起变更，以前的留作历史", tip="身份和所属单位从这一天起变更，以前的留着可查；不勾是更正，不留历史"
        )
        self.day = MomentField(time=False)
        self.absent = CheckField("")
        self.absent_button = button("看名单", self._show_absent, kind="link")
        options = row(self.since, self.day, 16, self.absent, self.absent_button, STRETCH, margins=(16, 4, 16, 4))
        self.save_button = button("导入", self.save, icon="check", kind="primary", shortcut="Ctrl+Enter")
        self._told = label("", "hint")
        bar = Bar(
            self.save_button,
            self.list.decide_button,
            self.list.skip_button,
            self.list.restore_button,
            STRETCH,
            self._told,
        )
        body = column(head, self.list, options, bar, gap=0)
        body.setStretch(1, 1)
        self._card = Card(body)
        outer = column(self.notice, self._card, gap=8, margins=(12, 10, 12, 10))
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self.first = self.file_button

    def _connect(self) -> None:
        self.kind.changed.connect(self._read_again)
        self.encoding.changed.connect(self._read_again)
        self.list.changed.connect(self._show)
        self.list.wanted.connect(self._choose)
        self.absent.changed.connect(self._show)
        self.since.changed.connect(lambda: self.day.setEnabled(self.since.value()))
        self.day.setEnabled(False)
        lists.equip(self, action("导入", self.save, shortcut="Ctrl+Return"))

    # ------------------------------------------------------------------ what is shown
    def open_at(self, **target: Any) -> None:
        if "path" in target:
            self.read(target["path"])

    def fit(self, room: Room) -> None:
        self.list.fit(room)
        self._file.setText(self.subtitle if room.narrow else "")

    def may_close(self) -> bool:
        if self._look is None:
            return True
        return self.context.dialogs.confirm(
            "名册还没有导入",
            f"“{self._look.file_name}”读出的 {len(self.list.lines)} 行还没有导入，关闭程序后要重新读取。",
            verb="关闭",
        )

    def _choose(self) -> None:
        found = self.context.dialogs.open_files("选择名册", ROSTERS)
        if found:
            self.read(found[0])

    def read(self, path: Path) -> None:
        """Read another roster; what was decided about the one before is asked for first."""
        if self.list.answered and not self.context.dialogs.confirm(
            "换一份名册？",
            f"“{self._look.file_name if self._look else ''}”里已选定的 {self.list.answered} 行不再保留。",
            verb="换一份",
        ):
            return
        self._path = path
        self.encoding.set_value(None)
        self._read(keep=False)

    def _read_again(self) -> None:
        """The same file, understood another way: what was decided stays."""
        if self._path is not None:
            self._read(keep=self._look is not None)

    def _read(self, *, keep: bool) -> None:
        path, kind, encoding, desk = self._path, self.kind.value(), self.encoding.value() or "", self.context.desk
        if path is None:
            return
        self._card.setEnabled(False)
        self.context.work.run(
            f"正在读取“{path.name}”",
            lambda _reporter: rosters.look_at_roster(desk, path, kind=kind, encoding=encoding),
            done=partial(self._arrive, encoding=encoding, keep=keep),
            failed=partial(self._failed, keep=keep),
            cancelled=self._go_back if keep else lambda: self._card.setEnabled(True),
        )

    def _failed(self, error: BaseException, *, keep: bool) -> None:
        if not isinstance(error, DeskError):
            self._card.setEnabled(True)
            raise error
        if keep:
            self._go_back()
        else:
            self._card.setEnabled(True)
            self._look = None
            self.list.show_look(None, keep=False)
            self._show(is_text=isinstance(error, NotRead) and error.is_text)
        self.notice.tell(f"没有读出“{self._path.name if self._path else ''}”：{error.message}", kind="error")

    def _go_back(self) -> None:
        """Nothing was read that way: what is shown stays, and the boxes say how it was read."""
        self._card.setEnabled(True)
        if self._look is not None:
            self.kind.set_value(self._look.kind)
            self.encoding.set_value(self._read_as or None)

    def _arrive(self, look: RosterLook, *, encoding: str, keep: bool) -> None:
        self._card.setEnabled(True)
        self._read_as = encoding
        self._look = look
        lost = self.list.show_look(look, keep=keep)
        if not keep:
            self.day.set_value(self.context.today)
            self.absent.set_value(False)
        self._show(is_text=look.result.is_text)
        self._tell_warnings(look, lost)
        self.list.table.setFocus()

    def _tell_warnings(self, look: RosterLook, lost: int) -> None:
        told = [f"有 {lost} 行重新读取后不一样了，请重新选定。"] if lost else []
        told += look.result.warnings
        told += look.told_of_units()
        if told:
            self.notice.tell("\n".join(told[:4]) + ("\n……" if len(told) > 4 else ""), kind="warning")
        else:
            self.notice.dismiss()

    def _show(self, *, is_text: bool | None = None) -> None:
        numbers, look, lines = self.list.numbers(), self._look, bool(self.list.lines)
        if is_text is not None:
            self.encoding.setVisible(is_text)
            self._encoding_words.setVisible(is_text)
        self.heads_button.setEnabled(look is not None)
        missing = len(look.absent) if look else 0
        self.absent.box.setText(f"名册里没有的 {missing} 名{self.kind.value()}退出名册")
        self.absent.setVisible(missing > 0)
        self.absent_button.setVisible(missing > 0)
        self.since.setVisible(lines)
        self.day.setVisible(lines)
        doing = numbers[Verdict.NEW] + numbers[Verdict.CHANGED]
        self.save_button.setText(f"导入 {doing} 人" if doing else "导入")
        asked = numbers[Verdict.ASK]
        self.save_button.setEnabled(lines and not asked and (doing > 0 or bool(self.absent.value())))
        if not lines:
            self._told.setText("先看差别，确认以后才保存；导入以后可以撤销")
        else:
            self._told.setText(f"还有 {asked} 行要选定是不是同一人" if asked else "核对好以后点“导入”，一步可以撤销")
        self.subtitle = look.file_name if look else ""
        self._file.setText(self.subtitle if self.room.narrow else "")
        self.titled.emit()

    def _show_absent(self) -> None:
        if self._look is not None:
            self._deciding.show_absent(self._look)

    def _map_heads(self) -> None:
        if self._look is not None and self._deciding.heads(self._look):
            self._read_again()

    # ------------------------------------------------------------------ what is saved
    def save(self) -> None:
        """Take the roster over as one step on the worker, then show the people."""
        look = self._look
        if look is None or not self.save_button.isEnabled():
            return
        leaving: Sequence[int] = [person.id for person in look.absent] if self.absent.value() else ()
        if leaving and not self.context.dialogs.confirm(
            f"{len(leaving)} 人退出名册？",
            f"{_half(look)}他们的来稿和记录都保留，随时可以回到名册。{_staying(look)}",
            verb=f"导入，{len(leaving)} 人退出",
        ):
            return
        since = self.day.value() if self.since.value() else None
        proposals, desk = [line.proposal for line in self.list.lines], self.context.desk
        self._card.setEnabled(False)
        self.context.work.run(
            f"正在导入“{look.file_name}”",
            lambda _reporter: rosters.take_over(desk, look, proposals, leaving=leaving, since=since),
            done=lambda lost: self._saved(look, lost),
            failed=self._not_saved,
            cancelled=lambda: self._card.setEnabled(True),
        )

    def _saved(self, look: RosterLook, lost: Sequence[str]) -> None:
        self._card.setEnabled(True)
        self._look, self._path = None, None
        self.list.show_look(None, keep=False)
        self._show(is_text=False)
        self.notice.dismiss()
        wanting = f"，{'、'.join(lost)}没有组长了" if lost else ""
        self.context.notify(f"已导入“{look.file_name}”{wanting}", undo=True)
        if self.isVisible():  # who has gone on to other work is left there
            self.context.navigate("people", part="roster")

    def _not_saved(self, error: BaseException) -> None:
        self._card.setEnabled(True)
        if not isinstance(error, DeskError):
            raise error
        again = [("重新读取", self._read_again)] if isinstance(error, Stale) else []
        self.notice.tell(error.message, kind="error", actions=again)


def _half(look: RosterLook) -> str:
    """A warning where the file may be a part of the roster only."""
    if not look.lacks_most:
        return ""
    return f"名册里没有的超过现有{look.kind}的一半，请先核对“{look.file_name}”是不是完整的名册。"


def _staying(look: RosterLook) -> str:
    number = sum(bool(look.stays_as(person)) for person in look.absent)
    return f"其中 {number} 人还有别的身份，只去掉{look.kind}身份。" if number else ""
