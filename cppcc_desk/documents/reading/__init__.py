"""Received files read into drafts, told apart by what is in them and not by their extension.

.docx and .txt are read; every other kind is refused with one sentence that says what it is and what to do. What is here
runs in process; files from outside go through `limits.Reader`, which reads them in a child process.
"""

from itertools import chain
from pathlib import Path

from cppcc_desk.documents.reading.blocks import Manuscript, cells_of, lines_of
from cppcc_desk.documents.reading.characters import clean
from cppcc_desk.documents.reading.docx import read_docx
from cppcc_desk.documents.reading.files import load
from cppcc_desk.documents.reading.kinds import Kind, companion, recognise
from cppcc_desk.documents.reading.text import read_text
from cppcc_desk.documents.reading.understand import understand
from cppcc_desk.domain.errors import Unreadable
from cppcc_desk.domain.secrecy import CLASSIFIED_FILE, mark_in
from cppcc_desk.domain.submission import Draft, ReadResult, ReadStatus

_WORD_EXTENSIONS = (".docx", ".docm", ".dotx", ".doc", ".wps", ".pdf", ".rtf")


def read(path: Path) -> list[ReadResult]:
    """The submissions found in the file at `path`; a refusal is a result too, nothing is raised for a bad file."""
    if companion(path.name):
        return list(read_bytes(b"", path.name))
    try:
        return list(read_bytes(load(path), path.name))
    except Unreadable as refusal:
        return [ReadResult(status=ReadStatus.REFUSED, message=refusal.message)]


def read_bytes(data: bytes, file_name: str, *, encoding: str = "") -> tuple[ReadResult, ...]:
    """The submissions found in a file with these bytes and this name.

    `encoding`, a key of `text.ENCODINGS`, is a person's choice for a text file and overrides what would be found out.
    """
    passed_over = companion(file_name)
    if passed_over:
        return (ReadResult(status=ReadStatus.SKIPPED, message=passed_over),)
    try:
        if recognise(data, file_name) is Kind.ZIP:
            manuscript = read_docx(data)
            extra: tuple[str, ...] = ()
        else:
            manuscript = read_text(data, encoding=encoding)
            named_as_word = file_name.lower().endswith(_WORD_EXTENSIONS)
            extra = ("扩展名像 Word 文档，内容其实是纯文本，已按文本读入，请核对。",) if named_as_word else ()
        manuscript = clean(manuscript)
        _refuse_classified(manuscript)
        pieces = understand(manuscript)
    except Unreadable as refusal:
        return (ReadResult(status=ReadStatus.REFUSED, message=refusal.message),)
    return tuple(_result(draft, (*extra, *warnings)) for draft, warnings in pieces)


def _refuse_classified(manuscript: Manuscript) -> None:
    """Raise Unreadable when a line, a cell or a margin of the file is a 密级 mark, wherever it stands."""
    cells = chain.from_iterable((*cell.lines, "".join(cell.lines)) for cell in cells_of(manuscript.blocks))
    if mark_in(chain(lines_of(manuscript.blocks), cells, manuscript.margins)):
        raise Unreadable(CLASSIFIED_FILE)


def _result(draft: Draft, warnings: tuple[str, ...]) -> ReadResult:
    status = ReadStatus.ACCEPTED_WITH_WARNING if warnings else ReadStatus.ACCEPTED
    return ReadResult(status=status, draft=draft, warnings=warnings)
