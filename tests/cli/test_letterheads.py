"""`letterhead`: the office's own 版头 shown, set and cleared; wrong usage is told."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.cli.calling import Call
from tests.letterheads import mark_picture, whole_picture, word_file


def test_letterheads_are_shown_set_and_cleared(qapp: QApplication, call: Call, tmp_path: Path) -> None:
    head = tmp_path / "红头.png"
    head.write_bytes(whole_picture())
    assert {row["use"]: row["letterhead"] for row in call("letterhead").json} == dict.fromkeys(
        ("文件", "函", "纪要", "简报", "社情民意", "委员反映", "专报")
    )
    ((_, own),) = (row.values() for row in call("letterhead", "文件", str(head)).json)
    assert (own["name"], own["covers"]) == ("红头.png", "整个版头")
    mark = tmp_path / "标志.png"
    mark.write_bytes(mark_picture())
    (whole,) = call("letterhead", "社情民意", str(mark), "--covers", "整个版头").json
    assert whole["letterhead"]["covers"] == "整个版头"
    assert "请裁到 74 毫米以内" in call("letterhead", "社情民意", str(head), "--covers", "发文机关标志").error[1]
    assert call("letterhead", "文件", "--clear").json == [{"use": "文件", "letterhead": None}]
    assert "没有“晚报”" in call("letterhead", "晚报", str(head)).error[1]
    bare = tmp_path / "标志.docx"
    bare.write_bytes(word_file(rule=False))
    assert "函的版头在双红线之上" in call("letterhead", "函", str(bare)).error[1]
    assert call("letterhead", "函").json == [{"use": "函", "letterhead": None}]
    for words, sentence in (
        (("文件", str(head), "--clear"), "只能写一个"),
        (("--clear",), "要写明用途"),
        (("文件", "--covers", "整个版头"), "要和图片一起写"),
        (("文件", str(bare), "--covers", "整个版头"), "只用于图片"),
    ):
        wrong = call("letterhead", *words)
        assert wrong.code == 2 and sentence in wrong.error[1]
    assert "打不开版头" in call("letterhead", "文件", str(tmp_path / "没有.png")).error[1]
