"""统计 in the window: chosen by chips and boxes, every number opened to its list, copied, printed, exported."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from cppcc_desk.domain.statistics import OWN, READY, Dimension, Head, Line, Measure, View
from cppcc_desk.operations.submissions import move_to_bin
from cppcc_desk.ui.pages.preview import PreviewPage
from cppcc_desk.ui.pages.reports import ReportsPage
from cppcc_desk.ui.pages.reports.statistics import StatisticsPage
from cppcc_desk.ui.pages.reports.statistics.charting import drawn
from cppcc_desk.ui.pages.reports.statistics.choosing import ViewChooser
from cppcc_desk.ui.pages.submissions import SubmissionsPage, listing
from cppcc_desk.ui.pages.submissions.filters import BIN
from tests.ui.printed import rest
from tests.ui.statistics import LIMITED, page
from tests.ui.whole import Whole


def cell(shown: StatisticsPage, row: str, column: str) -> tuple[Line, Head, int]:
    """A line, a head, and how many pieces their cell says."""
    assert shown.found is not None
    table = shown.found.table
    line = next(line for line in table.lines if line.label == row)
    place = next(number for number, head in enumerate(table.heads) if head.label == column)
    return line, table.heads[place], line.cells[place].count


def click(shown: StatisticsPage, row: str, column: str) -> None:
    """As a person does."""
    line, head, _ = cell(shown, row, column)
    table = shown.cross.table
    index = table.rows.index(table.rows.find(line.key), table.rows.column(head.key))
    table.scrollTo(index)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())


def listed(whole: Whole) -> tuple[SubmissionsPage, list[str]]:
    """The page of the pieces, and the numbers that it lists."""
    front = whole.window.page
    assert isinstance(front, SubmissionsPage)
    return front, [row.intake_no for row in front.listing.on_screen()]


def test_a_number_opens_exactly_its_pieces_and_back_again(whole: Whole) -> None:
    shown = page(whole, view=READY["levels"])
    assert shown.subtitle == "2026年度（截至11月20日）" and shown.choosing.ready.chosen == "levels"
    line, head, count = cell(shown, "合计", "市级")
    assert count == 5
    click(shown, "合计", "市级")
    front, numbers = listed(whole)
    assert sorted(numbers) == sorted(line.cells[shown.found.table.heads.index(head)].pieces)  # type: ignore[union-attr]
    assert front.listing._searched_words.text() == "统计：采用层级“市级”采用 5 篇，2026年度（截至11月20日）"
    assert front.listing._count.text() == "5 篇" and front.listing.filters.isHidden()
    front.listing.show_table(True)  # the table of all columns lists the same, and can be printed
    assert front.listing.model.count() == 5 and not front.listing.filters.tools.isHidden()
    assert front.listing.filters.chips.isHidden() and not front.listing.filters.isHidden()
    front.listing.search_left.emit()
    assert isinstance(whole.window.page, ReportsPage) and shown.isVisible()
    whole.window.go("submissions")
    assert front.listing.given is None and len(listed(whole)[1]) > 5


def test_every_number_on_the_screen_opens_as_many_as_it_says(whole: Whole) -> None:
    for view in (READY["months"], READY["sources"], replace(READY["groups"], compared=True), LIMITED):
        shown = page(whole, view=view)
        assert shown.found is not None
        for line in shown.found.table.lines:
            for place, head in enumerate(shown.found.table.heads):
                pieces = line.cells[place].pieces
                if not pieces:
                    continue
                whole.window.go("reports")
                shown.cross.picked.emit(line, head)
                assert sorted(listed(whole)[1]) == sorted(pieces), (line.label, head.label)


def test_enter_opens_the_cell_under_the_keyboard(whole: Whole) -> None:
    shown = page(whole, view=READY["levels"])
    table = shown.cross.table
    table.setFocus()
    _, head, count = cell(shown, "医疗卫生", "省级")
    row = next(n for n in range(table.rows.count()) if table.rows.row_at(n).label == "医疗卫生")
    table.setCurrentIndex(table.rows.index(row, table.rows.column(head.key)))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert len(listed(whole)[1]) == count == 1
    whole.window.go("reports")
    table.setCurrentIndex(table.rows.index(row, 0))  # at the beginning of the row: all of it
    shown.cross.open_button.click()
    assert len(listed(whole)[1]) == cell(shown, "医疗卫生", "合计")[2] == 3


def test_the_keyboard_begins_in_the_table_and_stays_there(whole: Whole) -> None:
    shown = page(whole, view=READY["levels"])
    assert whole.window.focusWidget() is shown.cross.table
    shown = page(whole, view=READY["groups"])  # of other columns: a table of its own
    assert whole.window.focusWidget() is shown.cross.table


def test_a_nought_and_a_change_open_nothing(whole: Whole) -> None:
    shown = page(whole, view=replace(READY["levels"], compared=True))
    click(shown, "其他", "合计")
    assert isinstance(whole.window.page, ReportsPage)
    click(shown, "合计", "增减")  # 26 more than the year before
    assert isinstance(whole.window.page, ReportsPage)
    shown.cross.picked.emit(*cell(shown, "合计", "增减")[:2])
    assert isinstance(whole.window.page, ReportsPage)


def test_chips_and_boxes_say_the_same(whole: Whole) -> None:
    shown = page(whole, view=READY["months"])
    shown.choosing.ready._group.button(2).click()
    rest(whole.context)
    assert [head.label for head in shown.found.table.heads] == [str(one) for one in Measure]  # type: ignore[union-attr]
    assert shown.choosing.rows.value() is Dimension.GROUP and shown.choosing.columns.value() is None
    choose(shown.choosing.rows.box, "类别")
    rest(whole.context)
    assert shown.choosing.ready.chosen == ""  # none of the ready-made ones
    choose(shown.choosing.columns.box, "采用层级")
    rest(whole.context)
    assert shown.choosing.measures.value() == (Measure.CARRIED_OUT,)  # one of them at a time
    choose(shown.choosing.measures.box, "采用")
    rest(whole.context)
    assert shown.choosing.ready.chosen == "levels" and cell(shown, "合计", "合计")[2] == 26
    assert "类别" not in [shown.choosing.columns.box.itemText(n) for n in range(shown.choosing.columns.box.count())]
    choose(shown.choosing.rows.box, "采用层级")  # what was the column cannot be both
    rest(whole.context)
    assert shown.choosing.columns.value() is None and shown.found is not None


def test_what_was_looked_at_last_is_there_again(whole: Whole) -> None:
    page(whole, view=replace(LIMITED, filters=()))
    assert ViewChooser(whole.context.settings).ready.chosen == "months"
    whole.window.page.keep()
    again = ViewChooser(whole.context.settings)
    assert again.view(()) == replace(LIMITED, filters=(), compared=False) and again.ready.chosen == ""
    for broken in ("category||nothing", "category|category|received", "|||", "category|month|received,sent"):
        whole.context.settings.setValue("statistics/view", broken)
        assert ViewChooser(whole.context.settings).ready.chosen == "months"


def choose(box: object, words: str) -> None:
    number = box.findText(words)  # type: ignore[attr-defined]
    assert number >= 0, words
    box.setCurrentIndex(number)  # type: ignore[attr-defined]
    box.activated.emit(number)  # type: ignore[attr-defined]


def test_times(whole: Whole) -> None:
    shown = page(whole, view=READY["months"])
    words = [shown.periods._period.box.itemText(n) for n in range(shown.periods._period.box.count())]
    assert words[:7] == ["全年", "上半年", "下半年", "第一季度", "第二季度", "第三季度", "第四季度"]
    assert words[-2:] == ["11月", "自定日期"]
    choose(shown.periods._period.box, "第三季度")
    rest(whole.context)
    assert [line.label for line in shown.cross.table.rows.rows] == ["7月", "8月", "9月", "合计"]  # type: ignore[attr-defined]
    choose(shown.periods._period.box, "自定日期")
    rest(whole.context)
    assert shown.periods.own == (date(2026, 7, 1), date(2026, 9, 30))
    shown.periods.first.set_value(date(2026, 8, 1))
    shown.periods.changed.emit()
    rest(whole.context)
    assert shown.found is not None and shown.found.span.key == OWN and shown.subtitle == "2026年8月1日至2026年9月30日"
    assert cell(shown, "合计", "来稿")[2] == 11
    page(whole, view=READY["months"], year=2025, period="month-12")
    choose(shown.periods._year.box, "2026 年")  # December has not come yet: the whole year
    rest(whole.context)
    assert shown.subtitle == "2026年度（截至11月20日）"


def test_filters_are_chips_that_are_taken_away_again(whole: Whole) -> None:
    shown = page(whole, view=READY["sources"])
    whole.dialogs.will({"category": "教育", "adopted_level": "市"})
    shown.filters.add.click()
    rest(whole.context)
    chips = [chip.text() for chip in shown.filters._chips]  # type: ignore[attr-defined]
    assert chips == ["类别：教育", "采用层级：市级", "清除筛选"]
    assert cell(shown, "合计", "采用")[2] == 2
    click(shown, "合计", "采用")
    assert listed(whole)[0].listing._searched_words.text().endswith("，类别：教育，采用层级：市级")
    whole.window.go("reports")
    shown.filters._chips[1].click()  # type: ignore[attr-defined]
    rest(whole.context)
    assert shown.filters.value == ((Dimension.CATEGORY, ("教育",)),)
    shown.filters.clear_all()
    rest(whole.context)
    assert cell(shown, "合计", "来稿")[2] == 43 and not shown.filters._chips
    whole.dialogs.will(None)
    shown.filters.add.click()
    assert shown.filters.value == ()


def test_notes_open_the_pieces_because_of_which_they_are(whole: Whole) -> None:
    shown = page(whole, view=READY["months"])
    assert shown.found is not None
    (note,) = shown.found.table.notes
    shown.cross.notes.picked.emit(note)
    assert sorted(listed(whole)[1]) == sorted(note.pieces)
    whole.window.go("reports")
    (doubt,) = shown.found.table.mismatches
    assert doubt.words == "1 篇来稿没有写明反映人，来源不明"
    shown.cross.notes.picked.emit(doubt)
    assert listed(whole)[1] == ["2026-004"]


def test_the_chart_opens_what_it_draws(whole: Whole) -> None:
    shown = page(whole, view=READY["months"])
    assert shown.chart.isHidden()  # the table has no room to spare at this height
    shown.chart_button.click()
    assert shown.chart.isVisible()
    assert shown.chart.view.chart.title == "各月来稿和采用"
    months = [line.cells[1].count for line in shown.found.table.lines[:-1]]  # type: ignore[union-attr]
    assert list(shown.chart.view.chart.series[1].values) == months
    shown.chart.view.picked.emit(6, 1)
    assert len(listed(whole)[1]) == months[6]
    whole.window.go("reports")
    shown.chart_button.click()
    assert shown.chart.isHidden()
    whole.window.resize(1366, 1000)
    assert shown.chart.isHidden()  # as was asked for


def test_charts_take_what_can_be_told_apart(whole: Whole) -> None:
    shown = page(whole, view=LIMITED)
    assert shown.found is not None
    people = drawn(shown.found.table)
    assert people is not None and people.chart.title == "各反映人采用" and len(people.heads) == 1
    shown = page(whole, view=View(rows=Dimension.TOWN, columns=None, measures=tuple(Measure)))
    assert shown.found is not None
    towns = drawn(shown.found.table)
    assert towns is not None and [head.label for head in towns.heads] == ["来稿", "采用"]
    shown = page(whole, view=READY["levels"], year=2025)
    assert shown.found is not None and drawn(shown.found.table) is None and shown.chart.isHidden()


def test_sums_stay_below_however_the_table_is_sorted(whole: Whole) -> None:
    shown = page(whole, view=READY["levels"])
    table = shown.cross.table
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        table.sortByColumn(table.rows.column("adopted"), order)
        labels = [table.rows.row_at(n).label for n in range(table.rows.count())]
        assert labels[-1] == "合计"
    assert labels[0] == "农业农村"
    shown.cross.copy()
    assert QGuiApplication.clipboard().text().splitlines()[1].startswith("农业农村\t6")


def test_the_table_is_copied_for_wps(whole: Whole) -> None:
    shown = page(whole, view=READY["levels"])
    shown.cross._tools["copy"].click()
    data = QGuiApplication.clipboard().mimeData()
    lines = [line.split("\t") for line in data.text().splitlines()]
    assert lines[0] == ["类别", "本级", "市级", "省级", "全国", "合计"]
    assert lines[-1] == ["合计", "26", "5", "3", "1", "26"] and len({len(line) for line in lines}) == 1
    assert data.html().count("<tr>") == len(lines) and "<td>农业农村</td><td>6</td>" in data.html()


def test_print_shows_the_table_with_its_time_and_notes(whole: Whole) -> None:
    shown = page(whole, view=replace(READY["levels"], filters=((Dimension.SOURCE, ("委员",)),)))
    QTest.keyClick(shown.cross.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    rest(whole.context)
    preview = whole.window.page
    assert isinstance(preview, PreviewPage) and preview.preview is not None
    words = "".join(
        item.text for sheet in preview.preview.layout.pages for item in sheet.items if hasattr(item, "text")
    )
    for told in (
        "采用情况统计表（按类别和采用层级）",
        "统计时间：2026年度（截至11月20日）",
        "来源：委员",
        "合计",
        "不止一个层级",
    ):
        assert told in words.replace("\n", ""), told
    assert "条" not in words.split("类别")[0].split("日")[-1]


def test_export_is_read_back(whole: Whole, tmp_path: Path) -> None:
    shown = page(whole, view=READY["groups"])
    target = tmp_path / "小组.xlsx"
    whole.dialogs.will(target, None)
    shown.cross._tools["export"].click()
    rest(whole.context)
    sheet = load_workbook(target).active
    assert [each.value for each in sheet[3]] == ["信息小组", *(str(one) for one in Measure)]
    assert [each.value for each in sheet[9]] == ["合计", 43, 39, 26, 26, 26, 3, 6, 4]
    assert sheet["A10"].value == "各数都是篇数，一篇只算一次。"


def test_more_pieces_than_the_list_takes_stand_in_the_table(whole: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_ROWS", 4)
    shown = page(whole, view=READY["levels"])
    click(shown, "合计", "市级")
    front, numbers = listed(whole)
    assert front.listing.as_table and len(numbers) == front.listing.model.count() == 5
    whole.window.go("reports")
    click(shown, "合计", "省级")
    assert not front.listing.as_table and len(listed(whole)[1]) == 3


def test_given_pieces_are_no_bin_and_go_with_a_search_or_a_chip(whole: Whole) -> None:
    whole.window.go("submissions", scope=BIN)
    front, _ = listed(whole)
    whole.window.go("submissions", numbers=("2026-001", "2026-002"), words="统计：两篇", came_from="reports")
    assert len(listed(whole)[1]) == 2 and not front.listing.in_bin and front.restore_button.isHidden()
    front.listing.clear_filters()
    assert len(listed(whole)[1]) == 43 and front.listing.given is None
    whole.window.go("submissions", numbers=("2026-001",), words="统计：一篇", came_from="reports")
    whole.window.go("submissions", search="充电")
    rest(whole.context)
    assert front.listing.given is None and front.listing._searched_words.text() == "搜索“充电”"
    whole.window.go("submissions", numbers=("2025-999",), words="统计：没有了", came_from="reports")
    assert front.listing.empty.accessibleName() == "这些来稿现在都不在了"


def test_a_change_is_counted_anew(whole: Whole) -> None:
    shown = page(whole, view=READY["sources"])
    before = cell(shown, "合计", "来稿")[2]
    waiting = whole.submission("2026-043")
    whole.desk.do(move_to_bin, [waiting])
    rest(whole.context)
    assert cell(shown, "合计", "来稿")[2] == before - 1
