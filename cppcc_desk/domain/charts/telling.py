"""A chart in words and as a table: for screen readers, tooltips, alternative texts of papers and the clipboard."""

from typing import Final

from cppcc_desk.domain.charts.chart import Chart, Series

NO_NUMBERS: Final = "还没有数字"


def number(value: float) -> str:
    """At most two decimals, as points have, and none that say nothing."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def mark_words(chart: Chart, category: int, series: int) -> str:
    """One column or bar: 来稿 47 篇, without its category; "" where there is no number."""
    shown = chart.series[series]
    value = shown.values[category]
    return "" if value is None else " ".join(part for part in (shown.name, number(value), chart.unit) if part)


def category_words(chart: Chart, category: int) -> tuple[str, ...]:
    """All that stands over one category, a series each."""
    said = (mark_words(chart, category, series) for series in range(len(chart.series)))
    return tuple(words for words in said if words)


def told(chart: Chart) -> str:
    """The whole chart as a sentence; what has no number yet is left out."""
    said = [
        f"{name}{' ' if words[0][0].isascii() else ''}{'，'.join(words)}"
        for category, name in enumerate(chart.categories)
        if (words := category_words(chart, category))
    ]
    title = f"{chart.title}：" if chart.title else ""
    return f"{title}{'；'.join(said) or NO_NUMBERS}。"


def heading(chart: Chart, series: Series) -> str:
    """What a column of numbers is called: 来稿（篇）; of a chart with one series, the title."""
    name = series.name or chart.title
    return f"{name}（{chart.unit}）" if chart.unit else name


def as_table(chart: Chart) -> tuple[tuple[str, ...], ...]:
    """A head and a row for each category; empty where there is no number."""
    rows = [("", *(heading(chart, series) for series in chart.series))]
    for category, name in enumerate(chart.categories):
        values = (series.values[category] for series in chart.series)
        rows.append((name, *("" if value is None else number(value) for value in values)))
    return tuple(rows)


def as_tsv(chart: Chart) -> str:
    """Lines with tabs, for a WPS or Excel sheet (U57)."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in as_table(chart))
