"""What a 公文 begins with: the kind a destination gets, the sentences around a submission, notices and minutes."""

import json
import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.drafting import (
    CalledTopic,
    MadeFor,
    Occasion,
    Relation,
    SentPiece,
    astray,
    called,
    convened,
    forwarded,
    inquired,
    relation_of,
    usual_kind,
)
from cppcc_desk.domain.drafting.convening import Group
from cppcc_desk.domain.drafting.occasion import day_and_half, to_the_minute
from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.occasions import OccasionKind
from cppcc_desk.domain.official import Kind, document_from
from cppcc_desk.domain.topics import Quarter

ORGAN = "政协云溪县委员会办公室"
MEETING = Occasion(
    name="县政协十届二十次主席会议",
    at=datetime(2026, 12, 3, 9, 30),
    place="县政协二楼会议室",
    host="梁伯衡",
    topics=("1.审议年度工作报告；", "（2）关于明年协商计划。"),
    present=("梁伯衡", "沈砚秋"),
    excused=("陈建华",),
    observing=("方建军",),
)
GROUP = Group("第二信息小组", "贺春生", ("贺春生", "柳青禾", "顾长安"))


# ---------------------------------------------------------------------------------------------- to whom


@pytest.mark.parametrize(
    ("names", "department", "relation", "kind"),
    [
        (("全国政协",), False, Relation.UPPER_CPPCC, Kind.REPORT),
        (("省政协",), False, Relation.UPPER_CPPCC, Kind.REPORT),
        (("市政协", "上级政协"), False, Relation.UPPER_CPPCC, Kind.REPORT),
        (("政协云州市委员会",), False, Relation.UPPER_CPPCC, Kind.REPORT),
        (("邻县政协",), False, Relation.LEVEL, Kind.LETTER),
        (("区委", "县委"), False, Relation.PARTY_COMMITTEE, Kind.REPORT),
        (("中共云溪县委员会",), False, Relation.PARTY_COMMITTEE, Kind.REPORT),
        (("民盟云溪县委",), False, Relation.LEVEL, Kind.LETTER),
        (("团县委",), False, Relation.LEVEL, Kind.LETTER),
        (("共青团云溪县委员会",), False, Relation.LEVEL, Kind.LETTER),
        (("中国民主同盟云溪县委员会",), False, Relation.LEVEL, Kind.LETTER),
        (("中国农工民主党云溪县委员会",), False, Relation.LEVEL, Kind.LETTER),
        (("云岭州政协",), False, Relation.UPPER_CPPCC, Kind.REPORT),
        (("云岭盟政协",), False, Relation.UPPER_CPPCC, Kind.REPORT),
        (("县纪委",), False, Relation.LEVEL, Kind.LETTER),
        (("区政府", "县政府"), False, Relation.LEVEL, Kind.LETTER),
        (("云溪县人民政府",), False, Relation.LEVEL, Kind.LETTER),
        (("有关部门", "部门"), False, Relation.DEPARTMENT, Kind.LETTER),
        (("县教育局",), True, Relation.DEPARTMENT, Kind.LETTER),
        (("县委",), True, Relation.DEPARTMENT, Kind.LETTER),  # the office hung it under 有关部门
    ],
)
def test_the_line_of_command_decides_the_kind(
    names: tuple[str, ...], department: bool, relation: Relation, kind: Kind
) -> None:
    found = relation_of(names, department=department)
    assert (found, usual_kind(found)) == (relation, kind)


@pytest.mark.parametrize(
    ("main_to", "destinations", "told"),
    [
        (["县教育局"], [("县教育局",)], False),
        (["云溪县教育局"], [("县教育局",)], False),
        (["中共云溪县委"], [("区委", "县委")], False),
        (["政协云州市委员会"], [("市政协",)], False),
        (["云溪县人民政府"], [("县政府",)], False),
        (["县教育局", "县水利局"], [("县水利局",), ("市政协",)], False),
        (["县卫生健康局"], [("县教育局",), ("市政协", "上级政协")], True),
        (["政协云溪县委员会办公室"], [("县委",)], True),
        ([], [("县教育局",)], False),
        (["县教育局"], [], False),
    ],
)
def test_main_to_is_astray_when_it_names_no_destination(
    main_to: list[str], destinations: list[tuple[str, ...]], told: bool
) -> None:
    assert astray(main_to, destinations) is told


@given(st.lists(st.text("县市区教育水利局政协委员会人民府", min_size=1, max_size=9), min_size=1, max_size=4))
def test_who_is_addressed_by_name_is_never_astray(names: list[str]) -> None:
    assert not astray([names[0]], [(name,) for name in names])


