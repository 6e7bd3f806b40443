"""What the form about a newsletter says."""

from datetime import datetime

from sqlalchemy.orm import Session

from cppcc_desk.domain.forms import CopyLine, DistributionFacts
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.queries import newsletters
from cppcc_desk.queries.office import office


def distribution(session: Session, quarter: Quarter, *, now: datetime) -> DistributionFacts:
    """The distribution list of the newsletter of a quarter: as it was issued, or as it would be.

    Raises Missing without a scheme of points, by which it is counted.
    """
    unit = office(session, on=now.date()).office_short_name
    held = newsletters.found(session, quarter)
    if held is not None and held.row.issued_at is not None:
        lines = tuple(
            CopyLine(
                name=row.name,
                about=row.about,
                reason=row.kind,
                copies=row.copies,
                received_on=row.received_on,
                received_by=row.received_by,
            )
            for row in newsletters.copies(session, held.row.id)
        )
        return DistributionFacts(office=unit, printed_on=now.date(), name=held.row.name, lines=lines)
    made = newsletters.composed(session, quarter, now=now)
    lines = tuple(
        CopyLine(name=one.name, about=one.about, reason=one.kind, copies=one.copies) for one in made.recipients
    )
    name = f"《{made.plan.head.mark}》{quarter.year}年第{made.content.fields['issue_no']}期（草稿）"
    return DistributionFacts(office=unit, printed_on=now.date(), name=name, lines=lines)
