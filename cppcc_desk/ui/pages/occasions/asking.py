"""The questions about meetings and activities: new, changed, cancelled, deleted, and about one of those who come."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from cppcc_desk.domain.occasions import (
    AttendanceEntry,
    Mark,
    OccasionEntry,
    OccasionKind,
    Part,
    Presence,
    cents_of,
    lines_of,
    money,
)
from cppcc_desk.operations import occasions as doing
from cppcc_desk.queries import occasions, office
from cppcc_desk.queries.occasions import AttendanceRow, OccasionRow
from cppcc_desk.ui.dialogs import Ask, Question
from cppcc_desk.ui.form import CheckField, ChoiceField, MomentField, NoteField, TextField
from cppcc_desk.ui.stepping.asking import REASON, Asking, Values, reason

_NINE = time(9)
_WHOLE = "whole_group"


class OccasionAsking(Asking):
    """What the desk refuses is said in the dialog."""

    def add(self, kind: OccasionKind, *, group_id: int | None = None) -> int | None:
        """A new one; its id, None for 取消."""
        today = datetime.combine(self._context.today, _NINE)
        told = OccasionEntry(kind=kind, name="", at=today, info_group_id=group_id)
        made: list[int] = []
        whole = Ask(
            key=_WHOLE,
            title="应到人员",
            make=lambda: CheckField("把小组全体成员列入"),
            value=True,
            shown=_is_activity,
        )

        def do(values: Values) -> None:
            entry = _entry(values)
            members = self._members(entry) if values.get(_WHOLE) else []
            made.append(self._context.desk.do(doing.add_occasion, entry, invited=members))

        question = Question(
            title="登记会议或活动",
            intro="将要举行的也可以先登记，用来发通知、打签到表。",
            fields=(*self._fields(told), whole),
            verb="登记",
        )
        if self._ask_and_do(question, do) is None:
            return None
        self._tell("已登记，请列入参加人员")
        return made[-1]

    def _members(self, entry: OccasionEntry) -> list[AttendanceEntry]:
        if entry.info_group_id is None:
            return []
        members = self._context.desk.read(occasions.members_on, entry.info_group_id, entry.at.date())
        return [AttendanceEntry(name=name, person_id=person_id) for person_id, name in members]

    def change(self, occasion_id: int) -> bool:
        """What is told of it; whether it was changed."""
        desk = self._context.desk
        held = desk.read(occasions.entry_of, occasion_id)
        question = Question(title=f"修改{held.kind}", fields=self._fields(held), verb="保存修改")
        taken = self._ask_and_do(
            question, lambda values: desk.do(doing.change_occasion, occasion_id, _entry(values), held=held)
        )
        if taken is not None:
            self._tell(f"已修改 {taken['name']}")
        return taken is not None

    def _fields(self, told: OccasionEntry) -> tuple[Ask, ...]:
        groups = [(group.id, group.name) for group in self._context.desk.read(office.groups)]
        return (
            Ask(key="kind", title="类别", make=lambda: ChoiceField(OccasionKind), value=told.kind, short=True),
            Ask(
                key="info_group_id",
                title="小组",
                make=lambda: ChoiceField(groups, blank="请选择"),
                value=told.info_group_id,
                required=True,
                short=True,
                shown=_is_activity,
            ),
            Ask(
                key="name",
                title="名称主题",
                make=lambda: TextField(max_length=100, placeholder="会议名称或活动主题，如：冬季供水供电"),
                value=told.name,
                required=True,
            ),
            Ask(key="at", title="时间", make=MomentField, value=told.at, required=True, short=True),
            Ask(key="place", title="地点", make=lambda: TextField(max_length=100), value=told.place, short=True),
            Ask(key="host", title="主持人", make=lambda: TextField(max_length=60), value=told.host, short=True),
            Ask(
                key="cost",
                title="经费",
                make=lambda: TextField(max_length=20, placeholder="元，如 1,250.50"),
                value=money(told.cost_cents),
                short=True,
            ),
            Ask(
                key="topics",
                title="议题内容",
                make=lambda: NoteField(placeholder="一行一项，不用编号"),
                value="\n".join(told.topics),
            ),
            Ask(
                key="outcome",
                title="情况成果",
                make=lambda: NoteField(placeholder="开完以后填：怎么开的，有什么成果"),
                value=told.outcome,
            ),
        )

    def cancel(self, row: OccasionRow) -> bool:
        """It does not take place."""
        question = Question(
            title=f"取消{row.kind}？",
            intro=f"{row.name}\n取消以后留在清单里，不算开展过；以后可以恢复。",
            fields=(reason("取消原因"),),
            verb=f"取消{row.kind}",
            danger=True,
        )
        taken = self._ask_and_do(
            question, lambda values: self._context.desk.do(doing.cancel_occasion, row.id, reason=values[REASON])
        )
        if taken is not None:
            self._tell(f"已取消 {row.name}")
        return taken is not None

    def reinstate(self, row: OccasionRow) -> None:
        """It takes place after all."""
        self._context.desk.do(doing.reinstate_occasion, row.id)
        self._tell(f"已恢复 {row.name}")

    def delete(self, row: OccasionRow) -> bool:
        """It was entered by mistake. Raises Forbidden where anything hangs on it."""
        if not self._context.dialogs.confirm(
            "删除这条记录？", f"{row.kind}“{row.name}”。删除以后可以按 Ctrl+Z 撤销。", verb="删除"
        ):
            return False
        self._context.desk.do(doing.delete_occasion, row.id)
        self._tell(f"已删除 {row.name}")
        return True

    def attendance(self, occasion_id: int, row: AttendanceRow) -> None:
        """What became of one person."""
        fields = (
            Ask(key="part", title="参加", make=lambda: ChoiceField(Part), value=row.part, short=True),
            Ask(key="presence", title="到会", make=lambda: ChoiceField(Presence), value=row.presence, short=True),
            Ask(key="spoke", title="", make=lambda: CheckField("发言"), value=row.spoke),
            Ask(key="remark", title="备注", make=lambda: TextField(max_length=100), value=row.remark),
        )

        def do(values: Values) -> None:
            self._context.desk.do(doing.record_attendance, occasion_id, {row.id: Mark(**values)})

        if self._ask_and_do(Question(title=row.name, fields=fields, verb="保存"), do) is not None:
            self._tell(f"已登记 {row.name} 的到会情况")


def _is_activity(values: Mapping[str, Any]) -> bool:
    return bool(values["kind"] == OccasionKind.ACTIVITY)


def _entry(values: Mapping[str, Any]) -> OccasionEntry:
    """Raises Invalid for money that is none."""
    return OccasionEntry(
        kind=OccasionKind(values["kind"]),
        name=values["name"],
        at=values["at"],
        info_group_id=values.get("info_group_id"),
        place=values["place"],
        host=values["host"],
        topics=lines_of(values["topics"]),
        cost_cents=cents_of(values["cost"]),
        outcome=values["outcome"],
    )
