"""征集要点 of a quarter: set up, changed, put in order, carried over; pieces linked to the topic they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.topics import MAX_TOPICS, Quarter, length_problem, problems
from cppcc_desk.operations import finding
from cppcc_desk.operations.correcting import correct_columns
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@dataclass(frozen=True, kw_only=True)
class TopicEntry:
    """One topic as entered; `id` None for a new one."""

    id: int | None = None
    theme: str
    angles: str = ""
    lead_unit_id: int | None = None
    due_on: date | None = None


@operation("修改征集要点")
def save_topics(session: Session, quarter: Quarter, entries: Sequence[TopicEntry]) -> tuple[int, ...]:
    """Make the topics of `quarter` exactly these, in this order; their ids.

    Raises Invalid with a sentence per field, Forbidden for taking out a topic that pieces answer or 约稿 ask for.
    """
    themes = [entry.theme.strip() for entry in entries]
    _refuse(problems(themes), "theme")
    c = t.TopicCall
    present = select(c).where(c.year == quarter.year, c.quarter == quarter.number)
    there = {row.id: row for row in session.scalars(present)}
    for entry, theme in zip(entries, themes, strict=True):
        held = there.get(entry.id or 0)
        if held is None or theme != held.theme:  # a theme that is there already never stands in the way of the others
            _refuse(length_problem(theme), "theme")
        finding.refuse_secret([theme], "theme")
        finding.refuse_secret(entry.angles.splitlines(), "angles")
    kept = {entry.id for entry in entries}
    for row in there.values():
        if row.id not in kept:
            _refuse_answered(session, row)
            session.delete(row)
    session.flush()  # a theme may go from one topic to another
    _free(session, [(there[e.id], theme) for e, theme in zip(entries, themes, strict=True) if e.id in there])
    made: list[t.TopicCall] = []
    for position, (entry, theme) in enumerate(zip(entries, themes, strict=True)):
        row = there.get(entry.id or 0) or c(
            year=quarter.year, quarter=quarter.number, position=position, theme=theme, angles=""
        )
        row.theme, row.angles, row.position = theme, entry.angles.strip(), position
        row.lead_unit_id, row.due_on = entry.lead_unit_id, entry.due_on
        made.append(row)
    session.flush()  # what is new may have the theme that one of those there had
    session.add_all(made)
    session.flush()
    acting(session).label = f"修改{quarter.words}征集要点"
    return tuple(row.id for row in made)


def _refuse(problem: str, field: str) -> None:
    if problem:
        raise Invalid(f"{problem}{NOTHING}", {field: problem})


def _free(session: Session, renamed: Sequence[tuple[t.TopicCall, str]]) -> None:
    """Take the themes off those that are to bear the theme of another one: no two may have the same for a moment."""
    held = {row.theme for row, theme in renamed if row.theme != theme}
    if any(theme in held for row, theme in renamed if row.theme != theme):
        for row, theme in renamed:
            if row.theme != theme:
                row.theme = f"\t{row.id}"  # no theme begins with a blank
        session.flush()


def _refuse_answered(session: Session, row: t.TopicCall) -> None:
    s = t.Submission
    total = select(func.count(s.id), func.count(s.deleted_at)).where(s.topic_call_id == row.id)
    answered, binned = session.execute(total).one()
    asked = session.scalar(select(func.count()).where(t.CommissionedPiece.topic_call_id == row.id))
    if answered or asked:
        pieces = f"来稿 {answered} 篇{f'（其中回收站里 {binned} 篇）' if binned else ''}" if answered else ""
        told = "、".join(filter(None, (pieces, f"约稿 {asked} 件" if asked else "")))
        way = "回收站里的来稿，恢复以后才能取消对应。" if binned else ""
        raise Forbidden(f"要点“{row.theme}”已有{told}对应，不能去掉。{NOTHING}{way}")


@operation("沿用征集要点")
def carry_over(session: Session, quarter: Quarter) -> tuple[str, ...]:
    """Copy the topics of `quarter` that no piece answers to the end of the next quarter's, without 截止; their themes.

    What the next quarter has already is left out. Raises Forbidden where nothing is left to copy.
    """
    c, following = t.TopicCall, quarter.next
    answered = select(t.Submission.topic_call_id).where(
        t.Submission.topic_call_id.is_not(None), t.Submission.deleted_at.is_(None)
    )
    unanswered = session.scalars(
        select(c)
        .where(c.year == quarter.year, c.quarter == quarter.number, c.id.not_in(answered))
        .order_by(c.position, c.id)
    )
    there = list(session.scalars(select(c).where(c.year == following.year, c.quarter == following.number)))
    known = {row.theme for row in there}
    place = max((row.position for row in there), default=-1) + 1
    copied = [row for row in unanswered if row.theme not in known]
    if not copied:
        raise Forbidden(f"{quarter.words}没有可以沿用的要点：都有来稿对应，或者{following.words}已有。{NOTHING}")
    if len(there) + len(copied) > MAX_TOPICS:
        raise Forbidden(f"沿用以后{following.words}超过 {MAX_TOPICS} 条要点。{NOTHING}请先删去一些。")
    session.add_all(
        c(
            year=following.year,
            quarter=following.number,
            position=place + number,
            theme=row.theme,
            angles=row.angles,
            lead_unit_id=row.lead_unit_id,
            due_on=None,
        )
        for number, row in enumerate(copied)
    )
    acting(session).label = f"沿用要点 {len(copied)} 条到{following.words}"
    return tuple(row.theme for row in copied)


@operation("对应征集要点")
def link_pieces(session: Session, topic_call_id: int | None, submission_ids: Sequence[int], *, reason: str = "") -> int:
    """Say of pieces that they answer a topic, or with None that they answer none; how many changed.

    For each it is a 更正登记, so a piece that is issued already needs a reason (Invalid). Raises Missing.
    """
    topic = session.get(t.TopicCall, topic_call_id) if topic_call_id is not None else None
    if topic_call_id is not None and topic is None:
        raise Missing(f"找不到这条征集要点，可能已被删除。{NOTHING}请刷新后再试。")
    pieces = [finding.submission(session, submission_id) for submission_id in submission_ids]
    changed = sum(correct_columns(session, p, {"topic_call_id": topic_call_id}, reason=reason) for p in pieces)
    acting(session).label = f"{changed} 篇对应要点“{topic.theme}”" if topic else f"取消对应要点 {changed} 篇"
    return changed
