"""版头: what stands above the red line of page 1, in the form of the kind [7.2, 10.1, 10.3]."""

from cppcc_desk.domain import flow
from cppcc_desk.domain.flow import Block, Gap, JointMark, LetterHead, Paragraph, RedLine, Run, Stop
from cppcc_desk.domain.grid import LINE, WIDTH, text_width
from cppcc_desk.domain.layout import Face
from cppcc_desk.domain.letterhead import own_head, own_letter_head
from cppcc_desk.domain.official import UPWARD, Covers, Kind, OfficialDocument

_CHARACTER = text_width("一")
_SIZE = flow.DOCUMENT_MARK.size
_NARROWEST = 0.4  # of a character's width: a name is squeezed further only by a smaller size
_TOP = 3  # lines for 份号, 密级 and 紧急程度, left blank where there is none
_DOWN_TO_35_MM = 76  # twips: with three lines above it the ink of a 42 pt mark begins 35 mm under the 版心's edge
_NAMES_A_LINE = 2


def head(document: OfficialDocument) -> list[Block]:
    """The 版头 of any kind but 简报."""
    own = document.letterhead
    if document.kind is Kind.LETTER and (own is None or own.covers is Covers.MARK):
        return _letter_head(document)
    if own is not None:
        return own_head(
            own,
            corner=_corner_lines(document),
            number=_number(document),
            mark_top=_TOP * LINE + _DOWN_TO_35_MM,
            above_number=2 * LINE,
        )
    return [*_corner(document), Gap(_DOWN_TO_35_MM), _mark(document), Gap(2 * LINE), *_number(document), RedLine()]


def mark_text(document: OfficialDocument) -> str:
    """发文机关标志: what was said, else the organ with 文件, with 纪要 for minutes, alone for a letter."""
    organ = document.organs[0] if document.organs else ""
    suffix = {Kind.LETTER: "", Kind.BULLETIN: "", Kind.MINUTES: "会议纪要"}.get(document.kind, "文件")
    return document.mark or f"{organ}{suffix}"


def _corner(document: OfficialDocument) -> list[Block]:
    lines = _corner_lines(document)
    return [*lines, Gap((_TOP - len(lines)) * LINE)] if len(lines) < _TOP else [*lines]


def _corner_lines(document: OfficialDocument) -> list[Paragraph]:
    """份号 and 紧急程度, one a line; 密级 is not for this program."""
    number = f"{document.copy_no:06d}" if document.copy_no is not None else ""
    told = ((flow.COPY_NO, number), (flow.URGENCY, document.urgency))
    return [Paragraph(style=style, runs=(Run(text),)) for style, text in told if text]


def _mark(document: OfficialDocument) -> Block:
    if len(document.organs) > 1 and not document.mark and document.kind is not Kind.MINUTES:
        longest = max(document.organs, key=text_width)
        size, scale = fitted(longest + "　文件")
        return JointMark(document.organs, "文件", size, scale)
    text = mark_text(document)
    size, scale = fitted(text)
    return Paragraph(style=flow.DOCUMENT_MARK, lines=(text,), size=size, scale=scale)


def fitted(text: str) -> tuple[float, float]:
    """Size in points and scale of the characters' width with which a mark fits into the 版心."""
    natural = text_width(text, _SIZE) or 1
    scale = min(1.0, int(WIDTH / natural * 100) / 100)
    if scale >= _NARROWEST:
        return _SIZE, scale
    return float(int(_SIZE * scale / _NARROWEST)), _NARROWEST


def _number(document: OfficialDocument) -> list[Paragraph]:
    number = document.doc_number.text if document.doc_number else ""
    if document.kind in UPWARD:
        return _with_signatories(number, document.signatories)
    if document.kind is Kind.MINUTES and not number and document.issue_no is not None:
        number = f"第{document.issue_no}期"
    return [Paragraph(style=flow.NUMBER, runs=(Run(number),))]


def _with_signatories(number: str, names: tuple[str, ...]) -> list[Paragraph]:
    """签发人 at the right, two names a line, the number at the left of the last line [7.2.5, 7.2.6]."""
    spread = [_spread(name) for name in names] or [""]
    rows = ["　".join(spread[i : i + _NAMES_A_LINE]) for i in range(0, len(spread), _NAMES_A_LINE)]
    begin = WIDTH - _CHARACTER - max(map(text_width, rows))
    found = []
    for place, row in enumerate(rows):
        if place == 0:
            stops = [Stop(WIDTH - _CHARACTER, (Run("签发人："), Run(row, Face.KAI)), ends=True)]
        else:
            stops = [Stop(begin, (Run(row, Face.KAI),))]
        if place == len(rows) - 1 and number:
            stops.insert(0, Stop(_CHARACTER, (Run(number),)))
        found.append(Paragraph(style=flow.NUMBER_LINE, stops=tuple(stops)))
    return found


def _spread(name: str) -> str:
    """A name of two characters as wide as one of three."""
    return f"{name[0]}　{name[1]}" if len(name) == 2 else name


def _letter_head(document: OfficialDocument) -> list[Block]:
    """The number stands at the right of the first line under the rule, 份号 and 紧急程度 at the left [10.1]."""
    text = mark_text(document)
    size, scale = fitted(text)
    number = document.doc_number.text if document.doc_number else ""
    right = Stop(WIDTH, (Run(number),), ends=True)
    corner = _corner_lines(document) or [Paragraph(style=flow.NUMBER_LINE)]
    lines = []
    for place, line in enumerate(corner):
        left = (Stop(0, tuple(Run(run.text, line.style.face) for run in line.runs)),) if line.runs else ()
        lines.append(Paragraph(style=flow.NUMBER_LINE, stops=(*left, right) if place == 0 else left))
    if document.letterhead is not None:
        return own_letter_head(document.letterhead, lines=lines, size=_SIZE)
    return [LetterHead(text, size, scale), *lines]
