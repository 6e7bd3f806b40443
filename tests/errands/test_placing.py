"""The data moved to another place is there whole, or it is where it was; a place that is away is no new office."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cppcc_desk.domain.errors import Away, DeskError, Forbidden, Invalid, NotADatabase, World
from cppcc_desk.errands import backups, placing
from cppcc_desk.paths import VARIABLE, DataFolder, data_folder, home_folder
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.opening import open_desk
from tests.conftest import StandingClock
from tests.office import piece, snapshot

ORIGINAL = "原稿的字节".encode()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PC of its own, on which nothing has been chosen yet."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "本机"))
    return home_folder()


@pytest.fixture
def office(home: Path, clock: StandingClock) -> DataFolder:
    """The office's data at home, with a piece, an original, a paper and a draft."""
    folder = data_folder()
    desk = open_desk(folder, by="王秀兰", clock=clock)
    piece(desk)
    desk.originals.keep(ORIGINAL)
    desk.close()
    for path, text in ((folder.papers / "2026" / "期刊.docx", "纸"), (folder.drafts / "登记.json", "{}")):
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return folder


def held(folder: DataFolder, clock: StandingClock) -> Any:
    desk = open_desk(folder, by="王秀兰", clock=clock)
    try:
        assert check(desk) == ()
        return desk.read(snapshot), desk.originals.take(hashlib.sha256(ORIGINAL).hexdigest())
    finally:
        desk.close()


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_everything_moves_and_the_old_place_keeps_its_backups(
    office: DataFolder, tmp_path: Path, clock: StandingClock
) -> None:
    before = held(office, clock)
    told: list[str] = []
    place = placing.place_in(tmp_path / "D 盘")
    there = placing.move(office, place, by="王秀兰", clock=clock, step=lambda _done, _all, name: told.append(name))
    assert place.name == placing.NAME
    assert data_folder() == there == DataFolder(place, settled=True)
    assert held(there, clock) == before
    assert {"papers/2026/期刊.docx", "drafts/登记.json"} <= files(place) and "desk.db" in told
    assert sorted({name.split("/")[0] for name in files(office.root)}) == ["backup.lock", "backups", "place.txt"]
    assert backups.newest_sound(office) is not None and backups.newest_sound(there) is not None
    with pytest.raises(NotADatabase):  # the old place alone is never taken for a new office
        open_desk(office)


def test_it_can_move_on_and_be_taken_up_again(office: DataFolder, tmp_path: Path, clock: StandingClock) -> None:
    before = held(office, clock)
    first = placing.move(office, tmp_path / "一", clock=clock)
    second = placing.move(first, tmp_path / "二", clock=clock)
    assert held(second, clock) == before
    second.root.rename(tmp_path / "改名")
    with pytest.raises(Away, match="找不到数据文件夹"):
        open_desk(data_folder())
    assert not second.root.exists()  # nothing was made in its place
    assert held(placing.use(tmp_path / "改名"), clock) == before
    assert data_folder().root == tmp_path / "改名"


def test_a_lost_database_in_a_chosen_place_is_no_new_office(
    office: DataFolder, tmp_path: Path, clock: StandingClock
) -> None:
    there = placing.move(office, tmp_path / "盘", clock=clock)
    there.database.unlink()
    with pytest.raises(NotADatabase, match="没有另建空库"):
        open_desk(data_folder())


def test_what_a_kill_left_in_the_log_of_sqlite_moves_too(
    office: DataFolder, tmp_path: Path, clock: StandingClock
) -> None:
    desk = open_desk(office, by="王秀兰", clock=clock)
    more = "又一件原稿".encode()
    digest = desk.originals.keep(more)
    saved = {path.name: path.read_bytes() for path in office.root.glob("*.db-wal")}
    desk.close()
    assert saved["originals.db-wal"]
    for name, data in saved.items():  # as after a kill: the log was never written back
        (office.root / name).write_bytes(data)
    there = placing.move(office, tmp_path / "盘", clock=clock)
    again = open_desk(there)
    assert again.originals.take(digest) == more
    again.close()


