"""Where a further piece begins in a file of several: another form, another 标题：, another title like the first."""

from collections.abc import Iterator, Sequence

from cppcc_desk.documents.reading.blocks import Align, Block, Line, Paragraph
from cppcc_desk.documents.reading.forms import is_form, read_form
from cppcc_desk.documents.reading.headings import is_letterhead, is_numbered, is_title, looks_like_one
from cppcc_desk.documents.reading.labels import Field, label, pairs
from cppcc_desk.documents.reading.signature import signed

_SHORTEST = 6  # characters of a title


def beginnings(blocks: Sequence[Block], first_title: Line | None) -> tuple[int, ...]:
    """Indices of the blocks where the second piece and those after it may begin; () for one piece.

    `first_title` is the title line of the first piece where it stands outside a form.
    """
    found = list(_forms(blocks)) or list(_labelled(blocks)) or list(_alike(blocks, first_title))
    return tuple(_with_head(blocks, place) for place in found[1:])


def _forms(blocks: Sequence[Block]) -> Iterator[int]:
    for place, block in enumerate(blocks):
        if not isinstance(block, Paragraph) and is_form(block):
            values = dict(read_form(block).values)
            if values.get(Field.TITLE):
                yield place


def _labelled(blocks: Sequence[Block]) -> Iterator[int]:
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and len(block.text) <= 200:
            labelled = pairs(block.text.strip())
            if labelled and labelled[0][0] is Field.TITLE and labelled[0][1]:
                yield place


def _alike(blocks: Sequence[Block], first: Line | None) -> Iterator[int]:
    """Titles that look like the first; without layout, only what can be nothing else, right under a signature."""
    if first is None:
        return
    marked = first.align is Align.CENTRE or first.is_title
    above: Paragraph | None = None
    in_title = False
    for place, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            above, in_title = None, False
            continue
        text = block.text.strip()
        if not text:
            continue
        same = (block.align, block.is_title, block.size) == (first.align, first.is_title, first.size)
        begins = same and "\n" not in text and is_title(text, marked=marked) and not _is_heading(text)
        if begins and not marked:
            begins = text == first.text or (looks_like_one(text) and above is not None and _is_signed(above))
        if begins and not in_title and not _is_signed(block):
            yield place
        above, in_title = block, begins and marked


def _is_heading(text: str) -> bool:
    """A heading of the body or a line of letterhead, whatever its look."""
    return len(text) < _SHORTEST or is_numbered(text) or is_letterhead(text) or label(text) is not None


def _is_signed(paragraph: Paragraph) -> bool:
    found = signed(paragraph.text.strip())
    return found is not None and found.anything


def _with_head(blocks: Sequence[Block], place: int) -> int:
    """`place`, or where the letterhead above it begins."""
    first = place
    for above in range(place - 1, -1, -1):
        block = blocks[above]
        if not isinstance(block, Paragraph):
            break
        text = block.text.strip()
        if text and (not is_letterhead(text) or _is_signed(block)):
            break
        first = above if text else first
    return first
