"""A composed paper written as .docx, paragraph for paragraph, pinned to the pages that press decided."""

from collections.abc import Sequence
from pathlib import Path

from cppcc_desk.documents.page import (
    Element,
    Paper,
    Tab,
    boxed,
    empty,
    foot_table,
    paragraph,
    ruled,
    run,
)
from cppcc_desk.domain import flow as papers
from cppcc_desk.domain.flow import Flow, Gap, Paragraph, RedLine, TailRow
from cppcc_desk.domain.grid import WIDTH
from cppcc_desk.domain.layout import Ink, Layout, TailPlace


def write_paper(flow: Flow, layout: Layout, path: Path) -> None:
    """Write `flow` so that it falls into the pages of `layout`, which was set from it. Raises OSError."""
    paper = Paper(title=flow.title, author=flow.author, dated=flow.dated, numbered=flow.numbered)
    kept = False
    for index, block in enumerate(flow.blocks):
        begins = index in layout.page_starts
        match block:
            case Gap():
                if index + 1 not in layout.page_starts:  # a gap is not carried to the top of a page
                    paper.add(empty(block.height, page_break=begins, keep_next=kept))
            case RedLine():
                paper.add(ruled(RedLine.HEIGHT, block.thickness, Ink.RED))
            case Paragraph():
                kept = block.keep_next
                paper.add(_paragraph(block, layout, begins))
    if flow.tail:
        if layout.tail is TailPlace.BLANK_LEAF:
            paper.leave_unnumbered_page()
        groups = [[_tail_row(row) for row in group] for group in flow.tail]
        paper.add(*foot_table(groups, width=WIDTH, page_break=layout.tail is not TailPlace.SAME_PAGE))
    paper.save(path)


def _paragraph(block: Paragraph, layout: Layout, page_break: bool) -> Element:
    style = block.style
    if block.size is not None:
        runs = _mark(block)
    elif block.lines:
        runs = [run("\n".join(block.lines))]
    else:
        runs = [run(part.text, face=part.face if part.face != style.face else None) for part in block.runs]
    tabs: Sequence[Tab] = ()
    end = str(layout.piece_pages[block.piece]) if block.piece is not None else block.end
    if end:
        runs.append(run(f"\t{end}"))
        position = WIDTH - round(style.right * style.size * 20)
        tabs = (Tab(position=position, leader="dot" if block.dots else "none"),)
    element = paragraph(style, *runs, page_break=page_break, keep_next=block.keep_next, tabs=tabs)
    return boxed(element, width=WIDTH, padding=style.line // 2, side=papers.BOX_SIDE) if block.boxed else element


def _mark(block: Paragraph) -> list[Element]:
    """The red mark; its last character has no spacing after it, or it would stand off centre."""
    body, last = block.text[:-1], block.text[-1:]
    runs = [run(body, size=block.size, spread=block.spread)] if body else []
    return [*runs, run(last, size=block.size)]


def _tail_row(row: TailRow) -> Element:
    style = papers.TAIL
    if row.end:
        tab = Tab(position=WIDTH - round(style.right * style.size * 20))
        return paragraph(style, run(f"{row.label}{row.text}\t{row.end}"), tabs=(tab,))
    return paragraph(style, run(f"{row.label}\t{row.text}"), hanging=papers.TAIL_LABEL)
