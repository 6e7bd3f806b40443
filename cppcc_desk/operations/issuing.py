"""排印 and 校对: a signed piece gets its 期号, is proofread twice, and is then issued with its content frozen.

The number is given after 签发, once, and never given back; printing again before the proof has passed corrects the
sheet under the same number. Pieces of one issue move together.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid
from cppcc_desk.domain.official import Bulletin
from cppcc_desk.domain.step_fields import named_values
from cppcc_desk.domain.workflow import CLOSED, Move, State, Step, Verdict
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.recording import day_of, move, record
from cppcc_desk.operations.registering import next_number
from cppcc_desk.queries.issues import compose, sheet_refused
from cppcc_desk.queries.numbers import highest_total, sequence_name
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

_ALL_YEARS = 0  # the running total of a journal does not restart


@operation("排印")
def print_issue(
    session: Session,
    submission_ids: Sequence[int],
    *,
    journal: str = "",
    supplement: bool = False,
    values: Mapping[str, str] | None = None,
) -> int:
    """Give signed pieces one issue number, or set their issue again under its number; returns the issue's id.

    Raises Forbidden for a piece that is not signed, is issued, or belongs to another issue.
    """
    submissions = [finding.submission(session, i) for i in dict.fromkeys(submission_ids)]
    given = named_values(Step.PRINT, values or {})
    return print_sheet(session, submissions, given, journal=journal, supplement=supplement).id


def print_sheet(
    session: Session,
    submissions: Sequence[t.Submission],
    values: Mapping[str, str],
    *,
    journal: str = "",
    supplement: bool = False,
    opinion: str = "",
    reason: str = "",
) -> t.Issue:
    """The step 排印 on the pieces of one issue, as part of an operation."""
    issue = _numbered(session, submissions)
    moves = [(s, _print_move(s, reason=reason)) for s in submissions]
    if issue is not None:
        moves += [(s, _print_move(s, reason=reason)) for s in _set_again(session, issue, submissions)]
    for submission, _ in moves:
        day_of(session, submission, values)
    if issue is None:
        issue = _new_issue(session, submissions, values, journal=journal, supplement=supplement)
        acting(session).final = True
    elif journal and finding.journal(session, journal).id != issue.journal_id:
        raise Forbidden(f"这几篇已编入《{issue.journal.name}》第{issue.issue_no}期，不能换刊物。{NOTHING}")
    if values.get("copies"):
        issue.copies = _positive(values["copies"])
    issue.printed_by = values.get("printed_by") or issue.printed_by or acting(session).by
    issue.layout = values.get("layout") or issue.layout
    told = {**values, "期号": f"《{issue.journal.name}》{issue.year}年第{issue.issue_no}期"}
    for submission, moved in moves:
        record(session, submission, Step.PRINT, moved, values=told, opinion=opinion, reason=reason)
    session.flush()
    issue.content = compose(session, issue, [item.submission for item in issue.items]).to_dict()
    session.flush()
    acting(session).label = f"排印《{issue.journal.name}》第{issue.issue_no}期"
    return issue


def _set_again(session: Session, issue: t.Issue, submissions: Sequence[t.Submission]) -> list[t.Submission]:
    """The other pieces that a corrected sheet moves beside those named: all of the issue, whose proof it makes void.

    A piece that was rejected, merged or archived meanwhile leaves the issue. Raises Forbidden naming the others that
    went back and have not been signed again: the sheet would carry their unsigned text.
    """
    for item in list(issue.items):
        if State(item.submission.state) in CLOSED and item.submission not in submissions:
            issue.items.remove(item)
    others = [item.submission for item in issue.items if item.submission not in submissions]
    signed = (State.SIGNED_OFF.value, State.PRINTING.value, State.PROOFREADING.value)
    if unsigned := [f"{s.intake_no}（{s.state}）" for s in others if s.state not in signed]:
        raise Forbidden(
            f"《{issue.journal.name}》第{issue.issue_no}期里的来稿 {'、'.join(unsigned)} 退回后还没有重新签发，"
            f"不能排印。{NOTHING}请先签发，或者定为不采用，再排印这一期。"
        )
    session.flush()
    return others


def _print_move(submission: t.Submission, *, reason: str) -> Move:
    try:
        return move(submission, Step.PRINT, reason=reason)
    except Forbidden as refusal:  # among several the person must know which one
        told = f"来稿 {submission.intake_no}（{submission.state}）：{refusal.message}请核对后再试。"
        raise Forbidden(told) from refusal


def _positive(copies: str) -> int:
    if int(copies) < 1:
        raise Invalid(f"份数应为 1 以上的整数。{NOTHING}", {"copies": "请填写 1 以上的整数。"})
    return int(copies)


def _numbered(session: Session, submissions: Sequence[t.Submission]) -> t.Issue | None:
    items = [session.get(t.IssueItem, s.id) for s in submissions]
    found = {item.issue_id: item.issue for item in items if item is not None}
    if not found:
        return None
    if len(found) > 1 or None in items:
        taken = "、".join(s.intake_no for s, item in zip(submissions, items, strict=True) if item is not None)
        raise Forbidden(f"来稿 {taken} 已经编过期号，不能再编入另一期。{NOTHING}")
    return next(iter(found.values()))


def _new_issue(
    session: Session,
    submissions: Sequence[t.Submission],
    values: Mapping[str, str],
    *,
    journal: str,
    supplement: bool,
) -> t.Issue:
    """The next issue of a journal, numbered in the year of the day it is printed."""
    if not submissions:
        raise Invalid(f"请选择要排印的来稿。{NOTHING}")
    doing = acting(session)
    row = finding.journal(session, journal) if journal else _signed_for(session, submissions)
    issued_on = day_of(session, submissions[0], values)
    year = issued_on.year
    issue = t.Issue(
        journal=row,
        year=year,
        supplement=supplement,
        issue_no=next_number(session, sequence_name(row.id, supplement=supplement), year),
        cumulative_no=None if supplement else _cumulative(session, row),
        issued_on=issued_on,
        layout="",
        copies=row.copies,
        printed_by="",
        assigned_at=doing.at,
        content={},
        items=[t.IssueItem(submission=s, position=i) for i, s in enumerate(submissions)],
    )
    session.add(issue)
    for submission in submissions:
        submission.journal = row
    return issue


def _cumulative(session: Session, journal: t.Journal) -> int:
    """The next running total: after the paper years, and after every number given, even if the office changed those."""
    given = highest_total(session, journal.id)
    return max(journal.issued_before + next_number(session, f"cumulative_no:{journal.id}", _ALL_YEARS), given + 1)


def _signed_for(session: Session, submissions: Sequence[t.Submission]) -> t.Journal:
    journals = {s.journal_id: s.journal for s in submissions if s.journal is not None}
    if len(journals) > 1:
        names = "、".join(f"《{row.name}》" for row in journals.values())
        raise Forbidden(f"这几篇签发到不同的刊物（{names}），请指明编入哪一种。{NOTHING}")
    return next(iter(journals.values())) if journals else _first_journal(session)


def _first_journal(session: Session) -> t.Journal:
    row = session.scalars(select(t.Journal).where(t.Journal.active).order_by(t.Journal.position)).first()
    if row is None:
        raise Invalid(f"还没有设置刊物，不能编期号。{NOTHING}请先在设置里填写。")
    return row


def proofread(
    session: Session, submission: t.Submission, values: Mapping[str, str], *, opinion: str = "", reason: str = ""
) -> None:
    """校对 of the issue that `submission` is in: two passes; errors send it back to 排印; the second pass issues it."""
    doing = acting(session)
    errors = int(values.get("errors") or 0)
    conclusion = values.get("conclusion") or (Verdict.SEND_BACK if errors else Verdict.PASS)
    if errors and conclusion == Verdict.PASS:
        raise Invalid(
            f"有 {errors} 处差错，这一校不能通过。{NOTHING}请选“退回”，改正后重新排印再校对。",
            {"conclusion": "有差错时请选“退回”。"},
        )
    moved = move(submission, Step.PROOFREAD, conclusion, reason=reason)
    if sheet_refused(submission):
        raise Forbidden(f"来稿 {submission.intake_no} 上次校对有差错，还没有重新排印。{NOTHING}请先重新排印再校对。")
    item = session.get(t.IssueItem, submission.id)
    if item is None:
        raise Forbidden(f"来稿 {submission.intake_no} 还没有排印，没有可以校对的样张。{NOTHING}")
    day_of(session, submission, values)
    pass_no = 1 if submission.state == State.PRINTING else 2
    if values.get("pass_no") and int(values["pass_no"]) != pass_no:
        raise Forbidden(f"现在该做第 {pass_no} 次校对，不是第 {values['pass_no']} 次。{NOTHING}")
    pieces = [i.submission for i in item.issue.items]
    behind = [p.intake_no for p in pieces if p.state != submission.state]
    if behind:
        raise Forbidden(f"同一期的来稿 {'、'.join(behind)} 还没有排印到同一步，请先排印。{NOTHING}")
    if conclusion == Verdict.PASS:
        _refuse_changed(session, item.issue)
    told = {
        **values,
        "pass_no": str(pass_no),
        "proofreader": values.get("proofreader") or doing.by,
        "errors": str(errors),
    }
    for piece in pieces:
        record(
            session,
            piece,
            Step.PROOFREAD,
            Move(moved.state, moved.skipped, moved.repeated),
            values=told,
            conclusion=conclusion,
            opinion=opinion,
            reason=reason,
        )
    if moved.state is State.ISSUED:
        item.issue.frozen_at = doing.at
        doing.final = True
    doing.label = f"校对《{item.issue.journal.name}》第{item.issue.issue_no}期"


def _refuse_changed(session: Session, issue: t.Issue) -> None:
    """What is proofread must be what was printed."""
    now = compose(session, issue, [item.submission for item in issue.items])
    if now.pieces != Bulletin.from_dict(issue.content).pieces:
        raise Forbidden(f"样张印出后稿件又有改动，校对的不是现在的内容。{NOTHING}请先重新排印。")


@operation("存档纸样", final=True)
def file_paper(
    session: Session,
    *,
    kind: str,
    file_name: str,
    sha256: str,
    submission_id: int | None = None,
    issue_id: int | None = None,
    document_id: int | None = None,
    newsletter_id: int | None = None,
) -> int:
    """Note that a paper was written: which, for what, and the file's fingerprint."""
    doing = acting(session)
    paper = t.Paper(
        kind=kind,
        submission_id=submission_id,
        issue_id=issue_id,
        document_id=document_id,
        newsletter_id=newsletter_id,
        file_name=file_name,
        sha256=sha256,
        made_at=doing.at,
        made_by=doing.by,
    )
    session.add(paper)
    session.flush()
    doing.label = f"生成{kind}"
    return paper.id
