"""The numbers of a month, half a year and a year against plain counts; drafts of them, kept and held against today."""

from datetime import date, datetime

import pytest
from sqlalchemy import text

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.official import DocumentState, Kind
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.reports import ReportFacts, drafted, numbers
from cppcc_desk.domain.spans import Report, Span, Told
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.errands.documents import finish
from cppcc_desk.errands.drafting import begun
from cppcc_desk.errands.reports import begin_report, view_report
from cppcc_desk.operations.dispatching import open_dispatch
from cppcc_desk.operations.documents import save_document
from cppcc_desk.operations.people import add_people
from cppcc_desk.queries import documents
from cppcc_desk.queries.quotas import standings
from cppcc_desk.queries.reports import report_facts
from cppcc_desk.storage.desk import Desk
from tests import outcomes
from tests.conftest import StandingClock
from tests.office import piece, step

OCTOBER, NOVEMBER = Told(Report.MONTH, Span.parse("2026-10")), Told(Report.MONTH, Span.parse("2026-11"))


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Two pieces in October, in November one used in the city and with a 批示, two refused, one returned."""
    people = [
        PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, sector="医药卫生"),
        PersonEntry(name="沈砚秋", kind=PersonKind.MEMBER, sector="教育"),
        PersonEntry(name="顾长安", kind=PersonKind.INFORMANT),
    ]
    ids = dict(zip((one.name for one in people), desk.do(add_people, people), strict=True))
    liu = Contributor(name="柳青禾", person_id=ids["柳青禾"], kind=PersonKind.MEMBER, sector="医药卫生")
    gu = Contributor(name="顾长安", person_id=ids["顾长安"], kind=PersonKind.INFORMANT)
    for title in ("路灯", "停车场"):
        piece(desk, title=title, contributors=(gu,), received_at=datetime(2026, 10, 8, 9))
    used = piece(desk, State.ISSUED, title="校车补助", contributors=(liu,))
    outcomes.record(desk, used, outcomes.adoption())
    outcomes.record(desk, used, outcomes.instruction())
    for conclusion, reason in (("不采用", "个人隐私"), ("不采用", "个人隐私"), ("退回补充", "")):
        made = piece(desk, State.CLASSIFIED, title=f"{conclusion}的", contributors=(liu,))
        step(desk, made, Step.SCREEN, 结论=conclusion, **({"原因": reason} if reason else {}))
    return desk


def told(desk: Desk, what: Told) -> ReportFacts:
    return desk.read(report_facts, what.report, what.span, now=desk.now)


def counts(desk: Desk, what: Told) -> dict[str, int]:
    return {one.key: one.count for one in numbers(told(desk, what))}


def count(desk: Desk, sql: str) -> int:
    return int(desk.read(lambda session: session.execute(text(sql)).scalar_one()))


def words(fields: dict[str, object]) -> str:
    """All of the text, tables as lines."""
    body = fields["body"]
    assert isinstance(body, list)
    found = []
    for block in body:
        if isinstance(block, str):
            found.append(block)
        else:
            found += ["|".join(row) for row in (block["table"]["columns"], *block["table"]["rows"])]
    return "\n".join(found)


# ------------------------------------------------------------------------------------------------ numbers


def test_a_month_is_what_plain_counts_say(office: Desk) -> None:
    found = counts(office, NOVEMBER)
    month = "received_at >= '2026-11-01' and received_at < '2026-12-01' and deleted_at is null"
    assert found["received"] == count(office, f"select count(*) from submission where {month}") == 4
    refused = f"select count(*) from submission where {month} and screening = "
    assert found["refused 不采用 个人隐私"] == count(office, f"{refused}'不采用'") == 2
    assert found["refused 退回补充 "] == count(office, f"{refused}'退回补充'") == 1
    assert found["valid"] == count(office, f"select count(*) from submission where {month}") - 3
    assert found["instructed"] == count(office, "select count(*) from outcome where kind = '批示'") == 1
    assert counts(office, OCTOBER)["received"] == 2
    before = told(office, NOVEMBER).month_before
    assert before is not None and before.count("received") == 2


def test_who_reported_nothing_is_everybody_ranked_without_a_valid_piece(office: Desk) -> None:
    silent = {one.group: {row.name for row in one.rows} for one in told(office, NOVEMBER).silence}
    assert silent["委员"] == {"沈砚秋"} and silent["信息员"] == {"顾长安"}
    earlier = {one.group: {row.name for row in one.rows} for one in told(office, OCTOBER).silence}
    assert earlier["委员"] == {"沈砚秋", "柳青禾"} and earlier["信息员"] == set()


def test_pace_is_that_of_the_list_of_tasks_as_far_as_the_time_has_come(office: Desk) -> None:
    now = office.read(standings, 2026, today=office.today)
    theirs = {one.name: (one.quota, one.due, one.count, one.progress) for one in (*now.people, *now.units) if one.quota}
    pace = told(office, Told(Report.PACE, Span(2026))).pace
    assert {one.name: (one.quota, one.due, one.count, one.progress) for one in pace} == theirs
    october = {one.name: one for one in told(office, OCTOBER).pace}
    assert (october["柳青禾"].count, october["顾长安"].count) == (0, 2)  # what came in November does not count yet
    assert october["顾长安"].due == 4 and len(october["顾长安"].pieces) == 2


def test_a_deadline_that_was_missed_is_told_and_one_that_was_kept_is_not(office: Desk, clock: StandingClock) -> None:
    made = piece(office, State.SIGNED_OFF, title="急件", received_at=datetime(2026, 11, 18, 9))
    office.do(open_dispatch, made, to="市政协")
    assert told(office, NOVEMBER).missed == ()
    clock.now = datetime(2027, 1, 4, 9)
    missed = [one for one in told(office, NOVEMBER).missed if one.title == "急件"]
    assert missed and all(one.sent_on is None and one.due_on.month == 11 for one in missed)
    assert told(office, OCTOBER).missed == ()


def test_what_counts_for_nobody_is_told_beside_the_pace(office: Desk) -> None:
    piece(office, title="路人的", contributors=(Contributor(name="路人甲"),))
    wrong = told(office, Told(Report.PACE, Span(2026))).mismatches
    assert [(one.pieces, "没有计到人和单位" in one.words) for one in wrong] == [(("2026-007",), True)]


# ------------------------------------------------------------------------------------------------ drafts


def test_the_review_of_a_month_says_what_there_is_and_nothing_else(office: Desk) -> None:
    said = words(drafted(Kind.CIRCULAR, told(office, NOVEMBER)))
    assert said.startswith(
        "现将2026年11月（截至11月20日）反映社情民意信息工作情况通报如下：\n一、本月数字\n项目|本月|上月|"
    )
    assert "收到来稿（篇）|4|2|" in said
    assert (
        "市级采用1篇：《校车补助》（柳青禾）；本级采用1篇：《校车补助》（柳青禾）。同一篇被几级采用的，各级分别列出。"
        in said
    )
    assert "有领导批示1次：《校车补助》。" in said
    assert "经筛选，退回补充1篇、不采用2篇。退回补充的原因：没有写明1篇；不采用的原因：个人隐私2篇。" in said
    assert "没有报送的有：" in said and "报送时限" not in said
    october = words(drafted(Kind.CIRCULAR, told(office, OCTOBER)))
    assert "没有信息被采用，没有登记领导批示。" in october
    assert "退回" not in october and "上年同月" not in october


def test_a_month_may_be_a_bulletin_and_a_year_is_a_report_to_the_committee(office: Desk) -> None:
    bulletin = begun(office, Kind.BULLETIN, MadeFor(report=NOVEMBER))
    assert bulletin["title"] == "2026年11月反映社情民意信息工作点评" and "main_to" not in bulletin
    year = Told(Report.YEAR, Span(2026))
    report = begun(office, Kind.REPORT, MadeFor(report=year))
    assert report["title"].endswith("关于2026年度反映社情民意信息工作情况的报告")
    assert report["main_to"][0].startswith("中共") and report["body"][-1] == "特此报告。"
    said = words(report)
    assert "五、2027年工作打算" in said and said.count("（请填写）") == 4
    half = begun(office, Kind.CIRCULAR, MadeFor(report=Told(Report.HALF, Span.parse("2026H2"))))
    titles = [item["title"] for item in half["attachments"]]
    assert titles[:2] == ["2026年下半年来稿采用统计", "2026年下半年个人得分排名"] or "单位得分排名" in titles[1]


@pytest.mark.parametrize(
    ("kind", "told_of", "refusal", "says"),
    [
        (Kind.REPORT, NOVEMBER, Invalid, "起草的是通报或简报，不是报告"),
        (Kind.CIRCULAR, Told(Report.YEAR, Span(2026)), Invalid, "起草的是报告，不是通报"),
        (Kind.CIRCULAR, Told(Report.MONTH, Span.parse("2025-03")), Forbidden, "2025年3月没有来稿、采用和批示"),
        (Kind.CIRCULAR, Told(Report.MONTH, Span(2026)), Invalid, "“月点评”的时间写成"),
    ],
)
def test_what_cannot_be_drafted_is_refused(
    office: Desk, kind: Kind, told_of: Told, refusal: type[Exception], says: str
) -> None:
    with pytest.raises(refusal, match=says):
        begin_report(office, kind, told_of)
    assert office.read(documents.documents) == ()


def test_a_draft_knows_what_it_is_of_and_is_found_again(office: Desk) -> None:
    made = begin_report(office, Kind.CIRCULAR, NOVEMBER)
    row = office.read(documents.of_report, Kind.CIRCULAR, NOVEMBER)
    assert row is not None and (row.id, row.purpose) == (made, "2026年11月点评")
    assert office.read(documents.document, made).made_for == MadeFor(report=NOVEMBER)
    assert MadeFor.from_dict(MadeFor(report=NOVEMBER).to_dict()) == MadeFor(report=NOVEMBER)
    assert office.read(documents.of_report, Kind.BULLETIN, NOVEMBER) is None
    assert office.read(documents.of_report, Kind.CIRCULAR, OCTOBER) is None


def test_a_finished_paper_stays_and_what_changed_since_is_told(office: Desk) -> None:
    made = begin_report(office, Kind.CIRCULAR, NOVEMBER)
    assert not any("以后又有变化" in one.words for one in view_report(office, NOVEMBER).mismatches)
    piece(office, title="后来的")
    since = [one.words for one in view_report(office, NOVEMBER).mismatches if "以后又有变化" in one.words]
    assert since[0] == "“收到来稿”印的是 4，现在是 5：通报起草以后又有变化"
    before = office.read(documents.document, made).fields
    finish(office, made, sequence="办公室")
    view = view_report(office, NOVEMBER)
    assert view.drafts[Kind.CIRCULAR].state is DocumentState.FINISHED
    assert any("通报定稿以后又有变化" in one.words for one in view.mismatches)
    assert office.read(documents.document, made).fields["body"] == before["body"]


def test_what_the_office_took_out_of_a_draft_is_not_missed(office: Desk) -> None:
    made = begin_report(office, Kind.CIRCULAR, NOVEMBER)
    fields = office.read(documents.document, made).fields
    fields["body"] = [block for block in fields["body"] if isinstance(block, str)]
    office.do(save_document, made, kind=Kind.CIRCULAR, fields=fields)
    piece(office, title="后来的")
    assert not any("以后又有变化" in one.words for one in view_report(office, NOVEMBER).mismatches)


def test_a_month_that_is_over_is_compared_with_the_same_month_a_year_before(office: Desk, clock: StandingClock) -> None:
    clock.now = datetime(2027, 12, 3, 9)
    facts = told(office, Told(Report.MONTH, Span.parse("2027-11")))
    assert facts.over and facts.days == (date(2027, 11, 1), date(2027, 11, 30))
    assert facts.now.before is not None and facts.now.before.count("received") == 4
