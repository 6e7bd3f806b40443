"""The form of 登记: filled by hand, from the roster and from a file; what goes to the desk and what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.submission import Contributor, IntakeChannel, Particulars, Registration, UrgencyGrade
from cppcc_desk.errands.received import Found
from cppcc_desk.queries.office import DestinationRow, GroupRow
from cppcc_desk.queries.people import PersonRow
from cppcc_desk.queries.topics import TopicRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import FieldsArea, Form, SuggestField
from cppcc_desk.ui.pages.register.fieldset import MainFields, MoreFields, buttons_of
from cppcc_desk.ui.pages.register.prefill import prefill
from cppcc_desk.ui.pages.register.suggesting import OF_LEAD, Suggesting, contributor
from cppcc_desk.ui.theme import TOKENS
from cppcc_desk.ui.widgets import NoticeBar, Suggestion, column

COLLECTIVE = "collective_submission"
KEPT_FOR_NEXT = ("received_at", "intake_channel", "info_group_id")
_WOULD_BE_MISSED = ("title", "contributors", "original_text", "attachments", "drafter")
_DECIDED_ELSEWHERE = (
    "title",
    "category",
    "urgency_grade",
    "info_group_id",
    "destinations",
    "original_text",
    "attachments",
)
_LONGEST_FIRST_LINE = 60
_MOBILE = 11
_MOBILE_BEGINS = frozenset(f"1{second}" for second in range(3, 10))
_MORE, _LESS = "更多信息", "收起更多信息"


class EntryForm(QWidget):
    """`changed(key)` when the person changes something, `dirty` from then on. Saving is the page's business."""

    changed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._destinations: tuple[DestinationRow, ...] = ()
        self._from_lead: dict[str, Any] = {}
        self._lead: Suggestion | None = None
        self._read: set[str] = set()
        self._folded: bool | None = None  # what the person chose, None while the room decides
        self.suggesting = Suggesting(context)
        self.told = NoticeBar()
        self.asked = NoticeBar()
        self.duplicates = NoticeBar()
        self.main = MainFields(self.suggesting)
        self.more = MoreFields(context, self.suggesting)
        self._lay_out()
        self._connect()
        self.clear()

    def _lay_out(self) -> None:
        self.fold = self.main.fold
        box = column(
            self.told,
            self.asked,
            self.main,
            self.more,
            gap=8,
            margins=(16, 12, 16, 4),
        )
        box.setStretch(2, 1)
        self._box = box
        self.area = FieldsArea(box)
        # Below what scrolls, so that it is seen on low windows too, and does not move the text while it is typed.
        outer = column(self.area, column(self.duplicates, margins=(16, 4, 16, 4)), gap=0)
        outer.setStretch(0, 1)
        self.setLayout(outer)
        self.more.hide()

    def _connect(self) -> None:
        self.fold.clicked.connect(self._toggle)
        self.main.first_line.clicked.connect(self.take_first_line)
        self.main.contributors.picked.connect(self._picked)
        self.main.collective.changed.connect(partial(self._changed, COLLECTIVE))
        for form in (self.main, self.more):
            form.changed.connect(self._changed)

    # ------------------------------------------------------------------ what the office offers
    def offer(
        self,
        *,
        roster: tuple[PersonRow, ...],
        groups: Sequence[GroupRow],
        categories: Sequence[str],
        destinations: tuple[DestinationRow, ...],
        topics: Sequence[TopicRow],
    ) -> None:
        """The choices as the office has them now; what was chosen stays where it is still there."""
        self.suggesting.load(roster)
        self._destinations = destinations
        named = [(g.id, f"{g.name}（{g.leader}）" if g.leader else g.name) for g in groups]
        self.main.group.set_choices(named)
        self.more.topic.set_choices([(topic.id, topic.words) for topic in topics])
        self.main.category.set_choices([(word, word) for word in categories])
        self._offer_destinations(self.main.destinations.value())

    def _offer_destinations(self, chosen: Sequence[str]) -> None:
        """The departments are offered once 有关部门, or whatever they belong to, is chosen."""
        opened = {row.id for row in self._destinations if row.name in chosen}
        shown = [d.name for d in self._destinations if d.parent_id in (None, *opened) or d.name in chosen]
        self.main.destinations.offer(shown)
        self.main.destinations.set_value(chosen)
        self._chain()

    def _chain(self) -> None:
        """Tab goes in reading order; chips made anew would otherwise take what follows them out of the chain."""
        main = self.main
        beside: dict[str, list[QWidget]] = {
            "title": [main.title.edit, main.first_line],
            "contributors": [*buttons_of(main.contributors), main.contributors.edit, main.collective.box],
            "destinations": [*buttons_of(main.destinations)],
            "attachments": [*main.files.in_order(), self.fold],
        }
        order = [widget for key in main.keys for widget in beside.get(key, [main.field(key).inner])]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def set_room(self, *, tall: bool, broad: bool) -> None:
        """With room for it 更多信息 is open; where the form is `broad` due times stand beside the destinations."""
        self.main.destinations.set_beside(broad)
        if self._folded is None:
            self.unfold(tall)

    def unfold(self, on: bool) -> None:
        """Show or hide 更多信息."""
        self.more.setVisible(on)
        self.fold.setText(_LESS if on else _MORE)

    def _toggle(self) -> None:
        self._folded = not self.more.isHidden()
        self.unfold(not self._folded)
        if not self._folded:
            QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.more))
            self.more.field("sector").setFocus()

    # ------------------------------------------------------------------ what the person does
    def _changed(self, key: str) -> None:
        self._unmark(key)
        if key == COLLECTIVE:
            self.main.dirty = True
        elif key == "title":
            self._tell_length()
        elif key == "contributors":
            self._follow_lead()
            self._chain()
        elif key == "attachments":
            self._chain()
        elif key == "destinations":
            self._offer_destinations(self.main.destinations.value())
        self.changed.emit(key)

    def _picked(self, line: Suggestion) -> None:
        if line.command:
            self.main.contributors.take_typed()

    def _follow_lead(self) -> None:
        """Fill in from the roster what is known of the first person; what was typed by hand stays."""
        tags = tuple(self.suggesting.known(tag) for tag in self.main.contributors.value())
        if tags != self.main.contributors.value():
            self.main.contributors.set_value(tags)
        lead = next(iter(tags), None)
        if lead == self._lead:
            return
        self._lead = lead
        person: PersonRow | Contributor | None = lead.value if lead else None
        for key, name in OF_LEAD.items():
            empty = PersonKind.OTHER if key == "kind" else None if key == "info_group_id" else ""
            if self.value(key) in (empty, self._from_lead.get(key, empty)):
                self._place(key, getattr(person, name, empty) if person else empty)
                self._from_lead[key] = self.value(key)
        if lead and person is None and (number := self.suggesting.namesakes(lead.text)) > 1:
            self.told.tell(f"名册里有 {number} 位“{lead.text}”，请去掉后重新输入，从候选里选定。")

    def take_first_line(self) -> None:
        """Move the first line of the text to the title."""
        first, _, rest = self.value("original_text").partition("\n")
        if not first or len(first) > _LONGEST_FIRST_LINE:
            told = f"正文首行有 {len(first)} 字，不像标题，请手工填写。" if first else "正文还是空的，请先填写正文。"
            self.main.show_problems({"title": told})
            return
        self.main.set_value("title", first)
        self.main.set_value("original_text", rest.strip("\n"))
        self.main.title.setFocus()

    def _tell_length(self) -> None:
        self.main.title_length.setText(f"{len(''.join(self.value('title').split()))} 字")

    # ------------------------------------------------------------------ values
    def value(self, key: str) -> Any:
        """What one field holds."""
        return self.main.collective.value() if key == COLLECTIVE else self._form_of(key).value(key)

    def values(self) -> dict[str, Any]:
        """What all fields hold."""
        return {**self.main.values(), **self.more.values(), COLLECTIVE: self.main.collective.value()}

    @property
    def dirty(self) -> bool:
        """Whether the person has changed anything since `clear`."""
        return self.main.dirty or self.more.dirty

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands here that would be missed."""
        return not any(self.value(key) for key in _WOULD_BE_MISSED)

    def place(self, values: Mapping[str, Any]) -> None:
        """Fill in fields; the person has not changed anything by that."""
        for key, value in values.items():
            self._place(key, value)
        self._lead = next(iter(self.main.contributors.value()), None)
        self._tell_length()
        self._chain()

    def _place(self, key: str, value: Any) -> None:
        if key == COLLECTIVE:
            self.main.collective.set_value(value)
        elif key == "destinations":
            self._offer_destinations(value or ())
        else:
            field = self._form_of(key).field(key)
            field.set_value(value)
            if isinstance(field, SuggestField):
                field.edit.setCursorPosition(0)  # the beginning of a long name is what tells

    def _form_of(self, key: str) -> Form:
        return self.more if key in self.more.keys else self.main

    def clear(self, *, keep: bool = False) -> None:
        """Empty; with `keep` 收稿时间, 来稿方式 and 小组 stay (U07)."""
        kept = {key: self.value(key) for key in KEPT_FOR_NEXT} if keep else {}
        usual = {"received_at": self._context.now, "kind": PersonKind.OTHER, "urgency_grade": UrgencyGrade.NORMAL}
        self._from_lead = {}
        self.mark_read(())
        self.place({key: None for key in self.values() if key != "intake_no"} | usual | kept)
        self.mark_clean()
        self.told.dismiss()
        self.duplicates.dismiss()

    def particulars(self) -> Particulars:
        """How it came and from whom; the first person has the affiliations that stand in the form."""
        v = self.values()
        tags: tuple[Suggestion, ...] = v["contributors"]
        return Particulars(
            contributors=tuple(contributor(tag, v if place == 0 else None) for place, tag in enumerate(tags)),
            received_at=v["received_at"],
            intake_channel=v["intake_channel"] or IntakeChannel.OTHER,
            submitting_unit=v["submitting_unit"],
            drafter=v["drafter"],
            collective_submission=v[COLLECTIVE],
            is_commissioned=v["is_commissioned"],
            topic_call_id=v["topic_call_id"],
            consent_public=v["consent_public"],
            follows_intake_no=v["follows_intake_no"],
        )

    def registration(self) -> Registration:
        """What is to be registered."""
        return Registration(
            **vars(self.particulars()),
            title=self.value("title"),
            original_text=self.value("original_text"),
            info_group_id=self.value("info_group_id"),
            attachments=self.value("attachments"),
        )

    def classification(self) -> dict[str, str]:
        """What is known of the step 分类."""
        known = {
            "category": self.value("category") or "",
            "urgency_grade": str(self.value("urgency_grade")),
            "intended_destinations": "、".join(self.value("destinations")),
        }
        return {key: value for key, value in known.items() if value}

    # ------------------------------------------------------------------ a registered piece
    def show_only_particulars(self) -> None:
        """For 更正登记: title and text, and what 分类 decides, are corrected where they were decided."""
        for key in _DECIDED_ELSEWHERE:
            self.main.show_field(key, False)
        self._box.setStretch(2, 0)  # what grew was the text
        self._box.addStretch(1)
        self._folded = False
        self.unfold(True)

    def show_registered(self, intake_no: str, particulars: Particulars) -> None:
        """What is recorded of a registered piece; the person has not changed anything by that."""
        self.clear()
        lead = particulars.contributors[0] if particulars.contributors else None
        of_lead = {key: getattr(lead, name) for key, name in OF_LEAD.items() if hasattr(lead, name)}
        recorded = {key: value for key, value in vars(particulars).items() if key != "contributors"}
        people = tuple(Suggestion(c.name, value=c) for c in particulars.contributors)
        self._from_lead = of_lead
        self.place({**of_lead, **recorded, "contributors": people, "intake_no": intake_no})
        self.mark_clean()

    def mark_clean(self) -> None:
        """What stands here has been saved, or is nothing new."""
        self.main.mark_clean()
        self.more.mark_clean()

    # ------------------------------------------------------------------ from a file
    def fill_read(self, found: Found, roster: Sequence[PersonRow]) -> None:
        """Fill in what was read of a file, marked until the person touches it; the rest of the form stays."""
        if found.draft is None:
            return
        given = prefill(found.draft, roster)
        known = dict(given.known)
        if self.value("info_group_id") is not None:
            known.pop("info_group_id", None)
        self._from_lead = known
        self.place({**known, **given.read, COLLECTIVE: given.collective})
        if found.kept is not None:
            self.main.files.add(found.kept)
        self.mark_read(given.read)
        self.main.dirty = True
        if found.warnings:
            self.told.tell(f"请核对：{''.join(found.warnings)}")
        else:
            self.told.dismiss()

    @property
    def has_read(self) -> bool:
        """Whether anything still stands here as it was read of a file."""
        return bool(self._read)

    def mark_read(self, keys: Iterable[str]) -> None:
        """Light blue behind what was read from a file."""
        for key in list(self._read):
            self._unmark(key)
        for key in keys:
            self._read.add(key)
            inner = self._form_of(key).field(key).inner
            which = "QFrame#tags, QFrame#tags QLineEdit" if inner.objectName() == "tags" else "QLineEdit, QTextEdit"
            inner.setStyleSheet(f"{which} {{ background:{TOKENS['primary_soft']}; }}")

    def _unmark(self, key: str) -> None:
        if key in self._read:
            self._read.discard(key)
            self._form_of(key).field(key).inner.setStyleSheet("")

    # ------------------------------------------------------------------ what is wrong
    def problems(self) -> dict[str, str]:
        """What only the form can see; the rules of the office are asked by the page."""
        found: dict[str, str] = {}
        if self.value("intake_channel") is None:
            found["intake_channel"] = "请选择来稿方式。"
        digits = self.value("phone").replace(" ", "").replace("-", "")
        if digits.isdigit() and len(digits) != _MOBILE and digits[:2] in _MOBILE_BEGINS:
            found["phone"] = f"手机号应为 {_MOBILE} 位数字，现有 {len(digits)} 位。"
        return found

    def show_problems(self, problems: Mapping[str, str]) -> bool:
        """Say them at their fields, the keyboard at the first. Returns whether there are any."""
        folded = {key: text for key, text in problems.items() if key in self.more.keys}
        rest = {key: text for key, text in problems.items() if key not in folded}
        if folded:
            self.unfold(True)
        self.more.show_problems(folded)
        self.main.show_problems(rest)
        first = next((key for key in self.values() if key in problems), None)
        if first is not None and first != COLLECTIVE:
            self.area.ensureWidgetVisible(self._form_of(first).field(first))
        return bool(problems)
