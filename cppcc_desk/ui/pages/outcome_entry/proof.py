"""The files that prove an outcome: chosen or dropped, read and kept on the worker."""

from collections.abc import Sequence
from pathlib import Path

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.ui.attaching import keep_files, told
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import FilesField, Form
from cppcc_desk.ui.outcomes.working import ALL_FILES
from cppcc_desk.ui.pages.outcome_entry.fieldset import LABELS
from cppcc_desk.ui.widgets import NoticeBar, button, label

_HINT = 140


class Proof(Form):
    """`files` is the field; what cannot be had is said in `notice` of the page."""

    def __init__(self, context: Context, notice: NoticeBar) -> None:
        super().__init__(label_width=LABELS)
        self._context, self._notice = context, notice
        self.attach_button = button("添加文件", self._pick, icon="clip", kind="link", compact=True)
        self.files = FilesField(self.attach_button, what="佐证", of="这条反馈")
        hint = label("也可以把文件拖到窗口里", "hint")
        hint.setMinimumWidth(_HINT)
        self.add("files", "佐证文件", self.files, beside=[hint])

    def bring(self, paths: Sequence[Path]) -> None:
        """Keep these and put them beside the others."""
        keep_files(self._context, paths, done=self._take, failed=self._failed, what="佐证")

    def _pick(self) -> None:
        if paths := self._context.dialogs.open_files("添加佐证", ALL_FILES):
            self.bring(paths)

    def _take(self, kept: list[ReceivedFile], refused: list[str]) -> None:
        self.files.add(*kept)
        if refused:
            self._notice.tell(told(refused), kind="error")

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._notice.tell(error.message, kind="error")
