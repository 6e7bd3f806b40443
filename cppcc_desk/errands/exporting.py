"""One paper of the preview as one file: .docx, .xlsx or PDF, written whole and noted in the journal."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cppcc_desk.domain.errors import Invalid, World
from cppcc_desk.domain.forms import Form
from cppcc_desk.domain.layout import Layout
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands import ledger as ledgers
from cppcc_desk.errands import newsletters, writing
from cppcc_desk.errands.cards import PAPER, sheets_of
from cppcc_desk.errands.documents import set_document
from cppcc_desk.errands.letterheads import set_bulletin
from cppcc_desk.errands.papers import ISSUE_SHEET, note_paper
from cppcc_desk.errands.previews import (
    Cards,
    Forms,
    GroupForm,
    IssueSheet,
    Letters,
    Listing,
    NewsletterSheet,
    OccasionForm,
    OfficialPaper,
    PersonForms,
    Preview,
    Subject,
    forms_of,
)
from cppcc_desk.queries import documents, forms, issues
from cppcc_desk.queries.newsletters import found as found_newsletter
from cppcc_desk.storage.desk import Desk

WORD, PDF, EXCEL = ".docx", ".pdf", ".xlsx"


def endings(subject: Subject) -> tuple[str, str]:
    """The two kinds of file a paper can become: .docx or .xlsx, and PDF."""
    return (EXCEL, PDF) if isinstance(subject, Listing) else (WORD, PDF)


def write(desk: Desk, preview: Preview, ending: str, path: Path) -> None:
    """Write the paper as it is shown. Several forms make one PDF; as .docx each is a file of its own (`apart`).

    Raises Locked or World, the old file then stays; World where this PC cannot paint Chinese.
    """
    match preview.subject, ending:
        case OfficialPaper(document_id), ".docx" | ".pdf":
            _write_paper(desk, document_id, ending, path)
            return
        case NewsletterSheet(quarter), ".docx" | ".pdf" | ".xlsx":
            _write_newsletter(desk, quarter, ending, path)
            return
        case _, ".pdf":
            _write_pages(preview.layout, path, title=preview.title, dated=desk.today)
        case IssueSheet(issue_id), ".docx":
            from cppcc_desk.documents.official import write_paper  # noqa: PLC0415 - python-docx loads when needed

            flow = set_bulletin(desk, desk.read(issues.issue, issue_id).bulletin)
            writing.write(path, lambda part: write_paper(flow, preview.layout, part))
        case Forms(kind, (submission_id,), destination), ".docx":
            form = desk.read(forms.form, kind, submission_id, now=desk.now, destination=destination)
            _write_form(form, preview, path)
        case GroupForm() | OccasionForm() | PersonForms() | Letters() as made, ".docx":
            _write_made(forms_of(desk, made), preview, path)
        case Cards(card_ids, backs), ".docx":
            from cppcc_desk.documents.cards import write_cards  # noqa: PLC0415

            sheets = sheets_of(desk, card_ids, backs=backs)
            writing.write(path, lambda part: write_cards(sheets, part))
        case Listing(ledger), ".xlsx":
            ledgers.write(ledger, path)
        case _:
            raise Invalid(f"“{preview.title}”不能写成 {ending} 文件，没有写出任何文件。请换一种格式。")
    _file(desk, preview.subject, path)


def _write_paper(desk: Desk, document_id: int, ending: str, path: Path) -> None:
    """A 公文 from what is saved, dated by itself, so that what is frozen gives the same bytes each time."""
    from cppcc_desk.documents.official import write_paper  # noqa: PLC0415

    found = desk.read(documents.document, document_id)
    document, laid = set_document(desk, found.row.kind, found.fields)
    if ending == PDF:
        _write_pages(laid.layout, path, title=document.name, dated=laid.flow.dated)
    else:
        writing.write(path, lambda part: write_paper(laid.flow, laid.layout, part))
    note_paper(desk, path, kind=found.row.kind.value, document_id=document_id)


def _write_newsletter(desk: Desk, quarter: Quarter, ending: str, path: Path) -> None:
    """From what is frozen, or from the draft as it is now."""
    from cppcc_desk.documents.official import write_paper  # noqa: PLC0415

    found = newsletters.standing(desk, quarter)
    if ending == EXCEL:
        newsletters.write_tables(desk, found.content, path)
    else:
        document, laid = newsletters.lay(desk, found.content)
        if ending == PDF:
            _write_pages(laid.layout, path, title=document.name, dated=laid.flow.dated)
        else:
            writing.write(path, lambda part: write_paper(laid.flow, laid.layout, part))
    note_paper(desk, path, kind=newsletters.PAPER, newsletter_id=found.newsletter_id)


def _write_form(form: Form, preview: Preview, path: Path) -> None:
    from cppcc_desk.documents.forms import write_form  # noqa: PLC0415
    from cppcc_desk.press.charts import chart_pictures  # noqa: PLC0415

    pages, pictures = len(preview.layout.pages), chart_pictures([form])
    writing.write(path, lambda part: write_form(form, part, pages=pages, pictures=pictures))


def _write_made(made: Sequence[Form], preview: Preview, path: Path) -> None:
    """Several go into one file, each on a page of its own."""
    from cppcc_desk.documents.forms import write_forms  # noqa: PLC0415
    from cppcc_desk.press.charts import chart_pictures  # noqa: PLC0415

    if len(made) == 1:
        _write_form(made[0], preview, path)
    else:
        pictures = chart_pictures(made)
        writing.write(path, lambda part: write_forms(made, part, title=preview.title, pages=1, pictures=pictures))


def _write_pages(layout: Layout, path: Path, *, title: str, dated: date) -> None:
    from cppcc_desk.press.fonts import NO_CHINESE_FONT, installed  # noqa: PLC0415
    from cppcc_desk.press.paint import write_pdf  # noqa: PLC0415

    if not installed().usable():
        raise World(NO_CHINESE_FONT)
    with writing.plainly(path):
        write_pdf(layout, path, title=title, dated=dated)


def _file(desk: Desk, subject: Subject, path: Path) -> None:
    kind, issue_id, about = _filed_as(subject)
    if not kind:
        return
    for submission_id in about:
        note_paper(desk, path, kind=kind, submission_id=submission_id, issue_id=issue_id)


def _filed_as(subject: Subject) -> tuple[str, int | None, tuple[int | None, ...]]:
    match subject:
        case IssueSheet(issue_id):
            return ISSUE_SHEET, issue_id, (None,)
        case Forms(kind, submission_ids):
            return kind, None, submission_ids
        case GroupForm() | OccasionForm() | PersonForms() | Letters():
            return subject.kind, None, (None,)
        case Cards():
            return PAPER, None, (None,)
        case Listing() | OfficialPaper() | NewsletterSheet():  # these are noted where they are written
            return "", None, ()


def suggested(desk: Desk, preview: Preview, folder: Path, ending: str) -> Path:
    """Where the file might go: over the one we wrote of this paper before, else under a name that is free."""
    path = folder / f"{preview.name}{ending}"
    match preview.subject:
        case IssueSheet(issue_id):
            written = desk.read(issues.papers, issue_id=issue_id)
        case OfficialPaper(document_id):
            written = desk.read(issues.papers, document_id=document_id)
        case NewsletterSheet(quarter):
            held = desk.read(found_newsletter, quarter)
            written = desk.read(issues.papers, newsletter_id=held.row.id) if held else ()
        case Forms(_, (submission_id, *_)):
            written = desk.read(issues.papers, submission_id=submission_id)
        case _:
            written = ()
    return writing.place(path, {paper.sha256 for paper in written})


def apart(subject: Subject) -> tuple[Forms | Letters, ...]:
    """The forms or letters shown together one by one, for .docx files of their own; empty for what is one file."""
    match subject:
        case Forms(kind, submission_ids) if len(submission_ids) > 1:
            return tuple(Forms(kind, (submission_id,)) for submission_id in submission_ids)
        case Letters(made) if len(made) > 1:
            return tuple(Letters((form,)) for form in made)
    return ()
