"""The numbers of a time as sentences, in the order of the office's papers; what there is nothing of is not said."""

from collections.abc import Sequence
from datetime import date

from cppcc_desk.domain.figures.counts import Figures
from cppcc_desk.domain.official import official_date

YEAR_BEFORE = "上年"  # what a year is compared with
SAME_TIME = "上年同期"

_SOURCES = (
    ("received_from_members", "委员反映"),
    ("received_from_informants", "信息员反映"),
    ("received_from_units", "单位集体报送"),
    ("received_from_others", "其他人员反映"),
)
_SENT = (
    ("sent_national", "报送全国政协"),
    ("sent_province", "报送省级"),
    ("sent_city", "报送市级"),
    ("sent_own", "报送本级党委政府"),
    ("sent_department", "转送有关部门"),
)
_LEVELS = (
    ("adopted_national", "全国政协采用"),
    ("adopted_province", "省级采用"),
    ("adopted_city", "市级采用"),
    ("adopted_own", "本级采用"),
)
_LEADERS = (
    ("instructed_national", "国家领导人"),
    ("instructed_province", "省领导"),
    ("instructed_city", "市领导"),
    ("instructed_own", "本级领导"),
)
_AFTER = (
    (("replied", "有关部门答复"), "件"),
    (("taken_up", "被部门采纳"), "篇"),
    (("carried_out", "意见得到落实"), "件"),
    (("media", "被媒体刊用"), "次"),
)


def days(first: date, last: date) -> str:
    """2026年 where they are a calendar year, else 2026年7月1日至9月30日."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year}年"
    end = f"{last.month}月{last.day}日" if last.year == first.year else official_date(last)
    return f"{official_date(first)}至{end}"


def received(told: Figures, *, against: str = YEAR_BEFORE) -> str:
    received = f"{told.count('received')}篇{_compared(told, 'received', against)}{_among(_said(told, _SOURCES, '篇'))}"
    return f"共收到社情民意信息{received}；有效来稿{told.count('valid')}篇。"


def issued(told: Figures, *, against: str = YEAR_BEFORE) -> str:
    sent = _said(told, _SENT, "篇次")
    issued = f"编发{told.count('issues')}期{told.count('issued')}篇{_compared(told, 'issued', against)}"
    return f"{issued}；{'、'.join(sent)}。" if sent else f"{issued}。"


def adopted(told: Figures, *, against: str = YEAR_BEFORE) -> str:
    if not told.count("adopted"):
        return "还没有信息被采用。" if not told.over else "没有信息被采用。"
    parts = _said(told, _LEVELS, "篇")
    several = "同一篇信息被几级采用的，各级分别计算。" if len(parts) > 1 else ""
    return f"被采用{told.count('adopted')}篇{_compared(told, 'adopted', against)}{_among(parts)}。{several}"


def instructed(told: Figures, *, against: str = YEAR_BEFORE) -> str:
    if not told.count("instructed"):
        return "没有登记领导批示。"
    parts = _said(told, _LEADERS, "次")
    titles = "、".join(dict.fromkeys(f"《{one.title}》" for one in told.instructed))
    total = f"领导批示{told.count('instructed')}次{_compared(told, 'instructed', against, '次')}{_among(parts)}"
    return f"{total}，涉及{told.count('instructed_pieces')}篇信息：{titles}。"


def afterwards(told: Figures) -> str:
    parts = [words for key, unit in _AFTER for words in _said(told, (key,), unit)]
    return f"{'，'.join(parts)}。" if parts else ""


def _said(told: Figures, parts: Sequence[tuple[str, str]], unit: str) -> list[str]:
    """What there is of each part, in words; what there is nothing of is not said."""
    return [f"{words}{told.count(key)}{unit}" for key, words in parts if told.count(key)]


def _among(parts: Sequence[str]) -> str:
    return f"，其中{'、'.join(parts)}" if parts else ""


def _compared(told: Figures, key: str, against: str, unit: str = "篇") -> str:
    """（比上年增加5篇，增长12.5%）; nothing where there is no year before, or this one is not over."""
    if told.before is None or not told.over:
        return ""
    now, before = told.count(key), told.before.count(key)
    if now == before:
        return f"（与{against}持平）"
    more = now > before
    change = f"（比{against}{'增加' if more else '减少'}{abs(now - before)}{unit}"
    if before:
        change += f"，{'增长' if more else '下降'}{abs(now - before) / before * 100:.1f}%"
    return f"{change}）"
