"""签发权限: who signs what goes where, by 缓急, as a matrix."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from cppcc_desk.domain.submission import UrgencyGrade
from cppcc_desk.operations.office import change_settings
from cppcc_desk.queries import office
from cppcc_desk.queries.office import SignOffRule
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField
from cppcc_desk.ui.pages.settings.section import Section, scrolled
from cppcc_desk.ui.widgets import STRETCH, clear, column, label

GRADES = (("", "不分缓急"), *((grade.value, grade.value) for grade in UrgencyGrade))
ANYWHERE = "其他去向"


class SignOffSection(Section):
    """The first rule from the top that fits gives the 签发人 that the form offers; it can be changed there."""

    id = "sign_off"
    title = "签发权限"
    icon = "stamp"
    hint = (
        "签发时先填哪位签发人，签发表单里可以改。"
        "报几个去向的，以表中靠上的去向为准；某种缓急没有填，就用“不分缓急”一栏。"
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.cells: dict[tuple[str, str], ChoiceField] = {}
        self._destinations: tuple[str, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.lay_out(scrolled(column(self._grid, STRETCH, margins=(16, 14, 16, 14))))

    def read(self) -> Any:
        desk, today = self.context.desk, self.context.today
        tops = tuple(row.name for row in desk.read(office.destinations) if row.parent_id is None)
        names = tuple(row.name for row in desk.read(office.staff))
        return desk.read(office.office, on=today).sign_off_matrix, tops, names

    def fill(self, held: tuple[tuple[SignOffRule, ...], tuple[str, ...], tuple[str, ...]]) -> None:
        rules, tops, names = held
        signatories = tuple(dict.fromkeys((*names, *(rule.signatory for rule in rules))))
        clear(self._grid)
        self.cells.clear()
        self._destinations = (*tops, *(r.destination for r in rules if r.destination not in ("", *tops)), "")
        self._destinations = tuple(dict.fromkeys(self._destinations))
        for place, (_, words) in enumerate(GRADES):
            self._grid.addWidget(label(words, "hint"), 0, place + 1)
            self._grid.setColumnStretch(place + 1, 1)
        present = {(rule.destination, rule.urgency_grade): rule.signatory for rule in rules}
        for line, destination in enumerate(self._destinations, start=1):
            name = label(destination or ANYWHERE, "body")
            self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignVCenter)
            for place, (grade, words) in enumerate(GRADES):
                cell = ChoiceField([(person, person) for person in signatories], blank="—")
                cell.name(f"{destination or ANYWHERE}，{words}")
                cell.set_value(present.get((destination, grade)))
                cell.setMaximumWidth(200)
                cell.changed.connect(self.touched)
                self.cells[destination, grade] = cell
                self._grid.addWidget(cell, line, place + 1)

    def matrix(self) -> list[dict[str, str]]:
        """The rules on the screen, destination by destination, a grade of its own before 不分缓急."""
        return [
            {"destination": destination, "urgency_grade": grade, "signatory": str(cell.value())}
            for destination in self._destinations
            for grade in (*(grade.value for grade in UrgencyGrade), "")
            if (cell := self.cells[destination, grade]).value()
        ]

    def store(self) -> str:
        self.context.desk.do(change_settings, {"sign_off_matrix": self.matrix()}, since=self.context.today)
        return "已保存签发权限"
