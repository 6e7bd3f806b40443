"""Which installed font family this PC shall use for a face, where somebody has chosen one: a small file of this PC.

Without Qt, so that every command can name the file and only one that paints reads it.
"""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cppcc_desk.domain.layout import Face
from cppcc_desk.paths import write_whole

Preference = Mapping[Face, str]

NONE: Final[Preference] = MappingProxyType({})


class _Kept:
    """The file, and what was read from it: the same mapping until somebody chooses anew."""

    path: Path | None = None
    read: Preference | None = None


def keep_in(path: Path) -> None:
    """Where the choice of this PC lies. Until this is said, nothing is preferred."""
    _Kept.path, _Kept.read = path, None


def preferred() -> Preference:
    """Face -> family; faces that choose for themselves are not in it. A damaged file counts as none."""
    if _Kept.read is None:
        _Kept.read = _from(_Kept.path) if _Kept.path else NONE
    return _Kept.read


def prefer(face: Face, family: str) -> None:
    """Use `family` from now on, "" for what the program finds best. Raises OSError where it cannot be written."""
    chosen = {**preferred(), face: family}
    kept = {one: name for one, name in chosen.items() if name}
    if _Kept.path:
        text = json.dumps(kept, ensure_ascii=False, indent=2)
        write_whole(_Kept.path, partial(_write, text))
    _Kept.read = MappingProxyType(kept)


def _write(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")


def _from(path: Path) -> Preference:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return MappingProxyType({Face(face): str(family) for face, family in held.items()})
    except (OSError, ValueError, AttributeError):
        return NONE
