"""What holds for every scheme and every office: tried with many that nobody would write."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cppcc_desk.domain.crediting import Credited
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.accounts import Account
from cppcc_desk.domain.scoring.awarding import proposals
from cppcc_desk.domain.scoring.checking import problems
from cppcc_desk.domain.scoring.closing import differences
from cppcc_desk.domain.scoring.doubting import doubts
from cppcc_desk.domain.scoring.events import FAULTS, Author, Event, EventType, Ledger, Piece, Subject
from cppcc_desk.domain.scoring.freezing import Snapshot, from_values, to_values
from cppcc_desk.domain.scoring.paying import payments
from cppcc_desk.domain.scoring.ranking import rankings
from cppcc_desk.domain.scoring.scheme import (
    Across,
    Award,
    Best,
    Cap,
    Extra,
    Factor,
    Group,
    Instructions,
    Pay,
    Per,
    RankGroup,
    Remainder,
    Rule,
    Scheme,
    Split,
    SplitWay,
    Step,
    Take,
    Target,
    TieBreak,
    When,
    Window,
)
from cppcc_desk.domain.scoring.scores import scores, scores_of_years
from cppcc_desk.domain.scoring.sentences import explained, of_scheme
from cppcc_desk.domain.scoring.splitting import shares
from cppcc_desk.domain.scoring.windows import period_of
from cppcc_desk.domain.scoring.written import from_dict, to_dict
from tests.domain.scoring.making import scheme

FIRST = date(2026, 1, 1)
KINDS = ("委员", "信息员")
ROSTER = {
    **{Subject(Ledger.PERSON, n): frozenset({KINDS[n % 2]}) for n in range(1, 6)},
    **{Subject(Ledger.UNIT, n): frozenset({"界别"}) for n in range(10, 13)},
}
PARTS = ("", "基础分", "加分")
GROUPS = ("", "采用", "批示")

# few types and few numbers of points, so that much is equal, comes under one rule and meets its cap
TYPES = (EventType.OWN, EventType.UPPER, EventType.UPPER, EventType.INSTRUCTED, EventType.VALID, EventType.PLAGIARISM)
some_points = st.sampled_from([Decimal(text) for text in ("1", "1", "2", "0.5", "3.33")])
some_types = st.frozensets(st.sampled_from(TYPES), max_size=2)
some_whens = st.just(When()) | st.builds(
    When,
    ledger=st.sampled_from([None, None, *Ledger]),
    types=some_types,
    levels=st.frozensets(st.sampled_from(["市", "省"]), max_size=1),
    identities=st.frozensets(st.sampled_from([*KINDS, "界别"]), max_size=1),
    having=st.frozensets(st.sampled_from([EventType.INSTRUCTED]), max_size=1),
    joint=st.sampled_from([None, None, True]),
)
some_splits = st.builds(
    Split,
    way=st.sampled_from([way for way in SplitWay if way is not SplitWay.BY_AUTHORS]),
    first=st.integers(0, 100),
    others=st.integers(0, 100),
    only_first=st.sampled_from([None, None, 1, 2]),
    remainder=st.sampled_from(Remainder),
)


def _rule(key: int, kind: EventType, points: Decimal, ladder: bool, more: dict[str, Any]) -> Rule:
    given_points = -points if kind in FAULTS else points
    steps = (Step(up_to=2, points=given_points), Step(up_to=None, points=given_points / 2, part="加分"))
    whole = tuple(replace(step, points=round(step.points, 2)) for step in steps)
    return Rule(
        key=f"r{key}",
        name=f"规则{key}",
        when=When(types=frozenset({kind}), joint=more.pop("joint")),
        points=given_points,
        steps=whole if ladder and kind not in FAULTS else (),
        disqualifies=kind in FAULTS,
        **more,
    )


some_rules = st.lists(
    st.builds(
        _rule,
        st.just(0),
        st.sampled_from(TYPES),
        some_points,
        st.booleans(),
        st.fixed_dictionaries(
            {
                "group": st.sampled_from(GROUPS),
                "part": st.sampled_from(PARTS),
                "whole": st.booleans(),
                "joint": st.sampled_from([None, None, None, True]),
            }
        ),
    ),
    min_size=1,
    max_size=10,
).map(lambda rules: tuple(replace(rule, key=f"r{n}", name=f"规则{n}") for n, rule in enumerate(rules)))


def _some(kind: Any, key: str, **more: Any) -> Any:
    """Up to two parts of a scheme."""
    built = st.lists(st.builds(kind, key=st.just(""), name=st.just(key), **more), max_size=2)
    return built.map(lambda items: tuple(replace(item, key=f"{key}{n}") for n, item in enumerate(items)))


some_schemes = st.builds(
    Scheme,
    name=st.just("任意"),
    valid_from=st.just(date(2020, 1, 1)),
    rules=some_rules,
    extras=_some(Extra, "extra", when=some_whens, points=some_points, own=st.booleans()),
    factors=_some(Factor, "factor", when=some_whens, by=st.sampled_from([Decimal("0.5"), Decimal(2), Decimal("0.33")])),
    groups=st.builds(
        lambda *takes: tuple(Group(name=name, take=take) for name, take in zip(GROUPS[1:], takes, strict=True)),
        *[st.sampled_from(Take)] * 2,
    ),
    across=st.sampled_from(Across),
    instructions=st.sampled_from(Instructions),
    people_split=some_splits,
    units_split=some_splits,
    credited=st.sampled_from(Credited),
    collective_named=st.integers(0, 2),
    best=_some(Best, "best", when=some_whens, count=st.integers(1, 3), per=st.sampled_from(Per)),
    targets=_some(
        Target,
        "target",
        when=some_whens,
        pieces=st.integers(1, 4),
        points=some_points,
        per_missing=st.sampled_from([None, Decimal("0.5")]),
        per=st.sampled_from([Per.MONTH, Per.QUARTER, Per.YEAR]),
        part=st.sampled_from(PARTS),
    ),
    caps=_some(
        Cap,
        "cap",
        most=some_points,
        parts=st.frozensets(st.sampled_from(PARTS[1:]), max_size=1),
        when=some_whens,
        per=st.sampled_from(Per),
    ),
    window=st.sampled_from(
        [
            Window(),
            Window(starts=(12, 1), year_before=True),
            Window(years=2, quarters=((3, 16), (6, 16), (9, 16))),
        ]
    ),
    evidence_needed=st.booleans(),
    ranking=st.just(
        (
            RankGroup(name="委员", ledger=Ledger.PERSON, kinds=frozenset({"委员"})),
            RankGroup(name="信息员", ledger=Ledger.PERSON, kinds=frozenset({"信息员"})),
            RankGroup(name="界别", ledger=Ledger.UNIT, kinds=frozenset({"界别"})),
        )
    ),
    tie_breaks=st.lists(st.sampled_from(TieBreak), max_size=2, unique=True).map(tuple),
    awards=st.lists(
        st.builds(
            Award,
            tier=st.just("先进"),
            group=st.sampled_from(["委员", "信息员", "界别"]),
            slots=st.integers(1, 3),
            quota_met=st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    pay=_some(Pay, "pay", when=some_whens, yuan=some_points),
)


@st.composite
def some_pieces(draw: Any) -> list[Piece]:
    """Up to six pieces of a few people, much of it on the same days so that order could matter."""
    pieces = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        who = draw(st.lists(st.integers(1, 5), min_size=1, max_size=3, unique=True))
        authors = tuple(
            Author(
                person_id=n,
                kinds=frozenset({KINDS[n % 2]}),
                units={UnitKind.SECTOR: 10 + n % 3},
                main=draw(st.booleans()),
                percent=draw(st.sampled_from([None, 40, 60])),
            )
            for n in who
        )
        events = tuple(
            Event(
                id=f"{number}-{n}",
                type=draw(st.sampled_from(TYPES)),
                own_day=(day := FIRST + timedelta(days=draw(st.sampled_from([0, 0, 1, 100])))),
                recorded_on=day,
                level=draw(st.sampled_from(["", "市", "省"])),
                leader=draw(st.sampled_from(["", "王", "李"])),
                evidence=draw(st.booleans()),
                authors=draw(st.sampled_from([None, None, None, (0,)])),
            )
            for n in range(draw(st.integers(1, 4)))
        )
        pieces.append(
            Piece(
                id=number,
                number=f"2026-{number:03}",
                title=f"第 {number} 篇",
                received_on=FIRST,
                collective=draw(st.booleans()) and draw(st.booleans()),
                collective_unit=(UnitKind.SECTOR, 12),
                info_group_id=draw(st.sampled_from([None, 70])),
                authors=authors,
                events=events,
            )
        )
    return pieces


def _told(accounts: Mapping[Subject, Account]) -> dict[Subject, list[tuple[object, ...]]]:
    """What somebody would dispute: every line but for the ids of events."""
    return {
        subject: [(line.on, line.key, line.piece_id, line.full, line.counted, line.note) for line in account.lines]
        for subject, account in accounts.items()
    }


@settings(max_examples=60)
@given(some_schemes, some_pieces(), st.integers())
def test_the_order_of_entering_changes_nothing(used: Scheme, pieces: list[Piece], seed: int) -> None:
    random = Random(seed)
    ids = random.sample(range(100, 1000), sum(len(piece.events) for piece in pieces))
    other = []
    for piece in pieces:
        events = [replace(event, id=str(ids.pop())) for event in piece.events]
        random.shuffle(events)
        other.append(replace(piece, events=tuple(events)))
    random.shuffle(other)
    for roster in (None, ROSTER):
        first, second = scores(pieces, used, 2026, roster=roster), scores(other, used, 2026, roster=roster)
        assert {who: account.total for who, account in first.items()} == {
            who: account.total for who, account in second.items()
        }
        assert {who: sorted(map(repr, lines)) for who, lines in _told(first).items()} == {
            who: sorted(map(repr, lines)) for who, lines in _told(second).items()
        }


@settings(max_examples=60)
@given(some_schemes, some_pieces())
def test_the_total_is_the_sum_of_the_lines_and_lines_can_be_explained(used: Scheme, pieces: list[Piece]) -> None:
    for account in scores(pieces, used, 2026, roster=ROSTER).values():
        assert account.total == sum(line.counted for line in account.lines)
        assert [line.on for line in account.lines] == sorted(line.on for line in account.lines)
        for line in account.lines:
            assert line.name in explained(line)
            assert line.counted == line.full or line.note
            assert abs(line.counted) <= abs(line.full)


@settings(max_examples=60)
@given(some_schemes, some_pieces())
def test_caps_never_give_more(used: Scheme, pieces: list[Piece]) -> None:
    bare = replace(used, caps=tuple(replace(cap, when=When()) for cap in used.caps))
    for account in scores(pieces, bare, 2026, roster=ROSTER).values():
        for cap in bare.caps:
            won: dict[tuple[int, ...], int] = {}
            for line in account.lines:
                if line.counted > 0 and (not cap.parts or line.part in cap.parts):
                    period = period_of(bare.window, cap.per, line.on, line.piece_id)
                    won[period] = won.get(period, 0) + line.counted
            assert all(points <= cap.most * 100 for points in won.values())


@given(
    st.integers(-5000, 5000),
    st.lists(st.integers(0, 100), min_size=1, max_size=7),
    st.sampled_from(Remainder),
    st.integers(0, 100),
)
def test_shares_add_up_to_the_hundredth(amount: int, weights: list[int], remainder: Remainder, first: int) -> None:
    count = len(weights)
    for way in (SplitWay.EQUAL, SplitWay.FIRST_SHARE, SplitWay.AGREED):
        used = Split(way=way, first=first, remainder=remainder)
        assert sum(shares(amount, used, (False,) * count)) == amount
    assume(sum(weights))
    percents = [100 * weight // sum(weights) for weight in weights]
    percents[0] += 100 - sum(percents)
    given_parts = shares(amount, Split(way=SplitWay.AGREED, remainder=remainder), (False,) * count, percents)
    assert sum(given_parts) == amount
    whole = [Fraction(amount * percent, 100) for percent in percents]
    assert all(abs(part - exact) < 1 for part, exact in zip(given_parts, whole, strict=True))


@settings(max_examples=60)
@given(some_schemes)
def test_a_scheme_goes_through_json_and_can_be_read(used: Scheme) -> None:
    assert from_dict(json.loads(json.dumps(to_dict(used), ensure_ascii=False))) == used
    assert all(sentence.endswith("。") for _, sentence in of_scheme(used))
    assert all(sentence.endswith("。") for sentence in problems(used).values())
    assert all(sentence.endswith("。") for sentence in doubts(used, journals=()))


@pytest.mark.parametrize("name", "ABDFGKN")
def test_a_published_scheme_is_nothing_but_data(name: str) -> None:
    used = scheme(name)
    assert from_dict(json.loads(json.dumps(to_dict(used)))) == used


@settings(max_examples=30)
@given(some_schemes, some_pieces())
def test_a_snapshot_comes_back_whole(used: Scheme, pieces: list[Piece]) -> None:
    accounts = scores(pieces, used, 2026, roster=ROSTER)
    kept = Snapshot(
        year=2026,
        closed_on=date(2027, 1, 5),
        scheme=used,
        accounts=accounts,
        rankings=rankings(accounts, used, ROSTER),
        names={subject: f"{subject.id} 号" for subject in accounts},
        counts={"来稿": len(pieces)},
    )
    back = from_values(json.loads(json.dumps(to_values(kept), ensure_ascii=False)))
    assert back == kept
    assert all(back.accounts[subject].lines == account.lines for subject, account in accounts.items())
    assert differences(back, accounts) == ()
    again = scores(pieces[1:], used, 2026, roster=ROSTER)
    for one in differences(back, again):
        came, went = (sum(line.counted for line in lines) for lines in (one.came, one.went))
        changed = sum(new.counted - old.counted for old, new in one.changed)
        assert one.points == came - went + changed


@settings(max_examples=40)
@given(some_schemes, some_pieces(), st.sets(st.sampled_from(list(ROSTER))))
def test_awards_never_exceed_their_slots(used: Scheme, pieces: list[Piece], quota_met: set[Subject]) -> None:
    places = rankings(scores(pieces, used, 2026, roster=ROSTER), used, ROSTER)
    taken: list[tuple[str, Subject]] = []
    for proposal in proposals(used, places, quota_met=quota_met):
        assert len(proposal.proposed) + proposal.open <= proposal.award.slots
        assert not proposal.tied or proposal.open < len(proposal.tied)
        assert not set(proposal.proposed) & set(proposal.tied)
        taken += [(proposal.award.group, subject) for subject in proposal.proposed]
        assert all(one.reasons == () for one in proposal.candidates if one.place.subject in proposal.proposed)
        assert not proposal.award.quota_met or set(proposal.proposed) <= quota_met
    assert len(taken) == len(set(taken))


@settings(max_examples=30)
@given(some_schemes, some_pieces())
def test_several_years_in_one_pass_are_the_years_one_by_one(used: Scheme, pieces: list[Piece]) -> None:
    together = scores_of_years(pieces, used, (2025, 2026, 2027))
    for year, accounts in together.items():
        alone = scores(pieces, used, year)
        assert accounts == alone
        assert _told(accounts) == _told(alone)


@settings(max_examples=30)
@given(some_schemes, some_pieces())
def test_shared_pay_never_exceeds_the_whole(used: Scheme, pieces: list[Piece]) -> None:
    equal = replace(used, people_split=Split(way=SplitWay.EQUAL), pay=tuple(replace(p, when=When()) for p in used.pay))
    dearest = max((int(pay.yuan * 100) for pay in equal.pay), default=0)
    paid: dict[int, int] = {}
    for of_person in payments([replace(p, events=p.events[:1]) for p in pieces], equal, 2026).values():
        assert len({one.piece_id for one in of_person}) == len(of_person)
        for one in of_person:
            paid[one.piece_id] = paid.get(one.piece_id, 0) + one.fen
    assert all(fen <= dearest for fen in paid.values())


def test_every_field_of_a_scheme_is_tried() -> None:
    """So that a new field is not forgotten above: every kind of part of a scheme is known here."""
    kinds = {get_args(hint)[0] for hint in get_type_hints(Scheme).values() if get_origin(hint) is tuple}
    assert {kind.__name__ for kind in kinds} == {
        "Rule", "Extra", "Factor", "Group", "Best", "Target", "Cap", "RankGroup", "TieBreak", "Band", "Award", "Pay",
    }  # fmt: skip
