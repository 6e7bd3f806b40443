"""届: one runs, a new one ends the one before it, none overlap."""

from dataclasses import replace
from datetime import date

import pytest

from cppcc_desk.domain.errors import DeskError, Forbidden, Invalid, Missing
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.operations import terms as doing
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.people.cards import issue_cards
from cppcc_desk.operations.terms import TermEntry
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
        refuses(desk, Invalid, "新的一届应在第十届（2021-12-18起）之后", doing.begin_term, number, began=began)
    late = refuses(desk, Invalid, "第十一届的开始日期晚于今天", doing.begin_term, 11, began=date(2026, 11, 21))
    assert isinstance(late, Invalid) and list(late.problems) == ["began"]


def entries(desk: Desk) -> list[TermEntry]:
    return [TermEntry(id=row.id, number=row.number, began=row.began, ended=row.ended) for row in desk.read(terms.terms)]


def test_earlier_terms_are_entered_afterwards_and_none_overlap(desk: Desk) -> None:
    desk.do(doing.begin_term, 10, began=TENTH)
    eighth = TermEntry(number=8, began=date(2011, 12, 1), ended=date(2016, 12, 19))
    ninth = TermEntry(number=9, began=date(2016, 12, 20), ended=date(2021, 12, 17))
    desk.do(doing.save_terms, [*entries(desk), eighth, ninth])
    assert [number for number, _, _ in told(desk)] == [10, 9, 8]
    tenth, ninth, eighth = entries(desk)
    for told_, field, wrong in (
        ("第十届的开始日期应晚于第九届的结束日期", "began", replace(ninth, ended=TENTH)),
        ("第九届的开始日期应晚于第八届的结束日期", "began", replace(ninth, began=date(2016, 12, 19))),
        ("第九届的结束日期早于开始日期", "ended", replace(ninth, ended=date(2016, 1, 1))),
        ("第十届已经开始，第九届要有结束日期", "ended", replace(ninth, ended=None)),
        ("第十届已经登记过", "number", replace(ninth, number=10)),
        ("届次应为 1 到 99 的整数", "number", replace(ninth, number=0)),
        ("第九届的结束日期晚于今天", "ended", replace(ninth, ended=date(2026, 11, 21))),
    ):
        refusal = refuses(desk, Invalid, told_, doing.save_terms, [tenth, wrong, eighth])
        assert isinstance(refusal, Invalid) and field in refusal.problems
    desk.do(doing.save_terms, [tenth, replace(ninth, began=date(2016, 12, 22)), eighth])
    assert told(desk)[1] == (9, "2016-12-22", "2021-12-17")
    shifted = [replace(tenth, number=11), replace(ninth, number=10), replace(eighth, number=9)]
    desk.do(doing.save_terms, shifted)
    assert [number for number, _, _ in told(desk)] == [11, 10, 9]
    desk.undo()
    desk.do(doing.save_terms, [tenth])
    assert told(desk) == [(10, "2021-12-18", "")]
    desk.undo()
    assert len(told(desk)) == 3


def test_what_cards_bear_is_neither_renumbered_nor_taken_out(desk: Desk) -> None:
    (person,) = desk.do(add_people, [PersonEntry(name="柳青禾")])
    desk.do(doing.begin_term, 10, began=TENTH)
    desk.do(issue_cards, [person])
    (tenth,) = entries(desk)
    refuses(
        desk,
        Forbidden,
        "第十届已有信息员证 1 张，不能改成别的届次",
        doing.save_terms,
        [replace(tenth, number=11)],
    )
    refuses(desk, Forbidden, "第十届已有信息员证 1 张，不能去掉", doing.save_terms, [])
    desk.do(doing.save_terms, [replace(tenth, began=date(2021, 12, 20))])
    assert told(desk) == [(10, "2021-12-20", "")]


def test_a_term_that_somebody_was_something_in_stays(desk: Desk) -> None:
    desk.do(doing.begin_term, 10, began=TENTH)
    desk.do(add_people, [PersonEntry(name="柳青禾", kind=PersonKind.INFORMANT)])
    refuses(desk, Forbidden, "第十届已有身份 1 条，不能去掉", doing.save_terms, [])


def test_a_term_is_asked_for_by_its_number(desk: Desk) -> None:
    desk.do(doing.begin_term, 10, began=TENTH)
    assert desk.read(terms.term_numbered, 10).began == TENTH
    with pytest.raises(Missing, match="没有登记过第三届；已登记：第十届。"):
        desk.read(terms.term_numbered, 3)
