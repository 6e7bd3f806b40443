"""`people import`, `list`, `add`, `export`: the roster by command, in the same database as in the window."""

from pathlib import Path

import openpyxl
import pytest

from cppcc_desk.operations.units import save_group
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.opening import open_desk
from tests.cli.calling import Call
from tests.conftest import StandingClock
from tests.documents.reading.roster.books import sheet, xlsx

HEADS = ("姓名", "界别", "联系电话", "镇街", "单位性质")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "委员名册.xlsx"
    rows = [
        ("柳青禾", "医药卫生界", "13800000001", "石桥镇", "事业"),
        ("顾长安", "科技界", "13800000002", None, None),
    ]
    path.write_bytes(xlsx(sheet([HEADS, *rows])))
    return path


def test_a_roster_comes_in_goes_out_and_is_undone(call: Call, roster: Path, tmp_path: Path) -> None:
    looked = call("people", "import", roster, "--dry-run")
    assert (looked.code, [row["verdict"] for row in looked.json]) == (0, ["新增", "新增"])
    assert call("people", "list").json == []
    taken = call("people", "import", roster)
    assert (taken.code, [row["name"] for row in taken.json]) == (0, ["柳青禾", "顾长安"])
    assert taken.json[0]["problems"] == []
    listed = call("people", "list", "--kind", "委员").json
    assert [(p["name"], p["phone"], p["sector"]) for p in listed] == [
        ("柳青禾", "138****0001", "医药卫生界"),
        ("顾长安", "138****0002", "科技界"),
    ]
    again = call("people", "import", roster)
    assert (again.code, [row["verdict"] for row in again.json]) == (0, ["不变", "不变"])
    out = tmp_path / "名册.xlsx"
    assert call("people", "export", "--out", out, "--phones").json == {"xlsx": str(out), "people": 2}
    back = call("people", "import", out)
    assert [row["verdict"] for row in back.json] == ["不变", "不变"]
    call("undo")
    assert call("people", "list").json == []


