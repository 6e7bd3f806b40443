"""信息员证 in the window: the register, who lacks a card, renewing, losing, papers, pictures, rules and terms."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.preprint import Severity
from cppcc_desk.errands import exporting, previews
from cppcc_desk.errands.previews import Cards, Listing, PersonForms
from cppcc_desk.operations.office import change_settings
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.people.cards import issue_cards
from cppcc_desk.operations.terms import begin_term
from cppcc_desk.queries import cards, terms
from cppcc_desk.queries.people import people
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import SuggestField
from cppcc_desk.ui.pages.cards import CardsPage
from cppcc_desk.ui.pages.cards.page import DUE, LACKING
from cppcc_desk.ui.pages.cards.pictures import HINTED, LEFT_OUT, MATCHED, NOBODY, SAME_NAME, TWICE, UNREADABLE
from cppcc_desk.ui.pages.people import PeoplePage
from cppcc_desk.ui.pages.settings import SettingsPage
from cppcc_desk.ui.pages.settings.terms import TermsSection
from cppcc_desk.ui.table import DataTable
from cppcc_desk.ui.window import Window
from tests.conftest import StandingClock
from tests.pictures import portrait_file
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import furnish, in_window
from tests.ui.printed import rest
from tests.ui.screens import settle, troubles

Shown = tuple[Window, Context, CardsPage]
PEOPLE = (
    ("柳青禾", "石桥镇中心卫生院", PersonKind.INFORMANT),
    ("顾长安", "县水利局", PersonKind.INFORMANT),
    ("陈立新", "双河乡水利站", PersonKind.INFORMANT),
    ("陈立新", "县第一中学", PersonKind.INVITED_INFORMANT),
    ("许知远", "县教育局", PersonKind.MEMBER),
)


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Shown]:
    """The cards in front, in the tenth term, with four who should have one and one member."""
    furnish(desk)
    desk.do(begin_term, 10, began=date(2021, 12, 18))
    desk.do(add_people, [PersonEntry(name=name, unit=unit, kind=kind) for name, unit, kind in PEOPLE])
    yield from opened(qtbot, desk, ini, answers)


def opened(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Shown]:
    ini.setValue("window/page", "people")
    with in_window(qtbot, desk, ini, answers) as (window, context):
        window.go("people", part="cards")
        page = window.page
        assert isinstance(page, PeoplePage)
        made = page.part("cards")
        assert isinstance(made, CardsPage)
        yield window, context, made


def rows(table: "DataTable[Any]") -> list[list[str]]:
    """What a list says, without its box."""
    shown = [column for column in table.rows.columns if column.key != "check"]
    return [[column.text(table.rows.row_at(n)) for column in shown] for n in range(table.rows.count())]


def cell(table: "DataTable[Any]", key: str) -> list[str]:
    column = table.rows.columns[table.rows.column(key)]
    return [column.text(table.rows.row_at(n)) for n in range(table.rows.count())]


def ids(context: Context, *names: str) -> list[int]:
    return [person.id for person in context.desk.read(people) if person.name in names]


def issued(context: Context, *names: str, **given: Any) -> tuple[int, ...]:
    return context.desk.do(issue_cards, ids(context, *names), **given).card_ids


# --- who should have one ----------------------------------------------------------------------------------------------


def test_who_lacks_a_card_is_chosen_and_gets_one(shown: Shown, answers: ScriptedDialogs) -> None:
    window, context, page = shown
    assert page.subtitle == "第十届，预计 2026-12-17 届满"
    assert page.register.stack.currentWidget() is page.register.empty
    page.register.lacking_wanted.emit()
    assert page.front is page.lacking
    assert cell(page.lacking.table, "name") == ["柳青禾", "顾长安", "陈立新", "陈立新"]
    page.lacking.table.selectAll()
    assert page.lacking.issue_button.text() == "发证给 4 人…"
    answers.will({"first": 31})
    page.lacking.issue_button.click()
    assert answers.asked[-1].intro.startswith("第十届，编号从 10-001 起")
    assert page.front is page.register
    assert cell(page.register.table, "number") == ["10-031", "10-032", "10-033", "10-034"]
    assert len(page.register.table.chosen_rows()) == 4
    assert "已发信息员证 4 张：10-031 至 10-034" in window.snackbar.accessibleName()
    settle()
    assert troubles(window) == []
    context.desk.undo()
    assert cell(page.register.table, "number") == []


def test_the_first_number_is_asked_for_only_once(qtbot: QtBot, shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page = shown
    issued(context, "柳青禾")
    page._bring(LACKING)
    page.lacking.table.choose(ids(context, "顾长安"))
    answers.will({"valid_until": date(2026, 12, 31)})
    qtbot.keyClick(page.lacking.table, Qt.Key.Key_Return)
    question = answers.asked[-1]
    assert [ask.key for ask in question.fields if ask.shown is None or ask.shown({})] == ["valid_until"]
    assert cell(page.register.table, "until") == ["2026-12-17", "2026-12-31"]


def test_a_day_that_is_refused_is_said_in_the_dialog(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page = shown
    page._bring(LACKING)
    page.lacking.table.choose(ids(context, "顾长安"))
    answers.will(None)
    page.lacking.issue_button.click()
    check = answers.asked[-1].check
    assert check({"valid_until": date(2026, 11, 1), "first": 1}) == {"valid_until": "有效期早于今天。"}
    assert context.desk.read(cards.cards, on=context.today) == ()


def test_the_button_counts_those_who_lack_a_card(
    qtbot: QtBot, shown: Shown, answers: ScriptedDialogs, tmp_path: Path
) -> None:
    _, context, page = shown
    issued(context, "柳青禾", "顾长安")
    page._bring(LACKING)
    chips = {chip.text() for chip in page.lacking.chips.findChildren(QPushButton)}
    assert chips == {"该发未发", "没有照片", "其他人"}
    page.lacking.chips._group.button(1).click()
    table = page.lacking.table
    table.choose(ids(context, "柳青禾", "顾长安"))
    assert page.lacking.issue_button.text() == "发证…" and not page.lacking.issue_button.isEnabled()
    table.selectAll()
    assert page.lacking.issue_button.text() == "发证给 2 人…"
    table.choose(ids(context, "柳青禾"))
    answers.will([portrait_file(tmp_path / "随便.png")])
    qtbot.keyClick(table, Qt.Key.Key_Return)  # who has a card lacks a photo
    rest(context)
    assert cell(table, "name") == ["顾长安", "陈立新", "陈立新"]
    page.lacking.chips._group.button(2).click()
    others = cell(table, "name")
    assert "许知远" in others and "顾长安" not in others
    issued(context, *others)
    assert page.lacking.empty.accessibleName() == "没有其他人了"


def test_members_and_everybody_can_have_one(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page = shown
    page._bring(LACKING)
    page.lacking.chips.choose("others")
    page.lacking.reload()
    assert "许知远" in cell(page.lacking.table, "name")
    answers.will({"card_for_members": True, "card_renewal_days": 30, "card_number": "云政协信〔{年}〕{号}号"})
    page.rules_button.click()
    page.lacking.chips.choose("card")
    page.lacking.reload()
    assert "许知远" in cell(page.lacking.table, "name")
    issued(context, "许知远", valid_until=date(2026, 12, 10))
    page._bring("register")
    assert cell(page.register.table, "number") == ["云政协信〔2021〕001号"]
    assert cell(page.register.table, "state") == ["有效，剩 20 天"]
    context.desk.undo()
    context.desk.undo()
    assert context.desk.read(cards.card_rules, on=context.today).renewal_days == 60


def test_rules_that_make_no_sense_are_said_in_the_dialog(shown: Shown, answers: ScriptedDialogs) -> None:
    _, _, page = shown
    answers.will(None)
    page.rules_button.click()
    question = answers.asked[-1]
    values = {ask.key: ask.value for ask in question.fields}
    assert question.check({**values, "card_number": "{届}"}).keys() == {"card_number"}
    assert question.check({**values, "card_notice": "条" * 500}).keys() == {"card_notice"}


# --- the register -----------------------------------------------------------------------------------------------------


def test_the_register_is_filtered_and_says_why_it_is_empty(qtbot: QtBot, shown: Shown) -> None:
    _, context, page = shown
    issued(context, "柳青禾", "顾长安", "陈立新")
    register = page.register
    register.words.setText("陈立")
    qtbot.waitUntil(lambda: register.table.rows.count() == 2)
    assert register.clear.isVisible()
    register.words.setText("没有这个人")
    qtbot.waitUntil(lambda: register.table.rows.count() == 0)
    assert register.empty.accessibleName() == "没有符合的信息员证"
    register.clear.click()
    assert register.table.rows.count() == 4 and not register.clear.isVisible()
    register.term.set_value(10)
    register.state.set_value(cards.CardState.LOST)
    register.reload()
    assert register.table.rows.count() == 0
    page.open_at(card_id=2)
    assert [card.name for card in register.table.chosen_rows()] == ["顾长安"]


def test_a_card_is_lost_and_replaced(shown: Shown, answers: ScriptedDialogs) -> None:
    window, context, page = shown
    page.register.table.choose(issued(context, "柳青禾"))
    answers.will({})
    page.register.state.set_value(cards.CardState.VALID)
    page.register.reload()
    page.register.lost_button.click()
    assert [card.number for card in page.register.table.chosen_rows()] == ["10-002"]  # to be printed
    assert cell(page.register.table, "state") == ["遗失", "有效"]
    assert cell(page.register.table, "ended") == ["遗失 11-20", ""]
    assert "10-001 已挂失，补办 10-002，请打印" in window.snackbar.accessibleName()
    page.register.table.choose([1])
    assert not page.register.lost_button.isEnabled()
    answers.will(True)
    page.register.replace_button.click()
    assert page.notice.text.startswith("柳青禾已有有效的证 10-002，不能再补办。")
    page.register.table.choose([2])
    answers.will(True)
    page.register.replace_button.click()
    assert cell(page.register.table, "number") == ["10-001", "10-002", "10-003"]
    assert [card.number for card in page.register.table.chosen_rows()] == ["10-003"]
    assert not page.notice.text


def test_delete_ends_a_card_for_a_reason(qtbot: QtBot, shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page = shown
    issued(context, "柳青禾", "顾长安")
    page.register.table.choose([1, 2])
    answers.will({"why": "其他", "other": "调到外县"})
    qtbot.keyClick(page.register.table, Qt.Key.Key_Delete)
    assert cell(page.register.table, "ended") == ["调到外县 11-20", "调到外县 11-20"]
    assert not page.register.end_button.isEnabled()
    answers.will(None)
    context.desk.undo()
    page.register.table.choose([1])
    qtbot.keyClick(page.register.table, Qt.Key.Key_Delete)
    assert cell(page.register.table, "state")[0] == "有效"


def test_what_is_due_is_renewed_together(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page = shown
    issued(context, "柳青禾", "顾长安", valid_until=date(2027, 12, 31))
    issued(context, "陈立新", valid_until=date(2026, 12, 10))
    page._bring(DUE)
    assert cell(page.due.table, "number") == ["10-003", "10-004"]
    assert page.chips._group.button(1).text() == "该换发 2"
    page.due.table.selectAll()
    answers.will({"valid_until": date(2027, 12, 31)})
    page.due.renew_button.click()
    assert page.front is page.register and page.chips.chosen == "register"
    assert [card.number for card in page.register.table.chosen_rows()] == ["10-003", "10-004"]  # to be printed
    page._bring(DUE)
    assert page.due.table.rows.count() == 0
    assert page.due.empty.accessibleName() == "没有该换发的证"


def test_after_a_change_of_term_everybody_is_due(shown: Shown, answers: ScriptedDialogs, clock: StandingClock) -> None:
    _, context, page = shown
    issued(context, "柳青禾", "顾长安")
    clock.now = datetime(2026, 12, 22, 9, 0)
    context.desk.do(begin_term, 11, began=date(2026, 12, 20))
    page._bring(DUE)
    assert cell(page.due.table, "state") == ["到期", "到期"]
    page.due.table.selectAll()
    answers.will({})
    page.due.renew_button.click()
    page._bring("register")
    assert cell(page.register.table, "number") == ["11-001", "11-002", "10-001", "10-002"]
    assert cell(page.register.table, "until")[0] == "2031-12-19"


def test_space_and_a_button_show_the_card_as_it_is_printed(qtbot: QtBot, shown: Shown) -> None:
    window, context, page = shown
    issued(context, "柳青禾")
    register = page.register
    assert register.beside.isHidden() and register.look_button.text() == "看证件"
    qtbot.keyClick(register.table, Qt.Key.Key_Space)
    assert register.beside.isVisible() and register.beside.view.count == 1
    settle()
    assert troubles(window) == []
    register.look_button.click()
    assert register.beside.isHidden() and register.look_button.text() == "看证件"
    window.resize(1920, 1008)
    settle()
    assert register.beside.isVisible() and not register.look_button.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1366, 696), (1093, 542), (1024, 520)])
def test_a_card_beside_the_list_takes_no_button_away_and_no_column_out_of_sight(
    shown: Shown, width: int, height: int
) -> None:
    window, context, page = shown
    issued(context, "柳青禾")
    window.resize(width, height)
    register = page.register
    register.look_button.click()
    settle()
    assert troubles(window) == []
    assert all(made.isVisible() for made in (register.lost_button, register.replace_button, register.photo_button))
    assert not register.table.horizontalScrollBar().isVisible()
    register.look_button.click()
    settle()
    assert not register.table.isColumnHidden(register.table.rows.column("ended"))
    assert page.due.table.rows.column("ended") < 0


def test_the_keyboard_begins_in_the_list(shown: Shown) -> None:
    window, context, page = shown
    issued(context, "柳青禾")
    window.go("workbench")
    window.go("people", part="cards")
    assert window.focusWidget() is page.register.table
    assert page.contentsRect().contains(page.register.geometry().translated(page.stack.pos()))
    assert page.stack.x() == 12 and page.width() - page.stack.geometry().right() - 1 == 12


# --- papers -----------------------------------------------------------------------------------------------------------


def test_cards_go_through_the_preview(shown: Shown, answers: ScriptedDialogs, tmp_path: Path, qtbot: QtBot) -> None:
    window, context, page = shown
    made = issued(context, "柳青禾", "顾长安")
    page.register.table.choose(made)
    answers.will("both")
    page.register.cards_button.click()
    subject = window.page.subject  # type: ignore[attr-defined]
    assert subject == Cards(made, True)
    rest(context)
    preview = previews.look(context.desk, subject, stand_ins={})
    assert (preview.title, len(preview.layout.pages)) == ("信息员证 2张", 2)
    warned = [one.sentence for one in preview.check if one.severity is Severity.WARN]
    assert warned == ["没有照片，印出来留着贴照片的方框：柳青禾、顾长安"]
    for ending in (exporting.WORD, exporting.PDF):
        exporting.write(context.desk, preview, ending, tmp_path / f"证{ending}")
        assert (tmp_path / f"证{ending}").stat().st_size > 5_000
    (jump, *_) = window.page._jumps(next(one for one in preview.check if one.severity is Severity.WARN))  # type: ignore[attr-defined]
    assert jump[0] == "去登记册"
    jump[1]()
    assert isinstance(window.page, PeoplePage)
    page.register.table.choose(made[:1])
    answers.will("front")
    qtbot.keyClick(page.register.table, Qt.Key.Key_Return)
    assert window.page.subject == Cards(made[:1], False)  # type: ignore[attr-defined]
    rest(context)


def test_without_a_notice_only_fronts_are_printed_and_nobody_is_asked(shown: Shown) -> None:
    window, context, page = shown
    context.desk.do(change_settings, {"card_notice": ""}, since=context.today)
    made = issued(context, "柳青禾")
    page.register.cards_button.click()
    assert window.page.subject == Cards(made, False)  # type: ignore[attr-defined]
    rest(context)


def test_a_card_that_was_ended_is_told_before_it_is_printed(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page = shown
    made = issued(context, "柳青禾")
    page.register.table.choose(made)
    answers.will({"replace": False})
    page.register.lost_button.click()
    preview = previews.look(context.desk, Cards(made), stand_ins={})
    assert [one.sentence for one in preview.check if one.severity is Severity.ERROR] == [
        "已经不能用的证：10-001 柳青禾（遗失）"
    ]


def test_letters_are_one_for_each(shown: Shown, tmp_path: Path) -> None:
    window, context, page = shown
    issued(context, "柳青禾", "顾长安")
    page.register.table.choose([1, 2])
    page.register.letters_button.click()
    subject = window.page.subject  # type: ignore[attr-defined]
    assert subject == PersonForms("聘书", tuple(ids(context, "柳青禾", "顾长安")))
    rest(context)
    preview = previews.look(context.desk, subject, stand_ins={})
    assert [part.name for part in preview.parts] == ["聘书 柳青禾", "聘书 顾长安"]
    exporting.write(context.desk, preview, exporting.WORD, tmp_path / "聘书.docx")
    assert (tmp_path / "聘书.docx").exists()
    rest(context)


def test_the_lists_are_printed_and_exported(shown: Shown, answers: ScriptedDialogs, tmp_path: Path) -> None:
    window, context, page = shown
    issued(context, "柳青禾", "顾长安", valid_until=date(2026, 12, 10))
    for part, title in ((page.register, "信息员证登记册"), (page.due, "该换发的信息员证")):
        part.reload()
        path = tmp_path / f"{title}.xlsx"
        answers.will(path, None)
        part.tools.export_button.click()
        rest(context)
        assert path.exists()
        part.tools.print_button.click()
        listing = window.page.subject  # type: ignore[attr-defined]
        assert isinstance(listing, Listing)
        assert (listing.ledger.title, len(listing.ledger.rows)) == (title, 2)
        rest(context)


# --- pictures ---------------------------------------------------------------------------------------------------------


def test_a_picture_is_changed_and_taken_away(shown: Shown, answers: ScriptedDialogs, tmp_path: Path) -> None:
    _, context, page = shown
    page.register.table.choose(issued(context, "柳青禾"))
    answers.will([portrait_file(tmp_path / "随便.png")])
    page.register.photo_button.click()
    rest(context)
    assert cell(page.register.table, "photo") == ["有"]
    answers.will([], False, True)
    page.register.photo_button.click()
    page.register._actions["bare"].trigger()
    assert cell(page.register.table, "photo") == ["有"]
    page.register._actions["bare"].trigger()
    assert cell(page.register.table, "photo") == ["没有"]
    (tmp_path / "坏的.jpg").write_bytes(b"x")
    answers.will([tmp_path / "坏的.jpg"])
    page.register.photo_button.click()
    rest(context)
    assert page.notice.text.startswith("“坏的.jpg”不是 JPG、PNG、BMP 照片")


def test_a_folder_is_looked_through_put_right_and_used(
    qtbot: QtBot, shown: Shown, answers: ScriptedDialogs, tmp_path: Path
) -> None:
    window, context, page = shown
    for name in ("柳青禾.jpg", "顾长安.jpg", "顾长安2.png", "陈立新.jpg", "IMG_1.bmp", "许知远方.jpg"):
        portrait_file(tmp_path / name)
    (tmp_path / "坏的.jpg").write_bytes(b"x")
    answers.will(tmp_path)
    page.folder_button.click()
    rest(context)
    part = page.pictures
    assert page.stack.currentWidget() is part

    def states() -> dict[str, str]:
        return dict(zip(cell(part.table, "file"), cell(part.table, "state"), strict=True))

    assert states() == {
        "陈立新.jpg": SAME_NAME,
        "许知远方.jpg": HINTED,
        "顾长安.jpg": TWICE,
        "顾长安2.png": TWICE,
        "IMG_1.bmp": NOBODY,
        "坏的.jpg": UNREADABLE,
        "柳青禾.jpg": MATCHED,
    }
    assert part.go.text() == "用上 1 张"
    assert troubles(window) == []

    def go_to(name: str) -> None:
        part.table.choose([next(line.number for line in part.lines if line.matched.file_name == name)])

    go_to("陈立新.jpg")
    assert isinstance(part.whose, SuggestField)
    offered = part._offer("")
    assert [one.detail for one in offered] == ["双河乡水利站", "县第一中学"]
    part.whose.picked.emit(offered[1])
    go_to("许知远方.jpg")
    assert part._problem.text() == "可能是：许知远（县教育局）"
    assert [one.text for one in part._offer("")] == ["许知远"]
    part.out_button.click()
    go_to("顾长安2.png")
    qtbot.keyClick(part.table, Qt.Key.Key_Delete)
    go_to("IMG_1.bmp")
    part.whose.picked.emit(part._offer("xzy")[0])
    assert states() == {
        "坏的.jpg": UNREADABLE,
        "顾长安2.png": LEFT_OUT,
        "许知远方.jpg": LEFT_OUT,
        "柳青禾.jpg": MATCHED,
        "顾长安.jpg": MATCHED,
        "陈立新.jpg": MATCHED,
        "IMG_1.bmp": MATCHED,
    }
    part.go.click()
    rest(context)
    assert page.stack.currentWidget() is page.register
    page._bring(LACKING)
    assert cell(page.lacking.table, "photo") == ["有", "有", "没有", "有"]
    context.desk.undo()
    assert cell(page.lacking.table, "photo") == ["没有"] * 4


def test_what_was_put_right_is_not_thrown_away_by_a_click(
    shown: Shown, answers: ScriptedDialogs, tmp_path: Path
) -> None:
    window, context, page = shown
    portrait_file(tmp_path / "IMG_1.jpg")
    page._bring(LACKING)
    answers.will(tmp_path)
    page.folder_button.click()
    rest(context)
    part = page.pictures
    assert page.chips.chosen == "" and page.stack.currentWidget() is part
    page.chips._group.button(0).click()
    assert page.front is page.register  # nothing was put right yet: nobody is asked
    answers.will(tmp_path)
    page.folder_button.click()
    rest(context)
    part.whose.picked.emit(part._offer("lqh")[0])
    ways = (
        page.chips._group.button(1).click,
        part.leave.click,
        lambda: window.go("workbench"),
        lambda: window.go("people", part="cards", list="due"),
    )
    for way in ways:
        answers.will(False)
        way()
        assert answers.asked[-1][0] == "照片还没有用上"
        assert page.isVisible() and page.stack.currentWidget() is part and page.chips.chosen == ""
        assert part.lines[0].person is not None
    answers.will(True)
    window.go("workbench")
    assert not page.isVisible()
    window.go("people", part="cards", list="due")
    assert page.front is page.due and page.stack.currentWidget() is page.due and page.chips.chosen == DUE


def test_a_folder_without_pictures_is_said(shown: Shown, answers: ScriptedDialogs, tmp_path: Path) -> None:
    _, context, page = shown
    answers.will(tmp_path)
    page.folder_button.click()
    rest(context)
    assert page.notice.text.startswith("这个文件夹里没有 JPG、PNG、BMP 照片")
    page.pictures.leave.click()
    assert page.stack.currentWidget() is page.register


# --- terms ------------------------------------------------------------------------------------------------------------


def test_without_a_term_it_is_asked_for(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> None:
    furnish(desk)
    desk.do(add_people, [PersonEntry(name="柳青禾", kind=PersonKind.INFORMANT)])
    for window, context, page in opened(qtbot, desk, ini, answers):
        settle()
        assert page.notice.text == "还没有登记现在是第几届，信息员证按届编号。"
        assert troubles(window) == []
        page._bring(LACKING)
        answers.will({"number": 10, "began": date(2021, 12, 18)}, {})
        page.lacking.issue_button.click()
        assert not page.notice.text
        assert cell(page.register.table, "number") == ["10-001"]
        present = context.desk.read(terms.present)
        assert present is not None and present.name == "第十届"


def test_terms_are_put_right_in_the_settings(shown: Shown) -> None:
    window, context, page = shown
    page.terms_button.click()
    settings = window.page
    assert isinstance(settings, SettingsPage)
    section = settings.section
    assert isinstance(section, TermsSection)
    section.editor.add_line()
    assert section.editor.value()[-1]["number"] == 11
    line = section.editor.lines[-1]
    line["number"].set_value(9)
    line["began"].set_value(date(2016, 12, 20))
    line["ended"].set_value(date(2021, 12, 17))
    section.touched()
    assert section.save()
    assert [row.number for row in context.desk.read(terms.terms)] == [10, 9]
    section.editor.lines[1]["ended"].set_value(date(2021, 12, 18))
    section.touched()
    assert not section.save()
    assert section.notice.text.startswith("第十届的开始日期应晚于第九届的结束日期（2021-12-18）。")
    section.drop()
