"""What stands in a cell as text, whatever kind of value it is."""

import re
from datetime import date

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\ue000-\uf8ff〇"
EXACT = 10**15  # programs keep fifteen digits of a number
_BREAK_IN_HAN = re.compile(rf"(?<=[{HAN}])[ \t]*\n[ \t]*(?=[{HAN}])")
_GAP = re.compile(r"[ \t]*\n[ \t]*|[ \t]{2,}")


def plain(value: str | float | date) -> str:
    """A cell as one line of text: no blanks around it, no line breaks, no apostrophe that keeps Excel from counting."""
    if isinstance(value, str):
        text = value.strip().removeprefix("'")
        return _GAP.sub(" ", _BREAK_IN_HAN.sub("", text)).strip()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < EXACT else f"{value:.12g}"
    return value.isoformat()


def one_line(text: str) -> str:
    """`text` with single blanks for all that parts its words."""
    return " ".join(plain(text).split())
