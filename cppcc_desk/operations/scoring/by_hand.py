"""What people decide: points given or taken, who is not ranked, how a piece is shared, what is disputed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing
from cppcc_desk.domain.scoring.events import Ledger, Subject
from cppcc_desk.domain.scoring.phrases import points_text
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.queries.scoring.closing import is_closed
from cppcc_desk.queries.scoring.roster import subject_of
from cppcc_desk.queries.scoring.schemes import year_at
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation

MOST = 1_000_00  # hundredths of a point that anybody gives at once
_WHOLE = 100  # per cent


@dataclass(frozen=True, kw_only=True)
class AdjustmentEntry:
    """Points by hand as entered, in hundredths; `label` such as 补记, 加分, 扣分."""

    subject: Subject
    counted_on: date
    points: int
    label: str = "人工调整"
    reason: str
    approved_by: str


@operation("人工调整分数")
def adjust_score(session: Session, entry: AdjustmentEntry) -> int:
    """Give or take points; returns the id. Raises Invalid naming the field, Forbidden in a closed year, Missing."""
    name = name_of(session, entry.subject)
    _refuse_wrong(session, entry)
    doing = acting(session)
    row = t.ScoreAdjustment(
        **_columns(entry.subject),
        counted_on=entry.counted_on,
        points=entry.points,
        label=entry.label.strip() or "人工调整",
        reason=entry.reason.strip(),
        approved_by=entry.approved_by.strip(),
        recorded_at=doing.at,
        recorded_by=doing.by,
    )
    session.add(row)
    session.flush()
    doing.label = f"{row.label} {name} {_signed(row.points)} 分"
    return row.id


@operation("撤回人工调整")
def withdraw_adjustment(session: Session, adjustment_id: int) -> None:
    """Take points back that were given by hand. Raises Missing, Forbidden in a closed year."""
    row = session.get(t.ScoreAdjustment, adjustment_id)
    if row is None:
        raise Missing(f"找不到这条调整，可能已被撤回。{NOTHING}请刷新后再试。")
    _refuse_closed(session, row.counted_on)
    acting(
        session
    ).label = f"撤回{row.label} {name_of(session, subject_of(row.person_id, row.unit_id))} {_signed(row.points)} 分"
    session.delete(row)


@operation("设为不参与排名")
def leave_unranked(session: Session, subject: Subject, *, reason: str) -> None:
    """Let somebody take part in no ranking. Raises Invalid without a reason, Missing."""
    if not reason.strip():
        raise Invalid(f"请写明不参与排名的原因。{NOTHING}", {"reason": "请写明原因。"})
    name = name_of(session, subject)
    row = _unranked(session, subject)
    if row is None:
        row = t.Unranked(**_columns(subject), reason="")
        session.add(row)
    row.reason = reason.strip()
    acting(session).label = f"{name}不参与排名"


@operation("恢复参与排名")
def rank_again(session: Session, subject: Subject) -> None:
    """Let somebody be ranked again. Raises Missing where they are ranked."""
    row = _unranked(session, subject)
    if row is None:
        raise Missing(f"{name_of(session, subject)}本来就参与排名。{NOTHING}")
    acting(session).label = f"{name_of(session, subject)}参与排名"
    session.delete(row)


@operation("登记各人比例")
def agree_shares(
    session: Session, submission_id: int, *, percents: Sequence[int | None], writers: Sequence[bool]
) -> None:
    """Note who was 主笔 and which part of the points each author gets, in their order, None for no agreement.

    Raises Invalid unless all or none have a part and the parts are 100 % together, Missing.
    """
    row = finding.submission(session, submission_id)
    if len(percents) != len(row.contributors) or len(writers) != len(row.contributors):
        raise Invalid(f"反映人有 {len(row.contributors)} 位，比例和主笔也要写 {len(row.contributors)} 个。{NOTHING}")
    parts = [part for part in percents if part is not None]
    if parts and (len(parts) != len(percents) or sum(parts) != _WHOLE or min(parts) < 0):
        raise Invalid(f"各人的比例合计应为 100%，现在是 {sum(parts)}%。{NOTHING}", {"percents": "合计应为 100%。"})
    for contributor, percent, main in zip(row.contributors, percents, writers, strict=True):
        contributor.percent, contributor.main = percent, main
    acting(session).label = f"登记各人比例 {row.intake_no}"


@operation("登记计分异议")
def raise_dispute(session: Session, subject: Subject, *, year: int, raised_by: str, text: str) -> int:
    """Note that somebody thinks a score is wrong; returns the id. Raises Invalid, Missing."""
    if not text.strip():
        raise Invalid(f"请写明对哪一项有异议。{NOTHING}", {"text": "请写明对哪一项有异议。"})
    name, doing = name_of(session, subject), acting(session)
    row = t.ScoreDispute(
        **_columns(subject),
        year=year,
        raised_on=doing.at.date(),
        raised_by=raised_by.strip() or name,
        text=text.strip(),
    )
    session.add(row)
    session.flush()
    doing.label = f"登记计分异议 {name}"
    return row.id


@operation("答复计分异议")
def answer_dispute(session: Session, dispute_id: int, *, answer: str) -> None:
    """Note what was found. Raises Invalid without an answer, Missing."""
    row = session.get(t.ScoreDispute, dispute_id)
    if row is None:
        raise Missing(f"找不到这条异议，可能已被撤销。{NOTHING}请刷新后再试。")
    if not answer.strip():
        raise Invalid(f"请写答复。{NOTHING}", {"answer": "请写答复。"})
    row.answer, row.answered_on = answer.strip(), acting(session).at.date()
    acting(session).label = f"答复计分异议 {name_of(session, subject_of(row.person_id, row.unit_id))}"


def name_of(session: Session, subject: Subject) -> str:
    """What somebody is called. Raises Missing."""
    person = subject.ledger is Ledger.PERSON
    row = session.get(t.Person, subject.id) if person else session.get(t.Unit, subject.id)
    if row is None:
        raise Missing(f"找不到这个人或单位，可能已被撤销登记。{NOTHING}请刷新后再试。")
    return row.name


def _columns(subject: Subject) -> dict[str, int]:
    return {"person_id" if subject.ledger is Ledger.PERSON else "unit_id": subject.id}


def _unranked(session: Session, subject: Subject) -> t.Unranked | None:
    u = t.Unranked
    column = u.person_id if subject.ledger is Ledger.PERSON else u.unit_id
    return session.scalar(select(u).where(column == subject.id))


def _refuse_wrong(session: Session, entry: AdjustmentEntry) -> None:
    wrong: dict[str, str] = {}
    if not entry.points:
        wrong["points"] = "请写加几分，扣分写负数。"
    elif abs(entry.points) > MOST:
        wrong["points"] = f"一次最多加或扣 {points_text(MOST)} 分，请核对。"
    if not entry.reason.strip():
        wrong["reason"] = "请写明原因。"
    if not entry.approved_by.strip():
        wrong["approved_by"] = "请写批准人。"
    if entry.counted_on > acting(session).at.date():
        wrong["counted_on"] = "日期在今天以后，请核对。"
    if wrong:
        raise Invalid(f"{next(iter(wrong.values()))}{NOTHING}", wrong)
    _refuse_closed(session, entry.counted_on)


def _refuse_closed(session: Session, day: date) -> None:
    year = year_at(session, today=day)
    if is_closed(session, year):
        raise Forbidden(f"{year} 年度已经关账。{NOTHING}请记在没有关账的年度，或者写明原因重新开账。")


def _signed(points: int) -> str:
    return f"{'+' if points > 0 else ''}{points_text(points)}"
