"""计分考核 in the window: rankings and accounts, what people decide, years closed and opened again, awards."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import openpyxl
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.sentences import explained
from cppcc_desk.errands.annual import begin_circular
from cppcc_desk.operations.scoring import by_hand
from cppcc_desk.operations.scoring.awards import AwardEntry, decide_awards
from cppcc_desk.operations.scoring.by_hand import AdjustmentEntry
from cppcc_desk.operations.scoring.closing import close_year
from cppcc_desk.operations.submissions import move_to_bin
from cppcc_desk.queries.scoring.awards import decided
from cppcc_desk.queries.scoring.by_hand import disputes, given_by_hand, unranked
from cppcc_desk.queries.scoring.closing import closings
from cppcc_desk.queries.scoring.of_piece import shares
from cppcc_desk.queries.scoring.years import shown_scores
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.pages.base import Page
from cppcc_desk.ui.pages.drafting import DraftingPage
from cppcc_desk.ui.pages.people import PeoplePage
from cppcc_desk.ui.pages.person import PersonPage
from cppcc_desk.ui.pages.score import ScorePage
from cppcc_desk.ui.pages.scores import ScoresPage
from cppcc_desk.ui.pages.scores.awards import AwardsPage
from cppcc_desk.ui.pages.scores.by_hand import ByHandPage
from cppcc_desk.ui.pages.scores.charting import Shows
from cppcc_desk.ui.pages.scores.closing import ClosingPage
from cppcc_desk.ui.pages.scores.ranking import RankingPage
from cppcc_desk.ui.pages.submissions import SubmissionsPage
from cppcc_desk.ui.pages.submissions.detail import SCORES
from cppcc_desk.ui.widgets import Suggestion
from cppcc_desk.ui.window import Window
from tests.outcomes import adoption, record
from tests.scored import Scored, settle_scores
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import furnish, in_window
from tests.ui.printed import rest

P = TypeVar("P", bound=Page)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


class Stage:
    """The window over an office with scores."""

    def __init__(self, window: Window, context: Context, who: Scored, answers: ScriptedDialogs) -> None:
        self.window, self.context, self.who, self.answers = window, context, who, answers

    @property
    def desk(self) -> Desk:
        return self.context.desk

    def rest(self) -> None:
        rest(self.context)

    def part(self, key: str, kind: type[P], **target: Any) -> P:
        self.window.go("scores", part=key, **target)
        self.rest()
        page = self.window.page
        assert isinstance(page, ScoresPage)
        assert isinstance(page.front, kind)
        return page.front

    def ranking(self, **target: Any) -> RankingPage:
        return self.part("ranking", RankingPage, **target)

    def account(self) -> ScorePage:
        self.rest()
        page = self.window.page
        assert isinstance(page, ScorePage)
        return page

    def of(self, **target: Any) -> ScorePage:
        self.window.go("score", **target)
        return self.account()

    def later(self, when: datetime) -> None:
        self.desk.clock.now = when  # type: ignore[attr-defined]


@pytest.fixture
def stage(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Stage]:
    furnish(desk)
    who = settle_scores(desk)
    with in_window(qtbot, desk, ini, answers) as (window, context):
        yield Stage(window, context, who, answers)


def told(page: RankingPage) -> list[tuple[str, ...]]:
    """The list as it is read, without the column that opens the account."""
    lines = page.list.table.as_tsv(page.list.shown()).splitlines()[1:]
    return [tuple(line.split("\t")[:-1]) for line in lines]


# ------------------------------------------------------------------ 名次
def test_the_ranking_tells_what_the_query_tells(stage: Stage) -> None:
    page = stage.ranking()
    found = stage.desk.read(shown_scores, 2026, today=stage.context.today)
    group = found.groups[0]
    assert page.list.groups.chosen == group.group.name == "委员"
    assert [row[1] for row in told(page)] == [row.who.name for row in group.rows] == ["柳青禾", "顾长安"]
    assert told(page)[0] == ("1", "柳青禾", "委员，医药卫生界", "2", "2", "1", "0", "0", "0", "7.25", "称职")
    assert "简明型" in page.subtitle and "2026年度" in page.subtitle
    assert page.list._scheme.text().startswith("简明型：有效来稿 0.5 分 · 本级采用 1 分")
    assert page.list._counted.text().endswith("计算") and page.list._closed.isHidden()


def test_groups_are_chosen_by_chips_and_by_a_box_where_there_is_no_room(stage: Stage) -> None:
    page = stage.ranking()
    groups = page.list.groups
    assert groups.chips is not None and groups.chips.isVisible() and groups.box.isHidden()
    groups.chips.choose("界别")
    groups._pick("界别")
    assert {row[1] for row in told(page)} >= {"医药卫生界", "科技界"}
    stage.window.resize(1024, 520)
    assert groups.chips.isHidden() and groups.box.isVisible() and groups.box.value() == "界别"
    assert page.chart.isHidden()  # a low window
    groups.box.set_value("委员")
    groups.box.changed.emit()
    assert [row[1] for row in told(page)] == ["柳青禾", "顾长安"]
    stage.window.resize(1366, 696)
    assert groups.chips.chosen == "委员" and page.chart.isVisible()


def test_parts_of_the_year_are_chosen_and_days_of_ones_own(stage: Stage) -> None:
    page = stage.ranking()
    periods = page.list.periods
    keys = [periods._period.box.itemText(n) for n in range(periods._period.box.count())]
    assert keys[:5] == ["全年", "第一季度", "第二季度", "第三季度", "第四季度"]
    assert keys[-2:] == ["1—11 月", "自定日期"]
    periods._period.set_value("quarter-1")
    periods._period.changed.emit()
    stage.rest()
    assert [row[-2] for row in told(page)] == ["0", "0"]
    assert "1月1日至3月31日" in page.subtitle
    periods._period.set_value("own")
    periods._period.changed.emit()
    stage.rest()
    assert periods._days.isVisible()
    assert periods.own == (date(2026, 1, 1), date(2026, 3, 31))  # those of what was shown
    periods.first.set_value(date(2026, 11, 19))
    periods.last.set_value(date(2026, 11, 19))
    periods.last.changed.emit()
    stage.rest()
    found = stage.desk.read(
        shown_scores, 2026, today=stage.context.today, first=date(2026, 11, 19), last=date(2026, 11, 19)
    )
    row = found.row_of(stage.who.liu)
    assert row is not None and told(page)[0][-2] == points_text(row.score)


def test_a_month_of_the_chart_shows_its_ranking(stage: Stage) -> None:
    page = stage.ranking()
    page.chart.view.picked.emit(10, 0)
    stage.rest()
    assert page.list.periods.own == (date(2026, 11, 1), date(2026, 11, 30))
    assert page.found is not None and page.found.period == "own"


def test_the_chart_tells_months_levels_and_groups(stage: Stage) -> None:
    page = stage.ranking()
    chart = page.chart
    assert chart.front.chart.title == "各月来稿与采用"
    assert [series.values[10:] for series in chart.front.chart.series] == [
        (8, None),
        (2, None),
    ]  # five of them of nobody in the roster
    chart.shows.set_value(Shows.LEVELS)
    chart.shows.changed.emit()
    assert dict(zip(chart.front.chart.categories, chart.front.chart.series[0].values, strict=True)) == {
        "本级": 2,
        "市级": 1,
        "省级": 0,
        "全国": 0,
    }
    chart.shows.set_value(Shows.GROUPS)
    chart.shows.changed.emit()
    assert len(chart.front.chart.categories) == 5 and "第一信息小组" in chart.front.chart.categories
    chart.front.picked.emit(0, 0)
    assert stage.account().row is not None


def test_who_takes_part_in_no_ranking_stands_last_in_grey_with_the_reason(stage: Stage) -> None:
    stage.desk.do(by_hand.leave_unranked, stage.who.liu, reason="机关干部")
    page = stage.ranking()
    assert [row[:2] for row in told(page)] == [("1", "顾长安"), ("－", "柳青禾")]
    last = page.list.shown()[-1]
    columns = {column.key: column for column in page.list.table.rows.columns}
    assert columns["note"].text(last) == "不参与排名：机关干部"
    tone = columns["name"].tone
    assert tone is not None and tone(last) == "text3"


def test_every_way_leads_to_the_account(stage: Stage) -> None:
    page = stage.ranking()
    table = page.list.table
    table.choose([stage.who.gu])
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert stage.account().row is not None and stage.account().row.who.name == "顾长安"
    page = stage.ranking()
    page.list.open_button.click()
    assert stage.window.page.title == "得分明细"
    page = stage.ranking()
    table.link_pressed.emit(table.rows.row_at(0), "why")
    assert stage.account().row is not None and stage.account().row.who.name == "柳青禾"


def test_all_groups_are_written_into_one_book(stage: Stage, tmp_path: Path) -> None:
    page = stage.ranking()
    path = tmp_path / "名次.xlsx"
    stage.answers.will(path, None)
    page.list.more_actions["export"].trigger()
    stage.rest()
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:2] == ["委员", "信息员"]
    assert any("柳青禾" in [cell.value for cell in line] for line in book["委员"].iter_rows())


def test_the_list_is_printed_as_it_stands(stage: Stage) -> None:
    page = stage.ranking()
    page.list.tools.print_button.click()
    stage.rest()
    assert "委员" in stage.window.page.subtitle and "得分排名" in stage.window.page.subtitle


def test_the_page_has_its_key(stage: Stage) -> None:
    stage.window.go("workbench")
    QTest.keyClick(stage.window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    stage.rest()
    assert isinstance(stage.window.page, ScoresPage)
    assert stage.window.page.front.help_chapter == "scores"


# ------------------------------------------------------------------ 得分明细
def test_the_lines_of_an_account_add_up_to_the_score(stage: Stage) -> None:
    page = stage.of(subject=stage.who.liu, year=2026)
    assert page.row is not None and page.row.score == 725
    rows = [page.table.rows.row_at(number) for number in range(page.table.rows.count())]
    assert sum(row.line.counted for row in rows) == page.row.score
    assert page._score.text() == "7.25 分" and "委员第 1 名" in page._facts.text()
    assert "市政协采用 5" in page._parts.text()
    page.table.choose([rows[-1].place])
    assert page._told.text().endswith(explained(rows[-1].line))
    assert {row.line.piece_id for row in rows} == {stage.who.used, stage.who.joint}


def test_a_line_opens_its_piece(stage: Stage) -> None:
    page = stage.of(subject=stage.who.gu, year=2026)
    page.table.choose([0])
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    shown = stage.window.page
    assert isinstance(shown, SubmissionsPage)
    assert shown.detail.detail is not None and shown.detail.detail.row.id == stage.who.joint


def test_one_goes_through_the_ranking_and_back(stage: Stage) -> None:
    page = stage.of(subject=stage.who.liu, year=2026)
    assert not page.previous_button.isEnabled() and page.next_button.isEnabled()
    page.next_button.click()
    assert page.row is not None and page.row.who.name == "顾长安" and page._score.text() == "0.75 分"
    assert not page.next_button.isEnabled()
    page.previous_button.click()
    assert page.row.who.name == "柳青禾"
    page.person_button.click()
    assert isinstance(stage.window.page, PersonPage)
    stage.of(subject=stage.who.liu, year=2026).back_button.click()
    assert isinstance(stage.window.page, ScoresPage)


def test_who_is_in_no_ranking_is_told(stage: Stage) -> None:
    page = stage.of(subject=stage.who.liu._replace(id=999), year=2026)
    assert page.row is None and page.empty.isVisible()
    assert not any(made.isEnabled() for made in (page.adjust_button, page.dispute_button, page.piece_button))


def test_points_are_given_refused_in_the_form_and_undone(stage: Stage) -> None:
    page = stage.of(subject=stage.who.gu, year=2026)
    stage.answers.will({"points": "2", "reason": "承办现场会", "approved_by": "梁伯衡"})
    page.adjust_button.click()
    stage.rest()
    assert page._score.text() == "2.75 分" and page.table.rows.count() == 3
    assert page._place() == 1
    question = stage.answers.asked[-1]
    usual = {ask.key: ask.value for ask in question.fields}
    good = {**usual, "points": "2", "reason": "承办现场会", "approved_by": "梁伯衡"}
    assert question.check({**good, "points": "两分"}) == {
        "points": "“两分”不是分数。没有作任何改动。请写 2 或 -1.5 这样的数。"
    }
    assert list(question.check({**good, "points": "2000"})) == ["points"]
    assert list(question.check({**good, "counted_on": date(2026, 12, 1)})) == ["counted_on"]
    stage.desk.undo()
    stage.rest()
    assert page._score.text() == "0.75 分" and page.table.rows.count() == 2


def test_who_is_not_ranked_is_set_and_taken_back_from_the_account(stage: Stage) -> None:
    page = stage.of(subject=stage.who.liu, year=2026)
    stage.answers.will({"reason": "本人申请"})
    page.rank_button.click()
    stage.rest()
    assert page.rank_button.text() == "恢复参与排名" and "不参与排名：本人申请" in page._facts.text()
    page.rank_button.click()
    stage.rest()
    assert page.rank_button.text() == "不参与排名…" and stage.desk.read(unranked) == ()


# ------------------------------------------------------------------ 调整与异议
def test_points_by_hand_are_listed_added_and_withdrawn(stage: Stage) -> None:
    page = stage.part("by_hand", ByHandPage)
    part = page.lists["adjustments"]
    assert part.table.rows.count() == 0 and part.empty.isVisible()
    who = (Suggestion("顾长安"),)  # typed, not taken from the list
    stage.answers.will({"who": who, "points": "-0.5", "label": "扣分", "reason": "迟报", "approved_by": "梁伯衡"})
    part.new_button.click()  # type: ignore[attr-defined]
    (row,) = stage.desk.read(given_by_hand, *YEAR)
    assert (row.subject, row.points, row.label) == (stage.who.gu, -50, "扣分")
    question = stage.answers.asked[-1]
    values = {ask.key: ask.value for ask in question.fields} | {
        "who": (Suggestion("没有这个人"),),
        "points": "1",
        "reason": "原因",
        "approved_by": "梁伯衡",
    }
    assert list(question.check(values)) == ["who"]
    assert part.table.rows.count() == 1
    part.table.choose([row.id])
    stage.answers.will(True)
    part.withdraw_button.click()  # type: ignore[attr-defined]
    assert stage.desk.read(given_by_hand, *YEAR) == () and part.table.rows.count() == 0
    stage.desk.undo()
    assert part.table.rows.count() == 1


def test_points_of_a_closed_year_stay(stage: Stage) -> None:
    entry = AdjustmentEntry(
        subject=stage.who.gu, counted_on=date(2026, 11, 1), points=100, reason="现场会", approved_by="梁伯衡"
    )
    stage.desk.do(by_hand.adjust_score, entry)
    stage.later(datetime(2027, 1, 8, 9, 0))
    stage.desk.do(close_year, 2026)
    page = stage.part("by_hand", ByHandPage, list="adjustments", year=2026)
    part = page.lists["adjustments"]
    assert part.table.rows.count() == 1
    assert not part.withdraw_button.isEnabled()  # type: ignore[attr-defined]


def test_a_dispute_is_raised_and_answered(stage: Stage) -> None:
    page = stage.part("by_hand", ByHandPage, list="disputes")
    part = page.front
    stage.answers.will({"who": (Suggestion("柳青禾", value=stage.who.liu),), "text": "省级采用没有计"})
    part.new_button.click()  # type: ignore[attr-defined]
    (row,) = stage.desk.read(disputes, 2026)
    assert (row.subject, row.raised_by, row.answered_on) == (stage.who.liu, "柳青禾", None)
    part.table.choose([row.id])
    stage.answers.will({"answer": "核实，省级没有采用"})
    QTest.keyClick(part.table, Qt.Key.Key_Return)
    (row,) = stage.desk.read(disputes, 2026)
    assert row.answer == "核实，省级没有采用" and row.answered_on == stage.context.today
    assert part.answer_button.text() == "修改答复…"  # type: ignore[attr-defined]
    part.account_button.click()
    assert stage.account().row is not None


def test_who_is_not_ranked_is_listed_with_the_reason(stage: Stage) -> None:
    page = stage.part("by_hand", ByHandPage, list="unranked")
    part = page.front
    assert page.year.isHidden()
    stage.answers.will({"who": (Suggestion("医药卫生界"),), "reason": "承办单位"})
    part.new_button.click()  # type: ignore[attr-defined]
    (row,) = stage.desk.read(unranked)
    assert (row.name, row.reason) == ("医药卫生界", "承办单位")
    part.table.choose([row.subject])
    stage.answers.will({"reason": "机关联系的界别"})
    part.change_button.click()  # type: ignore[attr-defined]
    assert stage.desk.read(unranked)[0].reason == "机关联系的界别"
    part.again_button.click()  # type: ignore[attr-defined]
    assert stage.desk.read(unranked) == ()


# ------------------------------------------------------------------ 关账
def test_a_year_is_not_closed_before_its_end(stage: Stage) -> None:
    page = stage.part("closing", ClosingPage)
    assert page.close_button.isVisible() and not page.close_button.isEnabled()
    assert "2026-12-31" in page._told.text() and page.reopen_button.isHidden()


def test_checks_lead_to_what_they_are_about(stage: Stage) -> None:
    page = stage.part("closing", ClosingPage)
    rows = {row.check.name: row for row in page.front.shown()}
    assert "人员没有单位" in rows or "没有计入任何人和单位" in rows
    for row in rows.values():
        page.front.table.opened.emit(row)
        stage.rest()
        shown = stage.window.page
        if row.found.person_id is not None:
            assert isinstance(shown, PersonPage)
        else:
            assert isinstance(shown, SubmissionsPage | PeoplePage)


def test_a_year_is_closed_read_as_it_was_and_opened_again(stage: Stage) -> None:
    stage.later(datetime(2027, 1, 8, 9, 0))
    page = stage.part("closing", ClosingPage, year=2026)
    stage.answers.will({})
    page.close_button.click()
    stage.rest()
    assert page.close_button.isHidden() and page.reopen_button.isVisible()
    record(stage.desk, stage.who.joint, adoption(level=Level.PROVINCE, organ="省政协", occurred_on=date(2026, 12, 1)))
    stage.rest()
    assert {row.who.name for row in page.lists["late"].shown()} >= {"柳青禾", "顾长安"}
    ranking = stage.ranking(year=2026)
    assert told(ranking)[0][-2] == "7.25" and ranking.list._closed.isVisible()
    assert "2027-01-08" in ranking.list._counted.text()
    page = stage.part("closing", ClosingPage, year=2026)
    stage.answers.will({"reason": "省政协补发通知"})
    page.reopen_button.click()
    stage.rest()
    assert page.close_button.isVisible() and "省政协补发通知" in page._told.text()
    assert told(stage.ranking(year=2026))[0][-2] == "12.25"
    page = stage.part("closing", ClosingPage, list="editions", year=2026)
    page.front.table.choose([1])
    page.front.open_button.click()  # type: ignore[attr-defined]
    stage.rest()
    front = stage.window.page.front  # type: ignore[attr-defined]
    assert isinstance(front, RankingPage)
    assert told(front)[0][-2] == "7.25" and "第 1 次关账的结果" in front.notice.text
    front._go()
    stage.rest()
    assert told(front)[0][-2] == "12.25" and not front.notice.text
    page = stage.part("closing", ClosingPage, year=2026)
    stage.answers.will({"reason": "补登以后"})
    page.close_button.click()
    stage.rest()
    assert [row.edition for row in stage.desk.read(closings, 2026)] == [2, 1]


def test_what_came_late_is_entered_for_those_who_are_ticked(stage: Stage) -> None:
    stage.later(datetime(2027, 1, 8, 9, 0))
    stage.desk.do(close_year, 2026)
    record(stage.desk, stage.who.joint, adoption(level=Level.PROVINCE, organ="省政协", occurred_on=date(2026, 12, 1)))
    page = stage.part("closing", ClosingPage, list="late", year=2026)
    part = page.front
    part.table.choose([stage.who.gu])
    stage.answers.will({"approved_by": "梁伯衡"})
    part.carry_button.click()  # type: ignore[attr-defined]
    stage.rest()
    (given,) = stage.desk.read(given_by_hand, date(2027, 1, 1), date(2027, 12, 31))
    assert (given.subject, given.points) == (stage.who.gu, 500)
    row = next(row for row in part.shown() if row.who.subject == stage.who.gu)
    assert (row.entered, row.open) == (500, 0)
    assert not part.carry_button.isEnabled()  # type: ignore[attr-defined]


# ------------------------------------------------------------------ 表彰
def test_a_list_is_ticked_as_proposed_changed_and_decided_on(stage: Stage) -> None:
    page = stage.part("awards", AwardsPage)
    part = page.candidates
    assert page.tiers.keys == list(range(7))
    assert {row.who.name: row.words for row in part.given}["柳青禾"] in ("建议表彰", "任务未完成")
    part.table.tick([stage.who.liu, stage.who.gu])
    assert part.count.text() == "勾选 2 名，名额 10 名"
    stage.answers.will({"note": "经研究列入"} if any(not row.proposed for row in part.ticked()) else {})
    part.decide_button.click()
    stage.rest()
    assert [row.name for row in stage.desk.read(decided, 2026)] == ["柳青禾", "顾长安"]
    assert page.subtitle.startswith("2026 年度，已定名单 1 个")
    assert part.table.chosen_count() == 2 and part.back_button.isEnabled()
    stage.answers.will(True)
    part.back_button.click()
    stage.rest()
    assert stage.desk.read(decided, 2026) == ()
    stage.desk.undo()
    stage.rest()
    assert len(stage.desk.read(decided, 2026)) == 2


def test_ticks_stay_while_another_list_is_looked_at(stage: Stage) -> None:
    page = stage.part("awards", AwardsPage)
    page.candidates.table.tick([stage.who.gu])
    page.tiers.setCurrentRow(6)
    assert page.candidates._name.text().startswith("先进信息小组")
    page.tiers.setCurrentRow(0)
    assert page.candidates.table.chosen_ids() == [stage.who.gu]
    page.candidates.usual_button.click()
    assert stage.who.gu not in page.candidates.table.chosen_ids() or "顾长安" in [
        row.who.name for row in page.candidates.given if row.proposed
    ]


def test_somebody_beside_the_candidates_can_be_commended(stage: Stage) -> None:
    stage.desk.do(by_hand.leave_unranked, stage.who.liu, reason="机关干部")
    page = stage.part("awards", AwardsPage)
    part = page.candidates
    assert stage.who.liu not in [row.who.subject for row in part.given]
    stage.answers.will({"who": (Suggestion("柳青禾", value=stage.who.liu),)})
    part.another_button.click()
    assert part.given[-1].words == "已不在名次表里" and stage.who.liu in part.table.chosen_ids()
    part.table.tick([stage.who.liu])
    stage.answers.will({"note": "主席会议决定"})
    part.decide_button.click()
    stage.rest()
    (row,) = stage.desk.read(decided, 2026)
    assert (row.name, row.note) == ("柳青禾", "主席会议决定")


def test_excellent_pieces_are_decided_on_and_pay_is_summed(stage: Stage) -> None:
    page = stage.part("awards", AwardsPage, list="excellent")
    part = page.excellent
    assert [row.id for row in part.given] == [stage.who.used]
    stage.answers.will({"who": "2026-007"})
    part.another_button.click()
    assert len(part.given) == 2 and part.given[-1].why == "不在建议里"
    stage.answers.will(True)
    part.decide_button.click()
    stage.rest()
    assert [row.intake_no for row in stage.desk.read(decided, 2026)] == [row.number for row in part.given]
    page = stage.part("awards", AwardsPage, list="pay")
    assert [(row.who.name, row.fen) for row in page.pay.shown()] == [("柳青禾", 6500), ("顾长安", 1500)]
    assert page.pay._count.text() == "2 人，合计 80 元"
    page.pay.table.choose([stage.who.gu])
    page.pay.account_button.click()
    assert stage.account().row is not None


# ------------------------------------------------------------------ elsewhere
def test_a_piece_tells_who_gets_what_and_how_it_is_shared(stage: Stage) -> None:
    stage.window.go("submissions", submission_id=stage.who.joint)
    page = stage.window.page
    assert isinstance(page, SubmissionsPage)
    tab = page.detail.scores
    page.detail.tabs.setCurrentIndex(SCORES)
    stage.rest()

    def counted() -> dict[str, int]:
        found: dict[str, int] = {}
        for number in range(tab.table.rows.count()):
            of = tab.table.rows.row_at(number).of
            found[of.who.name] = found.get(of.who.name, 0) + of.line.counted
        return found

    assert counted() == {"柳青禾": 75, "顾长安": 75, "医药卫生界": 75, "石桥镇": 75, "科技界": 75}
    assert "2026 年度，按“简明型”" in tab._told.text()
    assert tab._sums.text() == "个人 1.5，单位 2.25 分"
    stage.answers.will({"percent-0": 60, "percent-1": 40, "writers": (0,)})
    tab.share_button.click()
    stage.rest()
    held = stage.desk.read(shares, stage.who.joint)
    assert [(one.percent, one.main) for one in held] == [(60, True), (40, False)]
    question = stage.answers.asked[-1]
    assert list(question.check({"percent-0": 60, "percent-1": 60, "writers": ()})) != []
    tab.table.choose([0])
    tab.account_button.click()
    assert stage.account().row is not None and stage.account().row.who.name == "柳青禾"


def test_a_piece_of_one_author_is_not_shared_and_one_in_the_bin_gives_nothing(stage: Stage) -> None:
    stage.window.go("submissions", submission_id=stage.who.used)
    page = stage.window.page
    assert isinstance(page, SubmissionsPage)
    page.detail.tabs.setCurrentIndex(SCORES)
    stage.rest()
    assert page.detail.scores.share_button.isHidden() and page.detail.scores.table.rows.count() > 3
    stage.desk.do(move_to_bin, [stage.who.received])
    stage.window.go("submissions", submission_id=stage.who.received)
    page.detail.tabs.setCurrentIndex(SCORES)
    stage.rest()
    assert page.detail.scores.empty.accessibleName() == "不计分"


def test_a_person_page_tells_score_and_rank(stage: Stage) -> None:
    stage.window.go("person", person_id=stage.who.liu.id)
    stage.rest()
    page = stage.window.page
    assert isinstance(page, PersonPage)
    assert page.score.link.text() == "2026 年得分 7.25，委员第 1 名" and page.score.link.isVisible()
    page.score.link.click()
    assert stage.account().row is not None


def test_the_workbench_tells_who_leads_the_group_looked_at_last(stage: Stage) -> None:
    page = stage.ranking()
    page.list.groups.choose("界别")
    page.list._show_group()
    stage.window.go("workbench")
    stage.window.resize(1920, 1008)
    top = stage.window.page.side.top  # type: ignore[attr-defined]
    top._count()
    stage.rest()
    assert top._title.text() == "界别得分前五"
    words = [top._list.itemAt(number).widget().text() for number in range(top._list.count())]
    assert words[:3] == ["1", "医药卫生界", "7.25"]
    top._open()
    stage.rest()
    assert isinstance(stage.window.page, ScoresPage) and stage.ranking().list.groups.chosen == "界别"


def test_the_papers_of_the_year_are_printed_and_begun_once(stage: Stage) -> None:
    page = stage.ranking()
    page.list.more_actions["ranking"].trigger()
    stage.rest()
    assert "排名表" in stage.window.page.subtitle
    page = stage.ranking()
    page.list.more_actions["circular"].trigger()
    stage.rest()
    assert isinstance(stage.window.page, DraftingPage) and stage.window.page._made_for.year == 2026
    number = begin_circular(stage.desk, 2026)
    stage.window.page.may_leave = lambda: True  # type: ignore[method-assign]
    page = stage.ranking()
    page.list.more_actions["circular"].trigger()
    stage.rest()
    assert isinstance(stage.window.page, DraftingPage) and stage.window.page.document_id == number


def test_certificates_and_the_list_of_pay_are_printed(stage: Stage) -> None:
    stage.desk.do(decide_awards, 2026, "优秀信息工作者", "委员", [AwardEntry(subject=stage.who.liu)])
    page = stage.part("awards", AwardsPage)
    page.candidates._papers["certificates"].trigger()
    stage.rest()
    assert "荣誉证书" in stage.window.page.subtitle
    page = stage.part("awards", AwardsPage)
    page.candidates._papers["decision"].trigger()
    stage.rest()
    assert isinstance(stage.window.page, DraftingPage) and stage.window.page._made_for.year == 2026
    stage.window.page.may_leave = lambda: True  # type: ignore[method-assign]
    page = stage.part("awards", AwardsPage, list="pay")
    page.pay.print_button.click()
    stage.rest()
    assert "稿酬发放表" in stage.window.page.subtitle


def test_the_sheet_of_an_account_is_printed(stage: Stage) -> None:
    stage.of(subject=stage.who.liu, year=2026).print_button.click()
    stage.rest()
    assert "计分明细表" in stage.window.page.subtitle
