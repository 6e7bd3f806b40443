"""A Word document turned into blocks: what a reader of the final text would see, and a note of what was left out.

Only the main part, the styles, the numbering, headers and footers are opened; nothing is run, nothing is fetched.
Headers, footers, comments, deleted and hidden text stay out of the body (design: reliability.md E6).
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import PurePosixPath

from lxml import etree

from cppcc_desk.documents.reading.blocks import Align, Block, Cell, Manuscript, Paragraph, Table
from cppcc_desk.documents.reading.inline import Inline
from cppcc_desk.documents.reading.names import MC, child, each, number, value
from cppcc_desk.documents.reading.numbering import Numbering, read_numbering
from cppcc_desk.documents.reading.package import Package
from cppcc_desk.documents.reading.relations import main_part, relations
from cppcc_desk.documents.reading.styles import Styles, as_align, read_num_pr
from cppcc_desk.documents.reading.xml import elements, tree, whole
from cppcc_desk.domain.errors import Unreadable

_P, _TBL, _SDT, _INS, _DEL, _MOVE_TO, _MOVE_FROM, _CUSTOM_XML, _SMART_TAG, _ALT_CHUNK, _BODY = each(
    "p tbl sdt ins del moveTo moveFrom customXml smartTag altChunk body"
)
_ALTERNATE = f"{MC}AlternateContent"
_TOP_LEVEL = (
    *_P,
    *_TBL,
    *_SDT,
    *_INS,
    *_DEL,
    *_MOVE_TO,
    *_MOVE_FROM,
    *_CUSTOM_XML,
    *_SMART_TAG,
    *_ALT_CHUNK,
    _ALTERNATE,
)
_THROUGH = frozenset((*_INS, *_MOVE_TO, *_CUSTOM_XML, *_SMART_TAG))
_PPR, _RPR, _PSTYLE, _JC, _NUM_PR, _TR, _TC, _TRPR, _TCPR = each("pPr rPr pStyle jc numPr tr tc trPr tcPr")
_SPAN, _V_MERGE, _H_MERGE, _BEFORE, _CELL_DEL, _T = each("gridSpan vMerge hMerge gridBefore cellDel t")
_MAIN = "word/document.xml"
_MOST_MARGINS = 12  # headers and footers of a few sections, first and even pages included
_WIDEST = 1000  # grid columns of a table; Word allows 63

_NOTES: tuple[tuple[str, str], ...] = (
    ("picture", "含 {} 张图片，未带入正文，请看原稿。"),
    ("object", "含 {} 个嵌入对象（表格、附件等），未带入正文，请看原稿。"),
    ("chart", "含 {} 个图表或图示，未带入正文，请看原稿。"),
    ("note", "含 {} 处脚注或尾注，未带入正文，请看原稿。"),
    ("formula", "含 {} 个公式，按文字读入，请与原稿核对。"),
    ("symbol", "有 {} 个特殊符号认不出，以“〓”代替，请与原稿核对。"),
    ("chunk", "含 {} 段嵌入的外部内容，未能读入正文，请用 Word 打开后另存为 .docx 再导入，或照原稿补录。"),
)
_FLAGS: tuple[tuple[str, str], ...] = (
    ("tracked", "有修订痕迹：保留了插入的文字，去掉了删除的文字，请与原稿核对。"),
    ("comment", "有批注，未带入正文，请看原稿。"),
    ("hidden", "有隐藏文字，未读入。"),
)


def read_docx(data: bytes) -> Manuscript:
    """The blocks of a .docx, .docm or .dotx. Raises Unreadable: damaged, too big, another kind of zip."""
    package = Package(data)
    main = _main_part(package)
    if not main:
        raise Unreadable(package.other_kind())
    linked = _relationships(package, main)
    styles = Styles(_small_part(package, linked, "/styles"))
    walk = _Walk(styles, lambda: _numbering(package, linked, styles))
    blocks = tuple(walk.document(package.chunks(main)))
    warnings = [text.format(walk.counts[note]) for note, text in _NOTES if walk.counts[note]]
    warnings += [text for flag, text in _FLAGS if walk.counts[flag]]
    if any(name.endswith("vbaproject.bin") for name in package.names):
        warnings.append("文件带有宏，没有运行。")
    return Manuscript(blocks, tuple(warnings), tuple(_margins(package, main)))


def _margins(package: Package, main: str) -> Iterator[str]:
    """The lines of headers and footers; a damaged one is passed over, as a text is not refused for its margins."""
    found = [r.target for r in relations(package, main) if r.kind.endswith(("/header", "/footer"))]
    for part in found[:_MOST_MARGINS]:
        root = tree(package.chunks(part)) if part in package else None
        for paragraph in () if root is None else root.iter(*_P):
            yield "".join(text.text or "" for text in paragraph.iter(*_T)).strip()


def _numbering(package: Package, linked: dict[str, str], styles: Styles) -> Numbering:
    part = _small_part(package, linked, "/numbering")
    return read_numbering(tree((part,)) if part else None, lambda style_id: styles.get(style_id).num_id)


def _main_part(package: Package) -> str:
    found = main_part(package, _MAIN)
    return found if found in package and PurePosixPath(found).parts[0].lower() not in ("xl", "ppt") else ""


def _relationships(package: Package, part: str) -> dict[str, str]:
    """The last step of each relationship's type -> the part it leads to."""
    return {r.kind[r.kind.rfind("/") :]: r.target for r in reversed(list(relations(package, part)))}


