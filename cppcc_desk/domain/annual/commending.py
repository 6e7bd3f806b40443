"""The 表彰决定 of a year: what it begins with, who is commended as an annex."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cppcc_desk.domain.drafting.calling import EVERYBODY
from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.forms import Commended
from cppcc_desk.domain.numerals import numeral
from cppcc_desk.domain.official import Kind

_CALLED = {Commended.UNIT: "先进单位", Commended.PERSON: "先进个人", Commended.PIECE: "优秀信息"}
_MEASURE = {Commended.UNIT: "个单位", Commended.PERSON: "名同志", Commended.PIECE: "篇信息"}


@dataclass(frozen=True, kw_only=True)
class Honoured:
    """Somebody or a piece; `about` is where a person works, or who wrote a piece."""

    of: Commended
    tier: str
    group: str
    name: str
    about: str = ""


def commended(kind: Kind, year: int, honoured: Sequence[Honoured], *, organ: str) -> dict[str, Any]:
    """The fields of the 决定, units first, then people, then pieces.

    Raises Invalid for another kind, Forbidden where nobody is commended yet.
    """
    if kind is not Kind.DECISION:
        raise Invalid(f"表彰起草的是{Kind.DECISION}，不是{kind}。没有作任何改动。")
    if not honoured:
        raise Forbidden(f"{year} 年度还没有定表彰名单，没有起草决定。请先确定名单。")
    of_kind = {of: [one for one in honoured if one.of is of] for of in _CALLED}
    there = {of: these for of, these in of_kind.items() if these}
    *others, last = (_CALLED[of] for of in there)
    whom = f"{'、'.join(others)}和{last}" if others else last
    return {
        "organs": [organ],
        "title": f"{organ}关于表彰{year}年度反映社情民意信息工作{whom}的决定",
        "main_to": list(EVERYBODY),
        "body": [
            f"{year}年，各单位和广大委员、信息员认真履行反映社情民意信息的职责，围绕党政中心工作和群众关心的问题建言献策，"
            "报送了一批质量较高的信息，涌现出一批先进典型。",
            f"为鼓励先进，推动工作，经研究，{organ}决定：{_decided(there)}。",
            "希望受到表彰的单位和个人珍惜荣誉，再接再厉。各单位和广大委员、信息员要以先进为榜样，深入调查研究，"
            "反映真实情况，提出务实建议，不断提高反映社情民意信息工作的质量和水平。",
        ],
        "attachments": [{"title": f"{year}年度表彰名单", "body": list(_listed(there))}],
    }


def _decided(there: dict[Commended, list[Honoured]]) -> str:
    """授予……“信息工作先进单位”称号; several tiers of one kind one after another."""
    parts = []
    for of, these in there.items():
        for tier in dict.fromkeys(one.tier for one in these):
            names = [f"《{one.name}》" if of is Commended.PIECE else one.name for one in these if one.tier == tier]
            told = (
                f"{names[0]}{'等' if len(names) > 1 else ''}{len(names)}{_MEASURE[of]}" if len(names) > 1 else names[0]
            )
            verb = "评定" if of is Commended.PIECE else "授予"
            what = f"为“{tier}”" if of is Commended.PIECE else f"“{tier}”称号"
            parts.append(f"{verb}{told}{what}")
    return "，".join(parts)


def _listed(there: dict[Commended, list[Honoured]]) -> Iterator[Any]:
    """A table for each tier under its heading."""
    tiers = [
        (tier, [one for one in these if one.tier == tier])
        for these in there.values()
        for tier in dict.fromkeys(one.tier for one in these)
    ]
    for number, (tier, listed) in enumerate(tiers, start=1):
        yield f"{numeral(number)}、{tier}（{len(listed)}{_MEASURE[listed[0].of][0]}）"
        yield {"table": _table(listed)}


def _table(listed: Sequence[Honoured]) -> dict[str, Any]:
    rows = [(str(number), one.name, one.about, one.group) for number, one in enumerate(listed, start=1)]
    match listed[0].of:
        case Commended.UNIT:
            return _columns(
                (("序号", 20.0), ("单位", 96.0), ("组别", 40.0)), [(n, name, group) for n, name, _, group in rows]
            )
        case Commended.PERSON:
            heads = (("序号", 18.0), ("姓名", 30.0), ("单位职务", 78.0), ("组别", 30.0))
            return _columns(heads, rows)
        case Commended.PIECE:
            return _columns((("序号", 18.0), ("题目", 98.0), ("反映人", 40.0)), [row[:3] for row in rows])


def _columns(heads: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    names, widths = zip(*heads, strict=True)
    return {"columns": list(names), "rows": [list(row) for row in rows], "widths_mm": list(widths)}
