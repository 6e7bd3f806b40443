"""What a person at the desk gets wrong in commands about papers, searches and files: one sentence each."""

from pathlib import Path

import pytest

from tests.cli.calling import LETTER, caller


def test_a_paper_is_not_written_under_a_name_of_another_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = caller(tmp_path / "数据", capsys)
    call("register", "--title", "停车难", "--text", "赶集日停车难。", "--contributor", "柳青禾")
    for words in (
        ("form", "核稿单", "2026-001", "--out", tmp_path / "核稿单.pdf"),
        ("form", "核稿单", "2026-001", "--out", tmp_path / "核稿单.docx", "--pdf", tmp_path / "核稿单.doc"),
        ("ledger", "--out", tmp_path / "台账.docx"),
    ):
        answer = call(*words)
        assert answer.code == 1
        assert "文件名应以" in answer.error[1]
    assert [path.name for path in tmp_path.iterdir()] == ["数据"]


def test_nobody_is_reminded_of_what_is_settled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = caller(tmp_path / "数据", capsys)
    call("register", "--title", "停车难", "--text", "赶集日停车难。", "--contributor", "柳青禾")
    call("step", "2026-001", "分类", "类别=其他")
    call("step", "2026-001", "筛选", "结论=留存")
    answer = call("form", "催办单", "2026-001", "--out", tmp_path / "催办单.docx")
    assert answer.code == 1
    assert "没有待报送的去向，不用催办" in answer.error[1]
    assert not (tmp_path / "催办单.docx").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("采用通知", "2026-001"), "还没有编入期刊"),
        (("采用证明", "2026-001"), "还没有编入期刊"),
        (("转办函", "2026-001"), "没有报送部门的去向"),
        (("督办单", "2026-001", "--to", "县公安局"), "不是来稿 2026-001 的承办单位"),
        (("核稿单", "2026-001", "--to", "市政协"), "“核稿单”不分去向"),
        (("签到表", "2026-001"), "没有名为“2026-001”的信息小组"),
    ],
    ids=lambda words: words[0],
)
def test_a_form_with_nothing_to_say_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    call = caller(tmp_path / "数据", capsys)
    call("register", "--title", "停车难", "--text", "赶集日停车难。", "--contributor", "柳青禾")
    answer = call("form", *words, "--out", tmp_path / "表.docx")
    assert answer.code == 1
    assert said in answer.error[1] and answer.error[1].count("。") == 1
    assert not (tmp_path / "表.docx").exists()


def test_forms_that_go_out_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = caller(tmp_path / "数据", capsys)
    call("register", "--title", "停车难", "--text", "赶集日停车难。", "--contributor", "柳青禾")
    call("dispatch", "2026-001", "--to", "有关部门")
    for words in (("转办函", "2026-001"), ("督办单", "2026-001", "--to", "部门"), ("签到表", "第一信息小组")):
        told = call("form", *words, "--out", tmp_path / "表.docx", "--pdf", tmp_path / "表.pdf").json
        assert Path(told["docx"]).is_file() and Path(told["pdf"]).read_bytes().startswith(b"%PDF")


def test_one_character_is_too_little_to_search_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = caller(tmp_path / "数据", capsys)("search", "车").json
    assert (found["count"], found["message"]) == (0, "请至少输入两个字。")


def test_a_file_that_is_not_there_is_called_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = caller(tmp_path / "数据", capsys)("similar", tmp_path / "没有.docx")
    assert answer.code == 1
    assert "找不到文件" in answer.error[1]


def test_a_file_with_nothing_but_a_title_says_what_to_do_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "建议.txt"
    letter.write_text("关于规范停车的建议\n", encoding="utf-8")
    answer = caller(tmp_path / "数据", capsys)("import", letter)
    assert answer.code == 1
    assert "建议.txt" in answer.json[0]["message"]


def test_a_post_of_the_roster_is_not_put_beside_another_unit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = caller(tmp_path / "数据", capsys)
    call("people", "add", "柳青禾", "--unit", "云溪县河湖事务中心", "--position", "副主任")
    letter = tmp_path / "建议.txt"
    letter.write_text(LETTER.format(about="赶集日停车"), encoding="utf-8")
    call("import", letter)
    (author,) = call("show", "2026-001").json["people"]
    assert (author["unit"], author["position"]) == ("石桥镇中心卫生院", "")


def test_classified_matter_does_not_come_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = caller(tmp_path / "数据", capsys)
    answer = call("register", "--title", "停车难", "--text", "机密★5年\n赶集日停车难。", "--contributor", "柳青禾")
    assert answer.code == 1
    assert answer.error[0] == "invalid" and "“机密★5年”是密级标志" in answer.error[1]
    letter = tmp_path / "建议.txt"
    letter.write_text(f"机密★5年\n{LETTER}", encoding="utf-8")
    for command in ("read", "import"):
        answer = call(command, letter)
        assert answer.code == 1
        assert answer.json[0]["status"] == "refused" and "机要渠道" in answer.json[0]["message"]
    assert call("list").json == []


def test_a_path_that_is_not_there_does_not_keep_the_others_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = caller(tmp_path / "数据", capsys)
    letter = tmp_path / "建议.txt"
    letter.write_text(LETTER, encoding="utf-8")
    answer = call("import", tmp_path / "没有.docx", letter, tmp_path / "没有文件夹")
    assert answer.code == 3
    assert [(e["file"], e["status"], e["intake_no"]) for e in answer.json] == [
        ("没有.docx", "refused", None),
        ("建议.txt", "accepted", "2026-001"),
        ("没有文件夹", "refused", None),
    ]
    assert "找不到这份文件" in answer.json[0]["message"]
    alone = call("import", tmp_path / "没有.docx")
    assert (alone.code, alone.json[0]["status"]) == (1, "refused")
