"""The end of a year: what is open and goes on, what is to be looked at, what the new year needs."""

from datetime import date, datetime, timedelta

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.occasions import DecisionEntry, OccasionEntry, OccasionKind
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.people import PersonEntry
from cppcc_desk.domain.quotas import QUOTAS
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import documents as drafting
from cppcc_desk.operations import occasions
from cppcc_desk.operations.commissioning import commission
from cppcc_desk.operations.days_off import change_day
from cppcc_desk.operations.dispatching import open_dispatch, send
from cppcc_desk.operations.office import change_setting
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.registering import register
from cppcc_desk.operations.scoring import by_hand
from cppcc_desk.operations.scoring.closing import close_year
from cppcc_desk.operations.submissions import move_to_bin
from cppcc_desk.operations.topics import TopicEntry, save_topics
from cppcc_desk.queries.quotas import quota_rules
from cppcc_desk.queries.yearend import Check, Open, YearEnd, year_end
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock
from tests.office import STRAIGHT, piece, registration, step
from tests.outcomes import assign, instruction, record

JANUARY = datetime(2027, 1, 6, 9, 0)


def end(desk: Desk, year: int = 2026) -> YearEnd:
    return desk.read(year_end, year, now=desk.now)


def found_of(desk: Desk, check: Check, year: int = 2026) -> list[str]:
    return [one.words for one in end(desk, year).findings if one.check is check]


def send_all(desk: Desk, made: int) -> None:
    desk.do(send, made, to="市政协", sent_at=desk.now, way="机要")


# ------------------------------------------------------------------------------------------------ carried over


def test_everything_open_is_carried_over_with_the_way_to_it(desk: Desk, clock: StandingClock) -> None:
    (person_id,) = desk.do(add_people, (PersonEntry(name="柳青禾"),))
    editing = piece(desk, State.SELECTED, title="在编辑的")
    unsent = piece(desk, State.ISSUED, title="没有报送的")
    desk.do(open_dispatch, unsent, to="县委")
    sent = piece(desk, State.ISSUED, title="已经报送的")
    send_all(desk, sent)
    binned = piece(desk, title="删掉的")
    desk.do(move_to_bin, [binned])
    said = record(desk, sent, instruction())
    assigned = assign(desk, said)
    draft = desk.do(drafting.save_document, None, kind=Kind.NOTICE, fields={"title": "关于培训的通知"})
    due = desk.today + timedelta(days=9)
    (asked,) = desk.do(commission, person_ids=[person_id], subject="春耕备耕", asked_on=desk.today, due_on=due)
    meeting = desk.do(
        occasions.add_occasion, OccasionEntry(kind=OccasionKind.CHAIRS_MEETING, name="主席会议", at=desk.now)
    )
    desk.do(occasions.save_decision, meeting, None, DecisionEntry(text="办一次培训", handling_unit="办公室"))
    dispute = Subject(Ledger.PERSON, person_id)
    desk.do(by_hand.raise_dispute, dispute, year=2026, raised_by="", text="少算一篇")
    clock.now = JANUARY
    told = [(one.kind, one.title, one.page) for one in end(desk).carried]
    assert told == [
        (Open.PIECE, "在编辑的", "submissions"),
        (Open.DISPATCH, "没有报送的", "submissions"),
        (Open.DOCUMENT, "关于培训的通知", "papers"),
        (Open.COMMISSION, "春耕备耕", "people"),
        (Open.ASSIGNMENT, "已经报送的", "outcomes"),
        (Open.DECISION, "主席会议：办一次培训", "people"),
        (Open.ADOPTION, "已经报送的", "submissions"),
        (Open.DISPUTE, "少算一篇", "scores"),
    ]
    targets = {one.kind: one.target for one in end(desk).carried}
    assert targets[Open.PIECE] == {"submission_id": editing}
    assert targets[Open.DISPATCH] == {"submission_id": unsent}
    assert targets[Open.DOCUMENT] == {"document_id": draft}
    assert targets[Open.COMMISSION]["commission_id"] == asked
    assert targets[Open.ASSIGNMENT]["assignment_id"] == assigned
    assert targets[Open.DECISION]["occasion_id"] == meeting
    late = {one.kind for one in end(desk).carried if one.urgency is Urgency.OVERDUE}
    assert {Open.PIECE, Open.COMMISSION, Open.ASSIGNMENT} <= late


