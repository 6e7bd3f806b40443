"""The main job on the sample office, from received files to every paper that the program can make so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.official import DocumentState, Kind
from cppcc_desk.domain.official.usual import usual_sequence
from cppcc_desk.domain.registers.columns import Register
from cppcc_desk.domain.spans import Report, Told
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands import papers
from cppcc_desk.errands.annual import write_annual
from cppcc_desk.errands.backups import silent
from cppcc_desk.errands.cards import write_cards
from cppcc_desk.errands.documents import finish, write_filed
from cppcc_desk.errands.drafting import begun
from cppcc_desk.errands.newsletters import write_newsletter
from cppcc_desk.errands.playing import SampleOffice, Tell, story
from cppcc_desk.errands.registers import write_register
from cppcc_desk.errands.reports import write_report
from cppcc_desk.errands.scores import write_payments, write_rankings
from cppcc_desk.errands.yearbook import write_year_book
from cppcc_desk.operations.documents import save_document
from cppcc_desk.operations.scoring.awards import EXCELLENT, AwardEntry, decide_awards
from cppcc_desk.paths import safe_name
from cppcc_desk.queries import cards, commissions, documents, forms, issues, occasions, office, outcomes, submissions
from cppcc_desk.queries import clocks as timing
from cppcc_desk.queries.occasions import OccasionRow
from cppcc_desk.queries.outcomes import OutcomeFilter
from cppcc_desk.queries.quotas import standings
from cppcc_desk.queries.scoring.awards import proposed
from cppcc_desk.queries.scoring.years import shown_scores
from cppcc_desk.queries.yearbook import journals_of
from cppcc_desk.storage.desk import Desk

_OCCASIONS = 3  # the latest meetings and activities, of which every form is written

_LETTERS = 3
_SCORED = 3  # groups of ranking, of whose first one the points are told


@dataclass(frozen=True)
class Played:
    """What the demo made."""

    data: Path
    submissions: int
    files: tuple[Path, ...]


def play(out: Path, tell: Tell) -> Played:
    """Play the sample office into `out`/data and write its papers below `out`.

    Raises Invalid when there is data already, so that no real office is overwritten.
    """
    data = out / "data"
    if data.exists() and any(data.iterdir()):
        raise Invalid(f"“{data}”里已经有数据，没有改动它。请换一个空文件夹再运行示例。")
    with story(data, tell) as sample:
        files = tuple(_papers(sample, out))
        return Played(data, len(sample.submission_ids), files)


def _papers(sample: SampleOffice, out: Path) -> Iterator[Path]:
    """Every paper that the program can make so far."""
    desk = sample.desk
    for row in reversed(desk.read(issues.issues)):
        yield from _told(sample, papers.write_issue(desk, row.id, out / "期刊"))
    for row in desk.read(issues.issues)[:3]:
        for submission_id, number in zip(row.submission_ids, row.intake_nos, strict=True):
            for kind in ("来稿登记表", "核稿单", "发文稿纸", "送达登记", "采用通知", "采用证明"):
                yield from _form(sample, out / "表单", kind, submission_id, number)
            yield from _forms_for_units(sample, out / "表单", submission_id, number)
    reminded = [item for item in desk.read(timing.open_items, now=desk.now) if item.urgency is Urgency.OVERDUE]
    for item in reminded:
        yield from _form(sample, out / "表单", "催办单", item.id, item.intake_no)
    for group in desk.read(office.groups):
        name = out / "表单" / safe_name(f"签到表 {group.name}")
        docx, pdf = name.with_suffix(".docx"), name.with_suffix(".pdf")
        yield from _told(sample, papers.write_group_form(desk, "签到表", group.id, docx=docx, pdf=pdf))
    for asked in desk.read(commissions.commissions, today=desk.today, waiting=True):
        for kind in forms.OF_COMMISSION:
            name = out / "表单" / safe_name(f"{kind} {asked.name}")
            docx, pdf = name.with_suffix(".docx"), name.with_suffix(".pdf")
            yield from _told(sample, papers.write_commission_letter(desk, kind, asked.id, docx=docx, pdf=pdf))
    for occasion in desk.read(occasions.occasions, now=desk.now)[:_OCCASIONS]:
        for kind in forms.OF_OCCASION:
            yield from _occasion_form(sample, out / "表单", kind, occasion)
    yield from _papers_of_outcomes(sample, out / "表单")
    yield from _papers_of_people(sample, out / "表单")
    yield from _papers_of_the_year(sample, out)
    yield from _reports(sample, out)
    yield from _papers_of_the_quarter(sample, out)
    yield from _cards(sample, out / "表单")
    for paper in reversed(desk.read(documents.documents)):
        if paper.state is DocumentState.FINISHED and not (paper.kind is Kind.CIRCULAR and paper.year):
            name = out / "公文" / safe_name(f"{paper.kind} {paper.name}")
            docx, pdf = name.with_suffix(".docx"), name.with_suffix(".pdf")
            yield from _told(sample, write_filed(desk, paper.id, docx=docx, pdf=pdf))
    ledger = out / "台账" / f"来稿台账（{desk.today.isoformat()}）.xlsx"
    write_register(desk, Register.INTAKE, ledger, year=desk.today.year)
    sample.tell(f"已写出 {ledger.name}")
    yield ledger


def _papers_of_outcomes(sample: SampleOffice, folder: Path) -> Iterator[Path]:
    """感谢信 to the author of each piece that was used higher up or bears a 批示, 批示督办单 of each assignment."""
    desk = sample.desk
    for one in desk.read(outcomes.assignments, today=desk.today):
        for kind in forms.OF_ASSIGNMENT:
            name = folder / safe_name(f"{kind} {one.outcome.of} {one.entry.handling_unit}")
            docx, pdf = name.with_suffix(".docx"), name.with_suffix(".pdf")
            yield from _told(sample, papers.write_assignment_form(desk, kind, one.id, docx=docx, pdf=pdf))
    esteemed = [row for row in desk.read(outcomes.outcomes, OutcomeFilter()) if row.entry.is_esteem]
    for submission_id in dict.fromkeys(piece for row in esteemed for piece in row.piece_ids):
        number = desk.read(submissions.detail, submission_id, now=desk.now).row.intake_no
        yield from _form(sample, folder, "感谢信", submission_id, number)


def _papers_of_people(sample: SampleOffice, folder: Path) -> Iterator[Path]:
    """履职档案 of the first who holds a card, and a reminder to who is furthest behind."""
    desk = sample.desk
    for card in desk.read(cards.cards, on=desk.today)[:1]:
        docx, pdf = (folder / f"{safe_name(f'履职档案 {card.name}')}{ending}" for ending in (".docx", ".pdf"))
        year = desk.today.year
        yield from _told(sample, papers.write_duty_record(desk, card.person_id, year=year, docx=docx, pdf=pdf))
    owing = sorted(desk.read(standings, desk.today.year, today=desk.today).people, key=lambda row: -row.missing)
    if owing and owing[0].missing:
        docx, pdf = (folder / f"任务数提醒函{ending}" for ending in (".docx", ".pdf"))
        letters = papers.write_quota_letters(desk, owing[:1], desk.today.year, docx=docx, pdf=pdf)
        yield from _told(sample, letters)


def _papers_of_the_year(sample: SampleOffice, out: Path) -> Iterator[Path]:
    """The papers of 计分: the 通报 with its annexes, rankings, points of the first ones, 稿酬, 表彰 as proposed."""
    desk, year = sample.desk, sample.desk.today.year
    annual = write_annual(desk, year, out / "公文")
    yield from _told(sample, annual.written)
    sample.tell(f"已写出 {annual.xlsx.name}")
    yield annual.xlsx
    found = desk.read(shown_scores, year, today=desk.today)
    first = [ranking.places[0].subject for ranking in found.groups[:_SCORED] if ranking.places]
    name = out / "表单" / f"计分明细表 {len(first)}份"
    docx, pdf = name.with_suffix(".docx"), name.with_suffix(".pdf")
    yield from _told(sample, papers.write_score_sheets(desk, first, year, docx=docx, pdf=pdf))
    _commend(desk, year)
    for kind in forms.OF_YEAR:
        name = out / "表单" / f"{kind} {year}年度"
        docx, pdf = name.with_suffix(".docx"), name.with_suffix(".pdf")
        yield from _told(sample, papers.write_yearly_forms(desk, kind, year, docx=docx, pdf=pdf))
    rankings, payments = (out / "表单" / f"{called} {year}年度.xlsx" for called in ("排名表", "稿酬发放表"))
    write_rankings(desk, found, rankings)
    write_payments(desk, year, payments)
    for path in (rankings, payments):
        sample.tell(f"已写出 {path.name}")
        yield path


def _papers_of_the_quarter(sample: SampleOffice, out: Path) -> Iterator[Path]:
    """The newsletter of the quarter that was over last, its tables, and who gets a copy."""
    desk = sample.desk
    quarter = Quarter.of(desk.today).previous
    newsletter = write_newsletter(desk, quarter, out / "通讯")
    yield from _told(sample, newsletter.written)
    sample.tell(f"已写出 {newsletter.xlsx.name}")
    yield newsletter.xlsx
    for kind in forms.OF_QUARTER:
        name = out / "表单" / f"{kind} {quarter.words}"
        docx, pdf = name.with_suffix(".docx"), name.with_suffix(".pdf")
        yield from _told(sample, papers.write_quarter_form(desk, kind, quarter, docx=docx, pdf=pdf))


def _reports(sample: SampleOffice, out: Path) -> Iterator[Path]:
    """The papers on a month, half a year and a year, and the texts of each journal's year as a book."""
    desk, year = sample.desk, sample.desk.today.year
    month = desk.today.replace(day=1) - timedelta(days=1)
    yearly = (f"{one} {year}" for one in (Report.YEAR, Report.MEETING, Report.SILENT, Report.PACE))
    for words in (f"{Report.MONTH} {month:%Y-%m}", f"{Report.HALF} {year}H1", *yearly):
        made = write_report(desk, Told.parse(words), out / "报告")
        yield from _told(sample, made.written)
        if made.xlsx is not None:
            sample.tell(f"已写出 {made.xlsx.name}")
            yield made.xlsx
    for journal in desk.read(journals_of, year):
        yield from _told(sample, write_year_book(desk, year, out / "汇编", journal=journal, step=silent).written)


