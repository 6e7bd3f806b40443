"""Who wrote: names, units, posts, telephone numbers and dates told apart in one short line of a manuscript.

A line is only taken when every part of it is understood, so that nothing is guessed and nothing is lost.
"""

import re
from dataclasses import dataclass
from datetime import date

from cppcc_desk.documents.reading import dates
from cppcc_desk.documents.reading.vocabulary import NOT_NAMES, ROLE_ENDS, UNIT_ENDS
from cppcc_desk.domain.surnames import COMPOUND_SURNAMES, SURNAMES

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\ue000-\uf8ff〇"
_NAME = re.compile(f"[{_HAN}]{{2,4}}$")
_FOREIGN_NAME = re.compile(f"[{_HAN}]{{1,8}}(?:[·•・‧．][{_HAN}]{{1,8}}){{1,3}}$")

# 县政协委员 and 柳树村村民 are standings, not posts in a unit.
_STANDINGS = (
    "委员", "常委", "信息员", "联络员", "人大代表", "党代表", "村民", "居民", "市民", "群众", "农民", "业主", "个体户"
)  # fmt: skip
_ORGANS = frozenset("局院馆所厅")  # signs that end the name of an organisation wherever they stand
_PARENTS = ("县委", "市委", "区委", "省委", "政府", "政协", "人大", "工委")  # their parts are units by themselves
_SECTOR_ENDS = ("界", "界别")
_PLACES = tuple("县镇乡村局院厅委办校市区部")  # no given name that is not written after a label ends so
_FILLER = re.compile(
    r"(?:作者系|作者为|作者是|作者|撰稿人|撰稿|供稿人|供稿|来稿|报送|反映人|反映|整理|执笔|系|文/|文/图|等\d*人?|——+|—+|-{2,}|联名|盖章|公章|签章|签名|签字)$"
)
_DRAFTING = re.compile(r"^(?:执笔人?|起草人?)|(?:执笔|起草)$")
_LEAD = re.compile(r"^(?:作者系|作者为|作者是|系|文/|——+|—|-{2,})")
_PHONE_WORD = re.compile(
    r"(?:联系电话|联系方式|手机号码|手机号|办公电话|固定电话|电话号码|电话|手机|座机|TEL|Tel|tel|☎|✆)[ .:：]*$"
)

