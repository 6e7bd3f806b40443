"""The dialog of a step, made from domain.step_fields: words from the office's lists, values as the piece has them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from cppcc_desk.domain.step_fields import STEP_FIELDS, FieldKind, StepField, split
from cppcc_desk.domain.workflow import Screening, State, Step, Verdict, conclusions
from cppcc_desk.queries import office, submissions
from cppcc_desk.queries.submissions import SubmissionDetail
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Ask
from cppcc_desk.ui.finding import pieces
from cppcc_desk.ui.form import (
    ChoiceField,
    Field,
    MomentField,
    NameField,
    NoteField,
    NumberField,
    SeveralField,
    SuggestField,
    TextField,
)
from cppcc_desk.ui.stepping.destinations import DestinationsField

OF_ONE_PIECE = frozenset({"title", "edited_text", "pass_no", "archive_no", "items", "pages"})  # no sense in a batch
NAMED_HERE = frozenset({"signatory"})  # who signs is never guessed: the window asks where a command may leave it out
UNCHANGED = "不变"  # what a field of a batch says while nobody has touched it


class StepFields:
    """Fields for the dialogs of one office."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def asks(self, step: Step, present: Mapping[str, Any], *, batch: bool = False) -> tuple[Ask, ...]:
        """The fields of `step` filled with `present`; those of a single piece are left out of a `batch`."""
        return tuple(
            Ask(
                key=field.name,
                title=field.label,
                make=self._maker(step, field, blank=_blank(field, filled=field.name in present, batch=batch)),
                value=present.get(field.name),
                required=_must(field),
                shown=_SHOWN.get(field.name),
                short=_short(field),
            )
            for field in sorted(STEP_FIELDS[step], key=lambda field: not _short(field))
            if not (batch and field.name in OF_ONE_PIECE)
        )

    def of_many(self, step: Step, submission_ids: Sequence[int]) -> dict[str, Any]:
        """What a dialog about many pieces begins with; the signatory when the rules name the same one for all."""
        present = self._usual(step)
        if step is Step.SIGN_OFF:
            rules = self._context.desk.read(office.office, on=self._context.today)
            rows = self._context.desk.read(submissions.rows, submission_ids, now=self._context.now)
            named = {
                office.signatory_for(rules, destinations=split(row.destinations), urgency_grade=row.urgency_grade)
                for row in rows
            }
            if len(named) == 1 and (signatory := named.pop()):
                present["signatory"] = signatory
        return present

    def _usual(self, step: Step) -> dict[str, Any]:
        person = self._context.person
        rules = self._context.desk.read(office.office, on=self._context.today)
        now: dict[str, Any] = {
            "screening": Screening.SELECT.value,
            "responsible_editor": person,
            "reviewer": person,
            "conclusion": {Step.REVIEW: Verdict.PASS.value, Step.PROOFREAD: Verdict.PASS.value}.get(step),
            "proofreader": person,
            "errors": 0,
            "retention": rules.retention,
            "on_date": self._context.today,
        }
        return {key: value for key, value in now.items() if value not in (None, "")}

    def present(self, detail: SubmissionDetail, step: Step) -> dict[str, Any]:
        """What the dialog about one piece shows before anything is typed."""
        rules = self._context.desk.read(office.office, on=self._context.today)
        destinations = tuple(d.destination for d in detail.dispatches) or detail.intended_destinations
        signatory = office.signatory_for(rules, destinations=destinations, urgency_grade=detail.row.urgency_grade)
        own: dict[str, Any] = {
            "category": detail.row.category,
            "nature": detail.nature,
            "urgency_grade": detail.row.urgency_grade,
            "intended_destinations": self._shipped(detail.intended_destinations),
            "keywords": detail.keywords,
            "handling_opinion": detail.handling_opinion,
            "info_group": detail.row.group,
            "responsible_editor": detail.responsible_editor,
            "signatory": detail.signatory or signatory,
            "destinations": self._shipped(destinations),
            "journal": detail.journal,
            "pass_no": 1 if detail.row.state == State.PRINTING else 2,
            "archive_no": detail.archive_no or detail.row.intake_no,
            "retention": detail.retention,
            "items": detail.archived_items or 1 + len(detail.files),
            "pages": detail.archived_pages or 1,
        }
        return self._usual(step) | {key: value for key, value in own.items() if value not in (None, "", ())}

    def _shipped(self, names: Sequence[str]) -> tuple[str, ...]:
        """The destinations by the names they are offered under: 区委 is known as 县委."""
        known = {
            alias: row.name
            for row in self._context.desk.read(office.destinations)
            for alias in (row.name, *row.aliases.split("、"))
        }
        return tuple(dict.fromkeys(known.get(name, name) for name in names))

    def _maker(self, step: Step, field: StepField, *, blank: str | None) -> Callable[[], Field]:
        if field.source == "destination":
            rows = self._context.desk.read(office.destinations)
            return lambda: DestinationsField(rows)
        words = self._words(field) if field.source else list(field.choices or conclusions(step))
        offered = [(word, word) for word in words]
        apart: dict[str, Callable[[], Field]] = {
            "signatory": lambda: NameField(words),
            "into": lambda: SuggestField(partial(pieces, self._context), placeholder="那一篇的编号、标题或反映人"),
        }
        usual: dict[FieldKind, Callable[[], Field]] = {
            FieldKind.CHOICE: lambda: ChoiceField(offered, blank=blank),
            FieldKind.MANY: lambda: SeveralField(offered),
            FieldKind.NUMBER: NumberField,
            FieldKind.DATE: lambda: MomentField(time=False, optional=True),
            FieldKind.LONG_TEXT: lambda: NoteField(placeholder=blank or ""),
            FieldKind.TEXT: lambda: TextField(placeholder=blank or ""),
        }
        return apart.get(field.name) or usual[field.kind]

    def _words(self, field: StepField) -> list[str]:
        read = self._context.desk.read
        match field.source:
            case "info_group":
                return [row.name for row in read(office.groups)]
            case "journal":
                return [row.name for row in read(office.journals)]
            case "signatory":
                ruled = [rule.signatory for rule in read(office.office, on=self._context.today).sign_off_matrix]
                return list(dict.fromkeys([*(row.name for row in read(office.staff)), *ruled]))
            case "staff":
                names = [row.name for row in read(office.staff)]
                return names if self._context.person in names else [self._context.person, *names]
            case kind:
                return list(read(office.words, kind))


