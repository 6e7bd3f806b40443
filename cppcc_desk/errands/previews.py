"""A paper before it is printed: its pages, what it is, and what is to be looked at first.

Shown are: an issue as it was frozen, a 公文, a newsletter, a form about one or several submissions, about a 信息小组 or
about one or several people or about a meeting, letters, sheets of 信息员证, a list.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.forms import Form
from cppcc_desk.domain.layout import Face, Layout, Text, joined
from cppcc_desk.domain.ledger import Ledger
from cppcc_desk.domain.official import DocumentState, Kind, OfficialDocument, official_date
from cppcc_desk.domain.preprint import PrintProblem, Severity, check_before_print
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands.documents import set_document
from cppcc_desk.errands.letterheads import set_bulletin
from cppcc_desk.errands.newsletters import lay, standing
from cppcc_desk.paths import safe_name
from cppcc_desk.queries import documents, forms, issues, numbers, submissions
from cppcc_desk.storage.desk import Desk

BEHIND = "behind"  # the element of the line that says: changed since 排印
CARDS = "cards"  # of lines about cards, which are put right in their register


@dataclass(frozen=True)
class IssueSheet:
    """The sheet of an issue."""

    issue_id: int


@dataclass(frozen=True)
class OfficialPaper:
    """A 公文 as it was saved, or as it was frozen."""

    document_id: int


@dataclass(frozen=True)
class NewsletterSheet:
    """The newsletter of a quarter: as it was frozen, or as its draft is now."""

    quarter: Quarter


@dataclass(frozen=True)
class Forms:
    """One form about each of several submissions, printed one after another; or about one, for one destination."""

    kind: str
    submission_ids: tuple[int, ...]
    destination: str = ""


@dataclass(frozen=True)
class GroupForm:
    """A form about a 信息小组."""

    kind: str
    group_id: int


@dataclass(frozen=True)
class PersonForms:
    """One form about each of several people of the roster, one after another."""

    kind: str
    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class Cards:
    """信息员证 on sheets to be cut; with `backs` the notice to their bearers stands behind them."""

    card_ids: tuple[int, ...]
    backs: bool = True


@dataclass(frozen=True)
class Letters:
    """Letters of one kind, each to an addressee of its own, printed one after another."""

    forms: tuple[Form, ...]

    @property
    def kind(self) -> str:
        return self.forms[0].kind


@dataclass(frozen=True)
class OccasionForm:
    """A form about a meeting or an activity; letters to those of its people who are named, or to all they fit."""

    kind: str
    occasion_id: int
    attendance_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Listing:
    """A list."""

    ledger: Ledger


MadeForms = GroupForm | OccasionForm | PersonForms | Letters
Subject = IssueSheet | OfficialPaper | NewsletterSheet | Forms | MadeForms | Cards | Listing


@dataclass(frozen=True)
class Part:
    """One of the papers shown together: whose it is, the page it begins on (from 0) and how many it has."""

    name: str
    first: int
    pages: int
    submission_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What is shown. `name` is the file name without its ending: subject and date."""

    subject: Subject
    title: str
    name: str
    layout: Layout
    facts: tuple[tuple[str, str], ...]
    check: tuple[PrintProblem, ...]
    parts: tuple[Part, ...]
    copies: int


@dataclass(frozen=True)
class StandIn:
    """A face of the standard that is stood in for: by what, why, and the sentence that says so."""

    used: str
    reason: str
    sentence: str


StandIns = Mapping[Face, StandIn]


def stand_ins() -> StandIns:
    """Which faces of the standard this PC lacks, and what is used instead (U32)."""
    from cppcc_desk.press.fonts import installed  # noqa: PLC0415 - the fonts of the PC are looked through once

    return {
        missing.face: StandIn(missing.used or "", missing.reason, missing.sentence) for missing in installed().missing()
    }


