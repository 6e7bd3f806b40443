"""The rules of cards, asked for in dialogs: which 届 runs, how numbers are written, what stands on the back."""

from typing import Any

from cppcc_desk.domain.cards import problem_of_notice, problem_of_number_form
from cppcc_desk.operations.office import change_settings
from cppcc_desk.operations.terms import begin_term
from cppcc_desk.queries import office, terms
from cppcc_desk.queries.terms import TermRow
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import CheckField, MomentField, NoteField, NumberField, TextField
from cppcc_desk.ui.stepping.asking import Asking

_KEYS = ("card_number", "card_notice", "card_renewal_days", "card_for_members")


def day(*, optional: bool = False) -> MomentField:
    """A field for a day."""
    return MomentField(time=False, optional=optional)


class Ruling(Asking):
    """Each method asks what it needs; None or False when the person thought better of it."""

    def term(self) -> TermRow | None:
        """The 届 that runs; where none does, the person is asked for it."""
        return self._context.desk.read(terms.present) or self.begin_term()

    def begin_term(self) -> TermRow | None:
        """Ask which term runs since when."""
        known = self._context.desk.read(terms.terms)
        question = Question(
            title="现在是第几届政协？",
            intro="信息员证按届编号，有效期到本届届满（五年）。",
            fields=(
                Ask(
                    key="number",
                    title="届次",
                    make=lambda: NumberField(minimum=1, maximum=99, suffix="届"),
                    value=known[0].number + 1 if known else 1,
                    required=True,
                ),
                Ask(key="began", title="从哪天起", make=day, value=self._context.today, required=True),
            ),
            verb="登记届次",
        )
        taken = self._ask_and_do(
            question, lambda values: self._context.desk.do(begin_term, values["number"], began=values["began"])
        )
        if taken is None:
            return None
        present = self._context.desk.read(terms.present)
        self._tell(f"已登记{present.name}" if present else "已登记届次")
        return present

    def rules(self) -> bool:
        """How numbers are written, what stands on the back, who gets a card, when renewal is due."""
        present = self._context.desk.read(office.setting_values, on=self._context.today)
        question = Question(
            title="证件规则",
            intro="改动从今天起生效，以前发的证编号不变。编号里 {届} 是届次，{年} 是本届开始的年份，{号} 是流水号，"
            "后面可以带一位数表示几位，如 {号4}。",
            fields=(
                Ask(
                    key="card_number",
                    title="编号写法",
                    make=lambda: TextField(max_length=40, placeholder="如：{届}-{号}，云政协信〔{年}〕{号}号"),
                    value=present["card_number"],
                    required=True,
                ),
                Ask(
                    key="card_notice",
                    title="持证须知",
                    make=lambda: NoteField(placeholder="印在背面，一行一条，不用编号；空着就不印背面"),
                    value=present["card_notice"],
                ),
                Ask(
                    key="card_renewal_days",
                    title="提前提醒",
                    make=lambda: NumberField(minimum=1, maximum=1_000, suffix="天"),
                    value=present["card_renewal_days"],
                ),
                Ask(
                    key="card_for_members",
                    title="发证范围",
                    make=lambda: CheckField("委员、常委也发信息员证"),
                    value=present["card_for_members"],
                ),
            ),
            verb="保存规则",
            check=lambda values: {
                key: told
                for key, told in (
                    ("card_number", problem_of_number_form(values["card_number"])),
                    ("card_notice", problem_of_notice(values["card_notice"])),
                )
                if told
            },
        )

        def save(values: dict[str, Any]) -> None:
            changed = {key: values[key] for key in _KEYS if values[key] != present[key]}
            if changed:
                self._context.desk.do(change_settings, changed, since=self._context.today)

        taken = self._ask_and_do(question, save)
        if taken is not None:
            self._tell("已保存证件规则")
        return taken is not None
