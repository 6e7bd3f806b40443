"""What a received file really is, told by its bytes and never by its extension; and what to do with what is not read.

Word documents (.docx, .docm, .dotx) and plain text are read. For every other kind there is one sentence.
"""

import re
from collections.abc import Callable
from enum import Enum
from pathlib import PurePath

from cppcc_desk.domain.errors import Unreadable


class Kind(Enum):
    """A format that is read, or might be: a zip is looked into before it is known to be a Word document."""

    ZIP = "zip"
    TEXT = "text"


_SAVE_AS = "请用 Word 或 WPS 打开后另存为 .docx，再导入"
_PICTURE = "这是图片，无法直接读取其中的文字；请对照图片手工登记，图片可作附件保存"
_ARCHIVE = "这是压缩包，不能直接读取；请先解压，再导入里面的文件"
_PROGRAM = "这是程序文件，不是来稿，没有打开；如不知来历请勿双击"
_MEDIA = "这是音频或视频，不能读取；请听写成文字后手工登记"
_HTML = "这是网页（HTML），不是 Word 文档，暂时无法直接读取；" + _SAVE_AS
_BROKEN = "文件已损坏或不是来稿文件，无法打开；请让来稿人重新发送，或另存为 .docx 后再导入"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"{\\rtf", "这是 RTF 文件，暂时无法直接读取；" + _SAVE_AS),
    (0, b"\x89PNG\r\n", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF8", _PICTURE),
    (0, b"BM", _PICTURE),
    (0, b"II*\0", _PICTURE),
    (0, b"MM\0*", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (4, b"ftypheic", _PICTURE),
    (4, b"ftypmif1", _PICTURE),
    (0, b"Rar!\x1a\x07", _ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (0, b"\x1f\x8b\x08", _ARCHIVE),
    (0, b"BZh", _ARCHIVE),
    (0, b"\xfd7zXZ\0", _ARCHIVE),
    (0, b"MSCF\0", _ARCHIVE),
    (257, b"ustar", _ARCHIVE),
    (0, b"L\0\0\0\x01\x14\x02\0", "这是快捷方式，不是文件本身（不支持导入快捷方式）；请把它指向的原文件复制过来再导入"),
    (0, b"[InternetShortcut]", "这是网址快捷方式，里面没有稿件；请打开网址后把文字复制出来登记"),
    (0, b"MZ", _PROGRAM),
    (0, b"\x7fELF", _PROGRAM),
    (0, b"SQLite format 3\0", "这是数据库文件，不是来稿；如为本程序的备份，请用“恢复”打开"),
    (0, b"ID3", _MEDIA),
    (8, b"WAVE", _MEDIA),
    (8, b"AVI ", _MEDIA),
    (0, b"#!AMR", _MEDIA),
    (4, b"ftyp", _MEDIA),
    (0, b"%!PS", "这是 PostScript 打印文件，无法直接读取；请向来稿人索取 .docx 原稿"),
)

# Streams inside the container of Office 97 to 2003, by the names of their directory entries.
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    (
        "EncryptedPackage",
        "文件有打开密码（已加密），无法读取；请向来稿人要密码，用 Word 或 WPS 打开并去掉密码后另存为 .docx",
    ),
    ("WordDocument", "这是旧版 Word 文件（.doc）或 WPS 文字（.wps），暂时无法直接读取；" + _SAVE_AS),
    ("Workbook", "这是 Excel 表格，不是来稿文档；稿件请另存为 .docx，名册请到名册页导入"),
    ("Book", "这是旧版 Excel 表格，不是来稿文档；稿件请另存为 .docx，名册请到名册页导入"),
    ("PowerPoint Document", "这是 PowerPoint 演示文稿，不能作为来稿读取；请把文字另存为 .docx"),
    (
        "__properties_version1.0",
        "这是 Outlook 邮件（.msg），暂时无法直接读取；请把邮件里的附件或文字另存为 .docx 再导入",
    ),
)

# Parts that say which kind of zip-based file it is; the first one present decides.
_ZIP_PARTS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.xml", "这是 Excel 表格，不是 Word 文档；稿件请另存为 .docx，名册请到名册页导入"),
    ("xl/workbook.bin", "这是 Excel 表格，不是 Word 文档；稿件请另存为 .docx，名册请到名册页导入"),
    ("ppt/presentation.xml", "这是 PowerPoint 演示文稿，不是 Word 文档；请把文字另存为 .docx"),
    ("ofd.xml", "这是 OFD 版式文件，暂不支持直接读取；请用 OFD 阅读器或 WPS 另存为 .docx 后再导入"),
    ("meta-inf/container.xml", "这是电子书（EPUB），不是来稿文档；请另存为 .docx"),
    ("index/document.iwa", "这是苹果 Pages 文稿，暂不支持；请在 Pages 里导出为 Word（.docx）后再导入"),
    ("androidmanifest.xml", _PROGRAM),
)
_OPEN_DOCUMENT = {
    "text": "这是 ODT 开放文档，暂不支持直接读取；" + _SAVE_AS,
    "spreadsheet": "这是 ODS 开放文档表格，暂不支持；稿件请另存为 .docx",
    "presentation": "这是 ODP 开放文档演示文稿，暂不支持；请把文字另存为 .docx",
}

