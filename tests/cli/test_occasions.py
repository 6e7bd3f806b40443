"""`activity` and `attend`: entered, people asked and noted, pieces, files and decisions, and the forms about them."""

from pathlib import Path
from typing import Any

import pytest

from cppcc_desk.cli.main import parser
from tests.cli.calling import Call

AT, AHEAD = "2026-11-19T09:00", "2026-12-03T09:30"
GROUP = "第二信息小组"


@pytest.fixture
def roster(call: Call) -> None:
    for name, group, unit in (
        ("贺春生", GROUP, "县农业局"),
        ("柳青禾", GROUP, "石桥卫生院"),
        ("李敏", "", "县医院"),
        ("李敏", "", "县中学"),
    ):
        assert call("people", "add", name, "--unit", unit, "--info-group", group).code == 0
    assert call("groups", GROUP, "--leader", "贺春生").code == 0


@pytest.fixture
def activity(call: Call, roster: None) -> int:
    words = ("--at", AT, "--place", "石桥镇", "--host", "贺春生", "--topic", "走访", "--topic", "讨论初稿")
    done = call("activity", "add", "冬季供水", "--group", GROUP, *words, "--cost", "1,250.5", "--whole-group", GROUP)
    assert done.code == 0
    return int(done.json["id"])


@pytest.fixture
def meeting(call: Call, roster: None) -> int:
    people = ("--present", "梁伯衡、沈砚秋", "--observing", "李敏（县医院）、柳青禾")
    done = call("attend", "add", "二十次主席会议", "--kind", "主席会议", "--at", AT, *people)
    assert done.code == 0
    return int(done.json["id"])


def people(found: Any) -> list[tuple[Any, ...]]:
    return [(a["name"], a["part"], a["presence"], a["spoke"]) for a in found["attendances"]]


def test_an_activity_is_told_whole(call: Call, activity: int) -> None:
    found = call("activity", "show", activity).json
    told = {key: found[key] for key in ("kind", "info_group", "name", "at", "place", "host", "topics", "cost", "state")}
    assert told == {
        "kind": "小组活动",
        "info_group": GROUP,
        "name": "冬季供水",
        "at": AT,
        "place": "石桥镇",
        "host": "贺春生",
        "topics": ["走访", "讨论初稿"],
        "cost": "1,250.50",
        "state": "已举行",
    }
    assert people(found) == [("贺春生", "出席", "待定", False), ("柳青禾", "出席", "待定", False)]
    assert [a["in_roster"] for a in found["attendances"]] == [True, True]


def test_lists_have_what_they_are_asked_for(call: Call, activity: int, meeting: int) -> None:
    assert [row["id"] for row in call("activity", "list").json] == [activity]
    assert call("activity", "list", "--group", "第一信息小组").json == []
    assert [row["id"] for row in call("attend", "list").json] == [meeting]
    assert call("attend", "list", "--kind", "常委会").json == []
    assert call("attend", "list", "--year", "2025").json == []
    assert call("attend", "list", "--year", "999999").code == 2
    line = call("activity", "list", json=False).out
    assert line == f"{activity}\t{AT}\t{GROUP}\t已举行\t到会 0/2\t冬季供水\n"


def test_groups_that_have_not_met_are_listed_with_the_days_left(call: Call, activity: int) -> None:
    call("activity", "add", "明年计划", "--group", "第一信息小组", "--at", AHEAD)
    lacking = call("activity", "list", "--lacking").json
    assert [(g["info_group"], g["state"]) for g in lacking] == [
        ("第一信息小组", "已安排"),
        ("第三信息小组", "未开展"),
        ("第四信息小组", "未开展"),
        ("第五信息小组", "未开展"),
    ]
    assert (lacking[0]["planned"], lacking[0]["quarter"], lacking[0]["days_left"]) == (AHEAD, "2026Q4", 41)
    only = call("activity", "list", "--lacking", "--group", "第三信息小组", json=False)
    assert only.out == "第三信息小组\t未开展\t\t剩 41 天\n"


