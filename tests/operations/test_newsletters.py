"""The newsletter of a quarter: drafted, issued with its number, frozen, put right, signed for."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing, Stale
from cppcc_desk.domain.newsletter import Chosen, Content, Extra, Plan, RecipientKind, SectionKind, saved
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.domain.workflow import State
from cppcc_desk.operations.newsletters import (
    delete_newsletter,
    issue_newsletter,
    reopen_newsletter,
    save_newsletter,
    sign_for_copies,
)
from cppcc_desk.operations.people import add_people
from cppcc_desk.queries.newsletters import Composed, composed, copies, found, newsletters
from cppcc_desk.queries.scoring.by_hand import subject_named
from cppcc_desk.storage.desk import Desk
from tests import outcomes
from tests.conftest import StandingClock
from tests.office import piece

FOURTH = Quarter(2026, 4)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two pieces of November, one of them used in the city."""
    desk.do(add_people, [PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, unit="县中医院", position="药师")])
    member = Contributor(name="柳青禾", person_id=desk.read(subject_named, "柳青禾").id, kind=PersonKind.MEMBER)
    used = piece(desk, State.ISSUED, title="校车补助", contributors=(member,))
    piece(desk, title="停车场", contributors=(Contributor(name="顾长安", unit="县农技站", position="站长"),))
    outcomes.record(desk, used, outcomes.adoption())
    return desk


def made(desk: Desk, quarter: Quarter = FOURTH) -> Composed:
    return desk.read(composed, quarter, now=desk.now)


def save(desk: Desk, plan: Plan) -> None:
    held = desk.read(found, FOURTH)
    desk.do(save_newsletter, FOURTH, plan, version=held.row.version if held else None)


def edit(desk: Desk, kind: SectionKind, words: str) -> None:
    """Put `words` behind the text of a part."""
    now = made(desk)
    part = next(part for part in now.parts if part.section.kind is kind)
    save(desk, now.plan.with_section(saved(part.section, part, part.text + words)))


def test_what_the_office_wrote_stays_while_numbers_go_on(office: Desk) -> None:
    edit(office, SectionKind.SUMMARY, "各单位工作扎实。")
    assert "共收到社情民意信息2篇" in made(office).parts[0].text
    piece(office, title="后来的")
    now = made(office)
    assert "共收到社情民意信息3篇" in now.parts[0].text and now.parts[0].text.endswith("各单位工作扎实。")
    assert not now.parts[0].overtaken
    assert "各单位工作扎实。" in "".join(map(str, now.content.fields["body"]))


def test_a_number_typed_over_is_told_where_it_is_overtaken(office: Desk) -> None:
    now = made(office)
    text = now.parts[0].text.replace("社情民意信息2篇", "社情民意信息20篇")
    save(office, now.plan.with_section(saved(now.parts[0].section, now.parts[0], text)))
    piece(office, title="后来的")
    again = made(office)
    assert "社情民意信息20篇" in again.parts[0].text
    assert any("您改过的一处没有跟着数字变" in one.words for one in again.content.mismatches)


def test_parts_change_their_order_and_go_away(office: Desk) -> None:
    plan = made(office).plan
    plan = plan.moved(SectionKind.NEWS, -99).with_section(replace(plan.section(SectionKind.UNITS), shown=False))
    save(office, plan)
    now = made(office)
    assert now.parts[0].section.kind is SectionKind.NEWS
    headings = [block for block in now.content.fields["body"] if isinstance(block, str) and "、" in block[:3]]
    assert not any("单位报送" in heading for heading in headings)
    assert headings[0] == "一、总体情况"  # 工作动态 has nothing to tell yet


def test_pieces_are_printed_in_full_or_as_a_digest(office: Desk) -> None:
    plan = made(office).plan
    save(office, replace(plan, chosen=(Chosen(number="2026-001", full=True), Chosen(number="2026-002", full=False))))
    text = next(part.text for part in made(office).parts if part.section.kind is SectionKind.PIECES)
    lines = text.split("\n")
    assert lines[0] == "（一）校车补助" and "（二）停车场" in lines
    assert len(lines[: lines.index("（二）停车场")]) > len(lines[lines.index("（二）停车场") :])


def test_issued_it_is_frozen_with_its_number(office: Desk) -> None:
    assert office.do(issue_newsletter, FOURTH) == "第4期"
    held = office.read(found, FOURTH)
    assert held is not None and held.content is not None and held.row.issued_at == office.now
    piece(office, title="后来的")
    again = office.read(found, FOURTH)
    assert again is not None and again.content == held.content
    assert Content.from_dict(held.content.to_dict()) == held.content
    with pytest.raises(Forbidden, match="已经印发，内容已冻结"):
        save(office, held.plan)
    with pytest.raises(Forbidden, match="已经印发"):
        office.do(issue_newsletter, FOURTH)
    with pytest.raises(Forbidden, match="编过期号，不能删除"):
        office.do(delete_newsletter, FOURTH)


