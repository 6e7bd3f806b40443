"""People as the name of a picture's file means them."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.portraits import Bearer
from cppcc_desk.storage import tables as t

_NO_DIGIT = re.compile(r"\D")


def portrait_bearers(session: Session) -> tuple[Bearer, ...]:
    """Everybody of the roster in use, in its order."""
    p = t.Person
    query = select(p.id, p.name, p.unit, p.phone, p.other_phone, p.id_no).where(p.left_on.is_(None)).order_by(p.id)
    return tuple(
        Bearer(key, name, unit, _NO_DIGIT.sub("", phone), _NO_DIGIT.sub("", other), id_no)
        for key, name, unit, phone, other, id_no in session.execute(query)
    )


def pictured(session: Session) -> frozenset[int]:
    """The ids of those who have a picture."""
    return frozenset(session.scalars(select(t.Person.id).where(t.Person.photo != "")))
