"""One operation is one transaction, one line, one step of undo: done, taken back and done again, in any process."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing, Stale
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import clocks, dispatching, office, submissions, units
from cppcc_desk.operations.correcting import correct_registration
from cppcc_desk.operations.issuing import file_paper
from cppcc_desk.operations.registering import register
from cppcc_desk.operations.steps import take_step
from cppcc_desk.paths import DataFolder
from cppcc_desk.queries import history
from cppcc_desk.queries import office as rules
from cppcc_desk.queries import submissions as looking
from cppcc_desk.queries.submissions import Filter
from cppcc_desk.storage import journal
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk, operation
from cppcc_desk.storage.opening import open_desk
from tests.conftest import StandingClock
from tests.office import difference, piece, registration, shown, snapshot, step, told


@operation("一半")
def half(session: Session) -> None:
    session.add(t.Staff(name="沈砚秋", role="编辑", position=0))
    session.flush()
    raise Forbidden("到此为止。没有作任何改动。")


@operation("坏引用")
def dangling(session: Session) -> None:
    session.add(t.Affiliation(person_id=999, unit_id=999))


def entries(desk: Desk) -> list[tuple[str, str]]:
    return [(row.kind, row.label) for row in desk.read(history.newest)]


def test_an_operation_that_fails_leaves_nothing(desk: Desk) -> None:
    heard: list[str] = []
    desk.on_change.append(heard.append)
    before = desk.read(snapshot)
    with pytest.raises(Forbidden, match="到此为止"):
        desk.do(half)
    with pytest.raises(IntegrityError):
        desk.do(dangling)
    assert desk.read(snapshot) == before
    assert (entries(desk), heard) == ([], [])


def test_done_told_once_and_journaled_with_the_one_who_did_it(desk: Desk, clock: StandingClock) -> None:
    heard: list[str] = []
    desk.on_change.append(heard.append)
    made = piece(desk)
    (entry,) = desk.read(history.newest, submission_id=made)
    assert (entry.by, entry.at, entry.label, entry.kind, entry.final) == (
        "王秀兰",
        clock.now,
        "登记 2026-001",
        "do",
        False,
    )
    assert heard == ["登记 2026-001"]


def test_what_found_nothing_to_change_leaves_no_line(desk: Desk) -> None:
    made = piece(desk)
    heard: list[str] = []
    desk.on_change.append(heard.append)
    assert desk.do(submissions.assign_group, [made], group="") == 0
    assert desk.do(submissions.empty_bin) == 0
    first = desk.do(dispatching.open_dispatch, made, to="市政协")
    assert desk.do(dispatching.open_dispatch, made, to="上级政协") == first
    assert [label for _, label in entries(desk)] == ["登记报送去向 2026-001", "登记 2026-001"]
    assert heard == ["登记报送去向 2026-001"]


def test_undo_and_redo_walk_back_and_forth(desk: Desk) -> None:
    made = piece(desk)
    states = [desk.read(snapshot)]
    step(desk, made, Step.CLASSIFY, 类别="教育")
    states.append(desk.read(snapshot))
    desk.do(submissions.rename, made, title="新的标题")
    states.append(desk.read(snapshot))
    assert (desk.next_undo(), desk.next_redo()) == ("修改标题 2026-001", "")
    assert desk.undo() == "修改标题 2026-001"
    assert desk.read(snapshot) == states[1]
    assert (desk.next_undo(), desk.next_redo()) == ("分类 2026-001", "修改标题 2026-001")
    assert desk.undo() == "分类 2026-001"
    assert desk.read(snapshot) == states[0]
    assert desk.redo() == "分类 2026-001"
    assert desk.redo() == "修改标题 2026-001"
    assert desk.read(snapshot) == states[2]
    with pytest.raises(Forbidden, match="没有可以重做的操作"):
        desk.redo()
    for _ in range(3):
        desk.undo()
    assert desk.read(looking.count, Filter()) == 0
    with pytest.raises(Forbidden, match="没有可以撤销的操作"):
        desk.undo()
    assert check(desk) == ()


def test_what_another_desk_did_is_known_as_earlier(desk: Desk) -> None:
    made = piece(desk)
    assert desk.undo_of_earlier() is None
    again = Desk(desk.folder, desk._engine, by=desk.by, clock=desk.clock)
    found = again.undo_of_earlier()
    assert found is not None and (found.label, found.at) == (desk.next_undo(), desk.now)
    again.do(submissions.rename, made, title="新的标题")
    assert again.undo_of_earlier() is None
    again.undo()
    assert again.undo_of_earlier() is not None


def test_doing_something_else_ends_redo(desk: Desk) -> None:
    made = piece(desk)
    desk.do(submissions.rename, made, title="甲")
    desk.undo()
    desk.do(submissions.rename, made, title="乙")
    assert desk.next_redo() == ""
    assert desk.undo() == "修改标题 2026-001"
    assert desk.redo() == "修改标题 2026-001"
    assert shown(desk, made).row.title == "乙"


def test_a_number_is_never_given_twice(desk: Desk) -> None:
    first = desk.do(register, registration())
    desk.undo()
    second = desk.do(register, registration())
    assert (first.intake_no, second.intake_no) == ("2026-001", "2026-002")
    assert second.id > first.id
    assert desk.read(looking.gaps, 2026) == ("2026-001",)
    desk.undo()
    assert desk.redo() == "登记 2026-002"
    with pytest.raises(Invalid):
        desk.do(register, registration(title=""))
    assert desk.do(register, registration()).intake_no == "2026-003"
    assert desk.do(register, registration(received_at=registration().received_at.replace(year=2025))).intake_no == (
        "2025-001"
    )


def test_everybody_takes_back_their_own(desk: Desk) -> None:
    first, second = piece(desk), piece(desk)
    desk.by = "陆望舒"
    assert desk.next_undo() == ""
    with pytest.raises(Forbidden, match="没有可以撤销的操作"):
        desk.undo()
    desk.do(submissions.rename, second, title="另一个标题")
    desk.by = "王秀兰"
    with pytest.raises(Forbidden, match="这一步之后又有新的改动"):
        desk.undo()  # the second registration, which 陆望舒 went on from
    desk.by = "陆望舒"
    desk.undo()
    desk.by = "王秀兰"
    assert desk.undo() == "登记 2026-002"
    assert shown(desk, first).row.intake_no == "2026-001"
    assert check(desk) == ()


GONE_ON: dict[str, Callable[[Desk, int], Any]] = {
    "paused": lambda desk, made: desk.do(clocks.pause, made, reason="领导外出待签"),
    "clock opened": lambda desk, made: desk.do(dispatching.open_dispatch, made, to="市政协"),
    "file added": lambda desk, made: desk.do(_attached, made),
    "grouped": lambda desk, made: desk.do(submissions.assign_group, [made], group="第一信息小组"),
    "classified": lambda desk, made: step(desk, made, Step.CLASSIFY, 类别="教育"),
    "paper written": lambda desk, made: desk.do(
        file_paper, kind="来稿登记表", file_name="x.docx", sha256="0", submission_id=made
    ),
    "followed": lambda desk, made: piece(desk, follows_intake_no="2026-001"),
}


@operation("添加附件")
def _attached(session: Session, submission_id: int) -> None:
    submission = session.get_one(t.Submission, submission_id)
    submission.attachments.append(t.Attachment(position=0, sha256="0" * 64, file_name="图.jpg", size=1))


@pytest.mark.parametrize("going_on", GONE_ON.values(), ids=GONE_ON.keys())
def test_what_others_built_on_stays(desk: Desk, going_on: Callable[[Desk, int], Any]) -> None:
    made = piece(desk)
    desk.by = "陆望舒"
    going_on(desk, made)
    before = desk.read(snapshot)
    desk.by = "王秀兰"
    with pytest.raises(Forbidden, match="没有作任何改动"):
        desk.undo()
    assert desk.read(snapshot) == before


def test_a_text_that_was_signed_since_is_not_taken_back(desk: Desk) -> None:
    made = piece(desk, State.SELECTED)
    step(desk, made, Step.EDIT, 正文="第一稿", 结论="暂存")
    desk.by = "沈砚秋"
    step(desk, made, Step.EDIT, 正文="第二稿", 结论="暂存")
    desk.by = "陆望舒"
    step(desk, made, Step.EDIT)
    step(desk, made, Step.REVIEW)
    desk.by = "沈砚秋"
    with pytest.raises(Forbidden, match="这一步之后又有新的改动"):
        desk.undo()
    assert shown(desk, made).edited_text == "第二稿"


def test_a_clock_that_somebody_set_holds_the_destination(desk: Desk) -> None:
    clock = rules.ClockRow("", 2, "天", "自然日", False, "")
    made = desk.do(office.save_destination, None, name="省委统战部", clocks=[clock])
    desk.by = "陆望舒"
    desk.do(
        office.save_destination,
        made,
        name="省委统战部",
        clocks=[clock, rules.ClockRow("专报", 1, "天", "自然日", False, "")],
    )
    desk.by = "王秀兰"
    with pytest.raises(Forbidden, match="这一步之后又有新的改动"):
        desk.undo()
    desk.by = "陆望舒"
    desk.undo()
    desk.by = "王秀兰"
    assert desk.undo() == "修改去向 省委统战部"
    assert check(desk) == ()


def test_undoing_a_clock_that_was_added_to_a_destination(desk: Desk) -> None:
    row = next(row for row in desk.read(rules.destinations) if row.name == "市政协")
    before = desk.read(snapshot)
    more = (*row.clocks, rules.ClockRow("专报", 1, "天", "工作日", True, "17:30"))
    desk.do(
        office.save_destination, row.id, name=row.name, aliases=row.aliases, default_form=row.default_form, clocks=more
    )
    assert desk.undo() == "修改去向 市政协"
    assert desk.read(snapshot) == before


def test_final_operations_are_passed_over(desk: Desk) -> None:
    made = piece(desk, State.SIGNED_OFF)
    step(desk, made, Step.PRINT)
    with pytest.raises(Forbidden, match="这一步之后又有新的改动"):
        desk.undo()  # the number is given; the signing it rests on stays
    desk.do(submissions.assign_group, [made], group="第一信息小组")
    assert desk.undo() == "分派 1 篇给第一信息小组"
    assert shown(desk, made).issue is not None


def test_a_form_from_before_is_stale(desk: Desk) -> None:
    made = piece(desk, State.SELECTED)
    version = shown(desk, made).row.version
    desk.do(take_step, made, Step.EDIT, {"正文": "甲的稿", "结论": "暂存"}, version=version)
    with pytest.raises(Stale, match="刚被别处修改过，本次修改没有保存"):
        desk.do(take_step, made, Step.EDIT, {"正文": "乙的稿", "结论": "暂存"}, version=version)
    version = shown(desk, made).row.version
    desk.do(take_step, made, Step.EDIT, {"正文": "甲又改", "结论": "暂存"}, version=version)
    with pytest.raises(Stale):  # the row itself had nothing to change, only what hangs on it
        desk.do(take_step, made, Step.EDIT, {"正文": "乙的稿", "结论": "暂存"}, version=version)
    version = shown(desk, made).row.version
    desk.undo()
    with pytest.raises(Stale):
        desk.do(submissions.rename, made, title="标题", version=version)
    assert shown(desk, made).edited_text == "甲的稿"


def test_due_times_that_follow_a_rule_make_no_form_stale(desk: Desk) -> None:
    made = piece(desk)
    desk.do(dispatching.open_dispatch, made, to="市政协")
    version = shown(desk, made).row.version
    row = next(row for row in desk.read(rules.destinations) if row.name == "市政协")
    before = desk.read(snapshot)
    clock = rules.ClockRow("", 3, "天", "自然日", False, "")
    desk.do(office.save_destination, row.id, name=row.name, default_form=row.default_form, clocks=[clock])
    assert shown(desk, made).row.version == version
    assert desk.read(history.newest, submission_id=made)[0].label == "修改去向 市政协"
    desk.by = "陆望舒"
    desk.do(submissions.rename, made, title="新的标题", version=version)
    desk.by = "王秀兰"
    assert desk.undo() == "修改去向 市政协"
    after = desk.read(snapshot)
    assert {key for key, row in after.items() if before.get(key) != row} == {("submission", made)}


def test_every_operation_is_in_the_journal_to_the_last_column(desk: Desk) -> None:
    """No change without entry, and what the entry says is what happened."""
    steps: list[Callable[[], Any]] = [
        lambda: piece(desk),
        lambda: step(desk, 1, Step.CLASSIFY, 类别="教育", 拟报="市政协、县委", 小组="第二信息小组", 缓急="急件"),
        lambda: step(desk, 1, Step.SCREEN, 结论="退回补充", 原因="事实不清"),
        lambda: step(desk, 1, Step.SCREEN, 结论="拟采用"),
        lambda: step(desk, 1, Step.EDIT, 标题="新的标题", 正文="一、问题\n二、建议"),
        lambda: step(desk, 1, Step.SEND_BACK, 到="编辑", reason="再改"),
        lambda: step(desk, 1, Step.EDIT),
        lambda: step(desk, 1, Step.REVIEW, 核稿人="陆望舒"),
        lambda: step(desk, 1, Step.SIGN_OFF, 签发人="周启明", 去向="市政协、区政府", 刊物="委员反映"),
        lambda: desk.do(clocks.pause, 1, reason="领导外出待签"),
        lambda: desk.do(clocks.resume, 1),
        lambda: step(desk, 1, Step.PRINT, 份数="45"),
        lambda: step(desk, 1, Step.PROOFREAD, 差错="2"),
        lambda: step(desk, 1, Step.PRINT),
        lambda: step(desk, 1, Step.PROOFREAD),
        lambda: step(desk, 1, Step.PROOFREAD),
        lambda: desk.do(dispatching.send, 1, to="市政协", sent_at=desk.now, copies=2, signed_by="收发室"),
        lambda: desk.do(dispatching.send, 1, to="区政府", sent_at=desk.now),
        lambda: desk.do(dispatching.sign_for, 2, signed_by="收发室", signed_at=desk.now),
        lambda: desk.do(
            dispatching.correct_dispatch,
            1,
            sent_at=desk.now - timedelta(hours=1),
            copies=3,
            way="",
            signed_by="",
            reason="录错",
        ),
        lambda: step(desk, 1, Step.ARCHIVE, 页数="6", 保管期限="永久"),
        lambda: piece(desk),
        lambda: (
            step(desk, 2, Step.MERGE, 并入="2026-001", reason="重复")
            if False
            else step(desk, 2, Step.CLASSIFY, 类别="教育")
        ),
        lambda: desk.do(submissions.move_to_bin, [2]),
        lambda: desk.do(submissions.restore_from_bin, [2]),
        lambda: desk.do(dispatching.open_dispatch, 2, to="省政协"),
        lambda: desk.do(dispatching.withdraw_dispatch, 3, reason="改报市政协"),
        lambda: desk.do(
            correct_registration,
            2,
            replace(
                shown(desk, 2).particulars,
                contributors=(Contributor(name="顾长安"), Contributor(name="柳青禾")),
                received_at=datetime(2026, 11, 17, 8, 0),
            ),
        ),
        lambda: desk.do(
            office.save_destination, 4, name="区委", clocks=[rules.ClockRow("", 3, "天", "工作日", True, "")]
        ),
        lambda: desk.do(office.save_staff, [("沈砚秋", "编辑"), ("陆望舒", "核稿")]),
        lambda: desk.do(office.save_staff, [("陆望舒", "副主任")]),
        lambda: desk.do(office.save_words, "category", [("教育", ""), ("水利", "")]),
        lambda: desk.do(office.change_setting, "review_levels", 2, since=date(2026, 11, 20)),
        lambda: desk.do(office.change_setting, "org_codes", {"函": "云政协函"}, since=date(2026, 11, 20)),
        lambda: desk.do(units.save_group, None, name="第六信息小组", leader="顾长安", area="石桥镇"),
        lambda: desk.do(office.save_journal, None, name="专刊", mark="专刊", issued_by="政协云溪县委员会办公室"),
        desk.undo,
        desk.redo,
    ]
    for do in steps:
        before, seen = desk.read(snapshot), len(entries(desk))
        do()
        new = desk.read(_changes_since, seen)
        after = difference(before, desk.read(snapshot))
        said = {key: _really(row, before.get(key)) for key, row in told(new).items()}
        assert {key: row for key, row in said.items() if row != {} and (row or key in before)} == after
        assert new
        if desk.next_undo() and not _is_final(desk):
            here = desk.read(snapshot)
            assert desk.undo() and desk.read(snapshot) == before
            assert desk.redo() and desk.read(snapshot) == here


def _is_final(desk: Desk) -> bool:
    last = desk.read(history.newest, limit=1)[0]
    return last.final or last.kind != "do"


def _really(row: dict[str, Any] | None, before: dict[str, Any] | None) -> dict[str, Any] | None:
    if row is None or before is None:
        return row
    return {name: value for name, value in row.items() if before[name] != value}


def _changes_since(session: Session, seen: int) -> list[journal.Change]:
    found = session.scalars(select(t.JournalEntry).where(t.JournalEntry.id > seen).order_by(t.JournalEntry.id))
    return [change for entry in found for change in journal.decode(entry.changes)]


def _in_another_process(root: Path, answers: "multiprocessing.Queue[Any]") -> None:
    desk = open_desk(DataFolder(root), by="王秀兰", clock=StandingClock())
    answers.put((desk.undo(), desk.redo(), desk.undo()))
    desk.by = "陆望舒"
    answers.put(piece(desk))
    desk.close()


def test_undo_works_across_processes_and_changes_are_noticed(desk: Desk) -> None:
    piece(desk)
    assert desk.changed_elsewhere() is False
    desk.do(submissions.rename, 1, title="新的标题")
    assert desk.changed_elsewhere() is False  # our own commit is not one from elsewhere
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[Any] = context.Queue()
    other = context.Process(target=_in_another_process, args=(desk.folder.root, answers))
    other.start()
    assert answers.get(timeout=60) == ("修改标题 2026-001",) * 3
    assert answers.get(timeout=60) == 2
    other.join(60)
    assert other.exitcode == 0
    assert desk.changed_elsewhere() is True
    assert desk.changed_elsewhere() is False
    assert desk.redo() == "修改标题 2026-001"
    assert shown(desk, 1).row.title == "新的标题"
    assert desk.changed_elsewhere() is False
    assert check(desk) == ()


def test_a_closed_desk_can_be_opened_again(folder: DataFolder) -> None:
    desk = open_desk(folder, clock=StandingClock())
    made = piece(desk)
    desk.close()
    again = open_desk(folder, clock=StandingClock())
    assert shown(again, made).original_text.startswith("石桥镇")
    with pytest.raises(Missing, match="找不到这篇来稿"):
        shown(again, 99)
    again.close()


def test_several_threads_write_one_after_another(desk: Desk) -> None:
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: desk.do(register, registration()).intake_no, range(40)))
        shown_by_threads = list(threads.map(lambda one: shown(desk, one).row.intake_no, range(1, 41)))
    assert sorted(made) == sorted(shown_by_threads) == [f"2026-{n:03d}" for n in range(1, 41)]
    assert check(desk) == ()
