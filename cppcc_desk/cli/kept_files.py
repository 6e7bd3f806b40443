"""Kept files that hang on something, in commands: one of them by its name, all of them saved into a folder."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from cppcc_desk.domain.errors import Missing
from cppcc_desk.errands import writing
from cppcc_desk.paths import free_name, safe_name
from cppcc_desk.storage.desk import Desk


class KeptFile(Protocol):
    """A row about a kept file."""

    @property
    def id(self) -> int: ...
    @property
    def sha256(self) -> str: ...
    @property
    def file_name(self) -> str: ...


def called(files: Iterable[KeptFile], name: str, *, on: str) -> list[int]:
    """Ids of those that are called `name`; `on` says what they hang on. Raises Missing where there is none."""
    chosen = [file.id for file in files if file.file_name == name]
    if not chosen:
        raise Missing(f"{on}没有文件“{name}”。没有作任何改动。")
    return chosen


def save_into(desk: Desk, files: Iterable[KeptFile], folder: Path) -> None:
    """Write each beside what is there already. Raises Missing, World or Locked."""
    for file in files:
        writing.write_bytes(free_name(folder / safe_name(file.file_name)), desk.originals.take(file.sha256))
