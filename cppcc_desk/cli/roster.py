"""Commands under `people` on one person, from `show` to `remove`, and `change-term` on all of them."""

import argparse
from pathlib import Path
from typing import Any

from cppcc_desk.cli import output, terms
from cppcc_desk.cli.arguments import day, for_all, key_values, year
from cppcc_desk.cli.papers import files_told, must_end
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.people import PersonEntry, PersonKind, first_said, term_name
from cppcc_desk.domain.step_fields import split
from cppcc_desk.errands import papers
from cppcc_desk.operations.people import change_person, delete_person, leave, return_to_roster, unite
from cppcc_desk.operations.term_change import change_term
from cppcc_desk.operations.units import assign_members
from cppcc_desk.queries.covering import suggested_groups
from cppcc_desk.queries.office import group_named
from cppcc_desk.queries.people import masked, people, person_ever, person_meant
from cppcc_desk.queries.people.duty import duty_record
from cppcc_desk.queries.people.whole import entry_of
from cppcc_desk.storage.desk import Desk

# Key of `people change` -> field of an entry; 身份 is several.
_FIELDS = {
    "姓名": "name",
    "单位": "unit",
    "职务": "position",
    "电话": "phone",
    "其他电话": "other_phone",
    "界别": "sector",
    "专委会": "committee",
    "镇街": "town",
    "党派": "party",
    "信息小组": "info_group",
    "性别": "gender",
    "民族": "ethnicity",
    "出生日期": "born_on",
    "身份证号": "id_no",
    "推荐单位": "recommended_by",
    "备注": "remark",
}
_KINDS = "身份"


def add(under: Any) -> None:
    """The commands of `people` that are about one person."""
    show = under.add_parser("show", help="一个人的资料、任务和来稿；带 --out 时写成履职档案")
    show.add_argument("name", metavar="姓名", help="同名的在后面加单位或电话")
    show.add_argument("--year", type=year, metavar="年度", help="不写是今年")
    show.add_argument("--out", type=Path, metavar="文件.docx", help="履职档案")
    show.add_argument("--phones", action="store_true", help="写出完整的电话和身份证号")
    show.add_argument("--pdf", type=Path, metavar="文件.pdf")
    show.set_defaults(run=_show)
    change = under.add_parser("change", help="修改资料：项目=内容，如 界别=科技界；身份=委员、信息员")
    change.add_argument("name", metavar="姓名")
    change.add_argument("values", nargs="+", metavar="项目=内容")
    change.add_argument("--since", type=day, metavar="日期", help="从这天起变更；不写是更正")
    change.set_defaults(run=_change)
    gone = under.add_parser("leave", help="退出名册")
    gone.add_argument("name", metavar="姓名")
    gone.add_argument("--reason", required=True, metavar="原因")
    gone.add_argument("--on", type=day, metavar="日期", help="最后一天；不写是今天")
    gone.set_defaults(run=_leave)
    put = under.add_parser("assign", help="编入信息小组；--nearby 按小组的联系范围就近编入")
    put.add_argument("names", nargs="*", metavar="姓名", help="就近编入时不写，是所有不在小组的人")
    where = put.add_mutually_exclusive_group(required=True)
    where.add_argument("--group", metavar="信息小组")
    where.add_argument("--nearby", action="store_true", help="就近编入")
    where.add_argument("--none", action="store_true", help="退出小组")
    put.add_argument("--since", type=day, metavar="日期", help="从这天起变更；不写是更正")
    put.set_defaults(run=_assign)
    back = under.add_parser("return", help="回到名册")
    back.add_argument("name", metavar="姓名")
    back.set_defaults(run=_return)
    one = under.add_parser("unite", help="把两条登记合并为一人，以第一条为准")
    one.add_argument("name", metavar="姓名", help="留下的一条，同名的加单位或电话")
    one.add_argument("other", metavar="姓名")
    one.set_defaults(run=_unite)
    remove = under.add_parser("remove", help="删除误登的人")
    remove.add_argument("name", metavar="姓名")
    remove.set_defaults(run=_remove)
    term = under.add_parser("change-term", help="换届：除写明退出的以外都留任")
    term.add_argument("number", type=terms.number, metavar="届次", help="新一届，如 11")
    term.add_argument("--began", type=day, metavar="日期", help="开始日期；不写是今天")
    term.add_argument("--leaving", action="append", default=[], metavar="姓名", help="不留任的，可以写几次")
    term.add_argument("--new-groups", action="store_true", help="信息小组重新编组")
    term.add_argument("--keep-cards", action="store_true", help="不收旧证、不发新证")
    term.set_defaults(run=_change_term)
    for command in (show, gone, back, one, remove, term):
        for_all(command)
    for_all(change, more="values")
    for_all(put, more="names")