def look(desk: Desk, subject: Subject, *, stand_ins: StandIns) -> Preview:  # noqa: PLR0911 - a case for each paper
    """Set the paper and hold it against the office's data. Raises Missing, Invalid."""
    match subject:
        case IssueSheet():
            return _issue(desk, subject, stand_ins)
        case OfficialPaper():
            return _paper(desk, subject, stand_ins)
        case NewsletterSheet():
            return _newsletter(desk, subject, stand_ins)
        case Forms():
            return _forms(desk, subject, stand_ins)
        case GroupForm() | OccasionForm() | PersonForms() | Letters():
            return _made(desk, subject, stand_ins)
        case Cards():
            from cppcc_desk.errands.showing_cards import show  # noqa: PLC0415 - it is made of what stands here

            return show(desk, subject, stand_ins)
        case Listing():
            return _listing(subject, stand_ins)


def _issue(desk: Desk, subject: IssueSheet, stand_ins: StandIns) -> Preview:
    from cppcc_desk.press.typeset import set_pages  # noqa: PLC0415 - Qt loads with the press

    row = desk.read(issues.issue, subject.issue_id)
    stands = desk.read(numbers.standing, subject.issue_id)
    bulletin = row.bulletin
    layout = set_pages(set_bulletin(desk, bulletin))
    check = check_before_print(
        bulletin,
        today=desk.today,
        layout=layout,
        dispatches=stands.destinations,
        used_numbers=stands.used_numbers,
        missing_fonts=_fonts(layout, stand_ins),
    )
    if stands.behind:
        sentence = "排印以后稿件又有改动，纸样还是改动前的内容"
        check = (*check, PrintProblem(Severity.ERROR, sentence, BEHIND))
    return Preview(
        subject=subject,
        title=row.name,
        name=safe_name(f"{row.name}（{bulletin.date.isoformat()}）"),
        layout=layout,
        facts=told(
            ("期号", f"《{row.journal}》{bulletin.number}"),
            ("版式", "，".join(filter(None, ("期刊（红头）", row.layout, f"{row.copies} 份")))),
            ("编印单位", bulletin.issued_by),
            ("报送", "，".join((*bulletin.report_to, *bulletin.send_to, *bulletin.distribute_to))),
            ("签发人", bulletin.signatory),
            ("印发日期", official_date(bulletin.date)),
            ("进度", row.state),
        ),
        check=check,
        parts=parts([layout], [row.name], [row.submission_ids[0] if row.submission_ids else None]),
        copies=row.copies,
    )


def _paper(desk: Desk, subject: OfficialPaper, stand_ins: StandIns) -> Preview:
    found = desk.read(documents.document, subject.document_id)
    row = found.row
    check, layout, document = look_at_fields(desk, row.kind, found.fields, found.made_for, stand_ins=stand_ins)
    if row.state is DocumentState.VOID:
        check = (PrintProblem(Severity.ERROR, "这份公文已经作废，不能再发", "state"), *check)
    return Preview(
        subject=subject,
        title=row.name,
        name=safe_name(f"{row.name}（{(document.dated or desk.today).isoformat()}）"),
        layout=layout,
        facts=told(
            ("文种", row.kind),
            ("状态", row.state),
            *((("用于", row.purpose),) if row.purpose else ()),
            ("发文字号", row.number or "没有编"),
            ("发文机关", "、".join(document.organs)),
            ("标题", document.name),
            *((("主送", "、".join(document.main_to)),) if document.main_to else ()),
            *((("签发人", "、".join(document.signatories)),) if document.signatories else ()),
            *((("附件", f"{len(document.attachments)} 个"),) if document.attachments else ()),
            ("成文日期", official_date(document.dated) if document.dated else ""),
            ("纸张", sheet(layout)),
        ),
        check=check,
        parts=parts([layout], [row.name], [None]),
        copies=document.copies or 1,
    )


