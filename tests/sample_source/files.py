"""The received files of the sample office as bytes: Word files laid out as informants do, text files, the roster."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

Head = dict[str, str]
CENTRE, RIGHT, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
_UNUSED = ("stylesWithEffects", "thumbnail", "customXml")


@dataclass(frozen=True)
class Look:
    """Fonts (East Asian names) and sizes in points of one layout."""

    title_font: str = "方正小标宋简体"
    title_size: float = 22
    font: str = "仿宋_GB2312"
    size: float = 16


OFFICIAL = Look()
HOMELY = Look("黑体", 18, "宋体", 14)
PLAIN = Look("宋体", 16, "宋体", 12)


# --- text files ------------------------------------------------------------------------------------------------------


def text_file(head: Head, body: Sequence[str], when: datetime) -> bytes:
    """A .txt in the encoding and with the line ends that `head` names."""
    indented = [f"　　{line}" for line in body]
    if head["layout"] == "label-txt":
        lines = [
            f"标题：{head['title']}",
            f"反映人：{head['contributors']}",
            f"单位及职务：{head['unit']}{head['position']}",
            f"联系电话：{head['phone']}",
            f"日期：{head['date']}",
            "",
            *indented,
        ]
    else:
        lines = [head["title"], "", *indented, "", head.get("sign", head["contributors"])]
        lines += [f"电话：{head['phone']}"] if "phone" in head else []
        lines += [head["date"]]
    newline = "\n" if head.get("newline") == "lf" or head["encoding"] == "utf-8" else "\r\n"
    text = newline.join(lines) + newline
    if head["encoding"] == "utf-16":  # the codec would write the byte order of the machine
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode(head["encoding"])


# --- Word files ------------------------------------------------------------------------------------------------------


def document(head: Head, body: Sequence[str], when: datetime) -> bytes:
    """A .docx in the layout that `head` names."""
    made = Document()
    _slim(made)
    section = made.sections[0]
    section.page_width, section.page_height = Pt(595.3), Pt(841.9)
    _LAYOUTS[head["layout"]](made, head, body)
    core = made.core_properties
    core.author, core.last_modified_by, core.title, core.comments = "Administrator", "Administrator", "", ""
    core.created = core.modified = when
    written = io.BytesIO()
    made.save(written)
    return repacked(written.getvalue(), when)


def _slim(made: Any) -> None:
    """Leave out what no office's Word file needs, so that forty files stay small."""
    for part in (made.part.package, made.part):
        for rel_id, rel in list(part.rels.items()):
            if any(name in rel.reltype for name in _UNUSED):
                del part.rels[rel_id]
    styles = made.styles.element
    for style in styles.findall(qn("w:style")):
        is_table = style.get(qn("w:type")) == "table"
        if is_table and style.get(qn("w:styleId")) not in ("TableNormal", "TableGrid"):
            styles.remove(style)
    latent = styles.find(qn("w:latentStyles"))
    if latent is not None:
        styles.remove(latent)


