"""Ranks 1, 2, 2, 4: who has more stands first, who has the same shares the rank, unless the scheme tells them apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cppcc_desk.domain.scoring.accounts import Account
from cppcc_desk.domain.scoring.events import EventType, Subject
from cppcc_desk.domain.scoring.scheme import RankBy, RankGroup, TieBreak


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a ranking; `value` is what was compared, in hundredths or as a share of one."""

    rank: int
    subject: Subject
    account: Account
    value: Fraction


def ranked(
    subjects: Iterable[Subject],
    accounts: Mapping[Subject, Account],
    group: RankGroup,
    tie_breaks: tuple[TieBreak, ...],
    *,
    heads: Mapping[Subject, int] | None = None,
) -> tuple[Place, ...]:
    """The places of `subjects`, in the order given where nothing tells them apart.

    `heads` is how many people a unit has, for ranking by 人均分; a unit without people is divided by one.
    """
    keyed = []
    for subject in subjects:
        account = accounts[subject]
        value = _value(account, group.by, (heads or {}).get(subject, 0))
        keyed.append(((value, *(_broken(account, tie) for tie in tie_breaks)), subject, account, value))
    keyed.sort(key=lambda item: item[0], reverse=True)  # stable
    places: list[Place] = []
    last: tuple[Fraction, ...] | None = None
    for number, (key, subject, account, value) in enumerate(keyed, start=1):
        rank = places[-1].rank if places and key == last else number
        places.append(Place(rank, subject, account, value))
        last = key
    return tuple(places)


def adoption_rate(account: Account) -> Fraction:
    """采用率: adopted pieces of those that were submitted, 0 where there were none."""
    submitted = account.count(EventType.VALID)
    return Fraction(account.adopted, submitted) if submitted else Fraction(0)


def _value(account: Account, by: RankBy, heads: int) -> Fraction:
    if by is RankBy.RATE:
        return adoption_rate(account)
    return Fraction(account.total, max(1, heads)) if by is RankBy.PER_HEAD else Fraction(account.total)


def _broken(account: Account, tie: TieBreak) -> Fraction:
    match tie:
        case TieBreak.ADOPTED:
            return Fraction(account.adopted)
        case TieBreak.UPPER:
            return Fraction(account.count(EventType.UPPER))
        case TieBreak.INSTRUCTED:
            return Fraction(account.count(EventType.INSTRUCTED))
        case TieBreak.SUBMITTED:
            return Fraction(account.count(EventType.VALID))
        case TieBreak.RATE:
            return adoption_rate(account)
