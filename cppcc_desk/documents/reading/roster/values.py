"""What stands in a roster's cells, made plain: names, days of birth, telephone and identity numbers.

Nothing is guessed: what has lost digits, or can be read in two ways, is left out and said.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cppcc_desk.documents.reading.dates import take_date
from cppcc_desk.documents.reading.numerals import read_numeral
from cppcc_desk.documents.reading.persons import phones
from cppcc_desk.documents.reading.tables.cells import EXACT, HAN, plain
from cppcc_desk.documents.reading.tables.sheets import Fault, day_of
from cppcc_desk.domain.roster import RosterColumn as Column

_SCIENTIFIC = re.compile(r"(\d(?:\.(\d*))?)E(\+?)0*(\d{1,2})", re.I)
_MASKED = re.compile(r"\d[*x]+\d", re.I)  # 138****0001, as our own lists show a number
_DASHES = str.maketrans("—–", "--")  # all that NFKC leaves of what stands between digits


@dataclass(frozen=True)
class Understood:
    """A value as text, "" where there is none, and sentences on what could not be understood."""

    text: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class NameFound(Understood):
    """A name with what stands in brackets behind it: 阿依古丽（女，维吾尔族）."""

    gender: str = ""
    ethnicity: str = ""


def fault(value: Fault, column: Column) -> Understood:
    """What is said of a cell without a value."""
    if value is Fault.UNCOMPUTED:
        sentence = f"{column}是公式，文件里没有保存它的计算结果；请用 Excel 或 WPS 表格打开并保存一次再试。"
        return Understood(problems=(sentence,))
    return Understood(problems=(f"{column}的公式出错（错误值），没有读入，请核对。",))


# --- names -----------------------------------------------------------------------------------------------------------

_BRACKETS = re.compile(r"(.+?)\s*[（(]([^（）()]*)[)）]\s*")
_SEVERAL = re.compile(r"[、，,;；/]|\d{2}")
_MARKS = re.compile(r"^[*＊★☆▲△●○◆#]+ ?| ?[*＊★☆▲△●○◆#]+$")
_LONGEST_NAME = 25


def person_name(text: str) -> NameFound:
    """A name without the blanks that spread it; sex and 民族 in brackets are taken out of it."""
    written = " ".join(text.replace("\u3000", " ").split())
    text = _MARKS.sub("", written) or written
    problems: tuple[str, ...] = ("姓名旁有“*”一类的记号，已去掉，请核对。",) if text != written else ()
    gender = ethnicity = ""
    bracketed = _BRACKETS.fullmatch(text)
    if bracketed:
        words = [word for word in re.split(r"[\s，,、;；]+", bracketed[2]) if word]
        if words and all(word in ("男", "女") or re.fullmatch(rf"[{HAN}]{{1,5}}族", word) for word in words):
            text = bracketed[1]
            gender = next((word for word in words if word in ("男", "女")), "")
            ethnicity = next((word for word in words if word.endswith("族")), "")
    if "·" in text or (re.fullmatch(rf"[{HAN} ]+", text) and len(text.replace(" ", "")) <= 4):
        text = text.replace(" ", "")
    doubtful = _SEVERAL.search(text) or len(text) > _LONGEST_NAME
    problems += ("姓名不像一个人的名字，已照原样读入，请核对。",) if doubtful else ()
    return NameFound(text, problems, gender, ethnicity)


# --- numbers ---------------------------------------------------------------------------------------------------------


def _digits(text: str) -> tuple[str, bool]:
    """`text` with a number in E notation written out, and whether digits of it are lost.

    1.3900000002E10 is how Java writes every number; 1.39E+10 is how Excel shows one that is too wide.
    """
    written = _SCIENTIFIC.fullmatch(text)
    if written is None:
        return re.sub(r"(?<=\d)\.0+$", "", text), False
    exponent, decimals = int(written[4]), len(written[2] or "")
    lost = decimals < exponent and (bool(written[3]) or exponent >= 15)
    return ("" if lost else f"{Decimal(text):f}".removesuffix(".0")), lost


def phone(value: str | float | date, column: Column) -> Understood:
    """A telephone number as text, several joined by 、; a mobile number as its eleven digits.

    `column`: PHONE, or OTHER_PHONE where a short number of the office's own exchange is one, too.
    """
    if isinstance(value, date):
        return Understood(problems=(f"{column}存成了日期，没有读入，请核对。",))
    text, lost = _digits(unicodedata.normalize("NFKC", plain(value)).translate(_DASHES).strip("'`"))
    if lost or _MASKED.search(text):
        why = "写成了科学记数，末几位已丢失" if lost else "隐去了几位"
        return Understood(problems=(f"{column}{why}，没有读入，请补上。",))
    if text in ("无", "-", "--", "/", "0", "—"):
        return Understood()
    found = phones(text)
    left = re.sub(r"\D", "", text)
    if found and len(re.sub(r"\D", "", found)) >= len(left) - 4:  # but for the country
        return Understood(found)
    if column is Column.OTHER_PHONE and len(left) >= 3:
        return Understood(text)
    return Understood(text, (f"{column}不像电话号码，已照原样读入，请核对。",))


_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_no(value: str | float | date) -> Understood:
    """An identity number as text (GB 11643-1999); one that was kept as a number has lost its last digits."""
    lost = Understood(problems=("身份证号存成了数字，末几位已丢失精度，没有读入（忽略），请按文本重新填写。",))
    if isinstance(value, date) or (isinstance(value, float) and abs(value) >= EXACT):
        return lost
    text = re.sub(r"[\s'’`-]", "", unicodedata.normalize("NFKC", plain(value))).upper()
    if re.fullmatch(r"\d(?:\.\d+)?E\+?\d+", text):
        return lost
    if re.fullmatch(r"\d{15}", text):
        return Understood(text)
    if not re.fullmatch(r"\d{17}[\dX]", text):
        return Understood(text, ("身份证号不是 18 位，已照原样读入，请核对。",))
    rest = sum(int(digit) * weight for digit, weight in zip(text, _ID_WEIGHTS, strict=False)) % 11
    fits = "10X98765432"[rest] == text[-1]
    return Understood(text, () if fits else ("身份证号的校验位不对，已照原样读入，请核对。",))


# --- days ------------------------------------------------------------------------------------------------------------

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_TIME = re.compile(r"(?<=\d)[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})?")
_MONTH = re.compile(r"((?:19|20)\d{2})[-/.年、 ]+(\d{1,2})月?(?:份|生)?")
_HAN_MONTH = re.compile("([〇○Ｏ零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月")
_UNCLEAR = "出生日期看不出是哪一天，已照原样读入，请核对。"
_MONTH_LOST = "出生日期存成了小数，分不清是 1 月还是 10 月，已照原样读入，请核对。"


def birth(value: str | float | date, *, from_1904: bool = False) -> Understood:
    """A day as 1975-01-10, or 1975-01 or 1975 where no more is given; a bare number may be a day of Excel's count."""
    if isinstance(value, float):
        return _birth_number(value, from_1904=from_1904)
    text = re.sub(r"\s*([年月日./-])\s*", r"\1", unicodedata.normalize("NFKC", plain(value)).translate(_DASHES))
    text = re.sub(r"[（(][^（）()]*[)）]$|[生。]$|出生$", "", _TIME.sub("", text)).strip()
    text = re.sub(r"(?<=^\d{4})年$", "", text)
    if text in ("", "无", "-", "/", "不详"):
        return Understood()
    if re.fullmatch(r"\d+(?:\.0+)?", text):
        return _birth_number(float(text), from_1904=from_1904)
    if month := _MONTH.fullmatch(text) or _HAN_MONTH.fullmatch(text):
        return _month(read_numeral(month[1]) or 0, read_numeral(month[2]) or 0, text)
    rest, day, _ = take_date(text)
    if day is None or rest.strip():
        return Understood(text, (_UNCLEAR,))
    return Understood(day.isoformat())


