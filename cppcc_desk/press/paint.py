"""One set page onto any QPainter: screen preview at any scale, printer, PDF."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from PySide6.QtCore import QBuffer, QHashSeed, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QGlyphRun,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from cppcc_desk.domain.errors import World
from cppcc_desk.domain.layout import Drawing, Face, Ink, Layout, Page, Picture, Rule, Text
from cppcc_desk.paths import write_whole
from cppcc_desk.press.charts import paint_chart, paper_look
from cppcc_desk.press.fonts import Fonts, installed

COLOURS = {Ink.BLACK: QColor("#000000"), Ink.RED: QColor("#D7000F"), Ink.GREY: QColor("#8A8A8A")}

# Pages are painted in twentieths of a point: font sizes are whole numbers there, and Qt scales outlines, not pixels.
_UNITS_PER_MM = 1440 / 25.4
_UNITS_PER_POINT = 20
_PDF_RESOLUTION = 1440


def paint(page: Page, painter: QPainter, *, scale: float, fonts: Fonts | None = None) -> None:
    """Paint `page` with its top left corner at the painter's origin; `scale` is device pixels (or units) per mm."""
    fonts = fonts or installed()
    painter.save()
    hint = QPainter.RenderHint
    painter.setRenderHints(hint.Antialiasing | hint.TextAntialiasing | hint.SmoothPixmapTransform)
    painter.scale(scale / _UNITS_PER_MM, scale / _UNITS_PER_MM)
    for item in page.items:
        match item:
            case Text():
                _text(item, painter, fonts)
            case Rule():
                _rule(item, painter)
            case Picture():
                _picture(item, painter)
            case Drawing():
                paint_chart(painter, _box(item), item.chart, paper_look(fonts))
    painter.restore()


def _text(item: Text, painter: QPainter, fonts: Fonts) -> None:
    """Glyphs at places of their own: letter spacing in a QFont depends on the device's resolution."""
    pixels = round(item.size * _UNITS_PER_POINT)
    raw = fonts.raw(item.face, pixels)
    glyphs = raw.glyphIndexesForString(item.text)
    advances = [advance.x() for advance in raw.advancesForGlyphIndexes(glyphs)]
    natural = sum(advances)
    gap, narrowed, shift = 0.0, 1.0, 0.0
    if item.width is not None:
        width = item.width * _UNITS_PER_MM / item.scale
        if natural > width and item.text.isascii():  # Latin of a stand-in wider than half a character
            narrowed = width / natural
        elif item.text.isascii() and item.text.strip("."):  # narrower Latin keeps together; a leader is spread
            shift = (width - natural) / 2
        elif len(glyphs) > 1:
            gap = (width - natural) / (len(glyphs) - 1)
    places = [0.0, *accumulate(advance + gap for advance in advances)][: len(glyphs)]
    painter.save()
    painter.setPen(COLOURS[item.ink])
    painter.translate(item.x * _UNITS_PER_MM + shift, item.baseline * _UNITS_PER_MM)
    if narrowed * item.scale != 1.0:
        painter.scale(narrowed * item.scale, 1)
    if all(glyphs):
        # Qt writes the glyph of a space into a PDF as a control character; readers see a space where there is room
        inked = [n for n in range(len(glyphs)) if len(glyphs) != len(item.text) or not item.text[n].isspace()]
        run = QGlyphRun()
        run.setRawFont(raw)
        run.setGlyphIndexes([glyphs[n] for n in inked])
        run.setPositions([QPointF(places[n], 0) for n in inked])
        painter.drawGlyphRun(QPointF(0, 0), run)
    else:  # a rare character of a name: Qt finds another font for it
        painter.setFont(fonts.font(item.face, pixels))
        for character, place in zip(item.text, places, strict=False):
            painter.drawText(QPointF(place, 0), character)
    painter.restore()


def _rule(item: Rule, painter: QPainter) -> None:
    pen = QPen(COLOURS[item.ink], item.thickness * _UNITS_PER_MM)
    pen.setCapStyle(pen.capStyle().FlatCap)
    painter.setPen(pen)
    painter.drawLine(
        QPointF(item.x1 * _UNITS_PER_MM, item.y1 * _UNITS_PER_MM),
        QPointF(item.x2 * _UNITS_PER_MM, item.y2 * _UNITS_PER_MM),
    )


def _box(item: Picture | Drawing) -> QRectF:
    return QRectF(*(side * _UNITS_PER_MM for side in (item.x, item.y, item.width, item.height)))


def _picture(item: Picture, painter: QPainter) -> None:
    box = _box(item)
    pixels = painter.deviceTransform().mapRect(box).size().toSize()
    painter.drawImage(box, _image(item.data, pixels.width(), pixels.height()))


