"""信息员证 on sheets of A4: ten to a sheet, edge to edge, with marks to cut along; backs lie behind their fronts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cppcc_desk.domain.cards import CardFace, CardSheets, fitted_notice
from cppcc_desk.domain.cards import face as card
from cppcc_desk.domain.flow import Paragraph, Style
from cppcc_desk.domain.grid import BASELINE, millimetres
from cppcc_desk.domain.layout import Ink, Item, Layout, Page, Picture, Rule
from cppcc_desk.press.paragraphs import moved, set_lines

_WIDTH, _HEIGHT = 210.0, 297.0
_LEFT = (_WIDTH - card.ACROSS * card.WIDTH) / 2
_TOP = (_HEIGHT - card.DOWN * card.HEIGHT) / 2
_CUT = 0.1  # mm: every line to cut along
_MARK, _MARK_GAP = 5.0, 2.0  # length of the marks outside the cards, white between them and the cards
_UNDERLINE = 0.12
_RISE = 0.36  # em from the middle of a character down to its baseline
_MM = 25.4 / 72  # of a point


def lay_cards(sheets: CardSheets) -> Layout:
    """The pages: fronts, each followed by the backs where there are any. Pure: the same cards give the same pages."""
    pages: list[Page] = []
    rules = fitted_notice(sheets.notice) if sheets.notice else None
    for faces in sheets.pages:
        pages.append(_page([_front(face) for face in faces], mirrored=False))
        if rules:
            back = list(_back(sheets.issuer, rules))
            pages.append(_page([back] * len(faces), mirrored=True))
    return Layout(pages=tuple(pages), width=_WIDTH, height=_HEIGHT)


def lay_card(face: CardFace) -> Layout:
    """The front of one card alone, for the screen."""
    return Layout(pages=(Page(items=tuple(_front(face))),), width=card.WIDTH, height=card.HEIGHT)


def _page(cards: Sequence[Sequence[Item]], *, mirrored: bool) -> Page:
    """Cards from left to right and down; mirrored, so that a sheet turned over its long edge fits."""
    items: list[Item] = list(_marks())
    for number, content in enumerate(cards):
        row, column = divmod(number, card.ACROSS)
        place = card.ACROSS - 1 - column if mirrored else column
        x, y = _LEFT + place * card.WIDTH, _TOP + row * card.HEIGHT
        items += (moved(item, x, y) for item in content)
    return Page(items=tuple(items))


def _marks() -> Iterator[Rule]:
    """Lines in the white outside the cards that say where every cut goes, and grey hairlines between the cards."""
    right, bottom = _LEFT + card.ACROSS * card.WIDTH, _TOP + card.DOWN * card.HEIGHT
    for column in range(card.ACROSS + 1):
        x = _LEFT + column * card.WIDTH
        yield Rule(x1=x, y1=_TOP, x2=x, y2=bottom, thickness=_CUT, ink=Ink.GREY)
        for y1, y2 in ((_TOP - _MARK_GAP - _MARK, _TOP - _MARK_GAP), (bottom + _MARK_GAP, bottom + _MARK_GAP + _MARK)):
            yield Rule(x1=x, y1=y1, x2=x, y2=y2, thickness=_CUT)
    for row in range(card.DOWN + 1):
        y = _TOP + row * card.HEIGHT
        yield Rule(x1=_LEFT, y1=y, x2=right, y2=y, thickness=_CUT, ink=Ink.GREY)
        for x1, x2 in ((_LEFT - _MARK_GAP - _MARK, _LEFT - _MARK_GAP), (right + _MARK_GAP, right + _MARK_GAP + _MARK)):
            yield Rule(x1=x1, y1=y, x2=x2, y2=y, thickness=_CUT)


def _front(face: CardFace) -> list[Item]:
    inner, beside = card.WIDTH - 2 * card.SIDE, card.WIDTH - card.SIDE - card.FIELDS_X
    head = face.head
    first = _first(head, card.HEAD_MIDDLE - head.height / 2)
    items = list(_text(head.lines, card.OFFICE, head.size, card.SIDE, first, inner, pitch=head.pitch))
    items += _double_rule()
    items += _text(face.heading.lines, card.TITLE, face.heading.size, card.FIELDS_X, 20.0, beside)
    items += _photo(face.photo)
    top = card.FIELDS_END - sum(field.height for field in face.fields)
    for field in face.fields:
        items += _field(field, top + field.white * 0.7)
        top += field.height
        items.append(
            Rule(x1=card.VALUE_X - 0.8, y1=top, x2=card.WIDTH - card.SIDE, y2=top, thickness=_UNDERLINE, ink=Ink.GREY)
        )
    return items


def _field(field: card.Field, top: float) -> Iterator[Item]:
    """A label, spread over the width of four characters and level with the middle of its value's lines."""
    value, em = field.value, card.LABEL.size * _MM
    middle = top + value.height / 2 + _RISE * em
    gap = (card.LABEL_WIDTH - em * len(field.label)) / (len(field.label) - 1)
    for number, character in enumerate(field.label):
        x = card.FIELDS_X + number * (em + gap)
        yield from _text((character,), card.LABEL, card.LABEL.size, x, middle, 2 * em)
    first = _first(value, top)
    yield from _text(value.lines, field.style, value.size, card.VALUE_X, first, card.VALUE_WIDTH + 2, pitch=value.pitch)


