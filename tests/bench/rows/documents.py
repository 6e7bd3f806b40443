"""Files: text out of .docx against unzip, a paper against LibreOffice's PDF of it, the register against .xlsx."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median

import docx
from docx.oxml.ns import qn

from cppcc_desk.documents.official import write_paper
from cppcc_desk.documents.reading.docx import read_docx
from cppcc_desk.documents.reading.limits import Reader
from cppcc_desk.documents.workbook import write_ledger
from cppcc_desk.domain.bulletin import compose
from cppcc_desk.domain.ledger import Ledger
from cppcc_desk.domain.official import Kind, OfficialDocument, Table
from cppcc_desk.domain.registers.columns import USUAL, Register, column
from cppcc_desk.errands.documents import lay
from cppcc_desk.paths import resource
from cppcc_desk.press.typeset import set_pages
from tests import bulletins, papers
from tests.bench.corpus import Author
from tests.bench.rows.listing import windowed
from tests.bench.rows.writing import write_letter
from tests.bench.table import Bench, Row, absent, seconds, told
from tests.office_suite import soffice

LETTERS = 100
LINES = 400
TIMES = 5
REGISTER = 20_000
DIFFERENT = 500
SEED = 6


@cache
def _received(bench: Bench) -> tuple[Path, ...]:
    """Made-up letters by python-docx, and the sample office's files with their tables, boxes and numbering."""
    folder = bench.work / "received"
    folder.mkdir()
    for number, piece in enumerate(Author(SEED).pieces(LETTERS)):
        write_letter(piece, folder / f"{number:03d}.docx")
    samples = sorted(resource("sample/submissions").rglob("*.docx"))
    return (*sorted(folder.iterdir()), *samples)


