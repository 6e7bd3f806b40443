"""Every paragraph of the test papers, line by line: on our pages, and on those that LibreOffice makes of the .docx.

What differs and why is said in `press/lines.py`. Here each of LibreOffice's lines is held against `LIBREOFFICE`; where
our own differ, the fewest of that measure's traits that turn ours into LibreOffice's are the cause, and there is one.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from itertools import combinations
from pathlib import Path

import pytest

from cppcc_desk.documents.official import write_paper
from cppcc_desk.domain.flow import Flow
from cppcc_desk.domain.official import Kind, OfficialDocument
from cppcc_desk.errands.documents import lay
from cppcc_desk.press.lines import LIBREOFFICE, NOMINAL, WORD, Measure
from cppcc_desk.press.typeset import set_pages
from tests import office_suite, papers
from tests.conftest import NOW
from tests.documents.broken_lines import Broken, on_our_pages, on_pages_of
from tests.documents.real_widths import with_half_width_latin
from tests.measuring import needs_measuring

pytestmark = [*needs_measuring, pytest.mark.slow, pytest.mark.xdist_group("line breaks")]

PAPERS: dict[str, OfficialDocument] = {
    **papers.ALL,
    **{f"{kind} rich": papers.rich(kind) for kind in Kind},
    **{f"{kind} long": papers.long(kind) for kind in (Kind.NOTICE, Kind.LETTER)},
    **{f"{kind} difficult": papers.difficult(kind) for kind in Kind},
}
TRAITS = {
    field.name: getattr(LIBREOFFICE, field.name)
    for field in fields(Measure)
    if field.compare and getattr(LIBREOFFICE, field.name) != getattr(NOMINAL, field.name)
}


@dataclass(frozen=True)
class Difference:
    """A paragraph that LibreOffice breaks elsewhere; without a cause it is a fault of ours."""

    paper: str
    ours: Broken
    theirs: Broken
    cause: tuple[str, ...] | None

    def __str__(self) -> str:
        return f"{self.paper} ({'+'.join(self.cause or ('?',))})\n  {self.ours}\n  {self.theirs}"


def differences(paper: str, flow: Flow, theirs: list[Broken]) -> Iterator[Difference]:
    """Each with its cause: the fewest traits of LibreOffice that make our lines LibreOffice's."""
    ours = on_our_pages(flow, set_pages(flow))
    unexplained = {place for place, pair in enumerate(zip(ours, theirs, strict=True)) if pair[0] != pair[1]}
    for count in range(1, len(TRAITS) + 1):
        for cause in combinations(TRAITS, count):
            if not unexplained:
                return
            measure = replace(NOMINAL, **{trait: TRAITS[trait] for trait in cause})
            with_cause = on_our_pages(flow, set_pages(flow, measure=measure))
            for place in sorted(unexplained):
                if with_cause[place] == theirs[place]:
                    unexplained.remove(place)
                    yield Difference(paper, ours[place], theirs[place], cause)
    for place in sorted(unexplained):
        yield Difference(paper, ours[place], theirs[place], None)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Flow, list[Broken]]]:
    """Every paper as composed, and its paragraphs as LibreOffice broke them."""
    folder, fonts = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("fonts")
    with_half_width_latin(Path(os.environ["GW_FONTS"]), fonts)
    laid = {name: lay(document, today=NOW.date()) for name, document in PAPERS.items()}
    paths = {name: folder / f"{number}.docx" for number, name in enumerate(PAPERS)}
    for name, paper in laid.items():
        write_paper(paper.flow, paper.layout, paths[name])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GW_FONTS", str(fonts))
        office_suite.to_pdf(list(paths.values()), folder)
    return {
        name: (paper.flow, on_pages_of(paper.flow, paths[name].with_suffix(".pdf"))) for name, paper in laid.items()
    }


@pytest.mark.parametrize("name", PAPERS)
def test_libreoffice_breaks_every_line_where_its_measure_says(
    rendered: dict[str, tuple[Flow, list[Broken]]], name: str
) -> None:
    flow, theirs = rendered[name]
    said = on_our_pages(flow, set_pages(flow, measure=LIBREOFFICE))
    pairs = zip(said, theirs, strict=True)
    assert [f"{ours}\n{other}" for ours, other in pairs if ours != other] == []


def test_every_difference_has_a_cause(
    rendered: dict[str, tuple[Flow, list[Broken]]], record_property: Callable[[str, object], None]
) -> None:
    """The list of them goes into the report of the tests (--junitxml)."""
    found = [difference for name, (flow, theirs) in rendered.items() for difference in differences(name, flow, theirs)]
    assert [str(difference) for difference in found if difference.cause is None] == []
    record_property("differences", "\n".join(map(str, found)))


def test_without_its_causes_no_line_differs(rendered: dict[str, tuple[Flow, list[Broken]]]) -> None:
    """A paragraph of 汉字 and marks alone, which is most of a paper, breaks the same everywhere."""
    for flow, theirs in rendered.values():
        ours = on_our_pages(flow, set_pages(flow))
        word = on_our_pages(flow, set_pages(flow, measure=WORD))
        for mine, others, in_word in zip(ours, theirs, word, strict=True):
            text = "".join(mine.lines)
            if not any(c.isascii() or c in "“”‘’—" for c in text):
                assert mine == others == in_word
