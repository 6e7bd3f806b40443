"""A list of 表彰 whose ticks are decided on."""

from collections.abc import Hashable, Iterable
from typing import Any, Generic, TypeVar

from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Page
from cppcc_desk.ui.table import DataTable
from cppcc_desk.ui.widgets import button, label

Row = TypeVar("Row")
Key = tuple[Any, ...]


class TickedPart(ListPart[Row], Generic[Row]):
    """A list that is decided on. Ticks that are not decided yet stay, by `key`, while other lists are looked at."""

    def __init__(self, context: Context, page: Page, table: DataTable[Row], *, title: str) -> None:
        super().__init__(context, page.notice, table, title=title)
        self._page = page
        self._kept: dict[Key, frozenset[Hashable]] = {}
        self._usual: frozenset[Hashable] = frozenset()
        self._filling = False
        self.key: Key = ()
        self.decide_button = button("确定名单…", self.decide, icon="check", kind="primary")
        self.usual_button = button("按建议勾选", self.tick_usual)
        self.back_button = button("取消名单…", self.take_back, kind="danger")
        self.count = label("", "small_strong")
        table.chosen.connect(lambda _count: self._ticked())
        table.current.connect(lambda _row: self.fit_buttons())

    def reload(self) -> None:
        self._page.refresh()

    def show_ticked(self, rows: list[Row], key: Key, *, usual: Iterable[Hashable], decided: Iterable[Hashable]) -> None:
        """Show a list: ticked is what was ticked before, else what was decided, else what is proposed."""
        self.key, self._usual = key, frozenset(usual)
        self._filling = True
        self.show_rows(rows)
        self.table.tick(self._kept.get(key) or frozenset(decided) or self._usual)
        self._filling = False
        self.fit_buttons()

    def settle(self) -> None:
        """What was ticked is decided."""
        self._kept.pop(self.key, None)

    def tick_usual(self) -> None:
        """As the scheme proposes."""
        self.table.tick(self._usual)

    def ticked(self) -> list[Row]:
        """In the order given, whatever the list is sorted by."""
        chosen = set(self.table.chosen_ids())
        return [row for row in self.given if self.id_of(row) in chosen]

    given: list[Row]

    def id_of(self, row: Row) -> Hashable:
        """What a tick belongs to."""
        raise NotImplementedError

    def decide(self) -> None:
        """Make the list what is ticked."""
        raise NotImplementedError

    def take_back(self) -> None:
        """No list any more."""
        raise NotImplementedError

    def fit_buttons(self) -> None:
        """Tell how many are ticked, grey what cannot be done."""
        raise NotImplementedError

    def _ticked(self) -> None:
        if not self._filling:
            self._kept[self.key] = frozenset(self.table.chosen_ids())
            self.fit_buttons()
