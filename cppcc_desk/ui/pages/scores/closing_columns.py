"""What the lists of 关账 show."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.scoring.closing import Check, Found
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.queries.scoring.closing import ClosedRow, LatePoints
from cppcc_desk.ui.table import Column, Kind


@dataclass(frozen=True)
class CheckRow:
    """One thing to look at, with the check that found it."""

    place: int
    check: Check
    found: Found


def check_rows(checks: tuple[Check, ...]) -> list[CheckRow]:
    """Check by check."""
    pairs = [(check, found) for check in checks for found in check.found]
    return [CheckRow(place, check, found) for place, (check, found) in enumerate(pairs)]


def check_columns() -> tuple[Column[CheckRow], ...]:
    """What is the matter, with what, and what to do."""
    return (
        Column(key="check", title="检查", text=lambda r: r.check.name, width=178, kind=Kind.TEXT),
        Column(
            key="found",
            title="内容",
            text=lambda r: r.found.words,
            width=240,
            kind=Kind.TEXT,
            stretch=True,
            tip=lambda r: r.found.words,
        ),
        Column(
            key="what",
            title="怎么办",
            text=lambda r: r.check.what,
            width=200,
            stretch=True,
            tip=lambda r: r.check.what,
            wide_only=True,
        ),
    )


def late_columns() -> tuple[Column[LatePoints], ...]:
    """Who, how many points more or less, what is entered already, and what it is about."""
    return (
        Column(
            key="name",
            title="姓名或单位",
            text=lambda r: r.who.name,
            width=150,
            kind=Kind.TEXT,
            tip=lambda r: r.who.work or r.who.name,
        ),
        Column(key="kind", title="类型", text=lambda r: r.who.kind, width=90, wide_only=True),
        _points("points", "变化", lambda r: r.difference.points),
        _points("entered", "已补记", lambda r: r.entered),
        Column(
            key="open",
            title="待补记",
            text=lambda r: signed(r.open) if r.open else "",
            sort=lambda r: r.open,
            width=80,
            kind=Kind.NUMBER,
            bold=lambda _r: True,
        ),
        Column(key="what", title="是什么", text=said_late, width=260, stretch=True, tip=said_late),
    )


def edition_columns() -> tuple[Column[ClosedRow], ...]:
    """Which time, when and by whom, why again, and whether it still holds."""
    return (
        Column(key="edition", title="次数", text=lambda r: f"第 {r.edition} 次", sort=lambda r: r.edition, width=80),
        Column(
            key="state",
            title="状态",
            text=lambda r: "现在有效" if r.reopened_at is None else "已重新开账",
            width=120,
            kind=Kind.LAMP,
            urgency=lambda r: "时限内" if r.reopened_at is None else "已办结",
        ),
        Column(
            key="closed",
            title="关账",
            text=lambda r: f"{deadlines.full(r.closed_at)} {r.closed_by}",
            sort=lambda r: r.closed_at,
            width=230,
        ),
        Column(key="reason", title="再次关账的原因", text=lambda r: r.reason, width=160, stretch=True),
        Column(
            key="reopened",
            title="重新开账",
            text=lambda r: f"{deadlines.full(r.reopened_at)} {r.reopened_by}" if r.reopened_at else "",
            sort=lambda r: r.reopened_at,
            width=230,
            wide_only=True,
        ),
        Column(key="why", title="开账原因", text=lambda r: r.reopen_reason, width=160, stretch=True),
    )


def signed(points: int) -> str:
    """+5, -0.5."""
    return f"{'+' if points > 0 else ''}{points_text(points)}"


def said_late(row: LatePoints) -> str:
    """What came, what went, what counts otherwise."""
    return "；".join(_said(row))


def _said(row: LatePoints) -> Iterator[str]:
    told = row.difference
    yield from (f"新增 {line.number} {line.words or line.name} {signed(line.counted)}" for line in told.came)
    yield from (f"没有了 {line.number} {line.words or line.name} {signed(-line.counted)}" for line in told.went)
    for old, new in told.changed:
        change = f"{points_text(old.counted)} → {points_text(new.counted)}"
        same = old.counted == new.counted
        yield f"{new.number} {new.words or new.name} {'文字有改动' if same else change}"
    if not (told.came or told.went or told.changed):
        yield "变化已经不在，原来补记的要冲回"


def _points(key: str, title: str, value: Callable[[LatePoints], int]) -> Column[LatePoints]:
    return Column(
        key=key,
        title=title,
        text=lambda r: signed(value(r)) if value(r) else "",
        sort=value,
        width=80,
        kind=Kind.NUMBER,
    )
