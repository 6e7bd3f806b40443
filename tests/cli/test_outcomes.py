"""`outcome` and `outcomes`: what became of pieces and issues, and of a 批示 that was assigned, as commands."""

from pathlib import Path

import pytest

from tests.cli.calling import Call
from tests.office import BODY, STRAIGHT

CITY = ("层级=市级", "形式=单篇", "单位=市政协", "日期=2026-11-19", "内容=市政协《社情民意》采用")


@pytest.fixture
def office(call: Call) -> Call:
    """An office with two pieces, the first of them issued."""
    for about in ("集市停车难", "冬季供水"):
        words = ("--title", f"关于{about}的建议", "--text", BODY, "--contributor", "柳青禾")
        assert call("register", *words, "--received", "2026-11-18T09:00").code == 0
    for step, values, _ in STRAIGHT:
        assert call("step", "2026-001", step, *(f"{key}={value}" for key, value in values.items())).code == 0
    return call


def test_an_outcome_is_recorded_and_shown_with_the_piece(office: Call, tmp_path: Path) -> None:
    proof = tmp_path / "采用通知.txt"
    proof.write_text("市政协采用通知", encoding="utf-8")
    made = office("outcome", "2026-002", "采用", *CITY, "--file", proof)
    assert made.code == 0
    assert made.json == {
        "id": 1,
        "kind": "采用",
        "intake_no": "2026-002",
        "issue": None,
        "title": "关于冬季供水的建议",
        "level": "市",
        "form": "单篇",
        "organ": "市政协",
        "journal": "",
        "issue_no": "",
        "leader": None,
        "leader_post": "",
        "leader_rank": None,
        "date": "2026-11-19",
        "text": "市政协《社情民意》采用",
        "answer": None,
        "fault": None,
        "evidence": "",
        "remark": "",
        "follows_id": None,
        "files": 1,
        "recorded": "2026-11-20T14:30",
        "recorded_by": "王秀兰",
        "file_names": ["采用通知.txt"],
        "assignments": [],
        "followed_by": [],
        "warnings": ["没有报送上级政协的记录，却记为市级采用，请核对。"],
    }
    assert made.err == "提示：没有报送上级政协的记录，却记为市级采用，请核对。\n"
    (said,) = office("show", "2026-002").json["outcomes"]
    assert (said["kind"], said["level"], said["source"]) == ("采用", "市", "本篇")
    assert "2026-11-19　市级采用（单篇） 市政协" in office("show", "2026-002", json=False).out
    assert office("undo").json["label"] == "撤销：登记采用 2026-002"
    assert office("show", "2026-002").json["outcomes"] == []


@pytest.mark.parametrize("words", ["2026-1期", "2026年第1期", "社情民意2026-1期", "《社情民意》2026年第1期（总第1期）"])
def test_an_outcome_of_an_issue_is_said_of_its_piece(office: Call, words: str) -> None:
    made = office("outcome", words, "instruction", "leader=江承志", "leader_post=县委书记", "佐证=批示件")
    assert (made.json["issue"], made.json["intake_no"]) == ("《社情民意》2026年第1期", None)
    (said,) = office("show", "2026-001").json["outcomes"]
    assert (said["leader"], said["source"], said["date"]) == ("江承志", "期刊", "2026-11-20")
    assert "县委书记江承志批示（《社情民意》2026年第1期）" in office("show", "2026-001", json=False).out


def test_proof_is_words_or_a_file(office: Call, tmp_path: Path) -> None:
    proof = tmp_path / "复函.txt"
    proof.write_text("县水利局复函", encoding="utf-8")
    for given, files, evidence in ((str(proof), 1, ""), (f"@{proof}", 1, ""), ("县水利局复函", 0, "县水利局复函")):
        made = office("outcome", "2026-002", "答复", "单位=县水利局", "结果=a", f"内容={given}", f"佐证={given}")
        assert (made.json["files"], made.json["evidence"], made.json["answer"]) == (files, evidence, "A 已解决")
    gone = office("outcome", "2026-002", "答复", "单位=县水利局", f"佐证=@{tmp_path / '没有.pdf'}")
    assert (gone.code, gone.error[0]) == (1, "unreadable")


