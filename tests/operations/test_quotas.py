"""任务数 against a plain count: over random histories of registering, screening, merging, issuing and the 回收站."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from cppcc_desk.domain.crediting import Credited
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.people import PersonEntry, PersonKind, UnitKind
from cppcc_desk.domain.quotas import Counts, Joint, Merged, Progress, QuotaRules
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import office, people, quotas, submissions, units
from cppcc_desk.operations.steps import take_step
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries.quotas import count, quota_rules, standings
from cppcc_desk.queries.units import units as listed
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import Desk, operation
from cppcc_desk.storage.opening import open_desk
from tests.conftest import StandingClock
from tests.office import piece

RULES = [
    QuotaRules(counts=counts, joint=joint, merged=merged, credited=credited)
    for counts in Counts
    for joint in Joint
    for merged in Merged
    for credited in Credited
]
SECTORS, TOWNS = ("科技界", "教育界", "农业界"), ("石桥镇", "双溪乡")
ENTRIES = (
    PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, sector="科技界", town="石桥镇"),
    PersonEntry(name="顾长安", kind=PersonKind.INFORMANT, sector="教育界"),
    PersonEntry(name="苏晚晴", kind=PersonKind.MEMBER, town="双溪乡"),
    PersonEntry(name="程归帆", kind=PersonKind.INFORMANT),
)


@dataclass
class Told:
    """A piece as the plain count knows it."""

    names: list[tuple[str, str]]  # person, kind of unit chosen or ""
    collective: str
    outcome: str = ""  # 退回补充, 不采用, or "" for anything that was not refused
    issued: bool = False
    into: int | None = None
    deleted: bool = False


@dataclass
class Plain:
    """Counting by hand: no frozen values, no sets of ids, one loop after another."""

    pieces: dict[int, Told] = field(default_factory=dict)

    def counts(self, number: int, rules: QuotaRules) -> bool:
        told = self.pieces[number]
        if told.into is not None:
            return rules.merged == Merged.WITH_TARGET and self.counts(told.into, rules)
        if rules.counts == Counts.ADOPTED:
            return told.issued
        return told.outcome not in ("退回补充", "不采用")

    def of_person(self, name: str, rules: QuotaRules) -> int:
        total = 0
        for number, told in self.pieces.items():
            if told.deleted or not self.counts(number, rules):
                continue
            names = [who for who, _ in told.names]
            if rules.joint == Joint.LEAD:
                names = names[:1]
            if name in names:
                total += 1
        return total

    def of_unit(self, unit: str, rules: QuotaRules) -> int:
        total = 0
        for number, told in self.pieces.items():
            if told.deleted or not self.counts(number, rules):
                continue
            if told.collective:
                total += told.collective == unit
                continue
            names = told.names[:1] if rules.joint == Joint.LEAD else told.names
            credited = []
            for who, chosen in names:
                entry = next(e for e in ENTRIES if e.name == who)
                belongs = {"界别": entry.sector, "镇街工委": entry.town}
                mine = [word for word in belongs.values() if word]
                if rules.credited != Credited.ALL:
                    at_will = rules.credited == Credited.CHOSEN and belongs.get(chosen)
                    mine = [at_will] if at_will else mine[:1]
                credited += mine
            total += unit in credited
        return total


@operation("印发")
def issue(session: Session, submission_id: int, number: int) -> None:
    """As the way through all the steps leaves it, without the way."""
    submission = session.get_one(t.Submission, submission_id)
    submission.state = State.ISSUED.value
    made = t.Issue(
        journal_id=1,
        year=2026,
        supplement=False,
        issue_no=number,
        cumulative_no=number,
        issued_on=date(2026, 11, 20),
        copies=30,
        assigned_at=datetime(2026, 11, 20, 9),
        frozen_at=None,
        content={},
    )
    session.add(made)
    session.flush()
    session.add(t.IssueItem(submission_id=submission_id, issue_id=made.id, position=0))


ACTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("register"),
            st.lists(
                st.tuples(st.integers(0, 3), st.sampled_from(["", "界别", "镇街工委"])),
                max_size=3,
                unique_by=lambda pair: pair[0],
            ),
            st.sampled_from(["", "", *TOWNS]),
        ),
        st.tuples(st.sampled_from(["退回补充", "不采用", "拟采用", "留存"]), st.integers(0, 30)),
        st.tuples(st.just("merge"), st.integers(0, 30), st.integers(0, 30)),
        st.tuples(st.just("unmerge"), st.integers(0, 30)),
        st.tuples(st.just("issue"), st.integers(0, 30)),
        st.tuples(st.just("bin"), st.integers(0, 30)),
    ),
    min_size=3,
    max_size=14,
)


# A joint piece goes into another one, that into a third, which is issued; a fourth is collective and refused.
MERGED: list[tuple[object, ...]] = [
    ("register", [(0, "镇街工委"), (1, "")], ""),
    ("register", [(2, "")], ""),
    ("register", [(3, ""), (0, "")], ""),
    ("register", [(1, "")], "石桥镇"),
    ("merge", 1, 2),
    ("merge", 0, 2),
    ("issue", 2),
    ("不采用", 3),
]


def begin(desk: Desk) -> tuple[dict[str, int], dict[str, int]]:
    for name in SECTORS:
        desk.do(units.save_unit, None, kind=UnitKind.SECTOR, name=name)
    for name in TOWNS:
        desk.do(units.save_unit, None, kind=UnitKind.TOWN_COMMITTEE, name=name)
    made = desk.do(people.add_people, ENTRIES)
    named = {row.name: row.id for row in desk.read(listed) if row.kind != UnitKind.INFO_GROUP}
    return dict(zip((e.name for e in ENTRIES), made, strict=True)), named


def act(desk: Desk, plain: Plain, ids: dict[str, int], given: tuple[object, ...]) -> None:
    """Do it, as far as the office would, and tell the plain count."""
    numbers = list(plain.pieces)
    match given:
        case ("register", list(who), str(collective)):
            names = [(ENTRIES[place].name, chosen) for place, chosen in who]
            if not names and not collective:
                return
            contributors = tuple(
                Contributor(
                    name=name,
                    person_id=ids[name],
                    sector=entry.sector,
                    town=entry.town,
                    credited=UnitKind(chosen) if chosen else None,
                )
                for name, chosen in names
                for entry in ENTRIES
                if entry.name == name
            )
            made = piece(
                desk,
                contributors=contributors,
                collective_submission=bool(collective),
                submitting_unit=collective or "县科协",
            )
            plain.pieces[made] = Told(names, collective)
        case ("merge", int(one), int(other)) if len(numbers) > 1:
            source, target = numbers[one % len(numbers)], numbers[other % len(numbers)]
            told, into = plain.pieces[source], plain.pieces[target]
            open_ = not (told.issued or told.outcome or told.deleted or told.into)
            free = not (into.deleted or into.into or into.outcome or into.issued)
            if source != target and open_ and free and not any(p.into == source for p in plain.pieces.values()):
                desk.do(take_step, source, Step.MERGE, {"into": f"2026-{number_of(desk, target):03d}"})
                told.into = target
        case ("unmerge", int(one)) if numbers:
            source = numbers[one % len(numbers)]
            if plain.pieces[source].into is not None and not plain.pieces[source].deleted:
                desk.do(take_step, source, Step.UNMERGE, {})
                plain.pieces[source].into = None
        case ("issue", int(one)) if numbers:
            chosen = numbers[one % len(numbers)]
            told = plain.pieces[chosen]
            if not (told.issued or told.into or told.deleted or told.outcome):
                desk.do(issue, chosen, chosen)
                told.issued = True
        case ("bin", int(one)) if numbers:
            chosen = numbers[one % len(numbers)]
            told = plain.pieces[chosen]
            if not (told.issued or told.deleted or any(p.into == chosen for p in plain.pieces.values())):
                desk.do(submissions.move_to_bin, [chosen])
                told.deleted = True
        case (str(conclusion), int(one)) if numbers and conclusion in ("退回补充", "不采用", "拟采用", "留存"):
            chosen = numbers[one % len(numbers)]
            told = plain.pieces[chosen]
            holds = conclusion != "拟采用" and any(p.into == chosen for p in plain.pieces.values())
            if not (told.issued or told.into or told.deleted or told.outcome or holds):
                desk.do(
                    take_step,
                    chosen,
                    Step.SCREEN,
                    {"screening": conclusion, "rejection_reason": "事实不清"},
                    reason="没有分类就筛选",
                )
                told.outcome = conclusion


def number_of(desk: Desk, submission_id: int) -> int:
    return desk.read(lambda session: session.get_one(t.Submission, submission_id).serial)


@contextmanager
def fresh(master: Path) -> Iterator[Desk]:
    """An office of its own for one history."""
    with TemporaryDirectory() as root:
        folder = DataFolder(Path(root))
        shutil.copyfile(master, folder.database)
        own = open_desk(folder, by="王秀兰", clock=StandingClock())
        yield own
        own.close()


# Histories are short as they are: making a failing one shorter takes minutes and tells no more.
@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=ACTS)
@example(acts=MERGED)
@example(acts=[*MERGED, ("unmerge", 0)])
def test_a_plain_count_agrees(master: Path, acts: list[tuple[object, ...]]) -> None:
    with fresh(master) as own:
        ids, named = begin(own)
        plain = Plain()
        for given_act in acts:
            act(own, plain, ids, given_act)
        for rules in RULES:
            found = own.read(count, 2026, rules)
            for name, person_id in ids.items():
                assert len(found.people.get(person_id, ())) == plain.of_person(name, rules), (name, rules)
            for name, unit_id in named.items():
                assert len(found.units.get(unit_id, ())) == plain.of_unit(name, rules), (name, rules)


def test_the_rules_of_a_year_and_who_stands_where(desk: Desk) -> None:
    ids, named = begin(desk)
    for _ in range(5):
        piece(desk, contributors=(Contributor(name="顾长安", person_id=ids["顾长安"], sector="教育界"),))
    piece(desk, contributors=(Contributor(name="无名氏"),))
    found = desk.read(standings, 2026, today=desk.today)
    told = {s.name: (s.kind, s.quota, s.due, s.count, s.progress) for s in found.people}
    assert told == {
        "柳青禾": ("委员", 1, 1, 0, Progress.NOTHING),
        "顾长安": ("信息员", 5, 4, 5, Progress.DONE),
        "苏晚晴": ("委员", 1, 1, 0, Progress.NOTHING),
        "程归帆": ("信息员", 5, 4, 0, Progress.NOTHING),
    }
    education = next(s for s in found.units if s.id == named["教育界"])
    assert (education.quota, education.count, education.missing, education.progress) == (5, 5, 0, Progress.DONE)
    assert len(found.uncredited) == 1

    rules = QuotaRules(quotas={PersonKind.MEMBER: 2, PersonKind.INFORMANT: 8}, counts=Counts.ADOPTED)
    desk.do(quotas.set_quotas, 2026, rules)
    found = desk.read(standings, 2026, today=desk.today)
    told = {s.name: (s.quota, s.count, s.progress) for s in found.people}
    assert told["顾长安"] == (8, 0, Progress.NOTHING) and told["柳青禾"][0] == 2
    assert desk.read(quota_rules, 2025) == desk.read(quota_rules, 2026) == rules
    desk.do(quotas.set_quotas, 2027, QuotaRules())
    assert (desk.read(quota_rules, 2026), desk.read(quota_rules, 2027)) == (rules, QuotaRules())
    for wrong in ({"主席": 1}, {PersonKind.MEMBER: -1}):
        with pytest.raises(Invalid):
            desk.do(quotas.set_quotas, 2027, QuotaRules(quotas=wrong))
    with pytest.raises(Invalid):
        desk.do(office.change_setting, "quotas", {"counts": "随便"}, since=desk.today)


def test_who_left_in_the_year_owes_nothing_now_but_did_while_there(desk: Desk) -> None:
    ids, _ = begin(desk)
    desk.do(people.leave, [ids["柳青禾"]], on=date(2026, 6, 30), reason="工作调动")
    names = [s.name for s in desk.read(standings, 2026, today=desk.today).people]
    assert "柳青禾" not in names
    assert "柳青禾" in [s.name for s in desk.read(standings, 2025, today=desk.today).people]


def test_the_pieces_of_somebody_who_left_are_not_lost_from_the_sum(desk: Desk) -> None:
    (made,) = desk.do(people.add_people, ENTRIES[:1])
    piece(desk, contributors=(Contributor(name="柳青禾", person_id=made, sector="科技界"),))
    desk.do(people.leave, [made], on=date(2026, 11, 19), reason="工作调动")
    (row,) = desk.read(standings, 2026, today=desk.today).people
    assert (row.name, row.kind, row.quota, row.count, row.progress) == (
        "柳青禾",
        "已退出名册",
        0,
        1,
        Progress.FREE,
    )
