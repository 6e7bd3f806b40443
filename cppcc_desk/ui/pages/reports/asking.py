"""What the office is asked about ledgers: which columns its own have, and what the heads of an older one mean."""

from functools import partial

from cppcc_desk.domain.registers.columns import COLUMNS, LOST, USUAL, Head, Register
from cppcc_desk.errands import histories, registers
from cppcc_desk.errands.histories import LedgerLook
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.pages.reports.columns_field import ColumnsField


def ask_columns(context: Context, register: Register) -> bool:
    """The columns of a ledger, kept for the office; whether the person chose. Raises what the desk refuses."""
    given = context.dialogs.ask(
        Question(
            title=f"{register.called}的栏目",
            intro="勾选要列出的栏目，用“上移”“下移”排好顺序。全办公室共用，打印和导出都按这里。",
            fields=[
                Ask(
                    key="columns",
                    title="栏目",
                    make=partial(ColumnsField, COLUMNS[register], USUAL[register]),
                    value=registers.columns_of(context.desk, register),
                )
            ],
            verb="按此列出",
            check=lambda values: {} if values["columns"] else {"columns": "请至少勾选一栏。"},
        )
    )
    if given is not None:
        registers.choose_columns(context.desk, register, given["columns"])
    return given is not None


def ask_heads(context: Context, look: LedgerLook) -> bool:
    """What each head means; remembered for the next ledger with the same heads. Whether anything was changed."""
    known = [(head, head.value) for head in Head if head not in LOST]
    heads = dict(enumerate(look.read.heads.items()))
    given = context.dialogs.ask(
        Question(
            title="列的对应",
            intro="左边是旧台账的表头，右边是它填进哪一栏。改过的会记住，以后同样的表头照此读取。",
            fields=[
                Ask(
                    key=str(place),
                    title=text,
                    make=lambda: ChoiceField(known, blank="（不对应）"),
                    value=meaning,
                    short=True,
                )
                for place, (text, meaning) in heads.items()
            ],
            verb="按此重新读取",
        )
    )
    changed: dict[str, Head | None] = {
        text: given[str(place)]
        for place, (text, meaning) in heads.items()
        if given is not None and given[str(place)] != meaning
    }
    if changed:
        histories.remember_heads(context.desk, changed)
    return bool(changed)
