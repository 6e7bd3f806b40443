"""Saving one submission against one fsync; importing files against unzip and the bare driver with the same index;
backing everything up beside a writer against copying the same files."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from statistics import median
from subprocess import PIPE

from docx import Document
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from cppcc_desk.documents.reading.docx import read_docx
from cppcc_desk.domain.submission import Contributor, IntakeChannel, Registration
from cppcc_desk.errands.backups import back_up
from cppcc_desk.errands.intake import bring_in, files_in
from cppcc_desk.operations.registering import register
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries.likeness import likely_duplicates
from cppcc_desk.storage.engine import connect, make_engine
from cppcc_desk.storage.opening import open_desk
from tests.bench.corpus import Author, Piece
from tests.bench.shelf import put
from tests.bench.table import Bench, Row, seconds, told
from tests.conftest import ROOT

SAVES = 60
MANY = 300
NEW_SEED = 5
NOW = datetime(2026, 3, 2, 9, 30)
BETWEEN = 0.05  # seconds from one save of a writer to the next
WRITER = """
import sys, time
from pathlib import Path
from cppcc_desk.operations.registering import register
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.opening import open_desk
from tests.bench.corpus import Author
from tests.bench.rows.writing import NEW_SEED, NOW, registration
desk = open_desk(DataFolder(Path(sys.argv[1])), clock=lambda: NOW)
for piece in Author(NEW_SEED + 1).pieces(1_000_000):
    desk.do(register, registration(piece))
    print("saved", flush=True)
    time.sleep(float(sys.argv[2]))
"""
RECEIVED, RECEIVED_BYTES = 50, 4 << 20  # files that lie beside the database, packed already as most are


@cache
def copied(bench: Bench) -> DataFolder:
    """A copy of the data folder to write into."""
    folder = DataFolder(bench.work / "office")
    bench.engine.dispose()
    shutil.copytree(bench.folder.root, folder.root)
    return folder


def registration(piece: Piece) -> Registration:
    """How a piece of the corpus comes in."""
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
        taken = median(seconds(desk.do, register, registration(piece)) for piece in pieces)
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


@cache
def _letters(bench: Bench) -> tuple[tuple[Piece, Path], ...]:
    """Pieces and the files they came in."""
    folder = bench.work / "letters"
    folder.mkdir()
    pieces = Author(NEW_SEED + 1).pieces(MANY)
    letters = tuple((piece, folder / f"{number:04d}.docx") for number, piece in enumerate(pieces))
    for piece, path in letters:
        write_letter(piece, path)
    return letters


@cache
def _imported(bench: Bench) -> float:
    """CPU seconds a file of importing the letters into an empty office."""
    paths = [path for _, path in _letters(bench)]
    start = _cpu()
    with closing(open_desk(DataFolder(bench.work / "imported"), clock=lambda: NOW)) as desk:
        done = list(bring_in(desk, files_in(paths), channel=IntakeChannel.MAIL))
    spent = _cpu() - start
    if any(not entry.intake_no for entry in done):
        raise RuntimeError(f"not imported: {next(e.message for e in done if not e.intake_no)}")
    return spent / MANY


def _bare(bench: Bench, name: str, before: Callable[[Engine, Piece, Path], object]) -> float:
    """CPU seconds a file of unzipping the letters and inserting them through the driver, with something done before."""
    folder = DataFolder(bench.work / name)
    open_desk(folder, clock=lambda: NOW).close()
    engine, letters = make_engine(folder.database), _letters(bench)
    start = _cpu()
    with closing(connect(folder.database)) as connection:
        for number, (piece, path) in enumerate(letters, 1):
            before(engine, piece, path)
            with zipfile.ZipFile(path) as archive:
                for part in archive.namelist():
                    archive.read(part)
            connection.execute("BEGIN IMMEDIATE").close()
            put(connection, piece, number)
            connection.execute("COMMIT").close()
    spent = _cpu() - start
    engine.dispose()
    return spent / MANY


def bulk(bench: Bench) -> Row:
    """Files into an empty office, against unzipping them and inserting through the driver with the same index."""
    bare = _bare(bench, "bare", lambda engine, piece, path: None)
    return Row(
        name="import .docx files, CPU a file",
        measured=told(_imported(bench)),
        against=f"unzip, bare driver and index {told(bare)}",
        ratio=_imported(bench) / bare,
        goal=1.5,
    )


def bulk_looked_at(bench: Bench) -> Row:
    """The same with what an import owes the office besides: the text of the file, and what it may repeat.

    Both have a row and a goal of their own; what is left are the child process, kept originals, roster, journal, ORM.
    """

    def looked_at(engine: Engine, piece: Piece, path: Path) -> None:
        read_docx(path.read_bytes())
        with Session(engine, autoflush=False) as session:
            likely_duplicates(session, piece.title, piece.body, exclude=None)

    bare = _bare(bench, "looked-at", looked_at)
    return Row(
        name="the same, with text and likeness on both sides",
        measured=told(_imported(bench)),
        against=f"and read_docx, likely_duplicates {told(bare)}",
        ratio=_imported(bench) / bare,
        goal=1.5,
    )


def backup(bench: Bench) -> Row:
    """Everything into one verified file, while somebody registers."""
    folder = copied(bench)
    with closing(open_desk(folder, clock=lambda: NOW)) as desk:
        for _ in range(RECEIVED):
            desk.originals.keep(os.urandom(RECEIVED_BYTES))
        copying = min(seconds(_copy, folder, bench.work / "copy") for _ in range(2))
        with _writing_beside(folder):
            taken = seconds(back_up, desk)
    return Row(
        name="backup, verified, beside a writer",
        measured=told(taken),
        against=f"file copy + fsync {told(copying)}",
        ratio=taken / copying,
        goal=2.5,
    )


def _copy(folder: DataFolder, target: Path) -> None:
    for source in (folder.database, folder.originals):
        with source.open("rb") as read, target.open("wb") as written:
            shutil.copyfileobj(read, written, 1 << 20)
            written.flush()
            os.fsync(written.fileno())


@contextmanager
def _writing_beside(folder: DataFolder) -> Iterator[None]:
    """Another process that registers much faster than people do."""
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(folder.root), str(BETWEEN)], cwd=ROOT, stdout=PIPE)
    with writer:
        assert writer.stdout is not None and writer.stdout.readline()
        yield
        assert writer.poll() is None
        writer.kill()
