"""Whether the data is sound: file, references, journal chain, rows, index, originals; each problem is a sentence."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import DeskError, Missing
from cppcc_desk.domain.official import issue_name
from cppcc_desk.storage import journal, search
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import Desk

Step = Callable[[int, int, str], object]
_AT_ONCE = 500  # rows
_SHA256 = re.compile("[0-9a-f]{64}")
_KEPT = {"letterhead": "版头", "seal": "印章"}  # fields of papers; elsewhere in them stand pictures
LITTLE_ROOM = 200 << 20  # bytes
CLOCK_SLACK = timedelta(hours=1)  # summer time and clocks set by hand


def check(desk: Desk, *, step: Step = lambda _done, _total, _words: None) -> tuple[str, ...]:
    """Everything that is wrong with an open data folder; empty when it is sound. Reads all of it.

    `step(done, total, words)` hears of each part, and may raise to stop it.
    """
    step(0, 0, "正在检查数据文件")
    if damaged := desk.read(_file):  # nothing else that such a file says can be trusted
        return damaged
    step(0, 0, "正在核对操作日志")
    chain = desk.read(_chain)
    rows = desk.read(_rows, step=step) if not chain else ()  # what the journal says counts only when it is whole
    step(0, 0, "正在检查索引")
    return (*desk.read(_references), *chain, *rows, *desk.read(_index), *_originals(desk, step))


def look(desk: Desk) -> tuple[str, ...]:
    """The quick look after an unclean exit: the file and the chain, not each row (reliability.md C3)."""
    return desk.read(_file, pragma="quick_check") or desk.read(_chain)


def warnings(desk: Desk) -> tuple[str, ...]:
    """What endangers the data although it is sound: little room on the disk, a clock that runs behind (B3, C10)."""
    found: list[str] = []
    size = desk.folder.database.stat().st_size
    free = shutil.disk_usage(desk.folder.root).free
    if free < max(LITTLE_ROOM, 3 * size):
        found.append(f"数据所在磁盘只剩 {free >> 20} MB，请尽快腾出空间")
    # the last by number: one that was written while the clock stood at 2098 must not be held against every later day
    newest = select(t.JournalEntry.at).order_by(t.JournalEntry.id.desc()).limit(1)
    last = desk.read(lambda session: session.scalar(newest))
    if last is not None and desk.now + CLOCK_SLACK < last:
        found.append(f"电脑的时间早于最近一次操作（{last:%Y-%m-%d %H:%M}），请核对电脑的日期和时间")
    return tuple(found)


def sqlite_version(session: Session) -> str:
    """Of the library that works on the file, such as 3.53.4."""
    return str(session.connection().exec_driver_sql("select sqlite_version()").scalar())


def _file(session: Session, *, pragma: str = "integrity_check") -> tuple[str, ...]:
    told = session.connection().exec_driver_sql(f"PRAGMA {pragma}").scalars()
    return tuple(f"数据文件有损坏：{line}。请从备份恢复。" for line in told if line != "ok")


def _references(session: Session) -> tuple[str, ...]:
    problems: list[str] = []
    run = session.connection().exec_driver_sql
    if lost := run("PRAGMA foreign_key_check").fetchall():
        problems.append(f"有 {len(lost)} 条记录指向不存在的内容。请从备份恢复，或交给技术人员。")
    without = session.scalars(
        select(t.Submission.intake_no).outerjoin(t.SubmissionText).where(t.SubmissionText.submission_id.is_(None))
    ).all()
    if without:
        problems.append(f"来稿 {'、'.join(without)} 没有正文。请从备份恢复。")
    unsaid = session.scalars(
        select(t.Submission.intake_no)
        .outerjoin(t.JournalSubject, t.JournalSubject.submission_id == t.Submission.id)
        .where(t.JournalSubject.entry_id.is_(None))
    ).all()
    if unsaid:
        problems.append(f"来稿 {'、'.join(unsaid)} 没有操作日志，可能由其他程序写入。")
    return tuple(problems)


def _chain(session: Session) -> tuple[str, ...]:
    sentence = journal.broken(session)
    return (sentence,) if sentence else ()


def _index(session: Session) -> tuple[str, ...]:
    # Soundness first: it asks for the write lock, which a transaction that has read already may not get any more.
    if search.sound(session) and search.in_step(session):
        return ()
    return ("全文索引与内容不一致；下次打开程序时会自动重建，数据不受影响。",)


def _rows(session: Session, *, step: Step) -> tuple[str, ...]:
    """Each row against what the journal says it last became: a change past the program is named (C5)."""
    said = _as_journaled(session, step)
    driver = session.connection().connection.driver_connection
    if driver is not None:  # a flipped bit need not be text any more, and its row must still be named
        driver.text_factory = lambda data: data.decode(errors="replace")
    try:
        wrong = _differing(session, said, step)
    finally:
        if driver is not None:
            driver.text_factory = str
    return tuple(f"{what}与操作日志不符，可能被其他程序改动过，或文件有损坏。请从备份核对。" for what in wrong)


def _differing(session: Session, said: dict[Any, dict[str, Any] | None], step: Step) -> dict[str, None]:
    wrong: dict[str, None] = {}
    for table in t.Base.metadata.sorted_tables:
        keys = [column.name for column in table.primary_key]
        there: set[Any] = set()
        for row in session.execute(select(table)).mappings().yield_per(_AT_ONCE):
            if len(there) % _AT_ONCE == 0:
                step(0, 0, "正在核对每一条记录")
            key = (table.name, *(row[name] for name in keys))
            there.add(key)
            known = said.get(key)
            if known is not None and any(row[name] != value for name, value in known.items() if name != "version"):
                wrong[_called(session, table.name, dict(row))] = None
        wrong |= {
            _called(session, table.name, known): None
            for key, known in said.items()
            if key[0] == table.name and known is not None and key not in there
        }
    return wrong


def _as_journaled(session: Session, step: Step) -> dict[Any, dict[str, Any] | None]:
    """(table, key…) -> the columns the journal tells of, as they were last; None for a row that was deleted."""
    said: dict[Any, dict[str, Any] | None] = {}
    for entry in session.scalars(select(t.JournalEntry).order_by(t.JournalEntry.id)).yield_per(_AT_ONCE):
        if entry.id % _AT_ONCE == 0:
            step(0, 0, "正在核对操作日志")
        for change in journal.decode(entry.changes):
            key = (change.table, *change.key.values())
            if change.after is None:
                said[key] = None
            else:
                said[key] = {**(said.get(key) or {}), **change.after}
    return said


def _called(session: Session, table: str, row: dict[str, Any]) -> str:
    submission_id = row.get("id") if table == "submission" else row.get("submission_id")
    number = session.scalar(select(t.Submission.intake_no).where(t.Submission.id == submission_id))
    return f"来稿 {number} 的内容" if number else "办公室设置、名册或期刊的记录"


def _originals(desk: Desk, step: Step) -> tuple[str, ...]:
    problems: list[str] = []
    received = desk.read(lambda session: [*_received(session)])
    for place, (sha256, called) in enumerate(received):
        step(place, len(received), "正在核对原件")
        try:
            desk.originals.take(sha256)
        except DeskError as error:
            problems.append(f"{called}：{error.message}")
    named: dict[str, dict[str, str]] = {}  # what the same bytes are, of whatever, with what they are
    for sha256, whose, what in desk.read(lambda session: [*_of_papers(session, on=desk.today)]):
        named.setdefault(sha256, {})[f"{whose}的{what}"] = what
    for sha256, uses in named.items():
        try:
            desk.originals.take(sha256)
        except DeskError as error:
            state = "找不到文件" if isinstance(error, Missing) else "文件已损坏"
            again = "、".join(dict.fromkeys(uses.values()))
            problems.append(
                f"{'、'.join(uses)}：保存的原件里{state}，其他内容不受影响。请从备份恢复，或重新选{again}。"
            )
    return tuple(problems)


def _received(session: Session) -> Iterator[tuple[str, str]]:
    """The files of submissions, of meetings and activities, of outcomes, each with what it is called."""
    files = select(t.Attachment.sha256, t.Attachment.file_name, t.Submission.intake_no).join(t.Submission)
    for sha256, file_name, intake_no in session.execute(files):
        yield sha256, f"来稿 {intake_no} 的原件“{file_name}”"
    told = select(t.OccasionFile.sha256, t.OccasionFile.file_name, t.Occasion.name).join(t.Occasion)
    for sha256, file_name, name in session.execute(told):
        yield sha256, f"“{name}”的文件“{file_name}”"
    proofs = select(t.OutcomeFile.sha256, t.OutcomeFile.file_name, t.Outcome).join(t.OutcomeFile.outcome)
    for sha256, file_name, outcome in session.execute(proofs):
        yield sha256, f"{outcome.occurred_on} 的{outcome.kind}（序号 {outcome.id}）的佐证“{file_name}”"


def _of_papers(session: Session, *, on: date) -> Iterator[tuple[str, str, str]]:
    """Pictures, seals and 版头 of papers, issues, journals and settings in force, and 照片: bytes, whose, and what."""
    for title, fields in session.execute(select(t.Document.title, t.Document.fields)):
        for key, value in fields.items():
            yield from ((sha256, f"公文《{title}》", _KEPT.get(key, "图片")) for sha256 in _hashes(value))
    for issue in session.scalars(select(t.Issue)):
        number = issue_name(issue.journal.name, issue.year, issue.issue_no, supplement=issue.supplement)
        yield from ((sha256, number, _KEPT["letterhead"]) for sha256 in _hashes(issue.content.get("letterhead")))
    for name, head in session.execute(select(t.Journal.name, t.Journal.letterhead)):
        yield from ((sha256, f"《{name}》", _KEPT["letterhead"]) for sha256 in _hashes(head))
    for value in _in_force(session, on=on):
        for use, head in value.items() if isinstance(value, dict) else ():
            yield from ((sha256, f"设置里“{use}”", _KEPT["letterhead"]) for sha256 in _hashes(head))
    yield from (
        (sha256, name, "照片") for name, sha256 in session.execute(select(t.Person.name, t.Person.photo)) if sha256
    )


def _in_force(session: Session, *, on: date) -> list[Any]:
    """The values of the settings that are in force, and of those that come; what they replaced is no longer used."""
    rows = session.scalars(select(t.OfficeSetting).order_by(t.OfficeSetting.effective_from))
    values: dict[Any, Any] = {}
    for row in rows:
        values[row.key if row.effective_from <= on else (row.key, row.effective_from)] = row.value
    return list(values.values())


def _hashes(value: Any) -> Iterator[str]:
    """Whatever in JSON is a SHA-256."""
    match value:
        case str() if _SHA256.fullmatch(value):
            yield value
        case dict():
            for item in value.values():
                yield from _hashes(item)
        case list():
            for item in value:
                yield from _hashes(item)
