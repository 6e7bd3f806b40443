"""Commands that bring submissions in: `read` shows what is understood, `import` and `register` save."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output, shapes
from cppcc_desk.cli.arguments import for_all, moment, text_given
from cppcc_desk.cli.work import tell
from cppcc_desk.documents.reading.limits import Reader
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.submission import Draft, IntakeChannel, ReadStatus
from cppcc_desk.errands.intake import Imported, bring_in, files_in, register_by_hand
from cppcc_desk.storage.desk import Desk


def add(commands: Any) -> None:
    read = commands.add_parser("read", help="看程序从一个文件里读出了什么，不保存")
    read.add_argument("file", type=Path, metavar="文件")
    for_all(read)
    read.set_defaults(run=_read, without_desk=True)
    bring = commands.add_parser("import", help="把文件或整个文件夹登记为来稿")
    bring.add_argument("paths", type=Path, nargs="+", metavar="文件或文件夹")
    bring.add_argument("--channel", default=IntakeChannel.OTHER.value, metavar="来稿方式")
    bring.add_argument("--received", type=moment, metavar="收稿时间")
    bring.add_argument("--group", default="", metavar="信息小组")
    for_all(bring, more="paths")
    bring.set_defaults(run=_import)
    register = commands.add_parser("register", help="手工登记一篇来稿")
    register.add_argument("--title", required=True, metavar="标题")
    register.add_argument("--text", required=True, metavar="正文或@文件", help="正文；写成 @文件 时从 UTF-8 文本读入")
    register.add_argument(
        "--contributor", action="append", default=[], metavar="反映人", help="可以写几次，第一个是领衔人"
    )
    register.add_argument("--unit", default="", metavar="反映单位", help="不写反映人时按集体来稿登记")
    register.add_argument("--phone", default="", metavar="电话")
    register.add_argument("--channel", default=IntakeChannel.OTHER.value, metavar="来稿方式")
    register.add_argument("--received", type=moment, metavar="收稿时间")
    register.add_argument("--group", default="", metavar="信息小组")
    register.add_argument("--follows", default="", metavar="来稿编号", help="续报于哪一篇")
    for_all(register)
    register.set_defaults(run=_register)


def _read(arguments: argparse.Namespace) -> int:
    path: Path = arguments.file
    if not path.is_file():
        raise Missing(f"找不到文件“{path}”。请核对路径。")
    with Reader() as reader:
        results = reader.read(path)
    if arguments.json:
        output.show_json([shapes.read_result(result) for result in results])
    else:
        for result in results:
            value = shapes.read_result(result)
            for label, key in (("标题", "title"), ("单位", "unit"), ("电话", "phone"), ("日期", "date")):
                output.line(f"{label}：{value[key]}")
            output.line(f"反映人：{'、'.join(value['contributors'])}")
            for warning in (*value["warnings"], value["message"]):
                if warning:
                    output.line(f"提示：{warning}")
            output.line(value["body"])
    fine = any(result.status is not ReadStatus.REFUSED for result in results)
    return output.DONE if fine else output.REFUSED


def _import(desk: Desk, arguments: argparse.Namespace) -> int:
    entries: list[Imported] = []
    for entry in bring_in(
        desk,
        files_in(arguments.paths),
        channel=_channel(arguments.channel),
        received_at=arguments.received,
        group=arguments.group,
    ):
        entries.append(entry)
        if not arguments.json:
            output.line(_told(entry))
    if arguments.json:
        output.show_json([shapes.imported(entry) for entry in entries])
    refused = sum(entry.status is ReadStatus.REFUSED for entry in entries)
    if refused and refused == len(entries):
        return output.REFUSED
    return output.SOME_REFUSED if refused else output.DONE


def _register(desk: Desk, arguments: argparse.Namespace) -> int:
    draft = Draft(
        title=arguments.title,
        contributors=tuple(arguments.contributor),
        unit=arguments.unit,
        phone=arguments.phone,
        body=text_given(arguments.text),
    )
    done = register_by_hand(
        desk,
        draft,
        channel=_channel(arguments.channel),
        received_at=arguments.received or desk.now,
        group=arguments.group,
        follows=arguments.follows,
    )
    if arguments.json:
        return tell(desk, arguments, done.id)
    output.line(f"{done.intake_no}\t已登记\t{arguments.title}")
    return output.DONE


def _channel(word: str) -> IntakeChannel:
    channels = [channel.value for channel in IntakeChannel]
    if word not in channels:
        raise Missing(f"没有“{word}”这种来稿方式；可用的有：{'、'.join(channels)}。没有登记任何来稿。")
    return IntakeChannel(word)


def _told(entry: Imported) -> str:
    words = {
        ReadStatus.ACCEPTED: "已登记",
        ReadStatus.ACCEPTED_WITH_WARNING: "已登记",
        ReadStatus.SKIPPED: "已跳过",
        ReadStatus.REFUSED: "未登记",
    }
    parts = [entry.intake_no, words[entry.status], entry.file, entry.draft.title if entry.draft else ""]
    parts += [*entry.warnings, entry.message]
    parts += [f"疑似与 {d.intake_no} 重复（{d.similarity:.0%}）" for d in entry.likely_duplicates]
    return "\t".join(part for part in parts if part)
