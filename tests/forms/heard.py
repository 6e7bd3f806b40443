"""Facts for the forms about what came of a piece: thanks to its author, a 批示 that a unit is to carry out."""

from dataclasses import replace
from datetime import date
from typing import Any

from cppcc_desk.domain.forms import AssignmentFacts, Author, Esteem, LoggedSupervision, ThanksFacts
from tests.forms import words

_THANKS = ThanksFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    intake_no=words.NO,
    title=words.TITLE,
    authors=(Author(name="柳青禾", courtesy="委员"),),
    unit="石桥镇中心卫生院",
    esteemed=(
        Esteem(words="被市政协《江宁社情》第45期采用（单篇）", on=date(2026, 11, 12)),
        Esteem(words="县委书记江承志作出批示", on=date(2026, 11, 16)),
    ),
)
_ASSIGNMENT = AssignmentFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    about=f"来稿编号：{words.NO}",
    title=words.TITLE,
    leader="县委书记江承志",
    instructed_on=date(2026, 11, 9),
    instruction="所提建议很有价值，请卫健局牵头研究，明年上半年拿出统一配送方案。",
    handling_unit="县卫生健康局",
    opened_on=date(2026, 11, 10),
    due_on=date(2026, 11, 18),
    standing="超期 2 天",
    demand="明确牵头领导和完成时限，书面反馈办理情况。",
    log=(
        LoggedSupervision(on=date(2026, 11, 16), way="电话督办", text="已由分管副局长牵头起草方案", by="方建军"),
        LoggedSupervision(on=date(2026, 11, 19), way="催办", text="11月18日到期，超期1天", by="王秀兰"),
    ),
    feedback="已形成统一配送方案初稿，拟于12月提请局党组研究。",
    feedback_on=date(2026, 11, 20),
)

USUAL: dict[str, Any] = {"感谢信": _THANKS, "批示督办单": _ASSIGNMENT}
EMPTY: dict[str, Any] = {
    "感谢信": ThanksFacts(office=words.OFFICE, printed_on=words.TODAY, intake_no="", title=""),
    "批示督办单": AssignmentFacts(office=words.OFFICE, printed_on=words.TODAY, about="", title="", leader=""),
}
FULL: dict[str, Any] = {
    "感谢信": replace(
        _THANKS,
        title=words.LONG_TITLE * 2,
        authors=tuple(Author(name=name, courtesy="委员") for name in words.NAMES),
        esteemed=_THANKS.esteemed * 13,
    ),
    "批示督办单": replace(
        _ASSIGNMENT,
        title=words.LONG_TITLE * 2,
        handling_unit=words.UNIT,
        instruction=words.LONG_TEXT,
        demand=words.TEXT,
        log=_ASSIGNMENT.log * 9,
        feedback=words.LONG_TEXT,
    ),
}
