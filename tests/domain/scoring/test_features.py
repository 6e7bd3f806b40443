"""One test at least for each of the 19 features of design/scoring.md section 1, in its order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from cppcc_desk.domain.crediting import Credited
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.accounts import Adjustment
from cppcc_desk.domain.scoring.awarding import band, excellent, proposals
from cppcc_desk.domain.scoring.closing import checks_before_closing, differences
from cppcc_desk.domain.scoring.events import Event, EventType, Ledger, Piece, Subject
from cppcc_desk.domain.scoring.freezing import Snapshot, from_values, to_values
from cppcc_desk.domain.scoring.paying import payments, yuan_text
from cppcc_desk.domain.scoring.ranking import rankings
from cppcc_desk.domain.scoring.scheme import Scheme
from cppcc_desk.domain.scoring.scores import scores, scores_of_years
from cppcc_desk.domain.scoring.simulating import simulated
from cppcc_desk.domain.scoring.written import from_dict, to_dict
from tests.domain.scoring.making import SECTOR, TOWN, author, event, of, person, piece, scheme, score, unit

OWN, UPPER, VALID, INSTRUCTED = EventType.OWN, EventType.UPPER, EventType.VALID, EventType.INSTRUCTED
MEMBERS: dict[str, Any] = {"name": "委员", "ledger": "个人", "kinds": ["委员"]}


def rule(key: str, kind: str, points: str = "1", **more: Any) -> dict[str, Any]:
    return {"key": key, "name": key, "when": {"types": [kind], **more.pop("when", {})}, "points": points, **more}


TEN = [rule("used", "本级采用", "10")]


def made(**changed: Any) -> Scheme:
    return from_dict({"format": "cppcc_desk 计分办法 1", "name": "试", "valid_from": "2020-01-01", **changed})


def used(number: int = 1, on: date = date(2026, 5, 6), **more: Any) -> Piece:
    return piece(number, event(OWN, "本级", on=on), **more)


def shared(by: int) -> Piece:
    return used(by=tuple(author(n, units={SECTOR: 100 + n}) for n in range(1, by + 1)))


# 1. Event matrix


@pytest.mark.parametrize(
    ("when", "fits", "fits_not"),
    [
        ({"levels": ["市"]}, {"level": "市"}, {"level": "省"}),
        ({"forms": ["单篇"]}, {"form": "单篇"}, {"form": "综合"}),
        ({"journals": ["简报"]}, {"journal": "简报"}, {"journal": ""}),
        ({"leader_ranks": ["正职"]}, {"leader_rank": "正职"}, {"leader_rank": "副职"}),
    ],
)
def test_01_what_a_rule_asks_of_an_event(when: Any, fits: Any, fits_not: Any) -> None:
    rules = made(rules=[rule("a", "上级采用", "3", when=when)])
    assert score(rules, piece(1, event(UPPER, **fits))) == 3
    assert score(rules, piece(1, event(UPPER, **fits_not))) == 0


@pytest.mark.parametrize(
    ("when", "fits", "fits_not"),
    [
        ({"genres": ["建议"]}, {"genre": "建议"}, {"genre": "动态"}),
        ({"categories": ["教育"]}, {"category": "教育"}, {"category": "其他"}),
        ({"comprehensive": True}, {"comprehensive": True}, {}),
        ({"joint": True}, {"by": (author(1), author(2))}, {}),
        ({"authored_by": ["常委"]}, {"by": (author(1), author(2, "常委"))}, {"by": (author(1), author(2, "委员"))}),
    ],
)
def test_01_what_a_rule_asks_of_a_piece(when: Any, fits: Any, fits_not: Any) -> None:
    rules = made(rules=[rule("a", "本级采用", "3", when=when), rule("b", "本级采用", "1")])
    assert score(rules, used(**fits)) == 3
    assert score(rules, used(**fits_not)) == 1


@pytest.mark.parametrize("kind", EventType)
def test_01_every_type_can_be_counted(kind: EventType) -> None:
    assert score(made(rules=[rule("a", kind, "2")]), piece(1, event(kind))) == 2


# 2. Combination within a piece


@pytest.mark.parametrize(
    ("changed", "total"),
    [
        ({}, 1 + 5 + 20 + 10),
        ({"groups": [{"name": "采用", "take": "只计最高"}]}, 20 + 10),
        ({"across": "只计得分最高的一组"}, 26),
        ({"across": "高层级的代替低层级的"}, 26),
    ],
)
def test_02_combination(changed: Any, total: int) -> None:
    made_of = piece(1, event(OWN, "本级"), event(UPPER, "市"), event(UPPER, "全国"), event(INSTRUCTED, "市"))
    assert score(scheme("A", **changed), made_of) == total


def test_02_a_higher_level_takes_the_place_of_more_points() -> None:
    rules = [
        rule("own", "本级采用", "9", group="本级"),
        rule("city", "上级采用", "4", when={"levels": ["市"]}, group="市"),
        rule("valid", "有效来稿", "50", group="来稿"),
    ]
    each = piece(1, event(VALID), event(OWN, "本级"), event(UPPER, "市"))
    assert score(made(rules=rules, across="高层级的代替低层级的"), each) == 4
    assert score(made(rules=rules, across="只计得分最高的一组"), each) == 50


# 3. Add-ons and multipliers


def test_03_extras_and_several_factors() -> None:
    changed = made(
        rules=TEN,
        factors=[
            {"key": "x2", "name": "批示加倍", "when": {"having": ["批示"]}, "by": "2"},
            {"key": "half", "name": "综合减半", "when": {"comprehensive": True}, "by": "0.5"},
            {"key": "third", "name": "调研", "when": {"genres": ["调研"]}, "by": "1.5"},
        ],
        extras=[{"key": "e", "name": "加", "when": {"types": ["本级采用"]}, "points": "1.25"}],
    )
    each = piece(1, event(OWN), event(INSTRUCTED), comprehensive=True, genre="调研")
    assert score(changed, each) == Decimal("16.25")  # extras are not multiplied
    (line, extra) = scores([each], changed, 2026)[person()].lines
    assert [name for name, _ in line.times] == ["批示加倍", "综合减半", "调研"]
    assert extra.times == ()


# 4. Split

WAYS = [
    ({"way": "每人计满分"}, "10 10 10"),
    ({"way": "平均分配"}, "3.34 3.33 3.33"),
    ({"way": "平均分配", "remainder": "尾数归后面的作者"}, "3.33 3.33 3.34"),
    ({"way": "联名的每人计一半"}, "5 5 5"),
    ({"way": "第一名得一定比例，其余平分", "first": 60}, "6 2 2"),
    ({"way": "第一名和其他各按固定比例", "first": 100, "others": 20}, "10 2 2"),
    ({"way": "平均分配", "only_first": 2}, "5 5 0"),
]


@pytest.mark.parametrize(("split", "given"), WAYS)
def test_04_every_way_of_splitting_among_people_and_units(split: Any, given: str) -> None:
    expected = [Decimal(text) for text in given.split()]
    people = made(rules=TEN, people_split=split)
    assert [score(people, shared(3), who=person(n)) for n in (1, 2, 3)] == expected
    assert [score(people, shared(3), who=unit(100 + n)) for n in (1, 2, 3)] == [10, 10, 10]
    units = made(rules=TEN, units_split=split)
    assert [score(units, shared(3), who=unit(100 + n)) for n in (1, 2, 3)] == expected
    assert [score(units, shared(3), who=person(n)) for n in (1, 2, 3)] == [10, 10, 10]
    assert score(people, shared(1)) == score(units, shared(1), who=unit(101)) == 10


def test_04_main_writers_and_agreed_parts() -> None:
    split = {"way": "主笔和参与者各按固定比例", "first": 100, "others": 30}
    by = (author(1), author(2, main=True), author(3))
    assert [score(made(rules=TEN, people_split=split), used(by=by), who=person(n)) for n in (1, 2, 3)] == [3, 10, 3]
    nobody = used(by=(author(1), author(2)))
    assert [score(made(rules=TEN, people_split=split), nobody, who=person(n)) for n in (1, 2)] == [10, 3]
    agreed = made(rules=[rule("a", "本级采用", "0.05")], people_split={"way": "按登记的比例"})
    parts = used(by=(author(1, percent=70), author(2, percent=30)))
    assert [score(agreed, parts, who=person(n)) for n in (1, 2)] == [Decimal("0.04"), Decimal("0.01")]
    half_known = used(by=(author(1, percent=70), author(2)))
    assert [score(agreed, half_known, who=person(n)) for n in (1, 2)] == [Decimal("0.03"), Decimal("0.02")]


def test_04_units_get_what_their_authors_get() -> None:
    split = made(rules=TEN, people_split={"way": "平均分配"}, units_split={"way": "随作者的得分"})
    by = (author(1, units={SECTOR: 10}), author(2, units={SECTOR: 11}), author(3, units={SECTOR: 10}))
    assert [score(split, used(by=by), who=unit(n)) for n in (10, 11)] == [Decimal("6.67"), Decimal("3.33")]


def test_04_the_units_of_a_kind_share_among_themselves() -> None:
    split = made(rules=TEN, units_split={"way": "平均分配"})
    by = (author(1, units={SECTOR: 10, TOWN: 20}), author(2, units={SECTOR: 11, TOWN: 20}))
    assert [score(split, used(by=by), who=unit(n)) for n in (10, 11, 20)] == [5, 5, 10]


def test_04_an_author_twice_has_both_parts_and_an_unknown_one_keeps_theirs() -> None:
    split = made(rules=TEN, people_split={"way": "平均分配"})
    assert score(split, used(by=(author(1), author(None, name="路人"), author(1)))) == Decimal("6.67")


def test_04_points_that_are_whole_are_not_split() -> None:
    split = made(rules=[{**TEN[0], "whole": True}], people_split={"way": "平均分配"})
    assert [score(split, shared(3), who=person(n)) for n in (1, 2, 3)] == [10, 10, 10]


# 5. Collective pieces


@pytest.mark.parametrize(("named", "given"), [(0, [0, 0, 0]), (2, [5, 5, 0])])
def test_05_collective_pieces(named: int, given: list[int]) -> None:
    changed = made(rules=TEN, people_split={"way": "平均分配"}, collective_named=named)
    by = tuple(author(n, units={SECTOR: 100 + n}) for n in (1, 2, 3))
    each = used(by=by, collective=True, collective_unit=(UnitKind.COMMITTEE, 50))
    assert [score(changed, each, who=person(n)) for n in (1, 2, 3)] == given
    assert score(changed, each, who=unit(50)) == 10
    assert score(changed, each, who=unit(101)) == 0


# 6. Two ledgers, several affiliations


@pytest.mark.parametrize(
    ("credited", "units"),
    [(Credited.ALL, [10, 10]), (Credited.PRIMARY, [10, 0]), (Credited.CHOSEN, [0, 10])],
)
def test_06_which_affiliation_is_credited(credited: Credited, units: list[int]) -> None:
    changed = made(rules=TEN, credited=credited.value)
    each = used(by=(author(1, units={SECTOR: 10, TOWN: 20}, chosen=TOWN),))
    assert score(changed, each) == 10
    assert [score(changed, each, who=unit(n)) for n in (10, 20)] == units


def test_06_rules_for_one_ledger_and_the_group_that_was_handed_a_piece() -> None:
    rules = [rule("u", "本级采用", "4", when={"ledger": "单位"}), rule("p", "本级采用", "3")]
    each = used(by=(author(1, units={SECTOR: 10}),), info_group_id=70)
    assert [score(made(rules=rules), each, who=who) for who in (person(), unit(10), unit(70))] == [3, 4, 4]
    same = used(collective=True, collective_unit=(UnitKind.INFO_GROUP, 70), info_group_id=70)
    assert score(made(rules=rules), same, who=unit(70)) == 4


# 7. Caps


@pytest.mark.parametrize(("per", "total"), [("每篇", 6 * 5), ("每月", 5 * 4), ("每季度", 5 * 3), ("全年", 5)])
def test_07_caps_by_period(per: str, total: int) -> None:
    days = [date(2026, 1, 5), date(2026, 1, 31), date(2026, 2, 1), date(2026, 4, 1), date(2026, 4, 2), date(2026, 7, 1)]
    changed = made(rules=TEN, caps=[{"key": "c", "name": "限", "most": "5", "per": per}])
    assert score(changed, *(used(n, day) for n, day in enumerate(days))) == total


def test_07_caps_count_in_the_order_of_the_days_and_tell_what_is_left() -> None:
    changed = made(rules=TEN, caps=[{"key": "c", "name": "全年 15 分", "most": "15"}])
    late, early = used(1, date(2026, 9, 1)), used(2, date(2026, 2, 1))
    lines = scores([late, early], changed, 2026)[person()].lines
    assert [(line.piece_id, line.counted, line.note) for line in lines] == [
        (2, 1000, ""),
        (1, 500, "超过最高分限制（全年 15 分）"),
    ]


def test_07_a_cap_for_people_only_and_one_for_a_kind() -> None:
    cap = {"key": "c", "name": "限", "most": "5", "when": {"ledger": "个人", "identities": ["信息员"]}}
    changed = made(rules=TEN, caps=[cap])
    each = used(by=(author(1, "信息员", units={SECTOR: 10}), author(2, "委员")))
    assert [score(changed, each, who=who) for who in (person(1), person(2), unit(10))] == [5, 10, 10]


# 8. Ladder, target, shortage


def test_08_a_ladder_that_begins_with_nothing() -> None:
    steps = [{"up_to": 1, "points": "0"}, {"up_to": 3, "points": "4"}, {"up_to": None, "points": "1"}]
    changed = made(rules=[{**TEN[0], "steps": steps}])
    assert [score(changed, *(used(n) for n in range(count))) for count in range(1, 6)] == [0, 4, 8, 9, 10]


def test_08_a_ladder_is_multiplied_and_split() -> None:
    steps = [{"up_to": 1, "points": "10"}, {"up_to": None, "points": "3"}]
    changed = made(
        rules=[{**TEN[0], "steps": steps}],
        people_split={"way": "平均分配"},
        factors=[{"key": "f", "name": "f", "when": {}, "by": "2"}],
    )
    both = (author(1), author(2))
    assert score(changed, used(1, by=both), used(2, by=both)) == 10 + 3


def test_08_what_is_alike_but_for_its_authors_climbs_in_one_order_whatever_was_entered_first() -> None:
    steps = [{"up_to": 1, "points": "10"}, {"up_to": None, "points": "3"}]
    changed = made(rules=[{**TEN[0], "steps": steps}], people_split={"way": "平均分配"})
    both = (author(1), author(2))
    first, second = event(OWN, id="2"), event(OWN, id="1", authors=(0,))
    entered = [piece(1, *events, by=both) for events in ((first, second), (second, first))]
    other_ids = piece(1, replace(first, id="1"), replace(second, id="2"), by=both)
    assert [score(changed, each) for each in (*entered, other_ids)] == [5 + 3] * 3


TARGET = {"key": "t", "name": "任务", "when": {"types": ["有效来稿"]}, "pieces": 3, "points": "10"}


def test_08_what_is_lost_by_missing_a_target_is_lost_when_its_time_is_over() -> None:
    changed = made(targets=[{**TARGET, "per_missing": "4"}])
    one = [piece(1, event(VALID, on=date(2026, 2, 1)))]
    before = scores(one, changed, 2026, until=date(2026, 12, 30))[person()]
    after = scores(one, changed, 2026, until=date(2026, 12, 31))[person()]
    assert (of(before), of(after)) == (0, 2)
    assert after.lines[-1].note == "1 篇，差 2 篇"
    nothing = scores([], changed, 2026, roster={person(): frozenset()})[person()]
    assert of(nothing) == -2


def test_08_a_monthly_base_counts_each_month_by_itself() -> None:
    changed = made(targets=[{**TARGET, "pieces": 1, "per": "每月"}])
    days = [date(2026, 1, 1), date(2026, 1, 31), date(2026, 3, 1)]
    account = scores([piece(n, event(VALID, on=day)) for n, day in enumerate(days)], changed, 2026)[person()]
    assert (of(account), len(account.lines)) == (20, 12)
    quarters = made(targets=[{**TARGET, "pieces": 2, "per": "每季度"}])
    assert score(quarters, *(piece(n, event(VALID, on=day)) for n, day in enumerate(days))) == 10


def test_08_a_target_counts_pieces_and_only_of_whom_it_is_for() -> None:
    changed = made(targets=[{**TARGET, "pieces": 1, "when": {"types": ["有效来稿"], "identities": ["委员"]}}])
    each = piece(1, event(VALID), event(VALID, id="2"), by=(author(1, "委员"), author(2, "信息员")))
    assert [score(changed, each, who=person(n)) for n in (1, 2)] == [10, 0]


def test_08_best_items_only() -> None:
    changed = made(
        rules=[rule("a", "上级采用", "9", when={"levels": ["省"]}), rule("b", "上级采用", "4")],
        best=[{"key": "b2", "name": "两篇", "count": 2, "per": "每季度"}],
    )
    pieces = [piece(n, event(UPPER, level, on=date(2026, 5, n))) for n, level in enumerate(("市", "省", "市"), start=1)]
    assert score(changed, *pieces, piece(9, event(UPPER, "市", on=date(2026, 9, 1)))) == 9 + 4 + 4


# 9. Negative items and disqualification


def test_09_faults_are_neither_capped_nor_split_nor_dropped() -> None:
    changed = made(
        rules=[*TEN, rule("p", "抄袭", "-8", whole=True, disqualifies=True)],
        people_split={"way": "平均分配"},
        caps=[{"key": "c", "name": "限", "most": "3"}],
        across="只计得分最高的一组",
        evidence_needed=True,
    )
    each = piece(1, event(OWN), event(EventType.PLAGIARISM, evidence=False), by=(author(1), author(2)))
    accounts = scores([each], changed, 2026)
    assert [of(accounts[person(n)]) for n in (1, 2)] == [-5, -5]
    assert accounts[person()].disqualified == ("p",)
    assert scores([used()], changed, 2026)[person()].disqualified == ()


def test_09_a_fault_of_one_author_alone() -> None:
    changed = made(rules=[*TEN, rule("late", "迟报", "-2")], people_split={"way": "平均分配"})
    each = piece(1, event(OWN), event(EventType.LATE, authors=(1,)), by=(author(1), author(2)))
    assert [score(changed, each, who=person(n)) for n in (1, 2)] == [5, 3]


# 10. Bonus


@pytest.mark.parametrize(
    ("when", "more"),
    [
        ({"commissioned": True}, {"commissioned": True}),
        ({"on_topic": True}, {"on_topic": True}),
        ({"identities": ["常委"]}, {"by": (author(1, "常委"),)}),
    ],
)
def test_10_bonus(when: Any, more: Any) -> None:
    changed = made(rules=TEN, extras=[{"key": "e", "name": "加", "when": when, "points": "2"}])
    assert (score(changed, used(**more)), score(changed, used())) == (12, 10)


def test_10_a_bonus_of_ones_own_is_not_split() -> None:
    extra = {"key": "e", "name": "加", "when": {"identities": ["常委"]}, "points": "2"}
    each = used(by=(author(1, "常委"), author(2)))
    for own, total in ((True, 7), (False, 6)):
        changed = made(rules=TEN, extras=[{**extra, "own": own}], people_split={"way": "平均分配"})
        assert [score(changed, each, who=person(n)) for n in (1, 2)] == [total, 5]


# 11. Windows


@pytest.mark.parametrize(
    ("attribution", "year"),
    [
        ("采用、批示等发生的日期", 2027),
        ("收稿日期", 2024),
        ("印发日期", 2025),
        ("登记入册的日期", 2028),
    ],
)
def test_11_the_day_that_decides(attribution: str, year: int) -> None:
    happened = Event(
        id="1", type=UPPER, own_day=date(2027, 1, 1), recorded_on=date(2028, 1, 1), level="市", words="市采用"
    )
    each = piece(1, happened, received_on=date(2024, 1, 1), issued_on=date(2025, 1, 1))
    for window in ({"attribution": attribution}, {"attribution_of": {"上级采用": attribution}}):
        changed = made(rules=[rule("a", "上级采用")], window=window)
        assert [y for y in range(2022, 2030) if score(changed, each, year=y)] == [year]


def test_11_a_piece_that_is_not_issued_goes_by_the_day_of_the_event() -> None:
    changed = made(rules=TEN, window={"attribution": "印发日期"})
    assert score(changed, used(received_on=date(2020, 1, 1)), year=2026) == 10


def test_11_two_years_together() -> None:
    changed = made(rules=TEN, window={"years": 2})
    pieces = [used(1, date(2025, 1, 1)), used(2, date(2026, 12, 31)), used(3, date(2024, 12, 31))]
    assert [score(changed, *pieces, year=year) for year in (2024, 2025, 2026, 2027)] == [10, 20, 20, 10]
    both = scores_of_years(pieces, changed, (2025, 2026))
    assert [of(both[year][person()]) for year in (2025, 2026)] == [20, 20]


def test_11_quarters_of_the_offices_own() -> None:
    cap = {"key": "c", "name": "限", "most": "10", "per": "每季度"}
    window = {"starts": [12, 1], "year_before": True, "quarters": [[3, 1], [6, 1], [9, 16]]}
    changed = made(rules=TEN, caps=[cap], window=window)
    pieces = [used(n, day) for n, day in enumerate([date(2025, 12, 1), date(2026, 2, 28), date(2026, 3, 1)])]
    assert score(changed, *pieces) == 20
    assert score(changed, used(8, date(2026, 9, 15)), used(9, date(2026, 9, 16))) == 20
    assert score(changed, used(8, date(2026, 9, 15)), used(9, date(2026, 8, 16))) == 10


# 12. Closed years are frozen


def _snapshot(pieces: list[Piece], used_: Scheme) -> Snapshot:
    roster = {person(1): frozenset({"委员"}), person(2): frozenset({"委员"})}
    accounts = scores(pieces, used_, 2026, roster=roster)
    return Snapshot(
        year=2026,
        closed_on=date(2027, 1, 10),
        scheme=used_,
        accounts=accounts,
        rankings=rankings(accounts, used_, roster),
        names={person(1): "张三"},
        counts={"来稿": len(pieces)},
    )


def test_12_a_closed_year_shows_what_it_showed_and_tells_what_came_late() -> None:
    changed = scheme("A", ranking=[MEMBERS])
    city, national = event(UPPER, "市", on=date(2026, 12, 1)), event(UPPER, "全国", on=date(2026, 12, 2))
    closed = from_values(to_values(_snapshot([piece(1, city)], changed)))
    assert of(closed.accounts[person()]) == 5
    assert [place.rank for place in closed.rankings["委员"]] == [1, 2]
    late = scores([piece(1, city, national)], changed, 2026)
    (difference,) = differences(closed, late)
    assert ([line.event_id for line in difference.came], difference.went, difference.changed) == (
        [national.id],
        (),
        (),
    )
    assert difference.points == 2000
    gone = differences(closed, {})
    assert [(one.points, len(one.went)) for one in gone] == [(-500, 1)]
    dearer = replace(changed, rules=tuple(replace(r, points=r.points + 1) for r in changed.rules))
    (other,) = differences(closed, scores([piece(1, city)], dearer, 2026))
    assert [(old.counted, new.counted) for old, new in other.changed] == [(500, 600)]


def test_12_what_is_looked_at_before_closing() -> None:
    given = Adjustment(
        id=7, subject=person(), on=date(2026, 6, 1), points=50, label="补记", reason="会议发言", approved_by=" "
    )
    pieces = [
        piece(1, event(OWN, evidence=False, id="采用 9"), by=(author(1, "委员", name="张三", units={TOWN: 1}),)),
        piece(2, event(OWN), by=(author(None, name="路人"),), info_group_id=70),
        piece(3, event(OWN, on=date(2025, 1, 1)), by=(author(None),)),
    ]
    checks = {check.name: check for check in checks_before_closing(pieces, made(rules=TEN), 2026, adjustments=[given])}
    assert [(name, [one.id for one in check.found]) for name, check in checks.items()] == [
        ("没有佐证材料", ["采用 9"]),
        ("没有计入任何人和单位", [2]),
        ("人员没有单位", [1]),
        ("手工调整没有批准人", [7]),
    ]
    assert "张三：委员没有界别（2026-0001）" in checks["人员没有单位"].found[0].words
    assert "补记 0.5 分：会议发言" in checks["手工调整没有批准人"].found[0].words


# 13. Versions, and two schemes side by side


def test_13_who_moves_when_another_scheme_is_applied() -> None:
    old = scheme("A", ranking=[MEMBERS])
    new = replace(old, rules=tuple(replace(r, points=Decimal(100)) if r.key == "own" else r for r in old.rules))
    pieces = [
        piece(1, event(UPPER, "市"), by=(author(1, "委员"),)),
        piece(2, event(OWN, "本级"), by=(author(2, "委员"),)),
        piece(3, event(UPPER, "市"), by=(author(3, "委员"),)),
    ]
    roster = {person(n): frozenset({"委员"}) for n in (1, 2, 3)}
    found = simulated(pieces, old, new, 2026, roster=roster)["委员"]
    assert [(move.subject.id, move.places, move.points) for move in found] == [(2, 2, 9900), (1, -1, 0), (3, -1, 0)]
    assert found[0].words == "第 3 名 1 分 → 第 1 名 100 分，升 2 名"
    gone = simulated(pieces, old, replace(new, ranking=()), 2026, roster=roster)["委员"]
    assert gone[0].words == "第 1 名 5 分 → 不在此组"
    assert simulated(pieces, old, old, 2026, roster=roster)["委员"] == ()


# 14. Ranking


def test_14_groups_by_kind_those_who_are_not_ranked_per_head_and_rate() -> None:
    town = {"name": "镇街", "ledger": "单位", "kinds": ["镇街工委"], "by": "人均分"}
    rate = {"name": "采用率", "ledger": "个人", "kinds": ["委员", "信息员"], "by": "采用率"}
    changed = made(rules=TEN, ranking=[MEMBERS, town, rate])
    pieces = [
        piece(1, event(VALID), event(OWN), by=(author(1, "委员", units={TOWN: 10}),)),
        piece(2, event(VALID), event(OWN), by=(author(1, "委员", units={TOWN: 11}),)),
        piece(3, event(VALID), by=(author(1, "委员", units={TOWN: 11}),)),
        piece(4, event(VALID), event(OWN), by=(author(3, "信息员", units={TOWN: 11}),)),
    ]
    roster = {
        **{person(n): frozenset({kind}) for n, kind in ((1, "委员"), (2, "委员"), (3, "信息员"), (4, "委员"))},
        **{unit(n): frozenset({"镇街工委"}) for n in (10, 11)},
        unit(30): frozenset({"界别"}),
    }
    accounts = scores(pieces, changed, 2026, roster=roster)
    found = rankings(accounts, changed, roster, unranked={person(4)}, heads={unit(10): 1, unit(11): 4})
    told = {name: [(place.subject.id, place.rank, place.value) for place in places] for name, places in found.items()}
    assert told == {
        "委员": [(1, 1, 2000), (2, 2, 0)],
        "镇街": [(10, 1, 1000), (11, 2, 500)],
        "采用率": [(3, 1, 1), (1, 2, Fraction(2, 3)), (2, 3, 0)],
    }


@pytest.mark.parametrize(
    ("tie", "first"), [("采用篇数", 1), ("上级采用篇数", 2), ("批示次数", 3), ("来稿篇数", 4), ("采用率", 1)]
)
def test_14_tie_breakers(tie: str, first: int) -> None:
    changed = made(
        rules=[rule("a", "媒体", "1")],
        ranking=[MEMBERS],
        tie_breaks=[tie],
    )
    events = {
        1: [[event(VALID), event(OWN)], [event(OWN)]],
        2: [[event(VALID), event(UPPER)], [event(VALID)]],
        3: [[event(VALID), event(INSTRUCTED), event(INSTRUCTED, id="2")]],
        4: [[event(VALID)] for _ in range(3)],
    }
    pieces = [
        piece(100 * who + n, *these, by=(author(who, "委员"),))
        for who, lists in events.items()
        for n, these in enumerate(lists)
    ]
    roster = {person(n): frozenset({"委员"}) for n in events}
    (places,) = rankings(scores(pieces, changed, 2026, roster=roster), changed, roster).values()
    assert (places[0].subject.id, places[0].rank, places[1].rank) == (first, 1, 2)


# 15. Several 批示


@pytest.mark.parametrize(
    ("instructions", "total"),
    [("每次批示都计", 5 * 3 + 8), ("只计最高的一次", 8), ("每位领导计一次", 5 + 8), ("每个层级计一次", 5 + 8)],
)
def test_15_several_instructions(instructions: str, total: int) -> None:
    rules = [rule("c", "批示", "8", when={"levels": ["省"]}), rule("o", "批示", "5")]
    each = piece(
        1,
        *(event(INSTRUCTED, "市", leader="王", id=str(n)) for n in (1, 2)),
        event(INSTRUCTED, "市", leader="李" if instructions == "每次批示都计" else "王", id="3"),
        event(INSTRUCTED, "省", leader="赵", id="4"),
    )
    assert score(made(rules=rules, instructions=instructions), each) == total


def test_15_leaders_without_a_name_are_told_apart() -> None:
    each = piece(1, event(INSTRUCTED, id="1"), event(INSTRUCTED, id="2"))
    assert score(made(rules=[rule("o", "批示", "5")], instructions="每位领导计一次"), each) == 10


def test_15_an_instruction_on_a_comprehensive_piece_credits_all_its_authors() -> None:
    changed = made(rules=[rule("i", "批示", "10")], people_split={"way": "平均分配"})
    each = piece(1, event(INSTRUCTED, "市"), by=tuple(author(n) for n in (1, 2, 3, 4)), comprehensive=True)
    assert [score(changed, each, who=person(n)) for n in (1, 2, 3, 4)] == [Decimal("2.5")] * 4


# 16. Evidence and adjustments


@pytest.mark.parametrize(("needed", "total"), [(True, 0), (False, 12)])
def test_16_without_evidence(needed: bool, total: int) -> None:
    extra = {"key": "e", "name": "加", "when": {}, "points": "2"}
    changed = made(rules=TEN, extras=[extra], evidence_needed=needed)
    account = scores([piece(1, event(OWN, evidence=False))], changed, 2026)[person()]
    assert of(account) == total
    assert {line.note for line in account.lines} == {"无佐证不计分" if needed else ""}
    assert score(changed, used()) == 12


def test_16_an_adjustment_by_hand() -> None:
    def given(number: int, on: date, points: int) -> Adjustment:
        return Adjustment(
            id=number, subject=person(), on=on, points=points, label="补记", reason="漏登", approved_by="主任"
        )

    changed = made(rules=TEN, caps=[{"key": "c", "name": "限", "most": "1"}])
    adjustments = [given(2, date(2026, 3, 1), 250), given(1, date(2026, 2, 1), -100), given(3, date(2025, 3, 1), 900)]
    account = scores([used()], changed, 2026, adjustments=adjustments)[person()]
    assert of(account) == Decimal("2.5")
    assert [(line.words, line.counted) for line in account.lines] == [
        ("漏登（主任批准）", -100),
        ("漏登（主任批准）", 250),
        ("本级本级采用", 100),
    ]


# 17. Explanation


def test_17_every_line_tells_rule_value_split_and_cap() -> None:
    changed = made(
        rules=TEN,
        people_split={"way": "第一名得一定比例，其余平分", "first": 60},
        caps=[{"key": "c", "name": "全年 3 分", "most": "3"}],
        factors=[{"key": "f", "name": "加倍", "when": {}, "by": "2"}],
    )
    (line,) = scores([shared(3)], changed, 2026)[person(2)].lines
    assert (line.name, line.points, line.times) == ("used", 1000, (("加倍", Decimal(2)),))
    assert (line.share, line.full) == ("3 人，第 2：第一名得一定比例，其余平分", 400)
    assert (line.counted, line.note) == (300, "超过最高分限制（全年 3 分）")
    assert (line.piece_id, line.number, line.title, line.words) == (1, "2026-0001", "第 1 篇", "本级本级采用")


# 18. Awards, 优秀信息, pay, bands


def test_18_bands() -> None:
    changed = made(rules=TEN, bands=[{"name": "优秀", "at_least": "90"}, {"name": "称职", "at_least": "60.5"}])
    assert [band(changed, points) for points in (10_000, 9_000, 8_999, 6_050, 6_049)] == [
        "优秀",
        "优秀",
        "称职",
        "称职",
        "",
    ]


def _awarded(slots: tuple[int, ...], points: dict[int, int], **more: Any) -> Any:
    awards = [{"tier": f"{n}等", "group": "委员", "slots": count, **more} for n, count in enumerate(slots, start=1)]
    changed = made(
        rules=[rule("a", "本级采用"), rule("p", "抄袭", "-1", disqualifies=True)], ranking=[MEMBERS], awards=awards
    )
    roster = {person(n): frozenset({"委员"}) for n in points}
    pieces = [used(100 * n + k, by=(author(n, "委员"),)) for n, total in points.items() for k in range(total)]
    pieces.append(piece(9999, event(EventType.PLAGIARISM), by=(author(1, "委员"),)))
    accounts = scores(pieces, changed, 2026, roster=roster)
    return proposals(changed, rankings(accounts, changed, roster), quota_met={person(n) for n in points if n != 2})


def test_18_candidates_with_the_reasons_why_not() -> None:
    (proposal,) = _awarded((2,), {1: 9, 2: 8, 3: 7, 4: 1, 5: 0}, at_least="2")
    assert [(one.place.subject.id, one.reasons) for one in proposal.candidates] == [
        (1, ("有p",)),
        (2, ("任务未完成",)),
        (3, ()),
        (4, ("得分 1，不到 2 分",)),
        (5, ("得分 0，不到 2 分",)),
    ]
    assert proposal.proposed == (person(3),)
    assert proposal.words == "1等（委员）符合条件的不够，空 1 个名额。"


def test_18_tiers_and_a_tie_at_the_border() -> None:
    first, second = _awarded((1, 2), {3: 9, 4: 5, 5: 3, 6: 3, 7: 0, 1: 0, 2: 0})
    assert (first.proposed, first.tied, first.words) == ((person(3),), (), "")
    assert (second.proposed, second.tied, second.open) == ((person(4),), (person(5), person(6)), 1)
    assert second.words == "2等（委员）还有 1 个名额，2 个并列第 3 名；请按其他条件选定，或者增减名额。"
    reasons = {one.place.subject.id: one.reasons for one in second.candidates}
    assert (reasons[3], reasons[7]) == (("已列入1等",), ("没有得分",))


def test_18_excellent_pieces() -> None:
    pieces = [
        used(1),
        piece(2, event(UPPER, "市", on=date(2026, 2, 1))),
        piece(3, event(INSTRUCTED, "省", on=date(2026, 3, 1)), event(OWN)),
        piece(4, event(UPPER, "市", on=date(2026, 1, 1))),
        piece(5, event(UPPER, "市", on=date(2025, 1, 1))),
    ]
    found = excellent(pieces, made(rules=TEN), 2026)
    assert [(one.piece.id, len(one.events)) for one in found] == [(3, 1), (4, 1), (2, 1)]


def test_18_pay_is_the_highest_of_a_piece_and_shared_to_the_fen() -> None:
    pay = [
        {"key": "own", "name": "本级", "when": {"types": ["本级采用"]}, "yuan": "50"},
        {"key": "city", "name": "市级", "when": {"types": ["上级采用"]}, "yuan": "200"},
    ]
    changed = made(rules=TEN, pay=pay, people_split={"way": "平均分配"})
    each = piece(1, event(UPPER, "市"), event(OWN), by=tuple(author(n) for n in (1, 2, 3)))
    found = payments([each, used(2)], changed, 2026)
    assert [sum(one.fen for one in found[person(n)]) for n in (1, 2, 3)] == [6667 + 5000, 6667, 6666]
    assert [(one.name, one.share) for one in found[person(2)]] == [("市级", "3 人，第 2：平均分配")]
    assert [yuan_text(fen) for fen in (6667, 20_000, 5)] == ["66.67", "200", "0.05"]


# 19. A scheme as a file


def test_19_a_scheme_goes_out_and_comes_in_whole() -> None:
    changed = made(
        rules=[{**TEN[0], "steps": [{"up_to": 1, "points": "0.1"}, {"up_to": None, "points": "3"}], "whole": True}],
        window={"quarters": [[4, 1], [7, 1], [10, 1]], "attribution_of": {"批示": "收稿日期"}},
        ranking=[MEMBERS],
    )
    assert from_dict(to_dict(changed)) == changed
    assert Subject(Ledger.PERSON, 1) == person(1)
