"""Any 公文 on its pages: nothing lost, nothing outside, tables with their heads, the 版记 at the foot."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_desk.domain.layout import Face, Layout, Picture, Rule, Text
from cppcc_desk.domain.official import Attachment, Kind, OfficialDocument, Table
from cppcc_desk.errands.documents import lay
from cppcc_desk.press.lines import NEVER_FIRST, NEVER_LAST
from tests import papers

LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
HANG = 5.7  # one mark may stand outside
TODAY = date(2026, 11, 20)


def texts(layout: Layout, page: int) -> list[Text]:
    return [item for item in layout.pages[page].items if isinstance(item, Text)]


def everything(layout: Layout) -> str:
    return "".join(text.text for page in range(len(layout.pages)) for text in texts(layout, page))


def keeps_its_shape(document: OfficialDocument) -> Layout:
    layout = lay(document, today=TODAY).layout
    letter = document.kind is Kind.LETTER
    if not letter and document.kind is not Kind.BULLETIN:
        assert len(layout.pages) % 2 == 0
    for page in range(len(layout.pages)):
        for text in texts(layout, page):
            width = text.width or 0.0
            assert text.x >= LEFT - 0.1 and text.x + width <= RIGHT + HANG, text
            assert (30 if letter and page == 0 else TOP) < text.baseline < BOTTOM + 12, text
        lines: dict[float, list[Text]] = {}
        for text in texts(layout, page):
            lines.setdefault(round(text.baseline, 2), []).append(text)
        for line in lines.values():
            line.sort(key=lambda text: text.x)
            for before, after in pairwise(line):
                assert before.x + (before.width or 0.0) <= after.x + 0.1, (before, after)
    return layout


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_short_and_rich(kind: Kind) -> None:
    keeps_its_shape(papers.document(kind, body=papers.text(1)))
    layout = keeps_its_shape(papers.rich(kind))
    said = everything(layout)
    for n in range(1, 7):
        assert f"第{n}界别" in said
    assert any(isinstance(item, Picture) for page in layout.pages for item in page.items)


_words = st.text(alphabet="反映社情民意信息，。、：“”（）《》的了和与2026年abc 3月1日〔〕号", min_size=1, max_size=260)
_table = st.builds(
    lambda columns, rows: Table(
        columns=tuple(f"栏{n}" for n in range(columns)),
        rows=tuple(tuple(f"{r}行{c}格" * (1 + (r * c) % 9) for c in range(columns)) for r in range(rows)),
    ),
    st.integers(1, 8),
    st.integers(1, 40),
)
_body = st.lists(st.one_of(_words.filter(str.strip), _table), min_size=1, max_size=8).map(tuple)


@given(
    kind=st.sampled_from(list(Kind)),
    body=_body,
    attachments=st.lists(_body, max_size=2),
    sealed=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_any_paper_is_set_without_loss(kind: Kind, body: tuple, attachments: list, sealed: bool) -> None:  # type: ignore[type-arg]
    document = papers.document(
        kind,
        body=body,
        sealed=sealed,
        attachments=tuple(Attachment(title=f"表{n}", body=part) for n, part in enumerate(attachments)),
    )
    laid = lay(document, today=TODAY)
    layout = laid.layout
    assert layout == lay(document, today=TODAY).layout
    flowing = [block.text for block in laid.flow.blocks if getattr(block, "flowing", False)]
    assert ["".join(lines) for lines in layout.lines] == flowing
    for lines in layout.lines:
        for line in lines[1:]:
            assert line.strip()[:1] not in NEVER_FIRST or len(line.strip()) > 28 or not line.strip()
        for line in lines[:-1]:
            assert line.rstrip()[-1:] not in NEVER_LAST or len(line.rstrip()) == 1
    said = "".join(everything(layout).split())
    for part in (body, *([] if kind is Kind.BULLETIN else attachments)):
        for block in part:
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row:
                        assert cell in said


def test_a_table_repeats_its_head_on_every_page_and_a_giant_cell_goes_on() -> None:
    layout = keeps_its_shape(papers.document(body=("如下：", papers.table(60))))
    pages = [page for page in range(len(layout.pages)) if any(t.text == "承担单位" for t in texts(layout, page))]
    assert len(pages) >= 3 and pages == list(range(pages[0], pages[-1] + 1))
    giant = Table(columns=("甲", "乙"), rows=(("一" * 4000, "二"),))
    layout = keeps_its_shape(papers.document(body=("如下：", giant)))
    assert everything(layout).count("一") >= 4000


def test_the_head_of_a_table_that_begins_a_page_is_set_once() -> None:
    for lines in range(22, 30):
        layout = lay(papers.document(body=("县" * 28 * lines, papers.table(4))), today=TODAY).layout
        for page in range(len(layout.pages)):
            assert [text.text for text in texts(layout, page)].count("承担单位") <= 1, lines


def test_the_first_page_shows_text_and_the_signature_is_not_alone() -> None:
    for count in range(1, 30):
        laid = lay(papers.document(body=papers.text(count)), today=TODAY)
        assert laid.layout.text_on_first_page
        assert not laid.layout.signature_alone, count


@given(length=st.integers(30, 1300), before=st.integers(0, 3), note=st.booleans())
def test_a_paragraph_is_divided_rather_than_leave_the_signature_alone(length: int, before: int, note: bool) -> None:
    last = ("请各单位结合实际认真研究，抓好落实。" * 80)[:length]
    document = papers.document(body=(*papers.text(before), last), note="此件公开发布" if note else "")
    layout = lay(document, today=TODAY).layout
    assert not layout.signature_alone
    assert layout.text_on_first_page
    if division := layout.division:
        lines = layout.lines[-1]
        assert "".join(lines) == last
        assert last[division.at :] == "".join(lines[-min(2, len(lines) - 1) :])


def test_a_heading_stays_with_the_line_that_follows_it() -> None:
    for length in range(5, 120, 3):
        body = ("现将有关事项通知如下。", "一、提高认识", ("请认真研究，" * 20)[:length])
        laid = lay(papers.document(body=body, main_to=("各单位",)), today=TODAY)
        first = "".join(text.text for text in texts(laid.layout, 0))
        assert not laid.layout.signature_alone
        assert "提高认识请" in first or "提高认识" not in first


def test_the_labels_of_the_attendance_are_in_black_on_every_line() -> None:
    attendance = (("出席", ("周启明", "沈砚秋")), ("列席", ("柳青禾", "顾长安", "王秀兰") * 6))
    layout = lay(papers.document(Kind.MINUTES, attendance=attendance), today=TODAY).layout
    labels = {
        text.text: text.face for page in range(len(layout.pages)) for text in texts(layout, page) if "席：" in text.text
    }
    assert labels == {"出席：": Face.HEI, "列席：": Face.HEI}


def test_a_letter_has_its_rules_and_no_number_on_page_one() -> None:
    layout = lay(papers.document(Kind.LETTER, body=papers.text(8)), today=TODAY).layout
    rules = [item for item in layout.pages[0].items if isinstance(item, Rule)]
    assert len(rules) == 4
    assert all(abs(rule.x2 - rule.x1 - 170) < 0.1 for rule in rules)
    assert abs(max(rule.y1 + rule.thickness / 2 for rule in rules) - 277) < 0.1
    assert not any("—" in text.text for text in texts(layout, 0))
    assert any(text.text == "— 2 —" or "2" in text.text for text in texts(layout, 1) if text.baseline > 265)


def test_seals_press_name_and_date() -> None:
    layout = lay(papers.document(seal=papers.picture()), today=TODAY).layout
    (page,) = [n for n, page in enumerate(layout.pages) if any(isinstance(item, Picture) for item in page.items)]
    (seal,) = [item for item in layout.pages[page].items if isinstance(item, Picture)]
    date_line = next(t for t in texts(layout, page) if t.text == "2026" and t.x > 120)
    assert seal.y < date_line.baseline < seal.y + seal.height
    assert (seal.width, seal.height) == (42, 42)


def test_a_tail_higher_than_a_page_is_refused() -> None:
    from cppcc_desk.domain.errors import Invalid

    many = tuple(f"云溪县第{n}乡镇人民政府政协委员联络工作委员会" for n in range(1, 120))
    with pytest.raises(Invalid, match="版记一面排不下"):
        lay(replace(papers.document(), copy_to=many), today=TODAY)
