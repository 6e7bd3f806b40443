"""One piece being registered: the form, its original beside it, and the buttons that save it or give it up."""

from functools import partial

from PySide6.QtCore import Signal

from cppcc_desk.domain.errors import DeskError, Invalid, Missing
from cppcc_desk.domain.submission import problems
from cppcc_desk.errands.received import Found
from cppcc_desk.operations.receiving import receive
from cppcc_desk.operations.registering import Registered
from cppcc_desk.queries import intake, office, people
from cppcc_desk.queries.clocks import Timekeeper, timekeeper
from cppcc_desk.queries.topics import topics_to_choose
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.register.batch import Piece
from cppcc_desk.ui.pages.register.commissioned import Commissioned
from cppcc_desk.ui.pages.register.doubling import Doubling
from cppcc_desk.ui.pages.register.drafts import Drafts
from cppcc_desk.ui.pages.register.due import due_lines
from cppcc_desk.ui.pages.register.entry import EntryForm
from cppcc_desk.ui.pages.register.original import OriginalPane
from cppcc_desk.ui.pages.register.prefill import original_of
from cppcc_desk.ui.splitter import KeptSplitter
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, NoticeBar, button, column, label, tag

PANE, PANE_WIDE, PANE_MIDDLING, PANE_LEAST = 400, 600, 290, 290
PANE_FROM = 1360  # window width
CHANNEL = "register/channel"


