"""Every format that offices and other systems write, told by what is in it; and what is none."""

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_desk.documents.reading.roster import read_roster_bytes
from cppcc_desk.documents.reading.tables import sheets
from cppcc_desk.domain.roster import RosterColumn as Column
from cppcc_desk.domain.submission import ReadStatus
from tests.documents.reading.make import docx, piece, zipped
from tests.documents.reading.roster.books import HEADS, PEOPLE, ROWS, container, people, refusal, sheet, xls, xlsx

TABLE = "\r\n".join(",".join(row) for row in (HEADS, *ROWS)) + "\r\n"


# --- .xlsx -----------------------------------------------------------------------------------------------------------


def test_shared_texts_in_runs_with_pinyin_and_escapes() -> None:
    texts = (
        "<si><t>姓名</t></si><si><t>界别</t></si>"
        "<si><r><t>柳</t></r><r><t>青禾</t></r><rPh sb='0' eb='1'><t>LIU</t></rPh></si><si><t>教育界_x000D_\n</t></si>"
    )
    rows = [["<c t='s'><v>0</v></c>", "<c t='s'><v>1</v></c>"], ["<c t='s'><v>2</v></c>", "<c t='s'><v>3</v></c>"]]
    result = read_roster_bytes(xlsx(sheet(rows), sharedStrings=texts), "名册.xlsx")
    assert people(result) == [("柳青禾", "教育界", "")]
    assert result.status is ReadStatus.ACCEPTED


def test_formulas_count_with_the_result_that_is_kept() -> None:
    kept = "<c t='str'><f>TRIM(A9)</f><v>柳青禾</v></c>"
    failed = "<c t='e'><f>VLOOKUP(1)</f><v>#N/A</v></c>"
    result = read_roster_bytes(xlsx(sheet([("姓名", "界别"), (kept, failed)])), "名册.xlsx")
    assert people(result) == [("柳青禾", "", "")]
    assert "界别的公式出错" in result.warnings[0]


def test_formulas_without_a_result_are_said() -> None:
    bare = "<c><f>TRIM(A9)</f></c>"
    result = read_roster_bytes(xlsx(sheet([("姓名", "界别"), ("柳青禾", bare), (bare, "教育界")])), "名册.xlsx")
    assert people(result) == [("柳青禾", "", "")]
    assert any("第 3 行有内容，但没有姓名" in w for w in result.warnings)
    assert any("第 2 行：界别是公式" in w for w in result.warnings)
    assert "公式" in refusal(xlsx(sheet([("姓名", "界别"), (bare, bare)])))


def test_days_by_their_format_and_by_the_other_count() -> None:
    styles = (
        "<numFmts><numFmt numFmtId='170' formatCode='yyyy\"年\"m\"月\"'/></numFmts>"
        "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/></cellXfs>"
    )
    rows = [
        ("姓名", "出生日期"),
        ("甲某", "<c s='1'><v>27404</v></c>"),
        ("乙某", "<c s='2'><v>27395</v></c>"),
        ("丙某", 27404),
        ("丁某", "<c t='d'><v>1975-01-10T00:00:00</v></c>"),
    ]
    result = read_roster_bytes(xlsx(sheet(rows), styles=styles), "名册.xlsx")
    assert [row[Column.BORN_ON] for row in result.rows] == ["1975-01-10", "1975-01", "1975-01-10", "1975-01-10"]
    other = [("姓名", "出生日期"), ("甲某", "<c s='1'><v>25942</v></c>"), ("丙某", 25942)]
    result = read_roster_bytes(xlsx(sheet(other), styles=styles, properties='date1904="1"'), "名册.xlsx")
    assert [row[Column.BORN_ON] for row in result.rows] == ["1975-01-10", "1975-01-10"]


def test_cells_without_references_and_rows_far_down() -> None:
    rows = (
        "<row><c t='inlineStr'><is><t>姓名</t></is></c></row>"
        "<row r='1048576'><c t='inlineStr'><is><t>柳青禾</t></is></c></row>"
    )
    part = sheet([]).replace("<sheetData>", "<sheetData>" + rows)
    (row,) = read_roster_bytes(xlsx(part), "名册.xlsx").rows
    assert (row[Column.NAME], row.number) == ("柳青禾", 1048576)


def test_joined_cells_over_the_whole_sheet_cost_nothing() -> None:
    part = sheet([("姓名",), ("柳青禾",)], joined=["A1:XFD1048576", "A5:A4", "x", *["B2:XFD1048576"] * 2000])
    assert len(read_roster_bytes(xlsx(part), "名册.xlsx").rows) == 1


def test_macros_are_not_run_and_not_in_the_way() -> None:
    data = xlsx(sheet([HEADS, *ROWS]), vbaProject="")
    assert read_roster_bytes(data, "名册.xlsm").status is ReadStatus.ACCEPTED


