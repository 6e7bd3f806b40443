"""Commands on the office's own 公文 and their numbers: `paper`, `number`."""

import argparse
import json
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import UsageError, for_all, natural, year
from cppcc_desk.cli.output import when
from cppcc_desk.cli.papers import files_told, must_end, tell_files, warn_of
from cppcc_desk.domain.drafting import MadeFor, Occasion
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.official import Kind
from cppcc_desk.errands import documents as writing
from cppcc_desk.errands import previews
from cppcc_desk.errands.drafting import begun
from cppcc_desk.operations import dispatching, finding
from cppcc_desk.operations import documents as doing
from cppcc_desk.queries import documents, forms, occasions, submissions
from cppcc_desk.storage.desk import Desk


def add(commands: Any) -> None:
    paper = commands.add_parser("paper", help="本单位的公文：起草、定稿编号、写出、作废")
    what = paper.add_subparsers(dest="what", metavar="操作", required=True, title="操作")
    listing = what.add_parser("list", help="公文一览")
    listing.add_argument("--words", default="", metavar="词", help="只列文号、文字或用途里有这些词的")
    listing.set_defaults(run=_list)
    begin = _add_begin(what)
    save = what.add_parser("save", help=f"按要素起草一份公文：{'、'.join(Kind)}")
    save.add_argument("kind", metavar="文种")
    save.add_argument("--fields", type=Path, required=True, metavar="要素.json")
    save.add_argument("--id", type=natural, metavar="序号", help="改已有的草稿")
    save.add_argument("--submission", default="", metavar="来稿编号", help="为哪一篇来稿起草")
    save.set_defaults(run=_save)
    finish = what.add_parser("finish", help="定稿：编发文字号，内容从此不变")
    finish.add_argument("--sequence", default="", metavar="类别", help="编下一个号，如 委员会、办公室、函")
    finish.add_argument("--number", default="", metavar="发文字号", help="用预留的号")
    finish.set_defaults(run=_finish)
    show = what.add_parser("show", help="一份公文的要素")
    show.set_defaults(run=_show)
    write = what.add_parser("write", help="写出 .docx 和 PDF")
    write.add_argument("--out", type=Path, required=True, metavar="文件.docx")
    write.add_argument("--pdf", type=Path, metavar="文件.pdf")
    write.set_defaults(run=_write)
    void = what.add_parser("void", help="作废定稿的公文和它的发文字号")
    void.add_argument("--reason", required=True, metavar="原因")
    void.set_defaults(run=_void)
    delete = what.add_parser("delete", help="删除草稿")
    delete.set_defaults(run=_delete)
    for one in (show, finish, write, void, delete):
        one.add_argument("id", type=natural, metavar="序号")
    number = commands.add_parser("number", help="发文字号登记：查看、预留、作废")
    acts = number.add_subparsers(dest="what", metavar="操作", required=True, title="操作")
    register = acts.add_parser("list", help="编过的号和下一个号")
    register.add_argument("--year", type=year, metavar="年度")
    register.set_defaults(run=_register)
    reserve = acts.add_parser("reserve", help="预留一个号")
    reserve.add_argument("sequence", metavar="类别")
    reserve.add_argument("--purpose", required=True, metavar="用途")
    reserve.add_argument("--serial", type=natural, metavar="序号", help="不写时用下一个")
    reserve.set_defaults(run=_reserve)
    cancel = acts.add_parser("void", help="作废一个预留的号，以后也不再用")
    cancel.add_argument("number", metavar="发文字号")
    cancel.add_argument("--reason", required=True, metavar="原因")
    cancel.set_defaults(run=_void_number)
    for command in (paper, listing, begin, save, show, finish, write, void, delete, number, register, reserve, cancel):
        for_all(command)


