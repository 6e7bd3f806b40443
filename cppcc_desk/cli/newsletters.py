"""`newsletter`: the quarterly 《业务通讯》 with its number; its draft, its correction, who signed for a copy."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import day, for_all
from cppcc_desk.cli.papers import tell_files, tell_mismatches
from cppcc_desk.cli.shapes import mismatches
from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.newsletter import Plan
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.errands.documents import load_fields
from cppcc_desk.errands.newsletters import pack_newsletter, standing_of, write_newsletter
from cppcc_desk.operations.newsletters import reopen_newsletter, save_newsletter, sign_for_copies
from cppcc_desk.queries.newsletters import CopyRow, NewsletterRow, composed, copies, found, newsletters
from cppcc_desk.storage.desk import Desk

NOTHING = "没有作任何改动。"


def add(commands: Any) -> None:
    """The command."""
    newsletter = commands.add_parser(
        "newsletter", help="业务通讯：编期号并写出，印发过的照原样再写；也列出、起草、更正、登记签收"
    )
    newsletter.add_argument("quarter", nargs="?", metavar="季度", help="如 2026Q3；不写列出全部")
    newsletter.add_argument("--out", type=Path, metavar="文件夹", help="写出通讯和它的表格；还是草稿的先印发")
    newsletter.add_argument("--draft", action="store_true", help="和 --out 一起：只写出草稿，不印发、不编期号")
    newsletter.add_argument(
        "--usb", type=Path, metavar="文件夹", help="在这里做一个可以拷进 U 盘的文件夹：文件、清单、校验码"
    )
    newsletter.add_argument(
        "--plan", type=Path, metavar="方案.json", help="先存下这份方案：报头、各部分的次序和文字、登载的信息"
    )
    newsletter.add_argument("--correct", metavar="原因", help="更正印发过的一期：期号不变，改好再印发")
    newsletter.add_argument("--received", nargs="+", metavar="姓名", help="登记这些人或单位签收")
    newsletter.add_argument("--on", type=day, metavar="日期", help="和 --received 一起：签收日期，不写是今天")
    newsletter.add_argument("--by", default="", metavar="签收人", help="和 --received 一起：谁代领")
    newsletter.set_defaults(run=_newsletter)
    for_all(newsletter)


def _newsletter(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.quarter is None:
        return _list(desk, arguments)
    quarter = Quarter.parse(arguments.quarter)
    if arguments.correct is not None:
        desk.do(reopen_newsletter, quarter, reason=arguments.correct)
    if arguments.plan is not None:
        _save(desk, quarter, arguments.plan)
    if arguments.received:
        _sign(desk, quarter, arguments)
    if arguments.out is not None:
        return _write(desk, quarter, arguments)
    return _show(desk, quarter, arguments) if arguments.usb is None else _pack(desk, quarter, arguments)


def _pack(desk: Desk, quarter: Quarter, arguments: argparse.Namespace) -> int:
    made = pack_newsletter(desk, quarter, arguments.usb)
    if arguments.json:
        output.show_json({"folder": str(made.folder), "files": list(made.files)})
    else:
        output.line(f"已写出 {made.folder}：{len(made.files)} 个文件")
    return output.DONE


def _save(desk: Desk, quarter: Quarter, path: Path) -> None:
    """The plan as `newsletter QUARTER --json` tells it, changed."""
    try:
        plan = Plan.from_dict(load_fields(path))
    except Invalid as refusal:  # its sentence is that of what the database holds
        raise Invalid(
            f"方案“{path.name}”不完整或者写法不对。{NOTHING}请用 newsletter 季度 --json 给出的 plan 修改。"
        ) from refusal
    held = desk.read(found, quarter)
    desk.do(save_newsletter, quarter, plan, version=held.row.version if held else None)


def _sign(desk: Desk, quarter: Quarter, arguments: argparse.Namespace) -> None:
    held = desk.read(found, quarter)
    if held is None or held.row.issued_at is None:
        raise Missing(f"{quarter.words}的通讯还没有印发，没有可以签收的。{NOTHING}")
    lines = desk.read(copies, held.row.id)
    named = [line for line in lines if line.name in arguments.received]
    if unknown := [name for name in arguments.received if all(line.name != name for line in named)]:
        raise Missing(f"发放名单里没有{'、'.join(unknown)}。{NOTHING}")
    if len(named) > len(set(arguments.received)):
        raise Invalid(f"发放名单里有同名的，不能只按姓名登记。{NOTHING}请在窗口里登记。")
    on = arguments.on or desk.today
    desk.do(sign_for_copies, held.row.id, [line.id for line in named], on=on, by=arguments.by)


def _list(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = desk.read(newsletters)
    if arguments.json:
        output.show_json([_row(row) for row in rows])
    else:
        for row in rows:
            issued = f"{row.issued_at:%Y-%m-%d} 印发，签收 {row.received}/{row.recipients}" if row.issued_at else "草稿"
            output.line(f"{row.name}　{issued}")
    return output.DONE


def _row(row: NewsletterRow) -> dict[str, Any]:
    return {
        "quarter": f"{row.quarter.year}Q{row.quarter.number}",
        "name": row.name,
        "title": row.title,
        "issue_no": row.issue_no,
        "cumulative_no": row.cumulative_no,
        "issued_at": row.issued_at.isoformat(timespec="minutes") if row.issued_at else None,
        "copies": row.copies,
        "recipients": row.recipients,
        "received": row.received,
    }


def _show(desk: Desk, quarter: Quarter, arguments: argparse.Namespace) -> int:
    """What it says so far; nothing is written."""
    made = desk.read(composed, quarter, now=desk.now)
    told = standing_of(made)
    lines = desk.read(copies, told.newsletter_id) if told.issued and told.newsletter_id else ()
    if arguments.json:
        output.show_json(
            {
                "name": told.name,
                "issued": told.issued,
                "plan": made.plan.to_dict(),
                "parts": [
                    {"kind": part.section.kind, "title": part.section.title, "printed": part.printed, "text": part.text}
                    for part in made.parts
                ],
                "recipients": [_copy(line) for line in lines]
                or [
                    {"kind": one.kind, "name": one.name, "about": one.about, "copies": one.copies}
                    for one in made.recipients
                ],
                "numbers": told.content.numbers,
                "mismatches": mismatches(told.mismatches),
            }
        )
        return output.DONE
    output.line(told.name)
    for part in made.parts:
        if part.printed:
            tables = f"（{len(part.told.sheets)} 张表）" if part.told.sheets else ""
            output.line(f"　{part.section.title}{tables}")
    tell_mismatches(told.mismatches)
    return output.DONE


def _copy(line: CopyRow) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "name": line.name,
        "about": line.about,
        "copies": line.copies,
        "received_on": line.received_on.isoformat() if line.received_on else None,
        "received_by": line.received_by,
    }


def _write(desk: Desk, quarter: Quarter, arguments: argparse.Namespace) -> int:
    made = write_newsletter(desk, quarter, arguments.out, issuing=not arguments.draft)
    written, told = made.written, made.standing
    if arguments.json:
        output.show_json(
            {
                "docx": str(written.docx),
                "pdf": str(written.pdf) if written.pdf else None,
                "xlsx": str(made.xlsx),
                "issue_no": told.content.fields["issue_no"] if told.issued else None,
                "numbers": made.numbers,
                "mismatches": mismatches(told.mismatches),
                **({"message": written.no_pdf} if written.no_pdf else {}),
            }
        )
        return output.DONE
    output.line(told.name)
    tell_files(written)
    output.line(f"已写出 {made.xlsx}")
    tell_mismatches(told.mismatches)
    return output.DONE
