"""The whole paper in its order: 版头, title, 主送, text, what ends it, 附件 on their own pages, 版记."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from cppcc_desk.domain import bulletin as journal
from cppcc_desk.domain import flow
from cppcc_desk.domain.document.ending import attachment_note, attendance, signature
from cppcc_desk.domain.document.head import head, mark_text
from cppcc_desk.domain.flow import Block, Figure, Flow, Gap, Image, Paragraph, Run, TableRow, TailRow
from cppcc_desk.domain.grid import HEIGHT, LINE, TWIPS_PER_MM, WIDTH, text_width
from cppcc_desk.domain.official import Block as Content
from cppcc_desk.domain.official import Kind, OfficialDocument, Picture, Table, official_date, with_proper_mark
from cppcc_desk.domain.paragraphs import below_head, body_paragraph, height_of
from cppcc_desk.domain.titles import break_title

_LEAST_BELOW_TITLE = 335  # twips: with what rounds it to the grid, the blank line stays between 0.6 and 1.6 lines
_MOST_LARGE_COLUMNS = 5  # a table of more is set smaller
_TALLEST_PICTURE = HEIGHT - 4 * LINE


def compose_document(document: OfficialDocument, *, addressees_last: bool = False) -> Flow:
    """`addressees_last` moves 主送 to the 版记, for where it would keep the text off page 1 [7.3.2]."""
    is_bulletin = document.kind is Kind.BULLETIN
    blocks: list[Block] = _bulletin_head(document) if is_bulletin else head(document)
    blocks += [_below(document, blocks), *_title(blocks, document)]
    if document.main_to and not addressees_last and not is_bulletin and document.kind is not Kind.MINUTES:
        blocks.append(Paragraph(style=flow.ADDRESSEE, runs=(Run(f"{'、'.join(document.main_to)}："),), keep_next=True))
    blocks += content(document.body)
    if not is_bulletin:
        ending = [*attachment_note(document), *attendance(document)]
        if document.kind is not Kind.MINUTES:
            ending += signature(document)
            _hold(blocks)
        blocks += ending
        for number, attachment in enumerate(document.attachments):
            blocks += _attachment(number, len(document.attachments), attachment.title, attachment.body)
    return Flow(
        title=document.name,
        author=document.issued_by or "、".join(document.organs),
        dated=document.dated or document.printed_on or date(1970, 1, 1),
        blocks=tuple(blocks),
        tail=_bulletin_tail(document) if is_bulletin else _tail(document, addressees_last=addressees_last),
        letter=document.kind is Kind.LETTER,
    )


def _bulletin_head(document: OfficialDocument) -> list[Block]:
    number = f"第{document.issue_no}期" if document.issue_no is not None else "第　期"
    running = f"（总第{document.cumulative_no}期）" if document.cumulative_no is not None else ""
    return journal.head(
        mark_text(document),
        number=number + running,
        issued_by=document.issued_by or "、".join(document.organs),
        dated=official_date(document.dated) if document.dated else "",
        restricted=False,
        own=document.letterhead,
    )


def _bulletin_tail(document: OfficialDocument) -> tuple[tuple[TailRow, ...], ...]:
    return journal.tail(
        report_to=document.report_to,
        send_to=document.send_to,
        distribute_to=document.distribute_to,
        makers={"责任编辑": document.editor, "核稿": document.reviewer},
        copies=document.copies,
    )


def _hold(blocks: list[Block]) -> None:
    """The signature does not stand on a page of its own: the end of what is above goes with it [7.3.5.5]."""
    last = blocks[-1]
    match last:
        case Paragraph():
            blocks[-1] = replace(last, holds=True)
        case Image() | Figure():
            blocks[-1] = replace(last, keep_next=True)


def _below(document: OfficialDocument, blocks: Sequence[Block]) -> Gap:
    if document.kind is Kind.LETTER:  # a letter's lines begin where its rules leave them
        return Gap(2 * LINE)
    return below_head(blocks, 2) if document.kind is Kind.BULLETIN else Gap(2 * LINE)


def _title(above: Sequence[Block], document: OfficialDocument) -> list[Block]:
    title = Paragraph(style=flow.TITLE, lines=break_title(document.title), begins=0, keep_next=True)
    below = -(height_of(above) + height_of([_below(document, above), title])) % LINE
    return [title, Gap(below + LINE if below < _LEAST_BELOW_TITLE else below)]


def content(blocks: Iterable[Content]) -> list[Block]:
    """The text with its tables and pictures."""
    found: list[Block] = []
    for block in blocks:
        match block:
            case str():
                found += [body_paragraph(with_proper_mark(line)) for line in _lines(block)]
            case Table():
                found += [Gap(LINE // 2), *_table(block), Gap(LINE // 2)]
            case Picture():
                found.append(_picture(block))
    return found


def _lines(text: str) -> list[str]:
    return [line for part in text.split("\n") if (line := part.strip(" \t\r\u3000\u00a0"))]


def _picture(picture: Picture) -> Image:
    width = min(WIDTH, round(picture.width_mm * TWIPS_PER_MM))
    height = round(width * picture.ratio)
    if height > _TALLEST_PICTURE:
        width, height = round(width * _TALLEST_PICTURE / height), _TALLEST_PICTURE
    return Image(picture.data, width, height, -(-height // LINE) * LINE)


def _table(table: Table) -> list[TableRow]:
    widths = column_widths(table)
    small = len(widths) > _MOST_LARGE_COLUMNS
    size = (flow.SMALL_CELL if small else flow.CELL).size
    wraps = tuple(
        any(text_width(row[place], size) > width - 2 * flow.CELL_SIDE for row in table.rows)
        for place, width in enumerate(widths)
    )
    head = None
    if any(table.columns):
        plain = (False,) * len(widths)
        head = TableRow(cells=table.columns, widths=widths, wraps=plain, opens=True, small=small, keep_next=True)
    last = len(table.rows) - 1
    rows = [
        TableRow(
            cells=cells,
            widths=widths,
            wraps=wraps,
            head=head,
            opens=head is None and place == 0,
            small=small,
            keep_next=place in (0, last - 1) and place < last,
        )
        for place, cells in enumerate(table.rows)
    ]
    return [*([head] if head else []), *rows]


def column_widths(table: Table) -> tuple[int, ...]:
    """Twips; a table wider than the 版心 is made as wide as it."""
    count = len(table.columns)
    if not table.widths_mm:
        return tuple(WIDTH * (place + 1) // count - WIDTH * place // count for place in range(count))
    wanted = [width * TWIPS_PER_MM for width in table.widths_mm]
    shrink = min(1.0, WIDTH / sum(wanted))
    return tuple(int(width * shrink) for width in wanted)


def _attachment(number: int, count: int, title: str, body: Sequence[Content]) -> list[Block]:
    """附件 and its number on the first line, the title on the third [7.3.7]."""
    label = f"附件{number + 1}" if count > 1 else "附件"
    mark = Paragraph(style=flow.ATTACHMENT_MARK, runs=(Run(label),), new_page=True, keep_next=True)
    heading = Paragraph(style=flow.TITLE, lines=break_title(title), keep_next=True)
    below = -height_of([heading]) % LINE
    return [
        mark,
        Gap(LINE),
        heading,
        Gap(below + LINE if below < _LEAST_BELOW_TITLE else below),
        *content(body),
    ]


def _tail(document: OfficialDocument, *, addressees_last: bool) -> tuple[tuple[TailRow, ...], ...]:
    """主送 where it was moved, 抄送, and below a thin rule who printed it and when [7.4]."""
    to = (TailRow("主送：", "、".join(document.main_to) + "。"),) if addressees_last and document.main_to else ()
    copies = (TailRow("抄送：", "，".join(document.copy_to) + "。"),) if document.copy_to else ()
    groups = [(*to, *copies)]
    if document.kind is not Kind.LETTER:
        groups.append((TailRow("", printed_by(document), _printed_on(document)),))
    return tuple(group for group in groups if group)


def printed_by(document: OfficialDocument) -> str:
    """印发机关; the organ's 办公室 where none is named."""
    organ = document.organs[0] if document.organs else ""
    return document.printed_by or (organ if not organ or organ.endswith("办公室") else f"{organ}办公室")


def _printed_on(document: OfficialDocument) -> str:
    day = document.printed_on or document.dated
    return f"{official_date(day)}印发" if day else "　　　　年　月　日印发"
