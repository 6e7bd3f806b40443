"""公文 drafted, numbered, frozen and made void; a 发文字号 is never given twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import DeskError, Forbidden, Invalid, Missing, Stale
from cppcc_desk.domain.official import DocumentState, Kind
from cppcc_desk.domain.people import PersonEntry
from cppcc_desk.errands.documents import finish, keep_pictures, set_document, write_filed
from cppcc_desk.errands.drafting import new_fields
from cppcc_desk.errands.letterheads import keep_letterhead
from cppcc_desk.operations import documents as doing
from cppcc_desk.operations.letterheads import save_letterheads
from cppcc_desk.operations.office import change_setting
from cppcc_desk.operations.people import add_people
from cppcc_desk.queries import documents
from cppcc_desk.queries.documents import NumberState
from cppcc_desk.storage.checking import check
from cppcc_desk.storage.desk import Desk
from tests.conftest import StandingClock
from tests.letterheads import whole_picture, word_file
from tests.office import piece, snapshot
from tests.papers import picture

FIELDS: dict[str, Any] = {
    "organs": ["政协云溪县委员会"],
    "title": "政协云溪县委员会关于报送社情民意信息的通知",
    "main_to": ["各专门委员会"],
    "date": "2026-11-20",
    "body": ["请认真贯彻执行。"],
}


@pytest.fixture
def office(desk: Desk) -> Desk:
    codes = {"委员会": "云政协", "办公室": "云政协办", "函": "云政协函"}
    desk.do(change_setting, "org_codes", codes, since=date(2026, 1, 1))
    return desk


def draft(desk: Desk, kind: Kind = Kind.NOTICE, **more: Any) -> int:
    return desk.do(doing.save_document, None, kind=kind, fields={**FIELDS, **more})


def told(desk: Desk) -> list[tuple[str, NumberState, str]]:
    return [(row.number, row.state, row.purpose) for row in desk.read(documents.numbers)]


def refuses(desk: Desk, error: type[DeskError], sentence: str, do: Any, *args: Any, **kwargs: Any) -> None:
    with pytest.raises(error, match=sentence):
        desk.do(do, *args, **kwargs)


def test_a_draft_is_saved_changed_undone_and_deleted(office: Desk) -> None:
    about = piece(office)
    made = office.do(
        doing.save_document,
        None,
        kind=Kind.LETTER,
        fields={"title": "关于核实\n情况的函"},
        made_for=MadeFor(submission_id=about),
    )
    row = office.read(documents.document, made).row
    assert (row.title, row.state, row.number, row.intake_no) == (
        "关于核实情况的函",
        DocumentState.DRAFT,
        "",
        "2026-001",
    )
    office.do(doing.save_document, made, kind=Kind.LETTER, fields={"title": "新题"}, version=row.version)
    refuses(
        office, Stale, "刚被别处修改过", doing.save_document, made, kind=Kind.LETTER, fields={"title": "x"}, version=1
    )
    refuses(office, Invalid, "请填写标题", doing.save_document, None, kind=Kind.NOTICE, fields={})
    secret = {"title": "通知", "body": ["机密★5年", "正文。"]}
    refuses(office, Invalid, "是密级标志", doing.save_document, None, kind=Kind.NOTICE, fields=secret)
    assert office.undo() == "起草函《新题》"
    assert office.read(documents.document, made).row.title == "关于核实情况的函"
    office.do(doing.delete_document, made)
    with pytest.raises(Missing):
        office.read(documents.document, made)
    assert check(office) == ()


def test_a_paper_gets_the_next_number_and_is_frozen(office: Desk) -> None:
    first, second = draft(office), draft(office)
    assert office.do(doing.finish_document, first, sequence="委员会") == "云政协〔2026〕1号"
    assert office.do(doing.finish_document, second, sequence="委员会") == "云政协〔2026〕2号"
    found = office.read(documents.document, first)
    assert (found.row.number, found.row.state) == ("云政协〔2026〕1号", DocumentState.FINISHED)
    assert found.fields["doc_number"] == {"org_code": "云政协", "year": 2026, "serial": 1}
    refuses(office, Forbidden, "内容已冻结", doing.save_document, first, kind=Kind.NOTICE, fields=FIELDS)
    refuses(office, Forbidden, "内容已冻结", doing.finish_document, first, sequence="函")
    refuses(office, Forbidden, "内容已冻结", doing.delete_document, first)
    states = {state.sequence: state for state in office.read(documents.sequence_states, now=office.now)}
    assert (states["委员会"].following, states["函"].following) == ("云政协〔2026〕3号", "云政协函〔2026〕1号")
    with pytest.raises(Forbidden):
        for _ in range(4):
            office.undo()
    assert office.read(documents.document, first).row.state is DocumentState.FINISHED
    assert check(office) == ()


def test_what_makes_no_paper_takes_no_number(office: Desk) -> None:
    bad = draft(office, body=[])
    refuses(office, Invalid, "缺少正文", doing.finish_document, bad, sequence="委员会")
    refuses(office, Invalid, "请选择编入哪一类", doing.finish_document, draft(office))
    refuses(
        office, Missing, "没有“党组”这类发文字号；已有：委员会、办公室、函", doing.finish_document, bad, sequence="党组"
    )
    assert told(office) == []
    minutes = draft(office, Kind.MINUTES, title="会议纪要")
    assert office.do(doing.finish_document, minutes) == ""
    assert office.do(doing.finish_document, draft(office), sequence="委员会") == "云政协〔2026〕1号"


def test_numbers_are_reserved_used_and_made_void_but_never_given_again(office: Desk) -> None:
    assert office.do(doing.reserve_number, sequence="委员会", purpose="全会通知") == "云政协〔2026〕1号"
    assert office.do(doing.reserve_number, sequence="委员会", purpose="纸面已用", serial=4) == "云政协〔2026〕4号"
    refuses(
        office, Forbidden, "云政协〔2026〕4号 已经用过", doing.reserve_number, sequence="委员会", purpose="x", serial=4
    )
    refuses(office, Invalid, "请写明用途", doing.reserve_number, sequence="委员会", purpose=" ")
    refuses(office, Invalid, "序号应为", doing.reserve_number, sequence="委员会", purpose="x", serial=0)
    assert office.do(doing.finish_document, draft(office), sequence="委员会") == "云政协〔2026〕5号"
    (state,) = [s for s in office.read(documents.sequence_states, now=office.now) if s.sequence == "委员会"]
    assert (state.following, state.gaps) == ("云政协〔2026〕6号", (2, 3))
    one = office.read(documents.number_id_of, "云政协〔2026〕1号")
    made = draft(office)
    assert office.do(doing.finish_document, made, number_id=one) == "云政协〔2026〕1号"
    refuses(office, Forbidden, "已用于《政协云溪县委员会关于", doing.finish_document, draft(office), number_id=one)
    refuses(office, Forbidden, "已用于", doing.void_number, one, reason="x")
    four = office.read(documents.number_id_of, "云政协〔2026〕4号")
    refuses(office, Invalid, "作废请写明原因", doing.void_number, four, reason=" ")
    office.do(doing.void_number, four, reason="会议取消")
    refuses(office, Forbidden, "已作废，不能再用", doing.finish_document, draft(office), number_id=four)
    office.do(doing.void_document, made, reason="内容有误，另发")
    refuses(office, Forbidden, "只有定稿的公文才作废", doing.void_document, made, reason="x")
    refuses(office, Forbidden, "已经用过", doing.reserve_number, sequence="委员会", purpose="x", serial=1)
    assert told(office) == [
        ("云政协〔2026〕5号", NumberState.TAKEN, FIELDS["title"]),
        ("云政协〔2026〕4号", NumberState.VOID, "纸面已用"),
        ("云政协〔2026〕1号", NumberState.VOID, FIELDS["title"]),
    ]
    with pytest.raises(Missing, match="没有编过“云政协〔2026〕9号”"):
        office.read(documents.number_id_of, "云政协〔2026〕9号")
    assert check(office) == ()


def test_two_windows_never_get_one_number(office: Desk) -> None:
    made = [draft(office) for _ in range(12)]
    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(lambda i: office.do(doing.finish_document, i, sequence="办公室"), made))
    assert sorted(given) == sorted(f"云政协办〔2026〕{n}号" for n in range(1, 13))


def test_each_year_begins_anew(office: Desk, clock: StandingClock) -> None:
    office.do(doing.finish_document, draft(office), sequence="函")
    clock.now = clock.now.replace(year=2027)
    assert office.do(doing.finish_document, draft(office), sequence="函") == "云政协函〔2027〕1号"


def test_a_frozen_paper_is_written_again_with_the_same_bytes(office: Desk, tmp_path: Path) -> None:
    (tmp_path / "章.png").write_bytes(picture().data)
    fields = keep_pictures(office, {**FIELDS, "seal": "章.png", "body": ["甲", {"picture": "章.png"}]}, tmp_path)
    (tmp_path / "章.png").unlink()
    made = office.do(doing.save_document, None, kind=Kind.NOTICE, fields=fields)
    office.do(doing.finish_document, made, sequence="委员会")
    first, second = tmp_path / "一.docx", tmp_path / "二.docx"
    for path in (first, second):
        written = write_filed(office, made, docx=path, pdf=path.with_suffix(".pdf"))
        assert written.pages == 2
    assert first.read_bytes() == second.read_bytes()
    assert first.with_suffix(".pdf").read_bytes() == second.with_suffix(".pdf").read_bytes()
    document, laid = set_document(office, Kind.NOTICE, office.read(documents.document, made).fields)
    assert document.seal is not None and document.seal.data == picture().data
    assert laid.check == ()
    assert check(office) == ()


def test_a_paper_keeps_the_head_it_was_begun_with(office: Desk, tmp_path: Path) -> None:
    (tmp_path / "红头.png").write_bytes(whole_picture())
    head = keep_letterhead(office, tmp_path / "红头.png", None)
    office.do(save_letterheads, {"文件": head}, since=office.today)
    fields = {**FIELDS, "letterhead": new_fields(office, Kind.NOTICE)["letterhead"]}
    made = office.do(doing.save_document, None, kind=Kind.NOTICE, fields=fields)
    office.do(doing.finish_document, made, sequence="委员会")
    office.do(save_letterheads, {"文件": None}, since=office.today)
    assert "letterhead" not in new_fields(office, Kind.NOTICE)
    document, laid = set_document(office, Kind.NOTICE, office.read(documents.document, made).fields)
    assert document.letterhead is not None and document.letterhead.name == "红头.png"
    assert laid.check == ()
    assert check(office) == ()
    office.originals.forget(head["file"])
    assert check(office) == (
        f"公文《{FIELDS['title']}》的版头：保存的原件里找不到文件，其他内容不受影响。请从备份恢复，或重新选版头。",
    )


def test_a_paper_that_can_never_be_written_takes_no_number(office: Desk, tmp_path: Path) -> None:
    (tmp_path / "红头.docx").write_bytes(word_file(rule=False))
    head = keep_letterhead(office, tmp_path / "红头.docx", None)
    letter = office.do(doing.save_document, None, kind=Kind.LETTER, fields={**FIELDS, "letterhead": head})
    gone = office.do(doing.save_document, None, kind=Kind.NOTICE, fields={**FIELDS, "seal": "0" * 64})
    for made, kind in ((letter, Invalid), (gone, Missing)):
        with pytest.raises(kind):
            finish(office, made, sequence="函")
        assert office.read(documents.document, made).row.state is DocumentState.DRAFT
    assert office.read(documents.numbers) == ()


def test_a_file_of_fields_may_name_a_head_beside_it(office: Desk, tmp_path: Path) -> None:
    (tmp_path / "红头.docx").write_bytes(word_file())
    fields = keep_pictures(office, {**FIELDS, "letterhead": "红头.docx"}, tmp_path)
    assert (fields["letterhead"]["name"], fields["letterhead"]["covers"]) == ("红头.docx", "整个版头")
    assert keep_pictures(office, fields, tmp_path / "别处") == fields  # as `paper show` tells it
    with pytest.raises(Missing, match="找不到这个文件"):
        keep_pictures(office, {**FIELDS, "seal": "0" * 64}, tmp_path)
    with pytest.raises(Invalid, match="打不开版头"):
        keep_pictures(office, {**FIELDS, "letterhead": "没有.png"}, tmp_path)
    with pytest.raises(Missing, match="没有“晚报”这种公文或刊物"):
        office.do(save_letterheads, {"晚报": None}, since=office.today)


def test_the_post_of_a_leader_is_held_against_the_roster(office: Desk) -> None:
    office.do(add_people, [PersonEntry(name="周启明", position="县政协副主席")])
    _, laid = set_document(office, Kind.NOTICE, {**FIELDS, "body": ["主席周启明讲话。"]})
    assert ("body", "“周启明”在名册里是县政协副主席，这里写的是“主席周启明”，请核对") in [
        (problem.element, problem.sentence) for problem in laid.check
    ]


def test_a_draft_that_was_written_to_a_file_can_be_deleted(office: Desk, tmp_path: Path) -> None:
    made = draft(office)
    write_filed(office, made, docx=tmp_path / "草样.docx", pdf=None)
    before = office.read(snapshot)
    office.do(doing.delete_document, made)
    assert office.read(documents.documents) == ()
    office.undo()
    assert office.read(snapshot) == before
    assert check(office) == ()


def test_papers_are_found_by_number_kind_and_every_word(office: Desk) -> None:
    draft(office, title="关于做好防汛\n值守工作的通知")
    numbered = draft(office)
    office.do(doing.finish_document, numbered, sequence="委员会")

    def found(words: str) -> list[str]:
        return [row.title for row in office.read(documents.documents, words=words)]

    report, flood = FIELDS["title"], "关于做好防汛值守工作的通知"
    assert found("") == found("通知") == [report, flood]
    assert found("云政协[2026]1号") == found("云政协〔2026〕1号") == found("（2026）1号") == [report]
    assert found("防汛值守") == found("值守 防汛") == [flood]
    assert found("防汛 报送") == found("没有这样的词") == []
