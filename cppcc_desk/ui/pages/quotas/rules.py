"""计数办法 of a year: what each kind owes, and the four switches of what counts for whom."""

from typing import Any

from cppcc_desk.domain.crediting import Credited
from cppcc_desk.domain.people import PersonKind, UnitKind
from cppcc_desk.domain.quotas import MOST, Counts, Joint, Merged, QuotaRules
from cppcc_desk.operations.quotas import set_quotas
from cppcc_desk.queries.quotas import quota_rules
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import ChoiceField, NumberField
from cppcc_desk.ui.stepping.asking import Asking, Values

_OWING = (*(kind for kind in PersonKind if kind is not PersonKind.OTHER), *UnitKind)
_SWITCHES = (
    ("counts", "哪些来稿计数", Counts),
    ("joint", "联名的怎么计", Joint),
    ("merged", "并入别篇的怎么计", Merged),
    ("credited", "计给哪些单位", Credited),
)


class Counting(Asking):
    """A refusal is said in the dialog, in which everything stays as it was filled in."""

    def change(self, year: int) -> None:
        """Ask and set."""
        held = self._context.desk.read(quota_rules, year)
        question = Question(
            title=f"{year} 年任务数和计数办法",
            intro="每一类每年最少报送的篇数，0 表示没有任务。以前年度不变，以后没有另定的照此办。",
            fields=[
                *(
                    Ask(
                        key=kind.value,
                        title=kind.value,
                        make=lambda: NumberField(maximum=MOST, suffix="篇"),
                        value=held.quotas.get(kind, 0),
                        short=True,
                    )
                    for kind in _OWING
                ),
                *(
                    Ask(key=key, title=title, make=_choosing(words), value=getattr(held, key))
                    for key, title, words in _SWITCHES
                ),
            ],
            verb="保存",
        )

        def do(values: Values) -> None:
            rules = QuotaRules(
                quotas={kind: values[kind.value] for kind in _OWING if values[kind.value]},
                **{key: values[key] for key, _, _ in _SWITCHES},
            )
            self._context.desk.do(set_quotas, year, rules)

        if self._ask_and_do(question, do) is not None:
            self._tell(f"已修改 {year} 年任务数")


def _choosing(words: Any) -> Any:
    return lambda: ChoiceField(words)