_SHOWN: dict[str, Callable[[Any], bool]] = {
    "rejection_reason": lambda given: given.get("screening") != Screening.SELECT.value,
}


def _short(field: StepField) -> bool:
    """Whether half a line is enough; those stand before the long ones, so that they come together."""
    return field.kind not in (FieldKind.MANY, FieldKind.LONG_TEXT) and field.name not in ("keywords", "into", "title")


def _must(field: StepField) -> bool:
    return field.required or field.name in NAMED_HERE


def _blank(field: StepField, *, filled: bool, batch: bool) -> str | None:
    """What the field says while nothing is chosen or typed; None for a choice that is always made."""
    if field.kind is not FieldKind.CHOICE:
        return UNCHANGED if batch else None
    if field.required:
        return "请选择"
    if batch and not filled:
        return UNCHANGED
    return None if field.choices else "未定"


def missing(step: Step, given: Mapping[str, Any]) -> dict[str, str]:
    """What the step cannot do without, as a sentence for each field."""
    found = {
        f.name: f"{'请选择' if f.kind is FieldKind.CHOICE else '请填写'}{f.label}。"
        for f in STEP_FIELDS[step]
        if _must(f) and not given.get(f.name)
    }
    if given.get("screening") == Screening.REJECT.value and not given.get("rejection_reason"):
        found["rejection_reason"] = "请选择不采用的原因。"
    elif step is Step.SCREEN and given.get("screening") != Screening.SELECT.value:
        said = str(given.get("opinion") or "").strip() or given.get("rejection_reason")
        if not said:
            found["opinion"] = "请写明原因或意见，以便答复反映人。"
    return found


def as_text(step: Step, values: Mapping[str, Any]) -> dict[str, str]:
    """The form's values as the step's text values; what does not belong to the step is left out."""
    known = {field.name for field in STEP_FIELDS[step]}
    return {
        key: "、".join(value) if isinstance(value, tuple) else str(value)
        for key, value in values.items()
        if key in known and value is not None
    }
