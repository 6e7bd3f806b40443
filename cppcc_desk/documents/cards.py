"""信息员证 as .docx: a table of cards, ten to a sheet, whose thin borders are the lines to cut along."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cppcc_desk.documents.page import (
    CARD_STYLES,
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
    ruled,
    run,
    table,
)
from cppcc_desk.domain import grid
from cppcc_desk.domain.cards import CardFace, CardSheets, fitted_notice
from cppcc_desk.domain.cards import face as card
from cppcc_desk.domain.grid import TWIPS_PER_MM
from cppcc_desk.domain.layout import Ink

_HEAD = 13.2  # mm: of the row with the office's name
_BODY = card.HEIGHT - _HEAD
_BESIDE = card.FIELDS_X - 1  # mm: width of the picture's column
_MARGIN = 10.0  # mm above and below the sheet's cards: what is left is too little for another row
_WIDTHS = (_BESIDE, card.WIDTH - _BESIDE) * card.ACROSS
_HEAD_FOOT, _ONE_LINE = 10.4, 6.0  # mm: where the office's name ends, and its height on one line
_ABOVE_TITLE, _TITLE_LINE = 1.4, 380  # mm and twips
_SPREAD = {2: "　　", 3: " "}  # between the characters of a label of so many, to make it four wide
_CUT = Borders(outer=2, inner=2, colour="A0A0A0")


def write_cards(sheets: CardSheets, path: Path) -> None:
    """Write the cards; the same cards give the same bytes. Raises OSError; the old file then stays."""
    side = (grid.SHEET_WIDTH - sum(map(_twips, _WIDTHS))) // 2
    paper = Paper(
        title=sheets.title,
        author=sheets.office,
        dated=sheets.dated,
        numbered=False,
        sheet=Sheet(top=_twips(_MARGIN), bottom=_twips(_MARGIN), left=side, right=side, line=None, footer=0),
        styles=CARD_STYLES,
    )
    rules = fitted_notice(sheets.notice) if sheets.notice else None
    rows: list[Row] = []
    for faces in sheets.pages:
        rows += _fronts(paper, faces)
        if rules:
            rows += _backs(len(faces), rules, sheets.issuer)
    none = Margins(left=0, right=0)
    paper.add(table([_twips(width) for width in _WIDTHS], rows, borders=_CUT, centred=True, margins=none), empty(20))
    paper.save(path)


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)


def _fronts(paper: Paper, faces: Sequence[CardFace]) -> Iterator[Row]:
    """Two rows of the table for each row of cards; places without a card fill the sheet."""
    for first in range(0, card.ACROSS * card.DOWN, card.ACROSS):
        here: list[CardFace | None] = [*faces[first : first + card.ACROSS]]
        here += [None] * (card.ACROSS - len(here))
        yield _row([_head(face) for face in here], _HEAD)
        yield _row([cell for face in here for cell in _body(paper, face)], _BODY)


def _row(cells: Sequence[Cell], height: float) -> Row:
    return Row(cells=tuple(cells), height=_twips(height), exact=True)


def _head(face: CardFace | None) -> Cell:
    """The office's name over the red rule."""
    if face is None:
        return Cell(paragraphs=(empty(20),), columns=2, bare=("bottom",))
    side, head = _twips(card.SIDE), face.head
    line = _ONE_LINE if len(head.lines) == 1 else head.pitch
    name = paragraph(card.OFFICE, run("\n".join(head.lines), size=head.size), line=_twips(line))
    return Cell(
        paragraphs=(
            empty(_twips(_HEAD_FOOT - line * len(head.lines))),
            name,
            ruled(_twips(1.6), card.RULE_THICK, Ink.RED),
        ),
        columns=2,
        align="top",
        bare=("bottom",),
        margins=Margins(left=side, right=side),
    )


