"""What a reader of the final text would see in a Word document, and what is named instead of read."""

import pytest

from cppcc_desk.documents.reading import read_bytes
from cppcc_desk.documents.reading.blocks import Paragraph, Table, lines_of
from cppcc_desk.documents.reading.docx import read_docx
from cppcc_desk.domain.submission import Draft, ReadStatus
from tests.documents.reading.make import (
    BODY,
    RELATIONS,
    STRICT,
    TITLE,
    cell,
    document,
    docx,
    para,
    part,
    piece,
    run,
    table,
    zipped,
)


def text_of(data: bytes) -> list[str]:
    return [line for line in lines_of(read_docx(data).blocks) if line]


def draft_of(data: bytes) -> Draft:
    draft = read_bytes(data, "稿件.docx")[0].draft
    assert draft is not None
    return draft


def warned(data: bytes, word: str) -> bool:
    return any(word in warning for warning in read_docx(data).warnings)


def test_insertions_stay_deletions_go_and_moved_text_counts_once() -> None:
    moved = "<w:moveFrom w:id='1'><w:r><w:t>移动的话。</w:t></w:r></w:moveFrom>"
    data = docx(
        para(f"{run('原有经费')}<w:del w:id='1'><w:r><w:delText>五万</w:delText></w:r></w:del>{run('八万')}{moved}")
        + para("<w:moveTo w:id='1'><w:r><w:t>移动的话。</w:t></w:r></w:moveTo>")
        + "<w:ins w:id='9'>" + para("整段插入") + "</w:ins><w:del w:id='8'>" + para("整段删除") + "</w:del>"
    )  # fmt: skip
    assert text_of(data) == ["原有经费八万", "移动的话。", "整段插入"]
    assert warned(data, "修订")


def test_a_paragraph_whose_mark_is_deleted_runs_into_the_next() -> None:
    mark = "<w:rPr><w:del w:id='1'/></w:rPr>"
    assert text_of(docx(para("前半句，", properties=mark) + para("后半句。"))) == ["前半句，后半句。"]
    assert text_of(docx(para("末句。", properties=mark))) == ["末句。"]


def test_a_text_box_written_twice_counts_once_in_either_form() -> None:
    inside = f"<w:txbxContent>{para('框内的话。')}</w:txbxContent>"
    modern = f"<w:drawing><wp:inline><a:graphic><wps:txbx>{inside}</wps:txbx></a:graphic></wp:inline></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    both = f"<mc:AlternateContent><mc:Choice Requires='wps'>{modern}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    for content in (modern, old, both + "</mc:AlternateContent>"):
        assert text_of(docx(para("框外。") + para(f"<w:r>{content}</w:r>"))) == ["框外。", "框内的话。"]


def test_of_unknown_alternatives_the_fallback_is_read() -> None:
    choice = "<mc:Choice Requires='zz'><w:r><w:t>新</w:t></w:r></mc:Choice>"
    content = f"<mc:AlternateContent>{choice}<mc:Fallback><w:r><w:t>旧</w:t></w:r></mc:Fallback></mc:AlternateContent>"
    assert text_of(docx(para(content))) == ["旧"]


def test_content_controls_are_read_but_prompts_and_contents_lists_are_not() -> None:
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>"
    gallery = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    body = f"<w:sdt><w:sdtContent>{para('控件里的段落。')}</w:sdtContent></w:sdt>"
    body += para(f"{prompt}<w:sdt><w:sdtContent>{run('控件里的词。')}</w:sdtContent></w:sdt>")
    body += f"<w:sdt>{gallery}<w:sdtContent>{para('一、目录 1')}</w:sdtContent></w:sdt>"
    assert text_of(docx(body)) == ["控件里的段落。", "控件里的词。"]


def test_content_controls_around_rows_and_cells_keep_the_table_whole() -> None:
    row = f"<w:sdt><w:sdtContent><w:tr>{cell('甲')}<w:sdt><w:sdtContent>{cell('乙')}</w:sdtContent></w:sdt></w:tr>"
    assert text_of(docx(f"<w:tbl>{row}</w:sdtContent></w:sdt></w:tbl>")) == ["甲　乙"]


@pytest.mark.parametrize("where", ["run", "character style", "paragraph style", "based on"])
def test_hidden_text_is_left_out_however_it_is_hidden(where: str) -> None:
    styles = part(
        "styles",
        "<w:style w:type='character' w:styleId='c'><w:name w:val='c'/><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='p'><w:name w:val='p'/><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='q'><w:name w:val='q'/><w:basedOn w:val='p'/></w:style>",
    )
    hidden = {
        "run": para(run("内部意见", "<w:vanish/>")),
        "character style": para(run("内部意见", "<w:rStyle w:val='c'/>")),
        "paragraph style": para("内部意见", properties="<w:pStyle w:val='p'/>"),
        "based on": para("内部意见", properties="<w:pStyle w:val='q'/>"),
    }[where]
    data = docx(para("看得见。") + hidden + para(run("也看得见。", "<w:vanish w:val='0'/>")), styles=styles)
    assert text_of(data) == ["看得见。", "也看得见。"]
    assert warned(data, "隐藏")


