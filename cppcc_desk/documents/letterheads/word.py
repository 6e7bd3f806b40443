"""The 版头 in a Word file, read down to its red line.

Understood is what pages can show: lines of text with their looks, pictures, lines across the page. What cannot be kept
(tables, text boxes, 艺术字) is refused with a sentence rather than set otherwise.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from cppcc_desk.documents.letterheads.looks import Look, Looks, W, ink_of, length_of, number_of, value
from cppcc_desk.documents.pictures import picture_of
from cppcc_desk.documents.reading.package import Package
from cppcc_desk.documents.reading.xml import tree
from cppcc_desk.domain.errors import Invalid, Unreadable
from cppcc_desk.domain.flow import Align
from cppcc_desk.domain.grid import LEFT, SHEET_WIDTH, TOP, TWIPS_PER_MM, WIDTH
from cppcc_desk.domain.layout import Ink
from cppcc_desk.domain.official import Covers, HeadPart, HeadPicture, HeadRule, HeadText, Letterhead
from cppcc_desk.domain.official.fields import NOTHING
from cppcc_desk.domain.official.letterhead import refuse_tall

_THIN = 0.02  # height by width of a picture or a rectangle that is a line
_OLD_LINE = 0.7  # mm: how thick a line of older files is taken to be
_DOUBLE = 4 * TWIPS_PER_MM  # twips: lines no further apart are one red line
_COUNT = r"[\s\d×xX○〇Ｘ一二三四五六七八九十百]"
_YEAR = r"[\s\d×xX○〇Ｘ一二三四五六七八九]{2,}年"
# what changes from paper to paper, and gives way to ours: 发文字号, 签发人, 期号, and 编印单位 with its date
_CHANGES = re.compile(
    r"[〔\[［（(【][\s\dxX×○Ｘ]*[〕\]］）)】]\s*第?[\s\dxX×○Ｘ]*号|签发人"
    rf"|^\s*[（(]?\s*(?:{_YEAR})?\s*(?:增刊)?\s*总?第{_COUNT}*期|{_YEAR}{_COUNT}+月{_COUNT}*日"
)
_COPY_NO = re.compile(r"\s*\d{6}\s*")
_EMU = 635  # in a twip
_MOST_ELEMENTS = 400  # blocks: a head has a dozen
_GRIDS = ("lines", "linesAndChars", "snapToChars")
_STRICT = "http://purl.oclc.org/ooxml/"
_HORIZONTAL = ("", "0", "10800000")  # rotations

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
    (".//w:sym", "符号字体的字符"),
    ("w:pPr/w:framePr", "图文框"),
    (".//w:pict[not(ancestor::mc:Fallback)]//v:imagedata", "旧格式的图片"),
    (".//a:srcRect/@*[number() != 0]", "裁剪过的图片"),
)
_FIRST_SECTION = "(.//w:sectPr)[1]"  # the head stands in it, whatever the file's last one says


def letterhead_of_word(data: bytes, name: str) -> Letterhead:
    try:
        package = Package(data)
        document = _part(package, "word/document.xml")
    except Unreadable:
        document = None
    if document is not None and document.tag.startswith(f"{{{_STRICT}"):
        raise Invalid(f"“{name}”是“严格的 Open XML 文档”，读不出版头。{NOTHING}请另存为普通的 Word 文档（.docx）。")
    body = document.find("w:body", _NAMESPACES) if document is not None else None
    if body is None:
        raise Invalid(f"打不开“{name}”。{NOTHING}版头请用 .docx 文件或图片；.doc、.wps 请先另存为 .docx。")
    targets = _targets(package)
    if _in_header(package, body, targets):
        raise Invalid(f"“{name}”的红头在页眉里，读不出来。{NOTHING}请移到正文里，或把版头做成图片。")
    reading = _Reading(name, package, Looks(_part(package, "word/styles.xml")), targets, _Sheet.of(body))
    for element in _blocks(body):
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


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, those in content controls, too."""
    for element in body.iterchildren():
        if element.tag == f"{{{W}}}sdt":
            for content in element.iterfind("w:sdtContent", _NAMESPACES):
                yield from _blocks(content)
        else:
            yield element


