"""The field of a 版头 of the office's own: the standard's, or a picture or a Word file that is picked and kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cppcc_desk.domain.official import Covers
from cppcc_desk.errands.letterheads import keep_letterhead
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.form import ChoiceField, Field
from cppcc_desk.ui.widgets import STRETCH, button, label, row

FILES = (("图片或 Word 文件", ("*.png", "*.jpg", "*.jpeg", "*.bmp", "*.gif", "*.docx")),)
_WORD = ".docx"
_NAME = 110  # pixels of a file's name
_WORDS = {Covers.MARK: "只有红色标志", Covers.HEAD: "整个版头，到红线"}


def pick_letterhead(context: Context, use: str) -> dict[str, str] | None:
    """Ask for a file for `use` and keep it; its reference, None for a change of mind. Raises Invalid."""
    picked: list[Path] = context.dialogs.open_files("选择版头", FILES)[:1]
    return next((keep_letterhead(context.desk, path, None, use=use) for path in picked), None)


class LetterheadField(Field):
    """Value: the reference of a kept file, None for the standard's head.

    `pick` asks for a file and keeps it; None when nothing came of it.
    """

    def __init__(self, pick: Callable[[], dict[str, str] | None]) -> None:
        super().__init__(QWidget())
        self._pick = pick
        self._reference: dict[str, str] | None = None
        self.told = label("", "secondary")
        self.told.setFixedWidth(_NAME)
        self.covers = ChoiceField([(covers.value, words) for covers, words in _WORDS.items()])
        self.covers.setFixedWidth(168)
        self.covers.changed.connect(self._cover)
        self.pick_button = button("选图片或 Word 文件…", self._picked, kind="link", compact=True)
        self.drop_button = button("按国标排", self._dropped, kind="link", compact=True)
        self.drop_button.setToolTip("不用自己的版头")
        self.inner.setLayout(row(self.told, self.covers, self.pick_button, self.drop_button, STRETCH, gap=6))
        self.setFocusProxy(self.pick_button)
        self._show()

    def value(self) -> dict[str, str] | None:
        return self._reference

    def set_value(self, value: Any) -> None:
        self._reference = dict(value) if value else None
        self._show()

    def name(self, words: str) -> None:
        self.pick_button.setAccessibleName(f"{words}：选图片或 Word 文件")
        self.drop_button.setAccessibleName(f"{words}：按国标排")
        self.covers.name(f"{words}的图片是什么")

    def _picked(self) -> None:
        if reference := self._pick():
            self._set(reference)

    def _dropped(self) -> None:
        self._set(None)
        self.pick_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cover(self) -> None:
        if self._reference is not None:
            self._set(self._reference | {"covers": str(self.covers.value())})

    def _set(self, reference: dict[str, str] | None) -> None:
        self._reference = reference
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        own = self._reference
        name = own.get("name", "本单位版头") if own else "按国标排"
        self.told.setText(self.told.fontMetrics().elidedText(Path(name).stem, Qt.TextElideMode.ElideMiddle, _NAME))
        self.told.setToolTip(name if own else "")
        picture = own is not None and not name.lower().endswith(_WORD)
        self.covers.setVisible(picture)
        if own is not None:
            self.covers.set_value(own.get("covers"))
        self.pick_button.setText("换…" if own else "选图片或 Word 文件…")
        self.drop_button.setVisible(own is not None)
