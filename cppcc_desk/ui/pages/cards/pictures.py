"""批量导入照片: the pictures of a folder with whom each means, looked at and put right before any is used."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.errands import photos
from cppcc_desk.errands.photos import Matched, Portrait
from cppcc_desk.queries import people
from cppcc_desk.queries.people import PersonRow
from cppcc_desk.queries.portraits import pictured
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Reporter
from cppcc_desk.ui.form import SuggestField
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel
from cppcc_desk.ui.widgets import (
    STRETCH,
    Bar,
    Card,
    NoticeBar,
    Suggestion,
    action,
    button,
    column,
    hairline,
    label,
    row,
)

MATCHED, SAME_NAME, HINTED, NOBODY, TWICE, UNREADABLE, LEFT_OUT = (
    "对上了",
    "同名，请选",
    "拿不准，请选",
    "没有对应的人",
    "一人两张，请选",
    "读不了",
    "不用",
)
_ORDER: Final = (SAME_NAME, HINTED, TWICE, NOBODY, UNREADABLE, LEFT_OUT, MATCHED)
_TONES: Final = {
    SAME_NAME: "soon",
    HINTED: "soon",
    TWICE: "soon",
    NOBODY: "soon",
    UNREADABLE: "overdue",
    MATCHED: "ontime",
}
_SIDE: Final = 236
_MOST: Final = 12  # people offered


@dataclass(frozen=True)
class Line:
    """A file, and whose picture it is to become; None for nobody's."""

    number: int
    matched: Matched
    person: PersonRow | None
    left_out: bool = False


