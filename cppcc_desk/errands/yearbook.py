"""The year book of a journal as .docx and PDF: each text set, then the catalogue with its pages, then the indexes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cppcc_desk.domain import yearbook
from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.flow import Flow
from cppcc_desk.domain.layout import Layout, Page, joined
from cppcc_desk.domain.yearbook import YearBook
from cppcc_desk.errands import writing
from cppcc_desk.errands.papers import Written, note_paper
from cppcc_desk.paths import safe_name
from cppcc_desk.queries import issues
from cppcc_desk.queries.yearbook import spellings, year_book
from cppcc_desk.storage.desk import Desk

YEAR_BOOK = "汇编"
Step = Callable[[int, int, str], object]  # done, total, what is done now; may raise to stop


@dataclass(frozen=True)
class SetBook:
    """A book on its pages: the cover, and the parts behind it; `pages` are those on which the texts begin."""

    book: YearBook
    cover: tuple[Flow, Layout]
    parts: tuple[tuple[Flow, Layout], ...]
    pages: tuple[int, ...]

    @property
    def layout(self) -> Layout:
        """All pages, the empty back of the cover among them."""
        front = self.cover[1]
        back = replace(front, pages=(Page(items=()),))
        return joined([front, back, *(layout for _, layout in self.parts)])


@dataclass(frozen=True)
class WrittenBook:
    """What was written, and what of the year is not in it."""

    title: str
    written: Written
    issues: int
    texts: int
    mismatches: tuple[Mismatch, ...]


def set_book(book: YearBook, *, step: Step) -> SetBook:
    """The book on its pages."""
    from cppcc_desk.press.typeset import set_pages  # noqa: PLC0415 - Qt loads with the press

    count = len(book.texts)
    catalogue = len(set_pages(yearbook.catalogue(book, [0] * (count + 1))).pages)
    page = catalogue + 1
    texts, pages = [], []
    for number in range(count):
        step(number, 3 * count, f"正在排第 {number + 1} 篇")
        flow = yearbook.text(book, number, page)
        layout = set_pages(flow)
        texts.append((flow, layout))
        pages.append(page)
        page += len(layout.pages)
    names = [name for _, told in book.texts for name in (*told.authors, *told.units)]
    fronts = [yearbook.cover(book), yearbook.catalogue(book, [*pages, page])]
    front, contents = ((flow, set_pages(flow)) for flow in fronts)
    last = yearbook.index(book, pages, page, spelled=spellings(names))
    return SetBook(book, front, (contents, *texts, (last, set_pages(last))), tuple(pages))


def write_year_book(desk: Desk, year: int, folder: Path, *, journal: str = "", step: Step) -> WrittenBook:
    """Write the book of a year into `folder`; a file that an earlier run wrote is replaced, anything else left alone.

    `step` hears how far it is, and may raise to stop: then nothing is written. Raises Missing, Invalid, World, Locked.
    """
    from cppcc_desk.documents.official import write_book  # noqa: PLC0415 - python-docx loads when a paper is made
    from cppcc_desk.press.fonts import NO_CHINESE_FONT, installed  # noqa: PLC0415
    from cppcc_desk.press.paint import write_pdf  # noqa: PLC0415

    book, mismatches = desk.read(year_book, year, journal=journal, today=desk.today)
    made = set_book(book, step=step)
    count = len(book.texts)
    ours = {paper.sha256 for paper in desk.read(issues.papers) if paper.kind == YEAR_BOOK}
    name = safe_name(book.title)
    docx, pdf = (writing.place(folder / f"{name}{ending}", ours) for ending in (".docx", ".pdf"))
    note = partial(note_paper, desk, kind=YEAR_BOOK)

    def begun(place: int) -> None:
        step(min(count + place, 2 * count), 3 * count, "正在写 Word 文件")

    writing.write(docx, lambda part: write_book(made.cover, made.parts, part, begun=begun))
    note(docx)
    layout, no_pdf = made.layout, "" if installed().usable() else NO_CHINESE_FONT
    total = len(layout.pages)

    def painted(page: int) -> None:
        step(2 * count + count * page // total, 3 * count, f"正在写 PDF，第 {page + 1} 页，共 {total} 页")

    if not no_pdf:
        with writing.plainly(pdf):
            write_pdf(layout, pdf, title=book.title, dated=book.made_on, begun=painted)
        note(pdf)
    written = Written(docx, None if no_pdf else pdf, total, no_pdf)
    return WrittenBook(book.title, written, len(book.issues), count, mismatches)
