"""Layouts of manuscripts as they arrive, and what is understood of each; unknown stays empty."""

from datetime import date

import pytest

from cppcc_desk.documents.reading import read_bytes
from cppcc_desk.documents.reading.persons import identify, read_date
from cppcc_desk.domain.submission import Draft, ReadStatus
from tests.documents.reading.make import BODY, TITLE, cell, docx, para, piece, run, table

LEAD = "林小溪"
UNIT = "云溪县文化馆"
PHONE = "13800000021"
DAY = date(2026, 3, 2)
TEXT = "\n".join(BODY)
BOTH = para(BODY[0]) + para(BODY[1])


def right(text: str) -> str:
    return para(text, align="right")


def centre(text: str, size: int = 0) -> str:
    return para(text, align="center", size=size)


def draft_of(data: bytes, name: str = "稿件.docx") -> Draft:
    draft = read_bytes(data, name)[0].draft
    assert draft is not None
    return draft


def warnings_of(data: bytes) -> str:
    return "".join(read_bytes(data, "稿件.docx")[0].warnings)


SIGNATURES = {
    "three lines": right(UNIT) + right(LEAD) + right("2026年3月2日"),
    "not aligned": para(UNIT) + para(LEAD) + para("2026年3月2日"),
    "one line": right(f"{UNIT} {LEAD} 2026年3月2日"),
    "glued": right(f"{UNIT}{LEAD}") + right("2026-03-02"),
    "Chinese numerals": right(UNIT) + right(LEAD) + right("二〇二六年三月二日"),
    "full-width digits": right(UNIT) + right(LEAD) + right("２０２６年３月２日"),
    "labelled": para(f"反映人：{LEAD}") + para(f"单位：{UNIT}") + para("日期：2026.3.2"),
    "labelled in one line": para(f"作者：{LEAD}　单位：{UNIT}　2026年3月2日"),
    "the seal's place": right(f"{UNIT}（盖章）") + right(LEAD) + right("2026年3月2日"),
    "with a telephone number": right(UNIT) + right(LEAD) + right("138 0000 0021　2026年3月2日"),
    "in brackets": right(f"（{UNIT}　{LEAD}　2026年3月2日）"),
    "labelled unit and person": para(f"供稿：{UNIT}　{LEAD}　2026年3月2日"),
    "with the weekday": right(f"{UNIT}　{LEAD}") + right("2026年3月2日（星期一）"),
    "an unfilled date below": right(UNIT) + right(LEAD) + right("2026年3月2日") + right("　年　月　日"),
    "text box": para(
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{right(UNIT)}{right(LEAD)}{right('2026/3/2')}"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    ),
}


@pytest.mark.parametrize("signature", SIGNATURES.values(), ids=SIGNATURES.keys())
def test_signatures(signature: str) -> None:
    draft = draft_of(docx(piece(tail=signature)))
    assert (draft.contributors, draft.unit, draft.written_on) == ((LEAD,), UNIT, DAY)
    assert (draft.title, draft.body) == (TITLE, TEXT)


BYLINES = {
    "brackets": centre(f"（县政协委员、{UNIT} {LEAD} {PHONE}）"),
    "labels in brackets": para(f"（反映人：{UNIT}　{LEAD}　电话：{PHONE}）"),
    "many labels": para(f"（反映人：{LEAD}，单位：{UNIT}，职务：馆长，电话：138-0000-0021）"),
    "two lines": centre(f"{UNIT}　{LEAD}") + centre(f"联系电话：{PHONE}"),
    "label without brackets": para(f"作者：{LEAD}") + para(f"单位：{UNIT}") + para("手机：138 0000 0021"),
    "under a dash": centre(f"——{UNIT}　{LEAD}　{PHONE}"),
    "number and date on a line": centre(f"{UNIT}馆长　{LEAD}") + centre(f"联系电话：{PHONE}　2026年7月23日"),
    "drafter of his own": centre(f"{UNIT}　{LEAD}（{PHONE}）") + centre(f"（执笔：{LEAD}）"),
    "post glued to the unit": centre(f"{UNIT}副馆长　{LEAD}（{PHONE}）"),
}


@pytest.mark.parametrize("byline", BYLINES.values(), ids=BYLINES.keys())
def test_bylines(byline: str) -> None:
    draft = draft_of(docx(piece(head=byline)))
    assert (draft.contributors, draft.unit, draft.phone) == ((LEAD,), UNIT, PHONE)
    assert (draft.title, draft.body) == (TITLE, TEXT)


TWO_LINES = "关于进一步规范云溪古镇停车秩序和完善周边交通引导标志的若干建议"
TITLES = {
    "two centred paragraphs": centre(TWO_LINES[:15], 44) + centre(TWO_LINES[15:], 44),
    "soft break": para(run(TWO_LINES[:15]) + "<w:r><w:br/></w:r>" + run(TWO_LINES[15:]), align="center"),
    "no layout at all": para(TWO_LINES[:15]) + para(TWO_LINES[15:]),
    "spaced out": centre(" ".join(TWO_LINES)),
    "labelled": para(f"标  题：{TWO_LINES}"),
    "under a printed head": centre("政协云溪县委员会办公室", 72)
    + centre("社 情 民 意 信 息", 72)
    + centre("第3期（总第45期）")
    + para("云溪县政协研究室编　　2026年3月2日")
    + centre(TWO_LINES, 44),
    "under another head": centre("社情民意", 72)
    + centre("（2026年第3期）")
    + para("云溪县政协办公室　2026年3月2日") + centre(TWO_LINES),
    "after the author": para(f"作者：{LEAD}") + centre(TWO_LINES),
}  # fmt: skip


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())
def test_titles(title: str) -> None:
    draft = draft_of(docx(title + BOTH + right(LEAD)))
    assert (draft.title, draft.body, draft.contributors, draft.unit) == (TWO_LINES, TEXT, (LEAD,), "")


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


