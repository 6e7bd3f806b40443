"""Fonts for measuring whose Latin is as wide as that of 仿宋_GB2312, 楷体_GB2312, 黑体 and 宋体: half a character.

The stand-ins have the real ones' heights and 汉字, but proportional Latin; the .docx is written for the real ones.
"""

import struct
from pathlib import Path
from string import printable

from cppcc_desk.domain.grid import character_width

_CHARACTERS = [*printable[:95], "℃"]


def with_half_width_latin(fonts: Path, folder: Path) -> None:
    """Copy the .otf fonts of `fonts` into `folder` with other advance widths in their table hmtx."""
    for path in fonts.glob("*.otf"):
        (folder / path.name).write_bytes(_patched(path))


def _patched(path: Path) -> bytes:
    import pymupdf

    content = bytearray(path.read_bytes())
    (count,) = struct.unpack_from(">H", content, 4)
    records = (struct.unpack_from(">4sIII", content, 12 + 16 * number) for number in range(count))
    offsets = {tag: offset for tag, _, offset, _ in records}
    (units,) = struct.unpack_from(">H", content, offsets[b"head"] + 18)
    (metrics,) = struct.unpack_from(">H", content, offsets[b"hhea"] + 34)
    font = pymupdf.Font(fontfile=str(path))
    for character in _CHARACTERS:
        glyph = font.has_glyph(ord(character))
        assert 0 < glyph < metrics, character
        struct.pack_into(">H", content, offsets[b"hmtx"] + 4 * glyph, round(character_width(character) * units))
    return bytes(content)
