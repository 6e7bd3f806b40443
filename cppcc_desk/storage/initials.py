"""The shipped table of pinyin initials, read once and only when somebody needs it."""

import hashlib
from functools import cache

from cppcc_desk.domain.pinyin import PinyinTable, parse
from cppcc_desk.paths import resource

FILE = "pinyin_initials.txt"


@cache
def pinyin_table() -> PinyinTable:
    """Character -> first letters of its readings (resources/make_pinyin.py)."""
    return parse(resource(FILE).read_text(encoding="utf-8"))


@cache
def fingerprint() -> str:
    """The SHA-256 of the table's file."""
    return hashlib.sha256(resource(FILE).read_bytes()).hexdigest()
