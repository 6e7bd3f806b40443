"""`statistics` as a command: the table and its pieces as JSON, in lines, and as a workbook."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.calling import Call
from tests.office import BODY, STRAIGHT


@pytest.fixture
def office(call: Call) -> Call:
    """Two pieces of a member, one of them used here and in the city; one of another year."""
    assert call("people", "add", "柳青禾", "--kind", "委员", "--sector", "医药卫生界").code == 0
    for title, received in (
        ("关于集市停车难的建议", "2026-11-18T09:00"),
        ("关于夏秋茶弃采的反映", "2026-10-08T09:00"),
        ("关于上年路灯的反映", "2025-10-08T09:00"),
    ):
        words = ("--title", title, "--text", BODY, "--contributor", "柳青禾", "--received", received)
        assert call("register", *words).code == 0
    for step, values, _ in STRAIGHT:
        assert call("step", "2026-001", step, *(f"{key}={value}" for key, value in values.items())).code == 0
    assert call("outcome", "2026-001", "采用", "层级=市级", "单位=市政协", "佐证=采用通知").code == 0
    return call


def test_a_table_with_its_pieces(office: Call) -> None:
    words = ("--rows", "类别", "--columns", "adopted_level", "--measure", "采用")
    told = office("statistics", *words, "--pieces").json
    assert told["title"] == "采用情况统计表（按类别和采用层级）"
    assert (told["year"], told["period"], told["from"], told["to"]) == (2026, "year", "2026-01-01", "2026-11-20")
    assert [head["label"] for head in told["columns"]] == ["本级", "市级", "省级", "全国", "合计"]
    place = told["rows"].index("交通出行")
    assert told["cells"][place] == [1, 1, 0, 0, 1] == told["totals"]
    assert [len(cell) for cell in told["pieces"][place]] == told["cells"][place]
    assert told["pieces"][place][1] == ["2026-001"]
    assert told["notes"] == [
        {
            "message": "按采用层级的采用合计 2，采用 1：1 篇在不止一个层级被采用，各层级都算，合计只算一篇",
            "pieces": ["2026-001"],
        }
    ]
    assert told["mismatches"] == [] and "pieces" not in office("statistics", *words).json


def test_times_filters_and_the_year_before(office: Call) -> None:
    words = ("statistics", "--rows", "来源", "--measure", "来稿")
    assert office(*words, "--period", "month-10").json["totals"] == [1]
    assert office(*words, "--period", "下半年").json["totals"] == [2]
    assert office(*words, "--from", "2025-10-01", "--to", "2026-10-31").json["totals"] == [2]
    assert office(*words, "--year", "2025").json["totals"] == [1]
    compared = office(*words, "--compared").json
    assert compared["totals"] == [2, 1, 1]
    assert [head["shows"] for head in compared["columns"]] == ["sum", "before", "change"]
    found = office(*words, "--filter", "category=交通出行", "--filter", "性质=").json
    assert found["totals"] == [1] and found["filters"] == {"category": ["交通出行"], "nature": ["没有定性质"]}
    said = office("statistics", "--ready", "sources", json=False).out.splitlines()
    assert said[0] == "来稿办理情况统计表（按来源）　2026年度（截至11月20日）"
    assert said[1].split("\t") == ["来源", "来稿", "有效来稿", "编发", "报送", "采用", "批示", "答复", "落实"]
    assert said[2].split("\t")[:3] == ["委员", "2", "2"]


def test_a_table_as_a_workbook(office: Call, tmp_path: Path) -> None:
    target = tmp_path / "统计.xlsx"
    words = ("--rows", "类别", "--columns", "采用层级", "--measure", "采用", "--compared", "--filter", "来源=委员")
    assert office("statistics", *words, "--xlsx", target).json["xlsx"] == str(target)
    sheet = load_workbook(target).active
    assert sheet["A1"].value == "采用情况统计表（按类别和采用层级）"
    assert "统计时间：2026年度（截至11月20日）　来源：委员" in sheet["A2"].value
    assert [cell.value for cell in sheet[3]] == ["类别", "本级", "市级", "省级", "全国", "合计", "上年同期", "增减"]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(min_row=4, values_only=True)}
    assert rows["交通出行"] == rows["合计"] == (1, 1, 0, 0, 1, 0, "+1")  # numbers that can be reckoned with
    below = [key for key, row in rows.items() if not any(isinstance(cell, int) for cell in row)]
    assert any("上年同期：2025年1月1日至2025年11月20日。" in note for note in below)
    assert any("1 篇在不止一个层级被采用" in note and "2026-001" in note for note in below)
    last = 3 + sum(isinstance(row[0], int) for row in rows.values())
    assert sheet.auto_filter.ref == f"A3:H{last - 1}"  # the sums are not sorted with the rest


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--rows", "颜色"], 1, "不能按“颜色”统计。可用的有：月份（month）"),
        (["--rows", "类别", "--columns", "类别", "--measure", "采用"], 1, "行和列不能都是“类别”。没有作任何改动。"),
        (["--rows", "类别", "--measure", "点击"], 1, "没有“点击”这一项可统计。"),
        (["--rows", "类别", "--period", "month-12"], 1, "2026 年没有“month-12”这个时段，或者还没有到。"),
        (["--rows", "类别", "--filter", "信息小组=第九小组"], 1, "“信息小组”里没有“第九小组”。可以写："),
        (["--rows", "类别", "--filter", "第九小组"], 2, "应写成“项目=内容”"),
        (["--rows", "类别", "--columns", "月份", "--measure", "来稿、采用"], 2, "有列时只能统计一项。"),
        (["--ready", "months", "--rows", "类别"], 2, "--ready 是现成的表"),
        (["--rows", "类别", "--from", "2026-01-01"], 2, "--from 和 --to 要一起写。"),
        ([], 2, "缺少 --rows 或者 --ready。"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_a_sentence(
    call: Call, words: list[str], code: int, sentence: str
) -> None:
    told = call("statistics", *words)
    assert told.code == code
    assert told.error[1].startswith(sentence) and "没有作任何改动" in told.error[1]