def _commend(desk: Desk, year: int) -> None:
    """Decide on what the scheme proposes, and finish the 决定 about it."""
    proposals = desk.read(proposed, year, today=desk.today)
    for one in proposals.awards:
        entries = [AwardEntry(subject=subject) for subject in one.proposed]
        desk.do(decide_awards, year, one.award.tier, one.award.group, entries)
    pieces = [AwardEntry(submission_id=one.piece.id) for one in proposals.excellent]
    desk.do(decide_awards, year, EXCELLENT, "", pieces)
    made_for = MadeFor(year=year)
    fields = begun(desk, Kind.DECISION, made_for)
    document_id = desk.do(save_document, None, kind=Kind.DECISION, fields=fields, made_for=made_for)
    codes = desk.read(office.office, on=desk.today).org_codes
    finish(desk, document_id, sequence=usual_sequence(Kind.DECISION, fields["organs"], list(codes)))


def _cards(sample: SampleOffice, folder: Path) -> Iterator[Path]:
    """信息员证 of all who hold one, front and back, and 聘书 of the first few."""
    desk = sample.desk
    rows = desk.read(cards.cards, on=desk.today)
    name = folder / f"信息员证 {len(rows)}张"
    docx, pdf = name.with_suffix(".docx"), name.with_suffix(".pdf")
    made = write_cards(desk, [row.id for row in rows], backs=True, docx=docx, pdf=pdf)
    yield from _told(sample, made)
    name = folder / f"聘书 {_LETTERS}份"
    docx, pdf = name.with_suffix(".docx"), name.with_suffix(".pdf")
    appointed = [row.person_id for row in rows[:_LETTERS]]
    yield from _told(sample, papers.write_person_forms(desk, "聘书", appointed, docx=docx, pdf=pdf))


