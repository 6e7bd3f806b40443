"""The papers on a month, half a year or a year as files: 公文 drafted once and written as they are, forms made anew."""

from dataclasses import dataclass
from pathlib import Path

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.reports import ReportFacts, numbers, sheets
from cppcc_desk.domain.spans import DRAFTED, Told
from cppcc_desk.errands import writing
from cppcc_desk.errands.documents import write_filed
from cppcc_desk.errands.drafting import begun
from cppcc_desk.errands.papers import Written, note_paper, write_sheet
from cppcc_desk.operations.documents import save_document
from cppcc_desk.paths import safe_name
from cppcc_desk.queries import documents, issues
from cppcc_desk.queries.documents import DocumentRow
from cppcc_desk.queries.reports import ReportView, report_view
from cppcc_desk.storage.desk import Desk


@dataclass(frozen=True)
class WrittenReport:
    """What was written; `paper` is the 公文, None where the report is a form."""

    name: str
    paper: DocumentRow | None
    written: Written
    xlsx: Path | None
    view: ReportView

    @property
    def numbers(self) -> dict[str, int]:
        """All numbers by their keys."""
        return {one.key: one.count for one in numbers(self.view.facts)}


def view_report(desk: Desk, told: Told) -> ReportView:
    """What a report tells now. Raises Invalid, Missing."""
    return desk.read(report_view, told, now=desk.now)


def kind_of(told: Told, wanted: str = "") -> Kind:
    """As which 公文 a report is drafted, the usual one unless another is wanted. Raises Invalid."""
    kinds = DRAFTED[told.report]
    if not wanted:
        return kinds[0]
    if wanted not in kinds:
        raise Invalid(f"“{told.report}”可以起草为{'、'.join(kinds)}，不能是“{wanted}”。没有写出任何文件。")
    return Kind(wanted)


def begin_report(desk: Desk, kind: Kind, told: Told) -> int:
    """The 公文 as a draft; its id. Raises Missing without a scheme, Forbidden where there is nothing to tell."""
    made_for = MadeFor(report=told)
    fields = begun(desk, kind, made_for)
    return desk.do(save_document, None, kind=kind, fields=fields, made_for=made_for)


def write_report(desk: Desk, told: Told, folder: Path, *, kind: str = "", group: str = "") -> WrittenReport:
    """Write a report into `folder`: a 公文 as it was drafted or finished, begun where there is none; a form as things
    stand now, with its tables as .xlsx. Raises what those raise, World or Locked."""
    if told.report in DRAFTED:
        if group:
            raise Invalid(f"“{told.report}”不分组别，请去掉组别再试。没有写出任何文件。")
        return _write_paper(desk, told, folder, kind_of(told, kind))
    if kind:
        raise Invalid(f"“{told.report}”是表，不起草公文，请去掉文种再试。没有写出任何文件。")
    return _write_form(desk, told, folder, group)


def _write_paper(desk: Desk, told: Told, folder: Path, kind: Kind) -> WrittenReport:
    found = desk.read(documents.of_report, kind, told)
    document_id = found.id if found is not None else begin_report(desk, kind, told)
    row = desk.read(documents.document, document_id).row
    ours = {paper.sha256 for paper in desk.read(issues.papers, document_id=document_id)}
    name = safe_name(row.name if row.number else told.words)
    docx, pdf = (writing.place(folder / f"{name}{ending}", ours) for ending in (".docx", ".pdf"))
    written = write_filed(desk, document_id, docx=docx, pdf=pdf)
    return WrittenReport(row.name, row, written, None, view_report(desk, told))


def _write_form(desk: Desk, told: Told, folder: Path, group: str) -> WrittenReport:
    view = view_report(desk, told)
    known = sheets.groups_of(view.facts)
    if group and group not in known:
        raise Invalid(f"没有“{group}”这个组别；有：{'、'.join(known) or '无'}。没有写出任何文件。")
    form = sheets.sheet(view.facts, group=group)
    ours = {paper.sha256 for paper in desk.read(issues.papers) if paper.kind == form.kind}
    docx, pdf, xlsx = (
        writing.place(folder / f"{safe_name(form.title)}{ending}", ours) for ending in (".docx", ".pdf", ".xlsx")
    )
    written = write_sheet(desk, form, docx=docx, pdf=pdf)
    write_tables(desk, view.facts, xlsx, group=group)
    return WrittenReport(form.title, None, written, xlsx, view)


def write_tables(desk: Desk, facts: ReportFacts, path: Path, *, group: str = "") -> None:
    """The tables of a form as the sheets of a workbook. Raises World or Locked."""
    from cppcc_desk.documents.workbook import write_ledgers  # noqa: PLC0415 - openpyxl loads when a table is written

    made = sheets.ledgers(facts, group=group)
    writing.write(path, lambda part: write_ledgers(made, part))
    note_paper(desk, path, kind=sheets.KINDS[facts.report])
