"""One outcome whole: what it says, what proves it, what is doubtful about it, and what a 批示 set going."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.outcomes import OutcomeKind
from cppcc_desk.queries.outcomes import OutcomeDetail, OutcomeRow, outcome
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.outcomes.assigned import AssignedBlock, Refusals
from cppcc_desk.ui.outcomes.kinds import kind_tag
from cppcc_desk.ui.outcomes.working import FORMS, OutcomeWork
from cppcc_desk.ui.widgets import STRETCH, action, button, column, hairline, label, menu_button, row, tag
from cppcc_desk.ui.widgets.flow import FlowLayout

_MOST_OF_A_NAME = 24  # characters of a file: a button does not give way, and the page would become too wide


class OutcomeCard(QWidget):
    """`source` says where it was recorded, seen from the piece that it is shown with; what can be done stands in it."""

    def __init__(
        self,
        work: OutcomeWork,
        refusals: Refusals,
        detail: OutcomeDetail,
        *,
        doubts: tuple[str, ...] = (),
        source: str = "",
        margin: int = 16,
    ) -> None:
        super().__init__()
        self._work, self._refusals, self.detail = work, refusals, detail
        self._context = context = work.context
        found = detail.row
        day = deadlines.short_day(found.entry.occurred_on, context.today)
        head = row(kind_tag(found.entry.kind), *([tag(source)] if source else []), label(day, "small"), STRETCH)
        for made in self._buttons():
            head.addWidget(made)
        said = column(label(found.words, "strong", wrap=True, selectable=True), gap=4)
        if found.entry.text:
            said.addWidget(label(found.entry.text, "body", wrap=True, selectable=True))
        body = column(head, said, *self._facts(), *self._warnings(doubts), gap=6, margins=(margin, 10, margin, 10))
        for assigned in detail.assignments:
            body.addWidget(hairline())
            body.addWidget(AssignedBlock(work, refusals, assigned))
        self.setLayout(body)
        self.setAccessibleName(f"{found.words} {day}")

    def _do(self, do: Callable[..., Any], *args: Any) -> Callable[[], None]:
        def run() -> None:
            with self._refusals():
                do(*args)

        return run

    def _buttons(self) -> list[QWidget]:
        found, do, work = self.detail.row, self._do, self._work
        entries: list[QAction] = [
            action("修改…", do(work.edit, found), icon="edit"),
            action("添加佐证…", do(work.attach, found, self._failed), icon="clip"),
            *(action(f"打印{kind}…", do(work.print_forms, kind, [found]), icon="print") for kind in FORMS),
            action("撤回…", do(work.withdraw, found), icon="undo"),
        ]
        shown: list[QWidget] = []
        if found.entry.kind is OutcomeKind.INSTRUCTION:
            words = "再交办" if self.detail.assignments else "交办"
            shown.append(button(f"{words}…", do(work.assign, found), icon="send", compact=True))
        more = menu_button("", entries, tip=f"对这条{found.entry.kind}的操作")
        for entry in entries:
            entry.setParent(more)
        return [*shown, more]

    def _facts(self) -> list[Any]:
        """Everything that the words do not say."""
        found, entry = self.detail.row, self.detail.row.entry
        told = [
            ("单位", entry.organ if entry.kind is OutcomeKind.INSTRUCTION else ""),
            ("层级", entry.level.value if entry.level and entry.kind is not OutcomeKind.ADOPTION else ""),
            ("刊登", found.place if entry.kind is OutcomeKind.MEDIA and (entry.journal or entry.issue_no) else ""),
            ("正副", entry.leader_rank.value if entry.leader_rank else ""),
        ]
        lines: list[Any] = []
        if short := "　".join(f"{name} {value}" for name, value in told if value):
            lines.append(label(short, "secondary", wrap=True))
        if entry.evidence:
            lines.append(label(f"佐证 {entry.evidence}", "secondary", wrap=True, selectable=True))
        if self.detail.files:
            lines.append(self._files())
        if entry.remark:
            lines.append(label(f"备注 {entry.remark}", "secondary", wrap=True, selectable=True))
        if entry.follows_id is not None:
            earlier = self._context.desk.read(outcome, entry.follows_id, today=self._context.today)
            lines.append(label(f"承接 {_in_short(earlier.row, self._context)}", "secondary", wrap=True))
        for later in self.detail.followed_by:
            lines.append(label(f"后续 {_in_short(later, self._context)}", "secondary", wrap=True))
        when = deadlines.short_day(found.recorded_at.date(), self._context.today)
        lines.append(label(f"{found.recorded_by} {when} 登记", "hint"))
        return lines

    def _files(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=4)
        for file in self.detail.files:
            name = file.file_name
            if len(name) > _MOST_OF_A_NAME:
                name = f"{name[: _MOST_OF_A_NAME - 9]}…{name[-8:]}"
            tip = f"打开佐证 {file.file_name}"
            flow.addWidget(
                button(name, self._do(self._work.open_file, file), icon="clip", kind="link", tip=tip, compact=True)
            )
        return holder

    def _warnings(self, doubts: tuple[str, ...]) -> list[QWidget]:
        return [label(sentence, "warning", wrap=True) for sentence in doubts]

    def _failed(self, error: BaseException) -> None:
        with self._refusals():
            raise error


def _in_short(row: OutcomeRow, context: Context) -> str:
    return f"{deadlines.short_day(row.entry.occurred_on, context.today)} {row.words}"
