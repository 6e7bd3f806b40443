"""照片 of a person, changed or taken away: the same from their page and from the lists of cards."""

from collections.abc import Callable
from typing import Any, Final

from cppcc_desk.domain.portraits import PICTURE_KINDS
from cppcc_desk.errands import photos
from cppcc_desk.ui.stepping.asking import Asking

_PICTURES: Final = (("照片", tuple(f"*{kind}" for kind in PICTURE_KINDS)),)


class PhotoWork(Asking):
    """Asks, does and says it."""

    def change(self, person_id: int, name: str, *, failed: Callable[[BaseException], Any]) -> None:
        """Another picture, read and kept on the worker; `failed` is told why it was not."""
        chosen = self._context.dialogs.open_files(f"选{name}的照片", _PICTURES)
        if not chosen:
            return
        desk = self._context.desk
        self._context.work.run(
            "正在读取照片",
            lambda _reporter: photos.give(desk, person_id, photos.read_portrait(chosen[0])),
            done=lambda _: self._tell(f"已换上{name}的照片"),
            failed=failed,
        )

    def remove(self, person_id: int, name: str) -> None:
        """Take the picture away. Raises DeskError."""
        if self._context.dialogs.confirm(
            f"去掉{name}的照片？", "履职档案和信息员证上不再有照片，可以撤销。", verb="去掉照片"
        ):
            photos.give(self._context.desk, person_id, None)
            self._tell(f"已去掉{name}的照片")