def test_an_empty_folder_is_taken_and_a_full_one_gets_a_folder_of_ours(tmp_path: Path) -> None:
    empty, full = tmp_path / "空", tmp_path / "满"
    for place in (empty, full):
        place.mkdir()
    (full / "照片.jpg").touch()
    assert placing.place_in(empty) == empty
    assert placing.place_in(full) == full / placing.NAME
    assert placing.place_in(Path("/")) == Path("/") / placing.NAME
    assert placing.free_bytes(full / "还没有" / "这里") == placing.free_bytes(tmp_path)


def refused(kind: type[DeskError], words: str, office: DataFolder, place: Path, clock: StandingClock) -> None:
    """The move is refused, and the data is where and what it was."""
    before = held(office, clock), files(office.root)
    with pytest.raises(kind, match=words) as told:
        placing.move(office, place, clock=clock)
    assert "没有改动" in told.value.message
    assert (held(office, clock), files(office.root) - {"backup.lock"}) == (before[0], before[1] - {"backup.lock"})
    assert data_folder() == office
    assert not list(place.parent.glob("*.part"))


def test_a_place_that_will_not_do_is_refused(office: DataFolder, tmp_path: Path, clock: StandingClock) -> None:
    backups.back_up(desk := open_desk(office, clock=clock))
    desk.close()
    refused(Invalid, "现在的数据文件夹里", office, office.root / "里面", clock)
    occupied = tmp_path / "有东西"
    occupied.mkdir()
    (occupied / "甲.txt").touch()
    refused(Invalid, "已经有别的文件", office, occupied, clock)
    other = open_desk(DataFolder(tmp_path / "别的办公室"))
    other.close()
    refused(Invalid, "已经有一份数据", office, tmp_path / "别的办公室", clock)
    refused(World, "云同步文件夹", office, tmp_path / "OneDrive" / "数据", clock)
    assert files(occupied) == {"甲.txt"}


