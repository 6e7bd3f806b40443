"""Papers in the work, in the window: begun at a destination, a group, a meeting; kept, listed, led back to."""

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from cppcc_desk.domain.drafting import MadeFor, Occasion
from cppcc_desk.domain.official import DocumentState, Kind
from cppcc_desk.domain.workflow import State
from cppcc_desk.operations import dispatching
from cppcc_desk.operations import documents as doing
from cppcc_desk.operations.units import save_group
from cppcc_desk.queries import documents
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui.dialogs import Question
from cppcc_desk.ui.pages.drafting import DraftingPage
from cppcc_desk.ui.pages.drafting.kept import unsaved
from cppcc_desk.ui.pages.groups import GroupsPage
from cppcc_desk.ui.pages.papers import PapersPage
from cppcc_desk.ui.pages.papers.documents import DocumentsPart
from cppcc_desk.ui.pages.people import PeoplePage
from cppcc_desk.ui.pages.preview import PreviewPage
from cppcc_desk.ui.window import Window
from tests.office import piece, shown
from tests.ui.documents import draft, furnish
from tests.ui.printed import Opened, rest

MEETING: dict[str, Any] = {
    "name": "十届二十次主席会议",
    "at": datetime(2026, 12, 3, 9, 0),
    "place": "二楼会议室",
    "topics": "审议报告\n研究计划",
    "present": ["梁伯衡", "沈砚秋"],
    "observing": ["方建军"],
}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    furnish(desk)
    return desk


def drafting(window: Opened) -> DraftingPage:
    frame, context, _ = window
    rest(context)
    page = frame.page
    assert isinstance(page, DraftingPage) and page.form is not None
    return page


def fields_of(page: DraftingPage) -> dict[str, Any]:
    assert page.form is not None
    return page.form.fields()


def listed(window: Opened) -> DocumentsPart:
    frame, context, _ = window
    frame.go("papers", part="documents")
    rest(context)
    assert isinstance(frame.page, PapersPage)
    return frame.page.parts.documents


def dispatch_buttons(window: Opened, about: int) -> dict[str, QPushButton]:
    """The buttons of the cards in 报送, by their words."""
    frame, context, _ = window
    frame.go("submissions", submission_id=about)
    rest(context)
    tab = frame.page.detail.dispatches  # type: ignore[attr-defined]
    return {made.text(): made for made in tab.widget().findChildren(QPushButton)}


def test_a_destination_gets_its_paper_and_the_number_stands_ready(window: Opened) -> None:
    frame, context, dialogs = window
    desk = context.desk
    about = piece(desk, State.ISSUED)
    desk.do(dispatching.open_dispatch, about, to="县政府")
    offered = dispatch_buttons(window, about)
    assert {"起草报告", "起草函"} <= offered.keys()  # 市政协, 区政府
    offered["起草函"].click()
    page = drafting(window)
    assert fields_of(page)["main_to"] == ["区政府"] and "办理" not in fields_of(page)["title"]
    assert page.save()
    offered = dispatch_buttons(window, about)
    assert "起草函" not in offered and "起草报告" in offered
    offered["函草稿"].click()
    assert drafting(window) is page and page.document_id == 1
    dialogs.will({})
    page.finish()
    rest(context)
    dispatch_buttons(window, about)["函"].click()
    rest(context)
    preview = frame.page
    assert isinstance(preview, PreviewPage) and preview.preview is not None
    assert dict(preview.preview.facts)["用于"] == "2026-001 报区政府"
    frame.go("submissions", submission_id=about)
    detail = frame.page.detail  # type: ignore[attr-defined]
    dialogs.will(None)
    detail.stepping.dispatch(shown(desk, about), destination="区政府")
    question = dialogs.asked[-1]
    assert isinstance(question, Question)
    assert {ask.key: ask.value for ask in question.fields}["doc_number"] == "云政协函〔2026〕1号"
    desk.do(doing.void_document, 1, reason="有错")
    assert "起草函" in dispatch_buttons(window, about)


def test_a_void_paper_is_drafted_anew_for_the_same_destination_and_a_copy_for_none(window: Opened) -> None:
    _, context, _ = window
    desk = context.desk
    about = piece(desk, State.ISSUED)
    (sent,) = shown(desk, about).dispatches
    made_for = MadeFor(submission_id=about, dispatch_id=sent.id)
    for state, kept in ((DocumentState.FINISHED, MadeFor()), (DocumentState.VOID, made_for)):
        made = draft(desk, Kind.REPORT, made_for=made_for)
        desk.do(doing.finish_document, made, sequence="委员会")
        if state is DocumentState.VOID:
            desk.do(doing.void_document, made, reason="有错")
        part = listed(window)
        part.open_at(made)
        part.copy_button.click()
        page = drafting(window)
        assert page.save() and page.document_id is not None
        assert desk.read(documents.document, page.document_id).made_for == kept