def test_nobody_is_guessed() -> None:
    for tail in ("", para("以上建议，请予考虑。"), para("地名䶮村"), para("此致") + para("敬礼")):
        assert draft_of(docx(piece(tail=tail))).contributors == ()


def test_a_place_above_the_signature_stays_in_the_body() -> None:
    draft = draft_of(docx(piece(tail=para("地点在柳树村") + para(UNIT) + para(LEAD))))
    assert (draft.unit, draft.body) == (UNIT, f"{TEXT}\n地点在柳树村")


def test_several_contributors_and_a_collective_one() -> None:
    assert draft_of(docx(piece(tail=right("林小溪、周　山")))).contributors == (LEAD, "周山")
    collective = draft_of(docx(piece(tail=right("民进云溪县总支") + right("2026年3月2日"))))
    assert (collective.contributors, collective.unit) == ((), "民进云溪县总支")


def test_a_signature_that_names_another_person_is_not_thrown_away() -> None:
    draft = draft_of(docx(piece(head=centre(f"作者：{LEAD}"), tail=right("周山"))))
    assert draft.contributors == (LEAD,)
    assert draft.body.endswith("周山")


def test_whom_to_ask_is_not_who_wrote() -> None:
    draft = draft_of(docx(piece(tail=right(UNIT) + right(LEAD) + para("联系人：周山"))))
    assert draft.contributors == (LEAD,)
    assert "联系人：周山" in draft.body


def test_the_bracket_at_the_end_of_the_text_names_the_contributor_and_stays() -> None:
    draft = draft_of(docx(centre(TITLE) + para(BODY[0]) + para(f"{BODY[1]}（{UNIT} {LEAD}）")))
    assert (draft.contributors, draft.unit) == ((LEAD,), UNIT)
    assert draft.body.endswith(f"（{UNIT} {LEAD}）")


@pytest.mark.parametrize("written", ["二〇二六年五月", "2026年5月", "2026年5月　日", "5月26日", "2026年2月30日"])
def test_part_of_a_date_leaves_the_date_empty_with_a_warning(written: str) -> None:
    data = docx(piece(tail=right(f"{UNIT}　{LEAD}") + right(written)))
    draft = draft_of(data)
    assert (draft.contributors, draft.unit, draft.written_on, draft.body) == ((LEAD,), UNIT, None, TEXT)
    assert "".join(written.split()) in warnings_of(data)


