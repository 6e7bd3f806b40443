"""Facts for the papers of a time, of any size, made up in memory."""

from datetime import date, timedelta

from cppcc_desk.domain.figures import (
    Figures,
    Mismatch,
    Month,
    PeriodFigures,
    Standing,
    StandingGroup,
    Tally,
    figure,
    of_pieces,
)
from cppcc_desk.domain.figures.counts import KEYS
from cppcc_desk.domain.quotas import Progress
from cppcc_desk.domain.reports import Missed, Open, Paced, Refused, ReportFacts, Silence
from cppcc_desk.domain.scoring.scheme import Window
from cppcc_desk.domain.spans import OF, Part, Report, Span

LONG = "关于进一步加强全县乡镇卫生院和村卫生室药品供应保障、价格公示和质量安全监督管理工作的若干意见和建议"
TODAY = date(2026, 11, 20)


def facts(report: Report, pieces: int, *, units: int = 3) -> ReportFacts:
    """A time with so many `pieces`, all of them in every number, and so many units in each group."""
    part = OF[report][-1] if report is not Report.SILENT else Part.QUARTER
    numbers = tuple(f"2026-{number:03}" for number in range(1, pieces + 1))
    now = _figures(numbers, date(2026, 1, 1), TODAY)
    tally = Tally(submitted=numbers, adopted=numbers, instructed=(), score=123456)
    quiet = Tally(submitted=(), adopted=(), instructed=(), score=0)
    rows = tuple(
        Standing(
            rank=place,
            place=place,
            name=f"云溪县第{place}个名称特别特别长的信息小组和联络站",
            about="某单位某职务",
            quota=5,
            now=tally if place % 2 else quiet,
            so_far=tally if place % 2 else quiet,
        )
        for place in range(1, units + 1)
    )
    group = StandingGroup("信息小组", True, rows)
    wrong = tuple(Mismatch(f"第{n}处对不上：按来源的来稿合计和收到来稿不一样", numbers) for n in range(1, 5))
    return ReportFacts(
        report=report,
        span=Span(2026, part, 0 if part is Part.YEAR else 1),
        office="政协云溪县委员会办公室",
        organ="政协云溪县委员会",
        told_on=TODAY,
        days=(date(2026, 1, 1), date(2026, 12, 31)),
        over=False,
        period=PeriodFigures(window=Window(), now=now, so_far=now, groups=(group,), scheme="简明型", mismatches=wrong),
        refused=(Refused("不采用", "空泛无具体建议", numbers[:2]),),
        missed=(Missed(number="2026-001", title=LONG, destination="市政协", due_on=TODAY, sent_on=None),),
        pace=tuple(
            Paced(
                name=row.name,
                kind="信息小组",
                about="",
                of_unit=True,
                quota=5,
                due=4,
                count=len(row.now.submitted),
                progress=Progress.NOTHING,
                pieces=row.now.submitted,
            )
            for row in rows
        ),
        silence=(Silence(group="信息小组", of_units=True, of=units, rows=tuple(rows[1::2])),),
        open=tuple(
            Open(number, LONG, "编辑", "县人力资源和社会保障局及有关乡镇街道", TODAY + timedelta(days=1), "超期")
            for number in numbers
        ),
    )


def _figures(numbers: tuple[str, ...], first: date, last: date) -> Figures:
    made = tuple(figure(key.key, of_pieces(numbers)) for key in KEYS)
    months = tuple(Month(f"{month}月", numbers, numbers) for month in range(1, 12))
    before = Figures(year=2025, first=first, last=last, over=True, figures=made, months=months)
    return Figures(year=2026, first=first, last=last, over=False, figures=made, months=months, before=before)
