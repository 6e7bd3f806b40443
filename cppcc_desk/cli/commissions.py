"""Commands on 约稿, below `topics`: `commission`, `commissions`, `answer`, `change`, `drop`, `reopen`."""

import argparse
from collections.abc import Iterable
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import day, for_all, listed, natural
from cppcc_desk.domain.errors import Missing
from cppcc_desk.operations import commissioning as doing
from cppcc_desk.queries import commissions as looking
from cppcc_desk.queries import submissions
from cppcc_desk.queries.commissions import CommissionRow
from cppcc_desk.queries.people import person_meant
from cppcc_desk.queries.topics import topic_named
from cppcc_desk.storage.desk import Desk


def add(what: Any) -> None:
    commission = what.add_parser("commission", help="约稿：向人和单位约一篇，各一件")
    commission.add_argument(
        "--to", action="append", default=[], metavar="姓名", help="可以写几次；有同名的写成 姓名（单位）"
    )
    commission.add_argument("--unit", action="append", default=[], metavar="单位", help="可以写几次")
    commission.add_argument("--subject", default="", metavar="题目", help="不写时用要点的主题")
    commission.add_argument("--topic", default="", metavar="要点", help="对应的征集要点")
    commission.add_argument("--due", type=day, required=True, metavar="日期", help="交稿期限")
    commission.add_argument("--asked", type=day, metavar="日期", help="约稿日期；不写是今天")
    commission.set_defaults(run=_commission)
    listing = what.add_parser("commissions", help="约稿一览，没有交稿的在前")
    listing.add_argument("--open", action="store_true", help="只看没有交稿的")
    listing.add_argument("--due", action="store_true", help="只看超期和临期的")
    listing.set_defaults(run=_list)
    answer = what.add_parser("answer", help="登记交稿：来稿完成了哪一件约稿")
    answer.set_defaults(run=_answer)
    change = what.add_parser("change", help="修改约稿；没有写的项目不变")
    change.add_argument("--subject", metavar="题目")
    change.add_argument("--topic", metavar="要点", help="写空的引号表示不对应")
    change.add_argument("--due", type=day, metavar="日期")
    change.add_argument("--reason", default="", metavar="原因", help="改期限要写明")
    change.set_defaults(run=_change)
    reopen = what.add_parser("reopen", help="重新约稿：不再约的，或者交错了稿的")
    reopen.add_argument("--due", type=day, required=True, metavar="日期", help="新的交稿期限")
    reopen.set_defaults(run=_reopen)
    drop = what.add_parser("drop", help="不再约稿")
    drop.add_argument("ids", nargs="+", metavar="序号")
    drop.add_argument("--reason", required=True, metavar="原因")
    drop.set_defaults(run=_drop)
    for one in (answer, change, reopen):
        one.add_argument("id", type=natural, metavar="序号")
    answer.add_argument("number", metavar="来稿编号")
    for one in (commission, listing, answer, change, reopen):
        for_all(one)
    for_all(drop, more="ids")


def _commission(desk: Desk, arguments: argparse.Namespace) -> int:
    units = {unit.name: unit.id for unit in desk.read(looking.units_to_ask)}
    if unknown := [name for name in arguments.unit if name not in units]:
        raise Missing(f"没有“{unknown[0]}”这个单位；已有：{'、'.join(units)}。没有作任何改动。")
    made = desk.do(
        doing.commission,
        person_ids=[desk.read(person_meant, name).id for name in arguments.to],
        unit_ids=[units[name] for name in arguments.unit],
        subject=arguments.subject,
        asked_on=arguments.asked or desk.today,
        due_on=arguments.due,
        topic_call_id=desk.read(topic_named, arguments.topic).id if arguments.topic else None,
    )
    return _tell(desk, arguments, made)


def _list(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.due:
        rows = desk.read(looking.commissions_due, today=desk.today)
    else:
        rows = desk.read(looking.commissions, today=desk.today, waiting=arguments.open)
    return _show(rows, arguments)


def _answer(desk: Desk, arguments: argparse.Namespace) -> int:
    about = desk.read(submissions.id_of, arguments.number)
    desk.do(doing.answer, arguments.id, submission_id=about)
    return _tell(desk, arguments, [arguments.id])


def _change(desk: Desk, arguments: argparse.Namespace) -> int:
    there = desk.read(looking.commission, arguments.id, today=desk.today)
    topic = there.topic_call_id
    if arguments.topic is not None:
        topic = desk.read(topic_named, arguments.topic).id if arguments.topic else None
    desk.do(
        doing.change_commission,
        arguments.id,
        subject=there.subject if arguments.subject is None else arguments.subject,
        due_on=arguments.due or there.due_on,
        topic_call_id=topic,
        reason=arguments.reason,
    )
    return _tell(desk, arguments, [arguments.id])


def _reopen(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(doing.reopen, arguments.id, due_on=arguments.due)
    return _tell(desk, arguments, [arguments.id])


def _drop(desk: Desk, arguments: argparse.Namespace) -> int:
    way = "没有作任何改动。序号用 topics commissions 查看。"
    ids = [listed(word, f"约稿写序号，收到的是“{word}”。{way}") for word in arguments.ids]
    desk.do(doing.let_go, ids, reason=arguments.reason)
    return _tell(desk, arguments, ids)


def _tell(desk: Desk, arguments: argparse.Namespace, ids: Iterable[int]) -> int:
    return _show([desk.read(looking.commission, one, today=desk.today) for one in ids], arguments)


def _show(rows: Iterable[CommissionRow], arguments: argparse.Namespace) -> int:
    if arguments.json:
        output.show_json([_shape(row) for row in rows])
    else:
        output.columns(
            (str(row.id), row.standing, row.name, row.subject, row.due_on.isoformat(), row.intake_no) for row in rows
        )
    return output.DONE


def _shape(row: CommissionRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "subject": row.subject,
        "topic_call": row.topic or None,
        "asked": row.asked_on.isoformat(),
        "due": row.due_on.isoformat(),
        "state": row.state.value,
        "urgency": row.urgency.value,
        "remaining": row.standing,
        "intake_no": row.intake_no or None,
        "closed": row.closed_on.isoformat() if row.closed_on else None,
        "close_reason": row.close_reason,
    }
