"""Every step with all its fields, every refusal with its sentence; skipping, repeating, sending back, merging."""

from datetime import date, datetime, timedelta

import pytest

from cppcc_desk.domain.errors import DeskError, Forbidden, Invalid, Missing, Stale
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import clocks, dispatching, office, submissions
from cppcc_desk.operations.issuing import print_issue
from cppcc_desk.operations.steps import take_step, take_steps
from cppcc_desk.queries import forms, issues
from cppcc_desk.queries.submissions import step_marks
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock
from tests.office import piece, shown, snapshot, step


def refused(
    desk: Desk, kind: type[DeskError], sentence: str, made: int, word: Step, *, reason: str = "", **values: str
) -> None:
    """The step is refused with `sentence` and nothing has changed."""
    before = desk.read(snapshot)
    with pytest.raises(kind, match=sentence) as refusal:
        desk.do(take_step, made, word, values, reason=reason)
    assert "没有作任何改动" in refusal.value.message
    assert desk.read(snapshot) == before


def last(desk: Desk, made: int) -> tuple[str, str, str, dict[str, str]]:
    row = shown(desk, made).steps[-1]
    return row.step, row.conclusion, row.skipped, dict(row.details)


# --- 分类 ------------------------------------------------------------------------------------------------------------


def test_classify_with_all_its_fields(desk: Desk) -> None:
    made = piece(desk)
    state = step(
        desk,
        made,
        Step.CLASSIFY,
        opinion="属实，可用",
        类别="交通出行",
        性质="热点与情绪变化",
        缓急="急件",
        拟报="市政协，县委、上级政协",
        关键词="停车 集市",
        拟办意见="请第一小组核实。\n尽快。",
        小组="第一信息小组",
    )
    found = shown(desk, made)
    assert state is State.CLASSIFIED
    assert (found.row.category, found.nature, found.row.urgency_grade) == ("交通出行", "热点与情绪变化", "急件")
    assert found.intended_destinations == ("市政协", "区委")
    assert (found.keywords, found.handling_opinion) == ("停车 集市", "请第一小组核实。\n尽快。")
    assert found.row.group == "第一信息小组"
    row = found.steps[-1]
    assert (row.by, row.at, row.opinion, row.state_after) == ("王秀兰", desk.now, "属实，可用", "已分类")
    assert dict(row.details)["类别"] == "交通出行"


def test_classify_refuses_what_the_office_does_not_know(desk: Desk) -> None:
    made = piece(desk)
    refused(desk, Invalid, "“分类”没有完成：请填写“类别”", made, Step.CLASSIFY)
    refused(desk, Invalid, "“类别”里没有“天文”；可选的有：农业农村、交通出行", made, Step.CLASSIFY, 类别="天文")
    refused(desk, Invalid, "“性质”里没有“好事”", made, Step.CLASSIFY, 类别="教育", 性质="好事")
    refused(
        desk, Invalid, "“缓急”应为：特急、急件、平件；收到的是“很急”", made, Step.CLASSIFY, 类别="教育", 缓急="很急"
    )
    refused(
        desk,
        Missing,
        "没有“联合国”这个去向；已有的去向：全国政协、省政协",
        made,
        Step.CLASSIFY,
        类别="教育",
        拟报="联合国",
    )
    refused(
        desk,
        Missing,
        "没有“第九信息小组”这个信息小组；已有：第一信息小组",
        made,
        Step.CLASSIFY,
        类别="教育",
        小组="第九信息小组",
    )
    refused(desk, Invalid, "“分类”没有“颜色”这一项；可用的有：类别", made, Step.CLASSIFY, 颜色="红")


def test_correcting_a_classification_moves_nothing(desk: Desk) -> None:
    made = piece(desk, State.IN_REVIEW)
    refused(desk, Forbidden, "现在是“待审”，下一步是“审稿”；要跳过或重做，请写明原因", made, Step.CLASSIFY, 类别="教育")
    assert step(desk, made, Step.CLASSIFY, reason="分错了", 类别="教育") is State.IN_REVIEW
    found = shown(desk, made)
    assert (found.row.category, found.steps[-1].reason, found.intended_destinations) == ("教育", "分错了", ("市政协",))


