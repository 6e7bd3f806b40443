"""Opening a data folder: fresh ones whole or not at all; whatever is not ours is left to the byte as it was."""

import hashlib
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as dbapi
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import DeskError, NewerData, NotADatabase, World
from cppcc_desk.errands import backups as errands
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import office
from cppcc_desk.queries.search import search_everything
from cppcc_desk.storage import backups, migrations
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.engine import connect
from cppcc_desk.storage.opening import LONGEST_PATH, open_desk
from tests.conftest import ROOT, StandingClock
from tests.office import piece, shown, snapshot


def opened(folder: DataFolder) -> Desk:
    return open_desk(folder, by="王秀兰", clock=StandingClock())


def contents(root: Path) -> dict[str, str]:
    """Every file below `root` with its digest."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }


def refused(folder: DataFolder, kind: type[DeskError], sentence: str) -> None:
    """Opening is refused with `sentence`, and not a byte is different afterwards."""
    before = contents(folder.root)
    with pytest.raises(kind, match=sentence):
        opened(folder)
    assert contents(folder.root) == before


def test_a_fresh_folder_is_an_office_that_works(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "新的 数据 📁" / "里面")
    desk = opened(folder)
    assert [row.name for row in desk.read(office.destinations)] == [
        "全国政协",
        "省政协",
        "市政协",
        "区委",
        "区政府",
        "有关部门",
    ]
    assert len(desk.read(office.groups)) == 5
    assert desk.read(office.calendar).knows(2026)
    assert shown(desk, piece(desk)).row.intake_no == "2026-001"
    assert check(desk) == ()
    desk.close()
    assert sorted(contents(folder.root)) == ["desk.db", "numbers.json"]


def test_opening_twice_changes_nothing(folder: DataFolder) -> None:
    opened(folder).close()
    before = contents(folder.root)
    opened(folder).close()
    assert contents(folder.root) == before


def _damage(folder: DataFolder, how: Callable[[bytes], bytes]) -> None:
    folder.database.write_bytes(how(folder.database.read_bytes()))


def _page_of(folder: DataFolder, name: str) -> int:
    """The first page of a table or an index, from 1."""
    with closing(dbapi.connect(str(folder.database))) as connection:
        found = connection.execute("select rootpage from sqlite_master where name = ?", (name,)).fetchone()
    return int(found[0])


DAMAGE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda data: b"", "数据文件是空的"),
    "header zeroed": (lambda data: bytes(100) + data[100:], "不是本程序的数据或已损坏"),
    "another file": (lambda data: "这是一封信".encode() * 100, "不是本程序的数据或已损坏"),
    "fifty bytes": (lambda data: data[:50], "是别的程序的数据库"),
    "cut in half": (lambda data: data[: len(data) // 2], "数据文件损坏"),
}


@pytest.mark.parametrize(("how", "sentence"), DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_is_refused_and_not_written_to(
    folder: DataFolder, how: Callable[[bytes], bytes], sentence: str
) -> None:
    _damage(folder, how)
    refused(folder, NotADatabase, sentence)


@pytest.mark.parametrize("page", [1, 2, 5, 30, 60])
def test_a_page_of_zeros_is_said_and_not_written_over(folder: DataFolder, page: int) -> None:
    desk = opened(folder)
    piece(desk)
    desk.close()
    _damage(folder, lambda data: data[: 4096 * page] + bytes(4096) + data[4096 * (page + 1) :])
    try:
        desk = opened(folder)
    except NotADatabase:
        return
    try:
        assert check(desk) != ()
    except NotADatabase as error:
        assert "程序没有写入它" in error.message
    finally:
        desk.close()


def test_another_programs_database_is_not_taken_over(folder: DataFolder) -> None:
    folder.database.unlink()
    connection = dbapi.connect(str(folder.database))
    connection.execute("create table bookmark (url text)")
    connection.close()
    refused(folder, NotADatabase, "是别的程序的数据库")


def test_a_newer_file_is_refused_and_not_written_to(folder: DataFolder) -> None:
    connection = connect(folder.database)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    refused(folder, NewerData, r"由较新版本的程序建立（数据版本 999，本程序 \d+）；没有改动数据")


def test_a_newer_file_with_a_write_ahead_log_stays_as_it_is(folder: DataFolder, tmp_path: Path) -> None:
    """The log of an unclean exit is not worked into the file by a program that does not understand it."""
    connection = connect(folder.database)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("PRAGMA user_version = 999")
    copy = DataFolder(tmp_path / "copy")
    shutil.copytree(folder.root, copy.root)
    connection.close()
    log = copy.root / "desk.db-wal"
    before = log.read_bytes()
    assert before
    refused(copy, NewerData, "数据版本 999")
    assert log.read_bytes() == before


@pytest.mark.parametrize(
    "left", ["originals.db", "desk.db-wal", "desk.db-journal", "backups/备份_20261120-1430_00001.zip"]
)
def test_a_lost_database_is_not_a_new_office(folder: DataFolder, left: str) -> None:
    folder.database.rename(folder.root / left) if "/" not in left else None
    if "/" in left:
        folder.backups.mkdir()
        folder.database.rename(folder.root / left)
    refused(folder, NotADatabase, "数据文件不见了.*没有另建空库")


def test_places_that_are_refused(tmp_path: Path) -> None:
    for root, sentence in (
        (Path("//server/share/数据"), "网络共享"),
        (Path("\\\\server\\share\\数据"), "网络共享"),
        (tmp_path.joinpath(*["长" * 50] * (LONGEST_PATH // 50)), "路径太长"),
    ):
        with pytest.raises(World, match=sentence):
            opened(DataFolder(root))
        assert not root.exists()
    file = tmp_path / "文件"
    file.write_text("这里是一个文件", encoding="utf-8")
    for root in (file, file / "里面"):
        with pytest.raises(World, match="位置被一个文件占用"):
            opened(DataFolder(root))
    assert file.read_text(encoding="utf-8") == "这里是一个文件"


def test_what_a_killed_start_left_is_cleared_away(folder: DataFolder) -> None:
    for name in ("desk.db.123.part", "desk.db.123.part-journal", "desk.db.4.part", "numbers.json.4.part"):
        (folder.root / name).write_bytes(b"x")
    opened(folder).close()
    assert sorted(contents(folder.root)) == ["desk.db"]


def test_a_failed_start_leaves_no_half_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = DataFolder(tmp_path / "数据")

    def fails(connection: Connection, *, today: date) -> None:
        connection.exec_driver_sql("create table half (id integer)")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(World, match="磁盘空间不足"):
        patch.setattr(migrations, "migrate", fails)
        opened(folder)
    assert contents(folder.root) == {}
    desk = opened(folder)
    assert check(desk) == ()
    desk.close()


def _first_opening(root: Path, start: Any, answers: "multiprocessing.Queue[Any]") -> None:
    start.wait()
    try:
        desk = opened(DataFolder(root))
        made = piece(desk)
        answers.put((shown(desk, made).row.intake_no, check(desk)))
        desk.close()
    except DeskError as error:
        answers.put((error.message, ()))


def test_several_processes_make_one_office(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    start, answers = context.Event(), context.Queue()
    root = tmp_path / "数据"
    starting = [context.Process(target=_first_opening, args=(root, start, answers)) for _ in range(4)]
    for process in starting:
        process.start()
    start.set()
    found = sorted(answers.get(timeout=120) for _ in starting)
    for process in starting:
        process.join(60)
    assert found == [(f"2026-00{n}", ()) for n in (1, 2, 3, 4)]
    assert sorted(contents(root)) == ["desk.db", "numbers.json"]


def test_an_index_out_of_step_is_made_anew(folder: DataFolder, caplog: pytest.LogCaptureFixture) -> None:
    desk = opened(folder)
    made = piece(desk)
    desk.close()
    connection = connect(folder.database)
    connection.execute("delete from submission_search_docsize")
    connection.close()
    desk = opened(folder)
    assert [hit.submission_id for hit in desk.read(search_everything, "农贸市场", limit=5).hits] == [made]
    assert check(desk) == ()
    desk.close()
    assert [record.getMessage() for record in caplog.records] == ["search index rebuilt"]
    caplog.clear()


# --- upgrades --------------------------------------------------------------------------------------------------------


@pytest.fixture
def next_step(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[Connection], None]]]:
    """A program one schema step ahead; a test says what the step does."""
    does: list[Callable[[Connection], None]] = []

    def second(connection: Connection, today: date) -> None:
        for do in does:
            do(connection)

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, second))
    monkeypatch.setattr(migrations, "LATEST", migrations.LATEST + 1)
    yield does


def _version(folder: DataFolder) -> int:
    connection = connect(folder.database)
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    connection.close()
    return found


def test_an_older_file_is_backed_up_and_brought_up_to_date(
    folder: DataFolder, next_step: list[Callable[[Connection], None]]
) -> None:
    next_step.append(lambda connection: connection.exec_driver_sql("create table later (id integer)"))
    desk = opened(folder)
    assert desk.read(_tables) >= {"later", "submission"}
    assert check(desk) == ()
    desk.close()
    (made,) = backups.backups_in(folder.backups)
    assert sorted(contents(folder.root)) == ["backup.lock", f"backups/{made.path.name}", "desk.db"]
    assert (made.manifest.reason, made.manifest.made_by) == ("升级前", "王秀兰")
    assert made.manifest.schema == migrations.LATEST - 1
    assert backups.verify(made.path) == ()
    assert _version(folder) == migrations.LATEST


def test_a_backup_from_before_an_upgrade_comes_back_upgraded(
    folder: DataFolder, next_step: list[Callable[[Connection], None]]
) -> None:
    next_step.append(lambda connection: connection.exec_driver_sql("create table later (id integer)"))
    desk = opened(folder)
    before = desk.read(snapshot)
    piece(desk)
    desk.close()
    _, restored = errands.restore("latest", folder, among=folder.backups, by="王秀兰", clock=StandingClock())
    assert restored.manifest.reason == "升级前"
    desk = opened(folder)
    assert desk.read(snapshot) == before
    assert "later" in desk.read(_tables)
    assert check(desk) == ()
    desk.close()
    assert [one.manifest.reason for one in backups.backups_in(folder.backups)] == ["升级前", "恢复前", "升级前"]


def test_backups_before_upgrades_are_thinned_out_with_the_others(
    folder: DataFolder, next_step: list[Callable[[Connection], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cppcc_desk.storage.backups.keeping._NEWEST", 1)
    with monkeypatch.context() as before:
        before.setattr(migrations, "LATEST", migrations.LATEST - 1)
        before.setattr(migrations, "STEPS", migrations.STEPS[:-1])
        desk = opened(folder)
        errands.back_up(desk)
        desk.close()
    opened(folder).close()
    assert [one.manifest.reason for one in backups.backups_in(folder.backups)] == ["升级前"]


def test_without_a_backup_no_upgrade_begins(
    folder: DataFolder, next_step: list[Callable[[Connection], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(folder.root)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage._replace(free=2 << 20))
    before = folder.database.read_bytes()
    with pytest.raises(World, match=r"数据要升级到新版本，先要备份。备份没有做成：磁盘空间不足.*大约需要 \d+ MB"):
        opened(folder)
    assert folder.database.read_bytes() == before and _version(folder) == migrations.LATEST - 1


def test_damaged_data_is_not_upgraded(folder: DataFolder, next_step: list[Callable[[Connection], None]]) -> None:
    page = _page_of(folder, "ix_award_year") - 1  # which opening does not read
    _damage(folder, lambda data: data[: 4096 * page] + bytes(4096) + data[4096 * (page + 1) :])
    before = folder.database.read_bytes()
    with pytest.raises(NotADatabase, match="先要备份。备份没有做成：数据有损坏"):
        opened(folder)
    assert folder.database.read_bytes() == before
    assert list(folder.backups.iterdir()) == []


def test_two_starts_upgrade_once(folder: DataFolder, next_step: list[Callable[[Connection], None]]) -> None:
    with ThreadPoolExecutor(2) as threads:
        for desk in threads.map(opened, [folder] * 2):
            desk.close()
    assert len(backups.backups_in(folder.backups)) == 1


def _tables(session: Session) -> set[str]:
    return set(session.connection().exec_driver_sql("select name from sqlite_master").scalars())


def test_an_upgrade_that_fails_leaves_the_old_file(
    folder: DataFolder, next_step: list[Callable[[Connection], None]]
) -> None:
    def fails(connection: Connection) -> None:
        connection.exec_driver_sql("drop table paper")
        raise OSError(28, "No space left on device")

    next_step.append(fails)
    with pytest.raises(World, match="磁盘空间不足"):
        opened(folder)
    assert _version(folder) == migrations.LATEST - 1
    next_step.clear()
    desk = opened(folder)
    assert "paper" in desk.read(_tables)
    assert check(desk) == ()
    desk.close()


def test_an_upgrade_that_loses_references_is_not_kept(
    folder: DataFolder, next_step: list[Callable[[Connection], None]]
) -> None:
    desk_before = contents(folder.root)["desk.db"]
    next_step.append(lambda connection: connection.exec_driver_sql("delete from destination where name = '市政协'"))
    with pytest.raises(RuntimeError, match="dangling references"):
        opened(folder)
    assert _version(folder) == migrations.LATEST - 1
    assert desk_before


# --- folders one may not write to ------------------------------------------------------------------------------------

LOOK = """
import sys
from pathlib import Path
from datetime import datetime
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.opening import open_desk
try:
    open_desk(DataFolder(Path(sys.argv[1])), clock=lambda: datetime(2026, 11, 20)).close()
