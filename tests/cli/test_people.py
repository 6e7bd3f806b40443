"""`people read`: who is in a roster, as lines and as a value; nothing is saved and no data folder made."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cppcc_desk.documents.reading import wire
from cppcc_desk.documents.reading.limits import Reader
from cppcc_desk.documents.reading.roster import read_roster_bytes
from cppcc_desk.domain.roster import RosterColumn as Column
from cppcc_desk.domain.submission import ReadStatus
from tests.cli.calling import Call, caller
from tests.conftest import ROOT
from tests.documents.reading.make import TITLE, docx, piece
from tests.documents.reading.roster.books import HEADS, ROWS, sheet, xlsx

SHARED = ROOT.parent / "shared"
CHECK, BANK = SHARED / "tools" / "check_import.py", SHARED / "samples" / "import"
GOOD = xlsx(sheet([HEADS, *ROWS, ("3", None, "农业界")]))


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "委员 名册😀.xlsx"
    path.write_bytes(GOOD)
    return path


@pytest.fixture
def people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    call = caller(tmp_path / "数据", capsys)
    return lambda *words, **options: call("people", *words, **options)


def test_a_roster_as_a_value(people: Call, roster: Path, tmp_path: Path) -> None:
    found = people("read", roster)
    assert (found.code, found.err) == (0, "")
    assert list(found.json) == ["status", "message", "warnings", "rows"]
    assert (found.json["status"], found.json["message"]) == ("accepted_with_warning", "")
    assert found.json["warnings"] == ["第 4 行有内容，但没有姓名，没有读入。"]
    first = found.json["rows"][0]
    assert [*first] == [*(column.value for column in Column), "工作表", "行", "问题"]
    assert (first["姓名"], first["界别"], first["联系电话"]) == ("柳青禾", "教育界", "13800000101")
    assert (first["出生日期"], first["工作表"], first["行"], first["问题"]) == ("", "委员名册", 2, [])
    assert roster.read_bytes() == GOOD
    assert not (tmp_path / "数据").exists()


def test_the_encoding_of_a_text_is_chosen(people: Call, tmp_path: Path) -> None:
    path = tmp_path / "名冊.csv"
    path.write_bytes("姓名,界別\n林淑芬,教育界\n".encode("cp950"))
    assert people("read", path, "--encoding", "Big5").json["rows"][0]["姓名"] == "林淑芬"
    assert people("read", path, "--encoding", "GB18030").json["rows"] == []


def test_a_roster_as_lines(people: Call, roster: Path) -> None:
    lines = people("read", roster, json=False).out.splitlines()
    assert lines[0] == "行\t姓名\t界别\t工作单位及职务\t联系电话"
    assert lines[1] == "2\t柳青禾\t教育界\t云溪县第一中学校长\t13800000101"
    assert lines[3:] == ["共 2 人", "提示：第 4 行有内容，但没有姓名，没有读入。"]


def test_a_refusal_has_its_sentence_in_both_places(people: Call, tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"%PDF-1.7\n%%EOF")
    found = people("read", path)
    assert (found.code, found.json["status"], found.json["rows"]) == (1, "refused", [])
    assert found.json["message"].startswith("这是 PDF 文件，不是名册表格")
    assert found.err == found.json["message"] + "\n"
    plain = people("read", path, json=False)
    assert (plain.code, plain.out, plain.err) == (1, "", found.err)


def test_what_is_not_there_and_what_is_passed_over(people: Call, tmp_path: Path) -> None:
    missing = people("read", tmp_path / "没有.xlsx")
    assert (missing.code, missing.error[0]) == (1, "not_found")
    (tmp_path / "~$名册.xlsx").write_bytes(b"x")
    passed_over = people("read", tmp_path / "~$名册.xlsx")
    assert (passed_over.code, passed_over.json["status"]) == (0, "skipped")


def test_one_child_reads_manuscripts_and_rosters(roster: Path, tmp_path: Path) -> None:
    with Reader() as reader:
        assert reader.read_roster(roster) == read_roster_bytes(GOOD, roster.name)
        draft = reader.read_bytes(docx(piece()), "稿件.docx")[0].draft
        assert draft is not None and draft.title == TITLE
        assert reader.read_roster(tmp_path / "没有.xlsx").message.startswith("找不到")


@pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX signals")
def test_a_roster_that_the_child_hangs_over_or_dies_of_is_refused(
    roster: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("CRITICAL")
    with Reader() as reader:
        for stop, seconds, word in ((signal.SIGSTOP, 0.2, "秒"), (signal.SIGKILL, 20, "损坏")):
            reader._seconds = 20
            assert reader.read_roster(roster).rows
            child = reader._child
            assert child is not None
            os.kill(child.pid, stop)
            reader._seconds = seconds
            result = reader.read_roster(roster)
            if result.rows:  # the killed child had been buried before it was asked
                continue
            assert result.status is ReadStatus.REFUSED
            assert word in result.message and ".xlsx" in result.message


def test_a_roster_that_needs_too_much_memory_is_refused_and_the_next_is_read(roster: Path, tmp_path: Path) -> None:
    big = tmp_path / "大.xlsx"
    texts = "".join(f"<si><t>{n:040d}</t></si>" for n in range(500_000))
    big.write_bytes(xlsx(sheet([HEADS]), sharedStrings=texts))
    with Reader(memory=48 * 1024 * 1024) as reader:
        result = reader.read_roster(big)
        assert result.status is ReadStatus.REFUSED
        assert "内存" in result.message and ".xlsx" in result.message
        assert len(reader.read_roster(roster).rows) == 2


def test_an_answer_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    result = read_roster_bytes(GOOD, "名册.xlsx")
    assert wire.read_roster(wire.write_roster(result, spent=False)) == (result, False)
    monkeypatch.setattr(wire, "MAX_ANSWER", 300)
    answer, spent = wire.read_roster(wire.write_roster(result, spent=False))
    assert spent and "过多" in answer.message


@pytest.mark.slow
@pytest.mark.skipif(not CHECK.exists(), reason="the shelf of sample files is not beside this checkout")
def test_the_shelf_of_rosters_reads_as_its_manifest_says(tmp_path: Path) -> None:
    program = f"{sys.executable} -m cppcc_desk --data {tmp_path / 'data'} --json"
    options = ("--cmd", f"{program} read {{file}}", "--roster-cmd", f"{program} people read {{file}}")
    report = tmp_path / "report.json"
    done = subprocess.run(
        [sys.executable, str(CHECK), str(BANK), *options, "--only", "R", "--report", str(report)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert len(json.loads(report.read_text(encoding="utf-8"))) >= 15
    assert not (tmp_path / "data").exists()