# --- 筛选 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conclusion", "state"),
    [
        ("拟采用", "拟采用"),
        ("退回补充", "退回补充"),
        ("留存", "留存"),
        ("转提案", "转出"),
        ("转信访", "转出"),
        ("不采用", "不采用"),
    ],
)
def test_screening(desk: Desk, conclusion: str, state: str) -> None:
    made = piece(desk, State.CLASSIFIED)
    assert step(desk, made, Step.SCREEN, 结论=conclusion, 原因="事实不清") == state
    found = shown(desk, made)
    assert (found.screening, found.rejection_reason) == (conclusion, "事实不清")
    assert found.paused is (conclusion == "退回补充")


def test_screening_refusals(desk: Desk) -> None:
    made = piece(desk, State.CLASSIFIED)
    refused(desk, Invalid, "请填写“结论”", made, Step.SCREEN)
    refused(desk, Invalid, "“结论”应为：拟采用、退回补充、留存、转提案、转信访、不采用", made, Step.SCREEN, 结论="采用")
    refused(desk, Invalid, "不采用请选择原因", made, Step.SCREEN, 结论="不采用")
    refused(desk, Invalid, "“原因”里没有“不喜欢”", made, Step.SCREEN, 结论="不采用", 原因="不喜欢")
    assert step(desk, made, Step.SCREEN, reason="与来稿 2026-000 相同", 结论="不采用") is State.REJECTED


def test_a_closed_piece_is_taken_up_again_with_a_reason(desk: Desk) -> None:
    made = piece(desk, State.CLASSIFIED)
    step(desk, made, Step.SCREEN, 结论="不采用", 原因="事实不清")
    refused(desk, Forbidden, "现在是“不采用”；要跳过或重做，请写明原因", made, Step.SCREEN, 结论="拟采用")
    assert step(desk, made, Step.SCREEN, reason="作者补充了数据", 结论="拟采用") is State.SELECTED
    assert shown(desk, made).rejection_reason == ""


def test_waiting_for_the_author_stops_the_clocks_whichever_way_it_ends(desk: Desk, clock: StandingClock) -> None:
    for word, values in ((Step.SCREEN, {"结论": "拟采用"}), (Step.EDIT, {}), (Step.SEND_BACK, {"到": "分类"})):
        made = piece(desk, State.CLASSIFIED)
        due = shown(desk, made).clocks[0].due_at
        step(desk, made, Step.SCREEN, 结论="退回补充")
        clock.now += timedelta(days=3)
        assert shown(desk, made).clocks[0].urgency == "暂停"
        step(desk, made, word, reason="作者已补充", **values)
        found = shown(desk, made)
        assert not found.paused
        assert found.pauses[0].reason == "等待反映人补充"
        assert found.clocks[0].due_at == due + timedelta(days=3)
        clock.now += timedelta(days=1)
        assert shown(desk, made).clocks[0].due_at == due + timedelta(days=3)


def test_a_pause_of_ones_own_is_not_ended_by_screening(desk: Desk) -> None:
    made = piece(desk, State.CLASSIFIED)
    desk.do(clocks.pause, made, reason="等待部门核实情况")
    step(desk, made, Step.SCREEN, 结论="退回补充")
    step(desk, made, Step.SCREEN, 结论="拟采用")
    assert [(p.reason, p.ended_at) for p in shown(desk, made).pauses] == [("等待部门核实情况", None)]


# --- 合并 ------------------------------------------------------------------------------------------------------------


