"""列席邀请函 to who observes, 邀请函 to who takes part: each a page of its own, with a slip that comes back."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from cppcc_desk.domain.drafting.occasion import to_the_minute
from cppcc_desk.domain.drafting.wording import wording
from cppcc_desk.domain.flow import Gap, Paragraph
from cppcc_desk.domain.forms import form, letter
from cppcc_desk.domain.occasions import OccasionKind, Part

_LETTER = "列席邀请函"
_PEN_TIME = f"{form.PEN_DATE}　　时"


@dataclass(frozen=True, kw_only=True)
class Invitee:
    """Who is asked; `courtesy` follows the name: 委员, 同志."""

    name: str
    courtesy: str = ""
    work: str = ""  # 单位职务
    part: Part = Part.OBSERVING


@dataclass(frozen=True, kw_only=True)
class InvitationFacts:
    """One meeting or activity and everybody who gets a letter; what is not told is the pen's."""

    office: str
    printed_on: date
    kind: OccasionKind
    name: str
    at: datetime | None = None
    place: str = ""
    topics: tuple[str, ...] = ()
    invitees: tuple[Invitee, ...] = ()


def invitation(facts: InvitationFacts) -> form.Form:
    """The letters, one after another; without anybody named a single one for the pen."""
    invitees = facts.invitees or (Invitee(name=""),)
    blocks: list[form.Block] = []
    for invitee in invitees:
        blocks += _letter(facts, invitee)
    titles = [_title(facts, invitee) for invitee in invitees]
    one = f" {facts.invitees[0].name}" if len(facts.invitees) == 1 else ""
    return form.Form(
        kind=_LETTER,
        title=f"{_LETTER if _LETTER in titles else titles[0]} {facts.name}{one}",
        office=facts.office,
        dated=facts.printed_on,
        blocks=tuple(blocks),
        counts_pages=False,
    )


def _letter(facts: InvitationFacts, invitee: Invitee) -> list[form.Block]:
    named = _title(facts, invitee)
    title, below_title = form.title_lines(named)
    return [
        replace(title, new_page=True),
        below_title,
        letter.addressee(f"{form.inline(invitee.name)}{invitee.courtesy}" if invitee.name else ""),
        letter.text(_opening(facts, invitee)),
        *_topics(facts),
        letter.text(f"请安排好工作，准时{_asked(facts, invitee)}，并提前将回执送回。"),
        Gap(900),
        *letter.signature(facts.office, facts.printed_on),
        *letter.to_tear_off(named.replace("邀请函", "回执")),
        _slip(facts, invitee),
    ]


def _opening(facts: InvitationFacts, invitee: Invitee) -> str:
    when = to_the_minute(facts.at) if facts.at else _PEN_TIME
    name = form.inline(facts.name) or letter.PEN_NAME
    what = f"“{name}”活动" if facts.kind is OccasionKind.ACTIVITY else name
    where, held = form.inline(facts.place) or letter.PEN_NAME, wording(facts.kind).verb
    return f"经研究，定于{when}在{where}{held}{what}，特邀请您{_asked(facts, invitee)}。"


def _asked(facts: InvitationFacts, invitee: Invitee) -> str:
    return wording(facts.kind).asked(invitee.part)


def _title(facts: InvitationFacts, invitee: Invitee) -> str:
    """Of the letter: it says 列席 where the text asks somebody to do that."""
    return _LETTER if _asked(facts, invitee) == Part.OBSERVING else "邀请函"


def _topics(facts: InvitationFacts) -> list[Paragraph]:
    topics = [text for topic in facts.topics if (text := form.inline(topic).rstrip("。；;，,"))]
    if not topics:
        return []
    about = f"主要{wording(facts.kind).subject}"
    if len(topics) == 1:
        return [letter.text(f"{about}：{topics[0]}。")]
    marked = [f"（{number}）{topic}" for number, topic in enumerate(topics, start=1)]
    stops = ["；"] * (len(marked) - 1) + ["。"]
    return [letter.text(f"{about}："), *(letter.text(line + stop) for line, stop in zip(marked, stops, strict=True))]


def _slip(facts: InvitationFacts, invitee: Invitee) -> form.Grid:
    return form.Grid(
        (
            form.row(form.label(24, "名称"), form.value(134, facts.name), height=10),
            form.row(
                form.label(24, "姓名"),
                form.value(34, invitee.name),
                form.label(24, "单位职务"),
                form.value(76, invitee.work),
                height=10,
            ),
            form.row(
                form.label(24, "能否参加"),
                form.ticks(58, ("能参加", "不能参加"), ()),
                form.label(24, "联系电话"),
                form.Cell(width=52),
                height=10,
            ),
            form.row(form.label(24, "请假原因"), form.Cell(width=134), height=12),
        ),
        whole=True,
    )
