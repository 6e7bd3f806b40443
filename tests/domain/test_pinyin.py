"""A person is found by the initials of any reading of the name."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain import pinyin
from cppcc_desk.storage.initials import pinyin_table

TABLE = pinyin_table()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单国强", "sgq"),
        ("单国强", "dgq"),
        ("曾芳", "zf"),
        ("仇丽", "ql"),
        ("查明", "zm"),
        ("区小红", "oxh"),
        ("解军", "xj"),
        ("朴英", "py"),
        ("乐天", "yt"),
        ("万俟晨", "mqc"),
        ("尉迟敏", "ycm"),
        ("缪勇", "my"),
        ("覃伟", "qw"),
        ("谌静", "sj"),
        ("费宁", "bn"),
        ("䶮安", "ya"),
        ("阿卜杜·艾山", "abdas"),
        ("Anna", "an"),
        ("欧阳国强", "gq"),
        ("SGQ", "sgq"),
    ],
)
def test_every_reading_finds(name: str, typed: str) -> None:
    assert pinyin.matches(typed, name, TABLE)
    assert pinyin.matches(typed.upper(), name, TABLE)


@pytest.mark.parametrize(("name", "typed"), [("张伟", "lw"), ("张伟", "zwx"), ("", "z"), ("张伟", "")])
def test_others_do_not(name: str, typed: str) -> None:
    assert not pinyin.matches(typed, name, TABLE)


def test_usual_reading_first() -> None:
    assert pinyin.initials("单国强", TABLE)[0] == "dgq"
    assert set(pinyin.initials("单芳", TABLE)) == {"df", "cf", "sf"}
    assert pinyin.initials("，", TABLE) == ()


def test_place_of_a_find_counts_characters_as_written() -> None:
    assert pinyin.find("xyaq", "关于《校园·安全》的建议", TABLE) == (3, 8)


@given(st.text(alphabet="单曾张伟国强·A1 ", max_size=6))
def test_initials_grams_and_find_agree(name: str) -> None:
    ways = pinyin.initials(name, TABLE)
    for way in ways[:20]:
        assert pinyin.matches(way, name, TABLE)
    for gram in pinyin.grams(name, TABLE, sizes=(2, 3)):
        assert pinyin.matches(gram, name, TABLE)
    letters = [letters for _, letters in pinyin.spelling(name, TABLE)]
    for size in (2, 3):
        spelled = {"".join(way) for i in range(len(letters) - size + 1) for way in product(*letters[i : i + size])}
        assert spelled == pinyin.grams(name, TABLE, sizes=(size,))


def test_the_table_covers_the_common_characters() -> None:
    assert sum(chr(code) in TABLE for code in range(0x4E00, 0x9FA6)) > 20_800
    assert all(
        letters.isascii() and letters.islower() and len(set(letters)) == len(letters) for letters in TABLE.values()
    )


def test_the_shipped_table_is_what_its_maker_makes() -> None:
    pytest.importorskip("pypinyin")
    import runpy

    made = runpy.run_path(str(Path(__file__).parents[2] / "resources" / "make_pinyin.py"))
    assert made["text"]() == (Path(__file__).parents[2] / "resources" / "pinyin_initials.txt").read_text(
        encoding="utf-8"
    )
