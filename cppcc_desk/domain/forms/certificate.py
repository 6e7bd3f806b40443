"""What 聘书 and 荣誉证书 have in common: one sheet of A4 across, in a red frame, from title to date."""

from collections.abc import Sequence
from datetime import date

from cppcc_desk.domain.flow import Align, Gap, Paragraph, Run, Style
from cppcc_desk.domain.forms import form
from cppcc_desk.domain.layout import Face, Ink

TITLE = Style(
    name="证书标题", face=Face.XIAOBIAOSONG, size=60, line=1500, align=Align.CENTRE, ink=Ink.RED, hangs=False, outline=0
)
ADDRESSEE = Style(name="证书称呼", face=Face.KAI, size=24, line=960)
TEXT = Style(name="证书正文", face=Face.KAI, size=22, line=960, align=Align.JUSTIFY, first=2)
SIGNATURE = Style(name="证书落款", face=Face.KAI, size=20, line=680, align=Align.RIGHT, right=2)
NUMBER = Style(name="证书编号", face=Face.FANGSONG, size=12, line=340)
STYLES = (TITLE, ADDRESSEE, TEXT, SIGNATURE, NUMBER)

SHEET = form.Sheet(width=297, height=210, top=34, right=38, bottom=20, left=38)
FRAME = form.Frame(distance=10.3, thickness=0.79, white=0.79)


def certificate(
    *, kind: str, name: str, title: str, addressee: str, texts: Sequence[str], office: str, dated: date, number: str
) -> form.Form:
    """One sheet: title, whom, what for, who signs and when; `name` is what its files are called after."""
    return form.Form(
        kind=kind,
        title=f"{kind} {name}".strip(),
        office=office,
        dated=dated,
        blocks=(
            Paragraph(style=TITLE, lines=(title,)),
            Gap(360),
            Paragraph(style=ADDRESSEE, runs=(Run(addressee),)),
            *(Paragraph(style=TEXT, runs=(Run(text),)) for text in texts),
            Gap(240),
            Paragraph(style=SIGNATURE, runs=(Run(office),), keep_next=True),
            Paragraph(style=SIGNATURE, runs=(Run(form.paper_day(dated)),)),
            Gap(160),
            Paragraph(style=NUMBER, runs=(Run(f"编号：{number}" if number else ""),)),
        ),
        sheet=SHEET,
        frame=FRAME,
        counts_pages=False,
    )
