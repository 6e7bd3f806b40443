"""Kept files that hang on something as rows of their own: hung on it once each, taken out by their ids."""

from collections.abc import Sequence
from typing import TypeVar

from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.storage import tables as t

HangingFile = TypeVar("HangingFile", t.OccasionFile, t.OutcomeFile)
Hanging = TypeVar("Hanging", t.OccasionFile, t.OutcomeFile, t.OccasionPiece)


def hang_files(rows: list[HangingFile], kind: type[HangingFile], files: Sequence[ReceivedFile]) -> int:
    """Rows of `kind` for those of `files` whose bytes do not hang there yet, behind the others; how many."""
    there = {row.sha256 for row in rows}
    new = [file for file in {file.sha256: file for file in files}.values() if file.sha256 not in there]
    start = max((row.position for row in rows), default=-1) + 1
    rows.extend(
        kind(position=start + place, sha256=file.sha256, file_name=file.file_name, size=file.size)
        for place, file in enumerate(new)
    )
    return len(new)


def take_out(rows: list[Hanging], chosen: Sequence[int], missing: str) -> int:
    """Remove the rows of these ids; how many. Raises Missing, with `missing`, unless all of them are there."""
    wanted = set(chosen)
    if wanted - {row.id for row in rows}:
        raise Missing(f"{missing}{NOTHING}请刷新后再试。")
    rows[:] = [row for row in rows if row.id not in wanted]
    return len(wanted)
