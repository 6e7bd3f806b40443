"""Own 版头: what is read from pictures and Word files, where it lands on the page, what is refused."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from PySide6.QtGui import QGuiApplication

from cppcc_desk.documents.letterheads import letterhead_of
from cppcc_desk.documents.official import write_paper
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.flow import Align
from cppcc_desk.domain.grid import LEFT, TOP, TWIPS_PER_MM, WIDTH
from cppcc_desk.domain.layout import Face, Ink, Layout, Picture, Rule, Text
from cppcc_desk.domain.official import (
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
from tests.office_suite import to_pdf

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
    assert letterhead_of(letterheads.mark_picture(), "", Covers.HEAD).covers is Covers.HEAD


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


MARK, RULE, text = letterheads.MARK_XML, letterheads.LINE_XML, letterheads.text_xml
GROUP = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="5616000" cy="0"/><a:graphic><a:graphicData uri="x">'
    "<wpg:wgp/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def pict(inner: str) -> str:
    return f"<w:p><w:r><w:pict><v:shapetype/>{inner}</w:pict></w:r></w:p>"


def in_header(kind: str = "default", more: str = "") -> bytes:
    header = letterheads.word_xml(MARK)
    with zipfile.ZipFile(io.BytesIO(header)) as made:
        part = made.read("word/document.xml")
    return letterheads.word_xml(
        text(""),
        RULE,
        section=f'<w:headerReference w:type="{kind}" r:id="rId99"/>{letterheads.MARGINS}{more}',
        parts={"word/header9.xml": part},
        relations=letterheads.relation_xml("header9.xml", "header"),
    )


def strict() -> bytes:
    usual = letterheads.word_xml(MARK)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(usual)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            transitional = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            data = old.read(name).replace(transitional, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            new.writestr(name, data)
    return made.getvalue()


def with_picture(data: bytes, *, height_mm: float = 15) -> bytes:
    return letterheads.word_xml(
        letterheads.picture_xml(height_mm=height_mm),
        RULE,
        parts={"media/红头.emf": data},
        relations=letterheads.relation_xml("../media/红头.emf"),
    )


def read(*blocks: str, **given: Any) -> Letterhead:
    return letterhead_of(letterheads.word_xml(*blocks, **given), "红头.docx", None)


def rules_of(head: Letterhead) -> list[HeadRule]:
    return [part for part in head.parts if isinstance(part, HeadRule)]


def words_of(head: Letterhead) -> list[str]:
    return [part.text for part in head.parts if isinstance(part, HeadText)]


def test_a_drawn_line_ends_the_head_wherever_it_hangs(qapp: QGuiApplication) -> None:
    red = '<a:ln w="28575"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln>'
    filled = '<a:solidFill><a:prstClr val="red"/></a:solidFill>'
    for hung in (
        letterheads.shape_xml("line", below_mm=60, rest=red),
        letterheads.shape_xml("rect", height_mm=0.8, below_mm=59.6, rest=filled),
        pict('<v:line from="0,60mm" to="442pt,60mm" strokecolor="red"/>'),
    ):
        head = read(hung, MARK, *[text("正文")] * 9)
        (rule,) = rules_of(head)
        assert (rule.top + rule.thickness * MM / 2) / MM == pytest.approx(60, abs=0.1)
        assert rule.ink is Ink.RED
        assert words_of(head)[0] == "云溪县政协文件" and len(words_of(head)) < 9
        assert all(part.top <= rule.top for part in head.parts)


def test_what_stands_in_content_controls_is_read(qapp: QGuiApplication) -> None:
    head = read(f"<w:sdt><w:sdtContent>{MARK}<w:sdt><w:sdtContent>{RULE}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>")
    assert (head.covers, words_of(head)) == (Covers.HEAD, ["云溪县政协文件"])


def test_a_header_that_the_first_page_does_not_show_does_not_matter(qapp: QGuiApplication) -> None:
    assert letterhead_of(in_header("even"), "", None).parts
    assert letterhead_of(in_header("default", "<w:titlePg/>"), "", None).parts


def test_a_picture_is_found_where_its_relation_says(qapp: QGuiApplication) -> None:
    head = letterhead_of(with_picture(letterheads.mark_picture()), "", None)
    assert [part.width / MM for part in head.parts if isinstance(part, HeadPicture)] == [pytest.approx(100, abs=0.1)]


def test_blank_lines_are_as_high_as_their_marks_and_snap_to_the_grid(qapp: QGuiApplication) -> None:
    def mark_top(blank: str, *, grid: str = "") -> int:
        return next(part.top for part in read(blank, MARK, RULE, section=letterheads.MARGINS + grid).parts)

    rows = '<w:docGrid w:type="lines" w:linePitch="312"/>'
    assert mark_top(text("", size=16)) == 416
    assert mark_top(text("", size=12), grid=rows) == 312
    assert mark_top(text("", size=16), grid=rows) == 624
    assert mark_top(text("", size=16), grid='<w:docGrid w:linePitch="312"/>') == 416
    assert mark_top(text("", paragraph='<w:snapToGrid w:val="0"/>'), grid=rows) == 416
    assert mark_top(text("", paragraph='<w:spacing w:line="579" w:lineRule="exact"/>'), grid=rows) == 579
    assert mark_top(text("", paragraph='<w:spacing w:line="500" w:lineRule="atLeast"/>'), grid=rows) == 624


@pytest.mark.parametrize(
    "lines",
    [
        ("2026年第3期",),
        ("（总第128期）",),
        ("第3期（总第128期）",),
        ("第×期", "云溪县政协办公室编　　　2026年1月5日"),
        ("第 3 期", "（总第128期）", "云溪县政协办公室　　二〇二六年一月五日"),
        ("云政协〔2026〕3号",),
    ],
)
def test_lines_that_change_from_issue_to_issue_give_way(qapp: QGuiApplication, lines: tuple[str, ...]) -> None:
    head = read(MARK, *map(text, lines), RULE)
    assert words_of(head) == ["云溪县政协文件"]
    assert head.number_foot == 50 * 26 + len(lines) * 416
    assert words_of(read(MARK, text("内部资料　注意保存"), text("第一届委员会"), RULE))[1:] != []


def test_copy_number_and_urgency_stand_above_the_mark(qapp: QGuiApplication) -> None:
    head = read(text("000001"), MARK, text("云政协〔2026〕3号"), RULE)
    assert words_of(head) == ["云溪县政协文件"]
    head = read(MARK, text("云政协〔2026〕3号"), RULE)
    _, _, (line,), told = first_page(under(head))
    _, _, (moved,), marked = first_page(under(head, copy_no=1, urgency="特急"))
    assert marked["特急"].baseline < marked["云溪县政协文件"].baseline - 10
    assert moved.y1 - line.y1 == pytest.approx(2 * 579 / MM, abs=0.1)
    number = next(words for words in told if words.startswith("云政协"))
    assert marked[number].baseline - told[number].baseline == pytest.approx(2 * 579 / MM, abs=0.1)


def test_only_a_picture_as_wide_as_the_sheet_is_a_scan_of_it(qapp: QGuiApplication) -> None:
    for wide, width in ((190, WIDTH), (210, 11906), (264, WIDTH)):
        head = letterhead_of(letterheads._picture(wide, wide * 0.5, text="", baseline_mm=20, rule_mm=None), "", None)
        assert [part.width for part in head.parts if isinstance(part, HeadPicture)] == [width]


def test_looks_of_old_and_odd_files_are_understood(qapp: QGuiApplication) -> None:
    def only(block: str, **given: Any) -> HeadText:
        return next(part for part in read(block, RULE, **given).parts if isinstance(part, HeadText))

    styled = '<w:spacing w:val="INF"/><w:color w:val="{}"/>'
    assert only(text("x", look=styled.format("red"))).ink is Ink.RED
    assert only(text("x", look=styled.format("f00"))).ink is Ink.RED
    assert only(text("x", look=styled.format("blue"))).ink is Ink.BLACK
    both = '<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr>'
    run = '<w:r><w:rPr><w:rFonts w:ascii="SimSun"/></w:rPr><w:t>x</w:t></w:r>'
    assert only(f"<w:p><w:pPr>{both}</w:pPr>{run}</w:p>").face is Face.SONG  # the mark's looks are not the text's
    known = f"<w:docDefaults><w:rPrDefault>{both}</w:rPrDefault></w:docDefaults>"
    assert only(f"<w:p>{run}</w:p>", styles=known).face is Face.HEI
    assert only(text("x", paragraph='<w:ind w:leftChars="200"/>', size=16)).left == 2 * 210
    assert only(text("x", paragraph='<w:ind w:left="0" w:leftChars="200"/>')).left == 0
    wide = letterheads.MARGINS.replace('w:left="1588"', 'w:left="1800"').replace('w:top="2098"', 'w:top="1440"')
    first = f"<w:p><w:pPr><w:sectPr>{wide}</w:sectPr></w:pPr></w:p>"
    part = only(text("x") + first)
    assert (part.left, part.top) == (1800 - LEFT, 1440 - TOP)


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
        (lambda: letterheads.word_xml(MARK, letterheads.shape_xml("star5"), RULE), "有画上去的图形"),
        (lambda: letterheads.word_xml(MARK, letterheads.shape_xml("line", width_mm=60), RULE), "有画上去的图形"),
        (lambda: letterheads.word_xml(MARK, letterheads.shape_xml("rect", height_mm=20), RULE), "有画上去的图形"),
        (lambda: letterheads.word_xml(MARK, GROUP, RULE), "有画上去的图形"),
        (lambda: letterheads.word_xml(MARK, pict('<v:rect style="width:400pt;height:2pt"/>'), RULE), "有画上去的图形"),
        (lambda: letterheads.word_xml(MARK, pict("<v:group><v:line/></v:group>"), RULE), "有画上去的图形"),
        (lambda: letterheads.word_xml(MARK, pict('<v:line from="0,1.2.3pt" to="9e9pt,5"/>')), "有画上去的图形"),
        (lambda: letterheads.word_xml(MARK, pict('<v:shape><v:imagedata r:id="x"/></v:shape>')), "有旧格式的图片"),
        (lambda: letterheads.word_xml(MARK, '<w:p><w:r><w:sym w:char="F0A7"/></w:r></w:p>', RULE), "有符号字体的字符"),
        (lambda: letterheads.word_xml(MARK, text("x", paragraph="<w:framePr/>"), RULE), "有图文框"),
        (in_header, "红头在页眉里"),
        (strict, "请另存为普通的 Word 文档"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "请去掉打开密码"),
        (lambda: with_picture(b"not a picture"), "里的图片“红头.emf”不能用"),
        (lambda: with_picture(letterheads.mark_picture(), height_mm=297), "首页排不下"),
        (lambda: letterheads.word_xml(*[text("")] * 13, MARK), "请裁到 109 毫米以内"),
        (lambda: letterheads._picture(100, 76, text="", baseline_mm=20, rule_mm=None), "请裁到 74 毫米以内"),
        (lambda: letterheads._picture(100, 150, text="", baseline_mm=20, rule_mm=None), "首页排不下"),
    ],
)
def test_what_is_no_head_is_refused_with_a_sentence(qapp: QGuiApplication, data: Any, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refusal:
        covers = Covers.MARK if "74" in sentence else None
        letterhead_of(data() if callable(data) else data, "红头", covers)
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


class TestRead:
    """A Word head stands on our page where LibreOffice shows it in its own file."""

    pytestmark = needs_measuring

    def test_a_head_on_a_grid_stands_where_it_stood(self, qapp: QGuiApplication, tmp_path: Path) -> None:
        fitz = pytest.importorskip("fitz")
        # centred as all of a head is; a blank line at the left gets one row from LibreOffice, whatever its size
        blank = text("", paragraph='<w:jc w:val="center"/>')
        # whole rows from margin to margin: LibreOffice shares out what is left over above and below them
        margins = letterheads.MARGINS.replace('w:bottom="1984"', 'w:bottom="2260"')
        data = letterheads.word_xml(
            *[blank] * 3,
            MARK,
            *[blank] * 2,
            text("云政协〔　　　〕　号", paragraph=f'{letterheads.BORDER}<w:jc w:val="center"/>'),
            text("正文"),
            section=f'{margins}<w:docGrid w:type="lines" w:linePitch="312"/>',
        )
        (tmp_path / "head.docx").write_bytes(data)
        to_pdf([tmp_path / "head.docx"], tmp_path)
        page = fitz.open(tmp_path / "head.pdf")[0]
        spans = [s for b in page.get_text("dict")["blocks"] for line in b.get("lines", []) for s in line["spans"]]
        mark = next(span["origin"][1] for span in spans if span["text"] == "云溪县政协文件")
        line = page.get_drawings()[0]["rect"].y0
        _, _, (ours,), told = first_page(under(letterhead_of(data, "head.docx", None)))
        assert told["云溪县政协文件"].baseline == pytest.approx(mark / 72 * 25.4, abs=2)
        assert ours.y1 == pytest.approx(line / 72 * 25.4, abs=2)