REFUSED = {
    "no such kind": (["2026-002", "表扬"], "没有“表扬”这种反馈；可用的有：采用、批示、答复、落实、媒体、问题"),
    "no such key": (["2026-002", "采用", "领导=江承志"], "“采用”没有“领导”这一项；可用的有：层级(level)、形式"),
    "no level": (["2026-002", "采用"], "请选择采用的层级"),
    "no such level": (["2026-002", "采用", "层级=乡"], "“层级”应为：全国、省、市、本级、部门"),
    "no leader": (["2026-002", "批示", "职务=县委书记"], "请填写批示的领导"),
    "no unit": (["2026-002", "答复", "结果=A"], "请填写答复的单位"),
    "no such answer": (
        ["2026-002", "答复", "单位=县水利局", "结果=满意"],
        "答复的结果应为：A 已解决、B 列入计划、C 暂不能",
    ),
    "nothing changed": (["2026-002", "落实"], "请写明落实了什么"),
    "no such fault": (["2026-002", "问题", "问题=错字"], "应为：抄袭、失实、迟报"),
    "too early": (["2026-002", "采用", "层级=市", "日期=2026-11-17"], "早于收稿日期（2026-11-18）"),
    "to come": (["2026-002", "采用", "层级=市", "日期=2026-12-01"], "还没有到"),
    "before the issue": (["2026-1期", "批示", "领导=江承志", "日期=2026-11-19"], "早于印发日期（2026-11-20）"),
    "no such piece": (["2026-099", "采用", "层级=市"], "没有编号为“2026-099”的来稿"),
    "no such issue": (["2026-9期", "采用", "层级=市"], "没有“2026-9期”这一期"),
}


def test_what_cannot_be_is_refused_with_a_sentence(office: Call) -> None:
    for words, sentence in REFUSED.values():
        found = office("outcome", *words)
        assert found.code == 1, words
        assert sentence in found.error[1]
    assert office("outcomes", "list").json == []


def test_an_issue_that_two_journals_have_is_asked_back(office: Call) -> None:
    for step, values, _ in STRAIGHT[:5]:
        more = ["刊物=委员反映"] if step == "签发" else []
        assert office("step", "2026-002", step, *(f"{key}={value}" for key, value in values.items()), *more).code == 0
    for step, _, _ in STRAIGHT[5:]:
        assert office("step", "2026-002", step).code == 0
    found = office("outcome", "2026-1期", "批示", "领导=江承志")
    assert found.error[0] == "invalid"
    assert "有 2 种：《委员反映》2026年第1期、《社情民意》2026年第1期" in found.error[1]
    assert office("outcome", "委员反映2026-1期", "批示", "领导=江承志").json["issue"] == "《委员反映》2026年第1期"


def test_outcomes_are_listed_counted_changed_and_withdrawn(office: Call) -> None:
    office("outcome", "2026-002", "采用", *CITY)
    office("outcome", "2026-1期", "批示", "领导=江承志", "职务=县委书记", "层级=本级", "内容=请县交通局研究")
    office("outcome", "2026-001", "落实", "内容=建成停车场一处", "单位=石桥镇")
    assert [row["kind"] for row in office("outcomes", "list").json] == ["落实", "批示", "采用"]
    assert [row["id"] for row in office("outcomes", "list", "--kind", "采用", "--year", "2026").json] == [1]
    assert [row["id"] for row in office("outcomes", "list", "--level", "本级").json] == [2]
    assert [row["id"] for row in office("outcomes", "list", "--words", "停车").json] == [3, 2]
    assert office("outcomes", "list", "--year", "2025").json == []
    assert office("outcomes", "counts").json == [
        {"kind": "采用", "level": "市", "count": 1},
        {"kind": "批示", "level": "本级", "count": 1},
        {"kind": "落实", "level": None, "count": 1},
    ]
    changed = office("outcomes", "change", "1", "单位=市委办公室", "--json", "备注=电话告知")
    assert (changed.json["organ"], changed.json["remark"], changed.json["level"]) == ("市委办公室", "电话告知", "市")
    assert office("outcomes", "withdraw", "1", "--reason", "重复").json == {"withdrawn": 1}
    gone = office("outcomes", "show", "1")
    assert (gone.code, gone.error[0]) == (1, "not_found")
    assert office("journal", "--limit", "1").json[0]["label"] == "撤回采用 2026-002：重复"


