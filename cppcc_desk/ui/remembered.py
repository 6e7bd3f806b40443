"""Days that this PC remembers in its ini; one after today was written while a clock was wrong, and counts for none."""

from datetime import date

from PySide6.QtCore import QSettings


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
