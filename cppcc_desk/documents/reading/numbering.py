"""Word's automatic numbers rebuilt: 一、（一）1. stand in numbering.xml, not in the text (ISO/IEC 29500-1, 17.9).

Counters belong to the abstract list, so that two lists of one kind go on counting unless one says where it starts anew.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from cppcc_desk.documents.reading.names import MC, attribute, child, each, is_on, number, value
from cppcc_desk.documents.reading.numerals import write_number

LEVELS = 9
_ABSTRACT, _ABSTRACT_ID, _LVL, _ILVL, _START, _FMT, _FORMAT, _TEXT, _RESTART, _LEGAL, _PSTYLE, _SUFF, _FONTS = each(
    "abstractNum abstractNumId lvl ilvl start numFmt format lvlText lvlRestart isLgl pStyle suff rFonts"
)
_NUM, _NUM_ID, _OVERRIDE, _START_OVERRIDE, _STYLE_LINK, _NUM_STYLE_LINK, _RPR, _ASCII = each(
    "num numId lvlOverride startOverride styleLink numStyleLink rPr ascii"
)
_PLACE = re.compile(r"%([1-9])")
_BULLETS = {
    "l": "●",
    "n": "■",
    "u": "◆",
    "q": "□",
    "p": "□",
    "v": "❖",
    "Ø": "➢",
    "ü": "✓",
    "§": "▪",
    "o": "○",
    "·": "•",
}


@dataclass(frozen=True)
class Level:
    """How one level is numbered; `restart` None is the usual rule, 0 never, n after level n (1 the highest)."""

    start: int = 1
    format: str = "decimal"
    custom: str = ""
    text: str = ""
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    style: str = ""
    symbol_font: bool = False


@dataclass(frozen=True)
class NumberedList:
    """A w:num: which abstract list it belongs to, and where it starts levels anew or draws them its own way."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """The counters of one document; `next` is called once for each numbered paragraph, in reading order."""

    def __init__(self, abstracts: dict[str, dict[int, Level]], lists: dict[str, NumberedList]) -> None:
        self._abstracts = abstracts
        self._lists = lists
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def level_of_style(self, num_id: str, style_id: str) -> int:
        """The level of list `num_id` that carries the style; the first where none says so."""
        numbered = self._lists.get(num_id)
        levels = self._abstracts.get(numbered.abstract, {}) if numbered else {}
        return next((n for n, level in levels.items() if level.style == style_id), 0)

    def next(self, num_id: str, level_no: int) -> str:
        """The number of the next paragraph of list `num_id` at level `level_no` (0 the highest); "" when unnumbered."""
        numbered = self._lists.get(num_id)
        if numbered is None or not 0 <= level_no < LEVELS:
            return ""
        counters = self._counters.setdefault(numbered.abstract, [None] * LEVELS)
        if num_id not in self._begun:
            self._begun.add(num_id)
            for restarted in numbered.starts:
                counters[restarted] = None
        count = counters[level_no]
        counters[level_no] = self._start(numbered, level_no) if count is None else count + 1
        for deeper in range(level_no + 1, LEVELS):
            restart = self._level(numbered, deeper).restart
            if restart is None or level_no < restart:
                counters[deeper] = None
        return self._write(numbered, level_no, counters)

    def _level(self, numbered: NumberedList, level_no: int) -> Level:
        own = numbered.levels.get(level_no)
        return own or self._abstracts.get(numbered.abstract, {}).get(level_no, Level())

    def _start(self, numbered: NumberedList, level_no: int) -> int:
        return numbered.starts.get(level_no, self._level(numbered, level_no).start)

    def _write(self, numbered: NumberedList, level_no: int, counters: list[int | None]) -> str:
        level = self._level(numbered, level_no)
        if level.format == "bullet":
            return _bullet(level)

        def place(match: re.Match[str]) -> str:
            shown = int(match[1]) - 1
            count = counters[shown]
            source = self._level(numbered, shown)
            count = self._start(numbered, shown) if count is None else count
            if source.format == "bullet":
                return ""
            return write_number(count, "decimal" if level.legal else source.format, source.custom)

        text = _PLACE.sub(place, level.text)
        return text + " " if text and level.suffix != "nothing" and text[-1].isalnum() and text[-1].isascii() else text


def _bullet(level: Level) -> str:
    text = level.text.strip()
    if not text:
        return ""
    mark = chr(ord(text[0]) - 0xF000) if 0xF000 <= ord(text[0]) <= 0xF0FF else text[0]
    if mark != text[0] or level.symbol_font:
        return _BULLETS.get(mark, "•")
    return text


def read_numbering(root: etree._Element | None, list_of_style: Callable[[str], str]) -> Numbering:
    """The lists of numbering.xml; `list_of_style`: style -> numId or "", for lists that only name a style."""
    if root is None:
        return Numbering({}, {})
    raw = {attribute(e, _ABSTRACT_ID): e for e in root.iterchildren(*_ABSTRACT)}
    abstracts = {key: _levels(e) for key, e in raw.items()}
    lists = {attribute(e, _NUM_ID): _numbered_list(e) for e in root.iterchildren(*_NUM)}
    styled = {value(child(e, _STYLE_LINK)): key for key, e in raw.items() if child(e, _STYLE_LINK) is not None}
    for key, element in raw.items():
        style = value(child(element, _NUM_STYLE_LINK))
        if style and not abstracts[key]:
            target = lists.get(list_of_style(style))
            source = styled.get(style) or (target.abstract if target else "")
            abstracts[key] = abstracts.get(source, {})
    return Numbering(abstracts, lists)


def _levels(element: etree._Element) -> dict[int, Level]:
    return {number(attribute(e, _ILVL), 0): _read_level(e) for e in element.iterchildren(*_LVL)}


def _read_level(element: etree._Element) -> Level:
    fmt = child(element, _FMT)
    if fmt is None:  # newer formats are wrapped, with an older one for those who do not know them
        wrapped = element.find(f"{MC}AlternateContent")
        fmt = None if wrapped is None else next(iter(wrapped.iter(*_FMT)), None)
    restart, legal = child(element, _RESTART), child(element, _LEGAL)
    rpr = child(element, _RPR)
    fonts = None if rpr is None else child(rpr, _FONTS)
    return Level(
        start=number(value(child(element, _START)), 1),
        format=value(fmt) or "decimal",
        custom="" if fmt is None else attribute(fmt, _FORMAT),
        text=value(child(element, _TEXT)),
        restart=None if restart is None else number(value(restart), 0),
        legal=legal is not None and is_on(legal),
        suffix=value(child(element, _SUFF)) or "tab",
        style=value(child(element, _PSTYLE)),
        symbol_font=fonts is not None
        and attribute(fonts, _ASCII).lower().startswith(("wingdings", "symbol", "webdings")),
    )


def _numbered_list(element: etree._Element) -> NumberedList:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in element.iterchildren(*_OVERRIDE):
        level_no = number(attribute(override, _ILVL), 0)
        if not 0 <= level_no < LEVELS:
            continue
        start, own = child(override, _START_OVERRIDE), child(override, _LVL)
        if start is not None:
            starts[level_no] = number(value(start), 1)
        if own is not None:
            levels[level_no] = _read_level(own)
    return NumberedList(value(child(element, _ABSTRACT_ID)), starts, levels)
