"""Statistics over SQL: the played office and random histories agree with plain counts, with the yearly figures and with
the lists that the numbers open."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import DeskError
from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.people import PersonEntry, PersonKind, UnitKind
from cppcc_desk.domain.scoring.events import Ledger
from cppcc_desk.domain.statistics import (
    READY,
    Cell,
    Dimension,
    Measure,
    Shows,
    Table,
    View,
)
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations.dispatching import send
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.submissions import move_to_bin
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import submissions
from cppcc_desk.queries.figures import counted
from cppcc_desk.queries.scoring.years import shown_scores
from cppcc_desk.queries.statistics import statistics
from cppcc_desk.queries.statistics.facts import UNITS
from cppcc_desk.queries.submissions import Filter
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from tests import outcomes
from tests.conftest import StandingClock
from tests.office import piece, step
from tests.ui.whole import copied

YEAR = 2026
BLOCKS = [  # by every dimension, and every measure by some
    *READY.values(),
    *(View(rows=dimension, columns=None, measures=tuple(Measure)) for dimension in Dimension),
    *(
        View(rows=rows, columns=columns, measures=(measure,))
        for rows, columns, measure in (
            (Dimension.CATEGORY, Dimension.MONTH, Measure.RECEIVED),
            (Dimension.SOURCE, Dimension.ADOPTED_LEVEL, Measure.RECEIVED),
            (Dimension.PERSON, Dimension.MONTH, Measure.ADOPTED),
            (Dimension.SECTOR, Dimension.SENT_LEVEL, Measure.SENT),
            (Dimension.STATE, Dimension.DESTINATION, Measure.SENT),
            (Dimension.MONTH, Dimension.INSTRUCTED_LEVEL, Measure.INSTRUCTED),
        )
    ),
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample office, which no test here changes."""
    desk = open_desk(copied(tmp_path_factory.mktemp("sample") / "数据"), clock=StandingClock())
    yield desk
    desk.close()


def table_of(desk: Desk, view: View, **time: object) -> Table:
    return desk.read(statistics, view, YEAR, today=desk.today, **time).table  # type: ignore[arg-type]


def cells(table: Table) -> Iterator[Cell]:
    for line in table.lines:
        yield from line.cells


def sums(desk: Desk, measure: Measure, **time: object) -> set[str]:
    view = View(rows=Dimension.CATEGORY, columns=None, measures=(measure,))
    return set(table_of(desk, view, **time).sums.cells[0].pieces)


def plainly(desk: Desk, sql: str) -> set[str]:
    found = f"select intake_no from submission where deleted_at is null and id in ({sql})"
    return set(desk.read(lambda session: session.execute(text(found)).scalars().all()))


def check_lists(desk: Desk, views: list[View]) -> None:
    """Every number of a table is the length of the list that it opens."""
    known = {row.intake_no: row.id for row in desk.read(submissions.listing, Filter(), now=desk.now)}
    for view in views:
        for cell in cells(table_of(desk, view)):
            if cell.pieces:
                listed = desk.read(submissions.ids, Filter(numbers=cell.pieces))
                assert len(listed) == cell.count and set(listed) == {known[number] for number in cell.pieces}


def check_sums(desk: Desk, views: list[View]) -> None:
    """The sum of every table is that of every other one, and parts that are more are explained by their pieces."""
    for view in views:
        table = table_of(desk, view)
        for place, head in enumerate(table.heads):
            if head.shows is not Shows.SUM:
                continue
            whole = table.sums.cells[place].pieces
            assert set(whole) == sums(desk, head.measure)
            times = Counter(number for line in table.lines[:-1] for number in line.cells[place].pieces)
            assert times.keys() == set(whole)
            several = {number for number in times if times[number] > 1}
            told = [note for note in table.notes if note.words.startswith(f"按{view.rows}的{head.measure}合计")]
            assert [set(note.pieces) for note in told] == ([several] if several else [])