def _newsletter(desk: Desk, subject: NewsletterSheet, stand_ins: StandIns) -> Preview:
    found = standing(desk, subject.quarter)
    document, laid = lay(desk, found.content)
    state = (
        PrintProblem(Severity.OK, "已经印发，内容和数字从此不变", "state")
        if found.issued
        else PrintProblem(Severity.WARN, "还是草稿，期号在印发时定，数字随数据变化", "state")
    )
    told_of = (PrintProblem(Severity.WARN, one.words, "body") for one in found.mismatches)
    return Preview(
        subject=subject,
        title=found.name,
        name=safe_name(f"{found.name}（{found.content.dated.isoformat()}）"),
        layout=laid.layout,
        facts=told(
            ("名称", found.name),
            ("标题", document.name),
            ("编印单位", document.issued_by),
            ("发", "，".join(document.distribute_to)),
            ("份数", f"{document.copies} 份" if document.copies else ""),
            ("日期", official_date(found.content.dated)),
            ("纸张", sheet(laid.layout)),
        ),
        check=(count(laid.layout), state, *laid.check, *told_of, *font_lines(laid.layout, stand_ins)),
        parts=parts([laid.layout], [found.name], [None]),
        copies=document.copies or 1,
    )


def look_at_fields(
    desk: Desk, kind: Kind, fields: Mapping[str, Any], made_for: MadeFor, *, stand_ins: StandIns
) -> tuple[tuple[PrintProblem, ...], Layout, OfficialDocument]:
    """The check, the pages and the value of a 公文 that need not be saved yet. Raises Invalid."""
    document, laid = set_document(desk, kind, fields, made_for)
    passed = () if laid.check else (PrintProblem(Severity.OK, "要素齐全，格式和文字没有查出问题", "page"),)
    return (count(laid.layout), *passed, *laid.check, *font_lines(laid.layout, stand_ins)), laid.layout, document


def _forms(desk: Desk, subject: Forms, stand_ins: StandIns) -> Preview:
    from cppcc_desk.press.forms import lay_form  # noqa: PLC0415

    rows = desk.read(submissions.rows, subject.submission_ids, now=desk.now)
    if not rows:
        raise Missing("找不到要打印的来稿，可能已被撤销登记。请刷新后再试。")
    to = subject.destination
    made = [desk.read(forms.form, subject.kind, row.id, now=desk.now, destination=to) for row in rows]
    layouts = [lay_form(form) for form in made]
    layout = joined(layouts)
    intake_nos = [row.intake_no for row in rows]
    about = f"{intake_nos[0]} {to}".strip() if len(rows) == 1 else f"{len(rows)}份"
    several = (("来稿", f"{len(rows)} 篇"),) if len(rows) > 1 else (("标题", rows[0].title),)
    return Preview(
        subject=subject,
        title=subject.kind if len(rows) > 1 else f"{subject.kind} {about}",
        name=safe_name(f"{subject.kind} {about}（{desk.today.isoformat()}）"),
        layout=layout,
        facts=told(
            ("表单", subject.kind),
            ("来稿编号", "、".join(intake_nos)),
            *several,
            *((("承办单位", to),) if to else ()),
            ("纸张", sheet(layout)),
            ("填表单位", made[0].office),
            ("日期", official_date(made[0].dated)),
        ),
        check=(*form_check(made, layouts), *font_lines(layout, stand_ins)),
        parts=parts(layouts, [f"{row.intake_no}　{row.title}" for row in rows], [row.id for row in rows]),
        copies=1,
    )


def forms_of(desk: Desk, subject: MadeForms) -> tuple[Form, ...]:
    """The forms themselves, as they stand now. Raises Missing, Forbidden."""
    match subject:
        case GroupForm(kind, group_id):
            return (desk.read(forms.group_form, kind, group_id, now=desk.now),)
        case OccasionForm(kind, occasion_id, attendance_ids):
            read = desk.read
            return (read(forms.occasion_form, kind, occasion_id, now=desk.now, attendance_ids=attendance_ids),)
        case PersonForms(kind, person_ids):
            return tuple(desk.read(forms.person_form, kind, person_id, now=desk.now) for person_id in person_ids)
        case Letters(made):
            return made


