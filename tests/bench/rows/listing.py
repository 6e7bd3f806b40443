"""A long register: first paint, gaps of the event loop and memory, each list in a process of its own; on Linux."""

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

from tests.bench import register
from tests.bench.table import Bench, Row, told

TIMES_LARGER = 10
LONGEST_GAP = 0.050  # seconds


@cache
def _list(bench: Bench, size: int, how: str) -> dict[str, Any]:
    database = register.built(bench.cache, size).database
    command = [sys.executable, "-m", "tests.bench.list_child", str(database), how]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def windowed(bench: Bench, size: int) -> dict[str, Any]:
    """What a list of `size` submissions told, as the program shows it."""
    found = _list(bench, size, "windowed")
    if found["rows"] != size:
        raise RuntimeError(f"{found['rows']} rows instead of {size}")
    return found


def list_first_paint(bench: Bench) -> Row:
    """From asking for the first ids to the painted screenful, ten times as many rows against as many."""
    large, small = (windowed(bench, size)["first"] for size in (bench.size * TIMES_LARGER, bench.size))
    return Row(
        name=f"list of {bench.size * TIMES_LARGER}, first paint",
        measured=told(large),
        against=f"list of {bench.size} {told(small)}",
        ratio=large / small,
        goal=2,
    )


def list_gap(bench: Bench) -> Row:
    """The longest time without an event while a thread brings all ids."""
    found = windowed(bench, bench.size * TIMES_LARGER)
    return Row(
        name="longest gap while its ids come",
        measured=f"{told(found['gap'])}, all in {told(found['all'])}",
        against="50 ms",
        ratio=found["gap"] / LONGEST_GAP,
        goal=1,
    )


def list_memory(bench: Bench) -> Row:
    """What the list costs against loading every row, both of `size` rows."""
    shown, whole = windowed(bench, bench.size), _list(bench, bench.size, "whole")
    return Row(
        name=f"memory of a list of {bench.size}",
        measured=f"{shown['megabytes']:.0f} MB",
        against=f"all rows {whole['megabytes']:.0f} MB in {told(whole['first'])}",
        ratio=shown["megabytes"] / whole["megabytes"],
        goal=1 / 4,
    )
