"""计分明细表: where every point of a person or a unit comes from, what did not count and why; to be signed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from cppcc_desk.domain.flow import Gap, Paragraph, Run
from cppcc_desk.domain.forms import form
from cppcc_desk.domain.forms.tables import Column, entry, head, headed, listing, pairs, spanning
from cppcc_desk.domain.official import official_date

_NUMBER, _DAY, _PIECE, _WHAT, _RULE, _SUM, _POINTS, _NOTE = 12, 24, 60, 52, 31, 41, 16, 29  # mm
_LINES = (
    Column(_NUMBER, "序号"),
    Column(_DAY, "日期"),
    Column(_PIECE, "来稿", long=True),
    Column(_WHAT, "事项", long=True),
    Column(_RULE, "计分规则", long=True),
    Column(_SUM, "算法", long=True),
    Column(_POINTS, "得分"),
    Column(_NOTE, "说明", long=True),
)
_ADJUSTMENTS = (
    Column(_NUMBER, "序号"),
    Column(_DAY, "日期"),
    Column(_PIECE, "名目"),
    Column(_WHAT + _RULE + _SUM, "原因", long=True),
    Column(_POINTS, "得分"),
    Column(_NOTE, "批准人"),
)
_UNCOUNTED = (
    Column(_NUMBER, "序号"),
    Column(_DAY, "收稿日期"),
    Column(_PIECE + _WHAT, "来稿", long=True),
    Column(_RULE + _SUM + _POINTS + _NOTE, "没有计分的原因", long=True),
)
_LABEL, _HALF = 27, 105.5
_SIGNED = 132.5
_CHECKED = ("核对无异议",)


@dataclass(frozen=True, kw_only=True)
class ScoreLine:
    """One line: `arithmetic` is what it is counted from, `note` why less counts; points as they are said."""

    on: date
    intake_no: str
    title: str
    what: str
    rule: str
    arithmetic: str
    points: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ScorePart:
    """The lines of one part of the scheme, and what they come to; `name` "" where the scheme has no parts."""

    name: str
    points: str
    lines: tuple[ScoreLine, ...]


@dataclass(frozen=True, kw_only=True)
class ScoreAdjustment:
    """Points by hand."""

    on: date
    label: str
    reason: str
    points: str
    approved_by: str


@dataclass(frozen=True, kw_only=True)
class UncountedPiece:
    """A piece of theirs that no line is of, and why."""

    on: date
    intake_no: str
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ScoreFacts:
    """The score of a person, or of a unit; `period` is 2026年度, `facts` are (label, value) in pairs side by side."""

    office: str
    printed_on: date
    period: str
    name: str
    of_unit: bool = False
    facts: tuple[tuple[str, str], ...] = ()
    score: str = ""
    from_lines: str = ""  # points of all parts, where there are adjustments, too
    from_hand: str = ""  # points of all adjustments
    parts: tuple[ScorePart, ...] = ()
    adjustments: tuple[ScoreAdjustment, ...] = ()
    uncounted: tuple[UncountedPiece, ...] = ()


def score_sheet(facts: ScoreFacts) -> form.Form:
    """The sheet across; the heads of its lists stand again on every page, the boxes to sign stay together.

    A piece is told with its title where it comes first, later by its number alone.
    """
    made = Paragraph(style=form.ABOVE, runs=(Run(facts.office),), end=f"制表日期：{form.paper_day(facts.printed_on)}")
    name = form.inline(facts.name)
    uncounted = [
        (str(number), _day(one.on, facts), _piece(one.intake_no, one.title), one.reason)
        for number, one in enumerate(facts.uncounted, start=1)
    ]
    return form.Form(
        kind="计分明细表",
        title=f"计分明细表 {name} {facts.period}".rstrip(),
        office=facts.office,
        dated=facts.printed_on,
        blocks=(
            *form.title_lines(f"{facts.period}反映社情民意信息计分明细表", sheet=form.LANDSCAPE),
            made,
            Gap(50),
            pairs(facts.facts, label=_LABEL, half=_HALF),
            *headed("计分项目", form.Grid((head(_LINES), *_lines(facts)))),
            *(headed("人工调整", _adjustments(facts)) if facts.adjustments else ()),
            *(headed("没有计分的来稿", listing(_UNCOUNTED, uncounted, nothing="")) if uncounted else ()),
            Gap(160),
            _signing(facts),
        ),
        sheet=form.LANDSCAPE,
    )


def _day(day: date, facts: ScoreFacts) -> str:
    """Without the year where the title says it."""
    return official_date(day).removeprefix(f"{day.year}年" if facts.period.startswith(f"{day.year}年") else "")


def _piece(intake_no: str, title: str) -> str:
    return f"{intake_no}　{title}".strip("　")


def _lines(facts: ScoreFacts) -> Iterator[form.Row]:
    numbers, titled = count(1), set[tuple[str, str]]()
    for part in facts.parts:
        for line in part.lines:
            piece = (line.intake_no, line.title)
            told = _piece(line.intake_no, "" if piece in titled else line.title)
            titled.add(piece)
            said = (line.what, line.rule, line.arithmetic, line.points, line.note)
            yield entry(_LINES, (str(next(numbers)), _day(line.on, facts), told, *said))
        if part.name:
            yield _sum(_LINES, f"{part.name}小计", part.points)
    if not facts.parts:
        yield spanning(_LINES, "没有计分项目")
    yield _sum(_LINES, *(("计分项目合计", facts.from_lines) if facts.adjustments else ("总分", facts.score)))


def _adjustments(facts: ScoreFacts) -> form.Grid:
    rows = [
        entry(_ADJUSTMENTS, (str(number), _day(one.on, facts), one.label, one.reason, one.points, one.approved_by))
        for number, one in enumerate(facts.adjustments, start=1)
    ]
    sums = (("人工调整合计", facts.from_hand), ("总分", facts.score))
    return form.Grid((head(_ADJUSTMENTS), *rows, *(_sum(_ADJUSTMENTS, words, points) for words, points in sums)))


def _sum(columns: Sequence[Column], words: str, points: str) -> form.Row:
    """Points under the others, with what they are the sum of at their left."""
    return form.row(
        form.label(sum(column.width for column in columns[:-2]), words, style=form.REGISTER_LABEL),
        form.label(_POINTS, points, style=form.REGISTER_LABEL),
        form.value(_NOTE, ""),
    )


def _signing(facts: ScoreFacts) -> form.Grid:
    """Whoever the score is of, and the office, each with room to sign."""
    own = "单位意见" if facts.of_unit else "本人意见"
    sign = "负责人签名（盖章）：" if facts.of_unit else "签名："
    choices = form.ticks(_SIGNED, _CHECKED, (), pen="异议").paragraphs
    return form.Grid(
        (
            form.row(
                _box(own, *choices, *_pen("", sign)),
                _box(f"{facts.office}意见", *_pen("", "", "经办人：　　　　　　　　　　审核人：")),
                height=36,
            ),
        ),
        whole=True,
    )


def _pen(*lines: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(style=form.VALUE, runs=(Run(line),)) for line in lines)


def _box(heading: str, *inside: Paragraph) -> form.Cell:
    """A heading, something to tick or write, and a date for the pen."""
    day = Paragraph(style=form.SIGNED, runs=(Run(form.PEN_DATE),))
    first = Paragraph(style=form.HEADING, runs=(Run(heading),))
    return form.Cell(width=_SIGNED, paragraphs=(first, *inside, day), stand=form.Stand.TOP)
