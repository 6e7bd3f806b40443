"""Excel workbooks of 97 to 2003 (.xls, and .et of WPS) and of Excel 5 and 95: records of a stream ([MS-XLS]).

Formulas count with the result that is stored beside them; macros, pictures and charts are passed over.
"""

import math
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cppcc_desk.documents.reading.roster.sheets import (
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
from cppcc_desk.domain.errors import Unreadable

_BOF, _EOF, _CONTINUE, _PASSWORD = 0x809, 0x0A, 0x3C, 0x2F
_BOUND_SHEET, _CODE_PAGE, _FROM_1904, _FORMAT, _XF, _TEXTS = 0x85, 0x42, 0x22, 0x41E, 0xE0, 0xFC
_ROW, _JOINED, _LABEL, _RICH_LABEL, _SHARED_LABEL = 0x208, 0xE5, 0x204, 0xD6, 0xFD
_NUMBER, _RK, _MANY_RK, _FORMULA, _STRING, _BOOL_ERR = 0x203, 0x27E, 0xBD, 0x06, 0x207, 0x205
_BIFF5, _BIFF8 = 0x0500, 0x0600
_WORKSHEET = 0
_HIDDEN_ROW = 0x20
_MOST_RECORDS = 2_000_000
_PASSWORDED = "文件有打开密码（已加密），无法读取；请用 Excel 或 WPS 表格打开并去掉密码，另存为 .xlsx 后再试。"
_TOO_OLD = "这是 Excel 4.0 以前的表格，太旧，读不了；请用 Excel 或 WPS 表格打开，另存为 .xlsx 后再试。"
_DAMAGED = "Excel 表格（.xls）已损坏或不完整，无法读取；请用 Excel 或 WPS 表格打开，另存为 .xlsx 后再试。"


@dataclass(frozen=True, slots=True)
class _Record:
    """One record; `parts` are its own bytes and those of the CONTINUE records behind it."""

    kind: int
    parts: tuple[bytes, ...]

    @property
    def data(self) -> bytes:
        return self.parts[0]


@dataclass(frozen=True, slots=True)
class _Bound:
    """A sheet as the directory of the workbook names it."""

    name: str
    start: int
    hidden: bool
    worksheet: bool


def read_biff(stream: bytes) -> Book:
    """The sheets of the stream Workbook or Book. Raises Unreadable: a password, damage, too many cells, too old."""
    if not stream.startswith(b"\x09\x08"):
        raise Unreadable(_TOO_OLD if stream[:1] == b"\x09" else _DAMAGED)
    try:
        return _Workbook(stream).book()
    except (struct.error, IndexError) as error:
        raise Unreadable(_DAMAGED) from error


class _Workbook:
    """One stream: what is said for all sheets first, then each sheet where the directory says that it begins."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._is_8 = struct.unpack_from("<H", stream, 4)[0] >= _BIFF8
        self._codec = "gb18030"
        self._from_1904 = False
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []
        self._shown: list[Shown] = []
        self._texts: Sequence[str] = ()
        self._bounds: list[_Bound] = []
        self._budget = Budget()

    def book(self) -> Book:
        for record in self._records(0):
            self._of_all(record)
        self._shown = [shown_by(number, self._codes.get(number, "")) for number in self._formats]
        sheets = tuple(self._sheet(bound) for bound in self._bounds if bound.worksheet)
        if not sheets:
            raise Unreadable(_DAMAGED)
        return Book(sheets, self._from_1904)

    def _records(self, start: int) -> Iterator[_Record]:
        """The records from `start` to the end of that part, those of parts inside it (charts) left out."""
        place, depth, count = start, 0, 0
        while place + 4 <= len(self._stream):
            kind, size = struct.unpack_from("<HH", self._stream, place)
            parts = [self._stream[place + 4 : place + 4 + size]]
            place += 4 + size
            while self._stream[place : place + 2] == b"\x3c\0":
                (size,) = struct.unpack_from("<H", self._stream, place + 2)
                parts.append(self._stream[place + 4 : place + 4 + size])
                place += 4 + size
            count += 1
            if count > _MOST_RECORDS:
                raise Unreadable(_DAMAGED)
            depth += (kind == _BOF) - (kind == _EOF)
            if depth <= 0:
                return
            if depth == 1:
                yield _Record(kind, tuple(parts))
        raise Unreadable(_DAMAGED)

    def _of_all(self, record: _Record) -> None:
        data = record.data
        match record.kind:
            case 0x2F:
                raise Unreadable(_PASSWORDED)
            case 0x42:
                page = struct.unpack_from("<H", data)[0]
                self._codec = {950: "cp950", 936: "gb18030", 1252: "gb18030"}.get(page, "gb18030")
            case 0x22:
                self._from_1904 = struct.unpack_from("<H", data)[0] == 1
            case 0x41E:
                number = struct.unpack_from("<H", data)[0]
                self._codes[number] = self._long(data[2:]) if self._is_8 else self._short(data[2:])
            case 0xE0:
                self._formats.append(struct.unpack_from("<H", data, 2)[0])
            case 0x85:
                start, state, kind = struct.unpack_from("<LBB", data)
                self._bounds.append(_Bound(self._short(data[6:]), start, bool(state & 3), kind == _WORKSHEET))
            case 0xFC:
                self._texts = _shared(record.parts)

    def _sheet(self, bound: _Bound) -> Sheet:
        """One sheet; of a hidden one only that it is there."""
        filling = Filling(bound.name, self._budget, bound.hidden)
        awaited: tuple[int, int] | None = None  # the formula whose text comes in a record of its own
        for record in () if bound.hidden else self._records(bound.start):
            if record.kind == _STRING and awaited is not None:
                filling.put(*awaited, self._long(b"".join(record.parts)))
                awaited = None
            elif record.kind == _FORMULA:
                row, column, style = struct.unpack_from("<HHH", record.data)
                result = record.data[6:14]
                awaited = (row + 1, column) if result[6:] == b"\xff\xff" and result[0] == 0 else None
                if awaited is None and (value := self._result(result, style)) is not None:
                    filling.put(row + 1, column, value)
            else:
                self._cells(filling, record)
        return filling.sheet()

    def _cells(self, filling: Filling, record: _Record) -> None:
        data = record.data
        if record.kind == _JOINED:
            for place in range(2, 2 + 8 * struct.unpack_from("<H", data)[0], 8):
                top, bottom, left, right = struct.unpack_from("<HHHH", data, place)
                filling.join(top + 1, left, bottom + 1, right)
        elif record.kind == _ROW:
            if struct.unpack_from("<H", data, 12)[0] & _HIDDEN_ROW:
                filling.hide(struct.unpack_from("<H", data)[0] + 1)
        elif record.kind == _MANY_RK:
            row, column = struct.unpack_from("<HH", data)
            for number in range((len(data) - 6) // 6):
                style, packed = struct.unpack_from("<HL", data, 4 + 6 * number)
                filling.put(row + 1, column + number, self._number(_unpacked(packed), style))
        elif record.kind in (_LABEL, _RICH_LABEL, _SHARED_LABEL, _NUMBER, _RK, _BOOL_ERR):
            row, column, style = struct.unpack_from("<HHH", data)
            value = self._value(record, style)
            if value is not None:
                filling.put(row + 1, column, value)

    def _value(self, record: _Record, style: int) -> Value | None:
        data = record.data
        match record.kind:
            case 0xFD:
                place = struct.unpack_from("<L", data, 6)[0]
                return self._texts[place] if place < len(self._texts) else None
            case 0x203:
                return self._number(struct.unpack_from("<d", data, 6)[0], style)
            case 0x27E:
                return self._number(_unpacked(struct.unpack_from("<L", data, 6)[0]), style)
            case 0x205:
                return Fault.FAILED if data[7] else "是" if data[6] else "否"
        return self._long(data[6:])

    def _result(self, result: bytes, style: int) -> Value | None:
        """What a formula has come to, unless it is a text."""
        if result[6:] != b"\xff\xff":
            return self._number(struct.unpack("<d", result)[0], style)
        return {1: "是" if result[2] else "否", 2: Fault.FAILED}.get(result[0])

    def _number(self, number: float, style: int) -> Value:
        if not math.isfinite(number):
            return Fault.FAILED
        shown = self._shown[style] if style < len(self._shown) else Shown.NUMBER
        return dated(number, shown, from_1904=self._from_1904)

    def _short(self, data: bytes) -> str:
        """A text whose length is one byte."""
        return self._text(data[0], data[1:])

    def _long(self, data: bytes) -> str:
        """A text whose length is two bytes."""
        return self._text(struct.unpack_from("<H", data)[0], data[2:])

    def _text(self, length: int, data: bytes) -> str:
        if not self._is_8:
            return data[:length].decode(self._codec, "replace")
        wide = data[0] & 1
        return data[1 : 1 + length * 2].decode("utf-16-le", "replace") if wide else _narrow(data[1 : 1 + length])


def _unpacked(packed: int) -> float:
    """A number in four bytes: 30 bits of a whole number or of the upper part of a float, perhaps times a hundred."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        number = struct.unpack("<d", struct.pack("<LL", 0, packed & 0xFFFFFFFC))[0]
    return number / 100 if packed & 1 else number


def _narrow(data: bytes) -> str:
    return data.decode("latin-1")


def _shared(parts: Sequence[bytes]) -> list[str]:
    """The texts that cells share: they run on over CONTINUE records, each of which says anew how wide they are."""
    count = struct.unpack_from("<L", parts[0], 4)[0]
    texts: list[str] = []
    cursor = _Cursor(parts, 8)
    while len(texts) < count and cursor.more:
        length, flags = struct.unpack("<HB", cursor.take(3))
        runs = struct.unpack("<H", cursor.take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<L", cursor.take(4))[0] if flags & 4 else 0
        texts.append(cursor.characters(length, wide=bool(flags & 1)))
        cursor.skip(4 * runs + extra)
    return texts


class _Cursor:
    """A place in the parts of one record."""

    def __init__(self, parts: Sequence[bytes], place: int) -> None:
        self._parts = parts
        self._part = 0
        self._place = place

    @property
    def more(self) -> bool:
        """Whether anything is left."""
        self._step()
        return self._part < len(self._parts)

    def take(self, size: int) -> bytes:
        """The next bytes, wherever a part ends. Raises IndexError at the end of the record."""
        taken = b""
        while len(taken) < size:
            self._step()
            piece = self._parts[self._part][self._place : self._place + size - len(taken)]
            self._place += len(piece)
            taken += piece
        return taken

    def skip(self, size: int) -> None:
        """Pass over bytes; those that are not there are no loss."""
        while size > 0 and self.more:
            there = min(size, len(self._parts[self._part]) - self._place)
            self._place += there
            size -= there

    def characters(self, length: int, *, wide: bool) -> str:
        """A text of `length` characters. Raises IndexError at the end of the record."""
        texts: list[str] = []
        while length:
            if self._place >= len(self._parts[self._part]):
                self._step()
                wide = bool(self.take(1)[0] & 1)
            there = min(length, (len(self._parts[self._part]) - self._place) // (1 + wide))
            if not there and self._place < len(self._parts[self._part]):
                raise IndexError
            piece = self.take(there * (1 + wide))
            texts.append(piece.decode("utf-16-le", "replace") if wide else _narrow(piece))
            length -= there
        return "".join(texts)

    def _step(self) -> None:
        while self._part < len(self._parts) and self._place >= len(self._parts[self._part]):
            self._part += 1
            self._place = 0
