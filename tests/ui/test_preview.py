"""付印预览: pages, places, the check with its jumps, printer, Word and PDF, and forms and lists shown the same way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPageLayout, QPainter, QPdfWriter, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from cppcc_desk.domain.errors import World
from cppcc_desk.domain.layout import Layout, Page
from cppcc_desk.domain.occasions import AttendanceEntry, OccasionEntry, OccasionKind, Part
from cppcc_desk.domain.people import PersonEntry
from cppcc_desk.domain.preprint import PrintProblem, Severity
from cppcc_desk.domain.workflow import Step
from cppcc_desk.errands import exporting, previews
from cppcc_desk.errands.previews import BEHIND, Forms, IssueSheet, Listing, StandIn
from cppcc_desk.errands.writing import Locked
from cppcc_desk.operations import submissions as changing
from cppcc_desk.operations.commissioning import commission
from cppcc_desk.operations.dispatching import open_dispatch
from cppcc_desk.operations.issuing import print_issue
from cppcc_desk.operations.occasions import add_occasion
from cppcc_desk.operations.office import save_destination
from cppcc_desk.operations.people import add_people
from cppcc_desk.press.fonts import LACKING, installed
from cppcc_desk.queries import forms, issues
from cppcc_desk.storage.desk import Desk
from cppcc_desk.ui import lists, printing
from cppcc_desk.ui.dialogs import Trouble
from cppcc_desk.ui.pages.preview import PreviewPage
from cppcc_desk.ui.pages.preview.places import place_of
from cppcc_desk.ui.paper_view import Fit, PaperView, Place
from cppcc_desk.ui.printing import Order
from tests.office import shown, step
from tests.outcomes import instruction, record
from tests.ui.printed import TITLES, Opened, PretendPrinters, issued, ledger, printed, rest, signed
from tests.ui.screens import in_child, settle


@pytest.fixture
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the person asked to have opened."""
    found: list[Path] = []
    monkeypatch.setattr(lists, "show_file", found.append)
    return found


def preview_of(window: Opened, **target: Any) -> PreviewPage:
    frame, context, _ = window
    frame.go("preview", **target)
    rest(context)
    page = frame.page
    assert isinstance(page, PreviewPage)
    return page


def facts(page: PreviewPage) -> dict[str, str]:
    assert page.preview is not None
    return dict(page.preview.facts)


def sentences(page: PreviewPage, severity: Severity) -> list[str]:
    return [line.problem.sentence for line in page.side.lines if line.problem.severity is severity]


# ---------------------------------------------------------------------------------------------- an issue


def test_an_issue_is_shown_as_it_was_frozen(window: Opened, desk: Desk) -> None:
    page = preview_of(window, issue_id=printed(desk, *TITLES[:2]))
    assert page.subtitle == "期刊与公文 › 《社情民意》2026年第1期"
    told = facts(page)
    assert (
        told["期号"] == "《社情民意》第1期（总第1期）"
        and told["签发人"] == "周启明"
        and told["印发日期"] == "2026年11月20日"
    )
    assert told["报送"] == "市政协" and told["进度"] == "排印"
    assert page.sheets.view.count == len(page.preview.layout.pages) >= 2  # type: ignore[union-attr]
    assert page.sheets.where.text() == f"第 1 / {page.sheets.view.count} 页"
    assert "主送机关与报送去向一致" in sentences(page, Severity.OK)
    assert sentences(page, Severity.ERROR) == []


def test_what_is_wrong_stands_first_and_leads_to_where_it_is(window: Opened, desk: Desk) -> None:
    issue_id = desk.do(print_issue, [signed(desk, TITLES[0], count=12), signed(desk, f"{TITLES[1]}。")])
    page = preview_of(window, issue_id=issue_id)
    lines = {line.problem.sentence: line for line in page.side.lines}
    doubt = lines["标题末尾有标点“。”"]
    assert [made.text() for made in doubt.buttons] == ["查看", "改稿"]
    doubt.buttons[0].click()
    assert page.preview is not None
    mark = page.sheets.view.marked
    assert mark is not None and mark.page + 1 == page.preview.layout.piece_pages[1]
    assert page.sheets.view.current == mark.page > 0
    order = [line.problem.severity for line in page.side.lines]
    assert order == sorted(order, key=[Severity.ERROR, Severity.WARN, Severity.OK].index)
    doubt.buttons[1].click()
    frame, _, _ = window
    assert frame.page.title == "来稿办理"


