"""Backups are whole and verified, are thinned out by their order, and come back without anything lost."""

import contextlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from cppcc_desk.domain.errors import DeskError, Missing, NewerData, NotADatabase, World
from cppcc_desk.domain.workflow import State
from cppcc_desk.errands import backups as errands
from cppcc_desk.operations import documents as numbering
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import history
from cppcc_desk.storage import backups
from cppcc_desk.storage.backups import Manifest
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.engine import connect, log_of, plainly
from cppcc_desk.storage.opening import open_desk
from cppcc_desk.storage.originals import Originals
from tests.bench.corpus import Piece
from tests.bench.shelf import put
from tests.conftest import StandingClock
from tests.office import piece, snapshot
from tests.pieces import shelf


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "数据 文件夹")


@pytest.fixture
def desk(folder: DataFolder, clock: StandingClock) -> Iterator[Desk]:
    desk = open_desk(folder, by="王秀兰", clock=clock)
    piece(desk)
    desk.originals.keep("原稿的字节".encode())
    yield desk
    desk.close()


def put_back(source: Path | str, folder: DataFolder, clock: StandingClock) -> tuple[Path, backups.Restored]:
    return errands.restore(str(source), folder, among=folder.backups, by="王秀兰", clock=clock)


def held(folder: DataFolder, clock: StandingClock) -> tuple[object, bool]:
    """All rows, and whether everything is sound."""
    desk = open_desk(folder, by="王秀兰", clock=clock)
    try:
        return desk.read(snapshot), check(desk) == ()
    finally:
        desk.close()


def refused(kind: type[DeskError], sentence: str, source: Path | str, folder: DataFolder, clock: StandingClock) -> None:
    before = {path: path.read_bytes() for path in folder.root.glob("*.db")}
    with pytest.raises(kind, match=sentence) as refusal:
        put_back(source, folder, clock)
    assert "没有" in refusal.value.message
    assert {path: path.read_bytes() for path in folder.root.glob("*.db")} == before
    assert list(folder.root.rglob("*.part")) == []


# --- made ------------------------------------------------------------------------------------------------------------


def test_a_backup_holds_all_and_says_what(desk: Desk, folder: DataFolder) -> None:
    folder.window.write_text("[window]\n", encoding="utf-8")
    made = errands.back_up(desk)
    assert made.path.parent == folder.backups
    assert made.path.name == f"备份_{desk.now:%Y%m%d-%H%M}_00001.zip"
    told = made.manifest
    assert (told.sequence, told.made_by, told.reason, told.submissions) == (1, "王秀兰", "手工备份", 1)
    assert told.entries == max(desk.read(history.ids))
    assert set(told.hashes) == {"desk.db", "originals.db", "records.jsonl", "numbers.json", "window.ini"}
    assert backups.verify(made.path) == ()
    assert errands.back_up(desk).manifest.sequence == 2
    assert list(folder.root.rglob("*.part")) == []


def test_nothing_is_made_where_nothing_was_done(desk: Desk) -> None:
    assert errands.back_up_if_changed(desk, reason="退出时") is not None
    assert errands.back_up_if_changed(desk, reason="退出时") is None
    piece(desk)
    assert errands.back_up_if_changed(desk, reason="退出时") is not None


def test_work_that_is_not_in_the_main_file_yet_is_in_the_backup(desk: Desk, folder: DataFolder) -> None:
    errands.back_up(desk)
    piece(desk)  # in the log beside the database
    assert errands.back_up(desk).manifest.submissions == 2


def test_a_damaged_database_is_not_backed_up(desk: Desk, folder: DataFolder) -> None:
    good = errands.back_up(desk).path
    desk.close()
    data = bytearray(folder.database.read_bytes())
    data[8192:12288] = b"\x00" * 4096
    folder.database.write_bytes(data)
    with pytest.raises(NotADatabase, match="损坏"):
        errands.back_up(desk)
    assert [backup.path for backup in backups.backups_in(folder.backups)] == [good]
    assert list(folder.root.rglob("*.part")) == []


