"""《业务通讯》 as files: set on its pages before it takes a number, written whole, packed for a USB stick."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from cppcc_desk.domain.annual import changed
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.layout import Layout
from cppcc_desk.domain.ledger import Ledger, columns_of
from cppcc_desk.domain.newsletter import Content, Material, Plan
from cppcc_desk.domain.official import Kind, OfficialDocument
from cppcc_desk.domain.preprint import PrintProblem, Severity
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands import writing
from cppcc_desk.errands.backups import Step, silent
from cppcc_desk.errands.documents import Laid, set_document, write_document
from cppcc_desk.errands.folders import SUMS, files_in, fingerprints, whole_folder
from cppcc_desk.errands.papers import Written, note_paper, write_quarter_form
from cppcc_desk.operations.newsletters import issue_newsletter
from cppcc_desk.paths import free_name, safe_name
from cppcc_desk.queries import forms, issues, newsletters, office
from cppcc_desk.queries.newsletters import Composed, CopyRow
from cppcc_desk.storage.desk import Desk

PAPER = "业务通讯"
_LIST = "文件清单.txt"


@dataclass(frozen=True)
class Standing:
    """A newsletter as it stands: what it says, what it is called; `issued` when it is frozen."""

    newsletter_id: int | None
    name: str
    content: Content
    mismatches: tuple[Mismatch, ...]
    issued: bool


@dataclass(frozen=True)
class Look:
    """A newsletter on its pages: frozen, or as the draft is; no `layout` where it makes no pages."""

    composed: Composed
    standing: Standing
    copies: tuple[CopyRow, ...]  # of an issued one
    check: tuple[PrintProblem, ...]
    layout: Layout | None


@dataclass(frozen=True)
class WrittenNewsletter:
    """What was written; `numbers` are those that it prints, `mismatches` what of them does not add up."""

    standing: Standing
    written: Written
    xlsx: Path

    @property
    def numbers(self) -> Mapping[str, Any]:
        """Those that are printed."""
        return self.standing.content.numbers


def standing(desk: Desk, quarter: Quarter) -> Standing:
    """As it was frozen, with what has changed since; or as the draft is now. Raises Missing, Invalid."""
    return standing_of(desk.read(newsletters.composed, quarter, now=desk.now))


def standing_of(made: Composed) -> Standing:
    """The same from what was put together already."""
    held, quarter = made.held, made.material.quarter
    if held is not None and held.content is not None:
        since = changed(held.content.numbers, made.content.numbers, since="通讯印发")
        mismatches = (*held.content.mismatches, *since)
        return Standing(held.row.id, held.row.name, held.content, mismatches, issued=True)
    name = f"《{made.plan.head.mark}》{quarter.year}年第{made.content.fields['issue_no']}期（草稿）"
    return Standing(held.row.id if held else None, name, made.content, made.content.mismatches, issued=False)


def look(desk: Desk, quarter: Quarter, *, plan: Plan | None = None, told: Material | None = None) -> Look:
    """The pages of a newsletter, by a `plan` that need not be saved yet. Raises Missing.

    `told` is what was read a moment ago, for while it is typed.
    """
    made = desk.read(newsletters.composed, quarter, now=desk.now, plan=plan, told=told)
    found = standing_of(made)
    copies = desk.read(newsletters.copies, found.newsletter_id) if found.issued and found.newsletter_id else ()
    try:
        _, laid = lay(desk, found.content)
    except Invalid as refusal:
        return Look(made, found, copies, (PrintProblem(Severity.ERROR, refusal.message, "body"),), None)
    return Look(made, found, copies, laid.check, laid.layout)


def lay(desk: Desk, content: Content) -> tuple[OfficialDocument, Laid]:
    """The paper on its pages. Raises Invalid, and Missing where the office's own head is gone."""
    return set_document(desk, Kind.BULLETIN, content.fields)


def issue(desk: Desk, quarter: Quarter, *, version: int | None = None) -> str:
    """印发 of a newsletter that can be set: what can never be written must not take a number. The number.

    Raises what makes no pages, and whatever `issue_newsletter` raises.
    """
    found = standing(desk, quarter)
    if not found.issued:
        lay(desk, found.content)
    return desk.do(issue_newsletter, quarter, version=version)


