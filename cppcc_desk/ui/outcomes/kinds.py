"""The kind of an outcome as a small boxed word; apart from the cards, for the workbench shows it at once."""

from typing import Final

from PySide6.QtWidgets import QLabel

from cppcc_desk.domain.outcomes import OutcomeKind
from cppcc_desk.ui.widgets import tag

_TONES: Final = {OutcomeKind.INSTRUCTION: "amber", OutcomeKind.ADOPTION: "blue", OutcomeKind.FAULT: "red"}


def kind_tag(kind: OutcomeKind) -> QLabel:
    """One of them."""
    return tag(kind.value, _TONES.get(kind, "grey"))
