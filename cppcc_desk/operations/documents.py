"""公文: drafted, finished with its 发文字号 and frozen, or made void; numbers reserved and made void with a reason."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cppcc_desk.domain import secrecy
from cppcc_desk.domain.drafting import MadeFor
from cppcc_desk.domain.errors import Forbidden, Invalid, Missing, Stale
from cppcc_desk.domain.official import (
    UNNUMBERED,
    Covers,
    DocumentState,
    Kind,
    Letterhead,
    Picture,
    doc_number,
    document_from,
)
from cppcc_desk.domain.official.fields import lines_of
from cppcc_desk.operations import finding
from cppcc_desk.operations.finding import NOTHING
from cppcc_desk.operations.registering import next_number
from cppcc_desk.queries.office import office
from cppcc_desk.storage import tables as t
from cppcc_desk.storage.catching_up import DOC_NUMBER
from cppcc_desk.storage.desk import acting, operation
from cppcc_desk.storage.given import raise_sequence

LARGEST_SERIAL = 9999
NUMBER = "doc_number"


@operation("起草公文")
def save_document(
    session: Session,
    document_id: int | None,
    *,
    kind: Kind,
    fields: dict[str, Any],
    made_for: MadeFor | None = None,
    version: int | None = None,
) -> int:
    """Save a draft, new for None; returns its id. A draft may lack anything but its title.

    `made_for` is kept of a new one. Raises Invalid without a title or with a 密级 mark, Forbidden once it is finished,
    Stale, Missing.
    """
    title = str(fields.get("title") or "").replace("\n", "").strip()
    if not title:
        raise Invalid(f"没有保存：请填写标题。{NOTHING}", {"title": "请填写标题。"})
    if marked := secrecy.refusal(lines_of(fields)):
        raise Invalid(f"没有保存：{marked}{NOTHING}")
    doing = acting(session)
    if document_id is None:
        row = t.Document(drafted_at=doing.at, drafted_by=doing.by, state=DocumentState.DRAFT.value, finished_by="")
        _make_for(session, row, made_for or MadeFor())
        session.add(row)
    else:
        row = _draft(session, document_id, version=version)
    row.kind, row.title = kind.value, title
    row.fields = {key: value for key, value in fields.items() if key not in (NUMBER, "kind")}
    session.flush()
    doing.label = f"起草{kind}《{title}》"
    return row.id


def _make_for(session: Session, row: t.Document, what: MadeFor) -> None:
    """A dispatch that was withdrawn while the paper was typed: as when it is withdrawn later, the submission stays."""
    if what.submission_id is not None:
        row.submission = finding.submission(session, what.submission_id)
        row.dispatch = next((d for d in row.submission.dispatches if d.id == what.dispatch_id), None)
    if what.group_id is not None and session.get(t.Unit, what.group_id) is None:
        raise Missing(f"找不到这个信息小组。{NOTHING}请刷新后再试。")
    row.info_group_id = what.group_id
    if what.inquiry_id is not None and session.get(t.Destination, what.inquiry_id) is None:
        raise Missing(f"找不到要查询的去向。{NOTHING}请刷新后再试。")
    row.inquiry_id = what.inquiry_id
    row.about_year = what.year
    row.report = str(what.report) if what.report else ""
    row.topic_notice = t.TopicNotice(year=what.quarter.year, quarter=what.quarter.number) if what.quarter else None
    row.occasion = what.occasion.to_dict() if what.occasion else {}


@operation("删除公文草稿")
def delete_document(session: Session, document_id: int) -> None:
    """Take a draft away, with what is known of files it was written to. Raises Forbidden for a finished paper."""
    row = _draft(session, document_id)
    acting(session).label = f"删除草稿《{row.title}》"
    for paper in session.scalars(select(t.Paper).where(t.Paper.document_id == document_id)):
        session.delete(paper)
    session.flush()
    session.delete(row)


@operation("公文定稿", final=True)
def finish_document(
    session: Session,
    document_id: int,
    *,
    sequence: str = "",
    number_id: int | None = None,
    version: int | None = None,
) -> str:
    """Give the paper the next number of `sequence`, or a reserved one, and freeze it; returns the number.

    A dispatch that it was made for, and that waits to be sent without a 文号, bears that number from now on.

    Raises Invalid for fields that make no paper, Forbidden for a number that is taken or void, Stale, Missing.
    """
    doing = acting(session)
    row = _draft(session, document_id, version=version)
    kind = Kind(row.kind)
    if number_id is not None:
        number = _free_number(session, number_id)
    elif sequence:
        number = _give(session, sequence, serial=None, purpose=row.title)
    elif kind in UNNUMBERED:
        number = None
    else:
        raise Invalid(f"{kind}定稿要编发文字号，请选择编入哪一类。{NOTHING}", {"sequence": "请选择发文字号的类别。"})
    fields = dict(row.fields)
    if number is not None:
        fields[NUMBER] = {"org_code": number.org_code, "year": number.year, "serial": number.serial}
        number.purpose = row.title
    document_from(kind, fields, load_picture=_any_picture, load_letterhead=_any_letterhead)
    row.fields, row.number, row.state = fields, number, DocumentState.FINISHED.value
    row.finished_at, row.finished_by = doing.at, doing.by
    session.flush()
    told = _text(number) if number is not None else ""
    if row.dispatch is not None and row.dispatch.sent_at is None and not row.dispatch.doc_number:
        row.dispatch.doc_number = told
    doing.label = f"{kind}定稿 {told or row.title}"
    return told


@operation("作废公文", final=True)
def void_document(session: Session, document_id: int, *, reason: str) -> None:
    """Make a finished paper void, and its number with it; a dispatch not sent yet loses that number, too.

    Raises Invalid without a reason.
    """
    row = _document(session, document_id)
    if row.state != DocumentState.FINISHED:
        raise Forbidden(f"《{row.title}》“{row.state}”，只有定稿的公文才作废。{NOTHING}")
    if row.number is not None:
        _void(session, row.number, reason)
        dispatch = row.dispatch
        if dispatch is not None and dispatch.sent_at is None and dispatch.doc_number == _text(row.number):
            dispatch.doc_number = ""
    elif not reason.strip():
        raise _no_reason()
    row.state = DocumentState.VOID.value
    acting(session).label = f"作废《{row.title}》：{reason.strip()}"


@operation("预留发文字号", final=True)
def reserve_number(session: Session, *, sequence: str, purpose: str, serial: int | None = None) -> str:
    """Give out the next number of `sequence`, or `serial` where nothing bears it yet; returns the number.

    Raises Invalid without a purpose, Forbidden for a number that was given.
    """
    if not purpose.strip():
        raise Invalid(f"预留发文字号请写明用途。{NOTHING}", {"purpose": "请写明用途。"})
    number = _give(session, sequence, serial=serial, purpose=purpose)
    session.flush()
    acting(session).label = f"预留 {_text(number)}"
    return _text(number)


@operation("作废发文字号", final=True)
def void_number(session: Session, number_id: int, *, reason: str) -> None:
    """Make a reserved number void; it is never given again. Raises Forbidden when a paper bears it."""
    number = _free_number(session, number_id)
    _void(session, number, reason)
    acting(session).label = f"作废 {_text(number)}：{reason.strip()}"


def _void(session: Session, number: t.DocumentNumber, reason: str) -> None:
    if not reason.strip():
        raise _no_reason()
    doing = acting(session)
    number.voided_at, number.voided_by, number.void_reason = doing.at, doing.by, reason.strip()


def _no_reason() -> Invalid:
    return Invalid(f"作废请写明原因。{NOTHING}", {"reason": "请写明作废的原因。"})


def _give(session: Session, sequence: str, *, serial: int | None, purpose: str) -> t.DocumentNumber:
    doing = acting(session)
    codes = office(session, on=doing.at.date()).org_codes
    if sequence not in codes:
        raise Missing(f"没有“{sequence}”这类发文字号；已有：{'、'.join(codes)}。{NOTHING}可在设置里增加。")
    year, code = doing.at.year, codes[sequence]
    name = f"{DOC_NUMBER}{code}"
    if serial is None:
        serial = next_number(session, name, year)
    elif not 1 <= serial <= LARGEST_SERIAL:
        raise Invalid(f"序号应为 1 到 {LARGEST_SERIAL} 的整数。{NOTHING}", {"serial": "请填写整数。"})
    elif _given(session, code, year, serial):
        raise Forbidden(f"{doc_number(code, year, serial)} 已经用过，不能再用。{NOTHING}请换一个序号。")
    else:
        raise_sequence(session, name, year, serial)
    number = t.DocumentNumber(
        sequence=sequence,
        org_code=code,
        year=year,
        serial=serial,
        purpose=purpose.strip(),
        given_at=doing.at,
        given_by=doing.by,
        voided_by="",
        void_reason="",
    )
    session.add(number)
    return number


def _given(session: Session, code: str, year: int, serial: int) -> bool:
    n = t.DocumentNumber
    return session.scalar(select(n.id).where(n.org_code == code, n.year == year, n.serial == serial)) is not None


def _free_number(session: Session, number_id: int) -> t.DocumentNumber:
    number = session.get(t.DocumentNumber, number_id)
    if number is None:
        raise Missing(f"找不到这个发文字号。{NOTHING}请刷新后再试。")
    if number.voided_at is not None:
        raise Forbidden(f"{_text(number)} 已作废，不能再用。{NOTHING}")
    taken = session.scalar(select(t.Document.title).where(t.Document.number_id == number_id))
    if taken is not None:
        raise Forbidden(f"{_text(number)} 已用于《{taken}》。{NOTHING}")
    return number


def _text(number: t.DocumentNumber) -> str:
    return doc_number(number.org_code, number.year, number.serial)


def _document(session: Session, document_id: int) -> t.Document:
    row = session.get(t.Document, document_id)
    if row is None:
        raise Missing(f"找不到这份公文，可能已被删除。{NOTHING}请刷新后再试。")
    return row


def _draft(session: Session, document_id: int, *, version: int | None = None) -> t.Document:
    row = _document(session, document_id)
    if row.state != DocumentState.DRAFT:
        raise Forbidden(f"《{row.title}》{row.state}，内容已冻结，不能再改。{NOTHING}确要更正，请作废后重新起草。")
    if version is not None and row.version != version:
        raise Stale(f"《{row.title}》刚被别处修改过，本次修改没有保存；请刷新后再试。")
    return row


def _any_picture(name: str) -> Picture:
    """Pictures were looked at when they were kept."""
    return Picture(name=name, data=b"", ratio=1.0, width_mm=1.0)


def _any_letterhead(name: str, covers: Covers | None) -> Letterhead:
    """So were letterheads."""
    return Letterhead(name=name, covers=covers or Covers.MARK, parts=(), height=0)
