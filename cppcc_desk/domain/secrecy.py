"""密级 marks: matter marked 秘密 or above may not be handled on this PC, so what bears a mark is refused, not cleaned.

How a mark is written: GB/T 9704-2012, 7.2.2 (机密★5年, at the head of the sheet), and the 密级 box of a form. Text that
merely speaks of 机密文件 bears none; 公开, 内部 and an empty box are none either.
"""

import re
from collections.abc import Iterable

CLASSIFIED_FILE = (
    "文件标有密级（秘密、机密或绝密），本机不得处理涉密内容，没有读取，也没有保存；请按保密规定交机要渠道办理。"
)

_LEVEL = "(?:绝密|絕密|机密|機密|秘密)"
_STAR = "[★☆＊*]"
_TERM = (  # how long: 5年, 1年6个月, 长期, 启用前, 至2030年1月1日
    r"(?:长期|启用前|公布前|至?\d{4}年\d{1,2}月\d{1,2}日前?|(?:[\d一二三四五六七八九十]+(?:年|个?月|[天日]))+)"
)
_LABEL = "(?:(?:秘密等级|保密等级|密级(?:[和及、与]保密期限)?)[:：]?)"
_URGENCY = "(?:特急|特提|加急|急件|平急|平件)"
# A whole line: 000012 机密★5年 特急, 秘密, 绝密级, 密级：机密（三年）.
_MARK = re.compile(
    rf"(?:No\.?|№|份号[:：]?)?\d{{0,8}}[【\[（(〔]?{_LABEL}?{_LEVEL}[级級件]?[】\]）)〕]?"
    rf"(?:[（(]?{_STAR}?{_TERM}[)）]?|{_STAR})?[】\]）)〕]?{_URGENCY}?"
)
# A level with its star cannot be anything else, whatever stands behind it on the head line.
_STARRED = re.compile(rf"(?:No\.?|№|份号[:：]?)?\d{{0,8}}[【\[（(]?{_LABEL}?{_LEVEL}[级級]?{_STAR}")
# 密级 among other labels of a line: 编号：12　密级：机密　缓急：平件.
_LABELLED = re.compile(
    rf"(?:^|[\s，,；;|（(【\[])(?:密\s*级|秘密等级|保密等级)\s*[:：】\]]\s*{_LEVEL}[级級]?(?=$|[\s，,；;|）)★☆*（(])"
)
# Choices of a form: ☐公开 ☑机密 has the box before its word, 公开☐ 机密☑ behind it.
_BEFORE = re.compile(rf"[☑☒√✓✔]\s*{_LEVEL}")
_CLOSE = re.compile(rf"(?:(?<=\s)|(?<=[:：]))[☑☒√✓✔]{_LEVEL}|{_LEVEL}[级級]?\s*[☑☒√✓✔]")
_BOXED = re.compile(r"密\s*级|[☐□]")
_BOX_FIRST = re.compile(rf"\s*{_LABEL}?\s*[☐□☑☒√✓✔]")
_LONGEST = 60  # characters; a longer line is text


def mark_in(lines: Iterable[str]) -> str:
    """The first of `lines` that is a 密级 mark; "" when none is."""
    return next((line.strip() for line in lines if _is_mark(line)), "")


def refusal(lines: Iterable[str]) -> str:
    """The sentence that refuses text with a mark in it; "" when there is none."""
    mark = mark_in(lines)
    return f"“{mark}”是密级标志，本机不得处理涉密内容，请按保密规定交机要渠道办理。" if mark else ""


def _is_mark(line: str) -> bool:
    if "密" not in line or len(line) > _LONGEST or line.rstrip().endswith("。"):
        return False
    tight = re.sub(r"\s", "", line)
    if _MARK.fullmatch(tight) or _STARRED.match(tight) or _LABELLED.search(line):
        return True
    ticked = _BEFORE if _BOX_FIRST.match(line) else _CLOSE
    return bool(_BOXED.search(line) and ticked.search(line))
