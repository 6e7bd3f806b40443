"""主席会议统计, 零报送情况表 and 任务进度表: forms on paper, and their tables for a workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cppcc_desk.domain.charts import ColumnChart, Series
from cppcc_desk.domain.flow import Figure, Gap, Paragraph, Run
from cppcc_desk.domain.forms import form
from cppcc_desk.domain.forms.tables import Column, headed, listing
from cppcc_desk.domain.grid import TWIPS_PER_MM
from cppcc_desk.domain.ledger import ColumnKind, Ledger, LedgerColumn
from cppcc_desk.domain.official import official_date
from cppcc_desk.domain.quotas import Progress
from cppcc_desk.domain.reports.facts import Open, Paced, ReportFacts
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.spans import Report
from cppcc_desk.domain.titles import cells

KINDS = {Report.MEETING: "主席会议统计表", Report.SILENT: "零报送情况表", Report.PACE: "任务进度表"}
_PER_MM = 0.56  # half characters of a workbook's column
_TOP, _PENDING = 4, 5  # lines of the one page
_WRONG, _TOLD = 2, 12  # notes, and the characters of the last that give way to how many more there are
_ABREAST = 3  # numbers side by side on it
_CHART, _LINE = 31.0, 7.3  # mm
_WORST_FIRST = (Progress.NOTHING, Progress.BEHIND, Progress.ON_PACE, Progress.DONE)
_SAID = {
    "received": "收到来稿",
    "received_from_members": "委员反映",
    "received_from_informants": "信息员反映",
    "received_from_units": "单位报送",
    "received_from_others": "其他反映",
    "valid": "有效来稿",
    "issues": "编发期数",
    "issued": "编发篇数",
    "sent_own": "报送本级",
    "sent_city": "报送市级",
    "sent_province": "报送省级",
    "adopted": "采用篇数",
    "adopted_own": "本级采用",
    "adopted_city": "市级采用",
    "adopted_province": "省级采用",
    "adopted_national": "全国采用",
    "instructed": "领导批示",
    "replied": "部门答复",
    "taken_up": "部门采纳",
    "carried_out": "意见落实",
    "media": "媒体刊用",
}  # the numbers of the one page, in words that stand on one line


@dataclass(frozen=True)
class Table:
    """A table under its heading, for paper and for a sheet of a workbook."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    nothing: str


def sheet(facts: ReportFacts, *, group: str = "") -> form.Form:
    """The form of a report that is none of the 公文; of 零报送 and 进度 only one `group` where it is named."""
    if facts.report is Report.MEETING:
        return _page(facts)
    when = _period(facts)
    title = {Report.SILENT: "反映社情民意信息零报送情况", Report.PACE: "反映社情民意信息任务进度"}[facts.report]
    blocks: list[form.Block] = [*form.title_lines(f"{title}\n（{when}）"), _made(facts), Gap(50)]
    for place, table in enumerate(tables(facts, group=group)):
        grid = _close(listing(table.columns, table.rows, nothing=table.nothing))
        blocks += [grid] if place == 0 else headed(table.heading, grid)
    return _form(facts, (*blocks, *form.below(*_notes(facts))), about=group)


def ledgers(facts: ReportFacts, *, group: str = "") -> tuple[Ledger, ...]:
    """The same tables for a workbook."""
    return tuple(
        Ledger(
            title=f"{KINDS[facts.report]} {table.heading}（{_period(facts)}）",
            unit=facts.office,
            made_on=facts.told_on,
            columns=tuple(
                LedgerColumn(
                    key=str(place),
                    title=column.head.replace("\n", ""),
                    width=max(8, round(column.width * _PER_MM)),
                    kind=ColumnKind.TEXT if column.long else ColumnKind.SHORT,
                )
                for place, column in enumerate(table.columns)
            ),
            rows=table.rows,
            sheet=table.heading,
        )
        for table in tables(facts, group=group)
    )


def groups_of(facts: ReportFacts) -> tuple[str, ...]:
    """The groups that 零报送 and 进度 can be asked for one by one."""
    return tuple(dict.fromkeys([one.group for one in facts.silence] or [one.kind for one in facts.pace]))


def tables(facts: ReportFacts, *, group: str = "") -> tuple[Table, ...]:
    """All tables of a form: first what there is of each group, then who."""
    match facts.report:
        case Report.SILENT:
            return tuple(_silent(facts, group))
        case Report.PACE:
            return tuple(_paced(facts, group))
        case _:
            return tuple(_of_meeting(facts))


def _form(facts: ReportFacts, blocks: Sequence[form.Block], *, about: str = "") -> form.Form:
    kind = KINDS[facts.report]
    return form.Form(
        kind=kind,
        title=" ".join(filter(None, (kind, about, facts.span.words))),
        office=facts.office,
        dated=facts.told_on,
        blocks=tuple(blocks),
    )


