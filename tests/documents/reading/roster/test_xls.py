"""Workbooks of Excel 97 to 2003 and before: what their records say, and what may be wrong with them."""

import random
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_desk.documents.reading.roster import read_roster_bytes
from cppcc_desk.domain.roster import RosterColumn as Column
from cppcc_desk.domain.submission import ReadStatus
from tests.documents.reading.roster.books import (
    HEADS,
    PEOPLE,
    ROWS,
    biff,
    container,
    label,
    number,
    people,
    record,
    refusal,
    wide,
    xls,
)  # fmt: skip

FLAT = [text for row in (HEADS, *ROWS) for text in row]
TEXTS = record(0xFC, struct.pack("<LL", len(FLAT), len(FLAT)) + b"".join(map(wide, FLAT)))
CELLS = b"".join(label(n // len(HEADS), n % len(HEADS), n) for n in range(len(FLAT)))
STREAM = biff(texts=TEXTS, cells=CELLS)


def old(row: int, column: int, text: str) -> bytes:
    """A cell with a text of its own, as before Unicode."""
    written = text.encode("gbk")
    return record(0x204, struct.pack("<HHHH", row, column, 0, len(written)) + written)


def test_an_old_workbook() -> None:
    result = read_roster_bytes(xls(), "名册.xls")
    assert (people(result), result.status) == (PEOPLE, ReadStatus.ACCEPTED)
    assert people(read_roster_bytes(xls(), "名册.et")) == PEOPLE


def test_an_old_workbook_with_numbers_days_and_formulas() -> None:
    texts = ("姓名", "出生日期", "手机", "职务", "界别", "骆文远")
    shared = record(0xFC, struct.pack("<LL", 6, 6) + b"".join(map(wide, texts)))
    text_of_formula = record(0x06, struct.pack("<HHH8sHL", 1, 0, 0, b"\0" * 6 + b"\xff\xff", 0, 0))
    failed = record(0x06, struct.pack("<HHH8sHL", 1, 3, 0, b"\2\0\x2a\0\0\0\xff\xff", 0, 0))
    phones = record(0xBD, struct.pack("<HHHLH", 1, 2, 0, 1380000 << 2 | 2, 2))
    cells = (
        b"".join(label(0, n, n) for n in range(5))
        + text_of_formula
        + record(0x207, wide("柳青禾"))
        + number(1, 1, 27404.0, style=1)
        + phones
        + failed
        + label(2, 0, 5)
        + number(2, 2, 13800000101.0)
        + record(0x205, struct.pack("<HHHBB", 2, 3, 0, 1, 0))
        + record(0xE5, struct.pack("<HHHHH", 1, 1, 2, 1, 1))
        + record(0x208, struct.pack("<H10xHH", 2, 0x20, 0))
    )
    result = read_roster_bytes(container(Workbook=biff(texts=shared, cells=cells)), "名册.xls")
    first, second = result.rows
    assert (first[Column.NAME], first[Column.BORN_ON], first[Column.PHONE]) == ("柳青禾", "1975-01-10", "1380000")
    assert (second[Column.NAME], second[Column.BORN_ON], second[Column.PHONE]) == (
        "骆文远",
        "1975-01-10",
        "13800000101",
    )
    assert second[Column.POSITION] == "是"
    assert any("职务的公式出错" in w for w in result.warnings)
    assert any("第 3 行隐藏着" in w for w in result.warnings)


def test_shared_texts_that_run_on_in_the_next_record() -> None:
    """A text cut in its characters begins again with how wide they are; one between texts does not."""
    first = struct.pack("<LL", 3, 3) + wide("姓名") + struct.pack("<HB", 4, 1) + "柳青".encode("utf-16-le")
    second = b"\0" + b"ab" + struct.pack("<HBHL", 2, 0x0D, 1, 3) + "李四".encode("utf-16-le") + b"\0" * 7
    texts = record(0xFC, first) + record(0x3C, second)
    cells = label(0, 0, 0) + label(1, 0, 1) + label(2, 0, 2)
    result = read_roster_bytes(container(Workbook=biff(texts=texts, cells=cells)), "名册.xls")
    assert [row[Column.NAME] for row in result.rows] == ["柳青ab", "李四"]


def test_a_workbook_of_excel_95_and_one_without_container() -> None:
    cells = old(0, 0, "姓名") + old(0, 1, "界别") + old(1, 0, "柳青禾") + old(1, 1, "教育界")
    stream = biff(texts=record(0x42, struct.pack("<H", 936)), cells=cells, version=0x500)
    for data in (container(Book=stream), stream):
        assert people(read_roster_bytes(data, "名册.xls")) == [("柳青禾", "教育界", "")]
    assert "太旧" in refusal(b"\x09\x00\x04\x00" + b"\0" * 40, "名册.xls")


def test_a_hidden_sheet_of_an_old_workbook_is_not_read() -> None:
    assert "隐藏" in refusal(xls(state=1), "名册.xls")


def test_a_password_is_said() -> None:
    locked = biff(texts=b"", cells=b"", more=record(0x2F, b"\0" * 6))
    assert "密码" in refusal(container(Workbook=locked), "名册.xls")


def test_what_is_embedded_in_a_workbook_does_not_make_it_something_else() -> None:
    data = container(Workbook=STREAM, WordDocument=b"x", inside="WordDocument")
    assert people(read_roster_bytes(data, "名册.xls")) == PEOPLE
    assert "这是旧版 Word 文件" in refusal(container(WordDocument=b"x", Workbook=STREAM, inside="Workbook"), "名册.xls")


def test_what_makes_no_cell_is_not_looked_at(capfd: pytest.CaptureFixture[str]) -> None:
    """Names and notes as some programs write them; borders around more cells than a sheet may have."""
    borders = record(0xBE, struct.pack("<HH256HH", 65535, 0, *[0] * 256, 255)) * 20_000
    notes = record(0x1C, b"\0" * 3)
    stream = biff(texts=TEXTS, cells=CELLS + notes + borders, more=record(0x18, b"\xff" * 40) + record(0x8C, b"x"))
    assert people(read_roster_bytes(stream, "名册.xls")) == PEOPLE
    assert capfd.readouterr() == ("", "")


def test_bytes_between_the_sheets_are_left_as_they_are() -> None:
    """They are no records: those of the sheet behind them need not begin where they seem to end."""
    told = biff(texts=TEXTS, cells=CELLS, gap=b"\x18\0\x05\0\0")
    assert people(read_roster_bytes(told, "名册.xls")) == PEOPLE


def test_an_export_without_sheets_and_code_page() -> None:
    """As scripts of web sites write it: one sheet and nothing around it."""
    cells = old(0, 0, "姓名") + old(1, 0, "柳青禾") + old(0, 1, "手机") + number(1, 1, 13800000101.0)
    stream = record(0x809, struct.pack("<HHHH", 0, 0x10, 0, 0)) + cells + record(0x0A)
    assert people(read_roster_bytes(stream, "名册.xls")) == [("柳青禾", "", "13800000101")]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.booleans())
def test_any_damage_to_an_old_workbook_ends_in_rows_or_a_sentence(seed: int, cut: bool) -> None:
    chance = random.Random(seed)
    data = bytearray(xls())
    for _ in range(chance.randrange(1, 12)):
        data[chance.randrange(8, len(data))] = chance.randrange(256)
    result = read_roster_bytes(bytes(data[: chance.randrange(len(data))] if cut else data), "名册.xls")
    assert bool(result.rows) != bool(result.message)
