"""A closed year is frozen: what it showed is kept whole, and what came later is told beside it.

A snapshot holds nothing that would have to be computed again: the scheme, every account with its lines, every place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.scoring.accounts import Account, Line
from cppcc_desk.domain.scoring.events import EventType, Ledger, Subject
from cppcc_desk.domain.scoring.ranking import Place
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.written import from_dict, read_as, to_dict, values_of

FORMAT = "cppcc_desk 年度计分结果 1"


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A year as it was closed. `names` are those of the subjects on that day, `counts` whatever else was shown."""

    year: int
    closed_on: date
    scheme: Scheme
    accounts: Mapping[Subject, Account]
    rankings: Mapping[str, tuple[Place, ...]]
    names: Mapping[Subject, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


def to_values(snapshot: Snapshot) -> dict[str, Any]:
    """JSON-able."""
    return {
        "format": FORMAT,
        "year": snapshot.year,
        "closed_on": snapshot.closed_on.isoformat(),
        "scheme": to_dict(snapshot.scheme),
        "accounts": [
            {
                "subject": _subject(subject),
                "name": snapshot.names.get(subject, ""),
                "total": account.total,
                "pieces": [[kind, level, count] for (kind, level), count in sorted(account.pieces.items())],
                "adopted": account.adopted,
                "disqualified": list(account.disqualified),
                "lines": [values_of(line) for line in account.lines],
            }
            for subject, account in snapshot.accounts.items()
        ],
        "rankings": {
            group: [[place.rank, *_subject(place.subject), str(place.value)] for place in places]
            for group, places in snapshot.rankings.items()
        },
        "counts": dict(snapshot.counts),
    }


def from_values(given: Mapping[str, Any]) -> Snapshot:
    """Raises Invalid for anything that is no snapshot."""
    if given.get("format") != FORMAT:
        raise Invalid("这不是本程序保存的年度计分结果，没有作任何改动。请从备份恢复，或者重新结转这一年。")
    try:
        return _snapshot(given)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Invalid(
            f"保存的年度计分结果不完整（{error}），没有作任何改动。请从备份恢复，或者重新结转这一年。"
        ) from None


def _snapshot(given: Mapping[str, Any]) -> Snapshot:
    accounts, names = {}, {}
    for kept in given["accounts"]:
        subject = Subject(Ledger(kept["subject"][0]), kept["subject"][1])
        accounts[subject] = _account(subject, kept)
        if kept["name"]:
            names[subject] = kept["name"]
    rankings = {}
    for group, places in given["rankings"].items():
        rankings[group] = tuple(
            Place(rank, Subject(Ledger(ledger), id), accounts[Subject(Ledger(ledger), id)], _value(value))
            for rank, ledger, id, value in places
        )
    return Snapshot(
        year=given["year"],
        closed_on=date.fromisoformat(given["closed_on"]),
        scheme=from_dict(given["scheme"]),
        accounts=accounts,
        rankings=rankings,
        names=names,
        counts=given["counts"],
    )


def _account(subject: Subject, kept: Mapping[str, Any]) -> Account:
    lines: tuple[Line, ...] = tuple(read_as(Line, line, "得分明细") for line in kept["lines"])
    return Account(
        subject=subject,
        total=kept["total"],
        pieces={(EventType(kind), level): count for kind, level, count in kept["pieces"]},
        adopted=kept["adopted"],
        disqualified=tuple(kept["disqualified"]),
        tell=lambda: lines,
    )


def _subject(subject: Subject) -> list[Any]:
    return [subject.ledger.value, subject.id]


def _value(text: str) -> int | Fraction:
    found = Fraction(text)
    return found.numerator if found.denominator == 1 else found
