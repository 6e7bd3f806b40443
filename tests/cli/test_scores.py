"""`scores`, `scheme` and `scoring` as commands: what they answer, and what they refuse with which sentence."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.calling import Call
from tests.office import BODY, STRAIGHT

NEXT_YEAR = "2027-01-06T09:00"


@pytest.fixture
def office(call: Call) -> Call:
    """An office with an issued piece of a member."""
    assert call("people", "add", "柳青禾", "--kind", "委员", "--sector", "医药卫生界").code == 0
    words = ("--title", "关于集市停车难的建议", "--text", BODY, "--contributor", "柳青禾")
    assert call("register", *words, "--received", "2026-11-18T09:00").code == 0
    for step, values, _ in STRAIGHT:
        assert call("step", "2026-001", step, *(f"{key}={value}" for key, value in values.items())).code == 0
    return call


def test_scores_tell_ranks_and_every_line(office: Call) -> None:
    office("outcome", "2026-001", "采用", "层级=市级", "单位=市政协", "佐证=采用通知")
    (row,) = office("scores", "--by", "person").json
    lines = row.pop("lines")
    assert row == {
        "rank": 1,
        "name": "柳青禾",
        "group": "委员",
        "kind": "委员",
        "score": 6.5,
        "submitted": 1,
        "adopted": 1,
        "instructed": 0,
        "band": "称职",
        "unranked": "",
    }
    assert sum(line["counted"] for line in lines) == 6.5
    assert [(line["rule"], line["points"], line["text"]) for line in lines] == [
        ("有效来稿", 0.5, "有效来稿 0.5 分"),
        ("本级采用", 1, "本级采用 1 分"),
        ("市政协采用", 5, "市政协采用 5 分"),
    ]
    said = office("scores", "--explain", "柳青禾", json=False).out
    assert "柳青禾  6.5 分，第 1 名" in said and "市政协采用 5 分" in said
    assert [one["group"] for one in office("scores", "--by", "unit").json] == ["界别"]
    assert {one["group"] for one in office("scores", "--by", "group").json} == {"信息小组"}
    assert office("scores", "--from", "2026-11-19", "--by", "person").json[0]["score"] == 6
    nobody = office("scores", "--explain", "何人")
    assert nobody.code == 1 and nobody.error[1] == "名次表里没有“何人”。没有作任何改动。请核对姓名或单位名称。"


def test_rankings_are_written_as_sheets(office: Call, tmp_path: Path) -> None:
    target = tmp_path / "排名.xlsx"
    assert office("scores", "--xlsx", target).code == 0
    book = load_workbook(target)
    assert book.sheetnames == ["委员", "信息员", "界别", "专委会", "镇街工委", "党派团体", "信息小组"]
    rows = list(book["委员"].iter_rows(values_only=True))
    assert rows[0][0] == "2026年度（1月1日至11月20日）反映社情民意信息得分排名（委员）"
    assert rows[3][:2] == ("1", "柳青禾") and rows[3][-2:] == ("1.5", "称职")


def test_a_scheme_is_brought_in_tried_and_put_in_force(office: Call, tmp_path: Path) -> None:
    assert [one["name"] for one in office("scheme", "list", "--presets").json] == [
        "简明型",
        "单篇综合型",
        "就高型",
        "履职百分制型",
    ]
    assert office("scheme", "import", "就高型", "--name", "2027 办法").json["state"] == "草案"
    shown = office("scheme", "show", "2027 办法").json
    assert shown["doubts"] == [] and ["本级采用"] in [pair[:1] for pair in shown["sentences"]]
    target = tmp_path / "办法.json"
    assert office("scheme", "export", "2027 办法", "--out", target).code == 0
    assert office("scheme", "import", target).error[1].startswith("已经有叫“2027 办法”的计分办法")
    assert office("scheme", "import", target, "--name", "又一份").code == 0
    moves = office("scheme", "simulate", "2027 办法").json["moves"]
    assert {"委员", "界别"} <= {move["group"] for move in moves}
    assert office("scheme", "apply", "2027 办法", "--from", "2026-01-01").json["state"] == "现在用的"
    assert office("scheme", "remove", "2027 办法").error[1].endswith("不能删除。没有作任何改动。可以先停用。")
    assert office("scheme", "retire", "2027 办法").json["state"] == "草案"
    assert office("scheme", "remove", "2027 办法").json == {"name": "2027 办法", "removed": True}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("不是 JSON", "不是计分办法文件"),
        ("{}", "这不是计分办法文件"),
        (json.dumps({"format": "cppcc_desk 计分办法 1", "name": "x"}), "缺少"),
        (json.dumps({"format": "cppcc_desk 计分办法 1", "name": "x", "valid_from": "2026-13-01"}), "valid_from"),
        (json.dumps({"format": "cppcc_desk 计分办法 1", "name": "x", "valid_from": "2026-01-01", "r": 1}), "不认识“r”"),
        ("[" * 100_000, "不是计分办法文件"),
    ],
)
def test_what_is_no_scheme_is_refused(office: Call, tmp_path: Path, text: str, sentence: str) -> None:
    source = tmp_path / "某.json"
    source.write_text(text, encoding="utf-8")
    refused = office("scheme", "import", source)
    assert refused.code == 1 and sentence in refused.error[1] and "没有作任何改动" in refused.error[1]


def test_what_is_decided_by_hand(office: Call) -> None:
    given = office("scoring", "adjust", "柳青禾", "2.5", "--reason", "调研报告", "--approved-by", "方建军").json
    assert [(row["name"], row["points"]) for row in given] == [("柳青禾", 2.5)]
    assert office("scoring", "adjust", "柳青禾", "两分").error[1].startswith("“两分”不是分数")
    assert office("scoring", "adjust", "柳青禾", "0.123").error[1].startswith("分数最多两位小数")
    assert "请写明原因" in office("scoring", "adjust", "柳青禾", "1").error[1]
    assert office("scoring", "adjust", "--withdraw", given[0]["id"].__str__()).json == []
    assert office("scoring", "dispute", "柳青禾", "--text", "少算一篇").json[0]["answer"] == ""
    assert office("scoring", "dispute", "--answer", "1", "已核对").json[0]["answer"] == "已核对"
    assert office("scoring", "unranked", "柳青禾", "--reason", "本人要求").json == [
        {"name": "柳青禾", "reason": "本人要求"}
    ]
    assert office("scores", "--by", "person").json[0]["rank"] is None
    assert office("scoring", "unranked", "柳青禾", "--again").json == []
    assert office("scoring", "shares", "2026-001", "--percents", "100", "--main", "柳青禾").json == [
        {"name": "柳青禾", "percent": 100, "main": True}
    ]
    assert "不是这篇的反映人" in office("scoring", "shares", "2026-001", "--main", "何人").error[1]


def test_a_year_is_closed_opened_and_what_came_late_is_carried_over(office: Call) -> None:
    assert "到 2026-12-31 才结束" in office("scoring", "close").error[1]
    closed = office("scoring", "close", "--year", "2026", now=NEXT_YEAR)
    assert [(row["edition"], row["closed_by"]) for row in closed.json] == [(1, "王秀兰")]
    office("outcome", "2026-001", "采用", "层级=市级", "单位=市政协", "日期=2026-12-20", now=NEXT_YEAR)
    late = office(
        "scoring", "late", "--year", "2026", "--carry-to", "2027-01-06", "--approved-by", "方建军", now=NEXT_YEAR
    )
    assert [(row["name"], row["points"]) for row in late.json] == [("柳青禾", 5.0), ("医药卫生界", 5.0)]
    assert office("scores", "--by", "person", now=NEXT_YEAR).json[0]["score"] == 5
    assert office("scores", "--year", "2026", "--by", "person", now=NEXT_YEAR).json[0]["score"] == 1.5
    opened = office("scoring", "reopen", "--year", "2026", "--reason", "漏记", now=NEXT_YEAR).json
    assert opened[0]["reopen_reason"] == "漏记"
    found = office("scoring", "check", "--year", "2026", now=NEXT_YEAR).json
    assert {one["check"] for one in found} >= {"没有佐证材料", "没有计入任何人和单位"}


def test_awards_and_pay(office: Call) -> None:
    found = office("scoring", "awards").json
    assert next(one for one in found["proposed"] if one["group"] == "委员")["proposed"] == ["柳青禾"]
    tier = found["proposed"][0]["tier"]
    made = office("scoring", "awards", "--decide", tier, "委员", "柳青禾", "--note", "同意").json["decided"]
    assert made == [{"tier": tier, "group": "委员", "name": "柳青禾", "intake_no": "", "note": "同意"}]
    chosen = office("scoring", "awards", "--excellent", "2026-001").json["decided"]
    assert [row["intake_no"] for row in chosen if row["tier"] == "优秀信息"] == ["2026-001"]
    assert office("scoring", "pay").json == [{"name": "柳青禾", "yuan": "30", "pieces": "2026-001 本级采用 30"}]
