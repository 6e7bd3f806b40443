"""归档文件: what an archive takes one by one (件), in volumes by 保管期限, as DA/T 22-2015 has it.

An issue, a 公文 or a meeting is one 件 each; a piece that was archived is one under the 归档号 that the office gave it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

UNDECIDED: Final = "保管期限待定"
FOR_EVER: Final = "永久"
_LAST_MONTH: Final = 6  # the papers of a year are filed in the first half of the next one


@dataclass(frozen=True, kw_only=True)
class FiledItem:
    """One 件: the columns of 归档文件目录 but for its number there. What is not known is left to the pen."""

    archive_no: str = ""  # 档号
    doc_number: str = ""  # 文号
    responsible: str = ""  # 责任者
    title: str = ""  # 题名
    dated: date | None = None
    secrecy: str = ""  # 密级
    pages: int | None = None
    retention: str = ""
    note: str = ""


@dataclass(frozen=True)
class Volume:
    """The items of one 保管期限, numbered from 1 in this order."""

    retention: str
    items: tuple[FiledItem, ...]

    @property
    def pages(self) -> int | None:
        """All pages, None where those of an item are not known."""
        counts = [item.pages for item in self.items]
        return None if None in counts else sum(filter(None, counts))


def volumes(items: Iterable[FiledItem]) -> tuple[Volume, ...]:
    """The longest kept first, the undecided last; in each by 档号, and behind those by date what has none yet."""
    found: dict[str, list[FiledItem]] = {}
    for item in items:
        found.setdefault(item.retention or UNDECIDED, []).append(item)
    return tuple(Volume(name, tuple(sorted(found[name], key=_place))) for name in sorted(found, key=_rank))


def _rank(retention: str) -> tuple[bool, bool, int, str]:
    years = re.search(r"\d+", retention)
    return retention == UNDECIDED, FOR_EVER not in retention, -int(years[0]) if years else 0, retention


def _place(item: FiledItem) -> tuple[bool, list[tuple[int, str]], date, str]:
    """Digits count as numbers: 9 stands before 10."""
    parts = [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", item.archive_no)]
    return not item.archive_no, parts, item.dated or date.max, item.title


def compact_day(day: date | None) -> str:
    """20261120, as the standard writes a day."""
    return day.strftime("%Y%m%d") if day else ""


def year_to_file(today: date) -> int:
    """The year that is being filed: the last one until the middle of this one."""
    return today.year - 1 if today.month <= _LAST_MONTH else today.year
