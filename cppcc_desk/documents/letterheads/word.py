"""The 版头 in a Word file, read down to its red line.

Understood is what pages can show: lines of text with their looks, pictures, lines across the page. What cannot be kept
(tables, text boxes, 艺术字) is refused with a sentence rather than set otherwise.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from cppcc_desk.documents.letterheads.looks import Look, Looks, W, ink_of, number_of, value
from cppcc_desk.documents.pictures import picture_of
from cppcc_desk.documents.reading.package import Package
from cppcc_desk.documents.reading.xml import tree
from cppcc_desk.domain.errors import Invalid, Unreadable
from cppcc_desk.domain.grid import LEFT, LINE, TOP, TWIPS_PER_MM, WIDTH
from cppcc_desk.domain.layout import Ink
from cppcc_desk.domain.official import Align, Covers, HeadPart, HeadPicture, HeadRule, HeadText, Letterhead
from cppcc_desk.domain.official.fields import NOTHING
from cppcc_desk.domain.official.letterhead import refuse_tall

_THIN = 0.02  # height by width of a picture that is a line
_NUMBER = re.compile(r"[〔\[［（(【][\s\dxX×○Ｘ]*[〕\]］）)】]\s*第?[\s\dxX×○Ｘ]*号|签发人|^第[\s\dxX×○Ｘ]+期")
_EMU = 635  # in a twip
_MOST_ELEMENTS = 400  # blocks: a head has a dozen

_NAMESPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
}
_UNSUPPORTED = (
    ("self::w:tbl", "表格"),
    (".//w:txbxContent", "文本框"),
    (".//v:textpath", "艺术字"),
    (".//w:object", "嵌入的对象"),
)


def letterhead_of_word(data: bytes, name: str) -> Letterhead:
    try:
        package = Package(data)
        document = _part(package, "word/document.xml")
    except Unreadable:
        document = None
    body = document.find("w:body", _NAMESPACES) if document is not None else None
    if body is None:
        raise Invalid(f"打不开“{name}”。{NOTHING}版头请用 .docx 文件或图片；.doc、.wps 请先另存为 .docx。")
    reading = _Reading(name, package, Looks(_part(package, "word/styles.xml")), top=_margin(body) - TOP)
    for element in body.iterchildren():
        if reading.element(element):
            break
    if not reading.parts:
        raise Invalid(f"“{name}”里没有能用作版头的内容。{NOTHING}请核对，或把版头做成图片。")
    return reading.letterhead()


def _every(element: etree._Element, path: str) -> list[etree._Element]:
    found: Any = element.xpath(path, namespaces=_NAMESPACES)
    return list(found)


def _said(element: etree._Element, path: str) -> str:
    return str(element.xpath(path, namespaces=_NAMESPACES))


def _part(package: Package, name: str) -> etree._Element | None:
    return tree(package.chunks(name)) if name in package else None


def _margin(body: etree._Element) -> int:
    """From the top of the sheet to the first line, in twips."""
    found = number_of(_said(body, "string(w:sectPr/w:pgMar/@w:top)"))
    return TOP if found is None else abs(found)


@dataclass
class _Reading:
    """Goes down the file, one block at a time, to its red line."""

    name: str
    package: Package
    looks: Looks
    top: int  # of the next block, in twips from the top of the 版心
    parts: list[HeadPart] = field(default_factory=list)
    number_foot: int | None = None
    ruled: bool = False
    _seen: int = 0

    def element(self, element: etree._Element) -> bool:
        """Take one block in; True when the head ends with it."""
        self._seen += 1
        for path, told in _UNSUPPORTED:
            if _every(element, path):
                raise Invalid(f"“{self.name}”的版头里有{told}，不能照原样排。{NOTHING}请把版头做成图片再用。")
        if element.tag == f"{{{W}}}p":
            self._paragraph(element)
        refuse_tall(self.name, self.top)
        return self.ruled or self._seen > _MOST_ELEMENTS

    def letterhead(self) -> Letterhead:
        rules = [part for part in self.parts if isinstance(part, HeadRule)]
        foot = max(_foot(part) for part in self.parts)
        if rules:  # what stands below the red line is no longer the head
            foot = _foot(rules[-1])
        return Letterhead(
            name=self.name,
            covers=Covers.HEAD if rules else Covers.MARK,
            parts=tuple(sorted(self.parts, key=lambda part: part.top)),
            height=max(foot, 0),
            placed=True,
            number_foot=self.number_foot if rules else None,
        )

    def _paragraph(self, element: etree._Element) -> None:
        look = self.looks.paragraph(element)
        begin = self.top + look.before
        self._rule(element, "top", begin)
        y = begin
        for text, line_look in self._lines(element, look):
            if _NUMBER.search(text):
                self.number_foot = y + line_look.height
            elif text.strip():
                self.parts.append(_text(text, line_look, y))
            y += line_look.height
        drawn = self._drawings(element, look, begin)
        self.top = max(y, drawn) + look.after
        self._rule(element, "bottom", max(y, drawn))

    def _lines(self, element: etree._Element, look: Look) -> Iterator[tuple[str, Look]]:
        """Lines of a paragraph, each with the looks of most of its text."""
        lines: list[list[tuple[str, Look]]] = [[]]
        for run in _every(element, ".//w:r[not(ancestor::mc:Fallback)]"):
            run_look = self.looks.run(look, run)
            for child in run.iterchildren():
                tag = etree.QName(child).localname
                if tag == "br":
                    lines.append([])
                elif tag in ("t", "tab"):
                    lines[-1].append((child.text or "" if tag == "t" else "\u3000", run_look))
        for line in lines:
            main = max(line, key=lambda part: len(part[0].strip()), default=("", look))
            yield "".join(text for text, _ in line), main[1]

    def _rule(self, element: etree._Element, side: str, y: int) -> None:
        for border in element.iterfind(f"w:pPr/w:pBdr/w:{side}", _NAMESPACES):
            if value(border, "val") not in ("", "none", "nil"):
                eighths = number_of(value(border, "sz")) or 4
                space = number_of(value(border, "space")) or 0
                above = -space * 20 if side == "top" else space * 20
                self._add_rule(y + above, eighths / 8 * 25.4 / 72, value(border, "color"))

    def _add_rule(self, y: int, thickness_mm: float, colour: str) -> None:
        ink = ink_of(colour) if colour not in ("", "auto") else Ink.RED
        self.parts.append(HeadRule(top=y, thickness=max(0.35, thickness_mm), ink=ink))
        self.ruled = True

    def _drawings(self, element: etree._Element, look: Look, begin: int) -> int:
        """Pictures and drawn lines; the foot of those that stand in the text."""
        foot = begin
        for drawing in _every(element, ".//w:drawing[not(ancestor::mc:Fallback)]/*"):
            width, height = (
                round(float(_said(drawing, f"string(wp:extent/@{side})") or 0) / _EMU) for side in ("cx", "cy")
            )
            left, top = self._place(drawing, look, begin, width)
            colour = _said(drawing, "string(.//a:ln//a:srgbClr/@val)")
            lines = _every(drawing, ".//wps:wsp//a:prstGeom[@prst='line' or @prst='straightConnector1']")
            blip = _said(drawing, "string(.//a:blip/@r:embed)")
            if lines and width > WIDTH // 2:
                ends = number_of(_said(drawing, "string(.//a:ln/@w)")) or 12_700
                self._add_rule(top + height, ends / 36_000, colour)
            elif blip and width and height < _THIN * width:
                self._add_rule(top + height, height / TWIPS_PER_MM, "")
            elif blip and width and height:
                self._add_picture(blip, left, top, width, height)
            if drawing.tag.endswith("}inline"):
                foot = max(foot, begin + height)
        for line in _every(element, ".//v:line[not(ancestor::mc:Choice)]"):
            if not _every(element, ".//mc:Choice"):
                self._add_rule(begin + _points(line.get("from", "")), 0.7, line.get("strokecolor", "").lstrip("#"))
        return foot

    def _place(self, drawing: etree._Element, look: Look, begin: int, width: int) -> tuple[int, int]:
        """Where a drawing begins."""
        aligned = {"center": (WIDTH - width) // 2, "right": WIDTH - width}
        if drawing.tag.endswith("}inline"):
            return aligned.get(look.align, look.left), begin
        found = []
        for side, beside in (("H", {"page": -LEFT}), ("V", {"page": -TOP})):
            position = drawing.find(f"wp:position{side}", _NAMESPACES)
            relative = "" if position is None else position.get("relativeFrom", "")
            offset = 0 if position is None else position.findtext("wp:posOffset", "0", _NAMESPACES)
            align = "" if position is None else position.findtext("wp:align", "", _NAMESPACES)
            start = begin if side == "V" and relative in ("paragraph", "line") else beside.get(relative, 0)
            place = start + round((number_of(str(offset)) or 0) / _EMU)
            found.append(aligned.get(align, place) if side == "H" else place)
        return found[0], found[1]

    def _add_picture(self, blip: str, left: int, top: int, width: int, height: int) -> None:
        rels = _part(self.package, "word/_rels/document.xml.rels")
        target = next((r.get("Target", "") for r in (() if rels is None else rels) if r.get("Id") == blip), "")
        part = target.lstrip("/") if target.startswith("/") else f"word/{target}"
        if part not in self.package:
            raise Invalid(f"“{self.name}”里的图片没有存在文件里，不能照原样排。{NOTHING}请把版头做成图片再用。")
        picture = picture_of(self.package.read(part), self.name)
        self.parts.append(HeadPicture(top=top, left=left, width=width, height=height, picture=picture))


def _text(text: str, look: Look, y: int) -> HeadText:
    align = {"center": Align.CENTRE, "distribute": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT}
    where = align.get(look.align, Align.LEFT)
    return HeadText(
        top=y,
        height=max(look.height, 20),
        text=text.rstrip() if where is Align.LEFT else text.strip(),
        face=look.face,
        size=look.size,
        ink=look.ink,
        align=where,
        left=look.left if where is Align.LEFT else 0,
        scale=look.scale,
        spread=look.spread,
    )


def _foot(part: HeadPart) -> int:
    match part:
        case HeadRule():
            return part.top + round(part.thickness * TWIPS_PER_MM) + 1
        case _:
            return part.top + part.height


def _points(place: str) -> int:
    """The second number of a VML point such as "0,12.5pt", in twips."""
    found = re.search(r",\s*(-?[\d.]+)(pt|mm|cm|in)?", place)
    unit = {"mm": TWIPS_PER_MM, "cm": TWIPS_PER_MM * 10, "in": 1440.0}.get(found[2] or "pt", 20.0) if found else 0.0
    return round(float(found[1]) * unit) if found else LINE
