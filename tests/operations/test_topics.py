"""征集要点: set up, changed, carried over; pieces linked to the topic they answer, and what that counts."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.people import PersonEntry, UnitKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import submissions as binning
from cppcc_desk.operations.commissioning import commission
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.topics import TopicEntry, carry_over, link_pieces, save_topics
from cppcc_desk.operations.units import save_unit
from cppcc_desk.queries.topics import TopicRow, likely_pieces, pieces_of, topic_named, topics, topics_to_choose
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk, operation
from tests.office import piece, shown, snapshot, step

Q3, Q4 = Quarter(2026, 3), Quarter(2026, 4)


def entries(*themes: str) -> list[TopicEntry]:
    return [TopicEntry(theme=theme) for theme in themes]


def rows(desk: Desk, quarter: Quarter | None = Q4) -> dict[str, TopicRow]:
    return {row.theme: row for row in desk.read(topics, quarter)}


def told(desk: Desk, submission_id: int) -> dict[str, str]:
    newest = shown(desk, submission_id).steps[-1]
    assert newest.step == "更正登记"
    return dict(newest.details)


# ---------------------------------------------------------------------------------------------- set up


def test_a_quarter_has_exactly_the_topics_it_is_given(desk: Desk) -> None:
    unit = desk.do(save_unit, None, kind=UnitKind.COMMITTEE, name="农业农村委")
    first, second = desk.do(save_topics, Q4, entries(" 冬季供水 ", "校园周边交通"))
    before = desk.read(snapshot)
    kept = TopicEntry(id=second, theme="校园交通", angles="违停", lead_unit_id=unit, due_on=date(2026, 12, 10))
    again = desk.do(save_topics, Q4, [kept, *entries("粮食安全")])
    assert again[0] == second and first not in again
    found = rows(desk)
    assert [(row.number, row.theme) for row in found.values()] == [(1, "校园交通"), (2, "粮食安全")]
    changed = found["校园交通"]
    assert (changed.angles, changed.lead_unit, changed.due_on) == ("违停", "农业农村委", date(2026, 12, 10))
    assert changed.words == "2026年第四季度：校园交通"
    assert rows(desk, Q3) == {}
    assert desk.undo() == "修改2026年第四季度征集要点"
    assert desk.read(snapshot) == before
    for wrong in (entries("甲", " "), entries("甲", "甲 ")):
        with pytest.raises(Invalid, match="不能空白，也不能重复"):
            desk.do(save_topics, Q4, wrong)
    assert check(desk) == ()


def test_a_theme_may_go_from_one_topic_to_another(desk: Desk) -> None:
    first, second = desk.do(save_topics, Q4, entries("甲", "乙"))
    desk.do(save_topics, Q4, [TopicEntry(id=second, theme="甲")])
    assert [row.id for row in rows(desk).values()] == [second]
    assert first != second


def test_topics_may_swap_their_themes(desk: Desk) -> None:
    first, second, third = desk.do(save_topics, Q4, entries("甲", "乙", "丙"))
    before = desk.read(snapshot)
    swapped = [TopicEntry(id=first, theme="乙"), TopicEntry(id=second, theme="甲"), TopicEntry(id=third, theme="丁")]
    desk.do(save_topics, Q4, [*swapped, *entries("丙")])
    after = desk.read(snapshot)
    found = {row.id: row.theme for row in rows(desk).values()}
    assert (found[first], found[second], found[third]) == ("乙", "甲", "丁") and "丙" in found.values()
    desk.undo()
    assert desk.read(snapshot) == before
    desk.redo()
    assert desk.read(snapshot) == after
    assert check(desk) == ()


def test_a_theme_too_long_and_a_mark_are_refused_at_their_fields(desk: Desk) -> None:
    for wrong, field in (
        (TopicEntry(theme="供" * 121), "theme"),
        (TopicEntry(theme="机密★5年"), "theme"),
        (TopicEntry(theme="供水", angles="管网\n秘密★1年"), "angles"),
    ):
        with pytest.raises(Invalid) as refused:
            desk.do(save_topics, Q4, [wrong])
        assert list(refused.value.problems) == [field]
    with pytest.raises(Invalid, match="一季最多 99 条要点"):
        desk.do(save_topics, Q4, entries(*map(str, range(100))))
    assert rows(desk) == {}


def test_a_long_theme_of_old_does_not_stand_in_the_way(desk: Desk) -> None:
    (made,) = desk.do(save_topics, Q4, entries("甲"))

    @operation("旧版")
    def lengthen(session: Session) -> None:
        topic = session.get_one(t.TopicCall, made)
        topic.theme = "供" * 200 if topic.theme else ""

    desk.do(lengthen)
    kept = TopicEntry(id=made, theme="供" * 200)
    desk.do(save_topics, Q4, [kept, *entries("乙")])
    with pytest.raises(Invalid, match="最多 120 个字"):
        desk.do(save_topics, Q4, [replace(kept, theme="供" * 199), *entries("乙")])


def test_more_than_can_be_numbered_is_not_carried_over(desk: Desk) -> None:
    desk.do(save_topics, Q3, entries("甲", "乙"))
    desk.do(save_topics, Q4, entries(*map(str, range(98))))
    with pytest.raises(Forbidden, match="超过 99 条"):
        desk.do(carry_over, Q3)


def test_pieces_in_the_bin_are_told_of_where_they_keep_a_topic(desk: Desk) -> None:
    (answered,) = desk.do(save_topics, Q4, entries("甲"))
    desk.do(binning.move_to_bin, [piece(desk, topic_call_id=answered)])
    assert rows(desk)["甲"].pieces == 0
    with pytest.raises(Forbidden, match=r"来稿 1 篇（其中回收站里 1 篇）对应.*恢复以后才能取消对应"):
        desk.do(save_topics, Q4, [])


def test_a_topic_that_is_answered_or_asked_for_stays(desk: Desk) -> None:
    answered, asked, _ = desk.do(save_topics, Q4, entries("甲", "乙", "丙"))
    (person,) = desk.do(add_people, [PersonEntry(name="柳青禾")])
    piece(desk, topic_call_id=answered)
    day = desk.now.date()
    desk.do(commission, person_ids=[person], subject="", asked_on=day, due_on=day, topic_call_id=asked)
    with pytest.raises(Forbidden, match="要点“甲”已有来稿 1 篇对应，不能去掉"):
        desk.do(save_topics, Q4, [TopicEntry(id=asked, theme="乙")])
    with pytest.raises(Forbidden, match="要点“乙”已有约稿 1 件对应"):
        desk.do(save_topics, Q4, [TopicEntry(id=answered, theme="甲")])
    assert list(rows(desk)) == ["甲", "乙", "丙"]


def test_what_nobody_answered_is_carried_over(desk: Desk) -> None:
    unit = desk.do(save_unit, None, kind=UnitKind.COMMITTEE, name="农业农村委")
    unanswered = TopicEntry(theme="乙", angles="一、二", lead_unit_id=unit, due_on=date(2026, 9, 10))
    answered, _, _, binned = desk.do(save_topics, Q3, [*entries("甲"), unanswered, *entries("丙", "丁")])
    desk.do(save_topics, Q4, entries("丙"))
    piece(desk, topic_call_id=answered)
    desk.do(binning.move_to_bin, [piece(desk, topic_call_id=binned)])
    before = desk.read(snapshot)
    assert desk.do(carry_over, Q3) == ("乙", "丁")
    found = rows(desk)
    assert list(found) == ["丙", "乙", "丁"]
    assert (found["乙"].angles, found["乙"].lead_unit, found["乙"].due_on) == ("一、二", "农业农村委", None)
    with pytest.raises(Forbidden, match="没有可以沿用的要点"):
        desk.do(carry_over, Q3)
    assert desk.undo() == "沿用要点 2 条到2026年第四季度"
    assert desk.read(snapshot) == before
    assert check(desk) == ()


# ---------------------------------------------------------------------------------------------- linked


def test_pieces_are_linked_to_a_topic_and_from_it_in_one_step(desk: Desk) -> None:
    first, second = desk.do(save_topics, Q4, entries("甲", "乙"))
    pieces = [piece(desk), piece(desk, topic_call_id=second), piece(desk, topic_call_id=first)]
    before = desk.read(snapshot)
    assert desk.do(link_pieces, first, pieces) == 2
    assert told(desk, pieces[0]) == {"征集要点": "（空） → 甲"}
    assert told(desk, pieces[1]) == {"征集要点": "乙 → 甲"}
    assert {row.theme: row.pieces for row in rows(desk).values()} == {"甲": 3, "乙": 0}
    assert [row.id for row in desk.read(pieces_of, first, now=desk.now)] == pieces[::-1]
    assert desk.undo() == "2 篇对应要点“甲”"
    assert desk.read(snapshot) == before
    desk.redo()
    assert desk.do(link_pieces, None, pieces) == 3
    assert told(desk, pieces[2]) == {"征集要点": "甲 → （空）"}
    assert desk.undo() == "取消对应要点 3 篇"
    assert desk.do(link_pieces, first, pieces) == 0
    assert desk.next_undo() == "2 篇对应要点“甲”"  # what changes nothing leaves no line
    assert check(desk) == ()


def test_an_issued_piece_is_linked_with_a_reason(desk: Desk) -> None:
    (topic,) = desk.do(save_topics, Q4, entries("甲"))
    issued, open_one = piece(desk, State.ISSUED), piece(desk)
    with pytest.raises(Invalid, match="已印发，更正请写明原因") as refusal:
        desk.do(link_pieces, topic, [open_one, issued])
    assert list(refusal.value.problems) == ["reason"]
    assert rows(desk)["甲"].pieces == 0  # the other one was not linked either
    desk.do(link_pieces, topic, [open_one, issued], reason="补登")
    assert shown(desk, issued).steps[-1].reason == "补登"
    assert (rows(desk)["甲"].pieces, rows(desk)["甲"].adopted) == (2, 1)


def test_only_what_is_there_is_linked(desk: Desk) -> None:
    (topic,) = desk.do(save_topics, Q4, entries("甲"))
    made = piece(desk)
    with pytest.raises(Missing, match="找不到这条征集要点"):
        desk.do(link_pieces, topic + 1, [made])
    desk.do(binning.move_to_bin, [made])
    with pytest.raises(Missing, match="在回收站里"):
        desk.do(link_pieces, topic, [made])


# ---------------------------------------------------------------------------------------------- counted


def test_hits_are_counted_by_the_kinds_of_units(desk: Desk) -> None:
    (topic,) = desk.do(save_topics, Q4, entries("甲"))
    desk.do(save_unit, None, kind=UnitKind.SECTOR, name="教育界")
    desk.do(save_unit, None, kind=UnitKind.COMMITTEE, name="教科卫体委")
    desk.do(save_unit, None, kind=UnitKind.TOWN_COMMITTEE, name="石桥镇政协工委")
    two = (
        Contributor(name="顾长安", sector="教育界", committee="教科卫体委"),
        Contributor(name="柳青禾", sector="教育界"),
    )
    piece(desk, topic_call_id=topic, contributors=two, info_group_id=2)
    collective: dict[str, Any] = {"submitting_unit": "石桥镇政协工委", "collective_submission": True}
    within = Contributor(name="柳青禾", sector="教育界", town="石桥镇政协工委")
    piece(desk, topic_call_id=topic, contributors=(within,), **collective)
    desk.do(binning.move_to_bin, [piece(desk, topic_call_id=topic, contributors=two)])
    found = rows(desk)["甲"]
    assert found.pieces == 2
    assert dict(found.by_kind) == {
        UnitKind.SECTOR: 1,
        UnitKind.COMMITTEE: 1,
        UnitKind.TOWN_COMMITTEE: 1,
        UnitKind.PARTY: 0,
        UnitKind.INFO_GROUP: 1,
    }


def test_a_piece_within_an_issued_one_is_adopted_too(desk: Desk) -> None:
    (topic,) = desk.do(save_topics, Q4, entries("甲"))
    into, merged, rejected = piece(desk), piece(desk, topic_call_id=topic), piece(desk, topic_call_id=topic)
    step(desk, merged, Step.MERGE, 并入=shown(desk, into).row.intake_no)
    step(desk, rejected, Step.CLASSIFY, 类别="交通出行")
    step(desk, rejected, Step.SCREEN, 结论="不采用", 原因="空泛无具体建议")
    step(desk, rejected, Step.ARCHIVE)
    assert (rows(desk)["甲"].pieces, rows(desk)["甲"].adopted) == (2, 0)
    for which, values in (
        (Step.CLASSIFY, {"类别": "交通出行"}),
        (Step.SCREEN, {"结论": "拟采用"}),
        (Step.EDIT, {}),
        (Step.REVIEW, {}),
        (Step.SIGN_OFF, {"签发人": "周启明"}),
        (Step.PRINT, {}),
        (Step.PROOFREAD, {}),
        (Step.PROOFREAD, {}),
    ):
        step(desk, into, which, **values)
    assert rows(desk)["甲"].adopted == 1
    step(desk, into, Step.ARCHIVE, "以后再报送")
    assert rows(desk)["甲"].adopted == 1


# ---------------------------------------------------------------------------------------------- chosen, suggested


def test_recent_topics_may_be_chosen_and_the_one_chosen_before(desk: Desk) -> None:
    (old,) = desk.do(save_topics, Quarter(2026, 2), entries("旧"))
    desk.do(save_topics, Q3, entries("上季"))
    desk.do(save_topics, Q4, entries("本季"))
    desk.do(save_topics, Quarter(2027, 1), entries("下季"))
    offered = desk.read(topics_to_choose, today=desk.now.date())
    assert [row.theme for row in offered] == ["下季", "本季", "上季"]
    kept = desk.read(topics_to_choose, today=desk.now.date(), chosen=old)
    assert [row.theme for row in kept] == ["下季", "本季", "上季", "旧"]
    across = desk.read(topics_to_choose, today=date(2027, 1, 5))
    assert [row.theme for row in across] == ["下季", "本季"]


def test_the_newest_topic_of_a_name_is_meant(desk: Desk) -> None:
    desk.do(save_topics, Q3, entries("甲", "乙"))
    (newest,) = desk.do(save_topics, Q4, entries("甲"))
    assert desk.read(topic_named, " 甲 ").id == newest
    with pytest.raises(Missing, match="没有“丙”这条征集要点；最近一季的要点：甲。"):
        desk.read(topic_named, "丙")


def test_pieces_with_the_words_of_the_theme_are_suggested(desk: Desk) -> None:
    (topic, other) = desk.do(save_topics, Q4, entries("冬季供水供电保障", "甲"))
    body = "近期气温下降，各村陆续反映困难。\n建议尽快解决。"
    both = piece(desk, title="山区冬季供水管网冻损", original_text=body)
    one = piece(desk, title="农网低电压", original_text=f"用电高峰供电不足，电压偏低。冬季更甚。{body}")
    piece(desk, title="校园周边交通", original_text=body)
    piece(desk, title="供水冬季", topic_call_id=other, original_text=body)
    piece(desk, title="冬季供水", original_text=body, received_at=datetime(2026, 9, 30, 9, 0))
    found = [row.id for row in desk.read(likely_pieces, topic, now=desk.now)]
    assert sorted(found) == [both, one]
    desk.do(link_pieces, topic, found)
    assert desk.read(likely_pieces, topic, now=desk.now) == ()
    with pytest.raises(Missing):
        desk.read(likely_pieces, 99, now=desk.now)
