"""The facts of the forms that go out: which unit, which clock, which issue, which people, and what is refused."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.flow import Paragraph
from cppcc_desk.domain.forms import Author, Form, Grid
from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.people import PersonEntry, PersonKind, UnitKind
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.operations import clocks, dispatching
from cppcc_desk.operations.commissioning import commission, let_go
from cppcc_desk.operations.office import save_destination
from cppcc_desk.operations.outcomes import supervise
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.topics import TopicEntry, save_topics
from cppcc_desk.operations.units import save_unit
from cppcc_desk.queries import forms, office, submissions
from cppcc_desk.queries.forms import groups
from cppcc_desk.queries.forms.asked import Asked
from cppcc_desk.queries.forms.commissions import commissioned
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import Desk, operation
from tests.conftest import StandingClock
from tests.office import piece, shown, step
from tests.outcomes import adoption, assign, instruction, record, record_of_issue

DEPARTMENTS = ("县卫生健康局", "县公安局")
OUT_OF_ISSUE = [State.REGISTERED, State.IN_REVIEW, State.SIGNED_OFF]


@operation("停用人员")
def put_away(session: Session, person_id: int) -> None:
    session.get_one(t.Person, person_id).left_on = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def departments(desk: Desk) -> None:
    for name in DEPARTMENTS:
        desk.do(save_destination, None, name=name, parent="有关部门", default_form="转办函")


def facts_of(desk: Desk, submission_id: int, destination: str = "", *, kind: str = "督办单") -> Any:
    def read(session: Session) -> Any:
        there = submissions.detail(session, submission_id, now=desk.now)
        asked = Asked(session, there, office.office(session, on=desk.today), desk.now, destination)
        return forms.OF_SUBMISSION[kind](asked)

    return desk.read(read)


def adopted(desk: Desk, submission_id: int) -> Any:
    return facts_of(desk, submission_id, kind="采用通知")


def made(desk: Desk, kind: str, submission_id: int, destination: str = "") -> Form:
    return desk.read(forms.form, kind, submission_id, now=desk.now, destination=destination)


# --- what was commissioned ---


@pytest.fixture
def asked(desk: Desk) -> tuple[int, ...]:
    """A member asked for two pieces, a unit and an informant for one."""
    member = PersonEntry(name="柳青禾", kind=PersonKind.STANDING_MEMBER)
    people = desk.do(add_people, [member, PersonEntry(name="顾长安", kind=PersonKind.INFORMANT)])
    unit = desk.do(save_unit, None, kind=UnitKind.COMMITTEE, name="农业农村委")
    (topic,) = desk.do(save_topics, Quarter(2026, 4), [TopicEntry(theme="冬季供水", angles="管网防冻")])
    days: dict[str, Any] = {"asked_on": date(2026, 11, 1), "topic_call_id": topic}
    first = desk.do(commission, person_ids=people, unit_ids=[unit], subject="", due_on=date(2026, 12, 1), **days)
    (late,) = desk.do(commission, person_ids=people[:1], subject="农网低电压", due_on=date(2026, 11, 18), **days)
    return (*first, late)


def letters(desk: Desk, kind: str, *chosen: int) -> list[tuple[str, str]]:
    """The address of each letter with the first paragraph below it."""
    made = desk.read(forms.commission_letters, kind, chosen, now=desk.now)
    told = [[block.text for block in form.blocks if isinstance(block, Paragraph)] for form in made]
    return [(lines[1], lines[2]) for lines in told]


def test_each_who_was_asked_gets_one_letter(desk: Desk, asked: tuple[int, ...]) -> None:
    addressed = letters(desk, "约稿函", *asked)
    assert [to for to, _ in addressed] == ["柳青禾委员：", "顾长安同志：", "农业农村委："]
    assert [form.title for form in desk.read(forms.commission_letters, "约稿函", asked[1:3], now=desk.now)] == [
        "约稿函 顾长安",
        "约稿函 农业农村委",
    ]
    (first, *_) = desk.read(lambda session: commissioned(session, asked, desk.now))
    assert [(p.subject, p.topic, p.angles, p.due_on, p.standing) for p in first.pieces] == [
        ("冬季供水", "", "管网防冻", date(2026, 12, 1), "剩 11 天"),
        ("农网低电压", "冬季供水", "管网防冻", date(2026, 11, 18), "超期 2 天"),
    ]
    assert (first.office, first.length_limit) == ("政协××县委员会办公室", 1500)


def test_a_reminder_presses_where_anything_is_overdue(desk: Desk, asked: tuple[int, ...]) -> None:
    told = dict(letters(desk, "约稿催办", *asked))
    assert "其中1件已超过交稿期限" in told["柳青禾委员："]
    assert "请于交稿期限前交稿" in told["顾长安同志："] and "超过" not in told["顾长安同志："]


def test_what_is_not_waited_for_gets_no_letter(desk: Desk, asked: tuple[int, ...]) -> None:
    desk.do(let_go, asked[:1], reason="题目已写成")
    with pytest.raises(Forbidden, match="柳青禾的约稿“冬季供水”不再约，不用再发函；没有写出任何文件"):
        letters(desk, "约稿催办", *asked)
    with pytest.raises(Missing, match="没有序号为 99 的约稿"):
        letters(desk, "约稿函", 99)


# --- what goes to a department ----------------------------------------------------------------------------------------


def test_a_letter_goes_to_the_department_with_the_due_time_of_its_own_clock(desk: Desk) -> None:
    submission = piece(desk, State.ISSUED)
    desk.do(dispatching.open_dispatch, submission, to="县卫生健康局")
    facts = facts_of(desk, submission)
    assert (facts.handling_unit, facts.issue) == ("县卫生健康局", "《社情民意》2026年第1期")
    assert facts.due_at == datetime(2026, 12, 2, 23, 59) and facts.rule.startswith("2 周（自然日")
    assert facts.received_on == date(2026, 11, 18) and facts.handed_over_on is None
    letter = made(desk, "转办函", submission)
    assert letter.title == "转办函 2026-001 县卫生健康局"
    assert "县卫生健康局：" in [block.text for block in letter.blocks if isinstance(block, Paragraph)]


def test_what_was_sent_is_told_with_its_day_and_number(desk: Desk) -> None:
    submission = piece(desk, State.ISSUED)
    desk.do(
        dispatching.send,
        submission,
        to="县卫生健康局",
        form="",
        sent_at=datetime(2026, 11, 19, 10, 0),
        reason="先口头报送",
        doc_number="云政协函〔2026〕5号",
    )
    facts = facts_of(desk, submission)
    assert (facts.handed_over_on, facts.doc_number) == (date(2026, 11, 19), "云政协函〔2026〕5号")


def test_a_pause_moves_the_due_time_on_paper_too(desk: Desk, clock: StandingClock) -> None:
    submission = piece(desk, State.ISSUED)
    desk.do(dispatching.open_dispatch, submission, to="县卫生健康局")
    before = facts_of(desk, submission).due_at
    desk.do(clocks.pause, submission, reason="等待部门核实情况")
    clock.now = datetime(2026, 11, 23, 14, 30)
    after = facts_of(desk, submission).due_at
    assert (after - before).days == 3


def test_where_a_department_is_intended_the_letter_can_be_made_before_sign_off(desk: Desk) -> None:
    submission = piece(desk)
    step(desk, submission, Step.CLASSIFY, 类别="其他", 拟报="县公安局")
    assert facts_of(desk, submission).handling_unit == "县公安局"


def test_of_several_departments_one_must_be_named(desk: Desk) -> None:
    submission = piece(desk, State.ISSUED)
    for name in DEPARTMENTS:
        desk.do(dispatching.open_dispatch, submission, to=name)
    assert desk.read(forms.handling_units, shown(desk, submission)) == DEPARTMENTS
    for kind in forms.OF_UNIT:
        with pytest.raises(Forbidden, match="有 2 个承办单位（县卫生健康局、县公安局）"):
            made(desk, kind, submission)
        assert made(desk, kind, submission, "县公安局").title == f"{kind} 2026-001 县公安局"


def test_a_department_by_another_name_is_the_same(desk: Desk) -> None:
    submission = piece(desk, State.ISSUED)
    desk.do(dispatching.open_dispatch, submission, to="有关部门")
    assert facts_of(desk, submission, "部门").handling_unit == "有关部门"


def test_without_a_department_a_letter_is_refused_and_the_sheets_are_left_to_the_pen(desk: Desk) -> None:
    submission = piece(desk, State.ISSUED)  # it goes to 市政协
    with pytest.raises(Forbidden, match="没有报送部门的去向"):
        made(desk, "转办函", submission)
    with pytest.raises(Missing, match="“市政协”不是来稿 2026-001 的承办单位"):
        made(desk, "督办单", submission, "市政协")
    facts = facts_of(desk, submission)
    assert (facts.handling_unit, facts.due_at, facts.rule) == ("", None, "")
    assert made(desk, "督办单", submission).title == "督办单 2026-001"


def test_a_form_that_knows_no_destination_refuses_one(desk: Desk) -> None:
    with pytest.raises(Invalid, match="“核稿单”不分去向"):
        made(desk, "核稿单", piece(desk), "市政协")


def test_several_contributors_are_counted(desk: Desk) -> None:
    submission = piece(desk, contributors=(Contributor(name="柳青禾"), Contributor(name="顾长安")))
    assert facts_of(desk, submission).contributor == "柳青禾等2人"


# --- adoption ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["采用通知", "采用证明"])
@pytest.mark.parametrize("state", OUT_OF_ISSUE)
def test_what_stands_in_no_issue_is_not_called_adopted(desk: Desk, kind: str, state: State) -> None:
    with pytest.raises(Forbidden, match=f"来稿 2026-001“{state}”，还没有编入期刊"):
        made(desk, kind, piece(desk, state))


def test_what_was_used_higher_up_is_adopted_without_an_issue(desk: Desk) -> None:
    submission = piece(desk)
    record(desk, submission, adoption(journal="江宁社情", issue_no="第45期"))
    facts = adopted(desk, submission)
    (used,) = facts.elsewhere
    assert (facts.issue, facts.issued_on, facts.comprehensive) == ("", None, None)
    assert (used.level, used.place, used.form) == (Level.CITY, "市政协《江宁社情》第45期", "单篇")
    assert made(desk, "采用证明", submission).title == "采用证明 2026-001"


def test_a_notice_says_the_own_issue_once(desk: Desk) -> None:
    submission = piece(desk, State.ISSUED)
    record(desk, submission, adoption(level=Level.OWN, organ="", journal="社情民意"))
    record(desk, submission, adoption(level=Level.PROVINCE, organ="省政协"))
    facts = adopted(desk, submission)
    assert facts.issue == "《社情民意》2026年第1期（总第1期）"
    assert [one.level for one in facts.elsewhere] == [Level.PROVINCE]


def test_thanks_are_for_instructions_and_uses_higher_up(desk: Desk) -> None:
    submission = piece(desk)
    record(desk, submission, adoption(level=Level.DEPARTMENT, organ="县交通局"))
    with pytest.raises(Forbidden, match="没有登记上级采用或领导批示，不写感谢信"):
        made(desk, "感谢信", submission)
    record(desk, submission, instruction())
    record(desk, submission, adoption(level=Level.NATIONAL, organ="全国政协"))
    facts = facts_of(desk, submission, kind="感谢信")
    assert [one.words for one in facts.esteemed] == ["县委书记江承志作出批示", "被全国政协采用（单篇）"]


def test_a_supervision_sheet_is_about_one_assignment(desk: Desk) -> None:
    submission = piece(desk, State.ISSUED)
    one = record_of_issue(desk, submission, instruction(occurred_on=desk.today))
    given = assign(desk, one, opened_on=desk.today, demand="书面反馈")
    desk.do(supervise, given, on=desk.today, way="电话督办", text="已布置")
    sheet = desk.read(forms.assignment_form, "批示督办单", given, now=desk.now)
    assert sheet.title == "批示督办单 《社情民意》2026年第1期 县交通局"
    text = "".join(
        p.text for b in sheet.blocks if isinstance(b, Grid) for r in b.rows for c in r.cells for p in c.paragraphs
    )
    for words in ("关于石桥镇集市停车难的建议", "县委书记江承志", "请县交通局牵头研究", "书面反馈", "已布置", "剩10天"):
        assert words in text
    with pytest.raises(Missing, match="没有序号为 9 的交办"):
        desk.read(forms.assignment_form, "批示督办单", 9, now=desk.now)


def test_the_author_is_told_the_issue_and_where_it_went(desk: Desk) -> None:
    who = (
        Contributor(name="柳青禾", kind=PersonKind.STANDING_MEMBER, unit="石桥镇中心卫生院", position="副院长"),
        Contributor(name="顾长安", unit="县人民医院", position="县人民医院主任"),
    )
    submission = piece(desk, State.ISSUED, contributors=who, submitting_unit="石桥镇中心卫生院")
    desk.do(dispatching.send, submission, to="市政协", form="", sent_at=datetime(2026, 11, 20, 9, 0), reason="先报")
    facts = adopted(desk, submission)
    assert facts.authors == (
        Author(name="柳青禾", work="石桥镇中心卫生院副院长", courtesy="委员"),
        Author(name="顾长安", work="县人民医院主任", courtesy="同志"),
    )
    assert (facts.unit, facts.comprehensive) == ("石桥镇中心卫生院", False)
    assert (facts.issue, facts.issued_on) == ("《社情民意》2026年第1期（总第1期）", date(2026, 11, 20))
    assert [(r.destination, r.form, r.sent_on) for r in facts.reports] == [
        ("市政协", "社情民意", date(2026, 11, 20)),
    ]


def test_what_waits_to_be_sent_is_not_told_as_sent(desk: Desk) -> None:
    assert adopted(desk, piece(desk, State.ISSUED)).reports == ()


def test_the_title_of_the_issue_is_the_printed_one(desk: Desk) -> None:
    submission = piece(desk, State.SELECTED)
    step(desk, submission, Step.EDIT, 标题="石桥镇集市亟需停车场", 正文="正文。")
    step(desk, submission, Step.REVIEW)
    step(desk, submission, Step.SIGN_OFF, 签发人="周启明")
    step(desk, submission, Step.PRINT)
    facts = adopted(desk, submission)
    assert (facts.title, facts.issued_title) == ("关于石桥镇集市停车难的建议", "石桥镇集市亟需停车场")


def test_who_was_merged_into_another_piece_is_told_its_issue(desk: Desk) -> None:
    target = piece(desk, State.SELECTED)
    merged = piece(desk, State.SELECTED, title="另一篇", contributors=(Contributor(name="顾长安"),))
    step(desk, merged, Step.MERGE, 并入="2026-001")
    with pytest.raises(Forbidden, match="“已合并”，还没有编入期刊"):
        adopted(desk, merged)
    for word, values in ((Step.EDIT, {}), (Step.REVIEW, {}), (Step.SIGN_OFF, {"签发人": "周启明"}), (Step.PRINT, {})):
        step(desk, target, word, **values)
    facts = adopted(desk, merged)
    assert (facts.title, facts.issued_title) == ("另一篇", "关于石桥镇集市停车难的建议")
    assert facts.comprehensive and [author.name for author in facts.authors] == ["顾长安"]
    assert adopted(desk, target).comprehensive


def test_a_collective_piece_thanks_the_unit(desk: Desk) -> None:
    submission = piece(desk, State.ISSUED, collective_submission=True, submitting_unit="县总工会")
    facts = adopted(desk, submission)
    assert (facts.authors, facts.unit) == ((), "县总工会")


# --- groups -----------------------------------------------------------------------------------------------------------


def test_a_sign_in_sheet_has_the_people_of_the_group_in_the_order_of_the_roster(desk: Desk) -> None:
    entries = [
        PersonEntry(name="苏晚晴", unit="县科协", position="主席", info_group="第二信息小组"),
        PersonEntry(name="许知远", info_group="第一信息小组"),
        PersonEntry(name="陈立新", unit="县水务公司", position="县水务公司总工程师", info_group="第二信息小组"),
        PersonEntry(name="陈立新", unit="双河乡水利站", info_group="第二信息小组"),
        PersonEntry(name="程归帆"),
    ]
    *_, gone = desk.do(add_people, [*entries, PersonEntry(name="何清和", info_group="第二信息小组")])
    desk.do(put_away, gone)
    group_id = desk.read(forms.group_id_of, "第二信息小组")
    facts = desk.read(groups.sign_in, group_id, desk.now)
    assert [(person.name, person.work) for person in facts.attendants] == [
        ("苏晚晴", "县科协主席"),
        ("陈立新", "县水务公司总工程师"),
        ("陈立新", "双河乡水利站"),
    ]
    assert facts.office == "政协××县委员会办公室"
    sheet = desk.read(forms.group_form, "签到表", group_id, now=desk.now)
    assert sheet.title == "签到表 第二信息小组"


def test_an_unknown_group_is_refused_with_those_there_are(desk: Desk) -> None:
    with pytest.raises(Missing, match="没有名为“第九信息小组”的信息小组，现有：第一信息小组、"):
        desk.read(forms.group_id_of, "第九信息小组")
    with pytest.raises(Missing, match="找不到这个信息小组"):
        desk.read(forms.group_form, "签到表", 99, now=desk.now)
