"""The office's own 版头: read from a file, its bytes kept beside the received files, found again by its reference.

A reference is what fields, settings and journals hold: the file's SHA-256 (`file`) and name, and what it `covers`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.official import Covers, Letterhead
from cppcc_desk.domain.official.fields import NOTHING
from cppcc_desk.storage.desk import Desk


def read_letterhead(path: Path, covers: Covers | None) -> Letterhead:
    """The 版头 in a picture or a Word file. Raises Invalid."""
    return _letterhead(_bytes(path), path.name, covers)


def keep_letterhead(desk: Desk, path: Path, covers: Covers | None) -> dict[str, str]:
    """Keep the file of a 版头; its reference. Raises Invalid for a file that is none."""
    data = _bytes(path)
    found = _letterhead(data, path.name, covers)
    return {"file": desk.originals.keep(data), "covers": found.covers.value, "name": path.name}


def kept_letterhead(desk: Desk, reference: Mapping[str, Any]) -> Letterhead:
    """The 版头 of a reference. Raises Missing where its bytes are gone."""
    covers = Covers(reference["covers"]) if reference.get("covers") else None
    return _letterhead(desk.originals.take(reference["file"]), reference.get("name") or "版头", covers)


def _bytes(path: Path) -> bytes:
    from cppcc_desk.documents.pictures import LARGEST  # noqa: PLC0415 - python-docx loads when a paper is made

    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        raise Invalid(f"打不开版头“{path}”。{NOTHING}请核对路径。") from None


def _letterhead(data: bytes, name: str, covers: Covers | None) -> Letterhead:
    from cppcc_desk.documents.letterheads import letterhead_of  # noqa: PLC0415

    return letterhead_of(data, name, covers)
