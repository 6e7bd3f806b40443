"""Each state has one primary button that does the whole job; refusals stay in the dialog with what was typed."""

from datetime import date, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.errors import Forbidden
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import office
from cppcc_desk.operations import submissions as filing
from cppcc_desk.operations.issuing import print_issue
from cppcc_desk.queries import office as offices
from cppcc_desk.queries import submissions
from cppcc_desk.ui.dialogs import Question, QuestionSheet
from cppcc_desk.ui.form import SuggestField
from cppcc_desk.ui.stepping import Stepping, primary_words, steps_back
from cppcc_desk.ui.stepping.batches import NO_GROUP
from cppcc_desk.ui.stepping.destinations import DestinationsField
from tests.office import piece, step
from tests.ui.answers import ScriptedDialogs
from tests.ui.whole import Whole


def words(whole: Whole, submission_id: int) -> str:
    return primary_words(whole.desk.read(submissions.detail, submission_id, now=whole.desk.now))


def test_the_primary_button_leads_from_registering_to_the_archive(whole: Whole) -> None:
    made = piece(whole.desk)
    number = whole.desk.read(submissions.detail, made, now=whole.desk.now).row.intake_no
    detail = whole.shown(number)
    seen: list[str] = []

    def press(*answers: object, to: State) -> None:
        seen.append(detail.primary.text())
        whole.dialogs.will(*answers)
        detail.press_primary()
        assert whole.state(number) == to

    press({"category": "交通出行", "intended_destinations": ("市政协",)}, to=State.CLASSIFIED)
    press({"screening": "拟采用"}, to=State.SELECTED)
    seen.append(detail.primary.text())
    detail.press_primary()
    assert detail.is_editing
    detail.editing.title.set_value("石桥镇集市停车难 建议建停车场")
    detail.editing.hand_on()
    assert whole.state(number) == State.IN_REVIEW and not detail.is_editing
    press({"opinion": "同意。"}, to=State.AWAITING_SIGN_OFF)
    press({"signatory": "陆怀远", "journal": "社情民意"}, to=State.SIGNED_OFF)
    seen.append(detail.primary.text())
    detail.press_primary()  # goes to 期刊与公文
    whole.desk.do(print_issue, [made])
    detail = whole.shown(number)
    press({"errors": 0}, to=State.PROOFREADING)
    press({"errors": 0}, to=State.ISSUED)
    press({"copies": 3, "form": None, "way": "机要", "signed_by": "钱可人", "doc_number": ""}, to=State.ISSUED)
    press({}, to=State.ARCHIVED)
    assert whole.shown(number).primary.isHidden()
    assert seen == [
        "分类，送筛选",
        "筛选，定去留",
        "编辑，送审稿",
        "审稿通过，送签发",
        "签发，送排印",
        "排印，编期号",
        "一校通过，送二校",
        "二校通过，印发",
        "登记传送",
        "存档",
    ]


def test_settled_pieces_offer_the_archive_and_merged_ones_nothing(whole: Whole) -> None:
    made = piece(whole.desk, State.CLASSIFIED)
    step(whole.desk, made, Step.SCREEN, 结论="留存")
    assert words(whole, made) == "存档"
    other, into = piece(whole.desk), piece(whole.desk)
    number = whole.desk.read(submissions.detail, into, now=whole.desk.now).row.intake_no
    step(whole.desk, other, Step.MERGE, 并入=number)
    assert words(whole, other) == ""
    stepping = Stepping(whole.context)
    whole.dialogs.will({})
    assert stepping.merge(stepping.detail(other))
    assert stepping.detail(other).row.state == State.REGISTERED


def test_back_asks_where_to_and_why(whole: Whole) -> None:
    detail = whole.shown("2026-038")
    assert detail.back.text() == "退回审稿"
    whole.dialogs.will({"to": "编辑", "reason": "建议部分再压缩。"})
    detail.back.click()
    question = whole.dialogs.asked[-1]
    assert isinstance(question, Question) and [ask.key for ask in question.fields] == ["to", "reason"]
    assert whole.state("2026-038") == State.EDITING
    assert detail.detail is not None and detail.detail.steps[-1].reason == "建议部分再压缩。"
    assert steps_back(detail.detail)[-1] is Step.SCREEN


