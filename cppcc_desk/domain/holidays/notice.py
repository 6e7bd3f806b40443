"""The yearly notice of days off, understood from its pasted text: which days are off, which weekend days are worked.

The form is that of the State Council's notices since 2007: a section for each holiday, dates with or without year,
month and weekday, ranges and lists, then what happens on them (放假, 补休, 上班). What is not understood is said.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from cppcc_desk.domain.deadlines import WEEKDAYS
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.holidays import wording
from cppcc_desk.domain.holidays.wording import Verb

UNCHANGED = "放假表没有改动。"


@dataclass(frozen=True)
class HolidayNotice:
    """Days off and worked days with the names of their holidays; days of the neighbouring years may be among them.

    `whole_year` is False for an additional notice about one holiday: it adds to what is entered and replaces only the
    days it names. `warnings` are sentences about what to check before it is entered.
    """

    year: int
    off: dict[date, str]
    worked: dict[date, str]
    warnings: tuple[str, ...] = ()
    whole_year: bool = True


_YEARS = range(1950, 2200)
_LONGEST = 31  # days; a longer range is a misreading
_LONGEST_EXTENSION = 14


def parse_notice(text: str, *, year: int | None = None, entered: Mapping[date, str] | None = None) -> HolidayNotice:
    """What the pasted `text` says; `year` when the person chose one, `entered` the days off entered so far.

    `entered` is needed only for a notice that extends a holiday ("延长…假期至…"): its days begin after those entered.
    Raises Invalid when the year cannot be seen or contradicts `year`, or nothing is understood.
    """
    plain = wording.plain(text)
    reading = _Reading(year=_year(plain, year), entered=entered or {})
    for name, section in wording.sections(plain):
        reading.read(name, section)
    return reading.notice()


def _year(plain: str, chosen: int | None) -> int:
    said = wording.said_year(plain)
    if chosen is not None and said is not None and chosen != said:
        raise Invalid(f"通知写的是 {said} 年，与所选的 {chosen} 年不一致。{UNCHANGED}请核对后重新粘贴。")
    year = chosen or said or wording.dated_year(plain)
    if year is None:
        raise Invalid(f"没有看出是哪一年的放假安排。{UNCHANGED}请连同标题一起粘贴，或先选定年份。")
    if year not in _YEARS:
        raise Invalid(f"{year} 不是可用的年份。{UNCHANGED}请核对通知的标题。")
    return year


@dataclass
class _Reading:
    """What has been understood so far."""

    year: int
    entered: Mapping[date, str]
    off: dict[date, str] = field(default_factory=dict)
    worked: dict[date, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    unclear: dict[date, str] = field(default_factory=dict)

    def read(self, name: str, section: str) -> None:
        """Take in one section; only a section with a heading must say something."""
        found: set[date] = set()
        named = name or wording.names(section).split("、")[0] or "放假"
        for sentence in wording.sentences(section):
            own = name or wording.names(sentence) or named
            found |= self._sentence(own, sentence, found)
        if name:
            self.names.update(name.split("、"))
            if not found and wording.names(name):
                self.warnings.append(f"“{name}”一节没有看出放假的日期，请核对。")

    def notice(self) -> HolidayNotice:
        for day in sorted(self.off.keys() & self.worked.keys()):
            self.warnings.append(f"{_words(day)}既写放假又写上班，按放假计，请核对。")
            del self.worked[day]
        for day, words in self.unclear.items():
            if day not in self.off and day not in self.worked:
                self.warnings.append(f"“{words}”没有看出是放假还是上班，没有采用，请核对。")
        if not self.off and not self.worked:
            raise Invalid(
                f"没有从文字中看出放假和上班的日期。{UNCHANGED}请粘贴通知的全文，例如“一、元旦：1月1日放假1天。”"
            )
        return HolidayNotice(
            year=self.year,
            off=dict(sorted(self.off.items())),
            worked=dict(sorted(self.worked.items())),
            warnings=tuple(dict.fromkeys(self.warnings)),
            whole_year={"春节", "国庆节"} <= self.names,
        )

    def _sentence(self, name: str, sentence: str, of_section: set[date]) -> set[date]:
        """Take in one sentence; its days off."""
        found: set[date] = set()
        groups = wording.groups(sentence)
        for place, group in enumerate(groups):
            before = sentence[groups[place - 1][-1].end() if place else 0 : group[0].start()]
            after = sentence[group[-1].end() : groups[place + 1][0].start() if place + 1 < len(groups) else None]
            verb = wording.verb(before, after)
            if verb is None and (group[0]["year"] or wording.is_aside(before, after)):
                continue  # a date with its year and nothing else is that of the notice itself
            days = self._days(name, sentence, group)
            if verb is None:
                self.unclear.update(dict.fromkeys(days, sentence[group[0].start() : group[-1].end()]))
                continue
            if verb is Verb.WORKED:
                self.worked.update(dict.fromkeys(days, name))
                continue
            if wording.is_extension(before):
                days = self._extension(name, days)
            self.off.update(dict.fromkeys(days, name))
            found |= set(days)
            self._check_count(name, after, group_days=days, all_days=of_section | found)
        return found

    def _days(self, name: str, sentence: str, group: list[re.Match[str]]) -> list[date]:
        """The days of dates that stand together: ranges filled, years and months carried on."""
        days: list[date] = []
        last: date | None = None
        for place, match in enumerate(group):
            day = self._day(name, match, last)
            if day is None:
                continue
            joint = sentence[group[place - 1].end() : match.start()] if place else ""
            if last is not None and wording.is_range(joint):
                length = (day - last).days
                if not 0 < length <= _LONGEST:
                    self.warnings.append(
                        f"“{sentence[group[place - 1].start() : match.end()]}”不像一段假期，没有采用。"
                    )
                    days.pop()
                    continue
                days += [last + timedelta(days=n) for n in range(1, length + 1)]
            else:
                days.append(day)
            last = day
        return days

    def _day(self, name: str, match: re.Match[str], last: date | None) -> date | None:
        month = int(match["month"]) if match["month"] else last.month if last else None
        if month is None:
            self.warnings.append(f"“{match[0]}”没有写月份，没有采用。")
            return None
        if match["year"]:
            year = int(match["year"])
        elif last:
            # 12月30日至1月1日, whether or not 次年 is written
            year = last.year + (month < last.month)
        elif match["before"] or (month == 12 and name.startswith("元旦")):
            year = self.year - 1
        else:
            year = self.year + bool(match["next"])
        if abs(year - self.year) > 1:
            self.warnings.append(f"“{match[0]}”不在 {self.year} 年前后，没有采用。")
            return None
        try:
            day = date(year, month, int(match["day"]))
        except ValueError:
            self.warnings.append(f"没有 {year} 年 {month} 月 {match['day']} 日这一天，没有采用。")
            return None
        weekdays = wording.weekdays(match)
        if weekdays and day.weekday() not in weekdays:
            written = "、".join(f"周{WEEKDAYS[place]}" for place in weekdays)
            self.warnings.append(f"{_words(day)}是周{WEEKDAYS[day.weekday()]}，通知写的是{written}，请核对日期和年份。")
        return day

    def _extension(self, name: str, days: list[date]) -> list[date]:
        """Back from the new last day to the holiday's days that are entered."""
        added = list(days)
        for _ in range(_LONGEST_EXTENSION if days else 0):
            earlier = min(added) - timedelta(days=1)
            if name in self.entered.get(earlier, ""):
                return sorted(added)
            added.append(earlier)
        self.warnings.append(
            f"“{name}”假期延长到 {_words(days[-1]) if days else '某日'}，其余各天请在放假表中逐日核对。"
        )
        return days

    def _check_count(self, name: str, after: str, *, group_days: list[date], all_days: set[date]) -> None:
        stated = wording.stated_days(after)
        counts = {None, len(group_days), len(all_days)}
        if wording.joins_weekend(after):
            counts.add(len(_with_weekends(all_days)))
        if stated not in counts:
            self.warnings.append(f"“{name}”写明共 {stated} 天，看出的是 {len(all_days)} 天，请核对。")


def _with_weekends(days: set[date]) -> set[date]:
    """`days` and the weekend days that touch them."""
    found = set(days)
    for day in days:
        for step in (timedelta(days=1), timedelta(days=-1)):
            neighbour = day + step
            while neighbour.weekday() >= 5:
                found.add(neighbour)
                neighbour += step
    return found


def _words(day: date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
