"""届: one runs, a new one ends the one before it, none overlap."""

from datetime import date

import pytest

from cppcc_desk.domain.errors import DeskError, Forbidden, Invalid, Missing
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.operations import terms as doing
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.people.cards import issue_cards
from cppcc_desk.queries import terms
from cppcc_desk.storage.desk import Desk
from tests.office import snapshot

TENTH = date(2021, 12, 18)


def told(desk: Desk) -> list[tuple[int, str, str]]:
    return [
        (row.number, row.began.isoformat(), row.ended.isoformat() if row.ended else "")
        for row in desk.read(terms.terms)
    ]


def refuses(desk: Desk, kind: type[DeskError], sentence: str, *call: object, **given: object) -> DeskError:
    before = desk.read(snapshot)
    with pytest.raises(kind, match=sentence) as refusal:
        desk.do(*call, **given)  # type: ignore[arg-type]
    assert "没有作任何改动" in refusal.value.message
    assert desk.read(snapshot) == before
    return refusal.value


def test_a_new_term_ends_the_one_that_runs_on_the_day_before(desk: Desk) -> None:
    assert desk.read(terms.present) is None
    desk.do(doing.begin_term, 10, began=TENTH)
    row = desk.read(terms.present)
    assert row is not None
    assert (row.name, row.last_day) == ("第十届", date(2026, 12, 17))
    desk.do(doing.begin_term, 11, began=date(2026, 11, 20))
    assert told(desk) == [(11, "2026-11-20", ""), (10, "2021-12-18", "2026-11-19")]
    desk.undo()
    assert told(desk) == [(10, "2021-12-18", "")]


def test_a_term_does_not_begin_before_the_one_that_runs_nor_tomorrow(desk: Desk) -> None:
    desk.do(doing.begin_term, 10, began=TENTH)
    for number, began in ((10, date(2026, 11, 1)), (9, date(2026, 11, 1)), (11, TENTH)):
        refuses(desk, Invalid, "新的一届应在第 10 届（2021-12-18起）之后", doing.begin_term, number, began=began)
    late = refuses(desk, Invalid, "第十一届的开始日期晚于今天", doing.begin_term, 11, began=date(2026, 11, 21))
    assert isinstance(late, Invalid) and list(late.problems) == ["began"]


def test_earlier_terms_are_entered_afterwards_and_none_overlap(desk: Desk) -> None:
    desk.do(doing.begin_term, 10, began=TENTH)
    desk.do(doing.save_term, None, number=8, began=date(2011, 12, 1), ended=date(2016, 12, 19))
    ninth = desk.do(doing.save_term, None, number=9, began=date(2016, 12, 20), ended=date(2021, 12, 17))
    assert [number for number, _, _ in told(desk)] == [10, 9, 8]
    save = doing.save_term
    for told_, given in (
        ("第十届的开始日期应晚于第九届的结束日期", {"number": 9, "began": date(2016, 12, 20), "ended": TENTH}),
        ("第九届的开始日期应晚于第八届的结束日期", {"number": 9, "began": date(2016, 12, 19), "ended": TENTH}),
        ("第九届的结束日期早于开始日期", {"number": 9, "began": date(2016, 12, 20), "ended": date(2016, 1, 1)}),
        ("第十届已经开始，第九届要有结束日期", {"number": 9, "began": date(2016, 12, 20), "ended": None}),
        ("第十届已经登记过", {"number": 10, "began": date(2016, 12, 20), "ended": date(2021, 12, 17)}),
        ("届次应为 1 到 99 的整数", {"number": 0, "began": date(2016, 12, 20), "ended": date(2021, 12, 17)}),
    ):
        refuses(desk, Invalid, told_, save, ninth, **given)
    desk.do(save, ninth, number=9, began=date(2016, 12, 22), ended=date(2021, 12, 17))
    assert told(desk)[1] == (9, "2016-12-22", "2021-12-17")
    refuses(desk, Missing, "找不到这一届", save, 99, number=9, began=TENTH, ended=None)


def test_what_cards_bear_is_neither_renumbered_nor_deleted(desk: Desk) -> None:
    (person,) = desk.do(add_people, [PersonEntry(name="柳青禾")])
    term = desk.do(doing.begin_term, 10, began=TENTH)
    desk.do(issue_cards, [person])
    refuses(desk, Forbidden, "已发信息员证 1 张", doing.save_term, term, number=11, began=TENTH, ended=None)
    refuses(desk, Forbidden, "第十届已有信息员证 1 张，不能删除", doing.delete_term, term)
    desk.do(doing.save_term, term, number=10, began=date(2021, 12, 20), ended=None)
    assert told(desk) == [(10, "2021-12-20", "")]


def test_a_term_entered_by_mistake_goes_again(desk: Desk) -> None:
    term = desk.do(doing.begin_term, 10, began=TENTH)
    desk.do(doing.delete_term, term)
    assert told(desk) == []
    term = desk.do(doing.begin_term, 10, began=TENTH)
    desk.do(add_people, [PersonEntry(name="柳青禾", kind=PersonKind.INFORMANT)])
    refuses(desk, Forbidden, "第十届已有身份 1 条，不能删除", doing.delete_term, term)
    refuses(desk, Missing, "找不到这一届", doing.delete_term, term + 1)


def test_a_term_is_asked_for_by_its_number(desk: Desk) -> None:
    desk.do(doing.begin_term, 10, began=TENTH)
    assert desk.read(terms.term_numbered, 10).began == TENTH
    with pytest.raises(Missing, match="没有登记过第三届；已登记：第十届。"):
        desk.read(terms.term_numbered, 3)
