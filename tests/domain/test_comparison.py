"""Comparison: both texts can be read back from it whatever they are, and edits of a real kind read like edits."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_desk.domain.comparison import Span, SpanKind, Summary, compare, summary

SIGNS = {SpanKind.SAME: ("", ""), SpanKind.REMOVED: ("[", "]"), SpanKind.ADDED: ("{", "}")}


def marked(old: str, new: str) -> str:
    return "".join(span.text.join(SIGNS[span.kind]) for span in compare(old, new))


def without(kind: SpanKind, spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans if span.kind is not kind)


def holds(old: str, new: str) -> tuple[Span, ...]:
    spans = compare(old, new)
    assert without(SpanKind.ADDED, spans) == old
    assert without(SpanKind.REMOVED, spans) == new
    assert all(span.text for span in spans)
    for one, other in pairwise(spans):
        assert one.kind is not other.kind
        assert (one.kind, other.kind) != (SpanKind.ADDED, SpanKind.REMOVED)
    assert (old == new) == all(span.kind is SpanKind.SAME for span in spans)
    return spans


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("", "甲", "{甲}"),
        ("甲", "", "[甲]"),
        ("路灯坏了。", "路灯坏了。", "路灯坏了。"),
        ("居民反映强烈。", "群众反映强烈。", "[居民]{群众}反映强烈。"),
        ("共有车位320个。", "共有车位360个。", "共有车位[320]{360}个。"),
        ("请于2026年9月30日前办理。", "请于2026年10月9日前办理。", "请于[2026年9月30日]{2026年10月9日}前办理。"),
        ("采用WiFi覆盖全镇。", "采用WiMax覆盖全镇。", "采用[WiFi]{WiMax}覆盖全镇。"),
        ("占比12.5%左右。", "占比12.8%左右。", "占比[12.5%]{12.8%}左右。"),
        # one character that survives by chance does not cut a change in two
        ("没有人去修理。", "无专人负责修缮。", "[没有人去修理]{无专人负责修缮}。"),
        (
            "一是增设车位；二是加强管理。",
            "一是由县住建局牵头增设车位；二是加强日常管理。",
            "一是{由县住建局牵头}增设车位；二是加强{日常}管理。",
        ),
        # a paragraph that is new, split off, or gone
        ("第一段。\n第三段。\n", "第一段。\n第二段。\n第三段。\n", "第一段。\n{第二段。\n}第三段。\n"),
        ("建议：一是增设车位。", "建议：\n一是增设车位。", "建议：{\n}一是增设车位。"),
        ("甲乡。\n\n乙乡。", "甲乡。\n乙乡。", "甲乡。\n[\n]乙乡。"),
    ],
)
def test_edits_read_like_edits(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_a_moved_paragraph_does_not_spoil_the_others() -> None:
    one, two, three = "石桥镇停车难。\n", "柳河乡路灯坏。\n", "云溪县城内涝。\n"
    spans = holds(one + two + three, one + three + two)
    assert without(SpanKind.ADDED, tuple(s for s in spans if s.kind is SpanKind.SAME)) in (one + two, one + three)


def test_a_change_does_not_reach_over_the_end_of_a_sentence() -> None:
    assert marked("晚上走路不安全。希望管一管。", "群众夜间出行不便。建议开展整治。") == (
        "[晚上走路不安全]{群众夜间出行不便}。[希望管一管]{建议开展整治}。"
    )


def test_counts_are_of_characters_without_white_space() -> None:
    assert summary(compare("甲乡 路灯。\n", "甲乡路灯已修好。")) == Summary(added=3, removed=0)
    assert summary(compare("居民", "群众和商户")) == Summary(added=5, removed=2)
    assert summary(()) == Summary(added=0, removed=0)


texts = st.text(st.sampled_from("甲乙丙，。；\n 12年月日aZ.́"), max_size=60)
timeless = settings(deadline=None)


@timeless
@given(old=texts, new=texts)
def test_both_texts_can_be_read_back(old: str, new: str) -> None:
    holds(old, new)


@timeless
@given(old=st.text(max_size=80), new=st.text(max_size=80))
def test_both_texts_can_be_read_back_whatever_is_in_them(old: str, new: str) -> None:
    holds(old, new)


@timeless
@given(parts=st.lists(texts, min_size=3, max_size=3), inserted=texts)
def test_what_is_put_in_or_taken_out_is_all_that_changes(parts: list[str], inserted: str) -> None:
    before, between, after = parts
    grown = summary(holds(before + between + after, before + inserted + between + after))
    assert grown.added - grown.removed == len("".join(inserted.split()))


@timeless
@given(text=texts)
def test_nothing_changed_is_one_span(text: str) -> None:
    assert compare(text, text) == ((Span(SpanKind.SAME, text),) if text else ())


def long_text(paragraphs: int) -> list[str]:
    """Invented paragraphs of about 100 characters, each different."""
    words = "县乡镇村道路灯停车教育医疗养老供水排污环境治理建议增设加强改善完善协调牵头"
    return [
        "".join(f"{words[(n * k + k) % len(words)]}{words[(n + 7 * k) % len(words)]}第{n}项{k}，" for k in range(12))
        + "请予研究。\n"
        for n in range(paragraphs)
    ]


def test_a_book_with_a_few_edits_shows_those_edits() -> None:
    paragraphs = long_text(2000)
    old = "".join(paragraphs)
    assert len(old) > 150_000
    paragraphs[10] = paragraphs[10].replace("请予研究", "请县政府研究")
    paragraphs[1000] = ""
    paragraphs[1990] += "新增一段。\n"
    spans = holds(old, "".join(paragraphs))
    assert summary(spans).added == len("县政府") + len("新增一段。")
    assert summary(spans).removed - len("予") in range(100, 130)


def test_blank_lines_between_paragraphs_do_not_hide_what_stayed() -> None:
    paragraphs = long_text(600)
    old = "\n".join(["旧的开头。\n", *paragraphs, "旧的结尾。\n"])
    new = "\n".join(["新的开头。\n", *paragraphs, "新的结尾。\n"])
    assert summary(holds(old, new)) == Summary(added=2, removed=2)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n" * 50_000, "甲" + "\n" * 40_000 + "乙" + "\n" * 10_000),
        ("甲乙" * 50_000, "乙甲" * 45_000),
        ("甲乙，" * 20_000, "乙，甲" * 20_000),
        ("甲" * 100_000, "甲" * 50_000 + "乙" + "甲" * 50_000),
        ("".join(long_text(500)), "".join(reversed(long_text(500)))),
    ],
)
def test_repetitive_and_shuffled_books_are_still_compared(old: str, new: str) -> None:
    holds(old, new)


def test_a_long_text_without_punctuation_is_cut_by_its_own_characters() -> None:
    chance = Random(1)
    old = "".join(chr(0x4E00 + chance.randrange(500)) for _ in range(20_000))
    new = old[:100] + "新增" + old[100:10_000] + old[10_002:]
    assert summary(holds(old, new)) == Summary(added=2, removed=2)
