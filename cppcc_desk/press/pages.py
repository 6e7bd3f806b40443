"""Galleys put on pages, and the plan that brings the 版记 to the foot of the last even page.

Word processors differ a little in where they break lines. So where the 版记 goes is decided for all of them at once:
a plan is taken only if it holds by the widths of Word and by those of LibreOffice.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cppcc_desk.domain.flow import Block, Gap, Paragraph, TableRow
from cppcc_desk.domain.grid import HEIGHT, LINE, TOP
from cppcc_desk.domain.layout import Division, TailPlace
from cppcc_desk.press.galleys import Galley

FOOT = TOP + HEIGHT
_SPARE = LINE  # room kept free above a 版记 on the same page
_MOST_WHITE = 14 * LINE  # no plan for the 版记 leaves more of a page empty than this
_MOST_MOVED = 8  # paragraphs
_MOST_REFUSED = 12  # in a row: an issue has no more headings than that on pages where settings differ
_LEAST_MOVED = 3  # lines: a closing （…） is not sent ahead alone
_MOST_LEFT = 18 * LINE  # but for 署名, without which a page must have its 22 lines [5.2.3]
_CARRIED = 2  # lines of a paragraph that go to the next page with 署名, or one of two


class Place(NamedTuple):
    """Where a line or a whole block begins: page from 0, twips from the top of the sheet. One for each line of a paper,
    and again for each way of setting it: a tuple is made in a third of a dataclass's time."""

    page: int
    y: int


@dataclass(frozen=True)
class Pagination:
    places: tuple[tuple[Place, ...], ...]  # of each block; a dropped gap has none
    starts: tuple[int, ...]  # blocks that a word processor must be told to begin a page with
    end: Place

    def last_page_before(self, index: int) -> int:
        """The page on which the text above a block ends."""
        return next(places[-1].page for places in reversed(self.places[:index]) if places)


@dataclass(frozen=True)
class Plan:
    """Where the 版记 goes, and the paragraph that begins a page for its sake although it need not."""

    tail: TailPlace
    starts: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Laid:
    """One block as it was laid down."""

    index: int
    places: tuple[Place, ...]
    pinned: bool  # begins a page because it was told to, or because its gap was dropped
    kept: bool  # began a page to stay with what follows
    end: Place


def paginate(galleys: Sequence[Galley], *, starts: Collection[int] = ()) -> Pagination:
    """Put blocks on pages from top to bottom; those in `starts` begin a page."""
    laid = list(_lay(galleys, 0, starts))
    return Pagination(
        places=tuple(block.places for block in laid),
        starts=tuple(block.index for block in laid if block.pinned),
        end=laid[-1].end if laid else Place(0, TOP),
    )


def _lay(galleys: Sequence[Galley], first: int, starts: Collection[int]) -> Iterator[_Laid]:
    """Lay down the blocks from `first` on, which begins page 0, one at a time."""
    page, y = 0, TOP
    above: Block | None = None
    for index in range(first, len(galleys)):
        galley = galleys[index]
        block = galley.block
        pinned = kept = False
        if index in starts or (isinstance(block, Paragraph) and block.new_page):
            pinned = True
            if y > TOP:
                page, y = page + 1, TOP
        elif y > TOP and (y + _kept_together(galleys, index, y) > FOOT or _leaves_next_alone(galleys, index, y)):
            page, y = page + 1, TOP
            kept = _may_be_told(galley) and (galley.keeps_next or (isinstance(block, Paragraph) and block.holds))
        elif y == TOP and page and isinstance(above, Gap):  # the gap was not carried over: this begins the page
            pinned = kept = True
        above = block
        if isinstance(block, Gap) and y == TOP and page:
            yield _Laid(index, (), False, False, Place(page, y))
            continue
        if y == TOP and page:
            y += galley.head_height
        if galley.whole:
            places = [Place(page, y)]
            y += galley.height
        else:
            places = []
            pitch, top, divided = galley.pitch, TOP + galley.head_height, galley.divided
            for number in range(galley.count):
                if y + pitch > FOOT or number == divided:
                    page, y = page + 1, top
                places.append(Place(page, y))
                y += pitch
        yield _Laid(index, tuple(places), pinned, kept, Place(page, y))


