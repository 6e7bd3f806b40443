"""What `activity` and `attend` do: enter, change, cancel, ask people, note who came, link pieces, decide."""

import argparse
from dataclasses import replace
from datetime import datetime
from typing import Any

from cppcc_desk.cli import kept_files, output
from cppcc_desk.cli.arguments import UsageError, text_given
from cppcc_desk.cli.occasions.looking import tell
from cppcc_desk.domain.errors import Missing
from cppcc_desk.domain.occasions import (
    AttendanceEntry,
    DecisionEntry,
    Mark,
    OccasionEntry,
    OccasionKind,
    Part,
    Presence,
    Relation,
    cents_of,
)
from cppcc_desk.domain.step_fields import split
from cppcc_desk.errands.received import attach_to_occasion
from cppcc_desk.operations import occasions as doing
from cppcc_desk.queries import forms, occasions, submissions
from cppcc_desk.queries.occasions import DecisionRow
from cppcc_desk.queries.people import person_named
from cppcc_desk.storage.desk import Desk

EVERYBODY = "全部"


def add_activity(desk: Desk, arguments: argparse.Namespace) -> int:
    group_id = desk.read(forms.group_id_of, arguments.group)
    entry = OccasionEntry(
        kind=OccasionKind.ACTIVITY, name=arguments.name, at=arguments.at, info_group_id=group_id, **_told(arguments)
    )
    return _add(desk, arguments, entry)


def add_meeting(desk: Desk, arguments: argparse.Namespace) -> int:
    kind = OccasionKind(arguments.kind)
    return _add(desk, arguments, OccasionEntry(kind=kind, name=arguments.name, at=arguments.at, **_told(arguments)))


def _add(desk: Desk, arguments: argparse.Namespace, entry: OccasionEntry) -> int:
    invited = _invited(desk, arguments, entry.at)
    return tell(desk, arguments, desk.do(doing.add_occasion, entry, invited=invited))


def change(desk: Desk, arguments: argparse.Namespace) -> int:
    held = desk.read(occasions.entry_of, arguments.id)
    more = {key: value for key in ("name", "at") if (value := getattr(arguments, key)) is not None}
    desk.do(doing.change_occasion, arguments.id, replace(held, **more, **_told(arguments)), held=held)
    return tell(desk, arguments, arguments.id)


def _told(arguments: argparse.Namespace) -> dict[str, Any]:
    """What the options say; what they do not say stays as it is."""
    told = {key: value for key in ("place", "host") if (value := getattr(arguments, key)) is not None}
    if arguments.topic is not None:
        told["topics"] = tuple(arguments.topic)
    if arguments.cost is not None:
        told["cost_cents"] = cents_of(arguments.cost)
    if arguments.outcome is not None:
        told["outcome"] = text_given(arguments.outcome)
    return told


