"""Received files become registered submissions: read within limits, kept byte for byte, registered one by one.

Each file is wholly in or wholly out: its bytes are kept first, then one operation registers it; a second run skips what
is in (design: reliability.md A3, E2, E3).
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cppcc_desk.documents.reading.limits import Reader
from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.submission import Contributor, Draft, IntakeChannel, ReadStatus, Registration
from cppcc_desk.errands.backups import BEFORE_MANY, MANY, back_up_before
from cppcc_desk.errands.received import Found, contributors_of, look
from cppcc_desk.operations.registering import Registered, register
from cppcc_desk.queries import office
from cppcc_desk.queries.likeness import LikelyDuplicate
from cppcc_desk.queries.people import RosterPerson, bearers
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

    A path that is not there is among them: reading it is refused, and the others come in.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders.sort()
                found += [Path(folder, name) for name in sorted(names)]
        else:
            found.append(path)
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

    One bad file never stops the batch; before many files what is there is backed up. Raises Missing for an unknown
    group before anything is read.
    """
    group_id = desk.read(office.group_named, group).id if group else None
    if len(paths) > MANY:
        back_up_before(desk, BEFORE_MANY)
    with Reader() as reader:
        for path in paths:
            if cancelled():
                return
            for found in look(desk, reader, path):
                at = received_at or desk.now
                yield register_found(desk, found, channel=channel, received_at=at, group_id=group_id)


def register_found(
    desk: Desk, found: Found, *, channel: IntakeChannel, received_at: datetime, group_id: int | None
) -> Imported:
    """Register what was found in a file as it stands; a refusal is a result too. The contributor may be missing."""
    status, intake_no, message = found.status, found.known_as, found.message
    if found.draft is not None and not found.draft.body.strip():
        status = ReadStatus.REFUSED
        message = f"没有从“{found.file_name}”读出正文，没有登记。请打开文件核对，把正文粘贴到“登记来稿”里。"
    elif found.draft is not None:
        registration, _ = registration_of(
            desk, found.draft, channel=channel, received_at=received_at, group_id=group_id
        )
        files = (found.kept,) if found.kept else ()
        try:
            intake_no = desk.do(register, replace(registration, attachments=files), to_complete=True).intake_no
        except DeskError as refusal:
            status, message = ReadStatus.REFUSED, refusal.message
    return Imported(
        found.file_name,
        status,
        intake_no,
        found.draft,
        received_at,
        found.warnings,
        message,
        found.likely_duplicates,
    )


def register_by_hand(
    desk: Desk, draft: Draft, *, channel: IntakeChannel, received_at: datetime, group: str = "", follows: str = ""
) -> Registered:
    """Register what was typed; the people in it are looked up in the roster. Raises Missing, Invalid."""
    group_id = desk.read(office.group_named, group).id if group else None
    registration, _ = registration_of(desk, draft, channel=channel, received_at=received_at, group_id=group_id)
    return desk.do(register, replace(registration, follows_intake_no=follows))


def registration_of(
    desk: Desk, draft: Draft, *, channel: IntakeChannel, received_at: datetime, group_id: int | None
) -> tuple[Registration, tuple[str, ...]]:
    """What would be registered of `draft`, with people found in the roster, and what the office should look at."""
    roster = desk.read(bearers, draft.contributors)  # as it is now: somebody may have corrected it since the look
    contributors, doubts = contributors_of(roster, draft)
    lead = contributors[0] if contributors else None
    group = group_id if group_id is not None else _group_of(roster, lead)
    return (
        Registration(
            title=draft.title,
            original_text=draft.body,
            contributors=contributors,
            received_at=received_at,
            intake_channel=channel,
            submitting_unit=draft.unit or (lead.unit if lead else ""),
            drafter=draft.drafter,
            collective_submission=not contributors and bool(draft.unit),
            info_group_id=group,
        ),
        doubts,
    )


def _group_of(roster: Sequence[RosterPerson], lead: Contributor | None) -> int | None:
    return next((p.info_group_id for p in roster if lead and p.id == lead.person_id), None)