# Text that is data or a program's own file: telling by bytes is not possible, by extension it is.
_DATA = "json csv tsv xml yml yaml ini cfg log py js css sql bat cmd ps1 vbs reg sh svg md5"
_DATA_EXTENSIONS = frozenset(f".{ending}" for ending in _DATA.split())
_SHEET_EXTENSIONS = frozenset((".xls", ".xlsx", ".xlsm", ".et", ".csv", ".tsv"))

_COMPANIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"~\$"), "这是 Word 或 WPS 打开文件时留下的临时文件，不是稿件，已跳过。"),
    (re.compile(r"\.~|~wr[a-z]\d*|.*\.tmp$|.*\.(asd|wbk|crdownload|part)$", re.I), "这是临时文件，不是稿件，已跳过。"),
    (re.compile(r"\._"), "这是苹果电脑留下的附属文件，不是稿件，已跳过。"),
    (
        re.compile(r"(eh)?thumbs(_\w+)?\.db$|desktop\.ini$|\.ds_store$|\$recycle\.bin$", re.I),
        "这是系统文件，不是稿件，已跳过。",
    ),
)

_HTML_START = re.compile(
    rb"(?:<!doctype\s+html|<(?:html|head|body|meta|title|style|script|table|div|p|br|font)[\s>/])", re.I
)
_MAIL_HEADER = re.compile(
    rb"(?:received|return-path|from|to|subject|date|message-id|mime-version|content-type|delivered-to|reply-to"
    rb"|x-[a-z-]+|dkim-signature|snapshot-content-location):",
    re.I,
)


def companion(file_name: str) -> str:
    """Why a file of this name is passed over without being opened, "" for any other name."""
    return next((sentence for name, sentence in _COMPANIONS if name.match(file_name)), "")


def recognise(data: bytes, file_name: str) -> Kind:
    """The kind of the file with these bytes. Raises Unreadable for a kind that is not read, saying what it is."""
    if not data:
        raise Unreadable("这是空文件（0 字节），里面没有内容；请让来稿人重新发送。")
    if not data.strip(b"\0"):
        raise Unreadable("文件里全是空字节，没有内容，多半是复制时中断；请重新复制或让来稿人重新发送。")
    if is_zip(data):
        return Kind.ZIP
    if sentence := foreign(data) or _container(data) or markup(data):
        raise Unreadable(sentence + "。")
    suffix = PurePath(file_name).suffix.lower()
    if suffix in _SHEET_EXTENSIONS:
        raise Unreadable("这是表格数据（文字格式），不是来稿文档；名册请到名册页导入，稿件请另存为 .docx。")
    if suffix in _DATA_EXTENSIONS:
        raise Unreadable(f"这是 {suffix} 数据文件，不是来稿，没有导入；稿件请另存为 .docx 或 .txt。")
    return Kind.TEXT


def foreign(data: bytes) -> str:
    """A sentence without its end on what `data` is, for kinds that are never a document of an office; "" for others.

    Up to its first comma it says what the file is, after it what that means for a manuscript.
    """
    for offset, signature, sentence in _SIGNATURES:
        if data.startswith(signature, offset) and not (signature == b"BM" and not _is_bitmap(data)):
            return sentence
    if b"%PDF-" in data[:1024]:
        return _pdf(data)
    if data.startswith(b"\x00\x05\x16\x07"):
        return "这是苹果电脑留下的附属文件，不是稿件，可以跳过"
    return ""


