"""Days off: the shipped table is the source's, and a pasted notice gives back the days it was written from."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_desk.domain.deadlines import OfficeCalendar
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.holidays import HolidayNotice, parse_notice

TABLE = Path(__file__).parents[2] / "resources" / "holidays.csv"
DAY = timedelta(days=1)


def table() -> list[tuple[date, str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as rows:
        return [(date.fromisoformat(row["date"]), row["kind"], row["name"]) for row in csv.DictReader(rows)]


def span(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def d(text: str) -> date:
    return date.fromisoformat(text)


def calendar(notice: HolidayNotice) -> OfficeCalendar:
    return OfficeCalendar(off=notice.off, worked=notice.worked, years=frozenset({notice.year}))


# --- the shipped table ------------------------------------------------------------------


def test_the_table_is_what_its_source_says_for_every_day() -> None:
    chinese_calendar = pytest.importorskip("chinese_calendar")
    shipped = OfficeCalendar.of(table())
    everything = span(date(2004, 1, 1), date(2026, 12, 31))
    assert [day for day in everything if shipped.is_working(day) != chinese_calendar.is_workday(day)] == []
    assert shipped.years == frozenset(range(2004, 2027))


def test_the_table_keeps_its_own_convention() -> None:
    rows = table()
    assert [row[0] for row in rows] == sorted({row[0] for row in rows})
    assert {kind for _, kind, _ in rows} == {"off", "worked"}
    assert all(name for _, _, name in rows)
    assert all(day.weekday() >= 5 for day, kind, _ in rows if kind == "worked")


# --- notices as they have been worded over the years (the sentences are ours) -----------------------------------------

NOTICE_2026 = """县政府办公室转发关于２０２６年部分节假日安排的通知
各单位：现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周
六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
各单位要安排好值班。
云溪县人民政府办公室
2025年11月5日"""

NOTICE_2024 = """关于2024年放假的通知
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休，共3天。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。"""

NOTICE_2023 = """2023年部分节假日安排
一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。"""


@pytest.mark.parametrize("text", [NOTICE_2026, NOTICE_2024, NOTICE_2023])
def test_a_whole_notice_makes_the_same_calendar_as_the_shipped_table(text: str) -> None:
    notice = parse_notice(text)
    shipped = OfficeCalendar.of(table())
    pasted = calendar(notice)
    # The last days of a year belong to the next year's notice.
    days = span(date(notice.year - 1, 12, 31), date(notice.year, 12, 28))
    assert [day for day in days if pasted.is_working(day) != shipped.is_working(day)] == []
    assert notice.warnings == ()
    assert notice.whole_year


def test_names_follow_the_headings() -> None:
    notice = parse_notice(NOTICE_2023)
    assert notice.off[d("2022-12-31")] == "元旦"
    assert notice.off[d("2023-10-01")] == "中秋节、国庆节"
    assert notice.worked[d("2023-04-23")] == "劳动节"


@pytest.mark.parametrize(
    ("section", "off", "worked"),
    [
        ("一、元旦：1月1日放假1天，不调休。", ["01-01"], []),
        ("一、元旦：1月1日放假，1月2日（星期五）补休。", ["01-01", "01-02"], []),
        ("（一）元旦：放假时间为1月1日至3日，共3天。上班时间为：1月4日。", ["01-01", "01-02", "01-03"], ["01-04"]),
        ("元旦 1月1日-3日放假\n1月4日周日补班", ["01-01", "01-02", "01-03"], ["01-04"]),
        ("1. 元旦：1月1日、2日、3日放假，共3天。1月4日（周日）正常上班。", ["01-01", "01-02", "01-03"], ["01-04"]),
        ("一、元旦：1月1日（周四）～1月3日（周六）放假公休。", ["01-01", "01-02", "01-03"], []),
        ("五、“五一”国际劳动节：5月1日—5月3日放假，共3天。", ["05-01", "05-02", "05-03"], []),
        (
            "一、元旦：1月1日至3日放假，共3天。其中1月1日（星期四）为法定节假日，将1月4日（星期日）公休日调至1月2日（星期五），"
            "1月4日（星期日）上班。",
            ["01-01", "01-02", "01-03"],
            ["01-04"],
        ),
        ("三、县庆日：9月3日至4日调休放假，共2天。9月6日（星期日）上班。", ["09-03", "09-04"], ["09-06"]),
        (
            "二、春节：2月16日至18日放假。鼓励结合带薪年休假在2月13日休息，2月28日（周六）上班。",
            ["02-16", "02-17", "02-18"],
            ["02-28"],
        ),
    ],
)
def test_the_wordings_of_past_years(section: str, off: list[str], worked: list[str]) -> None:
    notice = parse_notice(section, year=2026)
    assert [f"{day:%m-%d}" for day in notice.off] == off
    assert [f"{day:%m-%d}" for day in notice.worked] == worked
    assert notice.warnings == ()


@pytest.mark.parametrize(
    "range_words",
    ["12月30日至1月1日", "12月30日至次年1月1日", "2018年12月30日至2019年1月1日", "上年12月30日至1月1日"],
)
def test_new_year_begins_in_the_old_one(range_words: str) -> None:
    notice = parse_notice(f"2019年节假日安排。一、元旦：{range_words}放假调休，共3天。2018年12月29日（星期六）上班。")
    assert list(notice.off) == span(d("2018-12-30"), d("2019-01-01"))
    assert list(notice.worked) == [d("2018-12-29")]
    assert notice.warnings == ()


def test_days_off_exchanged_in_the_old_way() -> None:
    notice = parse_notice(
        "2007年部分节假日安排。一、元旦：1月1日－3日放假，共3天。其中1月1日为法定节假日，将2006年12月30日（星期六）、31日"
        "（星期日）两个公休日分别调至1月2日、3日（星期二、星期三），12月30日（星期六）、31日（星期日）上班。"
    )
    assert list(notice.off) == span(d("2007-01-01"), d("2007-01-03"))
    assert list(notice.worked) == [d("2006-12-30"), d("2006-12-31")]
    assert notice.warnings == ()


def test_an_additional_notice_is_not_a_whole_year() -> None:
    notice = parse_notice(
        "关于2019年劳动节假期安排的通知\n2019年5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。"
    )
    assert notice.off == dict.fromkeys(span(d("2019-05-01"), d("2019-05-04")), "劳动节")
    assert notice.worked == dict.fromkeys([d("2019-04-28"), d("2019-05-05")], "劳动节")
    assert not notice.whole_year


def test_a_holiday_made_longer_goes_on_from_the_days_entered() -> None:
    text = "关于延长2020年春节假期的通知：春节假期延长至2月2日（星期日），2月3日（星期一）起正常上班。"
    entered = dict.fromkeys(span(d("2020-01-24"), d("2020-01-30")), "春节")
    notice = parse_notice(text, entered=entered)
    assert (list(notice.off), notice.worked, notice.warnings) == (span(d("2020-01-31"), d("2020-02-02")), {}, ())
    alone = parse_notice(text)
    assert list(alone.off) == [d("2020-02-02")]
    assert "逐日核对" in alone.warnings[0]


@pytest.mark.parametrize(
    ("section", "warning"),
    [
        ("一、元旦：1月1日至3日放假，共4天。", "“元旦”写明共 4 天，看出的是 3 天，请核对。"),
        ("一、元旦：1月1日（周五）放假。", "2026 年 1 月 1 日是周四，通知写的是周五，请核对日期和年份。"),
        ("一、元旦：1月1日放假。二、端午节：另行通知。", "“端午节”一节没有看出放假的日期，请核对。"),
        ("一、元旦：1月1日放假。1月4日（周日）上斑。", "“1月4日(周日)”没有看出是放假还是上班，没有采用，请核对。"),
        ("一、元旦：1月1日放假。1月1日上班。", "2026 年 1 月 1 日既写放假又写上班，按放假计，请核对。"),
        ("一、元旦：1月1日放假。2月30日上班。", "没有 2026 年 2 月 30 日这一天，没有采用。"),
        ("一、元旦：1月1日放假。9日上班。", "“9日”没有写月份，没有采用。"),
        ("一、元旦：1月1日放假。二、国庆节：10月7日至10月1日放假。", "“10月7日至10月1日”不像一段假期，没有采用。"),
        ("一、元旦：1月1日放假。2031年1月5日上班。", "“2031年1月5日”不在 2026 年前后，没有采用。"),
    ],
)
def test_what_does_not_add_up_is_said(section: str, warning: str) -> None:
    assert warning in parse_notice(section, year=2026).warnings


@pytest.mark.parametrize(
    ("text", "year", "sentence"),
    [
        ("一、元旦：1月1日放假1天。", None, "没有看出是哪一年"),
        ("", 2027, "没有从文字中看出"),
        ("关于2027年部分节假日安排的通知，请认真执行。", None, "没有从文字中看出"),
        (
            "关于2027年部分节假日安排的通知。一、元旦：1月1日放假1天。",
            2026,
            "通知写的是 2027 年，与所选的 2026 年不一致",
        ),
        ("一、元旦：1月1日放假1天。", 1, "1 不是可用的年份"),
        ("0" * 5000 + "日、" * 5000, 2027, "没有从文字中看出"),
        # Pasted by mistake: must not take for ever.
        ("元旦、" * 40_000, 2027, "没有从文字中看出"),
        ("一" * 100_000, 2027, "没有从文字中看出"),
    ],
)
def test_what_is_not_understood_is_refused_with_a_sentence(text: str, year: int | None, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refusal:
        parse_notice(text, year=year)
    assert "放假表没有改动" in refusal.value.message


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("国务院办公厅关于2027年部分节假日安排的通知", 2027),
        ("关于二〇二七年元旦春节放假的通知", 2027),
        ("２０２７年 放假 安排", 2027),
        ("（发布于2026年11月4日）2027年法定节假日", 2027),
    ],
)
def test_the_year_is_that_of_the_title(title: str, year: int) -> None:
    assert parse_notice(f"{title}\n一、元旦：1月1日放假1天。").year == year


# --- notices written from days ------------------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """How a notice is worded."""

    weekday: str
    to: str
    listing: str
    numbering: str
    repeat_month: bool
    count: bool
    wide_digits: bool
    year_words: str


STYLES = st.builds(
    Style,
    weekday=st.sampled_from(["", "（周{}）", "（星期{}）", "（农历初七、周{}）", "周{}"]),
    to=st.sampled_from(["至", "到", "-", "—", "－", "～", "~", "起至"]),
    listing=st.sampled_from(["、", "，", "和", "及"]),
    numbering=st.sampled_from(["一、", "（二）", "3.", "4、", "五."]),
    repeat_month=st.booleans(),
    count=st.booleans(),
    wide_digits=st.booleans(),
    year_words=st.sampled_from(["explicit", "none", "next"]),
)
WIDE = str.maketrans("0123456789:,()", "０１２３４５６７８９：，（）")
WINDOWS = {
    "元旦": (-3, 3),
    "春节": (20, 50),
    "清明节": (90, 96),
    "劳动节": (118, 122),
    "端午节": (150, 170),
    "中秋节": (250, 262),
    "国庆节": (272, 274),
}
YEARS = st.integers(2004, 2100)


def day_words(day: date, style: Style, *, year: str = "", month: bool = True) -> str:
    weekday = style.weekday.format("一二三四五六日"[day.weekday()])
    return f"{year}{f'{day.month}月' if month else ''}{day.day}日{weekday}"


def holiday_words(name: str, off: list[date], worked: list[date], style: Style) -> str:
    """One section of a notice."""
    first, last = off[0], off[-1]
    crossing = first.year != last.year
    explicit = crossing and style.year_words == "explicit"
    text = f"{style.numbering}{name}：" + day_words(first, style, year=f"{first.year}年" if explicit else "")
    if last != first:
        year = f"{last.year}年" if explicit else "次年" if crossing and style.year_words == "next" else ""
        text += style.to + day_words(last, style, year=year, month=style.repeat_month or last.month != first.month)
    text += "放假调休" + (f"，共{len(off)}天。" if style.count else "。")
    if worked:
        text += style.listing.join(day_words(day, style) for day in worked) + "上班。"
    return text


@st.composite
def arrangements(draw: st.DrawFn) -> tuple[int, dict[str, tuple[list[date], list[date]]]]:
    """A year and, for each holiday, its days off and the weekend days worked for it."""
    year = draw(YEARS)
    found: dict[str, tuple[list[date], list[date]]] = {}
    for name, (earliest, latest) in WINDOWS.items():
        first = date(year, 1, 1) + draw(st.integers(earliest, latest)) * DAY
        off = span(first, first + draw(st.integers(0, 8)) * DAY)
        near = [*span(first - 12 * DAY, first - DAY), *span(off[-1] + DAY, off[-1] + 9 * DAY)]
        # The year of a worked December day is clear for 元旦 only.
        weekend = [day for day in near if day.weekday() >= 5 and (day.year == year or name == "元旦")]
        found[name] = off, sorted(draw(st.lists(st.sampled_from(weekend), unique=True, max_size=2)))
    taken = {day for off, _ in found.values() for day in off}
    return year, {name: (off, [day for day in worked if day not in taken]) for name, (off, worked) in found.items()}


@settings(deadline=None)
@given(arrangement=arrangements(), style=STYLES, data=st.data())
def test_a_notice_gives_back_the_days_it_was_written_from(
    arrangement: tuple[int, dict[str, tuple[list[date], list[date]]]], style: Style, data: st.DataObject
) -> None:
    year, holidays = arrangement
    sections = (holiday_words(name, off, worked, style) for name, (off, worked) in holidays.items())
    text = f"关于{year}年部分节假日安排的通知\n" + "\n".join(sections) + f"\n云溪县政府办公室\n{year - 1}年11月5日"
    if style.wide_digits:
        text = text.translate(WIDE)
    # Pasted text is broken anywhere.
    for place in data.draw(st.lists(st.integers(0, len(text)), max_size=8)):
        text = text[:place] + data.draw(st.sampled_from([" ", "\n", "\r\n", "\u3000", "\u200b"])) + text[place:]
    notice = parse_notice(text)
    assert notice.year == year
    assert notice.off == {day: name for name, (off, _) in holidays.items() for day in off}
    assert set(notice.worked) == {day for _, worked in holidays.values() for day in worked}
    assert notice.warnings == ()
    assert notice.whole_year


@settings(deadline=None)
@given(
    text=st.text(
        st.sampled_from("一二、元旦春节：:，,。（）()周星期日月年至-共天放假调休上班延长鼓励次0123456789 \n"),
        max_size=80,
    ),
    year=st.none() | YEARS,
)
def test_any_text_is_understood_or_refused(text: str, year: int | None) -> None:
    try:
        notice = parse_notice(text, year=year)
    except Invalid as refusal:
        assert "放假表没有改动" in refusal.message
    else:
        assert notice.off or notice.worked
        assert not notice.off.keys() & notice.worked.keys()
        assert all(abs(day.year - notice.year) <= 2 for day in [*notice.off, *notice.worked])
