"""The year book of a journal: cover, catalogue, the texts of the year's issues as they were frozen, indexes.

Each text begins a page, so that the numbers in the catalogue hold in whatever program shows the book. Numbering begins
behind the cover and its empty back (documents.md 43): the odd numbers stand on the right-hand pages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain import bulletin as journal
from cppcc_desk.domain.flow import (
    BODY,
    CONTENTS_HEAD,
    COVER_LINE,
    COVER_TITLE,
    INDEX,
    ISSUER,
    LEVEL_1,
    MARK,
    TITLE,
    Block,
    Flow,
    Gap,
    Paragraph,
    Run,
)
from cppcc_desk.domain.grid import HEIGHT, LINE
from cppcc_desk.domain.layout import Face
from cppcc_desk.domain.official import Bulletin, Piece, official_date
from cppcc_desk.domain.paragraphs import height_of, mark_size

_MARK_FROM_TOP = 4  # lines
_INDEX = "索引"


@dataclass(frozen=True)
class BookText:
    """A text of an issue; who wrote it and where from are for the indexes."""

    piece: Piece
    number: str = ""  # of its submission
    authors: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class BookIssue:
    """An issue as it was frozen; its texts stand in its order."""

    bulletin: Bulletin
    texts: tuple[BookText, ...]


@dataclass(frozen=True, kw_only=True)
class YearBook:
    """What the book holds: issues in their order, a 增刊 behind the others."""

    mark: str
    year: int
    organ: str
    made_on: date
    issues: tuple[BookIssue, ...]

    @property
    def title(self) -> str:
        """What it and its files are called."""
        return f"《{self.mark}》{self.year}年汇编"

    @property
    def texts(self) -> tuple[tuple[BookIssue, BookText], ...]:
        """All texts in the order of the book; their places are the numbers by which pages are told."""
        return tuple((issue, text) for issue in self.issues for text in issue.texts)


def cover(book: YearBook) -> Flow:
    """The cover: the journal's mark, the year, which issues, whose book it is."""
    size, spread = mark_size(book.mark)
    above: list[Block] = [
        Gap(_MARK_FROM_TOP * LINE),
        Paragraph(style=MARK, lines=(book.mark,), size=size, spread=spread),
        Gap(LINE),
        Paragraph(style=COVER_TITLE, lines=(f"{book.year}年汇编",)),
        Gap(LINE // 2),
        Paragraph(style=COVER_LINE, lines=(_which(book.issues),)),
    ]
    month = f"{book.made_on.year}年{book.made_on.month}月"
    below = [Paragraph(style=COVER_LINE, lines=(line,)) for line in (book.organ, month)]
    room = HEIGHT - height_of([*above, *below]) - LINE
    return _flow(book, [*above, Gap(room), *below], numbered=False)


def catalogue(book: YearBook, pages: Sequence[int]) -> Flow:
    """Every text under its issue, with the page on which it begins; the last of `pages` is that of the index."""
    blocks = _heading("目　录")
    number = 0
    for issue in book.issues:
        blocks.append(
            Paragraph(style=CONTENTS_HEAD, runs=(Run(f"{issue.bulletin.number}　{_dated(issue)}"),), keep_next=True)
        )
        for text in issue.texts:
            blocks.append(journal.contents_line(text.piece.title, number, page=str(pages[number])))
            number += 1
    blocks.append(journal.contents_line(_INDEX, number, page=str(pages[number])))
    return _flow(book, blocks)


def text(book: YearBook, number: int, first_page: int) -> Flow:
    """The text with this place in the book under the number of its issue."""
    issue, told = book.texts[number]
    blocks: list[Block] = [
        Paragraph(style=ISSUER, runs=(Run(issue.bulletin.number),), end=_dated(issue)),
        Gap(LINE),
        *journal.title(told.piece, number),
        *(journal.note(issue.bulletin) if told is issue.texts[0] else ()),
        *journal.text(told.piece),
    ]
    return _flow(book, blocks, first_page=first_page)


def index(book: YearBook, pages: Sequence[int], first_page: int, *, spelled: Mapping[str, str]) -> Flow:
    """By author and by unit, in the order of how names are `spelled`; a text of which neither is known is in none."""
    blocks = _heading("索　引", begins=len(book.texts))
    texts = [told for _, told in book.texts]
    authors, units = ([told.authors for told in texts], [told.units for told in texts])
    for heading, names, of in (("一、按反映人", authors, "反映人"), ("二、按单位", units, "单位")):
        blocks.append(Paragraph(style=LEVEL_1, runs=(Run(heading),), keep_next=True))
        entries = list(_entries(names, pages, spelled))
        blocks += entries or [Paragraph(style=BODY, runs=(Run(f"各篇都没有登记{of}。"),))]
    return _flow(book, blocks, first_page=first_page)


def _entries(names: Iterable[tuple[str, ...]], pages: Sequence[int], spelled: Mapping[str, str]) -> Iterator[Paragraph]:
    found: dict[str, list[int]] = {}
    for number, those in enumerate(names):
        for name in dict.fromkeys(those):
            found.setdefault(name, []).append(number)
    for name in sorted(found, key=lambda name: (spelled.get(name, ""), name)):
        runs = [Run(f"{name}　", Face.HEI)]
        for place, number in enumerate(found[name]):
            runs += [Run("、")] * bool(place) + [Run(str(pages[number]), page_of=number)]
        yield Paragraph(style=INDEX, runs=tuple(runs))


def _heading(words: str, *, begins: int | None = None) -> list[Block]:
    title = Paragraph(style=TITLE, lines=(words,), begins=begins, keep_next=True)
    below = -height_of([title]) % LINE
    return [title, Gap(below + LINE if below < LINE // 3 else below)]


def _which(issues: Sequence[BookIssue]) -> str:
    """第1期至第12期（总第72期至总第83期）; how many 增刊 there are besides."""
    regular = [issue.bulletin for issue in issues if not issue.bulletin.supplement]
    more = len(issues) - len(regular)
    supplements = f"增刊{more}期" if more else ""
    if not regular:
        return supplements
    first, last = regular[0], regular[-1]
    numbers = f"第{first.issue_no}期" if first is last else f"第{first.issue_no}期至第{last.issue_no}期"
    totals = [issue.cumulative_no for issue in (first, last)]
    if None not in totals:
        numbers += f"（总第{totals[0]}期）" if first is last else f"（总第{totals[0]}期至总第{totals[1]}期）"
    return "　".join(filter(None, (numbers, supplements)))


def _dated(issue: BookIssue) -> str:
    return official_date(issue.bulletin.date)


def _flow(book: YearBook, blocks: Sequence[Block], *, numbered: bool = True, first_page: int = 1) -> Flow:
    return Flow(
        title=book.title,
        author=book.organ,
        dated=book.made_on,
        blocks=tuple(blocks),
        numbered=numbered,
        first_page=first_page,
    )
