"""`scores`: points and ranks, with every line on demand, on screen, as JSON or as a table."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import day, for_all, year
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.accounts import Line
from cppcc_desk.domain.scoring.events import Ledger
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.domain.scoring.scheme import RankGroup
from cppcc_desk.domain.scoring.sentences import explained
from cppcc_desk.errands.scores import write_rankings
from cppcc_desk.queries.scoring.schemes import scheme_named, year_at
from cppcc_desk.queries.scoring.standings import ScoreRow, YearScores
from cppcc_desk.queries.scoring.years import shown_scores
from cppcc_desk.storage.desk import Desk

_BY = {"person": "人员", "unit": "单位", "group": "信息小组"}


def add(commands: Any) -> None:
    """The command."""
    command = commands.add_parser("scores", help="计分和名次；--explain 看一个人或单位的每一分怎么来的")
    command.add_argument("--year", type=year, metavar="年度", help="不写是本年度")
    command.add_argument(
        "--by", choices=list(_BY), metavar="谁", help="person 人员，unit 单位，group 信息小组；不写是全部"
    )
    command.add_argument("--scheme", metavar="办法", help="按另一个计分办法试算，不影响名次")
    command.add_argument("--from", dest="first", type=day, metavar="日期", help="只看这一天起的得分")
    command.add_argument("--to", dest="last", type=day, metavar="日期", help="算到这一天")
    command.add_argument("--explain", metavar="姓名或单位", help="列出每一项得分和算法")
    command.add_argument("--xlsx", type=Path, metavar="文件.xlsx", help="写成排名表")
    command.set_defaults(run=_scores)
    for_all(command)


def _scores(desk: Desk, arguments: argparse.Namespace) -> int:
    of = arguments.year or desk.read(year_at, today=desk.today)
    scheme = arguments.scheme and desk.read(scheme_named, arguments.scheme, today=desk.today).scheme
    period = {"first": arguments.first, "last": arguments.last}
    found = desk.read(shown_scores, of, today=desk.today, scheme=scheme, **period)
    groups = tuple(ranking for ranking in found.groups if _wanted(ranking.group, arguments.by))
    chosen = [(ranking.group, row) for ranking in groups for row in ranking.rows]
    if arguments.explain:
        chosen = _of_one(chosen, arguments.explain)
    if arguments.xlsx is not None:
        write_rankings(desk, found, arguments.xlsx, groups=groups)
    if arguments.json:
        output.show_json([_told(group, row) for group, row in chosen])
        return output.DONE
    if arguments.explain:
        for _, row in chosen:
            _explain(row)
    else:
        _table(found, chosen)
    if arguments.xlsx is not None:
        output.line(f"已写出排名表：{arguments.xlsx}")
    return output.DONE


def _wanted(group: RankGroup, by: str | None) -> bool:
    if by is None:
        return True
    if by == "person":
        return group.ledger is Ledger.PERSON
    return group.ledger is Ledger.UNIT and (UnitKind.INFO_GROUP in group.kinds) == (by == "group")


def _of_one(chosen: list[tuple[RankGroup, ScoreRow]], name: str) -> list[tuple[RankGroup, ScoreRow]]:
    found = [(group, row) for group, row in chosen if row.who.name == name.strip()]
    if not found:
        raise Missing(f"名次表里没有“{name}”。没有作任何改动。请核对姓名或单位名称。")
    return found


def _told(group: RankGroup, row: ScoreRow) -> dict[str, Any]:
    return {
        "rank": row.rank,
        "name": row.who.name,
        "group": group.name,
        "kind": row.who.kind,
        "score": row.score / 100,
        "submitted": row.submitted,
        "adopted": row.adopted,
        "instructed": row.instructed,
        "band": row.band,
        "unranked": row.who.unranked,
        "lines": [_line(line) for line in row.account.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "date": line.on.isoformat(),
        "intake_no": line.number,
        "title": line.title,
        "event": line.words,
        "rule": line.name,
        "points": line.points / 100,
        "share": line.share,
        "counted": line.counted / 100,
        "note": line.note,
        "text": explained(line),
    }


def _explain(row: ScoreRow) -> None:
    output.line(f"{row.who.name}  {points_text(row.score)} 分" + (f"，第 {row.rank} 名" if row.rank else ""))
    for line in row.account.lines:
        output.line(f"  {line.on.isoformat()} {line.number} {line.words}  {explained(line)}")


def _table(found: YearScores, chosen: list[tuple[RankGroup, ScoreRow]]) -> None:
    output.line(f"{found.scheme.name}，{_said(found.first)}至{_said(found.last)}")
    heads = ("组别", "名次", "名称", "得分", "来稿", "采用", "批示")
    lines = [
        (
            group.name,
            str(row.rank or "－"),
            row.who.name,
            points_text(row.score),
            str(row.submitted),
            str(row.adopted),
            str(row.instructed),
        )
        for group, row in chosen
    ]
    output.columns([heads, *lines])


def _said(day_: date) -> str:
    return day_.isoformat()
