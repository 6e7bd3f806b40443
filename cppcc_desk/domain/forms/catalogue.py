"""归档文件目录: every 件 of a year in a register for each 保管期限, with the columns of DA/T 22-2015."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from cppcc_desk.domain.flow import Gap, Paragraph, Run
from cppcc_desk.domain.forms import form
from cppcc_desk.domain.forms.tables import Column, entry, head, spanning
from cppcc_desk.domain.yearend import FiledItem, Volume, compact_day

_COLUMNS = (
    Column(12, "序号"),
    Column(34, "档号"),
    Column(49, "文号"),
    Column(45, "责任者"),
    Column(60, "题名", long=True),
    Column(22, "日期"),
    Column(12, "密级"),
    Column(12, "页数"),
    Column(19, "备注"),
)
_LABEL, _VALUES = 30, (40, 60, 75)  # mm: three pairs of label and value across the sheet


@dataclass(frozen=True, kw_only=True)
class CatalogueFacts:
    """`fonds` is 全宗名称, `section` 机构（问题）."""

    office: str
    printed_on: date
    year: str
    fonds: str = ""
    section: str = ""
    volumes: tuple[Volume, ...] = ()


def catalogue(facts: CatalogueFacts) -> form.Form:
    """Each 保管期限 begins a page with its own numbers; the head of the register stands again on every page."""
    parts = facts.volumes or (Volume("", ()),)
    return form.Form(
        kind="归档文件目录",
        title=f"归档文件目录 {facts.year}".rstrip(),
        office=facts.office,
        dated=facts.printed_on,
        blocks=tuple(block for number, part in enumerate(parts) for block in _volume(part, facts, later=number > 0)),
        sheet=form.LANDSCAPE,
    )


def _volume(volume: Volume, facts: CatalogueFacts, *, later: bool) -> Iterator[form.Block]:
    heading, gap = form.title_lines("归档文件目录", sheet=form.LANDSCAPE)
    yield replace(heading, new_page=later)
    yield gap
    yield Paragraph(style=form.ABOVE, runs=(Run(facts.office),), end=f"编制日期：{form.paper_day(facts.printed_on)}")
    yield Gap(50)
    yield _about(volume, facts)
    yield Gap(120)
    rows = [entry(_COLUMNS, _texts(number, item)) for number, item in zip(count(1), volume.items, strict=False)]
    yield form.Grid((head(_COLUMNS), *(rows or [spanning(_COLUMNS, "没有归档文件")])))


def _about(volume: Volume, facts: CatalogueFacts) -> form.Grid:
    """全宗号 is the archive's to give, and so the pen's."""
    pages = f"，{volume.pages}页" if volume.pages is not None else ""
    lines = (
        (("全宗号", ""), ("全宗名称", facts.fonds), ("年　　度", facts.year)),
        (
            ("保管期限", volume.retention),
            ("机构（问题）", facts.section),
            ("件　　数", f"{len(volume.items)}件{pages}"),
        ),
    )
    return form.Grid(
        tuple(
            form.row(
                *(
                    cell
                    for (name, text), width in zip(line, _VALUES, strict=True)
                    for cell in (form.label(_LABEL, name), form.value(width, text))
                )
            )
            for line in lines
        )
    )


def _texts(number: int, item: FiledItem) -> tuple[str, ...]:
    return (
        str(number),
        item.archive_no,
        item.doc_number,
        item.responsible,
        item.title,
        compact_day(item.dated),
        item.secrecy,
        str(item.pages) if item.pages is not None else "",
        item.note,
    )
