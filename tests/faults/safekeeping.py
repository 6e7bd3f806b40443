"""What is killed while it backs up, restores or upgrades, and what must hold afterwards; see `test_killed`.

`python -m tests.faults.safekeeping back DATA`, `restore DATA SMALL LARGE`, `upgrade DATA OLDER`: without end, a line
for each that is done.
`… sound DATA ACKNOWLEDGED`: every backup is whole, each acknowledged one is there, the data is one of the two states.
`… upgraded DATA ACKNOWLEDGED`: the schema is the older or the newer one, and before the newer there is a backup.
"""

import shutil
import sys
from contextlib import closing
from datetime import date
from itertools import count, cycle
from pathlib import Path

from sqlalchemy import Connection

from cppcc_desk.errands import backups as errands
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries.submissions import Filter, listing
from cppcc_desk.storage import backups, migrations
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.engine import connect
from cppcc_desk.storage.opening import BEFORE_UPGRADE, open_desk
from tests.office import piece

SMALL, LARGE = 2, 5  # submissions
ADDED = 100_000  # rows of a schema step, so that it takes a while


def prepare(data: Path, kept: Path) -> tuple[Path, Path]:
    """A data folder, and a backup of it with few submissions and one with more."""
    desk = open_desk(DataFolder(data))
    made = []
    for wanted in (SMALL, LARGE):
        while len(desk.read(listing, Filter(scope="all"), now=desk.now)) < wanted:
            piece(desk)
        desk.originals.keep(str(wanted).encode() * 500_000)
        made.append(errands.back_up(desk, to=kept).path)
    desk.close()
    return made[0], made[1]


def back(data: Path) -> None:
    desk = open_desk(DataFolder(data))
    while True:
        print(errands.back_up(desk).path.name, flush=True)


def restore(data: Path, *sources: Path) -> None:
    folder = DataFolder(data)
    for source in cycle(sources):
        errands.restore(str(source), folder, among=folder.backups, by="王秀兰")
        print(source.name, flush=True)


def _step(connection: Connection, _today: date) -> None:
    connection.exec_driver_sql("create table later (id integer primary key, words text)")
    connection.exec_driver_sql(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)"
        " insert into later select i, i from n",
        (ADDED,),
    )


def one_step_ahead() -> None:
    """Be the program of the next release."""
    migrations.STEPS = (*migrations.STEPS, _step)
    migrations.LATEST += 1


def upgrade(data: Path, older: Path) -> None:
    folder = DataFolder(data)
    for number in count(1):
        connect(folder.database).close()  # what a kill left in the log belongs to the file that goes now
        shutil.copy(older, data.parent / "older")
        (data.parent / "older").replace(folder.database)
        open_desk(folder).close()
        print(f"升级{number}", flush=True)


def upgraded(data: Path) -> int:
    folder, problems = DataFolder(data), []
    with closing(connect(folder.database)) as found:
        version = found.execute("PRAGMA user_version").fetchone()[0]
        there = found.execute("select count(*) from sqlite_master where name = 'later'").fetchone()[0]
        rows = found.execute("select count(*) from later").fetchone()[0] if there else 0
    if (version, rows) not in ((migrations.LATEST - 1, 0), (migrations.LATEST, ADDED)):
        problems.append(f"schema {version} with {rows} rows is neither state")
    before = [one for one in backups.backups_in(folder.backups) if one.manifest.reason == BEFORE_UPGRADE]
    if version == migrations.LATEST and not before:
        problems.append("upgraded without a backup")
    return tell([*problems, *_unsound(folder)])


def sound(data: Path, acknowledged: Path) -> int:
    folder = DataFolder(data)
    problems = _unsound(folder)
    there = {path.name for path in (*folder.backups.glob("*.zip"), *data.parent.glob("U盘/*.zip"))}
    told = acknowledged.read_text(encoding="utf-8").split()[-1:]  # older ones may have been thinned out
    return tell([*problems, *(f"{name} was acknowledged and is gone" for name in told if name not in there)])


def _unsound(folder: DataFolder) -> list[str]:
    """What is wrong with data that is opened after a kill, and with the backups among it."""
    desk = open_desk(folder)
    problems = list(check(desk))
    rows = len(desk.read(listing, Filter(scope="all"), now=desk.now))
    desk.close()
    if rows not in (SMALL, LARGE):
        problems.append(f"{rows} submissions are neither state")
    for path in folder.backups.glob("*.zip"):
        problems += [f"{path.name}: {wrong}" for wrong in backups.verify(path)]
    return [*problems, *(f"left behind: {path}" for path in folder.root.rglob("*.part"))]


def tell(problems: list[str]) -> int:
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["back", data]:
            back(Path(data))
        case ["restore", data, *sources]:
            restore(Path(data), *map(Path, sources))
        case ["sound", data, acknowledged]:
            sys.exit(sound(Path(data), Path(acknowledged)))
        case ["upgrade", data, older]:
            one_step_ahead()
            upgrade(Path(data), Path(older))
        case ["upgraded", data, _]:
            one_step_ahead()
            sys.exit(upgraded(Path(data)))
