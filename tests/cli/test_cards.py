"""信息员证, 聘书, 照片 and 届 by command."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import Call
from tests.pictures import portrait_file

CARD = {
    "number",
    "term",
    "name",
    "unit",
    "issued_on",
    "valid_until",
    "state",
    "ended_on",
    "end_reason",
    "due",
    "problems",
}


@pytest.fixture
def office(call: Call) -> Call:
    """The tenth term, two informants of one name and a third one, a member."""
    call("found", "云溪县")
    call("people", "terms", "10", "--began", "2021-12-18")
    for name, unit, phone in (
        ("陈立新", "县水利局", "13800000001"),
        ("陈立新", "青岗镇饮水站", "13800000002"),
        ("柳青禾", "石桥镇中心卫生院", "13800000003"),
    ):
        call("people", "add", name, "--kind", "信息员", "--unit", unit, "--phone", phone)
    call("people", "add", "许知远", "--kind", "委员")
    return call


def numbers(call: Call, *words: str) -> list[str]:
    return [row["number"] for row in call("people", "cards", *words).json]


def test_cards_are_issued_to_some_or_to_all_who_should_have_one(office: Call) -> None:
    made = office("people", "issue-cards", "陈立新 县水利局", "--until", "2026-12-31")
    assert made.code == 0
    (card,) = made.json["cards"]
    assert set(card) == CARD
    assert (card["number"], card["unit"], card["valid_until"]) == ("10-001", "县水利局", "2026-12-31")
    assert card["problems"] == ["没有照片"]
    kind, message = office("people", "issue-cards", "陈立新").error
    assert kind == "invalid"
    assert "有 2 位“陈立新”：陈立新（县水利局）、陈立新（青岗镇饮水站）" in message
    kind, message = office("people", "issue-cards", "柳青禾子").error  # not in the roster, and not 柳青禾
    assert (kind, message) == ("not_found", "名册里没有“柳青禾子”。没有作任何改动。请核对姓名，或先登记到名册。")
    rest = office("people", "issue-cards").json
    assert [card["name"] for card in rest["cards"]] == ["陈立新", "柳青禾"]
    again = office("people", "issue-cards", "柳青禾").json
    assert again == {"cards": [], "skipped": [{"name": "柳青禾", "message": "已有第十届的证 10-003"}]}
    assert numbers(office) == ["10-001", "10-002", "10-003"]
    assert numbers(office, "--only", "柳青禾") == ["10-003"]
    assert numbers(office, "--term", "9") == []
    assert office("people", "cards", "--state", "作废").code == 2


def test_a_card_is_lost_replaced_ended_and_renewed(office: Call) -> None:
    office("people", "issue-cards", "--first", "31", "--until", "2026-12-10")
    lost = office("people", "lost-card", "10-031", "--replace").json
    assert [(row["number"], row["state"]) for row in lost] == [("10-034", "有效"), ("10-031", "遗失")]
    replaced = office("people", "replace-card", "10-032").json
    assert [(row["number"], row["end_reason"]) for row in replaced] == [("10-035", ""), ("10-032", "换发")]
    ended = office("people", "end-cards", "10-033", "--reason", "退回").json
    assert [(row["state"], row["ended_on"]) for row in ended] == [("失效", "2026-11-20")]
    assert office("people", "lost-card", "10-033").error[0] == "forbidden"
    assert office("people", "lost-card", "10-099").error[0] == "not_found"
    assert numbers(office, "--renewal") == ["10-034", "10-035"]
    assert numbers(office, "--renewal", "--only", "柳青禾") == []  # ended
    assert numbers(office, "--renewal", "--days", "3") == []
    renewed = office("people", "renew-cards", "--until", "2027-03-31").json
    assert [card["valid_until"] for card in renewed["cards"]] == ["2027-03-31", "2027-03-31"]
    assert numbers(office, "--renewal") == []


def test_cards_and_letters_become_papers(office: Call, tmp_path: Path) -> None:
    out, word = tmp_path / "证.pdf", tmp_path / "证.docx"
    assert office("people", "cards", "--out", out).error[0] == "invalid"
    assert not out.exists()
    office("people", "issue-cards")
    office("people", "end-cards", "10-001", "--reason", "退回")
    printed = office("people", "cards", "--out", out, "--docx", word)
    assert printed.code == 0
    assert [row["number"] for row in printed.json] == ["10-002", "10-003"]
    assert out.read_bytes().startswith(b"%PDF") and word.read_bytes().startswith(b"PK")
    fitz = pytest.importorskip("pymupdf")
    with fitz.open(out) as made:
        assert made.page_count == 2  # a front and its back
    office("people", "cards", "--out", out, "--no-back", "--only", "柳青禾")
    with fitz.open(out) as made:
        assert made.page_count == 1
        assert "柳青禾" in made[0].get_text() and "陈立新" not in made[0].get_text()
    assert "文件名应以 .pdf 结尾" in office("people", "cards", "--out", tmp_path / "证.doc").error[1]
    letters = office("people", "letters", "--out", tmp_path / "聘书.pdf", "--docx", tmp_path / "聘书.docx").json
    assert letters["pages"] == 2
    one = office("people", "letters", "许知远", "--out", tmp_path / "一份.pdf").json
    assert (one["pages"], one["docx"]) == (1, None)
    form = office("form", "聘书", "柳青禾", "--out", tmp_path / "表单.docx").json
    assert form["pages"] == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--renewal", "--out", "证.pdf"), "“--renewal”不能和“--out”一起写。"),
        (("--renewal", "--docx", "证.docx"), "“--renewal”不能和“--docx”一起写。"),
        (("--renewal", "--term", "10", "--state", "有效"), "“--renewal”不能和“--term”“--state”一起写。"),
        (("--missing", "--out", "证.pdf"), "“--missing”不能和“--out”一起写。"),
        (("--missing", "--only", "柳青禾"), "“--missing”不能和“--only”一起写。"),
        (("--docx", "证.docx"), "“--docx”要和“--out”一起写。"),
        (("--no-back",), "“--no-back”要和“--out”一起写。"),
        (("--days", "3"), "“--days”要和“--renewal”一起写。"),
        (("--state", "遗失", "--out", "证.pdf"), "“--out”只打印有效的证，不能和“--state 遗失”一起写。"),
    ],
)
def test_options_that_would_go_unheard_are_refused(
    office: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    office("people", "issue-cards")
    office("people", "lost-card", "10-001")
    monkeypatch.chdir(tmp_path)
    refused = office("people", "cards", *words)
    assert refused.code == 2
    assert refused.error[1] == f"{told}没有写出任何文件；用 --help 查看用法。"
    assert not list(tmp_path.glob("证.*"))


def test_who_lacks_a_card_or_a_picture(office: Call, tmp_path: Path) -> None:
    office("people", "issue-cards", "柳青禾")
    given = office("people", "photo", "柳青禾", portrait_file(tmp_path / "柳.png")).json
    assert (given["name"], given["photo"]) == ("柳青禾", True)
    missing = office("people", "cards", "--missing").json
    assert [(row["name"], row["card"], row["photo"]) for row in missing] == [("陈立新", False, False)] * 2
    office("settings", "card_for_members", "是")
    assert len(office("people", "cards", "--missing").json) == 3
    assert office("people", "photo", "柳青禾", "--remove").json["photo"] is False
    assert office("people", "photo", "柳青禾").code == 2
    assert office("people", "photo", "柳青禾", tmp_path / "没有.jpg").error[0] == "not_found"


def test_a_folder_of_pictures(office: Call, tmp_path: Path) -> None:
    folder = tmp_path / "照片"
    folder.mkdir()
    for name in ("柳青禾.jpg", "陈立新.jpg", "13800000002.png", "生人.bmp", "许知远方.jpg"):
        portrait_file(folder / name)
    looked = office("people", "photos", folder)
    told: dict[str, Any] = {row["file"]: row for row in looked.json}
    assert looked.code == 0
    assert [person["unit"] for person in told["陈立新.jpg"]["people"]] == ["县水利局", "青岗镇饮水站"]
    assert [person["name"] for person in told["许知远方.jpg"]["people"]] == ["许知远"]
    assert told["生人.bmp"]["people"] == [] and not any(row["assigned"] for row in told.values())
    assigned = office("people", "photos", folder, "--assign").json
    assert [row["file"] for row in assigned if row["assigned"]] == ["13800000002.png", "柳青禾.jpg"]
    assert [row["name"] for row in office("people", "cards", "--missing").json if not row["photo"]] == ["陈立新"]
    assert "许知远方.jpg\t可能是许知远" in office("people", "photos", folder, json=False).out
    (folder / "坏的.jpg").write_bytes(b"\xff\xd8")
    assert office("people", "photos", folder).code == 3


def test_terms_are_named_and_put_right(call: Call) -> None:
    assert call("people", "terms").json == []
    assert call("people", "terms", "10").code == 2
    assert call("people", "terms", "10", "--began", "2021-12-18").json == [
        {"number": 10, "name": "第十届", "began": "2021-12-18", "ended": None, "cards": 0}
    ]
    call("people", "terms", "9", "--began", "2016-12-20", "--ended", "2021-12-17")
    call("people", "terms", "10", "--began", "2021-12-20")
    assert [row["began"] for row in call("people", "terms").json] == ["2021-12-20", "2016-12-20"]
    assert call("people", "terms", "9", "--delete").code == 0
    assert [row["number"] for row in call("people", "terms").json] == [10]
    assert call("people", "terms", "12", "--began", "2026-12-20").error[0] == "invalid"


def test_without_json_people_read_lines(office: Call) -> None:
    told = office("people", "issue-cards", "柳青禾", json=False)
    assert told.out == "已发证 1 张：10-001\n"
    assert office("people", "cards", json=False).out.startswith("10-001\t柳青禾\t石桥镇中心卫生院\t有效\t2026-12-17")
    assert office("people", "cards", "--missing", json=False).out.startswith("陈立新\t县水利局\t没有证、没有照片")
    assert office("people", "terms", json=False).out == "第十届\t2021-12-18\t至今\t信息员证 1 张\n"
    skipped = office("people", "issue-cards", "柳青禾", json=False)
    assert skipped.out == "没有发证。\n柳青禾：已有第十届的证 10-001\n"
    renewed = office("people", "renew-cards", "10-001", json=False)
    assert renewed.out == "没有换发。\n柳青禾：10-001 本来就到这一天\n"