def test_a_date_that_nobody_filled_in_is_no_matter() -> None:
    data = docx(piece(tail=right(LEAD) + right("2026年3月2日") + right("　年　月　日")))
    assert (draft_of(data).written_on, warnings_of(data)) == (DAY, "")
    assert "日期" not in warnings_of(docx(piece(tail=right(LEAD) + right("　年　月　日"))))


OTHER = "关于整修云溪老街路灯的建议"
SECOND_FORM = table(["标题", OTHER], ["反映人", "周山"], ["单位", "云溪县商会"], [cell("正文"), cell(BOTH, span=1)])
FIRST_FORM = table(["标题", TITLE], ["反映人", LEAD], ["单位", UNIT], [cell("正文"), cell(BOTH, span=1)])
SEVERAL = {
    "two signatures": docx(piece(tail=right(LEAD) + right("2026年3月2日")) + piece(title=OTHER, tail=right("周山"))),
    "two by-lines": docx(piece(head=centre(LEAD)) + piece(title=OTHER, head=centre("周山"))),
    "two letterheads": docx(
        centre("社情民意", 72)
        + piece(tail=right(LEAD))
        + centre("社情民意", 72)
        + centre("第2期")
        + piece(title=OTHER, tail=right("周山"))
    ),
    "two forms": docx(FIRST_FORM + para() + centre("社情民意信息登记表") + SECOND_FORM),
    "no layout": "\n".join((TITLE, *BODY, LEAD, "2026年3月2日", "", OTHER, *BODY, "周山", "2026年3月2日")).encode(),
    "labels": "\n".join((f"标题：{TITLE}", f"作者：{LEAD}", *BODY, f"标题：{OTHER}", "作者：周山", *BODY)).encode(),
}


@pytest.mark.parametrize("data", SEVERAL.values(), ids=SEVERAL.keys())
def test_two_whole_pieces_in_one_file_are_two(data: bytes) -> None:
    first, second = read_bytes(data, "稿件.docx" if data.startswith(b"PK") else "稿件.txt")
    assert first.draft is not None
    assert second.draft is not None
    assert (first.draft.title, first.draft.contributors, first.draft.body) == (TITLE, (LEAD,), TEXT)
    assert (second.draft.title, second.draft.contributors, second.draft.body) == (OTHER, ("周山",), TEXT)
    assert first.status is ReadStatus.ACCEPTED_WITH_WARNING
    assert OTHER in "".join(first.warnings)
    assert TITLE in "".join(second.warnings)


def test_three_pieces_are_three() -> None:
    third = "关于修缮云溪风雨桥的建议"
    pieces = (piece(tail=right(LEAD)), piece(title=OTHER, tail=right("周山")), piece(title=third, tail=right("何田")))
    assert [r.draft.title for r in read_bytes(docx("".join(pieces)), "稿件.docx") if r.draft] == [TITLE, OTHER, third]


ONE = {
    "a signature is missing": docx(piece() + piece(title=OTHER, tail=right("周山"))),
    "a form without a name": docx(
        FIRST_FORM + table(["标题", OTHER], ["反映人", ""], [cell("正文"), cell(BOTH, span=1)])
    ),
}


@pytest.mark.parametrize("data", ONE.values(), ids=ONE.keys())
def test_what_may_be_two_pieces_is_pointed_out_and_nobody_is_credited_with_both(data: bytes) -> None:
    results = read_bytes(data, "稿件.docx")
    assert len(results) == 1
    assert results[0].draft is not None
    assert OTHER in "".join(results[0].warnings)
    assert "周山" not in results[0].draft.contributors


def test_headings_that_look_like_the_title_do_not_part_a_piece() -> None:
    def same(text: str) -> str:
        return centre(text, 44)

    body = same("一、问题") + BOTH + right(UNIT) + same("意见建议") + BOTH + same("附件") + BOTH + right(UNIT)
    assert len(read_bytes(docx(piece(head=centre(LEAD)) + body), "稿件.docx")) == 1