def _small_part(package: Package, linked: dict[str, str], kind: str) -> bytes:
    name = linked.get(kind, f"word{kind}.xml")
    return whole(package.chunks(name)) if name in package else b""


class _Walk:
    """One way through a document, in reading order; `counts` collects what is to be warned of."""

    def __init__(self, styles: Styles, numbering: Callable[[], Numbering]) -> None:
        """`numbering` is asked for once, by the first paragraph that is numbered: most manuscripts have none."""
        self.counts: Counter[str] = Counter()
        self._styles = styles
        self._numbering = numbering
        self._inline = Inline(styles, self.counts, self.blocks)
        self._carried = ""  # text of paragraphs whose mark was deleted: it belongs to the next one

    def document(self, chunks: Iterator[bytes]) -> Iterator[Block]:
        for element in elements(chunks, _TOP_LEVEL, watch=self._inline.look_out):
            parent = element.getparent()
            if parent is None or parent.tag not in _BODY:
                continue
            yield from self._block(element)
            element.clear()
            while element.getprevious() is not None:
                del parent[0]
        yield from self._left_over()

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """The blocks of a cell or text box."""
        outer, self._carried = self._carried, ""
        yield from self._children(parent)
        yield from self._left_over()
        self._carried = outer

    def _children(self, parent: etree._Element) -> Iterator[Block]:
        for element in parent:
            yield from self._block(element)

    def _left_over(self) -> Iterator[Block]:
        if self._carried.strip():
            yield Paragraph(self._carried)
        self._carried = ""

    def _block(self, element: etree._Element) -> Iterator[Block]:
        tag = element.tag
        if tag in _P:
            yield from self._paragraph(element)
        elif tag in _TBL:
            yield Table(tuple(self._rows(element)))
        elif tag in _SDT:
            content = self._inline.control(element)
            if content is not None:
                yield from self._children(content)
        elif tag in _THROUGH:
            self.counts["tracked"] += tag in _INS or tag in _MOVE_TO
            yield from self._children(element)
        elif tag in _DEL or tag in _MOVE_FROM:
            self.counts["tracked"] += 1
        elif tag == _ALTERNATE:
            chosen = self._inline.alternative(element)
            if chosen is not None:
                yield from self._children(chosen)
        elif tag in _ALT_CHUNK:
            self.counts["chunk"] += 1

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        style_id, align, mark_gone, num_id, level = "", None, False, "", None
        properties = element[0] if len(element) and element[0].tag in _PPR else ()
        for detail in properties:  # one pass: this is done for every paragraph
            tag = detail.tag
            if tag in _JC:
                align = as_align(value(detail))
            elif tag in _PSTYLE:
                style_id = value(detail)
            elif tag in _NUM_PR:
                num_id, level = read_num_pr(detail)
            elif tag in _RPR:
                mark_gone = next(iter(detail.iterchildren(*_DEL, *_MOVE_FROM)), None) is not None
        style = self._styles.get(style_id)
        run = self._inline.paragraph(element, hidden=bool(style.hidden))
        if run.all_hidden:
            return
        text = self._carried + run.text
        if mark_gone:
            self._carried = text
            self.counts["tracked"] += 1
        else:
            self._carried = ""
            if num_id or style.num_id:
                text = self._numbered(text, num_id, level, style_id)
            yield Paragraph(text, align or style.align or Align.SIDE, run.size or style.size, style.is_title)
        yield from run.boxes

    @cached_property
    def _lists(self) -> Numbering:
        return self._numbering()

    def _numbered(self, text: str, num_id: str, level: int | None, style_id: str) -> str:
        style = self._styles.get(style_id)
        if not num_id:
            num_id = style.num_id
            level = level if level is not None else style.level
            level = self._lists.level_of_style(num_id, style_id) if level is None else level
        if not num_id or num_id == "0":
            return text
        label = self._lists.next(num_id, level or 0)
        if not text.strip():
            return text
        return label + (" " if label.endswith(".") and text[:1].isdigit() else "") + text.lstrip()

    def _rows(self, table: etree._Element) -> Iterator[tuple[Cell, ...]]:
        for row in self._inside(table, _TR):
            properties = child(row, _TRPR)
            column = 0
            if properties is not None:
                if child(properties, _DEL) is not None:
                    self.counts["tracked"] += 1
                    continue
                column = _columns(value(child(properties, _BEFORE)), 0)
            cells = []
            for cell in self._inside(row, _TC):
                found = self._cell(cell, column)
                if found is None:
                    continue
                column += found.span
                cells.append(found)
            yield tuple(cells)

    def _cell(self, element: etree._Element, column: int) -> Cell | None:
        properties = child(element, _TCPR)
        span, continues = 1, False
        if properties is not None:
            if child(properties, _CELL_DEL) is not None:
                return None
            span = _columns(value(child(properties, _SPAN)), 1)
            for names in (_V_MERGE, _H_MERGE):
                merge = child(properties, names)
                continues = continues or (merge is not None and value(merge) != "restart")
        return Cell(tuple(self.blocks(element)), column, span, continues)

    def _inside(self, parent: etree._Element, wanted: tuple[str, str]) -> Iterator[etree._Element]:
        """Rows of a table or cells of a row, also those inside content controls and tracked insertions."""
        for element in parent:
            if element.tag in wanted:
                yield element
            elif element.tag in _SDT:
                content = self._inline.control(element)
                if content is not None:
                    yield from self._inside(content, wanted)
            elif element.tag in _THROUGH:
                yield from self._inside(element, wanted)


def _columns(text: str, default: int) -> int:
    return min(max(number(text, default), default), _WIDEST)