def test_merging_credits_every_author_and_can_be_undone(desk: Desk) -> None:
    from cppcc_desk.domain.submission import Contributor

    into = piece(desk, State.SELECTED)
    other = piece(desk, State.CLASSIFIED, contributors=(Contributor(name="顾长安"),))
    assert step(desk, other, Step.MERGE, 并入="2026-001") is State.MERGED
    assert shown(desk, other).merged_into == "2026-001"
    assert shown(desk, into).merged_from == ("2026-002",)
    assert desk.undo() == "合并 2026-002"
    assert shown(desk, other).row.state == "已分类"
    desk.redo()
    for word, values in ((Step.EDIT, {}), (Step.REVIEW, {}), (Step.SIGN_OFF, {}), (Step.PRINT, {})):
        step(desk, into, word, **values)
    (printed,) = desk.read(issues.issues)
    assert "柳青禾" in printed.bulletin.pieces[0].source
    assert "顾长安" in printed.bulletin.pieces[0].source
    assert step(desk, other, Step.UNMERGE) is State.CLASSIFIED
    refused(desk, Forbidden, "样张印出后稿件又有改动", into, Step.PROOFREAD)
    step(desk, into, Step.PRINT)
    assert "顾长安" not in desk.read(issues.issues)[0].bulletin.pieces[0].source
    assert check(desk) == ()


def test_merging_refusals(desk: Desk) -> None:
    into, other, third = piece(desk, State.SELECTED), piece(desk, State.CLASSIFIED), piece(desk, State.CLASSIFIED)
    refused(desk, Invalid, "请填写“并入”", other, Step.MERGE)
    refused(desk, Missing, "没有编号为“2026-099”的来稿", other, Step.MERGE, 并入="2026-099")
    refused(desk, Forbidden, "不能并入自己", other, Step.MERGE, 并入="2026-002")
    refused(desk, Forbidden, "没有并入其他来稿", other, Step.UNMERGE)
    step(desk, other, Step.MERGE, 并入="2026-001")
    refused(desk, Forbidden, "已有来稿并入 2026-001，请先撤销那些合并", into, Step.MERGE, 并入="2026-003")
    refused(desk, Forbidden, "“已合并”，不能再并入其他来稿", third, Step.MERGE, 并入="2026-002")
    refused(desk, Forbidden, "“已合并”，不能再做“编辑”", other, Step.EDIT, reason="急")
    refused(desk, Forbidden, "“已合并”，不能退回到“分类”", other, Step.SEND_BACK, reason="急", 到="分类")
    with pytest.raises(Forbidden, match="有来稿并入 2026-001，请先撤销合并再删除"):
        desk.do(submissions.move_to_bin, [into])
    step(desk, other, Step.UNMERGE)
    step(desk, into, Step.SCREEN, reason="重看", 结论="不采用", 原因="事实不清")
    refused(desk, Forbidden, "“不采用”，不能再并入其他来稿", third, Step.MERGE, 并入="2026-001")
    issued = piece(desk, State.ISSUED)
    refused(desk, Forbidden, "“已印发”，不能再并入其他来稿", third, Step.MERGE, 并入="2026-004")
    refused(desk, Forbidden, "“已印发”，不能再做“合并”", issued, Step.MERGE, 并入="2026-001")


def test_a_piece_merged_into_an_issued_one_stays_there(desk: Desk) -> None:
    into, other = piece(desk, State.SELECTED), piece(desk, State.CLASSIFIED)
    step(desk, other, Step.MERGE, 并入="2026-001")
    for word in (Step.EDIT, Step.REVIEW, Step.SIGN_OFF, Step.PRINT, Step.PROOFREAD, Step.PROOFREAD):
        step(desk, into, word)
    refused(desk, Forbidden, "综合稿 2026-001 已印发，合并不能再撤销", other, Step.UNMERGE)


@pytest.mark.parametrize("conclusion", ["不采用", "留存", "退回补充", "转提案", "转信访"])
def test_a_piece_does_not_take_down_those_merged_into_it(desk: Desk, conclusion: str) -> None:
    into, second, third = piece(desk, State.SELECTED), piece(desk, State.CLASSIFIED), piece(desk, State.CLASSIFIED)
    for other in (second, third):
        step(desk, other, Step.MERGE, 并入="2026-001")
    told = f"来稿 2026-002、2026-003 已并入 2026-001.*不能定为“{conclusion}”.*请先撤销那些合并"
    refused(desk, Forbidden, told, into, Step.SCREEN, reason="重看", 结论=conclusion, 原因="事实不清")
    assert step(desk, into, Step.SCREEN, reason="重看", 结论="拟采用") is State.SELECTED
    for other in (second, third):
        step(desk, other, Step.UNMERGE)
    step(desk, into, Step.SCREEN, reason="重看", 结论=conclusion, 原因="事实不清")


