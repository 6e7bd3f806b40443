"""`selfcheck` tries the program in a folder of its own; the same command is run in the installed program under wine."""

from pathlib import Path

import pytest

from tests.cli.calling import Call, process


@pytest.mark.slow
def test_the_program_checks_itself(tmp_path: Path) -> None:
    office, out = tmp_path / "数据", tmp_path / "自检 结果"
    options = ("--data", office, "selfcheck", "--out", out, "--offscreen")
    found = process(*options, "--json")
    assert found.code == 0, found.err
    assert found.json["ok"] is True
    assert found.json["intake_no"].endswith("-001")
    assert "电梯" in found.json["title"]
    written = {Path(told["file"]).name: told["bytes"] for told in found.json["files"]}
    assert list(written) == ["来稿台账.xlsx", "来稿登记表.docx", "来稿登记表.pdf", "窗口.png"]
    assert min(written.values()) > 3_000
    assert (out / "来稿登记表.pdf").read_bytes().startswith(b"%PDF")
    assert not office.exists()
    again = process(*options)
    assert (again.code, again.out) == (1, "")
    assert "没有改动它" in again.err


def test_a_folder_is_wanted(call: Call) -> None:
    assert call("selfcheck").error == ("usage", "缺少参数：--out。没有作任何改动；用 --help 查看用法。")
