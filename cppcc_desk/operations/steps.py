"""The steps of the work, each as the office's own instruction; `take_step` runs the one that is named.

Fields of each step: domain.step_fields. What may follow what: domain.workflow.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import DeskError, Forbidden, Invalid
from cppcc_desk.domain.step_fields import ELSEWHERE, STEP_FIELDS, named_values, split
from cppcc_desk.domain.submission import MAX_TITLE
from cppcc_desk.domain.workflow import (
    Move,
    Screening,
    State,
    Step,
    Verdict,
    back_to,
    default_conclusion,
)
from cppcc_desk.operations import clocks, dispatching, finding, issuing, merging
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.recording import day_of, move, record
from cppcc_desk.queries.office import office, signatory_for, words
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@dataclass(frozen=True)
class Note:
    """What the person wrote beside the step: an opinion for the record, a reason for leaving the order."""

    opinion: str = ""
    reason: str = ""


Values = dict[str, str]
Handler = Callable[[Session, t.Submission, Values, Note], None]


@operation("办理")
def take_step(
    session: Session,
    submission_id: int,
    step: Step,
    values: Mapping[str, str] | None = None,
    *,
    opinion: str = "",
    reason: str = "",
    version: int | None = None,
) -> None:
    """Take `step` on one submission with the fields of domain.step_fields, by identifier or label.

    Raises Invalid for a field, Forbidden for a step out of order without a reason, Stale when the form is older than
    the row, Missing.
    """
    submission = finding.submission(session, submission_id, version=version)
    _handler(step)(session, submission, _filled(step, values or {}), Note(opinion, reason))


def _handler(step: Step) -> Handler:
    if step not in HANDLERS:
        raise Forbidden(f"“{step}”不作为环节办理：{ELSEWHERE[step]}。{NOTHING}")
    return HANDLERS[step]


@dataclass(frozen=True)
class BatchOutcome:
    """What became of each submission of a batch: numbers done, and number -> sentence for those passed over."""

    done: tuple[str, ...]
    passed_over: Mapping[str, str]


@operation("批量办理")
def take_steps(
    session: Session,
    submission_ids: Sequence[int],
    step: Step,
    values: Mapping[str, str] | None = None,
    *,
    opinion: str = "",
    reason: str = "",
) -> BatchOutcome:
    """Take `step` on many; those that refuse it are left as they are and named with the reason. One step of undo.

    A piece that moved along with another of its issue is not moved twice. A field left empty is left as each piece
    has it. Raises Invalid when a field is wrong for all.
    """
    handler, note = _handler(step), Note(opinion, reason)
    filled = {name: value for name, value in _filled(step, values or {}).items() if value}
    submissions = [finding.submission(session, submission_id) for submission_id in dict.fromkeys(submission_ids)]
    taken = {submission.id: len(submission.step_records) for submission in submissions}
    done: list[str] = []
    passed_over: dict[str, str] = {}
    doing = acting(session)
    for submission in submissions:
        number, final = submission.intake_no, doing.final
        if len(submission.step_records) > taken[submission.id]:
            done.append(number)
            continue
        try:
            with session.begin_nested():
                handler(session, submission, dict(filled), note)
                session.flush()
            done.append(number)
        except DeskError as error:
            doing.final = final  # what made it final has just been taken back
            passed_over[number] = error.message
    acting(session).label = f"{step} {len(done)} 篇"
    return BatchOutcome(tuple(done), passed_over)


def _filled(step: Step, given: Mapping[str, str]) -> Values:
    values = named_values(step, given)
    for field in STEP_FIELDS[step]:
        if field.required and not values.get(field.name):
            raise Invalid(f"“{step}”没有完成：请填写“{field.label}”。{NOTHING}", {field.name: f"请填写{field.label}。"})
    return values


def _known(session: Session, values: Values, name: str, kind: str, label: str) -> None:
    known = words(session, kind)
    if values.get(name) and values[name] not in known:
        raise Invalid(
            f"“{label}”里没有“{values[name]}”；可选的有：{'、'.join(known)}。{NOTHING}新的词可在设置里增加。",
            {name: f"请从列表里选择{label}。"},
        )


def _classify(session: Session, submission: t.Submission, values: Values, note: Note) -> None:
    """分类: what it is about, how urgent, where it is meant to go, which group carries it."""
    moved = move(submission, Step.CLASSIFY, reason=note.reason)
    _known(session, values, "category", "category", "类别")
    _known(session, values, "nature", "nature", "性质")
    submission.category = values["category"]
    submission.nature = values.get("nature", submission.nature)
    submission.keywords = values.get("keywords", submission.keywords)
    submission.handling_opinion = values.get("handling_opinion", submission.handling_opinion)
    if "intended_destinations" in values:
        meant = [finding.destination(session, name).name for name in split(values["intended_destinations"])]
        submission.intended_destinations = "、".join(dict.fromkeys(meant))
    if values.get("info_group"):
        submission.info_group = finding.group(session, values["info_group"])
    if values.get("urgency_grade"):
        submission.urgency_grade = values["urgency_grade"]
        clocks.recompute(session, submission)
    record(session, submission, Step.CLASSIFY, moved, values=values, opinion=note.opinion, reason=note.reason)


def _screen(session: Session, submission: t.Submission, values: Values, note: Note) -> None:
    """筛选: taken, returned to the author, kept, handed on to another office, or refused with a reason."""
    conclusion = values["screening"]
    moved = move(submission, Step.SCREEN, conclusion, reason=note.reason)
    _known(session, values, "rejection_reason", "rejection_reason", "原因")
    if conclusion == Screening.REJECT and not (values.get("rejection_reason") or note.reason.strip()):
        raise Invalid(f"不采用请选择原因，以便答复反映人。{NOTHING}", {"rejection_reason": "请选择不采用的原因。"})
    merged = merging.merged_into(session, submission)
    if merged and conclusion != Screening.SELECT:
        raise Forbidden(
            f"来稿 {'、'.join(merged)} 已并入 {submission.intake_no}，会跟着搁下来，所以不能定为“{conclusion}”。"
            f"{NOTHING}请先撤销那些合并，再筛选这一篇。"
        )
    submission.screening = conclusion
    submission.rejection_reason = values.get("rejection_reason", "")
    record(
        session,
        submission,
        Step.SCREEN,
        moved,
        values=values,
        conclusion=conclusion,
        opinion=note.opinion,
        reason=note.reason,
    )


def _edit(session: Session, submission: t.Submission, values: Values, note: Note) -> None:
    """编辑: a new version of title and text; the original stays as it came."""
    conclusion = values.get("conclusion") or default_conclusion(Step.EDIT)
    moved = move(submission, Step.EDIT, conclusion, reason=note.reason)
    title = values.get("title") or submission.title
    text = values.get("edited_text", "") or submission.text.edited_text or submission.text.original_text
    if len(title) > MAX_TITLE:
        raise Invalid(f"标题应有 1 到 {MAX_TITLE} 个字。{NOTHING}", {"title": f"标题应有 1 到 {MAX_TITLE} 个字。"})
    if not text.strip():
        raise Invalid(f"编辑稿没有正文。{NOTHING}", {"edited_text": "请填写正文。"})
    finding.refuse_secret([title], "title")
    finding.refuse_secret(text.splitlines(), "edited_text")
    doing = acting(session)
    last = submission.edited_versions[-1] if submission.edited_versions else None
    if last is None or (last.title, last.text) != (title, text):
        number = last.version_no + 1 if last else 1
        submission.edited_versions.append(
            t.EditedVersion(version_no=number, title=title, text=text, by=doing.by, at=doing.at)
        )
    submission.title = title
    submission.text.edited_text = text
    submission.responsible_editor = values.get("responsible_editor") or submission.responsible_editor or doing.by
    submission.reviews_passed = 0
    record(
        session,
        submission,
        Step.EDIT,
        moved,
        values={**values, "responsible_editor": submission.responsible_editor},
        conclusion=conclusion,
        opinion=note.opinion,
        reason=note.reason,
    )


def _review(session: Session, submission: t.Submission, values: Values, note: Note) -> None:
    """审稿: passed (by one or two levels, as the office has it) or back to editing with an opinion."""
    conclusion = values.get("conclusion") or default_conclusion(Step.REVIEW)
    moved = move(submission, Step.REVIEW, conclusion, reason=note.reason)
    doing = acting(session)
    day_of(session, submission, values)
    submission.reviewer = values.get("reviewer") or doing.by
    if conclusion == Verdict.PASS:
        submission.reviews_passed += 1
        if submission.reviews_passed < office(session, on=doing.at.date()).review_levels:
            moved = Move(State.IN_REVIEW, moved.skipped, moved.repeated)
    else:
        submission.times_returned += 1
        submission.reviews_passed = 0
    record(
        session,
        submission,
        Step.REVIEW,
        moved,
        values={**values, "reviewer": submission.reviewer},
        conclusion=conclusion,
        opinion=note.opinion,
        reason=note.reason,
    )


def _sign_off(session: Session, submission: t.Submission, values: Values, note: Note) -> None:
    """签发: who signs, where it goes (each destination gets its clock), in which journal.

    A signature of an earlier day counts from the first minute of that day: paper bears no time.
    """
    moved = move(submission, Step.SIGN_OFF, reason=note.reason)
    doing = acting(session)
    named = split(values.get("destinations", "") or submission.intended_destinations)
    by_rule = signatory_for(
        office(session, on=doing.at.date()), destinations=named, urgency_grade=submission.urgency_grade
    )
    submission.signatory = values.get("signatory") or by_rule or submission.signatory or doing.by
    day = day_of(session, submission, values)
    submission.signed_at = doing.at if day == doing.at.date() else datetime.combine(day, time.min)
    if values.get("journal"):
        _set_journal(session, submission, values["journal"])
    # What was only meant at 分类 adds to the clocks that are open; what the signatory says is all there is.
    dispatching.set_destinations(session, submission, named, only=bool(values.get("destinations")))
    record(
        session,
        submission,
        Step.SIGN_OFF,
        moved,
        values={**values, "signatory": submission.signatory, "destinations": "、".join(named)},
        opinion=note.opinion,
        reason=note.reason,
    )


def _set_journal(session: Session, submission: t.Submission, name: str) -> None:
    journal = finding.journal(session, name)
    item = session.get(t.IssueItem, submission.id)
    if item is not None and item.issue.journal_id != journal.id:
        raise Forbidden(
            f"来稿 {submission.intake_no} 已编入《{item.issue.journal.name}》第{item.issue.issue_no}期，"
            f"不能改刊《{journal.name}》。{NOTHING}"
        )
    submission.journal = journal


def _print(session: Session, submission: t.Submission, values: Values, note: Note) -> None:
    """排印: the number is given here, after 签发, and stays."""
    issuing.print_sheet(session, [submission], values, opinion=note.opinion, reason=note.reason)


def _archive(session: Session, submission: t.Submission, values: Values, note: Note) -> None:
    """存档: number, year, retention, items and pages; what runs over New Year belongs to the year it was issued in."""
    moved = move(submission, Step.ARCHIVE, reason=note.reason)
    unsent = [d.destination.name for d in submission.dispatches if d.sent_at is None]
    if submission.state == State.ISSUED and (unsent or not submission.dispatches) and not note.reason.strip():
        what = f"还没有报送：{'、'.join(unsent)}" if unsent else "还没有登记报送去向"
        raise Forbidden(f"来稿 {submission.intake_no} {what}；确要先存档，请写明原因。{NOTHING}")
    doing = acting(session)
    _known(session, values, "retention", "retention", "保管期限")
    submission.archive_no = values.get("archive_no") or submission.archive_no or submission.intake_no
    item = session.get(t.IssueItem, submission.id)
    submission.archive_year = item.issue.year if item is not None else submission.archive_year or submission.year
    submission.retention = (
        values.get("retention") or submission.retention or office(session, on=doing.at.date()).retention
    )
    submission.archived_items = int(values["items"]) if values.get("items") else 1 + len(submission.attachments)
    submission.archived_pages = int(values["pages"]) if values.get("pages") else submission.archived_pages
    submission.archived_at = doing.at
    record(session, submission, Step.ARCHIVE, moved, values=values, opinion=note.opinion, reason=note.reason)


def _send_back(session: Session, submission: t.Submission, values: Values, note: Note) -> None:
    """退回 to an earlier step, with a reason; a number that was given stays. Out of the archive: to where it was."""
    to = Step(values["to"])
    state = back_to(State(submission.state), to, reason=note.reason)
    if submission.state == State.ARCHIVED:
        archived = [record for record in submission.step_records if record.state_after == State.ARCHIVED]
        state = State(archived[-1].state_before)
        submission.archived_at = None
    submission.times_returned += 1
    submission.reviews_passed = 0
    record(session, submission, Step.SEND_BACK, Move(state), values=values, opinion=note.opinion, reason=note.reason)


HANDLERS: dict[Step, Handler] = {
    Step.CLASSIFY: _classify,
    Step.SCREEN: _screen,
    Step.MERGE: lambda session, submission, values, note: merging.merge(
        session, submission, values, opinion=note.opinion, reason=note.reason
    ),
    Step.UNMERGE: lambda session, submission, values, note: merging.unmerge(
        session, submission, values, opinion=note.opinion, reason=note.reason
    ),
    Step.EDIT: _edit,
    Step.REVIEW: _review,
    Step.SIGN_OFF: _sign_off,
    Step.PRINT: _print,
    Step.PROOFREAD: lambda session, submission, values, note: issuing.proofread(
        session, submission, values, opinion=note.opinion, reason=note.reason
    ),
    Step.ARCHIVE: _archive,
    Step.SEND_BACK: _send_back,
}
