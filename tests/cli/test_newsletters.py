"""`newsletter`: issued once and written again, drafted by a plan, put right, signed for."""

import hashlib
import json
from pathlib import Path

from tests.cli.calling import Call
from tests.cli.test_commands import issued


def test_it_is_issued_once_and_written_again_the_same(call: Call, tmp_path: Path) -> None:
    issued(call, tmp_path)
    draft = call("newsletter", "2026Q4", "--out", tmp_path / "稿", "--draft").json
    assert draft["issue_no"] is None and "草稿" in draft["docx"]
    made = call("newsletter", "2026Q4", "--out", tmp_path / "通讯").json
    assert list(made)[:3] == ["docx", "pdf", "xlsx"]
    assert made["issue_no"] == 4 and made["numbers"]["received"] == 1
    before = [Path(made[key]).read_bytes() for key in ("docx", "xlsx")]
    again = call("newsletter", "2026Q4", "--out", tmp_path / "通讯").json
    assert [Path(again[key]).read_bytes() for key in ("docx", "xlsx")] == before
    assert again["docx"] == made["docx"]
    (row,) = call("newsletter").json
    assert (row["quarter"], row["issue_no"], row["received"]) == ("2026Q4", 4, 0)
    assert "第4期" in call("newsletter", json=False).out


def test_a_plan_is_shown_changed_and_saved(call: Call, tmp_path: Path) -> None:
    issued(call, tmp_path)
    told = call("newsletter", "2026Q4").json
    plan = told["plan"]
    plan["head"]["mark"] = "云溪社情通讯"
    plan["sections"].reverse()
    path = tmp_path / "方案.json"
    path.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    now = call("newsletter", "2026Q4", "--plan", path).json
    assert "云溪社情通讯" in now["name"] and now["parts"][-1]["kind"] == "总体情况"
    path.write_text("{}", encoding="utf-8")
    kind, message = call("newsletter", "2026Q4", "--plan", path).error
    assert kind == "invalid" and "方案“方案.json”不完整" in message and "没有作任何改动" in message


def test_it_is_put_right_and_signed_for(call: Call, tmp_path: Path) -> None:
    issued(call, tmp_path)
    assert call("newsletter", "2026Q4", "--received", "柳青禾").error[0] == "not_found"
    call("newsletter", "2026Q4", "--out", tmp_path)
    shown = call("newsletter", "2026Q4").json
    name = shown["recipients"][0]["name"]
    now = call("newsletter", "2026Q4", "--received", name, "--by", "林小满", "--on", "2026-11-20").json
    assert now["recipients"][0]["received_by"] == "林小满"
    assert call("newsletter", "2026Q4", "--received", "没有这个人").error[0] == "not_found"
    assert call("newsletter", "2026Q4", "--correct", "一处写错").json["issued"] is False
    assert call("newsletter", "2026Q4", "--out", tmp_path).json["issue_no"] == 4


def test_what_is_no_quarter_or_has_nothing_to_tell_is_refused(call: Call, tmp_path: Path) -> None:
    assert call("newsletter", "2026年", "--out", tmp_path).error[0] == "invalid"
    kind, message = call("newsletter", "2020Q1", "--out", tmp_path).error
    assert kind == "forbidden" and "没有印发通讯" in message
    assert call("newsletter", "2026Q1", "--correct", "x").error[0] == "not_found"


def test_a_folder_for_a_stick_holds_everything_with_true_fingerprints(call: Call, tmp_path: Path) -> None:
    issued(call, tmp_path)
    call("newsletter", "2026Q4", "--out", tmp_path / "通讯")
    made = call("newsletter", "2026Q4", "--usb", tmp_path / "盘").json
    folder = Path(made["folder"])
    assert sorted(made["files"]) == sorted(path.name for path in folder.iterdir())
    assert {Path(name).suffix for name in made["files"]} >= {".docx", ".xlsx", ".txt"}
    lines = (folder / "SHA256SUMS.txt").read_text(encoding="utf-8").splitlines()
    told = {line[66:]: line[:64] for line in lines}
    assert set(told) == set(made["files"]) - {"SHA256SUMS.txt"}
    for name, sha256 in told.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256
    again = call("newsletter", "2026Q4", "--usb", tmp_path / "盘").json
    assert again["folder"] != made["folder"]  # nothing is written over
