"""Heads of 云溪县政协 as an office has them: pictures of a mark and of a whole head, and Word files."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from cppcc_desk.domain.layout import Face
from cppcc_desk.press.fonts import installed

_DOTS = 12  # a millimetre
RED = "D7000F"


def _picture(width_mm: float, height_mm: float, *, text: str, baseline_mm: float, rule_mm: float | None) -> bytes:
    image = QImage(round(width_mm * _DOTS), round(height_mm * _DOTS), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    image.setDotsPerMeterX(_DOTS * 1000)
    image.setDotsPerMeterY(_DOTS * 1000)
    painter = QPainter(image)
    painter.setPen(QPen(QColor(f"#{RED}"), 0.7 * _DOTS))
    painter.setFont(installed().font(Face.XIAOBIAOSONG, 15 * _DOTS))
    box = image.rect().adjusted(0, round((baseline_mm - 17) * _DOTS), 0, 0)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), text)
    if rule_mm is not None:
        margin = 0 if width_mm < 200 else 28 * _DOTS
        y = round(rule_mm * _DOTS)
        painter.drawLine(margin, y, image.width() - margin, y)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def mark_picture() -> bytes:
    """The words of the mark alone, 120 mm wide."""
    return _picture(120, 18, text="云溪县政协文件", baseline_mm=17, rule_mm=None)


def whole_picture() -> bytes:
    """All of the head to its red line, as wide as the 版心."""
    return _picture(156, 84, text="云溪县政协文件", baseline_mm=52, rule_mm=83)


def sheet_picture() -> bytes:
    """The upper part of a printed sheet, scanned whole."""
    return _picture(210, 121, text="云溪县政协文件", baseline_mm=89, rule_mm=120)


def word_file(*, mark: str = "云溪县政协文件", rule: bool = True, number: bool = True, extra: str = "") -> bytes:
    """What an office uses today: a red line of large text, a number, a paragraph's border for a red line."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height, section.top_margin = Mm(210), Mm(297), Mm(37)
    for _ in range(3):
        _line(document, "", size=16)
    _line(document, mark, size=min(50, 430 // len(mark)), font="方正小标宋简体", colour=RED)
    for _ in range(2):
        _line(document, "", size=16)
    told = _line(document, "云政协〔2023〕×号" if number else "", size=16)
    if rule:
        _border(told)
    if extra:
        _line(document, extra, size=16)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


_SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
MARGINS = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/>'


def text_xml(text: str, *, size: float = 16, look: str = "", paragraph: str = "", font: str = "仿宋") -> str:
    """A paragraph as Word writes it, the looks of its mark as those of its text."""
    looks = f'<w:rPr><w:rFonts w:eastAsia="{font}"/>{look}<w:sz w:val="{size * 2:.0f}"/></w:rPr>'
    run = f"<w:r>{looks}<w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{paragraph}{looks}</w:pPr>{run}</w:p>"


MARK_XML = text_xml(
    "云溪县政协文件",
    size=50,
    font="方正小标宋简体",
    look=f'<w:color w:val="{RED}"/>',
    paragraph='<w:jc w:val="center"/>',
)
BORDER = f'<w:pBdr><w:bottom w:val="single" w:sz="16" w:space="6" w:color="{RED}"/></w:pBdr>'
LINE_XML = text_xml("", paragraph=BORDER)


def shape_xml(shape: str, *, width_mm: float = 156, height_mm: float = 0, below_mm: float = 20, rest: str = "") -> str:
    """A paragraph on which a drawn shape hangs, `below_mm` under its top."""
    width, height, below = (round(length * 36_000) for length in (width_mm, height_mm, below_mm))
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{below}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><a:graphic><a:graphicData uri="x">'
        f'<wps:wsp><wps:spPr><a:prstGeom prst="{shape}"/>{rest}</wps:spPr></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:line/></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def word_xml(
    *blocks: str,
    section: str = MARGINS,
    styles: str = "",
    parts: Mapping[str, bytes] | None = None,
    relations: str = "",
) -> bytes:
    """A Word file with just these blocks, further parts, and relations to them."""
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    document = f"<w:document {_SPACES}><w:body>{''.join(blocks)}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    made = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = document.encode()
            if name == "word/styles.xml":  # none of those that python-docx begins with
                data = f"<w:styles {_SPACES}>{styles}</w:styles>".encode()
            if name == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", f"{relations}</Relationships>".encode())
            new.writestr(name, data)
        for name, data in (parts or {}).items():
            new.writestr(name, data)
    return made.getvalue()


def relation_xml(target: str, kind: str = "image") -> str:
    """A relation rId99 to `target`."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="rId99" Type="{space}/{kind}" Target="{target}"/>'


def picture_xml(*, width_mm: float = 100, height_mm: float = 15) -> str:
    """A paragraph with the picture of relation rId99."""
    width, height = (round(length * 36_000) for length in (width_mm, height_mm))
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/><a:graphic><a:graphicData uri="x">'
        '<pic:pic><pic:blipFill><a:blip r:embed="rId99"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _line(document: Any, text: str, *, size: float, font: str = "仿宋", colour: str = "") -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    looks = paragraph.paragraph_format
    # a mark's ink begins 35 mm under the 版心's edge: three lines, and what its own line and this leave above it
    looks.space_before, looks.space_after = Pt(0 if size < 30 else 12.35 - 0.13 * size), Pt(0)
    looks.line_spacing = Pt(28.95 if size < 30 else 1.2 * size)
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = font
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), font)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return paragraph


def _border(paragraph: Any) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "16"), ("space", "6"), ("color", RED)):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)
