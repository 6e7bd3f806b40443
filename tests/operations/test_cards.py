"""信息员证: issued, renewed, lost, replaced, ended; a number is given once and never again."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from cppcc_desk.domain.cards import CardState
from cppcc_desk.domain.errors import DeskError, Forbidden, Invalid, Missing
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.operations import people
from cppcc_desk.operations.office import change_setting
from cppcc_desk.operations.people import cards as doing
from cppcc_desk.operations.terms import TermEntry, begin_term, save_terms
from cppcc_desk.queries import cards, numbers, terms
from cppcc_desk.queries.cards import CardRow
from cppcc_desk.queries.forms.duty import duty_facts
from cppcc_desk.queries.forms.people import appointment
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock
from tests.office import snapshot

TENTH, TODAY = date(2021, 12, 18), date(2026, 11, 20)
END = date(2026, 12, 17)  # five years
NAMES = ("柳青禾", "顾长安", "沈砚秋")


@pytest.fixture
def three(desk: Desk) -> tuple[int, ...]:
    """Three informants in the tenth term."""
    desk.do(begin_term, 10, began=TENTH)
    return desk.do(people.add_people, [PersonEntry(name=name, kind=PersonKind.INFORMANT) for name in NAMES])


def register(desk: Desk) -> list[CardRow]:
    return list(desk.read(cards.cards, on=desk.today))


def told(desk: Desk) -> list[tuple[str, str, str]]:
    return [(card.number, card.name, card.state.value) for card in register(desk)]


def refuses(desk: Desk, kind: type[DeskError], sentence: str, *call: object, **given: object) -> DeskError:
    before = desk.read(snapshot)
    with pytest.raises(kind, match=sentence) as refusal:
        desk.do(*call, **given)  # type: ignore[arg-type]
    assert "没有作任何改动" in refusal.value.message
    assert desk.read(snapshot) == before
    return refusal.value


def why(given: doing.Given) -> Sequence[tuple[str, str]]:
    return [(one.name, one.why) for one in given.skipped]


# --- issuing ----------------------------------------------------------------------------------------------------------


def test_many_get_their_cards_in_one_step(desk: Desk, three: tuple[int, ...]) -> None:
    given = desk.do(doing.issue_cards, three)
    assert given.numbers == ("10-001", "10-002", "10-003")
    assert desk.next_undo() == "发信息员证 10-001 等 3 张"
    assert told(desk) == [
        ("10-001", "柳青禾", "有效"),
        ("10-002", "顾长安", "有效"),
        ("10-003", "沈砚秋", "有效"),
    ]
    assert {card.until for card in register(desk)} == {END}
    before = desk.read(snapshot)
    again = desk.do(doing.issue_cards, three)
    assert why(again)[0] == ("柳青禾", "已有第十届的证 10-001")
    assert (again.card_ids, len(again.skipped)) == ((), 3)
    assert desk.read(snapshot) == before


def test_a_number_is_not_given_again_after_undo(desk: Desk, three: tuple[int, ...]) -> None:
    desk.do(doing.issue_cards, three[:2])
    desk.undo()
    assert told(desk) == []
    assert desk.do(doing.issue_cards, three[2:]).numbers == ("10-003",)
    desk.undo()
    desk.redo()
    assert told(desk) == [("10-003", "沈砚秋", "有效")]
    (row,) = desk.read(numbers.sequences)
    assert (row.name, row.last, row.following) == ("第十届信息员证编号", "003", "004")
    assert (row.used, row.gaps) == (1, ("001", "002"))  # what an undo left is told


def test_an_office_goes_on_from_the_numbers_it_has_given_by_hand(desk: Desk, three: tuple[int, ...]) -> None:
    assert desk.do(doing.issue_cards, three[:1], first=88).numbers == ("10-088",)
    assert desk.do(doing.issue_cards, three[1:2]).numbers == ("10-089",)
    refusal = refuses(desk, Invalid, "已经编到 89 号", doing.issue_cards, three[2:], first=89)
    assert isinstance(refusal, Invalid) and list(refusal.problems) == ["first"]
    refuses(desk, Invalid, "起始号应为 1 到", doing.issue_cards, three[2:], first=0)


def test_no_number_is_passed_over_where_nobody_gets_a_card(desk: Desk, three: tuple[int, ...]) -> None:
    desk.do(doing.issue_cards, three[:1])
    before = desk.read(snapshot)
    assert desk.do(doing.issue_cards, three[:1], first=500).numbers == ()
    assert desk.read(snapshot) == before
    assert desk.do(doing.issue_cards, three[1:2]).numbers == ("10-002",)


def test_nobody_who_left_gets_one_and_nobody_gets_one_without_a_term(desk: Desk) -> None:
    (person,) = desk.do(people.add_people, [PersonEntry(name="柳青禾")])
    refuses(desk, Invalid, "还没有登记现在是第几届", doing.issue_cards, [person])
    desk.do(begin_term, 10, began=TENTH)
    desk.do(people.leave, [person], on=TODAY, reason="调离")
    assert why(desk.do(doing.issue_cards, [person])) == [("柳青禾", "已退出名册")]
    refuses(desk, Missing, "找不到这个人", doing.issue_cards, [person + 7])


def test_a_term_that_should_be_over_needs_a_day_to_be_said(
    desk: Desk, clock: StandingClock, three: tuple[int, ...]
) -> None:
    clock.now = datetime(2027, 1, 5, 9, 0)
    refuses(desk, Invalid, "第十届按五年算已经期满，请写明", doing.issue_cards, three)
    refuses(desk, Invalid, "有效期早于今天", doing.issue_cards, three, valid_until=date(2027, 1, 4))
    refuses(desk, Invalid, "有效期在十年以后", doing.issue_cards, three, valid_until=date(2072, 1, 4))
    desk.do(doing.issue_cards, three, valid_until=date(2027, 3, 31))
    assert {card.until for card in register(desk)} == {date(2027, 3, 31)}


def test_what_is_printed_on_a_card_stays_its_number(desk: Desk, three: tuple[int, ...]) -> None:
    desk.do(doing.issue_cards, three[:1])
    desk.do(change_setting, "card_number", "云政协信〔{年}〕{号}号", since=desk.today)  # on the same day
    desk.do(doing.issue_cards, three[1:2])
    (term,) = desk.read(terms.terms)
    desk.do(save_terms, [TermEntry(id=term.id, number=10, began=date(2022, 1, 10))])  # it was typed wrongly
    desk.do(doing.issue_cards, three[2:])
    printed = ["10-001", "云政协信〔2021〕002号", "云政协信〔2022〕003号"]
    assert [number for number, _, _ in told(desk)] == printed
    assert [desk.read(cards.card_numbered, number, on=TODAY).name for number in printed] == list(NAMES)
    refuses(desk, Invalid, "编号里要有 {号}", change_setting, "card_number", "{届}", since=desk.today)


def test_a_number_that_a_card_in_another_form_bears_is_left_out(
    desk: Desk, clock: StandingClock, three: tuple[int, ...]
) -> None:
    desk.do(change_setting, "card_number", "{届}-{号1}", since=TODAY)
    assert desk.do(doing.issue_cards, three[:1], first=11).numbers == ("10-11",)
    clock.now = datetime(2026, 12, 22, 9, 0)
    desk.do(begin_term, 11, began=date(2026, 12, 20))
    desk.do(change_setting, "card_number", "{号1}-{届}", since=desk.today)
    assert desk.do(doing.issue_cards, three[1:], first=10).numbers == ("11-11", "12-11")


# --- what becomes of a card -------------------------------------------------------------------------------------------


def test_a_lost_card_ends_and_another_number_takes_its_place(desk: Desk, three: tuple[int, ...]) -> None:
    first, second, _ = desk.do(doing.issue_cards, three).card_ids
    assert desk.do(doing.report_loss, first, on=TODAY, replace=True) == "10-004"
    assert desk.next_undo() == "信息员证挂失 10-001 柳青禾，补办 10-004"
    assert [row for row in told(desk) if row[1] == "柳青禾"] == [
        ("10-001", "柳青禾", "遗失"),
        ("10-004", "柳青禾", "有效"),
    ]
    assert desk.do(doing.report_loss, second, on=TODAY, replace=False) == ""
    assert desk.do(doing.replace_card, second) == "10-005"
    refuses(desk, Forbidden, "10-001 已在 2026-11-20 因“遗失”失效", doing.report_loss, first, on=TODAY, replace=True)
    refuses(desk, Forbidden, "柳青禾已有有效的证 10-004", doing.replace_card, first)


def test_a_day_out_of_the_time_of_a_card_is_refused(desk: Desk, three: tuple[int, ...]) -> None:
    (card,) = desk.do(doing.issue_cards, three[:1]).card_ids
    for on, sentence in ((date(2026, 11, 21), "晚于今天"), (date(2026, 11, 19), "早于发证日期")):
        refusal = refuses(desk, Invalid, sentence, doing.report_loss, card, on=on, replace=False)
        assert isinstance(refusal, Invalid) and list(refusal.problems) == ["on"]
    refuses(desk, Missing, "找不到这张信息员证", doing.report_loss, card + 9, on=TODAY, replace=False)


def test_a_damaged_card_is_replaced_with_the_same_validity(desk: Desk, three: tuple[int, ...]) -> None:
    until = date(2026, 11, 30)
    (card,) = desk.do(doing.issue_cards, three[:1], valid_until=until).card_ids
    assert desk.do(doing.replace_card, card) == "10-002"
    old, new = register(desk)
    assert (old.state, old.end_reason) == (CardState.ENDED, "换发")
    assert (new.state, new.until) == (CardState.VALID, until)


def test_cards_end_for_a_reason(desk: Desk, three: tuple[int, ...]) -> None:
    ids = desk.do(doing.issue_cards, three).card_ids
    refuses(desk, Invalid, "请写明原因", doing.end_cards, ids, on=TODAY, reason=" ")
    assert desk.do(doing.end_cards, ids[:2], on=TODAY, reason="退回") == ("10-001", "10-002")
    assert [card.end_reason for card in register(desk)] == ["退回", "退回", ""]
    assert desk.do(doing.end_cards, ids, on=TODAY, reason="退回") == ("10-003",)
    desk.undo()
    desk.undo()
    assert {card.state for card in register(desk)} == {CardState.VALID}


def test_who_leaves_the_roster_has_a_card_no_longer(desk: Desk, three: tuple[int, ...]) -> None:
    (card,) = desk.do(doing.issue_cards, three[:1]).card_ids
    desk.do(people.leave, three[:1], on=date(2026, 11, 1), reason="调离")
    (row,) = register(desk)
    assert (row.end_reason, row.ended_on, row.in_roster) == ("退出名册", TODAY, False)  # not before it was issued
    refuses(desk, Forbidden, "柳青禾已退出名册，不能补办", doing.replace_card, card)


def test_two_records_that_become_one_person_keep_one_card(desk: Desk, three: tuple[int, ...]) -> None:
    desk.do(doing.issue_cards, three[:2])
    before = desk.read(snapshot)
    desk.do(people.unite, three[0], other_id=three[1])
    assert [(card.number, card.person_id, card.state.value, card.end_reason) for card in register(desk)] == [
        ("10-001", three[0], "有效", ""),
        ("10-002", three[0], "失效", "合并为一人"),
    ]
    assert desk.do(doing.report_loss, register(desk)[0].id, on=TODAY, replace=True) == "10-003"
    desk.undo()
    desk.undo()
    assert desk.read(snapshot) == before


def test_the_only_card_of_two_records_stays_as_it_is(desk: Desk, three: tuple[int, ...]) -> None:
    desk.do(doing.issue_cards, three[1:2])
    desk.do(people.unite, three[0], other_id=three[1])
    assert [(card.number, card.person_id, card.state.value) for card in register(desk)] == [
        ("10-001", three[0], "有效")
    ]


# --- renewing ---------------------------------------------------------------------------------------------------------


def test_a_card_of_the_present_term_holds_on_under_its_number(desk: Desk, three: tuple[int, ...]) -> None:
    ids = desk.do(doing.issue_cards, three, valid_until=date(2026, 11, 30)).card_ids
    desk.do(doing.end_cards, ids[2:], on=TODAY, reason="退回")
    given = desk.do(doing.renew_cards, ids)
    assert (given.card_ids, given.numbers) == (ids[:2], ("10-001", "10-002"))
    assert why(given) == [("沈砚秋", "10-003 已因“退回”失效")]
    assert [card.until for card in register(desk)] == [END, END, date(2026, 11, 30)]
    assert why(desk.do(doing.renew_cards, ids[:1])) == [("柳青禾", "10-001 本来就到这一天")]


def test_what_is_due_is_what_can_be_renewed(desk: Desk, clock: StandingClock, three: tuple[int, ...]) -> None:
    desk.do(doing.issue_cards, three[:1], valid_until=date(2026, 11, 30))
    desk.do(doing.issue_cards, three[1:])  # to the last day of the term
    due = [card.id for card in desk.read(cards.renewals, on=desk.today)]
    given = desk.do(doing.renew_cards, due)
    assert (given.numbers, given.skipped) == (("10-001",), ())
    assert desk.read(cards.renewals, on=desk.today) == ()
    assert desk.read(cards.renewals, on=END) == ()
    clock.now = datetime(2026, 12, 18, 9, 0)  # the term should be over: they have run out
    due = [card.id for card in desk.read(cards.renewals, on=desk.today)]
    assert len(desk.do(doing.renew_cards, due, valid_until=date(2027, 3, 31)).numbers) == 3


def test_a_new_term_gives_new_cards_and_ends_the_old_ones(
    desk: Desk, clock: StandingClock, three: tuple[int, ...]
) -> None:
    ids = desk.do(doing.issue_cards, three).card_ids
    clock.now = datetime(2026, 12, 22, 9, 0)
    desk.do(people.leave, three[2:], on=date(2026, 12, 19), reason="不再连任")
    desk.do(begin_term, 11, began=date(2026, 12, 20))
    assert [card.state.value for card in register(desk)] == ["到期", "到期", "失效"]
    given = desk.do(doing.renew_cards, ids)
    assert given.numbers == ("11-001", "11-002")
    assert why(given) == [("沈砚秋", "10-003 已因“退出名册”失效")]
    assert [(card.number, card.state.value, card.end_reason) for card in register(desk)] == [
        ("11-001", "有效", ""),
        ("11-002", "有效", ""),
        ("10-001", "失效", "换届"),
        ("10-002", "失效", "换届"),
        ("10-003", "失效", "退出名册"),
    ]
    assert {card.until for card in register(desk)[:2]} == {date(2031, 12, 19)}
    desk.undo()
    assert [card.number for card in register(desk)] == ["10-001", "10-002", "10-003"]


# --- 聘书 and 履职档案 ------------------------------------------------------------------------------------------------


def test_a_letter_is_made_out_for_the_term_that_runs(desk: Desk, clock: StandingClock, three: tuple[int, ...]) -> None:
    desk.do(doing.issue_cards, three[:1])
    facts = desk.read(appointment, three[0], desk.now)
    assert (facts.number, facts.body, facts.until) == ("10-001", "政协××县第十届委员会", END)
    clock.now = datetime(2026, 12, 22, 9, 0)
    facts = desk.read(appointment, three[0], desk.now)  # the card has run out, and no new term is known
    assert (facts.number, facts.since, facts.until) == ("", None, None)
    desk.do(begin_term, 11, began=date(2026, 12, 20))
    facts = desk.read(appointment, three[0], desk.now)
    assert (facts.number, facts.body, facts.since) == ("", "政协××县第十一届委员会", None)
    assert facts.until == date(2031, 12, 19)


def test_who_has_left_the_roster_gets_no_letter(desk: Desk, three: tuple[int, ...]) -> None:
    desk.do(people.leave, three[:1], on=TODAY, reason="调离")
    with pytest.raises(Forbidden, match="柳青禾已退出名册，不能再出聘书。没有写出任何文件。"):
        desk.read(appointment, three[0], desk.now)


def test_the_record_of_a_person_names_only_a_card_that_holds(
    desk: Desk, clock: StandingClock, three: tuple[int, ...]
) -> None:
    desk.do(doing.issue_cards, three[:1])
    assert ("信息员证", "10-001") in desk.read(duty_facts, three[0], desk.now, year=None).facts
    clock.now = datetime(2026, 12, 22, 9, 0)
    assert ("信息员证", "") in desk.read(duty_facts, three[0], desk.now, year=None).facts


# --- looking ----------------------------------------------------------------------------------------------------------


def test_what_is_due_and_who_lacks_one(desk: Desk, clock: StandingClock, three: tuple[int, ...]) -> None:
    (member,) = desk.do(people.add_people, [PersonEntry(name="许知远", kind=PersonKind.MEMBER)])
    desk.do(doing.issue_cards, three[:2], valid_until=date(2026, 12, 16))
    on = date(2026, 10, 17)  # sixty days before the end
    assert [card.name for card in desk.read(cards.renewals, on=on)] == ["柳青禾", "顾长安"]
    assert desk.read(cards.renewals, on=date(2026, 10, 16)) == ()
    assert len(desk.read(cards.renewals, on=date(2026, 10, 16), days=61)) == 2
    assert [(one.person.name, one.card, one.photo) for one in desk.read(cards.lacking, on=TODAY)] == [
        ("柳青禾", False, True),
        ("顾长安", False, True),
        ("沈砚秋", True, True),
    ]
    desk.do(change_setting, "card_for_members", True, since=TODAY)
    assert [one.person.id for one in desk.read(cards.lacking, on=TODAY) if one.card] == [three[2], member]
    (card,) = desk.read(cards.cards, on=TODAY, words="顾长")
    desk.do(doing.end_cards, [card.id], on=TODAY, reason="退回")
    assert [one.last for one in desk.read(cards.lacking, on=TODAY)] == ["10-001", "10-002（退回）", "", ""]
    assert desk.read(cards.cards, on=TODAY, term=9) == ()
    assert [row.name for row in desk.read(cards.cards, on=TODAY, state=CardState.ENDED)] == ["顾长安"]


def test_a_card_is_asked_for_by_its_number(desk: Desk, three: tuple[int, ...]) -> None:
    desk.do(doing.issue_cards, three)
    assert desk.read(cards.card_numbered, " 10-002 ", on=TODAY).name == "顾长安"
    with pytest.raises(Missing, match="没有编号为“10-009”的信息员证"):
        desk.read(cards.card_numbered, "10-009", on=TODAY)
    with pytest.raises(Missing, match="找不到要打印的信息员证"):
        desk.read(cards.cards_by_id, [1, 99], on=TODAY)
