"""合并为一人: two records of the roster that are one person."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.cards import EndReason
from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.domain.occasions import Presence
from cppcc_desk.domain.people import FACTS, GROUP_LEADER
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.people.entering import found
from cppcc_desk.operations.scoring.handing_over import hand_over_scores
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

# What says more of somebody who was asked to a meeting twice, the most last.
_SAYS_MORE = (Presence.PENDING.value, Presence.ABSENT.value, Presence.EXCUSED.value, Presence.CAME.value)
SAME_PERSON = "与另一条登记是同一人"


@operation("合并为一人")
def unite(session: Session, person_id: int, *, other_id: int) -> None:
    """Make `other_id` one with `person_id`, who stays: pieces, attendance, cards, 约稿, 身份 and units go over.

    What the one who stays does not say is taken from the other.
    Of one meeting that both were asked to one attendance stays, which says all that either said. Units of the other
    end today where the one who stays has one of that kind, but for a group that the other leads. Undone, both are as
    they were. Raises Missing, and Forbidden for a person with themselves.
    """
    kept, other = found(session, person_id), found(session, other_id)
    if kept is other:
        raise Forbidden(f"请选择两条不同的登记。{NOTHING}")
    for fact in (*FACTS, "photo"):
        if not getattr(kept, fact):
            setattr(kept, fact, getattr(other, fact))
    _hand_over(session, kept, other)
    if kept.left_on is not None and other.left_on is None:  # one of the two is there: so is the person
        kept.left_on, kept.left_reason = None, ""
    today = acting(session).at.date()
    other.left_on, other.left_reason, other.merged_into_id = other.left_on or today, SAME_PERSON, kept.id
    for earlier in session.scalars(select(t.Person).where(t.Person.merged_into_id == other.id)):
        earlier.merged_into_id = kept.id
    acting(session).label = f"合并为一人 {kept.name}"


def _hand_over(session: Session, kept: t.Person, other: t.Person) -> None:
    _hand_over_pieces(session, kept, other)
    of_terms = {card.term_id for card in kept.cards if card.ended_on is None}
    for card in list(other.cards):
        card.person_id = kept.id
        if card.ended_on is None and card.term_id in of_terms:  # one person holds one card of a term
            card.ended_on, card.end_reason = acting(session).at.date(), EndReason.UNITED.value
    for piece in session.scalars(select(t.CommissionedPiece).where(t.CommissionedPiece.person_id == other.id)):
        piece.person_id = kept.id
    hand_over_scores(session, Subject(Ledger.PERSON, other.id), Subject(Ledger.PERSON, kept.id))
    present = {role.kind for role in kept.roles if role.ended is None}
    for role in list(other.roles):
        other.roles.remove(role)
        if role.ended is not None or role.kind not in present:
            kept.roles.append(role)
    _hand_over_attendance(session, kept, other)
    _hand_over_units(kept, other, today=acting(session).at.date())


def _hand_over_pieces(session: Session, kept: t.Person, other: t.Person) -> None:
    """A piece that names both names one of them, in the first place that either had."""
    c = t.Contributor
    own = {row.submission_id: row for row in session.scalars(select(c).where(c.person_id == kept.id))}
    for contributor in session.scalars(select(c).where(c.person_id == other.id)):
        contributor.person_id = kept.id
        if (same := own.get(contributor.submission_id)) is not None:
            session.delete(max(same, contributor, key=lambda row: row.position))


def _hand_over_attendance(session: Session, kept: t.Person, other: t.Person) -> None:
    asked = {a.occasion_id: a for a in session.scalars(select(t.Attendance).where(t.Attendance.person_id == kept.id))}
    for attendance in session.scalars(select(t.Attendance).where(t.Attendance.person_id == other.id)):
        same = asked.get(attendance.occasion_id)
        if same is None:
            attendance.person_id = kept.id
            continue
        same.presence = max(same.presence, attendance.presence, key=_SAYS_MORE.index)
        same.spoke = same.spoke or attendance.spoke
        same.remark = same.remark or attendance.remark
        session.delete(attendance)


def _hand_over_units(kept: t.Person, other: t.Person, *, today: date) -> None:
    present = [a for a in kept.affiliations if a.ended is None]
    for affiliation in list(other.affiliations):
        other.affiliations.remove(affiliation)
        same = next((a for a in present if a.unit is affiliation.unit), None)
        if affiliation.ended is None and same is not None:
            same.role = same.role or affiliation.role
            continue
        of_kind = any(a.unit.kind == affiliation.unit.kind for a in present)
        if affiliation.ended is None and of_kind and affiliation.role != GROUP_LEADER:
            affiliation.ended = max(today, affiliation.began or today)
        kept.affiliations.append(affiliation)
