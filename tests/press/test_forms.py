"""Forms set into pages: nothing lost, nothing outside its cell, heads repeated, pages counted."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_desk.domain.forms import FORM_KINDS, Attendant, Form, review_sheet
from cppcc_desk.domain.forms.form import INNER, OUTER
from cppcc_desk.domain.layout import Layout, Page, Rule, Text
from cppcc_desk.press.forms import lay_form
from tests import forms

SLACK = 0.01  # mm
BORDERS = (INNER, OUTER)
UNCOUNTED = ("列席邀请函", "聘书", "荣誉证书")  # letters to several people; certificates in a frame


def texts(page: Page) -> Iterator[Text]:
    return (item for item in page.items if isinstance(item, Text))


def borders(page: Page) -> list[Rule]:
    return [item for item in page.items if isinstance(item, Rule) and item.thickness in BORDERS]


def foot(form: Form) -> float:
    return form.sheet.height - form.sheet.bottom


def said(form: Form, layout: Layout) -> str:
    """All text in its order, without page numbers and blanks."""
    return forms.bare("".join(t.text for page in layout.pages for t in texts(page) if t.baseline < foot(form)))


def check_places(form: Form, layout: Layout) -> None:
    """Every text stands inside the margins, between the borders left and right of it, and crosses none."""
    sheet = form.sheet
    for page in layout.pages:
        upright = [rule for rule in borders(page) if rule.x1 == rule.x2]
        across = [rule for rule in borders(page) if rule.y1 == rule.y2]
        for text in texts(page):
            em = text.size / 72 * 25.4
            left, right = text.x, text.x + (text.width or 0)
            top, bottom = text.baseline - 0.86 * em, text.baseline + 0.14 * em
            assert sheet.left - SLACK <= left
            assert right <= sheet.width - sheet.right + SLACK or text.text[-1] in "，。、；：", text.text
            assert sheet.top - SLACK <= top
            assert bottom <= sheet.height - 8
            for rule in upright:
                if rule.y1 < text.baseline < rule.y2:
                    assert not left - SLACK < rule.x1 < right + SLACK, text.text
            for rule in across:
                if rule.x1 < left and right < rule.x2:
                    assert not top < rule.y1 < bottom, text.text
        for rule in borders(page):
            assert rule.y2 <= foot(form) + SLACK
            assert rule.x2 <= sheet.width - sheet.right + OUTER


@pytest.mark.parametrize("size", forms.ALL)
@pytest.mark.parametrize("kind", FORM_KINDS)
def test_every_fact_is_on_the_pages_and_in_its_cell(kind: str, size: str) -> None:
    form = forms.form(kind, size)
    layout = lay_form(form)
    words = said(form, layout)
    for text in forms.told(kind, size):
        assert text in words
    check_places(form, layout)


@pytest.mark.parametrize("size", ["usual", "empty"])
@pytest.mark.parametrize("kind", FORM_KINDS)
def test_an_ordinary_form_is_one_page_without_a_number(kind: str, size: str) -> None:
    form = forms.form(kind, size)
    layout = lay_form(form)
    assert len(layout.pages) == 1
    assert not [t for t in texts(layout.pages[0]) if t.baseline > foot(form)]
    assert (layout.width, layout.height) == (form.sheet.width, form.sheet.height)


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_a_longer_form_counts_its_pages(kind: str) -> None:
    form = forms.form(kind, "full")
    layout = lay_form(form)
    total = len(layout.pages)
    assert total > 1
    assert form.counts_pages is (kind not in UNCOUNTED)
    numbers = ["".join(t.text for t in texts(page) if t.baseline > foot(form)) for page in layout.pages]
    assert numbers == [f"第{number}页　共{total}页" if form.counts_pages else "" for number in range(1, total + 1)]


def test_every_letter_begins_on_a_page_of_its_own() -> None:
    form = forms.form("列席邀请函", "full")
    pages = lay_form(form).pages
    names = [invitee.name for invitee in forms.FULL["列席邀请函"].invitees]
    assert [next(name for name in names if any(name in t.text for t in texts(page))) for page in pages] == names


def test_the_head_of_a_register_stands_on_every_page() -> None:
    form = forms.form("送达登记", "full")
    for page in lay_form(form).pages:
        assert [t.text for t in texts(page)].count("送达时间") == 1


@pytest.mark.parametrize("count", [*range(0, 40), 70])
def test_the_rows_of_a_sign_in_sheet_fill_its_last_page(count: int) -> None:
    people = tuple(Attendant(name=f"委员{n}", work="县农业技术推广中心") for n in range(count))
    form = FORM_KINDS["签到表"].build(replace(forms.USUAL["签到表"], attendants=people))
    pages = lay_form(form).pages
    for page in pages:
        assert [t.text for t in texts(page)].count("签名") == 1
    below = foot(form) - max(rule.y1 for rule in borders(pages[-1]))
    assert 0 <= below < 12


@pytest.mark.parametrize("times", [1, 4, 5, 6, 7, 9])
def test_the_slip_of_a_letter_is_never_torn(times: int) -> None:
    form = FORM_KINDS["转办函"].build(replace(forms.USUAL["转办函"], title=forms.LONG_TITLE * times))
    wanted = {"办理回执", "收到日期", "办理意见", "单位盖章"}
    pages = [wanted & {t.text for t in texts(page)} for page in lay_form(form).pages]
    assert max(map(len, pages)) == len(set().union(*pages)) == len(wanted)


def test_the_slip_of_a_reminder_is_never_torn() -> None:
    usual = forms.USUAL["催办单"]
    for count in range(1, 14):
        form = FORM_KINDS["催办单"].build(replace(usual, items=usual.items[:1] * count))
        pages = [
            {t.text for t in texts(page)} & {"催办回执", "办理情况", "预计办结", "请沿此线裁下", "办理人"}
            for page in lay_form(form).pages
        ]
        assert max(map(len, pages)) == len(set().union(*pages))


def test_boxes_are_drawn_and_hooks_only_where_ticked() -> None:
    def strokes(main_to: tuple[str, ...]) -> tuple[int, int]:
        form = review_sheet(replace(forms.EMPTY["核稿单"], main_to=main_to))
        rules = [item for page in lay_form(form).pages for item in page.items if isinstance(item, Rule)]
        thin = [rule for rule in rules if rule.thickness not in BORDERS]
        return len(thin), sum(1 for rule in thin if rule.x1 != rule.x2 and rule.y1 != rule.y2)

    assert strokes(()) == (4 * 9, 0)
    assert strokes(("县委",)) == (4 * 9 + 2, 2)


def test_an_empty_form_has_room_for_the_pen() -> None:
    page = lay_form(forms.form("发文稿纸", "empty")).pages[0]
    lines = sorted({round(rule.y1, 1) for rule in borders(page) if rule.y1 == rule.y2})
    heights = [below - above for above, below in pairwise(lines)]
    assert min(heights) >= 12
    assert max(heights) >= 45


PARAGRAPH = st.text(alphabet="县政协委员反映，2026年“中药”饮片。（）《》12%、a b☑", min_size=1, max_size=400)


@settings(deadline=None, max_examples=40)
@given(lines=st.lists(PARAGRAPH, max_size=25), originals=st.integers(0, 30), title=PARAGRAPH)
def test_texts_of_any_length_flow_over_pages_without_loss(lines: list[str], originals: int, title: str) -> None:
    facts = replace(
        forms.USUAL["核稿单"],
        text="\n".join(lines),
        title=title,
        originals=(forms.LONG_TITLE,) * originals,
    )
    form = review_sheet(facts)
    layout = lay_form(form)
    drawn = said(form, layout)
    for line in lines:
        assert forms.bare(line).replace("☑", "") in drawn
    assert drawn.count(forms.LONG_TITLE) == originals
    check_places(form, layout)


def test_the_same_form_gives_the_same_pages() -> None:
    assert lay_form(forms.form("核稿单", "full")) == lay_form(forms.form("核稿单", "full"))
