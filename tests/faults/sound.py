"""`python -m tests.faults.sound DATA ACKNOWLEDGED`: whether the data is sound and holds everything acknowledged.

Each line of ACKNOWLEDGED is a 来稿编号, with the number of steps its history must hold at least. Exits 1 and
says what is wrong, or 0 and counts.
"""

import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import issues
from cppcc_desk.queries.submissions import Filter, detail, gaps, listing, years
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk

NOW = datetime(2099, 1, 1)  # later than anything acknowledged
SLOWEST_START = 5.0  # seconds (design: reliability.md A1)


def faults(desk: Desk, acknowledged: dict[str, int]) -> Iterator[str]:
    """Everything that a killed program must not leave behind, as words."""
    yield from check(desk)
    rows = {row.intake_no: row for row in desk.read(listing, Filter(), now=NOW)}
    for number, steps in acknowledged.items():
        if number not in rows:
            yield f"{number} was acknowledged and is not there"
        elif (found := len(detail_of(desk, rows[number].id))) < steps:
            yield f"{number}: {found} of {steps} acknowledged steps"
    for number, row in rows.items():
        found = desk.read(detail, row.id, now=NOW)
        if not found.original_text or not found.steps or found.steps[-1].state_after != row.state:
            yield f"{number} is half saved"
    files = [file.sha256 for row in rows.values() for file in desk.read(detail, row.id, now=NOW).files if file.source]
    if len(files) != len(set(files)):
        yield "a file was registered twice"
    for year in desk.read(years):
        if lost := desk.read(gaps, year):
            yield f"numbers given to nothing: {lost}"
    numbers = [(row.journal, row.year, row.issue_no) for row in desk.read(issues.issues)]
    if len(numbers) != len(set(numbers)):
        yield "an issue number was given twice"
    if left := [path.name for path in desk.folder.root.glob("*.part*")]:
        yield f"left behind: {left}"


def detail_of(desk: Desk, submission_id: int) -> tuple[object, ...]:
    return desk.read(detail, submission_id, now=NOW).steps


def main(data: str, told: str) -> int:
    acknowledged: dict[str, int] = {}
    for line in Path(told).read_text(encoding="utf-8").splitlines():
        number, _, steps = line.partition(" ")
        acknowledged[number] = max(acknowledged.get(number, 0), int(steps or 1))
    begun = time.monotonic()
    desk = open_desk(DataFolder(Path(data)), clock=lambda: NOW)
    if (took := time.monotonic() - begun) > SLOWEST_START:
        print(f"opening took {took:.1f} s")
        return 1
    found = list(faults(desk, acknowledged))
    print(
        "\n".join(found)
        or f"{len(acknowledged)} acknowledged, {len(desk.read(listing, Filter(), now=NOW))} there, sound"
    )
    desk.close()
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