def _show(desk: Desk, arguments: argparse.Namespace) -> int:
    person_id = desk.read(person_ever, arguments.name).id
    year = arguments.year or desk.today.year
    if arguments.out is not None:
        must_end(arguments.out, ".docx")
        if arguments.pdf is not None:
            must_end(arguments.pdf, ".pdf")
        written = papers.write_duty_record(desk, person_id, year=year, docx=arguments.out, pdf=arguments.pdf)
        if arguments.json:
            output.show_json(files_told(written))
        else:
            output.line(f"已写出 {arguments.out}")
        return output.DONE
    record = desk.read(duty_record, person_id, year=year, now=desk.now)
    standing = record.standing
    told = {
        "id": person_id,
        **_told(record.person.entry, whole=arguments.phones),
        "left_on": record.person.left_on,
        "year": year,
        "quota": standing.quota if standing else 0,
        "counted": standing.count if standing else 0,
        "progress": standing.progress.value if standing else "",
        "pieces": [
            {"intake_no": piece.intake_no, "title": piece.title, "result": piece.result, "counts": piece.counts}
            for piece in record.pieces
        ],
    }
    if arguments.json:
        output.show_json(told)
    else:
        left = record.person.left_on
        output.columns([(_KINDS, "、".join(told["kinds"])), *((("退出名册", left.isoformat()),) if left else ())])
        output.columns((word, str(told[field])) for word, field in _FIELDS.items() if told[field])
        if standing is not None:
            output.line(f"{year}年任务 {standing.quota} 篇，已计 {standing.count} 篇，{standing.progress}")
        for piece in record.pieces:
            output.line(f"{piece.intake_no}　{piece.title}　{piece.result}")
    return output.DONE


def _told(entry: PersonEntry, *, whole: bool = False) -> dict[str, Any]:
    """The facts of a person; numbers that mean one person alone are masked unless `whole`."""
    kinds = [kind.value for kind in PersonKind if kind in {entry.kind, *entry.also}]
    facts = {field: getattr(entry, field) for field in _FIELDS.values()}
    hidden = {} if whole else {field: masked(facts[field]) for field in ("phone", "other_phone", "id_no")}
    return {**facts, **hidden, "kinds": kinds}


def _change(desk: Desk, arguments: argparse.Namespace) -> int:
    person_id = desk.read(person_ever, arguments.name).id
    held = desk.read(entry_of, person_id)
    given = key_values(arguments.values)
    if unknown := [key for key in given if key not in (*_FIELDS, *_FIELDS.values(), _KINDS)]:
        raise Invalid(
            f"不认识的项目：{'、'.join(unknown)}；可用的有：{'、'.join((*_FIELDS, _KINDS))}。没有作任何改动。"
        )
    facts: dict[str, Any] = vars(held) | {_FIELDS.get(key, key): text for key, text in given.items() if key != _KINDS}
    if _KINDS in given:
        words = split(given[_KINDS])
        if wrong := [word for word in words if word not in list(PersonKind)]:
            raise Invalid(f"没有“{'、'.join(wrong)}”这种身份；可用的有：{'、'.join(PersonKind)}。没有作任何改动。")
        kinds = frozenset(PersonKind(word) for word in words)
        facts |= {"kind": first_said(kinds), "also": kinds - {first_said(kinds)}}
    desk.do(change_person, person_id, PersonEntry(**facts), held=held, since=arguments.since)
    return _say(desk, arguments, person_id, "已修改")


