"""The 报告 or the 函 that carries a submission to one of its destinations: what it begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cppcc_desk.domain.drafting.addressing import Relation
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.official import Kind, clean_paragraphs, quoted

FORWARDING = (Kind.REPORT, Kind.LETTER)
_MOST_NAMED = 2  # contributors


@dataclass(frozen=True)
class _Words:
    about: str
    opening: str
    ending: str


def forwarded(
    kind: Kind,
    relation: Relation,
    *,
    organ: str,
    main_to: Sequence[str],
    title: str,
    contributors: Sequence[str],
    text: str,
) -> dict[str, Any]:
    """The fields that say it; `organ` issues the paper. Raises Invalid for a kind that carries no submission."""
    if kind not in FORWARDING:
        raise Invalid(f"为来稿起草的是{'、'.join(FORWARDING)}，不是{kind}。没有作任何改动。")
    words = _words(kind, relation, piece=f"{_who(contributors)}反映的社情民意信息{quoted(title)}", organ=organ)
    return {
        "title": f"{organ}关于{words.about}{quoted(title)}的{kind}",
        "main_to": list(main_to),
        "body": [words.opening, *clean_paragraphs(text), words.ending],
    }


def _words(kind: Kind, relation: Relation, *, piece: str, organ: str) -> _Words:
    """What stands around the text; a 报告 asks for nothing (条例 2012, 15)."""
    if kind is Kind.REPORT:
        return _Words("报送", f"现将{piece}报送如下，供参考。", "特此报告。")
    if relation is Relation.DEPARTMENT:
        request = f"现将{piece}转去，请结合实际研究办理，并将办理情况函告{organ}。"
        return _Words("商请研究办理", request, "特此函达。")
    return _Words("送交", f"现将{piece}函送如下，供研究工作时参考。", "特此函达。")


def _who(contributors: Sequence[str]) -> str:
    more = "等" if len(contributors) > _MOST_NAMED else ""
    return f"{'、'.join(contributors[:_MOST_NAMED])}{more}" if contributors else "有关方面"
