"""What is looked at before an issue goes to the printer: each point a sentence and the element to jump to."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cppcc_desk.domain import secrecy
from cppcc_desk.domain.grid import CELLS, LEFT, LINES, TOP, millimetres
from cppcc_desk.domain.layout import Layout, TailPlace
from cppcc_desk.domain.official import Bulletin, Piece, official_date
from cppcc_desk.domain.titles import break_title, doubtful_breaks

USUAL_LENGTH = 1500  # characters of one text


class Severity(StrEnum):
    OK = "通过"
    WARN = "提醒"
    ERROR = "有误"


@dataclass(frozen=True)
class PrintProblem:
    """One line of the check; `element` is the field to jump to, `piece` its piece's number where it has one."""

    severity: Severity
    sentence: str
    element: str
    piece: int | None = None


def check_before_print(
    bulletin: Bulletin,
    *,
    today: date,
    layout: Layout,
    dispatches: Sequence[str],
    used_numbers: Collection[int],
    missing_fonts: Sequence[str],
) -> tuple[PrintProblem, ...]:
    """All lines of the pre-print check, what is right first, then doubts, then errors.

    `dispatches` are the names of the destinations chosen at 签发, `used_numbers` the numbers which this journal's other
    issues of the year bear, `missing_fonts` the sentences of the press about faces that this PC lacks.
    """
    found = [
        *_elements(bulletin),
        *_numbers(bulletin, used_numbers),
        *_dates(bulletin, today),
        *_addressees(bulletin, dispatches),
        *_page(layout),
        *(PrintProblem(Severity.WARN, sentence, "fonts") for sentence in missing_fonts),
    ]
    for number, piece in enumerate(bulletin.pieces):
        found += _title(piece, number)
        found += _text(piece, number)
    order = list(Severity)
    return tuple(sorted(found, key=lambda problem: order.index(problem.severity)))


def may_print(problems: Sequence[PrintProblem]) -> bool:
    """No error among them; doubts are for the person to decide."""
    return all(problem.severity is not Severity.ERROR for problem in problems)


_REQUIRED = {
    "journal": "刊物名称没有填",
    "issued_by": "编印单位没有填",
    "pieces": "还没有稿件",
}
_EXPECTED = {
    "editor": "责任编辑没有填",
    "reviewer": "核稿人没有填",
    "signatory": "签发人没有填",
    "copies": "份数没有填",
}


def _elements(bulletin: Bulletin) -> list[PrintProblem]:
    found = [
        PrintProblem(Severity.ERROR, sentence, element)
        for element, sentence in _REQUIRED.items()
        if not getattr(bulletin, element)
    ]
    found += [
        PrintProblem(Severity.WARN, sentence, element)
        for element, sentence in _EXPECTED.items()
        if not getattr(bulletin, element)
    ]
    for number, piece in enumerate(bulletin.pieces):
        if not piece.title.strip():
            found.append(PrintProblem(Severity.ERROR, f"{_which(bulletin, number)}没有标题", "title", number))
        if not piece.paragraphs:
            found.append(PrintProblem(Severity.ERROR, f"{_which(bulletin, number)}没有正文", "paragraphs", number))
        if secrecy.mark_in((piece.title, *piece.paragraphs)):
            sentence = f"{_which(bulletin, number)}带有密级标志：涉密内容不得在本机处理，请按保密规定另行办理"
            found.append(PrintProblem(Severity.ERROR, sentence, "paragraphs", number))
    return found


def _which(bulletin: Bulletin, number: int) -> str:
    return f"第 {number + 1} 篇" if len(bulletin.pieces) > 1 else "稿件"


def _numbers(bulletin: Bulletin, used: Collection[int]) -> list[PrintProblem]:
    found: list[PrintProblem] = []
    if bulletin.issue_no < 1:
        found.append(PrintProblem(Severity.ERROR, "期号还没有编排", "issue_no"))
    if bulletin.issue_no in used:
        sentence = f"{bulletin.year}年第 {bulletin.issue_no} 期已经用过，请换一个期号"
        found.append(PrintProblem(Severity.ERROR, sentence, "issue_no"))
    if bulletin.cumulative_no is not None and bulletin.cumulative_no < bulletin.issue_no:
        sentence = f"总期号 {bulletin.cumulative_no} 小于本年期号 {bulletin.issue_no}，两者矛盾"
        found.append(PrintProblem(Severity.ERROR, sentence, "cumulative_no"))
    return found


