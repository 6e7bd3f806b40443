"""The forms about a meeting: its sign-in sheet, a letter to each who is asked, and the sheet that tells it whole."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from cppcc_desk.domain.flow import Paragraph
from cppcc_desk.domain.forms import FORM_KINDS, Attendant, Form, Grid, Invitee, RecordedDecision
from cppcc_desk.domain.occasions import OccasionKind, Part
from tests import forms


def made(kind: str, /, **changes: Any) -> Form:
    return FORM_KINDS[kind].build(replace(forms.USUAL[kind], **changes))


def said(form: Form) -> list[str]:
    return [block.text for block in form.blocks if isinstance(block, Paragraph)]


def rows(form: Form, grid: int = 0) -> list[list[str]]:
    found = [block for block in form.blocks if isinstance(block, Grid)][grid]
    return [["\n".join(p.text for p in cell.paragraphs) for cell in row.cells] for row in found.rows]


def labelled(form: Form, words: str) -> str:
    return next(row[row.index(words) + 1] for row in rows(form) if words in row)


# --- 签到表 ----------------------------------------------------------------------------------------------------------


def test_the_sheet_of_a_group_alone_leaves_everything_else_to_the_pen() -> None:
    sheet = made("签到表")
    assert sheet.title == "签到表 第二信息小组" and said(sheet)[0] == "第二信息小组活动签到表"
    assert rows(sheet)[:2] == [["时间", "", "地点", ""], ["主题", ""]]
    assert rows(sheet)[2][:2] == ["组长", "叶扶疏"]


def test_the_sheet_of_an_activity_tells_when_where_about_what_and_who_leads_it() -> None:
    told = {"at": datetime(2026, 12, 3, 9, 30), "place": "石桥镇", "theme": "冬季供水", "host": "沈砚秋"}
    sheet = made("签到表", **told)
    assert rows(sheet)[:2] == [["时间", "2026年12月3日 9时30分", "地点", "石桥镇"], ["主题", "冬季供水"]]
    assert rows(sheet)[2][:2] == ["主持", "沈砚秋"]


def test_the_sheet_of_a_meeting_bears_its_name_and_says_who_observes() -> None:
    people = (Attendant(name="甲"), Attendant(name="乙", remark="列席"))
    sheet = made("签到表", group="", group_leader="", meeting="二十次主席会议", theme="供水", attendants=people)
    assert sheet.title == "签到表 二十次主席会议" and said(sheet)[0] == "二十次主席会议签到表"
    assert rows(sheet)[1:] == [["议题", "供水"], ["主持", "", "人数", "应到2人，实到　　　人"]]
    assert [row[4] for row in rows(sheet, 1)[:3]] == ["备注", "", "列席"]


# --- 列席邀请函 ------------------------------------------------------------------------------------------------------


def letters(*people: Invitee, **changes: Any) -> Form:
    return made("列席邀请函", invitees=people, **changes)


def test_everybody_gets_a_letter_of_their_own_on_a_new_page() -> None:
    form = letters(Invitee(name="甲", courtesy="委员"), Invitee(name="乙", courtesy="同志"))
    first = [block.text for block in form.blocks if isinstance(block, Paragraph) and block.new_page]
    assert first == ["列席邀请函"] * 2
    assert [line for line in said(form) if line.endswith("：")] == ["甲委员：", "主要议题：", "乙同志：", "主要议题："]
    assert form.title == "列席邀请函 县政协十届二十次主席会议"
    assert letters(Invitee(name="甲")).title == "列席邀请函 县政协十届二十次主席会议 甲"


def test_a_letter_says_when_where_and_to_what() -> None:
    form = letters(Invitee(name="甲", courtesy="委员", work="县水利局副局长"))
    assert said(form)[2:6] == [
        "经研究，定于2026年12月3日（星期四）上午9时30分在县政协二楼会议室召开县政协十届二十次主席会议，特邀请您列席。",
        "主要议题：",
        "（1）听取前三季度社情民意信息工作情况汇报；",
        "（2）研究2027年协商议政计划。",
    ]
    assert rows(form)[:2] == [["名称", "县政协十届二十次主席会议"], ["姓名", "甲", "单位职务", "县水利局副局长"]]
    assert "列席回执" in said(form)


@pytest.mark.parametrize(
    ("kind", "part", "words", "title"),
    [
        (OccasionKind.STANDING_COMMITTEE, Part.ATTENDING, "召开会，特邀请您参加。", "邀请函"),
        (OccasionKind.TRAINING, Part.OBSERVING, "举办会，特邀请您列席。", "列席邀请函"),
        (OccasionKind.INSPECTION, Part.OBSERVING, "开展会，特邀请您参加。", "邀请函"),
        (OccasionKind.SYMPOSIUM, Part.OBSERVING, "举行会，特邀请您列席。", "列席邀请函"),
        (OccasionKind.ACTIVITY, Part.ATTENDING, "开展“会”活动，特邀请您参加。", "邀请函"),
    ],
)
def test_the_words_follow_what_it_is_and_as_what_somebody_is_asked(
    kind: OccasionKind, part: Part, words: str, title: str
) -> None:
    form = letters(Invitee(name="甲", part=part), kind=kind, name="会", topics=("供水。",))
    assert said(form)[0] == title and form.title == f"{title} 会 甲"
    assert title.replace("邀请函", "回执") in said(form)
    assert words in said(form)[2]
    about = "主要议题" if kind is OccasionKind.STANDING_COMMITTEE else "主要内容"
    assert said(form)[3] == f"{about}：供水。"


def test_a_letter_to_nobody_is_one_for_the_pen() -> None:
    form = FORM_KINDS["列席邀请函"].build(forms.EMPTY["列席邀请函"])
    assert said(form)[1] == "＿＿＿＿＿＿＿＿："
    assert "定于　　年　　月　　日　　时在＿＿＿＿＿＿＿＿召开" in said(form)[2]
    assert len([block for block in form.blocks if isinstance(block, Grid)]) == 1


# --- 会议活动记录单 --------------------------------------------------------------------------------------------------


def recorded(**changes: Any) -> Form:
    return made("会议活动记录单", **changes)


def test_the_sheet_is_called_after_what_it_records() -> None:
    assert said(recorded())[0] == "第二信息小组活动记录单"
    assert said(recorded(kind=OccasionKind.INSPECTION, group=""))[0] == "视察记录单"


def test_who_was_there_is_counted_and_named() -> None:
    sheet = recorded()
    assert labelled(sheet, "人数") == "到会8人，其中列席1人，请假1人，缺席1人"
    assert labelled(sheet, "列席") == "江映雪"
    alone = recorded(observing=(), excused=(), absent=())
    assert labelled(alone, "人数") == "到会7人"
    assert labelled(alone, "参加人员").startswith("顾长安、沈砚秋")
    assert not any(row[0] in ("列席", "请假", "缺席") for row in rows(alone))


def test_the_record_of_what_was_cancelled_says_why() -> None:
    assert labelled(recorded(cancelled="大雪封山，改到下季"), "取消原因") == "大雪封山，改到下季"
    assert not any("取消原因" in row for row in rows(recorded()))


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (RecordedDecision(text="修路。"), "修路。"),
        (RecordedDecision(text="修路", handling_unit="县交通局"), "修路（县交通局）。"),
        (RecordedDecision(text="修路", due_on=date(2026, 12, 1)), "修路（2026年12月1日前）。"),
        (
            RecordedDecision(text="修路", handling_unit="县交通局", done_on=date(2026, 11, 1)),
            "修路（县交通局，2026年11月1日办结）。",
        ),
    ],
)
def test_a_decision_with_who_does_it_by_when(decision: RecordedDecision, words: str) -> None:
    assert labelled(recorded(decisions=(decision,)), "决定事项") == words


def test_several_decisions_are_numbered() -> None:
    assert labelled(recorded(), "决定事项").split("\n")[1].startswith("2.补充水厂数据（")


def test_money_that_nobody_told_of_is_left_to_the_pen() -> None:
    assert labelled(recorded(), "经费") == "1,250.50元"
    assert labelled(recorded(cost=""), "经费") == ""


def test_pieces_stand_with_their_numbers_one_a_line() -> None:
    lines: Sequence[str] = labelled(recorded(), "讨论稿件").split("\n")
    assert [line[:9] for line in lines] == ["2026-047　", "2026-052　"]
    assert labelled(recorded(), "形成稿件") == "2026-055　山区冬季供水管道防冻亟待加强"
