"""Facts for 发放登记表: a newsletter and who got it."""

from dataclasses import replace
from datetime import date
from typing import Any

from cppcc_desk.domain.forms import CopyLine, DistributionFacts
from tests.forms import words

_LINES = (
    CopyLine(
        name="柳青禾",
        about="石桥镇中心卫生院副院长",
        reason="委员",
        copies=1,
        received_on=date(2026, 10, 20),
        received_by="顾长安",
    ),
    CopyLine(name="石桥镇政协工委", about="", reason="报送单位", copies=2),
    CopyLine(name="沈砚秋", about="县第一中学", reason="投稿人", copies=1),
)
_FACTS = DistributionFacts(
    office=words.OFFICE,
    printed_on=words.TODAY,
    name="《反映社情民意业务通讯》2026年第3期（总第11期）",
    lines=_LINES,
)

USUAL: dict[str, Any] = {"发放登记表": _FACTS}
EMPTY: dict[str, Any] = {"发放登记表": replace(_FACTS, lines=())}
FULL: dict[str, Any] = {
    "发放登记表": replace(_FACTS, lines=tuple(replace(line, about=words.UNIT) for line in _LINES * 40))
}
