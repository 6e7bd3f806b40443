"""The words and options of `outcome` and `outcomes`."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli.arguments import day, for_all, natural, year
from cppcc_desk.cli.outcomes import doing, looking
from cppcc_desk.domain.outcomes import OUTCOME_FIELDS, Level, OutcomeKind


def add(commands: Any) -> None:
    outcome = commands.add_parser(
        "outcome", help="登记反馈：采用、批示、答复、落实、媒体、问题", description=_kinds_told()
    )
    outcome.add_argument("about", metavar="编号", help="来稿编号，或一期期刊，如 2026-12期、社情民意2026年第12期")
    outcome.add_argument("kind", metavar="种类")
    outcome.add_argument("values", nargs="*", metavar="项目=内容")
    outcome.add_argument(
        "--file", action="append", type=Path, default=[], metavar="文件", help="佐证的文件，可以写几次"
    )
    outcome.set_defaults(run=doing.record)
    for_all(outcome, more="values")
    outcomes = commands.add_parser("outcomes", help="反馈一览、修改、撤回，批示的交办、督办、反馈，等待反馈的")
    what = outcomes.add_subparsers(dest="what", metavar="操作", required=True, title="操作")
    for_all(outcomes)
    _add_looking(what)
    _add_changing(what)
    _add_assigning(what)


def _kinds_told() -> str:
    lines = [
        f"  {kind}：{'，'.join(f'{field.label} {field.name}' for field in fields)}"
        for kind, fields in OUTCOME_FIELDS.items()
    ]
    return "\n".join(["种类和可填的项目（中文名或英文名都可以，日期不写是今天）：", *lines])


def _verb(what: Any, name: str, run: Any, words: str, *, more: str = "", by: str = "id") -> argparse.ArgumentParser:
    """A word below `outcomes`, about one of them by its number unless `by` says otherwise."""
    made: argparse.ArgumentParser = what.add_parser(name, help=words)
    if by:
        made.add_argument(by, type=natural, metavar="序号")
    made.set_defaults(run=run)
    for_all(made, more=more)
    return made


def _add_looking(what: Any) -> None:
    listing = _verb(what, "list", looking.listing, "反馈一览，最近的在前", by="")
    listing.add_argument("--year", type=year, metavar="年度")
    listing.add_argument("--kind", choices=list(OutcomeKind), metavar="种类")
    listing.add_argument("--level", choices=list(Level), metavar="层级")
    listing.add_argument("--words", default="", metavar="词", help="单位、领导、内容、来稿编号或标题里有这些词的")
    listing.add_argument("--limit", type=natural, metavar="条数")
    counts = _verb(what, "counts", looking.counts, "一年里每种、每个层级各有几条", by="")
    counts.add_argument("--year", type=year, metavar="年度")
    _verb(what, "awaiting", looking.waiting, "等待反馈的：交办没有反馈，报送上级没有采用结果；最早的在前", by="")
    assignments = _verb(what, "assignments", looking.assigned, "批示的交办一览", by="")
    assignments.add_argument("--open", action="store_true", help="只看没有反馈的")
    _verb(what, "show", looking.show, "一条反馈的全部内容：佐证、交办、督办")


def _add_changing(what: Any) -> None:
    change = _verb(what, "change", doing.change, "修改；写了的项目才改", more="values")
    change.add_argument("values", nargs="+", metavar="项目=内容")
    withdraw = _verb(what, "withdraw", doing.withdraw, "撤回记错的")
    withdraw.add_argument("--reason", required=True, metavar="原因")
    files = _verb(what, "files", doing.files, "添加佐证；--out 另存原件，--remove 移出", more="paths")
    files.add_argument("paths", nargs="*", type=Path, metavar="文件")
    files.add_argument("--out", type=Path, metavar="文件夹")
    files.add_argument("--remove", metavar="文件名")


def _add_assigning(what: Any) -> None:
    """交办 by the number of the 批示, everything after it by the number of the assignment."""
    assign = _verb(what, "assign", doing.assign, "交办批示：给哪个单位，什么时候反馈")
    assign.add_argument("unit", metavar="承办单位")
    assign.add_argument("--due", type=day, required=True, metavar="日期", help="反馈期限")
    assign.add_argument("--demand", default="", metavar="要求")
    alter = _verb(what, "alter", doing.alter, "修改交办；写了的项目才改，改期限要写原因")
    alter.add_argument("--unit", metavar="承办单位")
    alter.add_argument("--due", type=day, metavar="日期")
    alter.add_argument("--demand", metavar="要求")
    remind = _verb(what, "remind", doing.remind, "催办，记入督办记录", more="ids", by="")
    remind.add_argument("ids", nargs="+", metavar="序号")
    supervise = _verb(what, "supervise", doing.supervise, "登记一次督办")
    supervise.add_argument("text", metavar="情况")
    supervise.add_argument("--way", default="", metavar="方式")
    feedback = _verb(what, "feedback", doing.feedback, "登记单位的办理反馈")
    feedback.add_argument("text", metavar="内容", help="@文件 为文件里的文字")
    close = _verb(what, "close", doing.close, "办结；没有反馈的要写原因")
    reopen = _verb(what, "reopen", doing.reopen, "重新办理")
    reopen.add_argument("--due", type=day, required=True, metavar="日期", help="新的反馈期限")
    cancel = _verb(what, "cancel", doing.cancel, "取消交错的交办")
    for one in (assign, alter, supervise, feedback, close):
        one.add_argument("--on", type=day, metavar="日期", help="哪一天，不写是今天；alter 不写则不变")
    for one, required in ((alter, False), (close, False), (reopen, True), (cancel, True)):
        one.add_argument("--reason", required=required, default="", metavar="原因")
