"""What can be printed and drafted about a meeting or an activity; the same from the list and from the whole."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from cppcc_desk.domain.drafting import wording
from cppcc_desk.domain.occasions import OccasionKind
from cppcc_desk.domain.official import Kind
from cppcc_desk.queries import forms, occasions
from cppcc_desk.queries.occasions import OccasionRow
from cppcc_desk.ui import icons
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.occasions.asking import OccasionAsking
from cppcc_desk.ui.widgets import action

Current = Callable[[], OccasionRow | None]


class OccasionMenus:
    """Refusals are said in the page, through `refusals`."""

    def __init__(self, context: Context, refusals: Callable[[], AbstractContextManager[None]]) -> None:
        self._context, self._refusals = context, refusals
        self.asking = OccasionAsking(context)

    def printing(self, parent: QWidget, current: Callable[[], int | None]) -> QMenu:
        """签到表, 列席邀请函, 会议活动记录单."""
        menu = QMenu("打印表单", parent)
        menu.setIcon(icons.icon("print"))
        for kind in forms.OF_OCCASION:
            made = action(f"{kind}…", partial(self._print, kind, current), icon="print")
            made.setParent(menu)
            menu.addAction(made)
        return menu

    def drafting(self, parent: QWidget, current: Current) -> QMenu:
        """通知, 列席通知 and 纪要; the words are those of what is current when the menu opens."""
        menu = QMenu("起草公文", parent)
        menu.setIcon(icons.icon("doc"))
        ways = (("通知", Kind.NOTICE, False), ("列席通知", Kind.NOTICE, True), ("纪要", Kind.MINUTES, False))
        entries = []
        for words, kind, observers in ways:
            made = action(words, partial(self._draft, kind, observers, current), icon="doc")
            made.setParent(menu)
            menu.addAction(made)
            entries.append(made)

        def fit() -> None:
            row = current()
            kind = row.kind if row is not None else None
            what = wording(kind).what
            for made, (words, _, observers) in zip(entries, ways, strict=True):
                made.setText(f"{words}…" if observers else f"{what}{words}…")
                made.setVisible(not observers or kind is not OccasionKind.ACTIVITY)

        menu.aboutToShow.connect(fit)
        fit()
        return menu

    def run(self, do: Callable[[int], Any], current: Callable[[], int | None]) -> Callable[[], None]:
        """A slot that does it with the current one."""

        def slot() -> None:
            occasion_id = current()
            with self._refusals():
                if occasion_id is not None:
                    do(occasion_id)

        return slot

    def change(self, occasion_id: int) -> None:
        """What is told of it."""
        self.asking.change(occasion_id)

    def turning(self, row: OccasionRow | None) -> str:
        """The words for that; 取消 alone is what closes a dialog."""
        if row is not None and row.cancelled:
            return "恢复"
        return "取消活动…" if row is not None and row.kind is OccasionKind.ACTIVITY else "取消会议…"

    def turn(self, row: OccasionRow) -> None:
        """Cancelled, or reinstated."""
        if row.cancelled:
            self.asking.reinstate(row)
        else:
            self.asking.cancel(row)

    def _print(self, kind: str, current: Callable[[], int | None]) -> None:
        occasion_id = current()
        if occasion_id is not None:
            self._context.navigate("preview", form=kind, occasion_id=occasion_id)

    def _draft(self, kind: Kind, observers: bool, current: Current) -> None:
        row = current()
        with self._refusals():
            if row is not None:
                read, now = self._context.desk.read, self._context.now
                made_for = read(occasions.made_for, row.id, kind, now=now, observers=observers)
                self._context.navigate("drafting", kind=kind, made_for=made_for)