def _unzip(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            archive.read(name)


def extraction(bench: Bench) -> Row:
    """All text of a file in reading order; beside it the whole draft from the child that serves many files."""
    files = _received(bench)
    contents = [path.read_bytes() for path in files]
    taken = sum(median(seconds(read_docx, data) for _ in range(TIMES)) for data in contents)
    unzipped = sum(median(seconds(_unzip, data) for _ in range(TIMES)) for data in contents)
    with Reader() as reader:
        reader.read(files[0])  # its start is not counted
        drafted = sum(seconds(reader.read, path) for path in files)
    return Row(
        name="text out of a .docx",
        measured=f"{told(taken / len(files))} (whole draft, by the child {told(drafted / len(files))})",
        against=f"unzip {told(unzipped / len(files))}",
        ratio=taken / unzipped,
        goal=3,
    )


def _converted(bench: Bench, path: Path, ending: str) -> float | None:
    """Seconds LibreOffice takes to turn `path` into a file with `ending`, without its first start; None: it cannot."""
    out = bench.work / "converted"
    shutil.rmtree(out, ignore_errors=True)
    profile = f"-env:UserInstallation={(bench.work / 'profile').as_uri()}"
    command = [soffice(), profile, "--headless", "--convert-to", ending, "--outdir", str(out), str(path)]
    taken = [seconds(subprocess.run, command, capture_output=True, check=False, timeout=300) for _ in range(TIMES)]
    return median(taken[1:]) if (out / f"{path.stem}.{ending}").exists() else None


def paper(bench: Bench) -> Row:
    """An issue of five pages set and written as .docx, against LibreOffice making a PDF of that .docx."""

    def make(path: Path) -> None:
        flow = compose(bulletins.LONG)
        write_paper(flow, set_pages(flow), path)

    return _made(bench, "issue sheet to pages and .docx", make)


def official(bench: Bench) -> Row:
    """A 通知 of twelve pages with its seal, set, checked and written as .docx, against LibreOffice as above."""
    document = papers.long(Kind.NOTICE)

    def make(path: Path) -> None:
        laid = lay(document, today=date(2026, 11, 20))
        write_paper(laid.flow, laid.layout, path)

    return _made(bench, "official document of 12 pages to pages and .docx", make)


def newsletter(bench: Bench) -> Row:
    """A newsletter with a table of 400 lines written as .docx, against cloning the XML of a row as often."""
    texts = tuple(
        (str(number), name, "县中心卫生院", "3", "1", "0", "2", "1", "2.5", "7.25")
        for number, name in enumerate((piece.names[0] for piece in Author(SEED).pieces(LINES)), start=1)
    )
    columns = tuple(f"栏{number}" for number in range(len(texts[0])))
    table = Table(columns=columns, rows=texts)
    document = OfficialDocument(
        kind=Kind.BULLETIN, organs=("政协云溪县委员会办公室",), title="业务通讯", body=(table,), issue_no=3
    )
    laid = lay(document, today=date(2026, 11, 20))
    path = bench.work / "通讯.docx"
    taken = median(seconds(write_paper, laid.flow, laid.layout, path) for _ in range(TIMES))
    cloned = median(seconds(_clone, texts, path) for _ in range(TIMES))
    return Row(
        name=f"newsletter .docx with {LINES} table rows",
        measured=told(taken),
        against=f"row cloning {told(cloned)}",
        ratio=taken / cloned,
        goal=3,
    )


def _clone(texts: Sequence[Sequence[str]], path: Path) -> None:
    """One row made by python-docx, copied as XML, its texts put in."""
    document = docx.Document()
    table = document.add_table(rows=1, cols=len(texts[0]))
    for cell in table.rows[0].cells:
        cell.text = "栏"
    first = table._tbl.tr_lst[0]
    for row in texts:
        made = deepcopy(first)
        for place, text in zip(made.iter(qn("w:t")), row, strict=True):
            place.text = text
        table._tbl.append(made)
    document.save(str(path))


def _made(bench: Bench, name: str, make: Callable[[Path], None]) -> Row:
    goal = 1 / 20
    if not soffice():
        return absent(name, goal, "no LibreOffice: set SOFFICE")
    path = bench.work / "文件.docx"
    make(path)
    taken = median(seconds(make, path) for _ in range(TIMES))
    converted = _converted(bench, path, "pdf")
    if converted is None:
        return absent(name, goal, "this LibreOffice has no Writer")
    return Row(
        name=name,
        measured=told(taken),
        against=f"LibreOffice to PDF {told(converted)}",
        ratio=taken / converted,
        goal=goal,
    )


def _workbook(bench: Bench, rows: int) -> Path:
    """The 来稿 ledger with all its columns."""
    path = bench.work / f"register-{rows}.xlsx"
    lines = tuple(
        (
            "2026年3月2日 9时30分",
            piece.title,
            "、".join(piece.names),
            piece.unit,
            "138****1234",
            "邮件",
            "民生保障",
            "平件",
            "第一信息小组",
            "已归档",
            "《社情民意》2026年第7期",
            "市政协 3月3日；县政府 3月4日",
            "2026-7-12",
        )
        for piece in Author(SEED).pieces(min(rows, DIFFERENT))
    )
    made = tuple((f"2026-{number:05d}", *lines[number % len(lines)]) for number in range(rows))
    day, columns = date(2026, 11, 20), tuple(map(column, USUAL[Register.INTAKE]))
    write_ledger(Ledger(title="来稿台账", unit="云溪县政协", made_on=day, columns=columns, rows=made), path)
    return path


def register(bench: Bench) -> Row:
    """The register's first paint against LibreOffice opening the same as .xlsx, its start and an empty one taken off.

    LibreOffice also writes what it read as .csv; opening cannot be told apart from outside, and writing is quick.
    """
    name, goal = f"register of {REGISTER} rows opened", 1 / 30
    if not soffice():
        return absent(name, goal, "no LibreOffice: set SOFFICE")
    few, many = (_converted(bench, _workbook(bench, rows), "csv") for rows in (1, REGISTER))
    if few is None or many is None:
        return absent(name, goal, "this LibreOffice has no Calc")
    opened = windowed(bench, REGISTER)["first"]
    return Row(
        name=name,
        measured=told(opened),
        against=f"LibreOffice Calc {told(many - few)}",
        ratio=opened / (many - few),
        goal=goal,
    )