def _leave(desk: Desk, arguments: argparse.Namespace) -> int:
    person_id = desk.read(person_meant, arguments.name).id
    wanting = desk.do(leave, [person_id], on=arguments.on or desk.today, reason=arguments.reason)
    if wanting:
        output.warn(f"{'、'.join(wanting)}没有组长了，请另定。")
    return _say(desk, arguments, person_id, "已退出名册")


def _assign(desk: Desk, arguments: argparse.Namespace) -> int:
    named = {desk.read(person_meant, name).id for name in arguments.names}
    if not named and not arguments.nearby:
        raise Invalid("请写明编入哪些人。没有作任何改动。")
    chosen = [p for p in desk.read(people) if (p.id in named if named else p.info_group_id is None)]
    if arguments.nearby:
        suggested = desk.read(suggested_groups, chosen)
        group_of: dict[int, int | None] = {person_id: group.id for person_id, group in suggested.items()}
    else:
        group_id = None if arguments.none else desk.read(group_named, arguments.group).id
        group_of = {person.id: group_id for person in chosen}
    moved = desk.do(assign_members, group_of, since=arguments.since)
    now = {p.id: p for p in desk.read(people)}
    without = [p.name for p in chosen if p.id not in group_of]
    if arguments.json:
        told = [{"name": now[p.id].name, "info_group": now[p.id].info_group} for p in chosen if p.id in group_of]
        output.show_json({"moved": moved, "people": told, "without_suggestion": without})
    else:
        output.columns((now[p.id].name, now[p.id].info_group or "（不在小组）") for p in chosen if p.id in group_of)
        output.line(
            f"改动 {moved} 人" + (f"；{len(without)} 人没有就近的小组：{'、'.join(without)}" if without else "")
        )
    return output.DONE


def _return(desk: Desk, arguments: argparse.Namespace) -> int:
    person_id = desk.read(person_meant, arguments.name, gone=True).id
    desk.do(return_to_roster, person_id, since=desk.today)
    return _say(desk, arguments, person_id, "已回到名册")


def _unite(desk: Desk, arguments: argparse.Namespace) -> int:
    kept, other = (desk.read(person_meant, name).id for name in (arguments.name, arguments.other))
    desk.do(unite, kept, other_id=other)
    return _say(desk, arguments, kept, "已合并为一人")


def _remove(desk: Desk, arguments: argparse.Namespace) -> int:
    person = desk.read(person_meant, arguments.name)
    desk.do(delete_person, person.id)
    if arguments.json:
        output.show_json({"removed": person.name})
    else:
        output.line(f"已删除：{person.name}")
    return output.DONE


def _change_term(desk: Desk, arguments: argparse.Namespace) -> int:
    leaving = {desk.read(person_meant, name).id for name in arguments.leaving}
    staying = [row.id for row in desk.read(people) if row.id not in leaving]
    done = desk.do(
        change_term,
        arguments.number,
        began=arguments.began or desk.today,
        staying=staying,
        new_groups=arguments.new_groups,
        new_cards=not arguments.keep_cards,
    )
    if done.led:
        output.warn(f"{'、'.join(done.led)}没有组长了，请另定。")
    if arguments.json:
        output.show_json({"stayed": done.stayed, "left": done.left, "cards": done.cards})
    else:
        output.line(f"已换届：{term_name(arguments.number)}，留任 {done.stayed} 人，退出 {done.left} 人")
    return output.DONE


def _say(desk: Desk, arguments: argparse.Namespace, person_id: int, done: str) -> int:
    entry = desk.read(entry_of, person_id)
    if arguments.json:
        output.show_json({"id": person_id, **_told(entry)})
    else:
        output.line(f"{done}：{entry.name}")
    return output.DONE
