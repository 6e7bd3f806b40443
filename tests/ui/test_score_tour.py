"""A clerk's tour through 计分: a 批示 recorded, seen counted, the reason opened, the sheet printed; with pictures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.outcomes import OutcomeKind
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.outcome_entry import OutcomeEntryPage
from cppcc_desk.ui.pages.preview import PreviewPage
from cppcc_desk.ui.pages.score import ScorePage
from cppcc_desk.ui.pages.scores import ScoresPage
from cppcc_desk.ui.window import Window
from tests.scored import Scored, settle_scores
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import furnish, in_window
from tests.ui.printed import rest
from tests.ui.screens import settle, troubles

Tour = tuple[Window, Context, Scored]


@pytest.fixture
def tour(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Tour]:
    furnish(desk)
    who = settle_scores(desk)
    with in_window(qtbot, desk, ini, answers) as (window, context):
        window.resize(1366, 696)
        yield window, context, who


def test_from_a_leaders_words_to_the_signed_sheet(
    qtbot: QtBot, tour: Tour, tmp_path: Path, answers: ScriptedDialogs
) -> None:
    window, context, who = tour
    pictures: list[Path] = []

    def seen(name: str) -> None:
        rest(context)
        settle()
        assert troubles(window) == []
        pictures.append(tmp_path / f"{len(pictures) + 1}-{name}.png")
        assert window.grab().save(str(pictures[-1]))

    def liu() -> tuple[int, str]:
        window.go("scores", part="ranking")
        rest(context)
        page = window.page
        assert isinstance(page, ScoresPage)
        row = next(r for r in page.front.list.shown() if r.who.name == "柳青禾")  # type: ignore[attr-defined]
        return row.instructed, f"{row.score / 100:g}"

    assert liu() == (0, "7.25")
    window.go("outcome_entry", submission_id=who.used, kind=OutcomeKind.INSTRUCTION)
    entry = window.page
    assert isinstance(entry, OutcomeEntryPage)
    entry.fields.set_value("leader", "江承志")
    entry.fields.set_value("leader_post", "县委书记")
    entry.fields.set_value("level", "本级")
    seen("登记批示")
    entry.save()

    assert liu() == (1, "12.25")
    seen("名次")
    page = window.page
    assert isinstance(page, ScoresPage)
    table = page.front.list.table  # type: ignore[attr-defined]
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    rest(context)
    account = window.page
    assert isinstance(account, ScorePage)
    rows = [account.table.rows.row_at(number).line for number in range(account.table.rows.count())]
    line = next(line for line in rows if line.name == "本级领导批示")
    assert (line.counted, line.words) == (500, "县委书记江承志批示")
    assert sum(line.counted for line in rows) == 1225
    seen("得分明细")

    account.print_button.click()
    rest(context)
    preview = window.page
    assert isinstance(preview, PreviewPage) and preview.preview is not None
    seen("计分明细表")
    target = tmp_path / "明细表.docx"
    answers.will(target, None)
    preview.side.word.click()
    rest(context)
    told = "".join(node.text or "" for node in Document(str(target)).element.iter() if node.tag.endswith("}t"))
    for words in ("柳青禾", "本级领导批示", "县委书记江承志批示", "12.25", "签"):
        assert words in told
    assert [picture.name for picture in pictures] == [
        "1-登记批示.png",
        "2-名次.png",
        "3-得分明细.png",
        "4-计分明细表.png",
    ]