def test_a_piece_changed_since_is_said_and_leads_to_printing_again(window: Opened, desk: Desk) -> None:
    frame, context, dialogs = window
    made = signed(desk)
    issue_id = desk.do(print_issue, [made])
    step(desk, made, Step.SEND_BACK, reason="错字", 到="编辑")
    desk.do(changing.rename, made, title="改过的标题", version=shown(desk, made).row.version)
    page = preview_of(window, issue_id=issue_id)
    line = next(line for line in page.side.lines if line.problem.element == BEHIND)
    assert line.problem.severity is Severity.ERROR
    dialogs.will(False)
    page.printers = PretendPrinters()
    page.side.print.click()
    title, text, verb = dialogs.asked[-1]
    assert "1 处有误" in title and "纸样还是改动前的内容" in text and verb == "仍要打印"
    line.buttons[0].click()
    assert frame.page.title == "期刊与公文"
    rest(context)


def test_places_are_found_by_what_is_printed() -> None:
    from cppcc_desk.domain.bulletin import compose
    from cppcc_desk.press.typeset import set_pages
    from tests.bulletins import MANY_PIECES

    layout = set_pages(compose(MANY_PIECES))

    def place(element: str, sentence: str = "", piece: int | None = None) -> Place | None:
        return place_of(PrintProblem(Severity.WARN, sentence, element, piece), layout)

    last = len(layout.pages) - 1
    assert (place("report_to"), place("signatory")) != (None, None)
    report, number = place("report_to"), place("issue_no")
    assert report is not None and report.page == last and number is not None and number.page == 0
    found = place("paragraphs", "中文里用了半角标点：“配送不及时”", 1)
    assert found is None or found.page >= layout.piece_pages[1] - 1
    second = place("title", "标题 2 行", 1)
    assert second is not None and second.page == layout.piece_pages[1] - 1 and second.bottom > second.top
    assert place("page") == Place(last, 0, 0)
    assert place("journal") is None
    assert place_of(PrintProblem(Severity.WARN, "", "page"), Layout(pages=())) is None


# ---------------------------------------------------------------------------------------------- pages and zoom


def blank(count: int) -> Layout:
    return Layout(pages=tuple(Page(items=()) for _ in range(count)))


@pytest.fixture
def view(qtbot: QtBot) -> PaperView:
    made = PaperView()
    qtbot.addWidget(made)
    made.resize(780, 560)
    made.show()
    qtbot.waitExposed(made)
    made.show_layout(blank(7))
    return made


def test_pages_are_turned_by_key_and_counted(qtbot: QtBot, view: PaperView) -> None:
    seen: list[int] = []
    view.moved.connect(seen.append)
    view.set_fit(Fit.PAGE)
    for key, expected in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_End, 6),
        (Qt.Key.Key_Home, 0),
    ):
        qtbot.keyClick(view, key)
        assert view.current == expected
    view.set_fit(Fit.TWO)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.current == 2
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.current == 6 and seen[-1] == 6


def test_in_page_width_a_page_down_shows_what_comes_next_without_a_gap(qtbot: QtBot, view: PaperView) -> None:
    view.set_fit(Fit.WIDTH)
    before = view.verticalScrollBar().value()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    moved = view.verticalScrollBar().value() - before
    assert 0 < moved <= view.viewport().height()


