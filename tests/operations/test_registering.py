"""登记 and what is done to a piece apart from its steps: fields, numbers, groups, contributors, the 回收站."""

from datetime import datetime, timedelta

import pytest

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing, Stale
from cppcc_desk.domain.people import PersonKind
from cppcc_desk.domain.submission import Contributor, IntakeChannel, ReceivedFile, Registration, problems
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import submissions
from cppcc_desk.operations.issuing import file_paper
from cppcc_desk.operations.registering import register
from cppcc_desk.operations.topics import TopicEntry, save_topics
from cppcc_desk.queries import history
from cppcc_desk.queries import submissions as looking
from cppcc_desk.queries.search import search_everything
from cppcc_desk.queries.submissions import Filter
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock
from tests.office import piece, registration, shown, snapshot, step

NOW = datetime(2026, 11, 20, 14, 30)


def listed(desk: Desk, **chosen: object) -> list[str]:
    return [row.intake_no for row in desk.read(looking.listing, Filter(**chosen), now=desk.now)]  # type: ignore[arg-type]


def asked(desk: Desk, theme: str) -> int:
    """The id of a topic of this quarter."""
    return desk.do(save_topics, Quarter.of(desk.today), [TopicEntry(theme=theme)])[0]


def test_everything_that_is_registered(desk: Desk) -> None:
    first = desk.do(register, registration())
    digest = desk.originals.keep(b"bytes")
    made = desk.do(
        register,
        registration(
            title="  续报：集市停车难  ",
            contributors=(
                Contributor(
                    name="柳青禾",
                    kind=PersonKind.STANDING_MEMBER,
                    unit="石桥镇中心卫生院",
                    position="医生",
                    phone="138 0000 0001",
                    sector="医药卫生界",
                    committee="教科卫体委",
                    town="石桥镇",
                    party="民盟",
                ),
                Contributor(name=" "),
                Contributor(name="顾长安"),
            ),
            intake_channel=IntakeChannel.WECHAT,
            drafter="顾长安",
            is_commissioned=True,
            topic_call_id=asked(desk, "交通"),
            consent_public=True,
            follows_intake_no="2026-001",
            info_group_id=2,
            attachments=(ReceivedFile(sha256=digest, file_name="来信.docx", size=5, source=True),),
        ),
    )
    found = shown(desk, made.id)
    assert (found.row.title, found.original_title) == ("续报：集市停车难",) * 2
    assert (found.registered_by, found.registered_at, found.intake_channel) == ("王秀兰", NOW, "微信")
    assert found.row.unit == "石桥镇中心卫生院"
    assert [c.name for c in found.contributors] == ["柳青禾", "顾长安"]
    lead = found.contributors[0]
    assert (lead.kind, lead.position, lead.phone, lead.sector) == ("常委", "医生", "138 0000 0001", "医药卫生界")
    assert (lead.committee, lead.town, lead.party) == ("教科卫体委", "石桥镇", "民盟")
    assert (found.drafter, found.is_commissioned, found.topic_call, found.consent_public) == (
        "顾长安",
        True,
        "交通",
        True,
    )
    assert (found.follows, shown(desk, first.id).followed_by) == ("2026-001", ("2026-002",))
    assert (found.row.group, found.row.attachments) == ("第二信息小组", 1)
    assert desk.read(looking.known_files, [digest, "x"]) == {digest: "2026-002"}
    assert [row.step for row in found.steps] == ["登记"]


def test_what_is_missing_is_said_field_by_field() -> None:
    empty = Registration(
        title=" ",
        original_text="",
        contributors=(),
        received_at=NOW + timedelta(minutes=1),
        intake_channel=IntakeChannel.QQ,
    )
    assert list(problems(empty, now=NOW)) == ["received_at", "title", "contributors", "original_text"]
    assert "contributors" not in problems(empty, now=NOW, to_complete=True)
    assert problems(registration(), now=NOW) == {}
    assert problems(registration(title="长" * 120), now=NOW) == {}
    assert "超过 120 个字" in problems(registration(title="长" * 121), now=NOW)["title"]
    collective = registration(contributors=(), collective_submission=True)
    assert list(problems(collective, now=NOW)) == ["submitting_unit"]
    assert (
        problems(registration(contributors=(), collective_submission=True, submitting_unit="县工商联"), now=NOW) == {}
    )


def test_a_refused_registration_takes_no_number(desk: Desk) -> None:
    with pytest.raises(Invalid, match="没有登记成功：请填写标题。已填内容没有丢失") as refusal:
        desk.do(register, registration(title=""))
    assert list(refusal.value.problems) == ["title"]
    with pytest.raises(Missing, match="没有编号为“2025-001”的来稿"):
        desk.do(register, registration(follows_intake_no="2025-001"))
    assert desk.do(register, registration()).intake_no == "2026-001"


def test_numbers_by_the_year_of_receipt_and_beyond_a_thousand(desk: Desk) -> None:
    assert desk.do(register, registration(received_at=datetime(2025, 12, 31, 23, 59))).intake_no == "2025-001"
    desk.do(register, registration())
    from cppcc_desk.domain.submission import intake_no

    assert (intake_no(2026, 7), intake_no(2026, 1234)) == ("2026-007", "2026-1234")
    assert desk.read(looking.years) == (2026, 2025)
    assert listed(desk, year=2025) == ["2025-001"]


