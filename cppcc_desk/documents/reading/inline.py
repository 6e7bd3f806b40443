"""The text inside one Word paragraph: runs, breaks, symbols, fields, ruby, changes, controls; text boxes beside it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from cppcc_desk.documents.reading.blocks import Block
from cppcc_desk.documents.reading.names import (
    DRAWING,
    MATH,
    MC,
    OFFICE,
    VML,
    attribute,
    child,
    each,
    is_on,
    number,
    value,
    w,
)
from cppcc_desk.documents.reading.styles import Styles

_RPR, _RSTYLE, _SZ, _VANISH, _SDT_PR, _SDT_CONTENT, _PLACEHOLDER, _GALLERY, _RUBY_BASE = each(
    "rPr rStyle sz vanish sdtPr sdtContent showingPlcHdr docPartGallery rubyBase"
)
_FONT, _CHAR, _TXBX, _TYPE, _BR = each("font char txbxContent type br")
_T = w("t")
_UNSAID = -1  # the first run does not say its size
_CHOICE, _FALLBACK = f"{MC}Choice", f"{MC}Fallback"
_UNDERSTOOD = frozenset(
    ("wps", "wpg", "wpc", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "wp", "a", "a14", "v", "o", "c14", "wne")
)
_MISSING = "〓"  # the printer's sign for a character that is not at hand

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•",
    0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑", 0x46: "☞", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x22: "✂", 0x3F: "✍", 0x4A: "☺", 0x20: " ",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x51: "☒", 0x53: "☒", 0xA3: "□", 0x2A: "□", 0x97: "●", 0x98: "●"}
_SYMBOL = {
    0xB7: "•", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞",
    0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xE5: "∑", 0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0x70: "π",
    0x57: "Ω", 0x2D: "−", 0xA2: "′", 0xB2: "″", 0xA9: "♥", 0xE3: "©", 0xE2: "®",
}  # fmt: skip
_SYMBOL_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


@dataclass
class Run:
    """What one paragraph holds; `size` is that of its first text, `boxes` the text boxes anchored in it."""

    text: str
    size: int
    boxes: list[Block]
    all_hidden: bool


class Inline:
    """Reads paragraphs one after another; `inner` reads the blocks of a text box."""

    def __init__(
        self, styles: Styles, counts: Counter[str], inner: Callable[[etree._Element], Iterator[Block]]
    ) -> None:
        self._styles = styles
        self._counts = counts
        self._inner = inner
        self._out: list[str] = []
        self._boxes: list[Block] = []
        self._size = 0
        self._hidden = False
        self._ways = self._table()
        self._may_hide = styles.may_hide
        self._seam = b""

    def look_out(self, chunk: bytes) -> None:
        """Note whether the bytes of the part hide any text, so that the runs of those that do not are not searched."""
        self._may_hide = self._may_hide or b"vanish" in self._seam + chunk
        self._seam = chunk[-8:]

    def _table(self) -> dict[str, Callable[[etree._Element], None]]:
        """What to do with each kind of element; what is not listed holds no text of the body."""
        put = self._put
        ways: dict[str, Callable[[etree._Element], None]] = {}
        fixed = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
        for name, text in fixed.items():
            ways |= dict.fromkeys(w(name), put(text))
        named: dict[str, Callable[[etree._Element], None]] = {
            "r": self._run,
            "t": self._text,
            "br": self._break,
            "sym": self._symbol,
            "ruby": self._ruby,
            "sdt": self._control,
            "drawing": self._graphic,
            "pict": self._graphic,
            "object": self._object,
            "ins": self._tracked,
            "moveTo": self._tracked,
            "del": self._count("tracked"),
            "moveFrom": self._count("tracked"),
            "footnoteReference": self._count("note"),
            "endnoteReference": self._count("note"),
            "commentReference": self._count("comment"),
        }
        named |= dict.fromkeys(("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo"), self._content)
        for name, way in named.items():
            ways |= dict.fromkeys(w(name), way)
        for math in MATH:
            ways |= {f"{math}oMath": self._formula, f"{math}oMathPara": self._formula}
        ways[f"{MC}AlternateContent"] = self._either
        return ways

    def paragraph(self, element: etree._Element, *, hidden: bool) -> Run:
        """The text of a w:p; `hidden` when its style hides text."""
        outer = (self._out, self._boxes, self._size, self._hidden)
        self._out, self._boxes, self._size, self._hidden = [], [], 0, hidden
        before = self._counts["hidden"]
        self._content(element)
        text = "".join(self._out)
        found = Run(
            text, max(self._size, 0), self._boxes, not text and not self._boxes and self._counts["hidden"] > before
        )
        self._out, self._boxes, self._size, self._hidden = outer
        return found

    def control(self, element: etree._Element) -> etree._Element | None:
        """The content of a w:sdt; None for a prompt nobody has answered and for a table of contents."""
        properties = child(element, _SDT_PR)
        if properties is not None:
            if child(properties, _PLACEHOLDER) is not None:
                return None
            gallery = next(iter(properties.iter(*_GALLERY)), None)
            if value(gallery) == "Table of Contents":
                return None
        return child(element, _SDT_CONTENT)

    def alternative(self, element: etree._Element) -> etree._Element | None:
        """The branch of mc:AlternateContent that is read, so that a text box written twice counts once."""
        choices = list(element.iterchildren(_CHOICE))
        for choice in choices:
            if set(choice.get("Requires", "").split()) <= _UNDERSTOOD:
                return choice
        fallback = element.find(_FALLBACK)
        return fallback if fallback is not None else next(iter(choices), None)

    def _content(self, element: etree._Element) -> None:
        ways = self._ways
        for part in element:
            way = ways.get(part.tag)
            if way is not None:
                way(part)

    def _run(self, element: etree._Element) -> None:
        if self._may_hide or not self._size:
            properties = child(element, _RPR)
            if self._may_hide and self._is_hidden(properties):
                self._counts["hidden"] += next(iter(element.iterchildren(*_T)), None) is not None
                return
            if not self._size and properties is not None:
                self._size = number(value(child(properties, _SZ)), 0) or _UNSAID
        self._content(element)

    def _is_hidden(self, properties: etree._Element | None) -> bool:
        if properties is None:
            return self._hidden
        vanish = child(properties, _VANISH)
        if vanish is not None:
            return is_on(vanish)
        styled = child(properties, _RSTYLE)
        own = None if styled is None else self._styles.hides(value(styled))
        return self._hidden if own is None else own

    def _text(self, element: etree._Element) -> None:
        text = element.text or ""
        self._out.append(text.replace("\n", " ") if "\n" in text else text)

    def _break(self, element: etree._Element) -> None:
        self._out.append("\n")

    def _put(self, text: str) -> Callable[[etree._Element], None]:
        return lambda element: self._out.append(text)

    def _count(self, what: str) -> Callable[[etree._Element], None]:
        def count(element: etree._Element) -> None:
            self._counts[what] += 1

        return count

    def _tracked(self, element: etree._Element) -> None:
        self._counts["tracked"] += 1
        self._content(element)

    def _symbol(self, element: etree._Element) -> None:
        code = int(attribute(element, _CHAR) or "0", 16) if _is_hex(attribute(element, _CHAR)) else 0
        code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
        known = _SYMBOL_FONTS.get(attribute(element, _FONT).lower(), {})
        text = known.get(code) or (chr(code) if not known and 0x100 <= code < 0xD800 else _MISSING)
        self._counts["symbol"] += text == _MISSING
        self._out.append(text)

    def _ruby(self, element: etree._Element) -> None:
        base = child(element, _RUBY_BASE)
        if base is not None:
            self._content(base)

    def _control(self, element: etree._Element) -> None:
        content = self.control(element)
        if content is not None:
            self._content(content)

    def _either(self, element: etree._Element) -> None:
        chosen = self.alternative(element)
        if chosen is not None:
            self._content(chosen)

    def _formula(self, element: etree._Element) -> None:
        self._counts["formula"] += 1
        self._out.extend(t.text or "" for t in element.iter(*(f"{math}t" for math in MATH)))

    def _object(self, element: etree._Element) -> None:
        if (
            next(iter(element.iter(f"{OFFICE}OLEObject", *w("control"), *w("objectEmbed"), *w("objectLink"))), None)
            is None
        ):
            self._graphic(element)
        else:
            self._counts["object"] += 1

    def _graphic(self, element: etree._Element) -> None:
        """Find text boxes, word art, pictures and charts in a drawing, in order."""
        for part in element:
            tag = part.tag
            if tag in _TXBX:
                self._boxes.extend(self._inner(part))
            elif tag == f"{MC}AlternateContent":
                chosen = self.alternative(part)
                if chosen is not None:
                    self._graphic(chosen)
            elif tag == f"{VML}textpath":
                self._out.append(part.get("string", ""))
            elif tag == f"{VML}imagedata" or (tag.endswith("}pic") and tag.startswith(DRAWING)):
                self._counts["picture"] += 1
            elif tag.startswith(DRAWING) and tag.endswith(("}chart", "}relIds")):
                self._counts["chart"] += 1
            else:
                self._graphic(part)


def _is_hex(text: str) -> bool:
    return bool(text) and all(c in "0123456789abcdefABCDEF" for c in text)
