"""A row of the table, what the rows measure with, and how the table is printed."""

import math
import time
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import ParamSpec

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.engine import make_engine
from tests.bench.shelf import built


@dataclass(frozen=True, kw_only=True)
class Row:
    """One goal of design/performance.md: what was measured, against what in the same run, and the goal of the ratio."""

    name: str
    measured: str
    against: str
    ratio: float
    goal: float  # the ratio is to be at most this

    @property
    def met(self) -> bool:
        return math.isnan(self.ratio) or self.ratio <= self.goal


def absent(name: str, goal: float, why: str) -> Row:
    """A row that cannot be measured on this machine, and why."""
    return Row(name=name, measured="not measured", against=why, ratio=math.nan, goal=goal)


@dataclass(eq=False)
class Bench:
    """What every row is given: a folder of `size` submissions that nobody writes to, and room for its own files."""

    size: int
    cache: Path
    work: Path
    random: Random = field(default_factory=lambda: Random(11))

    @cached_property
    def folder(self) -> DataFolder:
        return built(self.cache, self.size)

    @cached_property
    def engine(self) -> Engine:
        return make_engine(self.folder.database)

    def session(self) -> Session:
        return Session(self.engine, autoflush=False)

    def texts(self, count: int) -> list[str]:
        """`count` of the registered texts, here and there."""
        ids = sorted(self.random.sample(range(1, self.size + 1), min(count, self.size)))
        with self.session() as session:
            ask = "select original_text from submission_text where submission_id = ?"
            return [session.connection().exec_driver_sql(ask, (i,)).scalar_one() for i in ids]

    @cached_property
    def like_scan(self) -> float:
        """Seconds that SQLite takes to look through every text for a word: the yardstick of searching."""
        ask = "select count(*) from submission_text where original_text like ? or edited_text like ?"
        with self.session() as session:
            connection = session.connection()

            def scan(word: str) -> int:
                found: int = connection.exec_driver_sql(ask, (f"%{word}%", f"%{word}%")).scalar_one()
                return found

            scan("预热")
            return median(seconds(scan, word) for word in ("路灯", "安全隐患", "没有这样的词"))


P = ParamSpec("P")
BenchRow = Callable[[Bench], Row]


def seconds(work: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> float:
    """How long `work` takes once."""
    start = time.perf_counter()
    work(*args, **kwargs)
    return time.perf_counter() - start


def p95(values: Iterable[float]) -> float:
    """The value that 95 in 100 do not exceed."""
    return quantiles(values, n=20, method="inclusive")[-1]


def told(value: float) -> str:
    """Seconds as somebody would say them."""
    return f"{value:.2f} s" if value >= 1 else f"{value * 1_000:.2f} ms"


def printed(rows: Iterable[Row]) -> str:
    """The table, with Chinese characters two columns wide."""
    lines = [("what", "measured", "against", "ratio", "goal", "")]
    lines += [
        (r.name, r.measured, r.against, f"{r.ratio:.4g}", f"<= {r.goal:.4g}", "" if r.met else "NOT MET") for r in rows
    ]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
