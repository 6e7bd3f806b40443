"""感谢信 to the author of a piece that a leader wrote a 批示 on, or that a higher level adopted."""

from dataclasses import dataclass
from datetime import date

from cppcc_desk.domain.flow import Gap
from cppcc_desk.domain.forms import form, letter
from cppcc_desk.domain.forms.adoption import Author


@dataclass(frozen=True, kw_only=True)
class Esteem:
    """What the author is thanked for, in words: 被市政协《江宁社情》第45期采用, 县委书记江承志作出批示."""

    words: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ThanksFacts:
    """One piece and how it was esteemed; "" is left to the pen. What a leader wrote stays in the office."""

    office: str
    printed_on: date
    intake_no: str
    title: str
    authors: tuple[Author, ...] = ()  # without any, it is the unit's own piece
    unit: str = ""
    esteemed: tuple[Esteem, ...] = ()


def thanks_letter(facts: ThanksFacts) -> form.Form:
    """The letter; the occasions for it stand in the order they came."""
    to = "、".join(f"{author.name}{author.courtesy}" for author in facts.authors) or facts.unit
    you = letter.you(len(facts.authors))
    return form.Form(
        kind="感谢信",
        title=f"感谢信 {facts.intake_no}",
        office=facts.office,
        dated=facts.printed_on,
        blocks=(
            *form.title_lines("感谢信"),
            Gap(160),
            letter.addressee(to),
            letter.text(f"{you}反映的社情民意信息{letter.quoted(facts.title)}受到重视，有关情况如下："),
            *(letter.text(f"{form.paper_day(one.on)}，{form.inline(one.words)}。") for one in facts.esteemed),
            letter.text(
                f"社情民意信息是党委、政府了解社情、科学决策的重要渠道。{you}心系群众、深入调研、积极建言，"
                "为发挥政协作用、促进问题解决作出了贡献。谨此致以衷心的感谢！"
            ),
            letter.text(f"希望{you}继续关心支持反映社情民意信息工作，多报情况准确、建议可行的好信息。"),
            Gap(900),
            *letter.signature(facts.office, facts.printed_on),
        ),
    )
