"""Characters that must not reach a form or a paper: controls, direction marks; and those that must be looked at."""

import re
from dataclasses import replace

from cppcc_desk.documents.reading.blocks import Block, Cell, Manuscript, Paragraph, Table

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SILENT = re.compile(
    "[\u00ad\u200b\u2060\ufeff\x1a]"
)  # invisible and meaningless: byte order marks, soft hyphens, Ctrl-Z
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x19\x1b\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
    "|[" + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)) + "]"
)
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_GARBLED = re.compile(
    "锟斤拷|烫烫烫|屯屯屯|\ufffd{2,}|[ÃÂåæçèé][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}[åæçèéä]"
)
_SAMPLE = 2000
_GARBLED_WARNING = "文字里有乱码，多半是来稿在转换编码时已损坏，请与来稿人核对，或另选文字编码重新读入。"


_PECULIAR = "".join(p.pattern for p in (_BREAKS, _SPACES, _SILENT, _DIRECTION, _CONTROL, _PRIVATE))
_ANY = re.compile("[" + re.sub(r"[\[\]|]", "", _PECULIAR) + "\ufffd]")  # one class is searched far faster than six
_MARKS = ("\ufffd", "锟", "烫", "屯", *"ÃÂåæçèé")  # what is printable and yet may be garbled


def clean(manuscript: Manuscript) -> Manuscript:
    """`manuscript` without what cannot be seen or stored; rare characters are kept, and named in a warning."""
    sweep = Sweep()
    blocks = tuple(sweep.block(block) for block in manuscript.blocks)
    return replace(manuscript, blocks=blocks, warnings=(*manuscript.warnings, *sweep.warnings()))


class Sweep:
    """One pass over the text of a file, counting what it finds."""

    def __init__(self) -> None:
        self._removed = 0
        self._private = 0
        self._lost = 0
        self._garbled = False
        self._looked_at = 0

    def block(self, block: Block) -> Block:
        """`block` with each of its texts cleaned."""
        if isinstance(block, Paragraph):
            text = self.text(block.text)
            return block if text is block.text else replace(block, text=text)
        return Table(tuple(tuple(self._cell(cell) for cell in row) for row in block.rows))

    def warnings(self) -> tuple[str, ...]:
        """What is to be looked at in the text seen so far."""
        found: list[str] = []
        if self._removed:
            found.append(f"删去了 {self._removed} 个看不见的控制字符。")
        if self._private:
            found.append(f"有 {self._private} 个自造字或旧编码生僻字，换一台电脑可能显示不出，请核对。")
        if self._garbled:
            found.append(_GARBLED_WARNING)
        elif self._lost:
            found.append(f"有 {self._lost} 个字已损坏，显示为“\ufffd”，请与来稿人核对。")
        return tuple(found)

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, blocks=tuple(self.block(block) for block in cell.blocks))

    def text(self, text: str) -> str:
        """`text` as `clean` leaves it."""
        if self._looked_at < _SAMPLE and not self._garbled:
            self._looked_at += len(text)
            self._garbled = _twice_encoded(text[:_SAMPLE])
        if text.isprintable() and not any(mark in text for mark in _MARKS):
            return text  # nearly every paragraph; all that is searched for below is unprintable or marked
        self._garbled = self._garbled or bool(_GARBLED.search(text))
        if not _ANY.search(text):
            return text
        text = _SPACES.sub(" ", _SILENT.sub("", _BREAKS.sub("\n", text)))
        text, directions = _DIRECTION.subn("", text)
        text, controls = _CONTROL.subn("", text)
        self._removed += directions + controls
        self._private += len(_PRIVATE.findall(text))
        self._lost += text.count("\ufffd")
        return text


def _twice_encoded(text: str) -> bool:
    """Whether this is UTF-8 once read as GBK (鍏充簬 for 关于): real Chinese does not survive the way back."""
    sample = "".join(c for c in text if ord(c) > 0x7F)
    if len(sample) < 12:
        return False
    back = sample.encode("gb18030", "ignore").decode("utf-8", "replace")
    return back.count("\ufffd") * 5 < len(back)
