"""`statistics`: a cross table of any time, every number with the pieces behind it."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import UsageError, day, for_all, key_values, year
from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.scoring.periods import YEAR
from cppcc_desk.domain.statistics import (
    OWN,
    READY,
    READY_WORDS,
    Dimension,
    Filters,
    Measure,
    View,
    dimension_named,
    filters_said,
    measure_named,
    with_pieces,
)
from cppcc_desk.domain.step_fields import split
from cppcc_desk.errands import ledger as ledgers
from cppcc_desk.errands.statistics import statistics_ledger
from cppcc_desk.queries.scoring.schemes import year_at
from cppcc_desk.queries.statistics import Statistics, statistics
from cppcc_desk.storage.desk import Desk


def add(commands: Any) -> None:
    """The command."""
    command = commands.add_parser(
        "statistics",
        help="统计表：任何一段时间，按两项交叉统计；每个数都列得出是哪几篇",
        epilog="\n".join(
            (
                "可以按这些统计、筛选：" + "、".join(f"{one.value}（{one.key}）" for one in Dimension),
                "可以统计：" + "、".join(f"{one.value}（{one.key}）" for one in Measure),
                "现成的表：" + "、".join(f"{key}（{words}）" for key, words in READY_WORDS.items()),
            )
        ),
    )
    command.add_argument("--year", type=year, metavar="年度", help="不写是本年度")
    command.add_argument(
        "--period",
        default=YEAR,
        metavar="时段",
        help="year 全年，half-1 上半年，quarter-3 第三季度，month-5 第五个月；写中文也行",
    )
    command.add_argument("--from", dest="first", type=day, metavar="日期", help="自定日期，从这一天起")
    command.add_argument("--to", dest="last", type=day, metavar="日期", help="到这一天")
    command.add_argument("--ready", choices=list(READY), metavar="现成的表", help="不写行和列，用现成的表")
    command.add_argument("--rows", type=str, metavar="行", help="每行是什么，如 类别")
    command.add_argument("--columns", type=str, metavar="列", help="每列是什么，如 采用层级；不写是各项数并列")
    command.add_argument("--measure", type=str, metavar="统计什么", help="如 采用；没有列时可以写几项，用“、”隔开")
    command.add_argument(
        "--filter", action="append", default=[], metavar="项目=内容", help="只统计这些，如 类别=教育、医疗卫生"
    )
    command.add_argument("--compared", action="store_true", help="加上年同期和增减")
    command.add_argument("--pieces", action="store_true", help="列出每个数是哪几篇")
    command.add_argument("--xlsx", type=Path, metavar="文件.xlsx", help="写成表格")
    command.set_defaults(run=_statistics)
    for_all(command)


def _statistics(desk: Desk, arguments: argparse.Namespace) -> int:
    if (arguments.first is None) != (arguments.last is None):
        raise UsageError("--from 和 --to 要一起写。没有作任何改动；用 --help 查看用法。")
    own = (arguments.first, arguments.last) if arguments.first is not None else None
    of = arguments.year or (own[0].year if own else desk.read(year_at, today=desk.today))
    period = OWN if own else arguments.period
    found = desk.read(statistics, _view(arguments), of, period=period, own=own, today=desk.today)
    if arguments.xlsx is not None:
        ledgers.write(statistics_ledger(desk, found), arguments.xlsx)
    if arguments.json:
        output.show_json(_told(found, pieces=arguments.pieces, xlsx=arguments.xlsx))
        return output.DONE
    _show(found, pieces=arguments.pieces)
    if arguments.xlsx is not None:
        output.line(f"已写出统计表：{arguments.xlsx}")
    return output.DONE


def _view(arguments: argparse.Namespace) -> View:
    if arguments.ready and (arguments.rows or arguments.columns or arguments.measure):
        raise UsageError("--ready 是现成的表，不能再写行、列和统计什么。没有作任何改动；用 --help 查看用法。")
    if not arguments.ready and not arguments.rows:
        raise UsageError("缺少 --rows 或者 --ready。没有作任何改动；用 --help 查看用法。")
    filters = _filters(arguments.filter)
    if arguments.ready:
        ready = READY[arguments.ready]
        rows, columns, measures = ready.rows, ready.columns, ready.measures
    else:
        rows = dimension_named(arguments.rows)
        columns = dimension_named(arguments.columns) if arguments.columns else None
        named = tuple(dict.fromkeys(map(measure_named, split(arguments.measure or ""))))
        measures = named or ((Measure.RECEIVED,) if columns else tuple(Measure))
        if columns is not None and len(measures) > 1:
            raise UsageError("有列时只能统计一项。没有作任何改动；用 --help 查看用法。")
    return View(rows=rows, columns=columns, measures=measures, filters=filters, compared=arguments.compared)


def _filters(words: list[str]) -> Filters:
    """One project several times means all that is written."""
    found: dict[Dimension, list[str]] = {}
    for word in words:
        for key, value in key_values([word]).items():
            found.setdefault(dimension_named(key), []).extend(split(value) or [""])
    return tuple((dimension, tuple(values)) for dimension, values in found.items())


def _told(found: Statistics, *, pieces: bool, xlsx: Path | None) -> dict[str, Any]:
    table, span = found.table, found.span
    view, lines = table.view, table.lines[:-1]
    return {
        "title": view.title,
        "year": span.year,
        "period": span.key,
        "from": span.first,
        "to": span.until,
        "filters": {dimension.key: list(words) for dimension, words in table.filtered},
        "row_dimension": view.rows.key,
        "column_dimension": view.columns.key if view.columns else None,
        "rows": [line.label for line in lines],
        "columns": [
            {"key": head.key, "label": head.label, "shows": head.shows.name.lower(), "measure": head.measure.key}
            for head in table.heads
        ],
        "cells": [[cell.count for cell in line.cells] for line in lines],
        "totals": [cell.count for cell in table.sums.cells],
        **({"pieces": [[list(cell.pieces) for cell in line.cells] for line in table.lines]} if pieces else {}),
        "notes": list(map(_note, table.notes)),
        "mismatches": list(map(_note, table.mismatches)),
        **({"xlsx": str(xlsx)} if xlsx is not None else {}),
    }


def _note(told: Mismatch) -> dict[str, Any]:
    return {"message": told.words, "pieces": list(told.pieces)}


def _show(found: Statistics, *, pieces: bool) -> None:
    table = found.table
    output.line("　".join((table.view.title, found.span.said, *filters_said(table))))
    heads = (table.view.rows.value, *(head.label for head in table.heads))
    output.columns([heads, *((line.label, *(cell.text for cell in line.cells)) for line in table.lines)])
    if pieces:
        for line in table.lines:
            for head, cell in zip(table.heads, line.cells, strict=True):
                if cell.pieces:
                    output.line(f"{line.label} {head.label}：{'、'.join(cell.pieces)}")
    for note in table.notes:
        output.line(f"说明：{with_pieces(note)}")
    for note in table.mismatches:
        output.line(f"核对：{with_pieces(note)}")
