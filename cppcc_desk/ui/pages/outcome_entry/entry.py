"""The card of the form: of what, the kind as chips, the fields of that kind, files, doubts, the buttons below."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from cppcc_desk.domain.outcomes import OutcomeKind
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import FieldsArea, Form, TagsField
from cppcc_desk.ui.outcomes.offering import Offering
from cppcc_desk.ui.pages.outcome_entry.fieldset import LABELS, OutcomeFields
from cppcc_desk.ui.pages.outcome_entry.proof import Proof
from cppcc_desk.ui.pages.outcome_entry.subject import offered
from cppcc_desk.ui.widgets import (
    STRETCH,
    Bar,
    Card,
    ElidedLabel,
    FilterChips,
    NoticeBar,
    button,
    column,
    label,
    row,
)

_WIDEST = 900


class EntryCard(Card):
    """`kind` is the chosen one; `dirty` whether the person has changed anything."""

    def __init__(self, context: Context, offering: Offering, notice: NoticeBar) -> None:
        super().__init__()
        self.about = TagsField(
            lambda typed: offered(context, typed),
            placeholder="来稿编号、标题、反映人，或期刊的期号",
            single=True,
        )
        self.about.edit.setToolTip("↓ 列出最近几期；输入后从候选里选，或写完整编号按 Enter")
        self.about.edit.setMinimumWidth(340)  # the flow gives it no more, and the words that tell what to type are long
        self.subject_title = ElidedLabel("", "secondary")
        self.trouble = label("", "error", wrap=True)
        self.chips = FilterChips([(kind.value, kind.value) for kind in OutcomeKind])
        self.fields = OutcomeFields(offering)
        self.proof = Proof(context, notice)
        self.files = self.proof.files
        self.doubts = NoticeBar()
        self._touched = False
        self._lay_out()
        for field in (self.about, self.files):
            field.changed.connect(self._touch)
        self.chips.picked.connect(lambda _key: self._touch())

    def _lay_out(self) -> None:
        self.save_button = button("保存", icon="check", kind="primary", shortcut="Ctrl+Enter")
        self.again_button = button("保存并再登记一条", icon="plus", shortcut="Ctrl+Shift+Enter")
        self.leave_button = button("取消", shortcut="Esc")
        self._of = Form(label_width=LABELS)
        self._of.add("about", "来稿", self.about, required=True)
        under = row(LABELS + 8, column(self.subject_title, self.trouble, gap=2))
        kind = label("种类", "secondary")
        kind.setFixedWidth(LABELS)
        kind.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        held = QWidget()
        held.setMaximumWidth(_WIDEST)
        fields = column(
            self._of,
            under,
            row(kind, self.chips, STRETCH),
            self.fields,
            self.proof,
            gap=8,
            margins=(16, 14, 16, 8),
        )
        held.setLayout(fields)
        self.area = FieldsArea(column(held, STRETCH))
        foot = Bar(self.save_button, self.again_button, self.leave_button, STRETCH)
        body = column(self.area, column(self.doubts, margins=(16, 4, 16, 6)), foot, gap=0)
        body.setStretch(0, 1)
        self.setLayout(body)
        self.trouble.hide()

    # ------------------------------------------------------------------ what stands in it
    @property
    def kind(self) -> OutcomeKind:
        """The chip that is chosen."""
        return OutcomeKind(self.chips.chosen)

    @property
    def dirty(self) -> bool:
        """Whether there is something to be saved."""
        return self._touched or self.fields.dirty

    @dirty.setter
    def dirty(self, on: bool) -> None:
        self._touched = on
        if not on:
            self.fields.mark_clean()

    def _touch(self) -> None:
        self._touched = True

    def show_new(self, kind: OutcomeKind) -> None:
        """A new one may be of anything and of any kind."""
        self._fix(False)
        self.chips.show_only([one.value for one in OutcomeKind])
        self.chips.choose(kind.value)
        self.again_button.show()
        self.save_button.setText("保存")
        self.tell_trouble("")

    def show_fixed(self, kind: OutcomeKind) -> None:
        """What is recorded stays of its piece and of its kind."""
        self._fix(True)
        self.chips.choose(kind.value)
        self.chips.show_only([kind.value])
        self.again_button.hide()
        self.save_button.setText("保存修改")

    def _fix(self, on: bool) -> None:
        self.about.setEnabled(not on)
        self.about.edit.setVisible(not on)

    def tell_title(self, title: str) -> None:
        """What the number means."""
        self.subject_title.setText(title)
        self.subject_title.setVisible(bool(title))

    def tell_trouble(self, sentence: str) -> None:
        """Why it is not known what is meant."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        self.about.set_bad(bool(sentence))

    def tell_doubts(self, sentences: Sequence[str]) -> None:
        """They stand above the buttons and keep nobody from saving."""
        if sentences:
            self.doubts.tell("".join(sentences), closable=False)
        else:
            self.doubts.dismiss()

    def fit(self, *, narrow: bool) -> None:
        """Shorter words."""
        self.again_button.setText("保存，再登一条" if narrow else "保存并再登记一条")

    def chain(self) -> None:
        """Tab goes in reading order, also to fields made anew; the kinds are one stop, arrows go among them."""
        chips = self.chips.findChildren(QPushButton)
        for chip in chips:
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip.isChecked() else Qt.FocusPolicy.ClickFocus)
        order: list[QWidget] = [self.about.edit, *chips]
        order += [self.fields.field(key).inner for key in self.fields.keys]
        order += [*self.files.in_order(), self.save_button, self.again_button, self.leave_button]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
