"""What forms that are letters share: to whom, the text, who signs, a slip that is torn off and sent back."""

from datetime import date

from cppcc_desk.domain import official
from cppcc_desk.domain.flow import Gap, Paragraph, Run
from cppcc_desk.domain.forms import form

PEN_NAME = "＿＿＿＿＿＿＿＿"
_CUTTING_LINE = "— — — — — — — — — — —　请沿此线裁下　— — — — — — — — — — —"


def addressee(name: str) -> Paragraph:
    return Paragraph(style=form.ADDRESSEE, runs=(Run(f"{form.inline(name) or PEN_NAME}："),))


def text(words: str) -> Paragraph:
    return Paragraph(style=form.LETTER, runs=(Run(words),))


def you(authors: int) -> str:
    """How so many authors are spoken to; without any it is a unit."""
    return "您" if authors == 1 else "你们" if authors else "你单位"


def signature(office: str, dated: date) -> tuple[Paragraph, Paragraph]:
    """Who writes and when; never the date alone on the next page."""
    return (
        Paragraph(style=form.SIGNATURE, runs=(Run(office),), keep_next=True),
        Paragraph(style=form.SIGNATURE, runs=(Run(official.official_date(dated)),)),
    )


def to_tear_off(title: str) -> tuple[form.Block, ...]:
    """The line to cut along and the title of the slip, kept together with the slip's grid."""
    return (
        Gap(160),
        Paragraph(style=form.CUT, runs=(Run(_CUTTING_LINE),), keep_next=True),
        Paragraph(style=form.SUBTITLE, lines=(title,), keep_next=True),
        Gap(70),
    )


def quoted(title: str) -> str:
    """A title inside a sentence, or room for it."""
    return official.quoted(form.inline(title) or PEN_NAME)
