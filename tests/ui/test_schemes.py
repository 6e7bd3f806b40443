"""计分办法 in the window: sentences edited by keyboard, checked, tried, put in force; nothing that counted is lost."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.scoring.editing import KINDS, Place, added, value_at
from cppcc_desk.domain.scoring.events import EventType, Ledger
from cppcc_desk.domain.scoring.outline import outline
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.scheme import Scheme, Split, SplitWay, Step
from cppcc_desk.operations.scoring.closing import close_year
from cppcc_desk.operations.scoring.schemes import apply_scheme, save_scheme
from cppcc_desk.queries.scoring.schemes import in_force, scheme_named, schemes, schemes_in_use
from cppcc_desk.queries.scoring.years import tried
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.presets import presets
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import (
    AmountField,
    CheckField,
    ChoiceField,
    Field,
    LongTextField,
    NumberField,
    SeveralField,
    SuggestField,
    TagsField,
    TextField,
)
from cppcc_desk.ui.pages.schemes import SchemesPage
from cppcc_desk.ui.pages.schemes.parts import SHEETS
from cppcc_desk.ui.pages.schemes.rows import MonthDayField, QuartersField, RowsField
from cppcc_desk.ui.pages.scores import ScoresPage
from cppcc_desk.ui.widgets import Suggestion
from cppcc_desk.ui.window import Window
from tests.ui.answers import ScriptedDialogs
from tests.ui.office import furnish, in_window
from tests.ui.people import settle_in
from tests.ui.printed import rest
from tests.ui.schemes import draft
from tests.ui.screens import troubles

Shown = tuple[Window, Context, SchemesPage]
CITY = Place("rules", 2)  # of 简明型: 市政协采用，每篇计 5 分


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, ini: QSettings, answers: ScriptedDialogs) -> Iterator[Shown]:
    furnish(desk)
    settle_in(desk)
    with in_window(qtbot, desk, ini, answers) as (window, context):
        window.go("scores", part="schemes")
        scores = window.page
        assert isinstance(scores, ScoresPage)
        page = scores.front
        assert isinstance(page, SchemesPage)
        yield window, context, page
        rest(context)


def opened(shown: Shown, number: int = 0) -> SchemesPage:
    """A draft like one that ships, open for changing."""
    _, context, page = shown
    page.open_at(scheme_id=draft(context.desk, number))
    return page


def enter(page: SchemesPage, path: str, value: Any) -> None:
    """As the person does: the field holds it and tells; what is shown no more is gone before the next key."""
    field = page.editor.form.field(path)
    field.set_value(value)
    field.changed.emit()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def read(context: Context, name: str) -> Scheme:
    return context.desk.read(scheme_named, name, today=context.today).scheme


def keys(widget: QWidget, *pressed: Qt.Key) -> None:
    for key in pressed:
        QTest.keyClick(widget, key)


# ---------------------------------------------------------------------- from beginning to end
def test_from_a_preset_to_a_scheme_in_force_by_keyboard(shown: Shown, answers: ScriptedDialogs) -> None:
    window, context, page = shown
    page.schemes.new_button.setFocus()
    keys(page.schemes.new_button, Qt.Key.Key_Space)
    table = page.schemes.table
    assert window.focusWidget() is table and table.rows.count() == 4
    answers.will({"name": "2027 年计分办法"})
    keys(table, Qt.Key.Key_Return)  # 简明型
    editor = page.editor
    assert page.stack.currentWidget() is editor and window.focusWidget() is editor.list
    keys(editor.list, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert editor.form.place == CITY
    keys(editor.list, Qt.Key.Key_Return)
    points = window.focusWidget()
    assert points is editor.form.field("points").inner
    QTest.keyClick(points, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(points, "6")
    assert editor.form.sentence.text == "市政协采用，每篇计 6 分。"
    QTest.keyClick(points, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert read(context, "2027 年计分办法").rules[2].points == 6 and not editor.dirty
    keys(editor.back_button, Qt.Key.Key_Space)
    keys(page.schemes.apply_button, Qt.Key.Key_Space)
    rest(context)
    assert page.stack.currentWidget() is page.trial
    assert "“2027 年计分办法”计 2026 年度起；“简明型”计 2025 年度及以前。" in page.trial._effect.text()
    QTest.keyClick(page.trial.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert context.desk.read(in_force, 2026).name == "2027 年计分办法"
    assert context.desk.read(in_force, 2025).name == "简明型"
    assert page.stack.currentWidget() is page.schemes
    context.desk.undo()
    assert context.desk.read(in_force, 2026).name == "简明型"


def test_a_doubling_for_instructed_pieces_is_added(shown: Shown) -> None:
    _, context, page = shown
    opened(shown)
    editor = page.editor
    line = next(n for n, entry in enumerate(editor.list.entries) if entry.key == "+factors")
    editor.list.setCurrentRow(line)
    assert editor.form.nothing.isVisible()  # only looked at, nothing added yet
    keys(editor.list, Qt.Key.Key_Return)
    assert editor.form.place == Place("factors", 0)
    enter(page, "when.types", (EventType.OWN, EventType.UPPER))
    enter(page, "when.having", (EventType.INSTRUCTED,))
    assert editor.form.field("name").value() == "本级采用、上级采用（同一篇另有批示）加倍"
    assert editor.form.sentence.text.startswith("本级采用、上级采用（同一篇另有批示），分值乘以 2")
    doubled = next(one for one in editor.example.given if one.subject.ledger is Ledger.PERSON)
    assert any(line.times for line in doubled.lines)
    assert editor.save()
    assert read(context, "2027 年简明型").factors[0].by == 2


# ---------------------------------------------------------------------- every value has a field
def _paths(value: Any, above: str = "") -> Iterator[str]:
    """Every value of a part, those of its conditions one by one."""
    for field in fields(value):
        if is_dataclass(getattr(value, field.name)):
            yield from _paths(getattr(value, field.name), f"{above}{field.name}.")
        else:
            yield f"{above}{field.name}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_a_part_is_edited(kind: str) -> None:
    grown, place = added(presets()[0], kind)
    made_by_the_program = {"key"}
    assert {a.path for a in SHEETS[kind].aspects} | made_by_the_program >= set(_paths(value_at(grown, place)))
    assert {a.path for a in SHEETS[kind].aspects} <= set(_paths(value_at(grown, place)))


def test_every_value_of_a_scheme_is_edited() -> None:
    used, entered = presets()[0], set()
    for kind, sheet in SHEETS.items():
        if sheet.whole:
            entered |= {aspect.path for aspect in sheet.aspects}
        elif kind not in KINDS:
            assert {aspect.path for aspect in sheet.aspects} == set(_paths(getattr(used, kind))), kind
            entered.add(kind)
    lists = {"rules" if kind == "faults" else kind for kind in KINDS}
    set_when_it_is_applied = {"valid_from"}
    assert entered | lists | set_when_it_is_applied == {field.name for field in fields(Scheme)}


def _another(field: Field, held: Any) -> Any:  # noqa: PLR0911 - one line for each kind of field
    """Something else for the field to hold."""
    match field:
        case AmountField():
            return (held or Decimal(0)) + 1
        case CheckField():
            return not held
        case ChoiceField():
            return next(key for key in field._keys if key not in (None, held))
        case SeveralField():
            return tuple(key for key, _ in field._choices if key not in held)[:1]
        case NumberField():
            return (held or 1) + 1
        case TagsField():
            return (Suggestion("两办"),)
        case TextField() | LongTextField() | SuggestField():
            return "另一个"
        case MonthDayField():
            return (3, 5)
        case QuartersField():
            return ((4, 2), (7, 2), (10, 2))
        case RowsField():
            return [field.editor._blank]
    raise AssertionError(type(field))


@pytest.mark.parametrize("kind", SHEETS)
def test_each_field_changes_what_it_says(shown: Shown, kind: str) -> None:
    page = opened(shown, 3)
    editor = page.editor
    start = editor.draft
    start = replace(start, units_split=Split(way=SplitWay.FIXED), people_split=Split(way=SplitWay.WRITERS))
    if kind in KINDS:
        start, place = added(start, kind)
    else:
        place = Place(kind)
    for aspect in SHEETS[kind].aspects:
        editor._draft = start
        editor.form.place = None
        editor._go(place)
        field = editor.form.field(aspect.path)
        before = editor.form._part
        enter(page, aspect.path, _another(field, aspect.show(aspect.value(before))))
        after = editor.draft if SHEETS[kind].whole else value_at(editor.draft, place)
        assert aspect.value(after) != aspect.value(before), aspect.path
        assert editor.draft != start
        if aspect.reshapes:
            rest(page.context)


def test_what_is_entered_is_what_is_kept(shown: Shown) -> None:
    page = opened(shown, 3)
    editor = page.editor
    editor._go(Place("rules", 1))
    lines = [
        {"points": Decimal(3), "up_to": 0, "part": ""},
        {"points": Decimal(8), "up_to": 2, "part": "采用分"},
    ]
    enter(page, "steps", lines)
    assert value_at(editor.draft, Place("rules", 1)).steps == (
        Step(up_to=2, points=Decimal(8), part="采用分"),
        Step(up_to=None, points=Decimal(3)),
    )
    assert not editor.form.field("points").isVisible()
    editor._go(Place("rules", 13))
    assert editor.form.field("points").value() == 20  # 抄袭 takes away, and is entered without a sign
    enter(page, "points", Decimal(15))
    assert value_at(editor.draft, Place("rules", 13)).points == -15
    assert editor.form.sentence.text.startswith("抄袭，每次扣 15 分")
    editor._go(Place("bands"))
    enter(page, "bands", [{"name": "良好", "at_least": Decimal(50)}, {"name": "优秀", "at_least": Decimal(90)}])
    assert editor.form.sentence.text == "90 分以上为优秀，50 分以上为良好。"
    editor._go(Place("ranking", 0))
    enter(page, "ledger", Ledger.UNIT)
    rest(page.context)
    kinds = editor.form.field("kinds")
    assert isinstance(kinds, SeveralField) and "界别" in dict(kinds._choices) and "委员" not in dict(kinds._choices)


# ---------------------------------------------------------------------- what is wrong
def test_a_contradiction_is_refused_at_its_sentence(shown: Shown) -> None:
    _, context, page = shown
    opened(shown)
    editor = page.editor
    editor._go(CITY)
    enter(page, "when.levels", ())  # takes what 省 and 全国 are for, which stand behind it
    editor.check()
    assert editor._hint.text() == "有 2 处要改正，改好才能保存"
    assert not editor.save()
    assert editor.form.place == Place("rules", 3) and "互相矛盾" in editor.form.trouble.text()
    wrong = {entry.key for entry in editor.list.entries if entry.problem}
    assert wrong == {Place("rules", 3), Place("rules", 4)}
    assert "没有作任何改动" in page.notice.text
    assert read(context, "2027 年简明型").rules[2].when.levels == {"市"}
    editor._go(CITY)
    enter(page, "when.levels", ("市",))
    enter(page, "points", Decimal(6))
    assert editor.save() and not page.notice.text
    assert editor.form.place == CITY


def test_a_name_that_another_one_has_is_refused_at_the_name(shown: Shown) -> None:
    page = opened(shown)
    editor = page.editor
    editor._go(Place("name"))
    enter(page, "name", "简明型")
    assert not editor.save()
    assert editor.form.place == Place("name") and "已经有叫“简明型”的" in editor.form.trouble.text()


def test_what_is_no_number_is_not_taken(shown: Shown) -> None:
    page = opened(shown)
    editor = page.editor
    editor._go(CITY)
    field = editor.form.field("points")
    assert isinstance(field, AmountField)
    field.edit.setText("六")
    field.changed.emit()
    assert field.wrong and value_at(editor.draft, CITY).points == 5
    editor.list.setCurrentRow(0)  # the person goes on, and is kept here
    assert editor.list.key == CITY and editor.form.form._cells["points"].trouble.text() == "请填数字，例如 5 或 0.5。"
    assert not editor.dirty
    for typed, value in (("６。５", Decimal("6.5")), ("－2", Decimal(-2)), ("", None), ("-", None)):
        field.edit.setText(typed)
        assert field.value() == value


def test_doubts_stand_above_the_list(shown: Shown) -> None:
    _, context, page = shown
    scheme = presets()[1]
    of_nobody = frozenset({"省委员"})  # no 身份 that the office has
    extras = [replace(extra, when=replace(extra.when, identities=of_nobody)) for extra in scheme.extras[:2]]
    odd = replace(scheme, name="抄来的办法", extras=(*extras, *scheme.extras[2:]))
    page.open_at(scheme_id=context.desk.do(save_scheme, None, odd))
    editor = page.editor
    assert editor.doubts.isVisible() and editor.doubts.text == "有 2 处请留意"
    editor._tell_doubts(whole=True)
    assert "省委员" in editor.doubts.text
    editor._go(Place("extras", 0))
    enter(page, "when.identities", ("委员",))
    editor.check()
    assert "（全国政协采用）" in editor.doubts.text and "（本级采用）" not in editor.doubts.text  # still unfolded


# ---------------------------------------------------------------------- adding, moving, deleting, leaving
def test_sentences_are_moved_and_deleted(shown: Shown, answers: ScriptedDialogs) -> None:
    page = opened(shown)
    editor = page.editor

    def names() -> list[str]:
        return [rule.name for rule in editor.draft.rules[:4]]

    editor._go(CITY)
    QTest.keyClick(editor.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names()[1] == "市政协采用" and editor.form.place == Place("rules", 1)
    editor.down_button.click()
    assert names()[2] == "市政协采用" and not editor.dirty
    answers.will(False, True)
    keys(editor.list, Qt.Key.Key_Delete)
    assert names()[2] == "市政协采用"
    keys(editor.list, Qt.Key.Key_Delete)
    assert names()[2] == "省政协采用" and answers.asked[-1][1] == "市政协采用，每篇计 5 分。"
    last = len(editor.draft.ranking) - 1
    editor._go(Place("ranking", last))
    assert not editor.down_button.isEnabled() and editor.up_button.isEnabled()
    answers.will(True)
    editor.remove_button.click()
    assert editor.form.place == Place("ranking", last - 1)
    editor._go(Place("across"))
    assert not editor.remove_button.isEnabled() and not editor.up_button.isEnabled()
    editor._remove()
    editor._move(1)


def test_changes_are_not_lost_unasked(shown: Shown, answers: ScriptedDialogs) -> None:
    window, context, page = shown
    opened(shown)
    editor = page.editor
    editor._go(CITY)
    enter(page, "points", Decimal(6))
    changed = [entry.key for entry in editor.list.entries if entry.changed]
    assert changed == [CITY]
    context.desk.do(save_scheme, None, replace(presets()[2], name="别的"))  # the window refreshes
    assert editor.dirty
    answers.will(None)
    editor.back_button.click()
    assert page.stack.currentWidget() is editor and editor.dirty
    answers.will(False, True)
    editor.drop_button.click()
    assert editor.dirty
    editor.drop_button.click()
    assert not editor.dirty and editor.form.sentence.text.endswith("计 5 分。")
    enter(page, "points", Decimal(7))
    answers.will("save")
    window.go("workbench")
    assert not page.isVisible() and read(context, "2027 年简明型").rules[2].points == 7
    window.go("scores", part="schemes")
    enter(page, "points", Decimal(8))
    answers.will("drop")
    window.go("scores", part="ranking")
    assert not page.isVisible() and not editor.dirty


def test_what_somebody_else_saved_is_not_overwritten(shown: Shown) -> None:
    _, context, page = shown
    opened(shown)
    editor = page.editor
    assert editor.held is not None
    editor._go(CITY)
    enter(page, "points", Decimal(6))
    context.desk.do(save_scheme, editor.held.id, replace(editor.held.row.scheme, note="别处改的"))
    assert not editor.save() and "别处修改" in page.notice.text
    editor.drop()
    assert editor.draft.note == "别处改的"


def test_a_scheme_that_counts_is_not_changed_unasked(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page = shown
    page.schemes.change_button.click()
    editor = page.editor
    editor._go(CITY)
    enter(page, "points", Decimal(6))
    answers.will("try")
    assert not editor.save()
    rest(context)
    assert page.stack.currentWidget() is page.trial and page.trial.apply_button.isHidden()
    page.trial.back_button.click()
    assert page.stack.currentWidget() is editor and editor.dirty
    answers.will(None, "save")
    assert not editor.save() and editor.save()
    assert context.desk.read(in_force, 2026).scheme.rules[2].points == 6


# ---------------------------------------------------------------------- the example
def test_the_example_follows_the_sentence_and_the_draft(shown: Shown) -> None:
    page = opened(shown)
    editor, panel = page.editor, page.editor.example
    editor._go(CITY)
    assert panel._words.text() == "一个人写的来稿，市级采用（单篇）。"
    first = panel.given[0]
    assert points_text(first.total) == "5.5"
    enter(page, "points", Decimal(6))
    assert points_text(panel.given[0].total) == "6.5"
    panel.form.set_value("authors", 2)
    assert [points_text(one.total) for one in panel.given][:2] == ["3.25", "3.25"]
    assert panel.follow.value() is False  # the person has an example of their own now
    panel.form.set_value("instructed", ("省",))
    panel.form.set_value("flags", ("commissioned", "on_topic"))
    panel.form.set_value("others", (EventType.CARRIED_OUT,))
    assert panel._words.text() == "2 人联名的约稿，属于重点选题，市级采用（单篇），省领导批示，落实。"
    assert points_text(panel.given[0].total) == "14.25"
    editor._go(Place("rules", 0))
    assert "省领导批示" in panel._words.text()
    enter(page, "when.lacking", (EventType.OWN,))
    panel.form.set_value("adopted", ())
    panel.form.set_value("instructed", ())
    panel.form.set_value("others", ())
    panel.form.set_value("faults", (EventType.MISSED,))
    assert points_text(panel.given[0].total) == "-1"


def test_a_real_piece_is_the_example(shown: Shown) -> None:
    page = opened(shown)
    panel = page.editor.example
    panel.which._group.button(1).click()
    panel.number.set_value("2026-999")
    panel.look_button.click()
    assert "没有编号为“2026-999”的来稿" in panel._wrong.text() and panel.given == ()
    panel.number.set_value("2026-006")
    QTest.keyClick(panel.number.edit, Qt.Key.Key_Return)
    assert not panel._wrong.isVisible() and panel._words.text().startswith("2026-006")
    assert "柳青禾" in {one.name for one in panel.given}
    panel.number.set_value("")
    panel.look_button.click()
    assert panel._wrong.text() == "请填来稿编号。"


# ---------------------------------------------------------------------- 试算
def test_a_trial_shows_what_the_query_finds_largest_first(shown: Shown) -> None:
    _, context, page = shown
    opened(shown)
    editor = page.editor
    editor._go(Place("rules", 0))
    enter(page, "points", Decimal(4))
    editor.try_button.click()
    rest(context)
    part = page.trial
    found = context.desk.read(tried, 2026, editor.draft, today=context.today)
    assert found.moves and [(r.group, r.who, r.move) for r in part.shown()] == list(found.moves)
    for group in {row.group for row in part.shown()}:
        sizes = [abs(row.move.places) for row in part.shown() if row.group == group]
        assert sizes == sorted(sizes, reverse=True)
    assert part.sum.text.startswith("2026 年度从“简明型”改为“2027 年简明型”：")
    part.group.set_value("界别")
    part.group.changed.emit()
    assert {row.group for row in part.shown()} == {"界别"}
    part.against.set_value(None)
    one = next(number for number in range(part.against.box.count()) if part.against.box.itemText(number) == "简明型")
    part.against.box.setCurrentIndex(one)
    part.against.changed.emit()
    rest(context)
    assert part.found is not None and part.found.before.name == "简明型"
    QTest.keyClick(part.table, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is editor and editor.dirty


def test_a_trial_in_which_nothing_changes_says_so(shown: Shown) -> None:
    _, context, page = shown
    page.schemes.choose(draft(context.desk, 0))
    page.schemes.try_button.click()
    rest(context)
    assert page.trial.empty.accessibleName() == "谁的得分和名次都不变"
    assert page.trial.sum.text.endswith("谁的得分和名次都不变。")


def test_a_day_on_which_another_one_begins_is_refused_there(shown: Shown) -> None:
    _, context, page = shown
    made = draft(context.desk, 0)
    page.schemes.choose(made)
    page.schemes.apply_button.click()
    rest(context)
    part = page.trial
    part.day.set_value(date(2020, 1, 1))
    part.day.changed.emit()
    part.apply()
    assert "已经用“简明型”" in part.form._cells["valid_from"].trouble.text()
    assert page.stack.currentWidget() is part


# ---------------------------------------------------------------------- what counted a closed year
def test_a_scheme_of_a_closed_year_is_locked_and_may_be_copied(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page = shown
    context.desk.do(close_year, 2025)
    row = page.schemes.table.current_row()
    assert row is not None and row.used is not None and row.used.closed == (2025,)
    assert page.schemes.change_button.text() == "打开查看" and not page.schemes.apply_button.isEnabled()
    assert not page.schemes.retire_button.isEnabled()
    page.schemes.change_button.click()
    editor = page.editor
    told = "2025 年度已按这个办法关账，不能再改，当年的得分才不会变。要改以后的计分，请另存一份，从 2026 年度起启用。"
    assert editor.lock.isVisible() and editor.lock.text == told
    assert editor.save_button.isHidden() and not any(entry.adds for entry in editor.list.entries)
    editor._go(CITY)
    field = editor.form.field("points")
    assert isinstance(field, AmountField) and field.edit.isReadOnly()
    QTest.keyClick(editor.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    keys(editor.list, Qt.Key.Key_Delete)
    assert not editor.dirty and editor.save()
    answers.will({"name": "2026 年计分办法"})
    editor.copy_button.click()
    assert editor.held is not None and editor.held.row.name == "2026 年计分办法"
    assert not editor.lock.isVisible() and editor.save_button.isVisible()


# ---------------------------------------------------------------------- the list
def test_the_list_tells_which_years_each_counts(shown: Shown) -> None:
    _, context, page = shown
    later = draft(context.desk, 1, "以后的")
    context.desk.do(apply_scheme, later, valid_from=date(2027, 1, 1))
    earlier = draft(context.desk, 2, "以前的")
    context.desk.do(apply_scheme, earlier, valid_from=date(2019, 1, 1))
    none = draft(context.desk, 3, "同一年里又换的")
    context.desk.do(apply_scheme, none, valid_from=date(2027, 1, 1) + timedelta(days=1))
    draft(context.desk, 3, "还没有用的")
    told = {row.used.row.name: (row.used.state, row.used.years) for row in page.schemes.shown() if row.used}
    assert told == {
        "同一年里又换的": ("以后用的", "2027 年度起"),
        "以后的": ("以后用的", "不计任何年度"),
        "简明型": ("现在用的", "2020—2026 年度"),
        "以前的": ("以前用的", "2019 年度及以前"),
        "还没有用的": ("草案", ""),
    }


def test_the_chosen_one_is_read_beside_the_list(shown: Shown) -> None:
    _, _, page = shown
    listed = [entry.text for entry in page.schemes.sentences.entries if isinstance(entry.key, Place)]
    blocks = outline(presets()[0], {})
    assert listed == [one.text for block in blocks[1:] for one in block.sentences]
    assert page.schemes._note.text() == presets()[0].note


def test_schemes_are_copied_exported_brought_in_and_deleted(
    shown: Shown, answers: ScriptedDialogs, tmp_path: Path
) -> None:
    _, context, page = shown
    part = page.schemes
    path = tmp_path / "计分办法.json"
    answers.will(path, None)
    part.hand_on_button.click()
    rest(context)
    assert json.loads(path.read_text(encoding="utf-8"))["name"] == "简明型"
    answers.will([path], {})
    part.bring_button.click()
    assert page.editor.held is not None and page.editor.held.row.name == "简明型（2）"
    page.editor.back_button.click()
    answers.will({"name": "试试"})
    part.copy_button.click()
    page.editor.back_button.click()
    assert [row.name for row in context.desk.read(schemes, today=context.today)] == ["简明型", "简明型（2）", "试试"]
    answers.will(False, True)
    part.remove_button.click()
    part.remove_button.click()
    assert len(context.desk.read(schemes, today=context.today)) == 2
    answers.will([tmp_path / "没有.json"])
    part.bring_button.click()
    assert "打不开" in page.notice.text
    answers.will([])
    part.bring_button.click()
    assert not page.notice.text


def test_one_in_force_is_retired_but_never_the_only_one(shown: Shown, answers: ScriptedDialogs) -> None:
    _, context, page = shown
    answers.will(True)
    page.schemes.retire_button.click()
    assert "唯一在用的计分办法" in page.notice.text
    made = draft(context.desk, 1)
    context.desk.do(apply_scheme, made, valid_from=context.today)
    page.schemes.choose(made)
    answers.will(False, True)
    page.schemes.retire_button.click()
    page.schemes.retire_button.click()
    used = context.desk.read(schemes_in_use, today=context.today)
    assert [one.state for one in used] == ["现在用的", "草案"]


def test_everything_is_named_and_nothing_is_cut_off(shown: Shown) -> None:
    window, _, page = shown
    opened(shown, 3)
    for place in (Place("rules", 1), Place("window"), Place("bands"), Place("tie_breaks"), Place("targets", 1)):
        page.editor._go(place)
        assert troubles(window) == []
        for path in page.editor.form.form.keys:
            field = page.editor.form.field(path)
            named = [w.accessibleName() for w in (field.inner, *field.inner.findChildren(QWidget))]
            assert any(named) or isinstance(field, CheckField | SeveralField), path
    assert page.editor.list.accessibleName()