def check_figures(desk: Desk) -> None:
    """The yearly papers say the same."""
    told = desk.read(counted, YEAR, date(YEAR, 1, 1), desk.today, today=desk.today)
    behind = {figure.key.key: set(figure.pieces) for figure in told.figures(over=False).figures}
    for key, measure in (
        ("received", Measure.RECEIVED),
        ("valid", Measure.VALID),
        ("issued", Measure.ISSUED),
        ("adopted", Measure.ADOPTED),
        ("instructed_pieces", Measure.INSTRUCTED),
        ("replied", Measure.REPLIED),
        ("carried_out", Measure.CARRIED_OUT),
    ):
        assert sums(desk, measure) == behind[key], key
    for dimension, word, measure in (
        (Dimension.ADOPTED_LEVEL, "adopted", Measure.ADOPTED),
        (Dimension.SENT_LEVEL, "sent", Measure.SENT),
        (Dimension.INSTRUCTED_LEVEL, "instructed", Measure.INSTRUCTED),
    ):
        table = table_of(desk, View(rows=dimension, columns=None, measures=(measure,)))
        by_level = {line.key: set(line.cells[0].pieces) for line in table.lines[:-1]}
        for level, key in ((Level.OWN, "own"), (Level.CITY, "city"), (Level.PROVINCE, "province")):
            assert by_level.get(level, set()) == behind[f"{word}_{key}"], (word, key)
    sources = table_of(desk, View(rows=Dimension.SOURCE, columns=None, measures=(Measure.RECEIVED,)))
    by_source = {line.key: set(line.cells[0].pieces) for line in sources.lines if not line.sums}
    assert {key: pieces for key, pieces in by_source.items() if key} == {
        source.value: set(numbers) for source, numbers in told.sources().items()
    }
    check_months(desk, {month.label: set(month.adopted) for month in told.figures(over=False).months})


def check_months(desk: Desk, firsts: dict[str, set[str]]) -> None:
    """The yearly papers count a piece in the month in which it was used first; here it stands in every month in which
    it was used, and the pieces because of which that is more are told."""
    table = table_of(desk, View(rows=Dimension.MONTH, columns=None, measures=(Measure.ADOPTED,)))
    again = {number for note in table.notes for number in note.pieces}
    for line in table.lines[:-1]:
        pieces = set(line.cells[0].pieces)
        assert firsts[line.label] <= pieces and pieces - firsts[line.label] <= again


# ------------------------------------------------------------------------------------------------ the sample office


def test_numbers_of_the_sample_office_are_those_of_plain_sql(sample: Desk) -> None:
    of_year = "between '2026-01-01' and '2026-11-20 23:59'"
    for measure, sql in (
        (Measure.RECEIVED, f"select id from submission where received_at {of_year}"),
        (
            Measure.ISSUED,
            f"select submission_id from issue_item join issue on issue.id = issue_id where issued_on {of_year}",
        ),
        (Measure.SENT, f"select submission_id from dispatch where sent_at {of_year}"),
        (
            Measure.INSTRUCTED,
            "select coalesce(o.submission_id, i.submission_id) from outcome o left join issue_item i on"
            f" i.issue_id = o.issue_id where o.kind = '批示' and occurred_on {of_year}",
        ),
    ):
        assert sums(sample, measure) == plainly(sample, sql), measure
    third = "between '2026-07-01' and '2026-09-30 23:59'"
    expected = plainly(sample, f"select id from submission where received_at {third} and category = '农业农村'")
    table = table_of(
        sample, View(rows=Dimension.CATEGORY, columns=None, measures=(Measure.RECEIVED,)), period="quarter-3"
    )
    assert set(next(line for line in table.lines if line.key == "农业农村").cells[0].pieces) == expected != set()


def test_every_number_of_the_sample_office_opens_its_list(sample: Desk) -> None:
    check_lists(sample, BLOCKS)


def test_sums_of_the_sample_office_agree_with_each_other_and_with_the_yearly_figures(sample: Desk) -> None:
    check_sums(sample, BLOCKS)
    check_figures(sample)


def roots_of_year(session: Session, today: date) -> dict[str, str]:
    told = counted(session, YEAR, date(YEAR, 1, 1), today, today=today)
    return {number: told.root(number) for number in told.received}


def test_people_and_units_have_as_many_as_in_the_rankings(sample: Desk) -> None:
    """Those count what was merged as one piece, for the 信息小组 of what it went into; here each was received alone."""
    roots = sample.read(roots_of_year, sample.today)
    units = {kind.value: dimension for kind, dimension in UNITS.items()} | {UnitKind.INFO_GROUP.value: Dimension.GROUP}
    dimensions = units | {"个人": Dimension.PERSON}
    tables = {
        of: {
            line.key: line.cells
            for line in table_of(sample, View(rows=of, columns=None, measures=(Measure.VALID, Measure.ADOPTED))).lines
        }
        for of in dimensions.values()
    }
    compared = 0
    for ranking in sample.read(shown_scores, YEAR, today=sample.today).groups:
        for row in ranking.rows:
            of_people = row.who.subject.ledger is Ledger.PERSON
            key = f"person-{row.who.subject.id}" if of_people else row.who.name
            lines = tables[dimensions["个人" if of_people else row.who.kind]]
            valid, used = lines.get(key, (Cell(), Cell()))
            if row.who.kind != UnitKind.INFO_GROUP:
                assert len({roots[number] for number in valid.pieces}) == row.submitted, row.who.name
            assert used.count == row.adopted, row.who.name
            compared += row.submitted + row.adopted > 0
    assert compared > 30


