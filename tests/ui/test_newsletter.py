"""业务通讯 in the window: a newcomer's whole way from the draft to the copies that are signed for."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.newsletter import SectionKind
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.domain.workflow import State
from cppcc_desk.errands.exporting import EXCEL, WORD
from cppcc_desk.operations.people import add_people
from cppcc_desk.queries.newsletters import copies, found
from cppcc_desk.queries.scoring.by_hand import subject_named
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.reports import ReportsPage
from cppcc_desk.ui.pages.reports.newsletter import NewsletterPage
from cppcc_desk.ui.widgets import Suggestion
from cppcc_desk.ui.window import Window
from tests import outcomes
from tests.office import piece
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import in_window
from tests.ui.printed import rest

FOURTH = Quarter(2026, 4)


class Stage:
    """The page over an office with two pieces of the quarter."""

    def __init__(self, window: Window, context: Context, answers: ScriptedDialogs) -> None:
        self.window, self.context, self.answers = window, context, answers

    @property
    def desk(self) -> Desk:
        return self.context.desk

    def rest(self) -> None:
        rest(self.context)

    def page(self, view: str = "content") -> NewsletterPage:
        self.window.go("reports", part="newsletter", quarter=FOURTH, view=view)
        self.rest()
        assert isinstance(self.window.page, ReportsPage)
        assert isinstance(self.window.page.front, NewsletterPage)
        return self.window.page.front

    def bring(self, page: NewsletterPage, kind: SectionKind) -> None:
        """As a click on the part does."""
        page.content.list.setCurrentRow(page.content.list.keys.index(kind))
        self.rest()


@pytest.fixture
def stage(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Stage]:
    desk.do(add_people, [PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, unit="县中医院", position="药师")])
    member = Contributor(name="柳青禾", person_id=desk.read(subject_named, "柳青禾").id, kind=PersonKind.MEMBER)
    used = piece(desk, State.ISSUED, title="校车补助", contributors=(member,))
    piece(desk, title="停车场", contributors=(Contributor(name="顾长安", unit="县农技站"),))
    outcomes.record(desk, used, outcomes.adoption())
    outcomes.record(desk, used, outcomes.reply(text="新开校车线路六条"))
    with in_window(qtbot, desk, ini, answers) as (window, context):
        yield Stage(window, context, answers)


def test_a_newcomer_drafts_issues_and_hands_it_out(stage: Stage, tmp_path: Path) -> None:
    page = stage.page()
    assert page.look is not None and page.content.beside.sheets.view.count > 0
    assert "共收到社情民意信息2篇" in page.content.text.value()
    page.content.text.edit.moveCursor(page.content.text.edit.textCursor().MoveOperation.End)
    page.content.text.edit.insertPlainText("各单位工作扎实。")
    assert page.dirty
    stage.bring(page, SectionKind.PIECES)  # going to another part saves the words
    held = stage.desk.read(found, FOURTH)
    assert held is not None and held.plan.section(SectionKind.SUMMARY).edited.endswith("各单位工作扎实。")
    assert not page.dirty
    stage.answers.will({"full": (Suggestion("2026-001"),), "digest": (Suggestion("2026-002"),)})
    page.content.choose_button.click()
    stage.rest()
    assert page.content.text.value().startswith("（一）校车补助")
    pages = page.content.beside.sheets.view.count
    page.content.switch_button.click()  # 不印
    stage.rest()
    assert page.content.beside.sheets.view.count <= pages
    stage.answers.will(True)
    page.issue_button.click()
    stage.rest()
    asked = stage.answers.asked[-1]
    assert asked[0] == "印发2026年第四季度通讯？" and "季度还没有结束" in asked[1]
    assert page.look.standing.issued and page.issue_button.isHidden() and page.reopen_button.isVisible()
    assert page.content.text.edit.isReadOnly() and not page.content.up_button.isEnabled()

    page = stage.page("copies")
    assert [row.name for row in page.copies.shown()] == ["柳青禾", "顾长安"]
    page.copies.table.choose([row.id for row in page.copies.shown()])
    stage.answers.will({"on": date(2026, 11, 20), "by": "林小满"})
    page.copies.sign_button.click()
    stage.rest()
    assert [row.received_by for row in page.copies.shown()] == ["林小满", "林小满"]
    assert "已签收 2" in page.copies.count.text()
    page.copies.unsign_button.click()
    stage.rest()
    held = stage.desk.read(found, FOURTH)
    assert held is not None
    assert not any(line.received_on for line in stage.desk.read(copies, held.row.id))
    for ending in (WORD, EXCEL):
        target = tmp_path / f"通讯{ending}"
        stage.answers.will(target, None)
        page._export(ending)
        stage.rest()
        assert target.stat().st_size > 1000


def test_every_number_opens_its_pieces(stage: Stage) -> None:
    page = stage.page("numbers")
    rows = {row.what: row for row in page.numbers.shown()}
    received = rows["收到来稿　本季度"]
    page.numbers.table.choose([(received.where, received.what)])
    page.numbers.table.stand_on((received.where, received.what))
    assert [row.intake_no for row in page.pieces.shown()] == ["2026-001", "2026-002"]
    page.pieces.table.stand_on(page.pieces.shown()[1].id)
    page.pieces.open_button.click()
    assert stage.window.page is not None and stage.window.page.title == "来稿办理"


def test_what_is_typed_is_saved_when_the_page_is_left(stage: Stage) -> None:
    page = stage.page()
    page.content.title.inner.setText("总的情况")  # type: ignore[attr-defined]
    page.content.title.changed.emit()
    stage.window.go("workbench")
    held = stage.desk.read(found, FOURTH)
    assert held is not None and held.plan.section(SectionKind.SUMMARY).title == "总的情况"


def test_parts_move_and_words_come_back(stage: Stage) -> None:
    page = stage.page()
    page.content.down_button.click()
    stage.rest()
    assert page.content.parts[1].section.kind is SectionKind.SUMMARY
    page.content.text.edit.setPlainText("全部重写。")
    page._save_words()
    stage.rest()
    assert page.content.restore_button.isVisible()
    stage.answers.will(True)
    page.content.restore_button.click()
    stage.rest()
    assert "共收到社情民意信息2篇" in page.content.text.value()
    stage.desk.undo()
    stage.rest()
    assert page.content.text.value() == "全部重写。"


def test_it_is_set_up_put_right_and_previewed(stage: Stage) -> None:
    page = stage.page()
    stage.answers.will({"mark": "云溪社情通讯", "issue_no": 9, "first": date(2026, 11, 1), "editor": "林小满"})
    page.set_up_button.click()
    stage.rest()
    held = stage.desk.read(found, FOURTH)
    assert held is not None and held.plan.head.mark == "云溪社情通讯" and held.plan.issue_no == 9
    assert held.plan.days == (date(2026, 11, 1), date(2026, 12, 31))
    stage.answers.will(True)
    page.issue_button.click()
    stage.rest()
    stage.answers.will({"reason": "一处单位写错"})
    page.reopen_button.click()
    stage.rest()
    assert page.look is not None and not page.look.standing.issued
    page.preview_button.click()
    stage.rest()
    assert stage.window.page is not None and stage.window.page.title == "付印预览"


def test_one_goes_on_typing_where_one_was_after_it_is_saved(stage: Stage) -> None:
    page = stage.page()
    edit = page.content.text.edit
    cursor = edit.textCursor()
    cursor.setPosition(5)
    edit.setTextCursor(cursor)
    edit.insertPlainText("，全县")
    place = edit.textCursor().position()
    page._save_words()
    stage.rest()
    assert edit.textCursor().position() == place and not page.dirty