def test_breaks_tabs_hyphens_symbols_ruby_and_fields() -> None:
    ruby = "<w:ruby><w:rt><w:r><w:t>yǎn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>䶮</w:t></w:r></w:rubyBase></w:ruby>"
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>链接</w:t></w:r>"
    )
    content = (
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:cr/><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t>"
    )
    content += (
        f"<w:softHyphen/><w:sym w:font='Wingdings' w:char='F0FE'/><w:sym w:font='Odd' w:char='F0FE'/>{ruby}</w:r>"
    )
    data = docx(para(content + field + "<w:hyperlink><w:r><w:t>又一</w:t></w:r></w:hyperlink>"))
    assert text_of(data) == ["甲", "乙\t丙", "A-B☑〓䶮链接又一"]
    assert warned(data, "特殊符号")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("<w:drawing><wp:inline><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing>", "图片"),
        ("<w:pict><v:shape><v:imagedata/></v:shape></w:pict>", "图片"),
        ("<w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object>", "嵌入对象"),
        ("<w:footnoteReference w:id='2'/>", "脚注"),
        ("<w:endnoteReference w:id='2'/>", "脚注"),
        ("<w:commentReference w:id='2'/>", "批注"),
    ],
)
def test_what_is_not_carried_over_is_named(content: str, word: str) -> None:
    assert warned(docx(para(f"<w:r><w:t>正文</w:t>{content}</w:r>")), word)


def test_a_formula_is_read_as_text_and_named() -> None:
    data = docx(para("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"))
    assert text_of(data) == ["a+b"]
    assert warned(data, "公式")


def test_an_embedded_chunk_is_never_taken_for_an_empty_text() -> None:
    assert warned(docx(para(TITLE) + "<w:altChunk r:id='x'/>"), "嵌入")


def test_headers_comments_and_properties_stay_out() -> None:
    data = docx(piece(), header1=part("hdr", para("页眉文字")), comments=part("comments", para("批注内容")))
    assert "页眉文字" not in "".join(text_of(data)) and "批注内容" not in "".join(text_of(data))


def test_a_mark_in_the_header_is_seen() -> None:
    (result,) = read_bytes(docx(piece(), header=part("hdr", para("机密★5年"))), "来稿.docx")
    assert result.draft is None and "密级" in result.message


def test_the_strict_namespace_reads_the_same() -> None:
    members = {
        "_rels/.rels": f"<Relationships xmlns='{RELATIONS}'><Relationship Target='w/d.xml' "
        "Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument'/></Relationships>",
        "w/d.xml": document(piece()).replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", STRICT),
    }
    assert text_of(zipped(dict(members))) == [TITLE, *BODY]


def test_utf16_and_a_wrong_declaration_do_no_harm() -> None:
    main = document(piece())
    for content in (
        main.replace("UTF-8", "UTF-16").encode("utf-16"),
        main.replace("UTF-8", "GB2312").encode("utf-8"),
        b"\xef\xbb\xbf" + main.encode("utf-8"),
    ):
        assert text_of(zipped({"word/document.xml": content})) == [TITLE, *BODY]


def test_missing_side_parts_and_another_name_of_the_main_part_are_no_obstacle() -> None:
    assert text_of(docx(piece(), drop=("[Content_Types].xml",))) == [TITLE, *BODY]
    assert text_of(docx(piece(), drop=("_rels/.rels",))) == [TITLE, *BODY]
    assert text_of(docx(piece(), main="word/document2.xml")) == [TITLE, *BODY]
    assert text_of(docx(piece(), styles="<broken", numbering="not xml")) == [TITLE, *BODY]


def test_bytes_after_the_end_are_ignored() -> None:
    assert text_of(docx(piece()) + bytes(4096)) == [TITLE, *BODY]


def test_a_document_with_macros_is_read_and_says_so() -> None:
    result = read_bytes(zipped({"word/document.xml": document(piece()), "word/vbaProject.bin": b"x"}), "稿.docm")[0]
    assert result.status is ReadStatus.ACCEPTED_WITH_WARNING
    assert any("宏" in warning for warning in result.warnings)


def test_merged_cells_count_once_and_columns_are_kept() -> None:
    blocks = read_docx(
        docx(table([cell("甲", span=2, merge="restart"), "乙"], [cell("", span=2, merge="continue"), "丙"]))
    ).blocks
    assert isinstance(blocks[0], Table)
    first, second = blocks[0].rows
    assert [(c.column, c.span, c.continues) for c in first] == [(0, 2, False), (2, 1, False)]
    assert second[0].continues and second[1].lines == ("丙",)


def test_sixty_thousand_empty_paragraphs_are_only_space() -> None:
    draft = draft_of(docx(piece(head="<w:p/>" * 60_000)))
    assert draft.title == TITLE
    assert draft.body == "\n".join(BODY)


def test_alignment_and_size_come_from_the_style_where_the_paragraph_is_silent() -> None:
    styles = part(
        "styles",
        "<w:style w:type='paragraph' w:styleId='b'><w:name w:val='b'/><w:pPr><w:jc w:val='center'/></w:pPr>"
        "<w:rPr><w:sz w:val='44'/></w:rPr></w:style>",
    )
    block = read_docx(docx(para("题", properties="<w:pStyle w:val='b'/>"), styles=styles)).blocks[0]
    assert isinstance(block, Paragraph)
    assert (block.align.value, block.size) == ("centre", 44)
