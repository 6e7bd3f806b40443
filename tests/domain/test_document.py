"""公文 from fields: what is refused by name, what is ignored and named, and what is looked at before printing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cppcc_desk.domain.document import compose_document
from cppcc_desk.domain.document.check import check_document
from cppcc_desk.domain.document.head import fitted, mark_text
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.flow import JointMark, LetterHead, Paragraph, TableRow
from cppcc_desk.domain.layout import Layout
from cppcc_desk.domain.official import (
    KEYS,
    Attachment,
    Covers,
    DocNumber,
    Kind,
    Letterhead,
    OfficialDocument,
    Picture,
    Table,
    document_from,
    with_proper_mark,
)

TODAY = date(2026, 11, 20)
LEAST: dict[str, Any] = {"organs": ["政协云溪县委员会"], "title": "关于开会的通知", "body": ["请准时参加。"]}
HEAD = Letterhead(name="红头.png", covers=Covers.MARK, parts=(), height=0)
PICTURE = Picture(name="章.png", data=b"", ratio=1.0, width_mm=42.0)

LOADERS: Any = {"load_picture": lambda _name: PICTURE, "load_letterhead": lambda _name, _covers: HEAD}


def read(kind: Kind = Kind.NOTICE, **fields: Any) -> tuple[OfficialDocument, tuple[str, ...]]:
    return document_from(kind, {**LEAST, **fields}, **LOADERS)


def told(document: OfficialDocument, layout: Layout | None = None, *, moved: bool = False) -> list[str]:
    laid = layout or Layout(pages=(), text_pages=((0, 0),), signature_page=0)
    return [p.sentence for p in check_document(document, today=TODAY, layout=laid, addressees_moved=moved)]


def blocks(document: OfficialDocument, style: str) -> list[str]:
    return [
        block.text
        for block in compose_document(document).blocks
        if isinstance(block, Paragraph) and block.style.name == style
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"titel": "x"}, "不认识的要素：titel；可用的有：attachments"),
        ({"title": " "}, "缺少标题"),
        ({"title": None}, "缺少标题"),
        ({"body": []}, "缺少正文"),
        ({"body": [" ", "\n"]}, "缺少正文"),
        ({"organs": []}, "缺少发文机关"),
        ({"kind": "通报"}, "要素里写的文种是“通报”，命令里是“通知”"),
        ({"title": 5}, "“title”应为文字，收到的是“5”"),
        ({"organs": [1]}, "“organs”应为文字"),
        ({"date": "2026年3月1日"}, "“date”应为形如 2026-03-01 的日期"),
        ({"date": 20260301}, "“date”应为形如"),
        ({"copy_no": 0}, "“copy_no”应为 1 到 999999 的整数"),
        ({"copy_no": True}, "“copy_no”应为"),
        ({"copy_no": 1.5}, "“copy_no”应为"),
        ({"urgency": "平件"}, "“urgency”应为特急、加急"),
        ({"sealed": "是"}, "“sealed”应为 true 或 false"),
        ({"doc_number": "云政协〔2026〕5号"}, "“doc_number”应为机关代字"),
        ({"doc_number": {"org_code": "", "year": 2026}}, "不空的机关代字和四位年份"),
        ({"doc_number": {"org_code": "云政协", "year": 26}}, "不空的机关代字和四位年份"),
        ({"doc_number": {"org_code": "云政协", "year": 2026, "serial": -1}}, "“doc_number.serial”应为"),
        ({"attachments": "表"}, "“attachments”应为附件的列表"),
        ({"attachments": [{"body": []}]}, "“attachments 第 1 项”应为标题"),
        ({"body": [{"tabel": {}}]}, "“body”应为文字"),
        ({"body": [{"table": {"columns": ["甲"]}}]}, "应为 columns、rows"),
        ({"body": [{"table": {"columns": [], "rows": []}}]}, "至少一栏"),
        ({"body": [{"table": {"columns": ["甲"], "rows": [["1", "2"]]}}]}, "第 1 行有 2 格，应为 1 格"),
        ({"body": [{"table": {"columns": ["甲"], "rows": [[[]]]}}]}, "“表格的格”应为文字或数字"),
        ({"body": [{"table": {"columns": ["甲"], "rows": [], "widths_mm": [0]}}]}, "应为 1 个大于 0 的毫米数"),
        ({"attendance": ["甲"]}, "“attendance”应为"),
        ({"body": ["第一段。", "机密★5年\n正文。"]}, "“机密★5年”是密级标志"),
        ({"body": [{"table": {"columns": ["甲"], "rows": [["秘密"]]}}]}, "“秘密”是密级标志"),
    ],
)
def test_what_is_wrong_is_refused_by_name(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refusal:
        kind = Kind.MINUTES if "attendance" in fields else Kind.NOTICE
        document_from(kind, {**LEAST, **fields}, **LOADERS)
    assert "没有写出任何文件" in refusal.value.message


def test_null_and_empty_lists_are_absent_and_unprinted_keys_are_named() -> None:
    document, problems = read(main_to=None, attachments=[], signatories=["周启明"], issue_no=3, note="此件公开发布")
    assert (document.main_to, document.attachments, document.signatories) == ((), (), ())
    assert problems == ("通知不印“signatories”，已略过", "通知不印“issue_no”，已略过")


def test_each_kind_takes_its_keys_and_a_text_for_a_list_of_one() -> None:
    for kind, keys in KEYS.items():
        assert {"title", "body", "date"} <= keys
        document, _ = read(kind, organs="政协云溪县委员会")
        assert document.organs == ("政协云溪县委员会",)
        assert compose_document(document).blocks


def test_control_characters_are_taken_out_and_told() -> None:
    document, problems = read(title="关于\x0b开会\x00的通知", body=["一\r\n二\ufeff"])
    assert document.title == "关于开会的通知"
    assert document.body == ("一\n二",)
    assert problems == ("去掉了 3 个不能显示的控制字符",)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("(一)提高认识", "（一）提高认识"),
        ("（二）、压实责任", "（二）压实责任"),
        ("一．总体要求", "一、总体要求"),
        ("1、抓好落实", "1.抓好落实"),
        ("(1)加强督查", "（1）加强督查"),
        ("1.5万元", "1.5万元"),
        ("（2026年）", "（2026年）"),
        ("三是加强", "三是加强"),
    ],
)
def test_marks_as_people_type_them(typed: str, printed: str) -> None:
    assert with_proper_mark(typed) == printed


def test_marks_of_each_kind_and_how_they_fit() -> None:
    assert mark_text(read()[0]) == "政协云溪县委员会文件"
    assert mark_text(read(Kind.LETTER)[0]) == "政协云溪县委员会"
    assert mark_text(read(Kind.MINUTES)[0]) == "政协云溪县委员会会议纪要"
    assert mark_text(read(Kind.BULLETIN, mark="社情民意")[0]) == "社情民意"
    assert fitted("政协云溪县委员会文件") == (42, 1.0)
    size, scale = fitted("中国人民政治协商会议云溪县委员会文件")
    assert size == 42 and 0.5 < scale < 0.6
    assert fitted("中" * 60)[0] < 42
    assert isinstance(compose_document(read(Kind.LETTER)[0]).blocks[0], LetterHead)
    joint = compose_document(read(organs=["政协云溪县委员会", "云溪县人民政府"])[0]).blocks
    assert any(isinstance(block, JointMark) for block in joint)


def test_attachments_are_noted_and_stand_on_their_own_pages() -> None:
    one = read()[0]
    single = replace(one, attachments=(Attachment(title="名单", body=("甲",)),))
    assert blocks(single, "附件说明") == ["附件：名单"]
    assert blocks(single, "附件标志") == ["附件"]
    several = replace(one, attachments=(Attachment(title="名单", body=()), Attachment(title="表", body=())))
    assert blocks(several, "附件说明首件") + blocks(several, "附件说明后件") == ["附件：1.名单", "2.表"]
    assert blocks(several, "附件标志") == ["附件1", "附件2"]


def test_signatures() -> None:
    dated = replace(read()[0], dated=date(2026, 3, 1))
    assert blocks(dated, "署名和日期") == ["政协云溪县委员会", "2026年3月1日"]
    assert blocks(replace(dated, signed_by=("云溪县政协",)), "署名和日期")[0] == "云溪县政协"
    assert blocks(replace(dated, dated=None), "署名和日期")[-1] == "　　　　年　月　日"
    assert blocks(replace(dated, note="（此件公开发布）"), "附注") == ["（此件公开发布）"]
    assert blocks(read(Kind.MINUTES)[0], "署名和日期") == []


def test_a_wide_table_is_made_to_fit_and_told() -> None:
    wide = Table(columns=("甲", "乙"), rows=(("1", "2"),), widths_mm=(200, 100))
    document = replace(read()[0], body=("见下表。", wide))
    rows = [block for block in compose_document(document).blocks if isinstance(block, TableRow)]
    assert sum(rows[0].widths) <= 8844
    assert rows[1].head is rows[0]
    assert "表格宽 300 毫米，超过版心，已缩到 156 毫米" in told(document)


def test_what_is_looked_at_before_printing() -> None:
    whole, _ = read(
        title="政协云溪县委员会关于开会的通知",
        main_to=["各委员"],
        doc_number={"org_code": "云政协", "year": 2026, "serial": 5},
        date="2026-11-20",
    )
    assert told(whole) == []
    assert told(replace(whole, doc_number=DocNumber("云政协", 2026, None))) == ["发文字号没有编"]
    assert told(replace(whole, dated=date(2026, 11, 21))) == ["成文日期晚于今天"]
    assert told(replace(whole, dated=None)) == ["成文日期没有填"]
    assert told(replace(whole, title="关于开会的事。")) == ["标题末尾不加标点", "标题没有以文种“通知”结尾"]
    assert told(replace(whole, body=("见《办法》（云政〔2025〕3号）、云政[2025]3号",))) == [
        "文号“[2025]3号”应使用六角括号〔〕，不加“第”"
    ]
    assert told(replace(whole, body=("2026年03月01日",))) == ["日期“2026年03月”的月、日不编虚位"]
    assert told(replace(whole, body=("名单见附件。",))) == ["正文提到附件，但是没有附件"]
    assert told(whole, moved=True) == ["主送机关太多，首页排不下正文，已移到版记"]
    alone = Layout(pages=(), text_pages=((0, 0),), signature_page=1)
    assert told(whole, alone) == ["署名和日期单独落在一面上，请增减正文，使它们和正文同面"]
    request = replace(whole, kind=Kind.REQUEST, title="关于开会的请示", main_to=("县委", "县政府"))
    assert told(request) == [
        "请示的附注里一般写联系人和电话",
        "请示是上行文，签发人没有填",
        "请示只写一个主送机关，其他机关用抄送",
    ]
    titled = replace(request, main_to=("县委",), note="（联系人：周山）", signatories=("副主席周启明", "李书记"))
    assert told(titled) == ["签发人“副主席周启明”只写姓名，不写“副主席”", "签发人“李书记”只写姓名，不写“书记”"]
    assert told(read(Kind.BULLETIN)[0]) == ["报、送、发都没有填", "期号没有编", "成文日期没有填"]