def write_newsletter(desk: Desk, quarter: Quarter, folder: Path, *, issuing: bool = True) -> WrittenNewsletter:
    """Write the newsletter and its tables into `folder`; it is issued first where it is a draft, unless not `issuing`.

    One that is issued is written with the same number and text. Raises what `issue` raises, World or Locked.
    """
    held = desk.read(newsletters.found, quarter)
    if issuing and (held is None or held.content is None):
        issue(desk, quarter)
    found = standing(desk, quarter)
    ours: set[str] = set()
    if found.newsletter_id is not None:
        ours = {paper.sha256 for paper in desk.read(issues.papers, newsletter_id=found.newsletter_id)}
    name = safe_name(f"{found.name}（{found.content.dated.isoformat()}）")
    docx, pdf, xlsx = (writing.place(folder / f"{name}{ending}", ours) for ending in (".docx", ".pdf", ".xlsx"))
    note = partial(note_paper, desk, kind=PAPER, newsletter_id=found.newsletter_id)
    document, laid = lay(desk, found.content)
    written = write_document(document, laid, docx=docx, pdf=pdf, note=note)
    write_tables(desk, found.content, xlsx)
    note(xlsx)
    return WrittenNewsletter(found, written, xlsx)


def write_tables(desk: Desk, content: Content, path: Path) -> None:
    """Its tables as the sheets of a workbook. Raises World or Locked."""
    from cppcc_desk.documents.workbook import write_ledgers  # noqa: PLC0415 - openpyxl loads when a table is written

    unit = desk.read(office.office, on=desk.today).office_short_name
    ledgers = tuple(_ledgers(content, unit))
    writing.write(path, lambda part: write_ledgers(ledgers, part))


def _ledgers(content: Content, unit: str) -> list[Ledger]:
    return [
        Ledger(
            title=f"{content.title}　{sheet.heading}",
            unit=unit,
            made_on=content.dated,
            columns=columns_of(sheet.columns, sheet.widths_mm),
            rows=tuple(tuple(cell.text for cell in row) for row in sheet.rows),
            sheet=sheet.heading,
        )
        for sheet in content.sheets
    ]


# ------------------------------------------------------------------------------------------------ for a USB stick


@dataclass(frozen=True)
class Packed:
    """A folder that was made, and the files in it by their names."""

    folder: Path
    files: tuple[str, ...]


def pack_newsletter(desk: Desk, quarter: Quarter, folder: Path, *, step: Step = silent) -> Packed:
    """Make a folder in `folder` that may be copied to a USB stick: the newsletter, its tables, the distribution list,
    a list of the files and their fingerprints.

    Raises what `standing` raises, World, and what `step` raises; nothing is left behind then.
    """
    name = standing(desk, quarter).name
    target = free_name(folder / safe_name(name))
    with whole_folder(target, unmade="U 盘文件夹") as part:
        step(0, 3, "业务通讯")
        write_newsletter(desk, quarter, part, issuing=False)
        for place, kind in enumerate(forms.OF_QUARTER, start=1):
            step(place, 3, kind)
            paths = {ending: part / f"{safe_name(f'{kind} {name}')}.{ending}" for ending in ("docx", "pdf")}
            write_quarter_form(desk, kind, quarter, docx=paths["docx"], pdf=paths["pdf"])
        step(2, 3, "文件清单")
        told = "\r\n".join(_listed(name, part)) + "\r\n"
        (part / _LIST).write_bytes(told.encode("utf-8-sig"))
        (part / SUMS).write_bytes(fingerprints(part, tell=lambda _name: None).encode())
        files = tuple(files_in(part))
    return Packed(target, files)


def _listed(name: str, part: Path) -> Iterator[str]:
    yield f"{name}　文件清单"
    yield ""
    for number, file in enumerate(files_in(part), start=1):
        yield f"{number}. {file}　{(part / file).stat().st_size:,} 字节"
    yield ""
    yield f"{SUMS} 里是每个文件的 SHA-256 校验值。拷到别的电脑以后，可以用 certutil -hashfile 文件名 SHA256 核对。"
