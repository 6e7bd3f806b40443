"""发放登记表 of a newsletter: who gets how many copies, with room for the hand that signs for them."""

from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.flow import Gap, Paragraph, Run
from cppcc_desk.domain.forms import form
from cppcc_desk.domain.forms.tables import Column, listing

_COLUMNS = (
    Column(12, "序号"),
    Column(24, "姓名或单位", long=True),
    Column(40, "单位职务", long=True),
    Column(20, "发放原因"),
    Column(12, "份数"),
    Column(26, "签收日期"),
    Column(24, "签收人"),
)


@dataclass(frozen=True, kw_only=True)
class CopyLine:
    """A line; `received_on` is None while nobody signed."""

    name: str
    about: str
    reason: str
    copies: int
    received_on: date | None = None
    received_by: str = ""


@dataclass(frozen=True, kw_only=True)
class DistributionFacts:
    """`name` is that of the newsletter with its number."""

    office: str
    printed_on: date
    name: str
    lines: tuple[CopyLine, ...] = ()


def distribution_list(facts: DistributionFacts) -> form.Form:
    """The head of the list stands again on every page."""
    made = Paragraph(style=form.ABOVE, runs=(Run(facts.office),), end=f"制表日期：{form.paper_day(facts.printed_on)}")
    rows = [
        (
            str(place),
            line.name,
            line.about,
            line.reason,
            str(line.copies),
            form.paper_day(line.received_on),
            line.received_by,
        )
        for place, line in enumerate(facts.lines, start=1)
    ]
    return form.Form(
        kind="发放登记表",
        title=f"发放登记表 {facts.name}".rstrip(),
        office=facts.office,
        dated=facts.printed_on,
        blocks=(
            *form.title_lines(f"{facts.name}\n发放登记表"),
            made,
            Gap(50),
            listing(_COLUMNS, rows, nothing="没有要发放的"),
            *form.below(
                f"共 {len(facts.lines)} 个单位和个人，{sum(line.copies for line in facts.lines)} 份。"
                "当面领取的由本人或代领人签名，邮寄、传送的填写寄送日期。"
            ),
        ),
    )
