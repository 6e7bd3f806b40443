"""What the office wrote stays, and numbers are counted anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.newsletter import Overtaken, kept

TOLD = "第三季度，收到来稿58篇，其中委员反映31篇、信息员反映27篇；编发《社情民意》6期。"


def test_numbers_change_inside_what_the_office_wrote() -> None:
    edited = TOLD.replace("第三季度，", "第三季度，各单位克服高温，").replace("；编发", "，比去年同期有所增加；编发")
    now = TOLD.replace("58", "60").replace("31", "33")
    found = kept(TOLD, edited, now)
    assert found.text == (
        "第三季度，各单位克服高温，收到来稿60篇，其中委员反映33篇、信息员反映27篇，比去年同期有所增加；编发《社情民意》6期。"
    )
    assert found.overtaken == ()


def test_words_before_and_behind_a_number_are_kept_with_its_change() -> None:
    found = kept("来稿58篇", "来稿共58余篇", "来稿100篇")
    assert (found.text, found.overtaken) == ("来稿共100余篇", ())


def test_a_number_typed_over_stays_and_is_told() -> None:
    found = kept(TOLD, TOLD.replace("58", "59"), TOLD.replace("58", "60"))
    assert "来稿59篇" in found.text
    assert found.overtaken == (Overtaken("58", "60"),)


def test_a_number_typed_as_it_came_to_be_is_no_matter() -> None:
    now = TOLD.replace("58", "60")
    assert kept(TOLD, now, now).overtaken == ()


def test_a_number_changes_as_a_whole() -> None:
    found = kept("得12.5分", "共得12.5分", "得13.5分")
    assert (found.text, found.overtaken) == ("共得13.5分", ())
    assert kept("来稿18篇", "来稿19篇", "来稿28篇").overtaken == (Overtaken("18", "28"),)


def test_what_the_office_took_out_stays_out() -> None:
    edited = TOLD.replace("；编发《社情民意》6期", "")
    found = kept(TOLD, edited, TOLD.replace("6期", "7期"))
    assert found.text == edited
    assert found.overtaken == (Overtaken("6", "7"),)


def test_both_put_words_in_one_place() -> None:
    found = kept("来稿6篇。", "来稿6篇，质量提高。", "来稿6篇，增加2篇。")
    assert found.text == "来稿6篇，质量提高。"
    assert found.overtaken == (Overtaken("", "，增加2篇"),)


WORDS = st.text(alphabet="来稿篇期，。12", max_size=14)


@given(WORDS, WORDS)
def test_one_side_alone_is_taken_as_it_is(told: str, other: str) -> None:
    assert kept(told, other, told).text == other
    assert kept(told, told, other).text == other
    assert kept(told, other, other).text == other
    assert not any(found.overtaken for found in (kept(told, other, told), kept(told, told, other)))


@given(WORDS, WORDS, WORDS)
def test_every_text_of_the_office_is_there(told: str, edited: str, now: str) -> None:
    """No character of the office's is fewer than there were in what it left, less those of the old text."""
    found = kept(told, edited, now)
    for char in set(edited):
        assert found.text.count(char) >= edited.count(char) - told.count(char)


@pytest.mark.parametrize("texts", [("", "", ""), ("", "新", ""), ("旧", "", "旧"), ("旧", "旧", "")])
def test_empty_texts(texts: tuple[str, str, str]) -> None:
    told, edited, now = texts
    assert kept(told, edited, now).text == (edited if edited != told else now)
