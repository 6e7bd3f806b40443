"""A scheme as a clerk reads it: sections of sentences, each with its place in the scheme and what is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cppcc_desk.domain.scoring.editing import Place, kind_at, value_at
from cppcc_desk.domain.scoring.parts import at
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.sentences import told


@dataclass(frozen=True)
class Section:
    """`kinds` stand in it, in this order; `adding` are those that can be added, with the words for it."""

    key: str
    title: str
    hint: str
    kinds: tuple[str, ...]
    adding: tuple[tuple[str, str], ...] = ()


SECTIONS: Final = (
    Section("about", "名称和说明", "", ("name",)),
    Section(
        "points",
        "分值",
        "一件事计几分。同一件事有几条都符合的，只按排在前面的一条计；管得窄的放在前面。",
        ("rules",),
        (("rules", "增加一条分值"),),
    ),
    Section(
        "more",
        "加分和加倍",
        "在分值之外另加几分，或者把分值加倍、减半。符合几条就计几条；加分的部分不参加加倍。",
        ("extras", "factors"),
        (("extras", "增加一条加分"), ("factors", "增加一条加倍或减半")),
    ),
    Section(
        "piece",
        "同一篇怎样合计",
        "同一篇稿件几处采用、几次批示时怎样计。把分值归到几个组里，组内可以只计最高的一项。",
        ("groups", "across", "instructions"),
        (("groups", "增加一个计分组"),),
    ),
    Section(
        "split",
        "联名和单位怎样分",
        "几个人联名的一篇怎样分，计给哪些单位。",
        ("people_split", "units_split", "credited", "collective_named"),
    ),
    Section(
        "limits",
        "上限、任务和只计最高",
        "最多计几分，完成任务计几分，几篇里只计最高的几篇。",
        ("caps", "targets", "best"),
        (("caps", "增加一条最高分限制"), ("targets", "增加一条任务分"), ("best", "增加一条只计最高")),
    ),
    Section("faults", "扣分", "抄袭、失实、迟报、漏约稿扣几分。", ("faults",), (("faults", "增加一条扣分"),)),
    Section("year", "年度和日期", "一年从哪一天算起，一件事按哪一天计入。", ("window",)),
    Section("evidence", "佐证", "没有佐证材料的计不计分。", ("evidence_needed",)),
    Section(
        "ranking",
        "排名",
        "哪些人、哪些单位在一起排名，得分相同的怎样分先后。",
        ("ranking", "tie_breaks"),
        (("ranking", "增加一个排名组"),),
    ),
    Section(
        "awards",
        "等次、表彰和稿酬",
        "多少分是什么等次，各组表彰几名，哪些是优秀信息，一篇付多少稿酬。",
        ("bands", "awards", "excellent", "pay"),
        (("awards", "增加一项表彰"), ("pay", "增加一条稿酬")),
    ),
)
MOVABLE: Final = frozenset({"rules", "faults", "ranking", "awards"})  # kinds whose order decides or is seen


@dataclass(frozen=True)
class Sentence:
    """One sentence; `problem` is what must be put right, "" where nothing is."""

    place: Place
    kind: str
    name: str
    text: str
    problem: str = ""


@dataclass(frozen=True)
class Block:
    """A section with its sentences; `problem` is what is wrong with it as a whole."""

    section: Section
    sentences: tuple[Sentence, ...]
    problem: str = ""


def outline(scheme: Scheme, problems: Mapping[str, str]) -> tuple[Block, ...]:
    """All sections; `problems` are those of `checking`, each of which stands at one sentence or one section."""
    left = dict(problems)
    by_kind: dict[str, list[Sentence]] = {}
    for sentence in _sentences(scheme, left):
        by_kind.setdefault(sentence.kind, []).append(sentence)
    return tuple(
        Block(
            section,
            tuple(sentence for kind in section.kinds for sentence in by_kind.get(kind, ())),
            "".join(left.pop(kind, "") for kind in section.kinds),
        )
        for section in SECTIONS
    )


def _sentences(scheme: Scheme, problems: dict[str, str]) -> Iterator[Sentence]:
    about = f"{scheme.name}{f'：{scheme.note}' if scheme.note else ''}"
    yield Sentence(Place("name"), "name", "名称和说明", about, problems.pop("name", ""))
    for one in told(scheme):
        place = Place(one.field, one.number)
        wrong = problems.pop(_called(scheme, place), "")
        yield Sentence(place, kind_at(scheme, place), one.name, one.sentence, wrong)


def _called(scheme: Scheme, place: Place) -> str:
    """What `checking` calls the place."""
    if place.number is None:
        return place.field
    key: str | None = getattr(value_at(scheme, place), "key", None)
    return key or at(place.field, place.number)
