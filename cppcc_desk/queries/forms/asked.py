"""What a form is asked about, and what is said of people on every one of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cppcc_desk.domain.people import PersonFacts, PersonKind, unit_and_post
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.queries.occasions import AttendanceRow
from cppcc_desk.queries.office import Office
from cppcc_desk.queries.people import PersonRow
from cppcc_desk.queries.submissions import SubmissionDetail

_MEMBERS = frozenset({PersonKind.MEMBER, PersonKind.STANDING_MEMBER})


@dataclass(frozen=True)
class Asked:
    """One submission as it stands now, and which of its destinations the form is for; "" where none was named."""

    session: Session
    detail: SubmissionDetail
    office: Office
    now: datetime
    destination: str


def people_of(d: SubmissionDetail) -> tuple[Contributor | None, tuple[str, ...]]:
    lead = d.contributors[0] if d.contributors else None
    return lead, tuple(c.name for c in d.contributors[1:])


def courtesy_of(kind: str | None) -> str:
    """What follows a name in an address."""
    return "委员" if kind in _MEMBERS else "同志"


def work_of(who: Contributor | PersonFacts | PersonRow | AttendanceRow | None) -> str:
    """单位职务; the unit is not said twice."""
    if who is None:
        return ""
    return unit_and_post(who.unit, who.position)
