"""更正期号: another number with a reason, before or after 印发; the old one is a gap that nothing else gets."""

import pytest

from cppcc_desk.domain.errors import DeskError, Forbidden, Invalid, Missing
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations.issuing import print_issue
from cppcc_desk.operations.numbering import renumber
from cppcc_desk.queries import history, issues, numbers
from cppcc_desk.queries.issues import IssueRow
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.office import piece, shown, snapshot, step

ISSUES = "《社情民意》2026年期号"


def printed(desk: Desk, *, supplement: bool = False) -> IssueRow:
    made = piece(desk, State.SIGNED_OFF)
    return desk.read(issues.issue, desk.do(print_issue, [made], supplement=supplement))


def gaps(desk: Desk) -> tuple[str, ...]:
    return next(row.gaps for row in desk.read(numbers.sequences) if row.name == ISSUES)


def test_the_first_issue_goes_on_where_the_paper_issues_ended(desk: Desk) -> None:
    row = printed(desk)
    desk.do(renumber, row.id, issue_no=8, cumulative_no=91, reason="前7期是纸质编印的")
    now = desk.read(issues.issue, row.id)
    assert (now.issue_no, now.cumulative_no, now.bulletin.number) == (8, 91, "第8期（总第91期）")
    assert now.bulletin.pieces == row.bulletin.pieces
    following = desk.read(numbers.next_numbers, year=2026)[0]
    assert following.issue == "第9期（总第92期）"
    after = printed(desk)
    assert (after.issue_no, after.cumulative_no) == (9, 92)
    assert gaps(desk)[0] == "第1期（更正为第8期：前7期是纸质编印的）"
    assert check(desk) == ()


def test_the_history_of_its_pieces_tells_it_and_nothing_takes_it_back(desk: Desk) -> None:
    row = printed(desk)
    (made,) = row.submission_ids
    desk.do(renumber, row.id, issue_no=2, reason="编错")
    record = shown(desk, made).steps[-1]
    assert (record.step, record.reason, dict(record.details)) == (
        "更正期号", "编错", {"原期号": "第1期（总第1期）", "期号": "第2期（总第1期）"},
    )  # fmt: skip
    assert desk.read(history.newest, limit=1, submission_id=made)[0].label.startswith("更正期号《社情民意》2026年第1期")
    with pytest.raises(Forbidden):
        desk.undo()
    assert shown(desk, made).row.state == "排印"
    step(desk, made, Step.PROOFREAD)
    step(desk, made, Step.PROOFREAD)
    desk.do(renumber, row.id, issue_no=3, reason="与纸质的重号")  # after 印发 too
    now = desk.read(issues.issue, row.id)
    assert (now.issue_no, now.bulletin.issue_no, now.state) == (3, 3, "已印发")
    assert now.frozen_at is not None


def test_a_number_is_never_borne_by_two(desk: Desk) -> None:
    first, second = printed(desk), printed(desk)
    extra = printed(desk, supplement=True)

    def refuses(kind: type[DeskError], sentence: str, issue_id: int, **given: object) -> None:
        before = desk.read(snapshot)
        with pytest.raises(kind, match=sentence) as refusal:
            desk.do(renumber, issue_id, **{"reason": "编错", **given})  # type: ignore[arg-type]
        assert "没有作任何改动" in refusal.value.message
        assert desk.read(snapshot) == before

    refuses(Forbidden, "《社情民意》2026年第2期已经用过", first.id, issue_no=2)
    refuses(Forbidden, "总第2期已经用过", first.id, issue_no=5, cumulative_no=2)
    refuses(Invalid, "请写明原因", first.id, issue_no=5, reason=" ")
    refuses(Invalid, "期号应为 1 到 999999 的整数", first.id, issue_no=0)
    refuses(Forbidden, "期号没有变化", first.id, issue_no=1)
    refuses(Forbidden, "增刊不计总期", extra.id, issue_no=2, cumulative_no=9)
    refuses(Missing, "找不到这一期", 99, issue_no=5)
    desk.do(renumber, extra.id, issue_no=2, reason="编错")  # supplements run apart
    desk.do(renumber, second.id, issue_no=6, cumulative_no=7, reason="编错")
    refuses(Forbidden, "第2期是更正以前用过的期号", first.id, issue_no=2)
    refuses(Forbidden, "总第2期已经用过", first.id, issue_no=5, cumulative_no=2)
    assert printed(desk).issue_no == 7
    desk.do(renumber, second.id, issue_no=2, reason="原来的号没有错")  # its own it may have again
    assert [gap for gap in gaps(desk) if "更正" in gap] == ["第6期（更正为第2期：原来的号没有错）"]
    assert printed(desk).issue_no == 8


def test_the_proof_that_was_refused_stays_refused(desk: Desk) -> None:
    row = printed(desk)
    (made,) = row.submission_ids
    step(desk, made, Step.PROOFREAD, 差错="1")
    desk.do(renumber, row.id, issue_no=2, reason="编错")
    with pytest.raises(Forbidden, match="还没有重新排印"):
        step(desk, made, Step.PROOFREAD)
    again = desk.read(issues.issue, desk.do(print_issue, [made]))
    assert (again.issue_no, again.bulletin.issue_no) == (2, 2)
