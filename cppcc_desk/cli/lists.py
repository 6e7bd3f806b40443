"""Commands on the office's own lists: `destinations`, `groups`, `journals`, `staff`, `words`.

Without a name they list; with a name they add it or change what the options say, and leave the rest as it is.
"""

import argparse
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import for_all, natural, whole
from cppcc_desk.domain.deadlines import ClockUnit, Counting
from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.step_fields import split
from cppcc_desk.operations import office as changing
from cppcc_desk.operations import units
from cppcc_desk.queries import office
from cppcc_desk.queries.office import CODE_KINDS, ClockRow
from cppcc_desk.storage.desk import Desk


def add(commands: Any) -> None:
    destinations = commands.add_parser("destinations", help="去向和报送期限：查看，或设定一个去向的期限")
    destinations.add_argument("name", nargs="?", metavar="去向")
    destinations.add_argument("--form", default="", metavar="形式", help="期限只用于这种形式；不写是其他各种形式")
    destinations.add_argument("--amount", type=natural, metavar="数")
    destinations.add_argument("--unit", choices=list(ClockUnit), metavar="天或周")
    destinations.add_argument("--counting", choices=list(Counting), metavar="自然日或工作日")
    destinations.add_argument("--roll", choices=["是", "否"], metavar="是或否", help="末日逢假顺延")
    destinations.add_argument("--closing", metavar="时:分", help="下班截止的时间；24:00 为当日结束")
    destinations.add_argument("--parent", metavar="上级去向")
    destinations.add_argument("--rename", metavar="新名称", help="改名；原名留作别名")
    destinations.add_argument("--aliases", metavar="别名")
    destinations.add_argument("--default-form", metavar="形式")
    destinations.add_argument("--retire", action="store_true", help="停用")
    destinations.set_defaults(run=_destinations)
    groups = commands.add_parser("groups", help="信息小组：查看，或增加、修改一个")
    groups.add_argument("name", nargs="?", metavar="小组")
    groups.add_argument("--leader", metavar="组长")
    groups.add_argument("--area", metavar="范围")
    groups.add_argument("--retire", action="store_true", help="停用")
    groups.set_defaults(run=_groups)
    journals = commands.add_parser("journals", help="刊物：查看，或增加、修改一种")
    journals.add_argument("name", nargs="?", metavar="刊物")
    for option, word in _JOURNAL_TEXTS.items():
        journals.add_argument(f"--{option.replace('_', '-')}", metavar=word)
    journals.add_argument("--copies", type=natural, metavar="份数")
    journals.add_argument("--issued-before", type=whole, metavar="已出期数")
    journals.add_argument("--retire", action="store_true", help="停用")
    journals.set_defaults(run=_journals)
    staff = commands.add_parser("staff", help="工作人员：查看，或增加、修改一人")
    staff.add_argument("name", nargs="?", metavar="姓名")
    staff.add_argument("--role", metavar="岗位")
    staff.add_argument("--retire", action="store_true", help="停用")
    staff.set_defaults(run=_staff)
    words = commands.add_parser("words", help=f"选项表：查看，或用 --set 整表重写；表名：{'、'.join(CODE_KINDS)}")
    words.add_argument("kind", metavar="表名")
    words.add_argument("--set", dest="given", metavar="词、词、词")
    words.set_defaults(run=_words)
    for command in (destinations, groups, journals, staff, words):
        for_all(command)


_JOURNAL_TEXTS = {
    "mark": "红头文字",
    "issued_by": "编印单位",
    "report_to": "报",
    "send_to": "送",
    "distribute_to": "发",
}