def test_fits_follow_the_window_and_zooming_is_kept(view: PaperView) -> None:
    width = view.percent
    view.resize(1200, 560)
    settle()
    assert view.fit is Fit.WIDTH and view.percent > width
    view.set_fit(Fit.PAGE)
    whole = view.percent
    view.resize(1200, 900)
    settle()
    assert view.percent > whole
    view.set_fit(Fit.TWO)
    assert view.percent <= 100
    view.set_scale(1.0)
    view.resize(700, 500)
    settle()
    assert (view.fit, view.percent) == (Fit.FREE, 100)
    assert view.horizontalScrollBar().maximum() > 0


def wheel(view: PaperView, turns: int) -> None:
    at = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * turns),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_ctrl_and_wheel_keys_and_steps_zoom_between_limits(qtbot: QtBot, view: PaperView) -> None:
    view.set_scale(1.0)
    wheel(view, 1)
    assert view.percent == 115
    wheel(view, -1)
    assert view.percent == 100
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.percent == 115
    qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.percent == 86
    view.set_scale(0.9)
    view.zoom_by(-1)
    assert view.percent == 86
    view.set_scale(0.9)
    view.zoom_by(1)
    assert view.percent == 100
    for _ in range(30):
        view.zoom_by(1)
    assert view.percent == 400
    for _ in range(30):
        view.zoom_by(-1)
    assert view.percent == 25


def test_zooming_stays_at_the_page_in_front(view: PaperView) -> None:
    view.set_fit(Fit.WIDTH)
    view.go_to(4)
    view.zoom_by(1)
    assert view.current == 4
    view.set_fit(Fit.PAGE)
    assert view.current == 4


