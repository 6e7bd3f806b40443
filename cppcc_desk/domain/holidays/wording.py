"""The wording of the yearly notice: its year, its sections, dates that stand together, and what happens on them."""

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto

from cppcc_desk.domain.deadlines import WEEKDAYS

# How a notice may name a holiday -> the name of the regulation.
_NAMES = {
    "元旦": "元旦",
    "新年": "元旦",
    "春节": "春节",
    "清明": "清明节",
    "国际劳动": "劳动节",
    "劳动": "劳动节",
    "五一": "劳动节",
    "端午": "端午节",
    "中秋": "中秋节",
    "国庆": "国庆节",
}
_NAME = rf"(?:{'|'.join(_NAMES)})"
_NUMBER = r"(?:\(?[一二三四五六七八九十]{1,3}\)?[、.,)]|\(?\d{1,2}[、.)](?!\d))"
# A name of the regulation before a date, or any words between a Chinese number and a colon.
_HEADING = re.compile(
    rf"{_NUMBER}(?:\d{{4}}年)?(?P<any>[^:。,;()\d](?:(?!\d{{1,4}}[月日])[^:。,;]){{0,39}}):"
    rf"|(?P<known>(?:[“\"]?{_NAME}[”\"]?节?[、和与及]?){{1,8}})(?:假期|放假|时间|安排){{0,2}}[:,]?(?=(?:从|自|为)?(?:\d{{4}}年)?\d{{1,2}}月\d)"
)

_WEEKDAY = r"(?:周|星期|礼拜)([一二三四五六日天])"
_DATE = re.compile(
    r"(?:(?P<year>(?<!\d)\d{4})年|(?P<next>次年|翌年|明年)|(?P<before>上年|上一年|前一年|去年))?"
    r"(?:(?P<month>(?<!\d)\d{1,2})月)?(?P<day>(?<!\d)\d{1,2})日"
    r"(?P<aside>(?:\([^()]*\)|(?:周|星期|礼拜)[一二三四五六日天])*)"
)
_RANGE = re.compile(r"(?:起|始)?,?(?:至|到|[-~—–―−〜])+")
_LIST = re.compile(r"(?:、|,|;|和|与|及|以及)?")

_FILLER = r"(?:[两二三四五]天|共?\d{1,2}天|期间|均|都|仍|需|须|要|应|为|照常|正常|依法|,)*?"
_WORKED_AFTER = re.compile(rf"^{_FILLER}(?:调休|补)?(?:上班|补班|工作日)")
_OFF_AFTER = re.compile(rf"^{_FILLER}(?:放假|补休|调休|休假|公休(?!日)|休息(?!日))")
_OFF_BEFORE = re.compile(r"(?:放假|休假)[^,。;日]{0,8}?(?:为|是|:|自|从|即|于)$")
_WORKED_BEFORE = re.compile(r"(?:上班|补班)[^,。;日]{0,8}?(?:为|是|:|即|于)$")
_MOVED_TO = re.compile(r"(?:调休?|移|挪)(?:至|到|为)$")
_EXTENDED_TO = re.compile(r"延长[^,。;]{0,30}?(?:至|到)$")
# What such dates are is said before them; a comma after them starts something else.
_ENDS_ITSELF = re.compile(rf"{_MOVED_TO.pattern}|{_EXTENDED_TO.pattern}")
# Encouragement to take leave is no day off.
_ADVICE = re.compile(r"鼓励|提倡|可以?结合|带薪|年休假")
_STATED_DAYS = re.compile(r"(?:共|放假|连休|调休)(?P<days>\d{1,2})天")

_YEAR_SAID = (
    re.compile(r"关于(?:延长|调整)?(?P<year>\d{4})年.{0,30}?(?:放假|假期|节假日|休假)"),
    re.compile(r"(?P<year>\d{4})年(?:全年|全国|部分|法定|的)*(?:节假日|放假|假期|春节|元旦|国庆|劳动节|五一)"),
    re.compile(r"(?P<year>\d{4})年元旦"),
)
# Without a title: a date before autumn, when notices are signed.
_YEAR_OF_DATE = re.compile(r"(?P<year>(?<!\d)\d{4})年[1-8]月\d{1,2}日")
_CHINESE_YEAR = re.compile(r"[〇○零一二三四五六七八九]{4}(?=年)")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WEEKDAY_PLACE = {word: place for place, word in enumerate(WEEKDAYS)} | {"天": 6}