def test_refusing_asks_the_reason_once(whole: Whole) -> None:
    detail = whole.shown("2026-037")
    whole.dialogs.will({"reason": "已过时效"})
    detail.refuse.click()
    question = whole.dialogs.asked[-1]
    assert question.danger and question.verb == "不予采用"
    assert [ask.title for ask in question.fields] == ["原因", "意见"]
    assert whole.state("2026-037") == State.REJECTED
    found = whole.desk.read(submissions.detail, whole.submission("2026-037"), now=whole.desk.now)
    assert found.rejection_reason == "已过时效"
    assert found.steps[-1].reason == "已过时效"  # 待审 to 不采用 leaves the order, for the same reason


def test_skipping_is_written_down_with_its_reason(whole: Whole) -> None:
    stepping = Stepping(whole.context)
    made = whole.submission("2026-043")
    whole.dialogs.will({"step": "审稿"}, {"reason": "领导口头审定，事后补登。"})
    assert stepping.jump(stepping.detail(made))
    record = stepping.detail(made).steps[-1]
    assert (record.step, record.skipped) == ("审稿", "分类、筛选、编辑")
    assert record.reason == "领导口头审定，事后补登。"


class Stubborn(ScriptedDialogs):
    """Fills the real dialog in, presses its button, and tells what the dialog then says."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def ask(self, question: Question) -> dict[str, object] | None:
        sheet = QuestionSheet(None, question)
        for given in self._next(question):
            for key, value in given.items():
                sheet.form.set_value(key, value)
            sheet.accept_values()
            self.said = [cell.trouble.text() for cell in sheet.form._cells.values() if cell.trouble.text()]
            if sheet.answer:
                return sheet.form.values()
        sheet.form.mark_clean()
        sheet.reject()
        return None


@pytest.fixture
def stubborn(whole: Whole) -> Stepping:
    from dataclasses import replace

    return Stepping(replace(whole.context, dialogs=Stubborn()))


def told(stepping: Stepping) -> list[str]:
    dialogs = stepping._context.dialogs
    assert isinstance(dialogs, Stubborn)
    return dialogs.said


def prepare(stepping: Stepping, *answers: dict[str, object]) -> None:
    dialogs = stepping._context.dialogs
    assert isinstance(dialogs, Stubborn)
    dialogs.will(answers)


def test_a_refusal_stays_in_the_dialog_and_what_was_typed_can_be_corrected(whole: Whole, stubborn: Stepping) -> None:
    made = whole.submission("2026-035")
    tomorrow, early = datetime(2026, 11, 21, 9, 0), datetime(2026, 11, 20, 9, 0)
    prepare(stubborn, {"signed_by": "周敏", "sent_at": tomorrow})
    assert not stubborn.dispatch(stubborn.detail(made))
    assert told(stubborn) == ["传送时间晚于现在，请核对日期和时间。没有作任何改动。"]
    prepare(stubborn, {"signed_by": "周敏", "sent_at": tomorrow}, {"sent_at": early})
    assert stubborn.dispatch(stubborn.detail(made))
    sent = [d for d in stubborn.detail(made).dispatches if d.sent_at == early]
    assert [d.signed_by for d in sent] == ["周敏"]


def test_what_went_before_it_was_signed_is_asked_why(whole: Whole, stubborn: Stepping) -> None:
    made = piece(whole.desk, State.ISSUED)
    signed_at = stubborn.detail(made).signed_at
    assert signed_at is not None
    early = {"to": "市政协", "sent_at": signed_at - timedelta(hours=1)}
    prepare(stubborn, early)
    assert not stubborn.dispatch(stubborn.detail(made))
    assert told(stubborn) == ["请填写早于签发先报送的原因。"]
    prepare(stubborn, early, {"reason": "电话请示后先报。"})
    assert stubborn.dispatch(stubborn.detail(made))
    assert [d.reason for d in stubborn.detail(made).dispatches if d.sent_at] == ["电话请示后先报。"]


def test_a_form_older_than_the_piece_is_refused_and_nothing_is_saved(whole: Whole, stubborn: Stepping) -> None:
    old = stubborn.detail(whole.submission("2026-037"))
    whole.desk.do(filing.rename, old.row.id, title="三乡冬季低电压")
    prepare(stubborn, {"opinion": "同意。"})
    assert not stubborn.next(old)
    assert "刚被别处修改过" in told(stubborn)[0]
    assert whole.state("2026-037") == State.IN_REVIEW


def test_a_signature_on_paper_is_recorded_with_its_day(whole: Whole, stubborn: Stepping) -> None:
    made = piece(whole.desk, State.AWAITING_SIGN_OFF)
    prepare(stubborn, {"signatory": "周启明", "on_date": date(2026, 11, 21)})
    assert not stubborn.next(stubborn.detail(made))
    assert told(stubborn) == ["日期还没有到。"]
    prepare(stubborn, {"signatory": "周启明", "on_date": date(2026, 11, 19)})
    assert stubborn.next(stubborn.detail(made))
    assert stubborn.detail(made).signed_at == datetime(2026, 11, 19)


def test_a_hidden_field_is_not_recorded(whole: Whole, stubborn: Stepping) -> None:
    made = whole.submission("2026-041")
    prepare(stubborn, {"screening": "不采用"}, {"rejection_reason": "已过时效", "screening": "拟采用"})
    assert stubborn.next(stubborn.detail(made))
    detail = stubborn.detail(made)
    assert (detail.screening, detail.rejection_reason) == ("拟采用", "")


def test_required_fields_are_told_in_the_dialog(whole: Whole, stubborn: Stepping) -> None:
    prepare(stubborn, {"screening": "不采用"})
    assert not stubborn.next(stubborn.detail(whole.submission("2026-041")))
    assert told(stubborn) == ["请选择不采用的原因。"]


def test_a_batch_says_how_many_were_done_and_which_were_not(whole: Whole) -> None:
    stepping = Stepping(whole.context)
    rows = whole.desk.read(
        submissions.rows, [whole.submission(n) for n in ("2026-037", "2026-038", "2026-031")], now=whole.desk.now
    )
    whole.dialogs.will({"reason": "年底集中清理。", "retention": "10年"})
    assert stepping.take_many(rows, Step.ARCHIVE)
    assert whole.state("2026-031") == State.ARCHIVED
    trouble = whole.dialogs.asked[-1]
    assert "“存档”已办" in whole.window.snackbar.accessibleName()
    assert ("跳过" in trouble.title) == any(whole.state(n) != State.ARCHIVED for n in ("2026-037", "2026-038"))


def test_many_are_sent_at_once_each_with_its_record(whole: Whole) -> None:
    stepping = Stepping(whole.context)
    first, second = piece(whole.desk, State.ISSUED), piece(whole.desk, State.ISSUED)
    rows = whole.desk.read(submissions.rows, [first, second], now=whole.desk.now)
    whole.dialogs.will({"to": "市政协", "copies": 2, "doc_number": "", "signed_by": "", "form": None, "way": None})
    assert stepping.next_of_many(rows)
    for made in (first, second):
        detail = stepping.detail(made)
        assert [(d.destination, d.copies) for d in detail.dispatches if d.sent_at] == [("市政协", 2)]
    whole.dialogs.will({"to": "市政协", "copies": 2, "doc_number": "", "signed_by": "", "form": None, "way": None})
    assert stepping.take_many(rows, Step.DISPATCH)
    assert "2 篇都没有办“传送”" in whole.dialogs.asked[-1].title


def test_pieces_with_nothing_to_do_are_refused(whole: Whole) -> None:
    stepping = Stepping(whole.context)
    rows = whole.desk.read(submissions.rows, [whole.submission("2026-001")], now=whole.desk.now)
    with pytest.raises(Forbidden, match="没有待办的环节"):
        stepping.next_of_many(rows)


def test_final_steps_offer_no_undo(whole: Whole) -> None:
    stepping = Stepping(whole.context)
    made = whole.submission("2026-035")
    whole.dialogs.will({"way": None, "doc_number": "", "signed_by": ""})
    assert stepping.dispatch(stepping.detail(made))
    assert not whole.window.snackbar._undo.isVisible()
    whole.dialogs.will({})
    assert stepping.next(stepping.detail(whole.submission("2026-037")))
    assert whole.window.snackbar._undo.isVisible()


def test_assign_pause_sign_withdraw_correct(whole: Whole) -> None:
    stepping = Stepping(whole.context)
    made = whole.submission("2026-043")
    whole.dialogs.will({"group": "第一信息小组"})
    assert stepping.assign([made]) and stepping.detail(made).row.group == "第一信息小组"
    whole.dialogs.will({"group": NO_GROUP})
    assert stepping.assign([made]) and stepping.detail(made).row.group == ""
    whole.dialogs.will({})
    assert stepping.pause(stepping.detail(made)) and stepping.detail(made).paused
    assert stepping.pause(stepping.detail(made)) and not stepping.detail(made).paused
    whole.dialogs.will({"to": "市政协", "form": None})
    assert stepping.open_dispatch(stepping.detail(made))
    whole.dialogs.will({"reason": "重复登记。"})
    assert stepping.withdraw(stepping.detail(made).dispatches[0]) and stepping.detail(made).dispatches == ()
    sent = next(d for d in stepping.detail(whole.submission("2026-035")).dispatches if d.sent_at)
    assert sent.sent_at is not None
    later = sent.sent_at + timedelta(hours=1)
    whole.dialogs.will({"sent_at": later, "way": None, "reason": "时间记错。"})
    assert stepping.correct(sent)
    now = next(d for d in stepping.detail(whole.submission("2026-035")).dispatches if d.id == sent.id)
    assert now.sent_at == later and now.reason == "时间记错。"


CLASSIFIED = {
    "类别": "教育",
    "缓急": "特急",
    "拟报": "市政协",
    "关键词": "校车",
    "拟办意见": "急办。",
}


def test_what_nobody_touches_in_a_batch_stays_as_each_piece_has_it(whole: Whole, stubborn: Stepping) -> None:
    made = [piece(whole.desk), piece(whole.desk)]
    for one in made:
        step(whole.desk, one, Step.CLASSIFY, **CLASSIFIED)
    before = [stubborn.detail(one) for one in made]
    prepare(stubborn, {"category": "交通出行", "reason": "重新归类。"})
    rows = whole.desk.read(submissions.rows, made, now=whole.desk.now)
    assert stubborn.take_many(rows, Step.CLASSIFY)
    for one, was in zip(made, before, strict=True):
        now = stubborn.detail(one)
        assert now.row.category == "交通出行"
        assert (now.row.urgency_grade, now.keywords, now.handling_opinion) == ("特急", "校车", "急办。")
        assert (now.intended_destinations, now.row.clock) == (was.intended_destinations, was.row.clock)


def test_a_batch_says_that_untouched_fields_stay(qtbot: QtBot, whole: Whole) -> None:
    from cppcc_desk.ui.form import ChoiceField, Form

    rows = whole.desk.read(submissions.rows, [piece(whole.desk), piece(whole.desk)], now=whole.desk.now)
    whole.dialogs.will(None)
    Stepping(whole.context).take_many(rows, Step.CLASSIFY)
    form = Form()  # fields have an owner, as in a dialog: those without one are torn down in any order
    qtbot.addWidget(form)
    made = {ask.key: form.add(ask.key, ask.title, ask.make()) for ask in whole.dialogs.asked[-1].fields}
    first = {key: field.box.itemText(0) for key, field in made.items() if isinstance(field, ChoiceField)}
    assert first == {"category": "请选择", "nature": "不变", "urgency_grade": "不变", "info_group": "不变"}


def test_numbers_of_one_piece_are_not_asked_for_many(whole: Whole, stubborn: Stepping) -> None:
    made = [piece(whole.desk, State.ISSUED), piece(whole.desk, State.ISSUED)]
    prepare(stubborn, {"reason": "年底集中归档。"})
    rows = whole.desk.read(submissions.rows, made, now=whole.desk.now)
    assert stubborn.take_many(rows, Step.ARCHIVE)
    assert [stubborn.detail(one).archived_items for one in made] == [1, 1]


def test_who_signs_is_asked_and_not_guessed(whole: Whole, stubborn: Stepping) -> None:
    made = piece(whole.desk, State.AWAITING_SIGN_OFF)
    whole.desk.do(office.change_setting, "sign_off_matrix", [], since=whole.desk.today)
    prepare(stubborn, {})
    assert not stubborn.next(stubborn.detail(made))
    assert told(stubborn) == ["请选择签发人。"]
    prepare(stubborn, {"signatory": "临时主持工作的副主席"})
    assert stubborn.next(stubborn.detail(made))
    assert stubborn.detail(made).signatory == "临时主持工作的副主席"


def test_who_signs_is_filled_in_where_the_rules_name_one(whole: Whole) -> None:
    stepping = Stepping(whole.context)
    rule = {"destination": "", "urgency_grade": "", "signatory": "分管主席"}
    whole.desk.do(office.change_setting, "sign_off_matrix", [rule], since=whole.desk.today)
    made = [piece(whole.desk, State.AWAITING_SIGN_OFF), piece(whole.desk, State.AWAITING_SIGN_OFF)]
    whole.dialogs.will(None, None)
    stepping.next(stepping.detail(made[0]))
    stepping.next_of_many(whole.desk.read(submissions.rows, made, now=whole.desk.now))
    for question in whole.dialogs.asked:
        ask = next(ask for ask in question.fields if ask.key == "signatory")
        assert ask.value == "分管主席" and ask.required
        assert "分管主席" in [ask.make().box.itemText(n) for n in range(ask.make().box.count())]  # type: ignore[attr-defined]


@pytest.mark.parametrize("open_it", ["classify", "dispatch_many", "open_dispatch", "assign", "reject"])
def test_what_must_be_chosen_is_not_chosen_beforehand(whole: Whole, stubborn: Stepping, open_it: str) -> None:
    made = [piece(whole.desk), piece(whole.desk)]
    detail = stubborn.detail(made[0])
    rows = whole.desk.read(submissions.rows, made, now=whole.desk.now)
    prepare(stubborn, {})
    done = {
        "classify": lambda: stubborn.next(detail),
        "dispatch_many": lambda: stubborn.take_many(rows, Step.DISPATCH),
        "open_dispatch": lambda: stubborn.open_dispatch(detail),
        "assign": lambda: stubborn.assign(made),
        "reject": lambda: stubborn.reject(detail),
    }[open_it]()
    assert not done
    title = {"classify": "类别", "assign": "信息小组", "reject": "原因"}.get(open_it, "去向")
    assert told(stubborn) == [f"请选择{title}。"]


def test_assigning_begins_with_the_group_that_all_have(whole: Whole) -> None:
    stepping = Stepping(whole.context)
    made = [piece(whole.desk), piece(whole.desk)]
    whole.dialogs.will({"group": "第二信息小组"}, None)
    assert stepping.assign(made)
    stepping.assign(made)
    assert whole.dialogs.asked[-1].fields[0].value == "第二信息小组"


def test_destinations_that_wait_are_offered_first(whole: Whole) -> None:
    stepping = Stepping(whole.context)
    made = [piece(whole.desk, State.ISSUED), piece(whole.desk, State.ISSUED)]
    for one in made:
        whole.dialogs.will({"to": "县政府", "form": None})
        assert stepping.open_dispatch(stepping.detail(one))
    whole.dialogs.will(None)
    stepping.take_many(whole.desk.read(submissions.rows, made, now=whole.desk.now), Step.DISPATCH)
    box = whole.dialogs.asked[-1].fields[0].make().box
    offered = [box.itemText(number) for number in range(box.count())]
    assert offered[0] == "请选择" and "县政府（2 篇待报）" in offered[1:3]


def test_merging_finds_the_other_piece_by_its_title(whole: Whole) -> None:
    stepping = Stepping(whole.context)
    whole.dialogs.will(None)
    stepping.merge(stepping.detail(whole.submission("2026-042")))
    field = whole.dialogs.asked[-1].fields[0].make()
    assert isinstance(field, SuggestField)
    title = stepping.detail(whole.submission("2026-041")).row.title
    provider = field.edit._provider
    assert provider is not None and "2026-041" in [line.text for line in provider(title[:6])]


def test_departments_are_found_by_initials(whole: Whole) -> None:
    field = DestinationsField(whole.desk.read(offices.destinations))
    field.set_value(("市政协", "县民政局"))
    assert field.value() == ("市政协", "县民政局")
    assert "县教育局" in [line.text for line in field._offer("xjyj")]
    assert "县民政局" not in [line.text for line in field._offer("民政")]