def cancel(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(doing.cancel_occasion, arguments.id, reason=arguments.reason)
    return tell(desk, arguments, arguments.id)


def reinstate(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(doing.reinstate_occasion, arguments.id)
    return tell(desk, arguments, arguments.id)


def delete(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(doing.delete_occasion, arguments.id)
    if arguments.json:
        output.show_json({"deleted": arguments.id})
    else:
        output.line(f"已删除 {arguments.id}。")
    return output.DONE


# --- people ---


def invite(desk: Desk, arguments: argparse.Namespace) -> int:
    at = desk.read(occasions.entry_of, arguments.id).at
    desk.do(doing.invite, arguments.id, _invited(desk, arguments, at))
    return tell(desk, arguments, arguments.id)


def _invited(desk: Desk, arguments: argparse.Namespace, at: datetime) -> list[AttendanceEntry]:
    """Who is named, then the rest of the group: of somebody named twice the first counts."""
    made = []
    for part, words in ((Part.ATTENDING, arguments.present), (Part.OBSERVING, arguments.observing)):
        for one in split(words):
            name, person = desk.read(person_named, one)
            made.append(AttendanceEntry(name=name, person_id=person.id if person else None, part=part))
    if arguments.whole_group:
        group_id = desk.read(forms.group_id_of, arguments.whole_group)
        members = desk.read(occasions.members_on, group_id, at.date())
        made += [AttendanceEntry(name=name, person_id=person_id) for person_id, name in members]
    return made


def dismiss(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(doing.dismiss, arguments.id, _ids(desk, arguments, arguments.people))
    return tell(desk, arguments, arguments.id)


def record(desk: Desk, arguments: argparse.Namespace) -> int:
    told = (
        (arguments.came, {"presence": Presence.CAME}),
        (arguments.excused, {"presence": Presence.EXCUSED}),
        (arguments.absent, {"presence": Presence.ABSENT}),
        (arguments.spoke, {"spoke": True}),
    )
    if not any(words for words, _ in told):
        raise UsageError("请写明谁到会、请假、缺席或发言，如 --came 姓名、姓名。没有作任何改动；用 --help 查看用法。")
    marks: dict[int, Mark] = {}
    for words, what in told:
        for row in _ids(desk, arguments, words):
            marks[row] = replace(marks.get(row, Mark()), **what)
    desk.do(doing.record_attendance, arguments.id, marks)
    return tell(desk, arguments, arguments.id)


def _ids(desk: Desk, arguments: argparse.Namespace, words: str) -> tuple[int, ...]:
    if words.strip() == EVERYBODY:
        found = desk.read(occasions.detail, arguments.id, now=desk.now)
        return tuple(a.id for a in found.attendances if a.presence is Presence.PENDING)
    return desk.read(occasions.attendances_of, arguments.id, split(words))


# --- pieces, files, decisions ---


def link(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.off:
        found = desk.read(occasions.detail, arguments.id, now=desk.now)
        numbers = {piece.intake_no for piece in found.pieces}
        if strange := [number for number in arguments.numbers if number not in numbers]:
            raise Missing(f"“{found.row.name}”没有关联来稿 {'、'.join(strange)}。没有作任何改动。")
        desk.do(doing.unlink_pieces, arguments.id, [p.id for p in found.pieces if p.intake_no in arguments.numbers])
    else:
        ids = [desk.read(submissions.id_of, number) for number in arguments.numbers]
        desk.do(doing.link_pieces, arguments.id, ids, relation=Relation(arguments.relation))
    return tell(desk, arguments, arguments.id)


def files(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.paths:
        attach_to_occasion(desk, arguments.id, arguments.paths)
    found = desk.read(occasions.detail, arguments.id, now=desk.now)
    if arguments.remove is not None:
        chosen = kept_files.called(found.files, arguments.remove, on=f"“{found.row.name}”里")
        desk.do(doing.remove_files, arguments.id, chosen)
    if arguments.out is not None:
        kept_files.save_into(desk, found.files, arguments.out)
    return tell(desk, arguments, arguments.id)


def decide(desk: Desk, arguments: argparse.Namespace) -> int:
    if wrong := _mixed(arguments):
        raise UsageError(f"{wrong}。没有作任何改动；用 --help 查看用法。")
    if arguments.number is None:
        entry = DecisionEntry(text=arguments.text, handling_unit=arguments.unit or "", due_on=arguments.due)
        desk.do(doing.save_decision, arguments.id, None, entry)
    else:
        _carry_out(desk, arguments, _decision(desk, arguments))
    return tell(desk, arguments, arguments.id)


_ACTS = {"done": "--done", "reopen": "--reopen", "delete": "--delete", "follow": "--follow"}
_TOLD = {"text": "决定的内容", "unit": "--unit", "due": "--due", "follow": "--follow", "on": "--on"}
_GOES_WITH = {  # what may be told beside an act; without one the decision itself is changed
    "done": {"text", "follow", "on"},
    "reopen": set[str](),
    "delete": set[str](),
    "follow": {"follow", "on"},
    "": {"text", "unit", "due"},
}


def _mixed(arguments: argparse.Namespace) -> str:
    """Which words could not be honoured beside the others, "" for none; what is told beside --done is its 进展."""
    acts = [key for key in ("done", "reopen", "delete") if getattr(arguments, key)]
    told = [key for key in _TOLD if getattr(arguments, key) not in (None, "")]
    acts += ["follow"] if "follow" in told and "done" not in acts else []
    act = acts[0] if acts else ""
    strange = [_TOLD[key] for key in told if key not in _GOES_WITH[act]]
    if arguments.number is None and act:
        return f"{_ACTS[act]} 要用 --number 写明是第几项决定"
    if arguments.number is None and not arguments.text:
        return "请写明决定的内容，或用 --number 写明办理第几项"
    if len(acts) > 1:
        return f"{'、'.join(_ACTS[each] for each in acts)} 不能同时写，一次办一样"
    if strange:
        return f"{f'{_ACTS[act]} ' if act else '登记、修改决定时'}不能带{'、'.join(strange)}"
    if {"text", "follow"} <= set(told):
        return "进展写一处就够：写在 --follow 后面，或直接写"
    return "" if act or told else "请写明要改什么（内容、--unit、--due），或怎么办理"


def _decision(desk: Desk, arguments: argparse.Namespace) -> DecisionRow:
    found = desk.read(occasions.detail, arguments.id, now=desk.now)
    for row in found.decisions:
        if row.number == arguments.number:
            return row
    raise Missing(f"“{found.row.name}”没有第 {arguments.number} 项决定，共 {len(found.decisions)} 项。没有作任何改动。")


def _carry_out(desk: Desk, arguments: argparse.Namespace, row: DecisionRow) -> None:
    on = arguments.on or desk.today
    if arguments.delete:
        desk.do(doing.delete_decision, row.id)
    elif arguments.done:
        desk.do(doing.complete_decision, row.id, on=on, text=arguments.follow or arguments.text or "")
    elif arguments.reopen:
        desk.do(doing.reopen_decision, row.id)
    elif arguments.follow:
        desk.do(doing.follow_up, row.id, on=on, text=arguments.follow)
    else:
        held = DecisionEntry(text=row.text, handling_unit=row.handling_unit, due_on=row.due_on)
        entry = DecisionEntry(
            text=arguments.text or held.text,
            handling_unit=held.handling_unit if arguments.unit is None else arguments.unit,
            due_on=arguments.due or held.due_on,
        )
        desk.do(doing.save_decision, row.occasion_id, row.id, entry, held=held)