# ---------------------------------------------------------------------------------------------- submissions


def carried(kind: Kind, relation: Relation, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "organ": ORGAN,
        "main_to": ["某处"],
        "title": "关于《条例》落实的建议",
        "contributors": ("柳青禾",),
        "text": "　　第一段。\n\n第二段。",
    }
    return forwarded(kind, relation, **{**told, **more})


def test_a_report_tells_and_asks_for_nothing() -> None:
    fields = carried(Kind.REPORT, Relation.UPPER_CPPCC)
    assert fields["title"] == f"{ORGAN}关于报送《关于〈条例〉落实的建议》的报告"
    assert fields["body"] == [
        "现将柳青禾反映的社情民意信息《关于〈条例〉落实的建议》报送如下，供参考。",
        "第一段。",
        "第二段。",
        "特此报告。",
    ]


def test_a_department_is_asked_to_handle_it_and_the_government_only_told() -> None:
    asked = carried(Kind.LETTER, Relation.DEPARTMENT, contributors=("甲", "乙", "丙"))
    assert asked["title"].startswith(f"{ORGAN}关于商请研究办理《") and "甲、乙等反映的" in asked["body"][0]
    assert f"函告{ORGAN}" in asked["body"][0] and asked["body"][-1] == "特此函达。"
    told = carried(Kind.LETTER, Relation.LEVEL, contributors=())
    assert told["title"].startswith(f"{ORGAN}关于送交《") and "办理" not in told["body"][0]
    assert told["body"][0].startswith("现将有关方面反映的")
    with pytest.raises(Invalid, match="为来稿起草的是报告、函，不是通知"):
        carried(Kind.NOTICE, Relation.LEVEL)


# ---------------------------------------------------------------------------------------------- meetings


def test_a_notice_of_a_meeting_says_when_where_what_and_who() -> None:
    fields = convened(Kind.NOTICE, MEETING, None, organ=ORGAN)
    assert fields == {
        "organs": [ORGAN],
        "title": f"{ORGAN}关于召开县政协十届二十次主席会议的通知",
        "main_to": ["梁伯衡", "沈砚秋", "方建军"],
        "body": [
            "经研究，决定召开县政协十届二十次主席会议。现将有关事项通知如下：",
            "一、会议时间和地点",
            "2026年12月3日（星期四）上午9时30分，县政协二楼会议室。",
            "二、会议议题",
            "1.审议年度工作报告；",
            "2.关于明年协商计划。",
            "三、参加人员",
            "出席：梁伯衡、沈砚秋。",
            "列席：方建军。",
            f"请安排好工作，准时参加。因故不能参加的，请提前向{ORGAN}请假。",
        ],
    }


def test_a_notice_to_observers_alone_asks_them_to_observe() -> None:
    told = Occasion(name="常委会会议", at=MEETING.at, place="三楼", observing=("方建军", "柳青禾"))
    fields = convened(Kind.NOTICE, told, None, organ=ORGAN)
    assert fields["title"] == f"{ORGAN}关于列席常委会会议的通知" and fields["main_to"] == ["方建军", "柳青禾"]
    assert fields["body"][0] == "经研究，决定召开常委会会议，请你们列席。现将有关事项通知如下："
    assert "列席：方建军、柳青禾。" in fields["body"]


@pytest.mark.parametrize(
    ("kind", "name", "title", "headings", "minutes"),
    [
        (
            OccasionKind.INSPECTION,
            "农村饮水视察",
            "开展农村饮水视察",
            ["一、视察时间和地点", "二、视察内容"],
            "带队开展农村饮水视察",
        ),
        (
            OccasionKind.TRAINING,
            "信息员培训",
            "举办信息员培训",
            ["一、培训时间和地点", "二、培训内容"],
            "主持举办信息员培训",
        ),
        (
            OccasionKind.SYMPOSIUM,
            "委员座谈会",
            "举行委员座谈会",
            ["一、座谈时间和地点", "二、座谈内容"],
            "主持举行委员座谈会",
        ),
        (
            OccasionKind.STANDING_COMMITTEE,
            "常委会会议",
            "召开常委会会议",
            ["一、会议时间和地点", "二、会议议题"],
            "主持召开常委会会议",
        ),
    ],
)
def test_the_words_are_those_of_what_people_are_called_to(
    kind: OccasionKind, name: str, title: str, headings: list[str], minutes: str
) -> None:
    told = replace(MEETING, kind=kind, name=name)
    fields = convened(Kind.NOTICE, told, None, organ=ORGAN)
    assert fields["title"] == f"{ORGAN}关于{title}的通知"
    assert fields["body"][0] == f"经研究，决定{title}。现将有关事项通知如下："
    assert [line for line in fields["body"] if line[1] == "、"][:2] == headings
    held = convened(Kind.MINUTES, told, None, organ=ORGAN)
    assert held["body"][0] == f"2026年12月3日上午，梁伯衡在县政协二楼会议室{minutes}。现纪要如下："
    alone = convened(Kind.MINUTES, replace(told, host=""), None, organ=ORGAN)
    assert alone["body"][0] == f"2026年12月3日上午，{name}在县政协二楼会议室{title[:2]}。现纪要如下："


