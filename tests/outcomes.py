"""Outcomes in tests in few words: entries with defaults, recorded of a piece or an issue."""

from datetime import date
from typing import Any

from cppcc_desk.domain.outcomes import About, AdoptionForm, AssignmentEntry, Level, OutcomeEntry, OutcomeKind
from cppcc_desk.operations import outcomes as doing
from cppcc_desk.queries import issues
from cppcc_desk.storage.desk import Desk

HEARD = date(2026, 11, 19)
DUE = date(2026, 11, 30)


def adoption(**given: Any) -> OutcomeEntry:
    usual: dict[str, Any] = {
        "kind": OutcomeKind.ADOPTION,
        "occurred_on": HEARD,
        "level": Level.CITY,
        "adoption_form": AdoptionForm.SINGLE,
        "organ": "市政协",
        "evidence": "市政协通报",
    }
    return OutcomeEntry(**{**usual, **given})


def instruction(**given: Any) -> OutcomeEntry:
    usual: dict[str, Any] = {
        "kind": OutcomeKind.INSTRUCTION,
        "occurred_on": HEARD,
        "level": Level.OWN,
        "leader": "江承志",
        "leader_post": "县委书记",
        "text": "请县交通局牵头研究，年底前拿出方案。",
        "evidence": "批示件",
    }
    return OutcomeEntry(**{**usual, **given})


def reply(**given: Any) -> OutcomeEntry:
    usual: dict[str, Any] = {
        "kind": OutcomeKind.REPLY,
        "occurred_on": HEARD,
        "organ": "县交通局",
        "answer": "A",
        "evidence": "复函",
    }
    return OutcomeEntry(**{**usual, **given})


def record(desk: Desk, submission_id: int, entry: OutcomeEntry) -> int:
    return desk.do(doing.record, About(submission_id=submission_id), entry)


def record_of_issue(desk: Desk, submission_id: int, entry: OutcomeEntry) -> int:
    """Of the issue that the piece stands in."""
    issue = desk.read(issues.issue_of, submission_id)
    assert issue is not None
    return desk.do(doing.record, About(issue_id=issue.id), entry)


def assign(desk: Desk, outcome_id: int, unit: str = "县交通局", *, due: date = DUE, **given: Any) -> int:
    entry = AssignmentEntry(handling_unit=unit, opened_on=given.pop("opened_on", HEARD), due_on=due, **given)
    return desk.do(doing.assign, outcome_id, entry)
