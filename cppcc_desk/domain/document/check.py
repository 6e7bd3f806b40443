"""What is looked at before a 公文 goes to the printer: what is missing, contradicts itself or breaks a rule of form."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from cppcc_desk.domain.drafting import astray
from cppcc_desk.domain.grid import TWIPS_PER_MM, WIDTH
from cppcc_desk.domain.layout import Layout
from cppcc_desk.domain.official import UPWARD, Block, Kind, OfficialDocument, Table, with_proper_mark
from cppcc_desk.domain.preprint import PrintProblem, Severity
from cppcc_desk.domain.titles import POSTS, break_title, doubtful_breaks

_MOST_TITLE_LINES = 4
_PUNCTUATED = "。，、；：！？.,;:!?"
_PADDED = re.compile(r"\d{4}年(?:0\d月|\d{1,2}月0\d日)")
_WRONG_BRACKETS = re.compile(r"[（(\[［【]\d{4}[)）\]］】]\s*第?\d+号")
_FULL_WIDTH_DIGITS = re.compile(r"[０-９]")
_NAMES_ATTACHMENT = re.compile(r"见附件|附件[：:]")
# Before or behind the name: 签发人 is followed by names alone (GB/T 9704-2012, 7.2.6).
_TITLE_OF_A_LEADER = re.compile(rf"(?:副?(?:{'|'.join(POSTS)})|同志)(?=.{{2,4}}$|$)")
_HALF_WIDTH_MARKS = re.compile(r"[\u4e00-\u9fff][,;:!?()]")


def check_document(
    document: OfficialDocument, *, today: date, layout: Layout, addressees_moved: bool
) -> tuple[PrintProblem, ...]:
    """All doubts and errors; `element` is the field to jump to."""
    found = [*_elements(document), *_dates(document, today), *_title(document), *_wording(document)]
    found += [*_letterhead(document), *_tables(document), *_pages(layout, addressees_moved=addressees_moved)]
    order = list(Severity)
    return tuple(sorted(found, key=lambda problem: order.index(problem.severity)))


def check_addressees(document: OfficialDocument, destinations: Sequence[Collection[str]]) -> tuple[PrintProblem, ...]:
    """Whether a paper made for a submission is addressed to one of its `destinations`, each with all its names."""
    if not astray(document.main_to, destinations):
        return ()
    told = "、".join(next(iter(names)) for names in destinations)
    return (_warn(f"主送“{'、'.join(document.main_to)}”不是来稿的报送去向（{told}）", "main_to"),)


def _warn(sentence: str, element: str) -> PrintProblem:
    return PrintProblem(Severity.WARN, sentence, element)


def _error(sentence: str, element: str) -> PrintProblem:
    return PrintProblem(Severity.ERROR, sentence, element)


def _elements(document: OfficialDocument) -> Iterator[PrintProblem]:
    kind = document.kind
    if kind is Kind.BULLETIN:
        if document.issue_no is None:
            yield _error("期号没有编", "issue_no")
        if not (document.report_to or document.send_to or document.distribute_to):
            yield _warn("报、送、发都没有填", "report_to")
        return
    if kind is Kind.MINUTES:
        if not document.attendance:
            yield _warn("出席名单没有填", "attendance")
    else:
        if not document.main_to:
            yield _warn("主送机关没有填", "main_to")
        if document.doc_number is None or document.doc_number.serial is None:
            yield _error("发文字号没有编", "doc_number")
    if kind in UPWARD:
        yield from _upward(document)
    yield from _seals(document)


def _upward(document: OfficialDocument) -> Iterator[PrintProblem]:
    kind = document.kind
    if not document.signatories:
        yield _error(f"{kind}是上行文，签发人没有填", "signatories")
    for signatory in document.signatories:
        if title := _TITLE_OF_A_LEADER.search(signatory):
            yield _warn(f"签发人“{signatory}”只写姓名，不写“{title[0]}”", "signatories")
    if kind is Kind.REQUEST and len(document.main_to) > 1:
        yield _error("请示只写一个主送机关，其他机关用抄送", "main_to")
    if kind is Kind.REQUEST and not document.note:
        yield _warn("请示的附注里一般写联系人和电话", "note")


def _letterhead(document: OfficialDocument) -> Iterator[PrintProblem]:
    if document.letterhead is not None and document.mark:
        yield _warn(f"版头用了“{document.letterhead.name}”，红头文字没有印", "mark")


def _seals(document: OfficialDocument) -> Iterator[PrintProblem]:
    if document.seal is not None and not document.sealed:
        yield _warn("选了不加盖印章，印章图片没有印", "seal")
    if len(document.organs) > 1 and document.seal is not None:
        yield _warn("联合行文只有主办机关的印章图片，其余留出位置", "seal")


def _dates(document: OfficialDocument, today: date) -> Iterator[PrintProblem]:
    if document.dated is None:
        if document.kind is not Kind.MINUTES:
            yield _error("成文日期没有填", "date")
    elif document.dated > today:
        yield _warn("成文日期晚于今天", "date")
    printed = document.printed_on
    if printed is not None and document.dated is not None and printed < document.dated:
        yield _error("印发日期早于成文日期", "printed_on")


def _title(document: OfficialDocument) -> Iterator[PrintProblem]:
    title = document.name
    lines = break_title(document.title)
    if title.endswith(tuple(_PUNCTUATED)):
        yield _warn("标题末尾不加标点", "title")
    if document.kind is not Kind.BULLETIN and not title.endswith(document.kind):
        yield _warn(f"标题没有以文种“{document.kind}”结尾", "title")
    if len(lines) > _MOST_TITLE_LINES:
        yield _warn(f"标题排成 {len(lines)} 行，太长，请压缩", "title")
    elif doubtful_breaks(lines):
        yield _warn("标题回行可能断在词中间，请核对，必要时在标题里换行", "title")


def _wording(document: OfficialDocument) -> Iterator[PrintProblem]:
    parts = [("body", document.body), *(("attachments", attachment.body) for attachment in document.attachments)]
    for element, blocks in parts:
        text = _plain(blocks)
        for pattern, sentence in (
            (_PADDED, "日期“{}”的月、日不编虚位"),
            (_WRONG_BRACKETS, "文号“{}”应使用六角括号〔〕，不加“第”"),
            (_FULL_WIDTH_DIGITS, "有全角数字“{}”，应使用半角"),
            (_HALF_WIDTH_MARKS, "“{}”用了半角标点"),
        ):
            if match := pattern.search(text):
                yield _warn(sentence.format(match[0]), element)
    if not document.attachments and _NAMES_ATTACHMENT.search(_plain(document.body)):
        yield _error("正文提到附件，但是没有附件", "attachments")


def _plain(blocks: tuple[Block, ...]) -> str:
    """The paragraphs as they are printed, with proper marks."""
    lines = [line.strip() for block in blocks if isinstance(block, str) for line in block.split("\n")]
    return "\n".join(map(with_proper_mark, lines))


def _tables(document: OfficialDocument) -> Iterator[PrintProblem]:
    for element, blocks in (
        ("body", document.body),
        *(("attachments", attachment.body) for attachment in document.attachments),
    ):
        for block in blocks:
            if isinstance(block, Table) and sum(block.widths_mm) > WIDTH / TWIPS_PER_MM + 0.5:
                yield _warn(f"表格宽 {sum(block.widths_mm):g} 毫米，超过版心，已缩到 156 毫米", element)


def _pages(layout: Layout, *, addressees_moved: bool) -> Iterator[PrintProblem]:
    if layout.signature_alone:
        yield _warn("署名和日期单独落在一面上，请增减正文，使它们和正文同面", "body")
    if not layout.text_on_first_page:
        yield _warn("首页没有正文，请压缩标题、主送或版头", "title")
    if addressees_moved:
        yield _warn("主送机关太多，首页排不下正文，已移到版记", "main_to")