def test_a_piece_comes_out_of_one_that_was_put_away_unsigned(desk: Desk) -> None:
    into, other = piece(desk, State.SELECTED), piece(desk, State.CLASSIFIED)
    step(desk, other, Step.MERGE, 并入="2026-001")
    step(desk, into, Step.ARCHIVE, reason="作者撤稿")
    assert step(desk, other, Step.UNMERGE) is State.CLASSIFIED


def test_a_piece_stays_in_one_that_was_put_away_signed(desk: Desk) -> None:
    into, other = piece(desk, State.SELECTED), piece(desk, State.CLASSIFIED)
    step(desk, other, Step.MERGE, 并入="2026-001")
    for word in (Step.EDIT, Step.REVIEW, Step.SIGN_OFF):
        step(desk, into, word)
    step(desk, into, Step.ARCHIVE, reason="不再印发")
    refused(desk, Forbidden, "签发以后已归档，没有印发", other, Step.UNMERGE)
    step(desk, into, Step.SEND_BACK, reason="撤销合并", 到="传送")
    assert step(desk, other, Step.UNMERGE) is State.CLASSIFIED


def test_a_returned_piece_keeps_waiting_while_it_is_merged(desk: Desk, clock: StandingClock) -> None:
    piece(desk, State.SELECTED)
    other = piece(desk, State.CLASSIFIED)
    step(desk, other, Step.SCREEN, 结论="退回补充")
    step(desk, other, Step.MERGE, 并入="2026-001")
    clock.now += timedelta(days=2)
    assert step(desk, other, Step.UNMERGE) is State.RETURNED
    assert [p.ended_at for p in shown(desk, other).pauses] == [None]


# --- 编辑 ------------------------------------------------------------------------------------------------------------


def test_edited_versions_are_kept_and_the_original_stays(desk: Desk) -> None:
    made = piece(desk, State.SELECTED)
    assert step(desk, made, Step.EDIT, 标题="石桥镇集市停车难亟待解决", 正文="第一稿", 结论="暂存") is State.EDITING
    assert step(desk, made, Step.EDIT, 正文="第二稿\n 缩进", 责任编辑="沈砚秋", 结论="暂存") is State.EDITING
    assert step(desk, made, Step.EDIT) is State.IN_REVIEW
    found = shown(desk, made)
    assert [(v.version_no, v.title, v.text) for v in found.versions] == [
        (1, "石桥镇集市停车难亟待解决", "第一稿"),
        (2, "石桥镇集市停车难亟待解决", "第二稿\n 缩进"),
    ]
    assert (found.text, found.edited_text) == ("第二稿\n 缩进",) * 2
    assert found.original_text.startswith("石桥镇农贸市场")
    assert (found.original_title, found.row.title) == ("关于石桥镇集市停车难的建议", "石桥镇集市停车难亟待解决")
    assert found.responsible_editor == "沈砚秋"
    assert last(desk, made) == ("编辑", "送审", "", {"责任编辑": "沈砚秋"})


def test_editing_refusals(desk: Desk) -> None:
    made = piece(desk, State.SELECTED)
    refused(desk, Invalid, "标题应有 1 到 120 个字", made, Step.EDIT, 标题="长" * 121)
    refused(desk, Invalid, "“结论”应为：送审、暂存", made, Step.EDIT, 结论="通过")
    refused(desk, Invalid, "“秘密★1年”是密级标志", made, Step.EDIT, 正文="秘密★1年\n内容")
    refused(desk, Invalid, "“机密”是密级标志", made, Step.EDIT, 标题="机密")
    with pytest.raises(Invalid, match="“绝密★启用前”是密级标志"):
        desk.do(submissions.rename, made, title="绝密★启用前")
    refused(desk, Forbidden, "下一步是“编辑”；要跳过或重做，请写明原因再做“签发”", made, Step.SIGN_OFF)


