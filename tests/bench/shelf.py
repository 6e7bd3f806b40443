"""Data folders with any number of made-up submissions, built once and kept in a cache folder outside the checkout."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.engine import connect
from cppcc_desk.storage.migrations import SCHEMA
from cppcc_desk.storage.opening import open_desk
from cppcc_desk.storage.tables import Contributor, Submission, SubmissionText
from tests.bench.corpus import Author, Piece

SEED = 1
BATCH = 500
OPEN = 60  # the newest submissions are still being handled, all others are in the archive
BEGINNING = datetime(2014, 1, 2, 8, 0)
GAP = timedelta(minutes=65)

Row = dict[str, Any]


def rows(piece: Piece, number: int, *, state: str = "已登记") -> tuple[Row, Row, list[Row]]:
    """`piece` as the rows of three tables."""
    received = BEGINNING + GAP * number
    submission: Row = {column.name: "" for column in Submission.__table__.columns if not column.nullable}
    submission |= {
        "id": number,
        "version": 1,
        "year": received.year,
        "serial": number,
        "intake_no": f"{received.year}-{number:03d}",
        "state": state,
        "title": piece.title,
        "original_title": piece.title,
        "characters": len(piece.body),
        "received_at": received.isoformat(" "),
        "registered_at": received.isoformat(" "),
        "registered_by": "经办人",
        "intake_channel": "邮件",
        "submitting_unit": piece.unit,
        "urgency_grade": "平件",
        **dict.fromkeys(("collective_submission", "is_commissioned", "consent_public"), 0),
        **dict.fromkeys(("reviews_passed", "times_returned"), 0),
    }
    contributors = [
        {column.name: "" for column in Contributor.__table__.columns if not column.nullable and column.name != "id"}
        | {"submission_id": number, "position": position, "name": name, "kind": "信息员"}
        for position, name in enumerate(piece.names)
    ]
    return submission, {"submission_id": number, "original_text": piece.body, "edited_text": ""}, contributors


def put(connection: Any, piece: Piece, number: int, *, state: str = "已登记") -> None:
    """Insert `piece`; the triggers index it."""
    submission, text, contributors = rows(piece, number, state=state)
    insert(connection, Submission.__tablename__, submission)
    insert(connection, SubmissionText.__tablename__, text)
    for contributor in contributors:
        insert(connection, Contributor.__tablename__, contributor)


def insert(connection: Any, table: str, row: Row) -> None:
    """One row through the driver alone."""
    places = ", ".join("?" * len(row))
    connection.execute(f"insert into {table} ({', '.join(row)}) values ({places})", tuple(row.values())).close()


def insert_many(connection: Any, table: str, rows: Sequence[Row]) -> None:
    """Rows with the same columns through the driver alone."""
    places = ", ".join("?" * len(rows[0]))
    values = [tuple(row.values()) for row in rows]
    connection.executemany(f"insert into {table} ({', '.join(rows[0])}) values ({places})", values).close()


def built(cache: Path, size: int) -> DataFolder:
    """A data folder of `size` submissions, index and all; made on first use (about 2 ms a piece)."""
    folder = DataFolder(cache / f"office-{size}-{made_by(Path(__file__))}")
    done = folder.root / "done"
    if done.exists():
        return folder
    open_desk(folder).close()
    with closing(connect(folder.database)) as connection:
        for batch in _batches(size):
            connection.execute("BEGIN").close()
            for number, piece in batch:
                connection.execute("delete from submission where id = ?", (number,)).close()
                put(connection, piece, number, state="已登记" if number > size - OPEN else "已归档")
            connection.execute("COMMIT").close()
            if batch[-1][0] % 10_000 == 0:
                print(f"  {batch[-1][0]} of {size} submissions made", flush=True)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    done.touch()
    return folder


def made_by(module: Path) -> str:
    """The schema and a module, as a name: a folder that an older one made is not taken for one of ours."""
    return hashlib.sha256((SCHEMA / "0001.sql").read_bytes() + module.read_bytes()).hexdigest()[:8]


def _batches(size: int) -> Iterator[list[tuple[int, Piece]]]:
    source = enumerate(Author(SEED).pieces(size), 1)
    while batch := list(islice(source, BATCH)):
        yield batch
