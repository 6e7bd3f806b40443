"""照片 from files to people: one for one person, or a folder matched by name, looked at before anything is kept.

A picture is kept as a portrait of its own (`press.portraits`), not as the file that was given.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cppcc_desk.domain.errors import DeskError, Missing, Unreadable
from cppcc_desk.domain.portraits import LARGEST_FILE, PICTURE_KINDS, Bearer, bearers, hinted
from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.operations.people.photos import set_photo, set_photos
from cppcc_desk.queries.portraits import portrait_bearers
from cppcc_desk.storage.desk import Desk

Step = Callable[[int, int, str], object]


@dataclass(frozen=True)
class Portrait:
    """A picture as it will be kept, and the name of its file."""

    file_name: str
    data: bytes


@dataclass(frozen=True)
class Matched:
    """A file of a folder: its portrait, or the sentence why there is none; whom its name means, none to several.

    `hinted` are those whom it may mean where it means nobody for certain.
    """

    file_name: str
    portrait: Portrait | None
    problem: str
    bearers: tuple[Bearer, ...]
    hinted: tuple[Bearer, ...]

    @property
    def offered(self) -> tuple[Bearer, ...]:
        """Among whom to choose."""
        return self.bearers or self.hinted


def read_portrait(path: Path) -> Portrait:
    """The portrait in a picture file. Raises Missing or Unreadable."""
    from cppcc_desk.press.portraits import portrait  # noqa: PLC0415 - Qt loads when a picture is looked at

    try:
        if path.stat().st_size > LARGEST_FILE:
            megabytes = LARGEST_FILE >> 20
            raise Unreadable(f"“{path.name}”超过 {megabytes} MB，太大了。原来的照片没有变。请缩小后再用。")
        data = path.read_bytes()
    except OSError:
        raise Missing(f"打不开“{path.name}”。原来的照片没有变。请核对文件在不在、是否正被占用。") from None
    return Portrait(path.name, portrait(data, path.name))


def give(desk: Desk, person_id: int, portrait: Portrait | None) -> None:
    """Give one person a picture, or none. Raises Missing."""
    desk.do(set_photo, person_id, None if portrait is None else _kept(desk, portrait))


def look_through(desk: Desk, folder: Path, *, step: Step = lambda _done, _total, _words: None) -> tuple[Matched, ...]:
    """Every picture file of a folder with whom it means, by name; nothing is kept. Raises Missing."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURE_KINDS and path.is_file())
    except OSError:
        raise Missing(f"打不开文件夹“{folder}”。没有作任何改动。请核对它在不在。") from None
    people = desk.read(portrait_bearers)
    found = []
    for number, path in enumerate(files):
        step(number, len(files), path.name)
        meant = bearers(path.stem, people)
        perhaps = () if meant else hinted(path.stem, people)
        try:
            found.append(Matched(path.name, read_portrait(path), "", meant, perhaps))
        except DeskError as refusal:
            found.append(Matched(path.name, None, refusal.message, meant, perhaps))
    return tuple(found)


def assign(desk: Desk, chosen: Mapping[int, Portrait]) -> None:
    """Give people, by id, their pictures as one step."""
    desk.do(set_photos, {person_id: _kept(desk, portrait) for person_id, portrait in chosen.items()})


def beyond_doubt(matched: Sequence[Matched]) -> dict[int, Portrait]:
    """Whose picture is certain: one person is meant, and by no other file as well."""
    certain = [one for one in matched if one.portrait is not None and len(one.bearers) == 1]
    meant = [one.bearers[0].id for one in certain]
    return {
        one.bearers[0].id: one.portrait
        for one in certain
        if one.portrait is not None and meant.count(one.bearers[0].id) == 1
    }


def _kept(desk: Desk, portrait: Portrait) -> ReceivedFile:
    return ReceivedFile(
        sha256=desk.originals.keep(portrait.data), file_name=portrait.file_name, size=len(portrait.data), source=False
    )
