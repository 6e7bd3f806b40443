"""Cross tables against plain recounts of random histories: every number, every sum, every explanation."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.figures import Source
from cppcc_desk.domain.ledger import ColumnKind, as_html, as_tsv
from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.scoring.scheme import Window
from cppcc_desk.domain.statistics import (
    NO_LEVEL,
    OWN,
    READY,
    UNSAID,
    Dimension,
    Facts,
    Happening,
    Material,
    Measure,
    Shows,
    Table,
    Value,
    View,
    cross,
    dimension_named,
    measure_named,
    printed,
    span,
    spans,
)
from cppcc_desk.domain.statistics.dimensions import SEVERAL

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
TODAY = date(2026, 11, 20)
WORDS = {
    Dimension.CATEGORY: ("教育", "医疗卫生", "交通出行"),
    Dimension.SOURCE: tuple(source.value for source in Source),
    Dimension.GROUP: ("第一信息小组", "第二信息小组"),
    Dimension.SECTOR: ("教育界", "医药卫生界", "特邀界"),
    Dimension.PERSON: ("person-1", "person-2", "路人甲"),
    Dimension.SENT_LEVEL: ("本级", "市", "省"),
    Dimension.ADOPTED_LEVEL: ("本级", "市", "省", "全国"),
    Dimension.INSTRUCTED_LEVEL: ("本级", "市"),
}
MANY = frozenset(SEVERAL) - {Dimension.MONTH}
OWN_LEVEL = {
    Measure.SENT: Dimension.SENT_LEVEL,
    Measure.ADOPTED: Dimension.ADOPTED_LEVEL,
    Measure.INSTRUCTED: Dimension.INSTRUCTED_LEVEL,
}
KNOWN = {dimension: tuple(Value(word, word) for word in words) for dimension, words in WORDS.items()}

days = st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def facts(draw: st.DrawFn, number: int) -> Facts:
    values = {}
    for dimension, words in WORDS.items():
        most = 3 if dimension in MANY else 1
        values[dimension] = tuple(draw(st.lists(st.sampled_from(words), max_size=most, unique=True)))
    return Facts(f"2026-{number:03}", draw(days), values)


@st.composite
def materials(draw: st.DrawFn) -> Material:
    """Pieces of which anything may have happened at any time, several times over."""
    pieces = [draw(facts(number)) for number in range(1, draw(st.integers(0, 8)) + 1)]
    happened = []
    for one in pieces:
        for measure in draw(st.lists(st.sampled_from(Measure), max_size=6)):
            level = OWN_LEVEL.get(measure)
            own = {level: draw(st.sampled_from((*WORDS[level], NO_LEVEL)))} if level is not None else {}
            happened.append(Happening(measure, draw(days), one, own))
    return Material(FIRST, LAST, tuple(happened), KNOWN)


@st.composite
def views(draw: st.DrawFn) -> View:
    dimensions = [*WORDS, Dimension.MONTH]
    rows = draw(st.sampled_from(dimensions))
    columns = draw(st.sampled_from([None, *(one for one in dimensions if one is not rows)]))
    measures = draw(st.lists(st.sampled_from(Measure), min_size=1, max_size=1 if columns else 3, unique=True))
    by = draw(st.lists(st.sampled_from(list(WORDS)), max_size=2, unique=True))
    filters = tuple((one, (draw(st.sampled_from((*WORDS[one], UNSAID))),)) for one in by)
    return View(rows=rows, columns=columns, measures=tuple(measures), filters=filters)


def keys(one: Happening, dimension: Dimension) -> set[str]:
    """Told a second time, plainly."""
    if dimension is Dimension.MONTH:
        return {one.on.replace(day=1).isoformat()}
    if dimension in one.own:
        return {one.own[dimension]}
    return set(one.facts.values.get(dimension, ())) or {UNSAID}


def recounted(material: Material, view: View, measure: Measure, row: str | None, column: str | None) -> set[str]:
    return {
        one.facts.number
        for one in material.happenings
        if one.measure is measure
        and all(keys(one, dimension) & set(words) for dimension, words in view.filters)
        and (row is None or row in keys(one, view.rows))
        and (column is None or view.columns is None or column in keys(one, view.columns))
    }


def table_of(material: Material, view: View) -> Table:
    return cross(material, view, today=TODAY)


@settings(max_examples=120)
@given(materials(), views())
def test_every_number_is_the_length_of_its_list(material: Material, view: View) -> None:
    table = table_of(material, view)
    for line in table.lines:
        for head, cell in zip(table.heads, line.cells, strict=True):
            row = None if line.sums else line.key
            column = head.key.removeprefix("=") if head.shows is Shows.PART else None
            assert set(cell.pieces) == recounted(material, view, head.measure, row, column)
            assert cell.count == len(cell.pieces) == len(set(cell.pieces)) == int(cell.text)


@settings(max_examples=120)
@given(materials(), views())
def test_parts_are_the_sum_or_it_is_said_because_of_which_pieces_not(material: Material, view: View) -> None:
    table = table_of(material, view)
    for place, head in enumerate(table.heads):
        if head.shows is Shows.SUM:
            parts = [line.cells[place].pieces for line in table.lines[:-1]]
            explained(table, view.rows, head.measure, parts, table.sums.cells[place].pieces)
    if view.columns is not None:
        parts = [
            cell.pieces for head, cell in zip(table.heads, table.sums.cells, strict=True) if head.shows is Shows.PART
        ]
        explained(table, view.columns, view.measures[0], parts, table.sums.cells[-1].pieces)


def explained(
    table: Table, dimension: Dimension, measure: Measure, parts: list[tuple[str, ...]], whole: tuple[str, ...]
) -> None:
    times = Counter(number for part in parts for number in part)
    assert times.keys() == set(whole)  # nothing is lost, nothing is strange
    several = {number for number in times if times[number] > 1}
    begin = f"按{dimension}的{measure}合计 {times.total()}，{measure} {len(whole)}："
    told = [note for note in table.notes if note.words.startswith(begin)]
    assert bool(told) == bool(several) == (times.total() != len(whole))
    if told:
        assert set(told[0].pieces) == several
        assert dimension in SEVERAL and told[0].words.startswith(f"{begin}{len(several)} 篇")


@settings(max_examples=50)
@given(materials(), views(), st.integers(1, 12))
def test_the_row_of_a_month_is_the_table_of_that_month(material: Material, view: View, month: int) -> None:
    by_month = replace(view, rows=Dimension.MONTH, columns=None, filters=())
    table = table_of(material, by_month)
    first = date(2026, month, 1)
    last = date(2026 + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    within = tuple(one for one in material.happenings if first <= one.on <= last)
    alone = table_of(replace(material, first=first, last=last, happenings=within), by_month)
    line = next((line for line in table.lines if line.key == first.isoformat()), None)
    assert [cell.pieces for cell in alone.sums.cells] == (
        [cell.pieces for cell in line.cells] if line is not None else [()] * len(by_month.measures)
    )


@settings(max_examples=50)
@given(materials(), materials(), views())
def test_a_year_before_is_counted_like_this_one(now: Material, then: Material, view: View) -> None:
    earlier = replace(
        then,
        first=date(2025, 1, 1),
        last=date(2025, 12, 31),
        happenings=tuple(replace(one, on=one.on.replace(year=2025)) for one in then.happenings),
    )
    compared = replace(view, compared=True)
    table = cross(now, compared, before=earlier, today=TODAY)
    this, that = table_of(now, view), table_of(then, view)  # the same days, whichever the year is called
    old = {line.key: line for line in that.lines}
    kept = {line.key: line for line in this.lines}
    for line in table.lines:
        for place, head in enumerate(table.heads):
            if head.shows is Shows.BEFORE:
                sums, at = sums_of(that, head.measure), sums_of(this, head.measure)
                before = old[line.key].cells[sums].count if line.key in old else 0
                present = kept[line.key].cells[at].count if line.key in kept else 0
                assert line.cells[place].count == before
                assert line.cells[place + 1].count == present - before and not line.cells[place + 1].pieces


def sums_of(table: Table, measure: Measure) -> int:
    return next(n for n, head in enumerate(table.heads) if (head.measure, head.shows) == (measure, Shows.SUM))


def one(measure: Measure, on: date, number: int = 1, received: date = FIRST, own: str = "", **values: str) -> Happening:
    level = OWN_LEVEL.get(measure)
    told = {Dimension[name.upper()]: (word,) for name, word in values.items()}
    return Happening(measure, on, Facts(f"2026-{number:03}", received, told), {level: own} if level else {})


def test_what_does_not_go_together_is_told_with_its_pieces() -> None:
    day = date(2026, 3, 1)
    material = Material(
        FIRST,
        LAST,
        (
            one(Measure.RECEIVED, day, 1, source=""),
            one(Measure.ISSUED, day, 2),
            one(Measure.ADOPTED, day, 3, own=Level.OWN.value),
            one(Measure.INSTRUCTED, day, 4, own=NO_LEVEL),
            one(Measure.REPLIED, day, 5, received=date(2026, 4, 1)),
        ),
        KNOWN,
        binned=("2026-009",),
    )
    material = replace(material, happenings=(one(Measure.RECEIVED, day, 1), *material.happenings[1:]))
    told = {note.words: note.pieces for note in table_of(material, READY["groups"]).mismatches}
    assert told == {
        "1 篇来稿没有写明反映人，来源不明": ("2026-001",),
        "编发合计 1，本级采用 1：1 篇没有编入这段时间的期刊": ("2026-003",),
        "编发合计 1，本级采用 1：1 篇不在本级采用里": ("2026-002",),
        "1 篇的批示没有写明领导的层级": ("2026-004",),
        "1 篇的答复日期早于收稿日期，请核对": ("2026-005",),
        "1 篇在回收站里，它们的编发、报送、采用、批示等没有计入": ("2026-009",),
    }
    replied = View(rows=Dimension.GROUP, columns=None, measures=(Measure.VALID,))
    assert len(table_of(material, replied).mismatches) == 1  # only of what is shown


def test_times_are_those_of_the_office() -> None:
    plain = Window()
    assert [one.key for one in spans(plain, 2026, today=date(2026, 4, 2))] == [
        "year", "half-1", "quarter-1", "quarter-2", "month-1", "month-2", "month-3", "month-4",
    ]  # fmt: skip
    shifted = Window(starts=(12, 26), year_before=True)
    third = span(shifted, 2026, key="month-3", today=TODAY)
    assert (third.first, third.last, third.words) == (date(2026, 2, 26), date(2026, 3, 25), "2月26日至3月25日")
    year = span(plain, 2026, today=TODAY)
    assert (year.said, year.until, year.over) == ("2026年度（截至11月20日）", TODAY, False)
    assert (year.before.first, year.before.until) == (date(2025, 1, 1), date(2025, 11, 20))
    assert span(plain, 2025, key="half-2", today=TODAY).said == "2025年下半年"
    own = span(plain, 2024, key=OWN, own=(date(2024, 2, 29), date(2024, 1, 1)), today=TODAY)
    assert own.said == "2024年1月1日至2024年2月29日" and own.before.last == date(2023, 2, 28)
    with pytest.raises(Invalid, match="还没有到"):
        span(plain, 2026, key="month-12", today=TODAY)
    assert span(plain, 2026, key="month-12", today=TODAY, else_year=True).key == "year"


def test_words_and_keys_mean_the_same_and_others_are_refused() -> None:
    assert dimension_named("采用层级") is dimension_named("adopted_level") is Dimension.ADOPTED_LEVEL
    assert measure_named("落实") is measure_named("carried_out") is Measure.CARRIED_OUT
    with pytest.raises(Invalid, match="类别（category）"):
        dimension_named("颜色")
    with pytest.raises(Invalid, match="不能都是“类别”"):
        View(rows=Dimension.CATEGORY, columns=Dimension.CATEGORY, measures=(Measure.SENT,))
    wrong = replace(READY["months"], filters=((Dimension.CATEGORY, ("军事",)),))
    with pytest.raises(Invalid, match=r"“类别”里没有“军事”。可以写：教育、医疗卫生、交通出行。"):
        table_of(Material(FIRST, LAST, (), KNOWN), wrong)


def test_the_table_on_paper_and_on_the_clipboard() -> None:
    day = date(2026, 3, 1)
    used = [one(Measure.ADOPTED, day, 1, own=level, category="教育") for level in ("本级", "市")]
    view = replace(READY["levels"], filters=((Dimension.CATEGORY, ("教育",)),))
    table = table_of(Material(FIRST, LAST, tuple(used), KNOWN), view)
    made = printed(table, span(Window(), 2026, today=TODAY), unit="云溪县政协", made_on=TODAY)
    assert made.title == "采用情况统计表（按类别和采用层级）" and made.sums
    assert made.about == "统计时间：2026年度（截至11月20日）　类别：教育"
    assert made.rows == (("教育", "1", "1", "1"), ("合计", "1", "1", "1"))
    assert [column.kind for column in made.columns] == [ColumnKind.TEXT, *[ColumnKind.NUMBER] * 3]
    assert any("1 篇在不止一个层级被采用，各层级都算，合计只算一篇（2026-001）。" in note for note in made.notes)
    assert as_tsv(made) == "类别\t本级\t市\t合计\n教育\t1\t1\t1\n合计\t1\t1\t1"
    escaped = replace(made, rows=(("<b>&", "1", "1", "1"),))
    assert as_html(escaped).endswith("<tr><td>&lt;b&gt;&amp;</td><td>1</td><td>1</td><td>1</td></tr></table>")
    assert as_html(made).count("<tr>") == 3 and "<th>采用" not in as_html(made)
