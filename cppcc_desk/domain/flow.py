"""What stands on a paper in its order, each paragraph in a named style, not yet broken into lines and pages.

A paper (a bulletin, later every 公文) is turned into a `Flow` once; press sets it into pages, documents writes it as
.docx, and neither knows the other. Lengths are twips, indents are characters of the paragraph's own size.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import ceil

from cppcc_desk.domain.charts import Chart, ideal_height
from cppcc_desk.domain.grid import BODY_SIZE, HEIGHT, LINE, PAGE_NUMBER_SIZE, SQUEEZE, TAIL_LINE, TAIL_SIZE, WIDTH
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
ADDRESSEE = Style(name="主送机关", face=Face.FANGSONG)
URGENCY = Style(name="版头顶格", face=Face.HEI)
COPY_NO = Style(name="份号", face=Face.FANGSONG)
NUMBER_LINE = Style(name="发文字号", face=Face.FANGSONG)
ATTACHMENT_ONLY = Style(name="附件说明", face=Face.FANGSONG, left=2, hanging=3)
ATTACHMENT_FIRST = Style(name="附件说明首件", face=Face.FANGSONG, left=2, hanging=4)
ATTACHMENT_NEXT = Style(name="附件说明后件", face=Face.FANGSONG, left=5, hanging=1)
SIGNATURE = Style(name="署名和日期", face=Face.FANGSONG, align=Align.RIGHT)
SIGNATURE_ROW = Style(name="联合署名", face=Face.FANGSONG)
REMARK = Style(name="附注", face=Face.FANGSONG, left=2)
ATTACHMENT_MARK = Style(name="附件标志", face=Face.HEI)
ATTENDANCE = Style(name="出席名单", face=Face.FANGSONG, left=2, hanging=3)
DOCUMENT_MARK = Style(name="发文机关标志", face=Face.XIAOBIAOSONG, size=42, line=1000, align=Align.CENTRE, ink=Ink.RED)
OWN_HEAD = Style(name="自有版头", face=Face.XIAOBIAOSONG, align=Align.CENTRE)  # each line with looks of its own
CELL = Style(name="表格文字", face=Face.FANGSONG, size=14, line=480, align=Align.CENTRE, hangs=False)
CELL_TEXT = Style(name="表格长文字", face=Face.FANGSONG, size=14, line=480, hangs=False)
SMALL_CELL = Style(name="表格小字", face=Face.FANGSONG, size=12, line=400, align=Align.CENTRE, hangs=False)
SMALL_CELL_TEXT = Style(name="表格长小字", face=Face.FANGSONG, size=12, line=400, hangs=False)
COVER_TITLE = Style(name="封面书名", face=Face.XIAOBIAOSONG, size=30, line=1000, align=Align.CENTRE)
COVER_LINE = Style(name="封面文字", face=Face.KAI, size=18, line=640, align=Align.CENTRE)
INDEX = Style(name="索引", face=Face.FANGSONG, left=2, hanging=2)
TAIL = Style(name="版记", face=Face.FANGSONG, size=TAIL_SIZE, line=TAIL_LINE, left=1, right=1)


@dataclass(frozen=True)
class Run:
    """Text in one face; without a face, that of its style."""

    text: str
    face: Face | None = None
    page_of: int | None = None  # the text is the number of the page on which this piece of a book begins


@dataclass(frozen=True)
class Stop:
    """Text that begins `at` twips from the left edge of the 版心, or ends there, on a line with others of its kind."""

    at: int
    runs: tuple[Run, ...]
    ends: bool = False  # programs differ in how wide they set it: what stands at the right must end where it should


@dataclass(frozen=True)
class Seal:
    """印章 pressed on a date: a picture with its centre `centre` twips from the left edge of the 版心."""

    data: bytes
    centre: int


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One paragraph; `lines` fixes its line breaks (a title), `end` is text at the right edge of the same line."""

    style: Style
    runs: tuple[Run, ...] = ()
    lines: tuple[str, ...] = ()
    end: str = ""
    dots: bool = False  # a dotted leader between text and `end`
    piece: int | None = None  # `end` is the page on which this piece begins; "" where it is known once pages are set
    begins: int | None = None  # the piece that begins here
    size: float | None = None  # a mark fits its size to its length
    spread: float = 0.0  # points between the characters of a mark
    keep_next: bool = False  # never the last on a page
    flowing: bool = False  # body text: its lines go into Layout.lines
    boxed: bool = False  # in a thin frame, never divided between pages
    stops: tuple[Stop, ...] = ()  # the line is these and nothing else
    hanging: float | None = None  # characters, where a paragraph's own differs from its style's
    right: int | None = None  # twips from the right edge, likewise
    scale: float = 1.0  # width of the characters of a mark
    new_page: bool = False  # begins a page, and with it what is not the paper's main text
    holds: bool = False  # its end stays on the page of what follows; it may be divided itself
    seals: tuple[Seal, ...] = ()

    @property
    def shape(self) -> Style:
        """The style with what is this paragraph's own."""
        return self.style if self.hanging is None else replace(self.style, hanging=self.hanging)

    @property
    def text(self) -> str:
        if self.stops:
            return "".join(run.text for stop in self.stops for run in stop.runs)
        return "".join(self.lines) if self.lines else "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Gap:
    """Empty height; dropped at the top of a page."""

    height: int


