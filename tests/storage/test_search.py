"""The index is never out of step, and full-text search equals a plain scan."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from cppcc_desk.domain.bigrams import normal, terms
from cppcc_desk.storage import search
from cppcc_desk.storage.tables import Contributor, Submission, SubmissionText
from tests.pieces import RECEIVED, shelf, submission

MANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],  # each example rolls back
)
WORDS = st.text(alphabet="校园安全的问，。 \n·_AaＢ１12①⼀㈱ßか゛", max_size=12)
NAMES = st.lists(st.text(alphabet="单曾张伟国强·A", min_size=1, max_size=4), max_size=3)


@pytest.fixture
def office() -> Iterator[Session]:
    with shelf() as session:
        yield session


def naive(session: Session, typed: str) -> list[int]:
    """What a reader would find: every word somewhere in titles or texts, newest first."""
    words = normal(typed).split()
    rows = session.query(Submission).filter(Submission.deleted_at.is_(None)).order_by(Submission.id.desc())
    return [
        row.id
        for row in rows
        if all(
            any(
                word in normal(value)
                for value in (row.title, row.original_title, row.text.original_text, row.text.edited_text)
            )
            for word in words
        )
    ]


@MANY
@given(pieces=st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=6), questions=st.lists(WORDS, min_size=1, max_size=8))
def test_search_equals_a_scan(office: Session, pieces: list[tuple[str, str, str]], questions: list[str]) -> None:
    for serial, (title, body, edited) in enumerate(pieces, 1):
        office.add(submission(serial, title=title, body=body, edited=edited))
    office.flush()
    parts = [body[i : i + 3] for _, body, _ in pieces for i in range(0, len(body), 3)]
    for typed in (*questions, *parts):
        if terms(typed):
            assert search.search(office, terms(typed), limit=50) == naive(office, typed)
    office.rollback()


def test_limit_and_newest_first() -> None:
    with shelf() as session:
        session.add_all(submission(serial, body="校园安全") for serial in range(1, 8))
        session.flush()
        assert search.search(session, terms("园安全"), limit=3) == [7, 6, 5]
        assert search.search(session, terms("校园"), limit=9, among=[2, 5, 99]) == [5, 2]
        assert search.search(session, terms("校"), limit=9) == []


def _set(name: str) -> Callable[[Session, Submission, Any], None]:
    return lambda session, row, value: setattr(row, name, value)


def _edit(session: Session, row: Submission, value: str) -> None:
    row.text.edited_text = value


def _remove(session: Session, row: Submission, _: object) -> None:
    session.delete(row)


def _cascade(session: Session, row: Submission, _: object) -> None:
    session.execute(sql("delete from submission where id = :id"), {"id": row.id})
    session.expire_all()


def _anonymous(session: Session, row: Submission, _: object) -> None:
    row.contributors.clear()


def _rename(session: Session, row: Submission, names: list[str]) -> None:
    for contributor, name in zip(row.contributors, names, strict=False):
        contributor.name = name


def _move(session: Session, row: Submission, other: int) -> None:
    ids = session.scalars(select(Submission.id)).all()
    for contributor in row.contributors:
        moved = {"submission_id": ids[other % len(ids)], "position": 100 + contributor.id}
        session.execute(update(Contributor).where(Contributor.id == contributor.id).values(**moved))
    session.expire_all()


CHANGES: dict[str, tuple[Callable[[Session, Submission, Any], None], st.SearchStrategy[Any]]] = {
    "title": (_set("title"), WORDS),
    "unit": (_set("submitting_unit"), WORDS),
    "drafter": (_set("drafter"), WORDS),
    "edit": (_edit, WORDS),
    "delete": (_set("deleted_at"), st.just(RECEIVED)),
    "restore": (_set("deleted_at"), st.none()),
    "remove": (_remove, st.none()),
    "cascade": (_cascade, st.none()),
    "anonymous": (_anonymous, st.none()),
    "rename": (_rename, NAMES),
    "move": (_move, st.integers(0, 9)),
}
ADDING = st.tuples(st.just("add"), WORDS, st.tuples(WORDS, NAMES))
CHANGING = st.one_of(
    *(st.tuples(st.just(name), st.integers(0, 9), values) for name, (_, values) in CHANGES.items()), ADDING
)


def change(session: Session, name: str, which: Any, value: Any) -> None:
    if name == "add":
        serial = (session.scalar(select(func.max(Submission.serial))) or 0) + 1
        session.add(submission(serial, title=which, body=value[0], names=value[1]))
    elif rows := session.scalars(select(Submission).order_by(Submission.id)).all():
        CHANGES[name][0](session, rows[which % len(rows)], value)
    session.flush()


@MANY
@given(begin=st.lists(ADDING, max_size=4), then=st.lists(CHANGING, max_size=14), undo=st.booleans())
def test_the_index_stays_in_step(office: Session, begin: list[Any], then: list[Any], undo: bool) -> None:
    for what in begin:
        change(office, *what)
    point = office.begin_nested()
    for what in then:
        change(office, *what)
    if undo:
        point.rollback()
    assert search.in_step(office)
    assert search.sound(office)
    office.rollback()


def test_rows_put_back_in_any_order_as_undo_does() -> None:
    with shelf() as session:
        session.add(submission(1, title="校园安全", body="路灯不亮", names=["张国强"]))
        session.commit()
        tables = (Submission.__table__, SubmissionText.__table__, Contributor.__table__)
        kept = {table: session.execute(table.select()).mappings().one() for table in tables}
        for order in (tables, tuple(reversed(tables))):
            session.execute(sql("PRAGMA defer_foreign_keys = ON"))
            for table in order:
                session.execute(table.delete())
            assert search.sound(session)
            assert search.search(session, terms("校园"), limit=9) == []
            for table in order:
                session.execute(table.insert().values(**kept[table]))
            assert search.sound(session)
            assert search.in_step(session)
            assert search.search(session, terms("路灯"), limit=9) == [1]
            assert search.search_names(session, terms("张国强")[0], limit=9) == [1]
            session.commit()


def test_a_row_behind_the_indexs_back_is_noticed_and_mended() -> None:
    with shelf() as session:
        session.add_all(submission(serial, body="校园安全") for serial in (1, 2, 3))
        session.flush()
        session.execute(sql("delete from submission_search where rowid = 2"))
        assert not search.in_step(session)
        assert not search.sound(session)
        assert search.search(session, terms("校园"), limit=9) == [3, 1]
        search.rebuild(session)
        assert search.in_step(session)
        assert search.sound(session)
        assert search.search(session, terms("校园"), limit=9) == [3, 2, 1]


def test_a_text_changed_past_the_triggers_is_unsound() -> None:
    with shelf() as session:
        session.add(submission(1, body="校园安全"))
        session.flush()
        session.execute(sql("drop trigger submission_search_submission_text_au"))
        session.execute(sql("update submission_text set original_text = '路灯不亮'"))
        assert not search.sound(session)


def test_an_index_made_another_way_is_rebuilt() -> None:
    with shelf() as session:
        session.execute(sql("update search_recipe set digest = 'older'"))
        assert not search.in_step(session)
        search.rebuild(session)
        assert search.in_step(session)


def test_saving_tells_the_key_of_the_row_and_not_of_the_index() -> None:
    with shelf() as session:
        session.add(submission(5, body="校园安全", names=["张国强", "单芳"]))
        session.flush()
        session.add(submission(9, body="路灯", names=["曾明"]))
        session.flush()
        assert [(c.id, c.submission_id) for c in session.query(Contributor).order_by(Contributor.id)] == [
            (1, 1),
            (2, 1),
            (3, 2),
        ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("sf", [1]), ("df", [1]), ("zgq", [1]), ("zgqx", []), ("xyaq", [2]), ("xya", [2]), ("xy", []), ("z", [])],
)
def test_initials(typed: str, found: list[int]) -> None:
    with shelf() as session:
        session.add(submission(1, title="路灯不亮", names=["张国强", "单芳"]))
        session.add(submission(2, title="关于校园安全的建议", names=["李明"]))
        session.flush()
        assert search.search_initials(session, typed, limit=9) == found
        assert search.search_initials(session, typed.upper(), limit=9) == found


def test_deleted_submissions_are_found_nowhere() -> None:
    with shelf() as session:
        row = submission(1, title="校园安全", body="路灯", names=["张国强"])
        session.add(row)
        session.flush()
        row.deleted_at = datetime(2026, 4, 1)
        session.flush()
        assert search.search(session, terms("路灯"), limit=9) == []
        assert search.search_names(session, terms("国强")[0], limit=9) == []
        assert search.search_initials(session, "xyaq", limit=9) == []
        assert held(session, "校园", "路灯") == []


def held(session: Session, *pairs: str, rarest: int = 9, most: int = 99) -> list[list[int]]:
    return list(search.holders_of_rarest(session, pairs, rarest=rarest, most=most))


def test_the_holders_of_the_rarest_pairs_come_first_and_the_newest_of_them() -> None:
    with shelf() as session:
        session.add_all(
            [submission(1, title="校园路灯"), submission(2, title="路灯茶叶"), submission(3, title="路灯安全")]
        )
        session.flush()
        assert held(session, "路灯", "茶叶", "安全", "汽车") == [[3], [2], [3, 2, 1]]
        assert held(session, "路灯", "茶叶", "安全", rarest=2) == [[3], [2]]
        assert held(session, "路灯", "茶叶", most=2) == [[2], [3]]
        assert held(session) == []


def test_a_submission_without_a_text_is_no_fault_of_the_index() -> None:
    with shelf() as session:
        session.add_all([submission(1, title="校园"), submission(2, title="路灯")])
        session.flush()
        session.execute(sql("delete from submission_text where submission_id = 2"))
        assert search.in_step(session)
        assert search.sound(session)
        session.execute(sql("delete from submission_search where rowid = 1"))
        assert not search.in_step(session)
