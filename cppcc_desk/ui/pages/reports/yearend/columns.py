"""What the lists of 年终归档 show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from cppcc_desk.queries.yearend import CarriedOver, Finding, Turn
from cppcc_desk.ui.table import Column, Kind


class Leads(Protocol):
    """What a line tells of, and the page where something is done about it; "" for none."""

    @property
    def page(self) -> str: ...
    @property
    def target(self) -> dict[str, Any]: ...


Told = TypeVar("Told", bound=Leads)


@dataclass(frozen=True)
class Placed(Generic[Told]):
    """A line of a list with its place, by which it is known."""

    place: int
    told: Told


def placed(found: Sequence[Told]) -> list[Placed[Told]]:
    """The lines in their order."""
    return [Placed(place, one) for place, one in enumerate(found)]


def finding_columns() -> tuple[Column[Placed[Finding]], ...]:
    """What is the matter, with what, and what to do."""
    return (
        Column(key="check", title="检查", text=lambda r: r.told.check, width=150, kind=Kind.TEXT, sort=_place),
        _long("words", "内容", lambda r: r.told.words, width=220, kind=Kind.TEXT),
        _long("what", "怎么办", lambda r: r.told.what, width=220, wide_only=True),
    )


def carried_columns() -> tuple[Column[Placed[CarriedOver]], ...]:
    """What it is, whose, since when, until when, and how it stands."""
    return (
        Column(key="kind", title="类型", text=lambda r: r.told.kind, width=84, sort=_place),
        Column(key="number", title="编号", text=lambda r: r.told.number, width=92),
        _long("title", "内容", lambda r: r.told.title, width=240, kind=Kind.TEXT),
        Column(key="whom", title="承办", text=lambda r: r.told.whom, width=140, tip=lambda r: r.told.whom),
        Column(
            key="since",
            title="起始",
            text=lambda r: r.told.since.isoformat(),
            sort=lambda r: r.told.since,
            width=100,
            wide_only=True,
        ),
        Column(key="due", title="期限", text=lambda r: r.told.due, width=168, wide_only=True),
        Column(
            key="standing",
            title="现在的情况",
            text=lambda r: r.told.standing,
            width=230,
            kind=Kind.LAMP,
            urgency=lambda r: r.told.urgency,
            tip=lambda r: r.told.standing,
        ),
    )


def turn_columns() -> tuple[Column[Placed[Turn]], ...]:
    """What is to be seen to, and whether it is."""
    return (
        Column(key="name", title="项目", text=lambda r: r.told.name, width=110, kind=Kind.TEXT, sort=_place),
        Column(
            key="state",
            title="状态",
            text=lambda r: "已安排" if r.told.done else "要办",
            width=100,
            kind=Kind.LAMP,
            urgency=lambda r: "已办结" if r.told.done else "临期",
        ),
        _long("words", "情况", lambda r: r.told.words, width=360),
    )


def _place(row: Placed[Told]) -> int:
    return row.place


def _long(
    key: str,
    title: str,
    text: Callable[[Placed[Told]], str],
    *,
    width: int,
    kind: Kind = Kind.SECONDARY,
    wide_only: bool = False,
) -> Column[Placed[Told]]:
    return Column(key=key, title=title, text=text, width=width, kind=kind, stretch=True, tip=text, wide_only=wide_only)
