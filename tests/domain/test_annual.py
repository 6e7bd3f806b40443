"""The year in numbers: what does not add up, the 通报 and the 决定 as fields, numbers read back, money in words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.annual import Honoured, changed, chart_of, circulated, commended, numbers_of, numbers_printed
from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.figures import (
    KEYS,
    AdoptedPiece,
    Figure,
    Figures,
    Group,
    InstructedPiece,
    Item,
    Month,
    Ranked,
    adds_up,
    figure,
)
from cppcc_desk.domain.forms import Commended
from cppcc_desk.domain.numerals import amount_in_words
from cppcc_desk.domain.official import Kind, document_from
from cppcc_desk.domain.outcomes import Level

ORGAN = "政协云溪县委员会办公室"


def figures(**counts: int) -> tuple[Figure, ...]:
    return tuple(figure(key.key, [Item(())] * counts.get(key.key, 0)) for key in KEYS)


def ranked(name: str, rank: int | None, score: str = "5", submitted: int = 2) -> Ranked:
    return Ranked(rank=rank, name=name, about="县中医院药师", score=score, submitted=submitted, adopted=1, instructed=0)


def year(**given: Any) -> Figures:
    usual: dict[str, Any] = {
        "year": 2026,
        "first": date(2026, 1, 1),
        "last": date(2026, 12, 31),
        "over": True,
        "figures": figures(
            received=3, received_from_members=2, received_from_units=1, valid=3, issues=1, issued=2, sent_city=2,
            adopted=2, adopted_own=2, adopted_city=1, instructed=1, instructed_own=1, instructed_pieces=1, replied=1,
        ),
        "months": (Month("1月", ("2026-001", "2026-002"), ("2026-001",)), Month("2月", ("2026-003",), ("2026-002",))),
        "adopted": (
            AdoptedPiece("2026-001", "校车", "柳青禾", ("市政协", "《社情民意》第1期"), (Level.CITY, Level.OWN)),
        ),
        "instructed": (InstructedPiece(("2026-001",), "校车", "县长何向荣批示"),),
        "groups": (
            Group("委员", False, (ranked("柳青禾", 1), ranked("顾长安", 2, "0", 0), ranked("方建军", None, "0", 0))),
            Group("专委会", True, (ranked("提案委员会", 1), ranked("经济委员会", 1))),
        ),
    }  # fmt: skip
    return Figures(**{**usual, **given})


def told(fields: dict[str, Any]) -> str:
    return "\n".join(fields["body"])


def test_what_adds_up_is_not_told() -> None:
    parts = {"1月": ("a", "b"), "2月": ("c",)}
    assert not list(adds_up(parts, ["a", "b", "c"], called=("按月份的来稿", "来稿"), missing=""))


def test_what_is_missing_counted_twice_or_strange_is_told_with_the_pieces() -> None:
    parts = {"教育": ("a", "b"), "科技": ("b", "z")}
    found = list(
        adds_up(parts, ["a", "b", "c"], called=("界别的来稿", "来稿"), missing="没有界别", twice="计入两个以上界别")
    )
    assert [(one.words, one.pieces) for one in found] == [
        ("界别的来稿合计 4，来稿 3：1 篇没有界别", ("c",)),
        ("界别的来稿合计 4，来稿 3：1 篇计入两个以上界别", ("b",)),
        ("界别的来稿合计 4，来稿 3：1 篇不在来稿里", ("z",)),
    ]


@given(st.lists(st.sets(st.sampled_from("abcdef")), max_size=4), st.sets(st.sampled_from("abcdef")))
def test_parts_that_are_the_whole_add_up_and_others_do_not(parts: list[set[str]], whole: set[str]) -> None:
    named = {str(number): part for number, part in enumerate(parts)}
    fits = sum(map(len, parts)) == len(whole) and set().union(*parts) == whole
    found = list(adds_up(named, sorted(whole), called=("甲", "乙"), missing="丙"))
    assert bool(found) is not fits
    assert all(one.pieces for one in found)


def test_the_circular_tells_the_numbers_and_has_its_annexes() -> None:
    fields = circulated(Kind.CIRCULAR, year(), organ=ORGAN, chart="a" * 64)
    assert fields["title"] == f"{ORGAN}关于2026年度反映社情民意信息工作情况的通报"
    text = told(fields)
    assert "2026年，各单位和广大委员" in text
    assert "共收到社情民意信息3篇，其中委员反映2篇、单位集体报送1篇；有效来稿3篇。" in text
    assert "编发1期2篇；报送市级2篇次。" in text
    assert "被采用2篇，其中市级采用1篇、本级采用2篇。同一篇信息被几级采用的，各级分别计算。" in text
    assert "领导批示1次，其中本级领导1次，涉及1篇信息：《校车》。" in text
    assert "有关部门答复1件。" in text
    assert "委员：柳青禾；专委会：提案委员会、经济委员会。" in text
    assert "没有报送信息的有1名委员和信息员。" in text  # who takes part in no ranking owes nothing
    titles = [one["title"] for one in fields["attachments"]]
    assert titles == [
        "2026年度社情民意信息来稿采用统计",
        "2026年度单位得分排名",
        "2026年度个人得分排名",
        "2026年度采用篇目",
        "2026年度零报送名单",
    ]
    assert {"picture": "a" * 64} in fields["attachments"][0]["body"]
    assert fields["attachments"][4]["body"] == ["一、委员（1人）", "顾长安。"]
    people = fields["attachments"][2]["body"][0]["table"]
    assert [row[:2] for row in people["rows"]] == [["1", "柳青禾"]]
    without = {
        **fields,
        "attachments": [
            {**one, "body": [b for b in one["body"] if "picture" not in b]} for one in fields["attachments"]
        ],
    }
    made, remarks = document_from(Kind.CIRCULAR, without, load_picture=lambda _: None, load_letterhead=lambda *_: None)  # type: ignore[arg-type,return-value]
    assert made.title == fields["title"] and not remarks


def test_a_year_that_is_not_over_says_until_when_and_is_not_compared() -> None:
    before = year(year=2025, figures=figures(received=2))
    running = year(last=date(2026, 11, 20), over=False, before=before)
    text = told(circulated(Kind.CIRCULAR, running, organ=ORGAN))
    assert text.startswith("2026年1月1日至11月20日，")
    assert "比上年" not in text
    table = circulated(Kind.CIRCULAR, running, organ=ORGAN)["attachments"][0]["body"][1]["table"]
    assert table["columns"] == ["项目", "单位", "2026年", "2025年", "增减"]
    assert table["rows"][0] == ["收到来稿", "篇", "3", "2", "+1"]


@pytest.mark.parametrize(
    ("before", "words"),
    [(2, "3篇（比上年增加1篇，增长50.0%）"), (4, "3篇（比上年减少1篇，下降25.0%）"), (3, "3篇（与上年持平）")],
)
def test_a_year_is_compared_with_the_one_before(before: int, words: str) -> None:
    text = told(circulated(Kind.CIRCULAR, year(before=year(figures=figures(received=before))), organ=ORGAN))
    assert words in text


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(Invalid, match="年度情况起草的是通报，不是通知"):
        circulated(Kind.NOTICE, year(), organ=ORGAN)
    with pytest.raises(Forbidden, match="2026 年度没有收到来稿"):
        circulated(Kind.CIRCULAR, year(figures=figures()), organ=ORGAN)
    with pytest.raises(Invalid, match="表彰起草的是决定，不是通报"):
        commended(Kind.CIRCULAR, 2026, [], organ=ORGAN)
    with pytest.raises(Forbidden, match="还没有定表彰名单"):
        commended(Kind.DECISION, 2026, [], organ=ORGAN)


def test_numbers_are_read_back_from_the_paper() -> None:
    fields = circulated(Kind.CIRCULAR, year(), organ=ORGAN)
    assert numbers_printed(fields) == numbers_of(year())
    later = numbers_of(year(figures=figures(received=4)))
    found = [one.words for one in changed(numbers_printed(fields), later, since="通报印发")]
    assert "“收到来稿”印的是 3，现在是 4：通报印发以后又有变化" in found
    assert not list(changed(numbers_printed(fields), numbers_of(year()), since="通报印发"))
    fields["attachments"][0]["body"][1]["table"]["rows"][0][2] = "约 40"
    assert numbers_printed(fields)["received"] is None
    assert numbers_printed({"body": ["正文"]}) == {}


def test_the_chart_shows_what_the_table_of_months_says() -> None:
    chart = chart_of(year())
    assert chart.categories == ("1月", "2月")
    assert [series.values for series in chart.series] == [(2, 1), (1, 1)]


def test_the_decision_names_whom_it_commends() -> None:
    honoured = [
        Honoured(of=Commended.PIECE, tier="优秀信息", group="", name="校车", about="柳青禾"),
        Honoured(of=Commended.PERSON, tier="优秀信息工作者", group="委员", name="柳青禾", about="县中医院药师"),
        Honoured(of=Commended.PERSON, tier="优秀信息工作者", group="信息员", name="顾长安"),
        Honoured(of=Commended.UNIT, tier="信息工作先进单位", group="专委会", name="提案委员会"),
    ]
    fields = commended(Kind.DECISION, 2026, honoured, organ="政协云溪县委员会")
    assert fields["title"].endswith("关于表彰2026年度反映社情民意信息工作先进单位、先进个人和优秀信息的决定")
    assert (
        "政协云溪县委员会决定：授予提案委员会“信息工作先进单位”称号，授予柳青禾等2名同志“优秀信息工作者”称号，"
        "评定《校车》为“优秀信息”。"
    ) in told(fields)
    (annex,) = fields["attachments"]
    headings = [block for block in annex["body"] if isinstance(block, str)]
    assert headings == ["一、信息工作先进单位（1个）", "二、优秀信息工作者（2名）", "三、优秀信息（1篇）"]
    assert annex["body"][3]["table"]["rows"] == [["1", "柳青禾", "县中医院药师", "委员"], ["2", "顾长安", "", "信息员"]]
    alone = commended(Kind.DECISION, 2026, honoured[3:], organ="政协云溪县委员会")
    assert alone["title"].endswith("工作先进单位的决定")


def test_nobody_silent_is_said_so() -> None:
    everybody = year(groups=(Group("委员", False, (ranked("柳青禾", 1),)),))
    fields = circulated(Kind.CIRCULAR, everybody, organ=ORGAN)
    assert "各单位、委员和信息员都报送了信息。" in told(fields)
    assert "零报送名单" not in told(fields)
    nothing = replace(everybody, adopted=(), figures=figures(received=1, valid=1))
    assert "没有信息被采用。" in told(circulated(Kind.CIRCULAR, nothing, organ=ORGAN))


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (123000, "壹仟贰佰叁拾元整"),
        (20305, "贰佰零叁元零伍分"),
        (10010000, "壹拾万零壹佰元整"),
        (1002000, "壹万零贰拾元整"),
        (100000000, "壹佰万元整"),
        (1000000000000, "壹佰亿元整"),
        (2000000500, "贰仟万零伍元整"),
        (100050, "壹仟元伍角整"),
        (6667, "陆拾陆元陆角柒分"),
    ],
)
def test_money_is_said_as_receipts_say_it(fen: int, words: str) -> None:
    assert amount_in_words(fen) == words


@given(st.integers(min_value=0, max_value=10**14))
def test_money_in_words_says_every_digit_once(fen: int) -> None:
    words = amount_in_words(fen)
    digits = [c for c in words if c in "壹贰叁肆伍陆柒捌玖"]
    assert len(digits) == sum(c != "0" for c in str(fen))
    assert "零零" not in words
