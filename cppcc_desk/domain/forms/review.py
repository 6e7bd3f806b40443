"""核稿单: the sheet that goes with an edited text to the reviewer, as offices print it."""

import re
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.forms import form
from cppcc_desk.domain.forms.advice import split_problem_and_advice


@dataclass(frozen=True, kw_only=True)
class ReviewSheetFacts:
    """One edited text with its authors and where it is to go; "" and None are left to the pen."""

    office: str
    printed_on: date
    intake_no: str
    title: str
    text: str  # the edited text, divided into 反映的问题 and 建议 by its headings
    submitting_unit: str = ""
    contributor: str = ""
    position: str = ""
    phone: str = ""
    sector: str = ""
    committee: str = ""
    party: str = ""  # 政治面貌
    co_contributors: tuple[str, ...] = ()
    comprehensive: bool | None = None  # 采用: 综合, else 单篇
    originals: tuple[str, ...] = ()  # 原始篇目: number and title of each piece that went into it
    destinations: tuple[str, ...] = ()  # offered
    main_to: tuple[str, ...] = ()  # ticked
    editor: str = ""
    edited_on: date | None = None
    reviewer: str = ""
    reviewed_on: date | None = None
    opinion: str = ""
    times_returned: int = 0


def review_sheet(facts: ReviewSheetFacts) -> form.Form:
    """The sheet; a text without a sure division stands whole under 反映的问题, and 建议 is left to the pen."""
    problem, advice = split_problem_and_advice(facts.text)
    advice = _BARE_HEADING.sub("", advice)
    opinion = f"{facts.opinion}\n（此前退改{facts.times_returned}次）" if facts.times_returned else facts.opinion
    rows = (
        form.row(form.label(22, "反映单位"), form.value(136, facts.submitting_unit)),
        form.row(
            form.label(22, "反映人"),
            form.value(24, facts.contributor),
            form.label(22, "单位职务"),
            form.value(42, facts.position),
            form.label(14, "电话"),
            form.value(34, facts.phone),
        ),
        form.row(
            form.label(22, "界别"),
            form.value(34, facts.sector),
            form.label(18, "专委会"),
            form.value(36, facts.committee),
            form.label(22, "政治面貌"),
            form.value(26, facts.party),
        ),
        form.row(form.label(22, "联名人"), form.value(136, "、".join(facts.co_contributors))),
        form.row(
            form.label(22, "采用"),
            form.ticks(38, ("单篇", "综合"), _adoption(facts.comprehensive)),
            form.label(22, "原始篇目"),
            form.value(76, "\n".join(facts.originals)),
            height=12,
            splits=True,
        ),
        form.row(form.label(22, "主送"), form.ticks(136, facts.destinations, facts.main_to, pen="其他"), height=13),
        form.row(
            form.label(22, "编辑"),
            _person(57, facts.editor, facts.edited_on),
            form.label(22, "核稿"),
            _person(57, facts.reviewer, facts.reviewed_on),
            height=12,
        ),
        form.row(form.label(22, "核稿意见"), form.value(136, opinion), height=18),
        form.row(form.label(22, "标题"), form.value(136, facts.title), height=12),
        form.row(form.long_text(158, "反映的问题", problem), height=60, splits=True),
        form.row(form.long_text(158, "建议", advice), height=40, splits=True),
    )
    return form.Form(
        kind="核稿单",
        title=f"核稿单 {facts.intake_no}",
        office=facts.office,
        dated=facts.printed_on,
        blocks=(
            *form.title_lines("社情民意信息核稿单"),
            *form.above(facts.office, facts.intake_no),
            form.Grid(rows),
        ),
    )


_BARE_HEADING = re.compile(r"\A建议[：:]?\n")  # a first line that the box itself is called by


def _adoption(comprehensive: bool | None) -> tuple[str, ...]:
    return () if comprehensive is None else ("综合" if comprehensive else "单篇",)


def _person(width: float, name: str, day: date | None) -> form.Cell:
    """A name with its date; the pen signs and dates what is missing."""
    if name or day:
        return form.value(width, f"{name}　{form.paper_day(day)}".strip("　"))
    return form.Cell(width=width, paragraphs=form.paragraphs("", form.VALUE), stand=form.Stand.MIDDLE)
