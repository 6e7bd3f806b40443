"""An outcome as entered: what it says, what is missing or cannot be, and what is doubtful but may be saved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from cppcc_desk.domain.outcomes.fields import OUTCOME_FIELDS, REQUIRED
from cppcc_desk.domain.outcomes.words import HIGHER, AdoptionForm, Fault, LeaderRank, Level, OutcomeKind


@dataclass(frozen=True, kw_only=True)
class About:
    """What an outcome is of: a piece, or an issue and with it all its pieces. Exactly one of the two is given."""

    submission_id: int | None = None
    issue_id: int | None = None

    def __post_init__(self) -> None:
        if (self.submission_id is None) == (self.issue_id is None):
            raise ValueError("an outcome is of a piece or of an issue")


@dataclass(frozen=True, kw_only=True)
class OutcomeEntry:
    """One outcome; which fields a kind has is told by `OUTCOME_FIELDS`, the others stay empty.

    `organ` is who did it: the organ that adopted, the leader's, the unit that answered or carried out, the medium.
    `journal` and `issue_no` are where it was printed, in words, `answer` a word of the office's list, `follows_id` the
    outcome that this one came of: the 答复 to a 批示.
    """

    kind: OutcomeKind
    occurred_on: date
    level: Level | None = None
    adoption_form: AdoptionForm | None = None
    organ: str = ""
    journal: str = ""
    issue_no: str = ""
    leader: str = ""
    leader_post: str = ""
    leader_rank: LeaderRank | None = None
    answer: str = ""
    fault: Fault | None = None
    text: str = ""
    evidence: str = ""
    remark: str = ""
    follows_id: int | None = None

    @property
    def is_esteem(self) -> bool:
        """Whether the author is thanked for it: for a 批示, for a use at a higher level."""
        used_above = self.kind is OutcomeKind.ADOPTION and self.level in HIGHER
        return used_above or self.kind is OutcomeKind.INSTRUCTION


_ENUMS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {"level": Level, "adoption_form": AdoptionForm, "leader_rank": LeaderRank, "fault": Fault}
)


def entry_from(held: OutcomeEntry, values: Mapping[str, str]) -> OutcomeEntry:
    """`held` with what `values` say, which `fields.outcome_values` has checked; an empty day changes nothing."""
    told: dict[str, Any] = {}
    for name, value in values.items():
        if name in _ENUMS:
            told[name] = _ENUMS[name](value) if value else None
        elif name == "occurred_on":
            told[name] = date.fromisoformat(value) if value else held.occurred_on
        elif name == "follows_id":
            told[name] = int(value) if value else None
        else:
            told[name] = value.strip()
    return replace(held, **told)


def problems(entry: OutcomeEntry, *, since: date, began: str, today: date) -> dict[str, str]:
    """What keeps `entry` from being saved: field -> sentence, in the order of the form.

    Nothing can come of a piece before `since`, which is its day of `began`: 收稿, of an issue 印发.
    """
    found: dict[str, str] = {}
    fields = OUTCOME_FIELDS[entry.kind]
    if (missing := REQUIRED[entry.kind]) and not _said(entry, missing[0]):
        found[missing[0]] = missing[1]
    if entry.level is Level.DEPARTMENT and entry.kind is OutcomeKind.ADOPTION and not entry.organ.strip():
        found["organ"] = "请填写采用的部门。"
    if entry.occurred_on > today:
        found["occurred_on"] = f"{entry.kind}日期 {entry.occurred_on} 还没有到，请核对。"
    elif entry.occurred_on < since:
        found["occurred_on"] = f"{entry.kind}日期 {entry.occurred_on} 早于{began}日期（{since}），请核对。"
    own = {one.name for one in fields}
    for one in (one for others in OUTCOME_FIELDS.values() for one in others):
        if one.name not in own and _said(entry, one.name):
            found[one.name] = f"“{entry.kind}”没有“{one.label}”这一项，请清空。"
    order = [*(one.name for one in fields), *found]
    return {name: found[name] for name in dict.fromkeys(order) if name in found}


def _said(entry: OutcomeEntry, name: str) -> bool:
    value = getattr(entry, name)
    return bool(value.strip()) if isinstance(value, str) else value is not None


@dataclass(frozen=True, kw_only=True)
class Around:
    """What else is known of the piece or the issue that an outcome is of.

    `issued`: it stands in an issue, or is one; `given_up`: the state of a piece that the office did not take up;
    `sent`: when it first went to each level; `journals`: the office's own by name, and whether each is in use;
    `others`: what is recorded of it already; `files`: how many files prove this one.
    """

    issued: bool = True
    given_up: str = ""
    sent: Mapping[Level, date] = field(default_factory=lambda: MappingProxyType({}))
    journals: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    others: Sequence[OutcomeEntry] = ()
    files: int = 0


def doubts(entry: OutcomeEntry, around: Around) -> tuple[str, ...]:
    """What contradicts what else is known, or is left open; each a sentence. It may be saved all the same."""
    return (*_of_adoption(entry, around), *_of_level(entry, around), *_twice(entry, around), *_unproved(entry, around))


def _of_adoption(entry: OutcomeEntry, around: Around) -> Iterator[str]:
    if entry.kind is not OutcomeKind.ADOPTION:
        return
    if around.given_up:
        yield f"这篇来稿“{around.given_up}”，却记为{entry.level.said if entry.level else ''}采用，请核对。"
    if entry.level is not Level.OWN:
        return
    if not around.issued and not around.given_up:
        yield "这篇来稿没有编入本单位的期刊，却记为本级采用，请核对。"
    name = entry.journal.strip().strip("《》")
    if name and name not in around.journals:
        yield f"本单位没有《{name}》这种刊物，请核对。"
    elif name and not around.journals[name]:
        yield f"本单位的《{name}》已经停用，请核对。"


def _of_level(entry: OutcomeEntry, around: Around) -> Iterator[str]:
    if entry.kind is OutcomeKind.INSTRUCTION and entry.level is None:
        yield "没有写批示领导的层级。"
    if entry.kind is not OutcomeKind.ADOPTION or entry.level not in HIGHER:
        return
    # The city hands on to the province what it was sent.
    sent = min((day for level, day in around.sent.items() if level in HIGHER), default=None)
    if sent is None:
        yield f"没有报送上级政协的记录，却记为{entry.level.said}采用，请核对。"
    elif entry.occurred_on < sent:
        yield f"采用日期早于报送日期（{sent}），请核对。"


def _twice(entry: OutcomeEntry, around: Around) -> Iterator[str]:
    for other in around.others:
        if (other.kind, other.level, other.organ, other.leader) != (
            entry.kind,
            entry.level,
            entry.organ.strip(),
            entry.leader.strip(),
        ):
            continue
        if entry.kind is OutcomeKind.ADOPTION:
            yield f"{other.occurred_on} 已记有同一层级、同一单位的采用，请核对是否重复。"
        elif entry.kind is OutcomeKind.INSTRUCTION:
            yield f"{other.occurred_on} 已记有{other.leader}的批示，请核对是否重复。"


def _unproved(entry: OutcomeEntry, around: Around) -> Iterator[str]:
    if not around.files and not entry.evidence.strip():
        yield "还没有佐证（文件或说明）。"
