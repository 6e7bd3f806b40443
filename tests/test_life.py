"""A year of an office at random: operations, undo and redo in any order against a plain model."""

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import DeskError, Forbidden
from cppcc_desk.domain.occasions import (
    AttendanceEntry,
    DecisionEntry,
    Mark,
    OccasionEntry,
    OccasionKind,
    Presence,
    Relation,
)
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.outcomes import About, AssignmentEntry
from cppcc_desk.domain.step_fields import STEP_FIELDS
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import CLOSED, FROZEN, Screening, State, Step, Verdict
from cppcc_desk.errands.drafting import begun
from cppcc_desk.operations import clocks, dispatching, submissions
from cppcc_desk.operations import documents as papers
from cppcc_desk.operations import occasions as meetings
from cppcc_desk.operations import outcomes as hearing
from cppcc_desk.operations.issuing import print_issue
from cppcc_desk.operations.registering import register
from cppcc_desk.operations.steps import take_step, take_steps
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import clocks as timing
from cppcc_desk.queries import documents, issues
from cppcc_desk.queries import occasions as looking_at
from cppcc_desk.queries import outcomes as listening
from cppcc_desk.queries import submissions as looking
from cppcc_desk.queries.outcomes import OutcomeFilter, Source
from cppcc_desk.queries.submissions import Filter
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import open_desk
from tests.conftest import StandingClock
from tests.office import registration, shown, snapshot
from tests.outcomes import adoption, instruction, reply

PEOPLE = ("王秀兰", "陆望舒")
GUESTS = ("柳青禾", "顾长安", "沈砚秋")
PLACES = ("市政协", "区委", "有关部门")
STEPS = [step for step in STEP_FIELDS if step is not Step.MERGE]
WAYS: dict[Step, st.SearchStrategy[dict[str, str]]] = {
    Step.CLASSIFY: st.fixed_dictionaries(
        {"类别": st.sampled_from(["教育", "天文"])}, optional={"缓急": st.sampled_from(["特急", "平件"])}
    ),
    Step.SCREEN: st.fixed_dictionaries(
        {"结论": st.sampled_from([Screening.SELECT] * 4 + list(Screening)), "原因": st.just("事实不清")}
    ),
    Step.EDIT: st.fixed_dictionaries(
        {},
        optional={
            "正文": st.sampled_from(["第一稿", "第二稿"]),
            "结论": st.sampled_from([Verdict.HAND_ON, Verdict.KEEP]),
        },
    ),
    Step.REVIEW: st.fixed_dictionaries({}, optional={"结论": st.sampled_from([Verdict.PASS, Verdict.BACK_TO_EDITING])}),
    Step.SIGN_OFF: st.fixed_dictionaries({}, optional={"去向": st.sampled_from(PLACES)}),
    Step.PROOFREAD: st.fixed_dictionaries({}, optional={"差错": st.sampled_from(["0", "2"])}),
    Step.SEND_BACK: st.fixed_dictionaries({"到": st.sampled_from(["分类", "编辑", "签发", "排印", "传送"])}),
}


@dataclass
class Model:
    """What the office would remember of itself."""

    given: int = 0  # 来稿编号 that were given, also to what was undone
    alive: dict[int, str] = field(default_factory=dict)  # id -> 来稿编号
    undo: dict[str, list[dict[Any, Any]]] = field(default_factory=dict)


