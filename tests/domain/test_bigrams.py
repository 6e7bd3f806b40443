"""The index lets every true hit through and proves what it says it proves."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain import bigrams as b

# Few characters, so that words repeat; half and full width, capitals, disguised ideographs, marks that compose.
CHARACTERS = st.text(alphabet="校园安全问的，。 、\n·_ABaｂ１12①⼀㈱か゛がﬁß𠮷é̈\u3000", max_size=30)


def test_pairs_of_each_run_and_its_last_character() -> None:
    assert b.bigrams("校园安全，ＧＤP 3").split() == ["校园", "园安", "安全", "全", "gd", "dp", "p", "3"]
    assert b.bigrams("，。 \n").split() == []


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("校园", '"校园"'),
        ("校园安全", '"校园" AND "园安" AND "安全"'),
        ("校园 食品", '"校园" AND "食品"'),
        ("校园，安", '"校园" AND "园"'),
        ("张 三", '"张"* AND "三"*'),
        ("的，", '"的"'),
        ('校园" OR title:*', '"校园" AND "园" AND "or" AND "ti" AND "it" AND "tl" AND "le" AND "e"'),
        ("校", None),
        ("，。", None),
        ("", None),
        ("   ", None),
    ],
)
def test_query(typed: str, expression: str | None) -> None:
    assert b.query(typed) == expression


def test_a_pasted_text_asks_for_no_more_than_narrows_down() -> None:
    expression = b.query("".join(chr(0x4E00 + i) for i in range(1_500)))
    assert expression is not None
    assert 16 <= expression.count(" AND ") < 32


@given(text=CHARACTERS, start=st.integers(0, 30), length=st.integers(1, 8))
def test_every_part_of_a_text_is_let_through(text: str, start: int, length: int) -> None:
    part = b.normal(text)[start : start + length]
    tokens = set(b.bigrams(text).split())
    for term in b.terms(part):
        assert set(term.tokens) <= tokens
        assert b.holds(text, term.text)


@given(text=CHARACTERS, typed=CHARACTERS)
def test_what_is_exact_needs_no_proof(text: str, typed: str) -> None:
    tokens = set(b.bigrams(text).split())
    for term in b.terms(typed):
        if term.exact:
            assert (set(term.tokens) <= tokens) == (term.text in b.normal(text))


@given(text=CHARACTERS, typed=CHARACTERS)
def test_holds_is_containment_of_normal_forms(text: str, typed: str) -> None:
    for word in b.normal(typed).split():
        assert b.holds(text, word) == (word in b.normal(text))


@given(text=CHARACTERS)
def test_tokens_pass_the_ascii_tokenizer_unchanged(text: str) -> None:
    for token in b.bigrams(text).split():
        assert 1 <= len(token) <= 2
        assert all(ord(c) > 127 or (c.isascii() and c.isalnum() and not c.isupper()) for c in token)


def test_no_character_hides_an_ideograph_from_the_quick_way() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if 0xD800 <= code < 0xE000 or b._HAN.fullmatch(character):
            continue
        if b._HAN.search(b.normal(character)):
            assert b._HIDES_HAN.match(character), hex(code)


def test_plain_characters_are_normal_one_by_one() -> None:
    for code in range(sys.maxunicode + 1):
        if b._PLAIN.fullmatch(chr(code)):
            form = b.normal(chr(code))
            assert len(form) == 1
            assert b._PLAIN.fullmatch(form)
            assert chr(code) in b._WRITTEN.get(form, form)
            assert not unicodedata.combining(chr(code))


PLAIN = st.text(alphabet="校园，,。.安全（(）)Ａａ Aa1１[]^-\\—“”、·", max_size=20)


@given(text=PLAIN, typed=PLAIN)
def test_holds_on_plain_texts(text: str, typed: str) -> None:
    for word in (*b.normal(typed).split(), b.normal(text)[1:4], b.normal(text)[2:4]):
        assert b.holds(text, word) == (word in b.normal(text))


def test_places() -> None:
    assert b.places("校园安全，校园食品，校园", "校园", most=2) == ((0, 2), (5, 7))
    assert b.places("全县ＧＤＰ增长", "gdp", most=9) == ((2, 5),)
    assert b.places("㈱校园", "株", most=9) == ((0, 1),)
    assert b.places("校园", "食品", most=9) == ()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.text(alphabet="，：；！？（）,:县Ａ゙́̈ﾞ…㎡①\n"))
def test_the_normal_form_is_nfkc_in_small_letters(text: str) -> None:
    assert b.normal(text) == unicodedata.normalize("NFKC", text).casefold()