def test_only_pages_in_sight_are_painted(qtbot: QtBot, view: PaperView, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[int] = []
    view.show_layout(blank(400))
    whole = view._paint_page

    def watched(painter: QPainter, number: int, place: QRect, area: QRect) -> None:
        painted.append(number)
        whole(painter, number, place, area)

    monkeypatch.setattr(view, "_paint_page", watched)
    view.set_fit(Fit.PAGE)
    view.go_to(200)
    painted.clear()
    view.viewport().repaint()
    assert 200 in painted and len(set(painted)) <= 3


# ---------------------------------------------------------------------------------------------- the printer


def test_without_a_printer_it_is_said_and_a_pdf_offered(
    window: Opened, desk: Desk, tmp_path: Path, opened_files: list[Path]
) -> None:
    _, context, dialogs = window
    page = preview_of(window, issue_id=printed(desk))
    page.printers = PretendPrinters(there=False)
    target = tmp_path / "一期.pdf"
    dialogs.will("pdf", target, None)
    page.side.print.click()
    rest(context)
    trouble = next(asked for asked in dialogs.asked if isinstance(asked, Trouble))
    assert trouble.title == "没有找到打印机" and "稿件没有受影响" in trouble.text
    assert target.read_bytes().startswith(b"%PDF")
    assert QApplication.overrideCursor() is None


def test_the_system_of_this_test_has_no_printer() -> None:
    assert printing.SystemPrinters().connect() is False


def test_the_dialog_knows_copies_sheet_and_pages(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    seen: list[tuple[int, int, int, bool]] = []

    def accept(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        across = printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape
        seen.append((dialog.minPage(), dialog.maxPage(), printer.copyCount(), across))
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 3)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    layout = replace(blank(4), width=297.0, height=210.0)
    order = printing.SystemPrinters().ask(parent, layout, title="待办一览", copies=3)
    assert seen == [(1, 4, 3, True)]
    assert order is not None and (order.pages, order.copies, order.duplex) == (range(1, 3), 3, False)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: int(QDialog.DialogCode.Rejected))
    assert printing.SystemPrinters().ask(parent, layout, title="待办一览", copies=1) is None


def test_ctrl_p_prints_what_was_ordered(qtbot: QtBot, window: Opened, desk: Desk, tmp_path: Path) -> None:
    frame, context, _ = window
    page = preview_of(window, issue_id=printed(desk, *TITLES[:3]))
    assert page.preview is not None
    count = len(page.preview.layout.pages)
    out = tmp_path / "printed.pdf"
    device = QPdfWriter(str(out))
    page.printers = printers = PretendPrinters(Order(device, "文印室打印机", range(1, count), 30, duplex=True))
    qtbot.keyClick(page.sheets.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    rest(context)
    assert printers.asked == [(page.preview.title, count, 30)]
    assert out.read_bytes().count(b"/Type /Page\n") == count - 1
    assert frame.snackbar.accessibleName() == f"已送往打印机：{page.preview.title}，{count - 1} 页 30 份"
    assert "文印室打印机" in page.side.printer.text()


def test_a_printer_that_takes_nothing_is_told_in_place(
    window: Opened, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = preview_of(window, issue_id=printed(desk))
    device = QPdfWriter(str(tmp_path / "x.pdf"))
    page.printers = PretendPrinters(Order(device, "坏打印机", range(1), 1, duplex=False))

    def gone(*_args: object) -> None:
        raise World("没有开始打印：打印机没有响应。稿件没有受影响。请检查打印机是否开机、联网，再打印一次。")

    monkeypatch.setattr(printing, "send", gone)
    page.side.print.click()
    rest(window[1])
    assert "打印机没有响应" in page.notice.text
    assert QApplication.overrideCursor() is None


def test_back_to_back_no_form_begins_on_anothers_back() -> None:
    parts = [previews.Part("甲", 0, 2), previews.Part("乙", 2, 1), previews.Part("丙", 3, 1)]
    order = Order(QPdfWriter("unused.pdf"), "", range(4), 1, duplex=True)
    assert printing.runs(order, parts) == [range(2), range(2, 3), range(3, 4)]
    assert printing.runs(replace(order, pages=range(1, 3)), parts) == [range(1, 2), range(2, 3)]
    assert printing.runs(replace(order, duplex=False), parts) == [range(4)]
    assert printing.runs(order, parts[:1]) == [range(4)]


# ---------------------------------------------------------------------------------------------- Word, PDF, Excel


def test_export_writes_both_files_and_opens_them_when_asked(
    window: Opened, desk: Desk, tmp_path: Path, opened_files: list[Path]
) -> None:
    _, context, dialogs = window
    issue_id = printed(desk)
    page = preview_of(window, issue_id=issue_id)
    name = "《社情民意》2026年第1期（2026-11-20）"
    for made, ending, answer in ((page.side.word, ".docx", "file"), (page.side.pdf, ".pdf", "folder")):
        dialogs.will(tmp_path / f"{name}{ending}", answer)
        made.click()
        rest(context)
        suggested = next(asked for asked in reversed(dialogs.asked) if isinstance(asked[1], Path))[1]
        assert suggested.name == f"{name}{ending}"
    assert opened_files == [tmp_path / f"{name}.docx", tmp_path]
    assert Document(str(tmp_path / f"{name}.docx")).core_properties.title.startswith("社情民意")
    assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    assert {paper.file_name for paper in desk.read(issues.papers, issue_id=issue_id)} == {
        f"{name}.docx",
        f"{name}.pdf",
    }
    assert page.preview is not None
    again = exporting.suggested(desk, page.preview, tmp_path, ".docx")
    assert again.name == f"{name}.docx"  # ours: written again under its name
    again.write_bytes(b"somebody else's")
    assert exporting.suggested(desk, page.preview, tmp_path, ".docx").name == f"{name}(2).docx"


def test_a_locked_file_is_explained_and_saved_under_another_name(
    window: Opened, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened_files: list[Path]
) -> None:
    _, context, dialogs = window
    page = preview_of(window, issue_id=printed(desk))
    target = tmp_path / "一期.docx"
    target.write_bytes(b"open in another program")
    whole = exporting.write

    def locked(desk: Desk, preview: previews.Preview, ending: str, path: Path) -> None:
        if path == target:
            raise Locked(path, path.with_name("一期(2).docx"))
        whole(desk, preview, ending, path)

    monkeypatch.setattr(exporting, "write", locked)
    dialogs.will(target, "other", None)
    page.side.word.click()
    rest(context)
    trouble = next(asked for asked in dialogs.asked if isinstance(asked, Trouble))
    assert [words for _, words in trouble.actions] == ["另存为“一期(2).docx”", "重试"]
    assert target.read_bytes() == b"open in another program"
    assert (tmp_path / "一期(2).docx").stat().st_size > 1000


def test_a_folder_that_takes_no_file_is_told(window: Opened, desk: Desk, tmp_path: Path) -> None:
    _, context, dialogs = window
    page = preview_of(window, issue_id=printed(desk))
    (tmp_path / "文件").write_bytes(b"not a folder")
    dialogs.will(tmp_path / "文件" / "一期.pdf")
    page.side.pdf.click()
    rest(context)
    assert "没有写出“一期.pdf”" in str(dialogs.asked[-1]) and "数据没有丢失" in str(dialogs.asked[-1])


# ---------------------------------------------------------------------------------------------- forms and lists


def test_forms_of_several_pieces_are_shown_and_written_together(
    window: Opened, desk: Desk, tmp_path: Path, opened_files: list[Path]
) -> None:
    _, context, dialogs = window
    pieces = tuple(signed(desk, title) for title in TITLES[:3])
    page = preview_of(window, form="催办单", submission_ids=pieces)
    assert page.preview is not None
    parts = page.preview.parts
    assert [part.submission_id for part in parts] == list(pieces)
    assert page.sheets.view.count == sum(part.pages for part in parts)
    assert page.sheets.whose.text() == f"2026-001　{TITLES[0]}"
    page.sheets.view.go_to(parts[2].first)
    assert page.sheets.whose.text() == f"2026-003　{TITLES[2]}"
    dialogs.will(tmp_path, "folder")
    page.side.word.click()
    rest(context)
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == [
        f"催办单 2026-00{n}（2026-11-20）.docx" for n in (1, 2, 3)
    ]
    dialogs.will(tmp_path / "三份.pdf", None)
    page.side.pdf.click()
    rest(context)
    assert (tmp_path / "三份.pdf").read_bytes().count(b"/Type /Page\n") == page.sheets.view.count
    assert [len(desk.read(issues.papers, submission_id=made)) for made in pieces] == [2, 2, 2]


@pytest.mark.parametrize("kind", forms.OF_SUBMISSION)
def test_every_form_of_a_piece_has_its_preview(window: Opened, desk: Desk, kind: str) -> None:
    made = signed(desk)
    desk.do(print_issue, [made])
    desk.do(open_dispatch, made, to="有关部门")
    record(desk, made, instruction(occurred_on=desk.today))
    page = preview_of(window, form=kind, submission_ids=(made,))
    assert facts(page)["表单"] == kind and facts(page)["标题"] == TITLES[0]
    assert page.preview is not None and page.preview.name == f"{kind} 2026-001（2026-11-20）"
    assert page.subtitle == f"打印 › {kind} 2026-001"


def test_a_form_for_one_department_is_named_after_it(
    window: Opened, desk: Desk, tmp_path: Path, opened_files: list[Path]
) -> None:
    _, context, dialogs = window
    made = signed(desk)
    for name in ("县卫生健康局", "县公安局"):
        desk.do(save_destination, None, name=name, parent="有关部门", default_form="转办函")
        desk.do(open_dispatch, made, to=name)
    page = preview_of(window, form="转办函", submission_ids=(made,), destination="县公安局")
    assert facts(page)["承办单位"] == "县公安局"
    assert page.preview is not None and page.preview.name == "转办函 2026-001 县公安局（2026-11-20）"
    dialogs.will(tmp_path / "函.docx", None)
    page.side.word.click()
    rest(context)
    assert "县公安局：" in [paragraph.text for paragraph in Document(str(tmp_path / "函.docx")).paragraphs]
    page = preview_of(window, form="转办函", submission_ids=(made,))
    assert "有 2 个承办单位" in page.notice.text and page.preview is None


def test_a_sign_in_sheet_is_shown_written_and_printed(
    window: Opened, desk: Desk, tmp_path: Path, opened_files: list[Path]
) -> None:
    _, context, dialogs = window
    desk.do(add_people, [PersonEntry(name="苏晚晴", info_group="第二信息小组")])
    page = preview_of(window, form="签到表", group_id=2)
    assert facts(page)["表单"] == "签到表" and page.subtitle == "打印 › 签到表 第二信息小组"
    for made, name in ((page.side.word, "签到.docx"), (page.side.pdf, "签到.pdf")):
        dialogs.will(tmp_path / name, None)
        made.click()
        rest(context)
    assert "苏晚晴" in [cell.text for cell in Document(str(tmp_path / "签到.docx")).tables[1].columns[1].cells]
    assert [(paper.kind, paper.submission_id) for paper in desk.read(issues.papers)] == [("签到表", None)] * 2
    printers = PretendPrinters()
    page.printers = printers
    page.side.print.click()
    assert printers.asked == [("签到表 第二信息小组", 1, 1)]
    assert "找不到这个信息小组" in preview_of(window, form="签到表", group_id=99).notice.text


def test_letters_are_shown_together_and_written_apart(
    window: Opened, desk: Desk, tmp_path: Path, opened_files: list[Path]
) -> None:
    _, context, dialogs = window
    people = desk.do(add_people, [PersonEntry(name="柳青禾"), PersonEntry(name="顾长安")])
    days = {"asked_on": desk.today, "due_on": desk.today}
    made = desk.do(commission, person_ids=people, subject="冬季供水", **days)
    letters = desk.read(forms.commission_letters, "约稿函", made, now=desk.now)
    page = preview_of(window, letters=letters)
    assert page.preview is not None and page.preview.name == "约稿函 2份（2026-11-20）"
    assert page.sheets.view.count == 2 and page.sheets.whose.text() == "约稿函 柳青禾"
    dialogs.will(tmp_path, "folder")
    page.side.word.click()
    rest(context)
    names = ["约稿函 柳青禾（2026-11-20）.docx", "约稿函 顾长安（2026-11-20）.docx"]
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == sorted(names)
    dialogs.will(tmp_path / "约稿函.pdf", None)
    page.side.pdf.click()
    rest(context)
    assert (tmp_path / "约稿函.pdf").read_bytes().count(b"/Type /Page\n") == 2
    assert [paper.kind for paper in desk.read(issues.papers)] == ["约稿函"] * 3
    page = preview_of(window, letters=letters[:1])
    assert page.subtitle == "打印 › 约稿函 柳青禾"
    dialogs.will(tmp_path / "一份.docx", None)
    page.side.word.click()
    rest(context)
    assert "柳青禾同志：" in [paragraph.text for paragraph in Document(str(tmp_path / "一份.docx")).paragraphs]


def test_letters_to_those_who_observe_are_shown_and_written_as_one_file(
    window: Opened, desk: Desk, tmp_path: Path, opened_files: list[Path]
) -> None:
    _, context, dialogs = window
    entry = OccasionEntry(kind=OccasionKind.CHAIRS_MEETING, name="主席会议", at=datetime(2026, 12, 3, 9))
    invited = [AttendanceEntry(name=name, part=Part.OBSERVING) for name in ("方建军", "柳青禾")]
    made = desk.do(add_occasion, entry, invited=invited)
    page = preview_of(window, form="列席邀请函", occasion_id=made)
    assert facts(page)["纸张"] == "A4 纵向，共 2 页" and page.subtitle == "打印 › 列席邀请函 主席会议"
    dialogs.will(tmp_path / "函.docx", None)
    page.side.word.click()
    rest(context)
    text = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "函.docx")).paragraphs)
    assert "方建军同志：" in text and "柳青禾同志：" in text
    assert [(paper.kind, paper.file_name) for paper in desk.read(issues.papers)] == [("列席邀请函", "函.docx")]
    page = preview_of(window, form="列席邀请函", occasion_id=made, attendance_ids=(2,))
    assert facts(page)["纸张"] == "A4 纵向，共 1 页"
    empty = desk.do(add_occasion, entry)
    assert "还没有列入参加人员" in preview_of(window, form="列席邀请函", occasion_id=empty).notice.text


