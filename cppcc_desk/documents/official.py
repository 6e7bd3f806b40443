"""A composed paper written as .docx, paragraph for paragraph, pinned to the pages that press decided."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from cppcc_desk.documents.charts import NO_PICTURES, Pictures, chart
from cppcc_desk.documents.page import (
    Element,
    Paper,
    Tab,
    boxed,
    empty,
    foot_table,
    joint_mark,
    letter_head,
    marked,
    page_of,
    paragraph,
    ruled,
    run,
    text_table,
)
from cppcc_desk.domain import flow as papers
from cppcc_desk.domain.flow import (
    Block,
    Figure,
    Flow,
    Gap,
    Image,
    JointMark,
    LetterHead,
    Paragraph,
    RedLine,
    Run,
    Style,
    TableRow,
    TailRow,
)
from cppcc_desk.domain.grid import LINE, SEAL, SEAL_ABOVE, TWIPS_PER_MM, WIDTH
from cppcc_desk.domain.layout import Layout, TailPlace

SetFlow = tuple[Flow, Layout]


def write_paper(flow: Flow, layout: Layout, path: Path, *, pictures: Pictures = NO_PICTURES) -> None:
    """Write `flow` so that it falls into the pages of `layout`, which was set from it. Raises OSError.

    `pictures` are press's of the charts in it; a chart without one is told in words.
    """
    paper = Paper(title=flow.title, author=flow.author, dated=flow.dated, numbered=flow.numbered, letter=flow.letter)
    _add(flow, layout, paper, pictures)
    if flow.tail:
        if layout.tail is TailPlace.BLANK_LEAF:
            paper.leave_unnumbered_page()
        groups = [[_tail_row(row) for row in group] for group in flow.tail]
        begins = layout.tail is not TailPlace.SAME_PAGE
        paper.add(*foot_table(groups, width=WIDTH, page_break=begins, ruled=not flow.letter))
    paper.save(path)


def write_book(cover: SetFlow, parts: Sequence[SetFlow], path: Path, *, begun: Callable[[int], object]) -> None:
    """Write a book: the cover with its empty back, then parts that each begin a page, numbered from 1 through all.

    Pages that are referred to are counted by the program that shows it. `begun` hears of each part by its place, and
    may raise to stop. Raises OSError.
    """
    flow, layout = cover
    paper = Paper(title=flow.title, author=flow.author, dated=flow.dated, marked=True)
    _add(flow, layout, paper, NO_PICTURES)
    paper.add(empty(LINE, page_break=True), empty(LINE))  # LibreOffice drops the last one of a section
    paper.leave_cover()
    for place, (part, laid) in enumerate(parts):
        begun(place)
        _add(part, laid if place == 0 else replace(laid, page_starts=(0, *laid.page_starts)), paper, NO_PICTURES)
    paper.save(path)


def _add(flow: Flow, layout: Layout, paper: Paper, pictures: Pictures) -> None:
    kept = False
    for index, block in enumerate(flow.blocks):
        begins = index in layout.page_starts
        match block:
            case Gap():
                if index + 1 not in layout.page_starts:  # a gap is not carried to the top of a page
                    paper.add(empty(block.height, page_break=begins, keep_next=kept))
            case RedLine():
                paper.add(ruled(block.height, block.thickness, block.ink))
            case Paragraph():
                kept = block.keep_next
                at = layout.division.at if layout.division and layout.division.block == index else 0
                paper.add(_paragraph(block, layout, begins, paper, at=at))
            case TableRow():
                if block.opens:
                    paper.add(text_table(_rows(flow.blocks[index:])))
            case Image():
                x, y = block.at
                anchor = paper.picture(block.data, width=block.picture_width, height=block.picture_height, x=x, y=y)
                kept = block.keep_next
                paper.add(paragraph(papers.SPACER, anchor, line=block.height, page_break=begins, keep_next=kept))
            case Figure():
                kept = block.keep_next
                paper.add(chart(block, pictures, paper, words=papers.BODY, page_break=begins))
            case LetterHead():
                paper.add(*letter_head(block))
            case JointMark():
                paper.add(joint_mark(block))


def _rows(blocks: Sequence[Block]) -> list[TableRow]:
    """The rows of the table that begins `blocks`."""
    rows: list[TableRow] = []
    for block in blocks:
        if not isinstance(block, TableRow) or (block.opens and rows):
            break
        rows.append(block)
    return rows


def _own_line(block: Paragraph) -> Element:
    """A line of the office's own head, with the looks that its Word file gives it."""
    style = block.style
    words = run(
        "".join(block.lines),
        face=style.face,
        size=style.size,
        ink=style.ink,
        spread=style.squeeze or None,
        scale=block.scale,
    )
    usual = papers.OWN_HEAD
    indent = replace(usual, left=style.left * style.size / usual.size)
    return paragraph(indent, words, line=style.line, align=style.align, hanging=0)


