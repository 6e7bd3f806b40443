"""Commands that make papers: `issue`, `document`, `form`; and `renumber`, which puts an issue right."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import for_all, listed, natural, year
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.preprint import PrintProblem, Severity
from cppcc_desk.domain.step_fields import split
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands import documents, papers, previews
from cppcc_desk.operations.issuing import print_issue
from cppcc_desk.operations.numbering import renumber
from cppcc_desk.queries import forms, issues, occasions, submissions
from cppcc_desk.queries.people import person_meant
from cppcc_desk.queries.scoring.by_hand import subject_named
from cppcc_desk.queries.scoring.schemes import year_at
from cppcc_desk.storage.desk import Desk, minute_now

_FORM_ABOUT = (
    "来稿编号；签到表为小组名称，或会议、活动的序号；列席邀请函、会议活动记录单为序号；"
    "聘书、履职档案为姓名；约稿函、约稿催办为约稿的序号；批示督办单为交办的序号；计分明细表为姓名或单位，用、分开；"
    "排名表、稿酬发放表、荣誉证书为年度；发放登记表为季度，如 2026Q3"
)
_FORM_TO = (
    "给哪个承办单位（转办函、督办单、办理反馈单）；写给哪几个人（列席邀请函）；哪几个组别（排名表）；"
    "发给谁，稿件写编号（荣誉证书）"
)


def add(commands: Any) -> None:
    issue = commands.add_parser("issue", help="排印：给已签发的来稿编期号并写出期刊；校对通过前可重写")
    issue.add_argument("numbers", nargs="+", metavar="来稿编号")
    issue.add_argument("--journal", default="", metavar="刊物")
    issue.add_argument("--supplement", action="store_true", help="作为增刊编号")
    issue.add_argument("--out", type=Path, required=True, metavar="文件夹")
    issue.set_defaults(run=_issue)
    form = commands.add_parser("form", help=f"写出一张表单：{'、'.join(forms.ASKED_FOR)}")
    form.add_argument("kind", metavar="表单")
    form.add_argument("about", metavar="编号", help=_FORM_ABOUT)
    form.add_argument("--to", default="", metavar="去向", help=_FORM_TO)
    form.add_argument("--year", type=year, metavar="年度", help="计分明细表的年度，不写是本年度")
    form.add_argument("--out", type=Path, required=True, metavar="文件.docx")
    form.add_argument("--pdf", type=Path, metavar="文件.pdf")
    form.set_defaults(run=_form)
    document = commands.add_parser("document", help=f"按要素写出一份公文：{'、'.join(Kind)}；不占用编号")
    document.add_argument("kind", metavar="文种")
    document.add_argument("--fields", type=Path, required=True, metavar="要素.json")
    document.add_argument("--out", type=Path, required=True, metavar="文件.docx")
    document.add_argument("--pdf", type=Path, metavar="文件.pdf")
    document.set_defaults(run=_document, without_desk=True)
    again = commands.add_parser("renumber", help="更正一期的期号；原号不再给别的一期")
    again.add_argument("issue_no", type=natural, metavar="期号")
    again.add_argument("--journal", required=True, metavar="刊物")
    again.add_argument("--year", type=year, required=True, metavar="年度")
    again.add_argument("--supplement", action="store_true", help="是增刊")
    again.add_argument("--to", type=natural, required=True, metavar="新期号")
    again.add_argument("--cumulative", type=natural, metavar="总期号", help="不写则总期号不变")
    again.add_argument("--reason", required=True, metavar="原因")
    again.add_argument("--out", type=Path, metavar="文件夹", help="按新的期号再写出期刊")
    again.set_defaults(run=_renumber)
    for command in (document, form, again):
        for_all(command)
    for_all(issue, more="numbers")


def _issue(desk: Desk, arguments: argparse.Namespace) -> int:
    found = [desk.read(submissions.id_of, number) for number in arguments.numbers]
    issue_id = desk.do(print_issue, found, journal=arguments.journal, supplement=arguments.supplement)
    return _write_issue(desk, arguments, issue_id)


def _write_issue(desk: Desk, arguments: argparse.Namespace, issue_id: int) -> int:
    """Write the sheet where a folder is named, and say what the issue is called now."""
    row = desk.read(issues.issue, issue_id)
    written = papers.write_issue(desk, issue_id, arguments.out) if arguments.out else None
    if written:
        _warn(desk, issue_id)
    if arguments.json:
        output.show_json(
            {
                "journal": row.journal,
                "year": row.year,
                "issue_no": row.issue_no,
                "cumulative_no": row.cumulative_no,
                **(files_told(written) if written else {}),
            }
        )
        return output.DONE
    output.line(row.full_name)
    if written:
        tell_files(written)
    return output.DONE


def _document(arguments: argparse.Namespace) -> int:
    must_end(arguments.out, ".docx")
    if arguments.pdf is not None:
        must_end(arguments.pdf, ".pdf")
    document, remarks = documents.read_fields(arguments.kind, arguments.fields)
    laid = documents.lay(document, today=(arguments.now or minute_now()).date())
    written = documents.write_document(document, laid, docx=arguments.out, pdf=arguments.pdf)
    problems = [*remarks, *(problem.sentence for problem in laid.check)]
    if arguments.json:
        output.show_json({**files_told(written), "pages": written.pages, "problems": problems})
    else:
        tell_files(written)
        for problem in problems:
            output.line(f"提示：{problem}")
    return output.DONE


def _renumber(desk: Desk, arguments: argparse.Namespace) -> int:
    issue_id = desk.read(
        issues.id_of,
        arguments.issue_no,
        journal=arguments.journal,
        year=arguments.year,
        supplement=arguments.supplement,
    )
    desk.do(renumber, issue_id, issue_no=arguments.to, cumulative_no=arguments.cumulative, reason=arguments.reason)
    return _write_issue(desk, arguments, issue_id)


def _warn(desk: Desk, issue_id: int) -> None:
    """What the window shows beside the sheet before it is printed, as far as it is not right, on stderr."""
    warn_of(previews.look(desk, previews.IssueSheet(issue_id), stand_ins=previews.stand_ins()).check)


def warn_of(check: Iterable[PrintProblem]) -> None:
    """What of a check before printing is not right, on stderr."""
    for problem in check:
        if problem.severity is not Severity.OK:
            output.warn(f"{problem.severity}：{problem.sentence}。")


def _written(desk: Desk, arguments: argparse.Namespace) -> papers.Written:
    """The form written, whatever it is about."""
    kind, about = str(arguments.kind), str(arguments.about)
    files = {"docx": arguments.out, "pdf": arguments.pdf}
    if kind in forms.OF_OCCASION and (about.isdecimal() or kind not in forms.OF_GROUP):
        occasion_id = _number(about, f"{kind}要写会议或活动的序号", "activity list、attend list")
        people = desk.read(occasions.attendances_of, occasion_id, split(arguments.to))
        return papers.write_occasion_form(desk, kind, occasion_id, attendance_ids=people, **files)
    if kind in forms.OF_GROUP:
        return papers.write_group_form(desk, kind, desk.read(forms.group_id_of, about), **files)
    if kind in forms.OF_PERSON:
        return papers.write_person_forms(desk, kind, [desk.read(person_meant, about).id], **files)
    if kind in (*forms.OF_ASSIGNMENT, *forms.OF_COMMISSION):
        return _written_of_number(desk, kind, about, files)
    if kind in (*forms.OF_SCORE, *forms.OF_YEAR, *forms.OF_QUARTER):
        return _written_of_time(desk, arguments, files)
    submission_id = desk.read(submissions.id_of, about)
    return papers.write_form(desk, kind, submission_id, destination=arguments.to, **files)


def _written_of_number(desk: Desk, kind: str, about: str, files: dict[str, Any]) -> papers.Written:
    """What is asked for by its number in a list."""
    if kind in forms.OF_ASSIGNMENT:
        number = _number(about, f"{kind}写交办的序号", "outcomes assignments")
        return papers.write_assignment_form(desk, kind, number, **files)
    return papers.write_commission_letter(desk, kind, _number(about, "约稿写序号", "topics commissions"), **files)


def _written_of_time(desk: Desk, arguments: argparse.Namespace, files: dict[str, Any]) -> papers.Written:
    """What is about a quarter, or about a year of scores."""
    kind, about = str(arguments.kind), str(arguments.about)
    if kind in forms.OF_QUARTER:
        return papers.write_quarter_form(desk, kind, Quarter.parse(about), **files)
    if kind in forms.OF_YEAR:
        of = listed(about, f"{kind}要写年度，如 2026，收到的是“{about}”；没有写出任何文件。")
        return papers.write_yearly_forms(desk, kind, of, names=split(arguments.to), **files)
    subjects = [desk.read(subject_named, name) for name in split(about)]
    of = arguments.year or desk.read(year_at, today=desk.today)
    return papers.write_score_sheets(desk, subjects, of, **files)


def _number(text: str, wanted: str, command: str) -> int:
    return listed(text, f"{wanted}，收到的是“{text}”；没有写出任何文件。序号用 {command} 查看。")


def _form(desk: Desk, arguments: argparse.Namespace) -> int:
    must_end(arguments.out, ".docx")
    if arguments.pdf is not None:
        must_end(arguments.pdf, ".pdf")
    written = _written(desk, arguments)
    if arguments.json:
        output.show_json(files_told(written))
    else:
        tell_files(written)
    return output.DONE


def tell_mismatches(found: Iterable[Mismatch]) -> None:
    """A line for everything that does not add up."""
    for one in found:
        output.line(f"核对：{one.words}" + (f"（{'、'.join(one.pieces)}）" if one.pieces else ""))


def must_end(path: Path, ending: str) -> None:
    """A file's name must say what it is, or Windows cannot open it."""
    if path.suffix.lower() != ending:
        raise Invalid(f"文件名应以 {ending} 结尾，收到的是“{path.name}”。没有写出任何文件。")


def files_told(written: papers.Written) -> dict[str, Any]:
    """What was written, for JSON."""
    return {
        "docx": str(written.docx) if written.docx else None,
        "pdf": str(written.pdf) if written.pdf else None,
        "pages": written.pages,
        **({"message": written.no_pdf} if written.no_pdf else {}),
    }


def tell_files(written: papers.Written) -> None:
    """What was written, in words."""
    for path in (written.docx, written.pdf):
        if path is not None:
            output.line(f"已写出 {path}")
    if written.no_pdf:
        output.line(written.no_pdf)
