"""合并为一人: two records of the roster that are one person."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.cards import EndReason
from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.people.entering import found
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

# What the person who stays does not say is taken from the other record.
_FILLED_UP = (
    "gender",
    "ethnicity",
    "born_on",
    "id_no",
    "unit",
    "position",
    "phone",
    "other_phone",
    "remark",
    "photo",
)  # fmt: skip
SAME_PERSON = "与另一条登记是同一人"


@operation("合并为一人")
def unite(session: Session, person_id: int, *, other_id: int) -> None:
    """Make `other_id` one with `person_id`, who stays: pieces, attendance, cards, 约稿, 身份 and units go over.

    Where both were at one meeting, one attendance stays. Undone, both are as they were. Raises Missing, and Forbidden
    for a person with themselves.
    """
    kept, other = found(session, person_id), found(session, other_id)
    if kept is other:
        raise Forbidden(f"请选择两条不同的登记。{NOTHING}")
    for column in _FILLED_UP:
        if not getattr(kept, column):
            setattr(kept, column, getattr(other, column))
    _hand_over(session, kept, other)
    if kept.left_on is not None and other.left_on is None:  # one of the two is there: so is the person
        kept.left_on, kept.left_reason = None, ""
    today = acting(session).at.date()
    other.left_on, other.left_reason, other.merged_into_id = other.left_on or today, SAME_PERSON, kept.id
    for earlier in session.scalars(select(t.Person).where(t.Person.merged_into_id == other.id)):
        earlier.merged_into_id = kept.id
    acting(session).label = f"合并为一人 {kept.name}"


def _hand_over(session: Session, kept: t.Person, other: t.Person) -> None:
    for contributor in session.scalars(select(t.Contributor).where(t.Contributor.person_id == other.id)):
        contributor.person_id = kept.id
    attended = set(session.scalars(select(t.Attendance.occasion_id).where(t.Attendance.person_id == kept.id)))
    for attendance in session.scalars(select(t.Attendance).where(t.Attendance.person_id == other.id)):
        if attendance.occasion_id in attended:
            session.delete(attendance)
        else:
            attendance.person_id = kept.id
    of_terms = {card.term_id for card in kept.cards if card.ended_on is None}
    for card in list(other.cards):
        card.person_id = kept.id
        if card.ended_on is None and card.term_id in of_terms:  # one person holds one card of a term
            card.ended_on, card.end_reason = acting(session).at.date(), EndReason.UNITED.value
    for piece in session.scalars(select(t.CommissionedPiece).where(t.CommissionedPiece.person_id == other.id)):
        piece.person_id = kept.id
    present_roles = {role.kind for role in kept.roles if role.ended is None}
    for role in list(other.roles):
        if role.ended is not None or role.kind not in present_roles:
            other.roles.remove(role)
            kept.roles.append(role)
    present_units = {a.unit_id for a in kept.affiliations if a.ended is None}
    for affiliation in list(other.affiliations):
        if affiliation.ended is not None or affiliation.unit_id not in present_units:
            other.affiliations.remove(affiliation)
            kept.affiliations.append(affiliation)
