"""Lists on paper: head, unit and date on every page, nothing lost, nothing beyond its column, the sheet as it fits."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_desk.domain.layout import Face, Layout, Page, Rule, Text
from cppcc_desk.domain.ledger import ColumnKind, Ledger, LedgerColumn
from cppcc_desk.press.ledger import lay_ledger

MADE_ON = date(2026, 11, 20)
LONG = "关于加快补齐农村公路临水临崖路段安全防护设施短板的建议"


def ledger(columns: dict[str, str], rows: int, **kinds: ColumnKind) -> Ledger:
    """A list with the same text in every row of a column."""
    return Ledger(
        title="待办一览",
        unit="云溪县政协",
        made_on=MADE_ON,
        columns=tuple(
            LedgerColumn(key=title, title=title, width=10, kind=kinds.get(title, ColumnKind.TEXT)) for title in columns
        ),
        rows=tuple(tuple(text.replace("#", str(number)) for text in columns.values()) for number in range(rows)),
    )


def words(page: Page) -> str:
    """What stands on a page, line by line, without blanks."""
    texts = [item for item in page.items if isinstance(item, Text)]
    texts.sort(key=lambda text: (round(text.baseline, 1), text.x))
    return "".join("".join(text.text.split()) for text in texts)


def rules(layout: Layout) -> list[Rule]:
    return [item for page in layout.pages for item in page.items if isinstance(item, Rule)]


FEW = {"编号": "2026-0#", "标题": LONG}
MANY = FEW | {
    "承办": "第一小组 · 单文静",
    "去向": "报市政协",
    "收稿时间": "2026-11-18 09:30",
    "截止时间": "11-20 周五 23:59",
}


def test_few_columns_stand_upright_and_many_across() -> None:
    upright, across = lay_ledger(ledger(FEW, 3)), lay_ledger(ledger(MANY, 3))
    assert (upright.width, upright.height) == (210, 297)
    assert (across.width, across.height) == (297, 210)


MONTHS = {"类别": "农业农村", **{f"{month}月": "0" for month in range(1, 13)}, "合计": "12"}


def test_a_table_with_sums_breaks_no_name_and_tells_its_time_and_its_notes() -> None:
    kinds = {title: ColumnKind.NUMBER for title in MONTHS if title != "类别"}
    counted = replace(ledger(MONTHS, 5, **kinds), about="统计时间：2026年度", sums=True, notes=("一篇只算一次。",))
    layout = lay_ledger(counted)
    (page,) = layout.pages
    assert layout.width == 297  # upright the names would be broken
    told = words(page)
    assert told.count("农业农村") == 5 and "统计时间：2026年度" in told and "注：一篇只算一次。" in told
    assert "共5条" not in told and "共5条" in words(lay_ledger(replace(counted, sums=False)).pages[0])
    faces = [item.face for item in page.items if isinstance(item, Text) and item.text == "农业农村"]
    assert faces[-1] is Face.HEI and set(faces[:-1]) == {Face.FANGSONG}
    ends = {round(rule.x1, 2) for rule in rules(layout) if rule.x1 == rule.x2}
    places = sorted(ends)
    wide = [right - left for left, right in pairwise(places[1:])]
    assert max(wide) < 2 * min(wide)  # no column has all the room to itself


@pytest.mark.parametrize("columns", [FEW, MANY])
def test_head_unit_date_and_page_number_are_on_every_page(columns: dict[str, str]) -> None:
    layout = lay_ledger(ledger(columns, 90))
    count = len(layout.pages)
    assert count > 2
    for number, page in enumerate(layout.pages, start=1):
        told = words(page)
        for expected in (*columns, "云溪县政协", "待办一览", "2026年11月20日", f"第{number}页共{count}页"):
            assert expected in told


def test_no_row_is_lost_and_none_twice() -> None:
    layout = lay_ledger(ledger({"编号": "2026-#号", "标题": "短"}, 120))
    found = Counter(
        item.text for page in layout.pages for item in page.items if isinstance(item, Text) and "-" in item.text
    )
    assert found == Counter(f"2026-{number}" for number in range(120))


def test_numbers_and_dates_keep_to_one_line_beside_long_texts() -> None:
    columns = MANY | {"反映单位": "中国人民政治协商会议云溪县委员会办公室", "报送情况": "市政协 11-19；县委 待报送" * 2}
    layout = lay_ledger(ledger(columns, 2))
    texts = [item.text.strip() for item in layout.pages[0].items if isinstance(item, Text)]
    assert texts.count("2026-11-18 09:30") == 2 and texts.count("23:59") == 2


def test_a_list_without_rows_says_so() -> None:
    layout = lay_ledger(ledger(MANY, 0))
    assert len(layout.pages) == 1
    assert "没有记录" in words(layout.pages[0]) and "共0条" in words(layout.pages[0])


def test_a_short_item_stands_in_the_middle() -> None:
    aside = lay_ledger(ledger({"标题": LONG, "状态": LONG[:12]}, 1))
    middle = lay_ledger(ledger({"标题": LONG, "状态": LONG[:12]}, 1, 状态=ColumnKind.SHORT))

    def left(layout: Layout) -> float:
        return min(item.x for item in layout.pages[0].items if isinstance(item, Text) and item.text == LONG[:12])

    assert left(middle) >= left(aside)


CELLS = st.text(st.sampled_from("县政协 2026-11;A《》，。\n"), max_size=60)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=12))
def test_whatever_the_texts_are_they_stay_on_the_sheet(rows: list[list[str]]) -> None:
    made = Ledger(
        title="一览",
        unit="云溪县政协",
        made_on=MADE_ON,
        columns=tuple(LedgerColumn(key=str(n), title=f"栏目{n}", width=8) for n in range(4)),
        rows=tuple(tuple(row) for row in rows),
    )
    layout = lay_ledger(made)
    given_words = Counter(c for row in rows for cell in row for c in cell if not c.isspace())
    told = Counter(c for page in layout.pages for c in words(page))
    assert all(told[c] >= count for c, count in given_words.items())
    for page in layout.pages:
        for item in page.items:
            if isinstance(item, Text):
                assert item.x > 10 and item.x + (item.width or 0) < layout.width - 10
                assert 5 < item.baseline < layout.height - 5
    widths = {round(rule.x2 - rule.x1) for rule in rules(layout) if rule.y1 == rule.y2}
    assert len(widths) == 1
