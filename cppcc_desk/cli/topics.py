"""Commands on what the office asks for: `topics` with 征集要点, their notice, the pieces that answer them."""

import argparse
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cppcc_desk.cli import commissions, output
from cppcc_desk.cli.arguments import for_all
from cppcc_desk.cli.documents import tell_document
from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import Invalid, Missing
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.topics import Quarter, unusual_number
from cppcc_desk.errands.documents import load_fields
from cppcc_desk.errands.drafting import begun
from cppcc_desk.operations.documents import save_document
from cppcc_desk.operations.topics import TopicEntry, carry_over, link_pieces, save_topics
from cppcc_desk.queries import commissions as asking
from cppcc_desk.queries import submissions
from cppcc_desk.queries import topics as looking
from cppcc_desk.queries.submissions import SubmissionRow
from cppcc_desk.queries.topics import TopicRow
from cppcc_desk.storage.desk import Desk

_KEYS = ("theme", "angles", "lead_unit", "due")


def add(commands: Any) -> None:
    topics = commands.add_parser("topics", help="征集要点和约稿：设定要点、起草征集通知、对应来稿，约稿、交稿、催办")
    what = topics.add_subparsers(dest="what", metavar="操作", required=True, title="操作")
    listing = what.add_parser("list", help="征集要点和每条的来稿、采用篇数")
    listing.add_argument("quarter", nargs="?", default="", metavar="季度", help="如 2026Q4；不写是全部")
    listing.set_defaults(run=_list)
    setting = what.add_parser("set", help="设定一季的要点：文件里有哪些，就是哪些")
    setting.add_argument(
        "--file", type=Path, required=True, metavar="要点.json", help=f"一条一组，每组有 {' '.join(_KEYS)}"
    )
    setting.set_defaults(run=_set)
    carry = what.add_parser("carry", help="没有来稿对应的要点沿用到下一季")
    carry.set_defaults(run=_carry)
    notice = what.add_parser("notice", help="起草征集通知；已经有的，说明是哪一份")
    notice.set_defaults(run=_notice)
    for one in (setting, carry, notice):
        one.add_argument("quarter", metavar="季度", help="如 2026Q4")
    link = what.add_parser("link", help="来稿对应一条要点")
    link.set_defaults(run=_link)
    likely = what.add_parser("likely", help="可能对应一条要点的来稿")
    likely.set_defaults(run=_likely)
    for one in (link, likely):
        one.add_argument("theme", metavar="要点")
        one.add_argument("--quarter", default="", metavar="季度", help="几季有同名的要点时；不写是最近一季的")
    unlink = what.add_parser("unlink", help="来稿不再对应任何要点")
    unlink.set_defaults(run=_unlink)
    for one in (link, unlink):
        one.add_argument("numbers", nargs="+", metavar="来稿编号")
        one.add_argument("--reason", default="", metavar="原因", help="已印发的要写明")
        for_all(one, more="numbers")
    for one in (topics, listing, setting, carry, notice, likely):
        for_all(one)
    commissions.add(what)


def _list(desk: Desk, arguments: argparse.Namespace) -> int:
    quarter = Quarter.parse(arguments.quarter) if arguments.quarter else None
    return _tell(desk.read(looking.topics, quarter), arguments)


def _tell(rows: Sequence[TopicRow], arguments: argparse.Namespace) -> int:
    if arguments.json:
        output.show_json([_shape(row) for row in rows])
    else:
        output.columns(
            (str(row.quarter), str(row.number), row.theme, f"来稿 {row.pieces} 篇，采用 {row.adopted} 篇")
            for row in rows
        )
    return output.DONE


def _shape(row: TopicRow) -> dict[str, Any]:
    return {
        "quarter": str(row.quarter),
        "number": row.number,
        "theme": row.theme,
        "angles": row.angles,
        "lead_unit": row.lead_unit or None,
        "due": row.due_on.isoformat() if row.due_on else None,
        "pieces": row.pieces,
        "adopted": row.adopted,
        "by_kind": {kind.value: number for kind, number in row.by_kind.items()},
    }