def is_zip(data: bytes) -> bool:
    """Whether these are the bytes of a zip, of which all documents since Office 2007 are made."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def is_compound(data: bytes) -> bool:
    """Whether these are the bytes of a container of Office 97 to 2003: .doc, .xls, .wps, .et, or an encrypted file."""
    return data.startswith(_OLE)


def compound(holds: Callable[[str], bool]) -> str:
    """As `foreign`, for a container; `holds` tells whether it has a stream of that name."""
    return next((sentence for name, sentence in _OLE_STREAMS if holds(name)), "")


def other_zip(names: frozenset[str], mimetype: str) -> str:
    """What a zip without a Word document in it is; `names` are its parts in lower case."""
    if mimetype.startswith("application/vnd.oasis.opendocument."):
        flavour = mimetype.removeprefix("application/vnd.oasis.opendocument.").split("-")[0]
        return _OPEN_DOCUMENT.get(flavour, "这是开放文档（ODF），暂不支持；请另存为 .docx 后再导入") + "。"
    found = next((sentence for part, sentence in _ZIP_PARTS if part in names), "")
    if not found and "[content_types].xml" in names:
        found = "Word 文档已损坏，缺少正文部分，无法打开；请让来稿人重新发送"
    return (found or "这是普通压缩包，不是 Word 文档；请先解压，再导入里面的文件") + "。"


def not_text() -> Unreadable:
    """The refusal for bytes that are neither a known format nor text."""
    return Unreadable(_BROKEN + "。")


def _is_bitmap(data: bytes) -> bool:
    return len(data) > 18 and data[14] in (12, 40, 52, 56, 108, 124) and data[15:18] == b"\0\0\0"


def _container(data: bytes) -> str:
    """As `foreign`, for containers, which may be damaged: a stream is there if its name is among the bytes."""
    if not is_compound(data):
        return ""
    return compound(lambda name: name.encode("utf-16-le") + b"\0\0" in data) or _BROKEN


def _pdf(data: bytes) -> str:
    if b"/Encrypt" in data:
        return "这份 PDF 有打开密码或已加密，无法读取；请去掉密码后用 WPS 转换，另存为 .docx 再导入"
    if b"%%EOF" not in data[-2048:]:
        return "这份 PDF 不完整（可能复制中断），无法读取；请让来稿人重新发送，最好发 .docx"
    return "这是 PDF 文件，不是 Word 文档，暂时无法直接读取其中的文字（或只有扫描图片）；" + _SAVE_AS


def beginning(data: bytes) -> bytes:
    """The first 4096 bytes of what may be text, in an encoding that knows ASCII and without mark and blanks."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def is_html(data: bytes) -> bool:
    """Whether `data` is a web page."""
    head = beginning(data)
    return bool(_HTML_START.match(head)) or (head.startswith(b"<?xml") and b"<html" in head.lower())


def markup(data: bytes) -> str:
    """As `foreign`, for web pages, XML and mail."""
    head = beginning(data)
    if head.startswith(b"<?xml") or _HTML_START.match(head):
        if b"Word.Document" in head or b"schemas.microsoft.com/office/word" in head or b"xmlPackage" in head:
            return "这是 Word XML 文件，暂时无法直接读取；" + _SAVE_AS
        if b"uof" in head[:600].lower():
            return "这是 UOF 标文通文件，暂不支持；" + _SAVE_AS
        return _HTML if is_html(data) else "这是 XML 数据文件，不是来稿文档；稿件请另存为 .docx 再导入"
    headers = sum(bool(_MAIL_HEADER.match(line)) for line in head.splitlines()[:30])
    if headers >= 2 and _MAIL_HEADER.match(head):
        if b"multipart/related" in head.lower() or b"snapshot-content-location" in head.lower():
            return "这是单文件网页（MHT），暂时无法直接读取；" + _SAVE_AS
        return "这是邮件（.eml），暂不支持直接读取；请在邮件程序里把附件或正文另存为 .docx 再导入"
    return ""
