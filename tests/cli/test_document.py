"""The command `document`: any kind from fields alone; refusals write nothing."""

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from cppcc_desk.domain.official import Kind
from tests.cli.calling import Call, process
from tests.papers import picture

FIELDS: dict[str, Any] = {
    "organs": ["政协云溪县委员会"],
    "title": "政协云溪县委员会关于报送社情民意信息的通知",
    "main_to": ["各专门委员会"],
    "doc_number": {"org_code": "云政协", "year": 2026, "serial": 5},
    "date": "2026-11-20",
    "body": ["一、总体要求", "(一)提高认识。要充分认识这项工作的意义。", "请认真贯彻执行。"],
}


def fields(folder: Path, **more: Any) -> Path:
    path = folder / "要素.json"
    path.write_text(json.dumps({**FIELDS, **more}, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_from_fields_alone(call: Call, tmp_path: Path, kind: Kind) -> None:
    (tmp_path / "图").mkdir()
    (tmp_path / "图" / "章.png").write_bytes(picture().data)
    path = fields(
        tmp_path,
        body=[*FIELDS["body"], {"table": {"columns": ["甲", "乙"], "rows": [["1", 2]]}}, {"picture": "图/章.png"}],
    )
    out, pdf = tmp_path / "文.docx", tmp_path / "文.pdf"
    found = call("document", kind, "--fields", path, "--out", out, "--pdf", pdf)
    assert found.code == 0, found.err
    assert list(found.json) == ["docx", "pdf", "pages", "problems"]
    assert pdf.read_bytes().startswith(b"%PDF")
    text = "\n".join(p.text for p in docx.Document(str(out)).paragraphs)
    assert "（一）提高认识。要充分认识这项工作的意义。" in text
    assert not (tmp_path / "data").exists()


def test_what_is_ignored_and_what_looks_wrong_is_told(call: Call, tmp_path: Path) -> None:
    path = fields(tmp_path, signatories=["周启明"], date="2026-12-01")
    found = call("document", "通知", "--fields", path, "--out", tmp_path / "文.docx").json
    assert found["pdf"] is None
    assert found["problems"] == ["通知不印“signatories”，已略过", "成文日期晚于今天"]


@pytest.mark.parametrize(
    ("words", "more", "told"),
    [
        (["告示"], {}, "没有“告示”这个文种；可用的有：通知"),
        (["通知"], {"titel": "x"}, "不认识的要素：titel"),
        (["通知"], {"title": None}, "缺少标题"),
        (["通知"], {"seal": "没有.png"}, "打不开图片"),
        (["通知"], {"seal": "要素.json"}, "不是可用的图片"),
        (["通知"], {"copy_to": [f"云溪县第{n}乡镇人民政府委员联络工作委员会" for n in range(150)]}, "版记一面排不下"),
    ],
)
def test_refusals_write_nothing(call: Call, tmp_path: Path, words: list[str], more: Any, told: str) -> None:
    found = call("document", *words, "--fields", fields(tmp_path, **more), "--out", tmp_path / "文.docx")
    assert found.code == 1
    assert told in found.error[1]
    assert not (tmp_path / "文.docx").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{", "不是正确的 JSON（第 1 行）"),
        (b"[]", "公文要素应写成"),
        ('{"题目": "通知"}'.encode("gbk"), "不是 UTF-8 文本"),
    ],
)
def test_files_that_are_no_fields(call: Call, tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "要素.json"
    path.write_bytes(content)
    assert told in call("document", "通知", "--fields", path, "--out", tmp_path / "文.docx").error[1]
    assert "打不开文件" in call("document", "通知", "--fields", tmp_path / "x", "--out", tmp_path / "文.docx").error[1]
    assert call("document", "通知", "--fields", path, "--out", tmp_path / "文.txt").code == 1


def test_hard_content_makes_a_right_paper(call: Call, tmp_path: Path) -> None:
    title = "关于" + "进一步加强和改进反映社情民意信息工作" * 10 + "的通知"
    path = fields(tmp_path, title=title, body=["\x01甲\x00乙", "长" * 200_000])
    out = tmp_path / "文.docx"
    found = call("document", "通知", "--fields", path, "--out", out).json
    assert found["pages"] > 300
    assert any("标题排成" in problem for problem in found["problems"])
    assert "去掉了 2 个不能显示的控制字符" in found["problems"]
    text = "".join(p.text for p in docx.Document(str(out)).paragraphs)
    assert text.count("长") == 200_000 and "甲乙" in text


def test_it_needs_no_data_folder_and_paints_without_a_display(tmp_path: Path) -> None:
    out = tmp_path / "文.docx"
    found = process(
        "--data", tmp_path / "data", "--json", "document", "函", "--fields", fields(tmp_path), "--out", out,
        "--pdf", tmp_path / "文.pdf", env={"DISPLAY": "", "QT_QPA_PLATFORM": ""},
    )  # fmt: skip
    assert found.code == 0 and found.json["pdf"], found.err
    assert not (tmp_path / "data").exists()


def test_a_paper_of_the_office_by_command(call: Call, tmp_path: Path) -> None:
    made = call("paper", "save", "通知", "--fields", fields(tmp_path)).json
    assert (made["state"], made["doc_number"], made["kind"]) == ("起草", None, "通知")
    assert call("paper", "finish", made["id"]).error[0] == "invalid"
    reserved = call("number", "reserve", "委员会", "--purpose", "全会").json["doc_number"]
    done = call("paper", "finish", made["id"], "--number", reserved).json
    assert (done["state"], done["doc_number"]) == ("已定稿", reserved)
    out = tmp_path / "文.docx"
    assert call("paper", "write", made["id"], "--out", out).json["pages"] == 2
    assert reserved in "\n".join(p.text for p in docx.Document(str(out)).paragraphs)
    assert [row["id"] for row in call("paper", "list").json] == [made["id"]]
    assert call("paper", "void", made["id"], "--reason", "另发").json["state"] == "作废"
    register = call("number", "list").json
    assert [(row["doc_number"], row["state"]) for row in register["numbers"]] == [(reserved, "作废")]
    assert register["next"]["委员会"].endswith("2号")
    other = call("number", "reserve", "函", "--purpose", "商请").json["doc_number"]
    assert call("number", "void", other, "--reason", "不发了").json == {"doc_number": other}
    second = call("paper", "save", "函", "--fields", fields(tmp_path)).json["id"]
    assert call("paper", "delete", second).json == {"deleted": second}
    assert call("paper", "write", second, "--out", out).error[0] == "not_found"