def test_what_is_written_changes_and_the_rest_stays(call: Call, activity: int) -> None:
    changed = call("activity", "change", activity, "--place", "柳溪镇", "--outcome", "形成信息一篇").json
    assert (changed["place"], changed["outcome"], changed["host"], changed["cost"]) == (
        "柳溪镇",
        "形成信息一篇",
        "贺春生",
        "1,250.50",
    )
    emptied = call("activity", "change", activity, "--cost", "", "--topic", "只此一项").json
    assert (emptied["cost"], emptied["topics"]) == (None, ["只此一项"])
    kind, message = call("activity", "change", activity, "--cost", "五百").error
    assert (kind, "经费应写成" in message) == ("invalid", True)


def test_cancelled_reinstated_deleted(call: Call, activity: int) -> None:
    cancelled = call("activity", "cancel", activity, "--reason", "大雨").json
    assert (cancelled["state"], cancelled["cancelled"]) == ("已取消", "大雨")
    assert call("activity", "invite", activity, "--present", "甲").error[0] == "forbidden"
    assert call("activity", "reinstate", activity).json["state"] == "已举行"
    refused = call("activity", "delete", activity)
    assert refused.code == 1 and "参加人员 2 人" in refused.error[1]
    call("activity", "dismiss", activity, "贺春生、柳青禾")
    assert call("activity", "delete", activity).json == {"deleted": activity}
    assert call("activity", "show", activity).error[0] == "not_found"
    assert call("undo").code == 0
    assert call("activity", "show", activity).json["name"] == "冬季供水"


def test_people_are_asked_noted_and_taken_out(call: Call, meeting: int) -> None:
    assert people(call("attend", "show", meeting).json) == [
        ("梁伯衡", "出席", "待定", False),
        ("沈砚秋", "出席", "待定", False),
        ("李敏", "列席", "待定", False),
        ("柳青禾", "列席", "待定", False),
    ]
    call("attend", "invite", meeting, "--whole-group", GROUP)
    words = ("--excused", "沈砚秋", "--spoke", "柳青禾", "--came", "全部", "--absent", "贺春生")
    noted = call("attend", "record", meeting, *words).json
    assert people(noted) == [
        ("梁伯衡", "出席", "到会", False),
        ("沈砚秋", "出席", "请假", False),
        ("李敏", "列席", "到会", False),
        ("柳青禾", "列席", "到会", True),
        ("贺春生", "出席", "缺席", False),
    ]
    assert people(call("attend", "dismiss", meeting, "李敏").json)[2][0] == "柳青禾"
    missing = call("attend", "record", meeting, "--came", "李敏（县中学）")
    assert missing.error == ("not_found", "名单里没有“李敏（县中学）”。没有作任何改动。请先列入参加人员。")
    assert call("attend", "record", meeting).code == 2


def test_a_name_that_two_bear_is_asked_for_with_the_unit(call: Call, meeting: int) -> None:
    kind, message = call("attend", "invite", meeting, "--present", "李敏").error
    assert (kind, "李敏（县医院）、李敏（县中学）" in message) == ("invalid", True)
    assert call("attend", "invite", meeting, "--present", "李敏（县委）").code == 1
    assert len(call("attend", "invite", meeting, "--present", "李敏（县中学）").json["attendances"]) == 5


def test_the_part_of_one_person(call: Call, activity: int, meeting: int) -> None:
    call("attend", "record", meeting, "--spoke", "柳青禾")
    found = call("attend", "list", "--person", "柳青禾").json
    assert [(row["id"], row["part"], row["presence"]) for row in found["rows"]] == [
        (meeting, "列席", "到会"),
        (activity, "出席", "待定"),
    ]
    assert found["counts"] == [
        {"kind": "小组活动", "invited": 1, "came": 0, "spoke": 0},
        {"kind": "主席会议", "invited": 1, "came": 1, "spoke": 1},
    ]
    only = call("attend", "list", "--person", "柳青禾", "--kind", "主席会议", json=False).out
    assert only.splitlines()[-1] == "主席会议：应到 1 次，到会 1 次，发言 1 次"
    assert call("attend", "list", "--person", "无名").error[0] == "not_found"


