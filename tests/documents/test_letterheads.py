"""Own 版头: what is read from pictures and Word files, where it lands on the page, what is refused."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from PySide6.QtGui import QGuiApplication

from cppcc_desk.documents.letterheads import letterhead_of
from cppcc_desk.documents.official import write_paper
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.grid import LEFT, TOP, TWIPS_PER_MM, WIDTH
from cppcc_desk.domain.layout import Face, Ink, Layout, Picture, Rule, Text
from cppcc_desk.domain.official import (
    Align,
    Covers,
    HeadPicture,
    HeadRule,
    HeadText,
    Kind,
    Letterhead,
    OfficialDocument,
)
from cppcc_desk.errands.documents import lay
from tests import letterheads, papers
from tests.conftest import NOW
from tests.measuring import faults, measured, needs_measuring

MM = TWIPS_PER_MM
RED_LINE = 4.0  # mm under the number


@pytest.fixture(scope="module")
def heads(qapp: QGuiApplication) -> dict[str, Letterhead]:
    files = {
        "mark.png": letterheads.mark_picture(),
        "whole.png": letterheads.whole_picture(),
        "sheet.png": letterheads.sheet_picture(),
        "head.docx": letterheads.word_file(),
        "mark.docx": letterheads.word_file(rule=False),
    }
    return {name: letterhead_of(data, name, None) for name, data in files.items()}


def under(head: Letterhead, kind: Kind = Kind.NOTICE, **given: Any) -> OfficialDocument:
    return replace(papers.document(kind, **given), letterhead=head)


def first_page(document: OfficialDocument) -> tuple[Layout, list[Picture], list[Rule], dict[str, Text]]:
    layout = lay(document, today=NOW.date()).layout
    items = layout.pages[0].items
    pictures = [item for item in items if isinstance(item, Picture)]
    rules = [item for item in items if isinstance(item, Rule) and item.ink is Ink.RED]
    return layout, pictures, rules, {item.text: item for item in items if isinstance(item, Text)}


def test_a_picture_is_the_mark_or_the_whole_head_by_its_shape(heads: dict[str, Letterhead]) -> None:
    covers = {name: head.covers for name, head in heads.items()}
    assert covers == {
        "mark.png": Covers.MARK,
        "whole.png": Covers.HEAD,
        "sheet.png": Covers.HEAD,
        "head.docx": Covers.HEAD,
        "mark.docx": Covers.MARK,
    }
    assert letterhead_of(letterheads.whole_picture(), "", Covers.MARK).covers is Covers.MARK


def test_a_mark_stands_where_the_kind_has_its_mark(heads: dict[str, Letterhead]) -> None:
    _, (picture,), (rule,), told = first_page(under(heads["mark.png"]))
    assert picture.y == pytest.approx(37 + 32, abs=1)  # 35 mm to its ink: the white above the words is the picture's
    assert picture.width == pytest.approx(120, abs=0.1)
    number = next(text for words, text in told.items() if words.startswith("云政协"))
    assert number.baseline < rule.y1 < number.baseline + 6
    assert "政协云溪县委员会文件" not in told


def test_a_whole_head_reaches_to_its_own_line_and_the_number_is_set_over_its_foot(heads: dict[str, Letterhead]) -> None:
    for name, left, top, width in (("whole.png", 28, 37, 156), ("sheet.png", 0, 0, 210)):
        _, (picture,), rules, told = first_page(under(heads[name]))
        assert (picture.x, picture.y, picture.width) == pytest.approx((left, top, width), abs=0.1)
        assert rules == []
        number = next(text for words, text in told.items() if words.startswith("云政协"))
        foot = picture.y + picture.height
        assert foot - number.baseline == pytest.approx(RED_LINE + 2, abs=0.5)


def test_a_letter_bears_the_picture_above_its_double_rule(heads: dict[str, Letterhead]) -> None:
    _, (picture,), rules, _ = first_page(under(heads["mark.png"], Kind.LETTER))
    assert picture.y == pytest.approx(30, abs=0.1)
    assert picture.y + picture.height < min(rule.y1 for rule in rules)


def test_a_word_file_is_understood_line_by_line(heads: dict[str, Letterhead]) -> None:
    head = heads["head.docx"]
    mark, rule = head.parts
    assert isinstance(mark, HeadText)
    assert (mark.text, mark.face, mark.size, mark.ink) == ("云溪县政协文件", Face.XIAOBIAOSONG, 50, Ink.RED)
    assert mark.align is Align.CENTRE
    assert mark.top == pytest.approx(3 * 579 + 5.85 * 20, abs=3)
    assert isinstance(rule, HeadRule)
    assert rule.thickness == pytest.approx(0.7, abs=0.05)
    assert head.number_foot == pytest.approx(mark.top + 1200 + 3 * 579, abs=3)
    _, _, (line,), told = first_page(under(head))
    number = next(text for words, text in told.items() if words.startswith("云政协"))
    assert number.baseline < line.y1 < number.baseline + 6
    assert not any("2023" in words for words in told)  # the number of the file gives way to the paper's


def test_pictures_and_indents_of_a_word_file_keep_their_places(qapp: QGuiApplication) -> None:
    document = docx.Document(io.BytesIO(letterheads.word_file()))
    first = document.paragraphs[0]
    first.add_run().add_picture(io.BytesIO(letterheads.mark_picture()), width=60 * 36_000)
    buffer = io.BytesIO()
    document.save(buffer)
    (picture,) = (part for part in letterhead_of(buffer.getvalue(), "", None).parts if isinstance(part, HeadPicture))
    assert picture.width == pytest.approx(60 * MM, abs=2)
    assert picture.left == (WIDTH - picture.width) // 2
    _, (shown,), _, _ = first_page(under(letterhead_of(buffer.getvalue(), "", None)))
    assert shown.x * MM == pytest.approx(LEFT + picture.left, abs=2)
    assert shown.y * MM == pytest.approx(TOP + picture.top, abs=2)


def with_table() -> bytes:
    document = docx.Document()
    document.add_table(rows=1, cols=2)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def empty() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"not a picture", "不是可用的图片"),
        (b"PK\x03\x04 but no zip", "打不开"),
        (b"\xd0\xcf\x11\xe0 an old .doc", "请另存为 .docx"),
        (with_table, "有表格"),
        (empty, "没有能用作版头的内容"),
        (lambda: letterheads.word_file(rule=False, extra="很长的正文\n" * 60), "首页排不下"),
        (lambda: letterheads._picture(100, 150, text="", baseline_mm=20, rule_mm=None), "首页排不下"),
    ],
)
def test_what_is_no_head_is_refused_with_a_sentence(qapp: QGuiApplication, data: Any, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refusal:
        letterhead_of(data() if callable(data) else data, "红头", None)
    assert "没有写出任何文件" in refusal.value.message


@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.REQUEST, Kind.MINUTES, Kind.BULLETIN])
def test_every_kind_is_set_under_every_head(heads: dict[str, Letterhead], kind: Kind) -> None:
    for head in heads.values():
        layout = lay(under(head, kind), today=NOW.date()).layout
        assert layout.text_on_first_page
        assert not layout.signature_alone


def test_the_same_head_gives_the_same_bytes(heads: dict[str, Letterhead], tmp_path: Path) -> None:
    document = under(heads["whole.png"])
    laid = lay(document, today=NOW.date())
    for name in ("a.docx", "b.docx"):
        write_paper(laid.flow, laid.layout, tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


# What a picture shows cannot be measured as text or as a line.
IN_THE_PICTURE = {"mark.png": {"H01"}, "whole.png": {"H01", "R01"}, "sheet.png": {"H01", "R01"}, "head.docx": set()}


@pytest.mark.parametrize("name", IN_THE_PICTURE)
@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.REQUEST])
@pytest.mark.usefixtures("qapp")
class TestMeasured:
    """By LibreOffice: everything but what the picture itself shows is as the standard says."""

    pytestmark = needs_measuring

    def test_below_the_head_all_is_as_the_standard_says(
        self, heads: dict[str, Letterhead], name: str, kind: Kind, tmp_path: Path
    ) -> None:
        laid = lay(under(heads[name], kind), today=NOW.date())
        path = tmp_path / "paper.docx"
        write_paper(laid.flow, laid.layout, path)
        result = measured(path, papers.CHECKED_AS[kind], tmp_path)
        assert {fault.split()[1] for fault in faults(result)} <= IN_THE_PICTURE[name]
        assert result["pages"] == len(laid.layout.pages)