def _birth_number(number: float, *, from_1904: bool) -> Understood:
    text = plain(number)
    if not number.is_integer():
        return _month_as_fraction(text)
    if compact := _COMPACT.fullmatch(text):
        return _compact(compact[1], compact[2], compact[3], text)
    if _FIRST_YEAR <= number <= _LAST_YEAR:
        return Understood(text)
    day = day_of(number, from_1904=from_1904)
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return Understood(text, (_UNCLEAR,))
    return Understood(day.isoformat())


def _compact(year: str, month: str, day: str | None, text: str) -> Understood:
    if day is None:
        return _month(int(year), int(month), text)
    try:
        return Understood(date(int(year), int(month), int(day)).isoformat())
    except ValueError:
        return Understood(text, (_UNCLEAR,))


def _month_as_fraction(text: str) -> Understood:
    """1975.05 is May; 1975.1 was 1975.1 or 1975.10."""
    month = re.fullmatch(r"((?:19|20)\d{2})\.(\d{1,2})", text)
    if month is None or month[2] == "1":
        return Understood(text, (_UNCLEAR if month is None else _MONTH_LOST,))
    return _month(int(month[1]), int(month[2]), text)


def _month(year: int, month: int, text: str) -> Understood:
    if _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12:
        return Understood(f"{year}-{month:02d}")
    return Understood(text, (_UNCLEAR,))
