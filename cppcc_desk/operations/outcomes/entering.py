"""An outcome recorded, changed, withdrawn with a reason; files that prove it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Stale
from cppcc_desk.domain.outcomes import About, OutcomeEntry, answer_named, problems
from cppcc_desk.domain.submission import ReceivedFile
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.kept_files import hang_files, take_out
from cppcc_desk.operations.outcomes import about as subject
from cppcc_desk.queries.office import words
from cppcc_desk.queries.outcomes import entry_of, told_of
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

_WORDS = ("organ", "journal", "issue_no", "leader", "leader_post", "text", "evidence", "remark")
_CHOICES = ("level", "adoption_form", "leader_rank", "fault")


@operation("登记反馈")
def record(session: Session, about: About, entry: OutcomeEntry, *, files: Sequence[ReceivedFile] = ()) -> int:
    """Record what became of a piece or an issue, with files whose bytes are kept already; its id.

    Raises Invalid with a sentence per field, Forbidden where exactly this is recorded already, Missing.
    """
    of = subject.found(session, about)
    if any(told_of(row) == entry for row in _of(session, about)):
        raise Forbidden(f"{subject.named(of)} 已经登记过同样的{entry.kind}。{NOTHING}")
    row = t.Outcome(
        submission_id=about.submission_id,
        issue_id=about.issue_id,
        recorded_at=acting(session).at,
        recorded_by=acting(session).by,
        files=[],
        assignments=[],
    )
    _fill(session, row, of, entry)
    hang_files(row.files, t.OutcomeFile, files)
    session.add(row)
    session.flush()
    subject.told(session, of, f"登记{entry.kind}")
    return row.id


@operation("修改反馈")
def change(
    session: Session,
    outcome_id: int,
    entry: OutcomeEntry,
    *,
    held: OutcomeEntry,
    files: Sequence[ReceivedFile] | None = None,
) -> None:
    """Change what is said of it. `held` is what the form was filled from; its kind stays.

    `files` are those that are to prove it from now on, None for those that do.

    Raises Missing, Stale when it no longer is as in `held`, Invalid, and Forbidden for another kind or for a day after
    what has come of it.
    """
    row = finding.outcome(session, outcome_id)
    of = subject.of_row(row)
    if entry_of(session, outcome_id) != held:
        raise Stale(f"{subject.named(of)} 的{held.kind}刚被别处修改过，本次修改没有保存；请刷新后再试。")
    if entry.kind is not held.kind:
        raise Forbidden(f"{held.kind}不能改成{entry.kind}。{NOTHING}记错了的请撤回，再登记{entry.kind}。")
    later = [a.opened_on for a in row.assignments] + [follower.occurred_on for follower in _followers(session, row)]
    if later and entry.occurred_on > min(later):
        problem = f"{entry.kind}日期晚于它的交办或后续反馈（{min(later)}），请核对。"
        raise Invalid(f"{problem}{NOTHING}", {"occurred_on": problem})
    _fill(session, row, of, entry)
    if files is not None:
        wanted = {file.sha256 for file in files}
        row.files[:] = [file for file in row.files if file.sha256 in wanted]
        hang_files(row.files, t.OutcomeFile, files)
    subject.told(session, of, f"修改{entry.kind}")


@operation("撤回反馈")
def withdraw(session: Session, outcome_id: int, *, reason: str) -> None:
    """It was recorded by mistake: gone from every list; the journal keeps it, with the reason.

    Raises Missing, Invalid without a reason, Forbidden where it was assigned or something came of it.
    """
    row = finding.outcome(session, outcome_id)
    if not reason.strip():
        raise Invalid(f"请写明撤回的原因。{NOTHING}", {"reason": "请填写原因。"})
    if row.assignments:
        units = "、".join(assignment.handling_unit for assignment in row.assignments)
        raise Forbidden(f"这条{row.kind}已交办{units}，不能撤回。{NOTHING}请先取消交办。")
    if followers := _followers(session, row):
        kinds = "、".join(f"{follower.kind}（序号 {follower.id}）" for follower in followers)
        raise Forbidden(f"有{kinds}承接这条{row.kind}，不能撤回。{NOTHING}请先撤回那些，或改掉它们的承接。")
    subject.told(session, subject.of_row(row), f"撤回{row.kind}")
    acting(session).label += f"：{reason.strip()}"
    session.delete(row)


@operation("添加佐证")
def attach_evidence(session: Session, outcome_id: int, files: Sequence[ReceivedFile]) -> int:
    """Add files whose bytes are kept already; how many are new. Raises Missing, Forbidden when all are there."""
    row = finding.outcome(session, outcome_id)
    number = hang_files(row.files, t.OutcomeFile, files)
    if not number:
        raise Forbidden(f"这些文件已经是这条{row.kind}的佐证。{NOTHING}")
    subject.told(session, subject.of_row(row), f"添加{row.kind}佐证 {number} 个")
    return number


@operation("移出佐证")
def remove_evidence(session: Session, outcome_id: int, file_ids: Sequence[int]) -> int:
    """They prove something else; how many. Their bytes stay kept, so that this can be undone. Raises Missing."""
    row = finding.outcome(session, outcome_id)
    number = take_out(row.files, file_ids, f"选中的文件已不是这条{row.kind}的佐证。")
    subject.told(session, subject.of_row(row), f"移出{row.kind}佐证 {number} 个")
    return number


def _of(session: Session, about: About) -> Sequence[t.Outcome]:
    o = t.Outcome
    of_it = o.submission_id == about.submission_id if about.issue_id is None else o.issue_id == about.issue_id
    return session.scalars(select(o).where(of_it)).all()


def _followers(session: Session, row: t.Outcome) -> Sequence[t.Outcome]:
    return session.scalars(select(t.Outcome).where(t.Outcome.follows_id == row.id).order_by(t.Outcome.id)).all()


def _fill(session: Session, row: t.Outcome, of: t.Submission | t.Issue, entry: OutcomeEntry) -> None:
    since, began = subject.begun(of)
    if wrong := problems(entry, since=since, began=began, today=acting(session).at.date()):
        raise Invalid(f"没有保存：{next(iter(wrong.values()))}已填内容没有丢失。", wrong)
    for name in _WORDS:
        value = getattr(entry, name).strip()
        finding.refuse_secret(value.splitlines(), name)
        setattr(row, name, value)
    for name in _CHOICES:
        setattr(row, name, getattr(entry, name) or "")
    row.kind, row.occurred_on, row.answer = entry.kind.value, entry.occurred_on, _answer(session, entry, row)
    row.destination = finding.destination_known_as(session, row.organ) if row.organ else None
    row.follows_id = _followed(session, row, of, entry)


def _answer(session: Session, entry: OutcomeEntry, row: t.Outcome) -> str:
    """A word of the office's list, or the one that stands there although it is out of use by now."""
    if not entry.answer or entry.answer == row.answer:
        return entry.answer
    known = words(session, "answer")
    if found := answer_named(entry.answer, known):
        return found
    problem = f"答复的结果应为：{'、'.join(known)}；收到的是“{entry.answer}”。"
    raise Invalid(f"{problem}{NOTHING}", {"answer": problem})


def _followed(session: Session, row: t.Outcome, of: t.Submission | t.Issue, entry: OutcomeEntry) -> int | None:
    """What `entry` came of: an earlier outcome of the same piece or issue."""
    if entry.follows_id is None:
        return None
    earlier = session.get(t.Outcome, entry.follows_id)
    if earlier is None or subject.of_row(earlier) is not of:
        problem = f"{subject.named(of)} 没有序号为 {entry.follows_id} 的反馈，不能承接。"
    elif earlier.occurred_on > entry.occurred_on:
        problem = f"{entry.kind}日期早于所承接的{earlier.kind}（{earlier.occurred_on}），请核对。"
    elif row.id is not None and _leads_back(session, earlier, row.id):
        problem = f"这条{entry.kind}不能承接自己或自己的后续。"
    else:
        return earlier.id
    raise Invalid(f"{problem}{NOTHING}", {"follows_id": problem})


def _leads_back(session: Session, earlier: t.Outcome | None, outcome_id: int) -> bool:
    while earlier is not None:
        if earlier.id == outcome_id:
            return True
        earlier = session.get(t.Outcome, earlier.follows_id) if earlier.follows_id is not None else None
    return False
