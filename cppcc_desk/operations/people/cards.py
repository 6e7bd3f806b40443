"""信息员证: issued to many at once, renewed, reported lost, replaced, ended.

Issuing can be undone, like the registering of a piece: it puts people into a register, and a card leaves the building
only on paper. Its number is given for good all the same, for that paper may be printed already: undone, it leaves a gap
that the register of numbers shows, and no other card ever bears it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.cards import EndReason, card_number, last_day_of_term
from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.people import term_name
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.people.belonging import present_term
from cppcc_desk.operations.people.entering import found
from cppcc_desk.operations.registering import next_number
from cppcc_desk.queries.cards import card_rules, last_serial, sequence_name
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation
from cppcc_desk.storage.given import raise_sequence

LONGEST_YEARS = 10  # a later end of validity is a slip of the pen
LARGEST_SERIAL = 99_999


@dataclass(frozen=True)
class Skipped:
    """Somebody who got no card, and why."""

    name: str
    why: str


@dataclass(frozen=True)
class Given:
    """The cards that were issued or made to hold longer, with their numbers, and who was passed over."""

    card_ids: tuple[int, ...]
    numbers: tuple[str, ...]
    skipped: tuple[Skipped, ...]


@operation("发信息员证")
def issue_cards(
    session: Session, person_ids: Sequence[int], *, valid_until: date | None = None, first: int | None = None
) -> Given:
    """Give each person a card of the present 届, numbered in this order; until the end of the term if no day is said.

    Who has left or holds a card of this term is passed over and told. `first` is the serial to go on from, for an
    office that has given numbers by hand. Raises Invalid where no term runs, for a day in the past, or for numbers that
    were given already.
    """
    term = _present_term(session)
    until = _until(session, term, valid_until)
    getting: list[t.Person] = []
    skipped: list[Skipped] = []
    for person_id in dict.fromkeys(person_ids):
        person = found(session, person_id)
        held = _holds(person, term)
        if person.left_on is not None:
            skipped.append(Skipped(person.name, "已退出名册"))
        elif held is not None:
            skipped.append(Skipped(person.name, f"已有{term_name(term.number)}的证 {held.card_no}"))
        else:
            getting.append(person)
    if first is not None and getting:  # numbers passed over are given for good: only where a card follows
        _go_on_from(session, term, first)
    made = [_issue(session, person, term, until) for person in getting]
    return _given(session, made, skipped, "发信息员证")


@operation("换发信息员证")
def renew_cards(session: Session, card_ids: Sequence[int], *, valid_until: date | None = None) -> Given:
    """Let cards hold on until a day, if none is said until the end of the term.

    A card of the present 届 keeps its number and is printed anew; for one of an earlier 届 its bearer gets a new card.
    Cards that were ended, and those of people who have left, are passed over and told. Raises as `issue_cards`.
    """
    term = _present_term(session)
    until = _until(session, term, valid_until)
    made: list[t.InformantCard] = []
    skipped: list[Skipped] = []
    for card_id in dict.fromkeys(card_ids):
        card = _found(session, card_id)
        person, number = card.person, card.card_no
        if card.ended_on is not None:
            skipped.append(Skipped(person.name, f"{number} 已因“{card.end_reason}”失效"))
        elif person.left_on is not None:
            skipped.append(Skipped(person.name, "已退出名册"))
        elif card.term is not term and _holds(person, term):
            skipped.append(Skipped(person.name, f"已有{term_name(term.number)}的证"))
        elif card.term is not term:
            made.append(_issue(session, person, term, until))
        elif card.valid_until == until:
            skipped.append(Skipped(person.name, f"{number} 本来就到这一天"))
        else:
            card.valid_until = until
            made.append(card)
    return _given(session, made, skipped, "换发信息员证")


@operation("信息员证挂失")
def report_loss(session: Session, card_id: int, *, on: date, replace: bool) -> str:
    """End a card that was lost `on` a day; with `replace` its bearer gets another number at once, which is returned.

    Raises Forbidden for a card that was ended before, Invalid for a day out of its time.
    """
    card = _running(session, card_id)
    _end(session, card, on=on, reason=EndReason.LOST)
    label = f"信息员证挂失 {card.card_no} {card.person.name}"
    number = _replacement(session, card) if replace else ""
    acting(session).label = f"{label}，补办 {number}" if number else label
    return number


@operation("补办信息员证")
def replace_card(session: Session, card_id: int) -> str:
    """Give the bearer of a lost, damaged or outdated card another one with a new number, which is returned.

    One that was ended stays ended as it was, one that holds ends as 换发. Raises Forbidden where the bearer has left or
    holds another card of the present 届.
    """
    card = _found(session, card_id)
    if card.ended_on is None:
        _end(session, card, on=acting(session).at.date(), reason=EndReason.REPLACED)
    number = _replacement(session, card)
    acting(session).label = f"补办信息员证 {card.card_no} → {number} {card.person.name}"
    return number


@operation("注销信息员证")
def end_cards(session: Session, card_ids: Sequence[int], *, on: date, reason: str) -> tuple[str, ...]:
    """End cards on a day for a reason, such as 退回; the numbers of those that were not ended before.

    Raises Invalid without a reason or for a day out of their time.
    """
    if not reason.strip():
        raise Invalid(f"注销信息员证请写明原因。{NOTHING}", {"reason": "请写明原因。"})
    rows = [card for card_id in dict.fromkeys(card_ids) if (card := _found(session, card_id)).ended_on is None]
    for card in rows:
        _end(session, card, on=on, reason=reason.strip())
    numbers = tuple(card.card_no for card in rows)
    if rows:
        acting(session).label = f"注销信息员证 {_several(numbers)}：{reason.strip()}"
    return numbers


# ------------------------------------------------------------------------------------------------ rows


def _present_term(session: Session) -> t.Term:
    term = present_term(session)
    if term is None:
        problem = "还没有登记现在是第几届，信息员证按届编号。"
        raise Invalid(f"{problem}{NOTHING}请先登记届次。", {"term": problem})
    return term


def _until(session: Session, term: t.Term, wanted: date | None) -> date:
    today = acting(session).at.date()
    until = wanted or last_day_of_term(term.began, term.ended)
    if until < today:
        told = "有效期早于今天。" if wanted else f"{term_name(term.number)}按五年算已经期满，请写明有效期到哪一天。"
        raise Invalid(f"{told}{NOTHING}", {"valid_until": told})
    if until.year > today.year + LONGEST_YEARS:
        raise Invalid(f"有效期在十年以后，请核对。{NOTHING}", {"valid_until": "有效期在十年以后，请核对。"})
    return until


def _go_on_from(session: Session, term: t.Term, first: int) -> None:
    last = last_serial(session, term.number)
    if not 1 <= first <= LARGEST_SERIAL:
        raise Invalid(f"起始号应为 1 到 {LARGEST_SERIAL} 的整数。{NOTHING}", {"first": "请填写 1 以上的整数。"})
    if first <= last:
        problem = f"本届已经编到 {last} 号，用过的号不能再用；起始号应大于 {last}。"
        raise Invalid(f"{problem}{NOTHING}", {"first": problem})
    raise_sequence(session, sequence_name(term.number), 0, first - 1)


def _issue(session: Session, person: t.Person, term: t.Term, until: date) -> t.InformantCard:
    """A card with the next number; what its bearer held of earlier terms ends."""
    today = acting(session).at.date()
    serial, number = _next(session, term)
    for card in person.cards:
        if card.ended_on is None:
            card.ended_on, card.end_reason = today, EndReason.NEW_TERM.value
    card = t.InformantCard(
        term=term,
        serial=serial,
        card_no=number,
        issued_on=today,
        valid_until=until,
        ended_on=None,
        end_reason="",
    )
    person.cards.append(card)
    return card


def _next(session: Session, term: t.Term) -> tuple[int, str]:
    """The next serial of the term and the number that says it; one that a card in another form bears is left out."""
    form = card_rules(session, on=acting(session).at.date()).number_form
    while True:
        serial = next_number(session, sequence_name(term.number), 0)
        number = card_number(form, term=term.number, began=term.began, serial=serial)
        if session.scalar(select(t.InformantCard.id).where(t.InformantCard.card_no == number)) is None:
            return serial, number


def _replacement(session: Session, card: t.InformantCard) -> str:
    person, term = card.person, _present_term(session)
    if person.left_on is not None:
        raise Forbidden(f"{person.name}已退出名册，不能补办信息员证。{NOTHING}")
    if held := _holds(person, term):
        raise Forbidden(f"{person.name}已有有效的证 {held.card_no}，不能再补办。{NOTHING}")
    today = acting(session).at.date()
    kept = card.valid_until if card.term is term and card.valid_until >= today else None
    made = _issue(session, person, term, _until(session, term, kept))
    session.flush()
    return made.card_no


def _holds(person: t.Person, term: t.Term) -> t.InformantCard | None:
    return next((card for card in person.cards if card.term is term and card.ended_on is None), None)


def _end(session: Session, card: t.InformantCard, *, on: date, reason: str) -> None:
    if on > acting(session).at.date():
        raise Invalid(f"日期晚于今天。{NOTHING}", {"on": "日期晚于今天，请核对。"})
    if on < card.issued_on:
        told = f"日期早于发证日期（{card.issued_on.isoformat()}）。"
        raise Invalid(f"{card.card_no}：{told}{NOTHING}", {"on": told})
    card.ended_on, card.end_reason = on, str(reason)


def _found(session: Session, card_id: int) -> t.InformantCard:
    card = session.get(t.InformantCard, card_id)
    if card is None:
        raise Missing(f"找不到这张信息员证，可能已被撤销。{NOTHING}请刷新后再试。")
    return card


def _running(session: Session, card_id: int) -> t.InformantCard:
    card = _found(session, card_id)
    if card.ended_on is not None:
        told = f"{card.card_no} 已在 {card.ended_on.isoformat()} 因“{card.end_reason}”失效"
        raise Forbidden(f"{told}。{NOTHING}")
    return card


def _given(session: Session, made: Iterable[t.InformantCard], skipped: Sequence[Skipped], word: str) -> Given:
    rows = tuple(made)
    session.flush()
    numbers = tuple(card.card_no for card in rows)
    if rows:
        acting(session).label = f"{word} {_several(numbers)}"
    return Given(tuple(card.id for card in rows), numbers, tuple(skipped))


def _several(numbers: Sequence[str]) -> str:
    if len(numbers) == 1:
        return numbers[0]
    return f"{numbers[0]} 等 {len(numbers)} 张"
