"""Who gets a copy: as it would be while the newsletter is drafted, as it was issued, and who has signed for it."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from cppcc_desk.domain.newsletter import Recipient, RecipientKind
from cppcc_desk.errands.newsletters import Look
from cppcc_desk.queries.newsletters import CopyRow
from cppcc_desk.ui import lists
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.list_part import ListPart
from cppcc_desk.ui.pages.base import Page
from cppcc_desk.ui.pages.reports.newsletter.work import NewsletterWork
from cppcc_desk.ui.table import Column, DataTable, Kind, RowsModel
from cppcc_desk.ui.widgets import STRETCH, action, batch_bar, button, label


@dataclass(frozen=True)
class CopyLine:
    """A line of the list; `id` is that of its row once the newsletter is issued, None before."""

    place: int
    id: int | None
    kind: RecipientKind
    name: str
    about: str
    copies: int
    received_on: date | None = None
    received_by: str = ""


def _drafted(recipients: tuple[Recipient, ...]) -> list[CopyLine]:
    return [CopyLine(place, None, one.kind, one.name, one.about, one.copies) for place, one in enumerate(recipients)]


def _issued(copies: tuple[CopyRow, ...]) -> list[CopyLine]:
    return [
        CopyLine(place, one.id, one.kind, one.name, one.about, one.copies, one.received_on, one.received_by)
        for place, one in enumerate(copies)
    ]


class CopiesPart(ListPart[CopyLine]):
    """The distribution list."""

    def __init__(self, context: Context, page: Page, work: NewsletterWork) -> None:
        columns: tuple[Column[CopyLine], ...] = (
            Column(key="name", title="姓名或单位", text=lambda r: r.name, width=130, kind=Kind.TEXT),
            Column(key="about", title="单位职务", text=lambda r: r.about, width=200, stretch=True),
            Column(key="kind", title="发放原因", text=lambda r: r.kind, width=90),
            Column(
                key="copies",
                title="份数",
                text=lambda r: str(r.copies),
                sort=lambda r: r.copies,
                width=64,
                kind=Kind.NUMBER,
            ),
            Column(
                key="received",
                title="签收",
                text=lambda r: f"{r.received_on.isoformat()} {r.received_by}" if r.received_on else "",
                width=170,
            ),
        )
        table: DataTable[CopyLine] = DataTable(
            RowsModel(columns, row_id=lambda r: r.id or (r.name, r.about), checkable=True),
            name="reports/newsletter_copies",
            title="发放名单",
            settings=context.settings,
        )
        super().__init__(context, page.notice, table, title="通讯发放名单")
        self._page, self._work = page, work
        self.look: Look | None = None
        self.count = label("", "hint")
        self.sign_button = button("登记签收…", partial(self.with_chosen, self._sign), icon="check", kind="primary")
        self.unsign_button = button("撤销签收", partial(self.with_chosen, self._unsign), icon="undo")
        self.copies_button = button("改份数…", partial(self.with_one, self._change), icon="edit")
        self.add_button = button("增加…", self._add, icon="plus")
        self.print_button = button("打印发放登记表", self._print, icon="print")
        self.lay_out(
            [label("发给谁，几份，谁签收", "card_title"), STRETCH],
            batch_bar(
                self.sign_button,
                self.unsign_button,
                self.copies_button,
                self.add_button,
                self.print_button,
                STRETCH,
                self.count,
            ),
        )
        table.current.connect(lambda _row: self._fit_buttons())
        table.chosen.connect(lambda _count: self._fit_buttons())
        lists.equip(
            table,
            action("登记签收…", self.sign_button.click, icon="check"),
            action("改份数…", self.copies_button.click, icon="edit"),
        )

    def reload(self) -> None:
        self._page.refresh()

    def show_look(self, look: Look) -> None:
        """Fill in."""
        self.look = look
        lines = _issued(look.copies) if look.standing.issued else _drafted(look.composed.recipients)
        self.show_rows(lines)
        total = sum(line.copies for line in lines)
        signed = sum(line.received_on is not None for line in lines)
        self.count.setText(
            f"{len(lines)} 个单位和个人，{total} 份" + (f"，已签收 {signed}" if look.standing.issued else "")
        )
        if not lines:
            self.empty.tell("还没有要发放的", "名册里没有委员，这个季度也没有人报送。", icon="users")
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        issued = self.look is not None and self.look.standing.issued
        rows = self.chosen()
        for made in (self.sign_button, self.unsign_button):
            made.setVisible(issued)
        self.sign_button.setEnabled(bool(rows))
        self.unsign_button.setEnabled(any(row.received_on for row in rows))
        for made in (self.copies_button, self.add_button):
            made.setVisible(not issued)
        self.copies_button.setEnabled(self.table.meant_row() is not None)

    def _sign(self, rows: list[CopyLine]) -> None:
        if self.look is not None and self.look.standing.newsletter_id is not None:
            ids = [row.id for row in rows if row.id is not None]
            self._work.sign(self.look.standing.newsletter_id, ids, [row.name for row in rows])

    def _unsign(self, rows: list[CopyLine]) -> None:
        if self.look is not None and self.look.standing.newsletter_id is not None:
            ids = [row.id for row in rows if row.id is not None and row.received_on]
            self._work.unsign(self.look.standing.newsletter_id, ids)

    def _change(self, row: CopyLine) -> None:
        if self.look is not None:
            self._work.change_copies(self.look, name=row.name, about=row.about, copies=row.copies)

    def _add(self) -> None:
        if self.look is not None:
            self.attempt(self._work.add_recipient, self.look)

    def _print(self) -> None:
        if self.look is not None:
            self.attempt(self._work.print_list, self.look)
