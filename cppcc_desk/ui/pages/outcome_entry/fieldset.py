"""The fields of each kind of outcome in two columns; what two kinds have in common stays when the kind is changed."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from cppcc_desk.domain.outcomes import (
    OUTCOME_FIELDS,
    REQUIRED,
    AdoptionForm,
    Fault,
    LeaderRank,
    Level,
    OutcomeEntry,
    OutcomeKind,
)
from cppcc_desk.ui.form import ChoiceField, Field, Form, MomentField, NoteField, SuggestField, TextField
from cppcc_desk.ui.outcomes.offering import Offering

LABELS: Final = 64
WHOLE_LINE: Final = frozenset({"text", "evidence", "remark", "follows_id"})
_NAMES: Final[Mapping[tuple[OutcomeKind, str], str]] = {
    (OutcomeKind.ADOPTION, "organ"): "采用单位",
    (OutcomeKind.INSTRUCTION, "organ"): "领导单位",
    (OutcomeKind.REPLY, "organ"): "答复单位",
    (OutcomeKind.IMPLEMENTATION, "organ"): "落实单位",
    (OutcomeKind.MEDIA, "organ"): "媒体",
    (OutcomeKind.FAULT, "organ"): "指出单位",
    (OutcomeKind.ADOPTION, "text"): "说明",
    (OutcomeKind.INSTRUCTION, "text"): "批示内容",
    (OutcomeKind.REPLY, "text"): "答复内容",
    (OutcomeKind.IMPLEMENTATION, "text"): "落实情况",
    (OutcomeKind.MEDIA, "text"): "报道内容",
    (OutcomeKind.FAULT, "text"): "说明",
    (OutcomeKind.MEDIA, "journal"): "版面栏目",
}
_TITLES: Final[Mapping[str, str]] = {"evidence": "佐证说明"}


class OutcomeFields(Form):
    """`show_kind` lays out the fields of a kind; `offer_answers` and `offer_earlier` say what may be chosen."""

    def __init__(self, offering: Offering) -> None:
        super().__init__(columns=2, label_width=LABELS)
        self._offering = offering
        self._held: dict[str, Any] = {}
        self._answers: Sequence[str] = ()
        self._earlier: Sequence[tuple[int, str]] = ()
        self.kind = OutcomeKind.ADOPTION

    def offer(self, *, answers: Sequence[str], earlier: Sequence[tuple[int, str]]) -> None:
        """The words of answers and the outcomes that one may have come of, with the next `show_kind`."""
        self._answers, self._earlier = answers, earlier

    def show_kind(self, kind: OutcomeKind) -> None:
        """The fields of `kind`, with what is known of those that were there before."""
        dirty = self.dirty
        self._held |= self.values()
        self.clear()
        self.kind = kind
        must = REQUIRED[kind][0]
        for field in sorted(OUTCOME_FIELDS[kind], key=lambda field: field.name in WHOLE_LINE):
            if field.name == "follows_id" and not self._earlier:
                continue
            self.add(
                field.name,
                _NAMES.get((kind, field.name)) or _TITLES.get(field.name, field.label),
                self._make(field.name),
                required=field.name in (must, "occurred_on"),
                span=2 if field.name in WHOLE_LINE else 1,
            )
        self.fill({key: value for key, value in self._held.items() if key in self.keys})
        self.dirty = dirty

    def begin(self, values: Mapping[str, Any]) -> None:
        """Fill anew; what is not named is empty."""
        self._held = {}
        self.fill({key: values.get(key) for key in self.keys})
        self._held = dict(values)

    def entry(self, kind: OutcomeKind) -> OutcomeEntry:
        """What stands in the fields of this kind."""
        told = {key: value for key, value in self.values().items() if value not in (None, "")}
        return OutcomeEntry(kind=kind, **told)

    def _make(self, name: str) -> Field:
        offering = self._offering
        made: dict[str, Callable[[], Field]] = {
            "level": lambda: ChoiceField([(level, level.said) for level in Level], blank="未填"),
            "adoption_form": lambda: ChoiceField(AdoptionForm, blank="未填"),
            "leader_rank": lambda: ChoiceField(LeaderRank, blank="未填"),
            "fault": lambda: ChoiceField(Fault, blank="请选择"),
            "answer": lambda: ChoiceField([(word, word) for word in self._answers], blank="未填"),
            "occurred_on": lambda: MomentField(time=False),
            "organ": lambda: SuggestField(partial(offering.organs, self.kind), placeholder="名称或首字母；↓ 列出"),
            "journal": lambda: SuggestField(offering.journals, placeholder=_journal(self.kind)),
            "issue_no": lambda: TextField(max_length=40, placeholder="如：第45期"),
            "leader": lambda: SuggestField(offering.leaders, placeholder="姓名；↓ 列出批示过的"),
            "text": NoteField,
            "evidence": lambda: TextField(max_length=200, placeholder="没有文件时写明：采用通知、批示件，原件在哪里"),
            "follows_id": lambda: ChoiceField(self._earlier, blank="（不承接）"),
        }
        return made.get(name, lambda: TextField(max_length=200))()


def _journal(kind: OutcomeKind) -> str:
    return "如：要闻版、民生栏目" if kind is OutcomeKind.MEDIA else "刊物名称；↓ 列出"