def _close(grid: form.Grid) -> form.Grid:
    """With lines no higher than their text: no pen writes in them."""
    return form.Grid(tuple(row if row.repeats else replace(row, height=_LINE) for row in grid.rows))


def _made(facts: ReportFacts) -> Paragraph:
    day = form.paper_day(facts.told_on)
    return Paragraph(style=form.ABOVE, runs=(Run(facts.office),), end=f"制表日期：{day}")


def _period(facts: ReportFacts) -> str:
    """2026年第三季度; with its last day where it is not over."""
    last = facts.now.last
    return facts.span.words if facts.over else f"{facts.span.words}，截至{last.month}月{last.day}日"


def _notes(facts: ReportFacts) -> tuple[str, ...]:
    if facts.report is Report.SILENT:
        return (
            "参加排名、在这段时间里没有有效来稿的列入；“当年已报”是年初到末一天的有效来稿。",
            *_told_of(facts),
        )
    return ("“应完成”按全年任务和已过去的天数折算；已计篇数按任务数的计数办法。", *_told_of(facts))


def _told_of(facts: ReportFacts) -> tuple[str, ...]:
    """What does not add up is not printed as if it did."""
    if not facts.extra_mismatches:
        return ()
    return tuple(f"{one.words}（{'、'.join(one.pieces)}）" for one in facts.extra_mismatches)


# ------------------------------------------------------------------------------------------------ 零报送, 进度


def _silent(facts: ReportFacts, group: str) -> Iterator[Table]:
    shown = [one for one in facts.silence if group in ("", one.group)]
    yield Table(
        "汇总",
        (Column(62, "组别"), Column(32, "应报"), Column(32, "没有报送"), Column(32, "占比")),
        tuple(
            (one.group, str(one.of), str(len(one.rows)), f"{len(one.rows) / one.of * 100:.1f}%" if one.of else "—")
            for one in shown
        ),
        "计分办法没有设排名的组别",
    )
    for one in shown:
        who = (
            (Column(86, "单位", long=True),)
            if one.of_units
            else (Column(24, "姓名"), Column(62, "单位职务", long=True))
        )
        columns = (Column(16, "序号"), *who, Column(28, "全年任务"), Column(28, "当年已报"))
        rows = tuple(
            (
                str(number),
                row.name,
                *(() if one.of_units else (row.about,)),
                "—" if row.quota is None else str(row.quota),
                str(len(row.so_far.submitted)),
            )
            for number, row in enumerate(one.rows, start=1)
        )
        unit = "个" if one.of_units else "人"
        yield Table(f"{one.group}（{len(one.rows)}{unit}）", columns, rows, "都报送了")


def _paced(facts: ReportFacts, group: str) -> Iterator[Table]:
    kinds = [kind for kind in dict.fromkeys(one.kind for one in facts.pace) if group in ("", kind)]
    by_kind = {kind: [one for one in facts.pace if one.kind == kind] for kind in kinds}
    heads = ("有任务", "任务合计", "应完成", "已计", *_WORST_FIRST[::-1])
    widths = (16, 20, 16, 14, 16, 20, 16, 16)
    yield Table(
        "汇总",
        (Column(24, "类别"), *(Column(width, head) for width, head in zip(widths, heads, strict=True))),
        tuple((kind, *_summed(those)) for kind, those in by_kind.items()),
        "没有布置任务数",
    )
    for kind, those in by_kind.items():
        of_unit = those[0].of_unit
        who = (Column(68, "单位", long=True),) if of_unit else (Column(22, "姓名"), Column(46, "单位职务", long=True))
        counts = (Column(15, "任务"), Column(16, "应完成"), Column(13, "已计"), Column(13, "还差"), Column(20, "进度"))
        ordered = sorted(those, key=lambda one: (_WORST_FIRST.index(one.progress), one.count - one.due))
        yield Table(
            kind,
            (Column(13, "序号"), *who, *counts),
            tuple((str(number), *_pace_row(one)) for number, one in enumerate(ordered, start=1)),
            "没有",
        )


def _summed(those: Sequence[Paced]) -> Iterator[str]:
    yield str(len(those))
    for total in ("quota", "due", "count"):
        yield str(sum(getattr(one, total) for one in those))
    for word in _WORST_FIRST[::-1]:
        yield str(sum(one.progress is word for one in those))


def _pace_row(one: Paced) -> Iterator[str]:
    yield one.name
    if not one.of_unit:
        yield one.about
    yield from (str(one.quota), str(one.due), str(one.count), str(max(0, one.quota - one.count)), one.progress.value)


# ------------------------------------------------------------------------------------------------ 主席会议