@dataclass(frozen=True)
class RedLine:
    """The red separator across the 版心 at the foot of `height` twips: 210 put it 4 mm under the line above."""

    thickness: float = 0.7  # mm
    height: int = 210
    ink: Ink = Ink.RED


@dataclass(frozen=True)
class LetterHead:
    """信函格式 [10.1]: the mark 30 mm under the sheet's edge with a red double rule under it.

    `height` is how far both reach into the 版心.
    """

    mark: str  # empty where a picture is the mark
    size: float
    scale: float
    height: int = 749


@dataclass(frozen=True)
class JointMark:
    """发文机关标志 of several organs: their names one above the other, equally wide, `suffix` (文件) beside them."""

    names: tuple[str, ...]
    suffix: str
    size: float
    scale: float

    LINE = 1000


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """A row of a table in the text; `widths` in twips. `head` stands again above a row that begins a page."""

    cells: tuple[str, ...]
    widths: tuple[int, ...]
    wraps: tuple[bool, ...]  # columns of long text: from the left, the others centred
    head: "TableRow | None" = None
    opens: bool = False  # the first of its table
    small: bool = False  # a table of many columns
    keep_next: bool = False  # never the last on a page: the head, and what else would leave a row alone

    def style(self, column: int) -> Style:
        """Of the text in a column."""
        usual, small = (CELL_TEXT, SMALL_CELL_TEXT) if self.wraps[column] else (CELL, SMALL_CELL)
        return small if self.small else usual

    @property
    def line(self) -> int:
        """Height of a line of its text."""
        return self.style(0).line

    @property
    def padding(self) -> int:
        """Above and below its text together: one line of text makes a line of the page."""
        return LINE - self.line


@dataclass(frozen=True)
class Image:
    """A picture in its room of `height` twips: on its own in the middle of whole lines, or `behind` what follows."""

    data: bytes
    picture_width: int
    picture_height: int
    height: int
    keep_next: bool = False
    behind: tuple[int, int] | None = None  # x and y from the 版心's left edge and from its place: text is set over it

    @property
    def at(self) -> tuple[int, int]:
        """Twips of its corner from the 版心's left edge and from the top of its room."""
        return self.behind or ((WIDTH - self.picture_width) // 2, (self.height - self.picture_height) // 2)


CHART_SIZE = 9.0  # points: plain type of a chart, 小五


@dataclass(frozen=True)
class Figure:
    """A chart in a room of `width` and `height` twips, in the middle between the margins; never divided.

    It fills its room: a Gap over it keeps it from the text, and one below.
    """

    chart: Chart
    width: int
    height: int
    keep_next: bool = False


def figure(
    chart: Chart, *, width: int = WIDTH, most: int = HEIGHT, pitch: int = LINE, keep_next: bool = False
) -> Figure:
    """A chart as high as it needs, at most `most` twips. In whole lines of `pitch`: what follows keeps the grid."""
    needed = ceil(ideal_height(chart) * CHART_SIZE * 20 / pitch)
    return Figure(chart, width, min(needed, most // pitch) * pitch, keep_next)


Block = Paragraph | Gap | RedLine | LetterHead | JointMark | TableRow | Image | Figure


CELL_SIDE = 80
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
    first_page: int = 1  # the number that its first page bears
    letter: bool = False  # 信函格式: no number on page 1, a double rule at its foot, a 版记 without rules [10.1]
