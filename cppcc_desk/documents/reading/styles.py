"""What the styles of a Word document say about its text: alignment, size, hidden text, numbering, being a title."""

from dataclasses import dataclass

from lxml import etree

from cppcc_desk.documents.reading.blocks import Align
from cppcc_desk.documents.reading.names import attribute, child, each, is_on, number, value

_STYLE, _STYLE_ID, _TYPE, _DEFAULT, _NAME, _BASED_ON = each("style styleId type default name basedOn")
_PPR, _RPR, _JC, _SZ, _VANISH, _NUM_PR, _NUM_ID, _ILVL = each("pPr rPr jc sz vanish numPr numId ilvl")
_TITLE_NAMES = frozenset(("title", "标题", "文章标题", "大标题", "公文标题", "主标题", "heading 1", "标题 1", "标题1"))
_ALIGN = {"center": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT}
_LONGEST_CHAIN = 20  # of basedOn; Word itself stops at about eleven


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

    def __init__(self, root: etree._Element | None = None) -> None:
        """`root` of styles.xml; None for a document without."""
        styles = () if root is None else root.iterchildren(*_STYLE)
        self._raw = {attribute(e, _STYLE_ID): e for e in styles}
        self._known: dict[str, Style] = {}
        self._default = next((i for i, e in self._raw.items() if _is_default(e)), "")
        self.may_hide = root is not None and next(root.iter(*_VANISH), None) is not None

    def get(self, style_id: str) -> Style:
        """The style with this id, the default paragraph style for "" and for an id that is not there."""
        if style_id not in self._raw:
            style_id = self._default
        if style_id not in self._known:
            self._known[style_id] = _resolve(style_id, self._raw)
        return self._known[style_id]

    def hides(self, style_id: str) -> bool | None:
        """Whether this character style hides text; None when it does not say or is not there."""
        return self.get(style_id).hidden if style_id in self._raw else None


def _is_default(style: etree._Element) -> bool:
    return attribute(style, _DEFAULT) in ("1", "true", "on") and attribute(style, _TYPE) == "paragraph"


def as_align(jc: str) -> Align:
    """The value of a w:jc."""
    return _ALIGN.get(jc, Align.SIDE)


def read_num_pr(element: etree._Element) -> tuple[str, int | None]:
    """A w:numPr: numId ("" when absent) and level."""
    level = child(element, _ILVL)
    return value(child(element, _NUM_ID)), None if level is None else number(value(level), 0)


def _resolve(style_id: str, raw: dict[str, etree._Element]) -> Style:
    lineage: list[etree._Element] = []
    while style_id in raw and raw[style_id] not in lineage and len(lineage) < _LONGEST_CHAIN:
        lineage.append(raw[style_id])
        style_id = value(child(raw[style_id], _BASED_ON))
    style = Style()
    for element in reversed(lineage):
        style = _over(style, element)
    own_name = value(child(lineage[0], _NAME)).strip().lower() if lineage else ""
    return Style(style.align, style.size, style.hidden, style.num_id, style.level, own_name in _TITLE_NAMES)


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
