"""The one SQLite of every machine, and several who write at once (reliability.md C11)."""

import multiprocessing
from pathlib import Path
from typing import Any

from cppcc_desk.operations.registering import register
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries.submissions import Filter, listing
from cppcc_desk.storage import checking
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.engine import connect
from cppcc_desk.storage.opening import open_desk
from tests.conftest import StandingClock
from tests.office import registration

WRITERS, EACH = 4, 25
FIXED = (3, 51, 3)  # where the fault that corrupts a database on WAL reset was mended


def test_the_sqlite_is_one_without_the_fault_of_wal_reset(desk: Desk) -> None:
    assert tuple(map(int, desk.read(checking.sqlite_version).split("."))) >= FIXED


def test_every_connection_syncs_fully_and_maps_nothing(desk: Desk) -> None:
    connection = connect(desk.folder.database)
    found = [
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "mmap_size", "journal_mode")
    ]
    connection.close()
    assert found == [2, 0, "wal"]


def _write(root: Path, start: Any, answers: "multiprocessing.Queue[Any]") -> None:
    desk = open_desk(DataFolder(root), clock=StandingClock())
    start.wait()
    answers.put([desk.do(register, registration()).intake_no for _ in range(EACH)])
    desk.close()


def test_four_processes_write_at_once(folder: DataFolder) -> None:
    context = multiprocessing.get_context("spawn")
    start, answers = context.Event(), context.Queue()
    writers = [context.Process(target=_write, args=(folder.root, start, answers)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    start.set()
    given = sorted(number for _ in writers for number in answers.get(timeout=120))
    for writer in writers:
        writer.join(60)
    assert given == [f"2026-{number:03d}" for number in range(1, WRITERS * EACH + 1)]
    desk = open_desk(folder, clock=StandingClock())
    assert sorted(row.intake_no for row in desk.read(listing, Filter(), now=desk.now)) == given
    assert checking.check(desk) == ()
    desk.close()
