"""`annual`, and the forms of 计分 by command."""

from pathlib import Path

from tests.cli.calling import Call
from tests.cli.test_commands import issued, register


def test_the_circular_is_numbered_once_and_says_what_does_not_add_up(call: Call, tmp_path: Path) -> None:
    issued(call, tmp_path)
    made = call("annual", "2026", "--out", tmp_path / "年度").json
    assert list(made)[:3] == ["docx", "pdf", "xlsx"]
    assert made["doc_number"].endswith("政协办〔2026〕1号") and made["numbers"]["received"] == 1
    assert all(Path(made[key]).is_file() for key in ("docx", "xlsx"))
    assert all(one["message"] and one["pieces"] == ["2026-001"] for one in made["mismatches"])
    before = Path(made["docx"]).read_bytes()
    again = call("annual", "2026", "--out", tmp_path / "年度").json
    assert (again["docx"], again["doc_number"]) == (made["docx"], made["doc_number"])
    assert Path(again["docx"]).read_bytes() == before
    said = call("annual", "2026", "--out", tmp_path / "年度", json=False).out
    assert said.startswith(made["doc_number"]) and "核对：" in said


def test_a_year_without_pieces_is_refused_and_a_draft_has_no_number(call: Call, tmp_path: Path) -> None:
    assert call("annual", "2025", "--out", tmp_path).error == (
        "forbidden",
        "2025 年度没有收到来稿，没有起草通报。",
    )
    register(call, tmp_path)
    assert call("annual", "2026", "--out", tmp_path, "--draft").json["doc_number"] is None
    begun = call("paper", "list").json
    assert [(row["kind"], row["state"], row["year"]) for row in begun] == [("通报", "起草", 2026)]


def test_forms_of_scores_are_asked_for_by_name_and_year(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "表.docx"
    assert call("form", "排名表", "2026", "--to", "委员、信息小组", "--out", path).json["docx"] == str(path)
    assert call("form", "计分明细表", "第一信息小组、第二信息小组", "--year", "2026", "--out", path).code == 0
    assert call("form", "稿酬发放表", "2026", "--out", path).code == 0
    for words, told in (
        (("排名表", "今年"), "排名表要写年度，如 2026，收到的是“今年”"),
        (("荣誉证书", "2026"), "2026 年度还没有定表彰名单"),
        (("计分明细表", "张无忌"), "张无忌"),
    ):
        refused = call("form", *words, "--out", path)
        assert refused.code == 1 and told in refused.error[1]
    assert "没有要发放的稿酬" in call("scoring", "pay", "--xlsx", tmp_path / "稿酬.xlsx").error[1]
