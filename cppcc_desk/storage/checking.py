"""Whether the data is sound: file, references, index, journal chain, originals; each problem is a sentence."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.storage import journal, search
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import Desk


def check(desk: Desk) -> tuple[str, ...]:
    """Everything that is wrong with an open data folder; empty when it is sound. Reads all of it."""
    found = desk.read(_database)
    return (*found, *_originals(desk))


def _database(session: Session) -> tuple[str, ...]:
    problems: list[str] = []
    run = session.connection().exec_driver_sql
    for (told,) in run("PRAGMA integrity_check"):
        if told != "ok":
            problems.append(f"数据文件有损坏：{told}。请从备份恢复。")
    if lost := run("PRAGMA foreign_key_check").fetchall():
        problems.append(f"有 {len(lost)} 条记录指向不存在的内容。请从备份恢复，或交给技术人员。")
    if sentence := journal.broken(session):
        problems.append(sentence)
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
    if not search.in_step(session) or not search.sound(session):
        problems.append("全文索引与内容不一致；下次打开程序时会自动重建，数据不受影响。")
    return tuple(problems)


def _originals(desk: Desk) -> tuple[str, ...]:
    problems: list[str] = []
    files = desk.read(
        lambda session: session.execute(
            select(t.Attachment.sha256, t.Attachment.file_name, t.Submission.intake_no).join(t.Submission)
        ).all()
    )
    for sha256, file_name, intake_no in files:
        try:
            desk.originals.take(sha256)
        except DeskError as error:
            problems.append(f"来稿 {intake_no} 的原件“{file_name}”：{error.message}")
    return tuple(problems)
