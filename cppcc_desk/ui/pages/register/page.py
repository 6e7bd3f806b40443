"""登记来稿: one piece in the form, or a list of many files; files come from a drop, a dialog or the clipboard."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QTextEdit

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.errands.received import Found
from cppcc_desk.operations.registering import Registered
from cppcc_desk.queries import office
from cppcc_desk.ui.attaching import keep_files, told
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.register.batch import DONE, BatchList, Piece
from cppcc_desk.ui.pages.register.bringing import FILTERS, Bringing, clipboard
from cppcc_desk.ui.pages.register.many import Many
from cppcc_desk.ui.pages.register.single import SinglePiece
from cppcc_desk.ui.widgets import column
from cppcc_desk.ui.widgets.suggest import SuggestEdit

_WITH_FOCUS_HERE = ("Ctrl+Return", "Ctrl+Enter", "Esc", "Ctrl+V")  # elsewhere they belong to the search box


class RegisterPage(Page):
    """`open_at(files=[...])` reads files; without it the form is as it was left."""

    title = "登记来稿"
    subtitle = "来稿办理 › 新登记"
    help_chapter = "register"
    offers_register = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.single = SinglePiece(context, self.notice)
        self.entry, self.pane = self.single.entry, self.single.pane
        self.batch = BatchList(context)
        self._bringing = Bringing(context, self._could_not)
        self._many = Many(context, self.batch, self._bringing)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.single)
        self.stack.addWidget(self.batch)
        body = column(self.notice, self.stack, gap=8, margins=(12, 10, 12, 10))
        body.setStretch(1, 1)
        self.setLayout(body)
        self._connect()
        self._begin_there()

    def _connect(self) -> None:
        self.entry.main.attach.clicked.connect(self._attach)
        self.entry.main.paste.clicked.connect(self._paste)
        self.stack.currentChanged.connect(lambda _number: self._begin_there())
        self.single.saved.connect(self._saved)
        self.single.given_up.connect(self._given_up)
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
            ("F6", self.single.toggle_pane),
            ("Ctrl+O", self._pick),
            ("Ctrl+V", self._paste),
        )
        for key, do in keys:
            made = QShortcut(QKeySequence(key), self)
            made.activated.connect(do)
            if key in _WITH_FOCUS_HERE:
                made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
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

    # ------------------------------------------------------------------ the page
    def reload(self) -> None:
        self.single.load()
        self.batch.offer_groups(self.context.desk.read(office.groups))

    def open_at(self, **target: Any) -> None:
        if self.stale:
            self._reload()
        files: Sequence[Path] = target.get("files", ())
        if files:
            self._receive(files)
        elif self._in_form:
            self.single.arrive()

    def fit(self, room: Room) -> None:
        self.single.fit(room)
        self.batch.table.set_narrow(room.narrow)

    def may_leave(self) -> bool:
        """Nothing is lost: the form stays as it is and its draft is kept."""
        self.single.drafts.save()
        return True

    @property
    def _in_form(self) -> bool:
        return self.stack.currentWidget() is self.single

    def _begin_there(self) -> None:
        """Typing begins with the title, checking with the first line of the list."""
        self.first = self.entry.main.title.edit if self._in_form else self.batch.table

    def _press_primary(self) -> None:
        if self._in_form:
            self.single.press_save()
        else:
            self.batch.press_primary()

    def _escape(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, SuggestEdit) and focused.panel.isVisible():
            focused.panel.hide()
        elif self._in_form:
            self.single.give_up()
        else:
            self._leave_batch()

    # ------------------------------------------------------------------ after one piece
    def _saved(self, done: Registered, and_next: bool) -> None:
        piece = self.single.piece
        self.single.fresh(keep=and_next)
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

    def _given_up(self) -> None:
        piece = self.single.piece
        self.single.fresh()
        if piece is not None:
            self.stack.setCurrentWidget(self.batch)
        else:
            self.context.navigate("submissions")

    # ------------------------------------------------------------------ the list
    def _open_piece(self, piece: Piece) -> None:
        """Check one line of the list in the form."""
        self.single.fresh()
        self.single.piece = piece
        self.entry.place(self.batch.form.values())
        self.single.fill(piece.found)
        self.stack.setCurrentWidget(self.single)

    def _leave_batch(self) -> None:
        left = self.batch.unfinished
        if left and not self.context.dialogs.confirm(
            "不登记剩下的了？",
            f"清单里还有 {left} 篇没有登记。原来的文件不受影响，以后可以再读入。",
            verb="放弃清单",
        ):
            return
        self.batch.show_pieces(())
        self.stack.setCurrentWidget(self.single)

    # ------------------------------------------------------------------ files and clipboard
    def _could_not(self, error: BaseException) -> None:
        self.single.busy("")
        self.batch.setEnabled(True)
        if not isinstance(error, DeskError):
            raise error
        self.notice.tell(error.message, kind="error")

    def _receive(self, files: Sequence[Path]) -> None:
        """Files dropped, picked or pasted."""
        if self._in_form and self.single.piece is not None:
            self._receive_beside_list(files)
            return
        if self._in_form and not self.entry.is_empty:
            answer = self.context.dialogs.choose(
                "正在登记的这一篇还没有保存",
                "新来的文件可以加在这一篇的附件里；也可以先把这一篇留作草稿，读入新文件，草稿以后再恢复。",
                (("aside", "留作草稿，读入文件"), ("attach", "加为附件")),
            )
            if answer == "attach":
                self._attach_files(files)
            if answer != "aside":
                return
            self.single.set_aside()
        self.notice.dismiss()
        self.single.busy("正在读取原稿……")
        self._bringing.read(files, self._found)

    def _receive_beside_list(self, files: Sequence[Path]) -> None:
        answer = self.context.dialogs.choose(
            "正在核对清单里的一篇",
            "新来的文件可以加到清单里，也可以加在这一篇的附件里。",
            (("list", "加到清单"), ("attach", "加为附件")),
        )
        if answer == "list":
            self._bringing.read(files, self.batch.add)
        elif answer == "attach":
            self._attach_files(files)

    def _found(self, found: tuple[Found, ...]) -> None:
        self.single.busy("")
        if not self._in_form:
            self.batch.add(found)
        elif len(found) == 1 and found[0].draft is not None:
            self.single.fill(found[0])
        elif len(found) == 1:
            self._tell_unread(found[0])
        elif found:
            self.batch.begin(found, {key: self.entry.value(key) for key in ("received_at", "intake_channel")})
            self.stack.setCurrentWidget(self.batch)
            self.batch.table.setFocus()
        else:
            self.notice.tell("文件夹里没有文件。", kind="info")

    def _tell_unread(self, found: Found) -> None:
        known = found.known_as
        actions = [("查看这篇来稿", partial(self._many.show_known, known))] if known else []
        self.notice.tell(f"{found.file_name}：{found.message}", kind="info" if known else "error", actions=actions)

    def _read_again(self, encoding: str) -> None:
        kept = self.pane.original.kept if self.pane.original else None
        if kept is not None:
            self._bringing.read_again(kept, encoding, partial(self._reread, encoding))

    def _reread(self, encoding: str, found: Found) -> None:
        if found.draft is None:
            self._tell_unread(found)
        else:
            self.single.fill(found, encoding=encoding)

    def _open_original(self) -> None:
        if self.pane.original is not None and self.pane.original.kept is not None:
            with self.refusals():
                self._bringing.open_kept(self.pane.original.kept)

    def _pick(self) -> None:
        if files := self.context.dialogs.open_files("读入来稿文件", FILTERS):
            self._receive(files)

    def _attach(self) -> None:
        if files := self.context.dialogs.open_files("添加附件", FILTERS[::-1]):
            self._attach_files(files)

    def _attach_files(self, files: Sequence[Path]) -> None:
        keep_files(self.context, files, done=self._attached, failed=self._could_not)

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
