"""What is asked before a 换届: the number of the new term, from when, groups and cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cppcc_desk.domain.people import term_name
from cppcc_desk.operations.term_change import Changed, change_term
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import CheckField, MomentField, NumberField
from cppcc_desk.ui.stepping.asking import Asking


@dataclass(frozen=True)
class Begun:
    """The term that began, and what its beginning did."""

    name: str
    done: Changed


class TermChanging(Asking):
    """A refusal is said in the dialog, in which everything stays as it was filled in."""

    def change(self, number: int, *, staying: Sequence[int], leaving: int) -> Begun | None:
        """Ask and begin the term; None when the person thought better of it. `leaving`: how many do not stay."""
        question = Question(
            title="换届",
            intro=f"留任 {len(staying)} 人，其余 {leaving} 人退出名册，来稿和记录都保留。换届是一步，可以撤销。",
            fields=(
                Ask(
                    key="number",
                    title="新一届",
                    make=lambda: NumberField(minimum=1, maximum=99, suffix="届"),
                    value=number,
                    short=True,
                ),
                Ask(
                    key="began",
                    title="开始日期",
                    make=lambda: MomentField(time=False),
                    value=self._context.today,
                    short=True,
                ),
                Ask(
                    key="new_groups",
                    title="信息小组",
                    make=lambda: CheckField("重新编组（小组保留，成员和组长清空）"),
                    value=False,
                ),
                Ask(
                    key="new_cards",
                    title="信息员证",
                    make=lambda: CheckField("旧证收回，给留任的信息员编新号发证"),
                    value=True,
                ),
            ),
            verb="换届",
            danger=True,
        )
        made: list[Begun] = []

        def do(values: dict[str, Any]) -> None:
            done = self._context.desk.do(
                change_term,
                values["number"],
                began=values["began"],
                staying=staying,
                new_groups=values["new_groups"],
                new_cards=values["new_cards"],
            )
            made.append(Begun(term_name(values["number"]), done))

        return made[-1] if self._ask_and_do(question, do) is not None else None