def _first(text: card.Fitted, top: float) -> float:
    """The baseline of the first line of a text that begins at `top`."""
    return top + text.pitch / 2 + _RISE * text.size * _MM


def _double_rule() -> Iterator[Rule]:
    """Thick over thin, in red."""
    x1, x2 = card.SIDE, card.WIDTH - card.SIDE
    for y, thickness in ((card.RULE_Y, card.RULE_THICK), (card.RULE_Y + card.RULE_GAP, card.RULE_THIN)):
        yield Rule(x1=x1, y1=y, x2=x2, y2=y, thickness=thickness, ink=Ink.RED)


def _photo(data: bytes) -> Iterator[Item]:
    """The picture in its box, or a box to paste one into."""
    x, y, width, height = card.PHOTO_X, card.PHOTO_Y, card.PHOTO_WIDTH, card.PHOTO_HEIGHT
    if data:
        yield Picture(x=x, y=y, width=width, height=height, data=data)
    else:
        yield from _text(("照　片",), card.PHOTO, card.PHOTO.size, x, y + height / 2 + 1, width)
    half = _UNDERLINE / 2
    for y1 in (y, y + height):
        yield Rule(x1=x - half, y1=y1, x2=x + width + half, y2=y1, thickness=_UNDERLINE, ink=Ink.GREY)
    for x1 in (x, x + width):
        yield Rule(x1=x1, y1=y, x2=x1, y2=y + height, thickness=_UNDERLINE, ink=Ink.GREY)


def _back(issuer: str, rules: Sequence[card.Fitted]) -> Iterator[Item]:
    """The notice to the bearer, and who issued the card."""
    inner, size = card.WIDTH - 2 * card.SIDE, rules[0].size
    yield from _text((card.NOTICE_WORDS,), card.NOTICE_TITLE, card.NOTICE_TITLE.size, card.SIDE, 9.6, inner)
    pitch, left = card.notice_pitch(size), card.SIDE + card.NOTICE_SIDE
    x = left + card.NOTICE.hanging * size * _MM
    baseline = card.NOTICE_TOP + pitch * 0.75
    for number, rule in enumerate(rules, start=1):
        yield from _text((f"{number}.",), card.NOTICE, size, left, baseline, x - left)
        yield from _text(rule.lines, card.NOTICE, size, x, baseline, card.WIDTH - left - x, pitch=pitch)
        baseline += len(rule.lines) * pitch
    end = card.NOTICE_END
    yield from _text((issuer,), end, end.size, card.SIDE, card.HEIGHT - 4.2, inner)


def _text(  # noqa: PLR0917 - a text, its looks and its place
    lines: tuple[str, ...], style: Style, size: float, x: float, baseline: float, width: float, *, pitch: float = 0.0
) -> Iterator[Item]:
    """Lines in `style` at `size`, the first one on `baseline`, `pitch` from one to the next."""
    shape = replace(style, size=size, hanging=0)
    for number, line in enumerate(set_lines(Paragraph(style=shape, lines=lines), x, width)):
        yield from line.at(baseline + number * pitch - millimetres(BASELINE * style.line))
