"""Ranks 1, 2, 2, 4: who has more stands first, who has the same shares the rank, unless the scheme tells them apart."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cppcc_desk.domain.scoring.accounts import Account
from cppcc_desk.domain.scoring.events import EventType, Subject
from cppcc_desk.domain.scoring.scheme import RankBy, RankGroup, Scheme, TieBreak

Value = int | Fraction


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a ranking; `value` is what was compared, in hundredths or as a share of one."""

    rank: int
    subject: Subject
    account: Account
    value: Value


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
    values = {subject: _value(accounts[subject], group.by, (heads or {}).get(subject, 0)) for subject in subjects}
    times = Counter(values.values())
    keyed = []
    for subject, value in values.items():
        account = accounts[subject]
        broken = [_broken(account, tie) for tie in tie_breaks] if times[value] > 1 else ()
        keyed.append(((value, *broken), subject, account, value))
    keyed.sort(key=lambda item: item[0], reverse=True)  # stable
    places: list[Place] = []
    last: tuple[Value, ...] | None = None
    for number, (key, subject, account, value) in enumerate(keyed, start=1):
        rank = places[-1].rank if places and key == last else number
        places.append(Place(rank, subject, account, value))
        last = key
    return tuple(places)


def rankings(
    accounts: Mapping[Subject, Account],
    scheme: Scheme,
    roster: Mapping[Subject, frozenset[str]],
    *,
    unranked: Collection[Subject] = (),
    heads: Mapping[Subject, int] | None = None,
) -> dict[str, tuple[Place, ...]]:
    """The places by the name of each ranking group: of all of `roster` who are of its kinds and not `unranked`."""
    return {
        group.name: ranked(
            (
                subject
                for subject, kinds in roster.items()
                if subject.ledger is group.ledger and kinds & group.kinds and subject not in unranked
            ),
            accounts,
            group,
            scheme.tie_breaks,
            heads=heads,
        )
        for group in scheme.ranking
    }


def adoption_rate(account: Account) -> Fraction:
    """采用率: adopted pieces of those that were submitted, 0 where there were none."""
    submitted = account.count(EventType.VALID)
    return Fraction(account.adopted, submitted) if submitted else Fraction(0)


def _value(account: Account, by: RankBy, heads: int) -> Value:
    if by is RankBy.RATE:
        return adoption_rate(account)
    return Fraction(account.total, max(1, heads)) if by is RankBy.PER_HEAD else account.total


def _broken(account: Account, tie: TieBreak) -> Value:
    match tie:
        case TieBreak.ADOPTED:
            return account.adopted
        case TieBreak.UPPER:
            return account.count(EventType.UPPER)
        case TieBreak.INSTRUCTED:
            return account.count(EventType.INSTRUCTED)
        case TieBreak.SUBMITTED:
            return account.count(EventType.VALID)
        case TieBreak.RATE:
            return adoption_rate(account)
