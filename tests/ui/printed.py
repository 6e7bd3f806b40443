"""A window over a real desk with pieces to print and issues that were printed: for tests of the pages and pictures."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

from cppcc_desk.domain.layout import Layout
from cppcc_desk.domain.ledger import Ledger, LedgerColumn
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State
from cppcc_desk.operations.issuing import print_issue
from cppcc_desk.operations.steps import take_step
from cppcc_desk.paths import DataFolder
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from cppcc_desk.ui.backing_up import BackingUp
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.desk import Crossing
from cppcc_desk.ui.dialogs import Question, QuestionSheet
from cppcc_desk.ui.pages import SPECS
from cppcc_desk.ui.pages.papers import PapersPage
from cppcc_desk.ui.printing import Order
from cppcc_desk.ui.reopening import Reopening
from cppcc_desk.ui.window import Window
from tests.bulletins import paragraphs
from tests.conftest import StandingClock
from tests.office import STRAIGHT, piece
from tests.ui.answers import ScriptedDialogs
from tests.ui.samples import settings
from tests.ui.screens import settle

Opened = tuple[Window, Context, ScriptedDialogs]

PATIENCE = 20_000  # milliseconds for work on the other thread; a busy machine takes its time

TITLES = (
    "建议完善乡镇卫生院中药饮片统一配送机制",
    "农村公路养护资金缺口大、管护主体责任不落实问题亟待解决",
    "我县茶农反映夏秋茶鲜叶弃采现象严重",
    "关于调整城乡公交首末班时间的建议",
)


def signed(desk: Desk, title: str = TITLES[0], *, count: int = 3) -> int:
    """A piece that is signed and waits for its number."""
    who = Contributor(name="柳青禾", unit="石桥镇中心卫生院", position="副院长")
    return piece(desk, State.SIGNED_OFF, title=title, original_text="\n".join(paragraphs(count)), contributors=(who,))


def printed(desk: Desk, *titles: str) -> int:
    """The id of an issue of such pieces."""
    return desk.do(print_issue, [signed(desk, title) for title in titles or TITLES[:1]])


def issued(desk: Desk, *titles: str) -> int:
    """An issue whose proof has passed twice."""
    pieces = [signed(desk, title) for title in titles or TITLES[:1]]
    made = desk.do(print_issue, pieces)
    for step, values, _ in STRAIGHT[-2:]:
        desk.do(take_step, pieces[0], step, values)
    return made


def ledger(rows: int) -> Ledger:
    """A list as the workbench gives it to paper."""
    columns = (("编号", 11), ("标题", 42), ("反映人", 12), ("截止时间", 17))
    return Ledger(
        title="待办一览",
        unit="云溪县政协",
        made_on=StandingClock().now.date(),
        columns=tuple(LedgerColumn(key=title, title=title, width=width) for title, width in columns),
        rows=tuple((f"2026-{n:03d}", TITLES[n % 4], "柳青禾", "11-20 周五 23:59") for n in range(1, rows + 1)),
    )


def opened(desk: Desk) -> tuple[Window, Context, ScriptedDialogs]:
    """A started window with the program's own pages, not yet shown; it begins at 期刊与公文."""
    kept = settings()
    kept.setValue("window/page", "papers")
    window = Window(SPECS, settings=kept, title="政协社情民意工作台 — 云溪县政协")
    work = Crossing(window)
    work.listen(desk)
    dialogs = ScriptedDialogs()
    reopening = Reopening(window)
    context = Context(
        desk=desk,
        work=work,
        settings=kept,
        dialogs=dialogs,
        navigate=window.go,
        notify=window.notify,
        badge=lambda page, count, alarming: window.navigation.show_badge(page, count, alarming=alarming),
        backing_up=BackingUp(
            window, desk, work=work, settings=kept, dialogs=dialogs, notify=window.notify, reopening=reopening
        ),
        reopening=reopening,
        office=desk.folder,
    )
    window.start(context)
    window.closing.connect(work.close)
    window.resize(1366, 696)
    return window, context, dialogs


def rest(context: Context) -> None:
    """Wait until the work on the other thread is done and told."""
    loop, patience = QEventLoop(), QTimer()
    patience.setSingleShot(True)
    patience.timeout.connect(loop.quit)
    patience.start(PATIENCE)
    context.work.finished.connect(loop.quit)
    while context.work.jobs and patience.isActive():
        loop.exec()
    assert not context.work.jobs
    settle()


class PretendPrinters:
    """Printers of a test: whether there is one, what was asked, and the device that takes the pages."""

    def __init__(self, order: Order | None = None, *, there: bool = True) -> None:
        self.order = order
        self.there = there
        self.asked: list[tuple[str, int, int]] = []

    def connect(self) -> bool:
        return self.there

    def ask(self, parent: object, layout: Layout, *, title: str, copies: int) -> Order | None:
        self.asked.append((title, len(layout.pages), copies))
        return self.order


# ---------------------------------------------------------------------------------------------- for pictures


def _shown(page: str, titles: Sequence[str] = (), **target: Any) -> Window:
    desk = open_desk(DataFolder(Path(mkdtemp()) / "data"), by="王秀兰", clock=StandingClock())
    for title in titles:
        signed(desk, title)
    issue = issued(desk)
    desk.do(print_issue, [signed(desk, title, count=9) for title in TITLES[1:3]])
    if target.get("issue_id") == 0:
        target["issue_id"] = issue + 1
    if target.get("form"):
        target["submission_ids"] = (1, 2, 3)
    window, context, _ = opened(desk)
    window.show()
    window.go(page, **target)
    rest(context)
    window.closing.connect(desk.close)
    return window


def papers() -> Window:
    """期刊与公文 with pieces that wait."""
    return _shown("papers", TITLES[:3], to_print=(1, 3))


def nothing() -> Window:
    """付印预览 before anything was chosen."""
    return _shown("preview")


def issue() -> Window:
    """付印预览 of an issue of two pieces."""
    return _shown("preview", issue_id=0)


def forms() -> Window:
    """Three forms shown together."""
    return _shown("preview", TITLES[:2], form="催办单")


def listing() -> Window:
    """A list on paper."""
    return _shown("preview", ledger=ledger(70))


def numbering() -> QuestionSheet:
    """The question before a number is given."""
    window = _shown("papers", TITLES[:1], to_print=(1,))
    page = window.page
    assert isinstance(page, PapersPage)
    asked: list[Question] = []

    def keep(question: Question) -> None:
        asked.append(question)

    page.context.dialogs.ask = keep  # type: ignore[method-assign]
    page.waiting.print_button.click()
    window.close()
    return QuestionSheet(None, asked[0])
