"""发文稿纸 (签发单): who drafted, reviewed, signed, printed and proofread one outgoing paper."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cppcc_desk.domain.forms import form
from cppcc_desk.domain.submission import UrgencyGrade


class Disclosure(StrEnum):
    """是否公开."""

    OPEN = "主动公开"
    ON_REQUEST = "依申请公开"
    CLOSED = "不予公开"


@dataclass(frozen=True, kw_only=True)
class DraftingSheetFacts:
    """One outgoing paper; "" and None are left to the pen."""

    office: str
    printed_on: date
    intake_no: str
    title: str
    secrecy_level: str = ""  # never 秘密 and above: such matter is not in this program
    urgency_grade: UrgencyGrade | None = None
    signatory: str = ""
    signed_on: date | None = None
    sign_off_opinion: str = ""
    countersigned: tuple[tuple[str, date | None], ...] = ()  # 会签: name and date
    main_to: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    doc_number: str = ""  # 发文字号, or journal and 期号
    reviewer: str = ""
    reviewed_on: date | None = None
    drafting_unit: str = ""
    drafter: str = ""
    drafted_on: date | None = None
    attachments: tuple[str, ...] = ()
    printed_by: str = ""
    proofreaders: tuple[str, ...] = ()
    copies: int | None = None
    disclosure: Disclosure | None = None


_FIRST, _HALF, _SECOND = 25, 57, 19  # two labels with half the rest each
_WIDE = 2 * _HALF + _SECOND


def drafting_sheet(facts: DraftingSheetFacts) -> form.Form:
    """The sheet as it lies on top of the draft that goes to be signed."""
    rows = (
        form.row(
            _label("密级"),
            _value(_HALF, facts.secrecy_level),
            _second("缓急"),
            form.ticks(_HALF, UrgencyGrade, _one(facts.urgency_grade)),
            height=13,
        ),
        form.row(
            _label("签发"),
            form.signed(_HALF, [(facts.signatory, facts.signed_on)], facts.sign_off_opinion, style=form.LARGE_VALUE),
            _second("会签"),
            form.signed(_HALF, facts.countersigned),
            height=48,
        ),
        form.row(_label("主送"), _value(_WIDE, "、".join(facts.main_to)), height=18),
        form.row(_label("抄送"), _value(_WIDE, "、".join(facts.copy_to)), height=18),
        form.row(
            _label("发文号"),
            _value(_HALF, facts.doc_number),
            _second("核稿"),
            form.signed(_HALF, [(facts.reviewer, facts.reviewed_on)]),
            height=20,
        ),
        form.row(
            _label("拟稿单位"),
            _value(_HALF, facts.drafting_unit),
            _second("拟稿人"),
            form.signed(_HALF, [(facts.drafter, facts.drafted_on)]),
            height=20,
        ),
        form.row(_label("标题"), _value(_WIDE, facts.title), height=26),
        form.row(_label("附件"), _value(_WIDE, "\n".join(facts.attachments)), height=22),
        form.row(
            _label("印刷"),
            _value(25, facts.printed_by),
            _second("校对"),
            _value(44, "、".join(facts.proofreaders)),
            _second("份数"),
            _value(26, "" if facts.copies is None else f"{facts.copies}份"),
            height=14,
        ),
        form.row(
            _label("是否公开"), form.ticks(_WIDE, Disclosure, _one(facts.disclosure), style=form.LARGE_VALUE), height=14
        ),
    )
    return form.Form(
        kind="发文稿纸",
        title=f"发文稿纸 {facts.intake_no}",
        office=facts.office,
        dated=facts.printed_on,
        blocks=(
            *form.title_lines(f"{facts.office}发文稿纸"),
            *form.above("", facts.intake_no),
            form.Grid(rows),
        ),
    )


def _label(text: str) -> form.Cell:
    return form.label(_FIRST, text, style=form.LARGE_LABEL)


def _second(text: str) -> form.Cell:
    return form.label(_SECOND, text, style=form.LARGE_LABEL)


def _value(width: float, text: str) -> form.Cell:
    return form.value(width, text, style=form.LARGE_VALUE)


def _one(choice: str | None) -> tuple[str, ...]:
    return () if choice is None else (choice,)