def test_a_text_is_taken_over_in_the_encoding_that_is_chosen(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "名冊.csv"
    path.write_bytes("姓名,界別\n林淑芬,教育界\n".encode("cp950"))
    assert call("people", "import", path, "--encoding", "GB18030").code != 0
    assert call("people", "import", path, "--encoding", "Big5").json[0]["name"] == "林淑芬"


def test_a_namesake_is_left_out_unless_the_office_says_who_it_is(call: Call, roster: Path, tmp_path: Path) -> None:
    call("people", "import", roster)
    other = tmp_path / "另一份.xlsx"
    other.write_bytes(xlsx(sheet([("姓名", "界别", "联系电话"), ("柳青禾", "教育界", "13800000009")])))
    left = call("people", "import", other)
    assert (left.code, left.json[0]["verdict"]) == (3, "不导入")
    assert "同名的1人（医药卫生界）" in left.json[0]["problems"][0]
    assert len(call("people", "list").json) == 2
    assert call("people", "import", other, "--asked", "另一人").json[0]["verdict"] == "新增"
    assert len(call("people", "list").json) == 3


def test_who_is_missing_leaves_only_when_it_is_said(call: Call, roster: Path, tmp_path: Path) -> None:
    call("people", "import", roster)
    fewer = tmp_path / "新名册.xlsx"
    fewer.write_bytes(xlsx(sheet([HEADS, ("柳青禾", "科技界", "13800000001", None, None)])))
    call("people", "import", fewer, "--since", "2026-06-01", "--leave-absent")
    assert [(p["name"], p["sector"]) for p in call("people", "list").json] == [("柳青禾", "科技界")]
    assert [p["left_on"] for p in call("people", "list", "--all").json] == [None, "2026-11-20"]


def test_half_a_roster_throws_nobody_out_and_says_who_would_go(call: Call, roster: Path, tmp_path: Path) -> None:
    call("people", "import", roster)
    call("people", "add", "苏晚晴", "--kind", "委员", "--since", "2026-03-01")
    call("people", "units", "界别", "--add", "教育界", "--retire", "教育界")
    part = tmp_path / "一部分.xlsx"
    part.write_bytes(xlsx(sheet([HEADS, ("柳青禾", "教育界", "13800000001", "双溪乡", None)])))
    refused = call("people", "import", part, "--leave-absent")
    assert refused.code == 1 and "没有的有 2 名委员，超过现有的一半，像是名册不全。没有导入" in refused.error[1]
    assert len(call("people", "list").json) == 3
    shown = call("people", "import", part, "--leave-most", "--dry-run", json=False).out
    for line in (
        "将新增单位：镇街工委“双溪乡”",
        "名册里的单位已停用：界别“教育界”",
        "名册里没有：顾长安，退出名册",
        "没有保存（只看差别）",
    ):
        assert line in shown
    call("people", "change", "顾长安", "身份=委员、信息员")
    call("people", "import", part, "--leave-most")
    told = {p["name"]: (p["kinds"], p["left_on"]) for p in call("people", "list", "--all").json}
    assert told["顾长安"] == (["信息员"], None) and told["苏晚晴"][1] == "2026-11-20"


def test_the_blank_roster_can_be_filled_in_and_read(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "空白名册.xlsx"
    assert call("people", "export", "--out", out, "--blank").code == 0
    book = openpyxl.load_workbook(out)
    book.active.cell(row=4, column=1, value="程归帆")
    book.active.cell(row=4, column=4, value="科技界")
    book.save(out)
    assert [(row["name"], row["verdict"]) for row in call("people", "import", out).json] == [("程归帆", "新增")]


def test_wrong_files_are_sentences_and_change_nothing(call: Call, tmp_path: Path) -> None:
    wrong = tmp_path / "不是名册.xlsx"
    wrong.write_bytes(xlsx(sheet([("日期", "金额"), ("1日", "2")])))
    refused = call("people", "import", wrong)
    assert refused.code == 1 and "没有找到有“姓名”一列的表头" in refused.error[1]
    assert call("people", "import", tmp_path / "没有.xlsx").error[0] == "not_found"
    assert call("people", "add", " ").error[0] == "invalid"


def test_one_person_is_shown_changed_leaves_and_comes_back(call: Call, tmp_path: Path) -> None:
    call("people", "add", "柳青禾", "--kind", "委员", "--sector", "医药卫生界", "--phone", "13800000001")
    changed = call("people", "change", "柳青禾", "界别=科技界", "身份=委员、信息员", "--since", "2026-06-01").json
    assert (changed["sector"], changed["kinds"]) == ("科技界", ["委员", "信息员"])
    shown = call("people", "show", "柳青禾").json
    assert (shown["quota"], shown["counted"], shown["progress"], shown["pieces"]) == (5, 0, "零报送", [])
    paper, pdf = tmp_path / "档案.docx", tmp_path / "档案.pdf"
    assert call("people", "show", "柳青禾", "--out", paper, "--pdf", pdf).json["docx"] == str(paper)
    assert paper.is_file() and pdf.read_bytes().startswith(b"%PDF")
    call("people", "leave", "柳青禾", "--reason", "工作调动")
    assert call("people", "list").json == []
    gone = call("people", "show", "柳青禾").json
    assert (gone["left_on"], gone["kinds"], gone["phone"]) == ("2026-11-20", ["委员", "信息员"], "138****0001")
    assert call("people", "show", "柳青禾", "--phones").json["phone"] == "13800000001"
    told = call("people", "show", "柳青禾", json=False).out
    assert "退出名册" in told and "委员、信息员" in told and "13800000001" not in told
    assert call("people", "return", "柳青禾").json["sector"] == "科技界"
    for words, sentence in (
        (("change", "柳青禾", "颜色=红"), "不认识的项目：颜色"),
        (("change", "柳青禾", "身份=主席"), "没有“主席”这种身份"),
        (("show", "没有这人"), "名册里没有“没有这人”"),
        (("return", "柳青禾"), "退出名册的人里没有“柳青禾”"),
    ):
        refused = call("people", *words)
        assert refused.code == 1 and sentence in refused.error[1]
    assert call("people", "remove", "柳青禾").json == {"removed": "柳青禾"}


def test_two_records_are_united_by_what_tells_them_apart(call: Call) -> None:
    call("people", "add", "柳青禾", "--kind", "委员", "--unit", "中心卫生院")
    call("people", "add", "柳青禾", "--kind", "信息员", "--phone", "13800000001")
    refused = call("people", "show", "柳青禾")
    assert refused.code == 1 and "有 2 位" in refused.error[1]
    united = call("people", "unite", "柳青禾 中心卫生院", "柳青禾 13800000001").json
    assert united["kinds"] == ["委员", "信息员"] and united["phone"] == "138****0001"
    assert len(call("people", "list").json) == 1
    assert call("people", "remove", "柳青禾").code == 1  # another record went into this one


def test_people_go_into_groups_by_name_and_by_where_they_live(call: Call, folder: DataFolder) -> None:
    call("people", "list")  # the office is there from the first command on
    desk = open_desk(folder, clock=StandingClock())
    desk.do(save_group, 1, name="第一信息小组", leader="", area="石桥镇、城关镇")
    desk.close()
    call("people", "add", "柳青禾", "--town", "石桥镇")
    call("people", "add", "顾长安")
    assert call("people", "assign", "--nearby").json == {
        "moved": 1,
        "people": [{"name": "柳青禾", "info_group": "第一信息小组"}],
        "without_suggestion": ["顾长安"],
    }
    assert call("people", "assign", "顾长安", "--group", "第二信息小组", "--since", "2026-11-01").json["moved"] == 1
    assert call("people", "assign", "顾长安", "--none").json["people"] == [{"name": "顾长安", "info_group": ""}]
    for words, sentence in ((("--group", "第九信息小组"), "没有“第九信息小组”"), (("--none",), "请写明编入哪些人")):
        names = ("顾长安",) if words[0] == "--group" else ()
        refused = call("people", "assign", *names, *words)
        assert refused.code == 1 and sentence in refused.error[1]


def test_quotas_are_shown_set_and_reminded_of(call: Call, tmp_path: Path) -> None:
    call("people", "add", "柳青禾", "--kind", "委员", "--sector", "医药卫生界")
    (row,) = call("people", "quotas").json
    assert (row["name"], row["quota"], row["counted"], row["progress"]) == ("柳青禾", 1, 0, "零报送")
    changed = call("people", "quotas", "--set", "委员=3", "--counts", "只计采用（已印发）的").json
    assert changed[0]["quota"] == 3
    units = call("people", "quotas", "--of", "界别").json
    assert [(unit["name"], unit["quota"]) for unit in units] == [("医药卫生界", 5)]
    letter = tmp_path / "提醒函.docx"
    assert call("people", "quotas", "--progress", "零报送", "--out", letter).code == 0
    assert letter.is_file()
    for words in (("--set", "委员=很多"), ("--set", "主席=1"), ("--progress", "已完成", "--out", letter)):
        assert call("people", "quotas", *words).code == 1


def test_two_units_are_united_by_name(call: Call) -> None:
    for name in ("科学技术界", "科技界"):
        call("people", "add", f"{name}的人", "--sector", name)
    told = call("people", "units", "界别", "--unite", "科学技术界", "科技界").json
    assert told == [{"name": "科技界", "kind": "界别", "members": 2}]


def test_units_in_their_order_and_what_is_due(call: Call) -> None:
    for name in ("科技界", "中共界"):
        call("people", "units", "界别", "--add", name)
    ordered = call("people", "units", "界别", "--order", "中共界", "--rename", "科技界", "科学技术界").json
    assert [row["name"] for row in ordered] == ["中共界", "科学技术界"]
    assert [row["name"] for row in call("people", "units", "界别", "--retire", "中共界").json] == ["科学技术界"]
    assert call("people", "units", "界别", "--retire", "没有").error[0] == "not_found"
    due = {matter["kind"]: matter["count"] for matter in call("people", "matters").json}
    assert due["小组活动"] == 5


def test_a_new_term_begins_with_those_who_stay(call: Call) -> None:
    for name in ("柳青禾", "顾长安"):
        call("people", "add", name, "--kind", "信息员")
    done = call("people", "change-term", "11", "--began", "2026-11-16", "--leaving", "顾长安")
    assert done.json == {"stayed": 1, "left": 1, "cards": 1}
    assert [row["name"] for row in call("people", "list").json] == ["柳青禾"]
    again = call("people", "change-term", "11", "--began", "2026-11-17")
    assert again.code == 1 and "第十一届" in again.error[1]
    call("undo")
    assert len(call("people", "list").json) == 2
