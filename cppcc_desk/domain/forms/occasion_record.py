"""会议活动记录单: one sheet on which a meeting or an activity is told whole, signed by who kept the record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cppcc_desk.domain.flow import Gap, Paragraph, Run
from cppcc_desk.domain.forms import form
from cppcc_desk.domain.occasions import OccasionKind

_LABEL, _WHOLE = 24, 134  # mm
_TWO = (24, 62, 20, 52)


@dataclass(frozen=True, kw_only=True)
class RecordedPiece:
    """A submission that was discussed or came of it."""

    intake_no: str
    title: str


@dataclass(frozen=True, kw_only=True)
class RecordedDecision:
    """What was decided, by when, and when it was done."""

    text: str
    handling_unit: str = ""
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class OccasionRecordFacts:
    """One meeting or activity; "" and () are left to the pen."""

    office: str
    printed_on: date
    kind: OccasionKind
    name: str
    group: str = ""
    at: datetime | None = None
    place: str = ""
    host: str = ""
    cancelled: str = ""  # the reason why it did not take place
    present: tuple[str, ...] = ()
    observing: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    discussed: tuple[RecordedPiece, ...] = ()
    produced: tuple[RecordedPiece, ...] = ()
    outcome: str = ""
    cost: str = ""  # 1,250.50
    decisions: tuple[RecordedDecision, ...] = ()


def occasion_record(facts: OccasionRecordFacts) -> form.Form:
    """The sheet; long texts and lists go on on the next page."""
    activity = facts.kind is OccasionKind.ACTIVITY
    what = f"{facts.group or '信息小组'}活动" if activity else facts.kind.value
    rows = [
        form.row(form.label(_LABEL, "活动主题" if activity else "名称"), form.value(_WHOLE, facts.name), height=11),
        _two("时间", form.paper_time(facts.at), "地点", facts.place),
        _two("主持人", facts.host, "经费", f"{facts.cost}元" if facts.cost else ""),
        *([_long("取消原因", form.printable_lines(facts.cancelled), height=form.ROW)] if facts.cancelled else ()),
        form.row(form.label(_LABEL, "人数"), form.value(_WHOLE, _numbers(facts))),
        _names("出席" if facts.observing or not activity else "参加人员", facts.present, height=11),
        *(_names(words, names) for words, names in _others(facts) if names),
        _long("活动内容" if activity else "议题", facts.topics, height=13),
        _long("讨论稿件", _pieces(facts.discussed), height=11),
        _long("形成稿件", _pieces(facts.produced), height=11),
        _long("情况和\n成果", form.printable_lines(facts.outcome), height=34),
        _long("决定事项", _decisions(facts.decisions), height=20),
        _two("记录人", "", "审核人", ""),
    ]
    return form.Form(
        kind="会议活动记录单",
        title=f"会议活动记录单 {facts.name}",
        office=facts.office,
        dated=facts.printed_on,
        blocks=(
            *form.title_lines(f"{what}记录单"),
            *_above(facts),
            form.Grid(tuple(rows)),
            *form.below("照片、签到表和材料附后。"),
        ),
    )


def _above(facts: OccasionRecordFacts) -> Sequence[form.Block]:
    printed = f"制表日期：{form.paper_day(facts.printed_on)}"
    return Paragraph(style=form.ABOVE, runs=(Run(facts.office),), end=printed), Gap(50)


def _two(first: str, told: str, second: str, more: str) -> form.Row:
    label, value, short, rest = _TWO
    return form.row(
        form.label(label, first), form.value(value, told), form.label(short, second), form.value(rest, more)
    )


def _numbers(facts: OccasionRecordFacts) -> str:
    counted = (
        ("到会", len(facts.present) + len(facts.observing)),
        ("其中列席", len(facts.observing)),
        ("请假", len(facts.excused)),
        ("缺席", len(facts.absent)),
    )
    return "，".join(f"{words}{number}人" for words, number in counted if number)


def _others(facts: OccasionRecordFacts) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from (("列席", facts.observing), ("请假", facts.excused), ("缺席", facts.absent))


def _names(words: str, names: Sequence[str], *, height: float = form.ROW) -> form.Row:
    told = form.value(_WHOLE, "、".join(map(form.inline, names)))
    return form.row(form.label(_LABEL, words), told, height=height, splits=True)


def _long(words: str, lines: Sequence[str], *, height: float) -> form.Row:
    stand = form.Stand.TOP if len(lines) > 1 else form.Stand.MIDDLE
    told = form.value(_WHOLE, "\n".join(lines), stand=stand)
    return form.row(form.label(_LABEL, words), told, height=height, splits=True)


def _pieces(pieces: Sequence[RecordedPiece]) -> list[str]:
    return [f"{piece.intake_no}　{form.inline(piece.title)}" for piece in pieces]


def _decisions(decisions: Sequence[RecordedDecision]) -> list[str]:
    if len(decisions) == 1:
        return [_decision(decisions[0])]
    return [f"{number}.{_decision(decision)}" for number, decision in enumerate(decisions, start=1)]


def _decision(decision: RecordedDecision) -> str:
    due = f"{form.paper_day(decision.due_on)}前" if decision.due_on else ""
    done = f"{form.paper_day(decision.done_on)}办结" if decision.done_on else ""
    more = "，".join(filter(None, (form.inline(decision.handling_unit), due, done)))
    return f"{form.inline(decision.text).rstrip('。')}{f'（{more}）' if more else ''}。"
