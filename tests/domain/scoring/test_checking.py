"""What a scheme is refused for, and what is only said of it."""

from dataclasses import replace
from typing import Any

import pytest

from cppcc_desk.domain.scoring.checking import problems
from cppcc_desk.domain.scoring.doubting import doubts
from cppcc_desk.domain.scoring.written import from_dict
from tests.domain.scoring.making import scheme

VECTORS = "ABDEFGHKNP"


def _rule(key: str, types: list[str], points: str = "1", **more: Any) -> dict[str, Any]:
    when = {"types": types, **more.pop("when", {})}
    return {"key": key, "name": f"规则{key}", "when": when, "points": points, **more}


@pytest.mark.parametrize("name", VECTORS)
def test_published_schemes_are_in_order(name: str) -> None:
    assert problems(scheme(name)) == {}


OWN, CITY = _rule("own", ["本级采用"]), _rule("city", ["上级采用"], "5", when={"levels": ["市"]})
GROUP = {"name": "委员", "ledger": "个人", "kinds": ["委员"]}
LADDER = [{"up_to": 1, "points": "10"}, {"up_to": None, "points": "3"}]


@pytest.mark.parametrize(
    ("changed", "place", "words"),
    [
        ({"rules": [OWN, {**CITY, "key": "own"}]}, "own", "不止一次"),
        ({"rules": [_rule("x", [])]}, "x", "没有选是哪一类"),
        ({"rules": [_rule("x", ["本级采用"], "-1")]}, "x", "请改成正数"),
        ({"rules": [_rule("x", ["抄袭"], "1")]}, "x", "请在前面加负号"),
        ({"rules": [_rule("x", ["抄袭", "本级采用"])]}, "x", "分成加分和扣分两条"),
        ({"rules": [_rule("x", ["本级采用"], "0")]}, "x", "是 0 分"),
        ({"rules": [_rule("x", ["本级采用"], "0.125")]}, "x", "小数多于两位"),
        ({"rules": [_rule("x", ["本级采用"], "1000000")]}, "x", "不能用"),
        ({"rules": [_rule("x", ["本级采用"], "1", name=" ")]}, "x", "没有名称"),
        ({"rules": [_rule("x", ["有效来稿"], when={"lacking": ["有效来稿"]})]}, "x", "自相矛盾"),
        ({"rules": [_rule("x", ["本级采用"], steps=LADDER[:1])]}, "x", "没有写到头"),
        ({"rules": [_rule("x", ["本级采用"], steps=LADDER[::-1])]}, "x", "没有从小到大"),
        ({"rules": [_rule("x", ["本级采用"], steps=[LADDER[0], *LADDER])]}, "x", "没有从小到大"),
        ({"rules": []}, "rules", "没有一条规则"),
        ({"extras": [{"key": "x", "name": "加", "when": {"types": ["失实"]}, "points": "1"}]}, "x", "也加分"),
        ({"extras": [{"key": "x", "name": "加", "when": {}, "points": "-1"}]}, "x", "是负数"),
        ({"extras": [{"key": "x", "name": "加", "when": {}, "points": "0"}]}, "x", "是 0 分"),
        ({"factors": [{"key": "x", "name": "乘", "when": {}, "by": "0"}]}, "x", "大于 0"),
        ({"caps": [{"key": "x", "name": "限", "most": "-1"}]}, "x", "是负数"),
        ({"caps": [{"key": "x", "name": "限", "most": "1", "parts": ["没有的"]}]}, "x", "没有一条规则列入"),
        ({"best": [{"key": "x", "name": "取", "count": 0}]}, "x", "只计 0 项"),
        ({"best": [{"key": "x", "name": "取", "parts": ["没有的"]}]}, "x", "没有一条规则列入"),
        ({"targets": [{"key": "x", "name": "任", "when": {}, "pieces": 0, "points": "1"}]}, "x", "篇数是 0"),
        ({"targets": [{"key": "x", "name": "任", "when": {}, "pieces": 1, "points": "0"}]}, "x", "都是 0 分"),
        ({"targets": [{"key": "x", "name": "任", "when": {}, "pieces": 1, "points": "-1"}]}, "x", "反而扣分"),
        ({"people_split": {"first": 101}}, "people_split", "101%"),
        ({"people_split": {"way": "主笔和参与者各按固定比例", "first": 20, "others": 30}}, "people_split", "主笔"),
        ({"people_split": {"only_first": 0}}, "people_split", "只计前 0 个"),
        ({"people_split": {"way": "随作者的得分"}}, "people_split", "只能用于单位"),
        ({"units_split": {"way": "按登记的比例"}}, "units_split", "没有登记比例"),
        ({"window": {"starts": [1, 31]}}, "window", "不是每个月都有"),
        ({"window": {"starts": [13, 1]}}, "window", "不是日期"),
        ({"window": {"years": 0}}, "window", "0 年"),
        ({"window": {"quarters": [[4, 1], [10, 1], [7, 1]]}}, "window", "从早到晚"),
        ({"window": {"starts": [12, 1], "quarters": [[3, 1], [6, 1], [12, 1]]}}, "window", "从早到晚"),
        ({"ranking": [GROUP, GROUP]}, "ranking/1", "都叫“委员”"),
        ({"ranking": [{**GROUP, "kinds": []}]}, "ranking/0", "没有选哪些"),
        ({"ranking": [{**GROUP, "ledger": "单位"}]}, "ranking/0", "却不是"),
        ({"ranking": [{**GROUP, "by": "人均分"}]}, "ranking/0", "不能按人均分"),
        ({"awards": [{"tier": "一等", "group": "委员", "slots": 1}]}, "awards/0", "不存在"),
        ({"ranking": [GROUP], "awards": [{"tier": "一等", "group": "委员", "slots": 0}]}, "awards/0", "名额是 0"),
        ({"bands": [{"name": "良", "at_least": "60"}, {"name": "优", "at_least": "90"}]}, "bands", "从高到低"),
        ({"bands": [{"name": "优", "at_least": "NaN"}]}, "bands", "不能用"),
        ({"pay": [{"key": "x", "name": "稿酬", "when": {}, "yuan": "0"}]}, "x", "大于 0"),
        ({"tie_breaks": ["采用篇数", "采用篇数"]}, "tie_breaks", "重复"),
        ({"collective_named": -1}, "collective_named", "负数"),
        ({"name": ""}, "name", "没有名称"),
    ],
)
def test_what_is_refused(changed: dict[str, Any], place: str, words: str) -> None:
    found = problems(scheme("A", **changed))
    assert list(found) == [place]
    assert words in found[place]
    assert found[place].endswith("。")


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        ([_rule("a", ["上级采用"], "5")], CITY, "永远用不上"),
        ([_rule("a", ["上级采用"], "9")], CITY, "互相矛盾"),
        ([_rule("a", ["上级采用"], when={"levels": ["市", "省"]})], CITY, "互相矛盾"),
        ([_rule("a", ["上级采用"], when={"lacking": ["批示"]})], CITY, ""),
        ([_rule("a", ["上级采用"], when={"having": ["上级采用"]})], CITY, "互相矛盾"),
        ([_rule("a", ["上级采用"], when={"joint": True})], CITY, ""),
        ([_rule("a", ["上级采用"], when={"joint": v}) for v in (True, False)], CITY, "排在前面的"),
        ([_rule("a", ["上级采用"], when={"levels": [v]}) for v in ("市", "省")], _rule("b", ["上级采用"]), ""),
        (
            [_rule("a", ["上级采用"], when={"levels": [v]}) for v in ("市", "省")],
            _rule("b", ["上级采用"], when={"levels": ["省", "市"]}),
            "永远用不上",
        ),
        ([_rule("a", ["上级采用"], when={"identities": ["委员"]})], CITY, ""),
        ([CITY], _rule("b", ["上级采用"], "1"), ""),
    ],
)
def test_a_rule_behind_one_that_takes_everything(
    earlier: list[dict[str, Any]], later: dict[str, Any], words: str
) -> None:
    rules = [{**rule, "key": f"a{number}"} for number, rule in enumerate(earlier)]
    found = problems(scheme("A", rules=[*rules, later]))
    assert list(found) == ([later["key"]] if words else [])
    assert words in found.get(later["key"], "")