# --- 审稿, 签发 ------------------------------------------------------------------------------------------------------


def test_review_passes_or_goes_back_with_an_opinion(desk: Desk) -> None:
    made = piece(desk, State.IN_REVIEW)
    assert step(desk, made, Step.REVIEW, opinion="数字请核实", 结论="退回编辑", 核稿人="陆望舒") is State.EDITING
    found = shown(desk, made)
    assert (found.reviewer, found.times_returned, found.steps[-1].opinion) == ("陆望舒", 1, "数字请核实")
    step(desk, made, Step.EDIT)
    assert step(desk, made, Step.REVIEW) is State.AWAITING_SIGN_OFF
    assert shown(desk, made).reviewer == "王秀兰"


def test_two_levels_of_review(desk: Desk) -> None:
    desk.do(office.change_setting, "review_levels", 2, since=desk.today)
    made = piece(desk, State.IN_REVIEW)
    assert step(desk, made, Step.REVIEW, 核稿人="陆望舒") is State.IN_REVIEW
    assert step(desk, made, Step.REVIEW, 结论="退回编辑", 核稿人="周启明") is State.EDITING
    assert shown(desk, made).reviews_passed == 0
    step(desk, made, Step.EDIT)
    assert step(desk, made, Step.REVIEW, 核稿人="陆望舒") is State.IN_REVIEW
    assert step(desk, made, Step.REVIEW, 核稿人="周启明") is State.AWAITING_SIGN_OFF
    assert shown(desk, made).reviews_passed == 2


def test_signing_off_opens_the_clocks(desk: Desk) -> None:
    made = piece(desk, State.AWAITING_SIGN_OFF)
    state = step(desk, made, Step.SIGN_OFF, opinion="同意", 签发人="周启明", 去向="市政协、县政府", 刊物="《委员反映》")
    found = shown(desk, made)
    assert state is State.SIGNED_OFF
    assert (found.signatory, found.signed_at, found.journal) == ("周启明", desk.now, "委员反映")
    assert [(d.destination, d.form) for d in found.dispatches] == [("市政协", "社情民意"), ("区政府", "委员反映")]
    assert last(desk, made)[3] == {"签发人": "周启明", "去向": "市政协、县政府", "刊物": "《委员反映》"}


def test_who_signs_follows_the_matrix_of_the_office(desk: Desk) -> None:
    matrix = [
        {"destination": "市政协", "urgency_grade": "特急", "signatory": "主席"},
        {"destination": "市政协", "urgency_grade": "", "signatory": "秘书长"},
    ]
    desk.do(office.change_setting, "sign_off_matrix", matrix, since=desk.today)
    made = piece(desk, State.AWAITING_SIGN_OFF)
    step(desk, made, Step.SIGN_OFF)
    assert shown(desk, made).signatory == "秘书长"
    step(desk, made, Step.SIGN_OFF, reason="改签", 签发人="副主席")
    assert shown(desk, made).signatory == "副主席"


def test_what_was_meant_adds_to_the_open_clocks_and_what_is_said_is_all(desk: Desk) -> None:
    made = piece(desk, State.AWAITING_SIGN_OFF)
    desk.do(dispatching.open_dispatch, made, to="区委")
    step(desk, made, Step.SIGN_OFF)
    assert [d.destination for d in shown(desk, made).dispatches] == ["区委", "市政协"]
    step(desk, made, Step.SIGN_OFF, reason="改去向", 去向="省政协")
    assert [d.destination for d in shown(desk, made).dispatches] == ["省政协"]
    refused(desk, Missing, "没有“火星”这个去向", made, Step.SIGN_OFF, reason="改去向", 去向="火星")
    refused(
        desk,
        Missing,
        "没有“晚报”这种刊物；已有：社情民意、委员反映、专报",
        made,
        Step.SIGN_OFF,
        reason="改",
        刊物="晚报",
    )


