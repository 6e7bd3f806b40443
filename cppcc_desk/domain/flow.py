"""What stands on a paper in its order, each paragraph in a named style, not yet broken into lines and pages.

A paper (a bulletin, later every 公文) is turned into a `Flow` once; press sets it into pages, documents writes it as
.docx, and neither knows the other. Lengths are twips, indents are characters of the paragraph's own size.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cppcc_desk.domain.grid import BODY_SIZE, LINE, PAGE_NUMBER_SIZE, SQUEEZE, TAIL_LINE, TAIL_SIZE
from cppcc_desk.domain.layout import Face, Ink


class Align(StrEnum):
    LEFT = "左对齐"
    CENTRE = "居中"
    RIGHT = "右对齐"
    JUSTIFY = "两端对齐"


@dataclass(frozen=True, kw_only=True)
class Style:
    """A paragraph style; `name` is what Word's list of styles shows."""

    name: str
    face: Face
    size: float = BODY_SIZE  # points
    line: int = LINE  # exact height of a line
    align: Align = Align.LEFT
    first: float = 0  # indent of the first line
    left: float = 0
    right: float = 0
    hanging: float = 0  # lines after the first start this much further right
    squeeze: float = 0.0  # points after each character
    ink: Ink = Ink.BLACK
    hangs: bool = True  # a mark that would begin a line stands in the margin, where there is no border
    outline: int | None = None  # level in Word's navigation pane, 0 is the highest


def _body(name: str, face: Face = Face.FANGSONG, outline: int | None = None) -> Style:
    return Style(name=name, face=face, align=Align.JUSTIFY, first=2, squeeze=SQUEEZE, outline=outline)


BODY = _body("公文正文")
LEVEL_1 = _body("一级标题", Face.HEI, 1)
LEVEL_2 = _body("二级标题", Face.KAI, 2)
LEVEL_3 = _body("三级标题", outline=3)
LEVEL_4 = _body("四级标题", outline=4)
NOTE = _body("编者按", Face.KAI)
TITLE = Style(name="公文标题", face=Face.XIAOBIAOSONG, size=22, line=660, align=Align.CENTRE, outline=0)
BYLINE = Style(name="题下署名", face=Face.KAI, align=Align.CENTRE)
MARK = Style(name="红色标志", face=Face.XIAOBIAOSONG, size=60, line=1600, align=Align.CENTRE, ink=Ink.RED)
CORNER = Style(name="版头左上", face=Face.HEI)
NUMBER = Style(name="期号", face=Face.FANGSONG, align=Align.CENTRE)
ISSUER = Style(name="编印单位和日期", face=Face.FANGSONG, left=1, right=1)
CONTENTS_HEAD = Style(name="目录标题", face=Face.HEI, left=2)
CONTENTS = Style(name="目录", face=Face.KAI, left=2, right=1, hanging=1)
PAGE_NUMBER = Style(name="页码文字", face=Face.SONG, size=PAGE_NUMBER_SIZE, line=360, left=1, right=1)
SPACER = Style(name="空行", face=Face.FANGSONG)
CELL = Style(name="表格文字", face=Face.FANGSONG, size=12, line=400, align=Align.CENTRE)
TAIL = Style(name="版记", face=Face.FANGSONG, size=TAIL_SIZE, line=TAIL_LINE, left=1, right=1)


@dataclass(frozen=True)
class Run:
    """Text in one face; without a face, that of its style."""

    text: str
    face: Face | None = None


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One paragraph; `lines` fixes its line breaks (a title), `end` is text at the right edge of the same line."""

    style: Style
    runs: tuple[Run, ...] = ()
    lines: tuple[str, ...] = ()
    end: str = ""
    dots: bool = False  # a dotted leader between text and `end`
    piece: int | None = None  # `end` is the page on which this piece begins
    begins: int | None = None  # the piece that begins here
    size: float | None = None  # a mark fits its size to its length
    spread: float = 0.0  # points between the characters of a mark
    keep_next: bool = False  # never the last on a page
    flowing: bool = False  # body text: its lines go into Layout.lines
    boxed: bool = False  # in a thin frame, never divided between pages

    @property
    def text(self) -> str:
        return "".join(self.lines) if self.lines else "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Gap:
    """Empty height; dropped at the top of a page."""

    height: int


@dataclass(frozen=True)
class RedLine:
    """The red separator across the 版心 at the foot of 210 twips, which puts it 4 mm under the line above."""

    thickness: float = 0.7  # mm

    HEIGHT = 210


Block = Paragraph | Gap | RedLine


BOX_SIDE = 320  # twips beside boxed text, enough for a hanging mark; half a line above and below
TAIL_LABEL = 3  # characters from a label's beginning to its text: 报：, 抄送：


@dataclass(frozen=True)
class TailRow:
    """A row of the 版记: a label with the text beside it, or text at both ends."""

    label: str
    text: str
    end: str = ""


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A whole paper before it is set."""

    title: str
    author: str
    dated: date
    blocks: tuple[Block, ...]
    tail: tuple[tuple[TailRow, ...], ...] = ()  # groups of rows; a thin rule between groups
    numbered: bool = True