def _run(paragraph: Any, text: str, font: str, size: float, *, bold: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold or None
    run.font.name = "Times New Roman"
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _line(made: Any, text: str, look: Look, *, align: Any = None, indent: bool = False, bold: bool = False) -> Any:
    paragraph = made.add_paragraph()
    if align is not None:
        paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(look.size * 2)
    paragraph.paragraph_format.space_after = Pt(0)
    _run(paragraph, text, look.font, look.size, bold=bold)
    return paragraph


def _title(made: Any, head: Head, look: Look) -> None:
    for key in ("title", "title2"):
        if key in head:
            paragraph = made.add_paragraph()
            paragraph.alignment = CENTRE
            paragraph.paragraph_format.space_after = Pt(0)
            _run(paragraph, head[key], look.title_font, look.title_size)


def _body(made: Any, body: Sequence[str], look: Look) -> None:
    for line in body:
        _line(made, line, look, indent=True, bold=bool(re.match(r"[一二三四五六七八九十]、.{2,12}$", line)))


def _signature(made: Any, lines: Sequence[str], look: Look) -> None:
    made.add_paragraph()
    for line in lines:
        _line(made, line, look, align=RIGHT)


def _letter(made: Any, head: Head, body: Sequence[str]) -> None:
    _title(made, head, OFFICIAL)
    made.add_paragraph()
    _body(made, body, OFFICIAL)
    _signature(made, [f"{head['unit']}{head['position']}　{head['contributors']}", head["date"]], OFFICIAL)
    _line(made, f"（联系电话：{head['phone']}）", OFFICIAL, align=LEFT, indent=True)


def _bracket(made: Any, head: Head, body: Sequence[str]) -> None:
    _title(made, head, HOMELY)
    if "、" in head["contributors"]:
        units, names = head["unit"].split("、"), head["contributors"].split("、")
        who = "；".join(f"{unit}　{name}" for unit, name in zip(units, names, strict=True))
    else:
        who = f"{head['unit']}{head['position']}　{head['contributors']}"
    _line(made, f"（{who}，电话：{head['phone']}）", HOMELY, align=CENTRE)
    _body(made, body, HOMELY)


def _labels(made: Any, head: Head, body: Sequence[str]) -> None:
    for label, value in (
        ("反映人", head["contributors"]),
        ("工作单位", head["unit"]),
        ("职务", head["position"]),
        ("联系电话", head["phone"]),
        ("报送日期", head["date"]),
    ):
        _line(made, f"{label}：{value}", PLAIN)
    made.add_paragraph()
    _title(made, head, PLAIN)
    _body(made, body, PLAIN)


def _collective(made: Any, head: Head, body: Sequence[str]) -> None:
    _title(made, head, OFFICIAL)
    _line(made, "县政协办公室：", OFFICIAL)
    _body(made, body, OFFICIAL)
    _signature(made, [head["unit"], head["date"]], OFFICIAL)
    _line(made, f"（执笔人：{head['drafter']}　联系电话：{head['phone']}）", OFFICIAL, indent=True)


def _headed(made: Any, head: Head, body: Sequence[str]) -> None:
    section = made.sections[0]
    _run(section.header.paragraphs[0], "云溪县政协社情民意信息·来稿", "楷体_GB2312", 10.5)
    _page_number(section)
    _title(made, head, HOMELY)
    _line(made, head["contributors"], HOMELY, align=CENTRE)
    _body(made, body, HOMELY)
    _signature(made, [f"{head['unit']}{head['position']}", head["phone"], head["date"]], HOMELY)


def _page_number(section: Any) -> None:
    footer = section.footer.paragraphs[0]
    footer.alignment = CENTRE
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    _run(footer, "— ", "宋体", 14)
    footer._p.append(parse_xml(field))
    _run(footer, " —", "宋体", 14)


def _longform(made: Any, head: Head, body: Sequence[str]) -> None:
    _page_number(made.sections[0])
    _title(made, head, OFFICIAL)
    _line(made, f"{head['unit']}　{head['position']}　{head['contributors']}", OFFICIAL, align=CENTRE)
    _line(made, f"（{head['date']}）", OFFICIAL, align=CENTRE)
    made.add_paragraph()
    for line in body:
        if re.match(r"[一二三四五六七八九十]、.{2,12}$", line):
            paragraph = made.add_paragraph(style="Heading 1")
            _run(paragraph, line, "黑体", 16)
        else:
            _line(made, line, OFFICIAL, indent=True)
    _line(made, f"联系电话：{head['phone']}", OFFICIAL, indent=True)


def _softbreak(made: Any, head: Head, body: Sequence[str]) -> None:
    """Everything below the title in one paragraph, lines ended with Shift+Enter."""
    _title(made, head, HOMELY)
    paragraph = made.add_paragraph()
    who = f"反映人：{head['contributors']}（{head['unit']}{head['position']}）　电话：{head['phone']}"
    for line in (who, *(f"　　{line}" for line in body)):
        _run(paragraph, line, HOMELY.font, HOMELY.size).add_break(WD_BREAK.LINE)
    _run(paragraph, head["date"], HOMELY.font, HOMELY.size)


_NUMBERING = """<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>
<w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:firstLine="640"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>
<w:lvlText w:val="（%2）"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:firstLine="640"/></w:pPr></w:lvl></w:abstractNum>"""
_LEVELS = (re.compile(r"^[一二三四五六七八九十]、"), re.compile(r"^（[一二三四五六七八九十]）"))


def _numbered(made: Any, head: Head, body: Sequence[str]) -> None:
    """Numbers that Word counts itself: they are nowhere in the text."""
    numbering = made.part.numbering_part.element
    first_num = numbering.find(qn("w:num"))
    abstract = parse_xml(_NUMBERING.format(ns=nsdecls("w")))
    if first_num is None:
        numbering.append(abstract)
    else:
        first_num.addprevious(abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    _title(made, head, OFFICIAL)
    made.add_paragraph()
    for line in body:
        level = next((i for i, pattern in enumerate(_LEVELS) if pattern.match(line)), None)
        if level is None:
            _line(made, line, OFFICIAL, indent=True)
            continue
        paragraph = _line(made, _LEVELS[level].sub("", line), OFFICIAL)
        properties = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().insert(0, parse_xml(properties))
    who = f"{head['unit']}{head['position']}　{head['contributors'].replace('、', '　')}"
    _signature(made, [who, head["phone"], head["date"]], OFFICIAL)


_BOX = """<w:r {ns}><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<mc:Choice Requires="wps"><w:drawing><wp:anchor
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">
<wp:posOffset>0</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="5270000" cy="1400000"/><wp:wrapTopAndBottom/><wp:docPr id="{id}" name="文本框 {id}"/>
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5270000" cy="1400000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:ln w="6350"><a:solidFill><a:prstClr val="black"/></a:solidFill></a:ln></wps:spPr>
<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>
</wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="box{id}" style="width:415pt;height:110pt">
<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""


_BOX_LINE = (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t>{text}</w:t></w:r></w:p>'
)


def _textbox(made: Any, head: Head, body: Sequence[str]) -> None:
    """Title and author in a text box above the running text, kept twice as Word does (drawing and old picture)."""
    lines = [
        (head["title"], 36),
        (f"{head['unit']}{head['position']}　{head['contributors']}", 28),
        (f"联系电话：{head['phone']}　{head['date']}", 28),
    ]
    content = "".join(_BOX_LINE.format(size=size, text=text) for text, size in lines)
    paragraph = made.add_paragraph()
    paragraph._p.append(parse_xml(re.sub(r"\n", "", _BOX).format(ns=nsdecls("w"), id=1, content=content)))
    _body(made, body, HOMELY)


# --- forms -----------------------------------------------------------------------------------------------------------


def _grid(made: Any, rows: int, widths: Sequence[float]) -> Any:
    """A table with ruled cells; widths in points."""
    table = made.add_table(rows=rows, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
        for cell in column.cells:
            cell.width = Pt(width)
    return table


def _cell(cell: Any, lines: Sequence[str], look: Look, *, align: Any = None, indent: bool = False) -> None:
    for i, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(look.size * 2)
        _run(paragraph, line, look.font, look.size)


def _form(made: Any, head: Head, body: Sequence[str]) -> None:
    """登记表 with merged cells: label and value side by side, the text in one tall cell."""
    _line(made, "云溪县政协社情民意信息登记表", Look(font="黑体", size=18), align=CENTRE)
    table = _grid(made, 5, (70, 150, 70, 125))
    rows = (
        ("标　　题", head["title"], "", ""),
        ("反 映 人", head["contributors"], "界　　别", head["sector"]),
        ("工作单位", head["unit"], "职　　务", head["position"]),
        ("联系电话", head["phone"], "填报日期", head["date"]),
        ("正　　文", "", "", ""),
    )
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            if text:
                _cell(cell, [text], PLAIN, align=CENTRE)
    table.cell(0, 1).merge(table.cell(0, 3))
    text = table.cell(4, 1).merge(table.cell(4, 3))
    _cell(text, body, PLAIN, indent=True)
    _line(made, "注：请一事一报，正文一般不超过1500字。", Look(font="楷体_GB2312", size=10.5))


def _form2(made: Any, head: Head, body: Sequence[str]) -> None:
    """登记表 with label and value in one cell, the text under its label."""
    _line(made, "社 情 民 意 信 息 稿", Look(font="黑体", size=20), align=CENTRE)
    table = _grid(made, 4, (200, 215))
    _cell(table.cell(0, 0).merge(table.cell(0, 1)), [f"标题：{head['title']}"], PLAIN)
    _cell(table.cell(1, 0), [f"反映人：{head['contributors']}"], PLAIN)
    _cell(table.cell(1, 1), [f"单位及职务：{head['unit']}{head['position']}"], PLAIN)
    _cell(table.cell(2, 0), [f"联系电话：{head['phone']}"], PLAIN)
    _cell(table.cell(2, 1), [f"报送时间：{head['date']}"], PLAIN)
    text = table.cell(3, 0).merge(table.cell(3, 1))
    _cell(text, ["反映内容：", *body], PLAIN)


def _table_simple(made: Any, head: Head, body: Sequence[str]) -> None:
    """A small table of particulars on top, the text below it as usual."""
    particulars = (
        ("信息题目", head["title"]),
        ("报送单位", head["unit"]),
        ("姓名", head["contributors"]),
        ("职务", head["position"]),
        ("手机", head["phone"]),
    )
    table = _grid(made, len(particulars), (90, 325))
    for row, (label, value) in zip(table.rows, particulars, strict=True):
        _cell(row.cells[0], [label], PLAIN, align=CENTRE)
        _cell(row.cells[1], [value], PLAIN)
    made.add_paragraph()
    _body(made, body, PLAIN)
    _signature(made, [head["date"]], PLAIN)


_LAYOUTS: dict[str, Callable[[Any, Head, Sequence[str]], None]] = {
    "letter": _letter,
    "bracket": _bracket,
    "labels": _labels,
    "collective": _collective,
    "headed": _headed,
    "longform": _longform,
    "softbreak": _softbreak,
    "numbered": _numbered,
    "textbox": _textbox,
    "form": _form,
    "form2": _form2,
    "table-simple": _table_simple,
}


# --- the roster ------------------------------------------------------------------------------------------------------


def roster_book(rows: Sequence[Sequence[str]], when: datetime) -> bytes:
    """The roster as .xlsx, `rows` with the heads first; every cell is text, telephone numbers too."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "委员和信息员名册"
    thin = Side(style="thin")
    for r, row in enumerate(rows, start=1):
        for c, text in enumerate(row, start=1):
            cell = sheet.cell(r, c, text or None)
            cell.number_format = "@"
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            cell.font = Font(name="黑体" if r == 1 else "宋体", size=11)
    for column, width in zip("ABCDEFGHI", (10, 12, 42, 18, 20, 32, 12, 12, 16), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "B2"
    book.properties.creator = "云溪县政协办公室"
    book.properties.created = when
    written = io.BytesIO()
    book.save(written)
    return repacked(written.getvalue(), when)


def repacked(package: bytes, when: datetime) -> bytes:
    """The same package with `when` as the time of every entry and of its last change."""
    stamp = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = stamp.sub(rb"\g<1>" + f"{when:%Y-%m-%dT%H:%M:%SZ}".encode(), data)
            entry = zipfile.ZipInfo(name, when.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, data, compresslevel=9)
    return written.getvalue()
