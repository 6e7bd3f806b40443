"""The yearly 通报 with its annexes as files: drafted, numbered and written once, then written again as it was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cppcc_desk.domain.annual import changed, numbers_of, numbers_printed
from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.ledger import Ledger, LedgerColumn, columns_of
from cppcc_desk.domain.official import DocumentState, Kind
from cppcc_desk.domain.official.usual import usual_sequence
from cppcc_desk.errands import writing
from cppcc_desk.errands.documents import finish, write_filed
from cppcc_desk.errands.drafting import begun
from cppcc_desk.errands.papers import Written, note_paper
from cppcc_desk.operations.documents import save_document
from cppcc_desk.paths import safe_name
from cppcc_desk.queries import documents, issues, office
from cppcc_desk.queries.annual import year_figures
from cppcc_desk.queries.documents import DocumentDetail, DocumentRow
from cppcc_desk.storage.desk import Desk


@dataclass(frozen=True)
class Annual:
    """What was written; `numbers` are those that the paper prints, `mismatches` what of them does not add up."""

    paper: DocumentRow
    written: Written
    xlsx: Path
    numbers: Mapping[str, Any]
    mismatches: tuple[Mismatch, ...]


def begin_circular(desk: Desk, year: int) -> int:
    """The 通报 on a year as a draft; its id. Raises Missing without a scheme, Forbidden where nothing came."""
    made_for = MadeFor(year=year)
    fields = begun(desk, Kind.CIRCULAR, made_for)
    return desk.do(save_document, None, kind=Kind.CIRCULAR, fields=fields, made_for=made_for)


def write_annual(desk: Desk, year: int, folder: Path, *, numbered: bool = True) -> Annual:
    """Write the 通报 on a year and its annexes into `folder`.

    Where there is none yet it is drafted; a draft is finished with the next number of its sequence unless not
    `numbered`. One that has its number is written with the same number and text. Raises what those operations raise,
    World or Locked.
    """
    found = desk.read(documents.of_year, Kind.CIRCULAR, year)
    document_id = found.id if found is not None else begin_circular(desk, year)
    detail = desk.read(documents.document, document_id)
    if numbered and detail.row.state is DocumentState.DRAFT:
        codes = desk.read(office.office, on=desk.today).org_codes
        organs = detail.fields.get("organs") or ()
        finish(desk, document_id, sequence=usual_sequence(Kind.CIRCULAR, organs, list(codes)))
        detail = desk.read(documents.document, document_id)
    ours = {paper.sha256 for paper in desk.read(issues.papers, document_id=document_id)}
    name = safe_name(f"{year}年度通报" if not detail.row.number else detail.row.name)
    docx, pdf, xlsx = (writing.place(folder / f"{name}{ending}", ours) for ending in (".docx", ".pdf", ".xlsx"))
    written = write_filed(desk, document_id, docx=docx, pdf=pdf)
    _write_annexes(desk, detail, xlsx)
    told = desk.read(year_figures, year, today=desk.today)
    printed = numbers_printed(detail.fields)
    since = changed(printed, numbers_of(told), since="通报印发") if detail.row.state is DocumentState.FINISHED else ()
    return Annual(detail.row, written, xlsx, printed, (*told.mismatches, *since))


# ------------------------------------------------------------------------------------------------ annexes as .xlsx


def _write_annexes(desk: Desk, detail: DocumentDetail, path: Path) -> None:
    """Every table of the annexes as a sheet, exactly as the paper has it."""
    from cppcc_desk.documents.workbook import write_ledgers  # noqa: PLC0415 - openpyxl loads when a table is written

    unit = desk.read(office.office, on=desk.today).office_short_name
    made_on = detail.row.dated or desk.today
    ledgers = tuple(_ledgers(detail.fields, unit=unit, made_on=made_on))
    writing.write(path, lambda part: write_ledgers(ledgers, part))
    note_paper(desk, path, kind=Kind.CIRCULAR.value, document_id=detail.row.id)


def _ledgers(fields: Mapping[str, Any], *, unit: str, made_on: date) -> Iterator[Ledger]:
    """Each table under the title of its annex and the heading above it; names that stand in lines as one column."""
    for number, attachment in enumerate(fields.get("attachments") or (), start=1):
        heading, lines = "", list[tuple[str, str]]()
        for block in attachment.get("body") or ():
            match block:
                case str() if not block.endswith("。"):
                    heading = block.partition("、")[2] or block
                case str():
                    lines.append((heading, block))
                case {"table": table}:
                    title = f"{attachment['title']}{f'（{heading}）' if heading else ''}"
                    sheet = f"附件{number} {heading or attachment['title']}"
                    widths = table.get("widths_mm") or [156 / len(table["columns"])] * len(table["columns"])
                    columns = columns_of(table["columns"], widths)
                    rows = tuple(tuple(map(str, row)) for row in table["rows"])
                    yield Ledger(title=title, unit=unit, made_on=made_on, columns=columns, rows=rows, sheet=sheet)
        if lines:
            yield Ledger(
                title=attachment["title"],
                unit=unit,
                made_on=made_on,
                columns=(
                    LedgerColumn(key="group", title="组别", width=24),
                    LedgerColumn(key="names", title="名单", width=90),
                ),
                rows=tuple(lines),
                sheet=f"附件{number} {attachment['title']}",
            )
