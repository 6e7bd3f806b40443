"""Plain text: which encoding its bytes are in, and its lines as paragraphs.

Byte order mark, then strict UTF-8, then UTF-16 by evidence, then GB18030 against Big5 by how ordinary their characters
are; a person's own choice overrides all of it (design: reliability.md E7).
"""

import codecs
from dataclasses import dataclass

from cppcc_desk.documents.reading.blocks import Align, Manuscript, Paragraph
from cppcc_desk.documents.reading.kinds import not_text
from cppcc_desk.domain.errors import Unreadable

MAX_TEXT = 20 * 1024 * 1024
ENCODINGS = {"UTF-8": "utf-8", "GB18030": "gb18030", "Big5": "cp950", "UTF-16LE": "utf-16-le", "UTF-16BE": "utf-16-be"}

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_SAMPLE = 32 * 1024
_DOUBTFUL = 0.12  # share of ordinary characters below which a guess is worth a warning
_LOST = 0.02  # share of bytes that may be broken in what is still a text
_HALF_CHARACTER = "文件末尾缺了半个字（可能复制时截断），请核对最后一行。"
_CENTRED, _RIGHT = 6, 24  # columns of white space in front of a line

_ORDINARY = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
    "行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其"
    "些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反明看原又利比或但质气第向道命此变条只没结解问意建月公"
    "无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较"
    "将组见计别手角期根论运农指几九区强放决西被干做必战先回则任取据处理世车议委政协县市镇街乡村居群众反映存在加强推进"
    "這個們來時會對發動過說產種後學經進為國開關實數機點業應還現當體變條問題無開長頭農區億與從見將議鄉鎮縣眾處據決設"
    "民意社情信息稿件单位姓名日期电话標單電話稱"
    "，。、；：“”（）《》？！　"
)


@dataclass(frozen=True)
class Decoded:
    """Text out of bytes; `encoding` is a key of ENCODINGS or a codec's name."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def read_text(data: bytes, *, encoding: str = "") -> Manuscript:
    """The paragraphs of a text file, one for each line; raises Unreadable for what is not text."""
    if len(data) > MAX_TEXT:
        raise Unreadable(
            f"文本文件过大（超过 {MAX_TEXT // 1024 // 1024} MB），不像一篇来稿，没有读取；请拆分后再导入。"
        )
    decoded = decode(data, encoding=encoding)
    return Manuscript(tuple(_paragraph(line) for line in decoded.text.splitlines()), decoded.warnings)


def decode(data: bytes, *, encoding: str = "") -> Decoded:
    """`data` as text. `encoding` is a key of ENCODINGS chosen by a person, "" to find out. Raises Unreadable."""
    if encoding:
        return _chosen(data, encoding)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _with_loss(data[len(mark) :], codec)
    wide = _wide_without_mark(data)
    if wide:
        return _with_loss(data, wide)
    if data.count(0) > len(data) * _LOST:
        raise not_text()
    text = _strict(data, "utf-8")
    if text is not None:
        return Decoded(text.text, "utf-8", text.warnings)
    return _legacy(data)


def _chosen(data: bytes, encoding: str) -> Decoded:
    if encoding not in ENCODINGS:
        raise Unreadable(f"没有“{encoding}”这种文字编码；可选：{'、'.join(ENCODINGS)}。")
    for mark, codec in _MARKS:
        if codec == ENCODINGS[encoding] and data.startswith(mark):
            data = data[len(mark) :]
    return _with_loss(data, ENCODINGS[encoding])


def _strict(data: bytes, codec: str) -> Decoded | None:
    """`data` in `codec` without a fault, but for a last character cut in half; None when it does not fit."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return None
    return Decoded(text, codec, (_HALF_CHARACTER,) if decoder.getstate()[0] else ())


def _with_loss(data: bytes, codec: str) -> Decoded:
    strict = _strict(data, codec)
    if strict is not None:
        return strict
    return Decoded(
        data.decode(codec, "replace"), codec, ("有些字节不合所用的文字编码，显示为“\ufffd”，请与原稿核对。",)
    )


def _wide_without_mark(data: bytes) -> str:
    """The UTF-16 or UTF-32 that `data` must be, seen by where its zero bytes stand; "" when it is not."""
    sample = data[: _SAMPLE // 4 * 4]
    zeros = [sample[i::4].count(0) for i in range(4)]
    quarter = max(len(sample) // 4, 1)
    if zeros[2] + zeros[3] >= quarter * 1.9 and zeros[0] < quarter / 4:
        return "utf-32-le"
    if zeros[0] + zeros[1] >= quarter * 1.9 and zeros[3] < quarter / 4:
        return "utf-32-be"
    low, high = zeros[0] + zeros[2], zeros[1] + zeros[3]
    likely = "utf-16-le" if high > low else "utf-16-be"
    if not low and not high and _strict(data[:_SAMPLE], "utf-8") is not None:
        return ""
    for codec in (likely, *(c for c in _WIDE[:2] if c != likely)):
        text = _strict(sample, codec)
        if text is not None and _ordinary(text.text) > (0.3 if low or high else 0.45) and _is_prose(text.text):
            return codec
    return ""


def _is_prose(text: str) -> bool:
    return sum(c < " " and c not in "\t\r\n\v\f\x1a" for c in text) <= len(text) * _LOST


def _ordinary(text: str) -> float:
    """The share of characters beyond ASCII that are among the most used."""
    wide = [c for c in text[:_SAMPLE] if c > "\x7f"]
    return sum(c in _ORDINARY for c in wide) / len(wide) if wide else 0.0


def _legacy(data: bytes) -> Decoded:
    found = [d for d in (_strict(data, "gb18030"), _strict(data, "cp950"), _strict(data, "big5hkscs")) if d is not None]
    if found:
        best = max(found, key=lambda d: round(_ordinary(d.text), 2))
        share = _ordinary(best.text)
        if not _is_prose(best.text):
            raise not_text()
        if share >= _DOUBTFUL:
            return best
        name = "GB18030" if best.encoding == "gb18030" else "Big5"
        return Decoded(
            best.text,
            best.encoding,
            (*best.warnings, f"文字编码按 {name} 读入，没有把握，请核对；如是乱码请另选编码。"),
        )
    return _mixed(data)


def _mixed(data: bytes) -> Decoded:
    """Text glued together from two encodings, or with a few broken bytes; Unreadable when it is no text at all."""
    lines = data.split(b"\n")
    if len(lines) > 1:
        decoded = [_strict(line, "utf-8") or _strict(line, "gb18030") for line in lines]
        if all(d is not None and not d.warnings for d in decoded):
            text = "\n".join(d.text for d in decoded if d is not None)
            if _is_prose(text) and _ordinary(text) >= _DOUBTFUL:
                return Decoded(text, "gb18030", ("文件里混用了两种文字编码，已逐行读入，请与原稿核对。",))
    for codec in ("utf-8", "gb18030"):
        text = data.decode(codec, "replace")
        lost = text.count("\ufffd")
        if lost <= max(1, len(text) * _LOST) and _is_prose(text) and _ordinary(text) >= _DOUBTFUL:
            return Decoded(text, codec, (f"有 {lost} 处字节不合文字编码，显示为“\ufffd”，请与原稿核对。",))
    raise not_text()


def _paragraph(line: str) -> Paragraph:
    width = 0
    for c in line:
        if c not in " \t\u3000\u00a0":
            break
        width += {"\t": 4, "\u3000": 2}.get(c, 1)
    align = Align.RIGHT if width >= _RIGHT else Align.CENTRE if width >= _CENTRED else Align.SIDE
    return Paragraph(line.strip(), align)
