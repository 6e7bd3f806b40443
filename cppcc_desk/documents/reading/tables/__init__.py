"""Tables opened: which format a file really has, and the sheets of cells in it, before anything is understood.

.xlsx, .xls (also .et), text with separators, web pages and XML Spreadsheet 2003 are read; every other kind is refused
with one sentence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

from cppcc_desk.documents.reading.kinds import beginning, foreign, is_compound, is_html, is_zip, markup
from cppcc_desk.documents.reading.package import Package
from cppcc_desk.documents.reading.tables.delimited import Known, read_delimited
from cppcc_desk.documents.reading.tables.sheets import Book
from cppcc_desk.documents.reading.tables.web import read_html, read_xml_spreadsheet
from cppcc_desk.documents.reading.tables.xls import read_xls
from cppcc_desk.documents.reading.tables.xlsx import is_workbook, read_xlsx
from cppcc_desk.documents.reading.wanted import WantedTable
from cppcc_desk.domain.errors import Unreadable

_WORKBOOK, _OLD_WORKBOOK, _PAGE, _XML, _TEXT = (
    "Excel 工作簿（.xlsx）", "旧版 Excel 工作簿（.xls）", "网页（HTML）表格", "XML 表格", "文本表格"
)  # fmt: skip
_ENDINGS = {
    _WORKBOOK: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    _OLD_WORKBOOK: (".xls", ".et", ".xlt", ".ett"),
    _PAGE: (".htm", ".html"),
    _XML: (".xml",),
    _TEXT: (".csv", ".tsv", ".txt", ".tab"),
}
_DECODED = frozenset({_PAGE, _TEXT})  # whose bytes are text in some encoding
_XML_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"


@dataclass(frozen=True)
class Opened:
    """A table in a format that can be read; `book` reads its sheets and raises Unreadable for a bad one."""

    format_name: str
    book: Callable[[], Book]

    @property
    def is_text(self) -> bool:
        """Whether its bytes are text in some encoding."""
        return self.format_name in _DECODED

    def remark(self, file_name: str) -> str:
        """What is said of a file whose name tells another format, "" for none."""
        ending = PurePath(file_name).suffix.lower()
        if not ending or ending in _ENDINGS[self.format_name]:
            return ""
        return f"扩展名是 {ending}，内容其实是{self.format_name}，已按内容读入，请核对。"


def open_table(data: bytes, wanted: WantedTable, *, known: Known, encoding: str = "") -> Opened:
    """What the file really is, and what reads its sheets; `known` tells heads where a text is parted.

    Raises Unreadable with what it is instead.
    """
    if not data.strip(b"\0"):
        raise Unreadable(
            f"这是空文件（0 字节或全是空字节），里面没有内容，没有读出{wanted.nothing}；请重新复制一份再试。"
        )
    if is_zip(data):
        package = Package(data, wanted=wanted)
        if not is_workbook(package):
            raise _other_package(package, wanted)
        return Opened(_WORKBOOK, partial(read_xlsx, package, wanted))
    if is_compound(data) or data.startswith((b"\x09\x08", b"\x09\x00\x04\x00", b"\x09\x02", b"\x09\x04")):
        return Opened(_OLD_WORKBOOK, partial(read_xls, data, wanted))
    if sentence := foreign(data):
        raise wanted.none(sentence)
    if _XML_SPREADSHEET in beginning(data) and not is_html(data):
        return Opened(_XML, partial(read_xml_spreadsheet, data, wanted))
    if is_html(data):
        return Opened(_PAGE, partial(read_html, data, wanted, encoding=encoding))
    if sentence := markup(data):
        raise wanted.none(sentence)
    return Opened(_TEXT, partial(read_delimited, data, wanted, known=known, encoding=encoding))


def _other_package(package: Package, wanted: WantedTable) -> Unreadable:
    """The refusal of a zip that is no workbook of Excel."""
    if any(name.startswith("word/") for name in package.names):
        return wanted.none("这是 Word 文档")
    sentence = package.other_kind()
    if "ODS" in sentence:
        return Unreadable(f"这是 ODS 开放文档表格，暂不支持，没有读出{wanted.nothing}；{wanted.save_as}")
    if "[content_types].xml" in package.names and not sentence.startswith("这是"):
        return Unreadable("Excel 表格已损坏，缺少工作簿部分，无法打开；请重新复制一份，或另存为新的 .xlsx 后再试。")
    return wanted.none(sentence)
