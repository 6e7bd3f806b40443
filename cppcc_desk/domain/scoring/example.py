"""A piece for trying a scheme: one made up, or a real one, and what everybody credited with it would get.

Of the account of a whole year only this piece is in it, so that caps and targets are those of somebody who has written
nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.accounts import Line
from cppcc_desk.domain.scoring.events import ADOPTIONS, FAULTS, LEVELS, Author, Event, EventType, Ledger, Piece, Subject
from cppcc_desk.domain.scoring.scheme import Scheme, When
from cppcc_desk.domain.scoring.scores import scores_of_years
from cppcc_desk.domain.scoring.windows import bounds, dater, year_of

OTHERS: Final = (EventType.VALID, EventType.FORWARDED, EventType.TAKEN_UP, EventType.CARRIED_OUT, EventType.MEDIA)
ADOPTING: Final = ("本级", "市", "省", "全国")
INSTRUCTING: Final = ("本级", "市", "省", "全国")
MOST_AUTHORS: Final = 5
_PEOPLE: Final = "甲乙丙丁戊"
_FORWARDED_TO: Final = "部门"  # 转送 counts by where it went, in the schemes that ship


@dataclass(frozen=True, kw_only=True)
class Sample:
    """What may be chosen of a piece; every author has the same 身份, and a 界别 of their own in one 镇街."""

    authors: int = 1
    identity: str = ""
    adopted: tuple[str, ...] = ("本级",)
    form: str = "单篇"
    journal: str = ""
    instructed: tuple[str, ...] = ()
    leader_rank: str = ""
    others: tuple[EventType, ...] = ()
    faults: tuple[EventType, ...] = ()
    genre: str = ""
    category: str = ""
    commissioned: bool = False
    on_topic: bool = False
    comprehensive: bool = False
    collective: bool = False
    evidence: bool = True


@dataclass(frozen=True)
class Given:
    """What somebody gets, in hundredths, and line by line how it came."""

    subject: Subject
    name: str
    total: int
    lines: tuple[Line, ...]


def fitting(when: When, like: Sample | None = None) -> Sample:
    """A piece that the conditions fit, as much like `like` as they allow: for showing what a sentence does."""
    base = like or Sample()
    types = when.types | when.having
    level = next((word for word in LEVELS if word in when.levels), "")
    adopted = base.adopted if not types & ADOPTIONS and EventType.VALID in types else ()
    if EventType.OWN in types or not types:
        adopted = (level or "本级",) if level in ("", *ADOPTING) else ()
    if EventType.UPPER in types:
        adopted = (*adopted, level if level in ("市", "省", "全国") else "市")
    if EventType.INSTRUCTED in types and not adopted and EventType.OWN not in when.lacking:
        adopted = ("本级",)
    faulty = tuple(kind for kind in EventType if kind in types & FAULTS)
    others = tuple(kind for kind in OTHERS if kind in types)
    joint = when.joint
    return replace(
        base,
        authors=1 if joint is False else max(2, base.authors) if joint else base.authors,
        identity=_first(when.identities & frozenset(_person_words(when)), base.identity)
        if when.identities
        else _first(when.authored_by, base.identity),
        adopted=tuple(dict.fromkeys(adopted)),
        form=_first(when.forms, base.form),
        journal=_first(when.journals, ""),
        instructed=(level if level in INSTRUCTING else "本级",) if EventType.INSTRUCTED in types else (),
        leader_rank=_first(when.leader_ranks, base.leader_rank),
        others=others,
        faults=faulty,
        genre=_first(when.genres, ""),
        category=_first(when.categories, ""),
        commissioned=bool(when.commissioned),
        on_topic=bool(when.on_topic),
        comprehensive=bool(when.comprehensive),
        collective=False,
    )


def sample_words(sample: Sample) -> str:
    """2 人联名的约稿，本级、市级采用，市领导批示。"""
    what = "综合稿" if sample.comprehensive else "约稿" if sample.commissioned else "来稿"
    who = "集体" if sample.collective else f"{sample.authors} 人联名的" if sample.authors > 1 else "一个人写的"
    told = [f"{who}{sample.identity and f'（{sample.identity}）'}{what}"]
    if sample.on_topic:
        told.append("属于重点选题")
    if sample.adopted:
        levels = "、".join(level if level in ("本级", "全国") else f"{level}级" for level in sample.adopted)
        journal = f"刊物《{sample.journal}》，" if sample.journal else ""
        told.append(f"{levels}采用（{journal}{sample.form}）")
    if sample.instructed:
        told.append(f"{'、'.join(f'{level}领导' for level in sample.instructed)}{sample.leader_rank}批示")
    told += [str(kind) for kind in (*sample.others, *sample.faults) if kind is not EventType.VALID]
    if not sample.evidence:
        told.append("没有佐证")
    return f"{'，'.join(told)}。"


def piece_of(sample: Sample, *, on: date) -> Piece:
    """The piece that is meant, with everything that became of it on one day."""
    people = tuple(_author(number, sample.identity) for number in range(sample.authors))
    return Piece(
        id=1,
        number="例子",
        title="例子",
        received_on=on,
        issued_on=on,
        genre=sample.genre,
        category=sample.category,
        commissioned=sample.commissioned,
        on_topic=sample.on_topic,
        comprehensive=sample.comprehensive,
        collective=sample.collective,
        collective_unit=(UnitKind.SECTOR, 1) if sample.collective else None,
        authors=people,
        events=tuple(_events(sample, on)),
    )


def names_of(piece: Piece) -> dict[Subject, str]:
    """What those are called who are credited with a piece that is made up."""
    found = {Subject(Ledger.PERSON, author.person_id or 0): f"作者{author.name}" for author in piece.authors}
    for author in piece.authors:
        for kind, unit_id in author.units.items():
            whose = f"作者{author.name}的" if kind is UnitKind.SECTOR else ""
            found.setdefault(Subject(Ledger.UNIT, unit_id), f"{whose}{kind}")
    return found


def reckoned(piece: Piece, scheme: Scheme, names: Mapping[Subject, str]) -> tuple[Given, ...]:
    """What each gets by the scheme, people first; of a real piece in all the years in which anything became of it."""
    on = dater(scheme.window)
    days: dict[int, date] = {}
    for event in piece.events:
        day = on(event, piece)
        year = year_of(scheme.window, day)
        days[year] = max(day, days.get(year, day))
    years = sorted(days)
    if scheme.window.years > 1:
        years = years[-1:]  # the last window holds the years before it
    found: dict[Subject, list[Line]] = {}
    for year in years:
        accounts = scores_of_years((piece,), scheme, (year,), until=days[year])[year]
        for subject, account in accounts.items():
            found.setdefault(subject, []).extend(account.lines)
    given = (
        Given(subject, names.get(subject, str(subject.ledger)), sum(line.counted for line in lines), tuple(lines))
        for subject, lines in found.items()
    )
    return tuple(sorted(given, key=lambda one: one.subject.ledger is Ledger.UNIT))  # stable


def sample_day(scheme: Scheme, year: int) -> date:
    """A day on which the piece that is made up counts in `year`, with time left for 任务."""
    return bounds(scheme.window, year)[0] + timedelta(days=45)


def _author(number: int, identity: str) -> Author:
    return Author(
        person_id=number + 1,
        name=_PEOPLE[number],
        kinds=frozenset({identity} if identity else ()),
        units={UnitKind.SECTOR: number + 1, UnitKind.TOWN_COMMITTEE: 100},
        main=number == 0,
    )


def _events(sample: Sample, on: date) -> list[Event]:
    def event(kind: EventType, level: str = "", **more: Any) -> Event:
        words = f"{level}{kind}"
        return Event(
            id=words, type=kind, own_day=on, recorded_on=on, words=words, level=level,
            evidence=sample.evidence, **more,
        )  # fmt: skip

    # What was refused or never came is no 有效来稿, but whatever was used is one.
    found = [] if EventType.MISSED in sample.faults else [event(EventType.VALID)]
    found += [
        event(
            EventType.OWN if level == "本级" else EventType.UPPER,
            level,
            form="综合" if sample.comprehensive and level == "本级" else sample.form,
            journal=sample.journal,
        )
        for level in sample.adopted
    ]
    found += [
        event(EventType.INSTRUCTED, level, leader=f"{level}领导", leader_rank=sample.leader_rank)
        for level in sample.instructed
    ]
    found += [
        event(kind, _FORWARDED_TO if kind in (EventType.FORWARDED, EventType.TAKEN_UP) else "")
        for kind in sample.others
        if kind is not EventType.VALID
    ]
    return [*found, *(event(kind) for kind in sample.faults)]


def _person_words(when: When) -> frozenset[str]:
    return when.identities - frozenset(UnitKind)


def _first(words: frozenset[str], usual: str) -> str:
    return usual if not words or usual in words else min(words)
