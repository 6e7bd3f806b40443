"""To whom a paper goes decides what it is: 报告 up the line, 函 to whoever stands in none; and whether 主送 names them.

条例 2012 (中办发〔2012〕14号, 8): 报告 goes to a superior organ, 函 between organs neither of which is under the other.
A 县政协 reports to the 县委 and to the 政协 above it; the 县政府 and its departments are not above it.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

from cppcc_desk.domain.official import Kind


class Relation(StrEnum):
    """How a destination stands to the office."""

    UPPER_CPPCC = "上级政协"
    PARTY_COMMITTEE = "党委"
    DEPARTMENT = "部门"
    LEVEL = "不相隶属"  # the government, other organs


_UPPER_CPPCC = re.compile(r"(?:全国|省|市|自治区|自治州|州|盟|地区|上级)政协")
_PARTY_COMMITTEE = re.compile(r"[省市县区州盟旗]委$")
_OTHER_PARTIES = re.compile(  # 民盟县委, 团县委, 中国民主同盟云溪县委员会
    r"民革|民盟|民建|民进|农工|致公|九三|台盟|团|国民党|同盟|建国会|促进会|民主党|致公党|学社|自治同盟"
)
_CPPCC = re.compile(r"(?:中国人民政治协商会议|政协)(.+?)委员会")
_NOBODY_IN_PARTICULAR = frozenset({"有关部门", "部门"})


def relation_of(names: Collection[str], *, department: bool) -> Relation:
    """How the destination known by `names` stands to the office; `department` when it hangs under 有关部门."""
    if department or is_general(names):
        return Relation.DEPARTMENT
    plain = [_plain(name) for name in names]
    if any(_UPPER_CPPCC.search(name) for name in plain):
        return Relation.UPPER_CPPCC
    if any(_PARTY_COMMITTEE.search(name) and not _OTHER_PARTIES.search(name) for name in plain):
        return Relation.PARTY_COMMITTEE
    return Relation.LEVEL


def is_general(names: Iterable[str]) -> bool:
    """Whether no organ in particular is meant."""
    return not _NOBODY_IN_PARTICULAR.isdisjoint(names)


def usual_kind(relation: Relation) -> Kind:
    """What the office writes to such a destination."""
    return Kind.REPORT if relation in (Relation.UPPER_CPPCC, Relation.PARTY_COMMITTEE) else Kind.LETTER


def astray(main_to: Sequence[str], destinations: Sequence[Collection[str]]) -> bool:
    """Whether 主送 names none of `destinations`, each with all its names; the short form of a name is that name.

    Where either is empty there is nothing to compare.
    """
    units = [_plain(unit) for unit in main_to]
    known = [_plain(name) for names in destinations for name in names]
    return bool(units and known) and not any(name in unit or unit in name for unit in units for name in known)


def _plain(name: str) -> str:
    """A name in its short form: 政协云州市委员会 is 云州市政协, 中共云溪县委员会 is 云溪县委."""
    name = _CPPCC.sub(r"\1政协", "".join(name.split()))
    name = name.replace("中国共产党", "").replace("中共", "").replace("人民政府", "政府")
    return re.sub("委员会$", "委", name)