def _targets(package: Package) -> dict[str, str]:
    """The parts that the text refers to, by the ids of their relations; they need not be in the file."""
    found = _part(package, "word/_rels/document.xml.rels")
    relations = () if found is None else found.iterchildren()
    return {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("/word", relation.get("Target", ""))).lstrip("/")
        for relation in relations
        if relation.get("TargetMode") != "External"
    }


def _in_header(package: Package, body: etree._Element, targets: dict[str, str]) -> bool:
    """Whether the first page shows something above its text."""
    first = _every(body, f"{_FIRST_SECTION}/w:titlePg[not(@w:val='0' or @w:val='false')]")
    kind = "first" if first else "default"
    for relation in _every(body, f"{_FIRST_SECTION}/w:headerReference[@w:type='{kind}']/@r:id"):
        header = _part(package, targets.get(str(relation), ""))
        if header is not None and _every(header, ".//w:t[normalize-space()] | .//w:drawing | .//w:pict"):
            return True
    return False


@dataclass(frozen=True)
class _Sheet:
    """Where the file's first page has its text, in twips from the 版心's own edges, and its grid."""

    top: int
    left: int
    right: int
    pitch: int  # of the rows that lines snap to; 0 for none

    @classmethod
    def of(cls, body: etree._Element) -> "_Sheet":
        def margin(side: str, usual: int) -> int:
            found = number_of(_said(body, f"string({_FIRST_SECTION}/w:pgMar/@w:{side})"))
            return usual if found is None else abs(found)

        kind = _said(body, f"string({_FIRST_SECTION}/w:docGrid/@w:type)")
        pitch = number_of(_said(body, f"string({_FIRST_SECTION}/w:docGrid/@w:linePitch)")) or 0
        left, right = margin("left", LEFT), SHEET_WIDTH - margin("right", SHEET_WIDTH - LEFT - WIDTH)
        return cls(margin("top", TOP) - TOP, left - LEFT, right - LEFT, max(pitch, 0) if kind in _GRIDS else 0)


