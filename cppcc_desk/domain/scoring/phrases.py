"""The conditions of a scheme as a clerk says them: 市政协采用的单篇."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.people import PersonKind, UnitKind
from cppcc_desk.domain.scoring.events import FAULTS, LEVELS, EventType, Ledger
from cppcc_desk.domain.scoring.scheme import When

_UPPER = {"全国": "全国政协", "省": "省政协", "市": "市政协"}
_SWITCHES = {
    "commissioned": ("约稿", "不是约稿"),
    "on_topic": ("属于重点选题", "不属于重点选题"),
    "comprehensive": ("综合稿", "不是综合稿"),
    "joint": ("联名的", "一人署名的"),
}
_SAID = {EventType.MEDIA: "媒体刊用", EventType.CARRIED_OUT: "意见得到落实", "综合": "综合稿"}
_SIGNS = str.maketrans("－−—＋．。", "---+..")  # as an input method writes them
_TIMES = {EventType.INSTRUCTED, EventType.CARRIED_OUT, EventType.MEDIA, *FAULTS}


def points_text(hundredths: int) -> str:
    """Points as they are said: 3.34, 12.5, 36; below nothing with a minus sign."""
    whole, rest = divmod(abs(hundredths), 100)
    text = f"{whole}.{rest:02}".rstrip("0").rstrip(".")
    return f"-{text}" if hundredths < 0 else text


def points_of(text: str) -> int:
    """Points as somebody types them, 2 or -1.5, in hundredths. Raises Invalid for what is none."""
    try:
        points = Decimal(text.strip().translate(_SIGNS))
    except InvalidOperation:
        raise Invalid(f"“{text}”不是分数。没有作任何改动。请写 2 或 -1.5 这样的数。") from None
    if not points.is_finite() or points * 100 != int(points * 100):
        raise Invalid(f"分数最多两位小数，收到的是“{text}”。没有作任何改动。")
    return int(points * 100)


def listed(words: Iterable[str]) -> str:
    """In a fixed order: levels from high to low, types as they are numbered, everything else by its letters."""
    return "、".join(sorted(words, key=_place))


def when_text(when: When) -> str:
    """What is meant, such as 市政协采用的单篇（给省委员）; 任何情形 where nothing is asked."""
    what = _what(when)
    if when.forms:
        forms = listed(_SAID.get(form, form) for form in when.forms)
        what = f"{what}的{forms}" if what else f"采用形式为{forms}"
    narrower = "，".join(_narrower(when))
    if not what:
        return narrower or "任何情形"
    return f"{what}（{narrower}）" if narrower else what


def unit_of(when: When) -> str:
    """What is counted: 次 of what can happen to a piece again and again, else 篇."""
    return "次" if when.types and when.types <= _TIMES else "篇"


def _what(when: When) -> str:
    return "、".join(_of_type(kind, when) for kind in sorted(when.types, key=_place)) or listed(when.levels)


def _of_type(kind: EventType, when: When) -> str:
    levels = sorted(when.levels, key=_place)
    if not levels or (kind is EventType.OWN and levels == ["本级"]):
        named = _SAID.get(kind, kind)
    elif kind is EventType.UPPER:
        # a journal that is named may be somebody else's than the upper CPPCC's
        named = "、".join(f"{level}级" if when.journals else _UPPER.get(level, level) for level in levels) + "采用"
    elif kind is EventType.INSTRUCTED:
        named = "、".join("国家领导人" if level == "全国" else f"{level}领导" for level in levels) + "批示"
    else:
        named = "、".join(level if level in ("本级", "部门", "全国") else f"{level}级" for level in levels)
        named += _SAID.get(kind, kind)
    return named


def _narrower(when: When) -> Iterable[str]:
    if when.journals:
        yield f"刊物{''.join(f'《{name}》' for name in sorted(when.journals))}"
    if when.leader_ranks:
        yield listed(when.leader_ranks)
    if when.genres:
        yield f"体裁为{listed(when.genres)}"
    if when.categories:
        yield f"类别为{listed(when.categories)}"
    for name, (yes, no) in _SWITCHES.items():
        asked = getattr(when, name)
        if asked is not None:
            yield yes if asked else no
    if when.having:
        yield f"同一篇另有{listed(when.having)}"
    if when.lacking:
        yield f"同一篇没有{listed(when.lacking)}"
    if when.authored_by:
        yield f"作者中有{listed(when.authored_by)}"
    if when.identities:
        yield f"只给{listed(when.identities)}"
    if when.ledger is not None:
        yield "只计个人" if when.ledger is Ledger.PERSON else "只计单位"


_ORDER = {str(word): place for place, word in enumerate((*EventType, *LEVELS, *PersonKind, *UnitKind))}


def _place(word: str) -> tuple[int, str]:
    return _ORDER.get(word, len(_ORDER)), word
