"""催办单: what is due, since when, by which rule, what is to be done, and a slip that comes back."""

from dataclasses import dataclass
from datetime import date, datetime

from cppcc_desk.domain.deadlines import Urgency
from cppcc_desk.domain.flow import Gap
from cppcc_desk.domain.forms import form, letter


@dataclass(frozen=True, kw_only=True)
class DueItem:
    """One destination that waits: its due time, the rule that produced it, and how it stands now."""

    destination: str
    due_at: datetime
    rule: str
    form: str = ""
    standing: str = ""  # how much over or left: 超期 3 天, 剩 5 小时


@dataclass(frozen=True, kw_only=True)
class ReminderFacts:
    """One submission that is late or nearly so, for the group or person it waits for."""

    office: str
    printed_on: date
    addressee: str  # group or person responsible
    intake_no: str
    title: str
    contributor: str = ""
    received_at: datetime | None = None
    state: str = ""  # where it stands
    items: tuple[DueItem, ...] = ()
    pressing: str = ""  # how the tightest clock stands, in a sentence of the letter: `pressing()`
    paused: str = ""  # the reason, while the clocks stand still
    to_do: str = ""
    reply_by: date | None = None
    times: int | None = None  # the how manyeth reminder
    contact: str = ""
    phone: str = ""


_HEADS = ((34, "报送去向"), (22, "形式"), (72, "期限"), (30, "超期或剩余"))


def reminder(facts: ReminderFacts) -> form.Form:
    """The reminder as a short letter with the facts in a grid, and the slip to be sent back under a cutting line."""
    number = f"第{facts.times}次催办" if facts.times else ""
    return form.Form(
        kind="催办单",
        title=f"催办单 {facts.intake_no}",
        office=facts.office,
        dated=facts.printed_on,
        blocks=(
            *form.title_lines("社情民意信息催办单"),
            *form.above(number, facts.intake_no),
            letter.addressee(facts.addressee),
            letter.text(_letter(facts)),
            Gap(120),
            _matter(facts),
            Gap(160),
            *letter.signature(facts.office, facts.printed_on),
            *letter.to_tear_off("催办回执"),
            _slip(facts),
            *form.below(_return_to(facts)),
        ),
    )


def pressing(urgency: Urgency, standing: str) -> str:
    """What the letter says of a clock that stands so: 临近 only where the office calls it 临期, else the time left."""
    match urgency:
        case Urgency.PAUSED:
            return "因故暂停计时，请及时核实情况"
        case Urgency.OVERDUE:
            return "已超过报送期限，请立即办理"
        case Urgency.DUE_SOON:
            return "报送期限临近，请抓紧办理"
        case _:
            return f"离报送期限还有{form.tight(standing.removeprefix('剩').strip())}，请按期办理"


def _letter(facts: ReminderFacts) -> str:
    standing = facts.pressing or "请抓紧办理"
    back = f"于{form.paper_day(facts.reply_by)}前" if facts.reply_by else "尽快"
    return f"你处承办的下列来稿，{standing}，并将办理情况填入回执，{back}送回我室。"


def _matter(facts: ReminderFacts) -> form.Grid:
    rows = [
        form.row(form.label(24, "标题"), form.value(134, facts.title), height=12),
        form.row(
            form.label(24, "反映人"),
            form.value(40, facts.contributor),
            form.label(24, "收稿时间"),
            form.value(70, form.paper_time(facts.received_at)),
        ),
        form.row(form.label(24, "目前环节"), form.value(134, _state(facts))),
        form.row(*(form.label(width, text) for width, text in _HEADS)),
        *(_item(item) for item in facts.items or (None,)),
        form.row(form.label(24, "办理要求"), form.value(134, facts.to_do), height=14),
    ]
    return form.Grid(tuple(rows))


def _state(facts: ReminderFacts) -> str:
    paused = f"（计时暂停：{facts.paused}）" if facts.paused else ""
    return f"{facts.state}{paused}"


def _item(item: DueItem | None) -> form.Row:
    texts = (
        ("", "", "", "") if item is None else (item.destination, item.form, form.paper_due(item.due_at), item.standing)
    )
    rules = ("", "", "" if item is None else form.tight(item.rule), "")
    cells = (
        form.explained(width, form.tight(text), rule, style=form.REGISTER_VALUE, small=form.RULE)
        for (width, _), text, rule in zip(_HEADS, texts, rules, strict=True)
    )
    return form.row(*cells, height=13)


def _return_to(facts: ReminderFacts) -> str:
    contact = "　".join(text for text in (form.inline(facts.contact), form.inline(facts.phone)) if text)
    return f"请送回{facts.office}。{f'联系人：{contact}' if contact else ''}"


def _slip(facts: ReminderFacts) -> form.Grid:
    return form.Grid(
        (
            form.row(
                form.label(24, "来稿编号"),
                form.value(34, facts.intake_no),
                form.label(24, "承办"),
                form.value(76, facts.addressee),
            ),
            form.row(form.label(24, "标题"), form.value(134, facts.title), height=11),
            form.row(form.label(24, "办理情况"), form.value(134, ""), height=26),
            form.row(
                form.label(24, "预计办结"),
                form.signed(55, [], stand=form.Stand.MIDDLE),
                form.label(24, "办理人"),
                form.signed(55, [], stand=form.Stand.MIDDLE),
                height=12,
            ),
        ),
        whole=True,
    )
