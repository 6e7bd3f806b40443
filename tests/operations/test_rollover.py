"""New Year: numbers begin anew by themselves, and what is open goes on with its number and its clocks."""

from datetime import datetime

from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import documents as drafting
from cppcc_desk.operations.dispatching import open_dispatch
from cppcc_desk.operations.issuing import print_issue
from cppcc_desk.operations.office import change_setting
from cppcc_desk.queries import issues, numbers
from cppcc_desk.queries.issues import IssueRow
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock
from tests.office import STRAIGHT, piece, shown, step

EVE, MORNING = datetime(2026, 12, 31, 16, 30), datetime(2027, 1, 4, 9, 0)


def printed(desk: Desk, *, supplement: bool = False) -> IssueRow:
    made = piece(desk, State.SIGNED_OFF)
    return desk.read(issues.issue, desk.do(print_issue, [made], supplement=supplement))


def test_every_number_begins_anew_and_the_running_total_goes_on(desk: Desk, clock: StandingClock) -> None:
    desk.do(change_setting, "org_codes", {"委员会": "云政协"}, since=desk.today)
    fields = {"organs": ["政协云溪县委员会"], "title": "关于做好信息工作的通知", "body": ["请认真执行。"]}

    def document(day: str) -> str:
        made = desk.do(drafting.save_document, None, kind=Kind.NOTICE, fields={**fields, "date": day})
        return desk.do(drafting.finish_document, made, sequence="委员会")

    clock.now = EVE
    old = [printed(desk), printed(desk), printed(desk, supplement=True)]
    assert [(row.year, row.issue_no, row.cumulative_no) for row in old] == [(2026, 1, 1), (2026, 2, 2), (2026, 1, None)]
    assert [document("2026-12-31") for _ in range(2)] == ["云政协〔2026〕1号", "云政协〔2026〕2号"]
    clock.now = MORNING
    new = [printed(desk), printed(desk, supplement=True)]
    assert [(row.year, row.issue_no, row.cumulative_no) for row in new] == [(2027, 1, 3), (2027, 1, None)]
    assert document("2027-01-04") == "云政协〔2027〕1号"
    received = datetime(2027, 1, 4, 8, 50)
    assert shown(desk, piece(desk, received_at=received)).row.intake_no == "2027-001"
    assert check(desk) == ()


def test_what_came_before_new_year_is_of_the_old_year_whenever_it_is_registered(
    desk: Desk, clock: StandingClock
) -> None:
    first = piece(desk, received_at=datetime(2026, 11, 20, 9, 0))
    clock.now = MORNING
    late = piece(desk, received_at=datetime(2026, 12, 31, 17, 0))
    new = piece(desk, received_at=datetime(2027, 1, 1, 8, 0))
    after = piece(desk, received_at=datetime(2026, 12, 30, 17, 0))
    numbers_ = [shown(desk, made).row.intake_no for made in (first, late, new, after)]
    assert numbers_ == ["2026-001", "2026-002", "2027-001", "2026-003"]
    used = {row.name: (row.used, row.gaps) for row in desk.read(numbers.sequences)}
    assert used["2026年来稿编号"] == (3, ()) and used["2027年来稿编号"] == (1, ())


def test_an_open_piece_keeps_its_number_and_clocks_and_is_filed_where_it_was_issued(
    desk: Desk, clock: StandingClock
) -> None:
    clock.now = EVE
    made = piece(desk, State.SELECTED, received_at=datetime(2026, 12, 31, 9, 0))
    desk.do(open_dispatch, made, to="市政协")
    before = shown(desk, made)
    clock.now = MORNING
    after = shown(desk, made)
    assert (after.row.intake_no, after.row.state) == (before.row.intake_no, before.row.state) == ("2026-001", "拟采用")
    assert [clock_.due_at for clock_ in after.clocks] == [clock_.due_at for clock_ in before.clocks]
    assert [clock_.due_at for clock_ in after.clocks] == [datetime(2027, 1, 2, 23, 59)]
    for word, values, _ in STRAIGHT[2:]:
        step(desk, made, word, **values)
    issue = shown(desk, made).issue
    assert issue is not None and (issue.year, issue.issue_no) == (2027, 1)
    assert shown(desk, made).row.intake_no == "2026-001"
    step(desk, made, Step.ARCHIVE, reason="报送另办", 归档号="2027-社情-001")
    assert shown(desk, made).archive_year == 2027


def test_what_was_not_issued_is_filed_where_it_was_received(desk: Desk, clock: StandingClock) -> None:
    made = piece(desk, State.CLASSIFIED)
    step(desk, made, Step.SCREEN, 结论="留存")
    clock.now = MORNING
    step(desk, made, Step.ARCHIVE)
    assert shown(desk, made).archive_year == 2026
