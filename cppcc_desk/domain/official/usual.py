"""What usually stands in a new paper of each kind, and what each kind is for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from cppcc_desk.domain.official.document import Kind
from cppcc_desk.domain.official.fields import KEYS

PURPOSES: Final[dict[Kind, str]] = {
    Kind.NOTICE: "布置工作、传达事项、召集会议",
    Kind.CIRCULAR: "表扬、批评，通报情况和名次",
    Kind.OPINION: "对重要问题提出见解和办法",
    Kind.DECISION: "表彰、任免和重要安排",
    Kind.REPORT: "向上级汇报，不要求批复",
    Kind.REQUEST: "请上级指示或批准，一文一事",
    Kind.LETTER: "和部门商洽、询问、答复、转办",
    Kind.MINUTES: "记载会议的议定事项",
    Kind.BULLETIN: "内部交流，编期号，不编发文字号",
}
# what an office has heads of its own for; journals have theirs besides
LETTERHEAD_USES: Final = ("文件", "函", "纪要", "简报")
_WHOLE_NAME, _SHORT = "中国人民政治协商会议", "政协"
_FROM_OFFICE = frozenset({Kind.LETTER, Kind.MINUTES})  # what the 办公室 usually signs itself
_LETTERS, _OFFICES = "函", "办公室"


def letterhead_use(kind: Kind) -> str:
    """Under which of `LETTERHEAD_USES` a kind goes."""
    return kind.value if kind.value in LETTERHEAD_USES else LETTERHEAD_USES[0]


def usual_fields(
    kind: Kind,
    *,
    office_name: str,
    short_name: str,
    issued_by: str,
    today: date,
    letterheads: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    """The fields of a new paper that the office need not type; in its red head the organ stands in its short form."""
    organ = office_name.replace(_WHOLE_NAME, _SHORT, 1) if office_name.startswith(_WHOLE_NAME) else office_name
    usual = {
        "organs": [issued_by if kind in _FROM_OFFICE else organ],
        "date": today.isoformat(),
        "printed_by": issued_by,
        "printed_on": today.isoformat(),
        "issued_by": issued_by,
        "sealed": True,
    }
    if kind is Kind.BULLETIN:
        usual["mark"] = f"{short_name}工作简报"
    if own := letterheads.get(letterhead_use(kind)):
        usual |= {"letterhead": dict(own), "mark": ""}
    return {key: value for key, value in usual.items() if key in KEYS[kind]}


def copied_fields(kind: Kind, fields: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """The fields of an earlier paper for a new one of its kind: without its number, dated today."""
    dates = {key: today.isoformat() for key in ("date", "printed_on") if key in fields and key in KEYS[kind]}
    return {key: value for key, value in fields.items() if key not in ("doc_number", "copy_no")} | dates


def usual_sequence(kind: Kind, organs: Sequence[str], sequences: Sequence[str]) -> str:
    """In which of the office's `sequences` such a paper usually gets its 发文字号, "" where there is none."""
    if kind is Kind.LETTER and _LETTERS in sequences:
        return _LETTERS
    if organs and organs[0].endswith(_OFFICES) and _OFFICES in sequences:
        return _OFFICES
    return sequences[0] if sequences else ""
