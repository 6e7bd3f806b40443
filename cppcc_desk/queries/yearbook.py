"""What the year book of a journal holds, and what of the year is not in it."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.official import Bulletin, Piece, issue_name
from cppcc_desk.domain.pinyin import initials
from cppcc_desk.domain.yearbook import BookIssue, BookText, YearBook
from cppcc_desk.queries.office import office
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.initials import pinyin_table


def journals_of(session: Session, year: int) -> tuple[str, ...]:
    """The journals that have frozen issues of the year, the one with the most first."""
    found: dict[str, int] = {}
    for issue in _issues(session, year):
        if issue.frozen_at is not None:
            found[issue.journal.name] = found.get(issue.journal.name, 0) + 1
    return tuple(sorted(found, key=lambda name: (-found[name], name)))


def year_book(session: Session, year: int, *, journal: str = "", today: date) -> tuple[YearBook, tuple[Mismatch, ...]]:
    """The book of a journal, where the year has several by name; and what it leaves out or cannot index.

    Raises Missing where no issue of it was frozen, Invalid where several journals have some and none is named.
    """
    name = journal.strip().strip("《》")
    known = journals_of(session, year)
    if not name and len(known) > 1:
        raise Invalid(f"{year} 年有几种刊物：{'、'.join(known)}。没有写出任何文件。请写明是哪一种。")
    if not known or (name and name not in known):
        which = f"《{name}》" if name else ""
        raise Missing(f"{year} 年{which}还没有印发的期刊，没有汇编可写。没有写出任何文件。")
    rows = [issue for issue in _issues(session, year) if issue.journal.name == (name or known[0])]
    frozen = [issue for issue in rows if issue.frozen_at is not None]
    bulletins = [Bulletin.from_dict(issue.content) for issue in frozen]
    pairs = [(issue, sheet, _matched(issue, sheet)) for issue, sheet in zip(frozen, bulletins, strict=True)]
    book = YearBook(
        mark=bulletins[-1].journal,
        year=year,
        organ=bulletins[-1].issued_by or office(session, on=today).issued_by,
        made_on=today,
        issues=tuple(
            BookIssue(sheet, tuple(_text(piece, row) for piece, row in matched)) for _, sheet, matched in pairs
        ),
    )
    return book, (*_left_out(rows), *_not_indexed(pairs))


def spellings(names: Sequence[str]) -> dict[str, str]:
    """Names by the initials of their usual reading, for the order of an index."""
    table = pinyin_table()
    return {name: next(iter(initials(name, table)), "") for name in names}


_Matched = list[tuple[Piece, t.Submission | None]]


def _issues(session: Session, year: int) -> list[t.Issue]:
    """Numbered ones in their order, 增刊 behind."""
    query = (
        select(t.Issue)
        .where(t.Issue.year == year)
        .order_by(t.Issue.journal_id, t.Issue.supplement, t.Issue.issue_no)
        .options(selectinload(t.Issue.items).selectinload(t.IssueItem.submission))
    )
    return list(session.scalars(query))


def _matched(issue: t.Issue, sheet: Bulletin) -> _Matched:
    """Each text of the sheet with its submission: by its title, else by its place where nothing was left out since."""
    rows = [item.submission for item in issue.items]
    by_title = {row.title: row for row in rows}
    placed = dict(zip(sheet.pieces, rows, strict=True)) if len(rows) == len(sheet.pieces) else {}
    return [(piece, by_title.get(piece.title) or placed.get(piece)) for piece in sheet.pieces]


def _text(piece: Piece, row: t.Submission | None) -> BookText:
    if row is None:
        return BookText(piece)
    authors = [c for s in (row, *_merged(row)) for c in s.contributors]
    names = dict.fromkeys(author.name for author in authors if author.name)
    units = dict.fromkeys(filter(None, (row.submitting_unit, *(author.unit for author in authors))))
    return BookText(piece, row.intake_no, tuple(names), tuple(units))


def _merged(row: t.Submission) -> Sequence[t.Submission]:
    session = Session.object_session(row)
    query = select(t.Submission).where(t.Submission.merged_into_id == row.id).order_by(t.Submission.id)
    return list(session.scalars(query)) if session is not None else []


def _left_out(rows: Sequence[t.Issue]) -> Iterator[Mismatch]:
    for issue in rows:
        if issue.frozen_at is None:
            name = issue_name(issue.journal.name, issue.year, issue.issue_no, supplement=issue.supplement)
            numbers = tuple(item.submission.intake_no for item in issue.items)
            yield Mismatch(f"{name}还没有校对印发，没有收入汇编", numbers)
    used = {issue.issue_no for issue in rows if not issue.supplement}
    lacking = [number for number in range(1, max(used, default=0)) if number not in used]
    if lacking:
        yield Mismatch(f"期号不连续，缺第{'、'.join(map(str, lacking))}期")


def _not_indexed(pairs: Sequence[tuple[t.Issue, Bulletin, _Matched]]) -> Iterator[Mismatch]:
    for _, sheet, matched in pairs:
        for piece, row in matched:
            title = piece.title.replace("\n", "")
            if row is None:
                yield Mismatch(f"{sheet.number}《{title}》对不上来稿，正文已收入，索引里没有")
            elif not (row.contributors or row.submitting_unit):
                yield Mismatch(f"{sheet.number}《{title}》没有登记反映人和单位，索引里没有", (row.intake_no,))
