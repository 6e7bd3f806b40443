"""A piece beside the sentences: what each author and unit would get for it by the scheme as it is being changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.outcomes import LeaderRank
from cppcc_desk.domain.scoring.events import FAULTS, EventType, Ledger
from cppcc_desk.domain.scoring.example import (
    ADOPTING,
    INSTRUCTING,
    MOST_AUTHORS,
    OTHERS,
    Given,
    Sample,
    fitting,
    names_of,
    piece_of,
    reckoned,
    sample_day,
    sample_words,
)
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.scheme import Scheme, When
from cppcc_desk.domain.scoring.sentences import explained
from cppcc_desk.queries.scoring.years import RealPiece, real_piece
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import CheckField, ChoiceField, Form, NumberField, SeveralField, TextField
from cppcc_desk.ui.pages.schemes.aspects import Offer
from cppcc_desk.ui.pages.settings.section import scrolled
from cppcc_desk.ui.widgets import STRETCH, FilterChips, button, clear, column, hairline, label, row

MADE_UP, REAL = "sample", "real"
_MOST_SAID: Final = 2  # of those who get something, in one line
_FLAGS: Final = (
    ("commissioned", "约稿"),
    ("on_topic", "重点选题"),
    ("comprehensive", "综合稿"),
    ("collective", "集体来稿"),
)


class ExamplePanel(QWidget):
    """`told(words)` in one line what the example gives, after each change."""

    told = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.sample = Sample()
        self.real: RealPiece | None = None
        self._scheme: Scheme | None = None
        self._given: tuple[Given, ...] = ()
        self.which = FilterChips([(MADE_UP, "自编的例子"), (REAL, "真实的来稿")])
        self.follow = CheckField("随选中的一句变", tip="选中哪一句，例子就变成这一句管的情形")
        self.follow.set_value(True)
        self.number = TextField(placeholder="来稿编号，如 2026-006", max_length=20)
        self.number.name("来稿编号")
        self.look_button = button("看这一篇", self._look, icon="eye")
        QShortcut(QKeySequence("Return"), self.number.edit, self._look).setContext(Qt.ShortcutContext.WidgetShortcut)
        self._words = label("", "body", wrap=True)
        self._wrong = label("", "wrong", wrap=True)
        self.change_button = button("改这个例子", self._toggle_form, icon="edit", kind="link")
        self.form = Form(label_width=56)
        self._add_fields(Offer())
        self._lay_out()
        self.form.changed.connect(lambda _key: self._changed())
        self.which.picked.connect(lambda _key: self._switch())
        self.follow.changed.connect(self._tell)

    def _lay_out(self) -> None:
        self._asking = QWidget()
        self._asking.setLayout(row(self.number, self.look_button, gap=6))
        self._folding = QWidget()
        self._folding.setLayout(column(self.form, hairline(), gap=8))
        self._folding.hide()
        self._results = column(gap=6)
        self._tools = QWidget()
        self._tools.setLayout(row(self.change_button, STRETCH, self.follow, gap=4))
        body = column(
            row(self.which, STRETCH),
            self._asking,
            self._words,
            self._wrong,
            self._tools,
            self._folding,
            self._results,
            STRETCH,
            gap=8,
            margins=(14, 10, 14, 12),
        )
        self.area: QScrollArea = scrolled(body)
        self.setLayout(column(self.area, gap=0))
        self._asking.hide()
        self._wrong.hide()

    def _add_fields(self, offer: Offer) -> None:
        add = self.form.add
        add("authors", "作者", NumberField(minimum=1, maximum=MOST_AUTHORS, suffix="人"))
        add("identity", "身份", ChoiceField([(word, word) for word in offer.people], blank="不是委员、信息员"))
        add("adopted", "采用", SeveralField([(w, w if w in ("本级", "全国") else f"{w}级") for w in ADOPTING]))
        add("form", "采用形式", ChoiceField([(word, str(word)) for word in offer.forms]))
        add("journal", "刊物", ChoiceField([(word, word) for word in offer.journals], blank="不论"))
        add("instructed", "批示", SeveralField([(word, f"{word}领导") for word in INSTRUCTING]))
        add("leader_rank", "职级", ChoiceField(LeaderRank, blank="不论"))
        add("others", "另有", SeveralField([(kind, str(kind)) for kind in OTHERS if kind is not EventType.VALID]))
        add("faults", "问题", SeveralField([(kind, str(kind)) for kind in EventType if kind in FAULTS]))
        add("flags", "这一篇", SeveralField(_FLAGS))
        add("genre", "体裁", ChoiceField([(word, word) for word in offer.genres], blank="不论"))
        add("category", "类别", ChoiceField([(word, word) for word in offer.categories], blank="不论"))
        add("evidence", "", CheckField("有佐证材料"))

    # ------------------------------------------------------------------ what is shown
    def offer(self, offer: Offer) -> None:
        """Other words to choose from."""
        for key, words in (
            ("identity", offer.people),
            ("form", offer.forms),
            ("journal", offer.journals),
            ("genre", offer.genres),
            ("category", offer.categories),
        ):
            field = self.form.field(key)
            assert isinstance(field, ChoiceField)
            field.set_choices([(word, str(word)) for word in words])
        self._fill()

    def show_scheme(self, scheme: Scheme) -> None:
        """Reckon by this scheme."""
        self._scheme = scheme
        asked = [when for items in (scheme.rules, scheme.extras, scheme.factors) for when in (i.when for i in items)]
        self.form.show_field("genre", any(when.genres for when in asked) or bool(self.sample.genre))
        self.form.show_field("category", any(when.categories for when in asked) or bool(self.sample.category))
        self.form.show_field("evidence", scheme.evidence_needed)
        self._tell()

    def follow_sentence(self, when: When | None) -> None:
        """Be a piece that the chosen sentence is about, unless the person keeps one of their own."""
        if when is not None and self.follow.value() and self.which.chosen == MADE_UP:
            self.sample = fitting(when, self.sample)
            self._fill()
            self._tell()

    @property
    def given(self) -> tuple[Given, ...]:
        """What each gets."""
        return self._given

    def _fill(self) -> None:
        held = {key: getattr(self.sample, key) for key in self.form.keys if key != "flags"}
        flags = tuple(key for key, _ in _FLAGS if getattr(self.sample, key))
        self.form.fill(held | {"flags": flags})

    def _changed(self) -> None:
        values: dict[str, Any] = self.form.values()
        flags = values.pop("flags")
        for key in ("identity", "journal", "leader_rank", "genre", "category"):
            values[key] = values[key] or ""
        values |= {key: key in flags for key, _ in _FLAGS}
        self.sample = replace(self.sample, **values)
        self.follow.set_value(False)
        self._tell()

    def _toggle_form(self) -> None:
        self._folding.setVisible(self._folding.isHidden())
        self.change_button.setText("改这个例子" if self._folding.isHidden() else "收起")

    def _switch(self) -> None:
        real = self.which.chosen == REAL
        self._asking.setVisible(real)
        self._tools.setVisible(not real)
        if real:
            self._folding.hide()
            self.change_button.setText("改这个例子")
            self.number.setFocus()
        self._say_wrong("")
        self._tell()

    def _look(self) -> None:
        wanted = self.number.value()
        try:
            self.real = self.context.desk.read(real_piece, wanted, today=self.context.today) if wanted else None
        except DeskError as refusal:
            self.real = None
            self._say_wrong(refusal.message)
        else:
            self._say_wrong("" if wanted else "请填来稿编号。")
        self._tell()

    def _say_wrong(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))

    # ------------------------------------------------------------------ reckoning
    def _tell(self) -> None:
        if self._scheme is None:
            return
        if self.which.chosen == REAL:
            self._given = reckoned(self.real.piece, self._scheme, self.real.names) if self.real else ()
            self._words.setText(f"{self.real.piece.number}　{self.real.piece.title}" if self.real else "")
            names: Mapping[Any, str] = self.real.names if self.real else {}
        else:
            piece = piece_of(self.sample, on=sample_day(self._scheme, self.context.today.year))
            names = names_of(piece)
            self._given = reckoned(piece, self._scheme, names)
            self._words.setText(sample_words(self.sample))
        self._words.setVisible(bool(self._words.text()))
        self._show_results(self._given, asked=self.which.chosen == MADE_UP or self.real is not None)
        said = [f"{one.name} {points_text(one.total)} 分" for one in self._given]
        more = "……" if len(said) > _MOST_SAID else ""
        self.told.emit(f"按例子：{'，'.join(said[:_MOST_SAID])}{more}" if said else "")

    def _show_results(self, given: Sequence[Given], *, asked: bool) -> None:
        clear(self._results)
        if not given and asked:
            self._results.addWidget(label("按现在的办法，这一篇谁也得不到分。", "secondary", wrap=True))
        for ledger, title in ((Ledger.PERSON, "个人"), (Ledger.UNIT, "单位")):
            theirs = [one for one in given if one.subject.ledger is ledger]
            if theirs:
                self._results.addWidget(label(title, "hint"))
            for one in theirs:
                total = label(f"{points_text(one.total)} 分", "strong")
                name = label(one.name, "body", wrap=True)
                line = row(name, total)
                line.setStretch(0, 1)
                self._results.addLayout(line)
                for told in one.lines:
                    self._results.addWidget(label(explained(told), "secondary", wrap=True))
        if given:
            self._results.addWidget(label("只算这一篇，全年的上限和任务按没有别的来稿算。", "hint", wrap=True))
