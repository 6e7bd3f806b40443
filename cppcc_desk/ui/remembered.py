"""What this PC remembers in its ini: names that more than one part of the window uses, and days.

A day after today was written while a clock was wrong, and counts for none.
"""

from datetime import date
from typing import Final

from PySide6.QtCore import QSettings

PERSON: Final = "person"  # who sits here
ZOOM: Final = "zoom"  # of the whole interface, a factor; read before the window is made
PUT_OFF: Final = "first_start/put_off"  # when: the first settings are not asked for again by themselves


def day(settings: QSettings, key: str, *, today: date) -> date | None:
    """The day under `key`; None where there is none, or somebody wrote something else into the ini."""
    try:
        found = date.fromisoformat(str(settings.value(key, "")))
    except ValueError:
        return None
    return found if found <= today else None


def remember(settings: QSettings, key: str, today: date) -> None:
    """Keep `today` under `key`, beyond a power cut."""
    settings.setValue(key, today.isoformat())
    settings.sync()