class _Reading:
    """Goes down the file, one block at a time, to its red line."""

    def __init__(self, name: str, package: Package, looks: Looks, targets: dict[str, str], sheet: _Sheet) -> None:
        self.name = name
        self.package = package
        self.looks = looks
        self.targets = targets
        self.sheet = sheet
        self.top = sheet.top  # of the next block, in twips from the top of the 版心
        self.parts: list[HeadPart] = []
        self._changing: list[int] = []  # feet of lines that give way to the paper's own
        self._closed = False
        self._seen = 0

    def element(self, element: etree._Element) -> bool:
        """Take one block in; True when the head ends with it."""
        self._seen += 1
        for path, told in _UNSUPPORTED:
            if _every(element, path):
                raise self._cannot(told)
        if element.tag == f"{{{W}}}p":
            self._paragraph(element)
        refuse_tall(self.name, self.top)
        # a line that is drawn may hang on a paragraph far above it: what stands between them is the head's, too
        drawn = any(isinstance(part, HeadRule) and part.top <= self.top for part in self.parts)
        return self._closed or drawn or self._seen > _MOST_ELEMENTS

    def letterhead(self) -> Letterhead:
        parts = sorted(self.parts, key=lambda part: part.top)
        rules = [part for part in parts if isinstance(part, HeadRule)]
        if rules:  # what stands below the red line is no longer the head
            line = rules[0]
            for rule in rules[1:]:
                line = rule if rule.top - _foot(line) <= _DOUBLE else line
            parts = [part for part in parts if part.top <= line.top]
        covers = Covers.HEAD if rules else Covers.MARK
        reaches = max(map(_foot, parts))
        refuse_tall(self.name, reaches, covers, placed=True)
        foot = _foot(line) if rules else reaches
        return Letterhead(
            name=self.name,
            covers=covers,
            parts=tuple(parts),
            height=max(foot, 0),
            placed=True,
            number_foot=max((y for y in self._changing if y <= foot), default=None) if rules else None,
        )

    def _cannot(self, told: str) -> Invalid:
        return Invalid(f"“{self.name}”的版头里有{told}，不能照原样排。{NOTHING}请把版头做成图片再用。")

    def _paragraph(self, element: etree._Element) -> None:
        look = self.looks.paragraph(element)
        begin = self.top + look.before
        self._rule(element, "top", begin)
        y = begin
        for text, line_look in self._lines(element, look):
            height = line_look.height(self.sheet.pitch)
            if _CHANGES.search(text):
                self._changing.append(y + height)
            elif text.strip() and not _COPY_NO.fullmatch(text):
                self.parts.append(self._text(text, line_look, y))
            y += height
        drawn = self._drawings(element, look, begin)
        self._old_drawings(element, begin)
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
        blank = ("", self.looks.mark(look, element))
        for line in lines:
            main = max(line, key=lambda part: len(part[0].strip()), default=blank)
            yield "".join(text for text, _ in line), main[1]

    def _rule(self, element: etree._Element, side: str, y: int) -> None:
        for border in element.iterfind(f"w:pPr/w:pBdr/w:{side}", _NAMESPACES):
            if value(border, "val") not in ("", "none", "nil"):
                eighths = number_of(value(border, "sz")) or 4
                space = number_of(value(border, "space")) or 0
                above = -space * 20 if side == "top" else space * 20
                self._add_rule(y + above, eighths / 8 * 25.4 / 72, value(border, "color"))
                self._closed = True

    def _add_rule(self, y: int, thickness_mm: float, colour: str) -> None:
        self.parts.append(HeadRule(top=y, thickness=max(0.35, thickness_mm), ink=ink_of(colour, unknown=Ink.RED)))

    def _drawings(self, element: etree._Element, look: Look, begin: int) -> int:
        """Pictures and drawn lines; the foot of those that stand in the text."""
        foot = begin
        for drawing in _every(element, ".//w:drawing[not(ancestor::mc:Fallback)]/*"):
            width, height = (
                round((length_of(_said(drawing, f"string(wp:extent/@{side})")) or 0) / _EMU) for side in ("cx", "cy")
            )
            left, top = self._place(drawing, look, begin, width)
            thin = height < _THIN * width
            (graphic,) = _every(drawing, ".//a:graphicData/*") or [drawing]
            kind = etree.QName(graphic).localname
            if kind == "pic" and thin:
                self._add_rule(top, height / TWIPS_PER_MM, "")
            elif kind == "pic":
                self._add_picture(_said(graphic, "string(.//a:blip/@r:embed)"), left, top, width, height)
            elif kind == "wsp" and thin and width > WIDTH // 2:
                self._shape(graphic, top, height)
            else:
                raise self._cannot("画上去的图形")
            if drawing.tag.endswith("}inline"):
                foot = max(foot, begin + height)
        return foot

    def _shape(self, shape: etree._Element, top: int, height: int) -> None:
        """A line, or a rectangle that is as good as one."""
        kind = _said(shape, "string(wps:spPr/a:prstGeom/@prst)")
        if _said(shape, "string(wps:spPr/a:xfrm/@rot)") not in _HORIZONTAL:
            raise self._cannot("画上去的图形")
        if kind in ("line", "straightConnector1"):
            thickness = (number_of(_said(shape, "string(wps:spPr/a:ln/@w)")) or 12_700) / 36_000
            middle = top + height // 2 - round(thickness * TWIPS_PER_MM / 2)
            self._add_rule(middle, thickness, _colour(shape, "wps:spPr/a:ln/a:solidFill"))
        elif kind == "rect":
            self._add_rule(top, height / TWIPS_PER_MM, _colour(shape, "wps:spPr/a:solidFill"))
        else:
            raise self._cannot("画上去的图形")

    def _old_drawings(self, element: etree._Element, begin: int) -> None:
        """Lines across the page as older files have them."""
        for shape in _every(element, ".//w:pict[not(ancestor::mc:Fallback)]/*[not(self::v:shapetype)]"):
            (left, upper), (right, lower) = _point(shape.get("from", "")), _point(shape.get("to", ""))
            long = right - left > WIDTH // 2
            if shape.tag != f"{{{_NAMESPACES['v']}}}line" or not long or abs(lower - upper) > _THIN * (right - left):
                raise self._cannot("画上去的图形")
            on_page = "position-vertical-relative:page" in shape.get("style", "")
            middle = (-TOP if on_page else begin) + upper
            self._add_rule(middle - round(_OLD_LINE * TWIPS_PER_MM / 2), _OLD_LINE, shape.get("strokecolor", ""))

    def _place(self, drawing: etree._Element, look: Look, begin: int, width: int) -> tuple[int, int]:
        """Where a drawing begins."""
        aligned = {"center": (WIDTH - width) // 2, "right": WIDTH - width}
        if drawing.tag.endswith("}inline"):
            return aligned.get(look.align, self.sheet.left + look.left), begin
        found = []
        starts = {
            "H": {"page": -LEFT, "leftMargin": -LEFT, "rightMargin": self.sheet.right},
            "V": {"page": -TOP, "topMargin": -TOP, "margin": self.sheet.top},
        }
        for side, usual in (("H", self.sheet.left), ("V", begin)):
            position = drawing.find(f"wp:position{side}", _NAMESPACES)
            relative = "" if position is None else position.get("relativeFrom", "")
            offset = 0 if position is None else position.findtext("wp:posOffset", "0", _NAMESPACES)
            align = "" if position is None else position.findtext("wp:align", "", _NAMESPACES)
            place = starts[side].get(relative, usual) + round((length_of(str(offset)) or 0) / _EMU)
            found.append(aligned.get(align, place) if side == "H" else place)
        return found[0], found[1]

    def _add_picture(self, blip: str, left: int, top: int, width: int, height: int) -> None:
        part = self.targets.get(blip, "")
        if part not in self.package:
            raise Invalid(f"“{self.name}”里的图片没有存在文件里，不能照原样排。{NOTHING}请把版头做成图片再用。")
        try:
            picture = picture_of(self.package.read(part), self.name)
        except Invalid:
            told = posixpath.basename(part)
            raise Invalid(
                f"“{self.name}”里的图片“{told}”不能用。{NOTHING}请在 Word 里换成 PNG 或 JPG 图片，或把版头做成图片。"
            ) from None
        if min(width, height) < 1:
            raise self._cannot("没有大小的图片")
        self.parts.append(HeadPicture(top=top, left=left, width=width, height=height, picture=picture))

    def _text(self, text: str, look: Look, y: int) -> HeadText:
        align = {"center": Align.CENTRE, "distribute": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT}
        where = align.get(look.align, Align.LEFT)
        return HeadText(
            top=y,
            height=max(look.height(self.sheet.pitch), 20),
            text=text.rstrip() if where is Align.LEFT else text.strip(),
            face=look.face,
            size=look.size,
            ink=look.ink,
            align=where,
            left=max(self.sheet.left + look.left, 0) if where is Align.LEFT else 0,
            scale=look.scale,
            spread=look.spread,
        )


def _colour(shape: etree._Element, fill: str) -> str:
    return _said(shape, f"string({fill}/a:srgbClr/@val)") or _said(shape, f"string({fill}/a:prstClr/@val)")


def _foot(part: HeadPart) -> int:
    match part:
        case HeadRule():
            return part.top + round(part.thickness * TWIPS_PER_MM) + 1
        case _:
            return part.top + part.height


def _point(place: str) -> tuple[int, int]:
    """A VML point such as "0,12.5pt", in twips."""
    units = {"mm": TWIPS_PER_MM, "cm": TWIPS_PER_MM * 10, "in": 1440.0, "px": 15.0}
    found = [re.fullmatch(r"\s*(-?[\d.]+)\s*(pt|mm|cm|in|px)?\s*", part) for part in (*place.split(","), "", "")[:2]]
    x, y = (round((length_of(part[1]) or 0) * units.get(part[2] or "", 20.0)) if part else 0 for part in found)
    return x, y
