"""聘书: one sheet of A4 across for each person, in a red frame; what is not known is left to the pen."""

from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.flow import Align, Gap, Paragraph, Run, Style
from cppcc_desk.domain.forms import form
from cppcc_desk.domain.layout import Face, Ink

TITLE = Style(
    name="聘书标题", face=Face.XIAOBIAOSONG, size=60, line=1500, align=Align.CENTRE, ink=Ink.RED, hangs=False, outline=0
)
ADDRESSEE = Style(name="聘书称呼", face=Face.KAI, size=24, line=960)
TEXT = Style(name="聘书正文", face=Face.KAI, size=22, line=960, align=Align.JUSTIFY, first=2)
SIGNATURE = Style(name="聘书落款", face=Face.KAI, size=20, line=680, align=Align.RIGHT, right=2)
NUMBER = Style(name="聘书编号", face=Face.FANGSONG, size=12, line=340)
STYLES = (TITLE, ADDRESSEE, TEXT, SIGNATURE, NUMBER)

SHEET = form.Sheet(width=297, height=210, top=34, right=38, bottom=20, left=38)
FRAME = form.Frame(distance=10.3, thickness=0.79, white=0.79)
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
    text = f"兹聘请您担任{facts.body}{facts.post}，聘期自{since}至{until}。"
    return form.Form(
        kind="聘书",
        title=f"聘书 {name}".strip(),
        office=facts.office,
        dated=facts.printed_on,
        blocks=(
            Paragraph(style=TITLE, lines=("聘　书",)),
            Gap(360),
            Paragraph(style=ADDRESSEE, runs=(Run(f"{name or _PEN_NAME}同志："),)),
            Paragraph(style=TEXT, runs=(Run(text),)),
            Paragraph(style=TEXT, runs=(Run("此聘。"),)),
            Gap(240),
            Paragraph(style=SIGNATURE, runs=(Run(facts.office),), keep_next=True),
            Paragraph(style=SIGNATURE, runs=(Run(form.paper_day(facts.printed_on)),)),
            Gap(160),
            Paragraph(style=NUMBER, runs=(Run(f"编号：{facts.number}" if facts.number else ""),)),
        ),
        sheet=SHEET,
        frame=FRAME,
    )
