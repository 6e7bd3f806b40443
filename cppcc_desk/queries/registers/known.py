"""What an older ledger is laid beside: the pieces that are there, the destinations, the groups, the people."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.outcomes import OutcomeKind
from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.registers.history import squeezed
from cppcc_desk.domain.registers.proposing import Known, KnownPiece
from cppcc_desk.domain.registers.understanding import Office
from cppcc_desk.domain.step_fields import split
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.queries.office import destinations, groups, journals
from cppcc_desk.queries.people import people
from cppcc_desk.queries.registers.material import Material
from cppcc_desk.storage import tables as t


def known_pieces(session: Session) -> Known:
    """Every piece with where it went and what became of it."""
    s = t.Submission
    columns = (s.id, s.year, s.serial, s.title, s.original_title, s.received_at, s.submitting_unit, s.deleted_at)
    rows = session.connection().execute(select(*columns).order_by(s.year, s.serial)).all()
    material = Material(session, [row.id for row in rows if row.deleted_at is None])
    material.load_people()
    material.load_dispatches()
    material.load_outcomes((OutcomeKind.ADOPTION, OutcomeKind.INSTRUCTION))
    material.load_own()
    found = []
    for row in rows:
        if row.deleted_at is not None:
            continue
        who = "、".join(person.name for person in material.people.get(row.id, ())) or row.submitting_unit
        heard = [entry for _, entry in material.outcomes.get(row.id, ())]
        found.append(
            KnownPiece(
                id=row.id,
                number=(row.year, row.serial),
                title=row.title,
                about=(squeezed(row.title), squeezed(who)),
                received_on=row.received_at.date().isoformat(),
                dispatches=tuple(told for _, told, _ in material.dispatches.get(row.id, ())),
                outcomes=(*heard, *material.own.get(row.id, ())),
            )
        )
    return Known(
        pieces=tuple(found),
        usual_form={d.name: d.default_form for d in destinations(session, all_destinations=True)},
        taken=frozenset((row.year, row.serial) for row in rows),
    )


def ledger_office(session: Session, *, today: date) -> Office:
    """The office's own words."""
    named: dict[str, str] = {}
    for row in destinations(session, all_destinations=True):
        for name in (row.name, *split(row.aliases)):
            named.setdefault(name, row.name)
    by_name: dict[str, list[Contributor]] = defaultdict(list)
    for person in people(session, everybody=True):
        by_name[person.name].append(
            Contributor(
                name=person.name,
                person_id=person.id,
                kind=PersonKind(person.kind),
                unit=person.unit,
                position=person.position,
                phone=person.phone,
                sector=person.sector,
                committee=person.committee,
                town=person.town,
                party=person.party,
            )
        )
    first = next((journal.name for journal in journals(session)), "")
    return Office(
        today=today,
        destinations=named,
        groups=frozenset(group.name for group in groups(session, all_groups=True)),
        journal=first,
        people=by_name,
    )
