"""A card as it will be printed, beside the list: the same painter as for the printer."""

from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.layout import Layout
from cppcc_desk.errands.cards import sheets_of
from cppcc_desk.press.cards import lay_card
from cppcc_desk.queries.cards import CardRow
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.paper_view import Fit, PaperView
from cppcc_desk.ui.widgets import STRETCH, column, hairline, label, row

WIDTH, VIEW, VIEW_LOW = 350, 250, 204


class CardBeside(QWidget):
    """`show_card(card)`; None for nothing."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._low = False
        self.setFixedWidth(WIDTH)
        self.view = PaperView()
        self.view.setFixedHeight(VIEW)
        self.view.set_fit(Fit.PAGE)
        self._name = label("", "card_title")
        self._facts = label("", "secondary", wrap=True, selectable=True)
        told = column(self._name, self._facts, gap=4, margins=(16, 8, 16, 4))
        self.setLayout(row(hairline(vertical=True), column(self.view, told, STRETCH, gap=0), gap=0))

    def set_low(self, low: bool) -> None:
        """Where the window is low, tell only what does not stand on the card."""
        self._low = low
        self.view.setFixedHeight(VIEW_LOW if low else VIEW)
        self._name.setVisible(not low)

    def show_card(self, card: CardRow | None) -> None:
        """Set and paint it; what cannot be had leaves the place empty."""
        self._name.setText(f"{card.name}　{card.number}" if card is not None else "没有选中信息员证")
        self._facts.setText("\n".join(_not_on_it(card) if self._low else _facts(card)) if card is not None else "")
        try:
            shown = sheets_of(self._context.desk, [card.id], backs=False).faces if card is not None else ()
        except DeskError:
            shown = ()
        self.view.show_layout(lay_card(shown[0]) if shown else Layout(pages=()))


def _facts(card: CardRow) -> list[str]:
    told = [
        "".join(filter(None, (card.unit, card.position))),
        "、".join(filter(None, (*card.kinds, card.info_group))),
        f"{card.term_name}，{card.issued_on.isoformat()} 发证，有效期至 {card.until.isoformat()}",
    ]
    return [line for line in (*told, *_not_on_it(card)) if line]


def _not_on_it(card: CardRow) -> list[str]:
    ended = f"{card.ended_on.isoformat()} 因“{card.end_reason}”失效" if card.ended_on is not None else ""
    return [line for line in (ended, "" if card.photo else "没有照片，印出来留着贴照片的方框") if line]