def _paragraph(block: Paragraph, layout: Layout, page_break: bool, paper: Paper, *, at: int = 0) -> Element:
    """A paragraph; with `at`, what follows that many of its characters begins a page."""
    if block.style.name == papers.OWN_HEAD.name:
        return _own_line(block)
    style = block.style
    tabs: list[Tab] = []
    if block.stops:
        runs = _stops(block, tabs)
    elif block.size is not None:
        runs = _mark(block)
    elif block.lines:
        runs = [run("\n".join(block.lines))]
    elif at:
        runs = _divided(block, at)
    else:
        runs = [each for part in block.runs for each in _runs(part, style, scale=block.scale)]
    if paper.marked and block.begins is not None:
        runs = list(marked(block.begins, *runs))
    end = block.end or (str(layout.piece_pages[block.piece]) if block.piece is not None else "")
    if end:
        told = page_of(block.piece, end) if paper.marked and block.piece is not None else (run(end),)
        runs += [run("\t"), *told]
        position = WIDTH - round(style.right * style.size * 20)
        tabs = [Tab(position=position, leader="dot" if block.dots else "none")]
    seals = [
        paper.picture(seal.data, width=_SEAL, height=_SEAL, x=seal.centre - _SEAL // 2, y=-_SEAL_ABOVE)
        for seal in block.seals
    ]
    element = paragraph(
        style,
        *seals,
        *runs,
        page_break=page_break,
        keep_next=block.keep_next,
        keep_lines=paper.marked and bool(block.lines),
        tabs=tabs,
        hanging=block.hanging,
        right=block.right,
    )
    return boxed(element, width=WIDTH, padding=style.line // 2, side=papers.BOX_SIDE) if block.boxed else element


_SEAL, _SEAL_ABOVE = round(SEAL * TWIPS_PER_MM), round(SEAL_ABOVE * TWIPS_PER_MM)


def _stops(block: Paragraph, tabs: list[Tab]) -> list[Element]:
    """Texts at places of their own: each after a tab to its place, but for one at the left edge."""
    runs = []
    for stop in block.stops:
        if stop.at > 0:
            tabs.append(Tab(position=stop.at, align="right" if stop.ends else "left"))
            runs.append(run("\t"))
        runs += [_run(part, block.style) for part in stop.runs]
    return runs


def _divided(block: Paragraph, at: int) -> list[Element]:
    """Runs with a page break before character `at`.

    LibreOffice forgets the paragraph's style behind the break, so what sets the width of characters is said again.
    """
    runs: list[Element] = []
    position = 0
    for part in block.runs:
        cut = min(max(0, at - position), len(part.text))
        position += len(part.text)
        if cut:
            runs.append(_run(replace(part, text=part.text[:cut]), block.style))
        if cut < len(part.text):
            begins = position - len(part.text) + cut == at
            style = block.style
            face = part.face or style.face
            runs.append(run(part.text[cut:], face=face, size=style.size, spread=style.squeeze, page_break=begins))
    return runs


def _runs(part: Run, style: Style, *, scale: float) -> tuple[Element, ...]:
    """A run, or the number of a page that programs count for themselves."""
    return (_run(part, style, scale=scale),) if part.page_of is None else page_of(part.page_of, part.text)


def _run(part: Run, style: Style, *, scale: float = 1.0) -> Element:
    """A run whose face is said only where the style has another."""
    return run(part.text, face=part.face if part.face != style.face else None, scale=scale)


def _mark(block: Paragraph) -> list[Element]:
    """The red mark; its last character has no spacing after it, or it would stand off centre."""
    body, last = block.text[:-1], block.text[-1:]
    runs = [run(body, size=block.size, spread=block.spread, scale=block.scale)] if body else []
    return [*runs, run(last, size=block.size, scale=block.scale)]


def _tail_row(row: TailRow) -> Element:
    style = papers.TAIL
    if row.end:
        tab = Tab(position=WIDTH - round(style.right * style.size * 20))
        return paragraph(style, run(f"{row.label}{row.text}\t{row.end}"), tabs=(tab,))
    return paragraph(style, run(f"{row.label}\t{row.text}"), hanging=papers.TAIL_LABEL)
