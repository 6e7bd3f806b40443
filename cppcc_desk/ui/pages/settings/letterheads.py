"""版头: what the office has instead of the standard's head, for each use of 公文 and each journal, with the page."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.official.usual import LETTERHEAD_USES
from cppcc_desk.errands.letterheads import letterhead_for, sample_page
from cppcc_desk.operations.letterheads import save_letterheads
from cppcc_desk.queries import office
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import Form
from cppcc_desk.ui.letterhead import LetterheadField, pick_letterhead
from cppcc_desk.ui.pages.base import Room
from cppcc_desk.ui.pages.settings.office import WIDEST_FORM
from cppcc_desk.ui.pages.settings.section import Section, scrolled
from cppcc_desk.ui.paper_view import Fit, PaperView
from cppcc_desk.ui.widgets import STRETCH, column, hairline, label, row

_TOLD: Final = {"文件": "通知、通报、意见、决定、报告、请示"}


class LetterheadsSection(Section):
    """At the left the uses, at the right the first page of a sample under the one that was touched last."""

    id = "letterheads"
    title = "版头"
    icon = "doc"
    hint = (
        "不设就按国标排红头。有自己的版头，可以用图片（红色标志，或扫描、截到红线的整个版头）或 Word 文件（.docx）；"
        "文号、签发人由程序填上。"
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.form = Form(label_width=84)
        self.form.setMaximumWidth(WIDEST_FORM)
        self.form.changed.connect(self._changed)
        self._uses: tuple[str, ...] = ()
        self._shown = LETTERHEAD_USES[0]
        self.page = PaperView()
        self.page.set_fit(Fit.WIDTH)
        self._page_of = label("", "hint")
        self._left = scrolled(column(self.form, STRETCH, margins=(16, 14, 16, 14)))
        right = QWidget()
        right.setLayout(column(self._page_of, self.page, gap=6, margins=(12, 10, 12, 12)))
        right.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self._right = right
        body = row(self._left, hairline(vertical=True), right, gap=0)
        body.setStretch(0, 1)
        self.lay_out(body)

    def fit(self, room: Room) -> None:
        self._right.setFixedWidth(260 if room.narrow else 400)

    def forms(self) -> tuple[Form, ...]:
        return (self.form,)

    def read(self) -> Mapping[str, Mapping[str, str] | None]:
        return self.context.desk.read(office.all_letterheads, on=self.context.today)

    def fill(self, held: Mapping[str, Any]) -> None:
        if tuple(held) != self._uses:
            self._add_fields(tuple(held))
        self.form.fill(dict(held))
        self._show_page()

    def _add_fields(self, uses: tuple[str, ...]) -> None:
        """Anew: a journal that is renamed or given up must not leave a field behind that is saved with the others."""
        self.form.clear()
        for use in uses:
            title = use if use in LETTERHEAD_USES else f"《{use}》"
            field = self.form.add(use, title, LetterheadField(partial(self._pick, use)))
            field.setToolTip(_TOLD.get(use, ""))
        self._uses = uses
        if self._shown not in uses:
            self._shown = uses[0]

    def store(self) -> str:
        present = self.read()
        changed = {use: value for use, value in self.form.values().items() if value != present.get(use)}
        for use, own in changed.items():
            if own is not None:  # what its picture is said to show may have been changed since it was picked
                letterhead_for(self.context.desk, use, own)
        self.context.desk.do(save_letterheads, changed, since=self.context.today)
        return f"已保存{'、'.join(changed)}的版头" if changed else "版头没有改动"

    def _pick(self, use: str) -> dict[str, str] | None:
        self.notice.dismiss()
        try:
            return pick_letterhead(self.context, use)
        except DeskError as refusal:
            self.notice.tell(refusal.message, kind="error")
            return None

    def _changed(self, use: str) -> None:
        self._shown = use
        self.notice.dismiss()
        self._show_page()
        self.touched()

    def _show_page(self) -> None:
        use = self._shown
        try:
            layout = sample_page(self.context.desk, use, self.form.value(use))
        except DeskError as refusal:
            self.notice.tell(refusal.message, kind="error")
            return
        self.page.show_layout(layout)
        self._page_of.setText(f"{use if use in LETTERHEAD_USES else f'《{use}》'}的首页（样子）")