def test_whoever_goes_along_on_an_inspection_takes_part_in_it() -> None:
    told = Occasion(name="农村饮水视察", kind=OccasionKind.INSPECTION, present=("甲",), observing=("乙",))
    assert "参加：甲、乙。" in convened(Kind.NOTICE, told, None, organ=ORGAN)["body"]
    alone = convened(Kind.NOTICE, replace(told, present=()), None, organ=ORGAN)
    assert alone["title"] == f"{ORGAN}关于参加农村饮水视察的通知"
    assert alone["body"][0] == "经研究，决定开展农村饮水视察，请你们参加。现将有关事项通知如下："
    many = convened(
        Kind.NOTICE, replace(told, kind=OccasionKind.TRAINING, present=tuple("赵钱孙李周吴郑王冯")), None, organ=ORGAN
    )
    assert many["main_to"] == ["各参训人员"]


def test_the_kind_is_kept_with_the_paper_and_may_be_left_out() -> None:
    told = replace(MEETING, kind=OccasionKind.INSPECTION)
    assert Occasion.from_dict(told.to_dict()) == told
    assert Occasion.from_dict({"name": "会"}).kind is None
    with pytest.raises(Invalid, match="不认识的会议类别“春游”"):
        Occasion.from_dict({"name": "会", "kind": "春游"})


def test_many_people_are_not_addressed_one_by_one_and_what_is_unknown_is_left_open() -> None:
    many = convened(Kind.NOTICE, Occasion(name="常委会会议", present=tuple("赵钱孙李周吴郑王冯")), None, organ=ORGAN)
    assert many["main_to"] == ["各参会人员"] and "另行通知。" in many["body"]
    where = convened(Kind.NOTICE, Occasion(name="座谈会", place="三楼", topics=("听取意见。",)), None, organ=ORGAN)
    assert where["body"][1:5] == ["一、会议时间和地点", "时间另行通知，三楼。", "二、会议议题", "听取意见。"]
    assert where["main_to"] == [] and not any("参加人员" in line for line in where["body"])


def test_minutes_of_a_meeting_have_the_attendance_and_a_heading_for_each_topic() -> None:
    fields = convened(Kind.MINUTES, MEETING, None, organ=ORGAN)
    assert fields["title"] == "县政协十届二十次主席会议纪要"
    assert fields["body"] == [
        "2026年12月3日上午，梁伯衡在县政协二楼会议室主持召开县政协十届二十次主席会议。现纪要如下：",
        "一、关于审议年度工作报告。",
        "二、关于明年协商计划。",
    ]
    assert fields["attendance"] == {"出席": ["梁伯衡", "沈砚秋"], "请假": ["陈建华"], "列席": ["方建军"]}
    bare = convened(Kind.MINUTES, Occasion(name="座谈会", topics=("供水",)), None, organ=ORGAN)
    assert bare["body"] == ["座谈会召开。现纪要如下：", "关于供水。"] and bare["attendance"] == {}


def test_a_group_is_called_with_its_leader_and_members() -> None:
    activity = Occasion(name="冬季供水", at=datetime(2026, 12, 3, 14), place="石桥镇", topics=("走访水厂", "座谈"))
    called = convened(Kind.NOTICE, activity, GROUP, organ=ORGAN)
    assert called["title"] == f"{ORGAN}关于开展第二信息小组活动的通知" and called["main_to"] == ["第二信息小组"]
    assert called["body"][1:10] == [
        "一、活动主题",
        "冬季供水。",
        "二、活动时间和地点",
        "2026年12月3日（星期四）下午2时，石桥镇。",
        "三、活动内容",
        "1.走访水厂；",
        "2.座谈。",
        "四、参加人员",
        "组长：贺春生。",
    ]
    assert "成员：柳青禾、顾长安。" in called["body"]
    nobody = convened(Kind.NOTICE, None, Group("第九信息小组"), organ=ORGAN)
    assert "第九信息小组全体成员。" in nobody["body"] and not any("主题" in line for line in nobody["body"])
    held = convened(Kind.MINUTES, activity, GROUP, organ=ORGAN)
    assert held["title"] == "第二信息小组“冬季供水”活动纪要"
    assert held["body"][0] == "2026年12月3日下午，第二信息小组在石桥镇开展“冬季供水”活动，贺春生主持。现纪要如下："
    assert held["attendance"] == {"出席": ["贺春生", "柳青禾", "顾长安"]}


