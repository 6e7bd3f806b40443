"""Numbers written in the ways of Word's lists (w:numFmt, ISO/IEC 29500-1, 17.18.59), and Chinese numerals read back."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 9999  # nothing in a manuscript counts further; beyond it plain digits are written


def counting(n: int) -> str:
    """一, 十, 十二, 二十, 一百〇五: as counted in Chinese; 1 to 9999."""
    return _with_units(n, _DIGITS, "十百千").removeprefix("一") if 10 <= n < 20 else _with_units(n, _DIGITS, "十百千")


def _with_units(n: int, digits: str, units: str) -> str:
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = n // 10**place % 10
        if digit == 0:
            gap = bool(written)
            continue
        written += (digits[0] if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    return written or digits[0]


def _short_counting(n: int) -> str:
    return counting(n) if n < 100 else _digital(n)


def _digital(n: int) -> str:
    return "".join(_DIGITS[int(d)] for d in str(n))


def _roman(n: int) -> str:
    written = ""
    for size, letters in _ROMAN:
        written += letters * (n // size)
        n %= size
    return written


def _letters(n: int) -> str:
    """A to Z, then AA, BB: the letter repeated, as Word does."""
    return chr(ord("A") + (n - 1) % 26) * ((n - 1) // 26 + 1)


def _run_of(first: str, last: int) -> Callable[[int], str]:
    """Consecutive characters from `first` for 1 to `last`, plain digits beyond."""
    return lambda n: chr(ord(first) + n - 1) if n <= last else str(n)


def _circled(n: int) -> str:
    for low, high, first in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if low <= n <= high:
            return chr(ord(first) + n - low)
    return str(n)


def _ordinal(n: int) -> str:
    suffix = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda n: signs[(n - 1) % len(signs)]


def _sexagenary(n: int) -> str:
    return _STEMS[(n - 1) % 10] + _BRANCHES[(n - 1) % 12]


def _wide(n: int) -> str:
    return "".join(chr(ord("０") + int(d)) for d in str(n))


_WAYS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _short_counting,
    "chineseCountingThousand": counting,
    "taiwaneseCounting": _short_counting,
    "taiwaneseCountingThousand": counting,
    "japaneseCounting": counting,
    "koreanCounting": counting,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "koreanDigital2": _digital,
    "chineseLegalSimplified": lambda n: _with_units(n, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda n: _with_units(n, _LEGAL_TRADITIONAL, "拾佰仟"),
    "japaneseLegal": lambda n: _with_units(n, _LEGAL_TRADITIONAL, "拾百千"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _run_of("㊀", 10),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _run_of("⒈", 20),
    "decimalEnclosedParen": _run_of("⑴", 20),
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalZero": lambda n: f"{n:02d}",
    "numberInDash": lambda n: f"- {n} -",
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "ordinal": _ordinal,
    "hex": lambda n: f"{n:X}",
    "none": lambda n: "",
}


def write_number(n: int, way: str, custom: str = "") -> str:
    """`n` in the format `way` (a value of w:numFmt); plain digits for an unknown way or where it has no sign for `n`.

    `custom` is the pattern of a custom format such as "001, 002, 003, ...": its zeros are kept.
    """
    if custom:
        pattern = custom.split(",", maxsplit=1)[0].strip()
        return f"{n:0{len(pattern)}d}" if pattern.isdigit() else str(n)
    if not 1 <= n <= _LARGEST and way not in ("none", "decimalZero"):
        return (
            str(n) if way not in ("chineseCounting", "chineseCountingThousand", "ideographDigital") or n else _DIGITS[0]
        )
    return _WAYS.get(way, str)(n)


_VALUES = {sign: place for signs in (_DIGITS, _LEGAL, "○一二三四五六七八九") for place, sign in enumerate(signs)}
_VALUES |= {"零": 0, "Ｏ": 0, "O": 0, "两": 2, "元": 1, "0": 0}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}


def read_numeral(text: str) -> int | None:
    """The number that `text` writes in digits, digit by digit (二〇二四) or counted (二十一); None for other text."""
    if text.isdecimal():
        return int(text)
    if text and all(c in _VALUES for c in text):
        return int("".join(str(_VALUES[c]) for c in text))
    total, digit = 0, None
    for c in text:
        if c in ("廿", "卅"):
            total += _UNITS[c]
        elif c in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[c]
            digit = None
        elif c in _VALUES:
            digit = _VALUES[c]
        else:
            return None
    return total + (digit or 0) if text else None
