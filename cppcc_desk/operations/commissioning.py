"""约稿: pieces asked of people and units by a day; answered, put off, let go, asked for again."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.topics import MAX_THEME
from cppcc_desk.operations import finding
from cppcc_desk.operations.correcting import correct_columns
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

MAX_SUBJECT = MAX_THEME  # of a topic where nothing else is said


@operation("约稿")
def commission(
    session: Session,
    *,
    person_ids: Sequence[int] = (),
    unit_ids: Sequence[int] = (),
    subject: str,
    asked_on: date,
    due_on: date,
    topic_call_id: int | None = None,
) -> tuple[int, ...]:
    """Ask people and units for a piece about `subject`, one of each, as one step; the ids of what is asked.

    Raises Invalid with a sentence per field, Forbidden where somebody has been asked for the same and it is still
    open, Missing.
    """
    asked: list[t.Person | t.Unit] = [
        *(_person(session, person_id) for person_id in dict.fromkeys(person_ids)),
        *(_unit(session, unit_id) for unit_id in dict.fromkeys(unit_ids)),
    ]
    if not asked:
        raise Invalid(f"请选择向谁约稿。{NOTHING}", {"people": "请选择向谁约稿。"})
    topic = _topic(session, topic_call_id)
    words = _subject(subject, topic)
    _refuse_days(asked_on, due_on, today=acting(session).at.date())
    if again := [row.name for row in asked if _is_open(session, row, words)]:
        raise Forbidden(f"“{words}”已向{'、'.join(again)}约过，还没有交稿，不再重复约。{NOTHING}")
    rows = [
        t.CommissionedPiece(
            person_id=row.id if isinstance(row, t.Person) else None,
            unit_id=row.id if isinstance(row, t.Unit) else None,
            topic_call_id=topic_call_id,
            subject=words,
            asked_on=asked_on,
            due_on=due_on,
            submission_id=None,
            closed_on=None,
            close_reason="",
        )
        for row in asked
    ]
    session.add_all(rows)
    session.flush()
    acting(session).label = f"约稿 {asked[0].name}" if len(asked) == 1 else f"约稿 {len(asked)} 件"
    return tuple(row.id for row in rows)


@operation("修改约稿")
def change_commission(
    session: Session,
    commission_id: int,
    *,
    subject: str,
    due_on: date,
    topic_call_id: int | None,
    reason: str = "",
) -> None:
    """Change what is asked for, or by when; the reason for another day stands in the journal's line.

    Raises Invalid with a sentence per field, also for another day without a reason; Forbidden once it is closed.
    """
    row = _open(session, commission_id)
    topic = _topic(session, topic_call_id)
    words = _subject(subject, topic)
    _refuse_days(row.asked_on, due_on, today=acting(session).at.date())
    put_off = due_on != row.due_on
    if put_off and not reason.strip():
        raise Invalid(f"改交稿期限请写明原因。{NOTHING}", {"reason": "改交稿期限请写明原因。"})
    told = f"，期限 {row.due_on:%m-%d} 改为 {due_on:%m-%d}：{reason.strip()}" if put_off else ""
    row.subject, row.due_on, row.topic_call_id = words, due_on, topic_call_id
    acting(session).label = f"修改约稿 {_name(row)}{told}"


@operation("登记交稿")
def answer(session: Session, commission_id: int, *, submission_id: int) -> None:
    """A piece came in for what was asked; when it came, and how late, the piece itself says.

    The piece is a 约稿 from now on, and answers the topic that it was asked for where it answers none yet. Raises
    Forbidden once it is closed, Missing.
    """
    row = _open(session, commission_id)
    piece = finding.submission(session, submission_id)
    row.submission_id, row.closed_on = piece.id, acting(session).at.date()
    columns = {"is_commissioned": True, "topic_call_id": piece.topic_call_id or row.topic_call_id}
    correct_columns(session, piece, columns, reason=f"完成约稿“{row.subject}”")
    acting(session).label = f"{_name(row)}交稿 {piece.intake_no}"


@operation("不再约稿")
def let_go(session: Session, commission_ids: Sequence[int], *, reason: str) -> None:
    """Wait no longer for what was asked. Raises Invalid without a reason, Forbidden for what is closed already."""
    if not reason.strip():
        raise Invalid(f"请写明不再约的原因。{NOTHING}", {"reason": "请写明原因。"})
    rows = [_open(session, commission_id) for commission_id in commission_ids]
    for row in rows:
        row.closed_on, row.close_reason = acting(session).at.date(), reason.strip()
    acting(session).label = f"不再约稿 {_name(rows[0]) if len(rows) == 1 else f'{len(rows)} 件'}"


@operation("重新约稿")
def reopen(session: Session, commission_id: int, *, due_on: date) -> None:
    """Ask again for what was let go, or was answered with the wrong piece; that piece stays as it is registered.

    Raises Forbidden where it is open, Invalid for a day before it was asked.
    """
    row = _found(session, commission_id)
    if row.closed_on is None:
        raise Forbidden(f"{_name(row)}的约稿“{row.subject}”还没有了结。{NOTHING}")
    _refuse_days(row.asked_on, due_on, today=acting(session).at.date())
    row.submission_id, row.closed_on, row.close_reason, row.due_on = None, None, "", due_on
    acting(session).label = f"重新约稿 {_name(row)}"


def _subject(subject: str, topic: t.TopicCall | None) -> str:
    """What is asked for; the theme of the topic where nothing else is said."""
    words = subject.strip() or (topic.theme if topic else "")
    if not words or len(words) > MAX_SUBJECT:
        told = f"约稿的题目应有 1 到 {MAX_SUBJECT} 个字。"
        raise Invalid(f"{told}{NOTHING}", {"subject": told})
    finding.refuse_secret([words], "subject")
    return words


def _refuse_days(asked_on: date, due_on: date, *, today: date) -> None:
    if asked_on > today:
        raise Invalid(f"约稿日期晚于今天，请核对。{NOTHING}", {"asked_on": "约稿日期晚于今天，请核对。"})
    if due_on < asked_on:
        raise Invalid(f"交稿期限早于约稿日期，请核对。{NOTHING}", {"due_on": "交稿期限早于约稿日期，请核对。"})


def _topic(session: Session, topic_call_id: int | None) -> t.TopicCall | None:
    topic = session.get(t.TopicCall, topic_call_id) if topic_call_id is not None else None
    if topic_call_id is not None and topic is None:
        raise Missing(f"找不到选定的征集要点，可能已被删除。{NOTHING}请刷新后重新选择。")
    return topic


def _person(session: Session, person_id: int) -> t.Person:
    row = session.get(t.Person, person_id)
    if row is None or row.left_on is not None:
        raise Missing(f"要约稿的人不在名册里，可能已退出或被删除。{NOTHING}请刷新后再选。")
    return row


def _unit(session: Session, unit_id: int) -> t.Unit:
    row = session.get(t.Unit, unit_id)
    if row is None or not row.active:
        raise Missing(f"找不到要约稿的单位，可能已停用。{NOTHING}请刷新后再选。")
    return row


def _is_open(session: Session, asked: t.Person | t.Unit, subject: str) -> bool:
    c = t.CommissionedPiece
    whom = c.person_id == asked.id if isinstance(asked, t.Person) else c.unit_id == asked.id
    return session.scalar(select(c.id).where(whom, c.subject == subject, c.closed_on.is_(None)).limit(1)) is not None


def _found(session: Session, commission_id: int) -> t.CommissionedPiece:
    row = session.get(t.CommissionedPiece, commission_id)
    if row is None:
        raise Missing(f"找不到这件约稿，可能已被撤销。{NOTHING}请刷新后再试。")
    return row


def _open(session: Session, commission_id: int) -> t.CommissionedPiece:
    row = _found(session, commission_id)
    if row.closed_on is not None:
        word = "已交稿" if row.submission_id is not None else "已不再约"
        raise Forbidden(f"{_name(row)}的约稿“{row.subject}”{word}。{NOTHING}要再约，请用“重新约稿”。")
    return row


def _name(row: t.CommissionedPiece) -> str:
    asked = row.person or row.unit
    return asked.name if asked else ""
