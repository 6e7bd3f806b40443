"""Papers in the work: what each was made for is kept, a dispatch bears its number, and 主送 is held against it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from cppcc_desk.domain.drafting import MadeFor, Occasion
from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.people import PersonEntry, PersonKind, UnitKind
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.errands import drafting
from cppcc_desk.errands.documents import set_document
from cppcc_desk.operations import dispatching, finding, people, units
from cppcc_desk.operations import documents as doing
from cppcc_desk.operations import office as changing
from cppcc_desk.operations import submissions as binning
from cppcc_desk.operations.steps import take_step
from cppcc_desk.operations.topics import TopicEntry, save_topics
from cppcc_desk.queries import documents
from cppcc_desk.queries.topics import NoticeDue, notice_due, notice_of
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock
from tests.office import piece, shown, snapshot
from tests.ui.documents import furnish


@pytest.fixture
def office(desk: Desk) -> Desk:
    furnish(desk)
    for name in ("县教育局", "县水利局"):
        desk.do(
            changing.save_destination, None, name=name, aliases="", parent="有关部门", default_form="转办函", clocks=()
        )
    return desk


def dispatch(desk: Desk, about: int, to: str, form: str = "") -> int:
    return desk.do(dispatching.open_dispatch, about, to=to, form=form)


def begun(desk: Desk, kind: Kind, made_for: MadeFor) -> int:
    fields = drafting.begun(desk, kind, made_for)
    return desk.do(doing.save_document, None, kind=kind, fields=fields, made_for=made_for)


def of_dispatch(desk: Desk, about: int, to: str, kind: Kind = Kind.LETTER) -> tuple[int, int]:
    """A dispatch, and the draft begun for it."""
    opened = dispatch(desk, about, to)
    return opened, begun(desk, kind, MadeFor(submission_id=about, dispatch_id=opened))


def number_of(desk: Desk, about: int, dispatch_id: int) -> str:
    return next(d.doc_number for d in shown(desk, about).dispatches if d.id == dispatch_id)


# ---------------------------------------------------------------------------------------------- what it begins with


def test_each_destination_gets_its_own_paper(office: Desk) -> None:
    about = piece(office, State.ISSUED)
    wanted = {"市政协": Kind.REPORT, "县委": Kind.REPORT, "县政府": Kind.LETTER, "县教育局": Kind.LETTER}
    for to, kind in wanted.items():
        name = {"县委": "区委", "县政府": "区政府"}.get(to, to)
        opened = dispatch(office, about, to)
        assert drafting.kind_for(office, name) is kind
        fields = drafting.begun(office, kind, MadeFor(submission_id=about, dispatch_id=opened))
        assert fields["main_to"] == [name] and fields["title"].endswith(f"的{kind}")
        assert fields.get("signatories") == (["周启明"] if kind is Kind.REPORT else None)  # who signed the piece
    with pytest.raises(Invalid, match="起草的是报告、函，不是通知"):
        drafting.begun(office, Kind.NOTICE, MadeFor(submission_id=about))
    with pytest.raises(Missing, match="可能已被撤去"):
        drafting.begun(office, Kind.LETTER, MadeFor(submission_id=about, dispatch_id=99))


def test_a_paper_about_a_submission_goes_to_whom_its_kind_fits(office: Desk) -> None:
    about = piece(office, State.SIGNED_OFF)  # 市政协
    dispatch(office, about, "县教育局")
    for kind, to in ((Kind.REPORT, "市政协"), (Kind.LETTER, "县教育局")):
        assert drafting.begun(office, kind, MadeFor(submission_id=about))["main_to"] == [to]


def test_a_group_is_called_with_the_people_of_the_roster(office: Desk) -> None:
    office.do(units.save_group, 2, name="第二信息小组", leader="贺春生", area="", active=True)
    roster = [
        PersonEntry(name=name, kind=PersonKind.INFORMANT, info_group=group)
        for name, group in (("柳青禾", "第二信息小组"), ("顾长安", "第三信息小组"))
    ]
    office.do(people.add_people, roster)
    fields = drafting.begun(office, Kind.NOTICE, MadeFor(group_id=2))
    assert {"组长：贺春生。", "成员：柳青禾。"} <= set(fields["body"])
    assert fields["organs"] == ["政协云溪县委员会办公室"] and fields["main_to"] == ["第二信息小组"]
    minutes = drafting.begun(office, Kind.MINUTES, MadeFor(group_id=2, occasion=Occasion(name="冬季供水")))
    assert minutes["attendance"] == {"出席": ["贺春生", "柳青禾"]}
    with pytest.raises(Missing, match="找不到这个信息小组"):
        drafting.begun(office, Kind.NOTICE, MadeFor(group_id=99))


# ---------------------------------------------------------------------------------------------- what is kept


def test_what_a_paper_was_made_for_is_kept_listed_and_found(office: Desk) -> None:
    about = piece(office)
    opened, letter = of_dispatch(office, about, "县教育局")
    meeting = Occasion(name="十届二十次主席会议", at=datetime(2026, 12, 3, 9), present=("梁伯衡",))
    notice = begun(office, Kind.NOTICE, MadeFor(occasion=meeting))
    activity = begun(office, Kind.NOTICE, MadeFor(group_id=2, occasion=Occasion(name="冬季供水")))
    plain = office.do(doing.save_document, None, kind=Kind.NOTICE, fields={"title": "通知"})
    purposes = {row.id: row.purpose for row in office.read(documents.documents)}
    assert purposes == {
        letter: "2026-001 报县教育局",
        notice: "十届二十次主席会议",
        activity: "第二信息小组 冬季供水",
        plain: "",
    }
    assert office.read(documents.document, notice).made_for == MadeFor(occasion=meeting)
    assert office.read(documents.document, letter).made_for == MadeFor(submission_id=about, dispatch_id=opened)
    for words, found in (("2026-001", [letter]), ("第二信息小组 供水", [activity]), ("主席会议", [notice])):
        assert [row.id for row in office.read(documents.documents, words=words)] == found
    assert office.read(documents.documents, submission_id=about)[0].dispatch_id == opened
    for what in (MadeFor(submission_id=99), MadeFor(group_id=99)):
        with pytest.raises(Missing):
            office.do(doing.save_document, None, kind=Kind.NOTICE, fields={"title": "通知"}, made_for=what)
    office.do(doing.save_document, letter, kind=Kind.LETTER, fields={"title": "改"}, made_for=MadeFor())
    assert office.read(documents.document, letter).row.purpose == "2026-001 报县教育局"
    assert check(office) == ()


def test_a_withdrawn_dispatch_leaves_the_paper_with_the_submission(office: Desk) -> None:
    about = piece(office)
    opened, letter = of_dispatch(office, about, "县教育局")
    before = office.read(snapshot)
    office.do(dispatching.withdraw_dispatch, opened, reason="改报县委")
    assert office.read(documents.document, letter).row.purpose == "2026-001"
    assert office.undo() == "撤去报送去向 2026-001"
    assert office.read(snapshot) == before
    office.redo()
    typed_meanwhile = MadeFor(submission_id=about, dispatch_id=opened)
    late = office.do(doing.save_document, None, kind=Kind.LETTER, fields={"title": "函"}, made_for=typed_meanwhile)
    assert office.read(documents.document, late).made_for == MadeFor(submission_id=about)
    assert check(office) == ()


def test_signing_off_for_others_takes_away_a_dispatch_with_a_draft(office: Desk) -> None:
    about = piece(office, State.AWAITING_SIGN_OFF)
    _, letter = of_dispatch(office, about, "县教育局")
    office.do(take_step, about, Step.SIGN_OFF, {"签发人": "周启明", "去向": "市政协"})
    assert [d.destination for d in shown(office, about).dispatches] == ["市政协"]
    assert office.read(documents.document, letter).row.purpose == "2026-001"
    office.undo()
    assert office.read(documents.document, letter).row.purpose == "2026-001 报县教育局"
    assert check(office) == ()


def test_every_link_is_undone_and_redone(office: Desk) -> None:
    about = piece(office)
    opened = dispatch(office, about, "县教育局")
    for made_for in (
        MadeFor(submission_id=about, dispatch_id=opened),
        MadeFor(group_id=2, occasion=Occasion(name="冬季供水", topics=("走访",))),
    ):
        before = office.read(snapshot)
        made = begun(office, Kind.LETTER if made_for.submission_id else Kind.NOTICE, made_for)
        after = office.read(snapshot)
        office.undo()
        assert office.read(snapshot) == before
        office.redo()
        assert office.read(snapshot) == after
        assert office.read(documents.document, made).made_for == made_for
    assert check(office) == ()


def test_a_submission_that_has_a_paper_stays_in_the_bin(office: Desk, clock: StandingClock) -> None:
    kept, gone = piece(office), piece(office)
    begun(office, Kind.LETTER, MadeFor(submission_id=kept))
    office.do(binning.move_to_bin, [kept, gone])
    clock.now += timedelta(days=60)
    piece(office)  # somebody works
    clock.now += timedelta(days=60)
    assert office.do(binning.empty_bin) == 1
    assert shown(office, kept).deleted_at is not None
    assert check(office) == ()


# ---------------------------------------------------------------------------------------------- 征集要点

Q4 = Quarter(2026, 4)


def test_the_notice_of_a_quarter_is_kept_listed_and_found(office: Desk) -> None:
    unit = office.do(units.save_unit, None, kind=UnitKind.COMMITTEE, name="农业农村委")
    office.do(save_topics, Q4, [TopicEntry(theme="冬季供水", angles="管网防冻", lead_unit_id=unit)])
    assert office.read(notice_of, Q4) is None
    made = begun(office, Kind.NOTICE, MadeFor(quarter=Q4))
    found = office.read(documents.document, made)
    assert found.made_for == MadeFor(quarter=Q4)
    assert found.row.purpose == "2026年第四季度征集要点"
    assert "切入点：管网防冻。牵头单位：农业农村委。" in found.fields["body"]
    assert [row.id for row in office.read(documents.documents, words="第四季度征集要点")] == [made]
    assert [row.id for row in office.read(documents.documents, quarter=Q4)] == [made]
    assert office.read(documents.documents, quarter=Q4.next) == ()
    assert office.read(notice_of, Q4) == found.row
    with pytest.raises(Invalid, match="2027年第一季度还没有征集要点"):
        drafting.begun(office, Kind.NOTICE, MadeFor(quarter=Q4.next))


def test_the_link_to_the_quarter_comes_and_goes_with_the_paper(office: Desk) -> None:
    office.do(save_topics, Q4, [TopicEntry(theme="冬季供水")])
    before = office.read(snapshot)
    made = begun(office, Kind.NOTICE, MadeFor(quarter=Q4))
    after = office.read(snapshot)
    office.undo()
    assert office.read(snapshot) == before
    office.redo()
    assert office.read(snapshot) == after
    office.do(doing.delete_document, made)
    assert office.read(snapshot) == before
    assert office.undo() == "删除草稿《政协云溪县委员会办公室关于征集2026年第四季度社情民意信息的通知》"
    assert office.read(documents.document, made).made_for == MadeFor(quarter=Q4)
    assert check(office) == ()


def test_a_void_notice_counts_as_none(office: Desk) -> None:
    office.do(save_topics, Q4, [TopicEntry(theme="冬季供水")])
    first = begun(office, Kind.NOTICE, MadeFor(quarter=Q4))
    office.do(doing.finish_document, first, sequence="办公室")
    office.do(doing.void_document, first, reason="日期有误")
    assert office.read(notice_of, Q4) is None
    second = begun(office, Kind.NOTICE, MadeFor(quarter=Q4))
    row = office.read(notice_of, Q4)
    assert row is not None and row.id == second


def test_the_notice_waits_in_the_first_month_until_it_is_finished(office: Desk) -> None:
    october = date(2026, 10, 8)
    assert office.read(notice_due, today=october) == NoticeDue(Q4, 0, None)
    office.do(save_topics, Q4, [TopicEntry(theme="冬季供水")])
    made = begun(office, Kind.NOTICE, MadeFor(quarter=Q4))
    assert office.read(notice_due, today=october) == NoticeDue(Q4, 1, made)
    for later in (date(2026, 11, 1), date(2026, 12, 31)):
        assert office.read(notice_due, today=later) is None
    office.do(doing.finish_document, made, sequence="办公室")
    assert office.read(notice_due, today=october) is None


# ---------------------------------------------------------------------------------------------- the number


def test_the_dispatch_bears_the_number_of_its_paper_until_that_is_void(office: Desk) -> None:
    about = piece(office, State.ISSUED)
    opened, letter = of_dispatch(office, about, "县教育局")
    assert office.do(doing.finish_document, letter, sequence="函") == number_of(office, about, opened)
    office.do(doing.void_document, letter, reason="有错")
    assert number_of(office, about, opened) == ""
    again = begun(office, Kind.LETTER, MadeFor(submission_id=about, dispatch_id=opened))
    number = office.do(doing.finish_document, again, sequence="函")
    office.do(dispatching.send, about, to="县教育局", sent_at=office.now)
    assert number_of(office, about, opened) == number == "云政协函〔2026〕2号"
    office.do(doing.void_document, again, reason="有错")
    assert number_of(office, about, opened) == number  # it went out with it
    assert check(office) == ()


def test_a_number_that_was_told_stays_and_what_went_before_gets_none(office: Desk) -> None:
    about = piece(office, State.ISSUED)
    opened, letter = of_dispatch(office, about, "县教育局")
    office.do(dispatching.open_dispatch, about, to="县教育局", doc_number="云政办〔2026〕9号")
    office.do(doing.finish_document, letter, sequence="函")
    assert number_of(office, about, opened) == "云政办〔2026〕9号"
    sent, later = of_dispatch(office, about, "县水利局")
    office.do(dispatching.send, about, to="县水利局", sent_at=office.now)
    office.do(doing.finish_document, later, sequence="函")
    assert number_of(office, about, sent) == ""
    minutes = begun(office, Kind.MINUTES, MadeFor(occasion=Occasion(name="会议")))
    assert office.do(doing.finish_document, minutes) == ""


# ---------------------------------------------------------------------------------------------- 主送


def told(desk: Desk, document_id: int, main_to: list[str]) -> list[tuple[str, str]]:
    found = desk.read(documents.document, document_id)
    fields: dict[str, Any] = {**found.fields, "main_to": main_to}
    _, laid = set_document(desk, found.row.kind, fields, found.made_for)
    return [(p.sentence, p.element) for p in laid.check if "去向" in p.sentence]


def test_main_to_that_is_no_destination_is_told(office: Desk) -> None:
    about = piece(office, State.SIGNED_OFF)  # 市政协
    _, letter = of_dispatch(office, about, "县教育局")
    whole = begun(office, Kind.REPORT, MadeFor(submission_id=about))
    assert told(office, letter, ["云溪县教育局"]) == []
    assert told(office, letter, ["市政协"]) == [("主送“市政协”不是来稿的报送去向（县教育局）", "main_to")]
    assert told(office, whole, ["市政协"]) == told(office, whole, ["县教育局"]) == []
    assert told(office, whole, ["县委"]) == [("主送“县委”不是来稿的报送去向（市政协、县教育局）", "main_to")]
    dispatch(office, about, "有关部门")
    assert told(office, whole, ["县委"]) == []  # no one in particular
    intended = begun(office, Kind.REPORT, MadeFor(submission_id=piece(office, State.CLASSIFIED)))
    assert told(office, intended, ["县委"]) == [("主送“县委”不是来稿的报送去向（市政协）", "main_to")]
    plain = office.do(doing.save_document, None, kind=Kind.NOTICE, fields=office.read(documents.document, whole).fields)
    assert told(office, plain, ["县委"]) == []


# ---------------------------------------------------------------------------------------------- uses asked after


def test_a_query_is_made_for_whom_it_asks(office: Desk, clock: StandingClock) -> None:
    about = piece(office)
    office.do(dispatching.send, about, to="市政协", sent_at=datetime(2026, 11, 19, 9, 0), reason="先报")
    clock.now += timedelta(days=40)
    city = office.read(lambda session: finding.destination(session, "市政协").id)
    before = office.read(snapshot)
    made = begun(office, Kind.LETTER, MadeFor(inquiry_id=city))
    found = office.read(documents.document, made)
    assert (found.made_for, found.row.purpose) == (MadeFor(inquiry_id=city), "向市政协查询采用情况")
    assert MadeFor.from_dict(found.made_for.to_dict()) == found.made_for
    assert office.read(documents.addressees, found.made_for) == (("市政协", "上级政协"),)
    assert [row.id for row in office.read(documents.documents, words="查询采用情况")] == [made]
    office.undo()
    assert office.read(snapshot) == before
    for destination in (city + 1, 99):  # nothing was sent there, and nobody is there
        with pytest.raises((Forbidden, Missing)):
            drafting.begun(office, Kind.LETTER, MadeFor(inquiry_id=destination))
    with pytest.raises(Missing, match="找不到要查询的去向"):
        office.do(doing.save_document, None, kind=Kind.LETTER, fields={"title": "函"}, made_for=MadeFor(inquiry_id=99))
