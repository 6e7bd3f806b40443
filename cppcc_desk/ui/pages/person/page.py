"""履职档案: who somebody is, what they wrote and what became of it, where they were; changed and printed from here."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.queries import forms
from cppcc_desk.queries.cards import CardRow, cards_of
from cppcc_desk.queries.occasions import AttendedRow, attendance_of
from cppcc_desk.queries.people import PersonDetail, PersonRow, people
from cppcc_desk.queries.people.duty import DutyRecord, PersonPiece, duty_record, years_of
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.list_tools import ListTools, in_front
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.person.columns import (
    Stretch,
    card_columns,
    meeting_columns,
    piece_columns,
    stretch_columns,
    stretches,
)
from cppcc_desk.ui.pages.person.score_link import ScoreLink
from cppcc_desk.ui.pages.person.side import PersonSide
from cppcc_desk.ui.photo_work import PhotoWork
from cppcc_desk.ui.roster_changes import RosterChanges
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, EmptyState, action, button, column, label, row


class PersonPage(Page):
    """`open_at(person_id=…)`."""

    title = "履职档案"
    help_chapter = "roster"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._changes, self._photos = RosterChanges(context), PhotoWork(context)
        self._person_id: int | None = None
        self._record: DutyRecord | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        settings = self.context.settings
        self.side = PersonSide()
        self.standing = label("", "small_strong", wrap=True)
        self.score = ScoreLink(self.context)
        self.year = ChoiceField(blank="全部年度")
        self.year.setFixedWidth(116)
        self.year.name("年度")
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName("履职档案的各部分")
        self.pieces: DataTable[PersonPiece] = DataTable(
            RowsModel(piece_columns(self.context), row_id=lambda r: r.id),
            name="person/pieces",
            title="来稿",
            settings=settings,
        )
        self.history: DataTable[Stretch] = DataTable(
            RowsModel(stretch_columns(), row_id=lambda r: r.place),
            name="person/history",
            title="身份与单位",
            settings=settings,
        )
        self.meetings: DataTable[AttendedRow] = DataTable(
            RowsModel(meeting_columns(self.context), row_id=lambda r: r.occasion_id),
            name="person/meetings",
            title="会议和活动",
            settings=settings,
        )
        self.cards: DataTable[CardRow] = DataTable(
            RowsModel(card_columns(), row_id=lambda r: r.id), name="person/cards", title="信息员证", settings=settings
        )
        self.empty = EmptyState()
        self.stack = QStackedWidget()
        self.tables: tuple[tuple[str, DataTable[Any]], ...] = (
            ("来稿", self.pieces),
            ("会议和活动", self.meetings),
            ("身份与单位", self.history),
            ("信息员证", self.cards),
        )
        for words, table in self.tables:
            self.tabs.addTab(words)
            self.stack.addWidget(table)
        self.stack.addWidget(self.empty)
        # Ctrl+P prints the whole, as the blue button says, not the list in front.
        self.tools = ListTools(self.context, lambda: in_front(self._front, self._told()), self.refusals, page=None)
        self.print_button = button("打印履职档案", self._print, icon="print", kind="primary", shortcut="Ctrl+P")
        self.edit_button = button("修改资料", self._edit, icon="edit")
        self.photo_button = button("更换照片", self._change_photo, icon="user")
        self.leave_button = button("退出名册", self._leave, kind="danger")
        self.return_button = button("回到名册", self._come_back, icon="undo")
        self.back_button = button("返回名册", self._back, icon="back", kind="flat")
        top = row(self.standing, self.score, self.year, margins=(16, 8, 12, 0))
        top.setStretch(0, 1)
        head = row(self.tabs, STRETCH, self.tools, margins=(16, 4, 8, 4))
        self.bar = Bar(
            self.print_button,
            self.edit_button,
            self.photo_button,
            self.leave_button,
            self.return_button,
            STRETCH,
            self.back_button,
        )
        inside = column(top, head, self.stack, self.bar, gap=0)
        inside.setStretch(2, 1)
        body = row(self.side, Card(inside), gap=10)
        body.setStretch(1, 1)
        outer = column(self.notice, body, gap=8, margins=(12, 10, 12, 10))
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self.first = self.pieces

    def _connect(self) -> None:
        self.year.changed.connect(self.refresh)
        self.tabs.currentChanged.connect(lambda _tab: self._show_tab())
        self.pieces.opened.connect(self._open_piece)
        self.meetings.opened.connect(self._open_meeting)
        self.cards.opened.connect(self._open_card)
        self.side.bare_wanted.connect(self._remove_photo)
        for _, table in self.tables:
            table.refreshed.connect(self.refresh)
            lists.equip(
                table,
                action("复制所选行", table.copy, icon="copy", shortcut="Ctrl+C"),
                *self.tools.entries(),
            )
        for table, words in (
            (self.pieces, "打开来稿"),
            (self.meetings, "打开会议或活动"),
            (self.cards, "打开信息员证"),
        ):
            lists.equip(table, action(words, partial(self._open_current, table), icon="eye", tells="Enter"))
        lists.equip(self, action("打印履职档案", self._print, icon="print", shortcut="Ctrl+P"))

    # ------------------------------------------------------------------ what is shown
    def open_at(self, **target: Any) -> None:
        if "person_id" in target and target["person_id"] != self._person_id:
            self._person_id = target["person_id"]
            years = self._years(self._person_id)
            self.year.set_choices([(year, f"{year} 年") for year in years])
            self.year.set_value(self.context.today.year)
            self.stale = True
            if self.isVisible():
                self.refresh()

    def fit(self, room: Room) -> None:
        self.side.fit(room)
        for _, table in self.tables:
            table.set_narrow(room.narrow)
        self.tools.fit(narrow=room.narrow)

    def reload(self) -> None:
        if self._person_id is None:
            return
        try:
            self._record = self.context.desk.read(
                duty_record, self._person_id, year=self.year.value(), now=self.context.now
            )
        except DeskError as refusal:  # undone or merged meanwhile
            self._record = None
            self.notice.tell(refusal.message, kind="error")
            return
        person = self._record.person
        self._show_person(person)
        self.standing.setText(_standing(self._record))
        self.pieces.show_rows(self._record.pieces)
        self.history.show_rows(stretches(person))
        read, now = self.context.desk.read, self.context.now
        self.meetings.show_rows(read(attendance_of, person.id, now=now, year=self.year.value()).rows)
        self.cards.show_rows(read(cards_of, person.id, on=now.date()))
        self._show_tab()
        self.score.show_score(person.id, self.year.value())
        self.subtitle = person.entry.name
        self.titled.emit()

    def _show_person(self, person: PersonDetail) -> None:
        self.side.show_person(person)
        self.leave_button.setVisible(person.left_on is None)
        self.return_button.setVisible(person.left_on is not None)
        data = b""
        if person.photo:
            with self.refusals():  # its bytes may be gone from the originals
                data = self.context.desk.originals.take(person.photo)
        self.side.show_photo(data)
        self.side.bare_button.setVisible(bool(person.photo))
        self.photo_button.setText("更换照片" if person.photo else "添加照片")

    def _show_tab(self) -> None:
        place = self.tabs.currentIndex()
        table = self.tables[place][1]
        if table.rows.count():
            self.stack.setCurrentWidget(table)
            return
        year = self.year.value()
        when = f"{year} 年" if year else "至今"
        told = {
            0: (f"{when}没有来稿", "换一个年度看看，或点“登记来稿”。", "inbox"),
            1: (f"{when}没有会议和活动的记录", "在“会议与活动”里登记，写上请了谁、谁到会。", "calendar"),
            2: ("没有身份和单位", "点“修改资料”，填上身份、界别和所属单位。", "users"),
            3: ("没有发过信息员证", "在“信息员证”里发证。", "stamp"),
        }
        title, text, icon = told[place]
        self.empty.tell(title, text, icon=icon)
        self.stack.setCurrentWidget(self.empty)

    @property
    def _front(self) -> DataTable[Any]:
        return self.tables[self.tabs.currentIndex()][1]

    def _told(self) -> str:
        name = self._record.person.entry.name if self._record else ""
        return f"{name}的{self.tables[self.tabs.currentIndex()][0]}"

    def _years(self, person_id: int | None) -> list[int]:
        written = self.context.desk.read(years_of, person_id) if person_id is not None else ()
        return sorted({self.context.today.year, *written}, reverse=True)

    # ------------------------------------------------------------------ what is done
    def _open_piece(self, piece: PersonPiece) -> None:
        self.context.navigate("submissions", submission_id=piece.id)

    def _open_meeting(self, meeting: AttendedRow) -> None:
        self.context.navigate("people", part="occasions", occasion_id=meeting.occasion_id)

    def _print(self) -> None:
        if self._person_id is not None:
            year = self.year.value()
            with self.refusals():
                form = self.context.desk.read(forms.duty_form, self._person_id, now=self.context.now, year=year)
                self.context.navigate("preview", letters=(form,))

    def _open_card(self, card: CardRow) -> None:
        self.context.navigate("people", part="cards", card_id=card.id)

    def _open_current(self, table: DataTable[Any]) -> None:
        if (current := table.current_row()) is not None:
            table.opened.emit(current)

    def _edit(self) -> None:
        if self._person_id is not None:
            with self.refusals():
                self._changes.edit(self._person_id)

    def _change_photo(self) -> None:
        if self._record is not None:
            person = self._record.person
            self._photos.change(person.id, person.entry.name, failed=self._no_photo)

    def _no_photo(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.notice.tell(error.message, kind="error")

    def _remove_photo(self) -> None:
        if self._record is not None:
            with self.refusals():
                self._photos.remove(self._record.person.id, self._record.person.entry.name)

    def _leave(self) -> None:
        if rows := self._rows():
            with self.refusals():
                self._changes.leave(rows)

    def _come_back(self) -> None:
        if rows := self._rows():
            with self.refusals():
                self._changes.come_back(rows[0])

    def _rows(self) -> list[PersonRow]:
        """The person as the lists know them."""
        return [row for row in self.context.desk.read(people, everybody=True) if row.id == self._person_id]

    def _back(self) -> None:
        self.context.navigate("people", part="roster", person_id=self._person_id)


def _standing(record: DutyRecord) -> str:
    """How they stand this year, in one line."""
    standing, year = record.standing, record.year
    if standing is None:
        return f"{year} 年没有任务数" if year else ""
    if not standing.quota:
        return f"计入来稿 {standing.count} 篇，没有任务数"
    return (
        f"任务 {standing.quota} 篇，已计 {standing.count} 篇；到今天应有 {standing.due} 篇，{standing.progress.value}"
    )
