"""The issue sheet as .docx: real styles, the fonts of the standard by name, schema order, the same bytes every time."""

import zipfile
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from cppcc_desk.documents.official import write_paper
from cppcc_desk.documents.page import FONT_NAMES, STYLES, Paper, paragraph, run
from cppcc_desk.domain.bulletin import compose
from cppcc_desk.domain.flow import BODY
from cppcc_desk.domain.layout import TailPlace
from cppcc_desk.domain.official import Bulletin, Piece
from cppcc_desk.press.typeset import set_pages
from tests import bulletins

# CT_PPrBase, CT_RPr, CT_TblPr and CT_SectPr of ECMA-376: the children that occur here, in their order
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr tabs overflowPunct topLinePunct autoSpaceDE"
    " autoSpaceDN adjustRightInd snapToGrid spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rFonts b color spacing w sz szCs lang",
    "tblPr": "tblpPr tblOverlap tblW jc tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge tcBorders vAlign",
    "sectPr": "footerReference type pgSz pgMar cols docGrid",
}


def written(bulletin: Bulletin, path: Path) -> Path:
    flow = compose(bulletin)
    write_paper(flow, set_pages(flow), path)
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize("name", bulletins.ALL)
def test_the_text_is_all_there_and_in_order(name: str, tmp_path: Path) -> None:
    bulletin = bulletins.ALL[name]
    document = docx.Document(str(written(bulletin, tmp_path / "sheet.docx")))
    texts = [found.text for found in document.paragraphs]
    wanted = [text for piece in bulletin.pieces for text in piece.paragraphs]
    assert [text for text in texts if text in set(wanted)] == wanted
    assert bulletin.journal in texts
    assert bulletin.number in texts


@pytest.mark.parametrize("name", bulletins.ALL)
def test_elements_stand_in_the_order_of_the_schema(name: str, tmp_path: Path) -> None:
    for part, content in parts(written(bulletins.ALL[name], tmp_path / "sheet.docx")).items():
        if not part.startswith("word/") or not part.endswith(".xml"):
            continue
        for element in etree.fromstring(content).iter():
            order = ORDER.get(etree.QName(element).localname)
            if order is not None:
                places = [order.split().index(etree.QName(child).localname) for child in element]
                assert places == sorted(places), (part, etree.QName(element).localname)


def test_the_same_issue_gives_the_same_bytes(tmp_path: Path) -> None:
    first = written(bulletins.MEDIUM, tmp_path / "a.docx").read_bytes()
    again = Bulletin.from_dict(bulletins.MEDIUM.to_dict())
    assert written(again, tmp_path / "b.docx").read_bytes() == first


def test_fonts_are_named_for_every_script(tmp_path: Path) -> None:
    styles = etree.fromstring(parts(written(bulletins.SHORT, tmp_path / "sheet.docx"))["word/styles.xml"])
    found = styles.findall(f".//{qn('w:rFonts')}")
    assert len(found) == len(STYLES) + 1
    for fonts in found:
        names = {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")}
        assert len(names) == 1
        assert names <= set(FONT_NAMES.values())
    assert styles.find(f".//{qn('w:pPrDefault')}/{qn('w:pPr')}") is None


def test_page_grid_and_footers(tmp_path: Path) -> None:
    document = docx.Document(str(written(bulletins.LONG, tmp_path / "sheet.docx")))
    (section,) = document.sections
    sides = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(side.mm) for side in sides if side is not None] == [210, 297, 37, 28]
    assert document.settings.odd_and_even_pages_header_footer
    assert "— 1 —" in section.footer.paragraphs[0].text
    assert "— 1 —" in section.even_page_footer.paragraphs[0].text
    assert section.footer.paragraphs[0].alignment != section.even_page_footer.paragraphs[0].alignment


def test_the_file_says_whose_it_is_and_nothing_of_the_template(tmp_path: Path) -> None:
    path = written(bulletins.SHORT, tmp_path / "sheet.docx")
    properties = docx.Document(str(path)).core_properties
    assert properties.title == "社情民意2026年第11期（总第83期）"
    assert properties.author == "政协云溪县委员会办公室"
    assert properties.created is not None
    assert properties.created.replace(tzinfo=None) == datetime(2026, 11, 20)
    names = set(parts(path))
    assert not [name for name in names if "theme" in name or "thumbnail" in name or "customXml" in name]


def test_a_blank_leaf_is_a_section_without_numbers(tmp_path: Path) -> None:
    for count in range(700, 1000, 20):
        bulletin = bulletins.bulletin(Piece(title="县城停车难问题突出", paragraphs=("县" * count,)))
        if set_pages(compose(bulletin)).tail is TailPlace.BLANK_LEAF:
            break
    document = docx.Document(str(written(bulletin, tmp_path / "sheet.docx")))
    numbered, bare = document.sections
    assert "— 1 —" in numbered.footer.paragraphs[0].text
    assert not bare.footer.is_linked_to_previous
    assert bare.footer.paragraphs[0].text == ""
    assert bare.even_page_footer.paragraphs[0].text == ""


def test_characters_that_xml_cannot_hold_are_left_out(tmp_path: Path) -> None:
    paper = Paper(title="字", author="政协云溪县委员会办公室", dated=bulletins.SHORT.date)
    paper.add(paragraph(BODY, run("县\x00政\x0b协\ud800\ufffe\n委员\t会")))
    paper.save(tmp_path / "odd.docx")
    assert docx.Document(str(tmp_path / "odd.docx")).paragraphs[0].text == "县政协\n委员\t会"


def test_a_target_that_cannot_be_written_leaves_nothing_half(tmp_path: Path) -> None:
    target = tmp_path / "taken.docx"
    target.mkdir()
    with pytest.raises(OSError):
        written(bulletins.SHORT, target)
    assert [path.name for path in tmp_path.iterdir()] == ["taken.docx"]
