"""The values that tell pieces apart, as the office has them now, in its own order."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.figures import Source
from cppcc_desk.domain.outcomes import HIGHER, Level
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.statistics import COLLECTIVE, NO_LEVEL, Dimension, Value
from cppcc_desk.domain.submission import IntakeChannel
from cppcc_desk.domain.workflow import State
from cppcc_desk.queries.office import codes
from cppcc_desk.queries.statistics.facts import UNITS, Books, person_key
from cppcc_desk.storage import tables as t

_LADDER = (Level.OWN, *reversed(HIGHER))  # low to high
_COLLECTIVE = Value(COLLECTIVE, "集体来稿")


def known_values(books: Books) -> dict[Dimension, tuple[Value, ...]]:
    """Of every dimension but the months."""
    u, session = t.Unit, books.session
    units = session.execute(select(u.kind, u.name, u.active).order_by(u.position, u.id)).all()
    of_kind = {
        kind: tuple(Value(row.name, row.name, row.active) for row in units if row.kind == kind) for kind in UnitKind
    }
    levels = tuple(Value(level.value, _said(level), always=True) for level in _LADDER)
    nobody = Value(NO_LEVEL, "没有写明层级")
    return {
        Dimension.CATEGORY: _words(session, "category"),
        Dimension.NATURE: _words(session, "nature"),
        Dimension.SOURCE: tuple(Value(source.value, source.value, always=True) for source in Source),
        Dimension.GROUP: of_kind[UnitKind.INFO_GROUP],
        **{dimension: of_kind[kind] for kind, dimension in UNITS.items()},
        Dimension.PERSON: (*_people(books), _COLLECTIVE),
        Dimension.CHANNEL: tuple(Value(word.value, word.value) for word in IntakeChannel),
        Dimension.STATE: tuple(Value(state.value, state.value) for state in State),
        Dimension.SENT_LEVEL: (*levels, Value(Level.DEPARTMENT.value, "有关部门", always=True)),
        Dimension.DESTINATION: tuple(Value(name, name) for name, _ in books.destinations.values()),
        Dimension.ADOPTED_LEVEL: (*levels, nobody),
        Dimension.INSTRUCTED_LEVEL: (*levels, Value(Level.DEPARTMENT.value, "部门"), nobody),
    }


def _said(level: Level) -> str:
    return "全国" if level is Level.NATIONAL else level.said


def _words(session: Session, kind: str) -> tuple[Value, ...]:
    return tuple(Value(code.word, code.word, code.active) for code in codes(session, kind, all_words=True))


def _people(books: Books) -> Iterator[Value]:
    """Those who have written anything; namesakes with their unit, or with what else tells them apart."""
    p = t.Person
    roster = {row.id: row for row in books.session.execute(select(p.id, p.name, p.unit))}
    written = {
        person_key(one.person_id, one.name): one for authors in books.authors.values() for one in authors if one.name
    }
    names = {key: roster[one.person_id].name if one.person_id in roster else one.name for key, one in written.items()}
    times = Counter(names.values())
    labels: dict[str, str] = {}
    for key, one in written.items():
        about = roster[one.person_id].unit if one.person_id in roster else "不在名册"
        labels[key] = names[key] if times[names[key]] == 1 else f"{names[key]}（{about or one.person_id}）"
    for key in _alike(labels):
        labels[key] = f"{names[key]}（{written[key].person_id}）"
    yield from (Value(key, label) for key, label in labels.items())


def _alike(labels: dict[str, str]) -> Iterable[str]:
    times = Counter(labels.values())
    return [key for key, label in labels.items() if times[label] > 1]
