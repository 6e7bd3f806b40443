"""The page of GB/T 9704-2012 in numbers: margins, 22 lines of 28 characters, what stands where; in twips (1/20 pt).

Twips are what a .docx counts in; press turns them into millimetres at the end, so both set the very same page.
"""

import unicodedata

TWIPS_PER_MM = 1440 / 25.4

SHEET_WIDTH, SHEET_HEIGHT = 11906, 16838  # A4
TOP, RIGHT, BOTTOM, LEFT = 2098, 1474, 1984, 1588  # 天头 37 mm, 订口 28 mm, 版心 156 x 225 mm [5.2]
WIDTH = SHEET_WIDTH - LEFT - RIGHT  # 8844
HEIGHT = SHEET_HEIGHT - TOP - BOTTOM  # 12756

CELLS, LINES = 28, 22  # [5.2.3]
LINE = 579  # 28.95 pt: 22 of them fill the 225 mm
BODY_SIZE = 16.0  # 3号
SQUEEZE = -0.25  # pt after each 3号 character: 28 x 15.75 pt fit into 442.2 pt, 28 x 16 do not

BASELINE = 0.8  # of an exact line, from its top: Word and LibreOffice agree

PAGE_NUMBER_SIZE = 14.0  # 4号 [7.5]
PAGE_NUMBER_DASH = 7.0  # mm under the 版心

TAIL_SIZE = 14.0  # 版记 4号
TAIL_LINE = 480
TAIL_THICK, TAIL_THIN = 0.353, 0.265  # mm: what a table border of 8/8 and 6/8 pt measures

LETTER_TOP = 30.0  # mm from the sheet's edge to the ink of a letter's mark [10.1]
LETTER_RULE_LENGTH = 170.0  # mm
LETTER_RULE_BELOW = 20.0  # mm from the lower double rule to the sheet's edge
LETTER_RULE_THICK, LETTER_RULE_WHITE, LETTER_RULE_THIN = 1.06, 0.26, 0.26  # mm: what a 3 pt double border measures

SEAL = 42.0  # mm: a county organ's
SEAL_ABOVE = 22.5  # mm from the top of the date's line to the top of its seal, within a line of the text [7.3.5.1]


def character_width(character: str) -> float:
    """Width in em as every Chinese font of Windows has it: 汉字 and full-width marks 1, Latin and digits 1/2."""
    if character.isascii():
        return 0.5
    if unicodedata.combining(character):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def text_width(text: str, size: float = BODY_SIZE) -> int:
    """Width of a text in twips, set solid in `size` points."""
    return round(sum(map(character_width, text)) * size * 20)


def millimetres(twips: float) -> float:
    return twips / TWIPS_PER_MM
