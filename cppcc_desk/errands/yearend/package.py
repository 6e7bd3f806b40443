"""The archive package of a year: everything that is filed of it in one folder that can be read without the program.

It is written beside its place and put there at the end, so that a folder of its name is always whole; what was there
before is left alone.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from cppcc_desk.domain.errors import Missing, World
from cppcc_desk.domain.forms import FORM_KINDS, CatalogueFacts
from cppcc_desk.domain.yearend import Volume, volumes
from cppcc_desk.errands import writing
from cppcc_desk.errands.backups import Step, silent
from cppcc_desk.errands.folders import SUMS, whole_folder
from cppcc_desk.errands.ledger import write as write_ledger
from cppcc_desk.errands.placing import free_bytes
from cppcc_desk.errands.scores import payment_ledger, ranking_ledgers
from cppcc_desk.errands.yearend import naming, telling
from cppcc_desk.errands.yearend.ledgers import LEDGERS, carried_ledger, catalogue_ledger
from cppcc_desk.errands.yearend.packing import PDF, WORD, Packed, Packing
from cppcc_desk.operations.issuing import file_paper
from cppcc_desk.paths import free_name, safe_name, take_lock
from cppcc_desk.queries import forms, office
from cppcc_desk.queries.scoring.closing import is_closed
from cppcc_desk.queries.scoring.years import shown_scores
from cppcc_desk.queries.yearend import CarriedOver, Finding, HeldYear, YearEnd, year_end
from cppcc_desk.queries.yearend.packages import PACKAGE
from cppcc_desk.storage.desk import Desk

SECTION: Final = "社情民意"  # 机构（问题）: what all these papers are about
_CATALOGUE: Final = "归档文件目录"
_CARRIED: Final = "结转清单"
_PER_PAPER: Final = 150 << 10  # bytes that a paper takes as .docx and PDF, at most as a rule
_SPARE: Final = 20 << 20
NOTHING_LEFT: Final = "没有生成归档包，也没有留下不完整的文件夹。"


@dataclass(frozen=True)
class YearPackage:
    """A package in its place. `files` counts what stands in its list of fingerprints and that list itself; `message`
    is the sentence where this PC cannot paint pages, and `index_pdf` is None then."""

    year: int
    folder: Path
    files: int
    pieces: int
    carried: tuple[CarriedOver, ...]
    findings: tuple[Finding, ...]
    index_docx: Path
    index_pdf: Path | None
    message: str = ""


def write_year_package(desk: Desk, year: int, folder: Path, *, step: Step = silent) -> YearPackage:
    """Write the package of `year` as a new folder in `folder`.

    Raises Missing for a year of which there is nothing, Invalid for too deep a folder, World, and what `step` raises;
    nothing is left behind then.
    """
    end = desk.read(year_end, year, now=desk.now)
    held = end.held
    if held.empty:
        raise Missing(f"{year} 年没有来稿、期刊、公文和会议活动，{NOTHING_LEFT}请核对年度。")
    unit = desk.read(office.office, on=desk.today).office_short_name
    wanted = folder / safe_name(f"{unit}{year}年度归档")
    naming.refuse_deep(wanted)
    with writing.plainly(wanted):
        target = free_name(wanted)
    total = _total(held) + len(LEDGERS) + 3 + (2 if desk.read(is_closed, year) else 0)
    _refuse_full(folder, held.kept_bytes + total * _PER_PAPER)
    with _alone(desk), whole_folder(target, unmade="归档包") as part:
        packing = Packing(desk, part, step, total)
        findings = _fill(packing, end)
        step(total, total, "正在核对")
        sums = part / SUMS
        files = len(sums.read_text(encoding="utf-8").splitlines()) + 1
        noted = hashlib.sha256(sums.read_bytes()).hexdigest()
    desk.do(file_paper, kind=PACKAGE, file_name=target.name, sha256=noted)
    index = target / naming.CATALOGUE / _CATALOGUE
    pdf = index.with_suffix(PDF)
    return YearPackage(
        year=year,
        folder=target,
        files=files,
        pieces=len(held.pieces),
        carried=end.carried,
        findings=findings,
        index_docx=index.with_suffix(WORD),
        index_pdf=pdf if pdf.exists() else None,
        message=packing.no_pdf,
    )


def _total(held: HeldYear) -> int:
    """How many papers and files there are to write."""
    return (
        len(held.documents)
        + len(held.newsletters)
        + sum(1 + len(one.assignments) + len(one.proofs) for one in held.issues)
        + sum(1 + len(one.files) for one in held.occasions)
        + sum(len((*one.forms, *one.assignments, *one.originals, *one.proofs)) for one in held.pieces)
    )


def _refuse_full(folder: Path, needed: int) -> None:
    free = free_bytes(folder)
    if free is not None and free < needed + _SPARE:
        raise World(
            f"“{folder}”所在的磁盘只剩 {free >> 20} MB，归档包大约要 {(needed + _SPARE) >> 20} MB，{NOTHING_LEFT}"
            "请换一块磁盘，或先腾出空间。"
        )


@contextmanager
def _alone(desk: Desk) -> Iterator[None]:
    """One package at a time, or two would fill one folder. Raises World while another one is written."""
    with desk.folder.package_lock.open("ab") as file:
        if not take_lock(file):
            raise World("没有生成归档包：另一个窗口或命令正在生成归档包。请等它完成以后再试。")
        yield


def _fill(packing: Packing, end: YearEnd) -> tuple[Finding, ...]:
    """Everything into the folder; what was found before and meanwhile."""
    held = end.held
    packed = telling.PackedYear(
        issues=tuple(packing.issue(one) for one in held.issues),
        newsletters=tuple(packing.newsletter(one) for one in held.newsletters),
        documents=tuple(packing.document(one) for one in held.documents),
        pieces=tuple(packing.piece(one) for one in held.pieces),
        occasions=tuple(packing.occasion(one) for one in held.occasions),
        ledgers=tuple(_ledgers(packing, end)),
    )
    filed = volumes(one.item for one in packed.filed if one.item is not None)
    catalogue = _catalogue(packing, held.year, filed)
    findings = (*end.findings, *packing.damaged)
    contents = telling.contents(packing.desk, end, packed, filed=filed, catalogue=catalogue, findings=findings)
    packing.tell("目录和校验清单")
    telling.write(packing, contents)
    return findings


def _ledgers(packing: Packing, end: YearEnd) -> Iterator[tuple[str, Packed]]:
    desk, year = packing.desk, end.year
    for name, write in LEDGERS.items():
        yield name, packing.ledger(name, partial(write, desk, year))
    carried = carried_ledger(desk, year, end.carried)
    sheet = packing.ledger(_CARRIED, partial(write_ledger, carried))
    yield _CARRIED, Packed(sheet.links + packing.printed(f"{naming.LEDGERS}/{_CARRIED}", _CARRIED, carried))
    if not desk.read(is_closed, year):
        return
    packing.tell("名次表")
    rankings = tuple(ranking_ledgers(desk, desk.read(shown_scores, year, today=desk.today)))
    if rankings:
        sheets = desk.read(forms.yearly_forms, "排名表", year, now=desk.now)
        links = packing.workbook(f"{naming.LEDGERS}/名次表", "名次表", rankings)
        yield "名次表", Packed(links + packing.form(sheets, f"{naming.LEDGERS}/排名表", "排名表"))
    packing.tell("稿酬发放表")
    if (paid := payment_ledger(desk, year)) is not None:
        yield "稿酬发放表", Packed(packing.workbook(f"{naming.LEDGERS}/稿酬发放表", "稿酬发放表", [paid]))


def _catalogue(packing: Packing, year: int, filed: tuple[Volume, ...]) -> Packed:
    """The paper and its sheets."""
    packing.tell(_CATALOGUE)
    desk = packing.desk
    rules = desk.read(office.office, on=desk.today)
    facts = CatalogueFacts(
        office=rules.issued_by,
        printed_on=desk.today,
        year=str(year),
        fonds=rules.office_name,
        section=SECTION,
        volumes=filed,
    )
    place = f"{naming.CATALOGUE}/{_CATALOGUE}"
    links = packing.form([FORM_KINDS[_CATALOGUE].build(facts)], place, _CATALOGUE)
    sheets = [catalogue_ledger(desk, year, volume) for volume in filed]
    return Packed(links + (packing.workbook(place, _CATALOGUE, sheets) if sheets else ()))