class Verb(Enum):
    """What happens on the days named."""

    OFF = auto()
    WORKED = auto()


_BEFORE, _AFTER = 0, 1
# What tells most comes first; None where the dates are spoken of otherwise.
_TELLING: tuple[tuple[int, re.Pattern[str], Verb | None], ...] = (
    (_BEFORE, _EXTENDED_TO, Verb.OFF),
    (_BEFORE, _MOVED_TO, None),
    (_AFTER, _WORKED_AFTER, Verb.WORKED),
    (_BEFORE, _ADVICE, None),
    (_AFTER, _OFF_AFTER, Verb.OFF),
    (_BEFORE, _WORKED_BEFORE, Verb.WORKED),
    (_BEFORE, _OFF_BEFORE, Verb.OFF),
)


def plain(text: str) -> str:
    """`text` in normal form without white space, its Chinese year numbers in digits."""
    whole = "".join(
        c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and unicodedata.category(c) != "Cf"
    )
    return _CHINESE_YEAR.sub(lambda found: found[0].translate(_CHINESE_DIGITS), whole)


def said_year(plain: str) -> int | None:
    """The year that the title or the opening names, else None."""
    return next((int(found["year"]) for pattern in _YEAR_SAID if (found := pattern.search(plain))), None)


def dated_year(plain: str) -> int | None:
    """The year that is written out with a date, else None."""
    found = _YEAR_OF_DATE.search(plain)
    return int(found["year"]) if found else None


def sections(plain: str) -> Iterator[tuple[str, str]]:
    """Name of the holiday and text of each section; what stands before the first heading names its own holidays."""
    headings = list(_HEADING.finditer(plain))
    bounds = [*(heading.start() for heading in headings), len(plain)]
    yield "", plain[: bounds[0]]
    for heading, end in zip(headings, bounds[1:], strict=True):
        words = heading["any"] or heading["known"]
        yield names(words) or re.sub(r"(?:假期|放假|安排)+$", "", words), plain[heading.end() : end]


def names(words: str) -> str:
    """The holidays that `words` name, in the words of the regulation, joined by 、; "" when none."""
    return "、".join(dict.fromkeys(_NAMES[found] for found in re.findall(_NAME, words)))


def sentences(section: str) -> list[str]:
    """The sentences of a section."""
    return re.split("[。;!]", section)


def groups(sentence: str) -> list[list[re.Match[str]]]:
    """Dates that stand together with nothing but a range or list mark between them."""
    found: list[list[re.Match[str]]] = []
    for match in _DATE.finditer(sentence):
        joint = sentence[found[-1][-1].end() : match.start()] if found else "。"
        comma_after_move = joint == "," and _ENDS_ITSELF.search(_before(sentence, found[-1][0]))
        if found and not comma_after_move and (_RANGE.fullmatch(joint) or _LIST.fullmatch(joint)):
            found[-1].append(match)
        else:
            found.append([match])
    return found


def _before(sentence: str, match: re.Match[str]) -> str:
    return sentence[max(match.start() - 40, 0) : match.start()]


def verb(before: str, after: str) -> Verb | None:
    """What happens on dates that stand between `before` and `after`; None when neither says it."""
    return next((what for place, pattern, what in _TELLING if pattern.search((before, after)[place])), None)


def weekdays(match: re.Match[str]) -> list[int]:
    """The weekdays written beside a date, Monday 0."""
    return [_WEEKDAY_PLACE[word] for word in re.findall(_WEEKDAY, match["aside"])]


def is_range(joint: str) -> bool:
    """Whether what stands between two dates makes them a range."""
    return _RANGE.fullmatch(joint) is not None


def is_extension(before: str) -> bool:
    """Whether the date after `before` is the new end of a holiday that is made longer."""
    return _EXTENDED_TO.search(before) is not None


def is_aside(before: str, after: str) -> bool:
    """Whether a date without a verb needs none: leave that is encouraged, ordinary work from a day on."""
    return _ADVICE.search(before) is not None or after.startswith("起")


def stated_days(after: str) -> int | None:
    """The number in 共…天, 放假…天, else None."""
    found = _STATED_DAYS.search(after)
    return int(found["days"]) if found else None


def joins_weekend(after: str) -> bool:
    """Whether the weekend beside is counted in: 与周末连休."""
    return "连休" in after or "周末" in after
