"""What `outcome` and `outcomes` do: record, change, withdraw, prove, assign, remind, supervise, answer, close."""

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from cppcc_desk.cli import kept_files, output
from cppcc_desk.cli.arguments import key_values, listed, text_given
from cppcc_desk.cli.outcomes.looking import tell, tell_assignments
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.outcomes import (
    About,
    AssignmentEntry,
    OutcomeEntry,
    OutcomeKind,
    entry_from,
    outcome_values,
)
from cppcc_desk.errands.received import attach_to_outcome, keep_file
from cppcc_desk.operations import outcomes as doing
from cppcc_desk.queries import issues, outcomes, submissions
from cppcc_desk.storage.desk import Desk

_TEXTS = ("text", "remark")  # may be given as @FILE
_PROOF = "evidence"


def record(desk: Desk, arguments: argparse.Namespace) -> int:
    about = _about(desk, arguments.about)
    kind = _kind(arguments.kind)
    values, paths = _given(kind, arguments.values)
    entry = entry_from(OutcomeEntry(kind=kind, occurred_on=desk.today), values)
    files = [keep_file(desk, path) for path in (*paths, *arguments.file)]
    return tell(desk, arguments, desk.do(doing.record, about, entry, files=files), warn=True)


def _about(desk: Desk, words: str) -> About:
    issue_id = desk.read(issues.id_called, words)
    if issue_id is not None:
        return About(issue_id=issue_id)
    return About(submission_id=desk.read(submissions.id_of, words))


def _kind(word: str) -> OutcomeKind:
    for kind in OutcomeKind:
        if word.strip() == kind.value or word.strip().upper() == kind.name:
            return kind
    raise Invalid(f"没有“{word}”这种反馈；可用的有：{'、'.join(OutcomeKind)}。没有作任何改动。")


def _given(kind: OutcomeKind, words: list[str]) -> tuple[Mapping[str, str], list[Path]]:
    """What the words say, and the files that 佐证 names: @FILE, or a path at which there is a file."""
    values = outcome_values(kind, key_values(words))
    for name in _TEXTS:
        if name in values:
            values[name] = text_given(values[name])
    proof = values.get(_PROOF, "")
    path = Path(proof.removeprefix("@"))
    if not proof.startswith("@") and not path.is_file():
        return values, []
    del values[_PROOF]
    return values, [path]


def change(desk: Desk, arguments: argparse.Namespace) -> int:
    held = desk.read(outcomes.entry_of, arguments.id)
    values, paths = _given(held.kind, arguments.values)
    if paths:
        raise Invalid("添加佐证的文件请用 outcomes files。没有作任何改动。")
    desk.do(doing.change, arguments.id, entry_from(held, values), held=held)
    return tell(desk, arguments, arguments.id, warn=True)


def withdraw(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(doing.withdraw, arguments.id, reason=arguments.reason)
    if arguments.json:
        output.show_json({"withdrawn": arguments.id})
    else:
        output.line(f"已撤回 {arguments.id}。")
    return output.DONE


def files(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.paths:
        attach_to_outcome(desk, arguments.id, arguments.paths)
    found = desk.read(outcomes.outcome, arguments.id, today=desk.today)
    if arguments.remove is not None:
        chosen = kept_files.called(found.files, arguments.remove, on=f"这条{found.row.entry.kind}的佐证里")
        desk.do(doing.remove_evidence, arguments.id, chosen)
    if arguments.out is not None:
        kept_files.save_into(desk, found.files, arguments.out)
    return tell(desk, arguments, arguments.id)


# --- assignments ---


def assign(desk: Desk, arguments: argparse.Namespace) -> int:
    entry = AssignmentEntry(
        handling_unit=arguments.unit,
        opened_on=arguments.on or desk.today,
        due_on=arguments.due,
        demand=arguments.demand,
    )
    return tell_assignments(desk, arguments, [desk.do(doing.assign, arguments.id, entry)])


def alter(desk: Desk, arguments: argparse.Namespace) -> int:
    held = desk.read(outcomes.assignment, arguments.id, today=desk.today).entry
    told: dict[str, Any] = {
        "handling_unit": arguments.unit,
        "opened_on": arguments.on,
        "due_on": arguments.due,
        "demand": arguments.demand,
    }
    entry = replace(held, **{name: value for name, value in told.items() if value is not None})
    desk.do(doing.change_assignment, arguments.id, entry, reason=arguments.reason)
    return tell_assignments(desk, arguments, [arguments.id])


def remind(desk: Desk, arguments: argparse.Namespace) -> int:
    way = "没有作任何改动。序号用 outcomes assignments 查看。"
    ids = [listed(word, f"催办写交办的序号，收到的是“{word}”。{way}") for word in arguments.ids]
    desk.do(doing.remind, ids)
    return tell_assignments(desk, arguments, ids)


def supervise(desk: Desk, arguments: argparse.Namespace) -> int:
    on = arguments.on or desk.today
    desk.do(doing.supervise, arguments.id, on=on, way=arguments.way, text=arguments.text)
    return tell_assignments(desk, arguments, [arguments.id])


def feedback(desk: Desk, arguments: argparse.Namespace) -> int:
    on = arguments.on or desk.today
    desk.do(doing.enter_feedback, arguments.id, on=on, text=text_given(arguments.text))
    return tell_assignments(desk, arguments, [arguments.id])


def close(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(doing.close_assignment, arguments.id, on=arguments.on or desk.today, reason=arguments.reason)
    return tell_assignments(desk, arguments, [arguments.id])


def reopen(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(doing.reopen_assignment, arguments.id, due_on=arguments.due, reason=arguments.reason)
    return tell_assignments(desk, arguments, [arguments.id])


def cancel(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(doing.cancel_assignment, arguments.id, reason=arguments.reason)
    if arguments.json:
        output.show_json({"cancelled": arguments.id})
    else:
        output.line(f"已取消交办 {arguments.id}。")
    return output.DONE
