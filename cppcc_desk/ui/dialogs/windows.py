"""The dialogs themselves: own words on every button, the safe button first, Enter in a text field does nothing."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QVBoxLayout, QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.ui.dialogs.asking import Filters, Question, Trouble
from cppcc_desk.ui.widgets import STRETCH, button, column, hairline, label, picture, row, top_left
from cppcc_desk.ui.widgets.buttons import Kind


class Sheet(QDialog):
    """A dialog: content, then buttons at the lower right. `answer` is the key of the button that closed it."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(420)
        self.answer: str | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(20, 18, 20, 14)
        self._box.setSpacing(12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter commits what an input method is composing; it may press a button that has the focus, never more.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            return
        super().keyPressEvent(event)

    def finish(self, answer: str) -> None:
        """Close with `answer`."""
        self.answer = answer
        self.accept()

    def buttons(self, *left: QWidget, right: Sequence[QWidget]) -> None:
        """The line of buttons."""
        self._box.addWidget(hairline())
        self._box.addLayout(row(*left, STRETCH, *right))


class QuestionSheet(Sheet):
    """Asks for the values of a step."""

    def __init__(self, parent: QWidget | None, question: Question) -> None:
        from cppcc_desk.ui.form import Form  # noqa: PLC0415 - not before the frame is painted

        super().__init__(parent, question.title)
        self._question = question
        self.setMinimumWidth(520)
        self._box.addWidget(label(question.title, "dialog_title", wrap=True))
        if question.intro:
            self._box.addWidget(label(question.intro, "secondary", wrap=True))
        self.form = Form(label_width=84)
        for ask in question.fields:
            self.form.add(ask.key, ask.title, ask.make(), required=ask.required)
        self.form.fill({ask.key: ask.value for ask in question.fields if ask.value is not None})
        self.form.changed.connect(lambda _key: self._show_fields())
        self._box.addWidget(self.form, 1)
        self.leave = button("取消", self.reject)
        self.go = button(question.verb, self.accept_values, kind="danger" if question.danger else "primary")
        self.go.setToolTip(f"{question.verb}（Ctrl+Enter）")
        self.buttons(right=[self.leave, self.go])
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.accept_values)
        self._show_fields()

    def accept_values(self) -> None:
        """Close when nothing is wrong, else say what is."""
        shown = [ask for ask in self._question.fields if self._is_shown(ask.key)]
        problems = self.form.missing([ask.key for ask in shown if ask.required])
        problems = problems or self._question.check(self.form.values())
        if not self.form.show_problems(problems):
            self.finish("go")

    def reject(self) -> None:
        if self.form.dirty and not WindowDialogs(self).confirm(
            "放弃填写的内容？", "这个窗口里填写的内容还没有保存，关闭后不再保留。", verb="放弃"
        ):
            return
        super().reject()

    def _is_shown(self, key: str) -> bool:
        ask = next(ask for ask in self._question.fields if ask.key == key)
        return ask.shown is None or ask.shown(self.form.values())

    def _show_fields(self) -> None:
        for ask in self._question.fields:
            if ask.shown is not None:
                self.form.show_field(ask.key, self._is_shown(ask.key))


class ChoiceSheet(Sheet):
    """Tells something and offers what to do. `choices`: (key, words), the last one primary; `safe` has the focus."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        choices: Sequence[tuple[str, str]],
        *,
        leave: str = "取消",
        advice: str = "",
        details: str = "",
        icon: str = "warn",
        danger: bool = False,
    ) -> None:
        super().__init__(parent, title)
        sign = picture(icon, "overdue" if danger else "soon" if icon == "warn" else "primary", 34)
        words = [label(title, "dialog_title", wrap=True)]
        words += [label(line, role, wrap=True) for line, role in ((text, "text2"), (advice, "body")) if line]
        body = row(sign, column(*words, gap=6), gap=14)
        body.setStretch(1, 1)
        top_left(body, sign)
        self._box.addLayout(body)
        self.leave = button(leave, self.reject)
        self.offered: dict[str, QPushButton] = {}
        for number, (key, name) in enumerate(choices):
            last = number == len(choices) - 1
            kind: Kind = "normal" if not last else "danger" if danger else "primary"
            made = button(name, partial(self.finish, key), kind=kind)
            self.offered[key] = made
        left: list[QWidget] = []
        if details:
            left = [button("复制错误详情", lambda: QGuiApplication.clipboard().setText(details), kind="link")]
        self.buttons(*left, right=[self.leave, *self.offered.values()])
        self.leave.setFocus()


class WindowDialogs:
    """The real dialogs, over `parent`."""

    def __init__(self, parent: QWidget | None) -> None:
        self._parent = parent

    def ask(self, question: Question) -> dict[str, Any] | None:
        sheet = QuestionSheet(self._parent, question)
        _run(sheet)
        return sheet.form.values() if sheet.answer else None

    def confirm(self, title: str, text: str, *, verb: str, danger: bool = True) -> bool:
        return _run(ChoiceSheet(self._parent, title, text, [("go", verb)], danger=danger)) == "go"

    def choose(self, title: str, text: str, choices: Sequence[tuple[str, str]]) -> str | None:
        return _run(ChoiceSheet(self._parent, title, text, choices, icon="help"))

    def trouble(self, trouble: Trouble) -> str | None:
        return _run(
            ChoiceSheet(
                self._parent,
                trouble.title,
                trouble.text,
                trouble.actions,
                leave="关闭",
                advice=trouble.advice,
                details=trouble.details,
            )
        )

    def refuse(self, refusal: DeskError) -> None:
        _run(ChoiceSheet(self._parent, "没有办成", refusal.message, [], leave="知道了"))

    def open_files(self, title: str, filters: Filters) -> list[Path]:
        names, _ = QFileDialog.getOpenFileNames(self._parent, title, "", _patterns(filters))
        return [Path(name) for name in names]

    def save_file(self, title: str, suggested: Path, filters: Filters) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(self._parent, title, str(suggested), _patterns(filters))
        return Path(name) if name else None

    def folder(self, title: str, start: Path) -> Path | None:
        name = QFileDialog.getExistingDirectory(self._parent, title, str(start))
        return Path(name) if name else None


def _run(sheet: Sheet) -> str | None:
    sheet.exec()
    sheet.deleteLater()
    return sheet.answer


def _patterns(filters: Filters) -> str:
    return ";;".join(f"{words} ({' '.join(patterns)})" for words, patterns in filters)
