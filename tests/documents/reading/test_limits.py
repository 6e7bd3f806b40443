"""The real reading child: it hangs, dies, runs out of memory, and the next file is read all the same."""

import hashlib
import logging
import os
import random
import signal
import sys
from pathlib import Path

import pytest

from cppcc_desk.documents.reading import files, read_bytes, wire
from cppcc_desk.documents.reading.limits import Reader
from cppcc_desk.domain.errors import Unreadable
from cppcc_desk.domain.submission import ReadStatus
from tests.documents.reading.make import TITLE, docx, para, piece, zipped

GOOD = docx(piece())
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX signals")


def pid_of(reader: Reader) -> int:
    child = reader._child
    assert child is not None
    return child.pid


def title_of(reader: Reader) -> str:
    draft = reader.read_bytes(GOOD, "稿件.docx")[0].draft
    assert draft is not None
    return draft.title


def test_one_child_serves_many_files_and_ends_with_the_reader() -> None:
    with Reader() as reader:
        assert title_of(reader) == TITLE
        first = pid_of(reader)
        for _ in range(5):
            assert title_of(reader) == TITLE
        assert pid_of(reader) == first
        child = reader._child
    assert child is not None
    assert child.returncode == 0


def test_what_is_parsed_is_what_is_hashed(tmp_path: Path) -> None:
    path = tmp_path / "建议 (1)😀.docx"
    path.write_bytes(GOOD)
    with Reader() as reader:
        received = reader.receive(path)
    assert (received.data, received.size) == (GOOD, len(GOOD))
    assert received.sha256 == hashlib.sha256(GOOD).hexdigest()
    assert received.results[0].draft is not None
    assert path.read_bytes() == GOOD


@POSIX
def test_a_child_that_hangs_is_stopped_and_the_next_file_is_read(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    with Reader(seconds=20) as reader:
        title_of(reader)
        stuck = pid_of(reader)
        os.kill(stuck, signal.SIGSTOP)
        reader._seconds = 0.2
        result = reader.read_bytes(GOOD, "卡住.docx")[0]
        assert result.status is ReadStatus.REFUSED
        assert "秒" in result.message
        reader._seconds = 20
        assert title_of(reader) == TITLE
        assert pid_of(reader) != stuck


@POSIX
def test_a_child_that_was_killed_is_replaced(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    with Reader() as reader:
        title_of(reader)
        os.kill(pid_of(reader), signal.SIGKILL)
        results = [reader.read_bytes(GOOD, "稿件.docx")[0] for _ in range(2)]
        assert results[1].draft is not None


@POSIX
def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_is_read() -> None:
    chance = random.Random(1)
    runs = "".join(f"<w:r w:rsidR='{chance.randrange(10**9)}'><w:t>字</w:t></w:r>" for _ in range(150_000))
    with Reader(memory=64 * 1024 * 1024) as reader:
        result = reader.read_bytes(docx(para(TITLE) + f"<w:p>{runs}</w:p>"), "大.docx")[0]
        assert result.status is ReadStatus.REFUSED
        assert "内存" in result.message
        assert title_of(reader) == TITLE


@POSIX
def test_a_bomb_costs_the_child_little() -> None:
    with Reader() as reader:
        title_of(reader)
        bomb = zipped({"word/document.xml": b" " * (60 * 1024 * 1024)})
        assert reader.read_bytes(bomb, "炸弹.docx")[0].status is ReadStatus.REFUSED
        status = Path(f"/proc/{pid_of(reader)}/status")
        if status.exists():
            peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
            assert int(peak.split()[1]) < 100 * 1024


def test_the_answer_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    results = read_bytes(GOOD, "稿件.docx")
    monkeypatch.setattr(wire, "MAX_ANSWER", 400)
    answer, spent = wire.read_answer(wire.write_answer(results, spent=False))
    assert spent
    assert "过多" in answer[0].message


def test_encoding_chosen_by_a_person_reaches_the_child() -> None:
    with Reader() as reader:
        draft = reader.read_bytes("關於停車的建議".encode("big5"), "a.txt", encoding="Big5")[0].draft
    assert draft is not None
    assert draft.title == "關於停車的建議"


def test_files_that_cannot_be_had_are_refused_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = tmp_path / "大.docx"
    big.write_bytes(b"x" * 100)
    with Reader() as reader:
        with pytest.raises(Unreadable, match="找不到"):
            reader.receive(tmp_path / "没有.docx")
        with pytest.raises(Unreadable, match="不是普通文件"):
            reader.receive(tmp_path)
        monkeypatch.setattr(files, "MAX_FILE", 50)
        with pytest.raises(Unreadable, match="过大"):
            reader.receive(big)
        assert reader.read(big)[0].status is ReadStatus.REFUSED


def test_a_stick_pulled_out_in_mid_read_is_an_interruption(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "稿件.docx"
    path.write_bytes(GOOD)

    def gone(*args: object, **options: object) -> object:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", gone)
    with Reader() as reader, pytest.raises(Unreadable, match="文件读取中断"):
        reader.receive(path)


def test_companions_are_not_opened(tmp_path: Path) -> None:
    with Reader() as reader:
        received = reader.receive(tmp_path / "~$没有.docx")
    assert received.results[0].status is ReadStatus.SKIPPED
    assert received.size == 0
