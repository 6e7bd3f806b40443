"""What 聘书 shows of a person: as what and by whom they are appointed, and until when."""

from datetime import datetime

from sqlalchemy.orm import Session

from cppcc_desk.domain import forms
from cppcc_desk.domain.cards import post_of
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.naming import body_of
from cppcc_desk.queries import terms
from cppcc_desk.queries.cards import cards_of
from cppcc_desk.queries.office import office
from cppcc_desk.queries.people import people


def appointment(session: Session, person_id: int, now: datetime) -> forms.AppointmentFacts:
    """As long as the card that the person holds, else until the end of the term from a day that is the pen's.

    Raises Missing.
    """
    person = next((person for person in people(session, everybody=True) if person.id == person_id), None)
    if person is None:
        raise Missing("找不到这个人，可能已被删除或与别人合并。没有写出任何文件。请刷新后再试。")
    name = office(session, on=now.date()).office_name
    held = next((card for card in cards_of(session, person_id, on=now.date()) if card.ended_on is None), None)
    present = terms.present(session)
    term = held.term if held is not None else present.number if present is not None else None
    return forms.AppointmentFacts(
        office=body_of(name),
        body=body_of(name, term),
        printed_on=now.date(),
        name=person.name,
        post=post_of(person.kinds),
        since=held.issued_on if held is not None else None,
        until=held.until if held is not None else present.last_day if present is not None else None,
        number=held.number if held is not None else "",
    )
