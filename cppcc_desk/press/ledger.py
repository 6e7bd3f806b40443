"""A list set into A4 pages: upright where its columns fit, else across; head, unit and date stand on every page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cppcc_desk.domain.flow import Align, Gap, Paragraph, Run, Style
from cppcc_desk.domain.forms.form import (
    ABOVE,
    LANDSCAPE,
    PORTRAIT,
    TITLE,
    Cell,
    Form,
    Grid,
    Padding,
    Row,
    Sheet,
    below,
)
from cppcc_desk.domain.layout import Face, Item, Layout, Page, Text
from cppcc_desk.domain.ledger import ColumnKind, Ledger
from cppcc_desk.domain.official import official_date
from cppcc_desk.domain.titles import break_title, cells
from cppcc_desk.press.forms import lay_form

HEAD = Style(name="台账栏目", face=Face.HEI, size=10.5, line=320, align=Align.CENTRE)
ENTRY = Style(name="台账内容", face=Face.FANGSONG, size=10.5, line=320)
SHORT = replace(ENTRY, name="台账短项", align=Align.CENTRE)

_POINT = 25.4 / 72  # mm
_SMALLER = 9.0 / 10.5  # what a list that is too wide even across the sheet is set in
_LONGEST = 26.0  # em: a longer text wraps rather than pushing the others together
_SHORT = 9.5  # em: what is no longer stands in the middle of its column, on one line
_FOR_SHORT = 0.7  # of the sheet that may go to what does not wrap, the rest is for long texts
_UNWRAPPED = 0.85  # of the wanted widths: a few long texts on two lines are better than paper turned across
_SPARE = 0.4  # em, so that rounding breaks no line
_RUNNING = Style(name="页眉", face=Face.FANGSONG, size=9, line=280)
_ABOVE_TEXT = 4.0  # mm between the running head and the first row

_WORD = re.compile(r"[!-~]+")


def lay_ledger(ledger: Ledger) -> Layout:
    """The pages of a list. Pure: the same list gives the same pages on every PC."""
    widest = [_wanted(ledger, number) for number in range(len(ledger.columns))]
    least = [_least(ledger, number) for number in range(len(ledger.columns))]
    sheet, scale = _sheet(widest, least, unwrapped=1.0 if ledger.sums else _UNWRAPPED)
    widths = _widths(widest, least, room=_ems(sheet.text_width, len(widest), scale), evenly=ledger.sums)
    layout = lay_form(
        Form(
            kind=ledger.title,
            title=ledger.title,
            office=ledger.unit,
            dated=ledger.made_on,
            blocks=(
                Paragraph(style=TITLE, lines=break_title(ledger.title)),
                Gap(120),
                Paragraph(
                    style=ABOVE,
                    runs=(Run(ledger.unit),),
                    end=official_date(ledger.made_on) + ("" if ledger.sums else f"　共{len(ledger.rows)}条"),
                ),
                *((Paragraph(style=ABOVE, runs=(Run(ledger.about),)),) if ledger.about else ()),
                Gap(40),
                _Table(ledger, widest, [_millimetres(width, scale) for width in widths], sheet, scale).grid(),
                *(below(*ledger.notes) if ledger.notes else ()),
            ),
            sheet=sheet,
        )
    )
    first, *others = layout.pages
    running = _running_head(ledger, sheet)
    return replace(layout, pages=(first, *(Page(items=(*running, *page.items)) for page in others)))


def _wanted(ledger: Ledger, number: int) -> float:
    """Width in em at which no text of a column wraps, unless it is a very long one."""
    texts = (row[number] for row in ledger.rows)
    longest = max((cells(line) for text in texts for line in text.split("\n")), default=0)
    return max(min(longest, _LONGEST), cells(ledger.columns[number].title)) + _SPARE


def _least(ledger: Ledger, number: int) -> float:
    """Width in em that holds the longest number or date of a column, and half of its title."""
    words = (word for row in ledger.rows for word in _WORD.findall(row[number]))
    longest = max((len(word) / 2 for word in words), default=0.0)
    if ledger.sums and number == 0:
        return min(_wanted(ledger, number), _SHORT)
    return max(min(longest, _LONGEST), (cells(ledger.columns[number].title) + 1) // 2, 3) + _SPARE


def _sheet(widest: Sequence[float], least: Sequence[float], *, unwrapped: float) -> tuple[Sheet, float]:
    """The paper and the scale of the type: upright, else across, else across and smaller; what the rows of sums are
    called is not broken for the sake of the paper."""
    for sheet in (PORTRAIT, LANDSCAPE):
        if sum(widest) * unwrapped <= _ems(sheet.text_width, len(widest), 1):
            return sheet, 1.0
    crowded = sum(_whole(widest, least, _SHORT)) > _ems(LANDSCAPE.text_width, len(widest), 1) * _FOR_SHORT
    return LANDSCAPE, _SMALLER if crowded else 1.0


def _whole(widest: Sequence[float], least: Sequence[float], short: float) -> list[float]:
    """The least widths at which texts up to `short` do not wrap."""
    return [want if want <= short else small for want, small in zip(widest, least, strict=True)]


def _ems(width: float, columns: int, scale: float) -> float:
    return (width - columns * Padding.SIDES) / (ENTRY.size * scale * _POINT)


def _millimetres(ems: float, scale: float) -> float:
    return ems * ENTRY.size * scale * _POINT + Padding.SIDES


def _widths(widest: Sequence[float], least: Sequence[float], *, room: float, evenly: bool) -> list[float]:
    """Widths in em that fill `room`: long texts give in proportion, short ones only where it must be. What is to spare
    goes to the longest, or to all of them `evenly`."""
    if sum(widest) <= room and evenly:
        return [want * room / sum(widest) for want in widest]
    if sum(widest) <= room:
        longest = max(range(len(widest)), key=lambda n: widest[n])
        return [want + (room - sum(widest) if n == longest else 0) for n, want in enumerate(widest)]
    floors = [_whole(widest, least, short) for short in (_SHORT, _SHORT * 2 / 3, 0)]
    floor = next((floor for floor in floors if sum(floor) <= room * _FOR_SHORT), floors[-1])
    low, high = 0.0, 1.0
    for _ in range(30):
        share = (low + high) / 2
        taken = sum(_at(share, want, small) for want, small in zip(widest, floor, strict=True))
        low, high = (low, share) if taken > room else (share, high)
    widths = [_at(low, want, small) for want, small in zip(widest, floor, strict=True)]
    return [width * room / sum(widths) for width in widths]


def _at(share: float, want: float, small: float) -> float:
    return max(want * share, min(small, want))


@dataclass(frozen=True)
class _Table:
    """The rows of a list as a grid, its widths in mm."""

    ledger: Ledger
    widest: Sequence[float]
    widths: Sequence[float]
    sheet: Sheet
    scale: float

    def grid(self) -> Grid:
        titles = [column.title for column in self.ledger.columns]
        styles = [
            self._sized(ENTRY if column.kind is ColumnKind.TEXT and want > _SHORT else SHORT)
            for column, want in zip(self.ledger.columns, self.widest, strict=True)
        ]
        rows = [self._row(titles, [self._sized(HEAD)] * len(titles), height=8.5, repeats=True)]
        rows += [self._row(row, styles, height=7.5) for row in self.ledger.rows]
        if self.ledger.sums:
            rows[-1] = self._row(self.ledger.rows[-1], [self._sized(HEAD)] * len(titles), height=7.5)
        if not self.ledger.rows:
            words = Paragraph(style=self._sized(SHORT), runs=(Run("没有记录"),))
            rows.append(Row(cells=(Cell(width=sum(self.widths), paragraphs=(words,)),), height=12))
        return Grid(rows=tuple(rows))

    def _row(self, texts: Sequence[str], styles: Sequence[Style], *, height: float, repeats: bool = False) -> Row:
        made = tuple(
            Cell(width=width, paragraphs=tuple(Paragraph(style=style, runs=(Run(line),)) for line in text.split("\n")))
            for text, style, width in zip(texts, styles, self.widths, strict=True)
        )
        return Row(cells=made, height=height, repeats=repeats)

    def _sized(self, style: Style) -> Style:
        return replace(style, size=style.size * self.scale, line=round(style.line * self.scale))


def _running_head(ledger: Ledger, sheet: Sheet) -> tuple[Item, ...]:
    """Unit and title at the left, the date at the right, over the rows of every page after the first."""
    baseline = sheet.top - _ABOVE_TEXT
    date = official_date(ledger.made_on)
    width = cells(date) * _RUNNING.size * _POINT
    return (
        _running(f"{ledger.unit}　{ledger.title}", sheet.left, baseline),
        _running(date, sheet.left + sheet.text_width - width, baseline),
    )


def _running(text: str, x: float, baseline: float) -> Text:
    width = cells(text) * _RUNNING.size * _POINT
    return Text(x=x, baseline=baseline, text=text, face=_RUNNING.face, size=_RUNNING.size, width=width)
