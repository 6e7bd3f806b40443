"""`report` and `yearbook`: files, numbers, what does not add up, refusals."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.calling import Call
from tests.cli.test_commands import issued, register


def test_a_draft_is_written_as_it_stands_and_once(call: Call, tmp_path: Path) -> None:
    issued(call, tmp_path)
    made = call("report", "月点评", "2026-11", "--out", tmp_path / "报告").json
    assert list(made) == ["docx", "pdf", "pages", "xlsx", "document", "doc_number", "numbers", "mismatches"]
    assert Path(made["docx"]).name == "2026年11月点评.docx" and Path(made["pdf"]).is_file()
    assert (made["xlsx"], made["doc_number"], made["numbers"]["received"]) == (None, None, 1)
    assert all(one["message"] and one["pieces"] == ["2026-001"] for one in made["mismatches"])
    before = Path(made["docx"]).read_bytes()
    again = call("report", "月点评", "2026年11月", "--out", tmp_path / "报告").json
    assert (again["docx"], again["document"]) == (made["docx"], made["document"])
    assert Path(again["docx"]).read_bytes() == before
    begun = call("paper", "list").json
    assert [(row["kind"], row["state"]) for row in begun] == [("通报", "起草")]
    bulletin = call("report", "月点评", "2026-11", "--kind", "简报", "--out", tmp_path / "报告").json
    assert bulletin["document"] != made["document"] and bulletin["docx"] != made["docx"]
    said = call("report", "月点评", "2026-11", "--out", tmp_path / "报告", json=False).out
    assert "已写出" in said and "核对：" in said


@pytest.mark.parametrize(
    "written",
    [
        ("主席会议", "2026", "主席会议统计表 2026年度", "各项数字"),
        ("零报送", "2026Q4", "零报送情况表 2026年第四季度", "汇总"),
        ("进度", "2026", "任务进度表 2026年度", "汇总"),
    ],
)
def test_forms_are_written_with_their_tables(call: Call, tmp_path: Path, written: tuple[str, str, str, str]) -> None:
    report, time, name, sheet = written
    issued(call, tmp_path)
    made = call("report", report, time, "--out", tmp_path / "表").json
    assert made["document"] is None and isinstance(made["numbers"], dict)
    assert {Path(made[key]).name for key in ("docx", "pdf", "xlsx")} == {f"{name}.{e}" for e in ("docx", "pdf", "xlsx")}
    assert load_workbook(made["xlsx"]).sheetnames[0] == sheet
    again = call("report", report, time, "--out", tmp_path / "表").json
    assert {key: again[key] for key in ("docx", "pdf", "xlsx")} == {key: made[key] for key in ("docx", "pdf", "xlsx")}


def test_one_group_alone(call: Call, tmp_path: Path) -> None:
    register(call, tmp_path)
    made = call("report", "零报送", "2026", "--group", "信息小组", "--out", tmp_path / "表").json
    assert Path(made["docx"]).name == "零报送情况表 信息小组 2026年度.docx"
    assert len(load_workbook(made["xlsx"]).sheetnames) == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("月点评", "2026"), "“月点评”的时间写成 2026-11，收到的是“2026”"),
        (("月点评", "上个月"), "时间“上个月”看不懂"),
        (("月点评", "2025-01"), "2025年1月没有来稿、采用和批示"),
        (("月点评", "2026-11", "--kind", "报告"), "可以起草为通报、简报"),
        (("月点评", "2026-11", "--group", "委员"), "不分组别"),
        (("进度", "2026", "--kind", "通报"), "是表，不起草公文"),
        (("零报送", "2026", "--group", "没有的"), "没有“没有的”这个组别"),
    ],
)
def test_refusals_write_nothing(call: Call, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    register(call, tmp_path)
    refused = call("report", *words, "--out", tmp_path / "报告")
    assert refused.code == 1 and told in refused.error[1]
    assert not (tmp_path / "报告").exists() and call("paper", "list").json == []


def test_the_year_book_and_its_progress(call: Call, tmp_path: Path) -> None:
    issued(call, tmp_path)
    made = call("yearbook", "2026", "--out", tmp_path / "汇编").json
    assert made["numbers"]["issues"] == made["numbers"]["texts"] == 1 and made["pages"] == made["numbers"]["pages"]
    assert Path(made["docx"]).is_file() and Path(made["pdf"]).is_file()
    said = call("yearbook", "2026", "--out", tmp_path / "汇编", json=False).out
    assert "%" in said and "1 期 1 篇" in said
    assert call("yearbook", "2025", "--out", tmp_path / "汇编").code == 1