def test_what_began_in_the_new_year_is_not_carried_into_it(desk: Desk, clock: StandingClock) -> None:
    old = piece(desk)
    clock.now = JANUARY
    new = piece(desk, received_at=datetime(2027, 1, 5, 9, 0))
    desk.do(drafting.save_document, None, kind=Kind.NOTICE, fields={"title": "新年的通知"})
    assert [one.target for one in end(desk).carried] == [{"submission_id": old}]
    ahead = [one.target.get("submission_id") for one in end(desk, 2027).carried if one.kind is Open.PIECE]
    assert ahead == [old, new]
    assert [one.intake_no for one in end(desk, 2027).held.pieces] == ["2027-001"]


def test_a_settled_piece_is_not_carried_over(desk: Desk) -> None:
    made = piece(desk, State.CLASSIFIED)
    step(desk, made, Step.SCREEN, 结论="不采用", 原因="空泛无具体建议")
    assert end(desk).carried == ()


# ------------------------------------------------------------------------------------------------ what is held


def test_what_was_issued_over_new_year_is_held_in_both_and_filed_in_one(desk: Desk, clock: StandingClock) -> None:
    made = piece(desk, State.SELECTED)
    clock.now = JANUARY
    for word, values in ((Step.EDIT, {}), (Step.REVIEW, {}), (Step.SIGN_OFF, {"签发人": "周启明"}), (Step.PRINT, {})):
        step(desk, made, word, **values)
    for _ in range(2):
        step(desk, made, Step.PROOFREAD)
    step(desk, made, Step.ARCHIVE, reason="报送另办", 归档号="2027-1", 页数="8")
    before, after = end(desk).held, end(desk, 2027).held
    assert [(one.intake_no, one.item) for one in before.pieces] == [("2026-001", None)]
    assert [one.intake_no for one in after.pieces] == ["2026-001"]
    (item,) = [one.item for one in after.pieces]
    assert item is not None and (item.archive_no, item.pages) == ("2027-1", 8)
    assert item.doc_number == "《社情民意》2027年第1期"
    assert [len(one.issues) for one in (before, after)] == [0, 1]
    assert after.issues[0].item is None  # it stands under the number of its piece


def test_an_issue_without_archived_pieces_is_an_item_of_its_own(desk: Desk) -> None:
    piece(desk, State.ISSUED, title="没有存档的")
    (issue,) = end(desk).held.issues
    assert issue.item is not None and (issue.item.archive_no, issue.item.title) == ("", "没有存档的")


def test_a_merged_piece_is_named_where_it_went(desk: Desk) -> None:
    into, merged = piece(desk, State.SELECTED), piece(desk, State.CLASSIFIED)
    step(desk, merged, Step.MERGE, 并入="2026-001")
    for word, values, _ in STRAIGHT[2:]:
        step(desk, into, word, **values)
    step(desk, into, Step.ARCHIVE, reason="报送另办", 件数="1")
    items = [one.item for one in end(desk).held.pieces]
    assert [item.note if item else None for item in items] == ["1份，含来稿2026-002", None]


# ------------------------------------------------------------------------------------------------ findings


def test_what_is_done_and_not_archived_is_found_and_what_is_open_is_not(desk: Desk) -> None:
    piece(desk, State.SELECTED)
    sent = piece(desk, State.ISSUED, title="已经报送的")
    assert found_of(desk, Check.UNARCHIVED) == []  # it waits to be sent
    send_all(desk, sent)
    kept = piece(desk, State.CLASSIFIED, title="留着的")
    step(desk, kept, Step.SCREEN, 结论="留存")
    assert found_of(desk, Check.UNARCHIVED) == ["2026-002《已经报送的》（已印发）", "2026-003《留着的》（留存）"]
    step(desk, kept, Step.ARCHIVE, 页数="2")
    step(desk, sent, Step.ARCHIVE, 页数="9")
    assert found_of(desk, Check.UNARCHIVED) == []


