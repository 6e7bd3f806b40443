"""A roster of 5 000 people: its list, initials and update, each against openpyxl loading the same people's .xlsx."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from statistics import median

import openpyxl

from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.roster_update import Verdict
from cppcc_desk.errands import ledger, rosters
from cppcc_desk.operations.people import add_people
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries.people import people, suggestions
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from tests.bench.corpus import words
from tests.bench.table import Bench, Row, p95, seconds, told

PEOPLE = 5_000
CHANGED = 500
TIMES = 5
SEED = 17
TYPED = ("l", "lq", "wxm", "zh", "石桥", "0042", "sq")


@cache
def _office(bench: Bench) -> tuple[Desk, Path, float]:
    """An office with the people, their roster as a file, and how long openpyxl takes to load that file."""
    random = Random(SEED)
    surnames, given = words("surname"), words("given")
    sectors = [f"{word}界" for word in ("科技", "教育", "医药卫生", "农业", "经济", "文艺", "工商", "社会福利")]
    towns = ["石桥镇", "柳溪镇", "青岗镇", "双溪乡", "枫林乡", "城关街道", "云台街道"]
    entries = [
        PersonEntry(
            name=random.choice(surnames) + "".join(random.choices(given, k=2)),
            kind=PersonKind.MEMBER,
            unit=f"云溪县{random.choice(sectors)}第{number % 900}单位",
            position="干部",
            phone=f"139{number:08d}",
            sector=random.choice(sectors),
            town=random.choice(towns),
            info_group=f"第{random.choice('一二三四五')}信息小组",
        )
        for number in range(PEOPLE)
    ]
    desk = open_desk(DataFolder(bench.work / "roster"), by="经办人", clock=lambda: datetime(2026, 11, 20, 14, 30))
    desk.do(add_people, entries)
    path = bench.work / "名册.xlsx"
    rows = desk.read(people)
    moved = [replace(row, phone=f"138{row.id:08d}") if row.id % (PEOPLE // CHANGED) == 0 else row for row in rows]
    ledger.write(rosters.roster_ledger(desk, moved, phones=True), path)
    return desk, path, median(seconds(openpyxl.load_workbook, path) for _ in range(TIMES))


def people_list(bench: Bench) -> Row:
    """All 5 000 with units, groups and numbers of pieces, ready for the list."""
    desk, _, loading = _office(bench)
    taken = median(seconds(desk.read, people) for _ in range(TIMES))
    return Row(
        name="list of 5 000 people",
        measured=told(taken),
        against=f"openpyxl loads them in {told(loading)}",
        ratio=taken / loading,
        goal=0.5,
    )


def people_initials(bench: Bench) -> Row:
    """One key in the search box, over the list that is loaded; the slowest of twenty."""
    desk, _, loading = _office(bench)
    roster = desk.read(people)
    taken = p95(seconds(suggestions, roster, typed) for typed in TYPED for _ in range(TIMES))
    return Row(
        name="initials among 5 000 people, p95",
        measured=told(taken),
        against=f"openpyxl loads them in {told(loading)}",
        ratio=taken / loading,
        goal=0.1,
    )


def people_looked_at(bench: Bench) -> Row:
    """The difference between a roster of 5 000 and those who are known, from the file to the screen."""
    desk, path, loading = _office(bench)
    rosters.look_at_roster(desk, path, kind=PersonKind.MEMBER)  # the child has started
    taken = median(seconds(rosters.look_at_roster, desk, path, kind=PersonKind.MEMBER) for _ in range(TIMES))
    return Row(
        name="difference of a roster of 5 000",
        measured=told(taken),
        against=f"openpyxl loads it in {told(loading)}",
        ratio=taken / loading,
        goal=3,
    )


def people_taken_over(bench: Bench) -> Row:
    """500 changed people of 5 000 saved as one step, with their journal line."""
    desk, path, loading = _office(bench)
    look = rosters.look_at_roster(desk, path, kind=PersonKind.MEMBER)
    changed = sum(proposal.verdict is Verdict.CHANGED for proposal in look.proposals)
    taken = seconds(rosters.take_over, desk, look, [p for p in look.proposals if p.verdict is not Verdict.ASK])
    desk.undo()
    return Row(
        name=f"roster update, {changed} of 5 000 changed",
        measured=told(taken),
        against=f"openpyxl loads it in {told(loading)}",
        ratio=taken / loading,
        goal=1,
    )
