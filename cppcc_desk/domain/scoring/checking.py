"""What is wrong with a scheme: `problems` are refused, `doubts` are only said.

Every sentence says what is wrong, where, and what to do; what an office may decide is in `scheme`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from cppcc_desk.domain.people import UnitKind
from cppcc_desk.domain.scoring.events import FAULTS, EventType, Ledger
from cppcc_desk.domain.scoring.parts import amounts, at, keyed, parts_used
from cppcc_desk.domain.scoring.phrases import listed
from cppcc_desk.domain.scoring.reach import impossible, takers
from cppcc_desk.domain.scoring.scheme import Extra, RankBy, Rule, Scheme, Split, SplitWay, Target, Window

MOST = 100_000  # points or yuan that anything may give
_LAST_DAY = 28  # that every month of every year has
_LONGEST = 5  # years that may be counted together: those of a 届

Found = Iterator[tuple[str, str]]


def problems(scheme: Scheme) -> dict[str, str]:
    """What must be put right before the scheme can count, by the key of the rule or the field; empty where nothing is.

    What has no key is called by its field and number, such as ranking/0. Of a value that is no number nothing else is
    said.
    """
    checks: tuple[Iterable[tuple[str, str]], ...] = (_numbers(scheme),)
    found = _joined(checks)
    if found:
        return found
    return _joined(
        (
            _names(scheme),
            _rules(scheme),
            _unreachable(scheme),
            _extras_and_factors(scheme),
            _targets(scheme),
            _limits(scheme),
            _split("people_split", scheme.people_split, Ledger.PERSON),
            _split("units_split", scheme.units_split, Ledger.UNIT),
            _window(scheme.window),
            _ranking(scheme),
            _awards(scheme),
        )
    )


def _joined(checks: Iterable[Iterable[tuple[str, str]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for check in checks:
        for place, sentence in check:
            found[place] = found.get(place, "") + sentence
    return found


def _numbers(scheme: Scheme) -> Found:
    for place, called, value in amounts(scheme):
        if not value.is_finite() or abs(value) > MOST:
            yield place, f"{called}的“{value}”不能用；请填不超过 {MOST} 的数。"
        elif value != round(value, 2):
            yield place, f"{called}的“{value}”小数多于两位；请改成最多两位小数。"
    for factor in scheme.factors:
        if not factor.by.is_finite() or not 0 < factor.by <= MOST:
            yield factor.key, f"系数“{factor.name}”是“{factor.by}”；请填大于 0 的数，减半填 0.5，加倍填 2。"


def _names(scheme: Scheme) -> Found:
    if not scheme.name.strip():
        yield "name", "计分办法没有名称；请写一个名称。"
    keys = Counter(item.key for _, item in keyed(scheme))
    for called, item in keyed(scheme):
        if keys[item.key] > 1:
            yield item.key, f"{called}的代号“{item.key}”用了不止一次；请给每一条不同的代号。"
        if not item.key:
            yield item.key, f"{called}没有代号；请给它一个代号。"
        if not item.name.strip():
            yield item.key, f"{called}没有名称；请写一个名称，得分明细里要用。"
        if impossible(item.when):
            yield item.key, f"{called}的条件自相矛盾：要有的情形又要没有；请去掉一边。"
    for field, called, names in (
        ("groups", "计分组", [group.name for group in scheme.groups]),
        ("ranking", "排名组", [group.name for group in scheme.ranking]),
        ("bands", "等次", [band.name for band in scheme.bands]),
    ):
        counts = Counter(names)
        for number, name in enumerate(names):
            place = field if field == "bands" else at(field, number)  # all bands are one sentence
            if counts[name] > 1 and name in names[:number]:
                yield place, f"有 {counts[name]} 个{called}都叫“{name}”；请改成不同的名称，或者只留一个。"
            if not name.strip():
                yield place, f"有一个{called}没有名称；请写一个名称。"


def _rules(scheme: Scheme) -> Found:
    for rule in scheme.rules:
        called, types = f"规则“{rule.name}”", rule.when.types
        yield from ((rule.key, sentence) for sentence in _ladder(rule, called))
        points = [step.points for step in rule.steps] or [rule.points]
        if not types:
            yield rule.key, f"{called}没有选是哪一类情形，抄袭、失实也会按它计；请选定情形。"
        elif types & FAULTS and types - FAULTS:
            yield rule.key, f"{called}既管{listed(types - FAULTS)}又管{listed(types & FAULTS)}；请分成加分和扣分两条。"
        if not any(points):
            yield rule.key, f"{called}是 0 分，计了等于没计；请填分值，或者删去这一条。"
        elif types <= FAULTS and types and max(points) > 0:
            yield rule.key, f"{called}是扣分的情形，分值却是正数；请在前面加负号。"
        elif not types & FAULTS and min(points) < 0:
            yield rule.key, f"{called}不是扣分的情形，分值却是负数；请改成正数。只有{listed(FAULTS)}可以扣分。"


def _ladder(rule: Rule, called: str) -> Iterator[str]:
    if not rule.steps:
        return
    *before, last = [step.up_to for step in rule.steps]
    bounds = [bound or 0 for bound in before]
    if any(bound is None for bound in before) or bounds != sorted(set(bounds)) or (bounds and bounds[0] < 1):
        yield f"{called}的分档没有从小到大；请让每一档的“到第几项”比前一档大，“以后各项”放在最后。"
    if last is not None:
        yield f"{called}的分档没有写到头；请加一档“以后各项”，不再计分的填 0。"


def _unreachable(scheme: Scheme) -> Found:
    for number, rule in enumerate(scheme.rules):
        taken = takers(rule.when, scheme.rules[:number])
        if not taken:
            continue
        names = "、".join(f"“{other.name}”" for other in taken)
        where = f"规则“{rule.name}”永远用不上：它管的情形，排在前面的{names}都先管了"
        if any((other.points, other.steps) != (rule.points, rule.steps) for other in taken):
            yield rule.key, f"{where}，分值又不同，互相矛盾；请把管得窄的一条移到前面，或者删去一条。"
        else:
            yield rule.key, f"{where}；请删去这一条，或者改它的条件。"


def _extras_and_factors(scheme: Scheme) -> Found:
    punished = any(rule.when.types & FAULTS for rule in scheme.rules)
    for extra in scheme.extras:
        called = f"加分项“{extra.name}”"
        if extra.points == 0:
            yield extra.key, f"{called}是 0 分；请填分值，或者删去这一条。"
        else:
            yield from _of_sign(extra, called, punished=punished)


def _of_sign(extra: Extra, called: str, *, punished: bool) -> Found:
    types = extra.when.types or (frozenset(EventType) if punished else frozenset(EventType) - FAULTS)
    if extra.points > 0 and types & FAULTS:
        yield extra.key, f"{called}给{listed(types & FAULTS)}也加分；请选定加分的情形。"
    if extra.points < 0 and types - FAULTS:
        yield extra.key, f"{called}是负数；只有{listed(FAULTS)}可以扣分，请改成正数或者选定扣分的情形。"


def _targets(scheme: Scheme) -> Found:
    for target in scheme.targets:
        called = f"任务分“{target.name}”"
        if target.pieces < 1:
            yield target.key, f"{called}的篇数是 {target.pieces}；请填 1 以上的整数。"
        if target.points < 0:
            yield target.key, f"{called}做到了反而扣分；请填 0 或正数，没做到的用“每差一篇少计”。"
        yield from _missed(target, called)
        if target.when.types & FAULTS:
            yield target.key, f"{called}把{listed(target.when.types & FAULTS)}当作任务；请改选情形。"


def _missed(target: Target, called: str) -> Found:
    if target.per_missing is None and target.points == 0:
        yield target.key, f"{called}做到、没做到都是 0 分；请填分值，或者填“每差一篇少计”几分。"
    if target.per_missing is not None and target.per_missing <= 0:
        yield target.key, f"{called}的“每差一篇少计”是 {target.per_missing}；请填大于 0 的数，不扣的空着。"


def _limits(scheme: Scheme) -> Found:
    used = parts_used(scheme)
    for cap in scheme.caps:
        called = f"最高分限制“{cap.name}”"
        if cap.most < 0:
            yield cap.key, f"{called}是负数；请填 0 以上的数。"
        if cap.parts - used:
            yield cap.key, f"{called}管的“{listed(cap.parts - used)}”没有一条规则列入；请改名称或者去掉。"
    for best in scheme.best:
        called = f"取最高项“{best.name}”"
        if best.count < 1:
            yield best.key, f"{called}只计 {best.count} 项；请填 1 以上的整数。"
        if best.parts - used:
            yield best.key, f"{called}管的“{listed(best.parts - used)}”没有一条规则列入；请改名称或者去掉。"


def _split(field: str, split: Split, ledger: Ledger) -> Found:
    of = "个人" if ledger is Ledger.PERSON else "单位"
    for percent in (split.first, split.others):
        if not 0 <= percent <= 100:
            yield field, f"{of}的分配比例 {percent}% 不对；请填 0 到 100 的整数。"
    if split.way is SplitWay.WRITERS and split.first < split.others:
        yield field, f"{of}的分配里主笔得 {split.first}%，比参与者的 {split.others}% 还少；请对调。"
    if split.way is SplitWay.WRITERS and ledger is Ledger.UNIT:
        yield field, "单位没有主笔；请给单位换一种分配办法，例如“随作者的得分”。"
    if split.way is SplitWay.AGREED and ledger is Ledger.UNIT:
        yield field, "单位没有登记比例；请给单位换一种分配办法，例如“随作者的得分”。"
    if split.way is SplitWay.BY_AUTHORS and ledger is Ledger.PERSON:
        yield field, "“随作者的得分”只能用于单位；请给个人换一种分配办法。"
    if split.only_first is not None and split.only_first < 1:
        yield field, f"{of}的分配只计前 {split.only_first} 个；请填 1 以上的整数，不限的空着。"


def _window(window: Window) -> Found:
    for month, day in (window.starts, *window.quarters):
        if not 1 <= month <= 12 or not 1 <= day <= 31:
            yield "window", f"{month} 月 {day} 日不是日期；请改正年度或季度的起始日。"
        elif day > _LAST_DAY:
            yield "window", f"不是每个月都有 {day} 日；请把年度、季度的起始日定在 1 到 {_LAST_DAY} 日。"
    if not 1 <= window.years <= _LONGEST:
        yield "window", f"{window.years} 年合在一起算不行；请填 1 到 {_LONGEST}。"
    if window.quarters:
        # by how far they are behind the start of the year, which may lie in the calendar year before
        behind = [(start < window.starts, start) for start in window.quarters]
        if len(behind) != 3 or behind != sorted(set(behind)) or window.starts in window.quarters:
            yield "window", "季度的起始日应有三个（第二、三、四季度），在一个年度里从早到晚；请改正。"


def _ranking(scheme: Scheme) -> Found:
    for number, group in enumerate(scheme.ranking):
        called, place = f"排名组“{group.name}”", at("ranking", number)
        if not group.kinds:
            yield place, f"{called}没有选哪些人或单位；请选定。"
        strange = group.kinds - set(UnitKind) if group.ledger is Ledger.UNIT else group.kinds & set(UnitKind)
        if strange:
            yield place, f"{called}排的是{group.ledger}，“{listed(strange)}”却不是；请改选。"
        if group.by is RankBy.PER_HEAD and group.ledger is Ledger.PERSON:
            yield place, f"{called}排的是个人，不能按人均分；请改按总分或采用率。"
    if len(set(scheme.tie_breaks)) < len(scheme.tie_breaks):
        yield "tie_breaks", "并列时比较的项目有重复；请每项只留一个。"
    if scheme.collective_named < 0:
        yield "collective_named", "集体来稿计分的署名人数是负数；请填 0 以上的整数。"


def _awards(scheme: Scheme) -> Found:
    bounds = [band.at_least for band in scheme.bands]
    if bounds != sorted(set(bounds), reverse=True):
        yield "bands", "等次没有从高分到低分排列；请从高到低，每一等的分数比上一等低。"
    groups = {group.name for group in scheme.ranking}
    for number, award in enumerate(scheme.awards):
        called, place = f"表彰“{award.tier}”（{award.group}）", at("awards", number)
        if not award.tier.strip():
            yield place, "有一项表彰没有名称；请写一个名称。"
        if award.group not in groups:
            yield place, f"{called}说的排名组“{award.group}”不存在；请改选排名组，或者先加上它。"
        if award.slots < 1:
            yield place, f"{called}的名额是 {award.slots}；请填 1 以上的整数。"
    for pay in scheme.pay:
        if pay.yuan <= 0:
            yield pay.key, f"稿酬“{pay.name}”是 {pay.yuan} 元；请填大于 0 的数，或者删去这一条。"
    if not scheme.rules and not scheme.targets:
        yield "rules", "没有一条规则，谁都得不到分；请至少写一条规则或任务分。"
