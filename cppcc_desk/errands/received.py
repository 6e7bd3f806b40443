"""What a received file holds, before anything is registered: read within limits, kept, compared with what is there.

The window shows this for the person to check, the command `import` registers it at once; both look the same way.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cppcc_desk.documents.reading.files import load
from cppcc_desk.documents.reading.limits import Reader
from cppcc_desk.domain.errors import Unreadable
from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.secrecy import CLASSIFIED_FILE
from cppcc_desk.domain.submission import Contributor, Draft, ReadResult, ReadStatus, ReceivedFile
from cppcc_desk.operations.occasions import attach_files as attach_occasion_files
from cppcc_desk.operations.outcomes import attach_evidence
from cppcc_desk.operations.submissions import attach
from cppcc_desk.queries import likeness, submissions
from cppcc_desk.queries.likeness import LikelyDuplicate
from cppcc_desk.queries.people import RosterPerson, bearers
from cppcc_desk.storage.desk import Desk

PASTED = "剪贴板.txt"


@dataclass(frozen=True, kw_only=True)
class Found:
    """One submission found in a file, or why none was taken; nothing is registered yet.

    `kept` is there exactly when there is a `draft` that came in a file. `known_as` is the 来稿编号 under which the very
    same bytes are registered. `status` and `warnings` count what the roster makes doubtful too.
    """

    file_name: str
    status: ReadStatus
    draft: Draft | None = None
    warnings: tuple[str, ...] = ()
    message: str = ""
    known_as: str = ""
    kept: ReceivedFile | None = None
    likely_duplicates: tuple[LikelyDuplicate, ...] = ()


def look(desk: Desk, reader: Reader, path: Path) -> Iterator[Found]:
    """What is in the file at `path`; a readable one is kept byte for byte. A bad file is a refused Found."""
    try:
        received = reader.receive(path)
    except Unreadable as refusal:
        yield Found(file_name=path.name, status=ReadStatus.REFUSED, message=refusal.message)
        return
    first = desk.read(submissions.known_files, [received.sha256]).get(received.sha256)
    if first:
        message = f"与来稿 {first} 的原稿完全相同，没有重复登记。"
        yield Found(file_name=path.name, status=ReadStatus.SKIPPED, message=message, known_as=first)
        return
    kept = None
    if any(result.draft is not None for result in received.results):
        sha256 = desk.originals.keep(received.data)
        kept = ReceivedFile(sha256=sha256, file_name=path.name, size=received.size, source=True)
    for result in received.results:
        yield _found(desk, path.name, result, kept)


def look_at_all(desk: Desk, paths: Sequence[Path], *, step: Callable[[int, int, str], None]) -> tuple[Found, ...]:
    """What is in all of `paths`, in order; `step(done, total, file name)` hears of each before it is read.

    Of files with the same bytes only the first is offered.
    """
    found: list[Found] = []
    first: dict[str, Path] = {}
    with Reader() as reader:
        for number, path in enumerate(once := tuple(dict.fromkeys(paths))):
            step(number, len(once), path.name)
            for one in look(desk, reader, path):
                earlier = first.setdefault(one.kept.sha256, path) if one.kept else path
                if earlier != path:
                    message = f"与这一批里的“{earlier.name}”完全相同，只登记一次。"
                    found.append(Found(file_name=path.name, status=ReadStatus.SKIPPED, message=message))
                else:
                    found.append(one)
    return tuple(found)


def look_again(desk: Desk, kept: ReceivedFile, *, encoding: str) -> Found:
    """A kept text file read once more in the encoding a person chose (a key of documents.reading.text.ENCODINGS)."""
    data = desk.originals.take(kept.sha256)
    with Reader() as reader:
        result = reader.read_bytes(data, kept.file_name, encoding=encoding)[0]
    if result.message == CLASSIFIED_FILE and not desk.read(submissions.is_attached, kept.sha256):
        desk.originals.forget(kept.sha256)  # the mark could not be seen in the other encoding
    return _found(desk, kept.file_name, result, kept)


def look_at_text(desk: Desk, text: str) -> Found:
    """What pasted text says; there is no file to keep."""
    with Reader() as reader:
        return _found(desk, PASTED, reader.read_bytes(text.encode(), PASTED)[0], None)


def keep_file(desk: Desk, path: Path) -> ReceivedFile:
    """Keep a file that goes with a submission; what it says is looked at for a 密级 mark only.

    Raises Unreadable when its bytes cannot be had, or when it bears a mark.
    """
    data = load(path)
    with Reader() as reader:
        if any(result.message == CLASSIFIED_FILE for result in reader.read_bytes(data, path.name)):
            raise Unreadable(CLASSIFIED_FILE)
    return ReceivedFile(sha256=desk.originals.keep(data), file_name=path.name, size=len(data))


def attach_files(desk: Desk, submission_id: int, paths: Sequence[Path]) -> int:
    """Keep files and hang them on a registered submission, all or none; how many. Raises Unreadable, Missing."""
    return desk.do(attach, submission_id, [keep_file(desk, path) for path in paths])


def attach_to_occasion(desk: Desk, occasion_id: int, paths: Sequence[Path]) -> int:
    """Keep photos and files of a meeting or an activity, all or none; how many. Raises Unreadable, Missing."""
    return desk.do(attach_occasion_files, occasion_id, [keep_file(desk, path) for path in paths])


def attach_to_outcome(desk: Desk, outcome_id: int, paths: Sequence[Path]) -> int:
    """Keep files that prove an outcome, all or none; how many. Raises Unreadable, Missing."""
    return desk.do(attach_evidence, outcome_id, [keep_file(desk, path) for path in paths])


def _found(desk: Desk, file_name: str, result: ReadResult, kept: ReceivedFile | None) -> Found:
    read = Found(file_name=file_name, status=result.status, warnings=result.warnings, message=result.message)
    if result.draft is None:
        return read
    _, doubts = contributors_of(desk.read(bearers, result.draft.contributors), result.draft)
    warnings = (*result.warnings, *doubts)
    return replace(
        read,
        status=ReadStatus.ACCEPTED_WITH_WARNING if warnings else ReadStatus.ACCEPTED,
        draft=result.draft,
        warnings=warnings,
        kept=kept,
        likely_duplicates=desk.read(likeness.likely_duplicates, result.draft.title, result.draft.body, exclude=None),
    )


def contributors_of(roster: Sequence[RosterPerson], draft: Draft) -> tuple[tuple[Contributor, ...], tuple[str, ...]]:
    """The people named in `draft`, found in the roster where that is certain, and a sentence where it is not."""
    doubts: list[str] = []
    made: list[Contributor] = []
    for place, name in enumerate(draft.contributors):
        person = _in_roster(roster, name, draft.unit, doubts)
        made.append(_contributor(name, person, draft if place == 0 else Draft()))
    return tuple(made), tuple(doubts)


def _in_roster(roster: Sequence[RosterPerson], name: str, unit: str, doubts: list[str]) -> RosterPerson | None:
    same = [person for person in roster if person.name == name]
    if len(same) > 1 and unit:
        same = [person for person in same if unit in person.unit or person.unit in unit] or same
    if len(same) > 1:
        doubts.append(f"名册里有 {len(same)} 位“{name}”，没有自动对应，请在登记内容里选定。")
        return None
    return same[0] if same else None


def _contributor(name: str, person: RosterPerson | None, written: Draft) -> Contributor:
    if person is None:
        return Contributor(
            name=name, unit=written.unit, position=written.position, phone=written.phone, sector=written.sector
        )
    return Contributor(
        name=name,
        person_id=person.id,
        kind=PersonKind(person.kind),
        unit=written.unit or person.unit,
        position=written.position or (person.position if _same_unit(written.unit, person.unit) else ""),
        phone=written.phone or person.phone,
        sector=person.sector or written.sector,
        committee=person.committee,
        town=person.town,
        party=person.party,
    )


def _same_unit(written: str, known: str) -> bool:
    """Whether a post of the roster belongs to the unit the file names: 县医院 and 云溪县医院 are one."""
    return not written or written in known or (bool(known) and known in written)
