"""计数办法 of a year: what each kind owes, and the four switches of what counts for whom."""

from typing import Any

from cppcc_desk.domain.people import PersonKind, UnitKind
from cppcc_desk.domain.quotas import MOST, Counts, Credited, Joint, Merged, QuotaRules
from cppcc_desk.operations.quotas import set_quotas
from cppcc_desk.queries.quotas import quota_rules
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import ChoiceField, NumberField

_OWING = (*(kind for kind in PersonKind if kind is not PersonKind.OTHER), *UnitKind)
_SWITCHES = (
    ("counts", "哪些计数", Counts),
    ("joint", "联名", Joint),
    ("merged", "合并", Merged),
    ("credited", "单位", Credited),
)


def change_rules(context: Context, year: int) -> bool:
    """Ask and set; whether anything was done."""
    held = context.desk.read(quota_rules, year)
    given = context.dialogs.ask(
        Question(
            title=f"{year} 年任务数和计数办法",
            intro="每一类每年最少报送的篇数，0 表示没有任务。以前年度不变，以后没有另定的照此办。",
            fields=[
                *(
                    Ask(
                        key=kind.value,
                        title=kind.value,
                        make=lambda: NumberField(maximum=MOST, suffix=" 篇"),
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
    )
    if given is None:
        return False
    rules = QuotaRules(
        quotas={kind: given[kind.value] for kind in _OWING if given[kind.value]},
        **{key: given[key] for key, _, _ in _SWITCHES},
    )
    context.desk.do(set_quotas, year, rules)
    context.notify(f"已修改 {year} 年任务数", undo=True)
    return True


def _choosing(words: Any) -> Any:
    return lambda: ChoiceField(words)