def _destinations(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = desk.read(office.destinations, all_destinations=True)
    name: str | None = arguments.name
    if name:
        there = next((d for d in rows if name in (d.name, *split(d.aliases))), None)
        if arguments.rename and there is None:
            known = "、".join(d.name for d in rows)
            raise Missing(f"没有“{name}”这个去向，不能改名；已有的去向：{known}。没有作任何改动。")
        parents = {d.id: d.name for d in rows}
        clocks = {clock.form: clock for clock in there.clocks} if there else {}
        if arguments.amount or arguments.unit or arguments.counting or arguments.roll or arguments.closing:
            clocks[arguments.form] = _clock(clocks.get(arguments.form) or clocks.get(""), arguments)
        parent = parents.get(there.parent_id or 0, "") if there else ""
        desk.do(
            changing.save_destination,
            there.id if there else None,
            name=arguments.rename or (there.name if there else name),
            aliases=_or(arguments.aliases, there.aliases if there else ""),
            parent=_or(arguments.parent, parent),
            default_form=_or(arguments.default_form, there.default_form if there else ""),
            clocks=tuple(clocks.values()),
            active=not arguments.retire,
        )
        rows = desk.read(office.destinations, all_destinations=True)
    parents = {d.id: d.name for d in rows}
    told = [
        {
            "name": d.name,
            "aliases": list(split(d.aliases)),
            "parent": parents.get(d.parent_id) if d.parent_id else None,
            "default_form": d.default_form,
            "active": d.active,
            "clocks": [
                {
                    "form": c.form,
                    "amount": c.amount,
                    "unit": c.unit,
                    "counting": c.counting,
                    "roll": c.roll,
                    "closing_time": c.closing_time,
                }
                for c in d.clocks
            ],
        }
        for d in rows
    ]
    return _show(told, arguments, ("name", "parent", "default_form"))


def _clock(present: ClockRow | None, arguments: argparse.Namespace) -> ClockRow:
    if present is None and not arguments.amount:
        raise Invalid("请用 --amount 填写期限的天数或周数。没有作任何改动。")
    closing = _or(arguments.closing, present.closing_time if present else "")
    return ClockRow(
        form=arguments.form,
        amount=arguments.amount or (present.amount if present else 0),
        unit=_or(arguments.unit, present.unit if present else ClockUnit.DAY.value),
        counting=_or(arguments.counting, present.counting if present else Counting.CALENDAR.value),
        roll=arguments.roll == "是" if arguments.roll else bool(present and present.roll),
        closing_time="" if closing == "24:00" else closing,
    )


def _groups(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = desk.read(office.groups, all_groups=True)
    if arguments.name:
        there = next((g for g in rows if g.name == arguments.name), None)
        desk.do(
            units.save_group,
            there.id if there else None,
            name=arguments.name,
            leader=_or(arguments.leader, there.leader if there else ""),
            area=_or(arguments.area, there.area if there else ""),
            active=not arguments.retire,
        )
        rows = desk.read(office.groups, all_groups=True)
    told = [{"name": g.name, "leader": g.leader, "area": g.area, "active": g.active} for g in rows]
    return _show(told, arguments, ("name", "leader", "area"))


def _journals(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = desk.read(office.journals, all_journals=True)
    if arguments.name:
        there = next((j for j in rows if j.name == arguments.name), None)
        texts = {key: _or(getattr(arguments, key), getattr(there, key) if there else "") for key in _JOURNAL_TEXTS}
        before = arguments.issued_before
        desk.do(
            changing.save_journal,
            there.id if there else None,
            name=arguments.name,
            **texts,
            copies=arguments.copies or (there.copies if there else 30),
            issued_before=before if before is not None else (there.issued_before if there else 0),
            active=not arguments.retire,
        )
        rows = desk.read(office.journals, all_journals=True)
    told = [
        {
            "name": j.name,
            **{key: getattr(j, key) for key in _JOURNAL_TEXTS},
            "copies": j.copies,
            "issued_before": j.issued_before,
            "active": j.active,
        }
        for j in rows
    ]
    return _show(told, arguments, ("name", "mark", "issued_by"))


def _staff(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = desk.read(office.staff)
    if arguments.name:
        names = {s.name: s.role for s in rows}
        names[arguments.name] = _or(arguments.role, names.get(arguments.name, ""))
        if arguments.retire:
            del names[arguments.name]
        desk.do(changing.save_staff, tuple(names.items()))
        rows = desk.read(office.staff)
    return _show([{"name": s.name, "role": s.role} for s in rows], arguments, ("name", "role"))


def _words(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.kind not in CODE_KINDS:
        raise Missing(f"没有“{arguments.kind}”这个选项表；可用的有：{'、'.join(CODE_KINDS)}。没有作任何改动。")
    if arguments.given is not None:
        sentences = {code.word: code.sentence for code in desk.read(office.codes, arguments.kind, all_words=True)}
        wanted = [(word, sentences.get(word, "")) for word in split(arguments.given)]
        desk.do(changing.save_words, arguments.kind, wanted)
    rows = desk.read(office.codes, arguments.kind)
    return _show([{"word": code.word, "sentence": code.sentence} for code in rows], arguments, ("word", "sentence"))


def _or(given: str | None, present: str) -> str:
    return present if given is None else given


def _show(told: list[dict[str, Any]], arguments: argparse.Namespace, keys: tuple[str, ...]) -> int:
    if arguments.json:
        output.show_json(told)
    else:
        output.columns(tuple(str(row[key] or "") for key in keys) for row in told)
    return output.DONE
