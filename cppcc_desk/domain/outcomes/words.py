"""The words of 反馈: what can become of a piece, at which level, in which form, and how units answer.

Source: design/domain.md section 5; 问题 are what schemes take points off for (design/scoring.md, 9).
"""

import re
from collections.abc import Collection
from enum import StrEnum
from typing import Final

from cppcc_desk.domain.drafting.addressing import Relation, relation_of


class OutcomeKind(StrEnum):
    """What became of a piece or of an issue."""

    ADOPTION = "采用"
    INSTRUCTION = "批示"
    REPLY = "答复"
    IMPLEMENTATION = "落实"
    MEDIA = "媒体"
    FAULT = "问题"


class Level(StrEnum):
    """层级, high to low."""

    NATIONAL = "全国"
    PROVINCE = "省"
    CITY = "市"
    OWN = "本级"
    DEPARTMENT = "部门"

    @property
    def said(self) -> str:
        """As it stands before 采用: 省级, 市级; the others as they are."""
        return f"{self}级" if self in (Level.PROVINCE, Level.CITY) else self.value


HIGHER: Final = (Level.NATIONAL, Level.PROVINCE, Level.CITY)  # than the office's own


class AdoptionForm(StrEnum):
    """采用形式."""

    SINGLE = "单篇"
    COMPREHENSIVE = "综合"
    FORWARDED = "转送"
    SPECIAL_REPORT = "专报"


class LeaderRank(StrEnum):
    """Whether the leader who wrote a 批示 heads the organ."""

    PRINCIPAL = "正职"
    DEPUTY = "副职"


class Fault(StrEnum):
    """What was wrong with a piece."""

    COPIED = "抄袭"
    UNTRUE = "失实"
    LATE = "迟报"


ANSWERS: Final = ("A 已解决", "B 列入计划", "C 暂不能")  # how units answer; the office's list begins with these
SUPERVISION_WAYS: Final = ("电话督办", "书面督办", "上门督办", "会议督办", "其他")  # likewise

_NATIONAL = re.compile("全国")
_PROVINCE = re.compile("省|自治区")


def level_of(names: Collection[str], *, department: bool) -> Level:
    """The level of a destination known by `names`; `department` when it hangs under 有关部门."""
    match relation_of(names, department=department):
        case Relation.DEPARTMENT:
            return Level.DEPARTMENT
        case Relation.UPPER_CPPCC:
            if any(map(_NATIONAL.search, names)):
                return Level.NATIONAL
            return Level.PROVINCE if any(map(_PROVINCE.search, names)) else Level.CITY
    return Level.OWN


def answer_named(word: str, known: Collection[str]) -> str:
    """The one of `known` that is written whole, by its letter, or without it; "" where it is none of them."""
    plain = "".join(word.split()).upper()
    for answer in known:
        letter, _, rest = answer.partition(" ")
        if plain in (answer.replace(" ", "").upper(), letter.upper(), rest):
            return answer
    return ""