def _may_be_told(galley: Galley) -> bool:
    """Whether a block can be told to begin a page; a row within a table cannot, there the table is divided."""
    return not isinstance(galley.block, TableRow) or galley.block.opens


def _kept_together(galleys: Sequence[Galley], index: int, y: int) -> int:
    """Height that must fit below `y` for the block to begin on this page."""
    height = 0
    for position in range(index, len(galleys)):
        galley = galleys[position]
        holds = position > index and _moves_whole(galley, y + height) and _text_above(galleys, index)
        if isinstance(galley.block, Gap) or galley.keeps_next or holds:
            height += galley.height
        else:
            return height + (galley.height if galley.whole else galley.pitch)
    return height


def _leaves_next_alone(galleys: Sequence[Galley], index: int, y: int) -> bool:
    """Whether a block that holds what follows ends on this page without room for it, and had better move whole.

    The first of the text stays on page 1 all the same: that page must show some of it [7.3.3].
    """
    galley = galleys[index]
    if not (_moves_whole(galley, y) and _text_above(galleys, index)):
        return False
    end = y + galley.height
    return end <= FOOT < end + _kept_together(galleys, index + 1, end)


def _moves_whole(galley: Galley, y: int) -> bool:
    """A paragraph that what follows may not leave; where moving it would leave too much white it is divided."""
    block = galley.block
    return isinstance(block, Paragraph) and block.holds and (galley.count == 1 or FOOT - y <= _MOST_LEFT)


def _text_above(galleys: Sequence[Galley], index: int) -> bool:
    """Whether there is text, more than headings, above a block."""
    above = (galley.block for galley in galleys[:index])
    return any(isinstance(block, Paragraph) and block.flowing and not block.keep_next for block in above)


def needed_division(settings: Sequence[Sequence[Galley]], natural: Sequence[Pagination]) -> Division | None:
    """Where to divide the last paragraph, if by some setting what it holds would stand on a page without text.

    `natural` is each setting on its pages. The paragraph is divided where a line of the press's own setting begins: in
    the others that line then ends early.
    """
    for index, galley in enumerate(settings[0]):
        if isinstance(galley.block, Paragraph) and galley.block.holds and galley.count > 1:
            alone = any(_leaves_alone(pagination.places, index) for pagination in natural)
            return Division(index, galley.lines[-min(_CARRIED, galley.count - 1)].start) if alone else None
    return None


def _leaves_alone(places: Sequence[tuple[Place, ...]], index: int) -> bool:
    """Whether what follows a paragraph begins on the page after the one on which the paragraph ends."""
    held = next((held for held in places[index + 1 :] if held), ())
    return bool(held) and held[0].page > places[index][-1].page


def choose_plan(
    settings: Sequence[Sequence[Galley]],
    natural: Sequence[Pagination],
    tail: int,
    *,
    starts: tuple[int, ...],
    even: bool = True,
) -> Plan:
    """The best plan for a 版记 of `tail` twips that holds by every setting of the same flow, the press's own first.

    `natural` is each setting on its pages, with the blocks of `starts` beginning one; they do so in any case. `even`:
    the 版记 stands on an even page; without, at the foot of the last one, whichever that is [10.1].
    """
    if not tail:
        return Plan(TailPlace.NONE, starts)
    movable = [start for start in _movable(settings[0], natural[0], starts) if not _begins_alone(settings, start)]
    ends: dict[int | None, list[Place]] = {None: [pagination.end for pagination in natural]}
    for start in movable:
        ends[start] = [_end_from(start, *pair) for pair in zip(settings, natural, strict=True)]
    choices: list[tuple[TailPlace, int | None]] = [
        (TailPlace.SAME_PAGE, None),
        (TailPlace.NEXT_PAGE, None),
        *((TailPlace.SAME_PAGE, start) for start in movable),
        *((TailPlace.NEXT_PAGE, start) for start in movable),
        (TailPlace.BLANK_LEAF, None),
    ]
    # where the settings end on pages of different parity no choice may hold for all: then the press's own decides,
    # by which one of these always holds
    for judges in (len(settings), 1):
        for place, begins in choices:
            if _holds(place, ends[begins][:judges], tail, even=even):
                return Plan(place, starts if begins is None else (*starts, begins))
    raise AssertionError("the text ends on an odd page or on an even one")


