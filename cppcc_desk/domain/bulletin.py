"""The issue sheet composed: red head, contents, titles, text and 报尾 as a `Flow`, by the conventions of 简报.

There is no national standard for bulletins; page, grid, title, levels and page numbers are GB/T 9704's, the red head
fills the upper third of the first page, and 报、送、发 stand at the foot of the last.
"""

from collections.abc import Mapping, Sequence

from cppcc_desk.domain.flow import (
    BODY,
    BYLINE,
    CONTENTS,
    CONTENTS_HEAD,
    CORNER,
    ISSUER,
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
from cppcc_desk.domain.grid import LINE
from cppcc_desk.domain.layout import Face
from cppcc_desk.domain.letterhead import own_head
from cppcc_desk.domain.official import RESTRICTED, Bulletin, Letterhead, Piece, official_date
from cppcc_desk.domain.paragraphs import below_head, body_paragraph, height_of, mark_size
from cppcc_desk.domain.titles import break_title, cells

_BOXED_NOTE = 240  # characters; a frame is not divided, and page 1 must show body text
_CONTENTS_TITLE = 21  # characters that fit beside the page number


def compose(bulletin: Bulletin, letterhead: Letterhead | None = None) -> Flow:
    """The whole issue in its order, under the office's own head where it has one."""
    blocks = head(
        bulletin.journal,
        number=bulletin.number,
        issued_by=bulletin.issued_by,
        dated=official_date(bulletin.date),
        restricted=bulletin.restricted,
        own=letterhead,
    )
    if len(bulletin.pieces) > 1:
        blocks += [below_head(blocks, 1), *note(bulletin), *_contents(bulletin)]
    for number, piece in enumerate(bulletin.pieces):
        alone = len(bulletin.pieces) == 1
        blocks += [below_head(blocks, 2) if alone else Gap(2 * LINE), *title(piece, number)]
        if alone:
            blocks += note(bulletin)
        blocks += text(piece)
    return Flow(
        title=bulletin.name,
        author=bulletin.issued_by,
        dated=bulletin.date,
        blocks=tuple(blocks),
        tail=tail(
            report_to=bulletin.report_to,
            send_to=bulletin.send_to,
            distribute_to=bulletin.distribute_to,
            makers={"责任编辑": bulletin.editor, "核稿": bulletin.reviewer, "签发": bulletin.signatory},
            copies=bulletin.copies,
        ),
    )


def head(
    mark: str, *, number: str, issued_by: str, dated: str, restricted: bool, own: Letterhead | None
) -> list[Block]:
    """The red head of a 简报 in the upper third of page 1; `own` stands for the mark, or for all above the red line."""
    corner = [Paragraph(style=CORNER, runs=(Run(RESTRICTED),))] if restricted else []
    below = [
        Paragraph(style=NUMBER, runs=(Run(number),)),
        Paragraph(style=ISSUER, runs=(Run(issued_by),), end=dated),
    ]
    if own is not None:
        return own_head(own, corner=corner, number=below, mark_top=LINE, above_number=LINE // 2)
    size, spread = mark_size(mark)
    red = Paragraph(style=MARK, lines=(mark,), size=size, spread=spread)
    return [*corner, *([] if corner else [Gap(LINE)]), red, *below, RedLine()]


def title(piece: Piece, number: int) -> list[Block]:
    """The title of a piece that begins here, and who wrote it under it."""
    lines = break_title(piece.title)
    blocks: list[Block] = [Paragraph(style=TITLE, lines=lines, begins=number, keep_next=True)]
    if piece.contributor:
        blocks.append(Paragraph(style=BYLINE, runs=(Run(piece.contributor),), keep_next=True))
    below = -height_of(blocks) % LINE
    return [*blocks, Gap(below + LINE if below < LINE // 3 else below)]


def text(piece: Piece) -> list[Block]:
    """The paragraphs of a piece and its source."""
    blocks: list[Block] = [body_paragraph(words) for words in piece.paragraphs]
    if piece.source:
        blocks.append(Paragraph(style=BODY, runs=(Run(_in_brackets(piece.source)),), flowing=True))
    return blocks


def note(bulletin: Bulletin) -> list[Block]:
    """编者按, in a frame where it is short."""
    if not bulletin.editors_note:
        return []
    label = Run("编者按：", Face.HEI)
    boxed = len(bulletin.editors_note) <= _BOXED_NOTE
    return [Paragraph(style=NOTE, runs=(label, Run(bulletin.editors_note)), boxed=boxed), Gap(LINE)]


def _contents(bulletin: Bulletin) -> list[Block]:
    blocks: list[Block] = [Paragraph(style=CONTENTS_HEAD, runs=(Run("本期目录"),))]
    blocks += [
        contents_line(piece.title, number, mark=f"{number + 1}.") for number, piece in enumerate(bulletin.pieces)
    ]
    return blocks


def contents_line(title: str, number: int, *, mark: str = "", page: str = "") -> Paragraph:
    """The line of piece `number`; its `page` where it is known already."""
    whole = title.replace("\n", "")
    first, *others = [whole] if cells(whole) <= _CONTENTS_TITLE else break_title(whole, _CONTENTS_TITLE)
    return Paragraph(style=CONTENTS, lines=(f"{mark}{first}", *others), dots=True, piece=number, end=page)


def _in_brackets(text: str) -> str:
    return text if text.startswith("（") and text.endswith("）") else f"（{text}）"


def tail(
    *,
    report_to: Sequence[str],
    send_to: Sequence[str],
    distribute_to: Sequence[str],
    makers: Mapping[str, str],
    copies: int | None,
) -> tuple[tuple[TailRow, ...], ...]:
    """报 superiors, 送 equals, 发 subordinates; below them who made the issue and how many copies."""
    addressees = tuple(
        TailRow(label, "，".join(names) + "。")
        for label, names in (("报：", report_to), ("送：", send_to), ("发：", distribute_to))
        if names
    )
    told = "　".join(f"{label}：{name}" for label, name in makers.items() if name)
    printed = f"（共印{copies}份）" if copies is not None else ""
    groups = (addressees, (TailRow("", told, printed),) if told or printed else ())
    return tuple(group for group in groups if group)
