"""Which backup is due, what is told before going back, and what large work does before it begins."""

from datetime import timedelta
from pathlib import Path

import pytest

from cppcc_desk.domain.errors import NotADatabase
from cppcc_desk.domain.submission import IntakeChannel
from cppcc_desk.errands import backups
from cppcc_desk.errands.cleaning import clean_bin
from cppcc_desk.errands.intake import bring_in
from cppcc_desk.operations import submissions as changing
from cppcc_desk.operations.registering import register
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from tests.conftest import NOW, StandingClock
from tests.office import piece, registration


class Enough(Exception):
    """Somebody pressed 取消."""


def reasons(folder: DataFolder) -> list[str]:
    """Why the backups among the data were made, the newest first."""
    return [one.manifest.reason for one in backups.backups.backups_in(folder.backups)]


def test_nothing_done_needs_no_backup(desk: Desk) -> None:
    assert backups.standing(desk).changed
    assert backups.back_up_if_changed(desk, reason="甲")
    assert not backups.back_up_if_changed(desk, reason="乙") and not backups.standing(desk).changed
    piece(desk)
    assert backups.standing(desk).changed
    assert backups.back_up_before(desk, "丙") == ""
    assert reasons(desk.folder) == ["丙", "甲"]


def test_after_a_restore_the_copy_of_what_was_is_not_taken_for_what_is(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    piece(desk)
    made = backups.back_up(desk)
    desk.do(register, registration())
    desk.close()
    folder = desk.folder
    backups.restore(str(made.path), folder, among=folder.backups, by="甲")
    caplog.clear()  # numbers go on from where they were, which is logged
    again = open_desk(folder, clock=StandingClock())
    newest = backups.standing(again)
    # as many lines as before: one was taken away, and the restore wrote one
    assert newest.kept[0].manifest.reason == "恢复前" and newest.changed
    assert backups.back_up_if_changed(again, reason="关闭程序时")
    again.close()


def test_what_stood_in_the_way_is_a_sentence(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.folder.backups.write_bytes(b"a file where the folder should be")
    assert "数据和以前的备份没有受影响" in backups.back_up_before(desk, "甲")
    assert [record.getMessage() for record in caplog.records] == ["no backup: world"]
    caplog.clear()


def test_each_part_of_a_backup_is_told_and_can_be_the_last(desk: Desk) -> None:
    heard: list[tuple[int, int, str]] = []
    backups.back_up(desk, step=lambda *told: heard.append(told))
    assert [told[:2] for told in heard] == [(0, 3), (1, 3), (2, 3)]

    def stop(done: int, _total: int, _words: str) -> None:
        if done == 2:
            raise Enough

    with pytest.raises(Enough):
        backups.back_up(desk, step=stop)
    assert len(reasons(desk.folder)) == 1 and list(desk.folder.root.rglob("*.part")) == []


def test_what_would_be_lost_by_going_back(desk: Desk, clock: StandingClock) -> None:
    piece(desk)
    made = backups.back_up(desk, reason="甲")
    clock.now += timedelta(hours=2)
    desk.do(register, registration())
    desk.do(changing.rename, 2, title="新的标题")
    told = backups.preview(desk, made.path)
    assert (told.backup.manifest.submissions, told.submissions, told.lost) == (1, 2, 2)
    assert told.last is not None and told.last.at == NOW and told.last.by == "王秀兰"
    assert told.last_here is not None and told.last_here.at == clock.now


def test_a_backup_of_another_office_is_told_apart(desk: Desk, tmp_path: Path) -> None:
    other = open_desk(DataFolder(tmp_path / "别处"), clock=StandingClock())
    piece(other)
    made = backups.back_up(other)
    other.close()
    piece(desk)
    piece(desk)
    assert backups.preview(desk, made.path).lost is None


def test_a_damaged_backup_is_found_out_before_anything_is_asked(desk: Desk) -> None:
    made = backups.back_up(desk)
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(NotADatabase, match="没有作任何改动"):
        backups.preview(desk, made.path)


def test_the_newest_sound_one_is_taken(desk: Desk) -> None:
    first = backups.back_up(desk)
    second = backups.back_up(desk)
    data = bytearray(second.path.read_bytes())
    data[data.index(b"desk.db") + 60] ^= 0xFF
    second.path.write_bytes(bytes(data))
    assert backups.newest_sound(desk.folder) == first


@pytest.mark.parametrize(("files", "kept"), [(backups.MANY, []), (backups.MANY + 1, ["批量登记前"])])
def test_before_many_files_there_is_a_backup(desk: Desk, tmp_path: Path, files: int, kept: list[str]) -> None:
    paths = []
    for number in range(files):
        paths.append(tmp_path / f"来稿{number}.txt")
        paths[-1].write_text(f"关于第{number}件事的建议\n\n反映的情况与建议。\n", encoding="utf-8")
    assert len(list(bring_in(desk, paths, channel=IntakeChannel.MAIL))) == files
    assert reasons(desk.folder) == kept


def test_before_the_bin_is_emptied_there_is_a_backup(desk: Desk, clock: StandingClock) -> None:
    gone = piece(desk)
    desk.do(changing.move_to_bin, [gone])
    assert clean_bin(desk) == 0 and reasons(desk.folder) == []
    clock.now += timedelta(days=91)
    piece(desk)
    assert clean_bin(desk) == 1 and reasons(desk.folder) == ["清理回收站前"]
    assert backups.standing(desk).changed
