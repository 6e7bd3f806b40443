"""What is killed while it backs up or restores, and what must hold afterwards; see `test_killed`.

`python -m tests.faults.safekeeping back DATA`, `restore DATA SMALL LARGE`: without end, a line for each that is done.
`… sound DATA ACKNOWLEDGED`: every backup is whole, each acknowledged one is there, the data is one of the two states.
"""

import sys
from itertools import cycle
from pathlib import Path

from cppcc_desk.errands import backups as errands
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries.submissions import Filter, listing
from cppcc_desk.storage import backups
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.opening import open_desk
from tests.office import piece

SMALL, LARGE = 2, 5  # submissions


def prepare(data: Path, kept: Path) -> tuple[Path, Path]:
    """A data folder, and a backup of it with few submissions and one with more."""
    desk = open_desk(DataFolder(data))
    made = []
    for count in (SMALL, LARGE):
        while len(desk.read(listing, Filter(scope="all"), now=desk.now)) < count:
            piece(desk)
        desk.originals.keep(str(count).encode() * 500_000)
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


def sound(data: Path, acknowledged: Path) -> int:
    folder = DataFolder(data)
    desk = open_desk(folder)
    problems = list(check(desk))
    rows = len(desk.read(listing, Filter(scope="all"), now=desk.now))
    desk.close()
    if rows not in (SMALL, LARGE):
        problems.append(f"{rows} submissions are neither state")
    for path in folder.backups.glob("*.zip"):
        problems += [f"{path.name}: {wrong}" for wrong in backups.verify(path)]
    there = {path.name for path in (*folder.backups.glob("*.zip"), *data.parent.glob("U盘/*.zip"))}
    told = acknowledged.read_text(encoding="utf-8").split()[-1:]  # older ones may have been thinned out
    problems += [f"{name} was acknowledged and is gone" for name in told if name not in there]
    problems += [f"left behind: {path}" for path in folder.root.rglob("*.part")]
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
