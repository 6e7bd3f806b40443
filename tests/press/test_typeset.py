"""Pages of an issue: 22 lines, nothing outside the 版心, the 报尾 at the foot of the last even page."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_desk.domain.bulletin import compose
from cppcc_desk.domain.flow import Paragraph
from cppcc_desk.domain.layout import Ink, Layout, Rule, TailPlace, Text
from cppcc_desk.domain.official import Bulletin, Piece
from cppcc_desk.press.typeset import set_pages
from tests import bulletins

LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
HANG = 5.7  # one mark may stand outside


def texts(layout: Layout, page: int) -> list[Text]:
    return [item for item in layout.pages[page].items if isinstance(item, Text)]


def rules(layout: Layout, page: int) -> list[Rule]:
    return [item for item in layout.pages[page].items if isinstance(item, Rule)]


def page_text(layout: Layout, page: int) -> str:
    return "".join(text.text for text in sorted(texts(layout, page), key=lambda t: (round(t.baseline, 1), t.x)))


def keeps_its_shape(bulletin: Bulletin) -> Layout:
    layout = set_pages(compose(bulletin))
    count = len(layout.pages)
    assert count % 2 == 0
    last = rules(layout, count - 1)
    assert abs(max(rule.y1 + rule.thickness / 2 for rule in last) - BOTTOM) < 0.1
    for page in range(count):
        for text in texts(layout, page):
            width = text.width if text.width is not None else 0.0
            assert text.x >= LEFT - 0.1
            assert text.x + width <= RIGHT + HANG
            assert TOP < text.baseline < BOTTOM + 10
        body = {round(text.baseline, 2) for text in texts(layout, page) if text.size == 16 and text.ink is Ink.BLACK}
        assert len(body) <= 22
    return layout


@pytest.mark.parametrize("name", bulletins.ALL)
def test_every_sample_keeps_its_shape(name: str) -> None:
    layout = keeps_its_shape(bulletins.ALL[name])
    flow = compose(bulletins.ALL[name])
    flowing = [block.text for block in flow.blocks if isinstance(block, Paragraph) and block.flowing]
    assert ["".join(lines) for lines in layout.lines] == flowing


_paragraph = st.integers(min_value=1, max_value=400).map(
    lambda count: ("反映群众关心的问题，提出有用的建议。" * 30)[:count]
)
_heading = st.sampled_from(["一、存在的问题", "（一）采购分散", "1.价格不一", "（1）质量参差"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(_paragraph, _heading), min_size=1, max_size=40),
    st.integers(min_value=1, max_value=12),
    st.integers(min_value=0, max_value=300),
)
def test_any_text_keeps_its_shape(paragraphs: list[str], addressees: int, note: int) -> None:
    piece = Piece(title="建议完善乡镇卫生院中药饮片统一配送机制", paragraphs=tuple(paragraphs))
    bulletin = bulletins.bulletin(piece, note="按" * note, report_to=("县人大常委会办公室",) * addressees)
    layout = keeps_its_shape(bulletin)
    set_text = "".join(page_text(layout, page) for page in range(len(layout.pages)))
    assert all(line in set_text for lines in layout.lines for line in lines)


def test_a_one_page_text_has_its_tail_on_page_2() -> None:
    layout = set_pages(compose(bulletins.SHORT))
    assert (len(layout.pages), layout.tail) == (2, TailPlace.NEXT_PAGE)
    assert "报：" in page_text(layout, 1)
    assert "报：" not in page_text(layout, 0)


def test_the_red_head_fills_the_upper_third() -> None:
    layout = set_pages(compose(bulletins.SHORT))
    red = [rule for rule in rules(layout, 0) if rule.ink is Ink.RED]
    assert len(red) == 1
    assert (round(red[0].x1), round(red[0].x2)) == (LEFT, RIGHT)
    assert 90 < red[0].y1 < 100
    mark = next(text for text in texts(layout, 0) if text.ink is Ink.RED)
    assert mark.text == "社情民意"
    assert mark.width is not None
    assert abs(mark.x + mark.width / 2 - (LEFT + RIGHT) / 2) < 0.1


def test_page_numbers_stand_at_the_outer_edge() -> None:
    layout = set_pages(compose(bulletins.LONG))
    for page in range(len(layout.pages)):
        number = [text for text in texts(layout, page) if text.baseline > BOTTOM]
        assert "".join(text.text for text in number).replace(" ", "") == f"—{page + 1}—"
        if page % 2 == 0:
            end = number[-1]
            assert end.width is not None
            assert abs(end.x + end.width - (RIGHT - 14 * 25.4 / 72)) < 0.2
        else:
            assert abs(number[0].x - (LEFT + 14 * 25.4 / 72)) < 0.2


def test_a_blank_leaf_and_the_tail_after_it_bear_no_number() -> None:
    # one paragraph that fills two pages to the last line but two: nothing can be moved, the 报尾 finds no room
    for count in range(700, 1000, 20):
        piece = Piece(title="县城停车难问题突出", paragraphs=("县" * count,))
        layout = set_pages(compose(bulletins.bulletin(piece)))
        if layout.tail is TailPlace.BLANK_LEAF:
            break
    assert layout.tail is TailPlace.BLANK_LEAF
    assert len(layout.pages) == 4
    assert not layout.pages[2].items
    assert not [text for text in texts(layout, 3) if text.baseline > BOTTOM]


def test_contents_give_the_page_of_each_piece() -> None:
    layout = set_pages(compose(bulletins.MANY_PIECES))
    for number, piece in enumerate(bulletins.MANY_PIECES.pieces):
        page = layout.piece_pages[number] - 1
        sizes = {text.size for text in texts(layout, page) if text.text and piece.title.startswith(text.text[:4])}
        assert 22 in sizes
    assert f"....{layout.piece_pages[2]}" in page_text(layout, 0)


def test_no_heading_is_the_last_on_a_page() -> None:
    for count in range(3, 30):
        layout = set_pages(compose(bulletins.bulletin(bulletins.piece(count, headings=True))))
        for page in range(len(layout.pages)):
            lines: dict[float, str] = {}
            for text in texts(layout, page):
                if text.size == 16:
                    lines[round(text.baseline, 2)] = lines.get(round(text.baseline, 2), "") + text.text
            if lines:
                last = lines[max(lines)]
                assert not last.startswith(("一、", "二、", "三、")), (count, page)


def test_the_same_issue_is_set_the_same_way() -> None:
    assert set_pages(compose(bulletins.LONG)) == set_pages(compose(bulletins.LONG))


def test_an_issue_without_addressees_has_no_tail() -> None:
    bare = replace(bulletins.SHORT, report_to=(), send_to=(), distribute_to=(), copies=None, editor="", reviewer="")
    layout = set_pages(compose(replace(bare, signatory="")))
    assert (len(layout.pages), layout.tail) == (1, TailPlace.NONE)
