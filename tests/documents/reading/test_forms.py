"""Form tables in many layouts, with what stands above and below them."""

import pytest

from cppcc_desk.documents.reading import read_bytes
from cppcc_desk.domain.submission import ReadStatus
from tests.documents.reading.layouts import BOTH, DAY, LEAD, PHONE, TEXT, UNIT, centre, draft_of, right, warnings_of
from tests.documents.reading.make import BODY, TITLE, cell, docx, para, piece, run, table

_FORM = table(["标题", TITLE], ["反映人", LEAD], ["单位", UNIT], [cell("正文"), cell(BOTH, span=1)])


FORMS = {
    "label beside value": table(
        ["标　题", TITLE], ["反映人：", LEAD], ["单 位", UNIT], ["联系电话", PHONE], ["内\n容", BOTH],
    ),
    "label in the cell": table(
        [f"题目：{TITLE}"], [f"反映人：{LEAD}　　单位：{UNIT}"], [f"电话：{PHONE}"],
        [cell(para(f"正文：{BODY[0]}") + para(BODY[1]))],
    ),
    "label above value in the cell": table(
        [cell(para("标题") + para(TITLE)), cell(para("姓名") + para(LEAD))],
        [cell(para("工作单位") + para(UNIT)), cell(para("手机") + para(PHONE))],
        [cell(para("情况反映及建议") + BOTH, span=2)],
    ),
    "merged group": table(
        [cell("题  目"), cell(TITLE, span=3)],
        [cell("反 映 人", merge="restart"), cell("姓  名"), cell(LEAD, span=2)],
        [cell("", merge="continue"), cell("工作单位"), cell(UNIT, span=2)],
        [cell("", merge="continue"), cell("联系电话"), cell(PHONE, span=2)],
        [cell("情况反映及建议", span=4)],
        [cell(BOTH, span=4)],
    ),
    "header row": table(
        [cell("题目"), cell(TITLE, span=2)], ["姓名", "单位", "电话"], [LEAD, UNIT, PHONE], [cell("正文", span=3)],
        [cell(BOTH, span=3)],
    ),
    "nested in a frame": table([
        cell(centre(TITLE) + table(["反映人", LEAD, "电话", PHONE], ["单位", UNIT, "界别", "文化界"]) + BOTH)]),
    "content controls": table(
        ["标题", TITLE],
        ["反映人", para(f"<w:sdt><w:sdtContent>{run(LEAD)}</w:sdtContent></w:sdt>")],
        ["单位", UNIT], ["电话", PHONE], ["主要内容", BOTH],
    ),
    "head only": centre(TITLE) + table(["姓名", LEAD, "电话", PHONE], ["单位", UNIT, "职务", "馆长"]) + BOTH,
    "with instructions below": table(
        ["标题", TITLE], ["反映人", LEAD, "电话", PHONE], ["单位", UNIT], [cell("正文"), cell(BOTH, span=3)],
    ) + para("填表说明：1.此表一式两份。") + para("2.请于每月25日前报送。"),
    "with a note below": table(
        ["标题", TITLE], ["反映人", LEAD, "电话", PHONE], ["单位", UNIT], [cell("正文"), cell(BOTH, span=3)],
    ) + para("注：请一事一报，正文一般不超过1500字。"),
    "with much above": para("附件2") + centre("反映社情民意专用纸") + para("填报日期：2026年3月2日")
    + table(["标题", TITLE], ["反映人", LEAD, "电话", PHONE], ["单位", UNIT], [cell("正文"), cell(BOTH, span=3)]),
    "date beside the number": table(
        ["标题", TITLE], ["反映人", LEAD], ["联系电话", f"{PHONE}　2026年3月2日"], ["单位", f"{UNIT}馆长"],
        [cell("正文"), cell(BOTH, span=1)],
    ),
    "with its own name above": centre("云溪县政协社情民意信息登记表") + table(
        ["标题", TITLE, "编号", ""], ["反映人", LEAD, "联系方式", PHONE], ["单位", UNIT, "审核意见", "同意"],
        [cell("正文"), cell(BOTH, span=3)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_forms(form: str) -> None:
    result = read_bytes(docx(form), "登记表.docx")[0]
    draft = result.draft
    assert draft is not None
    assert (draft.title, draft.contributors, draft.unit, draft.phone) == (TITLE, (LEAD,), UNIT, PHONE)
    assert draft.body == TEXT
    assert result.status is ReadStatus.ACCEPTED


def test_sections_of_a_form_keep_their_headings_and_other_fields_their_places() -> None:
    form = table(
        ["标题", TITLE, "界别", "文化艺术界"], ["反映人", LEAD, "联名人", "周山、何田"],
        ["单位及职务", f"{UNIT}馆长", "执笔人", "周山"], [cell("情况反映"), cell(BODY[0], span=3)],
        [cell("意见建议"), cell(BODY[1], span=3)],
        ["推荐理由", "好", "日期", "2026年3月2日"],
    )  # fmt: skip
    draft = draft_of(docx(form))
    assert draft.contributors == (LEAD, "周山", "何田")
    assert (draft.unit, draft.position, draft.sector, draft.drafter) == (UNIT, "馆长", "文化艺术界", "周山")
    assert draft.body == f"情况反映\n{BODY[0]}\n意见建议\n{BODY[1]}"
    assert draft.written_on == DAY
    assert "推荐理由" in warnings_of(docx(form))


def test_a_table_of_figures_stays_in_the_body() -> None:
    draft = draft_of(docx(piece(head=table(["年份", "车位数"], ["2025", "130"]), tail=right(LEAD))))
    assert draft.body == f"年份　车位数\n2025　130\n{TEXT}"


def test_an_empty_form_gives_no_contributor() -> None:
    form = table(["标题", TITLE], ["反映人", ""], ["单位", ""], ["正文", BODY[0]])
    draft = draft_of(docx(form))
    assert (draft.contributors, draft.unit) == ((), "")
    assert "反映人" in warnings_of(docx(form))


def test_an_unfilled_pattern_says_nothing() -> None:
    draft = draft_of(docx(piece(tail=para("反映人：") + para("单位：") + para("　年　月　日"))))
    assert (draft.contributors, draft.unit, draft.written_on, draft.body) == ((), "", None, TEXT)
    form = table(["标题", TITLE], ["反映人", "匿名"], ["单位", "无"], [cell("正文"), cell(BOTH, span=1)])
    assert (draft_of(docx(form)).contributors, draft_of(docx(form)).unit) == ((), "")


def test_a_form_that_says_only_a_standing_names_no_unit() -> None:
    form = table(["标题", TITLE], ["姓名", LEAD], ["单位及职务", "退休干部"], [cell("正文"), cell(BOTH, span=1)])
    draft = draft_of(docx(form))
    assert (draft.unit, draft.position) == ("", "退休干部")


def test_a_note_under_a_form_that_says_something_stays() -> None:
    assert draft_of(docx(_FORM + para("注：数据来自县统计局。"))).body == f"{TEXT}\n注：数据来自县统计局。"


MARKED = {
    "a head line": para("机密★5年") + centre(TITLE) + BOTH + right(LEAD),
    "a head line set apart": para("000012　　秘 密 ★ 1 年") + centre(TITLE) + BOTH + right(LEAD),
    "a level alone": para("绝密级") + centre(TITLE) + BOTH,
    "beside its label": table(["标题", TITLE], ["反映人", LEAD, "密级", "机密"], ["正文", BOTH]),
    "below its label": table(["标题", "密级"], [TITLE, "秘密"], [cell(BOTH, span=2)]),
    "in the label's cell": table(["标题", TITLE], ["反映人", LEAD], ["密级：秘密★1年", ""], ["正文", BOTH]),
    "in a labelled line": para(f"标题：{TITLE}") + para(f"反映人：{LEAD}　密级：机密") + BOTH,
}


@pytest.mark.parametrize("content", MARKED.values(), ids=MARKED.keys())
def test_a_file_that_bears_a_mark_is_refused(content: str) -> None:
    (result,) = read_bytes(docx(content), "来稿.docx")
    assert (result.status, result.draft) == (ReadStatus.REFUSED, None)
    assert "密级" in result.message and "机要" in result.message and TITLE not in result.message


@pytest.mark.parametrize("level", ["公开", "内部", "无", ""])
def test_other_words_in_the_box_of_the_mark_are_fine(level: str) -> None:
    (result,) = read_bytes(docx(table(["标题", TITLE], ["反映人", LEAD, "密级", level], ["正文", BOTH])), "来稿.docx")
    assert result.draft is not None and (result.draft.title, result.draft.body) == (TITLE, TEXT)


def test_text_about_secret_papers_is_read() -> None:
    spoken = "群众反映，废品站里可以见到机密文件，有的还标着“机密★5年”。"
    (result,) = read_bytes(docx(centre("关于加强机密文件销毁管理的建议") + para(spoken) + BOTH), "来稿.docx")
    assert result.draft is not None and result.draft.body.startswith(spoken)