def test_other_kinds_and_nothing_to_meet_about_are_refused() -> None:
    with pytest.raises(Invalid, match="起草的是通知、纪要，不是函"):
        convened(Kind.LETTER, MEETING, None, organ=ORGAN)
    with pytest.raises(Invalid, match="哪一次会议或哪个小组"):
        convened(Kind.NOTICE, None, None, organ=ORGAN)


def test_more_topics_than_can_be_numbered_are_refused() -> None:
    for kind in (Kind.NOTICE, Kind.MINUTES):
        convened(kind, replace(MEETING, topics=("供水",) * 99), None, organ=ORGAN)
        with pytest.raises(Invalid, match="议题有 100 项，最多 99 项，没有起草"):
            convened(kind, replace(MEETING, topics=("供水",) * 100), None, organ=ORGAN)


def test_times_are_said_as_the_office_says_them() -> None:
    said = {hour: to_the_minute(datetime(2026, 12, 6, hour)) for hour in (5, 9, 12, 13, 18, 23)}
    assert [text.removeprefix("2026年12月6日（星期日）") for text in said.values()] == [
        "凌晨5时",
        "上午9时",
        "中午12时",
        "下午1时",
        "晚上6时",
        "晚上11时",
    ]
    assert day_and_half(datetime(2026, 3, 1, 14, 5)) == "2026年3月1日下午"


# ---------------------------------------------------------------------------------------------- 征集要点

Q4 = Quarter(2026, 4)


def notice_of(*topics: CalledTopic) -> dict[str, Any]:
    return called(Kind.NOTICE, Q4, topics, organ=ORGAN, length_limit=1500)


def test_topics_are_sent_out_to_everybody() -> None:
    fields = notice_of(
        CalledTopic(
            theme="冬季供水供电保障", angles="管网防冻；低电压。", lead_unit="农业农村委", due_on=date(2026, 12, 10)
        ),
        CalledTopic(theme="校园周边交通", due_on=date(2027, 1, 5)),
        CalledTopic(theme="粮食安全"),
    )
    assert fields["title"] == "政协云溪县委员会办公室关于征集2026年第四季度社情民意信息的通知"
    assert fields["organs"] == [ORGAN]
    assert fields["main_to"] == ["各镇街政协工委", "各专门委员会", "各界别", "各信息小组", "全体委员和信息员"]
    opening, *body = fields["body"]
    assert opening.endswith("现将2026年第四季度社情民意信息征集要点和有关要求通知如下：")
    assert body[:7] == [
        "一、征集要点",
        "（一）冬季供水供电保障",
        "切入点：管网防冻；低电压。牵头单位：农业农村委。截止时间：12月10日。",
        "（二）校园周边交通",
        "截止时间：2027年1月5日。",
        "（三）粮食安全",
        "二、报送要求",
    ]
    assert "正文一般不超过1500字" in body[7] and "牵头单位组织" in body[9]
    assert f"请按各要点的截止时间，至迟于2027年1月5日前将电子稿或纸质稿报{ORGAN}；" in body[10]


def test_a_day_that_all_topics_share_is_said_once() -> None:
    topics = [CalledTopic(theme=theme, angles="走访", due_on=date(2026, 12, 10)) for theme in ("甲", "乙")]
    text = "".join(notice_of(*topics)["body"])
    assert text.count("12月10日") == 1 and "请于12月10日前将" in text and "截止时间" not in text
    assert "分工负责" not in text  # nobody leads


def test_without_any_day_a_quarter_ends_on_its_last() -> None:
    text = "".join(notice_of(CalledTopic(theme="甲"), CalledTopic(theme="乙"))["body"])
    assert "请于12月31日前将" in text and "各要点的截止时间" not in text


def test_only_a_notice_sends_out_topics_and_only_where_there_are_some() -> None:
    with pytest.raises(Invalid, match="为征集要点起草的是通知，不是函"):
        called(Kind.LETTER, Q4, [CalledTopic(theme="甲")], organ=ORGAN, length_limit=1500)
    with pytest.raises(Invalid, match="2026年第四季度还没有征集要点"):
        notice_of()


