"""The contract of commands: grammar, exit codes, JSON and nothing else on stdout, one Chinese sentence on stderr."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cppcc_desk.cli import main
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.engine import connect
from tests.cli.calling import NOW, Call, caller, letter, process
from tests.conftest import ROOT, StandingClock

ENGLISH = re.compile("argument|required|expected|invalid|choose|unrecognized|usage|ignored")


def test_options_stand_before_and_after_the_command(folder: DataFolder, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--data", str(folder.root), "--now", NOW, "--as", "陆望舒", "--json"]
    register = ["register", "--title", "停车难", "--text", "正文。", "--contributor", "柳青禾"]
    for words in ([*options, *register], [*register, *options], [*options[:4], *register, *options[4:]]):
        parsed = main.parse(words)
        assert not isinstance(parsed, int)
        assert main.carry_out(parsed) == 0
        made = json.loads(capsys.readouterr().out)
        assert (made["steps"][0]["by"], made["steps"][0]["at"]) == ("陆望舒", NOW)
    assert made["intake_no"] == "2026-003"


def test_options_stand_in_the_middle_too(call: Call) -> None:
    call("register", "--title", "停车难", "--text", "正文。", "--contributor", "柳青禾")
    found = call(
        "step",
        "2026-001",
        "分类",
        "--opinion",
        "属实",
        "类别=教育",
        "--json",
        "关键词=停车 集市",
        "性质=热点与情绪变化",
    )
    assert found.code == 0
    assert (found.json["category"], found.json["keywords"], found.json["nature"]) == (
        "教育",
        "停车 集市",
        "热点与情绪变化",
    )
    assert call("holidays", "--json", "list", "2026").json["known"] is True


USAGE = {
    "no such command": (["盖章"], "没有这个命令：“盖章”；可用的有：read、import"),
    "no such sub-command": (["holidays", "buy"], "没有这个命令：“buy”；可用的有：paste、list"),
    "missing argument": (["show"], "缺少参数：来稿编号"),
    "missing option": (["dispatch", "2026-001"], "缺少参数：--to"),
    "unknown option": (["list", "--colour", "red"], "不认识的参数：--colour red"),
    "too many": (["show", "2026-001", "2026-002"], "不认识的参数：2026-002"),
    "nothing after": (["list", "--state"], "“--state”后面缺少内容"),
    "something after": (["list", "--overdue=3"], "“--overdue”后面不带内容"),
    "no number": (["list", "--limit", "两"], "应为 999999 以内的整数，收到的是“两”"),
    "nought": (["list", "--limit", "0"], "应为 1 以上的整数，收到的是“0”"),
    "too large": (["list", "--year", "9" * 30], "应为 999999 以内的整数"),
    "no time": (["--now", "昨天", "list"], "时间应写成 2026-11-20T14:30，收到的是“昨天”"),
    "no pair": (["step", "2026-001", "分类", "类别"], "应写成“项目=内容”，收到的是“类别”"),
    "no choice": (["destinations", "市政协", "--unit", "月"], "这里不能写“月”；可用的有：天、周"),
    "nothing": (["holidays"], "缺少参数"),
}


@pytest.mark.parametrize(("words", "sentence"), USAGE.values(), ids=USAGE.keys())
def test_wrong_usage_is_said_in_chinese(call: Call, words: list[str], sentence: str) -> None:
    found = call(*words)
    kind, message = found.error
    assert (found.code, kind) == (2, "usage")
    assert sentence in message
    assert "没有作任何改动" in message
    assert not ENGLISH.search(message)


def test_refusals_in_words_and_as_a_value(call: Call) -> None:
    found = call("show", "2026-099")
    assert (found.code, found.error[0]) == (1, "not_found")
    plain = call("show", "2026-099", json=False)
    assert (plain.code, plain.out, plain.err) == (1, "", found.error[1] + "\n")
    assert plain.err.count("\n") == 1


def test_every_command_has_help_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.parse(["--help"]) == 0
    top = capsys.readouterr().out
    commands = re.findall(r"^    (\w+) ", top, re.M)
    assert len(commands) >= 20
    for command in commands:
        assert main.parse([command, "--help"]) == 0
        out = capsys.readouterr().out
        assert out.startswith("用法：cppcc-desk")
        assert "usage" not in out
        assert "positional" not in out
        assert "show this help" not in out


def test_a_fresh_folder_works_without_a_wizard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = caller(tmp_path / "新 数据", capsys)
    assert call("list").json == []
    assert call("due").json == []
    assert [d["name"] for d in call("destinations").json][:3] == ["全国政协", "省政协", "市政协"]
    assert len(call("groups").json) == 5
    assert call("check").json == {"ok": True, "problems": []}


def test_reading_needs_no_data_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = caller(tmp_path / "数据", capsys)
    (found,) = call("read", letter(tmp_path, "来信.txt", "集市停车难")).json
    assert (found["title"], found["contributors"]) == ("关于集市停车难的建议", ["柳青禾"])
    assert not (tmp_path / "数据").exists()
    missing = call("read", tmp_path / "没有.txt")
    assert (missing.code, missing.error[0]) == (1, "not_found")


def test_a_bug_is_said_with_a_number_and_goes_to_the_log(
    call: Call, folder: DataFolder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> int:
        raise ZeroDivisionError("柳青禾的来稿")

    monkeypatch.setattr("cppcc_desk.cli.work._due", fails)
    found = call("due")
    assert (found.code, found.error[0]) == (1, "bug")
    number = re.search(r"编号 ([0-9a-f]{8})", found.error[1])
    assert number
    assert number.group(1) in (folder.logs / "cppcc_desk.log").read_text(encoding="utf-8")
    caplog.clear()


def test_a_bug_before_there_is_data_prints_no_traceback(tmp_path: Path) -> None:
    program = (
        "import sys; from cppcc_desk.cli import main, intake\n"
        "def fails(*_): raise ZeroDivisionError('x')\n"
        "intake._read = fails\n"
        f"sys.exit(main.carry_out(main.parse(['--data', {str(tmp_path / 'd')!r}, 'read', 'x'])))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"程序内部出错（编号 \w{8}），.*\n", done.stderr)
    assert not (tmp_path / "d").exists()


def test_ctrl_c_is_no_traceback(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("cppcc_desk.cli.work._due", interrupted)
    found = call("due")
    assert (found.code, found.error[0]) == (1, "interrupted")


def test_an_index_that_is_rebuilt_says_nothing_on_stderr(folder: DataFolder) -> None:
    connection = connect(folder.database)
    connection.execute("update search_recipe set digest = 'old'")
    connection.close()
    found = process("--data", folder.root, "--json", "list")
    assert (found.code, found.out, found.err) == (0, "[]\n", "")


def test_the_text_is_utf8_whatever_the_console_says(folder: DataFolder) -> None:
    env = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "CPPCC_DESK_DATA": str(folder.root)}
    found = process("destinations", "--json", env=env)
    assert found.code == 0
    assert "市政协" in found.out
    assert "\r" not in found.out
    assert process("show", "2026-001", env=env).err.startswith("没有编号为“2026-001”的来稿")


def test_the_reader_of_the_lines_may_go_away(folder: DataFolder) -> None:
    command = f"{sys.executable} -m cppcc_desk --data '{folder.root}' holidays list 2026 | true"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_a_damaged_or_newer_file_is_a_sentence(call: Call, folder: DataFolder) -> None:
    whole = folder.database.read_bytes()
    folder.database.write_bytes(b"")
    found = call("list")
    assert (found.code, found.error[0]) == (1, "damaged")
    folder.database.write_bytes(whole)
    connection = connect(folder.database)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    found = call("list")
    assert (found.code, found.error[0]) == (1, "newer_data")
    assert "请升级本程序" in found.error[1]


def test_a_command_beside_an_open_desk(folder: DataFolder) -> None:
    from cppcc_desk.storage.opening import open_desk
    from tests.office import piece, shown

    desk = open_desk(folder, by="王秀兰", clock=StandingClock())
    made = piece(desk)
    assert desk.changed_elsewhere() is False
    options = ("--data", folder.root, "--now", NOW, "--as", "陆望舒", "--json")
    found = process(*options, "step", "2026-001", "分类", "类别=教育")
    assert found.code == 0, found.err
    assert desk.changed_elsewhere() is True
    assert shown(desk, made).row.state == "已分类"
    with pytest.raises(Exception, match="这一步之后又有新的改动"):
        desk.undo()
    assert process(*options, "undo").json["label"] == "撤销：分类 2026-001"
    assert desk.undo() == "登记 2026-001"
    desk.close()
    assert process(*options, "check").json == {"ok": True, "problems": []}


def test_a_full_disk_is_a_sentence_and_nothing_else(tmp_path: Path) -> None:
    place = tmp_path / "小盘"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"mounting is not possible here: {done.stderr.strip()}")
    try:
        options = ("--data", place / "数据", "--now", NOW)
        text = tmp_path / "长文.txt"
        text.write_text("集市停车难。" * 400_000, encoding="utf-8")
        assert process(*options, "list").code == 0
        words = ("register", "--title", "停车", "--text", f"@{text}", "--contributor", "柳青禾")
        found = process(*options, *words)
        assert (found.code, found.out) == (1, "")
        assert re.fullmatch(r"磁盘空间不足.*本次修改没有保存，以前的数据完好。.*\n", found.err)
        with (place / "pad").open("wb", buffering=0) as pad:
            while pad.write(bytes(4096)) if _room(place) else 0:
                pass
        found = process(*options, "list")
        assert found.code == 1
        assert re.fullmatch(r"磁盘空间已满.*\n", found.err)
        (place / "pad").unlink()
        assert process(*options, "--json", "check").json == {"ok": True, "problems": []}
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _room(place: Path) -> bool:
    told = os.statvfs(place)
    return told.f_bavail * told.f_frsize >= 4096
