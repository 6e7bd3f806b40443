"""Rosters read: a table in any format that offices and other systems write becomes rows of people.

Told apart by what is in the file. .xlsx, .xls (also .et), text with separators, web pages and XML Spreadsheet 2003 are
read; every other kind is refused with one sentence. What is here runs in process; files from outside go through
`limits.Reader`, which reads them in a child process.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath
from types import MappingProxyType

from cppcc_desk.documents.reading.files import load
from cppcc_desk.documents.reading.kinds import beginning, companion, foreign, is_compound, is_html, is_zip, markup
from cppcc_desk.documents.reading.package import Package
from cppcc_desk.documents.reading.roster.delimited import read_delimited
from cppcc_desk.documents.reading.roster.heads import Heads
from cppcc_desk.documents.reading.roster.people import understand
from cppcc_desk.documents.reading.roster.sheets import Book
from cppcc_desk.documents.reading.roster.web import read_html, read_xml_spreadsheet
from cppcc_desk.documents.reading.roster.xls import read_xls
from cppcc_desk.documents.reading.roster.xlsx import is_workbook, read_xlsx
from cppcc_desk.documents.reading.wanted import ROSTER, SAVE_AS, no_roster
from cppcc_desk.domain.errors import Unreadable
from cppcc_desk.domain.roster import RosterColumn, RosterResult
from cppcc_desk.domain.submission import ReadStatus

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


_NOTHING_CHOSEN: Mapping[str, RosterColumn | None] = MappingProxyType({})


def read_roster(path: Path) -> RosterResult:
    """The people in the file at `path`; a refusal is a result too, nothing is raised for a bad file."""
    if companion(path.name):
        return read_roster_bytes(b"", path.name)
    try:
        return read_roster_bytes(load(path), path.name)
    except Unreadable as refusal:
        return RosterResult(status=ReadStatus.REFUSED, message=refusal.message)


def read_roster_bytes(
    data: bytes, file_name: str, *, encoding: str = "", chosen: Mapping[str, RosterColumn | None] = _NOTHING_CHOSEN
) -> RosterResult:
    """The people in a roster with these bytes and this name; `encoding` as for `reading.read_bytes`.

    `chosen`: what the office says that heads mean, None for a column that is not to be read.
    """
    if companion(file_name):
        return RosterResult(status=ReadStatus.SKIPPED, message="这是临时文件或系统附属文件，不是名册，已跳过。")
    format_name = ""
    try:
        format_name, book = _told(data, encoding)
        result = replace(understand(book(), Heads(chosen)), is_text=format_name in _DECODED)
    except Unreadable as refusal:
        return RosterResult(status=ReadStatus.REFUSED, message=refusal.message, is_text=format_name in _DECODED)
    ending = PurePath(file_name).suffix.lower()
    if not ending or ending in _ENDINGS[format_name]:
        return result
    note = f"扩展名是 {ending}，内容其实是{format_name}，已按内容读入，请核对。"
    return replace(result, status=ReadStatus.ACCEPTED_WITH_WARNING, warnings=(note, *result.warnings))


def _told(data: bytes, encoding: str) -> tuple[str, Callable[[], Book]]:
    """What the file really is, and what reads its sheets. Raises Unreadable with what it is instead."""
    if not data.strip(b"\0"):
        raise Unreadable("这是空文件（0 字节或全是空字节），里面没有内容，没有读出任何人；请重新复制一份再试。")
    if is_zip(data):
        package = Package(data, wanted=ROSTER)
        if not is_workbook(package):
            raise _other_package(package)
        return _WORKBOOK, partial(read_xlsx, package)
    if is_compound(data) or data.startswith((b"\x09\x08", b"\x09\x00\x04\x00", b"\x09\x02", b"\x09\x04")):
        return _OLD_WORKBOOK, partial(read_xls, data)
    if sentence := foreign(data):
        raise no_roster(sentence)
    if _XML_SPREADSHEET in beginning(data) and not is_html(data):
        return _XML, partial(read_xml_spreadsheet, data)
    if is_html(data):
        return _PAGE, partial(read_html, data, encoding=encoding)
    if sentence := markup(data):
        raise no_roster(sentence)
    return _TEXT, partial(read_delimited, data, encoding=encoding)


def _other_package(package: Package) -> Unreadable:
    """The refusal of a zip that is no workbook of Excel."""
    if any(name.startswith("word/") for name in package.names):
        return no_roster("这是 Word 文档")
    sentence = package.other_kind()
    if "ODS" in sentence:
        return Unreadable("这是 ODS 开放文档表格，暂不支持，没有读出任何人；" + SAVE_AS)
    if "[content_types].xml" in package.names and not sentence.startswith("这是"):
        return Unreadable("Excel 表格已损坏，缺少工作簿部分，无法打开；请重新复制一份，或另存为新的 .xlsx 后再试。")
    return no_roster(sentence)