COLLECTIVE = {
    "labelled": right("（执笔人：周山　联系电话：138 0000 0021）"),
    "labelled without brackets": para("执笔人：周山　138 0000 0021"),
    "behind the name": right("（周山执笔）") + right(PHONE),
    "without a colon": right("执笔　周山　13800000021"),
}


@pytest.mark.parametrize("drafter", COLLECTIVE.values(), ids=COLLECTIVE.keys())
def test_who_wrote_for_a_unit_is_its_drafter_and_no_contributor(drafter: str) -> None:
    signature = right("民盟云溪县总支") + right("2026年3月2日") + drafter
    result = read_bytes(docx(piece(head=para("县政协办公室："), tail=signature)), "稿件.docx")[0]
    draft = result.draft
    assert draft is not None
    assert (draft.contributors, draft.unit, draft.drafter) == ((), "民盟云溪县总支", "周山")
    assert (draft.phone, draft.written_on) == (PHONE, DAY)
    assert draft.body == f"县政协办公室：\n{TEXT}"
    assert "集体来稿" in "".join(result.warnings)


def test_one_of_the_contributors_may_be_the_drafter() -> None:
    draft = draft_of(docx(piece(tail=right(f"{LEAD}、周山（执笔）"))))
    assert (draft.contributors, draft.drafter) == ((LEAD, "周山"), "周山")
    draft = draft_of(docx(piece(tail=para(f"反映人：{LEAD}　执笔人：周山"))))
    assert (draft.contributors, draft.drafter) == ((LEAD,), "周山")


def test_everybody_who_signs_is_a_contributor_with_his_unit() -> None:
    tail = right(f"{UNIT}　{LEAD}") + right("云溪县商会　周山") + right("2026年3月2日")
    draft = draft_of(docx(piece(tail=tail)))
    assert (draft.contributors, draft.unit, draft.body) == ((LEAD, "周山"), f"{UNIT}、云溪县商会", TEXT)


@pytest.mark.parametrize("addressee", ["县政协办公室", "县政协：", "云溪县政协委员会办公室", "政协云溪县委员会"])
def test_whom_a_letter_is_for_is_not_whom_it_is_from(addressee: str) -> None:
    draft = draft_of(docx(piece(head=para(addressee), tail=right("云溪县总工会") + right("2026年3月2日"))))
    assert (draft.unit, draft.body) == ("云溪县总工会", f"{addressee}\n{TEXT}")


@pytest.mark.parametrize(
    "below",
    [
        ("附件：1.停车位统计表", "2.照片三张"),
        ("附件1", "停车位统计表", "老街130个，新区210个。"),
        ("通讯地址：云溪县城关街道文昌巷3号",),
        ("邮箱：lin@example.com",),
    ],
)
def test_what_stands_under_the_signature_stays_and_does_not_hide_it(below: tuple[str, ...]) -> None:
    tail = right(UNIT) + right(LEAD) + right("2026年3月2日") + "".join(map(para, below))
    draft = draft_of(docx(piece(tail=tail)))
    assert (draft.contributors, draft.unit, draft.written_on) == ((LEAD,), UNIT, DAY)
    assert draft.body == "\n".join((TEXT, *below))


def test_a_signature_behind_the_last_sentence() -> None:
    draft = draft_of(docx(piece(tail=para(f"以上建议，请予考虑。　　　　{LEAD}　2026年3月2日"))))
    assert (draft.contributors, draft.written_on) == ((LEAD,), DAY)
    assert draft.body == f"{TEXT}\n以上建议，请予考虑。"


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
    assert draft_of(docx(FIRST_FORM + para("注：数据来自县统计局。"))).body == f"{TEXT}\n注：数据来自县统计局。"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("关 于 加 强 古 树 保 护 的 建 议", "关于加强古树保护的建议"),
        ("关于 加强 古树 保护的建议", "关于加强古树保护的建议"),
        ("关于加强古树名木保护的建议　（续）", "关于加强古树名木保护的建议（续）"),
        ("关于提高夏秋茶利用率　促进茶农增收的建议", "关于提高夏秋茶利用率 促进茶农增收的建议"),
        ("蜜橘集中上市愁销  盼拓销路", "蜜橘集中上市愁销 盼拓销路"),
        ("强基础 补短板 惠民生", "强基础 补短板 惠民生"),
    ],
)
def test_spaces_in_a_title(written: str, title: str) -> None:
    assert draft_of(docx(piece(title=written))).title == title


