"""The rules of 信息员证: who should have one, how its number is written, how long it holds, when a new one is due.

Practice and no source, therefore editable by the office: the form of the number, the days before the end, whether
members get one. A local CPPCC committee serves five years, by its statutes; cards end with the term by default.
"""

import re
from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from cppcc_desk.domain.people import PersonKind

DEFAULT_NUMBER_FORM: Final = "{届}-{号}"
RENEWAL_DAYS: Final = 60
TERM_YEARS: Final = 5
LONGEST_NUMBER: Final = 24  # characters: more do not fit on a card

_PLACE = re.compile(r"\{(届|号|年)([1-9]?)\}")
_RUN_TOGETHER = re.compile(r"\}\d*\{")
_USUAL_WIDTH = {"届": 2, "号": 3, "年": 4}


class CardState(StrEnum):
    """What a card is worth on a day; derived, never stored."""

    VALID = "有效"
    EXPIRED = "到期"
    LOST = "遗失"
    ENDED = "失效"


class EndReason(StrEnum):
    """Why a card ended; the office may give a reason of its own instead."""

    LOST = "遗失"
    REPLACED = "换发"
    RETURNED = "退回"
    NO_LONGER = "不再担任信息员"
    LEFT = "退出名册"
    NEW_TERM = "换届"
    UNITED = "合并为一人"


_INFORMANTS = frozenset({PersonKind.INFORMANT, PersonKind.INVITED_INFORMANT})
_MEMBERS = frozenset({PersonKind.MEMBER, PersonKind.STANDING_MEMBER})


def entitled(kinds: Collection[str], *, members: bool) -> bool:
    """Whether somebody who is all of `kinds` should have a card; with `members` 委员 and 常委 too."""
    bearers = _INFORMANTS | _MEMBERS if members else _INFORMANTS
    return not bearers.isdisjoint(kinds)


def post_of(kinds: Collection[str]) -> str:
    """What somebody who is all of `kinds` is appointed as."""
    invited = PersonKind.INVITED_INFORMANT in kinds and PersonKind.INFORMANT not in kinds
    return "社情民意特邀信息员" if invited else "社情民意信息员"


def card_title(kinds: Collection[str]) -> str:
    """What the card of somebody who is all of `kinds` is called."""
    return f"{post_of(kinds)}证"


def card_number(form: str, *, term: int, began: date, serial: int) -> str:
    """The number as it is printed: {届} the term, {年} the year in which it began, {号} the serial within it.

    Each with leading noughts to its usual width (2, 4, 3), or to the digit behind it: {号4} is 0001.
    """
    values = {"届": term, "号": serial, "年": began.year}
    return _PLACE.sub(lambda m: f"{values[m[1]]:0{m[2] or _USUAL_WIDTH[m[1]]}d}", form)


def problem_of_number_form(form: str) -> str:
    """What is wrong with the form of the number, as a sentence; "" for nothing.

    A number must tell its term, or two terms would give the same one: {年} is the year in which the term began. Digits
    that run together tell nothing: 111 is the 11th of the first term and the first of the 11th.
    """
    names = {match[1] for match in _PLACE.finditer(form)}
    rest = _PLACE.sub("", form)
    if "{" in rest or "}" in rest:
        return "花括号里只能写 {届}、{年}、{号}，后面可以带一位数表示几位，如 {号4}。"
    if "号" not in names:
        return "编号里要有 {号}，不然每张证都是同一个号。"
    if not names & {"届", "年"}:
        return "编号里要有 {届} 或 {年}，不然换届以后会编出同样的号。"
    if _RUN_TOGETHER.search(form):
        return "{届}、{年}、{号} 之间要有数字以外的字，如 {届}-{号}，不然会编出同样的号。"
    if len(card_number(form, term=99, began=date(2026, 1, 1), serial=999)) > LONGEST_NUMBER:
        return f"编号不能超过 {LONGEST_NUMBER} 个字，证件上印不下。"
    return ""


def last_day_of_term(began: date, ended: date | None) -> date:
    """The last day of a term; of one that still runs, the day by which it is expected to end."""
    if ended is not None:
        return ended
    try:
        return began.replace(year=began.year + TERM_YEARS) - timedelta(days=1)
    except ValueError:  # began on 29 February
        return date(began.year + TERM_YEARS, 2, 28)


def runs_until(valid_until: date, term_ended: date | None) -> date:
    """The last day on which a card holds that nobody ends before: its own, or that of its term."""
    return valid_until if term_ended is None else min(valid_until, term_ended)


def state_of(*, until: date, ended_on: date | None, end_reason: str, on: date) -> CardState:
    """What a card that holds until `until` (`runs_until`) is worth on the day `on`."""
    if ended_on is not None:
        return CardState.LOST if end_reason == EndReason.LOST else CardState.ENDED
    return CardState.VALID if on <= until else CardState.EXPIRED


def needs_renewal(*, until: date, ended_on: date | None, term_ends: date, on: date, days: int = RENEWAL_DAYS) -> bool:
    """Whether a card that nobody ended has run out by `on`, or does within `days`.

    While it holds to the last day of its term, `term_ends` (`last_day_of_term`), nothing can be put on: with the term
    all cards are changed.
    """
    if ended_on is not None:
        return False
    return until < on or (until < term_ends and until <= on + timedelta(days=days))
