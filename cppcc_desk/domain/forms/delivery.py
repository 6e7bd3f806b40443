"""送达登记: one sheet a submission, a row for every destination, and empty rows for the pen."""

from dataclasses import dataclass
from datetime import date, datetime

from cppcc_desk.domain.flow import Gap
from cppcc_desk.domain.forms.form import (
    LANDSCAPE,
    REGISTER_LABEL,
    REGISTER_VALUE,
    RULE,
    Cell,
    Form,
    Grid,
    Row,
    above,
    below,
    label,
    paper_due,
    paper_time,
    paragraphs,
    tight,
    title_lines,
    value,
)
from cppcc_desk.domain.official import official_date

_HEADS = (
    (12, "序号"),
    (28, "去向"),
    (20, "形式"),
    (12, "份数"),
    (20, "方式"),
    (28, "文号"),
    (33, "送达时间"),
    (69, "期限"),
    (13, "是否\n逾期"),
    (30, "签收人"),
)
_LEAST_ROWS = 6


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


def delivery_register(facts: DeliveryRegisterFacts) -> Form:
    """The register; its head stands again on every page."""
    whole = sum(width for width, _ in _HEADS)
    head = Row(cells=tuple(label(width, text, style=REGISTER_LABEL) for width, text in _HEADS), height=12, repeats=True)
    entries = [_entry(number, delivery) for number, delivery in enumerate(facts.deliveries, start=1)]
    blank = [_entry(None, None)] * max(1, _LEAST_ROWS - len(entries))
    return Form(
        kind="送达登记",
        title=f"送达登记 {facts.intake_no}",
        office=facts.office,
        dated=facts.printed_on,
        sheet=LANDSCAPE,
        blocks=(
            *title_lines("社情民意信息送达登记表"),
            above(facts.office, facts.intake_no, f"制表日期：{official_date(facts.printed_on)}"),
            Grid(
                (
                    Row(cells=(label(24, "标题"), value(whole - 24, facts.title)), height=10),
                    Row(
                        cells=(
                            label(24, "反映人"),
                            value(40, facts.contributor),
                            label(24, "收稿时间"),
                            value(56, paper_time(facts.received_at)),
                            label(24, "刊物期号"),
                            value(whole - 168, facts.issue),
                        ),
                        height=10,
                    ),
                )
            ),
            Gap(120),
            Grid((head, *entries, *blank)),
            *below("送达时间以对方签收为准；期限自收稿之日起算，计算办法列于期限之下。"),
        ),
    )


def _entry(number: int | None, delivery: Delivery | None) -> Row:
    texts = _texts(delivery) if delivery else ("",) * (len(_HEADS) - 1)
    shown = ("" if number is None else str(number), *texts)
    cells = [value(width, text, style=REGISTER_VALUE) for (width, _), text in zip(_HEADS, shown, strict=True)]
    if delivery and delivery.rule:
        width = _HEADS[7][0]
        lines = (*cells[7].paragraphs, *paragraphs(tight(delivery.rule), RULE))
        cells[7] = Cell(width=width, paragraphs=lines)
    return Row(cells=tuple(cells), height=15)


def _texts(delivery: Delivery) -> tuple[str, ...]:
    late = "" if delivery.late is None else ("是" if delivery.late else "否")
    return (
        delivery.destination,
        delivery.form,
        "" if delivery.copies is None else str(delivery.copies),
        delivery.way,
        delivery.doc_number,
        paper_time(delivery.sent_at).replace(" ", "\n"),
        paper_due(delivery.due_at) if delivery.due_at else "",
        late,
        f"{delivery.signed_by}\n{paper_time(delivery.signed_at)}".strip(),
    )
