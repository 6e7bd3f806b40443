"""The page of GB/T 9704-2012 in numbers: margins, 22 lines of 28 characters, what stands where; in twips (1/20 pt).

Twips are what a .docx counts in; press turns them into millimetres at the end, so both set the very same page.
"""

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


def millimetres(twips: float) -> float:
    return twips / TWIPS_PER_MM
