"""`python -m tests.bench.list_child DATABASE windowed|whole`: one long list in a process of its own, told as JSON.

`windowed` is what the program does (design/performance.md item 3): the first ids, painted; then all ids from a thread.
`whole` loads every row, the road not taken, for its memory.
"""

import json
import os
import sys
import threading
import time
from array import array
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from statistics import median

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from cppcc_desk.queries import submissions
from cppcc_desk.queries.submissions import Filter, SubmissionRow
from cppcc_desk.storage.engine import make_engine
from cppcc_desk.ui import theme
from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel, WindowedModel

NOW = datetime(2026, 11, 20, 14, 30)
FIRST = 300
TIMES = 7
BEAT_MS = 1

COLUMNS: tuple[Column[SubmissionRow], ...] = (
    Column(key="number", title="编号", text=lambda r: r.intake_no, kind=Kind.NUMBER),
    Column(key="title", title="标题", text=lambda r: r.title, width=300, stretch=True),
    Column(key="contributors", title="反映人", text=lambda r: r.contributors),
    Column(key="unit", title="反映单位", text=lambda r: r.unit, width=160),
    Column(key="state", title="状态", text=lambda r: r.state),
    Column(key="received", title="收稿时间", text=lambda r: r.received_at.strftime("%Y-%m-%d %H:%M"), width=140),
)


def megabytes() -> float:
    """Resident memory of this process."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def main() -> None:
    """Measure and print."""
    database, how = Path(sys.argv[1]), sys.argv[2]
    application = QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    theme.apply(application)
    engine = make_engine(database)

    def fetch(wanted: Sequence[int]) -> list[SubmissionRow]:
        with Session(engine, autoflush=False) as session:
            return list(submissions.rows(session, wanted, now=NOW))

    def ids(limit: int | None = None) -> "array[int]":
        with Session(engine, autoflush=False) as session:
            return submissions.ids(session, Filter(), limit=limit)

    settings = QSettings(os.devnull, QSettings.Format.IniFormat)
    # What every list pays once: fonts, the connection, compiled queries.
    short = RowsModel(COLUMNS, row_id=lambda r: r.id)
    _seen(DataTable(short, name="short", title="来稿", settings=settings))
    short.show(fetch(ids(FIRST)))
    QApplication.processEvents()
    before = megabytes()
    if how == "whole":
        whole = RowsModel(COLUMNS, row_id=lambda r: r.id)
        table = DataTable(whole, name="whole", title="来稿", settings=settings)
        _seen(table)
        start = time.perf_counter()
        with Session(engine, autoflush=False) as session:
            whole.show(submissions.listing(session, Filter(), now=NOW))
        table.viewport().repaint()
        told = {"first": time.perf_counter() - start, "megabytes": megabytes() - before}
    else:
        model = WindowedModel(COLUMNS, rows=fetch)
        table = DataTable(model, name="windowed", title="来稿", settings=settings)
        _seen(table)
        firsts = []
        for _ in range(TIMES):
            model.show_ids(array("q"))
            start = time.perf_counter()
            model.show_ids(ids(FIRST))
            table.viewport().repaint()
            firsts.append(time.perf_counter() - start)
        gap, whole_seconds = _all_ids(application, model, ids)
        model.row_at(model.count() - 1)
        told = {
            "first": median(firsts),
            "gap": gap,
            "all": whole_seconds,
            "rows": model.count(),
            "megabytes": megabytes() - before,
        }
    print(json.dumps(told), flush=True)
    os._exit(0)


def _seen(table: "DataTable[SubmissionRow]") -> None:
    table.resize(1180, 600)
    table.show()
    QApplication.processEvents()


def _all_ids(
    application: QApplication, model: "WindowedModel[SubmissionRow]", ids: "Callable[[], array[int]]"
) -> tuple[float, float]:
    """Fill in all ids from a thread; the longest gap of the event loop and the seconds until they are there."""
    beats = [time.perf_counter()]
    found: list[array[int]] = []
    worker = threading.Thread(target=lambda: found.append(ids()))
    beat = QTimer()
    beat.setInterval(BEAT_MS)

    def pulse() -> None:
        beats.append(time.perf_counter())
        if found and model.count() < len(found[0]):
            model.show_ids(found[0])
        elif found:
            application.quit()

    beat.timeout.connect(pulse)
    beat.start()
    worker.start()
    application.exec()
    worker.join()
    return max(later - before for before, later in pairwise(beats)), beats[-1] - beats[0]


if __name__ == "__main__":
    main()
