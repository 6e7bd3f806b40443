"""Pages painted: PDF with embedded fonts and text that can be found, the same bytes every time, crisp at any scale."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from cppcc_desk.domain.bulletin import compose
from cppcc_desk.domain.errors import World
from cppcc_desk.domain.layout import Face, Ink, Layout, Page, Picture, Rule, Text
from cppcc_desk.press.fonts import Fonts, installed, ready
from cppcc_desk.press.paint import paint, write_pdf
from cppcc_desk.press.typeset import set_pages
from tests import bulletins
from tests.conftest import ROOT

pymupdf = pytest.importorskip("pymupdf")

ISSUED = date(2026, 11, 20)

pytestmark = pytest.mark.usefixtures("chinese_fonts")


@pytest.fixture(scope="module")
def chinese_fonts() -> None:
    ready()
    if not installed().usable():
        pytest.skip("no Chinese font on this machine")


def image_of(page: Page, scale: float) -> QImage:
    image = QImage(round(210 * scale), round(297 * scale), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint(page, painter, scale=scale)
    painter.end()
    return image


def test_a_pdf_is_a4_with_embedded_fonts_and_plain_text(tmp_path: Path) -> None:
    flow = compose(bulletins.MEDIUM)
    layout = set_pages(flow)
    path = tmp_path / "sheet.pdf"
    write_pdf(layout, path, title=flow.title, dated=flow.dated)
    with pymupdf.open(path) as document:
        assert len(document) == len(layout.pages)
        assert (round(document[0].rect.width), round(document[0].rect.height)) == (595, 842)
        assert document.metadata["title"] == flow.title
        assert document.metadata["creationDate"] == "D:20261120000000Z"
        text = "".join("".join(page.get_text() for page in document).split())
        for lines in layout.lines:
            assert lines[0] in text
        for font in document.get_page_fonts(0):
            assert document.extract_font(font[0])[3], f"{font[3]} is not embedded"
    assert not list(tmp_path.glob("*.part"))


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    layout = set_pages(compose(bulletins.SHORT))
    for name in ("a.pdf", "b.pdf"):
        write_pdf(layout, tmp_path / name, title="社情民意", dated=ISSUED)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    """Fonts of a file must not stand in the order of hashes that differ from start to start."""
    script = (
        "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from cppcc_desk.press.paint import write_pdf; from cppcc_desk.press.typeset import set_pages;"
        "from tests import bulletins; from tests.press.test_paint import ISSUED, compose;"
        "write_pdf(set_pages(compose(bulletins.SHORT)), Path(sys.argv[1]), title='社情民意', dated=ISSUED)"
    )
    made = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.pdf"
        env = {**os.environ, "PYTHONHASHSEED": seed, "QT_QPA_PLATFORM": "offscreen"}
        subprocess.run([sys.executable, "-c", script, str(path)], cwd=ROOT, env=env, check=True)
        made.append(path.read_bytes())
    assert made[0] == made[1]


def test_characters_stand_where_they_were_set(tmp_path: Path) -> None:
    line = Text(x=28, baseline=50, text="县政协委员反映中药饮片", face=Face.FANGSONG, size=16, width=100)
    latin = Text(x=28, baseline=60, text="WWWW", face=Face.FANGSONG, size=16, width=11)
    write_pdf(Layout(pages=(Page(items=(line, latin)),)), tmp_path / "line.pdf", title="x", dated=ISSUED)
    with pymupdf.open(tmp_path / "line.pdf") as document:
        spans = [
            span
            for block in document[0].get_text("rawdict")["blocks"]
            for row in block["lines"]
            for span in row["spans"]
        ]
    mm = 25.4 / 72
    chars = spans[0]["chars"]
    assert abs(chars[0]["origin"][0] * mm - 28) < 0.05
    assert abs(chars[-1]["origin"][0] * mm + 16 * mm - 128) < 0.1
    assert abs(chars[0]["origin"][1] * mm - 50) < 0.05
    wide = [char for span in spans for char in span["chars"] if char["c"] == "W"]
    assert abs(wide[-1]["bbox"][2] * mm - 39) < 0.2


@pytest.mark.parametrize("scale", [1.5, 3.78, 11.8])
def test_any_painter_at_any_scale(scale: float) -> None:
    rule = Rule(x1=28, y1=100, x2=184, y2=100, thickness=2, ink=Ink.RED)
    word = Text(x=28, baseline=60, text="社情民意", face=Face.HEI, size=48)
    picture = QImage(2, 2, QImage.Format.Format_RGB32)
    picture.fill(QColor("#00FF00"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    stamp = Picture(x=100, y=200, width=20, height=10, data=bytes(buffer.data().data()))
    image = image_of(Page(items=(rule, word, stamp)), scale)
    assert image.pixelColor(round(100 * scale), round(100 * scale)) == QColor("#D7000F")
    assert image.pixelColor(round(20 * scale), round(100 * scale)) == QColor("white")
    assert image.pixelColor(round(110 * scale), round(205 * scale)) == QColor("#00FF00")
    dark = [
        x
        for x in range(round(28 * scale), round(100 * scale))
        if image.pixelColor(x, round(54 * scale)).lightness() < 128
    ]
    assert dark


def test_a_character_the_face_lacks_is_found_elsewhere() -> None:
    page = Page(items=(Text(x=28, baseline=60, text="县ش县", face=Face.FANGSONG, size=48, width=51),))
    image = image_of(page, 4)
    columns = {
        x // 4
        for x in range(28 * 4, 80 * 4)
        if any(image.pixelColor(x, y).lightness() < 128 for y in range(40 * 4, 66 * 4))
    }
    assert min(columns) < 35
    assert any(46 <= column <= 60 for column in columns)
    assert max(columns) > 70


def test_without_any_chinese_font_a_pdf_is_refused_with_a_sentence(tmp_path: Path) -> None:
    nothing = Fonts(["DejaVu Sans"])
    assert not nothing.usable()
    with pytest.raises(World, match="没有任何中文字体"):
        write_pdf(Layout(pages=(Page(items=()),)), tmp_path / "x.pdf", title="x", dated=ISSUED, fonts=nothing)
    assert not list(tmp_path.iterdir())


def test_a_target_that_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "taken.pdf"
    target.mkdir()
    with pytest.raises(OSError):
        write_pdf(Layout(pages=(Page(items=()),)), target, title="x", dated=ISSUED)
    assert target.is_dir()
    assert not list(tmp_path.glob("*.part"))
