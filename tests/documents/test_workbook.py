"""The ledger as .xlsx: text stays text, prints on landscape A4, the same ledger is the same file."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cppcc_desk.documents.workbook import write_ledger
from cppcc_desk.domain.ledger import ColumnKind, Ledger, LedgerColumn

COLUMNS = (
    LedgerColumn(key="intake_no", title="来稿编号", width=11, kind=ColumnKind.SHORT),
    LedgerColumn(key="received_at", title="收稿时间", width=22),
    LedgerColumn(key="title", title="标题", width=44),
    LedgerColumn(key="phone", title="电话", width=14),
)
ROW = ("2026-047", "2026年11月17日 9时05分", "建议完善乡镇卫生院中药饮片统一配送机制", "138 0000 1234")


def ledger(*rows: tuple[str, ...], title: str = "2026年来稿台账") -> Ledger:
    return Ledger(title=title, unit="云溪县政协", made_on=date(2026, 11, 20), columns=COLUMNS, rows=rows)


def written(value: Ledger, folder: Path) -> Worksheet:
    path = folder / "台账.xlsx"
    write_ledger(value, path)
    sheet = load_workbook(path).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def body(sheet: Worksheet) -> list[tuple[str, ...]]:
    return [tuple("" if value is None else str(value) for value in row) for row in sheet.values][3:]


def test_title_unit_date_heads_and_rows_stand_in_their_order(tmp_path: Path) -> None:
    sheet = written(ledger(ROW), tmp_path)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "2026年来稿台账"
    assert rows[1][0] == "单位：云溪县政协"
    assert rows[1][-1] == "2026年11月20日"
    assert rows[2] == [column.title for column in COLUMNS]
    assert tuple(rows[3]) == ROW
    assert sheet.title == "2026年来稿台账"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86 138 0000 1234",
        "-5",
        "@SUM(A1)",
        "\t=cmd",
        "330127199001010011",
        "13800001234",
        "1e10",
        "2026-11-20",
        "007",
        "#N/A",
        "TRUE",
        '=HYPERLINK("http://example.invalid")',
    ],
)
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    sheet = written(ledger((text, *ROW[1:])), tmp_path)
    cell = sheet["A4"]
    assert cell.data_type == "s"
    assert cell.value == text
    assert cell.number_format == "@"
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t"))


def test_no_cell_is_a_formula_and_every_row_is_there(tmp_path: Path) -> None:
    rows = tuple((f"={n}", f"+{n}", f"-{n}", f"@{n}") for n in range(200))
    sheet = written(ledger(*rows), tmp_path)
    assert {cell.data_type for row in sheet.iter_rows(min_row=4) for cell in row} == {"s"}
    assert tuple(body(sheet)) == rows


@pytest.mark.parametrize(
    ("text", "shown"), [("一\x0b二", "一二"), ("\ufffe三", "三"), ("四\ud800", "四"), ("𠮷㐂䶮", "𠮷㐂䶮")]
)
def test_what_xml_cannot_say_is_left_out(tmp_path: Path, text: str, shown: str) -> None:
    assert body(written(ledger((text, "", text, "")), tmp_path)) == [(shown, "", shown, "")]


@given(texts=st.tuples(*[st.text(max_size=40)] * 4), title=st.text(max_size=60))
def test_any_text_can_be_written(tmp_path_factory: pytest.TempPathFactory, texts: tuple[str, ...], title: str) -> None:
    sheet = written(ledger(texts, title=title), tmp_path_factory.mktemp("any"))
    assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row)
    assert not any(cell.data_type == "n" and cell.value is not None for row in sheet.iter_rows() for cell in row)


def test_it_prints_on_landscape_a4_with_its_head_on_every_page(tmp_path: Path) -> None:
    sheet = written(ledger(ROW), tmp_path)
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize or 0)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$3"
    assert sheet.freeze_panes == "B4"
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center.text == "第&P页　共&N页"
    assert sheet.auto_filter.ref == "A3:D4"
    assert [sheet.column_dimensions[letter].width for letter in "ABCD"] == [12, 23, 45, 15]


def test_short_columns_stand_in_the_middle_and_long_texts_wrap(tmp_path: Path) -> None:
    sheet = written(ledger(ROW), tmp_path)
    assert (sheet["A4"].alignment.horizontal, sheet["C4"].alignment.horizontal) == ("center", "left")
    assert sheet["C4"].alignment.wrap_text
    assert sheet["C4"].border.left.style == "thin"


def test_rows_are_as_high_as_their_fullest_cell(tmp_path: Path) -> None:
    sheet = written(ledger(ROW, (*ROW[:2], ROW[2] * 4, ""), (*ROW[:2], "长" * 9000, "")), tmp_path)
    assert [sheet.row_dimensions[number].height for number in (4, 5, 6)] == [24, 6 + 15 * 4, 409]


def test_the_same_ledger_is_the_same_file(tmp_path: Path) -> None:
    first, second = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    write_ledger(ledger(ROW), first)
    write_ledger(ledger(ROW), second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as packed:
        properties = packed.read("docProps/core.xml").decode()
    assert "2026-11-20T00:00:00Z" in properties


def test_an_empty_ledger_still_has_its_head(tmp_path: Path) -> None:
    sheet = written(ledger(), tmp_path)
    assert sheet.max_row == 3
    assert sheet["A3"].value == "来稿编号"
