"""Titles, and the people, units, posts, dates and numbers in a line; unknown stays empty."""

import pytest

from cppcc_desk.documents.reading.persons import identify, read_date
from tests.documents.reading.layouts import BOTH, DAY, LEAD, PHONE, TEXT, centre, draft_of, right
from tests.documents.reading.make import docx, para, piece, run

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
        ("周 山 何 田", (("周山", "何田"), "", "")),
        ("系云溪县政协委员、云溪县文化馆馆长　周山", (("周山",), "云溪县文化馆", "云溪县政协委员、馆长")),
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
        ("26.3.2", "26.3.2"),
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