def test_proof_is_added_saved_and_taken_away(office: Call, tmp_path: Path) -> None:
    proof = tmp_path / "采用通知.txt"
    proof.write_text("市政协采用通知", encoding="utf-8")
    office("outcome", "2026-002", "采用", *CITY)
    assert office("outcomes", "files", "1", proof).json["file_names"] == ["采用通知.txt"]
    office("outcomes", "files", "1", "--out", tmp_path / "出")
    assert (tmp_path / "出" / "采用通知.txt").read_text(encoding="utf-8") == "市政协采用通知"
    assert office("outcomes", "files", "1", "--remove", "采用通知.txt").json["file_names"] == []
    assert (
        "这条采用的佐证里没有文件“采用通知.txt”"
        in office("outcomes", "files", "1", "--remove", "采用通知.txt").error[1]
    )


def test_an_instruction_goes_through_a_unit(office: Call) -> None:
    office("outcome", "2026-001", "批示", "领导=江承志", "职务=县委书记", "正副=正职", "内容=请县交通局研究")
    (made,) = office("outcomes", "assign", "1", "县交通局", "--due", "2026-11-25", "--demand", "书面反馈").json
    assert (made["handling_unit"], made["due"], made["state"], made["remaining"]) == (
        "县交通局",
        "2026-11-25",
        "待反馈",
        "剩 5 天",
    )
    later = "2026-11-28T09:00"
    (waiting,) = office("outcomes", "awaiting", now=later).json
    assert waiting | {"title": ""} == {
        "kind": "办理反馈",
        "since": "2026-11-20",
        "from": "县交通局",
        "about": "2026-001",
        "title": "",
        "urgency": "超期",
        "remaining": "超期 3 天",
        "assignment_id": 1,
        "due": "2026-11-25",
        "level": None,
    }
    (matter,) = [row for row in office("people", "matters", now=later).json if row["kind"] == "批示督办"]
    assert matter["words"] == "批示交办 1 件超期未反馈：县交通局超期 3 天（2026-001）"
    office("outcomes", "remind", "1", now=later)
    office("outcomes", "supervise", "1", "已约谈分管负责人", "--way", "上门督办", now=later)
    put_off = office("outcomes", "alter", "1", "--due", "2026-12-05", "--reason", "需现场勘查", now=later).json[0]
    assert [line["way"] for line in put_off["supervisions"]] == ["催办", "上门督办"]
    (told,) = office("outcomes", "feedback", "1", "已列入明年计划", now=later).json
    assert (told["state"], told["feedback"], told["feedback_on"]) == ("已反馈", "已列入明年计划", "2026-11-28")
    assert office("outcomes", "awaiting", now=later).json == []
    assert office("outcomes", "close", "1", now=later).json[0]["state"] == "已办结"
    assert office("outcomes", "assignments", "--open", now=later).json == []
    reopened = office("outcomes", "reopen", "1", "--due", "2026-12-20", "--reason", "没有措施", now=later).json[0]
    assert (reopened["state"], reopened["due"]) == ("待反馈", "2026-12-20")
    assert office("outcomes", "cancel", "1", "--reason", "改由县公安局办", now=later).json == {"cancelled": 1}
    assert office("check").json == {"ok": True, "problems": []}


