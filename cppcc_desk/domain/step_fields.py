"""What each step records: fields with identifier, Chinese label and kind, one table for forms, commands and history.

The table is the contract of design/commands.md ("Keys of step"); label and identifier are both accepted as a key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.submission import UrgencyGrade
from cppcc_desk.domain.workflow import Screening, Step, Verdict


class FieldKind(StrEnum):
    """How a field is asked for; the value travels as text in every case."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"  # one word of `choices` or of the office's list `source`
    MANY = "many"  # several, split by 、
    NUMBER = "number"
    DATE = "date"  # 2026-11-20


@dataclass(frozen=True)
class StepField:
    """One field of a step, or of what else is entered.

    `source` names the office's list that offers words: a kind of code, or another table.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()
    source: str = ""
    required: bool = False


# What was signed or proofread on paper is recorded afterwards under the day it was done; left out, it is today's.
_ON_DATE = StepField("on_date", "日期", FieldKind.DATE)

STEP_FIELDS: dict[Step, tuple[StepField, ...]] = {
    Step.CLASSIFY: (
        StepField("category", "类别", FieldKind.CHOICE, source="category", required=True),
        StepField("nature", "性质", FieldKind.CHOICE, source="nature"),
        StepField("urgency_grade", "缓急", FieldKind.CHOICE, choices=tuple(UrgencyGrade)),
        StepField("intended_destinations", "拟报", FieldKind.MANY, source="destination"),
        StepField("keywords", "关键词"),
        StepField("handling_opinion", "拟办意见", FieldKind.LONG_TEXT),
        StepField("info_group", "小组", FieldKind.CHOICE, source="info_group"),
    ),
    Step.SCREEN: (
        StepField("screening", "结论", FieldKind.CHOICE, choices=tuple(Screening), required=True),
        StepField("rejection_reason", "原因", FieldKind.CHOICE, source="rejection_reason"),
    ),
    Step.MERGE: (StepField("into", "并入", required=True),),
    Step.UNMERGE: (),
    Step.EDIT: (
        StepField("title", "标题"),
        StepField("edited_text", "正文", FieldKind.LONG_TEXT),
        StepField("responsible_editor", "责任编辑", FieldKind.CHOICE, source="staff"),
        StepField("conclusion", "结论", FieldKind.CHOICE, choices=(Verdict.HAND_ON, Verdict.KEEP)),
    ),
    Step.REVIEW: (
        StepField("conclusion", "结论", FieldKind.CHOICE, choices=(Verdict.PASS, Verdict.BACK_TO_EDITING)),
        StepField("reviewer", "核稿人", FieldKind.CHOICE, source="staff"),
        _ON_DATE,
    ),
    Step.SIGN_OFF: (
        StepField("signatory", "签发人", FieldKind.CHOICE, source="signatory"),
        StepField("destinations", "去向", FieldKind.MANY, source="destination"),
        StepField("journal", "刊物", FieldKind.CHOICE, source="journal"),
        _ON_DATE,
    ),
    Step.PRINT: (
        StepField("layout", "版式"),
        StepField("copies", "份数", FieldKind.NUMBER),
        StepField("printed_by", "印制人", FieldKind.CHOICE, source="staff"),
        _ON_DATE,
    ),
    Step.PROOFREAD: (
        StepField("pass_no", "校次", FieldKind.NUMBER),
        StepField("proofreader", "校对人", FieldKind.CHOICE, source="staff"),
        StepField("errors", "差错", FieldKind.NUMBER),
        StepField("conclusion", "结论", FieldKind.CHOICE, choices=(Verdict.PASS, Verdict.SEND_BACK)),
        _ON_DATE,
    ),
    Step.ARCHIVE: (
        StepField("archive_no", "归档号"),
        StepField("retention", "保管期限", FieldKind.CHOICE, source="retention"),
        StepField("items", "件数", FieldKind.NUMBER),
        StepField("pages", "页数", FieldKind.NUMBER),
    ),
    Step.SEND_BACK: (
        StepField(
            "to",
            "到",
            FieldKind.CHOICE,
            choices=(Step.CLASSIFY, Step.SCREEN, Step.EDIT, Step.REVIEW, Step.SIGN_OFF, Step.PRINT, Step.DISPATCH),
            required=True,
        ),
    ),
}

# Steps with operations of their own.
ELSEWHERE: dict[Step, str] = {
    Step.REGISTER: "来稿在导入或登记时已经登记",
    Step.DISPATCH: "请逐个去向登记传送时间和签收人",
    Step.CORRECT: "请用“更正登记”或命令 correct 逐项更正",
    Step.RENUMBER: "请在“期刊与公文”里更正，或用命令 renumber",
}

LARGEST = 999_999  # copies, pages, errors: anything more is a slip of the key

SEPARATORS = "、，,;；"


def split(words: str) -> tuple[str, ...]:
    """The words of a MANY field, without blanks and doubles, in order."""
    for separator in SEPARATORS:
        words = words.replace(separator, "、")
    return tuple(dict.fromkeys(word.strip() for word in words.split("、") if word.strip()))


def step_named(word: str) -> Step:
    """The step called `word` in Chinese or by its identifier. Raises Invalid with the list of the known."""
    for step in Step:
        if word.strip() == step.value or word.strip().upper() == step.name:
            if step not in STEP_FIELDS:
                raise Invalid(f"“{step}”不作为环节办理：{ELSEWHERE[step]}。没有作任何改动。")
            return step
    raise Invalid(f"没有“{word}”这个环节；可用的有：{'、'.join(STEP_FIELDS)}。没有作任何改动。")


def named_values(step: Step, given: Mapping[str, str]) -> dict[str, str]:
    """`given` with identifiers for keys, checked one by one.

    Raises Invalid naming the first key that `step` does not know, or the value that is not of its kind.
    """
    return checked_values(step, STEP_FIELDS[step], given)


def checked_values(what: str, fields: Sequence[StepField], given: Mapping[str, str]) -> dict[str, str]:
    """The same for the fields of anything, which `what` names."""
    known = {key: field for field in fields for key in (field.name, field.label)}
    values: dict[str, str] = {}
    for key, value in given.items():
        field = known.get(key.strip())
        if field is None:
            told = "、".join(f"{f.label}({f.name})" for f in fields) or "（没有）"
            raise Invalid(f"“{what}”没有“{key}”这一项；可用的有：{told}。没有作任何改动。", {key: "没有这一项。"})
        values[field.name] = value if field.kind is FieldKind.LONG_TEXT else value.strip()
        _check(what, field, values[field.name])
    return values


def _check(what: str, field: StepField, value: str) -> None:
    if not value:
        return
    if field.kind is FieldKind.NUMBER and not (value.isascii() and value.isdigit() and int(value) <= LARGEST):
        raise Invalid(
            f"“{what}”的“{field.label}”应为 {LARGEST} 以内的整数，收到的是“{value}”。没有作任何改动。",
            {field.name: "请填写整数。"},
        )
    if field.kind is FieldKind.DATE and not _is_date(value):
        raise Invalid(
            f"“{what}”的“{field.label}”应写成 2026-11-20，收到的是“{value}”。没有作任何改动。",
            {field.name: "请写成 2026-11-20。"},
        )
    if field.choices and value not in field.choices:
        raise Invalid(
            f"“{what}”的“{field.label}”应为：{'、'.join(field.choices)}；收到的是“{value}”。没有作任何改动。",
            {field.name: f"请选择：{'、'.join(field.choices)}。"},
        )


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
