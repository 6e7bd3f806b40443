"""履职档案: one person's year, or all years: who they are, what they wrote, what became of it, where they were."""

from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.flow import Gap, Paragraph, Run
from cppcc_desk.domain.forms import form
from cppcc_desk.domain.forms.tables import Column, headed, listing, pairs

_PIECES = (
    Column(14, "序号"),
    Column(22, "编号"),
    Column(59, "标题", long=True),
    Column(32, "收稿日期"),
    Column(31, "结果"),
)
_MEETINGS = (
    Column(14, "序号"),
    Column(32, "日期"),
    Column(56, "会议或活动", long=True),
    Column(21, "类别"),
    Column(35, "参加情况"),
)
_LABEL, _HALF = 24, 55  # mm


@dataclass(frozen=True, kw_only=True)
class DutyPiece:
    """A submission of theirs; `result` in the office's words: 第11期印发, 不采用."""

    intake_no: str
    title: str
    received_on: date
    result: str


@dataclass(frozen=True, kw_only=True)
class DutyMeeting:
    """A meeting or an activity they were asked to; `part` in words: 列席，发言."""

    on: date
    name: str
    kind: str
    part: str


@dataclass(frozen=True, kw_only=True)
class DutyFacts:
    """`year` None for all years; `facts` are (label, value) of the person, in pairs side by side."""

    office: str
    printed_on: date
    year: int | None
    name: str
    facts: tuple[tuple[str, str], ...]
    standing: tuple[tuple[str, str], ...] = ()  # 任务数, 已报, 计入 …
    pieces: tuple[DutyPiece, ...] = ()
    meetings: tuple[DutyMeeting, ...] = ()


def duty_record(facts: DutyFacts) -> form.Form:
    """The sheet; the heads of its two lists stand again on every page."""
    when = f"{facts.year}年度" if facts.year else ""
    made = Paragraph(style=form.ABOVE, runs=(Run(facts.office),), end=f"制表日期：{form.paper_day(facts.printed_on)}")
    return form.Form(
        kind="履职档案",
        title=f"履职档案 {facts.name}" + (f" {facts.year}年" if facts.year else ""),
        office=facts.office,
        dated=facts.printed_on,
        blocks=(
            *form.title_lines(f"{facts.name}{when}履职档案"),
            made,
            Gap(50),
            pairs(facts.facts, label=_LABEL, half=_HALF),
            *headed("履职情况", pairs(facts.standing, label=_LABEL, half=_HALF)),
            *headed(f"反映社情民意信息（{len(facts.pieces)}篇）", _pieces(facts)),
            *headed(f"会议和活动（{len(facts.meetings)}次）", _meetings(facts)),
        ),
    )


def _pieces(facts: DutyFacts) -> form.Grid:
    entries = [
        (str(number), piece.intake_no, piece.title, form.paper_day(piece.received_on), piece.result)
        for number, piece in enumerate(facts.pieces, start=1)
    ]
    return listing(_PIECES, entries, nothing="没有来稿")


def _meetings(facts: DutyFacts) -> form.Grid:
    entries = [
        (str(number), form.paper_day(meeting.on), meeting.name, meeting.kind, meeting.part)
        for number, meeting in enumerate(facts.meetings, start=1)
    ]
    return listing(_MEETINGS, entries, nothing="没有记录")
