"""The log that a kill left beside the database: worked in where it belongs, never into another file (reliability.md
C7)."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from cppcc_desk.domain.errors import NotADatabase
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries.submissions import Filter, count
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.engine import connect, log_of, rollback_of
from cppcc_desk.storage.opening import open_desk
from tests.conftest import StandingClock
from tests.office import piece, snapshot


def worked_on(folder: DataFolder, pieces: int, *, title: str, by: str = "王秀兰") -> bytes:
    """Register `pieces`; the log as a kill would have left it then."""
    desk = open_desk(folder, by=by, clock=StandingClock())
    for _ in range(pieces):
        piece(desk, title=title)
    log = log_of(folder.database).read_bytes()
    desk.close()
    assert log
    return log


@pytest.fixture
def earlier(folder: DataFolder, tmp_path: Path) -> DataFolder:
    """The data as it lay there before the last pieces."""
    worked_on(folder, 40, title="早的来稿")
    kept = DataFolder(tmp_path / "早些时候")
    shutil.copytree(folder.root, kept.root)
    return kept


def test_a_log_that_belongs_to_the_file_is_worked_in(folder: DataFolder, earlier: DataFolder) -> None:
    log_of(earlier.database).write_bytes(worked_on(folder, 8, title="晚的来稿"))
    desk = open_desk(earlier, clock=StandingClock())
    assert desk.read(count, Filter()) == 48
    assert check(desk) == ()
    desk.close()


def test_without_its_log_the_file_is_what_it_was_before(folder: DataFolder, tmp_path: Path) -> None:
    desk = open_desk(folder, clock=StandingClock())
    piece(desk)
    copy = DataFolder(tmp_path / "断电以后")
    shutil.copytree(folder.root, copy.root, ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    desk.close()
    desk = open_desk(copy, clock=StandingClock())
    assert desk.read(count, Filter()) == 0
    assert check(desk) == ()
    desk.close()


def test_a_change_that_was_cut_off_is_taken_back(folder: DataFolder, tmp_path: Path) -> None:
    """A file that comes from a backup is written to for the first time under the other kind of journal."""
    desk = open_desk(folder, clock=StandingClock())
    piece(desk)
    before = desk.read(snapshot)
    desk.close()
    killed = DataFolder(tmp_path / "断电以后")
    with closing(connect(folder.database, pragmas=("journal_mode = DELETE", "cache_size = 2"))) as writing:
        writing.execute("begin immediate").close()
        writing.execute("update holiday set name = name || '改到一半'").close()
        shutil.copytree(folder.root, killed.root)
    assert rollback_of(killed.database).stat().st_size > 0
    desk = open_desk(killed, clock=StandingClock())
    assert desk.read(snapshot) == before
    assert check(desk) == ()
    desk.close()


@pytest.mark.parametrize("whose", ["another office", "the same office at another time", "an office by itself"])
def test_a_log_of_another_file_is_refused_and_nothing_written(
    earlier: DataFolder, folder: DataFolder, tmp_path: Path, whose: str
) -> None:
    other = DataFolder(tmp_path / "别的办公室")
    if whose == "the same office at another time":
        later = [worked_on(folder, 60, title="晚的来稿" * 20) for _ in range(2)]
        log = later[-1]
    else:
        log = worked_on(other, 30, title="别处的来稿", by="查玉芬")
        log = worked_on(other, 1, title="别处的来稿", by="查玉芬") if whose == "another office" else log
    log_of(earlier.database).write_bytes(log)
    before = earlier.database.read_bytes()
    with pytest.raises(NotADatabase, match=r"不是一起的.*没有写入它们"):
        open_desk(earlier, clock=StandingClock())
    assert (earlier.database.read_bytes(), log_of(earlier.database).read_bytes()) == (before, log)
    log_of(earlier.database).unlink()
    desk = open_desk(earlier, clock=StandingClock())
    assert desk.read(count, Filter()) == 40 and check(desk) == ()
    desk.close()
