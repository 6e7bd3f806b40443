"""Many files at once: what was read of each, to be checked, put right one by one, and registered together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.submission import IntakeChannel, ReadStatus
from cppcc_desk.errands.received import Found
from cppcc_desk.queries.office import GroupRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField, Form, MomentField
from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, NoticeBar, action, button, column, hairline, label, row

READY, CHECK, DOUBLE, KNOWN, UNREADABLE, DONE, REFUSED = (
    "可登记",
    "请核对",
    "疑似重复",
    "已有",
    "不能读",
    "已登记",
    "没登记",
)
_TONES: Final = {CHECK: "soon", DOUBLE: "soon", UNREADABLE: "overdue", REFUSED: "overdue", DONE: "ontime"}
_OPEN: Final = frozenset((READY, CHECK, DOUBLE, REFUSED))


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A line of the list: what was found in a file and what became of it."""

    number: int
    found: Found
    state: str
    told: str
    intake_no: str = ""

    @property
    def open(self) -> bool:
        """Whether it can still be registered."""
        return self.state in _OPEN and self.found.draft is not None


def piece(number: int, found: Found) -> Piece:
    """The line for what was read of a file."""
    told = [*found.warnings, found.message]
    doubles = found.likely_duplicates
    told += [f"疑似与 {d.intake_no} 重复（{d.similarity:.0%}）" for d in doubles]
    if found.draft is None:
        state = KNOWN if found.status is ReadStatus.SKIPPED else UNREADABLE
    elif not found.draft.title.strip() or not found.draft.body.strip():
        state = CHECK
        told.insert(0, "没有读出标题，请打开补填。" if found.draft.body.strip() else "没有读出正文，请打开补填。")
    else:
        state = DOUBLE if doubles else CHECK if found.warnings else READY
    return Piece(
        number=number,
        found=found,
        state=state,
        told=" ".join(filter(None, told)),
        intake_no=found.known_as,
    )


def _complete(one: Piece) -> bool:
    draft = one.found.draft
    return one.open and draft is not None and bool(draft.title.strip()) and bool(draft.body.strip())