def _dates(bulletin: Bulletin, today: date) -> list[PrintProblem]:
    found: list[PrintProblem] = []
    if bulletin.date > today:
        sentence = f"印发日期 {official_date(bulletin.date)} 还没有到，今天是 {official_date(today)}"
        found.append(PrintProblem(Severity.ERROR, sentence, "date"))
    if bulletin.date.year != bulletin.year:
        sentence = f"印发日期在 {bulletin.date.year} 年，期号却编在 {bulletin.year} 年"
        found.append(PrintProblem(Severity.ERROR, sentence, "date"))
    return found


def _addressees(bulletin: Bulletin, dispatches: Sequence[str]) -> list[PrintProblem]:
    printed = (*bulletin.report_to, *bulletin.send_to, *bulletin.distribute_to)
    if not printed:
        return [PrintProblem(Severity.ERROR, "报、送、发都没有填", "report_to")]
    absent = [name for name in dispatches if not any(name in unit or unit in name for unit in printed)]
    if absent:
        return [PrintProblem(Severity.ERROR, f"主送机关与报送去向不一致：缺 {'、'.join(absent)}", "report_to")]
    return [PrintProblem(Severity.OK, "主送机关与报送去向一致", "report_to")] if dispatches else []


def _page(layout: Layout) -> list[PrintProblem]:
    count = len(layout.pages)
    found = [
        PrintProblem(Severity.OK, f"正文三号仿宋，{CELLS} 字 × {LINES} 行", "paragraphs"),
        PrintProblem(Severity.OK, f"页边距：上 {millimetres(TOP):.0f} 左 {millimetres(LEFT):.0f} 毫米", "page"),
    ]
    if layout.tail is not TailPlace.NONE:
        severity = Severity.OK if count % 2 == 0 else Severity.WARN
        found.append(PrintProblem(severity, f"共 {count} 页，版记在第 {count} 页", "page"))
    return found


_TITLE_END = re.compile(r"[。，；：、！？.,;:!?]$")


def _title(piece: Piece, number: int) -> list[PrintProblem]:
    title = piece.title.strip()
    if not title:
        return []
    lines = break_title(title)
    found: list[PrintProblem] = []
    if _TITLE_END.search(title):
        found.append(PrintProblem(Severity.WARN, f"标题末尾有标点“{title[-1]}”", "title", number))
    doubtful = doubtful_breaks(lines)
    if doubtful and "\n" not in title:
        ends = "、".join(f"“{lines[n][-2:]}｜{lines[n + 1][:2]}”" for n in doubtful)
        sentence = f"标题 {len(lines)} 行，{ends}处可能拆开了词语，可在标题里按回车指定断行"
        found.append(PrintProblem(Severity.WARN, sentence, "title", number))
    else:
        words = "，未拆分词语" if len(lines) > 1 else ""
        found.append(PrintProblem(Severity.OK, f"标题 {len(lines)} 行{words}", "title", number))
    return found


@dataclass(frozen=True)
class _Slip:
    pattern: re.Pattern[str]
    says: str


_SLIPS = (
    _Slip(re.compile(r"\d{4}年0\d月|年\d{1,2}月0\d日|\d{4}年0\d?月"), "日期不编虚位（如 2026年3月1日）"),
    _Slip(re.compile(r"[\[(（【［]\d{4}[\])）】］]第?\d+号"), "发文字号的年份要用六角括号〔〕"),
    _Slip(re.compile(r"〔\d{4}〕(?:第\d+|0\d*)号"), "发文字号不加“第”、不编虚位"),
    _Slip(re.compile(r"[\u4e00-\u9fff][,;:!?][\u4e00-\u9fff]?"), "中文里用了半角标点"),
    _Slip(re.compile(r"[０-９]+"), "数字用了全角"),
    _Slip(
        re.compile(
            r"^(?:[一二三四五六七八九十]+[.．,，]|\([一二三四五六七八九十\d]+\)|（[一二三四五六七八九十\d]+）、|\d{1,2}、)"
        ),
        "层次序数应写作 一、（一）1.（1）",
    ),
)
_EXCERPT = 12


def _text(piece: Piece, number: int) -> list[PrintProblem]:
    found: list[PrintProblem] = []
    length = sum(len(text) for text in piece.paragraphs)
    if length > USUAL_LENGTH:
        sentence = f"正文 {length} 字，超过通常的 {USUAL_LENGTH} 字"
        found.append(PrintProblem(Severity.WARN, sentence, "paragraphs", number))
    for slip in _SLIPS:
        hits = [match.group() for text in piece.paragraphs for match in slip.pattern.finditer(text)]
        if hits:
            more = f"等 {len(hits)} 处" if len(hits) > 1 else ""
            sentence = f"{slip.says}：“{hits[0][:_EXCERPT]}”{more}"
            found.append(PrintProblem(Severity.WARN, sentence, "paragraphs", number))
    return found
