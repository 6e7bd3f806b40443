"""What is asked before a 通知 or a 纪要 of a meeting or of a group's activity is begun: time, place, topics, people."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from cppcc_desk.domain.drafting import Group, MadeFor, Occasion, wording
from cppcc_desk.domain.occasions import OccasionKind
from cppcc_desk.domain.official import Kind
from cppcc_desk.queries import groups
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import MomentField, NoteField, TextField
from cppcc_desk.ui.pages.drafting.fields import NamesField
from cppcc_desk.ui.stepping.asking import Asking

_NINE = time(9)


class Convening(Asking):
    """Each asks, and opens 起草公文 with what was told; returns whether it did."""

    def for_meeting(self, kind: Kind, known: Occasion | None = None) -> bool:
        """会议通知 or 会议纪要; `known` is what an earlier paper told of the meeting."""
        told = known or Occasion(name="")
        fields = (
            _name("会议名称", "如：县政协十届二十次主席会议", told.name),
            *_when_and_where(self._usual(kind), told),
            *(_host(told.host) if kind is Kind.MINUTES else ()),
            _topics(wording(told.kind).subject, told),
            _people("present", "出席", told.present),
            *((_people("excused", "请假", told.excused),) if kind is Kind.MINUTES else ()),
            _people("observing", "列席", told.observing),
        )
        return self._begin(kind, f"为{wording(told.kind).what}起草{kind}", fields, group_id=None, of=told.kind)

    def for_group(self, kind: Kind, group_id: int, known: Occasion | None = None) -> bool:
        """活动通知 or 活动纪要 of a 信息小组; who belongs to it the roster says."""
        group = self._context.desk.read(groups.roll, group_id)
        told = known or Occasion(name="")
        fields = (
            _name("活动主题", "如：冬季供水供电", told.name),
            *_when_and_where(self._usual(kind), told),
            *(_host(told.host or group.leader) if kind is Kind.MINUTES else ()),
            _topics("活动内容", told),
            *(_who_came(told, group) if kind is Kind.MINUTES else ()),
        )
        return self._begin(kind, f"为{group.name}的活动起草{kind}", fields, group_id=group_id, of=OccasionKind.ACTIVITY)

    def minutes_of(self, made_for: MadeFor) -> bool:
        """The 纪要 of what a 通知 called people to, with what that told."""
        if made_for.group_id is not None:
            return self.for_group(Kind.MINUTES, made_for.group_id, made_for.occasion)
        return self.for_meeting(Kind.MINUTES, made_for.occasion)

    def _usual(self, kind: Kind) -> datetime:
        """Tomorrow morning for what is to come, this morning for what has been."""
        days = 1 if kind is Kind.NOTICE else 0
        return datetime.combine(self._context.today + timedelta(days=days), _NINE)

    def _begin(
        self, kind: Kind, title: str, fields: tuple[Ask, ...], *, group_id: int | None, of: OccasionKind | None
    ) -> bool:
        question = Question(
            title=title, intro="标题和正文先替您写好，起草时可以改。", fields=fields, verb=f"起草{kind}"
        )
        values = self._context.dialogs.ask(question)
        if values is None:
            return False
        made_for = MadeFor(group_id=group_id, occasion=_occasion(values, of))
        self._context.navigate("drafting", kind=kind, made_for=made_for)
        return True


def _name(title: str, example: str, value: str) -> Ask:
    return Ask(key="name", title=title, make=lambda: TextField(placeholder=example), value=value, required=True)


def _when_and_where(usual: datetime, told: Occasion) -> tuple[Ask, ...]:
    return (
        Ask(key="at", title="时间", make=MomentField, value=told.at or usual, required=True, short=True),
        Ask(key="place", title="地点", make=lambda: TextField(max_length=100), value=told.place, short=True),
    )


def _host(value: str) -> tuple[Ask, ...]:
    return (Ask(key="host", title="主持人", make=lambda: TextField(max_length=60), value=value, short=True),)


def _topics(title: str, told: Occasion) -> Ask:
    value = "\n".join(told.topics)
    return Ask(key="topics", title=title, make=lambda: NoteField(placeholder="一行一项，不用编号"), value=value)


def _people(key: str, title: str, value: tuple[str, ...]) -> Ask:
    return Ask(key=key, title=title, make=lambda: NamesField(people=True), value=list(value))


def _who_came(told: Occasion, group: Group) -> tuple[Ask, ...]:
    return (
        _people("present", "出席", told.present or group.everybody),
        _people("excused", "请假", told.excused),
        _people("observing", "列席", told.observing),
    )


def _occasion(values: Mapping[str, Any], kind: OccasionKind | None) -> Occasion:
    return Occasion(
        name=values["name"],
        kind=kind,
        at=values["at"],
        place=values["place"],
        host=values.get("host", ""),
        topics=tuple(filter(None, values["topics"].split("\n"))),
        present=tuple(values.get("present", ())),
        excused=tuple(values.get("excused", ())),
        observing=tuple(values.get("observing", ())),
    )
