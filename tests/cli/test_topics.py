"""`topics`: 征集要点 with their notice and pieces, 约稿 from asking to answering, as commands."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import Call, letter

TOPICS: list[dict[str, Any]] = [
    {"theme": "冬季供水供电", "angles": "管网防冻、低电压", "lead_unit": "第二信息小组", "due": "2026-12-10"},
    {"theme": "校园周边交通"},
    {"theme": "粮食安全"},
]


def told(folder: Path, value: object) -> Path:
    path = folder / "要点.json"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def office(call: Call, tmp_path: Path) -> Call:
    """An office with topics, two people and a piece."""
    assert call("topics", "set", "2026Q4", "--file", told(tmp_path, TOPICS)).code == 0
    for name, unit in (("柳青禾", "石桥镇中心卫生院"), ("王芳", "县中医院"), ("王芳", "柳溪镇人民政府")):
        assert call("people", "add", name, "--kind", "委员", "--unit", unit).code == 0
    assert call("import", letter(tmp_path / "稿", "一.txt", "冬季供水")).code == 0
    return call


def test_topics_are_set_listed_and_kept_by_their_theme(office: Call, tmp_path: Path) -> None:
    office("topics", "link", "校园周边交通", "2026-001")
    listed = office("topics", "list", "2026Q4").json
    assert [(row["number"], row["theme"], row["pieces"]) for row in listed] == [
        (1, "冬季供水供电", 0),
        (2, "校园周边交通", 1),
        (3, "粮食安全", 0),
    ]
    assert listed[0] | {"by_kind": {}} == {
        "quarter": "2026Q4",
        "number": 1,
        "theme": "冬季供水供电",
        "angles": "管网防冻、低电压",
        "lead_unit": "第二信息小组",
        "due": "2026-12-10",
        "pieces": 0,
        "adopted": 0,
        "by_kind": {},
    }
    again = office("topics", "set", "2026Q4", "--file", told(tmp_path, [{"theme": "校园周边交通", "angles": "违停"}]))
    assert [(row["theme"], row["angles"], row["pieces"]) for row in again.json] == [("校园周边交通", "违停", 1)]
    assert again.err == "提示：2026年第四季度只有 1 条，一般一季 3 到 10 条。\n"
    assert "2026Q4\t1\t校园周边交通\t来稿 1 篇，采用 0 篇" in office("topics", "list", json=False).out
    assert office("undo").json["label"] == "撤销：修改2026年第四季度征集要点"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"theme": "甲"}, "应为一组一组的要点"),
        ([{"angles": "甲"}], "有 theme（主题）"),
        ([{"theme": "甲", "截止": "x"}], "不认识的项目：截止；可用的有：theme、angles、lead_unit、due"),
        ([{"theme": "甲", "lead_unit": "没有的"}], "没有“没有的”这个单位；已有：第一信息小组"),
        ([{"theme": "甲", "due": "明天"}], "“甲”的 due 应写成 2026-11-20，收到的是“明天”"),
        ([{"theme": "甲"}, {"theme": "甲"}], "不能空白，也不能重复"),
    ],
)
def test_a_file_of_topics_is_refused_with_a_sentence(call: Call, tmp_path: Path, value: object, sentence: str) -> None:
    answer = call("topics", "set", "2026Q4", "--file", told(tmp_path, value))
    assert answer.code == 1 and sentence in answer.error[1]
    assert call("topics", "list").json == []


def test_a_quarter_is_written_as_one(call: Call) -> None:
    assert "季度应写成 2026Q3，收到的是“2026年三季度”" in call("topics", "notice", "2026年三季度").error[1]


def test_what_nobody_answered_goes_on_in_the_next_quarter(office: Call) -> None:
    office("topics", "link", "粮食安全", "2026-001")
    carried = office("topics", "carry", "2026Q4").json
    assert [(row["quarter"], row["theme"], row["due"]) for row in carried] == [
        ("2027Q1", "冬季供水供电", None),
        ("2027Q1", "校园周边交通", None),
    ]
    assert "没有可以沿用的要点" in office("topics", "carry", "2026Q4").error[1]
    linked = office("topics", "link", "冬季供水供电", "2026-001", "--quarter", "2026Q4").json
    assert linked == {"changed": 1, "pieces": ["2026-001"]}
    assert {row["quarter"]: row["pieces"] for row in office("topics", "list").json if row["number"] == 1} == {
        "2027Q1": 0,
        "2026Q4": 1,
    }


def test_pieces_are_linked_found_and_taken_off(office: Call, tmp_path: Path) -> None:
    office("import", letter(tmp_path / "稿", "二.txt", "校园交通"))
    assert office("topics", "likely", "冬季供水供电").json == [{"intake_no": "2026-001", "title": "关于冬季供水的建议"}]
    answer = office("topics", "link", "冬季供水供电", "2026-001", "--reason", "核对", "2026-002")
    assert answer.json == {"changed": 2, "pieces": ["2026-001", "2026-002"]}
    assert office("show", "2026-001").json["steps"][-1]["details"] == {"征集要点": "（空） → 冬季供水供电"}
    assert office("topics", "likely", "冬季供水供电", json=False).out == ""
    assert office("topics", "unlink", "2026-002", json=False).out == "已取消对应 1 篇。\n"
    assert "没有“没有的”这条征集要点" in office("topics", "link", "没有的", "2026-001").error[1]


def test_the_notice_is_begun_once(office: Call, tmp_path: Path) -> None:
    made = office("topics", "notice", "2026Q4").json
    assert (made["kind"], made["state"], made["quarter"]) == ("通知", "起草", "2026Q4")
    assert office("topics", "notice", "2026Q4").json == made
    body = office("paper", "show", str(made["id"])).json["fields"]["body"]
    assert "切入点：管网防冻、低电压。牵头单位：第二信息小组。截止时间：12月10日。" in body
    out = tmp_path / "通知.docx"
    assert office("paper", "write", str(made["id"]), "--out", out).code == 0 and out.exists()
    assert "2027年第一季度还没有征集要点" in office("topics", "notice", "2027Q1").error[1]


# ---------------------------------------------------------------------------------------------- 约稿


def ask(call: Call, *words: str) -> Any:
    return call("topics", "commission", "--due", "2026-11-30", *words)


def test_people_and_units_are_asked_and_answer(office: Call) -> None:
    who = ("--to", "柳青禾", "--to", "王芳（县中医院）", "--unit", "第五信息小组")
    made = ask(office, *who, "--topic", "冬季供水供电", "--asked", "2026-11-02").json
    assert [(row["id"], row["name"], row["kind"]) for row in made] == [
        (1, "柳青禾", "委员"),
        (2, "王芳", "委员"),
        (3, "第五信息小组", "信息小组"),
    ]
    answered = office("topics", "answer", "1", "2026-001").json
    assert answered == [
        {
            "id": 1,
            "name": "柳青禾",
            "kind": "委员",
            "subject": "冬季供水供电",
            "topic_call": "冬季供水供电",
            "asked": "2026-11-02",
            "due": "2026-11-30",
            "state": "已交稿",
            "urgency": "已办结",
            "remaining": "已交稿",
            "intake_no": "2026-001",
            "closed": "2026-11-20",
            "close_reason": "",
        }
    ]
    assert [row["id"] for row in office("topics", "commissions", "--open").json] == [2, 3]
    late = office("topics", "commissions", "--due", now="2026-12-02T09:00").json
    assert [(row["id"], row["remaining"]) for row in late] == [(2, "超期 2 天"), (3, "超期 2 天")]
    text = office("topics", "commissions", json=False).out
    assert "1\t已交稿\t柳青禾\t冬季供水供电\t2026-11-30\t2026-001\n" in text


def test_a_commission_is_changed_dropped_and_asked_for_again(office: Call) -> None:
    ask(office, "--to", "柳青禾", "--subject", "供水", "--topic", "冬季供水供电")
    ask(office, "--unit", "第五信息小组", "--subject", "供电")
    assert "改交稿期限请写明原因" in office("topics", "change", "1", "--due", "2026-12-05").error[1]
    changed = office("topics", "change", "1", "--due", "2026-12-05", "--reason", "学习", "--topic", "").json
    assert [(row["due"], row["subject"], row["topic_call"]) for row in changed] == [("2026-12-05", "供水", None)]
    dropped = office("topics", "drop", "1", "--reason", "已有人写", "2").json
    assert [(row["state"], row["close_reason"]) for row in dropped] == [("不再约", "已有人写")] * 2
    (again,) = office("topics", "reopen", "2", "--due", "2026-12-20").json
    assert (again["state"], again["due"]) == ("待交稿", "2026-12-20")
    for number in ("二", "9" * 20):
        assert f"收到的是“{number}”" in office("topics", "drop", number, "--reason", "x").error[1]


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        (("--to", "没有这人"), "名册里没有“没有这人”"),
        (("--to", "王芳"), "名册里有 2 位“王芳”：王芳（县中医院）、王芳（柳溪镇人民政府）。没有作任何改动。"),
        (("--to", "王芳（县医院）"), "名册里有 2 位“王芳”：王芳（县中医院）"),
        (("--unit", "没有的"), "没有“没有的”这个单位"),
        ((), "请选择向谁约稿"),
    ],
)
def test_who_is_meant_must_be_clear(office: Call, who: tuple[str, ...], sentence: str) -> None:
    assert sentence in ask(office, *who, "--subject", "甲").error[1]


def test_letters_are_written_by_their_number(office: Call, tmp_path: Path) -> None:
    ask(office, "--to", "柳青禾", "--subject", "供水")
    for kind in ("约稿函", "约稿催办"):
        out = tmp_path / f"{kind}.docx"
        assert office("form", kind, "1", "--out", out, "--pdf", out.with_suffix(".pdf")).json["pages"] == 1
        assert out.exists() and out.with_suffix(".pdf").exists()
    assert "约稿写序号，收到的是“供水”" in office("form", "约稿函", "供水", "--out", tmp_path / "a.docx").error[1]
    assert "没有序号为 9 的约稿" in office("form", "约稿函", "9", "--out", tmp_path / "a.docx").error[1]
