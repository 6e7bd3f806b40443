"""Commands on the office's data as a whole: `holidays`, `check`, `undo`, `redo`, `settings`, `found`."""

import argparse
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output, shapes
from cppcc_desk.cli.arguments import day, for_all, text_file, year
from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.holidays import parse_notice
from cppcc_desk.domain.naming import names_for
from cppcc_desk.operations.clocks import enter_holidays
from cppcc_desk.operations.days_off import change_day
from cppcc_desk.operations.founding import name_office
from cppcc_desk.operations.office import change_setting
from cppcc_desk.queries import history, office
from cppcc_desk.storage import backups, checking
from cppcc_desk.storage.desk import Desk

DAY_KINDS = {"放假": "off", "上班": "worked", "按星期": ""}


def add(commands: Any) -> None:
    holidays = commands.add_parser("holidays", help="放假安排：paste 录入年度通知，list 查看")
    what = holidays.add_subparsers(dest="what", metavar="操作", required=True, title="操作")
    paste = what.add_parser("paste", help="录入一份年度放假通知的文字（UTF-8 文本文件）")
    paste.add_argument("file", type=Path, metavar="文件")
    paste.set_defaults(run=_paste)
    listing = what.add_parser("list", help="查看一年的放假和调休上班日")
    listing.add_argument("year", type=year, metavar="年度")
    listing.set_defaults(run=_list)
    one = what.add_parser("set", help="更正一天：放假、上班，或按星期几算")
    one.add_argument("day", type=day, metavar="日期")
    one.add_argument("kind", choices=list(DAY_KINDS), metavar="/".join(DAY_KINDS))
    one.add_argument("name", nargs="?", default="", metavar="名称")
    one.set_defaults(run=_set_day)
    check = commands.add_parser("check", help="检查数据、原件、索引和日志是否完好；给出备份文件时检查它")
    check.add_argument("file", nargs="?", type=Path, metavar="备份文件")
    check.set_defaults(run=_check, run_on_file=_check_file)
    undo = commands.add_parser("undo", help="撤销本人上一步可以撤销的操作")
    undo.set_defaults(run=_undo)
    redo = commands.add_parser("redo", help="重做刚撤销的操作")
    redo.set_defaults(run=_redo)
    settings = commands.add_parser("settings", help="查看设置；给出项目和内容时修改")
    settings.add_argument("key", nargs="?", metavar="项目")
    settings.add_argument("value", nargs="?", metavar="内容")
    settings.set_defaults(run=_settings)
    found = commands.add_parser("found", help="首次设置：由县（市、区）名生成单位名称、发文代字和去向名称")
    found.add_argument("area", metavar="县（市、区）", help="如 云溪县；市辖区写全，如 江宁市云溪区")
    found.set_defaults(run=_found)
    for command in (holidays, paste, listing, one, check, undo, redo, settings, found):
        for_all(command)


def _paste(desk: Desk, arguments: argparse.Namespace) -> int:
    text = text_file(arguments.file)
    notice = parse_notice(text, entered=desk.read(office.calendar).off)
    moved = desk.do(enter_holidays, notice)
    if not arguments.json:
        for warning in notice.warnings:
            output.line(f"提示：{warning}")
        output.line(f"已录入 {notice.year} 年放假安排，重新计算了 {moved} 个报送期限。")
        return output.DONE
    return _show(desk, notice.year, {*notice.off, *notice.worked}, moved=moved, warnings=list(notice.warnings))


def _set_day(desk: Desk, arguments: argparse.Namespace) -> int:
    moved = desk.do(change_day, arguments.day, kind=DAY_KINDS[arguments.kind], name=arguments.name)
    if arguments.json:
        return _show(desk, arguments.day.year, moved=moved)
    output.line(f"{arguments.day.isoformat()} 改为{arguments.kind}，重新计算了 {moved} 个报送期限。")
    return output.DONE


