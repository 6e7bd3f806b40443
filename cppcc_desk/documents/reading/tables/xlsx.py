"""Excel workbooks of today (.xlsx, .xlsm, .xltx) read part by part behind the guards of every package.

Formulas count with the result that is stored beside them; macros, links and pictures are not looked at.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath

from lxml import etree

from cppcc_desk.documents.reading.package import Package
from cppcc_desk.documents.reading.relations import main_part, relations
from cppcc_desk.documents.reading.tables.sheets import (
    Book,
    Budget,
    Fault,
    Filling,
    Sheet,
    Shown,
    Value,
    dated,
    shown_by,
)
from cppcc_desk.documents.reading.wanted import ROSTER, WantedTable
from cppcc_desk.documents.reading.xml import elements, tree
from cppcc_desk.domain.errors import Unreadable

_MAIN = "xl/workbook.xml"
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_BINARY = "这是 Excel 二进制工作簿（.xlsb），暂不支持；请用 Excel 或 WPS 表格打开，另存为 .xlsx 后再试。"
_NO_SHEET = "工作簿里没有工作表，没有读出{.nothing}；请核对文件，或另存为新的 .xlsx 后再试。"
_stream = partial(elements, wanted=ROSTER)  # what it says of a broken file is the same for every table


def is_workbook(package: Package) -> bool:
    """Whether `package` is a workbook. Raises Unreadable for a binary one."""
    if "xl/workbook.bin" in package:
        raise Unreadable(_BINARY)
    main = main_part(package, _MAIN)
    return main in package and PurePosixPath(main).parts[0].lower() not in ("word", "ppt")


def read_xlsx(package: Package, wanted: WantedTable) -> Book:
    """The sheets of a workbook. Raises Unreadable: damaged, too big."""
    main = main_part(package, _MAIN)
    root = tree((package.read(main),))  # read first, for a password is no damage
    if root is None:
        raise Unreadable("Excel 表格的目录部分已损坏，无法打开；请重新复制一份，或另存为新的 .xlsx 后再试。")
    linked = {relation.id: relation for relation in relations(package, main)}
    from_1904 = any(_true(e.get("date1904", "")) for e in root.iter("{*}workbookPr"))
    reader = _Reader(package, {r.kind[r.kind.rfind("/") :]: r.target for r in linked.values()}, from_1904, wanted)
    sheets = []
    for entry in root.iter("{*}sheet"):
        reference = next((value for name, value in entry.attrib.items() if str(name).endswith("}id")), "")
        relation = linked.get(str(reference))
        if relation is not None and relation.kind.endswith("/worksheet") and relation.target in package:
            hidden = entry.get("state", "visible") != "visible"
            sheets.append(reader.sheet(relation.target, entry.get("name", ""), hidden=hidden))
    if not sheets:
        raise Unreadable(_NO_SHEET.format(wanted))
    return Book(tuple(sheets), from_1904)


class _Reader:
    """The sheets of one workbook with the texts and formats that they share."""

    def __init__(self, package: Package, linked: dict[str, str], from_1904: bool, wanted: WantedTable) -> None:
        self._package = package
        self._from_1904 = from_1904
        self._budget = Budget(wanted)
        texts, styles = linked.get("/sharedstrings", ""), linked.get("/styles", "")
        self._texts = list(self._shared_texts(texts)) if texts in package else []
        self._formats = list(self._cell_formats(styles)) if styles in package else []

    def sheet(self, part: str, name: str, *, hidden: bool) -> Sheet:
        """One sheet; of a hidden one only that it is there."""
        filling = Filling(name, self._budget, hidden)
        if hidden:
            return filling.sheet()
        row = 0
        for element in _stream(self._package.chunks(part), ("{*}row", "{*}mergeCell")):
            if element.tag.endswith("}row"):
                row = _number(element.get("r", ""), row + 1)
                self._row(filling, row, element)
            else:
                _join(filling, element.get("ref", ""))
            _let_go(element)
        return filling.sheet()

    def _row(self, filling: Filling, row: int, element: etree._Element) -> None:
        column = -1
        for cell in element.iterchildren("{*}c"):
            place = _REFERENCE.fullmatch(cell.get("r", ""))
            column = _column(place[1]) if place else column + 1
            value = self._value(cell)
            if value is not None:
                filling.put(row, column, value)
                if next(cell.iterchildren("{*}f"), None) is not None:
                    filling.compute(row, column)
        if _true(element.get("hidden", "")):
            filling.hide(row)

    def _value(self, cell: etree._Element) -> Value | None:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(_text_of(inside) for inside in cell.iterchildren("{*}is"))
        written = next((e.text or "" for e in cell.iterchildren("{*}v")), None)
        if written is None or (not written and kind != "str"):
            return Fault.UNCOMPUTED if next(cell.iterchildren("{*}f"), None) is not None else None
        return self._typed(kind, cell, written)

    def _typed(self, kind: str, cell: etree._Element, written: str) -> Value | None:
        if kind == "s":
            place = _number(written, -1)
            return self._texts[place] if 0 <= place < len(self._texts) else None
        if kind == "n":
            return self._numeric(cell, written)
        if kind == "b":
            return "是" if _true(written) else "否"
        if kind == "d":
            return _iso(written)
        return Fault.FAILED if kind == "e" else _unescaped(written)

    def _numeric(self, cell: etree._Element, written: str) -> Value:
        try:
            number = float(written)
        except ValueError:
            return _unescaped(written)
        place = _number(cell.get("s", ""), 0)
        shown = self._formats[place] if place < len(self._formats) else Shown.NUMBER
        return dated(number, shown, from_1904=self._from_1904)

    def _shared_texts(self, part: str) -> Iterator[str]:
        for element in _stream(self._package.chunks(part), ("{*}si",)):
            yield _text_of(element)
            _let_go(element)

    def _cell_formats(self, part: str) -> Iterator[Shown]:
        root = tree(self._package.chunks(part))
        if root is None:
            return
        codes = {_number(e.get("numFmtId", ""), -1): e.get("formatCode", "") for e in root.iter("{*}numFmt")}
        for formats in root.iterchildren("{*}cellXfs"):
            for entry in formats.iterchildren("{*}xf"):
                number = _number(entry.get("numFmtId", ""), 0)
                yield shown_by(number, codes.get(number, ""))


def _text_of(element: etree._Element) -> str:
    """The text of a shared or inline string: its runs, without the pinyin that stands above them."""
    parts = []
    for child in element.iterchildren("{*}t", "{*}r"):
        texts = [child] if child.tag.endswith("}t") else child.iterchildren("{*}t")
        parts += [text.text or "" for text in texts]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    """Characters that XML has no words for are written _x000D_ (ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def _iso(text: str) -> Value:
    try:
        return datetime.fromisoformat(text.strip().removesuffix("Z")).date()
    except ValueError:
        return text


def _join(filling: Filling, reference: str) -> None:
    first, _, last = reference.partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if start and end:
        filling.join(int(start[2]), _column(start[1]), int(end[2]), _column(end[1]))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _true(text: str) -> bool:
    return text in ("1", "true", "on")


def _let_go(element: etree._Element) -> None:
    """Free what has been used: a sheet is read once, from the top."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