def test_what_was_signed_on_paper_bears_its_own_day(desk: Desk) -> None:
    made = piece(desk, State.IN_REVIEW)  # received on the 18th; it is the 20th
    step(desk, made, Step.REVIEW, 核稿人="陆望舒", 日期="2026-11-18")
    assert last(desk, made)[3] == {"核稿人": "陆望舒", "日期": "2026-11-18"}
    for wrong, sentence in (("2026-11-21", "还没有到"), ("2026-11-17", "早于来稿 2026-001 的收稿日期（2026-11-18）")):
        refused(desk, Invalid, sentence, made, Step.SIGN_OFF, 日期=wrong)
    step(desk, made, Step.SIGN_OFF, 签发人="周启明", 日期="2026-11-19")
    assert shown(desk, made).signed_at == datetime(2026, 11, 19)
    sheets = [str(desk.read(forms.form, kind, made, now=desk.now)) for kind in ("核稿单", "发文稿纸")]
    assert all("2026年11月18日" in sheet for sheet in sheets) and "2026年11月19日" in sheets[1]
    step(desk, made, Step.PRINT, 日期="2026-11-19")
    (issue,) = desk.read(issues.issues)
    assert (issue.issued_on, issue.bulletin.date) == (date(2026, 11, 19),) * 2
    refused(desk, Invalid, "日期 2026-11-22 还没有到", made, Step.PROOFREAD, 日期="2026-11-22")
    step(desk, made, Step.PROOFREAD, 日期="2026-11-19")
    assert last(desk, made)[3]["日期"] == "2026-11-19"


def test_a_day_that_is_todays_is_not_told_twice(desk: Desk) -> None:
    made = piece(desk, State.AWAITING_SIGN_OFF)
    step(desk, made, Step.SIGN_OFF, 签发人="周启明", 日期="2026-11-20")
    assert shown(desk, made).signed_at == desk.now
    assert "日期" not in last(desk, made)[3]


# --- out of order ----------------------------------------------------------------------------------------------------


def test_skipping_needs_a_reason_and_names_what_was_passed_over(desk: Desk) -> None:
    made = piece(desk)
    refused(desk, Forbidden, "现在是“已登记”，下一步是“分类”", made, Step.EDIT)
    assert step(desk, made, Step.EDIT, reason="急件先编") is State.IN_REVIEW
    row = shown(desk, made).steps[-1]
    assert (row.skipped, row.reason) == ("分类、筛选", "急件先编")
    assert step(desk, made, Step.SIGN_OFF, reason="领导已在纸样上签字") is State.SIGNED_OFF
    refused(desk, Forbidden, "还没有排印，没有可以校对的样张", made, Step.PROOFREAD, reason="急")
    marks = {mark.step: mark for mark in step_marks(shown(desk, made))}
    assert marks[Step.REVIEW].skipped
    assert marks[Step.PRINT].current
    assert marks[Step.SIGN_OFF].done_on == desk.now


@pytest.mark.parametrize("state", [State.REGISTERED, State.CLASSIFIED, State.SELECTED, State.IN_REVIEW])
def test_no_number_before_signing_whatever_the_reason(desk: Desk, state: State) -> None:
    made = piece(desk, state)
    refused(desk, Forbidden, "期号只在签发之后编排，不能跳过“签发”", made, Step.PRINT, reason="特事特办")
    with pytest.raises(Forbidden, match="期号只在签发之后编排"):
        desk.do(print_issue, [made])
    assert desk.read(issues.issues) == ()


