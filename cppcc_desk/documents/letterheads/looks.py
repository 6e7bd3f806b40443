"""How text of a Word file looks, as far as a 版头 needs it: what styles and direct formatting say together."""

import math
import re
from dataclasses import dataclass

from lxml import etree

from cppcc_desk.domain.layout import Face, Ink

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = {"w": W}
_OFF = ("0", "false", "off")
_SINGLE = 1.3  # height of a line by the size of its font, where the file does not say an exact one and has no grid
_OWN, _TALL = 1.14, 1.32  # what fonts themselves say, by which rows of a grid are counted; 雅黑 is the tall one
_TALL_FACE = re.compile("雅黑|YaHei", re.IGNORECASE)
_LONGEST = 1e9  # EMU, far beyond any sheet: what is longer is no length
_XIAOBIAOSONG_FROM = 22  # points: a face nobody knows is that of the mark where it is as large as a title

_NAMED = {"red": "ff0000", "darkred": "c00000", "black": "000000"}
_FACES = (
    (re.compile("标宋|中宋|宋黑"), Face.XIAOBIAOSONG),
    (re.compile("仿宋|FangSong", re.IGNORECASE), Face.FANGSONG),
    (re.compile("楷|KaiTi", re.IGNORECASE), Face.KAI),
    (re.compile("黑|雅黑|SimHei|YaHei", re.IGNORECASE), Face.HEI),
    (re.compile("宋|SimSun", re.IGNORECASE), Face.SONG),
)


def length_of(text: str) -> float | None:
    """The number that `text` is; None for what is no number or no length of a page, such as "inf"."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) <= _LONGEST else None


def number_of(text: str) -> int | None:
    found = length_of(text)
    return None if found is None else round(found)


@dataclass(frozen=True)
class Look:
    """How text is set, as far as a head needs it; lengths in twips, sizes in points."""

    font: str = ""
    latin: str = ""  # counts only where no font for 汉字 is told
    size: float = 10.5
    colour: str = ""
    bold: bool = False
    scale: float = 1.0
    spread: float = 0.0
    align: str = ""
    before: int = 0
    after: int = 0
    line: int = 240
    rule: str = ""
    snaps: bool = True
    left: int = 0

    @property
    def face(self) -> Face:
        for pattern, face in _FACES:
            if pattern.search(self.font or self.latin):
                return Face.XIAOBIAOSONG if face is Face.SONG and self.bold else face
        return Face.XIAOBIAOSONG if self.size >= _XIAOBIAOSONG_FROM else Face.FANGSONG  # 华文行楷 and the like

    @property
    def ink(self) -> Ink:
        return ink_of(self.colour, unknown=Ink.BLACK)

    def height(self, pitch: int) -> int:
        """Of one line, in a file whose grid has a row every `pitch` twips; 0 where it has none."""
        if self.rule == "exact":
            return self.line
        single = round(self.size * 20 * _SINGLE)
        if pitch and self.snaps:
            natural = self.size * 20 * (_TALL if _TALL_FACE.search(self.font or self.latin) else _OWN)
            single = math.ceil(natural / pitch) * pitch
        return max(self.line, single) if self.rule == "atLeast" else round(single * self.line / 240)


def ink_of(colour: str, *, unknown: Ink) -> Ink:
    """Of a colour as files tell it: six or three hexadecimal digits, or a name."""
    colour = colour.lower().split(" ")[0].lstrip("#")  # VML puts its place in the palette after it
    colour = _NAMED.get(colour, colour)
    if re.fullmatch("[0-9a-f]{3}", colour):
        colour = "".join(digit * 2 for digit in colour)
    if not re.fullmatch("[0-9a-f]{6}", colour):
        return unknown
    red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    return Ink.RED if red >= 150 and green < 110 and blue < 110 else Ink.BLACK


class Looks:
    """What styles and direct formatting say together; later ones win."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._base = Look()
        if styles is None:
            return
        for style in styles.iterfind("w:style", _NAMESPACES):
            key = value(style, "styleId")
            self._styles[key] = style
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true"):
                self._default = key
        for kind in ("pPr", "rPr"):
            for said in styles.iterfind(f"w:docDefaults/w:{kind}Default/w:{kind}", _NAMESPACES):
                self._base = _over(self._base, said)

    def paragraph(self, element: etree._Element) -> Look:
        """Of a paragraph and of text in it that has no looks of its own."""
        said = element.find("w:pPr", _NAMESPACES)
        look = self._styled(self._base, _child_value(said, "pStyle") or self._default)
        return look if said is None else _over(look, said)

    def mark(self, look: Look, element: etree._Element) -> Look:
        """Of the paragraph's mark, which a blank line is as high as."""
        said = element.find("w:pPr", _NAMESPACES)
        return look if said is None else self.run(look, said)

    def run(self, look: Look, element: etree._Element) -> Look:
        """Of a run, or what else has a rPr, in a paragraph that looks like `look`."""
        said = element.find("w:rPr", _NAMESPACES)
        if said is None:
            return look
        return _over(self._styled(look, _child_value(said, "rStyle")), said)

    def _styled(self, look: Look, key: str) -> Look:
        chain: dict[str, etree._Element] = {}
        while key in self._styles and key not in chain:
            chain[key] = self._styles[key]
            key = _child_value(chain[key], "basedOn")
        for style in reversed(chain.values()):
            for kind in ("pPr", "rPr"):
                for said in style.iterfind(f"w:{kind}", _NAMESPACES):
                    look = _over(look, said)
        return look


def _indent(said: etree._Element | None, look: Look) -> int:
    """From the left, in twips; in hundredths of a character where the file tells it in these alone."""
    for side in ("left", "start"):
        if (length := number_of(value(said, side))) is not None:
            return length
        if (characters := length_of(value(said, f"{side}Chars"))) is not None:
            return round(characters / 100 * look.size * 20)
    return look.left


def value(element: etree._Element | None, name: str) -> str:
    return "" if element is None else element.get(f"{{{W}}}{name}", "")


def _child_value(element: etree._Element | None, name: str) -> str:
    return "" if element is None else value(element.find(f"w:{name}", _NAMESPACES), "val")


def _over(look: Look, said: etree._Element) -> Look:
    """`look` with what a pPr or rPr says."""
    fonts, spacing = said.find("w:rFonts", _NAMESPACES), said.find("w:spacing", _NAMESPACES)
    values = dict(vars(look))
    values["font"] = value(fonts, "eastAsia") or look.font
    values["latin"] = value(fonts, "ascii") or look.latin
    values["colour"] = _child_value(said, "color") or look.colour
    if (size := number_of(_child_value(said, "sz"))) is not None:
        values["size"] = max(1.0, size / 2)
    if (scale := number_of(_child_value(said, "w").rstrip("%"))) is not None:
        values["scale"] = min(max(scale, 20), 300) / 100
    if said.find("w:b", _NAMESPACES) is not None:
        values["bold"] = _child_value(said, "b") not in _OFF
    if said.tag.endswith("}rPr"):
        if (spread := number_of(value(spacing, "val"))) is not None:
            values["spread"] = spread / 20
    else:
        values["align"] = _child_value(said, "jc") or look.align
        for name in ("before", "after", "line"):
            if (length := number_of(value(spacing, name))) is not None:
                values[name] = abs(length)
        values["rule"] = value(spacing, "lineRule") or look.rule
        if said.find("w:snapToGrid", _NAMESPACES) is not None:
            values["snaps"] = _child_value(said, "snapToGrid") not in _OFF
        values["left"] = _indent(said.find("w:ind", _NAMESPACES), look)
    return Look(**values)