def test_a_workbook_that_is_damaged_is_said() -> None:
    good = xlsx(sheet([HEADS, *ROWS]))
    assert "损坏" in refusal(good[: len(good) // 2])
    assert "损坏" in refusal(xlsx(sheet([HEADS])[:-30]))
    assert "损坏" in refusal(xlsx(sheet([HEADS]), drop=("xl/workbook.xml",)))
    assert "工作表" in refusal(xlsx(sheet([HEADS]), drop=("xl/worksheets/sheet1.xml",)))
    assert "DTD" in refusal(xlsx("<!DOCTYPE x [<!ENTITY a 'b'>]>" + sheet([HEADS])))


def test_a_bomb_and_a_table_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "过大" in refusal(xlsx(sheet([HEADS]) + " " * (30 * 1024 * 1024)))
    monkeypatch.setattr(sheets, "MOST_ROWS", 50)
    assert "不像名册" in refusal(xlsx(sheet([HEADS, *[ROWS[0]] * 60])))


def test_a_password_is_said() -> None:
    data = bytearray(xlsx(sheet([HEADS, *ROWS])))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            data[start + place] |= 1
            start += 4
    assert "密码" in refusal(bytes(data))
    assert "密码" in refusal(container(EncryptedPackage=b"x" * 5000))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_any_damage_inside_a_workbook_ends_in_rows_or_a_sentence(seed: int) -> None:
    chance = random.Random(seed)
    part = bytearray(sheet([HEADS, *ROWS], joined=["A1:A2"]).encode())
    for _ in range(chance.randrange(1, 6)):
        part[chance.randrange(len(part))] = chance.randrange(256)
    members = {info.filename: zipfile.ZipFile(io.BytesIO(GOOD)).read(info) for info in INFOS}
    result = read_roster_bytes(zipped({**members, "xl/worksheets/sheet1.xml": bytes(part)}), "名册.xlsx")
    assert bool(result.rows) != bool(result.message)


GOOD = xlsx(sheet([HEADS, *ROWS]))
INFOS = zipfile.ZipFile(io.BytesIO(GOOD)).infolist()


# --- text ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("sign", [",", "\t", ";", "|", "，"])
def test_text_in_every_encoding_with_every_separator(codec: str, sign: str) -> None:
    result = read_roster_bytes(TABLE.replace(",", sign).encode(codec), "名册.csv")
    assert (people(result), result.status, result.warnings) == (PEOPLE, ReadStatus.ACCEPTED, ())


def test_quoted_cells_of_several_lines_and_numbers_kept_from_excel() -> None:
    text = '姓名,工作单位及职务,联系电话\n柳青禾,"云溪县\n第一中学,校长","=""13800000101"""\n骆文远,,="13800000102"\n'
    first, second = read_roster_bytes(text.encode(), "名册.csv").rows
    assert first[Column.UNIT_POSITION] == "云溪县第一中学,校长"
    assert (first[Column.PHONE], second[Column.PHONE], second.number) == ("13800000101", "13800000102", 3)


def test_a_separator_that_the_file_names_and_a_lone_quotation_mark() -> None:
    result = read_roster_bytes('sep=;\r\n姓名;界别\r\n柳"青禾;教育界\r\n骆文远;经济界\r\n'.encode("gbk"), "名册.csv")
    assert [(row[Column.NAME], row.number) for row in result.rows] == [('柳"青禾', 3), ("骆文远", 4)]


def test_a_number_that_a_text_shows_cut_short_is_not_taken() -> None:
    result = read_roster_bytes("姓名,手机\n柳青禾,1.38E+10\n".encode(), "名册.csv")
    assert people(result) == [("柳青禾", "", "")]
    assert "末几位已丢失" in result.warnings[0]


def test_an_encoding_that_a_person_chose() -> None:
    data = "姓名,界別\n張三,教育界\n".encode("big5")
    assert read_roster_bytes(data, "名册.csv", encoding="Big5").rows[0][Column.NAME] == "張三"
    told = [read_roster_bytes(data, "名册.csv", encoding=encoding) for encoding in ("Big5", "UTF-16LE")]
    assert [(bool(result.rows), result.is_text) for result in told] == [(True, True), (False, True)]
    assert not read_roster_bytes(xlsx(sheet([HEADS, *ROWS])), "名册.xlsx").is_text


def test_text_and_pages_that_are_called_xls_are_read_with_a_word() -> None:
    result = read_roster_bytes(TABLE.replace(",", "\t").encode("gbk"), "名册.xls")
    assert people(result) == PEOPLE
    assert (result.status, result.warnings) == (
        ReadStatus.ACCEPTED_WITH_WARNING,
        ("扩展名是 .xls，内容其实是文本表格，已按内容读入，请核对。",),
    )
    assert "旧版 Excel 工作簿" in read_roster_bytes(xls(), "名册.xlsx").warnings[0]


# --- web pages and XML -----------------------------------------------------------------------------------------------

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{0}"></head><body>
<table><tr><td>导航</td></tr></table>
<table border=1><caption>名册</caption><thead>
<tr><th rowspan=2>姓名<th rowspan=2>界别<th colspan=2>联系方式</tr>
<tr><th>手机<th>座机</tr></thead>
<tr><td>柳青禾</td><td rowspan=2>教育&nbsp;界<br></td><td x:num="13800000101">1.38E+10</td><td>6666&#49;234</td></tr>
<tr><td><p>骆文<b>远</b></p></td><td>138 0000 0102<td></tr>
<tr style="display:none"><td>傅兆平<td>农业界</tr>
</table></body></html>"""


@pytest.mark.parametrize("codec", ["utf-8", "gb2312", "utf-16"])
def test_a_web_page_that_is_called_xls(codec: str) -> None:
    result = read_roster_bytes(PAGE.format(codec).encode(codec), "名册.xls")
    assert people(result) == [
        ("柳青禾", "教育 界", "13800000101"),
        ("骆文远", "教育 界", "13800000102"),
        ("傅兆平", "农业界", ""),
    ]
    assert result.rows[0][Column.OTHER_PHONE] == "66661234"
    assert "网页（HTML）表格" in result.warnings[0]


def test_a_page_without_a_roster_is_refused() -> None:
    assert "没有表格" in refusal(b"<html><body><p>x</p></body></html>", "名册.xls")
    assert "表头" in refusal("<table><tr><td>单位</td></tr></table>".encode(), "名册.xls")
    deep = b"<html><body>" + b"<table><tr><td>" * 5000
    assert read_roster_bytes(deep, "名册.xls").status is ReadStatus.REFUSED
    wide_page = "<table><tr><th colspan=99999999>姓名</tr><tr><td rowspan=9999999>柳青禾</tr></table>"
    assert read_roster_bytes(wide_page.encode(), "名册.html").rows[0][Column.NAME] == "柳青禾"


XML = """<?xml version="1.0" encoding="{0}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="名册"><Table>
<Row ss:Index="3"><Cell><Data ss:Type="String">姓名</Data></Cell><Cell><Data ss:Type="String">界别</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">手机</Data></Cell><Cell><Data ss:Type="String">出生日期</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">柳<B xmlns="http://www.w3.org/TR/REC-html40">青</B>禾</Data></Cell>
<Cell ss:MergeDown="1"><Data ss:Type="String">教育界</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="Number">13800000101</Data></Cell>
<Cell><Data ss:Type="DateTime">1975-01-10T00:00:00.000</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="String">骆文远</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=A1"/></Row>
</Table></Worksheet>
<Worksheet ss:Name="旧"><Table><Row><Cell><Data ss:Type="String">姓名</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">傅兆平</Data></Cell></Row></Table>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>"""


@pytest.mark.parametrize("codec", ["utf-8", "gb2312", "utf-16"])
def test_an_xml_spreadsheet_that_is_called_xls(codec: str) -> None:
    result = read_roster_bytes(XML.format(codec).encode(codec), "名册.xls")
    assert people(result) == [("柳青禾", "教育界", "13800000101"), ("骆文远", "教育界", "")]
    assert (result.rows[0][Column.BORN_ON], result.rows[0].number) == ("1975-01-10", 4)
    said = "".join(result.warnings)
    for word in ("XML 表格", "隐藏的工作表", "第 5 行隐藏着", "联系电话的公式出错", "出生日期是公式"):
        assert word in said


# --- what is no roster -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空文件"),
        (b"\0" * 900, "空文件"),
        (b"%PDF-1.7\n%%EOF", "这是 PDF 文件，不是名册"),
        (b"%PDF-1.7 /Encrypt\n%%EOF", "PDF"),
        (docx(piece()), "这是 Word 文档，不是名册"),
        (container(WordDocument=b"x"), "旧版 Word"),
        (container(Nothing=b"x"), "没有 Excel 表格"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 900, "损坏"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "暂不支持"),
        (zipped({"xl/workbook.bin": b"x"}), ".xlsb"),
        (zipped({"[Content_Types].xml": b"x", "ppt/presentation.xml": b"x"}), "PowerPoint"),
        (zipped({"[Content_Types].xml": b"x"}), "损坏"),
        (zipped({"名册/名册.xlsx": b"x"}), "压缩包"),
        (b"Rar!\x1a\x07\x00", "压缩包"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"MZ\x90\0", "程序"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nx", "网页"),
        (b"<?xml version='1.0'?><a/>", "XML 数据文件"),
        ("各位委员：请于周五前报送名册。".encode(), "表头"),
        (b'{"a": 1}', "表头"),
        (bytes(range(1, 256)) * 200, "不是名册"),
    ],
    # A package holds the moment it was made: it can name no test.
    ids=lambda value: "file" if isinstance(value, bytes) else value,
)
def test_every_other_kind_is_refused_with_what_it_is(data: bytes, word: str) -> None:
    assert word in refusal(data)
    assert word in refusal(data, "名册.csv")


@pytest.mark.parametrize("name", ["~$名册.xlsx", "._名册.xlsx", "Thumbs.db"])
def test_companions_are_passed_over(name: str) -> None:
    result = read_roster_bytes(xlsx(sheet([HEADS, *ROWS])), name)
    assert (result.status, result.rows) == (ReadStatus.SKIPPED, ())
    assert "跳过" in result.message