def test_sending_back(desk: Desk) -> None:
    made = piece(desk, State.AWAITING_SIGN_OFF)
    refused(desk, Forbidden, "退回请写明原因", made, Step.SEND_BACK, 到="编辑")
    refused(desk, Forbidden, "“排印”还没有做过，谈不上退回", made, Step.SEND_BACK, reason="重来", 到="排印")
    refused(desk, Invalid, "请填写“到”", made, Step.SEND_BACK, reason="重来")
    refused(desk, Invalid, "“到”应为：分类、筛选、编辑", made, Step.SEND_BACK, reason="重来", 到="登记")
    assert step(desk, made, Step.SEND_BACK, reason="数字有误", 到="编辑") is State.EDITING
    found = shown(desk, made)
    assert (found.times_returned, found.steps[-1].reason, found.reviews_passed) == (1, "数字有误", 0)
    marks = {mark.step: mark for mark in step_marks(found)}
    assert marks[Step.EDIT].current
    assert marks[Step.REVIEW].done_on is None
    assert marks[Step.SCREEN].done_on is not None


def test_dispatching_is_no_step(desk: Desk) -> None:
    made = piece(desk, State.ISSUED)
    with pytest.raises(Forbidden, match=r"“传送”不作为环节办理：请逐个去向登记.*没有作任何改动"):
        desk.do(take_step, made, Step.DISPATCH)
    with pytest.raises(Forbidden, match="不作为环节办理"):
        desk.do(take_steps, [made], Step.REGISTER)


# --- 存档 ------------------------------------------------------------------------------------------------------------


def test_archiving_after_everything_was_sent(desk: Desk) -> None:
    made = piece(desk, State.ISSUED)
    refused(desk, Forbidden, "还没有报送：市政协；确要先存档，请写明原因", made, Step.ARCHIVE)
    desk.do(dispatching.send, made, to="市政协", sent_at=desk.now)
    refused(desk, Invalid, "“保管期限”里没有“百年”；可选的有：永久、30年、10年", made, Step.ARCHIVE, 保管期限="百年")
    assert step(desk, made, Step.ARCHIVE, 归档号="2026-WS-7", 保管期限="永久", 件数="3", 页数="12") is State.ARCHIVED
    found = shown(desk, made)
    assert (found.archive_no, found.archive_year, found.retention) == ("2026-WS-7", 2026, "永久")
    assert (found.archived_items, found.archived_pages, found.archived_at) == (3, 12, desk.now)
    assert found.row.clock is None
    refused(desk, Forbidden, "“已归档”，不能再做“编辑”", made, Step.EDIT, reason="急")


def test_archiving_fills_in_what_is_not_said(desk: Desk) -> None:
    made = piece(desk, State.CLASSIFIED)
    step(desk, made, Step.SCREEN, 结论="留存")
    assert step(desk, made, Step.ARCHIVE) is State.ARCHIVED
    found = shown(desk, made)
    assert (found.archive_no, found.retention, found.archived_items, found.archived_pages) == (
        "2026-001",
        "30年",
        1,
        None,
    )


def test_out_of_the_archive_a_piece_is_where_it_was(desk: Desk) -> None:
    rejected = piece(desk, State.CLASSIFIED)
    step(desk, rejected, Step.SCREEN, 结论="不采用", 原因="事实不清")
    step(desk, rejected, Step.ARCHIVE)
    assert step(desk, rejected, Step.SEND_BACK, reason="作者申诉", 到="传送") is State.REJECTED
    issued = piece(desk, State.ISSUED)
    step(desk, issued, Step.ARCHIVE, reason="年底先归档")
    assert step(desk, issued, Step.SEND_BACK, reason="补报省政协", 到="传送") is State.ISSUED
    found = shown(desk, issued)
    assert (found.archived_at, found.row.next_step) == (None, "传送")
    refused(desk, Forbidden, "“已印发”，不能退回到“编辑”", issued, Step.SEND_BACK, reason="改", 到="编辑")


# --- many, forms, people ---------------------------------------------------------------------------------------------