except DeskError as error:
    print(error.kind, error.message)
"""


def _as_nobody(root: Path) -> str:
    command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-c", LOOK, str(root)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert found.stderr == ""
    return found.stdout.strip()


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0 or shutil.which("setpriv") is None, reason="needs root and setpriv"
)
def test_a_folder_of_somebody_else_is_refused(master: Path) -> None:
    with tempfile.TemporaryDirectory() as place:  # pytest's own folders are closed to others
        Path(place).chmod(0o711)
        folder = DataFolder(Path(place, "数据"))
        folder.root.mkdir()
        shutil.copyfile(master, folder.database)
        _refused_to_nobody(folder)


def _refused_to_nobody(folder: DataFolder) -> None:
    before = contents(folder.root)
    assert _as_nobody(folder.root) == (
        f"world 数据文件夹是只读的（{folder.root}）；数据没有改动。请检查文件夹权限，或换一个数据文件夹。"
    )
    assert _as_nobody(folder.root / "新的").startswith("world 数据文件夹不能写入")
    folder.root.chmod(0o777)
    assert _as_nobody(folder.root).startswith("world 数据文件是只读的")
    assert contents(folder.root) == before
    folder.database.chmod(0o666)
    assert _as_nobody(folder.root) == ""


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Mount something on a new folder; skips where that is not allowed."""
    made: list[Path] = []

    def mount(*options: str, source: str = "tmpfs") -> Path:
        target = tmp_path / f"mount{len(made)}"
        target.mkdir()
        done = subprocess.run(["mount", *options, source, str(target)], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"mounting is not possible here: {done.stderr.strip()}")
        made.append(target)
        return target

    if shutil.which("mount") is None:
        pytest.skip("there is no mount here")
    yield mount
    for target in made:
        subprocess.run(["umount", "-l", str(target)], check=True)


def test_a_read_only_file_system_is_refused(folder: DataFolder, mounted: Callable[..., Path]) -> None:
    place = mounted("--bind", source=str(folder.root))
    subprocess.run(["mount", "-o", "remount,bind,ro", str(place)], check=True)
    refused(DataFolder(place), World, "数据文件夹是只读的")


@pytest.mark.parametrize("name", ["OneDrive - 云溪县", "坚果云", "BaiduSyncdisk"])
def test_a_folder_that_a_cloud_program_copies_is_refused(tmp_path: Path, name: str) -> None:
    root = tmp_path / name / "政协数据"
    with pytest.raises(World, match="云同步"):
        open_desk(DataFolder(root))
    assert not root.exists()
