"""What endangers sound data is said before it is lost: little room, a clock that runs behind, an unclean exit."""

import shutil
from collections import namedtuple
from datetime import timedelta

import pytest

from cppcc_desk.operations.office import save_staff
from cppcc_desk.queries import history
from cppcc_desk.storage import checking
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock

Usage = namedtuple("Usage", "total used free")


def test_nothing_is_said_when_nothing_is_wrong(desk: Desk) -> None:
    assert checking.warnings(desk) == ()
    assert checking.look(desk) == ()


def test_little_room_on_the_disk_is_said_with_the_figure(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1 << 40, 1 << 40, 150 << 20))
    (sentence,) = checking.warnings(desk)
    assert "150 MB" in sentence


def test_a_clock_before_the_last_record_is_said(desk: Desk, clock: StandingClock) -> None:
    desk.do(save_staff, [("王秀兰", "登记员")])
    clock.now -= timedelta(minutes=50)
    assert checking.warnings(desk) == ()
    clock.now -= timedelta(days=2)
    (sentence,) = checking.warnings(desk)
    assert "2026-11-20 14:30" in sentence


def test_a_clock_that_stood_in_the_far_future_is_not_held_against_every_later_day(
    desk: Desk, clock: StandingClock
) -> None:
    right = clock.now
    clock.now = right.replace(year=2098)
    desk.do(save_staff, [("王秀兰", "登记员")])
    clock.now = right
    assert "2098-11-20 14:30" in checking.warnings(desk)[0]
    desk.do(save_staff, [("王秀兰", "编辑")])
    assert checking.warnings(desk) == ()


@pytest.mark.parametrize("year", [1970, 2024])
def test_the_journal_marks_where_the_clock_went_back(desk: Desk, clock: StandingClock, year: int) -> None:
    right = clock.now
    for place, now in enumerate((right, right - timedelta(minutes=50), right.replace(year=year), right)):
        clock.now = now
        desk.do(save_staff, [("王秀兰", f"第{place}种")])
    rows = desk.read(history.newest)
    assert [row.at.year for row in rows] == [2026, year, 2026, 2026]  # in the order they were done in
    assert [row.clock_back for row in rows] == [False, True, False, False]
    assert [history.told(row).endswith("（时钟倒退）") for row in desk.read(history.rows, [3, 4])] == [True, False]
    assert checking.check(desk) == ()


def test_the_quick_look_sees_a_broken_chain(desk: Desk) -> None:
    desk.do(save_staff, [("王秀兰", "登记员")])
    with desk._engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("update journal_entry set label = '改过' where id = 1")
    assert "第 1 条" in checking.look(desk)[0]