def test_pieces_are_linked_and_taken_off(call: Call, activity: int) -> None:
    for title in ("停车难", "供水"):
        call("register", "--title", title, "--text", "正文。", "--contributor", "柳青禾")
    call("activity", "link", activity, "2026-001", "2026-002")
    linked = call("activity", "link", activity, "2026-002", "--relation", "形成").json
    assert [(p["intake_no"], p["relation"]) for p in linked["pieces"]] == [
        ("2026-001", "讨论"),
        ("2026-002", "讨论"),
        ("2026-002", "形成"),
    ]
    assert (linked["discussed"], linked["produced"]) == (2, 1)
    assert call("activity", "link", activity, "2026-002", "--off").json["discussed"] == 1
    assert "没有关联来稿 2026-002" in call("activity", "link", activity, "2026-002", "--off").error[1]


def test_files_come_back_byte_for_byte(call: Call, activity: int, tmp_path: Path) -> None:
    photo = tmp_path / "合影.jpg"
    photo.write_bytes(b"\xff\xd8\xff photo")
    assert call("activity", "files", activity, photo).json["file_names"] == ["合影.jpg"]
    assert call("activity", "files", activity, photo).error[0] == "forbidden"
    call("activity", "files", activity, "--out", tmp_path / "出")
    assert (tmp_path / "出" / "合影.jpg").read_bytes() == photo.read_bytes()
    assert "没有文件“无.jpg”" in call("activity", "files", activity, "--remove", "无.jpg").error[1]
    assert call("activity", "files", activity, "--remove", "合影.jpg").json["file_names"] == []


def test_a_decision_from_the_meeting_to_its_end(call: Call, meeting: int) -> None:
    call("attend", "decide", meeting, "研究供水问题", "--unit", "县水利局", "--due", "2026-11-30")
    call("attend", "decide", meeting, "写调研报告")
    (first, second) = call("attend", "decisions").json
    assert (first["occasion"], first["number"], first["remaining"], first["urgency"]) == (
        "二十次主席会议",
        1,
        "剩 10 天",
        "时限内",
    )
    assert second["due"] is None
    call("attend", "decide", meeting, "--number", "1", "--follow", "已到现场")
    changed = call("attend", "decide", meeting, "解决供水问题", "--number", "1", "--unit", "").json["decisions"][0]
    assert (changed["text"], changed["handling_unit"], changed["due"]) == ("解决供水问题", "", "2026-11-30")
    done = call("attend", "decide", meeting, "--number", "1", "--done", "--follow", "通水").json["decisions"][0]
    assert (done["done"], [f["text"] for f in done["follow_ups"]]) == ("2026-11-20", ["已到现场", "通水"])
    assert call("attend", "decide", meeting, "--number", "1", "--reopen").json["decisions"][0]["done"] is None
    assert len(call("attend", "decide", meeting, "--number", "2", "--delete").json["decisions"]) == 1
    assert "没有第 2 项决定，共 1 项" in call("attend", "decide", meeting, "--number", "2", "--done").error[1]
    assert call("attend", "decide", meeting).code == 2
    assert call("attend", "decisions", json=False).out == f"{meeting}\t1\t剩 10 天\t\t解决供水问题\t二十次主席会议\n"


def test_what_is_told_beside_done_is_how_it_was_done(call: Call, meeting: int) -> None:
    call("attend", "decide", meeting, "研究供水问题")
    (done,) = call("attend", "decide", meeting, "已经办完", "--number", "1", "--done").json["decisions"]
    assert (done["text"], [f["text"] for f in done["follow_ups"]]) == ("研究供水问题", ["已经办完"])
    assert done["done"] == "2026-11-20"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--number", "1", "--done", "--delete"), "--done、--delete 不能同时写"),
        (("--number", "1", "--delete", "--follow", "通水"), "--delete、--follow 不能同时写"),
        (("--done",), "--done 要用 --number 写明是第几项决定"),
        (("通水", "--follow", "通水"), "--follow 要用 --number"),
        (("修路", "--number", "1", "--follow", "通水"), "--follow 不能带决定的内容"),
        (("修路", "--number", "1", "--delete"), "--delete 不能带决定的内容"),
        (("--number", "1", "--done", "--due", "2026-12-01"), "--done 不能带--due"),
        (("修路", "--on", "2026-11-20"), "登记、修改决定时不能带--on"),
        (("办完", "--number", "1", "--done", "--follow", "通水"), "进展写一处就够"),
        (("--number", "1"), "请写明要改什么"),
    ],
)
def test_words_that_could_not_be_honoured_are_refused(
    call: Call, meeting: int, words: tuple[str, ...], sentence: str
) -> None:
    call("attend", "decide", meeting, "研究供水问题")
    refused = call("attend", "decide", meeting, *words)
    assert refused.code == 2 and sentence in refused.error[1]
    (kept,) = call("attend", "show", meeting).json["decisions"]
    assert (kept["text"], kept["due"], kept["done"], kept["follow_ups"]) == ("研究供水问题", None, None, [])