class BatchList(QWidget):
    """`register_wanted(list[Piece])`, `opened(Piece)`, `left()`, `report_wanted()`, `known_wanted(intake_no)`."""

    register_wanted = Signal(list)
    opened = Signal(object)
    left = Signal()
    report_wanted = Signal()
    known_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.pieces: tuple[Piece, ...] = ()
        self.notice = NoticeBar()
        self._told = label("", "card_title")
        self.form = Form(columns=3, label_width=66)
        self.form.add("received_at", "收稿时间", MomentField(), required=True)
        self.form.add("intake_channel", "来稿方式", ChoiceField(IntakeChannel, blank="请选择"), required=True)
        self.group = ChoiceField(blank="按反映人所在小组")
        self.form.add("info_group_id", "信息小组", self.group)
        self.table: DataTable[Piece] = DataTable(
            RowsModel(_columns(), row_id=lambda one: one.number, checkable=True),
            name="register_batch",
            title="读入的文件",
            settings=context.settings,
        )
        self.table.chosen.connect(lambda _count: self._count())
        self.table.current.connect(self._tell_whole)
        self.table.opened.connect(self._open)
        self.table.link_pressed.connect(lambda one, _key: self._open(one))
        lists.equip(
            self.table,
            action("打开核对", lambda: self._open(self.table.current_row()), icon="eye", tells="Enter"),
            action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C"),
        )
        self._lay_out()

    def _lay_out(self) -> None:
        self.leave = button("返回", self.left.emit, icon="left")
        self.report = button("另存清单", self.report_wanted.emit, icon="export", kind="flat")
        self.go = button("登记选中的 0 篇", self._register, icon="check", kind="primary", shortcut="Ctrl+Enter")
        self._hint = label("双击或 Enter 打开核对", "hint")
        head = column(row(self._told, STRETCH, self.report), self.form, self.notice, gap=8, margins=(16, 10, 12, 10))
        foot = Bar(self.leave, self._hint, STRETCH, self.go)
        self._whole = label("", "secondary", wrap=True, selectable=True)
        self._whole.setMargin(8)
        self._whole.hide()
        box = column(head, hairline(), self.table, self._whole, foot, gap=0)
        box.setStretch(2, 1)
        self.setLayout(column(Card(box)))

    # ------------------------------------------------------------------ what is shown
    def begin(self, found: Sequence[Found], values: dict[str, object]) -> None:
        """Show what was read; what is beyond doubt is chosen."""
        self.notice.dismiss()
        self.form.fill(values)
        self.show_pieces(tuple(piece(number, one) for number, one in enumerate(found, start=1)))
        ready = [one.number for one in self.pieces if one.state in (READY, CHECK) and _complete(one)]
        self.table.choose(ready)
        self.table.verticalScrollBar().setValue(0)
        doubles = sum(one.state == DOUBLE for one in self.pieces)
        if doubles:
            self.notice.tell(f"{doubles} 篇疑似重复，没有勾选；打开核对后仍可登记。")

    def add(self, found: Sequence[Found]) -> None:
        """More files for the list that is shown."""
        begin = len(self.pieces) + 1
        self.show_pieces((*self.pieces, *(piece(number, one) for number, one in enumerate(found, start=begin))))

    def show_pieces(self, pieces: tuple[Piece, ...]) -> None:
        """Show these lines."""
        self.pieces = pieces
        self.table.show_rows(pieces)
        self._tell_whole(self.table.current_row())
        tally = {state: sum(one.state == state for one in pieces) for state in _ORDER}
        parts = [f"{state} {count} 篇" for state, count in tally.items() if count]
        self._told.setText(f"读入 {len(pieces)} 个文件：{'，'.join(parts)}")
        self._count()

    def settle(self, number: int, *, state: str, told: str = "", intake_no: str = "") -> None:
        """What became of one line."""
        self.show_pieces(
            tuple(
                replace(one, state=state, told=told, intake_no=intake_no) if one.number == number else one
                for one in self.pieces
            )
        )
        if state == DONE:
            self.table.choose([one.number for one in self.table.chosen_rows() if one.number != number])

    def offer_groups(self, groups: Sequence[GroupRow]) -> None:
        """The groups as they are now."""
        self.group.set_choices([(group.id, group.name) for group in groups])

    def next_open(self) -> Piece | None:
        """The first line that is still to be registered."""
        return next((one for one in self.pieces if one.open), None)

    @property
    def unfinished(self) -> int:
        """How many lines can still be registered."""
        return sum(one.open for one in self.pieces)

    # ------------------------------------------------------------------ what the person does
    def chosen(self) -> list[Piece]:
        """The chosen lines that can be registered as they are."""
        return [one for one in self.table.chosen_rows() if _complete(one)]

    def _count(self) -> None:
        number = len(self.chosen())
        self.go.setText(f"登记选中的 {number} 篇")
        self.go.setEnabled(number > 0)

    def _register(self) -> None:
        problems = self.form.missing(["intake_channel"])
        if problems:
            problems = {"intake_channel": "请选择来稿方式。"}
        if not self.form.show_problems(problems):
            self.register_wanted.emit(self.chosen())

    def press_primary(self) -> None:
        """Ctrl+Enter."""
        if self.go.isEnabled():
            self._register()

    def _tell_whole(self, one: Piece | None) -> None:
        """The whole sentence about a file, which the column has no room for."""
        told = one.told if one is not None else ""
        self._whole.setText(f"{one.found.file_name}：{told}" if one is not None and told else "")
        self._whole.setVisible(bool(told))

    def _open(self, one: Piece | None) -> None:
        if one is None:
            return
        if one.open:
            self.opened.emit(one)
        elif one.intake_no:
            self.known_wanted.emit(one.intake_no)
        else:
            self.notice.tell(f"{one.found.file_name}：{one.told}", kind="error")


_ORDER = (READY, CHECK, DOUBLE, DONE, REFUSED, KNOWN, UNREADABLE)


def _columns() -> tuple[Column[Piece], ...]:
    def draft(one: Piece, name: str) -> str:
        found = one.found.draft
        value = getattr(found, name) if found else ""
        return "、".join(value) if isinstance(value, tuple) else str(value)

    return (
        Column(
            key="state",
            title="情况",
            width=84,
            text=lambda one: one.state,
            sort=lambda one: _ORDER.index(one.state),
            tone=lambda one: _TONES.get(one.state, "text2"),
            bold=lambda one: one.state in _TONES,
        ),
        Column(
            key="title",
            title="标题",
            width=200,
            kind=Kind.TEXT,
            stretch=True,
            text=lambda one: draft(one, "title") or one.found.file_name,
            tip=lambda one: one.found.file_name,
        ),
        Column(key="contributors", title="反映人", width=120, text=lambda one: draft(one, "contributors")),
        Column(key="unit", title="反映单位", width=150, text=lambda one: draft(one, "unit"), wide_only=True),
        Column(
            key="told",
            title="提示",
            width=280,
            text=lambda one: f"{one.intake_no} {one.told}".strip() if one.state == DONE else one.told,
            tip=lambda one: one.told,
        ),
        Column(
            key="file",
            title="文件",
            width=150,
            text=lambda one: one.found.file_name,
            tip=lambda one: one.found.file_name,
            wide_only=True,
        ),
        Column(
            key="open",
            title="",
            width=76,
            kind=Kind.LINK,
            text=lambda one: "打开核对" if one.open else "查看来稿" if one.intake_no else "",
        ),
    )
