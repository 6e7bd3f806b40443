"""The numbers of a newsletter for random histories: as long as the lists they open, and what plain SQL counts."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations.people import add_people
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries.newsletters import Composed, composed
from cppcc_desk.queries.scoring.by_hand import subject_named
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from tests import outcomes
from tests.conftest import StandingClock
from tests.office import piece, step

FOURTH = Quarter(2026, 4)
PEOPLE = (
    ("柳青禾", PersonKind.MEMBER, "教育"),
    ("沈砚秋", PersonKind.MEMBER, "医药卫生"),
    ("顾长安", PersonKind.INFORMANT, ""),
)
NAMES = [*(name for name, *_ in PEOPLE), "路人甲"]
STATES = (State.REGISTERED, State.SELECTED, State.SIGNED_OFF, State.ISSUED)
LEVELS = {"本级": Level.OWN, "市": Level.CITY, "省": Level.PROVINCE, "全国": Level.NATIONAL}


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some pieces of the year, each with a day, an author or none of the roster, a state, and what became of it."""
    days = st.dates(date(2026, 6, 1), date(2026, 11, 15))
    uses = st.tuples(st.sampled_from(sorted(LEVELS)), st.dates(date(2026, 9, 1), date(2026, 11, 18)))
    return draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "day": days,
                    "authors": st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
                    "state": st.sampled_from(STATES),
                    "refused": st.booleans(),
                    "adopted": st.lists(uses, max_size=2, unique_by=lambda use: use[0]),
                    "instructed": st.integers(0, 2),
                    "replied": st.booleans(),
                }
            ),
            min_size=1,
            max_size=5,
        )
    )


def play(desk: Desk, history: list[dict[str, Any]]) -> None:
    desk.do(
        add_people,
        [PersonEntry(name=name, kind=kind, sector=sector) for name, kind, sector in PEOPLE],
    )
    known = {name: (desk.read(subject_named, name).id, kind, sector) for name, kind, sector in PEOPLE}
    for number, one in enumerate(history):
        authors = tuple(
            Contributor(name=name, person_id=known[name][0], kind=known[name][1], sector=known[name][2])
            if name in known
            else Contributor(name=name)
            for name in one["authors"]
        )
        made = piece(
            desk,
            State.CLASSIFIED if one["refused"] else one["state"],
            title=f"第{number}篇",
            contributors=authors or (Contributor(name="路人乙"),),
            received_at=datetime.combine(one["day"], datetime.min.time()).replace(hour=9),
        )
        if one["refused"]:
            step(desk, made, Step.SCREEN, 结论="不采用", 原因="个人隐私", reason="内容不实")
            continue
        for level, on in one["adopted"]:
            outcomes.record(desk, made, outcomes.adoption(level=LEVELS[level], occurred_on=max(on, one["day"])))
        for place in range(one["instructed"]):
            outcomes.record(
                desk, made, outcomes.instruction(occurred_on=max(date(2026, 11, 2), one["day"]) + timedelta(days=place))
            )
        if one["replied"]:
            outcomes.record(desk, made, outcomes.reply(occurred_on=max(date(2026, 10, 2), one["day"])))


def made(desk: Desk, quarter: Quarter = FOURTH) -> Composed:
    return desk.read(composed, quarter, now=desk.now)


def sql(desk: Desk, query: str, **given: Any) -> int:
    return int(desk.read(lambda session: session.execute(text(query), given).scalar_one()))


def list_of(desk: Desk, query: str) -> set[str]:
    return set(desk.read(lambda session: session.execute(text(query)).scalars().all()))


def numbered(found: Composed) -> Iterator[tuple[str, str, int, tuple[str, ...]]]:
    """Every number of the tables with the list it opens."""
    for sheet in found.content.sheets:
        for row in sheet.rows:
            for head, cell in zip(sheet.columns, row, strict=True):
                if cell.pieces is not None and cell.text.isdecimal():
                    yield f"{sheet.heading} {row[1].text}", head, int(cell.text), cell.pieces


@pytest.fixture
def fresh(master: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], AbstractContextManager[Desk]]:
    """A new office each time it is called."""

    @contextmanager
    def make() -> Iterator[Desk]:
        folder = DataFolder(tmp_path_factory.mktemp("office"))
        shutil.copy(master, folder.database)
        desk = open_desk(folder, clock=StandingClock())
        yield desk
        desk.close()

    return make


@given(history=histories())
@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # an office is slow to make: a failing one is looked at as it is
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_printed_number_is_as_long_as_the_list_it_opens(
    history: list[dict[str, Any]], fresh: Callable[[], AbstractContextManager[Desk]]
) -> None:
    with fresh() as desk:
        play(desk, history)
        _look_through(desk)


def _look_through(desk: Desk) -> None:
    found = made(desk)
    now = found.material.figures.now
    for figure in now.figures:
        assert figure.count == len(figure.items), figure.key
    for name, head, number, pieces in numbered(found):
        if name.startswith("各项数字") and not name.endswith(" 篇"):
            continue  # 期, 篇次, 次 and 件 count what happened, each item with its pieces
        assert number == len(pieces) == len(set(pieces)), (name, head)
    came = list_of(
        desk,
        "select intake_no from submission where deleted_at is null"
        " and received_at >= '2026-10-01' and received_at < '2027-01-01'",
    )
    assert set(next(f.pieces for f in now.figures if f.key.key == "received")) == came
    for level, meant in LEVELS.items():
        if meant is Level.OWN:
            continue
        used = list_of(
            desk,
            "select s.intake_no from outcome o join submission s on s.id = o.submission_id where o.kind = '采用'"
            f" and o.level = '{meant.value}' and o.occurred_on between '2026-10-01' and '2026-12-31'",
        )
        key = {"市": "adopted_city", "省": "adopted_province", "全国": "adopted_national"}[level]
        assert set(next(f.pieces for f in now.figures if f.key.key == key)) == used
    assert sum(len(month.received) for month in now.months) == now.count("received")
    for group in found.material.figures.groups:
        if group.of_units:
            there = {number for row in group.rows for number in row.now.submitted}
            assert len(there) + len(group.outside[0]) == len(there | set(group.outside[0]))


def test_what_is_in_no_line_is_told_with_its_pieces(desk: Desk) -> None:
    desk.do(add_people, [PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, sector="教育")])
    piece(desk, title="路灯", contributors=(Contributor(name="路人甲"),))
    piece(desk, title="农机", contributors=(), collective_submission=True, submitting_unit="县农技站")
    words = {one.words: one.pieces for one in made(desk).content.mismatches}
    assert words["个人各表的来稿不含 1 篇：反映人不在名册里，或者不在哪一组排名"] == ("2026-001",)
    assert words["界别一表的来稿不含 2 篇：没有对应的界别"] == ("2026-001", "2026-002")