def test_parts_of_the_year_are_the_year(sample: Desk) -> None:
    for parts in (
        ("half-1", "half-2"),
        ("quarter-1", "quarter-2", "quarter-3", "quarter-4"),
        [f"month-{n}" for n in range(1, 12)],
    ):
        for measure in Measure:
            found = [sums(sample, measure, period=part) for part in parts]
            assert set().union(*found) == sums(sample, measure)
            if measure in (Measure.RECEIVED, Measure.ISSUED):
                assert sum(map(len, found)) == len(sums(sample, measure))


def test_filters_leave_what_they_say(sample: Desk) -> None:
    view = View(
        rows=Dimension.MONTH,
        columns=None,
        measures=(Measure.RECEIVED, Measure.ADOPTED),
        filters=((Dimension.SOURCE, ("委员",)), (Dimension.CATEGORY, ("教育", "医疗卫生"))),
    )
    table = table_of(sample, view)
    categories = plainly(sample, "select id from submission where category in ('教育', '医疗卫生')")
    members = plainly(
        sample,
        "select submission_id from contributor where position = 0 and kind in ('委员', '常委') and submission_id not in"
        " (select id from submission where collective_submission)",
    )
    assert set(table.sums.cells[0].pieces) == categories & members != set()
    assert set(table.sums.cells[1].pieces) == sums(sample, Measure.ADOPTED) & categories & members
    assert dict(table.filtered)[Dimension.CATEGORY] == ("教育", "医疗卫生")
    city = View(
        rows=Dimension.MONTH,
        columns=Dimension.ADOPTED_LEVEL,
        measures=(Measure.ADOPTED,),
        filters=((Dimension.ADOPTED_LEVEL, ("市级",)),),
    )
    at_city = table_of(sample, city)
    assert [
        cell.count for head, cell in zip(at_city.heads, at_city.sums.cells, strict=True) if head.label != "市级"
    ] == [0, 0, 0, 5]
    assert not at_city.mismatches


# ------------------------------------------------------------------------------------------------ one after another


@pytest.fixture
def writers(desk: Desk) -> tuple[Contributor, ...]:
    return written(desk)


def written(desk: Desk) -> tuple[Contributor, ...]:
    entries = (
        PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, unit="县中医院", sector="医药卫生界"),
        PersonEntry(name="柳青禾", kind=PersonKind.INFORMANT, unit="石桥镇中学"),
    )
    ids = desk.do(add_people, entries)
    return (
        Contributor(name="柳青禾", person_id=ids[0], kind=PersonKind.MEMBER, sector="医药卫生界"),
        Contributor(name="柳青禾", person_id=ids[1], kind=PersonKind.INFORMANT),
        Contributor(name="路人甲"),
    )


def rows(table: Table) -> dict[str, int]:
    return {line.label: line.cells[0].count for line in table.lines if line.cells[0].count}


def test_namesakes_are_two_and_may_be_meant_together(desk: Desk, writers: tuple[Contributor, ...]) -> None:
    piece(desk, contributors=writers[:2])
    piece(desk, contributors=writers[1:])
    people = View(rows=Dimension.PERSON, columns=None, measures=(Measure.RECEIVED,))
    table = table_of(desk, people)
    assert rows(table) == {"柳青禾（石桥镇中学）": 2, "柳青禾（县中医院）": 1, "路人甲": 1, "合计": 2}
    assert [note.pieces for note in table.notes] == [("2026-001", "2026-002")]
    both = View(
        rows=Dimension.SECTOR, columns=None, measures=(Measure.RECEIVED,), filters=((Dimension.PERSON, ("柳青禾",)),)
    )
    assert table_of(desk, both).sums.cells[0].count == 2


def test_what_went_into_another_piece_counts_as_received_and_is_used_as_that(
    desk: Desk, writers: tuple[Contributor, ...]
) -> None:
    lead = piece(desk, State.SELECTED, contributors=writers[:1])
    part = piece(desk, State.SELECTED, title="同一件事的另一篇", contributors=writers[2:])
    step(desk, part, Step.MERGE, 并入="2026-001")
    for word, values in ((Step.EDIT, {}), (Step.REVIEW, {}), (Step.SIGN_OFF, {"签发人": "周启明"}), (Step.PRINT, {})):
        step(desk, lead, word, **values)
    step(desk, lead, Step.PROOFREAD)
    step(desk, lead, Step.PROOFREAD)
    outcomes.record(desk, lead, outcomes.adoption())
    people = View(rows=Dimension.PERSON, columns=None, measures=(Measure.RECEIVED, Measure.ADOPTED))
    table = table_of(desk, people)
    told = {line.label: [cell.pieces for cell in line.cells] for line in table.lines}
    assert told["路人甲"] == [("2026-002",), ("2026-001",)]  # credited with what it has become
    assert told["合计"] == [("2026-001", "2026-002"), ("2026-001",)]
    by_level = View(rows=Dimension.ADOPTED_LEVEL, columns=None, measures=(Measure.RECEIVED,))
    assert rows(table_of(desk, by_level)) == {"本级": 2, "市级": 2, "合计": 2}  # both came to be used