def test_what_the_catalogue_lacks_is_found(desk: Desk) -> None:
    made = [piece(desk, State.CLASSIFIED, title=title) for title in ("甲", "乙", "丙")]
    for one in made:
        step(desk, one, Step.SCREEN, 结论="留存")
    step(desk, made[0], Step.ARCHIVE, 归档号="社情-1", 页数="2")
    step(desk, made[1], Step.ARCHIVE, 归档号="社情-1", 页数="3")
    step(desk, made[2], Step.ARCHIVE, 归档号="社情-2")
    assert found_of(desk, Check.DOUBLE) == ["社情-1：2026-001、2026-002"]
    assert found_of(desk, Check.PAGES) == ["2026-003《丙》"]
    assert found_of(desk, Check.NUMBER) == []
    assert found_of(desk, Check.ORIGINAL) == ["3 篇：2026-001、2026-002、2026-003"]


def test_numbers_that_nothing_bears_are_found(desk: Desk) -> None:
    desk.do(change_setting, "org_codes", {"委员会": "云政协"}, since=desk.today)
    desk.do(register, registration())
    desk.undo()
    piece(desk)
    piece(desk, State.PRINTING)
    for _ in range(2):
        desk.do(drafting.reserve_number, sequence="委员会", purpose="年终通报")
    assert found_of(desk, Check.GAP) == ["2026年来稿编号缺 1 个：2026-001"]
    assert found_of(desk, Check.RESERVED) == ["云政协〔2026〕2号、云政协〔2026〕1号"]
    assert [words[:18] for words in found_of(desk, Check.UNPROOFED)] == ["《社情民意》2026年第1期（排印）"[:18]]
    assert found_of(desk, Check.GAP, 2025) == []


def test_the_books_and_the_circular_are_asked_for_until_they_are_there(desk: Desk, clock: StandingClock) -> None:
    piece(desk)
    assert found_of(desk, Check.BOOKS) and found_of(desk, Check.CIRCULAR) == ["2026 年度的通报还没有起草"]
    clock.now = JANUARY
    desk.do(close_year, 2026, reason="")
    assert found_of(desk, Check.BOOKS) == []
    assert end(desk, 2019).findings == ()


# ------------------------------------------------------------------------------------------------ the new year


def test_the_new_year_is_prepared_point_by_point(desk: Desk, clock: StandingClock) -> None:
    clock.now = datetime(2026, 12, 28, 9, 0)
    piece(desk, State.PRINTING)

    def told() -> dict[str, tuple[bool, str]]:
        return {one.name: (one.done, one.words) for one in end(desk).turn}

    before = told()
    assert not before["节假日"][0] and "2027 年放假安排没有录入" in before["节假日"][1]
    assert not before["征集要点"][0]
    assert before["来稿编号"] == (True, "2027 年从 2027-001 编起，不用设置")
    assert "《社情民意》第1期（总第2期）" in before["期号"][1]
    assert "接着用现在的任务数" in before["任务数"][1]
    assert [one.done for one in end(desk).turn] == sorted(one.done for one in end(desk).turn)
    desk.do(change_day, date(2027, 10, 1), kind="off", name="国庆节")
    desk.do(save_topics, Quarter(2027, 1), [TopicEntry(theme="春耕备耕")])
    desk.do(change_setting, QUOTAS, desk.read(quota_rules, 2026).to_dict(), since=date(2027, 1, 1))
    after = told()
    assert after["节假日"] == (True, "2027 年放假安排已录入")
    assert after["征集要点"] == (True, "2027年第一季度征集要点已定 1 条")
    assert after["任务数"] == (True, "2027 年的任务数已定")
