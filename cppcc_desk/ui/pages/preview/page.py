"""付印预览: pages painted as they will be printed, the check beside them, printer, Word and PDF."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.ledger import Ledger
from cppcc_desk.domain.official import DocumentState
from cppcc_desk.domain.preprint import PrintProblem, Severity, may_print
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.domain.workflow import State
from cppcc_desk.errands import exporting, previews
from cppcc_desk.errands.previews import (
    BEHIND,
    CARDS,
    Cards,
    Forms,
    GroupForm,
    IssueSheet,
    Letters,
    Listing,
    NewsletterSheet,
    OccasionForm,
    OfficialPaper,
    PersonForms,
    Preview,
    Subject,
)
from cppcc_desk.queries import documents, issues
from cppcc_desk.ui import printing
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.dialogs import Trouble
from cppcc_desk.ui.exporting import KINDS, Exporting
from cppcc_desk.ui.pages.base import Page, Room
from cppcc_desk.ui.pages.preview.places import place_of
from cppcc_desk.ui.pages.preview.sheets import Sheets
from cppcc_desk.ui.pages.preview.side import Jump, Side
from cppcc_desk.ui.paper_view import Fit
from cppcc_desk.ui.printing import Order, Printers, SystemPrinters
from cppcc_desk.ui.widgets import button, column, row

_SIDE, _SIDE_NARROW = 372, 300
_MOST_NAMED = 5
_PRINTER = "printer/name"


class PreviewPage(Page):
    """Opened at `issue_id=`, at `document_id=` (a 公文), at `newsletter=` (a quarter), at `form=` with
    `submission_ids=` (`destination=`) or `group_id=` or `person_ids=` or `occasion_id=` (`attendance_ids=`), at
    `letters=` (a tuple of forms of one kind, each to somebody of its own), at `card_ids=` (`backs=`), or at `ledger=`.
    """

    title = "付印预览"
    help_chapter = "preview"
    offers_register = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.printers: Printers = SystemPrinters()
        self.subject: Subject | None = None
        self.preview: Preview | None = None
        self._exporting = Exporting(context, refused=self._refuse)
        self.side = Side()
        self.sheets = Sheets()
        body = row(self.side, self.sheets, gap=10)
        body.setStretch(1, 1)
        whole = column(self.notice, body, gap=8, margins=(12, 10, 12, 10))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.side.word.clicked.connect(lambda _on: self._export(0))
        self.side.pdf.clicked.connect(lambda _on: self._export(1))
        self.side.print.clicked.connect(lambda _on: self._print())
        QShortcut(QKeySequence("Ctrl+P"), self, self._print)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._print)
        self.first = self.sheets.view
        self._show_nothing()

    # ------------------------------------------------------------------ what is shown
    def open_at(self, **target: Any) -> None:
        subject = _subject(target)
        if subject is None:
            return
        if subject != self.subject:
            self.preview = None
            self.notice.dismiss()
        self.subject = subject
        self.stale = True
        if self.isVisible():
            self.refresh()

    def reload(self) -> None:
        subject = self.subject
        if subject is None:
            self._show_nothing()
            return
        found = previews.stand_ins()
        self.context.work.run(
            "正在排版",
            lambda _: previews.look(self.context.desk, subject, stand_ins=found),
            done=partial(self._show, subject),
            failed=partial(self._not_shown, subject),
        )

    def fit(self, room: Room) -> None:
        self.side.setFixedWidth(_SIDE_NARROW if room.narrow else _SIDE)
        self.side.print.setText("打印" if room.narrow else "打印  Ctrl+P")
        self.sheets.set_narrow(room.narrow)
        self.sheets.set_usual_fit(Fit.TWO if room.wide else Fit.WIDTH)

    def _show(self, subject: Subject, preview: Preview) -> None:
        if subject != self.subject:
            return  # another paper was asked for meanwhile
        self.preview = preview
        self.subtitle = (
            f"{'期刊与公文' if isinstance(subject, IssueSheet | OfficialPaper) else '打印'} › {preview.title}"
        )
        self.titled.emit()
        self.side.show_preview(preview, self._jumps)
        self.sheets.show_preview(preview)
        self.side.word.setText(KINDS[exporting.endings(subject)[0]])
        self._enable(True)
        self._tell_printer()

    def _not_shown(self, subject: Subject, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        if subject == self.subject:
            self.subject = self.preview = None
            self._show_nothing()
            self._refuse(error)

    def _show_nothing(self) -> None:
        self.subtitle = ""
        self.titled.emit()
        self.side.hide()
        self.sheets.show_nothing().tell(
            "还没有选择要打印的内容",
            "期刊和公文在“期刊与公文”里打开；表单在来稿里打开；列表用列表下方的“打印”打开。",
            icon="print",
            buttons=[button("去期刊与公文", lambda: self.context.navigate("papers"), icon="book", kind="primary")],
        )
        self._enable(False)

    def _enable(self, on: bool) -> None:
        if on:
            self.side.show()
        for made in (self.side.word, self.side.pdf, self.side.print):
            made.setEnabled(on)

    def _tell_printer(self, text: str = "") -> None:
        if not text and self.preview is not None:
            kept = str(self.context.settings.value(_PRINTER, ""))
            across = self.preview.layout.width > self.preview.layout.height
            text = " · ".join(
                (
                    f"打印机：{kept}" if kept else "打印机：点“打印”时选择",
                    "A4 横向" if across else "A4",
                    f"{len(self.preview.layout.pages)} 页",
                    f"{self.preview.copies} 份",
                )
            )
        self.side.printer.setText(text)

    # ------------------------------------------------------------------ from a line of the check to what it means
    def _jumps(self, problem: PrintProblem) -> Sequence[Jump]:
        assert self.preview is not None
        if problem.severity is Severity.OK:
            return ()
        if isinstance(self.preview.subject, OfficialPaper):
            return self._jumps_of_paper(problem, self.preview)
        if problem.element == CARDS:
            return [("去登记册", partial(self.context.navigate, "people", part="cards"))]
        found: list[Jump] = []
        place = place_of(problem, self.preview.layout) if isinstance(self.preview.subject, IssueSheet) else None
        if place is not None and problem.element != BEHIND:
            found.append(("查看", partial(self.sheets.show_place, place)))
        go = self.context.navigate
        if problem.element == BEHIND:
            found.append(("重新排印", partial(go, "papers", reprint=self._issue_id)))
        elif problem.element in ("title", "paragraphs", "editor", "reviewer", "signatory"):
            submission_id = self._submission(problem)
            if submission_id is not None:
                edits = problem.element in ("title", "paragraphs")
                found.append(("改稿" if edits else "补填", partial(go, "submissions", submission_id=submission_id)))
        elif problem.element in ("report_to", "issued_by", "journal"):
            found.append(("去设置", partial(go, "settings", section="journals")))
        elif problem.element == "copies":
            found.append(("重新排印", partial(go, "papers", reprint=self._issue_id)))
        elif problem.element == "fonts":
            found.append(("说明", partial(go, "help", chapter="preview")))
        return found

    def _jumps_of_paper(self, problem: PrintProblem, preview: Preview) -> Sequence[Jump]:
        """A draft is put right in its form; what is frozen can only be looked at."""
        assert isinstance(preview.subject, OfficialPaper)
        if problem.element == "fonts":
            return [("说明", partial(self.context.navigate, "help", chapter="preview"))]
        if self.context.desk.read(documents.document, preview.subject.document_id).row.state is DocumentState.DRAFT:
            target = {"document_id": preview.subject.document_id, "element": problem.element}
            return [("去改", partial(self.context.navigate, "drafting", **target))]
        return []

    @property
    def _issue_id(self) -> int | None:
        return self.subject.issue_id if isinstance(self.subject, IssueSheet) else None

    def _submission(self, problem: PrintProblem) -> int | None:
        """The piece a line of the check is about, while it can still be changed."""
        if self._issue_id is None:
            return None
        issue = self.context.desk.read(issues.issue, self._issue_id)
        if issue.frozen_at is not None or issue.state == State.ARCHIVED:
            return None
        number = problem.piece or 0
        return issue.submission_ids[number] if number < len(issue.submission_ids) else None

    # ------------------------------------------------------------------ what is done
    def _export(self, number: int) -> None:
        if self.preview is not None:
            self.notice.dismiss()
            self._exporting.export(self.preview, exporting.endings(self.preview.subject)[number])

    def _print(self) -> None:
        preview = self.preview
        if preview is None or not self._agreed(preview):
            return
        self.notice.dismiss()
        with self._connecting():
            there = self.printers.connect()
        if not there:
            self._no_printer(preview)
            return
        order = self.printers.ask(self, preview.layout, title=preview.title, copies=preview.copies)
        if order is None:
            return
        self.context.settings.setValue(_PRINTER, order.printer)
        self.context.work.run(
            f"正在把{preview.title}送往打印机",
            lambda _: printing.send(preview.layout, order, preview.parts),
            done=lambda _: self._printed(preview, order),
            failed=self._not_printed,
        )
        self._tell_printer("正在送往打印机…")

    def _printed(self, preview: Preview, order: Order) -> None:
        self._tell_printer()
        self.context.notify(f"已送往打印机：{preview.title}，{len(order.pages)} 页 {order.copies} 份")

    def _not_printed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._tell_printer()
        self._refuse(error)

    def _agreed(self, preview: Preview) -> bool:
        """Whether to print in spite of what the check found wrong."""
        if may_print(preview.check):
            return True
        wrong = [problem.sentence for problem in preview.check if problem.severity is Severity.ERROR]
        told = "\n".join(wrong[:_MOST_NAMED])
        return self.context.dialogs.confirm(
            f"付印前检查还有 {len(wrong)} 处有误", f"{told}\n打印出来的只宜作为草样。", verb="仍要打印"
        )

    def _no_printer(self, preview: Preview) -> None:
        answer = self.context.dialogs.trouble(
            Trouble(
                title="没有找到打印机",
                text="这台电脑没有安装打印机，或者打印服务没有运行。稿件没有受影响。",
                advice="可以先存为 PDF，拿到有打印机的电脑上打印；或者安装打印机后再打印一次。",
                actions=(("pdf", "存为 PDF"),),
            )
        )
        if answer == "pdf":
            self._exporting.export(preview, exporting.PDF)

    @contextmanager
    def _connecting(self) -> Iterator[None]:
        self._tell_printer("正在连接打印机…")
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        self.side.printer.repaint()
        try:
            yield
        finally:
            QApplication.restoreOverrideCursor()
            self._tell_printer()

    def _refuse(self, refusal: DeskError) -> None:
        self.notice.tell(refusal.message, kind="error")


def _subject(target: dict[str, Any]) -> Subject | None:
    found: Subject | None = None
    match target:
        case {"issue_id": int(issue_id)}:
            found = IssueSheet(issue_id)
        case {"document_id": int(document_id)}:
            found = OfficialPaper(document_id)
        case {"newsletter": Quarter() as quarter}:
            found = NewsletterSheet(quarter)
        case {"form": str(kind), "submission_ids": submission_ids}:
            found = Forms(kind, tuple(submission_ids), target.get("destination", ""))
        case {"form": str(kind), "group_id": int(group_id)}:
            found = GroupForm(kind, group_id)
        case {"form": str(kind), "person_ids": person_ids}:
            found = PersonForms(kind, tuple(person_ids))
        case {"card_ids": card_ids}:
            found = Cards(tuple(card_ids), target.get("backs", True))
        case {"letters": tuple(letters)}:
            found = Letters(letters)
        case {"form": str(kind), "occasion_id": int(occasion_id)}:
            found = OccasionForm(kind, occasion_id, tuple(target.get("attendance_ids", ())))
        case {"ledger": Ledger() as ledger}:
            found = Listing(ledger)
    return found