def test_a_notice_of_what_stands_in_no_issue_is_refused_in_the_window(window: Opened, desk: Desk) -> None:
    page = preview_of(window, form="采用通知", submission_ids=(signed(desk),))
    assert "还没有编入期刊" in page.notice.text and not page.side.print.isEnabled()


def test_a_list_is_printed_and_goes_to_excel(
    window: Opened, desk: Desk, tmp_path: Path, opened_files: list[Path]
) -> None:
    _, context, dialogs = window
    page = preview_of(window, ledger=ledger(70))
    assert facts(page)["记录"] == "70 条"
    assert page.sheets.view.count > 1
    assert page.side.word.text() == "Excel"
    dialogs.will(tmp_path / "待办.xlsx", None)
    page.side.word.click()
    rest(context)
    assert (tmp_path / "待办.xlsx").read_bytes().startswith(b"PK")
    assert desk.read(issues.papers) == ()
    frame, _, _ = window
    frame.go("workbench")
    empty = preview_of(window, ledger=ledger(0))
    assert sentences(empty, Severity.WARN)[0] == "这个列表现在没有记录"


def test_another_paper_asked_for_meanwhile_wins(window: Opened, desk: Desk) -> None:
    frame, _, _ = window
    first, second = printed(desk), printed(desk, TITLES[1])
    frame.go("preview", issue_id=first)
    page = preview_of(window, issue_id=second)
    assert page.subject == IssueSheet(second)
    assert page.preview is not None and page.preview.subject == IssueSheet(second)