def _add_begin(what: Any) -> argparse.ArgumentParser:
    begin: argparse.ArgumentParser = what.add_parser(
        "begin",
        help="为来稿或它的去向起草报告、函，为小组活动或会议起草通知、纪要，查询采用情况的函，年度通报和表彰决定",
    )
    begin.add_argument("kind", metavar="文种")
    begin.add_argument("--submission", default="", metavar="来稿编号", help="为哪一篇来稿")
    begin.add_argument("--dispatch", nargs=2, metavar=("来稿编号", "去向"), help="为哪一篇来稿的哪一个去向")
    begin.add_argument("--form", default="", metavar="形式", help="同一去向有几种形式时")
    begin.add_argument("--group", default="", metavar="小组", help="为哪个信息小组的活动")
    begin.add_argument(
        "--meeting", type=Path, metavar="会议.json", help="会议或活动：name time place host topics attendance kind"
    )
    begin.add_argument("--notice", type=natural, metavar="序号", help="为哪份通知的会议或活动")
    begin.add_argument("--occasion", type=natural, metavar="序号", help="为登记过的哪一次会议或活动")
    begin.add_argument("--inquiry", default="", metavar="去向", help="向哪个上级政协查询采用情况")
    begin.add_argument("--year", type=year, metavar="年度", help="计分年度：通报写全年情况，决定写表彰名单")
    begin.add_argument("--only", nargs="+", default=[], metavar="来稿编号", help="只查询这几篇，与 --inquiry 同用")
    begin.add_argument("--observers", action="store_true", help="通知只发列席人员，与 --occasion 同用")
    begin.set_defaults(run=_begin)
    return begin