def _begins_alone(settings: Sequence[Sequence[Galley]], start: int) -> bool:
    """Whether a page begun with block `start` would leave 署名 and 成文日期 without text on the next."""
    below = [galleys[start:] for galleys in settings]
    starts = agreed_starts(below)
    return needed_division(below, [paginate(galleys, starts=starts) for galleys in below]) is not None


def _end_from(start: int, galleys: Sequence[Galley], natural: Pagination) -> Place:
    """Where the text ends if block `start` begins the page after the text above it."""
    end = paginate(galleys[start:]).end
    return Place(natural.last_page_before(start) + 1 + end.page, end.y)


def _holds(place: TailPlace, ends: Sequence[Place], tail: int, *, even: bool) -> bool:
    if len({end.page for end in ends}) > 1:
        return False
    on_even = ends[0].page % 2 == 1
    if place is TailPlace.SAME_PAGE:
        return (on_even or not even) and all(end.y + _SPARE + tail <= FOOT for end in ends)
    if not even:
        return place is TailPlace.NEXT_PAGE
    return on_even == (place is TailPlace.BLANK_LEAF)


def agreed_starts(settings: Sequence[Sequence[Galley]]) -> tuple[int, ...]:
    """Headings and titles that some setting sends to the next page, where all can: then all do, told to."""
    starts: list[int] = []
    refused: set[int] = set()
    layings = [_Laying(galleys, 0) for galleys in settings]
    while len(refused) < _MOST_REFUSED:
        kept = [index for laying in layings if (index := laying.first_kept(refused)) is not None]
        if not kept:
            break
        candidate = min(kept)
        if len({laying.page_before(candidate) for laying in layings}) == 1:
            starts.append(candidate)
            refused.clear()
            layings = [_Laying(galleys, candidate) for galleys in settings]
        else:
            refused.add(candidate)
    return tuple(starts)


class _Laying:
    """A setting laid down from one of its blocks on, as far as somebody has looked."""

    def __init__(self, galleys: Sequence[Galley], begin: int) -> None:
        self._rest = _lay(galleys, begin, ())
        self._laid: list[_Laid] = []

    def __iter__(self) -> Iterator[_Laid]:
        yield from self._laid
        for laid in self._rest:
            self._laid.append(laid)
            yield laid

    def first_kept(self, refused: Collection[int]) -> int | None:
        return next((laid.index for laid in self if laid.kept and laid.index not in refused), None)

    def page_before(self, index: int) -> int:
        """Page, counted from that of the first block, on which the text above block `index` ends."""
        page = 0
        for laid in self:
            if laid.index == index:
                break
            if laid.places:
                page = laid.places[-1].page
        return page


def _movable(galleys: Sequence[Galley], natural: Pagination, fixed: Collection[int]) -> list[int]:
    """The last paragraphs that may begin a new page without tearing a heading off or leaving a hole, shortest first.

    What ends the text (附件说明, 署名, 日期) goes with them.
    """
    found: list[int] = []
    lines = 0
    for index in range(len(galleys) - 1, max(0, len(galleys) - 1 - _MOST_MOVED), -1):
        block, above = galleys[index].block, galleys[index - 1].block
        if isinstance(block, Gap) or (isinstance(block, Paragraph) and not (block.flowing or block.new_page)):
            lines += galleys[index].count
            continue
        if not (isinstance(block, Paragraph) and block.flowing):
            break
        lines += galleys[index].count
        first = natural.places[index][0]
        if galleys[index].divided is not None:
            break
        if first.page == 0 and not isinstance(above, Paragraph):
            break  # the first page must show body text [7.3.3]
        if FOOT - first.y > _MOST_WHITE:
            break
        if index in fixed:
            break
        if lines >= _LEAST_MOVED and isinstance(above, Paragraph) and above.flowing and not above.keep_next:
            found.append(index)
    return found