class PicturesPart(Card):
    """`begin(folder)` reads and shows; `left()` when the person is through with it, `leave_wanted()` for 返回.

    `changed`: whether somebody put a line right, and the pictures are not used yet.
    """

    left = Signal()
    leave_wanted = Signal()

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        super().__init__()
        self.context, self.notice = context, notice
        self.lines: tuple[Line, ...] = ()
        self.changed = False
        self._roster: tuple[PersonRow, ...] = ()
        self._told = label("", "card_title")
        self.table: DataTable[Line] = DataTable(
            RowsModel(self._columns(), row_id=lambda line: line.number),
            name="cards/pictures",
            title="照片",
            settings=context.settings,
        )
        self.leave = button("返回", self.leave_wanted.emit, icon="left")
        self.go = button("用上 0 张", self._use, icon="check", kind="primary", shortcut="Ctrl+Enter")
        self.picture = QLabel()
        self.picture.setFixedSize(150, 210)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setObjectName("original")
        self.whose = SuggestField(self._offer, placeholder="姓名、拼音首字母或电话")
        self.whose.name("这是谁的照片")
        self.out_button = button("不用这一张", self._leave_out, icon="close")
        self._ask = label("这是谁的照片", "strong")
        self._problem = label("", "hint", wrap=True)
        self._lay_out()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        head = row(self._told, STRETCH, margins=(16, 10, 12, 10))
        self._side = QWidget()
        self._side.setFixedWidth(_SIDE)
        self._side.setLayout(
            column(
                row(STRETCH, self.picture, STRETCH),
                self._ask,
                self.whose,
                self._problem,
                STRETCH,
                gap=8,
                margins=(14, 12, 14, 12),
            )
        )
        middle = row(self.table, hairline(vertical=True), self._side, gap=0)
        middle.setStretch(0, 1)
        hint = label("认错的、同名的，在右边改；用上以后可以撤销", "hint")
        foot = Bar(self.leave, hint, STRETCH, self.out_button, self.go)
        box = column(head, hairline(), middle, foot, gap=0)
        box.setStretch(2, 1)
        self.setLayout(box)
        self.table.current.connect(self._show)
        self.whose.picked.connect(self._take)
        lists.equip(
            self.table,
            action("不用这一张", self._leave_out, icon="close", tells="Delete"),
            action("用上对好的照片", self._use, icon="check", shortcut="Ctrl+Return"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
        )
        self.table.deleted.connect(lambda _rows: self._leave_out())

    def fit(self, room: Room) -> None:
        """Take the shape for this much room."""
        self.table.set_narrow(room.narrow)
        self._ask.setVisible(not room.low)
        self.picture.setFixedSize(QSize(64, 90) if room.low else QSize(150, 210))
        self._show(self.table.current_row())

    # ------------------------------------------------------------------ what is shown
    def begin(self, folder: Path) -> None:
        """Read the pictures of a folder on the worker, then show whom they mean."""
        desk = self.context.desk
        self._set(())
        self.changed = False

        def work(reporter: Reporter) -> tuple[Matched, ...]:
            return photos.look_through(desk, folder, step=reporter.step)

        self.context.work.run(
            "正在读取照片", work, done=self.show_matched, failed=self._failed, cancelled=self.left.emit
        )

    def show_matched(self, found: Sequence[Matched]) -> None:
        """The files with whom their names mean."""
        self._roster = self.context.desk.read(people.people)
        by_id = {person.id: person for person in self._roster}
        self._set(
            tuple(
                Line(number, one, by_id.get(one.bearers[0].id) if len(one.bearers) == 1 else None)
                for number, one in enumerate(found)
            )
        )
        if not found:
            self.notice.tell("这个文件夹里没有 JPG、PNG、BMP 照片。请换一个文件夹。", kind="info")
        if found:  # what needs a look stands above
            self.table.choose([self.table.rows.id_at(0)])

    def state(self, line: Line) -> str:
        """How far a file is from being used."""
        if line.matched.portrait is None:
            return UNREADABLE
        if line.left_out:
            return LEFT_OUT
        if line.person is None:
            return SAME_NAME if line.matched.bearers else HINTED if line.matched.hinted else NOBODY
        same = [one for one in self.lines if one.person == line.person and not one.left_out and one.matched.portrait]
        return MATCHED if len(same) == 1 else TWICE

    @property
    def ready(self) -> dict[int, Portrait]:
        """Whose picture is settled."""
        return {
            line.person.id: line.matched.portrait
            for line in self.lines
            if line.person is not None and line.matched.portrait is not None and self.state(line) == MATCHED
        }

    def _set(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines
        self.table.show_rows(sorted(lines, key=lambda line: (_ORDER.index(self.state(line)), line.number)))
        tally = {state: sum(self.state(line) == state for line in lines) for state in reversed(_ORDER)}
        told = "，".join(f"{state.removesuffix('，请选')} {count} 张" for state, count in tally.items() if count)
        self._told.setText(f"{len(lines)} 张照片" + (f"：{told}" if told else ""))
        number = len(self.ready)
        self.go.setText(f"用上 {number} 张")
        self.go.setEnabled(number > 0)
        self._show(self.table.current_row())

    def _show(self, line: Line | None) -> None:
        """The picture of a file as it will be kept, and whose it is."""
        portrait = line.matched.portrait if line is not None else None
        if portrait is None:
            self.picture.setText("没有照片")
        else:
            ratio = self.devicePixelRatioF()
            shown = QPixmap.fromImage(QImage.fromData(portrait.data)).scaled(
                self.picture.size() * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            shown.setDevicePixelRatio(ratio)
            self.picture.setPixmap(shown)
        self.whose.setEnabled(portrait is not None)
        self.out_button.setEnabled(portrait is not None)
        self.whose.set_value(line.person.name if line is not None and line.person is not None else "")
        self._problem.setText(self._explain(line) if line is not None else "")

    def _explain(self, line: Line) -> str:
        if line.matched.problem:
            return line.matched.problem
        if line.person is not None:
            has = "原有照片，用上后换掉。" if line.person.id in self._pictured() else ""
            return f"{line.person.unit or '单位未填'}。{has}"
        names = "、".join(f"{one.name}（{one.unit or '单位未填'}）" for one in line.matched.offered)
        return f"可能是：{names}" if names else "文件名里没有名册上的姓名、电话或身份证号。"

    def _pictured(self) -> frozenset[int]:
        return self.context.desk.read(pictured)

    # ------------------------------------------------------------------ what the person does
    def _offer(self, typed: str) -> list[Suggestion]:
        """Those whom the name may mean first, for an empty field; else whoever is typed."""
        line = self.table.current_row()
        if line is None:
            return []
        meant = {one.id for one in line.matched.offered}
        if not typed.strip():
            found = [person for person in self._roster if person.id in meant]
        else:
            found = list(people.suggestions(self._roster, typed, limit=_MOST))
        return [Suggestion(person.name, person.unit, person) for person in found]

    def _take(self, chosen: Suggestion) -> None:
        line = self.table.current_row()
        if line is not None and isinstance(chosen.value, PersonRow):
            self._put(replace(line, person=chosen.value, left_out=False))

    def _leave_out(self) -> None:
        line = self.table.current_row()
        if line is not None and line.matched.portrait is not None:
            self._put(replace(line, left_out=not line.left_out))

    def _put(self, changed: Line) -> None:
        self.changed = True
        self._set(tuple(changed if line.number == changed.number else line for line in self.lines))

    def _use(self) -> None:
        chosen = self.ready
        if not chosen:
            return
        desk = self.context.desk

        def done(_result: None) -> None:
            self.changed = False
            self.context.notify(f"已给 {len(chosen)} 人换上照片", undo=True)
            self.left.emit()

        self.context.work.run(
            "正在保存照片", lambda _reporter: photos.assign(desk, chosen), done=done, failed=self._failed
        )

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.notice.tell(error.message, kind="error")

    def _columns(self) -> tuple[Column[Line], ...]:
        return (
            Column(
                key="state",
                title="情况",
                text=self.state,
                width=116,
                sort=lambda line: _ORDER.index(self.state(line)),
                tone=lambda line: _TONES.get(self.state(line), "text3"),
                bold=lambda line: self.state(line) in _TONES and self.state(line) != MATCHED,
            ),
            Column(
                key="file",
                title="文件",
                text=lambda line: line.matched.file_name,
                width=180,
                kind=Kind.TEXT,
                stretch=True,
                tip=lambda line: line.matched.problem or line.matched.file_name,
            ),
            Column(key="name", title="姓名", text=lambda line: line.person.name if line.person else "", width=100),
            Column(key="unit", title="单位", text=lambda line: line.person.unit if line.person else "", width=200),
            Column(
                key="group",
                title="信息小组",
                text=lambda line: line.person.info_group if line.person else "",
                width=120,
                wide_only=True,
            ),
        )
