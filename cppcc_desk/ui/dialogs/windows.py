"""The dialogs themselves: own words on every button, the safe button first, Enter in a text field does nothing."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QVBoxLayout, QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.ui.dialogs.asking import Filters, Question, Trouble
from cppcc_desk.ui.widgets import STRETCH, button, column, hairline, label, picture, row, top_left
from cppcc_desk.ui.widgets.buttons import Kind

LEAST_WIDTH, ONE_COLUMN, TWO_COLUMNS = 420, 520, 680
MOST_ONE_BELOW_ANOTHER: Final = 4  # fields of a question; with more, short ones share a line
MOST_BESIDE: Final = 3  # choices side by side


class Sheet(QDialog):
    """A dialog: content, then buttons at the lower right. `answer` is the key of the button that closed it."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(LEAST_WIDTH)
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
        """The line of buttons; the dialog is as wide as they need."""
        line = row(*left, STRETCH, *right)
        self._box.addWidget(hairline())
        self._box.addLayout(line)
        margins = self._box.contentsMargins()
        wanted = line.minimumSize().width() + margins.left() + margins.right()
        self.setMinimumWidth(max(self.minimumWidth(), wanted))

    def fit(self) -> None:
        """As high as the content wants, never higher than the window it belongs to."""
        self._box.activate()
        width = max(self.minimumWidth(), self._box.minimumSize().width())
        wanted = self._box.heightForWidth(width) if self._box.hasHeightForWidth() else self._box.sizeHint().height()
        self.resize(width, min(wanted, self._most_height()))

    def _most_height(self) -> int:
        over = self.parentWidget()
        while over is not None and over.parentWidget() is not None:  # a dialog over a dialog: the window below both
            over = over.parentWidget()
        return over.height() if over else self.screen().availableSize().height()

    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
        super().showEvent(event)


class QuestionSheet(Sheet):
    """Asks for the values of a step."""

    def __init__(self, parent: QWidget | None, question: Question) -> None:
        from cppcc_desk.ui.form import FieldsArea, Form  # noqa: PLC0415 - not before the frame is painted

        super().__init__(parent, question.title)
        self._question = question
        shared = len(question.fields) > MOST_ONE_BELOW_ANOTHER and any(ask.short for ask in question.fields)
        self.setMinimumWidth(TWO_COLUMNS if shared else ONE_COLUMN)
        self._box.addWidget(label(question.title, "dialog_title", wrap=True))
        if question.intro:
            self._box.addWidget(label(question.intro, "secondary", wrap=True))
        self.form = Form(columns=2 if shared else 1, label_width=84 if not shared else 64)
        for ask in question.fields:
            span = 2 if shared and not ask.short else 1
            self.form.add(ask.key, ask.title, ask.make(), required=ask.required, span=span)
        self.form.fill({ask.key: ask.value for ask in question.fields if ask.value is not None})
        self.form.changed.connect(lambda _key: self._show_fields())
        self._area = FieldsArea(column(self.form, STRETCH))
        self._box.addWidget(self._area, 1)
        self.leave = button("取消", self.reject)
        self.go = button(question.verb, self.accept_values, kind="danger" if question.danger else "primary")
        self.go.setToolTip(f"{question.verb}（Ctrl+Enter）")
        self.buttons(right=[self.leave, self.go])
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.accept_values)
        self._show_fields()

    def fit(self) -> None:
        margins = self._box.contentsMargins()
        width = max(self.minimumWidth(), self._box.minimumSize().width())
        self._area.fit(width - margins.left() - margins.right())
        super().fit()

    def accept_values(self) -> None:
        """Close when nothing is wrong, else say what is."""
        shown = [ask for ask in self._question.fields if self._is_shown(ask.key)]
        problems = self.form.missing([ask.key for ask in shown if ask.required])
        problems = problems or self._question.check(self.form.values())
        if not self.form.show_problems(problems):
            self.finish("go")
        elif self.isVisible():
            self.fit()  # for the sentences below the fields

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
        if self.isVisible():
            self.fit()


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
        many = len(choices) > MOST_BESIDE
        for number, (key, name) in enumerate(choices):
            last = number == len(choices) - 1
            kind: Kind = "normal" if not last else "danger" if danger else "primary"
            self.offered[key] = button(name, partial(self.finish, key), kind=kind)
        if many:  # side by side they would be too narrow to read
            self._box.addLayout(column(*self.offered.values(), gap=6, margins=(48, 0, 0, 0)))
        left: list[QWidget] = []
        if details:
            left = [button("复制错误详情", lambda: QGuiApplication.clipboard().setText(details), kind="link")]
        self.buttons(*left, right=[self.leave, *([] if many else self.offered.values())])
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

    def done(self, title: str, text: str, choices: Sequence[tuple[str, str]]) -> str | None:
        return _run(ChoiceSheet(self._parent, title, text, choices, leave="关闭", icon="check"))

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
