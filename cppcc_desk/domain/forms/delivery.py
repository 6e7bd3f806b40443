"""送达登记: one sheet a submission, a row for every destination, and empty rows for the pen."""

from dataclasses import dataclass
from datetime import date, datetime

from cppcc_desk.domain.flow import Gap
from cppcc_desk.domain.forms import form
from cppcc_desk.domain.official import official_date

_HEADS = (
    (10, "序\n号"),
    (27, "去向"),
    (20, "形式"),
    (10, "份\n数"),
    (20, "方式"),
    (28, "文号"),
    (35, "送达时间"),
    (72, "期限"),
    (12, "是否\n逾期"),
    (31, "签收人"),
)
_LEAST_ROWS = 6
_ROW = 15.0  # mm


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One destination; `late` None while it is not sent and not yet overdue."""

    destination: str
    form: str = ""
    copies: int | None = None
    way: str = ""
    doc_number: str = ""
    sent_at: datetime | None = None
    due_at: datetime | None = None
    rule: str = ""  # how the due time was counted
    late: bool | None = None
    signed_by: str = ""
    signed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DeliveryRegisterFacts:
    """One submission with all its destinations."""

    office: str
    printed_on: date
    intake_no: str
    title: str
    contributor: str = ""
    received_at: datetime | None = None
    issue: str = ""  # journal and 期号
    deliveries: tuple[Delivery, ...] = ()


def delivery_register(facts: DeliveryRegisterFacts) -> form.Form:
    """The register; its head stands again on every page."""
    whole = sum(width for width, _ in _HEADS)
    labels = (form.label(width, text, style=form.REGISTER_LABEL) for width, text in _HEADS)
    head = form.row(*labels, height=12, repeats=True)
    entries = [_entry(number, delivery) for number, delivery in enumerate(facts.deliveries, start=1)]
    blank = form.row(*(form.Cell(width=width) for width, _ in _HEADS), height=_ROW)
    room = (blank,) * max(1, _LEAST_ROWS - len(entries))
    return form.Form(
        kind="送达登记",
        title=f"送达登记 {facts.intake_no}",
        office=facts.office,
        dated=facts.printed_on,
        sheet=form.LANDSCAPE,
        blocks=(
            *form.title_lines("社情民意信息送达登记表"),
            *form.above(facts.office, facts.intake_no, f"制表日期：{official_date(facts.printed_on)}"),
            form.Grid(
                (
                    form.row(form.label(24, "标题"), form.value(whole - 24, facts.title), height=10),
                    form.row(
                        form.label(24, "反映人"),
                        form.value(40, facts.contributor),
                        form.label(24, "收稿时间"),
                        form.value(63, form.paper_time(facts.received_at)),
                        form.label(24, "刊物期号"),
                        form.value(whole - 175, facts.issue),
                        height=10,
                    ),
                )
            ),
            Gap(120),
            form.Grid((head, *entries, *room)),
            *form.below("送达时间以对方签收为准；期限自收稿之日起算，计算办法列于期限之下。"),
        ),
    )


def _entry(number: int, delivery: Delivery) -> form.Row:
    late = "" if delivery.late is None else ("是" if delivery.late else "否")
    texts = (
        (str(number), ""),
        (delivery.destination, ""),
        (delivery.form, ""),
        ("" if delivery.copies is None else str(delivery.copies), ""),
        (delivery.way, ""),
        (delivery.doc_number, ""),
        (_two_lines(delivery.sent_at), ""),
        (form.paper_due(delivery.due_at) if delivery.due_at else "", form.tight(delivery.rule)),
        (late, ""),
        (delivery.signed_by, _two_lines(delivery.signed_at)),
    )
    cells = (
        form.explained(width, text, small, style=form.REGISTER_VALUE, small=form.RULE)
        for (width, _), (text, small) in zip(_HEADS, texts, strict=True)
    )
    return form.row(*cells, height=_ROW)


def _two_lines(at: datetime | None) -> str:
    return form.paper_time(at).replace(" ", "\n")