def _list(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = desk.read(documents.documents, words=arguments.words)
    if arguments.json:
        output.show_json([_shape(row) for row in rows])
    else:
        output.columns(
            (str(row.id), row.state.value, row.kind.value, row.number, row.title, row.purpose) for row in rows
        )
    return output.DONE


def _shape(row: documents.DocumentRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind.value,
        "title": row.title,
        "state": row.state.value,
        "doc_number": row.number or None,
        "intake_no": row.intake_no or None,
        "destination": row.destination or None,
        "info_group": row.group or None,
        "meeting": row.occasion or None,
        "quarter": str(row.quarter) if row.quarter else None,
        "inquiry": row.inquiry or None,
        "year": row.year,
        "drafted": when(row.drafted_at),
        "drafted_by": row.drafted_by,
        "finished": when(row.finished_at),
    }


def tell_document(desk: Desk, arguments: argparse.Namespace, document_id: int) -> int:
    """Say what a 公文 is now: the receipt of every command about one."""
    row = desk.read(documents.document, document_id).row
    if arguments.json:
        output.show_json(_shape(row))
    else:
        output.line("\t".join(filter(None, (str(row.id), row.state.value, row.number, row.title))))
    return output.DONE


def _show(desk: Desk, arguments: argparse.Namespace) -> int:
    found = desk.read(documents.document, arguments.id)
    if arguments.json:
        output.show_json({**_shape(found.row), "fields": found.fields})
    else:
        output.line("\t".join(filter(None, (str(found.row.id), found.row.state.value, found.row.name))))
        for key, value in found.fields.items():
            output.line(f"{key}\t{value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")
    return output.DONE


def _begin(desk: Desk, arguments: argparse.Namespace) -> int:
    kind = writing.kind_named(arguments.kind)
    made_for = _made_for(desk, arguments, kind)
    only = [desk.read(submissions.id_of, number) for number in arguments.only]
    fields = begun(desk, kind, made_for, pieces=only)
    saved = desk.do(doing.save_document, None, kind=kind, fields=fields, made_for=made_for)
    return tell_document(desk, arguments, saved)


def _made_for(desk: Desk, arguments: argparse.Namespace, kind: Kind) -> MadeFor:
    """What the options name: a submission, a dispatch, or a meeting or an activity."""
    a = arguments
    ways = (a.submission, a.dispatch, a.notice, a.occasion, a.inquiry, a.year, a.group or a.meeting)
    astray = (a.form and not a.dispatch) or (a.observers and not a.occasion) or (a.only and not a.inquiry)
    if sum(map(bool, ways)) != 1 or astray:
        told = "--submission、--dispatch（可加 --form）、--notice、--occasion（可加 --observers）、"
        told += "--inquiry（可加 --only）、--year、--group 和 --meeting"
        raise UsageError(f"请写明为什么起草，选一样：{told}。没有作任何改动；用 --help 查看用法。")
    if a.year or a.inquiry:
        return MadeFor(year=a.year, inquiry_id=desk.read(finding.destination, a.inquiry).id if a.inquiry else None)
    if a.submission:
        return MadeFor(submission_id=desk.read(submissions.id_of, a.submission))
    if a.dispatch:
        number, destination = a.dispatch
        about = desk.read(submissions.id_of, number)
        return MadeFor(
            submission_id=about, dispatch_id=desk.read(dispatching.found, about, to=destination, form=a.form)
        )
    if a.occasion:
        return desk.read(occasions.made_for, a.occasion, kind, now=desk.now, observers=a.observers)
    if a.notice:
        noted = desk.read(documents.document, a.notice).made_for
        if noted.group_id is None and noted.occasion is None:
            raise Missing(f"序号 {a.notice} 的公文不是为会议或活动起草的。没有作任何改动。请用 --meeting。")
        return MadeFor(group_id=noted.group_id, occasion=noted.occasion)
    occasion = Occasion.from_dict(writing.load_fields(a.meeting)) if a.meeting else None
    return MadeFor(group_id=desk.read(forms.group_id_of, a.group) if a.group else None, occasion=occasion)


def _save(desk: Desk, arguments: argparse.Namespace) -> int:
    kind = writing.kind_named(arguments.kind)
    fields = writing.keep_pictures(desk, writing.load_fields(arguments.fields), arguments.fields.parent)
    about = desk.read(submissions.id_of, arguments.submission) if arguments.submission else None
    made_for = MadeFor(submission_id=about)
    saved = desk.do(doing.save_document, arguments.id, kind=kind, fields=fields, made_for=made_for)
    return tell_document(desk, arguments, saved)


def _finish(desk: Desk, arguments: argparse.Namespace) -> int:
    number_id = desk.read(documents.number_id_of, arguments.number) if arguments.number else None
    writing.finish(desk, arguments.id, sequence=arguments.sequence, number_id=number_id)
    told = previews.look(desk, previews.OfficialPaper(arguments.id), stand_ins=previews.stand_ins()).check
    warn_of(told)
    return tell_document(desk, arguments, arguments.id)


def _write(desk: Desk, arguments: argparse.Namespace) -> int:
    must_end(arguments.out, ".docx")
    if arguments.pdf is not None:
        must_end(arguments.pdf, ".pdf")
    written = writing.write_filed(desk, arguments.id, docx=arguments.out, pdf=arguments.pdf)
    if arguments.json:
        output.show_json(files_told(written))
    else:
        tell_files(written)
    return output.DONE


def _void(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(doing.void_document, arguments.id, reason=arguments.reason)
    return tell_document(desk, arguments, arguments.id)


def _delete(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(doing.delete_document, arguments.id)
    if arguments.json:
        output.show_json({"deleted": arguments.id})
    else:
        output.line(f"已删除草稿 {arguments.id}。")
    return output.DONE


def _register(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = desk.read(documents.numbers, year=arguments.year)
    states = desk.read(documents.sequence_states, now=desk.now)
    if arguments.json:
        output.show_json(
            {
                "next": {state.sequence: state.following for state in states},
                "gaps": {state.sequence: list(state.gaps) for state in states},
                "numbers": [
                    {
                        "doc_number": row.number,
                        "sequence": row.sequence,
                        "state": row.state.value,
                        "purpose": row.purpose,
                        "given": when(row.given_at),
                        "given_by": row.given_by,
                        "void_reason": row.void_reason,
                        "document_id": row.document_id,
                    }
                    for row in rows
                ],
            }
        )
    else:
        output.columns((row.number, row.state.value, row.purpose, row.given_by, row.void_reason) for row in rows)
        for state in states:
            output.line(f"{state.sequence}：下一个是 {state.following}")
    return output.DONE


def _reserve(desk: Desk, arguments: argparse.Namespace) -> int:
    number = desk.do(
        doing.reserve_number, sequence=arguments.sequence, purpose=arguments.purpose, serial=arguments.serial
    )
    return _number_told(arguments, number, "已预留")


def _void_number(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(doing.void_number, desk.read(documents.number_id_of, arguments.number), reason=arguments.reason)
    return _number_told(arguments, arguments.number, "已作废")


def _number_told(arguments: argparse.Namespace, number: str, word: str) -> int:
    if arguments.json:
        output.show_json({"doc_number": number})
    else:
        output.line(f"{word} {number}。")
    return output.DONE
