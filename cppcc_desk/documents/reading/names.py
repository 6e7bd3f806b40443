"""XML names of WordprocessingML, each in its transitional and its strict namespace (ISO/IEC 29500-1 and -4)."""

from lxml import etree

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}",
)
DRAWING = (
    "{http://schemas.openxmlformats.org/drawingml/2006/",
    "{http://purl.oclc.org/ooxml/drawingml/",
)
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
_OFF = ("0", "false", "off")


def w(name: str) -> tuple[str, str]:
    """Both full names of the element or attribute `name`."""
    return f"{{{TRANSITIONAL}}}{name}", f"{{{STRICT}}}{name}"


def each(names: str) -> list[tuple[str, str]]:
    """Both full names of each of the space-separated `names`."""
    return [w(name) for name in names.split()]


def child(element: etree._Element, names: tuple[str, str]) -> etree._Element | None:
    """The first child with one of `names`."""
    return next(iter(element.iterchildren(*names)), None)


def attribute(element: etree._Element, names: tuple[str, str]) -> str:
    """The attribute with one of `names`, "" when absent."""
    return element.get(names[0]) or element.get(names[1]) or ""


VAL = w("val")


def value(element: etree._Element | None) -> str:
    """The w:val of `element`, "" when either is absent."""
    return "" if element is None else attribute(element, VAL)


def number(text: str, default: int) -> int:
    """`text` as an integer; attributes of damaged or foreign files may hold anything."""
    try:
        return int(text)
    except ValueError:
        return default


def is_on(toggle: etree._Element) -> bool:
    """Whether a toggle element such as w:vanish switches its property on."""
    return value(toggle) not in _OFF
