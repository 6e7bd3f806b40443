"""Received files become registered submissions: read within limits, kept byte for byte, registered one by one.

Each file is wholly in or wholly out: its bytes are kept first, then one operation registers it; a second run skips what
is in (design: reliability.md A3, E2, E3).
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cppcc_desk.documents.reading.limits import Reader
from cppcc_desk.domain.errors import DeskError, Missing, Unreadable
from cppcc_desk.domain.submission import (
    Contributor,
    Draft,
    IntakeChannel,
    PersonKind,
    ReadResult,
    ReadStatus,
    ReceivedFile,
    Registration,
)
from cppcc_desk.operations.registering import register
from cppcc_desk.queries import likeness, office, submissions
from cppcc_desk.queries.likeness import LikelyDuplicate
from cppcc_desk.queries.people import PersonRow, people
from cppcc_desk.storage.desk import Desk


@dataclass(frozen=True)
class Imported:
    """What became of one submission found in a file; `intake_no` is "" for a refused one."""

    file: str
    status: ReadStatus
    intake_no: str
    draft: Draft | None
    received_at: datetime
    warnings: tuple[str, ...]
    message: str
    likely_duplicates: tuple[LikelyDuplicate, ...]


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files named, and those inside the folders named, each folder in name order.

    Raises Missing for a path that is not there.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders.sort()
                found += [Path(folder, name) for name in sorted(names)]
        elif path.exists():
            found.append(path)
        else:
            raise Missing(f"找不到“{path}”。没有导入任何文件；请核对路径。")
    return tuple(found)


def bring_in(
    desk: Desk,
    paths: Sequence[Path],
    *,
    channel: IntakeChannel,
    received_at: datetime | None = None,
    group: str = "",
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Imported]:
    """Read and register `paths` one after another, yielding each result once it is saved.

    One bad file never stops the batch. Raises Missing for an unknown group before anything is read.
    """
    group_id = _group_id(desk, group) if group else None
    with Reader() as reader:
        for path in paths:
            if cancelled():
                return
            yield from _bring_in_one(desk, reader, path, channel=channel, received_at=received_at, group_id=group_id)


def _bring_in_one(
    desk: Desk,
    reader: Reader,
    path: Path,
    *,
    channel: IntakeChannel,
    received_at: datetime | None,
    group_id: int | None,
) -> Iterator[Imported]:
    at = received_at or desk.now
    try:
        received = reader.receive(path)
    except (Unreadable, OSError) as error:
        sentence = (
            error.message if isinstance(error, Unreadable) else f"文件读取中断：{path.name}。请重新复制后再导入。"
        )
        yield Imported(path.name, ReadStatus.REFUSED, "", None, at, (), sentence, ())
        return
    digest = hashlib.sha256(received.data).hexdigest()
    first = desk.read(submissions.known_files, [digest]).get(digest)
    if first:
        message = f"与来稿 {first} 的原稿完全相同，没有重复登记。"
        yield Imported(path.name, ReadStatus.SKIPPED, first, None, at, (), message, ())
        return
    for result in received.results:
        yield _register(desk, path, received.data, result, channel=channel, at=at, group_id=group_id)


def _register(
    desk: Desk,
    path: Path,
    data: bytes,
    result: ReadResult,
    *,
    channel: IntakeChannel,
    at: datetime,
    group_id: int | None,
) -> Imported:
    if result.draft is None:
        return Imported(path.name, result.status, "", None, at, result.warnings, result.message, ())
    registration, warnings = registration_of(desk, result.draft, channel=channel, received_at=at, group_id=group_id)
    warnings = (*result.warnings, *warnings)
    duplicates = desk.read(likeness.likely_duplicates, registration.title, registration.original_text, exclude=None)
    kept = ReceivedFile(sha256=desk.originals.keep(data), file_name=path.name, size=len(data), source=True)
    try:
        done = desk.do(register, replace(registration, attachments=(kept,)), to_complete=True)
    except DeskError as error:
        return Imported(path.name, ReadStatus.REFUSED, "", result.draft, at, warnings, error.message, duplicates)
    status = ReadStatus.ACCEPTED_WITH_WARNING if warnings else ReadStatus.ACCEPTED
    return Imported(path.name, status, done.intake_no, result.draft, at, warnings, result.message, duplicates)


def registration_of(
    desk: Desk, draft: Draft, *, channel: IntakeChannel, received_at: datetime, group_id: int | None
) -> tuple[Registration, tuple[str, ...]]:
    """What would be registered of `draft`, with people found in the roster, and what the office should look at."""
    roster = desk.read(people)
    warnings: list[str] = []
    contributors: list[Contributor] = []
    for place, name in enumerate(draft.contributors):
        person = _in_roster(roster, name, draft.unit, warnings)
        contributors.append(_contributor(name, person, draft if place == 0 else None))
    lead = contributors[0] if contributors else None
    group = group_id if group_id is not None else _group_of(roster, lead)
    return (
        Registration(
            title=draft.title,
            original_text=draft.body,
            contributors=tuple(contributors),
            received_at=received_at,
            intake_channel=channel,
            submitting_unit=draft.unit or (lead.unit if lead else ""),
            drafter=draft.drafter,
            collective_submission=not contributors and bool(draft.unit),
            info_group_id=group,
        ),
        tuple(warnings),
    )


def _in_roster(roster: Sequence[PersonRow], name: str, unit: str, warnings: list[str]) -> PersonRow | None:
    same = [person for person in roster if person.name == name]
    if len(same) > 1 and unit:
        same = [person for person in same if unit in person.unit or person.unit in unit] or same
    if len(same) > 1:
        warnings.append(f"名册里有 {len(same)} 位“{name}”，没有自动对应，请在登记内容里选定。")
        return None
    return same[0] if same else None


def _contributor(name: str, person: PersonRow | None, draft: Draft | None) -> Contributor:
    written = draft or Draft()
    if person is None:
        return Contributor(
            name=name, unit=written.unit, position=written.position, phone=written.phone, sector=written.sector
        )
    return Contributor(
        name=name,
        person_id=person.id,
        kind=PersonKind(person.kind),
        unit=written.unit or person.unit,
        position=written.position or person.position,
        phone=written.phone or person.phone,
        sector=person.sector or written.sector,
        committee=person.committee,
        town=person.town,
        party=person.party,
    )


def _group_of(roster: Sequence[PersonRow], lead: Contributor | None) -> int | None:
    return next((p.info_group_id for p in roster if lead and p.id == lead.person_id), None)


def _group_id(desk: Desk, name: str) -> int:
    known = desk.read(office.groups)
    for row in known:
        if row.name == name.strip():
            return row.id
    names = "、".join(row.name for row in known)
    raise Missing(f"没有“{name}”这个信息小组；已有：{names}。没有导入任何文件。")
