"""Rosters read: a table in any format that offices and other systems write becomes rows of people.

What is here runs in process; files from outside go through `limits.Reader`, which reads them in a child process.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from cppcc_desk.documents.reading.files import load
from cppcc_desk.documents.reading.kinds import companion
from cppcc_desk.documents.reading.roster.heads import Heads
from cppcc_desk.documents.reading.roster.people import understand
from cppcc_desk.documents.reading.tables import open_table
from cppcc_desk.documents.reading.wanted import ROSTER
from cppcc_desk.domain.errors import Unreadable
from cppcc_desk.domain.roster import RosterColumn, RosterResult
from cppcc_desk.domain.submission import ReadStatus

_NOTHING_CHOSEN: Mapping[str, RosterColumn | None] = MappingProxyType({})


def read_roster(path: Path) -> RosterResult:
    """The people in the file at `path`; a refusal is a result too, nothing is raised for a bad file."""
    if companion(path.name):
        return read_roster_bytes(b"", path.name)
    try:
        return read_roster_bytes(load(path), path.name)
    except Unreadable as refusal:
        return RosterResult(status=ReadStatus.REFUSED, message=refusal.message)


def read_roster_bytes(
    data: bytes, file_name: str, *, encoding: str = "", chosen: Mapping[str, RosterColumn | None] = _NOTHING_CHOSEN
) -> RosterResult:
    """The people in a roster with these bytes and this name; `encoding` as for `reading.read_bytes`.

    `chosen`: what the office says that heads mean, None for a column that is not to be read.
    """
    if companion(file_name):
        return RosterResult(status=ReadStatus.SKIPPED, message="这是临时文件或系统附属文件，不是名册，已跳过。")
    is_text = False
    try:
        opened = open_table(data, ROSTER, known=Heads({}).known, encoding=encoding)
        is_text = opened.is_text
        result = replace(understand(opened.book(), Heads(chosen)), is_text=is_text)
    except Unreadable as refusal:
        return RosterResult(status=ReadStatus.REFUSED, message=refusal.message, is_text=is_text)
    remark = opened.remark(file_name)
    if not remark:
        return result
    return replace(result, status=ReadStatus.ACCEPTED_WITH_WARNING, warnings=(remark, *result.warnings))
