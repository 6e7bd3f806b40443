"""Styles cut out of the bytes of their part say what the parsed part says; a part written otherwise is parsed whole."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from cppcc_desk.documents.reading.blocks import Align
from cppcc_desk.documents.reading.styles import Style, Styles
from cppcc_desk.paths import resource
from tests.documents.reading.make import STRICT, W, part

NORMAL = "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>"
TITLE = (
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="标题"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
)
SAMPLES = sorted(resource("sample/submissions").rglob("*.docx"))


def _template() -> bytes:
    target = io.BytesIO()
    Document().save(target)
    return target.getvalue()


@pytest.mark.parametrize("source", [None, *SAMPLES], ids=lambda path: path.stem if path else "python-docx")
def test_cutting_finds_what_parsing_finds(source: Path | None) -> None:
    with zipfile.ZipFile(io.BytesIO(source.read_bytes() if source else _template())) as archive:
        styles = archive.read("word/styles.xml")
    by_cutting, by_parsing = Styles(styles), Styles(styles + b"<!-- a part with a comment is parsed whole -->")
    for name in ("", "Normal", "Heading1", "Title", "ListBullet", "a", "a3", "Header", "TableGrid", "没有"):
        assert by_cutting.get(name) == by_parsing.get(name)
        assert by_cutting.hides(name) == by_parsing.hides(name)


@pytest.mark.parametrize(
    "styles",
    [
        part("styles", NORMAL + TITLE),
        part("styles", NORMAL + TITLE).replace(W, STRICT),
        part("styles", NORMAL + TITLE.replace("styleId='t'", "styleId='&#116;'")),
        part("styles", NORMAL + TITLE.replace("<w:style w:type", "<w:style\n  w:type")),
        part("styles", NORMAL + f"<!-- {TITLE.replace('44', '10')} -->" + TITLE),
        part("styles", NORMAL + TITLE + f"<!-- {TITLE.replace('44', '10')} -->"),
        part("styles", NORMAL + TITLE).replace("w:", "x:").replace("xmlns:w=", "xmlns:x="),
        part("styles", TITLE.replace("44", "10") + NORMAL + TITLE),
    ],
    ids=["cut", "strict", "entity", "line break", "comment before", "comment after", "prefix", "twice"],
)
def test_a_style_is_found_however_it_is_written(styles: str) -> None:
    found = Styles(styles.encode())
    assert found.get("t") == Style(align=Align.CENTRE, size=44, is_title=True)
    assert found.get("没有") == found.get("") == found.get("a") == Style()
    assert found.hides("t") is None and not found.may_hide


def test_styles_based_on_each_other_end() -> None:
    circle = TITLE.replace('"a"', '"u"') + TITLE.replace('"t"', '"u"').replace('"a"', '"t"').replace("44", "32")
    assert Styles(part("styles", circle).encode()).get("t").size == 44


def test_what_cannot_be_parsed_is_plain() -> None:
    broken = part("styles", NORMAL + TITLE.replace("<w:sz", "<w:sz w:val=")).encode()
    assert Styles(broken).get("t") == Styles(b"<broken").get("t") == Styles().get("t") == Style()
