"""What 聘书 shows of a person: as what and by whom they are appointed, and until when."""

from datetime import datetime

from sqlalchemy.orm import Session

from cppcc_desk.domain import forms
from cppcc_desk.domain.cards import CardState, post_of
from cppcc_desk.domain.errors import Forbidden, Missing
from cppcc_desk.domain.naming import body_of
from cppcc_desk.queries import terms
from cppcc_desk.queries.cards import cards_of
from cppcc_desk.queries.office import office
from cppcc_desk.queries.people import people


def appointment(session: Session, person_id: int, now: datetime) -> forms.AppointmentFacts:
    """As long as the card that the person holds now, else until the end of the present term, from a day that is the
    pen's; of a term that should be over the last day is the pen's, too.

    Raises Missing, and Forbidden for somebody who has left the roster.
    """
    person = next((person for person in people(session, everybody=True) if person.id == person_id), None)
    if person is None:
        raise Missing("找不到这个人，可能已被删除或与别人合并。没有写出任何文件。请刷新后再试。")
    if not person.active:
        raise Forbidden(f"{person.name}已退出名册，不能再出聘书。没有写出任何文件。要再聘请，请先让其回到名册。")
    today = now.date()
    name = office(session, on=today).office_name
    held = next((card for card in cards_of(session, person_id, on=today) if card.state is CardState.VALID), None)
    present = terms.present(session)
    term = held.term if held is not None else present.number if present is not None else None
    last_day = present.last_day if present is not None and present.last_day >= today else None
    return forms.AppointmentFacts(
        office=body_of(name),
        body=body_of(name, term),
        printed_on=today,
        name=person.name,
        post=post_of(person.kinds),
        since=held.issued_on if held is not None else None,
        until=held.until if held is not None else last_day,
        number=held.number if held is not None else "",
    )
