"""Why the parts of a table are more than their sum, and what in the books does not go together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cppcc_desk.domain.figures import Mismatch, adds_up
from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.statistics.dimensions import NO_LEVEL, SEVERAL, Dimension, Measure
from cppcc_desk.domain.statistics.material import Happening, Material
from cppcc_desk.domain.statistics.view import View

Pieces = tuple[str, ...]
_SHOWN = {  # what makes which numbers doubtful
    Measure.RECEIVED: (Measure.RECEIVED, Measure.VALID),
    Measure.ISSUED: (Measure.ISSUED, Measure.ADOPTED),
}


@dataclass(frozen=True)
class Explained:
    """Why parts are not their sum: `notes` where that is as it should be, `wrong` where it is not."""

    notes: tuple[Mismatch, ...]
    wrong: tuple[Mismatch, ...]


def explained(dimension: Dimension, measure: Measure, parts: Mapping[str, Pieces], whole: Pieces) -> Explained:
    """What keeps rows or columns from adding up to the sum: that a piece may be in several of them, or an error."""
    twice = f"{SEVERAL[dimension]}，合计只算一篇".format(measure=measure) if dimension in SEVERAL else ""
    called = (f"按{dimension}的{measure}", measure.value)
    found = tuple(adds_up(parts, whole, called=called, missing=f"不在任何{dimension}里", twice=twice))
    notes = tuple(one for one in found if twice and one.words.endswith(twice))
    return Explained(notes, tuple(one for one in found if one not in notes))


def doubts(material: Material, happenings: Iterable[Happening], view: View) -> Iterator[Mismatch]:
    """What of the numbers shown is doubtful, of the pieces that pass the filters."""
    by: dict[Measure, list[Happening]] = {measure: [] for measure in Measure}
    for one in happenings:
        by[one.measure].append(one)
    wanted = set(view.measures)
    if wanted & set(_SHOWN[Measure.RECEIVED]):
        nobody = _numbers(one for one in by[Measure.RECEIVED] if not one.facts.values.get(Dimension.SOURCE))
        if nobody:
            yield Mismatch(f"{len(nobody)} 篇来稿没有写明反映人，来源不明", nobody)
    by_level = any(dimension is Dimension.ADOPTED_LEVEL for dimension, _ in view.filters)
    if material.with_uses and not by_level and wanted & set(_SHOWN[Measure.ISSUED]):
        own = _numbers(one for one in by[Measure.ADOPTED] if one.own[Dimension.ADOPTED_LEVEL] == Level.OWN)
        yield from adds_up(
            {"编发": _numbers(by[Measure.ISSUED])},
            own,
            called=("编发", "本级采用"),
            missing="没有编入这段时间的期刊",
        )
    if Measure.INSTRUCTED in wanted:
        lacking = _numbers(one for one in by[Measure.INSTRUCTED] if one.own[Dimension.INSTRUCTED_LEVEL] == NO_LEVEL)
        if lacking:
            yield Mismatch(f"{len(lacking)} 篇的批示没有写明领导的层级", lacking)
    for measure in view.measures:
        early = _numbers(one for one in by[measure] if one.on < one.facts.received_on)
        if early:
            yield Mismatch(f"{len(early)} 篇的{measure}日期早于收稿日期，请核对", early)
    if material.binned and wanted - set(_SHOWN[Measure.RECEIVED]):
        yield Mismatch(f"{len(material.binned)} 篇在回收站里，它们的编发、报送、采用、批示等没有计入", material.binned)


def _numbers(happenings: Iterable[Happening]) -> Pieces:
    return tuple(dict.fromkeys(one.facts.number for one in happenings))
