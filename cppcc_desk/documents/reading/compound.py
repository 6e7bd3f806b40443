"""The container of Office 97 to 2003 ([MS-CFB]): a small file system of sectors, read without trust in its chains."""

import struct
from collections.abc import Sequence

from cppcc_desk.documents.reading.wanted import Wanted
from cppcc_desk.domain.errors import Unreadable

_END, _LARGEST_SECTOR = 0xFFFFFFFE, 0xFFFFFFFA
_IN_HEADER = 109  # sectors of the table of sectors that the header itself names
_ENTRY = 128
_MOST_ENTRIES = 20_000
_STREAM, _ROOT = 2, 5
_DAMAGED = "{0.name}已损坏或不完整（可能复制中断），无法打开；{0.again}。"


class Compound:
    """The streams of one file by name."""

    def __init__(self, data: bytes, *, wanted: Wanted) -> None:
        """Raises Unreadable, in the words of `wanted`, when the container is damaged."""
        self._data = data
        self._damaged = Unreadable(_DAMAGED.format(wanted))
        if len(data) < 512:
            raise self._damaged
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        first_directory, self._cutoff, first_small = struct.unpack_from("<L4xLL", data, 48)
        if shift not in (9, 12) or small_shift != 6:
            raise self._damaged
        self._sector = 1 << shift
        self._table = self._sectors_table()
        directory = self._chained(first_directory)
        self._entries = self._listed(directory)
        root = next((entry for entry in self._entries.values() if entry[0] == _ROOT), None)
        self._small = self._chained(root[1]) if root else b""
        self._small_table = _numbers(self._chained(first_small)) if first_small < _LARGEST_SECTOR else ()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def read(self, name: str) -> bytes:
        """A whole stream; names are compared without regard to case. Raises Unreadable when it is damaged."""
        _, first, size = self._entries[name.lower()]
        data = self._chained_small(first, size) if size < self._cutoff else self._chained(first)
        if len(data) < size:
            raise self._damaged
        return data[:size]

    def _sectors_table(self) -> Sequence[int]:
        places = list(struct.unpack_from(f"<{_IN_HEADER}L", self._data, 76))
        more, seen = struct.unpack_from("<L", self._data, 68)[0], 0
        while more < _LARGEST_SECTOR:
            seen += 1
            numbers = _numbers(self._one(more))
            if not numbers or seen * self._sector > len(self._data):
                raise self._damaged
            places += numbers[:-1]
            more = numbers[-1]
        return _numbers(b"".join(self._one(place) for place in places if place < _LARGEST_SECTOR))

    def _one(self, sector: int) -> bytes:
        return self._data[(sector + 1) * self._sector : (sector + 2) * self._sector]

    def _chained(self, first: int) -> bytes:
        """The sectors from `first` on; a chain that is longer than the file goes in a circle."""
        parts: list[bytes] = []
        sector = first
        while sector != _END:
            if sector >= len(self._table) or len(parts) * self._sector > len(self._data):
                raise self._damaged
            parts.append(self._one(sector))
            sector = self._table[sector]
        return b"".join(parts)

    def _chained_small(self, first: int, size: int) -> bytes:
        parts: list[bytes] = []
        sector = first
        while sector != _END and len(parts) * 64 < size:
            if sector >= len(self._small_table):
                raise self._damaged
            parts.append(self._small[sector * 64 : sector * 64 + 64])
            sector = self._small_table[sector]
        return b"".join(parts)

    def _listed(self, directory: bytes) -> dict[str, tuple[int, int, int]]:
        """Name in lower case -> kind, first sector, size. Entries in folders count like those beside them."""
        found: dict[str, tuple[int, int, int]] = {}
        for place in range(0, min(len(directory), _MOST_ENTRIES * _ENTRY) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, place + 64)
            if kind not in (_STREAM, _ROOT) or not 2 <= length <= 64:
                continue
            name = directory[place : place + length - 2].decode("utf-16-le", "replace").lower()
            first, size = struct.unpack_from("<LL", directory, place + 116)
            found.setdefault(name, (kind, first, size))
        return found


def _numbers(data: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(data) // 4}L", data[: len(data) // 4 * 4])
