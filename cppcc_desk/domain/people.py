"""The people of the roster and what they belong to: kinds, facts, terms, and which of several 身份 is said first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cppcc_desk.domain.numerals import numeral


class PersonKind(StrEnum):
    """身份 of a contributor."""

    MEMBER = "委员"
    STANDING_MEMBER = "常委"
    INFORMANT = "信息员"
    INVITED_INFORMANT = "特邀信息员"
    STAFF = "工作人员"
    OTHER = "其他"


# Of several 身份 at once the first one of these is said: a 常委 is a 委员, too.
_FIRST_SAID = (
    PersonKind.STANDING_MEMBER,
    PersonKind.MEMBER,
    PersonKind.INFORMANT,
    PersonKind.INVITED_INFORMANT,
    PersonKind.STAFF,
)


class UnitKind(StrEnum):
    """What people belong to and pieces are credited to."""

    SECTOR = "界别"
    COMMITTEE = "专委会"
    TOWN_COMMITTEE = "镇街工委"
    PARTY = "党派团体"
    INFO_GROUP = "信息小组"


# The word of a person's facts that names a unit of each kind; a 信息小组 is handed the piece, it is not written on it.
WORD_OF_UNIT: dict[UnitKind, str] = {
    UnitKind.SECTOR: "sector",
    UnitKind.COMMITTEE: "committee",
    UnitKind.TOWN_COMMITTEE: "town",
    UnitKind.PARTY: "party",
}
GROUP_LEADER = "组长"


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """What the office knows of a person; "" where unknown."""

    name: str
    kind: PersonKind = PersonKind.OTHER
    unit: str = ""
    position: str = ""
    phone: str = ""
    sector: str = ""
    committee: str = ""
    town: str = ""
    party: str = ""


@dataclass(frozen=True, kw_only=True)
class PersonEntry(PersonFacts):
    """A person of the roster as entered: one unit of each kind, `info_group` a group's name.

    `also` are further 身份 beside `kind`; `born_on` is 1975-01-10, or 1975-01 where the day is not known.
    """

    also: frozenset[PersonKind] = frozenset()
    info_group: str = ""
    gender: str = ""
    ethnicity: str = ""
    born_on: str = ""
    id_no: str = ""
    other_phone: str = ""
    recommended_by: str = ""
    remark: str = ""


# The facts of an entry that are texts of the person alone, in the order of the roster; the others name units or 身份.
FACTS = (
    "name",
    "unit",
    "position",
    "phone",
    "gender",
    "ethnicity",
    "born_on",
    "id_no",
    "other_phone",
    "remark",
)  # fmt: skip


def unit_and_post(unit: str, position: str) -> str:
    """单位职务; the unit is not said twice."""
    return position if position.startswith(unit) else f"{unit}{position}"


def kinds_of(entry: PersonEntry) -> frozenset[PersonKind]:
    """Every 身份 that `entry` names; 其他 is none."""
    return (entry.also | {entry.kind}) - {PersonKind.OTHER}


def first_said(kinds: Iterable[str]) -> PersonKind:
    """The 身份 that is said of somebody who is all of `kinds`; 其他 for none."""
    held = set(kinds)
    return next((kind for kind in _FIRST_SAID if kind in held), PersonKind.OTHER)


def covered_by(kind: PersonKind) -> frozenset[PersonKind]:
    """The 身份 of which a list of all who are `kind` says who holds them.

    All 常委 are 委员; a list of 常委 says nothing of who is none any more but still a 委员.
    """
    if kind is PersonKind.MEMBER:
        return frozenset({PersonKind.MEMBER, PersonKind.STANDING_MEMBER})
    return frozenset({kind}) - {PersonKind.STANDING_MEMBER, PersonKind.OTHER}


_DAY = re.compile(r"(?P<year>(?:19|20)\d{2})[-./年]?(?:(?P<month>\d{1,2})[-./月]?(?:(?P<day>\d{1,2})日?)?)?")


def birth(text: str) -> str:
    """A day of birth as 1975-01-10, or 1975-01 or 1975 where no more is told; what is not understood stays as it is."""
    found = _DAY.fullmatch("".join(text.split()))
    if found is None:
        return text.strip()
    try:
        date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return text.strip()
    parts = [found["year"], *(f"{int(part):02d}" for part in (found["month"], found["day"]) if part)]
    return "-".join(parts)


def term_name(number: int) -> str:
    """第十届."""
    return f"第{numeral(number)}届"
