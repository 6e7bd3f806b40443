"""Tables as web pages and as XML Spreadsheet 2003: what other systems call .xls when they export."""

import math
import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from cppcc_desk.documents.reading.tables.sheets import MOST_COLUMNS, Book, Budget, Fault, Filling, Sheet, Value
from cppcc_desk.documents.reading.text import MAX_TEXT, decode
from cppcc_desk.documents.reading.wanted import WantedTable
from cppcc_desk.documents.reading.xml import elements
from cppcc_desk.domain.errors import Unreadable

_NO_TABLE = "这是网页（HTML），里面没有表格，不是{0.thing}；{0.save_as}"
_BROKEN = "这是网页（HTML），内容已损坏或过于复杂，读不出表格；请用 Excel 或 WPS 表格打开，另存为 .xlsx 后再试。"
_TOO_LONG = f"文件过大（超过 {MAX_TEXT // 1024 // 1024} MB），没有读取；请只留{{0.thing}}本身，另存为 .xlsx 后再试。"
_BIG5 = re.compile(rb"charset\s*=\s*[\"']?\s*(?:big5|cp950)", re.I)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_BREAKS = ("br", "p", "div", "tr", "li")
_MOST_ROWS_JOINED = 5_000
_CHUNK = 256 * 1024


def read_html(data: bytes, wanted: WantedTable, *, encoding: str = "") -> Book:
    """Every table of a web page as a sheet; `encoding` as for `text.decode`. Raises Unreadable."""
    text, warnings = _text(data, wanted, encoding or ("Big5" if _BIG5.search(data[:4096]) else ""))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_DECLARATION.sub("", text, count=1).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(_BROKEN) from error
    budget = Budget(wanted)
    sheets = [_table(table, budget) for table in root.iter("table")]
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise Unreadable(_NO_TABLE.format(wanted))
    return Book(filled, warnings=warnings)


def _text(data: bytes, wanted: WantedTable, encoding: str) -> tuple[str, tuple[str, ...]]:
    if len(data) > MAX_TEXT:
        raise Unreadable(_TOO_LONG.format(wanted))
    decoded = decode(data, encoding=encoding)
    return decoded.text, decoded.warnings


def _table(table: etree._Element, budget: Budget) -> Sheet:
    """The rows of one table without those of tables inside it; their text is that of the cell they stand in."""
    filling = Filling("", budget)
    taken: set[tuple[int, int]] = set()  # places that a cell further up or to the left fills
    for row, element in enumerate(_own(table, "tr"), start=1):
        column = 0
        for cell in _own(element, "td", "th"):
            while (row, column) in taken:
                column += 1
            down, across = _claim(cell, "rowspan", _MOST_ROWS_JOINED), _claim(cell, "colspan", MOST_COLUMNS)
            if down > 1:
                taken.update((row + d, column + a) for d in range(1, down) for a in range(across))
            filling.put(row, column, _html_value(cell))
            filling.join(row, column, row + down - 1, column + across - 1)
            column += across
        if _UNSEEN.search(element.get("style", "")):
            filling.hide(row)
    return filling.sheet()


def _own(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The nearest descendants of these kinds, not looking into them nor into other tables."""
    for child in element.iterchildren():
        if child.tag in tags:
            yield child
        elif child.tag in ("thead", "tbody", "tfoot", "form"):
            yield from _own(child, *tags)


def _claim(cell: etree._Element, name: str, most: int) -> int:
    written = cell.get(name, "").strip()
    return max(1, min(int(written), most)) if written.isascii() and written.isdigit() and len(written) < 8 else 1


def _html_value(cell: etree._Element) -> Value:
    """What Excel itself wrote beside a number that it shows cut short; else the text, blanks as a browser has them."""
    exact = cell.get("x:num", "")
    if exact:
        try:
            number = float(exact)
        except ValueError:
            number = math.nan
        if math.isfinite(number) and "E" in "".join(map(str, cell.itertext())).upper():
            return number
    return "\n".join(filter(None, (" ".join(line.split(" ")) for line in _lines(cell)))).strip()


def _lines(cell: etree._Element) -> Iterator[str]:
    line: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            if element is not cell and element.tag in _BREAKS:
                yield _line(line)
                line = []
            line.append(element.text or "")
        elif element is not cell:
            line.append(element.tail or "")
    yield _line(line)


def _line(parts: list[str]) -> str:
    return re.sub(r"[ \t\r\n]+", " ", "".join(parts)).strip(" ")


# --- XML Spreadsheet 2003 --------------------------------------------------------------------------------------------

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"


def read_xml_spreadsheet(data: bytes, wanted: WantedTable) -> Book:
    """The sheets of an XML Spreadsheet. Raises Unreadable: damaged, too big."""
    text, warnings = _text(data, wanted, "")
    content = text.encode("utf-8", "replace")
    chunks = (content[start : start + _CHUNK] for start in range(0, len(content), _CHUNK))
    budget, sheets, from_1904 = Budget(wanted), [], False
    filling, row = Filling("", budget), 0
    tags = [f"{_SS}Row", f"{_SS}Worksheet", f"{_EXCEL}Date1904"]
    for element in elements(chunks, tags, wanted=wanted):
        if element.tag == f"{_SS}Row":
            row = _index(element, row + 1)
            _xml_row(filling, row, element)
            row += _index(element, 0, "Span")
            element.clear()
        elif element.tag == f"{_SS}Worksheet":
            state = element.findtext(f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible", "")
            filling.name = element.get(f"{_SS}Name", "")
            filling.hidden = state.startswith("SheetHidden") or state.startswith("SheetVeryHidden")
            sheets.append(filling.sheet())
            filling, row = Filling("", budget), 0
            element.clear()
        else:
            from_1904 = True
    if not sheets:
        raise Unreadable(f"这份 XML 表格里没有工作表，没有读出{wanted.nothing}；{wanted.anew}。")
    return Book(tuple(sheets), from_1904, warnings)


def _xml_row(filling: Filling, row: int, element: etree._Element) -> None:
    column = -1
    for cell in element.iterchildren(f"{_SS}Cell"):
        column = _index(cell, column + 2) - 1
        across, down = _index(cell, 0, "MergeAcross"), _index(cell, 0, "MergeDown")
        filling.join(row, column, row + down, column + across)
        content = next(cell.iterchildren(f"{_SS}Data"), None)
        if content is not None:
            filling.put(
                row, column, _xml_value(content.get(f"{_SS}Type", "String"), "".join(map(str, content.itertext())))
            )
        elif cell.get(f"{_SS}Formula"):
            filling.put(row, column, Fault.UNCOMPUTED)
        column += across
    if element.get(f"{_SS}Hidden") == "1":
        filling.hide(row)


def _xml_value(kind: str, text: str) -> Value:
    try:
        if kind == "Number":
            number = float(text)
            return number if math.isfinite(number) else Fault.FAILED
        if kind == "DateTime":
            return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return text
    if kind == "Error":
        return Fault.FAILED
    return {"1": "是", "0": "否"}.get(text, text) if kind == "Boolean" else text


def _index(element: etree._Element, otherwise: int, name: str = "Index") -> int:
    written = element.get(_SS + name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 8 else otherwise
