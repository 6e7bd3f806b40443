"""The settings: each section saves by one operation that can be undone, and says in place what is wrong."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.deadlines import ClockUnit, Counting
from cppcc_desk.domain.layout import Face
from cppcc_desk.domain.ledger import Ledger
from cppcc_desk.operations import office as changing
from cppcc_desk.operations import units
from cppcc_desk.press import preference
from cppcc_desk.press.fonts import installed
from cppcc_desk.queries import clocks, history, office
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.letterhead import LetterheadField
from cppcc_desk.ui.pages.settings import SettingsPage
from cppcc_desk.ui.pages.settings.destinations import DestinationsSection
from cppcc_desk.ui.pages.settings.entries import GroupsSection, JournalsSection
from cppcc_desk.ui.pages.settings.holidays import HolidaysSection, missing_years, told_days
from cppcc_desk.ui.pages.settings.letterheads import LetterheadsSection
from cppcc_desk.ui.pages.settings.lists import StaffSection, WordsSection
from cppcc_desk.ui.pages.settings.log import LogSection
from cppcc_desk.ui.pages.settings.office import OfficeSection, RulesSection
from cppcc_desk.ui.pages.settings.page import SECTIONS
from cppcc_desk.ui.pages.settings.sign_off import SignOffSection
from cppcc_desk.ui.pages.settings.this_pc import ThisPcSection
from cppcc_desk.ui.window import Window
from tests.conftest import StandingClock
from tests.letterheads import mark_picture, whole_picture, word_file
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import NOTICE, furnish, in_window
from tests.ui.screens import SCREENS, in_child, settle, troubles
from tests.ui.whole import Whole

CTRL = Qt.KeyboardModifier.ControlModifier

Shown = tuple[Window, Context, SettingsPage]


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Shown]:
    """The real window over a small real office, the settings in front."""
    furnish(desk)
    ini.setValue("window/page", "settings")
    with in_window(qtbot, desk, ini, answers) as (window, context):
        page = window.page
        assert isinstance(page, SettingsPage)
        yield window, context, page


def _open(page: SettingsPage, section: str) -> object:
    page.list.picked.emit(section)
    assert page.section.id == section
    return page.section


def test_every_section_opens_and_shows_nothing_unsaved(shown: Shown) -> None:
    window, _, page = shown
    for kind in SECTIONS:
        section = _open(page, kind.id)
        assert isinstance(section, kind)
        assert not section.dirty and not section.notice.text
        assert troubles(window) == []


def test_nothing_that_scrolls_is_wider_than_its_place(shown: Shown) -> None:
    window, _, page = shown
    window.resize(1024, 520)
    for kind in SECTIONS:
        section = _open(page, kind.id)
        assert isinstance(section, kind)
        settle()
        for area in section.findChildren(QScrollArea):
            if area.isVisible():
                inner = area.widget()
                assert inner is not None and inner.width() <= area.viewport().width(), kind.id


def test_the_office_is_saved_by_one_operation_and_undone_by_one(qtbot: QtBot, shown: Shown) -> None:
    window, context, page = shown
    section = page.section
    assert isinstance(section, OfficeSection)
    before = len(context.desk.read(history.ids))
    assert not section.save_button.isEnabled()
    section.form.set_value("office_short_name", "云溪政协")
    section.form.set_value("org_code_函", "云协函")
    assert section.save_button.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL)
    now = context.desk.read(office.office, on=context.today)
    assert (now.office_short_name, now.org_codes["函"]) == ("云溪政协", "云协函")
    assert now.office_name == "中国人民政治协商会议云溪县委员会"
    assert len(context.desk.read(history.ids)) == before + 1
    assert window.snackbar.accessibleName() == "已保存“单位”"
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert context.desk.read(office.office, on=context.today).office_short_name == "云溪县政协"
    assert section.form.value("office_short_name") == "云溪县政协"


def test_a_missing_name_is_said_at_its_field_and_nothing_is_saved(shown: Shown) -> None:
    _, context, page = shown
    section = page.section
    assert isinstance(section, OfficeSection)
    section.form.set_value("office_name", "")
    assert not section.save()
    assert section.dirty
    assert context.desk.read(office.office, on=context.today).office_name


def test_the_example_of_a_number_follows_the_code(shown: Shown) -> None:
    section = shown[2].section
    assert isinstance(section, OfficeSection)
    section.form.set_value("org_code_办公室", "云协办")
    assert section._examples["办公室"].text() == "例：云协办〔2026〕3号"


def test_leaving_asks_about_what_is_not_saved(shown: Shown, answers: ScriptedDialogs) -> None:
    window, context, page = shown
    section = page.section
    assert isinstance(section, OfficeSection)
    section.form.set_value("issued_by", "县政协办公室")
    answers.will(None)
    page.list.picked.emit("log")
    assert page.section is section and section.dirty and page.list.key == "office"
    answers.will("drop")
    window.go("help")
    assert not section.dirty and section.form.value("issued_by") == "政协云溪县委员会办公室"
    window.go("settings")
    section.form.set_value("issued_by", "县政协办公室")
    answers.will("save")
    page.list.picked.emit("log")
    assert page.section.id == "log"
    assert context.desk.read(office.office, on=context.today).issued_by == "县政协办公室"


def test_what_another_window_saved_meanwhile_is_not_overwritten(shown: Shown) -> None:
    _, context, page = shown
    section = page.section
    assert isinstance(section, OfficeSection)
    section.form.set_value("issued_by", "县政协办公室")
    context.desk.do(changing.change_settings, {"issued_by": "信息科"}, since=context.today)
    assert not section.save()
    assert "刚被别处修改过" in section.notice.text
    assert context.desk.read(office.office, on=context.today).issued_by == "信息科"
    section.drop()
    assert section.form.value("issued_by") == "信息科"


def test_another_entry_saved_meanwhile_does_not_stand_in_the_way(shown: Shown) -> None:
    _, context, page = shown
    section = _open(page, "groups")
    assert isinstance(section, GroupsSection)
    section.choose(1)
    section.form.set_value("leader", "郑怀民")
    context.desk.do(units.save_group, 2, name="第二信息小组", leader="贺春生", area="")
    assert section.save()
    section.form.set_value("leader", "单志远")
    context.desk.do(units.save_group, 1, name="第一信息小组", leader="冯桂兰", area="")
    assert not section.save()
    assert "刚被别处修改过" in section.notice.text
    assert [group.leader for group in context.desk.read(office.groups)][:2] == ["冯桂兰", "贺春生"]


def test_rules_of_time(shown: Shown) -> None:
    _, context, page = shown
    section = _open(page, "rules")
    assert isinstance(section, RulesSection)
    for key, value in (("soon_hours", 48), ("same_day_when_urgent", True), ("review_levels", 2)):
        section.form.set_value(key, value)
    section.form.set_value("closing_time", "18:00")
    assert section.save()
    now = context.desk.read(office.office, on=context.today)
    assert (now.soon.total_seconds() / 3600, now.same_day_when_urgent, now.review_levels) == (48, True, 2)
    assert (now.closing_time, now.retention, now.length_limit) == ("18:00", "30年", 1500)


def test_a_journal_is_added_and_put_out_of_use(shown: Shown) -> None:
    _, context, page = shown
    section = _open(page, "journals")
    assert isinstance(section, JournalsSection)
    section.add_button.click()
    assert not section.save()
    assert section.dirty
    for key, value in (("name", "业务通讯"), ("copies", 120), ("issued_before", 24)):
        section.form.set_value(key, value)
    assert section.save()
    made = context.desk.read(office.journals)[-1]
    assert (made.name, made.mark, made.copies, made.issued_before) == ("业务通讯", "业务通讯", 120, 24)
    assert section.list.key == made.id
    section.form.set_value("active", False)
    assert section.save()
    assert "业务通讯" not in [row.name for row in context.desk.read(office.journals)]
    assert section.list.key == made.id


def test_a_head_of_the_office_is_picked_shown_and_saved(
    qtbot: QtBot, shown: Shown, answers: ScriptedDialogs, tmp_path: Path
) -> None:
    window, context, page = shown
    section = _open(page, "letterheads")
    assert isinstance(section, LetterheadsSection)
    fields = {use: section.form.field(use) for use in ("文件", "社情民意")}
    assert all(isinstance(field, LetterheadField) and field.value() is None for field in fields.values())
    (tmp_path / "不是.png").write_bytes(b"no picture")
    answers.will([tmp_path / "不是.png"])
    fields["文件"].pick_button.click()  # type: ignore[attr-defined]
    assert "不是可用的图片" in section.notice.text and not section.dirty
    (tmp_path / "文件.png").write_bytes(whole_picture())
    (tmp_path / "社情民意.png").write_bytes(mark_picture())
    for use, field in fields.items():
        answers.will([tmp_path / f"{use}.png"])
        field.pick_button.click()  # type: ignore[attr-defined]
        assert section.page.count == 1
        assert use in section._page_of.text()
    assert section.dirty and not section.notice.text

    def covers(use: str, what: str) -> None:
        fields[use].covers.set_value(what)  # type: ignore[attr-defined]
        fields[use].covers.changed.emit()  # type: ignore[attr-defined]

    covers("文件", "发文机关标志")
    assert not section.save() and "请裁到 74 毫米以内" in section.notice.text
    covers("文件", "整个版头")
    covers("社情民意", "整个版头")
    covers("社情民意", "发文机关标志")
    assert section.save()
    heads = context.desk.read(office.all_letterheads, on=context.today)
    assert {use: head["covers"] for use, head in heads.items() if head} == {
        "文件": "整个版头",
        "社情民意": "发文机关标志",
    }
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert not any(context.desk.read(office.all_letterheads, on=context.today).values())
    assert fields["文件"].value() is None
    answers.will([])
    fields["文件"].pick_button.click()  # type: ignore[attr-defined]
    assert not section.dirty


def test_heads_follow_the_journals_that_there_are(shown: Shown, answers: ScriptedDialogs, tmp_path: Path) -> None:
    _, context, page = shown
    section = _open(page, "letterheads")
    assert isinstance(section, LetterheadsSection)
    (tmp_path / "红头.png").write_bytes(whole_picture())
    answers.will([tmp_path / "红头.png"])
    section.form.field("社情民意").pick_button.click()  # type: ignore[attr-defined]
    assert section.save()
    for name, active in (("民意快报", True), ("民意快报", False)):
        journal = context.desk.read(office.journals)[0]
        context.desk.do(
            changing.save_journal, journal.id, name=name, mark=name, issued_by=journal.issued_by, active=active
        )
        section.reload()
        assert section.form.keys == tuple(context.desk.read(office.all_letterheads, on=context.today))
        assert section.page.count == 1 and not section.notice.text
        assert "民意" not in section._page_of.text()
        answers.will([tmp_path / "红头.png"])
        section.form.field("简报").pick_button.click()  # type: ignore[attr-defined]
        assert section.save()
        context.desk.undo()
        section.reload()


def test_a_word_head_without_a_line_is_not_picked_for_letters(
    shown: Shown, answers: ScriptedDialogs, tmp_path: Path
) -> None:
    section = _open(shown[2], "letterheads")
    assert isinstance(section, LetterheadsSection)
    (tmp_path / "标志.docx").write_bytes(word_file(rule=False))
    for use, told in (("函", "函的版头在双红线之上"), ("文件", "")):
        answers.will([tmp_path / "标志.docx"])
        section.form.field(use).pick_button.click()  # type: ignore[attr-defined]
        assert section.notice.text.startswith(told)
        assert (section.form.value(use) is None) is bool(told)


def test_a_name_that_is_taken_is_said_at_the_field(shown: Shown) -> None:
    section = _open(shown[2], "groups")
    assert isinstance(section, GroupsSection)
    section.add_button.click()
    section.form.set_value("name", "第一信息小组")
    assert not section.save()
    assert not section.notice.text  # said at the field, not in the bar
    assert section.dirty


def test_destinations_and_what_their_clocks_mean_today(shown: Shown) -> None:
    _, context, page = shown
    section = _open(page, "destinations")
    assert isinstance(section, DestinationsSection)
    named = {row.name: row.id for row in section.rows()}
    section.choose(named["区委"])
    told = section.example.text
    assert told.splitlines() == [
        "委员反映：若今天 09:00 收稿，应于 2026-11-25 周三 23:59 前报送，5 天（自然日，收到次日起算，末日 24:00 前）",
        "其他形式：若今天 09:00 收稿，应于 2026-12-04 周五 23:59 前报送，"
        "2 周（自然日，即 14 天，收到次日起算，末日 24:00 前）",
    ]
    fields = section.clocks.lines[0]
    fields["counting"].set_value(Counting.WORKING)
    fields["closing_time"].set_value("17:30")
    fields["counting"].changed.emit()
    assert section.example.text.splitlines()[0] == (
        "委员反映：若今天 09:00 收稿，应于 2026-11-27 周五 17:30 前报送，"
        "5 天（工作日，收到后首个工作日起算，末日 17:30 下班前）"
    )
    assert section.save()
    clock = next(row for row in context.desk.read(office.destinations) if row.name == "区委").clocks[0]
    assert (clock.counting, clock.closing_time, clock.amount) == ("工作日", "17:30", 5)


def test_a_department_follows_the_clock_above_it(shown: Shown) -> None:
    section = _open(shown[2], "destinations")
    assert isinstance(section, DestinationsSection)
    section.add_button.click()
    section.form.set_value("name", "县交通运输局")
    assert section.example.text.startswith("还没有期限")
    section.form.set_value("parent", "有关部门")
    assert section.example.text.startswith("按“有关部门”的期限，若今天 09:00 收稿，应于 2026-12-04 周五 23:59 前报送")
    assert section.save()
    rows = section.rows()
    place = [row.name for row in rows].index("县交通运输局")
    assert rows[place - 1].name == "有关部门" and rows[place].clocks == ()


def test_a_destination_without_a_clock_is_refused_in_place(shown: Shown) -> None:
    section = _open(shown[2], "destinations")
    assert isinstance(section, DestinationsSection)
    section.add_button.click()
    section.form.set_value("name", "市委")
    assert not section.save()
    assert section.dirty and section.example.text == "请填写报送期限。"


def test_one_form_has_one_clock(shown: Shown) -> None:
    section = _open(shown[2], "destinations")
    assert isinstance(section, DestinationsSection)
    section.clocks.add_line()
    assert not section.save()
    assert section.example.text.startswith("同一种报送形式只能有一个期限")
    section.clocks.lines[-1]["form"].set_value("专报")
    section.clocks.changed.emit()
    assert section.save()


def test_clocks_of_open_pieces_follow_a_changed_destination(shown: Shown) -> None:
    _, context, page = shown
    section = _open(page, "destinations")
    assert isinstance(section, DestinationsSection)
    section.choose({row.name: row.id for row in section.rows()}["区委"])
    section.clocks.lines[0]["amount"].set_value(3)
    section.clocks.lines[0]["unit"].set_value(ClockUnit.WEEK)
    section.clocks.changed.emit()
    assert section.save()
    item = next(i for i in context.desk.read(clocks.open_items, now=context.now) if i.clock and i.clock.chosen)
    assert item.clock is not None and item.clock.due_at == datetime(2026, 11, 26, 23, 59)


def test_the_matrix_of_signatories(shown: Shown) -> None:
    _, context, page = shown
    section = _open(page, "sign_off")
    assert isinstance(section, SignOffSection)
    section.cells["市政协", ""].set_value("陆怀远")
    section.cells["市政协", "特急"].set_value("梁伯衡")
    section.cells["", ""].set_value("陆怀远")
    section.touched()
    assert section.save()
    now = context.desk.read(office.office, on=context.today)

    def signs(*destinations: str, grade: str) -> str:
        return office.signatory_for(now, destinations=destinations, urgency_grade=grade)

    assert signs("市政协", grade="特急") == "梁伯衡"
    assert signs("市政协", grade="平件") == "陆怀远"
    assert signs("区委", "市政协", grade="特急") == "梁伯衡"
    assert signs("区委", grade="特急") == "陆怀远"
    assert section.cells["市政协", "特急"].value() == "梁伯衡"


def test_the_list_of_a_group_is_one_press_away(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    _, context, page = shown
    section = _open(page, "groups")
    assert isinstance(section, GroupsSection)
    gone: list[object] = []
    object.__setattr__(context, "navigate", lambda page_id, **target: gone.append((page_id, target)))
    section.choose(2)
    section.see_button.click()
    assert gone == [("people", {"group_id": 2})]


def test_staff_are_added_moved_and_taken_away(shown: Shown) -> None:
    _, context, page = shown
    section = _open(page, "staff")
    assert isinstance(section, StaffSection)
    section.editor.add_button.click()
    section.editor.lines[-1]["name"].set_value("谢小满")
    section.editor.lines[-1]["role"].set_value("文印")
    section.editor.move_line(section.editor._lines[-1], -1)
    section.editor.remove_line(section.editor._lines[0])
    assert section.save()
    assert [(p.name, p.role) for p in context.desk.read(office.staff)] == [
        ("单文静", "编辑"),
        ("陆怀远", "签发"),
        ("谢小满", "文印"),
        ("梁伯衡", "签发"),
    ]
    assert "王秀兰" in [p.name for p in context.desk.read(office.staff, all_names=True)]


def test_who_is_at_the_desk_is_remembered_on_this_pc(shown: Shown, ini: QSettings) -> None:
    window, context, page = shown
    section = _open(page, "staff")
    assert isinstance(section, StaffSection)
    section.person.set_value("单文静")
    section.person.changed.emit()
    assert context.person == "单文静" and ini.value("person") == "单文静"
    assert window.header._person.text() == "单文静"
    section.editor.lines[0]["role"].set_value("登记和分类")
    section.touched()
    assert section.save()
    assert context.desk.read(history.rows, context.desk.read(history.ids)[:1].tolist())[0].by == "单文静"


def test_words_are_renamed_as_new_reordered_and_used_again(qtbot: QtBot, shown: Shown) -> None:
    _, context, page = shown
    section = _open(page, "words")
    assert isinstance(section, WordsSection)
    section.show_kind("pause_reason")
    first = section.editor.lines[0]["word"]
    first.set_value("等反映人补充")
    qtbot.keyClick(first, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    section.touched()
    assert section.save()
    assert context.desk.read(office.words, "pause_reason") == ("等待部门核实情况", "等反映人补充", "领导外出待签")
    old = next(c for c in context.desk.read(office.codes, "pause_reason", all_words=True) if not c.active)
    assert old.word == "等待反映人补充"
    section._use_again({"word": old.word, "sentence": ""})
    assert section.save()
    assert context.desk.read(office.words, "pause_reason")[-1] == "等待反映人补充"


def test_a_reason_keeps_its_sentence(shown: Shown) -> None:
    _, context, page = shown
    section = _open(page, "words")
    assert isinstance(section, WordsSection)
    section.show_kind("rejection_reason")
    section.editor.lines[0]["sentence"].set_value("请向信访部门反映。")
    section.touched()
    assert section.save()
    assert context.desk.read(office.codes, "rejection_reason")[0].sentence == "请向信访部门反映。"


def test_words_that_are_the_same_are_refused(shown: Shown) -> None:
    section = _open(shown[2], "words")
    assert isinstance(section, WordsSection)
    section.editor.lines[1]["word"].set_value(section.editor.lines[0]["word"].value())
    section.touched()
    assert not section.save()
    assert "重复" in section.notice.text


def test_the_notice_is_understood_before_it_is_entered(shown: Shown) -> None:
    window, context, page = shown
    section = _open(page, "holidays")
    assert isinstance(section, HolidaysSection)
    section.show_paste()
    assert not section.paste.entered.isEnabled()
    section.paste.text.edit.setPlainText("明天放假")
    section.paste.understand()
    assert not section.paste.entered.isEnabled()
    section.paste.text.edit.setPlainText(NOTICE)
    section.paste.understand()
    assert section.paste.entered.text() == "录入 2027 年"
    assert not context.desk.read(office.calendar).knows(2027)
    section.paste.entered.click()
    days = context.desk.read(office.calendar)
    assert days.knows(2027) and date(2027, 10, 9) in days.worked and date(2027, 10, 7) in days.off
    assert section.year == 2027 and section.stack.currentIndex() == 0
    assert window.snackbar.accessibleName() == "已录入 2027 年放假安排，没有报送期限需要变动"


def test_one_day_is_put_right_by_hand_and_undone(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page = shown
    section = _open(page, "holidays")
    assert isinstance(section, HolidaysSection)
    day = date(2026, 11, 23)
    answers.will({"kind": "off", "name": "县里放假"})
    section.view.day_wanted.emit(day)
    assert context.desk.read(office.calendar).off[day] == "县里放假"
    answers.will({"kind": "", "name": ""})
    section.view.day_wanted.emit(day)
    assert day not in context.desk.read(office.calendar).off
    context.desk.undo()
    assert section.view.kind(day) == "off"


def test_days_of_the_year_are_found_where_they_are_painted(shown: Shown) -> None:
    section = _open(shown[2], "holidays")
    assert isinstance(section, HolidaysSection)
    for day in (date(2026, 1, 1), date(2026, 8, 31), date(2026, 12, 31)):
        assert section.view.day_at(section.view._place(day).center()) == day


def test_next_years_notice_is_asked_for_from_december(shown: Shown, clock: StandingClock) -> None:
    _, context, page = shown
    section = _open(page, "holidays")
    assert isinstance(section, HolidaysSection)
    assert not section.standing.text
    clock.now = datetime(2026, 12, 1, 8, 30)
    section.reload()
    assert section.standing.text.startswith("2027 年放假安排未录入")
    days = context.desk.read(office.calendar)
    assert missing_years(days, date(2026, 11, 30)) == [] and missing_years(days, date(2027, 12, 1)) == [2027, 2028]


def test_stretches_of_days_in_words() -> None:
    off = {date(2026, 9, day): "中秋节" for day in (25, 26, 27)} | {date(2027, 1, 1): "元旦"}
    worked = {date(2026, 9, 20): "中秋节"}
    assert told_days(off, worked) == [
        ("中秋节", "9月25日（周五）至27日（周日） 放假\u00a03\u00a0天\n9月20日（周日） 上班"),
        ("元旦", "1月1日（周五） 放假\u00a01\u00a0天"),
    ]


def test_the_zoom_belongs_to_this_pc(shown: Shown, ini: QSettings) -> None:
    window, context, page = shown
    section = _open(page, "this_pc")
    assert isinstance(section, ThisPcSection)
    lines = len(context.desk.read(history.ids))
    section.zoom.set_value("1.15")
    section.zoom.changed.emit()
    assert ini.value("zoom") == "1.15"
    assert "重新打开程序后生效" in window.snackbar.accessibleName()
    assert len(context.desk.read(history.ids)) == lines
    assert section.form.value("data") == str(context.desk.folder.root)


def test_the_fonts_belong_to_this_pc_and_change_the_pages(shown: Shown) -> None:
    window, context, page = shown
    preference.keep_in(context.desk.folder.fonts)
    section = _open(page, "this_pc")
    assert isinstance(section, ThisPcSection)
    field = section.faces[Face.XIAOBIAOSONG]
    assert field.value() == "" and field.box.currentText().startswith("自动（")
    known = installed().known(Face.XIAOBIAOSONG)
    field.set_value(known[-1].family)
    field.changed.emit()
    assert installed().choice(Face.XIAOBIAOSONG) == known[-1]
    assert f"小标宋用 {known[-1].told}" in window.snackbar.accessibleName()
    preference.keep_in(context.desk.folder.fonts)  # as the next start does
    section.reload()
    assert field.value() == known[-1].family
    field.set_value("")
    field.changed.emit()
    assert preference.preferred() == {} and installed().choice(Face.XIAOBIAOSONG) == known[0]


def test_the_log_is_filtered_by_person_and_exported(
    qtbot: QtBot, shown: Shown, answers: ScriptedDialogs, tmp_path: Path
) -> None:
    _, context, page = shown
    context.desk.by = "单文静"
    context.desk.do(changing.change_settings, {"soon_hours": 12}, since=context.today)
    section = _open(page, "log")
    assert isinstance(section, LogSection)
    everybody = section.table.rows.rowCount()
    newest = section.table.rows.row_at(0)
    assert (newest.by, newest.label) == ("单文静", "修改设置")
    section.person.set_value("单文静")
    section.person.changed.emit()
    assert section.table.rows.rowCount() == 1 < everybody
    answers.will(tmp_path / "日志.xlsx", None)
    section.tools.export_button.click()
    qtbot.waitUntil(lambda: (tmp_path / "日志.xlsx").exists() and not context.work.jobs)
    from openpyxl import load_workbook

    cells = [
        cell
        for line in load_workbook(tmp_path / "日志.xlsx").worksheets[0].iter_rows(values_only=True)
        for cell in line
    ]
    assert "修改设置" in cells and "单文静" in cells
    gone: list[dict[str, object]] = []
    object.__setattr__(context, "navigate", lambda _page, **target: gone.append(target))
    section.tools.print_button.click()
    ledger = gone[-1]["ledger"]
    assert isinstance(ledger, Ledger) and (ledger.title, len(ledger.rows)) == ("操作日志", 1)


@pytest.mark.screens
@pytest.mark.parametrize("section", [kind.id for kind in SECTIONS])
def test_nothing_is_cut_off_at_any_size(tmp_path: Path, section: str) -> None:
    found = in_child(f"tests.ui.office:settings_{section}", tmp_path, section, SCREENS)
    assert found == {name: [] for name in found}


class Flashes(QObject):
    """Notes every window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_part_comes_up_as_a_window_of_its_own_first(qapp: QApplication, whole: Whole) -> None:
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    for kind in SECTIONS:
        whole.window.go("settings", section=kind.id)
    qapp.removeEventFilter(flashes)
    assert flashes.seen == []