def test_main_to_astray_is_told_while_typing_and_before_finishing(window: Opened) -> None:
    frame, context, dialogs = window
    about = piece(context.desk, State.SIGNED_OFF)
    frame.go("drafting", kind=Kind.REPORT, made_for=MadeFor(submission_id=about))
    page = drafting(window)
    assert not any("去向" in problem.sentence for problem in page.check)
    assert page.form is not None
    page.form.set_value("main_to", ["县委"])
    page.live.look()
    rest(context)
    line = next(line for line in page.beside.lines if "不是来稿的报送去向（市政协）" in line.problem.sentence)
    line.buttons[0].click()
    assert page.form.field("main_to").inner.hasFocus()
    dialogs.will(None)
    page.finish()
    assert "请核对：主送“县委”不是来稿的报送去向（市政协）。" in dialogs.asked[-1].intro


def test_a_draft_that_was_not_saved_keeps_what_it_is_for(window: Opened) -> None:
    frame, context, _ = window
    made_for = MadeFor(group_id=2, occasion=Occasion(name="冬季供水", at=datetime(2026, 12, 3, 9)))
    frame.go("drafting", kind=Kind.NOTICE, made_for=made_for)
    drafting(window).may_leave()
    part = listed(window)
    (kept,) = unsaved(context)
    part._go_on(kept)
    page = drafting(window)
    assert page.save() and page.document_id is not None
    assert context.desk.read(documents.document, page.document_id).made_for == made_for


def test_a_meeting_is_told_once_for_its_notice_and_its_minutes(window: Opened) -> None:
    _, _, dialogs = window
    part = listed(window)
    assert [made.text() for made in part.meeting_actions.values()] == ["为会议起草通知…", "为会议起草纪要…"]
    dialogs.will(None)
    part.meeting_actions[Kind.NOTICE].trigger()
    assert not part._actions["minutes"].isEnabled()
    dialogs.will(MEETING)
    part.meeting_actions[Kind.NOTICE].trigger()
    page = drafting(window)
    assert fields_of(page)["title"] == "政协云溪县委员会办公室关于召开十届二十次主席会议的通知"
    assert page.save()
    part = listed(window)
    assert [row.purpose for row in part.shown()] == ["十届二十次主席会议"]
    assert part._actions["minutes"].text() == "起草这次会议的纪要…"
    dialogs.will({"host": "梁伯衡", "excused": ["陈建华"]})
    part._actions["minutes"].trigger()
    asked = {ask.key: ask.value for ask in dialogs.asked[-1].fields}
    assert asked == {**MEETING, "host": "", "excused": []}
    page = drafting(window)
    assert page.form is not None and page.form.kind is Kind.MINUTES
    fields = fields_of(page)
    assert fields["attendance"] == {"出席": ["梁伯衡", "沈砚秋"], "请假": ["陈建华"], "列席": ["方建军"]}
    assert fields["body"][0].startswith("2026年12月3日上午，梁伯衡在二楼会议室主持召开十届二十次主席会议。")
    assert page.save()
    part = listed(window)
    part.open_at(2)
    assert not part._actions["minutes"].isEnabled()


def groups_of(frame: Window) -> GroupsPage:
    """The groups, which are a part of 信息员与小组."""
    assert isinstance(frame.page, PeoplePage)
    page = frame.page.front
    assert isinstance(page, GroupsPage)
    return page


def test_an_activity_of_a_group_begins_at_its_card(window: Opened) -> None:
    frame, context, dialogs = window
    context.desk.do(save_group, 2, name="第二信息小组", leader="贺春生", area="", active=True)
    frame.go("people", group_id=2)
    page = groups_of(frame)
    dialogs.will({"name": "冬季供水", "place": "石桥镇"})
    page.draft_actions[Kind.NOTICE].trigger()
    notice = drafting(window)
    assert fields_of(notice)["main_to"] == ["第二信息小组"] and "组长：贺春生。" in fields_of(notice)["body"]
    assert notice.save()
    part = listed(window)
    assert [row.purpose for row in part.shown()] == ["第二信息小组 冬季供水"]
    assert part._actions["minutes"].text() == "起草这次活动的纪要…"
    dialogs.will({})
    part._actions["minutes"].trigger()
    minutes = drafting(window)
    assert fields_of(minutes)["title"] == "第二信息小组“冬季供水”活动纪要"
    assert fields_of(minutes)["attendance"] == {"出席": ["贺春生"]}
    frame.go("people")
    assert [made.text() for made in page.cards[4].actions()] == ["活动通知…", "活动纪要…", "打印签到表…"]
    dialogs.will(None)
    page.cards[4].actions()[1].trigger()
    assert dialogs.asked[-1].title == "为第四信息小组的活动起草纪要"
    frame.go("people", group_id=None)
    assert page.draft_button.isHidden()
