"""An issue as a value: its number in words, its levels of headings, and that it freezes to JSON and comes back."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_desk.domain.bulletin import compose, mark_size
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.flow import BODY, LEVEL_1, LEVEL_2, MARK, TITLE, Paragraph
from cppcc_desk.domain.layout import Face
from cppcc_desk.domain.official import (
    RESTRICTED,
    Bulletin,
    clean_paragraphs,
    doc_number,
    heading_face,
    heading_length,
    level,
    official_date,
)
from tests import bulletins


def test_numbers_and_dates_are_written_as_the_standard_says() -> None:
    assert official_date(date(2026, 3, 1)) == "2026年3月1日"
    assert doc_number("云协信", 2026, 5) == "云协信〔2026〕5号"
    assert bulletins.SHORT.number == "第11期（总第83期）"
    assert replace(bulletins.SHORT, supplement=True, issue_no=2, cumulative_no=None).number == "增刊第2期"
    assert replace(bulletins.SHORT, issue_no=0, cumulative_no=None).number == "第　期"


@pytest.mark.parametrize("name", bulletins.ALL)
def test_a_frozen_issue_comes_back_as_it_was(name: str) -> None:
    bulletin = bulletins.ALL[name]
    frozen = json.dumps(bulletin.to_dict(), ensure_ascii=False)
    again = Bulletin.from_dict(json.loads(frozen))
    assert again == bulletin
    assert json.dumps(again.to_dict(), ensure_ascii=False) == frozen
    assert compose(again) == compose(bulletin)


@pytest.mark.parametrize("damage", [{"date": "昨天"}, {"pieces": [{"heading": "x"}]}, {"colour": "red"}])
def test_a_damaged_frozen_issue_is_refused(damage: dict[str, object]) -> None:
    with pytest.raises(Invalid, match="读不出来"):
        Bulletin.from_dict({**bulletins.SHORT.to_dict(), **damage})


@pytest.mark.parametrize(
    ("text", "expected", "face", "length"),
    [
        ("一、存在的主要问题", 1, Face.HEI, 9),
        ("（二）储存条件不足。夏季高温高湿。", 2, Face.KAI, 10),
        ("1.采购分散", 3, Face.FANGSONG, 0),
        ("（1）单独议价", 4, Face.FANGSONG, 0),
        ("1.5万元的差价", 0, Face.FANGSONG, 0),
        ("一是采购分散", 0, Face.FANGSONG, 0),
    ],
)
def test_four_levels_are_told_apart(text: str, expected: int, face: Face, length: int) -> None:
    assert level(text) == expected
    assert heading_face(text) == face
    assert heading_length(text) == length


def test_a_heading_of_its_own_and_a_run_in_heading() -> None:
    flow = compose(bulletins.MEDIUM)
    paragraphs = {block.text: block for block in flow.blocks if isinstance(block, Paragraph)}
    alone = paragraphs["一、存在的主要问题"]
    assert (alone.style, alone.keep_next) == (LEVEL_1, True)
    run_in = next(block for text, block in paragraphs.items() if text.startswith("（一）"))
    assert run_in.style == BODY
    assert [run.face for run in run_in.runs] == [Face.KAI, None]
    assert LEVEL_2.face is Face.KAI


def test_the_head_says_what_it_must() -> None:
    blocks = [block for block in compose(bulletins.SHORT).blocks if isinstance(block, Paragraph)]
    assert blocks[0].text == RESTRICTED
    assert (blocks[1].style, blocks[1].text) == (MARK, "社情民意")
    assert blocks[2].text == "第11期（总第83期）"
    assert (blocks[3].text, blocks[3].end) == ("政协云溪县委员会办公室", "2026年11月20日")
    assert blocks[4].style == TITLE


@given(st.integers(min_value=1, max_value=24))
def test_the_red_mark_always_fits(count: int) -> None:
    size, spread = mark_size("民" * count)
    assert 17 <= size <= 60
    assert size * count + spread * (count - 1) <= 442.2
    assert spread >= 0


def test_pasted_text_loses_its_spaces_and_empty_lines() -> None:
    assert clean_paragraphs("　　第一段。\r\n\n \t\n　　第二段。  ") == ("第一段。", "第二段。")
