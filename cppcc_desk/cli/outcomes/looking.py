"""What `outcomes` shows: lists, one whole, assignments, what is waited for; and the receipts of what was done."""

import argparse
from collections.abc import Iterable, Sequence
from typing import Any

from cppcc_desk.cli import output, shapes
from cppcc_desk.domain.outcomes import Level, OutcomeKind
from cppcc_desk.queries import outcomes
from cppcc_desk.queries.outcomes import AssignmentRow, AwaitingRow, OutcomeFilter, OutcomeRow
from cppcc_desk.storage.desk import Desk


def listing(desk: Desk, arguments: argparse.Namespace) -> int:
    chosen = OutcomeFilter(
        year=arguments.year,
        kind=OutcomeKind(arguments.kind) if arguments.kind else None,
        level=Level(arguments.level) if arguments.level else None,
        words=arguments.words,
    )
    rows = desk.read(outcomes.outcomes, chosen, limit=arguments.limit)
    if arguments.json:
        output.show_json([shapes.outcome(row) for row in rows])
    else:
        output.columns(map(_line, rows))
    return output.DONE


def _line(row: OutcomeRow) -> tuple[str, ...]:
    return str(row.id), row.entry.occurred_on.isoformat(), row.of, row.words, row.title


def counts(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = desk.read(outcomes.outcome_counts, arguments.year or desk.today.year)
    if arguments.json:
        output.show_json(
            [{"kind": row.kind.value, "level": row.level and row.level.value, "count": row.count} for row in rows]
        )
    else:
        output.columns((row.kind.value, row.level.value if row.level else "", str(row.count)) for row in rows)
    return output.DONE


def waiting(desk: Desk, arguments: argparse.Namespace) -> int:
    rows = desk.read(outcomes.awaiting, today=desk.today)
    if arguments.json:
        output.show_json([_awaited(row) for row in rows])
    else:
        output.columns(
            (row.since.isoformat(), row.kind.value, row.urgency.value, row.standing, row.whom, row.of, row.title)
            for row in rows
        )
        if not rows:
            output.line("没有等待反馈的。")
    return output.DONE


def _awaited(row: AwaitingRow) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "since": row.since,
        "from": row.whom,
        "about": row.of,
        "title": row.title,
        "urgency": row.urgency.value,
        "remaining": row.standing,
        "assignment_id": row.assignment.id if row.assignment else None,
        "due": row.assignment.entry.due_on if row.assignment else None,
        "level": row.adoption.level.value if row.adoption else None,
    }


def assigned(desk: Desk, arguments: argparse.Namespace) -> int:
    return _show_assignments(desk.read(outcomes.assignments, today=desk.today, waiting=arguments.open), arguments)


def tell_assignments(desk: Desk, arguments: argparse.Namespace, ids: Sequence[int]) -> int:
    """How assignments stand now: the receipt of every command about some."""
    return _show_assignments([desk.read(outcomes.assignment, one, today=desk.today) for one in ids], arguments)


def _show_assignments(rows: Iterable[AssignmentRow], arguments: argparse.Namespace) -> int:
    if arguments.json:
        output.show_json([_assignment(row) for row in rows])
    else:
        output.columns(map(_assignment_line, rows))
    return output.DONE


def _assignment_line(row: AssignmentRow) -> tuple[str, ...]:
    due = row.entry.due_on.isoformat()
    return str(row.id), row.standing, row.entry.handling_unit, due, row.outcome.of, row.outcome.words


def _assignment(row: AssignmentRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "outcome_id": row.outcome.id,
        "about": row.outcome.of,
        "handling_unit": row.entry.handling_unit,
        "opened": row.entry.opened_on,
        "due": row.entry.due_on,
        "demand": row.entry.demand,
        "state": row.state.value,
        "urgency": row.urgency.value,
        "remaining": row.standing,
        "feedback": row.feedback or None,
        "feedback_on": row.feedback_on,
        "closed": row.closed_on,
        "close_reason": row.close_reason,
        "supervisions": [{"on": s.on, "by": s.by, "way": s.way, "text": s.text} for s in row.supervisions],
    }


def show(desk: Desk, arguments: argparse.Namespace) -> int:
    return tell(desk, arguments, arguments.id)


def tell(desk: Desk, arguments: argparse.Namespace, outcome_id: int, *, warn: bool = False) -> int:
    """One outcome whole, after it was recorded or changed too; with `warn` what is doubtful goes to stderr as well."""
    found = desk.read(outcomes.outcome, outcome_id, today=desk.today)
    doubts = desk.read(outcomes.doubts_of, found.row)
    if arguments.json:
        output.show_json(
            {
                **shapes.outcome(found.row),
                "file_names": [file.file_name for file in found.files],
                "assignments": [_assignment(row) for row in found.assignments],
                "followed_by": [row.id for row in found.followed_by],
                "warnings": list(doubts),
            }
        )
    else:
        output.columns([_line(found.row)])
        if found.row.entry.text:
            output.line(found.row.entry.text)
        output.columns(("佐证", file.file_name) for file in found.files)
        output.columns(("交办", *_assignment_line(row)) for row in found.assignments)
        for row in found.assignments:
            output.columns(("督办", s.on.isoformat(), s.way, s.text, s.by) for s in row.supervisions)
            if row.feedback:
                output.columns([("反馈", f"{row.feedback_on}", row.feedback)])
        if not warn:
            output.columns(("提示", sentence) for sentence in doubts)
    for sentence in doubts if warn else ():
        output.warn(f"提示：{sentence}")
    return output.DONE
