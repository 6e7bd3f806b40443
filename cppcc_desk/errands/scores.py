"""Rankings and 稿酬 as tables: of rankings one sheet for each group."""

from collections.abc import Iterator
from pathlib import Path

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.forms import PaymentFacts
from cppcc_desk.domain.forms.payment import yuan
from cppcc_desk.domain.ledger import ColumnKind, Ledger, LedgerColumn
from cppcc_desk.domain.numerals import amount_in_words
from cppcc_desk.domain.scoring.events import Ledger as Account
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.errands import writing
from cppcc_desk.queries import office
from cppcc_desk.queries.forms import payment_facts
from cppcc_desk.queries.scoring.standings import GroupRanking, ScoreRow, YearScores
from cppcc_desk.storage.desk import Desk

_COUNTS = (
    ("submitted", "来稿"),
    ("own", "本级采用"),
    ("city", "市级采用"),
    ("province", "省级采用"),
    ("national", "全国采用"),
    ("instructed", "批示"),
)

_PAYMENT = (
    LedgerColumn(key="number", title="序号", width=6, kind=ColumnKind.SHORT),
    LedgerColumn(key="name", title="姓名", width=10, kind=ColumnKind.SHORT),
    LedgerColumn(key="work", title="单位职务", width=24),
    LedgerColumn(key="pieces", title="稿件和标准", width=56),
    LedgerColumn(key="yuan", title="金额（元）", width=12, kind=ColumnKind.SHORT),
    LedgerColumn(key="signature", title="领款人签名", width=16),
)


def write_rankings(
    desk: Desk, found: YearScores, path: Path, *, groups: tuple[GroupRanking, ...] | None = None
) -> None:
    """Write the rankings of a year, or some of them, as .xlsx. Raises Missing where there are none, World or Locked."""
    from cppcc_desk.documents.workbook import write_ledgers  # noqa: PLC0415 - openpyxl loads when a table is written

    ledgers = tuple(ranking_ledgers(desk, found, groups=groups))
    if not ledgers:
        raise Missing("没有可写的名次表，没有写出任何文件。请先在计分办法里设排名的组别。")
    writing.write(path, lambda part: write_ledgers(ledgers, part))


def ranking_ledgers(
    desk: Desk, found: YearScores, *, groups: tuple[GroupRanking, ...] | None = None
) -> Iterator[Ledger]:
    """Each group of ranking as a table."""
    unit = desk.read(office.office, on=desk.today).office_short_name
    for ranking in found.groups if groups is None else groups:
        yield Ledger(
            title=f"{period_said(found)}反映社情民意信息得分排名（{ranking.group.name}）",
            unit=unit,
            made_on=desk.today,
            columns=tuple(_columns(ranking)),
            rows=tuple(tuple(_cells(row, ranking)) for row in ranking.rows),
            sheet=ranking.group.name,
        )


def write_payments(desk: Desk, year: int, path: Path) -> None:
    """Write who is paid what as .xlsx, with the sum below. Raises Missing where nobody is, World or Locked."""
    from cppcc_desk.documents.workbook import write_ledgers  # noqa: PLC0415

    ledger = payment_ledger(desk, year)
    if ledger is None:
        raise Missing(f"{year} 年度没有要发放的稿酬，没有写出任何文件。请看“计分办法”的稿酬标准。")
    writing.write(path, lambda part: write_ledgers((ledger,), part))


def payment_ledger(desk: Desk, year: int) -> Ledger | None:
    """Who is paid what, and the sum; None where nobody is."""
    facts = desk.read(payment_facts, year, now=desk.now)
    if not facts.payees:
        return None
    return Ledger(
        title=f"{facts.period}社情民意信息稿酬发放表",
        unit=desk.read(office.office, on=desk.today).office_short_name,
        made_on=desk.today,
        columns=_PAYMENT,
        rows=(*_payments(facts), ("", "合计", "", amount_in_words(facts.fen), yuan(facts.fen), "")),
    )


def _payments(facts: PaymentFacts) -> Iterator[tuple[str, ...]]:
    for number, payee in enumerate(facts.payees, start=1):
        pieces = "\n".join(piece.words for piece in payee.pieces)
        yield str(number), payee.name, payee.work, pieces, yuan(payee.fen), ""


def period_said(found: YearScores) -> str:
    """2026年度, or 2026年度（1月1日至9月30日）for a part of it."""
    first, last = found.first, found.last
    if (first, last) == found.whole:
        return f"{found.year}年度"
    return f"{found.year}年度（{first.month}月{first.day}日至{last.month}月{last.day}日）"


def _columns(ranking: GroupRanking) -> Iterator[LedgerColumn]:
    yield LedgerColumn(key="rank", title="名次", width=6, kind=ColumnKind.SHORT)
    yield LedgerColumn(key="name", title="名称", width=22 if _of_units(ranking) else 10)
    if not _of_units(ranking):
        yield LedgerColumn(key="belongs", title="界别", width=12)
        yield LedgerColumn(key="work", title="工作单位及职务", width=30)
    for key, title in _COUNTS:
        yield LedgerColumn(key=key, title=title, width=9, kind=ColumnKind.SHORT)
    yield LedgerColumn(key="score", title="得分", width=9, kind=ColumnKind.SHORT)
    yield LedgerColumn(key="note", title="备注", width=16)


def _cells(row: ScoreRow, ranking: GroupRanking) -> Iterator[str]:
    yield str(row.rank) if row.rank else "－"
    yield row.who.name
    if not _of_units(ranking):
        yield row.who.belongs
        yield row.who.work
    for key, _ in _COUNTS:
        yield str(getattr(row, key))
    yield points_text(row.score)
    yield note_of(row)


def note_of(row: ScoreRow) -> str:
    """What stands beside a score: why somebody is not ranked, the band of the score, 扣分 that exclude from awards."""
    if row.who.unranked:
        return f"不参与排名：{row.who.unranked}"
    if not row.who.present:
        return "已退出名册" if row.who.subject.ledger is Account.PERSON else "已停用"
    return "；".join(filter(None, (row.band, "、".join(row.account.disqualified))))


def _of_units(ranking: GroupRanking) -> bool:
    return ranking.group.ledger is Account.UNIT
