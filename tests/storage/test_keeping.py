"""Which backups stay: by their order and their room, whatever a clock said."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.errors import World
from cppcc_desk.errands import backups as errands
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage import backups
from cppcc_desk.storage.backups import Manifest
from cppcc_desk.storage.backups.keeping import how_many_fit, room_for, to_keep
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from tests.conftest import StandingClock
from tests.office import piece

FIRST = datetime(2026, 1, 5, 9, 0)


def manifest(sequence: int, made_at: datetime) -> Manifest:
    return Manifest(
        sequence=sequence,
        made_at=made_at,
        made_by="",
        reason="",
        office="",
        began="",
        head="",
        submissions=0,
        entries=sequence,
        schema=1,
        hashes={},
    )


def kept_days(made: list[datetime]) -> list[datetime]:
    newest_first = [manifest(n, at) for n, at in reversed(list(enumerate(made)))]
    return [newest_first[place].made_at for place in sorted(to_keep(newest_first))]


def test_two_years_of_work_leave_days_weeks_and_months() -> None:
    made = [FIRST + timedelta(days=day, hours=hour) for day in range(700) for hour in (0, 3, 8)]
    kept = kept_days(made)
    assert kept[0] == made[-1]
    assert 30 <= len(kept) <= 54
    assert len({at.date() for at in kept}) >= 14
    assert len({(at.year, at.month) for at in kept}) >= 12


@given(st.lists(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2098, 1, 1)), min_size=1, max_size=80))
def test_whatever_the_clock_said_the_newest_twenty_are_kept(made: list[datetime]) -> None:
    newest_first = [manifest(n, at) for n, at in reversed(list(enumerate(made)))]
    assert to_keep(newest_first) >= set(range(min(20, len(made))))
    assert len(to_keep(newest_first)) <= 54


def thinned(made: list[datetime]) -> list[datetime]:
    """What is left, the oldest first, where the folder is thinned out after each backup."""
    held: list[Manifest] = []
    for number, at in enumerate(made):
        held.insert(0, manifest(number, at))
        held = [held[place] for place in sorted(to_keep(held))]
    return [one.made_at for one in reversed(held)]


def test_five_hundred_days_of_work_thinned_out_each_time() -> None:
    made = [FIRST + timedelta(days=day, hours=hour) for day in range(500) for hour in (0, 3, 8)]
    kept = thinned(made)
    assert kept[-20:] == made[-20:]
    assert len({at.date() for at in kept[-40:]}) >= 14
    assert len({at.isocalendar()[:2] for at in kept}) >= 8
    assert len({(at.year, at.month) for at in kept}) == 12
    assert len(kept) <= 54


@pytest.mark.parametrize("wrong", [datetime(1970, 1, 1), datetime(2098, 6, 1)])
def test_a_clock_that_is_wrong_for_a_month_takes_no_older_day_away(wrong: datetime) -> None:
    right = [FIRST + timedelta(days=day) for day in range(100)]
    before = set(thinned(right))
    kept = thinned([*right, *(wrong + timedelta(days=day) for day in range(30))])
    assert kept[-1] == wrong + timedelta(days=29)
    # of the right days the last stays, and those of earlier weeks and months as far as the wrong ones leave places
    assert right[-1] in kept and len(before & set(kept)) >= 4


def test_a_clock_without_a_battery_costs_no_right_day() -> None:
    """It begins at the same moment on each morning."""
    right = [FIRST + timedelta(days=day) for day in range(100)]
    kept = thinned([*right, *([datetime(1970, 1, 1, 8)] * 200)])
    assert len([at for at in kept if at in right]) >= 13


@pytest.mark.parametrize("wrong", [datetime(1970, 1, 1), datetime(2098, 6, 1)])
def test_backups_are_made_and_ordered_whatever_the_clock_says(
    desk: Desk, folder: DataFolder, clock: StandingClock, wrong: datetime
) -> None:
    right = errands.back_up(desk).path
    clock.now = wrong
    piece(desk, received_at=wrong)
    assert check(desk) == ()
    newest = errands.back_up(desk).path
    assert [one.path for one in backups.backups_in(folder.backups)] == [newest, right]
    assert backups.verify(newest) == ()
    desk.close()
    path, _ = errands.restore("latest", folder, among=folder.backups, by="王秀兰", clock=clock)
    assert path == newest


def test_thinned_out_only_after_a_backup_that_was_read_back(
    desk: Desk, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cppcc_desk.storage.backups.keeping._NEWEST", 1)
    first = errands.back_up(desk).path
    with monkeypatch.context() as broken, pytest.raises(World):
        broken.setattr("cppcc_desk.storage.backups.archive._wrong_members", lambda _path, _manifest: ["desk.db"])
        errands.back_up(desk)
    assert [path.name for path in folder.backups.glob("*.zip")] == [first.name]
    last = errands.back_up(desk).path
    assert [path.name for path in folder.backups.glob("*.zip")] == [last.name]


def test_on_a_stick_what_is_not_ours_stays(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cppcc_desk.storage.backups.keeping._NEWEST", 1)
    stick = tmp_path / "U盘"
    other = open_desk(DataFolder(tmp_path / "别的办公室"), clock=StandingClock())
    piece(other, title="别处的来稿")
    theirs = errands.back_up(other, to=stick).path
    other.close()
    first = errands.back_up(desk, to=stick).path
    put_aside = first.rename(stick / "年底存档.zip")
    (stick / "照片.zip").write_bytes(b"no backup")
    (stick / "备份_20260101-0000_00001.zip").write_bytes(b"no backup either")
    second = errands.back_up(desk, to=stick).path
    last = errands.back_up(desk, to=stick).path
    assert {path.name for path in stick.iterdir()} == {
        theirs.name,
        put_aside.name,
        "照片.zip",
        "备份_20260101-0000_00001.zip",
        last.name,
    }
    assert not second.exists() and backups.verify(last) == ()


@pytest.mark.parametrize(("sizes", "room", "fit"), [([5, 5, 5, 5], 12, 3), ([9, 9], 5, 3), ([1] * 30, 20, 20)])
def test_the_newest_have_room_first(sizes: list[int], room: int, fit: int) -> None:
    assert how_many_fit(sizes, room) == fit


def test_where_room_gets_scarce_it_is_said_and_the_oldest_go(
    desk: Desk, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [errands.back_up(desk)]
    assert errands.standing(desk).crowding == ""
    monkeypatch.setattr("cppcc_desk.storage.backups.keeping._MOST_BYTES", 4 * made[0].size + made[0].size // 2)
    made += [errands.back_up(desk) for _ in range(3)]
    assert "提前清理" in errands.standing(desk).crowding
    made += [errands.back_up(desk) for _ in range(2)]
    assert [one.path for one in backups.backups_in(folder.backups)] == [one.path for one in reversed(made[2:])]


def test_half_of_a_small_stick_is_left_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage._replace(total=8 << 30))
    assert room_for(tmp_path) == 4 << 30
