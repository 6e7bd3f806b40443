"""What is killed while it moves the data from place to place, and what must hold afterwards; see `test_killed`.

`python -m tests.faults.moving move DATA`: without end, the number of each place that was reached.
`… sound DATA ACKNOWLEDGED`: the data is whole in the place that was acknowledged last, or in the one after it.
"""

import os
import sys
from itertools import count
from pathlib import Path

from cppcc_desk.errands import placing
from cppcc_desk.paths import APP, VARIABLE, data_folder
from cppcc_desk.queries.submissions import Filter, listing
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.opening import open_desk
from tests.office import piece

PIECES = 3


def at_home(data: Path) -> None:
    """Let this process take DATA for the home of a PC's data."""
    os.environ.pop(VARIABLE, None)
    os.environ["XDG_DATA_HOME"] = str(data)


def prepare(data: Path) -> None:
    """An office with a few pieces, an original and a paper."""
    at_home(data)
    desk = open_desk(data_folder())
    for _ in range(PIECES):
        piece(desk)
    desk.originals.keep(b"original" * 200_000)
    desk.close()
    paper = data_folder().papers / "期刊.docx"
    paper.parent.mkdir()
    paper.write_bytes(b"paper" * 200_000)


def number_of(place: Path) -> int:
    """Which place it is; home is nought."""
    return 0 if place.name == APP else int(place.name)


def move(data: Path) -> None:
    at_home(data)
    for number in count(number_of(data_folder().root) + 1):
        place = data.parent / "盘" / f"{number:05d}"
        if placing.holds_data(place):  # a kill came between the copy and the note
            continue
        print(number_of(placing.move(data_folder(), place).root), flush=True)


def sound(data: Path, acknowledged: Path) -> int:
    at_home(data)
    folder = data_folder()
    desk = open_desk(folder)
    problems = list(check(desk))
    rows = len(desk.read(listing, Filter(scope="all"), now=desk.now))
    desk.close()
    if rows != PIECES:
        problems.append(f"{rows} submissions of {PIECES}")
    if (folder.papers / "期刊.docx").stat().st_size != 1_000_000:
        problems.append("the paper is not whole")
    told = [int(word) for word in acknowledged.read_text(encoding="utf-8").split()]
    if told and number_of(folder.root) < max(told):
        problems.append(f"place {max(told)} was acknowledged, the data is in {folder.root.name}")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["move", data]:
            move(Path(data))
        case ["sound", data, acknowledged]:
            sys.exit(sound(Path(data), Path(acknowledged)))
