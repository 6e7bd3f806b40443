"""Frozen rows as JSON values: keys are the glossary's identifiers, values the office's words (commands.md)."""

from collections.abc import Iterable, Sequence
from typing import Any

from cppcc_desk.cli.output import when
from cppcc_desk.domain.figures import Mismatch
from cppcc_desk.domain.roster import RosterColumn, RosterResult
from cppcc_desk.domain.submission import ReadResult
from cppcc_desk.errands.intake import Imported
from cppcc_desk.queries import history
from cppcc_desk.queries.clocks import Clock, DueRow
from cppcc_desk.queries.history import HistoryRow
from cppcc_desk.queries.likeness import LikelyDuplicate
from cppcc_desk.queries.outcomes import OutcomeRow, PieceOutcome
from cppcc_desk.queries.submissions import DispatchRow, SubmissionDetail, SubmissionRow

Json = dict[str, Any]


def mismatches(found: Iterable[Mismatch]) -> list[Json]:
    """What does not add up, each with its pieces."""
    return [{"message": one.words, "pieces": list(one.pieces)} for one in found]


def read_result(result: ReadResult) -> Json:
    draft = result.draft
    return {
        "status": result.status.value,
        "title": draft.title if draft else "",
        "contributors": list(draft.contributors) if draft else [],
        "unit": draft.unit if draft else "",
        "phone": draft.phone if draft else "",
        "position": draft.position if draft else "",
        "date": draft.written_on.isoformat() if draft and draft.written_on else "",
        "body": draft.body if draft else "",
        "warnings": list(result.warnings),
        "message": result.message,
    }


def roster(result: RosterResult) -> Json:
    """The heads of the office are the keys of a row; 工作表, 行 and 问题 say where it stood and what is doubtful."""
    return {
        "status": result.status.value,
        "message": result.message,
        "warnings": list(result.warnings),
        "rows": [
            {column.value: row[column] for column in RosterColumn}
            | {"工作表": row.sheet, "行": row.number, "问题": list(row.problems)}
            for row in result.rows
        ],
    }


def imported(entry: Imported) -> Json:
    draft = entry.draft
    return {
        "file": entry.file,
        "status": entry.status.value,
        "intake_no": entry.intake_no or None,
        "title": draft.title if draft else "",
        "contributors": list(draft.contributors) if draft else [],
        "unit": draft.unit if draft else "",
        "received": when(entry.received_at),
        "characters": len("".join(draft.body.split())) if draft else 0,
        "warnings": list(entry.warnings),
        "message": entry.message,
        "likely_duplicates": [likely_duplicate(d) for d in entry.likely_duplicates],
    }


def likely_duplicate(duplicate: LikelyDuplicate) -> Json:
    return {
        "intake_no": duplicate.intake_no,
        "title": duplicate.title,
        "similarity": round(duplicate.similarity, 2),
    }


def submission_row(row: SubmissionRow) -> Json:
    return {
        "intake_no": row.intake_no,
        "title": row.title,
        "contributors": [name for name in row.contributors.split("、") if name],
        "unit": row.unit,
        "received": when(row.received_at),
        "state": row.state,
        "group": row.group,
        "next_due": when(row.clock.due_at) if row.clock else None,
        "urgency": row.clock.urgency.value if row.clock else "已办结",
        "next_step": row.next_step,
    }


def clock(found: Clock) -> Json:
    return {
        "destination": found.destination,
        "form": found.form,
        "due": when(found.due_at),
        "due_without_pauses": when(found.due_base),
        "rule": found.rule,
        "notes": found.notes,
        "urgency": found.urgency.value,
        "remaining": found.remaining,
        "provisional": found.provisional,
        "sent": when(found.sent_at),
        "late": found.late,
    }


def dispatch(row: DispatchRow) -> Json:
    return {
        **clock(row.clock),
        "way": row.way,
        "copies": row.copies,
        "doc_number": row.doc_number,
        "signed_by": row.signed_by,
        "signed": when(row.signed_at),
        "reason": row.reason,
    }


