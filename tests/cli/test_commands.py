"""Each command: its keys, its values, its refusals; the office's day by command."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import NOW, Call, letter

ROW = {"intake_no", "title", "contributors", "unit", "received", "state", "group", "next_due", "urgency"}
IMPORTED = {
    "file",
    "status",
    "intake_no",
    "title",
    "contributors",
    "unit",
    "received",
    "characters",
    "warnings",
    "message",
    "likely_duplicates",
}
DISPATCH = {"destination", "form", "due", "rule", "sent", "signed_by", "late"}
DUE = {"intake_no", "title", "destination", "received", "due", "rule", "urgency", "remaining"}


def register(call: Call, title: str = "停车难", received: str = "2026-11-18T09:30") -> str:
    found = call(
        "register", "--title", title, "--text", "集市停车难。", "--contributor", "柳青禾", "--received", received
    )
    assert found.code == 0, found.err
    return str(found.json["intake_no"])


def take(call: Call, number: str, step: str, *values: str) -> Any:
    found = call("step", number, step, *values)
    assert found.code == 0, found.err
    return found.json


def signed(call: Call) -> str:
    number = register(call)
    for step, *values in (
        ("分类", "类别=交通出行", "拟报=市政协"),
        ("筛选", "结论=拟采用"),
        ("编辑",),
        ("审稿",),
        ("签发", "签发人=周启明"),
    ):
        take(call, number, step, *values)
    return number


def issued(call: Call, out: Path) -> str:
    number = signed(call)
    assert call("issue", number, "--out", out).code == 0
    take(call, number, "校对")
    assert take(call, number, "校对")["state"] == "已印发"
    return number


def test_import_says_what_became_of_every_file(call: Call, tmp_path: Path) -> None:
    inbox = tmp_path / "收 件"
    letter(inbox, "1.txt", "集市停车难")
    letter(inbox, "2.txt", "集市停车难")
    letter(inbox / "里面", "3.txt", "河道清淤")
    (inbox / "4.txt").write_bytes(b"")
    (inbox / "坏.docx").write_bytes(b"PK\x03\x04 not a document")
    found = call("import", inbox, "--channel", "微信", "--received", "2026-11-19T08:00", "--group", "第一信息小组")
    assert found.code == 3
    assert all(set(entry) >= IMPORTED for entry in found.json)
    by_name = {entry["file"]: entry for entry in found.json}
    assert by_name["1.txt"]["intake_no"] == "2026-001"
    assert by_name["1.txt"]["title"] == "关于集市停车难的建议"
    assert by_name["1.txt"]["received"] == "2026-11-19T08:00"
    assert (by_name["2.txt"]["status"], by_name["2.txt"]["intake_no"]) == ("skipped", "2026-001")
    assert by_name["3.txt"]["intake_no"] == "2026-002"
    for name in ("4.txt", "坏.docx"):
        assert (by_name[name]["status"], by_name[name]["intake_no"]) == ("refused", None)
        assert by_name[name]["message"].endswith("。")
    shown = call("show", "2026-001").json
    assert (shown["intake_channel"], shown["group"], shown["files"][0]["file_name"]) == (
        "微信",
        "第一信息小组",
        "1.txt",
    )
    again = call("import", inbox)
    assert again.code == 3
    assert [entry["status"] for entry in again.json].count("skipped") == 3
    assert call("import", inbox / "坏.docx").code == 1
    assert call("import", inbox / "1.txt").code == 0
    assert len(call("list").json) == 2
    assert call("check").json["ok"] is True


def test_import_refuses_before_it_begins(call: Call, tmp_path: Path) -> None:
    file = letter(tmp_path, "1.txt", "集市停车难")
    for words, sentence in (
        ((file, "--channel", "鸽子"), "没有“鸽子”这种来稿方式；可用的有：纸质、邮件、微信"),
        ((file, "--group", "第九组"), "没有“第九组”这个信息小组；已有：第一信息小组"),
    ):
        found = call("import", *words)
        assert (found.code, found.error[0]) == (1, "not_found")
        assert sentence in found.error[1]
    assert call("list").json == []


def test_a_likely_duplicate_is_named_and_does_not_block(call: Call, tmp_path: Path) -> None:
    call("import", letter(tmp_path, "1.txt", "集市停车难"))
    text = letter(tmp_path, "2.txt", "集市停车难").read_text(encoding="utf-8")
    (tmp_path / "2.txt").write_text(text + "特此反映。\n", encoding="utf-8")
    (entry,) = call("import", tmp_path / "2.txt").json
    assert entry["intake_no"] == "2026-002"
    (duplicate,) = entry["likely_duplicates"]
    assert (duplicate["intake_no"], set(duplicate)) == ("2026-001", {"intake_no", "title", "similarity"})
    assert call("similar", "2026-002").json[0]["intake_no"] == "2026-001"
    assert call("similar", tmp_path / "2.txt").json[0]["intake_no"] == "2026-002"


def test_list_filters(call: Call) -> None:
    for title, received in (("停车", "2026-11-18T09:30"), ("路灯", "2026-11-02T09:30"), ("旧稿", "2025-11-02T09:30")):
        register(call, title, received)
    take(call, "2026-001", "分类", "类别=教育")
    call("assign", "2026-001", "--group", "第二信息小组")
    rows = call("list").json
    assert all(set(row) >= ROW for row in rows)
    assert [row["intake_no"] for row in rows] == ["2026-001", "2026-002", "2025-001"]
    assert [row["intake_no"] for row in call("list", "--state", "已登记").json] == ["2026-002", "2025-001"]
    assert [row["intake_no"] for row in call("list", "--overdue").json] == ["2026-002", "2025-001"]
    assert [row["intake_no"] for row in call("list", "--overdue", "--limit", "1").json] == ["2026-002"]
    assert [row["intake_no"] for row in call("list", "--group", "第二信息小组").json] == ["2026-001"]
    assert [row["intake_no"] for row in call("list", "--year", "2025").json] == ["2025-001"]
    assert len(call("list", "--limit", "2").json) == 2
    assert rows[0]["next_due"] == "2026-11-20T23:59"
    unknown = call("list", "--state", "睡着")
    assert (unknown.code, unknown.error[0]) == (1, "not_found")
    assert "已登记、已分类" in unknown.error[1]
    assert "第一信息小组" in call("list", "--group", "第九").error[1]


def test_the_whole_way_by_command(call: Call, tmp_path: Path) -> None:
    number = issued(call, tmp_path / "期刊")
    found = call("dispatch", number, "--to", "市政协", "--sent", NOW, "--copies", "2", "--signed-by", "收发室")
    assert found.code == 0
    assert set(found.json) >= DISPATCH
    assert (found.json["sent"], found.json["late"], found.json["signed_by"]) == (NOW, False, "收发室")
    final = take(call, number, "存档", "归档号=2026-WS-1", "保管期限=永久", "件数=2", "页数=6")
    assert (final["state"], final["archive_no"], final["outcomes"]) == ("已归档", "2026-WS-1", [])
    assert [step["step"] for step in final["steps"]] == [
        "登记",
        "分类",
        "筛选",
        "编辑",
        "审稿",
        "签发",
        "排印",
        "校对",
        "校对",
        "传送",
        "存档",
    ]
    assert {"step", "by", "at", "opinion"} <= set(final["steps"][0])
    assert final["issue"]["issue_no"] == 1
    assert call("list").json[0]["urgency"] == "已办结"
    assert call("due").json == []
    assert call("check").json["ok"] is True


def test_issue_gives_a_number_and_writes_it_again(call: Call, tmp_path: Path) -> None:
    number = signed(call)
    out = tmp_path / "期刊"
    first = call("issue", number, "--out", out).json
    assert {"issue_no", "cumulative_no", "docx", "pdf"} <= set(first)
    assert (first["issue_no"], first["cumulative_no"], first["journal"]) == (1, 1, "社情民意")
    assert Path(first["docx"]).is_file()
    call("rename", number, "--title", "改过的标题")
    again = call("issue", number, "--out", out).json
    assert (again["issue_no"], again["docx"]) == (1, first["docx"])
    refused = call("issue", register(call), "--out", out)
    assert (refused.code, refused.error[0]) == (1, "forbidden")
    assert "期号只在签发之后编排" in refused.error[1]


def test_a_number_is_corrected_and_the_sheet_written_again(call: Call, tmp_path: Path) -> None:
    issued(call, tmp_path / "期刊")
    words = ("renumber", "1", "--journal", "社情民意", "--year", "2026", "--to", "8", "--reason", "前7期是纸质的")
    found = call(*words, "--cumulative", "90", "--out", tmp_path / "期刊").json
    assert (found["journal"], found["year"], found["issue_no"], found["cumulative_no"]) == ("社情民意", 2026, 8, 90)
    assert "第8期" in Path(found["docx"]).name
    refused = call(*words)
    assert (refused.code, refused.error[0]) == (1, "not_found")
    assert "没有《社情民意》2026年第1期" in refused.error[1]


def test_issue_says_what_the_check_before_printing_finds(call: Call, tmp_path: Path) -> None:
    number = register(call)
    for step, *values in (
        ("分类", "类别=交通出行", "拟报=市政协"),
        ("筛选", "结论=拟采用"),
        ("编辑", "标题=停车难。", "正文=集市停车难,群众有意见。"),
        ("审稿",),
        ("签发", "签发人=经办人"),
    ):
        take(call, number, step, *values)
    answer = call("issue", number, "--out", tmp_path)
    assert answer.code == 0
    assert list(answer.json) == ["journal", "year", "issue_no", "cumulative_no", "docx", "pdf", "pages"]
    told = answer.err.splitlines()
    assert {"提醒：签发人没有填。", "提醒：标题末尾有标点“。”。"} < set(told)
    assert any("中文里用了半角标点" in line for line in told)
    assert all(line.startswith(("提醒：", "有误：")) for line in told)
    call("rename", number, "--title", "停车难")
    again = call("issue", number, "--out", tmp_path, json=False)
    assert "标题末尾" not in again.err and "已写出" in again.out


def test_a_dispatch_is_opened_with_what_is_known_of_it(call: Call) -> None:
    number = register(call)
    opened = call(
        "dispatch", number, "--to", "区委", "--copies", "3", "--way", "机要交换", "--doc-number", "云政协〔2026〕5号"
    ).json
    assert (opened["copies"], opened["way"], opened["doc_number"]) == (3, "机要交换", "云政协〔2026〕5号")
    assert opened["sent"] is None
    for words in (("--reason", "急"), ("--signed-by", "区委办", "--copies", "3")):
        refused = call("dispatch", number, "--to", "区委", *words)
        assert (refused.code, refused.error[0]) == (2, "usage")
    sent = call("dispatch", number, "--to", "区委", "--sent", "2026-11-20T10:00", "--reason", "急").json
    assert (sent["copies"], sent["way"], sent["doc_number"]) == (3, "机要交换", "云政协〔2026〕5号")


def test_a_county_calls_its_destinations_by_their_names(call: Call) -> None:
    rows = {row["name"]: row for row in call("destinations", "区委", "--rename", "县委").json}
    assert "区委" not in rows and rows["县委"]["aliases"] == ["区委"]
    assert len(rows["县委"]["clocks"]) == 2
    number = register(call)
    assert call("dispatch", number, "--to", "区委").json["destination"] == "县委"
    refused = call("destinations", "联合国", "--rename", "新")
    assert (refused.code, refused.error[0]) == (1, "not_found")


def test_steps_take_words_or_identifiers(call: Call, tmp_path: Path) -> None:
    number = register(call)
    take(call, number, "CLASSIFY", "category=教育", "urgency_grade=急件")
    take(call, number, "screen", "screening=拟采用")
    text = tmp_path / "编辑稿.txt"
    text.write_text("\ufeff第一段。\n第二段。", encoding="utf-8")
    found = take(call, number, "edit", f"edited_text=@{text}", "title=新的标题", "responsible_editor=沈砚秋")
    assert (found["title"], found["edited_text"]) == ("新的标题", "第一段。\n第二段。")
    for values, sentence in (
        (("颜色=红",), "“审稿”没有“颜色”这一项；可用的有：结论(conclusion)、核稿人(reviewer)"),
        (("结论=同意",), "应为：通过、退回编辑；收到的是“同意”"),
    ):
        refused = call("step", number, "审稿", *values)
        assert (refused.code, refused.error[0]) == (1, "invalid")
        assert sentence in refused.error[1]
    refused = call("step", number, "盖章")
    assert "没有“盖章”这个环节；可用的有：分类、筛选" in refused.error[1]
    refused = call("step", number, "编辑", "正文=@/没有/这个.txt", "--reason", "急")
    assert (refused.code, refused.error[0]) == (1, "not_found")
    refused = call("step", number, "签发")
    assert (refused.code, refused.error[0]) == (1, "forbidden")
    assert "请写明原因" in refused.error[1]
    assert call("step", number, "签发", "--reason", "领导已在纸样上签字").json["state"] == "已签发"
    assert call("step", number, "退回", "到=编辑", "--reason", "数字有误").json["state"] == "编辑中"


def test_merging_and_taking_apart(call: Call) -> None:
    register(call), register(call)
    assert take(call, "2026-002", "合并", "并入=2026-001")["merged_into"] == "2026-001"
    assert call("show", "2026-001").json["merged_from"] == ["2026-002"]
    assert take(call, "2026-002", "撤销合并")["state"] == "已登记"


def test_clocks_of_several_destinations(call: Call) -> None:
    number = register(call, received="2026-09-30T17:00")
    now = "2026-10-01T09:00"
    found = call("dispatch", number, "--to", "市政协", now=now).json
    assert (found["due"], found["sent"], found["late"]) == ("2026-10-02T23:59", None, False)
    assert found["rule"] == "2 天（自然日，收到次日起算，末日 24:00 前）"
    assert call("dispatch", number, "--to", "县委", now=now).json["due"] == "2026-10-05T23:59"
    assert call("destinations", "市政协", "--amount", "2", "--counting", "工作日", now=now).code == 0
    rows = call("due", now=now).json
    assert all(set(row) >= DUE for row in rows)
    assert [(row["destination"], row["due"]) for row in rows] == [
        ("区委", "2026-10-05T23:59"),
        ("市政协", "2026-10-09T23:59"),
    ]
    call("destinations", "市政协", "--amount", "5", now=now)
    assert call("due", now=now).json[1]["due"] == "2026-10-13T23:59"
    unknown = call("dispatch", number, "--to", "联合国", now=now)
    assert (unknown.code, unknown.error[0]) == (1, "not_found")
    assert "已有的去向：全国政协、省政协、市政协、区委、区政府、有关部门" in unknown.error[1]
    early = call("dispatch", number, "--to", "市政协", "--sent", now, now=now)
    assert (early.code, early.error[0]) == (1, "forbidden")
    assert call("dispatch", number, "--to", "市政协", "--sent", now, "--reason", "电话先报", now=now).code == 0


def test_a_receipt_without_a_dispatch_opens_none(call: Call, tmp_path: Path) -> None:
    number = issued(call, tmp_path)
    refused = call("dispatch", number, "--to", "区委", "--signed-by", "收发室")
    assert (refused.code, refused.error[0]) == (1, "not_found")
    assert [d["destination"] for d in call("show", number).json["dispatches"]] == ["市政协"]
    call("dispatch", number, "--to", "市政协", "--sent", NOW)
    assert call("dispatch", number, "--to", "市政协", "--signed-by", "收发室").json["signed_by"] == "收发室"


def test_pause_and_resume(call: Call) -> None:
    number = register(call)
    due = call("show", number).json["next_due"]
    assert call("pause", number, "--reason", "等待部门核实情况").json["paused"] is True
    assert call("due", now="2026-11-21T14:30").json[0]["urgency"] == "暂停"
    found = call("resume", number, now="2026-11-21T14:30").json
    assert (found["paused"], found["next_due"]) == (False, due.replace("-20T23:59", "-21T23:59"))
    refused = call("resume", number)
    assert (refused.code, refused.error[0]) == (1, "forbidden")


def test_search_and_journal_and_undo(call: Call) -> None:
    number = register(call, "关于石桥镇集市停车难的建议")
    found = call("search", "石桥镇").json
    assert found["count"] == 1
    assert {"intake_no", "title", "snippet"} <= set(found["hits"][0])
    assert call("search", "lqh").json["hits"][0]["intake_no"] == number
    assert call("search", "没有的词").json == {"count": 0, "capped": False, "hits": []}
    take(call, number, "分类", "类别=教育")
    assert [row["label"] for row in call("journal").json] == ["分类 2026-001", "登记 2026-001"]
    assert call("undo").json["label"] == "撤销：分类 2026-001"
    assert call("redo").json["label"] == "重做：分类 2026-001"
    assert call("journal", "--limit", "1").json[0]["label"] == "重做：分类 2026-001"
    call("undo"), call("undo")
    refused = call("undo")
    assert (refused.code, refused.error[0]) == (1, "forbidden")
    assert call("list").json == []


def test_a_notice_is_shown_with_its_days_in_the_year_before(call: Call, tmp_path: Path) -> None:
    notice = tmp_path / "通知.txt"
    notice.write_text(
        "2028年节假日安排。一、元旦：2027年12月31日至2028年1月2日放假调休，共3天。2027年12月26日（星期日）上班。",
        encoding="utf-8",
    )
    found = call("holidays", "paste", notice).json
    assert found["off"] == ["2027-12-31", "2028-01-01", "2028-01-02"]
    assert found["worked"] == ["2027-12-26"]
    assert "2027-12-31" not in call("holidays", "list", "2028").json["off"]


def test_show_has_the_history_of_a_piece_oldest_first(call: Call) -> None:
    number = register(call)
    other = register(call)
    call("step", number, "分类", "类别=教育")
    call("undo")
    call("rename", number, "--title", "停车更难")
    found = call("show", number).json["history"]
    assert [row["label"] for row in found] == [
        "登记 2026-001", "分类 2026-001", "撤销：分类 2026-001", "修改标题 2026-001",
    ]  # fmt: skip
    assert found[0] == {"at": NOW, "by": "王秀兰", "label": "登记 2026-001"}
    assert [row["label"] for row in call("show", other).json["history"]] == [f"登记 {other}"]


def test_holidays(call: Call, tmp_path: Path) -> None:
    notice = tmp_path / "通知.txt"
    notice.write_text(
        "国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：1月1日至3日放假，共3天。\n"
        "二、春节：2月5日至11日放假调休，共7天。1月31日（星期日）、2月20日（星期六）上班。\n",
        encoding="utf-8",
    )
    assert call("holidays", "list", "2027").json["known"] is False
    found = call("holidays", "paste", notice).json
    assert "2027-02-05" in found["off"]
    assert found["worked"] == ["2027-01-31", "2027-02-20"]
    assert call("holidays", "list", "2027").json["known"] is True
    notice.write_text("今天天气好。", encoding="utf-8")
    refused = call("holidays", "paste", notice)
    assert (refused.code, refused.error[0]) == (1, "invalid")
    assert call("holidays", "paste", tmp_path / "没有").error[0] == "not_found"
    notice.write_bytes("元旦".encode("gbk"))
    assert call("holidays", "paste", notice).error[0] == "unreadable"


def test_settings_and_lists(call: Call) -> None:
    assert call("settings", "review_levels").json == {"review_levels": 1}
    assert call("settings", "review_levels", "2").json == {"review_levels": 2}
    assert call("settings", "same_day_when_urgent", "是").json == {"same_day_when_urgent": True}
    for words, kind, sentence in (
        (("colour",), "not_found", "没有“colour”这项设置；已有："),
        (("colour", "red"), "not_found", "没有“colour”这项设置；已有："),
        (("review_levels", "9"), "invalid", "应为 1 到 2 的整数"),
        (("review_levels", "两"), "invalid", "应为整数"),
        (("same_day_when_urgent", "yes"), "invalid", "应为“是”或“否”"),
        (("org_codes", "x"), "invalid", "由多项组成"),
    ):
        refused = call("settings", *words)
        assert (refused.code, refused.error[0]) == (1, kind)
        assert sentence in refused.error[1]
    assert call("words", "category", "--set", "教育、水利").json == [
        {"word": "教育", "sentence": ""},
        {"word": "水利", "sentence": ""},
    ]
    assert "可用的有：category" in call("words", "colour").error[1]
    assert call("staff", "沈砚秋", "--role", "编辑").json == [{"name": "沈砚秋", "role": "编辑"}]
    assert call("groups", "第一信息小组", "--leader", "顾长安").json[0]["leader"] == "顾长安"
    assert call("journals", "社情民意", "--issued-before", "82").json[0]["issued_before"] == 82
    assert call("people", "add", "柳青禾", "--kind", "委员", "--phone", "13800000001").json["phone"] == "138****0001"


def test_the_bin(call: Call) -> None:
    number = register(call)
    assert call("delete", number).json == {"changed": 1}
    refused = call("step", number, "分类", "类别=教育")
    assert (refused.code, refused.error[0]) == (1, "not_found")
    assert call("delete", number, "--restore").json == {"changed": 1}
    assert call("list").json[0]["intake_no"] == number


def test_forms_and_the_ledger(call: Call, tmp_path: Path) -> None:
    number = register(call)
    for kind in ("来稿登记表", "核稿单"):
        made = call("form", kind, number, "--out", tmp_path / f"{kind}.docx", "--pdf", tmp_path / f"{kind}.pdf").json
        assert Path(made["docx"]).is_file()
    refused = call("form", "贺卡", number, "--out", tmp_path / "x.docx")
    assert (refused.code, refused.error[0]) == (1, "not_found")
    assert call("ledger", "--out", tmp_path / "台账.xlsx").json["rows"] == 1
    assert (tmp_path / "台账.xlsx").is_file()
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    refused = call("ledger", "--out", tmp_path / "文件" / "台账.xlsx")
    assert (refused.code, refused.error[0]) == (1, "world")


@pytest.mark.parametrize("command", [("list",), ("due",), ("show", "2026-001"), ("journal",), ("search", "停车")])
def test_lines_for_a_person(call: Call, command: tuple[str, ...]) -> None:
    register(call)
    found = call(*command, json=False)
    assert (found.code, found.err) == (0, "")
    assert "停车难" in found.out or "2026-001" in found.out


def test_what_was_recorded_is_put_right(call: Call, tmp_path: Path) -> None:
    number = register(call)
    found = call(
        "correct", number, "--contributor", "顾长安", "--contributor", "柳青禾", "--unit", "云溪中学", "--phone",
        "13800000009", "--kind", "委员", "--received", "2026-11-17T08:00", "--commissioned", "是",
    ).json  # fmt: skip
    assert (found["contributors"], found["unit"]) == (["顾长安", "柳青禾"], "云溪中学")
    assert (found["people"][0]["phone"], found["people"][0]["kind"]) == ("13800000009", "委员")
    assert found["received"] == "2026-11-17T08:00"
    assert found["steps"][-1]["step"] == "更正登记"
    kept = call("correct", number, "--town", "石桥镇").json
    assert kept["people"][0]["town"] == "石桥镇" and kept["people"][0]["phone"] == "13800000009"
    assert call("correct", number).error[1].startswith(f"来稿 {number} 的登记内容没有变化")
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(b"%PDF-1.4")
    assert [file["file_name"] for file in call("attach", number, scan).json["files"]] == ["扫描.pdf"]
    assert call("attach", number, tmp_path / "没有.pdf").code == 1


def test_a_dispatch_is_withdrawn_and_amended(call: Call, tmp_path: Path) -> None:
    number = issued(call, tmp_path)
    assert call("dispatch", number, "--to", "区政府").code == 0
    left = call("withdraw", number, "--to", "区政府", "--reason", "改报市政协").json
    assert [one["destination"] for one in left["dispatches"]] == ["市政协"]
    call("dispatch", number, "--to", "市政协", "--sent", "2026-11-20T10:00", "--copies", "2")
    amended = call("amend", number, "--to", "市政协", "--sent", "2026-11-20T11:00", "--reason", "录错").json
    assert (amended["sent"], amended["intake_no"]) == ("2026-11-20T11:00", number)
    assert call("amend", number, "--to", "市政协", "--unsent", "--reason", "没有送到").json["sent"] is None
    assert call("amend", number, "--to", "市政协", "--unsent", "--sent", "2026-11-20", "--reason", "x").code == 2


def test_the_bin_is_cleaned_and_a_day_off_is_set(call: Call) -> None:
    number = register(call)
    assert call("delete", number).json == {"changed": 1}
    assert call("delete", "--clean").json == {"changed": 0}
    assert call("delete").code == call("delete", number, "--clean").code == 2
    found = call("holidays", "set", "2027-03-01", "放假", "县庆").json
    assert found["off"] == ["2027-03-01"] and found["moved"] == 0
    assert call("holidays", "set", "2027-03-01", "按星期").json["off"] == []


def test_fonts_are_shown_and_chosen(call: Call) -> None:
    by_face = {row["face"]: row for row in call("fonts").json}
    assert list(by_face) == ["仿宋", "楷体", "黑体", "宋体", "小标宋"]
    families = by_face["小标宋"]["known"]
    (chosen,) = call("fonts", "小标宋", families[-1]).json
    assert chosen["chosen"] and chosen["family"].removesuffix("加粗")
    again = {row["face"]: row for row in call("fonts").json}
    assert [face for face, row in again.items() if row["chosen"]] == ["小标宋"]
    assert "没有安装中文字体“没有的”" in call("fonts", "楷体", "没有的").error[1]
    call("fonts", "小标宋", "自动")
    assert {row["face"]: row for row in call("fonts").json} == by_face
