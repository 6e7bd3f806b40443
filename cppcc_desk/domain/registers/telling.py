"""How a ledger says in one cell where a piece went and what became of it, and the same cells understood again.

Each pair of functions stands together: what `say_…` writes, `read_…` takes apart without loss. `read_…` also knows what
offices write by hand; of what it does not know it returns the words.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, time

from cppcc_desk.domain.official import official_date
from cppcc_desk.domain.outcomes import AdoptionForm, LeaderRank, Level, OutcomeEntry, OutcomeKind
from cppcc_desk.domain.registers.history import DispatchTold

BETWEEN = "；"
_LATE = "（逾期）"
_NOT_SENT = "待报送"
_SAID = {level.said: level for level in Level}
_SPOKEN = {
    "国家": Level.NATIONAL, "国家级": Level.NATIONAL, "全国": Level.NATIONAL, "全国级": Level.NATIONAL,
    "中央": Level.NATIONAL, "全国政协": Level.NATIONAL, "省": Level.PROVINCE, "省级": Level.PROVINCE,
    "省政协": Level.PROVINCE, "市": Level.CITY, "市级": Level.CITY, "市政协": Level.CITY, "本级": Level.OWN,
    "县": Level.OWN, "县级": Level.OWN, "区": Level.OWN, "区级": Level.OWN, "本县": Level.OWN, "本区": Level.OWN,
    "县政协": Level.OWN, "区政协": Level.OWN, "部门": Level.DEPARTMENT,
}  # fmt: skip


def level_named(word: str) -> Level | None:
    """The level that is meant by 市, 市级, 市政协; None for another word."""
    return _SPOKEN.get("".join(word.split()))


def say_time(at: datetime | None) -> str:
    """2026年11月20日 14时30分; the day alone where no minute is known."""
    if at is None:
        return ""
    return official_date(at.date()) + (f" {at.hour}时{at:%M}分" if at.time() != time() else "")


def say_day(day: date | None) -> str:
    """2026年11月20日."""
    return "" if day is None else official_date(day)


# --- 报送情况 --------------------------------------------------------------------------------------------------------

_SENT = re.compile(
    r"(?P<to>[^（）()；;]+?)(?:（(?P<form>[^（）]+)）)?\s*"
    r"(?:(?P<open>待报送)|(?:(?P<year>\d{4})\s*年)?(?P<month>\d{1,2})\s*月(?P<day>\d{1,2})\s*日)?(?P<late>（逾期）)?"
)


def say_dispatches(dispatches: Iterable[tuple[DispatchTold, str]], *, received: date) -> str:
    """市政协 3月3日；县委（专报） 待报送. Each comes with the form that is usual there, which is not said."""
    return BETWEEN.join(_dispatch(told, usual, received) for told, usual in dispatches)


def _dispatch(told: DispatchTold, usual: str, received: date) -> str:
    form = f"（{_plain(told.form)}）" if told.form not in ("", usual) else ""
    where = f"{_plain(told.destination)}{form}"
    if told.sent_at is None:
        return f"{where} {_NOT_SENT}"
    day = told.sent_at.date()
    words = official_date(day) if day.year != received.year else f"{day.month}月{day.day}日"
    return f"{where} {words}{_LATE if told.late else ''}"


def read_dispatches(text: str, *, received: date, known: Collection[str]) -> tuple[list[DispatchTold], list[str]]:
    """The dispatches that a cell tells of, and the words that tell of none; `known` are names of destinations."""
    found: list[DispatchTold] = []
    left: list[str] = []
    for words in filter(None, (part.strip() for part in re.split("[；;\n]", text))):
        told = _SENT.fullmatch(words)
        exact = told is not None and (told["open"] or told["month"])
        names = [told["to"].strip()] if told and exact else list(_mentioned(words, known))
        try:
            at = _sent_at(told, received) if told is not None and exact else None
        except ValueError:
            names = []
        if not names:
            left.append(words)
        for name in names:
            found.append(_told(name, told, at, received) if told and exact else _merely(name, received))
    return found, left


def _told(name: str, told: re.Match[str], at: datetime | None, received: date) -> DispatchTold:
    late = bool(told["late"]) if at is not None else None
    return DispatchTold(destination=name, form=told["form"] or "", sent_at=at, late=late)


def _merely(name: str, received: date) -> DispatchTold:
    """It went there, and nobody has said when."""
    return DispatchTold(destination=name, sent_at=datetime.combine(received, time()))


def _sent_at(told: re.Match[str], received: date) -> datetime | None:
    if told["open"]:
        return None
    return datetime(int(told["year"] or received.year), int(told["month"]), int(told["day"]))


def _mentioned(words: str, known: Collection[str]) -> Iterator[str]:
    """Names of destinations in the words, the longer one of two that begin at the same place."""
    place = 0
    while place < len(words):
        here = max((name for name in known if words.startswith(name, place)), key=len, default="")
        if here:
            yield here
        place += len(here) or 1


# --- 采用情况 --------------------------------------------------------------------------------------------------------

_DAY = r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_ADOPTED = re.compile(
    rf"(?P<level>{'|'.join(_SAID)})采用(?:（(?P<form>{'|'.join(AdoptionForm)})）)?"
    rf"(?: (?P<organ>[^《》]*)(?:《(?P<journal>[^《》]*)》(?P<issue>.*?))?)? {_DAY}"
)
_LOOSE_LEVEL = re.compile("全国|国家级|中央|省|市|本级|县|区|部门")
_LOOSE_DAY = re.compile(r"(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")


def say_adoptions(entries: Iterable[OutcomeEntry]) -> str:
    """市级采用（单篇） 市政协《江宁社情》第45期 2026年3月2日；…"""
    return BETWEEN.join(_adoption(entry) for entry in entries)


def _adoption(entry: OutcomeEntry) -> str:
    form = f"（{entry.adoption_form}）" if entry.adoption_form else ""
    journal = _plain(entry.journal).strip("《》")
    printed = f"《{journal}》" if journal or entry.issue_no else ""
    place = f"{_plain(entry.organ)}{printed}{_plain(entry.issue_no)}"
    level = entry.level.said if entry.level else ""
    return f"{level}采用{form}{f' {place}' if place else ''} {official_date(entry.occurred_on)}"


def read_adoptions(text: str, *, on: date) -> tuple[list[OutcomeEntry], list[str]]:
    """The adoptions that a cell tells of, and the words that tell of none; `on` is the day where none is said."""
    found: list[OutcomeEntry] = []
    left: list[str] = []
    for words in filter(None, (part.strip() for part in re.split("[；;\n]", text))):
        entry = _exact_adoption(words) or _loose_adoption(words, on)
        if entry is None:
            left.append(words)
        else:
            found.append(entry)
    return found, left


def _exact_adoption(words: str) -> OutcomeEntry | None:
    told = _ADOPTED.fullmatch(words)
    day = _day(told, None) if told else None
    if told is None or day is None:
        return None
    return OutcomeEntry(
        kind=OutcomeKind.ADOPTION,
        occurred_on=day,
        level=_SAID[told["level"]],
        adoption_form=AdoptionForm(told["form"]) if told["form"] else None,
        organ=(told["organ"] or "").strip(),
        journal=told["journal"] or "",
        issue_no=(told["issue"] or "").strip(),
    )


def _loose_adoption(words: str, on: date) -> OutcomeEntry | None:
    """市政协采用, 被省政协《社情》第3期采用: a level, and that it was used."""
    if re.search("未|没|不", words) or not re.search("采|用|刊|录|转", words):
        return None
    level = _LOOSE_LEVEL.search(words)
    if level is None:
        return None
    day = _LOOSE_DAY.search(words)
    journal = re.search("《([^《》]+)》", words)
    issue = re.search(r"(?:\d{4}年)?(?:增刊)?(?:总)?第\s*\d+\s*期", words)
    organ = re.search(r"(全国政协|[\u4e00-\u9fff]{0,3}[省市]政协|[省市县区][委府]|[县区]政府)", words)
    told = OutcomeEntry(
        kind=OutcomeKind.ADOPTION,
        occurred_on=(_loose_day(day, on) if day else None) or on,
        level=_SPOKEN[level[0]],
        organ=organ[0].lstrip("被由经获") if organ else "",
        journal=journal[1] if journal else "",
        issue_no=issue[0] if issue else "",
        text=words,
    )
    return told if told.level is not Level.DEPARTMENT or told.organ else None


def say_issue(entries: Iterable[OutcomeEntry]) -> tuple[str, str]:
    """期号 and 印发日期 of what the office printed itself: 《社情民意》2026年第7期; several are told one by one."""
    own = list(entries)
    numbers = BETWEEN.join(f"《{_plain(e.journal).strip('《》')}》{_plain(e.issue_no)}" for e in own)
    return numbers, BETWEEN.join(official_date(e.occurred_on) for e in own)


def read_issue(number: str, days: Sequence[date], *, on: date, journal: str) -> list[OutcomeEntry]:
    """The same; `on` is the day where none is said, `journal` what a number without a name is taken to be of."""
    found: list[OutcomeEntry] = []
    for place, words in enumerate(filter(None, (part.strip() for part in re.split("[；;\n]", number)))):
        named = re.fullmatch("《([^《》]*)》(.*)", words)
        issue = named[2].strip() if named else f"第{words}期" if words.isdigit() else words
        found.append(
            OutcomeEntry(
                kind=OutcomeKind.ADOPTION,
                occurred_on=days[place] if place < len(days) else on,
                level=Level.OWN,
                journal=named[1] if named else journal,
                issue_no=issue,
            )
        )
    return found


# --- 批示情况 --------------------------------------------------------------------------------------------------------

_INSTRUCTED = re.compile(rf"(?P<leader>[^（）]+)(?:（(?P<about>[^（）]*)）)?批示 {_DAY}")
_LOOSE_INSTRUCTED = re.compile(
    r"(?P<who>[^，。,.；\d（(]{2,20}?)(?:同志)?(?:于|在)?\s*(?P<day>[\d年月日./-]+)?\s*(?:作出|作)?批示"
)


def say_instructions(entries: Iterable[OutcomeEntry]) -> str:
    """江承志（县委书记，本级，正职）批示 2026年3月2日；…"""
    return BETWEEN.join(_instruction(entry) for entry in entries)


def _instruction(entry: OutcomeEntry) -> str:
    level, rank = entry.level.said if entry.level else "", entry.leader_rank or ""
    about = "，".join(filter(None, (_plain(entry.leader_post), level, rank)))
    return f"{_plain(entry.leader)}{f'（{about}）' if about else ''}批示 {official_date(entry.occurred_on)}"


def read_instructions(text: str, *, on: date) -> tuple[list[OutcomeEntry], list[str]]:
    """The 批示 that a cell tells of, and the words that tell of none; `on` is the day where none is said."""
    found: list[OutcomeEntry] = []
    left: list[str] = []
    for words in filter(None, (part.strip() for part in re.split("[；;\n]", text))):
        exact = _INSTRUCTED.fullmatch(words)
        day = _day(exact, None) if exact else None
        if exact and day:
            found.append(_exact_instruction(exact, day))
        elif loose := _LOOSE_INSTRUCTED.match(words):
            told = _LOOSE_DAY.search(loose["day"] or "") or _LOOSE_DAY.search(words)
            when = (_loose_day(told, on) if told else None) or on
            found.append(
                OutcomeEntry(kind=OutcomeKind.INSTRUCTION, occurred_on=when, leader=loose["who"].strip(), text=words)
            )
        else:
            left.append(words)
    return found, left


def _exact_instruction(told: re.Match[str], day: date) -> OutcomeEntry:
    about = (told["about"] or "").split("，")
    rank = LeaderRank(about.pop()) if about[-1] in tuple(LeaderRank) else None
    level = _SAID[about.pop()] if about and about[-1] in _SAID else None
    return OutcomeEntry(
        kind=OutcomeKind.INSTRUCTION,
        occurred_on=day,
        leader=told["leader"].strip(),
        leader_post="，".join(about),
        leader_rank=rank,
        level=level,
    )


def _day(told: re.Match[str], year: int | None) -> date | None:
    try:
        return date(int(told["year"] or year or 0), int(told["month"]), int(told["day"]))
    except ValueError:
        return None


def _loose_day(told: re.Match[str], on: date) -> date | None:
    try:
        return date(int(told[1] or on.year), int(told[2]), int(told[3]))
    except ValueError:
        return None


_PARTING = str.maketrans({"；": "，", ";": "，", "\n": " ", "（": "〔", "）": "〕"})


def _plain(text: str) -> str:
    """A text within a cell that tells of several things: what parts them does not stand in it."""
    return " ".join(text.translate(_PARTING).split())
