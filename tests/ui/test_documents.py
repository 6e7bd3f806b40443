"""公文 in the window: from a new paper to files; the list, the numbers, and nothing typed is lost."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.official import KEYS, DocumentState, Kind
from cppcc_desk.domain.official.usual import PURPOSES
from cppcc_desk.domain.preprint import Severity
from cppcc_desk.domain.workflow import State
from cppcc_desk.errands.drafting import look_at_draft
from cppcc_desk.operations import documents as doing
from cppcc_desk.queries import documents
from cppcc_desk.queries.documents import NumberState
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Question
from cppcc_desk.ui.draft import AFTER_MS
from cppcc_desk.ui.pages.drafting import DraftingPage, live
from cppcc_desk.ui.pages.drafting.fieldset import ATTENDANCE, DraftForm
from cppcc_desk.ui.pages.papers import PapersPage
from cppcc_desk.ui.pages.papers.document_numbers import NumbersPart
from cppcc_desk.ui.pages.papers.documents import DocumentsPart
from cppcc_desk.ui.pages.preview import PreviewPage
from tests.office import piece
from tests.papers import picture
from tests.ui.answers import ScriptedDialogs
from tests.ui.documents import FIELDS, draft, finished, furnish
from tests.ui.keys import write
from tests.ui.printed import Opened, opened, rest
from tests.ui.screens import settle

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """An office whose 代字 are set up."""
    furnish(desk)
    return desk


def drafting(window: Opened, **target: Any) -> DraftingPage:
    frame, context, _ = window
    frame.go("drafting", **target)
    rest(context)
    page = frame.page
    assert isinstance(page, DraftingPage)
    return page


def form_of(page: DraftingPage) -> DraftForm:
    assert page.form is not None
    return page.form


def listed(window: Opened) -> DocumentsPart:
    frame, context, _ = window
    frame.go("papers", part="documents")
    rest(context)
    page = frame.page
    assert isinstance(page, PapersPage)
    return page.parts.documents


def numbered(window: Opened) -> NumbersPart:
    frame, context, _ = window
    frame.go("papers", part="numbers")
    rest(context)
    page = frame.page
    assert isinstance(page, PapersPage)
    return page.parts.numbers


def question(dialogs: ScriptedDialogs) -> Question:
    return next(asked for asked in reversed(dialogs.asked) if isinstance(asked, Question))


def titles(part: DocumentsPart) -> list[str]:
    return [row.title for row in part.shown()]


# ---------------------------------------------------------------------------------------------- the form


@pytest.mark.parametrize("kind", Kind)
def test_the_form_has_every_field_of_the_kind_and_no_other(window: Opened, kind: Kind) -> None:
    form = form_of(drafting(window, kind=kind))
    shown = {"attendance" if key in ATTENDANCE else key for key in form.values()}
    elsewhere = {"kind", "doc_number", "seal"}  # chosen before; given when it is finished; part of 印章
    assert shown == KEYS[kind] - elsewhere


def test_fields_come_out_of_the_form_as_they_went_in(window: Opened) -> None:
    form = form_of(drafting(window, kind=Kind.NOTICE))
    given = {**FIELDS, "sealed": False, "urgency": "加急", "copy_no": 7, "note": "此件公开发布", "seal": "ab"}
    form.show_fields({**given, "body": [*FIELDS["body"], {"picture": "cd"}]})
    assert form.fields() == {**given, "body": [*FIELDS["body"], {"picture": "cd"}]}
    assert form.body.value().endswith("〔图片：图1〕") and not form.dirty
    minutes = form_of(drafting(window, kind=Kind.MINUTES))
    minutes.show_fields({"title": "纪要", "attendance": {"出席": ["周启明", "沈砚秋"], "列席": ["王秀兰"]}})
    assert minutes.fields()["attendance"] == {"出席": ["周启明", "沈砚秋"], "列席": ["王秀兰"]}


def test_a_new_paper_knows_the_office_and_the_day(window: Opened) -> None:
    fields = form_of(drafting(window, kind=Kind.NOTICE)).fields()
    assert fields == {
        "organs": ["政协云溪县委员会"],
        "date": "2026-11-20",
        "printed_by": "政协云溪县委员会办公室",
        "printed_on": "2026-11-20",
        "sealed": True,
    }
    assert form_of(drafting(window, kind=Kind.BULLETIN)).fields()["mark"] == "云溪县政协工作简报"
    assert form_of(drafting(window, kind=Kind.LETTER)).fields()["organs"] == ["政协云溪县委员会办公室"]


def test_names_are_typed_with_a_mark_between_them(window: Opened) -> None:
    form = form_of(drafting(window, kind=Kind.REQUEST))
    write(form.field("signatories").inner, "周启明，沈砚秋、陆望舒")
    write(form.field("copy_to").inner, "各镇、街道政协工委，各专委会；县委办公室")
    fields = form.fields()
    assert fields["signatories"] == ["周启明", "沈砚秋", "陆望舒"]
    assert fields["copy_to"] == ["各镇", "街道政协工委，各专委会", "县委办公室"]


def test_attachments_are_added_ordered_and_taken_away(qtbot: QtBot, window: Opened) -> None:
    page = drafting(window, document_id=draft(window[1].desk))
    field = form_of(page).field("attachments")
    field.add_button.click()  # type: ignore[attr-defined]
    settle()
    assert field._items[1].title.edit.hasFocus()  # type: ignore[attr-defined]
    write(field._items[1].title.edit, "名单")  # type: ignore[attr-defined]
    field._swap(0)  # type: ignore[attr-defined]
    settle()
    passed: list[Any] = [form_of(page).picture_button]
    passed[0].setFocus()
    while passed[-1] is not field.add_button:  # type: ignore[attr-defined]
        qtbot.keyClick(passed[-1], Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    items = [edit for item in field._items for edit in (item.title.edit, item.text.edit)]  # type: ignore[attr-defined]
    assert [widget for widget in passed if not isinstance(widget, QPushButton)] == items
    assert [item["title"] for item in form_of(page).fields()["attachments"]] == ["名单", "第四季度信息选题参考"]
    field._drop(0)  # type: ignore[attr-defined]
    assert form_of(page).fields()["attachments"] == FIELDS["attachments"]


def test_a_picture_stands_as_a_line_and_is_printed(window: Opened, tmp_path: Path) -> None:
    _, context, dialogs = window
    file = tmp_path / "现场.png"
    file.write_bytes(picture().data)
    page = drafting(window, document_id=draft(context.desk))
    form = form_of(page)
    dialogs.will([file])
    form.picture_button.click()
    assert "〔图片：现场〕" in form.body.value()
    key = next(block["picture"] for block in form.fields()["body"] if isinstance(block, dict) and "picture" in block)
    assert context.desk.originals.take(key) == picture().data
    file.write_text("不是图片")
    dialogs.will([file])
    form.picture_button.click()
    assert "不是可用的图片" in page.notice.text
    form.body.edit.setPlainText("〔图片：没有〕")
    page.live.look()
    rest(context)
    assert page.check[0].sentence == "没有叫“没有”的图片，请重新插入"


# ---------------------------------------------------------------------------------------------- pages beside it


def test_pages_follow_the_typing_and_the_check_leads_back(qtbot: QtBot, window: Opened) -> None:
    page = drafting(window, kind=Kind.REQUEST)
    form = form_of(page)
    wrong = {p.element: p.sentence for p in page.check if p.severity is Severity.ERROR}
    assert wrong == {
        "title": "标题没有填",
        "body": "正文没有填",
        "signatories": "请示是上行文，签发人没有填",
    }
    assert page.beside.sheets.view.count == 2
    jump = next(line for line in page.beside.lines if line.problem.element == "signatories").buttons[0]
    jump.click()
    assert form.field("signatories").inner.hasFocus()
    note = next(line for line in page.beside.lines if line.problem.element == "note")
    assert form.field("note").visibleRegion().isEmpty()  # below what is seen
    note.buttons[0].click()
    assert form.field("note").inner.hasFocus() and not form.field("note").visibleRegion().isEmpty()
    write(form.field("signatories").inner, "周启明")
    form.body.edit.setPlainText("\n".join(["请审批。"] * 80))
    qtbot.waitUntil(lambda: page.beside.sheets.view.count > 2, timeout=5_000)
    assert not any(p.element == "signatories" for p in page.check)


def test_f6_shows_and_hides_the_pages_on_a_narrow_window(qtbot: QtBot, window: Opened) -> None:
    frame, _, _ = window
    frame.resize(1093, 542)
    page = drafting(window, kind=Kind.NOTICE)
    assert page.beside.isHidden()
    qtbot.keyClick(page, Qt.Key.Key_F6)
    assert not page.beside.isHidden()


# ---------------------------------------------------------------------------------------------- saving


def test_save_stays_and_finish_leads_to_the_files(
    qtbot: QtBot, window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame, context, dialogs = window
    monkeypatch.setattr(lists, "show_file", lambda _path: None)
    desk = context.desk
    page = drafting(window, kind=Kind.NOTICE)
    form = form_of(page)
    qtbot.keyClick(form.body.edit, Qt.Key.Key_S, CONTROL)
    assert desk.read(documents.documents) == () and form.field("title").inner.hasFocus()
    write(form.field("title").inner, "政协云溪县委员会关于报送信息的通知")
    write(form.body.edit, "请按时报送。")
    write(form.field("main_to").inner, "各专门委员会")
    qtbot.keyClick(form.body.edit, Qt.Key.Key_S, CONTROL)
    (row,) = desk.read(documents.documents)
    assert frame.page is page and page.document_id == row.id and not form.dirty
    write(form.body.edit, "特此通知。")
    dialogs.will({})
    qtbot.keyClick(form.body.edit, Qt.Key.Key_Return, CONTROL)
    rest(context)
    asked = question(dialogs)
    assert "有误" not in asked.intro
    assert asked.verb == "定稿" and "主送（各专门委员会）" in asked.intro and "不能再改" in asked.intro
    preview = frame.page
    assert isinstance(preview, PreviewPage) and preview.preview is not None
    assert dict(preview.preview.facts)["发文字号"] == "云政协〔2026〕1号"
    (row,) = desk.read(documents.documents)
    assert (row.state, row.number) == (DocumentState.FINISHED, "云政协〔2026〕1号")
    assert desk.read(documents.document, row.id).fields["body"] == ["请按时报送。特此通知。"]
    for button, name in ((preview.side.word, "甲.docx"), (preview.side.pdf, "甲.pdf")):
        dialogs.will(tmp_path / name, None)
        button.click()
        rest(context)
    first = [(tmp_path / name).read_bytes() for name in ("甲.docx", "甲.pdf")]
    part = listed(window)
    part.open_at(row.id)
    for button, name in ((part.word_button, "乙.docx"), (part.pdf_button, "乙.pdf")):
        dialogs.will(tmp_path / name, None)
        button.click()
        rest(context)
        rest(context)
    assert [(tmp_path / name).read_bytes() for name in ("乙.docx", "乙.pdf")] == first
    assert page.form is None and not list(desk.folder.drafts.glob("document-*"))
    assert check(desk) == ()


def test_what_is_typed_survives_a_kill_and_is_offered(qtbot: QtBot, window: Opened) -> None:
    before = drafting(window, document_id=draft(window[1].desk))
    write(form_of(before).body.edit, "补充一句。")
    qtbot.waitUntil(lambda: before.keeping.found() is not None, timeout=2 * AFTER_MS)
    window = opened(window[1].desk)  # the program begun anew; the window before was never asked
    frame, context, _ = window
    qtbot.addWidget(frame)
    frame.show()
    part = listed(window)
    assert "关于报送第四季度社情民意信息的通知》" in part.notice.text
    again = drafting(window, document_id=1)
    assert "没有保存，草稿还在" in again.notice.text
    assert "补充一句" not in form_of(again).body.value()
    part._go_on(documents_kept(context))
    rest(context)
    assert frame.page is again and "补充一句" in form_of(again).body.value() and form_of(again).dirty
    assert again.save() and not list(context.desk.folder.drafts.glob("document-*"))
    assert "补充一句" in str(context.desk.read(documents.document, 1).fields)
    context.work.close()


def documents_kept(context: Context) -> Any:
    from cppcc_desk.ui.pages.drafting.kept import unsaved

    (kept,) = unsaved(context)
    return kept


def test_what_was_typed_of_a_paper_that_is_finished_becomes_a_new_draft(window: Opened) -> None:
    _, context, dialogs = window
    desk = context.desk
    page = drafting(window, document_id=draft(desk))
    write(form_of(page).body.edit, "补充一句。")
    part = listed(window)  # leaving keeps what was typed
    part.open_at(1)
    part.finish_button.click()
    assert "还有没保存的改动，没有定稿" in part.notice.text and dialogs.asked == []
    desk.do(doing.finish_document, 1, sequence="委员会")
    page = drafting(window, kept=documents_kept(context))
    assert "已经定稿，刚才的改动不能存到它上面" in page.notice.text
    assert page.save()
    (new, old) = desk.read(documents.documents)
    assert (new.state, old.state) == (DocumentState.DRAFT, DocumentState.FINISHED)
    assert "补充一句" in str(desk.read(documents.document, new.id).fields)
    assert not list(desk.folder.drafts.glob("document-*"))


def test_pages_are_set_off_the_thread_of_the_window(window: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[str] = []

    def look(*args: Any, **kwargs: Any) -> Any:
        threads.append(threading.current_thread().name)
        return look_at_draft(*args, **kwargs)

    monkeypatch.setattr(live, "look_at_draft", look)
    page = drafting(window, kind=Kind.NOTICE)
    for letter in "甲乙丙":
        write(form_of(page).body.edit, letter)
    page.live.look()
    page.live.look()
    rest(window[1])
    assert threads and all(name.startswith("work") for name in threads)
    assert form_of(page).body.value() == "甲乙丙"


def test_f1_opens_the_chapter_of_the_part_in_front(window: Opened) -> None:
    frame, _, _ = window
    assert listed(window).isVisible() and frame.page.help_chapter == "documents"
    frame.go("papers", part="journals")
    assert frame.page.help_chapter == "papers"
    assert drafting(window, kind=Kind.NOTICE).help_chapter == "documents"


def test_two_new_papers_never_share_one_draft(window: Opened) -> None:
    _, context, _ = window
    for title in ("甲通知", "乙通知"):
        page = drafting(window, kind=Kind.NOTICE)
        write(form_of(page).field("title").inner, title)
        page.may_leave()
    kept = [json.loads(path.read_text("utf-8")) for path in context.desk.folder.drafts.glob("document-*")]
    assert sorted(one["fields"]["title"] for one in kept) == ["乙通知", "甲通知"]


def test_esc_asks_only_when_something_was_changed(qtbot: QtBot, window: Opened) -> None:
    frame, context, dialogs = window
    page = drafting(window, document_id=draft(context.desk))
    qtbot.keyClick(form_of(page).body.edit, Qt.Key.Key_Escape)
    assert isinstance(frame.page, PapersPage) and dialogs.asked == []
    page = drafting(window, document_id=1)
    write(form_of(page).body.edit, "改")
    dialogs.will(None)
    qtbot.keyClick(form_of(page).body.edit, Qt.Key.Key_Escape)
    assert frame.page is page
    dialogs.will("drop")
    qtbot.keyClick(form_of(page).body.edit, Qt.Key.Key_Escape)
    assert isinstance(frame.page, PapersPage)
    assert context.desk.read(documents.document, 1).fields["body"] == FIELDS["body"]


def test_a_paper_changed_elsewhere_is_told_in_place(window: Opened) -> None:
    _, context, _ = window
    desk = context.desk
    page = drafting(window, document_id=draft(desk))
    write(form_of(page).body.edit, "我的改动。")
    desk.do(doing.save_document, 1, kind=Kind.NOTICE, fields={**FIELDS, "title": "别人改的通知"}, version=1)
    assert not page.save() and "刚被别处修改过" in page.notice.text
    page._save_apart()
    assert [row.title for row in desk.read(documents.documents)] == [
        "政协云溪县委员会关于报送第四季度社情民意信息的通知",
        "别人改的通知",
    ]


def test_a_letter_begins_with_what_the_submission_says(window: Opened) -> None:
    frame, context, dialogs = window
    desk = context.desk
    about = piece(desk, State.SIGNED_OFF)
    frame.go("submissions", submission_id=about)
    detail = frame.page.detail  # type: ignore[attr-defined]
    dialogs.will("函")
    detail._draft_action.trigger()
    rest(context)
    page = frame.page
    assert isinstance(page, DraftingPage)
    fields = form_of(page).fields()
    assert fields["title"] == "政协云溪县委员会办公室关于商请研究办理《关于石桥镇集市停车难的建议》的函"
    assert fields["main_to"] == ["市政协"]
    assert fields["body"][0].startswith("现将柳青禾反映的社情民意信息《") and fields["body"][-1] == "特此函达。"
    assert page.save()
    assert [row.intake_no for row in desk.read(documents.documents)] == ["2026-001"]
    frame.go("submissions", submission_id=about)
    assert detail.files.papers.count() == 1
    part = listed(window)
    part._actions["piece"].trigger()
    assert detail.isVisible() and detail.detail.row.id == about
    page = drafting(window, kind=Kind.REPORT, made_for=MadeFor(submission_id=about))
    assert form_of(page).fields()["title"].startswith("政协云溪县委员会关于报送《")


# ---------------------------------------------------------------------------------------------- the list


def test_papers_are_found_by_kind_state_and_words(window: Opened) -> None:
    desk = window[1].desk
    draft(desk)
    finished(desk, Kind.LETTER, "函", title="关于提供资料的函", body=["请提供公路养护资料。"])
    part = listed(window)
    assert titles(part) == ["关于提供资料的函", "政协云溪县委员会关于报送第四季度社情民意信息的通知"]
    part.kind.set_value(Kind.LETTER)
    part.reload()
    assert titles(part) == ["关于提供资料的函"] and not part.clear.isHidden()
    part.kind.set_value(None)
    for words in ("公路养护", "云政协函〔2026〕1号"):
        part.words.setText(words)
        part.reload()
        assert titles(part) == ["关于提供资料的函"]
    part.words.setText("没有这样的词")
    part.reload()
    assert part.stack.currentWidget() is part.empty and part.empty.accessibleName() == "没有符合的公文"
    part._clear()
    assert len(titles(part)) == 2


def test_every_kind_can_be_begun_from_the_menu(window: Opened) -> None:
    frame, context, _ = window
    part = listed(window)
    assert part.empty.accessibleName() == "还没有起草过公文"
    for kind, made in part.new_actions.items():
        assert made.text().split() == [kind, PURPOSES[kind]]
        made.trigger()
        rest(context)
        assert isinstance(frame.page, DraftingPage) and form_of(frame.page).kind is kind


def test_a_paper_is_copied_made_void_and_deleted(window: Opened) -> None:
    frame, context, dialogs = window
    desk = context.desk
    finished(desk)
    part = listed(window)
    part.open_at(1)
    part.copy_button.click()
    rest(context)
    page = frame.page
    assert isinstance(page, DraftingPage) and page.save()
    copy = desk.read(documents.document, 2)
    assert copy.row.state is DocumentState.DRAFT and copy.fields == {**FIELDS, "sealed": True}
    part = listed(window)
    part.open_at(1)
    dialogs.will({"reason": "日期有误"})
    part.void_button.click()
    assert "云政协〔2026〕1号 一同作废" in question(dialogs).intro
    assert desk.read(documents.document, 1).row.state is DocumentState.VOID
    part.open_button.click()
    rest(context)
    shown = frame.page
    assert isinstance(shown, PreviewPage) and shown.preview is not None
    assert shown.preview.check[0].sentence == "这份公文已经作废，不能再发"
    part = listed(window)
    part.open_at(2)
    dialogs.will(True)
    part.delete_button.click()
    assert "《政协云溪县委员会关于报送第四季度" in dialogs.asked[-1][1]
    assert len(desk.read(documents.documents)) == 1
    desk.undo()
    assert len(desk.read(documents.documents)) == 2


def test_the_lists_are_printed_and_exported(window: Opened, tmp_path: Path) -> None:
    frame, context, dialogs = window
    finished(context.desk)
    for part in (listed(window), numbered(window)):
        path = tmp_path / f"{part._title}.xlsx"
        dialogs.will(path, None)
        part.tools.export_button.click()
        rest(context)
        assert path.exists()
        part.tools.print_button.click()
        rest(context)
        assert isinstance(frame.page, PreviewPage) and frame.page.preview is not None
        assert frame.page.preview.title == part._title


# ---------------------------------------------------------------------------------------------- 发文字号


def test_numbers_are_reserved_used_and_made_void(window: Opened) -> None:
    _, context, dialogs = window
    desk = context.desk
    part = numbered(window)
    assert part.empty.accessibleName() == "还没有编过发文字号"
    dialogs.will({"sequence": "委员会", "serial": None, "purpose": "全会通知"})
    part.reserve_button.click()
    dialogs.will({"sequence": "委员会", "serial": 4, "purpose": "纸面已用"})
    part.reserve_button.click()
    assert [(row.serial, row.state) for row in part.shown()] == [(4, NumberState.RESERVED), (1, NumberState.RESERVED)]
    part.table.choose([2])
    dialogs.will({"reason": "没有用到"})
    part.void_button.click()
    assert part.shown()[0].void_reason == "没有用到" and not part.void_button.isEnabled()
    made = draft(desk)
    listing = listed(window)
    listing.open_at(made)
    dialogs.will({"number": ("held", 1)})
    listing.finish_button.click()
    choices = question(dialogs).fields[0].make().box  # type: ignore[attr-defined]
    assert [choices.itemText(n) for n in range(choices.count())] == [
        "云政协〔2026〕5号（委员会，下一个）",
        "云政协办〔2026〕1号（办公室，下一个）",
        "云政协函〔2026〕1号（函，下一个）",
        "云政协〔2026〕1号（预留：全会通知）",
    ]
    assert desk.read(documents.document, made).row.number == "云政协〔2026〕1号"


def test_what_is_wrong_is_named_and_minutes_may_go_without_a_number(window: Opened) -> None:
    _, context, dialogs = window
    made = draft(context.desk, Kind.REQUEST, title="请示")
    part = listed(window)
    part.open_at(made)
    dialogs.will(None)
    part.finish_button.click()
    assert "还有 2 处有误：请示是上行文，签发人没有填；请示只写一个主送机关" in question(dialogs).intro
    made = draft(context.desk, Kind.MINUTES, title="会议纪要")
    part = listed(window)
    part.open_at(made)
    dialogs.will({})
    part.finish_button.click()
    row = context.desk.read(documents.document, made).row
    assert (row.state, row.number) == (DocumentState.FINISHED, "")
