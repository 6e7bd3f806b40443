"""The fields of each kind of outcome, one table for forms and commands.

Label and identifier are both accepted as a key. The table is the contract of design/commands.md (row `outcome`).
"""

from collections.abc import Mapping
from types import MappingProxyType

from cppcc_desk.domain.outcomes.words import AdoptionForm, Fault, LeaderRank, Level, OutcomeKind
from cppcc_desk.domain.step_fields import FieldKind, StepField, checked_values

_LEVEL = StepField("level", "层级", FieldKind.CHOICE, choices=tuple(Level))
_FORM = StepField("adoption_form", "形式", FieldKind.CHOICE, choices=tuple(AdoptionForm))
_ORGAN = StepField("organ", "单位")
_DAY = StepField("occurred_on", "日期", FieldKind.DATE)
_TEXT = StepField("text", "内容", FieldKind.LONG_TEXT)
_ANSWER = StepField("answer", "结果", FieldKind.CHOICE, source="answer")
_PRINTED = (StepField("journal", "刊物"), StepField("issue_no", "期号"))
_LEADER = (
    StepField("leader", "领导"),
    StepField("leader_post", "职务"),
    StepField("leader_rank", "正副", FieldKind.CHOICE, choices=tuple(LeaderRank)),
)
_FAULT = StepField("fault", "问题", FieldKind.CHOICE, choices=tuple(Fault))
_LAST = (StepField("evidence", "佐证"), StepField("remark", "备注"))
_FOLLOWS = StepField("follows_id", "承接", FieldKind.NUMBER)  # the number of the outcome that this one came of

OUTCOME_FIELDS: Mapping[OutcomeKind, tuple[StepField, ...]] = MappingProxyType(
    {
        OutcomeKind.ADOPTION: (_LEVEL, _FORM, _ORGAN, *_PRINTED, _DAY, _TEXT, *_LAST),
        OutcomeKind.INSTRUCTION: (*_LEADER, _LEVEL, _ORGAN, _DAY, _TEXT, *_LAST),
        OutcomeKind.REPLY: (_ORGAN, _LEVEL, _ANSWER, _DAY, _TEXT, *_LAST, _FOLLOWS),
        OutcomeKind.IMPLEMENTATION: (_TEXT, _ORGAN, _LEVEL, _DAY, *_LAST, _FOLLOWS),
        OutcomeKind.MEDIA: (_ORGAN, _LEVEL, *_PRINTED, _DAY, _TEXT, *_LAST),
        OutcomeKind.FAULT: (_FAULT, _ORGAN, _DAY, _TEXT, *_LAST),
    }
)

# What each kind cannot do without, and the sentence where it is not there.
REQUIRED: Mapping[OutcomeKind, tuple[str, str]] = MappingProxyType(
    {
        OutcomeKind.ADOPTION: ("level", "请选择采用的层级。"),
        OutcomeKind.INSTRUCTION: ("leader", "请填写批示的领导。"),
        OutcomeKind.REPLY: ("organ", "请填写答复的单位。"),
        OutcomeKind.IMPLEMENTATION: ("text", "请写明落实了什么、有什么变化。"),
        OutcomeKind.MEDIA: ("organ", "请填写刊登的媒体。"),
        OutcomeKind.FAULT: ("fault", "请选择是哪种问题。"),
    }
)


def outcome_values(kind: OutcomeKind, given: Mapping[str, str]) -> dict[str, str]:
    """`given` with identifiers for keys, checked one by one; a level may be written 市级.

    Raises Invalid naming the first key that `kind` does not know, or the value that is not of its kind.
    """
    level = {_LEVEL.name, _LEVEL.label}
    plain = {key: _level_word(value) if key.strip() in level else value for key, value in given.items()}
    return checked_values(kind, OUTCOME_FIELDS[kind], plain)


def _level_word(word: str) -> str:
    return word.strip() if word.strip() in tuple(Level) else word.strip().removesuffix("级")