def outcome(row: OutcomeRow) -> Json:
    entry = row.entry
    return {
        "id": row.id,
        "kind": entry.kind.value,
        "intake_no": row.intake_no or None,
        "issue": row.issue or None,
        "title": row.title,
        "level": entry.level.value if entry.level else None,
        "form": entry.adoption_form.value if entry.adoption_form else None,
        "organ": entry.organ,
        "journal": entry.journal,
        "issue_no": entry.issue_no,
        "leader": entry.leader or None,
        "leader_post": entry.leader_post,
        "leader_rank": entry.leader_rank.value if entry.leader_rank else None,
        "date": entry.occurred_on,
        "text": entry.text,
        "answer": entry.answer or None,
        "fault": entry.fault.value if entry.fault else None,
        "evidence": entry.evidence,
        "remark": entry.remark,
        "follows_id": entry.follows_id,
        "files": row.files,
        "recorded": when(row.recorded_at),
        "recorded_by": row.recorded_by,
    }


def submission(found: SubmissionDetail, journal: Sequence[HistoryRow], outcomes: Sequence[PieceOutcome]) -> Json:
    """One submission whole; `journal` are its lines, the newest first, `outcomes` what is said of it."""
    issue = found.issue
    return {
        **submission_row(found.row),
        "original_title": found.original_title,
        "original_text": found.original_text,
        "edited_text": found.edited_text,
        "people": [
            {
                "name": c.name,
                "kind": c.kind,
                "unit": c.unit,
                "position": c.position,
                "phone": c.phone,
                "sector": c.sector,
                "committee": c.committee,
                "town": c.town,
                "party": c.party,
            }
            for c in found.contributors
        ],
        "intake_channel": found.intake_channel,
        "collective_submission": found.collective_submission,
        "category": found.row.category,
        "nature": found.nature,
        "urgency_grade": found.row.urgency_grade,
        "intended_destinations": list(found.intended_destinations),
        "keywords": found.keywords,
        "handling_opinion": found.handling_opinion,
        "screening": found.screening,
        "rejection_reason": found.rejection_reason,
        "merged_into": found.merged_into or None,
        "merged_from": list(found.merged_from),
        "follows": found.follows or None,
        "followed_by": list(found.followed_by),
        "responsible_editor": found.responsible_editor,
        "reviewer": found.reviewer,
        "times_returned": found.times_returned,
        "signatory": found.signatory,
        "signed": when(found.signed_at),
        "issue": {
            "journal": issue.journal,
            "issue_no": issue.issue_no,
            "cumulative_no": issue.cumulative_no,
            "year": issue.year,
        }
        if issue
        else None,
        "archive_no": found.archive_no,
        "retention": found.retention,
        "paused": found.paused,
        "pauses": [
            {"reason": p.reason, "started": when(p.started_at), "ended": when(p.ended_at)} for p in found.pauses
        ],
        "steps": [
            {
                "step": s.step,
                "by": s.by,
                "at": when(s.at),
                "conclusion": s.conclusion,
                "opinion": s.opinion,
                "reason": s.reason,
                "skipped": s.skipped,
                "state": s.state_after,
                "details": dict(s.details),
            }
            for s in found.steps
        ],
        "clocks": [clock(c) for c in found.clocks],
        "dispatches": [dispatch(d) for d in found.dispatches],
        "outcomes": [{**outcome(one.row), "source": one.source.value} for one in outcomes],
        "files": [
            {"file_name": f.file_name, "sha256": f.sha256, "size": f.size, "source": f.source} for f in found.files
        ],
        "versions": [
            {"version_no": v.version_no, "by": v.by, "at": when(v.at), "title": v.title} for v in found.versions
        ],
        "history": [{"at": when(row.at), "by": row.by, "label": history.told(row)} for row in reversed(journal)],
        "deleted": when(found.deleted_at),
    }


def history_row(row: HistoryRow) -> Json:
    return {"id": row.id, "at": when(row.at), "by": row.by, "label": history.told(row), "final": row.final}


def due_row(row: DueRow) -> Json:
    return {
        "intake_no": row.intake_no,
        "title": row.title,
        "destination": row.clock.destination,
        "form": row.clock.form,
        "received": when(row.received_at),
        "due": when(row.clock.due_at),
        "rule": row.clock.rule,
        "urgency": row.clock.urgency.value,
        "remaining": row.clock.remaining,
        "step": row.step,
        "group": row.group,
        "provisional": row.clock.provisional,
    }
