"""The choice of the encoding of a text that was read as garbled, the same wherever a text file is read."""

from typing import Final

from cppcc_desk.documents.reading.text import ENCODINGS
from cppcc_desk.ui.form import ChoiceField

_WORDS: Final = {
    "GB18030": "简体中文",
    "Big5": "繁体中文",
    "UTF-8": "国际通用码",
    "UTF-16LE": "双字节码",
    "UTF-16BE": "双字节码（高位在前）",
}


def encoding_field() -> ChoiceField:
    """Value: a key of ENCODINGS, None for 自动识别."""
    made = ChoiceField([(name, _WORDS.get(name, name)) for name in ENCODINGS], blank="自动识别")
    made.name("文字编码")
    return made
