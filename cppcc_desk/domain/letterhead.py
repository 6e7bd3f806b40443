"""The office's own 版头 composed: its picture or lines at their places, with what changes from paper to paper.

A head that covers the mark stands where the standard has the mark, and number and red line follow [7.2]. One that
covers the whole 版头 reaches to its own red line; 份号 and 紧急程度 are set over the top of a picture, or above the
first line of a Word file, which moves down where it has no room for them; the number's lines over its foot, 4 mm above
the line.
"""

from collections.abc import Sequence
from dataclasses import replace

from cppcc_desk.domain import flow
from cppcc_desk.domain.flow import Block, Gap, Image, LetterHead, Paragraph, RedLine
from cppcc_desk.domain.grid import LETTER_TOP, LINE, TOP, TWIPS_PER_MM
from cppcc_desk.domain.official import Covers, HeadPicture, HeadRule, HeadText, Letterhead
from cppcc_desk.domain.official.letterhead import WHOLE_FROM
from cppcc_desk.domain.paragraphs import height_of

_ANCHOR = 20  # twips: the least room of a picture that text is set over


def own_head(
    letterhead: Letterhead,
    *,
    corner: Sequence[Paragraph],
    number: Sequence[Paragraph],
    mark_top: int,
    above_number: int,
) -> list[Block]:
    """`mark_top` is where the kind has its mark, `above_number` the white between a mark and the number; in twips."""
    shift = 0 if letterhead.placed or letterhead.covers is Covers.HEAD else mark_top
    shift += max(0, len(corner) * LINE - (_begins(letterhead) + shift)) if corner else 0
    placed = [(part.top + shift, _block(part, part.top + shift)) for part in letterhead.parts]
    foot = letterhead.height + shift
    placed += [(place * LINE, line) for place, line in enumerate(corner)]
    usual = RedLine()
    if letterhead.covers is Covers.HEAD:
        number_foot = foot - usual.height if letterhead.number_foot is None else letterhead.number_foot + shift
        begins = number_foot - height_of(number)
        placed += [(begins + place * LINE, line) for place, line in enumerate(number)]
        return [*_stacked(placed), *_down_to(foot, placed)]
    above = _stacked(placed)
    return [*above, *_down_to(foot, placed), Gap(above_number), *number, usual]


def _begins(letterhead: Letterhead) -> int:
    """Where the mark may begin: a picture of the whole head has room for 份号 above the mark that it shows."""
    marks = [
        part.top
        for part in letterhead.parts
        if not (isinstance(part, HeadPicture) and (part.picture.ratio >= WHOLE_FROM or part.top < 0))
    ]
    return min(marks, default=letterhead.height)


def own_letter_head(letterhead: Letterhead, *, lines: Sequence[Paragraph], size: float) -> list[Block]:
    """信函 with a picture for its mark: 30 mm under the sheet's edge, as high as a mark of `size` points [10.1]."""
    rules = LetterHead("", size, 1.0)
    top = round(LETTER_TOP * TWIPS_PER_MM) - TOP
    blocks: list[Block] = [rules]
    for part in letterhead.parts:
        if isinstance(part, HeadPicture):
            shrink = min(1.0, size * 20 / part.height)
            width, height = round(part.width * shrink), round(part.height * shrink)
            left = part.left + (part.width - width) // 2
            blocks.append(Image(part.picture.data, width, height, _ANCHOR, behind=(left, top - rules.height)))
    return [*blocks, *lines]


def _block(part: HeadText | HeadRule | HeadPicture, top: int) -> Block:
    match part:
        case HeadText():
            style = replace(
                flow.OWN_HEAD,
                face=part.face,
                size=part.size,
                line=part.height,
                align=part.align,
                left=part.left / (part.size * 20),
                ink=part.ink,
                squeeze=part.spread,
            )
            return Paragraph(style=style, lines=(part.text,), scale=part.scale)
        case HeadRule():
            return RedLine(part.thickness, round(part.thickness * TWIPS_PER_MM) + 1, part.ink)
        case HeadPicture():
            # a scan of the whole sheet begins above the 版心, where no block can
            data = part.picture.data
            return Image(data, part.width, part.height, _ANCHOR, behind=(part.left, min(top, 0)))


def _stacked(placed: list[tuple[int, Block]]) -> list[Block]:
    """Blocks at their places, from top to bottom; one that would begin over another begins below it."""
    blocks: list[Block] = []
    y = 0
    for top, block in sorted(placed, key=lambda pair: pair[0]):
        if top > y:
            blocks.append(Gap(top - y))
            y = top
        blocks.append(block)
        y += height_of([block])
    return blocks


def _down_to(foot: int, placed: list[tuple[int, Block]]) -> list[Block]:
    left = foot - height_of(_stacked(placed))
    return [Gap(left)] if left > 0 else []
