"""The numbers of a year as a table, and back: what a paper that was issued says stays what it says."""

from collections.abc import Iterator, Mapping
from typing import Any

from cppcc_desk.domain.figures import KEYS, Figures, Mismatch, Month

ITEM, UNIT = "项目", "单位"
MONTH, RECEIVED, ADOPTED = "月份", "来稿（篇）", "采用（篇）"
_TOTAL = "合计"


def summary(told: Figures) -> dict[str, Any]:
    """All numbers as a table of a 公文, beside those of the year before where there was one."""
    before = told.before
    columns = [ITEM, UNIT, f"{told.year}年"]
    widths = [66.0, 30.0, 60.0]
    if before is not None:
        columns += [f"{before.year}年", "增减"]
        widths = [56.0, 22.0, 26.0, 26.0, 26.0]
    rows = []
    for figure in told.figures:
        row = [figure.key.label, figure.key.unit, str(figure.count)]
        if before is not None:
            earlier = before.count(figure.key.key)
            row += [str(earlier), f"{figure.count - earlier:+d}" if figure.count != earlier else "持平"]
        rows.append(row)
    return {"table": {"columns": columns, "rows": rows, "widths_mm": widths}}


def by_month(months: tuple[Month, ...]) -> dict[str, Any]:
    """来稿 and 采用 by month, with their sums."""
    rows = [[month.label, str(len(month.received)), str(len(month.adopted))] for month in months]
    sums = [sum(len(month.received) for month in months), sum(len(month.adopted) for month in months)]
    rows.append([_TOTAL, *map(str, sums)])
    return {"table": {"columns": [MONTH, RECEIVED, ADOPTED], "rows": rows, "widths_mm": [52.0, 52.0, 52.0]}}


def numbers_of(told: Figures) -> dict[str, Any]:
    """The numbers by their keys."""
    months = {month.label: {"received": len(month.received), "adopted": len(month.adopted)} for month in told.months}
    return {**{figure.key.key: figure.count for figure in told.figures}, "by_month": months}


def numbers_printed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same, read from the tables of a paper; what the office took out of it is not there."""
    found: dict[str, Any] = {}
    keys = {key.label: key.key for key in KEYS}
    for table in _tables(fields):
        columns = table.get("columns") or [""]
        rows = [row for row in table.get("rows") or () if len(row) > 2]
        if columns[:2] == [ITEM, UNIT]:
            found |= {keys[row[0]]: _whole(row[2]) for row in rows if row[0] in keys}
        elif ITEM in columns:  # several numbers side by side, each with its unit behind its name
            for place in (place for place, column in enumerate(columns) if column == ITEM):
                named = ((row[place].partition("（")[0], row[place + 1]) for row in rows)
                found |= {keys[name]: _whole(number) for name, number in named if name in keys}
        elif columns == [MONTH, RECEIVED, ADOPTED]:
            found["by_month"] = {
                row[0]: {"received": _whole(row[1]), "adopted": _whole(row[2])} for row in rows if row[0] != _TOTAL
            }
    return found


def changed(printed: Mapping[str, Any], now: Mapping[str, Any], *, since: str) -> Iterator[Mismatch]:
    """Numbers of a paper that was issued, or otherwise made `since`, and what they would be now."""
    labels = {key.key: key.label for key in KEYS}
    for key, label in labels.items():
        if key in printed and printed[key] != now[key]:
            yield Mismatch(f"“{label}”印的是 {printed[key]}，现在是 {now[key]}：{since}以后又有变化")


def _tables(fields: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for part in (fields, *(fields.get("attachments") or ())):
        for block in part.get("body") or ():
            if isinstance(block, dict) and isinstance(block.get("table"), dict):
                yield block["table"]


def _whole(text: str) -> int | None:
    """A number that the office may have typed over."""
    return int(text) if text.strip().isdecimal() else None