def test_show_in_lines(call: Call, meeting: int) -> None:
    call("attend", "decide", meeting, "办好", "--unit", "县水利局")
    lines = call("attend", "show", meeting, json=False).out.splitlines()
    assert lines[0].split("\t")[1:4] == [AT, "主席会议", "已举行"]
    assert lines[1] == "出席\t梁伯衡\t待定\t\t" and lines[-1] == "决定 1\t未定期限\t县水利局\t办好"


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        (("签到表",), 1),
        (("列席邀请函",), 2),
        (("列席邀请函", "--to", "沈砚秋"), 1),
        (("会议活动记录单",), 1),
    ],
)
def test_forms_about_a_meeting(call: Call, meeting: int, tmp_path: Path, words: tuple[str, ...], pages: int) -> None:
    kind, *more = words
    files = ("--out", tmp_path / "表.docx", "--pdf", tmp_path / "表.pdf")
    written = call("form", kind, meeting, *more, *files)
    assert (written.code, written.json["pages"]) == (0, pages)
    assert (tmp_path / "表.docx").exists() and (tmp_path / "表.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("about", ["第二信息小组", "2026-001", "9" * 20])
def test_a_letter_is_written_for_a_meeting_by_its_number(call: Call, tmp_path: Path, about: str) -> None:
    refused = call("form", "列席邀请函", about, "--out", tmp_path / "函.docx")
    assert refused.error == (
        "not_found",
        f"列席邀请函要写会议或活动的序号，收到的是“{about}”；"
        "没有写出任何文件。序号用 activity list、attend list 查看。",
    )
    assert call("form", "列席邀请函", "99", "--out", tmp_path / "函.docx").error[0] == "not_found"
    assert not (tmp_path / "函.docx").exists()


def test_both_words_have_the_same_verbs() -> None:
    def verbs(word: str) -> set[str]:
        commands = parser()._subparsers._group_actions[0].choices[word]  # type: ignore[union-attr,index]
        return set(commands._subparsers._group_actions[0].choices)

    assert verbs("attend") - verbs("activity") == {"decisions"}
    assert verbs("activity") <= verbs("attend")


def test_papers_are_begun_with_what_is_written_down(call: Call, activity: int, meeting: int) -> None:
    call("attend", "record", meeting, "--came", "梁伯衡、柳青禾", "--excused", "沈砚秋")

    def begun(kind: str, occasion: int, *more: str) -> tuple[str, Any]:
        made = call("paper", "begin", kind, "--occasion", occasion, *more).json
        return made["title"], call("paper", "show", made["id"]).json["fields"]

    title, fields = begun("纪要", meeting)
    assert title == "二十次主席会议纪要"
    assert fields["attendance"] == {"出席": ["梁伯衡"], "请假": ["沈砚秋"], "列席": ["柳青禾"]}
    title, fields = begun("通知", meeting, "--observers")
    assert title.endswith("关于列席二十次主席会议的通知") and fields["main_to"] == ["李敏", "柳青禾"]
    title, fields = begun("通知", activity)
    assert title.endswith(f"关于开展{GROUP}活动的通知") and fields["main_to"] == [GROUP]
    assert "1.走访；" in fields["body"]
    assert call("paper", "begin", "通知", "--group", GROUP, "--observers").code == 2
    assert call("paper", "begin", "通知", "--occasion", "99").error[0] == "not_found"
