"""The issue sheet composed: red head, contents, titles, text and 报尾 as a `Flow`, by the conventions of 简报.

There is no national standard for bulletins; page, grid, title, levels and page numbers are GB/T 9704's, the red head
fills the upper third of the first page, and 报、送、发 stand at the foot of the last.
"""

from cppcc_desk.domain.flow import (
    BODY,
    BYLINE,
    CONTENTS,
    CONTENTS_HEAD,
    CORNER,
    ISSUER,
    LEVEL_1,
    LEVEL_2,
    LEVEL_3,
    LEVEL_4,
    MARK,
    NOTE,
    NUMBER,
    TITLE,
    Block,
    Flow,
    Gap,
    Paragraph,
    RedLine,
    Run,
    TailRow,
)
from cppcc_desk.domain.grid import LINE, WIDTH
from cppcc_desk.domain.layout import Face
from cppcc_desk.domain.official import RESTRICTED, Bulletin, Piece, heading_face, heading_length, level, official_date
from cppcc_desk.domain.titles import break_title, cells

_LEVEL_STYLES = (BODY, LEVEL_1, LEVEL_2, LEVEL_3, LEVEL_4)
_BOXED_NOTE = 240  # characters; a frame is not divided, and page 1 must show body text
_CONTENTS_TITLE = 21  # characters that fit beside the page number


def compose(bulletin: Bulletin) -> Flow:
    """The whole issue in its order."""
    blocks = _head(bulletin)
    if len(bulletin.pieces) > 1:
        blocks += [_below_head(blocks, 1), *_note(bulletin), *_contents(bulletin)]
    for number, piece in enumerate(bulletin.pieces):
        alone = len(bulletin.pieces) == 1
        blocks += [_below_head(blocks, 2) if alone else Gap(2 * LINE), *_title(piece, number)]
        if alone:
            blocks += _note(bulletin)
        blocks += [_body(text) for text in piece.paragraphs]
        if piece.source:
            blocks.append(Paragraph(style=BODY, runs=(Run(_in_brackets(piece.source)),), flowing=True))
    return Flow(
        title=bulletin.name,
        author=bulletin.issued_by,
        dated=bulletin.date,
        blocks=tuple(blocks),
        tail=_tail(bulletin),
    )


def _head(bulletin: Bulletin) -> list[Block]:
    size, spread = mark_size(bulletin.journal)
    return [
        Paragraph(style=CORNER, runs=(Run(RESTRICTED),)) if bulletin.restricted else Gap(LINE),
        Paragraph(style=MARK, lines=(bulletin.journal,), size=size, spread=spread),
        Paragraph(style=NUMBER, runs=(Run(bulletin.number),)),
        Paragraph(style=ISSUER, runs=(Run(bulletin.issued_by),), end=official_date(bulletin.date)),
        RedLine(),
    ]


def mark_size(journal: str) -> tuple[float, float]:
    """Size and extra spacing of the red mark in points: as large as the 版心 allows, short names spread out."""
    count = max(len(journal), 1)
    room = WIDTH / 20 - 12
    size = float(min(MARK.size, int(room / count)))
    spread = float(min(30, int((room * 0.8 - count * size) / (count - 1)))) if 1 < count <= 6 else 0.0
    return size, max(spread, 0.0)


def _height(blocks: list[Block]) -> int:
    total = 0
    for block in blocks:
        match block:
            case Gap():
                total += block.height
            case RedLine():
                total += RedLine.HEIGHT
            case Paragraph():
                total += block.style.line * max(1, len(block.lines))
    return total


def _below_head(blocks: list[Block], lines: int) -> Gap:
    """About so many blank lines under the red line, rounded so that what follows stands on the page's 22 lines."""
    excess = (_height(blocks) + lines * LINE) % LINE
    return Gap(lines * LINE - excess + (LINE if excess > LINE // 3 else 0))


def _title(piece: Piece, number: int) -> list[Block]:
    lines = break_title(piece.title)
    blocks: list[Block] = [Paragraph(style=TITLE, lines=lines, begins=number, keep_next=True)]
    if piece.contributor:
        blocks.append(Paragraph(style=BYLINE, runs=(Run(piece.contributor),), keep_next=True))
    below = -_height(blocks) % LINE
    return [*blocks, Gap(below + LINE if below < LINE // 3 else below)]


def _note(bulletin: Bulletin) -> list[Block]:
    if not bulletin.editors_note:
        return []
    label = Run("编者按：", Face.HEI)
    boxed = len(bulletin.editors_note) <= _BOXED_NOTE
    return [Paragraph(style=NOTE, runs=(label, Run(bulletin.editors_note)), boxed=boxed), Gap(LINE)]


def _contents(bulletin: Bulletin) -> list[Block]:
    blocks: list[Block] = [Paragraph(style=CONTENTS_HEAD, runs=(Run("本期目录"),))]
    for number, piece in enumerate(bulletin.pieces):
        title = piece.title.replace("\n", "")
        first, *others = [title] if cells(title) <= _CONTENTS_TITLE else break_title(title, _CONTENTS_TITLE)
        lines = (f"{number + 1}.{first}", *others)
        blocks.append(Paragraph(style=CONTENTS, lines=lines, dots=True, piece=number))
    return blocks


def _body(text: str) -> Paragraph:
    style = _LEVEL_STYLES[level(text)]
    length = heading_length(text)
    if not 0 < length < len(text):
        return Paragraph(style=style, runs=(Run(text),), flowing=True, keep_next=length > 0 and text[-1] != "。")
    return Paragraph(style=BODY, runs=(Run(text[:length], heading_face(text)), Run(text[length:])), flowing=True)


def _in_brackets(text: str) -> str:
    return text if text.startswith("（") and text.endswith("）") else f"（{text}）"


def _tail(bulletin: Bulletin) -> tuple[tuple[TailRow, ...], ...]:
    """报 superiors, 送 equals, 发 subordinates; below them who made the issue and how many copies."""
    addressees = tuple(
        TailRow(label, "，".join(names) + "。")
        for label, names in (
            ("报：", bulletin.report_to),
            ("送：", bulletin.send_to),
            ("发：", bulletin.distribute_to),
        )
        if names
    )
    makers = "　".join(
        f"{label}：{name}"
        for label, name in (("责任编辑", bulletin.editor), ("核稿", bulletin.reviewer), ("签发", bulletin.signatory))
        if name
    )
    copies = f"（共印{bulletin.copies}份）" if bulletin.copies is not None else ""
    groups = (addressees, (TailRow("", makers, copies),) if makers or copies else ())
    return tuple(group for group in groups if group)
