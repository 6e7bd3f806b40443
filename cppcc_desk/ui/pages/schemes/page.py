"""计分办法: the list, the editor and the trial, one in front."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from cppcc_desk.queries.scoring.schemes import SchemeInUse, schemes_in_use
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.schemes.editor import SchemeEditor
from cppcc_desk.ui.pages.schemes.listing import SchemeList
from cppcc_desk.ui.pages.schemes.trial import TrialPart
from cppcc_desk.ui.pages.schemes.working import SchemeWork
from cppcc_desk.ui.widgets import column


class SchemesPage(Page):
    """`open_at(scheme_id=3)` opens one for changing, `open_at(list=True)` goes back to the list."""

    title = "计分考核"
    help_chapter = "schemes"
    offers_register = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.schemes = SchemeList(context, self.notice)
        self.editor = SchemeEditor(context, self.notice)
        self.trial = TrialPart(context, self.notice)
        self._work = SchemeWork(context)
        self.stack = QStackedWidget()
        for part in (self.schemes, self.editor, self.trial):
            self.stack.addWidget(part)
        body = column(self.notice, self.stack, gap=10, margins=(12, 10, 12, 10))
        body.setStretch(1, 1)
        self.setLayout(body)
        self._back: QWidget = self.schemes  # where the trial was asked for
        self.first = self.schemes.table
        self.subtitle = "计分办法"
        self._connect()

    def _connect(self) -> None:
        self.schemes.changing.connect(self._change)
        self.schemes.trying.connect(partial(self._try, applying=False))
        self.schemes.applying.connect(partial(self._try, applying=True))
        self.editor.left.connect(self._leave_editor)
        self.editor.trying.connect(self._try_draft)
        self.editor.copying.connect(self._copy)
        self.trial.left.connect(lambda: self._show(self._back))
        self.trial.applied.connect(self._applied)

    # ------------------------------------------------------------------ what is shown
    def reload(self) -> None:
        self.schemes.reload()
        if self.stack.currentWidget() is self.editor:
            with self.refusals():
                self.editor.reload()
        elif self.stack.currentWidget() is self.trial:
            self.trial.reload()

    def open_at(self, **target: Any) -> None:
        if "scheme_id" in target and self.may_leave():
            self._change(int(target["scheme_id"]))
        elif target.get("list") and self.may_leave():
            self._show(self.schemes)

    def fit(self, room: Room) -> None:
        self.schemes.fit(room)
        self.editor.fit(room)
        self.trial.fit(room)

    def may_leave(self) -> bool:
        return self.editor.may_leave()

    def _show(self, part: QWidget) -> None:
        self.stack.setCurrentWidget(part)
        self.first = {self.editor: self.editor.list, self.trial: self.trial.table}.get(part, self.schemes.table)
        if part is self.schemes:
            self.notice.dismiss()
            self.schemes.reload()
        self.subtitle = self._subtitle(part)
        self.titled.emit()
        self.first.setFocus()

    def _subtitle(self, part: QWidget) -> str:
        if part is self.editor and self.editor.held is not None:
            return (
                f"修改“{self.editor.held.row.name}”"
                if not self.editor.held.locked
                else f"“{self.editor.held.row.name}”"
            )
        return "计分办法试算" if part is self.trial else "计分办法"

    # ------------------------------------------------------------------ from one to another
    def _change(self, scheme_id: int) -> None:
        with self.refusals():
            self.editor.open(scheme_id)
            self._show(self.editor)

    def _leave_editor(self) -> None:
        if self.editor.may_leave():
            held = self.editor.held
            self._show(self.schemes)
            if held is not None:
                self.schemes.table.choose([held.id])

    def _try(self, scheme_id: int, *, applying: bool) -> None:
        used = self._used(scheme_id)
        self._back = self.schemes
        self.trial.open(used.row.scheme, applying=used if applying else None)
        self._show(self.trial)

    def _try_draft(self) -> None:
        self._back = self.editor
        self.trial.open(self.editor.draft)
        self._show(self.trial)

    def _copy(self) -> None:
        if self.editor.held is not None:
            with self.refusals():
                made = self._work.copy(self.editor.held)
                if made is not None:
                    self._change(made)

    def _applied(self) -> None:
        self._show(self.schemes)

    def _used(self, scheme_id: int) -> SchemeInUse:
        every = self.context.desk.read(schemes_in_use, today=self.context.today)
        return next(one for one in every if one.id == scheme_id)
