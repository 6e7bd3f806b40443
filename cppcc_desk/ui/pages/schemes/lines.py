"""Values of a scheme that are entered line by line: 分档, 等次, what is compared, what goes by another day."""

from decimal import Decimal
from typing import Any

from cppcc_desk.domain.scoring.events import Attribution, EventType
from cppcc_desk.domain.scoring.scheme import Band, Step, TieBreak
from cppcc_desk.ui.form import AmountField, ChoiceField, Field, NumberField, TextField
from cppcc_desk.ui.pages.schemes.aspects import Aspect, Offer, suggesting
from cppcc_desk.ui.pages.schemes.rows import RowsField
from cppcc_desk.ui.pages.settings.rows_editor import EditorColumn


def steps(sign: int = 1) -> Aspect:
    """分档: the first few items give so much, the next ones less; with `sign` -1 what they take away."""

    def make(offer: Offer) -> Field:
        return RowsField(
            (
                EditorColumn("points", "每项几分", lambda: AmountField(width=58), 58),
                EditorColumn("up_to", "到第几项", lambda: NumberField(maximum=999, blank="以后各项"), 88),
                EditorColumn("part", "列入", lambda: suggesting(lambda _: offer.parts)(offer)),
            ),
            add_words="增加一档",
            blank={"points": Decimal(1), "up_to": 0, "part": ""},
        )

    def show(held: tuple[Step, ...]) -> list[dict[str, Any]]:
        return [{"points": sign * step.points, "up_to": step.up_to or 0, "part": step.part} for step in held]

    def take(lines: list[dict[str, Any]]) -> tuple[Step, ...]:
        entered = [Step(up_to=line["up_to"], points=sign * line["points"], part=line["part"]) for line in lines]
        return tuple(sorted(entered, key=lambda step: (step.up_to is None, step.up_to or 0)))

    return Aspect(path="steps", title="分档计分", make=make, show=show, take=take, more=True)


def bands() -> Aspect:
    """等次, from high to low."""

    def make(_offer: Offer) -> Field:
        return RowsField(
            (
                EditorColumn("name", "等次", lambda: TextField(max_length=12)),
                EditorColumn("at_least", "几分以上", lambda: AmountField(width=76), 76),
            ),
            add_words="增加一个等次",
            blank={"name": "新等次", "at_least": Decimal(0)},
        )

    return Aspect(
        path="bands",
        title="等次",
        make=make,
        show=lambda held: [{"name": band.name, "at_least": band.at_least} for band in held],
        take=lambda lines: tuple(
            sorted((Band(name=line["name"], at_least=line["at_least"]) for line in lines), key=lambda b: -b.at_least)
        ),
    )


def tie_breaks() -> Aspect:
    """What is compared one after another."""

    def make(_offer: Offer) -> Field:
        return RowsField(
            (EditorColumn("by", "依次比较", lambda: ChoiceField(TieBreak)),),
            add_words="再比较一项",
            blank={"by": TieBreak.ADOPTED},
            ordered=True,
        )

    return Aspect(
        path="tie_breaks",
        title="并列的",
        make=make,
        show=lambda held: [{"by": tie} for tie in held],
        take=lambda lines: tuple(line["by"] for line in lines),
    )


def attribution_of() -> Aspect:
    """What goes by another day than the rest."""

    def make(_offer: Offer) -> Field:
        return RowsField(
            (
                EditorColumn("kind", "情形", lambda: ChoiceField(EventType), 96),
                EditorColumn("by", "按哪一天", lambda: ChoiceField(Attribution)),
            ),
            add_words="另定一种情形",
            blank={"kind": EventType.VALID, "by": Attribution.RECEIVED},
        )

    return Aspect(
        path="attribution_of",
        title="其中",
        make=make,
        show=lambda held: [{"kind": kind, "by": by} for kind, by in held.items()],
        take=lambda lines: {line["kind"]: line["by"] for line in lines},
    )
