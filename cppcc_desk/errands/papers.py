"""Papers as files: .docx and PDF from one value and one set of pages, written whole and noted in the journal.

Number and content are frozen first (operations.issuing); then the file is written; then it is filed. A locked target
means: same number, same text, write again.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from cppcc_desk.domain.forms import Form
from cppcc_desk.domain.layout import Layout, joined
from cppcc_desk.domain.scoring.events import Subject
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands import writing
from cppcc_desk.errands.letterheads import set_bulletin
from cppcc_desk.operations.issuing import file_paper
from cppcc_desk.paths import safe_name
from cppcc_desk.queries import forms, issues
from cppcc_desk.queries.issues import IssueRow
from cppcc_desk.queries.quotas import Standing
from cppcc_desk.storage.desk import Desk

ISSUE_SHEET = "期刊"


@dataclass(frozen=True)
class Written:
    """Files of one paper, None for one that was not wanted; `no_pdf` is the sentence where this PC cannot paint one."""

    docx: Path | None
    pdf: Path | None
    pages: int
    no_pdf: str = ""


def write_issue(desk: Desk, issue_id: int, folder: Path) -> Written:
    """Write the sheet of an issue into `folder` as it was frozen at 排印.

    A file that an earlier run wrote is replaced, anything else of that name is left alone. Raises World or Locked.
    """
    row = desk.read(issues.issue, issue_id)
    ours = {paper.sha256 for paper in desk.read(issues.papers, issue_id=issue_id)}
    name = safe_name(f"{row.name}（{row.bulletin.date.isoformat()}）")
    docx, pdf = (writing.place(folder / f"{name}{suffix}", ours) for suffix in (".docx", ".pdf"))
    return issue_files(
        desk, row, docx=docx, pdf=pdf, note=partial(note_paper, desk, kind=ISSUE_SHEET, issue_id=issue_id)
    )


def issue_files(
    desk: Desk, row: IssueRow, *, docx: Path, pdf: Path, note: Callable[[Path], None] = lambda _path: None
) -> Written:
    """Write the sheet of an issue as it was frozen; `note` hears of each file. Raises World or Locked."""
    from cppcc_desk.documents.official import write_paper  # noqa: PLC0415 - python-docx loads when a paper is made
    from cppcc_desk.press.typeset import set_pages  # noqa: PLC0415 - so does Qt, in a command

    bulletin = row.bulletin
    flow = set_bulletin(desk, bulletin)
    layout = set_pages(flow)
    return write_files(
        layout,
        lambda part: write_paper(flow, layout, part),
        note,
        title=flow.title,
        dated=bulletin.date,
        docx=docx,
        pdf=pdf,
    )


def write_form(
    desk: Desk, kind: str, submission_id: int, *, docx: Path, pdf: Path | None, destination: str = ""
) -> Written:
    """Write one of the office's forms about a submission, for one of its destinations where that matters.

    Raises Missing for an unknown kind, Forbidden where there is nothing to be said, World or Locked.
    """
    form = desk.read(forms.form, kind, submission_id, now=desk.now, destination=destination)
    return _write_form(desk, form, docx=docx, pdf=pdf, submission_id=submission_id)


def write_group_form(desk: Desk, kind: str, group_id: int, *, docx: Path, pdf: Path | None) -> Written:
    """Write one of the office's forms about a 信息小组. Raises Missing, World or Locked."""
    return _write_form(desk, desk.read(forms.group_form, kind, group_id, now=desk.now), docx=docx, pdf=pdf)


def write_assignment_form(desk: Desk, kind: str, assignment_id: int, *, docx: Path, pdf: Path | None) -> Written:
    """Write one of the office's forms about an assignment of a 批示. Raises Missing, World or Locked."""
    form = desk.read(forms.assignment_form, kind, assignment_id, now=desk.now)
    return _write_form(desk, form, docx=docx, pdf=pdf)


def write_person_forms(
    desk: Desk, kind: str, person_ids: Sequence[int], *, docx: Path | None, pdf: Path | None
) -> Written:
    """Write one of the office's forms for each of some people into one file, one after another.

    Raises Missing, World or Locked.
    """
    made = [desk.read(forms.person_form, kind, person_id, now=desk.now) for person_id in person_ids]
    return _write_forms(desk, made, docx=docx, pdf=pdf)


def write_duty_record(desk: Desk, person_id: int, *, year: int | None, docx: Path | None, pdf: Path | None) -> Written:
    """Write 履职档案 of a year, or of all years. Raises Missing, World or Locked."""
    made = desk.read(forms.duty_form, person_id, now=desk.now, year=year)
    return _write_forms(desk, [made], docx=docx, pdf=pdf)


def write_quota_letters(
    desk: Desk, standings: Sequence[Standing], year: int, *, docx: Path | None, pdf: Path | None
) -> Written:
    """Write a 任务数提醒函 to each into one file. Raises World or Locked."""
    made = desk.read(forms.quota_letters, standings, year, now=desk.now)
    return _write_forms(desk, made, docx=docx, pdf=pdf)


