"""表彰: who is commended in a year, decided by the office after what the scheme proposes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.scoring.by_hand import name_of
from cppcc_desk.queries.scoring.roster import subject_of
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

EXCELLENT = "优秀信息"


@dataclass(frozen=True, kw_only=True)
class AwardEntry:
    """Somebody commended, or a piece; `note` says why, where it is not as proposed."""

    subject: Subject | None = None
    submission_id: int | None = None
    note: str = ""


@operation("确定表彰名单")
def decide_awards(session: Session, year: int, tier: str, group: str, entries: Sequence[AwardEntry]) -> None:
    """Make the list of one tier in one group exactly this, in this order; an empty one takes it back.

    Raises Invalid for somebody named twice, Missing for who is not there.
    """
    keys = [(entry.subject, entry.submission_id) for entry in entries]
    if len(set(keys)) != len(keys):
        raise Invalid(f"同一个人、单位或稿件在名单里出现了两次。{NOTHING}")
    a = t.Award
    for row in session.scalars(select(a).where(a.year == year, a.tier == tier, a.group == group)):
        session.delete(row)
    session.flush()
    _refuse_twice(session, year, tier, group, entries)
    for position, entry in enumerate(entries):
        session.add(
            a(year=year, tier=tier, group=group, position=position, note=entry.note.strip(), **_of(session, entry))
        )
    acting(session).label = f"{year} 年度{tier}{f'（{group}）' if group else ''} {len(entries)} 名"


def _refuse_twice(session: Session, year: int, tier: str, group: str, entries: Sequence[AwardEntry]) -> None:
    """Somebody of two groups may be commended in one of them only."""
    a = t.Award
    others = session.scalars(select(a).where(a.year == year, a.tier == tier, a.group != group))
    there = {subject_of(row.person_id, row.unit_id): row.group for row in others if row.submission_id is None}
    for entry in entries:
        if entry.subject is not None and entry.subject in there:
            name = name_of(session, entry.subject)
            raise Invalid(f"{name}已在“{there[entry.subject]}”里列入{tier}，一个称号只给一次。{NOTHING}")


def _of(session: Session, entry: AwardEntry) -> dict[str, int]:
    if entry.subject is None:
        return {"submission_id": finding.submission(session, entry.submission_id or 0).id}
    name_of(session, entry.subject)
    return {"person_id" if entry.subject.ledger is Ledger.PERSON else "unit_id": entry.subject.id}
