"""The golden vectors of design/scoring.md section 2, each by hand: facts of schemes that offices have published."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cppcc_desk.domain.scoring.events import EventType
from cppcc_desk.domain.scoring.ranking import ranked
from cppcc_desk.domain.scoring.scheme import RankGroup, TieBreak
from cppcc_desk.domain.scoring.scores import scores
from tests.domain.scoring.making import DAY, author, event, of, person, piece, scheme, score

OWN, UPPER, VALID, INSTRUCTED = EventType.OWN, EventType.UPPER, EventType.VALID, EventType.INSTRUCTED
CITY, NATIONAL, PROVINCE = "市", "全国", "省"


def test_golden_01_everything_adds_up() -> None:
    used = piece(1, event(OWN, "本级"), event(UPPER, CITY), event(UPPER, NATIONAL), event(INSTRUCTED, CITY))
    assert score(scheme("A"), used) == 36


@pytest.mark.parametrize(("across", "total"), [("各组累加", 37), ("只计得分最高的一组", 30)])
def test_golden_02_an_author_of_the_province_and_the_highest_group(across: str, total: int) -> None:
    used = piece(
        1,
        event(OWN, "本级", form="单篇"),
        event(UPPER, NATIONAL, form="单篇"),
        by=(author(1, "省委员"),),
    )
    assert score(scheme("B", across=across), used) == total


@pytest.mark.parametrize(("full", "each"), [(False, 1), (True, 2)])
def test_golden_03_half_for_each_property(full: bool, each: int) -> None:
    used = scheme("D")
    if full:  # a 综合 piece counts full: one factor less in the data
        used = scheme("D", factors=[{"key": "h", "name": "联名减半", "when": {"joint": True}, "by": "0.5"}])
    made = piece(1, event(OWN, form="综合"), by=(author(1), author(2)), comprehensive=True)
    assert [score(used, made, who=person(n)) for n in (1, 2)] == [each, each]


def test_golden_04_caps_of_a_category_and_of_its_joint_part() -> None:
    used = scheme("D")

    def day(number: int) -> date:
        return DAY + timedelta(days=number)

    sole = [piece(n, event(OWN, form="单篇", on=day(n))) for n in range(1, 5)]
    joint = [piece(n, event(OWN, form="单篇", on=day(n)), by=(author(1), author(2))) for n in range(11, 15)]
    assert [score(used, *sole[:n]) for n in (1, 2, 3, 4)] == [3, 6, 9, 9]
    assert [score(used, *joint[:n]) for n in (1, 2, 3, 4)] == [1, 2, 3, 3]
    later = [piece(n, event(OWN, form="单篇", on=day(n))) for n in range(21, 25)]
    assert [score(used, *joint, *later[:n]) for n in (1, 2, 3)] == [6, 9, 9]
    eight = [*sole[:2], *joint[:2]]
    assert score(used, *eight) == 8
    account = scores([*eight, later[0]], used, 2026)[person()]
    assert (of(account), account.lines[-1].counted, account.lines[-1].full) == (9, 100, 300)
    assert "超过最高分限制" in account.lines[-1].note


def test_golden_05_three_authors_and_the_remainder_to_the_first() -> None:
    made = piece(1, event(OWN), by=(author(1), author(2), author(3)))
    given = [score(scheme("E"), made, who=person(n)) for n in (1, 2, 3)]
    assert given == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]


def test_golden_06_first_and_next_ones_with_either_cap() -> None:
    def made(used: int, unused: int) -> list[object]:
        first = [piece(n, event(VALID), event(OWN)) for n in range(1, used + 1)]
        return [*first, *(piece(100 + n, event(VALID)) for n in range(unused))]

    extras = scheme("F")
    whole = scheme("F", caps=[{"key": "all", "name": "最多 20 分", "most": "20", "parts": ["基础分", "加分"]}])
    assert score(extras, *made(4, 2)) == 21  # type: ignore[arg-type]
    assert score(extras, *made(9, 0)) == 30  # type: ignore[arg-type]
    assert score(whole, *made(9, 0)) == 20  # type: ignore[arg-type]


def test_golden_07_the_first_author_has_half_and_three_share_the_rest() -> None:
    made = piece(1, event(UPPER), by=tuple(author(n) for n in (1, 2, 3, 4)))
    given = [score(scheme("G"), made, who=person(n)) for n in (1, 2, 3, 4)]
    assert given == [Decimal(text) for text in ("12.50", "4.17", "4.17", "4.16")]
    last = scheme("G", people_split={"way": "第一名得一定比例，其余平分", "first": 50, "remainder": "尾数归后面的作者"})
    given = [score(last, made, who=person(n)) for n in (1, 2, 3, 4)]
    assert given == [Decimal(text) for text in ("12.50", "4.16", "4.17", "4.17")]


def test_golden_08_only_the_highest_once() -> None:
    own = piece(1, event(UPPER))
    other = piece(2, event(UPPER), by=(author(2), author(1)))
    assert score(scheme("H"), other) == 3
    assert score(scheme("H"), own, other) == score(scheme("H"), other, own) == 15


def test_golden_09_the_highest_journal_and_the_instruction() -> None:
    made = piece(
        1,
        event(UPPER, PROVINCE, journal="简报"),
        event(UPPER, PROVINCE, journal="两办", id="2"),
        event(INSTRUCTED, PROVINCE),
    )
    assert score(scheme("K"), made) == 40


@pytest.mark.parametrize(("count", "total"), [(14, 0), (15, 50), (16, 50)])
def test_golden_10_all_or_nothing(count: int, total: int) -> None:
    assert score(scheme("N"), *(piece(n, event(VALID)) for n in range(count))) == total


def test_golden_11_an_instruction_doubles() -> None:
    assert score(scheme("P"), piece(1, event(OWN), event(INSTRUCTED, CITY))) == 20
    assert score(scheme("P"), piece(1, event(OWN))) == 10


def test_golden_12_a_year_from_december_to_november() -> None:
    used = scheme("A", window={"starts": [12, 1], "year_before": True})
    inside = piece(1, event(OWN, "本级", on=date(2019, 12, 10)))
    outside = piece(2, event(OWN, "本级", on=date(2019, 11, 29)))
    assert (score(used, inside, year=2020), score(used, outside, year=2020)) == (1, 0)
    assert (score(used, inside, year=2019), score(used, outside, year=2019)) == (0, 1)


def test_golden_13_equal_scores_share_a_rank_until_the_tie_is_broken() -> None:
    points = {1: 30, 2: 25, 3: 25, 4: 20}
    pieces = [
        piece(number * 100 + place, event(OWN, "本级"), by=(author(number, "委员"),))
        for number, adopted in ((2, 3), (3, 5))
        for place in range(adopted)
    ]
    rules = [
        {
            "key": f"p{number}",
            "name": "履职",
            "when": {"types": ["有效来稿"], "identities": [f"第{number}人"]},
            "points": str(total),
        }
        for number, total in points.items()
    ]
    pieces += [piece(1000 + n, event(VALID), by=(author(n, "委员", f"第{n}人"),)) for n in points]
    used = scheme("A", rules=rules)
    accounts = scores(pieces, used, 2026)
    group = RankGroup(name="委员", ledger=person().ledger, kinds=frozenset({"委员"}))
    subjects = [person(n) for n in points]
    assert [place.rank for place in ranked(subjects, accounts, group, ())] == [1, 2, 2, 4]
    broken = ranked(subjects, accounts, group, (TieBreak.ADOPTED,))
    assert [(place.subject.id, place.rank) for place in broken] == [(1, 1), (3, 2), (2, 3), (4, 4)]