def test_without_a_title_line_the_first_words_serve_or_it_stays_empty() -> None:
    assert draft_of("云溪古镇停车难，居民多有反映。\n建议增设车位。".encode(), "a.txt").title == "云溪古镇停车难"
    assert draft_of(("很" * 80 + "。\n正文。").encode(), "a.txt").title == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("县政协委员 阿依古丽·买买提", (("阿依古丽·买买提",), "", "县政协委员")),
        ("欧阳明月", (("欧阳明月",), "", "")),
        ("周山委员", (("周山",), "", "委员")),
        ("云溪县政协委员、云溪县中医院副院长林小溪", (("林小溪",), "云溪县中医院", "云溪县政协委员、副院长")),
        ("作者系县政协常委、云溪县茶厂厂长", ((), "云溪县茶厂", "县政协常委、厂长")),
        ("云溪县社会福利院院长", ((), "云溪县社会福利院", "院长")),
        ("双河乡水利站站长　周山", (("周山",), "双河乡水利站", "站长")),
        ("云溪县教育局职业教育股股长　周山", (("周山",), "云溪县教育局", "职业教育股股长")),
        ("云溪县人民医院内科主任　周山", (("周山",), "云溪县人民医院", "内科主任")),
        ("云溪县委组织部副部长　周山", (("周山",), "云溪县委组织部", "副部长")),
        ("云溪县人民政府办公室副主任　周山", (("周山",), "云溪县人民政府办公室", "副主任")),
        ("青岗镇镇长　周山", (("周山",), "青岗镇", "镇长")),
        ("县人大代表、云溪竹编厂厂长　周山", (("周山",), "云溪竹编厂", "县人大代表、厂长")),
        ("柳树村村民　周山", (("周山",), "", "柳树村村民")),
        ("文化艺术界　周山", (("周山",), "", "")),
        ("九三学社云溪县支社 周山", (("周山",), "九三学社云溪县支社", "")),
    ],
)
def test_people_units_and_posts_are_told_apart(line: str, expected: tuple[tuple[str, ...], str, str]) -> None:
    found = identify(line)
    assert (found.names, found.unit, found.position, found.rest) == (*expected, "")


@pytest.mark.parametrize(
    "line", ["特此报告", "谢谢", "于是", "云溪县", "高标准农田建设", "方案", "一行", "关于成立法律服务中心"]
)
def test_words_that_only_look_like_names_are_not(line: str) -> None:
    assert identify(line).names == ()


@pytest.mark.parametrize(
    "text",
    [
        "2026年3月2日",
        "2026.3.2",
        "2026-03-02",
        "2026/3/2",
        "二〇二六年三月二日",
        "二○二六年三月二日",
        "２０２６年３月２日",
        "2026 年 3 月 2 日",
        "2026年3月2日（星期一）",
        "2026年3月2日于云溪",
        "20260302",
    ],
)
def test_dates(text: str) -> None:
    assert read_date(text) == (DAY, "")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("二〇二六年五月", "二〇二六年五月"),
        ("2026年5月", "2026年5月"),
        ("2026.5", "2026.5"),
        ("2026年 5 月　 日", "2026年5月日"),
        ("2026年13月2日", "2026年13月2日"),
        ("2026年2月30日", "2026年2月30日"),
        ("3月2日", "3月2日"),
        ("2026年", "2026年"),
        ("　　年　月　日", ""),
        ("____年__月__日", ""),
        ("1.2.3", ""),
        ("电话", ""),
        ("0571-12345678", ""),
    ],
)
def test_no_date_is_made_of_part_of_one(text: str, part: str) -> None:
    assert read_date(text) == (None, part)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("138 0000 0021", PHONE),
        ("+86 138-0000-0021", PHONE),
        ("0571-1234567", "0571-1234567"),
        ("电话：0571-12345678转801", "0571-12345678转801"),
    ],
)
def test_telephone_numbers(text: str, phone: str) -> None:
    assert identify(text).phone == phone
