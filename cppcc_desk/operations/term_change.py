"""换届: a new term begins, who stays, who leaves, groups and cards anew; the old term is closed and stays readable."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cppcc_desk.domain.cards import EndReason, entitled
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.people import PersonKind, UnitKind, term_name
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.people.belonging import present_term
from cppcc_desk.operations.people.cards import issue_cards
from cppcc_desk.operations.people.leaving import cease
from cppcc_desk.operations.terms import begin_term
from cppcc_desk.queries.cards import card_rules
from cppcc_desk.queries.office import groups
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

# 身份 that are held for a term; who is 工作人员, too, stays in the roster as that.
OF_TERM = frozenset({PersonKind.MEMBER, PersonKind.STANDING_MEMBER, PersonKind.INFORMANT, PersonKind.INVITED_INFORMANT})


@dataclass(frozen=True)
class Changed:
    """What a 换届 did."""

    term_id: int
    stayed: int
    left: int
    cards: int
    led: tuple[str, ...]  # groups that want a 组长 now


@operation("换届")
def change_term(
    session: Session,
    number: int,
    *,
    began: date,
    staying: Collection[int],
    new_groups: bool,
    new_cards: bool,
) -> Changed:
    """Begin term `number`: those of `staying` hold their 身份 in it, all others who held one for a term leave.

    `new_groups`: the groups stay, nobody is in them. `new_cards`: cards of the old term end, whoever stays and should
    have one gets one of the new. All of it is one step that can be undone; only the numbers of the cards stay given.
    Raises Invalid as `begin_term`, and where nobody would stay.
    """
    people = [person for person in _of_term(session) if person.left_on is None]
    kept = [person for person in people if person.id in staying]
    if not kept:
        raise Invalid(f"没有选中留任的人。{NOTHING}", {"staying": "请选定留任的人。"})
    last = began - timedelta(days=1)
    ending = present_term(session)
    term = session.get_one(t.Term, begin_term(session, number, began=began))
    session.flush()
    reason = f"{term_name(ending.number)}届满" if ending else "换届"
    led = cease(session, [p.id for p in people if p not in kept], OF_TERM, on=last, reason=reason)
    for person in kept:
        _go_on(person, term)
        if new_cards:
            _end_cards(person, term, last)
    session.flush()
    if new_groups:
        led = _empty_groups(session, began)
    given = issue_cards(session, _with_card(session, kept)).card_ids if new_cards else ()
    acting(session).label = f"换届：{term_name(number)}，留任 {len(kept)} 人"
    return Changed(term.id, len(kept), len(people) - len(kept), len(given), led)


def _of_term(session: Session) -> Sequence[t.Person]:
    """Whoever holds a 身份 for a term now, in the order of the roster."""
    r = t.PersonRole
    holding = select(r.person_id).where(r.ended.is_(None), r.kind.in_([kind.value for kind in OF_TERM]))
    query = select(t.Person).where(t.Person.id.in_(holding)).order_by(t.Person.id)
    return session.scalars(query.options(selectinload(t.Person.roles), selectinload(t.Person.cards))).all()


def _go_on(person: t.Person, term: t.Term) -> None:
    """The same 身份, in the new term; one that began in it already is of it."""
    for role in [role for role in person.roles if role.ended is None and role.kind in OF_TERM]:
        if role.began is not None and role.began >= term.began:
            role.term = term
            continue
        role.ended = term.began - timedelta(days=1)
        person.roles.append(
            t.PersonRole(kind=role.kind, term=term, began=term.began, ended=None, recommended_by=role.recommended_by)
        )


def _empty_groups(session: Session, began: date) -> tuple[str, ...]:
    """Let nobody be in a group any more who was before `began`; the names of the groups that want a 组长 now.

    Who was put into one since then is of the new groups already.
    """
    a = t.Affiliation
    earlier = a.began.is_(None) | (a.began < began)
    query = select(a).join(t.Unit).where(t.Unit.kind == UnitKind.INFO_GROUP.value, a.ended.is_(None), earlier)
    for held in session.scalars(query):
        held.ended = began - timedelta(days=1)
    session.flush()
    return tuple(group.name for group in groups(session) if not group.leader)


def _end_cards(person: t.Person, term: t.Term, last: date) -> None:
    for card in person.cards:
        if card.ended_on is None and card.term is not term:
            card.ended_on, card.end_reason = max(last, card.issued_on), EndReason.NEW_TERM.value


def _with_card(session: Session, people: Sequence[t.Person]) -> list[int]:
    members = card_rules(session, on=acting(session).at.date()).members
    return [
        person.id
        for person in people
        if entitled({role.kind for role in person.roles if role.ended is None}, members=members)
    ]