class Office(RuleBasedStateMachine):
    master: Path  # a migrated database, made by the first run

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.clock = StandingClock()
        self.model = Model()
        self.numbers: list[str] = []
        self.issue_numbers: dict[int, tuple[Any, ...]] = {}
        self.frozen: dict[int, Any] = {}

    @initialize()
    def begin(self) -> None:
        folder = DataFolder(self.place / "数据")
        folder.root.mkdir()
        if not hasattr(Office, "master"):
            made = DataFolder(Path(tempfile.mkdtemp()))
            open_desk(made, clock=self.clock).close()
            Office.master = made.database
        shutil.copyfile(Office.master, folder.database)
        self.desk: Desk = open_desk(folder, by=PEOPLE[0], clock=self.clock)

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            assert check(self.desk) == ()
            self.desk.close()
        shutil.rmtree(self.place)

    def piece(self, which: int) -> int:
        ids = sorted(self.model.alive)
        return ids[which % len(ids)]

    def attempt(self, *call: Any, **given: Any) -> Any:
        """Do it; a refusal must leave every row as it was."""
        before = self.desk.read(snapshot)
        try:
            return self.desk.do(*call, **given)
        except DeskError as error:
            assert error.message.endswith("。")
            assert self.desk.read(snapshot) == before
            return None

    # --- what people do ----------------------------------------------------------------------------------------------

    @rule(who=st.sampled_from(PEOPLE), hours=st.integers(0, 40))
    def time_goes_by(self, who: str, hours: int) -> None:
        self.desk.by = who
        self.clock.now += timedelta(hours=hours)

    @rule(title=st.sampled_from(["停车", "路灯", ""]), name=st.sampled_from(["柳青禾", "顾长安"]))
    def receives(self, title: str, name: str) -> None:
        if made := self.attempt(register, registration(title=title, contributors=(Contributor(name=name),))):
            self.model.given += 1
            assert made.intake_no == f"2026-{self.model.given:03d}"
            self.model.alive[made.id] = made.intake_no

    @precondition(lambda self: self.model.alive)
    @rule(which=st.integers(0, 99), step=st.sampled_from(STEPS), data=st.data(), reason=st.sampled_from(["", "急"]))
    def takes_a_step(self, which: int, step: Step, data: st.DataObject, reason: str) -> None:
        values = data.draw(WAYS.get(step, st.just({})))
        self.attempt(take_step, self.piece(which), step, values, reason=reason)

    @precondition(lambda self: self.model.alive)
    @rule(which=st.integers(0, 99), times=st.integers(1, 8))
    def goes_on(self, which: int, times: int) -> None:
        """The next step, as the primary button does."""
        made = self.piece(which)
        for _ in range(times):
            row = shown(self.desk, made).row
            if row.next_step in ("", Step.DISPATCH.value) or row.state == State.RETURNED:
                return
            step = Step(row.next_step)
            values = {Step.CLASSIFY: {"类别": "教育", "拟报": "市政协"}, Step.SCREEN: {"结论": "拟采用"}}.get(step, {})
            if step is not Step.PRINT or row.state == State.SIGNED_OFF:
                self.attempt(take_step, made, step, values)

    @precondition(lambda self: len(self.model.alive) > 1)
    @rule(which=st.integers(0, 99), into=st.integers(0, 99))
    def merges(self, which: int, into: int) -> None:
        number = self.model.alive[self.piece(into)]
        self.attempt(take_step, self.piece(which), Step.MERGE, {"并入": number})

    @precondition(lambda self: self.model.alive)
    @rule(which=st.lists(st.integers(0, 99), min_size=1, max_size=3), step=st.sampled_from(STEPS))
    def takes_a_step_with_many(self, which: list[int], step: Step) -> None:
        values = {Step.CLASSIFY: {"类别": "教育"}, Step.SCREEN: {"结论": "留存"}}.get(step, {})
        self.attempt(take_steps, [self.piece(one) for one in which], step, values)

    @precondition(lambda self: self.model.alive)
    @rule(which=st.lists(st.integers(0, 99), min_size=1, max_size=3))
    def prints(self, which: list[int]) -> None:
        self.attempt(print_issue, [self.piece(one) for one in which])

    @precondition(lambda self: self.model.alive)
    @rule(which=st.integers(0, 99), to=st.sampled_from(PLACES), reason=st.sampled_from(["", "急"]), later=st.booleans())
    def dispatches(self, which: int, to: str, reason: str, later: bool) -> None:
        if later:
            self.attempt(dispatching.open_dispatch, self.piece(which), to=to)
        else:
            self.attempt(dispatching.send, self.piece(which), to=to, sent_at=self.clock.now, reason=reason)

    @precondition(lambda self: self.model.alive)
    @rule(which=st.integers(0, 99), of_dispatch=st.booleans(), act=st.sampled_from(["", "finish", "void", "delete"]))
    def writes_a_paper(self, which: int, of_dispatch: bool, act: str) -> None:
        piece = self.piece(which)
        dispatches = shown(self.desk, piece).dispatches
        sent_with = dispatches[which % len(dispatches)].id if of_dispatch and dispatches else None
        about = MadeFor(submission_id=piece, dispatch_id=sent_with)
        fields = {**begun(self.desk, Kind.LETTER, about), "organs": ["政协云溪县委员会"]}
        made = self.attempt(papers.save_document, None, kind=Kind.LETTER, fields=fields, made_for=about)
        if made and act == "delete":
            self.attempt(papers.delete_document, made)
        elif made and act:
            self.attempt(papers.finish_document, made, sequence="函")
            if act == "void":
                self.attempt(papers.void_document, made, reason="有错")

    @precondition(lambda self: self.model.alive)
    @rule(which=st.integers(0, 99))
    def withdraws(self, which: int) -> None:
        for dispatch in shown(self.desk, self.piece(which)).dispatches[:1]:
            self.attempt(dispatching.withdraw_dispatch, dispatch.id, reason="改报")

    @precondition(lambda self: self.model.alive)
    @rule(which=st.integers(0, 99), resume=st.booleans())
    def pauses(self, which: int, resume: bool) -> None:
        if resume:
            self.attempt(clocks.resume, self.piece(which))
        else:
            self.attempt(clocks.pause, self.piece(which), reason="等")

    @precondition(lambda self: self.model.alive)
    @rule(
        which=st.integers(0, 99),
        title=st.sampled_from(["新标题", "旧标题"]),
        restore=st.sampled_from([None, True, False]),
    )
    def tidies(self, which: int, title: str, restore: bool | None) -> None:
        made = self.piece(which)
        if restore is None:
            self.attempt(submissions.rename, made, title=title)
        else:
            self.attempt(submissions.restore_from_bin if restore else submissions.move_to_bin, [made])

    @rule(
        days=st.integers(-3, 3), kind=st.sampled_from(OccasionKind), who=st.lists(st.sampled_from(GUESTS), max_size=3)
    )
    def meets(self, days: int, kind: OccasionKind, who: list[str]) -> None:
        at, group = self.clock.now + timedelta(days=days), 2 if kind is OccasionKind.ACTIVITY else None
        entry = OccasionEntry(kind=kind, name="会", at=at, info_group_id=group)
        made = self.attempt(meetings.add_occasion, entry, invited=[AttendanceEntry(name=name) for name in who])
        assert made is not None

    @rule(which=st.integers(0, 99), data=st.data())
    def goes_on_with_a_meeting(self, which: int, data: st.DataObject) -> None:
        rows = self.desk.read(looking_at.occasions, now=self.clock.now)
        if not rows:
            return
        found = self.desk.read(looking_at.detail, rows[which % len(rows)].id, now=self.clock.now)
        made, people = found.row.id, [a.id for a in found.attendances]
        match data.draw(st.sampled_from(["ask", "note", "drop", "link", "decide", "cancel", "reinstate", "delete"])):
            case "ask":
                self.attempt(meetings.invite, made, [AttendanceEntry(name=name) for name in GUESTS])
            case "note":
                presence, spoke = data.draw(st.tuples(st.sampled_from(Presence), st.sampled_from([None, True])))
                mark = Mark(presence=presence, spoke=spoke)
                self.attempt(meetings.record_attendance, made, dict.fromkeys(people[:2], mark))
            case "drop":
                self.attempt(meetings.dismiss, made, people[:1])
            case "link" if self.model.alive:
                self.attempt(meetings.link_pieces, made, [self.piece(which)], relation=Relation.DISCUSSED)
            case "decide":
                for row in found.decisions[:1]:
                    self.attempt(meetings.complete_decision, row.id, on=self.clock.now.date(), text="好")
                self.attempt(meetings.save_decision, made, None, DecisionEntry(text="办"))
            case "cancel":
                self.attempt(meetings.cancel_occasion, made, reason="改期")
            case "reinstate":
                self.attempt(meetings.reinstate_occasion, made)
            case "delete":
                self.attempt(meetings.delete_occasion, made)

    @precondition(lambda self: self.model.alive)
    @rule(which=st.integers(0, 99), of_issue=st.booleans(), kind=st.sampled_from(["批示", "采用", "答复"]))
    def hears(self, which: int, of_issue: bool, kind: str) -> None:
        piece = self.piece(which)
        issue = self.desk.read(issues.issue_of, piece) if of_issue else None
        about = About(issue_id=issue.id) if issue else About(submission_id=piece)
        entry = {"批示": instruction, "采用": adoption, "答复": reply}[kind](occurred_on=self.clock.now.date())
        self.attempt(hearing.record, about, entry)

    @rule(which=st.integers(0, 99), act=st.sampled_from(["assign", "cancel", "answer", "close", "reopen", "withdraw"]))
    def goes_on_with_what_was_heard(self, which: int, act: str) -> None:
        today = self.clock.now.date()
        rows = self.desk.read(listening.outcomes, OutcomeFilter())
        if not rows:
            return
        chosen = self.desk.read(listening.outcome, rows[which % len(rows)].id, today=today)
        if act == "withdraw":
            self.attempt(hearing.withdraw, chosen.row.id, reason="误记")
        elif act == "assign":
            entry = AssignmentEntry(handling_unit="县交通局", opened_on=today, due_on=today)
            self.attempt(hearing.assign, chosen.row.id, entry)
        for given in chosen.assignments[:1]:
            match act:
                case "cancel":
                    self.attempt(hearing.cancel_assignment, given.id, reason="误交")
                case "answer":
                    self.attempt(hearing.enter_feedback, given.id, on=today, text="已办")
                case "close":
                    self.attempt(hearing.close_assignment, given.id, on=today)
                case "reopen":
                    self.attempt(hearing.reopen_assignment, given.id, due_on=today, reason="再办")

    @rule(redo_too=st.booleans())
    def takes_back(self, redo_too: bool) -> None:
        before = self.desk.read(snapshot)
        label = self.desk.next_undo()
        try:
            assert self.desk.undo() == label
        except Forbidden:
            assert self.desk.read(snapshot) == before
            return
        if redo_too:
            assert self.desk.redo() == label
            assert self.desk.read(snapshot) == before
        self._who_is_there()

    @rule()
    def does_again(self) -> None:
        before = self.desk.read(snapshot)
        try:
            self.desk.redo()
        except Forbidden:
            assert self.desk.read(snapshot) == before
        self._who_is_there()

    def _who_is_there(self) -> None:
        """Only undo and redo of a registration change who is there; their numbers stay theirs."""
        there = self.desk.read(lambda session: {key[1] for key in snapshot(session) if key[0] == "submission"})
        self.model.alive = {one: f"2026-{_serial(self.desk, one):03d}" for one in there}

    # --- what must hold ----------------------------------------------------------------------------------------------

    @invariant()
    def numbers_are_unique_and_only_grow(self) -> None:
        if not hasattr(self, "desk"):
            return
        rows = self.desk.read(looking.listing, Filter(), now=self.desk.now)
        assert {row.id: row.intake_no for row in rows}.items() <= self.model.alive.items()
        assert len(set(self.model.alive.values())) == len(self.model.alive)
        for issue in self.desk.read(issues.issues):
            number = (issue.issue_no, issue.cumulative_no)
            assert self.issue_numbers.setdefault(issue.id, number) == number
            if issue.frozen_at:
                assert self.frozen.setdefault(issue.id, issue.content) == issue.content
        assert len(set(self.issue_numbers.values())) == len(self.issue_numbers)
        assert sorted(self.issue_numbers.values()) == [(n, n) for n in range(1, len(self.issue_numbers) + 1)]

    @invariant()
    def every_piece_is_in_order(self) -> None:
        if not hasattr(self, "desk"):
            return
        issued = {one for row in self.desk.read(issues.issues) if row.frozen_at for one in row.submission_ids}
        for one in self.model.alive:
            found = shown(self.desk, one)
            state = State(found.row.state)
            assert found.steps[-1].state_after == state
            assert (state is State.MERGED) == bool(found.merged_into)
            assert state not in (State.PRINTING, State.PROOFREADING, State.ISSUED) or found.issue
            assert (state in FROZEN and found.issue is not None and one in issued) == (one in issued)
            assert sum(pause.ended_at is None for pause in found.pauses) <= 1
            assert state is not State.RETURNED or found.pauses  # which somebody may have ended by hand
            for clock in found.clocks:
                assert clock.due_at >= clock.due_base
                assert clock.late == (clock.sent_at is not None and clock.sent_at > clock.due_at)
                assert (clock.urgency == "已办结") == (clock.sent_at is not None or state in CLOSED)

    @invariant()
    def what_was_heard_is_of_what_is_there(self) -> None:
        if not hasattr(self, "desk"):
            return
        said = self.desk.read(listening.outcomes_of_pieces, self.model.alive)
        rows = self.desk.read(listening.outcomes, OutcomeFilter())
        assert {row.id for row in rows if row.intake_no} == {
            one.row.id for ones in said.values() for one in ones if one.source is Source.OWN
        }
        assert all(row.piece_ids for row in rows)

    @invariant()
    def every_paper_belongs_where_it_was_made_for(self) -> None:
        if not hasattr(self, "desk"):
            return
        for row in self.desk.read(documents.documents):
            about = self.desk.read(documents.document, row.id).made_for
            assert about.submission_id in self.model.alive
            found = shown(self.desk, about.submission_id)
            assert row.intake_no == found.row.intake_no
            assert about.dispatch_id in {None, *(dispatch.id for dispatch in found.dispatches)}

    @invariant()
    def nobody_came_to_what_is_not_held(self) -> None:
        if not hasattr(self, "desk"):
            return
        for row in self.desk.read(looking_at.occasions, now=self.clock.now):
            assert row.spoke <= row.came <= row.invited
            assert not row.came or (row.at.date() <= self.clock.now.date() and not row.cancelled)

    @invariant()
    def the_workbench_shows_what_is_open(self) -> None:
        if not hasattr(self, "desk"):
            return
        items = self.desk.read(timing.open_items, now=self.desk.now)
        rows = self.desk.read(looking.listing, Filter(scope="open"), now=self.desk.now)
        assert sorted(item.id for item in items) == sorted(row.id for row in rows)
        assert all(item.next_step for item in items)


def _serial(desk: Desk, one: int) -> int:
    return int(shown(desk, one).row.intake_no.split("-")[1])


TestLife = Office.TestCase
TestLife.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), print_blob=False
)
