"""Quarters, and the 征集要点 that the office sends out in each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.numerals import LARGEST, numeral, without_mark

FEWEST, MOST = 3, 10  # topics that are usual in a quarter (design/domain.md section 4)
MAX_TOPICS = LARGEST  # in a quarter: as far as their notice can number them
MAX_THEME = 120  # characters
_EARLIEST, _LATEST = 1900, 9998  # a quarter has a day before and a day after it
_QUARTER = re.compile("([0-9]{4})Q([1-4])")
_COLON = re.compile("[：:]")
_STOPS = "。；;，, "
_LABEL = re.compile("(?:^|(?<=[。；;，,：: 　]))(切入点|牵头单位|截止时间)[：:]")
_DAY = re.compile(r"(?:(\d{4})[年.-])?(\d{1,2})[月.-](\d{1,2})日?")


@dataclass(frozen=True, order=True)
class Quarter:
    """The third quarter of 2026 is Quarter(2026, 3)."""

    year: int
    number: int

    @staticmethod
    def of(day: date) -> "Quarter":
        """The quarter that `day` is in."""
        return Quarter(day.year, (day.month + 2) // 3)

    @staticmethod
    def parse(text: str) -> "Quarter":
        """From 2026Q3. Raises Invalid."""
        found = _QUARTER.fullmatch(text.strip().upper())
        if found is None or not _EARLIEST <= int(found[1]) <= _LATEST:
            raise Invalid(f"季度应写成 2026Q3，收到的是“{text}”。没有作任何改动。", {"quarter": "请写成 2026Q3。"})
        return Quarter(int(found[1]), int(found[2]))

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - (self.number == 1), self.number - 1 or 4)

    @property
    def words(self) -> str:
        """2026年第三季度."""
        return f"{self.year}年第{numeral(self.number)}季度"

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


def unusual_number(count: int) -> str:
    """What to say of a quarter that has topics, but fewer or more than is usual; "" for nothing to say."""
    if 0 < count < FEWEST:
        return f"只有 {count} 条，一般一季 {FEWEST} 到 {MOST} 条"
    return f"有 {count} 条，一般一季 {FEWEST} 到 {MOST} 条" if count > MOST else ""


def problems(themes: Sequence[str]) -> str:
    """What is wrong with the themes of a quarter, stripped; "" for nothing."""
    if not all(themes) or len(set(themes)) != len(themes):
        return "主题不能空白，也不能重复。"
    if len(themes) > MAX_TOPICS:
        return f"一季最多 {MAX_TOPICS} 条要点，现在有 {len(themes)} 条。"
    return ""


def length_problem(theme: str) -> str:
    """What to say of a theme that is too long; "" for nothing."""
    return f"主题“{theme[:10]}…”有 {len(theme)} 个字，最多 {MAX_THEME} 个字。" if len(theme) > MAX_THEME else ""


@dataclass(frozen=True)
class ReadTopic:
    """A topic as it is typed or pasted; what is not told is empty."""

    theme: str
    angles: str = ""
    lead_unit: str = ""
    due_on: date | None = None

    def with_angle(self, words: str) -> "ReadTopic":
        """With `words` behind its 切入点."""
        return replace(self, angles="；".join(filter(None, (self.angles, words))))


def read_topics(text: str, quarter: Quarter) -> tuple[ReadTopic, ...]:
    """The topic of each line that is typed or pasted, as in "1.校园周边交通：上下学拥堵、违停".

    Or as the office's own notice has them: "切入点：上下学拥堵。牵头单位：教科委。截止时间：12月10日。" below it.
    A day without a year is one of the year of `quarter`; one that is none stays with the 切入点.
    """
    found: list[ReadTopic] = []
    for line in text.splitlines():
        head, *told = _LABEL.split(without_mark(line))
        theme, *angles = (part.strip(_STOPS) for part in _COLON.split(head.strip(_STOPS), maxsplit=1))
        if theme:
            found.append(ReadTopic(theme, "".join(angles)))
        for label, words in zip(told[::2], told[1::2], strict=True):
            topic = found.pop() if found else ReadTopic("")  # the desk refuses a topic without a theme
            found.append(_told(topic, label, words.strip(_STOPS), quarter))
    return tuple(found)


def _told(topic: ReadTopic, label: str, words: str, quarter: Quarter) -> ReadTopic:
    if label == "切入点":
        return topic.with_angle(words)
    if label == "牵头单位":
        return replace(topic, lead_unit=words)
    day = _day(words, quarter.year)
    return replace(topic, due_on=day) if day or not words else topic.with_angle(f"{label}：{words}")


def _day(words: str, year: int) -> date | None:
    found = _DAY.fullmatch(words.removesuffix("前"))
    try:
        return date(int(found[1] or year), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
