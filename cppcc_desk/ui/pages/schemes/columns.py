"""What the lists of 计分办法 show: which there are, and who moves where under another one."""

from dataclasses import dataclass

from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.ranking import Place
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.simulating import Move
from cppcc_desk.queries.scoring.roster import Scored
from cppcc_desk.queries.scoring.schemes import SchemeInUse
from cppcc_desk.ui.table import Column, Kind


@dataclass(frozen=True)
class Listed:
    """A scheme in the list: one of the office, or one that ships with the program (`used` None)."""

    scheme: Scheme
    used: SchemeInUse | None

    @property
    def key(self) -> int | str:
        """Its id, of one that ships its name."""
        return self.used.id if self.used else self.scheme.name


@dataclass(frozen=True)
class Moved:
    """Somebody in one group of ranking, under the one and the other scheme."""

    group: str
    who: Scored
    move: Move


def scheme_columns() -> tuple[Column[Listed], ...]:
    """Those of the office and those that ship have the same columns."""
    return (
        Column(
            key="name",
            title="名称",
            text=lambda r: r.scheme.name,
            width=150,
            kind=Kind.TEXT,
            stretch=True,
            bold=lambda r: bool(r.used and r.used.row.in_force),
            tip=lambda r: r.scheme.note,
        ),
        Column(
            key="state",
            title="状态",
            text=lambda r: r.used.state if r.used else "自带",
            width=88,
            tone=lambda r: "ontime" if r.used and r.used.row.in_force else "text2",
        ),
        Column(
            key="years",
            title="计哪些年度",
            text=lambda r: r.used.years if r.used else "",
            width=132,
            sort=lambda r: r.used and r.used.row.valid_from,
        ),
        Column(
            key="from",
            title="启用日期",
            text=lambda r: r.used.row.valid_from.isoformat() if r.used and r.used.row.valid_from else "",
            width=100,
            wide_only=True,
        ),
        Column(
            key="locked",
            title="",
            text=lambda r: "已关账" if r.used and r.used.locked else "",
            width=64,
            wide_only=True,
        ),
    )


def _rank(place: Place | None) -> str:
    return str(place.rank) if place else "—"


def _points(place: Place | None) -> str:
    return points_text(place.account.total) if place else "—"


def _change(row: Moved) -> str:
    if row.move.before is None:
        return "新进"
    if row.move.after is None:
        return "退出"
    places = row.move.places
    return f"升 {places} 名" if places > 0 else f"降 {-places} 名" if places else "不变"


def move_columns() -> tuple[Column[Moved], ...]:
    """Before and after, and by how much."""
    return (
        Column(key="group", title="排名组", text=lambda r: r.group, width=110),
        Column(
            key="name",
            title="姓名或单位",
            text=lambda r: r.who.name,
            width=140,
            kind=Kind.TEXT,
            stretch=True,
            tip=lambda r: r.who.work,
        ),
        Column(
            key="rank_before",
            title="原名次",
            text=lambda r: _rank(r.move.before),
            width=72,
            kind=Kind.NUMBER,
            sort=lambda r: r.move.before and r.move.before.rank,
        ),
        Column(
            key="rank_after",
            title="新名次",
            text=lambda r: _rank(r.move.after),
            width=72,
            kind=Kind.NUMBER,
            sort=lambda r: r.move.after and r.move.after.rank,
        ),
        Column(
            key="places",
            title="名次变化",
            text=_change,
            width=90,
            sort=lambda r: -r.move.places,
            tone=lambda r: "ontime" if r.move.places > 0 else "overdue" if r.move.places < 0 else "text2",
        ),
        Column(
            key="score_before",
            title="原得分",
            text=lambda r: _points(r.move.before),
            width=76,
            kind=Kind.NUMBER,
            sort=lambda r: r.move.before and r.move.before.account.total,
        ),
        Column(
            key="score_after",
            title="新得分",
            text=lambda r: _points(r.move.after),
            width=76,
            kind=Kind.NUMBER,
            sort=lambda r: r.move.after and r.move.after.account.total,
        ),
        Column(
            key="points",
            title="得分变化",
            text=lambda r: f"{'+' if r.move.points > 0 else ''}{points_text(r.move.points)}",
            width=86,
            kind=Kind.NUMBER,
            sort=lambda r: r.move.points,
            wide_only=True,
        ),
    )
