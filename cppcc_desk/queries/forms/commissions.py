"""What 约稿函 and 约稿催办 show: all that was asked of one person or unit among what is chosen."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from cppcc_desk.domain import forms
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.queries import commissions, topics
from cppcc_desk.queries.commissions import CommissionRow
from cppcc_desk.queries.forms.asked import courtesy_of
from cppcc_desk.queries.office import office


def commissioned(session: Session, commission_ids: Sequence[int], now: datetime) -> tuple[forms.CommissionFacts, ...]:
    """The facts of a letter to each addressee, in the order of what is chosen.

    Raises Missing, and Forbidden for what is not waited for any more.
    """
    today = now.date()
    rows = [commissions.commission(session, commission_id, today=today) for commission_id in commission_ids]
    if closed := next((row for row in rows if not row.waiting), None):
        raise Forbidden(f"{closed.name}的约稿“{closed.subject}”{closed.standing}，不用再发函；没有写出任何文件。")
    addressees = dict.fromkeys((row.person_id, row.unit_id) for row in rows)
    return tuple(
        _facts(session, [row for row in rows if (row.person_id, row.unit_id) == addressee], now)
        for addressee in addressees
    )


def _facts(session: Session, rows: Sequence[CommissionRow], now: datetime) -> forms.CommissionFacts:
    known, first = office(session, on=now.date()), rows[0]
    return forms.CommissionFacts(
        office=known.issued_by,
        printed_on=now.date(),
        addressee=first.name,
        courtesy=courtesy_of(first.kind) if first.person_id is not None else "",
        of_unit=first.person_id is None,
        pieces=tuple(_piece(session, row) for row in rows),
        length_limit=known.length_limit,
    )


def _piece(session: Session, row: CommissionRow) -> forms.AskedPiece:
    about = topics.topic(session, row.topic_call_id) if row.topic_call_id is not None else None
    return forms.AskedPiece(
        subject=row.subject,
        topic=row.topic if row.topic != row.subject else "",
        angles=about.angles if about else "",
        asked_on=row.asked_on,
        due_on=row.due_on,
        standing=row.standing,
        late=row.urgency is Urgency.OVERDUE,
    )
