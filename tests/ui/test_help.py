"""帮助: chapters, search that jumps to the place, back and forward, F1 on each page, and keys that are all listed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages import SPECS
from cppcc_desk.ui.pages.help import HelpPage, manual
from cppcc_desk.ui.pages.help.keys import KEYS
from cppcc_desk.ui.window import Window
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import in_window
from tests.ui.screens import ROOT, SCREENS, Screen, in_child, settle, troubles

Shown = tuple[Window, Context, HelpPage]
LARGEST_PICTURE = 60_000


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Shown]:
    ini.setValue("window/page", "help")
    with in_window(qtbot, desk, ini, answers) as (window, context):
        page = window.page
        assert isinstance(page, HelpPage)
        yield window, context, page


def _text(page: HelpPage) -> str:
    return page.reader.toPlainText()


def test_every_chapter_opens_with_its_title(shown: Shown) -> None:
    window, _, page = shown
    for chapter in manual.chapters():
        page.list.picked.emit(chapter.id)
        assert page.chapter == chapter and _text(page).startswith(chapter.title)
        assert page.list.key == chapter.id
    assert troubles(window) == []


def test_f1_opens_the_chapter_of_the_page(qtbot: QtBot, shown: Shown) -> None:
    window, _, page = shown
    window.go("settings")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.page is page and page.chapter.id == "settings"
    window.go("people")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert page.chapter.id == "roster"


def test_the_chapter_of_every_page_exists() -> None:
    ids = {chapter.id for chapter in manual.chapters()}
    assert {spec.help_chapter for spec in SPECS} <= ids
    assert {"search", "shortcuts"} <= ids


def test_back_and_forward(shown: Shown) -> None:
    _, _, page = shown
    first = page.chapter.id
    page.open_chapter("register")
    page.open_chapter("search")
    page.back()
    assert page.chapter.id == "register"
    page.back()
    assert page.chapter.id == first and not page.back_button.isEnabled()
    page.forward()
    page.open_chapter("undo")
    assert page.chapter.id == "undo" and not page.forward_button.isEnabled()
    page.back()
    assert page.chapter.id == "register"


def test_a_link_leads_to_its_chapter(shown: Shown) -> None:
    page = shown[2]
    page.open_chapter("start")
    page.reader.anchorClicked.emit(QUrl("undo.md"))
    assert page.chapter.id == "undo"


def test_searching_goes_to_the_place_and_marks_it(qtbot: QtBot, shown: Shown) -> None:
    _, _, page = shown
    page.box.setText("粘贴放假通知")
    qtbot.keyClick(page.box, Qt.Key.Key_Return)
    assert page.chapter.id == "holidays" and page.stack.currentWidget() is page.hits
    marks = page.reader.extraSelections()
    assert marks and marks[0].cursor.selectedText() == "粘贴放假通知"  # type: ignore[attr-defined]
    assert page.reader.viewport().rect().contains(page.reader.cursorRect().center())
    page.window().resize(1093, 542)
    settle()
    assert len(page.reader.extraSelections()) == len(marks)
    qtbot.keyClick(page.box, Qt.Key.Key_Escape)
    assert page.box.text() == "" and page.stack.currentWidget() is page.list and not page.reader.extraSelections()


def test_the_next_place_may_be_in_another_chapter(qtbot: QtBot, shown: Shown) -> None:
    _, _, page = shown
    page.box.setText("回收站")
    page.look_up()
    seen = []
    for _ in range(page.hits.rows.rowCount()):
        seen.append(page.chapter.id)
        qtbot.keyClick(page.box, Qt.Key.Key_Return)
    assert {"submissions", "undo", "questions"} <= set(seen)


def test_what_is_nowhere_is_said(shown: Shown) -> None:
    page = shown[2]
    page.box.setText("量子")
    page.look_up()
    assert page.stack.currentWidget() is page.nothing and page._found.text() == "没有找到"


def test_places_are_found_in_what_is_read_not_in_marks() -> None:
    chapters = (
        manual.Chapter(
            "one", "一", "# 一\n\n点**保存**，见[保存](two.md)。\n![保存](pictures/x.png)\n\n| 保存 | 好 |\n|---|---|\n"
        ),
        manual.Chapter("two", "二", "# 二\n\n按 `CTRL+s` 保存"),
    )
    found = manual.find("保存", among=chapters)
    assert [(place.chapter, place.number) for place in found] == [("one", 0), ("one", 2), ("two", 0)]
    assert found[0].line == "点保存，见保存。"
    assert [place.chapter for place in manual.find("ctrl+S", among=chapters)] == ["two"]
    assert manual.find("  ") == ()


def test_places_are_counted_as_the_sheet_counts_them(shown: Shown) -> None:
    page = shown[2]
    for words in ("期号", "保存", "Ctrl+S", "不采用"):
        for chapter in manual.chapters():
            page.open_chapter(chapter.id)
            plain = sum(line.casefold().count(words.casefold()) for line in chapter.plain.splitlines())
            page.reader.mark(words)
            assert len(page.reader.extraSelections()) == plain, (words, chapter.id)


def test_pictures_are_there_small_and_shown_at_the_width_of_the_text(shown: Shown) -> None:
    page = shown[2]
    named = {name for chapter in manual.chapters() for name in re.findall(r"\((pictures/[^)]+)\)", chapter.text)}
    files = {f"pictures/{path.name}" for path in (manual.folder() / "pictures").iterdir()}
    assert named == files
    for name in named:
        assert (manual.folder() / name).stat().st_size <= LARGEST_PICTURE
        made = page.reader.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))
        assert isinstance(made, QImage) and round(made.width() / made.devicePixelRatio()) <= page.reader.room


def test_links_lead_to_chapters_that_exist() -> None:
    ids = {chapter.id for chapter in manual.chapters()}
    links = {link for chapter in manual.chapters() for link in re.findall(r"\]\(([^)/]+)\.md\)", chapter.text)}
    assert links and links <= ids


def _spelled(key: str) -> str:
    arrows = {"Left": "左箭头", "Right": "右箭头", "Up": "上箭头", "Down": "下箭头", "Return": "Enter"}
    for word, told in arrows.items():
        key = re.sub(rf"\b{word}\b", told, key)
    return key


def test_every_key_of_the_program_is_in_the_table() -> None:
    listed = {key for entry in KEYS for key in entry.keys.split("、")}
    used: set[str] = set()
    for path in (ROOT / "cppcc_desk" / "ui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'(?:shortcut=|QKeySequence\(|QShortcut\()"([^"]+)"', text))
        used |= set(re.findall(r'"((?:Ctrl|Alt|Shift)\+[A-Za-z0-9]+|F\d{1,2})"', text))
    numbered = {f"Ctrl+{spec.number}" for spec in SPECS if spec.number}
    assert {_spelled(key) for key in used} | numbered <= listed
    assert {key for key in listed if re.fullmatch(r"Ctrl\+\d", key)} - {"Ctrl+0"} == numbered


@pytest.mark.screens
def test_nothing_is_cut_off_at_any_size(tmp_path: Path) -> None:
    found = in_child("tests.ui.office:help", tmp_path, "help", (*SCREENS, Screen("smallest", 1024, 520)))
    assert found == {name: [] for name in found}
