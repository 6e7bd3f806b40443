"""《业务通讯》: drafted by the office's plan, issued with its number and frozen, put right for a reason, signed for."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain.errors import Forbidden, Invalid, Missing, Stale
from cppcc_desk.domain.figures.sentences import days
from cppcc_desk.domain.newsletter import Material, Plan
from cppcc_desk.domain.step_fields import LARGEST
from cppcc_desk.domain.topics import Quarter
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.queries.newsletters import composed
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.desk import acting, operation


@operation("起草业务通讯")
def save_newsletter(session: Session, quarter: Quarter, plan: Plan, *, version: int | None = None) -> int:
    """Save what the office decided; the newsletter's id. `version` is that of the row it was made from, None for a
    new one.

    Raises Forbidden once it is issued, and for another number than it had then, Invalid for days or numbers that make
    no sense or a 密级 mark, Stale.
    """
    row = _row(session, quarter)
    _refuse(plan)
    if row is None:
        row = t.Newsletter(year=quarter.year, quarter=quarter.number, issued_by="", content={})
        session.add(row)
    elif row.issued_at is not None:
        raise Forbidden(f"{quarter.words}的通讯已经印发，内容已冻结。{NOTHING}确要更正，请点“更正”并写明原因。")
    elif row.version != version:
        raise Stale(f"{quarter.words}的通讯刚被别处修改过，本次修改没有保存；请刷新后再试。")
    elif row.issue_no is not None and (plan.issue_no or row.issue_no) != row.issue_no:
        raise Forbidden(f"{quarter.words}的通讯编过第{row.issue_no}期，更正时期号不变。{NOTHING}")
    row.plan = plan.to_dict()
    session.flush()
    acting(session).label = f"起草{quarter.words}通讯"
    return row.id


def _refuse(plan: Plan) -> None:
    if plan.days and plan.days[0] > plan.days[1]:
        raise Invalid(f"统计的起止日期颠倒了。{NOTHING}", {"days": "开始的一天应不晚于结束的一天。"})
    for name, number in (("issue_no", plan.issue_no), ("cumulative_no", plan.cumulative_no)):
        if number is not None and not 1 <= number <= LARGEST:
            raise Invalid(f"期号应为 1 到 {LARGEST} 的整数。{NOTHING}", {name: "请填写 1 以上的整数。"})
    if not plan.head.mark.strip():
        raise Invalid(f"请填写通讯的名称。{NOTHING}", {"mark": "请填写名称。"})
    if any(extra.copies < 0 or not extra.name.strip() for extra in plan.extras):
        raise Invalid(f"发放名单里的姓名和份数要写完整。{NOTHING}", {"extras": "份数应为 0 以上的整数。"})
    texts = [line for section in plan.sections for line in section.edited.splitlines()]
    finding.refuse_secret([*texts, plan.head.title, *(piece.digest for piece in plan.chosen)], "text")


@operation("删除业务通讯草稿")
def delete_newsletter(session: Session, quarter: Quarter) -> None:
    """Take a draft away. Raises Missing, Forbidden for one that has a number already."""
    row = _there(session, quarter)
    if row.issue_no is not None:
        raise Forbidden(f"{quarter.words}的通讯编过期号，不能删除。{NOTHING}")
    session.delete(row)
    acting(session).label = f"删除{quarter.words}通讯草稿"


@operation("印发业务通讯", final=True)
def issue_newsletter(session: Session, quarter: Quarter, *, version: int | None = None) -> str:
    """Count everything once more, give the number, freeze content and distribution list; the number.

    Raises Forbidden for one that is issued, an empty quarter or a number that another one bears, Stale, Missing.
    """
    doing = acting(session)
    row = _row(session, quarter)
    if row is not None and row.issued_at is not None:
        raise Forbidden(f"{quarter.words}的通讯已经印发。{NOTHING}")
    if row is not None and version is not None and row.version != version:
        raise Stale(f"{quarter.words}的通讯刚被别处修改过，没有印发；请看过新的内容再印发。")
    made = composed(session, quarter, now=doing.at)
    _refuse_empty(made.material)
    issue_no, cumulative_no = made.content.fields["issue_no"], made.content.fields.get("cumulative_no")
    if row is None:
        row = t.Newsletter(year=quarter.year, quarter=quarter.number, issued_by="", content={})
        session.add(row)
    _refuse_number(session, row, quarter, issue_no, cumulative_no)
    dated = made.content.dated
    row.plan = replace(made.plan, dated=dated).to_dict()
    row.issue_no, row.cumulative_no = issue_no, cumulative_no
    row.content, row.issued_at, row.issued_by = made.content.to_dict(), doing.at, doing.by
    signed = {(copy.name, copy.about): copy for copy in row.copies}  # of one that is put right and issued again
    row.copies = [
        t.NewsletterCopy(
            position=place,
            kind=one.kind.value,
            name=one.name,
            about=one.about,
            copies=one.copies,
            received_on=held.received_on if (held := signed.get((one.name, one.about))) else None,
            received_by=held.received_by if held else "",
        )
        for place, one in enumerate(made.recipients)
    ]
    session.flush()
    doing.label = f"印发{quarter.words}通讯 第{issue_no}期"
    return f"第{issue_no}期" + (f"（总第{cumulative_no}期）" if cumulative_no is not None else "")


def _refuse_empty(material: Material) -> None:
    """What tells of nothing is no newsletter."""
    if not any(figure.count for figure in material.figures.now.figures):
        raise Forbidden(
            f"{days(material.first, material.last)}没有来稿、编发、报送，也没有采用和反馈，没有印发通讯。{NOTHING}"
            "请核对季度。"
        )


def _refuse_number(
    session: Session, row: t.Newsletter, quarter: Quarter, issue_no: int, cumulative_no: int | None
) -> None:
    n = t.Newsletter
    others = select(n.id).where(n.id != (row.id or 0))
    if session.scalar(others.where(n.year == quarter.year, n.issue_no == issue_no)):
        raise Forbidden(f"{quarter.year}年第{issue_no}期已经用过。{NOTHING}请换一个期号。")
    if cumulative_no is not None and session.scalar(others.where(n.cumulative_no == cumulative_no)):
        raise Forbidden(f"总第{cumulative_no}期已经用过。{NOTHING}请换一个总期号。")


@operation("更正业务通讯", final=True)
def reopen_newsletter(session: Session, quarter: Quarter, *, reason: str) -> None:
    """Make an issued one a draft again, under the number it has; what was issued stays in the journal.

    Raises Invalid without a reason, Forbidden for a draft, Missing.
    """
    row = _there(session, quarter)
    if row.issued_at is None:
        raise Forbidden(f"{quarter.words}的通讯还没有印发，可以直接修改。{NOTHING}")
    if not reason.strip():
        raise Invalid(f"更正请写明原因。{NOTHING}", {"reason": "请写明更正的原因。"})
    row.issued_at, row.issued_by, row.content = None, "", {}
    acting(session).label = f"更正{quarter.words}通讯：{reason.strip()}"


@operation("登记通讯签收")
def sign_for_copies(
    session: Session, newsletter_id: int, copy_ids: Collection[int], *, on: date | None, by: str = ""
) -> None:
    """Note that copies were received, `by` whom; None for `on` takes the note back.

    Raises Missing for lines of another list.
    """
    c = t.NewsletterCopy
    rows = session.scalars(select(c).where(c.newsletter_id == newsletter_id, c.id.in_(list(copy_ids)))).all()
    if not rows or len(rows) != len(set(copy_ids)):
        raise Missing(f"发放名单里找不到其中的人或单位。{NOTHING}请刷新后再试。")
    for row in rows:
        row.received_on, row.received_by = on, by.strip() if on else ""
    what = "签收" if on else "撤销签收"
    acting(session).label = (
        f"通讯{what} {rows[0].name}{f'等 {len(rows)} 个' if len(rows) > 1 else ''}" if rows else what
    )


def _row(session: Session, quarter: Quarter) -> t.Newsletter | None:
    n = t.Newsletter
    return session.scalar(select(n).where(n.year == quarter.year, n.quarter == quarter.number))


def _there(session: Session, quarter: Quarter) -> t.Newsletter:
    row = _row(session, quarter)
    if row is None:
        raise Missing(f"还没有{quarter.words}的通讯。{NOTHING}")
    return row
