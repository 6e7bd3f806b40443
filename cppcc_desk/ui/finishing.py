"""What becomes of a 公文, with the dialogs it needs: 定稿 with its number, 作废, deleting a draft."""

from collections.abc import Mapping, Sequence
from typing import Any

from cppcc_desk.domain.document import check_addressees
from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.official import UNNUMBERED, DocumentState
from cppcc_desk.domain.official.usual import usual_sequence
from cppcc_desk.domain.preprint import Severity
from cppcc_desk.errands.documents import finish, set_document
from cppcc_desk.operations import documents as doing
from cppcc_desk.queries import documents
from cppcc_desk.queries.documents import DocumentDetail, DocumentRow, NumberState
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.stepping.asking import REASON, Asking, reason

NUMBER = "number"
_MOST_NAMED = 3
_NEXT, _HELD = "next", "held"  # the two ways to a number: the next of a sequence, or one that was reserved


class Finishing(Asking):
    """What the desk refuses is said in the dialog; each returns whether it was done."""

    def finish(self, document_id: int) -> bool:
        """定稿: the number is chosen, the content frozen; what the check still finds wrong is named before."""
        detail = self._context.desk.read(documents.document, document_id)
        row = detail.row
        choices = self._numbers()
        sequences = [which for way, which in choices if way == _NEXT]
        usual = usual_sequence(row.kind, detail.fields.get("organs") or (), sequences)
        free = row.kind in UNNUMBERED
        given: list[str] = []

        def do(values: Mapping[str, Any]) -> None:
            way, which = values[NUMBER] or ("", None)
            given.append(
                finish(
                    self._context.desk,
                    document_id,
                    sequence=str(which) if way == _NEXT else "",
                    number_id=which if way == _HELD else None,
                    version=row.version,
                )
            )

        taken = self._ask_and_do(
            Question(
                title=f"{row.kind}定稿",
                intro=_intro(row, detail.fields, *self._doubts(detail)),
                fields=(
                    Ask(
                        key=NUMBER,
                        title="发文字号",
                        make=lambda: ChoiceField(list(choices.items()), blank="不编发文字号" if free else None),
                        value=None if free else (_NEXT, usual),
                        required=not free,
                    ),
                ),
                verb="定稿",
            ),
            do,
        )
        if taken is None:
            return False
        number = f" {given[-1]}　" if given[-1] else ""
        self._context.notify(f"已定稿{number}《{row.title}》，可以打印和导出")
        return True

    def _doubts(self, detail: DocumentDetail) -> tuple[list[str], list[str]]:
        """Errors of the check, but for the number, which is given now; and whether 主送 is nobody it was made for.

        What makes no paper is refused when it is to be finished.
        """
        desk = self._context.desk
        try:
            document, laid = set_document(desk, detail.row.kind, detail.fields, detail.made_for)
        except (Invalid, Missing):
            return [], []
        errors = [problem for problem in laid.check if problem.severity is Severity.ERROR]
        astray = check_addressees(document, desk.read(documents.addressees, detail.made_for))
        return [p.sentence for p in errors if p.element != doing.NUMBER], [p.sentence for p in astray]

    def _numbers(self) -> dict[tuple[str, Any], str]:
        """The next number of each sequence, then those that are held."""
        read = self._context.desk.read
        found: dict[tuple[str, Any], str] = {
            (_NEXT, state.sequence): f"{state.following}（{state.sequence}，下一个）"
            for state in read(documents.sequence_states, now=self._context.now)
        }
        for number in read(documents.numbers):
            if number.state is NumberState.RESERVED:
                found[_HELD, number.id] = f"{number.number}（预留：{number.purpose}）"
        return found

    def void(self, row: DocumentRow) -> bool:
        """作废: the paper and its number, with a reason."""
        number = f"，发文字号 {row.number} 一同作废，不再给别的公文" if row.number else ""
        taken = self._ask_and_do(
            Question(
                title=f"作废{row.kind}",
                intro=f"{row.name}\n作废后不能恢复{number}。",
                fields=(reason("作废原因"),),
                verb="作废",
                danger=True,
            ),
            lambda values: self._context.desk.do(doing.void_document, row.id, reason=values[REASON]),
        )
        if taken is not None:
            self._context.notify(f"已作废 {row.name}")
        return taken is not None

    def delete(self, row: DocumentRow) -> bool:
        """A draft, after asking; it can be undone. Raises Forbidden, Missing."""
        if row.state is not DocumentState.DRAFT or not self._context.dialogs.confirm(
            "删除这份草稿？", f"{row.kind}《{row.title}》还没有定稿。删除以后可以按 Ctrl+Z 撤销。", verb="删除草稿"
        ):
            return False
        self._context.desk.do(doing.delete_document, row.id)
        self._tell(f"已删除草稿《{row.title}》")
        return True


def _intro(row: DocumentRow, fields: Mapping[str, Any], wrong: Sequence[str], astray: Sequence[str]) -> str:
    to = "、".join(fields.get("main_to") or ())
    frozen = "、".join(
        filter(None, ("标题", f"主送（{to}）" if to else "", "正文", "附件" if fields.get("attachments") else ""))
    )
    lines = [
        row.title,
        f"{frozen}和发文字号从此冻结，不能再改，也不能撤销；确要更正，作废后重新起草。",
    ]
    lines += [f"请核对：{sentence}。" for sentence in astray]
    if wrong:
        lines.append(f"付印前检查还有 {len(wrong)} 处有误：{'；'.join(wrong[:_MOST_NAMED])}。建议先改。")
    return "\n".join(lines)
