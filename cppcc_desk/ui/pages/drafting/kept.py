"""What is being typed survives a kill: kept in a file for each paper, offered again until it is saved or dropped."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from typing import Any

from PySide6.QtCore import QObject

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.official import Kind
from cppcc_desk.ui.context import Context
from cppcc_desk.ui.draft import DraftKeeper

_BEGINS = "document-"


@dataclass(frozen=True)
class Kept:
    """A paper as it was typed and not saved; `document_id` is None for one that was never saved."""

    kind: Kind
    document_id: int | None
    made_for: MadeFor
    version: int | None
    fields: dict[str, Any]
    pictures: dict[str, str]
    slot: str = ""  # the name of its file

    @property
    def name(self) -> str:
        """What it is called where it is offered."""
        title = str(self.fields.get("title", "")).replace("\n", "")
        return f"{self.kind}《{title}》" if title else f"{self.kind}（还没有标题）"

    def to_dict(self) -> dict[str, Any]:
        """JSON-able."""
        return {**vars(self), "kind": self.kind.value, "made_for": self.made_for.to_dict()}

    @staticmethod
    def from_dict(found: dict[str, Any]) -> "Kept | None":
        """None for a file of another version of the program, which offers nothing."""
        try:
            made_for = MadeFor.from_dict(found["made_for"])
            return Kept(**{**found, "kind": Kind(found["kind"]), "made_for": made_for})
        except (KeyError, TypeError, ValueError, Invalid):
            return None


class Keeping(DraftKeeper):
    """The keeper of one page: `begin(document_id)` before anything is typed."""

    def __init__(self, context: Context, typed: Callable[[], Kept], parent: QObject) -> None:
        self.slot = _slot(None)
        super().__init__(context, self.slot, lambda: replace(typed(), slot=self.slot).to_dict())
        self.setParent(parent)

    def begin(self, document_id: int | None, *, of: Kept | None = None) -> None:
        """From now on what is typed belongs to this paper; it goes on in the file of what was kept of it."""
        self.slot = of.slot if of is not None else _slot(document_id)
        self.about(self.slot)

    def offered(self) -> Kept | None:
        """What was typed of this paper and not saved."""
        found = self.found()
        return Kept.from_dict(found) if found else None


def unsaved(context: Context) -> list[Kept]:
    """Every paper that was typed and not saved, the newest first."""
    files = sorted(context.desk.folder.drafts.glob(f"{_BEGINS}*.json"), key=_changed, reverse=True)
    found = [DraftKeeper(context, path.stem, dict).found() for path in files]
    return [kept for kept in (Kept.from_dict(one) for one in found if one) if kept is not None]


def drop(context: Context, kept: Kept) -> None:
    """It is not wanted any more."""
    DraftKeeper(context, kept.slot, dict).forget()


def _slot(document_id: int | None) -> str:
    return f"{_BEGINS}{document_id if document_id is not None else f'new-{token_hex(4)}'}"


def _changed(path: Path) -> float:
    return path.stat().st_mtime
