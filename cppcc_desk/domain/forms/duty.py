"""履职档案: one person's year, or all years: who they are, what they wrote, what became of it, where they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.flow import Gap, Paragraph, Run
from cppcc_desk.domain.forms import form

_PIECES = ((14, "序号"), (22, "编号"), (59, "标题"), (32, "收稿日期"), (31, "结果"))
_MEETINGS = ((14, "序号"), (32, "日期"), (56, "会议或活动"), (21, "类别"), (35, "参加情况"))
_LABEL, _HALF = 24, 55  # mm
_HEAD = 9.5


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
            form.Grid(tuple(_pairs(facts.facts))),
            *_headed("履职情况", form.Grid(tuple(_pairs(facts.standing)))),
            *_headed(f"反映社情民意信息（{len(facts.pieces)}篇）", _pieces(facts)),
            *_headed(f"会议和活动（{len(facts.meetings)}次）", _meetings(facts)),
        ),
    )


def _headed(title: str, grid: form.Grid) -> tuple[form.Block, ...]:
    heading = Paragraph(style=form.HEADING, runs=(Run(title),), keep_next=True)
    return Gap(120), heading, Gap(30), grid


def _pairs(facts: tuple[tuple[str, str], ...]) -> list[form.Row]:
    """Two facts in a row; the last one alone takes the whole width."""
    rows: list[form.Row] = []
    for place in range(0, len(facts), 2):
        (label, value), *beside = facts[place : place + 2]
        if beside:
            second, other = beside[0]
            right = (form.label(_LABEL, second), form.value(_HALF, other))
            rows.append(form.row(form.label(_LABEL, label), form.value(_HALF, value), *right))
        else:
            rows.append(form.row(form.label(_LABEL, label), form.value(2 * _HALF + _LABEL, value)))
    return rows


def _pieces(facts: DutyFacts) -> form.Grid:
    entries = [
        (str(number), piece.intake_no, piece.title, form.paper_day(piece.received_on), piece.result)
        for number, piece in enumerate(facts.pieces, start=1)
    ]
    return _list(_PIECES, entries, "没有来稿")


def _meetings(facts: DutyFacts) -> form.Grid:
    entries = [
        (str(number), form.paper_day(meeting.on), meeting.name, meeting.kind, meeting.part)
        for number, meeting in enumerate(facts.meetings, start=1)
    ]
    return _list(_MEETINGS, entries, "没有记录")


def _list(heads: tuple[tuple[int, str], ...], entries: Sequence[tuple[str, ...]], nothing: str) -> form.Grid:
    head = form.row(
        *(form.label(width, text, style=form.REGISTER_LABEL) for width, text in heads), height=_HEAD, repeats=True
    )
    if not entries:
        whole = sum(width for width, _ in heads)
        return form.Grid((head, form.row(form.value(whole, nothing, style=form.REGISTER_VALUE))))
    long = max(range(len(heads)), key=lambda place: heads[place][0])
    return form.Grid(
        (
            head,
            *(
                form.row(
                    *(
                        form.value(width, text, style=form.REGISTER_TEXT if place == long else form.REGISTER_VALUE)
                        for place, ((width, _), text) in enumerate(zip(heads, entry, strict=True))
                    )
                )
                for entry in entries
            ),
        )
    )
