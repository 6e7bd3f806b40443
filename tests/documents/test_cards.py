"""信息员证 and 聘书 as .docx: whole cards true to size, pictures once each, on the pages that the press makes."""

import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from cppcc_desk.documents.cards import write_cards
from cppcc_desk.documents.forms import write_forms
from cppcc_desk.domain.cards import CardSheets
from cppcc_desk.domain.cards import face as card
from cppcc_desk.press.cards import lay_cards
from tests import forms, office_suite
from tests.cards import NOTICE, face, picture, sheets


def written(cards: CardSheets, folder: Path) -> Any:
    path = folder / "信息员证.docx"
    write_cards(cards, path)
    return docx.Document(str(path))


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def test_cards_are_true_to_size_ten_to_a_sheet(tmp_path: Path) -> None:
    body = written(sheets(*[face()] * 11, notice=NOTICE), tmp_path).element.body
    table = body.find(qn("w:tbl"))
    widths = [int(column.get(qn("w:w"))) for column in table.find(qn("w:tblGrid"))]
    assert sum(widths) == pytest.approx(twips(2 * card.WIDTH), abs=4)
    heights = [row.find(qn("w:trPr")).find(qn("w:trHeight")) for row in table.findall(qn("w:tr"))]
    assert {height.get(qn("w:hRule")) for height in heights} == {"exact"}
    total = sum(int(height.get(qn("w:val"))) for height in heights)
    assert total == pytest.approx(4 * 5 * twips(card.HEIGHT), abs=40)  # two sheets, front and back
    for cell in body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")  # Word calls a file without it damaged
    text = "".join(t.text or "" for t in body.iter(qn("w:t")))
    assert text.count("柳青禾") == 11 and text.count("持　证　须　知") == 11


def test_every_text_of_a_card_is_in_the_file(tmp_path: Path) -> None:
    told = ("古丽努尔·阿卜杜热合曼", "县农业农村局农业技术推广中心")
    body = written(sheets(face(name=told[0], unit=told[1])), tmp_path).element.body
    text = "".join("".join(t.text or "" for t in body.iter(qn("w:t"))).split())
    for words in (*told, "10-001", "至2026年12月17日", "政协云溪县委员会"):
        assert words in text
    assert text.count("照片") == 1  # a box to paste one into


def test_a_long_name_of_the_office_stands_whole_on_two_lines(tmp_path: Path) -> None:
    office = "中国人民政治协商会议新疆维吾尔自治区巴音郭楞蒙古自治州和静县开发区委员会"
    assert len(face(office=office).head.lines) == 2
    body = written(sheets(face(office=office)), tmp_path).element.body
    text = "".join("".join(t.text or "" for t in body.iter(qn("w:t"))).split())
    assert text.startswith(office)


def test_a_picture_stands_in_its_card_at_its_size_and_is_kept_once(tmp_path: Path) -> None:
    shown = picture()
    document = written(sheets(face(photo=shown), face(photo=shown), face(photo=picture(1))), tmp_path)
    for inline in document.element.body.iter(qn("wp:inline")):
        extent = inline.find(qn("wp:extent"))
        width, height = (int(extent.get(side)) / 36000 for side in ("cx", "cy"))
        assert (width, height) == pytest.approx((card.PHOTO_WIDTH, card.PHOTO_HEIGHT), abs=0.05)
    with zipfile.ZipFile(tmp_path / "信息员证.docx") as packed:
        assert len([name for name in packed.namelist() if name.startswith("word/media/")]) == 2


def test_the_same_cards_are_the_same_file(tmp_path: Path) -> None:
    for name in ("一", "二"):
        write_cards(sheets(face(photo=picture()), notice=NOTICE), tmp_path / f"{name}.docx")
    assert (tmp_path / "一.docx").read_bytes() == (tmp_path / "二.docx").read_bytes()


def test_letters_of_appointment_stand_in_one_file_in_a_frame(tmp_path: Path) -> None:
    path = tmp_path / "聘书.docx"
    made = [forms.form("聘书", size) for size in forms.ALL]
    write_forms(made, path, title="聘书 3份", pages=1)
    document = docx.Document(str(path))
    breaks = [p for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert [p.text for p in breaks] == ["聘　书", "聘　书"]
    borders = document.element.body.find(qn("w:sectPr")).find(qn("w:pgBorders"))
    assert [side.get(qn("w:val")) for side in borders] == ["double"] * 4
    assert document.core_properties.title == "聘书 3份"


@pytest.mark.paper
@pytest.mark.skipif(bool(office_suite.why_not()), reason=office_suite.why_not())
def test_libreoffice_makes_the_same_pages_with_cards_at_the_same_size(tmp_path: Path) -> None:
    many = sheets(*[face(photo=picture())] * 23, notice=NOTICE)
    write_cards(many, tmp_path / "信息员证.docx")
    letters = [forms.form("聘书", size) for size in ("usual", "empty", "usual")]
    write_forms(letters, tmp_path / "聘书.docx", title="聘书", pages=1)
    office_suite.to_pdf(sorted(tmp_path.glob("*.docx")), tmp_path)
    pymupdf = pytest.importorskip("pymupdf")
    with pymupdf.open(tmp_path / "信息员证.pdf") as made:
        assert made.page_count == len(lay_cards(many).pages) == 6
        pictures = made[0].get_image_rects(made[0].get_images()[0][0])
        assert len(pictures) == 10
        tops = sorted({round(rect.y0 / 72 * 25.4, 1) for rect in pictures})
        assert [low - high for high, low in pairwise(tops)] == pytest.approx([card.HEIGHT] * 4, abs=0.3)
        assert pictures[0].width / 72 * 25.4 == pytest.approx(card.PHOTO_WIDTH, abs=0.1)
    with pymupdf.open(tmp_path / "聘书.pdf") as made:
        assert made.page_count == 3
