"""Galleys put on pages, and the plan that brings the 版记 to the foot of the last even page.

Word processors differ a little in where they break lines. So where the 版记 goes is decided for all of them at once:
a plan is taken only if it holds by the widths of Word and by those of LibreOffice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cppcc_desk.domain.flow import Gap, Paragraph
from cppcc_desk.domain.grid import HEIGHT, LINE, TOP
from cppcc_desk.domain.layout import TailPlace
from cppcc_desk.press.galleys import Galley

FOOT = TOP + HEIGHT
_SPARE = LINE  # room kept free above a 版记 on the same page
_MOST_WHITE = 14 * LINE  # no plan leaves more of a page empty than this
_MOST_MOVED = 8  # paragraphs
_LEAST_MOVED = 3  # lines: a closing （…） is not sent ahead alone


@dataclass(frozen=True)
class Place:
    """Where a line or a whole block begins: page from 0, twips from the top of the sheet."""

    page: int
    y: int


@dataclass(frozen=True)
class Pagination:
    places: tuple[tuple[Place, ...], ...]  # of each block; a dropped gap has none
    starts: tuple[int, ...]  # blocks that a word processor must be told to begin a page with
    kept: tuple[int, ...]  # headings and titles that went to the next page with the text they belong to
    end: Place

    def last_page_before(self, index: int) -> int:
        """The page on which the text above a block ends."""
        return next(places[-1].page for places in reversed(self.places[:index]) if places)


@dataclass(frozen=True)
class Plan:
    """Where the 版记 goes, and the paragraph that begins a page for its sake although it need not."""

    tail: TailPlace
    starts: tuple[int, ...] = ()


def paginate(galleys: Sequence[Galley], *, starts: Sequence[int] = ()) -> Pagination:
    """Put blocks on pages from top to bottom; those in `starts` begin a page."""
    places: list[tuple[Place, ...]] = []
    pinned: list[int] = []
    kept: list[int] = []
    page, y = 0, TOP
    for index, galley in enumerate(galleys):
        block = galley.block
        if index in starts:
            pinned.append(index)
            if y > TOP:
                page, y = page + 1, TOP
        elif y > TOP and y + _kept_together(galleys, index) > FOOT:
            page, y = page + 1, TOP
            if isinstance(block, Gap):  # not carried over: what it stood above begins the page
                pinned.append(index + 1)
                kept.append(index + 1)
            elif isinstance(block, Paragraph) and block.keep_next:
                kept.append(index)
        if isinstance(block, Gap) and y == TOP and page > 0:
            places.append(())
            continue
        if galley.whole:
            places.append((Place(page, y),))
            y += galley.height
            continue
        lines: list[Place] = []
        for _ in range(galley.count):
            if y + galley.pitch > FOOT:
                page, y = page + 1, TOP
            lines.append(Place(page, y))
            y += galley.pitch
        places.append(tuple(lines))
    return Pagination(tuple(places), tuple(pinned), tuple(kept), Place(page, y))


def _kept_together(galleys: Sequence[Galley], index: int) -> int:
    """Height that must fit below here for the block to begin on this page."""
    height = 0
    for position in range(index, len(galleys)):
        galley = galleys[position]
        block = galley.block
        if isinstance(block, Gap):
            height += block.height
        elif isinstance(block, Paragraph) and block.keep_next:
            height += galley.height
        else:
            return height + (galley.height if galley.whole else galley.pitch)
    return height


def choose_plan(settings: Sequence[Sequence[Galley]], tail: int) -> Plan:
    """The best plan for a 版记 of `tail` twips that holds by every setting of the same flow, the press's own first."""
    fixed = _agreed_starts(settings)
    if not tail:
        return Plan(TailPlace.NONE, fixed)
    movable = [(*fixed, start) for start in _movable(settings[0], fixed)]
    plans = [
        Plan(TailPlace.SAME_PAGE, fixed),
        Plan(TailPlace.NEXT_PAGE, fixed),
        *(Plan(TailPlace.SAME_PAGE, starts) for starts in movable),
        *(Plan(TailPlace.NEXT_PAGE, starts) for starts in movable),
        Plan(TailPlace.BLANK_LEAF, fixed),
    ]
    # where the settings end on pages of different parity no plan may hold for all: then the press's own decides,
    # by which one of these always holds
    for judges in (settings, settings[:1]):
        for plan in plans:
            if _holds(plan, judges, tail):
                return plan
    raise AssertionError("the text ends on an odd page or on an even one")


def _agreed_starts(settings: Sequence[Sequence[Galley]]) -> tuple[int, ...]:
    """Headings and titles that some setting sends to the next page, where all can: then all do, told to."""
    starts: tuple[int, ...] = ()
    refused: set[int] = set()
    while True:
        kept = {index for galleys in settings for index in paginate(galleys, starts=starts).kept}
        candidates = sorted(kept - refused - set(starts))
        if not candidates:
            return starts
        with_it = (*starts, candidates[0])
        ends = {paginate(galleys, starts=with_it).last_page_before(candidates[0]) for galleys in settings}
        if len(ends) == 1:
            starts = with_it
        else:
            refused.add(candidates[0])


def _holds(plan: Plan, settings: Sequence[Sequence[Galley]], tail: int) -> bool:
    ends = [paginate(galleys, starts=plan.starts).end for galleys in settings]
    if len({end.page for end in ends}) > 1:
        return False
    even = ends[0].page % 2 == 1
    if plan.tail is TailPlace.SAME_PAGE:
        return even and all(end.y + _SPARE + tail <= FOOT for end in ends)
    return even == (plan.tail is TailPlace.BLANK_LEAF)


def _movable(galleys: Sequence[Galley], fixed: tuple[int, ...]) -> list[int]:
    """The last paragraphs that may begin a new page without tearing a heading off or leaving a hole, shortest first."""
    natural = paginate(galleys, starts=fixed)
    found: list[int] = []
    lines = 0
    for index in range(len(galleys) - 1, max(0, len(galleys) - 1 - _MOST_MOVED), -1):
        block, above = galleys[index].block, galleys[index - 1].block
        if not (isinstance(block, Paragraph) and block.flowing):
            break
        lines += galleys[index].count
        first = natural.places[index][0]
        if first.page == 0 and not isinstance(above, Paragraph):
            break  # the first page must show body text [7.3.3]
        if FOOT - first.y > _MOST_WHITE:
            break
        if index in fixed:
            break
        if lines >= _LEAST_MOVED and isinstance(above, Paragraph) and above.flowing and not above.keep_next:
            found.append(index)
    return found
