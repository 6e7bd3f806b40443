"""`python -m tests.faults.rosters take DATA` takes one roster after the other over, one printed line an acknowledged
one; `… sound DATA ACKNOWLEDGED` tells whether the people there are those of one roster, the last acknowledged or a
later one.

Every person of a roster bears its number as their 备注, so that a mixture would show.
"""

import itertools
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cppcc_desk.paths import DataFolder
from cppcc_desk.queries.people import entries
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from tests.documents.reading.roster.books import sheet, xlsx
from tests.faults.stepping import call

PEOPLE = 300
_HEADS = ("姓名", "联系电话", "界别", "备注")


def write_roster(path: Path, batch: int) -> None:
    """The same people as in every roster, with the number of this one."""
    people = ((f"人员{n:03d}", f"138{n:08d}", "科技界", f"第{batch}批") for n in range(PEOPLE))
    path.write_bytes(xlsx(sheet([_HEADS, *people])))


def take(data: str) -> None:
    """Import rosters on and on, from the one after the last that is there."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "名册.xlsx"
        for batch in itertools.count(max(_batches(data), default=0) + 1):
            write_roster(path, batch)
            call(data, "people", "import", str(path))
            print(f"第{batch}批", flush=True)


def _batches(data: str) -> list[int]:
    if not Path(data).is_dir():
        return []
    desk = open_desk(DataFolder(Path(data)), clock=datetime.now)
    held = batches_of(desk)
    desk.close()
    return held


def batches_of(desk: Desk) -> list[int]:
    """The number that each person bears."""
    return [int(entry.remark.strip("第批")) for entry in desk.read(entries, everybody=True).values()]


def faults(desk: Desk, acknowledged: int) -> Iterator[str]:
    """Everything that a killed import must not leave behind, as words."""
    yield from check(desk)
    held = batches_of(desk)
    if len(set(held)) > 1:
        yield f"a mixture of rosters: {sorted(set(held))}"
    if held and len(held) != PEOPLE:
        yield f"{len(held)} of {PEOPLE} people"
    if max(held, default=0) < acknowledged:
        yield f"roster {acknowledged} was acknowledged, {max(held, default=0)} is there"


def main(data: str, told: str) -> int:
    lines = Path(told).read_text(encoding="utf-8").split()
    desk = open_desk(DataFolder(Path(data)), clock=datetime.now)
    found = list(faults(desk, max((int(line.strip("第批")) for line in lines), default=0)))
    print("\n".join(found) or f"{len(lines)} acknowledged, sound")
    desk.close()
    return 1 if found else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["take", data]:
            take(data)
        case ["sound", data, acknowledged]:
            sys.exit(main(data, acknowledged))
