"""`annual`: the yearly 通报 with its number, rankings and lists, and what of its numbers does not add up."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import for_all, year
from cppcc_desk.cli.papers import tell_files, tell_mismatches
from cppcc_desk.cli.shapes import mismatches
from cppcc_desk.errands.annual import write_annual
from cppcc_desk.storage.desk import Desk


def add(commands: Any) -> None:
    """The command."""
    annual = commands.add_parser("annual", help="年度通报：编号并写出通报、排名和附件；印发过的照原样再写")
    annual.add_argument("year", type=year, metavar="年度")
    annual.add_argument("--out", type=Path, required=True, metavar="文件夹")
    annual.add_argument("--draft", action="store_true", help="只起草，不编发文字号")
    annual.set_defaults(run=_annual)
    for_all(annual)


def _annual(desk: Desk, arguments: argparse.Namespace) -> int:
    made = write_annual(desk, arguments.year, arguments.out, numbered=not arguments.draft)
    written = made.written
    if arguments.json:
        output.show_json(
            {
                "docx": str(written.docx),
                "pdf": str(written.pdf) if written.pdf else None,
                "xlsx": str(made.xlsx),
                "doc_number": made.paper.number or None,
                "numbers": made.numbers,
                "mismatches": mismatches(made.mismatches),
                **({"message": written.no_pdf} if written.no_pdf else {}),
            }
        )
        return output.DONE
    output.line(made.paper.name)
    tell_files(written)
    output.line(f"已写出 {made.xlsx}")
    tell_mismatches(made.mismatches)
    return output.DONE
