"""A 公文 from the first word to its files, through the window and by commands: the same database and bytes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.official import Kind
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import documents, history
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from cppcc_desk.ui.pages.drafting import DraftingPage
from cppcc_desk.ui.pages.preview import PreviewPage
from tests.cli.calling import caller
from tests.conftest import StandingClock
from tests.office import snapshot
from tests.ui.documents import FIELDS, furnish
from tests.ui.printed import rest
from tests.ui.samples import settings
from tests.ui.whole import Whole, opened

TABLE = "单位\t任务数\n各专门委员会\t5\n各镇政协工委\t3"
BODY = (
    "为做好第四季度社情民意信息工作，现将有关事项通知如下：\n一、报送内容\n"
    "围绕岁末年初民生保障、安全生产和“十五五”开局，反映群众的意见建议。\n"
    f"{TABLE}\n二、报送时间\n请于2026年12月10日前报县政协办公室。"
)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Whole]:
    made = opened(DataFolder(tmp_path / "窗口"), ini=settings())
    furnish(made.desk)
    made.window.resize(1366, 696)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.close()


def by_window(made: Whole, folder: Path) -> None:
    made.window.go("drafting", kind=Kind.NOTICE)
    page = made.window.page
    assert isinstance(page, DraftingPage) and page.form is not None
    form = page.form
    form.set_value("title", FIELDS["title"])
    form.set_value("main_to", FIELDS["main_to"])
    form.body.edit.setPlainText(BODY)  # the table as it comes from the clipboard of WPS
    form.set_value("attachments", [{"title": "第四季度信息选题参考", "text": "一、农村供水\n二、校园周边交通"}])
    form.set_value("copy_to", FIELDS["copy_to"])
    made.dialogs.will({})
    page.finish()
    rest(made.context)
    preview = made.window.page
    assert isinstance(preview, PreviewPage)
    for button, name in ((preview.side.word, "文.docx"), (preview.side.pdf, "文.pdf")):
        made.dialogs.will(folder / name, None)
        button.click()
        rest(made.context)


def by_commands(call: object, folder: Path) -> None:
    def run(*words: str | Path) -> None:
        answer = call(*words)  # type: ignore[operator]
        assert answer.code == 0, answer.out

    path = folder / "要素.json"
    path.write_text(json.dumps({**FIELDS, "sealed": True}, ensure_ascii=False), encoding="utf-8")
    run("paper", "save", "通知", "--fields", path)
    run("paper", "finish", "1", "--sequence", "委员会")
    run("paper", "write", "1", "--out", folder / "文.docx", "--pdf", folder / "文.pdf")


def test_window_and_commands_make_the_same_paper(
    window: Whole, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, theirs = tmp_path / "甲", tmp_path / "乙"
    for folder in (mine, theirs):
        folder.mkdir()
    by_window(window, mine)
    data = tmp_path / "命令"
    other = open_desk(DataFolder(data), by=window.desk.by, clock=StandingClock())
    furnish(other)
    by_commands(caller(data, capsys), theirs)
    assert window.desk.read(documents.document, 1) == other.read(documents.document, 1)
    assert window.desk.read(documents.numbers) == other.read(documents.numbers)
    assert window.desk.read(snapshot) == other.read(snapshot)
    assert _lines(window.desk) == _lines(other)
    for name in ("文.docx", "文.pdf"):
        assert (mine / name).read_bytes() == (theirs / name).read_bytes()
    other.close()


def _lines(desk: Desk) -> list[tuple[str, bool]]:
    return [(line.label, line.final) for line in desk.read(history.newest, limit=1_000)]
