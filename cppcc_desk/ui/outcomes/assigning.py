"""The questions about 交办 of a 批示: handed to a unit, put off, reminded, supervised, answered, closed, reopened."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from cppcc_desk.domain.official import official_date
from cppcc_desk.domain.outcomes import AssignmentEntry
from cppcc_desk.operations import outcomes as doing
from cppcc_desk.queries.outcomes import AssignmentRow, OutcomeRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import MomentField, NoteField, SuggestField, TextField
from cppcc_desk.ui.outcomes.offering import Offering
from cppcc_desk.ui.stepping.asking import REASON, Asking, Values, choice, reason

USUAL_DAYS: Final = 30  # that a unit is given for its answer
AGAIN_DAYS: Final = 14  # when its first one was not enough


class Assigning(Asking):
    """What the desk refuses is said in the dialog."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._offering = Offering(context)

    def assign(self, of: OutcomeRow) -> int | None:
        """交办: to whom, by when, what is asked; the id of the assignment, None for 取消."""
        today = self._context.today
        blank = AssignmentEntry(handling_unit="", opened_on=today, due_on=today + timedelta(days=USUAL_DAYS))
        made: list[int] = []
        question = Question(
            title="交办批示",
            intro=_about(of),
            fields=self._fields(blank),
            verb="交办",
        )

        def do(values: Values) -> None:
            made.append(self._context.desk.do(doing.assign, of.id, AssignmentEntry(**values)))

        values = self._ask_and_do(question, do)
        if values is None:
            return None
        self._tell(f"已交办{values['handling_unit']}，{official_date(values['due_on'])}前反馈")
        return made[-1]

    def change(self, row: AssignmentRow) -> None:
        """Another unit, another day with its reason, or other words."""
        due = row.entry.due_on
        put_off = Ask(
            key=REASON,
            title="改期原因",
            make=lambda: TextField(max_length=200, placeholder="写进操作日志"),
            shown=lambda values: values["due_on"] != due,
        )
        question = Question(
            title=f"修改交办：{row.entry.handling_unit}",
            intro=_about(row.outcome),
            fields=(*self._fields(row.entry), put_off),
            verb="保存修改",
        )

        def do(values: Values) -> None:
            why = values.pop(REASON, "")
            self._context.desk.do(doing.change_assignment, row.id, AssignmentEntry(**values), reason=why)

        if (values := self._ask_and_do(question, do)) is not None:
            self._tell(f"已修改{values['handling_unit']}的交办")

    def _fields(self, told: AssignmentEntry) -> tuple[Ask, ...]:
        return (
            Ask(
                key="handling_unit",
                title="承办单位",
                make=lambda: SuggestField(self._offering.units, placeholder="部门名称或首字母；↓ 列出"),
                value=told.handling_unit,
                required=True,
            ),
            _day("opened_on", "交办日期", told.opened_on),
            _day("due_on", "反馈期限", told.due_on),
            Ask(
                key="demand",
                title="要求",
                make=lambda: NoteField(placeholder="要办什么、怎样反馈；可以不填"),
                value=told.demand,
            ),
        )

    def feedback(self, row: AssignmentRow) -> bool:
        """登记反馈: what the unit answered, on which day."""
        question = Question(
            title=f"登记反馈：{row.entry.handling_unit}",
            intro=f"{_about(row.outcome)}\n反馈期限 {official_date(row.entry.due_on)}，{row.standing}。",
            fields=(
                _day("on", "反馈日期", row.feedback_on or self._context.today),
                Ask(key="text", title="反馈内容", make=NoteField, value=row.feedback, required=True),
            ),
            verb="登记反馈",
        )
        return self._run(question, doing.enter_feedback, row, f"已登记{_unit(row)}的反馈")

    def supervise(self, row: AssignmentRow) -> bool:
        """督办: what was done to speed it up."""
        ways = self._words("supervision_way")
        question = Question(
            title=f"登记督办：{row.entry.handling_unit}",
            intro=f"{_about(row.outcome)}\n反馈期限 {official_date(row.entry.due_on)}，{row.standing}。",
            fields=(
                _day("on", "日期", self._context.today),
                Ask(
                    key="way",
                    title="方式",
                    make=choice(ways, blank="未填"),
                    value=ways[0] if ways else None,
                    short=True,
                ),
                Ask(key="text", title="督办情况", make=NoteField, required=True),
            ),
            verb="登记督办",
        )
        return self._run(question, doing.supervise, row, f"已登记对{_unit(row)}的督办")

    def close(self, row: AssignmentRow) -> bool:
        """办结; without an answer the reason is asked for."""
        answered = row.feedback_on is not None
        why = Ask(key=REASON, title="办结说明", make=NoteField) if answered else reason("办结原因")
        question = Question(
            title=f"办结：{row.entry.handling_unit}",
            intro=_about(row.outcome) + ("" if answered else "\n这个单位还没有反馈，办结以后不再等它。"),
            fields=(_day("on", "办结日期", self._context.today), why),
            verb="办结",
        )
        return self._run(question, doing.close_assignment, row, f"已办结{_unit(row)}的交办")

    def reopen(self, row: AssignmentRow) -> bool:
        """重新办理: by another day, for a reason."""
        question = Question(
            title=f"重新办理：{row.entry.handling_unit}",
            intro=f"{_about(row.outcome)}\n原来的反馈留在督办记录里，要求再反馈一次。",
            fields=(
                _day("due_on", "反馈期限", self._context.today + timedelta(days=AGAIN_DAYS)),
                reason("重办原因"),
            ),
            verb="重新办理",
        )
        return self._run(question, doing.reopen_assignment, row, f"{_unit(row)}的交办已重新办理")

    def cancel(self, row: AssignmentRow) -> bool:
        """取消交办: it was meant for somebody else."""
        question = Question(
            title=f"取消交办{row.entry.handling_unit}？",
            intro=f"{_about(row.outcome)}\n交错了才取消，督办记录一起去掉；不用再办的请用“办结”。",
            fields=(reason("取消原因"),),
            verb="取消交办",
            danger=True,
        )
        return self._run(question, doing.cancel_assignment, row, f"已取消交办{_unit(row)}")

    def remind(self, rows: Sequence[AssignmentRow]) -> None:
        """催办, written into the log of each."""
        self._context.desk.do(doing.remind, [row.id for row in rows])
        units = "、".join(dict.fromkeys(map(_unit, rows)))
        self._tell(f"已登记催办{units}，可以打印督办单" if len(rows) == 1 else f"已登记催办 {len(rows)} 件")

    def _run(self, question: Question, operation: Any, row: AssignmentRow, told: str) -> bool:
        """Ask, do it with what was typed, and tell; whether it was done."""
        taken = self._ask_and_do(question, lambda values: self._context.desk.do(operation, row.id, **_texts(values)))
        if taken is not None:
            self._tell(told)
        return taken is not None


def _texts(values: Mapping[str, Any]) -> dict[str, Any]:
    """A choice that was left open is an empty word."""
    return {key: "" if value is None else value for key, value in values.items()}


def _day(key: str, title: str, value: date) -> Ask:
    return Ask(key=key, title=title, make=lambda: MomentField(time=False), value=value, required=True, short=True)


def _unit(row: AssignmentRow) -> str:
    return row.entry.handling_unit


def _about(of: OutcomeRow) -> str:
    """What the question is about: 2026-014《…》 县委书记江承志批示."""
    return f"{of.of}《{of.title}》\n{of.words}" + (f"：{of.entry.text}" if of.entry.text else "")
