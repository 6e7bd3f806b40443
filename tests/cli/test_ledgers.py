"""`ledger`: four ledgers out in chosen columns; an older one explained line by line, and taken over as one step."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from cppcc_desk.domain.registers.columns import COLUMNS, Register
from tests.cli.calling import Call
from tests.ledgers import older

FIRST = 4


@pytest.fixture
def held(call: Call, tmp_path: Path) -> Path:
    """An older ledger, taken over."""
    path = older(tmp_path / "2025年台账.xlsx")
    call("ledger", "import", path)
    return path


def test_an_older_ledger_is_explained_and_nothing_is_saved(call: Call, tmp_path: Path) -> None:
    read = call("ledger", "read", older(tmp_path / "2025年台账.xlsx"))
    assert read.code == 0
    assert [row["verdict"] for row in read.json] == [
        *("新增", "不导入", "新增", "新增", "新增", "新增", "已有", "略过", "略过")
    ]  # fmt: skip
    first, refused = read.json[:2]
    assert (first["row"], first["intake_no"], first["title"]) == (5, "2025-001", "关于石桥镇集市停车难的建议")
    assert "按 2025 年读作 2025-03-05" in first["told"]
    assert (refused["intake_no"], refused["becomes"]) == (None, "“收稿时间”“2025年2月30日”没有这一天")
    assert call("list").json == []


def test_an_older_ledger_comes_in_and_is_undone(call: Call, tmp_path: Path) -> None:
    path = older(tmp_path / "2025年台账.xlsx")
    taken = call("ledger", "import", path)
    assert taken.code == 3  # a line was refused
    assert [row["intake_no"] for row in taken.json] == [
        *("2025-001", None, "2025-006", "2025-004", "2025-005", "2025-007", None, None, None)
    ]
    assert len(call("list", "--year", "2025").json) == 5
    again = call("ledger", "import", path)
    assert (again.code, {row["verdict"] for row in again.json}) == (3, {"已有", "不导入", "略过"})
    assert len(call("list").json) == 5
    call("undo")
    assert call("list").json == []
    assert call("check").json["ok"]


def test_each_ledger_goes_out_in_the_columns_that_are_asked_for(call: Call, held: Path, tmp_path: Path) -> None:
    out = tmp_path / "采用.xlsx"
    told = call("ledger", "采用", "--year", "2025", "--columns", "标题、采用层级,adopted_on", "--out", out).json
    assert told == {"xlsx": str(out), "rows": 3, "columns": ["标题", "采用层级", "采用日期"]}
    (sheet,) = load_workbook(out).worksheets
    assert [cell.value for cell in sheet[FIRST]] == ["关于石桥镇集市停车难的建议", "本级", "2025年3月5日"]
    for register in Register:
        every = "、".join(head.value for head in COLUMNS[register])
        told = call("ledger", register.value, "--columns", every, "--out", tmp_path / "全.xlsx").json
        assert len(told["columns"]) == len(COLUMNS[register])
    assert call("ledger", "--out", out).json["rows"] == 5
    assert call("ledger", "批示", "--year", "2024", "--out", out).json["rows"] == 0


def test_phones_are_masked_unless_they_are_chosen(call: Call, tmp_path: Path) -> None:
    text = tmp_path / "台账.csv"
    text.write_text("编号,收稿日期,标题,反映人,电话\n2026-001,2026-03-01,一,柳青禾,13800001234\n", encoding="utf-8")
    assert call("ledger", "import", text).code == 0
    out = tmp_path / "台账.xlsx"
    for options, phone in (((), "138****1234"), (("--phones",), "13800001234")):
        call("ledger", "来稿", "--columns", "电话", "--out", out, *options)
        assert load_workbook(out).worksheets[0].cell(FIRST, 1).value == phone


def test_the_year_of_days_without_one_is_told(call: Call, tmp_path: Path) -> None:
    text = tmp_path / "台账.csv"
    text.write_text("收稿日期,标题,反映人\n3月5日,一,柳青禾\n", encoding="utf-8")
    assert call("ledger", "read", text).code == 1
    (row,) = call("ledger", "import", text, "--year", "2024").json
    assert (row["verdict"], row["intake_no"]) == ("新增", "2024-001")


def test_lines_for_a_person(call: Call, tmp_path: Path) -> None:
    told = call("ledger", "read", older(tmp_path / "2025年台账.xlsx"), json=False)
    assert "表头“题目”：标题" in told.out and "表头“备注”：没有这一栏" in told.out
    assert "没有保存（只看）：新增 5 行、不导入 1 行、已有 1 行、略过 2 行" in told.out
    told = call("ledger", "--out", tmp_path / "台账.xlsx", json=False)
    assert "0 行" in told.out and "没有写出的栏目：职务" in told.out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("ledger", "月报", "--out", "x.xlsx"), 2, "没有“月报”这种台账或操作"),
        (("ledger",), 2, "--out 文件.xlsx"),
        (("ledger", "read"), 2, "请写明旧台账的文件"),
        (("ledger", "import", "没有.xlsx"), 1, "找不到文件“没有.xlsx”"),
        (("ledger", "采用", "--columns", "状况", "--out", "x.xlsx"), 1, "采用台账没有“状况”这一栏"),
        (("ledger", "采用", "--out", "x.docx"), 1, "文件名应以 .xlsx 结尾"),
    ],
)
def test_what_is_refused(  # noqa: PLR0917 - the case and what it needs
    call: Call, words: tuple[str, ...], code: int, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = call(*words)
    assert refused.code == code and sentence in refused.err
    assert list(tmp_path.glob("x.*")) == []
