"""排印 from the window: what is asked before a number is given, and printing again under the same number."""

from collections.abc import Mapping, Sequence
from typing import Any

from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations.issuing import print_issue
from cppcc_desk.operations.numbering import renumber
from cppcc_desk.queries import issues, numbers, office
from cppcc_desk.queries.issues import IssueRow, SignedRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import CheckField, ChoiceField, MomentField, NumberField
from cppcc_desk.ui.stepping import Stepping
from cppcc_desk.ui.stepping.asking import REASON, Asking, reason

LAYOUTS = ("A4 双面", "A4 单面")
PRINTABLE_AGAIN = frozenset({State.SIGNED_OFF, State.PRINTING, State.PROOFREADING})
PROOFREADABLE = frozenset({State.PRINTING, State.PROOFREADING})


class Issuing(Asking):
    """排印 and 校对 with the dialogs they need; what the desk refuses is said in the dialog."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._stepping = Stepping(context)

    def print_new(self, rows: Sequence[SignedRow]) -> int | None:
        """Give signed pieces one number, after asking; the issue's id, None when the person thought better of it.

        Pieces that came back to be changed keep the number of their issue. Raises Forbidden.
        """
        read = self._context.desk.read
        before = {found.id: found for row in rows if (found := read(issues.issue_of, row.id)) is not None}
        if before:
            return self._again_with(rows, list(before.values()))
        following = read(numbers.next_numbers, year=self._context.today.year)
        wanted = next((row.journal for row in rows if row.journal), following[0].journal if following else "")
        copies = {number.journal: number.copies for number in following}
        made: list[int] = []

        def do(values: Mapping[str, Any]) -> None:
            made.append(
                self._context.desk.do(
                    print_issue,
                    [row.id for row in rows],
                    journal=values["journal"] or "",
                    supplement=bool(values["supplement"]),
                    values=_sheet_values(values),
                )
            )

        self._ask_and_do(
            Question(
                title="排印，编期号",
                intro=_intro(rows),
                fields=(
                    Ask(
                        key="journal",
                        title="刊物",
                        make=lambda: ChoiceField([(n.journal, f"《{n.journal}》 {n.issue}") for n in following]),
                        value=wanted,
                        required=True,
                    ),
                    Ask(
                        key="supplement",
                        title="增刊",
                        make=lambda: CheckField(
                            "作为增刊编号（" + "，".join(f"《{n.journal}》{n.supplement}" for n in following) + "）"
                            if len(following) == 1
                            else "作为增刊编号，增刊另编期号，不计总期"
                        ),
                        value=False,
                    ),
                    *self._sheet_fields(copies=copies.get(wanted, 1), layout="", printed_by=""),
                ),
                verb="排印，编期号",
            ),
            do,
        )
        if not made:
            return None
        self._context.notify(f"已排印{read(issues.issue, made[0]).name}，请校对")
        return made[0]

    def _again_with(self, rows: Sequence[SignedRow], before: Sequence[IssueRow]) -> int | None:
        """Pieces of an issue that had gone back: its whole sheet is set again."""
        if len(before) > 1 or any(row.id not in before[0].submission_ids for row in rows):
            names = "、".join(issue.name for issue in before)
            raise Forbidden(f"所选来稿里有的已经编入{names}，不能和别的来稿再编一期。没有编号；请分开排印。")
        return self.print_again(before[0], [row.id for row in rows])

    def print_again(self, issue: IssueRow, submission_ids: Sequence[int] = ()) -> int | None:
        """Set the sheet again under its number, before the proof has passed. Raises Forbidden."""
        taken = self._ask_and_do(
            Question(
                title=f"重新排印{issue.name}",
                intro="期号不变，按稿件现在的内容重排；已做的校对要重新做。",
                fields=tuple(self._sheet_fields(copies=issue.copies, layout=issue.layout, printed_by=issue.printed_by)),
                verb="重新排印",
            ),
            lambda values: self._context.desk.do(
                print_issue, submission_ids or issue.going_on, values=_sheet_values(values)
            ),
        )
        if taken is None:
            return None
        self._context.notify(f"已重新排印{issue.name}，期号不变，请校对")
        return issue.id

    def proofread(self, issue: IssueRow) -> bool:
        """一校 or 二校 of the sheet, recorded with all its pieces."""
        return self._stepping.ask(self._stepping.detail(issue.going_on[0]), Step.PROOFREAD)

    def renumber(self, issue: IssueRow) -> int | None:
        """更正期号: the number it should have had, and why; the sheet is to be written again then."""
        total = Ask(key="cumulative_no", title="总期号", make=lambda: NumberField(minimum=1), value=issue.cumulative_no)
        taken = self._ask_and_do(
            Question(
                title=f"更正期号：{issue.name}",
                intro="原来的期号作为空号留下，不再给别的一期。更正不能撤销；更正后请重新导出或打印。",
                fields=(
                    Ask(key="issue_no", title="期号", make=lambda: NumberField(minimum=1), value=issue.issue_no),
                    *(() if issue.supplement else (total,)),
                    reason("原因"),
                ),
                verb="更正期号",
                danger=True,
            ),
            lambda values: self._context.desk.do(
                renumber,
                issue.id,
                issue_no=values["issue_no"],
                cumulative_no=values.get("cumulative_no"),
                reason=values[REASON],
            ),
        )
        if taken is None:
            return None
        self._context.notify(f"已更正为{self._context.desk.read(issues.issue, issue.id).name}，请重新导出或打印")
        return issue.id

    def _sheet_fields(self, *, copies: int, layout: str, printed_by: str) -> list[Ask]:
        person = self._context.person
        names = [row.name for row in self._context.desk.read(office.staff)]
        people = names if person in names else [person, *names]
        layouts = LAYOUTS if layout in ("", *LAYOUTS) else (layout, *LAYOUTS)
        return [
            Ask(key="copies", title="份数", make=lambda: NumberField(minimum=1, suffix="份"), value=copies),
            Ask(
                key="layout",
                title="版式",
                make=lambda: ChoiceField([(word, word) for word in layouts]),
                value=layout or LAYOUTS[0],
            ),
            Ask(
                key="printed_by",
                title="印制人",
                make=lambda: ChoiceField([(name, name) for name in people]),
                value=printed_by if printed_by in people else person,
            ),
            Ask(key="on_date", title="日期", make=lambda: MomentField(time=False), value=self._context.today),
        ]


def _intro(rows: Sequence[SignedRow]) -> str:
    told = f"{rows[0].intake_no}　{rows[0].title}" if len(rows) == 1 else f"{len(rows)} 篇合编一期"
    return f"{told}\n期号编出后不再收回，也不能撤销；校对通过前可以按原号重新排印。"


def _sheet_values(values: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(values[key]) for key in ("copies", "layout", "printed_by", "on_date") if values.get(key)}
