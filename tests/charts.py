"""Charts as the office would see them, invented."""

from cppcc_desk.domain.charts import MONTHS, BarChart, ColumnChart, Series

YEAR = ColumnChart(
    title="各月来稿与采用",
    unit="篇",
    categories=MONTHS,
    series=(
        Series("来稿", (31, 28, 40, 36, 44, 38, 29, 33, 41, 45, 47, None)),
        Series("采用", (9, 12, 15, 13, 19, 14, 10, 0, 17, 16, 18, None)),
    ),
)
QUARTERS = ColumnChart(
    title="各季来稿、采用与批示",
    unit="篇",
    categories=("一季度", "二季度", "三季度", "四季度"),
    series=(
        Series("来稿", (99, 118, 103, None)),
        Series("采用", (36, 46, 41, None)),
        Series("批示", (33, 27, 0, None)),
    ),
)
GROUPS = BarChart(
    title="各小组得分",
    unit="分",
    names=(
        "第一小组",
        "第二小组",
        "第三小组（城关镇、石桥镇、大坪乡、青龙街道联络点）",
        "第四小组",
        "第五小组",
    ),
    values=(168, 141.5, 132, 0, -6),
)
LEVELS = BarChart(title="采用层级", unit="篇", names=("全国政协", "省政协", "市政协", "县委"), values=(1, 3, 12, None))
EVERY = (YEAR, QUARTERS, GROUPS, LEVELS)
