"""What a chart is arranged of, in em of its plain type from its top left corner: the same on screen and on paper."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, NamedTuple

from cppcc_desk.domain.grid import character_width

HEADING: Final = 1.25  # size of the title's type
LINE: Final = 1.3  # height of a line of words
BESIDE: Final = 0.7  # between words and what they name
FOOT: Final = 1.9  # height of names, or of the numbers of the axis, under a chart
_NARROW: Final = 0.58  # em: digits of YaHei, 宋体 and 黑体 are no wider; half an em would let them run into each other


class Box(NamedTuple):
    """A rectangle, its sides parallel to the edges."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def meets(self, other: "Box") -> bool:
        """Whether they lie over each other; edges may touch."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom


class Role(Enum):
    """How words look."""

    TITLE = auto()
    NOTE = auto()  # axis, legend, unit
    NAME = auto()  # of a category
    VALUE = auto()


class Words(NamedTuple):
    """Words level with `middle`; `anchor` is the part of their width that lies left of `x`: 0, 0.5 or 1."""

    text: str
    x: float
    middle: float
    anchor: float
    role: Role


class Line(NamedTuple):
    """A hairline from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


class Mark(NamedTuple):
    """A column or bar, the key of a series in the legend, or the room in which a click means a column or bar.

    Keys have no category.
    """

    category: int
    series: int
    box: Box


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """What stands where. `marks` are columns or bars, flat ones too; `slots` the rooms around all of them."""

    lines: tuple[Line, ...]
    base: Line  # at 0
    marks: tuple[Mark, ...]
    keys: tuple[Mark, ...]
    words: tuple[Words, ...]
    slots: tuple[Mark, ...]

    def at(self, x: float, y: float) -> Mark | None:
        """The slot at a point."""
        return next((slot for slot in self.slots if slot.box.holds(x, y)), None)


def width(text: str, size: float = 1.0) -> float:
    """Room for a text."""
    return size * sum(_NARROW if character_width(c) == 0.5 else character_width(c) for c in text)


def elided(text: str, room: float, size: float = 1.0) -> str:
    """As much of a text as there is room for, and … where that is not all."""
    if width(text, size) <= room:
        return text
    shown = text[:-1]
    while len(shown) > 1 and width(f"{shown}…", size) > room:
        shown = shown[:-1]
    return f"{shown}…"