def test_a_place_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    with pytest.raises(World, match="以前的备份没有受影响"):
        errands.back_up(desk, to=tmp_path / "文件" / "里面")


def test_too_little_room_is_told_before(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage._replace(free=1 << 20))
    with pytest.raises(World, match=r"磁盘空间不足.*大约需要"):
        errands.back_up(desk)


def test_what_was_written_wrongly_gets_no_name(desk: Desk, folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cppcc_desk.storage.backups.archive._wrong_members", lambda _path, _manifest: ["desk.db"])
    with pytest.raises(World, match="读回来不一样"):
        errands.back_up(desk)
    assert list(folder.backups.iterdir()) == []


# --- looked at -------------------------------------------------------------------------------------------------------


def spoilt(path: Path, how: str) -> None:
    data = bytearray(path.read_bytes())
    match how:
        case "flipped":
            data[len(data) // 2] ^= 0xFF
        case "zeroed":
            data[8192:12288] = bytes(4096)
        case "cut":
            del data[len(data) // 2 :]
        case "empty":
            data.clear()
        case "other":
            data[:] = b"not a backup at all"
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("how", ["flipped", "cut", "empty", "other"])
def test_a_damaged_backup_is_seen_and_not_restored(
    desk: Desk, folder: DataFolder, clock: StandingClock, how: str
) -> None:
    older = errands.back_up(desk).path
    newer = errands.back_up(desk).path
    desk.close()
    spoilt(newer, how)
    assert backups.verify(newer) != ()
    refused(NotADatabase, "备份", newer, folder, clock)
    assert put_back("latest", folder, clock)[0] == older


def test_a_backup_whose_manifest_lies_is_seen(desk: Desk, tmp_path: Path) -> None:
    made = errands.back_up(desk)
    for name, hashes in (("少.zip", {}), ("外.zip", {**made.manifest.hashes, "../x": "0"})):
        with zipfile.ZipFile(made.path) as old, zipfile.ZipFile(tmp_path / name, "w") as new:
            new.writestr("desk.db", old.read("desk.db"))
            told = Manifest(**{**vars(made.manifest), "hashes": hashes})
            new.writestr("manifest.json", told.to_json())
        assert backups.verify(tmp_path / name) != ()


def test_a_backup_of_a_newer_program_is_refused(
    desk: Desk, folder: DataFolder, clock: StandingClock, tmp_path: Path
) -> None:
    made = errands.back_up(desk)
    desk.close()
    with zipfile.ZipFile(made.path) as old, zipfile.ZipFile(tmp_path / "新.zip", "w") as new:
        for name in made.manifest.hashes:
            new.writestr(name, old.read(name))
        new.writestr("manifest.json", Manifest(**{**vars(made.manifest), "schema": 999}).to_json())
    refused(NewerData, "较新版本", tmp_path / "新.zip", folder, clock)


# --- put back --------------------------------------------------------------------------------------------------------


def test_all_comes_back_and_what_was_there_is_kept(desk: Desk, folder: DataFolder, clock: StandingClock) -> None:
    then = desk.read(snapshot)
    first = errands.back_up(desk).path
    piece(desk)
    later = desk.read(snapshot)
    digest = desk.originals.keep("后来的原稿".encode())
    desk.close()
    _, restored = put_back(first, folder, clock)
    assert held(folder, clock) == (then, True)
    assert restored.kept_at is not None
    assert backups.read(restored.kept_at).manifest.reason == "恢复前"
    put_back(restored.kept_at, folder, clock)
    assert held(folder, clock) == (later, True)
    again = open_desk(folder, by="王秀兰", clock=clock)
    assert again.originals.take(digest) == "后来的原稿".encode()
    assert again.read(history.newest, limit=1)[0].label.startswith("从备份恢复：备份_")
    again.close()


def test_on_another_pc_the_file_alone_is_enough(desk: Desk, clock: StandingClock, tmp_path: Path) -> None:
    then = desk.read(snapshot)
    digest = desk.originals.keep("原稿".encode())
    made = errands.back_up(desk, to=tmp_path / "U盘").path
    there = DataFolder(tmp_path / "别的电脑" / "数据")
    _, restored = put_back(made, there, clock)
    assert restored.kept_at is None
    assert held(there, clock) == (then, True)
    with closing(open_desk(there, by="王秀兰", clock=clock)) as again:
        assert again.originals.take(digest) == "原稿".encode()


def test_nothing_is_put_back_while_somebody_works(desk: Desk, folder: DataFolder, clock: StandingClock) -> None:
    made = errands.back_up(desk).path
    with pytest.raises(World, match="请关闭程序的窗口"):
        put_back(made, folder, clock)
    piece(desk)
    assert check(desk) == ()


@pytest.mark.parametrize("how", ["zeroed", "cut", "empty", "other"])
def test_a_damaged_database_is_kept_aside(desk: Desk, folder: DataFolder, clock: StandingClock, how: str) -> None:
    then = desk.read(snapshot)
    errands.back_up(desk)
    piece(desk)
    desk.close()
    spoilt(folder.database, how)
    bad = folder.database.read_bytes()
    _, restored = put_back("latest", folder, clock)
    assert held(folder, clock) == (then, True)
    assert restored.kept_at is not None and restored.kept_at.is_dir()
    assert (restored.kept_at / "desk.db").read_bytes() == bad


def test_damaged_originals_give_way_to_those_of_the_backup(
    desk: Desk, folder: DataFolder, clock: StandingClock
) -> None:
    digest = desk.originals.keep("原稿".encode())
    errands.back_up(desk)
    desk.close()
    spoilt(folder.originals, "other")
    put_back("latest", folder, clock)
    with closing(open_desk(folder, by="王秀兰", clock=clock)) as again:
        assert again.originals.take(digest) == "原稿".encode()


def test_a_number_is_not_given_again_after_a_restore(desk: Desk, folder: DataFolder, clock: StandingClock) -> None:
    errands.back_up(desk)
    given = [desk.do(numbering.reserve_number, sequence="函", purpose="会") for _ in range(2)]
    desk.close()
    put_back("latest", folder, clock)
    with closing(open_desk(folder, by="王秀兰", clock=clock)) as again:
        assert again.do(numbering.reserve_number, sequence="函", purpose="会") not in given


def test_others_start_while_a_backup_is_made(desk: Desk, folder: DataFolder, clock: StandingClock) -> None:
    """What lies about then is not what a killed backup left."""
    with ThreadPoolExecutor(2) as pool:
        made = [pool.submit(errands.back_up, desk) for _ in range(3)]
        while not all(one.done() for one in made):
            open_desk(folder, by="查玉芬", clock=clock).close()
    assert [backups.verify(one.result().path) for one in made] == [(), (), ()]
    assert len(backups.backups_in(folder.backups)) == 3


def test_the_latest_is_not_what_a_restore_kept_aside(desk: Desk, folder: DataFolder, clock: StandingClock) -> None:
    first = errands.back_up(desk).path
    piece(desk)
    desk.close()
    assert put_back("latest", folder, clock)[0] == first
    assert put_back("latest", folder, clock)[0] == first


def test_a_later_program_may_add_to_the_manifest(desk: Desk, tmp_path: Path) -> None:
    made = errands.back_up(desk)
    told = json.loads(made.manifest.to_json()) | {"colour": "red"}
    assert Manifest.from_json(json.dumps(told).encode()) == made.manifest
    for wrong in ({"hashes": [1]}, {"schema": "两"}, {"made_at": 5}):
        with zipfile.ZipFile(tmp_path / "x.zip", "w") as package:
            package.writestr("manifest.json", json.dumps(told | wrong))
        assert "不是本程序的备份" in backups.verify(tmp_path / "x.zip")[0]


def test_a_full_disk_is_not_called_damage(
    desk: Desk, folder: DataFolder, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = desk.read(snapshot)
    made = errands.back_up(desk).path
    desk.close()

    def full(_source: Path, _target: Path) -> None:
        with plainly(folder.root, saving=False):
            raise dbapi.OperationalError("database or disk is full")

    monkeypatch.setattr("cppcc_desk.storage.backups.archive._copy_online", full)
    with pytest.raises(World, match="磁盘空间不足"):
        put_back(made, folder, clock)
    assert held(folder, clock) == (then, True)
    assert list(folder.root.glob("损坏*")) == []


def test_no_backup_is_told(desk: Desk, folder: DataFolder, clock: StandingClock, tmp_path: Path) -> None:
    desk.close()
    refused(Missing, "没有可以恢复的备份", "latest", folder, clock)
    refused(World, "找不到备份文件", tmp_path / "没有.zip", folder, clock)


def test_what_killed_runs_left_is_cleared_at_the_start(desk: Desk, folder: DataFolder, clock: StandingClock) -> None:
    made = errands.back_up(desk).path
    desk.close()
    (folder.backups / "备份_x.zip.part").write_bytes(b"x")
    for name in ("backup.abc.part", "restore.abc.part"):
        (folder.root / name).mkdir()
        (folder.root / name / "desk.db").write_bytes(b"x")
    open_desk(folder, by="王秀兰", clock=clock).close()
    assert list(folder.root.rglob("*.part")) == []
    assert made.exists()


def test_damage_to_an_original_is_mended_by_a_restore(desk: Desk, folder: DataFolder, clock: StandingClock) -> None:
    digest = desk.originals.keep("原稿".encode())
    made = errands.back_up(desk).path
    later = desk.originals.keep("后来的原稿".encode())
    desk.close()
    with closing(connect(folder.originals)) as data:
        data.execute("update original set data = x'00' where sha256 = ?", (digest,)).close()
    put_back(made, folder, clock)
    with closing(open_desk(folder, by="王秀兰", clock=clock)) as again:
        assert again.originals.take(digest) == "原稿".encode()
        assert again.originals.take(later) == "后来的原稿".encode()


@pytest.mark.parametrize("trouble", ["database or disk is full", "disk I/O error", "database is locked"])
def test_originals_that_cannot_be_added_to_are_not_taken_for_damaged(
    desk: Desk, folder: DataFolder, clock: StandingClock, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    then = desk.read(snapshot)
    made = errands.back_up(desk).path
    later = desk.originals.keep("后来的原稿".encode())
    desk.close()

    def refuse(_self: Originals, _other: Path) -> None:
        raise dbapi.OperationalError(trouble)

    with monkeypatch.context() as patch, pytest.raises(World):
        patch.setattr(Originals, "add", refuse)
        put_back(made, folder, clock)
    assert held(folder, clock) == (then, True)
    assert list(folder.backups.iterdir()) == [made]  # nothing was replaced, so nothing is kept aside
    with closing(open_desk(folder, by="王秀兰", clock=clock)) as again:
        assert again.originals.take(later) == "后来的原稿".encode()


def test_what_a_lost_database_left_is_not_mixed_with_the_backup(
    desk: Desk, folder: DataFolder, clock: StandingClock
) -> None:
    then = desk.read(snapshot)
    made = errands.back_up(desk).path
    piece(desk)
    log = log_of(folder.database).read_bytes()
    assert log
    desk.close()
    folder.database.unlink()
    log_of(folder.database).write_bytes(log)
    _, restored = put_back(made, folder, clock)
    assert held(folder, clock) == (then, True)
    assert restored.kept_at is not None
    assert [path.name for path in restored.kept_at.iterdir()] == ["desk.db-wal"]


@pytest.fixture
def unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody sees beforehand that the room will not do: something else fills the disk meanwhile."""
    usage = shutil.disk_usage(Path.cwd())
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage._replace(total=1 << 40, free=1 << 40))


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize("left", range(0, 40, 3))
def test_no_room_on_the_way_of_a_restore_leaves_everything(
    small_disk: Path, clock: StandingClock, tmp_path: Path, left: int
) -> None:
    """The disk is full after so many times 64 KB."""
    folder = DataFolder(small_disk / "数据 文件夹")
    desk = open_desk(folder, by="王秀兰", clock=clock)
    piece(desk)
    desk.originals.keep(os.urandom(300_000))
    made = errands.back_up(desk, to=tmp_path / "U盘").path
    piece(desk)
    later = desk.originals.keep(os.urandom(200_000))
    now = desk.read(snapshot)
    desk.close()
    room = os.statvfs(small_disk)
    (small_disk / "pad").write_bytes(bytes(room.f_bavail * room.f_frsize - left * 65_536))
    with contextlib.suppress(World):
        put_back(made, folder, clock)
    (small_disk / "pad").unlink()
    rows, sound = held(folder, clock)
    assert sound
    assert list(folder.root.rglob("*.part")) == [] and list(folder.root.glob("损坏*")) == []
    assert all(backups.verify(path) == () for path in folder.backups.glob("*.zip"))
    with closing(open_desk(folder, by="王秀兰", clock=clock)) as again:
        assert rows == now or again.read(history.newest, limit=1)[0].label.startswith("从备份恢复")
        assert len(again.originals.take(later)) == 200_000


@pytest.mark.usefixtures("unseen")
def test_no_room_on_the_way_of_a_backup_leaves_no_half_one(
    small_disk: Path, clock: StandingClock, tmp_path: Path
) -> None:
    folder = DataFolder(tmp_path / "数据 文件夹")
    desk = open_desk(folder, by="王秀兰", clock=clock)
    piece(desk)
    first = errands.back_up(desk, to=small_disk).path
    desk.originals.keep(os.urandom(8_000_000))
    with pytest.raises(World, match=rf"磁盘空间不足（{small_disk}）.*以前的备份没有受影响"):
        errands.back_up(desk, to=small_disk)
    assert list(small_disk.iterdir()) == [first] and backups.verify(first) == ()
    assert check(desk) == ()
    desk.close()


# --- given numbers ---------------------------------------------------------------------------------------------------


def reserve(desk: Desk) -> str:
    return desk.do(numbering.reserve_number, sequence="函", purpose="会")


def next_number(folder: DataFolder, clock: StandingClock) -> str:
    with closing(open_desk(folder, by="王秀兰", clock=clock)) as desk:
        return reserve(desk)


def test_on_this_pc_its_own_note_of_numbers_wins(desk: Desk, folder: DataFolder, clock: StandingClock) -> None:
    reserve(desk)
    made = errands.back_up(desk).path
    assert [reserve(desk) for _ in range(3)][-1].endswith("4号")
    desk.close()
    _, restored = put_back(made, folder, clock)
    assert restored.knows_numbers
    assert next_number(folder, clock).endswith("5号")


def test_on_another_pc_the_note_comes_with_the_backup(
    desk: Desk, folder: DataFolder, clock: StandingClock, tmp_path: Path
) -> None:
    """Somebody put an older database beside the note by hand; a backup of that still knows what was given."""
    reserve(desk)
    desk.close()
    older = folder.database.read_bytes()
    desk = open_desk(folder, by="王秀兰", clock=clock)
    assert reserve(desk).endswith("2号")
    note = folder.numbers.read_bytes()
    made = errands.back_up(desk, to=tmp_path / "U盘").path
    desk.close()
    with zipfile.ZipFile(made) as package:
        assert package.read("numbers.json") == note
    folder.database.write_bytes(older)
    there = DataFolder(tmp_path / "别的电脑")
    kept = put_back(made, folder, clock)[1].kept_at  # a backup of the older database with the note beside it
    assert kept is not None
    _, restored = put_back(kept, there, clock)
    assert not restored.knows_numbers
    assert next_number(there, clock).endswith("3号")


def test_the_higher_of_two_notes_stands_on_the_way_between_two_pcs(
    desk: Desk, folder: DataFolder, clock: StandingClock, tmp_path: Path
) -> None:
    reserve(desk)
    made = errands.back_up(desk, to=tmp_path / "U盘").path
    desk.close()
    there = DataFolder(tmp_path / "别的电脑")
    put_back(made, there, clock)
    assert [next_number(there, clock) for _ in range(3)][-1].endswith("4号")
    assert next_number(folder, clock).endswith("2号")
    with closing(open_desk(there, by="王秀兰", clock=clock)) as far:
        back = errands.back_up(far, to=tmp_path / "U盘").path
    put_back(back, folder, clock)
    assert next_number(folder, clock).endswith("5号")
    put_back(made, there, clock)
    assert next_number(there, clock).endswith("5号")


def test_the_note_of_another_office_is_not_taken_for_ours(
    desk: Desk, folder: DataFolder, clock: StandingClock, tmp_path: Path
) -> None:
    reserve(desk)
    made = errands.back_up(desk).path
    desk.close()
    there = DataFolder(tmp_path / "别的办公室")
    other = open_desk(there, by="查玉芬", clock=clock)
    assert [reserve(other) for _ in range(7)][-1].endswith("7号")
    other.close()
    _, restored = put_back(made, there, clock)
    assert not restored.knows_numbers
    assert next_number(there, clock).endswith("2号")


# --- without the program ---------------------------------------------------------------------------------------------


def test_every_record_can_be_read_and_rebuilt_without_the_database(desk: Desk, folder: DataFolder) -> None:
    """From the plain text alone, by a few lines of anybody's."""
    piece(desk, State.ISSUED)
    piece(desk, title='“引号”\n与 "quotes" 𠮷')
    now = desk.read(snapshot)
    made = errands.back_up(desk).path
    with zipfile.ZipFile(made) as package:
        lines = package.read("records.jsonl").decode().splitlines()
    with shelf() as session:
        database = session.connection().connection.driver_connection
        assert database is not None
        database.execute("PRAGMA defer_foreign_keys = ON")  # until all rows are there
        for table, row in map(json.loads, lines):
            if table != "journal_entry":  # who did what and when is there, but not what each row was before
                names = ", ".join(row)
                places = ", ".join("?" * len(row))
                database.execute(f"insert or replace into {table} ({names}) values ({places})", [*row.values()])
        session.expire_all()
        assert snapshot(session) == now
    journal = [row for table, row in map(json.loads, lines) if table == "journal_entry"]
    assert [row["label"] for row in journal] == [row.label for row in reversed(desk.read(history.newest))]


def test_a_flipped_bit_does_not_stop_the_backup(desk: Desk, folder: DataFolder) -> None:
    """What `check` names shall not keep all the rest from being saved."""
    desk.close()
    with closing(connect(folder.database)) as data:
        data.execute("update submission_text set original_text = cast(x'e79fb3ff' as text)").close()
    made = errands.back_up(desk)
    with zipfile.ZipFile(made.path) as package:
        assert "石\ufffd" in package.read("records.jsonl").decode()


# --- a large office --------------------------------------------------------------------------------------------------


def test_everything_of_a_large_office_comes_back(desk: Desk, clock: StandingClock, tmp_path: Path) -> None:
    """5 000 pieces, each with an original."""
    kept = desk.folder
    connection = connect(kept.database)
    connection.execute("begin").close()
    for number in range(2, 5_002):
        put(
            connection,
            Piece(title=f"第{number}件", body=f"{number}号正文。" * 40, names=("柳青禾",), unit="街道"),
            number,
        )
    connection.execute("commit").close()
    connection.close()
    digests = {desk.originals.keep(f"原件{number}".encode() * 50) for number in range(5_000)}
    then = desk.read(snapshot)
    made = errands.back_up(desk, to=tmp_path / "U盘")
    assert made.manifest.submissions == 5_001
    there = DataFolder(tmp_path / "别的电脑")
    put_back(made.path, there, clock)
    again = open_desk(there, by="王秀兰", clock=clock)
    assert again.read(snapshot) == then
    assert all(again.originals.take(digest) for digest in digests)
    again.close()


def test_a_copy_is_one_file_without_a_log(desk: Desk, tmp_path: Path) -> None:
    made = errands.back_up(desk).path
    with zipfile.ZipFile(made) as package:
        package.extract("desk.db", tmp_path)
    with closing(connect(tmp_path / "desk.db", pragmas=())) as data:
        assert data.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