def test_groups_are_assigned_to_many_and_taken_back(desk: Desk) -> None:
    made = [piece(desk), piece(desk), piece(desk)]
    assert desk.do(submissions.assign_group, made[:2], group="第三信息小组") == 2
    assert desk.do(submissions.assign_group, made, group="第三信息小组") == 1
    assert desk.next_undo() == "分派 1 篇给第三信息小组"
    assert listed(desk, group_id=3) == ["2026-003", "2026-002", "2026-001"]
    assert desk.do(submissions.assign_group, made[:1], group="") == 1
    assert desk.next_undo() == "收回分派 1 篇"
    with pytest.raises(Missing, match=r"没有“第九信息小组”这个信息小组；已有：第一信息小组"):
        desk.do(submissions.assign_group, made, group="第九信息小组")


def test_titles_are_corrected_and_files_added(desk: Desk) -> None:
    made = piece(desk)
    version = shown(desk, made).row.version
    desk.do(submissions.rename, made, title=" 新的标题 ", version=version)
    assert shown(desk, made).row.title == "新的标题"
    with pytest.raises(Stale):
        desk.do(submissions.rename, made, title="又一个", version=version)
    for title in ("", "长" * 121):
        with pytest.raises(Invalid, match="标题应有 1 到 120 个字"):
            desk.do(submissions.rename, made, title=title)
    desk.do(submissions.attach, made, [ReceivedFile(sha256=desk.originals.keep(b"1"), file_name="图.jpg", size=1)])
    assert [f.file_name for f in shown(desk, made).files] == ["图.jpg"]
    with pytest.raises(Forbidden, match="已经是来稿 2026-001 的附件"):
        desk.do(submissions.attach, made, [ReceivedFile(sha256=desk.originals.keep(b"1"), file_name="图2.jpg", size=1)])
    assert check(desk) == ()


def test_the_bin(desk: Desk, clock: StandingClock) -> None:
    first, second = piece(desk), piece(desk)
    assert desk.do(submissions.move_to_bin, [first, second]) == 2
    assert (listed(desk), listed(desk, scope="deleted")) == ([], ["2026-002", "2026-001"])
    assert desk.read(search_everything, "停车", limit=5).count == 0
    with pytest.raises(Missing, match="在回收站里"):
        desk.do(submissions.move_to_bin, [first])
    assert desk.do(submissions.restore_from_bin, [first]) == 1
    with pytest.raises(Missing, match="不在回收站里"):
        desk.do(submissions.restore_from_bin, [first])
    assert listed(desk) == ["2026-001"]
    assert shown(desk, first).steps[0].step == "登记"
    desk.undo()
    desk.undo()
    assert listed(desk) == ["2026-002", "2026-001"]
    assert desk.read(search_everything, "停车", limit=5).count == 2
    assert desk.do(register, registration()).intake_no == "2026-003"
    assert desk.read(looking.gaps, 2026) == ()
    assert clock.now == NOW


def test_what_comes_back_from_the_bin_is_what_it_was_with_its_history(desk: Desk, clock: StandingClock) -> None:
    made = piece(desk, State.SELECTED)
    before, lines = desk.read(snapshot), desk.read(history.newest, submission_id=made)
    desk.do(submissions.move_to_bin, [made])
    assert desk.read(snapshot) != before
    clock.now += timedelta(days=90)
    piece(desk)
    assert desk.do(submissions.empty_bin) == 0
    desk.do(submissions.restore_from_bin, [made])
    after = desk.read(snapshot)
    assert {key: after[key] for key in before} == before
    assert desk.read(history.newest, submission_id=made)[2:] == lines


def test_the_bin_is_emptied_after_ninety_days_only_of_what_nothing_hangs_on(desk: Desk, clock: StandingClock) -> None:
    plain, followed, merged, kept = piece(desk), piece(desk), piece(desk, State.CLASSIFIED), piece(desk, State.SELECTED)
    piece(desk, follows_intake_no="2026-002")
    desk.do(file_paper, kind="来稿登记表", file_name="登记表.docx", sha256="0" * 64, submission_id=plain)
    step(desk, merged, Step.MERGE, 并入="2026-004")
    desk.do(submissions.move_to_bin, [plain, followed, merged])
    clock.now += timedelta(days=90)
    assert desk.do(submissions.empty_bin) == 0
    clock.now += timedelta(minutes=1)
    assert desk.do(submissions.empty_bin) == 0  # nobody has worked since: the clock may have jumped
    desk.do(submissions.rename, kept, title="新的标题")
    assert desk.do(submissions.empty_bin) == 1
    assert listed(desk, scope="deleted") == ["2026-003", "2026-002"]
    assert desk.read(looking.gaps, 2026) == ("2026-001",)
    assert desk.read(history.newest)[0].label == "清理回收站 1 篇"
    with pytest.raises(Forbidden, match=r"没有可以撤销的操作|这一步之后又有新的改动"):
        for _ in range(9):
            desk.undo()
    assert shown(desk, kept).row.intake_no == "2026-004"
    assert check(desk) == ()


def test_lists_by_scope_state_and_step(desk: Desk) -> None:
    for state in (State.REGISTERED, State.CLASSIFIED, State.ISSUED):
        piece(desk, state)
    rejected = piece(desk, State.CLASSIFIED)
    step(desk, rejected, Step.SCREEN, 结论="不采用", 原因="事实不清")
    assert listed(desk, scope="open") == ["2026-003", "2026-002", "2026-001"]
    assert listed(desk, scope="adopted") == ["2026-003"]
    assert listed(desk, scope="not_adopted") == ["2026-004"]
    assert listed(desk, state="已分类") == ["2026-002"]
    assert listed(desk, step="筛选") == ["2026-002"]
    assert listed(desk, step="传送") == ["2026-003"]
    assert listed(desk, category="交通出行", scope="open") == ["2026-003", "2026-002"]
    step(desk, rejected, Step.ARCHIVE)
    assert listed(desk, scope="not_adopted") == ["2026-004"]
    assert desk.read(looking.count, Filter()) == 4
