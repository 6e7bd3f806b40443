"""Workbooks made by hand for the tests, .xlsx of parts and .xls of records in a container; and what is read of them."""

import struct
from collections.abc import Sequence
from xml.sax.saxutils import escape

from cppcc_desk.documents.reading.roster import read_roster_bytes
from cppcc_desk.domain.roster import RosterColumn as Column
from cppcc_desk.domain.roster import RosterResult
from cppcc_desk.domain.submission import ReadStatus
from tests.documents.reading.make import OFFICE, RELATIONS, zipped

HEADS = ("序号", "姓名", "界别", "工作单位及职务", "联系电话")
ROWS = (
    ("1", "柳青禾", "教育界", "云溪县第一中学校长", "13800000101"),
    ("2", "骆文远", "经济界", "云溪县雾峰茶业有限公司经理", "13800000102"),
)
PEOPLE = [("柳青禾", "教育界", "13800000101"), ("骆文远", "经济界", "13800000102")]  # what `people` finds there
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Cell = str | int | float | None


def people(result: RosterResult) -> list[tuple[str, str, str]]:
    """Name, 界别 and telephone of each."""
    return [(row[Column.NAME], row[Column.SECTOR], row[Column.PHONE]) for row in result.rows]


def refusal(data: bytes, name: str = "名册.xlsx") -> str:
    """The sentence with which a file is refused; it speaks of rosters."""
    result = read_roster_bytes(data, name)
    assert (result.status, result.rows, result.warnings) == (ReadStatus.REFUSED, (), ())
    assert result.message.endswith("。") and ".docx" not in result.message and "来稿" not in result.message
    return result.message


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


def biff(
    *, texts: bytes, cells: bytes, more: bytes = b"", gap: bytes = b"", state: int = 0, version: int = 0x600
) -> bytes:
    """A workbook stream: `texts` is the record of shared texts, `more` stands among the records for all sheets.

    `gap` stands between those and the sheet.
    """
    name = wide("名册", "<B") if version == 0x600 else b"\4" + "名册".encode("gbk")
    begin, sheet, end = record(0x809, _begin(version, 5)), record(0x809, _begin(version, 0x10)), record(0x0A)
    bound = record(0x85, struct.pack("<LBB", 0, state, 0) + name)
    formats = record(0xE0, struct.pack("<HH16x", 0, 0)) + record(0xE0, struct.pack("<HH16x", 0, 14))
    start = len(begin + more + formats + bound + texts + end + gap)
    bound = record(0x85, struct.pack("<LBB", start, state, 0) + name)
    return begin + more + formats + bound + texts + end + gap + sheet + cells + end


def _begin(version: int, kind: int) -> bytes:
    return struct.pack("<HHHH8x", version, kind, 0, 0)


def container(*, inside: str = "", **streams: bytes) -> bytes:
    """A compound file of these streams, each long enough for sectors of its own; that called `inside` in a folder."""
    data, table, entries = b"", [0xFFFFFFFD], []
    for name, stream in streams.items():
        whole = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
        first, count = len(table), len(whole) // 512
        table += [*range(first + 1, first + count), 0xFFFFFFFE]
        entries.append((name, 2, first, len(whole)))
        data += whole
    none = 0xFFFFFFFF
    folder, within = [("MBD0001", 1, 0, 0)] if inside else [], [entry for entry in entries if entry[0] == inside]
    beside = [*(entry for entry in entries if entry not in within), *folder]
    directory = b"".join(
        (title.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        + struct.pack("<HBBLLL36xLLL", 2 * len(title) + 2, kind, 1, none, after, below, first, size, 0)
        for title, kind, first, size, after, below in (
            ("Root Entry", 5, 0xFFFFFFFE, 0, none, 1),
            *(
                (*entry, n if n <= len(beside) else none, len(beside) + 1 if entry in folder else none)
                for n, entry in enumerate(beside, start=2)
            ),
            *((*entry, none, none) for entry in within),
        )
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