def test_a_part_that_is_capped_higher_than_the_whole() -> None:
    caps = [{"key": "all", "name": "总分", "most": "9"}, {"key": "one", "name": "其中联名", "most": "10"}]
    caps[1]["when"] = {"joint": True}  # type: ignore[assignment]
    used = scheme("D", caps=caps)
    assert problems(used) == {}
    (said,) = doubts(used, journals=())
    assert "其中联名" in said
    assert "不起作用" in said
    assert doubts(scheme("D"), journals=()) == ()


def test_what_is_only_said() -> None:
    used = scheme("K", groups=[{"name": "采用"}, {"name": "多余"}], window={"year_before": True})
    said = doubts(used, journals=(), kinds={"levels": ("市",)})
    assert not any("刊物" in sentence for sentence in said)  # 两办 is a journal of others, which stands in no list
    for words in ("计分组“批示”没有定义", "计分组“多余”没有一条规则用到", "层级“省”不在", "2026 年度实际是 2025 年"):
        assert any(words in sentence for sentence in said)
    assert doubts(scheme("K"), journals=()) == ()


def test_a_journal_of_ours_that_is_gone() -> None:
    own = [{**_rule("own", ["本级采用"]), "when": {"types": ["本级采用"], "journals": ["委员反映"]}}]
    used = scheme("A", rules=own)
    assert doubts(used, journals=("委员反映",)) == ()
    (said,) = doubts(used, journals=("社情民意",))
    assert "刊物“委员反映”已不在刊物表里，这一条不会再计分" in said


def test_no_rule_is_compared_with_itself() -> None:
    used = scheme("B")
    assert problems(replace(used, rules=used.rules[::-1])) == {}
    assert from_dict({"format": "cppcc_desk 计分办法 1", "name": "x", "valid_from": "2026-01-01"}).rules == ()
