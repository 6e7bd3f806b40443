"""Ctrl+F over everything: number, title, person, pinyin initials and full text, with the place that matched.

What is typed is split by blanks; a hit has every word somewhere, so "张国强 校园" finds his pieces about schools.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from cppcc_desk.domain import pinyin
from cppcc_desk.domain.bigrams import Term, normal, places, terms
from cppcc_desk.storage import search
from cppcc_desk.storage.initials import pinyin_table
from cppcc_desk.storage.tables import Submission

Span = tuple[int, int]

_BEFORE, _SNIPPET = 12, 40  # characters shown before the match, and in all
_MOST_MARKS = 8
_MOST_MIXED_WORDS = 3  # words that may be spread over people and texts; with more, all must stand in the text
_MOST_OF_A_NAME = 5_000

_NUMBER = re.compile(r"(\d{4})\s*[-—–年]?\s*第?(\d{1,5})号?")
_SERIAL = re.compile(r"\d{1,4}")


class Field(StrEnum):
    """Where a hit matched."""

    NUMBER = "来稿编号"
    TITLE = "标题"
    CONTRIBUTOR = "反映人"
    UNIT = "反映单位"
    DRAFTER = "执笔人"
    EDITED_TEXT = "编辑稿"
    ORIGINAL_TEXT = "原文"
    ORIGINAL_TITLE = "原标题"


_SPELLED = (Field.TITLE, Field.CONTRIBUTOR, Field.DRAFTER)


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One submission and the place that matched: `match` are starts and ends in `snippet`, for marking."""

    submission_id: int
    intake_no: str
    title: str
    field: Field
    snippet: str
    match: tuple[Span, ...]


@dataclass(frozen=True)
class Hits:
    """The first hits; `count` stops at 1 000, `capped` then says that there are more."""

    count: int
    capped: bool
    hits: tuple[Hit, ...]


def search_everything(session: Session, text: str, *, limit: int) -> Hits:
    """Submissions that match `text`: those with that number first, then the newest; deleted ones never.

    Needs two characters, or a number; three letters for the initials of a title. Run it in a worker: a word of three
    very common characters may take half a second at 100 000.
    """
    numbered = _by_number(session, text)
    found = {*numbered, *_by_words(session, terms(text)), *search.search_initials(session, text, limit=search.CAP)}
    newest = sorted(found.difference(numbered), reverse=True)
    chosen = [*numbered, *newest][:limit]
    count = min(len(found), search.CAP - 1)
    return Hits(count, len(found) > count, _shown(session, chosen, text, numbered))


def _by_number(session: Session, text: str) -> list[int]:
    typed = normal(text).strip()
    query = select(Submission.id).where(Submission.deleted_at.is_(None))
    if number := _NUMBER.fullmatch(typed):
        year, digits = number.groups()
        begins = Submission.intake_no.startswith(f"{year}-{digits}", autoescape=True)
        serial = (Submission.year == int(year)) & (Submission.serial == int(digits))
        query = query.where(or_(begins, serial))
    elif _SERIAL.fullmatch(typed):
        query = query.where(Submission.serial == int(typed))
    else:
        return []
    return list(session.scalars(query.order_by(Submission.id.desc()).limit(search.CAP)))


def _by_words(session: Session, words: Sequence[Term]) -> set[int]:
    found = set(search.search(session, words, limit=search.CAP))
    if len(words) > _MOST_MIXED_WORDS:
        return found
    enough = search.CAP if len(words) == 1 else _MOST_OF_A_NAME
    named = {word: set(search.search_names(session, word, limit=enough)) for word in words}
    for size in range(1, len(words) + 1):
        for names in combinations([word for word in words if named[word]], size):
            holders = set.intersection(*(named[word] for word in names))
            rest = [word for word in words if word not in names]
            if rest and holders:
                holders = set(search.search(session, rest, limit=search.CAP, among=sorted(holders)))
            found |= holders
    return found


# --- showing where ---------------------------------------------------------------------------------------------------


def _shown(session: Session, ids: Sequence[int], text: str, numbered: Sequence[int]) -> tuple[Hit, ...]:
    query = (
        select(Submission)
        .where(Submission.id.in_(ids))
        .options(selectinload(Submission.text), selectinload(Submission.contributors))
    )
    rows = {row.id: row for row in session.scalars(query)}
    words = [term.text for term in terms(text)]
    by_number = set(numbered)
    return tuple(_hit(rows[i], words, normal(text).strip(), numbered=i in by_number) for i in ids)


def _hit(row: Submission, words: Sequence[str], typed: str, *, numbered: bool) -> Hit:
    if numbered:
        return _make(row, Field.NUMBER, row.intake_no, [(0, len(row.intake_no))])
    fields = _fields(row)
    best: tuple[int, Field, str, list[Span]] = (0, Field.TITLE, row.title, [])
    for field, value in fields:
        spans = [places(value, word, most=_MOST_MARKS) for word in words]
        held = sum(bool(span) for span in spans)
        if held > best[0]:
            best = (held, field, value, [span for group in spans for span in group])
    if not best[0]:
        table = pinyin_table()
        for field, value in fields:
            if field in _SPELLED and (span := pinyin.find(typed, value, table)):
                return _make(row, field, value, [span])
    return _make(row, *best[1:])


def _fields(row: Submission) -> tuple[tuple[Field, str], ...]:
    return (
        (Field.TITLE, row.title),
        (Field.CONTRIBUTOR, "、".join(contributor.name for contributor in row.contributors)),
        (Field.UNIT, row.submitting_unit),
        (Field.DRAFTER, row.drafter),
        (Field.EDITED_TEXT, row.text.edited_text),
        (Field.ORIGINAL_TEXT, row.text.original_text),
        (Field.ORIGINAL_TITLE, row.original_title),
    )


def _make(row: Submission, field: Field, value: str, spans: Iterable[Span]) -> Hit:
    snippet, match = _cut(value, sorted(spans))
    return Hit(
        submission_id=row.id, intake_no=row.intake_no, title=row.title, field=field, snippet=snippet, match=match
    )


def _cut(value: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """About forty characters around the first of `spans`, on one line, and the spans that are in them."""
    first = spans[0] if spans else (0, 0)
    start = max(0, min(first[0] - _BEFORE, len(value) - _SNIPPET))
    end = min(len(value), max(start + _SNIPPET, first[1]))
    head, tail = "…" if start else "", "…" if end < len(value) else ""
    line = "".join(" " if character.isspace() else character for character in value[start:end])
    shift = len(head) - start
    match = tuple((a + shift, b + shift) for a, b in _joined(spans) if start <= a and b <= end)
    return f"{head}{line}{tail}", match


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
