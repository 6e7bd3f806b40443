"""The half-filled form survives a kill: kept while typing, offered again when the page is opened next time (U08)."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from cppcc_desk.queries.people import people
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.draft import DraftKeeper
from cppcc_desk.ui.pages.register.entry import EntryForm
from cppcc_desk.ui.pages.register.kept import restored, written
from cppcc_desk.ui.pages.register.original import OriginalPane
from cppcc_desk.ui.widgets import NoticeBar

NOW, BEFORE = "register", "register_before"


class Drafts(QObject):
    """The draft being typed, and the one of an earlier time until somebody decides about it."""

    def __init__(self, context: Context, entry: EntryForm, pane: OriginalPane) -> None:
        super().__init__(entry)
        self._context = context
        self._entry, self._pane = entry, pane
        folder = context.desk.folder.drafts
        if (folder / f"{NOW}.json").exists():
            (folder / f"{NOW}.json").replace(folder / f"{BEFORE}.json")
        self._now = DraftKeeper(context, NOW, self._typed)
        self._before = DraftKeeper(context, BEFORE, self._typed)
        for keeper in (self._now, self._before):
            keeper.setParent(self)
        self.kept = self._now.kept

    def _typed(self) -> dict[str, Any]:
        return written(self._entry.values(), self._pane.original)

    def touch(self) -> None:
        """Something was typed."""
        if self._entry.is_empty:
            self._now.forget()
        else:
            self._now.touch()

    def save(self) -> None:
        """Write it down now, before the person goes elsewhere."""
        if self._entry.dirty and not self._entry.is_empty:
            self._now.save()

    def set_aside(self) -> None:
        """Make what is typed the draft of an earlier time, to be offered again."""
        self._before.save()
        self._now.forget()

    def forget(self) -> None:
        """It is registered, or the person thought better of it."""
        self._now.forget()

    def offer(self, notice: NoticeBar, restored: Callable[[], Any]) -> None:
        """Say that there is a draft of an earlier time, if there is one."""
        found = self._before.found()
        if not found:
            return
        names = "、".join(tag["name"] for tag in found["contributors"])
        what = "，".join(filter(None, (f"《{found['title']}》" if found["title"] else "", names)))
        notice.tell(
            f"上次有一篇没有登记完：{what or '还没有标题'}。",
            kind="info",
            actions=[("恢复草稿", restored), ("不要了", lambda: self._drop(notice))],
            closable=False,
        )

    def _drop(self, notice: NoticeBar) -> None:
        self._before.forget()
        notice.dismiss()

    def restore(self) -> None:
        """Fill the form from it."""
        found = self._before.found()
        if not found:
            return
        roster = self._context.desk.read(people, everybody=True)
        values, original = restored(found, list(self._entry.values()), roster)
        self._entry.clear()
        self._entry.place(values)
        self._entry.main.dirty = True
        self._pane.show_original(original)
        self._before.forget()
        self._now.touch()
