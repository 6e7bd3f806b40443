"""`yearend`: looked at, written, checked."""

from pathlib import Path

from tests.cli.calling import Call
from tests.cli.test_commands import issued, register


def test_a_year_is_looked_at_without_writing_anything(call: Call, tmp_path: Path) -> None:
    register(call, tmp_path)
    found = call("yearend", "2026").json
    assert list(found) == ["folder", "files", "pieces", "carried_over", "findings", "next_year"]
    assert (found["folder"], found["files"], found["pieces"]) == (None, 0, 1)
    (carried,) = found["carried_over"]
    assert (carried["kind"], carried["no"], carried["since"]) == ("来稿", "2026-001", "2026-11-18")
    assert {"check", "message", "advice"} == {key for one in found["findings"] for key in one}
    assert {"节假日", "来稿编号"} <= {one["name"] for one in found["next_year"]}
    said = call("yearend", "2026", json=False).out
    assert "结转到 2027 年：来稿　2026-001" in said and "2027 年：节假日" in said and "检查：" in said


def test_a_package_is_written_and_found_changed(call: Call, tmp_path: Path) -> None:
    issued(call, tmp_path)
    made = call("yearend", "2026", "--out", tmp_path / "归档").json
    assert list(made) == ["folder", "files", "pieces", "carried_over", "findings", "index_docx", "index_pdf"]
    folder = Path(made["folder"])
    assert folder.parent == tmp_path / "归档" and made["pieces"] == 1
    assert made["files"] == sum(path.is_file() for path in folder.rglob("*"))
    assert Path(made["index_docx"]).is_file() and Path(made["index_pdf"]).is_file()
    sound = call("yearend", "check", folder)
    assert (sound.code, sound.json) == (0, {"ok": True, "problems": [], "files": made["files"] - 1, "known": True})
    assert "归档包完好" in call("yearend", "check", folder, json=False).out
    (folder / "目录.html").write_text("改过", encoding="utf-8")
    spoiled = call("yearend", "check", folder)
    assert (spoiled.code, spoiled.json["ok"]) == (1, False)
    assert spoiled.json["problems"] == ["内容变了：目录.html"]
    told = call("yearend", "check", folder, json=False)
    assert (told.code, told.out) == (1, "内容变了：目录.html\n")
    assert told.err.startswith("归档包“") and told.err.count("\n") == 1
    said = call("yearend", "2026", "--out", tmp_path / "归档", json=False)
    assert f"已写出 {folder}(2)" in said.out and "正在写" in said.out


def test_wrong_words_and_years_are_refused(call: Call, tmp_path: Path) -> None:
    for words in (("check",), ("2026", tmp_path), ("check", tmp_path, "--out", tmp_path), ("今年",), ("1",)):
        refused = call("yearend", *words)
        assert (refused.code, refused.error[0]) == (2, "usage"), words
    nothing = call("yearend", "2019", "--out", tmp_path / "归档")
    assert nothing.error == (
        "not_found",
        "2019 年没有来稿、期刊、公文和会议活动，没有生成归档包，也没有留下不完整的文件夹。请核对年度。",
    )
    assert not (tmp_path / "归档").exists()
    assert call("yearend", "check", tmp_path).code == 1
