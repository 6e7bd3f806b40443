"""荣誉证书: one sheet of A4 across for each person, unit or piece commended; what is not known is left to the pen."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cppcc_desk.domain.forms import form
from cppcc_desk.domain.forms.certificate import certificate

_PEN_NAME = "　" * 5
_PEN_YEAR = "　" * 4


class Commended(StrEnum):
    """What is commended."""

    PERSON = "个人"
    UNIT = "单位"
    PIECE = "信息"


@dataclass(frozen=True, kw_only=True)
class AwardFacts:
    """One award of a year; of a piece `name` are its authors and `title` is the piece."""

    office: str  # 政协云溪县委员会, which signs
    printed_on: date
    year: int | None
    of: Commended
    name: str
    tier: str  # 优秀信息工作者
    title: str = ""
    number: str = ""


def award_certificate(facts: AwardFacts) -> form.Form:
    """One sheet: title, to whom, for what, who signs and when."""
    name, title = form.inline(facts.name), form.inline(facts.title)
    year = f"{facts.year or _PEN_YEAR}年度"
    courtesy = "" if facts.of is Commended.UNIT or "、" in name else "同志"
    match facts.of:
        case Commended.PIECE:
            text = f"《{title}》被评为{year}“{facts.tier}”。"
        case Commended.PERSON:
            text = f"您在{year}反映社情民意信息工作中成绩突出，被评为“{facts.tier}”。"
        case Commended.UNIT:
            text = f"你单位在{year}反映社情民意信息工作中成绩突出，被评为“{facts.tier}”。"
    return certificate(
        kind="荣誉证书",
        name=name,
        title="荣誉证书",
        addressee=f"{name or _PEN_NAME}{courtesy}：",
        texts=(text, "特发此证，以资鼓励。"),
        office=facts.office,
        dated=facts.printed_on,
        number=facts.number,
    )
