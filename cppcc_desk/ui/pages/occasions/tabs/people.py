"""参加人员: who is asked, who came and spoke; people are added by name, initials, or a whole group at once."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QMenu

from cppcc_desk.domain.occasions import AttendanceEntry, Mark, OccasionKind, Part, Presence
from cppcc_desk.operations import occasions as doing
from cppcc_desk.queries import occasions, office, people
from cppcc_desk.queries.occasions import AttendanceRow, OccasionDetail
from cppcc_desk.queries.people import PersonRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField, SuggestField
from cppcc_desk.ui.pages.occasions.asking import OccasionAsking
from cppcc_desk.ui.pages.occasions.columns import PRESENCE, SPOKE, people_columns
from cppcc_desk.ui.pages.occasions.tabs.tab import ListTab, Refusals
from cppcc_desk.ui.table import DataTable, RowsModel
from cppcc_desk.ui.widgets import STRETCH, Suggestion, action, button, label, menu_button, row

_MOST = 30


class PeopleTab(ListTab[AttendanceRow]):
    """Every click is saved at once and can be undone: while people come in nobody waits for a button 保存."""

    def __init__(self, context: Context, refusals: Refusals) -> None:
        table: DataTable[AttendanceRow] = DataTable(
            RowsModel(people_columns(), row_id=lambda r: r.id, checkable=True),
            name="occasion/people",
            title="参加人员",
            settings=context.settings,
        )
        super().__init__(context, refusals, table, title="参加人员")
        self._asking = OccasionAsking(context)
        self._roster: tuple[PersonRow, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.who = SuggestField(self._suggest, placeholder="输入姓名或拼音首字母，选中即列入")
        self.who.setMinimumWidth(220)
        self.who.name("列入参加人员")
        self.entry = self.who
        self.part = ChoiceField(Part)
        self.part.setFixedWidth(76)
        self.part.name("出席还是列席")
        self.own_button = button("列入全组", self.run(self._own_group), icon="users")
        self.groups_button = button("列入小组", icon="users")
        self._groups = QMenu(self.groups_button)
        self.groups_button.setMenu(self._groups)
        self.all_came = button("待定的都到会", self.run(self._all_came), icon="check")
        above = row(
            self.part, self.who, self.own_button, self.groups_button, STRETCH, self.all_came, margins=(12, 8, 12, 8)
        )
        above.setStretch(1, 3)
        above.setStretch(4, 2)
        self.buttons = {
            presence: button(presence.value, self.run(self._mark, Mark(presence=presence)))
            for presence in (Presence.CAME, Presence.EXCUSED, Presence.ABSENT)
        }
        self.spoke_button = button("发言", self.run(self._mark, Mark(spoke=True)))
        self._menu = {
            "pending": action("改回待定", self.run(self._mark, Mark(presence=Presence.PENDING))),
            "silent": action("没有发言", self.run(self._mark, Mark(spoke=False))),
            "attending": action("改为出席", self.run(self._mark, Mark(part=Part.ATTENDING))),
            "observing": action("改为列席", self.run(self._mark, Mark(part=Part.OBSERVING))),
            "letter": action("打印列席邀请函…", self.run(self._letters), icon="print"),
            "drop": action("移出名单", self.run(self._dismiss), icon="close", tells="Delete"),
        }
        more = menu_button("", list(self._menu.values()), tip="更多操作")
        self._count = label("", "hint")
        self.lay_out([above], [*self.buttons.values(), self.spoke_button, more, STRETCH, self._count])

    def _connect(self) -> None:
        self.who.picked.connect(lambda line: self.attempt(self._take, line))
        self.table.link_pressed.connect(lambda r, key: self.attempt(self._toggle, [r], key))
        self.table.quick_look.connect(lambda: self.attempt(self._toggle, self.chosen(), PRESENCE))
        self.table.opened.connect(partial(self.attempt, self._edit))
        self.table.deleted.connect(lambda _rows: self.attempt(self._dismiss))
        self.table.chosen.connect(lambda _count: self._fit_buttons())
        edit = action("修改…", partial(self.with_one, self._edit), icon="edit", tells="Enter")
        marks = [action(f"记为{p.value}", b.click) for p, b in self.buttons.items()]
        spoke = action("记为发言", self.spoke_button.click)
        copy = action("复制所选行", self.table.copy, icon="copy", shortcut="Ctrl+C")
        lists.equip(self.table, edit, *marks, spoke, *self._menu.values(), copy)

    # --- what is shown ---

    def show_detail(self, detail: OccasionDetail) -> None:
        self.detail = detail
        self._roster = self.context.desk.read(people.people)
        self.show_rows(detail.attendances)
        row = detail.row
        excused = sum(a.presence is Presence.EXCUSED for a in detail.attendances)
        pending = sum(a.presence is Presence.PENDING for a in detail.attendances)
        told = (("应到", row.invited), ("到会", row.came), ("请假", excused), ("待定", pending), ("发言", row.spoke))
        self._count.setText(" · ".join(f"{words} {number}" for words, number in told if number or words == "应到"))
        live = not row.cancelled
        for made in (self.who, self.part, self.own_button, self.groups_button):
            made.setEnabled(live)
        self.all_came.setEnabled(live and pending > 0)
        self.all_came.setVisible(bool(detail.attendances))
        self._offer_groups(detail)
        self._fit_buttons()
        if not detail.attendances:
            self.empty.tell(
                "还没有列入参加人员",
                f"在上面输入姓名或拼音首字母，一个一个列入；或者点“{self._group_words()}”，一次列入整个小组。",
                icon="users",
            )

    def _group_words(self) -> str:
        return (self.groups_button if self.own_button.isHidden() else self.own_button).text()

    def _offer_groups(self, detail: OccasionDetail) -> None:
        """The group of an activity by one click, any group for a meeting."""
        own = detail.row.kind is OccasionKind.ACTIVITY
        self.own_button.setVisible(own)
        self.groups_button.setVisible(not own)
        self._groups.clear()
        for group in self.context.desk.read(office.groups):
            made = action(group.name, self.run(self._whole_group, group.id))
            made.setParent(self._groups)
            self._groups.addAction(made)

    def _fit_buttons(self) -> None:
        live = self.detail is not None and not self.detail.row.cancelled
        any_chosen = live and bool(self.chosen())
        for made in (*self.buttons.values(), self.spoke_button):
            made.setEnabled(any_chosen)
        for entry in self._menu.values():
            entry.setEnabled(any_chosen)

    def _suggest(self, typed: str) -> list[Suggestion]:
        there = {a.person_id for a in self.detail.attendances} if self.detail else set()
        wanted = typed.strip()
        found = [p for p in people.suggestions(self._roster, wanted, limit=_MOST) if p.id not in there]
        lines = [Suggestion(p.name, detail=_about(p), value=p) for p in found]
        if wanted and not wanted.isascii() and all(p.name != wanted for p in self._roster):
            lines.append(Suggestion(f"＋ 列入名册以外的“{wanted}”", value=wanted, command=True))
        return lines

    # --- what is done ---

    def _take(self, line: Suggestion) -> None:
        self.who.set_value("")
        person = line.value
        entry = AttendanceEntry(
            name=person.name if isinstance(person, PersonRow) else str(person),
            person_id=person.id if isinstance(person, PersonRow) else None,
            part=self.part.value(),
        )
        self._invite([entry])

    def _own_group(self) -> None:
        if self.detail is not None and self.detail.row.info_group_id is not None:
            self._whole_group(self.detail.row.info_group_id)

    def _whole_group(self, group_id: int) -> None:
        assert self.detail is not None
        members = self.context.desk.read(occasions.members_on, group_id, self.detail.row.at.date())
        part = self.part.value()
        self._invite([AttendanceEntry(name=name, person_id=person_id, part=part) for person_id, name in members])

    def _invite(self, entries: Iterable[AttendanceEntry]) -> None:
        added = self.context.desk.do(doing.invite, self.occasion_id, list(entries))
        self.context.notify(f"列入 {added} 人" if added else "这些人已经在名单里", undo=added > 0)

    def _mark(self, mark: Mark) -> None:
        rows = self.chosen()
        if rows:
            self.context.desk.do(doing.record_attendance, self.occasion_id, {row.id: mark for row in rows})

    def _toggle(self, rows: list[AttendanceRow], key: str) -> None:
        """到会 and 待定, or 发言 and not: what the first of `rows` is decides for all."""
        if not rows:
            return
        if key == SPOKE:
            mark = Mark(spoke=not rows[0].spoke)
        else:
            came = rows[0].presence is Presence.CAME
            mark = Mark(presence=Presence.PENDING if came else Presence.CAME)
        self.context.desk.do(doing.record_attendance, self.occasion_id, {row.id: mark for row in rows})

    def _all_came(self) -> None:
        assert self.detail is not None
        pending = [a.id for a in self.detail.attendances if a.presence is Presence.PENDING]
        marks = dict.fromkeys(pending, Mark(presence=Presence.CAME))
        changed = self.context.desk.do(doing.record_attendance, self.occasion_id, marks)
        self.context.notify(f"{changed} 人记为到会", undo=True)

    def _edit(self, row: AttendanceRow) -> None:
        self._asking.attendance(self.occasion_id, row)

    def _letters(self) -> None:
        ids = tuple(a.id for a in self.chosen())
        self.context.navigate("preview", form="列席邀请函", occasion_id=self.occasion_id, attendance_ids=ids)

    def _dismiss(self) -> None:
        rows = self.chosen()
        if rows:
            gone = self.context.desk.do(doing.dismiss, self.occasion_id, [row.id for row in rows])
            self.context.notify(f"移出 {rows[0].name if gone == 1 else f'{gone} 人'}", undo=True)


def _about(person: PersonRow) -> str:
    told = (person.unit or person.town or person.sector, person.kind, person.info_group)
    return " · ".join(filter(None, told))
