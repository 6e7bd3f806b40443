"""约稿函, which asks a person or a unit for pieces, and 约稿催办, which reminds of those that have not come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.flow import Gap
from cppcc_desk.domain.forms import form, letter


@dataclass(frozen=True, kw_only=True)
class AskedPiece:
    """One piece that is asked for; "" and None are left to the pen."""

    subject: str = ""
    topic: str = ""  # the 征集要点 it belongs to, where that says more than the subject
    angles: str = ""
    asked_on: date | None = None
    due_on: date | None = None
    standing: str = ""  # how much over or left: 超期 2 天
    late: bool = False


@dataclass(frozen=True, kw_only=True)
class CommissionFacts:
    """What is asked of one addressee; `courtesy` follows a name: 委员, 同志."""

    office: str
    printed_on: date
    addressee: str
    courtesy: str = ""
    of_unit: bool = False
    pieces: tuple[AskedPiece, ...] = ()
    length_limit: int = 1500  # characters


def commission_letter(facts: CommissionFacts) -> form.Form:
    """The request with its subjects in a grid, and the slip on which the addressee says whether it will be done."""
    ask = "请你单位组织撰写" if facts.of_unit else "请您撰写"
    return _form(
        "约稿函",
        facts,
        letter.text(f"为及时反映社情民意，现就下列题目向{_you(facts)}约稿，{ask}，并于交稿期限前送{facts.office}。"),
        Gap(120),
        _grid(
            ((64, "题目"), (56, "征集要点和切入点"), (38, "交稿期限")),
            ((p.subject, _about(p), form.paper_day(p.due_on)) for p in facts.pieces),
        ),
        Gap(120),
        letter.text(
            "来稿请一事一报，情况真实、数据准确，建议具体可行，正文一般不超过"
            f"{facts.length_limit}字，注明姓名、单位、职务和联系电话。能否按期交稿，请填写回执告知。"
        ),
        letter.text(f"感谢{_you(facts)}对反映社情民意信息工作的支持。"),
        Gap(320),
        *letter.signature(facts.office, facts.printed_on),
        *letter.to_tear_off("约稿回执"),
        _slip(facts, ("能否交稿", form.ticks(134, ("能按期交稿", "需延期至　　月　　日", "不能交稿"), ())), "说明"),
        *form.below(f"请送回{facts.office}。"),
    )


def commission_reminder(facts: CommissionFacts) -> form.Form:
    """The reminder with the pieces that are waited for, and the slip on which the addressee says when they come."""
    return _form(
        "约稿催办",
        facts,
        letter.text(
            f"{facts.office}向{_you(facts)}约的下列稿件，{_how(facts.pieces)}。确有困难的，请填写回执告知，以便另行安排。"
        ),
        Gap(120),
        _grid(
            ((58, "题目"), (36, "约稿日期"), (36, "交稿期限"), (28, "超期或剩余")),
            (
                (p.subject, form.paper_day(p.asked_on), form.paper_day(p.due_on), form.tight(p.standing))
                for p in facts.pieces
            ),
        ),
        Gap(320),
        *letter.signature(facts.office, facts.printed_on),
        *letter.to_tear_off("约稿催办回执"),
        _slip(facts, ("预计交稿", form.signed(134, [], stand=form.Stand.MIDDLE)), "目前进展"),
        *form.below(f"请送回{facts.office}。"),
    )


def _form(kind: str, facts: CommissionFacts, *blocks: form.Block) -> form.Form:
    return form.Form(
        kind=kind,
        title=f"{kind} {facts.addressee}".strip(),
        office=facts.office,
        dated=facts.printed_on,
        blocks=(
            *form.title_lines(f"社情民意信息{kind}"),
            Gap(60),
            letter.addressee(f"{facts.addressee}{facts.courtesy}"),
            *blocks,
        ),
    )


def _how(pieces: Sequence[AskedPiece]) -> str:
    """What is so of every piece that the letter names."""
    late = sum(piece.late for piece in pieces)
    if not late:
        return "请于交稿期限前交稿"
    if late == len(pieces):
        return "已超过交稿期限，请尽快交稿"
    return f"其中{late}件已超过交稿期限，请尽快交稿；其余的请于交稿期限前交稿"


def _you(facts: CommissionFacts) -> str:
    return "你单位" if facts.of_unit else "您"


def _about(piece: AskedPiece) -> str:
    return "\n".join(filter(None, (piece.topic, piece.angles)))


def _grid(heads: tuple[tuple[float, str], ...], rows: Iterable[tuple[str, ...]]) -> form.Grid:
    """`rows` under their heads; where nothing is known, one for the pen."""
    first = (form.VALUE, *(form.REGISTER_VALUE if width < 40 else form.REGISTER_TEXT for width, _ in heads[1:]))
    made = [
        form.row(
            *(
                form.value(width, text, style=style)
                for (width, _), text, style in zip(heads, texts, first, strict=True)
            ),
            height=12,
        )
        for texts in rows
    ]
    blank = form.row(*(form.Cell(width=width) for width, _ in heads), height=12)
    head = form.row(*(form.label(width, text) for width, text in heads), repeats=True)
    return form.Grid((head, *(made or [blank])))


def _slip(facts: CommissionFacts, answer: tuple[str, form.Cell], more: str) -> form.Grid:
    label, cell = answer
    who = form.row(
        form.label(24, "单位" if facts.of_unit else "姓名"),
        form.value(55, facts.addressee),
        form.label(24, "联系电话"),
        form.Cell(width=55),
    )
    return form.Grid(
        (
            who,
            form.row(form.label(24, label), cell),
            form.row(form.label(24, more), form.Cell(width=134), height=20),
            form.row(
                form.label(24, "填写人"), form.Cell(width=55), form.label(24, "日期"), form.signed(55, []), height=11
            ),
        ),
        whole=True,
    )
