"""The pre-print check: silent about nothing that is wrong, and saying what is right."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from cppcc_desk.domain.layout import Layout, Page, TailPlace
from cppcc_desk.domain.official import Bulletin, Piece
from cppcc_desk.domain.preprint import PrintProblem, Severity, check_before_print, may_print
from tests import bulletins

TWO_PAGES = Layout(pages=(Page(items=()), Page(items=())), tail=TailPlace.NEXT_PAGE)
GOOD = bulletins.bulletin(
    Piece(title="建议完善乡镇卫生院中药饮片统一配送机制", paragraphs=("县政协委员柳青禾反映：2026年3月1日起施行。",))
)


def check(
    bulletin: Bulletin,
    *,
    today: date = date(2026, 11, 20),
    dispatches: Sequence[str] = ("市政协",),
    used: Sequence[int] = (),
    fonts: Sequence[str] = (),
    layout: Layout = TWO_PAGES,
) -> tuple[PrintProblem, ...]:
    return check_before_print(
        bulletin, today=today, layout=layout, dispatches=dispatches, used_numbers=used, missing_fonts=fonts
    )


def with_text(*paragraphs: str, title: str = "建议完善配送机制") -> Bulletin:
    return replace(GOOD, pieces=(Piece(title=title, paragraphs=paragraphs),))


def test_a_good_issue_has_only_good_lines() -> None:
    problems = check(GOOD)
    assert {problem.severity for problem in problems} == {Severity.OK}
    sentences = [problem.sentence for problem in problems]
    assert "标题 2 行，未拆分词语" in sentences
    assert "正文三号仿宋，28 字 × 22 行" in sentences
    assert "页边距：上 37 左 28 毫米" in sentences
    assert "共 2 页，版记在第 2 页" in sentences
    assert may_print(problems)


@pytest.mark.parametrize(
    ("bulletin", "element", "sentence"),
    [
        (replace(GOOD, journal=""), "journal", "刊物名称没有填"),
        (replace(GOOD, pieces=()), "pieces", "还没有稿件"),
        (replace(GOOD, issue_no=0), "issue_no", "期号还没有编排"),
        (replace(GOOD, cumulative_no=3), "cumulative_no", "总期号 3 小于本年期号 11，两者矛盾"),
        (replace(GOOD, date=date(2026, 11, 21)), "date", "印发日期 2026年11月21日 还没有到，今天是 2026年11月20日"),
        (replace(GOOD, year=2025), "date", "印发日期在 2026 年，期号却编在 2025 年"),
        (replace(GOOD, report_to=(), send_to=(), distribute_to=()), "report_to", "报、送、发都没有填"),
        (replace(GOOD, report_to=("县委办公室",)), "report_to", "主送机关与报送去向不一致：缺 市政协"),
        (with_text(), "paragraphs", "稿件没有正文"),
        (with_text("正文。", title=" "), "title", "稿件没有标题"),
        (with_text("机密★一年"), "paragraphs", "稿件带有密级标志：涉密内容不得在本机处理，请按保密规定另行办理"),
    ],
)
def test_an_error_stops_the_printing_and_says_where(bulletin: Bulletin, element: str, sentence: str) -> None:
    problems = check(bulletin)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert (element, sentence) in [(problem.element, problem.sentence) for problem in errors]
    assert not may_print(problems)
    assert problems[-1].severity is Severity.ERROR


def test_a_used_number_is_not_used_again() -> None:
    problems = check(GOOD, used=(9, 10, 11))
    assert "2026年第 11 期已经用过，请换一个期号" in [problem.sentence for problem in problems]
    assert not may_print(problems)


@pytest.mark.parametrize(
    ("bulletin", "element", "part"),
    [
        (replace(GOOD, signatory=""), "signatory", "签发人没有填"),
        (replace(GOOD, copies=None), "copies", "份数没有填"),
        (with_text("正文。", title="建议完善配送机制。"), "title", "标题末尾有标点“。”"),
        (with_text("2026年03月01日起施行。"), "paragraphs", "日期不编虚位"),
        (with_text("自2026年3月05日起施行。"), "paragraphs", "日期不编虚位"),
        (with_text("按照云政发[2026]5号文件"), "paragraphs", "六角括号"),
        (with_text("按照云政发（2026）第5号文件"), "paragraphs", "六角括号"),
        (with_text("按照云政发〔2026〕第5号文件"), "paragraphs", "不加“第”"),
        (with_text("按照云政发〔2026〕05号文件"), "paragraphs", "不编虚位"),
        (with_text("质量参差,价格不一。"), "paragraphs", "半角标点"),
        (with_text("共１２家。"), "paragraphs", "全角"),
        (with_text("一.存在问题"), "paragraphs", "层次序数"),
        (with_text("(一)存在问题"), "paragraphs", "层次序数"),
        (with_text("字" * 1501), "paragraphs", "正文 1501 字，超过通常的 1500 字"),
    ],
)
def test_a_doubt_is_told_and_leaves_the_choice(bulletin: Bulletin, element: str, part: str) -> None:
    problems = check(bulletin)
    doubts = [problem for problem in problems if problem.severity is Severity.WARN and problem.element == element]
    assert any(part in problem.sentence for problem in doubts)
    assert may_print(problems)


@pytest.mark.parametrize(
    "text",
    ["自2026年3月10日起，按照云政发〔2026〕5号文件，投入1.5万元。", "一、问题", "（一）采购", "1.价格", "（1）质量"],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert all(problem.severity is Severity.OK for problem in check(with_text(text)))


def test_a_missing_font_and_an_odd_last_page_are_told() -> None:
    odd = Layout(pages=(Page(items=()),), tail=TailPlace.SAME_PAGE)
    problems = check(GOOD, fonts=("本机未安装“方正小标宋”，以宋体加粗代替",), layout=odd)
    doubts = {problem.element: problem.sentence for problem in problems if problem.severity is Severity.WARN}
    assert doubts == {"fonts": "本机未安装“方正小标宋”，以宋体加粗代替", "page": "共 1 页，版记在第 1 页"}
