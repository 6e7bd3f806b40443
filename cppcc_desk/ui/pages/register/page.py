"""登记来稿: typed or read from files, checked beside the original, saved in one operation; many files as a list."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QSplitter, QStackedWidget, QTextEdit

from cppcc_desk.domain.errors import DeskError, Invalid, Missing
from cppcc_desk.domain.submission import ReceivedFile, problems
from cppcc_desk.errands.received import Found
from cppcc_desk.operations.receiving import receive
from cppcc_desk.operations.registering import Registered
from cppcc_desk.queries import intake, office, people
from cppcc_desk.queries.clocks import Timekeeper, timekeeper
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.register.batch import DONE, BatchList, Piece
from cppcc_desk.ui.pages.register.bringing import FILTERS, Bringing, clipboard, told
from cppcc_desk.ui.pages.register.doubling import Doubling
from cppcc_desk.ui.pages.register.drafts import Drafts
from cppcc_desk.ui.pages.register.due import due_lines
from cppcc_desk.ui.pages.register.entry import EntryForm, original_of
from cppcc_desk.ui.pages.register.many import Many
from cppcc_desk.ui.pages.register.original import OriginalPane
from cppcc_desk.ui.widgets import STRETCH, Bar, Card, button, column, label, tag
from cppcc_desk.ui.widgets.suggest import SuggestEdit

PANE, PANE_WIDE, PANE_NARROW, PANE_LEAST = 400, 600, 350, 290
PANE_FROM = 1360  # window width
CHANNEL = "register/channel"


class RegisterPage(Page):
    """`open_at(files=[...])` reads files; without it the form as it was left."""

    title = "登记来稿"
    subtitle = "来稿办理 › 新登记"
    help_chapter = "register"
    offers_register = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.entry = EntryForm(context)
        self.pane = OriginalPane()
        self.batch = BatchList(context)
        self.drafts = Drafts(context, self.entry, self.pane)
        self.doubling = Doubling(context, self.entry)
        self._bringing = Bringing(context, self._could_not)
        self._many = Many(context, self.batch, self._bringing)
        self._keeper: Timekeeper | None = None
        self._roster: tuple[people.PersonRow, ...] = ()
        self._piece: Piece | None = None  # the line of the list that is open in the form
        self._pane_wanted: bool | None = None
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.entry.main.title.edit)
        self._fresh()

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        self._kept = label("", "hint")
        self.legend = tag("浅蓝底由原稿读出，请核对", "blue")
        self.show_original = button("看原稿 F6", self._toggle_pane, icon="eye", kind="link")
        self.leave = button("取消", self._leave, shortcut="Esc")
        self.save_next = button("保存并登记下一篇", partial(self._save, and_next=True))
        self.save = button("保存，送分类  Ctrl+S", self._save, icon="check", kind="primary")
        self.save.setToolTip("保存这一篇（Ctrl+S 或 Ctrl+Enter）")
        bar = Bar(self._kept, self.show_original, self.legend, STRETCH, self.leave, self.save_next, self.save)
        inside = column(self.entry, bar, gap=0)
        inside.setStretch(0, 1)
        self.split = QSplitter()
        self.split.setObjectName("register")
        self.split.setHandleWidth(10)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(Card(inside))
        self.split.addWidget(self.pane)
        self.split.setStretchFactor(0, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.batch)
        body = column(self.notice, self.stack, gap=8, margins=(12, 10, 12, 10))
        body.setStretch(1, 1)
        self.setLayout(body)

    def _connect(self) -> None:
        self.entry.changed.connect(self._changed)
        self.entry.main.attach.clicked.connect(self._attach)
        self.entry.main.paste.clicked.connect(self._paste)
        self.drafts.kept.connect(lambda at: self._kept.setText(f"草稿已自动保存 {at:%H:%M}"))
        self.pane.text_wanted.connect(self._take_text)
        self.pane.file_wanted.connect(self._open_original)
        self.pane.encoding_chosen.connect(self._read_again)
        self.pane.files_wanted.connect(self._pick)
        self.pane.paste_wanted.connect(self._paste)
        self.batch.opened.connect(self._open_piece)
        self.batch.left.connect(self._leave_batch)
        keys: tuple[tuple[str, Callable[[], Any]], ...] = (
            ("Ctrl+S", self._press_primary),
            ("Ctrl+Return", self._press_primary),
            ("Ctrl+Enter", self._press_primary),
            ("Esc", self._escape),
            ("F6", self._toggle_pane),
            ("Ctrl+O", self._pick),
            ("Ctrl+V", self._paste),
        )
        for key, do in keys:
            QShortcut(QKeySequence(key), self).activated.connect(do)
        for field in (*self.entry.findChildren(QLineEdit), *self.entry.findChildren(QTextEdit)):
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files pasted into a text field are read, not written there as addresses."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
            and clipboard()[0]
        ):
            self._paste()
            return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------------ what is shown
    def reload(self) -> None:
        read = self.context.desk.read
        groups = read(office.groups)
        self._keeper = read(timekeeper, now=self.context.now)
        self._roster = read(people.people)
        self.entry.offer(
            roster=self._roster,
            groups=groups,
            categories=read(office.words, "category"),
            destinations=self._keeper.destinations,
        )
        self.batch.offer_groups(groups)
        self._tell_number()
        self._tell_due()

    def open_at(self, **target: Any) -> None:
        if self.stale:
            self._reload()
        files: Sequence[Path] = target.get("files", ())
        if files:
            self._receive(files)
        elif self._in_form and not self.entry.dirty:
            self.entry.place({"received_at": self.context.now})
            self._tell_due()
            self.drafts.offer(self.notice, self._restore)

    @property
    def _in_form(self) -> bool:
        return self.stack.currentWidget() is self.split

    def fit(self, room: Room) -> None:
        self.batch.table.set_narrow(room.narrow)
        shown = self._pane_wanted if self._pane_wanted is not None else not room.narrow
        self.pane.setVisible(shown)
        self.show_original.setVisible(room.narrow or not shown)
        self.show_original.setText("收起原稿 F6" if shown else "看原稿 F6")
        self.entry.set_room(tall=room.tall, broad=room.wide)
        self._kept.setVisible(not self._squeezed)
        self._tell_legend()
        width = PANE_WIDE if room.wide else PANE if room.width >= PANE_FROM else PANE_NARROW
        width = PANE_LEAST if room.narrow else width
        total = max(self.split.width(), room.width - 100)
        self.split.setSizes([total - width, width])

    @property
    def _squeezed(self) -> bool:
        return self.room.narrow and not self.pane.isHidden()

    def _tell_legend(self) -> None:
        self.legend.setVisible(self.entry.has_read and not self._squeezed)

    def _toggle_pane(self) -> None:
        self._pane_wanted = self.pane.isHidden()
        self.fit(self.room)

    def _tell_number(self) -> None:
        year = self.entry.value("received_at").year
        self.entry.main.number.set_value(f"{self.context.desk.read(intake.next_intake_no, year)}（预编）")

    def _tell_due(self) -> None:
        if self._keeper is not None:
            self.entry.main.destinations.due.show_lines(
                due_lines(
                    self._keeper,
                    self.entry.main.destinations.value(),
                    received_at=self.entry.value("received_at"),
                    urgency_grade=self.entry.value("urgency_grade"),
                )
            )

    def _tell_verbs(self) -> None:
        texts = ("返回清单", "登记，核对下一篇", "登记，回清单  Ctrl+S")
        if self._piece is None:
            following = "筛选" if self.entry.value("category") else "分类"
            texts = ("取消", "保存并登记下一篇", f"保存，送{following}  Ctrl+S")
        for made, words in zip((self.leave, self.save_next, self.save), texts, strict=True):
            made.setText(words)

    # ------------------------------------------------------------------ typing
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

    def _restore(self) -> None:
        self.notice.dismiss()
        self.drafts.restore()
        self._after_filling()

    def _after_filling(self) -> None:
        self._tell_legend()
        self._tell_number()
        self._tell_due()
        self._tell_verbs()
        self.doubling.look()

    def may_leave(self) -> bool:
        """Nothing is lost: the form stays as it is and its draft is kept."""
        self.drafts.save()
        return True

    # ------------------------------------------------------------------ saving
    def _press_primary(self) -> None:
        if self._in_form:
            self._save()
        else:
            self.batch.press_primary()

    def _save(self, *, and_next: bool = False) -> None:
        self.entry.main.contributors.take_typed()
        registration = self.entry.registration()
        found = self.entry.problems() | problems(registration, now=self.context.now)
        if self.entry.show_problems(found):
            return
        try:
            done = self.context.desk.do(receive, registration, self.entry.classification())
        except Invalid as refusal:
            if not self.entry.show_problems(refusal.problems):
                self.notice.tell(refusal.message, kind="error")
        except Missing as refusal:
            self._tell_missing(refusal)
        except DeskError as refusal:
            self.notice.tell(refusal.message, kind="error")
        else:
            self._saved(done, and_next=and_next)

    def _tell_missing(self, refusal: Missing) -> None:
        if self.entry.value("follows_intake_no") in refusal.message:
            self.entry.show_problems({"follows_intake_no": refusal.message})
        else:
            self.notice.tell(refusal.message, kind="error")

    def _saved(self, done: Registered, *, and_next: bool) -> None:
        self.context.settings.setValue(CHANNEL, str(self.entry.value("intake_channel")))
        self.notice.dismiss()
        self.context.notify(f"已登记 {done.intake_no}《{self.entry.value('title')}》", undo=True)
        piece, self._piece = self._piece, None
        self._fresh(keep=and_next)
        if piece is not None:
            self.batch.settle(piece.number, state=DONE, intake_no=done.intake_no)
            following = self.batch.next_open() if and_next else None
            if following is not None:
                self._open_piece(following)
            else:
                self.stack.setCurrentWidget(self.batch)
        elif and_next:
            self.entry.main.title.setFocus()
        else:
            self.context.navigate("submissions", submission_id=done.id)

    def _fresh(self, *, keep: bool = False) -> None:
        """An empty form for the next piece."""
        self.entry.clear(keep=keep)
        if not keep:
            self.entry.place({"intake_channel": self.context.settings.value(CHANNEL, None)})
        self.pane.show_original(None)
        self.drafts.forget()
        self._kept.setText("")
        self._piece = None
        self._tell_legend()
        self._tell_number()
        self._tell_due()
        self._tell_verbs()

    # ------------------------------------------------------------------ leaving
    def _escape(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, SuggestEdit) and focused.panel.isVisible():
            focused.panel.hide()
        elif self._in_form:
            self._leave()
        else:
            self._leave_batch()

    def _leave(self) -> None:
        """Give up this piece; asks only when something would be lost (U06)."""
        if self.entry.dirty and not self.entry.is_empty:
            answer = self.context.dialogs.choose(
                "不登记这一篇了？",
                "已填的内容还没有登记。留作草稿，下次打开登记来稿时可以恢复。",
                (("drop", "放弃"), ("keep", "留作草稿")),
            )
            if answer is None:
                return
            if answer == "keep":
                self.drafts.set_aside()
        piece = self._piece
        self._fresh()
        if piece is not None:
            self.stack.setCurrentWidget(self.batch)
        else:
            self.context.navigate("submissions")

    def _leave_batch(self) -> None:
        left = self.batch.unfinished
        if left and not self.context.dialogs.confirm(
            "不登记剩下的了？",
            f"清单里还有 {left} 篇没有登记。原来的文件不受影响，以后可以再读入。",
            verb="放弃清单",
        ):
            return
        self.batch.show_pieces(())
        self.stack.setCurrentWidget(self.split)

    # ------------------------------------------------------------------ files
    def _could_not(self, error: BaseException) -> None:
        self._kept.setText("")
        self.batch.setEnabled(True)
        if not isinstance(error, DeskError):
            raise error
        self.notice.tell(error.message, kind="error")

    def _receive(self, files: Sequence[Path]) -> None:
        """Files dropped, picked or pasted."""
        if self._in_form and not self.entry.is_empty:
            answer = self.context.dialogs.choose(
                "正在登记的这一篇还没有保存",
                "新来的文件可以加在这一篇的附件里；也可以先把这一篇留作草稿，读入新文件，草稿以后再恢复。",
                (("aside", "留作草稿，读入文件"), ("attach", "加为附件")),
            )
            if answer == "attach":
                self._bringing.attach(files, self._attached)
            if answer != "aside":
                return
            self.drafts.set_aside()
            self._fresh()
        self.notice.dismiss()
        self._kept.setText("正在读取原稿……")
        self._bringing.read(files, self._found)

    def _found(self, found: tuple[Found, ...]) -> None:
        self._kept.setText("")
        if not self._in_form:
            self.batch.add(found)
        elif len(found) == 1 and found[0].draft is not None:
            self._fill(found[0])
        elif len(found) == 1:
            self._tell_unread(found[0])
        elif found:
            self.batch.begin(found, {key: self.entry.value(key) for key in ("received_at", "intake_channel")})
            self.stack.setCurrentWidget(self.batch)
            self.batch.table.setFocus()
        else:
            self.notice.tell("文件夹里没有文件。", kind="info")

    def _tell_unread(self, found: Found) -> None:
        actions = [("查看这篇来稿", partial(self._many.show_known, found.known_as))] if found.known_as else []
        self.notice.tell(
            f"{found.file_name}：{found.message}", kind="info" if found.known_as else "error", actions=actions
        )

    def _fill(self, found: Found, *, encoding: str = "") -> None:
        self.entry.fill_read(found, self._roster)
        self.pane.show_original(original_of(found), encoding=encoding)
        self.drafts.touch()
        self._after_filling()
        self.entry.main.title.setFocus()

    def _open_piece(self, piece: Piece) -> None:
        """Check one line of the list in the form."""
        self._fresh()
        self._piece = piece
        self.entry.place(self.batch.form.values())
        self._fill(piece.found)
        self.stack.setCurrentWidget(self.split)

    def _read_again(self, encoding: str) -> None:
        kept = self.pane.original.kept if self.pane.original else None
        if kept is not None:
            self._bringing.read_again(kept, encoding, lambda found: self._reread(found, encoding))

    def _reread(self, found: Found, encoding: str) -> None:
        if found.draft is None:
            self._tell_unread(found)
        else:
            self._fill(found, encoding=encoding)

    def _take_text(self) -> None:
        original = self.pane.original
        if original is not None:
            self.entry.main.set_value("original_text", original.text)
            if not self.entry.value("title"):
                self.entry.main.set_value("title", original.title)

    def _open_original(self) -> None:
        if self.pane.original is not None and self.pane.original.kept is not None:
            with self.refusals():
                self._bringing.open_kept(self.pane.original.kept)

    def _pick(self) -> None:
        files = self.context.dialogs.open_files("读入来稿文件", FILTERS)
        if files:
            self._receive(files)

    def _attach(self) -> None:
        files = self.context.dialogs.open_files("添加附件", FILTERS[::-1])
        if files:
            self._bringing.attach(files, self._attached)

    def _attached(self, kept: list[ReceivedFile], refused: list[str]) -> None:
        self.entry.main.files.add(*kept)
        if refused:
            self.notice.tell(told(refused), kind="error")

    def _paste(self) -> None:
        """From the clipboard: files are read or attached, text is read like a file."""
        files, text = clipboard()
        if files:
            self._receive(files)
        elif not text:
            self.notice.tell("剪贴板里没有文件，也没有文字；请先在 Word、QQ 或微信里复制。", kind="info")
        elif self._in_form and not self.entry.is_empty:
            self.entry.main.text.edit.insertPlainText(text)
            self.entry.main.text.setFocus()
        else:
            self._bringing.read_text(text, self._found)
