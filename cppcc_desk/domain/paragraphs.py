"""What every paper is composed of: text in its four levels, marks that fit, gaps that keep the page's 22 lines."""

from collections.abc import Sequence

from cppcc_desk.domain.flow import (
    BODY,
    LEVEL_1,
    LEVEL_2,
    LEVEL_3,
    LEVEL_4,
    MARK,
    Block,
    Figure,
    Gap,
    Image,
    JointMark,
    LetterHead,
    Paragraph,
    RedLine,
    Run,
)
from cppcc_desk.domain.grid import LINE, WIDTH
from cppcc_desk.domain.official import heading_face, heading_length, level

_LEVEL_STYLES = (BODY, LEVEL_1, LEVEL_2, LEVEL_3, LEVEL_4)


def body_paragraph(text: str) -> Paragraph:
    """A paragraph of the text in the style of its level; a run-in heading in its own face."""
    style = _LEVEL_STYLES[level(text)]
    length = heading_length(text)
    if not 0 < length < len(text):
        return Paragraph(style=style, runs=(Run(text),), flowing=True, keep_next=length > 0 and text[-1] != "。")
    return Paragraph(style=BODY, runs=(Run(text[:length], heading_face(text)), Run(text[length:])), flowing=True)


def mark_size(journal: str) -> tuple[float, float]:
    """Size and extra spacing of the red mark in points: as large as the 版心 allows, short names spread out."""
    count = max(len(journal), 1)
    room = WIDTH / 20 - 12
    size = float(min(MARK.size, int(room / count)))
    spread = float(min(30, int((room * 0.8 - count * size) / (count - 1)))) if 1 < count <= 6 else 0.0
    return size, max(spread, 0.0)


def height_of(blocks: Sequence[Block]) -> int:
    """Twips of blocks whose lines are fixed."""
    return sum(map(_height, blocks))


def _height(block: Block) -> int:
    match block:
        case Gap() | Image() | Figure() | RedLine() | LetterHead():
            return block.height
        case JointMark():
            return JointMark.LINE * len(block.names)
        case Paragraph():
            return block.style.line * max(1, len(block.lines))
        case _:
            raise TypeError(block)


def below_head(blocks: Sequence[Block], lines: int) -> Gap:
    """About so many blank lines under the red line, rounded so that what follows stands on the page's 22 lines."""
    excess = (height_of(blocks) + lines * LINE) % LINE
    return Gap(lines * LINE - excess + (LINE if excess > LINE // 3 else 0))
