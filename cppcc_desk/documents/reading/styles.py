"""What the styles of a Word document say about its text: alignment, size, hidden text, numbering, being a title."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

from lxml import etree

from cppcc_desk.documents.reading.blocks import Align
from cppcc_desk.documents.reading.names import STRICT, TRANSITIONAL, attribute, child, each, is_on, number, value
from cppcc_desk.documents.reading.xml import tree

_STYLE, _STYLE_ID, _TYPE, _DEFAULT, _NAME, _BASED_ON = each("style styleId type default name basedOn")
_PPR, _RPR, _JC, _SZ, _VANISH, _NUM_PR, _NUM_ID, _ILVL = each("pPr rPr jc sz vanish numPr numId ilvl")
_TITLE_NAMES = frozenset(("title", "标题", "文章标题", "大标题", "公文标题", "主标题", "heading 1", "标题 1", "标题1"))
_ALIGN = {"center": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT}
_LONGEST_CHAIN = 20  # of basedOn; Word itself stops at about eleven

# No "<" may stand in an attribute, so [^<]* never leaves the start tag and the white space behind it.
_ROOT = re.compile(rb"<w:styles\s[^<>]*\sxmlns:w=[\"'](?:%s|%s)[\"'][^<>]*>" % (TRANSITIONAL.encode(), STRICT.encode()))
_HEAD = re.compile(rb"<w:style\s[^<]*?\bw:styleId=([\"'])([^<]*?)\1[^<]*")
_OF_PARAGRAPHS = re.compile(rb"\bw:type=[\"']paragraph[\"']")
_IS_DEFAULT = re.compile(rb"\bw:default=[\"'](?:1|true|on)[\"']")
_END = b"</w:style>"


@dataclass(frozen=True)
class Style:
    """The properties of one style after following what it is based on; None and "" mean it does not say."""

    align: Align | None = None
    size: int = 0
    hidden: bool | None = None
    num_id: str = ""
    level: int | None = None
    is_title: bool = False


class Styles:
    """All styles of a document by id; unknown ids are plain. A style is worked out when it is first asked for."""

    def __init__(self, part: bytes = b"") -> None:
        """`part` is styles.xml in UTF-8; empty for a document without."""
        self._default, self._element = _cut(part) or _parsed(part)
        self._known: dict[str, Style] = {}
        self._missing: set[str] = set()
        self.may_hide = b"vanish" in part

    def get(self, style_id: str) -> Style:
        """The style with this id, the default paragraph style for "" and for an id that is not there."""
        return self._own(style_id) or self._own(self._default) or Style()

    def hides(self, style_id: str) -> bool | None:
        """Whether this character style hides text; None when it does not say or is not there."""
        style = self._own(style_id)
        return style.hidden if style else None

    def _own(self, style_id: str) -> Style | None:
        if style_id not in self._known and style_id not in self._missing:
            lineage = self._lineage(style_id)
            if lineage:
                self._known[style_id] = _resolve(lineage)
            else:
                self._missing.add(style_id)
        return self._known.get(style_id)

    def _lineage(self, style_id: str) -> list[etree._Element]:
        """The style and what it is based on, step by step."""
        lineage: dict[str, etree._Element] = {}
        while style_id not in lineage and len(lineage) < _LONGEST_CHAIN:
            element = self._element(style_id)
            if element is None:
                break
            lineage[style_id] = element
            style_id = value(child(element, _BASED_ON))
        return list(lineage.values())


_Lookup = tuple[str, Callable[[str], etree._Element | None]]  # the default paragraph style, and every style by its id


def _cut(part: bytes) -> _Lookup | None:
    """The styles as they stand in the bytes, each parsed when it is asked for; None when they are written otherwise.

    A letter uses three of its styles and may carry hundreds: those of python-docx are 350 KB, and parsing them all
    takes three times as long as everything else in the file.
    """
    root = _ROOT.search(part)
    # Another prefix; or a comment or CDATA, which may hold what looks like a style. One character is found far faster
    # than "<!", and styles have no other use for it.
    if root is None or b"!" in part:
        return None
    begin: dict[str, int] = {}
    default = ""
    for head in _HEAD.finditer(part):
        style_id = unescape(head[2].decode("utf-8", "replace"))
        begin[style_id] = head.start()
        if not default and _IS_DEFAULT.search(head[0]) and _OF_PARAGRAPHS.search(head[0]):
            default = style_id

    def element(style_id: str) -> etree._Element | None:
        if style_id not in begin:
            return None
        style = part[begin[style_id] : part.find(_END, begin[style_id])]
        alone = tree((root[0], style, _END, b"</w:styles>"))
        return None if alone is None else child(alone, _STYLE)

    return default, element


def _parsed(part: bytes) -> _Lookup:
    """The same by parsing the whole part."""
    root = tree((part,)) if part else None
    styles = {} if root is None else {attribute(e, _STYLE_ID): e for e in root.iterchildren(*_STYLE)}
    return next((i for i, e in styles.items() if _is_default(e)), ""), styles.get


def _is_default(style: etree._Element) -> bool:
    return attribute(style, _DEFAULT) in ("1", "true", "on") and attribute(style, _TYPE) == "paragraph"


def as_align(jc: str) -> Align:
    """The value of a w:jc."""
    return _ALIGN.get(jc, Align.SIDE)


def read_num_pr(element: etree._Element) -> tuple[str, int | None]:
    """A w:numPr: numId ("" when absent) and level."""
    level = child(element, _ILVL)
    return value(child(element, _NUM_ID)), None if level is None else number(value(level), 0)


def _resolve(lineage: list[etree._Element]) -> Style:
    style = Style()
    for element in reversed(lineage):
        style = _over(style, element)
    is_title = value(child(lineage[0], _NAME)).strip().lower() in _TITLE_NAMES
    return Style(style.align, style.size, style.hidden, style.num_id, style.level, is_title)


def _over(base: Style, element: etree._Element) -> Style:
    align, size, hidden, num_id, level = base.align, base.size, base.hidden, base.num_id, base.level
    ppr, rpr = child(element, _PPR), child(element, _RPR)
    if ppr is not None:
        jc, num_pr = child(ppr, _JC), child(ppr, _NUM_PR)
        align = align if jc is None else as_align(value(jc))
        own_id, own_level = ("", None) if num_pr is None else read_num_pr(num_pr)
        num_id = own_id or num_id
        level = own_level if own_level is not None else level
    if rpr is not None:
        size = number(value(child(rpr, _SZ)), size)
        vanish = child(rpr, _VANISH)
        hidden = hidden if vanish is None else is_on(vanish)
    return Style(align, size, hidden, num_id, level)
