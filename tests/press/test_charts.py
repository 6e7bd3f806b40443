"""Charts painted: told apart in grey, sharp at any scale, the same on screen, on paper, in a PDF and in a picture."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from cppcc_desk.domain import flow
from cppcc_desk.domain.charts import BarChart, Chart, ColumnChart, Mark, arrange, ideal_height
from cppcc_desk.domain.flow import Figure, Flow, Gap, Paragraph, Run
from cppcc_desk.domain.forms import Form, form
from cppcc_desk.domain.grid import LINE, millimetres
from cppcc_desk.domain.layout import Drawing, Page, Text
from cppcc_desk.press.charts import Look, chart_pictures, paint_chart, paper_look, picture
from cppcc_desk.press.fonts import Fonts, installed, ready
from cppcc_desk.press.forms import lay_form
from cppcc_desk.press.paint import paint, write_pdf
from cppcc_desk.press.typeset import set_pages
from tests import charts

pymupdf = pytest.importorskip("pymupdf")
pytestmark = pytest.mark.usefixtures("chinese_fonts")

ISSUED = date(2026, 11, 20)
TEXT = Paragraph(style=flow.BODY, runs=(Run("全县收到社情民意信息四百一十二篇，采用一百六十二篇。"),), flowing=True)


@pytest.fixture(scope="module")
def chinese_fonts() -> None:
    ready()
    if not installed().usable():
        pytest.skip("no Chinese font on this machine")


@pytest.fixture(scope="module")
def look(chinese_fonts: None) -> Look:
    return paper_look(installed())


def painted(chart: Chart, look: Look, *, across: float = 60, dots: float = 0.1) -> QImage:
    """In grey; `dots` to a unit of the painter."""
    width, height = across * look.em, ideal_height(chart) * look.em
    image = QImage(round(width * dots), round(height * dots), QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(dots, dots)
    paint_chart(painter, QRectF(0, 0, width, height), chart, look)
    painter.end()
    return image


def tones(image: QImage, mark: Mark, em: float) -> list[float]:
    """Lightness of the dots inside a column or bar, its outline left out."""
    left, right = round(mark.box.x * em) + 3, round(mark.box.right * em) - 3
    top, bottom = round(mark.box.y * em) + 3, round(mark.box.bottom * em) - 3
    return [image.pixelColor(x, y).lightnessF() for x in range(left, right) for y in range(top, bottom)]


@pytest.mark.parametrize("chart", [charts.YEAR, charts.QUARTERS])
def test_series_are_told_apart_in_grey(chart: ColumnChart, look: Look) -> None:
    image, em = painted(chart, look), look.em * 0.1
    made = arrange(chart, 60, ideal_height(chart))
    first, second, *third = [
        [tone for mark in made.marks if mark.series == series for tone in tones(image, mark, em)]
        for series in range(len(chart.series))
    ]
    assert max(first) - min(first) < 0.02 and max(second) - min(second) < 0.02
    assert sum(first) / len(first) - sum(second) / len(second) > 0.4
    for hatched in third:
        assert min(hatched) < 0.5 and max(hatched) > 0.95


@pytest.mark.parametrize("chart", [charts.GROUPS, charts.LEVELS])
def test_a_series_alone_is_dark(chart: BarChart, look: Look) -> None:
    image = painted(chart, look)
    for mark in arrange(chart, 60, ideal_height(chart)).marks:
        assert all(tone < 0.4 for tone in tones(image, mark, look.em * 0.1))


@pytest.mark.parametrize("dots", [0.0667, 0.0833, 0.1, 0.21])
def test_edges_of_columns_fall_between_dots_at_any_scale(look: Look, dots: float) -> None:
    """Across a column, below its number, there are outline and fill and nothing in between."""
    image = painted(charts.YEAR, look, dots=dots)
    em = look.em * dots
    expected = {fill.colour.lightness() for fill in look.fills[:2]} | {look.fills[0].outline.lightness(), 255}
    for mark in arrange(charts.YEAR, 60, ideal_height(charts.YEAR)).marks:
        if mark.box.height > 1:
            y = round((mark.box.y + mark.box.height / 2) * em)
            row = {
                image.pixelColor(x, y).lightness()
                for x in range(round(mark.box.x * em) - 2, round(mark.box.right * em) + 2)
            }
            assert all(min(abs(tone - each) for each in expected) <= 1 for tone in row - {look.line.lightness()}), row


def test_lines_of_the_axis_are_equally_thick(look: Look) -> None:
    for dots in (0.0667, 0.0833, 0.1):
        image = painted(charts.YEAR, look, dots=dots)
        made = arrange(charts.YEAR, 60, ideal_height(charts.YEAR))
        x = round((made.base.x2 - 0.5) * look.em * dots)  # beside December, where no column stands
        column = [image.pixelColor(x, y).lightness() < 250 for y in range(image.height() // 6, image.height() - 1)]
        lines = "".join("#" if dark else " " for dark in column).split()
        assert len(lines) >= 3
        assert {len(line) for line in lines[:3]} == {1}


def test_what_lies_under_a_chart_shows_through(look: Look) -> None:
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFE9A8"))
    painter = QPainter(image)
    painter.scale(0.05, 0.05)
    paint_chart(painter, QRectF(1000, 500, 6000, 3000), charts.LEVELS, look)
    painter.end()
    names = [image.pixelColor(x, y).name() for x in range(400) for y in range(200)]
    assert names.count("#ffe9a8") > 0.7 * len(names)
    assert "#ffffff" not in names
    assert {image.pixelColor(x, y).name() for x in range(400) for y in (0, 20, 180, 199)} == {"#ffe9a8"}


# --- in papers -------------------------------------------------------------------------------------------------------


def a_form(*before: form.Block) -> Form:
    return Form(
        kind="统计",
        title="统计",
        office="云溪县政协",
        dated=ISSUED,
        blocks=(*before, form.figure(charts.YEAR), Gap(100), form.figure(charts.GROUPS)),
    )


def drawings(page: Page) -> list[Drawing]:
    return [item for item in page.items if isinstance(item, Drawing)]


def test_a_form_shows_a_chart_as_wide_as_its_text() -> None:
    made = a_form()
    (page,) = lay_form(made).pages
    first, second = drawings(page)
    assert (first.x, first.y) == pytest.approx((made.sheet.left, made.sheet.top), abs=0.02)
    assert first.width == pytest.approx(made.sheet.text_width, abs=0.02)
    assert second.y == pytest.approx(first.y + first.height + millimetres(100), abs=0.02)


def test_a_chart_is_not_divided_between_pages() -> None:
    pages = lay_form(a_form(Gap(11500))).pages
    assert [len(drawings(page)) for page in pages] == [0, 2]
    heading = Paragraph(style=form.HEADING, runs=(Run("各月"),), keep_next=True)
    first = lay_form(a_form(Gap(11000), heading)).pages[1].items[0]
    assert isinstance(first, Text) and first.text == "各月"


def test_more_names_than_a_page_holds_are_set_closer() -> None:
    many = BarChart(title="", unit="篇", names=("小组",) * 60, values=(1,) * 60)
    block = form.figure(many, sheet=form.LANDSCAPE)
    assert millimetres(block.height) <= form.LANDSCAPE.text_height
    assert flow.figure(many).height % LINE == 0


def paper(*blocks: flow.Block) -> Flow:
    return Flow(title="通报", author="云溪县政协", dated=ISSUED, blocks=blocks)


def test_a_chart_in_a_paper_keeps_the_grid() -> None:
    block = flow.figure(charts.YEAR)
    layout = set_pages(paper(TEXT, block, TEXT))
    (drawing,) = drawings(layout.pages[0])
    assert drawing.x == pytest.approx(28, abs=0.1) and drawing.width == pytest.approx(156, abs=0.1)
    assert drawing.height == pytest.approx(millimetres(block.height))
    assert block.height % LINE == 0
    assert layout.text_pages == ((0, 0),) * 3


def test_a_chart_that_does_not_fit_begins_a_page() -> None:
    layout = set_pages(paper(*[TEXT] * 20, flow.figure(charts.YEAR), TEXT))
    assert [len(drawings(page)) for page in layout.pages] == [0, 1]


def test_the_page_and_the_picture_for_word_show_the_same(look: Look) -> None:
    block = form.figure(charts.YEAR)
    image = QImage.fromData(picture(block))
    assert image.width() == round(block.width / 1440 * 300) and image.isGrayscale()
    assert image.dotsPerMeterX() == 11811
    drawing = Drawing(x=0, y=0, width=millimetres(block.width), height=millimetres(block.height), chart=block.chart)
    page = QImage(image.size(), QImage.Format.Format_Grayscale8)
    page.fill(QColor("white"))
    painter = QPainter(page)
    paint(Page(items=(drawing,)), painter, scale=300 / 25.4)
    painter.end()
    different = sum(
        abs(page.pixelColor(x, y).lightness() - image.pixelColor(x, y).lightness()) > 100
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )
    assert different < image.width() * image.height() / 9 * 0.002


def test_the_pictures_of_papers_are_those_of_their_charts() -> None:
    made = a_form()
    found = chart_pictures([made, paper(TEXT, flow.figure(charts.LEVELS))])
    assert set(found) == {block for block in made.blocks if isinstance(block, Figure)} | {flow.figure(charts.LEVELS)}
    assert all(data == picture(figure) for figure, data in found.items())
    assert chart_pictures([paper(TEXT)]) == {}


def test_without_a_chinese_font_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cppcc_desk.press.charts.installed", lambda: Fonts(["DejaVu Sans"]))
    assert chart_pictures([a_form()]) == {}


def test_a_pdf_has_the_words_of_its_charts_as_text(tmp_path: Path) -> None:
    layout = lay_form(a_form())
    write_pdf(layout, tmp_path / "a.pdf", title="统计", dated=ISSUED)
    write_pdf(layout, tmp_path / "b.pdf", title="统计", dated=ISSUED)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    with pymupdf.open(tmp_path / "a.pdf") as document:
        said = document[0].get_text()
        assert not document[0].get_images()
    for words in ("各月来稿与采用", "来稿（篇）", "12月", "47", "第一小组", "141.5", "-6"):
        assert words in said
