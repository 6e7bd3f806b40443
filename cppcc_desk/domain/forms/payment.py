"""稿酬发放表: who is paid what for which pieces, the sum in figures and in words, a place for everybody to sign."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from cppcc_desk.domain.flow import Gap, Paragraph, Run
from cppcc_desk.domain.forms import form
from cppcc_desk.domain.forms.tables import Column, entry, head, spanning
from cppcc_desk.domain.numerals import amount_in_words

_COLUMNS = (
    Column(12, "序号"),
    Column(22, "姓名"),
    Column(54, "单位职务", long=True),
    Column(103, "稿件和标准", long=True),
    Column(24, "金额（元）"),
    Column(50, "领款人签名"),
)
_WHOLE = sum(column.width for column in _COLUMNS)


@dataclass(frozen=True, kw_only=True)
class PaidPiece:
    """A piece and what it is paid, in words: 2026-012　题目（全国政协采用200元，2人平分，计100元）."""

    words: str
    fen: int


@dataclass(frozen=True, kw_only=True)
class Payee:
    """Somebody who is paid."""

    name: str
    work: str = ""
    pieces: tuple[PaidPiece, ...]

    @property
    def fen(self) -> int:
        """What all pieces come to."""
        return sum(piece.fen for piece in self.pieces)


@dataclass(frozen=True, kw_only=True)
class PaymentFacts:
    """稿酬 of a year, 2026年度."""

    office: str
    printed_on: date
    period: str
    payees: tuple[Payee, ...] = ()

    @property
    def fen(self) -> int:
        """What all are paid."""
        return sum(payee.fen for payee in self.payees)


def payment_sheet(facts: PaymentFacts) -> form.Form:
    """The sheet across; its head stands again on every page, the sum and those who answer for it below."""
    made = Paragraph(style=form.ABOVE, runs=(Run(facts.office),), end=f"制表日期：{form.paper_day(facts.printed_on)}")
    total = form.row(
        form.label(88, f"合计{len(facts.payees)}人"),
        form.value(103, f"大写：{amount_in_words(facts.fen)}"),
        form.value(24, yuan(facts.fen), style=form.CENTRED),
        form.value(50, ""),
        height=11,
    )
    return form.Form(
        kind="稿酬发放表",
        title=f"稿酬发放表 {facts.period}",
        office=facts.office,
        dated=facts.printed_on,
        blocks=(
            *form.title_lines(f"{facts.period}社情民意信息稿酬发放表", sheet=form.LANDSCAPE),
            made,
            Gap(50),
            form.Grid((head(_COLUMNS), *_rows(facts), total)),
            Gap(120),
            Paragraph(style=form.ABOVE, runs=(Run("制表人：" + "　" * 14 + "审核人：" + "　" * 14 + "批准人："),)),
        ),
        sheet=form.LANDSCAPE,
    )


def yuan(fen: int) -> str:
    """Yuan with both decimals, as books have them: 1230.00."""
    return f"{fen // 100}.{fen % 100:02}"


def _rows(facts: PaymentFacts) -> list[form.Row]:
    rows = [
        entry(
            _COLUMNS,
            (
                str(number),
                payee.name,
                payee.work,
                "\n".join(piece.words for piece in payee.pieces),
                yuan(payee.fen),
                "",
            ),
        )
        for number, payee in zip(count(1), facts.payees, strict=False)
    ]
    return rows or [spanning(_COLUMNS, "没有要发放的稿酬")]