def _set(desk: Desk, arguments: argparse.Namespace) -> int:
    quarter = Quarter.parse(arguments.quarter)
    given: Any = load_fields(arguments.file)
    if not isinstance(given, list):
        raise Invalid(f"文件“{arguments.file}”应为一组一组的要点。没有作任何改动。")
    there = {row.theme: row.id for row in desk.read(looking.topics, quarter)}
    units = {unit.name: unit.id for unit in desk.read(asking.units_to_ask)}
    desk.do(save_topics, quarter, [_entry(told, there, units) for told in given])
    rows = desk.read(looking.topics, quarter)
    if hint := unusual_number(len(rows)):
        output.warn(f"提示：{quarter.words}{hint}。")
    return _tell(rows, arguments)


def _entry(told: Any, there: Mapping[str, int], units: Mapping[str, int]) -> TopicEntry:
    """One topic of the file; a theme that the quarter has already stays the topic that pieces answer."""
    if not isinstance(told, dict) or not isinstance(told.get("theme"), str):
        raise Invalid(f"每条要点应写成“名称: 内容”的一组，有 theme（主题）。收到的是“{told}”。没有作任何改动。")
    if unknown := sorted(set(told) - set(_KEYS)):
        raise Invalid(f"不认识的项目：{'、'.join(unknown)}；可用的有：{'、'.join(_KEYS)}。没有作任何改动。")
    theme, lead, due = told["theme"].strip(), told.get("lead_unit") or "", told.get("due") or ""
    if lead and lead not in units:
        raise Missing(f"没有“{lead}”这个单位；已有：{'、'.join(units)}。没有作任何改动。")
    try:
        due_on = date.fromisoformat(due) if due else None
    except (TypeError, ValueError):
        raise Invalid(f"“{theme}”的 due 应写成 2026-11-20，收到的是“{due}”。没有作任何改动。") from None
    return TopicEntry(
        id=there.get(theme),
        theme=theme,
        angles=str(told.get("angles") or ""),
        lead_unit_id=units.get(lead),
        due_on=due_on,
    )


def _carry(desk: Desk, arguments: argparse.Namespace) -> int:
    quarter = Quarter.parse(arguments.quarter)
    desk.do(carry_over, quarter)
    return _tell(desk.read(looking.topics, quarter.next), arguments)


def _notice(desk: Desk, arguments: argparse.Namespace) -> int:
    quarter = Quarter.parse(arguments.quarter)
    there = desk.read(looking.notice_of, quarter)
    if there is not None:
        return tell_document(desk, arguments, there.id)
    made_for = MadeFor(quarter=quarter)
    fields = begun(desk, Kind.NOTICE, made_for)
    return tell_document(
        desk, arguments, desk.do(save_document, None, kind=Kind.NOTICE, fields=fields, made_for=made_for)
    )


def _link(desk: Desk, arguments: argparse.Namespace) -> int:
    return _linked(desk, arguments, _topic(desk, arguments).id)


def _unlink(desk: Desk, arguments: argparse.Namespace) -> int:
    return _linked(desk, arguments, None)


def _linked(desk: Desk, arguments: argparse.Namespace, topic_call_id: int | None) -> int:
    found = [desk.read(submissions.id_of, number) for number in arguments.numbers]
    changed = desk.do(link_pieces, topic_call_id, found, reason=arguments.reason)
    if arguments.json:
        output.show_json({"changed": changed, "pieces": arguments.numbers})
    else:
        output.line(f"已{'对应' if topic_call_id else '取消对应'} {changed} 篇。")
    return output.DONE


def _topic(desk: Desk, arguments: argparse.Namespace) -> TopicRow:
    quarter = Quarter.parse(arguments.quarter) if arguments.quarter else None
    return desk.read(looking.topic_named, arguments.theme, quarter)


def _likely(desk: Desk, arguments: argparse.Namespace) -> int:
    rows: Sequence[SubmissionRow] = desk.read(looking.likely_pieces, _topic(desk, arguments).id, now=desk.now)
    if arguments.json:
        output.show_json([{"intake_no": row.intake_no, "title": row.title} for row in rows])
    else:
        output.columns((row.intake_no, row.contributors, row.title) for row in rows)
    return output.DONE
