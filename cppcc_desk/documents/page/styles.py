"""The styles and settings every paper carries, and what is taken out of python-docx's template first."""

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.oxml import parse_xml

from cppcc_desk.documents.page.words import JC, STYLE_ID, Element, W, exact, indent, run_properties, w
from cppcc_desk.domain import grid
from cppcc_desk.domain.flow import Style
from cppcc_desk.domain.layout import Face


@lru_cache(maxsize=3)
def template(styles: tuple[Style, ...]) -> bytes:
    """An empty .docx with these styles and the office's settings, made once."""
    document = docx.Document()
    body = document.element.body
    for child in list(body):
        body.remove(child)
    _strip(document)
    _write_styles(document, styles)
    _write_settings(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _strip(document: Any) -> None:
    """Take from python-docx's template what belongs to somebody else's letter: theme, thumbnail, fonts, numbering."""
    keep = {REL.STYLES, REL.SETTINGS, REL.OFFICE_DOCUMENT, REL.CORE_PROPERTIES}
    for owner in (document.part, document.part.package):
        for key, relationship in list(owner.rels.items()):
            if relationship.reltype not in keep:
                del owner.rels[key]


def _write_styles(document: Any, styles: Sequence[Style]) -> None:
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    root.append(_defaults())
    root.append(_normal())
    root.extend(_style(style) for style in styles)


def _defaults() -> Element:
    looks = run_properties(face=Face.FANGSONG, size=grid.BODY_SIZE, ink=None, spread=None, language=True)
    # no pPrDefault: the template's would make every single line 1.15 rows high
    return w("docDefaults", w("rPrDefault", looks), w("pPrDefault"))


def _normal() -> Element:
    return w("style", w("name", val="Normal"), w("qFormat"), type="paragraph", default=1, styleId="Normal")


def _style(style: Style) -> Element:
    paragraph_properties = w(
        "pPr",
        w("widowControl", val=0),  # 22 lines on every full page
        # unsaid where marks hang: LibreOffice reads it the wrong way round, and in cells never lets them hang
        *(() if style.hangs else (w("overflowPunct", val=0),)),
        w("topLinePunct", val=0),
        w("autoSpaceDE", val=0),  # a quarter character beside every digit would leave the 28-character grid
        w("autoSpaceDN", val=0),
        w("adjustRightInd", val=0),
        w("snapToGrid", val=0),
        exact(style.line),
        indent(style),
        w("jc", val=JC[style.align]),
    )
    if style.outline is not None:
        paragraph_properties.append(w("outlineLvl", val=style.outline))
    looks = run_properties(face=style.face, size=style.size, ink=style.ink, spread=style.squeeze or None)
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val="Normal"),
        w("qFormat"),
        paragraph_properties,
        looks,
        type="paragraph",
        customStyle=1,
        styleId=STYLE_ID[style.name],
    )


_SETTINGS = f"""<w:settings xmlns:w="{W}">
<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>
<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"""


def _write_settings(document: Any) -> None:
    root = document.settings.element
    for child in list(root):
        root.remove(child)
    root.extend(list(parse_xml(_SETTINGS)))
