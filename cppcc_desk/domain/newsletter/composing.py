"""The newsletter put together: parts in the office's order, its own words kept, as the fields of a 简报."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cppcc_desk.domain.annual import by_month, numbers_of, summary
from cppcc_desk.domain.figures import Month, Standing
from cppcc_desk.domain.newsletter.keeping import Overtaken, kept
from cppcc_desk.domain.newsletter.material import Material
from cppcc_desk.domain.newsletter.plan import Plan, Section
from cppcc_desk.domain.newsletter.telling import Cell, Sheet, Told, tell
from cppcc_desk.domain.numerals import numeral
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.topics import Quarter


@dataclass(frozen=True)
class Part:
    """A part as it is now: `text` with the office's words and the numbers of today, where both met in `overtaken`."""

    section: Section
    told: Told
    text: str
    overtaken: tuple[Overtaken, ...]

    @property
    def printed(self) -> bool:
        """Whether it stands in the newsletter."""
        return self.section.shown and (bool(self.text.strip()) or bool(self.told.sheets))

    @property
    def lines(self) -> tuple[str, ...]:
        """Its paragraphs."""
        return tuple(line for line in map(str.strip, self.text.split("\n")) if line)


def parts(material: Material, plan: Plan) -> tuple[Part, ...]:
    """All parts in their order, those too that are not printed."""
    return tuple(_part(section, tell(section.kind, material, plan)) for section in plan.sections)


def _part(section: Section, told: Told) -> Part:
    if not section.touched:
        return Part(section, told, told.text, ())
    found = kept(section.told, section.edited, told.text)
    return Part(section, told, found.text, found.overtaken)


def saved(section: Section, part: Part, text: str) -> Section:
    """The section with what the office has made of the text of `part`."""
    return replace(section, told=part.told.text, edited=text) if text != part.told.text else _untouched(section)


def _untouched(section: Section) -> Section:
    return replace(section, told="", edited="")


def title_of(plan: Plan, quarter: Quarter) -> str:
    """What the newsletter is about."""
    return plan.head.title or f"{quarter.words}反映社情民意信息工作情况"


def fields(material: Material, plan: Plan, composed: Sequence[Part], *, copies: int, dated: date) -> dict[str, Any]:
    """The fields of the 简报; its numbers are those of the plan."""
    head = plan.head
    found = {
        "organs": [head.issued_by],
        "mark": "" if head.letterhead else head.mark,
        "letterhead": dict(head.letterhead) if head.letterhead else None,
        "title": title_of(plan, material.quarter),
        "body": list(_body(composed)),
        "date": dated.isoformat(),
        "issue_no": plan.issue_no,
        "cumulative_no": plan.cumulative_no,
        "issued_by": head.issued_by,
        "report_to": list(head.report_to),
        "send_to": list(head.send_to),
        "distribute_to": list(head.distribute_to),
        "copies": copies or None,
        "editor": head.editor,
        "reviewer": head.reviewer,
    }
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _body(composed: Sequence[Part]) -> Iterator[Any]:
    for number, part in enumerate((one for one in composed if one.printed), start=1):
        yield f"{numeral(number)}、{part.section.title}"
        yield from part.lines
        for place, sheet in enumerate(part.told.sheets, start=1):
            yield f"（{numeral(place)}）{sheet.heading}"
            yield {"table": table_of(sheet)}
            if sheet.note:
                yield sheet.note


def table_of(sheet: Sheet) -> dict[str, Any]:
    """A table of a 公文."""
    return {
        "columns": list(sheet.columns),
        "rows": [[cell.text for cell in row] for row in sheet.rows],
        "widths_mm": list(sheet.widths_mm),
    }


def numbers(material: Material) -> dict[str, Any]:
    """All numbers by their keys, for commands: of the time, of the year so far, of everybody in the tables."""
    figures = material.figures
    return {
        **numbers_of(figures.now),
        "first": material.first.isoformat(),
        "last": material.last.isoformat(),
        "same_quarter_last_year": numbers_of(figures.now.before) if figures.now.before else None,
        "year_so_far": numbers_of(figures.so_far),
        "groups": {group.name: [_line(row) for row in group.rows] for group in figures.groups},
    }


def _line(row: Standing) -> Mapping[str, Any]:
    return {
        "name": row.name,
        "quota": row.quota,
        "submitted": len(row.now.submitted),
        "adopted": len(row.now.adopted),
        "submitted_so_far": len(row.so_far.submitted),
        "adopted_so_far": len(row.so_far.adopted),
        "score": points_text(row.now.score),
        "score_so_far": points_text(row.so_far.score),
        "rank": row.rank,
    }


def sheets(material: Material, composed: Sequence[Part]) -> tuple[Sheet, ...]:
    """The tables for a workbook: the numbers, the months, and those of the parts that are printed."""
    now = material.figures.now
    return (
        _figures(material),
        _months(now.months),
        *(sheet for part in composed if part.printed for sheet in part.told.sheets),
    )


def _figures(material: Material) -> Sheet:
    """The numbers of the time beside those before, each with the pieces behind it."""
    now = material.figures.now
    made = _sheet("各项数字", summary(now)["table"])
    heads = ("项目", "单位", "本季度", *(("上年同期", "增减") if now.before else ()))
    rows = tuple(
        (row[0], row[1], Cell(row[2].text, figure.pieces), *row[3:])
        for row, figure in zip(made.rows, now.figures, strict=True)
    )
    return replace(made, columns=heads, rows=rows)


def _months(months: Sequence[Month]) -> Sheet:
    """来稿 and 采用 by month, each with its pieces, and their sums."""
    made = _sheet("各月情况", by_month(tuple(months))["table"])
    received = tuple(number for month in months for number in month.received)
    adopted = tuple(number for month in months for number in month.adopted)
    behind = [*((month.received, month.adopted) for month in months), (received, adopted)]
    rows = tuple(
        (row[0], *(Cell(cell.text, pieces) for cell, pieces in zip(row[1:], counted, strict=True)))
        for row, counted in zip(made.rows, behind, strict=True)
    )
    return replace(made, rows=rows)


def _sheet(heading: str, table: Mapping[str, Any]) -> Sheet:
    return Sheet(
        heading=heading,
        columns=tuple(table["columns"]),
        widths_mm=tuple(table["widths_mm"]),
        rows=tuple(tuple(Cell(text) for text in row) for row in table["rows"]),
    )