def _body(paper: Paper, face: CardFace | None) -> tuple[Cell, Cell]:
    """The picture, and beside it what the card is called and says."""
    if face is None:
        return Cell(paragraphs=(empty(20),), bare=("top", "right")), Cell(paragraphs=(empty(20),), bare=("top", "left"))
    above = empty(_twips(card.PHOTO_Y - _HEAD))  # a margin above one cell would count for the whole row
    return (
        Cell(
            paragraphs=(above, *_photo(paper, face.photo)),
            align="top",
            bare=("top", "right"),
            margins=Margins(left=_twips(card.PHOTO_X), right=0),
        ),
        Cell(
            paragraphs=tuple(_beside(face)),
            align="top",
            bare=("top", "left"),
            margins=Margins(left=_twips(card.FIELDS_X - _BESIDE), right=_twips(card.SIDE)),
        ),
    )


def _photo(paper: Paper, data: bytes) -> tuple[Element, ...]:
    """The picture, or a box of its size to paste one into."""
    width, height = _twips(card.PHOTO_WIDTH), _twips(card.PHOTO_HEIGHT)
    if data:
        return (paper.inline(data, width=width, height=height, style=card.PICTURE),)
    words = Cell(paragraphs=(paragraph(card.PHOTO, run("照　片")),))
    box = table(
        [width], [Row(cells=(words,), height=height, exact=True)], borders=_CUT, margins=Margins(left=0, right=0)
    )
    return box, empty(20)


def _beside(face: CardFace) -> Iterator[Element]:
    yield empty(_twips(_ABOVE_TITLE))
    yield paragraph(card.TITLE, run(face.heading.lines[0], size=face.heading.size), line=_TITLE_LINE)
    used = _HEAD + _ABOVE_TITLE + _TITLE_LINE / TWIPS_PER_MM
    yield empty(_twips(card.FIELDS_END - used - sum(field.height for field in face.fields)))
    stop = Tab(position=_twips(card.VALUE_X - card.FIELDS_X), align="left")
    for field in face.fields:
        lines = "\n\t".join(field.value.lines)
        yield paragraph(
            card.LABEL,
            run(f"{_SPREAD.get(len(field.label), '').join(field.label)}\t"),
            run(lines, face=field.style.face, size=field.value.size),
            tabs=(stop,),
            line=_twips(field.height / len(field.value.lines)),
        )


def _backs(count: int, rules: Sequence[card.Fitted], issuer: str) -> Iterator[Row]:
    """As many backs as there are fronts, right to left, so that a sheet turned over its long edge fits."""
    for first in range(0, card.ACROSS * card.DOWN, card.ACROSS):
        here = min(card.ACROSS, max(0, count - first))
        blank = (Cell(paragraphs=(empty(20),), columns=2) for _ in range(card.ACROSS - here))
        yield _row([*blank, *(_back(rules, issuer) for _ in range(here))], card.HEIGHT)


def _back(rules: Sequence[card.Fitted], issuer: str) -> Cell:
    side = _twips(card.SIDE + card.NOTICE_SIDE)
    size = rules[0].size
    made = [empty(_twips(4.2)), paragraph(card.NOTICE_TITLE, run(card.NOTICE_WORDS))]
    made.append(empty(_twips(card.NOTICE_TOP - 4.2) - card.NOTICE_TITLE.line))
    line = _twips(card.notice_pitch(size))
    text = Tab(position=round(card.NOTICE.hanging * size * 20), align="left")
    for number, rule in enumerate(rules, start=1):
        words = run(f"{number}.\t{''.join(rule.lines)}", size=size)
        made.append(paragraph(card.NOTICE, words, tabs=(text,), line=line))
    used = card.NOTICE_TOP + sum(len(rule.lines) for rule in rules) * card.notice_pitch(size)
    made.append(empty(max(20, _twips(card.HEIGHT - 7.0 - used))))
    made.append(paragraph(card.NOTICE_END, run(issuer)))
    return Cell(paragraphs=tuple(made), columns=2, align="top", margins=Margins(left=side, right=side))
