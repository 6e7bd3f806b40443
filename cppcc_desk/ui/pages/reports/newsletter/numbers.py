"""Every number of the newsletter, what does not add up, and the pieces behind whichever is in front."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.newsletter import Sheet
from cppcc_desk.errands.newsletters import Look
from cppcc_desk.queries import submissions
from cppcc_desk.queries.submissions import SubmissionRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Page
from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel
from cppcc_desk.ui.widgets import STRETCH, action, batch_bar, button, label

_WRONG = "核对"


@dataclass(frozen=True)
class NumberRow:
    """A number of a table, or something that does not add up; `pieces` are what it counts."""

    place: int
    where: str
    what: str
    number: str
    pieces: tuple[str, ...]

    @property
    def wrong(self) -> bool:
        """Whether it is something that does not add up."""
        return self.where == _WRONG


def number_rows(sheets: tuple[Sheet, ...], mismatches: tuple[Mismatch, ...]) -> list[NumberRow]:
    """What does not add up first, then table by table."""
    found = [*_mismatches(mismatches), *(number for sheet in sheets for number in _numbers(sheet))]
    return [NumberRow(place, *each) for place, each in enumerate(found)]


def _mismatches(mismatches: tuple[Mismatch, ...]) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    for one in mismatches:
        yield _WRONG, one.words, "", one.pieces


def _numbers(sheet: Sheet) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    for row in sheet.rows:
        name = next(cell.text for cell in row if not cell.text.isdecimal() and cell.text not in ("", "—"))
        for head, cell in zip(sheet.columns, row, strict=True):
            if cell.pieces is not None and cell.text.isdecimal():
                yield sheet.heading, f"{name}　{head}", cell.text, cell.pieces


class NumbersPart(ListPart[NumberRow]):
    """The numbers."""

    def __init__(self, context: Context, page: Page, pieces: "PiecesPart") -> None:
        columns: tuple[Column[NumberRow], ...] = (
            Column(key="where", title="表", text=lambda r: r.where, width=110),
            Column(
                key="what",
                title="项目",
                text=lambda r: r.what,
                width=220,
                kind=Kind.TEXT,
                stretch=True,
                tone=lambda r: "soon" if r.wrong else "text",
                tip=lambda r: r.what,
            ),
            Column(
                key="number",
                title="数字",
                text=lambda r: r.number,
                sort=lambda r: int(r.number) if r.number else None,
                width=64,
                kind=Kind.NUMBER,
            ),
        )
        table: DataTable[NumberRow] = DataTable(
            RowsModel(columns, row_id=lambda r: (r.where, r.what)),
            name="reports/newsletter_numbers",
            title="数字核对",
            settings=context.settings,
        )
        super().__init__(context, page.notice, table, title="通讯数字核对")
        self._page, self._pieces = page, pieces
        self.count = label("", "hint")
        self.lay_out([label("数字和对不上的地方", "card_title"), STRETCH], batch_bar(self.count, STRETCH))
        table.current.connect(lambda row: self._follow())

    def reload(self) -> None:
        self._page.refresh()

    def show_look(self, look: Look) -> None:
        """Fill in."""
        found = number_rows(look.standing.content.sheets, look.standing.mismatches)
        self.show_rows(found)
        wrong = len(look.standing.mismatches)
        told = f"{wrong} 处要核对" if wrong else "没有对不上的"
        self.count.setText(f"{len(found) - wrong} 个数字，{told}")
        self._follow()

    def _follow(self) -> None:
        row = self.table.current_row()
        self._pieces.show_of(row)


class PiecesPart(ListPart[SubmissionRow]):
    """The pieces behind a number."""

    def __init__(self, context: Context, page: Page) -> None:
        columns: tuple[Column[SubmissionRow], ...] = (
            Column(key="number", title="编号", text=lambda r: r.intake_no, width=92),
            Column(key="title", title="标题", text=lambda r: r.title, width=200, kind=Kind.TEXT, stretch=True),
            Column(key="authors", title="反映人", text=lambda r: r.contributors, width=110, wide_only=True),
        )
        table: DataTable[SubmissionRow] = DataTable(
            RowsModel(columns, row_id=lambda r: r.id),
            name="reports/newsletter_pieces",
            title="来稿",
            settings=context.settings,
        )
        super().__init__(context, page.notice, table, title="通讯数字里的来稿")
        self.head = label("", "card_title")
        self.open_button = button("打开来稿", partial(self.with_one, self._open), icon="eye", shortcut="Enter")
        self.lay_out([self.head, STRETCH], batch_bar(self.open_button, STRETCH))
        table.opened.connect(partial(self.attempt, self._open))
        lists.equip(table, action("打开来稿", self.open_button.click, icon="eye", tells="Enter"))

    def show_of(self, row: NumberRow | None) -> None:
        """Those of a number."""
        numbers = row.pieces if row is not None else ()
        ids = [self.context.desk.read(submissions.id_of, number) for number in numbers]
        found = self.context.desk.read(submissions.rows, ids, now=self.context.now) if ids else ()
        self.show_rows(found)
        self.head.setText(f"这个数字里的来稿 {len(numbers)} 篇" if row is not None else "来稿")
        if not numbers:
            self.empty.tell("没有来稿", "这个数字是 0，或者左边没有选。", icon="list")
        self.open_button.setEnabled(bool(found))

    def _open(self, row: SubmissionRow) -> None:
        self.context.navigate("submissions", submission_id=row.id)
