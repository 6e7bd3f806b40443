"""关账: how the books of a year stand, what to do about them, and the lists behind that."""

from cppcc_desk.domain import deadlines
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.queries.scoring.books import Books, books
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.off_thread import Reading
from cppcc_desk.ui.pages.scores.closing_lists import ChecksPart, EditionsPart, LatePart
from cppcc_desk.ui.pages.scores.closing_work import ClosingWork
from cppcc_desk.ui.pages.scores.yearly import YearlyPage
from cppcc_desk.ui.widgets import Card, ElidedLabel, button, label, row
from cppcc_desk.ui.widgets.lamp import LampChip

CHECKS, LATE, EDITIONS = "checks", "late", "editions"


class ClosingPage(YearlyPage):
    """`open_at(year=2026, list="late")`."""

    help_chapter = "closing"

    def __init__(self, context: Context) -> None:
        super().__init__(context, [(CHECKS, "关账前检查"), (LATE, "关账后的变化"), (EDITIONS, "历次关账")])
        self._work = ClosingWork(context)
        self._reading = Reading(context, "正在核对", failed=self._not_read)
        self.books: Books | None = None
        self._name = label("", "title")
        self._lamp = LampChip()
        self._told = ElidedLabel("", "secondary")
        self.close_button = button("关账…", self._close, icon="archive", kind="primary")
        self.reopen_button = button("重新开账…", self._reopen, kind="danger")
        top = row(
            self._name,
            self._lamp,
            self._told,
            self.close_button,
            self.reopen_button,
            margins=(16, 10, 12, 10),
        )
        top.setStretch(2, 1)
        lists = {
            CHECKS: ChecksPart(context, self),
            LATE: LatePart(context, self, self._work),
            EDITIONS: EditionsPart(context, self),
        }
        self.lay_out(lists, Card(top))
        for made in (self.close_button, self.reopen_button, self._lamp):
            made.hide()

    def reload(self) -> None:
        try:
            chosen = self.year.offer(self.context)
        except DeskError as refusal:
            self._not_read(refusal)
            return
        self._reading.read(books, chosen, today=self.context.today, done=self._show)

    def _show(self, found: Books) -> None:
        self.books = found
        closed, over = found.closed, self.context.today >= found.last
        self._name.setText(f"{found.year} 年度")
        self._lamp.show()
        if closed is not None:
            self._lamp.show_lamp("已关账", "已办结")
            again = f"第 {closed.edition} 次，原因：{closed.reason}" if closed.edition > 1 else ""
            told = (f"{deadlines.full(closed.closed_at)} {closed.closed_by}关账", again, "得分和名次从此不变")
        else:
            self._lamp.show_lamp("没有关账", "时限内" if over else "暂停")
            opened = found.closings[0] if found.closings else None
            reopened = f"{opened.reopened_at:%Y-%m-%d} 重新开账：{opened.reopen_reason}" if opened else ""
            until = "可以关账" if over else f"到 {found.last.isoformat()} 结束，结束以后才能关账"
            told = (reopened, "得分按现在的记录计算", until)
        self._told.setText("；".join(filter(None, told)))
        self.close_button.setVisible(closed is None)
        self.close_button.setEnabled(over)
        self.reopen_button.setVisible(closed is not None)
        self.chips.show_count(CHECKS, found.found or None)
        self.chips.show_count(LATE, sum(1 for each in found.late if each.open) or None)
        self.chips.show_count(EDITIONS, len(found.closings) or None)
        for part in self.lists.values():
            part.show_books(found)
        self.subtitle = f"{found.year} 年度"
        self.titled.emit()

    def _close(self) -> None:
        if self.books is not None:
            with self.refusals():
                self._work.close(self.books)

    def _reopen(self) -> None:
        if self.books is not None:
            with self.refusals():
                self._work.reopen(self.books)
