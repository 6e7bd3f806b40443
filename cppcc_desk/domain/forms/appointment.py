"""聘书: one sheet of A4 across for each person, in a red frame; what is not known is left to the pen."""

from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.forms import form
from cppcc_desk.domain.forms.certificate import certificate

_PEN_DAY = "　　　　年　　月　　日"
_PEN_NAME = "　" * 5


@dataclass(frozen=True, kw_only=True)
class AppointmentFacts:
    """One person appointed 信息员 of one term; `number` is that of their card."""

    office: str  # 政协云溪县委员会, which signs
    body: str  # 政协云溪县第十届委员会, which is served
    printed_on: date
    name: str
    post: str  # 社情民意信息员
    since: date | None = None
    until: date | None = None
    number: str = ""


def appointment(facts: AppointmentFacts) -> form.Form:
    """One sheet: title, whom, as what and how long, who appoints and when."""
    name = form.inline(facts.name)
    since, until = (form.paper_day(day) or _PEN_DAY for day in (facts.since, facts.until))
    return certificate(
        kind="聘书",
        name=name,
        title="聘　书",
        addressee=f"{name or _PEN_NAME}同志：",
        texts=(f"兹聘请您担任{facts.body}{facts.post}，聘期自{since}至{until}。", "此聘。"),
        office=facts.office,
        dated=facts.printed_on,
        number=facts.number,
    )
