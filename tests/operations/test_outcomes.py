"""Outcomes are recorded of pieces and issues, changed, withdrawn, proved; every step can be taken back."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing, Stale
from cppcc_desk.domain.outcomes import About, Level, OutcomeEntry, OutcomeKind
from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import outcomes as doing
from cppcc_desk.operations import submissions as binning
from cppcc_desk.operations.correcting import correct_registration
from cppcc_desk.operations.office import save_destination, save_words
from cppcc_desk.queries import history, issues
from cppcc_desk.queries import outcomes as looking
from cppcc_desk.queries.outcomes import OutcomeDetail, OutcomeFilter, Source
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk, operation
from tests.conftest import StandingClock
from tests.office import difference, piece, shown, snapshot, step
from tests.outcomes import HEARD, adoption, assign, instruction, record, record_of_issue, reply


def whole(desk: Desk, outcome_id: int) -> OutcomeDetail:
    return desk.read(looking.outcome, outcome_id, today=desk.today)


def said(desk: Desk, submission_id: int) -> list[tuple[str, Source]]:
    return [(one.row.words, one.source) for one in desk.read(looking.outcomes_of_piece, submission_id)]


def kept(desk: Desk, words: str) -> ReceivedFile:
    data = words.encode()
    return ReceivedFile(sha256=desk.originals.keep(data), file_name=f"{words}.pdf", size=len(data))


# ---------------------------------------------------------------------------------------------- recorded


def test_an_outcome_is_recorded_with_its_proof_and_taken_back(desk: Desk) -> None:
    made = piece(desk)
    before = desk.read(snapshot)
    about = About(submission_id=made)
    one = desk.do(doing.record, about, adoption(organ=" 上级政协 "), files=[kept(desk, "通报"), kept(desk, "通报")])
    found = whole(desk, one)
    assert found.row.entry == adoption(organ="上级政协")
    assert (found.row.of, found.row.words) == ("2026-001", "市级采用（单篇） 上级政协")
    assert [file.file_name for file in found.files] == ["通报.pdf"]
    assert found.row.destination_id is not None  # 上级政协 is the other name of 市政协
    assert (found.row.recorded_by, found.row.recorded_at) == ("王秀兰", desk.now)
    assert shown(desk, made).row.version == 1  # a form that is open on the piece stays good
    assert desk.undo() == "登记采用 2026-001"
    assert desk.read(snapshot) == before
    assert desk.redo() == "登记采用 2026-001"
    assert whole(desk, one).row.entry.organ == "上级政协"
    assert check(desk) == ()


def test_several_outcomes_stand_on_one_piece(desk: Desk) -> None:
    made = piece(desk)
    for entry in (adoption(), adoption(level=Level.PROVINCE, organ="省政协"), instruction(), reply()):
        record(desk, made, entry)
    assert [words for words, _ in said(desk, made)] == [
        "市级采用（单篇） 市政协",
        "省级采用（单篇） 省政协",
        "县委书记江承志批示",
        "县交通局答复 A 已解决",
    ]


def test_the_history_of_the_piece_tells_of_its_outcomes(desk: Desk) -> None:
    made = piece(desk, State.ISSUED)
    one = record_of_issue(desk, made, instruction(occurred_on=desk.today))
    assign(desk, one, opened_on=desk.today)
    desk.undo()
    labels = [history.told(row) for row in desk.read(history.newest, submission_id=made, limit=3)]
    issue = desk.read(issues.issue_of, made)
    assert issue is not None
    assert labels == [
        f"撤销：交办批示 县交通局 {issue.name}",
        f"交办批示 县交通局 {issue.name}",
        f"登记批示 {issue.name}",
    ]


@pytest.mark.parametrize(
    ("entry", "field", "sentence"),
    [
        (adoption(occurred_on=date(2026, 11, 17)), "occurred_on", "早于收稿日期（2026-11-18）"),
        (adoption(occurred_on=date(2026, 11, 21)), "occurred_on", "还没有到"),
        (adoption(level=None), "level", "请选择采用的层级"),
        (instruction(leader=""), "leader", "请填写批示的领导"),
        (reply(organ=""), "organ", "请填写答复的单位"),
        (reply(answer="满意"), "answer", "答复的结果应为：A 已解决、B 列入计划、C 暂不能；收到的是“满意”"),
        (instruction(text="机密★5年"), "text", "密级标志"),
        (reply(follows_id=9), "follows_id", "没有序号为 9 的反馈"),
        (OutcomeEntry(kind=OutcomeKind.IMPLEMENTATION, occurred_on=HEARD), "text", "请写明落实了什么"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(desk: Desk, entry: OutcomeEntry, field: str, sentence: str) -> None:
    made = piece(desk)
    before = desk.read(snapshot)
    with pytest.raises(Invalid, match=sentence) as refusal:
        record(desk, made, entry)
    assert list(refusal.value.problems) == [field]
    assert desk.read(snapshot) == before


def test_exactly_the_same_is_not_recorded_twice(desk: Desk) -> None:
    made = piece(desk)
    record(desk, made, adoption())
    with pytest.raises(Forbidden, match="2026-001 已经登记过同样的采用"):
        record(desk, made, adoption())
    record(desk, made, adoption(text="另一次"))


def test_nothing_is_recorded_of_what_is_not_there(desk: Desk) -> None:
    made = piece(desk)
    desk.do(binning.move_to_bin, [made])
    for about in (About(submission_id=made), About(submission_id=99), About(issue_id=99)):
        with pytest.raises(Missing):
            desk.do(doing.record, about, adoption())


def test_an_outcome_of_an_issue_is_not_from_before_its_day(desk: Desk) -> None:
    made = piece(desk, State.ISSUED)
    with pytest.raises(Invalid, match="早于印发日期（2026-11-20）"):
        record_of_issue(desk, made, instruction())
    record_of_issue(desk, made, instruction(occurred_on=date(2026, 11, 20)))


def test_words_of_the_answer_list_that_are_put_away_stay_where_they_stand(desk: Desk) -> None:
    made = piece(desk)
    one = record(desk, made, reply(answer="列入计划"))
    desk.do(save_words, "answer", [("A 已解决", ""), ("D 留作参考", "")])
    held = desk.read(looking.entry_of, one)
    assert held.answer == "B 列入计划"
    desk.do(doing.change, one, replace(held, remark="见附件"), held=held)
    assert whole(desk, one).row.entry.answer == "B 列入计划"
    with pytest.raises(Invalid, match="收到的是“C 暂不能”"):
        record(desk, made, reply(answer="C 暂不能"))


# ---------------------------------------------------------------------------------------------- of which piece


def test_what_is_said_of_a_merged_piece_comes_from_three_places(desk: Desk) -> None:
    target, other = piece(desk), piece(desk, title="关于农贸市场停车的建议")
    step(desk, other, Step.MERGE, 并入="2026-001")
    record(desk, other, reply())
    record(desk, target, adoption())
    for word in ("分类", "筛选"):
        step(desk, target, Step(word), **({"类别": "教育"} if word == "分类" else {"结论": "拟采用"}))
    for word in (Step.EDIT, Step.REVIEW, Step.SIGN_OFF, Step.PRINT, Step.PROOFREAD, Step.PROOFREAD):
        step(desk, target, word)
    record_of_issue(desk, target, instruction(occurred_on=date(2026, 11, 20)))
    assert said(desk, other) == [
        ("县交通局答复 A 已解决", Source.OWN),
        ("市级采用（单篇） 市政协", Source.MERGED),
        ("县委书记江承志批示", Source.ISSUE),
    ]
    assert said(desk, target) == [("市级采用（单篇） 市政协", Source.OWN), ("县委书记江承志批示", Source.ISSUE)]
    labels = [row.label for row in desk.read(history.newest, submission_id=other)]
    assert labels[0].startswith("登记批示 《社情民意》") and "登记采用 2026-001" in labels


def test_a_piece_that_is_taken_out_again_keeps_its_own_only(desk: Desk) -> None:
    target, other = piece(desk), piece(desk, title="关于农贸市场停车的建议")
    step(desk, other, Step.MERGE, 并入="2026-001")
    record(desk, other, reply())
    record(desk, target, adoption())
    step(desk, other, Step.UNMERGE)
    assert said(desk, other) == [("县交通局答复 A 已解决", Source.OWN)]


# ---------------------------------------------------------------------------------------------- changed, withdrawn


def test_a_change_is_one_step_and_a_stale_form_is_refused(desk: Desk) -> None:
    made = piece(desk)
    one = record(desk, made, adoption())
    held = desk.read(looking.entry_of, one)
    before = desk.read(snapshot)
    desk.do(doing.change, one, replace(held, organ="市委办公室", level=Level.CITY), held=held)
    assert set(difference(before, desk.read(snapshot))) == {("outcome", one)}
    with pytest.raises(Stale, match="2026-001 的采用刚被别处修改过"):
        desk.do(doing.change, one, held, held=held)
    assert desk.undo() == "修改采用 2026-001"
    assert desk.read(looking.entry_of, one) == held
    with pytest.raises(Forbidden, match="采用不能改成批示"):
        desk.do(doing.change, one, instruction(), held=held)


def test_an_outcome_is_withdrawn_with_a_reason_and_the_journal_keeps_it(desk: Desk) -> None:
    made = piece(desk)
    one = desk.do(doing.record, About(submission_id=made), adoption(), files=[kept(desk, "通报")])
    with pytest.raises(Invalid, match="请写明撤回的原因"):
        desk.do(doing.withdraw, one, reason=" ")
    before = desk.read(snapshot)
    desk.do(doing.withdraw, one, reason="记错了来稿")
    assert desk.read(looking.outcomes, OutcomeFilter()) == ()
    assert said(desk, made) == []
    assert desk.read(history.newest, submission_id=made, limit=1)[0].label == "撤回采用 2026-001：记错了来稿"
    desk.undo()
    assert desk.read(snapshot) == before
    with pytest.raises(Missing, match="找不到序号为 99 的反馈"):
        desk.do(doing.withdraw, 99, reason="误记")


def test_what_something_came_of_cannot_be_withdrawn(desk: Desk) -> None:
    made = piece(desk)
    one = record(desk, made, instruction())
    two = record(desk, made, reply(follows_id=one))
    with pytest.raises(Forbidden, match=f"有答复（序号 {two}）承接这条批示，不能撤回"):
        desk.do(doing.withdraw, one, reason="误记")
    desk.do(doing.withdraw, two, reason="误记")
    given = assign(desk, one)
    with pytest.raises(Forbidden, match="这条批示已交办县交通局，不能撤回"):
        desk.do(doing.withdraw, one, reason="误记")
    desk.do(doing.cancel_assignment, given, reason="误交")
    desk.do(doing.withdraw, one, reason="误记")


def test_an_outcome_follows_an_earlier_one_of_the_same_piece(desk: Desk) -> None:
    made, other = piece(desk), piece(desk, title="关于农贸市场停车的建议")
    one = record(desk, made, instruction(occurred_on=date(2026, 11, 19)))
    two = record(desk, made, reply(follows_id=one))
    assert [row.id for row in whole(desk, one).followed_by] == [two]
    with pytest.raises(Invalid, match=f"2026-002 没有序号为 {one} 的反馈"):
        record(desk, other, reply(follows_id=one))
    with pytest.raises(Invalid, match="答复日期早于所承接的批示"):
        record(desk, made, reply(follows_id=one, occurred_on=date(2026, 11, 18)))
    held = desk.read(looking.entry_of, two)
    with pytest.raises(Invalid, match="这条答复不能承接自己"):
        desk.do(doing.change, two, replace(held, follows_id=two), held=held)
    held = desk.read(looking.entry_of, one)
    with pytest.raises(Invalid, match="批示日期晚于它的交办或后续反馈（2026-11-19）"):
        desk.do(doing.change, one, replace(held, occurred_on=date(2026, 11, 20)), held=held)


# ---------------------------------------------------------------------------------------------- proof


def test_proof_is_added_and_taken_away(desk: Desk) -> None:
    made = piece(desk)
    one = record(desk, made, adoption())
    files = [kept(desk, "通报"), kept(desk, "网页")]
    assert desk.do(doing.attach_evidence, one, files[:1]) == 1
    assert desk.do(doing.attach_evidence, one, files) == 1
    with pytest.raises(Forbidden, match="已经是这条采用的佐证"):
        desk.do(doing.attach_evidence, one, files)
    first, second = whole(desk, one).files
    assert (first.file_name, second.file_name) == ("通报.pdf", "网页.pdf")
    desk.do(doing.remove_evidence, one, [first.id])
    assert [file.id for file in whole(desk, one).files] == [second.id]
    assert desk.undo() == "移出采用佐证 1 个 2026-001"
    with pytest.raises(Missing, match="已不是这条采用的佐证"):
        desk.do(doing.remove_evidence, one, [999])


def test_words_and_proof_are_changed_in_one_step(desk: Desk) -> None:
    files = [kept(desk, "甲"), kept(desk, "乙")]
    made = desk.do(doing.record, About(submission_id=piece(desk)), adoption(), files=files[:1])
    held = desk.read(looking.entry_of, made)

    def names() -> list[str]:
        return [file.file_name for file in whole(desk, made).files]

    desk.do(doing.change, made, adoption(remark="补"), held=held, files=files[1:])
    assert names() == ["乙.pdf"]
    desk.do(doing.change, made, adoption(remark="再补"), held=desk.read(looking.entry_of, made))
    assert names() == ["乙.pdf"]
    desk.undo()
    desk.undo()
    assert names() == ["甲.pdf"] and desk.read(looking.entry_of, made) == held


def test_proof_whose_bytes_are_gone_is_found_by_the_check(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    made = piece(desk)
    file = kept(desk, "通报")
    desk.do(doing.record, About(submission_id=made), adoption(), files=[file])
    desk.originals.forget(file.sha256)
    (problem,) = check(desk)
    assert problem.startswith("2026-11-19 的采用（序号 1）的佐证“通报.pdf”：保存的原件里找不到这个文件")
    caplog.clear()


# ---------------------------------------------------------------------------------------------- and the rest


def test_a_piece_of_which_something_is_recorded_is_not_deleted(desk: Desk, clock: StandingClock) -> None:
    made = piece(desk)
    one = record(desk, made, adoption())
    with pytest.raises(Forbidden, match="来稿 2026-001 记有反馈 1 条，不能删除"):
        desk.do(binning.move_to_bin, [made])
    desk.do(doing.withdraw, one, reason="误记")
    desk.do(binning.move_to_bin, [made])


def test_a_receipt_is_not_corrected_to_after_what_came_of_it(desk: Desk) -> None:
    made = piece(desk)
    record(desk, made, adoption(occurred_on=date(2026, 11, 18)))
    there = shown(desk, made).particulars
    with pytest.raises(Invalid, match="收稿时间晚于已登记的反馈（2026-11-18）"):
        desk.do(correct_registration, made, replace(there, received_at=datetime(2026, 11, 19, 9, 0)))


def test_an_operation_of_somebody_else_is_not_undone_from_under_them(desk: Desk) -> None:
    """On an issue no row of a piece changes; its history knows all the same who went on."""
    made = piece(desk, State.ISSUED)
    one = record_of_issue(desk, made, instruction(occurred_on=date(2026, 11, 20)))
    desk.by = "陆望舒"
    held = desk.read(looking.entry_of, one)
    changed = replace(held, remark="甲")
    desk.do(doing.change, one, changed, held=held)
    desk.do(doing.change, one, held, held=changed)
    desk.by = "王秀兰"
    with pytest.raises(Forbidden, match="又有新的改动"):
        desk.undo()


@operation("写坏")
def spoil(session: Session, outcome_id: int, column: str, value: Any) -> None:
    setattr(session.get_one(t.Outcome, outcome_id), column, value)


@pytest.mark.parametrize(
    ("entry", "column", "value"),
    [
        (adoption(), "level", ""),
        (instruction(), "leader", ""),
        (reply(), "organ", ""),
        (adoption(), "submission_id", None),
        (adoption(), "follows_id", 1),
    ],
)
def test_the_database_refuses_too(desk: Desk, entry: OutcomeEntry, column: str, value: Any) -> None:
    from sqlalchemy.exc import IntegrityError

    one = record(desk, piece(desk), entry)
    assert one == 1
    with pytest.raises(IntegrityError):
        desk.do(spoil, one, column, value)


def test_a_renamed_destination_stays_meant(desk: Desk) -> None:
    row = desk.do(save_destination, None, name="县交通局", parent="有关部门", default_form="转办函")
    one = record(desk, piece(desk), reply())
    assert whole(desk, one).row.destination_id == row