def _made(desk: Desk, subject: MadeForms, stand_ins: StandIns) -> Preview:
    """Forms of one kind that are about no submission, one after another."""
    from cppcc_desk.press.forms import lay_form  # noqa: PLC0415

    made = forms_of(desk, subject)
    layouts = [lay_form(form) for form in made]
    layout, first = joined(layouts), made[0]
    title = first.title if len(made) == 1 else f"{first.kind} {len(made)}份"
    return Preview(
        subject=subject,
        title=title,
        name=safe_name(f"{title}（{desk.today.isoformat()}）"),
        layout=layout,
        facts=told(
            ("表单", first.kind),
            *((("份数", f"{len(made)} 份，逐份另起一页"),) if len(made) > 1 else ()),
            ("纸张", sheet(layout)),
            ("填表单位", first.office),
            ("日期", official_date(first.dated)),
        ),
        check=(*form_check(made, layouts), *font_lines(layout, stand_ins)),
        parts=parts(layouts, [form.title for form in made], [None] * len(made)),
        copies=1,
    )


def _listing(subject: Listing, stand_ins: StandIns) -> Preview:
    from cppcc_desk.press.ledger import lay_ledger  # noqa: PLC0415

    ledger = subject.ledger
    layout = lay_ledger(ledger)
    return Preview(
        subject=subject,
        title=ledger.title,
        name=safe_name(f"{ledger.title}（{ledger.made_on.isoformat()}）"),
        layout=layout,
        facts=told(
            ("名称", ledger.title),
            ("单位", ledger.unit),
            ("日期", official_date(ledger.made_on)),
            ("纸张", sheet(layout)),
            ("栏目", "、".join(column.title for column in ledger.columns)),
            ("记录", f"{len(ledger.rows)} 条"),
        ),
        check=(
            count(layout),
            PrintProblem(Severity.OK, "每页都有表头、单位和日期", "page"),
            *(() if ledger.rows else (PrintProblem(Severity.WARN, "这个列表现在没有记录", "rows"),)),
            *font_lines(layout, stand_ins),
        ),
        parts=parts([layout], [ledger.title], [None]),
        copies=1,
    )


def told(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Facts for the side, with a word for what is not known."""
    return tuple((label, value or "没有填") for label, value in facts)


def sheet(layout: Layout) -> str:
    """A4 纵向，共 2 页."""
    return f"A4 {'横向' if layout.width > layout.height else '纵向'}，共 {len(layout.pages)} 页"


def count(layout: Layout) -> PrintProblem:
    """The line of the check that says what paper it takes."""
    return PrintProblem(Severity.OK, sheet(layout), "page")


def form_check(made: Sequence[Form], layouts: Sequence[Layout]) -> tuple[PrintProblem, ...]:
    """What there is to be said of forms, each of which begins a page."""
    pages = sum(len(layout.pages) for layout in layouts)
    across = made[0].sheet.width > made[0].sheet.height
    found = [PrintProblem(Severity.OK, f"A4 {'横向' if across else '纵向'}，共 {pages} 页", "page")]
    if len(made) > 1:
        found.append(PrintProblem(Severity.OK, f"{len(made)} 份逐份另起一页", "page"))
    return tuple(found)


def font_lines(layout: Layout, stand_ins: StandIns) -> tuple[PrintProblem, ...]:
    """A warning for each face of these pages that is stood in for."""
    return tuple(PrintProblem(Severity.WARN, sentence, "fonts") for sentence in _fonts(layout, stand_ins))


def _fonts(layout: Layout, stand_ins: StandIns) -> tuple[str, ...]:
    """One sentence for each face of these pages that is stood in for, or for those that share a stand-in."""
    faces = {item.face for page in layout.pages for item in page.items if isinstance(item, Text)}
    together: dict[tuple[str, str], list[Face]] = {}
    for face, stand_in in stand_ins.items():
        if face in faces:
            together.setdefault((stand_in.reason, stand_in.used), []).append(face)
    return tuple(
        stand_ins[same[0]].sentence if len(same) == 1 else f"{reason}{'、'.join(same)}，以{used}代替"
        for (reason, used), same in together.items()
    )


def parts(layouts: Sequence[Layout], names: Sequence[str], ids: Sequence[int | None]) -> tuple[Part, ...]:
    """The papers shown together, each with the piece that it is about."""
    counts = [len(layout.pages) for layout in layouts]
    return tuple(
        Part(name, first, count, submission_id)
        for name, first, count, submission_id in zip(names, accumulate([0, *counts]), counts, ids, strict=False)
    )
