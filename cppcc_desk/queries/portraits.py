"""People as the name of a picture's file, or a word of a command, means them."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.portraits import Bearer, bearers
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


def person_meant(session: Session, words: str) -> Bearer:
    """The one person that a name means, with a phone number or a unit where two bear it. Raises Missing, Invalid."""
    found = bearers(words, portrait_bearers(session))
    if not found:
        raise Missing(f"名册里没有“{words}”。没有作任何改动。请核对姓名。")
    if len(found) > 1:
        told = "、".join(f"{person.name}（{person.unit or '单位未填'}）" for person in found)
        raise Invalid(f"“{words}”有 {len(found)} 位：{told}。没有作任何改动。请在姓名后面加上单位或电话。")
    return found[0]
