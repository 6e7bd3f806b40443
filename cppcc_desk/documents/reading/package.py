"""A zip-based document, opened with distrust: parts are inflated piece by piece and counted as they come.

The directory's sizes are claims; what is inflated is what counts (design: reliability.md E5). Nothing is written.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from cppcc_desk.documents.reading.kinds import other_zip
from cppcc_desk.documents.reading.wanted import MANUSCRIPT, Wanted
from cppcc_desk.domain.errors import Unreadable

MAX_ENTRIES = 5000
MAX_PART = 64 * 1024 * 1024
MAX_TOTAL = 200 * 1024 * 1024
MAX_RATIO = 200
RATIO_FROM = 1024 * 1024  # small parts of white space compress better than any bomb
_CHUNK = 64 * 1024
_ENTRY_BYTES = 46  # of a directory entry without its name

_DAMAGED = "{0.name}已损坏或不完整（可能复制中断），无法打开；{0.again}。"
_ENCRYPTED = "文件带有打开密码（已加密），无法读取；请去掉密码后再导入。"
_TOO_BIG = "文件解压后异常过大，超过允许的大小，没有读取；{0.anew}。"
_TOO_MANY = "文件里的部件过多，超过允许的数目，不像正常的{0.name}，没有读取；{0.anew}。"


class Package:
    """The parts of one file by name; names are compared without regard to case (ECMA-376 part 2, 6.2.2.3)."""

    def __init__(self, data: bytes, *, wanted: Wanted = MANUSCRIPT) -> None:
        """Raises Unreadable, in the words of `wanted`, when `data` is damaged, encrypted, or beyond the limits."""
        self._wanted = wanted
        self._check_directory(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as error:
            raise self._refusal(_DAMAGED) from error
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise self._refusal(_TOO_MANY)
        self._check_overlap(entries, len(data))
        self._entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}
        self._inflated = 0

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts, in lower case."""
        return frozenset(self._entries)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """The inflated bytes of a part, in pieces. Raises Unreadable when they are damaged or too many."""
        entry = self._entries[name.lower()]
        if entry.flag_bits & 0x1:
            raise self._refusal(_ENCRYPTED)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._refusal(_DAMAGED)
        size = 0
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    size += len(chunk)
                    self._inflated += len(chunk)
                    self._check_size(size, self._inflated, entry.compress_size)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error) as error:
            raise self._refusal(_DAMAGED) from error

    def read(self, name: str) -> bytes:
        """A whole part; raises as `chunks` does."""
        return b"".join(self.chunks(name))

    def other_kind(self) -> str:
        """A sentence on what this zip is instead of a Word document; up to its first comma it says what it is."""
        mimetype = self.read("mimetype")[:200].decode("ascii", "replace").strip() if "mimetype" in self else ""
        return other_zip(self.names, mimetype)

    def _refusal(self, sentence: str) -> Unreadable:
        return Unreadable(sentence.format(self._wanted))

    def _check_directory(self, data: bytes) -> None:
        """Refuse a directory that is missing or too long before it is turned into objects."""
        end = data.rfind(b"PK\x05\x06")
        if end < 0 or len(data) < end + 22:
            raise self._refusal(_DAMAGED)
        count, size = struct.unpack_from("<HL", data, end + 10)
        if data[max(end - 20, 0) : end].startswith(b"PK\x06\x07") and end >= 76:  # ZIP64
            count, size = struct.unpack_from("<QQ", data, end - 76 + 32)
        if count > MAX_ENTRIES or size > MAX_ENTRIES * (_ENTRY_BYTES + 512):
            raise self._refusal(_TOO_MANY)
        if data.count(b"PK\x01\x02") > 2 * MAX_ENTRIES:
            raise self._refusal(_TOO_MANY)

    def _check_overlap(self, entries: list[zipfile.ZipInfo], size: int) -> None:
        """Refuse entries that share bytes: a few kilobytes could inflate again and again."""
        reached = 0
        for entry in sorted(entries, key=lambda e: e.header_offset):
            if entry.header_offset < reached or entry.header_offset + entry.compress_size > size:
                raise self._refusal(_DAMAGED)
            reached = entry.header_offset + 30 + entry.compress_size

    def _check_size(self, part: int, total: int, compressed: int) -> None:
        if part > MAX_PART or total > MAX_TOTAL or (part > RATIO_FROM and part > MAX_RATIO * max(compressed, 1)):
            raise self._refusal(_TOO_BIG)
