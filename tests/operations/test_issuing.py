"""期号: given after 签发, never given back, never twice; corrected under its number, frozen after two proofs."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.layout import Picture
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.preprint import Severity
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.errands.drafting import look_at_draft, new_fields
from cppcc_desk.errands.letterheads import keep_letterhead, set_bulletin
from cppcc_desk.errands.papers import write_issue
from cppcc_desk.operations import dispatching, office, submissions
from cppcc_desk.operations.issuing import print_issue
from cppcc_desk.operations.letterheads import save_letterheads
from cppcc_desk.press.typeset import set_pages
from cppcc_desk.queries import forms, issues
from cppcc_desk.queries import office as rules
from cppcc_desk.queries.issues import IssueRow
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from cppcc_desk.storage.opening import DEFAULT_PERSON
from tests.conftest import StandingClock
from tests.letterheads import mark_picture, whole_picture
from tests.office import piece, shown, step


def signed(desk: Desk, **given: str) -> int:
    return piece(desk, State.SIGNED_OFF, **given)


def printed(desk: Desk, *made: int, journal: str = "", supplement: bool = False) -> IssueRow:
    return desk.read(issues.issue, desk.do(print_issue, made, journal=journal, supplement=supplement))


def journal_of(desk: Desk, name: str) -> rules.JournalRow:
    return next(row for row in desk.read(rules.journals) if row.name == name)


def test_numbers_run_by_journal_and_year_and_in_all(desk: Desk, clock: StandingClock) -> None:
    row = journal_of(desk, "社情民意")
    desk.do(office.save_journal, row.id, name=row.name, mark=row.mark, issued_by=row.issued_by, issued_before=82)
    numbers = [(i.issue_no, i.cumulative_no) for i in (printed(desk, signed(desk)), printed(desk, signed(desk)))]
    assert numbers == [(1, 83), (2, 84)]
    other = printed(desk, signed(desk), journal="委员反映")
    assert (other.issue_no, other.cumulative_no) == (1, 1)
    extra = printed(desk, signed(desk), supplement=True)
    assert (extra.issue_no, extra.cumulative_no, extra.name) == (1, None, "《社情民意》2026年增刊第1期")
    third = printed(desk, signed(desk))
    assert (third.issue_no, third.cumulative_no, third.name) == (3, 85, "《社情民意》2026年第3期")
    late = signed(desk)
    clock.now = datetime(2027, 1, 4, 9, 0)
    next_year = printed(desk, late)
    assert (next_year.year, next_year.issue_no, next_year.cumulative_no) == (2027, 1, 86)
    assert next_year.bulletin.number == "第1期（总第86期）"
    assert [i.year for i in desk.read(issues.issues, year=2027)] == [2027]
    assert len(desk.read(issues.issues, journal="社情民意")) == 5


def test_an_issue_keeps_the_head_its_journal_had(qapp: QApplication, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "刊头.png").write_bytes(whole_picture())
    head = keep_letterhead(desk, tmp_path / "刊头.png", None)
    desk.do(save_letterheads, {"社情民意": head}, since=desk.today)
    row = printed(desk, signed(desk))
    desk.do(save_letterheads, {"社情民意": None}, since=desk.today)
    again = desk.read(issues.issue, row.id).bulletin
    assert again.letterhead == head
    (picture,) = (item for item in set_pages(set_bulletin(desk, again)).pages[0].items if isinstance(item, Picture))
    assert picture.data == whole_picture()
    written = write_issue(desk, row.id, tmp_path)
    assert written.docx.exists()
    assert printed(desk, *row.submission_ids).bulletin.letterhead == head  # under its number, under its head
    other = printed(desk, signed(desk))
    assert other.bulletin.letterhead is None
    desk.do(save_letterheads, {"社情民意": head}, since=desk.today)
    assert printed(desk, *other.submission_ids).bulletin.letterhead is None


def test_a_head_whose_bytes_are_gone_is_named_once(qapp: QApplication, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "刊头.png").write_bytes(whole_picture())
    (tmp_path / "标志.png").write_bytes(mark_picture())
    old, head = (keep_letterhead(desk, tmp_path / name, None) for name in ("标志.png", "刊头.png"))
    desk.do(save_letterheads, {"文件": old}, since=desk.today - timedelta(days=1))
    desk.do(save_letterheads, {"社情民意": head, "文件": head}, since=desk.today)
    row = printed(desk, signed(desk))
    for kept in (old, head):  # nothing uses the old one any more
        desk.originals.forget(kept["file"])
    assert check(desk) == (
        f"{row.name}的版头、《社情民意》的版头、设置里“文件”的版头："
        "保存的原件里找不到文件，其他内容不受影响。请从备份恢复，或重新选版头。",
    )


def test_a_draft_whose_head_is_gone_says_so_and_is_shown_without(
    qapp: QApplication, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "红头.png").write_bytes(whole_picture())
    head = keep_letterhead(desk, tmp_path / "红头.png", None)
    desk.originals.forget(head["file"])
    look = look_at_draft(
        desk,
        Kind.NOTICE,
        {**new_fields(desk, Kind.NOTICE), "letterhead": head},
        MadeFor(),
        org_code="云政协",
        stand_ins={},
    )
    assert look.layout is not None
    assert (look.check[0].severity, look.check[0].element) == (Severity.ERROR, "letterhead")
    assert "请从备份恢复，或重新选版头" in look.check[0].sentence


def test_the_running_total_never_meets_itself(desk: Desk) -> None:
    row = journal_of(desk, "社情民意")

    def after_the_paper_years(count: int) -> None:
        desk.do(office.save_journal, row.id, name=row.name, mark=row.mark, issued_by="", issued_before=count)

    after_the_paper_years(10)
    assert printed(desk, signed(desk)).cumulative_no == 11
    after_the_paper_years(0)
    assert printed(desk, signed(desk)).cumulative_no == 12
    after_the_paper_years(20)
    assert printed(desk, signed(desk)).cumulative_no == 23
    after_the_paper_years(5)
    assert [printed(desk, signed(desk)).cumulative_no for _ in range(3)] == [24, 25, 26]
    with pytest.raises(Invalid, match="已出期数应为 0 以上"):
        after_the_paper_years(-1)


def test_a_number_cannot_be_undone_and_is_not_given_again(desk: Desk) -> None:
    made = signed(desk)
    assert printed(desk, made).issue_no == 1
    with pytest.raises(Forbidden):
        desk.undo()
    step(desk, made, Step.SEND_BACK, reason="重大错误", 到="编辑")
    assert printed(desk, signed(desk)).issue_no == 2
    with pytest.raises(Forbidden, match="已编期号，不能删除"):
        desk.do(submissions.move_to_bin, [made])
    assert check(desk) == ()


def test_a_corrected_sheet_keeps_its_number(desk: Desk, clock: StandingClock) -> None:
    made = signed(desk)
    first = printed(desk, made)
    clock.now = datetime(2026, 11, 23, 10, 0)
    desk.do(submissions.rename, made, title="改过的标题")
    assert desk.read(issues.issue, first.id).bulletin.pieces[0].title == "关于石桥镇集市停车难的建议"
    again = printed(desk, made)
    assert (again.id, again.issue_no, again.issued_on) == (first.id, 1, first.issued_on)
    assert again.bulletin.pieces[0].title == "改过的标题"
    with pytest.raises(Forbidden, match="已编入《社情民意》第1期，不能换刊物"):
        printed(desk, made, journal="专报")


def test_what_is_proofread_is_what_was_printed(desk: Desk) -> None:
    made = signed(desk)
    printed(desk, made)
    desk.do(submissions.rename, made, title="改过的标题")
    with pytest.raises(Forbidden, match="样张印出后稿件又有改动"):
        step(desk, made, Step.PROOFREAD)
    assert step(desk, made, Step.PROOFREAD, 差错="1") is State.PRINTING  # finding errors is possible all the same
    printed(desk, made)
    assert step(desk, made, Step.PROOFREAD) is State.PROOFREADING
    desk.do(submissions.rename, made, title="又改的标题")
    with pytest.raises(Forbidden, match="请先重新排印"):
        step(desk, made, Step.PROOFREAD)
    printed(desk, made)
    assert shown(desk, made).row.state == "排印"  # the first proof was of another sheet


def test_proofs(desk: Desk) -> None:
    made = signed(desk)
    printed(desk, made)
    with pytest.raises(Forbidden, match="现在该做第 1 次校对，不是第 2 次"):
        step(desk, made, Step.PROOFREAD, 校次="2")
    assert step(desk, made, Step.PROOFREAD, 校次="1", 校对人="沈砚秋", 差错="3") is State.PRINTING
    row = shown(desk, made).steps[-1]
    assert (row.conclusion, dict(row.details)) == ("退回", {"校次": "1", "校对人": "沈砚秋", "差错": "3"})
    assert shown(desk, made).row.next_step == "排印"
    with pytest.raises(Forbidden, match="上次校对有差错，还没有重新排印"):
        step(desk, made, Step.PROOFREAD)
    printed(desk, made)
    with pytest.raises(Invalid, match="有 2 处差错，这一校不能通过"):
        step(desk, made, Step.PROOFREAD, 差错="2", 结论="通过")
    assert step(desk, made, Step.PROOFREAD) is State.PROOFREADING
    assert desk.next_undo() == "校对《社情民意》第1期"
    assert step(desk, made, Step.PROOFREAD, 校次="2", 结论="退回") is State.PRINTING
    printed(desk, made)
    step(desk, made, Step.PROOFREAD)
    assert step(desk, made, Step.PROOFREAD) is State.ISSUED
    assert desk.read(issues.issue, 1).frozen_at == desk.now


def test_a_numbered_piece_cannot_change_its_journal_and_a_refused_one_is_named(desk: Desk) -> None:
    made, unsigned = signed(desk), piece(desk)
    with pytest.raises(Forbidden, match=r"来稿 2026-002（已登记）：期号只在签发之后编排"):
        printed(desk, made, unsigned)
    printed(desk, made)
    step(desk, made, Step.SEND_BACK, reason="改一段", 到="签发")
    with pytest.raises(Forbidden, match="已编入《社情民意》第1期，不能改刊《委员反映》"):
        step(desk, made, Step.SIGN_OFF, 刊物="委员反映")


def test_after_the_second_proof_the_content_is_frozen(desk: Desk) -> None:
    made = piece(desk, State.ISSUED)
    content = desk.read(issues.issue, 1).content
    with pytest.raises(Forbidden, match="已印发，标题不能再改"):
        desk.do(submissions.rename, made, title="改过的标题")
    for word in (Step.EDIT, Step.REVIEW, Step.SIGN_OFF, Step.SCREEN):
        with pytest.raises(Forbidden, match="已印发，内容已冻结"):
            step(desk, made, word, reason="改一个字", **({"结论": "拟采用"} if word is Step.SCREEN else {}))
    with pytest.raises(Forbidden, match="已印发，内容已冻结"):
        printed(desk, made)
    with pytest.raises(Forbidden):
        desk.undo()
    row = journal_of(desk, "社情民意")
    desk.do(office.save_journal, row.id, name=row.name, mark="新刊头", issued_by="别的单位", copies=99)
    assert desk.read(issues.issue, 1).content == content


def test_several_pieces_in_one_issue_move_together(desk: Desk) -> None:
    first, second, third = signed(desk, title="第一篇"), signed(desk, title="第二篇"), signed(desk, title="第三篇")
    row = printed(desk, second, first, second)
    assert row.titles == ("第二篇", "第一篇")
    assert [p.title for p in row.bulletin.pieces] == ["第二篇", "第一篇"]
    with pytest.raises(Forbidden, match="来稿 2026-002 已经编过期号，不能再编入另一期"):
        printed(desk, second, third)
    step(desk, first, Step.PROOFREAD)
    assert [shown(desk, made).row.state for made in (first, second)] == ["校对", "校对"]
    assert desk.read(issues.issue, row.id).state == "校对"
    assert desk.read(issues.issue_of, first) == desk.read(issues.issue, row.id)
    assert [s.intake_no for s in desk.read(issues.to_print)] == ["2026-003"]


def test_one_piece_goes_back_to_editing_and_the_sheet_is_proofread_anew(desk: Desk) -> None:
    first, second = signed(desk, title="第一篇"), signed(desk, title="第二篇")
    row = printed(desk, first, second)
    step(desk, first, Step.PROOFREAD)
    step(desk, second, Step.SEND_BACK, reason="数字有误", 到="编辑")
    with pytest.raises(Forbidden, match="同一期的来稿 2026-002 还没有排印到同一步"):
        step(desk, first, Step.PROOFREAD)
    for word in (Step.EDIT, Step.REVIEW, Step.SIGN_OFF):
        step(desk, second, word, **({"正文": "改正后的正文。"} if word is Step.EDIT else {}))
    again = printed(desk, second)
    assert (again.id, again.issue_no, again.state) == (row.id, 1, "排印")
    assert again.bulletin.pieces[1].paragraphs == ("改正后的正文。",)
    assert [shown(desk, made).row.state for made in (first, second)] == ["排印", "排印"]
    step(desk, second, Step.PROOFREAD)
    step(desk, second, Step.PROOFREAD)
    assert [shown(desk, made).row.state for made in (first, second)] == ["已印发", "已印发"]
    assert check(desk) == ()


def test_an_issue_of_several_pieces_is_frozen_when_it_is_out(desk: Desk) -> None:
    first, second = signed(desk), signed(desk)
    printed(desk, first, second)
    step(desk, first, Step.PROOFREAD)
    step(desk, first, Step.PROOFREAD)
    with pytest.raises(Forbidden, match="已印发，内容已冻结"):
        printed(desk, first)


def test_a_sheet_is_not_printed_again_with_unsigned_text(desk: Desk) -> None:
    first, second = signed(desk, title="第一篇"), signed(desk, title="第二篇")
    row = printed(desk, first, second)
    step(desk, second, Step.SEND_BACK, reason="数字有误", 到="编辑")
    step(desk, second, Step.EDIT, 正文="没有人签过的正文。", 结论="暂存")
    for word, state in ((Step.EDIT, "编辑中"), (Step.REVIEW, "待审"), (Step.SIGN_OFF, "待签发")):
        with pytest.raises(Forbidden, match=f"来稿 2026-002（{state}） 退回后还没有重新签发"):
            printed(desk, first)
        step(desk, second, word)
    assert "没有人签过" not in str(desk.read(issues.issue, row.id).content)
    again = printed(desk, first)  # signed by now: it goes along, though only the first was named
    assert again.bulletin.pieces[1].paragraphs == ("没有人签过的正文。",)
    assert [shown(desk, made).row.state for made in (first, second)] == ["排印", "排印"]


def test_a_piece_that_is_given_up_leaves_the_issue(desk: Desk) -> None:
    first, second = signed(desk, title="第一篇"), signed(desk, title="第二篇")
    row = printed(desk, first, second)
    step(desk, second, Step.SCREEN, reason="作者撤稿", 结论="不采用", 原因="事实不清")
    again = printed(desk, first)
    assert (again.id, again.titles) == (row.id, ("第一篇",))
    assert shown(desk, second).issue is None
    step(desk, first, Step.PROOFREAD)
    assert step(desk, first, Step.PROOFREAD) is State.ISSUED


def test_the_journal_is_the_one_it_was_signed_for(desk: Desk) -> None:
    first, second = piece(desk, State.AWAITING_SIGN_OFF), piece(desk, State.AWAITING_SIGN_OFF)
    step(desk, first, Step.SIGN_OFF, 刊物="专报")
    step(desk, second, Step.SIGN_OFF, 刊物="委员反映")
    with pytest.raises(Forbidden, match="签发到不同的刊物（《专报》、《委员反映》），请指明编入哪一种"):
        printed(desk, first, second)
    assert printed(desk, first, second, journal="委员反映").journal == "委员反映"
    assert shown(desk, first).journal == "委员反映"
    with pytest.raises(Missing, match="没有“晚报”这种刊物"):
        printed(desk, signed(desk), journal="晚报")
    with pytest.raises(Invalid, match="请选择要排印的来稿"):
        printed(desk)


def test_a_placeholder_is_no_name_on_a_paper(desk: Desk) -> None:
    made = piece(desk, State.AWAITING_SIGN_OFF)
    step(desk, made, Step.SIGN_OFF, 签发人=DEFAULT_PERSON)
    assert printed(desk, made).bulletin.signatory == ""
    sheet = desk.read(forms.form, "发文稿纸", made, now=desk.now)
    assert DEFAULT_PERSON not in str(sheet)


def test_what_the_sheet_says(desk: Desk) -> None:
    from cppcc_desk.domain.people import PersonKind
    from cppcc_desk.domain.submission import Contributor

    desk.do(office.change_setting, "office_short_name", "云溪县政协", since=desk.today)
    row = journal_of(desk, "社情民意")
    desk.do(office.save_journal, row.id, name=row.name, mark="社情民意", issued_by="政协云溪县委员会办公室", copies=45)
    people = (
        Contributor(name="柳青禾", kind=PersonKind.MEMBER, unit="石桥镇中心卫生院", position="医生"),
        Contributor(name="顾长安", unit="民盟云溪支部"),
    )
    made = piece(desk, State.SELECTED, contributors=people)
    step(desk, made, Step.EDIT, 标题="石桥镇停车难", 正文="　　第一段。\n\n　　第二段。", 责任编辑="沈砚秋")
    step(desk, made, Step.REVIEW, 核稿人="陆望舒")
    step(desk, made, Step.SIGN_OFF, 签发人="周启明", 去向="市政协")
    bulletin = printed(desk, made).bulletin
    assert (bulletin.issued_by, bulletin.copies, bulletin.date) == ("政协云溪县委员会办公室", 45, desk.today)
    assert (bulletin.editor, bulletin.reviewer, bulletin.signatory) == ("沈砚秋", "陆望舒", "周启明")
    (told,) = bulletin.pieces
    assert told.paragraphs == ("第一段。", "第二段。")
    assert told.source == "反映人：云溪县政协委员，石桥镇中心卫生院医生　柳青禾、民盟云溪支部　顾长安"
    assert bulletin.report_to == ("市政协",)
    desk.do(dispatching.open_dispatch, made, to="区委")
    step(desk, made, Step.PRINT, 份数="60", 版式="A4双面", 印制人="文印室")
    again = desk.read(issues.issue, 1)
    assert (again.copies, again.layout, again.printed_by) == (60, "A4双面", "文印室")
    with pytest.raises(Invalid, match="份数应为 1 以上的整数"):
        step(desk, made, Step.PRINT, 份数="0")
