"""The numbers of a year against plain counts; the papers of 计分; the yearly 通报 written once and again the same."""

from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.flow import Figure
from cppcc_desk.domain.forms import Form, Grid
from cppcc_desk.domain.official import DocumentState, Kind
from cppcc_desk.domain.outcomes import Level
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.domain.submission import Contributor
from cppcc_desk.domain.workflow import State, Step
from cppcc_desk.errands import papers
from cppcc_desk.errands.annual import begin_circular, write_annual
from cppcc_desk.errands.drafting import begun
from cppcc_desk.errands.scores import write_payments
from cppcc_desk.operations.documents import save_document
from cppcc_desk.operations.people import add_people
from cppcc_desk.operations.scoring.awards import AwardEntry, decide_awards
from cppcc_desk.operations.scoring.by_hand import AdjustmentEntry, adjust_score
from cppcc_desk.queries import documents, forms
from cppcc_desk.queries.annual import year_figures
from cppcc_desk.queries.scoring.by_hand import subject_named
from cppcc_desk.storage.desk import Desk
from tests import outcomes
from tests.conftest import StandingClock
from tests.office import piece, step

YEAR = 2026


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Four pieces: one used in the city and with a 批示, one issued, one refused, one of a stranger."""
    people = [
        PersonEntry(name="柳青禾", kind=PersonKind.MEMBER, unit="县中医院", position="药师", sector="医药卫生"),
        PersonEntry(name="顾长安", kind=PersonKind.INFORMANT),
        PersonEntry(name="沈砚秋", kind=PersonKind.MEMBER, sector="教育"),
    ]
    desk.do(add_people, people)
    ids = {name: subject(desk, name).id for name in ("柳青禾", "顾长安")}
    liu = Contributor(name="柳青禾", person_id=ids["柳青禾"], kind=PersonKind.MEMBER, sector="医药卫生")
    gu = Contributor(name="顾长安", person_id=ids["顾长安"], kind=PersonKind.INFORMANT)
    used = piece(desk, State.ISSUED, title="校车补助", contributors=(liu, gu))
    piece(desk, State.ISSUED, title="停车场", contributors=(gu,), received_at=datetime(2026, 10, 8, 9))
    refused = piece(desk, State.CLASSIFIED, title="重复的", contributors=(liu,))
    step(desk, refused, Step.SCREEN, reason="与已有来稿重复", 结论="不采用", 原因="个人隐私")
    piece(
        desk,
        State.ISSUED,
        title="路灯",
        contributors=(Contributor(name="路人甲"),),
        received_at=datetime(2026, 10, 9, 9),
    )
    outcomes.record(desk, used, outcomes.adoption())
    outcomes.record(desk, used, outcomes.instruction())
    outcomes.record(desk, used, outcomes.reply())
    return desk


def count(desk: Desk, sql: str) -> int:
    return int(desk.read(lambda session: session.execute(text(sql)).scalar_one()))


def subject(desk: Desk, name: str) -> Subject:
    return desk.read(subject_named, name)


def cells(form: Form) -> list[str]:
    grids = [block for block in form.blocks if isinstance(block, Grid)]
    return ["\n".join(p.text for p in cell.paragraphs) for grid in grids for row in grid.rows for cell in row.cells]


# ------------------------------------------------------------------------------------------------ numbers


def test_numbers_are_those_of_plain_counts(office: Desk) -> None:
    told = office.read(year_figures, YEAR, today=office.today)
    live = "select count(*) from submission where deleted_at is null"
    assert told.count("received") == count(office, live) == 4
    assert told.count("valid") == count(office, f"{live} and screening not in ('不采用', '退回补充')") == 3
    assert told.count("issues") == count(office, "select count(*) from issue")
    assert told.count("issued") == count(office, "select count(*) from issue_item") == 3
    assert told.count("adopted_city") == count(
        office, "select count(distinct submission_id) from outcome where kind = '采用' and level = '市'"
    )
    assert told.count("instructed") == count(office, "select count(*) from outcome where kind = '批示'") == 1
    assert told.count("replied") == count(office, "select count(*) from outcome where kind = '答复'") == 1
    assert (told.count("adopted"), told.count("adopted_own")) == (3, 3)
    assert (told.count("received_from_members"), told.count("received_from_informants")) == (2, 1)
    assert [(month.label, len(month.received)) for month in told.months if month.received] == [("10月", 2), ("11月", 2)]
    assert told.adopted[0].levels == (Level.CITY, Level.OWN)
    assert told.before is None and not told.over


def test_every_number_of_pieces_is_as_long_as_its_list(office: Desk) -> None:
    told = office.read(year_figures, YEAR, today=office.today)
    assert all(len(one.pieces) == one.count for one in told.figures if one.key.unit == "篇")


def test_what_does_not_add_up_is_told_with_its_pieces(office: Desk) -> None:
    told = office.read(year_figures, YEAR, today=office.today)
    found = {one.words: one.pieces for one in told.mismatches}
    assert found["界别的采用合计 1，采用 3：2 篇没有对应的界别"] == ("2026-002", "2026-004")
    assert found["1 篇被采用的来稿没有计给任何人和单位：反映人没有对上名册"] == ("2026-004",)
    assert not any("按来源" in words or "按月份" in words for words in found)
    assert not any("名次表上" in words for words in found)


def test_another_year_has_nothing_and_the_next_one_is_compared(office: Desk, clock: StandingClock) -> None:
    assert office.read(year_figures, 2025, today=office.today).count("received") == 0
    clock.now = datetime(2027, 12, 1, 9)
    later = office.read(year_figures, 2027, today=date(2027, 12, 1))
    assert later.before is not None and later.before.count("received") == 4


# ------------------------------------------------------------------------------------------------ forms


def test_the_score_sheet_tells_every_point_and_what_did_not_count(office: Desk) -> None:
    liu = subject(office, "柳青禾")
    entry = AdjustmentEntry(
        subject=liu, counted_on=office.today, points=200, label="加分", reason="承担调研", approved_by="周启明"
    )
    office.do(adjust_score, entry)
    (form,) = office.read(forms.score_sheets, [liu], YEAR, now=office.now)
    said = cells(form)
    assert "县中医院药师" in said and "承担调研" in said and "周启明" in said
    assert any(cell.startswith("5分；2人，第1：平均分配，得2.5分") for cell in said)
    assert "2026-003　重复的" in said and "不采用：个人隐私" in said
    row = next(cell for cell in said if cell.startswith("委员第"))
    assert row == "委员第1名（共2名）"
    assert form.title == "计分明细表 柳青禾 2026年度"


def test_a_unit_has_a_sheet_too_and_the_unranked_are_told(office: Desk) -> None:
    of = [subject(office, "医药卫生")]
    (form,) = office.read(forms.score_sheets, of, YEAR, now=office.now)
    assert "界别第1名（共2名）" in cells(form) and "单位意见" in "".join(cells(form))
    with pytest.raises(Missing, match="名次表里没有要打印的人或单位"):
        office.read(forms.score_sheets, [Subject(Ledger.PERSON, 99)], YEAR, now=office.now)


def test_rankings_have_a_chart_where_several_have_points(office: Desk) -> None:
    members, *_ = office.read(forms.yearly_forms, "排名表", YEAR, now=office.now)
    assert members.title == "排名表 委员 2026年度"
    assert not any(isinstance(block, Figure) for block in members.blocks)  # one alone
    with pytest.raises(Missing, match="没有“老人”这个排名组别；有：委员、"):
        office.read(forms.yearly_forms, "排名表", YEAR, now=office.now, names=["老人"])


def test_payments_are_summed_in_figures_and_words(office: Desk, tmp_path: Path) -> None:
    (form,) = office.read(forms.yearly_forms, "稿酬发放表", YEAR, now=office.now)
    facts = office.read(forms.payment_facts, YEAR, now=office.now)
    assert {payee.name: payee.fen for payee in facts.payees} == {"柳青禾": 2500, "顾长安": 5500}
    assert "大写：捌拾元整" in cells(form) and "80.00" in cells(form)
    write_payments(office, YEAR, tmp_path / "稿酬.xlsx")
    sheet = load_workbook(tmp_path / "稿酬.xlsx").active
    assert [cell.value for cell in list(sheet.rows)[-1]][3:5] == ["捌拾元整", "80.00"]
    with pytest.raises(Invalid, match="不分人和组别"):
        office.read(forms.yearly_forms, "稿酬发放表", YEAR, now=office.now, names=["柳青禾"])
    with pytest.raises(Missing, match="没有要发放的稿酬"):
        write_payments(office, 2020, tmp_path / "无.xlsx")


def test_a_certificate_for_everybody_and_for_those_named(office: Desk, tmp_path: Path) -> None:
    with pytest.raises(Missing, match="还没有定表彰名单"):
        office.read(forms.yearly_forms, "荣誉证书", YEAR, now=office.now)
    office.do(decide_awards, YEAR, "优秀信息工作者", "委员", [AwardEntry(subject=subject(office, "柳青禾"))])
    office.do(decide_awards, YEAR, "信息工作先进单位", "界别", [AwardEntry(subject=subject(office, "医药卫生"))])
    office.do(decide_awards, YEAR, "优秀信息", "", [AwardEntry(submission_id=1)])
    made = office.read(forms.yearly_forms, "荣誉证书", YEAR, now=office.now)
    texts = ["".join(block.text for block in form.blocks if hasattr(block, "text")) for form in made]
    assert sum("您在2026年度" in one for one in texts) == sum("你单位在2026年度" in one for one in texts) == 1
    assert any("柳青禾、顾长安：《校车补助》被评为2026年度“优秀信息”。" in one for one in texts)
    assert len(office.read(forms.yearly_forms, "荣誉证书", YEAR, now=office.now, names=["2026-001"])) == 1
    with pytest.raises(Missing, match="名单里没有“顾长安”"):
        office.read(forms.yearly_forms, "荣誉证书", YEAR, now=office.now, names=["顾长安"])
    written = papers.write_yearly_forms(office, "荣誉证书", YEAR, docx=tmp_path / "证书.docx", pdf=None)
    assert written.docx is not None and len(docx.Document(str(written.docx)).paragraphs) > 3 * len(made)


# ------------------------------------------------------------------------------------------------ 通报 and 决定


def test_the_circular_is_issued_once_and_written_again_as_it_was(office: Desk, tmp_path: Path) -> None:
    first = write_annual(office, YEAR, tmp_path)
    assert first.paper.number.endswith("政协办〔2026〕1号") and first.paper.state is DocumentState.FINISHED
    assert first.paper.purpose == "2026年度情况"
    assert first.numbers["received"] == 4 and first.numbers["by_month"]["11月"] == {"received": 2, "adopted": 3}
    bytes_ = [path.read_bytes() for path in (first.written.docx, first.xlsx) if path]
    piece(office, title="后来的")
    again = write_annual(office, YEAR, tmp_path)
    assert (again.paper.id, again.paper.number) == (first.paper.id, first.paper.number)
    assert [path.read_bytes() for path in (again.written.docx, again.xlsx) if path] == bytes_
    assert again.numbers == first.numbers
    assert "“收到来稿”印的是 4，现在是 5：通报印发以后又有变化" in [one.words for one in again.mismatches]
    book = load_workbook(first.xlsx)
    assert book.sheetnames[:2] == ["附件1 各项数字", "附件1 各月情况"]
    rows = [[cell.value for cell in row] for row in book["附件1 各项数字"].rows]
    assert ["收到来稿", "篇", "4"] in rows


def test_a_draft_is_kept_as_it_was_edited(office: Desk, tmp_path: Path) -> None:
    document_id = begin_circular(office, YEAR)
    detail = office.read(documents.document, document_id)
    assert detail.made_for == MadeFor(year=YEAR) and detail.fields["organs"][0].endswith("办公室")
    office.do(save_document, document_id, kind=Kind.CIRCULAR, fields={**detail.fields, "body": ["我们自己写的话。"]})
    draft = write_annual(office, YEAR, tmp_path, numbered=False)
    assert draft.paper.state is DocumentState.DRAFT and not draft.paper.number
    done = write_annual(office, YEAR, tmp_path)
    assert done.paper.id == document_id and done.paper.number
    assert "我们自己写的话。" in [p.text for p in docx.Document(str(done.written.docx)).paragraphs]


def test_the_decision_begins_from_the_lists(office: Desk) -> None:
    with pytest.raises(Forbidden, match="还没有定表彰名单"):
        begun(office, Kind.DECISION, MadeFor(year=YEAR))
    office.do(decide_awards, YEAR, "优秀信息工作者", "委员", [AwardEntry(subject=subject(office, "柳青禾"))])
    fields = begun(office, Kind.DECISION, MadeFor(year=YEAR))
    assert fields["title"].endswith("关于表彰2026年度反映社情民意信息工作先进个人的决定")
    assert not fields["organs"][0].endswith("办公室")
    made = office.do(save_document, None, kind=Kind.DECISION, fields=fields, made_for=MadeFor(year=YEAR))
    assert office.read(documents.document, made).row.purpose == "2026年度表彰"
    assert office.read(documents.of_year, Kind.CIRCULAR, YEAR) is None


def test_of_a_piece_of_a_unit_the_unit_is_named(office: Desk) -> None:
    piece(
        office,
        State.ISSUED,
        title="农机",
        contributors=(),
        collective_submission=True,
        submitting_unit="县农业技术推广中心",
    )
    told = office.read(year_figures, YEAR, today=office.today)
    assert {one.authors for one in told.adopted if one.title == "农机"} == {"县农业技术推广中心"}
    assert told.count("received_from_units") == 1
