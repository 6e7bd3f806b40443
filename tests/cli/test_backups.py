"""`backup`, `restore` and `check FILE`: the contract of the commands that keep the data safe."""

import hashlib
from pathlib import Path

from cppcc_desk.paths import DataFolder
from tests.cli.calling import Call, letter


def test_a_backup_is_told_checked_and_put_back(call: Call, tmp_path: Path) -> None:
    letter(tmp_path, "一.txt", "增设充电桩")
    call("import", str(tmp_path / "一.txt"))
    made = call("backup").json
    path = Path(made["file"])
    assert made == {
        "file": str(path),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "records": 1,
        "ok": True,
        "problems": [],
    }
    assert call("check", str(path)).json == {"ok": True, "problems": []}
    letter(tmp_path, "二.txt", "修缮古桥")
    call("import", str(tmp_path / "二.txt"))
    done = call("restore", "latest").json
    assert (done["restored_from"], done["ok"]) == (str(path), True)
    assert [row["title"] for row in call("list").json] == ["关于增设充电桩的建议"]
    back = call("restore", done["previous_kept_at"]).json
    assert back["ok"] and len(call("list").json) == 2
    assert call("check").json == {"ok": True, "problems": []}


def test_a_backup_goes_to_a_stick_and_from_there_into_another_folder(call: Call, tmp_path: Path) -> None:
    letter(tmp_path, "一.txt", "增设充电桩")
    call("import", str(tmp_path / "一.txt"))
    path = Path(call("backup", "--to", str(tmp_path / "U 盘")).json["file"])
    assert path.parent == tmp_path / "U 盘"
    assert call("restore", str(path), "--into", str(tmp_path / "新机")).json["previous_kept_at"] is None
    assert len(call("list", "--data", str(tmp_path / "新机")).json) == 1


def test_a_damaged_backup_is_refused(call: Call, tmp_path: Path) -> None:
    letter(tmp_path, "一.txt", "增设充电桩")
    call("import", str(tmp_path / "一.txt"))
    path = Path(call("backup").json["file"])
    path.write_bytes(path.read_bytes()[:-2_000])
    looked = call("check", str(path))
    assert looked.code == 1 and not looked.json["ok"] and "已损坏" in looked.json["problems"][0]
    assert call("restore", str(path)).error[0] == "damaged"
    assert "没有可以恢复的备份" in call("restore", "latest").error[1]
    assert call("restore", str(tmp_path / "没有.zip")).error[0] == "world"
    assert len(call("list").json) == 1


def test_damaged_data_is_told_with_the_newest_sound_backup(call: Call, folder: DataFolder, tmp_path: Path) -> None:
    letter(tmp_path, "一.txt", "增设充电桩")
    call("import", str(tmp_path / "一.txt"))
    folder.database.write_bytes(zeros := bytes(8192))
    assert "最近一个完好的备份" not in call("check").error[1]
    folder.database.unlink()
    folder.originals.unlink()
    call("import", str(tmp_path / "一.txt"))
    call("backup")
    folder.database.write_bytes(zeros)
    looked = call("check")
    assert looked.code == 1 and looked.error[0] == "damaged"
    assert "最近一个完好的备份：2026-11-20 14:30，1 篇来稿" in looked.error[1]
    assert folder.database.read_bytes() == zeros
    assert call("restore", "latest").code == 0 and call("check").json == {"ok": True, "problems": []}
