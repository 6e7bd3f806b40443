"""A form of the office as .docx: real tables of fixed widths, rows at least as high as the pen needs."""

import re
from collections.abc import Sequence
from pathlib import Path

from cppcc_desk.documents.charts import NO_PICTURES, Pictures, chart
from cppcc_desk.documents.page import (
    FORM_STYLES,
    Borders,
    Cell,
    Element,
    Margins,
    Paper,
    Row,
    Sheet,
    Tab,
    empty,
    paragraph,
    run,
    table,
)
from cppcc_desk.domain.flow import Figure, Gap, Paragraph
from cppcc_desk.domain.forms import form as forms
from cppcc_desk.domain.forms.form import Form, Grid, Padding, Stand
from cppcc_desk.domain.grid import TWIPS_PER_MM

_STAND = {Stand.TOP: "top", Stand.MIDDLE: "center", Stand.BOTTOM: "bottom"}
_SYMBOLS = "Segoe UI Symbol"  # every Windows since 7 has its ☐ and ☑; the faces of the papers have neither
_TICKS = re.compile(f"([{forms.TICKED}{forms.UNTICKED}]+)")


def write_form(form: Form, path: Path, *, pages: int | None = None, pictures: Pictures = NO_PICTURES) -> None:
    """Write the form; the same form gives the same bytes. Raises OSError; the old file then stays.

    `pages` is what press made of it: a form known to be one page bears no page number. `pictures` are press's of the
    charts in it; a chart without one is told in words.
    """
    write_forms((form,), path, title=form.title, pages=pages, pictures=pictures)


def write_forms(
    forms_: Sequence[Form], path: Path, *, title: str, pages: int | None = None, pictures: Pictures = NO_PICTURES
) -> None:
    """Write forms of one sheet into one file, each beginning a page: what is printed for many people at once.

    `pages` is of each of them, `pictures` of all their charts. Raises OSError; the old file then stays.
    """
    first = forms_[0]
    sheet, frame = first.sheet, first.frame
    paper = Paper(
        title=title,
        author=first.office,
        dated=first.dated,
        numbered=False,
        counted=None if pages == 1 or not first.counts_pages else forms.PAGE_COUNT,
        sheet=Sheet(
            width=_twips(sheet.width),
            height=_twips(sheet.height),
            top=_twips(sheet.top),
            right=_twips(sheet.right),
            bottom=_twips(sheet.bottom),
            left=_twips(sheet.left),
            line=None,
            footer=_twips(forms.PAGE_COUNT_FOOT),
            frame=None if frame is None else _twips(frame.distance),
        ),
        styles=FORM_STYLES,
    )
    for number, form in enumerate(forms_):
        _add(form, paper, pictures, new_page=number > 0)
    paper.save(path)


def _add(form: Form, paper: Paper, pictures: Pictures, *, new_page: bool) -> None:
    kept = False
    for number, block in enumerate(form.blocks):
        begins = new_page and number == 0
        match block:
            case Gap():
                paper.add(empty(block.height, keep_next=kept))
            case Paragraph():
                kept = block.keep_next
                edge = _twips(form.sheet.text_width)
                paper.add(_paragraph(block, edge=edge, page_break=begins))
            case Grid():
                paper.add(_table(block))
            case Figure():
                kept = block.keep_next
                paper.add(chart(block, pictures, paper, words=forms.TEXT, page_break=begins))
    if isinstance(form.blocks[-1], Grid):  # Word wants a paragraph after a table
        paper.add(empty(20))


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)


def _paragraph(block: Paragraph, *, edge: int = 0, kept: bool = False, page_break: bool = False) -> Element:
    if block.lines:
        runs = [run("\n".join(block.lines))]
    else:
        runs = [piece for part in block.runs for piece in _runs(part.text)]
    tabs = (Tab(position=edge),) if block.end else ()
    if block.end:
        runs.append(run(f"\t{block.end}"))
    begins = page_break or block.new_page
    return paragraph(block.style, *runs, keep_next=block.keep_next or kept, tabs=tabs, page_break=begins)


def _runs(text: str) -> list[Element]:
    """Boxes in a font that has them, everything else in the style's."""
    return [run(piece, font=_SYMBOLS if _TICKS.fullmatch(piece) else None) for piece in _TICKS.split(text) if piece]


def _table(grid: Grid) -> Element:
    rows = []
    for number, row in enumerate(grid.rows):
        kept = grid.whole and number < len(grid.rows) - 1
        cells = tuple(
            Cell(
                paragraphs=tuple(_paragraph(p, kept=kept) for p in cell.paragraphs)
                or (paragraph(forms.VALUE, keep_next=kept),),
                columns=span,
                align=_STAND[cell.stand],
            )
            for cell, span in zip(row.cells, grid.spans(row), strict=True)
        )
        rows.append(Row(cells=cells, height=_twips(row.height - forms.INNER), splits=row.splits, repeats=row.repeats))
    return table(
        [_twips(width) for width in grid.columns()],
        rows,
        borders=Borders(outer=8, inner=6),
        centred=True,
        margins=Margins(
            top=_twips(Padding.TOP),
            left=_twips(Padding.LEFT),
            bottom=_twips(Padding.BOTTOM - forms.INNER),
            right=_twips(Padding.RIGHT),
        ),
    )