def _page(facts: ReportFacts) -> form.Form:
    """One page whatever there is: as many lines as it has room for, each text on one line."""
    first, last = facts.now.first, facts.now.last
    when = f"（{official_date(first)}至{official_date(last)}）"
    numbers, groups, waiting = tables(facts)
    high = -(-len(numbers.rows) // _ABREAST)
    columns = [numbers.rows[start : start + high] for start in range(0, len(numbers.rows), high)]
    abreast = [tuple(text for row in line for text in row) for line in zip(*columns, strict=True)]
    months = facts.now.months
    chart = ColumnChart(
        title="各月来稿与采用",
        unit="篇",
        categories=tuple(month.label for month in months),
        series=(
            Series("来稿", tuple(len(month.received) for month in months)),
            Series("采用", tuple(len(month.adopted) for month in months)),
        ),
    )
    overdue = sum(one.urgency == "超期" for one in facts.open)
    words = f"在办来稿{len(facts.open)}篇，其中超期{overdue}篇"
    if len(facts.open) > _PENDING:
        words += f"，下面是最紧的{_PENDING}篇"
    blocks: list[form.Block] = [
        *form.title_lines("反映社情民意信息工作情况统计"),
        Paragraph(style=form.CENTRED, runs=(Run(when),)),
        _made(facts),
        Gap(50),
        _close(listing(numbers.columns * _ABREAST, abreast, nothing=numbers.nothing)),
        Gap(60),
        Figure(chart, round(158 * TWIPS_PER_MM), round(_CHART * TWIPS_PER_MM)),
        *headed(groups.heading, _close(listing(groups.columns, groups.rows[:_TOP], nothing=groups.nothing))),
        *headed(
            f"待办情况：{words}", _close(listing(waiting.columns, waiting.rows[:_PENDING], nothing=waiting.nothing))
        ),
    ]
    return _form(facts, (*blocks, *form.below(*_wrong(facts, groups.heading))))


def _wrong(facts: ReportFacts, shown: str) -> tuple[str, ...]:
    """What of the numbers on the page does not add up, with its pieces, each on one line; () for what is not on it."""
    others = [group.name for group in facts.period.groups if not shown.startswith(group.name)]
    found = [one for one in facts.mismatches if not any(one.words.startswith(f"{name}一表") for name in others)]
    lines = [_cut(f"{one.words}（{'、'.join(one.pieces)}）", 150) for one in found[:_WRONG]]
    if len(found) > _WRONG:
        lines[-1] = f"{lines[-1][:-_TOLD]}…，另有{len(found) - _WRONG}处对不上。"
    return tuple(lines)


def _of_meeting(facts: ReportFacts) -> Iterator[Table]:
    now, before = facts.now, facts.now.before
    columns = (Column(26, "项目", long=True), Column(40 / 3, "本年"), Column(40 / 3, "上年\n同期"))
    rows = tuple(
        (label, str(now.count(key)), str(before.count(key)) if before else "—") for key, label in _SAID.items()
    )
    yield Table("各项数字", columns, rows, "")
    yield _groups(facts)
    yield Table(
        "待办来稿",
        (Column(22, "编号"), Column(78, "题目", long=True), Column(36, "去向", long=True), Column(22, "到期")),
        tuple(_waiting(one) for one in facts.open),
        "没有在办的来稿",
    )


def _groups(facts: ReportFacts) -> Table:
    """The units that stand first: of 信息小组 where they are ranked, else of the first group of units."""
    units = [group for group in facts.period.groups if group.of_units]
    group = next((one for one in units if "小组" in one.name), units[0] if units else None)
    columns = (
        Column(16, "名次"),
        Column(72, "单位", long=True),
        Column(20, "得分"),
        *(Column(50 / 3, head) for head in ("来稿", "采用", "批示")),
    )
    rows = tuple(
        (
            str(row.rank),
            _cut(row.name, 72),
            points_text(row.so_far.score),
            *(str(len(pieces)) for pieces in (row.so_far.submitted, row.so_far.adopted, row.so_far.instructed)),
        )
        for row in (group.rows if group else ())
        if row.rank is not None
    )
    return Table(f"{group.name}排名" if group else "单位排名", columns, rows, "计分办法没有设单位的排名")


def _waiting(one: Open) -> tuple[str, ...]:
    due = f"{one.due_on.month}月{one.due_on.day}日" if one.due_on else "—"
    return one.number, _cut(one.title, 78), _cut(one.destination or "—", 36), due


def _cut(text: str, width: float) -> str:
    """As much as one line of a cell holds."""
    room = form.ems(width, form.REGISTER_TEXT) - 0.5
    whole = form.inline(text)
    line = whole[: int(room * 2) + 1]  # no character is narrower than half of one
    if line == whole and cells(line) <= room:
        return line
    while line and cells(f"{line}…") > room:
        line = line[:-1]
    return f"{line}…"
