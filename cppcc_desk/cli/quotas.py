"""Commands under `people` on what is owed and by which units: `quotas`, `units`, `matters`."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import for_all, key_values, year
from cppcc_desk.cli.papers import files_told, must_end
from cppcc_desk.domain.crediting import Credited
from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.quotas import Counts, Joint, Merged, Progress, QuotaRules
from cppcc_desk.domain.step_fields import split
from cppcc_desk.errands import papers
from cppcc_desk.operations.quotas import set_quotas
from cppcc_desk.operations.units import order_units, save_unit, unite_units
from cppcc_desk.queries.matters import matters
from cppcc_desk.queries.quotas import Standing, quota_rules, standings
from cppcc_desk.queries.units import units
from cppcc_desk.storage.desk import Desk

_PEOPLE = "人员"
_SWITCHES = {"counts": Counts, "joint": Joint, "merged": Merged, "credited": Credited}


def add(under: Any) -> None:
    """The commands of `people` on quotas and units."""
    quotas = under.add_parser("quotas", help="任务进度；--set 改任务数，--out 写提醒函")
    quotas.add_argument("--year", type=year, metavar="年度", help="不写是今年")
    quotas.add_argument("--of", choices=[_PEOPLE, *UnitKind], default=_PEOPLE, metavar="哪一类", help="人员、界别……")
    quotas.add_argument("--progress", choices=list(Progress), metavar="进度", help="、".join(Progress))
    quotas.add_argument("--set", dest="changed", nargs="+", metavar="类别=篇数", help="如 委员=1 界别=5")
    for option, words in _SWITCHES.items():
        quotas.add_argument(f"--{option}", choices=list(words), metavar="办法", help="；".join(words))
    quotas.add_argument("--out", type=Path, metavar="文件.docx", help="给列出的没有完成的人或单位写任务数提醒函")
    quotas.add_argument("--pdf", type=Path, metavar="文件.pdf")
    quotas.set_defaults(run=_quotas)
    listing = under.add_parser("units", help="单位：查看、增加、改名、合并、停用、排次序")
    listing.add_argument("kind", choices=list(UnitKind), metavar="类别", help="、".join(UnitKind))
    listing.add_argument("--add", metavar="名称")
    listing.add_argument("--rename", nargs=2, metavar=("原名", "新名"))
    listing.add_argument("--unite", nargs=2, metavar=("多余的", "留下的"), help="同一个单位登记成两个的，合并")
    listing.add_argument("--retire", metavar="名称", help="停用")
    listing.add_argument("--order", metavar="名称、名称", help="官方次序，没有写的排在后面")
    listing.set_defaults(run=_units)
    due = under.add_parser("matters", help="今天要办的事：小组活动、约稿、会议决定、证件……")
    due.set_defaults(run=_matters)
    for command in (listing, due):
        for_all(command)
    for_all(quotas, more="changed")


def _quotas(desk: Desk, arguments: argparse.Namespace) -> int:
    year = arguments.year or desk.today.year
    changed = {key: getattr(arguments, key) for key in _SWITCHES if getattr(arguments, key)}
    if arguments.changed or changed:
        desk.do(set_quotas, year, _rules(desk, year, arguments.changed or (), changed))
    found = desk.read(standings, year, today=desk.today)
    rows = found.people if arguments.of == _PEOPLE else [row for row in found.units if row.kind == arguments.of]
    rows = [row for row in rows if arguments.progress in (None, row.progress)]
    if arguments.out is not None:
        return _letters(desk, arguments, [row for row in rows if row.missing], year)
    told = [
        {
            "name": row.name,
            "kind": row.kind,
            "quota": row.quota,
            "counted": row.count,
            "due": row.due,
            "missing": row.missing,
            "progress": row.progress.value,
        }
        for row in rows
    ]
    if arguments.json:
        output.show_json(told)
    else:
        keys = ("progress", "name", "kind", "quota", "counted", "due", "missing")
        heads = ("进度", "名称", "类别", "任务", "已计", "应有", "还差")
        output.columns([heads, *(tuple(str(line[key]) for key in keys) for line in told)])
        if found.uncredited:
            output.line(f"另有 {len(found.uncredited)} 篇没有计到人和单位")
    return output.DONE


def _rules(desk: Desk, year: int, numbers: Any, changed: dict[str, str]) -> QuotaRules:
    held = desk.read(quota_rules, year).to_dict()
    for kind, text in key_values(numbers).items():
        if not text.isdecimal():
            raise Invalid(f"“{kind}”的任务数应为整数，收到的是“{text}”。没有作任何改动。")
        held["quotas"][kind] = int(text)
    return QuotaRules.from_dict({**held, **changed})


def _letters(desk: Desk, arguments: argparse.Namespace, owing: list[Standing], year: int) -> int:
    if not owing:
        raise Missing("没有需要提醒的人或单位，没有写出任何文件。")
    must_end(arguments.out, ".docx")
    if arguments.pdf is not None:
        must_end(arguments.pdf, ".pdf")
    written = papers.write_quota_letters(desk, owing, year, docx=arguments.out, pdf=arguments.pdf)
    if arguments.json:
        output.show_json(files_told(written))
    else:
        output.line(f"已写出提醒函 {len(owing)} 份：{arguments.out}")
    return output.DONE


def _units(desk: Desk, arguments: argparse.Namespace) -> int:
    kind = UnitKind(arguments.kind)
    if arguments.add:
        desk.do(save_unit, None, kind=kind, name=arguments.add)
    if arguments.rename:
        old, new = arguments.rename
        found = _found(desk, kind, old)
        desk.do(save_unit, found.id, kind=kind, name=new, area=found.area, active=found.active)
    if arguments.unite:
        gone, stays = (_found(desk, kind, name).id for name in arguments.unite)
        desk.do(unite_units, gone, into_id=stays)
    if arguments.retire:
        found = _found(desk, kind, arguments.retire)
        desk.do(save_unit, found.id, kind=kind, name=found.name, area=found.area, active=False)
    if arguments.order:
        desk.do(order_units, kind, [_found(desk, kind, name).id for name in split(arguments.order)])
    told = [{"name": row.name, "kind": row.kind, "members": row.members} for row in desk.read(units, kind)]
    if arguments.json:
        output.show_json(told)
    else:
        output.columns((str(row["name"]), f"{row['members']} 人") for row in told)
    return output.DONE


def _found(desk: Desk, kind: UnitKind, name: str) -> Any:
    rows = desk.read(units, kind, all_units=True)
    found = next((row for row in rows if row.name == name.strip()), None)
    if found is None:
        known = "、".join(row.name for row in rows) or "（还没有）"
        raise Missing(f"没有“{name}”这个{kind}；已有：{known}。没有作任何改动。")
    return found


def _matters(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = desk.read(matters, now=desk.now)
    if arguments.json:
        told = [{"kind": r.kind.value, "words": r.words, "count": r.count, "urgency": r.urgency.value} for r in rows]
        output.show_json(told)
    else:
        output.columns((row.urgency.value, row.kind.value, row.words) for row in rows)
        if not rows:
            output.line("今天没有要办的事。")
    return output.DONE
