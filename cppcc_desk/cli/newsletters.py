"""`newsletter`: the quarterly 《业务通讯》 with its number; its draft, its correction, who signed for a copy."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import for_all
from cppcc_desk.cli.papers import tell_files
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands.newsletters import write_newsletter
from cppcc_desk.storage.desk import Desk


def add(commands: Any) -> None:
    """The command."""
    newsletter = commands.add_parser("newsletter", help="业务通讯：编期号并写出；印发过的照原样再写")
    newsletter.add_argument("quarter", metavar="季度", help="如 2026Q3")
    newsletter.add_argument("--out", type=Path, required=True, metavar="文件夹")
    newsletter.add_argument("--draft", action="store_true", help="只写出草稿，不印发、不编期号")
    newsletter.set_defaults(run=_newsletter)
    for_all(newsletter)


def _newsletter(desk: Desk, arguments: argparse.Namespace) -> int:
    quarter = Quarter.parse(arguments.quarter)
    made = write_newsletter(desk, quarter, arguments.out, issuing=not arguments.draft)
    written, found = made.written, made.standing
    if arguments.json:
        output.show_json(
            {
                "docx": str(written.docx),
                "pdf": str(written.pdf) if written.pdf else None,
                "xlsx": str(made.xlsx),
                "issue_no": found.content.fields["issue_no"] if found.issued else None,
                "numbers": made.numbers,
                "mismatches": [{"message": one.words, "pieces": list(one.pieces)} for one in found.mismatches],
                **({"message": written.no_pdf} if written.no_pdf else {}),
            }
        )
        return output.DONE
    output.line(found.name)
    tell_files(written)
    output.line(f"已写出 {made.xlsx}")
    for one in found.mismatches:
        output.line(f"核对：{one.words}" + (f"（{'、'.join(one.pieces)}）" if one.pieces else ""))
    return output.DONE