def test_numbers_run_on_and_no_two_share_one(office: Desk, clock: StandingClock) -> None:
    save(office, replace(made(office).plan, issue_no=7, cumulative_no=30))
    assert office.do(issue_newsletter, FOURTH) == "第7期（总第30期）"
    clock.now = datetime(2027, 2, 1, 9)
    piece(office, title="明年的", received_at=datetime(2027, 1, 20, 9))
    first = Quarter(2027, 1)
    assert office.do(issue_newsletter, first) == "第1期（总第31期）"
    third = Quarter(2026, 3)
    clock.now = datetime(2026, 11, 20, 9)
    piece(office, title="补登的", received_at=datetime(2026, 8, 20, 9))
    office.do(save_newsletter, third, replace(made(office, third).plan, issue_no=7))
    with pytest.raises(Forbidden, match="2026年第7期已经用过"):
        office.do(issue_newsletter, third)
    assert [row.quarter for row in office.read(newsletters)] == [first, FOURTH, third]


def test_put_right_it_keeps_its_number_and_who_signed(office: Desk) -> None:
    office.do(issue_newsletter, FOURTH)
    held = office.read(found, FOURTH)
    assert held is not None
    lines = office.read(copies, held.row.id)
    office.do(sign_for_copies, held.row.id, [lines[0].id], on=date(2026, 11, 20), by="林小满")
    with pytest.raises(Invalid, match="请写明原因"):
        office.do(reopen_newsletter, FOURTH, reason=" ")
    office.do(reopen_newsletter, FOURTH, reason="一处单位写错")
    with pytest.raises(Forbidden, match="编过第4期，更正时期号不变"):
        save(office, replace(made(office).plan, issue_no=5))
    edit(office, SectionKind.SUMMARY, "更正。")
    assert office.do(issue_newsletter, FOURTH) == "第4期"
    again = office.read(copies, held.row.id)
    assert (again[0].name, again[0].received_on, again[0].received_by) == (
        lines[0].name,
        date(2026, 11, 20),
        "林小满",
    )


def test_everybody_who_should_gets_a_copy_once(office: Desk) -> None:
    everybody = {one.name: one for one in made(office).recipients}
    assert everybody["柳青禾"].kind is RecipientKind.MEMBER  # an author, too, and yet on one line
    assert everybody["顾长安"].kind is RecipientKind.AUTHOR and everybody["顾长安"].about == "县农技站站长"
    plan = replace(
        made(office).plan,
        extras=(Extra(name="县档案馆", copies=2), Extra(name="顾长安", about="县农技站站长", copies=0)),
    )
    save(office, plan)
    now = {one.name: one for one in made(office).recipients}
    assert "顾长安" not in now and now["县档案馆"].copies == 2
    assert made(office).content.fields["copies"] == sum(one.copies for one in now.values())


def test_copies_are_signed_for_and_taken_back(office: Desk) -> None:
    office.do(issue_newsletter, FOURTH)
    held = office.read(found, FOURTH)
    assert held is not None
    ids = [line.id for line in office.read(copies, held.row.id)]
    office.do(sign_for_copies, held.row.id, ids, on=date(2026, 11, 20))
    assert all(line.received_on for line in office.read(copies, held.row.id))
    office.do(sign_for_copies, held.row.id, ids[:1], on=None)
    assert office.read(copies, held.row.id)[0].received_on is None
    with pytest.raises(Missing, match="发放名单里找不到"):
        office.do(sign_for_copies, held.row.id, [9999], on=date(2026, 11, 20))


def test_what_makes_no_sense_is_refused(office: Desk) -> None:
    plan = made(office).plan
    with pytest.raises(Invalid, match="起止日期颠倒"):
        save(office, replace(plan, days=(date(2026, 9, 30), date(2026, 7, 1))))
    with pytest.raises(Invalid, match="期号应为"):
        save(office, replace(plan, issue_no=-1))
    with pytest.raises(Invalid, match="密"):
        edit(office, SectionKind.SUMMARY, "\n机密★1年")
    save(office, plan)
    with pytest.raises(Stale, match="刚被别处修改过"):
        office.do(save_newsletter, FOURTH, plan, version=99)
    with pytest.raises(Forbidden, match="没有印发通讯"):
        office.do(issue_newsletter, Quarter(2026, 1))
    with pytest.raises(Missing, match="还没有2026年第一季度的通讯"):
        office.do(reopen_newsletter, Quarter(2026, 1), reason="x")


def test_a_draft_can_be_undone_and_deleted(office: Desk) -> None:
    edit(office, SectionKind.SUMMARY, "第一句。")
    edit(office, SectionKind.SUMMARY, "第二句。")
    office.undo()
    assert made(office).parts[0].text.endswith("第一句。")
    office.do(delete_newsletter, FOURTH)
    assert office.read(found, FOURTH) is None


def test_the_next_one_begins_like_the_one_before(office: Desk, clock: StandingClock) -> None:
    plan = made(office).plan
    plan = replace(plan.moved(SectionKind.NEWS, -7), head=replace(plan.head, editor="林小满"), by_score=False)
    save(office, plan)
    edit(office, SectionKind.SUMMARY, "只这一期的话。")
    clock.now = datetime(2027, 2, 1, 9)
    after = made(office, Quarter(2027, 1)).plan
    assert after.head.editor == "林小满" and not after.by_score
    assert after.sections[0].kind is SectionKind.NEWS
    assert not any(section.touched for section in after.sections)


def test_days_of_ones_own_are_counted_and_compared(office: Desk) -> None:
    plan = replace(made(office).plan, days=(date(2026, 11, 19), date(2026, 12, 31)))
    save(office, plan)
    now = made(office)
    assert now.material.figures.now.count("received") == 0
    assert now.material.figures.now.count("adopted_city") == 1
