"""What a line at the head of a manuscript is: letterhead, title, subtitle, or a numbered heading of the body."""

import re

_LETTERHEAD = re.compile(
    r"第[0-9一二三四五六七八九十百]+期.*$|[（(]?总第?\s*\d+\s*期[）)]?$|增刊.*$|\S*[〔\[【(（]\d{4}[〕\]】)）]\s*第?\d+号$"
    r"|.{0,30}(?:编印|主办|主管|编发|编)(?:[ \u3000]*\d{4}年.*)?$|\d{4}年\d{1,2}月\d{1,2}日$|\d{4}年第?\d+期.*$"
    r"|(?:内部资料|内部参考|注意保存|特急|急件|加急|平件)[★☆\s\d年月]{0,12}$|签发[人]?[:：].*|编号[:：].*|附件[0-9一二三四五]*[:：]?$"
    r"|[★☆*—\-_=·.。…─━]+$|(?:报|送|发)[:：].*|(?:本期)?(?:目录|要目|责编|责任编辑).{0,20}$"
)
_HEADINGS = re.compile(
    r"(?:.{0,20}政协.{0,12})?(?:反映)?(?:社情民意|委员反映|政协信息|信息专报|信息简报|信息快报|社情民意信息|社情|民意)"
    r"(?:信息|专报|简报|快报|摘报|反映|稿件|来稿|稿纸|稿|直报|专刊|动态){0,3}(?:稿|表|单|登记表|报送表|报送单|采集表|提交表|反映表|稿纸)?(?:[（(].{0,10}[）)])?$"
)
_FORM_NAME = re.compile(
    r".{0,24}(?:登记表|报送表|报送单|采集表|提交表|信息表|征集表|申报表|反映表|稿纸|信息专报|简报|快报)(?:[（(].{0,10}[）)])?$"
)
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]+[、．.]|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[、．.)）](?!\d)|[（(]\d+[）)]|第[一二三四五六七八九十]+[章节、，]|[①-⑳])"
)
_ENDS = re.compile(
    r"(?:建议|意见|思考|调研|报告|调查|反映|问题|情况|对策|提案|请示|函|通知|启示|探析|浅析|重视|关注|措施|办法|倡议|呼吁|难|"
    r"解决|整治|治理|隐患|困难|现象|诉求|之策|路径|发展|建设|几点看法|看法|关切|警惕)(?:[（(].{0,12}[）)])?[？！?!]?$"
)
_ADDRESSEE = re.compile(
    r".{0,8}政协(?:委员会)?(?:办公室|研究室|提案委|.{0,10}委员会|.{0,8}委)?$|政协.{2,12}(?:委员会|办公室)$"
)
_SALUTATION = re.compile(r"(?:尊敬的|敬爱的|各位|您好|你好).{0,30}[：:！!]?$")
_INSTRUCTION = re.compile(
    r"(?:[（(]?(?:注意?|备注|说明|填[表报写]说明|填[表报写]须知|温馨提示|要求)(?:事项)?\s*[:：]|[*＊※★▲])"
    r".*(?:请|填|此表|本表|表格|一事一[报议]|一式|不够|另附|附页|字数|字以内|报送至|发送至|邮箱)|填[表报写](?:说明|须知)[:：]?$"
)
_LONGEST = 80
_HALF = 5  # characters from which half of a title that begins with 关于 stands by itself
_CLAUSE, _MOST_CLAUSES = 3, 4  # characters of a clause of any other title, and clauses of a title


def is_letterhead(text: str) -> bool:
    """Whether `text` belongs to the head of a printed issue or form, not to the piece in it."""
    tight = re.sub(r"[\s\u3000]", "", text).strip("（）()")
    return bool(
        _LETTERHEAD.match(text) or _LETTERHEAD.match(tight) or _HEADINGS.match(tight) or _FORM_NAME.match(tight)
    )


def is_numbered(text: str) -> bool:
    """Whether `text` begins with a number of the body's outline: 一、（一）1."""
    return bool(_NUMBERED.match(text))


def is_subtitle(text: str) -> bool:
    """Whether `text` begins with the dash of a subtitle."""
    return text.startswith(("——", "—", "－－", "--", "──")) and 2 < len(text) <= 50


def is_title(text: str, *, marked: bool) -> bool:
    """Whether the first line `text` can be a title; `marked` when it is centred or set in a title style."""
    if is_numbered(text) and not marked:
        return False
    if len(text) > _LONGEST or text.endswith(("。", ".", "；", ";", "，", ",", "：", ":", "、")) or "。" in text[:-1]:
        return False
    return marked or (len(text) <= 60 and not _SALUTATION.match(text))


def is_addressee(unit: str) -> bool:
    """Whether a unit that stands alone under the title is more likely whom the letter is for: 县政协办公室."""
    return bool(_ADDRESSEE.match(unit))


def looks_like_one(text: str) -> bool:
    """Whether `text` by itself, without any layout, is hardly anything but a title: 关于…的建议."""
    return text.startswith("关于") and bool(_ENDS.search(text)) and is_title(text, marked=False)


def is_instruction(text: str) -> bool:
    """Whether a line beside a form tells how to fill it in: 注：请一事一报；填表说明：…"""
    return bool(_INSTRUCTION.match(text))


def can_continue(text: str) -> bool:
    """Whether `text` may be the next line of a title at all."""
    if text.startswith(("（", "(")) or is_numbered(text) or is_letterhead(text):
        return False
    return len(text) <= 45 and not text.endswith(tuple("。；;！!…：:，,"))


def looks_continued(first: str, second: str) -> bool:
    """Whether two lines without layout are one title: 关于…公共交通 / 一体化建设的若干建议."""
    if not first.startswith("关于") or _ENDS.search(first) or first.endswith(tuple("。！？；：）)")):
        return False
    return len(first) + len(second) <= _LONGEST and bool(_ENDS.search(second)) and "，" not in second


def joined(parts: list[str]) -> str:
    """The lines of a title as one line."""
    text = ""
    for part in parts:
        gap = (
            " "
            if text and text[-1].isascii() and text[-1].isalnum() and part[:1].isascii() and part[:1].isalnum()
            else ""
        )
        text += gap + part.strip()
    return text


def neat(title: str) -> str:
    """A title on one line: letters set apart (关 于 加 强) are closed up; clauses (…愁销 盼…) stay apart by a space."""
    words = title.split()
    lengths = [len(word) for word in words]
    if title.startswith("关于"):
        clauses = len(words) == 2 and min(lengths) >= _HALF
    else:
        clauses = 1 < len(words) <= _MOST_CLAUSES and min(lengths) >= _CLAUSE
    text = ""
    for word in words:
        apart = clauses and not word.startswith(("（", "(", "—"))
        latin = bool(text) and text[-1].isascii() and word[0].isascii()
        text += (" " if text and (apart or latin) else "") + word
    return text