def test_what_is_in_the_bin_counts_nowhere_and_what_is_recorded_of_it_is_told(
    desk: Desk, writers: tuple[Contributor, ...]
) -> None:
    for title in ("留下的", "删掉的"):
        made = piece(desk, State.SELECTED, contributors=writers[:1], title=title)
        desk.do(send, made, to="市政协", sent_at=desk.now, reason="上级催报")
    desk.do(move_to_bin, [made])
    table = table_of(desk, READY["groups"])
    assert {cell.pieces for cell in table.sums.cells} == {("2026-001",), ()}
    assert [note.pieces for note in table.mismatches if "回收站" in note.words] == [("2026-002",)]


def test_a_list_of_more_pieces_than_sqlite_takes_as_bound_values(desk: Desk) -> None:
    piece(desk)
    asked = Filter(numbers=("2026-001", *(f"2025-{n:05}" for n in range(50_000))))
    assert desk.read(submissions.count, asked) == 1
    assert desk.read(submissions.count, Filter(numbers=())) == 0


# ------------------------------------------------------------------------------------------------ random histories

Deed = tuple[str, int, int, int]
DEEDS = ("receive", "issue", "adopt", "instruct", "reply", "send", "refuse", "merge", "bin")
LEVELS = (Level.OWN, Level.CITY, Level.PROVINCE, Level.NATIONAL)


def play(desk: Desk, deeds: list[Deed]) -> None:
    """Do what can be done of it; what the office's rules refuse is left."""
    people = written(desk)
    made: list[int] = []
    for deed, which, what, when in deeds:
        day = date(2026, 1, 5) + timedelta(days=when)
        if deed in ("receive", "issue") or not made:
            who = people[what % 3 : what % 3 + 1 + what % 2]
            received = datetime.combine(day, datetime.min.time()).replace(hour=9)
            state = State.ISSUED if deed == "issue" else (State.REGISTERED, State.CLASSIFIED, State.SELECTED)[which % 3]
            collective = what == 7
            made.append(
                piece(
                    desk,
                    state,
                    title=f"第 {len(made)} 篇",
                    contributors=() if collective else who,
                    collective_submission=collective,
                    submitting_unit="县水利局" if collective else "",
                    received_at=received,
                )
            )
            continue
        try:
            one(desk, deed, (made[which % len(made)], made[what % len(made)]), LEVELS[what % 4], day)
        except DeskError:
            continue


def one(desk: Desk, deed: str, pieces: tuple[int, int], level: Level, day: date) -> None:
    submission_id, other = pieces
    match deed:
        case "adopt":
            outcomes.record(desk, submission_id, outcomes.adoption(level=level, occurred_on=day))
        case "instruct":
            outcomes.record(desk, submission_id, outcomes.instruction(level=level, occurred_on=day))
        case "reply":
            outcomes.record(desk, submission_id, outcomes.reply(occurred_on=day))
        case "send":
            desk.do(send, submission_id, to="市政协", sent_at=desk.now)
        case "refuse":
            step(desk, submission_id, Step.SCREEN, reason="核实过", 结论="不采用", 原因="个人隐私")
        case "merge":
            into = desk.read(submissions.rows, [other], now=desk.now)[0].intake_no
            step(desk, submission_id, Step.MERGE, 并入=into)
        case "bin":
            desk.do(move_to_bin, [submission_id])


deeds = st.tuples(st.sampled_from(DEEDS), st.integers(0, 9), st.integers(0, 9), st.integers(0, 300))


@settings(max_examples=8)
@given(st.lists(deeds, min_size=4, max_size=16))
def test_random_histories_agree_with_their_lists_and_with_the_yearly_figures(master: Path, done: list[Deed]) -> None:
    root = Path(mkdtemp())
    folder = DataFolder(root / "数据")
    folder.database.parent.mkdir(parents=True)
    shutil.copy(master, folder.database)
    desk = open_desk(folder, by="王秀兰", clock=StandingClock())
    try:
        play(desk, done)
        check_lists(desk, BLOCKS)
        check_sums(desk, BLOCKS)
        check_figures(desk)
    finally:
        desk.close()
        shutil.rmtree(root)
