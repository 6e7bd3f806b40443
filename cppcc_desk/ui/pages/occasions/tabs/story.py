"""议题和成果: what was on the agenda and what came of it, to be read; changed in the form of the whole."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from cppcc_desk.queries.occasions import OccasionDetail
from cppcc_desk.ui.reading import Reading
from cppcc_desk.ui.widgets import STRETCH, EmptyState, batch_bar, button, column


class StoryTab(QWidget):
    """`change` opens the form."""

    def __init__(self, change: Callable[[], Any]) -> None:
        super().__init__()
        self._change = change
        self.text = Reading("议题和成果", wide=True)
        self.empty = EmptyState()
        self.change_button = button("修改议题和成果", change, icon="edit")
        body = column(self.text, self.empty, batch_bar(self.change_button, STRETCH), gap=0)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.setFocusProxy(self.text)

    def show_detail(self, detail: OccasionDetail) -> None:
        """Fill in."""
        entry = detail.entry
        topics = [f"{number}. {topic}" for number, topic in enumerate(entry.topics, start=1)]
        parts = (("议题和内容", "\n".join(topics)), ("情况和成果", entry.outcome))
        told = "\n".join(f"{head}：\n{text}" for head, text in parts if text)
        self.text.show_text(told)
        self.text.setVisible(bool(told))
        self.empty.setVisible(not told)
        if not told:
            go = button("填写", self._change, icon="edit", kind="primary")
            self.empty.tell(
                "还没有填议题和成果", "填了议题，通知和邀请函里就有；开完以后填情况和成果。", icon="doc", buttons=[go]
            )