class SinglePiece(KeptSplitter):
    """`saved(Registered, bool)`: registered, and whether the person wants the next form; `given_up()`.

    `piece` is the line of the list that is open here, None for a piece by itself. Refusals go to `notice`.
    """

    saved = Signal(object, bool)
    given_up = Signal()

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        super().__init__("register", context.settings, side=1)
        self._context = context
        self._notice = notice
        self._keeper: Timekeeper | None = None
        self._roster: tuple[people.PersonRow, ...] = ()
        self._room = Room(1366, 696)
        self._pane_wanted: bool | None = None
        self.piece: Piece | None = None
        self.entry = EntryForm(context)
        self.pane = OriginalPane()
        self.drafts = Drafts(context, self.entry, self.pane)
        self.doubling = Doubling(context, self.entry)
        self.commissioned = Commissioned(context, self.entry)
        self._lay_out()
        self.entry.changed.connect(self._changed)
        self.pane.text_wanted.connect(self._take_text)
        self.drafts.kept.connect(lambda at: self.busy(f"草稿已自动保存 {at:%H:%M}"))
        self.fresh()

    def _lay_out(self) -> None:
        self._kept = label("", "hint")
        self.legend = tag("浅蓝底由原稿读出，请核对", "blue")
        self.show_original = button("看原稿 F6", self.toggle_pane, icon="eye", kind="link")
        self.leave = button("取消", self.give_up, shortcut="Esc")
        self.save_next = button("保存并登记下一篇", partial(self.press_save, and_next=True))
        self.save = button("保存，送分类  Ctrl+S", self.press_save, icon="check", kind="primary")
        self.save.setToolTip("保存这一篇（Ctrl+S 或 Ctrl+Enter）")
        bar = Bar(self._kept, self.show_original, self.legend, STRETCH, self.leave, self.save_next, self.save)
        inside = column(self.entry, bar, gap=0)
        inside.setStretch(0, 1)
        self.addWidget(Card(inside))
        self.addWidget(self.pane)

    # ------------------------------------------------------------------ what is shown
    def load(self) -> None:
        """The office's lists as they are now; what was typed stays."""
        read = self._context.desk.read
        self._keeper = read(timekeeper, now=self._context.now)
        self._roster = read(people.people)
        self.entry.offer(
            roster=self._roster,
            groups=read(office.groups),
            categories=read(office.words, "category"),
            destinations=self._keeper.destinations,
            topics=read(topics_to_choose, today=self._context.today, chosen=self.entry.value("topic_call_id")),
        )
        self.commissioned.look()
        self._tell_number()
        self._tell_due()

    def arrive(self) -> None:
        """The page is opened without a file: an empty form is of now, and a draft of an earlier time is offered."""
        if not self.entry.dirty:
            self.entry.place({"received_at": self._context.now})
            self._tell_due()
            self.drafts.offer(self._notice, self._restore)

    def fit(self, room: Room) -> None:
        """Take the shape for this much room."""
        self._room = room
        shown = self._pane_wanted if self._pane_wanted is not None else not room.narrow
        squeezed = room.narrow and shown
        self.pane.setVisible(shown)
        self.show_original.setVisible(room.narrow or not shown)
        self.show_original.setText("收起原稿 F6" if shown else "看原稿 F6")
        self.entry.set_room(tall=room.tall, broad=room.wide)
        self.busy(self._kept.text())
        self._tell_legend()
        if shown:
            shape, width = _pane_of(room, squeezed=squeezed)
            self.divide(shape, usual=width)

    def toggle_pane(self) -> None:
        """F6: the original beside the form, or away."""
        self._pane_wanted = self.pane.isHidden()
        self.fit(self._room)

    def busy(self, words: str) -> None:
        """One line at the lower left."""
        squeezed = self._room.narrow and not self.pane.isHidden()
        self._kept.setText(words)
        self._kept.setVisible(bool(words) and not squeezed)

    def _tell_legend(self) -> None:
        squeezed = self._room.narrow and not self.pane.isHidden()
        self.legend.setVisible(self.entry.has_read and not squeezed)

    def _tell_number(self) -> None:
        year = self.entry.value("received_at").year
        expected = self._context.desk.read(intake.next_intake_no, year)
        self.entry.main.number.set_value(f"{expected}（预编）")

    def _tell_due(self) -> None:
        if self._keeper is not None:
            self.entry.main.destinations.due.show_lines(
                due_lines(
                    self._keeper,
                    self.entry.value("destinations"),
                    received_at=self.entry.value("received_at"),
                    urgency_grade=self.entry.value("urgency_grade"),
                )
            )

    def _tell_verbs(self) -> None:
        texts = ("返回清单", "登记，核对下一篇", "登记，回清单  Ctrl+S")
        if self.piece is None:
            following = "筛选" if self.entry.value("category") else "分类"
            texts = ("取消", "保存并登记下一篇", f"保存，送{following}  Ctrl+S")
        for made, words in zip((self.leave, self.save_next, self.save), texts, strict=True):
            made.setText(words)

    def _tell_all(self) -> None:
        self._tell_legend()
        self._tell_number()
        self._tell_due()
        self._tell_verbs()
        self.commissioned.look()

    # ------------------------------------------------------------------ filling
    def fresh(self, *, keep: bool = False) -> None:
        """An empty form for the next piece; with `keep` 来稿方式, 收稿时间 and 小组 stay (U07)."""
        self.entry.clear(keep=keep)
        self.commissioned.forget()
        if not keep:
            self.entry.place({"intake_channel": self._context.settings.value(CHANNEL, None)})
        self.pane.show_original(None)
        self.drafts.forget()
        self.busy("")
        self.piece = None
        self._tell_all()

    def fill(self, found: Found, *, encoding: str = "") -> None:
        """What was read of a file, to be checked."""
        self.entry.fill_read(found, self._roster)
        self.pane.show_original(original_of(found), encoding=encoding)
        self.drafts.touch()
        self._tell_all()
        self.doubling.look()
        self.entry.main.title.setFocus()

    def set_aside(self) -> None:
        """Make what is typed a draft to be offered again, and begin anew."""
        self.drafts.set_aside()
        self.fresh()

    def _restore(self) -> None:
        self._notice.dismiss()
        self.drafts.restore()
        self._tell_all()
        self.doubling.look()

    def _take_text(self) -> None:
        original = self.pane.original
        if original is not None:
            self.entry.main.set_value("original_text", original.text)
            if not self.entry.value("title"):
                self.entry.main.set_value("title", original.title)

    def _changed(self, key: str) -> None:
        self.drafts.touch()
        self._tell_legend()
        if key == "received_at":
            self._tell_number()
        if key in ("received_at", "urgency_grade", "destinations"):
            self._tell_due()
        if key == "category":
            self._tell_verbs()
        if key in ("title", "original_text"):
            self.doubling.touch()

    # ------------------------------------------------------------------ saving and leaving
    def press_save(self, *, and_next: bool = False) -> None:
        """Register, or say at its field what is wrong."""
        self.entry.main.contributors.take_typed()
        registration = self.entry.registration()
        found = self.entry.problems() | problems(registration, now=self._context.now)
        if self.entry.show_problems(found):
            return
        try:
            done = self._context.desk.do(
                receive,
                registration,
                self.entry.classification(),
                commission_id=self.commissioned.answering,
            )
        except DeskError as refusal:
            if not self.entry.show_problems(self._places_of(refusal)):
                self._notice.tell(refusal.message, kind="error")
        else:
            self._finish(done, and_next=and_next)

    def _places_of(self, refusal: DeskError) -> dict[str, str]:
        if isinstance(refusal, Invalid):
            return refusal.problems
        followed: str = self.entry.value("follows_intake_no")
        if isinstance(refusal, Missing) and followed and followed in refusal.message:
            return {"follows_intake_no": refusal.message}
        return {}

    def _finish(self, done: Registered, *, and_next: bool) -> None:
        self._context.settings.setValue(CHANNEL, str(self.entry.value("intake_channel")))
        self._notice.dismiss()
        self._context.notify(f"已登记 {done.intake_no}《{self.entry.value('title')}》", undo=True)
        self.saved.emit(done, and_next)

    def give_up(self) -> None:
        """Leave this piece; asks only when something would be lost (U06)."""
        if self.entry.dirty and not self.entry.is_empty:
            answer = self._context.dialogs.choose(
                "不登记这一篇了？",
                "已填的内容还没有登记。留作草稿，下次打开登记来稿时可以恢复。",
                (("drop", "放弃"), ("keep", "留作草稿")),
            )
            if answer is None:
                return
            if answer == "keep":
                self.drafts.set_aside()
        self.given_up.emit()


def _pane_of(room: Room, *, squeezed: bool) -> tuple[str, int]:
    """The shape of the page and how wide the original usually is in it."""
    if squeezed:
        return "narrow", PANE_LEAST
    if room.wide:
        return "wide", PANE_WIDE
    return ("usual", PANE) if room.width >= PANE_FROM else ("middling", PANE_MIDDLING)
