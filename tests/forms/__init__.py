"""Invented facts for every form of the office: as a rule, with nothing known, and with far too much."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from cppcc_desk.domain.forms import FORM_KINDS, Form
from cppcc_desk.domain.official import official_date
from tests.forms import distributed, filed, heard, letters, office, outside, scored
from tests.forms.words import ADVICE, LONG_TITLE, OFFICE, TODAY

__all__ = ["ADVICE", "ALL", "EMPTY", "FULL", "LONG_TITLE", "OFFICE", "TODAY", "USUAL", "bare", "form", "told"]

_PARTS: tuple[Any, ...] = (office, outside, letters, heard, scored, distributed, filed)
USUAL: dict[str, Any] = {name: facts for part in _PARTS for name, facts in part.USUAL.items()}
EMPTY: dict[str, Any] = {name: facts for part in _PARTS for name, facts in part.EMPTY.items()}
FULL: dict[str, Any] = {name: facts for part in _PARTS for name, facts in part.FULL.items()}
ALL = {"usual": USUAL, "empty": EMPTY, "full": FULL}


def form(kind: str, size: str = "usual") -> Form:
    return FORM_KINDS[kind].build(ALL[size][kind])


# What a form has no use for, of facts that it shares with another.
_UNSAID = {
    "督办单": {"answers"},
    "办理反馈单": {"urgency_grade"},
    "采用通知": {"work", "unit"},
    "采用证明": {"courtesy", "reports"},
    "感谢信": {"intake_no", "unit"},
    "约稿函": {"standing"},
    "约稿催办": {"topic", "angles"},
    "列席邀请函": {"kind", "part"},
    "会议活动记录单": {"kind"},
    "荣誉证书": {"of"},
}


def told(kind: str, size: str) -> list[str]:
    """Every text and every time that facts hold, as papers say them, without any blanks."""
    return list(_told(ALL[size][kind], _UNSAID.get(kind, set())))


def _told(value: Any, unsaid: set[str]) -> Iterator[str]:
    match value:
        case str():
            yield from (bare(line) for line in value.split("\n") if line != "建议：" and bare(line))
        case datetime():
            yield from (official_date(value.date()), f"{value.hour}时{value:%M}分")
        case tuple():
            for part in value:
                yield from _told(part, unsaid)
        case _ if is_dataclass(value):
            for field in fields(value):
                if field.name not in unsaid:
                    yield from _told(getattr(value, field.name), unsaid)


def bare(text: str) -> str:
    return "".join(text.split())
