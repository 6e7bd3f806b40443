"""Where on the pages a line of the check means: found in what is set, for the jump from the check to the paper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cppcc_desk.domain.layout import Face, Ink, Layout, Page, Text
from cppcc_desk.domain.preprint import PrintProblem
from cppcc_desk.ui.paper_view import Place

_MM = 25.4 / 72  # of a point
_QUOTED = re.compile("“(.+?)”")

# What stands in the line that an element is printed in; head and foot of an issue.
_WORDS = {
    "issue_no": ("期（", "期"),
    "cumulative_no": ("总第",),
    "date": ("年",),
    "issued_by": ("年",),
    "report_to": ("报：", "送：", "发："),
    "editor": ("责任编辑", "核稿", "签发"),
    "reviewer": ("核稿", "责任编辑", "签发"),
    "signatory": ("签发", "核稿", "责任编辑"),
    "copies": ("共印", "签发"),
}


@dataclass(frozen=True)
class _Line:
    page: int
    text: str
    baseline: float
    size: float
    face: Face
    ink: Ink

    @property
    def place(self) -> Place:
        em = self.size * _MM
        return Place(self.page, self.baseline - 1.1 * em, self.baseline + 0.4 * em)


def place_of(problem: PrintProblem, layout: Layout) -> Place | None:
    """The line of the paper that a line of the check is about; None where it is about nothing in particular."""
    if not layout.pages:
        return None
    if problem.element == "page":
        return Place(len(layout.pages) - 1, 0, 0)
    if problem.element in ("title", "paragraphs"):
        return _in_piece(problem, layout)
    for word in _WORDS.get(problem.element, ()):
        for number in (0, len(layout.pages) - 1):
            for line in _lines(layout.pages[number], number):
                if word in line.text and line.ink is Ink.BLACK:
                    return line.place
    return None


def _in_piece(problem: PrintProblem, layout: Layout) -> Place | None:
    number = problem.piece or 0
    first = layout.piece_pages[number] - 1 if number < len(layout.piece_pages) else 0
    end = layout.piece_pages[number + 1] if number + 1 < len(layout.piece_pages) else len(layout.pages)
    lines = [line for page in range(first, end) for line in _lines(layout.pages[page], page)]
    titles = [line for line in lines if line.face is Face.XIAOBIAOSONG and line.ink is Ink.BLACK]
    titles = [line for line in titles if line.page == first]
    if problem.element == "title":
        return _together(titles)
    quoted = _QUOTED.search(problem.sentence)
    found = _containing(lines, quoted[1]) if quoted else None
    return found or _together(titles)


def _containing(lines: list[_Line], words: str) -> Place | None:
    """The first line in which `words` begin; they may go on in the next."""
    whole, starts = "", []
    for line in lines:
        starts.append(len(whole))
        whole += line.text
    at = whole.find("".join(words.split()))
    if at < 0:
        return None
    return next(line for line, start in zip(reversed(lines), reversed(starts), strict=True) if start <= at).place


def _together(lines: list[_Line]) -> Place | None:
    if not lines:
        return None
    places = [line.place for line in lines]
    return Place(places[0].page, min(p.top for p in places), max(p.bottom for p in places))


def _lines(page: Page, number: int) -> Iterator[_Line]:
    """Text on one baseline, from left to right."""
    rows: dict[float, list[Text]] = {}
    for item in page.items:
        if isinstance(item, Text):
            rows.setdefault(round(item.baseline, 1), []).append(item)
    for baseline, items in sorted(rows.items()):
        ordered = sorted(items, key=lambda item: item.x)
        text = "".join("".join(item.text.split()) for item in ordered)
        first = ordered[0]
        yield _Line(number, text, baseline, max(item.size for item in ordered), first.face, first.ink)
