"""Commands on the roster: `people read`, `import`, `list`, `add`, `export`; beside it stand cards, pictures, terms."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import cards, output, portraits, quotas, roster, shapes, terms
from cppcc_desk.cli.arguments import day, for_all
from cppcc_desk.documents.reading.limits import Reader
from cppcc_desk.documents.reading.text import ENCODINGS
from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.people import PersonEntry, PersonKind
from cppcc_desk.domain.roster import RosterColumn
from cppcc_desk.domain.roster_update import Proposal, Verdict, left_out
from cppcc_desk.domain.submission import ReadStatus
from cppcc_desk.errands import ledger, rosters
from cppcc_desk.operations.people import add_people
from cppcc_desk.queries.people import PersonRow, masked, people
from cppcc_desk.storage.desk import Desk

# Options of `people add` with their words: the facts of an entry that are texts.
_TEXTS = {
    "unit": "单位",
    "position": "职务",
    "phone": "电话",
    "sector": "界别",
    "committee": "专委会",
    "town": "镇街",
    "party": "党派",
    "info_group": "信息小组",
    "gender": "性别",
    "born_on": "出生日期",
    "recommended_by": "推荐单位",
    "remark": "备注",
}
_ENCODING_HELP = f"文本和网页的文字编码，读出乱码时另选：{'、'.join(ENCODINGS)}；不写是自动识别"
_ASKED = ("另一人", "同一人", "不导入")


def add(commands: Any) -> None:
    group = commands.add_parser("people", help="名册和信息员证：导入、查看、登记、导出、发证、照片、届次")
    under = group.add_subparsers(dest="what", metavar="操作", required=True, title="操作")
    read = under.add_parser("read", help="看读出了哪些人，不保存")
    read.add_argument("file", type=Path, metavar="名册")
    read.set_defaults(run=_read, without_desk=True)
    taken = under.add_parser("import", help="导入名册：新的登记，已有的更新，一步可撤销")
    taken.add_argument("file", type=Path, metavar="名册")
    taken.add_argument("--kind", choices=list(PersonKind), default=PersonKind.MEMBER, metavar="身份")
    taken.add_argument("--asked", choices=_ASKED, default=_ASKED[-1], metavar="重名的", help="、".join(_ASKED))
    taken.add_argument("--since", type=day, metavar="日期", help="身份和所属单位从这天起变更；不写是更正")
    taken.add_argument("--leave-absent", action="store_true", help="名册里没有的同类人员退出名册")
    taken.add_argument("--leave-most", action="store_true", help="名册里没有的超过一半，也让他们退出")
    taken.add_argument("--dry-run", action="store_true", help="只看差别，不保存")
    taken.set_defaults(run=_import)
    listing = under.add_parser("list", help="名册")
    listing.add_argument("--kind", choices=list(PersonKind), metavar="身份")
    listing.add_argument("--all", action="store_true", help="连同已退出名册的")
    listing.set_defaults(run=_list)
    one = under.add_parser("add", help="登记一人")
    one.add_argument("name", metavar="姓名")
    one.add_argument("--kind", choices=list(PersonKind), default=PersonKind.OTHER, metavar="身份")
    one.add_argument("--since", type=day, metavar="日期", help="从哪天起；不写是不详")
    for name, word in _TEXTS.items():
        one.add_argument(f"--{name.replace('_', '-')}", default="", metavar=word)
    one.set_defaults(run=_add)
    export = under.add_parser("export", help="名册写成 Excel；--blank 是发给各单位填写的空白表")
    export.add_argument("--out", type=Path, required=True, metavar="文件")
    export.add_argument("--blank", action="store_true", help="空白表")
    export.add_argument("--phones", action="store_true", help="写出完整的电话号码")
    export.set_defaults(run=_export)
    for command in (read, taken):
        command.add_argument("--encoding", choices=list(ENCODINGS), default="", metavar="编码", help=_ENCODING_HELP)
    for command in (read, taken, listing, one, export):
        for_all(command)
    for module in (roster, quotas, cards, portraits, terms):
        module.add(under)


def _read(arguments: argparse.Namespace) -> int:
    path = _file(arguments)
    with Reader() as reader:
        result = reader.read_roster(path, encoding=arguments.encoding)
    if arguments.json:
        output.show_json(shapes.roster(result))
    else:
        shown = [column for column in RosterColumn if any(row[column] for row in result.rows)]
        if shown:
            output.columns([("行", *shown), *((str(row.number), *(row[c] for c in shown)) for row in result.rows)])
            output.line(f"共 {len(result.rows)} 人")
        for warning in result.warnings:
            output.line(f"提示：{warning}")
    if result.message:
        output.warn(result.message)
    return output.REFUSED if result.status is ReadStatus.REFUSED else output.DONE


def _file(arguments: argparse.Namespace) -> Path:
    path: Path = arguments.file
    if not path.is_file():
        raise Missing(f"找不到文件“{path}”。请核对路径。")
    return path


def _import(desk: Desk, arguments: argparse.Namespace) -> int:
    kind = PersonKind(arguments.kind)
    look = rosters.look_at_roster(desk, _file(arguments), kind=kind, encoding=arguments.encoding)
    decided = [_answered(look, proposal, arguments.asked) for proposal in look.proposals]
    leaving = look.absent if arguments.leave_absent or arguments.leave_most else ()
    if look.lacks_most and leaving and not arguments.leave_most:
        raise Invalid(
            f"“{look.file_name}”里没有的有 {len(leaving)} 名{look.kind}，超过现有的一半，像是名册不全。"
            "没有导入。确实都退出的，请改用 --leave-most。"
        )
    something = any(p.verdict in (Verdict.NEW, Verdict.CHANGED) for p in decided) or leaving
    if something and not arguments.dry_run:
        lost = rosters.take_over(desk, look, decided, leaving=[person.id for person in leaving], since=arguments.since)
        if lost:
            output.warn(f"{'、'.join(lost)}没有组长了，请另定。")
    told = [_shape(proposal) for proposal in decided]
    if arguments.json:
        output.show_json(told)
    else:
        for warning in (*look.result.warnings, *look.told_of_units()):
            output.line(f"提示：{warning}")
        for person in leaving:
            staying = look.stays_as(person)
            output.line(f"名册里没有：{person.entry.name}，{f'只作{staying}' if staying else '退出名册'}")
        output.columns([(row["verdict"], str(row["row"]), row["name"], row["told"]) for row in told])
        numbers = "、".join(f"{word} {n} 人" for word, n in _numbers(decided) if n)
        state = "没有保存（只看差别）" if arguments.dry_run else "已导入" if something else "没有需要导入的"
        output.line(f"{state}：{numbers}" + (f"、退出 {len(leaving)} 人" if leaving else ""))
    return output.SOME_REFUSED if any(p.verdict is Verdict.SKIP for p in decided) else output.DONE


def _answered(look: rosters.RosterLook, proposal: Proposal, answer: str) -> Proposal:
    """A row that is asked about, by the answer given for all of them; with several candidates nobody is the same."""
    if proposal.verdict is not Verdict.ASK:
        return proposal
    if answer == "另一人":
        return rosters.decide(look, proposal, None)
    if answer == "同一人" and len(proposal.candidates) == 1:
        return rosters.decide(look, proposal, proposal.candidates[0])
    return left_out(proposal)


def _numbers(proposals: list[Proposal]) -> list[tuple[str, int]]:
    return [(verdict.value, sum(p.verdict is verdict for p in proposals)) for verdict in Verdict]


def _shape(proposal: Proposal) -> dict[str, Any]:
    changes = [{"field": c.title, "before": c.before, "after": c.after} for c in proposal.changes]
    told = "；".join(f"{c.title} {c.before or '（空）'} → {c.after}" for c in proposal.changes)
    problems = [*proposal.row.problems, *([proposal.doubt] if proposal.doubt else [])]
    return {
        "row": proposal.row.number,
        "name": proposal.entry.name,
        "verdict": proposal.verdict.value,
        "changes": changes,
        "problems": problems,
        "told": "；".join(filter(None, (told, *problems))),
    }


def _list(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = desk.read(people, everybody=arguments.all)
    told = [_person(row) for row in rows if arguments.kind in (None, row.kind, *row.kinds)]
    if arguments.json:
        output.show_json(told)
    else:
        keys = ("name", "kind", "unit", "sector", "info_group")
        output.columns(tuple(str(row[key] or "") for key in keys) for row in told)
        output.line(f"共 {len(told)} 人")
    return output.DONE


def _person(row: PersonRow) -> dict[str, Any]:
    texts = ("name", "kind", "unit", "position", "sector", "committee", "town", "party", "info_group", "gender")
    return {
        **{key: getattr(row, key) for key in texts},
        "kinds": list(row.kinds),
        "phone": masked(row.phone),
        "pieces": row.pieces,
        "left_on": row.left_on,
    }


def _add(desk: Desk, arguments: argparse.Namespace) -> int:
    texts: dict[str, Any] = {name: getattr(arguments, name) for name in _TEXTS}
    (made,) = desk.do(
        add_people, [PersonEntry(name=arguments.name, kind=PersonKind(arguments.kind), **texts)], since=arguments.since
    )
    row = next(row for row in desk.read(people) if row.id == made)
    if arguments.json:
        output.show_json(_person(row))
    else:
        output.line(f"已登记 {row.name}（{row.kind}）。")
    return output.DONE


def _export(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.blank:
        made = rosters.blank_roster(desk)
    else:
        made = rosters.roster_ledger(desk, desk.read(people), phones=arguments.phones)
    ledger.write(made, arguments.out)
    if arguments.json:
        output.show_json({"xlsx": str(arguments.out), "people": 0 if arguments.blank else len(made.rows)})
    else:
        output.line(f"已写出 {arguments.out}")
    return output.DONE