def test_a_full_disk_is_told_before_anything_is_written(
    office: DataFolder, tmp_path: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.back_up(desk := open_desk(office, clock=clock))
    desk.close()
    monkeypatch.setattr(placing, "free_bytes", lambda _: 10 << 20)
    refused(World, "只剩 10 MB", office, tmp_path / "小盘", clock)
    assert not (tmp_path / "小盘").exists()


def test_a_disk_that_gives_back_other_bytes_is_refused(
    office: DataFolder, tmp_path: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.back_up(desk := open_desk(office, clock=clock))
    desk.close()

    def fsync(descriptor: int) -> None:
        monkeypatch.undo()
        target = next(path for path in (tmp_path / "坏盘.cppcc_desk.part").rglob("*") if path.is_file())
        target.write_bytes(target.read_bytes()[:-1] + b"?")

    monkeypatch.setattr("cppcc_desk.errands.placing.os.fsync", fsync)
    with pytest.raises(World, match="读回来不一样"):
        placing.move(office, tmp_path / "坏盘", clock=clock)
    assert not list(tmp_path.glob("坏盘*"))


def test_who_gives_up_has_the_data_where_it_was(office: DataFolder, tmp_path: Path, clock: StandingClock) -> None:
    before = held(office, clock)

    class GivenUp(Exception):
        pass

    def step(done: int, _total: int, _name: str) -> None:
        if done == 1:
            raise GivenUp

    with pytest.raises(GivenUp):
        placing.move(office, tmp_path / "盘", clock=clock, step=step)
    assert held(office, clock) == before and not list(tmp_path.glob("盘*"))


def test_what_the_person_put_there_meanwhile_stays(office: DataFolder, tmp_path: Path, clock: StandingClock) -> None:
    before = held(office, clock)
    place = tmp_path / "盘"
    place.mkdir()
    with pytest.raises(World):
        placing.move(office, place, clock=clock, step=lambda *_: (place / "照片.jpg").touch())
    assert files(place) == {"照片.jpg"} and not list(tmp_path.glob("*.part"))
    assert held(office, clock) == before and data_folder() == office


def test_a_note_that_cannot_be_written_leaves_the_data_where_it_was(
    office: DataFolder, tmp_path: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def settle(place: Path) -> None:
        written(place)
        raise OSError(5, "the folder's entry did not reach the disk")

    before, written = held(office, clock), placing.settle
    monkeypatch.setattr(placing, "settle", settle)
    with pytest.raises(World):
        placing.move(office, tmp_path / "盘", clock=clock)
    assert data_folder() == office and not list(tmp_path.glob("盘*"))
    assert held(office, clock) == before


def test_nothing_is_saved_into_what_is_about_to_be_cleared(
    office: DataFolder, tmp_path: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, cleared = held(office, clock), placing._clear_out

    def clear_out(folder: DataFolder) -> None:
        with pytest.raises(DeskError):
            open_desk(folder, by="单文静", clock=clock)
        cleared(folder)

    monkeypatch.setattr(placing, "_clear_out", clear_out)
    assert held(placing.move(office, tmp_path / "盘", clock=clock), clock) == before
    assert not office.database.exists()


def test_who_opens_the_data_at_the_last_moment_keeps_it(
    office: DataFolder, tmp_path: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go, late = placing.backups.let_go, []

    def then_opened(database: Path, what: str) -> None:
        let_go(database, what)
        if database == office.database:
            late.append(open_desk(office, by="单文静", clock=clock))
            piece(late[0])

    monkeypatch.setattr(placing.backups, "let_go", then_opened)
    with pytest.raises(World, match="正被别的命令使用"):
        placing.move(office, tmp_path / "盘", clock=clock)
    late[0].close()
    assert data_folder() == office and not (tmp_path / "盘").exists()
    assert held(office, clock)


def test_nothing_moves_while_somebody_works(office: DataFolder, tmp_path: Path, clock: StandingClock) -> None:
    desk = open_desk(office, by="王秀兰", clock=clock)
    desk.read(snapshot)
    with pytest.raises(World, match="正被程序的窗口或别的命令使用"):
        placing.move(office, tmp_path / "盘", clock=clock)
    desk.close()
    assert data_folder() == office and not (tmp_path / "盘").exists()


def test_where_the_place_is_fixed_it_is_not_changed(
    office: DataFolder, tmp_path: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Forbidden, match="不是本机平时用的数据文件夹"):
        placing.move(DataFolder(tmp_path / "另一处"), tmp_path / "盘", clock=clock)
    monkeypatch.setenv(VARIABLE, str(office.root))
    for change in (lambda: placing.move(office, tmp_path / "盘", clock=clock), lambda: placing.use(tmp_path)):
        with pytest.raises(Forbidden, match=VARIABLE):
            change()


def test_what_holds_no_data_is_not_used(office: DataFolder, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="没有本程序的数据"):
        placing.use(tmp_path)
    (tmp_path / "desk.db").write_bytes(b"something else entirely")
    with pytest.raises(NotADatabase):
        placing.use(tmp_path)
    assert data_folder() == office


def test_a_note_of_the_place_that_cannot_be_read_is_no_new_office(office: DataFolder, home: Path) -> None:
    (home / "place.txt").write_bytes(b"\xd8\xd8\0\0?")
    with pytest.raises(Away):
        open_desk(data_folder())


def test_a_drive_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has drives; here the root of the file system is made to be missing."""
    exists = Path.exists
    monkeypatch.setattr(Path, "exists", lambda path: False if path == Path("/") else exists(path))
    with pytest.raises(Away, match="找不到磁盘 /"):
        open_desk(DataFolder(tmp_path / "新办公室"))
    assert not (tmp_path / "新办公室").exists()


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    caplog.clear()
