"""The 通知 that sends out the 征集要点 of a quarter: what it begins with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cppcc_desk.domain.errors import Invalid
from cppcc_desk.domain.numerals import numeral
from cppcc_desk.domain.official import Kind
from cppcc_desk.domain.topics import Quarter

EVERYBODY = ("各镇街政协工委", "各专门委员会", "各界别", "各信息小组", "全体委员和信息员")
_STOPS = "。；;，, "


@dataclass(frozen=True, kw_only=True)
class CalledTopic:
    """A topic as the notice tells it; what is not known is not told."""

    theme: str
    angles: str = ""
    lead_unit: str = ""
    due_on: date | None = None


def called(
    kind: Kind, quarter: Quarter, topics: Sequence[CalledTopic], *, organ: str, length_limit: int
) -> dict[str, Any]:
    """The fields of the notice; `length_limit` is how many characters a piece has at most.

    Raises Invalid for another kind, and for a quarter without topics.
    """
    if kind is not Kind.NOTICE:
        raise Invalid(f"为征集要点起草的是{Kind.NOTICE}，不是{kind}。没有作任何改动。")
    if not topics:
        raise Invalid(f"{quarter.words}还没有征集要点，没有起草通知。请先填写要点。")
    common = _common_day(topics)
    return {
        "organs": [organ],
        "title": f"{organ}关于征集{quarter.words}社情民意信息的通知",
        "main_to": list(EVERYBODY),
        "body": [
            "为充分发挥反映社情民意信息在政协履职中的基础作用，引导委员和信息员围绕党政中心工作和群众关心的问题反映情况、"
            f"提出建议，现将{quarter.words}社情民意信息征集要点和有关要求通知如下：",
            "一、征集要点",
            *listed(topics, quarter, common=common),
            "二、报送要求",
            *_asked(topics, quarter, common=common, organ=organ, length_limit=length_limit),
        ],
    }


def _common_day(topics: Sequence[CalledTopic]) -> date | None:
    """The day by which all of them are asked for, which is said once."""
    days = {topic.due_on for topic in topics}
    return days.pop() if len(days) == 1 else None


def _last_day(topics: Sequence[CalledTopic], quarter: Quarter) -> date:
    return max((topic.due_on for topic in topics if topic.due_on), default=quarter.last_day)


def _day(day: date, quarter: Quarter) -> str:
    """The title names the year; a long date is not broken and would leave gaps in the line before it."""
    return f"{day.month}月{day.day}日" if day.year == quarter.year else f"{day.year}年{day.month}月{day.day}日"


def listed(topics: Sequence[CalledTopic], quarter: Quarter, *, common: date | None = None) -> Iterator[str]:
    """The topics one after another; the day `common` to all of them is said elsewhere."""
    for number, topic in enumerate(topics, start=1):
        yield f"（{numeral(number)}）{topic.theme.strip(_STOPS)}"
        due = _day(topic.due_on, quarter) if topic.due_on and not common else ""
        told = (("切入点", topic.angles), ("牵头单位", topic.lead_unit), ("截止时间", due))
        if said := "".join(f"{label}：{words.strip(_STOPS)}。" for label, words in told if words.strip(_STOPS)):
            yield said


def _asked(
    topics: Sequence[CalledTopic], quarter: Quarter, *, common: date | None, organ: str, length_limit: int
) -> Iterator[str]:
    apart = "" if common or not any(topic.due_on for topic in topics) else "按各要点的截止时间，至迟"
    by = f"{apart}于{_day(common or _last_day(topics, quarter), quarter)}前"
    led = any(topic.lead_unit for topic in topics)
    asked = (
        f"一事一报。一篇信息反映一个问题，情况真实，数据准确，建议具体可行，正文一般不超过{length_limit}字。",
        "写明来源。来稿注明对应的要点，以及反映人的姓名、单位、职务和联系电话。",
        *(("分工负责。牵头单位组织有关委员和信息员深入调研，认真撰写。",) if led else ()),
        f"按时报送。请{by}将电子稿或纸质稿报{organ}；突发情况和紧急事项随时报送。",
        "不限要点。要点以外的社情民意信息，可以随时报送。",
    )
    for number, words in enumerate(asked, start=1):
        yield f"（{numeral(number)}）{words}"
