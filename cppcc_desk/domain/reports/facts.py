"""What the papers of a time tell besides its numbers, and all of it as numbers with the pieces behind each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.figures import Figures, Mismatch, PeriodFigures, Standing
from cppcc_desk.domain.quotas import Progress
from cppcc_desk.domain.spans import Report, Span


@dataclass(frozen=True)
class Refused:
    """Pieces that came back or were refused in the time, by conclusion and reason ("" where none was said)."""

    conclusion: str
    reason: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Missed:
    """A dispatch that went out late, or did not at all by the end of the time: `sent_on` None."""

    number: str
    title: str
    destination: str
    due_on: date
    sent_on: date | None


@dataclass(frozen=True, kw_only=True)
class Paced:
    """How somebody stands against what is owed in the year by now; `pieces` are the numbers of those that count."""

    name: str
    kind: str
    about: str
    of_unit: bool
    quota: int
    due: int
    count: int
    progress: Progress
    pieces: tuple[str, ...]

    @property
    def behind(self) -> bool:
        """Less than what is due by now."""
        return self.progress in (Progress.NOTHING, Progress.BEHIND)


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Those of a group who reported nothing in the time, of how many that are ranked."""

    group: str
    of_units: bool
    of: int
    rows: tuple[Standing, ...]


@dataclass(frozen=True)
class Open:
    """A piece that is not done: its tightest destination, when it is due, how urgent; "" where no clock runs."""

    number: str
    title: str
    step: str
    destination: str
    due_on: date | None
    urgency: str


@dataclass(frozen=True)
class Instructions:
    """What became of the 批示 of the time that were assigned; pieces by their numbers."""

    assigned: tuple[str, ...]
    answered: tuple[str, ...]
    late: tuple[str, ...]  # waited for past the day


@dataclass(frozen=True, kw_only=True)
class ReportFacts:
    """All that a paper tells; what it does not tell of is empty."""

    report: Report
    span: Span
    office: str  # 印发机关
    organ: str  # the committee itself
    told_on: date
    days: tuple[date, date]
    over: bool
    period: PeriodFigures
    month_before: Figures | None = None
    refused: tuple[Refused, ...] = ()
    missed: tuple[Missed, ...] = ()
    pace: tuple[Paced, ...] = ()
    silence: tuple[Silence, ...] = ()
    open: tuple[Open, ...] = ()
    instructions: Instructions = Instructions((), (), ())
    extra_mismatches: tuple[Mismatch, ...] = ()

    @property
    def now(self) -> Figures:
        """The numbers of the time."""
        return self.period.now

    @property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """What does not add up."""
        of_time: tuple[Mismatch, ...] = self.period.mismatches
        match self.report:
            case Report.PACE:
                of_time = ()
            case Report.SILENT:  # which tells of nothing that was used
                of_time = tuple(one for one in of_time if "采用" not in one.words)
        return (*of_time, *self.extra_mismatches)


@dataclass(frozen=True)
class Number:
    """One number of a paper, with that of a year before (None: there was none), and what is behind it: pieces, or names
    where it counts people and units."""

    key: str
    label: str
    unit: str
    count: int
    before: int | None = None
    pieces: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def numbers(facts: ReportFacts) -> tuple[Number, ...]:
    """Every number that the paper tells, in its order."""
    return tuple(_numbers(facts))


def _numbers(facts: ReportFacts) -> Iterator[Number]:
    if facts.report not in (Report.SILENT, Report.PACE):
        for figure in facts.now.figures:
            key = figure.key
            before = facts.now.before.count(key.key) if facts.now.before else None
            yield Number(key.key, key.label, key.unit, figure.count, before, figure.pieces)
    for one in facts.refused:
        label = f"{one.conclusion}（{one.reason or '没有写原因'}）"
        yield Number(f"refused {one.conclusion} {one.reason}", label, "篇", len(one.pieces), None, one.pieces)
    if facts.report in (Report.MONTH, Report.YEAR):
        late = tuple(dict.fromkeys(one.number for one in facts.missed))
        yield Number("missed_deadlines", "超过时限的报送", "件", len(facts.missed), None, late)
    if facts.report is Report.YEAR:
        told = facts.instructions
        yield Number("assigned", "批示交办", "件", len(told.assigned), None, _once(told.assigned))
        yield Number("answered", "交办已反馈", "件", len(told.answered), None, _once(told.answered))
        yield Number("assigned_late", "交办逾期未反馈", "件", len(told.late), None, _once(told.late))
    if facts.report is Report.MEETING:
        overdue = tuple(one.number for one in facts.open if one.urgency == "超期")
        yield Number("open", "在办来稿", "篇", len(facts.open), None, tuple(one.number for one in facts.open))
        yield Number("overdue", "其中超期", "篇", len(overdue), None, overdue)
    for silence in facts.silence:
        unit = "个" if silence.of_units else "人"
        names = tuple(row.name for row in silence.rows)
        yield Number(f"silent {silence.group}", f"{silence.group}零报送", unit, len(names), None, (), names)
    yield from _pace(facts.pace)


def _pace(pace: Sequence[Paced]) -> Iterator[Number]:
    for kind in dict.fromkeys(one.kind for one in pace):
        those = [one for one in pace if one.kind == kind]
        unit = "个" if those[0].of_unit else "人"
        for key, label, chosen in (
            ("owing", f"{kind}有任务的", [one for one in those if one.quota]),
            ("done", f"{kind}已完成", [one for one in those if one.progress is Progress.DONE]),
            ("behind", f"{kind}进度落后", [one for one in those if one.behind]),
        ):
            pieces = _once(tuple(number for one in chosen for number in one.pieces))
            yield Number(f"{key} {kind}", label, unit, len(chosen), None, pieces, tuple(one.name for one in chosen))


def _once(pieces: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pieces))
