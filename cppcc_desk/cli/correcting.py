"""Commands that put right what was recorded: `correct`, `attach`, `withdraw`, `amend`."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output, shapes
from cppcc_desk.cli.arguments import UsageError, for_all, moment, natural
from cppcc_desk.cli.work import tell
from cppcc_desk.domain.people import WORD_OF_UNIT, PersonKind, UnitKind
from cppcc_desk.domain.submission import Contributor, Draft, IntakeChannel, Particulars
from cppcc_desk.errands.received import attach_files, contributors_of
from cppcc_desk.operations import dispatching
from cppcc_desk.operations.correcting import correct_registration
from cppcc_desk.queries import people, submissions
from cppcc_desk.queries.topics import topic_named
from cppcc_desk.storage.desk import Desk

YES_NO = {"是": True, "否": False}

# Option -> its field in Particulars and its word: texts as they stand.
_TEXTS = {
    "unit": ("submitting_unit", "反映单位"),
    "drafter": ("drafter", "执笔人"),
    "follows": ("follows_intake_no", "续报于哪一篇"),
}
# Option -> word: facts of the first 反映人.
_OF_LEAD = {
    "position": "职务",
    "phone": "电话",
    "sector": "界别",
    "committee": "专委会",
    "town": "镇街",
    "party": "党派",
}
_FLAGS = {
    "collective": ("collective_submission", "集体来稿"),
    "commissioned": ("is_commissioned", "约稿"),
    "public": ("consent_public", "同意公开"),
}


def add(commands: Any) -> None:
    correct = commands.add_parser("correct", help="更正登记；没有写的项目不变")
    correct.add_argument("number", metavar="来稿编号")
    correct.add_argument("--contributor", action="append", metavar="反映人", help="可以写几次，第一个是领衔人")
    correct.add_argument("--kind", choices=list(PersonKind), metavar="身份")
    correct.add_argument("--received", type=moment, metavar="收稿时间")
    correct.add_argument("--channel", choices=list(IntakeChannel), metavar="来稿方式")
    for option, (_, word) in _TEXTS.items():
        correct.add_argument(f"--{option}", metavar=word)
    for option, word in _OF_LEAD.items():
        correct.add_argument(f"--{option}", metavar=word)
    for option, (_, word) in _FLAGS.items():
        correct.add_argument(f"--{option}", choices=list(YES_NO), metavar=word)
    correct.add_argument("--topic", metavar="征集要点", help="要点的主题；写空的引号表示不对应")
    correct.add_argument(
        "--credited", choices=list(WORD_OF_UNIT), metavar="计入", help="界别、专委会、镇街工委或党派团体"
    )
    correct.add_argument("--reason", default="", metavar="原因", help="已印发的要写明")
    correct.set_defaults(run=_correct)
    attach = commands.add_parser("attach", help="给来稿添加附件")
    attach.add_argument("number", metavar="来稿编号")
    attach.add_argument("files", type=Path, nargs="+", metavar="文件")
    attach.set_defaults(run=_attach)
    withdraw = commands.add_parser("withdraw", help="撤去还没有报送的去向")
    withdraw.set_defaults(run=_withdraw)
    amend = commands.add_parser("amend", help="更正传送记录；没有写的项目不变")
    amend.add_argument("--sent", type=moment, metavar="时间")
    amend.add_argument("--unsent", action="store_true", help="其实没有报送")
    amend.add_argument("--copies", type=natural, metavar="份数")
    amend.add_argument("--way", metavar="方式")
    amend.add_argument("--signed-by", metavar="签收人")
    amend.set_defaults(run=_amend)
    for one in (withdraw, amend):
        one.add_argument("number", metavar="来稿编号")
        one.add_argument("--to", required=True, metavar="去向")
        one.add_argument("--form", default="", metavar="形式")
        one.add_argument("--reason", required=True, metavar="原因")
    for command in (correct, attach, withdraw, amend):
        for_all(command, more="files" if command is attach else "")


def _correct(desk: Desk, arguments: argparse.Namespace) -> int:
    submission_id = desk.read(submissions.id_of, arguments.number)
    there = desk.read(submissions.detail, submission_id, now=desk.now)
    particulars = _corrected(desk, there.particulars, arguments)
    desk.do(correct_registration, submission_id, particulars, reason=arguments.reason, version=there.row.version)
    return tell(desk, arguments, submission_id)


def _corrected(desk: Desk, there: Particulars, given: argparse.Namespace) -> Particulars:
    changed: dict[str, Any] = {
        name: value for option, (name, _) in _TEXTS.items() if (value := getattr(given, option)) is not None
    }
    changed |= {
        name: YES_NO[value] for option, (name, _) in _FLAGS.items() if (value := getattr(given, option)) is not None
    }
    if given.received is not None:
        changed["received_at"] = given.received
    if given.channel is not None:
        changed["intake_channel"] = IntakeChannel(given.channel)
    if given.topic is not None:
        changed["topic_call_id"] = desk.read(topic_named, given.topic).id if given.topic else None
    contributors = there.contributors
    if given.contributor is not None:
        draft = Draft(contributors=tuple(given.contributor), unit=given.unit or "")
        contributors, _ = contributors_of(desk.read(people.people), draft)
    return replace(there, **changed, contributors=_with_lead(contributors, given))


def _with_lead(contributors: tuple[Contributor, ...], given: argparse.Namespace) -> tuple[Contributor, ...]:
    facts: dict[str, Any] = {name: value for name in _OF_LEAD if (value := getattr(given, name)) is not None}
    if given.kind is not None:
        facts["kind"] = PersonKind(given.kind)
    if given.credited is not None:
        facts["credited"] = UnitKind(given.credited)
    if given.unit is not None:
        facts["unit"] = given.unit
    if not facts or not contributors:
        return contributors
    return (replace(contributors[0], **facts), *contributors[1:])


def _attach(desk: Desk, arguments: argparse.Namespace) -> int:
    submission_id = desk.read(submissions.id_of, arguments.number)
    attach_files(desk, submission_id, arguments.files)
    return tell(desk, arguments, submission_id)


def _withdraw(desk: Desk, arguments: argparse.Namespace) -> int:
    submission_id = desk.read(submissions.id_of, arguments.number)
    dispatch_id = desk.read(dispatching.found, submission_id, to=arguments.to, form=arguments.form)
    desk.do(dispatching.withdraw_dispatch, dispatch_id, reason=arguments.reason)
    return tell(desk, arguments, submission_id)


def _amend(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.unsent and arguments.sent is not None:
        raise UsageError("“--sent”和“--unsent”只能写一个。没有作任何改动；用 --help 查看用法。")
    submission_id = desk.read(submissions.id_of, arguments.number)
    dispatch_id = desk.read(dispatching.found, submission_id, to=arguments.to, form=arguments.form)
    there = next(
        row for row in desk.read(submissions.detail, submission_id, now=desk.now).dispatches if row.id == dispatch_id
    )
    desk.do(
        dispatching.correct_dispatch,
        dispatch_id,
        sent_at=None if arguments.unsent else arguments.sent or there.sent_at,
        copies=arguments.copies or there.copies,
        way=there.way if arguments.way is None else arguments.way,
        signed_by=there.signed_by if arguments.signed_by is None else arguments.signed_by,
        reason=arguments.reason,
    )
    found = desk.read(submissions.detail, submission_id, now=desk.now)
    row = next(row for row in found.dispatches if row.id == dispatch_id)
    if arguments.json:
        output.show_json({"intake_no": found.row.intake_no, **shapes.dispatch(row)})
    else:
        output.line(f"已更正 {found.row.intake_no} 报{row.destination}的记录。")
    return output.DONE
