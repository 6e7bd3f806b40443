"""Commands on submissions: `list`, `show`, `step`, `dispatch`, `due`, `pause`, `resume`, `assign`, `rename` …"""

import argparse
from typing import Any

from cppcc_desk.cli import output, shapes
from cppcc_desk.cli.arguments import UsageError, for_all, key_values, moment, natural, text_given, year
from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.step_fields import STEP_FIELDS, named_values, step_named
from cppcc_desk.domain.workflow import State
from cppcc_desk.errands.cleaning import clean_bin
from cppcc_desk.operations import clocks, dispatching
from cppcc_desk.operations import submissions as changing
from cppcc_desk.operations.steps import take_step
from cppcc_desk.queries import clocks as timing
from cppcc_desk.queries import history, office, submissions
from cppcc_desk.queries.outcomes import Source, outcomes_of_piece
from cppcc_desk.storage.desk import Desk


def add(commands: Any) -> None:
    listing = commands.add_parser("list", help="来稿一览")
    listing.add_argument("--state", default="", metavar="状态")
    listing.add_argument("--overdue", action="store_true", help="只看超期的")
    listing.add_argument("--group", default="", metavar="信息小组")
    listing.add_argument("--year", type=year, metavar="年度")
    listing.add_argument("--limit", type=natural, metavar="篇数")
    listing.set_defaults(run=_list)
    show = commands.add_parser("show", help="一篇来稿的全部内容")
    show.set_defaults(run=_show)
    step = commands.add_parser("step", help="办理一个环节", description=_steps_told())
    step.add_argument("number", metavar="来稿编号")
    step.add_argument("step", metavar="环节")
    step.add_argument("values", nargs="*", metavar="项目=内容")
    step.add_argument("--opinion", default="", metavar="意见")
    step.add_argument("--reason", default="", metavar="原因", help="跳过、重做或退回的原因")
    step.set_defaults(run=_step)
    _add_dispatch(commands)
    due = commands.add_parser("due", help="还没有报送的，最急的在前")
    due.set_defaults(run=_due)
    pause = commands.add_parser("pause", help="暂停计时")
    pause.add_argument("--reason", required=True, metavar="原因")
    pause.set_defaults(run=_pause)
    resume = commands.add_parser("resume", help="恢复计时")
    resume.set_defaults(run=_resume)
    assign = commands.add_parser("assign", help="分派信息小组")
    assign.add_argument("numbers", nargs="+", metavar="来稿编号")
    assign.add_argument("--group", required=True, metavar="信息小组")
    assign.set_defaults(run=_assign)
    rename = commands.add_parser("rename", help="修改标题")
    rename.add_argument("--title", required=True, metavar="标题")
    rename.set_defaults(run=_rename)
    delete = commands.add_parser("delete", help="移入回收站；--restore 从回收站恢复，--clean 清理回收站")
    delete.add_argument("numbers", nargs="*", metavar="来稿编号")
    delete.add_argument("--restore", action="store_true", help="从回收站恢复")
    delete.add_argument("--clean", action="store_true", help=f"清理在回收站里超过 {changing.KEPT_DAYS} 天的来稿")
    delete.set_defaults(run=_delete)
    for one in (show, pause, resume, rename):
        one.add_argument("number", metavar="来稿编号")
    for command in (listing, show, due, pause, resume, rename):
        for_all(command)
    for_all(step, more="values")
    for_all(assign, more="numbers")
    for_all(delete, more="numbers")


def _add_dispatch(commands: Any) -> None:
    dispatch = commands.add_parser("dispatch", help="登记报送去向；带 --sent 时登记传送")
    dispatch.add_argument("number", metavar="来稿编号")
    dispatch.add_argument("--to", required=True, metavar="去向")
    dispatch.add_argument("--form", default="", metavar="形式")
    dispatch.add_argument("--sent", type=moment, metavar="时间")
    dispatch.add_argument("--copies", type=natural, metavar="份数")
    dispatch.add_argument("--way", default="", metavar="方式")
    dispatch.add_argument("--doc-number", default="", metavar="文号")
    dispatch.add_argument("--signed-by", default="", metavar="签收人")
    dispatch.add_argument("--reason", default="", metavar="原因")
    dispatch.set_defaults(run=_dispatch)
    for_all(dispatch)


