"""台账 of the sample office in its states, for pictures of the window."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from cppcc_desk.domain.registers.columns import Register
from cppcc_desk.errands.histories import look_at_ledger
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.reports.asking import ask_columns, ask_heads
from tests.ledgers import older
from tests.ui.printed import rest
from tests.ui.whole import Whole


def _shown(register: Register, year: int | None) -> Callable[[Whole], object]:
    return lambda whole: whole.window.go("reports", part="ledgers", register=register, year=year)


def _read(whole: Whole) -> None:
    whole.window.go("ledger_import", path=older(Path(mkdtemp()) / "2025年来稿登记表.xlsx"))
    rest(whole.context)
    whole.window.page.list.see("all")  # type: ignore[attr-defined]


STATES: dict[str, Callable[[Whole], object]] = {
    "ledgers": _shown(Register.INTAKE, 2026),
    "ledgers_dispatches": _shown(Register.DISPATCH, 2026),
    "ledgers_adoptions": _shown(Register.ADOPTION, 2026),
    "ledgers_instructions": _shown(Register.INSTRUCTION, None),
    "ledgers_nothing": _shown(Register.ADOPTION, 2019),
    "ledger_import": lambda whole: whole.window.go("ledger_import"),
    "ledger_import_read": _read,
}


def _heads(context: Context) -> None:
    ask_heads(context, look_at_ledger(context.desk, older(Path(mkdtemp()) / "2025年来稿登记表.xlsx")))


DIALOGS: dict[str, Callable[[Context], object]] = {
    "ledger_columns": lambda context: ask_columns(context, Register.INTAKE),
    "ledger_heads": _heads,
}