def _list(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.json:
        return _show(desk, arguments.year)
    calendar = desk.read(office.calendar)
    for word, days in (("放假", calendar.off), ("上班", calendar.worked)):
        for one in sorted(one for one in days if one.year == arguments.year):
            output.line(f"{word}\t{one.isoformat()}\t{days[one]}")
    if not calendar.knows(arguments.year):
        output.line(f"{arguments.year} 年放假安排未录入，按周一至周五计算。")
    return output.DONE


def _show(desk: Desk, year: int, told: Collection[date] = (), **more: Any) -> int:
    """The days of `year`, and those `told` of a neighbouring one: 元旦 may begin in December."""
    calendar = desk.read(office.calendar)
    output.show_json(
        {
            "year": year,
            "known": calendar.knows(year),
            "off": sorted(day for day in calendar.off if day.year == year or day in told),
            "worked": sorted(day for day in calendar.worked if day.year == year or day in told),
            **more,
        }
    )
    return output.DONE


def _check(desk: Desk, arguments: argparse.Namespace) -> int:
    return _tell_problems(checking.check(desk), arguments)


def _check_file(arguments: argparse.Namespace) -> int:
    return _tell_problems(backups.verify(arguments.file), arguments)


def _tell_problems(problems: Sequence[str], arguments: argparse.Namespace) -> int:
    if arguments.json:
        output.show_json({"ok": not problems, "problems": list(problems)})
    else:
        for problem in problems:
            output.line(problem)
        output.line("数据有问题。" if problems else "数据完好。")
    return output.REFUSED if problems else output.DONE


def _undo(desk: Desk, arguments: argparse.Namespace) -> int:
    return _took_back(desk, desk.undo(), "已撤销", arguments)


def _redo(desk: Desk, arguments: argparse.Namespace) -> int:
    return _took_back(desk, desk.redo(), "已重做", arguments)


def _took_back(desk: Desk, label: str, word: str, arguments: argparse.Namespace) -> int:
    if arguments.json:
        (entry,) = desk.read(history.newest, limit=1)
        output.show_json(shapes.history_row(entry))
    else:
        output.line(f"{word}：{label}")
    return output.DONE


def _settings(desk: Desk, arguments: argparse.Namespace) -> int:
    values = desk.read(office.setting_values, on=desk.today)
    if arguments.key is not None and arguments.key not in values:
        raise Missing(f"没有“{arguments.key}”这项设置；已有：{'、'.join(values)}。没有作任何改动。")
    if arguments.value is not None:
        desk.do(change_setting, arguments.key, _of_kind(values.get(arguments.key), arguments.value), since=desk.today)
        values = desk.read(office.setting_values, on=desk.today)
    shown = {key: value for key, value in values.items() if arguments.key in (None, key)}
    if arguments.json:
        output.show_json(shown)
    else:
        output.columns((key, str(value)) for key, value in shown.items())
    return output.DONE


def _found(desk: Desk, arguments: argparse.Namespace) -> int:
    names = names_for(arguments.area)
    if names is None:
        raise Invalid(f"“{arguments.area}”不像县、市、区的名称。没有作任何改动；请写成 云溪县、江宁市云溪区 这样。")
    desk.do(name_office, names, since=desk.today)
    told = asdict(names)
    if arguments.json:
        output.show_json(told)
    else:
        output.columns((key, str(value)) for key, value in told.items())
    return output.DONE


def _of_kind(present: object, text: str) -> object:
    """`text` as the kind of value that the setting holds."""
    if isinstance(present, bool):
        if text not in ("是", "否"):
            raise Invalid(f"这项设置应为“是”或“否”，收到的是“{text}”。没有作任何改动。")
        return text == "是"
    if isinstance(present, int):
        if not (text.isascii() and text.isdigit()):
            raise Invalid(f"这项设置应为整数，收到的是“{text}”。没有作任何改动。")
        return int(text)
    if isinstance(present, str):
        return text
    raise Invalid("这项设置由多项组成，请在窗口的设置页里修改。没有作任何改动。")
