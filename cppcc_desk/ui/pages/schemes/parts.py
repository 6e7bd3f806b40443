"""The forms for each kind of part of a scheme: everything in which a scheme can differ is entered in one of them."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from cppcc_desk.domain.crediting import Credited
from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.events import FAULTS, Attribution, EventType, Ledger
from cppcc_desk.domain.scoring.scheme import (
    Across,
    Instructions,
    Per,
    RankBy,
    Remainder,
    SplitWay,
    Take,
)
from cppcc_desk.ui.form import (
    AmountField,
    CheckField,
    ChoiceField,
    Field,
    NoteField,
    NumberField,
    TextField,
)
from cppcc_desk.ui.pages.schemes.aspects import Aspect, Offer, chips, condition_aspects, suggesting
from cppcc_desk.ui.pages.schemes.lines import attribution_of, bands, steps, tie_breaks
from cppcc_desk.ui.pages.schemes.rows import MonthDayField, QuartersField


@dataclass(frozen=True)
class Sheet:
    """The form of one kind of part. `whole`: the values are fields of the scheme itself. `hint` says what is easily
    mistaken."""

    title: str
    aspects: tuple[Aspect, ...]
    whole: bool = False
    hint: str = ""


LONGEST_NAME: Final = 40
GOOD: Final = tuple(kind for kind in EventType if kind not in FAULTS)
BAD: Final = tuple(kind for kind in EventType if kind in FAULTS)


def _name(title: str = "名称", path: str = "name") -> Aspect:
    return Aspect(path=path, title=title, make=lambda _offer: TextField(max_length=LONGEST_NAME))


def _amount(path: str, title: str, suffix: str = "分", *, blank: str = "", **more: Any) -> Aspect:
    return Aspect(path=path, title=title, make=lambda _offer: AmountField(suffix=suffix, placeholder=blank), **more)


def _choice(path: str, title: str, words: Any, **more: Any) -> Aspect:
    offered = tuple(words)
    return Aspect(path=path, title=title, make=lambda _offer: ChoiceField(offered), **more)


def _check(path: str, words: str, tip: str = "", **more: Any) -> Aspect:
    return Aspect(path=path, title="", make=lambda _offer: CheckField(words, tip=tip), **more)


def _number(path: str, title: str, *, least: int = 1, most: int = 999, suffix: str = "", blank: str = "") -> Aspect:
    return Aspect(
        path=path,
        title=title,
        make=lambda _offer: NumberField(minimum=least, maximum=most, suffix=suffix, blank=blank),
        take=lambda entered: least if entered is None else entered,
    )


def _named(path: str, title: str, words: Any, blank: str, **more: Any) -> Aspect:
    """One of the names that the scheme has elsewhere, or none."""
    return Aspect(
        path=path,
        title=title,
        make=lambda offer: ChoiceField([(word, word) for word in words(offer)], blank=blank),
        take=lambda entered: entered or "",
        **more,
    )


def _part(**more: Any) -> Aspect:
    make = suggesting(lambda offer: offer.parts, "不填就不归类")
    return Aspect(path="part", title="列入", make=make, **more)


def _parts() -> Aspect:
    return Aspect(
        path="parts",
        title="管哪几类",
        make=chips(lambda offer: offer.parts),
        show=tuple,
        take=frozenset,
        shown=lambda part, offer: bool(offer.parts or part.parts),
    )


def _minus(value: Decimal) -> Decimal:
    return -value


def _split(ledger: Ledger) -> tuple[Aspect, ...]:
    other = (SplitWay.BY_AUTHORS,) if ledger is Ledger.PERSON else (SplitWay.WRITERS, SplitWay.AGREED)
    ways = [way for way in SplitWay if way not in other]
    who = "人" if ledger is Ledger.PERSON else "个单位"
    percent = {
        "first": (SplitWay.FIRST_SHARE, SplitWay.FIXED, SplitWay.WRITERS),
        "others": (SplitWay.FIXED, SplitWay.WRITERS),
    }
    remaining = (SplitWay.EQUAL, SplitWay.FIRST_SHARE, SplitWay.AGREED)

    def for_ways(path: str, title: str) -> Aspect:
        made = _number(path, title, least=0, most=100, suffix="%")
        return replace(made, shown=lambda split, _offer: split.way in percent[path])

    return (
        _choice("way", "怎样分", ways),
        for_ways("first", "第一名得"),
        for_ways("others", "其他各得"),
        Aspect(
            path="only_first",
            title="只计前",
            make=lambda _offer: NumberField(maximum=99, suffix=who, blank="不限"),
            shown=lambda split, _offer: split.way is not SplitWay.BY_AUTHORS,
        ),
        _choice("remainder", "尾数", Remainder, shown=lambda split, _offer: split.way in remaining),
    )


def _of_ledger(part: Any, ledger: Any) -> Any:
    """Whoever else was chosen cannot be ranked with these."""
    by = RankBy.TOTAL if ledger is Ledger.PERSON and part.by is RankBy.PER_HEAD else part.by
    return replace(part, ledger=ledger, by=by, kinds=frozenset())


def _kinds() -> Aspect:
    words = chips(lambda offer: offer.people if offer.ledger is Ledger.PERSON else tuple(UnitKind))
    return Aspect(path="kinds", title="哪些", make=words, take=frozenset)


def _rank_by(offer: Offer) -> Field:
    return ChoiceField(by for by in RankBy if by is not RankBy.PER_HEAD or offer.ledger is Ledger.UNIT)


_CREDITED: Final = (
    (Credited.ALL, "所属单位都计"),
    (Credited.CHOSEN, "只计登记时选定的一个"),
    (Credited.PRIMARY, "只计主要的一个"),
)
_WHOLE_TIP: Final = "联名的每个作者都计满分"

SHEETS: Final[dict[str, Sheet]] = {
    "name": Sheet(
        "名称和说明",
        (_name(), Aspect(path="note", title="说明", make=lambda _offer: NoteField(placeholder="给谁用、有什么特点"))),
        whole=True,
    ),
    "rules": Sheet(
        "一条分值",
        (
            _name(),
            _amount("points", "计几分", shown=lambda rule, _offer: not rule.steps),
            *(one for one in condition_aspects(types=GOOD) if not one.more),
            _named("group", "计分组", lambda offer: offer.groups, "不分组"),
            _part(),
            steps(),
            _check("whole", "不在作者之间拆分", _WHOLE_TIP, more=True),
            *(one for one in condition_aspects(types=GOOD) if one.more),
            _check("disqualifies", "有这一项就取消当年评优资格", more=True),
        ),
    ),
    "faults": Sheet(
        "一条扣分",
        (
            _name(),
            _amount("points", "扣几分", show=_minus, take=_minus, shown=lambda rule, _offer: not rule.steps),
            *(one for one in condition_aspects(types=BAD, first=("types",)) if not one.more),
            _check("disqualifies", "取消当年评优资格"),
            _check("whole", "不在作者之间拆分", "联名的每个作者都扣满分"),
            _named("group", "计分组", lambda offer: offer.groups, "不分组", more=True),
            _part(more=True),
            steps(-1),
            *(one for one in condition_aspects(types=BAD, first=("types",)) if one.more),
        ),
    ),
    "extras": Sheet(
        "一条加分",
        (
            _name(),
            _amount("points", "再加几分"),
            *condition_aspects(first=("types", "levels", "identities", "commissioned", "on_topic")),
            _check("own", "整分计给符合条件的人，不拆分"),
        ),
    ),
    "factors": Sheet(
        "一条加倍或减半",
        (
            _name(),
            _amount("by", "分值乘以", "加倍填 2，减半填 0.5"),
            *condition_aspects(first=("types", "levels", "having", "comprehensive", "joint")),
        ),
        hint="“情形”是哪些得分加倍，不选就是全部；“同篇另有”是稿件还要有什么。有批示的稿件采用分加倍：情形选采用，同篇另有选批示。",
    ),
    "groups": Sheet(
        "一个计分组", (_name(), _choice("take", "组内", Take)), hint="在各条分值的“计分组”里选它，就归到这一组。"
    ),
    "across": Sheet("各组之间", (_choice("across", "各组之间", Across),), whole=True),
    "instructions": Sheet("多次批示", (_choice("instructions", "多次批示", Instructions),), whole=True),
    "people_split": Sheet("联名的怎样分给个人", _split(Ledger.PERSON)),
    "units_split": Sheet("联名的怎样分给单位", _split(Ledger.UNIT)),
    "credited": Sheet("计给作者的哪些单位", (_choice("credited", "作者的单位", _CREDITED),), whole=True),
    "collective_named": Sheet(
        "集体来稿",
        (_number("collective_named", "计给署名的", least=0, most=99, suffix="人", blank="不计给个人"),),
        whole=True,
    ),
    "caps": Sheet(
        "一条最高分限制",
        (_name(), _amount("most", "最多计"), _choice("per", "多长时间", Per), _parts(), *condition_aspects(first=())),
        hint="在各条分值的“列入”里写上归到哪一类，这里就能选哪几类合起来不超过几分；都不选就是全部得分。",
    ),
    "targets": Sheet(
        "一条任务分",
        (
            _name(),
            _number("pieces", "满几篇", suffix="篇"),
            _amount("points", "计几分"),
            _amount("per_missing", "每差一篇", "分，少计这么多", blank="不扣", optional=True),
            _choice("per", "多长时间", [per for per in Per if per is not Per.PIECE]),
            *(one for one in condition_aspects(first=("types", "identities", "ledger")) if not one.more),
            _part(),
            *(one for one in condition_aspects(first=("types", "identities", "ledger")) if one.more),
        ),
    ),
    "best": Sheet(
        "一条只计最高",
        (
            _name(),
            _number("count", "只计最高的", suffix="项"),
            _choice("per", "多长时间", Per),
            _parts(),
            *condition_aspects(first=()),
        ),
    ),
    "window": Sheet(
        "年度和日期",
        (
            Aspect(path="starts", title="年度从", make=lambda _offer: MonthDayField()),
            _check("year_before", "从上一年的这一天算起", "例如 2026 年度从 2025 年 12 月 1 日算起"),
            _number("years", "合在一起", most=5, suffix="年"),
            Aspect(path="quarters", title="季度", make=lambda _offer: QuartersField()),
            _choice("attribution", "按哪一天", Attribution),
            attribution_of(),
        ),
    ),
    "evidence_needed": Sheet("佐证", (_check("evidence_needed", "没有佐证材料的不计分"),), whole=True),
    "ranking": Sheet(
        "一个排名组",
        (
            _name(),
            _choice("ledger", "排的是", Ledger, put=_of_ledger, reshapes=True),
            _kinds(),
            Aspect(path="by", title="按什么排", make=_rank_by),
        ),
    ),
    "tie_breaks": Sheet("得分相同的", (tie_breaks(),), whole=True),
    "bands": Sheet("等次", (bands(),), whole=True),
    "awards": Sheet(
        "一项表彰",
        (
            _name("表彰名称", "tier"),
            _named("group", "排名组", lambda offer: offer.rank_groups, "请选择"),
            _number("slots", "名额", suffix="名"),
            _check("quota_met", "要完成任务数"),
            _amount("at_least", "至少"),
        ),
    ),
    "excellent": Sheet("优秀信息", condition_aspects("")),
    "pay": Sheet("一条稿酬", (_name(), _amount("yuan", "每篇", "元"), *condition_aspects(types=GOOD))),
}
