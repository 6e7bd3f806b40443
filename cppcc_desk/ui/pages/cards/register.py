"""登记册 and 该换发: cards by term, state and words, what is done with them, one of them as it will be printed."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from cppcc_desk.domain.cards import CardState
from cppcc_desk.queries import cards, terms
from cppcc_desk.queries.cards import CardRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.cards.beside import CardBeside
from cppcc_desk.ui.pages.cards.columns import card_columns
from cppcc_desk.ui.pages.cards.working import CardWork
from cppcc_desk.ui.photo_work import PhotoWork
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, NoticeBar, action, batch_bar, button, label
from cppcc_desk.ui.widgets.search_box import DELAY_MS

_ROOM_FOR_ALL = 1680  # pixels of the window for every column and a card beside them


class RegisterPart(ListPart[CardRow]):
    """`due` shows only what is to be renewed. `lacking_wanted`: who should have a card and has none. `issued(tuple of
    card ids)`: these are to be printed now."""

    lacking_wanted = Signal()
    issued = Signal(tuple)

    def __init__(self, context: Context, notice: NoticeBar, work: CardWork, *, due: bool) -> None:
        name = "cards/due" if due else "cards/register"
        title = "该换发的信息员证" if due else "信息员证登记册"
        table: DataTable[CardRow] = DataTable(
            RowsModel(card_columns(context, due=due), row_id=lambda c: c.id, checkable=True),
            name=name,
            title=title,
            settings=context.settings,
        )
        super().__init__(context, notice, table, title=title)
        self._work, self._photos, self._due = work, PhotoWork(context), due
        self.beside = CardBeside(context)
        self.beside.hide()
        self._wants_beside = False
        self._room = Room(1366, 696)
        self._build()

    def _build(self) -> None:
        self.term = ChoiceField(blank="各届")
        self.term.setFixedWidth(104)
        self.term.name("届次")
        self.state = ChoiceField([(state, state.value) for state in CardState], blank="各种状态")
        self.state.setFixedWidth(104)
        self.state.name("状态")
        self.words = QLineEdit()
        self.words.setPlaceholderText("编号、姓名、单位")
        self.words.setAccessibleName("在登记册里查找")
        self.words.setFixedWidth(170)
        self.words.setClearButtonEnabled(True)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DELAY_MS)
        self._wait.timeout.connect(self.reload)
        self.clear = button("清除筛选", self.clear_filters, icon="close", kind="link")
        self.look_button = button("看证件", self._toggle_beside, icon="eye", shortcut="空格")
        self.cards_button = button("打印证件", self._print_cards, icon="print")
        self.letters_button = button("打印聘书", self._print_letters, icon="medal")
        self.renew_button = button("换发…", self._renew, icon="refresh")
        self.lost_button = button("挂失…", self._lost, icon="warn")
        self.replace_button = button("补办…", self._replace, icon="plus")
        self.photo_button = button("照片…", self._photo, icon="user")
        self.end_button = button("注销…", self._end, kind="danger")
        self._count = label("", "hint")
        bar = batch_bar(
            self.look_button,
            self.cards_button,
            self.letters_button,
            self.renew_button,
            self.lost_button,
            self.replace_button,
            self.photo_button,
            self.end_button,
            STRETCH,
            self._count,
        )
        filters = [] if self._due else [self.term, self.state]
        self.lay_out([*filters, self.words, self.clear, STRETCH], bar, beside=self.beside)
        if self._due:
            self.term.hide()
            self.state.hide()
        self._connect()

    def _connect(self) -> None:
        self.term.changed.connect(self.reload)
        self.state.changed.connect(self.reload)
        self.words.textChanged.connect(lambda _text: self._wait.start())
        self.table.opened.connect(lambda card: self.attempt(self._work.print_cards, [card.id]))
        self.table.chosen.connect(lambda _count: self._fit_buttons())
        self.table.current.connect(lambda _row: self._fit_buttons())
        self.table.current.connect(self._look_at)
        self.table.quick_look.connect(self._toggle_beside)
        self.table.deleted.connect(lambda _rows: self._end())
        self._actions: dict[str, QAction] = {}
        for key, words, do, icon, tells in (
            ("look", "显示或收起证件", self._toggle_beside, "eye", "空格"),
            ("cards", "打印证件…", self._print_cards, "print", "Enter"),
            ("letters", "打印聘书", self._print_letters, "medal", ""),
            ("renew", "换发…", self._renew, "refresh", ""),
            ("lost", "挂失…", self._lost, "warn", ""),
            ("replace", "补办…", self._replace, "plus", ""),
            ("photo", "更换照片…", self._photo, "user", ""),
            ("bare", "去掉照片", self._remove_photo, "", ""),
            ("end", "注销…", self._end, "trash", "Delete"),
        ):
            self._actions[key] = action(words, do, icon=icon, tells=tells)
        lists.equip(self.table, *self._actions.values())

    # ------------------------------------------------------------------ what is shown
    def fit(self, room: Room) -> None:
        super().fit(room)
        self._room = room
        shown = room.wide or self._wants_beside
        self.beside.setVisible(shown)
        self.beside.set_low(room.low)
        self.look_button.setVisible(not room.wide)
        self.table.set_narrow(room.narrow or (shown and not room.wide))
        if not shown or room.width >= _ROOM_FOR_ALL:
            self.table.leave_out(())
        else:
            self.table.leave_out(("ended", "until", "photo") if room.narrow else ("ended",))
        self.words.setFixedWidth(152 if room.narrow else 170)
        self.clear.setText("" if room.narrow else "清除筛选")
        self.clear.setAccessibleName("清除筛选")
        for made, wide, narrow in (
            (self.cards_button, "打印证件", "证件"),
            (self.letters_button, "打印聘书", "聘书"),
        ):
            made.setText(narrow if room.narrow else wide)
            made.setToolTip(wide)

    @property
    def filtered(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.term.value() or self.state.value() or self.words.text().strip())

    def choose(self, card_ids: tuple[int, ...]) -> None:
        """Show these cards, whatever was filtered, and choose them."""
        self._reset()
        self.reload()
        self.table.choose(card_ids)

    def reload(self) -> None:
        self._wait.stop()
        read, today, words = self.context.desk.read, self.context.today, self.words.text().strip()
        self.term.set_choices([(term.number, term.name) for term in read(terms.terms)])
        if self._due:
            rows = [row for row in read(cards.renewals, on=today) if words in f"{row.number}　{row.name}　{row.unit}"]
        else:
            rows = list(read(cards.cards, on=today, term=self.term.value(), state=self.state.value(), words=words))
        self.show_rows(rows)
        if not rows:
            self._tell_empty()
        self.clear.setVisible(self.filtered)
        self._fit_buttons()
        self._look_at(self.table.current_row())

    def _toggle_beside(self) -> None:
        """A wide window has the card beside the list anyhow."""
        self._wants_beside = not self._wants_beside
        self.look_button.setText("收起证件" if self._wants_beside else "看证件")
        self.fit(self._room)
        self._look_at(self.table.current_row())

    def _look_at(self, card: CardRow | None) -> None:
        if not self.beside.isHidden():
            self.beside.show_card(card)

    def _tell_empty(self) -> None:
        if self.filtered:
            clear = button("清除筛选", self.clear_filters)
            self.empty.tell(
                "没有符合的信息员证", "换一届、一种状态或一个词，或查看全部。", icon="filter", buttons=[clear]
            )
        elif self._due:
            days = self.context.desk.read(cards.card_rules, on=self.context.today).renewal_days
            self.empty.tell("没有该换发的证", f"有效期满前 {days} 天，或者换届以后，要换的证列在这里。", icon="check")
        else:
            who = button("看谁该有证", self.lacking_wanted.emit, icon="users", kind="primary")
            self.empty.tell(
                "还没有发过信息员证",
                "在“应发未发”里选中信息员，点“发证”；编号由程序编，打印在 A4 纸上，沿线裁开。",
                icon="user",
                buttons=[who],
            )

    def _reset(self) -> None:
        self.term.set_value(None)
        self.state.set_value(None)
        self.words.clear()

    def clear_filters(self) -> None:
        """Show all."""
        self._reset()
        self.reload()

    def _fit_buttons(self) -> None:
        rows = self.chosen()
        one = rows[0] if len(rows) == 1 else None
        running = any(row.ended_on is None for row in rows)
        for key, made, possible in (
            ("cards", self.cards_button, bool(rows)),
            ("letters", self.letters_button, bool(rows)),
            ("renew", self.renew_button, running),
            ("lost", self.lost_button, one is not None and one.ended_on is None),
            ("replace", self.replace_button, one is not None and one.in_roster),
            ("photo", self.photo_button, one is not None),
            ("end", self.end_button, running),
        ):
            made.setEnabled(possible)
            self._actions[key].setEnabled(possible)
        self._actions["bare"].setEnabled(one is not None and bool(one.photo))
        count = self.table.rows.count()
        told = f"已选 {len(rows)} 张，" if len(rows) > 1 else "" if rows or not count else "勾选后打印、换发，"
        self._count.setText(f"{told}共 {count} 张")

    # ------------------------------------------------------------------ what is done
    def _print_cards(self) -> None:
        self.with_chosen(lambda rows: self._work.print_cards([row.id for row in rows]))

    def _print_letters(self) -> None:
        self.with_chosen(lambda rows: self._work.print_letters([row.person_id for row in rows]))

    def _renew(self) -> None:
        self.with_chosen(
            lambda rows: self._tell_issued(self._work.renew([row for row in rows if row.ended_on is None]))
        )

    def _lost(self) -> None:
        self.with_one(lambda row: self._tell_issued(self._work.report_loss(row)))

    def _replace(self) -> None:
        self.with_one(lambda row: self._tell_issued(self._work.replace(row)))

    def _tell_issued(self, card_ids: tuple[int, ...]) -> None:
        if card_ids:
            self.issued.emit(card_ids)

    def _end(self) -> None:
        def end(rows: list[CardRow]) -> None:
            if running := [row for row in rows if row.ended_on is None]:
                self._work.end(running)

        self.with_chosen(end)

    def _photo(self) -> None:
        self.with_one(lambda row: self._photos.change(row.person_id, row.name, failed=self.failed))

    def _remove_photo(self) -> None:
        self.with_one(lambda row: self._photos.remove(row.person_id, row.name))
