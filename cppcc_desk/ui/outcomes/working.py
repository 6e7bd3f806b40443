"""What is done with outcomes that are recorded: withdrawn, proved by more files, printed, asked after."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.domain.official import Kind
from cppcc_desk.errands.received import attach_to_outcome
from cppcc_desk.operations import outcomes as doing
from cppcc_desk.queries import forms
from cppcc_desk.queries.outcomes import AssignmentRow, AwaitedAdoption, OutcomeFileRow, OutcomeRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Question
from cppcc_desk.ui.outcomes.assigning import Assigning
from cppcc_desk.ui.stepping.asking import REASON, reason

FORMS: Final = ("采用通知", "采用证明", "感谢信")  # about the pieces of an outcome
SUPERVISION: Final = next(iter(forms.OF_ASSIGNMENT))
ALL_FILES: Final = (("所有文件", ("*",)),)


class OutcomeWork(Assigning):
    """For lists, for the pane beside them and for the tab of a piece alike; `back` is the page they are on."""

    def __init__(self, context: Context, *, back: str = "outcomes") -> None:
        super().__init__(context)
        self.context, self._back = context, back

    # ------------------------------------------------------------------ to other pages
    def record(self, **about: Any) -> None:
        """登记反馈: to the form, with what is known already."""
        self._context.navigate("outcome_entry", back=self._back, **about)

    def edit(self, row: OutcomeRow) -> None:
        """修改: to the same form."""
        self._context.navigate("outcome_entry", back=self._back, outcome_id=row.id)

    def open_piece(self, row: OutcomeRow) -> None:
        """打开来稿; of an issue the first one in it."""
        self._context.navigate("submissions", submission_id=row.piece_ids[0])

    def print_forms(self, kind: str, rows: Iterable[OutcomeRow]) -> None:
        """采用通知 and the like, one for each piece."""
        pieces = dict.fromkeys(piece for row in rows for piece in row.piece_ids)
        self._context.navigate("preview", form=kind, submission_ids=tuple(pieces))

    def print_supervision(self, rows: Sequence[AssignmentRow]) -> None:
        """批示督办单, one for each unit."""
        read, now = self._context.desk.read, self._context.now
        letters = tuple(read(forms.assignment_form, SUPERVISION, row.id, now=now) for row in rows)
        self._context.navigate("preview", letters=letters)

    def inquire(self, rows: Sequence[AwaitedAdoption]) -> None:
        """起草查询函 to whom pieces were sent. Raises Forbidden for several at once: a letter has one addressee."""
        asked = {row.destination_id: row.destination for row in rows}
        if len(asked) > 1:
            raise Forbidden(
                f"选中的来稿报送了{'、'.join(asked.values())}，一封函只问一家。请按去向分开选。没有起草公文。"
            )
        made_for = MadeFor(inquiry_id=next(iter(asked)))
        pieces = tuple(row.submission_id for row in rows)
        self._context.navigate("drafting", kind=Kind.LETTER, made_for=made_for, pieces=pieces)

    # ------------------------------------------------------------------ done here
    def withdraw(self, row: OutcomeRow) -> bool:
        """撤回, with a reason."""
        question = Question(
            title=f"撤回这条{row.entry.kind}？",
            intro=f"{row.of}《{row.title}》\n{row.words}\n记错了才撤回；撤回以后不再列出，操作日志里还有。",
            fields=(reason("撤回原因"),),
            verb=f"撤回{row.entry.kind}",
            danger=True,
        )
        taken = self._ask_and_do(
            question, lambda values: self._context.desk.do(doing.withdraw, row.id, reason=values[REASON])
        )
        if taken is not None:
            self._tell(f"已撤回{row.entry.kind}：{row.of}")
        return taken is not None

    def attach(self, row: OutcomeRow, failed: Callable[[BaseException], Any]) -> None:
        """添加佐证: files, read and kept on the worker."""
        paths = self._context.dialogs.open_files("添加佐证", ALL_FILES)
        if not paths:
            return
        desk = self._context.desk
        self._context.work.run(
            "正在收下佐证",
            lambda _reporter: attach_to_outcome(desk, row.id, paths),
            done=lambda number: self._tell(f"已添加佐证 {number} 个：{row.of}"),
            failed=failed,
        )

    def open_file(self, file: OutcomeFileRow) -> None:
        """A copy of it in the program this PC has for it."""
        lists.open_kept(self._context, sha256=file.sha256, file_name=file.file_name)
