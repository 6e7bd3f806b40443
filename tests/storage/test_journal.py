"""The journal's chain shows every tampering, and `check` names what was changed past the program."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import World
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage import journal
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.engine import connect
from cppcc_desk.storage.journal import Change
from cppcc_desk.storage.opening import open_desk
from cppcc_desk.storage.tables import Base
from tests.conftest import StandingClock
from tests.office import piece, step

VALUES: dict[type, st.SearchStrategy[Any]] = {
    int: st.integers(-(2**40), 2**40),
    bool: st.booleans(),
    str: st.text(),
    date: st.dates(),
    datetime: st.datetimes(),
    object: st.text() | st.integers() | st.booleans() | st.lists(st.dictionaries(st.text(), st.text())),
    dict: st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text())),
}
OUTSIDE = ("journal_entry", "journal_subject", "number_sequence")


@st.composite
def changes(draw: st.DrawFn) -> Change:
    table = draw(st.sampled_from([t for t in Base.metadata.sorted_tables if t.name not in OUTSIDE]))
    kinds = {column.name: column.type.python_type for column in table.columns}
    row = {name: draw(VALUES[kind] | st.none() if kind is not dict else VALUES[kind]) for name, kind in kinds.items()}
    key = {column.name: row[column.name] for column in table.primary_key}
    return Change(table.name, key, *draw(st.sampled_from([(None, row), (row, None), (row, row)])))


@given(st.lists(changes(), max_size=5))
def test_every_change_comes_back_as_it_was(given: list[Change]) -> None:
    assert journal.decode(journal.encode(given)) == given
    assert [change.inverse().inverse() for change in given] == given


def patched(folder: DataFolder, statement: str) -> None:
    """What another program may do to the file."""
    connection = connect(folder.database)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.executescript(statement)
    connection.close()


@pytest.fixture
def busy(desk: Desk) -> Desk:
    made = piece(desk, State.SELECTED)
    step(desk, made, Step.EDIT, 正文="第一稿的正文在这里")
    piece(desk)
    assert check(desk) == ()
    return desk


TAMPERED = {
    "label": ("update journal_entry set label = '别的' where id = 2", 2),
    "person": ("update journal_entry set by = '别人' where id = 3", 3),
    "time": ("update journal_entry set at = '2020-01-01 00:00:00.000000' where id = 1", 1),
    "changes": ("update journal_entry set changes = (select changes from journal_entry where id = 1) where id = 4", 4),
    "final": ("update journal_entry set final = 1 where id = 2", 2),
    "deleted": ("delete from journal_entry where id = 3", 3),
    "first deleted": ("delete from journal_entry where id = 1", 1),
    "hash": ("update journal_entry set hash = 'x' where id = 2", 2),
}


@pytest.mark.parametrize(("statement", "number"), TAMPERED.values(), ids=TAMPERED.keys())
def test_the_first_entry_that_was_tampered_with_is_named(busy: Desk, statement: str, number: int) -> None:
    patched(busy.folder, statement)
    assert any(f"操作日志第 {number} 条与前后不符" in problem for problem in check(busy))


def test_a_tail_that_was_cut_off_is_noticed(busy: Desk) -> None:
    patched(busy.folder, "delete from journal_entry where id = (select max(id) from journal_entry)")
    assert check(busy) != ()


def test_swapped_entries_are_noticed(busy: Desk) -> None:
    for one, other in ((2, 99), (3, 2), (99, 3)):
        patched(busy.folder, f"update journal_entry set id = {other} where id = {one}")
    assert any("操作日志第 2 条" in problem for problem in check(busy))


CHANGED = {
    "title": ("update submission set title = '别的标题' where id = 1", "来稿 2026-001 的内容与操作日志不符"),
    "state": ("update submission set state = '已签发' where id = 2", "来稿 2026-002 的内容与操作日志不符"),
    "version": ("update edited_version set text = '改过的稿' where id = 1", "来稿 2026-001 的内容与操作日志不符"),
    "history": ("delete from step_record where id = 2", "来稿 2026-001 的内容与操作日志不符"),
    "person": ("update contributor set name = '别人' where submission_id = 2", "来稿 2026-002 的内容与操作日志不符"),
    "submission": ("delete from submission where id = 2", "有 3 条记录指向不存在的内容"),
    "all of it": (
        "delete from submission where id = 2; delete from contributor where submission_id = 2; "
        "delete from step_record where submission_id = 2; delete from submission_text where submission_id = 2",
        "的记录与操作日志不符",
    ),
    "text": ("delete from submission_text where submission_id = 2", "来稿 2026-002 没有正文"),
}


@pytest.mark.parametrize(("statement", "sentence"), CHANGED.values(), ids=CHANGED.keys())
def test_a_row_changed_past_the_program_is_named(busy: Desk, statement: str, sentence: str) -> None:
    patched(busy.folder, statement)
    problems = check(busy)
    assert any(sentence in problem for problem in problems), problems


def test_a_submission_written_by_another_program_is_named(busy: Desk) -> None:
    own = ("id", "serial", "intake_no")
    columns = ", ".join(column.name for column in Base.metadata.tables["submission"].c if column.name not in own)
    patched(
        busy.folder,
        f"insert into submission (id, serial, intake_no, {columns}) "
        f"select 9, 9, '2026-009', {columns} from submission where id = 1",
    )
    assert any("2026-009 没有操作日志" in problem for problem in check(busy))


def _places(data: bytes, wanted: bytes) -> list[int]:
    found, start = [], data.find(wanted)
    while start >= 0:
        found.append(start)
        start = data.find(wanted, start + 1)
    return found


@pytest.mark.parametrize("flipped", [b"\xa7", b"\x20"], ids=["other text", "no text"])
def test_a_flipped_byte_in_a_text_is_found_and_the_record_named(busy: Desk, flipped: bytes) -> None:
    root, database = busy.folder, busy.folder.database
    busy.close()
    whole = database.read_bytes()
    wanted = "第一稿的正文在这里".encode()
    found = 0
    places = _places(whole, wanted)
    assert len(places) >= 2  # the text itself and its version
    for place in places:
        database.write_bytes(whole[: place + 5] + flipped + whole[place + 6 :])
        desk = open_desk(root, clock=StandingClock())
        found += any("来稿 2026-001 的内容与操作日志不符" in problem for problem in check(desk))
        desk.close()
    assert found == len(places)
    database.write_bytes(whole)


def test_originals_are_checked_byte_for_byte(desk: Desk) -> None:
    from cppcc_desk.domain.submission import ReceivedFile

    digest = desk.originals.keep("原稿的字节".encode())
    piece(desk, attachments=(ReceivedFile(sha256=digest, file_name="来信.docx", size=15, source=True),))
    assert check(desk) == ()
    connection = connect(desk.folder.originals)
    connection.execute("update original set data = x'00'")
    assert any("来稿 2026-001 的原件“来信.docx”" in problem and "损坏" in problem for problem in check(desk))
    connection.execute("delete from original")
    connection.close()
    assert any("找不到这个文件" in problem for problem in check(desk))


def test_checking_beside_a_writer_does_not_fail(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process commits while the check is reading: the check neither blocks it nor stumbles."""
    piece(desk)
    other = open_desk(desk.folder, by="陆望舒", clock=StandingClock())

    def told(session: Session) -> str:
        piece(other)
        return ""

    monkeypatch.setattr(journal, "broken", told)
    assert check(desk) == ()
    other.close()


def test_locked_by_another_program(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cppcc_desk.storage.engine.BUSY_SECONDS", 0.2)
    desk.close()
    holder = connect(desk.folder.database)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(World, match=r"数据正被另一个程序占用.*本次修改没有保存，以前的数据完好"):
        piece(desk)
    holder.execute("ROLLBACK")
    holder.close()
    assert piece(desk) == 1
    assert desk.read(lambda session: session.execute(sql("select count(*) from submission")).scalar()) == 1
