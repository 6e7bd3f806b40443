"""One paper of the preview as one file: .docx, .xlsx or PDF, written whole and noted in the journal."""

import hashlib
from pathlib import Path

from cppcc_desk.domain.errors import Invalid, World
from cppcc_desk.domain.forms import Form
from cppcc_desk.errands import ledger as ledgers
from cppcc_desk.errands import writing
from cppcc_desk.errands.papers import ISSUE_SHEET
from cppcc_desk.errands.previews import Forms, GroupForm, IssueSheet, Listing, Preview, Subject
from cppcc_desk.operations.issuing import file_paper
from cppcc_desk.queries import forms, issues
from cppcc_desk.storage.desk import Desk

WORD, PDF, EXCEL = ".docx", ".pdf", ".xlsx"


def endings(subject: Subject) -> tuple[str, str]:
    """The two kinds of file a paper can become: .docx or .xlsx, and PDF."""
    return (EXCEL, PDF) if isinstance(subject, Listing) else (WORD, PDF)


def write(desk: Desk, preview: Preview, ending: str, path: Path) -> None:
    """Write the paper as it is shown. Several forms make one PDF; as .docx each is a file of its own (`single`).

    Raises Locked or World, the old file then stays; World where this PC cannot paint Chinese.
    """
    match preview.subject, ending:
        case _, ".pdf":
            _write_pdf(desk, preview, path)
        case IssueSheet(issue_id), ".docx":
            from cppcc_desk.documents.bulletin import write_bulletin  # noqa: PLC0415 - python-docx loads when needed

            bulletin = desk.read(issues.issue, issue_id).bulletin
            writing.write(path, lambda part: write_bulletin(bulletin, preview.layout, part))
        case Forms(kind, (submission_id,), destination), ".docx":
            form = desk.read(forms.form, kind, submission_id, now=desk.now, destination=destination)
            _write_form(form, preview, path)
        case GroupForm(kind, group_id), ".docx":
            _write_form(desk.read(forms.group_form, kind, group_id, now=desk.now), preview, path)
        case Listing(ledger), ".xlsx":
            ledgers.write(ledger, path)
        case _:
            raise Invalid(f"“{preview.title}”不能写成 {ending} 文件，没有写出任何文件。请换一种格式。")
    _file(desk, preview.subject, path)


def _write_form(form: Form, preview: Preview, path: Path) -> None:
    from cppcc_desk.documents.forms import write_form  # noqa: PLC0415

    writing.write(path, lambda part: write_form(form, part, pages=len(preview.layout.pages)))


def _write_pdf(desk: Desk, preview: Preview, path: Path) -> None:
    from cppcc_desk.press.fonts import NO_CHINESE_FONT, installed  # noqa: PLC0415
    from cppcc_desk.press.paint import write_pdf  # noqa: PLC0415

    if not installed().usable():
        raise World(NO_CHINESE_FONT)
    with writing.plainly(path):
        write_pdf(preview.layout, path, title=preview.title, dated=desk.today)


def _file(desk: Desk, subject: Subject, path: Path) -> None:
    kind, issue_id, about = _filed_as(subject)
    if not kind:
        return
    with writing.plainly(path):
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    for submission_id in about:
        desk.do(
            file_paper, kind=kind, file_name=path.name, sha256=sha256, submission_id=submission_id, issue_id=issue_id
        )


def _filed_as(subject: Subject) -> tuple[str, int | None, tuple[int | None, ...]]:
    match subject:
        case IssueSheet(issue_id):
            return ISSUE_SHEET, issue_id, (None,)
        case Forms(kind, submission_ids):
            return kind, None, submission_ids
        case GroupForm(kind):
            return kind, None, (None,)
        case Listing():
            return "", None, ()


def suggested(desk: Desk, preview: Preview, folder: Path, ending: str) -> Path:
    """Where the file might go: over the one we wrote of this paper before, else under a name that is free."""
    path = folder / f"{preview.name}{ending}"
    match preview.subject:
        case IssueSheet(issue_id):
            written = desk.read(issues.papers, issue_id=issue_id)
        case Forms(_, (submission_id, *_)):
            written = desk.read(issues.papers, submission_id=submission_id)
        case _:
            written = ()
    return writing.place(path, {paper.sha256 for paper in written})


def single(subject: Forms) -> tuple[Forms, ...]:
    """Several forms one by one, for files of their own."""
    return tuple(Forms(subject.kind, (submission_id,)) for submission_id in subject.submission_ids)
