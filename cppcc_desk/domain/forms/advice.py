"""Where an edited text turns from the problem to the advice: by its headings, never by guessing."""

import re
from itertools import pairwise

from cppcc_desk.domain.forms import form
from cppcc_desk.domain.official import level

_LEAD = r"(?:(?:为此|对此|因此|鉴于此|基于此|针对(?:以上|上述)(?:问题|情况))，?)"
_OFFER = r"(?:特|现|我们|本人)?(?:提出)?"
_KIND = r"(?:以下|如下|几点|有关|相关|具体|工作|下一步|[一二三四五六七八九十两]点|\d点)*(?:的)?"
_WORD = r"(?:(?:意见|对策|措施)(?:和|与|及|、)?(?:几点)?)?(?:建议|对策(?:措施)?)(?:如下|是)?"
_HEADING = re.compile(f"{_LEAD}?{_OFFER}{_KIND}{_WORD}")
_RUN_IN = re.compile(f"(?:{_LEAD}{_OFFER}{_KIND}{_WORD}|{_OFFER}{_KIND}{_WORD}[：:]|建议(?!稿|书|案))")
_PROBLEM = re.compile(r"问题|原因|现状|情况|困难|不足|短板|隐患|背景|成因|表现")
_MARK = re.compile(r"(?:[一二三四五六七八九十]{1,4}、|（[一二三四五六七八九十]{1,4}）|\d{1,2}\.(?!\d)|（\d{1,2}）)")
_LONGEST_HEADING = 20
_PLAIN = 9  # rank of a paragraph without a mark, below every level of heading


def split_problem_and_advice(text: str) -> tuple[str, str]:
    """(反映的问题, 建议) of an edited text; joined by a newline they are its paragraphs again.

    All of it is the first where no place, or more than one, can be meant: several matters in one text, advice before
    the problem, a heading without text.
    """
    lines = form.printable_lines(text)
    whole = "\n".join(lines), ""
    headings = [n for n, line in enumerate(lines) if _is_advice_heading(line)]
    candidates = headings or [n for n, line in enumerate(lines) if _RUN_IN.match(_unmarked(line))]
    if not candidates:
        return whole
    start = _turn(lines, candidates, by_heading=bool(headings))
    if start is None or start == 0 or (headings and start == len(lines) - 1):
        return whole
    return "\n".join(lines[:start]), "\n".join(lines[start:])


def _turn(lines: tuple[str, ...], candidates: list[int], *, by_heading: bool) -> int | None:
    """The one line that opens the advice, or None."""
    highest = min(_rank(lines[n]) for n in candidates)
    openers = [n for n in candidates if _rank(lines[n]) == highest]
    if by_heading and len(openers) > 1:
        return None
    start = openers[0]
    if not by_heading and any(after - before > 1 for before, after in pairwise(openers)):
        return None
    returns = any(_rank(line) <= highest and _is_problem_heading(line) for line in lines[start + 1 :])
    return None if returns else start


def _rank(line: str) -> int:
    return level(line) or _PLAIN


def _unmarked(line: str) -> str:
    return _MARK.sub("", line, count=1)


def _is_advice_heading(line: str) -> bool:
    words = _unmarked(line).rstrip("：:。")
    return len(words) <= _LONGEST_HEADING and _HEADING.fullmatch(words) is not None


def _is_problem_heading(line: str) -> bool:
    words = _unmarked(line).rstrip("：:。")
    return len(words) <= _LONGEST_HEADING and _PROBLEM.search(words) is not None
