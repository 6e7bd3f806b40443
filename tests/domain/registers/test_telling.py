"""What a cell of a ledger says of several things at once, it says so that it can be taken apart again."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.outcomes import AdoptionForm, LeaderRank, Level, OutcomeEntry, OutcomeKind
from cppcc_desk.domain.registers.history import DispatchTold
from cppcc_desk.domain.registers.telling import (
    read_adoptions,
    read_dispatches,
    read_instructions,
    read_issue,
    say_adoptions,
    say_dispatches,
    say_instructions,
    say_issue,
    say_time,
)

RECEIVED = date(2026, 11, 18)
_WORD = st.text(alphabet="云溪县市政协江宁社情第45期A·-", min_size=1, max_size=10)
_DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(
    st.lists(
        st.builds(
            OutcomeEntry,
            kind=st.just(OutcomeKind.ADOPTION),
            occurred_on=_DAYS,
            level=st.sampled_from(Level),
            adoption_form=st.one_of(st.none(), st.sampled_from(AdoptionForm)),
            organ=st.one_of(st.just(""), _WORD),
            journal=st.one_of(st.just(""), _WORD),
            issue_no=st.one_of(st.just(""), _WORD),
        ),
        max_size=4,
    )
)
def test_adoptions_come_back(entries: list[OutcomeEntry]) -> None:
    assert read_adoptions(say_adoptions(entries), on=RECEIVED) == (entries, [])


@given(
    st.lists(
        st.builds(
            OutcomeEntry,
            kind=st.just(OutcomeKind.INSTRUCTION),
            occurred_on=_DAYS,
            level=st.one_of(st.none(), st.sampled_from(Level)),
            leader=st.text(alphabet="江承志何向荣", min_size=1, max_size=4),
            leader_post=st.one_of(st.just(""), st.text(alphabet="县委书记长副", min_size=1, max_size=6)),
            leader_rank=st.one_of(st.none(), st.sampled_from(LeaderRank)),
        ),
        max_size=4,
    )
)
def test_instructions_come_back(entries: list[OutcomeEntry]) -> None:
    assert read_instructions(say_instructions(entries), on=RECEIVED) == (entries, [])


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="县市省政协委府水利局", min_size=2, max_size=8),
            st.sampled_from(["", "专报", "委员反映"]),
            st.one_of(st.none(), _DAYS),
            st.booleans(),
        ),
        max_size=4,
    )
)
def test_dispatches_come_back(made: list[tuple[str, str, date | None, bool]]) -> None:
    told = [
        DispatchTold(
            destination=name,
            form=form,
            sent_at=datetime(day.year, day.month, day.day) if day else None,
            late=late if day else None,
        )
        for name, form, day, late in made
    ]
    text = say_dispatches(((one, "") for one in told), received=RECEIVED)
    assert read_dispatches(text, received=RECEIVED, known=()) == (told, [])


def test_issues_come_back() -> None:
    entries = [
        OutcomeEntry(
            kind=OutcomeKind.ADOPTION, occurred_on=day, level=Level.OWN, journal="社情民意", issue_no=f"2026年第{n}期"
        )
        for n, day in ((7, date(2026, 11, 19)), (8, date(2026, 11, 20)))
    ]
    numbers, days = say_issue(entries)
    assert (numbers, days) == ("《社情民意》2026年第7期；《社情民意》2026年第8期", "2026年11月19日；2026年11月20日")
    told = [entry.occurred_on for entry in entries]
    assert read_issue(numbers, told, on=RECEIVED, journal="") == entries


@pytest.mark.parametrize(
    ("text", "level", "day", "organ"),
    [
        ("本级采用", Level.OWN, RECEIVED, ""),
        ("被省政协《社情》第3期采用", Level.PROVINCE, RECEIVED, "省政协"),
        ("市政协 12.3 录用", Level.CITY, date(2026, 12, 3), "市政协"),
        ("全国政协采用", Level.NATIONAL, RECEIVED, "全国政协"),
    ],
)
def test_what_offices_write_by_hand_is_understood(text: str, level: Level, day: date, organ: str) -> None:
    (entry,), left = read_adoptions(text, on=RECEIVED)
    assert (entry.level, entry.occurred_on, entry.organ, entry.text, left) == (level, day, organ, text, [])


@pytest.mark.parametrize("text", ["未采用", "待定", "请领导阅示", "市政协退回"])
def test_what_tells_of_no_adoption_is_given_back(text: str) -> None:
    assert read_adoptions(text, on=RECEIVED) == ([], [text])


def test_destinations_named_in_passing_are_found() -> None:
    found, left = read_dispatches("已报市政协、县委", received=RECEIVED, known=("市政协", "县委", "县委办"))
    assert ([one.destination for one in found], left) == (["市政协", "县委"], [])
    assert read_dispatches("已办", received=RECEIVED, known=("市政协",)) == ([], ["已办"])


def test_a_day_without_a_minute_is_told_as_a_day() -> None:
    assert say_time(datetime(2025, 3, 5)) == "2025年3月5日"
    assert say_time(datetime(2025, 3, 5, 9, 5)) == "2025年3月5日 9时05分"
    assert say_time(None) == ""
