"""Schemes and accounts in words."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cppcc_desk.domain.scoring.accounts import Adjustment
from cppcc_desk.domain.scoring.events import EventType, Ledger
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.scheme import Cap, Remainder, Scheme, Split, SplitWay, Window
from cppcc_desk.domain.scoring.scores import scores
from cppcc_desk.domain.scoring.sentences import explained, of_cap, of_scheme, of_split, of_window
from tests.domain.scoring.making import DAY, author, event, person, piece, scheme


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [(334, "3.34"), (3600, "36"), (1250, "12.5"), (5, "0.05"), (0, "0"), (-500, "-5"), (-50, "-0.5")],
)
def test_points_text(hundredths: int, text: str) -> None:
    assert points_text(hundredths) == text


def _told(used: Scheme) -> list[str]:
    return [sentence for _, sentence in of_scheme(used)]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("A", "市政协采用，每篇计 5 分。"),
        ("A", "市领导批示，每次计 10 分。"),
        ("B", "全国政协采用的单篇，每篇计 20 分。"),
        ("B", "本级采用（只给省委员），在已计分值之外每篇再计 2 分，不在作者之间拆分。"),
        ("D", "综合稿，分值乘以 0.5（综合减半）。"),
        ("D", "“社情民意”中联名的，全年最多计 3 分；扣分不受此限。"),
        ("E", "联名的平均分配，尾数归前面的作者。"),
        ("F", "本级采用，第 1 篇计 10 分，第 2 篇起每篇计 3 分（列入“加分”），列入“基础分”。"),
        ("F", "有效来稿（同一篇没有本级采用），每篇计 1 分，列入“加分”。"),
        ("G", "联名的第一作者得 50%，其余作者平分剩下的，尾数归前面的作者。"),
        ("H", "“信息”，全年只计得分最高的 1 项。"),
        ("K", "上级采用（刊物《两办》），每篇计 30 分。"),
        ("K", "同一篇稿件的“采用”一组只计最高的一项。"),
        ("N", "有效来稿，全年满 15 篇计 50 分，不满不计分。"),
        ("P", "本级采用（同一篇另有批示），分值乘以 2（有批示加倍）。"),
    ],
)
def test_a_clerk_reads_a_scheme(name: str, sentence: str) -> None:
    assert sentence in _told(scheme(name))


def test_every_way_of_splitting_has_its_sentence() -> None:
    told = {of_split(Split(way=way), ledger) for way in SplitWay for ledger in Ledger}
    assert len(told) == 2 * len(SplitWay)
    last = Split(way=SplitWay.EQUAL, only_first=3, remainder=Remainder.LAST)
    assert of_split(last, Ledger.PERSON) == "联名的平均分配，只计前 3 人，尾数归后面的作者。"


def test_windows_in_words() -> None:
    window = Window(starts=(12, 1), year_before=True, years=2, quarters=((3, 1), (6, 1), (9, 1)))
    assert of_window(window) == (
        "年度从上一年 12 月 1 日算起；连续 2 年合在一起算，以最后一年称呼；"
        "第二、三、四季度从 3 月 1 日、6 月 1 日、9 月 1 日算起；按采用、批示等发生的日期计入。"
    )
    assert of_window(Window()).startswith("年度从 1 月 1 日算起；")


def test_the_arithmetic_of_a_line_with_everything() -> None:
    used = scheme(
        "E",
        factors=[{"key": "f", "name": "批示加倍", "when": {"having": ["批示"]}, "by": "2"}],
        caps=[{"key": "c", "name": "全年 1 分", "most": "1"}],
        people_split={"way": "平均分配"},
    )
    used = replace(used, rules=(replace(used.rules[0], name="本级采用", points=Decimal(5)),))
    made = piece(1, event(EventType.OWN), event(EventType.INSTRUCTED), by=(author(1), author(2), author(3)))
    (line,) = scores([made], used, 2026)[person()].lines
    assert explained(line) == (
        "本级采用 5 分 × 批示加倍 2 ＝ 10 分；3 人，第 1：平均分配，得 3.34 分；超过最高分限制（全年 1 分），计 1 分"
    )


def test_the_arithmetic_of_plain_lines() -> None:
    (line,) = scores([piece(1, event(EventType.OWN))], scheme("E"), 2026)[person()].lines
    assert explained(line) == "采用 10 分"
    account = scores([piece(1, event(EventType.VALID))], scheme("N"), 2026)[person()]
    assert explained(account.lines[-1]) == "报送 15 篇 50 分；1 篇，差 14 篇，计 0 分"
    given = Adjustment(
        id=1, subject=person(), on=DAY, points=-150, label="更正", reason="重复计算", approved_by="秘书长"
    )
    (line,) = scores([], scheme("A"), 2026, adjustments=[given])[person()].lines
    assert explained(line) == "更正 -1.5 分；重复计算（秘书长批准）"
    (first, second) = scores([piece(n, event(EventType.OWN, id=str(n))) for n in (1, 2)], scheme("F"), 2026)[
        person()
    ].lines
    assert [explained(first), explained(second)] == ["采用 10 分；第 1 项", "采用 3 分；第 2 项"]
    assert of_cap(Cap(key="c", name="c", most=Decimal("2.5"))) == "所有得分，全年最多计 2.5 分；扣分不受此限。"