def test_nothing_chosen_and_nothing_found_say_what_to_do(window: Opened, desk: Desk) -> None:
    page = preview_of(window)
    assert page.side.isHidden() and not page.side.print.isEnabled()
    assert page.sheets.empty.accessibleName() == "还没有选择要打印的内容"
    page = preview_of(window, issue_id=99)
    assert "找不到这一期" in page.notice.text and page.preview is None
    page = preview_of(window, form="催办单", submission_ids=(99,))
    assert "找不到要打印的来稿" in page.notice.text


def test_fonts_that_are_stood_in_for_are_said_once(desk: Desk) -> None:
    issue_id = issued(desk)
    stand_ins = {m.face: StandIn(m.used or "", m.reason, m.sentence) for m in installed().missing()}
    made = previews.look(desk, IssueSheet(issue_id), stand_ins=stand_ins)
    told = [problem.sentence for problem in made.check if problem.element == "fonts"]
    assert len(told) == len({stand_in.used for stand_in in stand_ins.values()})
    same = {face: StandIn("宋体", LACKING, f"本机未安装“{face}”，以宋体代替") for face in list(stand_ins)[:2]}
    for subject in (IssueSheet(issue_id), Listing(ledger(2)), Forms("核稿单", (1,))):
        lines = [p.sentence for p in previews.look(desk, subject, stand_ins=same).check if p.element == "fonts"]
        assert len(lines) <= 1


@pytest.mark.screens
@pytest.mark.parametrize("name", ["issue", "forms", "listing", "nothing"])
def test_nothing_is_cut_off_at_any_size(tmp_path: Path, name: str) -> None:
    found = in_child(f"tests.ui.printed:{name}", tmp_path, name)
    used = {m.used for m in installed().missing() if m.used}
    named: Callable[[str], bool] = lambda told: any(font in told for font in used)  # noqa: E731
    assert {size: [told for told in troubles if not named(told)] for size, troubles in found.items()} == {
        size: [] for size in found
    }
