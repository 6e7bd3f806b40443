"""Word documents and zips made by hand for the tests, so that every oddity in them is visible in the test."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

TITLE = "关于规范云溪古镇停车秩序的建议"
BODY = (
    "近年来，云溪古镇游客增多，停车秩序较乱，居民出行不便，群众多有反映。",
    "建议增设临时停车场，完善引导标志，由镇街与交警联合劝导，限期整改。",
)


def zipped(parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def run(text: str, properties: str = "") -> str:
    """A w:r."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(content: str = "", *, align: str = "", size: int = 0, properties: str = "") -> str:
    """A w:p; `content` is text, or runs when it begins with a tag."""
    runs = (
        content if content.startswith("<") or not content else run(content, f'<w:sz w:val="{size}"/>' if size else "")
    )
    jc = f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{properties}{jc}</w:pPr>{runs}</w:p>"


def cell(content: str, *, span: int = 1, merge: str | None = None) -> str:
    """A w:tc; `merge` is restart or continue."""
    vertical = "" if merge is None else f'<w:vMerge w:val="{merge}"/>'
    inner = content if content.startswith("<w:p") or content.startswith("<w:tbl") else para(content)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{vertical}</w:tcPr>{inner}</w:tc>'


def table(*rows: list[str]) -> str:
    """A w:tbl of rows of cells; bare strings become cells."""
    written = ("".join(c if c.startswith("<w:tc>") else cell(c) for c in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in written) + "</w:tbl>"


def document(body: str) -> str:
    """A main part around `body`."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>'
    )


def part(root: str, content: str) -> str:
    """Another part with root element w:`root`."""
    return f"<w:{root} {_SPACES}>{content}</w:{root}>"


def docx(body: str, *, main: str = "word/document.xml", drop: tuple[str, ...] = (), **parts: str) -> bytes:
    """A .docx; `parts` are styles, numbering and other parts of the folder word by name."""
    folder, _, name = main.rpartition("/")
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for i, kind in enumerate(parts)
    )
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{OFFICE}/officeDocument" '
        f'Target="{main}"/></Relationships>',
        main: document(body),
        f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
        **{f"{folder}/{kind}.xml": content for kind, content in parts.items()},
    }
    return zipped({name: content for name, content in members.items() if name not in drop})


def piece(*, head: str = "", tail: str = "", title: str = TITLE) -> str:
    """The body of an ordinary manuscript: centred title, `head`, two paragraphs, `tail`."""
    return para(title, align="center", size=44) + head + "".join(map(para, BODY)) + tail
