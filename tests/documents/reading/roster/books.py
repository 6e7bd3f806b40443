"""Workbooks made by hand for the tests: .xlsx of parts, and .xls of records in a container."""

import struct
from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.documents.reading.make import OFFICE, RELATIONS, zipped

HEADS = ("序号", "姓名", "界别", "工作单位及职务", "联系电话")
ROWS = (
    ("1", "柳青禾", "教育界", "云溪县第一中学校长", "13800000101"),
    ("2", "骆文远", "经济界", "云溪县雾峰茶业有限公司经理", "13800000102"),
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Cell = str | int | float | None


def letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    written = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        written = chr(65 + rest) + written
    return written


def cell(reference: str, value: Cell) -> str:
    """A c element; a string that begins with < is its XML after the reference."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith("<"):
        return value.replace("<c", f'<c r="{reference}"', 1)
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{reference}"><v>{value!r}</v></c>'


def sheet(rows: Sequence[Sequence[Cell]], *, joined: Sequence[str] = (), hidden: Sequence[int] = ()) -> str:
    """The part of one worksheet; `hidden` are row numbers."""
    written = "".join(
        f'<row r="{n}"{" hidden=" + chr(34) + "1" + chr(34) if n in hidden else ""}>'
        + "".join(cell(f"{letters(c)}{n}", value) for c, value in enumerate(row))
        + "</row>"
        for n, row in enumerate(rows, start=1)
    )
    merges = "".join(f'<mergeCell ref="{area}"/>' for area in joined)
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData><mergeCells>{merges}</mergeCells></worksheet>'


def xlsx(
    *sheets: str,
    names: Sequence[str] = ("委员名册",),
    states: Sequence[str] = (),
    properties: str = "",
    drop: Sequence[str] = (),
    **parts: str,
) -> bytes:
    """A workbook of these worksheets; `parts` are styles and sharedStrings."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{(*states, *["visible"] * 9)[n - 1]}" r:id="s{n}"/>'
        for n, name in zip(range(1, len(sheets) + 1), names, strict=True)
    )
    relations = "".join(
        f'<Relationship Id="s{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    ) + "".join(f'<Relationship Id="p{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts)
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}"><workbookPr {properties}/>'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
        **{f"xl/worksheets/sheet{n}.xml": part for n, part in enumerate(sheets, start=1)},
        **{f"xl/{name}.xml": f'<x xmlns="{_MAIN}">{part}</x>' for name, part in parts.items()},
    }
    return zipped({name: part for name, part in members.items() if name not in drop})


# --- .xls ------------------------------------------------------------------------------------------------------------


def record(kind: int, data: bytes = b"") -> bytes:
    """One record of a workbook stream."""
    return struct.pack("<HH", kind, len(data)) + data


def wide(text: str, size: str = "<H") -> bytes:
    """A text of BIFF8 in two-byte characters behind its length."""
    return struct.pack(size, len(text)) + b"\1" + text.encode("utf-16-le")


def label(row: int, column: int, number: int) -> bytes:
    """A cell that shows shared text `number`."""
    return record(0xFD, struct.pack("<HHHL", row, column, 0, number))


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    """A cell with a number."""
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def biff(*, texts: bytes, cells: bytes, more: bytes = b"", state: int = 0, version: int = 0x600) -> bytes:
    """A workbook stream: `texts` is the record of shared texts, `more` stands among the records for all sheets."""
    name = wide("名册", "<B") if version == 0x600 else b"\4" + "名册".encode("gbk")
    begin, end = record(0x809, struct.pack("<HHHH", version, 5, 0, 0)), record(0x0A)
    bound = record(0x85, struct.pack("<LBB", 0, state, 0) + name)
    formats = record(0xE0, struct.pack("<HH16x", 0, 0)) + record(0xE0, struct.pack("<HH16x", 0, 14))
    start = len(begin + more + formats + bound + texts + end)
    bound = record(0x85, struct.pack("<LBB", start, state, 0) + name)
    return begin + more + formats + bound + texts + end + begin + cells + end


def container(**streams: bytes) -> bytes:
    """A compound file of these streams, each long enough for sectors of its own."""
    data, table, entries = b"", [0xFFFFFFFD], []
    for name, stream in streams.items():
        whole = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
        first, count = len(table), len(whole) // 512
        table += [*range(first + 1, first + count), 0xFFFFFFFE]
        entries.append((name, 2, first, len(whole)))
        data += whole
    directory = b"".join(
        (title.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        + struct.pack("<HBB12x36xLLL", 2 * len(title) + 2, kind, 1, first, size, 0)
        for title, kind, first, size in (("Root Entry", 5, 0xFFFFFFFE, 0), *entries)
    ).ljust(512, b"\0")
    at = len(table)
    table.append(0xFFFFFFFE)
    assert len(table) <= 128 and len(directory) == 512
    sectors = struct.pack("<128L", *table, *[0xFFFFFFFF] * (128 - len(table)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<LLLLLLLLL", 0, 1, at, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return head + struct.pack("<109L", 0, *[0xFFFFFFFF] * 108) + sectors + data + directory


def xls(rows: Sequence[Sequence[str]] = (HEADS, *ROWS), **more: int) -> bytes:
    """An ordinary .xls with these texts."""
    flat = [text for row in rows for text in row]
    texts = record(0xFC, struct.pack("<LL", len(flat), len(flat)) + b"".join(map(wide, flat)))
    width = len(rows[0])
    cells = b"".join(label(n // width, n % width, n) for n in range(len(flat)))
    return container(Workbook=biff(texts=texts, cells=cells, **more))