def test_what_was_sent_up_is_asked_after_until_it_is_used(office: Call) -> None:
    sent = office("dispatch", "2026-001", "--to", "市政协", "--sent", "2026-11-20T14:30")
    assert sent.code == 0
    assert office("outcomes", "awaiting", now="2026-12-19T09:00").json == []
    (row,) = office("outcomes", "awaiting", now="2026-12-20T09:00").json
    assert (row["kind"], row["from"], row["remaining"], row["level"]) == ("采用结果", "市政协", "已报 30 天", "市")
    assert office("outcomes", "awaiting", now="2027-12-01T09:00").json == []  # after a year nobody waits
    office("outcome", "2026-1期", "采用", "层级=市", "日期=2026-12-01", "佐证=通报", now="2026-12-20T09:00")
    assert office("outcomes", "awaiting", now="2026-12-20T09:00").json == []


def test_reminding_takes_numbers(office: Call) -> None:
    assert "催办写交办的序号，收到的是“县交通局”" in office("outcomes", "remind", "县交通局").error[1]
    assert "找不到序号为 7 的交办" in office("outcomes", "remind", "7").error[1]


def test_papers_about_what_came_of_a_piece(office: Call, tmp_path: Path) -> None:
    refused = office("form", "感谢信", "2026-002", "--out", tmp_path / "谢.docx")
    assert "没有登记上级采用或领导批示" in refused.error[1]
    office("outcome", "2026-002", "采用", *CITY)
    office("outcome", "2026-001", "批示", "领导=江承志", "职务=县委书记")
    office("outcomes", "assign", "2", "县交通局", "--due", "2026-11-25")
    for kind, about in (("感谢信", "2026-002"), ("采用证明", "2026-002"), ("批示督办单", "1")):
        path = tmp_path / f"{kind}.docx"
        assert office("form", kind, about, "--out", path).json["docx"] == str(path)
        assert path.is_file()
    assert (
        "批示督办单写交办的序号，收到的是“县交通局”"
        in office("form", "批示督办单", "县交通局", "--out", tmp_path / "督.docx").error[1]
    )


def test_a_letter_asks_the_city_what_it_used(office: Call) -> None:
    nothing = office("paper", "begin", "函", "--inquiry", "市政协")
    assert (nothing.code, nothing.error[0]) == (1, "forbidden")
    office("dispatch", "2026-001", "--to", "市政协", "--sent", "2026-11-20T14:30")
    later = "2026-12-25T09:00"
    made = office("paper", "begin", "函", "--inquiry", "上级政协", now=later).json
    assert (made["kind"], made["inquiry"]) == ("函", "市政协")
    assert made["title"] == "政协××县委员会办公室关于查询社情民意信息采用情况的函"
    assert "向市政协查询采用情况" in office("paper", "list", json=False).out
    fields = office("paper", "show", str(made["id"])).json["fields"]
    assert fields["main_to"] == ["市政协"]
    assert fields["body"][1]["table"]["rows"] == [["1", "关于集市停车难的建议", "2026年11月20日", ""]]
    office("dispatch", "2026-002", "--to", "市政协", "--sent", "2026-11-20T14:30", "--reason", "先报送")
    only = ("--inquiry", "市政协", "--only", "2026-002")
    second = office("paper", "begin", "函", *only, now=later).json["id"]
    asked = office("paper", "show", str(second)).json["fields"]["body"][1]["table"]["rows"]
    assert [row[0] for row in asked] == ["1"] and asked != fields["body"][1]["table"]["rows"]
    assert office("paper", "begin", "函", "--submission", "2026-001", "--only", "2026-002").code == 2
    wrong = office("paper", "begin", "通知", "--inquiry", "市政协", now=later)
    assert "查询采用情况起草的是函，不是通知" in wrong.error[1]
    assert "没有“月球”这个去向" in office("paper", "begin", "函", "--inquiry", "月球", now=later).error[1]


def test_a_piece_that_goes_on_is_seen_from_both_sides(office: Call) -> None:
    words = ("--title", "关于集市停车难的续报", "--text", BODY, "--contributor", "柳青禾")
    assert office("register", *words, "--follows", "2026-001").code == 0
    assert office("show", "2026-003").json["follows"] == "2026-001"
    assert office("show", "2026-001").json["followed_by"] == ["2026-003"]
    assert "续报：2026-003" in office("show", "2026-001", json=False).out
    assert "续报于：2026-001" in office("show", "2026-003", json=False).out