def _forms_for_units(sample: SampleOffice, folder: Path, submission_id: int, number: str) -> Iterator[Path]:
    detail = sample.desk.read(submissions.detail, submission_id, now=sample.desk.now)
    for unit in sample.desk.read(forms.handling_units, detail):
        for kind in forms.OF_UNIT:
            yield from _form(sample, folder, kind, submission_id, number, destination=unit)


def _form(
    sample: SampleOffice, folder: Path, kind: str, submission_id: int, number: str, *, destination: str = ""
) -> Iterator[Path]:
    name = folder / safe_name(f"{kind} {number} {destination}".strip())
    docx, pdf = name.with_suffix(".docx"), name.with_suffix(".pdf")
    made = papers.write_form(sample.desk, kind, submission_id, destination=destination, docx=docx, pdf=pdf)
    yield from _told(sample, made)


def _occasion_form(sample: SampleOffice, folder: Path, kind: str, row: OccasionRow) -> Iterator[Path]:
    name = folder / safe_name(f"{kind} {row.name}")
    docx, pdf = name.with_suffix(".docx"), name.with_suffix(".pdf")
    yield from _told(sample, papers.write_occasion_form(sample.desk, kind, row.id, docx=docx, pdf=pdf))


def _told(sample: SampleOffice, written: papers.Written) -> Iterator[Path]:
    for path in (written.docx, written.pdf):
        if path is not None:
            sample.tell(f"已写出 {path.name}")
            yield path
    if written.no_pdf:
        sample.tell(written.no_pdf)
