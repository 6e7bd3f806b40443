"""Heads of 云溪县政协 as an office has them: pictures of a mark and of a whole head, and Word files."""

import io
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
