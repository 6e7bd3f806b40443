"""The manual as chapters read from resources/help, and where in it a word stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cppcc_desk.paths import resource
from cppcc_desk.ui.pages.help.keys import as_markdown

KEYS_HERE = "<!-- keys -->"
_AROUND = 14  # characters shown before the place found
_SHOWN = 60
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[([^\]]*)\]\([^)]*\)|[*`#>]|<!--.*?-->|^\|?[-| ]+$", re.MULTILINE)


@dataclass(frozen=True)
class Chapter:
    """One chapter: `text` is Markdown, its first line the title; `id` is what F1 and links name."""

    id: str
    title: str
    text: str

    @property
    def plain(self) -> str:
        """What can be read of it, without marks, lines kept."""
        return _MARKS.sub(lambda match: match.group(1) or "", self.text).replace("|", " ")


@dataclass(frozen=True)
class Place:
    """A place found: the `number`-th time (from 0) that the words stand in `chapter`."""

    chapter: str
    title: str
    line: str
    number: int


def folder() -> Path:
    """Where chapters and pictures lie."""
    return resource("help")


@cache
def chapters() -> tuple[Chapter, ...]:
    """All chapters in the order of their files: 03-register.md has the id "register"."""
    return tuple(_read(path) for path in sorted(folder().glob("*.md")))


def _read(path: Path) -> Chapter:
    text = path.read_text(encoding="utf-8").replace(KEYS_HERE, as_markdown())
    return Chapter(path.stem.split("-", 1)[1], text.partition("\n")[0].lstrip("# ").strip(), text)


def find(words: str, *, among: Sequence[Chapter] | None = None) -> tuple[Place, ...]:
    """Every line in which `words` stand (upper and lower case alike), in the order of the manual."""
    wanted = words.strip().casefold()
    if not wanted:
        return ()
    found: list[Place] = []
    for chapter in among if among is not None else chapters():
        number = 0
        for line in chapter.plain.splitlines():
            times = line.casefold().count(wanted)
            if times:
                found.append(Place(chapter.id, chapter.title, _cut(line, wanted), number))
                number += times
    return tuple(found)


def _cut(line: str, wanted: str) -> str:
    clean = " ".join(line.split())
    start = max(0, clean.casefold().find(wanted) - _AROUND)
    end = start + _SHOWN
    return f"{'…' if start else ''}{clean[start:end]}{'…' if end < len(clean) else ''}"
