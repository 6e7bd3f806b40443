"""What the rankings show."""

from collections.abc import Callable

from cppcc_desk.domain.scoring.events import Ledger
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.errands.scores import note_of
from cppcc_desk.queries.scoring.standings import ScoreRow
from cppcc_desk.ui.table import Column, Kind

WHY = "why"  # the column that opens the account


def tone(row: ScoreRow) -> str:
    """Grey for who takes part in no ranking."""
    return "text3" if row.rank is None else "text"


def said_kind(row: ScoreRow) -> str:
    """委员，教育; of a unit what it is."""
    return "，".join(filter(None, (row.who.kind, row.who.belongs)))


def ranking_columns() -> tuple[Column[ScoreRow], ...]:
    """Who, what came and was used, the score, and the way to how it was counted."""
    return (
        Column(
            key="rank",
            title="名次",
            text=lambda r: str(r.rank) if r.rank else "－",
            sort=lambda r: r.rank,
            width=60,
        ),
        Column(
            key="name",
            title="名称",
            text=lambda r: r.who.name,
            width=140,
            kind=Kind.TEXT,
            tone=tone,
            bold=lambda r: r.rank is not None,
            tip=lambda r: r.who.work or r.who.name,
            stretch=True,
        ),
        Column(key="kind", title="类型 / 界别", text=said_kind, width=148, wide_only=True, tip=said_kind),
        Column(key="work", title="工作单位及职务", text=lambda r: r.who.work, width=200, hidden=True),
        _count("submitted", "来稿", lambda r: r.submitted, 62),
        _count("own", "本级采用", lambda r: r.own, 84),
        _count("city", "市级", lambda r: r.city, 62),
        _count("province", "省级", lambda r: r.province, 62),
        _count("national", "全国", lambda r: r.national, 62),
        _count("instructed", "批示", lambda r: r.instructed, 62),
        Column(
            key="score",
            title="得分",
            text=lambda r: points_text(r.score),
            sort=lambda r: r.score,
            width=86,
            kind=Kind.NUMBER,
            bold=lambda r: r.rank is not None,
            tone=tone,
        ),
        Column(key="note", title="等次", text=note_of, width=100, tip=note_of, tone=_note_tone, stretch=True),
        Column(key=WHY, title="明细", text=lambda _r: "查看算法", width=88, kind=Kind.LINK),
    )


def of_units(row: ScoreRow) -> bool:
    """Whether it is a unit."""
    return row.who.subject.ledger is Ledger.UNIT


def _note_tone(row: ScoreRow) -> str:
    if row.rank is None:
        return "text3"
    return "overdue" if row.account.disqualified else "text2"


def _count(key: str, title: str, value: Callable[[ScoreRow], int], width: int) -> Column[ScoreRow]:
    return Column(
        key=key,
        title=title,
        text=lambda r: str(value(r)),
        sort=value,
        width=width,
        kind=Kind.NUMBER,
        tone=_faint(value),
    )


def _faint(value: Callable[[ScoreRow], int]) -> Callable[[ScoreRow], str]:
    """Nothing at all is grey, so that what there is stands out."""
    return lambda row: "text2" if value(row) and row.rank is not None else "text3"
