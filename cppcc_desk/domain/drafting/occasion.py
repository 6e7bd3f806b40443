"""A meeting or an activity as the papers about it tell it: what, when, where, what is discussed, who is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cppcc_desk.domain.deadlines import WEEKDAYS
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.occasions import OccasionKind
from cppcc_desk.domain.official import official_date

NOTHING = "没有作任何改动。"
_LISTS = ("出席", "请假", "列席")
_KEYS = ("name", "time", "place", "host", "topics", "attendance", "kind")
_NIGHT, _NOON, _AFTERNOON, _EVENING = 6, 12, 13, 18  # the hours at which the words change


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """`name` is 会议名称 or 活动主题; what is not known yet is empty. `kind` None is a meeting of whatever kind."""

    name: str
    kind: OccasionKind | None = None
    at: datetime | None = None
    place: str = ""
    host: str = ""
    topics: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    observing: tuple[str, ...] = ()

    @property
    def attendance(self) -> dict[str, list[str]]:
        """出席, 请假, 列席 as the fields of a 纪要 have them."""
        lists = zip(_LISTS, (self.present, self.excused, self.observing), strict=True)
        return {label: list(names) for label, names in lists if names}

    def to_dict(self) -> dict[str, Any]:
        """JSON-able; keys as in a file for `paper begin --meeting`, without what is empty."""
        told = {
            "kind": self.kind.value if self.kind else "",
            "name": self.name,
            "time": self.at.isoformat(timespec="minutes") if self.at else "",
            "place": self.place,
            "host": self.host,
            "topics": list(self.topics),
            "attendance": self.attendance,
        }
        return {key: value for key, value in told.items() if value}

    @staticmethod
    def from_dict(given: Any) -> "Occasion":
        """Raises Invalid naming the key that is unknown, missing or of the wrong shape."""
        if not isinstance(given, Mapping):
            raise Invalid(f"会议应写成“名称: 内容”的一组。{NOTHING}")
        if unknown := sorted(set(given) - set(_KEYS)):
            raise Invalid(f"不认识的项目：{'、'.join(unknown)}；可用的有：{'、'.join(_KEYS)}。{NOTHING}")
        name = _text(given, "name")
        if not name:
            raise Invalid(f"缺少名称（name）。{NOTHING}", {"name": "请填写名称。"})
        attendance = given.get("attendance") or {}
        if not isinstance(attendance, Mapping) or not set(attendance) <= set(_LISTS):
            raise Invalid(f"“attendance”应为{'、'.join(_LISTS)}的名单。{NOTHING}")
        return Occasion(
            name=name,
            kind=_kind(given),
            at=_moment(given),
            place=_text(given, "place"),
            host=_text(given, "host"),
            topics=_texts(given, "topics"),
            present=_texts(attendance, "出席"),
            excused=_texts(attendance, "请假"),
            observing=_texts(attendance, "列席"),
        )


def day_and_half(at: datetime) -> str:
    """2026年12月3日上午."""
    return f"{official_date(at.date())}{_part(at)}"


def to_the_minute(at: datetime) -> str:
    """2026年12月3日（星期四）上午9时30分."""
    hour = at.hour - 12 if at.hour >= _AFTERNOON else at.hour
    minutes = f"{at.minute}分" if at.minute else ""
    return f"{official_date(at.date())}（星期{WEEKDAYS[at.weekday()]}）{_part(at)}{hour}时{minutes}"


def _part(at: datetime) -> str:
    parts = ((_NIGHT, "凌晨"), (_NOON, "上午"), (_AFTERNOON, "中午"), (_EVENING, "下午"))
    return next((word for before, word in parts if at.hour < before), "晚上")


def _text(given: Mapping[str, Any], key: str) -> str:
    value = given.get(key) or ""
    if not isinstance(value, str):
        raise Invalid(f"“{key}”应为文字。{NOTHING}", {key: "应为文字。"})
    return value.strip()


def _texts(given: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = given.get(key) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Invalid(f"“{key}”应为文字的列表。{NOTHING}", {key: "应为列表。"})
    return tuple(item.strip() for item in value if item.strip())


def _kind(given: Mapping[str, Any]) -> OccasionKind | None:
    text = _text(given, "kind")
    if text and text not in list(OccasionKind):
        known = "、".join(OccasionKind)
        raise Invalid(f"不认识的会议类别“{text}”；可用的有：{known}。{NOTHING}", {"kind": "类别不对。"})
    return OccasionKind(text) if text else None


def _moment(given: Mapping[str, Any]) -> datetime | None:
    text = _text(given, "time")
    if not text:
        return None
    try:
        if ":" not in text:  # a day alone would be read as its midnight
            raise ValueError(text)
        return datetime.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise Invalid(f"“time”应写成 2026-11-20T14:30，收到的是“{text}”。{NOTHING}", {"time": "时间不对。"}) from None
