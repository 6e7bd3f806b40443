"""Copied, reordered and lightly edited texts are alike; texts about the same thing are not."""

from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain import likeness

FIRST = (
    "县城北门外的三所小学门口没有固定的停车区域。每天放学时家长的车停在路中间，老人推着婴儿车从车缝里走过。\n"
    "建议由交警大队在学校东侧划出三十个临时车位，限停二十分钟；学校错开低年级和高年级的放学时间。"
)
SECOND = (
    "县城南门的老小区没有地方停车，居民下班后要绕行很远。\n"
    "建议住建部门利用闲置地块建设立体车库，交警部门在夜间开放部分路边车位，物业公司登记错时共享的车位。"
)


def alike(one: str, other: str) -> float:
    return likeness.containment(likeness.shingles(one), likeness.shingles(other))


def test_equal_is_one_however_short() -> None:
    assert alike(FIRST, FIRST) == 1
    assert alike("同意。", "同意") == 1
    assert alike("路灯不亮", "路灯不亮！") == 1


def test_copying_reordering_and_typing_errors_are_seen() -> None:
    sentences = [s for s in FIRST.replace("\n", "").split("。") if s]
    assert alike(FIRST, "。".join(reversed(sentences))) > 0.9
    assert alike(FIRST, sentences[1] + SECOND) > likeness.ALIKE
    assert alike(FIRST, FIRST.replace("三", "3").replace("建议", "希望")) > 0.6
    assert alike(FIRST, FIRST[: len(FIRST) // 2]) > 0.9


def test_the_same_subject_is_not_alike() -> None:
    assert alike(FIRST, SECOND) < likeness.ALIKE
    assert alike("关于停车的建议", SECOND + "关于停车的建议") < 0.2
    assert alike("", FIRST) == 0
    assert alike("", "") == 0


def test_shared_sentences_are_those_of_the_new_text() -> None:
    edited = FIRST.replace("三十个", "四十个")
    shared = likeness.shared_sentences(edited + SECOND, likeness.shingles(FIRST), most=2)
    assert shared == (
        "每天放学时家长的车停在路中间，老人推着婴儿车从车缝里走过。",
        "建议由交警大队在学校东侧划出四十个临时车位，限停二十分钟；",
    )


@given(st.text(max_size=80), st.text(max_size=80))
def test_containment_is_a_share_and_symmetric(one: str, other: str) -> None:
    a, b = likeness.shingles(one), likeness.shingles(other)
    assert 0 <= likeness.containment(a, b) <= 1
    assert likeness.containment(a, b) == likeness.containment(b, a)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=2_000))
def test_sample_is_of_the_text_and_bounded(text: str) -> None:
    pairs = likeness.sample(text)
    assert len(pairs) == len(set(pairs)) <= likeness.SAMPLED
    assert all(pair in text for pair in pairs)
