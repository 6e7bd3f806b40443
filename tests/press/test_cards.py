"""信息员证 on sheets: every text in its card, cut marks where the cards end, backs behind their fronts."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cppcc_desk.domain.cards import CardFace
from cppcc_desk.domain.cards import face as card
from cppcc_desk.domain.layout import Ink, Layout, Page, Picture, Rule, Text
from cppcc_desk.press.cards import lay_cards
from tests.cards import NOTICE, face, sheets

LEFT, TOP = (210 - 2 * card.WIDTH) / 2, (297 - 5 * card.HEIGHT) / 2
SLACK = 0.02


def laid(*faces: CardFace, notice: tuple[str, ...] = ()) -> Layout:
    return lay_cards(sheets(*faces, notice=notice))


def texts(page: Page) -> Iterator[Text]:
    return (item for item in page.items if isinstance(item, Text))


def said(page: Page, column: int, row: int) -> str:
    """What stands on the card at this place, from top to bottom."""
    x, y = LEFT + column * card.WIDTH, TOP + row * card.HEIGHT
    here = [t for t in texts(page) if x <= t.x < x + card.WIDTH and y <= t.baseline < y + card.HEIGHT]
    return "".join("".join(t.text.split()) for t in sorted(here, key=lambda t: (t.baseline, t.x)))


def within_their_cards(page: Page) -> None:
    """No text reaches into the white at a card's edge, and none upon another."""
    for text in texts(page):
        em = text.size / 72 * 25.4
        column = int((text.x - LEFT) // card.WIDTH)
        row = int((text.baseline - TOP) // card.HEIGHT)
        x, y = LEFT + column * card.WIDTH, TOP + row * card.HEIGHT
        right = text.x + (text.width or 0)
        assert x + card.SIDE - SLACK <= text.x, text.text
        assert right <= x + card.WIDTH - card.SIDE + 2 * em, text.text  # a mark may hang
        assert y + 3 <= text.baseline - 0.86 * em and text.baseline + 0.14 * em <= y + card.HEIGHT - 2.5, text.text
    boxes = [(t.x, t.baseline - 0.8 * t.size * 25.4 / 72, t.x + (t.width or 0), t.baseline) for t in texts(page)]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one[2] <= other[0] + 0.2 or other[2] <= one[0] + 0.2 or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (list(texts(page))[number].text, other)


def test_a_card_says_who_bears_it_and_until_when() -> None:
    layout = laid(face())
    assert (layout.width, layout.height, len(layout.pages)) == (210, 297, 1)
    told = said(layout.pages[0], 0, 0)
    assert told.startswith("中国人民政治协商会议云溪县委员会社情民意信息员证")
    for words in ("柳青禾", "石桥镇中心卫生院", "10-001", "至2026年12月17日", "政协云溪县委员会", "照片"):
        assert words in told
    within_their_cards(layout.pages[0])


def test_ten_cards_to_a_sheet_from_left_to_right() -> None:
    layout = laid(*(face(number=f"10-{n:03d}") for n in range(1, 24)))
    assert len(layout.pages) == 3
    for place, number in ((0, "10-001"), (1, "10-002"), (2, "10-003"), (9, "10-010")):
        assert number in said(layout.pages[0], place % 2, place // 2)
    assert "10-023" in said(layout.pages[2], 0, 1) and said(layout.pages[2], 1, 1) == ""


def test_marks_stand_outside_the_cards_at_every_cut() -> None:
    rules = [item for item in laid(face()).pages[0].items if isinstance(item, Rule) and item.ink is Ink.BLACK]
    edges_x = {round(LEFT + n * card.WIDTH, 3) for n in range(3)}
    edges_y = {round(TOP + n * card.HEIGHT, 3) for n in range(6)}
    assert {round(r.x1, 3) for r in rules if r.x1 == r.x2} == edges_x
    assert {round(r.y1, 3) for r in rules if r.y1 == r.y2} == edges_y
    assert len(rules) == 2 * (3 + 6)
    for rule in rules:
        outside = rule.y2 < TOP or rule.y1 > 297 - TOP or rule.x2 < LEFT or rule.x1 > 210 - LEFT
        assert outside
        assert min(rule.x1, rule.y1) > 5 and rule.x2 < 205 and rule.y2 < 292  # where printers still print


def test_a_picture_stands_in_its_box_and_fits_it() -> None:
    (picture,) = (i for i in laid(face(photo=b"x")).pages[0].items if isinstance(i, Picture))
    assert (picture.width / picture.height) == pytest.approx(25 / 35)
    assert (picture.x, picture.y) == pytest.approx((LEFT + card.PHOTO_X, TOP + card.PHOTO_Y))
    assert picture.x + picture.width < LEFT + card.FIELDS_X
    assert "照片" not in said(laid(face(photo=b"x")).pages[0], 0, 0)


def test_backs_lie_behind_their_fronts_when_the_sheet_is_turned() -> None:
    front, back = laid(*[face()] * 3, notice=NOTICE).pages
    assert [bool(said(front, *place)) for place in ((0, 0), (1, 0), (0, 1), (1, 1))] == [True, True, True, False]
    assert [bool(said(back, *place)) for place in ((0, 0), (1, 0), (0, 1), (1, 1))] == [True, True, False, True]
    told = said(back, 1, 1)
    assert told.startswith("持证须知1.本证是反映社情民意信息工作的凭证") and told.endswith("政协云溪县委员会")
    within_their_cards(back)


NAMES = st.sampled_from(["柳", "柳青禾", "欧阳明德", "古丽努尔·阿卜杜热合曼", "阿卜杜拉·穆罕默德·吐尔逊江·买买提"])
UNITS = st.text(alphabet="云溪县农业技术推广中心（）第12·", max_size=40)


@settings(max_examples=60)
@given(name=NAMES, unit=UNITS, number=st.sampled_from(["10-001", "云政协信〔2021〕005号", "第10届信息员第00001号证"]))
def test_whatever_they_are_called_it_stands_whole_in_the_card(name: str, unit: str, number: str) -> None:
    layout = laid(face(name=name, unit=unit, number=number, title="社情民意特邀信息员证", issuer="政协云溪县委员会"))
    told = said(layout.pages[0], 0, 0)
    assert Counter(name + unit + number) <= Counter(told)
    within_their_cards(layout.pages[0])


@settings(max_examples=30)
@example("中国人民政治协商会议新疆维吾尔自治区巴音郭楞蒙古自治州和静县开发区委员会")
@given(office=st.text(alphabet="中国人民政治协商会议巴音郭楞蒙古自治州县委员", min_size=1, max_size=60))
def test_however_long_the_office_is_called_it_stands_whole_over_its_rule(office: str) -> None:
    page = laid(face(office=office)).pages[0]
    above = [t for t in texts(page) if t.baseline < TOP + card.RULE_Y]
    assert "".join(t.text for t in sorted(above, key=lambda t: (t.baseline, t.x))) == office
    assert len({round(t.baseline, 2) for t in above}) == len(face(office=office).head.lines) <= 2
    assert max(t.baseline + 0.14 * t.size * 25.4 / 72 for t in above) <= TOP + card.RULE_Y - 1
    within_their_cards(page)
