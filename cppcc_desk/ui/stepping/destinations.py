"""Several destinations: the few of every day as chips, the departments found by name or pinyin initials."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from cppcc_desk.domain import pinyin
from cppcc_desk.queries.office import DestinationRow
from cppcc_desk.storage.initials import pinyin_table
from cppcc_desk.ui.form import Field, SeveralField, TagsField
from cppcc_desk.ui.widgets import Suggestion, column

MOST_OFFERED = 9


class DestinationsField(Field):
    """Value: tuple of names, those of every day first."""

    def __init__(self, rows: Sequence[DestinationRow]) -> None:
        self._daily = [row.name for row in rows if row.parent_id is None]
        self._others = [row.name for row in rows if row.parent_id is not None]
        self.daily = SeveralField([(name, name) for name in self._daily])
        self.others = TagsField(self._offer, placeholder="部门：名称或拼音首字母")
        self.others.edit.setMinimumWidth(220)
        both = QWidget()
        both.setLayout(column(self.daily, self.others, gap=4))
        super().__init__(both)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setFocusProxy(self.daily)
        self.others.setVisible(bool(self._others))
        self.others.name("报送的部门")
        self.daily.changed.connect(self.changed)
        self.others.changed.connect(self.changed)

    def value(self) -> tuple[str, ...]:
        self.others.take_typed()
        return (*self.daily.value(), *(tag.text for tag in self.others.value()))

    def set_value(self, value: Any) -> None:
        names: Sequence[str] = value or ()
        self.daily.set_value([name for name in names if name in self._daily])
        self.others.set_value([name for name in names if name not in self._daily])

    def set_bad(self, bad: bool) -> None:
        self.others.set_bad(bad)

    def _offer(self, typed: str) -> list[Suggestion]:
        wanted = typed.strip()
        taken = {tag.text for tag in self.others.value()}
        free = [name for name in self._others if name not in taken]
        if wanted:
            table = pinyin_table()
            free = [name for name in free if wanted in name or (wanted.isascii() and pinyin.find(wanted, name, table))]
        return [Suggestion(name) for name in free[:MOST_OFFERED]]
