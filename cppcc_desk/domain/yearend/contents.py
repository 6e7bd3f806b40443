"""What a package says of itself: sections of lines, each with the files that belong to it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """Words that open a file; `path` is relative to the package, with forward slashes."""

    words: str
    path: str


@dataclass(frozen=True)
class Entry:
    """One line: a text for each head of the section, and its files."""

    cells: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Section:
    """Lines under heads; `nothing` is said where there are none."""

    title: str
    heads: tuple[str, ...]
    entries: tuple[Entry, ...]
    nothing: str = "没有"


@dataclass(frozen=True)
class Contents:
    """The whole: `facts` are labels and values under the title."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
