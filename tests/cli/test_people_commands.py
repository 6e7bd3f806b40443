"""`people import`, `list`, `add`, `export`: the roster by command, in the same database as in the window."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.calling import Call
from tests.documents.reading.roster.books import sheet, xlsx

HEADS = ("姓名", "界别", "联系电话", "镇街", "单位性质")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "委员名册.xlsx"
    rows = [
        ("柳青禾", "医药卫生界", "13800000001", "石桥镇", "事业"),
        ("顾长安", "科技界", "13800000002", None, None),
    ]
    path.write_bytes(xlsx(sheet([HEADS, *rows])))
    return path


def test_a_roster_comes_in_goes_out_and_is_undone(call: Call, roster: Path, tmp_path: Path) -> None:
    looked = call("people", "import", roster, "--dry-run")
    assert (looked.code, [row["verdict"] for row in looked.json]) == (0, ["新增", "新增"])
    assert call("people", "list").json == []
    taken = call("people", "import", roster)
    assert (taken.code, [row["name"] for row in taken.json]) == (0, ["柳青禾", "顾长安"])
    assert taken.json[0]["problems"] == []
    listed = call("people", "list", "--kind", "委员").json
    assert [(p["name"], p["phone"], p["sector"]) for p in listed] == [
        ("柳青禾", "138****0001", "医药卫生界"),
        ("顾长安", "138****0002", "科技界"),
    ]
    again = call("people", "import", roster)
    assert (again.code, [row["verdict"] for row in again.json]) == (0, ["不变", "不变"])
    out = tmp_path / "名册.xlsx"
    assert call("people", "export", "--out", out, "--phones").json == {"xlsx": str(out), "people": 2}
    back = call("people", "import", out)
    assert [row["verdict"] for row in back.json] == ["不变", "不变"]
    call("undo")
    assert call("people", "list").json == []


def test_a_namesake_is_left_out_unless_the_office_says_who_it_is(call: Call, roster: Path, tmp_path: Path) -> None:
    call("people", "import", roster)
    other = tmp_path / "另一份.xlsx"
    other.write_bytes(xlsx(sheet([("姓名", "界别", "联系电话"), ("柳青禾", "教育界", "13800000009")])))
    left = call("people", "import", other)
    assert (left.code, left.json[0]["verdict"]) == (3, "不导入")
    assert "同名的1人（医药卫生界）" in left.json[0]["problems"][0]
    assert len(call("people", "list").json) == 2
    assert call("people", "import", other, "--asked", "另一人").json[0]["verdict"] == "新增"
    assert len(call("people", "list").json) == 3


def test_who_is_missing_leaves_only_when_it_is_said(call: Call, roster: Path, tmp_path: Path) -> None:
    call("people", "import", roster)
    fewer = tmp_path / "新名册.xlsx"
    fewer.write_bytes(xlsx(sheet([HEADS, ("柳青禾", "科技界", "13800000001", None, None)])))
    call("people", "import", fewer, "--since", "2026-06-01", "--leave-absent")
    assert [(p["name"], p["sector"]) for p in call("people", "list").json] == [("柳青禾", "科技界")]
    assert [p["left_on"] for p in call("people", "list", "--all").json] == [None, "2026-11-20"]


def test_the_blank_roster_can_be_filled_in_and_read(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "空白名册.xlsx"
    assert call("people", "export", "--out", out, "--blank").code == 0
    book = openpyxl.load_workbook(out)
    book.active.cell(row=4, column=1, value="程归帆")
    book.active.cell(row=4, column=4, value="科技界")
    book.save(out)
    assert [(row["name"], row["verdict"]) for row in call("people", "import", out).json] == [("程归帆", "新增")]


def test_wrong_files_are_sentences_and_change_nothing(call: Call, tmp_path: Path) -> None:
    wrong = tmp_path / "不是名册.xlsx"
    wrong.write_bytes(xlsx(sheet([("日期", "金额"), ("1日", "2")])))
    refused = call("people", "import", wrong)
    assert refused.code == 1 and "没有找到有“姓名”一列的表头" in refused.error[1]
    assert call("people", "import", tmp_path / "没有.xlsx").error[0] == "not_found"
    assert call("people", "add", " ").error[0] == "invalid"
