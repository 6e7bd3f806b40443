"""The questions about what a meeting decided: new, changed, how it goes, done, taken away."""

from cppcc_desk.domain.occasions import DecisionEntry
from cppcc_desk.operations import occasions as doing
from cppcc_desk.queries.occasions import DecisionRow
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import MomentField, NoteField, TextField
from cppcc_desk.ui.stepping.asking import Asking, Values


class Deciding(Asking):
    """What the desk refuses is said in the dialog."""

    def save(self, occasion_id: int, row: DecisionRow | None) -> None:
        """A new decision, or a changed one."""
        held = DecisionEntry(text=row.text, handling_unit=row.handling_unit, due_on=row.due_on) if row else None
        told = held or DecisionEntry(text="")
        fields = (
            Ask(key="text", title="决定", make=NoteField, value=told.text, required=True),
            Ask(
                key="handling_unit",
                title="承办单位",
                make=lambda: TextField(max_length=60, placeholder="由谁办理"),
                value=told.handling_unit,
            ),
            Ask(key="due_on", title="期限", make=lambda: MomentField(time=False, optional=True), value=told.due_on),
        )

        def do(values: Values) -> None:
            entry = DecisionEntry(**values)
            self._context.desk.do(doing.save_decision, occasion_id, row.id if row else None, entry, held=held)

        title = "修改决定事项" if row else "登记决定事项"
        if self._ask_and_do(Question(title=title, fields=fields, verb="保存"), do) is not None:
            self._tell(f"已{title[:2]}决定事项")

    def follow(self, row: DecisionRow) -> None:
        """How it goes."""
        question = Question(title="登记办理进展", intro=row.text, fields=self._told("进展", required=True), verb="登记")
        taken = self._ask_and_do(question, lambda values: self._context.desk.do(doing.follow_up, row.id, **values))
        if taken is not None:
            self._tell("已登记办理进展")

    def complete(self, row: DecisionRow) -> None:
        """It is done."""
        question = Question(
            title="办结决定事项", intro=row.text, fields=self._told("办理结果", required=False), verb="办结"
        )
        taken = self._ask_and_do(
            question, lambda values: self._context.desk.do(doing.complete_decision, row.id, **values)
        )
        if taken is not None:
            self._tell("已办结决定事项")

    def reopen(self, row: DecisionRow) -> None:
        """It is not done after all."""
        self._context.desk.do(doing.reopen_decision, row.id)
        self._tell("已改为办理中")

    def delete(self, row: DecisionRow) -> None:
        """Take it away with its follow-ups, after asking."""
        told = f"和它的进展 {len(row.follow_ups)} 条" if row.follow_ups else ""
        if self._context.dialogs.confirm(
            "删除这项决定？", f"“{row.text}”{told}。删除以后可以按 Ctrl+Z 撤销。", verb="删除"
        ):
            self._context.desk.do(doing.delete_decision, row.id)
            self._tell("已删除决定事项")

    def _told(self, title: str, *, required: bool) -> tuple[Ask, ...]:
        return (
            Ask(
                key="on",
                title="日期",
                make=lambda: MomentField(time=False),
                value=self._context.today,
                required=True,
            ),
            Ask(key="text", title=title, make=NoteField, required=required),
        )
