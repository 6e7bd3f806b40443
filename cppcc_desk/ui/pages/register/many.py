"""The list of many files at work: registering the chosen ones, its result in one sentence, the report, pieces known."""

from collections.abc import Sequence

from cppcc_desk.domain.submission import ReadStatus
from cppcc_desk.errands.intake import Imported
from cppcc_desk.queries import submissions
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.register.batch import DONE, KNOWN, REFUSED, BatchList, Piece
from cppcc_desk.ui.pages.register.bringing import Bringing
from cppcc_desk.ui.stepping import Stepping


class Many:
    """Connects a BatchList to the desk."""

    def __init__(self, context: Context, batch: BatchList, bringing: Bringing) -> None:
        self._context = context
        self._batch = batch
        self._bringing = bringing
        self._stepping = Stepping(context)
        self._wanted = 0
        self._done: list[Piece] = []  # registered together last
        batch.register_wanted.connect(self.register)
        batch.report_wanted.connect(self.report)
        batch.known_wanted.connect(self.show_known)

    def register(self, pieces: Sequence[Piece]) -> None:
        """Register these on the worker, one after another."""
        self._wanted = len(pieces)
        self._batch.setEnabled(False)
        self._bringing.register(pieces, self._batch.form.values(), self._registered)

    def _registered(self, outcomes: Sequence[tuple[Piece, Imported]]) -> None:
        self._batch.setEnabled(True)
        refused: list[str] = []
        self._done = []
        for piece, imported in outcomes:
            if imported.status is ReadStatus.REFUSED:
                self._batch.settle(piece.number, state=REFUSED, told=imported.message)
                refused.append(f"{imported.file}：{imported.message}")
            elif imported.status is ReadStatus.SKIPPED:
                self._batch.settle(piece.number, state=KNOWN, told=imported.message, intake_no=imported.intake_no)
            else:
                self._done.append(piece)
                told = " ".join(imported.warnings)
                self._batch.settle(piece.number, state=DONE, told=told, intake_no=imported.intake_no)
        self._tell(len(self._done), refused, cancelled=self._wanted - len(outcomes))

    def _tell(self, done: int, refused: Sequence[str], *, cancelled: int) -> None:
        parts = [f"已登记 {done} 篇"]
        parts += [f"{len(refused)} 篇没有登记（{refused[0]}）"] if refused else []
        parts += [f"已取消，其余 {cancelled} 篇没有登记"] if cancelled else []
        left = self._batch.unfinished
        if left and not cancelled:
            parts.append(f"清单里还有 {left} 篇待核对")
        self._batch.notice.tell(
            "；".join(parts) + "。",
            kind="error" if refused else "info",
            actions=[
                ("另存清单", self.report),
                *([("移入回收站", self.take_back)] if done else []),
                ("去来稿办理", lambda: self._context.navigate("submissions")),
            ],
        )

    def take_back(self) -> None:
        """What was registered just now was not meant to be: into the 回收站, where it can be had back from."""
        numbers = {piece.number for piece in self._done}
        done = [piece for piece in self._batch.pieces if piece.number in numbers and piece.state == DONE]
        ids = [self._context.desk.read(submissions.id_of, piece.intake_no) for piece in done]
        rows = self._context.desk.read(submissions.rows, ids, now=self._context.now)
        if self._stepping.delete(rows):
            for piece in done:
                self._batch.settle(piece.number, state=DONE, told="已移入回收站", intake_no=piece.intake_no)
            self._batch.notice.dismiss()

    def report(self) -> None:
        """The list as it stands, as .xlsx."""
        pieces = self._batch.pieces
        lists.export(self._context, self._batch.table, lambda _: pieces, title="读入文件清单")

    def show_known(self, intake_no: str) -> None:
        """Go to a registered piece."""
        submission_id = self._context.desk.read(submissions.id_of, intake_no)
        self._context.navigate("submissions", submission_id=submission_id)
