"""What is to be looked at before a year is filed: what is not archived, what the catalogue lacks, numbers missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.official import DocumentState, Kind, doc_number
from cppcc_desk.domain.workflow import CLOSED, State
from cppcc_desk.queries.documents import NumberRow, NumberState, numbers, of_year
from cppcc_desk.queries.numbers import sequences
from cppcc_desk.queries.scoring.closing import is_closed
from cppcc_desk.queries.yearend.held import HeldYear
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.catching_up import DOC_NUMBER

_SETTLED = (CLOSED - {State.MERGED, State.ARCHIVED}) | {State.ISSUED}  # nothing but 存档 is left to do
_NAMED = 6


class Check(StrEnum):
    """What is looked for, in the order in which it is told."""

    UNARCHIVED = "还没有存档"
    UNPROOFED = "期刊没有校对完"
    NUMBER = "没有归档号"
    DOUBLE = "归档号重复"
    PAGES = "没有页数"
    UNFILED = "公文和会议没有档号"
    ORIGINAL = "没有电子原件"
    DAMAGED = "文件打不开"
    GAP = "编号有空缺"
    RESERVED = "预留的文号没有用"
    BOOKS = "计分没有关账"
    CIRCULAR = "年度通报没有定稿"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to look at: with what, what to do about it, and where that is done in the window."""

    check: Check
    words: str
    what: str
    page: str = ""
    target: dict[str, Any] = field(default_factory=dict)


def findings(session: Session, held: HeldYear, *, now: datetime) -> tuple[Finding, ...]:
    """Everything that is found in a year, in the order of `Check`."""
    found = (
        *_pieces(session, held),
        *_issues(held),
        *_catalogue(held),
        *_gaps(session, held.year),
        *_reserved(numbers(session, year=held.year)),
        *(() if held.empty else _yearly(session, held.year, now.date())),
    )
    order = list(Check)
    return tuple(sorted(found, key=lambda one: order.index(one.check)))


def _pieces(session: Session, held: HeldYear) -> Iterator[Finding]:
    waiting = set(session.scalars(select(t.Dispatch.submission_id).where(t.Dispatch.sent_at.is_(None))))
    for piece in held.pieces:
        words, target = f"{piece.intake_no}《{piece.title}》", {"submission_id": piece.id}
        if piece.state in _SETTLED and piece.id not in waiting:
            yield Finding(
                check=Check.UNARCHIVED,
                words=f"{words}（{piece.state}）",
                what="打开来稿办“存档”，填归档号、保管期限和页数。",
                page="submissions",
                target=target,
            )
        if piece.item is None:
            continue
        for check, lacks in ((Check.NUMBER, not piece.item.archive_no), (Check.PAGES, piece.item.pages is None)):
            if lacks:
                what = "目录里这一栏空着：把来稿退回“传送”再存档，或者在打印的目录上填写。"
                yield Finding(check=check, words=words, what=what, page="submissions", target=target)
    yield from _doubles(held)
    bare = [piece.intake_no for piece in held.pieces if not piece.originals]
    if bare:
        words = f"{len(bare)} 篇：{_listed(bare)}"
        yield Finding(check=Check.ORIGINAL, words=words, what="手工登记的来稿没有文件；纸质原件请另外归档。")


def _doubles(held: HeldYear) -> Iterator[Finding]:
    numbered = sorted(
        (piece.item.archive_no, piece.intake_no, piece.id)
        for piece in held.pieces
        if piece.item is not None and piece.item.archive_no
    )
    for archive_no, same in groupby(numbered, key=lambda one: one[0]):
        pieces = list(same)
        if len(pieces) > 1:
            yield Finding(
                check=Check.DOUBLE,
                words=f"{archive_no}：{_listed([number for _, number, _ in pieces])}",
                what="一件一个归档号：把其中的来稿退回“传送”，再存档时改号。",
                page="submissions",
                target={"submission_id": pieces[-1][2]},
            )


def _issues(held: HeldYear) -> Iterator[Finding]:
    for issue in held.issues:
        if issue.row.frozen_at is None:
            yield Finding(
                check=Check.UNPROOFED,
                words=f"{issue.row.name}（{issue.row.state}）",
                what="归档包里是排印时的样张；两校通过后再生成一次。",
                page="papers",
                target={"issue_id": issue.row.id},
            )


def _catalogue(held: HeldYear) -> Iterator[Finding]:
    told = [f"公文 {len(held.documents)} 份"] if held.documents else []
    told += [f"会议活动 {len(held.occasions)} 次"] if held.occasions else []
    if told:
        what = "保管期限和档号由档案人员定，请在打印的归档文件目录上填写。"
        yield Finding(
            check=Check.UNFILED, words="，".join(told), what=what, page="papers", target={"part": "documents"}
        )


def _gaps(session: Session, year: int) -> Iterator[Finding]:
    found = [(row.name, row.gaps) for row in sequences(session) if row.year == year and row.gaps]
    found = [(name, gaps) for name, gaps in found if not name.endswith("信息员证编号")]
    n, s = t.DocumentNumber, t.NumberSequence
    prefix = s.name.startswith(DOC_NUMBER, autoescape=True)
    for name, last in session.execute(select(s.name, s.last).where(prefix, s.year == year).order_by(s.name)):
        code = name.removeprefix(DOC_NUMBER)
        used = set(session.scalars(select(n.serial).where(n.org_code == code, n.year == year)))
        missing = tuple(doc_number(code, year, serial) for serial in range(1, last + 1) if serial not in used)
        if missing:
            found.append((f"{code}{year}年发文字号", missing))
    for name, gaps in found:
        what = "编号编过不再用，空缺留着；请在目录的备注里说明原因。"
        words = f"{name}缺 {len(gaps)} 个：{_listed(gaps)}"
        yield Finding(check=Check.GAP, words=words, what=what, page="papers", target={"part": "numbers"})


def _reserved(rows: Sequence[NumberRow]) -> Iterator[Finding]:
    left = [row for row in rows if row.state is NumberState.RESERVED]
    if left:
        told = _listed([row.number for row in left])
        what = "用不上的请作废，写明原因，档案里就能说清。"
        yield Finding(check=Check.RESERVED, words=told, what=what, page="papers", target={"part": "documents"})


def _yearly(session: Session, year: int, today: date) -> Iterator[Finding]:
    if session.scalar(select(t.ScoringScheme.id).limit(1)) is not None and not is_closed(session, year):
        ended = "请到“关账”里核对后关账" if today.year > year else "年度过完再关账"
        yield Finding(
            check=Check.BOOKS,
            words=f"{year} 年度的得分还会变，归档包里没有名次表",
            what=f"{ended}，再生成归档包。",
            page="scores",
            target={"part": "closing", "year": year},
        )
    circular = of_year(session, Kind.CIRCULAR, year)
    if circular is None or circular.state is not DocumentState.FINISHED:
        how = "还是草稿" if circular is not None else "还没有起草"
        yield Finding(
            check=Check.CIRCULAR,
            words=f"{year} 年度的通报{how}",
            what="需要的话在名次表的“年度材料”里起草，定稿以后再生成归档包。",
            page="scores",
            target={"part": "ranking", "year": year},
        )


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + (f"等 {len(names)} 个" if len(names) > _NAMED else "")
