"""The form of one part of a scheme: its sentence, what is wrong with it, and a field for each of its values."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cppcc_desk.domain.scoring.editing import Place, kind_at, replaced, suggested_name, value_at
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.ui.form import AmountField, Field, FieldsArea, Form
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.schemes.aspects import Aspect, Offer
from cppcc_desk.ui.pages.schemes.parts import LONGEST_NAME, SHEETS, Sheet
from cppcc_desk.ui.pages.schemes.rows import RowsField
from cppcc_desk.ui.widgets import STRETCH, EmptyState, NoticeBar, button, column, label, row

NO_NUMBER: Final = "请填数字，例如 5 或 0.5。"
_LABEL: Final = 64
_MOST_CHANGED: Final = ("points", "by", "most", "yuan")


class PartForm(QWidget):
    """`changed(scheme)` with the whole scheme as it is after each change that makes sense; a number that is none is
    not taken (`unfinished`)."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._scheme: Scheme | None = None
        self._offer = Offer()
        self._read_only = False
        self._more = False  # 更多条件 are shown
        self.place: Place | None = None
        self.form = Form(label_width=_LABEL)
        self.form.changed.connect(self._changed)
        self._aspects: dict[str, Aspect] = {}
        self._built: tuple[Sheet, Offer] | None = None
        self._title = label("", "strong")
        self.sentence = NoticeBar()
        self._about = label("", "hint", wrap=True)
        self.trouble = label("", "wrong", wrap=True)
        self.example = label("", "hint", wrap=True)
        self.more_button = button("更多条件", self._toggle_more, icon="down", kind="link")
        said = column(self.trouble, self._about, self.example, gap=4)
        self._area = FieldsArea(column(said, self.form, row(self.more_button, STRETCH), STRETCH, gap=8))
        body = column(column(self._title, self.sentence, gap=6), self._area, gap=8, margins=(14, 10, 14, 6))
        body.setStretch(1, 1)
        fields = QWidget()
        fields.setLayout(body)
        self.nothing = EmptyState()
        self.stack = QStackedWidget()
        self.stack.addWidget(fields)
        self.stack.addWidget(self.nothing)
        self.setLayout(column(self.stack, gap=0))
        for made in (self.trouble, self.example):
            made.hide()

    # ------------------------------------------------------------------ what is shown
    def show_part(self, scheme: Scheme, place: Place, offer: Offer, *, read_only: bool) -> None:
        """The fields of one part."""
        self._scheme, self.place, self._offer, self._read_only = scheme, place, offer, read_only
        self.stack.setCurrentIndex(0)
        self._build()
        self._area.verticalScrollBar().setValue(0)

    def show_section(self, title: str, hint: str, adding: list[tuple[str, Callable[[], Any]]]) -> None:
        """What a section is about, and what can be added to it."""
        self.place = None
        buttons = [button(words, do, icon="plus", kind="primary") for words, do in adding]
        self.nothing.tell(title, hint, icon="list", buttons=buttons)
        self.stack.setCurrentIndex(1)

    def tell(self, scheme: Scheme, sentence: str, problem: str) -> None:
        """The scheme as it is now, what the part says, and what is wrong with it."""
        self._scheme = scheme
        if self.sentence.text != sentence:
            self.sentence.tell(sentence, kind="info", closable=False)
        self.trouble.setText(problem)
        self.trouble.setVisible(bool(problem))

    def fit(self, room: Room) -> None:
        """What kind of part it is stands above it where there is room; the sentence says so, too."""
        self._title.setVisible(not room.low)

    def tell_example(self, words: str) -> None:
        """In one line what the example gives, where it is not seen beside the form."""
        self.example.setText(words)
        self.example.setVisible(bool(words))

    def field(self, path: str) -> Field:
        """The field of a value, such as when.types."""
        return self.form.field(path)

    @property
    def unfinished(self) -> bool:
        """Whether a number is missing; says so where it is missing."""
        if self.place is None:
            return False
        wrong = {key: NO_NUMBER for key in self.form.keys if self._is_unfinished(key)}
        return self.form.show_problems(wrong) if wrong else False

    def begin(self) -> None:
        """The keyboard on the first value."""
        self.form.field(self.form.keys[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """The keyboard on the value that is changed most, else on the first one."""
        for path in (*_MOST_CHANGED, *self.form.keys):
            if path in self.form.keys and self.form.field(path).isVisible():
                self.form.field(path).setFocus(Qt.FocusReason.OtherFocusReason)
                return

    # ------------------------------------------------------------------ the fields
    @property
    def _sheet(self) -> Sheet:
        assert self._scheme is not None and self.place is not None
        return SHEETS[kind_at(self._scheme, self.place)]

    @property
    def _part(self) -> Any:
        """What the values are values of: a part of the scheme, or the scheme itself."""
        assert self._scheme is not None and self.place is not None
        return self._scheme if self._sheet.whole else value_at(self._scheme, self.place)

    def _build(self) -> None:
        """The fields anew where others are needed, or where they offer other things; else only what they hold."""
        part, sheet = self._part, self._sheet
        offer = self._offers_for(part)
        if (sheet, offer) != self._built:
            self._built = (sheet, offer)
            self._title.setText(sheet.title)
            self._about.setText(sheet.hint)
            self._about.setVisible(bool(sheet.hint))
            self.form.clear()
            self._aspects = {aspect.path: aspect for aspect in sheet.aspects}
            for path, aspect in self._aspects.items():
                self.form.add(path, aspect.title, aspect.make(offer))
        for path in self._aspects:
            self.form.field(path).set_read_only(self._read_only)
        self.form.fill({path: aspect.show(aspect.value(part)) for path, aspect in self._aspects.items()})
        self._show_fields()

    def _offers_for(self, part: Any) -> Offer:
        assert self._scheme is not None
        return self._offer.within(self._scheme, part)

    def _show_fields(self) -> None:
        part = self._part
        offer, some_away = self._offers_for(part), False
        for path, aspect in self._aspects.items():
            matters = aspect.shown(part, offer)
            usual = aspect.more and aspect.is_usual(part)
            some_away |= matters and usual
            self.form.show_field(path, matters and (self._more or not usual))
        self.more_button.setVisible(some_away)
        self.more_button.setText("收起没有用到的条件" if self._more else "更多条件")

    def _toggle_more(self) -> None:
        self._more = not self._more
        self._show_fields()

    def _is_unfinished(self, path: str) -> bool:
        field = self.form.field(path)
        if isinstance(field, AmountField):
            return field.wrong or (field.value() is None and not self._aspects[path].optional)
        return isinstance(field, RowsField) and field.wrong

    def _changed(self, path: str) -> None:
        if self._is_unfinished(path):
            return
        assert self._scheme is not None and self.place is not None
        aspect, before = self._aspects[path], self._part
        part = aspect.changed(before, self.form.value(path))
        whole, place = self._sheet.whole, self.place
        scheme = part if whole else replaced(self._scheme, place, self._called(before, part, path))
        self._scheme = scheme
        self.changed.emit(scheme)
        if aspect.reshapes:
            QTimer.singleShot(0, lambda: self._again(path))  # the field is still telling
        else:
            self._show_fields()

    def _called(self, before: Any, part: Any, path: str) -> Any:
        """A name that says what the part is about follows it; one that somebody thought of stays."""
        if "name" not in self._aspects or path == "name" or before.name not in ("", suggested_name(before)):
            return part
        named = suggested_name(part)[:LONGEST_NAME]
        self.form.field("name").set_value(named)
        return replace(part, name=named)

    def _again(self, path: str) -> None:
        if self.place is not None and path in self._aspects:
            self._build()
            self.form.field(path).setFocus(Qt.FocusReason.OtherFocusReason)
