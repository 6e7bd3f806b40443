"""Charts in .docx: a picture of the size that press gave them, told in words for who cannot see it."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.image.image import Image
from docx.oxml.ns import qn

from cppcc_desk.documents.forms import write_form, write_forms
from cppcc_desk.documents.official import write_paper
from cppcc_desk.domain import flow
from cppcc_desk.domain.flow import Figure, Flow, Gap, Paragraph, Run
from cppcc_desk.domain.forms import Form, form
from cppcc_desk.press.charts import chart_pictures
from cppcc_desk.press.fonts import installed, ready
from cppcc_desk.press.forms import lay_form
from cppcc_desk.press.typeset import set_pages
from tests import charts, office_suite

EMU = 635  # in a twip
TEXT = Paragraph(style=flow.BODY, runs=(Run("全县收到社情民意信息四百一十二篇，采用一百六十二篇。" * 3),), flowing=True)
FORM = Form(
    kind="统计",
    title="统计",
    office="云溪县政协",
    dated=date(2026, 11, 20),
    blocks=(
        *form.title_lines("社情民意信息统计"),
        *form.paragraphs("各月来稿和采用如下。", form.TEXT),
        Gap(100),
        form.figure(charts.YEAR),
        Gap(100),
        form.Grid((form.row(form.label(79, "全年任务"), form.value(79, "四百篇")),)),
        form.figure(charts.GROUPS),
        form.figure(charts.QUARTERS),
        form.figure(charts.LEVELS),
    ),
)
PAPER = Flow(
    title="通报",
    author="云溪县政协",
    dated=date(2026, 11, 20),
    blocks=(*[TEXT] * 6, flow.figure(charts.YEAR), *[TEXT] * 3, flow.figure(charts.LEVELS)),
)


@pytest.fixture(scope="module", autouse=True)
def chinese_fonts() -> None:
    ready()
    if not installed().usable():
        pytest.skip("no Chinese font on this machine")


def opened(path: Path) -> Any:
    return docx.Document(str(path))


def anchors(document: Any) -> Iterator[Any]:
    return document.element.body.iter(qn("wp:anchor"))


def check_pictures(document: Any, figures: list[Figure]) -> None:
    found = list(anchors(document))
    assert len(found) == len(figures)
    for anchor, figure in zip(found, figures, strict=True):
        extent = anchor.find(qn("wp:extent"))
        assert (int(extent.get("cx")), int(extent.get("cy"))) == (figure.width * EMU, figure.height * EMU)
        paragraph = anchor.getparent().getparent().getparent()
        spacing = paragraph.find(qn("w:pPr")).find(qn("w:spacing"))
        assert (int(spacing.get(qn("w:line"))), spacing.get(qn("w:lineRule"))) == (figure.height, "exact")
        relation = next(anchor.iter(qn("a:blip"))).get(qn("r:embed"))
        image = Image.from_file(io.BytesIO(document.part.related_parts[relation].blob))
        assert image.content_type == "image/png"
        assert image.px_width == round(figure.width / 1440 * 300)
        assert image.horz_dpi == 300
        described = anchor.find(qn("wp:docPr")).get("descr")
        assert described.startswith(f"{figure.chart.title}：") and described.endswith("。")


def figures(paper: Form | Flow) -> list[Figure]:
    return [block for block in paper.blocks if isinstance(block, Figure)]


def test_a_chart_in_a_form_is_a_picture_of_its_size(tmp_path: Path) -> None:
    write_form(FORM, tmp_path / "a.docx", pictures=chart_pictures([FORM]))
    write_form(FORM, tmp_path / "b.docx", pictures=chart_pictures([FORM]))
    document = opened(tmp_path / "a.docx")
    check_pictures(document, figures(FORM))
    first = next(anchors(document)).find(qn("wp:docPr")).get("descr")
    assert first.startswith("各月来稿与采用：1月来稿31篇，采用9篇；2月")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_charts_in_several_forms_in_one_file(tmp_path: Path) -> None:
    write_forms((FORM, FORM), tmp_path / "a.docx", title="统计", pictures=chart_pictures([FORM]))
    check_pictures(opened(tmp_path / "a.docx"), figures(FORM) * 2)


def test_a_chart_in_a_paper_is_a_picture_of_its_size(tmp_path: Path) -> None:
    write_paper(PAPER, set_pages(PAPER), tmp_path / "a.docx", pictures=chart_pictures([PAPER]))
    check_pictures(opened(tmp_path / "a.docx"), figures(PAPER))


def test_a_picture_that_its_words_explain_is_not_described(tmp_path: Path) -> None:
    picture = chart_pictures([FORM])[figures(FORM)[0]]
    paper = Flow(title="", author="", dated=date(2026, 11, 20), blocks=(flow.Image(picture, 600, 300, 579), TEXT))
    write_paper(paper, set_pages(paper), tmp_path / "a.docx")
    assert next(anchors(opened(tmp_path / "a.docx"))).find(qn("wp:docPr")).get("descr") is None


def test_without_a_picture_the_numbers_are_told_in_words(tmp_path: Path) -> None:
    write_form(FORM, tmp_path / "form.docx")
    write_paper(PAPER, set_pages(PAPER), tmp_path / "paper.docx")
    for name in ("form", "paper"):
        document = opened(tmp_path / f"{name}.docx")
        assert not list(anchors(document))
        said = "".join(text.text or "" for text in document.element.body.iter(qn("w:t")))
        assert "采用层级：全国政协1篇；省政协3篇；市政协12篇。" in said


@pytest.mark.paper
@pytest.mark.skipif(bool(office_suite.why_not()), reason=office_suite.why_not())
def test_libreoffice_makes_the_same_pages_with_charts(tmp_path: Path) -> None:
    pymupdf = pytest.importorskip("pymupdf")
    layouts = {"form": lay_form(FORM), "paper": set_pages(PAPER)}
    write_form(FORM, tmp_path / "form.docx", pictures=chart_pictures([FORM]))
    write_paper(PAPER, layouts["paper"], tmp_path / "paper.docx", pictures=chart_pictures([PAPER]))
    office_suite.to_pdf(sorted(tmp_path.glob("*.docx")), tmp_path)
    for name, layout in layouts.items():
        with pymupdf.open(tmp_path / f"{name}.pdf") as document:
            assert document.page_count == len(layout.pages)
            for page, laid in zip(document, layout.pages, strict=True):
                drawn = [item for item in laid.items if type(item).__name__ == "Drawing"]
                shown = sorted(info["bbox"] for info in page.get_image_info())
                assert len(shown) == len(drawn)
                for box, drawing in zip(sorted(shown, key=lambda box: box[1]), drawn, strict=True):
                    mm = [side / 72 * 25.4 for side in box]
                    assert mm[0] == pytest.approx(drawing.x, abs=0.3)
                    assert mm[1] == pytest.approx(drawing.y, abs=1.5)
                    assert mm[2] - mm[0] == pytest.approx(drawing.width, abs=0.3)
                    assert mm[3] - mm[1] == pytest.approx(drawing.height, abs=0.3)