# ---------------------------------------------------------------------------------------------- as values

_WORD = st.text("会议活动主席供水一、（1）.。； ", min_size=1, max_size=12).filter(str.strip).map(str.strip)
_WORDS = st.lists(_WORD, max_size=12).map(tuple)
OCCASIONS = st.builds(
    Occasion,
    name=_WORD,
    at=st.none()
    | st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0)),
    place=st.just("") | _WORD,
    host=st.just("") | _WORD,
    topics=_WORDS,
    present=_WORDS,
    excused=_WORDS,
    observing=_WORDS,
)


def test_topics_keep_their_own_numbers() -> None:
    topics = ("审议报告", "（2026）5号文件", "3.5万亩高标准农田")
    fields = convened(Kind.NOTICE, Occasion(name="主席会议", topics=topics), None, organ=ORGAN)
    assert [line for line in fields["body"] if "审议" in line or "号" in line or "亩" in line] == [
        "1.审议报告；",
        "2.（2026）5号文件；",
        "（3）3.5万亩高标准农田。",
    ]


@given(OCCASIONS)
def test_an_occasion_is_kept_whole(occasion: Occasion) -> None:
    assert Occasion.from_dict(occasion.to_dict()) == occasion
    for whole in (MadeFor(group_id=3, occasion=occasion), MadeFor(quarter=Quarter(2026, 4))):
        assert MadeFor.from_dict(json.loads(json.dumps(whole.to_dict()))) == whole


@given(OCCASIONS, st.sampled_from([None, GROUP, Group("第九信息小组")]), st.sampled_from([Kind.NOTICE, Kind.MINUTES]))
def test_whatever_is_told_makes_a_paper(occasion: Occasion, group: Group | None, kind: Kind) -> None:
    def none(*asked: object) -> Any:
        raise AssertionError(asked)

    fields = convened(kind, occasion, group, organ=ORGAN)
    document, remarks = document_from(kind, fields, load_picture=none, load_letterhead=none)
    assert remarks == () and document.name.endswith(kind) and all(document.body)
    assert not any(
        re.fullmatch(r"(?:\d+\.|[一二三四五六七八九十]+、)?(?:关于)?[。；]", str(line)) for line in document.body
    )


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ([], "会议应写成"),
        ({"name": "会", "地点": "x"}, "不认识的项目：地点；可用的有：name、time"),
        ({"place": "x"}, "缺少名称（name）"),
        ({"name": 5}, "“name”应为文字"),
        ({"name": "会", "time": "明天"}, "“time”应写成 2026-11-20T14:30，收到的是“明天”"),
        ({"name": "会", "time": "2026-12-03"}, "“time”应写成 2026-11-20T14:30"),
        ({"name": "会", "topics": "供水"}, "“topics”应为文字的列表"),
        ({"name": "会", "attendance": {"旁听": []}}, "“attendance”应为出席、请假、列席的名单"),
    ],
)
def test_a_file_about_a_meeting_is_refused_by_name(told: Any, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        Occasion.from_dict(told)


# ------------------------------------------------------------------------------------------------ uses asked after


def test_a_query_lists_what_was_sent_and_leaves_room_for_the_answer() -> None:
    pieces = [SentPiece(title="甲", sent_on=date(2026, 9, 4)), SentPiece(title="乙", sent_on=date(2026, 10, 29))]
    fields = inquired(Kind.LETTER, pieces, organ="政协云溪县委员会办公室", to="市政协")
    assert fields["title"] == "政协云溪县委员会办公室关于查询社情民意信息采用情况的函"
    opening, listed, ending = fields["body"]
    assert opening.startswith(
        "2026年9月4日至2026年10月29日，我单位向贵单位报送的社情民意信息，有2篇的采用情况尚不掌握。"
    )
    assert listed["table"]["rows"] == [["1", "甲", "2026年9月4日", ""], ["2", "乙", "2026年10月29日", ""]]
    assert sum(listed["table"]["widths_mm"]) == 156 and ending == "特此函询，请予支持。"
    assert inquired(Kind.LETTER, pieces[:1], organ="甲", to="乙")["body"][0].startswith("2026年9月4日，我单位")


def test_a_query_is_a_letter_about_something() -> None:
    with pytest.raises(Invalid, match="查询采用情况起草的是函，不是报告"):
        inquired(Kind.REPORT, [SentPiece(title="甲", sent_on=date(2026, 9, 4))], organ="甲", to="市政协")
    with pytest.raises(Forbidden, match="报送市政协的来稿没有要查询采用情况的"):
        inquired(Kind.LETTER, [], organ="甲", to="市政协")