_MOBILE = r"(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
_LANDLINE = r"(?:\(0\d{2,3}\)|0\d{2,3})[- —－]?\d{7,8}(?:[-转]\d{1,6})?"
PHONE = re.compile(rf"(?<!\d)(?:{_MOBILE}|{_LANDLINE})(?!\d)")
_LOCAL_PHONE = re.compile(r"(?<!\d)\d{7,8}(?:[-转]\d{1,6})?(?!\d)")  # only where a label says it is one
_MAIL = re.compile(r"(?:(?:电子)?(?:邮箱|邮件)|E-?mail|QQ|微信)?[:： ]*[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.I)
_GAP = "[ \u3000\t]{1,4}"
_SPACED = re.compile(f"(?<![{_HAN}])([{_HAN}]){_GAP}([{_HAN}])(?![{_HAN}])")
_SPACED_THREE = re.compile(  # 林 小 溪, but not 周 山 何 田
    f"(?<![{_HAN}])(?<![{_HAN}][ \u3000\t])([{_HAN}]){_GAP}([{_HAN}]){_GAP}([{_HAN}])"
    f"(?![{_HAN}]|{_GAP}[{_HAN}](?![{_HAN}]))"
)
_BREAKS = re.compile(r"[\s\u3000、，,;；/|｜（）()\[\]【】:：。＿_]+")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９－（）＋", "0123456789-()+")


@dataclass(frozen=True)
class Found:
    """What one line says; `rest` is what was not understood, "" when all of it was."""

    names: tuple[str, ...] = ()
    unit: str = ""
    position: str = ""
    phone: str = ""
    written_on: date | None = None
    part_of_date: str = ""  # what is written of a date that is not a whole day
    drafter: str = ""
    sector: str = ""
    rest: str = ""

    @property
    def anything(self) -> bool:
        """Whether anything was found."""
        said = self.names or self.unit or self.position or self.phone or self.drafter
        return bool(said or self.written_on or self.part_of_date)


def identify(line: str, *, labelled: bool = False) -> Found:
    """The people, units, posts, numbers and date in `line`. `labelled`: a label says that this is a person.

    Without a label only surnames that exist make a name.
    """
    text, written_on, part_of_date = dates.take_date(line.translate(_WIDE_DIGITS))
    text, phone = _take_phones(text, labelled=labelled)
    text = _MAIL.sub(" ", text)
    text = _SPACED_THREE.sub(lambda m: m[1] + m[2] + m[3], text)
    text = _SPACED.sub(lambda m: m[1] + m[2], text)
    tokens = [token for token in _BREAKS.split(_LEAD.sub("", text.strip(" \u3000（(【["))) if token]
    drafters = _take_drafters(tokens, labelled=labelled)
    names: list[str] = []
    units: list[str] = []
    positions: list[str] = []
    rest: list[str] = []
    for token in tokens:
        _sort(token, names, units, positions, rest, labelled=labelled)
    sectors = [unit for unit in units if names and unit.endswith(_SECTOR_ENDS)]  # 文化艺术界　林小溪
    units = [unit for unit in units if unit not in sectors]
    return Found(
        names=tuple(dict.fromkeys(names)),
        unit="、".join(dict.fromkeys(units)),
        position="、".join(dict.fromkeys(positions)),
        phone=phone,
        written_on=written_on,
        part_of_date=part_of_date,
        drafter="、".join(drafters),
        sector="、".join(dict.fromkeys(sectors)),
        rest="".join(rest),
    )


def read_date(text: str) -> tuple[date | None, str]:
    """The date in a labelled value, and what is written of one that is not a whole day."""
    return dates.read_date(text.translate(_WIDE_DIGITS))


def phones(text: str) -> str:
    """The telephone numbers in a labelled field, as written, several joined by 、; "" when there are none."""
    return _take_phones(text.translate(_WIDE_DIGITS), labelled=True)[1]


def is_name(token: str, *, labelled: bool = False) -> bool:
    """Whether `token` can be a person's name; without a label its surname must be a known one."""
    if _FOREIGN_NAME.match(token):
        return True
    if not _NAME.match(token) or token in NOT_NAMES or token[:2] in NOT_NAMES:
        return False
    if token.startswith(COMPOUND_SURNAMES):
        return len(token) > 2
    if labelled:
        return not (_ends(token, ROLE_ENDS) or (len(token) > 3 and _ends(token, UNIT_ENDS)))
    return len(token) <= 3 and token[0] in SURNAMES and not _ends(token, (*ROLE_ENDS, *_PLACES))


def is_unit(token: str) -> bool:
    """Whether `token` can be the name of an organisation."""
    if not 3 <= len(token) <= 40 or token.startswith(("关于", "建议", "对于")):
        return False
    return _ends(token, UNIT_ENDS) and not _ends(token, ROLE_ENDS)


def _take_drafters(tokens: list[str], *, labelled: bool) -> list[str]:
    """Take the 执笔人 out of `tokens`: the names after the word, or the one that it stands behind.

    One of several contributors, or the labelled one, stays a contributor: 林小溪、周山（执笔）.
    """
    place = next((i for i, token in enumerate(tokens) if _DRAFTING.search(token)), -1)
    if place < 0:
        return []
    word = _DRAFTING.sub("", tokens[place])
    if word:
        found = [word] if is_name(word, labelled=True) else []
        del tokens[place : place + len(found)]
        return found
    last = place + 1
    while last < len(tokens) and is_name(tokens[last], labelled=labelled):
        last += 1
    found = tokens[place + 1 : last]
    if found:
        del tokens[place:last]
    elif place and is_name(tokens[place - 1], labelled=labelled):
        found = [tokens[place - 1]]
        if not labelled and not (place > 1 and is_name(tokens[place - 2])):
            del tokens[place - 1]
    return found


def _ends(token: str, ends: tuple[str, ...]) -> bool:
    return token.endswith(ends)


def _sort(
    token: str, names: list[str], units: list[str], positions: list[str], rest: list[str], *, labelled: bool
) -> None:
    if _FILLER.match(token) or token in ("人", "等"):
        return
    token = _LEAD.sub("", re.sub(r"等\d*人?$", "", token))
    for honorific in ("同志", "先生", "女士"):
        token = token.removesuffix(honorific)
    if len(token) <= 3 and is_name(token):
        names.append(token)
    elif _ends(token, ROLE_ENDS) and token not in names:
        _post(token, names, units, positions)
    elif is_unit(token):
        units.append(token)
    elif is_name(token, labelled=labelled):
        names.append(token)
    else:
        _glued(token, names, units, positions, rest)


def _post(token: str, names: list[str], units: list[str], positions: list[str]) -> None:
    """A post, perhaps with its unit in front (云溪县第一中学校长) or the name (李四委员)."""
    for length in (2, 3):
        name, post = token[:length], token[length:]
        if is_name(name) and post in ROLE_ENDS:
            names.append(name)
            positions.append(post)
            return
    unit = "" if token.endswith(_STANDINGS) else _unit_in_front(token)
    if unit:
        units.append(unit)
        positions.append(token[len(unit) :])
    else:
        positions.append(token)


def _unit_in_front(token: str) -> str:
    """The unit that `token` begins with, when what follows is a post in it.

    The longest whose end is a word (人民医院|内科主任); else the shortest that ends in a sign of an organisation
    (教育局|职业教育股股长); else the longest before a bare post (青岗镇|镇长, 水利站|站长).
    """
    known, short, long = "", "", ""
    for cut in range(3, len(token) - 1):
        front, post = token[:cut], token[cut:]
        end = _longest_end(front)
        if not end or not _is_post(post) or post.startswith(("员", "会")):
            continue
        if len(end) > 1:
            known = front
        elif known.endswith(_PARENTS) and post in ROLE_ENDS:
            known = front  # 县委|组织部|部长
        elif end in _ORGANS:
            short = short or front
        elif post in ROLE_ENDS:
            long = front
    return known or short or long


def _is_post(text: str) -> bool:
    return text in ROLE_ENDS or (len(text) <= 8 and _ends(text, ROLE_ENDS))


def _longest_end(token: str) -> str:
    return max((end for end in UNIT_ENDS if token.endswith(end)), key=len, default="")


def _glued(token: str, names: list[str], units: list[str], positions: list[str], rest: list[str]) -> None:
    """A unit or post and a name written without a space."""
    for length in (3, 2, 4):
        front, name = token[:-length], token[-length:]
        if not is_name(name):
            continue
        if _ends(front, ROLE_ENDS):
            _post(front, [], units, positions)
            names.append(name)
            return
        if is_unit(front):
            units.append(front)
            names.append(name)
            return
    rest.append(token)


def _take_phones(text: str, *, labelled: bool) -> tuple[str, str]:
    found: list[str] = []
    patterns = (PHONE, _LOCAL_PHONE) if labelled or _PHONE_WORD.search(text.rstrip("0123456789-转 ")) else (PHONE,)
    for pattern in patterns:
        while match := pattern.search(text):
            found.append(_plain(match[0]))
            text = _PHONE_WORD.sub("", text[: match.start()]) + " " + text[match.end() :]
    return text, "、".join(dict.fromkeys(found))


def _plain(phone: str) -> str:
    """A mobile number as eleven digits, any other as written."""
    return re.sub(r"\D", "", phone)[-11:] if re.fullmatch(_MOBILE, phone) else phone.strip()
