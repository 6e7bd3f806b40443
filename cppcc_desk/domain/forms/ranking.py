"""排名表 of one group: the first ones as a chart, and everybody with what they reported and what was used."""

from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.charts import BarChart
from cppcc_desk.domain.flow import Gap, Paragraph, Run
from cppcc_desk.domain.forms import form
from cppcc_desk.domain.forms.tables import Column, listing

CHARTED = 10  # the first ones
_RANK, _NAME, _ABOUT, _SCORE, _COUNT, _BAND = 10, 19, 45, 16, 9, 14  # mm
_UNIT, _COUNT_OF_UNIT = 55, 10.5  # a unit has hundreds of pieces
_COUNTS = ("来\n稿", "本\n级", "市\n级", "省\n级", "全\n国", "批\n示")
_NO_RANK = "—"


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """Somebody in the ranking; `rank` "" for who takes part in none. `counts`: 来稿, 采用 by level, 批示."""

    rank: str
    name: str
    about: str = ""  # where a person works
    score: str
    points: float  # the same, for the chart
    counts: tuple[str, str, str, str, str, str]
    band: str = ""


@dataclass(frozen=True, kw_only=True)
class RankingFacts:
    """One group; `period` is 2026年度, `by` what it is ranked by, `notes` what else is to be said."""

    office: str
    printed_on: date
    period: str
    group: str
    of_units: bool = False
    scheme: str = ""
    by: str = ""
    rows: tuple[Ranked, ...] = ()
    notes: tuple[str, ...] = ()


def ranking_sheet(facts: RankingFacts) -> form.Form:
    """The head of the list stands again on every page."""
    made = Paragraph(style=form.ABOVE, runs=(Run(facts.office),), end=f"制表日期：{form.paper_day(facts.printed_on)}")
    rows = [(row.rank or _NO_RANK, *_who(row, facts), row.score, *row.counts, row.band) for row in facts.rows]
    first = [row for row in facts.rows if row.rank and row.points > 0][:CHARTED]
    return form.Form(
        kind="排名表",
        title=f"排名表 {facts.group} {facts.period}".rstrip(),
        office=facts.office,
        dated=facts.printed_on,
        blocks=(
            *form.title_lines(f"{facts.period}反映社情民意信息\n得分排名（{facts.group}）"),
            made,
            *((form.figure(_chart(first)), Gap(80)) if len(first) > 1 else (Gap(50),)),
            listing(_columns(facts), rows, nothing="没有参加排名的"),
            *form.below(*_notes(facts)),
        ),
    )


def _columns(facts: RankingFacts) -> tuple[Column, ...]:
    name = (
        (Column(_UNIT, "单位", long=True),)
        if facts.of_units
        else (Column(_NAME, "姓名"), Column(_ABOUT, "单位职务", long=True))
    )
    counts = (Column(_COUNT_OF_UNIT if facts.of_units else _COUNT, head) for head in _COUNTS)
    return Column(_RANK, "名次"), *name, Column(_SCORE, "得分"), *counts, Column(_BAND, "等次")


def _who(row: Ranked, facts: RankingFacts) -> tuple[str, ...]:
    return (row.name,) if facts.of_units else (row.name, row.about)


def _chart(first: list[Ranked]) -> BarChart:
    title = f"得分前{len(first)}名" if len(first) == CHARTED else "得分情况"
    return BarChart(
        title=title, unit="分", names=tuple(row.name for row in first), values=tuple(row.points for row in first)
    )


def _notes(facts: RankingFacts) -> tuple[str, ...]:
    by = f"按计分办法“{facts.scheme}”计分" if facts.scheme else "按计分办法计分"
    how = f"，按{facts.by}排名" if facts.by else ""
    return f"{by}{how}。来稿、采用为篇数，批示为次数。", *facts.notes
