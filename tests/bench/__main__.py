"""`python -m tests.bench [--size N] [--cache DIR] [--only WORD]`: what is fast enough, as ratios measured in one run.

Every row compares with a peer or a physical limit measured beside it; absolute times say little on another machine.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench.rows import ROWS
from tests.bench.table import Bench, printed


def main() -> int:
    """Measure and print; 1 when a goal is not met."""
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("--size", type=int, default=100_000, help="submissions in the data folder")
    options.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "cppcc-desk-bench")
    options.add_argument("--only", default="", help="rows with this word in their function's name")
    chosen = options.parse_args()
    work = Path(tempfile.mkdtemp(dir=_made(chosen.cache)))
    bench = Bench(chosen.size, chosen.cache, work)
    rows = []
    try:
        for measure in ROWS:
            if chosen.only in measure.__name__:
                print(f"{measure.__name__} …", file=sys.stderr, flush=True)
                rows.append(measure(bench))
    finally:
        shutil.rmtree(work)
        print(f"{chosen.size} submissions\n{printed(rows)}")  # also when a row could not be measured
    return 0 if all(row.met for row in rows) else 1


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
