"""The 通知 that calls people to a meeting or an activity, and the 纪要 of it: what they begin with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cppcc_desk.domain.drafting.occasion import Occasion, day_and_half, to_the_minute
from cppcc_desk.domain.drafting.wording import Wording, wording
from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.numerals import LARGEST, numeral, without_mark
from cppcc_desk.domain.occasions import OccasionKind, Part
from cppcc_desk.domain.official import Kind

CONVENING = (Kind.NOTICE, Kind.MINUTES)
_MOST_ADDRESSED = 8  # people who are addressed one by one
_STOPS = "。；;，, "


@dataclass(frozen=True)
class Group:
    """A 信息小组 with those whom the roster counts to it, its 组长 apart."""

    name: str
    leader: str = ""
    members: tuple[str, ...] = ()

    @property
    def everybody(self) -> tuple[str, ...]:
        """The 组长 first."""
        return tuple(dict.fromkeys(filter(None, (self.leader, *self.members))))


def convened(kind: Kind, occasion: Occasion | None, group: Group | None, *, organ: str) -> dict[str, Any]:
    """The fields of a notice or of minutes. Raises Invalid for another kind, for neither meeting nor group, and for
    more topics than can be numbered."""
    if kind not in CONVENING:
        raise Invalid(f"为小组和会议起草的是{'、'.join(CONVENING)}，不是{kind}。没有作任何改动。")
    if occasion is None and group is None:
        raise Invalid("请写明是哪一次会议或哪个小组的活动。没有作任何改动。")
    if occasion and len(occasion.topics) > LARGEST:
        raise Invalid(f"议题有 {len(occasion.topics)} 项，最多 {LARGEST} 项，没有起草{kind}。请合并或去掉一些再试。")
    fields = (notice if kind is Kind.NOTICE else minutes)(occasion or Occasion(name=""), group, organ=organ)
    return {"organs": [organ], **fields}


def notice(occasion: Occasion, group: Group | None, *, organ: str) -> dict[str, Any]:
    """会议通知, 列席通知 where only observers are told, or 活动通知 where a group is called together."""
    words = _words(occasion, group)
    observers_only = not group and not occasion.present and bool(occasion.observing)
    subject = f"{words.verb}{group.name}活动" if group else f"{words.verb}{occasion.name}"
    asked = words.asked(Part.OBSERVING)
    about = f"{asked}{occasion.name}" if observers_only else subject
    sections = [(f"{words.what}时间和地点", [_time_and_place(occasion)])]
    if group and occasion.name:
        sections.insert(0, ("活动主题", [f"{occasion.name}。"]))
    if topics := _bare(occasion.topics):
        sections.append((f"{words.what}{words.subject}", list(_listed(topics))))
    if expected := list(_expected(occasion, group, words)):
        sections.append(("参加人员", expected))
    request = f"，请你们{asked}" if observers_only else ""
    body = [f"经研究，决定{subject}{request}。现将有关事项通知如下："]
    for number, (heading, lines) in enumerate(sections, start=1):
        body += [f"{numeral(number)}、{heading}", *lines]
    body.append(f"请安排好工作，准时参加。因故不能参加的，请提前向{organ}请假。")
    return {"title": f"{organ}关于{about}的通知", "main_to": _called(occasion, group, words), "body": body}


def minutes(occasion: Occasion, group: Group | None, *, organ: str) -> dict[str, Any]:
    """会议纪要 or 活动纪要, with those who were there; one heading for each topic, what was agreed is to be written.

    Where nothing is told of who came, the 组长 led the activity and all of the group were there.
    """
    words = _words(occasion, group)
    when = f"{day_and_half(occasion.at)}，" if occasion.at else ""
    where = f"在{occasion.place}" if occasion.place else ""
    theme = f"“{occasion.name.removesuffix('活动')}”" if occasion.name else ""
    if group:
        led_by = occasion.host or group.leader
        host = f"，{led_by}主持" if led_by else ""
        opening = f"{when}{group.name}{where}{words.verb}{theme}活动{host}。现纪要如下："
        title = f"{group.name}{theme}活动纪要"
    elif occasion.host:
        opening = f"{when}{occasion.host}{where}{words.leads}{words.verb}{occasion.name}。现纪要如下："
        title = f"{occasion.name}纪要"
    else:
        opening = f"{when}{occasion.name}{where}{words.verb}。现纪要如下："
        title = f"{occasion.name}纪要"
    topics = [f"关于{topic.removeprefix('关于')}。" for topic in _bare(occasion.topics)]
    if len(topics) > 1:
        topics = [f"{numeral(number)}、{topic}" for number, topic in enumerate(topics, start=1)]
    attendance = occasion.attendance or ({"出席": list(group.everybody)} if group and group.everybody else {})
    return {"title": title, "body": [opening, *topics], "attendance": attendance}


def _words(occasion: Occasion, group: Group | None) -> Wording:
    return wording(OccasionKind.ACTIVITY if group else occasion.kind)


def _time_and_place(occasion: Occasion) -> str:
    if not occasion.at and not occasion.place:
        return "另行通知。"
    when = to_the_minute(occasion.at) if occasion.at else "时间另行通知"
    return f"{when}，{occasion.place or '地点另行通知'}。"


def _listed(topics: Sequence[str]) -> Iterator[str]:
    if len(topics) == 1:
        yield f"{topics[0]}。"
        return
    for number, topic in enumerate(topics, start=1):
        mark = f"（{number}）" if topic[0].isdigit() else f"{number}."  # 4.3.5万亩 would be a number of its own
        yield f"{mark}{topic}{'。' if number == len(topics) else '；'}"


def _bare(topics: Sequence[str]) -> list[str]:
    """The topics without the numbers and the stops that they were typed with."""
    return [bare for topic in topics if (bare := without_mark(topic).strip(_STOPS))]


def _expected(occasion: Occasion, group: Group | None, words: Wording) -> Iterator[str]:
    if not group or occasion.present:
        lists = [(words.attending, occasion.present), (words.observing, occasion.observing)]
        if words.attending == words.observing:
            lists = [(words.attending, (*occasion.present, *occasion.observing))]
    elif group.everybody:
        lists = [("组长", (group.leader,) if group.leader else ()), ("成员", _others(group))]
    else:
        yield f"{group.name}全体成员。"
        return
    for label, names in lists:
        if names:
            yield f"{label}：{'、'.join(names)}。"


def _others(group: Group) -> tuple[str, ...]:
    return tuple(name for name in group.members if name != group.leader)


def _called(occasion: Occasion, group: Group | None, words: Wording) -> list[str]:
    """主送: the group; those who are to come, as long as they are few; nobody where nobody was named."""
    if group:
        return [group.name]
    people = [*occasion.present, *occasion.observing]
    return people if len(people) <= _MOST_ADDRESSED else [words.everybody]
