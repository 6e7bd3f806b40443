"""What `activity` and `attend` show: lists, one whole, a person's part, groups that have not met, open decisions."""

import argparse
from collections.abc import Sequence
from typing import Any

from cppcc_desk.cli import output
from cppcc_desk.cli.output import when
from cppcc_desk.domain.occasions import MEETINGS, OccasionKind, money
from cppcc_desk.queries import forms, occasions
from cppcc_desk.queries.occasions import AttendedRow, DecisionRow, OccasionDetail, OccasionRow
from cppcc_desk.queries.people import person_meant
from cppcc_desk.storage.desk import Desk

Json = dict[str, Any]


def activities(desk: Desk, arguments: argparse.Namespace) -> int:
    group_id = desk.read(forms.group_id_of, arguments.group) if arguments.group else None
    if arguments.lacking:
        return _lacking(desk, arguments)
    kinds = (OccasionKind.ACTIVITY,)
    rows = desk.read(occasions.occasions, now=desk.now, kinds=kinds, year=arguments.year, group_id=group_id)
    return _listed(rows, arguments)


def _lacking(desk: Desk, arguments: argparse.Namespace) -> int:
    lacking = desk.read(occasions.groups_lacking_activity, now=desk.now)
    if arguments.group:
        lacking = tuple(group for group in lacking if group.name == arguments.group)
    if arguments.json:
        told = [
            {
                "info_group": group.name,
                "group_leader": group.leader,
                "quarter": str(group.quarter),
                "state": group.state.value,
                "planned": when(group.planned_at),
                "days_left": group.days_left,
            }
            for group in lacking
        ]
        output.show_json(told)
    else:
        output.columns((g.name, g.state.value, when(g.planned_at) or "", f"剩 {g.days_left} 天") for g in lacking)
    return output.DONE


def meetings(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.person:
        return _of_person(desk, arguments)
    kinds = (OccasionKind(arguments.kind),) if arguments.kind else MEETINGS
    return _listed(desk.read(occasions.occasions, now=desk.now, kinds=kinds, year=arguments.year), arguments)


def _of_person(desk: Desk, arguments: argparse.Namespace) -> int:
    person = desk.read(person_meant, arguments.person)
    found = desk.read(occasions.attendance_of, person.id, now=desk.now, year=arguments.year)
    rows = [row for row in found.rows if arguments.kind in (None, row.kind)]
    counts = [count for count in found.counts if arguments.kind in (None, count.kind)]
    if arguments.json:
        output.show_json(
            {
                "name": person.name,
                "rows": [_attended(row) for row in rows],
                "counts": [
                    {"kind": c.kind.value, "invited": c.invited, "came": c.came, "spoke": c.spoke} for c in counts
                ],
            }
        )
    else:
        output.columns(
            (when(r.at) or "", r.kind.value, r.part.value, r.presence.value, "发言" if r.spoke else "", r.name)
            for r in rows
        )
        for c in counts:
            output.line(f"{c.kind}：应到 {c.invited} 次，到会 {c.came} 次，发言 {c.spoke} 次")
    return output.DONE


def _attended(row: AttendedRow) -> Json:
    return {
        "id": row.occasion_id,
        "kind": row.kind.value,
        "info_group": row.group or None,
        "name": row.name,
        "at": when(row.at),
        "place": row.place,
        "state": row.state.value,
        "part": row.part.value,
        "presence": row.presence.value,
        "spoke": row.spoke,
        "remark": row.remark,
    }


def decisions(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = desk.read(occasions.open_decisions, today=desk.today)
    if arguments.json:
        output.show_json([{"id": row.occasion_id, "occasion": row.occasion, **_decision(row)} for row in rows])
    else:
        output.columns((str(r.occasion_id), str(r.number), r.left, r.handling_unit, r.text, r.occasion) for r in rows)
    return output.DONE


def _listed(rows: Sequence[OccasionRow], arguments: argparse.Namespace) -> int:
    if arguments.json:
        output.show_json([_row(row) for row in rows])
    else:
        output.columns(_line(row) for row in rows)
    return output.DONE


def _line(row: OccasionRow) -> tuple[str, ...]:
    came = f"到会 {row.came}/{row.invited}"
    return str(row.id), when(row.at) or "", row.group or row.kind.value, row.state.value, came, row.name


def _row(row: OccasionRow) -> Json:
    return {
        "id": row.id,
        "kind": row.kind.value,
        "info_group": row.group or None,
        "name": row.name,
        "at": when(row.at),
        "place": row.place,
        "host": row.host,
        "state": row.state.value,
        "cancelled": row.cancelled or None,
        "cost": money(row.cost_cents) or None,
        "invited": row.invited,
        "came": row.came,
        "spoke": row.spoke,
        "discussed": row.discussed,
        "produced": row.produced,
        "open_decisions": row.open_decisions,
        "files": row.files,
    }


def _decision(row: DecisionRow) -> Json:
    return {
        "number": row.number,
        "text": row.text,
        "handling_unit": row.handling_unit,
        "due": row.due_on,
        "done": row.done_on,
        "urgency": row.urgency.value,
        "remaining": row.left,
        "follow_ups": [{"on": f.on, "text": f.text, "by": f.by} for f in row.follow_ups],
    }


def show(desk: Desk, arguments: argparse.Namespace) -> int:
    return tell(desk, arguments, arguments.id)


def tell(desk: Desk, arguments: argparse.Namespace, occasion_id: int) -> int:
    """One of them whole, after it was entered or changed too."""
    found = desk.read(occasions.detail, occasion_id, now=desk.now)
    if arguments.json:
        output.show_json(_whole(found))
    else:
        output.columns([_line(found.row)])
        output.columns(
            (a.part.value, a.name, a.presence.value, "发言" if a.spoke else "", a.remark) for a in found.attendances
        )
        output.columns((p.relation.value, p.intake_no, p.title) for p in found.pieces)
        output.columns((f"决定 {d.number}", d.left, d.handling_unit, d.text) for d in found.decisions)
        output.columns(("文件", file.file_name) for file in found.files)
    return output.DONE


def _whole(found: OccasionDetail) -> Json:
    return {
        **_row(found.row),
        "topics": list(found.entry.topics),
        "outcome": found.entry.outcome,
        "attendances": [
            {
                "name": a.name,
                "in_roster": a.person_id is not None,
                "part": a.part.value,
                "presence": a.presence.value,
                "spoke": a.spoke,
                "remark": a.remark,
            }
            for a in found.attendances
        ],
        "pieces": [
            {"intake_no": p.intake_no, "title": p.title, "relation": p.relation.value, "state": p.state}
            for p in found.pieces
        ],
        "decisions": [_decision(d) for d in found.decisions],
        "file_names": [file.file_name for file in found.files],
    }
