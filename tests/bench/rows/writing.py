"""Saving one submission against one fsync; importing files against unzip and the bare driver with the same index."""

import os
import shutil
import zipfile
from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path
from statistics import median

from docx import Document

from cppcc_desk.domain.submission import Contributor, IntakeChannel, Registration
from cppcc_desk.errands.intake import bring_in, files_in
from cppcc_desk.operations.registering import register
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.engine import connect
from cppcc_desk.storage.opening import open_desk
from tests.bench.corpus import Author, Piece
from tests.bench.shelf import put
from tests.bench.table import Bench, Row, seconds, told

SAVES = 60
MANY = 300
NEW_SEED = 5
NOW = datetime(2026, 3, 2, 9, 30)


@cache
def copied(bench: Bench) -> DataFolder:
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
    with closing(open_desk(copied(bench), clock=lambda: NOW)) as desk:
        taken = median(seconds(desk.do, register, _registration(piece)) for piece in pieces)
    sync = _fsync(bench.work / "fsync")
    return Row(
        name="save a submission", measured=told(taken), against=f"fsync {told(sync)}", ratio=taken / sync, goal=12
    )


def write_letter(piece: Piece, path: Path) -> None:
    """A manuscript as somebody would send it."""
    document = Document()
    for line in (piece.title, *piece.body.splitlines(), f"反映人：{piece.names[0]}", f"单位：{piece.unit}"):
        document.add_paragraph(line)
    document.save(str(path))


def _cpu() -> float:
    """CPU seconds of this process and of the children that have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def bulk(bench: Bench) -> Row:
    """Files into an empty office, against unzipping them and inserting through the driver with the same index."""
    pieces = list(Author(NEW_SEED + 1).pieces(MANY))
    letters = bench.work / "letters"
    letters.mkdir()
    for number, piece in enumerate(pieces):
        write_letter(piece, letters / f"{number:04d}.docx")
    start = _cpu()
    with closing(open_desk(DataFolder(bench.work / "imported"), clock=lambda: NOW)) as desk:
        done = list(bring_in(desk, files_in([letters]), channel=IntakeChannel.MAIL))
    imported = (_cpu() - start) / MANY
    if any(not entry.intake_no for entry in done):
        raise RuntimeError(f"not imported: {next(e.message for e in done if not e.intake_no)}")
    folder = DataFolder(bench.work / "bare")
    open_desk(folder, clock=lambda: NOW).close()
    start = _cpu()
    with closing(connect(folder.database)) as connection:
        for number, piece in enumerate(pieces, 1):
            with zipfile.ZipFile(letters / f"{number - 1:04d}.docx") as archive:
                for name in archive.namelist():
                    archive.read(name)
            connection.execute("BEGIN IMMEDIATE").close()
            put(connection, piece, number)
            connection.execute("COMMIT").close()
    bare = (_cpu() - start) / MANY
    return Row(
        name="import .docx files, CPU a file",
        measured=told(imported),
        against=f"unzip, bare driver and index {told(bare)}",
        ratio=imported / bare,
        goal=1.5,
    )
