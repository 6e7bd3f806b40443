"""`report`: the papers on a month, half a year or a year; `yearbook`: the texts of a journal's year as a book."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import for_all, year
from cppcc_desk.cli.papers import files_told, tell_files, tell_mismatches
from cppcc_desk.cli.shapes import mismatches
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.spans import Report, Span, Told
from cppcc_desk.errands.reports import write_report
from cppcc_desk.errands.yearbook import write_year_book
from cppcc_desk.storage.desk import Desk

_EACH = 10  # per cent of the work, after which progress is told


def add(commands: Any) -> None:
    """The commands."""
    report = commands.add_parser("report", help=f"报告：{'、'.join(Report)}；公文写成草稿，表写出 Word、PDF、Excel")
    report.add_argument("report", choices=list(Report), metavar="报告", help="、".join(Report))
    report.add_argument("time", metavar="时间", help="2026、2026H1、2026Q3 或 2026-11")
    report.add_argument("--out", type=Path, required=True, metavar="文件夹")
    report.add_argument("--kind", default="", choices=[Kind.CIRCULAR, Kind.BULLETIN, Kind.REPORT], metavar="文种")
    report.add_argument("--group", default="", metavar="组别", help="零报送、进度只写这一组")
    report.set_defaults(run=_report)
    book = commands.add_parser("yearbook", help="汇编：一年各期的全文，带目录和索引（Word、PDF）")
    book.add_argument("year", type=year, metavar="年度")
    book.add_argument("--journal", default="", metavar="刊物", help="一年里有几种刊物时写明")
    book.add_argument("--out", type=Path, required=True, metavar="文件夹")
    book.set_defaults(run=_yearbook)
    for command in (report, book):
        for_all(command)


def _report(desk: Desk, arguments: argparse.Namespace) -> int:
    told = Told(Report(arguments.report), Span.parse(arguments.time))
    made = write_report(desk, told, arguments.out, kind=arguments.kind, group=arguments.group)
    if arguments.json:
        paper = made.paper
        output.show_json(
            {
                **files_told(made.written),
                "xlsx": str(made.xlsx) if made.xlsx else None,
                "document": paper.id if paper else None,
                "doc_number": (paper.number or None) if paper else None,
                "numbers": made.numbers,
                "mismatches": mismatches(made.view.mismatches),
            }
        )
        return output.DONE
    output.line(made.name)
    tell_files(made.written)
    if made.xlsx:
        output.line(f"已写出 {made.xlsx}")
    tell_mismatches(made.view.mismatches)
    return output.DONE


def _yearbook(desk: Desk, arguments: argparse.Namespace) -> int:
    said = -1

    def step(done: int, total: int, words: str) -> None:
        nonlocal said
        percent = done * 100 // total if total else 0
        if not arguments.json and percent // _EACH > said:
            said = percent // _EACH
            output.line(f"{percent}%　{words}")

    made = write_year_book(desk, arguments.year, arguments.out, journal=arguments.journal, step=step)
    if arguments.json:
        output.show_json(
            {
                **files_told(made.written),
                "numbers": {"issues": made.issues, "texts": made.texts, "pages": made.written.pages},
                "mismatches": mismatches(made.mismatches),
            }
        )
        return output.DONE
    output.line(f"{made.title}：{made.issues} 期 {made.texts} 篇，共 {made.written.pages} 页")
    tell_files(made.written)
    tell_mismatches(made.mismatches)
    return output.DONE