def write_score_sheets(
    desk: Desk, subjects: Sequence[Subject], year: int, *, docx: Path | None, pdf: Path | None
) -> Written:
    """Write 计分明细表 of some people and units into one file. Raises Missing, World or Locked."""
    return _write_forms(desk, desk.read(forms.score_sheets, subjects, year, now=desk.now), docx=docx, pdf=pdf)


def write_quarter_form(desk: Desk, kind: str, quarter: Quarter, *, docx: Path | None, pdf: Path | None) -> Written:
    """Write a form about the newsletter of a quarter. Raises Missing, World or Locked."""
    return _write_forms(desk, [desk.read(forms.quarter_form, kind, quarter, now=desk.now)], docx=docx, pdf=pdf)


def write_yearly_forms(
    desk: Desk, kind: str, year: int, *, names: Collection[str] = (), docx: Path | None, pdf: Path | None
) -> Written:
    """Write the forms `kind` about a year of scores into one file. Raises Missing, Invalid, World or Locked."""
    return _write_forms(desk, desk.read(forms.yearly_forms, kind, year, now=desk.now, names=names), docx=docx, pdf=pdf)


def _write_forms(desk: Desk, made: Sequence[Form], *, docx: Path | None, pdf: Path | None) -> Written:
    note = partial(note_paper, desk, kind=made[0].kind)
    return form_files(made, dated=desk.today, docx=docx, pdf=pdf, note=note)


def form_files(
    made: Sequence[Form],
    *,
    dated: date,
    docx: Path | None,
    pdf: Path | None,
    note: Callable[[Path], None] = lambda _path: None,
) -> Written:
    """Write forms of one kind into one file, one after another; `note` hears of each file. Raises World or Locked."""
    from cppcc_desk.documents.forms import write_forms as write_docx  # noqa: PLC0415
    from cppcc_desk.press.charts import chart_pictures  # noqa: PLC0415
    from cppcc_desk.press.forms import lay_form  # noqa: PLC0415

    layouts = [lay_form(form) for form in made]
    title = made[0].title if len(made) == 1 else f"{made[0].kind} {len(made)}份"
    pages = len(layouts[0].pages) if len(made) == 1 else 1
    pictures = chart_pictures(made)
    return write_files(
        joined(layouts),
        lambda part: write_docx(made, part, title=title, pages=pages, pictures=pictures),
        note,
        title=title,
        dated=dated,
        docx=docx,
        pdf=pdf,
    )


def write_commission_letter(desk: Desk, kind: str, commission_id: int, *, docx: Path, pdf: Path | None) -> Written:
    """Write a letter about one commissioned piece. Raises Missing, Forbidden for what is closed, World or Locked."""
    (form,) = desk.read(forms.commission_letters, kind, [commission_id], now=desk.now)
    return _write_form(desk, form, docx=docx, pdf=pdf)


def write_occasion_form(
    desk: Desk, kind: str, occasion_id: int, *, docx: Path, pdf: Path | None, attendance_ids: Collection[int] = ()
) -> Written:
    """Write one of the forms about a meeting or an activity. Raises Missing, Forbidden, World or Locked."""
    form = desk.read(forms.occasion_form, kind, occasion_id, now=desk.now, attendance_ids=attendance_ids)
    return _write_form(desk, form, docx=docx, pdf=pdf)


def _write_form(desk: Desk, form: Form, *, docx: Path, pdf: Path | None, submission_id: int | None = None) -> Written:
    note = partial(note_paper, desk, kind=form.kind, submission_id=submission_id)
    return form_files([form], dated=desk.today, docx=docx, pdf=pdf, note=note)


def write_sheet(desk: Desk, form: Form, *, docx: Path, pdf: Path | None) -> Written:
    """Write a form that is at hand. Raises World or Locked."""
    return _write_form(desk, form, docx=docx, pdf=pdf)


def write_files(
    layout: Layout,
    write_docx: Callable[[Path], None],
    note: Callable[[Path], None],
    *,
    title: str,
    dated: date,
    docx: Path | None,
    pdf: Path | None,
) -> Written:
    """Write a paper that has been laid out; `note` hears of each file written. Raises World or Locked."""
    from cppcc_desk.press.fonts import NO_CHINESE_FONT, installed  # noqa: PLC0415
    from cppcc_desk.press.paint import write_pdf  # noqa: PLC0415

    if docx is not None:
        writing.write(docx, write_docx)
        note(docx)  # before the PDF: should that one be locked, the next try must know this file for ours
    if pdf is None:
        return Written(docx, None, len(layout.pages))
    if not installed().usable():
        return Written(docx, None, len(layout.pages), NO_CHINESE_FONT)
    with writing.plainly(pdf):
        write_pdf(layout, pdf, title=title, dated=dated)
    note(pdf)
    return Written(docx, pdf, len(layout.pages))


def note_paper(
    desk: Desk,
    path: Path,
    *,
    kind: str,
    submission_id: int | None = None,
    issue_id: int | None = None,
    document_id: int | None = None,
    newsletter_id: int | None = None,
) -> None:
    """Note in the database that a file was written, with its fingerprint."""
    with writing.plainly(path):
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    desk.do(
        file_paper,
        kind=kind,
        file_name=path.name,
        sha256=sha256,
        submission_id=submission_id,
        issue_id=issue_id,
        document_id=document_id,
        newsletter_id=newsletter_id,
    )
