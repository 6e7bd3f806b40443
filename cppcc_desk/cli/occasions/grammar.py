"""The words and options of `activity` and `attend`: the same under both, but for what is listed and entered."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli.arguments import day, for_all, moment, natural, year
from cppcc_desk.cli.occasions import doing, looking
from cppcc_desk.domain.occasions import MEETINGS, Relation


def add(commands: Any) -> None:
    activity = commands.add_parser("activity", help="信息小组的活动：登记、到会、稿件、照片；每组每季至少一次")
    acts = activity.add_subparsers(dest="what", metavar="操作", required=True, title="操作")
    listing = acts.add_parser("list", help="活动一览")
    listing.add_argument("--group", default="", metavar="小组")
    listing.add_argument("--lacking", action="store_true", help="只列本季还没有开展活动的小组")
    listing.set_defaults(run=looking.activities)
    new = acts.add_parser("add", help="登记一次活动")
    new.add_argument("name", metavar="主题")
    new.add_argument("--group", required=True, metavar="小组")
    new.set_defaults(run=doing.add_activity)
    attend = commands.add_parser("attend", help="会议和列席：常委会、主席会议、视察、培训、座谈")
    meets = attend.add_subparsers(dest="what", metavar="操作", required=True, title="操作")
    meetings = meets.add_parser("list", help="会议一览；某人参加的会议和活动")
    meetings.add_argument("--kind", choices=list(MEETINGS), metavar="类别")
    meetings.add_argument("--person", default="", metavar="姓名", help="只列这个人的；同名的写成 姓名（单位）")
    meetings.set_defaults(run=looking.meetings)
    meeting = meets.add_parser("add", help="登记一次会议")
    meeting.add_argument("name", metavar="名称")
    meeting.add_argument("--kind", required=True, choices=list(MEETINGS), metavar="类别")
    meeting.set_defaults(run=doing.add_meeting)
    decisions = meets.add_parser("decisions", help="还没有办结的决定事项")
    decisions.set_defaults(run=looking.decisions)
    for_all(decisions)
    for one in (listing, meetings):
        one.add_argument("--year", type=year, metavar="年度")
        for_all(one)
    for one in (new, meeting):
        one.add_argument("--at", type=moment, required=True, metavar="时间")
        _particulars(one)
        _people(one)
        for_all(one)
    for verbs in (acts, meets):
        _add_verbs(verbs)
    for command in (activity, attend):
        for_all(command)


def _particulars(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--place", metavar="地点")
    parser.add_argument("--host", metavar="主持人")
    parser.add_argument("--topic", action="append", metavar="议题", help="一项一个；可以写几次")
    parser.add_argument("--cost", metavar="经费", help="元，如 1,250.50")
    parser.add_argument("--outcome", metavar="情况", help="情况和成果；@文件 为文件里的文字")


def _people(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--present", default="", metavar="姓名、姓名", help="请来出席的人")
    parser.add_argument("--observing", default="", metavar="姓名、姓名", help="请来列席的人")
    parser.add_argument("--whole-group", metavar="小组", help="请这个小组当天的全体成员出席")


def _add_verbs(verbs: Any) -> None:
    """What is done with one of them by its number."""

    def verb(name: str, run: Any, words: str, *, more: str = "") -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = verbs.add_parser(name, help=words)
        made.add_argument("id", type=natural, metavar="序号")
        made.set_defaults(run=run)
        for_all(made, more=more)
        return made

    verb("show", looking.show, "全部内容：名单、稿件、决定、文件")
    change = verb("change", doing.change, "修改；写了的项目才改")
    change.add_argument("--name", metavar="名称或主题")
    change.add_argument("--at", type=moment, metavar="时间")
    _particulars(change)
    cancel = verb("cancel", doing.cancel, "取消，写明原因")
    cancel.add_argument("--reason", required=True, metavar="原因")
    verb("reinstate", doing.reinstate, "恢复取消了的")
    verb("delete", doing.delete, "删除登记错的")
    _people(verb("invite", doing.invite, "列入参加人员"))
    dismiss = verb("dismiss", doing.dismiss, "移出参加人员")
    dismiss.add_argument("people", metavar="姓名、姓名")
    record = verb("record", doing.record, "登记到会情况；“全部”是还待定的各位")
    for option, words in (("came", "到会"), ("excused", "请假"), ("absent", "缺席"), ("spoke", "发言")):
        record.add_argument(f"--{option}", default="", metavar="姓名、姓名", help=words)
    link = verb("link", doing.link, "关联来稿；--off 取消关联", more="numbers")
    link.add_argument("numbers", nargs="+", metavar="来稿编号")
    link.add_argument("--relation", choices=list(Relation), default=Relation.DISCUSSED, metavar="讨论或形成")
    link.add_argument("--off", action="store_true", help="取消关联")
    files = verb("files", doing.files, "添加照片和文件；--out 另存原件，--remove 移出", more="paths")
    files.add_argument("paths", nargs="*", type=Path, metavar="文件")
    files.add_argument("--out", type=Path, metavar="文件夹")
    files.add_argument("--remove", metavar="文件名")
    decide = verb("decide", doing.decide, "登记决定事项；带 --number 办理其中一项")
    decide.add_argument("text", nargs="?", metavar="决定")
    decide.add_argument("--unit", metavar="承办单位")
    decide.add_argument("--due", type=day, metavar="日期")
    decide.add_argument("--number", type=natural, metavar="第几项")
    decide.add_argument("--follow", default="", metavar="进展")
    decide.add_argument("--on", type=day, metavar="日期", help="进展或办结的日期，不写是今天")
    for option, words in (("done", "办结"), ("reopen", "重新办理"), ("delete", "删除")):
        decide.add_argument(f"--{option}", action="store_true", help=words)
