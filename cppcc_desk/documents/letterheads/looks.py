"""How text of a Word file looks, as far as a 版头 needs it: what styles and direct formatting say together."""

import re
from dataclasses import dataclass

from lxml import etree

from cppcc_desk.domain.layout import Face, Ink

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = {"w": W}
_SINGLE = 1.3  # height of a line by the size of its font, where the file does not say an exact one
_XIAOBIAOSONG_FROM = 22  # points: a face nobody knows is that of the mark where it is as large as a title

_FACES = (
    (re.compile("标宋|中宋|宋黑"), Face.XIAOBIAOSONG),
    (re.compile("仿宋|FangSong", re.IGNORECASE), Face.FANGSONG),
    (re.compile("楷|KaiTi", re.IGNORECASE), Face.KAI),
    (re.compile("黑|雅黑|SimHei|YaHei", re.IGNORECASE), Face.HEI),
    (re.compile("宋|SimSun", re.IGNORECASE), Face.SONG),
)


def number_of(text: str) -> int | None:
    try:
        return round(float(text))
    except ValueError:
        return None


@dataclass(frozen=True)
class Look:
    """How text is set, as far as a head needs it; lengths in twips, sizes in points."""

    font: str = ""
    size: float = 10.5
    colour: str = ""
    bold: bool = False
    scale: float = 1.0
    spread: float = 0.0
    align: str = ""
    before: int = 0
    after: int = 0
    line: int = 240
    exact: bool = False
    left: int = 0

    @property
    def face(self) -> Face:
        for pattern, face in _FACES:
            if pattern.search(self.font):
                return Face.XIAOBIAOSONG if face is Face.SONG and self.bold else face
        return Face.XIAOBIAOSONG if self.size >= _XIAOBIAOSONG_FROM else Face.FANGSONG  # 华文行楷 and the like

    @property
    def ink(self) -> Ink:
        return ink_of(self.colour)

    @property
    def height(self) -> int:
        """Of one line."""
        return self.line if self.exact else round(self.size * 20 * _SINGLE * self.line / 240)


def ink_of(colour: str) -> Ink:
    if not re.fullmatch("[0-9A-Fa-f]{6}", colour):
        return Ink.BLACK
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

    def run(self, look: Look, element: etree._Element) -> Look:
        """Of a run in a paragraph that looks like `look`."""
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


def value(element: etree._Element | None, name: str) -> str:
    return "" if element is None else element.get(f"{{{W}}}{name}", "")


def _child_value(element: etree._Element | None, name: str) -> str:
    return "" if element is None else value(element.find(f"w:{name}", _NAMESPACES), "val")


def _over(look: Look, said: etree._Element) -> Look:
    """`look` with what a pPr or rPr says."""
    fonts, spacing = said.find("w:rFonts", _NAMESPACES), said.find("w:spacing", _NAMESPACES)
    values = dict(vars(look))
    values["font"] = value(fonts, "eastAsia") or value(fonts, "ascii") or look.font
    values["colour"] = _child_value(said, "color") or look.colour
    if (size := number_of(_child_value(said, "sz"))) is not None:
        values["size"] = max(1.0, size / 2)
    if (scale := number_of(_child_value(said, "w").rstrip("%"))) is not None:
        values["scale"] = min(max(scale, 20), 300) / 100
    if said.find("w:b", _NAMESPACES) is not None:
        values["bold"] = _child_value(said, "b") not in ("0", "false")
    if said.tag.endswith("}rPr"):
        if (spread := number_of(value(spacing, "val"))) is not None:
            values["spread"] = spread / 20
    else:
        values["align"] = _child_value(said, "jc") or look.align
        for name in ("before", "after", "line"):
            if (length := number_of(value(spacing, name))) is not None:
                values[name] = abs(length)
        if rule := value(spacing, "lineRule"):
            values["exact"] = rule in ("exact", "atLeast")
        indent = said.find("w:ind", _NAMESPACES)
        values["left"] = number_of(value(indent, "left") or value(indent, "start")) or look.left
    return Look(**values)
