"""`scoring`: what people decide about scores: points by hand, disputes, shares, who is not ranked, years, awards."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.arguments import day, for_all, year
from cppcc_desk.cli.papers import must_end
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.scoring.events import Subject
from cppcc_desk.domain.scoring.paying import yuan_text
from cppcc_desk.domain.scoring.phrases import points_of
from cppcc_desk.domain.scoring.windows import bounds
from cppcc_desk.domain.step_fields import split
from cppcc_desk.errands.scores import write_payments
from cppcc_desk.operations.scoring import by_hand, closing
from cppcc_desk.operations.scoring.awards import EXCELLENT, AwardEntry, decide_awards
from cppcc_desk.operations.scoring.by_hand import AdjustmentEntry
from cppcc_desk.queries.scoring.awards import Proposals, decided, paid, proposed
from cppcc_desk.queries.scoring.by_hand import disputes, given_by_hand, subject_named, unranked
from cppcc_desk.queries.scoring.closing import came_late, checks, closings
from cppcc_desk.queries.scoring.schemes import in_force, year_at
from cppcc_desk.queries.submissions import detail, id_of
from cppcc_desk.storage.desk import Desk


def add(commands: Any) -> None:
    """The commands."""
    scoring = commands.add_parser("scoring", help="计分的人工事项：调整、异议、分配比例、不参与排名、关账、表彰、稿酬")
    under = scoring.add_subparsers(dest="scoring_command", metavar="做什么", parser_class=type(scoring), required=True)

    adjust = under.add_parser("adjust", help="加分或扣分，要写原因和批准人；不写分数就列出已有的")
    adjust.add_argument("name", nargs="?", metavar="姓名或单位")
    adjust.add_argument("points", nargs="?", metavar="分数", help="如 2 或 -1.5")
    adjust.add_argument("--reason", default="", metavar="原因")
    adjust.add_argument("--approved-by", default="", metavar="批准人")
    adjust.add_argument("--on", type=day, metavar="日期", help="记在哪一天，不写是今天")
    adjust.add_argument("--label", default="人工调整", metavar="名目", help="如 补记、加分、扣分")
    adjust.add_argument("--withdraw", type=int, metavar="序号", help="撤回一条")
    adjust.set_defaults(run=_adjust)

    dispute = under.add_parser("dispute", help="登记或答复计分异议；不写姓名就列出")
    dispute.add_argument("name", nargs="?", metavar="姓名或单位")
    dispute.add_argument("--text", default="", metavar="异议")
    dispute.add_argument("--by", default="", metavar="提出人")
    dispute.add_argument("--answer", nargs=2, metavar=("序号", "答复"))
    dispute.set_defaults(run=_dispute)

    shares = under.add_parser("shares", help="登记一篇来稿各作者的得分比例和主笔")
    shares.add_argument("number", metavar="来稿编号")
    shares.add_argument("--percents", default="", metavar="60、40", help="按反映人的次序，合计 100；不写就取消")
    shares.add_argument("--main", default="", metavar="姓名、姓名", help="主笔")
    shares.set_defaults(run=_shares)

    ranking = under.add_parser("unranked", help="不参与排名的人和单位；写原因就加入，--again 恢复")
    ranking.add_argument("name", nargs="?", metavar="姓名或单位")
    ranking.add_argument("--reason", default="", metavar="原因")
    ranking.add_argument("--again", action="store_true", help="恢复参与排名")
    ranking.set_defaults(run=_unranked)

    for word, words, run in (
        ("check", "关账以前要看的：没有佐证、没有计入、没有单位、没有批准人", _check),
        ("close", "年度关账，结果从此不变", _close),
        ("reopen", "写明原因，重新开账", _reopen),
        ("late", "关账以后才有的变化；--carry-to 补记到某一天", _late),
    ):
        command = under.add_parser(word, help=words)
        if word in ("close", "reopen"):
            command.add_argument("--reason", default="", metavar="原因")
        if word == "late":
            command.add_argument("--carry-to", type=day, metavar="日期", help="把变化补记在这一天")
            command.add_argument("--approved-by", default="", metavar="批准人")
        command.set_defaults(run=run)

    awards = under.add_parser("awards", help="表彰：建议名单和原因；--decide 定名单")
    awards.add_argument("--decide", nargs=3, metavar=("称号", "组别", "名单"), help="名单用、分开，留空是取消")
    awards.add_argument("--note", default="", metavar="说明")
    awards.add_argument("--excellent", metavar="编号、编号", help=f"定{EXCELLENT}的来稿")
    awards.set_defaults(run=_awards)
    pay = under.add_parser("pay", help="稿酬：每人应得多少、为哪些稿件；--xlsx 写成发放表")
    pay.add_argument("--xlsx", type=Path, metavar="文件.xlsx", help="写成发放表")
    pay.set_defaults(run=_pay)

    for command in under.choices.values():
        command.add_argument("--year", type=year, metavar="年度", help="不写是本年度")
        for_all(command)


def _year(desk: Desk, arguments: argparse.Namespace) -> int:
    return arguments.year or desk.read(year_at, today=desk.today)


def _show(arguments: argparse.Namespace, told: list[dict[str, Any]], nothing: str) -> int:
    if arguments.json:
        output.show_json(told)
    else:
        output.columns(tuple("" if value is None else str(value) for value in line.values()) for line in told)
        if not told:
            output.line(nothing)
    return output.DONE


# ------------------------------------------------------------------ by hand
def _adjust(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.withdraw is not None:
        desk.do(by_hand.withdraw_adjustment, arguments.withdraw)
    elif arguments.name:
        if arguments.points is None:
            raise Invalid("请写加几分，扣分写负数，例如 scoring adjust 姓名 2。没有作任何改动。")
        entry = AdjustmentEntry(
            subject=desk.read(subject_named, arguments.name),
            counted_on=arguments.on or desk.today,
            points=points_of(arguments.points),
            label=arguments.label,
            reason=arguments.reason,
            approved_by=arguments.approved_by,
        )
        desk.do(by_hand.adjust_score, entry)
    of = _year(desk, arguments)
    rows = desk.read(given_by_hand, *bounds(desk.read(in_force, of).scheme.window, of))
    told = [
        {
            "id": row.id,
            "date": row.counted_on.isoformat(),
            "name": row.name,
            "points": row.points / 100,
            "label": row.label,
            "reason": row.reason,
            "approved_by": row.approved_by,
        }
        for row in rows
    ]
    return _show(arguments, told, "没有人工调整。")


def _dispute(desk: Desk, arguments: argparse.Namespace) -> int:
    of = _year(desk, arguments)
    if arguments.answer:
        number, answer = arguments.answer
        if not number.isdecimal():
            raise Invalid(f"异议的序号应为整数，收到的是“{number}”。没有作任何改动。")
        desk.do(by_hand.answer_dispute, int(number), answer=answer)
    elif arguments.name:
        subject = desk.read(subject_named, arguments.name)
        desk.do(by_hand.raise_dispute, subject, year=of, raised_by=arguments.by, text=arguments.text)
    told = [
        {
            "id": row.id,
            "name": row.name,
            "raised_on": row.raised_on.isoformat(),
            "raised_by": row.raised_by,
            "text": row.text,
            "answer": row.answer,
        }
        for row in desk.read(disputes, of)
    ]
    return _show(arguments, told, "没有计分异议。")


def _shares(desk: Desk, arguments: argparse.Namespace) -> int:
    submission_id = desk.read(id_of, arguments.number)
    authors = [one.name for one in desk.read(detail, submission_id, now=desk.now).contributors]
    parts = split(arguments.percents)
    if not all(part.isdecimal() for part in parts):
        raise Invalid(f"比例应为整数，如 60、40，收到的是“{arguments.percents}”。没有作任何改动。")
    main = split(arguments.main)
    if unknown := [name for name in main if name not in authors]:
        raise Invalid(f"“{'、'.join(unknown)}”不是这篇的反映人；反映人有：{'、'.join(authors)}。没有作任何改动。")
    percents: list[int | None] = [int(part) for part in parts] if parts else [None] * len(authors)
    desk.do(by_hand.agree_shares, submission_id, percents=percents, writers=[name in main for name in authors])
    told = [
        {"name": name, "percent": percent, "main": name in main}
        for name, percent in zip(authors, percents, strict=True)
    ]
    return _show(arguments, told, "")


def _unranked(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.name:
        subject = desk.read(subject_named, arguments.name)
        if arguments.again:
            desk.do(by_hand.rank_again, subject)
        else:
            desk.do(by_hand.leave_unranked, subject, reason=arguments.reason)
    told = [{"name": row.name, "reason": row.reason} for row in desk.read(unranked)]
    return _show(arguments, told, "人人参与排名。")


# ------------------------------------------------------------------ years
def _check(desk: Desk, arguments: argparse.Namespace) -> int:
    found = desk.read(checks, _year(desk, arguments), today=desk.today)
    if arguments.json:
        output.show_json(
            [{"check": one.name, "what": one.what, "found": [f.words for f in one.found]} for one in found]
        )
        return output.DONE
    for one in found:
        output.line(f"{one.name}：{len(one.found)} 项" + (f"。{one.what}" if one.found else ""))
        for item in one.found:
            output.line(f"  {item.words}")
    return output.DONE


def _close(desk: Desk, arguments: argparse.Namespace) -> int:
    of = _year(desk, arguments)
    desk.do(closing.close_year, of, reason=arguments.reason)
    return _closings(desk, arguments, of)


def _reopen(desk: Desk, arguments: argparse.Namespace) -> int:
    of = _year(desk, arguments)
    desk.do(closing.reopen_year, of, reason=arguments.reason)
    return _closings(desk, arguments, of)


def _closings(desk: Desk, arguments: argparse.Namespace, of: int) -> int:
    told = [
        {
            "year": row.year,
            "edition": row.edition,
            "closed_at": row.closed_at.isoformat(timespec="minutes"),
            "closed_by": row.closed_by,
            "reason": row.reason,
            "reopened_at": row.reopened_at and row.reopened_at.isoformat(timespec="minutes"),
            "reopen_reason": row.reopen_reason,
        }
        for row in desk.read(closings, of)
    ]
    return _show(arguments, told, "没有关过账。")


def _late(desk: Desk, arguments: argparse.Namespace) -> int:
    of = _year(desk, arguments)
    found = desk.read(came_late, of, today=desk.today)
    if arguments.carry_to is not None:
        subjects = tuple(who.subject for who, _ in found)
        desk.do(closing.carry_over, of, subjects, on=arguments.carry_to, approved_by=arguments.approved_by)
    told = [
        {
            "name": who.name,
            "points": difference.points / 100,
            "came": [line.words or line.name for line in difference.came],
            "went": [line.words or line.name for line in difference.went],
        }
        for who, difference in found
    ]
    return _show(arguments, told, "关账以后没有变化。")


# ------------------------------------------------------------------ awards and pay
def _awards(desk: Desk, arguments: argparse.Namespace) -> int:
    of = _year(desk, arguments)
    if arguments.decide:
        tier, group, names = arguments.decide
        entries = [AwardEntry(subject=_subject(desk, name), note=arguments.note) for name in split(names)]
        desk.do(decide_awards, of, tier, group, entries)
    if arguments.excellent is not None:
        numbers = [desk.read(id_of, number) for number in split(arguments.excellent)]
        desk.do(decide_awards, of, EXCELLENT, "", [AwardEntry(submission_id=number) for number in numbers])
    found = desk.read(proposed, of, today=desk.today)
    rows = desk.read(decided, of)
    if arguments.json:
        output.show_json(
            {
                "proposed": [_proposal(found, number) for number in range(len(found.awards))],
                "excellent": [one.piece.number for one in found.excellent],
                "decided": [
                    {
                        "tier": row.tier,
                        "group": row.group,
                        "name": row.name,
                        "intake_no": row.intake_no,
                        "note": row.note,
                    }
                    for row in rows
                ],
            }
        )
        return output.DONE
    for number in range(len(found.awards)):
        told = _proposal(found, number)
        output.line(f"{told['tier']}（{told['group']}）{told['slots']} 名：{'、'.join(told['proposed']) or '无'}")
        if told["words"]:
            output.line(f"  {told['words']}")
    output.line(f"{EXCELLENT}：{'、'.join(one.piece.number for one in found.excellent) or '无'}")
    for row in rows:
        output.line(f"已定 {row.tier}{row.group and f'（{row.group}）'}：{row.intake_no}{row.name}")
    return output.DONE


def _subject(desk: Desk, name: str) -> Subject:
    return desk.read(subject_named, name)


def _proposal(found: Proposals, number: int) -> dict[str, Any]:
    one = found.awards[number]
    return {
        "tier": one.award.tier,
        "group": one.award.group,
        "slots": one.award.slots,
        "proposed": [found.who[subject].name for subject in one.proposed],
        "tied": [found.who[subject].name for subject in one.tied],
        "words": one.words,
        "not_eligible": [
            {"name": found.who[candidate.place.subject].name, "reasons": list(candidate.reasons)}
            for candidate in one.candidates
            if candidate.reasons
        ],
    }


def _pay(desk: Desk, arguments: argparse.Namespace) -> int:
    of = _year(desk, arguments)
    if arguments.xlsx is not None:
        must_end(arguments.xlsx, ".xlsx")
        write_payments(desk, of, arguments.xlsx)
    rows = desk.read(paid, of, today=desk.today)
    told = [
        {
            "name": who.name,
            "yuan": yuan_text(sum(one.fen for one in given)),
            "pieces": "、".join(f"{one.number} {one.name} {yuan_text(one.fen)}" for one in given),
        }
        for who, given in rows
    ]
    return _show(arguments, told, "没有稿酬。")
