"""Makes pinyin_initials.txt from pypinyin (`python resources/make_pinyin.py`); the program never imports pypinyin.

One line per set of initials, the usual reading first: letters, a tab, then all characters that are read so.
"""

import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.constants import PINYIN_DICT

# Readings of surnames that pypinyin lacks.
SURNAMES = {"谌": "s", "费": "b"}

LAST_OF_THE_BASIC_PLANE = 0xFFFF


def letters(character: str, readings: str) -> str:
    """First letters of all readings, each once, the usual one first: "xíng,háng" -> "xh"."""
    plain = unicodedata.normalize("NFD", readings).casefold()
    firsts = [reading.strip()[:1] for reading in plain.split(",")] + [SURNAMES.get(character, "")]
    return "".join(dict.fromkeys(first for first in firsts if first.isascii() and first.isalpha()))


def text() -> str:
    """The whole file."""
    characters: dict[str, list[str]] = defaultdict(list)
    for code, readings in sorted(PINYIN_DICT.items()):
        if code <= LAST_OF_THE_BASIC_PLANE and (initials := letters(chr(code), readings)):
            characters[initials].append(chr(code))
    return "".join(f"{initials}\t{''.join(characters[initials])}\n" for initials in sorted(characters))


if __name__ == "__main__":
    Path(__file__).with_name("pinyin_initials.txt").write_text(text(), encoding="utf-8", newline="\n")
