"""The first start: five pages, each saved or passed over."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from cppcc_desk.paths import data_folder
from cppcc_desk.queries import history, office
from cppcc_desk.ui.form import Field, TextField
from cppcc_desk.ui.pages.first_start.clocks import ClocksStep
from cppcc_desk.ui.pages.first_start.journals import JournalsStep
from cppcc_desk.ui.pages.first_start.office import OfficeStep
from cppcc_desk.ui.pages.first_start.people import PeopleStep
from cppcc_desk.ui.pages.first_start.places import PlacesStep
from cppcc_desk.ui.remembered import PUT_OFF
from tests.ui.whole import Whole, copied, opened

pytestmark = pytest.mark.usefixtures("home")


def write(field: Field, value: object) -> None:
    """As a person does it."""
    field.set_value(value)
    field.changed.emit()


def front(whole: Whole) -> str:
    return whole.window._current


def test_a_new_office_is_asked_and_one_in_use_is_not(
    qtbot: QtBot, fresh: Whole, tmp_path: Path, ini: QSettings
) -> None:
    assert front(fresh) == "first_start"
    used = opened(copied(tmp_path / "在用"), ini=ini)
    assert front(used) == "workbench"
    used.window.close()


def test_from_the_name_of_the_county_to_the_first_piece(fresh: Whole) -> None:
    page = fresh.first_start
    first = page.step
    assert isinstance(first, OfficeStep)
    write(first.form.field("issued_by"), "云溪县政协研究室")
    write(first.form.field("area"), "云溪县")
    assert first.form.value("office_name") == "中国人民政治协商会议云溪县委员会"
    assert first.form.value("issued_by") == "云溪县政协研究室"  # put right by hand: it stays
    page.go.click()
    second = page.step
    assert isinstance(second, JournalsStep)
    write(second.editor.lines[0]["issued_before"], 120)
    page.go.click()
    third = page.step
    assert isinstance(third, PeopleStep)
    write(third.groups.lines[0]["leader"], "陆怀远")
    third.staff.add_value({"name": "王秀兰", "role": "登记"})
    page.go.click()
    fourth = page.step
    assert isinstance(fourth, ClocksStep)
    place = next(number for number, line in enumerate(fourth.editor.value()) if line["name"] == "市政协")
    write(fourth.editor.lines[place]["amount"], 3)
    page.go.click()
    assert isinstance(page.step, PlacesStep) and page.go.text() == "完成，开始使用" and not page.skip.isVisible()
    page.go.click()
    assert front(fresh) == "workbench"
    desk = fresh.desk
    told = desk.read(office.office, on=desk.today)
    assert (told.office_short_name, told.org_codes["办公室"]) == ("云溪县政协", "云政协办")
    assert desk.read(office.journals)[0].issued_before == 120
    assert desk.read(office.groups)[0].leader == "陆怀远"
    assert [row.name for row in desk.read(office.staff)] == ["王秀兰"]
    clocks = {row.name: row.clocks for row in desk.read(office.destinations)}
    assert clocks["市政协"][0].amount == 3 and "县委" in clocks
    assert len(desk.read(history.newest)) == 4  # one step a page, each of which can be undone


def test_every_page_can_be_passed_over(fresh: Whole) -> None:
    page = fresh.first_start
    write(page.steps[0].forms()[0].field("office_short_name"), "打错了")
    for number in range(len(page.steps) - 1):
        assert page.number == number
        page.skip.click()
    page.go.click()
    assert front(fresh) == "workbench" and fresh.desk.read(history.newest) == ()


def test_what_is_missing_is_said_at_its_field(fresh: Whole) -> None:
    page = fresh.first_start
    first = page.step
    assert isinstance(first, OfficeStep)
    write(first.form.field("office_name"), "")
    page.go.click()
    assert page.number == 0 and first.form._cells["office_name"].trouble.isVisible()
    assert fresh.desk.read(history.newest) == ()


def test_going_back_shows_what_was_saved_and_asks_about_what_was_not(fresh: Whole) -> None:
    page = fresh.first_start
    write(page.steps[0].forms()[0].field("area"), "云溪县")
    page.go.click()
    second = page.step
    assert isinstance(second, JournalsStep)
    write(second.editor.lines[0]["copies"], 45)
    fresh.dialogs.will("drop")
    page.back.click()
    assert page.number == 0 and page.steps[0].forms()[0].value("office_short_name") == "云溪县政协"
    page.go.click()
    assert second.editor.value()[0]["copies"] == 30


def test_put_off_it_does_not_come_by_itself_again(qtbot: QtBot, fresh: Whole, ini: QSettings) -> None:
    fresh.first_start.later.click()
    assert front(fresh) == "workbench" and ini.value(PUT_OFF)
    fresh.window.go("first_start")
    assert fresh.first_start.number == 0
    fresh.window.close()
    again = opened(data_folder(), ini=ini)
    assert front(again) != "first_start"
    again.window.close()


def test_enter_in_a_field_does_not_go_on(qtbot: QtBot, fresh: Whole) -> None:
    page = fresh.first_start
    field = page.steps[0].forms()[0].field("area")
    assert isinstance(field, TextField)
    qtbot.keyClicks(field.inner, "A")
    qtbot.keyClick(field.inner, Qt.Key.Key_Return)
    assert page.number == 0
