"""What a list shows: one `Column` for each thing said of a row."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


class Kind(Enum):
    """How a cell is painted."""

    TEXT = auto()
    SECONDARY = auto()  # 13 px, grey: everything but the title
    NUMBER = auto()  # right-aligned digits
    LAMP = auto()  # lamp and words; `urgency` says which
    LINK = auto()  # blue words; a click emits `link_pressed`
    CHECK = auto()  # the box that mirrors the selection; added by the table itself
    LINES = auto()  # a two-line item; `line` says what


class Align(Enum):
    """Where the words stand."""

    LEFT = auto()
    RIGHT = auto()
    CENTER = auto()


@dataclass(frozen=True)
class TwoLines:
    """A row of a two-line list: title and date above, lamp, remarks and number of attachments below."""

    title: str
    when: str = ""
    urgency: str = "时限内"
    left: str = ""  # the words beside the lamp: 剩 3 天
    detail: str = ""
    attachments: int = 0
    bold: bool = False
    calm: bool = False  # done or set aside: the title is grey


@dataclass(frozen=True, kw_only=True)
class Column(Generic[Row]):
    """One column. `text(row)` is what is shown, copied and read aloud; `sort(row)` orders (default: the text).

    `tone(row)` names a colour token, `bold(row)` and `tip(row)` do what they say. Columns with `stretch` share the
    room that is left in proportion to their `width`, which is the least they take. `hidden` columns are there to be
    switched on. `wide_only` columns are hidden by `set_narrow`.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    width: int = 100
    kind: Kind = Kind.SECONDARY
    align: Align | None = None
    sort: Callable[[Row], Any] | None = None
    urgency: Callable[[Row], str] | None = None
    tone: Callable[[Row], str] | None = None
    bold: Callable[[Row], bool] | None = None
    tip: Callable[[Row], str] | None = None
    line: Callable[[Row], TwoLines] | None = None
    stretch: bool = False
    hidden: bool = False
    wide_only: bool = False

    @property
    def aligned(self) -> Align:
        """Where the words stand: digits at the right unless told otherwise."""
        if self.align is not None:
            return self.align
        return Align.RIGHT if self.kind is Kind.NUMBER else Align.LEFT

    def order(self, row: Row) -> tuple[bool, Any]:
        """The sorting key: rows without a value come last."""
        value = self.sort(row) if self.sort is not None else self.text(row)
        return (value is None or value == "", value if value is not None else 0)
