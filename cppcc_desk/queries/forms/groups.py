"""What 签到表 shows of a 信息小组: the people whom the roster counts to it."""

from datetime import datetime

from sqlalchemy.orm import Session

from cppcc_desk.domain import forms
from cppcc_desk.domain.errors import Missing
from cppcc_desk.queries.forms.asked import work_of
from cppcc_desk.queries.office import group_of, groups, office
from cppcc_desk.queries.people import people


def group_id_of(session: Session, name: str) -> int:
    """The id of a group by its name. Raises Missing."""
    found = {group.name: group.id for group in groups(session, all_groups=True)}
    if name not in found:
        raise Missing(f"没有名为“{name}”的信息小组，现有：{'、'.join(found)}；没有写出任何文件。")
    return found[name]


def sign_in(session: Session, group_id: int, now: datetime) -> forms.SignInFacts:
    """Who is in the roster and in use, in its order. Raises Missing."""
    group = group_of(session, group_id)
    return forms.SignInFacts(
        office=office(session, on=now.date()).issued_by,
        printed_on=now.date(),
        group=group.name,
        group_leader=group.leader,
        attendants=tuple(
            forms.Attendant(name=person.name, work=work_of(person))
            for person in people(session)
            if person.info_group_id == group_id
        ),
    )
