"""信息员证: its number, how long it holds, who should have one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.cards import (
    DEFAULT_NUMBER_FORM,
    CardState,
    EndReason,
    card_number,
    card_title,
    entitled,
    last_day_of_term,
    needs_renewal,
    notice_lines,
    problem_of_number_form,
    runs_until,
    state_of,
)
from cppcc_desk.domain.people import PersonKind

BEGAN = date(2021, 12, 18)


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (DEFAULT_NUMBER_FORM, "10-007"),
        ("云政协信〔{年}〕{号}号", "云政协信〔2021〕007号"),
        ("{届3}.{号4}", "010.0007"),
        ("第{届1}届{号1}号", "第10届7号"),
    ],
)
def test_the_number_follows_the_form_of_the_office(form: str, written: str) -> None:
    assert problem_of_number_form(form) == ""
    assert card_number(form, term=10, began=BEGAN, serial=7) == written


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("{届}-001", "要有 {号}"),
        ("信息员{号}", "要有 {届} 或 {年}"),
        ("{届}-{号}-{人}", "花括号里只能写"),
        ("{届}-{号", "花括号里只能写"),
        ("{届1}{号1}", "之间要有数字以外的字"),
        ("{年}1{号1}", "之间要有数字以外的字"),
        ("中国人民政治协商会议云溪县委员会第{届}届第{号}号", "不能超过 24 个字"),
    ],
)
def test_a_form_that_cannot_tell_cards_apart_is_refused(form: str, told: str) -> None:
    assert told in problem_of_number_form(form)


@given(
    cards=st.lists(st.tuples(st.integers(1, 30), st.integers(1, 2000)), min_size=2, max_size=2, unique=True),
    form=st.sampled_from([DEFAULT_NUMBER_FORM, "{年}-{号}", "{号}/{届}"]),
)
def test_two_cards_never_bear_the_same_number(cards: list[tuple[int, int]], form: str) -> None:
    first, second = (
        card_number(form, term=term, began=date(1960 + 5 * term, 1, 1), serial=serial) for term, serial in cards
    )
    assert first != second


def test_a_term_is_expected_to_last_five_years() -> None:
    assert last_day_of_term(BEGAN, None) == date(2026, 12, 17)
    assert last_day_of_term(date(2024, 2, 29), None) == date(2029, 2, 28)
    assert last_day_of_term(BEGAN, date(2027, 1, 20)) == date(2027, 1, 20)


def test_a_card_holds_no_longer_than_its_term() -> None:
    assert runs_until(date(2026, 12, 17), None) == date(2026, 12, 17)
    assert runs_until(date(2026, 12, 17), date(2026, 11, 30)) == date(2026, 11, 30)
    assert runs_until(date(2025, 12, 31), date(2026, 11, 30)) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("on", "ended_on", "reason", "state"),
    [
        (date(2026, 12, 17), None, "", CardState.VALID),
        (date(2026, 12, 18), None, "", CardState.EXPIRED),
        (date(2026, 12, 18), date(2026, 5, 1), EndReason.LOST, CardState.LOST),
        (date(2026, 6, 1), date(2026, 5, 1), "证件损坏", CardState.ENDED),
    ],
)
def test_the_last_day_still_counts(on: date, ended_on: date | None, reason: str, state: CardState) -> None:
    assert state_of(until=date(2026, 12, 17), ended_on=ended_on, end_reason=reason, on=on) is state


@given(
    until=st.dates(),
    on=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    days=st.integers(0, 400),
    longer=st.integers(-400, 400),
)
def test_what_has_run_out_always_needs_renewal(until: date, on: date, days: int, longer: int) -> None:
    term_ends = date.fromordinal(max(1, min(date.max.toordinal(), until.toordinal() + longer)))
    wanted = needs_renewal(until=until, ended_on=None, term_ends=term_ends, on=on, days=days)
    if state_of(until=until, ended_on=None, end_reason="", on=on) is CardState.EXPIRED:
        assert wanted
    else:
        assert wanted == (until - on <= timedelta(days=days) and until < term_ends)
    assert not needs_renewal(until=until, ended_on=on, term_ends=term_ends, on=on, days=days)


def test_informants_get_one_and_members_where_the_office_says_so() -> None:
    assert entitled({PersonKind.INFORMANT}, members=False)
    assert entitled({PersonKind.INVITED_INFORMANT, PersonKind.STAFF}, members=False)
    assert not entitled({PersonKind.MEMBER, PersonKind.STANDING_MEMBER}, members=False)
    assert entitled({PersonKind.STANDING_MEMBER}, members=True)
    assert not entitled({PersonKind.STAFF}, members=True) and not entitled(set(), members=True)
    assert card_title({PersonKind.INVITED_INFORMANT}) == "社情民意特邀信息员证"
    assert card_title({PersonKind.INVITED_INFORMANT, PersonKind.INFORMANT}) == "社情民意信息员证"


def test_the_notice_loses_only_the_marks_of_its_list() -> None:
    typed = (
        "1. 本证不得转借\n 2、凭证参加会议\n三、遗失即报\n（4）退出时交回\n24小时内向办公室报告\n\n12月31日前换发\n5.\n"
    )
    assert notice_lines(typed) == (
        "本证不得转借",
        "凭证参加会议",
        "遗失即报",
        "退出时交回",
        "24小时内向办公室报告",
        "12月31日前换发",
    )
