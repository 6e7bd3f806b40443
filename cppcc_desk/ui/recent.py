"""The ten submissions that were opened last on this PC, offered at the search box (U56)."""

from typing import Final

from PySide6.QtCore import QSettings

MOST: Final = 10
PLACE: Final = "recent/submissions"


def ids(settings: QSettings) -> list[int]:
    """Their ids, the last one first."""
    return [int(part) for part in str(settings.value(PLACE, "")).split(" ") if part.isdigit()]


def note(settings: QSettings, submission_id: int) -> None:
    """One was opened."""
    before = [number for number in ids(settings) if number != submission_id]
    settings.setValue(PLACE, " ".join(map(str, [submission_id, *before][:MOST])))
