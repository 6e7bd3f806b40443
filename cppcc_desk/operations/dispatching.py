"""传送: one record per destination with its clock, when and how it went, how many copies, who signed for it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.step_fields import LARGEST
from cppcc_desk.domain.workflow import CLOSED, PROGRESS, TEN_STEPS, Move, State, Step
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.recording import record
from cppcc_desk.queries.clocks import timekeeper
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("登记报送去向")
def open_dispatch(
    session: Session,
    submission_id: int,
    *,
    to: str,
    form: str = "",
    way: str = "",
    copies: int | None = None,
    doc_number: str = "",
) -> int:
    """Open the clock of one destination in any open state; returns the dispatch, the one that is there if it is.

    `way`, `copies` and `doc_number` are kept for the day it is sent. Raises Missing for an unknown destination,
    Forbidden for a closed submission, or when they are told of a dispatch that is sent already.
    """
    submission = finding.submission(session, submission_id)
    dispatch = _opened(session, submission, to=to, form=form)
    if dispatch.sent_at is not None and (way.strip() or copies is not None or doc_number.strip()):
        raise Forbidden(
            f"已在 {dispatch.sent_at:%Y-%m-%d %H:%M} 向{dispatch.destination.name}报送过，不能再改。"
            f"{NOTHING}记错了的，请更正传送记录。"
        )
    _keep(dispatch, way=way, copies=copies, doc_number=doc_number)
    session.flush()
    acting(session).label = f"登记报送去向 {submission.intake_no}"
    return dispatch.id


def set_destinations(session: Session, submission: t.Submission, names: Sequence[str], *, only: bool) -> None:
    """Open the clocks of `names` (with their default forms); with `only`, no other unsent destination stays."""
    wanted = {finding.destination(session, name).id: name for name in names}
    for dispatch in list(submission.dispatches):
        if only and dispatch.sent_at is None and dispatch.destination_id not in wanted:
            _take_away(session, dispatch)
    there = {dispatch.destination_id for dispatch in submission.dispatches}
    for destination_id, name in wanted.items():
        if destination_id not in there:
            _opened(session, submission, to=name, form="")


@operation("撤去报送去向")
def withdraw_dispatch(session: Session, dispatch_id: int, *, reason: str) -> None:
    """Take back a destination that nothing has been sent to. Raises Forbidden when it was sent or without a reason."""
    dispatch = _dispatch(session, dispatch_id)
    if dispatch.sent_at is not None:
        raise Forbidden(f"已经向{dispatch.destination.name}报送，不能撤去。{NOTHING}")
    if not reason.strip():
        raise Invalid(f"撤去报送去向请写明原因。{NOTHING}", {"reason": "请写明原因。"})
    submission = dispatch.submission
    record(
        session,
        submission,
        Step.DISPATCH,
        Move(State(submission.state)),
        values={"撤去去向": dispatch.destination.name},
        reason=reason,
    )
    _take_away(session, dispatch)
    acting(session).label = f"撤去报送去向 {submission.intake_no}"


def _take_away(session: Session, dispatch: t.Dispatch) -> None:
    """A 公文 that was begun for it stays with the submission."""
    for document in session.scalars(select(t.Document).where(t.Document.dispatch_id == dispatch.id)):
        document.dispatch = None
    dispatch.submission.dispatches.remove(dispatch)


@operation("传送", final=True)
def send(
    session: Session,
    submission_id: int,
    *,
    to: str,
    form: str = "",
    sent_at: datetime,
    way: str = "",
    copies: int | None = None,
    doc_number: str = "",
    signed_by: str = "",
    signed_at: datetime | None = None,
    reason: str = "",
) -> int:
    """Record that a submission went to a destination; returns the dispatch.

    What is left out of `way`, `copies` and `doc_number` is as it was told when the destination was opened.
    Raises Forbidden for a closed submission, for a time before 签发 without a reason, before the receipt or in the
    future; Invalid for copies below one.
    """
    doing = acting(session)
    submission = finding.submission(session, submission_id)
    if State(submission.state) in CLOSED:
        raise Forbidden(
            f"来稿 {submission.intake_no}“{submission.state}”，不能再登记传送。{NOTHING}确已送出的，请先退回再登记。"
        )
    signed_off = TEN_STEPS.index(PROGRESS[State(submission.state)]) >= TEN_STEPS.index(Step.SIGN_OFF)
    if not signed_off and not reason.strip():
        raise Forbidden(
            f"来稿 {submission.intake_no} 还没有签发（{submission.state}）；确要先报送，请写明原因。{NOTHING}"
        )
    if signed_off and submission.signed_at and sent_at < submission.signed_at and not reason.strip():
        signed = f"{submission.signed_at:%Y-%m-%d %H:%M}"
        raise Forbidden(f"传送时间早于签发时间（{signed}），请核对；确是先报送的，请写明原因。{NOTHING}")
    if sent_at < submission.received_at:
        raise Forbidden(f"传送时间早于收稿时间（{submission.received_at:%Y-%m-%d %H:%M}），请核对。{NOTHING}")
    if sent_at > doing.at:
        raise Forbidden(f"传送时间晚于现在，请核对日期和时间。{NOTHING}")
    dispatch = _opened(session, submission, to=to, form=form)
    if dispatch.sent_at is not None:
        raise Forbidden(f"已在 {dispatch.sent_at:%Y-%m-%d %H:%M} 向{dispatch.destination.name}报送过。{NOTHING}")
    dispatch.sent_at, dispatch.sent_by = sent_at, doing.by
    _keep(dispatch, way=way, copies=copies, doc_number=doc_number)
    dispatch.signed_by, dispatch.reason = signed_by.strip(), reason.strip()
    dispatch.signed_at = (signed_at or sent_at) if signed_by.strip() else None
    record(
        session,
        submission,
        Step.DISPATCH,
        Move(State(submission.state)),
        values={
            "去向": dispatch.destination.name,
            "形式": dispatch.form,
            "方式": dispatch.way,
            "份数": dispatch.copies,
            "签收人": signed_by,
        },
        reason=reason,
    )
    session.flush()
    return dispatch.id


def found(session: Session, submission_id: int, *, to: str, form: str = "") -> int:
    """The dispatch of a submission to a destination. Raises Missing when none has been opened."""
    submission = finding.submission(session, submission_id)
    destination = finding.destination(session, to)
    for dispatch in submission.dispatches:
        if dispatch.destination_id == destination.id and form.strip() in ("", dispatch.form):
            return dispatch.id
    raise Missing(f"来稿 {submission.intake_no} 还没有登记向{destination.name}报送。{NOTHING}请先登记传送。")


@operation("登记签收")
def sign_for(session: Session, dispatch_id: int, *, signed_by: str, signed_at: datetime) -> None:
    """Record who received it. Raises Forbidden before it was sent, Invalid without a name."""
    dispatch = _dispatch(session, dispatch_id)
    if dispatch.sent_at is None:
        raise Forbidden(f"还没有向{dispatch.destination.name}报送，不能登记签收。{NOTHING}")
    if not signed_by.strip():
        raise Invalid(f"请填写签收人。{NOTHING}", {"signed_by": "请填写签收人。"})
    if signed_at > acting(session).at:
        raise Forbidden(f"签收时间晚于现在，请核对日期和时间。{NOTHING}")
    if signed_at < dispatch.sent_at:
        raise Forbidden(f"签收时间早于传送时间（{dispatch.sent_at:%Y-%m-%d %H:%M}），请核对。{NOTHING}")
    dispatch.signed_by, dispatch.signed_at = signed_by.strip(), signed_at
    acting(session).label = f"登记签收 {dispatch.submission.intake_no}"


@operation("更正传送记录", final=True)
def correct_dispatch(
    session: Session,
    dispatch_id: int,
    *,
    sent_at: datetime | None,
    copies: int,
    way: str,
    signed_by: str,
    reason: str,
) -> None:
    """Correct what was recorded of a dispatch, or take the record back (`sent_at` None); always with a reason."""
    dispatch = _dispatch(session, dispatch_id)
    if not reason.strip():
        raise Invalid(f"更正传送记录请写明原因。{NOTHING}", {"reason": "请写明更正的原因。"})
    if sent_at is not None and not dispatch.submission.received_at <= sent_at <= acting(session).at:
        raise Forbidden(f"传送时间应在收稿之后、现在之前，请核对。{NOTHING}")
    _refuse_no_copies(copies)
    submission = dispatch.submission
    before = f"{dispatch.sent_at:%Y-%m-%d %H:%M}" if dispatch.sent_at else "未报送"
    dispatch.sent_at, dispatch.copies, dispatch.way, dispatch.reason = sent_at, copies, way.strip(), reason.strip()
    dispatch.sent_by = dispatch.sent_by if sent_at else ""
    dispatch.signed_by = signed_by.strip() if sent_at else ""
    dispatch.signed_at = (dispatch.signed_at or sent_at) if dispatch.signed_by else None
    record(
        session,
        submission,
        Step.DISPATCH,
        Move(State(submission.state)),
        values={"更正去向": dispatch.destination.name, "原记录": before},
        reason=reason,
    )
    acting(session).label = f"更正传送记录 {submission.intake_no}"


def _keep(dispatch: t.Dispatch, *, way: str, copies: int | None, doc_number: str) -> None:
    """Note what is told of a dispatch; what is not told stays."""
    if copies is not None:
        _refuse_no_copies(copies)
        dispatch.copies = copies
    dispatch.way = way.strip() or dispatch.way
    dispatch.doc_number = doc_number.strip() or dispatch.doc_number


def _refuse_no_copies(copies: int) -> None:
    if not 1 <= copies <= LARGEST:
        raise Invalid(f"份数应为 1 到 {LARGEST} 的整数。{NOTHING}", {"copies": "请填写 1 以上的整数。"})


def _dispatch(session: Session, dispatch_id: int) -> t.Dispatch:
    dispatch = session.get(t.Dispatch, dispatch_id)
    if dispatch is None:
        raise Missing(f"找不到这条报送记录，可能已被撤去。{NOTHING}请刷新后再试。")
    return dispatch


def _opened(session: Session, submission: t.Submission, *, to: str, form: str) -> t.Dispatch:
    doing = acting(session)
    destination = finding.destination(session, to)
    there = {dispatch.form: dispatch for dispatch in submission.dispatches if dispatch.destination_id == destination.id}
    if not form.strip() and destination.default_form not in there and len(there) == 1:
        return next(iter(there.values()))  # opened in another form, and no other is meant
    form = form.strip() or destination.default_form
    if form in there:
        return there[form]
    if State(submission.state) in CLOSED:
        raise Forbidden(f"来稿 {submission.intake_no}“{submission.state}”，不能再增加报送去向。{NOTHING}")
    keeper = timekeeper(session, now=doing.at)
    row = next(d for d in keeper.destinations if d.id == destination.id)
    due = keeper.due(row, form, received_at=submission.received_at, urgency_grade=submission.urgency_grade)
    if due is None:
        raise Missing(f"{destination.name}还没有设置报送期限，不能计时。{NOTHING}请先在设置里填写。")
    dispatch = t.Dispatch(
        destination=destination,
        form=form,
        opened_at=doing.at,
        due_base=due.at,
        rule=due.rule,
        notes="\n".join(due.notes),
        way="",
        copies=1,
        doc_number="",
        sent_by="",
        signed_by="",
        reason="",
    )
    submission.dispatches.append(dispatch)
    return dispatch
