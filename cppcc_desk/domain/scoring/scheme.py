"""计分办法 as data: everything in which the rules of two offices differ is a value here, and no rule is code.

Points are `Decimal` with at most two places, as they are written; the engine counts in hundredths.
Features and their source: design/scoring.md section 1; the published schemes behind them differ in all of these.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cppcc_desk.domain.crediting import Credited
from cppcc_desk.domain.scoring.events import Attribution, EventType, Ledger


class Take(StrEnum):
    """What counts of several events of one group on one piece."""

    ALL = "累加"
    HIGHEST = "只计最高"


class Across(StrEnum):
    """What counts of several groups on one piece."""

    ALL = "各组累加"
    HIGHEST = "只计得分最高的一组"
    TOP_LEVEL = "高层级的代替低层级的"


class Instructions(StrEnum):
    """What counts of several 批示 on one piece."""

    ALL = "每次批示都计"
    HIGHEST = "只计最高的一次"
    EACH_LEADER = "每位领导计一次"
    EACH_LEVEL = "每个层级计一次"


class SplitWay(StrEnum):
    """How the points of a piece are given to several authors, or to several units."""

    FULL = "每人计满分"
    EQUAL = "平均分配"
    HALF = "联名的每人计一半"
    FIRST_SHARE = "第一名得一定比例，其余平分"
    FIXED = "第一名和其他各按固定比例"
    WRITERS = "主笔和参与者各按固定比例"
    AGREED = "按登记的比例"
    BY_AUTHORS = "随作者的得分"  # units only


class Remainder(StrEnum):
    """Who gets the hundredths that are left over."""

    FIRST = "尾数归前面的作者"
    LAST = "尾数归后面的作者"


class Per(StrEnum):
    """How long a cap or a target lasts."""

    PIECE = "每篇"
    MONTH = "每月"
    QUARTER = "每季度"
    YEAR = "全年"


class TieBreak(StrEnum):
    """What decides between equal scores, in the order that the scheme gives."""

    ADOPTED = "采用篇数"
    UPPER = "上级采用篇数"
    INSTRUCTED = "批示次数"
    SUBMITTED = "来稿篇数"
    RATE = "采用率"


class RankBy(StrEnum):
    """What a group is ranked by."""

    TOTAL = "总分"
    PER_HEAD = "人均分"  # units only
    RATE = "采用率"


@dataclass(frozen=True, kw_only=True)
class When:
    """Conditions; an empty one asks for nothing. `identities` are 身份 of the person, or kinds of the unit, that is
    scored; `authored_by` are 身份 of any author. `having` and `lacking` are events of the same piece."""

    ledger: Ledger | None = None
    types: frozenset[EventType] = frozenset()
    levels: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    journals: frozenset[str] = frozenset()
    genres: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    leader_ranks: frozenset[str] = frozenset()
    identities: frozenset[str] = frozenset()
    authored_by: frozenset[str] = frozenset()
    having: frozenset[EventType] = frozenset()
    lacking: frozenset[EventType] = frozenset()
    commissioned: bool | None = None
    on_topic: bool | None = None
    comprehensive: bool | None = None
    joint: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a ladder: up to and with the `up_to`th item (None: all that follow) each gives `points`.

    `part` is the part of the account that the step goes to, "" for that of its rule.
    """

    up_to: int | None
    points: Decimal
    part: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What an event gives; of several rules that fit the first one counts.

    `group` is the group in which it competes within a piece, `part` the part of the account that caps, targets and
    best-of rules look at. `steps` make the points depend on how many there were before. `whole`: not split, everybody
    gets all. `disqualifies` from awards.
    """

    key: str
    name: str
    when: When
    points: Decimal = Decimal(0)
    group: str = ""
    part: str = ""
    steps: tuple[Step, ...] = ()
    whole: bool = False
    disqualifies: bool = False


@dataclass(frozen=True, kw_only=True)
class Extra:
    """Points that are added to an event that a rule counts. `own`: not split, whole to whom the condition fits."""

    key: str
    name: str
    when: When
    points: Decimal
    own: bool = False


@dataclass(frozen=True, kw_only=True)
class Factor:
    """The points of a rule are multiplied by `by`; several factors all count, extras are not multiplied."""

    key: str
    name: str
    when: When
    by: Decimal


@dataclass(frozen=True, kw_only=True)
class Group:
    """Events that are counted together within one piece."""

    name: str
    take: Take = Take.ALL


@dataclass(frozen=True, kw_only=True)
class Best:
    """Only the `count` best items of these parts count, for each person and unit."""

    key: str
    name: str
    parts: frozenset[str] = frozenset()
    when: When = field(default_factory=When)
    count: int = 1
    per: Per = Per.YEAR


@dataclass(frozen=True, kw_only=True)
class Target:
    """Points for a number of pieces with such events: `points` for `pieces` of them or more.

    With fewer there is nothing, or, where `per_missing` is set, that much less for each that is missing.
    """

    key: str
    name: str
    when: When
    pieces: int
    points: Decimal
    per_missing: Decimal | None = None
    per: Per = Per.YEAR
    part: str = ""


@dataclass(frozen=True, kw_only=True)
class Cap:
    """These parts, as far as the condition fits, give at most `most`; points taken away are not capped."""

    key: str
    name: str
    most: Decimal
    parts: frozenset[str] = frozenset()
    when: When = field(default_factory=When)
    per: Per = Per.YEAR


@dataclass(frozen=True, kw_only=True)
class Split:
    """How points are shared; `first` and `others` are per cent. `only_first` N: those behind the Nth get nothing."""

    way: SplitWay = SplitWay.FULL
    first: int = 50
    others: int = 50
    only_first: int | None = None
    remainder: Remainder = Remainder.FIRST


@dataclass(frozen=True, kw_only=True)
class Window:
    """What a year is. It begins on `starts` (month, day), in the calendar year before where `year_before`; a window of
    two `years` ends with the year it is called by. `quarters` are the first days of the second to the fourth quarter,
    three months each where empty."""

    starts: tuple[int, int] = (1, 1)
    year_before: bool = False
    years: int = 1
    quarters: tuple[tuple[int, int], ...] = ()
    attribution: Attribution = Attribution.OWN_DAY
    attribution_of: Mapping[EventType, Attribution] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RankGroup:
    """Those who are ranked together: people of these 身份, or units of these kinds."""

    name: str
    ledger: Ledger
    kinds: frozenset[str]
    by: RankBy = RankBy.TOTAL


@dataclass(frozen=True, kw_only=True)
class Band:
    """A word for a score, such as 优秀 from 90 on."""

    name: str
    at_least: Decimal


@dataclass(frozen=True, kw_only=True)
class Award:
    """`slots` of one tier of commendation in one group of ranking; `quota_met`: only who has done their 任务数."""

    tier: str
    group: str
    slots: int
    quota_met: bool = True
    at_least: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Pay:
    """稿酬 in yuan of a piece, the highest that fits, shared like points; apart from points."""

    key: str
    name: str
    when: When
    yuan: Decimal


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """A scheme as it is in force from one day on; `key` of rules, extras, factors, caps … is one namespace."""

    name: str
    valid_from: date
    note: str = ""
    rules: tuple[Rule, ...] = ()
    extras: tuple[Extra, ...] = ()
    factors: tuple[Factor, ...] = ()
    groups: tuple[Group, ...] = ()
    across: Across = Across.ALL
    instructions: Instructions = Instructions.ALL
    people_split: Split = field(default_factory=Split)
    units_split: Split = field(default_factory=Split)
    credited: Credited = Credited.ALL
    collective_named: int = 0  # named writers of a 集体来稿 who are credited beside the unit
    best: tuple[Best, ...] = ()
    targets: tuple[Target, ...] = ()
    caps: tuple[Cap, ...] = ()
    window: Window = field(default_factory=Window)
    evidence_needed: bool = False
    ranking: tuple[RankGroup, ...] = ()
    tie_breaks: tuple[TieBreak, ...] = ()
    bands: tuple[Band, ...] = ()
    awards: tuple[Award, ...] = ()
    excellent: When = field(default_factory=lambda: When(types=frozenset({EventType.UPPER, EventType.INSTRUCTED})))
    pay: tuple[Pay, ...] = ()
