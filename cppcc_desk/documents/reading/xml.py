"""XML parts read as a stream, without DTD, entities, network or unbounded depth."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, cast

from lxml import etree

from cppcc_desk.documents.reading.wanted import MANUSCRIPT, Wanted
from cppcc_desk.domain.errors import Unreadable

_TOO_DEEP = "文档结构异常：嵌套过深，无法读取；{0.anew}。"
_TOO_LONG = "文档里有一段文字异常过长，超过允许的大小，没有读取；{0.anew}。"
_BROKEN = "{0.name}的内容已损坏，无法打开；{0.again}。"
_DTD = "文档里带有 DTD 或实体声明，不是正常的{0.name}，为安全起见没有读取；{0.anew}。"
_NO_MEMORY = 2  # XML_ERR_NO_MEMORY; its text is "unknown error"
_DOCTYPE = b"<!DOCTYPE"


def elements(
    chunks: Iterable[bytes],
    tags: Sequence[str],
    *,
    watch: Callable[[bytes], None] | None = None,
    wanted: Wanted = MANUSCRIPT,
) -> Iterator[etree._Element]:
    """Every element of `tags` when it is complete, children before parents; `watch` sees the bytes first, in UTF-8.

    Raises Unreadable, in the words of `wanted`. The caller may clear what it has used.
    OOXML is UTF-8 or UTF-16; a declaration of anything else is not believed.
    """
    parser = etree.XMLPullParser(
        events=("end",),
        tag=tags,
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for chunk in _without_doctype(_as_utf8(chunks, wanted), wanted):
            if watch is not None:
                watch(chunk)
            parser.feed(chunk)
            yield from _complete(parser)
        parser.close()
        yield from _complete(parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(error, wanted) from error


def _complete(parser: etree.XMLPullParser) -> Iterator[etree._Element]:
    return (cast("etree._Element", element) for _event, element in parser.read_events())


def tree(chunks: Iterable[bytes]) -> etree._Element | None:
    """The root of a small part; None when it cannot be parsed, as a text is not refused for its styles."""
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        for chunk in _without_doctype(_as_utf8(chunks)):
            parser.feed(chunk)
        root: etree._Element = parser.close()
    except (etree.XMLSyntaxError, Unreadable):
        return None
    return root


def whole(chunks: Iterable[bytes]) -> bytes:
    """A small part in UTF-8, not parsed; empty when it cannot be had, as a text is not refused for its styles."""
    try:
        return b"".join(_without_doctype(_as_utf8(chunks)))
    except Unreadable:
        return b""


def _refusal(error: etree.XMLSyntaxError, wanted: Wanted) -> Unreadable:
    text = str(error).lower()
    if cast("Any", error).code == _NO_MEMORY:
        raise MemoryError from error
    if "depth" in text:
        return Unreadable(_TOO_DEEP.format(wanted))
    sentence = _TOO_LONG if "huge" in text or "too long" in text or "too big" in text else _BROKEN
    return Unreadable(sentence.format(wanted))


def _without_doctype(chunks: Iterable[bytes], wanted: Wanted = MANUSCRIPT) -> Iterator[bytes]:
    """Pass `chunks` on, refusing a document type: in XML text "<" is always escaped, so the mark cannot be prose."""
    tail = b""
    for chunk in chunks:
        seen = tail + chunk
        if b"!" in seen and _DOCTYPE in seen:  # the one character is rare, and found ten times as fast as the word
            raise Unreadable(_DTD.format(wanted))
        tail = chunk[-len(_DOCTYPE) :]
        yield chunk


def _as_utf8(chunks: Iterable[bytes], wanted: Wanted = MANUSCRIPT) -> Iterator[bytes]:
    stream = iter(chunks)
    first = next(stream, b"")
    if first.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        whole = b"".join(chain((first,), stream))
        order = "utf-16-be" if whole.startswith((b"\xfe\xff", b"\0<")) else "utf-16-le"
        try:
            yield whole.decode(order).removeprefix("\ufeff").encode("utf-8")
        except UnicodeError as error:
            raise Unreadable(_BROKEN.format(wanted)) from error
    else:
        yield first
        yield from stream
