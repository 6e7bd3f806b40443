"""Saving one submission against one fsync, and saving many against the bare driver with the same index."""

import os
import shutil
import time
from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path
from statistics import median

from cppcc_desk.domain.submission import Contributor, IntakeChannel, Registration
from cppcc_desk.operations.registering import register
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.engine import connect
from cppcc_desk.storage.opening import open_desk
from tests.bench.corpus import Author, Piece
from tests.bench.shelf import put
from tests.bench.table import Bench, Row, seconds, told

SAVES = 60
MANY = 500
NEW_SEED = 5
NOW = datetime(2026, 3, 2, 9, 30)
HIGH = 10_000_000  # ids that nobody has yet


@cache
def _copy(bench: Bench) -> DataFolder:
    """A copy of the data folder to write into."""
    folder = DataFolder(bench.work / "office")
    bench.engine.dispose()
    shutil.copytree(bench.folder.root, folder.root)
    return folder


def _registration(piece: Piece) -> Registration:
    return Registration(
        title=piece.title,
        original_text=piece.body,
        contributors=tuple(Contributor(name=name) for name in piece.names),
        received_at=NOW,
        intake_channel=IntakeChannel.MAIL,
        submitting_unit=piece.unit,
    )


def _fsync(path: Path) -> float:
    """Seconds to put 4 KB on this disk."""
    with path.open("wb") as file:

        def once() -> None:
            file.write(os.urandom(4_096))
            file.flush()
            os.fsync(file.fileno())

        return median(seconds(once) for _ in range(SAVES))


def save(bench: Bench) -> Row:
    """登记: one operation with journal, index and commit."""
    pieces = list(Author(NEW_SEED).pieces(SAVES))
    with closing(open_desk(_copy(bench), clock=lambda: NOW)) as desk:
        taken = median(seconds(desk.do, register, _registration(piece)) for piece in pieces)
    sync = _fsync(bench.work / "fsync")
    return Row(
        name="save a submission", measured=told(taken), against=f"fsync {told(sync)}", ratio=taken / sync, goal=12
    )


def bulk(bench: Bench) -> Row:
    """登记 of many, one operation each, against bare inserts with the same index and as many commits; CPU time."""
    pieces = list(Author(NEW_SEED + 1).pieces(MANY))
    folder = _copy(bench)
    with closing(open_desk(folder, clock=lambda: NOW)) as desk:
        start = time.process_time()
        for piece in pieces:
            desk.do(register, _registration(piece))
        registered = (time.process_time() - start) / MANY
    with closing(connect(folder.database)) as connection:
        start = time.process_time()
        for number, piece in enumerate(pieces, HIGH):
            connection.execute("BEGIN IMMEDIATE").close()
            put(connection, piece, number)
            connection.execute("COMMIT").close()
        bare = (time.process_time() - start) / MANY
    return Row(
        name="register many, CPU a piece",
        measured=told(registered),
        against=f"bare driver and index {told(bare)}",
        ratio=registered / bare,
        goal=3,
    )