@lru_cache(maxsize=4)
def _image(data: bytes, width: int, height: int) -> QImage:
    """An image file for a box of so many pixels: a painter that shrinks it by half and more itself leaves pixels out.

    Kept, for a page is painted anew whenever it is scrolled.
    """
    image = QImage.fromData(data)
    if width * 2 < image.width():
        return image.scaled(max(width, 1), max(height, 1), mode=Qt.TransformationMode.SmoothTransformation)
    return image


def print_pages(layout: Layout, device: QPagedPaintDevice, *, pages: Iterable[int], fonts: Fonts | None = None) -> None:
    """Paint the pages with these indexes onto a printer or a PDF, in true size from the sheet's corner; what `pages`
    raises stops it.

    Raises World where the PC has no Chinese font, or the device takes nothing (printer gone).
    """
    fonts = fonts or installed()
    for face in Face:
        fonts.choice(face)
    device.setPageLayout(_sheet(layout))
    painter = QPainter()
    if not painter.begin(device):
        raise World("没有开始打印：打印机没有响应。稿件没有受影响。请检查打印机是否开机、联网，再打印一次。")
    try:
        for number, index in enumerate(pages):
            if number:
                device.newPage()
            paint(layout.pages[index], painter, scale=device.logicalDpiX() / 25.4, fonts=fonts)
    finally:
        painter.end()


def _sheet(layout: Layout) -> QPageLayout:
    landscape = layout.width > layout.height
    upright = QSizeF(min(layout.width, layout.height), max(layout.width, layout.height))
    size = QPageSize(upright, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    orientation = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    sheet = QPageLayout(size, orientation, QMarginsF())
    sheet.setMode(QPageLayout.Mode.FullPageMode)
    return sheet


def write_pdf(
    layout: Layout,
    path: Path,
    *,
    title: str,
    dated: date,
    fonts: Fonts | None = None,
    begun: Callable[[int], object] | None = None,
) -> None:
    """Write all pages as a PDF with embedded fonts; the same layout, fonts and date give the same bytes.

    `begun` hears of each page of a long paper by its index, and may raise to stop: then nothing is written.

    Raises World without a Chinese font, OSError if the file cannot be written; the old file then stays.
    """
    QHashSeed.setDeterministicGlobalSeed()  # or each process puts the fonts of a file in another order
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QPdfWriter(buffer)
    device.setResolution(_PDF_RESOLUTION)
    device.setTitle(title)
    device.setCreator("政协社情民意工作台")
    pages = range(len(layout.pages))
    print_pages(layout, device, pages=pages if begun is None else _told(pages, begun), fonts=fonts)
    content = _with_plain_text(_without_chance(bytes(buffer.data().data()), dated))
    write_whole(path, lambda part: _fill(part, content))


def _told(pages: Iterable[int], begun: Callable[[int], object]) -> Iterator[int]:
    for page in pages:
        begun(page)
        yield page


def _fill(part: Path, content: bytes) -> None:
    part.write_bytes(content)


_DATE = re.compile(rb"(?<=\(D:)\d{14}")
_XMP_DATE = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_UUID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ID = re.compile(rb"(?<=<)[0-9a-f]{72}(?=>)")


def _without_chance(content: bytes, dated: date) -> bytes:
    """Qt stamps the time and a random identifier; replaced at equal length, so that no offset in the file moves."""
    content = _DATE.sub(dated.strftime("%Y%m%d000000").encode(), content)
    content = _XMP_DATE.sub(dated.strftime("%Y-%m-%dT00:00:00").encode(), content)
    content = _UUID.sub(b"00000000-0000-0000-0000-000000000000", content)
    content = _ID.sub(b"0" * 72, content)
    digest = hashlib.sha256(content).hexdigest().encode()
    return content.replace(b"0" * 72, digest + digest[:8])


_RANGES = re.compile(rb"beginbfrange\n.*?endbfrange", re.DOTALL)
_RADICAL = re.compile(rb"<(2[EF][0-9A-F]{2})>")
# radicals of the supplement that Unicode does not itself equate with a character
_SUPPLEMENT = dict(
    zip("⺠⻄⻅⻆⻋⻓⻔⻘⻚⻛⻜⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰", "民西见角车长门青页风飞马骨鬼鱼鸟麦黄齐齿龙", strict=True)
)


def _with_plain_text(content: bytes) -> bytes:
    """Where one glyph serves 月 and the radical ⽉, Qt notes the radical, and 月 is not found in the PDF: note 月."""

    def plain(match: re.Match[bytes]) -> bytes:
        radical = chr(int(match[1], 16))
        character = _SUPPLEMENT.get(radical) or unicodedata.normalize("NFKC", radical)
        return b"<%04X>" % ord(character) if len(character) == 1 and ord(character) < 0x10000 else match[0]

    return _RANGES.sub(lambda ranges: _RADICAL.sub(plain, ranges[0]), content)
