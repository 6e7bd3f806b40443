"""`paper begin`: a draft from the place where it is needed, and what it was made for in every answer."""

import json
from pathlib import Path
from typing import Any

import docx

from tests.cli.calling import NOW, Call
from tests.cli.test_commands import issued, register

ROW = ["id", "kind", "title", "state", "doc_number", "intake_no", "destination", "info_group", "meeting"]
MEETING: dict[str, Any] = {
    "name": "十届二十次主席会议",
    "time": "2026-12-03T09:30",
    "place": "二楼会议室",
    "host": "梁伯衡",
    "topics": ["审议报告", "研究计划"],
    "attendance": {"出席": ["梁伯衡", "沈砚秋"], "列席": ["方建军"]},
}


def meeting(folder: Path, **more: Any) -> Path:
    path = folder / "会议.json"
    path.write_text(json.dumps({**MEETING, **more}, ensure_ascii=False), encoding="utf-8")
    return path


def text_of(call: Call, document_id: int, folder: Path) -> str:
    path = folder / f"{document_id}.docx"
    assert call("paper", "write", str(document_id), "--out", path).code == 0
    return "\n".join(p.text for p in docx.Document(str(path)).paragraphs)


def test_from_a_dispatch_to_the_number_it_is_sent_with(call: Call, tmp_path: Path) -> None:
    number = issued(call, tmp_path)
    begun = call("paper", "begin", "报告", "--dispatch", number, "市政协").json
    assert list(begun)[: len(ROW)] == ROW
    assert (begun["state"], begun["intake_no"], begun["destination"], begun["meeting"]) == (
        "起草",
        number,
        "市政协",
        None,
    )
    finished = call("paper", "finish", str(begun["id"]), "--sequence", "委员会")
    assert finished.json["doc_number"] == "×政协〔2026〕1号"
    assert "不是来稿的报送去向" not in finished.err
    written = [text_of(call, begun["id"], tmp_path) and (tmp_path / "1.docx").read_bytes() for _ in range(2)]
    assert written[0] == written[1]
    sent = call("dispatch", number, "--to", "市政协", "--sent", NOW).json
    assert sent["doc_number"] == "×政协〔2026〕1号"
    assert [row["destination"] for row in call("paper", "list", "--words", number).json] == ["市政协"]
    assert f"{number} 报市政协" in call("paper", "list", json=False).out


def test_from_a_submission_with_main_to_held_against_its_destinations(call: Call, tmp_path: Path) -> None:
    number = issued(call, tmp_path)
    begun = call("paper", "begin", "函", "--submission", number).json
    assert (begun["intake_no"], begun["destination"]) == (number, None)
    path = tmp_path / "要素.json"
    shown = call("paper", "show", str(begun["id"])).json
    assert list(shown)[: len(ROW)] == ROW and shown["fields"]["main_to"] == ["市政协"]
    assert 'main_to\t["市政协"]' in call("paper", "show", str(begun["id"]), json=False).out
    changed = {**shown["fields"], "main_to": ["县教育局"]}
    path.write_text(json.dumps(changed, ensure_ascii=False), encoding="utf-8")
    call("paper", "save", "函", "--fields", path, "--id", str(begun["id"]))
    assert call("paper", "show", str(begun["id"])).json["fields"] == changed
    told = call("paper", "finish", str(begun["id"]), "--sequence", "函").err.splitlines()
    assert "提醒：主送“县教育局”不是来稿的报送去向（市政协）。" in told


def test_from_a_meeting_to_its_notice_and_the_minutes_of_it(call: Call, tmp_path: Path) -> None:
    notice = call("paper", "begin", "通知", "--meeting", meeting(tmp_path)).json
    assert (notice["meeting"], notice["info_group"]) == ("十届二十次主席会议", None)
    assert "2026年12月3日（星期四）上午9时30分，二楼会议室。" in text_of(call, notice["id"], tmp_path)
    minutes = call("paper", "begin", "纪要", "--notice", str(notice["id"])).json
    assert (minutes["title"], minutes["meeting"]) == ("十届二十次主席会议纪要", "十届二十次主席会议")
    assert "沈砚秋" in text_of(call, minutes["id"], tmp_path)


def test_from_a_group_with_the_people_of_the_roster(call: Call, tmp_path: Path) -> None:
    call("groups", "第二信息小组", "--leader", "贺春生")
    call("people", "add", "柳青禾", "--kind", "信息员", "--info-group", "第二信息小组")
    alone = call("paper", "begin", "通知", "--group", "第二信息小组").json
    assert (alone["info_group"], alone["meeting"]) == ("第二信息小组", None)
    text = text_of(call, alone["id"], tmp_path)
    assert "组长：贺春生。" in text and "成员：柳青禾。" in text and "另行通知。" in text
    activity = meeting(tmp_path, name="冬季供水", attendance={})
    held = call("paper", "begin", "纪要", "--group", "第二信息小组", "--meeting", activity).json
    assert (held["title"], held["meeting"]) == ("第二信息小组“冬季供水”活动纪要", "冬季供水")


def test_what_cannot_be_begun_is_refused_and_leaves_nothing(call: Call, tmp_path: Path) -> None:
    number = register(call)
    file = meeting(tmp_path, 地点="x")
    for words, kind, sentence in (
        (("函", "--dispatch", number, "市政协"), "not_found", "还没有登记向市政协报送"),
        (("函", "--submission", "2026-999"), "not_found", "没有编号为“2026-999”的来稿"),
        (("通知", "--submission", number), "invalid", "起草的是报告、函，不是通知"),
        (("函", "--group", "第二信息小组"), "invalid", "起草的是通知、纪要，不是函"),
        (("通知", "--group", "第九组"), "not_found", "没有名为“第九组”的信息小组"),
        (("通知", "--meeting", file), "invalid", "不认识的项目：地点"),
        (("通知", "--meeting", tmp_path / "没有"), "not_found", "打不开文件"),
        (("告示", "--submission", number), "not_found", "没有“告示”这个文种"),
        (("纪要", "--notice", "9"), "not_found", "找不到这份公文"),
    ):
        refused = call("paper", "begin", *words)
        assert (refused.code, refused.error[0]) == (1, kind)
        assert sentence in refused.error[1]
    for words in (
        ("函",),
        ("函", "--submission", number, "--group", "第二信息小组"),
        ("函", "--submission", number, "--form", "专报"),
        ("纪要", "--notice", "1", "--meeting", file),
    ):
        refused = call("paper", "begin", *words)
        assert (refused.code, refused.error[0]) == (2, "usage") and "选一样" in refused.error[1]
    assert call("paper", "list").json == []
    plain = call("paper", "begin", "函", "--submission", number).json["id"]
    assert "不是为会议或活动起草的" in call("paper", "begin", "纪要", "--notice", str(plain)).error[1]
