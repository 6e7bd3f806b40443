"""The form as text for the autosaved draft, and back; files are named by the SHA-256 of their kept bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.queries.people import PersonRow
from cppcc_desk.ui.pages.register.original import Original
from cppcc_desk.ui.widgets import Suggestion

_ORIGINAL = "original"


def written(values: Mapping[str, Any], original: Original | None) -> dict[str, Any]:
    """What the form holds, as values that JSON takes."""
    made = {key: value for key, value in values.items() if key != "intake_no"}
    made["received_at"] = values["received_at"].isoformat()
    made["contributors"] = [
        {"name": tag.text, "person_id": tag.value.id if tag.value else None} for tag in values["contributors"]
    ]
    made["attachments"] = [asdict(file) for file in values["attachments"]]
    made[_ORIGINAL] = asdict(original) if original else None
    return made


def restored(
    draft: Mapping[str, Any], known: Sequence[str], roster: Sequence[PersonRow]
) -> tuple[dict[str, Any], Original | None]:
    """The values of the fields called `known`, and the original, out of a draft; people are looked up again."""
    by_id = {person.id: person for person in roster}
    values = {key: value for key, value in draft.items() if key in known}
    values["received_at"] = datetime.fromisoformat(draft["received_at"])
    values["contributors"] = tuple(
        Suggestion(tag["name"], value=by_id.get(tag["person_id"])) for tag in draft["contributors"]
    )
    values["attachments"] = tuple(ReceivedFile(**file) for file in draft["attachments"])
    return values, _original(draft.get(_ORIGINAL))


def _original(raw: Mapping[str, Any] | None) -> Original | None:
    if not raw:
        return None
    kept = ReceivedFile(**raw["kept"]) if raw["kept"] else None
    return Original(**{**raw, "kept": kept})
