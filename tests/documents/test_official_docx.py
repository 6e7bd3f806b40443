"""公文 as .docx: the text that goes in comes out, whatever it is; real tables, pictures, styles and footers."""

import io
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cppcc_desk.documents.official import write_paper
from cppcc_desk.domain.flow import JointMark, LetterHead, Paragraph, TableRow
from cppcc_desk.domain.official import Attachment, Kind, OfficialDocument, Table
from cppcc_desk.errands.documents import Laid, lay
from tests import papers

TODAY = date(2026, 11, 20)


def written(document: OfficialDocument, path: Path) -> tuple[Laid, "docx.document.Document"]:
    laid = lay(document, today=TODAY)
    write_paper(laid.flow, laid.layout, path)
    return laid, docx.Document(str(path))


def texts(document: "docx.document.Document") -> list[str]:
    """Paragraphs and cells from top to bottom, without tabs and line breaks."""
    found = []
    for block in document.iter_inner_content():
        match block:
            case DocxParagraph():
                found.append(block.text)
            case DocxTable():
                # a paragraph a line of a cell; a cell joined downwards is met again and left out
                for row in block._tbl.tr_lst:
                    for cell in row.tc_lst:
                        found.append("\n".join(p.text for p in cell.p_lst))
    return [bare for text in found if (bare := text.replace("\t", "").replace("\n", ""))]


def said(laid: Laid) -> list[str]:
    found = []
    for block in laid.flow.blocks:
        match block:
            case Paragraph():
                found.append(block.text + block.end)
            case TableRow():
                found += [cell.replace("\n", "") for cell in block.cells]
            case LetterHead():
                found.append(block.mark)
            case JointMark():
                found += [block.names[0], block.suffix, *block.names[1:]]
    return [*filter(None, found)]


def tail_said(laid: Laid) -> list[str]:
    return ["".join(f"{row.label}{row.text}{row.end}" for row in group) for group in laid.flow.tail]


@pytest.mark.parametrize("kind", Kind)
def test_text_in_is_text_out(kind: Kind, tmp_path: Path) -> None:
    laid, document = written(papers.rich(kind), tmp_path / "文.docx")
    assert texts(document) == [*said(laid), *tail_said(laid)]


_words = st.text(
    alphabet=st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")),
    min_size=1,
    max_size=120,
)
_cells = st.lists(st.lists(_words, min_size=2, max_size=2), max_size=6)


@given(body=st.lists(_words.filter(str.strip), min_size=1, max_size=5), rows=_cells, kind=st.sampled_from(list(Kind)))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_is_text_out(body: list[str], rows: list[list[str]], kind: Kind, tmp_path: Path) -> None:
    table = Table(columns=("甲", "乙"), rows=tuple(map(tuple, rows)))
    document = papers.document(kind, body=(*body, table), attachments=(Attachment(title="表", body=tuple(body)),))
    laid, found = written(document, tmp_path / "文.docx")
    assert [text.replace(" ", "") for text in texts(found)] == [
        text.replace("\t", "").replace(" ", "") for text in (*said(laid), *tail_said(laid)) if text.replace(" ", "")
    ]


def test_a_divided_paragraph_is_one_paragraph_with_a_page_break(tmp_path: Path) -> None:
    text = f"一、{'请各单位结合实际认真研究' * 5}。{'抓好落实，按时报送情况。' * 8}"
    laid, document = written(papers.document(body=(text,)), tmp_path / "paper.docx")
    assert laid.layout.division is not None
    divided = next(p for p in document.paragraphs if p.text == text)
    broken = [place for place, run in enumerate(divided.runs) if run._r.xpath("w:br[@w:type='page']")]
    assert len(broken) == 1
    assert "".join(run.text for run in divided.runs[: broken[0]]) == text[: laid.layout.division.at]


def test_the_same_paper_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("一.docx", "二.docx"):
        written(papers.long(Kind.NOTICE), tmp_path / name)
    assert (tmp_path / "一.docx").read_bytes() == (tmp_path / "二.docx").read_bytes()


def test_what_word_needs_is_there(tmp_path: Path) -> None:
    path = tmp_path / "文.docx"
    _, document = written(papers.rich(Kind.NOTICE), path)
    names = {style.name for style in document.styles}
    assert {"公文标题", "公文正文", "一级标题", "主送机关", "附件标志", "署名和日期", "版记"} <= names
    table = next(t for t in document.tables if t.cell(0, 0).text == "序号")
    assert "tblHeader" in table.rows[0]._tr.xml and "cantSplit" in table.rows[1]._tr.xml
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        body = archive.read("word/document.xml").decode()
        assert "wp:anchor" in body and "方正小标宋简体" in archive.read("word/styles.xml").decode()
        assert sum(name.startswith("word/media/") for name in archive.namelist()) == 1
        assert sum(name.startswith("word/footer") for name in archive.namelist()) == 2


def test_a_letter_has_a_first_page_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "函.docx"
    _, document = written(papers.document(Kind.LETTER), path)
    first = document.sections[0]
    assert first.different_first_page_header_footer
    assert "thinThickSmallGap" in first.first_page_footer._element.xml
    assert "PAGE" not in first.first_page_footer._element.xml
    assert "PAGE" in first.footer._element.xml and "PAGE" in first.even_page_footer._element.xml