def test_a_batch_does_what_can_be_done_and_names_the_rest(desk: Desk) -> None:
    first, second, third = piece(desk), piece(desk, State.SELECTED), piece(desk)
    outcome = desk.do(take_steps, [first, second, third, first], Step.CLASSIFY, {"类别": "教育"})
    assert outcome.done == ("2026-001", "2026-003")
    assert list(outcome.passed_over) == ["2026-002"]
    assert "现在是“拟采用”" in outcome.passed_over["2026-002"]
    assert [shown(desk, made).row.state for made in (first, second, third)] == ["已分类", "拟采用", "已分类"]
    assert desk.next_undo() == "分类 2 篇"
    desk.undo()
    assert [shown(desk, made).row.state for made in (first, second, third)] == ["已登记", "拟采用", "已登记"]
    assert check(desk) == ()


def test_an_empty_field_of_a_batch_leaves_what_each_piece_has(desk: Desk) -> None:
    made = piece(desk)
    step(desk, made, Step.CLASSIFY, 类别="教育", 缓急="特急", 拟报="市政协", 关键词="校车", 拟办意见="急办。")
    empty = {"性质": "", "缓急": "", "拟报": "", "关键词": "", "拟办意见": "", "小组": ""}
    desk.do(take_steps, [made], Step.CLASSIFY, {"类别": "交通出行", **empty}, reason="重新归类")
    now = shown(desk, made)
    assert (now.row.category, now.row.urgency_grade, now.keywords) == ("交通出行", "特急", "校车")
    assert (now.intended_destinations, now.handling_opinion) == (("市政协",), "急办。")


def test_a_batch_with_a_wrong_field_is_refused_whole(desk: Desk) -> None:
    made = [piece(desk), piece(desk)]
    with pytest.raises(Invalid, match="请填写“类别”"):
        desk.do(take_steps, made, Step.CLASSIFY)
    outcome = desk.do(take_steps, made, Step.CLASSIFY, {"类别": "天文"})
    assert (outcome.done, len(outcome.passed_over)) == ((), 2)
    assert desk.next_undo() == "登记 2026-002"


def test_what_a_batch_took_back_is_not_in_the_journal_and_not_final(desk: Desk) -> None:
    signed, edited = piece(desk, State.SIGNED_OFF), piece(desk, State.SELECTED)
    outcome = desk.do(take_steps, [edited, signed], Step.PRINT, {"份数": "0"})
    assert (outcome.done, len(outcome.passed_over)) == ((), 2)
    assert desk.read(issues.issues) == ()
    desk.do(take_steps, [edited, signed], Step.PRINT)
    (printed,) = desk.read(issues.issues)
    assert (printed.issue_no, printed.intake_nos) == (1, ("2026-001",))
    assert check(desk) == ()


def test_the_pieces_of_one_issue_are_proofread_once(desk: Desk) -> None:
    made = [piece(desk, State.SIGNED_OFF), piece(desk, State.SIGNED_OFF)]
    desk.do(print_issue, made)
    outcome = desk.do(take_steps, made, Step.PROOFREAD, {"校对人": "沈砚秋"})
    assert outcome.done == ("2026-001", "2026-002")
    assert [shown(desk, one).row.state for one in made] == ["校对", "校对"]
    desk.do(take_steps, made, Step.PROOFREAD)
    assert [shown(desk, one).row.state for one in made] == ["已印发", "已印发"]
    assert [row.step for row in shown(desk, made[0]).steps].count("校对") == 2


def test_a_stale_form_is_refused(desk: Desk) -> None:
    made = piece(desk)
    version = shown(desk, made).row.version
    step(desk, made, Step.CLASSIFY, 类别="教育")
    with pytest.raises(Stale, match="刚被别处修改过"):
        desk.do(take_step, made, Step.SCREEN, {"结论": "拟采用"}, version=version)


def test_a_deleted_or_unknown_piece(desk: Desk) -> None:
    made = piece(desk)
    desk.do(submissions.move_to_bin, [made])
    refused(desk, Missing, "来稿 2026-001 在回收站里", made, Step.CLASSIFY, 类别="教育")
    refused(desk, Missing, "找不到这篇来稿", 99, Step.CLASSIFY, 类别="教育")
    assert desk.now == datetime(2026, 11, 20, 14, 30)
