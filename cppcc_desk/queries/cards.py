"""信息员证: the register, what is due for renewal, and who should have a card or a picture and has none."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from cppcc_desk.domain.cards import (
    CardState,
    entitled,
    last_day_of_term,
    needs_renewal,
    notice_lines,
    runs_until,
    state_of,
)
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.people import term_name
from cppcc_desk.queries.office import setting_values
from cppcc_desk.queries.people import PersonRow, people
from cppcc_desk.queries.portraits import pictured
from cppcc_desk.storage import tables as t


def sequence_name(term: int) -> str:
    """The name under which the serials of a 届 are given, in year 0: a term goes over years."""
    return f"informant_card:{term}"


def last_serial(session: Session, term: int) -> int:
    """The last serial given in a 届, also to what was undone; 0 before the first."""
    n = t.NumberSequence
    return session.scalar(select(n.last).where(n.name == sequence_name(term), n.year == 0)) or 0


@dataclass(frozen=True)
class CardRules:
    """What the office says of cards."""

    number_form: str
    notice: tuple[str, ...]  # on the back
    renewal_days: int
    members: bool  # 委员 get one, too


@dataclass(frozen=True)
class CardRow:
    """One card with its bearer as the roster has them now; `until` is the last day on which it holds by itself."""

    id: int
    number: str
    term: int
    serial: int
    person_id: int
    name: str
    kinds: tuple[str, ...]
    unit: str
    position: str
    info_group: str
    phone: str
    photo: str  # SHA-256 of its bytes, or ""
    in_roster: bool
    issued_on: date
    until: date
    state: CardState
    ended_on: date | None
    end_reason: str
    due: bool  # for renewal: it has run out or soon does, and its bearer should have one

    @property
    def term_name(self) -> str:
        """第十届."""
        return term_name(self.term)


@dataclass(frozen=True)
class Lacking:
    """Somebody who should have a card that holds, or a picture, and has not; `last` is their last card, and its end."""

    person: PersonRow
    card: bool  # lacks a card
    photo: bool  # lacks a picture
    last: str


def card_rules(session: Session, *, on: date) -> CardRules:
    """The rules in force on the day `on`."""
    values = setting_values(session, on=on)
    return CardRules(
        number_form=str(values["card_number"]),
        notice=notice_lines(str(values["card_notice"])),
        renewal_days=int(str(values["card_renewal_days"])),
        members=bool(values["card_for_members"]),
    )


def cards(
    session: Session,
    *,
    on: date,
    term: int | None = None,
    state: CardState | None = None,
    words: str = "",
    days: int | None = None,
) -> tuple[CardRow, ...]:
    """The register: the newest term first, by number; those of one term, in one state, with some words in them.

    `days` before its end a card is due for renewal; None for the office's rule.
    """
    rules = card_rules(session, on=on)
    soon = rules.renewal_days if days is None else days
    roster = {person.id: person for person in people(session, everybody=True)}
    c = t.InformantCard
    query = select(c).join(t.Term).options(joinedload(c.term), joinedload(c.person))
    if term is not None:
        query = query.where(t.Term.number == term)
    found = []
    for card in session.scalars(query.order_by(t.Term.number.desc(), c.serial)):
        person = roster[card.person_id]
        bears = person.active and entitled(person.kinds, members=rules.members)
        row = _row(card, person, on, soon if bears else None)
        if state in (None, row.state) and words in "　".join((row.number, row.name, row.unit, row.position)):
            found.append(row)
    return tuple(found)


def cards_by_id(session: Session, card_ids: Collection[int], *, on: date) -> tuple[CardRow, ...]:
    """Those of the register with these ids, in its order. Raises Missing where one is gone."""
    wanted = frozenset(card_ids)
    found = tuple(card for card in cards(session, on=on) if card.id in wanted)
    if len(found) != len(wanted):
        raise Missing("找不到要打印的信息员证，可能已被撤销。请刷新后再试。")
    return found


def cards_of(session: Session, person_id: int, *, on: date) -> tuple[CardRow, ...]:
    """The cards of one person, the newest first."""
    held = [card for card in cards(session, on=on) if card.person_id == person_id]
    return tuple(sorted(held, key=lambda card: (card.term, card.serial), reverse=True))


def card_numbered(session: Session, number: str, *, on: date) -> CardRow:
    """The card that bears this number. Raises Missing."""
    found = next((card for card in cards(session, on=on) if card.number == number.strip()), None)
    if found is None:
        raise Missing(f"没有编号为“{number}”的信息员证。没有作任何改动。请核对编号。")
    return found


def renewals(session: Session, *, on: date, days: int | None = None) -> tuple[CardRow, ...]:
    """Cards that have run out by `on` or do within `days` (the office's rule), the first to run out first.

    Only of those who should have one still: others' simply run out. What holds as long as the term waits for 换届.
    """
    due = [card for card in cards(session, on=on, days=days) if card.due]
    return tuple(sorted(due, key=lambda card: (card.until, card.term, card.serial)))


def lacking(session: Session, *, on: date, everybody: bool = False) -> tuple[Lacking, ...]:
    """Who of the roster should have a card that nobody ended, and a picture, and lacks one or both.

    Whose card has run out is among `renewals`. `everybody`: those too who need not have one.
    """
    members = card_rules(session, on=on).members
    held: defaultdict[int, list[CardRow]] = defaultdict(list)
    for card in cards(session, on=on):
        held[card.person_id].append(card)
    with_picture = pictured(session)
    made = []
    for person in people(session):
        if not everybody and not entitled(person.kinds, members=members):
            continue
        without = all(card.ended_on is not None for card in held[person.id])
        if without or person.id not in with_picture:
            last = max(held[person.id], key=lambda card: (card.term, card.serial), default=None)
            ended = f"（{last.end_reason}）" if last is not None and last.ended_on is not None else ""
            told = f"{last.number}{ended}" if last is not None else ""
            made.append(Lacking(person, without, person.id not in with_picture, told))
    return tuple(made)


def _row(card: t.InformantCard, person: PersonRow, on: date, soon: int | None) -> CardRow:
    """`soon`: days before its end it is due for renewal; None where its bearer should have none any more."""
    until = runs_until(card.valid_until, card.term.ended)
    term_ends = last_day_of_term(card.term.began, card.term.ended)
    return CardRow(
        id=card.id,
        number=card.card_no,
        term=card.term.number,
        serial=card.serial,
        person_id=person.id,
        name=person.name,
        kinds=person.kinds,
        unit=person.unit,
        position=person.position,
        info_group=person.info_group,
        phone=person.phone,
        photo=card.person.photo,
        in_roster=person.active,
        issued_on=card.issued_on,
        until=until,
        state=state_of(until=until, ended_on=card.ended_on, end_reason=card.end_reason, on=on),
        ended_on=card.ended_on,
        end_reason=card.end_reason,
        due=soon is not None
        and needs_renewal(until=until, ended_on=card.ended_on, term_ends=term_ends, on=on, days=soon),
    )
