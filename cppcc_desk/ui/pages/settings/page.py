"""设置: sections at the left, the chosen one at the right; each is saved by one operation that can be undone."""

from collections.abc import Hashable
from typing import Any, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.settings.backups import BackupsSection
from cppcc_desk.ui.pages.settings.destinations import DestinationsSection
from cppcc_desk.ui.pages.settings.entries import EntriesSection, GroupsSection, JournalsSection
from cppcc_desk.ui.pages.settings.holidays import HolidaysSection
from cppcc_desk.ui.pages.settings.letterheads import LetterheadsSection
from cppcc_desk.ui.pages.settings.lists import StaffSection, WordsSection
from cppcc_desk.ui.pages.settings.log import LogSection
from cppcc_desk.ui.pages.settings.office import OfficeSection, RulesSection
from cppcc_desk.ui.pages.settings.section import Section
from cppcc_desk.ui.pages.settings.sign_off import SignOffSection
from cppcc_desk.ui.pages.settings.terms import TermsSection
from cppcc_desk.ui.pages.settings.this_pc import ThisPcSection
from cppcc_desk.ui.widgets import Card, column, row
from cppcc_desk.ui.widgets.side_list import SideItem, SideList

SECTIONS: Final[tuple[type[Section], ...]] = (
    OfficeSection,
    JournalsSection,
    LetterheadsSection,
    DestinationsSection,
    RulesSection,
    SignOffSection,
    GroupsSection,
    TermsSection,
    StaffSection,
    WordsSection,
    HolidaysSection,
    BackupsSection,
    ThisPcSection,
    LogSection,
)


class SettingsPage(Page):
    """`open_at(section="holidays")` goes to a section; `entry` is an id in its list, `paste` the notice's sheet."""

    title = "设置与备份"
    help_chapter = "settings"
    offers_register = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.list = SideList("设置的各部分")
        self.list.show_items([SideItem(kind.id, kind.title, kind.icon) for kind in SECTIONS])
        self.stack = QStackedWidget()
        self._sections: dict[str, Section] = {}
        self._side = Card(column(self.list, gap=0, margins=(1, 6, 1, 6)))
        body = row(self._side, self.stack, gap=10, margins=(12, 10, 12, 10))
        body.setStretch(1, 1)
        self.setLayout(body)
        self.list.picked.connect(self._pick)
        for key in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(key), self, self._save)
        self.section: Section = self._show(SECTIONS[0].id)

    def reload(self) -> None:
        self.section.reload()

    def open_at(self, **target: Any) -> None:
        wanted = str(target.get("section", ""))
        if wanted in self.list.keys and wanted != self.section.id and self.section.may_leave():
            self._show(wanted)
        if isinstance(self.section, EntriesSection) and "entry" in target:
            self.section.choose(int(target["entry"]))
        if isinstance(self.section, HolidaysSection) and target.get("paste"):
            self.section.show_paste()

    def fit(self, room: Room) -> None:
        self._side.setFixedWidth(140 if room.narrow else 176)
        self.section.fit(room)

    def may_leave(self) -> bool:
        return self.section.may_leave()

    def _save(self) -> None:
        self.section.save()

    def _pick(self, section_id: Hashable) -> None:
        if section_id == self.section.id:
            return
        if self.section.may_leave():
            self._show(str(section_id))
        else:
            self.list.choose(self.section.id)

    def _show(self, section_id: str) -> Section:
        if section_id not in self._sections:
            made = next(kind for kind in SECTIONS if kind.id == section_id)(self.context)
            self._sections[section_id] = made
            self.stack.addWidget(made)
        self.section = self._sections[section_id]
        self.list.choose(section_id)
        self.section.fit(self.room)
        self.section.reload()
        self.stack.setCurrentWidget(self.section)
        return self.section