def _steps_told() -> str:
    lines = [
        f"  {step}：{'，'.join(f'{field.label} {field.name}' for field in fields) or '（没有项目）'}"
        for step, fields in STEP_FIELDS.items()
    ]
    return "\n".join(["环节和可填的项目（中文名或英文名都可以）：", *lines])


def _list(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.state and arguments.state not in list(State):
        raise Missing(f"没有“{arguments.state}”这个状态；可用的有：{'、'.join(State)}。")
    chosen = submissions.Filter(
        state=arguments.state,
        group_id=desk.read(office.group_named, arguments.group, all_groups=True).id if arguments.group else None,
        year=arguments.year,
    )
    limit = None if arguments.overdue else arguments.limit
    rows = desk.read(submissions.listing, chosen, now=desk.now, limit=limit)
    if arguments.overdue:
        rows = tuple(row for row in rows if row.clock and row.clock.urgency is Urgency.OVERDUE)
        rows = rows[: arguments.limit]
    if arguments.json:
        output.show_json([shapes.submission_row(row) for row in rows])
    else:
        output.columns(
            (row.intake_no, row.state, row.clock.remaining if row.clock else "", row.contributors, row.title)
            for row in rows
        )
    return output.DONE


def _show(desk: Desk, arguments: argparse.Namespace) -> int:
    return tell(desk, arguments, desk.read(submissions.id_of, arguments.number))


def tell(desk: Desk, arguments: argparse.Namespace, submission_id: int) -> int:
    """Say what a submission is now: the receipt of every command about one."""
    found = desk.read(submissions.detail, submission_id, now=desk.now)
    heard = desk.read(outcomes_of_piece, submission_id)
    if arguments.json:
        told = desk.read(history.newest, submission_id=submission_id)
        output.show_json(shapes.submission(found, told, heard))
        return output.DONE
    row = found.row
    output.line(f"{row.intake_no}　{row.title}")
    output.line(f"状态：{row.state}　下一步：{row.next_step or '（无）'}　反映人：{row.contributors or '待补'}")
    for words, numbers in (("续报于", (found.follows,)), ("续报", found.followed_by)):
        if any(numbers):
            output.line(f"{words}：{'、'.join(numbers)}")
    for clock in found.clocks:
        sent = f"{clock.sent_at:%Y-%m-%d %H:%M} 已报送" if clock.sent_at else clock.remaining
        output.line(f"报{clock.destination}：{clock.due_at:%Y-%m-%d %H:%M} 前（{clock.rule}），{sent}")
    for outcome in heard:
        source = "" if outcome.source is Source.OWN else f"（{outcome.row.of}）"
        output.line(f"{outcome.row.entry.occurred_on}　{outcome.row.words}{source}")
    for step in found.steps:
        output.line(f"{step.at:%Y-%m-%d %H:%M}　{step.step}　{step.by}　{step.conclusion}　{step.opinion}{step.reason}")
    output.line(found.text)
    return output.DONE


def _step(desk: Desk, arguments: argparse.Namespace) -> int:
    given = key_values(arguments.values)
    step = step_named(arguments.step)
    values = named_values(step, given)
    submission_id = desk.read(submissions.id_of, arguments.number)
    if "edited_text" in values:
        values["edited_text"] = text_given(values["edited_text"])
    desk.do(take_step, submission_id, step, values, opinion=arguments.opinion, reason=arguments.reason)
    return tell(desk, arguments, submission_id)


def _dispatch(desk: Desk, arguments: argparse.Namespace) -> int:
    how = {"way": arguments.way, "copies": arguments.copies, "doc_number": arguments.doc_number}
    if not arguments.sent and arguments.reason:
        raise UsageError("“--reason”说明为什么先报送，要和“--sent”一起写。没有作任何改动；用 --help 查看用法。")
    if not arguments.sent and arguments.signed_by and any(how.values()):
        raise UsageError(
            "登记签收只写“--signed-by”；份数、方式、文号用 amend 更正。没有作任何改动；用 --help 查看用法。"
        )
    submission_id = desk.read(submissions.id_of, arguments.number)
    if arguments.sent:
        dispatch_id = desk.do(
            dispatching.send,
            submission_id,
            to=arguments.to,
            form=arguments.form,
            sent_at=arguments.sent,
            **how,
            signed_by=arguments.signed_by,
            reason=arguments.reason,
        )
    elif arguments.signed_by:
        dispatch_id = desk.read(dispatching.found, submission_id, to=arguments.to, form=arguments.form)
        desk.do(dispatching.sign_for, dispatch_id, signed_by=arguments.signed_by, signed_at=desk.now)
    else:
        dispatch_id = desk.do(dispatching.open_dispatch, submission_id, to=arguments.to, form=arguments.form, **how)
    found = desk.read(submissions.detail, submission_id, now=desk.now)
    row = next(d for d in found.dispatches if d.id == dispatch_id)
    if arguments.json:
        output.show_json({"intake_no": found.row.intake_no, **shapes.dispatch(row)})
    else:
        state = f"{row.sent_at:%Y-%m-%d %H:%M} 已报送" if row.sent_at else row.clock.remaining
        output.line(
            f"报{row.destination}（{row.form}）：{row.clock.due_at:%Y-%m-%d %H:%M} 前，{row.clock.rule}；{state}"
        )
    return output.DONE


def _due(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = desk.read(timing.due_rows, now=desk.now)
    if arguments.json:
        output.show_json([shapes.due_row(row) for row in rows])
    else:
        output.columns(
            (
                row.clock.urgency.value,
                row.clock.remaining,
                f"{row.clock.due_at:%Y-%m-%d %H:%M}",
                row.intake_no,
                row.clock.destination,
                row.title,
                row.clock.rule,
            )
            for row in rows
        )
    return output.DONE


def _pause(desk: Desk, arguments: argparse.Namespace) -> int:
    submission_id = desk.read(submissions.id_of, arguments.number)
    desk.do(clocks.pause, submission_id, reason=arguments.reason)
    return tell(desk, arguments, submission_id)


def _resume(desk: Desk, arguments: argparse.Namespace) -> int:
    submission_id = desk.read(submissions.id_of, arguments.number)
    desk.do(clocks.resume, submission_id)
    return tell(desk, arguments, submission_id)


def _assign(desk: Desk, arguments: argparse.Namespace) -> int:
    found = [desk.read(submissions.id_of, number) for number in arguments.numbers]
    changed = desk.do(changing.assign_group, found, group=arguments.group)
    if arguments.json:
        output.show_json({"changed": changed, "group": arguments.group})
    else:
        output.line(f"已分派 {changed} 篇给{arguments.group}。")
    return output.DONE


def _rename(desk: Desk, arguments: argparse.Namespace) -> int:
    submission_id = desk.read(submissions.id_of, arguments.number)
    desk.do(changing.rename, submission_id, title=arguments.title)
    return tell(desk, arguments, submission_id)


def _delete(desk: Desk, arguments: argparse.Namespace) -> int:
    if bool(arguments.numbers) == arguments.clean:
        raise UsageError("请写来稿编号；清理回收站时只写 --clean。没有作任何改动；用 --help 查看用法。")
    if arguments.clean:
        count, told = clean_bin(desk), "从回收站清理"
    else:
        found = [desk.read(submissions.id_of, number) for number in arguments.numbers]
        count = desk.do(changing.restore_from_bin if arguments.restore else changing.move_to_bin, found)
        told = "恢复" if arguments.restore else "移入回收站"
    if arguments.json:
        output.show_json({"changed": count})
    else:
        output.line(f"已{told} {count} 篇。")
    return output.DONE
